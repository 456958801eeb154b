"""The calendar of a pair: occasions merged across documents, and those that recur by the reference; as iCalendar too.

The reference fills in by itself the coming meetings of the forums to which both states belong, and the anniversaries of
the accords between them. Every entry says what it rests on: the documents that tell of it, or the reference row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from icalendar import Calendar, Event

from detente.coding.text import clauses
from detente.ontology import country_name
from detente.records import Occasion, digest
from detente.verify.bodies import editions, memberships
from detente.verify.history import accords
from detente.verify.numbers.counts import nth


@dataclass(frozen=True, slots=True)
class Entry:
    """One date of the calendar; `start` is None where no document tells it. `sources` are documents or addresses."""

    id: str
    name: str
    kind: str
    start: dt.date | None
    end: dt.date | None
    precision: str | None
    place: str | None
    participants: tuple[str, ...]
    reports: int
    sources: tuple[str, ...]
    basis: str
    """"reported", or how the reference knows it: dataset, page, recalled."""
    record: str = "occasion"


def agenda(
    occasions: Iterable[Occasion], dyad: tuple[str, str], since: dt.date, until: dt.date | None = None
) -> list[Entry]:
    """The entries from a day on, dated ones first in order of time, then the undated ones.

    Args:
        occasions: what documents tell of.
        dyad: the two states, for the forums and anniversaries of the reference.
        since: the first day.
        until: the last day; two years on if not given.
    """
    last = until or since + dt.timedelta(days=731)
    found = [*merged(occasions), *meetings(dyad, since, last), *anniversaries(dyad, since, last)]
    kept = [e for e in found if e.start is None or (e.start <= last and (e.end or e.start) >= since)]
    return sorted(kept, key=lambda e: (e.start is None, e.start or dt.date.max, e.name, e.id))


def merged(occasions: Iterable[Occasion]) -> Iterator[Entry]:
    """One entry for each occasion, however many documents tell of it: same kind, and dates that may be one day."""
    groups: list[list[Occasion]] = []
    for occasion in sorted(occasions, key=lambda o: (o.start or dt.date.max, o.id)):
        group = next((g for g in groups if _same(g[0], occasion)), None)
        if group is None:
            groups.append([occasion])
        else:
            group.append(occasion)
    for group in groups:
        exact = min(group, key=lambda o: (_width(o), o.id))
        who = tuple(dict.fromkeys(code for o in group for code in o.participants))
        place = next((o.place for o in group if o.place), None)
        sources = tuple(dict.fromkeys(o.path or o.document for o in group))
        yield Entry(
            exact.id, exact.name, exact.kind, exact.start, exact.end, exact.precision, place, who, len(group), sources,
            "reported",
        )  # fmt: skip


def _width(occasion: Occasion) -> int:
    if occasion.start is None:
        return 10**6
    return ((occasion.end or occasion.start) - occasion.start).days


def _same(one: Occasion, other: Occasion) -> bool:
    """Whether two reports may be of one occasion: kind, words of the name, and times that can be the same."""
    if one.kind != other.kind or not _words(one.name) & _words(other.name):
        return False
    if one.place and other.place and one.place != other.place:
        return False
    if one.start is None or other.start is None:
        return one.start is other.start and one.name.lower() == other.name.lower()
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


_COMMON = clauses.words_of(
    "the|a|an|of|in|on|at|and|for|with|to|summit|meeting|visit|talks|anniversary|election|deadline"
)


def _words(name: str) -> frozenset[str]:
    words = frozenset(word.strip(".,'’s").lower() for word in name.split()) - {""}
    return words - _COMMON or words


def meetings(dyad: tuple[str, str], since: dt.date, until: dt.date) -> Iterator[Entry]:
    """The meetings of the forums in which both states sit, as far as the reference knows them ahead."""
    for forum, held in editions.known().items():
        members = {m.country for m in memberships.members().get(forum, ()) if not m.left}
        if not set(dyad) <= members:
            continue
        for edition in held:
            if edition.end >= since and edition.start <= until:
                where = edition.place or country_name(edition.host)
                source = edition.source
                yield Entry(
                    digest("meeting", forum, edition.start), f"{forum} summit", "summit", edition.start, edition.end,
                    _precision(edition), where, dyad, 0, _address(source.row.url, source.row.key), source.basis,
                )  # fmt: skip


def _precision(edition: editions.Edition) -> str:
    """How exactly the table dates a meeting: a whole year or month is one whose days were not set."""
    first, last = edition.start, edition.end
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return "year"
    after = last + dt.timedelta(days=1)
    if first.day == 1 and after.day == 1 and first.month == last.month:
        return "month"
    return "day" if first == last else "span"


def anniversaries(dyad: tuple[str, str], since: dt.date, until: dt.date) -> Iterator[Entry]:
    """The anniversaries of the accords between the two, every fifth year."""
    for accord, day in accords.dates(dyad):
        for year in range(since.year, until.year + 1):
            count = year - day.year
            when = _on(day, year)
            if count > 0 and count % 5 == 0 and since <= when <= until:
                name = f"{nth(count)} anniversary: {accord.name}"
                yield Entry(
                    digest("anniversary", accord.name, year), name, "anniversary", when, when, "day", None,
                    tuple(sorted(accord.parties)), 0, _address(accord.source.row.url, accord.source.row.key),
                    accord.source.basis,
                )  # fmt: skip


def _on(day: dt.date, year: int) -> dt.date:
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _address(url: str | None, key: str) -> tuple[str, ...]:
    return (url.split("|")[0],) if url else (key,)


def ics(entries: Sequence[Entry], name: str) -> str:
    """The dated entries as an iCalendar file (RFC 5545): whole-day events, those without a date left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//detente//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        if entry.start is None:
            continue
        event = Event()
        event.add("uid", f"{entry.id}@detente")
        event.add("summary", entry.name)
        event.add("dtstart", entry.start)
        event.add("dtend", (entry.end or entry.start) + dt.timedelta(days=1))
        event.add("dtstamp", dt.datetime.combine(entry.start, dt.time(), dt.UTC))
        if entry.place:
            event.add("location", entry.place)
        event.add("categories", [entry.kind])
        told = f"told by {entry.reports} report{'s' * (entry.reports != 1)}" if entry.reports else f"{entry.basis}"
        event.add("description", f"{told}: {', '.join(entry.sources)}")
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))
