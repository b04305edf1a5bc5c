"""The three forms of a report: what each holds, in both languages, and that nothing gets in."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.filed_ledgers import aggregated, read, three_runs
from support.ledgers import OWNER, PUBLIC, amendment, debit, eventful, make_ledger, spend

from discreet.audit.report import make, signed
from discreet.audit.report.labels import LABELS
from discreet.audit.report.texts import TEXTS, texts
from discreet.audit.report.values import Printer
from privacy.audit.signature import Form, verify
from privacy.audit.statement import Claims
from privacy.ledger.store import LEDGER_FILE
from simulations.report.texts import Language

SCHEMA = Path(__file__).parents[3] / "vectors" / "registry" / "schema.json"
LANGUAGES: tuple[Language, ...] = ("en", "zh")
MADE_MS = 1_790_000_000_000


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("ledgers")
    return report_of(
        aggregated(folder / "clinic"), three_runs(folder / "bank"), eventful(folder / "old").path
    )


def report_of(*paths: Path, **claims: Any) -> dict[str, Any]:
    ledgers = [(read(path), Claims(**claims)) for path in paths]
    return make(ledgers, made_ms=MADE_MS, software="discreet 0.0")


def page(report: dict[str, Any], language: Language = "en") -> str:
    _, body = verify(signed(report, Form.HTML, OWNER, language), Form.HTML)
    return body.decode()


class Words(HTMLParser):
    """The text of a page without its style, and its tags."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.words, self.tags, self._style = "", list[tuple[str, dict[str, str | None]]](), False
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        self.words += "" if self._style else f" {data}"


