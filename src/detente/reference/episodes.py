"""The table of episodes: sanctions, export controls, import bans and tariffs between states, since and until when."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from dataclasses import dataclass

from detente.ontology import split
from detente.records import When
from detente.reference.tables import rows


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode; `until` is None where it stands still, or where its end is not known (the note says which)."""

    name: str
    aliases: tuple[str, ...]
    by: tuple[str, ...]
    against: tuple[str, ...]
    kind: str
    subject: str | None
    since: When
    until: When | None
    note: str
    source: str
    basis: str


@functools.cache
def episodes() -> tuple[Episode, ...]:
    """Every episode of the table, in the order of time."""
    found = (
        Episode(
            row["name"], split(row["aliases"]), split(row["by"]), split(row["against"]), row["kind"],
            row["subject"] or None, when(row["start"]), when(row["end"]) if row["end"] else None, row["note"],
            row["source"], row["basis"],
        )
        for row in rows("episodes")
    )  # fmt: skip
    return tuple(sorted(found, key=lambda episode: (episode.since.start, episode.name)))


def when(text: str) -> When:
    """A date of a table ("2010", "2010-09", "2010-09-21") as the time that it covers."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return When(dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31), "year", "stated")
    if len(parts) == 2:
        last = calendar.monthrange(parts[0], parts[1])[1]
        return When(dt.date(parts[0], parts[1], 1), dt.date(parts[0], parts[1], last), "month", "stated")
    day = dt.date(*parts)
    return When(day, day, "day", "stated")
