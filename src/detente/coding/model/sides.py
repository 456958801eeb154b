"""The model of who stands on which side of an act: two logistic regressions over named signs.

A state that may be an act's source, or its target, is given by signs ("named in the sentence", "who spoke last") with
their values; `coding.acts.sides` writes them. The weights are few enough to be read.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from detente.coding.model.network import FOLDER

Signs = Mapping[str, float]
SIDES = ("source", "target")


class Sides:
    """The weight of each sign for either side; that of "" is the constant."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self.weights = weights

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Sides:
        """The model of a folder, from its `sides.npz`."""
        with np.load(folder / "sides.npz") as stored:
            names = {side: str(stored[f"{side}_signs"]).split("\n") for side in SIDES}
            weights = {side: stored[f"{side}_weights"].astype(float).tolist() for side in SIDES}
        return cls({side: dict(zip(names[side], weights[side], strict=True)) for side in SIDES})

    def save(self, folder: Path) -> None:
        """Write `sides.npz` into a folder."""
        source, target = (self.weights[side] for side in SIDES)
        np.savez_compressed(
            folder / "sides.npz",
            source_signs="\n".join(source),
            source_weights=np.array(list(source.values()), dtype=np.float32),
            target_signs="\n".join(target),
            target_weights=np.array(list(target.values()), dtype=np.float32),
        )

    def source(self, signs: Signs) -> float:
        """The probability that a state with these signs is a source of the act."""
        return self._probability("source", signs)

    def target(self, signs: Signs) -> float:
        """The probability that a state with these signs is a target of the act."""
        return self._probability("target", signs)

    def _probability(self, side: str, signs: Signs) -> float:
        weights = self.weights[side]
        total = weights[""] + sum(weights.get(name, 0.0) * value for name, value in signs.items())
        return float(1 / (1 + np.exp(-total)))


@functools.cache
def shipped() -> Sides:
    """The model that comes with the program, loaded once."""
    return Sides.load()
