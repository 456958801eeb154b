"""The panel: for each pair of states with enough acts, its net flow by period and the periods with acts of a kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from detente.errors import DocumentError, TableError
from detente.measure import flows
from detente.measure.columns import EVENT_COLUMNS, Dyad, Freq, between, checked_events, dated
from detente.measure.local_level import Floats, signed_root
from detente.ontology import countries, roots

TABLE = ("actor", "recipient", "date", "type")
"""The columns that a table of events must have; `mode`, `leader` and `score` may stand beside them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of states.

    Attributes:
        name: `JPN-CHN`.
        ds: the first days of its periods.
        z: the signed root of its net flow (T,), NaN where nothing was read.
        marks: for each kind of act asked about, whether it happened in the period (T,).
    """

    name: str
    ds: tuple[dt.date, ...]
    z: Floats
    marks: tuple[Floats, ...]


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
    return Pair(name, tuple(days), signed_root(net), tuple(marks))


def read_events(path: Path) -> pl.DataFrame:
    """A table of events as a frame for `panel`: a CSV of `actor, recipient, date, type`, an act a row.

    Actors are ISO 3166 alpha-3 codes, types PLOVER roots; the score is the root's unless `score` gives it.

    Raises:
        DocumentError: the file cannot be read.
        TableError: a column is missing, or holds something else.
    """
    try:
        table = pl.read_csv(path, infer_schema_length=0)
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0]
        raise DocumentError(
            path, f"cannot be read as CSV ({reason})", f"give the columns {', '.join(TABLE)}"
        ) from error
    for name in TABLE:
        if name not in table.columns:
            raise TableError(f"{path}: no column {name!r}; it needs {', '.join(TABLE)}")
    strange = sorted(set(table["type"]) - set(roots()), key=str)
    if strange:
        raise TableError(f"{path}: column 'type' holds {strange[0]!r}; use one of {', '.join(roots())}")
    try:
        days = table["date"].str.to_date("%Y-%m-%d")
        scores = table["score"].cast(pl.Float64) if "score" in table.columns else None
    except pl.exceptions.PolarsError as error:
        raise TableError(f"{path}: a date is not as 2026-01-06, or a score is no number; mend it") from error
    by_root = {root.name: root.score for root in roots().values()}
    frame = pl.DataFrame({
        "id": [str(number) for number in range(table.height)], "type": table["type"],
        "quad": table["type"].replace_strict({r.name: r.quad for r in roots().values()}, return_dtype=pl.String),
        "status": ["occurred"] * table.height, "actor": table["actor"], "recipient": table["recipient"],
        "mutual": [False] * table.height, "issue": pl.Series([None] * table.height, dtype=pl.String),
        "score": scores if scores is not None else table["type"].replace_strict(by_root, return_dtype=pl.Float64),
        "when_start": days, "when_end": days, "when_precision": ["day"] * table.height,
        "background": [False] * table.height,
    })  # fmt: skip
    for name in ("mode", "leader"):
        if name in table.columns:
            truth = table[name].str.to_lowercase().is_in(["1", "true", "yes"]).alias("leader")
            frame = frame.with_columns(table[name] if name == "mode" else truth)
    return with_kinds(frame)
