"""Make the shipped warm-up from the public half of the synthetic corpus.

    python -m simulations.warm_up qa/warm_start.safetensors

No privacy is needed, and none is given: the public half is about invented things alone. The
digest that this prints goes into `qa/warm_start.py`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn

from qa.batches import collate
from qa.features import Encoder
from qa.inference import predict
from qa.metrics import Scores, evaluate
from qa.model import QaModel, forward, load_model, span_loss
from qa.model_source import MINILM, find_model, sha256_of_file
from qa.records import Record
from qa.runtime import Runtime, keep_freed_memory
from qa.synthetic import SyntheticCorpus, generate
from qa.trainable import make_trainable, trainable_arrays
from qa.warm_start import SPEC

PUBLIC_KINDS = 6
MAX_LENGTH, STRIDE = 128, 32  # tokens


def fine_tune(
    model: QaModel,
    network: nn.Module,
    records: Sequence[Record],
    *,
    epochs: int,
    learning_rate: float,
    batch_size: int = 32,
    seed: int = 7,
    report: Callable[[int, int, float], None] = lambda step, steps, loss: None,
) -> None:
    """Train without privacy: AdamW, a tenth of the steps to warm up, then linear decay.

    A record counts with its first window. Deterministic on one machine for one `seed`.
    """
    encoder = Encoder(model.tokenizer, MAX_LENGTH, STRIDE)
    shuffler = random.Random(seed)  # noqa: S311 (no secret: public training)
    order: list[int] = []
    for _ in range(epochs):
        epoch = list(range(len(records)))
        shuffler.shuffle(epoch)
        order += epoch
    steps = len(order) // batch_size
    parameters = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=learning_rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps + 1), 1 - step / steps)
    )
    network.train()
    for step in range(steps):
        chosen = order[step * batch_size : (step + 1) * batch_size]
        batch = collate([encoder.encode(records[i])[0] for i in chosen], model.pad_id)
        with Runtime().autocast():
            starts, ends = forward(network, batch.inputs)
        loss = span_loss(starts, ends, batch.starts, batch.ends).mean()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        report(step + 1, steps, loss.item())
    network.eval()


def measure(
    model: QaModel, network: nn.Module, records: Sequence[Record], language: str = "en"
) -> Scores:
    """Figures of `network` on `records`."""
    encoder = Encoder(model.tokenizer, MAX_LENGTH, STRIDE)
    predictions = predict(network, encoder, records, pad_id=model.pad_id, runtime=Runtime())
    return evaluate(records, predictions, "zh" if language == "zh" else "en")


def split(corpus: SyntheticCorpus, name: str, limit: int | None = None) -> list[Record]:
    """All owners' `train` or `test` records, shuffled by a fixed seed, at most `limit`."""
    rows = [
        row.record
        for owner in corpus.owners
        for row in (corpus.train if name == "train" else corpus.test)(owner.name)
    ]
    random.Random(7).shuffle(rows)  # noqa: S311 (no secret: public records)
    return rows[:limit]


def main() -> None:
    """Train the warm-up, write it, and print its digest and figures on stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--questions", type=int, default=6000)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    arguments = parser.parse_args()
    keep_freed_memory()
    public = generate(half="public", owners=PUBLIC_KINDS)
    model = load_model(find_model(MINILM))
    network = make_trainable(model.network, SPEC)

    def report(step: int, steps: int, loss: float) -> None:
        if step % 20 == 0:
            print(f"step {step}/{steps}: loss {loss:.3f}", file=sys.stderr, flush=True)  # noqa: T201

    fine_tune(
        model,
        network,
        split(public, "train", arguments.questions),
        epochs=arguments.epochs,
        learning_rate=arguments.learning_rate,
        report=report,
    )
    arrays = {name: a.astype(np.float16) for name, a in trainable_arrays(network).items()}
    save_file(arrays, arguments.out)
    print(f"SHA-256 {sha256_of_file(arguments.out)}", file=sys.stderr)  # noqa: T201
    for name, corpus in (("public", public), ("private", generate())):
        scores = measure(model, network, split(corpus, "test", 400))
        print(f"{name} test: {scores}", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
