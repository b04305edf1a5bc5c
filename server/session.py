"""One session of encrypted aggregation as the coordinator runs it: join, then share.

Terms come from the job's public figures. Who joins is in the roster; who then deals shares takes
part in rounds. A session is renewed when its key sets are used up, or when an owner has lost its
part of it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flwr.app import ConfigRecord, Message

from exchange.refusals import Refusal
from exchange.task import (
    JOIN_KEY,
    JOIN_QUERY,
    RECEIPT_KEY,
    REPLY_RECORD,
    ROSTER_KEY,
    SHARE_QUERY,
    SHARES_KEY,
    TERMS_KEY,
)
from privacy.errors import ProtocolError, RoundLostError, VerificationError
from privacy.ledger.heads import receipt_from_json
from privacy.quantize import Quantizer
from privacy.secagg import graph
from privacy.secagg.coordinator import Coordinator
from privacy.secagg.messages import DEAL_BYTES, Join, Terms
from server.errors import QuorumError, RefusedError, UnverifiedError
from server.job import Job
from server.link import Link, Row, answered, content_of, failed, in_words, malformed, unverified
from server.observer import OwnerAnswered, notify
from server.update_range import make_quantizer

DEALS_MAX_BYTES = 1 << 24  # that the coordinator holds for the vectors of a session
JOIN_TRIES = 3  # on a circle, where another number joins each time
DID_NOT_JOIN = "did not join the run"
REFUSED_HINT = (
    "plan a new run within the owners' caps; a round that failed or was cut off stays charged, "
    "and only spare rounds pay for it"
)
UNVERIFIED_HINT = "`discreet audit` and `discreet data show` say what is wrong; bring a copy back"


@dataclass(slots=True)
class LiveSession:
    """A session whose members have dealt shares, and on which nodes they are."""

    coordinator: Coordinator
    nodes: dict[int, int]  # owner's number → node; those who take part in rounds
    absent: list[Row]  # a line about each declared owner that doesn't
    stale: bool = False  # another one has to follow before the next round

    def name(self, number: int) -> str:
        return self.coordinator.session.member(number).name

    @property
    def quantizer(self) -> Quantizer:
        terms = self.coordinator.terms
        owners = self.coordinator.session.owners
        return Quantizer(owners, terms.step_exponent, terms.modulus_bits)


def make_terms(job: Job, values: int, *, owners: int, rounds: int) -> Terms:
    """Terms for so many owners who train `values` values for at most `rounds` rounds.

    Raises InvalidPlanError: so few owners can't be protected.
    """
    declared = sorted((owner.declared_units for owner in job.owners), reverse=True)
    spec = job.aggregation
    quantizer = make_quantizer(job.plan, job.local, declared, modulus_bits=spec.modulus_bits)
    thresholds = graph.choose(owners, spec.colluders, dropouts=spec.dropouts)
    holders = thresholds.degree + 1 if thresholds.degree else owners
    fitting = DEALS_MAX_BYTES // (DEAL_BYTES * owners * holders)
    return Terms(
        session=os.urandom(32),
        vectors=max(1, min(rounds, fitting, job.plan.horizon_rounds)),
        length=values + 1,
        modulus_bits=spec.modulus_bits,
        step_exponent=quantizer.step_exponent,
        colluders=thresholds.colluders,
        threshold=thresholds.threshold,
        confirmations=thresholds.confirmations,
        survivors=thresholds.survivors,
        degree=thresholds.degree,
        plan=job.task(0).agreement(),
    )


def open_session(
    link: Link, *, values: int, rounds: int, excluded: Mapping[str, Row]
) -> LiveSession:
    """Join and share with all nodes that are there, but for the owners `excluded`.

    Raises ServerError's tree where fewer than the quorum join; RoundLostError: those who joined
    make no session.
    """
    nodes, owners = sorted(link.grid.get_node_ids()), len(link.job.owners)
    for tries_left in reversed(range(JOIN_TRIES)):
        coordinator = Coordinator(make_terms(link.job, values, owners=owners, rounds=rounds))
        joined, refused = _join(link, coordinator, nodes, excluded)
        check_quorum(link.job, "joining", list(joined.values()), refused, coordinator.terms)
        try:
            roster = coordinator.close_joining()
            break
        except RoundLostError:
            # On a circle the threshold is that of the very number of owners.
            if not coordinator.terms.degree or owners == len(joined) or not tries_left:
                raise
            owners = len(joined)
    session = coordinator.session
    numbers = {session.number_of(name): node for node, name in joined.items()}
    refused += _share(link, coordinator, numbers, roster)
    dealt = {number: numbers[number] for number in sorted(coordinator.dealt)}
    names = [session.member(number).name for number in dealt]
    check_quorum(link.job, "sharing keys", names, refused, coordinator.terms)
    return LiveSession(coordinator, dealt, _absent(link.job, names, refused))


def wait_for_nodes(link: Link) -> None:
    """Until as many nodes as owners are connected. Raises QuorumError: not in time."""
    job = link.job
    deadline = time.monotonic() + job.round_timeout
    while (there := len(list(link.grid.get_node_ids()))) < len(job.owners):
        if time.monotonic() > deadline:
            raise QuorumError(f"expected {len(job.owners)} owners, {there} are connected")
        time.sleep(job.poll_interval)


def check_quorum(
    job: Job, stage: str, survivors: Sequence[str], dropped: Sequence[Row], terms: Terms
) -> None:
    """Raises QuorumError, RefusedError or UnverifiedError unless enough owners took part: for the
    job, and for a sum to be opened."""
    needed = max(job.quorum, terms.survivors)
    if len(survivors) >= needed:
        return
    message = f"{stage}: expected at least {needed} owners, {len(survivors)} succeeded"
    if dropped:
        message += f" ({'; '.join(map(in_words, dropped))})"
    codes = {row["code"] for row in dropped}
    if codes and codes <= {Refusal.LEDGER, Refusal.STORE}:
        raise UnverifiedError(message, hint=UNVERIFIED_HINT)
    if codes and codes <= {Refusal.POLICY, Refusal.BUDGET, Refusal.LEDGER, Refusal.STORE}:
        raise RefusedError(message, hint=REFUSED_HINT)
    hint = "each owner's journal.jsonl says more"
    if len(survivors) >= job.quorum:
        hint += (
            f"; as {terms.colluders} of them may collude, a sum of fewer than {terms.survivors} is "
            "never opened"
        )
    raise QuorumError(message, hint=hint)


def _join(
    link: Link, coordinator: Coordinator, nodes: list[int], excluded: Mapping[str, Row]
) -> tuple[dict[int, str], list[Row]]:
    """Ask every node who it is, whether its policy lets the plan run, and for its keys. Returns
    who joined, and a line about each that didn't."""
    declared = {owner.name: owner.declared_units for owner in link.job.owners}
    terms = {TERMS_KEY: coordinator.terms_message}
    messages = [link.message(node, JOIN_QUERY, 0, contents=terms) for node in nodes]
    joined: dict[int, str] = {}
    refused: list[Row] = []
    for count, (node, reply) in enumerate(link.replies(messages), 1):
        row: Row | None
        if reply is None or reply.has_error():
            row = failed(f"node {node}", node, 0, reply)
        else:
            fields = reply.content.config_records.get(REPLY_RECORD, ConfigRecord())
            name = str(fields.get("name"))
            if name not in declared or name in joined.values():
                # No reason to end a run: any owner could say so.
                row = malformed(f"node {node}", "not the name of a declared owner that is to join")
            else:
                row = excluded.get(name) or _take_join(
                    link, coordinator, name, declared[name], reply
                )
        if row is not None:
            refused.append(row)
            notify(answered(0, row, count, len(nodes)))
            continue
        joined[node] = name
        notify(OwnerAnswered(0, name, None, count, len(nodes)))
    return joined, refused


