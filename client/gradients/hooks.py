"""Opacus' hooks: a gradient for each window, summed by unit, for every layer that Opacus knows."""

from __future__ import annotations

import torch
from opacus.grad_sample import GradSampleModule
from torch import nn

from client.gradients.engine import Engine, UnitBatch, clip_factors
from qa.errors import ModelError
from qa.model import forward, span_loss
from qa.runtime import Runtime


class Hooks(Engine):
    """Takes memory for one gradient a window. Raises ModelError for a layer without a rule."""

    def __init__(self, network: nn.Module, runtime: Runtime) -> None:
        super().__init__(network, runtime)
        try:
            self._sampler = GradSampleModule(network, loss_reduction="sum")
        except NotImplementedError as e:
            raise ModelError(f"no per-unit gradients of this model: {e}") from e

    def close(self) -> None:
        self._sampler.remove_hooks()
        self._forget()

    def add_clipped(self, batch: UnitBatch, clip_norm: float, total: torch.Tensor) -> torch.Tensor:
        rows = self._per_unit(batch)
        squares = torch.stack([row.square().sum(dim=1) for row in rows]).double().sum(dim=0)
        factors, finite, shares = clip_factors(squares, clip_norm)
        whole = bool(finite.all())
        for row, view in zip(rows, torch.split(total, self.sizes), strict=True):
            if not whole:
                row[~finite] = 0.0  # zero times NaN would be NaN
            view.addmv_(row.t(), factors)
        return shares

    def _per_unit(self, batch: UnitBatch) -> list[torch.Tensor]:
        """Each parameter's gradients, float32 [U, numel], and the slots cleared."""
        with self.runtime.autocast():
            starts, ends = forward(self._sampler, batch.batch.inputs)
        losses = span_loss(starts, ends, batch.batch.starts, batch.batch.ends)
        (losses * batch.weights).sum().backward()  # type: ignore[no-untyped-call]
        windows = len(batch.batch.starts)
        rows = []
        for parameter in self.parameters:
            gradients = getattr(parameter, "grad_sample", None)
            if not isinstance(gradients, torch.Tensor) or len(gradients) != windows:
                raise TypeError("expected one gradient of each parameter for each window")
            # Under autocast they may be bfloat16: norms are taken on the tensors that are summed.
            row = gradients.float().flatten(start_dim=1)
            rows.append(row.view(batch.units, batch.windows, -1).sum(dim=1))
        self._forget()
        return rows

    def _forget(self) -> None:
        for parameter in self.parameters:
            parameter.grad = None
            parameter.grad_sample = None  # type: ignore[attr-defined]
