"""One-to-one matching of what was reported with what was annotated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

P = TypeVar("P")
G = TypeVar("G")

Span = tuple[int, int]
"""Half-open offsets in code points of a document."""


def one_to_one(
    reported: Sequence[P], annotated: Sequence[G], closeness: Callable[[P, G], float | None]
) -> list[tuple[int, int]]:
    """The largest one-to-one matching, and among the largest the closest, as pairs of indices.

    Args:
        reported: what the program gave.
        annotated: what the annotator gave.
        closeness: None where the two do not match, else how close they are, from 0 to 1.
    """
    if not reported or not annotated:
        return []
    # The sum of all closeness stays below one match, so that it only decides between equal numbers of matches.
    scale = 1 / (2 * max(len(reported), len(annotated)))
    weights = np.zeros((len(reported), len(annotated)))
    for row, one in enumerate(reported):
        for column, other in enumerate(annotated):
            close = closeness(one, other)
            weights[row, column] = 0.0 if close is None else 1 + scale * close
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if weights[row, column]]


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many code points two sets of spans share; the spans of each must not overlap one another."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def length(spans: Sequence[Span]) -> int:
    """How many code points the spans cover."""
    return sum(end - start for start, end in spans)
