"""An owner's prepared records: sealed files by population and split.

    STORE/POPULATION/manifest.vault          which files the splits are, and how many records
    STORE/POPULATION/train-3f09c1d2.vault    JSON Lines, sealed

The manifest names each file by the random id in its seal, so that a file of an earlier state, of
another split or of another store isn't taken for the right one. (A whole population's folder that
is put in another's place, manifest and all, is not noticed.) A change writes new files first
and then replaces the manifest: a crash leaves the old state or the new one. Plain text is never on
disk, and what a reader holds of a split is one chunk and one record.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from client.errors import StoreError
from client.provenance import Provenance
from privacy import canonical
from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.atomic import locked_file, locked_folder
from privacy.vault.files import SUFFIX, Vault, lines
from privacy.vault.keyring import Keyring
from privacy.vault.stream import Sealer
from qa.readers import parse_jsonl, to_jsonl
from qa.records import Record

VERSION = 2
READABLE = (1, 2)  # version 1 says nothing of how records were prepared
MAX_MANIFEST_BYTES = 256 * 1024
TRAIN = "train"
_MANIFEST = "manifest"
_POPULATION = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_SPLIT = re.compile(r"[a-z][a-z0-9]{0,31}")


@dataclass(frozen=True, slots=True)
class Split:
    """One split's file, and what it holds. Private: exact counts stay at the owner."""

    file: str  # logical name within the population
    file_id: str
    records: int
    sha256: str  # of the plain JSON Lines
    provenance: Provenance | None = None  # None: nobody says that they were prepared


class RecordStore:
    """The store in one folder. Safe between processes: writers wait, readers see one state."""

    def __init__(self, root: Path, keyring: Keyring) -> None:
        self.root = root
        self._vault = Vault(root, keyring, "store")

    def populations(self) -> list[str]:
        """The populations that have records here. Raises StoreError where there are none."""
        found = sorted(path.parent.name for path in self.root.glob(f"*/{_MANIFEST}{SUFFIX}"))
        if not found:
            raise StoreError(
                f"{self.root}: expected a store of records, found none",
                hint="`discreet data prepare SOURCE --to STORE` makes one",
            )
        return found

    def splits(self, population: str) -> dict[str, Split]:
        """The splits of `population`; none where it has no records. Raises VerificationError."""
        name = f"{_checked(population, _POPULATION, 'population')}/{_MANIFEST}"
        if not self._vault.exists(name):
            stray = any((self.root / population).glob(f"*{SUFFIX}"))
            if stray and not self._vault.exists(name):  # a first write begins with a manifest
                raise VerificationError(
                    f"{self.root / population}: expected a manifest, found none",
                    hint="restore it from a copy, or remove the folder",
                )
            if not stray:
                return {}
        content = self._vault.read_bytes(name, max_length=MAX_MANIFEST_BYTES)
        row = canonical.decode(content, name, max_length=MAX_MANIFEST_BYTES)
        if type(row.get("version")) is not int or row["version"] not in READABLE:
            raise VaultKeyError(f"{name}: expected version {VERSION} or older, found another")
        if row.get("population") != population:
            raise VerificationError(f"{name}: found the manifest of another population")
        try:
            splits = {split: _split(values) for split, values in row["splits"].items()}
        except (KeyError, TypeError, AttributeError) as e:
            raise VerificationError(f"{name}: expected a manifest, found something else") from e
        if not all(map(_is_well_formed, splits.values())):
            raise VerificationError(f"{name}: expected a manifest, found something else")
        return splits

    def write(self, population: str, splits: Mapping[str, Iterable[Record]]) -> dict[str, Split]:
        """Replace the named splits of `population`; the others stay. All of it or nothing.

        Records are sealed as they come: none is kept. Raises what their iterators raise.
        """
        with self.writing(population, splits) as writer:
            for split, records in splits.items():
                for record in records:
                    writer.add(split, record)
        return writer.written

    @contextlib.contextmanager
    def writing(self, population: str, splits: Iterable[str]) -> Iterator[StoreWriter]:
        """Replace the named splits of `population` with what the block adds; the others stay.

        All of it, when the block ends, or nothing. Records are sealed as they come: none is kept.
        """
        names = [_checked(split, _SPLIT, "split") for split in splits]
        with self._exclusive(population), self._replacing(population, names) as writer:
            yield writer

    def read(self, population: str, split: str) -> Iterator[Record]:
        """The records of one split, in order.

        The iterator ends after a whole split alone; each record comes from bytes that were
        verified. Raises StoreError for a split that isn't there, VerificationError on damage.
        """
        found = self.splits(population).get(_checked(split, _SPLIT, "split"))
        if found is None:
            raise StoreError(f"{self.root}: expected a split {split!r} of population {population}")
        while True:
            chunks = self._vault.read(f"{population}/{found.file}", file_id=found.file_id)
            try:
                first = next(chunks)
                break
            except VerificationError:
                newer = self.splits(population).get(split)
                if newer is None or newer == found:
                    raise
                found = newer  # it was replaced since the manifest was read
        chunks = itertools.chain([first], chunks)
        count, digest = 0, hashlib.sha256()

        def counted() -> Iterator[bytes]:
            for chunk in chunks:
                digest.update(chunk)
                yield chunk

        for record in parse_jsonl(Path(f"{population}/{split}"), lines(counted())):
            count += 1
            yield record
        if count != found.records or digest.hexdigest() != found.sha256:
            raise VerificationError(
                f"{population}/{split}: expected the {found.records} records that were sealed, "
                f"found {count}"
            )

    def erase(self, population: str, keep: Callable[[Record], bool]) -> int:
        """Write every split anew with the records that `keep` is true of. Returns how many went.

        The old files are removed; with them goes the only key that opened them. Copies and
        backups elsewhere are not reached.
        """
        if not self.splits(population):
            raise StoreError(f"{self.root}: expected records of population {population}")
        gone = 0
        with self._exclusive(population):
            known = self.splits(population)
            with self._replacing(population, list(known)) as writer:
                for split, entry in known.items():
                    writer.provenance[split] = entry.provenance
                    for record in self.read(population, split):
                        if keep(record):
                            writer.add(split, record)
                        else:
                            gone += 1
        return gone

    @contextlib.contextmanager
    def _replacing(self, population: str, splits: list[str]) -> Iterator[StoreWriter]:
        """`writing`, for who holds the population."""
        known = self.splits(population)
        first = not self._vault.exists(f"{population}/{_MANIFEST}")
        writer = StoreWriter()
        try:
            if first:
                self._commit(population, {})
            with contextlib.ExitStack() as files:
                for split in splits:
                    file = f"{split}-{os.urandom(4).hex()}"
                    sealer = files.enter_context(self._vault.write(f"{population}/{file}"))
                    writer.parts[split] = _Part(file, sealer)
                yield writer
            self._commit(population, known | writer.written)
        except BaseException:
            present = self.splits(population)  # the new ones, if the manifest was the last step
            self._sweep(population, present)
            if first and not present:
                self._vault.path(f"{population}/{_MANIFEST}").unlink(missing_ok=True)
            raise
        self._sweep(population, known | writer.written)

    def _commit(self, population: str, splits: Mapping[str, Split]) -> None:
        row = {
            "version": VERSION,
            "population": population,
            "splits": {split: _row(value) for split, value in splits.items()},
        }
        self._vault.write_bytes(f"{population}/{_MANIFEST}", canonical.encode(row))

    def _sweep(self, population: str, splits: Mapping[str, Split]) -> None:
        """Remove files that the manifest doesn't name: of an older state, or of a crash.

        Holds the folder: a rotation of keys, which copies a file, would bring it back.
        """
        folder = self.root / population
        named = {f"{value.file}{SUFFIX}" for value in splits.values()} | {f"{_MANIFEST}{SUFFIX}"}
        with locked_folder(folder):
            for path in (*folder.glob(f"*{SUFFIX}"), *folder.glob(f".*{SUFFIX}.*")):
                if path.name not in named:
                    path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _exclusive(self, population: str) -> Iterator[None]:
        folder = self.root / _checked(population, _POPULATION, "population")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked_file(folder / ".lock"):
            yield


