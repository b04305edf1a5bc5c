"""The sections of a policy, with the safe default of every key. No IO."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
)

from client.provenance import ANSWERS_KEPT, KEPT, PLAINTEXT
from privacy.desensitize.kinds import DATES, Kind, Operator
from privacy.ledger.events import PlanRule
from privacy.plan import Unit

DEFAULT_POPULATION = "default"

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
TimeOfDay = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
EndOfHours = Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]


def _day(value: Any) -> Any:
    """A TOML date as text; a text must name a day that exists."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            date.fromisoformat(value)
        except ValueError as e:
            raise ValueError(f"expected a day of the calendar, found {value}") from e
    return value


def _printable(value: str) -> str:
    if not value.isprintable():  # a terminal would obey control characters
        raise ValueError("expected printable characters")
    return value


Text = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_printable)]
Date = Annotated[str, BeforeValidator(_day), Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
KindName = Annotated[Kind, Field(strict=False)]
OperatorName = Annotated[Operator, Field(strict=False)]
Share = Annotated[float, Field(ge=0, lt=1, allow_inf_nan=False)]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True, strict=True)


class Population(Section):
    """The persons of one namespace, and the one budget that they have over all runs."""

    epsilon: float = Field(default=3.0, gt=0, description="most that all runs together may cost")
    delta: float = Field(default=1e-6, gt=0, lt=1)
    unit: Unit = Field(default=Unit.PERSON, strict=False)
    plans: PlanRule = Field(
        default=PlanRule.ONE,
        strict=False,
        description="one: one plan with the whole budget; several: plans chosen one after "
        "another, at some cost. Fixed when the ledger is opened",
    )
    noise_multiplier_min: float = Field(
        default=0.5, ge=0, allow_inf_nan=False, description="least noise in each step"
    )
    rounds_max: int = Field(
        default=200, ge=1, description="of one plan with its spare ones, and charged in all"
    )
    steps_max: int = Field(default=100_000, ge=1, description="of one plan, over all its rounds")
    declared_units: int = Field(
        default=1000,
        ge=1,
        description="public size of this owner, a round figure; never an exact count",
    )


class Aggregation(Section):
    """Least terms of encrypted aggregation, without which nothing leaves this owner."""

    roster_min: int = Field(default=3, ge=2, description="owners in a session and in a round")
    threshold_min: int = Field(default=2, ge=2, description="owners who must agree to unmask")
    survivors_min: int = Field(default=3, ge=2, description="updates in a sum that is opened")
    modulus_bits_min: Literal[16, 32] = 16
    circles: bool = Field(
        default=False,
        description="above 200 owners, share masks with some of them alone: safe only from a "
        "coordinator that keeps to the protocol",
    )
    colluders: int = Field(
        default=1,
        ge=0,
        description="owners listed in peers.owners that may collude with the coordinator; those "
        "that aren't listed are counted as colluding anyway",
    )
    weight_ratio_max: float = Field(
        default=100.0,
        ge=1,
        allow_inf_nan=False,
        description="largest declared size over the smallest in the signed table",
    )


class Allowed(Section):
    """Digests that may be used. An empty list allows what is installed on this machine."""

    models: tuple[Sha256, ...] = Field(
        default=(), strict=False, description="SHA-256 of model.safetensors"
    )
    code: tuple[Sha256, ...] = Field(
        default=(), strict=False, description="as `discreet client policy --code` prints it"
    )
    metrics: tuple[str, ...] = Field(
        default=(), strict=False, description="names of figures that may leave; none by default"
    )


class Peers(Section):
    """Public keys (Ed25519, 64 hexadecimal digits) that people compared out of band."""

    coordinator: Fingerprint | None = Field(
        default=None,
        description="whose countersigned heads are kept; anybody's if left out. It doesn't yet "
        "decide who may ask for training: the connection does",
    )
    owners: dict[str, Fingerprint] = Field(
        default={}, description="name = key; an owner of this name with another key is refused"
    )
    rosters: tuple[Fingerprint, ...] = Field(
        default=(),
        strict=False,
        description="fingerprints of whole rosters; if any is given, no other roster will do",
    )


class Hours(Section):
    """When training may run, by this machine's local time. Past midnight if `until` < `from`."""

    begin: TimeOfDay = Field(default="00:00", alias="from")
    until: EndOfHours = "24:00"
    days: tuple[Day, ...] = Field(default=_DAYS, strict=False)

    def allow(self, now: datetime) -> bool:
        """Whether `now` lies in these hours. The day is the one on which they began."""
        minute = now.hour * 60 + now.minute
        begin, until = _minutes(self.begin), _minutes(self.until)
        today = _DAYS[now.weekday()] in self.days
        if begin < until:
            return today and begin <= minute < until
        yesterday = _DAYS[(now.weekday() - 1) % 7] in self.days
        return (today and minute >= begin) or (yesterday and minute < until)


class Desensitization(Section):
    """What is replaced in texts before they are stored and trained on, and what may stay."""

    plaintext: Text | None = Field(
        default=None,
        description="why records are stored and trained on as they are; every report gives it. "
        "None: they aren't",
    )
    operators: dict[KindName, OperatorName] = Field(
        default={},
        description="what is done with findings of a kind: surrogate, mask, redact, token, shift "
        "(dates) or keep. By default dates are shifted and all else gets surrogates",
    )
    answers: Literal["replace", "drop", "keep"] = Field(
        default="replace",
        description="what becomes of an answer that is itself personal data",
    )
    roster: Text | None = Field(
        default=None,
        description="file of the owner's own names and numbers, beside the policy: CSV, a kind and "
        "a text in each row",
    )
    rules: dict[KindName, Annotated[tuple[Text, ...], Field(strict=False)]] = Field(
        default={}, description="the owner's own regular expressions by kind"
    )
    jieba: bool = Field(default=False, description="split Chinese into words, to find more names")
    model: Text | None = Field(
        default=None,
        description="a token-classification model that is asked too: a folder, or a name in the "
        "local cache",
    )
    recall_min: dict[Literal["all"] | KindName, Share] = Field(
        default={},
        description="least recall, by kind or for `all`, that a review must have shown with 95 % "
        "confidence before anything is trained",
    )

    @field_validator("operators")
    @classmethod
    def _shifts(cls, value: dict[Kind, Operator]) -> dict[Kind, Operator]:
        for kind, operator in value.items():
            if operator is Operator.SHIFT and kind not in DATES:
                raise ValueError(f"{kind}: expected dates to shift")
        return value

    def exceptions(self) -> tuple[str, ...]:
        """What stays in clear under these rules, as `client.provenance` names it."""
        if self.plaintext is not None:
            return (PLAINTEXT,)
        kept = sorted(kind for kind, operator in self.operators.items() if operator == "keep")
        answers = (ANSWERS_KEPT,) if self.answers == "keep" else ()
        return (*(f"{KEPT}{kind}" for kind in kept), *answers)


class Governance(Section):
    """What an owner promises people about time and purpose: for reports, and checked by nobody."""

    purpose: Text | None = Field(default=None, description="what the model is trained for")
    contact: Text | None = Field(default=None, description="whom a person may ask")
    retain_until: Date | None = Field(
        default=None, description="when records and ledger will be deleted: YYYY-MM-DD"
    )
    reassess_by: Date | None = Field(
        default=None, description="when somebody looks at the risk again: YYYY-MM-DD"
    )


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
