"""The shipped warm-up: low-rank changes to MiniLM, learned from public synthetic text alone.

`simulations/warm_up.py` made the file and makes it again.
"""

from __future__ import annotations

from pathlib import Path

from safetensors import safe_open

from qa.errors import ModelError
from qa.model import QaModel
from qa.model_source import sha256_of_file
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import load_trainable, make_trainable, merge

FILE = Path(__file__).parent / "warm_start.safetensors"
SHA256 = "93561efb2fbc72753736246593cab10f45d34833465e2bf4162d2e6c00a71c0b"
SPEC = TrainableSpec(TrainableSet.LORA, layers=0, rank=32)


def apply_warm_start(model: QaModel) -> QaModel:
    """Fold the warm-up into MiniLM's weights. Raises ModelError unless it is the pinned file."""
    if not FILE.is_file() or (found := sha256_of_file(FILE)) != SHA256:
        what = "none" if not FILE.is_file() else f"SHA-256 {found}"
        raise ModelError(f"{FILE.name}: expected the shipped warm-up, found {what}")
    with safe_open(FILE, framework="numpy") as file:
        arrays = {name: file.get_tensor(name).astype("float32") for name in file.keys()}  # noqa: SIM118
    network = make_trainable(model.network, SPEC)
    load_trainable(network, arrays)
    model.network = merge(network).eval()
    model.network.requires_grad_(True)
    return model
