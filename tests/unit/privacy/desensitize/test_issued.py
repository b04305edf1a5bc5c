"""What was given out: against plain dicts and sets, as bytes, damaged, hostile and large."""

from __future__ import annotations

import hashlib
import random
import struct
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privacy.desensitize.issued import MAX_ENTRIES, Issued

# Few values, so that they meet; and any.
NUMBERS = st.one_of(
    st.integers(1, 40),
    st.integers(0, 5).map(lambda n: n << 60 | n << 32 | 1),
    st.integers(2, 2**64 - 1),
    st.integers(1, 40).map(lambda n: 2**64 - n),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["assign", "see", "text"]), NUMBERS, NUMBERS), max_size=120
)


class Model:
    """The same with Python's own tables."""

    def __init__(self) -> None:
        self.pairs: dict[int, int] = {}
        self.seen: set[tuple[int, int]] = set()
        self.texts: set[int] = set()

    @staticmethod
    def _tag(number: int) -> tuple[int, int]:
        return max(1, number >> 32), number & 255

    def was_seen(self, number: int) -> bool:
        return self._tag(number) in self.seen

    def do(self, step: str, one: int, two: int) -> bool:
        if step == "see":
            self.seen.add(self._tag(one))
        elif step == "text":
            self.texts.add(one)
        elif one in self.pairs:
            return self.pairs[one] == two
        elif not self.was_seen(one):
            self.pairs[one] = two
        else:
            return False
        return True


def do(issued: Issued, step: str, one: int, two: int) -> bool:
    if step == "assign":
        return issued.assign(one, two)
    if step == "see":
        issued.see(one)
    else:
        issued.issue_text(one)
    return True


def agree(issued: Issued, model: Model, numbers: set[int]) -> None:
    assert len(issued) == len(model.pairs)
    for number in numbers:
        assert issued.is_surrogate(number) == (number in model.pairs)
        assert issued.was_seen(number) == model.was_seen(number)
        assert issued.was_issued(number) == (number in model.texts)
    for surrogate, original in model.pairs.items():
        assert issued.assign(surrogate, original)
        assert not issued.assign(surrogate, original ^ 1)


@settings(deadline=None, max_examples=40)
@given(STEPS, st.sets(NUMBERS, max_size=20))
def test_as_dicts_and_sets_do(steps: list[tuple[str, int, int]], others: set[int]) -> None:
    issued, model = Issued(), Model()
    for step, one, two in steps:
        assert do(issued, step, one, two) == model.do(step, one, two)
    numbers = others | {n for _, one, two in steps for n in (one, two)}
    agree(issued, model, numbers)
    data = issued.to_bytes()
    again = Issued.from_bytes(data)
    agree(again, model, numbers)
    assert again.to_bytes() == data


@settings(deadline=None, max_examples=30)
@given(
    st.dictionaries(NUMBERS, NUMBERS, max_size=60), st.sets(NUMBERS), st.sets(NUMBERS), st.randoms()
)
def test_equal_contents_are_equal_bytes(
    pairs: dict[int, int], seen: set[int], texts: set[int], chance: random.Random
) -> None:
    made = []
    for _ in range(2):
        issued = Issued()
        given_out, others = list(pairs.items()), [("see", n) for n in seen]
        others += [("text", n) for n in texts]
        chance.shuffle(given_out)
        chance.shuffle(others)
        for one, two in given_out:
            issued.assign(one, two)
        for step, number in others:
            do(issued, step, number, 0)
        made.append(issued.to_bytes())
    assert made[0] == made[1]


def test_an_empty_one_round_trips() -> None:
    data = Issued().to_bytes()
    assert data[:4] == b"DSIS"
    assert len(data) == 32 + 32
    assert Issued.from_bytes(data).to_bytes() == data


def test_zero_is_a_fingerprint_too() -> None:
    issued = Issued()
    assert issued.assign(0, 0)
    assert issued.assign(0, 0)
    assert not issued.assign(0, 7)
    issued.see(0)
    issued.issue_text(0)
    assert issued.is_surrogate(0)
    assert issued.was_seen(0)
    assert issued.was_issued(0)
    assert Issued.from_bytes(issued.to_bytes()).to_bytes() == issued.to_bytes()


def small() -> bytes:
    issued = Issued()
    chance = random.Random(4)
    for _ in range(3):
        issued.assign(chance.getrandbits(64), chance.getrandbits(64))
        issued.see(chance.getrandbits(64))
        issued.issue_text(chance.getrandbits(64))
    return issued.to_bytes()


