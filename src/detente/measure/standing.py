"""The state of play: bans, tariffs, controls, suspended talks, visa rules and deployments between two states.

A measure is opened by one event and lifted by a later one of the same side, kind and subject. What opens and what lifts
is told by the root of the event and by the words of its clause (`measure_words`); an event without such words opens
nothing. An end that the words state ("until the end of 2025") is the measure's, unless something ends or prolongs it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from detente.measure.columns import EVENT_COLUMNS, Dyad, check, pair
from detente.measure.measure_words import OPENERS, Act, act, lifts, opens
from detente.records import Measure, SourceRow, When, digest
from detente.reference.episodes import episodes

_COLUMNS = {**EVENT_COLUMNS, "evidence": pl.String(), "sentence": pl.String()}
_OPTIONAL = {"when_basis": pl.String(), "first_reported": pl.Date()}


def standing(events: pl.DataFrame, dyad: Dyad, on: dt.date | None = None) -> list[Measure]:
    """The measures between two states, in the order of their beginning.

    Args:
        events: a frame of events with their sentences, as the workspace gives them.
        dyad: the two states.
        on: only those that stand on this day: begun by then, and not lifted by then.

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: the dyad cannot be used.
    """
    pair(dyad)
    known = {name: kind for name, kind in _OPTIONAL.items() if name in events.columns}
    acts = check(events, _COLUMNS | known, "events").unique("id", keep="first", maintain_order=True)
    acts = acts.filter(
        pl.col("actor").is_in(list(dyad)) & pl.col("recipient").is_in(list(dyad)) & pl.col("when_start").is_not_null()
    )
    register: list[Measure] = []
    for told in sorted(_acts(acts), key=lambda told: (told.when.start, told.row["id"])):
        if lifts(told):
            _lift(told, register)
        elif opens(told):
            _open(told, register)
    return _on(register, on)


def recorded(dyad: Dyad, on: dt.date | None = None) -> list[Measure]:
    """The measures between two states that the reference table of episodes has, in the order of their beginning.

    Raises:
        QueryError: the dyad cannot be used.
    """
    pair(dyad)
    found = []
    for episode in episodes():
        for by, against in (dyad, dyad[::-1]):
            if by in episode.by and against in episode.against:
                url = episode.source if episode.basis == "page" else None
                row = SourceRow("detente episodes", episode.name, None, url)
                key = digest("episode", episode.name, by, against)
                found.append(
                    Measure(
                        key, episode.kind, by, against, episode.subject, episode.since, None, "occurred", episode.name,
                        until=episode.until, reference=row, basis=episode.basis,
                    )
                )  # fmt: skip
    return _on(found, on)


def joined(told: Sequence[Measure], recorded: Sequence[Measure], on: dt.date | None = None) -> list[Measure]:
    """The measures of the events and those of the record that no event tells of, in the order of their beginning.

    Where no event tells of the end of a measure and the record does, the end is the record's, with its row.

    Args:
        told: from `standing`, of any day.
        recorded: from `recorded`, of any day.
        on: only those that stand on this day.
    """
    new = [known for known in recorded if not any(_alike(known, measure) for measure in told)]
    every = [*(_ended(measure, recorded) for measure in told), *new]
    return _on(sorted(every, key=lambda measure: (measure.since.start, measure.id)), on)


def _ended(told: Measure, recorded: Sequence[Measure]) -> Measure:
    ends = [known for known in recorded if known.until is not None and _alike(known, told)]
    if told.until is not None or not ends:
        return told
    return replace(told, until=ends[0].until, reference=ends[0].reference, basis=ends[0].basis)


def _alike(known: Measure, told: Measure) -> bool:
    """Whether an event tells of an episode: side, kind, and a beginning within a quarter of a year of each other."""
    if (known.by, known.against, known.kind) != (told.by, told.against, told.kind):
        return False
    near = dt.timedelta(days=92)
    return known.since.start - near <= told.since.end and told.since.start <= known.since.end + near


def _on(register: list[Measure], day: dt.date | None) -> list[Measure]:
    if day is None:
        return register
    return [m for m in register if m.since.start <= day and _stands(m, day)]


def _acts(events: pl.DataFrame) -> Iterator[Act]:
    return (found for row in events.iter_rows(named=True) if (found := act(row)) is not None)


def _open(told: Act, register: list[Measure]) -> None:
    """Begin a measure; a further report of one that stands may date it, or prolong it, and else leaves it as it is."""
    row = told.row
    for number, known in enumerate(register):
        if _stands(known, told.when.start) and _same(known, told):
            if _within(told.when, known.since):
                # The same act told more exactly.
                known = replace(known, since=told.when, opened_by=row["id"], evidence=row["evidence"])
            if known.until is not None and told.until is not None and told.until.end > known.until.end:
                known = replace(known, until=told.until)
            register[number] = known
            return
    if told.kind in {"visa", "visa_waiver"} and row["type"] in OPENERS:
        told = replace(told, kind="visa")
        # Refusing visas ends a waiver that the same side had given.
        for number, known in enumerate(register):
            if known.kind == "visa_waiver" and _stands(known, told.when.start) and known.by == row["actor"]:
                register[number] = replace(known, until=told.when, lifted_by=row["id"])
    register.append(_opened(told))


def _opened(told: Act) -> Measure:
    row = told.row
    return Measure(
        digest("measure", row["id"], told.kind),
        told.kind,
        row["actor"],
        row["recipient"],
        ", ".join(sorted(told.subjects)) or None,
        told.when,
        row["id"],
        row["status"],
        row["evidence"],
        until=told.until,
        sentence=row["sentence"],
    )


def _stands(known: Measure, day: dt.date) -> bool:
    return known.until is None or known.until.start > day


def _within(inner: When, outer: When) -> bool:
    shorter = inner.end - inner.start < outer.end - outer.start
    return shorter and outer.start <= inner.start and inner.end <= outer.end


def _lift(told: Act, register: list[Measure]) -> None:
    """End the latest measure of that side and kind which the words fit."""
    day = told.when.start
    for number in range(len(register) - 1, -1, -1):
        known = register[number]
        if _stands(known, day) and _same(known, told) and known.since.start < day:
            register[number] = replace(known, until=told.when, lifted_by=told.row["id"])
            return


def _same(known: Measure, told: Act) -> bool:
    """One side, kind and subject; what two agree to take up again is both sides'."""
    sides = {told.row["actor"], told.row["recipient"]} if told.row["mutual"] else {told.row["actor"]}
    if known.by not in sides or known.kind != told.kind:
        return False
    mine = frozenset((known.subject or "").split(", ")) - {""}
    return not mine or not told.subjects or bool(mine & told.subjects)
