"""One sealed file, from and to binary streams. Opens no file itself.

    MAGIC  length of header (4 bytes)  header  MAC (32 bytes)  chunk  chunk  …  last chunk

    header  canonical JSON: version, cipher, name, file_id, and the file's key wrapped for each
            recipient
    MAC     HMAC-SHA256 over all before it, under a key derived from the file's: it commits to
            that key, which GCM alone wouldn't (a file that opens differently for two recipients)
    chunk   AES-256-GCM of 64 KiB of content, and less only in the last: STREAM (Hoang,
            Reyhanitabar, Rogaway and Vizár 2015), nonce = number of the chunk (11 bytes) || 1 if
            it is the last

Every chunk's associated data binds the format's version, the file's logical name and its id; the
nonce binds its place and the end. So a changed, cut, extended, reordered or renamed file, or one
with a piece of another, is found. Each file has a key of its own: no nonce is ever used twice
under one key.

In bytes:

    name      UTF-8; binding = SHA-256("discreet vault v1 file" 00 || length of name, 4 bytes ||
              name || file_id, 16 bytes), which is the associated data of every chunk
    wrapped   HPKE with info = "discreet vault v1 wrapped key" 00 || binding, and no associated data
    keys      HKDF-SHA256 of the file's key, salt = file_id, info = "discreet vault v1 header" for
              the MAC and "discreet vault v1 payload" for the chunks

The content comes out chunk by chunk, each verified, before the end has been seen: whoever must
not act on a cut-off file waits for the last one.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from privacy import canonical
from privacy.canonical import is_hex
from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.keys import KEY_BYTES, WRAPPED_BYTES, Identity, Recipient

VERSION = 1
CIPHER = "hpke-x25519-aes256gcm-stream64k"
MAGIC = b"discreet vault\n\x00"
CHUNK_BYTES = 64 * 1024  # of content
TAG_BYTES = 16
SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES
FILE_ID_BYTES = 16
MAC_BYTES = 32
MAX_RECIPIENTS = 64
MAX_HEADER_BYTES = 32 * 1024
MAX_NAME_LENGTH = 1_024  # bytes of UTF-8
_CONTEXT = b"discreet vault v1 "


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before a sealed file's chunks. Nothing in it is secret."""

    name: str  # logical
    file_id: str  # hex, random
    wrapped: tuple[tuple[Recipient, bytes], ...]

    def encode(self, keys: FileKeys) -> bytes:
        """Everything before the first chunk."""
        row = {
            "version": VERSION,
            "cipher": CIPHER,
            "name": self.name,
            "file_id": self.file_id,
            "recipients": [{"key": str(r), "wrapped": w.hex()} for r, w in self.wrapped],
        }
        body = canonical.encode(row)
        if len(body) > MAX_HEADER_BYTES:
            raise VaultKeyError(f"expected at most {MAX_RECIPIENTS} recipients")
        begin = MAGIC + len(body).to_bytes(4, "big") + body
        return begin + keys.mac(begin)


@dataclass(frozen=True, slots=True)
class FileKeys:
    """What is derived from one file's key and id (HKDF-SHA256 with labels)."""

    file_key: bytes = field(repr=False)
    file_id: str

    def payload(self) -> AESGCM:
        """The cipher of the chunks."""
        return AESGCM(self._derive(b"payload"))

    def mac(self, content: bytes) -> bytes:
        """The header's MAC."""
        return hmac.digest(self._derive(b"header"), content, "sha256")

    def _derive(self, label: bytes) -> bytes:
        salt = bytes.fromhex(self.file_id)
        return HKDF(SHA256(), KEY_BYTES, salt=salt, info=_CONTEXT + label).derive(self.file_key)


def seal_header(
    name: str, recipients: Sequence[Recipient], keys: FileKeys | None = None
) -> tuple[Header, FileKeys]:
    """The header of a file for `recipients`, under a fresh key and id unless `keys` are given.

    Raises VaultKeyError without recipients or with more than MAX_RECIPIENTS.
    """
    unique = tuple(dict.fromkeys(recipients))
    if not 1 <= len(unique) <= MAX_RECIPIENTS:
        raise VaultKeyError(f"expected 1 to {MAX_RECIPIENTS} recipients, found {len(unique)}")
    if keys is None:
        keys = FileKeys(os.urandom(KEY_BYTES), os.urandom(FILE_ID_BYTES).hex())
    binding = _binding(name, keys.file_id)
    wrapped = tuple((r, r.wrap(keys.file_key, binding)) for r in unique)
    return Header(name, keys.file_id, wrapped), keys


