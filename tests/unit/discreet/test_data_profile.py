"""`discreet data profile`: a page of counts, and no text of a record in it."""

from __future__ import annotations

import json
import re
import stat
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from support.records import MARK, rows, write_rows

from client.preparation.clusters import MOST, Cluster, Clusters
from client.preparation.profile import profile
from discreet.data.profile_page.render import html
from discreet.data.profile_page.texts import TEXTS


class Page(HTMLParser):
    """Checks that tags are closed in order, and keeps ids, references and visible text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.references: set[str] = set()
        self.words: list[str] = []
        self.language = ""
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.language = known.get("lang") or self.language
        self.ids += [known["id"] or ""] if "id" in known else []
        self.references |= set((known.get("aria-labelledby") or "").split())
        assert tag not in ("script", "iframe", "form", "img"), tag
        assert not any(name.startswith("on") for name in known)
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def asked() -> list[dict[str, Any]]:
    """Records of forty persons, with questions of two kinds; each names its person."""
    found = rows("ann", 40)
    for number, row in enumerate(found):
        name = row["context"].partition(" was")[0].replace(MARK, f"{MARK}{number}")
        row["question"] = f"Where was the ward of {name}?"
        if number % 2:
            row["question"] = f"Who was nurse on duty with {name}?"
    return found


@pytest.fixture
def store(command: Any, tmp_path: Path) -> Path:
    source = write_rows(tmp_path / "records.jsonl", asked())
    assert command("data", "prepare", source, "--to", tmp_path / "store").code == 0
    return tmp_path / "store"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_is_whole_and_quotes_nothing(
    command: Any, store: Path, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "profile.html"
    done = command("data", "profile", store, "--to", path, "--lang", language)
    assert (done.code, done.out.strip()) == (0, str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    assert page.language == {"en": "en", "zh": "zh-Hans"}[language]
    assert len(page.ids) == len(set(page.ids)) and page.references <= set(page.ids)
    assert "default-src 'none'" in text and not re.search(r"(?:src|href)=\"(?!#|data:,)", text)
    shown = " ".join(page.words)
    assert MARK not in text and "nurse" in shown and '<svg class="map"' in text
    for row in asked():
        assert row["question"] not in text and row["context"] not in text
        assert row["person_id"] not in text and row["id"] not in text
    pair = TEXTS["private_title"]
    assert pair[language == "zh"] in shown and pair[language == "en"] not in shown
    assert "80" in shown and "40" in shown  # records and persons


def test_words_of_few_units_stay_inside(command: Any, tmp_path: Path) -> None:
    found = rows("ann", 40)
    for row in found:
        row["question"] = f"Which ward was it in the {row['id'].split('-')[1]}th year?"
    for row in found[:4]:
        row["question"] = f"Which {MARK} premium was it?"
    source = write_rows(tmp_path / "records.jsonl", found)
    store, path = tmp_path / "store", tmp_path / "profile.html"
    command("data", "prepare", source, "--to", store)
    done = command("data", "profile", store, "--to", path, "--json")
    text = path.read_text(encoding="utf-8")
    assert "ward" in text
    assert not any(word in text or word in done.out for word in (MARK, "premium"))


def test_the_same_store_gives_the_same_page(command: Any, store: Path, tmp_path: Path) -> None:
    pages = [tmp_path / "one.html", tmp_path / "two.html"]
    for path in pages:
        assert command("data", "profile", store, "--to", path, "--clusters", "3").code == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_json_has_counts(command: Any, store: Path) -> None:
    done = command("data", "profile", store, "--json")
    said = json.loads(done.out)
    assert done.code == 0 and MARK not in done.out
    assert said["total"] == {"records": 80, "documents": 40, "persons": 40, "unanswerable": 0}
    assert list(said["splits"]) == ["train", "validation", "test"]
    assert (
        said["question_types"]["where"] == said["question_types"]["who"] == 40
        and said["languages"]["en"] == 80
    )
    assert sum(group["size"] for group in said["clusters"]["clusters"]) == 80
    assert said["rarity"]["units"] == 40


def test_a_model_says_what_is_alike(
    command: Any, store: Path, tmp_path: Path, tiny_models: dict[str, Path]
) -> None:
    path = tmp_path / "profile.html"
    arguments = ("--model", tiny_models["bert"], "--clusters", "2", "--json")
    said = json.loads(command("data", "profile", store, "--to", path, *arguments).out)
    assert said["clusters"]["by_model"] and len(said["clusters"]["clusters"]) == 2
    words = " ".join(Page(path.read_text(encoding="utf-8")).words)
    assert TEXTS["method_model"][0] in words


def test_an_existing_file_stays(command: Any, store: Path, tmp_path: Path) -> None:
    path = tmp_path / "profile.html"
    path.write_text("mine")
    done = command("data", "profile", store, "--to", path)
    assert done.code == 2 and "expected a new file" in done.error
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing", "--to", "new"], "expected a store of records"),
        (["STORE", "--to", "new", "--population", "nope"], "expected records of nope"),
        (["STORE", "--to", "new", "--model", "/no/model"], "unknown model"),
        (["STORE", "--to", "no/folder/new"], "expected a folder"),
        (["STORE", "--to", "new", "--clusters", "13"], "13"),
        (["STORE"], "expected a new file"),
    ],
)
def test_bad_input_gets_one_line_and_leaves_nothing(
    command: Any, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], words: str,
) -> None:  # fmt: skip
    (tmp_path / "place").mkdir()
    monkeypatch.chdir(tmp_path / "place")
    done = command("data", "profile", *(str(store) if a == "STORE" else a for a in arguments))
    assert done.code == 2 and words in done.error
    assert not list(Path.cwd().iterdir())


def test_another_key_shows_nothing(
    command: Any, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCREET_HOME", str(tmp_path / "other"))
    assert command("data", "keys", "new").code == 0
    done = command("data", "profile", store, "--to", tmp_path / "new.html")
    assert done.code == 2 and "it is sealed for the key" in done.error
    assert not (tmp_path / "new.html").exists()


def test_without_scikit_learn_a_line_says_what_to_install(
    command: Any, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    done = command("data", "profile", store, "--to", tmp_path / "new.html")
    assert done.code == 2 and "sklearn, which is not installed" in done.error
    assert not (tmp_path / "new.html").exists()


def test_every_value_is_escaped_and_twelve_groups_have_marks_of_their_own() -> None:
    seen = profile({"<b>": []}, {})
    group = Cluster(1, 1 / MOST, 0.0, ("<i>&",))
    points = tuple((float(n), float(n), n) for n in range(MOST))
    groups = Clusters(12, True, -0.5, (group,) * MOST, points, 0.5)
    text = html(seen.profile, groups, population="<u>", version="1", language="en")
    page = Page(text)
    assert not re.search(r"<(?:b|i>|u)\b", text.replace('<i style="', ""))
    assert "<i>&" in " ".join(page.words) or "<i>&" in "".join(page.words)
    marks = re.findall(r'aria-hidden="true"><path d="([^"]*)" fill="([^"]*)"', text)
    assert len(set(marks)) == MOST == len({path for path, _ in marks})


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_at_all_has_a_page(language: Any) -> None:
    seen = profile({"train": []}, {})
    page = Page(html(seen.profile, None, population="p", version="1", language=language))
    assert TEXTS["clusters_none"][language == "zh"] in page.words
