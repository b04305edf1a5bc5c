"""What a coordinator asks of an owner in one round, and how it travels.

A task comes from an untrusted peer: `TrainTask.from_json` checks every field's type and range
before anything else sees it. It holds public values alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from privacy.errors import InvalidPlanError
from privacy.plan import Plan
from qa.errors import ModelError
from qa.spec import ReadingSpec, TrainableSet, TrainableSpec

VERSION = 2
TASK_MAX_LENGTH = 16_384  # characters of JSON

# Keys of the Flower records that both sides use.
TASK_RECORD = "task"
TASK_KEY = "json"
AGGREGATION_RECORD = "aggregation"  # messages of docs/protocol.md, bytes, one or none of each:
TERMS_KEY = "terms"
JOIN_KEY = "join"
ROSTER_KEY = "roster"
SHARES_KEY = "shares"
ROUND_KEY = "round"
SURVIVORS_KEY = "survivors"
CONFIRMATION_KEY = "confirmation"
REQUEST_KEY = "unmask_request"
UNMASK_KEY = "unmask"
REPLY_RECORD = "reply"
RECEIPT_KEY = "receipt"  # in the reply: the head of the owner's ledger (privacy.ledger.heads)
WITNESS_RECORD = "witness"  # the owner's last head, countersigned by the coordinator
WITNESS_KEY = "json"
JOIN_QUERY = "query.join"
SHARE_QUERY = "query.share"
CONFIRM_QUERY = "query.confirm"
UNMASK_QUERY = "query.unmask"
WITNESS_QUERY = "query.witness"  # the run has ended: asks for nothing but to keep that head

_SHA256 = re.compile(r"[0-9a-f]{64}")
_RUN_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")


class TaskError(ValueError):
    """A task that is malformed, out of range or of an unknown version."""


@dataclass(frozen=True, slots=True)
class LocalOptimizer:
    """The optimiser of one owner's steps within a round: SGD with momentum and weight decay."""

    learning_rate: float
    momentum: float = 0.0
    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        _number("learning_rate", self.learning_rate, low=0.0, high=1e3)
        _number("momentum", self.momentum, low=0.0, high=0.999)
        _number("weight_decay", self.weight_decay, low=0.0, high=10.0)


@dataclass(frozen=True, slots=True)
class TrainTask:
    """One round's work. Which records it touches is the owner's own, secret draw."""

    run_id: str
    round: int
    base_sha256: str  # of the frozen weights that the trainable tensors belong to
    plan: Plan
    trainable: TrainableSpec
    reading: ReadingSpec
    optimizer: LocalOptimizer
    dropout: float = 0.0  # of embeddings and of what layers give

    def __post_init__(self) -> None:
        _number("dropout", self.dropout, low=0.0, high=0.9)
        if not _RUN_ID.fullmatch(self.run_id):
            raise TaskError("run_id: expected 1 to 128 letters, digits, '.', '_' or '-'")
        _integer("round", self.round, low=0, high=self.plan.horizon_rounds)
        if not _SHA256.fullmatch(self.base_sha256):
            raise TaskError("base_sha256: expected 64 hexadecimal digits")

    def agreement(self) -> bytes:
        """SHA-256 of the task without its round: what a session's terms bind its owners to."""
        text = replace(self, round=0).to_json()
        return hashlib.sha256(b"discreet task\0" + text.encode()).digest()

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces."""
        body = {"version": VERSION} | asdict(self) | {"plan": self.plan.to_json()}
        return json.dumps(body, sort_keys=True, separators=(",", ":"))

    @staticmethod
    def from_json(text: object) -> TrainTask:
        """Parse and check a task. Raises TaskError on anything unexpected."""
        if not isinstance(text, str) or len(text) > TASK_MAX_LENGTH:
            raise TaskError(f"task: expected at most {TASK_MAX_LENGTH} characters of JSON")
        try:
            body = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise TaskError("task: expected JSON") from error
        expected = {
            "version", "run_id", "round", "base_sha256",
            "plan", "trainable", "reading", "optimizer", "dropout",
        }  # fmt: skip
        _keys("task", body, expected)
        if type(body["version"]) is not int or body["version"] != VERSION:
            raise TaskError(f"task: expected version {VERSION}, found {body['version']!r}")
        _keys("trainable", body["trainable"], {"kind", "layers", "rank"})
        _keys("reading", body["reading"], {"max_length", "stride"})
        _keys("optimizer", body["optimizer"], {"learning_rate", "momentum", "weight_decay"})
        trainable, reading = body["trainable"], body["reading"]
        _integer("layers", trainable["layers"], low=0, high=1000)
        _integer("rank", trainable["rank"], low=1, high=4096)
        _integer("max_length", reading["max_length"], low=16, high=8192)
        _integer("stride", reading["stride"], low=0, high=4096)
        _integer("round", body["round"], low=0, high=1_000_000)
        if not isinstance(body["run_id"], str) or not isinstance(body["base_sha256"], str):
            raise TaskError("run_id, base_sha256: expected text")
        try:
            return TrainTask(
                run_id=body["run_id"],
                round=body["round"],
                base_sha256=body["base_sha256"],
                plan=Plan.from_json(body["plan"]),
                trainable=TrainableSpec(
                    kind=TrainableSet(trainable["kind"]),
                    layers=trainable["layers"],
                    rank=trainable["rank"],
                ),
                reading=ReadingSpec(**reading),
                optimizer=LocalOptimizer(**body["optimizer"]),
                dropout=body["dropout"],
            )
        except (InvalidPlanError, ModelError, ValueError, TypeError, OverflowError) as error:
            raise TaskError(str(error)) from error


def _keys(name: str, value: object, expected: set[str]) -> None:
    if not isinstance(value, Mapping) or set(value) != expected:
        raise TaskError(f"{name}: expected the keys {', '.join(sorted(expected))}")


def _integer(name: str, value: Any, *, low: int, high: int) -> None:
    if type(value) is not int or not low <= value <= high:
        raise TaskError(f"{name}: expected a whole number from {low} to {high}, found {value!r}")


def _number(name: str, value: Any, *, low: float, high: float) -> None:
    if type(value) not in (int, float) or not low <= value <= high:  # NaN isn't either
        raise TaskError(f"{name}: expected a number from {low:g} to {high:g}, found {value!r}")
