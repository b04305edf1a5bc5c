"""Turn a record into the token windows that a BERT-like reader takes. No IO, no torch.

A context longer than the model's input is cut into windows that overlap by `stride` tokens
(Devlin et al. 2019, section 4.2, and the reference `run_squad.py`). Offsets count Unicode code
points of the record's own context, whatever the tokenizer's normaliser does to the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from qa.records import Record

Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """`[CLS] question [SEP] part of the context [SEP]`, of T tokens, n of them the context's.

    input_ids, token_type_ids: int32 [T]
    context_begin: position of the first context token; they are contiguous
    offsets: int32 [n, 2], begin and end of each context token in the context, code points
    start, end: positions in [0, T) of the first and the last token of the first gold answer,
        or (0, 0), the position of [CLS], where this window doesn't hold all of it
    """

    input_ids: Int32
    token_type_ids: Int32
    context_begin: int
    offsets: Int32
    start: int
    end: int

    def __len__(self) -> int:
        return len(self.input_ids)


class Encoder:
    """Cuts records into windows. It works on a copy of the tokenizer, never on the given one.

    max_length: tokens in a window, special ones included. Let it be a multiple of what `pad`
        rounds to, or padding may pass the model's last position.
    stride: tokens by which neighbouring windows overlap
    max_question_tokens: a longer question loses its end

    Raises ValueError if the sizes leave no room for progress through a context, or if the
    tokenizer doesn't put a special token first: position 0 stands for "no answer".
    """

    def __init__(
        self, tokenizer: Tokenizer, max_length: int, stride: int, max_question_tokens: int = 64
    ) -> None:
        self._plain = Tokenizer.from_str(tokenizer.to_str())
        self._plain.no_truncation()
        self._plain.no_padding()
        special = self._plain.num_special_tokens_to_add(is_pair=True)
        room = max_length - special - max_question_tokens
        if stride < 0 or max_question_tokens < 1 or room <= stride:
            raise ValueError(
                f"expected 0 <= stride < max_length - max_question_tokens - {special} special "
                f"tokens, found stride {stride}, max_length {max_length}, "
                f"max_question_tokens {max_question_tokens}"
            )
        if self._plain.encode("a", "a").special_tokens_mask[:1] != [1]:
            raise ValueError("expected a tokenizer that begins with a special token, such as [CLS]")
        self._special = special
        self._max_length = max_length
        self._stride = stride
        self._max_question = max_question_tokens
        self._windowed = Tokenizer.from_str(self._plain.to_str())
        self._windowed.enable_truncation(max_length, stride=stride, strategy="only_second")
        # Questions about one context come one after another: it is tokenized once.
        self._last: tuple[str, Encoding] | None = None

    def encode(self, record: Record) -> list[Window]:
        """The windows of a record, in order; together they hold every token of its context.

        At least one, also for a context that the tokenizer reduces to nothing.
        """
        question = self._question(record.question)
        context = self._context(record.context)
        offsets = np.array(context.offsets, np.int32).reshape(-1, 2)
        first = self._windowed.post_process(question, context)
        step = self._max_length - self._special - len(question.ids) - self._stride
        gold = _gold_tokens(record, offsets)
        return [
            _window(encoding, index * step, offsets, gold)
            for index, encoding in enumerate([first, *first.overflowing])
        ]

    def unused_words(self, texts: Iterable[str]) -> list[str]:
        """Words of letters that are one token of the vocabulary and in none of `texts`, sorted."""
        used: set[str] = set()
        for text in texts:
            used.update(self._plain.encode(text, add_special_tokens=False).tokens)
        found = []
        for word in sorted(set(self._plain.get_vocab()) - used):
            if word.isalpha() and len(word) > 1:
                encoding = self._plain.encode(word, add_special_tokens=False)
                if encoding.tokens == [word]:
                    found.append(word)
        return found

    def _question(self, question: str) -> Encoding:
        """The question's first tokens. Its text is cut, because `Encoding.truncate` would keep
        the rest as overflow, and `post_process` would make windows of that too."""
        whole = shorter = self._plain.encode(question, add_special_tokens=False)
        keep = self._max_question
        while len(shorter.ids) > self._max_question:  # again only if the cut word splits anew
            end = whole.offsets[keep - 1][1] if keep else 0
            shorter = self._plain.encode(question[:end], add_special_tokens=False)
            keep -= 1
        return shorter

    def _context(self, context: str) -> Encoding:
        if self._last is None or self._last[0] != context:
            self._last = (context, self._plain.encode(context, add_special_tokens=False))
        return self._last[1]


def _gold_tokens(record: Record, offsets: Int32) -> tuple[int, int] | None:
    """The first and the last context token that the first gold answer touches."""
    if not record.answers:
        return None
    answer = record.answers[0]
    touched = np.flatnonzero((offsets[:, 1] > answer.start) & (offsets[:, 0] < answer.end))
    return (int(touched[0]), int(touched[-1])) if len(touched) else None


def _window(
    encoding: Encoding, skipped: int, offsets: Int32, gold: tuple[int, int] | None
) -> Window:
    """`skipped`: context tokens before this window."""
    of_context = np.flatnonzero(np.array([s == 1 for s in encoding.sequence_ids]))
    begin = int(of_context[0]) if len(of_context) else len(encoding.ids)
    start = end = 0
    if gold and skipped <= gold[0] and gold[1] < skipped + len(of_context):
        start, end = (begin + token - skipped for token in gold)
    return Window(
        input_ids=np.array(encoding.ids, np.int32),
        token_type_ids=np.array(encoding.type_ids, np.int32),
        context_begin=begin,
        offsets=offsets[skipped : skipped + len(of_context)],
        start=start,
        end=end,
    )


def pad(
    windows: Sequence[Window], pad_id: int, multiple_of: int = 8, length: int = 0
) -> dict[str, Int64]:
    """Stack windows to int64 arrays [B, T]; T is the longest, rounded up to `multiple_of`, or
    `length` where that is more.

    Keys: input_ids, attention_mask, token_type_ids, and position_ids. The positions are
    spelled out for each row because Opacus needs the batch dimension; they count from 0, as
    BERT and DistilBERT do (RoBERTa counts from 2: leave them out there).

    Raises ValueError for no windows.
    """
    if not windows:
        raise ValueError("expected at least one window, found none")
    length = max(length, -(-max(map(len, windows)) // multiple_of) * multiple_of)
    shape = (len(windows), length)
    input_ids = np.full(shape, pad_id, np.int64)
    attention_mask = np.zeros(shape, np.int64)
    token_type_ids = np.zeros(shape, np.int64)
    for row, window in enumerate(windows):
        input_ids[row, : len(window)] = window.input_ids
        attention_mask[row, : len(window)] = 1
        token_type_ids[row, : len(window)] = window.token_type_ids
    return {
        "input_ids": input_ids,
        "attention_mask": attention_mask,
        "token_type_ids": token_type_ids,
        "position_ids": np.tile(np.arange(length, dtype=np.int64), (len(windows), 1)),
    }


def answerable_mask(windows: Sequence[Window], length: int) -> npt.NDArray[np.bool_]:
    """Where an answer may start or end: bool [B, length], true at [CLS] and the context's tokens.

    `length` is the padded one, as `pad` chose it. [CLS] is in, because it means "no answer".
    """
    mask = np.zeros((len(windows), length), np.bool_)
    mask[:, 0] = True
    for row, window in enumerate(windows):
        mask[row, window.context_begin : window.context_begin + len(window.offsets)] = True
    return mask
