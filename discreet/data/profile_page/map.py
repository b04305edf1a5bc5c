"""The map of the questions as inline SVG: marks alone. Pure: the same bytes for the same points.

Colours are CSS variables of the page, as in the reports of runs. Each group has a shape beside its
colour, and the page's own list says which is which.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Sequence

from matplotlib import style
from matplotlib.figure import Figure

from simulations.report.plots import axes_style

# Six colours that differ to all eyes (Okabe and Ito), and a shape for each of twelve groups.
COLOURS = ("--g0", "--g1", "--g2", "--g3", "--g4", "--g5")
SHAPES = ("o", "s", "^", "D", "v", "P", "X", "p", "<", "*", ">", "h")
_WIDTH, _HEIGHT = 560, 400  # px
_INK, _MUTED, _RULE = "#010101", "#010102", "#010103"
_STAND_INS = tuple(f"#0203{number:02x}" for number in range(len(COLOURS)))
_KEY_PATHS = {
    "o": "M3.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "s": "M4 3h8v8h-8z",
    "^": "M8 2l5 9.5h-10z",
    "D": "M8 1.5l5.5 5.5-5.5 5.5-5.5-5.5z",
    "v": "M8 12l5-9.5h-10z",
    "P": "M6.3 2h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3z",
    "X": "M3 4.2l2.2-2.2 2.8 2.8 2.8-2.8 2.2 2.2-2.8 2.8 2.8 2.8-2.2 2.2-2.8-2.8-2.8 2.8-2.2-2.2"
    " 2.8-2.8z",
    "p": "M8 1.5l5.2 3.8-2 6.2h-6.4l-2-6.2z",
    "<": "M2.5 7l9.5-5v10z",
    "*": "M8 .8l1.6 4.3 4.6.2-3.6 2.9 1.2 4.4-3.8-2.5-3.8 2.5 1.2-4.4-3.6-2.9 4.6-.2z",
    ">": "M13.5 7l-9.5-5v10z",
    "h": "M8 1.5l4.8 2.75v5.5l-4.8 2.75-4.8-2.75v-5.5z",
}


def key(group: int) -> tuple[str, str]:
    """The path (in 16 by 14) and the CSS variable of a group's mark."""
    return _KEY_PATHS[SHAPES[group]], COLOURS[group % len(COLOURS)]


def map_svg(points: Sequence[tuple[float, float, int]], *, title: str, description: str) -> str:
    """A mark for each (x, y, group). The axes have no unit, and no ticks."""
    settings = axes_style(_INK, _MUTED, _RULE) | {"svg.hashsalt": "map", "svg.fonttype": "none"}
    with style.context(["default", settings]):
        figure = Figure(figsize=(_WIDTH / 72, _HEIGHT / 72), dpi=72)
        figure.patch.set_visible(False)
        axes = figure.add_axes((0.01, 0.01, 0.98, 0.98))
        axes.patch.set_visible(False)
        for group in sorted({group for _, _, group in points}):
            mine = [(x, y) for x, y, g in points if g == group]
            axes.plot(
                [x for x, _ in mine],
                [y for _, y in mine],
                linestyle="",
                marker=SHAPES[group],
                markersize=6.5,
                markeredgewidth=0,
                alpha=0.75,
                color=_STAND_INS[group % len(COLOURS)],
            )
        axes.set_axis_off()
        buffer = io.StringIO()
        metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(buffer, format="svg", metadata=metadata)
    return _inline(buffer.getvalue(), title, description)


def _inline(text: str, title: str, description: str) -> str:
    opening = re.search(r"<svg[^>]*viewBox=\"([^\"]*)\"[^>]*>", text)
    if opening is None:
        raise RuntimeError("expected an <svg> with a viewBox from matplotlib, found none")
    body = text[opening.end() :]
    body = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", body, flags=re.DOTALL)
    body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", body, flags=re.DOTALL)
    body = re.sub(r"<g id=\"[^\"]*\"", "<g", body)
    for stand_in, variable in zip(_STAND_INS, COLOURS, strict=True):
        body = body.replace(stand_in, f"var({variable})")
    for stand_in, name in ((_INK, "ink"), (_MUTED, "muted"), (_RULE, "rule")):
        body = body.replace(stand_in, f"var(--{name})")
    return (
        f'<svg class="map" viewBox="{opening[1]}" role="img" aria-labelledby="map-title map-desc">'
        f'<title id="map-title">{html.escape(title)}</title>'
        f'<desc id="map-desc">{html.escape(description)}</desc>'
        + re.sub(r"\n\s*", "\n", body).strip()
    )
