"""Recall and precision of reviews, as JSON and as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.preparation.reviews import Reviews
    from privacy.desensitize.kinds import Kind
    from privacy.desensitize.scoring import Rate, Score


def scores(reviews: Reviews) -> dict[str, Any]:
    """Recall and precision of all records and of each language: by kind, `all` first."""
    parts: dict[str, Score] = {"all": reviews.score()}
    parts |= {language: reviews.score(language) for language in reviews.languages}
    return {
        name: {
            "recall": _rates(score.recall, score.total_recall),
            "precision": _rates(score.precision, score.total_precision),
        }
        for name, score in parts.items()
    }


def _rates(by_kind: Mapping[Kind, Rate], total: Rate) -> dict[str, Any]:
    named = {"all": total} | {str(kind): rate for kind, rate in by_kind.items()}
    return {
        name: {
            "hits": rate.hits,
            "total": rate.total,
            "value": rate.value,
            "interval": list(rate.interval),
        }
        for name, rate in named.items()
    }


def table(found: Mapping[str, Any]) -> Iterator[str]:
    """Lines for a terminal."""
    titles = {"all": "all languages", "en": "English", "zh": "Chinese"}
    languages = [name for name in found if name != "all"]
    for scope, score in found.items():
        if len(languages) == 1 and scope == "all":
            continue  # the same numbers come under the language
        yield from _aligned(titles.get(scope, scope), score)
        yield ""


def _aligned(title: str, score: Mapping[str, Any]) -> Iterator[str]:
    rows = [(title, "recall", "precision")]
    for kind in dict.fromkeys([*score["recall"], *score["precision"]]):
        recall, precision = (_cell(score[side].get(kind)) for side in ("recall", "precision"))
        rows.append((kind.replace("_", " "), recall, precision))
    first, second = (max(len(row[at]) for row in rows) for at in (0, 1))
    for name, recall, precision in rows:
        yield f"{name:<{first}}  {recall:<{second}}  {precision}"


def _cell(rate: Mapping[str, Any] | None) -> str:
    if rate is None or not rate["total"]:
        return "-"
    low, high = rate["interval"]
    share = f"{rate['hits']}/{rate['total']}"
    return f"{rate['value']:.3f}  {share}  ({low:.3f} to {high:.3f})"
