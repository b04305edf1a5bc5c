"""simulations.report: what the page promises, what it must not say, and that data stay inert."""

from __future__ import annotations

import copy
import hashlib
import json
import math
import re
import string
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from exchange.refusals import Refusal
from simulations import report
from simulations.report import render
from simulations.report.texts import TEXTS, Language, texts

LANGUAGES: tuple[Language, ...] = ("en", "zh")
VOID = {"meta", "link", "br"}


def scores(f1: float) -> dict[str, Any]:
    percent = ("em", "f1", "accuracy", "recall", "precision", "answerable_em", "answerable_f1")
    return dict.fromkeys(percent, f1) | {
        "no_answer_accuracy": 70.0,
        "answerability_auroc": 0.83,
        "examples": 600,
    }


def owner(name: str, epsilon: float | None = 7.2, **changes: Any) -> dict[str, Any]:
    return {
        "name": name,
        "examples": 3900,
        "unit": "person",
        "units": 2000,
        "declared_units": 2000,
        "epsilon": epsilon,
        "delta": 1e-5,
        "epsilon_cap": 8.0,
        "f1": 61.0,
        "redactions": None,
    } | changes


@pytest.fixture
def summary() -> dict[str, Any]:
    dropped = [{"name": "hospital", "code": 1099, "reason": "training failed at the owner"}]
    return {
        "version": 1,
        "run_dir": "runs/20261124-a",
        "seconds": 61.2,
        "model": "minilm",
        "language": "en",
        "rounds": [
            {
                "round": n,
                "em": 40.1 + n,
                "f1": 48.2 + n,
                "seconds": 5.1,
                "survivors": ["bank", "clinic"],
                "dropped": dropped if n == 2 else [],
            }
            for n in range(1, 5)
        ],
        "final": scores(61.0),
        "baseline": scores(39.4),
        "owners": [owner("hospital"), owner("bank", 5.4), owner("clinic", 6.0)],
        "privacy": {
            "mode": "local",
            "accountant": "PLD (dp_accounting 0.6.0)",
            "noise_multiplier": 1.03,
            "clip": 1.0,
            "sampling": "poisson",
            "sampling_probability": 0.03,
            "unit": "person",
            "relation": "add-or-remove-one-unit",
            "records_per_unit": 3,
            "windows_per_record": 2,
            "steps_per_round": 4,
            "rounds": 8,
            "spare_rounds": 1,
            "epsilon_max": 7.2,
            "epsilon_sum": 18.6,
        },
        "aggregation": {
            "protocol": "none",
            "participants": 3,
            "threshold": None,
            "modulus_bits": None,
        },
        "warnings": [],
    }


