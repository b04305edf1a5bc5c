"""Short and broken numbers of persons in notes: "T0386", "ref QX7LPD", "HMC 1187/24 (W)". No IO.

`identifiers_notes` takes long numbers for someone's. Here shorter ones are, where a word such as
"ref" or "login" stands before them or where their shape is none of a drug, a disease, a road, a
measure or a year; and numbers whose groups are split by spaces, stops or commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.identifiers_notes import is_nobodys
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_END = r"(?![0-9A-Za-z])(?![.,:/-][0-9A-Za-z])"
# One to three letters and digits: A-3307, W-5519, T0386, D24.10773
_SHORT = Headed(
    r"[0-9A-Z](?<![0-9A-Za-z_@$£€¥#&/.+-].)",
    rf"(?:[A-Z]{{1,3}}-?[0-9]{{4,}}|[A-Z]{{1,5}}[0-9]{{0,3}}-[0-9]{{3,}}"
    rf"|[0-9]{{2,}}[A-Z]{{1,3}}[0-9]{{2,}}|[0-9]{{3,4}}-[0-9]{{3,5}}(?:-[0-9]{{1,5}})?|[0-9]{{4,}}[A-Z]{{1,3}}"
    rf"|[A-Z]{{2,4}}-[A-Z]{{1,4}}-?[0-9]{{2,}}|[A-Z]{{1,3}}[0-9]{{2,4}}[A-Z]{{1,3}}[0-9]*){_END}",
)
# Letters, digits and stops, commas, slashes, brackets, in groups that hold six digits.
_BROKEN = Headed(
    r"[0-9A-Z](?<![0-9A-Za-z_@$£€¥&/.,+-].)",
    r"(?:[A-Z]{1,4}[., /-])?[0-9A-Z]{0,6}(?:[0-9])"
    r"(?:(?:[./,-]| / | - | )(?=[0-9A-Z]{0,4}[0-9])[0-9A-Z]{1,10}){1,5}"
    r"(?:[./-][A-Z]{1,3}| ?\([0-9A-Z]{1,2}\)| ?/ ?[0-9A-Z]{1,3}| [A-Z](?=[,.;)\n]|$))?"
    r"(?![0-9A-Za-z%@]|[.,:/-][0-9])",
)
_BROKEN_DIGITS = 6
# A word with a digit, and in a text that is turned round the word for a number before it.
_VALUE = Headed(
    r"[0-9A-Za-z](?<![0-9A-Za-z.,/_@$£€¥+-].)"
    r"(?:(?<=[0-9])|(?=[A-Za-z]{0,13}[0-9]|[A-Za-z]{0,7}[-/._][0-9A-Za-z]{0,8}[0-9]))",
    r"[0-9A-Za-z]+(?:[-/._][0-9A-Za-z]+|(?<=[0-9]) [0-9]{1,6}(?![0-9A-Za-z:]|[.,/][0-9])"
    r"|(?<=[A-Z]) (?=[0-9]{3})[0-9]+){0,6}(?: ?/ ?[0-9A-Z]{1,4})?(?![0-9A-Za-z%@:]|[.,/][0-9])",
)
_CUES = (
    "ref|refs|reference|no|nos|number|num|nr|code|id|acct|file|login|log-in|logon|user|username"
    "|userid|passwd|pw|pwd|tag|ticket|cert|certificate|grp|group|member|membership|policy|claim"
    "|badge|collar|payroll|record|booking|locator|pnr|case|docket|folio|voucher|serial|scanned by"
    "|keyed by|entered by|typed by|signed in as|logged in as|medicare|account|family|property bag"
)
_LINKS = "is|was|if known|given|as|with us|no|no.|number|code|known"


def _turned(words: str) -> str:
    return "|".join(re.escape(word[::-1]) for word in words.split("|"))


_CUE_BEFORE = re.compile(
    rf"[\"'“]? ?[:#=(]{{0,2}}\s?(?:\.? ?(?:{_turned(_LINKS)}) )?\.?(?:{_turned(_CUES)})"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
# Vaccines, genes, vertebrae, drugs, roads, planes, forms, tests, standards.
_THING = re.compile(
    r"(?:CA|CD|P|EN|ISO|BS|IEC|ICD|IPC|A|B|M|E|I|US|HWY|SR|MK|PM|FY|Q|HB|H|T|L|C|S|N|F|WW|MH|R|W|V"
    r"|IL|TNF|IGG|HPV|HSV|EBV|CMV|HIV|COVID|SARS|BRCA[12]?|HER|MP|HD|UHD|USB|LM|MG|MS|PH|GAD|PHQ|NYHA"
    r"|ASA|TI|MI|BP|HR|RR|KB|RFC|GPT|CVE|UN|DN|LB|AA|LR|CR|AG|PP\d|XL|ST|FEV|SPO|SAT|O|K|G)"
    r"-?[0-9]{1,3}[A-Z]?|DD-?214|SF-?[0-9]{2,3}|DSC[FN0-9_-]+|IMG[0-9_-]+|PIL[0-9/-]+"
)
_DATE = re.compile(
    r"(?:1[5-9]|20)[0-9]{2}(?:[-/. ](?:0?[1-9]|1[0-2]|(?:1[5-9]|20)?[0-9]{2})){0,2}(?:T[0-9]*)?"
    r"|[0-9]{1,2}[-/. ][0-9]{1,2}(?:[-/. ](?:[0-9]{4}|[0-9]{2}))?"
    r"|[0-9]{1,2}[A-Z]{3}(?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{2}[0-5][0-9]-[0-9]{2}[0-5][0-9](?:H|HRS)?|[0-9]{2}[0-5][0-9](?:H|HRS|Z|AM|PM)"
    r"|[0-9]{1,2}[ -](?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC).*"
    r"|(?:SEPT?|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|OCT|NOV|DEC)[- ]?[0-9].*"
)
# Amounts, ranges, measures, doses: what isn't anyone's number.
_MEASURE = re.compile(
    r"[0-9]+(?:[.,/ x-][0-9]+)*(?:MG|ML|KG|G|CM|MM|IU|MCG|K|KM|W|V|A|HZ|MHZ|GHZ|MB|GB"
    r"|TB|H|HR|HRS|F|C|X|U|D|Y|YO|S|TH|ST|ND|RD|PM|AM|P|M|L|FR|CC|BPM|MMHG)"
    r"|(?:[A-Z]{1,3}[ .]?)?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?|[0-9]+\.[0-9]+"
    r"|[0-9]{1,3}/[0-9]{1,3}(?: [0-9]{1,3})?"
    r"|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+(?:[/-][0-9]+)?"
)
_AMOUNT_BEFORE = re.compile(
    r"(?:[$£€¥₹₦]|\b(?:GBP|USD|EUR|CHF|SEK|NOK|DKK|Rs\.?|RM|KES|KSh|NGN|ZAR|AUD|CAD|NZD|SGD|HKD|R"
    r"|SAR|AED|QAR|INR|PKR|PHP|JPY|CNY|RMB|excess|sum|premium|balance|fee|cost|paid|price|amount"
    r"|worth|about|approx|over|under|than|weight|wt|bp|hr|sats|temp|lot|batch))[.: ]{0,2}$",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r" ?(?:%|(?:mg|mcg|ml|kg|km|cm|mm|g|units?|people|copies|shares|years?|yrs|miles|users|bytes"
    r"|cells|dollars|pounds|euros?|yuan|kr|pp|pages|words|bags|boxes|tablets|tabs|days|weeks|hours"
    r"|hrs|h|am|pm|mins?|steps|calories|kcal|volts?|watts?|metres|meters|feet|ft|rpm|staff|patients"
    r"|GBP|USD|EUR|CHF|SEK|NOK|DKK)(?![A-Za-z]))",
    re.IGNORECASE,
)
# What has numbers that are nobody's.
_LINE = re.compile(
    r"\b(?:section|clause|para(?:graph)?|article|chapter|schedule|appendix|annex|reg(?:ulation)?"
    r"|rule|s|part|item|act|page|pp?|fig(?:ure)?|table|exhibit|model|photos?|img|type|line"
    r"|class|grade|size|lot|batch|version|v|form|leaflet|wording|print|route|flight"
    r"|bus|train|platform|gate|channel|room|bay|bed|ward|theatre|level|floor|step"
    r"|error|err|port|iso|en|bs|din|icd|cpt|opcs|snomed|hts|un|e|cas|sku|isbn|bleep|pager)"
    r"(?: (?:no\.?|number|code))?[.:# ]{1,2}$",
    re.IGNORECASE,
)
# The last letters of these words: comparing them is faster than the pattern.
_ENDS_OF_WORDS = """
    on se ra ph le er ix ex eg rt em ct ge pp ig re it el to os mg pe ne ss de ze ot ch rm et
    ng nt te ht us in om ay ed rd or ep rr so en bs cd pt cs ts un as ku bn no
