"""One round at an owner: what it is asked, charged, trained, masked and sent.

    policy → the session's next key set → fetch the model → ledger debit → DP-SGD → quantize → mask
    → seal → settle → upload

Each arrow is durable before the next one: a crash leaves a debit, and at most a burnt key set.
"""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from flwr.app import Message, RecordDict

from client.checks import DrawsError, SelfCheckError
from client.code import code_digest
from client.connection import connected
from client.sessions import Sessions
from client.site import DamagedStoreError, Site, ledger_errors, message_bytes, reply
from exchange.cache import keep_few
from exchange.channel import Channel
from exchange.task import ROUND_KEY, TrainTask
from privacy.errors import ProtocolError, RuleError, VerificationError
from privacy.ledger.store import Charge
from privacy.quantize import Dither, Quantizer
from privacy.secagg.masks import Words
from privacy.secagg.messages import TRAINING, Round
from privacy.secagg.participant import Participant
from qa.errors import ModelError

if TYPE_CHECKING:
    from torch import nn

    from client.checks.draws import DrawCheck
    from client.samples import UnitSamples
    from client.store import Split
    from qa.model import QaModel
    from qa.trainable import Arrays

MODEL_HEAD_MAX_BYTES = 1 << 22  # of a safetensors file, besides its values
OTHER_SAMPLING = "other"  # of a settlement: not what was accounted


def check_policy(site: Site, task: TrainTask) -> None:
    """Raises PolicyError unless this owner lets the task run now."""
    site.policy.check_time(datetime.now())
    site.policy.check_plan(site.owner.population, task.plan)
    site.policy.check_artefacts(task.base_sha256, code_digest())
    _train_split(site)


def train(message: Message, site: Site, task: TrainTask) -> RecordDict:
    """Train one round and upload its masked vector; or, for the round that was trained last, upload
    the identical vector again."""
    check_policy(site, task)
    asked = message_bytes(message, ROUND_KEY)
    sessions = site.sessions(task.run_id)
    with sessions.held():
        session = sessions.load()
        _check_task(session, task)
        repeated = session.repeats(asked)
        agreed = None if repeated else session.check_round(asked)
    if agreed is None:
        with connected(site.owner, site.node_config, site.keyring, model_max_bytes=0) as channel:
            channel.submit(session.upload, sessions.vector)
        return reply(message, site, task)
    if agreed.purpose != TRAINING or agreed.round != task.round:
        raise ProtocolError("round: expected a training, of the task's round")
    charged = sum(1 for account in site.ledger.state.accounts.values() if account.charged)
    site.policy.check_rounds(site.owner.population, charged)
    # Refused before the records are read: how long that takes depends on how many there are.
    with ledger_errors():
        site.ledger.check(task.plan, **_caps(site))
    _train_and_send(site, task, sessions, asked, agreed)
    return reply(message, site, task)


def _check_pause(site: Site) -> None:
    """Raises PolicyError: the owner was paused while it trained. What ran stays charged."""
    policy, _ = site.owner.policy()
    policy.check_pause()


def _caps(site: Site) -> dict[str, float]:
    rules = site.policy.population(site.owner.population)
    return {"epsilon_cap": rules.epsilon, "delta_cap": rules.delta}


def _check_task(session: Participant, task: TrainTask) -> None:
    if session.terms.plan != task.agreement():
        raise RuleError("task: expected the one that the session's owners agreed to")


def _train_and_send(
    site: Site, task: TrainTask, sessions: Sessions, asked: bytes, agreed: Round
) -> None:
    # Heavy imports wait until policy and session have allowed the round.
    from client.networks import borrow
    from qa.trainable import load_trainable

    owner = site.owner
    with (
        borrow(owner.model, task.base_sha256, task.trainable, owner.runtime) as (model, network),
        contextlib.ExitStack() as stack,
    ):
        _check_length(task, model)
        values = sum(p.numel() for p in network.parameters() if p.requires_grad)
        with sessions.held():
            if sessions.load().terms.length != values + 1:
                raise RuleError("length: expected the model's trainable values and the count")
        channel = stack.enter_context(
            connected(
                owner,
                site.node_config,
                site.keyring,
                model_max_bytes=4 * values + MODEL_HEAD_MAX_BYTES,
            )
        )
        arrays = _fetch(channel, sessions.models, agreed)
        load_trainable(network, arrays)
        update = _train_charged(
            site, task, sessions, asked, arrays=arrays, model=model, network=network
        )
        _check_pause(site)
        upload = _mask(site, sessions, asked, update)
        channel.submit(upload, sessions.vector)


