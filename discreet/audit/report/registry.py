"""The report as a record of the differential privacy deployments registry (NIST and OpenDP).

The registry's schema is `schemas/deployments-schema.yaml` of opendp/deployments-registry-data; its
strings are Markdown. What no ledger knows (who publishes, where, for what) says that it is to be
filled in, and the record's status is "Draft".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from discreet.audit.report.texts import texts
from discreet.audit.report.values import Printer, day, value_of
from privacy.audit.statement import INFINITE

FILL_IN = "TODO: to be filled in by who publishes the model"
HEADER = "# A record for the registry of deployments of differential privacy.\n"


def yaml_text(report: Mapping[str, Any]) -> str:
    """The record as YAML, in English, as the registry has it; complete but for its signature."""
    record = _record(report)
    text = yaml.dump(
        record, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100,
        default_flow_style=False,
    )  # fmt: skip
    return HEADER + str(text)


class _Dumper(yaml.SafeDumper):
    """Long texts as literal blocks: the registry refuses quoted ones."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def _record(report: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "url_slug": _slug(report),
        "status": "Draft",
        "tier": 3,
        "deployment": {
            "basic": _basic(report),
            "dp_flavor": _flavor(report),
            "privacy_loss": _loss(report),
            "deployment_model": _model(report),
            "accounting": _accounting(report),
            "implementation": _implementation(report),
            "administrative": {
                "sources": "The signed report that this record was made with.",
                "notes": _list(
                    f"Written by {report['software']}; epsilon was recomputed from signed ledgers.",
                    *(_status(ledger) for ledger in report["ledgers"]),
                ),
                "registry_authors": [FILL_IN],
            },
        },
    }


def _slug(report: Mapping[str, Any]) -> str:
    ledgers = report["ledgers"]
    return f"federated-question-answering-{value_of(ledgers[0], 'parties', 'ledger')[:12]}"


def _basic(report: Mapping[str, Any]) -> dict[str, Any]:
    last = max(value_of(ledger, "parties", "last_ms") for ledger in report["ledgers"])
    purposes = [value_of(ledger, "governance", "purpose") for ledger in report["ledgers"]]
    return {
        "name": "Question-answering model, fine-tuned across owners of text",
        "data_curators": list(dict.fromkeys(map(_curator, report["ledgers"]))),
        "intended_use": "; ".join(dict.fromkeys(p for p in purposes if p)) or FILL_IN,
        "data_product_type": "Machine learning model",
        "data_product_region": FILL_IN,
        "description": "A question-answering model whose owners fine-tune it on their own text "
        "with differential privacy; updates are summed under masks.",
        "publication_date": day(last),
    }


def _curator(ledger: Mapping[str, Any]) -> str:
    key = value_of(ledger, "parties", "owner_keys")[-1]
    return f"{value_of(ledger, 'parties', 'population')} (Ed25519 key {key[:16]}…)"


def _flavor(report: Mapping[str, Any]) -> dict[str, Any]:
    p = _printer()
    codes = value_of(report["ledgers"][0], "not_covered", "unprotected")
    metrics = sorted(
        {m for ledger in report["ledgers"]
         for m in value_of(ledger, "not_covered", "metrics_allowed") or ()}
    )  # fmt: skip
    return {
        "name": "Approximate DP",
        "data_domain": "Sets of units, each with any number of question-answer records about a "
        "text.",
        "unprotected_quantities": _list(
            *map(p.word, codes), *(f"figure that owners let out: {m}" for m in metrics)
        ),
    }


def _loss(report: Mapping[str, Any]) -> dict[str, Any]:
    over = {name: fact["value"] for name, fact in report["over_owners"].items()}
    units = sorted({u for ledger in report["ledgers"] for u in value_of(ledger, "unit", "unit")})
    parameters: dict[str, Any] = {"delta": over["delta_max"]}
    if over["epsilon_max"] != INFINITE:  # the registry's is a number: rather none than a false one
        parameters = {"epsilon": _up(over["epsilon_max"])} | parameters
    p = _printer()
    return {
        "privacy_unit": " and ".join(units) or "none was charged",
        "privacy_unit_description": "Data sets are adjacent if one is the other with one unit "
        "added or removed, with all its records. A drawn unit's records are pooled into one "
        "gradient, which is clipped once.",
        "privacy_parameters": parameters,
        "privacy_parameters_description": _list(
            f"Epsilon {p.bound(over['epsilon_max'])} at delta {over['delta_max']:g} for who is in "
            f"one of {over['ledgers']} ledgers, the largest of them.",
            f"Epsilon {p.bound(over['epsilon_sum'])} at delta {over['delta_sum']:g} for one who is "
            "in all of them.",
            *(
                f"{_curator(ledger)}: epsilon {p.bound(value_of(ledger, 'promise', 'epsilon'))} at "
                f"delta {value_of(ledger, 'promise', 'delta') or 0:g}"
                for ledger in report["ledgers"]
            ),
        ),
    }


