"""The light tier: sparse words and word pairs around a marked pair, and a linear model over them."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.coding.model.network import FOLDER, PAIR_LABELS, softmax
from detente.coding.model.pieces import Span

_WORD = re.compile(r"\w+|[^\w\s]")
_NEAR = 8
_FAR = 60


def features(text: str, source: Span | None, target: Span | None) -> Iterator[str]:
    """The names of a marked pair's features, some more than once.

    Words before, between and after the two, which of the two comes first, pairs of neighbouring words between, and
    the words close to each of them; words inside a name do not count.
    """
    spans = sorted(span for span in (source, target) if span)
    first_end, last_start = (
        (spans[0][1], spans[-1][0]) if len(spans) == 2 else (spans[0][1], len(text)) if spans else (0, 0)
    )
    order = "st" if source and target and source <= target else "ts" if source and target else "s"
    words = [
        (m.group().lower(), m.start()) for m in _WORD.finditer(text) if not any(a <= m.start() < b for a, b in spans)
    ]
    yield f"order {order}"
    before = [w for w, at in words if spans and at < spans[0][0]][-_FAR:]
    between = [w for w, at in words if first_end <= at < last_start][:_FAR]
    after = [w for w, at in words if at >= last_start][:_FAR]
    for side, found in (("before", before), ("between", between), ("after", after)):
        for word in found:
            yield f"{side} {order} {word}"
            yield f"any {word}"
        for one, other in itertools.pairwise(found):
            yield f"{side} {order} {one} {other}"
            yield f"any {one} {other}"
    for word in between[:2]:
        yield f"next {order} {word}"
    for word in between[-2:]:
        yield f"last {order} {word}"
    for word in before[-_NEAR:]:
        yield f"near {order} {word}"
    for word in after[:_NEAR]:
        yield f"close {order} {word}"


class Light:
    """The linear model of a folder: `light.npz` with the feature names, the weights and the intercepts."""

    def __init__(self, folder: Path = FOLDER) -> None:
        with np.load(folder / "light.npz") as stored:
            names = str(stored["names"]).split("\n")
            self._weights = stored["weights"].astype(np.float32)
            self._intercepts = stored["intercepts"].astype(np.float32)
        self._rows = {name: row for row, name in enumerate(names)}

    def pairs(self, items: Sequence[tuple[str, Span | None, Span | None]]) -> NDArray[np.float32]:
        """Probabilities of the pair labels (n, 25), in the order given."""
        scores = np.tile(self._intercepts, (len(items), 1))
        for k, item in enumerate(items):
            rows = sorted({self._rows[name] for name in features(*item) if name in self._rows})
            if rows:
                scores[k] += self._weights[rows].sum(0) / np.sqrt(len(rows))
        if scores.shape[1] != len(PAIR_LABELS):
            raise ValueError(f"light.npz holds {scores.shape[1]} labels, {len(PAIR_LABELS)} expected; train it again")
        return softmax(scores)


@functools.cache
def shipped() -> Light:
    """The light tier that comes with the program, loaded once."""
    return Light()
