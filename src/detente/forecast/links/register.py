"""The acts of a workspace as facts: who did what to whom, from the day on which it was first reported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl

from detente.errors import QueryError
from detente.forecast.links.facts import Facts
from detente.forecast.links.levels import Shape
from detente.measure.columns import apart, checked_events


@dataclass(frozen=True, slots=True)
class Register:
    """Acts with their names.

    Attributes:
        facts: one for each actor and recipient of an act, a mutual act in both directions, in the order of days.
        actors: the code of each entity.
        types: the root of each relation.
        first: the date of day 0.
        left_out: acts between two that are not known to the day, or were reported too late to be news.
    """

    facts: Facts
    actors: tuple[str, ...]
    types: tuple[str, ...]
    first: dt.date
    left_out: int

    @property
    def shape(self) -> Shape:
        """How many there are; codes tell no country but their own."""
        return Shape.of(len(self.actors), len(self.types), None)

    def number(self, day: dt.date) -> int:
        """The number of a day."""
        return (day - self.first).days

    def date(self, number: int) -> dt.date:
        """The date of a day by its number."""
        return self.first + dt.timedelta(days=number)


def register(events: pl.DataFrame, until: dt.date | None = None) -> Register:
    """The acts that occurred between two, known to the day, as far as they were reported by `until`.

    An act counts from the day on which it was first reported, so that nothing is known before it could be.

    Args:
        events: a frame with `EVENT_COLUMNS`, of all pairs.
        until: the last day that is known; all if not given.

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: no such act.
    """
    acts = checked_events(events).unique("id", keep="first", maintain_order=True).filter(pl.col("status") == "occurred")
    acts = acts.with_columns(known=pl.max_horizontal("when_start", "first_reported"))
    if until is not None:
        acts = acts.filter(pl.col("known") <= until)
    placed = (pl.col("when_precision") == "day") & pl.col("when_start").is_not_null() & ~pl.col("background")
    pairs = _pairs(acts.with_columns(placed=placed.fill_null(value=False)))
    left_out = pairs.filter(~pl.col("placed"))["id"].n_unique()
    held = pairs.filter("placed").sort("known", "id", "actor", "recipient")
    if held.is_empty():
        raise QueryError(
            "no act between two that is known to the day; read documents with their dates (detente read FILE --date)"
        )
    return _numbered(held, left_out)


def _pairs(acts: pl.DataFrame) -> pl.DataFrame:
    """A row for each actor and recipient, a mutual act in both directions."""
    rows = apart(acts)
    turned = rows.filter(pl.col("mutual")).rename({"actor": "recipient", "recipient": "actor"})
    both = pl.concat([rows, turned.select(rows.columns)])
    named = pl.col("actor").is_not_null() & pl.col("recipient").is_not_null()
    both = both.filter(named & (pl.col("actor") != pl.col("recipient")))
    return both.unique(["id", "actor", "recipient"], keep="first", maintain_order=True)


def _numbered(held: pl.DataFrame, left_out: int) -> Register:
    actors = sorted({*held["actor"], *held["recipient"]})
    types = sorted(set(held["type"]))
    first = min(held["known"])
    places = {name: number for number, name in enumerate(actors)}
    kinds = {name: number for number, name in enumerate(types)}
    facts = Facts(
        np.array([places[one] for one in held["actor"]], dtype=np.int64),
        np.array([kinds[one] for one in held["type"]], dtype=np.int64),
        np.array([places[one] for one in held["recipient"]], dtype=np.int64),
        np.array([(day - first).days for day in held["known"]], dtype=np.int64),
    )
    return Register(facts, tuple(actors), tuple(types), first, left_out)
