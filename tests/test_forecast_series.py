"""Series in, forecast out: tables, the local level, intervals, the choice of a model, and what must never be seen."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from statsmodels.tsa.statespace.structural import UnobservedComponents

from detente.errors import DetenteError, QueryError
from detente.forecast.series import forecast, read_series, sees_future, series_of
from detente.forecast.series.calendar import Freq
from detente.forecast.series.choosing import choose, run
from detente.forecast.series.climatology import Climatology, Last, SeasonalClimatology
from detente.forecast.series.distribution import LEVELS, Floats, crps, interval, of_sample, pool, quantile
from detente.forecast.series.level import LocalLevel
from detente.local_level import fit_ratio, run_filter, signed_root, signed_square
from detente.settings import load

OPTIONS = load().forecast


def level_series(n: int, seed: int = 1, step: float = 0.4) -> Floats:
    """A random walk seen through noise, squared with its sign."""
    draw = np.random.default_rng(seed)
    return signed_square(2 + np.cumsum(step * draw.standard_normal(n)) + 2 * draw.standard_normal(n))


def frame(y: Floats, name: str = "JPN-CHN") -> pl.DataFrame:
    days = pl.date_range(dt.date(2005, 1, 1), dt.date(2100, 1, 1), "1mo", eager=True)[: len(y)]
    return pl.DataFrame({"unique_id": [name] * len(y), "ds": days, "y": y})


def test_the_filter_agrees_with_statsmodels() -> None:
    z = signed_root(level_series(120))
    z[40:43] = np.nan
    known = run_filter(z, np.array([0.3 / 1.7]))
    peer = UnobservedComponents(z, "llevel", use_exact_diffuse=True).filter([1.7, 0.3])
    assert known.mean[1:, 0] == pytest.approx(peer.filtered_state[0], rel=1e-6)
    assert known.variance[1:, 0] * 1.7 == pytest.approx(peer.filtered_state_cov[0, 0], rel=1e-6)


def test_maximum_likelihood_agrees_with_statsmodels() -> None:
    z = signed_root(level_series(150))
    ratio, variance, _ = fit_ratio(z)
    peer = UnobservedComponents(z, "llevel", use_exact_diffuse=True)
    best = peer.fit(disp=False, start_params=[variance, ratio * variance])
    assert peer.loglike([variance, ratio * variance]) == pytest.approx(best.llf, abs=1e-3)
    assert variance == pytest.approx(best.params[0], rel=0.02)


def test_the_score_of_a_normal_forecast_is_its_closed_form() -> None:
    """Gneiting and Raftery 2007: s (z (2 F(z) - 1) + 2 f(z) - 1 / sqrt(pi))."""
    from scipy.stats import norm

    forecast_, outcomes = 3 + 2 * norm.ppf(LEVELS), np.array([-2.0, 2.5, 3.0, 7.0])
    z = (outcomes - 3) / 2
    closed = 2 * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi))
    assert crps(np.tile(forecast_, (4, 1)), outcomes) == pytest.approx(closed, rel=0.01)


def test_the_score_of_a_sample_is_its_energy_form() -> None:
    sample = np.array([1.0, 4.0, -2.0, 9.0, 4.0, 0.0])
    energy = np.abs(sample - 2.2).mean() - 0.5 * np.abs(sample[:, None] - sample).mean()
    assert crps(of_sample(sample), np.array(2.2)) == pytest.approx(energy)


def test_a_pool_holds_each_members_mass() -> None:
    mixed = pool([of_sample(np.array([0.0])), of_sample(np.array([10.0]))])
    assert (np.mean(mixed < 5), mixed[0], mixed[-1]) == (0.5, 0.0, 10.0)


def test_the_naive_forecasters() -> None:
    y = np.array([5.0, 1.0, 2.0, 3.0, 4.0, 7.0, 8.0, 9.0])
    assert set(Climatology(3).predict(y, 2)[-1, 1]) == {7.0, 8.0, 9.0}
    assert set(Climatology(None).predict(y, 1)[3, 0]) == {5.0, 1.0, 2.0}
    assert set(SeasonalClimatology(4).predict(y, 2)[-1, 1]) == {1.0, 7.0}
    assert set(Last(3).predict(y, 1)[-1, 0]) == {9.0 - 4.0, 10.0, 12.0}


def test_a_level_is_followed_and_widens_with_the_horizon() -> None:
    y = signed_square(np.concatenate([np.full(60, 1.0), np.full(30, 6.0)]) + 0.5 * np.sin(np.arange(90) * 2.4))
    ahead = LocalLevel().predict(y, 6)[-1]
    low, high = interval(ahead, 0.9)
    assert quantile(ahead, 0.5)[0] == pytest.approx(36, rel=0.15)
    assert np.all(np.diff(high - low) > 0)


def test_intervals_hold_what_they_promise_on_simulated_series() -> None:
    """Ten series of a hundred origins each, heavy tails: nine tenths within three points, four fifths within four."""
    hits: dict[float, list[bool]] = {0.8: [], 0.9: []}
    for seed in range(10):
        draw = np.random.default_rng(seed)
        y = 10 + np.cumsum(0.3 * draw.standard_normal(160)) + 3 * draw.standard_t(3, 160)
        published = run(y, 3, 12, OPTIONS).published
        for coverage, held in hits.items():
            low, high = interval(published[60:-1, 0], coverage)
            held.extend((low <= y[60:]) & (y[60:] <= high))
    assert np.mean(hits[0.9]) == pytest.approx(0.9, abs=0.03)
    assert np.mean(hits[0.8]) == pytest.approx(0.8, abs=0.04)


def test_the_future_is_not_seen() -> None:
    y = level_series(110)
    past, scrambled = y[:80], y.copy()
    scrambled[80:] = np.random.default_rng(9).permutation(scrambled[80:]) * -50
    whole, cut, other = (run(values, 6, 12, OPTIONS) for values in (y, past, scrambled))
    for name, held in whole.candidates.items():
        assert np.array_equal(held[:81], cut.candidates[name], equal_nan=True)
        assert np.array_equal(held[:81], other.candidates[name][:81], equal_nan=True)
    for name, held in whole.naive.items():
        assert np.array_equal(held[:81], other.naive[name][:81], equal_nan=True)
    assert whole.choices[:81] == cut.choices == other.choices[:81]
    assert sees_future(series_of(frame(y))[0], 3, OPTIONS) == []


def test_the_forecast_is_named_by_its_model_and_says_why() -> None:
    found = forecast(series_of(frame(level_series(120, step=1.0))), horizon=3)
    model = found.published[0].model
    ends = [f"{model}-{end}-{level}" for level in (80, 90) for end in ("lo", "hi")]
    assert found.frame.columns == ["unique_id", "ds", model, *ends]
    assert found.frame["ds"].to_list() == [dt.date(2015, 1, 1), dt.date(2015, 2, 1), dt.date(2015, 3, 1)]
    assert "past outcomes" in found.notes[0] and "against climatology-24" in found.notes[0]


@pytest.mark.parametrize(
    ("level", "pool_", "published"),
    [(0.96, 0.97, "pool"), (0.94, 0.97, "local-level"), (0.99, 1.003, "local-level"), (1.01, 1.002, "climatology-24")],
)
def test_the_pool_gives_way_to_a_clear_winner_only(level: float, pool_: float, published: str) -> None:
    losses = {"climatology-24": 1.0, "local-level": level, "pool": pool_}
    scores = {name: np.full((100, 2), loss) for name, loss in losses.items()}
    assert choose(scores, 99, OPTIONS).model == published
    assert choose(scores, 47, OPTIONS).model == "climatology-24"


def test_where_nothing_wins_climatology_is_published_and_it_says_so() -> None:
    y = np.tile([9.0, -9.0, 9.0, -9.0, 1.0, -1.0], 20)
    found = forecast(series_of(frame(y)))
    assert found.published[0].model == "climatology-24"
    assert "nothing beats climatology" in found.notes[0]


def test_missing_months_are_unknown_and_counted() -> None:
    found = forecast(series_of(frame(level_series(100)).gather_every(1).filter(pl.col("ds").dt.month() != 8)))
    assert "8 of 100 periods have no value: they are unknown, not zero" in " ".join(found.notes)
    assert found.frame["ds"][0] == dt.date(2013, 5, 1)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([7.5], "climatology of 1 observation"),
        ([3.0] * 40, "all 40 observations are 3"),
    ],
)
def test_without_spread_there_is_no_interval(values: list[float], said: str) -> None:
    found = forecast(series_of(frame(np.array(values))), horizon=2)
    assert found.frame["climatology-24"].to_list() == [values[0]] * 2
    assert found.frame["climatology-24-lo-90"].to_list() == [None, None]
    assert said in found.notes[0]


@pytest.mark.parametrize(
    ("freq", "said"), [(None, "name the frequency if it is another"), ("M", "longer periods (--freq) would miss fewer")]
)
def test_many_missing_periods_have_a_remedy_that_fits(freq: Freq | None, said: str) -> None:
    thin = frame(level_series(100)).filter(pl.col("ds").dt.month().is_in([1, 2, 5]))
    notes = forecast(series_of(thin, freq)).notes
    assert f"more than half are missing at frequency M: {said}" in notes[-1]


def test_a_series_that_has_stood_still_of_late_has_no_interval_and_says_why() -> None:
    y = np.concatenate([np.random.default_rng(3).standard_normal(12), np.full(24, 3.0)])
    found = forecast(series_of(frame(y)), horizon=2)
    assert found.published[0].model == "climatology-24"
    assert found.frame["climatology-24-lo-90"].to_list() == [None, None]
    assert "the last 24 observations are all 3: nothing is known of the spread" in found.notes[1]


def test_a_forecast_of_a_table_starts_without_the_parser_the_coder_and_the_store(tmp_path: Path) -> None:
    path = tmp_path / "series.csv"
    frame(level_series(120)).write_csv(path)
    program = (
        "import sys\n"
        "from detente.cli import main\n"
        f"sys.argv = ['detente', 'forecast', '--series', {str(path)!r}]\n"
        "try:\n    main()\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("unique_id,ds,")
    heavy = {"spacy", "onnxruntime", "duckdb", "scipy.stats", "scipy.optimize", "detente.api", "detente.coding"}
    assert not heavy & set(done.stderr.split())


@pytest.mark.parametrize("first", ["detente.measure.flows", "detente.measure.columns", "detente.measure"])
def test_a_measure_is_the_function_of_its_name_whatever_was_loaded_first(first: str) -> None:
    program = (
        f"import {first}\n"
        "from detente import measure\n"
        "assert all(callable(getattr(measure, name)) or name == 'AsKnown' for name in measure.__all__)\n"
        "from detente.measure import flows, index\n"
        "import detente.measure.flows\n"
        "assert flows is measure.flows is detente.measure.flows and callable(flows)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_short_series_gets_climatology_with_its_n() -> None:
    found = forecast(series_of(frame(np.array([1.0, 2.0, 3.0, 4.0, 5.0]))))
    assert (found.published[0].model, found.published[0].n) == ("climatology-24", 5)
    assert found.frame["climatology-24"][0] == 3.0
    assert "at most 67% of cases" in found.notes[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ":1: no column 'unique_id'"),
        ("unique_id,ds\nA,2020-01\n", ":1: no column 'y'"),
        ("unique_id,ds,y\n", "no rows"),
        ("unique_id,ds,y\nA,2020-01,1\nA,2020-02,inf\n", ":3: column 'y' holds 'inf'"),
        ("unique_id,ds,y\nA,2020-01,1\nA,2020-02,1e999\n", ":3: column 'y' holds '1e999'"),
        ("unique_id,ds,y\nA,2020-01,one\n", ":2: column 'y' holds 'one'"),
        ("unique_id,ds,y\nA,January,1\n", ":2: column 'ds' holds 'January'"),
        ("unique_id,ds,y\n,2020-01,1\n", ":2: column 'unique_id' is empty"),
        ("unique_id,ds,y\nA,2020-01\n", ":2: 2 columns instead of 3"),
        ("unique_id,ds,y\nA,2020-01,1,\nA,2020-02,1,5\n", ":3: 4 cells under 3 columns; mend the row: a decimal comma"),
        ("unique_id,ds,y\nA,2020-01,1\nA,2020-02,1e308\n", ":3: column 'y' holds '1e308'; values beyond 1e+150"),
        ("unique_id,ds,y\nA,2020-01,1\nA,9999-12-01,1\n", ":3: column 'ds' holds '9999-12-01'; years after 9000"),
        ("unique_id,ds,y\nA,2020-01,1\nA,2020-02,1\nA,2020-02,2\n", ":4: A has a second row for the period"),
        ("unique_id,ds,y\nA,2020-01,\nA,2020-02,NA\n", "A has no known y in 2 rows"),
        ("unique_id,ds,y\nA,0020-01-03,1\nA,2020-02-04,1\nA,2020-02-05,1\n", "mend the date"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "series.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(DetenteError) as caught:
        read_series(path)
    assert said in str(caught.value) and "series" in str(caught.value)


def test_a_file_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("bad.csv", "none.csv"):
        with pytest.raises(DetenteError, match=name):
            read_series(tmp_path / name)


@pytest.mark.parametrize(
    ("days", "freq", "following"),
    [
        (["2020-01", "2020-02", "2020-04"], "M", dt.date(2020, 5, 1)),
        (["2020-01-31", "2020-02-29", "2020-03-31"], "M", dt.date(2020, 4, 30)),
        (["2020-01-01", "2020-04-01", "2020-10-01"], "Q", dt.date(2021, 1, 1)),
        (["2018", "2019", "2020"], "Y", dt.date(2021, 1, 1)),
        (["2020-01-05", "2020-01-12", "2020-01-26"], "W", dt.date(2020, 2, 2)),
        (["2020-01-05", "2020-01-06", "2020-01-08"], "D", dt.date(2020, 1, 9)),
    ],
)
def test_the_frequency_is_found_from_the_dates(tmp_path: Path, days: list[str], freq: str, following: dt.date) -> None:
    path = tmp_path / "series.csv"
    path.write_text("unique_id,ds,y\n" + "".join(f"A,{day},{n}\n" for n, day in enumerate(days)), "utf-8")
    found = read_series(path)
    assert found[0].freq == freq
    assert forecast(found, horizon=1).frame["ds"][0] == following


@pytest.mark.parametrize(("horizon", "levels"), [(0, (90,)), (61, (90,)), (6, (0,)), (6, (100,))])
def test_arguments_out_of_range(horizon: int, levels: tuple[float, ...]) -> None:
    with pytest.raises(QueryError):
        forecast(series_of(frame(level_series(30))), horizon, levels)


def test_auto_models_are_asked_for_by_name() -> None:
    series = series_of(frame(level_series(40)))
    with pytest.raises(QueryError, match="no extra model 'prophet'"):
        forecast(series, extra=("prophet",))
    assert forecast(series, horizon=2, extra=("auto-ets",)).frame.height == 2
