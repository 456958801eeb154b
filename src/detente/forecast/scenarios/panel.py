"""The panel: for each pair of states with enough acts, its net flow by period and the periods with acts of a kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from detente.local_level import Floats, signed_root
from detente.measure import flows
from detente.measure.columns import EVENT_COLUMNS, Dyad, Freq, between, checked_events, dated
from detente.ontology import countries


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of states.

    Attributes:
        name: `JPN-CHN`.
        ds: the first days of its periods.
        z: the signed root of its net flow (T,), NaN where nothing was read.
        marks: for each kind of act asked about, whether it happened in the period (T,).
        acts: acts between the two in those periods.
    """

    name: str
    ds: tuple[dt.date, ...]
    z: Floats
    marks: tuple[Floats, ...]
    acts: int = 0


def with_kinds(events: pl.DataFrame) -> pl.DataFrame:
    """The events with the columns `mode` (null where absent) and `leader` (false where absent)."""
    missing = {"mode": pl.lit(None, dtype=pl.String), "leader": pl.lit(value=False)}
    return events.with_columns(expr.alias(name) for name, expr in missing.items() if name not in events.columns)


def panel(
    events: pl.DataFrame,
    kinds: Sequence[pl.Expr],
    own: Dyad,
    freq: Freq,
    least: int,
    coverage: pl.DataFrame | None = None,
) -> list[Pair]:
    """The pair asked about first, then the others with at least that many acts, by name.

    Args:
        events: a frame with `EVENT_COLUMNS`, `mode` and `leader`, of all pairs.
        kinds: which rows are acts of each kind.
        own: the pair asked about.
        freq: W, M or Q.
        least: acts of a pair below which it takes no part.
        coverage: what was read, as for `measure.flows`.
    """
    known = list(countries())
    marked = events.with_columns(kind.alias(f"kind{number}") for number, kind in enumerate(kinds))
    inside = marked.filter(pl.col("actor").is_in(known), pl.col("recipient").is_in(known))
    inside = inside.filter(pl.col("actor") != pl.col("recipient")).with_columns(
        one=pl.min_horizontal("actor", "recipient"), other=pl.max_horizontal("actor", "recipient")
    )
    counts = inside.filter(pl.col("status") == "occurred").group_by("one", "other").len()
    chosen = counts.filter(pl.col("len") >= least).sort("one", "other").select("one", "other").rows()
    dyads = [own, *(pair for pair in chosen if set(pair) != set(own))]
    if coverage is None:
        coverage = _volume(events, freq)
    return [_pair(inside.filter(_of(dyad)), dyad, len(kinds), freq, coverage) for dyad in dyads]


def _of(dyad: Dyad) -> pl.Expr:
    return (pl.col("one") == min(dyad)) & (pl.col("other") == max(dyad))


def _volume(events: pl.DataFrame, freq: Freq) -> pl.DataFrame:
    """Acts of all pairs by day, which stand in for what was read."""
    placed = dated(events.select(*EVENT_COLUMNS), freq).filter(~pl.col("background"))
    return placed.group_by("ds").agg(documents=pl.len().cast(pl.Int64))


def _pair(events: pl.DataFrame, dyad: Dyad, kinds: int, freq: Freq, coverage: pl.DataFrame) -> Pair:
    name = f"{dyad[0]}-{dyad[1]}"
    table = flows(events, dyad, freq, coverage).filter(pl.col("unique_id") == name).sort("ds")
    held = checked_events(events).select("id", "background")
    acts = dated(between(events.drop("background").join(held, on="id"), dyad), freq).filter(~pl.col("background"))
    days = table["ds"].to_list()
    net = (table["cooperation"] - table["conflict"]).fill_null(float("nan")).to_numpy()
    marks = []
    for number in range(kinds):
        happened = set(acts.filter(pl.col(f"kind{number}"))["ds"])
        marks.append(np.array([float(day in happened) for day in days]))
    return Pair(name, tuple(days), signed_root(net), tuple(marks), acts.height)
