"""One-pass book-keeping (Bu, Wang, Zha and Karypis 2022): one backward pass, no per-unit gradients.

Forward keeps each trainable layer's input a, backward its output's gradient b. A unit's gradient of
a linear map is bᵀa over its tokens; its norm comes from a and b alone, and the clipped sum of all
units is one product in which each unit's b is scaled by its factor.

    norm of a linear map   ghost: Σ_ij (a_i·a_j)(b_i·b_j) over the unit's L tokens; or the unit's
                           gradient itself, whichever takes fewer operations
    layer norm, embedding  the unit's gradient itself

A ghost norm is another computation than the sum, and weights can be made for which its terms
cancel: then rounding would let a unit add more than the clip norm. So the bound on that rounding,
(dimensions + 8) · 2⁻²³ · (Σ_i ‖a_i‖ ‖b_i‖)², is added to the squared norm. Under autocast a and b
are widened to float32 before anything is computed from them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from client.gradients.engine import Engine, UnitBatch, clip_factors
from qa.errors import ModelError
from qa.model import forward, span_loss
from qa.runtime import Runtime

ROUNDING = 2.0**-23  # of a float32 operation, twice the unit round-off
INSTANTIATED_MAX = 64 * 1024  # values of a unit's gradient that are kept rather than made twice


@dataclass(slots=True)
class _Layer:
    """One layer that has trainable parameters of its own, and what a pass recorded of it."""

    name: str
    module: nn.Module
    parameters: list[tuple[str, nn.Parameter]]
    inputs: torch.Tensor | None = None
    gradients: torch.Tensor | None = None


class BookKeeping(Engine):
    """For linear maps, layer norms and embeddings. Raises ModelError for any other layer that has
    parameters to train."""

    def __init__(self, network: nn.Module, runtime: Runtime) -> None:
        super().__init__(network, runtime)
        self._layers = _layers(network)
        covered = {id(p) for layer in self._layers for _, p in layer.parameters}
        if covered != {id(p) for p in self.parameters}:
            raise ModelError("expected every trained parameter in a layer of its own")
        self._hooks = [
            layer.module.register_forward_hook(_recorder(layer)) for layer in self._layers
        ]
        for parameter in self.parameters:  # autograd then computes no gradients of weights
            parameter.requires_grad_(False)

    def close(self) -> None:
        for hook in self._hooks:
            hook.remove()
        for layer in self._layers:
            layer.inputs = layer.gradients = None
        for parameter in self.parameters:
            parameter.requires_grad_(True)

    def add_clipped(self, batch: UnitBatch, clip_norm: float, total: torch.Tensor) -> torch.Tensor:
        views = dict(zip(map(id, self.parameters), torch.split(total, self.sizes), strict=True))
        self._pass(batch)
        squares = torch.zeros(batch.units, dtype=torch.float64, device=total.device)
        adders: list[Callable[[torch.Tensor], None]] = []
        for layer in self._layers:
            into = {name: views[id(parameter)] for name, parameter in layer.parameters}
            adders.append(_HANDLERS[type(layer.module)](layer, batch, into, squares))
            layer.inputs = layer.gradients = None
        factors, finite, shares = clip_factors(squares, clip_norm)
        for add in adders:
            add(torch.where(finite, factors, torch.nan))
        return shares

    def _pass(self, batch: UnitBatch) -> None:
        for layer in self._layers:
            layer.inputs = layer.gradients = None
        with self.runtime.autocast():
            starts, ends = forward(self.network, batch.batch.inputs)
        losses = span_loss(starts, ends, batch.batch.starts, batch.batch.ends)
        (losses * batch.weights).sum().backward()  # type: ignore[no-untyped-call]
        rows = len(batch.batch.starts)
        for layer in self._layers:
            if layer.inputs is None or layer.gradients is None:
                raise ModelError(f"{layer.name}: expected to take part in the forward pass")
            if len(layer.inputs) != rows or len(layer.gradients) != rows:
                raise ModelError(
                    f"{layer.name}: expected one row for each window, found "
                    f"{len(layer.inputs)}: its gradient can't be told apart by unit"
                )


def _layers(network: nn.Module) -> list[_Layer]:
    layers = []
    for name, module in network.named_modules():
        own = [(n, p) for n, p in module.named_parameters(recurse=False) if p.requires_grad]
        if not own:
            continue
        if type(module) not in _HANDLERS:
            raise ModelError(
                f"{name}: no per-unit gradients of a {type(module).__name__}; "
                "the hooks engine may have them"
            )
        layers.append(_Layer(name, module, own))
    return layers


def _recorder(layer: _Layer) -> Callable[[nn.Module, tuple[Any, ...], torch.Tensor], None]:
    def record(_: nn.Module, inputs: tuple[Any, ...], output: torch.Tensor) -> None:
        if not torch.is_grad_enabled():
            return
        if layer.inputs is not None:
            raise ModelError(f"{layer.name}: expected one use in a forward pass, found another")
        if not output.requires_grad:  # the first trained layer: the graph begins here
            output.requires_grad_(True)
        layer.inputs = inputs[0].detach()

        def keep(gradient: torch.Tensor) -> None:
            layer.gradients = gradient.detach()

        output.register_hook(keep)  # type: ignore[no-untyped-call]

    return record


_Into = dict[str, torch.Tensor]
_Handler = Callable[[_Layer, UnitBatch, _Into, torch.Tensor], Callable[[torch.Tensor], None]]


def _recorded(layer: _Layer, batch: UnitBatch) -> tuple[torch.Tensor, torch.Tensor]:
    """Inputs and output gradients, float32 [U, L, …], L tokens a unit."""
    assert layer.inputs is not None and layer.gradients is not None  # noqa: S101
    shape = (batch.units, -1)
    inputs = layer.inputs
    if inputs.is_floating_point():
        inputs = inputs.float().reshape(*shape, inputs.shape[-1])
    else:
        inputs = inputs.reshape(shape)
    gradients = layer.gradients.float()
    return inputs, gradients.reshape(*shape, gradients.shape[-1])


def _linear(
    layer: _Layer, batch: UnitBatch, into: _Into, squares: torch.Tensor
) -> Callable[[torch.Tensor], None]:
    inputs, gradients = _recorded(layer, batch)  # [U, L, d], [U, L, p]
    tokens, wide, out = inputs.shape[1], inputs.shape[2], gradients.shape[2]
    bias = gradients.sum(dim=1) if "bias" in into else None
    if bias is not None:
        squares += bias.square().sum(dim=1, dtype=torch.float64)
    whole: torch.Tensor | None = None
    if "weight" in into:
        if wide * out <= min(INSTANTIATED_MAX, tokens * (wide + out)):
            whole = gradients.transpose(1, 2) @ inputs  # [U, p, d]
            squares += whole.square().sum(dim=(1, 2), dtype=torch.float64)
        else:
            squares += _ghost_squares(inputs, gradients)

    def add(factors: torch.Tensor) -> None:
        if bias is not None:
            _add_rows(into["bias"], bias, factors)
        if whole is not None:
            _add_rows(into["weight"], whole.flatten(1), factors)
        elif "weight" in into:
            scaled, known = _scaled(gradients, factors), _scaled(inputs, factors, only_zero=True)
            view = into["weight"].view(out, wide)
            view.addmm_(scaled.reshape(-1, out).t(), known.reshape(-1, wide))

    return add


def _ghost_squares(inputs: torch.Tensor, gradients: torch.Tensor) -> torch.Tensor:
    """Squared norm of each unit's weight gradient, float64 [U], never below the true one."""
    tokens, wide, out = inputs.shape[1], inputs.shape[2], gradients.shape[2]
    lengths: torch.Tensor = inputs.norm(dim=2).double() * gradients.norm(dim=2).double()
    slack = (wide + out + 8) * ROUNDING * lengths.sum(dim=1).square()
    if tokens * (wide + out) <= wide * out:
        first = inputs @ inputs.transpose(1, 2)
        first *= gradients @ gradients.transpose(1, 2)
        return torch.add(first.sum(dim=(1, 2), dtype=torch.float64), slack)
    # The unit's gradient, made for its norm alone, a few at a time: it may be large.
    found = [
        (g.t() @ i).square().sum(dtype=torch.float64)
        for i, g in zip(inputs, gradients, strict=True)
    ]
    slack = (tokens + 8) * ROUNDING * lengths.sum(dim=1).square()
    return torch.add(torch.stack(found), 2 * slack)


