"""qa.metrics: hand-computed scores, and the official script's rules written a second time."""

from __future__ import annotations

import json
import math
import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from qa.decoding import Prediction
from qa.metrics import (
    Language,
    best_null_threshold,
    detect_language,
    evaluate,
    normalize,
    score_record,
    tokens,
)
from qa.readers import read_dataset
from qa.records import Answer, Record


def record(identity: str, *golds: str) -> Record:
    context = " ".join(golds) or "nothing"
    return Record(identity, context, "q?", tuple(Answer(g, context.index(g)) for g in golds), "d")


def prediction(identity: str, text: str, odds: float = 0.0, best: str | None = None) -> Prediction:
    return Prediction(identity, text, 0, 0, odds, (), text if best is None else best)


# --- one record ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("predicted", "golds", "language", "expected"),
    [
        # em, f1, precision, recall
        ("The red fox.", ["red Fox"], "en", (1, 1, 1, 1)),
        # shared: red, fox = 2 of 3 and of 2: P 2/3, R 1, F1 = 2*2/(3+2)
        ("big red fox", ["red fox"], "en", (0, 4 / 5, 2 / 3, 1)),
        # the better of two golds: against "fox" F1 = 2*1/(2+1), against "red dog" 2*1/(2+2)
        ("red fox", ["red dog", "fox"], "en", (0, 2 / 3, 1 / 2, 1)),
        # repeated words count as often as both have them: 1 of 3 and of 2
        ("no no no", ["no way"], "en", (0, 2 / 5, 1 / 3, 1 / 2)),
        ("cat", ["dog"], "en", (0, 0, 0, 0)),
        ("", [], "en", (1, 1, 1, 1)),
        ("the", [], "en", (1, 1, 1, 1)),  # as the official script has it: nothing is left of it
        ("fox", [], "en", (0, 0, 0, 0)),
        ("", ["fox"], "en", (0, 0, 0, 0)),
        ("", ["the", "fox"], "en", (0, 0, 0, 0)),  # "the" is left out
        ("", ["the"], "en", (1, 1, 1, 1)),  # and if nothing else is left, so is the answer
        ("海淀区。", ["海淀区"], "zh", (1, 1, 1, 1)),
        # 海淀区: 3 of 6 and of 3: F1 = 2*3/9
        ("北京市海淀区", ["海淀区"], "zh", (0, 2 / 3, 1 / 2, 1)),
        # the longest common run is 北京 (2), not the bag 北京西 (3): F1 = 2*2/(4+3)
        ("北京之西", ["西北京"], "zh", (0, 4 / 7, 1 / 2, 2 / 3)),
        # tokens 光荣和ω force: 光 荣 和 and the runs "ωforce": 3 + 1; prediction lacks the run
        ("光荣和", ["光荣和ω-Force"], "zh", (0, 6 / 7, 1, 3 / 4)),
        ("1963年", ["1963 年"], "zh", (0, 1, 1, 1)),  # a space breaks the match, not the tokens
        ("", [], "zh", (1, 1, 1, 1)),
        ("。", [], "zh", (1, 1, 1, 1)),
        ("年", [], "zh", (0, 0, 0, 0)),
    ],
)
def test_scores_by_hand(
    predicted: str, golds: list[str], language: Language, expected: tuple[float, ...]
) -> None:
    assert score_record(predicted, golds, language) == pytest.approx(expected, abs=1e-15)


def test_normal_forms() -> None:
    assert normalize(" An  Apple-pie, a la the ‘mode’!", "en") == "applepie la ‘mode’"
    assert normalize(" 《战国无双3》ABC-d ", "zh") == "战国无双3abcd"


def test_chinese_tokens() -> None:
    assert tokens("于1999年3.5%增长，GDP涨$5 don't 𫚭", "zh") == [
        *("于", "1999", "年", "3.5", "%", "增", "长", "gdp", "涨", "$", "5", "don't", "𫚭")
    ]  # fmt: skip


# --- many records ----------------------------------------------------------------------------

RECORDS = [record("1", "red fox"), record("2", "old barn"), record("3"), record("4")]
PREDICTIONS = [
    prediction("2", "barn", odds=-2.0),  # P 1, R 1/2, F1 = 2*1/3
    prediction("1", "red fox", odds=-3.0),
    prediction("3", "", odds=1.0),
    prediction("4", "fox", odds=-2.0),
]


