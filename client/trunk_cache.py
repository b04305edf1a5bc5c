"""What the frozen trunk makes of an owner's windows, computed once for a federation.

`top` trains the last layers alone, and the trunk below them never changes: its activations are kept
sealed (`client.trunk_files`) and handed to the trained layers in every later step and round. That
changes the speed of a round and nothing else. Whether there is a cache follows from public values;
it is filled for all records at once, before the first draw, so that nothing on disk and no delay in
a step tells which units were drawn.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from client import trunk_files
from client.code import code_digest
from client.samples import UnitSamples
from client.trunk_files import Rows, RowsWriter
from exchange.task import TrainTask
from privacy import canonical
from privacy.errors import PrivacyError
from privacy.vault.keyring import Keyring
from qa.batches import collate, padded_length
from qa.errors import ModelError
from qa.features import Window
from qa.model import QaModel
from qa.runtime import Runtime
from qa.trunk import Trunk

MAX_CACHE_BYTES = 32 * 1024**3
FREE_SHARE = 0.5  # of the disk's free bytes: records, ledger and others' files need room too
LEAST_DRAWS = 1.0  # of a unit over the plan's horizon: with fewer, most activations wait in vain
FILL_TOKENS = 4096  # padded tokens in one forward pass


class TrunkCache:
    """Activations of one owner's windows for one trunk. Not for several threads."""

    def __init__(self, trunk: Trunk, runtime: Runtime, rows: Rows, folder: Path) -> None:
        self.trunk = trunk
        self._runtime = runtime
        self._rows: Rows | None = rows
        self._folder = folder

    def hidden(self, windows: Sequence[Window], length: int) -> torch.Tensor | None:
        """What enters the first trained layer: float32 [B, length, H] on the CPU, zeros beyond each
        window's own padded length.

        None, from then on for all windows, where the cache was damaged: it is removed, and the
        trunk has to run.
        """
        if self._rows is None:
            return None
        size, dtype = self.trunk.hidden_size, _dtype(self._runtime)
        hidden = torch.zeros(len(windows), length, size)
        try:
            for row, window in zip(hidden, windows, strict=True):
                own = padded_length(window)
                size_bytes = _bytes_of(window, self.trunk, self._runtime)
                content = self._rows.read(_digest(window), size_bytes)
                row[:own] = torch.frombuffer(content, dtype=dtype).view(own, size)
        except (PrivacyError, OSError):
            self._rows = None
            with contextlib.suppress(OSError):
                trunk_files.drop(self._folder)
            return None
        return hidden


@contextlib.contextmanager
def warm_trunk(
    task: TrainTask,
    model: QaModel,
    network: nn.Module,
    samples: UnitSamples,
    *,
    folder: Path,
    keyring: Keyring,
    runtime: Runtime,
    records_sha256: str,
    unchanged: Callable[[], bool],
    report: Callable[[str], None] = lambda _: None,
) -> Iterator[TrunkCache | None]:
    """The cache of the task's trunk in the owner's `folder`, filled if need be, or None for none.

    `records_sha256` is what the store said of its records before `samples` were read from it, and
    `unchanged` whether it still does: where it doesn't once the cache is filled, a person may have
    been erased meanwhile, after `procedures.erase` had looked for a cache, and it goes too. A cache
    that this task doesn't use is removed. Never raises for what is wrong with a cache;
    `report` gets a line for the operator. That a cache would be too large shows in a round's
    duration, as the number of records does anyway.
    """
    trunk = trunk_of(task, network)
    with contextlib.ExitStack() as stack:
        cache = None
        try:
            if trunk is None:
                trunk_files.drop(folder)
            else:
                key = cache_key(task, trunk, model.tokenizer, runtime, records_sha256)
                rows = stack.enter_context(trunk_files.opened(folder, keyring, key))
                if rows is None:
                    windows = _windows(samples, trunk, runtime, folder)
                    with trunk_files.writing(folder, keyring, key) as writer:
                        _fill(writer, windows, trunk, model.pad_id, runtime)
                    if not unchanged():
                        trunk_files.drop(folder)
                    rows = stack.enter_context(trunk_files.opened(folder, keyring, key))
                if rows is not None:
                    cache = TrunkCache(trunk, runtime, rows, folder)
        except (OSError, PrivacyError, _TooLargeError) as error:
            report(f"no cache of activations: {error}")
        yield cache


