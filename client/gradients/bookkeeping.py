"""One-pass book-keeping (Bu, Wang, Zha and Karypis 2022): one backward pass for norms and sums.

Forward keeps each trained layer's input a, backward hands over its output's gradient b, and
autograd makes no gradients of weights. As soon as b is there, each unit's gradient of that layer is
made from the two, which are then let go; its norm is taken, and it is kept until all norms are
known and it can be added:

    linear map   bᵀa over the unit's tokens, which costs what autograd would have spent on the batch
    layer norm   the sum over the unit's tokens
    embedding    rows for the tokens that the unit holds, and no others

What is kept takes no more than the activations that backward frees meanwhile, unless texts are
short. Norms are taken on the very tensors that are summed: bfloat16 under autocast, as autograd's
are. A ghost norm (from Gram matrices of a and b) would need less memory for large layers, but it is
another computation than the sum: weights can be made for which its terms cancel and rounding lets
a unit add more than the clip norm. A bound on that rounding costs more accuracy than is allowed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from client.gradients.engine import (
    Engine,
    Reader,
    Section,
    UnitBatch,
    clip_factors,
    requiring_gradients,
)
from qa.errors import ModelError
from qa.model import forward
from qa.runtime import Runtime

LINE = 2048  # values whose norm float32 gives to within half of CLIP_MARGIN, at the worst
SMALL_PRODUCT = 64 * 1024  # values: below, a batched product is faster than one by one
KEPT_BYTES = 16 * 1024 * 1024  # in one block: larger ones glibc maps and clears anew each time

Adder = Callable[[torch.Tensor, torch.Tensor], None]  # factors [U], finite [U]


@dataclass(slots=True)
class _Layer:
    """One layer that has trainable parameters of its own, and where their sums go."""

    name: str
    module: nn.Module
    parameters: dict[str, nn.Parameter]
    inputs: torch.Tensor | None = None


@dataclass(slots=True)
class _Pass:
    """One forward and backward pass over a batch."""

    batch: UnitBatch
    squares: torch.Tensor  # float64 [U]
    views: dict[int, torch.Tensor]  # of the total, flat, by the parameter's id
    adders: list[Adder]
    seen: set[str]


class BookKeeping(Engine):
    """For linear maps, layer norms and embeddings. Raises ModelError for any other layer that has
    parameters to train."""

    def __init__(self, network: nn.Module, runtime: Runtime, reader: Reader = forward) -> None:
        super().__init__(network, runtime, reader)
        self._layers = _layers(network)
        covered = {id(p) for layer in self._layers for p in layer.parameters.values()}
        if covered != {id(p) for p in self.parameters}:
            raise ModelError("expected every trained parameter in a layer of its own")
        self.held_per_window = sum(
            p.numel()
            for layer in self._layers
            if not isinstance(layer.module, nn.Embedding)
            for p in layer.parameters.values()
        )
        self._pass: _Pass | None = None
        self._hooks = [
            layer.module.register_forward_hook(self._recorder(layer)) for layer in self._layers
        ]
        for parameter in self.parameters:  # autograd then computes no gradients of weights
            parameter.requires_grad_(False)

    def close(self) -> None:
        for hook in self._hooks:
            hook.remove()
        self._forget()
        for parameter in self.parameters:
            parameter.requires_grad_(True)

    @contextlib.contextmanager
    def plainly(self) -> Iterator[None]:
        with requiring_gradients(self.parameters):
            yield

    def add_clipped(self, batch: UnitBatch, clip_norm: float, total: torch.Tensor) -> None:
        views = dict(zip(map(id, self.parameters), torch.split(total, self.sizes), strict=True))
        squares = torch.zeros(batch.units, dtype=torch.float64, device=total.device)
        self._pass = run = _Pass(batch, squares, views, [], set())
        try:
            self.backward(batch.batch, batch.weights)
        finally:
            self._forget()
        if lost := [layer.name for layer in self._layers if layer.name not in run.seen]:
            raise ModelError(f"{lost[0]}: expected to take part in every pass")
        factors, finite = clip_factors(squares, clip_norm)
        for add in run.adders:
            add(factors, finite)

    def _forget(self) -> None:
        self._pass = None
        for layer in self._layers:
            layer.inputs = None

    def _recorder(
        self, layer: _Layer
    ) -> Callable[[nn.Module, tuple[Any, ...], torch.Tensor], None]:
        def record(_: nn.Module, inputs: tuple[Any, ...], output: torch.Tensor) -> None:
            run = self._pass
            if run is None:
                return
            if layer.inputs is not None:
                raise ModelError(f"{layer.name}: expected one use in a pass, found another")
            if not output.requires_grad:  # the first trained layer: the graph begins here
                output.requires_grad_(True)
            layer.inputs = inputs[0].detach()

            def receive(gradient: torch.Tensor) -> None:
                _take(run, layer, gradient.detach())

            output.register_hook(receive)  # type: ignore[no-untyped-call]

        return record


def _take(run: _Pass, layer: _Layer, gradients: torch.Tensor) -> None:
    """Note what `layer` adds to the norms, and how it adds to the sum."""
    inputs, layer.inputs = layer.inputs, None
    rows = len(run.batch.weights)
    if inputs is None or layer.name in run.seen:
        raise ModelError(f"{layer.name}: expected one use in a pass, found another")
    expected = (rows, run.batch.batch.inputs["input_ids"].shape[1])
    if tuple(inputs.shape[:2]) != expected or tuple(gradients.shape[:2]) != expected:
        raise ModelError(
            f"{layer.name}: expected [windows, tokens, …], found {tuple(inputs.shape)}: "
            "its gradient can't be told apart by unit"
        )
    run.seen.add(layer.name)
    into = {name: run.views[id(parameter)] for name, parameter in layer.parameters.items()}
    for section in run.batch.sections():
        a = _by_unit(inputs, section, embedded=isinstance(layer.module, nn.Embedding))
        b = _by_unit(gradients, section)
        squares = run.squares[section.of_units]
        for add in _HANDLERS[type(layer.module)](layer, a, b, into, squares):
            run.adders.append(_some(section.of_units, add))


def _by_unit(values: torch.Tensor, section: Section, *, embedded: bool = False) -> torch.Tensor:
    """A section's rows as [U, L, …], L tokens a unit; token ids as [U, L]."""
    part = values[section.rows]
    if embedded:
        return part.reshape(section.units, -1)
    return part.reshape(section.units, -1, part.shape[-1])


