"""The vault's file format a second time, from its description: shares no code with the product.

HKDF is RFC 5869 over `hmac`; HPKE is RFC 9180 in base mode with DHKEM(X25519, HKDF-SHA256) and
HKDF-SHA256. What is borrowed are X25519 and AES-GCM. Everything random is a parameter, so that
files can be made again byte by byte, malformed ones included.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"discreet vault\n\x00"
CHUNK = 65_536
SEALED_CHUNK = CHUNK + 16
KEM = b"KEM\x00\x20"
AES_128_GCM, AES_256_GCM = 1, 2


class FormatError(Exception):
    """What this reader says to a file that it doesn't open."""


# RFC 5869


def hkdf_extract(salt: bytes, ikm: bytes) -> bytes:
    return hmac.new(salt or bytes(32), ikm, hashlib.sha256).digest()


def hkdf_expand(prk: bytes, info: bytes, length: int) -> bytes:
    block, okm, counter = b"", b"", 0
    while len(okm) < length:
        counter += 1
        block = hmac.new(prk, block + info + bytes([counter]), hashlib.sha256).digest()
        okm += block
    return okm[:length]


# RFC 9180, sections 4, 4.1 and 5.1


def _labeled_extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hkdf_extract(salt, b"HPKE-v1" + suite + label + ikm)


def _labeled_expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    return hkdf_expand(prk, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, length)


