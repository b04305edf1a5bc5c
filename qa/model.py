"""Open, alter and save an extractive question-answering model. Safetensors in and out."""

from __future__ import annotations

import contextlib
import inspect
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch
from tokenizers import Tokenizer
from torch import nn

from qa.errors import ModelError
from qa.model_source import TOKENIZER_FILE, ModelFolder

# A new question-answering head is drawn from this seed, so that a model's digest doesn't depend
# on when it was opened. It is public, and no privacy rests on it.
HEAD_SEED = 20180411
_HEAD = "qa_outputs"

_DROPOUT_FIELDS = (
    "attention_dropout",
    "attention_probs_dropout_prob",
    "dropout",
    "hidden_dropout_prob",
    "qa_dropout",
)

# Families whose positions start after the padding index: they number them themselves.
_COUNTS_FROM_PADDING = frozenset(
    {"camembert", "longformer", "mpnet", "roberta", "roberta-prelayernorm", "xlm-roberta",
     "xlm-roberta-xl"}
)  # fmt: skip


@dataclass(slots=True)
class QaModel:
    """A network with `start_logits` and `end_logits` [B, T], and the tokenizer it reads with."""

    network: nn.Module
    tokenizer: Tokenizer
    pad_id: int
    max_positions: int  # tokens


def load_model(folder: ModelFolder, *, dropout: float = 0.0) -> QaModel:
    """Open `folder` as float32 on the CPU, in evaluation mode.

    A missing head is drawn from a fixed public seed. `dropout` replaces every dropout
    probability of the configuration.

    Raises ModelError when the architecture has no question-answering form, when tensors are
    missing (the head apart) or don't fit the configuration, or when there is no fast tokenizer.
    """
    from transformers import AutoConfig, AutoModelForQuestionAnswering

    try:
        with _quiet(), torch.random.fork_rng(devices=[]):
            torch.default_generator.manual_seed(HEAD_SEED)  # of the CPU alone
            config = AutoConfig.from_pretrained(
                folder.path, local_files_only=True, trust_remote_code=False
            )
            for field in _DROPOUT_FIELDS:
                if hasattr(config, field):
                    setattr(config, field, dropout)
            network, report = AutoModelForQuestionAnswering.from_pretrained(
                folder.path,
                config=config,
                dtype=torch.float32,
                use_safetensors=True,
                local_files_only=True,
                trust_remote_code=False,
                output_loading_info=True,
            )
    except Exception as error:  # transformers and safetensors raise bare ones too
        raise ModelError(
            f"{folder.path}: expected a model for question answering, "
            f"found {_first_line(error) or type(error).__name__}"
        ) from error
    if lost := sorted(name for name in report["missing_keys"] if _HEAD not in name.split(".")):
        raise ModelError(f"{folder.path}: expected a tensor {lost[0]} in the weights, found none")
    for module in network.modules():  # and where a configuration names it otherwise
        if isinstance(module, nn.Dropout):
            module.p = dropout
    limit = int(getattr(config, "max_position_embeddings", 512))
    limit -= 2 if config.model_type in _COUNTS_FROM_PADDING else 0
    return QaModel(
        network=cast(nn.Module, network.eval()),
        tokenizer=load_tokenizer(folder),
        pad_id=int(config.pad_token_id if config.pad_token_id is not None else 0),
        max_positions=limit,
    )


def load_tokenizer(folder: ModelFolder) -> Tokenizer:
    """The folder's fast tokenizer. Raises ModelError where there is none."""
    file = folder.path / TOKENIZER_FILE
    try:
        if file.is_file():
            return Tokenizer.from_file(str(file))
        from transformers import AutoTokenizer

        with _quiet():
            slow = AutoTokenizer.from_pretrained(
                folder.path, local_files_only=True, trust_remote_code=False
            )
        return cast(Tokenizer, slow.backend_tokenizer)
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError(
            f"{folder.path}: expected a tokenizer ({TOKENIZER_FILE}), "
            f"found {_first_line(error) or type(error).__name__}"
        ) from error


def save_model(model: QaModel, folder: Path, *, card: str) -> None:
    """Write safetensors weights, configuration, tokenizer and model card into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with _quiet():
        cast(Any, model.network).save_pretrained(folder)
    model.tokenizer.save(str(folder / TOKENIZER_FILE))
    (folder / "README.md").write_text(card, encoding="utf-8")


def forward(
    network: nn.Module, inputs: Mapping[str, torch.Tensor]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Start and end logits, float32 [B, T]; minus infinity where no answer may begin or end.

    `inputs` is a `Batch.inputs` of `qa.batches`: its `answerable` mask keeps the logits of
    padding and question out of the softmax. Without it an example's gradient would depend on
    how far its neighbours in the batch padded it, and a clip would no longer bound what one
    unit changes. Infinity and not the least float32: a crafted head can produce that one.
    """
    answerable = inputs["answerable"]
    output = network(**{name: inputs[name] for name in accepted_inputs(network)})
    start = output.start_logits.float().masked_fill(~answerable, -torch.inf)
    end = output.end_logits.float().masked_fill(~answerable, -torch.inf)
    return start, end


def span_loss(
    start_logits: torch.Tensor,
    end_logits: torch.Tensor,
    starts: torch.Tensor,
    ends: torch.Tensor,
) -> torch.Tensor:
    """Mean of start and end cross-entropy for each example, float32 [B], not reduced."""
    cross_entropy = nn.functional.cross_entropy
    return 0.5 * (
        cross_entropy(start_logits, starts, reduction="none")
        + cross_entropy(end_logits, ends, reduction="none")
    )


def accepted_inputs(network: nn.Module) -> frozenset[str]:
    """Names of the padded arrays that this network takes; wrappers are looked through."""
    inner = _innermost(network)
    known = frozenset({"input_ids", "attention_mask", "token_type_ids", "position_ids"})
    accepted = known & set(inspect.signature(inner.forward).parameters)
    if getattr(inner.config, "type_vocab_size", 2) < 2:
        accepted -= {"token_type_ids"}
    if inner.config.model_type in _COUNTS_FROM_PADDING:
        accepted -= {"position_ids"}
    return accepted


def vocabulary_size(network: nn.Module) -> int:
    """How many token ids the network knows; wrappers are looked through."""
    return int(_innermost(network).config.vocab_size)


def _innermost(network: nn.Module) -> Any:
    while (inner := getattr(network, "_module", None)) is not None:  # Opacus
        network = inner
    base = getattr(network, "get_base_model", None)  # peft
    return base() if base is not None else network


def _first_line(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), "")


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Silence transformers' load report and progress bars, and give both back afterwards."""
    from transformers.utils import logging as hf_logging

    level, bars = hf_logging.get_verbosity(), hf_logging.is_progress_bar_enabled()
    hf_logging.set_verbosity(logging.CRITICAL)
    hf_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        hf_logging.set_verbosity(level)
        if bars:
            hf_logging.enable_progress_bar()  # type: ignore[no-untyped-call]