def said(report: dict[str, Any], language: Language = "en") -> str:
    return " ".join(Words(page(report, language)).words.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label_and_is_on_the_page(
    report: dict[str, Any], language: Language
) -> None:
    text = said(report, language)
    t = texts(language)
    for ledger in [*report["ledgers"], {"over_owners": report["over_owners"]}]:
        for section, fields in ledger.items():
            assert t[f"section.{section}"] in text
            for name in fields:
                assert t[f"field.{section}.{name}"] in text, name


def test_every_code_has_words(report: dict[str, Any]) -> None:
    """A definition's text is a code, and so is what computed a field."""
    for ledger in [*report["ledgers"], {"over_owners": report["over_owners"]}]:
        for section in ledger.values():
            for name, fact in section.items():
                source, value = fact["from"], fact["value"]
                if source["kind"] == "computed":
                    assert f"code.{source['by']}" in LABELS, source
                if source["kind"] == "absent":
                    assert f"code.{source['why']}" in LABELS, source
                if source["kind"] == "definition" and name != "name":
                    for code in value if isinstance(value, list) else [value]:
                        assert not isinstance(code, str) or f"code.{code}" in LABELS, code


def test_the_two_languages_say_as_much() -> None:
    for key, (english, chinese) in TEXTS.items():
        assert english and chinese, key
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", chinese)), key
        if key.startswith(("promise_", "warn_", "left_", "not_", "whom_")):
            assert re.search("[\u4e00-\u9fff]", chinese), key
    assert not set(TEXTS) - set(LABELS) & set(LABELS)


def test_the_chinese_page_is_chinese(report: dict[str, Any]) -> None:
    content = page(report, "zh")
    assert '<html lang="zh-Hans">' in content
    text = said(report, "zh")
    assert "承诺了什么" in text
    assert "What is promised" not in text


def test_numbers_are_never_rounded_to_the_pleasant_side() -> None:
    p = Printer(texts("en"))
    assert p.bound(7.471) == "7.48"
    assert p.rest(0.529) == "0.52"
    assert p.bound(7.47) == "7.47"
    assert p.bound("infinite") == "infinite"
    assert p.bound(None) == "–"


def test_the_first_page_speaks_plainly(tmp_path: Path) -> None:
    path = aggregated(tmp_path / "clinic")
    report = report_of(path)
    text = said(report)
    spent = report["ledgers"][0]["promise"]["epsilon"]["value"]
    bound = Printer(texts("en")).bound(spent)
    for part in ("What is promised", "To whom", "How much is left", "What is not covered"):
        assert part in text
    assert f"epsilon {bound} at delta 10⁻⁵" in text
    assert "To each person" in text
    assert f"allows epsilon 20; {bound} is spent" in text
    assert "vouched for by its own file alone" in text
    assert "can't prove that nothing else was done" in text


def test_what_is_wrong_comes_first(tmp_path: Path) -> None:
    with make_ledger(tmp_path / "old") as ledger:
        numbers = spend(ledger, 1)
        crashed = debit(ledger)
        ledger.amend(amendment(numbers[0], numbers[0]))
    text = said(report_of(tmp_path / "old" / LEDGER_FILE))
    first = text[: text.index("What is promised")]
    assert f"Entries {crashed} never settled" in first
    assert "A mechanism proved weaker" in first
    assert "without encrypted aggregation on record" in first


def test_other_sampling_promises_nothing(tmp_path: Path) -> None:
    with make_ledger(tmp_path / "old") as ledger:
        number = debit(ledger)
        ledger.settle(number, executed=4, sampling="shuffled", bytes_left=True)
    report = report_of(tmp_path / "old" / LEDGER_FILE)
    assert report["ledgers"][0]["promise"]["epsilon"]["value"] == "infinite"
    for language in LANGUAGES:
        text = said(report, language)
        assert texts(language)["promise_none"] in text
        assert texts(language)["warn_sampling"].format(entries=str(number)) in text
    record = record_of(report)
    assert "epsilon" not in record["deployment"]["privacy_loss"]["privacy_parameters"]


def test_a_contradicted_claim_is_the_first_thing_said(tmp_path: Path) -> None:
    attack = {"contradicted": True, "epsilon_bound": 3.21, "claimed_epsilon": 2.0}
    text = said(report_of(aggregated(tmp_path / "clinic"), canaries=attack))
    assert "an epsilon of at least 3.21" in text[: text.index("What is promised")].lower()


def test_a_new_ledger_promises_nothing_and_has_all_left(tmp_path: Path) -> None:
    make_ledger(tmp_path / "new").close()
    report = report_of(tmp_path / "new" / LEDGER_FILE)
    text = said(report)
    assert "Nothing was charged" in text
    assert "All of it." in text
    assert valid(record_of(report))


def test_nothing_in_a_ledger_becomes_markup(tmp_path: Path) -> None:
    """Reasons are written by whoever holds the ledger's key, names by the file system."""
    hostile = "<script>alert(1)</script>"
    with make_ledger(tmp_path / "<b>x") as ledger:
        number = debit(ledger)
        ledger.amend(amendment(number, number, reason=hostile))
    report = report_of(
        tmp_path / "<b>x" / LEDGER_FILE,
        run={"final": {hostile: 1.0}, "worst_group": {"group": hostile, "f1": 2.0}},
        policy={"sha256": "d" * 64, "entries": [], "metrics": [hostile],
                "governance": {"purpose": hostile}, "violations": []},
    )  # fmt: skip
    content = page(report)
    assert hostile in Words(content).words
    tags = {tag for tag, _ in Words(content).tags}
    assert "script" not in tags
    assert "<b>x" not in content
    assert "default-src 'none'" in content
    assert record_of(report)["deployment"]["basic"]["intended_use"] == hostile


def test_the_page_needs_nothing_from_elsewhere(report: dict[str, Any]) -> None:
    for tag, attributes in Words(page(report)).tags:
        assert tag not in ("script", "iframe", "object", "embed")
        for name in ("src", "href", "xlink:href", "action"):
            value = attributes.get(name) or "#"
            assert value.startswith(("#", "data:")), (tag, value)


def test_json_is_the_report_itself(report: dict[str, Any]) -> None:
    content = signed(report, Form.JSON, OWNER, "en")
    found = json.loads(content)
    assert found["report"] == json.loads(json.dumps(report))
    assert found["signature"]["key"] == PUBLIC


def record_of(report: dict[str, Any]) -> dict[str, Any]:
    content = signed(report, Form.YAML, OWNER, "en")
    assert verify(content, Form.YAML)[0] == PUBLIC
    value = yaml.safe_load(content)
    assert isinstance(value, dict)
    return value


def valid(record: dict[str, Any]) -> bool:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text())
    checker = jsonschema.FormatChecker(["date"])
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(record)
    return True


def test_the_registry_record_fits_its_schema(report: dict[str, Any]) -> None:
    record = record_of(report)
    assert valid(record)
    jsonschema = pytest.importorskip("jsonschema")
    for path, wrong in (("status", "Done"), ("tier", 0)):
        with pytest.raises(jsonschema.ValidationError):
            valid(record | {path: wrong})
    loss = record["deployment"]["privacy_loss"]
    most = report["over_owners"]["epsilon_max"]["value"]
    assert most <= loss["privacy_parameters"]["epsilon"] <= most + 1e-4
    assert loss["privacy_unit"] == "person"
    assert "5 owners, 1 may collude" in record["deployment"]["deployment_model"]["actors"]


def test_long_texts_are_literal_blocks(report: dict[str, Any]) -> None:
    """The registry refuses quoted line breaks."""
    content = signed(report, Form.YAML, OWNER, "en").decode()
    assert "\\n" not in content
    assert "composition: |\n" in content


def test_the_same_ledgers_give_the_same_report(tmp_path: Path) -> None:
    path = three_runs(tmp_path / "bank")
    once, again = report_of(path), report_of(path)
    assert once == again
    for form in Form:
        assert signed(once, form, OWNER, "zh") == signed(again, form, OWNER, "zh")
