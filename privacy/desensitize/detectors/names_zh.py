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

from privacy.desensitize.detectors import names_zh_context as context
from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.names_zh_bold import bold, surnames_again
from privacy.desensitize.detectors.names_zh_familiar import familiar
from privacy.desensitize.detectors.names_zh_foreign import (
    dotted,
    romanized,
    sounds_foreign,
    transcribed,
)
from privacy.desensitize.detectors.names_zh_genre import is_note, is_written
from privacy.desensitize.detectors.names_zh_given import again, in_parts, is_thing
from privacy.desensitize.detectors.names_zh_latin import in_latin
from privacy.desensitize.detectors.names_zh_model import (
    Option,
    Reading,
    is_han,
    is_plain,
    options,
    promising,
    reading,
    surnames,
)
from privacy.desensitize.detectors.names_zh_notes import in_notes, is_pair
from privacy.desensitize.detectors.names_zh_peoples import of_peoples
from privacy.desensitize.detectors.names_zh_placed import SURE_ANYWAY, placed
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import names_zh, names_zh_cues, names_zh_given
from privacy.desensitize.lexicon.traditional_zh import simplified

# Least margins of a name on its own: in a text that speaks of private persons, in another short
# one, and in a long one without a word of that kind, which is an article.
_NOTE, _SHORT, _ARTICLE = 0.5, 3.1, 4.5
_ARTICLE_LENGTH = 200  # characters
_WRITTEN_MARGIN = 3.6  # of a short text that is written like an article
_CUED, _FAMILIAR_LEAST = 0.5, 2.0
_LABEL_BONUS = 9.0
_PLAIN_FIELD = 6.2  # cost of a character below which four of them are words, not a Japanese name
_WHOLE_FIELD = 30.0  # margin of what fills a field
_BEFORE_BONUS = 5.0
_FAMILIAR_COST = 14.0  # of a surname that may stand alone: one person in 6000 has it
_LIST_BONUS = 4.0
_AGAIN = 0.0  # margin of a name that was said before, under that of any other
_HAN = r"\u3400-\u9fff"
_GIVEN_BESIDE = "".join(sorted(set("".join((*names_zh.GIVEN_FIRST, *names_zh.GIVEN_ALONE)))))
_SURNAMES = "".join(names_zh.SURNAMES)
_FREE = "".join(names_zh.SURNAMES[:-2])  # rarer ones need a cue: most are words of their own
_CANDIDATE = re.compile(f"[{_FREE}](?=[{_GIVEN_BESIDE}])")
_COMPOUND = re.compile(f"(?:{by_first_letter(names_zh.COMPOUND_SURNAMES)})(?=[{_HAN}])")
_SURNAME_HEADS = frozenset(_SURNAMES + "".join(name[0] for name in names_zh.COMPOUND_SURNAMES))
_COMMON = "".join(names_zh.SURNAMES[:10])  # one person in 500 or more
_LABELS = frozenset((*names_zh_cues.LABELS, *"名父母子女"))
_LABEL_SIZES = range(max(map(len, _LABELS)), 0, -1)
# What a label ends with, its remark in brackets, and what stands between it and its value. It is
# looked for by its end, as labels are many and colons few.
_LABEL_END = re.compile(
    rf"(?<=[{''.join({label[-1] for label in _LABELS})}])(?:\([^()\n]{{0,8}}\))?"
    r"(?: {0,3}[:=|] {0,4}| {2,8}|\t{1,3})[\"'“(]?"
)
_BEFORE = re.compile(
    rf"(?:{by_first_letter(names_zh_cues.BEFORE)})(?:[ \"'“”「『(:]|[是为叫]){{0,3}}"
)
_TITLE = re.compile(by_first_letter(names_zh_cues.TITLES))
_SHORT_TITLE = re.compile(
    rf"(?:{'|'.join(names_zh_cues.SHORT_TITLES)})(?<=[{_COMMON}].)"
    rf"(?=[^{_HAN}]|$|[{names_zh_cues.LINKS_AFTER}说让请])"
)
_CALLED = re.compile(rf"(?:我|他|她|您|贵|本人|先生|女士|患者|客户)姓(?=[{_SURNAMES}](?![{_HAN}]))")
_FAMILIAR = re.compile(rf"[老小阿](?=[{_COMMON}])")
_SEPARATOR = re.compile(r"[、,;/和与及跟]|\s{1,4}")
# A name in which there are spaces, unless a colon behind it makes a label of its end.
_SPACED = re.compile(rf"[{_HAN}](?: {{1,4}}[{_HAN}]){{1,2}}(?![{_HAN}])")
# Even a word is a name before sex and age: 患者韩国, 男, 45岁.
_SEXED = re.compile(rf"[{_SURNAMES}][{_HAN}]{{1,2}}(?=[,、(] ?[男女](?:性?[,、) ]| ?\d))")
_WHOLE = re.compile(rf"[{_HAN}]{{2,4}}(?![{_HAN}])")
# Of a person whose name follows: 当事人: 保洁员田桂花.
_ROLE = re.compile(rf"(?:{by_first_letter(names_zh_given.POSTS)})(?=[{_HAN}]{{2}})")
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
    least = _least(plain)
    cued = (*_labelled(plain), *_introduced(plain), *_titled(plain, least), *_called(plain))
    others: list[Person] = []
    if least == _NOTE:
        noted = (*in_notes(plain), *familiar(plain), *in_parts(plain), *bold(plain))
        sure = {one.start for one in cued if one.margin >= SURE_ANYWAY}
        sure.update(start for start, _, margin in noted if margin >= SURE_ANYWAY)
        noted += tuple(placed(plain, frozenset(sure)))
        others = [Person(start, end, margin, Strength.CUED) for start, end, margin in noted]
    named = _chosen((*cued, *others, *_free(plain, least)))
    named = [one for one in named if one.margin >= _WHOLE_FIELD or not _is_word(plain, one)]
    if least == _NOTE:
        spans = [(one.start, one.end) for one in named]
        repeated = (*again(plain, spans), *surnames_again(plain, spans))
        named = _chosen((*named, *(Person(*span, _AGAIN, Strength.CUED) for span in repeated)))
    for found in named:
        yield Finding(Kind.PERSON, found.start, found.end, found.strength, "name.chinese")
    if least == _NOTE:
        for start, end in (*of_peoples(plain), *in_latin(plain)):
            yield Finding(Kind.PERSON, start, end, Strength.CUED, "name.foreign")
    for start, end in (*dotted(plain), *romanized(plain)):
        yield Finding(Kind.PERSON, start, end, Strength.SHAPED, "name.foreign")


