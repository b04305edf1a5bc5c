"""The columns of a source, and the rows of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from qa.errors import DataError
from qa.preparation.places import Place, shown

NAMES = ("id", "document_id", "person_id", "owner")
FLAT = frozenset(
    ("context", "question", "answer", "answer_start", "is_impossible", "title", *NAMES)
)
NESTED = FLAT | {"answers"}
IGNORED = frozenset({"personal_data"})  # the gold spans of the synthetic corpus
_NEEDED = ("context", "question")
_HINT = f"the columns are {', '.join(sorted(NESTED))}"


class Row(NamedTuple):
    """A record as its file states it, unchecked."""

    place: Place
    values: Mapping[str, Any]


def check(found: Iterable[str], where: str, known: Collection[str]) -> None:
    """Refuse columns that are missing, repeated or not known.

    A name is shown only where the needed ones are there: without them, the line may be no header
    but a record. `where` begins the message. Raises DataError.
    """
    names = list(found)
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise DataError(
            f"{where}: expected the columns context and question, found none named "
            f"{' nor '.join(missing)}",
            hint=_HINT,
        )
    for name in names:
        if name not in known:
            raise DataError(
                f"{where}: expected columns that are known, found {shown(name)}", hint=_HINT
            )
    if len(set(names)) < len(names):
        raise DataError(f"{where}: expected each column once, found one twice", hint=_HINT)
    if "answer" in names and "answers" in names:
        raise DataError(f"{where}: expected either answer or answers, found both", hint=_HINT)
    if not {"answer", "answers", "is_impossible"} & set(names):
        raise DataError(f"{where}: expected a column answer or answers, found none", hint=_HINT)