def _train_charged(
    site: Site,
    task: TrainTask,
    sessions: Sessions,
    asked: bytes,
    *,
    arrays: Arrays,
    model: QaModel,
    network: nn.Module,
) -> Arrays:
    """Debit the round, take its key set and train; returns the pseudo-gradient."""
    from client.checks import memory
    from client.training import train_round
    from client.trunk_cache import warm_trunk
    from privacy.noise import owner_stream
    from qa.trainable import digest_of

    owner, ledger = site.owner, site.ledger
    rules = site.policy.population(owner.population)
    charge = Charge(
        run_id=task.run_id,
        round=task.round,
        base_sha256=task.base_sha256,
        model_sha256=digest_of(arrays),
        code_sha256=code_digest(),
        policy_sha256=site.policy.digest(),
    )
    with contextlib.ExitStack() as stack:
        records_sha256 = _records_sha256(site)
        samples, draws = _samples(site, task, model, records_sha256)
        cache = stack.enter_context(
            warm_trunk(
                task,
                model,
                network,
                samples,
                folder=owner.folder,
                keyring=site.keyring,
                runtime=owner.runtime,
                records_sha256=records_sha256,
                unchanged=lambda: _records_sha256(site) == records_sha256,
                report=lambda line: site.note("trunk cache", task.round, line),
            )
        )
        with sessions.held():
            session = sessions.load()
            session.begin(asked, charged=site.trainings(task.run_id))
            sessions.save(session)
            # The last thing before the first gradient: from here on the round is spent.
            with ledger_errors():
                debit = ledger.debit(task.plan, charge, **_caps(site))
            session.charged = site.trainings(task.run_id)
            sessions.save(session)
        begun = 0

        def begin_step() -> None:
            nonlocal begun
            begun += 1

        left = charged_in_full = False
        sampling = task.plan.sampling
        try:
            update = train_round(
                network,
                samples,
                task,
                declared_units=rules.declared_units,
                stream=owner_stream(),
                runtime=owner.runtime,
                pad_id=model.pad_id,
                draws=draws,
                begin_step=begin_step,
                cache=cache,
            )
            memory.save(owner.folder, site.keyring, draws)
            left = True
        except SelfCheckError as error:
            charged_in_full = True
            if isinstance(error, DrawsError):
                # Nor were the draws of earlier rounds what was accounted, and those have left: from
                # here on epsilon is infinite, in every audit, and this ledger spends no more.
                sampling = OTHER_SAMPLING
            raise
        finally:
            # A process that dies before this leaves the debit in full.
            executed = task.plan.steps_per_round if charged_in_full else begun
            with ledger_errors():
                ledger.settle(debit, executed=executed, sampling=sampling, bytes_left=left)
        return update


def _mask(site: Site, sessions: Sessions, asked: bytes, update: Arrays) -> bytes:
    """Quantize, mask and seal an update; returns its Upload message. Nothing has left yet."""
    identity = site.identity()
    with sessions.held():
        session = sessions.load()
        if not session.works_on(asked):
            raise ProtocolError("round: another one was begun meanwhile")
        words = quantized(update, session)
        upload = session.mask(words, identity)
        sessions.save_vector(words)
        sessions.save(session)
    return upload


def quantized(update: Arrays, session: Participant) -> Words:
    """An update as the session's words [d]: its tensors by name, weighted, and a count of one."""
    terms = session.terms
    quantizer = Quantizer(session.session.owners, terms.step_exponent, terms.modulus_bits)
    weight = session.session.weight(session.number)
    words = np.empty(terms.length, quantizer.dtype)
    at, dither = 0, Dither()
    for name in sorted(update):
        values = update[name].reshape(-1)
        quantizer.quantize(values, words[at : at + len(values)], dither, weight=weight)
        at += len(values)
    words[at] = 1
    return words


def _check_length(task: TrainTask, model: QaModel) -> None:
    from qa.batches import PADDED_TO

    longest = -(-task.reading.max_length // PADDED_TO) * PADDED_TO
    if longest > model.max_positions:
        raise ModelError(
            f"max_length: this model reads at most {model.max_positions} tokens, and lengths "
            f"are rounded up to a multiple of {PADDED_TO}"
        )


def _fetch(channel: Channel, folder: Path, agreed: Round) -> Arrays:
    """The round's tensors, from a file whose digest the session's owners agree on."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        return load_file(channel.fetch_model(agreed.model.hex(), folder))
    except (SafetensorError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError("model: expected safetensors of NumPy's types") from error
    finally:
        keep_few(folder)


def _samples(
    site: Site, task: TrainTask, model: QaModel, records_sha256: str
) -> tuple[UnitSamples, DrawCheck]:
    """The owner's units, and what was drawn from them in earlier rounds of this run."""
    from client.checks import memory
    from client.samples import UnitSamples
    from client.store import TRAIN, RecordStore
    from qa.features import Encoder

    owner = site.owner
    encoder = Encoder(model.tokenizer, task.reading.max_length, task.reading.stride)
    try:
        records = RecordStore(owner.store, site.keyring).read(owner.population, TRAIN)
        samples = UnitSamples(records, task.plan, encoder)
        draws = memory.load(
            owner.folder,
            site.keyring,
            run_id=task.run_id,
            plan=task.plan,
            records_sha256=records_sha256,
            units=len(samples),
        )
    except VerificationError as error:
        raise DamagedStoreError(str(error)) from error
    return samples, draws


def _train_split(site: Site) -> Split | None:
    """What the store says of the records that are trained on; None where it has none.

    Raises PolicyError unless they were prepared as the policy asks.
    """
    from client.preparation import gate
    from client.store import TRAIN, RecordStore

    owner = site.owner
    try:
        split = RecordStore(owner.store, site.keyring).splits(owner.population).get(TRAIN)
        if split is not None:
            gate.check(
                site.policy.desensitization,
                split.provenance,
                store=owner.store,
                keyring=site.keyring,
                population=owner.population,
            )
    except VerificationError as error:
        raise DamagedStoreError(str(error)) from error
    return split


def _records_sha256(site: Site) -> str:
    """Of the records that are trained on, as the store says now."""
    split = _train_split(site)
    return "" if split is None else split.sha256
