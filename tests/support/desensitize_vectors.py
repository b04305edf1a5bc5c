"""The blind evaluation sets of `tests/vectors/desensitize`; RULES.md there says what is marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from privacy.desensitize.kinds import Kind
from privacy.desensitize.scoring import Label

FOLDER = Path(__file__).parents[1] / "vectors" / "desensitize"
_MARK = re.compile(r"\{\{(?P<kind>[a-z_]+)\|(?P<text>.+?)\}\}", re.DOTALL)


class Labelled(NamedTuple):
    """A text and what people labelled in it."""

    id: str
    text: str
    labels: tuple[Label, ...]


def marked(language: str, part: str = "heldout") -> Iterator[Labelled]:
    """The texts of `PART_LANGUAGE.jsonl`, their marks taken out."""
    with (FOLDER / f"{part}_{language}.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield Labelled(row["id"], *parse(row["text"]))


def parse(text: str) -> tuple[str, tuple[Label, ...]]:
    """A text with `{{kind|marks}}`: the text without, and where the marks were."""
    pieces: list[str] = []
    labels: list[Label] = []
    last = length = 0
    for mark in _MARK.finditer(text):
        before = text[last : mark.start()]
        pieces += (before, mark["text"])
        start = length + len(before)
        length = start + len(mark["text"])
        labels.append(Label(Kind(mark["kind"]), start, length))
        last = mark.end()
    plain = "".join((*pieces, text[last:]))
    assert "{{" not in plain and "}}" not in plain, "a mark isn't well-formed"
    return plain, tuple(labels)


def real(language: str, data: Path) -> Iterator[Labelled]:
    """The sentences that `real_LANGUAGE.json` refers to, from a copy of the data sets."""
    row = json.loads((FOLDER / f"real_{language}.json").read_text(encoding="utf-8"))
    source = data.parent / row["source"]
    articles: list[dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))["data"]
    for number, sentence in enumerate(row["sentences"]):
        article, paragraph = sentence["record"]
        context = articles[article]["paragraphs"][paragraph]["context"]
        begin, end = sentence["start"], sentence["end"]
        labels = tuple(Label(Kind(k), s - begin, e - begin) for k, s, e in sentence["labels"])
        yield Labelled(f"{language}-{number}", context[begin:end], labels)
