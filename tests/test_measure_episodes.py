"""Episodes: what stands out from what was to be expected, and that no spell is told with hindsight."""

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import stats

from detente.errors import QueryError
from detente.evaluation import run
from detente.measure import episodes
from detente.measure.episodes import spells
from detente.measure.surprise import cusum, of_counts
from detente.settings import load
from helpers_measure import frame, row

DYAD = ("JPN", "CHN")
OWN = load().measure


def series(months: int = 96, quarrel: range = range(60, 63), seed: int = 3, volume: float = 100.0) -> pl.DataFrame:
    """Four acts of cooperation and one of conflict a month, and a quarrel of eight acts of conflict a month."""
    draw = np.random.default_rng(seed)
    bad = draw.poisson([8 if t in quarrel else 1 for t in range(months)])
    good = draw.poisson(4, months)
    return pl.DataFrame({
        "n": good + bad, "n_cooperation": good, "n_conflict": bad, "cooperation": 5.0 * good, "conflict": 5.0 * bad,
        "exposure": np.full(months, volume),
    })  # fmt: skip


def test_a_quarrel_is_a_spell_of_tension_with_its_peak_end_and_recovery() -> None:
    strongest = spells(series(), 1.0, OWN)[0]
    assert (strongest.kind, strongest.end) == ("tension", 62)
    assert strongest.alarm <= 60
    assert 56 < strongest.onset <= 60
    assert strongest.peak in range(60, 63)
    assert strongest.half_life == 63 - strongest.peak
    assert set(strongest.seen_in) == {"conflict", "net"}


def test_more_reading_is_no_quarrel() -> None:
    """Twice the acts of both kinds in twice the reading: nothing that stands out as the quarrel does."""
    table = series(quarrel=range(0))
    loud = pl.int_range(pl.len()).is_between(60, 71)
    counts = ("n", "n_cooperation", "n_conflict", "cooperation", "conflict", "exposure")
    louder = table.with_columns(pl.when(loud).then(pl.col(c) * 3).otherwise(pl.col(c)).alias(c) for c in counts)
    known = louder.with_columns(exposure=pl.lit(100.0))
    tripled = [s for s in spells(louder, 1.0, OWN) if s.onset in range(58, 72) and s.strength > 5]
    unread = [s for s in spells(known, 1.0, OWN) if s.onset in range(58, 72) and s.strength > 5]
    assert (tripled, bool(unread)) == ([], True)


def test_steady_series_rarely_raise_an_alarm() -> None:
    found = [spells(series(120, range(0), seed), 1.0, OWN) for seed in range(10)]
    strongest = [max((spell.strength for spell in one), default=0.0) for one in found]
    assert np.median(strongest) < 5
    assert np.mean([len(one) for one in found]) < 8


@pytest.mark.parametrize("until", [61, 63, 70, 90])
def test_no_spell_is_found_with_hindsight(until: int) -> None:
    """With the future deleted the same alarms ring, from the same onsets; the ends that were known stay."""
    whole, part = series(), series().head(until)

    def alarms(table: pl.DataFrame, before: int) -> set[tuple[Any, ...]]:
        one = [(s.kind, s.onset, s.alarm, s.end) for s in spells(table, 1.0, OWN)]
        calm = OWN.episode_calm
        return {(k, o, a, e if e is not None and e + calm < before else None) for k, o, a, e in one if a < before}

    assert alarms(part, until) == alarms(whole, until)


def test_the_surprise_of_a_count_is_that_of_the_negative_binomial() -> None:
    """After 30 months of steady Poisson counts the deviate is near to that of the Poisson itself."""
    counts = np.concatenate([np.random.default_rng(1).poisson(5.0, 40), [12]]).astype(float)
    found = of_counts(counts, np.ones(41), 1.0, OWN)[-1]
    exact = stats.norm.isf(stats.poisson(5).sf(12) + 0.5 * stats.poisson(5).pmf(12))
    assert 0.6 * exact < found < exact
    assert np.isnan(of_counts(counts, np.ones(41), 1.0, OWN)[: OWN.episode_warm_up]).all()