def trunk_of(task: TrainTask, network: nn.Module) -> Trunk | None:
    """The trunk whose activations are worth keeping, or None. Public values alone decide.

    A window is drawn at most as often as its unit is, whatever the plan pools: where units aren't
    expected to be drawn LEAST_DRAWS times, filling would cost more than it saves. Dropout makes
    the trunk's output another one in each pass.
    """
    draws = task.plan.sampling_probability * task.plan.horizon_steps
    if task.dropout > 0 or draws < LEAST_DRAWS:
        return None
    try:
        return Trunk(network, task.trainable)
    except ModelError:
        return None


def cache_key(
    task: TrainTask, trunk: Trunk, tokenizer: Tokenizer, runtime: Runtime, records_sha256: str
) -> str:
    """SHA-256, in hex, over all that cached activations are a function of."""
    about: dict[str, Any] = {
        "base": task.base_sha256,
        "trunk": trunk.digest(),
        "tokenizer": hashlib.sha256(tokenizer.to_str().encode()).hexdigest(),
        "reading": [task.reading.max_length, task.reading.stride],
        "dtype": str(_dtype(runtime)),
        "records": records_sha256,
        "code": code_digest(),
        "libraries": [version(name) for name in ("tokenizers", "torch", "transformers")],
    }
    return hashlib.sha256(canonical.encode(about)).hexdigest()


def _windows(
    samples: UnitSamples, trunk: Trunk, runtime: Runtime, folder: Path
) -> list[tuple[str, Window]]:
    """All windows that differ to the trunk, with their digests, the shortest first. Raises
    _TooLargeError where their activations would take more than the disk gives."""
    trunk_files.drop(folder)
    folder.mkdir(parents=True, exist_ok=True)
    limit = min(MAX_CACHE_BYTES, int(FREE_SHARE * shutil.disk_usage(folder).free))
    found: dict[str, Window] = {}
    size = 0
    for window in samples.windows():
        digest = _digest(window)
        if digest not in found:
            found[digest] = replace(window, offsets=window.offsets[:0].copy())  # not held
            size += _bytes_of(window, trunk, runtime)
        if size > limit:
            raise _TooLargeError(f"expected at most {limit} bytes")
    return sorted(found.items(), key=lambda item: padded_length(item[1]))


def _fill(
    writer: RowsWriter,
    windows: Sequence[tuple[str, Window]],
    trunk: Trunk,
    pad_id: int,
    runtime: Runtime,
) -> None:
    """Compute the activations of windows, those of one padded length together: none is padded to
    another's length, for the reason that `client.micro_batches` gives."""
    device, dtype = runtime.torch_device(), _dtype(runtime)
    for length, group in groupby(windows, key=lambda item: padded_length(item[1])):
        same, most = list(group), max(1, FILL_TOKENS // length)
        for begin in range(0, len(same), most):
            some = same[begin : begin + most]
            inputs = collate([window for _, window in some], pad_id).to(device).inputs
            with runtime.autocast():
                hidden = trunk.activations(inputs).to("cpu", dtype).contiguous()
            for (digest, _), row in zip(some, hidden, strict=True):
                writer.add(digest, row.view(torch.uint8).numpy().tobytes())


def _bytes_of(window: Window, trunk: Trunk, runtime: Runtime) -> int:
    return padded_length(window) * trunk.hidden_size * _dtype(runtime).itemsize


def _dtype(runtime: Runtime) -> torch.dtype:
    """What the trained layers round their inputs to anyway."""
    return torch.bfloat16 if runtime.is_reduced() else torch.float32


def _digest(window: Window) -> str:
    """128 bits of SHA-256, in hex, over all of a window that the network reads."""
    digest = hashlib.sha256(len(window).to_bytes(4, "little"))
    digest.update(window.input_ids.astype("<i4").tobytes())
    digest.update(window.token_type_ids.astype("<i4").tobytes())
    return digest.hexdigest()[:32]


class _TooLargeError(Exception):
    """The activations take more than the owner's machine gives them."""
