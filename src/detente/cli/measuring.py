"""The verbs on what was measured: episodes, reciprocity."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.briefs import Dyad, Freq, Where
from detente.cli.output import Format, words, write

Periods = Annotated[Freq, typer.Option(help="Week, month or quarter.")]
Form = Annotated[Format, typer.Option("--format", help="jsonl, csv or table.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the shell."""
    app.command()(episodes)


def episodes(
    dyad: Dyad,
    freq: Periods = Freq.M,
    top: Annotated[int, typer.Option(help="At most this many, the strongest first.")] = 10,
    format: Form = Format.jsonl,
    workspace: Where = Path(),
) -> None:
    """List episodes: spells of tension and of thaw, with onset, peak, end, depth, recovery, issue and leading acts.

    Example: detente episodes JPN-CHN --top 5 -w japan-china
    """
    from detente import api

    with api.Workspace.existing(workspace) as own:
        found = own.relation(*api.as_dyad(dyad)).episodes(freq.value)
    if found.is_empty():
        words.print("detente: no spell stands out from what was to be expected")
    write(found.head(top).iter_rows(named=True), format)


__all__ = ["register"]