def test_evaluate_by_hand() -> None:
    scores = evaluate(RECORDS, PREDICTIONS, "en")
    assert scores.examples == 4
    assert scores.em == scores.accuracy == 50.0  # 1 and 3
    assert scores.f1 == pytest.approx(100 * (1 + 2 / 3 + 1 + 0) / 4)
    assert scores.precision == pytest.approx(100 * (1 + 1 + 1 + 0) / 4)
    assert scores.recall == pytest.approx(100 * (1 + 1 / 2 + 1 + 0) / 4)
    assert scores.answerable_em == 50.0
    assert scores.answerable_f1 == pytest.approx(100 * (1 + 2 / 3) / 2)
    assert scores.no_answer_accuracy == 50.0
    # pairs (unanswerable, answerable): (1,-3) 1, (1,-2) 1, (-2,-3) 1, (-2,-2) a tie 1/2: 3.5 of 4
    assert scores.answerability_auroc == 3.5 / 4
    assert json.loads(json.dumps(scores.to_json()))["answerability_auroc"] == 0.875


def test_figures_without_records_are_none() -> None:
    answerable = evaluate(RECORDS[:2], PREDICTIONS[:2], "en")
    assert answerable.no_answer_accuracy is None
    assert answerable.answerability_auroc is None
    impossible = evaluate(RECORDS[2:], PREDICTIONS[2:], "en")
    assert impossible.answerable_em is None
    assert impossible.answerable_f1 is None
    assert impossible.no_answer_accuracy == 50.0


def test_auroc_takes_infinite_odds() -> None:
    predictions = [prediction(str(i), "", odds) for i, odds in enumerate((-1.0, 2.0, math.inf), 1)]
    assert evaluate(RECORDS[:3], predictions, "en").answerability_auroc == 1.0


@pytest.mark.parametrize(
    ("records", "predictions"),
    [
        ([], []),
        (RECORDS, PREDICTIONS[:3]),
        (RECORDS, [*PREDICTIONS[:3], PREDICTIONS[0]]),
        (RECORDS[:3], PREDICTIONS[1:]),
    ],
)
def test_predictions_must_match_records(
    records: Sequence[Record], predictions: Sequence[Prediction]
) -> None:
    with pytest.raises(ValueError, match="one prediction for each"):
        evaluate(records, predictions, "en")


def test_best_threshold_by_hand() -> None:
    records = [record("1", "red fox"), record("2", "old barn"), record("3"), record("4")]
    predictions = [
        prediction("1", "", -3.0, "red fox"),  # answered: +1
        prediction("3", "", -2.0, "fox"),  # answered: -1
        prediction("2", "", 1.0, "old barn"),  # answered: +1
        prediction("4", "", 4.0, "fox"),  # answered: -1
    ]
    # abstain always 2; up to -3: 3; up to -2: 2; up to 1: 3, not better; up to 4: 2
    assert best_null_threshold(records, predictions, "en") == (-3.0, 75.0)
    # worthless answers: abstaining from everything is best, so the threshold is below all odds
    hopeless = [prediction(str(i), "", float(i), "zzz") for i in range(1, 5)]
    assert best_null_threshold(records, hopeless, "en") == (0.0, 50.0)


def test_best_threshold_decides_equal_odds_alike() -> None:
    records = [record("1", "red fox"), record("2")]
    tied = [prediction("1", "", 0.5, "red fox"), prediction("2", "", 0.5, "fox")]
    # Both answered: 1 + 0; none: 0 + 1. The script would claim 2 of 2 by splitting the tie.
    assert best_null_threshold(records, tied, "en") == (-0.5, 50.0)


def test_language(shared_data: Path) -> None:
    for name, language in [
        ("squad/dev-v1.1.json", "en"),
        ("xquad/xquad.en.json", "en"),
        ("xquad/xquad.zh.json", "zh"),
        ("cmrc2018/cmrc2018_dev.json", "zh"),
    ]:
        assert detect_language(read_dataset(shared_data / name).records[:200]) == language
    assert detect_language([]) == "en"


# --- against a second implementation ---------------------------------------------------------


def second_scores(predicted: str, golds: list[str]) -> tuple[float, float]:
    """SQuAD 2.0's exact match and F1, written from the rules of its script."""

    def clean(text: str) -> list[str]:
        kept = "".join(c for c in text.lower() if not re.match(r"[!-/:-@\[-`{-~]", c))
        kept = re.sub(r"\b(?:an|a|the)\b", " ", kept)
        return kept.split()

    left = [clean(g) for g in golds if clean(g)] or [[]]
    guess = clean(predicted)
    best = 0.0
    for gold in left:
        rest, common = list(gold), 0
        for word in guess:
            if word in rest:
                rest.remove(word)
                common += 1
        if not gold or not guess:
            f1 = float(gold == guess)
        elif common == 0:
            f1 = 0.0
        else:
            precision, recall = common / len(guess), common / len(gold)
            f1 = 2 * precision * recall / (precision + recall)
        best = max(best, f1)
    return float(guess in left), best


