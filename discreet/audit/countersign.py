"""`discreet audit countersign`: an auditor holds heads of owners' ledgers."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from discreet import keys
from discreet.audit.reports import AUDITOR_FOLDER
from discreet.audit.verify import UNVERIFIED, code_of, files
from discreet.output import fail, note, result, result_json


def command(
    *,
    sources: Annotated[list[Path], typer.Argument()],
    owner_key: Annotated[
        list[str] | None,
        typer.Option(
            help="An owner's public key, or its file, that you got by a way you trust. May be "
            "given once for each owner; needed where an owner has changed its key."
        ),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Take ledgers that were never countersigned here.")
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option(
            help="Where this auditor's key and heads are [$DISCREET_HOME/auditor].",
            show_default=False,
        ),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Countersign ledgers and keep their heads, so that nobody can rewrite their past unnoticed.

    SOURCES are receipts that owners made with `discreet client ledger head`, which tell nothing but
    a size and a time, or ledgers, owners' folders or run directories. A ledger that doesn't
    continue what was countersigned before is refused, even if its owner and its coordinator signed
    it. `discreet audit LEDGER --heads` then checks against the heads that are kept.
    """
    from privacy.audit.countersign import Countersigned, countersign
    from privacy.errors import PrivacyError
    from privacy.ledger.anchor import HEADS_FILE
    from privacy.ledger.entries import public_hex
    from privacy.ledger.witness import Witness
    from privacy.vault import signing
    from privacy.vault.atomic import locked_folder
    from privacy.vault.keyring import home

    owner_keys = [signing.read_public(text) for text in owner_key or []]
    paths = files(sources)
    place = folder or home() / AUDITOR_FOLDER
    place.mkdir(parents=True, exist_ok=True)
    found: list[Countersigned] = []
    failed: list[dict[str, Any]] = []
    code = 0
    keyring = keys.keyring_to_seal()
    key = signing.load_or_create(place, keyring, signing.AUDITOR)
    # Two processes could else countersign two continuations of one past.
    with locked_folder(place):
        witness = Witness(place, key)
        for path in paths:
            try:
                found.append(countersign(path, witness, owner_keys=owner_keys, new=new))
            except PrivacyError as error:
                kind = code_of(error)
                code = max(code, kind)
                failed.append({"path": str(path), "status": "failed", "error": str(error)})
                hint = "nothing of it was countersigned" if kind == UNVERIFIED else None
                fail(kind, str(error), error.hint or hint)
    if json_:
        result_json(
            {
                "version": 1,
                "auditor_key": public_hex(key),
                "heads": str(place / HEADS_FILE),
                "countersigned": [asdict(one) for one in found],
                "failed": failed,
            }
        )
        return code
    for one in found:
        _print(one)
    if not found:
        return code
    note(f"heads are kept in {place / HEADS_FILE}; this auditor's public key:")
    result(public_hex(key))
    return code


def _print(one: Any) -> None:
    head = one.head.head
    news = head.size - one.before
    result(f"{one.source}")
    what = f"ledger {head.ledger[:16]}…, owner's key {head.owner_key[:16]}…"
    if not news:
        result(f"  {what}: nothing new, {head.size} entries were countersigned before")
    elif one.before:
        result(f"  {what}: {head.size} entries countersigned, {one.before} of them before")
    else:
        result(f"  {what}: {head.size} entries countersigned, for the first time")
    if one.entries is not None and one.entries > head.size:
        result(
            f"  note: its owner signed no head over the last {one.entries - head.size} of "
            f"{one.entries} entries; `discreet client ledger head` makes one"
        )
    result(f"  next receipt: discreet client ledger head --since {head.size}")
