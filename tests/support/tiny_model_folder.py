"""A BERT of a few thousand random weights in a folder, with a tokenizer that reads characters."""

from __future__ import annotations

import string
from pathlib import Path

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Split
from tokenizers.processors import TemplateProcessing
from transformers import BertConfig, BertForQuestionAnswering

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
CHINESE = "张三李四王五在北京上海广州医院看病住院治疗谁哪里什么时候的了是。？，：年月日号床"


def tiny_model_folder(folder: Path, *, positions: int = 96, layers: int = 2) -> Path:
    """Write the model into `folder`, the same bytes every time, and return the folder."""
    characters = dict.fromkeys(string.ascii_lowercase + string.digits + " .,?:-'" + CHINESE)
    vocabulary = {token: number for number, token in enumerate([*SPECIAL, *characters])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))  # noqa: S106 (no password)
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Split("", "isolated")
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=positions,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        network = BertForQuestionAnswering(config)
    network.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
