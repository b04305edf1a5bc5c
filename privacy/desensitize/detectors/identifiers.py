"""Numbers that stand for a person: identity, bank, medical, insurance, vehicle and device. No IO.

A number with check digits is found wherever it stands if they are right, and after its cue also if
they are wrong: a typing error in an identity number doesn't make it public. A number without check
digits needs a cue (`identifier_cues`) or a shape of its own. The finding is the number, never the
cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize import checksums
from privacy.desensitize.detectors.identifier_cues import ANY_NUMBER, CUES
from privacy.desensitize.detectors.identifiers_codes import DETECTORS as CODES
from privacy.desensitize.detectors.identifiers_logins import DETECTORS as LOGINS
from privacy.desensitize.detectors.identifiers_notes import is_nobodys, loose
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.detectors.tables import DETECTORS as TABLES
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_END = r"(?![A-Za-z0-9])"

# Long runs of digits and their separators: what has check digits is looked for within them alone.
_RUN = re.compile(
    r"[0-9](?<![A-Za-z0-9$£€¥].)(?<![0-9][.,-].)(?:[ -]?[0-9]){8,21}[Xx]?(?![A-Za-z0-9]|[.,-][0-9])"
)
_SSN = re.compile(r"[0-9]{3}-[0-9]{2}-[0-9]{4}")
_NHS = re.compile(r"[0-9]{3}([ -])[0-9]{3}\1[0-9]{4}")
_CARD = re.compile(r"[0-9]{13,19}|[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{1,4}(?:\1[0-9]{1,3})?"
                   r"|[0-9]{4}[ -][0-9]{6}[ -][0-9]{5}|[0-9]{6} [0-9]{13}")  # fmt: skip
_BOOK = ("978", "979")  # ISBN-13 has as many digits as a card
# Of lengths that other numbers have too, IMEI for one: Visa's old cards, Diners, American Express,
# and 0, which ISO/IEC 7812-1 keeps for itself and surrogates begin with.
_BEGINNINGS = {13: ("4", "0"), 14: ("30", "36", "38", "39", "0"), 15: ("34", "37", "0")}
_CHINESE_ID = re.compile(
    r"[0-9]{6} ?[0-9]{4} ?[0-9]{4} ?[0-9]{3}[0-9Xx]|[0-9]{6}-[0-9]{8}-[0-9]{3}[0-9Xx]"
)

# Shapes that nothing else has. All have a digit beside a capital letter: where one stands, the word
# around it is looked at.
_MIXED = re.compile(r"[A-Z0-9](?:(?<=[A-Z])[ ·.-]?[0-9]|(?<=[0-9])[A-Z])")
_WORD_BEFORE = re.compile(r"[A-Za-z0-9]{0,18}")  # turned round
_HONG_KONG = re.compile(r"[A-Z]{1,2} ?[0-9]{6} ?\([0-9A]\)")
_IBAN = re.compile(
    rf"[A-Z]{{2}}[0-9]{{2}}(?:[ -]?[A-Z0-9]{{4}}){{2,7}}(?:[ -]?[A-Z0-9]{{1,3}})?{_END}"
)
_VIN = re.compile(rf"[A-HJ-NPR-Z0-9]{{17}}{_END}")
_LETTERED = re.compile(
    # Chinese passports; UK National Insurance numbers (HMRC, NIM39110), and those of Taiwan, India,
    # Singapore, Spain, Ireland, Mexico, Italy, Kenya and Venezuela; UK driving licences.
    r"(?:(?P<passport>[EGDS][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|PE[0-9]{7})"
    r"|(?P<identifier>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]"
    r"|[A-Z][12][0-9]{8}|[A-Z]{5}[0-9]{4}[A-Z]|[STFGM][0-9]{7}[A-Z]|[XYZ]-?[0-9]{7}-?[A-Z]"
    r"|[0-9]{8}-?[A-HJ-NP-TV-Z]|[0-9]{7}[A-W][AHW]?|[A-Z]{4}[0-9]{6}[HM][A-Z]{5}[0-9A-Z][0-9]"
    r"|[A-Z]{4}[0-9]{6}[A-Z0-9]{3}|[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]|A[0-9]{9}[A-Z]"
    r"|[VEJG]-?[0-9]{8}-[0-9]|[A-Z9]{5}[0-9]{6}[A-Z9]{2}[A-Z0-9]{3})"
    # Medicare's beneficiaries (CMS).
    r"|(?P<policy_number>[1-9][AC-HJ-NP-RT-Y][AC-HJ-NP-RT-Y0-9][0-9]-?[AC-HJ-NP-RT-Y]"
    r"[AC-HJ-NP-RT-Y0-9][0-9]-?[AC-HJ-NP-RT-Y]{2}[0-9]{2})"
    # DVLA's scheme since 2001: region and office, age, three letters.
    rf"|(?P<vehicle_plate>[A-HJ-PR-Y]{{2}}[0-9]{{2}} ?[A-HJ-PR-Z]{{3}})){_END}"
)
# GA 36-2018: a province, a city's letter, five characters, or six for new energy.
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_CHINESE_PLATE = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z][·. -]?(?=[A-Z]{{0,4}}[0-9])[A-HJ-NP-Z0-9]{{4}}"
    r"(?:[A-HJ-NP-Z0-9]{0,2}[挂学警港澳领试超]|[A-HJ-NP-Z0-9]{1,2})(?![A-Za-z0-9])"
)
# Files of courts, "(2021)京0105民初12345号", and officers' cards, "军字第1234567号".
_CHINESE_FILE = re.compile(
    r"[(〔\[][0-9]{4}[)〕\]][\u4e00-\u9fff]{1,3}[0-9]{0,5}[\u4e00-\u9fff]{1,4}字?第?[0-9]{1,6}号"
    r"|[\u4e00-\u9fff]{1,3}(?:\([\u4e00-\u9fff]{1,3}\))?[\u4e00-\u9fff]{0,6}字第?"
    r"[(〔\[](?:19|20)[0-9]{2}[)〕\]]第?[0-9]{1,6}号"
    r"|[军南北沈兰成济广海空参政后装武士]字第[0-9]{4,8}号"
)

_DIGITS = re.compile(r"[0-9]+")
# Turned round: what stands before a value's first digit and belongs to it.
_BEFORE = re.compile(r"(?:[A-Za-z0-9]|[-/_](?=[A-Za-z0-9])){0,24}(?![A-Za-z0-9])")
_LETTERS_BEFORE = re.compile(r" ([A-Z]{1,5}(?:-[A-Z]{1,4})?)(?![A-Za-z0-9])")
_AFTER = re.compile(
    r"[A-Za-z0-9]{0,24}(?:[-/_.][A-Za-z0-9]{1,24}){0,6}"
    r"(?:(?: - | )(?:[0-9]{2,7}|[A-Z]{1,2}[0-9]{3,9})(?![0-9A-Za-z]|[-/.,:][0-9])){0,5}"
    r"(?: [A-Z]{1,3}(?![A-Za-z0-9]))?"
)
_ENDS = re.compile(r"[,;.)\n]|$")
_AND = re.compile(r" ?(?:[,;/、&]|and|or|[及和或与]) ?")
_DATE = re.compile(  # or years from one to another, or a size
    r"[0-9]{2,5}[xX][0-9]{2,5}$|(?:1[0-9]|20)[0-9]{2}-(?:1[0-9]|20)?[0-9]{2}(?![0-9-])|"
    r"(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)[0-9]{2}"
)
_AMOUNT = re.compile(
    r"\s?(?:%|‰|元|万|亿|岁|年|月|个|人|次|例|名|篇|项|天|日|小时|床|届|(?:mg|ml|kg|cm|mm|years?|months?|days?|people|"
    r"patients|cases|members|dollars|pounds|items|copies)(?![A-Za-z]))|,[0-9]{3}(?![0-9])"
)


def checked(text: str) -> Iterator[Finding]:
    """Numbers whose check digits are right, and those whose grouping is theirs alone."""
    for run in _RUN.finditer(text):
        written = run[0]
        number = written.replace(" ", "").replace("-", "").upper()
        kind = _checked_kind(written, number)
        if kind is not None:
            yield Finding(kind, *run.span(), Strength.CERTAIN, "check digits")
        elif _SSN.fullmatch(written):
            yield Finding(Kind.SSN, *run.span(), Strength.SHAPED, "ssn")


def _checked_kind(written: str, number: str) -> Kind | None:
    if _CHINESE_ID.fullmatch(written):
        return Kind.CHINESE_ID if checksums.chinese_id(number) else None
    if len(number) == 10:
        return Kind.NHS if _NHS.fullmatch(written) and checksums.nhs(number) else None
    if not _CARD.fullmatch(written) or not checksums.luhn(number):
        return None
    beginnings = _BEGINNINGS.get(len(number))
    if beginnings is None:
        return None if number.startswith(_BOOK) else Kind.CARD
    return Kind.CARD if number.startswith(beginnings) else None


def lettered(text: str) -> Iterator[Finding]:
    """IBAN, passports, National Insurance numbers, plates and vehicles by their shape."""
    last = 0
    for mark in _MIXED.finditer(text):
        at = mark.start()
        if at < last:
            continue
        before = _WORD_BEFORE.match(text[max(last, at - 18) : at][::-1])
        start = at - before.end() if before else at
        found = _shaped(text, start)
        if found is None and not text.isascii():
            plate = _CHINESE_PLATE.search(text, max(last, at - 8), at + 10)
            if plate and plate.start() <= at:
                found = Finding(Kind.PLATE, *plate.span(), Strength.SHAPED, "plate")
        if found is not None:
            yield found
            last = found.end


def _shaped(text: str, start: int) -> Finding | None:
    """What the word at `start` is the beginning of."""
    if found := _LETTERED.match(text, start):
        return Finding(Kind(str(found.lastgroup)), *found.span(), Strength.SHAPED, "shape")
    if found := _HONG_KONG.match(text, start):
        return Finding(Kind.IDENTIFIER, *found.span(), Strength.SHAPED, "shape")
    found = _IBAN.match(text, start)
    if found and checksums.iban(found[0].replace(" ", "").replace("-", "")):
        return Finding(Kind.IBAN, *found.span(), Strength.CERTAIN, "iban")
    if (found := _VIN.match(text, start)) and checksums.vin(found[0]):
        return Finding(Kind.PLATE, *found.span(), Strength.CERTAIN, "vin")
    return None


def chinese_files(text: str) -> Iterator[Finding]:
    """Files of courts and officers' cards, which hold Han characters of their own."""
    if "字第" in text or "号" in text:
        for found in _CHINESE_FILE.finditer(text):
            yield Finding(Kind.IDENTIFIER, *found.span(), Strength.SHAPED, "file")


