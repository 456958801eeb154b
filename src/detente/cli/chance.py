"""The verbs of event questions and of the record: chance, score."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.briefs import Where
from detente.cli.output import Format, words, write

Form = Annotated[Format, typer.Option("--format", help="jsonl, csv or table.")]

if TYPE_CHECKING:
    from detente.forecast.questions import Answer


def register(app: typer.Typer) -> None:
    """Add the verbs to the shell."""
    app.command()(chance)
    app.command()(score)


def chance(
    actor: Annotated[str, typer.Option(help="Who acts, as in JPN.")],
    recipient: Annotated[str, typer.Option(help="On whom, as in CHN.")],
    by: Annotated[str, typer.Option(help="The last day of the window (YYYY-MM-DD).")],
    type: Annotated[str | None, typer.Option(help="A PLOVER root; any act if neither root nor quad is given.")] = None,
    quad: Annotated[str | None, typer.Option(help="A quad, such as verbal_conflict.")] = None,
    level: Annotated[str | None, typer.Option(help="Who must take part, on either side: leader or minister.")] = None,
    issue: Annotated[str | None, typer.Option(help="What it must be about, an issue of the codebook.")] = None,
    on: Annotated[
        str | None,
        typer.Option(help="Ask with what was known at the end of this day (YYYY-MM-DD); today if not given."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object in place of text.")] = False,
    workspace: Where = Path(),
) -> None:
    """Say how likely at least one such act is in a window, with base rate, drivers, like windows, interval and n.

    Example: detente chance --actor JPN --recipient CHN --type CONSULT --level leader --by 2026-12-31 -w japan-china
    """
    from detente import api

    with api.Workspace.existing(workspace) as own:
        relation = own.relation(*api.as_dyad(f"{actor}-{recipient}"))
        found = relation.chance(by, type=type, quad=quad, level=level, issue=issue, on=on)
    sys.stdout.write(json.dumps(found.row(), default=str) + "\n" if as_json else _text(found))
    for note in found.notes:
        words.print(f"detente: {note}")
    if found.question.start <= dt.date.today():
        words.print("detente: the window has begun, so that this is no forecast: it is not kept in the ledger")


def score(
    every: Annotated[bool, typer.Option("--list", help="Every forecast with what came of it, not scores.")] = False,
    on: Annotated[str | None, typer.Option(help="As of this day (YYYY-MM-DD); today if not given.")] = None,
    format: Form = Format.table,
    workspace: Where = Path(),
) -> None:
    """Print the track record: every forecast issued is scored beside the naive one once its window has closed.

    Example: detente score -w japan-china
    """
    from detente import api

    with api.Workspace.existing(workspace) as own:
        found = own.ledger(on) if every else own.score(on)
    if found.is_empty():
        words.print("detente: no forecast has been issued from this workspace, and no expectation read")
    write(({k: _short(v) for k, v in row.items()} for row in found.iter_rows(named=True)), format)


_WINDOWS = {"hazard": "like windows, the nearest first", "base rate": "windows one after another, the latest first"}
"""What the windows of an answer are called, by the model that is published."""


def _short(value: object) -> object:
    return float(f"{value:.4g}") if isinstance(value, float) else value


def _text(answer: Answer) -> str:
    lines = [
        answer.question.sentence(),
        f"  probability {answer.probability:.1%} ({answer.low:.1%} to {answer.high:.1%}), {answer.model}",
        f"  base rate {answer.base_rate:.1%}, {answer.base}, n = {answer.base_n:.1f} windows one after another",
        f"  {_WINDOWS[answer.model]}: {answer.n}, in {answer.came} of them it came",
    ]
    for one in answer.analogues:
        then = "" if one.forecast is None else f", {one.forecast:.0%} by the hazard"
        lines.append(f"    {one.start} to {one.end}, {one.pair}, {one.kind}{then}: {'it came' if one.came else 'no'}")
    if answer.drivers:
        told = ", ".join(f"{name} {value:+.2f}" for name, value in answer.drivers.items())
        whose = "" if answer.model == "hazard" else " of the hazard, which is not published"
        lines.append(f"  drivers{whose}, in log-odds against a middling question: {told}")
    return "\n".join(lines) + "\n"


__all__ = ["register"]
