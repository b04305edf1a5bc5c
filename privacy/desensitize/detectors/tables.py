"""Numbers in the columns of a table whose first line says what they are. No IO.

"Name | Member no | Ext" over lines with as many cells: each cell of such a column is taken for what
its head says, in the forms that numbers after a cue have too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.contacts_phones import CUES as PHONE_CUES
from privacy.desensitize.detectors.identifier_cues import CUES
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_MARKS = ("|", "\t", ";", ",")
_MOST_LINE = 1000  # characters of a line that is still read as one of a table
_SPACES = re.compile(r" {2,}")
_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_()+-]{1,38}[A-Za-z0-9)]")
_EXTENSIONS = re.compile(r"(?i:ext(?:ension|n)?|x|分机|短号|内线)\.?(?: no\.?| number)?|分机号码?")
_AGES = re.compile(r"(?i:age|ages|age \(?(?:yrs?|years|y)\)?|age ?/ ?(?:sex|gender)|sex ?/ ?age)")
_OLD = re.compile(r"(?:[MFmf] ?[/ -]? ?)?(?P<age>9[0-9]|1[01][0-9]|12[0-2])(?![0-9.,])[^0-9]{0,8}")
_LOGINS = re.compile(
    r"(?i:user(?: ?name| ?id)?|log-?in(?: name)?|account name)|用户名|登录名|账户名"
)

Column = tuple[Kind, int]  # and how many digits a value needs


def cells(text: str) -> Iterator[Finding]:
    """Cells under a head that is a cue."""
    if "\n" not in text:
        return
    at = 0
    columns: dict[int, Column] = {}
    mark, width = "", 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if len(line) > _MOST_LINE:
            columns = {}
            continue
        if columns:
            bounds = _divided(line, mark)
            if len(bounds) == width or (mark == "  " and len(bounds) > 1):
                if len(bounds) == width:
                    yield from _found(text, start, bounds, columns)
                continue
            if line.strip(" -+|=\r\n"):
                columns = {}
        if not columns:
            mark, width, columns = _head(line)


def _divided(line: str, mark: str) -> list[tuple[int, int]]:
    """The bounds of a line's cells."""
    bounds: list[tuple[int, int]] = []
    at = 0
    line = line.rstrip()
    if mark == "  ":
        for space in _SPACES.finditer(line):
            bounds.append((at, space.start()))
            at = space.end()
    else:
        while (found := line.find(mark, at)) >= 0:
            bounds.append((at, found))
            at = found + len(mark)
    bounds.append((at, len(line)))
    return bounds


def _head(line: str) -> tuple[str, int, dict[int, Column]]:
    """The mark between a table's cells, their number, and the columns that are looked at."""
    for mark in (*_MARKS, "  "):
        if mark not in line:
            continue
        bounds = _divided(line, mark)
        if len(bounds) < 2 or any(end - start > 40 for start, end in bounds):
            continue
        columns = {}
        for number, (start, end) in enumerate(bounds):
            column = _column(line[start:end].strip(" *_#\r\n"))
            if column is not None:
                columns[number] = column
        if columns and not any(c.isdigit() for c in line):
            return mark, len(bounds), columns
    return "", 0, {}


def _column(head: str) -> Column | None:
    if not 1 < len(head) < 33:
        return None
    if _EXTENSIONS.fullmatch(head):
        return Kind.PHONE, 3
    if _AGES.fullmatch(head):
        return Kind.AGE, 2
    if _LOGINS.fullmatch(head):
        return Kind.IDENTIFIER, 0
    cue = CUES.before(head + ": ", len(head) + 2)
    if cue is not None:
        return cue[0], min(cue[1], 4)
    return (Kind.PHONE, 4) if PHONE_CUES.before(head + ": ", len(head) + 2) else None


def _found(
    text: str, start: int, bounds: list[tuple[int, int]], columns: dict[int, Column]
) -> Iterator[Finding]:
    for number, (kind, fewest) in columns.items():
        left, right = bounds[number]
        if kind is Kind.AGE:
            if age := _OLD.fullmatch(text[start + left : start + right].strip()):
                first = text.index(age["age"], start + left)
                yield Finding(kind, first, first + len(age["age"]), Strength.CUED, "column")
            continue
        value = _VALUE.fullmatch(text[start + left : start + right].strip())
        if value is None or sum(map(str.isdigit, value[0])) < fewest:
            continue
        if not fewest and (" " in value[0] or not value[0].isascii()):
            continue
        first = text.index(value[0], start + left)
        yield Finding(kind, first, first + len(value[0]), Strength.CUED, "column")


DETECTORS = (cells,)
