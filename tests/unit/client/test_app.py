"""client.app through Flower's messages: what is refused, what is charged, what is said.

`ask` checks each refusal for what must never be in it: anything but a fixed code and phrase.
"""

from __future__ import annotations

import io
import itertools
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from client.flower_internals import enter_process, set_message_id  # before the rest of flwr

# isort: split
from flwr.app import Array, ArrayRecord, ConfigRecord, Context, Message, RecordDict
from support.tasks import make_task
from support.tiny_models import make_records, open_model

import client.app
import client.training
from client import networks
from client.account import ACCOUNT_FILE, Account
from client.journal import JOURNAL_FILE, last_detail
from client.owner import Owner
from exchange.refusals import Refusal
from exchange.task import (
    MODEL_RECORD,
    REPLY_RECORD,
    TASK_KEY,
    TASK_RECORD,
    UPDATE_RECORD,
    TrainTask,
)
from privacy import accounting
from privacy.plan import Unit
from qa.model_source import WEIGHTS_FILE, sha256_of_file
from qa.readers import write_jsonl
from qa.runtime import Precision, Runtime
from qa.spec import ReadingSpec, TrainableSet, TrainableSpec
from qa.trainable import Arrays, make_trainable, trainable_arrays

_numbers = itertools.count(1)


@dataclass
class Site:
    """An owner's machine, a task that its policy allows, and the model that belongs to it."""

    owner: Owner
    file: Path
    task: TrainTask
    arrays: Arrays

    def ask(
        self,
        kind: str = "train",
        *,
        task: TrainTask | None = None,
        text: object = None,
        arrays: Mapping[str, Any] | None = None,
        content: RecordDict | None = None,
        run_config: dict[str, Any] | None = None,
    ) -> Message:
        if content is None:
            given = (task or self.task).to_json() if text is None else text
            records: dict[str, Any] = {TASK_RECORD: ConfigRecord({TASK_KEY: given})}  # type: ignore[dict-item]
            if kind == "train":
                chosen = self.arrays if arrays is None else arrays
                records[MODEL_RECORD] = ArrayRecord(
                    {
                        name: value if isinstance(value, Array) else Array(value)
                        for name, value in chosen.items()
                    }
                )
            content = RecordDict(records)
        message = Message(content, 1, kind)
        set_message_id(message, f"test-{next(_numbers)}")
        context = Context(
            run_id=1,
            node_id=1,
            node_config={"owner": str(self.file)},
            state=RecordDict(),
            run_config=run_config or {},
        )
        reply = client.app.app(message, context)
        if reply.has_error():
            assert (reply.error.code, reply.error.reason) in {(int(r), r.meaning) for r in Refusal}
            detail = last_detail(self.owner.folder, self.task.round)
            assert detail is None or detail not in (reply.error.reason or "")
        return reply

    def refusal(self, kind: str = "train", **arguments: Any) -> Refusal:
        reply = self.ask(kind, **arguments)
        assert reply.has_error()
        return Refusal(reply.error.code)

    @property
    def charges(self) -> int:
        return len(Account(self.owner.folder).charges())

    def save(self, **changes: Any) -> None:
        self.owner = replace(self.owner, **changes)
        self.owner.save(self.file)


