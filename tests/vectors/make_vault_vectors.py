"""Makes `vault/v1`: sealed files that every later version must open or refuse as this one does.

From the folder `tests`: python -m vectors.make_vault_vectors

Uses `support.vault_format` alone, with all randomness from a formula: two runs give the same
bytes. The secret key is published here. It's for tests and protects nothing.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from support.vault_format import MAGIC, FileSecrets, Pieces, canonical, public_of

FOLDER = Path(__file__).parent / "vault" / "v1"
NAME = "vectors/content"
SECRET = hashlib.sha256(b"discreet test key: not for data").digest()
SIZES = {"empty": 0, "one_byte": 1, "one_chunk": 65_536, "two_chunks": 65_537}


def content(size: int) -> bytes:
    """The plain content of a good vector: SHA-256 of 0, 1, 2, …, cut off at `size`."""
    blocks = (hashlib.sha256(i.to_bytes(8, "big")).digest() for i in range(size // 32 + 1))
    return b"".join(blocks)[:size]


def secrets(label: str, *, name: str = NAME) -> FileSecrets:
    return FileSecrets(_drawn(f"{label} key"), _drawn(f"{label} id")[:16], name)


def sealed(label: str, plain: bytes, *, name: str = NAME) -> bytes:
    return secrets(label, name=name).seal(
        plain, [public_of(SECRET)], [_drawn(f"{label} ephemeral")]
    )


def vectors() -> dict[str, bytes]:
    """File names and contents. What must be refused has `_bad_` in its name."""
    made = {label: sealed(label, content(size)) for label, size in SIZES.items()}
    small, large = made["one_byte"], made["two_chunks"]
    begin, chunks = Pieces.of(small).begin, Pieces.of(large).chunks
    size = len(begin)
    keys = secrets("trailing")
    row = secrets("version").row([public_of(SECRET)], [_drawn("version ephemeral")])
    before = keys.begin(canonical(keys.row([public_of(SECRET)], [_drawn("trailing ephemeral")])))
    version = canonical(row | {"version": 2})
    made |= {
        "one_byte_bad_bit_in_header": _flipped(small, _wrapped_digit(begin)),
        "one_byte_bad_bit_in_mac": _flipped(small, size),
        "one_byte_bad_bit_in_chunk": _flipped(small, size + 32),
        "one_byte_bad_last_chunk_cut": small[:-1],
        "one_byte_bad_name": sealed("name", content(1), name="vectors/other"),
        "one_byte_bad_version": secrets("version").begin(version)
        + secrets("version").chunk(content(1), 0, last=True),
        "one_byte_bad_header_length": MAGIC + (32 * 1024 + 1).to_bytes(4, "big") + small[20:],
        "two_chunks_bad_last_chunk_missing": large[: -len(chunks[-1])],
        "two_chunks_bad_swapped": large[: -sum(map(len, chunks))] + chunks[1] + chunks[0],
        "one_chunk_bad_empty_chunk_follows": before
        + keys.chunk(content(65_536), 0, last=False)
        + keys.chunk(b"", 1, last=True),
    }
    return {f"{label}.vault": value for label, value in made.items()}


def key_json() -> bytes:
    row = {
        "warning": "A TEST KEY, published: it protects nothing. Never seal data for it.",
        "secret_key": f"DISCREET-VAULT-KEY-1-{SECRET.hex()}",
        "public_key": f"dvr1-{public_of(SECRET).hex()}",
        "name": NAME,
        "content": "SHA-256 of the 8-byte big-endian numbers 0, 1, 2, …, cut off at the size",
        "sizes": SIZES,
    }
    return (json.dumps(row, indent=1, ensure_ascii=False) + "\n").encode()


def _drawn(label: str) -> bytes:
    return hashlib.sha256(b"discreet vault vector " + label.encode()).digest()


def _flipped(sealed: bytes, place: int) -> bytes:
    return sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]


def _wrapped_digit(begin: bytes) -> int:
    """The first digit of the wrapped key that stays one when its lowest bit changes."""
    start = begin.index(b'"wrapped":"') + len(b'"wrapped":"')
    return next(i for i in range(start, len(begin)) if chr(begin[i] ^ 1) in "0123456789abcdef")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "key.json").write_bytes(key_json())
    for name, value in vectors().items():
        (FOLDER / name).write_bytes(value)


if __name__ == "__main__":
    main()
