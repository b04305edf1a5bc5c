"""Attacks on what training releases: canaries, and membership by loss.

A canary is a made-up unit that is added to an owner's records or left out by a fair coin. The
attacker knows everything but the coins and the owner's secret stream: model, plan, canaries, and
each round's pseudo-gradient, as a coordinator does in the mode `local` without encrypted
aggregation. Three scores:

    alignment   how much of each canary's own gradient is in what was released, by ridge regression
                over all canaries' gradients, which overlap (compare Nasr et al. 2023, white box);
                the best one where the noise is the plan's
    exact       the same as if there were little noise: the best one where it isn't the plan's
    loss        by how much training lowered the canary's loss: what the last model alone tells

A model that was trained on canaries isn't one to release: nothing here saves one.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from client.checks.draws import DrawCheck
from client.gradients import open_engine
from client.samples import UnitSamples
from client.training import train_round
from exchange.task import TrainTask
from privacy import accounting
from privacy.audit.canary import CanaryAudit, Verdict, audit_scores, contradicts, largest_bound
from privacy.audit.membership import Roc, Tally, roc
from privacy.noise import owner_stream
from qa.batches import collate
from qa.features import Encoder, Window
from qa.model import forward, span_loss
from qa.records import Answer, Record
from qa.runtime import Runtime
from simulations.errors import ScenarioError

GRADIENT_BYTES = 1 << 30  # of all gradients; of a large model some coordinates, drawn at random
WORDS = (24, 16, 10, 6, 4)  # of a canary's context: the most that one window holds
ATTACKS = ("alignment", "exact", "loss")
_SYLLABLES = ("ka", "zu", "mel", "tor", "bi", "shan", "o", "rek", "li", "vad", "un", "pes")
_Floats = npt.NDArray[np.float64]
_Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Target:
    """What is attacked: one owner's training, and what it starts from.

    `network` is trainable and on `runtime`'s device; `plan.rounds` rounds are run on a copy.
    """

    network: nn.Module
    task: TrainTask
    encoder: Encoder
    runtime: Runtime
    pad_id: int
    declared_units: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of one run. Higher speaks for a canary's having been trained on: float64 [m].

    `members` and `others` are scores by loss of the owner's own records and of ones that it
    didn't train on.
    """

    included: _Bools
    scores: dict[str, _Floats]  # by ATTACKS
    members: _Floats
    others: _Floats


@dataclass(frozen=True, slots=True)
class Report:
    """What an audited run says about the claim of its plan. All bounds are lower ones."""

    claimed_epsilon: float
    delta: float
    confidence: float
    canaries: int
    largest_bound: float  # no number of right guesses could contradict more than this
    audits: dict[str, CanaryAudit]  # by ATTACKS
    verdict: Verdict
    membership: Roc | None


def make_canaries(
    count: int, encoder: Encoder, others: Sequence[Record] = (), seed: int = 0
) -> list[Record]:
    """`count` units of one record and one window each, that no other text is like.

    Each has a word of its own, of the vocabulary and in no text of `others`, as long as there are
    such words: where embeddings are trained, its gradient then lies where no other one does. And
    each asks for another place of another made-up context.

    Raises ScenarioError where windows are too short for any.
    """
    words = encoder.unused_words(record.context + " " + record.question for record in others)
    for size in WORDS:
        canaries = _canaries(count, size, words, seed)
        if all(len(encoder.encode(canary)) == 1 for canary in canaries):
            return canaries
    raise ScenarioError("model.max_length: expected windows that hold a canary of a few words")


def _canaries(count: int, size: int, own: Sequence[str], seed: int) -> list[Record]:
    rng = np.random.default_rng(seed)
    picked = [own[i] for i in rng.permutation(len(own))[:count]]

    def word() -> str:
        return "".join(rng.choice(_SYLLABLES, size=rng.integers(1, 3)))

    canaries = []
    for number in range(count):
        words = [word() for _ in range(size)]
        if number < len(picked):
            words = [picked[number]] * size
        at = int(rng.integers(1, size - 2))
        context = " ".join(words)
        start = len(" ".join(words[:at])) + 1
        answer = Answer(" ".join(words[at : at + 2]), start)
        name = f"canary-{number}"
        question = f"{words[0]} {words[at - 1]}?"
        canaries.append(Record(name, context, question, (answer,), name, name))
    return canaries


