"""Ranks and what is made of them: time-aware filter, mean rank for ties, strata, an interval over blocks of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.forecast.links.facts import Ints
from detente.forecast.links.levels import Day
from detente.forecast.links.store import Floats

STRATA = ("recurrent", "dyad only", "cold")
"""This act has happened before; only the two have met before; they have never met."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The rank of each answer (n,), from 1, with its stratum (0 to 2) and its day."""

    rank: NDArray[np.float64]
    stratum: Ints
    day: Ints


@dataclass(frozen=True, slots=True)
class Quality:
    """How well answers were ranked.

    Attributes:
        n: questions with one answer each.
        mrr: mean reciprocal rank, 0 to 1.
        hits_at_1: share of answers at rank 1; so on.
    """

    n: int
    mrr: float
    hits_at_1: float
    hits_at_3: float
    hits_at_10: float


def ranks(day: Day, scores: Floats) -> Ranked:
    """The rank of each fact of a day among all entities, with its stratum."""
    stratum = np.where(day.recurrent, 0, np.where(day.met, 1, 2))
    return Ranked(places(scores, day.facts, day.object), stratum, np.full(len(day.facts), day.day))


def places(scores: Floats, rows: Ints, answers: Ints) -> NDArray[np.float64]:
    """The rank of each answer (F,) in its row of scores, from 1; the other answers of its row are left out.

    What has the same score as the answer counts half: ties take the mean rank. An answer that stands in its row twice
    is no rival of itself, and leaves out no other one twice.
    """
    own = scores[rows, answers]
    before, ties = _counts(scores, rows, own)
    of, which = np.unique(np.stack([rows, answers]), axis=1)
    rivals = scores[of, which][None, :]
    other = (rows[:, None] == of[None, :]) & (answers[:, None] != which[None, :])
    before -= (other & (rivals > own[:, None])).sum(axis=1)
    ties -= 1 + (other & (rivals == own[:, None])).sum(axis=1)
    return 1 + before + ties / 2


def _counts(scores: Floats, rows: Ints, own: Floats) -> tuple[Ints, Ints]:
    """For each fact, the entities that score more, and those that score the same, the answer among them."""
    ordered = np.sort(scores, axis=1)
    low = np.array([np.searchsorted(ordered[q], x, side="left") for q, x in zip(rows, own, strict=True)])
    high = np.array([np.searchsorted(ordered[q], x, side="right") for q, x in zip(rows, own, strict=True)])
    return scores.shape[1] - high, high - low


def together(parts: Sequence[Ranked]) -> Ranked:
    """The ranks of several days as one."""
    return Ranked(
        np.concatenate([part.rank for part in parts]),
        np.concatenate([part.stratum for part in parts]),
        np.concatenate([part.day for part in parts]),
    )


def quality(ranked: Ranked, stratum: int | None = None) -> Quality | None:
    """The measures over all answers, or over one stratum; None where it is empty."""
    rank = ranked.rank if stratum is None else ranked.rank[ranked.stratum == stratum]
    if not rank.size:
        return None
    hits = [float((rank <= k).mean()) for k in (1, 3, 10)]
    return Quality(rank.size, float((1 / rank).mean()), *hits)


def interval(ranked: Ranked, draws: int, coverage: float, seed: int) -> tuple[float, float]:
    """The percentile interval of the mean reciprocal rank, days drawn whole with replacement."""
    _, place = np.unique(ranked.day, return_inverse=True)
    sums, sizes = np.bincount(place, 1 / ranked.rank), np.bincount(place)
    drawn = np.random.default_rng(seed).integers(len(sizes), size=(draws, len(sizes)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, [(1 - coverage) / 2, (1 + coverage) / 2])
    return float(low), float(high)