def open_header(
    source: BinaryIO, name: str | None, identities: Sequence[Identity]
) -> tuple[Header, FileKeys]:
    """Read a header, unwrap the file's key with one of `identities`, and check the MAC.

    `name` is what the file must be called; None takes the name that it gives itself. `source` is
    left at the first chunk. Raises VerificationError for a file that is damaged, isn't a vault's
    or has another name; VaultKeyError for one that is sealed for other keys.
    """
    what = "sealed file" if name is None else name
    header, begin = _parse(source, what)
    if name is not None and header.name != name:
        raise VerificationError(
            f"{name}: found the sealed file of another name, {header.name[:80]!r}", hint=_DAMAGED
        )
    what = header.name if header.name.isprintable() else ascii(header.name)
    binding = _binding(header.name, header.file_id)
    by_recipient = {identity.recipient: identity for identity in identities}
    for recipient, wrapped in header.wrapped:
        identity = by_recipient.get(recipient)
        if identity is None:
            continue
        try:
            keys = FileKeys(identity.unwrap(wrapped, binding), header.file_id)
        except VerificationError as e:
            raise VerificationError(f"{what}: {e}", hint=_DAMAGED) from e
        if not hmac.compare_digest(keys.mac(begin), _exactly(source, MAC_BYTES, what)):
            raise VerificationError(f"{what}: its header was changed", hint=_DAMAGED)
        return header, keys
    sealed_for = ", ".join(_short(r) for r, _ in header.wrapped[:3])
    have = ", ".join(_short(i.recipient) for i in identities[:3]) or "none"
    raise VaultKeyError(
        f"{what}: it is sealed for the key {sealed_for}, and the key here is {have}",
        hint="$DISCREET_HOME or $DISCREET_VAULT_KEY says which key is used",
    )


