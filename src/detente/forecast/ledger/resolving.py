"""What came of each forecast, from the events and the coverage as they are known now.

A forecast is *open* until its window has closed. Then it is *resolved* if the act came, or if something was read that
was published in the window and reading went on to its end; else there is *no coverage*, and it stays unresolved.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import polars as pl

from detente.errors import QueryError
from detente.forecast.ledger.entries import EVENT, SCENARIO
from detente.forecast.questions import Question, between, levels_of, matching
from detente.forecast.series.calendar import Freq, after
from detente.forecast.series.flows import net_flow
from detente.workspace import Workspace

State = Literal["open", "no coverage", "void", "resolved"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A forecast of the ledger with what came of it.

    Attributes:
        row: the row as it was written.
        state: `open`, `no coverage` or `resolved`; of scenario odds also `void`, where an act supposed did not happen.
        outcome: 1 if the event came and 0 if not; of a series the value; None unless resolved.
        evidence: ids of the events that brought it about.
    """

    row: dict[str, Any]
    state: State
    outcome: float | None
    evidence: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What was forecast, in words."""
        asked = json.loads(self.row["question"])
        if self.row["kind"] == EVENT:
            return question_of(asked).sentence()
        if self.row["kind"] == SCENARIO:
            pair, acts = f"{self.row['actor']}-{self.row['recipient']}", " and ".join(asked["if"])
            return f"{pair}: {asked['outcome']} from {self.row['starts']} to {self.row['ends']} if {acts}"
        return f"{asked['unique_id']}: net flow of {asked['ds']} ({asked['freq']})"


def question_of(asked: dict[str, str]) -> Question:
    """A question from its JSON form."""
    days = {name: dt.date.fromisoformat(asked[name]) for name in ("start", "end")}
    return Question(**{**asked, **days})  # type: ignore[arg-type]


def resolved(store: Workspace, on: dt.date, dyad: tuple[str, str] | None = None) -> list[Resolved]:
    """Every event question and flow of the ledger, or those of a pair, with what is known on a day of what came of it.

    Scenario odds hang on acts that may not have happened: they are resolved apart (`supposing`).
    """
    rows = store.forecasts().filter(pl.col("kind") != SCENARIO)
    if dyad is not None and not rows.is_empty():
        rows = rows.filter(pl.col("actor").is_in(dyad) & pl.col("recipient").is_in(dyad))
    record = Past(store)
    return [_resolve(record, row, on) for row in rows.iter_rows(named=True)]


class Past:
    """What forecasts are held against, each part read once."""

    def __init__(self, store: Workspace) -> None:
        self.store = store
        self.flows: dict[tuple[tuple[str, str], Freq], dict[tuple[str, dt.date], float]] = {}

    @functools.cached_property
    def published(self) -> list[dt.date]:
        """The days on which something was published that was read."""
        return sorted(self.store.coverage()["ds"].drop_nulls().unique().to_list())

    @functools.cached_property
    def events(self) -> pl.DataFrame:
        """Every event."""
        return self.store.events()

    @functools.cached_property
    def mentions(self) -> list[Any]:
        """Every mention, for the level of acts."""
        return self.store.records("event")

    def covers(self, starts: dt.date, ends: dt.date) -> bool:
        """Whether something published in these days was read, and reading went on to their end."""
        return any(starts <= day <= ends for day in self.published) and self.published[-1] >= ends

    def flow(self, dyad: tuple[str, str], freq: Freq) -> dict[tuple[str, dt.date], float]:
        """The net flow of a pair by series and first day of the period; unknown periods are absent."""
        if (dyad, freq) not in self.flows:
            self.flows[dyad, freq] = _flow(self.store, dyad, freq)
        return self.flows[dyad, freq]


def _flow(store: Workspace, dyad: tuple[str, str], freq: Freq) -> dict[tuple[str, dt.date], float]:
    try:
        read = store.coverage().select("ds", "documents")
        series = net_flow(store.events(dyad=dyad), dyad, freq, read)  # type: ignore[arg-type]
    except QueryError:
        # Nothing dated is known of the pair (any more).
        return {}
    return {
        (one.unique_id, after(one.start, step, one.freq, one.month_end)): float(y)
        for one in series
        for step, y in enumerate(one.y)
        if np.isfinite(y)
    }


def _resolve(record: Past, row: dict[str, Any], on: dt.date) -> Resolved:
    if row["ends"] >= on:
        return Resolved(row, "open", None)
    if row["kind"] == EVENT:
        return _event(record, row)
    asked = json.loads(row["question"])
    value = record.flow((row["actor"], row["recipient"]), asked["freq"]).get((asked["unique_id"], row["starts"]))
    if value is None and record.covers(row["starts"], row["ends"]):
        # Periods after the last act are quiet where something was read.
        value = 0.0
    if value is None or not record.covers(row["starts"], row["ends"]):
        return Resolved(row, "no coverage", None)
    return Resolved(row, "resolved", value, tuple(_acts(record, row)["id"]))


def _event(record: Past, row: dict[str, Any]) -> Resolved:
    question = question_of(json.loads(row["question"]))
    at_level = levels_of(record.mentions, question.level) if question.level else frozenset[str]()
    found = inside(between(matching(record.events, question, at_level), question.actor, question.recipient), row)
    if len(found):
        return Resolved(row, "resolved", 1.0, tuple(found["id"]))
    covered = record.covers(row["starts"], row["ends"])
    return Resolved(row, "resolved", 0.0) if covered else Resolved(row, "no coverage", None)


def _acts(record: Past, row: dict[str, Any]) -> pl.DataFrame:
    events = record.events.filter(pl.col("status") == "occurred")
    both = [between(events, row["actor"], row["recipient"]), between(events, row["recipient"], row["actor"])]
    return inside(pl.concat(both).unique("id", keep="first", maintain_order=True), row)


def inside(events: pl.DataFrame, row: dict[str, Any]) -> pl.DataFrame:
    """The events whose whole time lies in a forecast's window."""
    return events.filter((pl.col("when_start") >= row["starts"]) & (pl.col("when_end") <= row["ends"]))
