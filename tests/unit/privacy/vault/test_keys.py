"""X25519 identities and recipients, and the wrapping of one file's key."""

import logging

import pytest

from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.keys import IDENTITY_PREFIX, RECIPIENT_PREFIX, WRAPPED_BYTES, Identity, Recipient

KEY = bytes(range(32))
ONE, TWO = Identity.of(b"1" * 32), Identity.of(b"2" * 32)
P = (1 << 255) - 19
ORDER_8 = (
    0x00B8495F16056286FDB1329CEB8D09DA6AC49FF1FAE35616AEB8413B7C7AEBE0,
    0x57119FD0DD4E22D8868E1C58C45C44045BEF839C55B1D0B1248C50A3BC959C5F,
)
TOP_BIT = 1 << 255
SMALL_ORDER = [
    (u | top).to_bytes(32, "little")
    for u in (0, 1, *ORDER_8, P - 1, P, P + 1)
    for top in (0, TOP_BIT)
]


class TestText:
    def test_known_key_pair(self) -> None:
        """RFC 7748, section 6.1: Alice's keys."""
        private = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"
        public = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
        identity = Identity.parse(f"DISCREET-VAULT-KEY-1-{private}")
        assert str(identity.recipient) == f"dvr1-{public}"

    def test_round_trip(self) -> None:
        identity = Identity.generate()
        assert Identity.parse(identity.to_text()) == identity
        assert Recipient.parse(str(identity.recipient)) == identity.recipient
        assert Identity.parse(f" {identity.to_text()}\n") == identity

    def test_each_is_another(self) -> None:
        assert len({Identity.generate().secret for _ in range(50)}) == 50

    @pytest.mark.parametrize(
        "digits",
        ["", "0" * 62, "0" * 63, "0" * 65, "A" * 64, "g" * 64, "0" * 63 + "٣", " " + "0" * 63],
    )
    def test_other_digits_are_refused(self, digits: str) -> None:
        with pytest.raises(VaultKeyError, match="expected a public key"):
            Recipient.parse(RECIPIENT_PREFIX + digits)
        with pytest.raises(VaultKeyError, match="expected a secret key"):
            Identity.parse(IDENTITY_PREFIX + digits)

    @pytest.mark.parametrize("prefix", ["", "dvr1", "DVR1-", "dvr2-", "dvr1-dvr1-"])
    def test_other_prefixes_are_refused(self, prefix: str) -> None:
        with pytest.raises(VaultKeyError):
            Recipient.parse(prefix + "0" * 64)
        with pytest.raises(VaultKeyError):
            Identity.parse(prefix + "0" * 64)

    def test_a_public_key_and_a_secret_one_are_not_mistaken(self) -> None:
        with pytest.raises(VaultKeyError) as refusal:
            Recipient.parse(ONE.to_text())
        assert ONE.secret.hex() not in str(refusal.value) + str(refusal.value.hint)
        with pytest.raises(VaultKeyError):
            Identity.parse(str(ONE.recipient))

    def test_a_malformed_secret_is_not_quoted(self) -> None:
        text = ONE.to_text() + "0"
        with pytest.raises(VaultKeyError) as refusal:
            Identity.parse(text)
        assert "31313131" not in f"{refusal.value!r} {refusal.value.hint}"


class TestSecrecy:
    def test_nothing_shows_the_secret(self, caplog: pytest.LogCaptureFixture) -> None:
        logging.getLogger("test").warning("%s %r %s", ONE, ONE, [ONE])
        shown = caplog.text + repr(ONE) + str(ONE) + f"{ONE}"
        assert "1" * 32 not in shown and ONE.secret.hex() not in shown
        assert not hasattr(ONE, "__dict__")


class TestWrap:
    def test_round_trip(self) -> None:
        wrapped = ONE.recipient.wrap(KEY, b"file 1")
        assert len(wrapped) == WRAPPED_BYTES
        assert ONE.unwrap(wrapped, b"file 1") == KEY

    def test_each_wrapping_is_another(self) -> None:
        wrapped = [ONE.recipient.wrap(KEY, b"") for _ in range(20)]
        assert len({w[:32] for w in wrapped}) == len({w[32:] for w in wrapped}) == 20

    def test_another_identity_or_file_is_refused(self) -> None:
        wrapped = ONE.recipient.wrap(KEY, b"file 1")
        for identity, binding in ((TWO, b"file 1"), (ONE, b"file 2"), (ONE, b"")):
            with pytest.raises(VerificationError, match="wrapped for this file"):
                identity.unwrap(wrapped, binding)

    def test_every_changed_bit_is_refused(self) -> None:
        """Also the top bit of the encapsulated key, which X25519 itself ignores."""
        wrapped = ONE.recipient.wrap(KEY, b"")
        for bit in range(8 * len(wrapped)):
            changed = bytearray(wrapped)
            changed[bit // 8] ^= 1 << bit % 8
            with pytest.raises(VerificationError):
                ONE.unwrap(bytes(changed), b"")

    @pytest.mark.parametrize("size", [0, 1, 31, 32, 33, 47, 48, 79, 81, 1000])
    def test_other_lengths_are_refused(self, size: int) -> None:
        wrapped = (ONE.recipient.wrap(KEY, b"") * 13)[:size]
        with pytest.raises(VerificationError):
            ONE.unwrap(wrapped, b"")

    @pytest.mark.parametrize("size", [0, 16, 31, 33])
    def test_file_keys_of_other_lengths_are_refused(self, size: int) -> None:
        wrapped = ONE.recipient.wrap(bytes(size), b"")
        with pytest.raises(VerificationError, match="32 bytes"):
            ONE.unwrap(wrapped, b"")

    @pytest.mark.parametrize("public", SMALL_ORDER, ids=bytes.hex)
    def test_small_order_keys_are_refused(self, public: bytes) -> None:
        """With one of these the shared secret is zero, and anybody could open the file."""
        with pytest.raises(VaultKeyError, match="expected an X25519 public key"):
            Recipient(public).wrap(KEY, b"")
        with pytest.raises(VerificationError):
            ONE.unwrap(public + ONE.recipient.wrap(KEY, b"")[32:], b"")

    @pytest.mark.parametrize("size", [0, 31, 33])
    def test_public_keys_of_other_lengths_are_refused(self, size: int) -> None:
        with pytest.raises(VaultKeyError):
            Recipient(bytes(size)).wrap(KEY, b"")
