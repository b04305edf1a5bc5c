"""Keys of a vault and how they wrap the key of one file. Pure: no IO but the system's entropy.

HPKE (RFC 9180, base mode, single shot) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and
AES-256-GCM. Each file has a fresh key of its own, which is wrapped once for every recipient, so
that a change of recipients touches a file's header and never its data.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from privacy.errors import VaultKeyError, VerificationError

RECIPIENT_PREFIX = "dvr1-"  # discreet vault recipient: what may be shown to anybody
IDENTITY_PREFIX = "DISCREET-VAULT-KEY-1-"  # what may be shown to nobody
KEY_BYTES = 32
WRAPPED_BYTES = 32 + KEY_BYTES + 16  # encapsulated key, file key, tag

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_WRAP_CONTEXT = b"discreet vault v1 wrapped key\x00"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who may open a file, by public key (X25519, 32 bytes)."""

    public: bytes

    def __str__(self) -> str:
        return RECIPIENT_PREFIX + self.public.hex()

    @staticmethod
    def parse(text: str) -> Recipient:
        """The recipient that `str` wrote. Raises VaultKeyError."""
        public = _hex(text.strip(), RECIPIENT_PREFIX)
        if public is None:
            raise VaultKeyError(
                f"expected a public key like {RECIPIENT_PREFIX}… with 64 hexadecimal digits",
                hint="`discreet data keys show` prints one on the machine that has the key",
            )
        return Recipient(public)

    def wrap(self, file_key: bytes, binding: bytes) -> bytes:
        """`file_key` for this recipient's eyes, bound to `binding`: WRAPPED_BYTES bytes.

        Raises VaultKeyError on a public key of small order, with which X25519 hides nothing.
        """
        try:
            public = X25519PublicKey.from_public_bytes(self.public)
            return _SUITE.encrypt(file_key, public, info=_WRAP_CONTEXT + binding)
        except ValueError as e:
            raise VaultKeyError(f"{self}: expected an X25519 public key") from e


@dataclass(frozen=True, slots=True)
class Identity:
    """A private key: whoever has it opens every file that was sealed for its recipient."""

    secret: bytes = field(repr=False)
    recipient: Recipient

    @staticmethod
    def generate() -> Identity:
        """A new one from the system's entropy."""
        return Identity.of(X25519PrivateKey.generate().private_bytes_raw())

    @staticmethod
    def of(secret: bytes) -> Identity:
        """The identity of a private key of 32 bytes."""
        public = X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
        return Identity(secret, Recipient(public))

    @staticmethod
    def parse(text: str) -> Identity:
        """The identity that `to_text` wrote. Raises VaultKeyError, which doesn't quote it."""
        secret = _hex(text.strip(), IDENTITY_PREFIX)
        if secret is None:
            raise VaultKeyError(
                f"expected a secret key like {IDENTITY_PREFIX}… with 64 hexadecimal digits"
            )
        return Identity.of(secret)

    def to_text(self) -> str:
        """The secret itself, for a key file."""
        return IDENTITY_PREFIX + self.secret.hex()

    def unwrap(self, wrapped: bytes, binding: bytes) -> bytes:
        """The file key that `Recipient.wrap` wrapped. Raises VerificationError."""
        key = X25519PrivateKey.from_private_bytes(self.secret)
        try:
            file_key = _SUITE.decrypt(wrapped, key, info=_WRAP_CONTEXT + binding)
        except (InvalidTag, ValueError) as e:
            raise VerificationError("expected a key wrapped for this file, found another") from e
        if len(file_key) != KEY_BYTES:  # sealed by a stranger's program
            raise VerificationError("expected a file key of 32 bytes, found another")
        return file_key


def _hex(text: str, prefix: str) -> bytes | None:
    digits = text.removeprefix(prefix)
    if digits == text or len(digits) != 2 * KEY_BYTES or set(digits) - set("0123456789abcdef"):
        return None
    return bytes.fromhex(digits)
