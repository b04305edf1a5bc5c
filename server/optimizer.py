"""The server optimiser: a Flower strategy that takes the weighted sum as its only reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from flwr.app import Array, ArrayRecord, Message, MetricRecord, RecordDict
from flwr.serverapp.strategy import FedAdam, FedAvg, FedAvgM, FedYogi

from server.errors import JobError

Arrays = dict[str, npt.NDArray[np.float32]]
_WEIGHT = "weight"
# What these strategies carry from round to round, by the attribute that holds it.
_STATE = ("momentum_vector", "m_t", "v_t")


@dataclass(frozen=True, slots=True)
class OptimizerSpec:
    """Which strategy, and its public settings. `momentum` is FedAvgM's, the betas and `tau`
    FedAdam's and FedYogi's (Reddi et al. 2020)."""

    name: Literal["fedavg", "fedavgm", "fedadam", "fedyogi"] = "fedavg"
    learning_rate: float = 1.0
    momentum: float = 0.9
    beta_1: float = 0.9
    beta_2: float = 0.99
    tau: float = 1e-3


class ServerOptimizer:
    """Applies pseudo-gradients to a model, one a round, and can be saved and resumed."""

    def __init__(self, spec: OptimizerSpec) -> None:
        self._strategy = _strategy(spec)
        self._scale = spec.learning_rate if spec.name == "fedavg" else 1.0

    def step(
        self, number: int, model: Arrays, pseudo_gradient: Arrays, template: Message
    ) -> Arrays:
        """The model after round `number`. `template` is any message that a reply can answer.

        The strategy sees one client whose model is `model + pseudo_gradient`.
        """
        moved = {n: model[n] + self._scale * pseudo_gradient[n] for n in model}
        self._announce(model)
        content = RecordDict({"arrays": _record(moved), "metrics": MetricRecord({_WEIGHT: 1.0})})
        reply = Message(content, reply_to=template)
        arrays, _ = self._strategy.aggregate_train(number, [reply])
        if arrays is None:
            raise JobError("the server optimiser returned no model")
        return {n: np.asarray(a.numpy(), dtype=np.float32) for n, a in arrays.items()}

    def state(self, names: list[str]) -> Arrays:
        """The optimiser's state as flat `slot/name` arrays."""
        found: Arrays = {}
        for slot in _STATE:
            value = getattr(self._strategy, slot, None)
            if not value:
                continue
            # FedAvgM keeps a list in the model's order, the others a dictionary.
            pairs = value.items() if isinstance(value, Mapping) else zip(names, value, strict=True)
            found |= {f"{slot}/{n}": np.asarray(a, dtype=np.float32) for n, a in pairs}
        return found

    def restore(self, state: Mapping[str, npt.NDArray[Any]], names: list[str]) -> None:
        """Take back what `state` gave."""
        for slot in _STATE:
            arrays = {n: state[f"{slot}/{n}"] for n in names if f"{slot}/{n}" in state}
            if arrays:
                kept: Any = list(arrays.values()) if slot == "momentum_vector" else arrays
                setattr(self._strategy, slot, kept)

    def _announce(self, model: Arrays) -> None:
        """Tell strategies that look at the difference what the round's model was.

        Flower sets this in `configure_train`, which also samples nodes and waits for them; our
        rounds choose their own nodes.
        """
        if isinstance(self._strategy, FedAvgM):
            self._strategy.current_arrays = _record(model)
        elif isinstance(self._strategy, FedAdam | FedYogi):
            self._strategy.current_arrays = dict(model)


def _strategy(spec: OptimizerSpec) -> FedAvg:
    rate, beta_1, beta_2 = spec.learning_rate, spec.beta_1, spec.beta_2
    match spec.name:
        case "fedavg":
            return FedAvg(weighted_by_key=_WEIGHT)
        case "fedavgm":
            return FedAvgM(
                weighted_by_key=_WEIGHT,
                server_learning_rate=rate,
                server_momentum=spec.momentum,
            )
        case "fedadam":
            return FedAdam(
                weighted_by_key=_WEIGHT, eta=rate, tau=spec.tau, beta_1=beta_1, beta_2=beta_2
            )
        case "fedyogi":
            return FedYogi(
                weighted_by_key=_WEIGHT, eta=rate, tau=spec.tau, beta_1=beta_1, beta_2=beta_2
            )
    raise JobError(
        f"server optimiser: expected fedavg, fedavgm, fedadam or fedyogi, found {spec.name!r}"
    )


def _record(arrays: Arrays) -> ArrayRecord:
    return ArrayRecord({n: Array(np.ascontiguousarray(a)) for n, a in arrays.items()})
