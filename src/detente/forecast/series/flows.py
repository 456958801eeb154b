"""The net flow of a pair as series: the scores of cooperative acts less those of conflictual ones, by period."""

from __future__ import annotations

from typing import Literal

import polars as pl

from detente.errors import QueryError
from detente.forecast.series.table import Series, series_of


def net_flow(
    events: pl.DataFrame,
    dyad: tuple[str, str],
    freq: Literal["W", "M", "Q"] = "M",
    coverage: pl.DataFrame | None = None,
) -> list[Series]:
    """The net flow by period, each direction and the pair: a `Series` each.

    Zero is a balance of the two, or a period that was covered and quiet; a period without coverage is unknown.

    Args:
        events: as `measure.flows` takes them.
        dyad: the two states.
        freq: W, M or Q.
        coverage: the documents read by day (`ds`, `documents`).

    Raises:
        QueryError: no act between the two is dated.
    """
    # Loaded here: a forecast of a table needs no measure of events, and starts without them.
    from detente.measure import flows

    found = flows(events, dyad, freq, coverage).with_columns(y=pl.col("cooperation") - pl.col("conflict"))
    if found.is_empty() or not found["n"].sum():
        raise QueryError(f"no dated act between {dyad[0]} and {dyad[1]}: read documents about them first")
    held = found.filter(pl.col("n").sum().over("unique_id") > 0)
    return series_of(held.select("unique_id", "ds", "y"), freq)
