"""Makes `secagg-v1.json` and `secagg-v1-bad.json`: encrypted aggregation, byte by byte.

From the folder `tests`: python -m vectors.make_secagg_vectors

All of it is made by `vectors.secagg_reference` alone. Secrets come from published labels, so that
two runs give the same bytes; they protect nothing. What is written as bad was refused by the
reference, and for the reason that stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from vectors.secagg.bad_messages import (
    Bad,
    bad_counts,
    bad_fields,
    bad_framing,
    bad_lists,
    bad_terms,
)
from vectors.secagg.bad_rosters import bad_rosters
from vectors.secagg.bad_rounds import (
    bad_confirmations,
    bad_rounds,
    bad_shares,
    bad_survivors,
    bad_uploads,
)
from vectors.secagg.bad_unmasking import bad_answers, bad_requests, bad_sums
from vectors.secagg.parts import READINGS, good
from vectors.secagg.sessions import WARNING, Json, Shown, make_sessions

FOLDER = Path(__file__).parent
GOOD, BAD = FOLDER / "secagg-v1.json", FOLDER / "secagg-v1-bad.json"

STAGES = {
    "decode": "reading the message alone, or with K (context.vectors) for Shares",
    "terms": "an owner is asked to join",
    "roster": "an owner that joined with context.terms and context.join gets the roster; its "
    "policy expects context.colluding_pinned pinned members to collude, 0 if it isn't there; "
    "it has answered the rosters in context.before, none if it isn't there",
    "shares": "the coordinator gets it",
    "round": "context.owner is to start; vectors below context.next_vector are used or burnt, by "
    "the rounds in context.before",
    "upload": "the exchange gets it with context.vector, in context.round",
    "survivors": "context.owner is to sign it, in context.round",
    "confirmation": "the coordinator gets it",
    "unmask_request": "context.owner, who signed context.survivors in context.round, gets it after "
    "the messages in context.before, in their order: requests it answered and rounds it began",
    "unmask": "the coordinator gets it",
    "sum": "the coordinator unmasks context.vectors with context.unmasks; the round is dropped",
}


def bad_vectors(sessions: Mapping[str, Shown]) -> Json:
    bad = Bad()
    small = sessions["small"]
    bad_framing(bad, small)
    bad_counts(bad, small)
    bad_fields(bad, small)
    bad_lists(bad, small)
    bad_terms(bad, small)
    bad_rosters(bad)
    for make in (
        bad_shares,
        bad_rounds,
        bad_uploads,
        bad_survivors,
        bad_confirmations,
        bad_requests,
        bad_answers,
        bad_sums,
    ):
        make(bad, sessions)
    return {"warning": WARNING, "readings": READINGS, "stages": STAGES, "cases": bad.cases}


def write(path: Path, content: Json) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    sessions = make_sessions()
    write(GOOD, good(sessions))
    write(BAD, bad_vectors(sessions))


if __name__ == "__main__":
    main()
