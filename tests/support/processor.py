"""Time that work takes of the processor, whatever else the machine does."""

from __future__ import annotations

import time
from collections.abc import Callable


def best_seconds(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of `times` runs."""
    best = float("inf")
    for _ in range(times):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best