def cued(text: str) -> Iterator[Finding]:
    """Values after a word that says what they are, those that are listed after such a value, and in
    notes those that look like one."""
    last = 0
    note: bool | None = None  # not yet known
    before: tuple[Kind, int] | None = None  # the cue of the value that ends at `last`
    for digits in _DIGITS.finditer(text):
        if digits.start() < last:
            continue
        listed, floor = before, last
        start, last = _value(text, digits, floor)
        lettered = False
        shape = start  # where it begins without letters that stand apart
        cue = CUES.before(text, start) or (
            ANY_NUMBER.before(text, start) if ":" in text[max(0, start - 3) : start] else None
        )
        if (
            cue is None
            and text[start - 1 : start] == " "
            and text[start - 2 : start - 1].isupper()
            and (letters := _LETTERS_BEFORE.match(text[max(0, start - 12) : start][::-1]))
        ):
            cue = CUES.before(text, start - letters.end())
            lettered = cue is not None
            shape = start
            start -= letters.end() if cue else 0
        if cue is None and start and text[start - 1] > "z" and text[start - 1] in _PROVINCES:
            cue = CUES.before(text, start - 1)  # "存单号鲁B00771942"
            start -= cue is not None
        if cue is None and _is_long(digits[0]) and start < digits.start():
            cue = CUES.before(text, digits.start())  # "MRN-4421887"
            start = digits.start() if cue else start
        if cue is None and listed is not None and _AND.fullmatch(text, floor, start):
            cue = listed
        before = None
        if cue is not None:
            kind, fewest = cue
            end = _end(text, start, last, kind)
            if (
                _is_enough(text[start:end], kind, fewest, lettered)
                and not _is_other(text, start, end)
                and not (kind is Kind.IDENTIFIER and is_nobodys(text, start))
            ):
                before, last = cue, end
                yield Finding(kind, start, last, Strength.CUED, "cue")
                continue
        start = shape if lettered else start  # the letters before it were no part of a value
        if note is not False and (found := loose(text, start, last)):
            note = note if note is not None else is_note(text)
            if note:
                yield found


