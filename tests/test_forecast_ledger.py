"""The ledger: what is kept, how forecasts resolve by themselves, the track record, and the workspace behind."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente import api
from detente.cli import main
from detente.errors import QueryError
from detente.forecast import ledger, scenarios
from detente.forecast.questions import BASE_RATE, Answer, Question, answer, ask, between, levels_of, matching, panel
from detente.forecast.scenarios import Outlook
from detente.forecast.series import forecast
from detente.records import Actor, Coded, Document, Expectation, Mention, Occasion, TextSpan
from detente.settings import load
from detente.workspace import Workspace
from helpers_workspace import day, document, mention

OPTIONS = dataclasses.replace(load().questions, max_iterations=40)
ISSUED = dt.date(2031, 5, 31)
JUNE = (dt.date(2031, 6, 1), dt.date(2031, 6, 30))
WORDS = (
    "harbour",
    "pilots",
    "counted",
    "crates",
    "while",
    "clerks",
    "argued",
    "about",
    "tides",
    "and",
    "old",
    "ledgers",
)


def report(on: str, *, published: str | None = None, number: int = 0, **about: Any) -> Coded:
    """A document with one act of Peru towards Chile, published the day after unless told."""
    at = dt.date.fromisoformat(on)
    later = published or (at + dt.timedelta(days=1)).isoformat()
    turned = WORDS[number % len(WORDS) :] + WORDS[: number % len(WORDS)]
    text = f"Peru met Chile on {on}, case {number}, {number * 7} and {number * 13}. " + f" {number} ".join(turned)
    own = document(text, path=f"{on}-{number}.txt", published=later)
    return Coded(own, events=(mention(own, day(on), **about),), countries=("PER", "CHL"))


def store(*coded: Coded) -> Workspace:
    held = Workspace.in_memory(("PER", "CHL"))
    held.add(coded)
    return held


def consult(on: str, number: int = 0, **about: Any) -> Coded:
    return report(on, number=number, type="CONSULT", quad="verbal_cooperation", **about)


def yearly() -> Workspace:
    """A year of reports, one a week; every fourth is of a meeting, the others of a sanction."""
    first = dt.date(2030, 6, 3)
    days = [(first + dt.timedelta(days=7 * week)).isoformat() for week in range(52)]
    return store(*(consult(on, n) if n % 4 == 0 else report(on, number=n) for n, on in enumerate(days)))


def asked(**about: Any) -> Question:
    return Question("PER", "CHL", *JUNE, **{"type": "CONSULT", **about})


def issue(held: Workspace, issued: dt.date = ISSUED, **about: Any) -> Answer:
    found = ask(held, asked(**about), OPTIONS)
    ledger.keep_answer(held, found, issued)
    return found


def test_a_workspace_answers_with_the_base_rate_its_n_and_interval() -> None:
    found = ask(yearly(), asked(), OPTIONS)
    assert found.model == BASE_RATE
    # A meeting every four weeks, so that one lies in nearly every month.
    assert found.probability > 0.8
    assert found.low < found.probability <= found.high
    assert (found.n, found.came) == (12, 12)
    assert "base rate is published" in found.notes[0]


def test_what_was_not_known_before_the_window_is_not_learnt_from() -> None:
    late = store(consult("2031-05-01", published="2031-06-09"), report("2031-04-01", number=1))
    made, pair = panel(late.events(), late.coverage(), (), asked(), frozenset(), OPTIONS)
    assert (len(made.acts), pair) == (1, 1)
    assert made.last == dt.date(2031, 5, 31).toordinal()
    whole = store(consult("2031-05-01"), report("2031-04-01", number=1))
    same, _ = panel(whole.events(), whole.coverage(), (), asked(), frozenset(), OPTIONS)
    assert len(same.acts) == 2


def test_a_workspace_without_a_dated_act_is_refused_with_a_remedy() -> None:
    with pytest.raises(QueryError, match="no dated act between any two states was known before 2031-06-01: read"):
        ask(store(), asked(), OPTIONS)


def test_occasions_of_documents_enter_the_calendar_from_the_day_they_were_told() -> None:
    own = document("Peru and Chile will hold a summit on 9 June 2031.", published="2031-05-20")
    told = Occasion(
        "o", own.text_id, "summit", "summit", TextSpan(0, 4, "Peru"), dt.date(2031, 6, 9), participants=("CHL", "PER")
    )
    held = yearly()
    held.add([Coded(own, occasions=(told,), countries=("PER", "CHL"))])
    made, pair = panel(held.events(), held.coverage(), [(told, own.published)], asked(), frozenset(), OPTIONS)
    assert [pair, dt.date(2031, 6, 9).toordinal(), dt.date(2031, 5, 20).toordinal()] in made.occasions.tolist()
    assert answer(asked(), made, pair, OPTIONS).inputs != ask(yearly(), asked(), OPTIONS).inputs


def led(coded: Coded, office: str) -> Coded:
    """The same report with the office of whoever acts."""
    (act,) = coded.events
    who = tuple(dataclasses.replace(actor, office=office) for actor in act.actors)
    return dataclasses.replace(coded, events=(dataclasses.replace(act, actors=who),))


@pytest.mark.parametrize(
    ("office", "level", "counts"),
    [
        ("president", "leader", 1),
        ("Prime Minister", "leader", 1),
        ("ambassador", "leader", 0),
        ("foreign minister", "minister", 1),
    ],
)
def test_the_level_is_that_of_who_takes_part(office: str, level: str, counts: int) -> None:
    held = store(led(consult("2031-06-03"), office))
    found = matching(held.events(), asked(level=level), levels_of(held.records("event"), level))
    assert len(found) == counts


def test_a_mutual_act_is_one_of_each_towards_the_other() -> None:
    held = store(consult("2031-06-03", mutual=True))
    assert len(between(held.events(), "CHL", "PER")) == len(between(held.events(), "PER", "CHL")) == 1
    one_way = store(consult("2031-06-03"))
    assert len(between(one_way.events(), "CHL", "PER")) == 0


def test_a_forecast_is_kept_once_and_never_changed() -> None:
    held = yearly()
    issue(held)
    before = held.forecasts().to_dicts()
    issue(held)
    assert held.forecasts().to_dicts() == before
    (row,) = before
    assert (row["issued"], row["starts"], row["ends"]) == (ISSUED, *JUNE)
    assert row["probability"] == row["baseline_probability"]
    assert json.loads(row["question"])["type"] == "CONSULT"
    assert len(row["inputs"]) == 20


def test_a_question_about_a_window_that_has_begun_is_answered_and_not_kept() -> None:
    held = yearly()
    issue(held, issued=dt.date(2031, 6, 1))
    assert held.forecasts().is_empty()


MEETING, SANCTION = consult("2031-06-12", 90), report("2031-06-12", number=91)
JULY, MAY = report("2031-07-05", number=92), report("2031-05-30", published="2031-05-30", number=93)


@pytest.mark.parametrize(
    ("coded", "on", "state", "outcome"),
    [
        ((MEETING, JULY), dt.date(2031, 6, 30), "open", None),
        ((MEETING, JULY), dt.date(2031, 7, 1), "resolved", 1.0),
        ((SANCTION, JULY), dt.date(2031, 7, 9), "resolved", 0.0),
        ((SANCTION,), dt.date(2031, 7, 9), "no coverage", None),
        ((JULY,), dt.date(2031, 7, 9), "no coverage", None),
        ((MAY,), dt.date(2031, 7, 9), "no coverage", None),
        ((consult("2031-06-12", 94, status="planned"), JULY), dt.date(2031, 7, 9), "resolved", 0.0),
        ((consult("2031-06-12", 95, actors=("CHL",), recipients=("PER",)), JULY), dt.date(2031, 7, 9), "resolved", 0.0),
    ],
)
def test_a_forecast_resolves_by_itself_once_its_window_has_closed_and_was_read(
    coded: tuple[Coded, ...], on: dt.date, state: str, outcome: float | None
) -> None:
    held = yearly()
    issue(held)
    held.add(coded)
    (found,) = ledger.resolved(held, on)
    assert (found.state, found.outcome) == (state, outcome)
    assert bool(found.evidence) == (outcome == 1.0)


def test_the_track_record_stands_beside_the_base_rate() -> None:
    held = yearly()
    first = issue(held)
    second = issue(held, type="SANCTION")
    held.add((MEETING, JULY))
    rows = {row["score"]: row for row in ledger.score(held, dt.date(2031, 8, 1), OPTIONS).to_dicts()}
    assert (rows["Brier"]["issued"], rows["Brier"]["resolved"], rows["Brier"]["open"]) == (2, 2, 0)
    assert rows["Brier"]["mean"] == pytest.approx(((1 - first.probability) ** 2 + second.probability**2) / 2)
    assert rows["Brier"]["mean_baseline"] == rows["Brier"]["mean"]
    # Both were issued on one day: nothing is known of the spread.
    assert (rows["Brier"]["skill"], rows["Brier"]["skill_lo"]) == (0, None)
    assert rows["log"]["resolved"] == 2


def test_forecasts_of_the_flow_are_kept_and_scored_by_crps() -> None:
    held = yearly()
    relation = api.Relation(held, ("PER", "CHL"))
    series = relation.series()
    found = forecast(series, 3)
    kept = ledger.keep_series(held, ("PER", "CHL"), series, found, ISSUED, held.settings)
    # The record ends in May: June, July and August, of the pair and of the one direction that acted.
    assert kept == 6
    assert ledger.keep_series(held, ("PER", "CHL"), series, found, ISSUED, held.settings) == 0
    held.add((MEETING, JULY))
    rows = {row["what"]: row for row in ledger.score(held, dt.date(2031, 7, 20), OPTIONS).to_dicts()}
    row = rows["net flow PER>CHL (M)"]
    assert (row["issued"], row["open"], row["resolved"], row["score"]) == (3, 2, 1, "CRPS")
    quantiles = np.array(held.forecasts().filter(held.forecasts()["starts"] == JUNE[0])["quantiles"][0].to_list())
    (resolved,) = (
        one for one in ledger.resolved(held, dt.date(2031, 7, 20)) if one.outcome is not None and ">" in one.sentence
    )
    assert resolved.outcome == 3.0 or resolved.outcome == -6.0
    gaps = np.abs(quantiles - resolved.outcome).mean() - np.abs(quantiles[:, None] - quantiles).mean() / 2
    assert row["mean"] == pytest.approx(gaps, rel=1e-6)


def test_a_period_that_has_begun_on_the_day_of_issue_is_no_forecast() -> None:
    held = yearly()
    series = api.Relation(held, ("PER", "CHL")).series()
    found = forecast(series, 3)
    assert ledger.keep_series(held, ("PER", "CHL"), series, found, dt.date(2031, 7, 1), held.settings) == 2


def visits() -> Workspace:
    """Two years of reports, one a week, every ninth of a consultation; the last is of May 2031."""
    first = dt.date(2029, 6, 4)
    days = [(first + dt.timedelta(days=7 * week)).isoformat() for week in range(104)]
    return store(*(consult(on, n) if n % 9 == 0 else report(on, number=n) for n, on in enumerate(days)))


def odds(held: Workspace, *supposed: str) -> Outlook:
    acts = scenarios.with_leaders(held.events(), held.records("event"))
    asked = [scenarios.parse(text) for text in supposed]
    read = held.coverage().select("ds", "documents")
    found = scenarios.outlook(acts, ("PER", "CHL"), asked, 2, "M", read)
    assert ledger.keep_scenario(held, ("PER", "CHL"), found, ISSUED) == 3
    return found


AUGUST = [report(f"2031-{month:02}-{day_:02}", number=day_) for month in (6, 7) for day_ in (9, 18)]


def test_scenario_odds_are_kept_once_with_the_terms_of_their_outcomes() -> None:
    held = visits()
    found = odds(held, "CONSULT@2031-06")
    assert ledger.keep_scenario(held, ("PER", "CHL"), found, ISSUED) == 0
    assert ledger.keep_scenario(held, ("PER", "CHL"), found, dt.date(2031, 6, 1)) == 0
    rows = held.forecasts().to_dicts()
    assert [json.loads(row["question"])["outcome"] for row in rows] == ["thaw", "stalemate", "freeze"]
    assert sum(row["probability"] for row in rows) == pytest.approx(1)
    assert {(row["starts"], row["ends"], row["inputs"]) for row in rows} == {
        (dt.date(2031, 6, 1), dt.date(2031, 7, 31), found.inputs)
    }
    assert ledger.resolved(held, dt.date(2031, 6, 2)) == []
    assert ledger.listed(held, dt.date(2031, 6, 2))["what"][0] == (
        "PER-CHL: thaw from 2031-06-01 to 2031-07-31 if CONSULT@2031-06"
    )


def test_scenario_odds_count_only_if_what_was_supposed_happened() -> None:
    held, on = visits(), dt.date(2031, 8, 20)
    odds(held, "CONSULT@2031-06")
    odds(held, "AID@2031-06")
    assert {one.state for one in ledger.supposed(held, dt.date(2031, 7, 31))} == {"open"}
    assert {one.state for one in ledger.supposed(held, on)} == {"no coverage"}
    held.add((*AUGUST, consult("2031-06-20", 30), report("2031-08-05", number=3)))
    states = {(json.loads(one.row["question"])["if"][0], one.state) for one in ledger.supposed(held, on)}
    assert states == {("CONSULT@2031-06", "resolved"), ("AID@2031-06", "void")}
    came = [one.outcome for one in ledger.supposed(held, on) if one.state == "resolved"]
    assert sorted(came) == [0.0, 0.0, 1.0]
    (brier, log) = (row for row in ledger.score(held, on, OPTIONS).to_dicts() if row["what"] == "scenario odds")
    assert (brier["issued"], brier["resolved"], brier["void"], brier["score"]) == (6, 3, 3, "Brier")
    assert (log["score"], brier["baseline"]) == ("log", "the same without the act")
    rows = [row for row in held.forecasts().to_dicts() if "CONSULT" in row["question"]]
    happened = {one.row["id"]: one.outcome for one in ledger.supposed(held, on)}
    assert brier["mean"] == pytest.approx(np.mean([(row["probability"] - happened[row["id"]]) ** 2 for row in rows]))


def test_expectations_of_experts_stand_in_the_same_record() -> None:
    own = Document("Tonga is likely to sign.", published=dt.date(2031, 1, 1))
    span, who = TextSpan(0, 5, "Tonga"), Actor(None, "Ana Vea")
    likely = [
        Expectation(name, own.text_id, "it signs", "likely", span, who, False, "icd203", 0.55, 0.8)
        for name in ("a", "b")
    ]
    held = store()
    held.add([Coded(own, expectations=tuple(likely))])
    held.resolve("a", True, dt.date(2031, 3, 1))
    every, vea = ledger.score(held, dt.date(2031, 8, 1), OPTIONS).to_dicts()
    assert (every["what"], every["issued"], every["open"], every["resolved"]) == ("expectations of documents", 2, 1, 1)
    assert vea["what"] == "expectations: Ana Vea"
    first, second = ledger.listed(held, dt.date(2031, 8, 1)).to_dicts()
    assert (first["what"], first["issued"]) == ("Ana Vea: it signs (likely)", dt.date(2031, 1, 1))
    assert (first["state"], first["outcome"], second["state"]) == ("resolved", 1.0, "open")
    assert ledger.listed(held, dt.date(2031, 2, 1))["state"].to_list() == ["open", "open"]
    assert (vea["mean"], vea["mean_baseline"]) == pytest.approx(((1 - 0.675) ** 2, 0.25))


def test_a_file_without_the_table_gets_it_and_a_snapshot_without_it_has_no_forecasts(tmp_path: Path) -> None:
    with Workspace.create(tmp_path, ("PER", "CHL")) as made:
        made._con.execute("DROP TABLE forecasts")
        made.snapshot(tmp_path / "old.duckdb")
    with Workspace(tmp_path / "old.duckdb") as old:
        assert old.read_only
        assert old.forecasts().is_empty()
        assert ledger.resolved(old, ISSUED, ("PER", "CHL")) == []
    with Workspace(tmp_path) as again:
        assert again.forecasts().is_empty()
        assert again.keep_forecasts([]) == 0


def test_the_shell_asks_keeps_and_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["detente", *words, "-w", str(tmp_path)])
        try:
            main()
        except SystemExit as stop:
            assert not stop.code
        return capsys.readouterr().out

    today = dt.date.today()
    with Workspace.create(tmp_path, ("PER", "CHL")) as held:
        days = [(today - dt.timedelta(days=7 * week)).isoformat() for week in range(1, 40)]
        held.add(consult(on, n) for n, on in enumerate(days))
    by = (today + dt.timedelta(days=20)).isoformat()
    told = run("chance", "--actor", "PER", "--recipient", "CHL", "--type", "CONSULT", "--by", by)
    assert told.splitlines()[0].startswith("PER > CHL: at least one act (CONSULT) from ")
    assert "base rate 9" in told and "base rate 100.0%" not in told
    row = json.loads(run("chance", "--actor", "PER", "--recipient", "CHL", "--by", by, "--json"))
    assert {"probability", "low", "high", "n", "base_rate", "base_n", "drivers", "backtest", "notes"} <= set(row)
    run("forecast", "PER-CHL", "--horizon", "2")
    listed = [json.loads(line) for line in run("score", "--list", "--format", "jsonl").splitlines()]
    assert [one["state"] for one in listed] == ["open"] * len(listed)
    assert {one["what"].split(":")[0] for one in listed} >= {"PER > CHL", "PER>CHL"}
    scored = run("score", "--format", "csv").splitlines()
    assert scored[1].startswith("event questions,2,2,0,0,Brier,")
    brief = run("brief", "PER-CHL", "--format", "md")
    assert "## Track record" in brief
    assert "still open Record: ledger" in brief


def test_the_shell_keeps_the_odds_of_a_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    today = dt.date.today()
    with Workspace.create(tmp_path, ("PER", "CHL")) as held:
        days = [(today - dt.timedelta(days=7 * week)).isoformat() for week in range(1, 60)]
        held.add(consult(on, n, score=1.0) if n % 3 else report(on, number=n) for n, on in enumerate(days))
    coming = f"CONSULT@{today + dt.timedelta(days=14)}"
    monkeypatch.setattr(
        sys, "argv", ["detente", "scenario", "PER-CHL", "--if", coming, "--freq", "W", "-w", str(tmp_path)]
    )
    with pytest.raises(SystemExit):
        main()
    with Workspace(tmp_path) as held:
        assert [json.loads(row["question"])["if"] for row in held.forecasts().to_dicts()] == [[coming]] * 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("forecast", "PER-CHL"), "6 of the periods have begun, so that they are no forecast: they are not kept"),
        (("scenario", "PER-CHL", "--if", "CONSULT@2021-09"), "the periods that tell the outcome have begun"),
    ],
)
def test_what_lies_in_the_past_is_said_to_be_no_forecast(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    with Workspace.create(tmp_path, ("PER", "CHL")) as held:
        days = [(dt.date(2020, 1, 6) + dt.timedelta(days=7 * week)).isoformat() for week in range(80)]
        held.add(consult(on, n) if n % 4 else report(on, number=n) for n, on in enumerate(days))
    monkeypatch.setattr(sys, "argv", ["detente", *words, "-w", str(tmp_path)])
    with pytest.raises(SystemExit):
        main()
    assert said in capsys.readouterr().err
    with Workspace(tmp_path) as held:
        assert held.forecasts().is_empty()


def test_the_brief_shows_the_record_with_the_acts_that_resolved_it() -> None:
    held = yearly()
    issue(held)
    held.add((MEETING, JULY))
    material = api.report.gather(held, ("PER", "CHL"), generated=dt.date(2031, 8, 1), versions={})
    brief = api.report.compose(material)
    (row,) = brief.forecasts.rows
    assert (row.came, len(row.evidence)) == ("it came", 1)
    assert brief.track[0].startswith("Event questions: Brier ")
    assert "on 1 resolved of 1 issued" in brief.track[0]
    page = api.report.render(brief, "html")
    assert 'id="track"' in page
    assert "ledger " in api.report.render(brief, "md")


def test_a_mention_is_at_a_level_only_if_the_office_is_known() -> None:
    mentions: list[Mention] = list(led(consult("2031-06-03"), "harbour master").events)
    assert levels_of(mentions, "leader") == frozenset()
