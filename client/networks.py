"""Networks that are ready to train, kept within a process between rounds.

Opening a model takes longer than a round's message. Every trainable tensor is overwritten by the
round's model before use and the rest is frozen, so that a kept network carries nothing from one
round, or one simulated owner, to the next.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from torch import nn

from qa.errors import ModelError
from qa.model import QaModel, load_model
from qa.model_source import WEIGHTS_FILE, find_model, sha256_of_file
from qa.runtime import Runtime
from qa.spec import TrainableSpec
from qa.trainable import make_trainable

KINDS_KEPT = 4  # of trainable set, rank and so on: a coordinator names them

_Key = tuple[Path, str, TrainableSpec, Runtime]
_idle: dict[_Key, list[tuple[QaModel, nn.Module]]] = {}
_lock = threading.Lock()


@contextlib.contextmanager
def borrow(
    folder: Path, sha256: str, spec: TrainableSpec, runtime: Runtime
) -> Iterator[tuple[QaModel, nn.Module]]:
    """Lend a model and its network, made trainable, to one thread.

    Raises ModelError unless the weights in `folder` have the digest `sha256`. A network that was
    borrowed when an error passed through is thrown away.
    """
    key = (folder, sha256, spec, runtime)
    with _lock:
        kept = _idle.get(key)
        lent = kept.pop() if kept else None
    if lent is None:
        lent = _open(folder, sha256, spec, runtime)
    yield lent
    with _lock:
        _idle.setdefault(key, []).append(lent)
        while len(_idle) > KINDS_KEPT:
            del _idle[next(iter(_idle))]  # the oldest kind


def _open(
    folder: Path, sha256: str, spec: TrainableSpec, runtime: Runtime
) -> tuple[QaModel, nn.Module]:
    if not folder.is_dir():  # never a hub name: an owner's machine opens what it has
        raise ModelError(f"{folder}: expected the owner's model folder, found none")
    source = find_model(str(folder))
    weights = source.path / WEIGHTS_FILE
    if not weights.is_file():  # in several files it has no one digest
        raise ModelError(f"{folder}: expected all weights in one {WEIGHTS_FILE}")
    if (found := sha256_of_file(weights)) != sha256:
        raise ModelError(f"{folder}: expected weights with SHA-256 {sha256}, found {found}")
    # peft and transformers patch module-level state while they load: one at a time.
    device = runtime.torch_device()
    with _opening:
        model = load_model(source)
        if device.type == "cpu":
            # torch's fused attention is slow backwards on a CPU: a quarter of a step's time.
            cast(Any, model.network).set_attn_implementation("eager")
        network = make_trainable(model.network, spec)
    return model, network.to(device)


_opening = threading.Lock()
