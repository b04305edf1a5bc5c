"""Certificates for the two ends of the exchange: an own authority, a server, a client a party.

Private keys come back as unencrypted PEM: the caller seals them. TLS says who is connected; what a
vector is trusted for is its own signature, so losing one of these keys opens no vector.
"""

from __future__ import annotations

import datetime
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from privacy import canonical
from privacy.errors import VerificationError

VERSION = 1
MAX_CREDENTIALS_BYTES = 65_536
NAME_MAX_LENGTH = 64  # characters: X.509's bound of a common name
CLOCK_SKEW = datetime.timedelta(minutes=5)  # between the parties


@dataclass(frozen=True, slots=True)
class Credentials:
    """What one end needs: its key, its certificate, and the authority of the other end's."""

    key_pem: bytes = field(repr=False)
    certificate_pem: bytes
    authority_pem: bytes

    def to_bytes(self) -> bytes:
        """All three, the private key included: to be sealed by the caller."""
        return canonical.encode(
            {
                "version": VERSION,
                "key": self.key_pem.decode(),
                "certificate": self.certificate_pem.decode(),
                "authority": self.authority_pem.decode(),
            }
        )

    @staticmethod
    def from_bytes(content: bytes) -> Credentials:
        """What `to_bytes` wrote. Raises VerificationError."""
        row = canonical.decode(content, "credentials", max_length=MAX_CREDENTIALS_BYTES)
        fields = [row.get(name) for name in ("key", "certificate", "authority")]
        if row.get("version") != VERSION or not all(isinstance(text, str) for text in fields):
            raise VerificationError(f"credentials: expected those of version {VERSION}")
        return Credentials(*(str(text).encode() for text in fields))


@dataclass(frozen=True, slots=True)
class Authority:
    """A key that signs certificates, and its own."""

    key_pem: bytes = field(repr=False)
    certificate_pem: bytes

    @staticmethod
    def make(name: str = "discreet exchange", *, days: int = 3650) -> Authority:
        """A new authority. Raises ValueError: a bad name or number of days."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(name)
        signs = x509.KeyUsage(
            **_NO_USAGE | {"key_cert_sign": True, "crl_sign": True, "digital_signature": True}
        )
        certificate = (
            _builder(subject, subject, key.public_key(), key.public_key(), (days, None))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(signs, critical=True)
            .sign(key, hashes.SHA256())
        )
        return Authority(_private(key), certificate.public_bytes(serialization.Encoding.PEM))

    def server(
        self,
        hosts: Sequence[str],
        *,
        name: str = "coordinator",
        days: int = 365,
        now: datetime.datetime | None = None,
    ) -> Credentials:
        """For a server that is reached under `hosts`: IP addresses and DNS names, at least one.

        `now` is when validity begins, less CLOCK_SKEW. Raises ValueError.
        """
        if not hosts:
            raise ValueError("hosts: expected at least one address or name")
        names = x509.SubjectAlternativeName([_host(host) for host in hosts])
        return self._issue(name, ExtendedKeyUsageOID.SERVER_AUTH, days, now, names)

    def client(
        self, name: str, *, days: int = 365, now: datetime.datetime | None = None
    ) -> Credentials:
        """For a party; the server is told `name` as the peer. Raises ValueError."""
        return self._issue(name, ExtendedKeyUsageOID.CLIENT_AUTH, days, now, None)

    def _issue(
        self,
        name: str,
        purpose: x509.ObjectIdentifier,
        days: int,
        now: datetime.datetime | None,
        hosts: x509.SubjectAlternativeName | None,
    ) -> Credentials:
        authority = serialization.load_pem_private_key(self.key_pem, None)
        if not isinstance(authority, ec.EllipticCurvePrivateKey):
            raise ValueError("authority: expected an elliptic curve key")
        issuer = x509.load_pem_x509_certificate(self.certificate_pem).subject
        key = ec.generate_private_key(ec.SECP256R1())
        usage = x509.KeyUsage(**_NO_USAGE | {"digital_signature": True})
        builder = (
            _builder(_name(name), issuer, key.public_key(), authority.public_key(), (days, now))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            # One for each end: a server's certificate doesn't pass for a party's.
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        )
        if hosts is not None:
            builder = builder.add_extension(hosts, critical=False)
        certificate = builder.sign(authority, hashes.SHA256())
        return Credentials(
            _private(key),
            certificate.public_bytes(serialization.Encoding.PEM),
            self.certificate_pem,
        )


_NO_USAGE = dict.fromkeys(
    (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ),
    False,
)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    issuer_key: ec.EllipticCurvePublicKey,
    validity: tuple[int, datetime.datetime | None],  # days, and when they begin
) -> x509.CertificateBuilder:
    days, now = validity
    if days < 1:
        raise ValueError(f"days: expected at least 1, found {days}")
    begin = now or datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin - CLOCK_SKEW)
        .not_valid_after(begin + datetime.timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False
        )
    )


def _name(name: str) -> x509.Name:
    if not 1 <= len(name) <= NAME_MAX_LENGTH or not name.isprintable():
        raise ValueError(f"name: expected 1 to {NAME_MAX_LENGTH} printable characters")
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
