"""Opacus' hooks: a gradient for each window, summed by unit, for every layer that Opacus knows."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator

import torch
from opacus.grad_sample import GradSampleModule
from torch import nn

from client.gradients.engine import Engine, Reader, UnitBatch, clip_factors
from qa.errors import ModelError
from qa.model import forward
from qa.runtime import Runtime

# Token ids need no gradient, which torch finds worth a word in every run.
warnings.filterwarnings("ignore", "Full backward hook is firing", UserWarning)


class Hooks(Engine):
    """Takes memory for one gradient a window. Raises ModelError for a layer without a rule."""

    def __init__(self, network: nn.Module, runtime: Runtime, reader: Reader = forward) -> None:
        super().__init__(network, runtime, reader)
        self.held_per_window = sum(self.sizes)
        try:
            self._sampler = GradSampleModule(network, loss_reduction="sum")
        except NotImplementedError as e:
            raise ModelError(f"no per-unit gradients of this model by hooks: {e}") from e

    def close(self) -> None:
        self._sampler.remove_hooks()
        self._forget()

    @contextlib.contextmanager
    def plainly(self) -> Iterator[None]:
        self._sampler.disable_hooks()
        try:
            yield
        finally:
            self._sampler.enable_hooks()

    def add_clipped(self, batch: UnitBatch, clip_norm: float, total: torch.Tensor) -> None:
        rows = self._per_unit(batch)
        squares = torch.stack([row.square().sum(dim=1, dtype=torch.float64) for row in rows]).sum(
            dim=0
        )
        factors, finite = clip_factors(squares, clip_norm)
        whole = bool(finite.all())
        for row, view in zip(rows, torch.split(total, self.sizes), strict=True):
            if not whole:
                row[~finite] = 0.0  # zero times NaN would be NaN
            view.addmv_(row.t(), factors)

    def _per_unit(self, batch: UnitBatch) -> list[torch.Tensor]:
        """Each parameter's gradients, float32 [U, numel], and the slots cleared."""
        self.backward(batch.batch, batch.weights)
        rows = []
        for parameter in self.parameters:
            gradients = getattr(parameter, "grad_sample", None)
            if not isinstance(gradients, torch.Tensor) or len(gradients) != len(batch.weights):
                raise ModelError("expected one gradient of each parameter for each window")
            # Under autocast they may be bfloat16: norms are taken on the tensors that are summed.
            row = gradients.float().flatten(start_dim=1)
            if len(batch.weights) > batch.units:
                pooled = torch.zeros(batch.units, row.shape[1], device=row.device)
                row = pooled.index_add_(0, batch.unit_of_row(), row)
            rows.append(row)
        self._forget()
        return rows

    def _forget(self) -> None:
        for parameter in self.parameters:
            parameter.grad = None
            parameter.grad_sample = None  # type: ignore[attr-defined]