class StoreWriter:
    """What `RecordStore.writing` gives. `provenance` may be set for each split."""

    def __init__(self) -> None:
        self.parts: dict[str, _Part] = {}
        self.provenance: dict[str, Provenance | None] = {}

    def add(self, split: str, record: Record) -> None:
        """Seal one more record of `split`."""
        self.parts[split].add(to_jsonl(record))

    @property
    def written(self) -> dict[str, Split]:
        """What was added so far."""
        return {
            name: Split(
                part.file,
                part.sealer.file_id,
                part.count,
                part.digest.hexdigest(),
                self.provenance.get(name),
            )
            for name, part in self.parts.items()
        }


class _Part:
    """One split's new file."""

    def __init__(self, file: str, sealer: Sealer) -> None:
        self.file, self.sealer = file, sealer
        self.digest, self.count = hashlib.sha256(), 0

    def add(self, line: bytes) -> None:
        self.digest.update(line)
        self.sealer.write(line)
        self.count += 1


def shown(record: Record) -> str:
    """One record as `discreet data show --json` prints it: a JSON object on a line."""
    row: dict[str, Any] = record.to_json()
    row.setdefault("person_id", None)
    return json.dumps(row, ensure_ascii=False)


def _split(values: dict[str, Any]) -> Split:
    """Raises TypeError, AttributeError or VerificationError for another row than `_row` makes."""
    found = values.get("provenance")
    known = None if found is None else Provenance.from_json(found)
    return Split(**(values | {"provenance": known}))


def _row(split: Split) -> dict[str, Any]:
    row = asdict(split)
    row["provenance"] = None if split.provenance is None else split.provenance.to_json()
    return row


def _is_well_formed(split: Split) -> bool:
    texts = (split.file, split.file_id, split.sha256)
    return all(isinstance(text, str) for text in texts) and type(split.records) is int


def _checked(name: str, pattern: re.Pattern[str], what: str) -> str:
    if not pattern.fullmatch(name) or ".." in name:
        raise StoreError(
            f"{what}: expected lower-case letters, digits and '-', found {name[:80]!r}"
        )
    return name
