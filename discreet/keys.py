"""`discreet data keys`: the keys of this user's vault."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from discreet.output import note, result, result_json
from privacy.errors import VaultKeyError

if TYPE_CHECKING:
    from privacy.vault.keyring import Keyring

HELP = "The keys that open what is sealed here."
app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def keyring() -> Keyring:
    """The keys in use, to open what is there. Asks for a passphrase if it must."""
    from privacy.vault import keyring as keyrings

    return keyrings.load(ask=_ask)


def keyring_to_seal() -> Keyring:
    """The keys in use; a first use makes one and says where."""
    from privacy.vault import keyring as keyrings

    found, made = keyrings.load_or_create(ask=_ask)
    if made:
        note(f"made a vault key, {found.path}: keep a copy; what it seals opens with it alone")
    return found


def unlock() -> None:
    """Ask once for the passphrase of a key file that has one, for all parties of this process."""
    from privacy.vault import keyring as keyrings

    if os.environ.get(keyrings.KEY_VARIABLE) or not keyrings.key_file().exists():
        return
    passphrase = keyrings.load(ask=_ask).passphrase
    if passphrase is not None:
        os.environ[keyrings.PASSPHRASE_VARIABLE] = passphrase


@app.callback()
def group() -> None:
    """The keys that open what is sealed here."""


@app.command()
def new(
    *,
    passphrase: Annotated[
        bool, typer.Option("--passphrase", help="Seal the key file with a passphrase.")
    ] = False,
    json_: Json = False,
) -> None:
    """Make this user's vault key, in $DISCREET_HOME/keys/vault.key (mode 0600)."""
    from privacy.vault import keyring as keyrings

    given = os.environ.get(keyrings.PASSPHRASE_VARIABLE)
    made = keyrings.create(passphrase=_ask_twice() if passphrase else given)
    _say(made, json_=json_)


@app.command()
def show(*, json_: Json = False) -> None:
    """Show the public key and who else may open what is sealed from now on."""
    from privacy.vault import keyring as keyrings

    _say(keyrings.load(ask=_ask), json_=json_)


@app.command()
def rotate(
    *,
    paths: Annotated[list[Path] | None, typer.Argument()] = None,
    forget_old: Annotated[
        bool,
        typer.Option(
            "--forget-old", help="Drop older keys afterwards: what isn't in PATHS stays shut."
        ),
    ] = False,
    json_: Json = False,
) -> None:
    """Make a new key and let it open what the old one opened. Data is not encrypted anew.

    PATHS are stores, run directories or files beside $DISCREET_HOME itself. Older keys stay in the
    key file, for what lies elsewhere, until --forget-old. Whoever copied files and the old key can
    still read those copies: seal new files for what must be safe from them.
    """
    from privacy.vault import keyring as keyrings

    with keyrings.changing():
        rotated = keyrings.load(ask=_ask).rotated()
        rotated.save()  # first: whatever happens next, both keys are there
        skipped = _rewrap(rotated, paths or [])
        if forget_old and skipped:
            raise VaultKeyError(
                f"{skipped[0]}: expected a file that these keys open, found another: no key was "
                "forgotten",
                hint="bring a good copy back, or leave it out of PATHS, and forget again",
            )
        if forget_old:
            with keyrings.nobody_uses():
                rotated = rotated.forgotten()
                rotated.save()
    _say(rotated, json_=json_)


@app.command("add-recipient")
def add_recipient(
    *,
    key: Annotated[str, typer.Argument()],
    paths: Annotated[list[Path] | None, typer.Argument()] = None,
    json_: Json = False,
) -> None:
    """Let KEY, a public key like dvr1-…, open records: those in PATHS, and all from now on.

    Signing keys and checkpoints stay this user's alone.
    """
    from privacy.vault import keyring as keyrings
    from privacy.vault.keys import Recipient

    with keyrings.changing():
        widened = keyrings.load(ask=_ask).with_recipient(Recipient.parse(key))
        widened.save()
        _rewrap(widened, paths or [])
    _say(widened, json_=json_)


@app.command("remove-recipient")
def remove_recipient(
    *,
    key: Annotated[str, typer.Argument()],
    paths: Annotated[list[Path] | None, typer.Argument()] = None,
    json_: Json = False,
) -> None:
    """Seal no more for KEY, and take it off what is in PATHS. What it has read, it has read."""
    from privacy.vault import keyring as keyrings
    from privacy.vault.keys import Recipient

    with keyrings.changing():
        narrowed = keyrings.load(ask=_ask).without_recipient(Recipient.parse(key))
        narrowed.save()
        _rewrap(narrowed, paths or [])
    _say(narrowed, json_=json_)


def _rewrap(keyring: Keyring, paths: list[Path]) -> list[Path]:
    """Wrap every sealed file under `paths` and in $DISCREET_HOME for those whom it is meant for.

    Returns the files that are called sealed and don't open: damaged ones, and others' own.
    """
    from privacy.errors import PrivacyError
    from privacy.vault import keyring as keyrings
    from privacy.vault.files import SUFFIX, is_sealed, rewrap, sealed_files

    roots = (keyrings.home(), *paths)
    files = dict.fromkeys(file.resolve() for root in roots for file in sealed_files(root))
    changed = 0
    skipped = [
        path
        for root in roots
        for path in sorted(root.rglob(f"*{SUFFIX}"))
        if not path.name.startswith(".") and not is_sealed(path)
    ]
    for file in files:
        try:
            changed += rewrap(file, keyring)
        except FileNotFoundError:
            pass  # its store replaced it meanwhile
        except PrivacyError:
            skipped.append(file)
    note(f"{changed} of {len(files)} sealed files were wrapped anew")
    for path in skipped:
        note(f"{path}: these keys don't open it; it was left as it is")
    return skipped


def _say(keyring: Keyring, *, json_: bool) -> None:
    if json_:
        result_json(
            {
                "path": None if keyring.path is None else str(keyring.path),
                "public_key": str(keyring.recipients[0]),
                "recipients": [str(recipient) for recipient in keyring.others],
                "older_keys": len(keyring.identities) - 1,
                "passphrase": keyring.passphrase is not None,
            }
        )
        return
    note(f"keys: {keyring.path or 'from the environment'}")
    result(str(keyring.recipients[0]))
    for recipient in keyring.others:
        result(f"{recipient} (may also open)")


def _ask() -> str:
    return str(typer.prompt("Passphrase of the vault key", hide_input=True, err=True))


def _ask_twice() -> str:
    from privacy.vault import keyring as keyrings

    if given := os.environ.get(keyrings.PASSPHRASE_VARIABLE):
        return given
    return str(typer.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True))
