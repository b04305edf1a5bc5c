"""Answers of a model to records: windows sorted by length, batched by tokens, decoded."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from qa.batches import collate
from qa.decoding import Logits, Prediction, decode
from qa.features import Encoder, Window
from qa.model import forward
from qa.records import Record
from qa.runtime import Runtime

BATCH_TOKENS = 4096  # padded tokens in one forward pass
BLOCKED = float(np.finfo(np.float32).min)  # where no answer may be; `decode` wants finite numbers


def predict(
    network: nn.Module,
    encoder: Encoder,
    records: Sequence[Record],
    *,
    pad_id: int,
    runtime: Runtime,
    null_threshold: float | None = 0.0,
) -> list[Prediction]:
    """One prediction a record, in order. `null_threshold` None never abstains."""
    windows: list[list[Window]] = [encoder.encode(record) for record in records]
    flat = [(r, w) for r, mine in enumerate(windows) for w in range(len(mine))]
    flat.sort(key=lambda place: -len(windows[place[0]][place[1]]))
    starts: list[list[Logits]] = [[np.empty(0)] * len(mine) for mine in windows]
    ends: list[list[Logits]] = [[np.empty(0)] * len(mine) for mine in windows]
    device = runtime.torch_device()
    network.eval()
    begin = 0
    with torch.inference_mode():
        while begin < len(flat):
            longest = len(windows[flat[begin][0]][flat[begin][1]])
            places = flat[begin : begin + max(1, BATCH_TOKENS // longest)]
            begin += len(places)
            batch = collate([windows[r][w] for r, w in places], pad_id).to(device)
            with runtime.autocast():
                start, end = forward(network, batch.inputs)
            closed = ~batch.inputs["answerable"]
            start_rows = start.masked_fill(closed, BLOCKED).cpu().numpy()
            end_rows = end.masked_fill(closed, BLOCKED).cpu().numpy()
            for row, (r, w) in enumerate(places):
                size = len(windows[r][w])
                starts[r][w], ends[r][w] = start_rows[row, :size], end_rows[row, :size]
    return [
        decode(record, windows[i], starts[i], ends[i], null_threshold=null_threshold)
        for i, record in enumerate(records)
    ]
