"""The verbs that hold claims against the record: verify, reference add, reference show."""

from __future__ import annotations

import enum
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.output import words
from detente.cli.texts import Date, Failures, Files
from detente.records import Finding, to_json


class Shape(enum.StrEnum):
    """How findings are written."""

    jsonl = "jsonl"
    text = "text"


Tables = Annotated[
    list[Path] | None,
    typer.Option("--reference", help="A table of office-holders to use as well; repeated for several."),
]

shelf = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The dated tables of office-holders: add your own, look one up."
)


def register(app: typer.Typer) -> None:
    """Add the verbs to the shell."""
    app.command()(verify)
    app.add_typer(shelf, name="reference")


def verify(
    files: Files,
    date: Date = None,
    reference: Tables = None,
    among: Annotated[
        bool,
        typer.Option("--among", help="Compare the figures of the documents too: they are coded, which takes longer."),
    ] = False,
    format: Annotated[Shape, typer.Option("--format", help="text: a few lines for each finding.")] = Shape.jsonl,
) -> None:
    """Check the claims of documents against the record: offices, forums, accords, memberships, sums, dates.

    Example: detente verify article.txt --date 2026-01-06 --format text
    """
    from detente import api

    failures = Failures()
    found = api.verify_files(files, published=date, tables=reference or (), among=among, on_error=failures)
    _write(found, format)
    failures.exit()


def _write(found: Iterable[Finding], form: Shape) -> None:
    for finding in found:
        if form is Shape.jsonl:
            sys.stdout.write(json.dumps(to_json(finding), ensure_ascii=False) + "\n")
            continue
        where = f"{finding.path or finding.document[:12]}:{finding.evidence.start}"
        source = ""
        if finding.reference is not None:
            named = finding.reference.url or finding.reference.dataset
            source = f"\n    {finding.basis}: {named}, {finding.reference.key}"
        sys.stdout.write(f"{finding.verdict}  {where}\n    \u201c{finding.claim}\u201d\n    {finding.why}{source}\n")


@shelf.command()
def add(
    table: Annotated[Path, typer.Argument(help="A CSV file; its header tells which of the known shapes it has.")],
) -> None:
    """Keep a table of office-holders for `verify`; a table with a wrong row is refused whole.

    Example: detente reference add ministers.csv
    """
    from detente import reference

    words.print(f"detente: {table.name}: {reference.add(table)} terms added")


@shelf.command()
def show(
    question: Annotated[str, typer.Argument(help="Words that name a person, a state, an office, and a date.")],
    tables: Tables = None,
) -> None:
    """Say who held an office, or what a person held, as the tables have it.

    Example: detente reference show "who was foreign minister of Japan on 2026-01-01"
    """
    from detente import api, verify

    terms = verify.ask(question, api.record(tables or ()))
    for term in terms:
        source = term.row.url or f"{term.row.dataset}, {term.row.key}"
        sys.stdout.write(f"{term.described()}  [{term.basis}: {source}]\n")
    if not terms:
        words.print("detente: the tables do not tell; name an office and a state, or a person")
        raise typer.Exit(1)


__all__ = ["register"]
