"""The ranker: LightGBM's lambdarank over the candidates; entities outside them follow in the order of the back-off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import QueryError
from detente.forecast.links.features import Asked
from detente.forecast.links.store import Floats

ROUNDS = 300
PATIENCE = 25
"""Rounds without gain on the days held out for it before training stops."""

PARAMETERS: dict[str, Any] = {
    "objective": "lambdarank", "metric": "ndcg", "eval_at": [10], "num_leaves": 63, "learning_rate": 0.08,
    "min_data_in_leaf": 100, "feature_fraction": 0.7, "lambdarank_truncation_level": 20, "max_bin": 127,
    "cat_smooth": 50, "verbosity": -1, "deterministic": True, "force_row_wise": True, "seed": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lesson:
    """The questions of a day whose answer is among the candidates: features, labels, sizes."""

    features: Floats
    labels: NDArray[np.int8]
    sizes: NDArray[np.int64]


def train(learn: Sequence[Lesson], hold: Sequence[Lesson]) -> Any:
    """A LightGBM booster trained on the days of `learn`, stopped early on those of `hold`.

    Raises:
        QueryError: LightGBM is not installed, or no day holds a question with its answer among the candidates.
    """
    lightgbm = _library()
    own, held = _table(learn), _table(hold)
    relation = own.features.shape[1] - 1
    data = lightgbm.Dataset(own.features, own.labels, group=own.sizes, categorical_feature=[relation])
    check = lightgbm.Dataset(held.features, held.labels, group=held.sizes, reference=data)
    stop = lightgbm.early_stopping(PATIENCE, verbose=False)
    return lightgbm.train(PARAMETERS, data, ROUNDS, [check], callbacks=[stop])


def rank(booster: Any, asked: Asked) -> Floats:
    """Scores (Q, E): candidates by the booster, all above the others, which keep their order by the back-off."""
    flat = asked.features.reshape(-1, asked.features.shape[2])
    own = booster.predict(flat).reshape(asked.candidates.shape).astype(np.float32)
    out = asked.scores / (asked.scores.max() + np.float32(1)) - np.float32(1)
    np.put_along_axis(out, asked.candidates, own - own.min(), axis=1)
    return np.asarray(out)


def lesson(asked: Asked) -> Lesson:
    """What the ranker learns from a day."""
    right = np.zeros(asked.scores.shape, dtype=np.int8)
    right[asked.day.facts, asked.day.object] = 1
    label = np.take_along_axis(right, asked.candidates, axis=1)
    held = label.any(axis=1)
    features = asked.features[held].reshape(-1, asked.features.shape[2])
    return Lesson(features, label[held].ravel(), np.full(int(held.sum()), label.shape[1]))


def _table(days: Sequence[Lesson]) -> Lesson:
    """The days as one."""
    if not sum(len(day.sizes) for day in days):
        raise QueryError("no question of the training days has its answer among the candidates; give more days")
    return Lesson(*(np.concatenate([getattr(day, name) for day in days]) for name in ("features", "labels", "sizes")))


def _library() -> Any:
    try:
        import lightgbm
    except (ImportError, OSError) as error:
        raise QueryError(
            f"the ranker needs LightGBM ({error}); install detente[links] and the system's libgomp, or use --backoff"
        ) from error
    return lightgbm
