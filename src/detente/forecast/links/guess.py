"""The share of every act in what some actors do next, as of a day; and how well it ranked their last acts.

    P(s, r, o) = P(s) * P(r | s) * P(o | s, r)
    P(s) = (n(s) + k * m(s) / m) / (n + k)        P(r | s) = (n(s, r) + k * n(r) / n) / (n(s) + k)

P(o | s, r) is the back-off's, n are its decayed counts and m plain ones, both of the actors asked about (n(r): of
all). The baseline is the plain share m(s, r, o) / m.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.forecast.links.backoff import cold_score, parts, weighed
from detente.forecast.links.facts import Facts, Ints
from detente.forecast.links.levels import Walk
from detente.forecast.links.register import Register
from detente.forecast.links.scoring import Ranked, places
from detente.forecast.links.store import Floats
from detente.settings import Links


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        held: the acts.
        subjects: who acts, numbers in order (S,).
        wanted: towards whom each may act (S, E).
        settings: pseudo-count and replay.
    """

    held: Register
    subjects: Ints
    wanted: NDArray[np.bool_]
    settings: Links

    @property
    def size(self) -> tuple[int, int, int]:
        """How many acts there are: subjects, roots, entities."""
        return len(self.subjects), len(self.held.types), len(self.held.actors)

    def own(self) -> Ints:
        """The places of the facts that are among the acts asked about."""
        facts, row = self.held.facts, self.row(self.held.facts)
        return np.flatnonzero((row >= 0) & self.wanted[row, facts.object])

    def row(self, facts: Facts) -> Ints:
        """The place of each fact's subject among those asked about; -1 if it is not."""
        place = np.minimum(np.searchsorted(self.subjects, facts.subject), len(self.subjects) - 1)
        return np.where(self.subjects[place] == facts.subject, place, -1)


@dataclass(frozen=True, slots=True)
class Guess:
    """Every act asked about (S, R, E).

    Attributes:
        scores: shares by the back-off; they sum to one.
        rests_on: which of the back-off's parts gave most.
        counts: how often it has happened.
        plain: the same as shares; all zero where nothing has happened.
    """

    scores: Floats
    rests_on: Ints
    counts: Ints
    plain: Floats


def guess(walk: Walk, question: Question, past: Facts, day: int) -> Guess:
    """The shares of every act as of a day, from counts moved to it and the facts before it."""
    held, size, mask = question.held, question.size, question.wanted[:, None, :]
    asked = walk.ask(day, np.repeat(question.subjects, size[1]), np.tile(np.arange(size[1]), size[0]))
    given = np.stack(list(parts(asked, held.shape, cold_score(asked, held.shape)))).reshape(-1, *size)
    scores = given.sum(axis=0) * _of_roots(walk, question, past)[:, :, None] * mask
    row = question.row(past)
    own = row >= 0
    cells = (row[own] * size[1] + past.relation[own]) * size[2] + past.object[own]
    counts = np.bincount(cells, minlength=int(np.prod(size))).reshape(size) * mask
    plain = (counts / max(int(counts.sum()), 1)).astype(np.float32)
    return Guess((scores / scores.sum()).astype(np.float32), given.argmax(axis=0), counts, plain)


def _of_roots(walk: Walk, question: Question, past: Facts) -> NDArray[np.float64]:
    """P(s) * P(r | s): the share of each subject's roots in what all of them do (S, R)."""
    kinds, k, acts = question.size[1], question.settings.pseudo, walk.acts.past()
    done = acts.relation < kinds
    cells = acts.subject[done] * kinds + acts.relation[done]
    counts = np.bincount(cells, weighed(acts.counts[done]), minlength=walk.shape.entities * kinds).reshape(-1, kinds)
    # One of each: a root that nobody has used for long is not ruled out.
    overall = (counts.sum(axis=0) + 1) / (counts.sum() + kinds)
    mine = counts[question.subjects]
    roots = (mine + k * overall) / (mine.sum(axis=1, keepdims=True) + k)
    plain = np.bincount(past.subject, minlength=walk.shape.entities)[question.subjects] + 1.0
    subjects = (mine.sum(axis=1) + k * plain / plain.sum()) / (mine.sum() + k)
    return np.asarray(subjects[:, None] * roots)


def replay(question: Question) -> tuple[Walk, Ranked, Ranked]:
    """The counts after the last day, and the ranks of the last acts asked about by the back-off and by plain share.

    Each is ranked among all acts asked about, from what was known before its day, as the benchmark does.
    """
    held, own = question.held, question.own()
    doubled = held.facts.doubled(len(held.types))
    walk = Walk(doubled, held.shape)
    tried = own[-question.settings.replay_acts :]
    begin = (
        max(int(held.facts.day[tried[0]]), int(held.facts.day[0]) + 1) if len(tried) else int(held.facts.day[-1]) + 1
    )
    first, second, days = [np.zeros(0)], [np.zeros(0)], [np.zeros(0, dtype=np.int64)]
    for day in np.unique(held.facts.day).tolist():
        walk.move(day)
        now = own[held.facts.day[own] == day]
        if day >= begin and len(now):
            one, other = _ranks(walk, question, day, now)
            first, second, days = [*first, one], [*second, other], [*days, np.full(len(one), day)]
        walk.learn(*_columns(doubled, *np.searchsorted(doubled.day, [day, day + 1])))
    at = np.concatenate(days)
    none = np.zeros(len(at), dtype=np.int64)
    return walk, Ranked(np.concatenate(first), none, at), Ranked(np.concatenate(second), none, at)


def _columns(facts: Facts, low: int, high: int) -> tuple[Ints, Ints, Ints]:
    return facts.subject[low:high], facts.relation[low:high], facts.object[low:high]


def _ranks(walk: Walk, question: Question, day: int, now: Ints) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The ranks of the facts `now` of a day, each act once, by the back-off and by plain share."""
    facts, (_, kinds, entities) = question.held.facts, question.size
    end = int(np.searchsorted(facts.day, day))
    found = guess(walk, question, Facts(*_columns(facts, 0, end), facts.day[:end]), day)
    cells = np.unique((question.row(facts)[now] * kinds + facts.relation[now]) * entities + facts.object[now])
    # What is not asked about has no rank at all.
    asked = np.broadcast_to(question.wanted[:, None, :], question.size).reshape(1, -1)
    one_row = np.zeros(len(cells), dtype=np.int64)
    scores = (np.where(asked, x.reshape(1, -1), np.float32(-1)) for x in (found.scores, found.plain))
    first, second = (places(x, one_row, cells) for x in scores)
    return first, second
