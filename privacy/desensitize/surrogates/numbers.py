"""Numbers that nobody has: from ranges that were set apart, or that can't be issued. No IO.

| kind | range | why nobody has it |
|---|---|---|
| telephone, North America | 555-01xx; then area codes 0xx, 1xx | NANPA: for fiction; none |
| telephone, United Kingdom | 07700 900xxx, 020 7946 0xxx, 01632 960xxx; then 00 | Ofcom: drama |
| mobile, China | 12x | the numbering plan has none (2017 edition) |
| landline, China | area codes 00x | area codes begin with 01 to 09 |
| other telephones | +999 | ITU-T E.164: not assigned |
| Chinese resident identity | region 99xxxx | GB/T 2260 has none |
| US social security | area 000 | SSA: never issued |
| UK NHS | 999 xxx xxxx | NHS Digital: for tests |
| bank card | begins with 0 | ISO/IEC 7812-1: for ISO's own use |
| IBAN | country QM to QZ | ISO 3166-1: for users, never a country |
| MAC | 02:… | IEEE 802: administered locally, sold to nobody |
| IP | 192.0.2/24, 198.51.100/24, 203.0.113/24; then 240/4; 2001:db8::/32 | RFC 5737, 1112, 3849 |

Check digits are right where there are any, so that the same detectors find them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from privacy.desensitize import checksums
from privacy.desensitize.recognizer import fold
from privacy.desensitize.surrogates.draw import Draw
from privacy.desensitize.surrogates.shape import marked, plain, put

_LATE = 4  # attempts after which a small range that was set apart is left for a larger one
_WHOLE = ("7700900", "2079460", "1632960")  # Ofcom's, without the trunk prefix
_EXTENSION = re.compile(
    r"[ ,;]{0,3}(?:\bext(?:ension|n)?\b|(?<=[0-9 ])ext|x|#|转|分机)"
    r"[ .:]{0,3}(?P<digits>[0-9]+)\s*$",
    re.IGNORECASE,
)
_FIRST_BIRTH = date(1930, 1, 1)
_BIRTHS = 29_000  # days


def digits_of(text: str) -> str:
    """Its ASCII digits, full-width ones folded."""
    return "".join(c for c in fold(text) if "0" <= c <= "9")


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def phone(text: str, draw: Draw) -> str:
    """A number of the same length, country and punctuation; an extension gets other digits too."""
    folded = fold(text)
    if found := _EXTENSION.search(folded):
        at = found.start("digits")
        extension = "".join(put(c, draw.digits(1)) for c in text[at : found.end("digits")])
        number = _number(text[: found.start()], draw)
        return number + text[found.start() : at] + extension + text[found.end("digits") :]
    return _number(text, draw)


def _number(text: str, draw: Draw) -> str:
    """A number without extension."""
    folded = fold(text)
    if _has_letters(folded):
        return marked(text, draw)
    old = digits_of(text)
    folded = folded.lstrip(" (")
    if folded.startswith("+") or old.startswith("00"):
        skip = 0 if folded.startswith("+") else 2
        return put(text, old[:skip] + _abroad(old[skip:], draw) + draw.more())
    if len(old) >= 10 and old[0] == "0":
        new = _chinese_landline(old, draw) if _is_chinese(old) else _british(old, draw)
    elif re.match(r"1[2-9]", old) and len(old) == 11:
        # An American one with its 1 may be meant: its exchange would begin with 0 or 1.
        new = f"12{draw.digits(2)}{draw.below(2)}{draw.digits(6)}"
    elif len(old) in (10, 11) and re.match(r"1?[2-9]", old):
        new = old[: len(old) - 10] + _american(draw)
    elif len(old) == 7:
        new = "55501" + draw.digits(2) if draw.attempt < _LATE else "0" + draw.digits(6)
    else:
        return marked(text, draw)
    return put(text, new + draw.digits(len(old) - len(new)) + draw.more())


def _abroad(old: str, draw: Draw) -> str:
    """After the plus sign: the countries that have ranges for this keep their code."""
    if old.startswith("86") and len(old) >= 12:
        new = "8612" if re.match(r"861[2-9]", old) else "8600"
    elif old.startswith("44") and len(old) >= 12:
        trunk = old[2] == "0"  # +44 (0)20
        new = "44" + ("0" * trunk) + _british("0" + old[2 + trunk :], draw)[1:]
    elif old.startswith("1") and len(old) >= 11:
        new = "1" + _american(draw)
    else:
        new = "999"
    return (new + draw.digits(max(0, len(old) - len(new))))[: max(len(old), len(new))]


def _american(draw: Draw) -> str:
    if draw.attempt < _LATE:
        return f"{200 + draw.below(790)}55501{draw.digits(2)}"
    return f"{draw.below(2)}{draw.digits(9)}"


def _british(old: str, draw: Draw) -> str:
    whole = {"7": _WHOLE[0], "2": _WHOLE[1]}.get(old[1], _WHOLE[2])
    if draw.attempt < _LATE and len(old) >= 11:
        return "0" + whole + draw.digits(3)
    return "00" + draw.digits(len(old) - 2)


def _is_chinese(old: str) -> bool:
    """Whether a number with a trunk prefix has an area code and eight or seven digits of China."""
    return old.startswith(("010", "021", "022", "023", "025", "027", "028", "029", "024")) or (
        len(old) >= 11 and old[1] in "3456789" and not (len(old) == 11 and old[1] == "7")
    )


def _chinese_landline(old: str, draw: Draw) -> str:
    return "00" + draw.digits(len(old) - 2)


def chinese_id(text: str, draw: Draw) -> str:
    """18 or 15 characters with a date of birth that was drawn."""
    old = plain(text)
    born = (_FIRST_BIRTH + timedelta(draw.below(_BIRTHS))).strftime("%Y%m%d")
    if len(old) == 18:
        head = "99" + draw.digits(4) + born + draw.digits(3)
        return put(text, head + checksums.chinese_id_check(head) + draw.more())
    if len(old) == 15:
        return put(text, "99" + draw.digits(4) + born[2:] + draw.digits(3) + draw.more())
    return marked(text, draw)


def ssn(text: str, draw: Draw) -> str:
    """Area 000."""
    old = digits_of(text)
    if len(old) < 9 or _has_letters(text):
        return marked(text, draw)
    return put(text, "000" + draw.digits(len(old) - 3) + draw.more())


def nhs(text: str, draw: Draw) -> str:
    """999, with the check digit."""
    if len(digits_of(text)) != 10 or _has_letters(text):
        return marked(text, draw)
    body = draw.below(10**6)
    while True:
        head = f"999{body:06d}"
        check = next((c for c in "0123456789" if checksums.nhs(head + c)), None)
        if check is not None:
            return put(text, head + check + draw.more())
        body = (body + 1) % 10**6  # of a check of 10, which is never issued, the next one


def card(text: str, draw: Draw) -> str:
    """As long, beginning with 0, with the check digit."""
    count = len(digits_of(text))
    if count < 11 or _has_letters(text):
        return marked(text, draw)
    head = "0" + draw.digits(count - 2)
    check = next(c for c in "0123456789" if checksums.luhn(head + c))
    return put(text, head + check + draw.more())


def iban(text: str, draw: Draw) -> str:
    """As long, of no country, with its check digits."""
    old = plain(text).upper()
    if len(old) < 15:
        return marked(text, draw)
    country = "Q" + draw.pick("MNOPQRSTUVWXYZ")
    account = "".join(
        draw.digits(1) if c.isdigit() else draw.letters(1) for c in old[4:] if c.isalnum()
    )
    number = int("".join(str(int(c, 36)) for c in account + country + "00"))
    return put(text, f"{country}{98 - number % 97:02d}{account}{draw.more()}")


def mac(text: str, draw: Draw) -> str:
    """Administered locally."""
    new = f"02{draw.below(1 << 40):010X}{draw.more()}"
    return put(text, new.lower() if any(map(str.islower, text)) else new)


def ip(text: str, draw: Draw) -> str:
    """From the ranges for documentation; from the reserved class E where these are full."""
    if ":" in fold(text):
        groups = [f"{draw.below(1 << 16):x}" for _ in range(4)]
        return "2001:db8::" + ":".join(groups)
    if draw.attempt < _LATE:
        net = draw.pick(("192.0.2", "198.51.100", "203.0.113"))
        return f"{net}.{1 + draw.below(254)}"
    return ".".join(str(n) for n in (240 + draw.below(16), *(draw.below(256) for _ in range(3))))


def age(text: str) -> str:
    """The category of HIPAA: 90, which stands for 90 and more."""
    if digits := digits_of(text):
        return put(text, "90".ljust(len(digits), "0")) if len(digits) == 2 else "90"
    return "九十" if any("\u3400" <= c <= "\u9fff" for c in text) else "90"
