"""What records must have behind them before anything is trained on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.errors import PolicyError
from client.policy import Desensitization
from client.preparation.gate import check
from client.preparation.reviews import Reviewed, changing
from client.provenance import Provenance
from privacy.desensitize.kinds import Kind, Operator
from privacy.errors import VerificationError
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity

RING = Keyring((Identity.of(bytes([1]) * 32),))
MADE = Provenance("ab" * 32)


def passes(
    rules: Desensitization, provenance: Provenance | None, store: Path = Path("nowhere")
) -> None:
    check(rules, provenance, store=store, keyring=RING, population="staff")


def review(store: Path, hits: int, total: int, provenance: Provenance = MADE) -> None:
    """One more record, in which `hits` of `total` names were found."""
    with changing(store, RING, "staff", provenance) as reviews:
        name = f"r{len(reviews.records)}"
        reviews.records[name] = Reviewed("en", {Kind.PERSON: (hits, total)}, {})


def test_prepared_records_pass() -> None:
    passes(Desensitization(), MADE)


@pytest.mark.parametrize("provenance", [None, Provenance("ab" * 32, ("plaintext",))])
def test_plain_text_passes_where_the_policy_lets_it_alone(provenance: Provenance | None) -> None:
    with pytest.raises(PolicyError, match=r"desensitization\.plaintext: .*data prepare"):
        passes(Desensitization(), provenance)
    passes(Desensitization(plaintext="public text"), provenance)


def test_what_was_left_in_clear_must_be_left_by_the_policy_of_now() -> None:
    made = Provenance("ab" * 32, ("keep:date", "answers:keep"))
    keeping = Desensitization(operators={Kind.DATE: Operator.KEEP}, answers="keep")
    passes(keeping, made)
    passes(keeping, MADE)
    for rules in (
        Desensitization(),
        Desensitization(answers="keep"),
        Desensitization(operators={Kind.DATE: Operator.KEEP}),
    ):
        with pytest.raises(PolicyError, match="which this policy doesn't allow"):
            passes(rules, made)


def test_least_recall_has_to_be_shown(tmp_path: Path) -> None:
    rules = Desensitization(recall_min={Kind.PERSON: 0.9})
    with pytest.raises(PolicyError, match=r"desensitization\.recall_min: person: .*0 of 0"):
        passes(rules, MADE, tmp_path)
    review(tmp_path, 20, 20)
    with pytest.raises(PolicyError, match="20 of 20"):  # 0.832 is shown
        passes(rules, MADE, tmp_path)
    review(tmp_path, 40, 40)
    passes(rules, MADE, tmp_path)
    review(tmp_path, 0, 10)
    with pytest.raises(PolicyError, match="60 of 70"):
        passes(rules, MADE, tmp_path)


def test_reviews_of_other_settings_or_populations_show_nothing(tmp_path: Path) -> None:
    rules = Desensitization(recall_min={"all": 0.5})
    review(tmp_path, 60, 60)
    passes(rules, MADE, tmp_path)
    with pytest.raises(PolicyError, match="0 of 0"):
        passes(rules, Provenance("cd" * 32), tmp_path)
    with pytest.raises(PolicyError, match="0 of 0"):
        check(rules, MADE, store=tmp_path, keyring=RING, population="patients")


def test_damaged_reviews_close_the_gate(tmp_path: Path) -> None:
    review(tmp_path, 60, 60)
    (path,) = (tmp_path / ".reviews").glob("*.vault")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(VerificationError):
        passes(Desensitization(recall_min={"all": 0.5}), MADE, tmp_path)
    passes(Desensitization(), MADE, tmp_path)
