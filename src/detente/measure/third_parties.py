"""The other states and organisations in the pair's affairs: who acts on whom, who is spoken of."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from detente.measure.columns import Dyad, apart, checked_events, pair
from detente.records import Actor, Mention

SCHEMA = {
    "party": pl.String,
    "role": pl.String,
    "member": pl.String,
    "quad": pl.String,
    "n": pl.Int64,
    "mean_score": pl.Float64,
}


def third_parties(events: pl.DataFrame, dyad: Dyad, mentions: Iterable[Mention] = ()) -> pl.DataFrame:
    """Third parties by role, member of the pair and quad.

    Args:
        events: a frame with `EVENT_COLUMNS`; acts that occurred between one of the two and a third count.
        dyad: the two states.
        mentions: reports; a third party that one of them is `about` is counted with the role `about`.

    Returns:
        `party` (code), `role` (`actor`: it acted on the member; `recipient`: the member acted on it;
        `about`: an act of the member was about it), `member`, `quad`, `n` (acts, or reports for `about`)
        and `mean_score` (null for `about`); the party with most acts first.

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: the dyad cannot be used.
    """
    pair(dyad)
    acts = checked_events(events).unique("id", keep="first", maintain_order=True)
    acts = apart(acts.filter(pl.col("status") == "occurred"))
    parts = [
        _side(acts, dyad, "actor", "recipient"),
        _side(acts, dyad, "recipient", "actor"),
        _about(mentions, dyad),
    ]
    total = pl.col("n").sum().over("party")
    order = pl.col("role").cast(pl.Enum(["actor", "recipient", "about"]))
    return pl.concat(parts).sort(total, "party", order, "member", "quad", descending=[True, *[False] * 4])


def _side(acts: pl.DataFrame, dyad: Dyad, party: str, member: str) -> pl.DataFrame:
    inside = pl.col(member).is_in(dyad) & ~pl.col(party).is_in(dyad)
    return (
        acts.filter(inside)
        .group_by(party=pl.col(party), member=pl.col(member), quad=pl.col("quad"))
        .agg(n=pl.len().cast(pl.Int64), mean_score=pl.col("score").mean())
        .with_columns(role=pl.lit(party))
        .select(*SCHEMA)
    )


def _about(mentions: Iterable[Mention], dyad: Dyad) -> pl.DataFrame:
    rows = [
        {"party": party, "role": "about", "member": member, "quad": mention.quad}
        for mention in mentions
        if mention.status in ("occurred", "ongoing")
        for member in sorted(codes(mention.actors) & set(dyad))
        for party in sorted(codes(mention.about) - set(dyad))
    ]
    frame = pl.DataFrame(rows, schema={name: SCHEMA[name] for name in ("party", "role", "member", "quad")})
    counts = frame.group_by("party", "role", "member", "quad").agg(n=pl.len().cast(pl.Int64))
    return counts.with_columns(mean_score=pl.lit(None, dtype=pl.Float64)).select(*SCHEMA)


def codes(actors: Iterable[Actor]) -> set[str]:
    """The codes of those actors that are resolved."""
    return {actor.code for actor in actors if actor.code}
