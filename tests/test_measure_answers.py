"""Reciprocity and triangles: who answers whom, and who stands on whose side."""

import datetime as dt
from typing import Any

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm

from detente.errors import QueryError
from detente.measure import reciprocity, third_parties, triangles
from detente.measure.reciprocity import response
from helpers_measure import frame, row

DYAD = ("JPN", "CHN")


def answered(n: int, share: float, seed: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """A series, and one that answers its last value by `share`."""
    draw = np.random.default_rng(seed)
    other = draw.standard_normal(n)
    own = draw.standard_normal(n)
    own[1:] += share * other[:-1]
    return own, other


def test_the_response_agrees_with_statsmodels() -> None:
    own, other = answered(240, 0.5)
    found = response(own, other, 2)
    design = np.column_stack([np.ones(238), own[1:-1], own[:-2], other[1:-1], other[:-2]])
    width = int(4 * (238 / 100) ** (2 / 9))
    peer = sm.OLS(own[2:], design).fit(cov_type="HAC", cov_kwds={"maxlags": width, "use_correction": True})
    assert found.lags == pytest.approx(peer.params[3:])
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(peer.bse[3:])


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_the_interval_holds_the_true_response_about_as_often_as_it_says(share: float) -> None:
    """A hundred series of ten years by month; nominal 90%."""
    held = 0
    for seed in range(100):
        found = response(*answered(120, share, seed), 1)
        held += abs(found.lags[0] - share) <= 1.66 * np.sqrt(found.covariance[0, 0])
    assert 80 <= held <= 98


def test_a_period_that_is_not_known_takes_its_rows_out() -> None:
    own, other = answered(100, 0.5)
    other[50] = np.nan
    assert (response(own, other, 2).n, response(own[:12], other[:12], 2).n) == (96, 10)
    assert np.isnan(response(own[:12], other[:12], 2).lags).all()


def quarrel(months: int = 48) -> list[dict[str, Any]]:
    """Japan accuses China in months drawn at random, and China sanctions Japan the month after."""
    draw = np.random.default_rng(9)
    first = [dt.date(2020 + m // 12, m % 12 + 1, 5) for m in range(months + 1)]
    rows = []
    for number, day in enumerate(first[:-1]):
        rows.append(row("JPN", "CONSULT", "CHN", day.isoformat(), mutual=True))
        if draw.random() < 0.4:
            rows.append(row("JPN", "ACCUSE", "CHN", day.isoformat()))
            rows.append(row("CHN", "SANCTION", "JPN", first[number + 1].isoformat()))
    return rows


def test_the_one_who_answers_is_told_from_the_one_who_is_answered() -> None:
    read = pl.DataFrame({"ds": pl.date_range(dt.date(2020, 1, 5), dt.date(2024, 1, 5), "1mo", eager=True)})
    table = reciprocity(frame(*quarrel()), DYAD, lags=1, coverage=read.with_columns(documents=9))
    assert table.columns == ["unique_id", "to", "lag", "y", "y-lo-90", "y-hi-90", "n"]
    chinese = table.filter(pl.col("unique_id") == "CHN>JPN", pl.col("lag") == 1).row(0, named=True)
    japanese = table.filter(pl.col("unique_id") == "JPN>CHN", pl.col("lag") == 1).row(0, named=True)
    assert chinese["y-lo-90"] > 0.5
    assert japanese["y-lo-90"] < 0 < japanese["y-hi-90"]
    assert chinese["n"] == 48
    total = table.filter(pl.col("unique_id") == "CHN>JPN", pl.col("lag").is_null())
    assert total["y"][0] == pytest.approx(chinese["y"])


def test_too_little_is_no_answer_and_says_its_n() -> None:
    table = reciprocity(frame(*quarrel(6)), DYAD)
    assert table["y"].null_count() == table.height
    assert table["n"].max() < 20


@pytest.mark.parametrize("lags", [0, 13])
def test_lags_have_limits(lags: int) -> None:
    with pytest.raises(QueryError, match="1 to 12"):
        reciprocity(frame(), DYAD, lags=lags)


def third(party: str, type_: str, member: str, n: int, **more: Any) -> list[dict[str, Any]]:
    return [row(party, type_, member, f"2025-11-{day:02d}", **more) for day in range(1, n + 1)]


def test_a_third_party_stands_with_the_one_it_treats_better() -> None:
    acts = [
        *third("USA", "SUPPORT", "JPN", 8), *third("USA", "ACCUSE", "CHN", 8), *third("KOR", "CONSULT", "JPN", 1),
        *third("JPN", "AID", "PHL", 3), *third("RUS", "ACCUSE", "JPN", 6, background=True),
    ]  # fmt: skip
    table = triangles(frame(*acts), DYAD)
    assert table["party"].to_list() == ["USA", "KOR"]
    usa, korea = table.iter_rows(named=True)
    assert (usa["n_to_first"], usa["n_to_second"], usa["on_side"]) == (8, 8, "JPN")
    assert usa["side"] == pytest.approx(8 * 5.5 / 10 + 8 * 2.0 / 10)
    assert usa["side-lo-90"] > 0
    assert (korea["on_side"], korea["side-lo-90"] < 0 < korea["side-hi-90"]) == (None, True)
    turned = triangles(frame(*acts), ("CHN", "JPN")).row(0, named=True)
    assert (turned["on_side"], turned["side"]) == ("JPN", pytest.approx(-usa["side"]))


def test_a_joint_act_is_an_act_of_each_of_its_parties() -> None:
    joint = frame(row("JPN|USA", "SANCTION", "CHN", "2025-11-19"), row("CHN|JPN", "CONSULT", "KOR", "2025-11-20"))
    assert triangles(joint, DYAD).select("party", "n_to_second").rows() == [("USA", 1)]
    found = third_parties(joint, DYAD).select("party", "role", "member").rows()
    assert set(found) == {("USA", "actor", "CHN"), ("KOR", "recipient", "CHN"), ("KOR", "recipient", "JPN")}


def test_a_mutual_act_is_an_act_towards_and_from() -> None:
    met = triangles(frame(row("JPN", "CONSULT", "KOR", "2025-11-19", mutual=True)), DYAD).row(0, named=True)
    assert (met["party"], met["n_to_first"], met["n_from_first"]) == ("KOR", 1, 1)
