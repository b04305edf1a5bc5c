"""Whether a text is a note of private persons: a record, a letter, a chat, a log. No IO.

Detectors that go by shape alone ask this first: a number of eight digits in a claim is someone's,
in an encyclopedia it is a count.
"""

from __future__ import annotations

import re
from functools import lru_cache

from privacy.desensitize.detectors import names_zh_model

_LENGTH = 400  # characters for which one sign more is needed
_MOST = 4  # signs that are enough, however long the text

# Words that records, letters, chats and logs use and articles seldom do.
_SIGNS = re.compile(
    r"\b(?:(?i:dear|regards|sincerely|faithfully|please|pls|plz|thanks|thank you|hello|hi|dob|mrn"
    r"|nhs|ssn|mg|mcg|ml|bd|tds|qds|prn|admitted|discharged?|patient|pts?|clinic|ward|gp|bp|o/e|c/o"
    r"|follow[- ]up|referred|appointment|appt|bloods?|samples?|specimens?|allerg(?:y|ies)"
    r"|diagnosis|dx|rx|hx|insured|insurer|insurance|claim|claimant|claims|policy|policyholder"
    r"|premium|beneficiary|applicants?|customer|client|account|acct|sort code|branch|transfer|loan"
    r"|mortgage|refund|payment|paid|invoice|receipt|ticket|user|username|login|logged|password"
    r"|laptop|serial|reset|mac|ip|helpdesk|imei|phone|tel|mobile|ext|fax|email|call|booking|booked"
    r"|reservation|ref|passport|id|member|agent|caller|bot|employee|staff|payroll|hr|order"
    r"|parcel|delivery|tracking|complaint|voicemail|shift|sim|otp|pin|reg|plate|tag|signed|witness"
    r"|landlord|tenant|rent|mum|dad|husband|wife|daughter|son|sister|brother|yours|your|my|i'm|i've"
    r"|mpesa|m-pesa|kyc|borrower|donor|stored|log|error|failed|blocked)"
    r"|M[rs]s?|Dr|Miss|I|me|we|you|[A-Za-z]{1,8}'(?:m|t|ve|re|ll|d)|[Hh]e's|[Ss]he's)\b(?!-)"
    r"|\b(?:Name|From|To|Re|RE|Subject|Date|Time|Address|Contact|Tel|Notes?|Status|Reason|Type):"
)


@lru_cache(maxsize=1)  # several detectors ask for the same text, one after another
def is_note(text: str) -> bool:
    """Whether `text` is of the kind that speaks of private persons: not an encyclopedia's."""
    needed = min(_MOST, 1 + len(text) // _LENGTH)
    seen: set[str] = set()
    for word in _SIGNS.finditer(text):
        seen.add(word[0].lower())
        if len(seen) >= needed:
            return True
    return not text.isascii() and names_zh_model.is_note(text)
