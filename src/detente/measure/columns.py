"""The one check at the door: which columns a frame must have, of which type, and whose events count.

Everything else in `measure` trusts what leaves this module: dates are dates, periods are made one way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import polars as pl

from detente.errors import QueryError, TableError
from detente.records import Event
from detente.settings import load
from detente.workspace.units import STREAM

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

OPTIONAL_COLUMNS: Mapping[str, pl.DataType] = {
    "first_reported": pl.Date(),
    "stream": pl.String(),
    "origins": pl.Int64(),
}
"""Columns that a frame of events may have: null where they are absent, or where a row does not tell."""

COVERAGE_COLUMNS: Mapping[str, pl.DataType] = {"ds": pl.Date(), "documents": pl.Int64()}
"""Coverage: a day (any day of its period) and how many documents were read that were published then."""

STEP = {"W": "1w", "M": "1mo", "Q": "1q"}
"""The length of a period of each frequency, as Polars writes it."""

MONTHS_A_PERIOD = {"W": 7 / 30.436875, "M": 1.0, "Q": 3.0}
"""The length of a period in mean months of the Gregorian calendar."""


def events_frame(events: Iterable[Event]) -> pl.DataFrame:
    """The events as a frame of `EVENT_COLUMNS` and the optional ones, one row an event, in the order given."""
    rows = [
        {
            **{name: getattr(event, name) for name in EVENT_COLUMNS if not name.startswith("when_")},
            "first_reported": event.first_reported,
            "origins": event.origins,
            "when_start": event.when.start if event.when else None,
            "when_end": event.when.end if event.when else None,
            "when_precision": event.when.precision if event.when else None,
        }
        for event in events
    ]
    return pl.DataFrame(rows, schema={**EVENT_COLUMNS, **OPTIONAL_COLUMNS})


def checked_events(events: pl.DataFrame, stream: str | None = None) -> pl.DataFrame:
    """The columns of `EVENT_COLUMNS` and `OPTIONAL_COLUMNS` of one stream of events, late ones made background.

    An act first reported more than `background_days` after its end is background, whatever the frame says of it.

    Args:
        events: the frame.
        stream: the source stream (news, gdelt, icews) whose events are wanted; needed where there are several, for
            streams count differently and are never pooled.

    Raises:
        TableError: a column is missing or of the wrong type, or a score is not finite.
        QueryError: the frame holds several streams and none is named, or not the one named.
    """
    held = check(events, EVENT_COLUMNS, "events").with_columns(
        check(events, {name: OPTIONAL_COLUMNS[name]}, "events").get_column(name)
        if name in events.columns
        else pl.lit(None, dtype=kind).alias(name)
        for name, kind in OPTIONAL_COLUMNS.items()
    )
    _finite(held)
    delay = pl.duration(days=load().workspace.background_days)
    late = (pl.col("first_reported") - pl.col("when_end") > delay).fill_null(value=False)
    return _one_stream(held, stream).with_columns(background=pl.col("background") | late)


def _finite(events: pl.DataFrame) -> None:
    wrong = events.filter(~pl.col("score").is_finite())
    if not wrong.is_empty():
        name, score = wrong.select("id", "score").row(0)
        raise TableError(
            f"events: column 'score' holds {score} in the row of id {name!r}; a score must be finite: leave it null "
            "where it is not known"
        )


def streamed(events: pl.DataFrame) -> pl.DataFrame:
    """The events with the column `stream`: those of a frame without it come from coded documents (`text`)."""
    return events if "stream" in events.columns else events.with_columns(stream=pl.lit(STREAM))


def streams(events: pl.DataFrame) -> dict[str, int]:
    """The source streams of a frame of events with the number of their events, the largest first, then by name."""
    counts = streamed(events).drop_nulls("stream").group_by("stream").len("n")
    return dict(counts.sort("n", "stream", descending=[True, False]).iter_rows())


def _one_stream(events: pl.DataFrame, stream: str | None) -> pl.DataFrame:
    names = sorted(events["stream"].drop_nulls().unique().to_list())
    if stream is not None and stream not in names:
        raise QueryError(f"no events of a stream {stream!r}; there are {', '.join(names) or 'no named streams'}")
    if stream is not None:
        return events.filter(pl.col("stream") == stream)
    if len(names) > 1 or (names and events["stream"].null_count()):
        raise QueryError(
            f"events of several streams ({', '.join(names)}) are never pooled, for they count differently; "
            "name one, as in stream='icews'"
        )
    return events


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
    if freq not in STEP:
        raise QueryError(f"no frequency {freq!r}; use W (weeks), M (months) or Q (quarters)")
    return column.dt.truncate(STEP[freq])


def periods(start: pl.Expr, end: pl.Expr, freq: Freq) -> pl.Expr:
    """Every period from the one of `start` to the one of `end`, as a list of first days."""
    return pl.date_ranges(period(start, freq), period(end, freq), interval=STEP[freq])


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


def apart(events: pl.DataFrame) -> pl.DataFrame:
    """The events with a row for each actor and each recipient of a joint act (`JPN|USA`)."""
    return events.with_columns(pl.col("actor", "recipient").str.split("|")).explode("actor").explode("recipient")


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
