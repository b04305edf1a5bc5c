"""Persons, places and organisations by a token-classification model: a second opinion.

The model is a folder, or a name in the local cache of Hugging Face: nothing is downloaded while
records are prepared. Its labels are those of common corpora (CoNLL 2003, OntoNotes, MSRA, CLUENER).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Detector

LEAST_SCORE = 0.5
_STRIDE = 32  # tokens that two windows of a long text share
_KINDS = {
    "PER": Kind.PERSON, "PERSON": Kind.PERSON, "NAME": Kind.PERSON, "NR": Kind.PERSON,
    "PATIENT": Kind.PERSON, "STAFF": Kind.PERSON, "HCW": Kind.PERSON,
    "ADDRESS": Kind.ADDRESS, "STREET": Kind.ADDRESS, "LOCATION-STREET": Kind.ADDRESS,
    "PHONE": Kind.PHONE, "EMAIL": Kind.EMAIL, "ID": Kind.IDENTIFIER,
}  # fmt: skip
_PREFIX = re.compile(r"^[BIESLU][-_]")


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
        raise ValueError(
            "expected a folder, or a name in the local cache, of a token-classification model "
            "with safetensors weights, found none"
        ) from e
    if not any(kind_of(label) for label in network.config.id2label.values()):
        raise ValueError("expected a model that labels persons, found other labels")
    longest = min(tokenizer.model_max_length, network.config.max_position_embeddings)
    tokenizer.model_max_length = longest
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
        for found in ask(text):
            kind = kind_of(found["entity_group"])
            start, end = int(found["start"]), int(found["end"])
            if kind is not None and found["score"] >= LEAST_SCORE and start < end:
                yield Finding(kind, start, end, Strength.SHAPED, "model")

    return token_classification


def kind_of(label: str) -> Kind | None:
    """The kind that a label means, with or without the prefix of a tagging scheme."""
    return _KINDS.get(_PREFIX.sub("", label).upper())
