"""client.trunk_cache: the same gradients, nothing to read on disk, and never the wrong tensor."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from support.records import MARK, record
from support.runs import assert_no_text
from support.seeded_stream import seeded_stream
from support.tasks import make_task
from support.tiny_models import KINDS, make_records, open_model

from client import training, trunk_cache, trunk_files
from client.checks.draws import DrawCheck
from client.gradients import Engine
from client.gradients.bookkeeping import BookKeeping
from client.gradients.hooks import Hooks
from client.samples import DrawnUnit, UnitSamples
from client.training import clipped_sum, train_round
from client.trunk_cache import TrunkCache, cache_key, trunk_of, warm_trunk
from privacy.plan import Unit
from privacy.vault import atomic
from privacy.vault.files import rewrap, sealed_files
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from qa.features import Encoder
from qa.records import Record
from qa.runtime import Precision, Runtime
from qa.spec import ReadingSpec, TrainableSet, TrainableSpec
from qa.trainable import load_trainable, make_trainable, trainable_arrays
from qa.trunk import Trunk

FLOAT32 = Runtime("cpu", Precision.FLOAT32)
BFLOAT16 = Runtime("cpu", Precision.BFLOAT16)
RING = Keyring((Identity.of(bytes([1]) * 32),))
PROCESSES = multiprocessing.get_context("fork")  # a fresh interpreter would import for seconds
NO_CLIP = 1e4
Vector = npt.NDArray[np.float64]
Damage = Callable[[Path], None]


class Home:
    """An owner's folder, its records, and a network with a task for it."""

    def __init__(
        self,
        model: Path,
        folder: Path,
        records: list[Record] | None = None,
        runtime: Runtime = FLOAT32,
        **changes: Any,
    ) -> None:
        self.folder, self.runtime = folder, runtime
        self.task = make_task(**({"records_per_unit": 3, "windows_per_record": 3} | changes))
        self.model = open_model(model)
        self.network = make_trainable(self.model.network, self.task.trainable)
        self.before = trainable_arrays(self.network)
        self.records = make_records(8, each=3) if records is None else records
        self.records_sha256 = "1" * 64
        self.keyring = RING
        self.reports: list[str] = []
        self.filled = 0  # forward passes of the trunk alone

    @property
    def cache(self) -> Path:
        return self.folder / trunk_files.FOLDER

    def samples(self) -> UnitSamples:
        reading = self.task.reading
        encoder = Encoder(self.model.tokenizer, reading.max_length, reading.stride)
        return UnitSamples(self.records, self.task.plan, encoder)

    @contextlib.contextmanager
    def warm(self, *, unchanged: bool = True) -> Iterator[TrunkCache | None]:
        with warm_trunk(
            self.task,
            self.model,
            self.network,
            self.samples(),
            folder=self.folder,
            keyring=self.keyring,
            runtime=self.runtime,
            records_sha256=self.records_sha256,
            unchanged=lambda: unchanged,
            report=self.reports.append,
        ) as cache:
            yield cache

    def train(self, cache: TrunkCache | None) -> Vector:
        """The update of a round on the model as it was, from the same stream every time."""
        load_trainable(self.network, self.before)
        samples = self.samples()
        update = train_round(
            self.network,
            samples,
            self.task,
            declared_units=10,
            stream=seeded_stream(1),
            runtime=self.runtime,
            pad_id=self.model.pad_id,
            draws=DrawCheck.begin("key", self.task.plan, len(samples)),
            cache=cache,
        )
        return np.concatenate([a.ravel() for a in update.values()]).astype(np.float64)

    def units(self) -> list[DrawnUnit]:
        samples, stream = self.samples(), seeded_stream(2)
        return [samples.draw(number, stream) for number in range(len(samples))]

    def fills(self) -> int:
        """How many passes of the trunk opening a cache takes now. There is one afterwards."""
        before = self.filled
        with self.warm() as cache:
            assert cache is not None, self.reports
        return self.filled - before


