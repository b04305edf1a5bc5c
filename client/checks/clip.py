"""Did the units that were sampled add what clipping lets them? Against plain autograd."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from client.checks import SelfCheckError

UNITS = 2  # of a sampled micro-batch: with fewer, a clip of the whole batch would pass
PROBABILITY = 1 / 8  # of a step
TOLERANCE = {torch.float32: 1e-3, torch.bfloat16: 0.1}  # of the clip norm, for each unit


def check_clip(
    added: torch.Tensor,
    gradients: Sequence[torch.Tensor],
    clip_norm: float,
    precision: torch.dtype,
) -> None:
    """`added`, float32 [D], is what units with these plain `gradients`, float32 [D] each, added.

    Raises SelfCheckError where that is more than `clip_norm` for each, or another sum than that of
    the clipped gradients. Units whose gradient isn't finite have to add nothing.
    """
    expected = torch.zeros_like(added, dtype=torch.float64)
    for gradient in gradients:
        wide = gradient.double()
        norm = float(torch.linalg.vector_norm(wide))
        if norm < float("inf"):  # false for NaN
            expected += wide * min(1.0, clip_norm / norm if norm else 1.0)
    found = added.double()
    count = len(gradients)
    if not float(torch.linalg.vector_norm(found)) <= count * clip_norm * (1 + 1e-6):
        raise SelfCheckError("clip: units added more than the plan's clip norm")
    allowed = count * clip_norm * TOLERANCE[precision]
    if not float(torch.linalg.vector_norm(found - expected)) <= allowed:
        raise SelfCheckError("clip: units added something else than their clipped gradients")
