"""The report as one self-contained HTML page: a first page for everybody, then each field."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from discreet.audit.report.texts import texts
from discreet.audit.report.values import Printer, day, value_of
from privacy.audit.history import spans
from privacy.audit.statement import INFINITE
from simulations.report import plots
from simulations.report.texts import Language, accuracy_bound

# Its own page, and the style that every report shares.
_FOLDERS = (Path(__file__).parent, Path(plots.__file__).parent)
_WEAK = 3.0  # epsilon above which a guesser from even odds may be right 95 times of 100
_TABLES = {
    "mechanism.plans", "mechanism.ran", "balance.runs", "trust.sessions", "changes.amendments",
    "changes.key_changes",
}  # fmt: skip
# The same in every row, or of no use on paper: the JSON has them.
_LEFT_OUT = {"version", "relation", "sampling", "mode", "roster", "modulus_bits", "degree"}
_WIDE = {"promise.curve", "promise.course"}  # shown as plots


def html(report: Mapping[str, Any], language: Language) -> str:
    """The page, complete but for its signature. Every text in it is escaped: a ledger may come
    from anybody."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDERS),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    template = environment.get_template("page.html")
    return template.render(**_View(report, language).page()) + "\n"


class _View:
    def __init__(self, report: Mapping[str, Any], language: Language) -> None:
        self._t = texts(language)
        self._print = Printer(self._t)
        self._report = report
        self._ledgers: list[Mapping[str, Any]] = report["ledgers"]

    def page(self) -> dict[str, Any]:
        t, report = self._t, self._report
        first = min(value_of(ledger, "parties", "first_ms") for ledger in self._ledgers)
        last = max(value_of(ledger, "parties", "last_ms") for ledger in self._ledgers)
        one = self._ledgers[0] if len(self._ledgers) == 1 else None
        lead = (
            t["lead_one"].format(population=value_of(one, "parties", "population"))
            if one is not None
            else t["lead_many"].format(count=len(self._ledgers))
        )
        facts = [
            (t["period"], t["to"].format(first=day(first), last=day(last))),
            (t["made"], day(report["made_ms"])),
            (t["by"], report["software"]),
        ]
        return {
            "t": t,
            "lead": lead,
            "facts": facts,
            "warnings": self._warnings(),
            "boxes": self._boxes(one or self._worst()),
            "owners": None if one is not None else self._owners(),
            "ledgers": [self._ledger(n, ledger) for n, ledger in enumerate(self._ledgers, 1)],
            "over_owners": self._section("over_owners", report["over_owners"]),
        }

    def _worst(self) -> Mapping[str, Any]:
        """The ledger whose people are promised least: the first page speaks for all."""
        return max(self._ledgers, key=_epsilon)

    def _boxes(self, ledger: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [
            {"title": self._t["promise_title"], "lines": self._promise(ledger), "kind": "promise"},
            {"title": self._t["whom_title"], "lines": [self._whom(ledger)], "kind": "whom"},
            {"title": self._t["left_title"], "lines": [self._left(ledger)], "kind": "left"},
            {"title": self._t["not_title"], "lines": self._not_covered(ledger), "kind": "not"},
        ]

    def _promise(self, ledger: Mapping[str, Any]) -> list[str]:
        t, p = self._t, self._print
        if not value_of(ledger, "balance", "debits"):
            return [t["promise_nothing_charged"]]
        epsilon, delta = (value_of(ledger, "promise", name) for name in ("epsilon", "delta"))
        if epsilon == INFINITE:
            return [t["promise_none"]]
        values = {
            "unit": t[f"unit_{value_of(ledger, 'unit', 'unit')[0]}"],
            "accuracy": accuracy_bound(epsilon, delta),
            "epsilon": p.bound(epsilon),
            "delta": p.value("delta", delta),
        }
        keys = ["promise_claim", "promise_epsilon", "promise_delta"]
        keys += ["promise_weak"] if epsilon > _WEAK else []
        return [t[key].format(**values) for key in keys]

    def _whom(self, ledger: Mapping[str, Any]) -> str:
        units = value_of(ledger, "unit", "unit")
        return self._t[f"whom_{units[0]}" if units else "whom_nobody"]

    def _left(self, ledger: Mapping[str, Any]) -> str:
        t, p = self._t, self._print
        if not value_of(ledger, "balance", "debits"):
            return t["left_nothing_charged"]
        cap, left = (value_of(ledger, "promise", name) for name in ("cap", "left"))
        if cap is None:
            return t["left_no_cap"]
        passed = value_of(ledger, "promise", "passed")
        key = "left_passed" if passed else "left_some" if p.rest(left) != "0.00" else "left_none"
        spent = p.bound(value_of(ledger, "promise", "epsilon"))
        return t[key].format(cap=p.value("cap_", cap), epsilon=spent, left=p.rest(left))

    def _not_covered(self, ledger: Mapping[str, Any]) -> list[str]:
        t = self._t
        lines = [t["not_public"], t["not_others"]]
        if metrics := value_of(ledger, "not_covered", "metrics_allowed"):
            lines.append(t["not_metrics"].format(metrics=", ".join(metrics)))
        findings, exceptions = (
            value_of(ledger, "desensitization", name) for name in ("findings", "exceptions")
        )
        if exceptions:
            lines.append(t["not_exceptions"].format(exceptions="; ".join(exceptions)))
        elif exceptions is None and findings is None:
            lines.append(t["not_text"])
        else:
            lines.append(t["not_missed"])
        return [*lines, t["not_unrecorded"]]

    def _warnings(self) -> list[str]:
        """Each warning once, with the ledgers that it is about."""
        found: dict[str, list[int]] = {}
        for number, ledger in enumerate(self._ledgers, 1):
            for text in self._of_ledger(ledger):
                found.setdefault(text, []).append(number)
        if len(self._ledgers) == 1:
            return list(found)
        return [
            self._t["ledger_numbers"].format(numbers=self._print.spans(spans(numbers))) + text
            for text, numbers in found.items()
        ]

    def _of_ledger(self, ledger: Mapping[str, Any]) -> list[str]:
        t, p = self._t, self._print
        status = value_of(ledger, "parties", "status")
        vouched, entries = (
            value_of(ledger, "parties", name) for name in ("verified_entries", "entries")
        )
        bound = value_of(ledger, "empirical", "bound") or {}
        differs, unsettled = (
            value_of(ledger, "sampling", name) for name in ("differs", "unsettled")
        )
        trust = {name: fact["value"] for name, fact in ledger["trust"].items()}
        amended = len(value_of(ledger, "changes", "amendments"))
        conditions: list[tuple[Any, str, dict[str, Any]]] = [
            (bound.get("contradicted"), "warn_contradicted",
             {"bound": p.bound(bound.get("epsilon_bound")),
              "claimed": p.bound(bound.get("claimed_epsilon"))}),
            (status == "self-consistent only", "warn_self", {}),
            (status == "partly verified", "warn_partly",
             {"last": vouched - 1, "entries": entries}),
            (value_of(ledger, "parties", "verified_by") == ["owner-key"], "warn_key_only", {}),
            (differs, "warn_sampling", {"entries": p.spans(differs)}),
            (unsettled, "warn_unsettled", {"entries": p.spans(unsettled)}),
            (amended, "warn_amended", {"count": amended}),
            (value_of(ledger, "parties", "stolen_keys"), "warn_stolen", {}),
            (trust["unconfirmed"] and not trust["unmasked_runs"], "warn_unconfirmed",
             {"entries": p.spans(trust["unconfirmed"])}),
            (trust["unmasked_runs"], "warn_unmasked",
             {"runs": ", ".join(trust["unmasked_runs"][:5])}),
            (any(row["faults"] for row in trust["sessions"]), "warn_weak_session", {}),
        ]  # fmt: skip
        return [t[key].format(**values) for condition, key, values in conditions if condition]

    def _owners(self) -> dict[str, Any]:
        t, p = self._t, self._print
        over = {name: fact["value"] for name, fact in self._report["over_owners"].items()}
        rows = [
            {
                "name": self._name(number, ledger),
                "key": value_of(ledger, "parties", "owner_keys")[-1][:16] + "…",
                "epsilon": p.bound(value_of(ledger, "promise", "epsilon")),
                "delta": p.value("delta", value_of(ledger, "promise", "delta")),
                "left": p.rest(value_of(ledger, "promise", "left")),
                "status": p.word(value_of(ledger, "parties", "status")),
            }
            for number, ledger in enumerate(self._ledgers, 1)
        ]
        lines = [
            t[f"owners_{way}"].format(
                epsilon=p.bound(over[f"epsilon_{way}"]),
                delta=p.value("delta", over[f"delta_{way}"]),
            )
            for way in ("max", "sum")
        ]
        return {"rows": rows, "lines": lines}

    def _name(self, number: int, ledger: Mapping[str, Any]) -> str:
        return self._t["ledger_title"].format(
            number=number,
            place=value_of(ledger, "parties", "place"),
            population=value_of(ledger, "parties", "population"),
        )

    def _ledger(self, number: int, ledger: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "id": f"ledger-{number}",
            "title": self._name(number, ledger),
            "plots": self._plots(number, ledger),
            "sections": [self._section(key, ledger[key]) for key in ledger],
        }

    def _section(self, key: str, section: Mapping[str, Any]) -> dict[str, Any]:
        rows: list[dict[str, Any]] = []
        for name, fact in section.items():
            full = f"{key}.{name}"
            row: dict[str, Any] = {
                "label": self._t[f"field.{full}"],
                "source": self._print.source(fact["from"]),
                "table": None,
                "value": "",
            }
            if full in _TABLES:
                row["table"] = self._table(fact["value"])
            elif full in _WIDE:
                row["value"] = self._pairs(name, fact["value"])
            else:
                row["value"] = self._print.value(name, fact["value"])
            rows.append(row)
        return {"id": key, "title": self._t[f"section.{key}"], "rows": rows}

    def _pairs(self, name: str, pairs: list[list[Any]]) -> str:
        p = self._print
        key = "delta" if name == "curve" else "count"
        return "; ".join(f"{p.value(key, a)}: {p.bound(b)}" for a, b in pairs) or self._t["none"]

    def _table(self, rows: list[Mapping[str, Any]]) -> dict[str, Any] | None:
        if not rows:
            return None
        columns = [column for column in rows[0] if column not in _LEFT_OUT]
        return {
            "columns": [self._t[f"column.{column}"] for column in columns],
            "rows": [[self._print.value(c, row[c]) for c in columns] for row in rows],
        }

    def _plots(self, number: int, ledger: Mapping[str, Any]) -> list[dict[str, Any]]:
        p = self._print
        course = [[n, e] for n, e in value_of(ledger, "promise", "course") if e != INFINITE]
        if not course or value_of(ledger, "promise", "epsilon") == INFINITE:
            return []
        cap = value_of(ledger, "promise", "cap")
        epsilon = value_of(ledger, "promise", "epsilon")
        delta = p.value("delta", value_of(ledger, "promise", "delta"))
        high = max(epsilon, cap or 0.0) * 1.08
        curve = [
            (round(-math.log10(d)), e)
            for d, e in value_of(ledger, "promise", "curve")
            if e != INFINITE and abs(math.log10(d) - round(math.log10(d))) < 1e-9
        ]
        return [
            self._plot(
                f"course-{number}",
                "plot_course",
                {"delta": delta, "epsilon": p.bound(epsilon), "count": course[-1][0]},
                points=[(n, e) for n, e in course],
                baseline=cap,
                high=high,
            ),
            self._plot(
                f"curve-{number}",
                "plot_curve",
                {},
                points=curve,
                baseline=None,
                high=max(e for _, e in curve) * 1.08,
            ),
        ]

    def _plot(
        self,
        name: str,
        key: str,
        values: dict[str, Any],
        *,
        points: list[tuple[int, float]],
        baseline: float | None,
        high: float,
    ) -> dict[str, Any]:
        t = self._t
        caption = plots.Caption(
            name=name,
            title=t[key],
            description=t[f"{key}_text"].format(**values),
            x_label=t[f"{key}_x"],
        )
        svg = plots.rounds_svg(
            points,
            baseline=baseline,
            limits=(0.0, max(high, 1e-6)),
            series="epsilon",
            caption=caption,
            printed=self._print.bound(points[-1][1]),
        )
        return {"title": t[key], "text": caption.description, "svg": Markup(svg)}  # noqa: S704


def _epsilon(ledger: Mapping[str, Any]) -> float:
    value = value_of(ledger, "promise", "epsilon")
    return float("inf") if value == INFINITE else float(value)
