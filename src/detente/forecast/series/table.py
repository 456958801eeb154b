"""Series in: a CSV or a frame of `unique_id, ds, y`, checked once, laid out one value a period.

A period without a row, or with an empty `y`, is unknown (NaN), never zero, and is counted. Dates are ISO
(`2015-01-31`, `2015-01`, `2015`); the frequency is found from their spacing, and a period may be named by any
day in it, the same one throughout.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from detente.errors import DocumentError, TableError
from detente.forecast.series.calendar import LAST_YEAR, Freq, find_freq, is_month_end, period_number
from detente.forecast.series.distribution import Floats

COLUMNS = ("unique_id", "ds", "y")
MAX_PERIODS = 100_000
"""More periods than this between the first and the last date is a mistaken date, not a series."""

LARGEST = 1e150
"""Squares of values beyond this are infinite, so that no forecast could be made from them."""

Row = tuple[str, dt.date, float, str]
"""unique_id, ds, y (NaN where empty), and where it stands, for messages."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series, one value a period.

    Attributes:
        unique_id: its name.
        freq: D, W, M, Q or Y.
        start: the date of the first period, as it was written.
        month_end: the dates are the last days of their months.
        y: the values (T,), NaN where unknown; it begins and ends with a known value.
        missing: periods within it that are unknown.
        guessed: the frequency was found from the dates, not given.
    """

    unique_id: str
    freq: Freq
    start: dt.date
    month_end: bool
    y: Floats
    missing: int
    guessed: bool = False

    @property
    def n(self) -> int:
        """Known observations."""
        return int(np.isfinite(self.y).sum())


def read_series(path: Path | str, freq: Freq | None = None) -> list[Series]:
    """The series in a CSV file with the columns `unique_id, ds, y` (others are left aside), in the file's order.

    Args:
        path: the file.
        freq: D, W, M, Q or Y; found from the dates if left out.

    Raises:
        DocumentError: the file cannot be read, or has a row that cannot be used; the message names line and column.
        TableError: the rows make no series (two for one period, no rows, dates that do not fit the frequency).
    """
    path = Path(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _series(_rows(path, file), freq, str(path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DocumentError(path, f"cannot be read as CSV ({error})", "save it as UTF-8 text with commas") from error


def series_of(frame: pl.DataFrame, freq: Freq | None = None) -> list[Series]:
    """The series in a frame with the columns `unique_id, ds, y`, such as `measure.index` gives.

    Raises:
        TableError: a column is missing, or a value cannot be used; the message names column and row.
    """
    for name in COLUMNS:
        if name not in frame.columns:
            raise TableError(f"series: no column {name!r}; it needs {', '.join(COLUMNS)}")
    rows: list[Row] = []
    for number, (name, day, value) in enumerate(frame.select(COLUMNS).iter_rows(), start=1):
        where = f"series, row {number}"
        try:
            rows.append((_name(name), _date(day), _number(value), where))
        except ValueError as error:
            raise TableError(f"{where}: {error}") from error
    return _series(rows, freq, "series")


def _rows(path: Path, lines: Iterable[str]) -> list[Row]:
    reader = csv.reader(lines)
    header = [cell.strip() for cell in next(reader, [])]
    for name in COLUMNS:
        if name not in header:
            raise DocumentError(path, f"no column {name!r}", f"the first line must name {','.join(COLUMNS)}", 1)
    places = [header.index(name) for name in COLUMNS]
    out = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        line = reader.line_num
        if len(cells) <= max(places):
            raise DocumentError(path, f"{len(cells)} columns instead of {len(header)}", "complete the row", line)
        if any(cell.strip() for cell in cells[len(header) :]):
            remedy = "mend the row: a decimal comma must be a point, and text with a comma quoted"
            raise DocumentError(path, f"{len(cells)} cells under {len(header)} columns", remedy, line)
        name, day, value = (cells[place].strip() for place in places)
        try:
            out.append((_name(name), _date(day), _number(value), f"{path}:{line}"))
        except ValueError as error:
            problem, _, remedy = str(error).partition("; ")
            raise DocumentError(path, problem, remedy, line) from error
    return out


def _name(value: Any) -> str:
    if value is None or not str(value):
        raise ValueError("column 'unique_id' is empty; name the series")
    return str(value)


def _date(value: Any) -> dt.date:
    day = _day(value)
    if day.year > LAST_YEAR:
        raise ValueError(f"column 'ds' holds '{day}'; years after {LAST_YEAR} cannot be used: mend the date")
    return day


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value)
    padded = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    try:
        return dt.datetime.fromisoformat(padded).date()
    except ValueError:
        raise ValueError(f"column 'ds' holds {text!r}; write a date as 2015-01-31, 2015-01 or 2015") from None


def _number(value: Any) -> float:
    if value is None or (isinstance(value, str) and value.lower() in {"", "na", "nan", "null"}):
        return math.nan
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"column 'y' holds {value!r}; write a number, or leave it empty where unknown") from None
    if math.isinf(number):
        raise ValueError(f"column 'y' holds {value!r}; a value must be finite: leave it empty where unknown")
    if abs(number) > LARGEST:
        raise ValueError(f"column 'y' holds {value!r}; values beyond {LARGEST:g} cannot be reckoned with: mend it")
    return number


def _series(rows: list[Row], freq: Freq | None, table: str) -> list[Series]:
    if not rows:
        raise TableError(f"{table}: no rows below the header; give at least one of unique_id,ds,y")
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[0], []).append(row)
    found = freq or find_freq([[row[1] for row in group] for group in groups.values()])
    made = [_one(name, group, found, table) for name, group in groups.items()]
    return [dataclasses.replace(one, guessed=freq is None) for one in made]


def _one(name: str, rows: list[Row], freq: Freq, table: str) -> Series:
    placed: dict[int, Row] = {}
    for row in rows:
        number = period_number(row[1], freq)
        if number in placed:
            raise TableError(
                f"{row[3]}: {name} has a second row for the period of {row[1]} (the first: {placed[number][3]}, "
                f"frequency {freq}); keep one, or name the frequency"
            )
        placed[number] = row
    known = sorted(number for number, row in placed.items() if math.isfinite(row[2]))
    if not known:
        raise TableError(f"{table}: {name} has no known y in {len(rows)} rows; nothing can be said about it")
    length = known[-1] - known[0] + 1
    if length > MAX_PERIODS:
        first, last = placed[known[0]], placed[known[-1]]
        raise TableError(
            f"{first[3]}: {name} runs from {first[1]} to {last[1]} ({last[3]}), {length} periods of frequency {freq}; "
            "mend the date or name the frequency"
        )
    y = np.full(length, np.nan)
    for number in known:
        y[number - known[0]] = placed[number][2]
    month_end = all(is_month_end(row[1]) for row in rows)
    return Series(name, freq, placed[known[0]][1], month_end, y, length - len(known))
