"""The candidates of each question and what is known of each: the numbers that the ranker sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from detente.forecast.links.backoff import both
from detente.forecast.links.facts import Ints
from detente.forecast.links.levels import Day, Level, Shape
from detente.forecast.links.store import HALF_LIVES, Floats

CANDIDATES = 100
"""Candidates by the back-off score."""

COLD_CANDIDATES = 60
"""Further candidates by the score for those who have never met."""

ALL = tuple(range(len(HALF_LIVES)))
USED: dict[str, tuple[int, ...]] = {"sro": ALL, "tr": ALL, "so": ALL, "way": ALL, "ro": ALL, "cro": ALL, "co": (2, 4)}
"""The levels and the half-lives (by their places) whose counts are features."""

SUMMED = (2, 4)
"""Half-lives whose sum over all objects is a feature too: how much is known of the question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A day with its candidates.

    Attributes:
        day: the questions.
        scores: of the back-off, (Q, E).
        candidates: entities (Q, K); fewer where the data have fewer.
        features: float32 (Q, K, F); the last is the relation, a category.
    """

    day: Day
    scores: Floats
    candidates: Ints
    features: Floats


def ask(day: Day, shape: Shape) -> Asked:
    """The candidates of a day's questions with their features."""
    scores, cold = both(day, shape)
    chosen = _candidates(scores, cold)
    columns = [np.take_along_axis(x, chosen, axis=1) for x in (scores, cold)]
    columns += [x.at(chosen) for x in (day.countries, day.sectors, *day.near.values())]
    place = _places(chosen, shape.entities)
    for name, used in USED.items():
        columns += _of_level(day, shape, name, used, chosen, place)
    columns += [*_of_objects(day, chosen), *_of_questions(day, chosen)]
    return Asked(day, scores, chosen, np.stack(columns, axis=2).astype(np.float32))


def _candidates(scores: Floats, cold: Floats) -> Ints:
    """The best by the back-off, then the best of the others by the cold score."""
    entities = scores.shape[1]
    first = _top(scores, min(CANDIDATES, entities))
    if entities <= CANDIDATES:
        return first
    rest = cold.copy()
    np.put_along_axis(rest, first, np.float32(-1), axis=1)
    return np.concatenate([first, _top(rest, min(COLD_CANDIDATES, entities - CANDIDATES))], axis=1)


def _top(scores: Floats, size: int) -> Ints:
    return np.asarray(np.argpartition(-scores, size - 1, axis=1)[:, :size])


def _of_level(day: Day, shape: Shape, name: str, used: tuple[int, ...], chosen: Ints, place: Ints) -> list[Floats]:
    level, out = day.levels[name], []
    rows = int(level.of.max()) + 1
    # Where no two questions share a row, which the largest levels are, only what concerns candidates is summed.
    count = _among(level, shape, chosen, place) if rows == len(chosen) else _in_rows(level, shape, chosen)
    for h in used:
        out.append(count(h))
        if h in SUMMED and name != "tr":
            total = np.bincount(level.row, level.counts[:, h], minlength=rows)[level.of]
            out.append(np.broadcast_to(total[:, None], chosen.shape))
    return out


def _in_rows(level: Level, shape: Shape, chosen: Ints) -> Callable[[int], Floats]:
    return lambda h: level.spread(level.counts[:, h], shape.entities).at(chosen)


def _among(level: Level, shape: Shape, chosen: Ints, place: Ints) -> Callable[[int], Floats]:
    at = place[np.argsort(level.of)[level.row] * shape.entities + level.object]
    held = at >= 0
    at, counts = at[held], level.counts[held]
    return lambda h: np.bincount(at, counts[:, h], minlength=chosen.size).reshape(chosen.shape).astype(np.float32)


def _places(chosen: Ints, entities: int) -> Ints:
    """For each question and entity its place among all candidates (Q * E,); -1 for those that are none."""
    place = np.full(len(chosen) * entities, -1, dtype=np.int64)
    cells = np.arange(len(chosen))[:, None] * entities + chosen
    place[cells.ravel()] = np.arange(chosen.size)
    return place


def _of_objects(day: Day, chosen: Ints) -> list[Floats]:
    """How active each candidate is, how often it meets somebody for the first time, and how many it knows."""
    own, theirs = day.home[day.subject][:, None], day.home[chosen]
    return [
        *(day.totals[:, h][chosen] for h in (0, 2, 4)),
        *(day.fresh[:, h][chosen] for h in (1, 4)),
        day.partners[chosen],
        ((own == theirs) + (own == 0) * 2.0 + (theirs == 0) * 4.0).astype(np.float32),
    ]


def _of_questions(day: Day, chosen: Ints) -> list[Floats]:
    """How often the subject, and the relation, are at a first meeting, the same for all; the relation last."""
    columns = [
        *(day.fresh[:, h][day.subject] for h in (1, 4)),
        day.partners[day.subject],
        day.fresh_relation[:, 4][day.relation],
        day.relation.astype(np.float32),
    ]
    return [np.broadcast_to(column[:, None], chosen.shape) for column in columns]
