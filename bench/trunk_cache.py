"""Private steps over the last layers, with the frozen trunk's activations kept and without.

    python bench/trunk_cache.py [--short] [--json]

MiniLM, float32, one thread: one epoch over 256 made-up windows of 128 tokens, a record and a person
each, in private steps of 32 expected draws, noise and self-checks included. Both sides draw the
same units; they take turns on one network, after a warm-up that fills the cache. `fill` is what
the first round pays once, as a share of one epoch without a cache.

The trained layers' own work bounds the ratio. A layer counts 1 forward, 1 for its gradients of
weights and 1 for those of its inputs, 3/4 in the first trained one; MiniLM has six. So at most
7.75 / 2.75 = 2.8 with one trained layer and 9.75 / 5.75 = 1.7 with two.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import torch
from figures import Figures, alternate, figure, main
from support.seeded_stream import seeded_stream
from support.tasks import make_task

from client.checks.draws import DrawCheck
from client.samples import UnitSamples
from client.training import train_round
from client.trunk_cache import TrunkCache, warm_trunk
from client.trunk_files import drop
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from qa.features import Encoder
from qa.model import load_model
from qa.model_source import find_model
from qa.records import Answer, Record
from qa.runtime import Precision, Runtime, keep_freed_memory
from qa.spec import ReadingSpec, TrainableSet, TrainableSpec
from qa.trainable import load_trainable, make_trainable, trainable_arrays

LENGTH = 128  # tokens
EXPECTED = 32  # drawn units in a step
TARGET = 3.0
RUNTIME = Runtime("cpu", Precision.FLOAT32)
_WORDS = ("the", "ward", "nurse", "room", "was", "seen", "in", "for", "blood", "on", "after")


def made_up(count: int) -> list[Record]:
    """Records whose windows have LENGTH tokens to within a few."""
    rng = np.random.default_rng(1)
    records = []
    for number in range(count):
        context = " ".join(str(rng.choice(_WORDS)) for _ in range(LENGTH - 12))
        answer = (Answer(context[:9], 0),)
        records.append(
            Record(str(number), context, "which ward was it?", answer, f"d{number}", f"p{number}")
        )
    return records


class Bench:
    """One network with `layers` trained, and epochs on it."""

    def __init__(self, layers: int, count: int, folder: Path) -> None:
        spec = TrainableSpec(TrainableSet.TOP, layers, 1)
        steps = count // EXPECTED
        self.task = make_task(
            trainable=spec,
            reading=ReadingSpec(LENGTH, 32),
            steps_per_round=steps,
            sampling_probability=EXPECTED / count,
        )
        self.count, self.folder = count, folder
        self.keyring = Keyring((Identity.generate(),))
        self.model = load_model(find_model("minilm"))
        cast(Any, self.model.network).set_attn_implementation("eager")
        self.network = make_trainable(self.model.network, spec)
        self.before = trainable_arrays(self.network)
        encoder = Encoder(self.model.tokenizer, LENGTH, 32)
        self.samples = UnitSamples(made_up(count), self.task.plan, encoder)

    def warm(self) -> Any:
        return warm_trunk(
            self.task,
            self.model,
            self.network,
            self.samples,
            folder=self.folder,
            keyring=self.keyring,
            runtime=RUNTIME,
            records_sha256="made up",
            unchanged=lambda: True,
        )

    def epoch(self, *, cached: bool) -> float:
        """Seconds of one round on the model as it was, opening the cache included."""
        load_trainable(self.network, self.before)
        began = time.perf_counter()
        if not cached:
            self._train(None)
            return time.perf_counter() - began
        with self.warm() as cache:
            self._train(_kept(cache))
        return time.perf_counter() - began

    def fill(self) -> float:
        """Seconds to fill an empty cache."""
        drop(self.folder)
        began = time.perf_counter()
        with self.warm() as cache:
            _kept(cache)
        return time.perf_counter() - began

    def _train(self, cache: TrunkCache | None) -> None:
        train_round(
            self.network,
            self.samples,
            self.task,
            declared_units=self.count,
            stream=seeded_stream(1),
            runtime=RUNTIME,
            pad_id=self.model.pad_id,
            draws=DrawCheck.begin("key", self.task.plan, self.count),
            cache=cache,
        )


def _kept(cache: TrunkCache | None) -> TrunkCache:
    if cache is None:
        raise SystemExit("expected a cache, found none: is the disk full?")
    return cache


def measure(short: bool) -> Figures:
    torch.set_num_threads(1)
    keep_freed_memory()
    count, times = (96, 3) if short else (256, 5)
    figures: Figures = {}
    for layers in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(layers, count, Path(folder))
            fill = bench.fill()
            without, warm, ratio = alternate(
                lambda b=bench: b.epoch(cached=False), lambda b=bench: b.epoch(cached=True), times
            )
            how = f"epoch over {count} windows: {without:.2f} s without, {warm:.2f} s warm"
            figures[f"top_{layers}"] = figure(ratio, "x", TARGET, "higher", how)
            size = sum(path.stat().st_size for path in Path(folder).rglob("*.vault"))
            how = f"{fill:.2f} s once, {size / count / 1000:.0f} kB a window on disk"
            figures[f"fill_{layers}"] = figure(fill / without, "epochs", 1.0, "lower", how)
    return figures


if __name__ == "__main__":
    main(__doc__, measure)
