"""Writing results to standard output (JSON lines, CSV, a table) and words to standard error."""

from __future__ import annotations

import csv
import enum
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

words = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
"""Where everything that is not a result goes."""


class Format(enum.StrEnum):
    """How results are written."""

    jsonl = "jsonl"
    csv = "csv"
    table = "table"


def write(rows: Iterable[Mapping[str, Any]], form: Format) -> None:
    """Write rows to standard output; JSON lines are streamed, the others need all rows for their columns."""
    if form is Format.jsonl:
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        return
    everything = [dict(row) for row in rows]
    columns = list(dict.fromkeys(key for row in everything for key in row))
    if form is Format.csv:
        _csv(everything, columns)
    else:
        _table(everything)


def _csv(rows: list[dict[str, Any]], columns: list[str]) -> None:
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    if columns:
        writer.writeheader()
    for row in rows:
        writer.writerow({key: _cell(value) for key, value in row.items()})


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else value


_SHOWN: dict[str, tuple[str, ...]] = {
    "event": ("date", "type", "status", "actors", "recipients", "evidence"),
    "statement": ("speaker", "verb", "content"),
    "figure": ("subject", "value", "unit", "currency", "role", "period", "evidence"),
    "expectation": ("holder", "phrase", "proposition"),
    "occasion": ("name", "start", "end", "place"),
    "measure": ("kind", "by", "against", "subject", "since", "until", "evidence"),
    "act": ("when_start", "type", "status", "actor", "recipient", "issue", "reports", "origins", "evidence"),
}


def _table(rows: list[dict[str, Any]]) -> None:
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 160, markup=False)
    for kind, group in _by_kind(rows):
        columns = _SHOWN.get(kind, tuple(dict.fromkeys(key for row in group for key in row)))
        table = Table(title=kind or None, title_justify="left", show_lines=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in group:
            table.add_row(*(_short(row.get(column)) for column in columns))
        console.print(table)


def _by_kind(rows: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    kinds: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        kind = str(row.get("record") or ("act" if "when_start" in row else ""))
        kinds.setdefault(kind, []).append(row)
    yield from kinds.items()


def _short(value: Any) -> str:
    """A value in a few words: an actor as its code, a passage as its text."""
    if value is None:
        return "-"
    if isinstance(value, dict) and "precision" in value:
        return str(value["start"]) if value["start"] == value["end"] else f"{value['start']}/{value['end']}"
    if isinstance(value, dict):
        return str(value.get("code") or value.get("text") or "-") if "text" in value else _cell(value)
    if isinstance(value, list):
        return ", ".join(_short(item) for item in value) or "-"
    return str(value)
