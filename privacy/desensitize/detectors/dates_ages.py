"""Ages of 90 and more, by unit or after a word for an age: HIPAA lets those below stay. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import Cues
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

# The oldest person whose age is proven was 122.
_APART = "(?<![0-9A-Za-z$£€¥-]{0})(?<![0-9][.,/]{0})"  # from what stands before so many characters
_AGE = re.compile(
    rf"(?:9[0-9](?![0-9]){_APART.format('..')}"
    rf"|1(?:[01][0-9]|2[0-2])(?![0-9]){_APART.format('...')})(?:"
    r"(?P<unit>[ -]?(?:years?|yrs?\.?)[ -]?(?:olds?|of age)(?![A-Za-z])"
    r"|[ -]?(?:y/?o|y\.o\.|Y/?O|Y\.O\.)(?![A-Za-z])|y(?:rs?)?/?(?:[MFmf](?![A-Za-z])|(?![A-Za-z]))"
    r"|[ -]?(?:years?|yr)[ -](?:man|woman|male|female|lady|gentleman|patient|widow)"
    r"|(?:st|nd|rd|th) (?:birthday|year of (?:his |her |their )?(?:life|age))"
    r"|/[MFmf](?![A-Za-z0-9])"
    r"| ?周?[岁歲]|[余餘多来來] ?[岁歲])|(?P<sex>[MF](?![A-Za-z0-9]))|(?![0-9A-Za-z%]"
    r"|[.,:/-][0-9]))"
)
# "92M with" begins a case; a temperature, "101F with", is written like the age of a woman.
_FEVER = re.compile(r"(?:9[5-9]|10[0-6])F")
_BEGINS = re.compile(r"(?:^|[\n.;(]\s?|\b(?:a|an|the|this|pt|patient|Pt|Patient|This|A|The) )$")
_GOES_ON = re.compile(
    r",? (?:with|w/|who|presenting|presents|presented|admitted|c/o|brought|from|s/p)\b"
)

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_UNIT = r"(?P<unit>[ -](?:years?|yrs?)[ -](?:old|of age)(?![A-Za-z]))?(?![A-Za-z-])"
_SPELLED = (  # each begins with a string that is rare; what stands before it is looked at last
    re.compile(rf"inety(?:[ -](?:{_ONES}))?{_UNIT}"),
    re.compile(rf"hundred(?: and (?:{_ONES}|ten))?{_UNIT}"),
)
_SPELLED_BEFORE = re.compile(r"(?:[Nn]|(?:\b[Oo]ne|\b[Aa]) )$")
_HAN = re.compile(
    r"(?<![一二三四五六七八九十百零千万])(?:"
    r"(?P<tens>九十[一二三四五六七八九]?)(?P<a>周?[岁歲]|[余餘多来來][岁歲]|高[龄齡])?"
    r"|(?P<decade>九旬|期[颐頤])"
    r"|(?P<hundred>[一壹]百(?:零[一二三四五六七八九]"
    r"|[一二]?十[一二三四五六七八九]?)?)(?P<b>周?[岁歲]|[余餘多来來][岁歲]|高[龄齡])"
    r"|(?P<round>百)(?:岁|零[一二三四五六七八九]岁)(?:老人|高龄|寿星|老|母|奶奶|爷爷))"
)
_CUES = Cues(
    {
        "age": (
            "age", "aged", "ages", "age is", "age now", "turned", "turns", "turning",
            "at the age of", "age of", "age at death", "died aged", "died at", "passed away at",
            "lived to", "lived to be", "lived until", "age/sex", "age/gender", "m/", "f/",
            "sex/age", "age (years)", "年龄", "享年", "享寿", "享", "终年", "现年", "虚岁", "高寿",
            "实岁", "周岁", "年纪", "寿", "岁数", "高龄", "年逾", "年过", "年近", "年届", "年已",
            "年屆", "年齡", "享壽", "高壽", "歲數", "現年", "虛歲", "實歲", "高齡", "終年",
        ),
        "sex": ("she is", "he is", "is now", "mum is", "dad is", "she was", "he was", "who is",
                "she's", "he's", "i am", "i'm", "now", "nearly", "almost", "just",
                "male", "female", "man", "woman", "男", "女", "男性", "女性", "年"),
    }
)  # fmt: skip
# 老太太都95了, 他爸快九十了, 外婆九十一，
_TOLD_AGE = re.compile(
    r"(?:今年|[都快已]|已经|刚过|[爷奶婆公爸妈娘爹]|姥姥|姥爷|老人家?|老太太|老爷子|老伴|父亲|母亲"
    r"|岳父|岳母|太爷"
    r"|大[爷妈娘]|患者|(?<![0-9])年)(?:今年|[都快已有是满过到]|已经|虚岁|高龄)?"
    r"(?P<age>9[0-9]|1[01][0-9]|九十[一二三四五六七八九]?|一百(?:零[一二三四五六七八九])?)"
    r"(?:(?P<end>多?了|的(?:人|老|高)|高龄)|(?=[,;、。)]|$))"
)
_LOOSE = ("都", "快", "已")
# "Mary Jones, 92, of Leeds"
_CALLED = re.compile(r"\b[A-Z][A-Za-z'-]{0,20}, $")
_OF = re.compile(
    r", (?:who|of|lives|living|from|was|is|has|had|died|said|a|an|with|admitted|seen|known|retired"
    r"|presented|presents|fell|brought|referred|came|attended|widowed?|married|resident|male|female"
    r"|and|but|still|now|lives alone|her|his|whose|needs|takes|on|in|at|discharged)\b"
)
# "Pilkington, 93 yrs", "Doreen Askew, 97" at the end of a line
_ENDS = re.compile(
    r" ?(?:y|yrs?|years)\b(?! (?:ago|later|after|before|of|since|in|earlier))"
    r"|[.;]?[ \t]*(?:$|\n)|[,;] (?!\d|(?:od|bd|tds|qds|prn|nocte|mane|om)\b)|\. (?=[A-Z])| - "
)
# "Doreen Askew (97)", "Wilf is 90 now"
_CALLED_ENDS = (", ", "(", "is ", "was ", "'s ", "now ")
_CALLED_BEFORE = re.compile(
    r"(?:\b[A-Z][A-Za-z'-]{0,20}\.?|\b(?:mother|father|mum|dad|wife|husband|sister|brother"
    r"|aunt|uncle"
    r"|gran|nan|grandad|grandmother|grandfather|resident|patient|pt|lady|gentleman"
    r"|tenant))(?P<mark>, | ?\(|(?: is| was|'s|,? now) )$"
)
_MEASURED = re.compile(r"(?i:hb|wcc|plt|hr|bp|bm|crp|inr|egfr|sats?|weight|wt|pulse|temp|rr)\b")
_BRACKETED = re.compile(r" ?(?:y|yrs?|years)?[,)]")
_WILL_BE = re.compile(
    r"(?:(?i:he|she|mother|father|mum|dad|gran|nan|grandmother|grandfather|aunt|uncle|husband|wife)"
    r"(?:'ll be|'s|'s now|'d be|is now|'s nearly|'s almost| will be| turns| turned| is nearly"
    r"| is almost| was nearly| would be| must be)|\bI'm|\bI am|\bim|\bi'm|shes|hes) $"
)
# How these end; it is tried first, being faster.
_WILL_BE_ENDS = (
    "be ", "'s ", "now ", "rly ", "ost ", "rns ", "ned ", "I'm ", " am ", "im ", "i'm ", "hes ",
)  # fmt: skip
_OTHER_UNIT = re.compile(
    r"\s?(?:days?|months?|weeks?|hours?|minutes?|%|percent|mg|ml|km|kg|[例人名床位个号年分元度天])"
)
_PAUSE = re.compile(
    r"\s?(?:[,，、。;)]|\.(?![0-9])|$|\n|(?:and|but|now|so|with|who|years?|yrs?)\b)"
)


def ages(text: str) -> Iterator[Finding]:
    """Ages of 90 and more, in digits and in words; the finding is the number without its unit."""
    for found in _AGE.finditer(text):
        start = found.start()
        end = start + (2 if text[start] == "9" else 3)
        if (
            found["unit"]
            or _is_told(text, start, end)
            or (found["sex"] and _is_case(text, start, found.end()))
            or (
                text.endswith(_WILL_BE_ENDS, max(0, start - 9), start)
                and _WILL_BE.search(text, max(0, start - 30), start) is not None
                and not _OTHER_UNIT.match(text, end)
            )
            or (
                _OF.match(text, end) is not None
                and _CALLED.search(text, max(0, start - 24), start) is not None
            )
            or (
                text.endswith(_CALLED_ENDS, max(0, start - 4), start)
                and _is_named(text, start, end)
            )
        ):
            yield Finding(Kind.AGE, start, end, Strength.CUED, "age")
    yield from _spelled(text)
    if "九" in text or "百" in text or "期" in text:
        yield from _chinese(text)
    if not text.isascii():
        for found in _TOLD_AGE.finditer(text):
            if found["end"] or not found[0].startswith(_LOOSE):
                yield Finding(Kind.AGE, *found.span("age"), Strength.CUED, "age.told")


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether it follows a name in a note, as ages in lists do."""
    before = _CALLED_BEFORE.search(text, max(0, start - 30), start)
    if before is None or _MEASURED.match(before[0]):
        return False
    mark = before["mark"]
    after = _BRACKETED if "(" in mark else _ENDS if mark == ", " else _PAUSE
    return after.match(text, end) is not None and is_note(text)


