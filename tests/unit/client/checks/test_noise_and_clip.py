"""client.checks.noise and .clip: the plan's noise and clip pass, others don't."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
import torch
from support.seeded_stream import seeded_stream

from client.checks import SelfCheckError
from client.checks.clip import check_sum
from client.checks.noise import SAMPLE, NoiseCheck
from privacy.noise import add_gaussian

Array = npt.NDArray[np.float32]


def total_of(size: int, seed: int = 1) -> Array:
    return np.random.default_rng(seed).normal(0, 3, size).astype(np.float32)


class TestNoise:
    @pytest.mark.parametrize("size", [1, 64, 300, SAMPLE + 5])
    @pytest.mark.parametrize("std", [1e-6, 0.5, 3e4])
    def test_the_plans_noise_passes(self, size: int, std: float) -> None:
        stream, check = seeded_stream(size), NoiseCheck(std)
        for step in range(20):
            total = total_of(size, step)
            check.check(total, add_gaussian(total, std, stream))

    @pytest.mark.parametrize("factor", [0.0, 0.9, 1.1, 2.0, -0.5])
    def test_another_standard_deviation_is_caught(self, factor: float) -> None:
        total = total_of(SAMPLE)
        noise = seeded_stream(1).normal_float32(SAMPLE, 0.5)
        with pytest.raises(SelfCheckError, match="standard deviation"):
            NoiseCheck(0.5).check(total, total + np.float32(factor) * noise)

    def test_a_mean_is_caught(self) -> None:
        total = total_of(SAMPLE)
        shifted = add_gaussian(total, 1.0, seeded_stream(1)) + np.float32(0.04)
        with pytest.raises(SelfCheckError, match="mean"):
            NoiseCheck(1.0).check(total, shifted)

    def test_noise_that_comes_twice_is_caught(self) -> None:
        check = NoiseCheck(0.7)
        with pytest.raises(SelfCheckError, match="repeated"):
            for seed in range(2):
                total = total_of(5000, seed)
                check.check(total, add_gaussian(total, 0.7, seeded_stream(9)))

    @pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
    def test_a_total_that_is_not_finite_counts_as_zero(self, bad: float) -> None:
        total = total_of(400)
        total[::7] = bad
        NoiseCheck(2.0).check(total, add_gaussian(total, 2.0, seeded_stream(3)))
        with pytest.raises(SelfCheckError):
            NoiseCheck(2.0).check(total, total)

    def test_a_plan_without_noise_promises_none(self) -> None:
        NoiseCheck(0.0).check(total_of(9), total_of(9, 2))

    def test_it_looks_at_a_part_that_is_chosen(self) -> None:
        total = np.zeros(2 * SAMPLE, dtype=np.float32)
        private = add_gaussian(total, 1.0, seeded_stream(1))
        private[SAMPLE:] = 0
        NoiseCheck(1.0, 0).check(total, private)
        with pytest.raises(SelfCheckError):
            NoiseCheck(1.0, SAMPLE).check(total, private)


class TestClip:
    GRADIENTS = tuple(torch.from_numpy(total_of(50, seed)) * (seed + 0.01) for seed in range(3))
    CLIP = 12.0  # one is clipped, one isn't

    def added(self, late: bool = False) -> torch.Tensor:
        norms = [float(g.norm()) for g in self.GRADIENTS]
        assert min(norms) < self.CLIP < max(norms)
        if late:
            whole = torch.stack(self.GRADIENTS).sum(dim=0)
            return whole * min(1.0, self.CLIP / float(whole.norm()))
        return sum(
            (g * min(1.0, self.CLIP / n) for g, n in zip(self.GRADIENTS, norms, strict=True)),
            torch.zeros(50),
        )

    def check(self, added: torch.Tensor, **changes: torch.dtype) -> None:
        check_sum(added, self.GRADIENTS, self.CLIP, changes.get("precision", torch.float32))

    def test_units_that_are_clipped_one_by_one_pass(self) -> None:
        self.check(self.added())
        self.check(self.added() * 1.03, precision=torch.bfloat16)

    def test_a_clip_of_the_whole_batch_is_caught(self) -> None:
        with pytest.raises(SelfCheckError):
            self.check(self.added(late=True))

    def test_no_clip_is_caught(self) -> None:
        with pytest.raises(SelfCheckError, match="more than"):
            self.check(sum(self.GRADIENTS, torch.zeros(50)))

    def test_another_clip_norm_is_caught(self) -> None:
        with pytest.raises(SelfCheckError):
            self.check(self.added() * 1.01)

    @pytest.mark.parametrize("bad", [float("nan"), float("inf")])
    def test_a_unit_that_is_not_finite_adds_nothing(self, bad: float) -> None:
        gradients = (self.GRADIENTS[0], torch.full((50,), bad))
        check_sum(self.GRADIENTS[0], gradients, self.CLIP, torch.float32)
        with pytest.raises(SelfCheckError):
            check_sum(self.GRADIENTS[0] * bad, gradients, self.CLIP, torch.float32)
