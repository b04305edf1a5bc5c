"""qa.inference: a record's answer doesn't depend on what else was asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from support.tiny_models import KINDS, make_records, open_model

from qa import inference
from qa.decoding import Prediction
from qa.features import Encoder
from qa.inference import predict
from qa.model import QaModel
from qa.records import Record
from qa.runtime import Precision, Runtime

RUNTIME = Runtime("cpu", Precision.FLOAT32)
RECORDS = [*make_records(6, each=2), Record("long", "a ward. " * 60, "which?", (), "d")]


def ask(model: QaModel, records: list[Record], threshold: float | None = 0.0) -> list[Prediction]:
    return predict(
        model.network,
        Encoder(model.tokenizer, 96, 8),
        records,
        pad_id=model.pad_id,
        runtime=RUNTIME,
        null_threshold=threshold,
    )


def scores(predictions: list[Prediction]) -> list[float]:
    return [value for p in predictions for value in (p.null_odds, *(s.score for s in p.n_best))]


@pytest.mark.parametrize("kind", KINDS)
def test_alone_together_and_in_another_order_it_says_the_same(
    tiny_models: dict[str, Path], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = open_model(tiny_models[kind])
    together = ask(model, RECORDS, None)
    assert [p.record_id for p in together] == [r.id for r in RECORDS]
    alone = [ask(model, [record], None)[0] for record in RECORDS]
    backwards = ask(model, RECORDS[::-1], None)[::-1]
    monkeypatch.setattr(inference, "BATCH_TOKENS", 100)
    small = ask(model, RECORDS, None)
    for other in (alone, backwards, small):
        assert [p.text for p in other] == [p.text for p in together]
        np.testing.assert_allclose(scores(other), scores(together), atol=1e-4)


def test_an_answer_is_a_slice_of_the_context_and_never_of_the_question(
    tiny_models: dict[str, Path],
) -> None:
    model = open_model(tiny_models["bert"])
    for record, prediction in zip(RECORDS, ask(model, RECORDS, None), strict=True):
        assert prediction.text == record.context[prediction.start : prediction.end] != ""
        assert prediction.n_best


def test_the_threshold_decides_who_abstains(tiny_models: dict[str, Path]) -> None:
    model = open_model(tiny_models["bert"])
    assert not any(p.text for p in ask(model, RECORDS, -1e9))
    assert all(p.text for p in ask(model, RECORDS, 1e9))


def test_a_model_left_in_training_mode_is_asked_in_evaluation_mode(
    tiny_models: dict[str, Path],
) -> None:
    model = open_model(tiny_models["bert"])
    model.network.train()
    ask(model, RECORDS[:1])
    assert not model.network.training


def test_no_records_are_no_predictions(tiny_models: dict[str, Path]) -> None:
    assert ask(open_model(tiny_models["bert"]), []) == []


def test_bfloat16_answers_about_the_same(tiny_models: dict[str, Path]) -> None:
    model = open_model(tiny_models["distilbert"])
    encoder = Encoder(model.tokenizer, 96, 8)
    rough = predict(
        model.network,
        encoder,
        RECORDS,
        pad_id=0,
        runtime=Runtime("cpu", Precision.BFLOAT16),
        null_threshold=None,
    )
    exact = ask(model, RECORDS, None)
    odds = np.array([[a.null_odds, b.null_odds] for a, b in zip(exact, rough, strict=True)])
    np.testing.assert_allclose(odds[:, 0], odds[:, 1], atol=0.5)
    assert not torch.is_autocast_enabled("cpu")
