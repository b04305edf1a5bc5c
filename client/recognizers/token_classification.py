"""Persons, addresses and numbers by a token-classification model: a second opinion.

The model is a folder, or a name in the local cache of Hugging Face: nothing is downloaded while
records are prepared. Its labels are those of common corpora (CoNLL 2003, OntoNotes, MSRA, CLUENER).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Detector

LEAST_SCORE = 0.5
_STRIDE = 32  # tokens that two windows of a long text share
_WINDOW = 512  # tokens, for a model that doesn't say
_HAN = re.compile(r"[\u3400-\u9fff]")
_INDEX = "model.safetensors.index.json"  # of weights in several files
_FILES = (
    "config.json", "model.safetensors", _INDEX, "tokenizer.json", "tokenizer_config.json",
    "vocab.txt", "special_tokens_map.json",
)  # fmt: skip
_EXPECTED = (
    "expected a folder, or a name in the local cache, of a token-classification model with "
    "safetensors weights, found none"
)
_KINDS = {
    "PER": Kind.PERSON, "PERSON": Kind.PERSON, "NAME": Kind.PERSON, "NR": Kind.PERSON,
    "PATIENT": Kind.PERSON, "STAFF": Kind.PERSON, "HCW": Kind.PERSON,
    "ADDRESS": Kind.ADDRESS, "STREET": Kind.ADDRESS, "LOCATION-STREET": Kind.ADDRESS,
    "PHONE": Kind.PHONE, "EMAIL": Kind.EMAIL, "ID": Kind.IDENTIFIER,
}  # fmt: skip
_PREFIX = re.compile(r"^[BIMESLU][-_]")  # of BIO, BILOU, BIOES and BMES
_OFFSET = frozenset({"roberta", "xlm-roberta", "camembert"})  # count positions from the padding's


def open_model(name: str) -> Detector:
    """A detector that asks the model at `name`.

    Raises ImportError where transformers isn't installed, and ValueError where there is no such
    model here or none of its labels is known.
    """
    from transformers import AutoModelForTokenClassification, AutoTokenizer, pipeline

    try:
        tokenizer = AutoTokenizer.from_pretrained(name, local_files_only=True, use_fast=True)
        network = AutoModelForTokenClassification.from_pretrained(
            name, local_files_only=True, use_safetensors=True
        )
    except (OSError, ValueError) as e:
        raise ValueError(_EXPECTED) from e
    if not any(kind_of(label) for label in network.config.id2label.values()):
        raise ValueError("expected a model that labels persons, found other labels")
    tokenizer.model_max_length = longest = _longest(tokenizer, network.config)
    ask: Any = pipeline(
        "token-classification",
        model=network,
        tokenizer=tokenizer,
        aggregation_strategy="simple",
        stride=min(_STRIDE, longest // 4),
    )

    def token_classification(text: str) -> Iterator[Finding]:
        if not text.strip():
            return
        # Tokenizers read UTF-8, which has no lone surrogates: they are as long as what stands for
        # them.
        plain = text if text.isascii() else text.encode("utf-8", "replace").decode()
        for found in ask(plain):
            kind = kind_of(found["entity_group"])
            if kind is None or found["score"] < LEAST_SCORE:
                continue
            start, end = _whole(text, int(found["start"]), int(found["end"]))
            if start < end:
                yield Finding(kind, start, end, Strength.SHAPED, "model")

    return token_classification


def digest(name: str) -> str:
    """SHA-256 of the files that decide what the model at `name` finds. Raises as `open_model`."""
    from transformers.utils.hub import cached_file

    files, found = [*_FILES], {}
    for file in files:
        try:
            path = cached_file(
                name, file, local_files_only=True, _raise_exceptions_for_missing_entries=False
            )
        except (OSError, ValueError) as e:
            raise ValueError(_EXPECTED) from e
        if path is None:
            continue
        with Path(path).open("rb") as opened:
            found[file] = hashlib.file_digest(opened, "sha256").hexdigest()
        if file == _INDEX:
            files += sorted(set(json.loads(Path(path).read_bytes())["weight_map"].values()))
    if not any(file.endswith(".safetensors") for file in found):
        raise ValueError(_EXPECTED)
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def _longest(tokenizer: Any, config: Any) -> int:
    """Tokens of one window."""
    positions = int(getattr(config, "max_position_embeddings", None) or _WINDOW)
    if config.model_type in _OFFSET:
        positions -= 1 + int(config.pad_token_id or 0)
    return min(int(tokenizer.model_max_length), positions)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole words of which a model labels a part: it sees pieces of words."""
    while 0 < start < end and _joins(text[start - 1]) and _joins(text[start]):
        start -= 1
    while start < end < len(text) and _joins(text[end - 1]) and _joins(text[end]):
        end += 1
    return start, end


def _joins(character: str) -> bool:
    return character.isalnum() and not _HAN.match(character)


def kind_of(label: str) -> Kind | None:
    """The kind that a label means, with or without the prefix of a tagging scheme."""
    return _KINDS.get(_PREFIX.sub("", label).upper())
