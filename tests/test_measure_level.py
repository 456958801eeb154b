"""The level: what moves it and what must not, what was known then, and how often its interval holds the truth."""

import dataclasses
import datetime as dt
from typing import Any

import numpy as np
import polars as pl
import pytest
from statsmodels.tsa.statespace.structural import UnobservedComponents

from detente.errors import QueryError, TableError
from detente.evaluation.level import _drifting, _modelled, _share, _truths
from detente.local_level import run_filter, smooth, states
from detente.measure import index, level, streams
from detente.settings import load
from helpers_measure import frame, row

DYAD = ("JPN", "CHN")
BAN = row("CHN", "SANCTION", "JPN", "2025-11-30")
MEETING = row("JPN", "CONSULT", "CHN", "2025-10-31", mutual=True)


def every_day(month: str, type_: str = "SANCTION") -> list[dict[str, Any]]:
    return [row("CHN", type_, "JPN", f"{month}-{day:02d}") for day in range(1, 29)]


def width(table: pl.DataFrame, place: int = -1) -> float:
    found: float = (table["y-hi-90"] - table["y-lo-90"])[place]
    return found


def test_one_act_is_no_verdict_and_many_are() -> None:
    one, many = index(frame(BAN), DYAD), index(frame(*every_day("2025-10"), *every_day("2025-11")), DYAD)
    assert one.columns[:6] == ["unique_id", "ds", "y", "y-lo-90", "y-hi-90", "n"]
    assert (one["unique_id"][0], one["ds"][0], one["n"][0]) == ("JPN-CHN", dt.date(2025, 11, 1), 1)
    assert -1.5 < one["y"][0] < 0 < one["y-hi-90"][0]
    assert many["y"][-1] < -3.5
    assert many["y-hi-90"][-1] < 0
    assert width(many) < width(one)


def test_the_interval_holds_the_level_and_stays_on_the_scale() -> None:
    table = level(frame(BAN, MEETING, *every_day("2025-12", "ASSAULT")), DYAD)
    assert table.filter((pl.col("y-lo-90") > pl.col("y")) | (pl.col("y") > pl.col("y-hi-90"))).is_empty()
    assert table.select(pl.col("y", "y-lo-90", "y-hi-90").abs().max()).max_horizontal()[0] <= 10


def test_a_mutual_act_moves_both_directions_and_the_pair_alike() -> None:
    table = level(frame(MEETING), DYAD)
    assert table["unique_id"].to_list() == ["JPN-CHN", "JPN>CHN", "CHN>JPN"]
    assert table["y"].n_unique() == 1
    assert table["y"][0] > 0


def test_an_act_moves_its_own_direction_alone() -> None:
    assert level(frame(BAN), DYAD)["unique_id"].to_list() == ["JPN-CHN", "CHN>JPN"]


@pytest.mark.parametrize(
    "more",
    [
        {"background": True},
        {"first_reported": dt.date(2026, 1, 2)},
        {"status": "planned"},
        {"status": "hypothetical"},
        {"status": "negated"},
        {"status": "ongoing"},
        {"score": None},
        {"when_end": dt.date(2026, 11, 1)},
        {"recipient": "TWN"},
        {"recipient": None},
    ],
)
@pytest.mark.parametrize("as_known", ["then", "now"])
def test_what_must_not_move_the_level_does_not(more: dict[str, object], as_known: Any) -> None:
    attack = {**row("CHN", "ASSAULT", "JPN", "2025-11-02"), **more}
    with_it, without = (level(frame(*rows), DYAD, as_known=as_known) for rows in ((BAN, attack), (BAN,)))
    assert with_it.equals(without)


def test_later_acts_leave_what_was_known_then_as_it_was_and_may_change_what_is_known_now() -> None:
    before, more = frame(*every_day("2025-09")), every_day("2025-10", "AID")
    after = frame(*every_day("2025-09"), *more)
    assert index(after, DYAD).head(1).equals(index(before, DYAD))
    assert index(after, DYAD, as_known="now")["y"][0] > index(before, DYAD, as_known="now")["y"][0]


