"""A run from the coordinator's side: sessions of encrypted aggregation, and rounds in them.

    join → share → per round: train (vectors arrive at the exchange) → confirm → unmask → optimise
    → evaluate

No update, exact count, loss or name of a record arrives here: owners upload masked vectors, of
which only the sum can be opened, and answer with signatures, shares and the heads of their ledgers,
or a code. One accumulator holds the sum, whatever the number of owners. A round that can't be
completed is dropped, said so, and tried again from the last model, at the cost of a spare one.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from flwr.app import Message, MessageType
from flwr.serverapp import Grid
from safetensors.numpy import save

from exchange.hub import Hub
from exchange.refusals import Refusal
from exchange.task import (
    CONFIRM_QUERY,
    CONFIRMATION_KEY,
    REQUEST_KEY,
    ROUND_KEY,
    SURVIVORS_KEY,
    UNMASK_KEY,
    UNMASK_QUERY,
    WITNESS_QUERY,
)
from privacy.errors import ProtocolError, RoundLostError
from privacy.ledger.witness import Witness
from privacy.secagg.masks import Words
from privacy.secagg.messages import TRAINING
from privacy.vault.files import Vault
from server.card import model_card
from server.checkpoint import Checkpoint
from server.errors import QuorumError
from server.evaluation import Evaluator
from server.history import write_history, write_result
from server.job import Job
from server.link import Link, Row, answered, content_of, failed, malformed
from server.observer import OwnerAnswered, RoundEnded, RoundLost, Started, notify
from server.optimizer import Arrays, ServerOptimizer
from server.receiver import SumReceiver
from server.session import LiveSession, check_quorum, open_session, wait_for_nodes
from server.update_range import largest_norm

HEADS_TIMEOUT = 60.0  # seconds; nobody's round depends on it
NO_VECTOR = "its vector did not arrive"
NOT_SHOWN = "its vector came twice without its ledger's head"


@dataclass(slots=True)
class Outcome:
    """What came of one attempt at a round."""

    mean: Arrays  # of the survivors' updates, each weighted by its declared size
    survivors: list[str]
    dropped: list[Row]
    template: Message  # one of the messages sent


@dataclass(slots=True)
class Run:
    """What a run carries from round to round."""

    link: Link
    hub: Hub
    state: Checkpoint
    session: LiveSession | None = None
    excluded: dict[str, Row] = field(default_factory=dict)  # owners whose ledger didn't verify
    unseen: set[str] = field(default_factory=set)  # who once sent a vector and didn't show theirs


def run(grid: Grid, job: Job, witness: Witness, vault: Vault, hub: Hub) -> None:
    """Run `job` to its end, or on from its checkpoint, which is kept in `vault`. Models go out and
    vectors come in through `hub`.

    Leaves `history.jsonl`, `result.json`, `model/`, `heads.jsonl` and a checkpoint in `job.out`.

    Raises QuorumError, RefusedError or UnverifiedError when too few owners take part, and
    InvalidPlanError for so few that nobody could be protected; the checkpoint of the last whole
    round stays.
    """
    evaluator = Evaluator(job, vault)
    state = Checkpoint.load(vault, job.run_id)
    if state is None:
        state = Checkpoint(job.run_id, evaluator.initial())
    optimizer = ServerOptimizer(job.server)
    names = list(state.model)
    optimizer.restore(state.optimizer, names)
    this = Run(Link(grid, job, witness, state.ledgers), hub, state)
    wait_for_nodes(this.link)
    first = len(state.rounds) + 1
    try:
        this.session = _new_session(this, first)
    except RoundLostError as error:
        raise QuorumError(f"joining: {error}") from error
    if state.baseline is None:
        state.baseline = evaluator.scores(state.model)
        state.save(vault)
    write_history(job.out, state.rounds)  # a crash may have left it behind the checkpoint
    notify(Started(state.baseline, first, job.plan.rounds))
    for number in range(first, job.plan.rounds + 1):
        began = time.monotonic()
        outcome = _complete(this, number, vault)
        state.model = optimizer.step(number, state.model, outcome.mean, outcome.template)
        scores = evaluator.scores(state.model)
        row = {
            "round": number,
            "em": scores["em"],
            "f1": scores["f1"],
            "seconds": round(time.monotonic() - began, 3),
            "survivors": sorted(outcome.survivors),
            "dropped": outcome.dropped,
            "scores": scores,
        }
        state.rounds.append(row)
        state.optimizer = optimizer.state(names)
        state.save(vault)
        write_history(job.out, state.rounds)
        notify(RoundEnded(row))
    _end(this)
    evaluator.save(state.model, model_card(job, state))
    write_result(job.out, state)


def _complete(this: Run, number: int, vault: Vault) -> Outcome:
    """Try a round until it is complete. Raises QuorumError when no spare round is left."""
    job, state = this.link.job, this.state
    while True:
        try:
            session = this.session
            if session is None or session.stale or session.coordinator.vectors_left < 1:
                session = this.session = _new_session(this, number)
            return _attempt(this, session, number)
        except RoundLostError as error:
            state.lost.append({"round": number, "reason": str(error)})
            state.save(vault)
            notify(RoundLost(number, str(error)))
            if len(state.lost) > job.plan.spare_rounds:
                raise QuorumError(
                    f"round {number}: {error}; no spare round is left",
                    hint="each owner's journal.jsonl says more",
                ) from error


def _new_session(this: Run, number: int) -> LiveSession:
    job, state = this.link.job, this.state
    values = sum(array.size for array in state.model.values())
    left = job.plan.rounds - number + 1 + max(job.plan.spare_rounds - len(state.lost), 0)
    session = open_session(this.link, values=values, rounds=left, excluded=this.excluded)
    terms = session.coordinator.terms
    state.aggregation = {
        "protocol": "secagg-v1",
        "participants": session.coordinator.session.owners,
        "threshold": terms.threshold,
        "modulus_bits": terms.modulus_bits,
        "survivors_min": terms.survivors,
        "colluders": terms.colluders,
        "degree": terms.degree,
        "withstands": "honest-but-curious coordinator" if terms.degree else "malicious coordinator",
        "step_exponent": terms.step_exponent,
    }
    return session


def _attempt(this: Run, session: LiveSession, number: int) -> Outcome:
    """One vector of every active owner, and their sum. Raises RoundLostError, or QuorumError and
    its siblings where too few owners take part."""
    coordinator, link = session.coordinator, this.link
    model = this.state.model
    sha256 = this.hub.offer(save({name: model[name] for name in sorted(model)}))
    try:
        asked = coordinator.begin_round(
            purpose=TRAINING, number=number, model=bytes.fromhex(sha256), active=session.nodes
        )
        messages = _ordered(link, session, number, asked)
        this.hub.open(SumReceiver(coordinator))
        try:
            dropped, vouched = _collect(this, session, number, messages)
        finally:
            this.hub.close()
    finally:
        this.hub.withdraw(sha256)
    absent = session.absent
    for owner in [o for o in session.nodes if session.name(o) in this.excluded]:
        del session.nodes[owner]
        session.absent = [*session.absent, this.excluded[session.name(owner)]]
    survivors = [session.name(owner) for owner in coordinator.added]
    unusable = this.excluded.keys() & set(survivors)
    if unusable:
        session.stale = True
        raise RoundLostError(f"the ledger of {', '.join(sorted(unusable))} does not verify")
    dropped = [row for row in dropped if row["name"] not in survivors]
    if any(row["code"] == Refusal.SESSION for row in dropped):
        session.stale = True  # a new one brings them back
        if len(survivors) < max(link.job.quorum, coordinator.terms.survivors):
            raise RoundLostError("owners have lost their part of the session")
    check_quorum(link.job, f"round {number}", survivors, absent + dropped, coordinator.terms)
    announced = coordinator.close_uploads()
    _confirm(this, session, number, announced, vouched)
    _unmask(link, session, number)
    total = coordinator.open_sum()
    mean = _decode(link.job, session, total, model)
    return Outcome(mean, survivors, absent + dropped, messages[0])


def _ordered(link: Link, session: LiveSession, number: int, asked: bytes) -> list[Message]:
    """The train messages; the largest owner first, so that none is still at work when all others
    are done."""
    size = {owner.name: owner.declared_units for owner in link.job.owners}
    owners = sorted(session.nodes, key=lambda owner: -size[session.name(owner)])
    return [
        link.message(
            session.nodes[owner],
            MessageType.TRAIN,
            number,
            name=session.name(owner),
            contents={ROUND_KEY: asked},
        )
        for owner in owners
    ]


def _collect(
    this: Run, session: LiveSession, number: int, messages: list[Message]
) -> tuple[list[Row], set[int]]:
    """Wait for the owners' answers, while their vectors are added on arrival. Returns a line about
    each that failed, and the owners whose ledger was seen and verifies; what is in the sum is the
    coordinator's to say."""
    link, coordinator = this.link, session.coordinator
    names = {node: session.name(owner) for owner, node in session.nodes.items()}
    owners = {node: owner for owner, node in session.nodes.items()}
    dropped: list[Row] = []
    vouched: set[int] = set()
    for count, (node, reply) in enumerate(link.replies(messages), 1):
        name = names[node]
        row: Row | None
        if reply is None or reply.has_error():
            row = failed(name, node, number, reply)
        elif (row := link.check_ledger(name, reply)) is not None:
            this.excluded[name] = row
        else:
            vouched.add(owners[node])
            if owners[node] not in coordinator.added:
                row = malformed(name, NO_VECTOR)
        if row is None:
            notify(OwnerAnswered(number, name, None, count, len(messages)))
        else:
            dropped.append(row)
            notify(answered(number, row, count, len(messages)))
    return dropped, vouched


