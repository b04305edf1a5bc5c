"""A session of encrypted aggregation at an owner: join, share, confirm, unmask, end.

What can't be taken back is durable before it leaves, in two places: in the session's own file, and
in the ledger, which says that keys were dealt and whose sum may be opened. A session that was
copied back disagrees with the ledger and answers nothing (docs/protocol.md, section 4).
"""

from __future__ import annotations

import hashlib
import os
import time

from flwr.app import Message, RecordDict

from client import rounds
from client.site import Site, ledger_errors, message_bytes, reply
from exchange.task import (
    CONFIRMATION_KEY,
    JOIN_KEY,
    REQUEST_KEY,
    ROSTER_KEY,
    SHARES_KEY,
    SURVIVORS_KEY,
    TERMS_KEY,
    UNMASK_KEY,
    TrainTask,
)
from privacy.errors import ProtocolError, RuleError, VerificationError
from privacy.ledger.events import SessionDealt, SetConfirmed
from privacy.secagg.messages import Survivors, Terms
from privacy.secagg.participant import Participant
from privacy.secagg.session import roster_fingerprint

SESSIONS_PER_DAY = 200  # each is an entry of the ledger, which a coordinator could else fill


def join(message: Message, site: Site, task: TrainTask) -> RecordDict:
    """Make keys for a session whose terms the policy allows."""
    rounds.check_policy(site, task)
    content = message_bytes(message, TERMS_KEY)
    terms = Terms.decode(content)
    if terms.plan != task.agreement() or terms.vectors > task.plan.horizon_rounds:
        raise RuleError("terms: expected those of the task that came with them")
    sessions = site.sessions(task.run_id)
    with sessions.held():
        found = sessions.find()
        if found is None or not found.awaits_roster(content):
            found = Participant.begin_session(
                content,
                site.rules(),
                name=site.owner.name,
                identity=site.identity(),
                declared_units=site.policy.population(site.owner.population).declared_units,
                entropy=os.urandom,
            )
            found.charged = site.trainings(task.run_id)
            sessions.save(found)
    return reply(message, site, task, **{JOIN_KEY: found.join})


def share(message: Message, site: Site, task: TrainTask) -> RecordDict:
    """Deal shares to the members of a roster that the policy allows."""
    rounds.check_policy(site, task)
    sessions, identity = site.sessions(task.run_id), site.identity()
    with sessions.held():
        session = sessions.load()
        _check_age(session, site, task)
        shares = session.share(message_bytes(message, ROSTER_KEY), identity, os.urandom)
        dealt = _dealt(session, task.run_id)
        _check_record(site, dealt)
        sessions.save(session)
        with ledger_errors():
            site.ledger.record(dealt)
    return reply(message, site, task, **{SHARES_KEY: shares})


def confirm(message: Message, site: Site, task: TrainTask) -> RecordDict:
    """Sign the one survivor set of the round in work."""
    site.policy.check_pause()  # hours don't end a round that was begun in them
    sessions, identity = site.sessions(task.run_id), site.identity()
    with sessions.held():
        session = sessions.load()
        _check_age(session, site, task)
        answer = session.confirm(message_bytes(message, SURVIVORS_KEY), identity)
        confirmed = _confirmed(session)
        _check_record(site, confirmed)
        sessions.save(session)
        with ledger_errors():
            site.ledger.record(confirmed)
    return reply(message, site, task, **{CONFIRMATION_KEY: answer})


def unmask(message: Message, site: Site, task: TrainTask) -> RecordDict:
    """Open this owner's shares for the set that it and enough others have signed."""
    site.policy.check_pause()
    sessions, identity = site.sessions(task.run_id), site.identity()
    with sessions.held():
        session = sessions.load()
        _check_age(session, site, task)
        answer = session.unmask(message_bytes(message, REQUEST_KEY), identity)
        with ledger_errors():
            known = site.ledger.refresh().knows(_confirmed(session))
        if not known:
            raise ProtocolError("session: the ledger knows of no such confirmation")
        sessions.save(session)
    return reply(message, site, task, **{UNMASK_KEY: answer})


def end(message: Message, site: Site, task: TrainTask) -> RecordDict:
    """Forget the run's session and its models."""
    site.sessions(task.run_id).end()
    return reply(message, site, task)


def _check_age(session: Participant, site: Site, task: TrainTask) -> None:
    """Raises ProtocolError: the ledger knows of other trainings of this run."""
    if session.charged != site.trainings(task.run_id):
        raise ProtocolError("state: the ledger knows of other trainings than this session")


def _check_record(site: Site, event: SessionDealt | SetConfirmed) -> None:
    """Raises ProtocolError: an older copy of the session was put back, and would answer again; or
    the day's sessions are used up."""
    with ledger_errors():
        state = site.ledger.refresh()
    if state.knows(event):
        return
    try:
        state.check_event(event)
    except VerificationError as error:
        raise ProtocolError(f"session: it was put back: {error}") from error
    if isinstance(event, SessionDealt):
        yesterday = time.time_ns() // 1_000_000 - 86_400_000
        if sum(1 for at in state.dealt_ms if at > yesterday) >= SESSIONS_PER_DAY:
            raise ProtocolError(f"session: {SESSIONS_PER_DAY} were dealt in within a day")


def _dealt(session: Participant, run_id: str) -> SessionDealt:
    found, terms = session.session, session.terms
    return SessionDealt(
        run_id=run_id,
        session=found.digest.hex(),
        join_sha256=hashlib.sha256(session.join).hexdigest(),
        shares_sha256=session.shares_sha256,
        roster=roster_fingerprint((join.name, join.identity) for join in found.joins),
        owners=found.owners,
        colluders=terms.colluders,
        threshold=terms.threshold,
        confirmations=terms.confirmations,
        survivors=terms.survivors,
        degree=terms.degree,
        modulus_bits=terms.modulus_bits,
    )


def _confirmed(session: Participant) -> SetConfirmed:
    asked, signed = session.round, session.survivors
    return SetConfirmed(
        session=session.session.digest.hex(),
        vector=asked.vector,
        round=asked.round,
        active=len(asked.active),
        survivors=len(Survivors.decode(signed).survivors),
        survivors_sha256=hashlib.sha256(signed).hexdigest(),
    )
