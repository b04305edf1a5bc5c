"""A scenario: everything that a simulated run is told, as one TOML file."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa.spec import TrainableSet
from simulations.errors import ScenarioError

SHIPPED = Path(__file__).parent / "scenarios"
SYNTHETIC = "synthetic"
REAL_TEXT = "text"  # the shipped scenario for files
FOUND_MAX_LENGTH = 80  # characters of a wrong value in a message

Positive = Annotated[int, Field(ge=1)]


class _Section(BaseModel):
    # TOML has types: "8" is no number, and true isn't one either.
    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True, strict=True)


class DataSection(_Section):
    """Where questions come from and how owners share them."""

    source: str = Field(default=SYNTHETIC, description="'synthetic', or a SQuAD or JSON Lines file")
    language: Literal["auto", "en", "zh"] = "auto"
    test_source: str | None = Field(
        default=None,
        description="a SQuAD or JSON Lines file of test questions; then none are held out",
    )
    partition: Literal["auto", "owner", "title", "dirichlet"] = Field(
        default="auto",
        description="owner: the records' own field; auto: owner, else title, else dirichlet",
    )
    owners: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        default=None, description="how many; the data's own when left out"
    )
    dirichlet_alpha: float = Field(
        default=1.0, gt=0, le=1e6, description="the smaller, the more uneven"
    )
    questions: int = Field(
        default=12_000, ge=200, le=10_000_000, description="size of the synthetic corpus"
    )
    test_fraction: float = Field(
        default=0.2,
        gt=0,
        lt=1,
        description="units held out for the test, where the data has no test split",
    )
    max_test_questions: Positive = 240
    shuffle_answers: bool = Field(
        default=False, description="negative control: train on wrong answers of the same documents"
    )
    seed: int = Field(
        default=7, description="of the corpus, the partition and the split; never of noise"
    )


class ModelSection(_Section):
    """Which model, how it starts, and which of its parameters are trained."""

    name: str = Field(default="minilm", description="'minilm', a folder, or a hub name")
    warm_start: Literal["auto", "synthetic", "none"] = Field(
        default="auto", description="synthetic: minilm warmed up on the public half of the corpus"
    )
    trainable: TrainableSet = Field(default=TrainableSet.LORA_FFA, strict=False)
    layers: int = Field(default=4, ge=0, le=1000, description="from the top; 0 is all (lora)")
    rank: int = Field(default=8, ge=1, le=4096, description="of LoRA's factors")
    max_length: int = Field(default=128, ge=16, le=8192, description="tokens in a window")
    stride: int = Field(default=32, ge=0, le=4096, description="tokens by which windows overlap")
    null_threshold: float = Field(
        default=0.0, allow_inf_nan=False, description="abstain above this; tune on public data only"
    )


class TrainingSection(_Section):
    """Rounds, steps and optimisers. Owners refuse what lies outside of these ranges."""

    rounds: Positive = 12
    steps_per_round: Positive = 1
    expected_batch: Positive = Field(
        default=64, description="units an owner of mean declared size draws in a step, on average"
    )
    learning_rate: float = Field(default=1.0, gt=0, le=1e3, description="of an owner's SGD steps")
    momentum: float = Field(default=0.0, ge=0, le=0.999)
    weight_decay: float = Field(default=0.0, ge=0, le=10)
    dropout: float = Field(
        default=0.0, ge=0, le=0.9, description="of embeddings and of what layers give"
    )
    server_optimizer: Literal["fedavg", "fedavgm", "fedadam", "fedyogi"] = "fedadam"
    server_learning_rate: float = Field(default=0.025, gt=0, le=1e3)
    server_momentum: float = Field(default=0.9, ge=0, lt=1, description="fedavgm's")
    server_beta_1: float = Field(default=0.9, ge=0, lt=1, description="fedadam's and fedyogi's")
    server_beta_2: float = Field(default=0.99, ge=0, lt=1, description="fedadam's and fedyogi's")
    server_tau: float = Field(default=1e-6, gt=0, le=1, description="fedadam's and fedyogi's")


class PrivacySection(_Section):
    """What is promised to whom."""

    epsilon: float = Field(
        default=8.0, gt=0, description="for the whole horizon; inf means no privacy"
    )
    delta: float = Field(default=1e-5, gt=0, lt=1)
    unit: Literal["auto", "person", "document", "record"] = Field(
        default="auto", description="auto: the person where all records name one, else the document"
    )
    plaintext: Annotated[str, Field(min_length=1, max_length=500)] | None = Field(
        default=None, description="why texts aren't desensitized; reports give it"
    )
    clip_norm: float = Field(default=1.0, gt=0, le=1e6)
    records_per_unit: Annotated[int, Field(ge=1, le=1024)] = Field(
        default=1, description="records that a drawn unit contributes at most; more are sampled"
    )
    windows_per_record: Annotated[int, Field(ge=1, le=1024)] = Field(
        default=1, description="windows that each of them contributes at most; likewise"
    )
    sampling_probability: float | None = Field(
        default=None, gt=0, le=1, description="public; from expected_batch when left out"
    )
    spare_rounds: Annotated[int, Field(ge=0)] | None = Field(
        default=None,
        description="rounds that may be charged again after a crash; a tenth when left out",
    )


class AggregationSection(_Section):
    """Terms of encrypted aggregation (docs/protocol.md)."""

    colluders: Annotated[int, Field(ge=0, le=1000)] | None = Field(
        default=None,
        description="owners who may collude with the coordinator; 1 when left out, of two owners 0",
    )
    modulus_bits: Literal[16, 32] = Field(
        default=32, description="16 halves what owners upload, in coarser steps"
    )


class RunSection(_Section):
    """How the machine runs it. Nothing here changes a guarantee."""

    parallel: int = Field(default=0, ge=0, le=1000, description="owners at once; 0 is one a core")
    quorum: int = Field(default=0, ge=0, description="0 is more than half of the owners")
    device: Literal["auto", "cpu", "cuda"] = "auto"
    precision: Literal["auto", "bfloat16", "float32"] = "auto"
    round_timeout: float = Field(default=3600.0, gt=0, le=1e6, description="seconds")


class Scenario(_Section):
    """A simulated run. `Scenario.model_json_schema()` is its JSON Schema."""

    version: Literal[1] = 1
    data: DataSection = DataSection()
    model: ModelSection = ModelSection()
    training: TrainingSection = TrainingSection()
    privacy: PrivacySection = PrivacySection()
    aggregation: AggregationSection = AggregationSection()
    run: RunSection = RunSection()

    def to_toml(self) -> str:
        """Every key with its value; keys that are None are left out, which means the same."""
        return tomli_w.dumps(self.model_dump(mode="json", exclude_none=True))

    def replace(self, changes: dict[str, Any], labels: dict[str, str] | None = None) -> Scenario:
        """A checked copy with `section.key` entries of `changes` set. None leaves a key alone.

        `labels` names the keys in error messages.
        """
        tree = self.model_dump(mode="json", exclude_none=True)
        # JSON has no infinity, and epsilon may be it.
        tree["privacy"]["epsilon"] = self.privacy.epsilon
        for place, value in changes.items():
            if value is not None:
                section, key = place.split(".")
                tree[section][key] = value
        return parse(tree, None, labels or {})


def shipped() -> list[str]:
    """Names of the scenarios that come with the package."""
    return sorted(file.stem for file in SHIPPED.glob("*.toml"))


def load(name: str | None) -> Scenario:
    """The scenario of a file, or a shipped one by its name, or the default one.

    Raises ScenarioError with the file's name and the key.
    """
    if name is None:
        return Scenario()
    path = Path(name)
    if path.suffix != ".toml" and not path.is_file():
        known = shipped()
        if name not in known:
            raise ScenarioError(
                f"unknown scenario {name!r}: expected a TOML file or one of {', '.join(known)}",
                hint=_nearest(name, known) or "a file's name ends in .toml",
            )
        path = SHIPPED / f"{name}.toml"
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ScenarioError(f"{path}: expected a scenario file, found {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: expected TOML, found {error}") from error
    return parse(tree, str(path))


def parse(
    tree: dict[str, Any], source: str | None, labels: dict[str, str] | None = None
) -> Scenario:
    """Check a parsed TOML file. Raises ScenarioError that names the first wrong key."""
    try:
        return Scenario.model_validate(tree)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        place = (labels or {}).get(key) or (f"{source}: {key}" if source else key)
        if first["type"] == "extra_forbidden":
            hint = _nearest(key, _known_keys())
            raise ScenarioError(f"{place}: unknown key", hint=hint) from error
        found = repr(first.get("input"))
        if len(found) > FOUND_MAX_LENGTH:
            found = f"{found[:FOUND_MAX_LENGTH]}…"
        raise ScenarioError(f"{place}: {_expected(first)}, found {found}") from error


# Pydantic's complaints in the words of this project.
_EXPECTED = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "a text",
    "model_type": "a table of keys",
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "at least {ge:g}",
    "less_than": "less than {lt:g}",
    "less_than_equal": "at most {le:g}",
}


def _expected(error: Mapping[str, Any]) -> str:
    if phrase := _EXPECTED.get(error["type"]):
        return "expected " + phrase.format(**error.get("ctx", {}))
    text = str(error["msg"]).replace("Input should be", "expected")
    return text[:1].lower() + text[1:]


def _known_keys() -> list[str]:
    keys = []
    for name, field in Scenario.model_fields.items():
        keys.append(name)
        section = field.annotation
        if isinstance(section, type) and issubclass(section, _Section):
            keys += [f"{name}.{key}" for key in section.model_fields]
    return keys


def _nearest(name: str, known: list[str]) -> str | None:
    last = name.rsplit(".", 1)[-1]  # a key in the wrong section
    found = [key for key in known if key.rsplit(".", 1)[-1] == last and key != name]
    found = found or difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    return f"did you mean {found[0]!r}?" if found else None
