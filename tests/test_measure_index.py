import dataclasses
import datetime as dt

import numpy as np
import polars as pl
import pytest

from detente.measure import index
from detente.settings import load
from helpers_measure import frame, row

DYAD = ("JPN", "CHN")
BAN = row("CHN", "SANCTION", "JPN", "2025-11-30")
MEETING = row("JPN", "CONSULT", "CHN", "2025-10-31", mutual=True)


def test_the_level_is_the_shrunk_weighted_mean() -> None:
    table = index(frame(BAN), DYAD)
    assert table.columns[:6] == ["unique_id", "ds", "y", "y-lo-90", "y-hi-90", "n"]
    first = table.row(0, named=True)
    assert (first["unique_id"], first["ds"], first["n"]) == ("JPN-CHN", dt.date(2025, 11, 1), 1)
    assert first["y"] == pytest.approx(-6.0 * 1 / (1 + 4))


def test_the_weight_of_an_act_halves_with_its_half_life() -> None:
    table = index(frame(BAN), DYAD, until=dt.date(2026, 5, 31))
    assert table["weight"][-1] == pytest.approx(0.5, abs=0.01)
    assert table["y"][-1] == pytest.approx(-6.0 * 0.5 / 4.5, abs=0.02)


def test_the_last_estimate_is_made_on_the_day_given() -> None:
    table = index(frame(BAN, row("CHN", "AID", "JPN", "2025-12-24")), DYAD, until=dt.date(2025, 12, 5))
    assert table["n_period"].to_list() == [1, 0]
    assert table["weight"][-1] == pytest.approx(2 ** (-5 / 30.436875 / 6))


def test_a_month_precise_act_still_counts_when_the_month_has_only_begun() -> None:
    table = index(frame(row("CHN", "SANCTION", "JPN", "2026-01-01", "2026-01-31")), DYAD, until=dt.date(2026, 1, 12))
    assert (table["n"][0], table["weight"][0]) == (1, pytest.approx(1.0))


def test_periods_before_the_first_act_are_absent_and_none_is_left_out_after_it() -> None:
    table = index(frame(MEETING, row("CHN", "SANCTION", "JPN", "2026-01-06")), DYAD)
    assert table["ds"].dt.to_string("%Y-%m").to_list() == ["2025-10", "2025-11", "2025-12", "2026-01"]
    assert table["n_period"].to_list() == [1, 0, 0, 1]


def test_a_mutual_act_counts_once() -> None:
    assert index(frame(MEETING), DYAD)["y"][0] == pytest.approx(3.0 / 5)


@pytest.mark.parametrize(
    "more",
    [
        {"background": True},
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
def test_what_must_not_move_the_level_does_not(more: dict[str, object]) -> None:
    attack = {**row("CHN", "ASSAULT", "JPN", "2025-11-02"), **more}
    assert index(frame(BAN, attack), DYAD).equals(index(frame(BAN), DYAD))


def test_the_interval_holds_the_level_and_narrows_with_evidence() -> None:
    days = [f"2025-11-{day:02d}" for day in range(1, 29)]
    many = index(frame(*(row("CHN", "SANCTION", "JPN", day) for day in days)), DYAD).row(0, named=True)
    one = index(frame(BAN), DYAD).row(0, named=True)
    for level in (one, many):
        assert level["y-lo-90"] <= level["y"] <= level["y-hi-90"]
    assert many["y-hi-90"] - many["y-lo-90"] < 0.5 * (one["y-hi-90"] - one["y-lo-90"])
    assert one["y-hi-90"] > 0 > many["y-hi-90"]


def test_the_interval_widens_as_evidence_ages() -> None:
    days = [f"2025-11-{day:02d}" for day in range(1, 29)]
    table = index(frame(*(row("CHN", "SANCTION", "JPN", day) for day in days)), DYAD, until=dt.date(2027, 11, 30))
    width = (table["y-hi-90"] - table["y-lo-90"]).to_list()
    assert width[-1] > 2 * width[0]


def test_later_acts_leave_earlier_periods_as_they_were() -> None:
    before = index(frame(BAN), DYAD)
    after = index(frame(BAN, row("JPN", "AID", "CHN", "2026-02-01")), DYAD)
    assert after.head(1).equals(before)


def test_the_columns_follow_the_interval_of_the_settings() -> None:
    measure = dataclasses.replace(load().measure, interval=0.8)
    assert "y-lo-80" in index(frame(BAN), DYAD, settings=measure).columns


def test_no_acts_give_an_empty_frame_with_its_columns() -> None:
    table = index(frame(), DYAD)
    assert table.is_empty()
    assert {"unique_id": pl.String, "ds": pl.Date, "y": pl.Float64, "n": pl.Int64}.items() <= table.schema.items()


@pytest.mark.parametrize("acts_a_month", [1, 4])
def test_the_interval_holds_the_true_mean_about_as_often_as_it_says(acts_a_month: int) -> None:
    """Forty steady histories, each with its own mix of six roots; nominal 90%."""
    generator = np.random.default_rng(7)
    good, bad = ("AGREE", "CONSULT", "COOPERATE"), ("ACCUSE", "SANCTION", "MOBILIZE")
    truth = {"AGREE": 6.0, "CONSULT": 3.0, "COOPERATE": 7.0, "ACCUSE": -2.0, "SANCTION": -6.0, "MOBILIZE": -7.0}
    held = 0
    for _ in range(40):
        share = generator.uniform(0.15, 0.85)
        rows = []
        for number in range(24 * acts_a_month):
            root = generator.choice(good if generator.random() < share else bad)
            day = dt.date(2023, 1, 1) + dt.timedelta(days=int(generator.integers(0, 730)))
            rows.append(row("CHN", str(root), "JPN", day.isoformat(), id=str(number)))
        mean = share * np.mean([truth[r] for r in good]) + (1 - share) * np.mean([truth[r] for r in bad])
        last = index(frame(*rows), DYAD, until=dt.date(2024, 12, 31)).row(-1, named=True)
        held += last["y-lo-90"] <= mean <= last["y-hi-90"]
    assert held >= 33
