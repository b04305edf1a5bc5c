"""The report's plots as inline SVG. Pure: no IO, no pyplot, the same bytes for the same numbers.

matplotlib draws marks, rules and digits; every word reaches it as a placeholder that is replaced,
escaped, in the finished SVG. So it needs no font for Chinese, and a `$` or `<` in a name of an
owner means nothing to it. Colours likewise become CSS variables of the page, which knows whether
it is light, dark or on paper. Each series has its own mark or dash beside its colour.
"""

from __future__ import annotations

import html
import io
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

WIDTH = 440  # px; two stand side by side on a desktop, one fills a phone
ROUNDS_HEIGHT = 250  # px
ROW = 26  # px an owner
MOST_ROWS = 24  # owners above which names give way to a sorted distribution
MOST_DOTS = 300  # owners above which its dots give way to a line
NAME_COLUMNS = 18  # of a fixed-pitch font; a Han character takes two
COLUMN = 7.2  # px

# Stand-ins that no other part of the SVG contains.
_COLOURS = {
    "#010101": "var(--ink)",
    "#010102": "var(--muted)",
    "#010103": "var(--rule)",
    "#010104": "var(--f1)",
    "#010105": "var(--em)",
    "#010106": "var(--epsilon)",
}
_INK, _MUTED, _RULE, _F1, _EM, _EPSILON = _COLOURS

Series = Literal["f1", "em", "epsilon"]
_SERIES = {"f1": (_F1, "o"), "em": (_EM, "s"), "epsilon": (_EPSILON, "D")}


def axes_style(ink: str, muted: str, rule: str) -> dict[str, Any]:
    """What all plots share: two axes in the colour `rule`, a faint grid and no tick marks."""
    return {
        "text.parse_math": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": rule,
        "axes.axisbelow": True,
        "grid.color": rule,
        "grid.linewidth": 0.8,
        "text.color": ink,
        "xtick.color": muted,
        "ytick.color": muted,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
    }


