"""The verb that asks what if: scenario."""

from __future__ import annotations

import datetime as dt
import enum
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.briefs import Dyad, Freq, Where
from detente.cli.output import Format, words, write


class Part(enum.StrEnum):
    """The tables of a scenario."""

    paths = "paths"
    outcomes = "outcomes"
    effects = "effects"


def register(app: typer.Typer) -> None:
    """Add the verb to the shell."""
    app.command()(scenario)


def scenario(
    dyad: Dyad,
    supposed: Annotated[
        list[str], typer.Option("--if", help="An act as TYPE[:level]@DATE; the level is leader or a mode; repeated.")
    ],
    horizon: Annotated[int, typer.Option(help="Periods ahead, 1 to 24.")] = 6,
    freq: Annotated[Freq, typer.Option(help="Week, month or quarter.")] = Freq.M,
    part: Annotated[Part, typer.Option(help="The paths, the odds of outcomes, or the effects learnt.")] = Part.paths,
    panel: Annotated[
        Path | None, typer.Option(help="A CSV of actor, recipient, date, type to learn from, the pair's own included.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="csv, jsonl or table.")] = Format.csv,
    workspace: Where = Path(),
) -> None:
    """Forecast the net flow of two states if acts happen, beside the baseline without them.

    The odds enter the ledger of the workspace and are scored once their periods have closed, if the acts happened.

    Example: detente scenario JPN-CHN --if CONSULT:leader@2026-11 --part outcomes -w japan-china
    """
    from detente import api

    with api.Workspace.existing(workspace) if panel is None else api.Workspace.in_memory() as own:
        relation = own.relation(*api.as_dyad(dyad))
        found = relation.scenario(*supposed, horizon=horizon, freq=freq.value, panel=panel)
    for note in found.notes:
        words.print(f"detente: {note}")
    if panel is not None:
        words.print("detente: odds from a table are kept in no ledger")
    elif found.terms.starts <= dt.date.today():
        words.print(
            "detente: the periods that tell the outcome have begun, so that these odds are no forecast: they are "
            "not kept in the ledger"
        )
    tables = {Part.paths: found.paths, Part.outcomes: found.outcomes, Part.effects: found.effects}
    write(tables[part].iter_rows(named=True), format)


__all__ = ["register"]
