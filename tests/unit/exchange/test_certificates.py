"""Certificates: what they say, and that their keys don't show."""

from __future__ import annotations

import datetime
import ipaddress

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from exchange.certificates import Authority, Credentials

AUTHORITY = Authority.make()


def parsed(credentials: Credentials) -> x509.Certificate:
    return x509.load_pem_x509_certificate(credentials.certificate_pem)


def test_a_server_is_named_by_its_hosts() -> None:
    certificate = parsed(AUTHORITY.server(["127.0.0.1", "::1", "exchange.example.org"], days=7))
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["exchange.example.org"]
    assert set(names.get_values_for_type(x509.IPAddress)) == {
        ipaddress.ip_address("127.0.0.1"),
        ipaddress.ip_address("::1"),
    }
    life = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    assert life == datetime.timedelta(days=7, minutes=5)


def test_a_client_is_named_by_its_party() -> None:
    credentials = AUTHORITY.client("Banca d'Été")
    certificate = parsed(credentials)
    assert certificate.subject.rfc4514_string() == "CN=Banca d'Été"
    usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.CLIENT_AUTH]
    certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(credentials.authority_pem))
    key = serialization.load_pem_private_key(credentials.key_pem, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    assert isinstance(key.curve, ec.SECP256R1)
    assert key.public_key() == certificate.public_key()


def test_private_keys_do_not_show() -> None:
    for secret in (AUTHORITY, AUTHORITY.client("a")):
        assert "PRIVATE" not in repr(secret)
        assert "key_pem" not in repr(secret)


@pytest.mark.parametrize("name", ["", "a" * 65, "a\nb", "a\0"])
def test_bad_names(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        AUTHORITY.client(name)


def test_bad_hosts_and_days() -> None:
    with pytest.raises(ValueError, match="hosts"):
        AUTHORITY.server([])
    with pytest.raises(ValueError, match="days"):
        AUTHORITY.client("a", days=0)