def _is_word(text: str, person: Person) -> bool:
    return is_pair(text[person.start : person.end]) or is_thing(text, person.start)


def _least(text: str) -> float:
    if is_note(text):
        return _NOTE
    if len(text) >= _ARTICLE_LENGTH:
        return _ARTICLE
    return _WRITTEN_MARGIN if is_written(text) else _SHORT


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
    compounds = ((mark.start(), options(text, mark.start())) for mark in _COMPOUND.finditer(text))
    for at, found in chain(promising(text, marks, least - context.ACT - context.LINK), compounds):
        kept = found
        if least > _NOTE:
            kept = [one for one in kept if text[one[0] - 1] not in names_zh_given.NOT_LAST]
            if text[at] == "戴" and text[at - 1 : at] in names_zh_given.WEARS:
                continue
        if least >= _ARTICLE:
            kept = [one for one in kept if not sounds_foreign(text[at + 1 : one[0]])]
        best = _best(text, at, kept, context.before(text, at), least)
        if best is not None:
            yield Person(at, *best, Strength.SHAPED)
            if best[0] > last:
                for other in _listed(text, best[0]):
                    yield other
                    last = other.end


def _listed(text: str, at: int, *, labelled: bool = False) -> Iterator[Person]:
    """Names that follow one that ends at `at`: "张伟、李娜和王芳"."""
    while (gap := _SEPARATOR.match(text, at)) and (at := gap.end()) < len(text):
        sure = labelled and gap[0] in "、/"
        person = _judged(text, at, _LABEL_BONUS if sure else _LIST_BONUS, rare=sure)
        if person is None:
            return
        yield person
        at = person.end


def _judged(text: str, at: int, bonus: float, *, rare: bool) -> Person | None:
    if at >= len(text) or text[at] not in _SURNAME_HEADS:
        return None
    best = _best(text, at, options(text, at, rare=rare), bonus, _CUED)
    return None if best is None else Person(at, *best, Strength.CUED)


def _best(
    text: str, at: int, found: list[Option], bonus: float, least: float
) -> tuple[int, float] | None:
    """Where the likeliest of names ends, and its margin, if one has a margin of `least`."""
    words: Reading | None = None
    best: tuple[int, float] | None = None
    for end, cost, bound in found:
        extra = bonus + context.after(text, at, end)
        if bound + extra < least:
            continue
        words = words or reading(text, at, found[-1][0])
        margin = words.margin(end, cost) + extra
        if margin >= least and (best is None or margin > best[1]):
            best = end, margin
    return best


def _labels(text: str) -> Iterator[tuple[int, int, int]]:
    """Where labels begin and end, and where their values begin."""
    for gap in _LABEL_END.finditer(text):
        end = gap.start()
        for size in _LABEL_SIZES:
            if text[max(0, end - size) : end] in _LABELS:
                yield max(0, end - size), end, gap.end()
                break


