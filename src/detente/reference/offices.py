"""Who held which office, when: the dated tables of office-holders."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from detente.ontology import split
from detente.reference.tables import folder, rows


@dataclass(frozen=True, slots=True)
class Office:
    """One spell of one person in one office, both days included; `end` None is open (censored)."""

    country: str
    office: str
    title: str
    person: str
    aliases: tuple[str, ...]
    start: dt.date
    end: dt.date | None
    known_through: dt.date
    note: str
    source: str
    basis: str

    def covers(self, day: dt.date) -> bool:
        """Whether the person is known to have held the office on that day."""
        return self.start <= day <= (self.end or self.known_through)

    def may_cover(self, day: dt.date) -> bool:
        """Whether the person held the office on that day or, the row being open-ended, may have."""
        return self.start <= day and (self.end is None or day <= self.end)


_MINISTRIES = "ministries.csv"
"""The table of lesser offices and embassies: to hold claims against, too many common names to find people by."""


@functools.cache
def offices() -> tuple[Office, ...]:
    """All spells, in the order of the tables."""
    return tuple(_office(row) for file in _files() for row in rows(f"offices/{file.removesuffix('.csv')}"))


def people() -> frozenset[str]:
    """Those whose names alone tell a text who is meant: all but the holders of lesser offices and ambassadors."""
    files = [file.removesuffix(".csv") for file in _files() if file != _MINISTRIES]
    return frozenset(row["person"] for file in files for row in rows(f"offices/{file}"))


def _files() -> list[str]:
    return sorted(file.name for file in folder().joinpath("offices").iterdir() if file.name.endswith(".csv"))


def _office(row: dict[str, str]) -> Office:
    end = dt.date.fromisoformat(row["end"]) if row["end"] else None
    known = dt.date.fromisoformat(row["known_through"]) if row["known_through"] else end
    start = dt.date.fromisoformat(row["start"])
    return Office(
        row["country"],
        row["office"],
        row["title"],
        row["person"],
        split(row["aliases"]),
        start,
        end,
        known or start,
        row["note"],
        row["source"],
        row["basis"],
    )


@functools.cache
def _by_person() -> dict[str, tuple[Office, ...]]:
    index: dict[str, list[Office]] = {}
    for spell in offices():
        index.setdefault(spell.person, []).append(spell)
    return {person: tuple(spells) for person, spells in index.items()}


def spells_of(person: str) -> tuple[Office, ...]:
    """Every spell of a person, by the name as the tables print it; empty where the person is not known."""
    return _by_person().get(person, ())


def holders(country: str, office: str, day: dt.date) -> tuple[Office, ...]:
    """Who is known to have held an office of a country on a day (two rows on a day of handover)."""
    return tuple(s for s in _by_office().get((country, office), ()) if s.covers(day))


@functools.cache
def _by_office() -> dict[tuple[str, str], list[Office]]:
    index: dict[tuple[str, str], list[Office]] = {}
    for spell in offices():
        index.setdefault((spell.country, spell.office), []).append(spell)
    return index
