"""The model of whose a phrase is that names no state: one choice among the states told so far, and nobody.

Each choice is given by signs ("the state of the dateline", "named last before it"); `coding.who.meant` writes them.
Its share is the exponential of its weighted signs over the sum of all (a conditional logit, McFadden 1974).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from detente.coding.model.network import FOLDER

Signs = Mapping[str, float]
FILE = "meant.npz"


class Meant:
    """The weight of each sign."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Meant:
        """The model of a folder."""
        with np.load(folder / FILE) as stored:
            names, weights = str(stored["signs"]).split("\n"), stored["weights"].astype(float).tolist()
        return cls(dict(zip(names, weights, strict=True)))

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        weights = np.array(list(self.weights.values()), dtype=np.float32)
        np.savez_compressed(folder / FILE, signs="\n".join(self.weights), weights=weights)

    def shares(self, choices: Sequence[Signs]) -> list[float]:
        """The probability of each choice, given by its signs; they sum to one."""
        scores = [sum(self.weights.get(name, 0.0) * value for name, value in signs.items()) for signs in choices]
        high = max(scores)
        odds = [math.exp(score - high) for score in scores]
        return [odd / sum(odds) for odd in odds]


@functools.cache
def shipped() -> Meant:
    """The model that comes with the program, loaded once."""
    return Meant.load()