def _confirm(
    this: Run, session: LiveSession, number: int, announced: bytes, vouched: set[int]
) -> None:
    """Let survivors sign who survived; who hasn't shown its ledger yet shows it with that.

    Raises RoundLostError: too few sign, or a survivor's ledger doesn't vouch for its training.
    """
    coordinator, link = session.coordinator, this.link
    good: set[int] = set()
    waited: float | None = None  # since when there are signatures enough

    def take(owner: int, reply: Message) -> None:
        name = session.name(owner)
        if owner not in vouched:
            if (row := link.check_ledger(name, reply)) is not None:
                this.excluded[name] = row
                return
            vouched.add(owner)
        good.add(coordinator.add_confirmation(content_of(reply, CONFIRMATION_KEY) or b""))

    def enough() -> bool:
        nonlocal waited
        if len(good) < coordinator.terms.confirmations:
            return False
        waited = time.monotonic() if waited is None else waited
        return vouched.issuperset(coordinator.added) or time.monotonic() - waited > HEADS_TIMEOUT

    _ask(
        link,
        session,
        number,
        kind=CONFIRM_QUERY,
        contents={owner: {SURVIVORS_KEY: announced} for owner in coordinator.added},
        take=take,
        enough=enough,
    )
    silent = [session.name(owner) for owner in coordinator.added if owner not in vouched]
    if silent:
        session.stale = True  # who comes into the next one may show it then
        for name in silent:
            if name in this.unseen:
                this.excluded.setdefault(name, malformed(name, NOT_SHOWN))
            this.unseen.add(name)
        raise RoundLostError(f"no ledger vouches for the training of {', '.join(silent)}")
    coordinator.close_confirming()


