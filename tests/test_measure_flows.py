import datetime as dt
from typing import Any

import polars as pl
import pytest

from detente.errors import QueryError, TableError
from detente.measure import events_frame, flows, issues, third_parties
from detente.records import Actor, Event, Mention, TextSpan, When
from helpers_measure import frame, row

DYAD = ("JPN", "CHN")
MEETING = row("JPN", "CONSULT", "CHN", "2025-10-31", mutual=True, issue="diplomacy")
BAN = row("CHN", "SANCTION", "JPN", "2025-11-19", issue="trade")
COMPLAINT = row("JPN", "ACCUSE", "CHN", "2025-11-20", issue="trade")


def cell(table: pl.DataFrame, name: str, month: str) -> dict[str, Any]:
    day = dt.date.fromisoformat(f"{month}-01")
    return table.filter(pl.col("unique_id") == name, pl.col("ds") == day).row(0, named=True)


def test_each_direction_has_its_own_cooperation_and_conflict() -> None:
    table = flows(frame(MEETING, BAN, COMPLAINT), DYAD)
    november = cell(table, "CHN>JPN", "2025-11")
    assert (november["cooperation"], november["conflict"]) == (0.0, 6.0)
    assert (november["n_cooperation"], november["n_conflict"], november["n"]) == (0, 1, 1)
    assert cell(table, "JPN>CHN", "2025-11")["conflict"] == 2.0


def test_a_mutual_act_counts_in_both_directions_and_once_in_the_pair() -> None:
    table = flows(frame(MEETING), DYAD)
    assert [cell(table, name, "2025-10")["n"] for name in ("JPN>CHN", "CHN>JPN", "JPN-CHN")] == [1, 1, 1]
    assert cell(table, "JPN-CHN", "2025-10")["cooperation"] == 3.0


def test_an_event_given_twice_counts_once() -> None:
    assert cell(flows(frame(BAN, BAN), DYAD), "CHN>JPN", "2025-11")["n"] == 1


@pytest.mark.parametrize("status", ["ongoing", "planned", "hypothetical", "negated"])
def test_what_did_not_occur_is_not_measured(status: str) -> None:
    table = flows(frame(BAN, row("CHN", "ASSAULT", "JPN", "2025-11-02", status=status)), DYAD)
    assert cell(table, "CHN>JPN", "2025-11")["conflict"] == 6.0


def test_background_is_counted_beside_the_level_and_not_in_it() -> None:
    old = row("CHN", "MOBILIZE", "JPN", "2025-11-03", background=True)
    november = cell(flows(frame(BAN, old), DYAD), "CHN>JPN", "2025-11")
    assert (november["conflict"], november["n"], november["n_background"]) == (6.0, 1, 1)


@pytest.mark.parametrize(
    ("start", "end", "freq", "measured"),
    [
        ("2025-11-19", None, "M", True),
        ("2025-11-01", "2025-11-30", "M", True),
        ("2025-11-01", "2025-11-30", "W", False),
        ("2025-10-01", "2025-12-31", "M", False),
        ("2025-10-01", "2025-12-31", "Q", True),
        ("2025-01-01", "2025-12-31", "Q", False),
    ],
)
def test_an_act_is_measured_where_its_time_lies_in_one_period(
    start: str, end: str | None, freq: Any, measured: bool
) -> None:
    table = flows(frame(row("CHN", "SANCTION", "JPN", start, end)), DYAD, freq)
    assert (table["n"].sum() > 0) is measured


def test_a_week_begins_on_monday() -> None:
    table = flows(frame(BAN), DYAD, "W")
    assert table["ds"].unique().to_list() == [dt.date(2025, 11, 17)]


def test_a_period_without_coverage_is_unknown_and_one_that_was_read_is_zero() -> None:
    read = pl.DataFrame({"ds": ["2025-08-04", "2025-09-09"], "documents": [3, 0]})
    table = flows(frame(MEETING), DYAD, coverage=read)
    august, september = (cell(table, "CHN>JPN", month) for month in ("2025-08", "2025-09"))
    assert (august["covered"], august["conflict"], august["n"]) == (True, 0.0, 0)
    assert (september["covered"], september["conflict"], september["n"]) == (False, None, None)


def test_without_a_coverage_table_only_the_periods_of_events_are_known() -> None:
    other = row("USA", "AID", "PHL", "2025-08-01")
    table = flows(frame(MEETING, other), DYAD)
    assert cell(table, "JPN-CHN", "2025-08")["n"] == 0
    assert cell(table, "JPN-CHN", "2025-09")["n"] is None


