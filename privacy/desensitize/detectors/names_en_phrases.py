"""What stands before a name that is told or signed: "my name is", "dear", "Kind regards". No IO."""

from __future__ import annotations

import re

from privacy.desensitize.detectors.cues import trie

_CALLED = (
    *("goes by", "call me"),
    *(
        f"{whose} {which}name{links}"
        for whose in (
            *("My", "my", "His", "his", "Her", "her"),
            *("the", "patient's", "whose", "full"),
        )
        for which in ("", "full ", "first ", "last ")
        for links in ("'s", "’s", " is")
    ),
)
_ME = (
    *("I'm", "I’m", "I am", "i'm", "i’m", "i am", "This is", "this is", "It's", "it's"),
    *("Speaking to", "speaking to", "Speaking with", "speaking with", "Ask for", "ask for"),
    *("Spoke to", "spoke to", "Spoke with", "spoke with"),
)
_KIN = (
    *("lives with", "told", "asked", "says", "named", "met", "rang", "phoned", "emailed"),
    *("texted", "thanks", "thank you"),
    *(
        f"{whose} {kin}"
        for whose in ("my", "his", "her", "our", "the", "their")
        for kin in (
            *("wife", "husband", "son", "daughter", "mum", "mother", "dad", "father", "brother"),
            *("sister", "partner", "friend", "neighbour", "colleague", "boss", "carer", "nephew"),
            "niece",
        )
    ),
)
_GREETINGS = ("Dear", "dear", "DEAR", "Hi", "hi", "Hello", "hello", "Hey", "hey")
_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "prof")
_TITLES_TOO = tuple(f"{title}." for title in _TITLES)

# The name behind them is found here in small letters only.
BEFORE_SMALL = frozenset((*_KIN, *_TITLES, *_TITLES_TOO))
# What stands behind them is a name or nothing.
STRICT = frozenset((*_CALLED, *_TITLES, *_TITLES_TOO))
# In a text with a line's end put before it: the mark before a word is rarer than any letter.
CUE = re.compile(
    "[^A-Za-z]("
    + trie(
        tuple(map(re.escape, cue))
        for cue in (*_CALLED, *_ME, *_KIN, *_GREETINGS, *_TITLES, *_TITLES_TOO)
    )
    + ")(?=(,? )[A-Za-z])"
)
# How a letter ends, at the end of a line that is turned round: "Kind regards,", "Thx, Bex".
SIGNED = re.compile(
    r"[ \t]{0,3}(?P<name>[\w'’-]{1,20}[A-Z])?[ \t]{0,3}[,.!]?\b"
    + trie(
        words[::-1]
        for words in (
            *("regards", "sincerely", "faithfully", "truly", "wishes", "thanks", "cheers", "love"),
            *("thank you", "yours", "respectfully", "thx", "rgds"),
        )
    ),
    re.IGNORECASE,
)