def _labelled(text: str) -> Iterator[Person]:
    """What stands after the label of a form: any two to four characters, if no name we know."""
    for start, end, value in _labels(text):
        if start and is_han(text[start - 1]) and not is_han(text[start + 1]):
            continue  # of a longer word: 书名, 学名
        role = _ROLE.match(text, value)
        at = role.end() if role else value
        spaced = _SPACED.match(text, at)
        if spaced and text[at] in _SURNAMES and not text.startswith((":", "="), spaced.end()):
            yield Person(at, spaced.end(), _LABEL_BONUS, Strength.CUED)
            continue
        talk = text[start:end].startswith(names_zh_cues.SPEAKERS) and text[end - 1] != "名"
        person = _judged(text, at, _BEFORE_BONUS if talk else _LABEL_BONUS, rare=True)
        whole = _whole(text, text[start:end], at, None if person is None else person.end)
        if whole is not None:
            person = Person(at, whole, _WHOLE_FIELD, Strength.CUED)
        if person is not None:
            yield person
            yield from _listed(text, person.end, labelled=True)


def _whole(text: str, label: str, at: int, name: int | None) -> int | None:
    """Where what fills a field ends, if it may be a name of whatever people.

    `name` is where a name that we know would end. What follows 客户: may be what somebody says.
    """
    if (end := transcribed(text, at)) is not None:
        return end
    found = _WHOLE.match(text, at)
    if found is None or found[0] in _BLANK or found[0][-1] in names_zh_cues.NOT_FILLED:
        return None
    if name is None:
        talk = label.startswith(names_zh_cues.SPEAKERS) and label[-1] != "名"
        if talk or (is_plain(found[0]) and not _names(label, found[0])):
            return None
        return found.end()
    if name == found.end() and _names(label, found[0]):
        return name
    return found.end() if context.goes_on(text, name) else None


def _names(label: str, value: str) -> bool:
    """Whether a field is of a name for sure, so that even a word in it may be one: 姓名: 安然."""
    if len(value) == 4:
        return label[-1] in names_zh_given.LABEL_ENDS and not is_plain(value, _PLAIN_FIELD)
    if label[-1] in names_zh_given.LABEL_ENDS:
        return value[0] in _SURNAMES and value[1:] not in names_zh_cues.NOTE_TITLES
    titled = value[1:] in names_zh_cues.NOTE_TITLES or is_pair(value) or value in _BLANK
    return not titled and value[0] in _FREE and value[-1] not in names_zh_cues.NOT_CELL


def _introduced(text: str) -> Iterator[Person]:
    """Names after a word for a person: 患者, 儿子, 我叫."""
    for cue in _BEFORE.finditer(text):
        at = cue.end()
        if sexed := _SEXED.match(text, at):
            yield Person(at, sexed.end(), _WHOLE_FIELD, Strength.CUED)
            continue
        person = _judged(text, at, _BEFORE_BONUS, rare=True)
        if person is not None:
            yield person
            yield from _listed(text, person.end)
        elif (end := transcribed(text, at)) is not None:
            yield Person(at, end, _BEFORE_BONUS, Strength.CUED)


def _called(text: str) -> Iterator[Person]:
    """The surname in 我姓王."""
    for cue in _CALLED.finditer(text):
        yield Person(cue.end(), cue.end() + 1, _LABEL_BONUS, Strength.CUED)


def _alone(text: str, at: int) -> Iterator[Option]:
    """Surnames that may stand before a title alone: 任 and 左 only where a sentence begins."""
    if text[at] not in names_zh_cues.NOT_ALONE or (at == 0 or not text[at - 1].isalnum()):
        yield from (option for option in surnames(text, at) if option[1] < _FAMILIAR_COST)


def _titled(text: str, least: float) -> Iterator[Person]:
    """Names before a title, surnames alone among them, and 老王."""
    for title in _TITLE.finditer(text):
        end = title.start()
        for at in range(max(0, end - 4), end):
            if text[at] not in _SURNAME_HEADS:
                continue
            for stop, cost, _ in (*options(text, at, rare=True), *_alone(text, at)):
                if (
                    stop == end
                    and not context.is_other(text[at:end])
                    and text[end - 1] not in names_zh_cues.NOT_TITLED
                ):
                    margin = reading(text, at, end).margin(end, cost) + context.TITLE
                    if margin >= least:
                        yield Person(at, end, margin, Strength.CUED)
    for title in _SHORT_TITLE.finditer(text):
        at = title.start() - 1
        _, cost, _ = next(surnames(text, at))
        margin = reading(text, at, at + 1).margin(at + 1, cost)
        margin += context.ACT + context.LINK
        if margin >= _FAMILIAR_LEAST:
            yield Person(at, at + 1, margin, Strength.CUED)
    for mark in _FAMILIAR.finditer(text):
        at = mark.start()
        _, cost, _ = next(surnames(text, at + 1))
        margin = reading(text, at, at + 2).margin(at + 2, cost + 1.5)
        margin += context.after(text, at + 1, at + 2) - 1.0
        if margin >= _FAMILIAR_LEAST:
            yield Person(at, at + 2, margin, Strength.CUED)


DETECTORS = (persons,)
