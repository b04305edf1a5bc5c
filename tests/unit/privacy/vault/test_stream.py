"""One sealed file: its layout, every kind of damage, and files that somebody made by hand."""

import contextlib
import io
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from support.vault_format import CHUNK, MAGIC, FileSecrets, Pieces, canonical, secrets_of

from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.keys import Identity, Recipient
from privacy.vault.stream import (
    CHUNK_BYTES,
    MAX_HEADER_BYTES,
    MAX_RECIPIENTS,
    SEALED_CHUNK_BYTES,
    FileKeys,
    Sealer,
    open_header,
    seal_header,
    unseal,
)

ONE, TWO, STRANGER = (Identity.of(bytes([n]) * 32) for n in (1, 2, 3))
NAME = "store/people"
MARK = b"qzxv secret "
CONTENT = (MARK * 20_000)[: 2 * CHUNK_BYTES + 100]  # three chunks


def seal(content: bytes, *identities: Identity, name: str = NAME) -> bytes:
    target = io.BytesIO()
    sealer = Sealer(target, name, [i.recipient for i in identities or (ONE,)])
    sealer.write(content)
    sealer.close()
    return target.getvalue()


def opened(sealed: bytes, *identities: Identity, name: str = NAME) -> bytes:
    return b"".join(unseal(io.BytesIO(sealed), name, identities or (ONE,)))


def chunks_and_error(sealed: bytes) -> tuple[list[bytes], Exception | None]:
    found = []
    try:
        for chunk in unseal(io.BytesIO(sealed), NAME, [ONE]):
            found.append(chunk)
    except (VerificationError, VaultKeyError) as e:
        return found, e
    return found, None


def by_hand(content: bytes = b"content", **changes: Any) -> bytes:
    """A file with a header that `changes` replace, and a MAC that fits it: what anybody can make
    who knows a public key."""
    keys = FileSecrets(b"k" * 32, b"i" * 16, NAME)
    row = keys.row([ONE.recipient.public], [b"e" * 32]) | changes
    return keys.begin(canonical(row)) + b"".join(keys.chunks(content))


def with_body(body: bytes) -> bytes:
    keys = FileSecrets(b"k" * 32, b"i" * 16, NAME)
    return keys.begin(body) + b"".join(keys.chunks(b"content"))


class TestLayout:
    @pytest.mark.parametrize(
        ("size", "chunks"),
        [
            (0, [0]),
            (1, [1]),
            (CHUNK - 1, [CHUNK - 1]),
            (CHUNK, [CHUNK]),
            (CHUNK + 1, [CHUNK, 1]),
            (2 * CHUNK, [CHUNK, CHUNK]),
            (2 * CHUNK + 1, [CHUNK, CHUNK, 1]),
        ],
    )
    def test_chunks_are_full_but_the_last(self, size: int, chunks: list[int]) -> None:
        sealed = seal(bytes(size))
        assert [len(c) - 16 for c in Pieces.of(sealed).chunks] == chunks
        assert [len(c) for c in unseal(io.BytesIO(sealed), NAME, [ONE])] == chunks
        assert opened(sealed) == bytes(size)

    def test_pieces_make_the_same_chunks(self) -> None:
        target = io.BytesIO()
        sealer = Sealer(target, NAME, [ONE.recipient])
        pieces = [CONTENT[:1], b"", CONTENT[1:CHUNK], CONTENT[CHUNK : CHUNK + 1]]
        for piece in (*pieces, CONTENT[CHUNK + 1 :]):
            sealer.write(piece)
        sealer.close()
        assert opened(target.getvalue()) == CONTENT
        assert len(target.getvalue()) == len(seal(CONTENT))

    def test_what_has_a_buffer_can_be_sealed(self) -> None:
        target = io.BytesIO()
        sealer = Sealer(target, NAME, [ONE.recipient])
        held = bytearray(b"ab")
        sealer.write(held)
        held[:] = b"zz"
        sealer.write(memoryview(b"abcdef")[2:5])
        sealer.close()
        assert opened(target.getvalue()) == b"abcde"

    def test_nothing_repeats_between_files_or_chunks(self) -> None:
        same = bytes(3 * CHUNK)
        files = [Pieces.of(seal(same)) for _ in range(4)]
        parts = [c[:64] for f in files for c in f.chunks]
        assert len(set(parts)) == 12
        assert len({f.header["file_id"] for f in files}) == 4
        assert len({secrets_of(f.join(), ONE.secret).key for f in files}) == 4

    def test_the_content_is_not_in_the_file(self) -> None:
        sealed = seal(CONTENT)
        assert MARK in CONTENT and MARK not in sealed
        assert len(set(sealed[-SEALED_CHUNK_BYTES:])) == 256

    def test_the_header_says_no_secret(self) -> None:
        sealed = seal(CONTENT, ONE, TWO)
        key = secrets_of(sealed, ONE.secret).key
        assert key == secrets_of(sealed, TWO.secret).key
        assert key not in sealed and key.hex().encode() not in sealed
        assert set(Pieces.of(sealed).header) == {
            "version",
            "cipher",
            "name",
            "file_id",
            "recipients",
        }

    def test_reading_starts_where_the_stream_stands_and_the_header_alone_can_be_read(self) -> None:
        source = io.BytesIO(b"before" + seal(b"content"))
        source.seek(6)
        header, keys = open_header(source, None, [ONE])
        assert (header.name, header.file_id) == (NAME, keys.file_id)
        assert len(source.read()) == len(b"content") + 16


