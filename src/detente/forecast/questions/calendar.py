"""The calendar as a forecaster may know it: dates that recur, and occasions that documents have told of.

An anniversary is known ever after; a meeting of a forum is expected 52 weeks after the one before, once that one is
over (the table's own coming editions are not used: when they were announced is not in it); an occasion of a document is
known from the day of publication.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from detente.forecast.questions.acts import Ints
from detente.verify.bodies import editions, memberships
from detente.verify.history import accords

AGAIN = dt.timedelta(weeks=52)
"""After this time a forum is expected to meet again."""


def occasions(
    pairs: Sequence[tuple[str, str]],
    first: dt.date,
    last: dt.date,
    told: Iterable[tuple[frozenset[str], dt.date, dt.date]] = (),
) -> Ints:
    """Rows of pair, day, the first day at whose end it was known, for the days from `first` to `last`.

    Args:
        pairs: codes of actor and recipient.
        first: the first day of the calendar.
        last: its last day.
        told: occasions of documents: participants, day, day of publication.
    """
    told = list(told)
    rows = [
        (number, day.toordinal(), known.toordinal())
        for number, pair in enumerate(pairs)
        for day, known in sorted({*_anniversaries(pair, first, last), *_meetings(pair), *_told(pair, told)})
        if first <= day <= last
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _anniversaries(pair: tuple[str, str], first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    for _, on in accords.dates(pair):
        for year in range(max(first.year, on.year + 1), last.year + 1):
            yield on.replace(year=year, day=min(on.day, 28) if on.month == 2 else on.day), on


def _meetings(pair: tuple[str, str]) -> Iterator[tuple[dt.date, dt.date]]:
    for forum, held in editions.known().items():
        members = {one.country for one in memberships.members().get(forum, ()) if not one.left}
        if set(pair) <= members:
            for edition in held:
                if (edition.end - edition.start).days < 15:
                    yield edition.start + AGAIN, edition.end


def _told(
    pair: tuple[str, str], told: Sequence[tuple[frozenset[str], dt.date, dt.date]]
) -> Iterator[tuple[dt.date, dt.date]]:
    for who, day, published in told:
        if set(pair) <= who:
            yield day, published
