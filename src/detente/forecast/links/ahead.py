"""Who does what to whom next, from a workspace's own acts: the back-off beside the plain share, no training.

Both are replayed on the last acts asked about, each from what was known before its day; the back-off is given only
where it ranked them better, and else the plain share is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from detente.errors import QueryError
from detente.forecast.links.guess import Guess, Question, guess, replay
from detente.forecast.links.register import Register, register
from detente.forecast.links.scoring import Ranked, interval
from detente.settings import Links, load

RESTS_ON = ("this act before", "other acts of the two", "dealings of the two", "those near the two")
"""What each part of the back-off rests on, in its order."""

PLAIN = "plain share"

SCHEMA = {
    "actor": pl.String, "type": pl.String, "recipient": pl.String, "score": pl.Float64, "base_rate": pl.Float64,
    "n": pl.Int64, "n_pair": pl.Int64, "n_asked": pl.Int64, "last": pl.Date, "rests_on": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is likely next.

    Attributes:
        frame: one row an act, the best first: `actor`, `type`, `recipient`, `score` (its share in what is asked
            about), `base_rate` (the plain share of it so far), `n` (how often it has happened), `n_pair` (acts of the
            actor towards the recipient), `n_asked` (all acts asked about), `last` (when it was last reported; null:
            never), `rests_on`.
        notes: what must be said with it: that scores are ranks, as of which day, the replay with its n and intervals.
    """

    frame: pl.DataFrame
    notes: tuple[str, ...]


def ahead(
    events: pl.DataFrame,
    actors: Sequence[str],
    recipients: Sequence[str] = (),
    until: dt.date | None = None,
    top: int | None = None,
    settings: Links | None = None,
) -> Ahead:
    """Rank what the actors may do next, to whom.

    Args:
        events: a frame of the events of all pairs, as `Workspace.events()` gives it.
        actors: the codes of those who act.
        recipients: towards these alone; towards anyone if empty.
        until: the last day that is known; the day of the latest report if not given.
        top: rows at most; the setting if not given.
        settings: pseudo-count and replay; the shipped ones if left out.

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: no act asked about is known to the day, or `top` is below 1.
    """
    own = settings or load().links
    if top is not None and top < 1:
        raise QueryError(f"{top} rows cannot be shown; ask for 1 or more")
    held = register(events, until)
    question = _question(held, actors, recipients, own)
    walk, first, second = replay(question)
    end = until or held.date(int(held.facts.day[-1]))
    walk.move(held.number(end) + 1)
    found = guess(walk, question, held.facts, held.number(end) + 1)
    better, told = _verdict(first, second, own)
    frame = pl.DataFrame(list(_rows(question, found, better)), schema=SCHEMA, orient="row")
    order = frame.sort("score", "base_rate", "actor", "type", "recipient", descending=[True, True, False, False, False])
    silent = [code for code in actors if code not in {held.actors[place] for place in question.subjects}]
    return Ahead(order.head(top or own.shown), tuple(_notes(held, silent, end, told)))


def _question(held: Register, actors: Sequence[str], recipients: Sequence[str], own: Links) -> Question:
    acting = np.unique(held.facts.subject)
    subjects = np.array([place for place in acting if held.actors[place] in actors], dtype=np.int64)
    towards = np.array([not recipients or code in recipients for code in held.actors])
    wanted = towards[None, :] & (subjects[:, None] != np.arange(len(held.actors))[None, :])
    question = Question(held, subjects, wanted, own)
    if not len(subjects) or not len(question.own()):
        counts = np.bincount(held.facts.subject, minlength=len(held.actors))
        most = [held.actors[place] for place in np.argsort(-counts, kind="stable")[:8] if counts[place]]
        asked = f"between {' and '.join(actors)}" if recipients else f"of {' or '.join(actors)}"
        raise QueryError(f"no act {asked} is known to the day; there are acts of {', '.join(most)}")
    return question


def _verdict(first: Ranked, second: Ranked, own: Links) -> tuple[bool, str]:
    """Whether the back-off is given, and the sentence that says why."""
    n = len(first.rank)
    if n < own.min_replayed:
        few = f"only {n} past acts to try the back-off on, of {own.min_replayed} needed"
        return False, f"{few}: given is the plain share of past acts"
    told = []
    for name, ranked in (("back-off", first), ("plain share", second)):
        low, high = interval(ranked, own.draws, own.interval, own.seed)
        told.append(f"{name} {(1 / ranked.rank).mean():.3f} ({low:.3f} to {high:.3f})")
    better = bool((1 / first.rank).mean() > (1 / second.rank).mean())
    given = "given is the back-off" if better else "the back-off did not beat it: given is the plain share"
    per_cent = round(100 * own.interval)
    return better, f"on the last {n} acts, mean reciprocal rank ({per_cent}%): {'; '.join(told)}; {given}"


def _rows(question: Question, found: Guess, better: bool) -> Iterator[tuple[Any, ...]]:
    held, last = question.held, _last(question)
    pair, total = found.counts.sum(axis=1), int(found.counts.sum())
    for at, kind, other in np.argwhere(np.broadcast_to(question.wanted[:, None, :], question.size)).tolist():
        place, plain = (at, kind, other), float(found.plain[at, kind, other])
        yield (
            held.actors[question.subjects[at]], held.types[kind], held.actors[other],
            float(found.scores[place]) if better else plain, plain,
            int(found.counts[place]), int(pair[at, other]), total, last.get(place),
            RESTS_ON[found.rests_on[place]] if better else PLAIN,
        )  # fmt: skip


def _last(question: Question) -> dict[tuple[int, int, int], dt.date]:
    """The day of the latest report of each act."""
    held, own = question.held, question.own()
    facts, row = held.facts, question.row(held.facts)
    places = zip(*(x[own].tolist() for x in (row, facts.relation, facts.object, facts.day)), strict=True)
    return {(at, kind, other): held.date(day) for at, kind, other, day in places}


def _notes(held: Register, silent: Sequence[str], day: dt.date, told: str) -> Iterator[str]:
    yield f"as of {day}; scores are ranks: they order acts, and how often such acts then follow was not measured"
    yield told
    yield from (f"no act of {code} is known to the day: nothing is ranked for it" for code in silent)
    if held.left_out:
        yield f"{held.left_out} acts not known to the day, or reported too late to be news, were left out"