class TestKeys:
    def test_each_recipient_opens_it_and_a_stranger_does_not(self) -> None:
        sealed = seal(CONTENT, ONE, TWO)
        assert opened(sealed, ONE) == opened(sealed, TWO) == opened(sealed, STRANGER, TWO)
        with pytest.raises(VaultKeyError, match="sealed for the key") as refusal:
            opened(sealed, STRANGER)
        message = str(refusal.value)
        assert str(ONE.recipient)[:13] in message and str(STRANGER.recipient)[:13] in message
        assert STRANGER.secret.hex() not in message

    def test_without_any_key_it_stays_shut(self) -> None:
        with pytest.raises(VaultKeyError, match="the key here is none"):
            list(unseal(io.BytesIO(seal(b"content")), NAME, []))

    def test_a_recipient_twice_is_one(self) -> None:
        assert len(Pieces.of(seal(b"", ONE, TWO, ONE)).header["recipients"]) == 2

    def test_as_many_recipients_as_are_allowed_with_the_longest_name(self) -> None:
        everybody = [Identity.generate() for _ in range(MAX_RECIPIENTS)]
        for name in ("\x01" * 1024, "é" * 512, "\U0001f512" * 256):
            sealed = seal(b"content", *everybody, name=name)
            assert opened(sealed, everybody[-1], name=name) == b"content"

    @pytest.mark.parametrize("count", [0, MAX_RECIPIENTS + 1])
    def test_other_numbers_of_recipients_are_refused(self, count: int) -> None:
        listed = [Identity.generate().recipient for _ in range(count)]
        target = io.BytesIO()
        with pytest.raises(VaultKeyError, match=f"1 to 64 recipients, found {count}"):
            Sealer(target, NAME, listed)
        assert target.getvalue() == b""

    @pytest.mark.parametrize("name", ["", "n" * 1025, "é" * 513])
    def test_other_lengths_of_names_are_refused(self, name: str) -> None:
        with pytest.raises(VaultKeyError, match="1 to 1024 bytes"):
            Sealer(io.BytesIO(), name, [ONE.recipient])

    def test_a_small_order_key_gets_no_file(self) -> None:
        target = io.BytesIO()
        with pytest.raises(VaultKeyError, match="X25519 public key"):
            Sealer(target, NAME, [ONE.recipient, Recipient(bytes(32))])
        assert target.getvalue() == b""

    def test_nothing_shows_a_files_key(self) -> None:
        header, keys = seal_header(NAME, [ONE.recipient], FileKeys(b"secret" * 5 + b"!!", "0" * 32))
        shown = f"{keys!r} {keys} {header!r}"
        assert "secret" not in shown and keys.file_key.hex() not in shown


