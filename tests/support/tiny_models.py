"""Readers of a few thousand random weights in a folder, and windows and records for them.

`write_model` gives the same bytes every time. The vocabulary holds letters, so that every word
has tokens; initial weights are large, so that attention isn't uniform.
"""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from torch import nn

from qa.features import Window
from qa.model import QaModel, load_model
from qa.model_source import find_model
from qa.records import Answer, Record

VOCABULARY = 100  # tokens
POSITIONS = 128  # tokens
SPREAD = 0.3  # standard deviation of the initial weights

# Models this small lose more to waiting threads than they gain, by far on a busy machine.
torch.set_num_threads(1)

_SPECIAL = {
    "bert": ("[PAD]", "[UNK]", "[CLS]", "[SEP]"),
    "distilbert": ("[PAD]", "[UNK]", "[CLS]", "[SEP]"),
    "roberta": ("<s>", "<pad>", "</s>", "<unk>"),
}
KINDS = tuple(_SPECIAL)


def tiny_network(kind: str) -> nn.Module:
    """An untrained network of two layers, the same weights every time."""
    from transformers import (
        BertConfig,
        BertForQuestionAnswering,
        DistilBertConfig,
        DistilBertForQuestionAnswering,
        RobertaConfig,
        RobertaForQuestionAnswering,
    )

    sizes: dict[str, Any] = {"vocab_size": VOCABULARY, "initializer_range": SPREAD}
    bert: dict[str, Any] = {
        "hidden_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 48,
    }
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(7)
        if kind == "bert":
            return BertForQuestionAnswering(
                BertConfig(**sizes, **bert, max_position_embeddings=POSITIONS)
            )
        if kind == "distilbert":
            return DistilBertForQuestionAnswering(
                DistilBertConfig(
                    **sizes,
                    dim=32,
                    hidden_dim=48,
                    n_heads=2,
                    n_layers=2,
                    max_position_embeddings=POSITIONS,
                )
            )
        return RobertaForQuestionAnswering(
            RobertaConfig(
                **sizes,
                **bert,
                max_position_embeddings=POSITIONS + 2,
                type_vocab_size=1,
                bos_token_id=0,
                pad_token_id=1,
                eos_token_id=2,
            )
        )


def tiny_tokenizer(kind: str) -> Tokenizer:
    """WordPiece over letters, digits and a little punctuation."""
    special = _SPECIAL[kind]
    signs = [*string.ascii_lowercase, *string.digits, *".,?"]
    tokens = [*special, *signs, *(f"##{sign}" for sign in string.ascii_lowercase)]
    numbers = {token: number for number, token in enumerate(tokens)}
    unknown = next(token for token in special if "unk" in token.lower())
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token=unknown))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    first, last = ("<s>", "</s>") if kind == "roberta" else ("[CLS]", "[SEP]")
    pair = f"{first} $A {last} $B:1 {last}:1"
    if kind == "roberta":
        pair = f"{first} $A {last} {last} $B {last}"
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}",
        pair=pair,
        special_tokens=[(first, numbers[first]), (last, numbers[last])],
    )
    return tokenizer


def write_model(kind: str, folder: Path) -> Path:
    """Write weights, configuration and tokenizer into `folder`, and return it."""
    network: Any = tiny_network(kind)
    network.save_pretrained(folder)
    tiny_tokenizer(kind).save(str(folder / "tokenizer.json"))
    return folder


def open_model(folder: Path) -> QaModel:
    """`load_model` of a local folder."""
    return load_model(find_model(str(folder)))


def make_window(length: int, seed: int, *, question: int = 4, token: int | None = None) -> Window:
    """A window of `length` random tokens, the answer among its context's, seen by `seed`.

    `token` is put into the middle of the context, for weights that react to it.
    """
    rng = np.random.default_rng(seed)
    ids = rng.integers(5, VOCABULARY - 1, length).astype(np.int32)
    ids[0], ids[question + 1], ids[-1] = 2, 3, 3
    begin = question + 2
    if token is not None:
        ids[(begin + length - 1) // 2] = token
    size = length - begin - 1
    start = begin + int(rng.integers(size))
    types = (np.arange(length) > question + 1).astype(np.int32)
    offsets = np.stack([np.arange(size), np.arange(size) + 1], 1).astype(np.int32)
    return Window(ids, types, begin, offsets, start, min(start + 2, begin + size - 1))


def make_records(people: int, *, each: int = 1) -> list[Record]:
    """Records about `people` persons, `each` of each, of different lengths."""
    records = []
    for person in range(people):
        for number in range(each):
            fact = f"room {person} {number}"
            filler = "the old ward. " * (1 + (3 * person + number) % 5)
            context = f"{filler}{fact}."
            records.append(
                Record(
                    id=f"r{person}-{number}",
                    context=context,
                    question="which room?",
                    answers=(Answer(fact, context.index(fact)),) if number % 3 != 2 else (),
                    document_id=f"d{person}",
                    person_id=f"p{person}",
                )
            )
    return records
