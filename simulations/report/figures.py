"""The report's plots with their headings, keys and descriptions."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from markupsafe import Markup

from simulations.report import plots
from simulations.report.texts import epsilon_bound, percent
from simulations.report.values import mapping, mappings, name_of, number


class Figures:
    """Plots of one summary, in the language of `t`."""

    def __init__(self, summary: Mapping[str, Any], t: Mapping[str, str]) -> None:
        self._t = t
        self._final = mapping(summary.get("final"))
        self._baseline = mapping(summary.get("baseline"))
        self._owners = mappings(summary.get("owners"))
        self._rounds = mappings(summary.get("rounds"))

    def all(self) -> list[dict[str, Any]]:
        shown = [self._rounds_plot("f1"), self._rounds_plot("em"), *self._owner_plots()]
        return [plot for plot in shown if plot is not None]

    def _rounds_plot(self, metric: Literal["f1", "em"]) -> dict[str, Any] | None:
        points = [(n, number(row.get(metric))) for n, row in enumerate(self._rounds, 1)]
        known = [(number, value) for number, value in points if value is not None]
        if not known:
            return None
        t = self._t
        baseline = number(self._baseline.get(metric))
        every = [number(row.get(m)) for row in self._rounds for m in ("f1", "em")]
        every += [number(self._baseline.get(m)) for m in ("f1", "em")]
        heading = t[f"plot_rounds_{metric}"]
        description = t["plot_rounds_text"].format(
            first=percent(known[0][1]),
            first_round=known[0][0],
            last=percent(known[-1][1]),
            last_round=known[-1][0],
            low=percent(min(value for _, value in known)),
            high=percent(max(value for _, value in known)),
            baseline=t["not_measured"] if baseline is None else percent(baseline),
        )
        keys = [(f"{metric}-line", t["plot_key_model"])]
        if baseline is not None:
            keys.append(("dash", t["plot_key_baseline"].format(value=percent(baseline))))
        svg = plots.rounds_svg(
            points,
            baseline=baseline,
            limits=plots.percent_limits(every),
            series=metric,
            caption=plots.Caption(
                name=f"plot-{metric}",
                title=heading,
                description=description,
                x_label=t["plot_axis_round"],
            ),
        )
        return _plot(heading, t["plot_percent"], svg, keys)

    def _owner_plots(self) -> list[dict[str, Any] | None]:
        t = self._t
        epsilons = [
            plots.Row(name_of(owner), value, epsilon_bound(value), number(owner.get("epsilon_cap")))
            for owner in self._owners
            for value in [number(owner.get("epsilon"))]
        ]
        top = max([max(r.value or 0.0, r.limit or 0.0) for r in epsilons], default=0.0)
        scores = [
            plots.Row(name_of(owner), value, percent(value))
            for owner in self._owners
            for value in [number(owner.get("f1"))]
        ]
        many = len(self._owners) > plots.MOST_ROWS
        bare = "-bare" if len(self._owners) > plots.MOST_DOTS else ""
        keys = [(f"epsilon{bare}", t["plot_key_owner" if many else "plot_key_epsilon"])]
        if any(row.limit is not None for row in epsilons):
            keys.append(("dash" if many else "bar", t["plot_key_cap"]))
        epsilon_plot = self._owner_plot(
            epsilons,
            limits=(0.0, 1.06 * top or 1.0),
            series="epsilon",
            keys=keys,
        )
        overall = number(self._final.get("f1"))
        keys = [(f"f1{bare}", t["plot_key_owner"])]
        if overall is not None:
            keys.append(("dash", t["plot_key_overall"].format(value=percent(overall))))
        f1_plot = self._owner_plot(
            scores,
            limits=plots.percent_limits([*(row.value for row in scores), overall]),
            series="f1",
            reference=overall,
            keys=keys,
        )
        return [epsilon_plot, f1_plot]

    def _owner_plot(
        self,
        rows: Sequence[plots.Row],
        *,
        limits: tuple[float, float],
        series: Literal["f1", "epsilon"],
        keys: list[tuple[str, str]],
        reference: float | None = None,
    ) -> dict[str, Any] | None:
        t = self._t
        values = [row.value for row in rows if row.value is not None]
        if not values:
            return None
        many = len(rows) > plots.MOST_ROWS
        show = epsilon_bound if series == "epsilon" else percent
        description = t["plot_range"].format(
            n=f"{len(values):,}",
            low=show(min(values)),
            median=show(statistics.median(values)),
            high=show(max(values)),
        )
        if len(values) < len(rows):
            description += " " + t["plot_missing"].format(n=f"{len(rows) - len(values):,}")
        svg = plots.owners_svg(
            rows,
            limits=limits,
            series=series,
            reference=reference,
            caption=plots.Caption(
                name=f"plot-owners-{series}",
                title=t[f"plot_{series}"],
                description=description,
                x_label=t["plot_axis_sorted" if many else f"plot_axis_{series}"],
            ),
        )
        note = t[f"plot_{series}_note"]
        return _plot(t[f"plot_{series}"], note, svg, keys, description if many else "")


def _plot(
    heading: str, note: str, svg: str, keys: list[tuple[str, str]], text: str = ""
) -> dict[str, Any]:
    # The SVG's own words were escaped by plots.
    safe = Markup(svg)  # noqa: S704
    return {"heading": heading, "note": note, "svg": safe, "keys": keys, "text": text}
