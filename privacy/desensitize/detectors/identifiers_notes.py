"""Numbers in notes, by their shape alone. No IO.

In a record or a chat the word that says what a number is often stands in another line, or nowhere:
"Caller: VH 2260 9418", "Samples R-23-55120 and R-23-55121". There a long number, or a word with
letters and digits, that is no amount, dose, measure or date, is taken for someone's. Which texts
are notes `notes.is_note` says.
"""

from __future__ import annotations

import re

from privacy.desensitize.detectors.identifier_cues import CUES
from privacy.desensitize.detectors.identifiers_logins import is_login
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_LONG = 7  # digits of a number without letters
_SHORT = 6  # letters and digits of one with both
_FEWEST = 3  # digits of one with both

_LEAST = 6  # characters of either
_WORD = re.compile(  # from its beginning on; groups of digits may follow it
    r"(?:[0-9]{4} [A-Z]{2} (?=[0-9]{6}))?[A-Za-z0-9]+(?:[-/_][A-Za-z0-9]+){0,6}"
    r"(?:(?<=[0-9][0-9]) [0-9]{1,6}(?![0-9A-Za-z:/-]|[.,][0-9])"
    r"(?: [0-9]{1,6}(?![0-9A-Za-z:/-]|[.,][0-9])){0,4}"
    r"|(?<=[0-9][A-Z]) [0-9]{3,6}(?![0-9A-Za-z:/-]|[.,][0-9]))?"
    r"(?:-[A-Za-z0-9]+)?(?:\([0-9A-Z]\)| [A-Z](?=[,.;)\n]|$))?"
    r"(?![A-Za-z0-9_@%‰\\]|[.,:/+-][0-9])"
)
_GROUPS = re.compile(r"[0-9][0-9 -]{4,}(?: [A-Z])?")  # of digits alone
_LOGIN = re.compile(r"[a-z]{4,14}[0-9]{1,4}")
_JOINED = frozenset("@$£€¥/\\+-_%&?")  # before a word they make it a part of something else
_HEAD = re.compile(r" ([A-Z]{1,6})(?![A-Za-z0-9])")  # turned round
_CURRENCY = (
    "AED|AUD|BRL|CAD|CHF|CNY|DKK|EUR|GBP|GHS|HKD|INR|JPY|KES|KRW|MXN|MYR|NGN|NOK|NZD|PHP|PKR|PLN"
    "|QAR|RMB|RUB|SAR|SEK|SGD|THB|TRY|TWD|TZS|UGX|USD|VND|ZAR|Rs|R|N|RM|NT|HK|US"
)
_AMOUNT_BEFORE = re.compile(rf"(?:(?:{_CURRENCY})|[$£€¥₦₹])[$.]? ?$")
_AMOUNT = re.compile(rf"(?:{_CURRENCY}) ")
_AMOUNT_AFTER = re.compile(
    r"\s?(?:%|‰|元|万|亿|美元|人|次|例|名|(?:mg|mcg|ml|kg|km|cm|mm|units?|people|copies"
    r"|shares|years?|"
    r"miles|users|bytes|cells|dollars|pounds|euros?|yuan|kr|"
    rf"{_CURRENCY})(?![A-Za-z]))"
)
# "500mg/5ml", "1000IU", "0900hrs", "10x12mm", "2024Q3", "1080p"
_MEASURE = re.compile(
    r"0x[0-9a-fA-F]+|[0-9]+(?:[/-][0-9]+)?(?:[a-zµμ]{1,5}|IU|U|F|C|RPM|MP|MBps|Gbps|W|V|A|K"
    r"|-inch|-Inch|-degree|MB|GB|TB|KB|kWh|mmHg|mmol|Hz|MHz|GHz|Gy|cGy|MBq|kcal|Q[1-4]|H[12])"
    r"(?:/[0-9]*[A-Za-z0-9]{1,5}){0,3}|[0-9]+(?:[xX×][0-9]+)+[a-z]{0,2}"
)
_DATE = re.compile(
    r"(?:1[5-9]|20)[0-9]{2}[-/](?:[0-9]{2}|(?:1[5-9]|20)[0-9]{2})"
    r"|(?:1[5-9]|20)[0-9]{2}[-/][0-9]{1,2}[-/][0-9]{1,2}(?:T[0-9]*)?"
    r"|[0-9]{1,2}[-/][0-9]{1,2}[-/](?:[0-9]{4}|[0-9]{2})(?:[ -].*)?"
    r"|[0-9]{1,2}[-/ ]?[A-Za-z]{3,9}[-/ ]?(?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{1,2} [0-9]{1,2} (?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]"
)
# Studies, articles, standards, genes, versions, wavelengths.
_PUBLIC = re.compile(
    r"(?:NCT|PMC|PMID|doi|DOI|ISBN|ISSN|ISO|RFC|GSM|GSE|chr|rs|hsa|OMIM|CVE|KB|HTTP|SHA|MD|UTF|RAL"
    r"|ICD|CPT|SNOMED|BS|EN|IEC|AS|DIN|ASTM|IEEE|CYP|HLA|COVID|SARS|Covid|Sars|HER|Boeing|Airbus"
    r"|FY|CHA|PD|GRCh|hg|NM_|NP_|NG|CG|TA|QS|IPG|GOLD|Win|win)[- _]?[0-9]"
)
# What numbers of goods, forms and errors follow.
_NOBODYS = re.compile(
    r"(?:\b(?:stock|order code|product|part|cat(?:alogue|alog)?|sku|model|item|wording|notice"
    r"|leaflet"
    r"|guideline|guidance|circular|template|error|err|status|code=|exit code|edition|version|build"
    r"|release|bulletin|recall|alert|standard|spec)"
    r"(?: (?:numbers?|no\.?|code|ref\.?|id))?|货号|型号|条款编?号?|文件编?号|通知编?号|错误码"
    r"|错误代码|版本号?"
    r"|规格|产品编?号|物料号|指南编?号|公告编?号)"
    r"[\s:#=(]{0,3}$",
    re.IGNORECASE,
)
# The last letters of these words: comparing them is faster than the pattern.
_ENDS_OF_WORDS = """
    ck ct rt at ue og ku el em ng ce et ne ar te or rr us de on ld se in ll rd ec er rs no ef
    id
"""
_NOBODYS_ENDS = frozenset(_ENDS_OF_WORDS.split())
_ROUND = re.compile(
    r"[1-9][0-9]{3,5}000|[1-9][0-9]*00[-/][0-9]+00|[1-9][0-9]{0,2}(?: [0-9]{3})* 000"
)
_OTHER_CUE = re.compile(
    r"\b(?:TEL|PH|MOB|FAX|CELL|EXT|CALL|TEXT|DOB|BORN|DATE|ON|AT|IS|IN|THE|OF|TO|BY|AND|OR|FOR|FROM"
    r"|WITH|DOS|EXP|LMP|EDD|AGE|ID|NO|REF|WAS|MY|IP) $"
)


