"""A table of acts in: a CSV of `actor, recipient, date, type` -> the frame of events that a panel is made of.

Every row is checked once, here; a row that cannot be used is refused by its line, and no cell is changed or dropped.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import math
from pathlib import Path
from typing import Any

import polars as pl

from detente.errors import DocumentError
from detente.forecast.series.calendar import LAST_YEAR
from detente.measure.columns import EVENT_COLUMNS
from detente.ontology import countries, roots, rows

TABLE = ("actor", "recipient", "date", "type")
"""The columns that a table of acts must have."""

BESIDE = ("mode", "leader", "score")
"""The columns that may stand beside them; others are left aside."""

TRUE, FALSE = ("1", "true", "yes"), ("", "0", "false", "no")
"""What the column `leader` may hold."""

SCALE = 10.0
"""Scores lie between minus and plus this, as the codebook's do."""


def read_events(path: Path) -> pl.DataFrame:
    """A table of acts as a frame for `panel`: a CSV of `actor, recipient, date, type`, an act a row.

    Actors are ISO 3166 alpha-3 codes, types PLOVER roots; the score is the root's where `score` is absent or empty.

    Raises:
        DocumentError: the file cannot be read, has no rows, or has rows that cannot be used; the first is named by
            its line, and how many more there are.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            acts = _acts(path, csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        remedy = f"give the columns {', '.join(TABLE)}"
        raise DocumentError(path, f"cannot be read as CSV ({error})", remedy) from error
    return _frame(acts)


def _acts(path: Path, reader: Any) -> list[dict[str, Any]]:
    header = [cell.strip() for cell in next(reader, [])]
    if not any(header):
        raise DocumentError(path, "cannot be read as CSV (it is empty)", f"give the columns {', '.join(TABLE)}")
    for name in TABLE:
        if name not in header:
            raise DocumentError(path, f"no column {name!r}", f"the first line must name {', '.join(TABLE)}", 1)
    places = {name: header.index(name) for name in (*TABLE, *BESIDE) if name in header}
    acts: list[dict[str, Any]] = []
    wrong: list[tuple[int, ValueError]] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        try:
            acts.append(_act(_cells(cells, header, places)))
        except ValueError as error:
            wrong.append((reader.line_num, error))
    if wrong:
        line, first = wrong[0]
        problem, _, remedy = str(first).partition("; ")
        more = f" ({len(wrong) - 1} more rows cannot be used either)" if len(wrong) > 1 else ""
        raise DocumentError(path, problem, remedy + more, line) from first
    if not acts:
        raise DocumentError(path, "no acts below the header", "give at least one row")
    return acts


def _cells(cells: list[str], header: list[str], places: dict[str, int]) -> dict[str, str]:
    if len(cells) != len(header):
        raise ValueError(f"{len(cells)} cells under {len(header)} columns; mend the row, quoting cells with a comma")
    return {name: cells[place].strip() for name, place in places.items()}


def _act(cells: dict[str, str]) -> dict[str, Any]:
    for name in ("actor", "recipient"):
        if cells[name] not in countries():
            raise ValueError(f"column {name!r} holds {cells[name]!r}; use an ISO 3166 alpha-3 code, or drop the row")
    if cells["actor"] == cells["recipient"]:
        raise ValueError(f"actor and recipient are both {cells['actor']}; name two different states, or drop the row")
    kind = cells["type"]
    if kind not in roots():
        raise ValueError(f"column 'type' holds {kind!r}; use one of {', '.join(roots())}")
    mode = cells.get("mode") or None
    if mode is not None and mode not in _modes():
        raise ValueError(f"column 'mode' holds {mode!r}; use a mode of the codebook, or leave it empty")
    leader = cells.get("leader", "").lower()
    if leader not in (*TRUE, *FALSE):
        raise ValueError(f"column 'leader' holds {cells['leader']!r}; write true or false, or leave it empty")
    return {
        "actor": cells["actor"], "recipient": cells["recipient"], "type": kind, "mode": mode,
        "leader": leader in TRUE, "when": _date(cells["date"]), "score": _score(cells.get("score", ""), kind),
    }  # fmt: skip


@functools.cache
def _modes() -> frozenset[str]:
    return frozenset(row["mode"] for row in rows("modes"))


def _date(text: str) -> dt.date:
    try:
        day = dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise ValueError(f"column 'date' holds {text!r}; write a date as 2026-01-06") from None
    if day.year > LAST_YEAR:
        raise ValueError(f"column 'date' holds {text!r}; years after {LAST_YEAR} cannot be used: mend the date")
    return day


def _score(text: str, kind: str) -> float:
    """The score told, or the root's where there is none."""
    if not text:
        return roots()[kind].score
    try:
        score = float(text)
    except ValueError:
        score = math.nan
    if not abs(score) <= SCALE:
        raise ValueError(
            f"column 'score' holds {text!r}; write a number from -{SCALE:g} to {SCALE:g}, or leave it empty for the "
            "root's score"
        )
    return score


def _frame(acts: list[dict[str, Any]]) -> pl.DataFrame:
    """The columns that the measures read, `mode` and `leader`."""
    schema: dict[str, Any] = {**EVENT_COLUMNS, "mode": pl.String, "leader": pl.Boolean}
    same = {"status": "occurred", "mutual": False, "issue": None, "when_precision": "day", "background": False}
    full = [
        {**same, **act, "id": str(number), "quad": roots()[act["type"]].quad,
         "when_start": act["when"], "when_end": act["when"]}
        for number, act in enumerate(acts)
    ]  # fmt: skip
    return pl.DataFrame([{name: act[name] for name in schema} for act in full], schema=schema)
