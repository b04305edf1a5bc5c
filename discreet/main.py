"""The `discreet` command. Only light modules are imported here; commands import what they need."""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated, NoReturn

import click
import typer

import privacy.errors
import qa.errors
import server.errors
import simulations.errors
from discreet import __version__, data, simulate
from discreet.output import fail

EXIT_FAILED, EXIT_USAGE, EXIT_REFUSED, EXIT_UNVERIFIED = 1, 2, 3, 4
EXIT_INTERRUPTED = 130

# The first class that an error is an instance of decides (design §7).
EXIT_CODES: tuple[tuple[type[Exception], int], ...] = (
    (privacy.errors.BudgetExceededError, EXIT_REFUSED),
    (server.errors.RefusedError, EXIT_REFUSED),
    (privacy.errors.VerificationError, EXIT_UNVERIFIED),
    (privacy.errors.InvalidPlanError, EXIT_USAGE),
    (qa.errors.QaError, EXIT_USAGE),
    (simulations.errors.ScenarioError, EXIT_USAGE),
    (server.errors.JobError, EXIT_USAGE),
    (server.errors.ServerError, EXIT_FAILED),
    (simulations.errors.SimulationError, EXIT_FAILED),
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
app.add_typer(data.app, name="data")


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
    # A terminated run cleans up as an interrupted one does: its workspace holds text.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code = app(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        typer.echo(error.format_message())
        code = EXIT_USAGE
    except click.ClickException as error:
        code = fail(EXIT_USAGE, _lower(error.format_message().rstrip(".")), _usage_hint(error))
    except (KeyboardInterrupt, click.Abort):
        code = fail(EXIT_INTERRUPTED, "interrupted", simulate.resume_hint())
        # Owners may still be in the middle of a step. Everything that counts is on disk.
        sys.stdout.flush()
        os._exit(code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = EXIT_FAILED
    except Exception as error:
        code = _known(error)
    sys.exit(code or 0)


def _known(error: Exception) -> int:
    for kind, code in EXIT_CODES:
        if isinstance(error, kind):
            return fail(code, str(error), getattr(error, "hint", None))
    if isinstance(error, ModuleNotFoundError):
        return fail(
            EXIT_USAGE,
            f"this command needs the module {error.name}, which is not installed",
            "pip install 'discreet[simulate]'",
        )
    if isinstance(error, OSError):
        return fail(EXIT_FAILED, f"{error.filename or 'system'}: {error.strerror or error}", None)
    raise error


def _usage_hint(error: click.ClickException) -> str | None:
    context = getattr(error, "ctx", None)
    return f"see {context.command_path} --help" if context is not None else None


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