def _layer_norm(
    layer: _Layer, batch: UnitBatch, into: _Into, squares: torch.Tensor
) -> Callable[[torch.Tensor], None]:
    module: Any = layer.module
    inputs, gradients = _recorded(layer, batch)
    parts: _Into = {}
    if "weight" in into:
        normal = nn.functional.layer_norm(inputs, module.normalized_shape, eps=module.eps)
        parts["weight"] = (normal * gradients).sum(dim=1)
    if "bias" in into:
        parts["bias"] = gradients.sum(dim=1)
    for part in parts.values():
        squares += part.square().sum(dim=1, dtype=torch.float64)

    def add(factors: torch.Tensor) -> None:
        for name, part in parts.items():
            _add_rows(into[name], part, factors)

    return add


def _embedding(
    layer: _Layer, batch: UnitBatch, into: _Into, squares: torch.Tensor
) -> Callable[[torch.Tensor], None]:
    module: Any = layer.module
    if module.max_norm is not None or module.scale_grad_by_freq:
        raise ModelError(f"{layer.name}: max_norm and scale_grad_by_freq mix units")
    tokens, gradients = _recorded(layer, batch)  # [U, L], [U, L, d]
    units = torch.arange(batch.units, device=tokens.device).unsqueeze(1).expand_as(tokens)
    keys = (units * module.num_embeddings + tokens).flatten()
    unique, place = torch.unique(keys, return_inverse=True)
    wide = gradients.shape[2]
    rows = torch.zeros(len(unique), wide, device=tokens.device)
    rows.index_add_(0, place, gradients.reshape(-1, wide))
    owner, token = unique // module.num_embeddings, unique % module.num_embeddings
    if module.padding_idx is not None:  # autograd gives it no gradient
        rows[token == module.padding_idx] = 0.0
    squares.index_add_(0, owner, rows.square().sum(dim=1, dtype=torch.float64))

    def add(factors: torch.Tensor) -> None:
        scaled = rows * torch.nan_to_num(factors)[owner].unsqueeze(1)
        scaled[torch.isnan(factors)[owner]] = 0.0
        into["weight"].view(-1, wide).index_add_(0, token, scaled)

    return add


_HANDLERS: dict[type[nn.Module], _Handler] = {
    nn.Linear: _linear,
    nn.LayerNorm: _layer_norm,
    nn.Embedding: _embedding,
}


def _scaled(
    values: torch.Tensor, factors: torch.Tensor, *, only_zero: bool = False
) -> torch.Tensor:
    """`values` [U, …] times each unit's factor; zeros where the factor is NaN: zero times NaN
    would be NaN. `only_zero` leaves the others as they are."""
    bad = torch.isnan(factors)
    shape = (-1, *([1] * (values.dim() - 1)))
    if not only_zero:
        values = values * torch.nan_to_num(factors).view(shape)
    if bool(bad.any()):
        values = torch.where(bad.view(shape), torch.zeros_like(values), values)
    return values


def _add_rows(into: torch.Tensor, rows: torch.Tensor, factors: torch.Tensor) -> None:
    """Add each unit's row [U, numel], scaled, to a flat view."""
    known = _scaled(rows, factors, only_zero=True)
    into.addmv_(known.t(), torch.nan_to_num(factors))
