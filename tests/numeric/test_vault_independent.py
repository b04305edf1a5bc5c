"""The sealed files' format against a second implementation, an RFC's vector and stored files."""

import io
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from support.vault_format import (
    AES_128_GCM,
    AES_256_GCM,
    FileSecrets,
    FormatError,
    Pieces,
    hpke_key_and_nonce,
    hpke_open,
    hpke_seal,
    open_sealed,
    public_of,
)
from vectors import make_vault_vectors as made

from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.keys import Identity, Recipient
from privacy.vault.stream import Sealer, unseal

SECRETS = [bytes([n]) * 32 for n in (3, 5, 7)]
IDENTITIES = [Identity.of(secret) for secret in SECRETS]
PUBLICS = [public_of(secret) for secret in SECRETS]
SIZES = [0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073]
NAMES = ["a", "store/default/train-00112233", "Ünïcode/\n\x00\U0001f512", "n" * 1_024]
STORED = sorted(made.FOLDER.glob("*.vault"))


def sealed_by_product(content: bytes, name: str, recipients: Iterable[Recipient]) -> bytes:
    target = io.BytesIO()
    sealer = Sealer(target, name, tuple(recipients))
    sealer.write(content)
    sealer.close()
    return target.getvalue()


def opened_by_product(sealed: bytes, name: str, secret: bytes) -> bytes:
    return b"".join(unseal(io.BytesIO(sealed), name, [Identity.of(secret)]))


class TestHpke:
    """RFC 9180, appendix A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base."""

    EPHEMERAL = bytes.fromhex("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736")
    SECRET = bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
    PUBLIC = bytes.fromhex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d")
    INFO = b"Ode on a Grecian Urn"
    PLAIN = b"Beauty is truth, truth beauty"
    SEALED = bytes.fromhex(
        "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
        "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
        "6d8770ac83d07bea87e13c512a"
    )

    def test_known_answer(self) -> None:
        assert public_of(self.SECRET) == self.PUBLIC
        sealed = hpke_seal(
            self.PUBLIC, self.INFO, self.PLAIN, self.EPHEMERAL, aad=b"Count-0", aead=AES_128_GCM
        )
        assert sealed == self.SEALED
        assert (
            hpke_open(self.SECRET, self.INFO, self.SEALED, aad=b"Count-0", aead=AES_128_GCM)
            == self.PLAIN
        )

    def test_known_key_schedule(self) -> None:
        shared = bytes.fromhex("fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc")
        key, nonce = hpke_key_and_nonce(shared, self.INFO, AES_128_GCM)
        assert key.hex() == "4531685d41d65f03dc48f6b8302c05b0"
        assert nonce.hex() == "56d890e5accaaf011cff4b7d"

    def test_keys_that_the_product_wraps_are_plain_hpke(self) -> None:
        wrapped = IDENTITIES[0].recipient.wrap(b"k" * 32, b"binding")
        info = b"discreet vault v1 wrapped key\x00binding"
        assert hpke_open(SECRETS[0], info, wrapped, aead=AES_256_GCM) == b"k" * 32

    def test_the_product_unwraps_plain_hpke(self) -> None:
        info = b"discreet vault v1 wrapped key\x00binding"
        wrapped = hpke_seal(PUBLICS[0], info, b"k" * 32, SECRETS[1], aead=AES_256_GCM)
        assert IDENTITIES[0].unwrap(wrapped, b"binding") == b"k" * 32


class TestFiles:
    @pytest.mark.parametrize("size", SIZES)
    def test_the_second_reader_opens_what_the_product_sealed(self, size: int) -> None:
        content = made.content(size)
        sealed = sealed_by_product(content, "a/b", (i.recipient for i in IDENTITIES))
        for secret in SECRETS:
            assert open_sealed(sealed, "a/b", secret) == content

    @pytest.mark.parametrize("size", SIZES)
    def test_the_product_opens_what_the_second_writer_sealed(self, size: int) -> None:
        content = made.content(size)
        sealed = FileSecrets(b"k" * 32, b"i" * 16, "a/b").seal(content, PUBLICS, SECRETS)
        for secret in SECRETS:
            assert opened_by_product(sealed, "a/b", secret) == content

    @pytest.mark.parametrize("name", NAMES)
    def test_names_are_bound_alike(self, name: str) -> None:
        sealed = sealed_by_product(b"content", name, [IDENTITIES[0].recipient])
        assert open_sealed(sealed, name, SECRETS[0]) == b"content"
        sealed = FileSecrets(b"k" * 32, b"i" * 16, name).seal(b"content", PUBLICS, SECRETS)
        assert opened_by_product(sealed, name, SECRETS[1]) == b"content"

    def test_both_readers_refuse_a_header_that_was_changed(self) -> None:
        """The wrapped key of one recipient for that of another: the MAC alone shows it."""
        sealed = sealed_by_product(b"content", "a", (i.recipient for i in IDENTITIES))
        pieces = Pieces.of(sealed)
        first, second, _ = (r["wrapped"].encode() for r in pieces.header["recipients"])
        changed = Pieces(pieces.begin.replace(first, second), pieces.mac, pieces.chunks).join()
        with pytest.raises(FormatError):
            open_sealed(changed, "a", SECRETS[2])
        with pytest.raises(VerificationError, match="header was changed"):
            opened_by_product(changed, "a", SECRETS[2])


class TestVectors:
    def test_they_are_what_their_script_makes(self) -> None:
        assert {path.name: path.read_bytes() for path in STORED} == made.vectors()
        assert (made.FOLDER / "key.json").read_bytes() == made.key_json()

    def test_the_key_file_says_what_it_is(self) -> None:
        row = json.loads((made.FOLDER / "key.json").read_text("utf-8"))
        assert "TEST KEY" in row["warning"]
        identity = Identity.parse(row["secret_key"])
        assert str(identity.recipient) == row["public_key"]

    @pytest.mark.parametrize("label", made.SIZES)
    def test_good_ones_open(self, label: str) -> None:
        sealed = (made.FOLDER / f"{label}.vault").read_bytes()
        content = made.content(made.SIZES[label])
        assert opened_by_product(sealed, made.NAME, made.SECRET) == content
        assert open_sealed(sealed, made.NAME, made.SECRET) == content

    @pytest.mark.parametrize("path", [p for p in STORED if "_bad_" in p.name], ids=lambda p: p.stem)
    def test_bad_ones_are_refused(self, path: Path) -> None:
        sealed = path.read_bytes()
        error = VaultKeyError if "version" in path.name else VerificationError
        with pytest.raises(error):
            opened_by_product(sealed, made.NAME, made.SECRET)
        with pytest.raises((FormatError, InvalidTag, ValueError)):
            open_sealed(sealed, made.NAME, made.SECRET)

    def test_every_kind_is_there(self) -> None:
        assert len(STORED) == 14
        assert sum(path.stat().st_size for path in STORED) < 400_000