def test_rates_are_per_document_read_and_shrunk_where_little_was_read() -> None:
    days = [("2025-08", 1000), ("2025-09", 1000), ("2025-10", 10)]
    read = pl.DataFrame({"ds": [f"{month}-04" for month, _ in days], "documents": [n for _, n in days]})
    acts = [row("CHN", "ACCUSE", "JPN", f"2025-08-{day:02d}") for day in range(1, 21)]
    table = flows(frame(*acts, row("CHN", "ACCUSE", "JPN", "2025-10-03")), DYAD, coverage=read)
    august, september, october = (cell(table, "CHN>JPN", f"2025-{month:02d}") for month in (8, 9, 10))
    assert [m["volume"] for m in (august, september, october)] == [1000, 1000, 10]
    overall = 21 / 2010
    assert august["rate_conflict"] == pytest.approx(100 * (20 + overall * 1000) / 2000)
    assert september["rate_conflict"] < october["rate_conflict"] < august["rate_conflict"]
    assert october["rate_conflict"] < 100 * 1 / 10 / 5


def test_the_rate_of_a_period_whose_volume_is_not_known_is_not_known() -> None:
    read = pl.DataFrame({"ds": ["2025-10-04"], "documents": [3]})
    november = cell(flows(frame(MEETING, BAN), DYAD, coverage=read), "CHN>JPN", "2025-11")
    assert (november["n"], november["volume"], november["rate_conflict"]) == (1, None, None)


def test_an_act_reported_late_is_background_whatever_the_frame_says() -> None:
    late = row("CHN", "MOBILIZE", "JPN", "2025-11-03", first_reported=dt.date(2025, 12, 4))
    november = cell(flows(frame(BAN, late), DYAD), "CHN>JPN", "2025-11")
    assert (november["n"], november["n_background"]) == (1, 1)


def test_a_column_that_is_missing_or_mistyped_is_named() -> None:
    with pytest.raises(TableError, match="no column 'score'"):
        flows(frame(BAN).drop("score"), DYAD)
    with pytest.raises(TableError, match="'when_start' holds String"):
        flows(frame(BAN).with_columns(when_start=pl.lit("last week")), DYAD)


def test_dates_may_be_iso_strings() -> None:
    texts = frame(BAN).with_columns(pl.col("when_start", "when_end").dt.to_string("%Y-%m-%d"))
    assert flows(texts, DYAD).equals(flows(frame(BAN), DYAD))


@pytest.mark.parametrize("dyad", [("JPN", "JPN"), ("JPN", "")])
def test_a_dyad_needs_two_states(dyad: tuple[str, str]) -> None:
    with pytest.raises(QueryError, match="two different states"):
        flows(frame(BAN), dyad)


def test_an_unknown_frequency_is_refused() -> None:
    with pytest.raises(QueryError, match="use W"):
        flows(frame(BAN), DYAD, "D")  # type: ignore[arg-type]


def test_no_events_give_an_empty_frame_with_its_columns() -> None:
    table = flows(frame(), DYAD)
    assert table.is_empty()
    assert table.columns[:4] == ["unique_id", "ds", "cooperation", "conflict"]


def test_issues_by_direction() -> None:
    old = row("CHN", "MOBILIZE", "JPN", "2012-09-15", issue="trade", background=True)
    table = issues(frame(MEETING, BAN, COMPLAINT, old), DYAD)
    rows = {(r["issue"], r["direction"]): r for r in table.iter_rows(named=True)}
    assert rows["trade", "CHN>JPN"]["mean_score"] == -6.0
    assert (rows["trade", "CHN>JPN"]["n"], rows["trade", "CHN>JPN"]["n_background"]) == (1, 1)
    assert rows["diplomacy", "JPN>CHN"]["n"] == rows["diplomacy", "CHN>JPN"]["n"] == 1


def test_third_parties_by_role_and_member() -> None:
    drills = row("CHN", "MOBILIZE", "TWN", "2025-12-29")
    backing = row("USA", "SUPPORT", "JPN", "2025-11-21")
    planned = row("CHN", "CONSULT", "RUS", "2026-02-01", status="planned")
    speech = Mention(
        id="m", document="d", type="ACCUSE", quad="verbal_conflict", status="occurred", evidence=TextSpan(0, 1, "x"),
        actors=(Actor("CHN", "Beijing"),), recipients=(Actor("JPN", "Tokyo"),), about=(Actor("TWN", "Taiwan"),),
    )  # fmt: skip
    table = third_parties(frame(drills, backing, planned, BAN), DYAD, [speech])
    found = {tuple(r) for r in table.select("party", "role", "member", "n").iter_rows()}
    assert found == {("TWN", "recipient", "CHN", 1), ("USA", "actor", "JPN", 1), ("TWN", "about", "CHN", 1)}


def test_records_become_the_frame_that_the_measures_take() -> None:
    day = dt.date(2025, 11, 19)
    event = Event(
        id="e", type="SANCTION", quad="material_conflict", status="occurred", actor="CHN", recipient="JPN",
        actor_sector="GOV", recipient_sector=None, mutual=False, issue="trade", mode=None, score=-6.0,
        when=When(day, day, "day", "stated"), first_reported=day, reports=1, publishers=(), origins=1, mentions=("m",),
    )  # fmt: skip
    assert cell(flows(events_frame([event]), DYAD), "CHN>JPN", "2025-11")["conflict"] == 6.0
