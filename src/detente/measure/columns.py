"""The one check at the door: which columns a frame must have, of which type, and whose events count.

Everything else in `measure` trusts what leaves this module: dates are dates, periods are made one way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import polars as pl

from detente.errors import QueryError, TableError
from detente.records import Event

Freq = Literal["W", "M", "Q"]
Dyad = tuple[str, str]

EVENT_COLUMNS: Mapping[str, pl.DataType] = {
    "id": pl.String(),
    "type": pl.String(),
    "quad": pl.String(),
    "status": pl.String(),
    "actor": pl.String(),
    "recipient": pl.String(),
    "mutual": pl.Boolean(),
    "issue": pl.String(),
    "score": pl.Float64(),
    "when_start": pl.Date(),
    "when_end": pl.Date(),
    "when_precision": pl.String(),
    "background": pl.Boolean(),
}
"""The columns that the measures read, and their types; a frame may have more."""

COVERAGE_COLUMNS: Mapping[str, pl.DataType] = {"ds": pl.Date(), "documents": pl.Int64()}
"""Coverage: a day (any day of its period) and how many documents were read that were published then."""

_STEP = {"W": "1w", "M": "1mo", "Q": "1q"}


def events_frame(events: Iterable[Event]) -> pl.DataFrame:
    """The events as a frame of `EVENT_COLUMNS`, one row an event, in the order given."""
    rows = [
        {
            **{name: getattr(event, name) for name in EVENT_COLUMNS if not name.startswith("when_")},
            "when_start": event.when.start if event.when else None,
            "when_end": event.when.end if event.when else None,
            "when_precision": event.when.precision if event.when else None,
        }
        for event in events
    ]
    return pl.DataFrame(rows, schema=dict(EVENT_COLUMNS))


def check(frame: pl.DataFrame, columns: Mapping[str, pl.DataType], table: str) -> pl.DataFrame:
    """The named columns of `frame` in their types (ISO strings become dates).

    Raises:
        TableError: a column is missing, or its values are not of its type; the message names it.
    """
    out = []
    for name, kind in columns.items():
        if name not in frame.columns:
            raise TableError(f"{table}: no column {name!r}; it needs {', '.join(columns)}")
        try:
            out.append(_cast(frame.get_column(name), kind))
        except pl.exceptions.PolarsError as error:
            held = frame.get_column(name).dtype
            raise TableError(f"{table}: column {name!r} holds {held}, not {kind}; cast it") from error
    return pl.DataFrame(out)


def _cast(column: pl.Series, kind: pl.DataType) -> pl.Series:
    if kind == pl.Date and column.dtype == pl.String:
        return column.str.to_date("%Y-%m-%d")
    return column.cast(kind, strict=True)


def pair(dyad: Dyad) -> Dyad:
    """The dyad, if it names two states.

    Raises:
        QueryError: the two are the same or one is empty.
    """
    first, second = dyad
    if not first or not second or first == second:
        raise QueryError(f"a dyad needs two different states, not {first!r} and {second!r}; write JPN-CHN")
    return first, second


def period(column: pl.Expr, freq: Freq) -> pl.Expr:
    """The first day of the period in which each date lies (weeks begin on Monday).

    Raises:
        QueryError: an unknown frequency.
    """
    if freq not in _STEP:
        raise QueryError(f"no frequency {freq!r}; use W (weeks), M (months) or Q (quarters)")
    return column.dt.truncate(_STEP[freq])


def periods(start: pl.Expr, end: pl.Expr, freq: Freq) -> pl.Expr:
    """Every period from the one of `start` to the one of `end`, as a list of first days."""
    return pl.date_ranges(period(start, freq), period(end, freq), interval=_STEP[freq])


def between(events: pl.DataFrame, dyad: Dyad) -> pl.DataFrame:
    """The acts between the two states that occurred, each once, with `direction` ("JPN>CHN")."""
    a, b = dyad
    inside = ((pl.col("actor") == a) & (pl.col("recipient") == b)) | (
        (pl.col("actor") == b) & (pl.col("recipient") == a)
    )
    return (
        events.unique("id", keep="first", maintain_order=True)
        .filter(inside & (pl.col("status") == "occurred"))
        .with_columns(direction=pl.col("actor") + ">" + pl.col("recipient"))
    )


def both_ways(events: pl.DataFrame) -> pl.DataFrame:
    """The events, with each mutual act a second time in the other direction."""
    other = events.filter(pl.col("mutual")).with_columns(direction=pl.col("recipient") + ">" + pl.col("actor"))
    return pl.concat([events, other])


def dated(events: pl.DataFrame, freq: Freq) -> pl.DataFrame:
    """The events whose whole time lies in one period, with `ds`, its first day.

    An act known to the day or month is measured by month; one known to the year only is not: it cannot
    be told in which month it belongs, and it must not be guessed.
    """
    first, last = period(pl.col("when_start"), freq), period(pl.col("when_end"), freq)
    return events.with_columns(ds=first, ds_last=last).filter(pl.col("ds") == pl.col("ds_last")).drop("ds_last")
