"""The vectors of the aggregation protocol: fresh, and the product agrees with them to the byte."""

from __future__ import annotations

import dataclasses
import hashlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.secagg_vectors import (
    FOLDER,
    GOOD,
    Draws,
    Json,
    decode,
    raw,
)
from vectors import make_secagg_vectors as made

from privacy.quantize import Quantizer
from privacy.secagg import graph, keys, shamir
from privacy.secagg.codec import listed, u16
from privacy.secagg.masks import apply_masks
from privacy.secagg.messages import Roster, Round

# Fields that the product calls otherwise.
RENAMED = {"session_digest": "session", "round_digest": "round", "vector_digest": "sha256"}


def named(case: Json) -> str:
    return str(case["name"])


@pytest.mark.parametrize("case", GOOD["shamir"], ids=named)
def test_secrets_are_rebuilt(case: Json) -> None:
    shares = {row["number"]: raw(row["share"]) for row in case["shares"]}
    entropy = Draws(raw(c).rjust(48, b"\0") for c in case["coefficients"])
    secret = raw(case["secret"])
    assert shamir.split(secret, list(shares), case["threshold"], entropy) == shares
    for holders in case["reconstructions"]:
        assert shamir.rebuild(shares, shamir.weights(holders)) == secret


@pytest.mark.parametrize("case", GOOD["agreements"], ids=named)
def test_keys_are_agreed_on(case: Json) -> None:
    privates, publics = ([raw(key) for key in case[part]] for part in ("privates", "publics"))
    assert [keys.public_of(private) for private in privates] == publics
    assert keys.agree(privates[0], publics[1]) == raw(case["shared"])
    assert keys.agree(privates[1], publics[0]) == raw(case["shared"])


@pytest.mark.parametrize("case", GOOD["kdf"], ids=named)
def test_keys_are_derived(case: Json) -> None:
    # The functions around it are held to the sessions below; here is what they share.
    given = [raw(case[part]) for part in ("ikm", "salt", "info")]
    assert keys._derive(*given, case["length"]) == raw(case["key"])


@pytest.mark.parametrize("case", GOOD["keystreams"], ids=named)
def test_masks_are_the_keystreams(case: Json) -> None:
    words = np.zeros(-(-case["length"] // 4), dtype="<u4")
    apply_masks(words, [raw(case["key"])])
    stream = words.tobytes()[: case["length"]]
    assert hashlib.sha256(stream).hexdigest() == case["sha256"]
    parts = [(0, {"bytes": case["first"], **_words_of(case, "first_words")})]
    if around := case.get("around"):
        parts.append((around["offset"], {"bytes": around["bytes"], **_words_of(around, "words")}))
    for offset, expected in parts:
        found = raw(expected["bytes"])
        assert stream[offset:][: len(found)] == found
        for bits in (16, 32):
            words_ = expected[str(bits)]
            dtype = f"<u{bits // 8}"
            assert np.frombuffer(stream, dtype, len(words_), offset).tolist() == words_


def test_bounds() -> None:
    for row in GOOD["quantization"]["bounds"]:
        assert Quantizer(row["owners"], 0, row["modulus_bits"]).limit == row["bound"]


@pytest.mark.parametrize("case", GOOD["quantization"]["values"], ids=named)
def test_values_are_rounded(case: Json) -> None:
    quantizer = Quantizer(10, case["step_exponent"], 16)
    assert quantizer.limit == case["bound"]
    weight = case["declared_units"] / case["most_units"]
    # A value goes up for so many of the 2^31 dithers, those below; a float32 tells one from the
    # next but 127.
    above = Fraction(case["up_probability"]) * 2**31
    assert above.denominator == 1
    for dither, up in ((0, above > 0), (int(above) - 128, above > 0), (int(above), False)):
        entropy = Draws([max(dither, 0).to_bytes(4, "little")])
        words = np.zeros(1, "<u2")
        values = np.array([float(case["value"])], np.float32)
        quantizer.quantize(values, words, entropy, weight=weight)
        assert words.view("<i2")[0] == case["lower"] + up


@pytest.mark.parametrize("case", GOOD["graphs"], ids=named)
def test_graphs(case: Json) -> None:
    n, digest = case["owners"], raw(case["session_digest"])
    found = graph.neighbours(n, case["degree"], digest)
    assert graph._circle(n, digest) == case["circle"]
    lists = b"".join(listed([u16(j) for j in others]) for others in found)
    assert hashlib.sha256(lists).hexdigest() == case["sha256"]
    expected = dict(enumerate(case.get("neighbours", []), 1))
    expected |= {row["number"]: row["neighbours"] for row in case.get("some_neighbours", [])}
    assert expected
    for number, others in expected.items():
        assert list(found[number - 1]) == others


@pytest.mark.parametrize("case", GOOD["thresholds"], ids=named)
def test_thresholds(case: Json) -> None:
    found = graph.circle_threshold(case["owners"], case["colluders"], case["degree"])
    assert found == case["threshold"]


def test_digests() -> None:
    digests = GOOD["digests"]
    session, round_, terms = (digests[part] for part in ("session", "round", "terms"))
    assert Roster.digest(raw(session["roster"])).hex() == session["digest"]
    assert Round.digest(raw(round_["message"])).hex() == round_["digest"]
    assert hashlib.sha256(raw(terms["message"])).hexdigest() == terms["digest"]
    seed = digests["commitment"]
    assert keys.commitment(raw(seed["seed"])).hex() == seed["commitment"]


@pytest.mark.parametrize("case", GOOD["messages"], ids=named)
def test_messages(case: Json) -> None:
    message = raw(case["message"])
    assert hashlib.sha256(message).hexdigest() == case["sha256"]
    found = decode(case["type"], message, case.get("vectors"))
    fields = {RENAMED.get(name, name): value for name, value in case["fields"].items()}
    assert _plain(found) == fields
    assert found.encode() == message


def test_all_types_of_message_are_there() -> None:
    assert len({case["type"] for case in GOOD["messages"]}) == 10


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


def _words_of(case: Json, prefix: str) -> Json:
    return {str(bits): case[f"{prefix}_{bits}"] for bits in (16, 32)}


def _plain(value: Any) -> Any:
    """As the vectors write it: bytes in hexadecimal, lists, fields by their names."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value
