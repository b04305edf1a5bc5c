"""Properties of sealed files: any content comes back, and no change goes unseen."""

import io
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.vault_format import (
    CHUNK,
    MAGIC,
    SEALED_CHUNK,
    FileSecrets,
    Pieces,
    canonical,
    open_sealed,
)

from privacy import canonical as product_canonical
from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.files import lines
from privacy.vault.keys import Identity
from privacy.vault.stream import Sealer, unseal

SECRET = bytes(range(32))
ONE, TWO = Identity.of(SECRET), Identity.of(bytes(range(1, 33)))
NAME = "store/people"
REFUSED = (VerificationError, VaultKeyError)


def content_of(size: int, seed: int = 0) -> bytes:
    """Bytes in which no two chunks are alike."""
    return b"".join(i.to_bytes(8, "big") for i in range(seed, seed + size // 8 + 1))[:size]


def seal(content: bytes, cuts: tuple[int, ...] = ()) -> bytes:
    target = io.BytesIO()
    sealer = Sealer(target, NAME, [ONE.recipient, TWO.recipient])
    ends = [*sorted(cuts), len(content)]
    for begin, end in zip([0, *ends], ends, strict=False):
        sealer.write(content[begin:end])
    sealer.close()
    return target.getvalue()


def read(sealed: bytes, name: str = NAME) -> tuple[bytes, Exception | None]:
    """What came out, and how it ended. Errors of other kinds are the test's end."""
    found = b""
    try:
        for chunk in unseal(io.BytesIO(sealed), name, [ONE]):
            found += chunk
    except REFUSED as e:
        return found, e
    return found, None


CONTENTS = {size: content_of(size) for size in (0, 1, 1_000, CHUNK, CHUNK + 1, 3 * CHUNK + 7)}
SEALED = {size: seal(content) for size, content in CONTENTS.items()}
OTHERS = {size: seal(content) for size, content in CONTENTS.items()}
LARGE = 3 * CHUNK + 7
sizes = st.sampled_from(sorted(SEALED))
finite_json, json_values = (
    st.recursive(
        st.none() | st.booleans() | st.integers() | floats | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=5,
    )
    for floats in (st.floats(allow_nan=False, allow_infinity=False), st.floats())
)
near_a_border = st.builds(
    lambda chunks, more: max(0, chunks * CHUNK + more), st.integers(0, 3), st.integers(-3, 3)
)


def refused(sealed: bytes, size: int) -> None:
    """The file is found wrong, and what came before that was right."""
    found, error = read(sealed)
    assert error is not None
    assert CONTENTS[size].startswith(found)
    assert len(found) < len(CONTENTS[size]) or not size


@settings(derandomize=True, max_examples=60)
@given(
    size=near_a_border | st.integers(0, 200_000),
    cuts=st.lists(near_a_border | st.integers(0, 200_000), max_size=6),
)
def test_any_content_in_any_pieces_comes_back(size: int, cuts: list[int]) -> None:
    content = content_of(size)
    sealed = seal(content, tuple(min(cut, size) for cut in cuts))
    assert read(sealed) == (content, None)
    assert open_sealed(sealed, NAME, SECRET) == content


@settings(derandomize=True)
@given(st.lists(st.binary(max_size=200), max_size=20))
def test_any_bytes_in_any_pieces_come_back(pieces: list[bytes]) -> None:
    target = io.BytesIO()
    sealer = Sealer(target, NAME, [ONE.recipient])
    for piece in pieces:
        sealer.write(piece)
    sealer.close()
    assert read(target.getvalue()) == (b"".join(pieces), None)


@settings(derandomize=True)
@given(size=sizes, where=st.floats(0, 1, exclude_max=True), mask=st.integers(1, 255))
def test_a_changed_byte(size: int, where: float, mask: int) -> None:
    changed = bytearray(SEALED[size])
    changed[int(where * len(changed))] ^= mask
    refused(bytes(changed), size)


@settings(derandomize=True)
@given(size=sizes, where=st.floats(0, 1, exclude_max=True), near=st.integers(-40, 40))
def test_a_cut_anywhere(size: int, where: float, near: int) -> None:
    sealed = SEALED[size]
    refused(sealed[: int(where * len(sealed))], size)
    whole = len(Pieces.of(sealed).begin) + 32 + SEALED_CHUNK * (size // CHUNK) + near
    refused(sealed[: min(max(whole, 0), len(sealed) - 1)], size)


@settings(derandomize=True)
@given(size=sizes, more=st.binary(min_size=1, max_size=100), again=st.booleans())
def test_anything_added(size: int, more: bytes, again: bool) -> None:
    refused(SEALED[size] + (Pieces.of(SEALED[size]).chunks[-1] if again else more), size)
    refused(more + SEALED[size], size)


@settings(derandomize=True)
@given(size=sizes, where=st.floats(0, 1), more=st.binary(min_size=1, max_size=100))
def test_anything_put_in_between(size: int, where: float, more: bytes) -> None:
    place = int(where * len(SEALED[size]))
    changed = SEALED[size][:place] + more + SEALED[size][place:]
    refused(changed, size)


@settings(derandomize=True)
@given(size=sizes, where=st.floats(0, 1, exclude_max=True), length=st.integers(1, 70_000))
def test_anything_taken_out(size: int, where: float, length: int) -> None:
    place = int(where * len(SEALED[size]))
    refused(SEALED[size][:place] + SEALED[size][place + length :], size)


@settings(derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=6))
def test_chunks_of_two_files_in_any_order(chosen: list[tuple[int, bool]]) -> None:
    """Exchanged, repeated, removed, and of another file of the same content, keys and name."""
    mine, other = Pieces.of(SEALED[LARGE]), Pieces.of(OTHERS[LARGE])
    chunks = tuple((other if foreign else mine).chunks[i] for i, foreign in chosen)
    spliced = Pieces(mine.begin, mine.mac, chunks).join()
    if chunks == mine.chunks:
        assert read(spliced) == (CONTENTS[LARGE], None)
    else:
        refused(spliced, LARGE)


@settings(derandomize=True)
@given(st.tuples(sizes, sizes, sizes), st.tuples(st.booleans(), st.booleans(), st.booleans()))
def test_parts_of_several_files(of: tuple[int, int, int], foreign: tuple[bool, bool, bool]) -> None:
    files = [OTHERS if other else SEALED for other in foreign]
    begin, mac, chunks = (Pieces.of(file[size]) for file, size in zip(files, of, strict=True))
    found, error = read(Pieces(begin.begin, mac.mac, chunks.chunks).join())
    if begin == mac == chunks:
        assert (found, error) == (CONTENTS[of[0]], None)
    else:
        assert error is not None and found == b""


@settings(derandomize=True)
@given(st.text(min_size=1, max_size=100))
def test_any_other_name(name: str) -> None:
    found, error = read(SEALED[1_000], name)
    assert (error is None) == (name == NAME) and (not found or name == NAME)


@settings(derandomize=True, max_examples=300)
@given(
    st.binary(max_size=300)
    | st.binary(max_size=300).map(lambda body: MAGIC + body)
    | st.binary(max_size=300).map(lambda body: MAGIC + len(body).to_bytes(4, "big") + body)
    | json_values.map(canonical).map(lambda b: MAGIC + len(b).to_bytes(4, "big") + b + bytes(99))
)
def test_what_is_no_file_of_ours(content: bytes) -> None:
    assert isinstance(read(content)[1], REFUSED)


@settings(derandomize=True, max_examples=300)
@given(
    field=st.sampled_from(["version", "cipher", "name", "file_id", "recipients", "more"]),
    value=json_values
    | st.text("0123456789abcdefgA", min_size=31, max_size=33)
    | st.lists(
        st.fixed_dictionaries(
            {
                "key": json_values | st.just(str(ONE.recipient)),
                "wrapped": json_values | st.text("0123456789abcdef", min_size=160, max_size=160),
            }
        ),
        max_size=3,
    ),
)
def test_a_header_that_somebody_made_by_hand(field: str, value: Any) -> None:
    """With a MAC that fits, as anybody can make it who knows the public key. It is refused, or
    it is the one header that we would have written."""
    keys = FileSecrets(b"k" * 32, b"i" * 16, NAME)
    row = keys.row([ONE.recipient.public], [b"e" * 32])
    body = canonical(row | {field: value})
    found, error = read(keys.begin(body) + keys.chunk(b"content", 0, last=True))
    assert found == b"" if error else body == canonical(row)


@settings(derandomize=True)
@given(st.dictionaries(st.text(), finite_json, max_size=4))
def test_canonical_json_has_one_form(value: dict[str, Any]) -> None:
    content = product_canonical.encode(value)
    again = product_canonical.decode(content, "it", max_length=len(content))
    assert again == value and product_canonical.encode(again) == content == canonical(value)


@settings(derandomize=True)
@given(st.binary(max_size=300) | json_values.map(canonical))
def test_what_is_not_canonical_is_refused(content: bytes) -> None:
    try:
        value = product_canonical.decode(content, "it", max_length=200)
    except VerificationError:
        return
    assert product_canonical.encode(value) == content and len(content) <= 200


@settings(derandomize=True)
@given(st.lists(st.binary(max_size=5) | st.just(b"\n") | st.just(b"a\nb"), max_size=20))
def test_lines_are_those_of_the_whole(chunks: list[bytes]) -> None:
    whole = b"".join(chunks).split(b"\n")
    assert list(lines(iter(chunks))) == (whole if whole[-1] else whole[:-1])
