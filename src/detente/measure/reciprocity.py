"""Reciprocity: how what one state did to the other in the periods before shows in what the other does to it.

    z_t(A>B) = c + sum_l a_l z_{t-l}(A>B) + sum_l b_l z_{t-l}(B>A) + e

by least squares on the signed roots of the net per act (`level`), with the variance of Newey and West (1987). Mutual
acts are left out: they are nobody's answer. What happens within one period has no order, so lag 0 is left out too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import special

from detente.errors import QueryError
from detente.local_level import Floats
from detente.measure.columns import MONTHS_A_PERIOD, Dyad, Freq, checked_events, pair
from detente.measure.flows import flows
from detente.measure.level import Observed, models
from detente.settings import Measure, load

ROWS_A_COEFFICIENT = 4
"""Periods for each coefficient below which nothing is estimated."""

MAX_LAGS = 12


@dataclass(frozen=True, slots=True)
class Response:
    """Coefficients with their covariance: the response at each lag, and the periods they rest on.

    Attributes:
        lags: the response at lags 1 to L (L,).
        covariance: its covariance (L, L).
        freedom: periods less coefficients.
        n: periods.
    """

    lags: Floats
    covariance: Floats
    freedom: int
    n: int


def reciprocity(
    events: pl.DataFrame,
    dyad: Dyad,
    freq: Freq = "M",
    lags: int = 2,
    coverage: pl.DataFrame | None = None,
    stream: str | None = None,
    settings: Measure | None = None,
) -> pl.DataFrame:
    """The response of each of the two to the acts of the other.

    Args:
        events: a frame with `EVENT_COLUMNS`.
        dyad: the two states.
        freq: W, M or Q; the shorter the periods, the more of an answer falls into a later one.
        lags: periods back, 1 to 12.
        coverage: what was read, as for `flows`.
        stream: the source stream that is measured, where the frame has several.
        settings: pseudo-acts and interval; the shipped ones if left out.

    Returns:
        `unique_id` (the direction that answers), `to` (the direction answered), `lag` (null: the sum over the lags),
        `y` (change of the signed root for a change of one), `y-lo-90`, `y-hi-90` and `n` (periods with all lags
        known). Null where there are fewer than `ROWS_A_COEFFICIENT` periods a coefficient, or one side never acts.

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: the dyad, the frequency or the lags cannot be used, or several streams would be pooled.
    """
    first, second = pair(dyad)
    if not 1 <= lags <= MAX_LAGS:
        raise QueryError(f"{lags} lags cannot be used; give 1 to {MAX_LAGS}")
    own = settings or load().measure
    held = checked_events(events, stream).filter(~pl.col("mutual"), pl.col("score").is_not_null())
    table = flows(held, dyad, freq, coverage)
    names = f"{first}>{second}", f"{second}>{first}"
    roots = [_roots(table.filter(pl.col("unique_id") == name), own, MONTHS_A_PERIOD[freq]) for name in names]
    parts = [
        _table(names[side], names[1 - side], response(roots[side], roots[1 - side], lags), lags, own) for side in (0, 1)
    ]
    return pl.concat(parts)


def _roots(rows: pl.DataFrame, settings: Measure, months: float) -> Floats:
    """The signed roots of the net per act, NaN where nothing was read."""
    rows = rows.sort("ds")
    n = rows["n"].cast(pl.Float64).fill_null(float("nan")).to_numpy()
    net = (rows["cooperation"] - rows["conflict"]).fill_null(0.0).to_numpy()
    seen = Observed(net[:, None], np.nan_to_num(n)[:, None], np.isfinite(n).astype(np.float64))
    return models(seen, settings, months)[0]


def response(own: Floats, other: Floats, lags: int) -> Response:
    """The response of one series to the lags of another, its own lags held fixed; NaN where too little is known.

    Args:
        own: the series that answers (T,), NaN where not known.
        other: the series answered (T,).
        lags: periods back.
    """
    size = 2 * lags + 1
    rows = np.arange(lags, len(own))
    back = [series[rows - lag] for series in (own, other) for lag in range(1, lags + 1)]
    design = np.column_stack([np.ones(len(rows)), *back]) if len(rows) else np.empty((0, size))
    known = np.isfinite(design).all(axis=1) & np.isfinite(own[rows])
    x, y = design[known], own[rows][known]
    n = len(y)
    if n < ROWS_A_COEFFICIENT * size or np.linalg.matrix_rank(x) < size:
        return Response(np.full(lags, np.nan), np.full((lags, lags), np.nan), 0, n)
    inverse = np.linalg.inv(x.T @ x)
    coefficients = inverse @ x.T @ y
    covariance = inverse @ _long_run(x * (y - x @ coefficients)[:, None]) @ inverse * n / (n - size)
    place = slice(1 + lags, size)
    return Response(coefficients[place], covariance[place, place], n - size, n)


def _long_run(scores: Floats) -> Floats:
    """Newey and West's (1987) sum of products of the scores, Bartlett weights, 4 (n / 100)^(2/9) lags."""
    n = len(scores)
    total: Floats = scores.T @ scores
    width = int(4 * (n / 100) ** (2 / 9))
    for lag in range(1, width + 1):
        product = scores[lag:].T @ scores[:-lag]
        total = total + (1 - lag / (width + 1)) * (product + product.T)
    return total


def _table(name: str, to: str, found: Response, lags: int, settings: Measure) -> pl.DataFrame:
    percent = round(100 * settings.interval)
    pick = np.vstack([np.eye(lags), np.ones(lags)])
    middle = pick @ found.lags
    unit = float(special.stdtrit(found.freedom, (1 + settings.interval) / 2)) if found.freedom else float("nan")
    half = unit * np.sqrt(np.diag(pick @ found.covariance @ pick.T))
    columns = {"y": middle, f"y-lo-{percent}": middle - half, f"y-hi-{percent}": middle + half}
    frame = pl.DataFrame(columns).fill_nan(None)
    head = pl.DataFrame(
        {"unique_id": [name] * (lags + 1), "to": [to] * (lags + 1), "lag": [*range(1, lags + 1), None]},
        schema_overrides={"lag": pl.Int64},
    )
    n = pl.Series("n", [found.n] * (lags + 1), dtype=pl.Int64)
    return pl.concat([head, frame, pl.DataFrame([n])], how="horizontal")
