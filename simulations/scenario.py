"""A scenario: everything that a simulated run is told, as one TOML file."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa.spec import TrainableSet
from simulations.errors import ScenarioError

VERSION = 1
SHIPPED = Path(__file__).parent / "scenarios"
SYNTHETIC = "synthetic"

Positive = Annotated[int, Field(ge=1)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class DataSection(_Section):
    """Where questions come from and how owners share them."""

    source: str = Field(SYNTHETIC, description="'synthetic', or a SQuAD or JSON Lines file")
    language: Literal["auto", "en", "zh"] = "auto"
    partition: Literal["auto", "owner", "title", "dirichlet"] = Field(
        "auto", description="owner: the records' own field; auto: owner, else title, else dirichlet"
    )
    owners: Positive | None = Field(None, description="how many; the data's own when left out")
    dirichlet_alpha: float = Field(1.0, gt=0, description="the smaller, the more uneven")
    questions: int = Field(12_000, ge=200, description="size of the synthetic corpus")
    test_fraction: float = Field(
        0.2, gt=0, lt=1, description="units held out for the test, where the data has no test split"
    )
    max_test_questions: Positive = 600
    shuffle_answers: bool = Field(
        False, description="negative control: train on wrong answers of the same documents"
    )
    seed: int = Field(7, description="of the corpus, the partition and the split; never of noise")


class ModelSection(_Section):
    """Which model, how it starts, and which of its parameters are trained."""

    name: str = Field("minilm", description="'minilm', a folder, or a hub name")
    warm_start: Literal["auto", "synthetic", "none"] = Field(
        "auto", description="synthetic: minilm warmed up on the public half of the corpus"
    )
    trainable: TrainableSet = TrainableSet.LORA
    layers: Annotated[int, Field(ge=0)] = Field(2, description="from the top; 0 is all (lora)")
    rank: Positive = Field(8, description="of LoRA's factors")
    max_length: int = Field(128, ge=16, le=8192, description="tokens in a window")
    stride: int = Field(32, ge=0, description="tokens by which windows overlap")
    null_threshold: float = Field(0.0, description="abstain above this; tune on public data only")


class TrainingSection(_Section):
    """Rounds, steps and optimisers."""

    rounds: Positive = 8
    steps_per_round: Positive = 4
    expected_batch: Positive = Field(
        64, description="units an owner of mean declared size draws in a step, on average"
    )
    learning_rate: float = Field(0.5, gt=0)
    momentum: float = Field(0.0, ge=0, lt=1)
    weight_decay: float = Field(0.0, ge=0)
    server_optimizer: Literal["fedavg", "fedavgm", "fedadam", "fedyogi"] = "fedavgm"
    server_learning_rate: float = Field(1.0, gt=0)
    server_momentum: float = Field(0.5, ge=0, lt=1)


class PrivacySection(_Section):
    """What is promised to whom."""

    epsilon: float = Field(8.0, gt=0, description="for the whole horizon; inf means no privacy")
    delta: float = Field(1e-5, gt=0, lt=1)
    unit: Literal["auto", "person", "document", "record"] = Field(
        "auto", description="auto: the person where all records name one, else the document"
    )
    clip_norm: float = Field(1.0, gt=0)
    sampling_probability: float | None = Field(
        None, gt=0, le=1, description="public; from expected_batch when left out"
    )
    spare_rounds: Annotated[int, Field(ge=0)] | None = Field(
        None, description="rounds that may be charged again after a crash; a tenth when left out"
    )


class RunSection(_Section):
    """How the machine runs it. Nothing here changes a guarantee."""

    parallel: Annotated[int, Field(ge=0)] = Field(0, description="owners at once; 0 is one a core")
    quorum: Annotated[int, Field(ge=0)] = Field(0, description="0 is more than half of the owners")
    device: Literal["auto", "cpu", "cuda"] = "auto"
    precision: Literal["auto", "bfloat16", "float32"] = "auto"
    round_timeout: float = Field(3600.0, gt=0, description="seconds")


class Scenario(_Section):
    """A simulated run. `Scenario.model_json_schema()` is its JSON Schema."""

    version: Literal[1] = VERSION
    data: DataSection = DataSection()
    model: ModelSection = ModelSection()
    training: TrainingSection = TrainingSection()
    privacy: PrivacySection = PrivacySection()
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


def load(name: str | None) -> Scenario:
    """The scenario of a file, or a shipped one by its name, or the default one.

    Raises ScenarioError with the file's name and the key.
    """
    if name is None:
        return Scenario()
    path = Path(name)
    if path.suffix != ".toml" and not path.exists():
        path = SHIPPED / f"{name}.toml"
        if not path.is_file():
            known = ", ".join(sorted(file.stem for file in SHIPPED.glob("*.toml")))
            raise ScenarioError(
                f"unknown scenario {name!r}: expected a TOML file or one of {known}",
                hint=_nearest(name, [file.stem for file in SHIPPED.glob("*.toml")]),
            )
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
            raise ScenarioError(f"{place}: unknown key", hint=_nearest(key, _known_keys())) from error
        expected = first["msg"].replace("Input should be", "expected")
        expected = expected[:1].lower() + expected[1:]
        raise ScenarioError(f"{place}: {expected}, found {first.get('input')!r}") from error


def _known_keys() -> list[str]:
    keys = []
    for name, field in Scenario.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, _Section):
            keys += [name, *(f"{name}.{key}" for key in section.model_fields)]
    return keys


def _nearest(name: str, known: list[str]) -> str | None:
    if found := difflib.get_close_matches(name, known, n=1, cutoff=0.4):
        return f"did you mean {found[0]!r}?"
    # A key in the wrong section is found by its last part.
    last = name.rsplit(".", 1)[-1]
    if found := [key for key in known if key.rsplit(".", 1)[-1] == last]:
        return f"did you mean {found[0]!r}?"
    return None

