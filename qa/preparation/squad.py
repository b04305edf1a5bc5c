"""Questions of SQuAD JSON, one paragraph at a time.

    {"data": [{"title": ..., "paragraphs": [{"context": ..., "qas": [...]}]}]}

SQuAD 1.1 and 2.0 (Rajpurkar et al. 2016, 2018), whose `plausible_answers` are passed over; a list
of articles alone; a list of rows as JSON Lines have; and the original form of CMRC 2018 (Cui et
al. 2019), a list of `context_text` with `query_text`. Keys may come in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from qa.errors import DataError
from qa.preparation.columns import IGNORED, NESTED, Row, check
from qa.preparation.json_events import Event, NestingError, build, events, skip
from qa.preparation.places import MAX_RECORD_BYTES, Place, needed

MAX_PARAGRAPH_BYTES = 8 * MAX_RECORD_BYTES  # of a context and all questions about it
_NODE = 64  # bytes that count for each value of a paragraph, beside those of its text
_INHERITED = ("document_id", "person_id", "owner")
_FORM = 'an object with "data" (SQuAD) or a list'


def squad_rows(file: BinaryIO, path: str) -> Iterator[Row]:
    """Raises DataError."""
    reader = _Reader(file, path)
    try:
        yield from reader.rows()
    except NestingError:
        raise reader.error("SQuAD", "brackets within brackets without end") from None


class _Reader:
    def __init__(self, file: BinaryIO, path: str) -> None:
        self._file, self._path = file, path
        self._done = self._ahead = 0  # records given; questions of the paragraph before this place
        self._size = 0
        self._prefix = "data.item"
        self._titles: list[str | None] | None = None
        self._article = -1
        self._stream: Iterator[Event] = events(file, self.error)

    @property
    def place(self) -> Place:
        return Place(self._path, self._done + self._ahead + 1)

    def error(self, expected: str, found: str, hint: str | None = None) -> DataError:
        return self.place.error(expected, found, hint)

    def rows(self) -> Iterator[Row]:
        kind, _ = next(self._stream, ("nothing", None))
        if kind == "start_array":
            self._prefix = "item"
            yield from self._articles()
        elif kind == "start_map":
            found = False
            for key in self._keys():
                event = next(self._stream)
                if key != "data" or found:
                    skip(self._stream, event)
                    continue
                found = True
                self._expect("start_array", event, "a list of articles")
                yield from self._articles()
            if not found:
                raise self.error(_FORM, "an object without it")
        else:
            raise self.error(_FORM, "something else")
        for _ in self._stream:  # what comes after the end is an error of the parser's
            pass

    def _keys(self) -> Iterator[str]:
        """The keys of the object that has begun."""
        for kind, key in self._stream:
            if kind == "end_map":
                return
            yield key

    def _items(self) -> Iterator[Event]:
        """What begins each item of the list that has begun."""
        for event in self._stream:
            if event[0] == "end_array":
                return
            yield event

    def _expect(self, kind: str, event: Event, what: str) -> None:
        if event[0] != kind:
            raise self.error(what, "something else")

    def _weigh(self, size: int) -> None:
        self._size += size + _NODE
        if self._size > MAX_PARAGRAPH_BYTES:
            limit = f"at most {MAX_PARAGRAPH_BYTES >> 20} MiB in a paragraph with its questions"
            raise self.error(limit, "more", "cut the document into passages")

    def _articles(self) -> Iterator[Row]:
        for event in self._items():
            self._expect("start_map", event, "an article or a row")
            self._article += 1
            self._size = 0
            yield from self._one_article()

    def _one_article(self) -> Iterator[Row]:
        values: dict[str, Any] = {}
        has_paragraphs = False
        for key in self._keys():
            event = next(self._stream)
            if key != "paragraphs":
                if key == "qas":
                    values[key] = self._questions(event)
                else:
                    values[key] = build(self._stream, event, self._weigh)
                continue
            has_paragraphs = True
            self._expect("start_array", event, "a list of paragraphs")
            title = values["title"] if "title" in values else self._late_title()
            for paragraph in self._items():
                self._expect("start_map", paragraph, "a paragraph")
                self._size = 0
                yield from self._paragraph(values | {"title": title})
        if has_paragraphs:
            return
        if "qas" in values:
            yield from self._rows_of(values, values)
            return
        for name in IGNORED:
            values.pop(name, None)
        place = self.place
        check(values, f"{place.path}: record {place.number}", NESTED)
        self._done += 1
        yield Row(place, values)

    def _paragraph(self, article: Mapping[str, Any]) -> Iterator[Row]:
        values: dict[str, Any] = {}
        for key in self._keys():
            event = next(self._stream)
            if key == "qas":
                values[key] = self._questions(event)
            else:
                values[key] = build(self._stream, event, self._weigh)
        yield from self._rows_of(values, article)

    def _questions(self, event: Event) -> list[Any]:
        self._expect("start_array", event, "a list of questions")
        found = []
        for item in self._items():
            found.append(build(self._stream, item, self._weigh))
            self._ahead = len(found)
        self._ahead = 0
        return found

    def _rows_of(self, paragraph: Mapping[str, Any], article: Mapping[str, Any]) -> Iterator[Row]:
        if "qas" not in paragraph:
            raise self.error("a paragraph with qas", "one without")
        context = paragraph.get("context", paragraph.get("context_text"))
        for qa in paragraph["qas"]:
            place = self.place
            if not isinstance(qa, Mapping):
                raise place.wrong("a question", qa)
            values = {
                "id": qa.get("id", qa.get("query_id")),
                "context": context,
                "question": qa.get("question", qa.get("query_text")),
                "answers": qa.get("answers"),
                "is_impossible": qa.get("is_impossible"),
                "title": article.get("title"),
            }
            for name in _INHERITED:
                values[name] = _first(name, qa, paragraph, article)
            self._done += 1
            yield Row(place, values)

    def _late_title(self) -> str | None:
        """The article's title where it comes after the paragraphs, or None.

        A first such article costs a second pass over the file, and all titles are kept.
        """
        if self._titles is None:
            at = self._file.tell()
            self._file.seek(0)
            self._titles = _titles(self._file, self._prefix)
            self._file.seek(at)
        return self._titles[self._article] if self._article < len(self._titles) else None


def _first(name: str, *holders: Mapping[str, Any]) -> Any:
    return next((held for holder in holders if (held := holder.get(name)) is not None), None)


def _titles(file: BinaryIO, prefix: str) -> list[str | None]:
    """Every article's title, as far as the file can be parsed; what is wrong comes up later."""
    ijson = needed("ijson")
    titles: list[str | None] = []
    stream = events(file, lambda *_: DataError(""))
    try:
        for path, kind, value in ijson.parse(stream):
            if kind == "start_map" and path == prefix:
                titles.append(None)
            elif kind == "string" and path == f"{prefix}.title":
                titles[-1] = value
    except DataError:
        pass
    return titles