def test_every_changed_byte_is_noticed() -> None:
    data = small()
    for at in range(len(data)):
        for change in (1, 0x80, 0xFF):
            wrong = bytearray(data)
            wrong[at] ^= change
            with pytest.raises(ValueError, match="issued"):
                Issued.from_bytes(bytes(wrong))


def test_every_shorter_and_longer_one_is_refused() -> None:
    data = small()
    for size in range(len(data)):
        with pytest.raises(ValueError, match="issued"):
            Issued.from_bytes(data[:size])
    with pytest.raises(ValueError, match="issued"):
        Issued.from_bytes(data + b"\0")


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(data: bytes) -> None:
    for head in (b"", b"DSIS", struct.pack("<4sI", b"DSIS", 1)):
        with pytest.raises(ValueError, match="issued"):
            Issued.from_bytes(head + data)


def sealed(pairs: list[int], originals: list[int], seen: list[int], texts: list[int]) -> bytes:
    body = struct.pack("<4sIQQQ", b"DSIS", 1, len(pairs), len(seen), len(texts))
    body += b"".join(n.to_bytes(8, "little") for n in pairs + originals + seen + texts)
    return body + hashlib.sha256(body).digest()


@pytest.mark.parametrize(
    "data",
    [
        sealed([5, 5], [1, 2], [], []),
        sealed([6, 5], [1, 2], [], []),
        sealed([0], [1], [], []),
        sealed([], [], [], [0]),
        sealed([], [], [], [9, 8]),
        sealed([], [], [7], []),
        sealed([], [], [1 << 32 | 256], []),
    ],
)
def test_what_we_would_not_write_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="expected"):
        Issued.from_bytes(data)


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("count", [1, 1000, MAX_ENTRIES, MAX_ENTRIES + 1, 2**61, 2**64 - 1])
def test_a_header_that_lies_takes_no_memory(place: int, count: int) -> None:
    counts = [0, 0, 0]
    counts[place] = count
    body = struct.pack("<4sIQQQ", b"DSIS", 1, *counts)
    data = body + hashlib.sha256(body).digest()
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="issued surrogates"):
            Issued.from_bytes(data)
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


def test_forged_fingerprints_that_are_not_spread_take_no_memory() -> None:
    """All in the last slot of one shard, under a checksum that is right."""
    forged = [2**64 - 256 * n for n in range(1000, 0, -1)]
    with pytest.raises(ValueError, match="spread"):
        Issued.from_bytes(sealed(forged, forged, [], []))


def test_a_newer_version_is_named() -> None:
    data = bytearray(small())
    data[4] = 2
    with pytest.raises(ValueError, match=r"expected version 1 .* found 2"):
        Issued.from_bytes(bytes(data))


@settings(deadline=None, max_examples=5)
@given(st.integers(0, 2**32))
def test_many_in_one_shard(seed: int) -> None:
    chance = random.Random(seed)
    pairs = {chance.getrandbits(56) << 8 | 7: chance.getrandbits(64) for _ in range(5000)}
    issued = Issued()
    for surrogate, original in pairs.items():
        assert issued.assign(surrogate, original)
    again = Issued.from_bytes(issued.to_bytes())
    for surrogate, original in pairs.items():
        assert again.assign(surrogate, original)
        assert not again.assign(surrogate, original ^ 1)
        assert not again.is_surrogate(surrogate ^ 1 << 20)
    assert len(again) == len(pairs)


def filled(count: int) -> Issued:
    issued = Issued()
    draw = random.Random(1).getrandbits
    for _ in range(count):
        original = draw(64)
        issued.see(original)
        assert issued.assign(draw(64), original)
    assert len(issued) == count
    return issued


def test_a_hundred_thousand_pairs_fit_in_4_megabytes() -> None:
    assert filled(100_000).nbytes < 4_000_000


@pytest.mark.slow
def test_a_million_pairs_fit_in_40_megabytes() -> None:
    issued = filled(1_000_000)
    assert issued.nbytes < 40_000_000
    assert Issued.from_bytes(issued.to_bytes()).nbytes < 40_000_000


def test_shows_no_fingerprint() -> None:
    issued = Issued()
    issued.assign(1234567, 7654321)
    assert repr(issued) == "Issued(1 surrogates)"
