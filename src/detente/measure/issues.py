"""What the two states act on: counts and mean score by issue and direction."""

from __future__ import annotations

import polars as pl

from detente.measure.columns import Dyad, between, both_ways, checked_events, pair


def issues(events: pl.DataFrame, dyad: Dyad) -> pl.DataFrame:
    """Acts of the pair that occurred, by issue and direction; a mutual act counts in each direction.

    Acts of any date are counted, also those known to the year only; background acts are counted apart.

    Returns:
        `issue` (null where none is known), `direction` (`JPN>CHN`), `n`, `n_cooperation`, `n_conflict`,
        `mean_score` (of the acts with a score; null without any), `n_background`; most acts first.

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: the dyad cannot be used.
    """
    pair(dyad)
    acts = both_ways(between(checked_events(events), dyad))
    own = ~pl.col("background")
    return (
        acts.group_by("issue", "direction")
        .agg(
            n=own.sum().cast(pl.Int64),
            n_cooperation=(own & pl.col("quad").str.ends_with("cooperation")).sum().cast(pl.Int64),
            n_conflict=(own & pl.col("quad").str.ends_with("conflict")).sum().cast(pl.Int64),
            mean_score=pl.col("score").filter(own).mean(),
            n_background=pl.col("background").sum().cast(pl.Int64),
        )
        .sort(
            pl.col("n").sum().over("issue"),
            "issue",
            "direction",
            descending=[True, False, False],
            nulls_last=True,
        )
    )
