"""A private step beside a plain one of the same trainable set, and beside Opacus' hooks.

    python bench/private_step.py [--short] [--json]

A step is what an owner runs for 64 drawn units of one window of 128 tokens: forward, backward,
clip, sum, noise, division and the optimiser's step; the plain one is the same without privacy. It
and Opacus' hooks take micro-batches of 16, ours those that the product takes. On a CPU: MiniLM, one
thread, sides in turn in one process; memory is the peak of a process that does nothing else. With a
GPU: MiniLM and DistilBERT at 384 tokens, and the largest micro-batch that fits. Token ids are
random: a step's time doesn't depend on them.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import torch
from figures import Figures, alternate, figure, main

from client.gradients import open_engine
from client.gradients.engine import Engine
from client.gradients.hooks import Hooks
from client.micro_batches import Limits, unit_batch
from client.samples import DrawnUnit
from client.training import clipped_sum, privatize, set_gradients
from privacy.noise import owner_stream
from privacy.plan import Plan, Unit
from qa.features import Window
from qa.model import forward, load_model, span_loss
from qa.model_source import MINILM, find_model
from qa.records import Record
from qa.runtime import Precision, Runtime, keep_freed_memory
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import make_trainable

UNITS = 64
PLAIN_MICRO = 16  # where a plain step was fastest: 8 and 32 took 2 to 5 % longer
PLAIN_LIMITS = Limits(gradient_bytes=1 << 40, windows=PLAIN_MICRO, tokens=1 << 30)
SETS = {
    "full": TrainableSpec(TrainableSet.FULL, 0, 8),
    "top": TrainableSpec(TrainableSet.TOP, 2, 8),
    "lora": TrainableSpec(TrainableSet.LORA, 0, 8),
    "lora-ffa": TrainableSpec(TrainableSet.LORA_FFA, 0, 8),
}
PLAN = Plan(
    unit=Unit.RECORD,
    clip_norm=1.0,
    noise_multiplier=1.0,
    sampling_probability=0.1,
    steps_per_round=1,
    rounds=10,
    spare_rounds=1,
    delta=1e-5,
)


def drawn(units: int, length: int) -> list[DrawnUnit]:
    rng = np.random.default_rng(1)
    record = Record("r", "made up", "what?", (), "d")
    found = []
    for _ in range(units):
        window = Window(
            input_ids=rng.integers(1000, 20_000, length, dtype=np.int32),
            token_type_ids=np.zeros(length, np.int32),
            context_begin=16,
            offsets=np.zeros((length - 17, 2), np.int32),
            start=int(rng.integers(16, length - 1)),
            end=length - 2,
        )
        found.append(DrawnUnit((window,), (1.0,), ((record, 0),)))
    return found


@dataclass
class Bench:
    """One model with one trainable set, and the steps that can be taken with it."""

    model: str
    kind: str
    runtime: Runtime
    length: int = 128
    units: int = UNITS

    def __post_init__(self) -> None:
        network = load_model(find_model(self.model)).network
        self.device = self.runtime.torch_device()
        if self.device.type == "cpu":
            network.set_attn_implementation("eager")  # type: ignore[operator]
        self.network = make_trainable(network, SETS[self.kind]).to(self.device).train()
        self.batch = drawn(self.units, self.length)
        self.parameters = [p for p in self.network.parameters() if p.requires_grad]
        self.optimizer = torch.optim.SGD(self.parameters, lr=1e-9)
        self.stream = owner_stream()

    def private(self, make: Callable[..., Engine] = open_engine) -> Callable[[], float]:
        limits = PLAIN_LIMITS if make is Hooks else Limits.of(self.device)

        def step() -> float:
            Limits.of = staticmethod(lambda _: limits)  # type: ignore[method-assign]
            engine = make(self.network, self.runtime)
            began = self._now()
            total = clipped_sum(engine, self.batch, PLAN.clip_norm, 0)
            noisy = privatize(total, PLAN, self.stream)
            noisy /= np.float32(UNITS)
            set_gradients(self.parameters, noisy)
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
            took = self._now() - began
            engine.close()
            return took

        return step

    def plain(self) -> float:
        micro = PLAIN_MICRO if self.device.type == "cpu" else self.units
        began = self._now()
        for begin in range(0, len(self.batch), micro):
            batch = unit_batch(self.batch[begin : begin + micro], 0, self.device).batch
            with self.runtime.autocast():
                starts, ends = forward(self.network, batch.inputs)
            loss = span_loss(starts, ends, batch.starts, batch.ends).sum() / UNITS
            loss.backward()  # type: ignore[no-untyped-call]
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return self._now() - began

    def _now(self) -> float:
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter()


def peak_memory(kind: str, side: str) -> float:
    """Megabytes at the most, above those of a process with the model, for two steps."""
    command = [sys.executable, __file__, "--side", kind, side]
    return float(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


def one_side(kind: str, side: str) -> None:
    torch.set_num_threads(1)
    keep_freed_memory()
    bench = Bench(MINILM, kind, Runtime("cpu", Precision.FLOAT32))
    work = {"plain": bench.plain, "private": bench.private(), "hooks": bench.private(Hooks)}[side]
    before = resident()
    work(), work()
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before) / 1e6)


def resident() -> int:
    """Bytes of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def measure(short: bool) -> Figures:
    figures: Figures = {}
    # First: a process begins with the peak of the one that starts it.
    memory = {side: peak_memory("full", side) for side in ("plain", "private", "hooks")}
    how = f"{memory['private']:.0f} against {memory['plain']:.0f} MB above the loaded model"
    figures["full_memory"] = figure(memory["private"] / memory["plain"], "x", 1.10, "lower", how)
    how = f"{memory['private']:.0f} MB, hooks {memory['hooks']:.0f} MB"
    figures["full_memory_over_hooks"] = figure(
        memory["private"] / memory["hooks"], "x", 1 / 3, "lower", how
    )
    torch.set_num_threads(1)
    keep_freed_memory()
    times = 2 if short else 5
    targets = {"full": 1.15, "lora": 1.15, "top": 1.3, "lora-ffa": 1.15}
    for kind, target in targets.items():
        if short and kind not in ("full", "lora"):
            continue
        bench = Bench(MINILM, kind, Runtime("cpu", Precision.FLOAT32))
        ours, plain, ratio = alternate(bench.private(), bench.plain, times)
        how = f"{ours:.2f} against {plain:.2f} s, float32"
        figures[f"{kind}_step"] = figure(ratio, "x", target, "lower", how)
        if kind == "full":
            hooks, ours, ratio = alternate(bench.private(Hooks), bench.private(), max(2, times - 2))
            how = f"{ours:.2f} s, Opacus' hooks {hooks:.2f} s"
            figures["full_over_hooks"] = figure(ratio, "x", 1.5, "higher", how)
    if Runtime("cpu").is_reduced() and not short:
        bench = Bench(MINILM, "full", Runtime("cpu", Precision.BFLOAT16))
        ours, plain, ratio = alternate(bench.private(), bench.plain, times)
        how = f"{ours:.2f} against {plain:.2f} s, bfloat16"
        figures["full_step_bfloat16"] = figure(ratio, "x", 1.15, "lower", how)
    if torch.cuda.is_available():
        figures |= on_gpu(times)
    return figures


