"""The `discreet` command. Only light modules are imported here; commands import what they need."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Sequence
from typing import Annotated, NoReturn

import click
import typer

import client.errors
import privacy.errors
import qa.errors
import server.errors
import simulations.errors
from discreet import __version__, audit, client_group, data, plan, simulate
from discreet.output import fail

EXIT_FAILED, EXIT_USAGE, EXIT_REFUSED, EXIT_UNVERIFIED = 1, 2, 3, 4
EXIT_INTERRUPTED = 130

_OPTIONS = "discreet simulate --help names the options, and --print-config prints every key"
_FORMATS = "SQuAD 1.1 or 2.0 (JSON), or JSON Lines with context, question and answers in each line"
_POLICY = "`discreet client policy` prints what this owner allows"
_DAMAGED = "nothing was written; bring a good copy back, or try again"
_KEYS = "`discreet data keys --help`; $DISCREET_HOME says where keys are looked for"
_STORE = "`discreet data prepare SOURCE --to STORE` makes a store of records"
_MODELS = "use 'minilm', the path of a model folder or a hub name"

# The first class that an error is an instance of decides on the exit code (design §7), and on the
# hint where the error has none.
EXIT_CODES: tuple[tuple[type[Exception], int, str | None], ...] = (
    (privacy.errors.BudgetExceededError, EXIT_REFUSED, None),
    (server.errors.RefusedError, EXIT_REFUSED, None),
    (server.errors.UnverifiedError, EXIT_UNVERIFIED, None),
    (client.errors.PolicyError, EXIT_REFUSED, _POLICY),
    (privacy.errors.VerificationError, EXIT_UNVERIFIED, _DAMAGED),
    (privacy.errors.RuleError, EXIT_REFUSED, _POLICY),
    (privacy.errors.RoundLostError, EXIT_FAILED, None),
    (privacy.errors.ProtocolError, EXIT_UNVERIFIED, None),
    (privacy.errors.LedgerUnavailableError, EXIT_FAILED, _DAMAGED),
    (privacy.errors.LedgerExistsError, EXIT_REFUSED, None),
    (privacy.errors.LedgerVersionError, EXIT_USAGE, None),
    (privacy.errors.VaultKeyError, EXIT_USAGE, _KEYS),
    (privacy.errors.InvalidPlanError, EXIT_USAGE, _OPTIONS),
    (qa.errors.DataError, EXIT_USAGE, _FORMATS),
    (qa.errors.ModelError, EXIT_USAGE, _MODELS),
    (qa.errors.QaError, EXIT_USAGE, None),
    (client.errors.PolicyFileError, EXIT_USAGE, _POLICY),
    (client.errors.OwnerFileError, EXIT_USAGE, _POLICY),
    (client.errors.StoreError, EXIT_USAGE, _STORE),
    (simulations.errors.ScenarioError, EXIT_USAGE, _OPTIONS),
    (server.errors.JobError, EXIT_USAGE, _OPTIONS),
    (server.errors.ServerError, EXIT_FAILED, None),
    (simulations.errors.SimulationError, EXIT_FAILED, None),
)

app = typer.Typer(
    help="Train one question-answering model across owners who may not share their text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("simulate")(simulate.command)
app.command("plan")(plan.command)
app.add_typer(data.app, name="data")
app.add_typer(client_group.app, name="client")
app.add_typer(audit.app, name="audit")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"discreet {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it and exit.")
    ] = False,
) -> None:
    """Train one question-answering model across owners who may not share their text."""


def main() -> NoReturn:
    """Run the command line and exit with a code of design §7."""
    # A terminated run cleans up as an interrupted one does: its workspace is of no use to anybody.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # of libraries; `python -W default -m discreet` shows them
    code = run(sys.argv[1:])
    if code == EXIT_INTERRUPTED:
        # Owners may still be in the middle of a step. Everything that counts is on disk.
        sys.stdout.flush()
        os._exit(code)
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Errors are said on stderr, defects raised."""
    try:
        code = app(list(arguments), standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        typer.echo(error.format_message(), err=True)
        return EXIT_USAGE
    except click.ClickException as error:
        message = _lower(error.format_message().strip().rstrip("."))
        return fail(EXIT_USAGE, message, _usage_hint(error))
    except (KeyboardInterrupt, click.Abort):
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    except Exception as error:
        return _known(error)
    if code == EXIT_INTERRUPTED:  # typer makes it of Ctrl-C, and says nothing
        command = simulate.resume_hint()
        hint = f"go on with: {command}" if command else "nothing was left behind"
        return fail(code, "interrupted", hint)
    return code or 0


def _known(error: Exception) -> int:
    for kind, code, default in EXIT_CODES:
        if isinstance(error, kind):
            hint = getattr(error, "hint", None) or default
            if code == EXIT_FAILED and (command := simulate.resume_hint()):
                hint = f"{hint}; go on with: {command}" if hint else f"go on with: {command}"
            return fail(code, str(error), hint)
    if isinstance(error, ModuleNotFoundError):
        return fail(
            EXIT_USAGE,
            f"this command needs the module {error.name}, which is not installed",
            "pip install 'discreet[simulate]'",
        )
    if isinstance(error, OSError):
        return fail(
            EXIT_FAILED,
            f"{error.filename or 'system'}: {error.strerror or error}",
            (command := simulate.resume_hint()) and f"go on with: {command}",
        )
    raise error


def _usage_hint(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None) or click.get_current_context(silent=True)
    return f"{context.command_path if context else 'discreet'} --help names the options"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
