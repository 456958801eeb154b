"""How often the interval of the level holds the true level: by simulation, under its own model and under drift.

Under drift acts come at a steady rate, in a share of cooperation whose log odds walk from month to month, with scores
drawn from the codebook: not what the model assumes, and nearer to what happens. Truth is the mean of what the model
observes at that share and volume, found by drawing. Under the model the level itself walks.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from detente.evaluation.intervals import label, wilson
from detente.evaluation.results import Measure, Result, Table
from detente.local_level import Floats, signed_root, signed_square
from detente.measure.level import Observed, estimate, spread_of_an_act
from detente.ontology import roots
from detente.settings import load

VOLUMES = (0.1, 1.0, 3.0, 10.0, 40.0)
"""Acts a month."""

DRIFTS = (0.0, 0.1, 0.2)
"""Standard deviations of the monthly step of the log odds of cooperation."""

MONTHS, HISTORIES, EDGE = 36, 60, 0.1
"""Months of a history, histories of each case, and the least and (from one) largest share of cooperation at first."""

RATIO = 0.03
"""Under the model, the variance of the level's monthly step over that of one act."""

DRAWN = 1500
"""Draws from which the true mean at a share is found."""


def evaluate(data: Path | None = None) -> Result:
    """The share of months in which the 90% interval holds the true level, as known then and as known now."""
    del data  # simulated
    generator = np.random.default_rng(load().measure.seed)
    rows: list[tuple[str | int | float, ...]] = []
    held = {"then": 0, "now": 0}
    for volume in VOLUMES:
        shares, means = _truths(volume, generator)
        cases = {f"drift {d:g}": [_drifting(volume, d, shares, means, generator) for _ in range(HISTORIES)]
                 for d in DRIFTS}  # fmt: skip
        cases["under the model"] = [_modelled(volume, generator) for _ in range(HISTORIES)]
        for case, histories in cases.items():
            found = [_share(histories, as_known) for as_known in ("then", "now")]
            rows.append((f"{volume:g} acts a month", case, *(round(value, 3) for value in found)))
            held = {k: held[k] + round(v * MONTHS * HISTORIES) for k, v in zip(held, found, strict=True)}
    n = len(rows) * MONTHS * HISTORIES
    measures = tuple(_measure(key, hits, n) for key, hits in held.items())
    return Result(
        "level", f"{HISTORIES} histories of {MONTHS} months in each of {len(rows)} cases", "detente", measures,
        (Table("share of months in which the interval holds the truth",
               ("volume", "case", "as known then", "as known now"), tuple(rows)),),
    )  # fmt: skip


def _measure(key: str, hits: int, n: int) -> Measure:
    low, high = wilson(hits, n)
    what = f"coverage of the {load().measure.interval:.0%} interval, as known {key}"
    return Measure(key, what, hits / n, low, high, label("Wilson"), n, "months", {"held": hits})


def _share(histories: list[tuple[Observed, Floats]], as_known: str) -> float:
    own = load().measure
    inside = []
    for seen, truth in histories:
        ends = estimate(seen, "then" if as_known == "then" else "now", own, 1.0)
        inside.append((ends[:, 1] <= truth) & (truth <= ends[:, 2]))
    return float(np.mean(inside))


def _month(share: float, volume: float, generator: np.random.Generator) -> tuple[float, int]:
    """The sum of scores and the number of the acts of a month."""
    scores = np.array([root.score for root in roots().values()])
    good, bad = scores[scores > 0], scores[scores < 0]
    n = int(generator.poisson(volume))
    kind = int(generator.binomial(n, share))
    return float(generator.choice(good, kind).sum() + generator.choice(bad, n - kind).sum()), n


def _truths(volume: float, generator: np.random.Generator) -> tuple[Floats, Floats]:
    """Shares of cooperation, and the true level (on the root scale) at each of them."""
    quiet = load().measure.quiet_acts
    shares = np.linspace(0.01, 0.99, 33)
    means = []
    for share in shares:
        drawn = np.array([_month(float(share), volume, generator) for _ in range(DRAWN)])
        means.append(signed_root(drawn[:, 0] / (drawn[:, 1] + quiet)).mean())
    return shares, np.array(means)


def _drifting(
    volume: float, drift: float, shares: Floats, means: Floats, generator: np.random.Generator
) -> tuple[Observed, Floats]:
    edge = np.log((1 - EDGE) / EDGE)
    odds = generator.uniform(-edge, edge) + np.cumsum(drift * generator.standard_normal(MONTHS))
    share = 1 / (1 + np.exp(-odds))
    drawn = np.array([_month(float(s), volume, generator) for s in share])
    return _observed(drawn[:, 0], drawn[:, 1]), signed_square(np.interp(share, shares, means))


def _modelled(volume: float, generator: np.random.Generator) -> tuple[Observed, Floats]:
    own, variance = load().measure, spread_of_an_act()
    n = generator.poisson(volume, MONTHS).astype(np.float64)
    start = np.sqrt(variance / own.level_prior_acts) * generator.standard_normal()
    truth = start + np.cumsum(np.sqrt(RATIO * variance) * generator.standard_normal(MONTHS))
    size = n + own.quiet_acts
    z = truth + np.sqrt(variance / size) * generator.standard_normal(MONTHS)
    return _observed(signed_square(z) * size, n), np.clip(signed_square(truth), -10, 10)


def _observed(net: Floats, n: Floats) -> Observed:
    return Observed(net[:, None], n[:, None], np.ones(len(n)))
