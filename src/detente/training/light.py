"""Training of the light tier: multinomial logistic regression over sparse features of marked pairs."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from detente.coding.model.light import features
from detente.coding.model.network import PAIR_LABELS
from detente.training.corpus import Marked
from detente.training.network import marked_pairs

_LEAST = 5
"""Sentences a feature must stand in."""
_STRENGTH = 20.0
"""Inverse strength of the L2 penalty (chosen on the held-out tenth)."""


def train(sentences: Sequence[Marked], folder: Path, seed: int) -> None:
    """Fit the model and write `light.npz` into the folder."""
    rng = random.Random(seed)
    items, labels = [], []
    for sentence in sentences:
        for source, target, shares, _ in marked_pairs(sentence, rng, nulls=3):
            for label, share in enumerate(shares):
                if share:
                    items.append((sentence.text, source, target))
                    labels.append(label)
    found = [sorted(set(features(*item))) for item in items]
    counts = Counter(name for names in found for name in names)
    names = sorted(name for name, count in counts.items() if count >= _LEAST)
    rows = {name: row for row, name in enumerate(names)}
    columns, ends, values = [], [0], []
    for one in found:
        held = [rows[name] for name in one if name in rows]
        columns += held
        values += [1 / np.sqrt(max(len(held), 1))] * len(held)
        ends.append(len(columns))
    matrix = csr_matrix((values, columns, ends), shape=(len(found), len(names)))
    model = LogisticRegression(C=_STRENGTH, max_iter=400)
    model.fit(matrix, labels)
    weights = np.zeros((len(names), len(PAIR_LABELS)), dtype=np.float16)
    intercepts = np.full(len(PAIR_LABELS), -12.0, dtype=np.float32)
    weights[:, model.classes_] = model.coef_.T
    intercepts[model.classes_] = model.intercept_
    np.savez_compressed(folder / "light.npz", names="\n".join(names), weights=weights, intercepts=intercepts)