class Page(HTMLParser):
    """The elements of a page in order, checked to nest, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_every_text_is_there_in_both_languages_with_the_same_values() -> None:
    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for key, (english, chinese) in TEXTS.items():
        assert english.strip() and chinese.strip(), key
        assert fields(english) == fields(chinese), key
    assert texts("en").keys() == texts("zh").keys()


def test_every_text_is_used(summary: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()

    class Recording(dict[str, str]):
        def __getitem__(self, key: str) -> str:
            read.add(key)
            return super().__getitem__(key)

        def get(self, key: str, default: Any = None) -> Any:
            read.add(key)
            return super().get(key, default)

    monkeypatch.setattr(report, "texts", lambda language: Recording(texts(language)))

    def run(seconds: float, epsilon: float, **privacy: Any) -> None:
        owners = [owner("a", epsilon), owner("b", epsilon / 2, epsilon_cap="inf")]
        changed = summary | {"seconds": seconds, "owners": owners, "warnings": ["w"]}
        changed["privacy"] = summary["privacy"] | {"epsilon_max": epsilon} | privacy
        report.render(changed, "en")

    run(5, 7.2)
    run(5, 0.5, unit="document")
    for exceptions in ([], ["plaintext"], ["answers:keep", "keep:date"]):
        done = [owner("a", 7.2, redactions={"person": 3}, exceptions=exceptions)]
        report.render(summary | {"owners": done}, "en")
    summary["aggregation"] |= {"protocol": "secagg-v1", "withstands": "malicious coordinator"}
    summary["lost_rounds"] = [{"round": 3, "reason": "too few"}]
    run(5000, 12, unit="record", mode="distributed")
    summary["aggregation"] |= {
        "protocol": "none", "withstands": "honest-but-curious coordinator",
    }  # fmt: skip
    summary["baseline"] = None
    summary["language"] = "zh"
    summary["owners"] = [owner(str(n), None if n else 7) for n in range(50)]
    codes = [*(int(code) for code in Refusal), None, *[1001] * 20]
    for code in codes:
        summary["rounds"][0]["dropped"].append({"name": "a", "code": code, "reason": None})
    summary["rounds"] *= 11
    summary["privacy"]["unit"] = "other"
    report.render(summary, "en")
    summary["owners"] = [owner("one")]
    summary["rounds"] = summary["rounds"][:1]
    summary["final"] |= {"f1": None}
    report.render(summary, "en")
    summary["privacy"] = summary["baseline"] = None
    report.render(summary, "en")
    summary["owners"] = [owner(str(n), n) for n in range(50)]
    report.render(summary, "en")
    assert TEXTS.keys() - read == set()


@pytest.mark.parametrize("code", list(Refusal))
def test_every_refusal_has_words_in_both_languages(code: Refusal) -> None:
    assert TEXTS[f"reason_{int(code)}"][0] == code.meaning


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_accessible_and_well_formed(
    summary: dict[str, Any], language: Language
) -> None:
    page = Page(render(summary, language))
    assert page.all("html") == [{"lang": {"en": "en", "zh": "zh-Hans"}[language]}]
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.all("caption")) == len(page.all("table")) == 5
    assert all(cell.get("scope") in ("col", "row") for cell in page.all("th"))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labels = [a["aria-labelledby"] for _, a in page.elements if "aria-labelledby" in a]
    assert {name for label in labels for name in label.split()} <= set(ids)
    drawn = [svg for svg in page.all("svg") if "aria-hidden" not in svg]
    assert len(drawn) == 4 and all(svg["role"] == "img" for svg in drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_for_nothing_from_elsewhere(
    summary: dict[str, Any], language: Language
) -> None:
    html = render(summary, language)
    page = Page(html)
    assert not page.all("script") and not page.all("img") and not page.all("iframe")
    for _, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("href", "src", "xlink:href"):
            assert attributes.get(name, "#").startswith(("#", "data:,"))
    assert set(re.findall(r"url\((.)", html)) == {"#"}
    assert "@import" not in html and "http:" not in html and "https:" not in html
    policies = [meta for meta in page.all("meta") if "http-equiv" in meta]
    assert policies[0]["content"].startswith("default-src 'none';")


def test_values_from_data_files_are_inert(summary: dict[str, Any]) -> None:
    plain = [tag for tag, _ in Page(render(summary, "en")).elements]
    evil = "<script>alert(1)</script>"
    summary["owners"][0]["name"] = evil
    summary["owners"][1]["name"] = '"><img src=x onerror=alert(1)>'
    summary["owners"][2]["name"] = "$\\frac{1}{0}$ {n} {{ 7*7 }} w0w"
    for key in ("model", "run_dir"):
        summary[key] = f"{evil}{{x}}"
    summary["rounds"][1]["dropped"][0] |= {"name": evil, "reason": evil, "code": 77}
    summary["privacy"] |= {"accountant": evil, "mode": evil}
    summary["aggregation"]["protocol"] = evil
    html = render(summary, "en")
    assert "<script" not in html and "<img" not in html
    page = Page(html)
    assert [tag for tag, _ in page.elements] == plain
    assert evil in page.text and "$\\frac{1}{0}$ {n}" in page.text and "{{ 7*7 }} w0w" in page.text
    summary["warnings"] = [evil]
    assert "<script" not in render(summary, "zh")


def test_odd_characters_in_a_name_can_still_be_written(summary: dict[str, Any]) -> None:
    for number, name in enumerate(["a\ud800b", "x\x00\x1b\u202ey", "\n\t", "医院" * 40][:3]):
        summary["owners"][number]["name"] = name
    text = render(summary, "en").encode("utf-8").decode("utf-8")
    assert "\x00" not in text and "\u202e" not in text


def test_the_promise_states_the_bound_in_numbers_and_words(summary: dict[str, Any]) -> None:
    text = Page(render(summary, "en")).text
    assert "Epsilon is at most 7.20 at delta 10⁻⁵ for each person." in text
    assert "right at most 99.93 % of the time" in text
    assert "at most 18.60 (delta 3 × 10⁻⁵)" in text  # deltas add up over the owners too
    assert "39.4 → to 61.0" in text and "+21.6 points" in text
    assert "No privacy guarantee" not in text
    assert "对每一个人：epsilon 至多为 7.20，delta 为 10⁻⁵。" in Page(render(summary, "zh")).text


@pytest.mark.parametrize(
    ("epsilon", "least"), [(0.0, 50.0), (math.log(3), 75.0), (1.0, 73.105), (20.0, 99.99)]
)
def test_the_guesser_s_limit_is_never_understated(
    summary: dict[str, Any], epsilon: float, least: float
) -> None:
    summary["owners"] = [owner("one", epsilon, delta=1e-9)]
    summary["privacy"]["epsilon_max"] = epsilon
    found = re.search(r"right at most ([\d.]+) %", Page(render(summary, "en")).text)
    assert found is not None
    assert least <= float(found[1]) <= least + 0.0201  # two digits, rounded up, and delta


def test_epsilon_is_rounded_up_and_the_greatest_counts(summary: dict[str, Any]) -> None:
    summary["owners"][1]["epsilon"] = 7.3101
    assert "at most 7.32 at delta" in Page(render(summary, "en")).text
    summary["privacy"]["epsilon_max"] = 7.5
    assert "at most 7.50 at delta" in Page(render(summary, "en")).text
    summary["owners"][0]["epsilon"] = 8.25
    assert "8.25 (above the cap)" in Page(render(summary, "en")).text


@pytest.mark.parametrize(
    "change",
    [
        {"epsilon_max": None},
        {"epsilon_max": math.inf},
        {"epsilon_max": math.nan},
        {"epsilon_max": "7.2"},
        {"epsilon_max": -1.0},
        {"epsilon_max": 1e6},
        {"noise_multiplier": 0},
        {"noise_multiplier": 0.0},
        {"noise_multiplier": None},
    ],
)
def test_without_a_bound_there_is_no_promise(
    summary: dict[str, Any], change: dict[str, Any]
) -> None:
    summary["privacy"] |= change
    text = Page(render(summary, "en")).text
    assert "No privacy guarantee" in text and "What was promised" not in text
    assert "Epsilon is at most" not in text and "noisy update" not in text
    assert "没有隐私保证" in render(summary, "zh")


def test_one_owner_without_a_bound_spoils_the_promise(summary: dict[str, Any]) -> None:
    summary["owners"][1]["epsilon"] = None
    text = Page(render(summary, "en")).text
    assert "No bound on the privacy loss can be stated for 1 of 3 data owners" in text
    assert "Epsilon is at most" not in text


@pytest.mark.parametrize("unit", ["person", "document", "record", "other"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_covered_is_listed(
    summary: dict[str, Any], unit: str, language: Language
) -> None:
    summary["privacy"]["unit"] = unit
    page, t = Page(render(summary, language)), texts(language)
    keys = ["simulation", "text", "public", "timing", "others", f"unit_{unit}", "clear", "ledger"]
    for key in keys:
        assert t[f"uncovered_{key}"] in page.text


def test_the_text_itself_is_uncovered_until_every_owner_counts_redactions(
    summary: dict[str, Any],
) -> None:
    uncovered = texts("en")["uncovered_text"]
    for owner in summary["owners"][1:]:
        owner["redactions"] = 3
    assert uncovered in Page(render(summary, "en")).text
    summary["owners"][0]["redactions"] = 0
    assert uncovered not in Page(render(summary, "en")).text


def test_what_the_coordinator_saw_follows_the_protocol(summary: dict[str, Any]) -> None:
    assert "saw each owner's noisy update by itself" in Page(render(summary, "en")).text
    summary["aggregation"] |= {"protocol": None}
    assert "saw each owner's noisy update by itself" in Page(render(summary, "en")).text
    summary["aggregation"] |= {"protocol": "secagg", "threshold": 2}
    text = Page(render(summary, "en")).text
    assert "saw each owner's" not in text
    assert "protocol: secagg, threshold 2 of 3" in text
    summary["lost_rounds"] = [{"round": 2, "reason": "too few"}, {"round": 7, "reason": "x"}]
    assert "2 (2, 7)" in Page(render(summary, "en")).text
    summary["privacy"]["mode"] = "distributed"
    assert "Each owner added only a share of the noise" in Page(render(summary, "en")).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_may_be_missing(summary: dict[str, Any], language: Language) -> None:
    def emptied(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: emptied(item) for key, item in value.items()}
        return [emptied(item) for item in value] if isinstance(value, list) else None

    empty = {key: emptied(value) for key, value in summary.items()} | {"version": 1}
    for figures in (empty, {"version": 1}):
        text = Page(render(figures, language)).text
        assert texts(language)["no_promise"] in text
        assert not re.search(r"\b(None|nan|inf)\b", text)


def test_a_corpus_without_unanswerable_questions(summary: dict[str, Any]) -> None:
    for part in ("final", "baseline"):
        summary[part] |= {"no_answer_accuracy": None, "answerability_auroc": None}
    summary["rounds"][0]["f1"] = None
    assert "rightly left unanswered. – – –" in Page(render(summary, "en")).text


def test_a_thousand_owners_are_a_distribution_and_a_folded_table(summary: dict[str, Any]) -> None:
    summary["owners"] = [owner(f"branch-{n:04}", 1 + n / 200) for n in range(1000)]
    summary["privacy"]["epsilon_max"] = 6.0
    summary["rounds"][0]["dropped"] = [
        {"name": f"branch-{n:04}", "code": 1002, "reason": "x"} for n in range(100)
    ]
    html = render(summary, "en")
    page = Page(html)
    assert "1,000 owners: lowest 1.00, median 3.50, highest 6.00." in page.text
    assert len(page.all("details")) == 1 and page.text.count("branch-0999") == 1
    assert "(100): branch-0000, " in page.text and "and 88 more" in page.text
    assert len(html) < 500_000


@pytest.mark.parametrize("count", [1, 24, 25, 301])
def test_any_number_of_owners_and_rounds_can_be_drawn(summary: dict[str, Any], count: int) -> None:
    summary["owners"] = [owner(f"o{n}", epsilon_cap=8.0 + n % 2) for n in range(count)]
    summary["rounds"] = [copy.copy(summary["rounds"][0]) | {"round": n} for n in range(count)]
    drawn = [svg for svg in Page(render(summary, "en")).all("svg") if "aria-hidden" not in svg]
    assert len(drawn) == 4


def test_dropouts_are_grouped_by_reason_in_the_page_s_language(summary: dict[str, Any]) -> None:
    english, chinese = (Page(render(summary, language)).text for language in LANGUAGES)
    assert "training failed at the owner, code 1099 (1): hospital" in english
    assert "数据方本地训练失败、代码 1099（1）：hospital" in chinese


def test_the_same_summary_gives_the_same_bytes_in_another_process(
    summary: dict[str, Any],
) -> None:
    page = render(summary, "zh")
    assert page == render(copy.deepcopy(summary), "zh")
    program = (
        "import hashlib, json, sys\n"
        "from simulations.report import render\n"
        "page = render(json.load(sys.stdin), 'zh')\n"
        "assert 'matplotlib.pyplot' not in sys.modules and 'torch' not in sys.modules\n"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        input=json.dumps(summary),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.strip() == hashlib.sha256(page.encode()).hexdigest()


def test_unknown_versions_and_languages_are_refused(summary: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected 1, found 2"):
        render(summary | {"version": 2}, "en")
    with pytest.raises(ValueError, match="found None"):
        render({}, "en")
    with pytest.raises(ValueError, match="found 'fr'"):
        render(summary, "fr")  # type: ignore[arg-type]
