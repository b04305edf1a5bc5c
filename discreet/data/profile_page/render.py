"""The values of a profile as its page prints them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from client.preparation.clusters import MIN_UNITS, Clusters
from client.preparation.profile import PARTS, QUANTILES, TEXTS, Profile
from client.provenance import ANSWERS_KEPT, KEPT, PLAINTEXT
from discreet.data.profile_page import map as maps
from discreet.data.profile_page.texts import texts
from simulations.report import plots
from simulations.report.texts import DASH, Language

_FOLDERS = (Path(__file__).parent, Path(plots.__file__).parent)  # and the style that pages share
_APART, _TOUCHING = 0.5, 0.25  # silhouettes, as Kaufman and Rousseeuw (1990) grade them


def html(
    profile: Profile, groups: Clusters | None, *, population: str, version: str, language: Language
) -> str:
    """The page. Every value in it is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDERS),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    view = _View(profile, groups, language)
    template = environment.get_template("profile.page.html")
    return template.render(**view.page(population, version)) + "\n"


class _View:
    def __init__(self, profile: Profile, groups: Clusters | None, language: Language) -> None:
        self._t = texts(language)
        self._profile = profile
        self._groups = groups
        named = profile.persons_named
        self._unit = (
            "document" if not named else "person" if named == profile.total.records else "either"
        )

    def page(self, population: str, version: str) -> dict[str, Any]:
        t, profile = self._t, self._profile
        return {
            "t": t,
            "private": t["private"].format(units=MIN_UNITS, unit_many=self._units_name),
            "facts": [(t["population"], population), (t["unit"], t[f"unit_{self._unit}"])],
            "cards": self._cards(),
            "warnings": list(self._warnings()),
            "splits": self._splits(),
            "quantiles": [
                t["median"] if percent == 50 else f"{percent} %" for percent in QUANTILES
            ],
            "lengths": self._lengths(),
            "languages": self._bars("language", profile.languages),
            "types": self._bars("type", profile.question_types),
            "positions": self._bars(
                "position", {str(n): profile.positions[n] for n in range(PARTS)}, keep=True
            ),
            "redactions": self._redactions(),
            "rarity": self._rarity(),
            "clusters": self._clusters(),
            "foot": t["foot"].format(version=version),
        }

    @property
    def _units_name(self) -> str:
        return self._t[f"{self._unit}_many"]

    def _cards(self) -> list[tuple[str, str, str]]:
        """Name, figure and note each."""
        t, total, named = self._t, self._profile.total, self._profile.persons_named
        each = total.records / total.documents if total.documents else 0.0
        some = t["some_named"].format(n=f"{named:,}") if 0 < named < total.records else ""
        return [
            (t["records"], f"{total.records:,}", ""),
            (t["documents"], f"{total.documents:,}", t["per_document"].format(n=f"{each:.1f}")),
            (
                t["persons"],
                f"{total.persons:,}" if named else DASH,
                some if named else t["none_named"],
            ),
            (
                t["unanswerable"],
                _percent(total.unanswerable, total.records),
                t["unanswerable_note"].format(n=f"{total.unanswerable:,}"),
            ),
        ]

    def _warnings(self) -> Iterable[str]:
        t, profile = self._t, self._profile
        if profile.unprepared:
            names = t["list_separator"].join(profile.unprepared)
            yield t["warn_unprepared"].format(names=names)
        if PLAINTEXT in profile.exceptions:
            yield t["warn_plaintext"]
        if others := [name for name in profile.exceptions if name != PLAINTEXT]:
            names = t["list_separator"].join(map(self._exception, others))
            yield t["warn_exceptions"].format(names=names)

    def _exception(self, name: str) -> str:
        if name == ANSWERS_KEPT:
            return self._t["answers_keep"]
        return self._kind(name.removeprefix(KEPT))

    def _kind(self, name: str) -> str:
        """An owner's own patterns have kinds of their own, which have no other name."""
        return self._t.get(f"kind_{name}", name.replace("_", " "))

    def _splits(self) -> list[list[str]]:
        rows = [*self._profile.splits.items(), (self._t["total"], self._profile.total)]
        return [
            [
                name,
                f"{size.records:,}",
                _percent(size.records, self._profile.total.records),
                f"{size.documents:,}",
                f"{size.persons:,}" if self._profile.persons_named else DASH,
                f"{size.unanswerable:,}",
                _percent(size.unanswerable, size.records),
            ]
            for name, size in rows
        ]

    def _lengths(self) -> list[list[str]]:
        found = []
        for name in TEXTS:
            lengths = self._profile.lengths[name]
            values = [*lengths.quantiles, lengths.greatest]
            shown = [f"{value:,}" if lengths.count else DASH for value in values]
            found.append([self._t[name], f"{lengths.count:,}", *shown])
        return found

    def _bars(
        self, prefix: str, counts: Mapping[str, int], *, keep: bool = False
    ) -> list[dict[str, str]]:
        """Rows with a bar each, of those that occur unless all are to be kept."""
        total = sum(counts.values())
        rows = [(self._t[f"{prefix}_{name}"], n) for name, n in counts.items() if n or keep]
        return _barred(rows, total)

    def _redactions(self) -> list[dict[str, str]]:
        counts = self._profile.redactions
        rows = [(self._kind(name), n) for name, n in counts.items() if n]
        return _barred(rows, sum(counts.values()))

    def _rarity(self) -> dict[str, Any]:
        t, rarity = self._t, self._profile.rarity
        return {
            "text": t["rarity_text"].format(
                units=f"{rarity.units:,}", silent=f"{rarity.silent:,}", unit_many=self._units_name
            ),
            "below": _barred(
                [
                    (t["rarity_1"] if k == 2 else t["rarity_k_value"].format(k=k), n)
                    for k, n in rarity.below.items()
                ],
                rarity.units,
                of_all=True,
            ),
            "by": [
                [
                    t["list_separator"].join(t[f"attribute_{name}"] for name in names),
                    f"{units:,}",
                    f"{unique:,}",
                ]
                for names, (units, unique) in rarity.by_attributes.items()
            ],
        }

    def _clusters(self) -> dict[str, Any] | None:
        t, groups = self._t, self._groups
        if groups is None:
            return None
        grade = "apart" if groups.silhouette >= _APART else "none"
        if _TOUCHING <= groups.silhouette < _APART:
            grade = "some"
        map_text = t["map_text"].format(
            points=f"{len(groups.points):,}", explained=f"{100 * groups.explained:.0f} %"
        )
        svg = maps.map_svg(groups.points, title=t["map"], description=map_text)
        return {
            "text": t["clusters_text"].format(
                sampled=f"{groups.sampled:,}",
                groups=len(groups.clusters),
                method=t["method_model" if groups.by_model else "method_words"],
                silhouette=f"{groups.silhouette:.2f}".replace("-", "−"),
                grade=t[f"grade_{grade}"],
            ),
            "map_text": map_text,
            "svg": Markup(svg),  # noqa: S704 its words were escaped
            "caption": t["clusters_caption"].format(units=MIN_UNITS, unit_many=self._units_name),
            "caveat": "" if self._unit == "person" else t["terms_documents"],
            "rows": [
                {
                    "number": str(number + 1),
                    "key": maps.key(number),
                    "terms": t["list_separator"].join(group.terms),
                    "size": f"{group.size:,}",
                    "share": f"{100 * group.share:.1f} %",
                    "unanswerable": f"{100 * group.unanswerable:.1f} %",
                }
                for number, group in enumerate(groups.clusters)
            ],
        }


def _barred(
    rows: Iterable[tuple[str, int]], total: int, *, of_all: bool = False
) -> list[dict[str, str]]:
    """Name, count, share, and the width of a bar: of the longest, or `of_all`."""
    kept = list(rows)
    longest = total if of_all else max((n for _, n in kept), default=0)
    return [
        {
            "name": name,
            "count": f"{n:,}",
            "share": _percent(n, total),
            "width": f"{100 * n / longest if longest else 0:.1f}",
        }
        for name, n in kept
    ]


def _percent(part: int, of: int) -> str:
    return f"{100 * part / of:.1f} %" if of else DASH
