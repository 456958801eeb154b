"""The discrete-time hazard: a ridge logistic regression of whether at least one act comes in a window.

The weights are common to all pairs and kinds. A kind has its own level and its own deviations of the chief weights, and
a pair has its own level, all shrunk towards the common ones by how little they rest on (partial pooling). The whole is
what is added to the log-odds of the base rate, so that what is shrunk to nothing is the base rate itself.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from detente.forecast.questions.acts import Floats, Ints, Reals
from detente.forecast.questions.features import GROUP, GROUPS, MAIN, Rows
from detente.settings import Questions as Options

BASE = np.flatnonzero(GROUP == 0)
"""The columns of the base rates: their mean, as log-odds, is what the weights deviate from."""

REACH = 4.0
"""A column is cut at this many standard deviations: one outlier moves no forecast."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """A fitted hazard.

    Attributes:
        middle: (F,) means of the columns.
        width: (F,) their standard deviations.
        level: (K,) the level of each kind, as log-odds.
        weight: (F,) the common weights.
        own: (K, M) deviations of the chief weights by kind.
        pair: (P,) deviations of the level by pair.
    """

    middle: Reals
    width: Reals
    level: Reals
    weight: Reals
    own: Reals
    pair: Reals

    def parts(self, rows: Rows) -> Reals:
        """(n, F + 2) what each column adds to the log-odds, then the level of the kind and of the pair."""
        z = _scaled(rows.x, self.middle, self.width)
        columns = z * self.weight
        columns[:, MAIN] += z[:, MAIN] * self.own[rows.kind]
        columns[:, BASE] += rows.x[:, BASE] / len(BASE)
        return np.column_stack([columns, self.level[rows.kind], self.pair[rows.pair]])

    def probability(self, rows: Rows) -> Reals:
        """(n,) the raw probabilities."""
        return np.asarray(expit(self.parts(rows).sum(axis=1)))

    def drivers(self, rows: Rows) -> dict[str, float]:
        """What each group of columns adds to the log-odds of the first row, against a middling question."""
        *columns, kind, pair = self.parts(rows)[0]
        groups = {name: float(np.array(columns)[number == GROUP].sum()) for number, name in enumerate(GROUPS)}
        groups[GROUPS[0]] -= float(self.middle[BASE].mean())
        return {**groups, "the kind of act": float(kind - self.level.mean()), "the pair": float(pair)}


def fit(rows: Rows, came: Reals, kinds: int, pairs: int, overlap: float, options: Options) -> Hazard:
    """Fit the hazard.

    Args:
        rows: windows that have closed.
        came: (n,) 1 where the event came, 0 where it did not.
        kinds: how many kinds there are.
        pairs: how many pairs there are.
        overlap: windows that lie over one another on a day; each counts for one over this.
        options: the strength of the pooling.
    """
    middle, width = rows.x.mean(axis=0, dtype=np.float64), rows.x.std(axis=0, dtype=np.float64)
    width = np.where(width > 1e-6, width, np.inf)
    z = _scaled(rows.x, middle, width).astype(np.float32)
    weight = np.float32(1 / max(overlap, 1.0))
    base = rows.x[:, BASE].mean(axis=1)
    found = _solve(z, rows.kind, came, kinds, weight, options, base)
    level, common, own = found[:kinds], found[kinds : kinds + z.shape[1]], found[kinds + z.shape[1] :]
    hazard = Hazard(middle, width, level, common, own.reshape(kinds, len(MAIN)), np.zeros(pairs))
    p = hazard.probability(rows)
    return _with_pairs(hazard, rows, came - p, p * (1 - p), float(weight), options.pair_shrink)


def _scaled(x: Floats, middle: Reals, width: Reals) -> Reals:
    return np.asarray(np.clip((x - middle) / width, -REACH, REACH))


def _solve(z: Floats, kind: Ints, came: Reals, kinds: int, weight: np.float32, options: Options, base: Floats) -> Reals:
    """The weights with the least penalised log loss: levels (K), common (F), own (K x M), in one vector."""
    columns, chief = z.shape[1], len(MAIN)
    # In the order of kinds each kind is a slice, which costs no copy at each step.
    order = np.argsort(kind, kind="stable")
    z, came, base = z[order], came[order], base[order]
    ends = np.searchsorted(kind[order], np.arange(kinds + 1))
    chosen = [slice(int(low), int(high)) for low, high in itertools.pairwise(ends)]
    main = np.ascontiguousarray(z[:, MAIN])
    penalty = np.concatenate([
        np.full(kinds, options.level_shrink), np.full(columns, options.weight_shrink),
        np.full(kinds * chief, options.kind_shrink),
    ])  # fmt: skip
    y = came.astype(np.float32)

    def loss(w: Reals) -> tuple[float, Reals]:
        own = w[kinds + columns :].reshape(kinds, chief).astype(np.float32)
        odds = z @ w[kinds : kinds + columns].astype(np.float32) + base
        for number, at in enumerate(chosen):
            odds[at] += main[at] @ own[number] + np.float32(w[number])
        slope = weight * (expit(odds) - y)
        value = float(weight) * float(np.logaddexp(0, odds).sum(dtype=np.float64) - (y * odds).sum(dtype=np.float64))
        each = [slope[at] @ main[at] for at in chosen]
        levels = [slope[at].sum(dtype=np.float64) for at in chosen]
        grad = np.concatenate([levels, slope @ z, np.concatenate(each)]) + penalty * w
        return value + 0.5 * float((penalty * w * w).sum()), grad

    initial = np.zeros(len(penalty))
    found = minimize(loss, initial, jac=True, method="L-BFGS-B", options={"maxiter": options.max_iterations})
    return np.asarray(found.x)


def _with_pairs(hazard: Hazard, rows: Rows, left: Reals, spread: Reals, weight: float, shrink: float) -> Hazard:
    """The hazard with a level for each pair: one step of Newton's from zero, shrunk by `shrink`."""
    pairs = len(hazard.pair)
    total = np.bincount(rows.pair, left, pairs) * weight
    known = np.bincount(rows.pair, spread, pairs) * weight
    return Hazard(hazard.middle, hazard.width, hazard.level, hazard.weight, hazard.own, total / (known + shrink))