class TestDamage:
    def test_every_bit_of_a_small_file(self) -> None:
        sealed = seal(b"x")
        for bit in range(8 * len(sealed)):
            changed = bytearray(sealed)
            changed[bit // 8] ^= 1 << bit % 8
            found, error = chunks_and_error(bytes(changed))
            assert error is not None and found == [], f"bit {bit}"

    def test_every_length_of_a_small_file(self) -> None:
        sealed = seal(b"some content")
        for size in range(len(sealed)):
            found, error = chunks_and_error(sealed[:size])
            assert isinstance(error, VerificationError) and found == [], f"{size} bytes"

    @pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
    @pytest.mark.parametrize("more", [b"\x00", bytes(16), bytes(17), bytes(SEALED_CHUNK_BYTES)])
    def test_anything_after_the_end(self, size: int, more: bytes) -> None:
        found, error = chunks_and_error(seal(bytes(size)) + more)
        assert isinstance(error, VerificationError)
        assert sum(map(len, found)) < max(size, 1)

    def test_a_whole_file_after_the_end(self) -> None:
        sealed = seal(b"content")
        assert isinstance(chunks_and_error(sealed + sealed)[1], VerificationError)

    @pytest.mark.parametrize(
        "order", [(1, 0, 2), (0, 2, 1), (0, 0, 1, 2), (0, 1, 1, 2), (0, 1, 2, 2), (1, 2), (0, 2)]
    )
    def test_chunks_in_another_order(self, order: tuple[int, ...]) -> None:
        pieces = Pieces.of(seal(CONTENT))
        moved = replace(pieces, chunks=tuple(pieces.chunks[i] for i in order)).join()
        found, error = chunks_and_error(moved)
        assert isinstance(error, VerificationError)
        assert CONTENT.startswith(b"".join(found))

    @pytest.mark.parametrize("kept", [0, 1, 2])
    def test_the_end_is_missing_at_a_chunks_border(self, kept: int) -> None:
        pieces = Pieces.of(seal(CONTENT))
        found, error = chunks_and_error(replace(pieces, chunks=pieces.chunks[:kept]).join())
        assert isinstance(error, VerificationError)
        assert f"chunk {max(kept - 1, 0)} is not what was sealed" in str(error)
        assert b"".join(found) == CONTENT[: max(kept - 1, 0) * CHUNK]

    def test_chunks_come_verified_one_by_one(self) -> None:
        """The last byte is wrong: what came before it was right, and is followed by the error."""
        sealed = seal(CONTENT)
        found, error = chunks_and_error(sealed[:-1] + bytes([sealed[-1] ^ 1]))
        assert b"".join(found) == CONTENT[: 2 * CHUNK]
        assert isinstance(error, VerificationError) and "chunk 2" in str(error)
        assert error.hint and "copy" in error.hint

    def test_pieces_of_another_file_of_the_same_key_and_name(self) -> None:
        mine, other = Pieces.of(seal(CONTENT)), Pieces.of(seal(CONTENT))
        for number in range(3):
            chunks = list(mine.chunks)
            chunks[number] = other.chunks[number]
            found, error = chunks_and_error(replace(mine, chunks=tuple(chunks)).join())
            assert isinstance(error, VerificationError) and len(found) == number
        assert chunks_and_error(replace(mine, mac=other.mac).join())[1] is not None
        assert chunks_and_error(replace(mine, begin=other.begin).join())[1] is not None
        spliced = replace(mine, begin=other.begin, mac=other.mac).join()
        assert isinstance(chunks_and_error(spliced)[1], VerificationError)

    def test_the_id_and_the_wrapped_key_of_another_file(self) -> None:
        mine, other = seal(CONTENT), Pieces.of(seal(CONTENT))
        row, theirs = Pieces.of(mine).header, other.header
        for name in ("file_id", "recipients"):
            body = canonical(row | {name: theirs[name]})
            begin = MAGIC + len(body).to_bytes(4, "big") + body
            found, error = chunks_and_error(replace(Pieces.of(mine), begin=begin).join())
            assert isinstance(error, VerificationError) and found == []

    def test_the_recipients_are_part_of_what_is_verified(self) -> None:
        pieces = Pieces.of(seal(CONTENT, ONE, TWO))
        listed = pieces.header["recipients"]
        for others in (listed[:1], listed[::-1], [*listed, listed[1]]):
            body = canonical(pieces.header | {"recipients": others})
            begin = MAGIC + len(body).to_bytes(4, "big") + body
            with pytest.raises(VerificationError, match="header was changed"):
                opened(replace(pieces, begin=begin).join())

    def test_another_name(self) -> None:
        sealed = seal(b"content", name="store/a")
        with pytest.raises(VerificationError, match="another name, 'store/a'"):
            opened(sealed, name="store/b")
        renamed = sealed.replace(b'"store/a"', b'"store/b"')
        with pytest.raises(VerificationError):
            opened(renamed, name="store/b")

    def test_a_file_that_opens_differently_for_two_recipients(self) -> None:
        """GCM alone commits to no key: one sealed chunk can fit two. The MAC fits one."""
        first, second = (FileSecrets(k * 32, b"i" * 16, NAME) for k in (b"1", b"2"))
        row = first.row([ONE.recipient.public], [b"e" * 32])
        row["recipients"] += second.row([TWO.recipient.public], [b"f" * 32])["recipients"]
        sealed = first.begin(canonical(row)) + first.chunk(b"content", 0, last=True)
        assert opened(sealed, ONE) == b"content"
        with pytest.raises(VerificationError, match="header was changed"):
            opened(sealed, TWO)


class TestByHand:
    """Files that somebody made who knows the public key, and so can write any header at all."""

    def test_the_way_of_making_them_is_right(self) -> None:
        assert opened(by_hand()) == b"content"

    @pytest.mark.parametrize("version", [0, 2, -1, "1", None, [1], True, 1.0])
    def test_other_versions(self, version: Any) -> None:
        with pytest.raises(VaultKeyError, match="expected version 1"):
            opened(by_hand(version=version))

    @pytest.mark.parametrize(
        "changes",
        [
            {"cipher": "hpke-x25519-aes128gcm-stream64k"},
            {"cipher": None},
            {"name": 5},
            {"name": ""},
            {"name": "n" * 1025},
            {"name": None},
            {"name": "\ud800"},
            {"file_id": "0" * 31},
            {"file_id": "0" * 33},
            {"file_id": "A" * 32},
            {"file_id": "g" * 32},
            {"file_id": 0},
            {"recipients": []},
            {"recipients": {}},
            {"recipients": "all"},
            {"recipients": [None]},
            {"recipients": [[]]},
            {"recipients": [{}]},
            {"recipients": [{"key": str(ONE.recipient)}]},
            {"recipients": [{"key": str(ONE.recipient), "wrapped": ""}]},
            {"recipients": [{"key": str(ONE.recipient), "wrapped": "0" * 160}]},
            {"recipients": [{"key": str(ONE.recipient), "wrapped": "0" * 160, "more": 1}]},
            {"recipients": [{"key": str(ONE.recipient), "wrapped": [0] * 80}]},
            {"recipients": [{"key": 1, "wrapped": "0" * 160}]},
            {"recipients": [{"key": "dvr1-", "wrapped": "0" * 160}]},
            {"recipients": [{"key": f"dvr1-{'0' * 64}", "wrapped": "0" * 160}] * 65},
            {"more": 1},
        ],
    )
    def test_other_headers(self, changes: dict[str, Any]) -> None:
        with pytest.raises(VerificationError):
            opened(by_hand(**changes))

    def test_a_recipient_has_one_spelling(self) -> None:
        [row] = Pieces.of(by_hand()).header["recipients"]
        with pytest.raises(VerificationError):
            opened(by_hand(recipients=[row | {"key": f" {row['key']}"}]))

    @pytest.mark.parametrize(
        "body",
        [
            b"{}",
            b"[]",
            b"null",
            b"1e999",
            b"NaN",
            b"[" * 30_000,
            b'{"a":' * 6_000,
            b'{"version":1,"version":1}',
            b"9" * 30_000,
            b"\xff\xfe{\x00}\x00",
            b"\xef\xbb\xbf{}",
            b"\x00",
            b'"',
        ],
        ids=lambda body: repr(body[:20]),
    )
    def test_bodies_that_are_no_header(self, body: bytes) -> None:
        with pytest.raises((VerificationError, VaultKeyError)):
            opened(with_body(body))

    def test_other_spellings_of_a_right_header(self) -> None:
        row = Pieces.of(by_hand()).header
        assert opened(with_body(canonical(row))) == b"content"
        for body in (
            json.dumps(row, sort_keys=True).encode(),
            json.dumps(dict(reversed(row.items())), separators=(",", ":")).encode(),
            canonical(row).replace(b"people", b"\\u0070eople"),
            canonical(row) + b"\n",
            canonical(row).replace(b"{", b'{"version":1,', 1),
            canonical(row).decode().encode("utf-16"),
        ):
            with pytest.raises(VerificationError, match="canonical JSON"):
                opened(with_body(body))

    @pytest.mark.parametrize("size", [0, MAX_HEADER_BYTES + 1, 1 << 31, (1 << 32) - 1])
    def test_lengths_of_headers(self, size: int) -> None:
        class Counting(io.BytesIO):
            most = 0

            def read(self, size: int | None = -1) -> bytes:
                self.most = max(self.most, -1 if size is None else size)
                return super().read(size)

        source = Counting(MAGIC + size.to_bytes(4, "big") + bytes(100_000))
        with pytest.raises(VerificationError, match="header of at most"):
            list(unseal(source, NAME, [ONE]))
        assert 0 < source.most <= len(MAGIC)

    def test_no_empty_chunk_follows_others(self) -> None:
        """Two files would have one content."""
        keys = FileSecrets(b"k" * 32, b"i" * 16, NAME)
        row = keys.row([ONE.recipient.public], [b"e" * 32])
        chunks = (keys.chunk(bytes(CHUNK), 0, last=False), keys.chunk(b"", 1, last=True))
        with pytest.raises(VerificationError, match="chunk 1 is empty"):
            opened(keys.begin(canonical(row)) + b"".join(chunks))

    @pytest.mark.parametrize("size", [0, 1, CHUNK - 1])
    def test_no_short_chunk_before_the_last(self, size: int) -> None:
        keys = FileSecrets(b"k" * 32, b"i" * 16, NAME)
        row = keys.row([ONE.recipient.public], [b"e" * 32])
        chunks = (keys.chunk(bytes(size), 0, last=False), keys.chunk(b"more", 1, last=True))
        found, error = chunks_and_error(keys.begin(canonical(row)) + b"".join(chunks))
        assert isinstance(error, VerificationError) and found == []

    @pytest.mark.parametrize(
        "content", [b"", b"discreet vault", MAGIC, MAGIC + b"\x00\x00", b'{"id": 1}\n' * 100]
    )
    def test_what_is_no_sealed_file(self, content: bytes) -> None:
        with pytest.raises(VerificationError):
            opened(content)

    def test_a_message_brings_nothing_to_a_terminal(self) -> None:
        """A file that is wrapped anew says its own name, which anybody may have written."""
        name = "\x1b[2J\x1b]0;owned\x07"
        keys = FileSecrets(b"k" * 32, b"i" * 16, name)
        for listed in ([ONE.recipient.public], [STRANGER.recipient.public]):
            sealed = bytearray(keys.seal(b"", listed, [b"e" * 32]))
            sealed[len(Pieces.of(bytes(sealed)).begin)] ^= 1
            with pytest.raises((VerificationError, VaultKeyError)) as refusal:
                open_header(io.BytesIO(bytes(sealed)), None, [ONE])
            assert "\x1b" not in str(refusal.value)


class TestSealer:
    @pytest.mark.parametrize("size", [0, 1, CHUNK, 2 * CHUNK + 1])
    def test_without_its_end_a_file_counts_as_cut_off(self, size: int) -> None:
        target = io.BytesIO()
        Sealer(target, NAME, [ONE.recipient]).write(bytes(size))
        assert isinstance(chunks_and_error(target.getvalue())[1], VerificationError)

    @pytest.mark.parametrize("size", [0, 1, CHUNK])
    def test_after_the_end_nothing_is_added(self, size: int) -> None:
        target = io.BytesIO()
        sealer = Sealer(target, NAME, [ONE.recipient])
        sealer.write(bytes(size))
        sealer.close()
        with contextlib.suppress(ValueError):
            sealer.close()
        with contextlib.suppress(ValueError):
            sealer.write(b"more" * CHUNK)
        assert opened(target.getvalue()) == bytes(size)

    @pytest.mark.parametrize("failing", [1, 2, 3])
    def test_no_nonce_is_used_twice_after_a_failed_write(self, failing: int) -> None:
        """Two contents under one nonce would give away their difference and GCM's key."""

        class Failing(io.BytesIO):
            """Takes bytes and then says that it couldn't, once: a disk that was full for a time."""

            def __init__(self) -> None:
                super().__init__()
                self.seen: list[bytes] = []

            def write(self, content: Any) -> int:
                self.seen.append(bytes(content))
                if len(self.seen) == 1 + failing:
                    raise OSError(28, "No space left on device")
                return super().write(content)

        target = Failing()
        sealer = Sealer(target, NAME, [ONE.recipient])
        for byte in (b"a", b"b", b"c"):
            with contextlib.suppress(OSError, ValueError):
                sealer.write(byte * (2 * CHUNK + 1))
        with contextlib.suppress(OSError, ValueError):
            sealer.close()
        keys = secrets_of(target.seen[0], ONE.secret)
        chunks = set(target.seen[1:])
        for number in range(8):
            for last in (False, True):
                assert sum(opens(keys, chunk, number, last) for chunk in chunks) <= 1

    def test_a_full_disk_is_said(self) -> None:
        with Path("/dev/full").open("wb") as full:
            sealer = Sealer(full, NAME, [ONE.recipient])
            with pytest.raises(OSError, match="No space left"):
                sealer.write(CONTENT)
            with pytest.raises(OSError, match="No space left"):
                full.close()


def opens(keys: FileSecrets, chunk: bytes, number: int, last: bool) -> bool:
    try:
        keys.open_chunk(chunk, number, last=last)
    except InvalidTag:
        return False
    return True


class Trickle(io.RawIOBase):
    """A stream that gives at most `most` bytes at a time, as a pipe may."""

    def __init__(self, content: bytes, most: int) -> None:
        self._source, self._most = io.BytesIO(content), most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._source.read(min(len(buffer), self._most))
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize("most", [1_000, CHUNK, SEALED_CHUNK_BYTES])
def test_a_buffered_pipe_is_read_to_its_end(most: int) -> None:
    source = io.BufferedReader(Trickle(seal(CONTENT), most))
    assert b"".join(unseal(source, NAME, [ONE])) == CONTENT


def test_a_stream_that_gives_less_than_was_asked_is_never_taken_for_a_whole_file() -> None:
    sealed = seal(CONTENT)
    source: Any = Trickle(sealed, 1_000)
    found: list[bytes] = []
    reading: Iterator[bytes] = unseal(source, NAME, [ONE])
    try:
        found.extend(reading)
    except VerificationError:
        assert CONTENT.startswith(b"".join(found))
    else:
        assert b"".join(found) == CONTENT


def test_entropy_is_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    system = os.urandom

    def counted(size: int) -> bytes:
        drawn.append(size)
        return system(size)

    monkeypatch.setattr(os, "urandom", counted)
    seal(b"content")
    assert sorted(drawn) == [16, 32]
