"""What privacy costs in answers, on real text: SQuAD 2.0's development set over ten owners.

    python bench/utility.py [--short] [--json] [--document]

Half of the titles are held out for the test, the others are shared out by title to ten owners;
every run starts from an encoder that was warmed up on public questions and never saw one without an
answer. Half of the test's questions have none, so that always abstaining scores F1 50: answerable
F1 and no-answer accuracy are told apart, and the score is of their mean:

    score = (private - warm) / (federated without noise - warm)

The unit is the question, or with --document the paragraph and all its questions. Settings of each
side are in `bench/scenarios/`. Needs data and model beside the project. `--short`: one seed,
epsilon 8.
"""

from __future__ import annotations

import json
import math
import os
import random
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from figures import Figures, figure, main

from simulations.run import simulate
from simulations.scenario import Scenario, load

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data/squad/dev-v2.0.json"
MODEL = SHARED / "models/minilm-squadshifts"
OWNERS = 10
QUESTIONS = 600  # of the test; standard error of a share: 2 points
UNIT = "record"
NAMES = ("answerable_f1", "no_answer_accuracy")


def split(folder: Path) -> tuple[Path, Path]:
    """Training and test files, by title."""
    articles = json.loads(DATA.read_text(encoding="utf-8"))["data"]
    random.Random(7).shuffle(articles)  # noqa: S311
    half = len(articles) // 2
    paths = folder / "train.json", folder / "test.json"
    for path, part in zip(paths, (articles[half:], articles[:half]), strict=True):
        path.write_text(json.dumps({"version": "2.0", "data": part}), encoding="utf-8")
    return paths


def scenario(train: Path, test: Path, unit: str, seed: int, epsilon: float) -> Scenario:
    changes: dict[str, Any] = {
        "data.source": str(train),
        "data.test_source": str(test),
        "data.partition": "title",
        "data.owners": OWNERS,
        "data.max_test_questions": QUESTIONS,
        "data.seed": seed,
        "model.name": str(MODEL),
        "privacy.unit": unit,
        "privacy.epsilon": epsilon,
    }
    recipe = "utility-private" if math.isfinite(epsilon) else "utility-plain"
    return load(str(ROOT / f"bench/scenarios/{recipe}.toml")).replace(changes)


def measure(short: bool) -> Figures:
    if not DATA.exists() or not MODEL.exists():
        raise SystemExit(f"expected {DATA} and {MODEL}, found none")
    seeds = (1,) if short else (1, 2, 3)
    budgets = (math.inf, 8.0) if short else (math.inf, 8.0, 3.0)
    rows: dict[float, list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        os.environ.setdefault("DISCREET_HOME", str(Path(temporary) / "home"))
        files = split(Path(temporary))
        for seed in seeds:
            for epsilon in budgets:
                out = Path(temporary) / f"run-{epsilon}-{seed}"
                summary = simulate(scenario(*files, UNIT, seed, epsilon), out=str(out))
                warm = summary["baseline"]
                rows.setdefault(epsilon, []).append(summary["final"])
                print(f"epsilon {epsilon:g}, seed {seed}: {_shown(summary)}", file=sys.stderr)
    figures: Figures = {}
    before, plain = _mean([warm]), _mean(rows[math.inf])
    for epsilon in budgets[1:]:
        scores = [(_mean([row]) - before) / (plain - before) for row in rows[epsilon]]
        low, high = min(scores), max(scores)
        answerable = statistics.mean(row["answerable_f1"] for row in rows[epsilon])
        refused = statistics.mean(row["no_answer_accuracy"] for row in rows[epsilon])
        how = (
            f"{answerable:.1f} answerable F1 and {refused:.1f} no-answer accuracy; "
            f"{UNIT}, {len(seeds)} seeds from {low:.2f} to {high:.2f}; warm start "
            f"{warm['answerable_f1']:.1f} and {warm['no_answer_accuracy']:.1f}; always abstain "
            "0 and 100"
        )
        target = 0.7 if epsilon == 8.0 else 0.0
        figures[f"score_epsilon_{epsilon:g}"] = figure(
            statistics.mean(scores), "of the gain", target, "higher", how
        )
        if epsilon == 8.0:
            best = statistics.mean(row["answerable_f1"] for row in rows[math.inf])
            how = f"answerable F1 {answerable:.1f} against {best:.1f} without noise"
            figures["answerable_loss"] = figure(best - answerable, "points", 3.0, "lower", how)
    return figures


def _mean(rows: list[dict[str, float]]) -> float:
    return statistics.mean(row[name] for row in rows for name in NAMES)


def _shown(summary: dict[str, Any]) -> str:
    final = summary["final"]
    return ", ".join(f"{name} {final[name]:.1f}" for name in NAMES)


if __name__ == "__main__":
    if "--document" in sys.argv:
        sys.argv.remove("--document")
        UNIT = "document"
    main(__doc__, measure)
