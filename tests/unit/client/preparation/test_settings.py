"""What a policy says of desensitization: its files, their errors, and what its digest covers."""

from __future__ import annotations

import csv
import shutil
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.errors import PolicyFileError
from client.policy import Desensitization
from client.preparation import settings as module
from client.preparation.settings import Settings, load
from privacy.desensitize.kinds import Kind

KEY = b"k" * 32


def section(**rules: Any) -> Desensitization:
    return Desensitization.model_validate(rules)


def roster_of(folder: Path, content: bytes | str) -> Settings:
    (folder / "roster.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    return load(section(roster="roster.csv"), folder)


def found(settings: Settings, text: str) -> list[str]:
    return [text[f.start : f.end] for f in settings.recognizer().find(text)]


def test_a_roster(tmp_path: Path) -> None:
    settings = roster_of(
        tmp_path, '\ufeffperson,Zorp Wick\r\n\r\n identifier , AB 12-345 \norganisation,"Ward, 2"\n'
    )
    assert settings.roster == (
        ("Zorp Wick", Kind.PERSON), ("AB 12-345", Kind.IDENTIFIER), ("Ward, 2", Kind.ORGANISATION),
    )  # fmt: skip
    assert found(settings, "of zorp wick in WARD, 2") == ["zorp wick", "WARD, 2"]
    assert "Zorp" not in repr(settings)
    assert load(section(), tmp_path) == Settings(section())


def test_entries_are_as_clean_texts_are(tmp_path: Path) -> None:
    """A list that some program wrote with marks of their own, and with marks that nobody sees."""
    settings = roster_of(tmp_path, "person,Zoe\u0301 Wi\u00adck\nperson,Per\u00a0Lund\u200b\n")
    assert settings.roster[0][0] == "Zo\u00e9 Wick" and settings.roster[1][0] == "Per Lund"
    assert found(settings, "of Zo\u00e9 Wick") == ["Zo\u00e9 Wick"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("person,Zorp Wick\nqzxv\n", "row 2: expected a kind"),
        ("person,Zorp Wick\npatient,qzxv\n", "row 2: expected a kind"),
        ("person,qzxv,more\n", "row 1: expected a kind"),
        ('person,Zorp Wick\nperson,"qzxv"x\n', "row 2: expected CSV"),
        ('person,Zorp Wick\nperson,"qzxv\n', "expected CSV"),
        ("person,Zorp Wick\nperson," + "qzxv" * 40_000, "row 2: expected CSV"),
        (b"person,Zorp Wick\nperson,qzxv\xff\n", "line 2"),
    ],
)
def test_errors_of_a_roster_name_rows_alone(
    tmp_path: Path, content: bytes | str, words: str
) -> None:
    with pytest.raises(PolicyFileError) as raised:
        roster_of(tmp_path, content)
    assert words in str(raised.value)
    assert "qzxv" not in f"{raised.value} {raised.value.__cause__}" and "Zorp" not in str(raised)


@given(st.binary(max_size=200))
def test_any_roster(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("roster")
    try:
        settings = roster_of(folder, content)
    except PolicyFileError:
        return
    finally:
        shutil.rmtree(folder)
    assert all(isinstance(kind, Kind) for _, kind in settings.roster)


def test_no_roster_and_one_that_is_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("none.csv", "."):
        with pytest.raises(PolicyFileError, match="expected a roster"):
            load(section(roster=name), tmp_path)
    monkeypatch.setattr(module, "MAX_ROSTER_BYTES", 10)
    with pytest.raises(PolicyFileError, match="at most 10 bytes"):
        roster_of(tmp_path, "person,Zorp Wick\n")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(section(), (("Zorp Wick", Kind.PERSON), ("q", Kind.PERSON))), "entry 2"),
        (Settings(section(), (("q" * 400, Kind.PERSON),)), "entry 1"),
        (Settings(section(rules={"person": ["ok [0-9]", "(?=qzxv)"]})), "rule 2"),
        (Settings(section(rules={"person": ["(qzxv"]})), "rule 1"),
        (Settings(section(rules={"person": ["q*"]})), "rule 1"),
        (Settings(section(model="/nowhere/qzxv")), "expected a folder"),
    ],
)
def test_what_cannot_be_used(settings: Settings, words: str) -> None:
    with pytest.raises(PolicyFileError) as raised:
        settings.recognizer()
    assert words in str(raised.value) and "q" * 4 not in str(raised.value)
    assert "qzxv" not in str(raised.value)


def test_an_optional_part_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jieba", None)
    with pytest.raises(PolicyFileError, match="isn't installed"):
        Settings(section(jieba=True)).recognizer()


def test_what_the_digest_covers() -> None:
    changes: list[tuple[dict[str, Any], tuple[tuple[str, Kind], ...]]] = [
        ({}, ()),
        ({"plaintext": "invented"}, ()),
        ({"answers": "drop"}, ()),
        ({"answers": "keep"}, ()),
        ({"operators": {"person": "mask"}}, ()),
        ({"operators": {"person": "keep"}}, ()),
        ({"operators": {"phone": "keep"}}, ()),
        ({"rules": {"person": ["a[0-9]"]}}, ()),
        ({"rules": {"person": ["a[0-8]"]}}, ()),
        ({"rules": {"phone": ["a[0-9]"]}}, ()),
        ({"jieba": True}, ()),
        ({}, (("Zorp Wick", Kind.PERSON),)),
        ({}, (("Zorp Wack", Kind.PERSON),)),
        ({}, (("Zorp Wick", Kind.ORGANISATION),)),
        ({}, (("Zorp Wick", Kind.PERSON), ("Zorp Wack", Kind.PERSON))),
    ]
    pytest.importorskip("jieba")
    digests = {Settings(section(**rules), roster).digest(KEY) for rules, roster in changes}
    assert len(digests) == len(changes) and {len(digest) for digest in digests} == {64}
    plain = Settings(section()).digest(KEY)
    assert Settings(section(recall_min={"all": 0.9})).digest(KEY) == plain
    assert Settings(section(roster="another.csv")).digest(KEY) == plain
    assert Settings(section(plaintext="other")).digest(KEY) == Settings(
        section(plaintext="invented")
    ).digest(KEY)
    assert Settings(section()).digest(b"o" * 32) != plain


@pytest.mark.parametrize("package", module._CODE)
def test_other_detectors_are_other_settings(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec_of = module.find_spec
    real = spec_of(package)
    assert real is not None and real.origin is not None
    copy = tmp_path / "copy"
    shutil.copytree(Path(real.origin).parent, copy)

    def spec(name: str) -> ModuleSpec | None:
        if name != package:
            return spec_of(name)
        return ModuleSpec(name, None, origin=str(copy / "__init__.py"))

    monkeypatch.setattr(module, "find_spec", spec)
    digest = module._code_digest.__wrapped__
    plain = digest()
    assert plain == module._code_digest()
    changed = max(copy.rglob("*.py"))
    changed.write_bytes(changed.read_bytes() + b"#")
    other = digest()
    changed.rename(changed.with_name("zz.py"))
    assert len({plain, other, digest()}) == 3


def test_the_longest_entry_and_field_that_csv_reads(tmp_path: Path) -> None:
    assert csv.field_size_limit() >= 100_000
    settings = roster_of(tmp_path, "person," + "Zorp " * 59 + "Wick\n")
    assert len(settings.roster[0][0]) == 299 and settings.recognizer()
