"""Training of the look before the parser: logistic regression over a sentence's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from detente.coding.model.glance import words
from detente.training.corpus import Marked

_LEAST = 2
"""Sentences a word must stand in."""
_STRENGTH = 0.3
"""Inverse strength of the L2 penalty."""
PASS = 0.98
"""Share of the held-out sentences with an act that must pass."""


def train(sentences: Sequence[Marked], held: Sequence[Marked], folder: Path) -> float:
    """Fit the model, write `glance.npz`, and return the share of the held-out sentences without an act that pass."""
    found = [sorted(set(words(s.text))) for s in sentences]
    counts = Counter(word for one in found for word in one)
    names = sorted(word for word, count in counts.items() if count >= _LEAST)
    rows = {name: row for row, name in enumerate(names)}
    columns = [[rows[word] for word in one if word in rows] for one in found]
    ends = np.cumsum([0, *map(len, columns)])
    flat = [column for one in columns for column in one]
    matrix = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(found), len(names)))
    model = LogisticRegression(C=_STRENGTH, max_iter=500, class_weight="balanced")
    model.fit(matrix, [bool(s.acts) for s in sentences])
    weights = model.coef_[0].astype(np.float16)
    own = {name: float(weight) for name, weight in zip(names, weights, strict=True)}
    sums = np.array([sum(own.get(word, 0.0) for word in set(words(s.text))) for s in held])
    acted = np.array([bool(s.acts) for s in held])
    level = float(np.quantile(sums[acted], 1 - PASS))
    np.savez_compressed(folder / "glance.npz", words="\n".join(names), weights=weights, level=np.float32(level))
    return float((sums[~acted] >= level).mean())
