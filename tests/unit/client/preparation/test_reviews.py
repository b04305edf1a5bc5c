"""Sealed counts of what people read, and what they show."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.preparation.reviews import Reviewed, Reviews, changing, load
from client.provenance import Provenance
from privacy import canonical
from privacy.desensitize.kinds import Kind
from privacy.desensitize.scoring import Rate
from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity

RING = Keyring((Identity.of(bytes([1]) * 32),))
OTHER = Keyring((Identity.of(bytes([2]) * 32),))
MADE = Provenance("ab" * 32)
ONE = Reviewed("en", {Kind.PERSON: (2, 3)}, {Kind.PERSON: (2, 2), Kind.DATE: (0, 1)})
TWO = Reviewed("zh", {Kind.PERSON: (5, 5)}, {Kind.PERSON: (5, 6)})


def at_least(hits: int, total: int, p: float) -> float:
    """P(X >= hits) of a binomial, summed term by term."""
    return math.fsum(
        math.comb(total, k) * p**k * (1 - p) ** (total - k) for k in range(hits, total + 1)
    )


def solved(hits: int, total: int, chance: float) -> float:
    """The p at which at_least is `chance`."""
    low, high = 0.0, 1.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if at_least(hits, total, middle) < chance else (low, middle)
    return low


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_clopper_and_pearsons(counts: tuple[int, int]) -> None:
    hits, total = counts
    low, high = Rate(hits, total).interval
    assert low == pytest.approx(solved(hits, total, 0.025) if hits else 0.0, abs=1e-9)
    upper = solved(hits + 1, total, 0.975) if hits < total else 1.0
    assert high == pytest.approx(upper, abs=1e-9)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    assert load(tmp_path, RING, "staff", MADE).records == {}
    with changing(tmp_path, RING, "staff", MADE) as reviews:
        reviews.records["r1"] = ONE
    with changing(tmp_path, RING, "staff", MADE) as reviews:
        assert reviews.records == {"r1": ONE}
        reviews.records["r2"] = TWO
    found = load(tmp_path, RING, "staff", MADE)
    assert found.records == {"r1": ONE, "r2": TWO} and found.languages == ["en", "zh"]
    assert found.score().recall == {Kind.PERSON: Rate(7, 8)}
    assert found.score("en").precision == {Kind.PERSON: Rate(2, 2), Kind.DATE: Rate(0, 1)}
    assert found.score().total_precision == Rate(7, 9)
    assert load(tmp_path, RING, "patients", MADE).records == {}


def test_other_settings_begin_again(tmp_path: Path) -> None:
    with changing(tmp_path, RING, "staff", MADE) as reviews:
        reviews.records["r1"] = ONE
    other = Provenance("cd" * 32)
    assert load(tmp_path, RING, "staff", other) == Reviews("cd" * 32)
    assert load(tmp_path, RING, "staff", MADE).records == {"r1": ONE}


def test_a_block_that_fails_keeps_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), changing(tmp_path, RING, "staff", MADE) as reviews:
        reviews.records["r1"] = ONE
        raise ZeroDivisionError
    assert load(tmp_path, RING, "staff", MADE).records == {}


def test_recall_has_to_be_shown_and_not_only_seen() -> None:
    reviews = Reviews("", {"r1": Reviewed("en", {Kind.PERSON: (58, 60)}, {})})
    low = solved(58, 60, 0.025)
    assert reviews.shortfall({}) is None
    assert reviews.shortfall({"person": low - 1e-6, "all": low - 1e-6}) is None
    short = reviews.shortfall({"person": low + 1e-6})
    assert short is not None and short.startswith("person: at least") and "58 of 60" in short
    assert "all: " in str(reviews.shortfall({"all": 0.95}))
    assert "0 of 0" in str(reviews.shortfall({"phone": 0.1}))


def vault(tmp_path: Path) -> Path:
    with changing(tmp_path, RING, "staff", MADE) as reviews:
        reviews.records["r1"] = ONE
    (path,) = (tmp_path / ".reviews").glob("*.vault")
    return path


def test_no_text_and_no_name_is_in_the_clear(tmp_path: Path) -> None:
    content = vault(tmp_path).read_bytes()
    assert b"person" not in content and MADE.settings.encode() not in content


@pytest.mark.parametrize("at", [0, 0.3, 0.6, 1])
def test_a_damaged_vault_is_noticed(tmp_path: Path, at: float) -> None:
    path = vault(tmp_path)
    content = bytearray(path.read_bytes())
    content[round(at * (len(content) - 1))] ^= 1
    path.write_bytes(content)
    with pytest.raises((VerificationError, VaultKeyError)):
        load(tmp_path, RING, "staff", MADE)
    with (
        pytest.raises((VerificationError, VaultKeyError)),
        changing(tmp_path, RING, "staff", MADE),
    ):
        pass
    assert path.read_bytes() == content


def test_a_vault_that_was_cut_or_is_anothers(tmp_path: Path) -> None:
    path = vault(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    with pytest.raises(VerificationError):
        load(tmp_path, RING, "staff", MADE)
    path.write_bytes(whole)
    with pytest.raises(VaultKeyError):
        load(tmp_path, OTHER, "staff", MADE)
    path.rename(path.with_name("of-patients.vault"))
    with pytest.raises(VerificationError):
        load(tmp_path, RING, "patients", MADE)


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"records": []},
        {"records": {"r1": ["en", {}]}},
        {"records": {"r1": ["en", {"person": [3, 2]}, {}]}},
        {"records": {"r1": ["en", {"person": [-1, 2]}, {}]}},
        {"records": {"r1": ["en", {"person": [True, 2]}, {}]}},
        {"records": {"r1": ["en", {"nobody": [1, 2]}, {}]}},
        {"records": {"r1": ["en", [], {}]}},
    ],
)
def test_sealed_nonsense_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    row = {"version": 1, "settings": MADE.settings, "records": {}} | changes
    sealed = Vault(tmp_path / ".reviews", RING, "reviews")
    sealed.write_bytes("of-staff", canonical.encode(row))
    with pytest.raises(VerificationError, match="expected reviews"):
        load(tmp_path, RING, "staff", MADE)
