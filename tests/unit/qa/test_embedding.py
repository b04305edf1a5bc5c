"""`qa.embedding`: a text's embedding is its own, whatever else is in the batch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from support.tiny_models import KINDS, open_model

from qa.embedding import MAX_TOKENS, embed

TEXTS = ["which room?", "where is the ward of the old nurse?", "a", "who?"]


@pytest.mark.parametrize("kind", KINDS)
def test_embeddings_have_length_one_and_the_order_of_the_texts(
    tiny_models: dict[str, Path], kind: str
) -> None:
    model = open_model(tiny_models[kind])
    found = embed(TEXTS, model)
    assert found.shape == (4, 32) and found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    for text, vector in zip(TEXTS, found, strict=True):
        assert np.allclose(embed([text], model)[0], vector, atol=1e-5)


def test_it_is_the_mean_of_the_last_layer(tiny_models: dict[str, Path]) -> None:
    model = open_model(tiny_models["bert"])
    ids = model.tokenizer.encode(TEXTS[1]).ids
    with torch.inference_mode():
        hidden = model.network.base_model(  # type: ignore[operator]
            input_ids=torch.tensor([ids])
        ).last_hidden_state[0]
    mean = hidden.mean(0)
    assert np.allclose(embed(TEXTS, model)[1], (mean / mean.norm()).numpy(), atol=1e-5)


def test_padding_that_the_tokenizer_adds_counts_for_nothing(tiny_models: dict[str, Path]) -> None:
    model = open_model(tiny_models["bert"])
    plain = embed(TEXTS, model)
    model.tokenizer.enable_padding(length=100, pad_id=0, pad_token="[PAD]")  # noqa: S106
    assert np.allclose(embed(TEXTS, model), plain, atol=1e-5)


def test_a_long_text_is_read_to_its_limit(tiny_models: dict[str, Path]) -> None:
    model = open_model(tiny_models["bert"])
    long = "a " * MAX_TOKENS
    assert np.allclose(*embed([long, long + "and more words"], model), atol=1e-5)


def test_nothing_gives_nothing(tiny_models: dict[str, Path]) -> None:
    assert embed([], open_model(tiny_models["bert"])).shape == (0, 32)