"""
_LINE_ENDS = frozenset(_ENDS_OF_WORDS.split())
_FEWEST = 3  # characters of a number after a word for one
_PUBLIC = frozenset(("100", "200", "111", "999", "911"))
_DAY_OR_DOSE = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th|am|pm|mg|ml|x|h|d|yo?|[MF])")


def bold(text: str) -> Iterator[Finding]:
    """Numbers in a note that are short, or split, and may well be someone's."""
    if not is_note(text):
        return
    for found in _SHORT.finditer(text):
        start, end = found.span()
        if not _THING.fullmatch(found[0]) and _is_someones(text, start, end):
            yield Finding(Kind.IDENTIFIER, start, end, Strength.SHAPED, "bold")
    for found in _BROKEN.finditer(text):
        start, end = found.span()
        digits = sum(map(str.isdigit, found[0]))
        if digits >= _BROKEN_DIGITS and not _is_list(found[0]) and _is_someones(text, start, end):
            yield Finding(Kind.IDENTIFIER, start, end, Strength.SHAPED, "bold.split")
    for found in _VALUE.finditer(text):
        start, end = found.span()
        cue = _CUE_BEFORE.match(text[max(0, start - 32) : start][::-1])
        if cue is not None and cue[0].strip() and _is_cued(text, start, end, start - cue.end()):
            yield Finding(Kind.IDENTIFIER, start, end, Strength.CUED, "bold.cue")


