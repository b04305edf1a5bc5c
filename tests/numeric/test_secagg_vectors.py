"""The vectors of the aggregation protocol: fresh, and what is written of it agrees with them."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from vectors import make_secagg_vectors as made

from privacy.quantize import Quantizer
from privacy.secagg import shamir
from privacy.secagg.masks import apply_masks

FOLDER = Path(made.__file__).parent
GOOD: dict[str, Any] = json.loads((FOLDER / "secagg-v1.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", GOOD["shamir"], ids=lambda case: case["name"])
def test_secrets_are_rebuilt(case: dict[str, Any]) -> None:
    shares = {row["number"]: bytes.fromhex(row["share"]) for row in case["shares"]}
    coefficients = [bytes.fromhex(c)[-33:].rjust(48, b"\0") for c in case["coefficients"]]
    secret = bytes.fromhex(case["secret"])
    split = shamir.split(secret, list(shares), case["threshold"], lambda _n: coefficients.pop(0))
    assert split == shares
    for holders in case["reconstructions"]:
        assert shamir.rebuild(shares, shamir.weights(holders)) == secret


@pytest.mark.parametrize("case", GOOD["keystreams"], ids=lambda case: case["name"])
def test_masks_are_the_keystreams(case: dict[str, Any]) -> None:
    words = np.zeros(-(-case["length"] // 4), dtype="<u4")
    apply_masks(words, [bytes.fromhex(case["key"])])
    stream = words.tobytes()[: case["length"]]
    assert hashlib.sha256(stream).hexdigest() == case["sha256"]
    if around := case.get("around"):
        expected = bytes.fromhex(around["bytes"])
        assert stream[around["offset"] :][: len(expected)] == expected


def test_bounds_and_roundings() -> None:
    for row in GOOD["quantization"]["bounds"]:
        assert Quantizer(row["owners"], 0, row["modulus_bits"]).limit == row["bound"]
    assert GOOD["quantization"]["values"]
    for row in GOOD["quantization"]["values"]:
        assert 0 <= Fraction(row["up_probability"]) < 1
        assert -row["bound"] <= row["lower"] <= row["bound"]


def test_the_files_are_what_the_generator_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [name for name in vars(made) if isinstance(getattr(made, name), Path)]
    assert names
    before = {p.name: p.read_bytes() for p in FOLDER.glob("secagg-v1*.json")}
    for name in names:
        path = getattr(made, name)
        monkeypatch.setattr(made, name, tmp_path if path.is_dir() else tmp_path / path.name)
    made.main()
    assert {p.name: p.read_bytes() for p in tmp_path.glob("secagg-v1*.json")} == before
