"""The weighted sum of one round: one accumulator, whatever the number of owners. No IO.

Every update comes from an untrusted peer: one that can't be added is named and left out, and the
round goes on with the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import numpy as np
import numpy.typing as npt
from flwr.app import Array, ArrayRecord

from server.optimizer import Arrays


class WeightedSum:
    """Adds updates as they arrive and forgets them.

    Weights are the public table of declared sizes. They are scaled to sum to one over all owners,
    so that finite updates have a finite sum.
    """

    def __init__(self, declared: Mapping[str, int], like: Arrays) -> None:
        whole = sum(declared.values())
        self._shares = {name: units / whole for name, units in declared.items()}
        self._total = {name: np.zeros_like(array) for name, array in like.items()}
        self.survivors: list[str] = []

    def add(self, owner: str, update: ArrayRecord | None) -> str | None:
        """Add one owner's update; the reason when it can't be used, else None."""
        if update is None:
            return "no update in the answer"
        if set(update) != set(self._total):
            return "tensors of other names than the model's"
        arrays: Arrays = {}
        for name, total in self._total.items():
            array = _decoded(update[name], total)
            if array is None:
                return f"tensor {name} of another shape or type"
            if not np.isfinite(array).all():
                return f"tensor {name} is not finite"
            arrays[name] = array
        for name, array in arrays.items():
            self._total[name] += np.float32(self._shares[owner]) * array
        self.survivors.append(owner)
        return None

    def mean(self) -> Arrays:
        """The mean of the survivors' updates, each weighted by its declared size."""
        share = np.float32(sum(self._shares[owner] for owner in self.survivors))
        return {name: total / share for name, total in self._total.items()}


def _decoded(array: Array, like: npt.NDArray[np.float32]) -> npt.NDArray[np.float32] | None:
    """The peer's array, or None unless its bytes are one of the shape and dtype of `like`.

    The header is read by itself first: it decides how much memory the rest takes.
    """
    try:
        head = BytesIO(array.data)
        if np.lib.format.read_magic(head) != (1, 0):
            return None
        shape, _, dtype = np.lib.format.read_array_header_1_0(head)
        if shape != like.shape or dtype != like.dtype:
            return None
        return array.numpy()
    except Exception:  # whatever a peer's bytes make a parser raise
        return None
