"""What people found when they read samples of an owner's records: recall and precision. Sealed.

    STORE/.reviews/of-POPULATION.vault    counts for each record that was read; no text, no place

A review belongs to the settings that its records were prepared with; under others it says nothing
and a new one begins. A record counts once, however often it is drawn.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from client.provenance import Provenance
from privacy import canonical
from privacy.desensitize.kinds import Kind
from privacy.desensitize.scoring import Rate, Score
from privacy.errors import VerificationError
from privacy.vault.atomic import locked_file
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring

VERSION = 1
ALL = "all"
MAX_REVIEW_BYTES = 64 * 1024 * 1024
MAX_RECORDS = 100_000
_FOLDER = ".reviews"  # no population's name
_LABEL = "reviews"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a person said of one record: hits and totals by kind."""

    language: str
    recall: Mapping[Kind, tuple[int, int]]
    precision: Mapping[Kind, tuple[int, int]]

    @staticmethod
    def of(score: Score, language: str) -> Reviewed:
        """From a score of the record alone."""
        return Reviewed(
            language,
            {kind: (rate.hits, rate.total) for kind, rate in score.recall.items()},
            {kind: (rate.hits, rate.total) for kind, rate in score.precision.items()},
        )


@dataclass(slots=True)
class Reviews:
    """All that was read of one population under one choice of settings."""

    settings: str
    records: dict[str, Reviewed] = field(default_factory=dict)  # by the record's pseudonym

    def score(self, language: str | None = None) -> Score:
        """Recall and precision by kind, over the records in `language` or in all."""
        recall: defaultdict[Kind, Rate] = defaultdict(lambda: Rate(0, 0))
        precision: defaultdict[Kind, Rate] = defaultdict(lambda: Rate(0, 0))
        for record in self.records.values():
            if language in (None, record.language):
                for sums, found in ((recall, record.recall), (precision, record.precision)):
                    for kind, (hits, total) in found.items():
                        sums[kind] += Rate(hits, total)
        return Score(dict(sorted(recall.items())), dict(sorted(precision.items())))

    @property
    def languages(self) -> list[str]:
        """Those that were read."""
        return sorted({record.language for record in self.records.values()})

    def shortfall(self, least: Mapping[str, float]) -> str | None:
        """The first kind, or `all`, whose recall isn't shown to reach `least`, and why."""
        score = self.score()
        for name, floor in least.items():
            rate = score.total_recall if name == ALL else score.recall.get(Kind(name), Rate(0, 0))
            low = rate.interval[0]
            if low < floor:
                return (
                    f"{name}: at least {floor:g} with 95 % confidence, {rate.hits} of "
                    f"{rate.total} were found in reviews, which shows {low:.3f}"
                )
        return None


@contextlib.contextmanager
def changing(
    store: Path, keyring: Keyring, population: str, provenance: Provenance
) -> Iterator[Reviews]:
    """The reviews of these settings, kept when the block ends without an error."""
    folder = store / _FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked_file(folder / ".lock"):
        reviews = load(store, keyring, population, provenance)
        yield reviews
        if len(reviews.records) > MAX_RECORDS:
            raise ValueError(f"expected at most {MAX_RECORDS} reviewed records")
        _vault(store, keyring).write_bytes(_name(population), canonical.encode(_row(reviews)))


def load(store: Path, keyring: Keyring, population: str, provenance: Provenance) -> Reviews:
    """The reviews of `population` under the settings of `provenance`; of others there are none.

    Raises VerificationError on damage and VaultKeyError for other keys.
    """
    vault, name = _vault(store, keyring), _name(population)
    if not vault.exists(name):
        return Reviews(provenance.settings)
    content = vault.read_bytes(name, max_length=MAX_REVIEW_BYTES)
    row = canonical.decode(content, name, max_length=MAX_REVIEW_BYTES)
    try:
        if row["version"] != VERSION:
            raise ValueError
        found = Reviews(
            str(row["settings"]), {key: _reviewed(value) for key, value in row["records"].items()}
        )
    except (KeyError, TypeError, AttributeError, ValueError) as e:
        raise VerificationError(f"{name}: expected reviews, found something else") from e
    return found if found.settings == provenance.settings else Reviews(provenance.settings)


def _vault(store: Path, keyring: Keyring) -> Vault:
    return Vault(store / _FOLDER, keyring, _LABEL)


def _name(population: str) -> str:
    return f"of-{population}"


def _row(reviews: Reviews) -> dict[str, Any]:
    return {
        "version": VERSION,
        "settings": reviews.settings,
        "records": {
            key: [value.language, _counts(value.recall), _counts(value.precision)]
            for key, value in reviews.records.items()
        },
    }


def _counts(counts: Mapping[Kind, tuple[int, int]]) -> dict[str, list[int]]:
    return {str(kind): list(pair) for kind, pair in counts.items()}


def _reviewed(row: Any) -> Reviewed:
    language, recall, precision = row
    return Reviewed(str(language), _pairs(recall), _pairs(precision))


def _pairs(row: Any) -> dict[Kind, tuple[int, int]]:
    pairs = {}
    for kind, (hits, total) in row.items():
        if type(hits) is not int or type(total) is not int or not 0 <= hits <= total:
            raise ValueError
        pairs[Kind(kind)] = (hits, total)
    return pairs