def perturbed(item: Record, dice: random.Random) -> str:
    """What a reader might answer: right, nearly right, wrong or nothing."""
    gold = dice.choice(item.answers).text if item.answers else ""
    start = dice.randrange(len(item.context))
    elsewhere = item.context[start : start + dice.randrange(1, 60)]
    words = gold.split()
    return dice.choice(
        [
            gold,
            gold.upper(),
            f"The {gold}, ",
            " ".join(words[: len(words) // 2]),
            " ".join(reversed(words)),
            f"{gold} {elsewhere}",
            elsewhere,
            "",
            "the",
        ]
    )


@pytest.mark.parametrize("name", ["squad/dev-v2.0.json", "squad/dev-v1.1.json"])
def test_agrees_with_a_second_implementation(shared_data: Path, name: str) -> None:
    dice = random.Random(3)
    records = read_dataset(shared_data / name).records
    texts = {r.id: perturbed(r, dice) for r in records}
    expected = [second_scores(texts[r.id], [a.text for a in r.answers]) for r in records]
    for item, (em, f1) in zip(records, expected, strict=True):
        score = score_record(texts[item.id], [a.text for a in item.answers], "en")
        assert (score.em, score.f1) == pytest.approx((em, f1), abs=1e-12)
    odds = {r.id: round(dice.gauss(r.is_impossible, 1.0), 1) for r in records}  # with ties
    scores = evaluate(records, [prediction(i, t, odds[i]) for i, t in texts.items()], "en")
    n = len(records)
    assert scores.em == pytest.approx(100 * sum(e for e, _ in expected) / n, abs=1e-9)
    assert scores.f1 == pytest.approx(100 * sum(f for _, f in expected) / n, abs=1e-9)
    impossible = [e for r, (e, _) in zip(records, expected, strict=True) if r.is_impossible]
    if impossible:
        share = 100 * sum(impossible) / len(impossible)
        assert scores.no_answer_accuracy == pytest.approx(share, abs=1e-9)
        assert scores.answerability_auroc == pytest.approx(
            mann_whitney(
                [odds[r.id] for r in records if r.is_impossible],
                [odds[r.id] for r in records if not r.is_impossible],
            ),
            abs=1e-12,
        )
    else:
        assert scores.no_answer_accuracy is None


def mann_whitney(high: list[float], low: list[float]) -> float:
    """P(high > low) + P(equal) / 2, by counting equal values."""
    won = 0.0
    for value in set(high):
        below, equal = sum(x < value for x in low), low.count(value)
        won += high.count(value) * (below + equal / 2)
    return won / (len(high) * len(low))


def test_the_best_threshold_is_reached_and_not_beaten(shared_data: Path) -> None:
    dice = random.Random(5)
    records = read_dataset(shared_data / "squad/dev-v2.0.json").records[:600]
    best = {r.id: perturbed(r, dice) for r in records}
    odds = {r.id: round(dice.gauss(2 * r.is_impossible, 1.0), 1) for r in records}
    predictions = [prediction(i, "", odds[i], t) for i, t in best.items()]
    threshold, f1 = best_null_threshold(records, predictions, "en")

    def reached(limit: float) -> float:
        texts = [prediction(i, t if odds[i] <= limit else "", odds[i]) for i, t in best.items()]
        return evaluate(records, texts, "en").f1

    assert reached(threshold) == pytest.approx(f1, abs=1e-9)
    assert all(reached(x) <= f1 + 1e-9 for x in [-9.0, *sorted(set(odds.values()))])


def test_gold_answers_of_real_chinese_score_full(shared_data: Path) -> None:
    for item in read_dataset(shared_data / "cmrc2018/cmrc2018_dev.json").records:
        golds = [a.text for a in item.answers]
        assert score_record(golds[-1], golds, "zh") == (1, 1, 1, 1)
        longer = score_record(f"{golds[0]}嗯", golds[:1], "zh")  # one token more than n
        n = len(tokens(golds[0], "zh"))
        assert longer == pytest.approx((0, 2 * n / (2 * n + 1), n / (n + 1), 1), abs=1e-12)
