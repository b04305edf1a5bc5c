"""The report of a run as one HTML page: no script, no request, no clock. Performs no IO but to
read its own template.

    summary.json ─► render ─► report.html
                      ├ texts   every word, in English and Chinese
                      ├ plots   inline SVG
                      └ page.html

The summary is data: names and reasons in it may come from files that others wrote, so the
template escapes every value. A bound is never made to look better than it is: epsilon is rounded
up, the greatest of the run's and the owners' figures counts, and where any figure is missing the
page says that there is no guarantee.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from simulations.report.figures import Figures
from simulations.report.texts import (
    DASH,
    UNBOUNDED,
    accuracy_bound,
    epsilon_bound,
    fixed,
    percent,
    plain_number,
    power_of_ten,
    signed,
    texts,
)
from simulations.report.values import greatest, is_infinite, mapping, mappings, name_of, number

VERSION = 1  # of the summary
OPEN_ROWS = 40  # a longer table is folded
NAMES = 12  # dropped owners named in one cell
METRICS = (
    "f1",
    "em",
    "accuracy",
    "precision",
    "recall",
    "answerable_f1",
    "answerable_em",
    "no_answer_accuracy",
    "answerability_auroc",
)
UNCOVERED = (
    "simulation",
    "aggregation",
    "text",
    "public",
    "timing",
    "others",
    "unit",
    "clear",
    "ledger",
)

_PAGE = Environment(
    loader=PackageLoader("simulations.report", "."),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
).get_template("page.html")


def render(summary: Mapping[str, Any], language: Literal["en", "zh"]) -> str:
    """The page of a run's `summary.json` (design §7). The same summary gives the same bytes.

    A figure that is null, missing or not a number is printed as "–". The whole page is one file:
    inline CSS and SVG, and a policy that forbids scripts and requests.

    Raises:
        ValueError: an unknown language or version of the summary.
    """
    if summary.get("version") != VERSION:
        raise ValueError(f"summary version: expected {VERSION}, found {summary.get('version')!r}")
    page = _PAGE.render(_Report(summary, texts(language)).view())
    return page.encode("utf-8", "replace").decode("utf-8")  # JSON may carry lone surrogates


_POOLED = (("records", "unit"), ("windows", "record"))


class _Report:
    """The page's values as the template prints them."""

    def __init__(self, summary: Mapping[str, Any], t: Mapping[str, str]) -> None:
        self._t = t
        self._summary = summary
        self._final = mapping(summary.get("final"))
        self._baseline = mapping(summary.get("baseline"))
        self._privacy = mapping(summary.get("privacy"))
        self._aggregation = mapping(summary.get("aggregation"))
        self._owners = mappings(summary.get("owners"))
        self._rounds = mappings(summary.get("rounds"))
        unit = self._privacy.get("unit")
        self._unit = unit if unit in ("person", "document", "record") else "other"

    def view(self) -> dict[str, Any]:
        return {
            "t": self._t,
            "lead": self._lead(),
            "facts": self._facts(),
            "cards": self._cards(),
            "warnings": [str(warning) for warning in self._summary.get("warnings") or []],
            "promise": self._promise(),
            "uncovered": self._uncovered(),
            "plots": Figures(self._summary, self._t).all(),
            "quality": self._quality(),
            "owners": [self._owner(owner) for owner in self._owners],
            "units_header": self._t[f"units_{self._unit}"],
            "settings": self._settings(),
            "rounds": [self._round(row) for row in self._rounds],
            "open_rows": OPEN_ROWS,
        }

    # The first page.

    def _lead(self) -> str:
        model = self._summary.get("model")
        return self._t["lead"].format(
            model=DASH if model is None else model,
            rounds=self._count("rounds", len(self._rounds)),
            owners=self._count("owners", len(self._owners)),
        )

    def _count(self, key: str, n: int) -> str:
        return self._t[f"{key}_1"] if n == 1 else self._t[f"{key}_n"].format(n=f"{n:,}")

    def _facts(self) -> list[tuple[str, str]]:
        run = PurePosixPath(str(self._summary.get("run_dir") or DASH)).name
        language = self._summary.get("language")
        named = self._t.get(f"language_{language}", DASH if language is None else str(language))
        seconds = self._duration(self._summary.get("seconds"))
        t = self._t
        return [(t["run"], run), (t["duration"], seconds), (t["language"], named)]

    def _duration(self, value: Any) -> str:
        seconds = number(value)
        if seconds is None:
            return DASH
        if seconds < 59.95:
            return self._t["seconds"].format(s=f"{seconds:.1f}")
        minutes, rest = divmod(round(seconds), 60)
        if minutes < 60:
            return self._t["minutes"].format(m=minutes, s=rest)
        hours, minutes = divmod(minutes, 60)
        return self._t["hours"].format(h=hours, m=minutes)

    def _cards(self) -> dict[str, str]:
        before, after = number(self._baseline.get("f1")), number(self._final.get("f1"))
        examples = number(self._final.get("examples"))
        t = self._t
        tested = ""
        if examples and after is not None:
            # A question's F1 lies in [0, 1], so its variance is at most p(1 - p); 95 %, normal.
            share = min(max(after / 100, 0.0), 1.0)
            margin = 196 * math.sqrt(share * (1 - share) / examples)
            tested = t["card_chance"].format(n=f"{examples:,.0f}", margin=f"{margin:.1f}")
        elif examples:
            tested = t["card_examples"].format(n=f"{examples:,.0f}")
        bound = self._bound()
        counts = [number(owner.get("examples")) for owner in self._owners]
        known = [count for count in counts if count is not None]
        return {
            "before": percent(before),
            "after": percent(after),
            "change": (
                t["card_no_change"]
                if before is None or after is None
                else t["card_change"].format(change=signed(after - before, 1))
            ),
            "tested": tested,
            "epsilon": (
                t["card_unlimited"]
                if bound is None
                else t["card_at_most"].format(epsilon=epsilon_bound(bound[0]))
            ),
            "delta": (
                t["card_no_promise"]
                if bound is None
                else t["card_delta"].format(
                    delta=power_of_ten(bound[1]), unit=t[f"unit_{self._unit}"]
                )
            ),
            "owners": f"{len(self._owners):,}",
            "questions": (
                t["card_owners_note"].format(questions=f"{sum(known):,.0f}")
                if known and len(known) == len(counts)
                else ""
            ),
        }

    def _bound(self) -> tuple[float, float] | None:
        """The (epsilon, delta) that holds at every owner, or None where any part is missing."""
        epsilons = [self._privacy.get("epsilon_max"), *(o.get("epsilon") for o in self._owners)]
        deltas = [owner.get("delta") for owner in self._owners]
        if not deltas or self._privacy.get("noise_multiplier") in (None, 0):
            return None
        epsilon, delta = greatest(epsilons), greatest(deltas)
        if epsilon is None or delta is None or not 0 < delta < 1:
            return None
        return (epsilon, delta) if epsilon <= UNBOUNDED else None

    def _sum(self) -> tuple[float, float] | None:
        """Basic composition over the owners."""
        bound = self._bound()
        if bound is None or len(self._owners) < 2:
            return None
        parts = [number(owner.get("epsilon")) or 0.0 for owner in self._owners]
        stated = number(self._privacy.get("epsilon_sum")) or 0.0
        deltas = [number(owner.get("delta")) or 0.0 for owner in self._owners]
        return max(stated, sum(parts)), min(1.0, sum(deltas))

    def _promise(self) -> dict[str, Any]:
        t, bound = self._t, self._bound()
        if bound is None:
            without = sum(number(owner.get("epsilon")) is None for owner in self._owners)
            text = t["no_promise_text"]
            if 0 < without < len(self._owners):
                text = t["no_promise_owners"].format(without=without, all=len(self._owners))
            return {"kept": False, "heading": t["no_promise"], "paragraphs": [text]}
        epsilon, delta = bound
        unit = t[f"unit_{self._unit}"]
        grade = "strong" if epsilon <= 1 else "reasonable" if epsilon <= 10 else "weak"
        shown = power_of_ten(delta)
        seen = "distributed" if self._privacy.get("mode") == "distributed" else "local"
        paragraphs = [
            t["promise_plain"].format(
                unit=unit, accuracy=accuracy_bound(epsilon, delta), seen=t[f"seen_{seen}"]
            ),
            t["promise_scale"].format(grade=t[f"grade_{grade}"]),
        ]
        total = self._sum()
        if total is not None:
            paragraphs.append(
                t["promise_sum"].format(
                    unit=unit, epsilon=epsilon_bound(total[0]), delta=power_of_ten(total[1])
                )
            )
        claim = t["promise_claim"].format(epsilon=epsilon_bound(epsilon), delta=shown, unit=unit)
        return {
            "kept": True,
            "heading": t["promise"],
            "claim": claim,
            "paragraphs": paragraphs,
        }

    def _uncovered(self) -> list[tuple[str, str]]:
        """What epsilon doesn't limit (design §4), a name and a sentence each."""
        keys = [f"unit_{self._unit}" if key == "unit" else key for key in UNCOVERED]
        left = sorted({str(e) for o in self._owners for e in o.get("exceptions") or ()})
        if left:
            keys[keys.index("text")] = "exception"
        elif self._owners and all(o.get("redactions") is not None for o in self._owners):
            keys[keys.index("text")] = "missed"
        protocol = self._aggregation.get("protocol")
        encrypted = protocol not in (None, "none")
        plain = "plain" if self._bound() is not None else "plain_clear"
        texts_of = {
            "aggregation": self._t["uncovered_sum" if encrypted else f"uncovered_{plain}"].format(
                protocol=self._t["none"] if protocol in (None, "none") else protocol,
                threshold=self._plain(self._aggregation.get("threshold")),
                participants=self._plain(self._aggregation.get("participants")),
            ),
            "exception": self._t["uncovered_exception"].format(
                exceptions=", ".join(map(self._exception, left))
            ),
        }
        names = {
            "aggregation": self._t["uncovered_sum_name" if encrypted else "uncovered_plain_name"]
        }
        if self._privacy.get("mode") == "distributed":
            keys.insert(2, "distributed")
        return [
            (
                names.get(key) or self._t[f"uncovered_{key}_name"],
                texts_of.get(key) or self._t[f"uncovered_{key}"],
            )
            for key in keys
        ]

    # Plots.

    # Tables.

    def _quality(self) -> dict[str, Any]:
        rows = []
        for metric in METRICS:
            before, after = number(self._baseline.get(metric)), number(self._final.get(metric))
            digits = 3 if metric == "answerability_auroc" else 1
            change = None if before is None or after is None else after - before
            rows.append(
                {
                    "name": self._t[metric],
                    "text": self._t[f"{metric}_text"],
                    "before": fixed(before, digits),
                    "after": fixed(after, digits),
                    "change": DASH if change is None else signed(change, digits),
                }
            )
        examples = self._plain(self._final.get("examples"))
        return {"rows": rows, "caption": self._t["quality_caption"].format(n=examples)}

    def _owner(self, owner: Mapping[str, Any]) -> dict[str, Any]:
        epsilon, cap = number(owner.get("epsilon")), owner.get("epsilon_cap")
        limit = number(cap)
        no_cap = self._t["no_cap"] if is_infinite(cap) else DASH
        return {
            "name": name_of(owner),
            "examples": self._plain(owner.get("examples")),
            "units": self._plain(owner.get("units")),
            "declared": self._plain(owner.get("declared_units")),
            "epsilon": self._t["unlimited"] if epsilon is None else epsilon_bound(epsilon),
            "bounded": epsilon is not None,
            "over": epsilon is not None and limit is not None and epsilon > limit,
            "delta": power_of_ten(number(owner.get("delta"))),
            "cap": no_cap if limit is None else plain_number(limit),
            "f1": percent(number(owner.get("f1"))),
            "redactions": self._redactions(owner.get("redactions")),
        }

    def _exception(self, name: str) -> str:
        """One of `client.provenance`'s exceptions in words."""
        if name == "plaintext":
            return self._t["exception_plaintext"]
        if name.startswith("answers:"):
            return self._t["exception_answers"]
        return name.removeprefix("keep:")

    def _redactions(self, value: Any) -> str:
        """A count, or counts by kind, which are added."""
        if isinstance(value, Mapping):
            counts = [number(count) for count in value.values()]
            return DASH if None in counts else self._plain(sum(c for c in counts if c is not None))
        return self._plain(value)

    def _pooled(self) -> str:
        records, windows = (self._privacy.get(f"{of}_per_{to}") for of, to in _POOLED)
        if records is None or windows is None:
            return DASH
        return self._t["pooled_value"].format(records=records, windows=windows)

    def _settings(self) -> list[tuple[str, list[tuple[str, str]]]]:
        t, p, a = self._t, self._privacy, self._aggregation
        relation = p.get("relation")
        known = relation == "add-or-remove-one-unit"
        spare = self._plain(p.get("spare_rounds"))
        planned = t["planned_rounds_value"].format(rounds=self._plain(p.get("rounds")), spare=spare)
        bound, total = self._bound(), self._sum()
        protocol = a.get("protocol")
        return [
            (
                t["mechanism"],
                [
                    (t["unit"], self._term("unit_value", p.get("unit"))),
                    (t["relation"], t["relation_value"] if known else self._plain(relation)),
                    (t["mode"], self._term("mode", p.get("mode"))),
                    (t["noise_multiplier"], self._plain(p.get("noise_multiplier"))),
                    (t["clip"], self._plain(p.get("clip"))),
                    (t["sampling"], self._term("sampling", p.get("sampling"))),
                    (t["sampling_probability"], self._plain(p.get("sampling_probability"))),
                    (t["pooled"], self._pooled()),
                    (t["steps_per_round"], self._plain(p.get("steps_per_round"))),
                    (t["planned_rounds"], DASH if p.get("rounds") is None else planned),
                    (t["accountant"], self._plain(p.get("accountant"))),
                    (
                        t["epsilon_max"],
                        t["unlimited"] if bound is None else epsilon_bound(bound[0]),
                    ),
                    (t["mechanism_delta"], power_of_ten(bound[1] if bound else None)),
                    (t["epsilon_sum"], epsilon_bound(total[0] if total else None)),
                ],
            ),
            (
                t["aggregation"],
                [
                    (t["aggregation"], self._term("protocol", protocol)),
                    (t["participants"], self._plain(a.get("participants"))),
                    (t["threshold"], self._plain(a.get("threshold"))),
                    (t["survivors_min"], self._plain(a.get("survivors_min"))),
                    (t["colluders"], self._plain(a.get("colluders"))),
                    (t["withstands"], self._term("withstands", a.get("withstands"))),
                    (t["modulus_bits"], self._plain(a.get("modulus_bits"))),
                    (t["lost_rounds"], self._lost()),
                ],
            ),
        ]

    def _lost(self) -> str:
        """How many rounds were dropped and tried again, and which."""
        lost = self._summary.get("lost_rounds")
        if not isinstance(lost, list):
            return DASH
        numbers = [self._plain(row.get("round")) for row in mappings(lost)]
        return f"{len(numbers)}" + (f" ({', '.join(numbers)})" if numbers else "")

    def _term(self, prefix: str, value: Any) -> str:
        """A word of the summary in the page's language, or as it is where it isn't known."""
        return self._t.get(f"{prefix}_{value}") or self._plain(value)

    @staticmethod
    def _plain(value: Any) -> str:
        """A value as it is: a number with separators, text unchanged, null as a dash."""
        figure = number(value)
        if figure is not None:
            return plain_number(figure)
        return value if isinstance(value, str) and value else DASH

    def _round(self, row: Mapping[str, Any]) -> dict[str, Any]:
        survivors, dropped = row.get("survivors"), mappings(row.get("dropped"))
        answered = DASH
        if isinstance(survivors, list):
            answered = self._t["survivors_of"].format(
                n=f"{len(survivors):,}", all=f"{len(survivors) + len(dropped):,}"
            )
        return {
            "round": self._plain(row.get("round")),
            "f1": percent(number(row.get("f1"))),
            "em": percent(number(row.get("em"))),
            "time": self._duration(row.get("seconds")),
            "survivors": answered,
            "dropped": self._dropped(dropped),
        }

    def _dropped(self, dropped: Sequence[Mapping[str, Any]]) -> list[str]:
        """A line for each reason, with the owners' names."""
        groups: dict[str, list[str]] = {}
        for owner in dropped:
            groups.setdefault(self._reason(owner), []).append(name_of(owner))
        lines = []
        for reason, names in groups.items():
            listed = self._t["list_separator"].join(names[:NAMES])
            if len(names) > NAMES:
                listed += self._t["dropped_more"].format(n=f"{len(names) - NAMES:,}")
            lines.append(
                self._t["dropped_group"].format(reason=reason, n=f"{len(names):,}", names=listed)
            )
        return lines

    def _reason(self, owner: Mapping[str, Any]) -> str:
        code, reason = owner.get("code"), owner.get("reason")
        known = self._t.get(f"reason_{code}") if isinstance(code, int) else None
        stated = reason if isinstance(reason, str) and reason else None
        text = known or stated or self._t["reason_unknown"]
        if code is None:
            return text
        return text + self._t["list_separator"] + self._t["reason_code"].format(code=code)
