"""The ranker: LightGBM's lambdarank over the candidates; entities outside them follow in the order of the back-off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.errors import QueryError
from detente.forecast.links.features import Asked
from detente.forecast.links.store import Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDS = 300
PATIENCE = 25
"""Rounds without gain on the days held out for it before training stops."""

PARAMETERS: dict[str, Any] = {
    "objective": "lambdarank", "metric": "ndcg", "eval_at": [10], "num_leaves": 63, "learning_rate": 0.08,
    "min_data_in_leaf": 100, "feature_fraction": 0.7, "lambdarank_truncation_level": 20, "max_bin": 127,
    "cat_smooth": 50, "verbosity": -1, "deterministic": True, "force_row_wise": True, "seed": 1,
}  # fmt: skip


def train(learn: Iterable[Asked], hold: Iterable[Asked]) -> Any:
    """A LightGBM booster trained on the days of `learn`, stopped early on those of `hold`.

    Raises:
        QueryError: LightGBM is not installed, or no day holds a question with its answer among the candidates.
    """
    lightgbm = _library()
    own, held = _table(learn), _table(hold)
    relation = own[0].shape[1] - 1
    data = lightgbm.Dataset(own[0], own[1], group=own[2], categorical_feature=[relation])
    check = lightgbm.Dataset(held[0], held[1], group=held[2], reference=data)
    stop = lightgbm.early_stopping(PATIENCE, verbose=False)
    return lightgbm.train(PARAMETERS, data, ROUNDS, [check], callbacks=[stop])


def rank(booster: Any, asked: Asked) -> Floats:
    """Scores (Q, E): candidates by the booster, all above the others, which keep their order by the back-off."""
    flat = asked.features.reshape(-1, asked.features.shape[2])
    own = booster.predict(flat).reshape(asked.candidates.shape).astype(np.float32)
    out = asked.scores / (asked.scores.max() + np.float32(1)) - np.float32(1)
    np.put_along_axis(out, asked.candidates, own - own.min(), axis=1)
    return np.asarray(out)


def _table(days: Iterable[Asked]) -> tuple[Floats, NDArray[np.int8], NDArray[np.int64]]:
    """Features, labels and sizes of the questions whose answer is among the candidates."""
    features, labels, sizes = [], [], []
    for asked in days:
        right = np.zeros(asked.scores.shape, dtype=np.int8)
        right[asked.day.facts, asked.day.object] = 1
        label = np.take_along_axis(right, asked.candidates, axis=1)
        held = label.any(axis=1)
        features.append(asked.features[held].reshape(-1, asked.features.shape[2]))
        labels.append(label[held].ravel())
        sizes.append(np.full(int(held.sum()), label.shape[1]))
    if not sum(map(len, sizes)):
        raise QueryError("no question of the training days has its answer among the candidates; give more days")
    return np.concatenate(features), np.concatenate(labels), np.concatenate(sizes)


def _library() -> Any:
    try:
        import lightgbm
    except (ImportError, OSError) as error:
        raise QueryError(
            f"the ranker needs LightGBM ({error}); install detente[links] and the system's libgomp, or use --backoff"
        ) from error
    return lightgbm
