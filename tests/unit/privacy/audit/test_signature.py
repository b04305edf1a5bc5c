"""A report changed by one character fails; so does one of another form or with a line more."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import OWNER, PUBLIC, STRANGER

from privacy.audit.signature import Form, sign, verify
from privacy.errors import VerificationError

BODIES = {
    Form.HTML: "<!DOCTYPE html>\n<p>ε ≤ 7.48</p>\n".encode(),
    Form.JSON: b'{"report":{"epsilon":7.48},\n',
    Form.YAML: b"epsilon: 7.48\n",
}


@pytest.mark.parametrize("form", Form)
def test_every_changed_byte_is_noticed(form: Form) -> None:
    content = sign(BODIES[form], form, OWNER)
    assert verify(content, form) == (PUBLIC, BODIES[form])
    for at in range(len(content)):
        for value in (content[at] ^ 1, content[at] ^ 32, 0):
            changed = content[:at] + bytes([value]) + content[at + 1 :]
            if changed != content:
                with pytest.raises(VerificationError):
                    verify(changed, form)
        with pytest.raises(VerificationError):
            verify(content[:at] + content[at + 1 :], form)
        with pytest.raises(VerificationError):
            verify(content[:at] + b" " + content[at:], form)
    with pytest.raises(VerificationError):
        verify(content + b"\n", form)


@pytest.mark.parametrize("form", Form)
def test_a_report_is_of_its_form_alone(form: Form) -> None:
    content = sign(BODIES[form], form, OWNER)
    for other in set(Form) - {form}:
        with pytest.raises(VerificationError):
            verify(content, other)


def test_two_signatures_cover_each_other() -> None:
    """A second line is over the first one too; neither can be taken for the whole."""
    once = sign(BODIES[Form.YAML], Form.YAML, OWNER)
    twice = sign(once, Form.YAML, STRANGER)
    assert verify(twice, Form.YAML)[1] == once
    lines = twice.splitlines(keepends=True)
    with pytest.raises(VerificationError):
        verify(b"".join([*lines[:-2], lines[-1], lines[-2]]), Form.YAML)


def test_signed_json_is_json() -> None:
    value = json.loads(sign(BODIES[Form.JSON], Form.JSON, OWNER))
    assert value["report"] == {"epsilon": 7.48}
    assert value["signature"]["key"] == PUBLIC


def test_a_body_ends_with_a_line_break() -> None:
    with pytest.raises(ValueError, match="line break"):
        sign(b"x", Form.HTML, OWNER)


@given(st.binary(max_size=600), st.sampled_from(Form))
def test_any_bytes_are_refused(content: bytes, form: Form) -> None:
    with pytest.raises(VerificationError):
        verify(content, form)