def _model(report: Mapping[str, Any]) -> dict[str, Any]:
    lines = []
    for ledger in report["ledgers"]:
        for row in value_of(ledger, "trust", "sessions"):
            lines.append(
                f"{value_of(ledger, 'parties', 'population')}, run {row['run_id']}: "
                f"{row['owners']} owners, {row['colluders']} may collude, "
                f"{row['threshold']} shares unmask, "
                f"{row['confirmations']} signatures open a sum of at least "
                f"{row['survivors_min']}; withstands a {row['withstands']}; {row['sums_opened']} "
                f"sums opened, {row['dropouts']} dropouts"
            )
    return {
        "model_name": "Federated",
        "model_name_description": "Each owner adds all of the noise to its own update before it "
        "leaves; masks hide single updates from the coordinator, and epsilon doesn't rest on them.",
        "actors": _list(
            "Owners: hold the text, train, add the noise, keep a signed ledger. Trusted with their "
            "own text alone.",
            "Coordinator: opens sums of masked updates. Not trusted with any single update.",
            "Auditor: verifies ledgers offline.",
            *dict.fromkeys(lines),
        ),
        "release_type": "Many releases",
        "release_type_description": "The model of every round is a release; all are charged to one "
        "ledger for each population, which never refunds what has left.",
        "data_source_type": "Dynamic",
        "data_source_type_description": "New records of the same people join the same ledger.",
        "access_type": "Non-interactive",
        "access_type_description": "Nobody queries the data; owners train as their policy says.",
    }


def _accounting(report: Mapping[str, Any]) -> dict[str, Any]:
    p = _printer()
    ledger = report["ledgers"][0]
    return {
        "post_processing": "Owners' noisy updates are summed, averaged and taken as a "
        "pseudo-gradient by the coordinator's optimiser.",
        "composition": _list(
            *dict.fromkeys(
                p.word(value_of(one, "accountant", "rule")) for one in report["ledgers"]
            ),
            f"{value_of(ledger, 'accountant', 'name')}; relative error at most "
            f"{value_of(ledger, 'accountant', 'relative_error'):g}, "
            f"{p.word(value_of(ledger, 'accountant', 'direction'))}; checked by "
            f"{p.word(value_of(ledger, 'accountant', 'second'))}",
            "sampling executed as assumed"
            if not any(value_of(one, "sampling", "differs") for one in report["ledgers"])
            else "sampling differed from what was assumed: no finite epsilon",
        ),
    }


def _implementation(report: Mapping[str, Any]) -> dict[str, Any]:
    p = _printer()
    ledgers: Sequence[Mapping[str, Any]] = report["ledgers"]
    ran = [
        f"clip norm {row['clip_norm']:g}, noise multiplier {row['noise_multiplier']:g}, sampling "
        f"probability {row['sampling_probability']:g}, {row['steps_charged']} steps charged"
        for ledger in ledgers
        for row in value_of(ledger, "mechanism", "ran")
    ]
    first = ledgers[0]
    return {
        "preprocessing_and_hyperparameter_tuning": _list(
            p.word(value_of(first, "tuning", "counted")),
            f"{sum(value_of(one, 'tuning', 'runs_charged') for one in ledgers)} runs are charged "
            "over all ledgers",
        ),
        "mechanisms": _list(
            *(p.word(value_of(first, "mechanism", name)) for name in
              ("name", "noise_added", "rng", "rounding")),
            *dict.fromkeys(ran),
        ),
        "justification": FILL_IN,
    }  # fmt: skip


def _status(ledger: Mapping[str, Any]) -> str:
    entries, vouched = (value_of(ledger, "parties", n) for n in ("entries", "verified_entries"))
    status = value_of(ledger, "parties", "status")
    return f"{_curator(ledger)}: {status}, {vouched} of {entries} entries vouched for"


def _list(*lines: str) -> str:
    return "".join(f"- {line}\n" for line in lines)


def _up(value: float) -> float:
    """Four digits after the point, never less than `value`."""
    rounded = round(value, 4)
    return rounded if rounded >= value else round(rounded + 1e-4, 4)


def _printer() -> Printer:
    return Printer(texts("en"))