def _unmask(link: Link, session: LiveSession, number: int) -> None:
    """Collect opened shares until every secret that is needed can be rebuilt."""
    coordinator = session.coordinator
    _ask(
        link,
        session,
        number,
        kind=UNMASK_QUERY,
        contents={
            owner: {REQUEST_KEY: coordinator.request_for(owner)} for owner in coordinator.added
        },
        take=lambda _, reply: coordinator.add_unmask(content_of(reply, UNMASK_KEY) or b""),
        enough=lambda: coordinator.can_open,
    )


def _ask(
    link: Link,
    session: LiveSession,
    number: int,
    *,
    kind: str,
    contents: Mapping[int, Mapping[str, bytes]],
    take: Callable[[int, Message], object],
    enough: Callable[[], bool],
) -> None:
    """Send each owner its message and let `take` have what comes back, until there is enough. What
    can't be used counts as no answer."""
    owners = {session.nodes[owner]: owner for owner in contents}
    messages = [
        link.message(session.nodes[owner], kind, number, name=session.name(owner), contents=content)
        for owner, content in contents.items()
    ]
    for node, reply in link.replies(messages, enough=enough):
        if reply is None or reply.has_error():
            continue
        try:
            take(owners[node], reply)
        except ProtocolError:
            continue


def _decode(job: Job, session: LiveSession, total: Words, model: Arrays) -> Arrays:
    """The weighted mean of the survivors' updates. Raises RoundLostError for a sum that so many
    honest owners can't have sent."""
    coordinator, quantizer = session.coordinator, session.quantizer
    added = coordinator.added
    roster = coordinator.session
    weights = sum(roster.weight(owner) for owner in added)
    mean: Arrays = {}
    at, squares = 0, 0.0
    for name in sorted(model):
        like = model[name]
        decoded = quantizer.decode(total[at : at + like.size], len(added))
        if decoded is None:
            raise RoundLostError("the sum is larger than so many owners can have sent")
        squares += float(decoded @ decoded)
        mean[name] = (decoded / weights).astype(np.float32).reshape(like.shape)
        at += like.size
    most = largest_norm(
        job.plan,
        job.local,
        survivors=[roster.member(owner).declared_units for owner in added],
        largest_declared=max(join.declared_units for join in roster.joins),
        values=at,
    )
    if math.sqrt(squares) > most:
        raise RoundLostError("the sum's norm is larger than honest owners can have sent")
    return {name: mean[name] for name in model}


def _end(this: Run) -> None:
    """Bring the last heads back, and say that the run has ended. An owner that is gone by now gets
    its own next time."""
    link, session = this.link, this.session
    if session is None:
        return
    messages = [
        link.message(node, WITNESS_QUERY, link.job.plan.rounds, name=session.name(owner))
        for owner, node in session.nodes.items()
    ]
    for _ in link.replies(messages, timeout=min(link.job.round_timeout, HEADS_TIMEOUT)):
        pass