def on_gpu(times: int) -> Figures:
    """The same ratios at 384 tokens, and how many windows fit."""
    figures: Figures = {}
    for name, model in (("minilm", MINILM), ("distilbert", "distilbert-base-uncased")):
        for kind in ("full", "lora"):
            try:
                bench = Bench(model, kind, Runtime("cuda"), length=384, units=256)
            except Exception as error:  # no copy of the model on this machine
                print(f"{name}: left out: {error}", file=sys.stderr)
                continue
            ours, plain, ratio = alternate(bench.private(), bench.plain, times)
            how = f"{256 / ours:.0f} against {256 / plain:.0f} examples/s, bfloat16"
            figures[f"{name}_{kind}_gpu"] = figure(ratio, "x", 1.15, "lower", how)
            most = largest_batch(bench)
            how = "windows of 384 tokens in one micro-batch"
            figures[f"{name}_{kind}_gpu_batch"] = figure(most, "windows", 32, "higher", how)
    return figures


def largest_batch(bench: Bench) -> int:
    """The largest power of two of windows that one private micro-batch can hold."""
    engine, most = open_engine(bench.network, bench.runtime), 0
    total = torch.zeros(sum(engine.sizes), device=bench.device)
    for size in (2**n for n in range(4, 14)):
        try:
            batch = unit_batch(drawn(size, bench.length), 0, bench.device)
            engine.add_clipped(batch, PLAN.clip_norm, total)
        except torch.cuda.OutOfMemoryError:
            break
        most = size
    engine.close()
    torch.cuda.empty_cache()
    return most


if __name__ == "__main__":
    if sys.argv[1:2] == ["--side"]:
        one_side(*sys.argv[2:4])
    else:
        main(__doc__, measure)
