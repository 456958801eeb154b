"""From which office a state is led, and who is known to have come next where a table leaves a term open."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from detente.reference import names
from detente.reference.posts import held_alone
from detente.reference.tables import rows
from detente.reference.terms import LEADER, Term, Terms


@dataclass(frozen=True, slots=True)
class Head:
    """The office from which a state is led, and whether no other one can be taken for it."""

    office: str
    only: bool


@functools.cache
def _executives() -> tuple[dict[str, str], ...]:
    return tuple(rows("executives"))


def leads(country: str, day: dt.date) -> Head | None:
    """The office from which a state is led on a day, where one is known: then the tables of leaders speak of it."""
    for row in _executives():
        if row["country"] == country and int(row["since"]) <= day.year <= int(row["until"] or 9999):
            return Head(row["leads"], row["leads"] == "head_of_government" or row["note"] == "sole leader")
    return None


def next_known(term: Term, record: Terms) -> Term | None:
    """The term by whose start one that is left open was over: the first of somebody else in the same office."""
    if term.end is not None or term.office not in held_alone() | {LEADER}:
        return None
    later = [t for t in record.in_country(term.country) if t.start > term.known_through and t.strong]
    others = [t for t in later if _one_office(t, term) and not any(names.match(term.person, n) for n in t.names)]
    return min((t for t in others if "acting" not in t.note), key=lambda t: t.start, default=None)


def _one_office(one: Term, other: Term) -> bool:
    """Whether two terms are of the same office; who led the state held the office from which it is led."""
    if LEADER in (one.office, other.office):
        head = leads(one.country, one.start)
        return all(t.office == LEADER or (head is not None and t.office == head.office) for t in (one, other))
    # Organisations that share a code are told apart by the title alone.
    shared = one.country in {"IGO", "EUR"}
    return one.office == other.office and (not shared or one.title == other.title)
