"""From the row of any format to a record: types, identifiers, answers and their places."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa.offsets import UNKNOWN, locate
from qa.preparation.columns import NAMES, Row
from qa.preparation.hashes import HashSet, hash64
from qa.preparation.places import (
    MAX_ANSWERS,
    MAX_NAME,
    MAX_RECORD_BYTES,
    NUMBER_HINT,
    Place,
)
from qa.records import Answer, Record, document_id_of

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class Counts:
    """What became of a source. Every answer is kept as it is, or counted in one of the others."""

    records: int = 0
    answers: int = 0
    looked_up: int = 0  # no offset was given: the first place where the context has the answer
    repaired: int = 0
    dropped_answers: int = 0  # the context has them nowhere
    dropped_records: int = 0  # all of their answers were dropped
    derived_ids: int = 0


class Fields:
    """Makes the records of one pass over a source.

    `repair`: an answer that isn't at its offset is looked for (see `qa.offsets`), and dropped where
    its place can't be known; otherwise it is an error. In both cases an answer of offset -1, which
    is how files say that they don't know, is dropped where the context doesn't have it.
    """

    def __init__(self, *, repair: bool) -> None:
        self.counts = Counts()
        self._repair = repair
        self._ids = HashSet()
        self._context: tuple[str, int, str] | None = None  # text, bytes, document id

    def record(self, row: Row) -> Record | None:
        """The row's record, or None where all of its answers were dropped. Raises DataError."""
        place, values = row
        context, size, document = self._known_context(place, values)
        question = _text(place, "question", values.get("question"))
        title = values.get("title")
        title = "" if title is None else _text(place, "title", title)
        names = {name: _name(place, name, values.get(name)) for name in NAMES}
        found, listed = self._answers(place, values, context)
        size += len(question.encode()) + len(title.encode())
        if size + sum(len(answer.text.encode()) for answer in found) > MAX_RECORD_BYTES:
            raise place.too_large()
        self.counts.answers += listed
        if listed and not found:
            self.counts.dropped_records += 1
            return None
        answers = tuple(dict.fromkeys(found))
        document = names["document_id"] or document
        return Record(
            id=self._id(place, names, document, question, answers),
            context=context,
            question=question,
            answers=answers,
            document_id=document,
            person_id=names["person_id"],
            owner=names["owner"],
            title=title,
        )

    def _known_context(self, place: Place, values: Mapping[str, Any]) -> tuple[str, int, str]:
        """The context, its bytes and its document; known again where many questions share it."""
        value = values.get("context")
        if self._context is None or value is not self._context[0]:
            context = _text(place, "context", value)
            self._context = (context, len(context.encode()), document_id_of(context))
        return self._context

    def _id(
        self,
        place: Place,
        names: Mapping[str, str | None],
        document: str,
        question: str,
        answers: tuple[Answer, ...],
    ) -> str:
        """The id that is given, once in a source; or one derived from all that tells records apart.

        Two records of one derived id are one record twice: `duplicates` drops the second.
        """
        given = names["id"]
        if given is None:
            self.counts.derived_ids += 1
            parts = [document, names["person_id"] or "", question]
            parts += [f"{answer.start} {answer.text}" for answer in answers]
            text = "".join(f"{len(part)} {part}" for part in parts)
            return "r-" + hashlib.sha256(text.encode()).hexdigest()[:30]
        if not self._ids.add(hash64(given)):
            raise place.at("id").error("an id of its own", "one that an earlier record has")
        return given

    def _answers(
        self, place: Place, values: Mapping[str, Any], context: str
    ) -> tuple[list[Answer], int]:
        """The answers that have a place in the context, and how many the row lists."""
        flag = values.get("is_impossible")
        if flag is not None and not isinstance(flag, bool):
            raise place.at("is_impossible").wrong("true or false", flag)
        listed = _listed(place, values, flag)
        if len(listed) > MAX_ANSWERS:
            raise place.at("answers").error(f"at most {MAX_ANSWERS} answers", "more")
        if flag and listed:
            raise place.error("no answer where is_impossible is true", "one")
        if flag is False and not listed:
            raise place.error("an answer where is_impossible is false", "none")
        found = [self._answer(place, *each, context) for each in listed]
        return [answer for answer in found if answer is not None], len(listed)

    def _answer(
        self, place: Place, field: str, value: Any, start: Any, context: str
    ) -> Answer | None:
        text = _text(place, field, value)
        if not text.strip():
            raise place.at(field).error("an answer that isn't blank", "a blank one")
        if start is not None and (type(start) is not int or start < UNKNOWN):
            raise place.at(field).error(
                "an offset of 0 or more", _offset_kind(start), hint=NUMBER_HINT
            )
        if start is None or start == UNKNOWN:
            return self._looked_up(place.at(field), context, text, start)
        if context.startswith(text, start):
            return Answer(text, start)
        if not self._repair:
            outside = start + len(text) > len(context)
            found = "an offset outside of it" if outside else "another text there"
            raise place.at(field).error(
                "the answer at its offset in the context", found, hint=NUMBER_HINT
            )
        located = locate(context, text, start).answer
        self.counts.repaired += located is not None
        self.counts.dropped_answers += located is None
        return located

    def _looked_up(self, place: Place, context: str, text: str, start: int | None) -> Answer | None:
        at = context.find(text)
        answer = Answer(text, at) if at >= 0 else locate(context, text, UNKNOWN).answer
        if answer is None and start is None and not self._repair:
            raise place.error("an answer that the context has", "another text")
        self.counts.looked_up += answer is not None
        self.counts.dropped_answers += answer is None
        return answer


