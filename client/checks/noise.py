"""Is the noise that was added the plan's? Pure: arrays in, a verdict out."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from scipy import stats

from client.checks import require_likely

SAMPLE = 65_536  # coordinates; the standard deviation is then tested to 2 %
LEAST = 64  # coordinates; of fewer, a float32 may round the noise away and nothing be wrong


class NoiseCheck:
    """Tests what was added to a sum at `SAMPLE` neighbouring coordinates, the same in each step of
    a round, so that noise which comes twice is seen too."""

    def __init__(self, std: float, begin: int = 0) -> None:
        self._std = std
        self._part = slice(begin, begin + SAMPLE)
        self._last: npt.NDArray[np.float64] | None = None

    def check(
        self,
        total: npt.NDArray[np.float32] | npt.NDArray[np.float64],
        private: npt.NDArray[np.float32],
    ) -> None:
        """`private` [D] is `total` [D] and its noise. Raises SelfCheckError."""
        if self._std == 0 or len(total) < LEAST:
            return
        clean = np.nan_to_num(total[self._part].astype(np.float64), posinf=0.0, neginf=0.0)
        added = (private[self._part].astype(np.float64) - clean) / self._std
        count = len(added)
        squares = float(np.square(added).sum())
        tails = stats.chi2.logcdf(squares, count), stats.chi2.logsf(squares, count)
        _verdict("standard deviation", float(min(tails)))
        _normal("mean", float(added.sum()) / math.sqrt(count))
        if self._last is not None:
            # Given the last noise, the product with independent noise is Gaussian.
            length = math.sqrt(float(np.square(self._last).sum()))
            _normal("repeated", float(added @ self._last) / max(length, 1e-300))
        self._last = added


def _normal(name: str, score: float) -> None:
    _verdict(name, float(stats.norm.logsf(abs(score))) if math.isfinite(score) else -math.inf)


def _verdict(name: str, log_tail: float) -> None:
    require_likely(math.log(2) + log_tail, f"noise: {name}: not the plan's Gaussian noise")