def loose(text: str, start: int, end: int) -> Finding | None:
    """A long number, or a word with letters and digits, that begins at `start`.

    Whether the text is a note the caller asks, and only then: it takes longer.
    """
    if (end - start < _LEAST and not text[end : end + 2].strip().isdigit()) or (
        start and _is_joined(text, start)
    ):
        return None
    found = _WORD.match(text, start)
    if found is None or len(found[0]) < _LEAST - 1:
        return None
    end = found.end()
    if (
        _GROUPS.fullmatch(found[0])
        and (head := _HEAD.match(text[max(0, start - 8) : start][::-1]))
        and not _is_cue(text, start)
    ):
        start -= head.end(1)
    if is_nobodys(text, start):
        return None
    if not _is_loose(text, start, end) and not (
        _LOGIN.fullmatch(text, start, end) and is_login(text[start:end])
    ):
        return None
    return Finding(Kind.IDENTIFIER, start, end, Strength.SHAPED, "loose")


def is_nobodys(text: str, at: int) -> bool:
    """Whether what precedes a number makes it one of goods, forms or errors."""
    last = text[max(0, at - 8) : at].rstrip(" \t\r\n\f\v:#=(.")[-2:]
    if last.isascii() and last.lower() not in _NOBODYS_ENDS:
        return False
    return _NOBODYS.search(text, max(0, at - 28), at) is not None


def _is_joined(text: str, at: int) -> bool:
    """Whether what stands before makes it a part of a link, an amount or a fraction."""
    before, further = text[at - 1], text[at - 2 : at - 1]
    if before in ",.":
        return further.isdigit()
    if before in ":=#":
        return not (further.isalpha() or further in " )") and further != ""
    return (before.isascii() and before.isalnum()) or before in _JOINED


def _is_cue(text: str, at: int) -> bool:
    """Whether the word before a number only says what it is."""
    return (
        CUES.before(text, at) is not None or _OTHER_CUE.search(text, max(0, at - 8), at) is not None
    )


def _is_loose(text: str, start: int, end: int) -> bool:
    value = text[start:end]
    digits = sum(map(str.isdigit, value))
    if digits < _FEWEST:
        return False
    letters = sum(map(str.isalpha, value))
    if digits < _LONG and (
        not letters or digits + letters < _SHORT or (digits == _FEWEST and len(value) < 8)
    ):
        return False
    if _DATE.fullmatch(value) or _PUBLIC.match(value) or _AMOUNT.match(value):
        return False
    if (digits < _LONG and _MEASURE.fullmatch(value)) or _ROUND.fullmatch(value):
        return False
    return not (
        _AMOUNT_BEFORE.search(text, max(0, start - 6), start) or _AMOUNT_AFTER.match(text, end)
    )
