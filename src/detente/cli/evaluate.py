"""The verb that re-runs a published benchmark: eval."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.output import words
from detente.evaluation import BENCHMARKS, Measure, Result, Table, floors, run


def register(app: typer.Typer) -> None:
    """Add the verb to the shell."""
    app.command("eval")(evaluate)


def evaluate(
    name: Annotated[str, typer.Argument(help=f"One of {', '.join(BENCHMARKS)}.", show_default=False)],
    data: Annotated[
        Path | None,
        typer.Option(help="The file or folder with the benchmark's data; none is shipped, and 'level' needs none."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object in place of text.")] = False,
    floor: Annotated[
        bool, typer.Option("--floor", help="Fail if a figure is below the floor in the repository.")
    ] = False,
    set_floor: Annotated[bool, typer.Option("--set-floor", help="Raise the floors to what this run reached.")] = False,
    lower_floor: Annotated[
        bool, typer.Option("--lower-floor", help="With --set-floor: floors may be eased too.")
    ] = False,
) -> None:
    """Re-run one benchmark on data of yours and print the figures with n, interval and peers.

    Example: detente eval documents --data annotated/ --floor
    """
    result = run(name, data)
    sys.stdout.write(json.dumps(result.to_json(), ensure_ascii=False) + "\n" if as_json else _text(result))
    if set_floor:
        for moved in floors.update(result, lower=lower_floor):
            words.print(f"detente: floor of {moved.benchmark}, {moved.measure}: at {moved.bound} {moved.limit:g}")
    if floor:
        lines = floors.broken(result)
        for line in lines:
            words.print(f"detente: below the floor: {line}")
        if lines:
            raise typer.Exit(1)


def _text(result: Result) -> str:
    lines = [f"{result.benchmark}: {result.what}"]
    for measure in result.measures:
        lines += _measure(measure)
    for table in result.tables:
        lines += _table(table)
    lines += [f"note: {note}" for note in result.notes]
    return "\n".join(lines) + "\n"


def _measure(measure: Measure) -> list[str]:
    places = measure.decimals
    value = "nothing to measure" if measure.value is None else f"{measure.value:.{places}f}"
    if measure.low is not None and measure.high is not None:
        value += f" ({measure.interval} {measure.low:.{places}f} to {measure.high:.{places}f})"
    counts = ", ".join(f"{name} {count}" for name, count in measure.counts.items())
    lines = [f"  {measure.label}: {value}; n = {measure.n} {measure.of}; {counts}"]
    for peer in measure.peers:
        hand = ", second hand" if peer.second_hand else ""
        lines.append(
            f"    {peer.name}: {peer.value:.{places if places < 3 else 2}f} on {peer.on} ({peer.source}{hand})"
        )
    return lines


def _table(table: Table) -> list[str]:
    return [f"  {table.title}:", *(f"    {' | '.join(map(str, row))}" for row in table.rows)]
