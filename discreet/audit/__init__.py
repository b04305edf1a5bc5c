"""`discreet audit`: what an auditor does, offline and from files. Needs no torch and no network."""

from __future__ import annotations

import click
import typer
from typer.core import TyperGroup

from discreet.audit import countersign, verify


class _Group(TyperGroup):
    """`discreet audit LEDGER…` is `discreet audit verify LEDGER…`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in self.commands:
            args = ["verify", *args]
        return super().parse_args(ctx, args)


HELP = "Verify privacy LEDGERS and recompute epsilon from their events."
app = typer.Typer(cls=_Group, help=HELP, rich_markup_mode=None)
app.command("verify")(verify.command)
app.command("countersign")(countersign.command)
