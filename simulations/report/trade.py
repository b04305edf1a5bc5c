"""What a privacy budget buys, as one self-contained SVG. Pure: no IO, no pyplot, the same bytes for
the same numbers.

The accumulated signal-to-noise ratio (see `privacy.trade`) against rounds: a line for each
expected batch, one along the limit of compute, the ceiling of any batch, and a ring around what is
recommended. Colours keep apart for readers who see few of them, and each line has its own mark.
"""

from __future__ import annotations

import io
import re

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullLocator

from privacy.planning import Trade
from privacy.trade import Row
from simulations.report.plots import axes_style

WIDTH, HEIGHT = 720, 440  # px, which are the points of an SVG at 72 dots an inch
MOST_LINES = 7  # batches; the smallest are left out
# Okabe and Ito's palette, without black and yellow.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#6b5b95")
_MARKS = ("o", "s", "^", "D", "v", "P", "X")
_INK, _MUTED, _RULE = "#1b1f24", "#57606a", "#d8dee4"
_STYLE = axes_style(_INK, _MUTED, _RULE) | {
    "svg.fonttype": "path",  # self-contained: letters are outlines
    "svg.hashsalt": "trade",
    "font.size": 12,
    "axes.labelcolor": _INK,
}


def trade_svg(trade: Trade) -> str:
    """The figure of `trade` as the text of an SVG file."""
    with style.context(["default", _STYLE]):
        figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor="white")
        axes = figure.add_axes((0.1, 0.13, 0.64, 0.75))
        _draw(axes, trade)
        terms = trade.terms
        axes.set_title(
            f"epsilon {terms.epsilon:g} at delta {terms.delta:g}, {terms.units} units, "
            f"at most {terms.passes:g} passes",
            loc="left",
            fontsize=13,
            pad=14,
        )
        buffer = io.StringIO()
        metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(buffer, format="svg", metadata=metadata)
    text = re.sub(r"<metadata>.*?</metadata>", "", buffer.getvalue(), flags=re.DOTALL)
    best = trade.recommended
    words = (
        f"<title>Accumulated signal-to-noise ratio by rounds and expected batch</title>"
        f"<desc>Recommended: {best.plan.rounds} rounds, expected batch {best.expected_batch:.4g}, "
        f"noise multiplier {best.plan.noise_multiplier:g}</desc>"
    )
    opening = re.search(r"<svg[^>]*>", text)
    if opening is None:
        raise RuntimeError("expected an <svg> from matplotlib, found none")
    # matplotlib counts in points, a third larger than a browser's pixels.
    tag = re.sub(r'(width|height)="([0-9.]+)pt"', r'\1="\2"', opening[0])
    return text[: opening.start()] + tag + words + text[opening.end() :]


def _draw(axes: Axes, trade: Trade) -> None:
    rows = sorted(trade.rows, key=lambda row: row.plan.rounds)
    rounds = sorted({row.plan.rounds for row in rows})
    batches: dict[float, list[Row]] = {}
    for row in rows:
        batches.setdefault(row.plan.sampling_probability, []).append(row)
    # One line for all batches is the one along the limit of compute; a batch needs two points.
    lines = [q for q in sorted(batches, reverse=True) if len(batches[q]) > 1 or len(rounds) == 1]
    for q, colour, mark in zip(lines[:MOST_LINES], _COLOURS, _MARKS, strict=False):
        mine = batches[q]
        axes.plot(
            [row.plan.rounds for row in mine],
            [row.signal_to_noise for row in mine],
            color=colour,
            marker=mark,
            linewidth=2,
            markersize=7,
            label=f"batch {mine[0].expected_batch:.4g}",
        )
    if len(rounds) > 1:
        largest = [max((r for r in rows if r.plan.rounds == n), key=_batch) for n in rounds]
        axes.plot(
            rounds,
            [row.signal_to_noise for row in largest],
            color=_INK,
            linewidth=1.2,
            linestyle=(0, (2, 2)),
            marker=".",
            label="largest batch tried",
        )
    axes.plot(
        rounds,
        [next(row.ceiling for row in rows if row.plan.rounds == n) for n in rounds],
        color=_MUTED,
        linewidth=1.2,
        linestyle=(0, (6, 4)),
        marker="_" if len(rounds) == 1 else "",
        label="ceiling: all units",
    )
    best = trade.recommended
    axes.plot(
        [best.plan.rounds],
        [best.signal_to_noise],
        linestyle="",
        marker="o",
        markersize=17,
        markerfacecolor="none",
        markeredgecolor=_INK,
        markeredgewidth=2,
        label=f"recommended: {best.plan.rounds}\nrounds, batch {best.expected_batch:.4g}",
    )
    axes.set_xscale("log")
    axes.set_xticks(rounds)
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    axes.margins(x=0.06)
    axes.set_ylim(0, 1.12 * max(row.ceiling for row in rows))
    axes.set_xlabel("rounds", labelpad=8)
    axes.set_ylabel("accumulated signal-to-noise ratio, √T q N / σ", labelpad=8)
    axes.grid(axis="y")
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(1.02, 1.0),
        frameon=False,
        fontsize=11,
        labelspacing=0.7,
        borderaxespad=0,
    )


def _batch(row: Row) -> float:
    return row.plan.sampling_probability
