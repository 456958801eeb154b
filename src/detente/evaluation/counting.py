"""Figures that are ratios of counts summed over documents, with intervals from resampling the documents."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from detente.evaluation.intervals import Indices, bootstrap, label, wilson
from detente.evaluation.peers import published
from detente.evaluation.results import Measure

Counts = Mapping[str, int]
"""What was counted in one document, by name."""


class Tally:
    """Counts by document, from which a benchmark's figures are made.

    Args:
        benchmark: its name, under which its peers are found.
        documents: the counts of each document; all have the same names.
    """

    def __init__(self, benchmark: str, documents: Sequence[Counts]) -> None:
        self.benchmark, self.size = benchmark, len(documents)
        self.columns = {
            name: np.array([counts[name] for counts in documents]) for name in (documents[0] if documents else ())
        }

    def total(self, name: str) -> int:
        """The sum over all documents."""
        return int(self.columns[name].sum())

    def f1(self, key: str, label: str, hits: str, reported: str, annotated: str) -> Measure:
        """F1 from matched, reported and annotated counts, summed over documents (micro)."""
        return self._ratio(key, label, (hits, hits), (reported, annotated), (hits, reported, annotated))

    def f1_of_two(self, key: str, label: str, precision: tuple[str, str], recall: tuple[str, str]) -> Measure:
        """F1 of a precision and a recall that count their hits apart, each a pair of hits and of what they are of."""
        (hits, reported), (found, wanted) = precision, recall

        def statistic(chosen: Indices) -> float:
            shares = [
                float(self.columns[part][chosen].sum()) / max(int(self.columns[whole][chosen].sum()), 1)
                for part, whole in (precision, recall)
            ]
            return 2 * shares[0] * shares[1] / sum(shares) if any(shares) else 0.0

        return self._measure(key, label, statistic, (hits, reported, found, wanted))

    def per(self, key: str, label: str, part: str, whole: str) -> Measure:
        """A count per other count, which may exceed 1."""
        return self._ratio(key, label, (part,), (whole,), (part, whole))

    def share(self, key: str, label: str, part: str, whole: str) -> Measure:
        """k of n, with Wilson's interval where all or none are hit and resampling has no spread."""
        found = self.per(key, label, part, whole)
        hits, n = self.total(part), self.total(whole)
        if n and hits in (0, n):
            return _with_interval(found, wilson(hits, n), "Wilson")
        return found

    def _ratio(self, key: str, words: str, above: Sequence[str], below: Sequence[str], shown: Sequence[str]) -> Measure:
        top, bottom = (np.sum([self.columns[name] for name in names], axis=0) for names in (above, below))

        def statistic(chosen: Indices) -> float:
            divisor = int(bottom[chosen].sum())
            return float(top[chosen].sum()) / divisor if divisor else math.nan

        return self._measure(key, words, statistic, shown)

    def _measure(self, key: str, words: str, statistic: Callable[[Indices], float], shown: Sequence[str]) -> Measure:
        value = statistic(np.arange(self.size))
        low, high = bootstrap(self.size, statistic) or (None, None)
        return Measure(
            key, words, None if math.isnan(value) else value, low, high,
            label("bootstrap over documents"), self.size, "documents",
            {name: self.total(name) for name in shown}, published(self.benchmark, key),
        )  # fmt: skip


def _with_interval(measure: Measure, interval: tuple[float, float], method: str) -> Measure:
    return Measure(
        measure.key, measure.label, measure.value, *interval, label(method), measure.n, measure.of, measure.counts,
        measure.peers,
    )  # fmt: skip
