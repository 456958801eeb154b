"""A look at a sentence's words, before any parse: may it tell an act at all?

A linear model over the words in lower case, names left out. It is trained to let nearly every sentence with an act
pass; what it turns away is never parsed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from detente.coding.model.network import FOLDER

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")


def words(text: str) -> Iterator[str]:
    """The words of a sentence in lower case without its names: words with a capital, but for the first."""
    for place, match in enumerate(_WORD.finditer(text)):
        word = match.group()
        if place == 0 or word[0].islower():
            yield word.lower()


class Glance:
    """The model of a folder: `glance.npz` with words, their weights and the level that a sentence must reach."""

    def __init__(self, folder: Path = FOLDER) -> None:
        with np.load(folder / "glance.npz") as stored:
            names = str(stored["words"]).split("\n")
            self._weights = dict(zip(names, stored["weights"].astype(float).tolist(), strict=True))
            self._level = float(stored["level"])

    def may_tell(self, text: str) -> bool:
        """Whether a sentence may tell an act."""
        return bool(sum(self._weights.get(word, 0.0) for word in set(words(text))) >= self._level)


@functools.cache
def shipped() -> Glance:
    """The model that comes with the program, loaded once."""
    return Glance()
