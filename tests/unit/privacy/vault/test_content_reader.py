"""Any part of a sealed file, and what damage to it shows."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from privacy.vault.stream import CHUNK_BYTES, SEALED_CHUNK_BYTES, ContentReader, Sealer

NAME = "label/file"
ONE, TWO = Identity.of(bytes([1]) * 32), Identity.of(bytes([2]) * 32)
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 200_000]


def sealed(content: bytes) -> bytearray:
    target = io.BytesIO()
    sealer = Sealer(target, NAME, [ONE.recipient])
    sealer.write(content)
    sealer.close()
    return bytearray(target.getvalue())


def opened(content: bytes) -> ContentReader:
    return ContentReader(io.BytesIO(content), NAME, [ONE])


@pytest.mark.parametrize("size", SIZES)
def test_any_part_is_what_was_sealed(size: int) -> None:
    content = os.urandom(size)
    reader = opened(sealed(content))
    assert reader.length == size
    marks = sorted({m for m in (0, 1, size // 2, CHUNK_BYTES - 1, CHUNK_BYTES, size) if m <= size})
    for begin in reversed(marks):
        for end in marks:
            if begin <= end:
                assert reader.read(begin, end - begin) == content[begin:end]


@pytest.mark.parametrize(("begin", "length"), [(0, 11), (10, 1), (11, 0), (-1, 2), (2, -1)])
def test_what_lies_outside_is_refused(begin: int, length: int) -> None:
    with pytest.raises(VerificationError):
        opened(sealed(b"0123456789")).read(begin, length)


def test_a_changed_chunk_opens_nowhere_and_others_do() -> None:
    content = os.urandom(3 * CHUNK_BYTES)
    file = sealed(content)
    file[-SEALED_CHUNK_BYTES - 100] ^= 1  # in the second chunk
    reader = opened(file)
    assert reader.read(0, CHUNK_BYTES) == content[:CHUNK_BYTES]
    assert reader.read(2 * CHUNK_BYTES, CHUNK_BYTES) == content[2 * CHUNK_BYTES :]
    for begin in (CHUNK_BYTES - 1, CHUNK_BYTES, 2 * CHUNK_BYTES - 1):
        with pytest.raises(VerificationError, match="chunk 1"):
            reader.read(begin, 2)


def test_chunks_that_changed_places_open_in_neither() -> None:
    file = sealed(os.urandom(3 * CHUNK_BYTES))
    begin = len(file) - 3 * SEALED_CHUNK_BYTES
    first = file[begin : begin + SEALED_CHUNK_BYTES]
    second = file[begin + SEALED_CHUNK_BYTES : begin + 2 * SEALED_CHUNK_BYTES]
    reader = opened(file[:begin] + second + first + file[begin + 2 * SEALED_CHUNK_BYTES :])
    for place in (0, CHUNK_BYTES):
        with pytest.raises(VerificationError):
            reader.read(place, 1)


@pytest.mark.parametrize("cut", [1, 16, 100, SEALED_CHUNK_BYTES, SEALED_CHUNK_BYTES + 1])
def test_a_file_that_was_cut_off_is_shorter_and_its_end_does_not_open(cut: int) -> None:
    content = os.urandom(3 * CHUNK_BYTES)
    reader = opened(sealed(content)[:-cut])
    assert reader.length < len(content)
    if reader.length:
        with pytest.raises(VerificationError):
            reader.read(reader.length - 1, 1)


def test_a_file_without_a_single_chunk() -> None:
    reader = opened(sealed(b"")[:-16])
    assert reader.length == 0
    with pytest.raises(VerificationError):
        reader.read(0, 1)


def test_an_extended_file_does_not_end_where_it_did() -> None:
    reader = opened(sealed(b"x" * 100) + b"y" * 50)
    assert reader.length == 150
    with pytest.raises(VerificationError):
        reader.read(0, 1)


def test_other_keys_and_other_names() -> None:
    file = sealed(b"content")
    with pytest.raises(VaultKeyError):
        ContentReader(io.BytesIO(file), NAME, [TWO])
    with pytest.raises(VerificationError):
        ContentReader(io.BytesIO(file), "label/other", [ONE])


def test_a_vaults_file_stays_what_it_was_when_it_was_opened(tmp_path: Path) -> None:
    vault = Vault(tmp_path, Keyring((ONE,)), "label")
    file_id = vault.write_bytes("file", b"first")
    with vault.opened("file") as reader:
        assert vault.write_bytes("file", b"other") != file_id
        assert (reader.read(0, 5), reader.file_id) == (b"first", file_id)
    with pytest.raises(VerificationError), vault.opened("absent"):
        pass
