"""qa.model: what opens, what is refused, and what the logits and losses are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file
from support.tiny_models import KINDS, POSITIONS, make_window, open_model

from qa.batches import collate, padded_length
from qa.errors import ModelError
from qa.model import accepted_inputs, forward, load_model, save_model, span_loss
from qa.model_source import TOKENIZER_FILE, WEIGHTS_FILE, find_model
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import make_trainable


@pytest.fixture
def copy(tiny_models: dict[str, Path], tmp_path: Path) -> Path:
    return shutil.copytree(tiny_models["bert"], tmp_path / "copy")


def without_head(folder: Path) -> Path:
    tensors = load_file(folder / WEIGHTS_FILE)
    kept = {name: t for name, t in tensors.items() if "qa_outputs" not in name}
    save_file(kept, folder / WEIGHTS_FILE, metadata={"format": "pt"})
    return folder


class TestLoad:
    @pytest.mark.parametrize("kind", KINDS)
    def test_each_architecture_opens_in_evaluation_mode(
        self, tiny_models: dict[str, Path], kind: str
    ) -> None:
        model = open_model(tiny_models[kind])
        assert not model.network.training
        assert {p.dtype for p in model.network.parameters()} == {torch.float32}
        assert model.max_positions == POSITIONS
        assert model.pad_id == (1 if kind == "roberta" else 0)
        assert not any(
            module.p for module in model.network.modules() if isinstance(module, torch.nn.Dropout)
        )

    def test_a_missing_head_is_the_same_every_time(self, copy: Path) -> None:
        """And the caller's generator, which may be its own noise, is where it was."""
        without_head(copy)
        torch.manual_seed(1)
        before = torch.get_rng_state()
        first = open_model(copy).network.get_parameter("qa_outputs.weight")
        assert torch.equal(before, torch.get_rng_state())
        torch.manual_seed(2)
        second = open_model(copy).network.get_parameter("qa_outputs.weight")
        assert torch.equal(first, second)
        assert first.any()

    def test_a_missing_layer_is_refused_rather_than_made_up(self, copy: Path) -> None:
        tensors = load_file(copy / WEIGHTS_FILE)
        lost = "bert.encoder.layer.1.output.dense.weight"
        del tensors[lost]
        save_file(tensors, copy / WEIGHTS_FILE, metadata={"format": "pt"})
        with pytest.raises(ModelError, match=lost):
            open_model(copy)

    @pytest.mark.parametrize(
        "change",
        [
            {"model_type": "no-such-type"},
            {"model_type": "vit"},  # no question-answering form
            {"hidden_size": 64},  # tensors don't fit
            {"hidden_size": "wide"},
            {"num_attention_heads": 0},
        ],
        ids=str,
    )
    def test_a_configuration_that_fits_nothing(self, copy: Path, change: dict[str, Any]) -> None:
        config = json.loads((copy / "config.json").read_text()) | change
        (copy / "config.json").write_text(json.dumps(config))
        with pytest.raises(ModelError, match="question answering"):
            open_model(copy)

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff"])
    def test_a_configuration_that_is_none(self, copy: Path, content: bytes) -> None:
        (copy / "config.json").write_bytes(content)
        with pytest.raises(ModelError):
            open_model(copy)

    @pytest.mark.parametrize("content", [b"", b"\x80\x04N.", b"\xff" * 64, b"\0" * 64])
    def test_weights_that_are_none(self, copy: Path, content: bytes) -> None:
        (copy / WEIGHTS_FILE).write_bytes(content)
        with pytest.raises(ModelError):
            open_model(copy)

    def test_code_in_the_folder_never_runs(
        self, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nor is anybody asked whether it may: a prompt waits for ever in a service."""

        def never(*_: Any) -> str:
            raise AssertionError("asked the user")

        monkeypatch.setattr("builtins.input", never)
        witness = tmp_path / "ran"
        (copy / "evil.py").write_text(f"open({str(witness)!r}, 'w')\n")
        config = json.loads((copy / "config.json").read_text())
        config["auto_map"] = {
            "AutoConfig": "evil.Config",
            "AutoModelForQuestionAnswering": "evil.Model",
        }
        for model_type in ("bert", "evil"):
            (copy / "config.json").write_text(json.dumps(config | {"model_type": model_type}))
            if model_type == "bert":
                open_model(copy)
            else:
                with pytest.raises(ModelError):
                    open_model(copy)
        assert not witness.exists()

    @pytest.mark.parametrize("content", [b"", b"{}", b"\xff"])
    def test_a_tokenizer_that_is_none(self, copy: Path, content: bytes) -> None:
        (copy / TOKENIZER_FILE).write_bytes(content)
        with pytest.raises(ModelError, match="tokenizer"):
            open_model(copy)

    def test_dropout_is_what_was_asked(self, copy: Path) -> None:
        network = load_model(find_model(str(copy)), dropout=0.25).network
        rates = {m.p for m in network.modules() if isinstance(m, torch.nn.Dropout)}
        assert rates == {0.25}


def test_a_saved_model_is_the_same_model(tiny_models: dict[str, Path], tmp_path: Path) -> None:
    model = open_model(tiny_models["distilbert"])
    save_model(model, tmp_path / "new", card="A card.\n")
    again = open_model(tmp_path / "new")
    for (name, old), (other, new) in zip(
        model.network.named_parameters(), again.network.named_parameters(), strict=True
    ):
        assert name == other
        assert torch.equal(old, new)
    assert again.tokenizer.to_str() == model.tokenizer.to_str()
    files = {path.name for path in (tmp_path / "new").iterdir()}
    assert {"README.md", "config.json", WEIGHTS_FILE, TOKENIZER_FILE} <= files
    assert not [name for name in files if name.endswith((".bin", ".pt", ".py"))]


class TestInputs:
    @pytest.mark.parametrize(
        ("kind", "expected"),
        [
            ("bert", {"input_ids", "attention_mask", "token_type_ids", "position_ids"}),
            ("distilbert", {"input_ids", "attention_mask", "position_ids"}),
            ("roberta", {"input_ids", "attention_mask"}),
        ],
    )
    def test_each_architecture_takes_its_own(
        self, tiny_models: dict[str, Path], kind: str, expected: set[str]
    ) -> None:
        network = open_model(tiny_models[kind]).network
        assert accepted_inputs(network) == expected
        lora = make_trainable(network, TrainableSpec(TrainableSet.LORA, 1, 4))
        assert accepted_inputs(lora) == expected  # through the wrapper

    @pytest.mark.parametrize("kind", KINDS)
    def test_spelled_out_positions_are_the_model_s_own(
        self, tiny_models: dict[str, Path], kind: str
    ) -> None:
        network: Any = open_model(tiny_models[kind]).network
        window = make_window(30, 1)
        inputs = collate([window], 1 if kind == "roberta" else 0).inputs
        start, _ = forward(network, inputs)
        given = {"input_ids": torch.from_numpy(window.input_ids).long()[None]}
        if kind == "bert":
            given["token_type_ids"] = torch.from_numpy(window.token_type_ids).long()[None]
        expected = network(**given).start_logits[0]
        allowed = inputs["answerable"][0]
        torch.testing.assert_close(
            start[0, allowed], expected[allowed[: len(window)]], atol=1e-5, rtol=1e-5
        )


class TestForward:
    def test_padding_and_question_can_t_answer(self, tiny_models: dict[str, Path]) -> None:
        network = open_model(tiny_models["bert"]).network
        batch = collate([make_window(12, 1), make_window(40, 2)], 0)
        for logits in forward(network, batch.inputs):
            assert logits.dtype == torch.float32
            assert torch.equal(torch.isfinite(logits), batch.inputs["answerable"])
            assert bool((logits[~batch.inputs["answerable"]] == -torch.inf).all())

    def test_the_loss_is_the_mean_of_two_cross_entropies(self) -> None:
        inf = torch.inf
        start = torch.tensor([[1.0, 2.0, -inf], [0.0, -inf, -inf]])
        end = torch.tensor([[3.0, 1.0, -inf], [5.0, -inf, -inf]])
        loss = span_loss(start, end, torch.tensor([1, 0]), torch.tensor([0, 0]))
        first = 0.5 * (np.log1p(np.exp(-1)) + np.log1p(np.exp(-2)))
        torch.testing.assert_close(loss, torch.tensor([first, 0.0], dtype=torch.float32))

    def test_a_batch_is_padded_to_the_longest_one_s_own_length(self) -> None:
        windows = [make_window(length, 1) for length in (9, 16, 17)]
        assert [padded_length(window) for window in windows] == [16, 16, 24]
        assert collate(windows, 0).inputs["input_ids"].shape == (3, 24)
        assert collate(windows[:2], 0).inputs["input_ids"].shape == (2, 16)
