"""The verbs that give the picture: demo, brief, index."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.output import Format, words, write
from detente.cli.progress import counted
from detente.cli.texts import Date, Failures

Where = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace's folder.")]
Dyad = Annotated[str, typer.Argument(help="Two states by ISO code, as in JPN-CHN.", show_default=False)]


class BriefFormat(enum.StrEnum):
    """The forms of a brief."""

    html = "html"
    md = "md"
    json = "json"


class Freq(enum.StrEnum):
    """Periods of a series: week, month, quarter."""

    W = "W"
    M = "M"
    Q = "Q"


class AsKnown(enum.StrEnum):
    """What an estimate may rest on: what had been reported by then, or everything."""

    then = "then"
    now = "now"


def register(app: typer.Typer) -> None:
    """Add the verbs to the shell."""
    app.command()(demo)
    app.command()(brief)
    app.command()(index)


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the workspace and the brief.")] = Path(
        "demo"
    ),
) -> None:
    """Run the whole way on the bundled chronicle of Japan and China, offline: workspace, index, brief.

    Example: detente demo -o demo
    """
    from detente import api, coding

    with api.Workspace(output, dyad="JPN-CHN") as own:
        added = own.add(counted(coding.code_all(api.chronicle_documents()), "reports"))
        target = output / "brief.html"
        own.relation("JPN", "CHN").brief(target)
    words.print(f"{added.new} reports read, {added.known} known already, {added.mentions} mentions of acts")
    typer.echo(str(target))


def brief(
    dyad: Dyad,
    files: Annotated[
        list[str] | None, typer.Argument(help="Documents; without any, the workspace's.", show_default=False)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write it; standard output if not given.")
    ] = None,
    format: Annotated[
        BriefFormat | None, typer.Option("--format", help="html, md or json; else by the ending of the file.")
    ] = None,
    date: Date = None,
    workspace: Where = Path(),
) -> None:
    """Write the brief on two states, from files alone or from a workspace.

    Example: detente brief JPN-CHN article.txt --date 2026-01-06 -o brief.html
    """
    from detente import api

    one, other = api.as_dyad(dyad)
    failures = Failures()
    with api.Workspace.in_memory() if files else api.Workspace.existing(workspace) as own:
        if files:
            own.add(counted(api.code_files(files, published=date, on_error=failures), "documents"))
        text = own.relation(one, other).brief(output, form=format.value if format else None)
    if output is None:
        typer.echo(text)
    failures.exit()


def index(
    dyad: Dyad,
    freq: Annotated[Freq, typer.Option(help="Week, month or quarter.")] = Freq.M,
    as_known: Annotated[
        AsKnown, typer.Option(help="From what had been reported by the end of each period, or from everything.")
    ] = AsKnown.then,
    directed: Annotated[bool, typer.Option("--directed", help="The level of each direction too.")] = False,
    stream: Annotated[
        str | None,
        typer.Option(help="The source stream that is measured, as in text or icews; the largest if not given."),
    ] = None,
    workspace: Where = Path(),
    format: Annotated[Format, typer.Option("--format", help="csv, jsonl or table.")] = Format.csv,
) -> None:
    """Print the relationship index, a level of the net flow per act: unique_id, ds, y, y-lo-90, y-hi-90, n.

    Example: detente index JPN-CHN --freq Q -w japan-china
    """
    from detente import api

    with api.Workspace.existing(workspace) as own:
        relation = own.relation(*api.as_dyad(dyad))
        chosen = stream or _largest(relation.streams())
        found = (relation.level if directed else relation.index)(freq.value, as_known.value, chosen)
    if found.is_empty():
        words.print(
            f"detente: no act between {' and '.join(relation.dyad)} is known that moves the level (one that occurred, "
            "with its time and a score, and was reported in time); read documents about them (detente read)"
        )
    write(found.iter_rows(named=True), format)


def _largest(streams: Mapping[str, int]) -> str | None:
    """The stream with most events; where there are several it is said which one is shown."""
    if not streams:
        return None
    first = next(iter(streams))
    if len(streams) > 1:
        told = ", ".join(f"{name} ({n} events)" for name, n in streams.items())
        words.print(f"detente: shown is the stream {first}; there are {told}, which count differently (--stream)")
    return first
