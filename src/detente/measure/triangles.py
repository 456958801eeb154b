"""Triangles: the pair with each third party, and on whose side it acts.

A third party stands nearer to the one of the two that its acts treat better: the difference of the mean scores of its
acts towards them, each shrunk towards zero, with an interval that widens where its acts are few.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from scipy import special

from detente.measure.columns import Dyad, apart, checked_events, pair
from detente.ontology import roots
from detente.settings import Measure, load


def triangles(
    events: pl.DataFrame, dyad: Dyad, stream: str | None = None, settings: Measure | None = None
) -> pl.DataFrame:
    """The third parties that act towards either of the two, with the side they act on.

    Args:
        events: a frame with `EVENT_COLUMNS`; acts that occurred, with a score, not background, count.
        dyad: the two states, as first and second.
        stream: the source stream that is measured, where the frame has several.
        settings: shrinkage and interval; the shipped ones if left out.

    Returns:
        `party`, `n_to_first`, `n_to_second` (its acts towards each; a mutual act is one), `n_from_first`,
        `n_from_second` (theirs towards it), `to_first`, `to_second` (shrunk mean scores of its acts), `side` (the
        first less the second: above zero it is nearer to the first), `side-lo-90`, `side-hi-90` and `on_side` (the
        code of the one whose side the whole interval is on; null where that is not settled). Most acts first.

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: the dyad cannot be used, or several streams would be pooled.
    """
    pair(dyad)
    own = settings or load().measure
    acts = checked_events(events, stream).unique("id", keep="first", maintain_order=True)
    acts = apart(acts.filter(pl.col("status") == "occurred", ~pl.col("background"), pl.col("score").is_not_null()))
    turned = acts.filter(pl.col("mutual")).rename({"actor": "recipient", "recipient": "actor"})
    both = pl.concat([acts, turned.select(acts.columns)])
    outside = ~pl.col("actor").is_in(dyad) & pl.col("recipient").is_in(dyad)
    given = both.filter(outside, pl.col("actor").is_not_null())
    taken = both.filter(pl.col("actor").is_in(dyad), ~pl.col("recipient").is_in(dyad))
    rows = [
        _row(str(party), given.filter(pl.col("actor") == party), taken.filter(pl.col("recipient") == party), dyad, own)
        for party in sorted(given["actor"].unique().to_list())
    ]
    percent = round(100 * own.interval)
    counts = ("n_to_first", "n_to_second", "n_from_first", "n_from_second")
    values = ("to_first", "to_second", "side", f"side-lo-{percent}", f"side-hi-{percent}")
    schema: dict[str, Any] = {
        "party": pl.String,
        **dict.fromkeys(counts, pl.Int64),
        **dict.fromkeys(values, pl.Float64),
    }
    frame = pl.DataFrame(rows, schema={**schema, "on_side": pl.String}, orient="row")
    return frame.sort(pl.col("n_to_first") + pl.col("n_to_second"), "party", descending=[True, False])


def _row(party: str, given: pl.DataFrame, taken: pl.DataFrame, dyad: Dyad, settings: Measure) -> tuple[Any, ...]:
    scores = [given.filter(pl.col("recipient") == member)["score"].to_numpy() for member in dyad]
    backs = [taken.filter(pl.col("actor") == member).height for member in dyad]
    (mean_a, spread_a), (mean_b, spread_b) = (_mean(s, settings.level_prior_acts) for s in scores)
    side = mean_a - mean_b
    half = float(special.ndtri((1 + settings.interval) / 2)) * float(np.sqrt(spread_a + spread_b))
    on = dyad[0] if side - half > 0 else dyad[1] if side + half < 0 else None
    return party, len(scores[0]), len(scores[1]), *backs, mean_a, mean_b, side, side - half, side + half, on


def _mean(scores: np.ndarray[Any, np.dtype[np.float64]], prior: float) -> tuple[float, float]:
    """The mean with `prior` acts of the codebook's spread about zero beside it, and its variance."""
    weight = len(scores) + prior
    mean = float(scores.sum() / weight)
    base = float(np.mean([root.score**2 for root in roots().values()]))
    squares = float(((scores - mean) ** 2).sum()) + prior * (base + mean**2)
    return mean, squares / weight**2
