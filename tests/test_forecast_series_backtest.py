"""The record: skill, its test and interval, coverage and PIT, on series whose answer is known."""

import datetime as dt
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from detente.errors import QueryError
from detente.forecast.series import backtest, series_of
from detente.forecast.series.skill import bootstrap_skill, diebold_mariano, mean_skill, skill
from detente.settings import load
from test_forecast_series import frame, level_series

OPTIONS = load().forecast
QUICK = replace(OPTIONS, bootstrap_draws=100)


def test_diebold_mariano_of_white_noise_is_the_t_test() -> None:
    assert diebold_mariano(np.array([2.0, -1.0, 0.5]), 1) is None
    draw = np.random.default_rng(3).standard_normal(4000) + 0.05
    found = diebold_mariano(draw, 1)
    assert found is not None
    assert found.t == pytest.approx(draw.mean() / (draw.std() / np.sqrt(4000)), rel=0.1)
    assert 0 < found.p < 0.05


def test_diebold_mariano_allows_for_dependence() -> None:
    smooth = np.convolve(np.random.default_rng(5).standard_normal(600) + 0.1, np.ones(6) / 6, mode="valid")
    near, far = diebold_mariano(smooth, 1), diebold_mariano(smooth, 24)
    assert near is not None and far is not None
    assert abs(far.t) < abs(near.t)


def test_skill_is_the_mean_over_series() -> None:
    own, naive = np.array([[1.0, 1.0], [3.0, np.nan]]), np.array([[2.0, 2.0], [4.0, 9.0]])
    assert skill(own, naive) == pytest.approx((0.5 + 0.25) / 2)


def test_the_interval_of_skill_holds_it_and_needs_two_blocks() -> None:
    draw = np.random.default_rng(2)
    naive = 1 + draw.random((2, 60, 3))
    own = 0.9 * naive + 0.2 * draw.standard_normal(naive.shape)
    found = bootstrap_skill(own, naive, 12, 200, 0.95, 1)
    assert found is not None and found[0] < mean_skill(own, naive) < found[1]
    assert bootstrap_skill(own[:, :20], naive[:, :20], 12, 200, 0.95, 1) is None


def test_a_level_that_moves_is_forecast_better_than_by_climatology() -> None:
    found = backtest(series_of(frame(level_series(140, step=1.0))), 3, QUICK)
    total = found.by_horizon.filter(pl.col("horizon").is_null()).row(0, named=True)
    assert found.by_horizon["horizon"].to_list() == [1, 2, 3, None]
    assert total["skill_climatology"] > 0.03
    assert total["skill_lo"] <= total["skill"] <= total["skill_hi"]
    assert found.pit.group_by("horizon").agg(pl.col("share").sum())["share"].to_list() == pytest.approx([1.0] * 3)


def test_suspicious_skill_is_disproved_by_deleting_the_future() -> None:
    found = backtest(series_of(frame(level_series(140, step=3.0))), 1, QUICK)
    assert found.by_horizon["skill_climatology"][0] > 0.1
    assert "suspicious" in found.notes[0] and "no look-ahead" in found.notes[0]


def test_noise_about_a_constant_has_no_skill_worth_the_name() -> None:
    y = 5 + np.random.default_rng(4).standard_normal(140)
    found = backtest(series_of(frame(y)), 1, QUICK)
    assert abs(found.by_horizon["skill"][0]) < 0.05


def test_series_too_short_to_score_are_named() -> None:
    short, long = frame(level_series(30), "A-B"), frame(level_series(100), "C-D")
    found = backtest(series_of(pl.concat([short, long])), 2, QUICK)
    assert found.by_series["unique_id"].to_list() == ["C-D"]
    assert found.notes[0].startswith("A-B: left out, 30 values")
    with pytest.raises(QueryError, match="give longer series"):
        backtest(series_of(short), 2, QUICK)


def test_a_model_without_forecasts_is_not_compared() -> None:
    weeks = pl.date_range(dt.date(2014, 1, 6), dt.date(2015, 1, 5), "1w", eager=True)
    table = pl.DataFrame({"unique_id": "JPN-CHN", "ds": weeks, "y": level_series(53)})
    found = backtest(series_of(table), 2, replace(OPTIONS, backtest_start=30, bootstrap_draws=100))
    assert found.by_series["freq"].to_list() == ["W"]
    assert found.by_series["best_naive"].to_list() != ["climatology-seasonal"]
    assert "climatology-seasonal" not in found.by_model["model"].to_list()


def test_a_model_that_begins_late_is_compared_on_the_outcomes_it_has() -> None:
    y = level_series(140)
    y[1:60] = np.nan
    found = backtest(series_of(frame(y)), 2, QUICK)
    rows = {row["model"]: row for row in found.by_model.iter_rows(named=True)}
    assert 0 < rows["local-level"]["n"] < rows["local-level"]["of"] == rows["published"]["n"]
    assert rows["pool"]["relative"] > 0


def test_a_constant_is_left_out_by_name_and_moves_no_figure_of_the_others() -> None:
    still, moving = frame(np.full(100, 3.0), "A-B"), frame(level_series(100), "C-D")
    both, alone = (backtest(series_of(table), 2, QUICK) for table in (pl.concat([still, moving]), moving))
    assert both.notes[0].startswith("A-B: left out, all 100 values are 3")
    assert both.by_horizon.equals(alone.by_horizon)
    assert both.by_model.equals(alone.by_model)
    with pytest.raises(QueryError, match="A-B: left out, all 100 values are 3"):
        backtest(series_of(still), 2, QUICK)


def test_what_cannot_be_told_is_null_and_no_nan() -> None:
    y = np.concatenate([level_series(47), np.full(53, 2.0)])
    y[60] = 3.0
    found = backtest(series_of(frame(y)), 2, QUICK)
    for table in (found.by_horizon, found.by_series, found.by_model, found.pit):
        assert not any(column.is_nan().any() for column in table.iter_columns() if column.dtype == pl.Float64)
