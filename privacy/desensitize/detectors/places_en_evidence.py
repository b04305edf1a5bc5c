"""Where in an English text an address may be, and where one must begin because of a cue. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors import places_en_parts as parts
from privacy.desensitize.detectors.cues import by_first_letter, trie
from privacy.desensitize.lexicon import places_en

_SAID = {
    said.replace("_", " "): links.split()
    for links, listed in places_en.LIVING.items()
    for said in listed
}
_STREETS = frozenset((*places_en.STREETS, *places_en.WEAK_STREETS))
_UNITS = frozenset(("apt", "apartment", "flat", "unit", "plot", "blk", "block", "box", "bag"))
_TRADES = frozenset(("work", "works", "worked", "working", "employed"))
_LABELS = frozenset(places_en.LABELS)
# Labels that need no colon.
_PLAIN = frozenset(label for label in _LABELS if " " in label) | {
    "town", "suburb", "hometown", "address", "addr", "residence",
}  # fmt: skip
_CODES = frozenset(code.replace("_", " ") for code in places_en.CODES)
_WORD = re.compile(
    r"[ \n\t(\"'.](?P<word>"
    + trie(
        (*_STREETS, *_UNITS, *_SAID, *_LABELS, *_CODES, "from", "of", "co", "county"),
        "(?![a-z0-9])",
    )
    + ")"
)
_STATE = re.compile(rf",\s{parts.STATE}(?![\w'’])")
# What must follow a word of each kind.
_LABELLED = re.compile(
    r"(?: (?:is|was|changed to)(?: now)? ?:?|[\"']? ?[:=-]\s?)\s{0,2}[\"']?(?=[A-Z0-9#])"
)
_SPACED = re.compile(r"[ \t]+(?=[A-Z0-9])")
_LIVED = re.compile(
    r"(?: (?:with|alone|independently|quietly|w/|as an?|nights?|shifts|to work|full|part)"
    r"[^.,;:\n]{0,30}?| (?:is|are|was|were|now|currently"
    r"|here|back|down|up|over|out|away|house|home|recently|again|in|and raised)){0,2}"
    r" (?P<link>in|at|near|on|outside|to|from|into|of|is) "
    r"(?:(?:the )?(?:town|city|village|suburb|area) of |the (?=Wirral|Bronx|Cotswolds|Highlands"
    r"|Fens|Isle|Borders|Gower|Rhondda|Hague|Lake)"
    r"|(?!part)(?:[a-z-]{1,14} ){1,4}(?:in|at|on|near|outside) "
    r"(?=[A-Z0-9]))?"
    r"(?=\w)"
)
_CODED = re.compile(r"[^0-9]{0,40}?(?<![a-z0-9])(?=[0-9]{4,6}(?![0-9])|[a-z]{1,2}[0-9])")
_GOAL = re.compile(r"[A-Z][^.;:!?\n]{1,40}? to (?=[A-Z])")
_NUMBERED = re.compile(r"\.? ?#?[0-9A-Z]{1,6}(?=[,\n)]| [A-Z0-9]|-)")
_LISTED = re.compile(r"\.?(?:,\s|\n|,? \(?)(?=[A-Z])")
_NUMBER_BEFORE = re.compile(r"[0-9][A-Za-z]?,?\s(?:[\w.'’-]+ ){1,5}$")
_PERSON = re.compile(
    rf"(?<![a-z])(?:{by_first_letter(places_en.PERSONS)})"
    r"(?:,? (?:is|was|are|were|comes?|came|hails?|originally|who|and|named|called|a|\w+ed)){0,3},?$"
    r"|(?<!\w)(?:[0-9]{2} ?(?:yo )?[mf]|(?:mr|mrs|ms|miss)\.? [\w'’-]+(?: [\w'’-]+)?,?)$"
)
# A town, or a street without a number, in small letters.
TOWN = re.compile(
    rf"(?:(?:{by_first_letter(places_en.CITIES)})"
    r"|(?!the |an? |my |our |this )[a-z]{3,15}(?: [a-z]{1,15})?"
    r" (?:road|street|lane|avenue|crescent|drive|close|rd|ave))(?![\w'’-])"
)


def evidence(text: str) -> list[tuple[int, int, int | None]]:
    """Where an address may be: bounds, and behind a cue where it must begin."""
    lower = text.replace("\u0130", "I").lower()  # the one letter that becomes two
    found = list(_words(text, lower))
    found += [(m.start(), m.end(), None) for m in parts.FROM_DIGIT.finditer(text)]
    found += [(m.start(), m.end(), None) for m in _STATE.finditer(text)]
    found.sort(key=lambda item: item[:2])
    return found


def _words(text: str, lower: str) -> Iterator[tuple[int, int, int | None]]:
    for match in _WORD.finditer("\n" + lower):
        word, at, after = match["word"], match.start("word") - 1, match.end() - 1
        if (word in _STREETS and _is_street(text, at, after)) or (
            word in _UNITS and _NUMBERED.match(text, after)
        ):
            yield at, after, None
        elif word in _LABELS and (
            link := _LABELLED.match(text, after) or _spaced(text, word, at, after)
        ):
            yield at, link.end(), link.end()
        elif word in ("co", "county"):
            if text[at] == "C" and text[after + 1 : after + 3].strip().istitle():
                yield at, after, None
        elif word in ("of", "from"):
            if _is_of_person(text, lower, at, after):
                yield at, after + 1, after + 1
        elif word in _CODES and (link := _CODED.match(lower, after)):
            yield at, link.end(), link.end()
        elif word in _SAID and (link := _LIVED.match(text, after)):
            place = "on" if word in _TRADES and link["link"] != "in" else link["link"]
            if link["link"] in _SAID[word] and _begins(text, link.end(), place):
                yield at, link.end(), link.end()
            if link["link"] == "from" and (goal := _GOAL.match(text, link.end())):
                yield goal.end() - 1, goal.end(), goal.end()


def _is_of_person(text: str, lower: str, at: int, after: int) -> bool:
    """Whether "from" or ", of" stands between a person and a capital letter."""
    if not (text[after : after + 1] == " " and text[after + 1 : after + 2].isupper()):
        return False
    if text[at] == "o" and text[max(0, at - 2) : at] not in (", ", " ("):
        return False
    return _PERSON.search(lower[max(0, at - 60) : at].rstrip(" (,")) is not None


def _spaced(text: str, word: str, at: int, after: int) -> re.Match[str] | None:
    """What stands between a label and its value where no colon does: "Town Malton" on a line."""
    if word in _PLAIN and (" " in word or at == 0 or text[at - 1] == "\n"):
        return _SPACED.match(text, after)
    return None


def _is_street(text: str, at: int, after: int) -> bool:
    """Whether a word for a street stands behind a number and a name, or in a list of places."""
    if _NUMBER_BEFORE.search(text, max(0, at - 48), at):
        return True
    listed = text[at].isupper() and text[at - 2].isalpha()
    return listed and _LISTED.match(text, after) is not None


def _begins(text: str, at: int, link: str) -> bool:
    """Whether a place may begin here; after "on" only a street does."""
    if TOWN.match(text, at):
        return True
    if link == "on":
        part = parts.ELEMENT.match(text, at)
        return part is not None and bool(part["street"] or part["road"] or part["small"])
    return text[at].isupper() or text[at].isdigit()
