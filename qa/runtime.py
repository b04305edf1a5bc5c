"""Where and how fast to compute. Nothing here can change a privacy guarantee."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch  # a second or two: whoever only reads settings shouldn't wait for it


class Precision(StrEnum):
    """`auto` is `bfloat16` where the device computes it natively, else `float32`."""

    AUTO = "auto"
    BFLOAT16 = "bfloat16"
    FLOAT32 = "float32"


@dataclass(frozen=True, slots=True)
class Runtime:
    """Speed settings of one process. `device` is `auto`, `cpu` or `cuda`."""

    device: str = "auto"
    precision: Precision = Precision.AUTO

    def torch_device(self) -> torch.device:
        import torch

        if self.device == "auto":
            return torch.device("cuda" if torch.cuda.is_available() else "cpu")
        return torch.device(self.device)

    def autocast(self) -> AbstractContextManager[object]:
        """Autocast for a forward pass. Logits and losses are taken in float32 outside of it."""
        import torch

        if not self.is_reduced():
            return contextlib.nullcontext()
        return torch.autocast(self.torch_device().type, dtype=torch.bfloat16)

    def is_reduced(self) -> bool:
        """Whether `autocast` computes in bfloat16."""
        if self.precision is Precision.AUTO:
            return _has_bfloat16(self.torch_device())
        return self.precision is Precision.BFLOAT16


def _has_bfloat16(device: torch.device) -> bool:
    import torch

    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    found = torch.cpu.get_capabilities()
    return bool(found.get("avx512_bf16") or found.get("amx_bf16"))


def keep_freed_memory() -> None:
    """Tell glibc to keep freed blocks instead of giving them back to the system.

    A training step frees and takes the same large blocks over and over; with the default
    thresholds each one is mapped and cleared by the kernel again. Does nothing elsewhere.
    """
    if sys.platform != "linux":
        return
    m_trim_threshold, m_mmap_threshold = -1, -3  # malloc.h
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(m_mmap_threshold, 32 * 1024 * 1024)  # bytes; the largest glibc accepts
        libc.mallopt(m_trim_threshold, 512 * 1024 * 1024)  # bytes