def _take_join(
    link: Link, coordinator: Coordinator, name: str, declared: int, reply: Message
) -> Row | None:
    """Greet an owner by its ledger and take its keys; why it can't take part, else None.

    The key that signs its ledger signs for it in the session.
    """
    fields = reply.content.config_records.get(REPLY_RECORD, ConfigRecord())
    try:
        shown = link.witness.greet(fields.get(RECEIPT_KEY), link.ledgers.get(name))
        if any(shown == ledger for other, ledger in link.ledgers.items() if other != name):
            raise VerificationError("expected a ledger of its own, found another owner's")
        key = receipt_from_json(fields.get(RECEIPT_KEY)).head.owner_key
    except VerificationError as error:
        return unverified(name, error)
    content = content_of(reply, JOIN_KEY)
    try:
        join = Join.decode(content or b"")
        if join.name != name or join.identity.hex() != key or join.declared_units != declared:
            return malformed(name, "another name, key or size than its ledger's and the job's")
        coordinator.add_join(join.encode())
    except ProtocolError as error:
        return malformed(name, str(error))
    link.ledgers[name] = shown
    return None


def _share(
    link: Link, coordinator: Coordinator, numbers: dict[int, int], roster: bytes
) -> list[Row]:
    """Show the roster to its members and take their shares; a line about each that gave none."""
    session = coordinator.session
    number_of = {node: number for number, node in numbers.items()}
    names = {node: session.member(number).name for node, number in number_of.items()}
    messages = [
        link.message(node, SHARE_QUERY, 0, name=name, contents={ROSTER_KEY: roster})
        for node, name in names.items()
    ]
    refused = []
    for node, reply in link.replies(messages):
        name = names[node]
        if reply is None or reply.has_error():
            refused.append(failed(name, node, 0, reply))
            continue
        try:
            if coordinator.add_shares(content_of(reply, SHARES_KEY) or b"") != number_of[node]:
                refused.append(malformed(name, "shares of another owner"))
        except ProtocolError as error:
            refused.append(malformed(name, str(error)))
    return refused


def _absent(job: Job, names: Sequence[str], refused: list[Row]) -> list[Row]:
    """A line about each declared owner that doesn't take part, with the reason if known."""
    why = {row["name"]: row for row in refused}
    return [
        why.get(owner.name, {"name": owner.name, "code": None, "reason": DID_NOT_JOIN})
        for owner in job.owners
        if owner.name not in names
    ]
