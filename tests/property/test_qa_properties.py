"""qa: what holds for any input at all (Hypothesis)."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from qa.decoding import decode
from qa.errors import DataError
from qa.features import Encoder
from qa.metrics import Language, score_record, tokens
from qa.offsets import locate
from qa.readers import read_dataset
from qa.records import Answer, Record

# Every character, lone surrogates too, with those that fold, combine or need two units often.
ODD = "aab  \n\u00a0é\u0301ﬁ²½…ª北京𫚭👍🏽\ud800\u200b\u1100\u1161각"
any_text = st.text(st.one_of(st.sampled_from(ODD), st.characters(codec=None)), max_size=40)
few_letters = st.text(st.sampled_from("ab \u0301é𫚭"), max_size=30)


def read(content: bytes, suffix: str) -> None:
    """Read a file of these bytes: either it is usable or a DataError says why not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"data{suffix}"
        path.write_bytes(content)
        try:
            dataset = read_dataset(path)
        except DataError as e:
            assert str(e).startswith(str(path))
            assert "\n" not in str(e)
            return
    assert dataset.records
    for record in dataset.records:
        assert record.context.strip()
        assert record.question.strip()
        for answer in record.answers:
            assert record.context[answer.start : answer.end] == answer.text


@given(st.binary(max_size=200), st.sampled_from([".json", ".jsonl", ""]))
def test_reading_any_bytes_raises_nothing_but_data_errors(content: bytes, suffix: str) -> None:
    read(content, suffix)


# JSON whose keys are often the right ones and whose values often have the right type.
KEYS = "data title paragraphs context qas id question answers text answer_start".split()  # noqa: SIM905
KEYS += ["is_impossible", "person_id", "owner", "document_id"]
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 50),
    st.integers(),
    st.floats(),
    any_text,
    st.sampled_from(["a", "a b a", " "]),
)
any_json = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=3)), inner, max_size=6),
    ),
    max_leaves=25,
)


def row(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    answers = st.lists(
        st.fixed_dictionaries({"text": any_text, "answer_start": st.integers(-2, 45)}), max_size=3
    )
    return st.fixed_dictionaries(
        {
            "context": st.one_of(any_text, values),
            "question": st.one_of(st.just("Who?"), values),
            "answers": st.one_of(answers, values),
        },
        optional={key: values for key in KEYS if key not in ("context", "question", "answers")},
    )


@given(any_json, st.sampled_from([".json", ".jsonl"]))
def test_reading_any_json_raises_nothing_but_data_errors(value: Any, suffix: str) -> None:
    read(json.dumps(value).encode(), suffix)


@given(st.lists(row(scalars), min_size=1, max_size=3))
def test_reading_nearly_right_lines_and_paragraphs(rows: list[dict[str, Any]]) -> None:
    read("\n".join(map(json.dumps, rows)).encode(), ".jsonl")
    paragraphs = [{"context": r["context"], "qas": [r]} for r in rows]
    read(json.dumps({"data": [{"paragraphs": paragraphs}]}).encode(), ".json")


@given(st.one_of(any_text, few_letters), st.one_of(any_text, few_letters), st.integers(-1, 60))
def test_a_located_span_is_the_contexts_own_text(context: str, text: str, start: int) -> None:
    if not text.strip():
        return
    located = locate(context, text, start)
    assert (located.answer is None) == (located.how in ("absent", "ambiguous"))
    if located.answer:
        answer = located.answer
        assert answer.text.strip()
        assert context[answer.start : answer.end] == answer.text
    if located.how != "folded" and located.answer:
        assert located.answer.text in (text, text.strip())


@given(st.one_of(any_text, few_letters), st.data())
def test_a_right_offset_is_kept_whatever_unit_it_counts(context: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(context)))
    text = context[begin : data.draw(st.integers(begin, len(context)))]
    if not text.strip():
        return
    assert locate(context, text, begin).answer == Answer(text, begin)
    if context.count(text) == 1 and context.find(text) == context.rfind(text):
        units = len(context[:begin].encode("utf-16-le", "surrogatepass")) // 2
        assert locate(context, text, units).answer == Answer(text, begin)


def small_tokenizer() -> Tokenizer:
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "b", "##a", "##b", "##é", "北"]
    tokenizer = Tokenizer(models.WordPiece({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer


TOKENIZER = small_tokenizer()
encodable = st.text(
    st.one_of(st.sampled_from("ab é北𫚭"), st.characters(codec="utf-8")), max_size=60
)


@given(encodable, encodable, st.integers(0, 7), st.integers(1, 6), st.data())
def test_windows_cover_the_context_and_labels_the_answer(
    context: str, question: str, stride: int, longest: int, data: st.DataObject
) -> None:
    begin = data.draw(st.integers(0, max(0, len(context) - 1)))
    end = data.draw(st.integers(min(begin + 1, len(context)), len(context)))
    answers = (Answer(context[begin:end], begin),) if end > begin else ()
    record = Record("r", context, question, answers, "d")
    windows = Encoder(TOKENIZER, 3 + longest + stride + 2, stride, longest).encode(record)
    whole = TOKENIZER.encode(context, add_special_tokens=False).offsets
    parts = [[tuple(o) for o in w.offsets.tolist()] for w in windows]
    joined = list(parts[0])
    for part in parts[1:]:
        assert joined[len(joined) - stride :] == part[:stride]
        joined += part[stride:]
    assert joined == whole
    touched = [(a, b) for a, b in whole if b > begin and a < end]
    for window, part in zip(windows, parts, strict=True):
        assert len(window) <= 3 + longest + stride + 2
        if window.start:
            label = slice(
                window.start - window.context_begin, window.end - window.context_begin + 1
            )
            assert part[label] == touched
    # An answer that fits into the overlap is whole in one window at least.
    if answers and touched and len(touched) <= stride:
        assert any(w.start for w in windows)


@given(encodable, st.integers(0, 2**32 - 1))
def test_decoded_text_is_a_slice(context: str, seed: int) -> None:
    record = Record("r", context, "a?", (), "d")
    windows = Encoder(TOKENIZER, 16, 2, 4).encode(record)
    noise = np.random.default_rng(seed)
    logits = [[noise.standard_normal(len(w)) for w in windows] for _ in range(2)]
    prediction = decode(record, windows, logits[0], logits[1], null_threshold=None)
    assert prediction.text == context[prediction.start : prediction.end]
    scores = [s.score for s in prediction.n_best]
    assert scores == sorted(scores, reverse=True)
    assert sum(s.probability for s in prediction.n_best) <= 1 + 1e-12
    for span in prediction.n_best:
        assert span.text == context[span.start : span.end]
        assert span.text == span.text.strip() != ""


@given(any_text, any_text, st.sampled_from(["en", "zh"]))
def test_scores_are_bounded_and_symmetric(one: str, other: str, language: Language) -> None:
    there = score_record(one, [other], language)
    back = score_record(other, [one], language)
    assert all(0.0 <= figure <= 1.0 for figure in there)
    assert there.f1 == pytest.approx(back.f1, abs=1e-15)
    assert there.em == back.em
    assert (there.precision, there.recall) == (back.recall, back.precision)
    assert there.f1 >= there.em
    low, high = sorted((there.precision, there.recall))
    assert low - 1e-12 <= there.f1 <= high + 1e-12  # a harmonic mean
    assert score_record(one, [one], language) == (1, 1, 1, 1)
    assert score_record(one, [other, one], language).f1 == 1.0 or not tokens(one, language)