def _some(units: slice, add: Adder) -> Adder:
    return lambda factors, finite: add(factors[units], finite[units])


def _layers(network: nn.Module) -> list[_Layer]:
    layers = []
    for name, module in network.named_modules():
        own = {n: p for n, p in module.named_parameters(recurse=False) if p.requires_grad}
        if not own:
            continue
        if type(module) not in _HANDLERS:
            raise ModelError(
                f"{name}: no per-unit gradients of a {type(module).__name__} by book-keeping"
            )
        if isinstance(module, nn.Embedding) and (
            module.max_norm is not None or module.scale_grad_by_freq
        ):
            raise ModelError(f"{name}: max_norm and scale_grad_by_freq mix units")
        layers.append(_Layer(name, module, own))
    return layers


_Into = dict[str, torch.Tensor]
_Handler = Callable[[_Layer, torch.Tensor, torch.Tensor, _Into, torch.Tensor], list[Adder]]


def _linear(
    _: _Layer, a: torch.Tensor, b: torch.Tensor, into: _Into, squares: torch.Tensor
) -> list[Adder]:
    """a: [U, L, d], b: [U, L, p]."""
    adders = []
    if "bias" in into:
        adders.append(_kept(b.sum(dim=1, dtype=torch.float32), into["bias"], squares))
    if "weight" in into:
        size = max(1, KEPT_BYTES // (4 * into["weight"].numel()))
        for begin in range(0, len(a), size):
            some = slice(begin, begin + size)
            rows = _products(a[some], b[some])
            adders.append(_some(some, _kept(rows, into["weight"], squares[some])))
    return adders


def _products(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """bᵀa of each unit: [U, p, d]."""
    if a.dtype != b.dtype:
        a, b = a.float(), b.float()
    if a.device.type != "cpu" or a.shape[2] * b.shape[2] <= SMALL_PRODUCT:
        return b.transpose(1, 2) @ a
    # One by one is faster than a batched product, which MKL does badly with a transposed factor.
    products = torch.empty(len(a), b.shape[2], a.shape[2], dtype=a.dtype)
    for left, right, product in zip(b, a, products, strict=True):
        torch.mm(left.t(), right, out=product)
    return products


def _kept(rows: torch.Tensor, into: torch.Tensor, squares: torch.Tensor) -> Adder:
    """Gradients [U, …] that are kept until they are added."""
    # Float32 norms over the last dimension alone: over millions of values a float32 sum could
    # lose the many small ones beside a large one, and with them the bound on what is added.
    lines = rows if rows.dim() > 1 else rows.unsqueeze(1)
    precise = torch.float64 if lines.shape[-1] > LINE else torch.float32
    norms = torch.linalg.vector_norm(lines, dim=-1, dtype=precise)
    squares += norms.double().square().reshape(len(rows), -1).sum(dim=1)

    def add(factors: torch.Tensor, finite: torch.Tensor) -> None:
        _add_rows(into, rows.flatten(1), factors, finite)

    return add


def _layer_norm(
    layer: _Layer, a: torch.Tensor, b: torch.Tensor, into: _Into, squares: torch.Tensor
) -> list[Adder]:
    module: Any = layer.module
    adders = []
    if "weight" in into:
        normal = nn.functional.layer_norm(a.float(), module.normalized_shape, eps=module.eps)
        adders.append(_kept((normal * b).sum(dim=1), into["weight"], squares))
    if "bias" in into:
        adders.append(_kept(b.sum(dim=1, dtype=torch.float32), into["bias"], squares))
    return adders


def _embedding(
    layer: _Layer, tokens: torch.Tensor, b: torch.Tensor, into: _Into, squares: torch.Tensor
) -> list[Adder]:
    """tokens: int [U, L], b: [U, L, d]. Rows of one token within a unit add up before the norm."""
    module: Any = layer.module
    wide = b.shape[2]
    units = torch.arange(len(tokens), device=tokens.device).unsqueeze(1)
    unique, place = torch.unique(units * module.num_embeddings + tokens, return_inverse=True)
    rows = torch.zeros(len(unique), wide, device=b.device)
    rows.index_add_(0, place.reshape(-1), b.reshape(-1, wide).float())
    owner, token = unique // module.num_embeddings, unique % module.num_embeddings
    if module.padding_idx is not None:  # autograd gives it no gradient
        rows[token == module.padding_idx] = 0.0
    norms = torch.linalg.vector_norm(rows, dim=1)
    squares.index_add_(0, owner, norms.double().square())

    def add(factors: torch.Tensor, finite: torch.Tensor) -> None:
        scaled = _without(rows * factors[owner].unsqueeze(1), finite[owner])
        into["weight"].view(-1, wide).index_add_(0, token, scaled)

    return [add]


_HANDLERS: dict[type[nn.Module], _Handler] = {
    nn.Linear: _linear,
    nn.LayerNorm: _layer_norm,
    nn.Embedding: _embedding,
}


def _without(values: torch.Tensor, finite: torch.Tensor) -> torch.Tensor:
    """`values` [U, …] with zeros for units that aren't finite: zero times NaN would be NaN."""
    if bool(finite.all()):
        return values
    shape = (-1, *([1] * (values.dim() - 1)))
    return torch.where(finite.view(shape), values, torch.zeros_like(values))


def _add_rows(
    into: torch.Tensor, rows: torch.Tensor, factors: torch.Tensor, finite: torch.Tensor
) -> None:
    """Add each unit's row [U, numel], scaled, to a flat view."""
    into.addmv_(_without(rows, finite).float().t(), factors)
