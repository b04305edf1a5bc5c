"""Optional recognizers: places are those of the text, and nothing of the machine's is trusted."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.recognizers import jieba_names
from client.recognizers.token_classification import digest, kind_of, open_model
from privacy.desensitize.findings import Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Detector

LABELS = ("O", "B-PER", "I-PER", "M-NAME", "LABEL_4", "PHONE")
MARKS = {"q": "B-PER", "##q": "I-PER", "z": "M-NAME", "##z": "M-NAME", "7": "PHONE", "w": "LABEL_4"}


@pytest.fixture(scope="module")
def jieba() -> Detector:
    pytest.importorskip("jieba")
    return jieba_names.names()


def found(detect: Detector, text: str) -> list[str]:
    return [text[f.start : f.end] for f in detect(text)]


def test_names_by_segmentation(jieba: Detector) -> None:
    text = "患者王小明和李娜昨日到院,ok 张伟民主任说:好。"
    assert {"王小明", "李娜"} <= set(found(jieba, text))
    assert all(f.kind is Kind.PERSON and f.strength is Strength.SHAPED for f in jieba(text))
    assert found(jieba, "No Han here.") == found(jieba, "") == []


@given(
    st.text(st.one_of(st.sampled_from("王小明李娜说在·㐀龥𠮷a1 \n。"), st.characters(codec=None)))
)
def test_places_are_those_of_the_text(jieba: Detector, text: str) -> None:
    for one in jieba(text):
        assert 0 <= one.start < one.end <= len(text)
        assert all("\u3400" <= c <= "\u9fff" or c == "·" for c in text[one.start : one.end])


def test_words_that_others_add_or_leave_about_change_nothing(
    jieba: Detector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import jieba as package

    text = "患者王小明和李娜昨日到院"
    before = found(jieba, text)
    (tmp_path / "jieba.cache").write_bytes(b"no dictionary")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    package.add_word("患者王小明和李娜", 10**9, "n")
    try:
        assert found(jieba, text) == before == found(jieba_names.names(), text)
    finally:
        package.del_word("患者王小明和李娜")
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]


def write_tagger(folder: Path, labels: tuple[str, ...] = LABELS) -> Path:
    """A model without layers: each token has the label of `MARKS`, whatever stands around."""
    import torch
    from support.tiny_models import POSITIONS, tiny_tokenizer
    from transformers import BertConfig, BertForTokenClassification

    tokenizer = tiny_tokenizer("bert")
    network: Any = BertForTokenClassification(
        BertConfig(
            vocab_size=100,
            hidden_size=8,
            num_hidden_layers=0,
            num_attention_heads=1,
            intermediate_size=8,
            max_position_embeddings=POSITIONS,
            id2label=dict(enumerate(labels)),
            label2id={label: n for n, label in enumerate(labels)},
        )
    )
    with torch.no_grad():
        embeddings = network.bert.embeddings
        for table in (embeddings.position_embeddings, embeddings.token_type_embeddings):
            table.weight.zero_()
        numbers = torch.zeros(100, dtype=torch.long)
        for token, label in MARKS.items():
            numbers[tokenizer.token_to_id(token)] = LABELS.index(label)
        embeddings.word_embeddings.weight.copy_(torch.eye(8)[numbers])
        network.classifier.weight.copy_(5 * torch.eye(8)[: len(labels)])
        network.classifier.bias.zero_()
    network.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(
        json.dumps(
            {
                "tokenizer_class": "PreTrainedTokenizerFast",
                "unk_token": "[UNK]",
                "cls_token": "[CLS]",
                "sep_token": "[SEP]",
                "pad_token": "[PAD]",
            }
        )
    )
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tagger(tmp_path_factory.mktemp("tagger"))


@pytest.fixture(scope="module")
def model(folder: Path) -> Detector:
    return open_model(str(folder))


def test_labels_become_kinds_and_whole_words(model: Detector) -> None:
    text = "Dr. Qaab saw abqc, 7, w and Z."
    made = {text[f.start : f.end]: f.kind for f in model(text)}
    # A model sees pieces of words: what is labelled in part goes as a whole.
    assert made == {
        "Qaab": Kind.PERSON, "abqc": Kind.PERSON, "7": Kind.PHONE, "Z": Kind.PERSON,
    }  # fmt: skip
    assert list(model(" ")) == list(model("")) == []


def test_a_long_text_is_read_to_its_end(model: Detector) -> None:
    text = "a b c d " * 500 + "q " + "a b c d " * 100 + "q"
    assert [(f.start, f.end) for f in model(text)] == [(4000, 4001), (4802, 4803)]


@given(
    st.text(st.one_of(st.sampled_from("qz7 a\ud800\0\u0301中\u200f👩"), st.characters(codec=None)))
)
def test_any_text(model: Detector, text: str) -> None:
    for one in model(text):
        assert 0 <= one.start < one.end <= len(text)


def test_the_digest_covers_weights_and_words(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    plain = digest(str(folder))
    assert digest(str(copy)) == plain and len(plain) == 64
    for name in ("model.safetensors", "tokenizer.json", "config.json", "tokenizer_config.json"):
        content = (copy / name).read_bytes()
        (copy / name).write_bytes(content + b" ")
        assert digest(str(copy)) != plain, name
        (copy / name).write_bytes(content)


def test_weights_in_several_files_are_all_covered(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "model.safetensors").rename(copy / "part-2.safetensors")
    index = {"weight_map": {"a": "part-2.safetensors"}}
    (copy / "model.safetensors.index.json").write_text(json.dumps(index))
    plain = digest(str(copy))
    (copy / "part-2.safetensors").write_bytes(b"others")
    assert digest(str(copy)) != plain


@pytest.mark.parametrize("ask", [open_model, digest])
def test_no_such_model(ask: Any, tmp_path: Path) -> None:
    for name in (str(tmp_path), str(tmp_path / "none"), "nobody/has-this-model"):
        with pytest.raises(ValueError, match="token-classification"):
            ask(name)


def test_a_model_of_other_labels(tmp_path: Path) -> None:
    write_tagger(tmp_path, ("O", "B-GENE", "I-GENE"))
    with pytest.raises(ValueError, match="other labels"):
        open_model(str(tmp_path))


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("B-PER", Kind.PERSON), ("I_PER", Kind.PERSON), ("M-NAME", Kind.PERSON),
        ("E-NAME", Kind.PERSON), ("S-name", Kind.PERSON), ("L-PERSON", Kind.PERSON),
        ("patient", Kind.PERSON), ("ID", Kind.IDENTIFIER), ("U-EMAIL", Kind.EMAIL),
        ("O", None), ("LABEL_1", None), ("B-GENE", None), ("", None),
    ],
)  # fmt: skip
def test_kinds_of_labels(label: str, kind: Kind | None) -> None:
    assert kind_of(label) is kind
