"""The vault beside raw AES-256-GCM over the same chunks, and beside Fernet.

    python bench/vault.py [--short] [--json]

Both sides of a ratio work on the same bytes in memory, in turn, on one thread. `sealed_file` writes
and syncs a real file, which is the disk's figure as much as the vault's.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from figures import Figures, alternate, figure, main

from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from privacy.vault.stream import CHUNK_BYTES, Sealer, unseal

PIECE = 1 << 20  # bytes handed over at once


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(short: bool) -> Figures:
    size = (16 if short else 128) << 20
    times = 3 if short else 7
    content, identity = os.urandom(size), Identity.generate()
    raw, fernet = AESGCM(os.urandom(32)), Fernet(Fernet.generate_key())
    target = io.BytesIO(bytes(size + size // CHUNK_BYTES * 16 + 65536))

    def seal() -> None:
        target.seek(0)
        sealer = Sealer(target, "bench/file", [identity.recipient])
        for begin in range(0, size, PIECE):
            sealer.write(content[begin : begin + PIECE])
        sealer.close()
        target.truncate()

    def seal_raw() -> None:
        for number, begin in enumerate(range(0, size, CHUNK_BYTES)):
            raw.encrypt(number.to_bytes(12, "big"), content[begin : begin + CHUNK_BYTES], None)

    def open_() -> None:
        target.seek(0)
        for _ in unseal(target, "bench/file", [identity]):
            pass

    sealed = [
        raw.encrypt(number.to_bytes(12, "big"), content[begin : begin + CHUNK_BYTES], None)
        for number, begin in enumerate(range(0, size, CHUNK_BYTES))
    ]

    def open_raw() -> None:
        for number, chunk in enumerate(sealed):
            raw.decrypt(number.to_bytes(12, "big"), chunk, None)

    token = fernet.encrypt(content)
    figures: Figures = {}
    for name, ours, theirs, least, how in (
        ("seal_over_raw", seal, seal_raw, 0.25, "rate over AES-256-GCM of the same chunks"),
        ("open_over_raw", open_, open_raw, 0.25, "rate over AES-256-GCM of the same chunks"),
        ("seal_over_fernet", seal, lambda: fernet.encrypt(content), 3.0, "rate over Fernet"),
        ("open_over_fernet", open_, lambda: fernet.decrypt(token), 3.0, "rate over Fernet"),
    ):
        mine, other, ratio = alternate(
            lambda work=theirs: timed(work), lambda work=ours: timed(work), times
        )
        rates = f"{size / other / 1e6:.0f} against {size / mine / 1e6:.0f} MB/s"
        figures[name] = figure(ratio, "x", least, "higher", f"{how}: {rates}")
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        vault = Vault(Path(folder), Keyring((identity,)), "bench")
        seconds = sorted(timed(lambda: vault.write_bytes("file", content)) for _ in range(3))[1]
        overhead = vault.path("file").stat().st_size / size - 1
    how = f"median of 3, {size >> 20} MiB, written and synced"
    figures["sealed_file"] = figure(size / seconds / 1e6, "MB/s", 0, "higher", how)
    figures["growth"] = figure(100 * overhead, "%", 1, "lower", "of the file's size")
    return figures


if __name__ == "__main__":
    main(__doc__, measure)