def _listed(
    place: Place, values: Mapping[str, Any], flag: bool | None
) -> list[tuple[str, Any, Any]]:
    """A field, a text and an offset or None for each answer that the row lists."""
    if "answer" in values:
        if values["answer"] is None:
            return []
        return [("answer", values["answer"], values.get("answer_start"))]
    at, answers = place.at("answers"), values.get("answers")
    if isinstance(answers, Mapping):  # of two lists, as Hugging Face's `datasets` writes them
        texts, starts = answers.get("text"), answers.get("answer_start")
        if not isinstance(texts, list) or not isinstance(starts, list):
            raise at.error("two lists, text and answer_start", "something else")
        if len(texts) != len(starts):
            raise at.error("as many texts as offsets", "more of one")
        pairs = zip(texts, starts, strict=True)
        return [(f"answers[{i}]", text, start) for i, (text, start) in enumerate(pairs)]
    if answers is None and flag:
        return []
    if not isinstance(answers, list):
        raise at.wrong("a list", answers)
    found: list[tuple[str, Any, Any]] = []
    for i, answer in enumerate(answers):
        if isinstance(answer, str):
            found.append((f"answers[{i}]", answer, None))
        elif isinstance(answer, Mapping):
            found.append((f"answers[{i}]", answer.get("text"), answer.get("answer_start")))
        else:
            raise place.at(f"answers[{i}]").wrong("an object with text and answer_start", answer)
    return found


def _text(place: Place, field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise place.at(field).wrong("text", value)
    if "\0" in value:
        raise place.at(field).error("text", "a NUL character")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise place.at(field).error("text", "half a surrogate pair") from None
    return value


def _name(place: Place, field: str, value: Any) -> str | None:
    """An optional identifier, by which units are told apart: NFC, no outer spaces."""
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**40:
        return str(value)
    text = unicodedata.normalize("NFC", _text(place, field, value)).strip()
    if len(text) > MAX_NAME:
        raise place.at(field).error(f"at most {MAX_NAME} characters", "more")
    if _CONTROL.search(text):
        raise place.at(field).error("an identifier", "a control character in it")
    return text or None


def _offset_kind(value: Any) -> str:
    return "a negative one" if type(value) is int else "something else"
