"""Episodes: spells of tension or of thaw that stand out from what was to be expected, found without look-ahead.

A spell of tension is a run of surprisingly many acts of conflict for what was read, or of a surprisingly low net
per act; one of thaw, of surprisingly much cooperation or a high net (`surprise`). Each of the four runs through a
CUSUM of its own; spells of one kind that overlap are one. Onset, alarm and end rest on what was known by the alarm or
the end; length and half-life of recovery are told afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import polars as pl

from detente.local_level import Floats
from detente.measure.columns import (
    COVERAGE_COLUMNS,
    MONTHS_A_PERIOD,
    Dyad,
    Freq,
    between,
    check,
    checked_events,
    dated,
    pair,
    period,
)
from detente.measure.flows import flows
from detente.measure.level import Observed, models
from detente.measure.surprise import cusum, of_counts, of_net
from detente.ontology import issues as issue_table
from detente.settings import Measure, load

Kind = Literal["tension", "thaw"]

SCHEMA: dict[str, Any] = {
    "unique_id": pl.String,
    "kind": pl.String,
    "name": pl.String,
    "onset": pl.Date,
    "detected": pl.Date,
    "peak": pl.Date,
    "end": pl.Date,
    "length": pl.Int64,
    "strength": pl.Float64,
    "depth": pl.Float64,
    "half_life": pl.Int64,
    "n": pl.Int64,
    "seen_in": pl.List(pl.String),
    "issue": pl.String,
    "leading": pl.List(pl.String),
    "events": pl.List(pl.String),
}
LEADING = 3
"""Acts that an episode is named by."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One spell, by the numbers of its periods.

    Attributes:
        kind: tension or thaw.
        onset: the first period.
        alarm: when it was told from chance.
        peak: the most surprising period.
        end: the last period; None while it lasts.
        strength: the height that the CUSUM reached, in standard deviations.
        depth: the surprise at the peak, in standard deviations.
        half_life: periods from the peak until half of the excess was gone; None where it is not, or not known.
        seen_in: the series it was seen in: conflict, cooperation, net.
    """

    kind: Kind
    onset: int
    alarm: int
    peak: int
    end: int | None
    strength: float
    depth: float
    half_life: int | None
    seen_in: tuple[str, ...]


def episodes(
    events: pl.DataFrame,
    dyad: Dyad,
    freq: Freq = "M",
    coverage: pl.DataFrame | None = None,
    others: pl.DataFrame | None = None,
    stream: str | None = None,
    settings: Measure | None = None,
) -> pl.DataFrame:
    """The episodes of a pair, the strongest first.

    Args:
        events: a frame with `EVENT_COLUMNS`; the acts of `measure.flows` count.
        dyad: the two states.
        freq: W, M or Q.
        coverage: what was read, as for `flows`.
        others: the same of documents that are not about the pair, against which counts are held. Without it that is
            the frame's acts of other pairs; where there is less than one of either a period, the periods alone.
        stream: the source stream that is measured, where the frame has several.
        settings: memory and thresholds; the shipped ones if left out.

    Returns:
        `unique_id`, `kind` (tension, thaw), `name`, `onset`, `detected` (the period of the alarm), `peak`, `end` (null
        while it lasts), `length` (periods, to the last known while it lasts), `strength` and `depth` (in standard
        deviations: of the CUSUM, of the peak alone), `half_life` (periods from the peak until half of the excess is
        gone; null where it is not), `n` (acts of its kind in it), `seen_in`, `issue` (null where none is named),
        `leading` and `events` (its weightiest acts in words, and their ids).

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: the dyad or the frequency cannot be used, or several streams would be pooled.
    """
    first, second = pair(dyad)
    held = checked_events(events, stream)
    name = f"{first}-{second}"
    table = flows(held, dyad, freq, coverage).filter(pl.col("unique_id") == name)
    table = _exposed(table, held, dyad, freq, others)
    acts = dated(between(held, dyad), freq).filter(~pl.col("background"))
    found = spells(table, MONTHS_A_PERIOD[freq], settings or load().measure)
    days = table["ds"].to_list()
    rows = [{"unique_id": name, **_row(spell, days, acts)} for spell in found]
    return pl.DataFrame(rows, schema=SCHEMA)


def _exposed(
    table: pl.DataFrame, events: pl.DataFrame, dyad: Dyad, freq: Freq, others: pl.DataFrame | None
) -> pl.DataFrame:
    """The table with `exposure`. What is about the pair is no measure of what was read, so it is taken out."""
    if others is None:
        own = between(events, dyad)["id"].implode()
        rest = dated(events.filter(~pl.col("id").is_in(own), ~pl.col("background")), freq).unique("id")
        volume = rest.group_by("ds").agg(exposure=pl.len().cast(pl.Float64))
    else:
        held = check(others, COVERAGE_COLUMNS, "others").filter(pl.col("ds").is_not_null())
        sums = held.group_by(ds=period(pl.col("ds"), freq)).agg(exposure=pl.col("documents").sum())
        volume = sums.cast({"exposure": pl.Float64})
    joined = table.join(volume, on="ds", how="left").sort("ds")
    total, periods = joined["exposure"].fill_null(0).sum(), int(joined["covered"].sum())
    if total < periods:
        return joined.with_columns(exposure=pl.when("covered").then(1.0))
    return joined


def spells(table: pl.DataFrame, months: float, settings: Measure) -> list[Spell]:
    """The spells of one series, the strongest first.

    Args:
        table: a row a period in order, with `cooperation` and `conflict` (sums), `n_cooperation`, `n_conflict` and `n`
            (counts; null where nothing was read) and `exposure` (what counts are held against).
        months: the length of a period.
        settings: memory and thresholds.
    """

    def column(name: str) -> Floats:
        return table[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()

    n, exposure = column("n"), column("exposure")
    net = column("cooperation") - column("conflict")
    seen = Observed(np.nan_to_num(net)[:, None], np.nan_to_num(n)[:, None], np.isfinite(n).astype(np.float64))
    balance = of_net(seen, months, settings)
    level = models(seen, settings, months)[0]
    found: list[Spell] = []
    kinds: tuple[tuple[Kind, str, float], ...] = (("tension", "conflict", -1.0), ("thaw", "cooperation", 1.0))
    for kind, quad, sign in kinds:
        counts = column(f"n_{quad}")
        rate = np.divide(counts, exposure, out=np.full(len(counts), np.nan), where=exposure > 0)
        surprise = of_counts(counts, exposure, months, settings)
        parts = _of_channel(kind, quad, surprise, rate, settings)
        found += _joined(parts + _of_channel(kind, "net", sign * balance, sign * level, settings))
    return sorted(found, key=lambda spell: (-spell.strength, spell.onset))


def _of_channel(kind: Kind, name: str, deviates: Floats, values: Floats, settings: Measure) -> list[Spell]:
    out = []
    for onset, alarm, end, height in cusum(
        deviates, settings.episode_allowance, settings.episode_threshold, settings.episode_calm
    ):
        last = len(deviates) - 1 if end is None else end
        peak = onset + int(np.nanargmax(deviates[onset : last + 1]))
        recovery = _half_life(values, onset, peak)
        out.append(Spell(kind, onset, alarm, peak, end, height, float(deviates[peak]), recovery, (name,)))
    return out


def _half_life(values: Floats, onset: int, peak: int) -> int | None:
    """Periods from the peak until the value lies nearer to its mean before the onset than to the peak."""
    before = values[:onset][np.isfinite(values[:onset])]
    if not before.size:
        return None
    middle = (values[peak] + before.mean()) / 2
    down = [t for t in range(peak + 1, len(values)) if values[t] <= middle]
    return down[0] - peak if down else None


def _joined(parts: Sequence[Spell]) -> list[Spell]:
    """Spells of one kind, those that overlap made one: the strongest gives peak, depth and half-life."""
    out: list[Spell] = []
    for spell in sorted(parts, key=lambda part: part.onset):
        if out and (out[-1].end is None or spell.onset <= out[-1].end):
            out[-1] = _one(out[-1], spell)
        else:
            out.append(spell)
    return out


def _one(first: Spell, second: Spell) -> Spell:
    main = max(first, second, key=lambda spell: spell.strength)
    end = None if first.end is None or second.end is None else max(first.end, second.end)
    return Spell(
        kind=first.kind,
        onset=min(first.onset, second.onset),
        alarm=min(first.alarm, second.alarm),
        peak=main.peak,
        end=end,
        strength=main.strength,
        depth=main.depth,
        half_life=main.half_life,
        seen_in=tuple(dict.fromkeys((*first.seen_in, *second.seen_in))),
    )


def _row(spell: Spell, days: Sequence[dt.date], acts: pl.DataFrame) -> dict[str, Any]:
    last = len(days) - 1 if spell.end is None else spell.end
    own = "conflict" if spell.kind == "tension" else "cooperation"
    inside = acts.filter(pl.col("ds").is_between(days[spell.onset], days[last]), pl.col("quad").str.ends_with(own))
    issue = _issue(inside)
    heaviest = inside.sort(
        (pl.col("ds") != days[spell.peak]),
        -pl.col("score").abs().fill_null(0) * (1 + pl.col("origins").fill_null(1).clip(1, 5) / 5),
        pl.col("issue").ne_missing(pl.lit(issue, dtype=pl.String)),
        "when_start",
        "id",
    ).head(LEADING)
    words = [f"{row['when_start']} {row['direction']} {row['type']}" for row in heaviest.iter_rows(named=True)]
    return {
        "kind": spell.kind,
        "name": _name(spell.kind, issue, days[spell.peak]),
        "onset": days[spell.onset],
        "detected": days[spell.alarm],
        "peak": days[spell.peak],
        "end": None if spell.end is None else days[spell.end],
        "length": last - spell.onset + 1,
        "strength": spell.strength,
        "depth": spell.depth,
        "half_life": spell.half_life,
        "n": inside.height,
        "seen_in": list(spell.seen_in),
        "issue": issue,
        "leading": words,
        "events": heaviest["id"].to_list(),
    }


def _issue(acts: pl.DataFrame) -> str | None:
    """The issue of most acts; the first by name of several, None where no act names one."""
    named = (
        acts.filter(pl.col("issue").is_not_null())
        .group_by("issue")
        .len()
        .sort("len", "issue", descending=[True, False])
    )
    return None if named.is_empty() else str(named["issue"][0])


def _name(kind: Kind, issue: str | None, day: dt.date) -> str:
    about = "" if issue is None else f": {issue_table().get(issue, (issue, ()))[0]}"
    return f"{kind} of {day:%B %Y}{about}"