_STYLE = axes_style(_INK, _MUTED, _RULE) | {
    "svg.fonttype": "none",
    "font.size": 12.5,
    "axes.labelcolor": _MUTED,
    "xtick.major.pad": 6,
    "ytick.major.pad": 6,
    "lines.solid_capstyle": "round",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words of one plot. `name` is its id in the page: letters and hyphens."""

    name: str
    title: str
    description: str
    x_label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One owner: a value, or None where there is none, how it is printed, and its limit."""

    name: str
    value: float | None
    printed: str
    limit: float | None = None


class _Words:
    """Text that matplotlib never sees."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def __call__(self, text: str) -> str:
        self._texts.append(text)
        return f"w{len(self._texts) - 1}w"

    def put_into(self, svg: str) -> str:
        return re.sub(r"\bw(\d+)w\b", lambda m: html.escape(self._texts[int(m[1])]), svg)


def percent_limits(values: Sequence[float | None]) -> tuple[float, float]:
    """Tens around figures in percent, at least ten apart; (0, 100) for no figure."""
    known = [v for v in values if v is not None]
    if not known:
        return 0.0, 100.0
    low = max(0.0, 10 * math.floor((min(known) - 1) / 10))
    return low, min(100.0, max(low + 10, 10 * math.ceil((max(known) + 1) / 10)))


def rounds_svg(
    points: Sequence[tuple[int, float | None]],
    *,
    baseline: float | None,
    limits: tuple[float, float],
    series: Series,
    caption: Caption,
    printed: str | None = None,
) -> str:
    """A figure by round; the baseline is dashed. A missing figure breaks the line. `printed` is
    what the last figure is labelled with, by default its value."""
    words = _Words()
    with style.context(["default", _STYLE | {"svg.hashsalt": caption.name}]):
        figure, axes = _figure(ROUNDS_HEIGHT, left=38, right=46, top=14, bottom=46)
        colour, marker = _SERIES[series]
        if baseline is not None:
            axes.axhline(baseline, color=_INK, linewidth=1.4, linestyle=(0, (5, 4)))
        rounds = [number for number, _ in points]
        values = [math.nan if value is None else value for _, value in points]
        size = 7 if len(rounds) <= 30 else 0
        axes.plot(rounds, values, color=colour, linewidth=2.2, marker=marker, markersize=size)
        known = [(n, v) for n, v in points if v is not None]
        if known:
            number, value = known[-1]
            axes.annotate(
                f"{value:.1f}" if printed is None else printed,
                (number, value),
                xytext=(10, 0),
                textcoords="offset points",
                va="center",
                fontweight="bold",
            )
        axes.set_ylim(*limits)
        axes.margins(x=0.04)
        if len(set(rounds)) == 1:
            axes.set_xlim(rounds[0] - 1, rounds[0] + 1)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True, min_n_ticks=1))
        axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
        axes.grid(axis="y")
        axes.set_xlabel(words(caption.x_label), labelpad=6)
        return _finish(figure, words, caption)


def owners_svg(
    rows: Sequence[Row],
    *,
    limits: tuple[float, float],
    series: Series,
    reference: float | None = None,
    caption: Caption,
) -> str:
    """A value by owner: a named row each, or sorted dots where there are too many for names.

    limits: of the axis of values
    reference: one dashed line for all; an owner's own limit is a bar in its row
    """
    draw = _named_rows if len(rows) <= MOST_ROWS else _sorted_dots
    with style.context(["default", _STYLE | {"svg.hashsalt": caption.name}]):
        return draw(rows, limits, series, reference, caption)


def _named_rows(
    rows: Sequence[Row],
    limits: tuple[float, float],
    series: Series,
    reference: float | None,
    caption: Caption,
) -> str:
    words = _Words()
    names = [_shorten(row.name) for row in rows]
    left = 14 + COLUMN * max(_columns(name) for name in names)
    figure, axes = _figure(ROW * len(rows) + 60, left=left, right=58, top=6, bottom=46)
    colour, marker = _SERIES[series]
    places = range(len(rows))
    axes.hlines(places, *limits, color=_RULE, linewidth=0.8)
    if reference is not None:
        axes.axvline(reference, color=_INK, linewidth=1.4, linestyle=(0, (5, 4)))
    for place, row in zip(places, rows, strict=True):
        if row.limit is not None:
            axes.plot([row.limit], [place], marker="|", markersize=17, mew=2.4, color=_INK)
        if row.value is not None:
            axes.plot([row.value], [place], marker=marker, markersize=8, color=colour)
        axes.annotate(
            words(row.printed),
            (1, place),
            xycoords=("axes fraction", "data"),
            xytext=(50, 0),
            textcoords="offset points",
            va="center",
            ha="right",
        )
    axes.set_xlim(*limits)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(list(places), [words(name) for name in names])
    axes.tick_params(axis="y", labelcolor=_INK)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_xlabel(words(caption.x_label), labelpad=6)
    return _finish(figure, words, caption)


def _sorted_dots(
    rows: Sequence[Row],
    limits: tuple[float, float],
    series: Series,
    reference: float | None,
    caption: Caption,
) -> str:
    words = _Words()
    figure, axes = _figure(ROUNDS_HEIGHT, left=38, right=20, top=14, bottom=46)
    colour, marker = _SERIES[series]
    known = sorted((r.value, r.limit) for r in rows if r.value is not None and r.limit is not None)
    values = [r.value for r in rows if r.value is not None]
    ranks = range(1, len(values) + 1)
    own_limits = {r.limit for r in rows if r.limit is not None}
    if len(own_limits) == 1:
        reference = own_limits.pop()
    elif len(known) == len(values):
        axes.step(ranks, [limit for _, limit in known], where="mid", color=_INK, linewidth=0.8)
    if reference is not None:
        axes.axhline(reference, color=_INK, linewidth=1.4, linestyle=(0, (5, 4)))
    if len(values) <= MOST_DOTS:
        axes.plot(ranks, sorted(values), linestyle="", marker=marker, markersize=3.5, color=colour)
    else:
        axes.plot(ranks, sorted(values), linewidth=3, color=colour)
    axes.set_ylim(*limits)
    axes.margins(x=0.02)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    axes.grid(axis="y")
    axes.set_xlabel(words(caption.x_label), labelpad=6)
    return _finish(figure, words, caption)


def _figure(
    height: float, *, left: float, right: float, top: float, bottom: float
) -> tuple[Figure, Axes]:
    """Lengths in px, which are the points of an SVG at 72 dots an inch."""
    figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72)
    axes = figure.add_axes(
        (left / WIDTH, bottom / height, 1 - (left + right) / WIDTH, 1 - (top + bottom) / height)
    )
    axes.patch.set_visible(False)
    figure.patch.set_visible(False)
    return figure, axes


def _finish(figure: Figure, words: _Words, caption: Caption) -> str:
    """The figure as one <svg> for an HTML page: named, themed, and without ids that clash."""
    buffer = io.StringIO()
    metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(buffer, format="svg", metadata=metadata)
    text = buffer.getvalue()
    opening = re.search(r"<svg[^>]*viewBox=\"([^\"]*)\"[^>]*>", text)
    if opening is None:
        raise RuntimeError("expected an <svg> with a viewBox from matplotlib, found none")
    body = text[opening.end() :]
    body = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", body, flags=re.DOTALL)
    body = re.sub(r"<g id=\"[^\"]*\"", "<g", body)
    # The page's CSS chooses the font; matplotlib's style sheet would reach the whole page.
    body = re.sub(r"font-family: [^;\"]*; ", "", body)
    body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", body, flags=re.DOTALL)
    for stand_in, variable in _COLOURS.items():
        body = body.replace(stand_in, variable)
    title, description = html.escape(caption.title), html.escape(caption.description)
    name = caption.name
    return (
        f'<svg class="plot" viewBox="{opening[1]}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{title}</title><desc id="{name}-desc">{description}</desc>'
        + words.put_into(re.sub(r"\n\s*", "\n", body).strip())
    )


def _columns(text: str) -> int:
    """Width in columns of a fixed-pitch font."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _shorten(name: str) -> str:
    """A name that fits beside its row."""
    if _columns(name) <= NAME_COLUMNS:
        return name
    while _columns(name) > NAME_COLUMNS - 1:
        name = name[:-1]
    return name + "…"