@pytest.fixture
def site(
    tiny_models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    enter_process()
    monkeypatch.setattr(networks, "_idle", {})
    model = tiny_models["bert"]
    write_jsonl(tmp_path / "records.jsonl", make_records(6, each=2))
    owner = Owner(
        name="hospital",
        folder=tmp_path / "state",
        records=tmp_path / "records.jsonl",
        model=model,
        unit=Unit.PERSON,
        declared_units=10,
        epsilon_cap=50.0,
        delta_cap=1e-4,
        runtime=Runtime("cpu", Precision.FLOAT32),
    )
    owner.save(tmp_path / "owner.json")
    task = make_task(base_sha256=sha256_of_file(model / WEIGHTS_FILE))
    network = make_trainable(open_model(model).network, task.trainable)
    yield Site(owner, tmp_path / "owner.json", task, trainable_arrays(network))


@pytest.fixture
def never_trains(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise AssertionError("trained")

    monkeypatch.setattr(client.training, "train_round", fail)


class TestAnswers:
    def test_join_says_who_this_is(self, site: Site) -> None:
        reply = site.ask("query.join")
        assert dict(reply.content[REPLY_RECORD]) == {"version": 1, "name": "hospital", "round": 1}
        assert list(reply.content) == [REPLY_RECORD]
        assert site.charges == 0

    def test_a_round_is_charged_and_answered_with_public_values_alone(self, site: Site) -> None:
        reply = site.ask()
        assert not reply.has_error()
        assert set(reply.content) == {REPLY_RECORD, UPDATE_RECORD}
        assert dict(reply.content[REPLY_RECORD]) == {"version": 1, "name": "hospital", "round": 1}
        update = {n: a.numpy() for n, a in reply.content.array_records[UPDATE_RECORD].items()}
        assert {n: a.shape for n, a in update.items()} == {
            n: a.shape for n, a in site.arrays.items()
        }
        assert all(a.dtype == np.float32 and np.isfinite(a).all() for a in update.values())
        (charge,) = Account(site.owner.folder).charges()
        assert (charge.run_id, charge.round, charge.steps, charge.plan) == (
            "run-1", 1, 1, site.task.plan,
        )  # fmt: skip

    def test_one_that_is_asked_for_twice_is_charged_twice_and_never_repeated(
        self, site: Site
    ) -> None:
        updates = []
        for _ in range(2):
            record = site.ask().content.array_records[UPDATE_RECORD]
            updates.append(np.concatenate([a.numpy().ravel() for a in record.values()]))
        assert site.charges == 2
        assert not (updates[0] == updates[1]).all()

    def test_the_account_is_charged_before_the_first_gradient(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[int] = []
        real = client.training.train_round

        def spy(*arguments: Any, **keywords: Any) -> Any:
            seen.append(site.charges)
            return real(*arguments, **keywords)

        monkeypatch.setattr(client.training, "train_round", spy)
        site.ask()
        assert seen == [1]

    def test_what_the_coordinator_configures_is_not_asked(self, site: Site) -> None:
        config = {"owner": "/etc/passwd", "seed": 1, "partition-id": 3, "epsilon_cap": 1e9}
        assert not site.ask("query.join", run_config=config).has_error()

    def test_a_full_disk_under_the_journal_tells_nobody(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An exception that leaves a ClientApp reaches the coordinator with its text."""

        def fail(*_: Any, **__: Any) -> None:
            raise OSError(28, "No space left on device", "/home/hospital/secret")

        monkeypatch.setattr(client.app, "note", fail)
        assert not site.ask("query.join").has_error()
        assert site.refusal("query.join", text="{") is Refusal.MALFORMED


class TestPolicy:
    @pytest.mark.usefixtures("never_trains")
    @pytest.mark.parametrize(
        "changes",
        [{"unit": Unit.RECORD}, {"delta": 2e-4}, {"clip_norm": 1e-20}],
        ids=str,
    )
    @pytest.mark.parametrize("kind", ["query.join", "train"])
    def test_another_plan_is_refused_before_anything_is_charged(
        self, site: Site, kind: str, changes: dict[str, Any]
    ) -> None:
        task = replace(site.task, plan=replace(site.task.plan, **changes))
        assert site.refusal(kind, task=task) is Refusal.POLICY
        assert not (site.owner.folder / ACCOUNT_FILE).exists()

    @pytest.mark.usefixtures("never_trains")
    def test_delta_of_one_over_the_declared_units_is_refused(self, site: Site) -> None:
        site.save(declared_units=20_000)
        task = replace(site.task, plan=replace(site.task.plan, delta=5e-5))
        assert site.refusal(task=task) is Refusal.POLICY
        assert site.charges == 0


class TestBudget:
    @pytest.mark.usefixtures("never_trains")
    def test_nothing_is_trained_beyond_the_cap(self, site: Site) -> None:
        site.save(epsilon_cap=0.1)
        assert site.refusal() is Refusal.BUDGET
        assert site.charges == 0

    def test_the_cap_holds_across_rounds_and_runs(self, site: Site) -> None:
        plan = site.task.plan
        site.save(epsilon_cap=accounting.epsilon(plan, 2, plan.delta))
        assert not site.ask().has_error()
        assert not site.ask(task=replace(site.task, run_id="run-2")).has_error()
        assert site.refusal() is Refusal.BUDGET
        assert site.refusal(task=replace(site.task, run_id="run-3")) is Refusal.BUDGET
        assert site.charges == 2

    @pytest.mark.usefixtures("never_trains")
    def test_a_damaged_account_trains_nothing(self, site: Site) -> None:
        site.owner.folder.mkdir()
        (site.owner.folder / ACCOUNT_FILE).write_text("damaged\n")
        assert site.refusal() is Refusal.FAILED

    def test_a_failure_in_training_keeps_the_charge(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: Any, **__: Any) -> None:
            raise ValueError("Alice's record at /home/hospital/secret")

        monkeypatch.setattr(client.training, "privatize", fail)
        assert site.refusal() is Refusal.FAILED
        assert site.charges == 1
        assert "Alice" in (last_detail(site.owner.folder, 1) or "")
        monkeypatch.undo()
        assert not site.ask().has_error()


@pytest.mark.usefixtures("never_trains")
class TestMalformed:
    """Nothing here trains or charges, and nobody learns more than a code."""

    @pytest.fixture(autouse=True)
    def nothing_is_charged(self, site: Site) -> Iterator[None]:
        yield
        assert site.charges == 0

    @pytest.mark.parametrize("text", ["", "{", "[]", "null", "x" * 20_000, b"{}", 3, [1, 2]])
    @pytest.mark.parametrize("kind", ["query.join", "train"])
    def test_a_task_that_is_none(self, site: Site, kind: str, text: object) -> None:
        assert site.refusal(kind, text=text) is Refusal.MALFORMED

    def test_a_seed_has_no_place(self, site: Site) -> None:
        body = json.loads(site.task.to_json())
        assert "seed" not in json.dumps(body)
        for place in (body, body["plan"], body["optimizer"], body["reading"], body["trainable"]):
            place["seed"] = 1
            assert site.refusal(text=json.dumps(body)) is Refusal.MALFORMED
            del place["seed"]

    def test_records_that_are_missing(self, site: Site) -> None:
        assert site.refusal(content=RecordDict()) is Refusal.MALFORMED
        only_task = RecordDict({TASK_RECORD: ConfigRecord({TASK_KEY: site.task.to_json()})})
        assert site.refusal(content=only_task) is Refusal.MALFORMED
        wrong_kind = RecordDict({TASK_RECORD: ArrayRecord(), MODEL_RECORD: ArrayRecord()})
        assert site.refusal(content=wrong_kind) is Refusal.MALFORMED
        no_key = RecordDict({TASK_RECORD: ConfigRecord()})
        assert site.refusal("query.join", content=no_key) is Refusal.MALFORMED

    @pytest.mark.parametrize(
        "change",
        [
            lambda a: a.reshape(-1, 1),
            lambda a: a[:-1],
            lambda a: a.astype(np.float64),
            lambda a: a.astype(np.float16),
            lambda a: a.astype(">f4"),
            lambda a: a.astype(np.int32),
            lambda a: a.astype(np.complex64),
            lambda a: np.full_like(a, np.nan),
            lambda a: np.full_like(a, -np.inf),
            lambda a: np.array("text"),
            lambda a: np.zeros(a.shape, [("x", "f4")]),
        ],
    )
    def test_a_tensor_of_another_shape_or_type(
        self, site: Site, change: Callable[[Any], Any]
    ) -> None:
        arrays = site.arrays | {"qa_outputs.bias": change(site.arrays["qa_outputs.bias"])}
        assert site.refusal(arrays=arrays) is Refusal.MODEL

    def test_tensors_of_other_names(self, site: Site) -> None:
        bias = site.arrays["qa_outputs.bias"]
        without = {n: a for n, a in site.arrays.items() if n != "qa_outputs.bias"}
        frozen = {"bert.embeddings.LayerNorm.bias": np.zeros(32, np.float32)}
        for arrays in ({}, without, site.arrays | {"more": bias}, site.arrays | frozen):
            assert site.refusal(arrays=arrays) is Refusal.MODEL
        odd = {"../\ud7ff\u2028" + "x" * 100_000: bias}
        assert site.refusal(arrays=site.arrays | odd) is Refusal.MODEL
        assert (site.owner.folder / JOURNAL_FILE).stat().st_size < 10_000

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\x80\x04N.",  # a pickle of None
            b"\x93NUMPY\x01\x00\x76\x00{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
            b"\x93NUMPY\x01\x00\x76\x00{'descr': '<f4', 'fortran_order': False, 'shape': (9",
        ],
    )
    def test_bytes_that_are_no_tensor(self, site: Site, data: bytes) -> None:
        array = Array("float32", (2,), "numpy.ndarray", data)
        arrays = site.arrays | {"qa_outputs.bias": array}
        assert site.refusal(arrays=arrays) is Refusal.MALFORMED

    def test_an_array_of_objects(self, site: Site) -> None:
        buffer = io.BytesIO()
        np.save(buffer, np.array([{"a": 1}, None]), allow_pickle=True)
        array = Array("float32", (2,), "numpy.ndarray", buffer.getvalue())
        assert site.refusal(arrays=site.arrays | {"qa_outputs.bias": array}) is Refusal.MALFORMED

    def test_an_archive_where_a_tensor_was_expected(self, site: Site) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("arr_0.npy", b"")
        array = Array("float32", (2,), "numpy.ndarray", buffer.getvalue())
        assert site.refusal(arrays=site.arrays | {"qa_outputs.bias": array}) is Refusal.MALFORMED

    def test_a_tensor_that_claims_a_terabyte(self, site: Site) -> None:
        buffer = io.BytesIO()
        header = {"descr": "<f4", "fortran_order": False, "shape": (1 << 38,)}
        np.lib.format.write_array_header_1_0(buffer, header)
        array = Array("float32", (1 << 38,), "numpy.ndarray", buffer.getvalue())
        assert site.refusal(arrays=site.arrays | {"qa_outputs.bias": array}) is Refusal.MALFORMED

    @pytest.mark.parametrize(
        "spec",
        [
            TrainableSpec(TrainableSet.LORA, 1, 4096),
            TrainableSpec(TrainableSet.LORA, 1000, 4),
            TrainableSpec(TrainableSet.TOP, 3),
            TrainableSpec(TrainableSet.FULL),
        ],
        ids=str,
    )
    def test_a_trainable_set_that_doesn_t_fit(self, site: Site, spec: TrainableSpec) -> None:
        assert site.refusal(task=replace(site.task, trainable=spec)) is Refusal.MODEL

    def test_another_base_model(self, site: Site) -> None:
        assert site.refusal(task=replace(site.task, base_sha256="f" * 64)) is Refusal.MODEL

    @pytest.mark.parametrize("length", [129, 8192])
    def test_windows_longer_than_the_model_reads(self, site: Site, length: int) -> None:
        task = replace(site.task, reading=ReadingSpec(length, 8))
        assert site.refusal(task=task) is Refusal.MODEL

    def test_windows_too_short_to_read_with(self, site: Site) -> None:
        task = replace(site.task, reading=ReadingSpec(16, 8))
        assert site.refusal(task=task) is Refusal.FAILED


@pytest.mark.usefixtures("never_trains")
class TestOwnMistakes:
    def test_records_that_can_t_be_read_are_not_described(self, site: Site) -> None:
        site.owner.records.write_text('{"context": "Alice has a secret"}\n')
        assert site.refusal() is Refusal.FAILED
        site.owner.records.unlink()
        assert site.refusal() is Refusal.FAILED
        assert site.charges == 0

    def test_records_without_their_person(self, site: Site) -> None:
        records = [replace(r, person_id=None) for r in make_records(2)]
        write_jsonl(site.owner.records, records)
        assert site.refusal() is Refusal.FAILED
        assert site.charges == 0

    def test_an_owner_file_that_is_missing_or_malformed(self, site: Site) -> None:
        site.file.write_text('{"version": 1, "name": "/home/hospital"}')
        assert site.refusal("query.join") is Refusal.FAILED
        site.file.unlink()
        assert site.refusal("query.join") is Refusal.FAILED

    def test_a_model_folder_that_is_gone(self, site: Site) -> None:
        site.save(model=Path("/nowhere/at/all"))
        assert site.refusal() is Refusal.MODEL


def test_the_app_starts_without_the_heavy_frameworks() -> None:
    """Each message starts a fresh process: a refusal shouldn't cost the import of torch."""
    code = "import sys, client.app; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"torch", "transformers", "opacus", "peft"}.isdisjoint(run.stdout.split())
