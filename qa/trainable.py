"""Which of a model's parameters a federation trains: all, the last layers, or low-rank factors.

The names and shapes that come out are the wire contract: only these tensors travel.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from qa.errors import ModelError
from qa.model import HEAD_SEED
from qa.spec import TrainableSet, TrainableSpec

Arrays = dict[str, npt.NDArray[np.float32]]


def make_trainable(network: nn.Module, spec: TrainableSpec) -> nn.Module:
    """Freeze all but the parameters of `spec`, and return the network to train.

    For LoRA the result wraps the network's linear maps in place; `merge` undoes that. Its
    factors start at zero change, drawn from a fixed public seed.

    Raises ModelError when the network has no stack of layers or fewer than `spec.layers`, when
    `spec.rank` is above a linear map's own rank, or when it has parameters that can't be trained
    for each unit apart (batch norm, tied weights).
    """
    _refuse_untrainable(network)
    if spec.kind is TrainableSet.FULL:
        network.requires_grad_(True)
        for module in network.modules():
            if isinstance(module, nn.Embedding):
                # Opacus ignores padding_idx when it samples gradients; without it both agree,
                # and a masked padding token has no gradient anyway.
                module.padding_idx = None
        return network
    network.requires_grad_(False)
    prefix, stack = layer_stack(network)
    if spec.layers > len(stack):
        raise ModelError(f"layers: expected at most {len(stack)} layers, found {spec.layers}")
    count = spec.layers or len(stack)
    names = [f"{prefix}.{index}" for index in range(len(stack) - count, len(stack))]
    if spec.kind is TrainableSet.TOP:
        for name in names:
            network.get_submodule(name).requires_grad_(True)
    else:
        network = _with_lora(network, names, spec.rank)
        if spec.kind is TrainableSet.LORA_FFA:
            _freeze_first_factors(network)
    _head(network).requires_grad_(True)
    return network


def merge(network: nn.Module) -> nn.Module:
    """Fold LoRA factors into the weights they change; a network without them is returned as is."""
    from peft import PeftModel

    if not isinstance(network, PeftModel):
        return network
    merged: nn.Module = network.merge_and_unload()
    return merged


def trainable_arrays(network: nn.Module) -> Arrays:
    """Copies of the trainable parameters, float32, by name."""
    return {
        name: parameter.detach().to("cpu", torch.float32).numpy().copy()
        for name, parameter in network.named_parameters()
        if parameter.requires_grad
    }


def load_trainable(network: nn.Module, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
    """Copy `arrays` into the trainable parameters.

    Raises ModelError unless names and shapes are exactly those of the network and every value
    is finite: the arrays come from a peer.
    """
    parameters = {n: p for n, p in network.named_parameters() if p.requires_grad}
    if parameters.keys() != arrays.keys():
        odd = sorted(parameters.keys() ^ arrays.keys())
        raise ModelError(
            f"model tensors: expected the trainable set's names, found {odd[0][:80]!r} off"
        )
    for name, parameter in parameters.items():
        array = arrays[name]
        if tuple(array.shape) != tuple(parameter.shape):
            raise ModelError(
                f"model tensor {name}: expected shape {tuple(parameter.shape)}, "
                f"found {tuple(array.shape)}"
            )
        if array.dtype != np.float32 or not np.isfinite(array).all():
            raise ModelError(f"model tensor {name}: expected finite float32 values")
        with torch.no_grad():
            parameter.copy_(torch.from_numpy(np.array(array, copy=True)))


def digest_of(arrays: Mapping[str, npt.NDArray[Any]]) -> str:
    """SHA-256, in hex, over names, dtypes, shapes and values, whatever their order."""
    digest = hashlib.sha256()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        head = f"{name}\0{array.dtype.str}\0{array.shape}\0{array.nbytes}\0".encode()
        digest.update(head)
        digest.update(array.data.cast("B") if array.nbytes else b"")
    return digest.hexdigest()


def _with_lora(network: nn.Module, layers: list[str], rank: int) -> nn.Module:
    from peft import LoraConfig, get_peft_model

    targets = {
        f"{layer}.{name}": module
        for layer in layers
        for name, module in network.get_submodule(layer).named_modules()
        if isinstance(module, nn.Linear)
    }
    full = min((min(m.in_features, m.out_features) for m in targets.values()), default=0)
    if rank > full:
        raise ModelError(f"rank: expected at most {full}, a linear map's own, found {rank}")
    config = LoraConfig(r=rank, lora_alpha=2 * rank, lora_dropout=0.0, target_modules=list(targets))
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(HEAD_SEED)  # of the CPU alone
        wrapped: nn.Module = get_peft_model(network, config)
        return wrapped


def _freeze_first_factors(network: nn.Module) -> None:
    """Draw every A anew from a public stream that is the same on every machine, and freeze it.

    A frozen factor doesn't travel, so that all parties must come to the same one: PCG64's raw
    words are fixed for all versions of NumPy, torch's generator is not promised to be.
    """
    for name, parameter in network.named_parameters():
        if ".lora_A." not in name:
            continue
        # The prefix that peft puts before a name is its own affair.
        digest = hashlib.sha256(name.removeprefix("base_model.model.").encode()).digest()
        words = np.random.PCG64(int.from_bytes(digest[:16], "big")).random_raw(parameter.numel())
        uniform = (words >> np.uint64(11)).astype(np.float64) * 2.0**-53
        bound = parameter.shape[1] ** -0.5  # as peft draws it: Kaiming with a = sqrt(5)
        factor = ((2 * uniform - 1) * bound).astype(np.float32).reshape(tuple(parameter.shape))
        with torch.no_grad():
            parameter.copy_(torch.from_numpy(factor))
        parameter.requires_grad_(False)


def _head(network: nn.Module) -> nn.Module:
    for name, _ in network.named_modules():
        if name.split(".")[-1] == "qa_outputs":
            return network.get_submodule(name)
    raise ModelError("expected a question-answering head named qa_outputs, found none")


def layer_stack(network: nn.Module) -> tuple[str, nn.ModuleList]:
    stacks = [(n, m) for n, m in network.named_modules() if isinstance(m, nn.ModuleList)]
    if not stacks:
        raise ModelError("expected a model with a stack of layers, found none; train set 'full'")
    return max(stacks, key=lambda item: len(item[1]))


def _refuse_untrainable(network: nn.Module) -> None:
    for name, module in network.named_modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            raise ModelError(f"{name}: batch norm mixes units; no per-unit gradient exists")
    seen: dict[int, str] = {}
    for name, parameter in network.named_parameters(remove_duplicate=False):
        if (first := seen.setdefault(id(parameter), name)) != name:
            raise ModelError(f"{name}: tied to {first}; a per-unit gradient would be counted twice")
