"""Whether a text is a note of private persons: a record, a letter, a chat, a log. No IO.

Detectors that go by shape alone ask this first: a number of eight digits in a claim is someone's,
in an encyclopedia it is a count.
"""

from __future__ import annotations

import re
from functools import lru_cache

from privacy.desensitize.detectors.notes_zh import is_private

_LENGTH = 400  # characters for which one sign more is needed
_MOST = 4  # signs that are enough, however long the text
_PIECE = 4096  # characters that are looked at in one go

# Words that records, letters, chats and logs use and articles seldom do.
_WORDS = """
    dear regards sincerely faithfully please pls plz thanks thank hello hi dob mrn nhs ssn mg
    mcg ml bd tds qds prn od po admitted discharge discharged patient patients pt pts clinic
    ward gp bp o/e c/o f/u follow-up referred appointment appt blood bloods sample samples
    specimen specimens allergy allergies diagnosis dx rx hx sats insured insurer insurance
    claim claimant claims policy policyholder premium beneficiary applicant applicants
    customer client account acct branch transfer loan mortgage refund payment paid invoice
    receipt ticket user username login logged password laptop serial reset mac ip helpdesk
    imei phone tel mobile ext fax email call booking booked reservation ref passport id
    member agent caller bot employee staff payroll hr order parcel delivery tracking
    complaint voicemail shift sim otp pin reg plate tag signed witness landlord tenant rent
    mum dad husband wife daughter son sister brother yours your my me i we you mpesa m-pesa
    kyc borrower donor stored log error failed blocked mr mrs ms dr miss i'm i've i'll i'd
    he's she's can't don't won't doesn't didn't isn't we've we're we'll you're you've ur im
    ive dont cant consultant nurse registrar reviewed seen physio meds tablet tablets
    iban kin resident carer lives nok n/k c/w urine lab biopsy scan
    mri ct ecg dose carer caller's key wife's husband's mum's dad's patient's customer's client's
    statement overdraft arrears debit deposit withdrawal fee cheque statement cover quote excess
    renewal cancel cancelled appeal student tutor court solicitor witness incident police crime
    swab consent discharge results review unlocked locked tonight tomorrow yesterday asked told
    rota handover bleep apologies beneficiary's address addressed bay nurses staff absent
    deceased executor drivers anaesthetic visitors' niece nephew phoned rang spoke emailed texted
    hiya pt's bed chest forms garaged gran nan kids trustee keyworker
    flight luggage bag stolen license licence tel mob hpc fhx pmh pmhx fh shx nok dnacpr
"""
_SIGNS = frozenset(_WORDS.split())
_FIELDS = (
    "name:",
    "birth:",
    "born:",
    "party:",
    "from:",
    "to:",
    "re:",
    "date:",
    "contact:",
    "notes:",
    "status:",
    "|",
    "->",
    "> ",
)
_HAN = re.compile("[\u4e00-\u9fff]")
_MARKS = ',.;:!?()"|*>'  # that stand beside words


@lru_cache(maxsize=1)  # several detectors ask for the same text, one after another
def is_note(text: str) -> bool:
    """Whether `text` is of the kind that speaks of private persons: not an encyclopedia's."""
    needed = min(_MOST, 1 + len(text) // _LENGTH)
    if _signs(text, needed) >= needed:
        return True
    return not text.isascii() and bool(_HAN.search(text)) and is_private(text)


@lru_cache(maxsize=1)
def is_sure_note(text: str) -> bool:
    """Whether one more sign than `is_note` asks for is there: rules that are bold ask this."""
    needed = min(_MOST, 2 + len(text) // _LENGTH)
    return _signs(text, needed) >= needed


def _signs(text: str, needed: int) -> int:
    """How many signs of a note `text` has, up to those `needed`."""
    seen: set[str] = set()
    for at in range(0, len(text), _PIECE):
        piece = text[at : at + _PIECE].lower()
        seen.update(field for field in _FIELDS if field in piece)
        for mark in _MARKS:
            piece = piece.replace(mark, " ")
        seen |= _SIGNS.intersection(piece.split())
        if len(seen) >= needed:
            break
    return len(seen)
