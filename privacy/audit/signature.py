"""A signed report: one file that people read and that proves who made it. Pure.

The signature (Ed25519) is the file's last line; it covers every byte before that line, under a
context of its own and with the file's form, so that no other signature of that key, and no report
of another form, passes for it. Any change, of the last line too, is a failed verification.

What a signature proves is that the key's holder wrote these bytes; whose key it is, is compared
out of band.
"""

from __future__ import annotations

import re
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from privacy.errors import VerificationError
from privacy.ledger.entries import public_hex, public_key

CONTEXT = b"discreet audit report v1\x00"
MAX_REPORT_BYTES = 64 * 1024 * 1024


class Form(StrEnum):
    """What a report is written as."""

    HTML = "html"
    JSON = "json"
    YAML = "yaml"


# In JSON, which has no comments, the last line closes the object: {"report": …,⏎"signature": …}
_LINES = {
    Form.HTML: "<!-- discreet-signature v1 key={key} signature={signature} -->\n",
    Form.JSON: '"signature":{{"version":1,"key":"{key}","signature":"{signature}"}}}}\n',
    Form.YAML: "# discreet-signature v1 key={key} signature={signature}\n",
}
_PATTERNS = {
    form: re.compile(
        re.escape(line.format(key="KEY", signature="SIGNATURE"))
        .replace("KEY", "([0-9a-f]{64})")
        .replace("SIGNATURE", "([0-9a-f]{128})")
        .encode()
    )
    for form, line in _LINES.items()
}
_LINE_LENGTH = {
    form: len(line.format(key="0" * 64, signature="0" * 128)) for form, line in _LINES.items()
}


def sign(body: bytes, form: Form, key: Ed25519PrivateKey) -> bytes:
    """`body`, which ends with a line break, and the line that signs it."""
    if not body.endswith(b"\n"):
        raise ValueError("body: expected a line break at its end")
    signature = key.sign(_message(body, form)).hex()
    return body + _LINES[form].format(key=public_hex(key), signature=signature).encode()


def verify(content: bytes, form: Form) -> tuple[str, bytes]:
    """The public key (hex) that signed this file, and its body.

    Raises VerificationError unless the last line is a signature over all that stands before it.
    """
    if len(content) > MAX_REPORT_BYTES:
        raise VerificationError(f"report: expected at most {MAX_REPORT_BYTES} bytes")
    at = len(content) - _LINE_LENGTH[form]
    found = _PATTERNS[form].fullmatch(content[max(at, 0) :])
    if at <= 0 or found is None or not content[:at].endswith(b"\n"):
        raise VerificationError(f"report: expected the signature of a report in {form.upper()}")
    key, signature = found[1].decode(), bytes.fromhex(found[2].decode())
    body = content[:at]
    try:
        public_key(key).verify(signature, _message(body, form))
    except InvalidSignature as e:
        raise VerificationError(
            "report: its signature doesn't fit: it was changed since it was signed"
        ) from e
    return key, body


def _message(body: bytes, form: Form) -> bytes:
    return CONTEXT + form.encode() + b"\x00" + body
