"""What an owner's policy says of desensitization, with the files that it names."""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from client.errors import PolicyFileError
from client.policy import Desensitization
from privacy import canonical
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Detector, Recognizer
from privacy.desensitize.roster import roster
from privacy.desensitize.rules import rules
from qa.preparation import texts

MAX_ROSTER_BYTES = 256 * 1024 * 1024
_RULE = "desensitization"
_CODE = ("privacy.desensitize", "client.recognizers")


@dataclass(frozen=True, slots=True)
class Settings:
    """The policy's section and the content of the files that it names."""

    rules: Desensitization
    roster: tuple[tuple[str, Kind], ...] = field(default=(), repr=False)

    def recognizer(self) -> Recognizer:
        """All detectors that these settings ask for.

        Raises PolicyFileError for an entry or a rule that can't be used, or an optional part that
        isn't installed. It names a number, never a text.
        """
        from privacy.desensitize.standard import DETECTORS

        return Recognizer((*DETECTORS, *self._own()))

    def _own(self) -> Iterator[Detector]:
        if self.roster:
            yield _made(f"{_RULE}.roster", lambda: roster(self.roster))
        if self.rules.rules:
            pairs = [(p, kind) for kind, ps in self.rules.rules.items() for p in ps]
            yield _made(f"{_RULE}.rules", lambda: rules(pairs))
        if self.rules.jieba:
            from client.recognizers.jieba_names import names

            yield _made(f"{_RULE}.jieba", names)
        if (model := self.rules.model) is not None:
            from client.recognizers.token_classification import open_model

            yield _made(f"{_RULE}.model", lambda: open_model(model))

    def _tools(self) -> Iterator[str]:
        """The optional parts that find something, in their very versions."""
        if self.rules.jieba:
            from importlib.metadata import version

            yield _made(f"{_RULE}.jieba", lambda: f"jieba {version('jieba')}")
        if (model := self.rules.model) is not None:
            from client.recognizers.token_classification import digest

            yield _made(f"{_RULE}.model", lambda: digest(model))

    def digest(self, key: bytes) -> str:
        """64 hexadecimal digits that stand for all that decides what is found and done.

        Keyed: the roster's names are few enough to be guessed from a plain digest. Raises
        PolicyFileError as `recognizer`.
        """
        said = self.rules.model_dump(mode="json", exclude={"recall_min", "roster"})
        said["plaintext"] = self.rules.plaintext is not None
        row = {
            "code": _code_digest(),
            "rules": said,
            "roster": [list(row) for row in self.roster],
            "tools": list(self._tools()),
        }
        return hmac.digest(key, canonical.encode(row), "sha256").hex()


def load(section: Desensitization, folder: Path) -> Settings:
    """The settings of a policy that lies in `folder`. Raises PolicyFileError."""
    if section.roster is None:
        return Settings(section)
    return Settings(section, tuple(_read_roster(folder / section.roster)))


def _read_roster(path: Path) -> Iterator[tuple[str, Kind]]:
    """`kind,text` in each row, of CSV in UTF-8."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_ROSTER_BYTES + 1)
        if len(content) > MAX_ROSTER_BYTES:
            raise PolicyFileError(f"{path}: expected at most {MAX_ROSTER_BYTES} bytes")
        text = content.decode("utf-8-sig")
    except OSError as e:
        raise PolicyFileError(f"{path}: expected a roster, found: {e.strerror}") from e
    except UnicodeDecodeError as e:
        line = content[: e.start].count(b"\n") + 1
        raise PolicyFileError(f"{path}: expected UTF-8, line {line} isn't") from e
    kinds = {kind.value: kind for kind in Kind}
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            if not row:
                continue
            if len(row) != 2 or row[0].strip() not in kinds:
                raise PolicyFileError(
                    f"{path}: row {number}: expected a kind of personal data and a text",
                    hint=f"a kind is one of {', '.join(kinds)}",
                )
            # As clean records are, in which it is looked for.
            yield texts.line(row[1]), kinds[row[0].strip()]
    except csv.Error as e:
        raise PolicyFileError(f"{path}: row {number + 1}: expected CSV") from e


_T = TypeVar("_T")


def _made(rule: str, make: Callable[[], _T]) -> _T:
    try:
        return make()
    except ImportError as e:
        raise PolicyFileError(
            f"{rule}: expected the module {e.name}, which isn't installed",
            hint="`pip install 'discreet[names]'` brings jieba; models need 'discreet[train]'",
        ) from e
    except ValueError as e:
        raise PolicyFileError(f"{rule}: {e}") from e


@cache
def _code_digest() -> str:
    """SHA-256 of the sources that find and replace: other detectors are other settings."""
    digest = hashlib.sha256()
    for package in _CODE:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(package, name=package)
        root = Path(spec.origin).parent
        for path in sorted(root.rglob("*.py")):
            name = f"{package}/{path.relative_to(root).as_posix()}".encode()
            for part in (name, path.read_bytes()):
                digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