def test_a_period_that_was_not_read_is_neither_calm_nor_loud() -> None:
    counts = np.array([2.0, 3.0, 2.0, 2.0, np.nan, 9.0])
    read = np.array([50.0, 50.0, 50.0, 50.0, np.nan, 50.0])
    found = of_counts(counts, read, 1.0, OWN)
    assert np.isnan(found[4])
    assert found[5] == of_counts(counts[[0, 1, 2, 3, 5]], read[[0, 1, 2, 3, 5]], 1.0, OWN)[4]


SUMS = [
    ([0.0, 4.0, 0.0, 0.0, 0.0], [(1, 1, 1, 3.5)]),
    ([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, -3.0, 0.0], [(0, 5, 5, 3.0)]),
    ([0.0, 4.0, np.nan, np.nan, 2.0], [(1, 1, None, 5.0)]),
    ([0.0, 4.0, 0.2, 4.0, 0.0, 0.0], [(1, 1, 3, 6.7)]),
    ([0.0, 2.0, 0.0, 0.0, 2.0, 0.0, 0.0], []),
    ([], []),
]


@pytest.mark.parametrize(("deviates", "found"), SUMS)
def test_the_cusum_by_hand(deviates: list[float], found: list[tuple[Any, ...]]) -> None:
    got = cusum(np.array(deviates), allowance=0.5, threshold=2.5, calm=2)
    assert [(o, a, e, pytest.approx(h)) for o, a, e, h in got] == found


def history() -> list[dict[str, Any]]:
    """Two years of a meeting a month, then an autumn of sanctions over Taiwan."""
    months = [(year, month) for year in (2023, 2024) for month in range(1, 13)]
    calm = [row("JPN", "CONSULT", "CHN", f"{y}-{m:02d}-10", mutual=True, issue="diplomacy") for y, m in months]
    calm += [row("JPN", "ACCUSE", "CHN", f"{y}-{m:02d}-20", issue="history") for y, m in months]
    days = [f"2025-{month:02d}-{day:02d}" for month in (10, 11) for day in range(2, 28, 3)]
    return [*calm, *(row("CHN", "SANCTION", "JPN", day, issue="taiwan") for day in days),
            row("CHN", "MOBILIZE", "JPN", "2025-11-14", issue="taiwan", origins=4)]  # fmt: skip


def test_an_episode_is_named_by_its_issue_and_leading_acts() -> None:
    days = pl.date_range(dt.date(2023, 1, 5), dt.date(2025, 12, 5), "1mo", eager=True)
    read = pl.DataFrame({"ds": days, "documents": [40] * len(days)})
    found = episodes(frame(*history()), DYAD, coverage=read, others=read).row(0, named=True)
    assert (found["kind"], found["issue"]) == ("tension", "taiwan")
    assert found["name"] == f"tension of {found['peak']:%B %Y}: Taiwan"
    assert found["onset"] == found["detected"] == dt.date(2025, 10, 1)
    assert found["n"] == 19
    assert any("CHN>JPN MOBILIZE" in act for act in found["leading"]) or found["peak"] == dt.date(2025, 10, 1)
    assert len(found["leading"]) == len(found["events"]) == 3


def test_where_everything_read_is_about_the_pair_counts_are_held_against_the_months() -> None:
    days = pl.date_range(dt.date(2023, 1, 5), dt.date(2025, 12, 5), "1mo", eager=True)
    read = pl.DataFrame({"ds": days, "documents": [2] * 33 + [25, 25, 3]})
    none = read.with_columns(documents=pl.lit(0))
    found = episodes(frame(*history()), DYAD, coverage=read, others=none)
    assert (found["kind"][0], found["peak"][0].year) == ("tension", 2025)
    assert "conflict" in found["seen_in"][0]


def test_no_acts_no_episodes() -> None:
    assert episodes(frame(), DYAD).is_empty()
    assert spells(series().head(0), 1.0, OWN) == []


def test_the_benchmark_names_the_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="events"):
        run("episodes", tmp_path)
