"""Persons in Chinese text. No IO.

A name is two to four characters, a surname first, and nothing sets it apart. So each place where a
surname's character stands is judged by how much likelier the text is with a name there
(`names_zh_model`), and by what stands beside it: labels of forms, words like 患者 or 女士, sex and
age. Names with a "·" and names in pinyin have rules of their own (`names_zh_foreign`).

Of a surname with a title, 王医生, the surname is found; of 老王 both characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.names_zh_foreign import (
    dotted,
    romanized,
    transcribed,
    transcribes,
)
from privacy.desensitize.detectors.names_zh_model import (
    UNKNOWN,
    Option,
    Reading,
    is_han,
    is_note,
    is_plain,
    lexicon,
    options,
    promising,
    surnames,
)
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import names_zh, names_zh_cues
from privacy.desensitize.lexicon.traditional_zh import simplified

# Margins in nats, and what a neighbour adds to them.
# Least margins of a name on its own: in a text that speaks of private persons, in another short
# one, and in a long one without a word of that kind, which is an article.
_NOTE, _SHORT, _ARTICLE = 0.5, 2.0, 3.5
_ARTICLE_LENGTH = 200  # characters
_CUED = 0.5
_LABEL_BONUS = 9.0
_BEFORE_BONUS = 5.0
_TITLE_BONUS = 5.0
_SEX_BONUS = 6.0
_ACT_BONUS = 2.0
_EDGE_BONUS = 0.5
_LINK_BONUS = 1.0
_FAMILIAR_COST = 14.0  # of a surname that may stand alone: one person in 6000 has it
_LIST_BONUS = 4.0
_PLACE_MALUS = 9.0
_FOREIGN_MALUS = 5.0
_WORK_MALUS = 4.0  # what a book is called
_BONUS = {
    "title": _TITLE_BONUS,
    "sex": _SEX_BONUS,
    "act": _ACT_BONUS,
    "edge": _EDGE_BONUS,
    "link": _LINK_BONUS,
    "thing": -_PLACE_MALUS,
}

_HAN = r"\u3400-\u9fff"
_GIVEN_BESIDE = "".join(sorted(set("".join((*names_zh.GIVEN_FIRST, *names_zh.GIVEN_ALONE)))))
_SURNAMES = "".join(names_zh.SURNAMES)
_CANDIDATE = re.compile(f"[{_SURNAMES}](?=[{_GIVEN_BESIDE}])")
_COMPOUND = re.compile(f"(?:{by_first_letter(names_zh.COMPOUND_SURNAMES)})(?=[{_HAN}])")
_SURNAME_HEADS = frozenset(_SURNAMES + "".join(name[0] for name in names_zh.COMPOUND_SURNAMES))
_COMMON = "".join(names_zh.SURNAMES[:10])  # one person in 500 or more
_LABEL = re.compile(
    rf"(?:{by_first_letter(names_zh_cues.LABELS)}|名|父|母|子|女)(?:\([^()\n]{{0,8}}\))?"
    r"(?: {0,3}[:=|] {0,4}| {2,8}|\t{1,3})[\"'“(]?"
)
_BEFORE = re.compile(
    rf"(?:{by_first_letter(names_zh_cues.BEFORE)})(?:[ \"'“”「『(:]|[是为叫]){{0,3}}"
)
_TITLES = by_first_letter(names_zh_cues.TITLES)
_TITLE = re.compile(_TITLES)
_SHORT_TITLE = re.compile(
    rf"(?<=[{_COMMON}])(?:{'|'.join(sorted(names_zh_cues.SHORT_TITLES, key=len, reverse=True))})"
    rf"(?![{_HAN}]|$)"
)
_FAMILIAR = re.compile(rf"[老小阿](?=[{_COMMON}])")
_AFTER = re.compile(
    rf"(?P<title>{_TITLES})"
    r"|(?P<sex>[ ,、(]{0,3}(?:性别[ :]{0,3})?[男女](?![一-鿿])|[ ,、(]{1,3}[男女]性?[,、 )\d]"
    r"|[ ,、(]{1,2}\d{1,3} ?岁|\((?:\d{3}|身份证|电话|手机|工号|以下|化名))"
    rf"|(?P<act>{by_first_letter(names_zh_cues.ACTS)})"
    rf"|(?P<thing>{by_first_letter(names_zh_cues.THINGS)})|(?P<place>[{names_zh_cues.NOT_AFTER}])"
    rf"|(?P<link>[{names_zh_cues.LINKS_AFTER}])"
    rf"|(?P<edge>[^{_HAN}]|$)"
)
_SEPARATOR = re.compile(r"[、,;/和与及跟]|\s{1,4}")
_SPACED = re.compile(rf"[{_HAN}](?: {{1,4}}[{_HAN}]){{1,2}}(?![{_HAN}])")
_WHOLE = re.compile(rf"[{_HAN}]{{2,4}}(?![{_HAN}])")
_BLANK = frozenset(names_zh_cues.BLANKS)


class Person(NamedTuple):
    """A name that may be, its margin, and why it is believed."""

    start: int
    end: int
    margin: float
    strength: Strength


def persons(text: str) -> Iterator[Finding]:
    """Names of persons in Chinese text, and transcribed and romanized ones within it."""
    if text.isascii():
        return
    plain = simplified(text)
    free = _free(plain, _least(plain))
    for found in _chosen((*_labelled(plain), *_introduced(plain), *_titled(plain), *free)):
        yield Finding(Kind.PERSON, found.start, found.end, found.strength, "name.chinese")
    for start, end in (*dotted(plain), *romanized(plain)):
        yield Finding(Kind.PERSON, start, end, Strength.SHAPED, "name.foreign")


def _least(text: str) -> float:
    if is_note(text):
        return _NOTE
    return _SHORT if len(text) < _ARTICLE_LENGTH else _ARTICLE


def _chosen(found: Iterable[Person]) -> list[Person]:
    """Of those that overlap, the likeliest."""
    chosen: list[Person] = []
    for person in sorted(found, key=lambda p: (p.start, -p.margin)):
        if chosen and person.start < chosen[-1].end:
            if person.margin > chosen[-1].margin:
                chosen[-1] = person
            continue
        chosen.append(person)
    return chosen


def _free(text: str, least: float) -> Iterator[Person]:
    """Names that stand anywhere, and those that stand beside them in a list."""
    last = 0
    marks = [mark.start() for mark in _CANDIDATE.finditer(text)]
    compounds = (
        (mark.start(), list(options(text, mark.start()))) for mark in _COMPOUND.finditer(text)
    )
    for at, found in chain(promising(text, marks, least - _ACT_BONUS - _LINK_BONUS), compounds):
        if not found:
            continue
        person = _best(text, at, found, _left(text, at), least)
        if person is not None:
            yield person
            if person.end > last:
                for other in _listed(text, person.end):
                    yield other
                    last = other.end


def _listed(text: str, at: int) -> Iterator[Person]:
    """Names that follow one that ends at `at`: "张伟、李娜和王芳"."""
    while (
        (gap := _SEPARATOR.match(text, at))
        and (at := gap.end()) < len(text)
        and (person := _judged(text, at, _LIST_BONUS, rare=False))
    ):
        yield person
        at = person.end


def _judged(text: str, at: int, bonus: float, *, rare: bool) -> Person | None:
    if at >= len(text) or text[at] not in _SURNAME_HEADS:
        return None
    found = list(options(text, at, rare=rare))
    person = _best(text, at, found, bonus, _CUED) if found else None
    return None if person is None else person._replace(strength=Strength.CUED)


def _best(text: str, at: int, found: list[Option], bonus: float, least: float) -> Person | None:
    """The likeliest of the names that begin at `at`, if any has a margin of `least`."""
    reading: Reading | None = None
    best: Person | None = None
    for option in found:
        extra = bonus + _right(text, option.end)
        if _is_other(text[at : option.end]):
            extra -= _FOREIGN_MALUS
        if option.bound + extra < least:
            continue
        reading = reading or Reading(text, at, option.end, max(o.end for o in found))
        margin = reading.margin(option) + extra
        if margin >= least and (best is None or margin > best.margin):
            best = Person(at, option.end, margin, Strength.SHAPED)
    return best


def _is_other(name: str) -> bool:
    """Whether it is rather a part of a transcribed name, or a family or a land."""
    if len(name) == 3:
        return transcribes(name[1]) and transcribes(name[2])
    return len(name) == 2 and name[1] in names_zh_cues.NOT_SECOND


def _is_han_at(text: str, at: int) -> bool:
    return at >= 0 and is_han(text[at])


def _left(text: str, at: int) -> float:
    if at == 0:
        return _EDGE_BONUS
    before = text[at - 1]
    if before == "《":
        return -_WORK_MALUS
    if not is_han(before):
        return _EDGE_BONUS
    if transcribes(before) and transcribes(text[at]):
        return -_FOREIGN_MALUS
    return _LINK_BONUS if before in names_zh_cues.LINKS_BEFORE else 0.0


def _right(text: str, end: int) -> float:
    found = _AFTER.match(text, end)
    last = text[end - 1]
    malus = _FOREIGN_MALUS if last in names_zh_cues.NOT_LAST else 0.0
    if found is None:
        if transcribes(text[end]) and transcribes(last):
            malus = _FOREIGN_MALUS
        return -malus
    if found.lastgroup == "place":
        return 0.0 if _is_word(text, end) else -_PLACE_MALUS
    return _BONUS[str(found.lastgroup)] - malus


def _is_word(text: str, at: int) -> bool:
    """Whether the character at `at` begins a word: 王建国山东人 has no mountain."""
    return lexicon().words.get(text[at : at + 2], UNKNOWN) < UNKNOWN


def _labelled(text: str) -> Iterator[Person]:
    """What stands after the label of a form: any two to four characters, if no name we know."""
    for label in _LABEL.finditer(text):
        at = label.end()
        if not is_han(text[label.start() + 1]) and _is_han_at(text, label.start() - 1):
            continue  # of a longer word: 书名, 学名
        spaced = _SPACED.match(text, at)
        if spaced and text[at] in _SURNAMES and _label_end(text, spaced.end()):
            yield Person(at, spaced.end(), _LABEL_BONUS, Strength.CUED)
            continue
        person = _judged(text, at, _LABEL_BONUS, rare=True)
        whole = _whole(text, at, None if person is None else person.end)
        if whole is not None:
            person = Person(at, whole, _LABEL_BONUS, Strength.CUED)
        if person is not None:
            yield person
            yield from _listed(text, person.end)


def _whole(text: str, at: int, name: int | None) -> int | None:
    """Where what fills a field ends, if it may be a name of whatever people.

    `name` is where a name that we know would end.
    """
    if (end := transcribed(text, at)) is not None:
        return end
    found = _WHOLE.match(text, at)
    if found is None or found[0] in _BLANK or found[0][-1] in names_zh_cues.NOT_FILLED:
        return None
    if name is None:
        return None if is_plain(found[0]) else found.end()
    after = _AFTER.match(text, name)
    return found.end() if after is None or after.lastgroup == "place" else None


def _label_end(text: str, at: int) -> bool:
    """Whether a name in which there are spaces is over: no colon makes a label of its end."""
    return text[at : at + 1] not in (":", "=")


def _introduced(text: str) -> Iterator[Person]:
    """Names after a word for a person: 患者, 儿子, 我叫."""
    for cue in _BEFORE.finditer(text):
        person = _judged(text, cue.end(), _BEFORE_BONUS, rare=True)
        if person is not None:
            yield person
            yield from _listed(text, person.end)
        elif (end := transcribed(text, cue.end())) is not None:
            yield Person(cue.end(), end, _BEFORE_BONUS, Strength.CUED)


def _alone(text: str, at: int) -> Iterator[Option]:
    """Surnames that may stand before a title alone: 任 and 左 only where a sentence begins."""
    if text[at] not in names_zh_cues.NOT_ALONE or not _is_han_at(text, at - 1):
        yield from (option for option in surnames(text, at) if option.cost < _FAMILIAR_COST)


def _titled(text: str) -> Iterator[Person]:
    """Names before a title, surnames alone among them, and 老王."""
    for title in _TITLE.finditer(text):
        end = title.start()
        for at in range(max(0, end - 4), end):
            if text[at] not in _SURNAME_HEADS:
                continue
            for option in (*options(text, at, rare=True), *_alone(text, at)):
                if (
                    option.end == end
                    and not _is_other(text[at:end])
                    and text[end - 1] not in names_zh_cues.NOT_TITLED
                ):
                    margin = Reading(text, at, end, end).margin(option) + _TITLE_BONUS
                    if margin >= _CUED:
                        yield Person(at, end, margin, Strength.CUED)
    for title in _SHORT_TITLE.finditer(text):
        at = title.start() - 1
        margin = Reading(text, at, at + 1, at + 1).margin(next(surnames(text, at))) + _ACT_BONUS
        if margin >= _SHORT:
            yield Person(at, at + 1, margin, Strength.CUED)
    for mark in _FAMILIAR.finditer(text):
        at = mark.start()
        surname = next(surnames(text, at + 1))
        margin = Reading(text, at, at + 2, at + 2).margin(Option(at + 2, surname.cost + 1.5))
        margin += _right(text, at + 2) - 1.0
        if margin >= _SHORT:
            yield Person(at, at + 2, margin, Strength.CUED)


DETECTORS = (persons,)
