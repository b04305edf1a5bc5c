"""client.app: tasks and models that are malformed or don't fit. Nothing here trains or charges, and
nobody learns more than a code.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from flwr.app import ArrayRecord, ConfigRecord, RecordDict
from support.owner_site import TRAIN_KIND, Site, refused

from exchange.refusals import Refusal
from exchange.task import (
    CONFIRM_QUERY,
    JOIN_QUERY,
    REQUEST_KEY,
    ROSTER_KEY,
    ROUND_KEY,
    SHARE_QUERY,
    SURVIVORS_KEY,
    TASK_KEY,
    TASK_RECORD,
    TERMS_KEY,
    UNMASK_QUERY,
)
from qa.spec import ReadingSpec, TrainableSet, TrainableSpec

pytestmark = pytest.mark.usefixtures("nothing_is_charged")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "x" * 20_000, b"{}", 3, [1, 2]])
@pytest.mark.parametrize("kind", ["query.join", "train"])
def test_a_task_that_is_none(site: Site, kind: str, text: object) -> None:
    assert site.refusal(kind, text=text) is Refusal.MALFORMED


def test_a_seed_has_no_place(site: Site) -> None:
    body = json.loads(site.task.to_json())
    assert "seed" not in json.dumps(body)
    for place in (body, body["plan"], body["optimizer"], body["reading"], body["trainable"]):
        place["seed"] = 1
        assert site.refusal(text=json.dumps(body)) is Refusal.MALFORMED
        del place["seed"]


def test_records_that_are_missing(site: Site) -> None:
    assert site.refusal(content=RecordDict()) is Refusal.MALFORMED
    only_task = RecordDict({TASK_RECORD: ConfigRecord({TASK_KEY: site.task.to_json()})})
    assert site.refusal(content=only_task) is Refusal.MALFORMED
    wrong_kind = RecordDict({TASK_RECORD: ArrayRecord()})
    assert site.refusal(content=wrong_kind) is Refusal.MALFORMED
    no_key = RecordDict({TASK_RECORD: ConfigRecord()})
    assert site.refusal("query.join", content=no_key) is Refusal.MALFORMED


@pytest.mark.parametrize("kind", [JOIN_QUERY, SHARE_QUERY, TRAIN_KIND, CONFIRM_QUERY, UNMASK_QUERY])
@pytest.mark.parametrize("content", [None, "text", 3, [b"x"]], ids=str)
def test_a_message_of_the_protocol_that_is_missing_or_no_bytes(
    site: Site, kind: str, content: Any
) -> None:
    site.open()
    keys = (TERMS_KEY, ROSTER_KEY, ROUND_KEY, SURVIVORS_KEY, REQUEST_KEY)
    messages = {} if content is None else dict.fromkeys(keys, content)
    assert refused(site.ask(kind, **messages)) is Refusal.MALFORMED


@pytest.mark.parametrize("kind", [JOIN_QUERY, SHARE_QUERY, TRAIN_KIND, CONFIRM_QUERY, UNMASK_QUERY])
@pytest.mark.parametrize("content", [b"", b"DSA", bytes(100_000)], ids=["empty", "head", "zeros"])
def test_bytes_that_are_no_message(site: Site, kind: str, content: bytes) -> None:
    site.open()
    keys = (TERMS_KEY, ROSTER_KEY, ROUND_KEY, SURVIVORS_KEY, REQUEST_KEY)
    messages: dict[str, Any] = dict.fromkeys(keys, content)
    assert refused(site.ask(kind, **messages)) is Refusal.SESSION


@pytest.mark.parametrize(
    "spec",
    [
        TrainableSpec(TrainableSet.LORA, 1, 4096),
        TrainableSpec(TrainableSet.LORA, 1000, 4),
        TrainableSpec(TrainableSet.TOP, 3),
    ],
    ids=str,
)
def test_a_trainable_set_that_doesn_t_fit(site: Site, spec: TrainableSpec) -> None:
    assert site.refusal(task=replace(site.task, trainable=spec)) is Refusal.MODEL


def test_another_base_model(site: Site) -> None:
    assert site.refusal(task=replace(site.task, base_sha256="f" * 64)) is Refusal.MODEL


@pytest.mark.parametrize("length", [129, 8192])
def test_windows_longer_than_the_model_reads(site: Site, length: int) -> None:
    task = replace(site.task, reading=ReadingSpec(length, 8))
    assert site.refusal(task=task) is Refusal.MODEL


def test_windows_too_short_to_read_with(site: Site) -> None:
    task = replace(site.task, reading=ReadingSpec(16, 8))
    assert site.refusal(task=task) is Refusal.FAILED
