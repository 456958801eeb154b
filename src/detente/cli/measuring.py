"""The verbs on what was measured: episodes, reciprocity, third parties."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.briefs import Dyad, Freq, Where
from detente.cli.output import Format, words, write
from detente.errors import QueryError

if TYPE_CHECKING:
    from detente.relation import Relation

Periods = Annotated[Freq, typer.Option(help="Week, month or quarter.")]
Form = Annotated[Format, typer.Option("--format", help="jsonl, csv or table.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the shell."""
    for verb in (episodes, reciprocity, third_parties):
        app.command()(verb)


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

    _shown(top)
    with api.Workspace.existing(workspace) as own:
        relation = own.relation(*api.as_dyad(dyad))
        found, silent = relation.episodes(freq.value), _silent(relation)
    if silent:
        words.print(silent)
    elif found.is_empty():
        words.print("detente: no spell stands out from what was to be expected")
    write(found.head(top).iter_rows(named=True), format)


def reciprocity(
    dyad: Dyad,
    freq: Periods = Freq.M,
    lags: Annotated[int, typer.Option(help="Periods back, 1 to 12.")] = 2,
    format: Form = Format.table,
    workspace: Where = Path(),
) -> None:
    """Print how the acts of each state answer those of the other in the periods before, with interval and n.

    Example: detente reciprocity JPN-CHN --freq W --lags 4 -w japan-china
    """
    from detente import api

    with api.Workspace.existing(workspace) as own:
        relation = own.relation(*api.as_dyad(dyad))
        found, silent = relation.reciprocity(freq.value, lags), _silent(relation)
    if silent:
        words.print(silent)
        return
    if found["y"].null_count():
        words.print(f"detente: {found['n'][0]} periods with all lags known are too few, or one side never acts")
    write(found.iter_rows(named=True), format)


def third_parties(
    dyad: Dyad,
    top: Annotated[int, typer.Option(help="At most this many, those with most acts first.")] = 20,
    format: Form = Format.table,
    workspace: Where = Path(),
) -> None:
    """List the third parties that act towards either of two states, and on whose side, with interval and n.

    Example: detente third-parties JPN-CHN --top 10 -w japan-china
    """
    from detente import api

    _shown(top)
    with api.Workspace.existing(workspace) as own:
        relation = own.relation(*api.as_dyad(dyad))
        found, silent = relation.triangles(), _silent(relation)
    if silent:
        words.print(silent)
    if found.is_empty():
        words.print(f"detente: no act of a third party towards {' or '.join(relation.dyad)} is known")
    write(found.head(top).iter_rows(named=True), format)


def _shown(top: int) -> None:
    if top < 1:
        raise QueryError(f"{top} rows cannot be shown; ask for 1 or more (--top)")


def _silent(relation: Relation) -> str | None:
    """What must be said where no act between the two states is known."""
    events = relation.events()
    if (events["status"] == "occurred").any():
        return None
    return (
        f"detente: no act between {' and '.join(relation.dyad)} that occurred is known; read documents about them "
        "(detente read)"
    )


__all__ = ["register"]