def test_an_act_told_in_the_month_after_was_not_known_then() -> None:
    late = row("CHN", "SANCTION", "JPN", "2025-11-28", first_reported=dt.date(2025, 12, 5), id="late")
    known, told = frame(BAN, MEETING), frame(BAN, MEETING, late)
    then = index(told, DYAD, until=dt.date(2025, 12, 31))
    alone = index(known, DYAD, until=dt.date(2025, 12, 31))
    assert then["y"][:2].to_list() == alone["y"][:2].to_list()
    assert then["y"][2] < alone["y"][2]
    now = index(told, DYAD, as_known="now", until=dt.date(2025, 12, 31))
    assert now["y"][1] < index(known, DYAD, as_known="now", until=dt.date(2025, 12, 31))["y"][1]


def test_what_was_known_then_is_the_same_with_the_reports_that_came_later_deleted() -> None:
    """The vintage of every month, made from the events reported by its end, ends in the same estimate."""
    generator = np.random.default_rng(5)
    rows = []
    for number in range(60):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=int(generator.integers(0, 360)))
        told = day + dt.timedelta(days=int(generator.integers(0, 31)))
        act = str(generator.choice(["AID", "ACCUSE", "SANCTION", "CONSULT"]))
        rows.append(row("CHN", act, "JPN", day.isoformat(), first_reported=told, id=str(number)))
    read = pl.DataFrame({"ds": [dt.date(2024, month, 3) for month in range(1, 13)], "documents": [9] * 12})
    whole = index(frame(*rows), DYAD, coverage=read, until=dt.date(2024, 12, 31))
    for month in range(2, 12):
        end = dt.date(2024, month + 1, 1) - dt.timedelta(days=1)
        vintage = index(frame(*(r for r in rows if r["first_reported"] <= end)), DYAD, coverage=read, until=end)
        assert vintage["y"][-1] == pytest.approx(whole.filter(pl.col("ds") == end.replace(day=1))["y"][0])


def test_a_review_of_the_month_before_is_in_the_level_as_known_now_and_not_as_known_then() -> None:
    """An article of 6 January on the acts of December, for a brief whose last month is December."""
    acts = [{**act, "first_reported": dt.date(2026, 1, 6)} for act in every_day("2025-12")[10:]]
    until = dt.date(2025, 12, 31)
    assert index(frame(*acts), DYAD, as_known="now", until=until)["y"][-1] < -1.5
    assert index(frame(*acts), DYAD, until=until).is_empty()
    assert index(frame(*acts), DYAD, until=dt.date(2026, 1, 6))["y"][-1] < -1.5


def test_a_quiet_month_that_was_read_pulls_to_zero_and_one_that_was_not_says_nothing() -> None:
    acts, until = frame(*every_day("2025-09")), dt.date(2025, 12, 31)
    read = pl.DataFrame({"ds": ["2025-10-04", "2025-11-09", "2025-12-02"], "documents": [3, 4, 4]})
    quiet, dark = index(acts, DYAD, coverage=read, until=until), index(acts, DYAD, until=until)
    assert dark["y"].n_unique() == 1
    assert width(dark, 3) > width(dark, 0)
    assert quiet["y"][0] < quiet["y"][3] < 0


def test_periods_before_the_first_act_are_absent_and_none_is_left_out_after_it() -> None:
    table = index(frame(MEETING, row("CHN", "SANCTION", "JPN", "2026-01-06")), DYAD)
    assert table["ds"].dt.to_string("%Y-%m").to_list() == ["2025-10", "2025-11", "2025-12", "2026-01"]
    assert table["n_period"].to_list() == [1, 0, 0, 1]
    assert table["n"].to_list() == [1, 1, 1, 2]