def _is_long(digits: str) -> bool:
    """Whether digits can do without a space after their cue: SN2006 may be a name of its own."""
    return len(digits) > 5


def _is_enough(value: str, kind: Kind, fewest: int, apart: bool) -> bool:
    """Whether it has as many digits as its cue asks for, or fewer in a word with capital letters.

    Letters that stand `apart` before the digits may be a word of the sentence.
    """
    digits = sum(map(str.isdigit, value))
    letters = sum(map(str.isalpha, value))
    if kind is Kind.PLATE and not letters:
        return digits > 4
    if fewest == 1 and not letters:
        return digits > 3  # "a password of 8 characters"
    if fewest == 2 and not apart and digits + letters > 4 and value == value.upper():
        return True  # "JX7QKD"
    return digits >= fewest or (
        not apart and digits > 2 and letters + digits > fewest and value == value.upper()
    )


def _value(text: str, digits: re.Match[str], floor: int) -> tuple[int, int]:
    """The bounds of what is written around its first digits."""
    start = digits.start()
    if start and (
        text[start - 1].isascii() and (text[start - 1].isalnum() or text[start - 1] in "-/_")
    ):
        before = _BEFORE.match(text[max(floor, start - 25) : start][::-1])
        start -= before.end() if before else 0
    after = _AFTER.match(text, digits.end())
    return start, after.end() if after else digits.end()


def _end(text: str, start: int, end: int, kind: Kind) -> int:
    """Where the value ends: letters after a space belong to plates and insurance numbers alone."""
    value = text[start:end]
    head, _, tail = value.rpartition(" ")
    if head and tail.isalpha() and kind not in (Kind.PLATE, Kind.IDENTIFIER):
        if kind is Kind.POLICY and len(tail) == 1 and _ENDS.match(text, end):
            return end  # "HM 4402 7718 B"
        end = start + len(head)
    return end


def _is_other(text: str, start: int, end: int) -> bool:
    """Whether it is a date, an amount, or a count of something."""
    value = text[start:end]
    return (
        value.endswith(" 000")
        or _DATE.match(value) is not None
        or _AMOUNT.match(text, end) is not None
    )


DETECTORS = (checked, lettered, chinese_files, cued, *CODES, *LOGINS, *TABLES)
