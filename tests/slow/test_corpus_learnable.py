"""The synthetic corpus is learnable and not trivial (design §8)."""

import os

import pytest
import torch

from qa.model import load_model
from qa.model_source import MINILM, find_model
from qa.spec import TrainableSet, TrainableSpec
from qa.synthetic import generate
from qa.trainable import make_trainable
from simulations.warm_up import fine_tune, measure, split

pytestmark = pytest.mark.slow


def test_minilm_goes_from_below_10_to_above_80_without_privacy() -> None:
    torch.set_num_threads(os.cpu_count() or 1)  # the tiny models of other tests want one
    corpus = generate()
    test = split(corpus, "test", 500)
    model = load_model(find_model(MINILM))
    network = make_trainable(model.network, TrainableSpec(TrainableSet.FULL, 0, 1))
    assert measure(model, network, test).f1 < 10
    fine_tune(model, network, split(corpus, "train"), epochs=2, learning_rate=3e-4)
    assert measure(model, network, test).f1 > 80