def test_the_last_estimate_is_made_on_the_day_given() -> None:
    table = index(frame(BAN, row("CHN", "AID", "JPN", "2025-12-24")), DYAD, until=dt.date(2025, 12, 5))
    assert table["n_period"].to_list() == [1, 0]


def test_streams_are_never_pooled_silently() -> None:
    mixed = frame(BAN, MEETING).with_columns(stream=pl.Series(["news", "icews"]))
    with pytest.raises(QueryError, match="never pooled"):
        level(mixed, DYAD)
    assert level(mixed, DYAD, stream="news").equals(level(frame(BAN), DYAD))
    with pytest.raises(QueryError, match="there are icews, news"):
        level(mixed, DYAD, stream="gdelt")


@pytest.mark.parametrize("score", [float("inf"), float("-inf"), float("nan")])
def test_a_score_that_is_not_finite_is_refused_by_its_row(score: float) -> None:
    with pytest.raises(TableError, match=r"column 'score' holds .* in the row of id 'odd'"):
        index(frame(BAN, row("CHN", "AID", "JPN", "2025-12-01", id="odd", score=score)), DYAD)


def test_the_streams_of_a_frame_are_counted_the_largest_first() -> None:
    mixed = frame(BAN, MEETING, *every_day("2025-12")).with_columns(
        stream=pl.Series(["text", "gdelt", *["icews"] * 28])
    )
    assert list(streams(mixed).items()) == [("icews", 28), ("gdelt", 1), ("text", 1)]
    assert streams(frame(BAN).drop("stream")) == {"text": 1}


def test_the_columns_follow_the_interval_of_the_settings() -> None:
    measure = dataclasses.replace(load().measure, interval=0.8)
    assert "y-lo-80" in index(frame(BAN), DYAD, settings=measure).columns


def test_no_acts_give_an_empty_frame_with_its_columns() -> None:
    table = level(frame(), DYAD)
    assert table.is_empty()
    assert {"unique_id": pl.String, "ds": pl.Date, "y": pl.Float64, "n": pl.Int64}.items() <= table.schema.items()


def test_an_unknown_view_is_refused() -> None:
    with pytest.raises(QueryError, match="'then'"):
        level(frame(BAN), DYAD, as_known="tomorrow")  # type: ignore[arg-type]


def test_the_smoother_agrees_with_statsmodels() -> None:
    z = np.cumsum(np.random.default_rng(4).standard_normal(80)) + np.random.default_rng(5).standard_normal(80)
    z[30:34] = np.nan
    held = states(z, np.array([0.8]))
    mean, variance = smooth(held, np.array([0.8]))
    peer = UnobservedComponents(z, "llevel", use_exact_diffuse=True).smooth([1.0, 0.8])
    assert mean[:, 0] == pytest.approx(peer.smoothed_state[0], rel=1e-6)
    assert variance[:, 0] == pytest.approx(peer.smoothed_state_cov[0, 0], rel=1e-6)


def test_an_observation_with_half_the_noise_counts_as_two() -> None:
    """Two equal observations in a level that does not move are one of half their variance."""
    ratios = np.array([0.0])
    twice = run_filter(np.array([1.0, 3.0, 3.0]), ratios).mean[-1, 0]
    halved = run_filter(np.array([1.0, 3.0]), ratios, noise=np.array([[1.0], [0.5]])).mean[-1, 0]
    assert twice == pytest.approx(halved)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Twenty histories of three years each with three acts a month; nominal 90%; docs/index-method.md has the table."""
    generator = np.random.default_rng(11)
    shares, means = _truths(3.0, generator)
    drifting = [_drifting(3.0, 0.1, shares, means, generator) for _ in range(20)]
    modelled = [_modelled(3.0, generator) for _ in range(20)]
    for histories in (drifting, modelled):
        for as_known in ("then", "now"):
            assert 0.82 < _share(histories, as_known) < 0.99