class Sealer:
    """Writes one sealed file to a stream. `close` writes the last chunk: without it, the file
    counts as cut off. Not for several threads.

    After an error of the stream it takes nothing more: what is written again would be other
    content under a nonce that was used.
    """

    def __init__(self, target: BinaryIO, name: str, recipients: Sequence[Recipient]) -> None:
        header, keys = seal_header(name, recipients)
        self.file_id = header.file_id
        self._target = target
        self._cipher = keys.payload()
        self._binding = _binding(name, header.file_id)
        self._number = 0
        self._held = bytearray()  # at most one chunk: whether it is the last isn't known yet
        self._closed = self._failed = False
        target.write(header.encode(keys))

    def write(self, content: bytes | memoryview) -> None:
        """Add `content` to the file."""
        if self._closed or self._failed:
            raise ValueError("a sealed file that has ended, or failed, takes no more")
        view = memoryview(content).cast("B")
        if self._held:
            room = CHUNK_BYTES - len(self._held)
            self._held += view[:room]
            view = view[room:]
            if not view:
                return
            self._chunk(self._held, last=False)
            self._held.clear()
        begin = 0
        while len(view) - begin > CHUNK_BYTES:
            self._chunk(view[begin : begin + CHUNK_BYTES], last=False)
            begin += CHUNK_BYTES
        self._held += view[begin:]

    def close(self) -> None:
        """Write the last chunk. The stream itself stays open. A second call does nothing."""
        if self._closed:
            return
        if self._failed:
            raise ValueError("a sealed file that failed has no end")
        self._chunk(self._held, last=True)
        self._closed = True
        self._held.clear()

    def _chunk(self, content: Any, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._number += 1
        self._failed = True  # until the stream has taken it
        self._target.write(self._cipher.encrypt(nonce, content, self._binding))
        self._failed = False


def unseal(source: BinaryIO, name: str, identities: Sequence[Identity]) -> Iterator[bytes]:
    """The content of a sealed file in chunks, each verified before it is given.

    The generator ends after the last chunk of a whole file. Raises VerificationError for any
    damage, naming the chunk, and VaultKeyError for a file of other keys.
    """
    _, keys = open_header(source, name, identities)
    yield from unseal_chunks(source, name, keys)


def unseal_chunks(source: BinaryIO, name: str, keys: FileKeys) -> Iterator[bytes]:
    """The content after a header that was read, as `unseal`."""
    cipher, binding = keys.payload(), _binding(name, keys.file_id)
    sealed = source.read(SEALED_CHUNK_BYTES)
    number = 0
    while True:
        following = source.read(SEALED_CHUNK_BYTES) if len(sealed) == SEALED_CHUNK_BYTES else b""
        last = not following
        try:
            content = cipher.decrypt(_nonce(number, last=last), sealed, binding)
        except (InvalidTag, ValueError) as e:
            raise VerificationError(
                f"{name}: chunk {number} is not what was sealed: the file was changed or cut off",
                hint=_DAMAGED,
            ) from e
        if not content and number:  # one content has one form: only an empty file ends empty
            raise VerificationError(f"{name}: chunk {number} is empty", hint=_DAMAGED)
        yield content
        if last:
            return
        sealed, number = following, number + 1


class ContentReader:
    """Any part of one sealed file's content. Not for several threads.

    Chunks are verified before they are given, each in its place: bytes of another place or file
    are never given out. What isn't read isn't looked at, and of a file that was cut off the chunks
    before the cut still open: whoever needs to know that it is whole compares `length`.
    """

    def __init__(self, source: BinaryIO, name: str, identities: Sequence[Identity]) -> None:
        """`source` can seek. Raises as `open_header`."""
        _, keys = open_header(source, name, identities)
        self.file_id = keys.file_id
        self._source, self._name = source, name
        self._cipher, self._binding = keys.payload(), _binding(name, keys.file_id)
        self._first = source.tell()
        sealed = source.seek(0, os.SEEK_END) - self._first
        self._chunks = max(1, -(-sealed // SEALED_CHUNK_BYTES))
        self.length = max(0, sealed - self._chunks * TAG_BYTES)  # bytes of content

    def read(self, begin: int, length: int) -> bytearray:
        """`length` bytes of content from `begin` on. Raises VerificationError on damage, and
        where the content ends before."""
        if begin < 0 or length < 0 or begin + length > self.length:
            raise VerificationError(f"{self._name}: expected more content", hint=_DAMAGED)
        number, skipped = divmod(begin, CHUNK_BYTES)
        content = bytearray()
        self._source.seek(self._first + number * SEALED_CHUNK_BYTES)
        while len(content) < skipped + length:
            sealed = self._source.read(SEALED_CHUNK_BYTES)
            nonce = _nonce(number, last=number == self._chunks - 1)
            try:
                content += self._cipher.decrypt(nonce, sealed, self._binding)
            except (InvalidTag, ValueError) as e:
                raise VerificationError(
                    f"{self._name}: chunk {number} is not what was sealed", hint=_DAMAGED
                ) from e
            number += 1
        return content[skipped : skipped + length]


_DAMAGED = "restore it from a copy; nothing was written"


def _parse(source: BinaryIO, name: str) -> tuple[Header, bytes]:
    if source.read(len(MAGIC)) != MAGIC:
        raise VerificationError(f"{name}: expected a sealed file, found another")
    length = _exactly(source, 4, name)
    size = int.from_bytes(length, "big")
    if not 0 < size <= MAX_HEADER_BYTES:
        raise VerificationError(f"{name}: expected a header of at most {MAX_HEADER_BYTES} bytes")
    body = _exactly(source, size, name)
    row = canonical.decode(body, f"{name}: header", max_length=MAX_HEADER_BYTES)
    if type(row.get("version")) is not int or row["version"] != VERSION:
        raise VaultKeyError(
            f"{name}: expected version {VERSION} of the vault's format, found another",
            hint="a newer version of discreet sealed it",
        )
    listed = row.get("recipients")
    if (
        set(row) != {"version", "cipher", "name", "file_id", "recipients"}
        or row["cipher"] != CIPHER
        or not isinstance(row["name"], str)
        or not 1 <= len(row["name"].encode("utf-8", "replace")) <= MAX_NAME_LENGTH
        or not is_hex(row["file_id"], 2 * FILE_ID_BYTES)
        or not isinstance(listed, list)
        or not 1 <= len(listed) <= MAX_RECIPIENTS
    ):
        raise VerificationError(f"{name}: expected another header")
    wrapped = []
    for item in listed:
        if not isinstance(item, dict) or set(item) != {"key", "wrapped"}:
            raise VerificationError(f"{name}: expected other recipients")
        if not isinstance(item["key"], str) or not is_hex(item["wrapped"], 2 * WRAPPED_BYTES):
            raise VerificationError(f"{name}: expected other recipients")
        try:
            recipient = Recipient.parse(item["key"])
        except VaultKeyError as e:
            raise VerificationError(f"{name}: expected other recipients") from e
        if str(recipient) != item["key"]:
            raise VerificationError(f"{name}: expected other recipients")
        wrapped.append((recipient, bytes.fromhex(item["wrapped"])))
    return Header(row["name"], row["file_id"], tuple(wrapped)), MAGIC + length + body


def _binding(name: str, file_id: str) -> bytes:
    """Associated data of every chunk: version, name and id, none of which can run into another."""
    text = name.encode("utf-8", "replace")
    if not 1 <= len(text) <= MAX_NAME_LENGTH:
        raise VaultKeyError(f"expected a name of 1 to {MAX_NAME_LENGTH} bytes")
    length = len(text).to_bytes(4, "big")
    return sha256(_CONTEXT + b"file\x00" + length + text + bytes.fromhex(file_id)).digest()


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _exactly(source: BinaryIO, size: int, name: str) -> bytes:
    content = source.read(size)
    if len(content) != size:
        raise VerificationError(f"{name}: the file was cut off in its header", hint=_DAMAGED)
    return content


def _short(recipient: Recipient) -> str:
    return f"{str(recipient)[:13]}…"
