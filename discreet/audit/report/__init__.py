"""The signed report of an audit: HTML for people, JSON for programs, YAML for the registry.

    verified ledgers ─► statements (privacy.audit.statement) ─► one report ─► HTML | JSON | YAML

All three say the same; the JSON is the report itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from privacy.audit.signature import MAX_REPORT_BYTES, Form, sign, verify
from privacy.audit.statement import Claims, Verified, over_owners, statement

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

VERSION = 1
KIND = "discreet-audit-report"
_FORMS = {".html": Form.HTML, ".htm": Form.HTML, ".json": Form.JSON,
          ".yaml": Form.YAML, ".yml": Form.YAML}  # fmt: skip


def form_of(path: Path) -> Form:
    """What a report's name asks for. Raises click.UsageError."""
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise click.UsageError(
            f"{path}: expected a report's name to end in .html, .json or .yaml, found "
            f"{path.suffix or 'none of them'}"
        )
    return form


def make(
    ledgers: Sequence[tuple[Verified, Claims]], *, made_ms: int, software: str
) -> dict[str, Any]:
    """The report over ledgers that were verified."""
    return {
        "version": VERSION,
        "kind": KIND,
        "made_ms": made_ms,
        "software": software,
        "ledgers": [statement(verified, claims) for verified, claims in ledgers],
        "over_owners": over_owners(verified.figures for verified, _ in ledgers),
    }


def signed(
    report: Mapping[str, Any],
    form: Form,
    key: Ed25519PrivateKey,
    language: Literal["en", "zh"],
) -> bytes:
    """The file of `report`, with its signature."""
    return sign(_body(report, form, language).encode(), form, key)


def check(path: Path) -> str:
    """The public key (hex) that signed the report in `path`. Raises VerificationError."""
    form = form_of(path)
    with path.open("rb") as file:
        content = file.read(MAX_REPORT_BYTES + 1)
    key, _ = verify(content, form)
    return key


def _body(report: Mapping[str, Any], form: Form, language: Literal["en", "zh"]) -> str:
    if form is Form.HTML:
        from discreet.audit.report.render import html

        return html(report, language)
    if form is Form.YAML:
        from discreet.audit.report.registry import yaml_text

        return yaml_text(report)
    text = json.dumps(report, ensure_ascii=False, allow_nan=False, indent=1)
    return f'{{"report":{text},\n'  # the signature's line closes it
