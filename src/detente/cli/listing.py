"""The verbs on a workspace: init, read, and those that list what it holds."""

from __future__ import annotations

import dataclasses
import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.briefs import Where
from detente.cli.output import Format, words, write
from detente.cli.progress import counted
from detente.cli.texts import Date, Failures, Files
from detente.errors import QueryError
from detente.records import to_json

Pair = Annotated[str | None, typer.Option("--dyad", help="Only what concerns two states, as in JPN-CHN.")]
Since = Annotated[str | None, typer.Option("--since", help="Only from this day on (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option("--until", help="Only up to this day (YYYY-MM-DD).")]
Form = Annotated[Format, typer.Option("--format", help="jsonl, csv or table.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the shell."""
    for verb in (init, read, events, statements, figures, expectations, calendar, measures):
        app.command()(verb)


def init(
    folder: Annotated[Path, typer.Argument(help="Where to make it.", show_default=False)],
    dyad: Annotated[str, typer.Option(help="The two states it is about, as in JPN-CHN.")],
) -> None:
    """Make a workspace: detente.toml and detente.duckdb in a folder.

    Example: detente init japan-china --dyad JPN-CHN
    """
    from detente import api

    with api.Workspace.new(folder, dyad=dyad):
        words.print(f"workspace made in {folder}; fill it with: detente read SOURCE... -w {folder}")


def read(files: Files, workspace: Where = Path(), date: Date = None) -> None:
    """Read and code documents into a workspace; what it has already is left as it is.

    Example: detente read articles/ -w japan-china
    """
    from detente import api

    failures = Failures()
    with api.Workspace.existing(workspace) as own:
        added = own.read(*files, published=date, on_error=failures, watch=lambda coded: counted(coded, "documents"))
    words.print(f"{added.new} documents read, {added.known} known already, {added.mentions} mentions of acts")
    failures.exit()


def events(
    dyad: Pair = None,
    since: Since = None,
    until: Until = None,
    type: Annotated[str | None, typer.Option(help="Only this PLOVER root.")] = None,
    status: Annotated[str | None, typer.Option(help="occurred, ongoing, planned, hypothetical or negated.")] = None,
    format: Form = Format.jsonl,
    workspace: Where = Path(),
) -> None:
    """List events: one act a line, with its counts of reports and of independent origins.

    Example: detente events --dyad JPN-CHN --since 2025-11-01 --type ACCUSE -w japan-china
    """
    from detente import api

    with api.Workspace.existing(workspace) as own:
        found = own.events(dyad=dyad, since=since, until=until, type=type, status=status)
        write(found.iter_rows(named=True), format)


def statements(
    dyad: Pair = None,
    since: Since = None,
    until: Until = None,
    format: Form = Format.jsonl,
    workspace: Where = Path(),
) -> None:
    """List statements: who said what.

    Example: detente statements --dyad JPN-CHN -w japan-china
    """
    _list("statement", dyad, since, until, format, workspace)


def figures(
    dyad: Pair = None,
    since: Since = None,
    until: Until = None,
    format: Form = Format.jsonl,
    workspace: Where = Path(),
) -> None:
    """List figures: numbers with what they measure.

    Example: detente figures --dyad JPN-CHN --format table -w japan-china
    """
    _list("figure", dyad, since, until, format, workspace)


def expectations(
    dyad: Pair = None,
    since: Since = None,
    until: Until = None,
    resolve: Annotated[
        list[str] | None,
        typer.Option(help="What came of one, as ID=yes or ID=no; repeated for several. Nothing is listed then."),
    ] = None,
    scores: Annotated[bool, typer.Option("--scores", help="How each holder's expectations have held.")] = False,
    format: Form = Format.jsonl,
    workspace: Where = Path(),
) -> None:
    """List expectations: what is expected, by whom, in which words; keep and score what came of them.

    Example: detente expectations --dyad JPN-CHN -w japan-china
    """
    if not resolve and not scores:
        _list("expectation", dyad, since, until, format, workspace)
        return
    from detente import api

    told = [_outcome(text) for text in resolve or ()]
    with api.Workspace.existing(workspace) as own:
        for expectation, happened in told:
            own.resolve(expectation, happened)
        if scores:
            write(own.scores().iter_rows(named=True), format)


def _outcome(text: str) -> tuple[str, bool]:
    expectation, _, word = text.rpartition("=")
    if not expectation or word not in {"yes", "no"}:
        raise QueryError(f"{text!r}: write the id of an expectation and what came of it, as in 1f2e=yes")
    return expectation, word == "yes"


class CalendarFormat(enum.StrEnum):
    """How a calendar is written."""

    jsonl = "jsonl"
    csv = "csv"
    table = "table"
    ics = "ics"


def calendar(
    dyad: Pair = None,
    since: Since = None,
    until: Until = None,
    format: Annotated[
        CalendarFormat, typer.Option("--format", help="jsonl, csv, table, or ics: a file for calendar programs.")
    ] = CalendarFormat.jsonl,
    workspace: Where = Path(),
) -> None:
    """List the dates ahead: occasions that documents tell of, meetings of common forums, anniversaries of accords.

    Example: detente calendar --dyad JPN-CHN --since 2026-01-01 --format ics -w japan-china
    """
    from detente import api

    with api.Workspace.existing(workspace) as own:
        one, other = api.as_dyad(dyad) if dyad else own.dyad
        entries = own.relation(one, other).agenda(since, until)
    if format is CalendarFormat.ics:
        sys.stdout.write(api.ics(entries, f"{one}-{other}"))
    else:
        write((dataclasses.asdict(entry) for entry in entries), Format(format.value))


def measures(
    dyad: Annotated[str, typer.Argument(help="Two states, as in JPN-CHN.", show_default=False)],
    on: Annotated[str | None, typer.Option("--on", help="Only what stands on this day (YYYY-MM-DD).")] = None,
    format: Form = Format.jsonl,
    workspace: Where = Path(),
) -> None:
    """List measures: bans, tariffs, controls, suspended talks, visa rules, deployments, since and until when.

    Example: detente measures JPN-CHN --on 2026-01-06 -w japan-china
    """
    from detente import api

    with api.Workspace.existing(workspace) as own:
        write((to_json(item) for item in own.relation(*api.as_dyad(dyad)).measures(on)), format)


def _list(kind: str, dyad: str | None, since: str | None, until: str | None, form: Format, folder: Path) -> None:
    from detente import api

    with api.Workspace.existing(folder) as own:
        write((to_json(record) for record in own.records(kind, dyad=dyad, since=since, until=until)), form)
