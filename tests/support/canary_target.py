"""One owner's training to attack: a tiny reader that knows its owner's records already.

Its vocabulary has words that only canaries use, so that their gradients lie apart; and it was
fitted to the owner's records, so that theirs are small beside the canaries', as a warm model's are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from support.seeded_stream import seeded_stream
from support.tasks import make_task
from support.tiny_models import make_records, tiny_tokenizer
from tokenizers import Tokenizer, models

from client import training
from client.checks.noise import NoiseCheck
from exchange.task import LocalOptimizer
from privacy.accounting import calibrate
from privacy.plan import Unit
from qa.batches import collate
from qa.features import Encoder
from qa.model import forward, span_loss
from qa.records import Record
from qa.runtime import Precision, Runtime
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import make_trainable
from simulations.attacks import Target

WORDS = 400  # that no record uses
FIT_STEPS = 60
CLIP = 0.05  # far below what a canary has
RUNTIME = Runtime("cpu", Precision.FLOAT32)


def tokenizer_with_words() -> Tokenizer:
    tokenizer = tiny_tokenizer("bert")
    vocabulary = tokenizer.get_vocab()
    letters = "bcdfghjklmnpqrstvwxz"
    for number in range(WORDS):
        word = "".join((letters[number % 20], letters[number // 20], "y", "y"))
        vocabulary[word] = len(vocabulary)
    tokenizer.model = models.WordPiece(vocabulary, unk_token="[UNK]")  # noqa: S106
    return tokenizer


def make_target(records: list[Record], *, epsilon: float, rounds: int = 4) -> Target:
    """Every unit in every round: what the plan claims is `epsilon` at 1e-5, for `rounds` steps."""
    from transformers import BertConfig, BertForQuestionAnswering

    tokenizer = tokenizer_with_words()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        network: Any = BertForQuestionAnswering(
            BertConfig(
                vocab_size=tokenizer.get_vocab_size(),
                hidden_size=32,
                num_hidden_layers=2,
                num_attention_heads=2,
                intermediate_size=48,
                max_position_embeddings=128,
                hidden_dropout_prob=0.0,
                attention_probs_dropout_prob=0.0,
            )
        )
    spec = TrainableSpec(TrainableSet.FULL, 0, 4)
    trained = make_trainable(network, spec)
    encoder = Encoder(tokenizer, 128, 8)
    _fit(trained, encoder, records)
    plan = calibrate(
        target_epsilon=epsilon,
        delta=1e-5,
        sampling_probability=1.0,
        steps_per_round=1,
        rounds=rounds,
        spare_rounds=0,
        unit=Unit.PERSON,
        clip_norm=CLIP,
    )
    task = make_task(
        trainable=spec,
        optimizer=LocalOptimizer(0.01),
        clip_norm=CLIP,
        sampling_probability=1.0,
        rounds=rounds,
        spare_rounds=0,
        noise_multiplier=plan.noise_multiplier,
    )
    return Target(trained, task, encoder, RUNTIME, 0, len(records))


def _fit(network: torch.nn.Module, encoder: Encoder, records: list[Record]) -> None:
    optimizer = torch.optim.Adam(network.parameters(), lr=3e-3)
    batch = collate([encoder.encode(record)[0] for record in records], 0)
    network.train()
    for _ in range(FIT_STEPS):
        starts, ends = forward(network, batch.inputs)
        span_loss(starts, ends, batch.starts, batch.ends).mean().backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    network.eval()


def owner_records(people: int) -> list[Record]:
    """Short records, one of each person, of few kinds: they are soon known."""
    kinds = make_records(4)
    return [
        replace(kinds[i % 4], id=f"o{i}", document_id=f"o{i}", person_id=f"o{i}")
        for i in range(people)
    ]


def without_noise(patch: pytest.MonkeyPatch) -> None:
    """Noise is forgotten, and the owner's own check with it: an audit stands alone."""
    patch.setattr(training, "add_gaussian", lambda total, *_: total.astype(np.float32))
    patch.setattr(NoiseCheck, "check", lambda *_: None)


def clip_too_late(patch: pytest.MonkeyPatch) -> None:
    """The batch's sum is clipped, to as much as its units may add together."""
    real = training.clipped_sum

    def late(engine: Any, units: Any, clip_norm: float, *rest: Any, **options: Any) -> Any:
        total = real(engine, units, 1e6, *rest, **options)
        return total * min(1.0, clip_norm * len(units) / float(np.linalg.norm(total)))

    patch.setattr(training, "clipped_sum", late)


def known_noise(patch: pytest.MonkeyPatch) -> None:
    """Noise of the right size from a key that the attacker has, and takes off again."""
    real = training.add_gaussian

    def seeded(total: Any, std: float, _: Any) -> Any:
        noise = real(np.zeros(total.shape, np.float32), std, seeded_stream(1))
        return real(total, std, seeded_stream(1)) - noise

    patch.setattr(training, "add_gaussian", seeded)
    patch.setattr(NoiseCheck, "check", lambda *_: None)
