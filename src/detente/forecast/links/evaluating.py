"""The benchmark: extrapolation, one day ahead, both directions, every entity ranked, ties at their mean rank.

For each day of the test part all earlier days are known, those of the test part too. The ranker learns on the last days
of the training part and stops early on the validation part, as the benchmark's protocol has it.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from detente.errors import DocumentError, QueryError
from detente.forecast.links import facts as reading
from detente.forecast.links.backoff import score
from detente.forecast.links.facts import Facts, Names
from detente.forecast.links.features import ask
from detente.forecast.links.levels import Day, Shape, Walk
from detente.forecast.links.ranker import lesson, rank, train
from detente.forecast.links.scoring import STRATA, Quality, Ranked, interval, quality, ranks, together
from detente.forecast.links.store import Floats

LEARN_DAYS = 60
"""The ranker learns from this many last days of the training part; what is before them fills the counts."""

DRAWS, COVERAGE, SEED = 1000, 0.9, 20260106
"""Of the interval over days."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What the benchmark found.

    Attributes:
        model: `backoff` or `ranker`.
        overall: over all questions.
        low: lower end of the 90% interval of the mean reciprocal rank, days drawn whole.
        high: its upper end.
        strata: by `recurrent`, `dyad only` and `cold`; those without a question are absent.
        training_s: seconds to prepare and train; 0 without training.
        queries_per_s: questions ranked in a second, counts and features included.
        repeated: lines of the files that told a fact of the same day again, and were left out.
    """

    model: str
    overall: Quality
    low: float
    high: float
    strata: dict[str, Quality]
    training_s: float
    queries_per_s: float
    repeated: int = 0


def evaluate(
    train_file: Path, valid_file: Path, test_file: Path, names: Path | None = None, *, backoff: bool = False
) -> Evaluated:
    """Rank the answers of every question of the test part.

    Args:
        train_file: facts, a line each: subject, relation, object, hour, tab-separated.
        valid_file: the same, later.
        test_file: the same, later still.
        names: a folder with `entity2id.txt`; without it nothing is known of countries.
        backoff: without training, by the back-off alone.

    Raises:
        DocumentError: a file cannot be read, or a line of it not used.
        TableError: the files overlap in time.
        QueryError: LightGBM is not installed, or there are too few days to train on.
    """
    read = {str(path): reading.read_counted(path) for path in (train_file, valid_file, test_file)}
    parts = {path: facts for path, (facts, _) in read.items()}
    if len(parts) < 3:
        raise QueryError("the three files must be three; split the facts by time")
    reading.in_order(parts)
    shape = _shape(list(parts.values()), names)
    whole = _joined(list(parts.values())).doubled(shape.relations // 2)
    valid, first = (int(parts[str(path)].day[0]) for path in (valid_file, test_file))
    repeated = sum(again for _, again in read.values())
    if backoff:
        found = _run("backoff", Walk(whole, shape), first, lambda day: score(day, shape), 0.0)
        return dataclasses.replace(found, repeated=repeated)
    started = time.perf_counter()
    booster = _trained(_before(whole, first), shape, valid)
    trained = time.perf_counter() - started
    found = _run("ranker", Walk(whole, shape), first, lambda day: rank(booster, ask(day, shape)), trained)
    return dataclasses.replace(found, repeated=repeated)


def _run(model: str, walk: Walk, first: int, scored: Callable[[Day], Floats], trained: float) -> Evaluated:
    found: list[Ranked] = []
    spent, days = 0.0, walk.days(first)
    while True:
        started = time.perf_counter()
        day = next(days, None)
        if day is None:
            break
        scores = scored(day)
        # The walk through the days before the first question is the state that a user already has.
        if found:
            spent += time.perf_counter() - started
        found.append(ranks(day, scores))
    ranked = together(found)
    overall = quality(ranked)
    assert overall is not None
    low, high = interval(ranked, DRAWS, COVERAGE, SEED)
    strata = {name: held for number, name in enumerate(STRATA) if (held := quality(ranked, number)) is not None}
    counted = overall.n - len(found[0].rank)
    return Evaluated(model, overall, low, high, strata, trained, counted / spent if counted else 0.0)


def _trained(past: Facts, shape: Shape, valid: int) -> Any:
    """A booster from the last days before `valid`, stopped early on the days of `past` from then on."""
    begin = max(int(past.day[0]) + 1, valid - LEARN_DAYS)
    if begin >= valid:
        raise QueryError("the training part has a single day, too little for the ranker; use --backoff")
    # What is kept of a day is its lesson alone: the scores of all entities would not fit for ninety days.
    lessons = [(day.day, lesson(ask(day, shape))) for day in Walk(past, shape).days(begin)]
    return train([one for day, one in lessons if day < valid], [one for day, one in lessons if day >= valid])


def _before(whole: Facts, day: int) -> Facts:
    end = int(np.searchsorted(whole.day, day))
    return Facts(whole.subject[:end], whole.relation[:end], whole.object[:end], whole.day[:end])


def _joined(parts: list[Facts]) -> Facts:
    columns = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("subject", "relation", "object", "day")
    )
    return Facts(*columns)


def _shape(parts: list[Facts], names: Path | None) -> Shape:
    entities = 1 + max(int(max(part.subject.max(), part.object.max())) for part in parts)
    relations = 1 + max(int(part.relation.max()) for part in parts)
    if names is None:
        return Shape.of(entities, relations, None)
    path = names / "entity2id.txt"
    known: Names = reading.read_names(path)
    if len(known.country) < entities:
        raise DocumentError(path, f"names {len(known.country)} entities, the facts {entities}", "add the others")
    return Shape.of(len(known.country), relations, known)


__all__ = ["Evaluated", "evaluate"]
