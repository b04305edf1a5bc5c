"""Ages of 90 and more as wards, call centres and claims jot them down. No IO.

sex          Pt M93, NOF #      Bed 4: 91M, day 2     very frail 96F     F 94
family       FHx: mother d. 94, father died at 96, sister 91
persons      Mrs Pilkington 95 - fall     caller is 93 and cannot come     Nan is 94 next month
births       DOB withheld (93)
sentences    at 97 she still shopped     his age is given as 103

Pulses, saturations, doses, rooms and buses are numbers of the same size. So a text must be a note,
and what stands on both sides of the number must fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_NUMBER = re.compile(r"(?:9[0-9]|1(?:[01][0-9]|2[0-2]))(?![0-9]|[.,:/-][0-9])")
_BEFORE = 48  # characters before a number that are looked at

# Of another thing than a life, whatever stands before.
_UNIT = re.compile(
    r"(?i:\s?(?:%|°|per ?cent|days?|months?|weeks?|hours?|hrs?|mins?|minutes?|sec|mg|mcg|ml|km|kg"
    r"|cm|mm|lbs?|kilos?|pounds?|miles?|mph|bpm|units?|th|st|nd|rd|tabs?|tablets?|mmol|on air|on ra"
    r"|bus|room|route|motorway|key|runs?|points?|out of|over|beats|x|od|bd|tds|qds|prn|nocte|mane)"
    r"(?![a-z])|\s?[%°£$€])"
    r"|, (?:od|bd|tds|qds|prn|om|nocte|mane)\b"
)
_PAUSE = re.compile(r"\s?(?:[,;.)|]|$|\n|- |– )|\s(?:and|but|with|w/|c/o|who|from|NH|NOF|h/o)\b")
_ON = re.compile(
    r"\s?(?:[,;.)|!?]|$|\n|- |– )|\s(?:and|but|with|who|next|this|last|when|in|so|now|today"
    r"|tomorrow|soon|old|years?|yrs?|living|lives|if|or|at|she|he|banks|has|had|still|on (?:Mon"
    r"|Tue|Wed|Thu|Fri|Sat|Sun)|CVA|MI|ca|Ca)\b"
)

_KIN = (
    r"(?i:mother|father|mum|mam|mom|dad|gran|nan|nana|granny|grandad|grandpa|grandma|grandmother"
    r"|grandfather|aunt|auntie|uncle|sister|brother|wife|husband|partner|parents?|twin|neighbou?r"
    r"|mil|fil|great-aunt|great-uncle|cousin|in-law)"
)
_PERSON = (
    rf"(?:{_KIN}|(?i:he|she|who|they|caller|customer|patient|pt|policy ?holder|claimant|resident"
    r"|tenant|client|insured|member|lady|gentleman|woman|man|widow|widower|account ?holder"
    r"|beneficiary|donor|applicant|borrower|owner|payee|annuitant|deceased))"
)
_BIG = r"(?:frail|elderly|old|very|pleasant|well|fit|independent|confused|lovely|known|unwell|lady)"

# Before the number, and what must follow it.
_RULES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (  # M93, F 94, (F, 94), female 92, ♀ 91
        re.compile(
            r"(?:(?:^|[\n.,;:(|/-]\s?|\b(?:[Pp]t|[Pp]atient|a|an|this|old|frail|elderly) )"
            r"[MFmf][ ,/:-]{0,2}|[♀♂] ?|\b(?i:fe)?(?i:male)[ ,/:-]{1,2})$"
        ),
        _PAUSE,
    ),
    (  # 91M, 96F, 93 M,
        re.compile(rf"(?:^|[\n.,;:(|>-]\s{{0,2}}|\b(?:{_BIG}|[Pp]t|[Pp]atient|an?|this|the) )$"),
        re.compile(
            r"(?:(?:[MFmf]|[♀♂])(?![A-Za-z0-9]) ?(?! ?bus)| ?[MF](?=[,.;)\n]|$)"
            r"| ?y(?:rs?)?[ /]?[MFmf](?![a-z])| ?(?:yrs?|years)(?=[,.;)\n]|$))"
        ),
    ),
    (  # mother d. 94, father died at 96, sister 91
        re.compile(
            rf"\b{_KIN}(?:(?:'s)?,? (?:is |was )?(?:still )?(?:alive(?: and well)?|living|well|dead"
            r"|died|deceased|d\.?|dec'd|rip|passed(?: away)?|now|only|nearly))?,?(?: (?:at|aged))?"
            r",? \(?$"
        ),
        _ON,
    ),
    (  # caller is 93 and, she was 90 when, Nan is 94 next month
        re.compile(
            rf"\b{_PERSON}(?:'s| is| was|, now| will be| turns| turned|'ll be| would be| has turned"
            r"| became| becomes| reached)(?: now| only| nearly| almost| already| about| around"
            r"| also| over| just| just turned| turning| approaching| aged)* $"
        ),
        _ON,
    ),
    (  # Mrs Pilkington 95 - fall
        re.compile(
            r"\b(?:Mrs?|Ms|Miss|Dr|Sir|Rev|Fr)\.? (?:[A-Z]\.? ?)?[A-Z][A-Za-z'-]+"
            r"(?: [A-Z][A-Za-z'-]+)?,? $"
        ),
        re.compile(r"\s?(?:[,;.)]|$|\n|- |– |y(?:rs?|ears)?\b|yo\b)"),
    ),
    (  # DOB withheld (93)
        re.compile(r"(?i:\b(?:dob|d\.o\.b\.?|born|birth)\b)[^\n()]{0,34}\($"),
        re.compile(r"\s?(?:y(?:rs?|ears)?(?: old)?|yo|y/o)?\)"),
    ),
    (  # at 97 she
        re.compile(r"\b[Aa]t (?:nearly |almost |over )?(?:the ripe old age of )?$"),
        re.compile(r",? (?:he|she|mum|dad|gran|nan|Mrs?|Miss|they|my (?:mother|father|mum|dad))\b"),
    ),
    (  # age is given as 103
        re.compile(
            r"\b[Aa]ged?(?: is| was| now| given| recorded| stated| listed| noted| shown| as| on"
            r"| the| about| around| approx\.?| approximately| c\.?| at| last| birthday| in"
            r"| years| yrs| form| record| today| says| should| read| be| over| est\.?"
            r"| estimated|[ :=~(>/|-])*$"
        ),
        re.compile(""),
    ),
)
# 96F is a temperature too.
_FEVER = re.compile(r"(?i:\b(?:t|temp|temperature|fever|febrile|pyrexia|spik\w+)\b)")


def notes_ages(text: str) -> Iterator[Finding]:
    """Ages of 90 and more in notes; the finding is the number alone."""
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        if start and (text[start - 1].isdigit() or text[start - 1] in "£$€¥%#_"):
            continue
        if not is_note(text):
            return
        if _UNIT.match(text, end):
            continue
        before = text[max(0, start - _BEFORE) : start]
        if start > _BEFORE:
            before = "\x00" + before  # so that "^" is the beginning of the text
        if any(
            after.match(text, end) is not None and rule.search(before) is not None
            for rule, after in _RULES
        ) and not (text[end : end + 1] in "Ff" and _FEVER.search(before)):
            yield Finding(Kind.AGE, start, end, Strength.CUED, "age.note")


DETECTORS = (notes_ages,)
