"""Exact match, token F1 and answerability of extracted answers. No IO.

English is scored as the official SQuAD 2.0 script does (Rajpurkar et al. 2018), Chinese as the
official CMRC 2018 script does (Cui et al. 2019): each Han character is a token, runs of Latin
letters and digits are tokens, and F1 counts the longest common run of tokens, not a bag of
them. Two things differ from the latter: Han characters outside U+4E00..9FA5 are Han too, and
runs are split by a regular expression, where the script calls NLTK.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from qa.records import Record

if TYPE_CHECKING:
    from qa.decoding import Prediction  # it loads the tokenizers

Language = Literal["en", "zh"]

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
# What the CMRC script removes; it leaves ASCII's . , % $ and brackets in place.
_NO_ZH_PUNCTUATION = str.maketrans("", "", "-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_ZH_TOKEN = re.compile(rf"[{_HAN}]|[^\W{_HAN}]+(?:[.,'][^\W{_HAN}]+)*|\S")
_ZH_SHARE = 0.2  # of the questions' letters; Chinese ones quote Latin names of many letters


class RecordScore(NamedTuple):
    """Each in [0, 1]; precision and recall are those of the gold answer with the best F1."""

    em: float
    f1: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures over a set of records, in percent; None where no record bears on them.

    accuracy: questions decided rightly: an exact match, or abstention where there is no
        answer. It equals `em`, SQuAD 2.0's overall exact match, by definition.
    precision, recall: means over the records of the tokens' precision and recall
    answerable_em, answerable_f1: over the records with an answer
    no_answer_accuracy: share of the records without one where the prediction is empty
    answerability_auroc: in [0, 1], not percent: the probability that an unanswerable record
        has higher null odds than an answerable one, ties counted half
    """

    examples: int
    em: float
    f1: float
    accuracy: float
    precision: float
    recall: float
    answerable_em: float | None
    answerable_f1: float | None
    no_answer_accuracy: float | None
    answerability_auroc: float | None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def normalize(text: str, language: Language) -> str:
    """The form in which two answers are compared for an exact match."""
    if language == "zh":
        return text.lower().strip().translate(_NO_ZH_PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_NO_PUNCTUATION)).split())


def tokens(text: str, language: Language) -> list[str]:
    """The tokens that F1, precision and recall count."""
    normal = normalize(text, language)
    return _ZH_TOKEN.findall(normal) if language == "zh" else normal.split()


def score_record(
    prediction_text: str, gold_texts: Sequence[str], language: Language
) -> RecordScore:
    """The best score over the gold answers. No gold answers: all 1 if the prediction is empty.

    As in the official script, a gold answer of nothing but articles or punctuation is left out.
    """
    golds = [g for g in gold_texts if normalize(g, language).strip()] or [""]
    predicted = normalize(prediction_text, language)
    em = float(any(normalize(g, language) == predicted for g in golds))
    best = max((_overlap(prediction_text, g, language) for g in golds), key=lambda o: o[0])
    return RecordScore(em, *best)


def _overlap(prediction: str, gold: str, language: Language) -> tuple[float, float, float]:
    """F1, precision and recall of the tokens that a prediction shares with one gold answer."""
    ours, theirs = tokens(prediction, language), tokens(gold, language)
    if not ours or not theirs:
        same = float(ours == theirs)
        return same, same, same
    if language == "zh":
        matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
        shared = matcher.find_longest_match().size
    else:
        shared = sum((Counter(ours) & Counter(theirs)).values())
    precision, recall = shared / len(ours), shared / len(theirs)
    return 2 * shared / (len(ours) + len(theirs)), precision, recall


def evaluate(
    records: Sequence[Record], predictions: Iterable[Prediction], language: Language
) -> Scores:
    """Score one prediction for each record, matched by id.

    Raises ValueError for no records, and for predictions that are missing, repeated or
    about other records.
    """
    paired = _paired(records, predictions)
    scores = np.array(
        [score_record(p.text, [a.text for a in r.answers], language) for r, p in paired]
    )
    impossible = np.array([r.is_impossible for r, _ in paired])
    em, f1, precision, recall = (100.0 * scores.mean(axis=0)).tolist()
    return Scores(
        examples=len(paired),
        em=em,
        f1=f1,
        accuracy=em,
        precision=precision,
        recall=recall,
        answerable_em=_percent(scores[~impossible, 0]),
        answerable_f1=_percent(scores[~impossible, 1]),
        no_answer_accuracy=_percent(scores[impossible, 0]),
        answerability_auroc=_auroc(impossible, np.array([p.null_odds for _, p in paired])),
    )


def best_null_threshold(
    records: Sequence[Record], predictions: Iterable[Prediction], language: Language
) -> tuple[float, float]:
    """The threshold on null odds with the highest F1, and that F1 in percent.

    As the official script's `find_best_thresh`, on `best_text`; but records with equal odds
    are decided alike, so that `decode` with this threshold reaches exactly this F1.

    Warning: the threshold is a statistic of these records. Tune it on public data or from
    noised figures alone; tuned on private records it reveals something about them.
    """
    paired = sorted(_paired(records, predictions), key=lambda pair: pair[1].null_odds)
    odds = [p.null_odds for _, p in paired]
    # Abstain from everything, then answer the records one after another, surest first.
    score = float(sum(r.is_impossible for r, _ in paired))
    best, threshold = score, odds[0] - 1.0
    for index, (record, prediction) in enumerate(paired):
        golds = [a.text for a in record.answers]
        answered = score_record(prediction.best_text, golds, language).f1
        score += answered - record.is_impossible
        tied = index + 1 < len(odds) and odds[index + 1] == odds[index]
        if score > best and not tied:
            best, threshold = score, odds[index]
    return threshold, 100.0 * best / len(paired)


def detect_language(records: Iterable[Record]) -> Language:
    """ "zh" if more than a fifth of the letters in the questions are Han characters, else "en"."""
    letters = han = 0
    for record in records:
        letters += sum(map(str.isalpha, record.question))
        han += len(_HAN_CHARACTER.findall(record.question))
    return "zh" if han > _ZH_SHARE * letters else "en"


def _paired(
    records: Sequence[Record], predictions: Iterable[Prediction]
) -> list[tuple[Record, Prediction]]:
    given = list(predictions)
    by_id = {p.record_id: p for p in given}
    if not records or len(given) != len(records) or by_id.keys() != {r.id for r in records}:
        raise ValueError(
            f"expected one prediction for each of one or more records, found {len(given)} "
            f"predictions about {len(by_id)} ids for {len(records)} records"
        )
    return [(r, by_id[r.id]) for r in records]


def _percent(values: np.ndarray[Any, Any]) -> float | None:
    return float(100.0 * values.mean()) if len(values) else None


def _auroc(positive: np.ndarray[Any, Any], scores: np.ndarray[Any, Any]) -> float | None:
    """Area under the ROC curve: Mann-Whitney's U over the number of pairs. None for one class."""
    if positive.all() or not positive.any():
        return None
    from sklearn.metrics import roc_auc_score

    # Ranks, because the area depends on nothing else and sklearn refuses infinite odds.
    return float(roc_auc_score(positive, np.unique(scores, return_inverse=True)[1]))