def _is_cued(text: str, start: int, end: int, cue: int) -> bool:
    """Whether what follows the word for a number at `cue` is one of somebody."""
    value = text[start:end]
    digits = sum(map(str.isdigit, value))
    if not digits or len(value) < _FEWEST or (value.isdigit() and digits < _FEWEST):
        return False
    if value in _PUBLIC or _DATE.fullmatch(value.upper()) or _DAY_OR_DOSE.fullmatch(value):
        return False
    if text[cue : cue + 2].lower() == "no" and _THING.fullmatch(value):
        return False
    return not (
        _AMOUNT_BEFORE.search(text, max(0, start - 12), start)
        or _UNIT_AFTER.match(text, end)
        or _is_line(text, max(0, cue - 14), start)
        or is_nobodys(text, start)
    )


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends with a word whose numbers are nobody's."""
    last = text[start:end].rstrip(".:# ")[-2:].lower()
    if last.isascii() and last.isalpha() and len(last) > 1 and last not in _LINE_ENDS:
        return False
    return _LINE.search(text, start, end) is not None


def _is_list(value: str) -> bool:
    """Whether groups are figures of a list or of a table, or plain words and a number."""
    groups = re.split(r"[ /,.-]+", value)
    return all(len(group) < 3 for group in groups) and len(groups) > 3


def _is_someones(text: str, start: int, end: int) -> bool:
    value = text[start:end]
    return not (
        _DATE.fullmatch(value)
        or _MEASURE.fullmatch(value)
        or _AMOUNT_BEFORE.search(text, max(0, start - 12), start)
        or _UNIT_AFTER.match(text, end)
        or _is_line(text, max(0, start - 18), start)
        or is_nobodys(text, start)
    )


DETECTORS = (bold,)