def _spelled(text: str) -> Iterator[Finding]:
    for words in _SPELLED:
        for found in words.finditer(text):
            at = found.start()
            before = _SPELLED_BEFORE.search(text, max(0, at - 5), at)
            if before is None:
                continue
            start = before.start()
            if found["unit"] or _CUES.before(text, start) == "age":
                end = found.start("unit") if found["unit"] else found.end()
                yield Finding(Kind.AGE, start, end, Strength.CUED, "age.words")


def _is_case(text: str, start: int, end: int) -> bool:
    return _BEGINS.search(text, max(0, start - 12), start) is not None or (
        not _FEVER.match(text, start) and _GOES_ON.match(text, end) is not None
    )


def _is_told(text: str, start: int, end: int) -> bool:
    cue = _CUES.before(text, start)
    if cue is None or _OTHER_UNIT.match(text, end):
        return False
    return cue == "age" or _PAUSE.match(text, end) is not None


def _chinese(text: str) -> Iterator[Finding]:
    for found in _HAN.finditer(text):
        name = next(n for n in ("tens", "decade", "hundred", "round") if found[n])
        if name == "tens" and not found["a"] and (
            _CUES.before(text, found.start()) != "age" or _OTHER_UNIT.match(text, found.end())
        ):  # fmt: skip
            continue
        yield Finding(Kind.AGE, *found.span(name), Strength.CUED, "age.chinese")
