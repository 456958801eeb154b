"""What is supposed: `TYPE[:level]@DATE`, and which acts of the record are like it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from detente.errors import QueryError
from detente.forecast.questions import levels_of
from detente.ontology import QUADS, roots, rows
from detente.records import Mention

LEADER = "leader"
"""The level of acts told with a leader of either side, as the codebook's table of levels has it."""

_FORM = re.compile(r"(?P<type>\w+)(?::(?P<level>[\w-]+))?@(?P<date>[\d-]+)")
_EXAMPLE = "write TYPE[:level]@DATE, as in CONSULT:leader@2026-11"


@dataclass(frozen=True, slots=True)
class Supposed:
    """An act that is supposed to happen.

    Attributes:
        type: a root or a quad.
        level: `leader`, a mode of the root, or None for any.
        day: the last day of the time given: it happens in the period of this day.
        text: as it was asked.
    """

    type: str
    level: str | None
    day: dt.date
    text: str

    @property
    def kind(self) -> str:
        """The kind of act, without its date: `CONSULT:leader`."""
        return self.type if self.level is None else f"{self.type}:{self.level}"

    def matches(self) -> pl.Expr:
        """Which rows of a frame of events are acts of this kind (columns type, quad, mode, leader)."""
        same = (pl.col("type") == self.type) | (pl.col("quad") == self.type)
        if self.level is None:
            return same
        return same & (pl.col("leader") if self.level == LEADER else pl.col("mode") == self.level).fill_null(
            value=False
        )


def with_leaders(events: pl.DataFrame, mentions: Iterable[Mention]) -> pl.DataFrame:
    """The events with the column `leader`: whether a report of the act names one as actor or recipient.

    Args:
        events: a frame with `mentions`, the ids of the reports of each.
        mentions: the reports.
    """
    told = list(levels_of(mentions, LEADER))
    return events.with_columns(leader=pl.col("mentions").list.eval(pl.element().is_in(told)).list.any())


def parse(text: str) -> Supposed:
    """What is supposed, from its short form.

    Raises:
        QueryError: the form, the type, the level or the date cannot be used.
    """
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise QueryError(f"{text!r} cannot be read; {_EXAMPLE}")
    name = found["type"]
    kind = name.upper() if name.upper() in roots() else name.lower()
    if kind not in roots() and kind not in QUADS:
        raise QueryError(f"{text!r}: no act is called {name}; use one of {', '.join((*roots(), *QUADS))}")
    level = found["level"]
    known = [LEADER, *(row["mode"] for row in rows("modes") if row["root"] == kind)]
    if level is not None and level not in known:
        raise QueryError(f"{text!r}: {kind} has no level {level}; use one of {', '.join(known)}")
    return Supposed(kind, level, _day(text, found["date"]), text)


def _day(text: str, date: str) -> dt.date:
    parts = date.split("-")
    try:
        year, month = int(parts[0]), int(parts[1])
        day = int(parts[2]) if len(parts) == 3 else calendar.monthrange(year, month)[1]
        return dt.date(year, month, day)
    except (ValueError, IndexError):
        raise QueryError(f"{text!r}: {date} is not a month or a day; {_EXAMPLE}") from None