@pytest.fixture
def home(tiny_models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    found = Home(tiny_models["bert"], tmp_path / "owner")
    count_passes(found, monkeypatch)
    return found


def count_passes(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Trunk.activations

    def counted(trunk: Trunk, inputs: Any) -> torch.Tensor:
        home.filled += 1
        return real(trunk, inputs)

    monkeypatch.setattr(Trunk, "activations", counted)


def near(found: Vector, expected: Vector, tolerance: float = 1e-5) -> bool:
    return bool(np.linalg.norm(found - expected) <= tolerance * np.linalg.norm(expected))


def engine_of(kind: type[Any], home: Home, cache: TrunkCache) -> Engine:
    engine: Engine = kind(home.network, home.runtime, cache.trunk.read)
    home.network.train()
    return engine


class TestGradients:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("engine", [BookKeeping, Hooks])
    @pytest.mark.parametrize("clip_norm", [NO_CLIP, 0.5])
    def test_are_those_without_a_cache(
        self,
        tiny_models: dict[str, Path],
        tmp_path: Path,
        kind: str,
        engine: type[Any],
        clip_norm: float,
    ) -> None:
        """Units of several records, and windows of several lengths."""
        home = Home(tiny_models[kind], tmp_path, reading=ReadingSpec(80, 8))
        units = home.units()
        assert max(map(len, units)) > 1
        assert any(len({len(w) for w in unit.windows}) > 1 for unit in units)
        with home.warm() as cache:
            assert cache is not None
            opened = engine_of(engine, home, cache)
            pad = home.model.pad_id
            expected = clipped_sum(opened, units, clip_norm, pad)
            found = clipped_sum(opened, units, clip_norm, pad, hidden=cache.hidden)
            opened.close()
        assert near(found.astype(np.float64), expected.astype(np.float64))

    def test_of_a_unit_that_comes_in_pieces(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        small = training.Limits(gradient_bytes=1 << 30, windows=2, tokens=256)
        monkeypatch.setattr(training.Limits, "of", lambda _: small)
        units = [unit for unit in home.units() if len(unit) > 2][:2]
        with home.warm() as cache:
            assert cache is not None
            opened = engine_of(BookKeeping, home, cache)
            expected = clipped_sum(opened, units, NO_CLIP, 0)
            found = clipped_sum(opened, units, NO_CLIP, 0, hidden=cache.hidden)
            opened.close()
        assert near(found.astype(np.float64), expected.astype(np.float64))

    def test_in_bfloat16_within_its_rounding(
        self, tiny_models: dict[str, Path], tmp_path: Path
    ) -> None:
        exact = Home(tiny_models["bert"], tmp_path / "a")
        home = Home(tiny_models["bert"], tmp_path / "b", runtime=BFLOAT16)
        sums = []
        with exact.warm() as cache, home.warm() as rounded:
            assert cache is not None and rounded is not None
            for at, given, hidden in (
                (exact, cache, None),
                (home, rounded, None),
                (home, rounded, rounded.hidden),
            ):
                opened = engine_of(BookKeeping, at, given)
                total = clipped_sum(opened, at.units(), NO_CLIP, 0, hidden=hidden)
                sums.append(total.astype(np.float64))
                opened.close()
        error = np.linalg.norm(sums[1] - sums[0])
        assert error > 0
        # Within twice what bfloat16 is off by without a cache.
        assert np.linalg.norm(sums[2] - sums[0]) <= 2 * error

    def test_of_rounds_cold_warm_and_without(self, home: Home) -> None:
        home.task = replace(home.task, plan=replace(home.task.plan, steps_per_round=3))
        without = home.train(None)
        with home.warm() as cache:
            cold = home.train(cache)
        assert home.filled > 0
        before = home.filled
        with home.warm() as cache:
            warm = home.train(cache)
        assert home.filled == before
        assert (cold == warm).all()
        assert near(cold, without)

    def test_the_trunk_is_not_run_in_a_step(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(training, "check_engine", lambda *_: None)  # of windows made up
        with home.warm() as cache:
            stack: Any = home.network.base_model.encoder.layer  # type: ignore[union-attr]
            ran: list[int] = []
            for number, layer in enumerate(stack):
                layer.register_forward_hook(lambda *_, n=number: ran.append(n))
            home.train(cache)
        assert set(ran) == {1}


class TestOnDisk:
    def test_nothing_can_be_read(self, home: Home) -> None:
        home.records = [
            record(n, context=f"{MARK} was here {n}.", person_id=f"{MARK}-{n}") for n in range(9)
        ]
        with home.warm() as cache:
            assert cache is not None
            window = next(iter(home.samples().windows()))
            hidden = cache.hidden([window], 48)
        assert hidden is not None
        assert assert_no_text(home.cache) == 2
        names = sorted(path.name for path in home.cache.iterdir())
        assert names == ["activations.vault", "index.vault"]
        content = b"".join(path.read_bytes() for path in home.cache.iterdir())
        for clear in (hidden[0, 0].numpy().tobytes(), trunk_cache._digest(window).encode()):
            assert clear not in content
        assert all(path.stat().st_mode & 0o077 == 0 for path in home.cache.iterdir())

    def test_training_changes_nothing_there(self, home: Home) -> None:
        """Which units were drawn shows in no name, size or time of change."""
        assert home.fills() > 0

        def state() -> list[tuple[str, int, int]]:
            paths = sorted(home.cache.iterdir())
            return [(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in paths]

        before = state()
        with home.warm() as cache:
            home.train(cache)
        assert state() == before

    def test_all_records_are_in_it_drawn_or_not(self, home: Home) -> None:
        with home.warm() as cache:
            assert cache is not None
            for window in home.samples().windows():
                assert cache.hidden([window], 96) is not None

    def test_a_window_is_padded_to_its_own_length_alone(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = Trunk.activations
        shapes: list[tuple[int, int]] = []

        def spy(trunk: Trunk, inputs: Any) -> torch.Tensor:
            mask = inputs["attention_mask"]
            shapes.append(tuple(mask.shape))
            assert int(mask.sum(1).min()) > mask.shape[1] - 8
            return real(trunk, inputs)

        monkeypatch.setattr(Trunk, "activations", spy)
        with home.warm():
            pass
        assert len({length for _, length in shapes}) > 1
        assert max(count for count, _ in shapes) > 1

    def test_new_keys_open_it_after_a_rotation(self, home: Home) -> None:
        assert home.fills() > 0
        rotated = RING.rotated()
        assert [rewrap(path, rotated) for path in sealed_files(home.folder)] == [True, True]
        home.keyring = rotated.forgotten()
        assert home.fills() == 0

    def test_keys_that_were_forgotten_cost_a_filling(self, home: Home) -> None:
        assert home.fills() > 0
        home.keyring = RING.rotated().forgotten()
        assert home.fills() > 0


def flip(file: str, place: int) -> Damage:
    def damage(cache: Path) -> None:
        content = bytearray((cache / file).read_bytes())
        content[place] ^= 1
        (cache / file).write_bytes(content)

    return damage


def cut(file: str, length: int) -> Damage:
    return lambda cache: (cache / file).write_bytes((cache / file).read_bytes()[:-length]) and None


def remove(file: str) -> Damage:
    return lambda cache: (cache / file).unlink()


def exchanged(cache: Path) -> None:
    one, other = cache / "index.vault", cache / "activations.vault"
    held = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(held)


def folder_instead(cache: Path) -> None:
    (cache / "index.vault").unlink()
    (cache / "index.vault").mkdir()


DAMAGES = {
    "activations flipped at the end": flip("activations.vault", -5),
    "activations flipped in the middle": flip("activations.vault", 50_000),
    "activations' header flipped": flip("activations.vault", 40),
    "activations cut": cut("activations.vault", 1),
    "activations cut at a chunk": cut("activations.vault", 64 * 1024 + 16),
    "no activations": remove("activations.vault"),
    "index flipped": flip("index.vault", -5),
    "index cut": cut("index.vault", 100),
    "no index": remove("index.vault"),
    "empty index": lambda cache: (cache / "index.vault").write_bytes(b"") and None,
    "files exchanged": exchanged,
    "a folder in a file's place": folder_instead,
}


class TestDamage:
    @pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
    def test_costs_a_filling_and_nothing_else(self, home: Home, damage: Damage) -> None:
        with home.warm() as cache:
            expected = home.train(cache)
        damage(home.cache)
        with home.warm() as cache:
            assert near(home.train(cache), expected)
        with home.warm() as cache:
            assert near(home.train(cache), expected)
        assert home.fills() == 0
        assert not home.reports

    def test_in_the_middle_of_a_round_lets_the_trunk_run(self, home: Home) -> None:
        expected = home.train(None)
        with home.warm() as cache:
            assert cache is not None
            path = home.cache / "activations.vault"
            with path.open("r+b") as file:  # the very file that is open
                file.seek(1000)
                file.write(bytes(path.stat().st_size - 1000))
            assert near(home.train(cache), expected)
            assert cache.hidden(home.units()[0].windows, 96) is None
        assert not home.cache.exists()
        assert home.fills() > 0

    def test_a_window_that_is_not_in_it_lets_the_trunk_run(self, home: Home) -> None:
        with home.warm() as cache:
            home.records = [*home.records, replace(home.records[0], question="what else?")]
            assert cache is not None
            assert cache.hidden([list(home.samples().windows())[3]], 96) is None

    @pytest.mark.parametrize("moment", [1, 3])
    def test_a_crash_while_filling_leaves_none(
        self, home: Home, monkeypatch: pytest.MonkeyPatch, moment: int
    ) -> None:
        real, begun = Trunk.activations, itertools.count(1)

        def crash(trunk: Trunk, inputs: Any) -> torch.Tensor:
            if next(begun) == moment:
                os._exit(9)
            return real(trunk, inputs)

        with monkeypatch.context() as patch:
            patch.setattr(Trunk, "activations", crash)
            process = PROCESSES.Process(target=home.fills)
            process.start()
            process.join()
        assert process.exitcode == 9
        assert not (home.cache / "index.vault").exists()
        assert len(list(home.cache.iterdir())) == 1  # what the crash left
        assert home.fills() > 0
        assert len(list(home.cache.iterdir())) == 2
        assert home.fills() == 0

    def test_a_crash_before_the_index_leaves_none(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def crash(*_: Any) -> Any:
            os._exit(9)

        with monkeypatch.context() as patch:
            patch.setattr(trunk_files.canonical, "encode", crash)
            process = PROCESSES.Process(target=home.fills)
            process.start()
            process.join()
        assert process.exitcode == 9
        assert home.fills() > 0

    def test_an_error_while_filling_leaves_none(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real, begun = Trunk.activations, itertools.count(1)

        def fail(trunk: Trunk, inputs: Any) -> torch.Tensor:
            if next(begun) == 2:
                raise KeyboardInterrupt
            return real(trunk, inputs)

        monkeypatch.setattr(Trunk, "activations", fail)
        with pytest.raises(KeyboardInterrupt), home.warm():
            pass
        assert not home.cache.exists()

    def test_a_full_disk_lets_the_trunk_run(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: Any) -> None:
            raise OSError(28, "No space left on device")

        expected = home.train(None)
        with monkeypatch.context() as patch:
            patch.setattr(atomic.os, "fsync", full)
            with home.warm() as cache:
                assert cache is None
                assert near(home.train(cache), expected)
        assert "No space left" in home.reports[0]
        assert not home.cache.exists()

    def test_more_bytes_than_the_limit_are_not_kept(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert home.fills() > 0
        shutil.rmtree(home.cache)
        monkeypatch.setattr(trunk_cache, "MAX_CACHE_BYTES", 1000)
        with home.warm() as cache:
            assert cache is None
        assert "1000 bytes" in home.reports[0]
        assert not home.cache.exists()


class TestKey:
    def test_follows_from_all_that_activations_follow_from(
        self, home: Home, tiny_models: dict[str, Path]
    ) -> None:
        trunk = Trunk(home.network, home.task.trainable)
        tokenizer = home.model.tokenizer
        other = Home(tiny_models["roberta"], home.folder)
        deeper = Trunk(home.network, home.task.trainable)
        deeper.frozen_layers += 1
        task = home.task
        keys = [
            cache_key(task, trunk, tokenizer, FLOAT32, "a"),
            cache_key(replace(task, base_sha256="1" * 64), trunk, tokenizer, FLOAT32, "a"),
            cache_key(task, deeper, tokenizer, FLOAT32, "a"),
            cache_key(task, Trunk(other.network, task.trainable), tokenizer, FLOAT32, "a"),
            cache_key(task, trunk, other.model.tokenizer, FLOAT32, "a"),
            cache_key(replace(task, reading=ReadingSpec(88, 8)), trunk, tokenizer, FLOAT32, "a"),
            cache_key(replace(task, reading=ReadingSpec(96, 16)), trunk, tokenizer, FLOAT32, "a"),
            cache_key(task, trunk, tokenizer, BFLOAT16, "a"),
            cache_key(task, trunk, tokenizer, FLOAT32, "b"),
        ]
        assert len(set(keys)) == len(keys)

    def test_is_the_same_for_every_round_run_and_pooling(self, home: Home) -> None:
        """Units, draws and noise are no part of what the trunk computes."""
        trunk, tokenizer = Trunk(home.network, home.task.trainable), home.model.tokenizer
        plan = replace(home.task.plan, unit=Unit.DOCUMENT, records_per_unit=1, noise_multiplier=2.0)
        tasks = (home.task, replace(home.task, run_id="other", round=3, plan=plan))
        assert len({cache_key(t, trunk, tokenizer, FLOAT32, "a") for t in tasks}) == 1

    @pytest.mark.parametrize("what", ["records", "reading", "base", "dtype"])
    def test_another_one_fills_anew_in_the_same_place(self, home: Home, what: str) -> None:
        assert home.fills() > 0
        if what == "records":
            home.records_sha256 = "2" * 64
            home.records = home.records[:5]
        elif what == "reading":
            home.task = replace(home.task, reading=ReadingSpec(88, 8))
        elif what == "base":
            home.task = replace(home.task, base_sha256="2" * 64)
        else:
            home.runtime = BFLOAT16
        assert home.fills() > 0
        assert home.fills() == 0
        assert len(list(home.cache.iterdir())) == 2

    @pytest.mark.parametrize(
        "files",
        [["index.vault", "activations.vault"], ["index.vault"], ["activations.vault"]],
    )
    def test_that_of_another_owner_is_refused(
        self, home: Home, tiny_models: dict[str, Path], tmp_path: Path, files: list[str]
    ) -> None:
        other = Home(tiny_models["bert"], tmp_path / "other", home.records[:9])
        other.records_sha256 = "2" * 64
        assert home.fills() > 0
        other.fills()
        for file in files:
            shutil.copy(other.cache / file, home.cache / file)
        assert home.fills() > 0

    def test_an_earlier_state_of_one_of_its_files_is_refused(self, home: Home) -> None:
        assert home.fills() > 0
        shutil.copytree(home.cache, home.folder / "earlier")
        shutil.rmtree(home.cache)
        assert home.fills() > 0
        shutil.copy(home.folder / "earlier" / "activations.vault", home.cache)
        assert home.fills() > 0

    def test_what_was_erased_while_it_was_filled_does_not_stay(self, home: Home) -> None:
        with home.warm(unchanged=False) as cache:
            assert cache is None
        assert not home.cache.exists()


class TestDecision:
    """By public values: what the task says."""

    @pytest.mark.parametrize(
        ("changes", "kept"),
        [
            ({}, True),
            ({"sampling_probability": 1 / 6}, True),  # 6 steps over all rounds
            ({"sampling_probability": 0.9 / 6}, False),
            ({"dropout": 0.1}, False),
            ({"trainable": TrainableSpec(TrainableSet.TOP, 2, 1)}, False),
            ({"trainable": TrainableSpec(TrainableSet.LORA, 1, 2)}, False),
            ({"trainable": TrainableSpec(TrainableSet.FULL)}, False),
        ],
    )
    @pytest.mark.parametrize("people", [0, 1, 12])
    def test_does_not_depend_on_how_many_records_there_are(
        self,
        tiny_models: dict[str, Path],
        tmp_path: Path,
        changes: dict[str, Any],
        kept: bool,
        people: int,
    ) -> None:
        home = Home(tiny_models["bert"], tmp_path, make_records(people), **changes)
        home.cache.mkdir(parents=True)  # of a task before
        (home.cache / "index.vault").write_bytes(b"stale")
        assert (trunk_of(home.task, home.network) is not None) is kept
        with home.warm() as cache:
            assert (cache is not None) is kept
        assert home.cache.exists() is kept

    def test_it_is_filled_before_the_first_draw(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: Any) -> Any:
            raise AssertionError("drawn")

        monkeypatch.setattr(UnitSamples, "draw", fail)
        assert home.fills() > 0
