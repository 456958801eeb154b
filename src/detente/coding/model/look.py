"""The look before the network: how likely a plain sentence tells an act at all, from its words and those around it.

A linear model over the words and word pairs of a sentence, and a second one over its score and the scores of the other
sentences of the document: in a company's results or a match report hardly any sentence tells one.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from detente.coding.model.network import FOLDER, Floats

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*|[$%\"<]")
_LOUDEST = 2
"""Other sentences of the document whose scores stand for the most that it tells."""


def words(sentence: str) -> set[str]:
    """The features of a sentence: words and pairs of neighbours in lower case, numbers all alike, the first word."""
    found = ["0" if word[0].isdigit() else word for word in _WORD.findall(sentence.lower())]
    pairs = (f"{one} {other}" for one, other in itertools.pairwise(found))
    return {*found, *pairs, *(f"^{word}" for word in found[:1])}


def around(scores: Floats) -> Floats:
    """What the second model reads, (n, 4), from the scores of a document's sentences, (n,).

    Own score, the mean of the others, the mean of the loudest of the others, and 1 where there are others at all.
    """
    count = len(scores)
    if count == 1:
        return np.array([[scores[0], 0, 0, 0]], dtype=np.float32)
    mean = (scores.sum() - scores) / (count - 1)
    order = np.sort(scores)[::-1][: _LOUDEST + 1]
    loudest = [np.delete(order, np.flatnonzero(order == score)[:1])[:_LOUDEST].mean() for score in scores]
    return np.stack([scores, mean, np.array(loudest), np.ones(count)], axis=1).astype(np.float32)


class Look:
    """The linear models of a folder: `look.npz` with the features, their weights, and the weights of the second."""

    def __init__(self, folder: Path = FOLDER) -> None:
        with np.load(folder / "look.npz") as stored:
            names = str(stored["names"]).split("\n")
            self._weights = dict(zip(names, stored["weights"].astype(float).tolist(), strict=True))
            self._intercept = float(stored["intercept"])
            self._around = stored["around"].astype(np.float32)

    def chances(self, sentences: Sequence[str]) -> Floats:
        """The probability, (n,), that each sentence of a document tells an act."""
        if not sentences:
            return np.zeros(0, dtype=np.float32)
        scores = np.array([self._score(sentence) for sentence in sentences], dtype=np.float32)
        odds = around(scores) @ self._around[:-1] + self._around[-1]
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)

    def _score(self, sentence: str) -> float:
        """Log-odds by the words of the sentence alone."""
        held = [self._weights[word] for word in words(sentence) if word in self._weights]
        return float(self._intercept + sum(held) / max(len(held), 1) ** 0.5)


@functools.cache
def shipped() -> Look:
    """The look that comes with the program, loaded once."""
    return Look()
