"""The model of a round on data that the coordinator may read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from privacy.vault.files import SUFFIX, Vault, is_sealed, lines
from qa.features import Encoder
from qa.inference import predict
from qa.metrics import evaluate
from qa.model import load_model, save_model
from qa.model_source import find_model
from qa.readers import iter_jsonl, parse_jsonl
from qa.trainable import load_trainable, make_trainable, merge, trainable_arrays
from server.errors import JobError
from server.job import Job
from server.optimizer import Arrays


class Evaluator:
    """Holds the coordinator's network and its test set."""

    def __init__(self, job: Job, vault: Vault) -> None:
        """`vault` opens a test set that is sealed, as a simulation's is."""
        self._job = job
        self._model = load_model(find_model(str(job.model)))
        if job.reading.max_length > self._model.max_positions:
            raise JobError(
                f"max_length: expected at most {self._model.max_positions} tokens, "
                f"found {job.reading.max_length}"
            )
        device = job.runtime.torch_device()
        self._network = make_trainable(self._model.network, job.trainable).to(device)
        self._encoder = Encoder(self._model.tokenizer, job.reading.max_length, job.reading.stride)
        if is_sealed(job.test):
            name = job.test.name.removesuffix(SUFFIX)
            content = vault.at(job.test.parent).read(name)
            self._records = list(parse_jsonl(job.test, lines(content)))
        else:
            self._records = list(iter_jsonl(job.test))

    def initial(self) -> Arrays:
        """The trainable tensors before the first round."""
        return trainable_arrays(self._network)

    def scores(self, arrays: Mapping[str, npt.NDArray[np.float32]]) -> dict[str, Any]:
        """Figures of the whole test set, and `by_owner` F1 where its records name one."""
        load_trainable(self._network, arrays)
        torch.set_num_threads(os.cpu_count() or 1)  # no owner trains meanwhile
        predictions = predict(
            self._network,
            self._encoder,
            self._records,
            pad_id=self._model.pad_id,
            runtime=self._job.runtime,
            null_threshold=self._job.null_threshold,
        )
        language = self._job.language
        figures = evaluate(self._records, predictions, language).to_json()
        by_owner: dict[str, float] = {}
        for owner in sorted({record.owner for record in self._records if record.owner}):
            chosen = [i for i, record in enumerate(self._records) if record.owner == owner]
            mine = evaluate(
                [self._records[i] for i in chosen], [predictions[i] for i in chosen], language
            )
            by_owner[owner] = mine.f1
        return figures | {"by_owner": by_owner}

    def save(self, arrays: Mapping[str, npt.NDArray[np.float32]], card: str) -> None:
        """Write the model with `arrays` folded in to the run's `model/`. The last call made."""
        load_trainable(self._network, arrays)
        self._model.network = merge(self._network).to("cpu")
        save_model(self._model, self._job.out / "model", card=card)
