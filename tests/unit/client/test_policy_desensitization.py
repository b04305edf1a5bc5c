"""client.policy: the rules of desensitization."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from client.errors import PolicyFileError
from client.policy import Desensitization, Policy, load, parse, to_toml
from privacy.desensitize.kinds import Kind, Operator


def test_nothing_stays_by_default() -> None:
    assert Policy().desensitization.exceptions() == ()


def test_what_stays_is_an_exception() -> None:
    rules = Desensitization(
        operators={Kind.PERSON: Operator.KEEP, Kind.DATE: Operator.MASK}, answers="keep"
    )
    assert rules.exceptions() == ("keep:person", "answers:keep")


def test_plaintext_is_one_exception() -> None:
    rules = Desensitization(plaintext="public text", operators={Kind.PERSON: Operator.KEEP})
    assert rules.exceptions() == ("plaintext",)


def test_a_default_section_leaves_the_digest_that_ledgers_know() -> None:
    tree = {"desensitization": {"answers": "replace", "operators": {}}}
    assert parse(tree, "policy").digest() == Policy().digest()
    tree = {"desensitization": {"answers": "drop"}}
    assert parse(tree, "policy").digest() != Policy().digest()


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ({"operators": {"person": "shift"}}, "operators: person: expected dates to shift"),
        ({"operators": {"nobody": "mask"}}, "operators.nobody: expected"),
        ({"operators": {"person": "hide"}}, "operators.person: expected"),
        ({"plaintext": ""}, "plaintext: "),
        ({"recall_min": {"person": 1.0}}, "recall_min.person: expected less than 1"),
        ({"recall_min": {"person": -0.1}}, "recall_min.person: expected"),
        ({"rules": {"person": "x"}}, "rules.person: expected"),
        ({"answers": "shout"}, "answers: expected 'replace', 'drop' or 'keep'"),
    ],
)
def test_mistakes_are_named(tree: dict[str, Any], message: str) -> None:
    with pytest.raises(PolicyFileError, match="desensitization.*" + re.escape(message)):
        parse({"desensitization": tree}, "policy")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    tree = {
        "operators": {"person": "token"},
        "rules": {"identifier": ["A[0-9]{4}"]},
        "recall_min": {"all": 0.9},
        "roster": "people.csv",
    }
    policy = parse({"desensitization": tree}, "policy")
    (tmp_path / "policy.toml").write_text(to_toml(policy), encoding="utf-8")
    assert load(tmp_path / "policy.toml") == (policy, True)
