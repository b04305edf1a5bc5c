"""Names of logins, and passwords. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import (
    names_en_given_a,
    names_en_given_b,
    names_en_surnames_a,
    names_en_surnames_b,
    names_en_words_a,
    names_en_words_b,
)

# Names of logins: after "=" in a log, in brackets after a person, and after "by" beside a time.
_LOGIN_KEY = re.compile(
    r"(?<![A-Za-z])(?:[a-z]{0,6}user(?:_?name|_?id)?|usr|uid|login|logon|owner|operator|actor|agent_id"
    r"|principal|by|account_?name|samaccountname|author|from_user|to_user|created_by|updated_by"
    r"|modified_by|assignee|subject|sender|cn|upn|acct)[\"']?[=][\"']?(?:[A-Za-z0-9]+\\)?"
    r"(?P<name>[A-Za-z][A-Za-z0-9._-]{1,39}[A-Za-z0-9])"
)
_SYSTEM = re.compile(
    r"root|admin|administrator|system|guest|nobody|none|null|true|false|anonymous|unknown|service"
    r"|daemon|www-data|public|user|test|default|localhost|app|web|api|all|yes|no"
)
_LOGIN_BRACKET = re.compile(
    r"\((?P<name>[a-z][a-z._-]{1,20}[0-9]{1,6}|[a-z]{1,12}\.[a-z]{2,20}|[a-z]{4,14})\)"
)
_SHORT_FORMS = frozenset(("e.g", "i.e", "a.m", "p.m"))
_HAN_LOGIN = re.compile(
    r"(?:用户|操作员|操作人|登录名|登陆名|账号|帐号|工号|账户)(?:名|[还仍]?是?用的?(?:还是)?我?的?)?[:=为是]?\s?"
    r"(?P<name>[a-z][a-z._-]{1,20}[0-9]{1,6}|[a-z]{1,12}\.[a-z]{2,20})"
    r"(?![A-Za-z0-9@])"
)
_PASS = ("pass", "pw", "密码", "口令")
_PASSWORD = re.compile(
    r"(?<![A-Za-z])(?i:pass(?:word|wd|phrase|code)|passwd|pwd|pw|密码|口令)"
    r"(?P<link>(?<=[码令])(?:[改设]?[为是成]|(?=[!-~]))|[是为:]\s?|\s?[:=]\s?"
    r"|\s(?:is|was|to|of|set to|now)\s(?:now )?|\s)[\"'“‘]?"
    r"(?P<value>[^\s\"'”’，。；、,;]{5,40})"
)


# "blocked 22Aug by rkeane", "locked out user jhaverkamp"
_LOGIN_WORDS = (
    " by", "user", "User", "log", "Log", " uid", " ID", "perator", "ccount name", "reset", "owner",
)  # fmt: skip
_LOG = ("log", "Log")
_LOG_ON = frozenset(("in ", "in:", "ged", " on", "in'", "inn", "inI", "in_", "in-"))
_LOGIN_WORD = re.compile(
    r"(?:in|ged (?:on|in)| on| in)?(?: ?(?:name|id))?(?:'s|:| =| is| was| for| as)? [\"'(\[<]?"
    r"(?P<name>[a-z]{4,14}[0-9]{0,4}|[a-z]{1,14}(?:[._-][a-z]{1,14}){1,3}[0-9]{0,5})"
    r"(?![A-Za-z0-9@_'-]|\.[A-Za-z0-9])"
)
# "NWH\\sabini3", but no path of a file
_DOMAIN_LOGIN = re.compile(
    r"[^\\]{0,15}?(?<![A-Za-z0-9:\\])[A-Z][A-Z0-9-]{1,14}\\(?P<name>[A-Za-z][A-Za-z0-9._-]{2,30})"
    r"(?![\\A-Za-z0-9])"
)
_ROLES = frozenset(
    [
        "tenant",
        "customer",
        "claimant",
        "insurer",
        "policyholder",
        "caller",
        "payee",
        "biller",
        "triage",
        "physio",
        "gp",
    ]
)
_DOTTED = re.compile(r"\.(?P<last>[a-z]{3,16})(?![A-Za-z0-9@_/-]|\.[a-z])")
_DOTTED_FIRST = re.compile(r"[a-z]{1,14}(?![A-Za-z0-9@._/-])")  # turned round
_INITIALS = (1, 2)  # letters of given names before or after the surname


def logins(text: str) -> Iterator[Finding]:
    """Names of logins where no word but the shape of the place says so."""
    if "=" in text:
        for found in _LOGIN_KEY.finditer(text):
            if not _SYSTEM.fullmatch(found["name"].lower()):
                yield Finding(Kind.IDENTIFIER, *found.span("name"), Strength.CUED, "login")
    for word in _LOGIN_WORDS:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            at = text.find(word, end)
            if word in _LOG and text[end : end + 3] not in _LOG_ON:
                continue
            told = _LOGIN_WORD.match(text, end)
            if told and is_login(told["name"], sure=word != " by") and is_note(text):
                yield Finding(Kind.IDENTIFIER, *told.span("name"), Strength.CUED, "login")
    at = text.find("\\")
    while at >= 0:
        if (told := _DOMAIN_LOGIN.match(text, max(0, at - 15))) and is_note(text):
            yield Finding(Kind.IDENTIFIER, *told.span("name"), Strength.SHAPED, "login")
        at = text.find("\\", at + 1)
    yield from _dotted(text)
    yield from _in_brackets(text)


def _dotted(text: str) -> Iterator[Finding]:
    """Two names, or an initial and a name, with a dot between: "kofi.mensah"."""
    for found in _DOTTED.finditer(text):
        at = found.start()
        before = _DOTTED_FIRST.match(text[max(0, at - 16) : at][::-1])
        if before is None:
            continue
        first, names, words = before[0][::-1], *_names()
        if found["last"] not in names or found["last"] in words:
            continue
        if (len(first) == 1 or (first in names and first not in words)) and is_note(text):
            yield Finding(Kind.IDENTIFIER, at - before.end(), found.end(), Strength.SHAPED, "login")


def _in_brackets(text: str) -> Iterator[Finding]:
    """Logins in brackets after their person, and after Chinese words for a user."""
    if " (" in text:
        for found in _LOGIN_BRACKET.finditer(text):
            if _is_of(text, found) and is_note(text):
                yield Finding(Kind.IDENTIFIER, *found.span("name"), Strength.SHAPED, "login")
    if not text.isascii():
        for found in _HAN_LOGIN.finditer(text):
            yield Finding(Kind.IDENTIFIER, *found.span("name"), Strength.CUED, "login")


def _is_of(text: str, found: re.Match[str]) -> bool:
    """Whether a word in brackets is the login of the person before: "Grace Nakato (gnakato)"."""
    name, at = found["name"], found.start()
    if at < 2 or text[at - 1] != " " or not text[at - 2].isalpha():
        return False
    if name[-1].isdigit() or ("." in name and name not in _SHORT_FORMS):
        return True
    before = text[max(0, at - 40) : at].lower()
    return len(name) > 3 and (name[1:] in before or name[:-1] in before)


def is_login(name: str, *, sure: bool = False) -> bool:
    """Whether it is made of a person's names as logins are: "rkeane", "keaner", "annak2".

    Where logins are spoken of, a word that is in no list will do, and one with digits.
    """
    letters = name.rstrip("0123456789")
    names, words = _names()
    if letters in _ROLES or letters in words or letters in names or letters.rstrip("s") in words:
        return sure and letters != name and len(name) - len(letters) > 1
    if letters.endswith(("ed", "ing")):
        return False
    if sure and not letters.endswith(("ed", "ing", "able", "ly", "tion", "ness")):
        return True
    parts = [letters[n:] for n in _INITIALS] + [letters[:-n] for n in _INITIALS]
    return any(len(part) > 3 and part in names for part in parts)


@lru_cache(maxsize=1)
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Given names and surnames, and words that are none."""
    given = (*names_en_given_a.GIVEN_A, *names_en_given_b.GIVEN_B)
    surnames = (*names_en_surnames_a.SURNAMES_A, *names_en_surnames_b.SURNAMES_B)
    words = (*names_en_words_a.WORDS_A, *names_en_words_b.WORDS_B)
    return frozenset(given + surnames), frozenset(words)


def passwords(text: str) -> Iterator[Finding]:
    """What follows "password" and is no common word."""
    small = text.lower()
    if not any(word in small for word in _PASS):
        return
    for found in _PASSWORD.finditer(text):
        value = found["value"].rstrip(".!?)")
        inner = value[1:]
        odd = any(c.isdigit() or (not c.isalnum() and c not in "-(") for c in value)
        if len(value) > 4 and (odd or (inner != inner.lower() and inner != inner.upper())):
            start = found.start("value")
            yield Finding(Kind.IDENTIFIER, start, start + len(value), Strength.CUED, "password")


DETECTORS = (logins, passwords)
