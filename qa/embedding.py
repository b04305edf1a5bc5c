"""Sentence embeddings by a transformer's mean pooling.

Reimers and Gurevych 2019 (Sentence-BERT): the mean of the last layer over the tokens, at length 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from qa.model import QaModel

MAX_TOKENS = 64  # of a question; what comes after is not read
_BATCH = 64


def embed(texts: Sequence[str], model: QaModel) -> NDArray[np.float32]:
    """Embeddings [N, D] of unit length, in the order of `texts`.

    Texts of similar length go through the network together. A text without a token is all zeros.
    """
    longest = min(MAX_TOKENS, model.max_positions)
    # A tokenizer's file may ask for padding: those tokens are no part of the text.
    encoded = [
        [token for token, real in zip(e.ids, e.attention_mask, strict=True) if real][:longest]
        for e in model.tokenizer.encode_batch(list(texts))
    ]
    order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
    trunk = model.network.base_model
    width = int(trunk.config.hidden_size)  # type: ignore[union-attr, arg-type]
    found = np.zeros((len(texts), width), np.float32)
    with torch.inference_mode():
        for begin in range(0, len(order), _BATCH):
            rows = order[begin : begin + _BATCH]
            columns = max(len(encoded[i]) for i in rows)
            if columns == 0:
                continue
            ids = torch.full((len(rows), columns), model.pad_id, dtype=torch.long)
            mask = torch.zeros((len(rows), columns), dtype=torch.long)
            for row, i in enumerate(rows):
                ids[row, : len(encoded[i])] = torch.tensor(encoded[i], dtype=torch.long)
                mask[row, : len(encoded[i])] = 1
            hidden = trunk(input_ids=ids, attention_mask=mask).last_hidden_state  # type: ignore[operator]
            weights = mask[..., None].float()
            mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
            found[rows] = torch.nn.functional.normalize(mean, dim=1).numpy()
    return found