def public_of(secret: bytes) -> bytes:
    """The X25519 public key of a secret one."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def _shared_secret(secret: bytes, public: bytes, kem_context: bytes) -> bytes:
    dh = X25519PrivateKey.from_private_bytes(secret).exchange(
        X25519PublicKey.from_public_bytes(public)
    )
    prk = _labeled_extract(KEM, b"", b"eae_prk", dh)
    return _labeled_expand(KEM, prk, b"shared_secret", kem_context, 32)


def hpke_key_and_nonce(shared: bytes, info: bytes, aead: int) -> tuple[bytes, bytes]:
    """The key schedule of base mode, for the first and only message."""
    suite = b"HPKE\x00\x20\x00\x01" + aead.to_bytes(2, "big")
    context = (
        b"\x00"
        + _labeled_extract(suite, b"", b"psk_id_hash", b"")
        + _labeled_extract(suite, b"", b"info_hash", info)
    )
    secret = _labeled_extract(suite, shared, b"secret", b"")
    size = {AES_128_GCM: 16, AES_256_GCM: 32}[aead]
    key = _labeled_expand(suite, secret, b"key", context, size)
    return key, _labeled_expand(suite, secret, b"base_nonce", context, 12)


def hpke_seal(
    public: bytes, info: bytes, plain: bytes, ephemeral: bytes, *, aad: bytes = b"", aead: int
) -> bytes:
    """enc || ciphertext, with the ephemeral secret key given."""
    enc = public_of(ephemeral)
    shared = _shared_secret(ephemeral, public, enc + public)
    key, nonce = hpke_key_and_nonce(shared, info, aead)
    return enc + AESGCM(key).encrypt(nonce, plain, aad)


def hpke_open(secret: bytes, info: bytes, sealed: bytes, *, aad: bytes = b"", aead: int) -> bytes:
    """What `hpke_seal` sealed. Raises InvalidTag."""
    enc, ciphertext = sealed[:32], sealed[32:]
    shared = _shared_secret(secret, enc, enc + public_of(secret))
    key, nonce = hpke_key_and_nonce(shared, info, aead)
    return AESGCM(key).decrypt(nonce, ciphertext, aad)


# The format


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


@dataclass(frozen=True)
class FileSecrets:
    """The key and id of one file, and what follows from them and its name."""

    key: bytes
    file_id: bytes
    name: str

    @property
    def binding(self) -> bytes:
        text = self.name.encode()
        return hashlib.sha256(
            b"discreet vault v1 file\x00" + len(text).to_bytes(4, "big") + text + self.file_id
        ).digest()

    def _derived(self, label: bytes) -> bytes:
        prk = hkdf_extract(self.file_id, self.key)
        return hkdf_expand(prk, b"discreet vault v1 " + label, 32)

    def mac(self, begin: bytes) -> bytes:
        return hmac.new(self._derived(b"header"), begin, hashlib.sha256).digest()

    def chunk(self, content: bytes, number: int, *, last: bool) -> bytes:
        nonce = number.to_bytes(11, "big") + bytes([last])
        return AESGCM(self._derived(b"payload")).encrypt(nonce, content, self.binding)

    def open_chunk(self, sealed: bytes, number: int, *, last: bool) -> bytes:
        nonce = number.to_bytes(11, "big") + bytes([last])
        return AESGCM(self._derived(b"payload")).decrypt(nonce, sealed, self.binding)

    def wrap(self, public: bytes, ephemeral: bytes) -> bytes:
        info = b"discreet vault v1 wrapped key\x00" + self.binding
        return hpke_seal(public, info, self.key, ephemeral, aead=AES_256_GCM)

    def row(self, publics: Sequence[bytes], ephemerals: Sequence[bytes]) -> dict[str, Any]:
        """The header as an object."""
        return {
            "version": 1,
            "cipher": "hpke-x25519-aes256gcm-stream64k",
            "name": self.name,
            "file_id": self.file_id.hex(),
            "recipients": [
                {"key": f"dvr1-{public.hex()}", "wrapped": self.wrap(public, e).hex()}
                for public, e in zip(publics, ephemerals, strict=True)
            ],
        }

    def begin(self, body: bytes) -> bytes:
        """All that stands before the chunks, of any header body, well-formed or not."""
        begin = MAGIC + len(body).to_bytes(4, "big") + body
        return begin + self.mac(begin)

    def chunks(self, content: bytes) -> list[bytes]:
        pieces = [content[i : i + CHUNK] for i in range(0, len(content), CHUNK)] or [b""]
        return [self.chunk(p, i, last=i == len(pieces) - 1) for i, p in enumerate(pieces)]

    def seal(self, content: bytes, publics: Sequence[bytes], ephemerals: Sequence[bytes]) -> bytes:
        """A whole sealed file."""
        header = self.begin(canonical(self.row(publics, ephemerals)))
        return header + b"".join(self.chunks(content))


@dataclass(frozen=True)
class Pieces:
    """A sealed file taken apart, without a look at any key."""

    begin: bytes  # MAGIC, length and header
    mac: bytes
    chunks: tuple[bytes, ...]

    @staticmethod
    def of(sealed: bytes) -> Pieces:
        end = len(MAGIC) + 4 + int.from_bytes(sealed[len(MAGIC) :][:4], "big")
        rest = sealed[end + 32 :]
        chunks = tuple(rest[i : i + SEALED_CHUNK] for i in range(0, len(rest), SEALED_CHUNK))
        return Pieces(sealed[:end], sealed[end : end + 32], chunks)

    @property
    def header(self) -> dict[str, Any]:
        return dict(json.loads(self.begin[len(MAGIC) + 4 :]))

    def join(self) -> bytes:
        return self.begin + self.mac + b"".join(self.chunks)


def secrets_of(sealed: bytes, secret: bytes) -> FileSecrets:
    """The key and id of a file, with one recipient's secret key. Checks no MAC."""
    row, mine = Pieces.of(sealed).header, f"dvr1-{public_of(secret).hex()}"
    [wrapped] = [bytes.fromhex(r["wrapped"]) for r in row["recipients"] if r["key"] == mine]
    without = FileSecrets(bytes(32), bytes.fromhex(row["file_id"]), row["name"])
    info = b"discreet vault v1 wrapped key\x00" + without.binding
    key = hpke_open(secret, info, wrapped, aead=AES_256_GCM)
    return FileSecrets(key, without.file_id, without.name)


def open_sealed(sealed: bytes, name: str, secret: bytes) -> bytes:
    """The content of a whole, undamaged file. Raises FormatError or InvalidTag."""
    pieces = Pieces.of(sealed)
    body = pieces.begin[len(MAGIC) + 4 :]
    keys = secrets_of(sealed, secret)
    row = pieces.header
    if (
        not pieces.begin.startswith(MAGIC)
        or canonical(row) != body
        or row["version"] != 1
        or row["cipher"] != "hpke-x25519-aes256gcm-stream64k"
        or row["name"] != name
        or pieces.mac != keys.mac(pieces.begin)
        or not pieces.chunks
    ):
        raise FormatError(name)
    final = len(pieces.chunks) - 1
    opened = [keys.open_chunk(c, i, last=i == final) for i, c in enumerate(pieces.chunks)]
    if final and not opened[-1]:
        raise FormatError(f"{name}: an empty chunk after others")
    return b"".join(opened)
