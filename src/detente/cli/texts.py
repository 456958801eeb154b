"""The verbs that take texts and need no workspace: code, classify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli.output import Format, words, write
from detente.cli.progress import counted
from detente.errors import DocumentError, QueryError
from detente.records import KINDS, Coded, to_json

Files = Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", show_default=False)]
Date = Annotated[str | None, typer.Option("--date", help="Publication date (YYYY-MM-DD) of documents that tell none.")]
Form = Annotated[Format, typer.Option("--format", help="jsonl: a record a line.")]


class Tiers(StrEnum):
    """The classifiers of `detente classify`."""

    default = "default"
    light = "light"


class Failures:
    """Counts what could not be read and says each on standard error."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: DocumentError) -> None:
        """Say one failure."""
        self.count += 1
        words.print(f"detente: {error}")

    def exit(self) -> None:
        """Leave with status 1 if anything failed."""
        if self.count:
            raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the verbs to the shell."""
    app.command()(code)
    app.command()(classify)


def code(
    files: Files,
    date: Date = None,
    records: Annotated[
        list[str] | None,
        typer.Option(
            help="Kinds to write, repeated or with commas: events, statements, "
            "figures, expectations, occasions. All if not given."
        ),
    ] = None,
    format: Form = Format.jsonl,
) -> None:
    """Code documents into records, without a workspace.

    Example: detente code article.txt --date 2026-01-06 --records events,statements
    """
    from detente import api

    kinds = _kinds(records)
    failures = Failures()
    coded = counted(api.code_files(files, published=date, kinds=kinds, on_error=failures), "documents")
    write(_lines(coded, kinds), format)
    failures.exit()


def _kinds(chosen: Iterable[str] | None) -> set[str]:
    names = {name.strip().removesuffix("s") for item in chosen or () for name in item.split(",") if name.strip()}
    unknown = names - set(KINDS)
    if unknown:
        raise QueryError(
            f"no kind of record is called {', '.join(sorted(unknown))}; there are "
            f"{', '.join(f'{kind}s' for kind in KINDS)}"
        )
    return names or set(KINDS)


def _lines(coded: Iterable[Coded], kinds: set[str]) -> Iterator[dict[str, Any]]:
    for item in coded:
        if "event" in kinds and not item.events:
            words.print(f"detente: {item.document.path or item.document.text_id}: no event found")
        yield from (to_json(record) for record in item.records() if record.record in kinds)


def classify(
    pairs: Annotated[
        Path, typer.Argument(help="A TSV file with the columns sentence, source, target.", show_default=False)
    ],
    tier: Annotated[Tiers, typer.Option(help="light: the linear model alone, no network.")] = Tiers.default,
    codebook: Annotated[
        bool,
        typer.Option(
            "--codebook",
            help="Roots as `code` writes them; else PLOVER's table of 2021 (announced: AGREE, signed: SUPPORT).",
        ),
    ] = False,
) -> None:
    """Give the PLOVER root of marked pairs: a JSON line for each row, in order.

    Example: detente classify pairs.tsv --tier light
    """
    from detente import api

    failures = Failures()
    rows = api.classify_file(pairs, tier=tier.value, convention="codebook" if codebook else "plover", on_error=failures)
    write(counted(rows, "pairs"), Format.jsonl)
    failures.exit()
