"""The meetings of forums that the record has, and the forums that a text names."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.ontology import countries
from detente.reference.tables import rows
from detente.verify.verdicts import Source, source_in


@dataclass(frozen=True, slots=True)
class Edition:
    """One meeting of a forum."""

    forum: str
    start: dt.date
    end: dt.date
    host: str
    place: str
    source: Source
    number: str = ""

    def described(self) -> str:
        """The meeting in a few words."""
        where = ", ".join(filter(None, (self.place, countries()[self.host].name if self.host in countries() else "")))
        day = self.start.isoformat() if self.start != self.end else f"on {self.start.isoformat()}"
        name = self.forum.removesuffix(" meeting")
        return f"{name} meeting in {where} ({day}{'' if self.start == self.end else f' to {self.end.isoformat()}'})"


@functools.cache
def known() -> dict[str, tuple[Edition, ...]]:
    """The editions of each forum that are dated, in order."""
    found: dict[str, list[Edition]] = {}
    for row in rows("forums"):
        start, end = _bounds(row["start"], row["end"] or row["start"])
        if start is None or end is None:
            continue
        source = source_in("forums", f"{row['forum']} {row['edition']}", row)
        edition = Edition(row["forum"], start, end, row["host"], row["place"], source, row["edition"])
        found.setdefault(row["forum"], []).append(edition)
    return {forum: tuple(sorted(group, key=lambda e: e.start)) for forum, group in found.items()}


def _bounds(start: str, end: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of dates that may be given to the month or the year only."""

    def day(text: str, last: bool) -> dt.date | None:
        parts = [int(part) for part in text.split("-") if part]
        if not parts:
            return None
        if len(parts) == 1:
            return dt.date(parts[0], 12 if last else 1, 31 if last else 1)
        if len(parts) == 2:
            following = dt.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
            return following - dt.timedelta(days=1) if last else dt.date(parts[0], parts[1], 1)
        return dt.date(*parts)

    return day(start, False), day(end, True)


def of(forum: str) -> tuple[Edition, ...]:
    """The meetings of a forum in order; those of the G7 and of the G8 are of one row."""
    both = {"G7": "G8", "G8": "G7"}.get(forum)
    return tuple(sorted((*known().get(forum, ()), *(known().get(both, ()) if both else ())), key=lambda e: e.start))


@functools.cache
def _names() -> tuple[str, ...]:
    return tuple(row["forum"] for row in rows("forum-names"))


@functools.cache
def _meetings() -> frozenset[str]:
    """Forums whose name alone is the meeting."""
    return frozenset(row["forum"] for row in rows("forum-names") if row["meeting"])


def is_meeting(forum: str) -> bool:
    """Whether a forum's name alone is its meeting: "the G20 in Osaka"."""
    return forum in _meetings()


_OF_MEMBERS = re.compile(
    r"['’]?s?\s(?:membership|application|bid|accession|entry|candidacy|charter|expansion|enlargement|forces?|troops|"
    r"missions?|aid|commanders?|spending|targets?)\b",
    re.IGNORECASE,
)


def is_of_members(text: str, end: int) -> bool:
    """Whether a body's name, that ends there, tells of belonging to it or of its means: "Sweden's NATO application"."""
    return _OF_MEMBERS.match(text, end) is not None


@functools.cache
def _forum() -> re.Pattern[str]:
    """The names of all forums; the number of the group that matches is that of the forum."""
    patterns = (row["pattern"] for row in rows("forum-names"))
    return re.compile("|".join(rf"(?P<f{number}>\b(?:{pattern})(?!\w))" for number, pattern in enumerate(patterns)))


def named(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The forums that a text names, each with the match of its name."""
    for match in _forum().finditer(text):
        yield _names()[int((match.lastgroup or "f0")[1:])], match


@functools.lru_cache(maxsize=256)
def mentions(text: str) -> tuple[tuple[str, int, int], ...]:
    """The forums that a text names, with their offsets; kept, since sentences are asked for those around them."""
    return tuple((forum, *match.span()) for forum, match in named(text))