def attack(
    target: Target,
    records: Sequence[Record],
    canaries: Sequence[Record],
    *,
    others: Sequence[Record] = (),
    began: Callable[[int], None] = lambda _: None,
) -> Evidence:
    """Train on `records` and on each of `canaries` with probability 1/2, and score all canaries.

    `others` are records that aren't trained on. The coins come from the operating system's
    entropy: a seed could be known to what is audited.
    """
    included = owner_stream().bernoulli(len(canaries), 0.5)
    network = copy.deepcopy(target.network)
    held = [*records, *(c for c, is_in in zip(canaries, included, strict=True) if is_in)]
    samples = UnitSamples(held, target.task.plan, target.encoder)
    windows = [target.encoder.encode(canary) for canary in canaries]
    # Texts that come several times have one gradient.
    times = Counter((record.context, record.question, record.answers) for record in records)
    known = [target.encoder.encode(Record("", c, q, a, "")) for c, q, a in times]
    q = target.task.plan.sampling_probability
    expected = np.array([q / 2] * len(canaries) + [q * n for n in times.values()])
    before = [_loss(network, target, mine) for mine in windows]
    draws = DrawCheck.begin("attack", target.task.plan, len(samples))
    scores = {name: np.zeros(len(canaries)) for name in ATTACKS}
    for number in range(1, target.task.plan.rounds + 1):
        began(number)
        gradients, chosen = _gradients(network, target, [*windows, *known])
        update = train_round(
            network,
            samples,
            replace(target.task, round=number),
            declared_units=target.declared_units,
            stream=owner_stream(),
            runtime=target.runtime,
            pad_id=target.pad_id,
            draws=draws,
        )
        released = -np.concatenate([array.ravel() for array in update.values()])[chosen]
        scale = target.task.plan.sampling_probability * target.declared_units
        released *= scale / max(target.task.optimizer.learning_rate, 1e-12)
        for name, noise_std in (("alignment", target.task.plan.noise_std), ("exact", 0.0)):
            found = _regress(gradients, released, expected, noise_std)
            scores[name] += found[: len(canaries)]
    after = [_loss(network, target, mine) for mine in windows]
    scores["loss"] = np.array(before) - np.array(after)
    start = target.network

    def gains(some: Sequence[Record]) -> _Floats:
        cut = [target.encoder.encode(record) for record in some]
        return np.array([_loss(start, target, mine) - _loss(network, target, mine) for mine in cut])

    return Evidence(
        included=included,
        scores=scores,
        members=gains(records[: len(others)]),
        others=gains(others),
    )


def judge(evidence: Evidence, target: Target, *, confidence: float = 0.95) -> Report:
    """Hold the scores against the epsilon that the plan claims for the steps that were run.

    A correct run is contradicted with probability at most 1 − `confidence`, both attacks and all
    numbers of guesses together. Not to be contradicted proves nothing.
    """
    plan = target.task.plan
    claimed = accounting.epsilon(plan, plan.steps_per_round * plan.rounds)
    counts = guess_counts(len(evidence.included))
    tests = len(ATTACKS) * len(counts)
    each = 1 - (1 - confidence) / len(ATTACKS)

    audits = {
        name: audit_scores(
            scores, evidence.included, delta=plan.delta, confidence=each, guess_counts=counts
        )
        for name, scores in evidence.scores.items()
    }
    tallies: list[Tally] = [tally for audit in audits.values() for tally in audit.tallies]
    finite = np.isfinite(evidence.members).all() and np.isfinite(evidence.others).all()
    return Report(
        claimed_epsilon=claimed,
        delta=plan.delta,
        confidence=confidence,
        canaries=len(evidence.included),
        largest_bound=largest_bound(
            len(evidence.included), delta=plan.delta, confidence=confidence, hypotheses=tests
        ),
        audits=audits,
        verdict=contradicts(claimed, plan.delta, tallies, confidence=confidence, hypotheses=tests),
        membership=roc(evidence.members, evidence.others)
        if len(evidence.others) and finite
        else None,
    )


def guess_counts(canaries: int) -> tuple[int, ...]:
    """How many canaries are guessed, fixed before a score is seen: all, a half, a quarter and a
    tenth of them, in even numbers."""
    counts = {canaries // share // 2 * 2 for share in (1, 2, 4, 10)}
    return tuple(sorted(count for count in counts if count >= 2))


def _loss(network: nn.Module, target: Target, windows: Sequence[Window]) -> float:
    batch = collate(windows, target.pad_id).to(target.runtime.torch_device())
    network.eval()
    with torch.no_grad(), target.runtime.autocast():
        starts, ends = forward(network, batch.inputs)
        return float(span_loss(starts, ends, batch.starts, batch.ends).mean())


def _gradients(
    network: nn.Module, target: Target, windows: Sequence[Sequence[Window]]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """Each canary's clipped gradient at `network`, float32 [m, k], and which k coordinates."""
    engine = open_engine(network, target.runtime)
    network.train()
    size = sum(engine.sizes)
    rng = np.random.default_rng()
    most = max(1, GRADIENT_BYTES // (4 * max(1, len(windows))))
    chosen = np.sort(rng.choice(size, min(size, most), replace=False))
    device = target.runtime.torch_device()
    at = torch.from_numpy(chosen).to(device)
    clip, rows = target.task.plan.clip_norm, []
    try:
        for mine in windows:
            batch = collate(mine, target.pad_id).to(device)
            weights = torch.full((len(mine),), 1 / len(mine), device=device)
            gradient = engine.gradient([(batch, weights)])
            norm = max(float(gradient.norm()), clip)
            rows.append((gradient[at] * (clip / norm)).cpu().numpy())
    finally:
        engine.close()
        network.eval()
    return np.nan_to_num(np.stack(rows)), chosen


def _regress(
    gradients: npt.NDArray[np.float32],
    released: npt.NDArray[np.float32],
    expected: _Floats,
    noise_std: float,
) -> _Floats:
    """How much more of each row is in `released` than `expected`, float64 [m]: ridge regression.

    The penalty is the noise's variance over that of a fair coin, the best one for Gaussian noise.
    """
    rest = released - expected.astype(np.float32) @ gradients
    gram = (gradients @ gradients.T).astype(np.float64)
    penalty = 4 * noise_std**2 + 1e-6 * float(np.trace(gram)) / len(gram) + 1e-12
    right = (gradients @ rest).astype(np.float64)
    return np.asarray(np.linalg.solve(gram + penalty * np.eye(len(gram)), right))
