"""Event questions: counts and base rates of the past, what must never be seen, calibration, and the answer."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from detente.cli import main
from detente.errors import DocumentError, QueryError
from detente.evaluation import run
from detente.evaluation.base_rates import rolling_shares
from detente.evaluation.known_rates import known_rate, known_rates
from detente.forecast.questions import BASE_RATE, MODEL, Question, answer, scores
from detente.forecast.questions.acts import NEVER, Panel, kinds
from detente.forecast.questions.answering import jeffreys
from detente.forecast.questions.calendar import occasions
from detente.forecast.questions.calibration import venn_abers
from detente.forecast.questions.features import COLUMNS, Rows, rows
from detente.forecast.questions.rolling import learn
from detente.forecast.questions.walk import HALF_LIVES, Walk
from detente.ontology import cameo_roots, office_of
from detente.settings import load
from helpers_questions import DAY0, ROOTS, acts, flurries, icews, panel

OPTIONS = dataclasses.replace(load().questions, max_iterations=40)
"""The shipped thresholds, with a fit of fewer steps: the tests are quick."""

CONSULT = ROOTS.index("CONSULT")


def one_pair(days: list[int], length: int, known: list[int] | None = None, covered: list[int] | None = None) -> Panel:
    """Party 0 consults party 1 on these days of a record of so many days."""
    n = len(days)
    of = acts(
        np.zeros(n, int),
        np.ones(n, int),
        np.array(days),
        np.full(n, CONSULT),
        None if known is None else np.array(known),
    )
    return panel(of, length, None if covered is None else np.array(covered))


def test_a_count_is_acts_a_day_that_fade_by_their_half_life() -> None:
    shot = next(Walk(one_pair([0, 10], 40), 7).snapshots([DAY0 + 20]))
    for place, half in enumerate(HALF_LIVES):
        weights = 2 ** (-np.arange(1, 21) / half)
        expected = (2 ** (-20 / half) + 2 ** (-10 / half)) / weights.sum()
        assert shot.own[0, CONSULT, place] == pytest.approx(expected, rel=1e-3)


def test_the_base_rate_is_the_share_of_past_windows_in_which_it_came() -> None:
    shot = next(Walk(one_pair([10], 40), 7).snapshots([DAY0 + 28]))
    # 22 windows of seven days end by day 27; those that begin on days 4 to 10 hold day 10.
    assert shot.base[0, CONSULT, 0] == pytest.approx(7 / 22)
    assert shot.windows[0] == pytest.approx(22 / 7)


def test_a_window_in_which_nothing_was_read_is_unknown_not_empty() -> None:
    shot = next(Walk(one_pair([10], 40, covered=[10]), 7).snapshots([DAY0 + 28]))
    assert (shot.base[0, CONSULT, 0], shot.windows[0]) == (1.0, 1.0)
    nothing = next(Walk(one_pair([10], 40, covered=[]), 7).snapshots([DAY0 + 28]))
    assert np.isnan(nothing.base[0, CONSULT]).all()


def test_an_act_counts_from_the_day_on_which_it_was_known() -> None:
    late = one_pair([10], 40, known=[25])
    before, after = Walk(late, 7).snapshots([DAY0 + 25, DAY0 + 26])
    assert before.own[0, CONSULT].max() == 0
    assert after.own[0, CONSULT].min() > 0
    assert late.first_known(*(np.array([x]) for x in (0, CONSULT, DAY0 + 8)), 7).tolist() == [DAY0 + 25]
    assert late.first_known(*(np.array([x]) for x in (0, CONSULT, DAY0 + 11)), 7).tolist() == [NEVER]


@pytest.mark.parametrize("window", [7, 28])
def test_no_feature_sees_what_comes_on_the_first_day_of_its_window_or_after(window: int) -> None:
    of, start = flurries(200), 120
    draw = np.random.default_rng(1)
    past = of.day < DAY0 + start
    scrambled = acts(
        np.concatenate([of.actor[past], draw.integers(4, size=200)]),
        np.concatenate([of.recipient[past], 3 - draw.integers(4, size=200)]),
        np.concatenate([of.day[past] - DAY0, draw.integers(start, 200, size=200)]),
        np.concatenate([of.of[past][:, :16].argmax(axis=1), draw.integers(16, size=200)]),
    )
    # Two of the four parties are bodies of one state, so that the columns of states are not empty.
    whole = panel(of, 200, homes=np.array([0, 0, 1, 1]))
    deleted = dataclasses.replace(whole, acts=of.known_before(DAY0 + start), covered=whole.covered[:start])
    other = dataclasses.replace(whole, acts=scrambled)
    seen = [rows(p, window, np.array([DAY0 + start - 30, DAY0 + start]), 5) for p in (whole, deleted, other)]
    assert np.ptp(seen[0].x[:, COLUMNS.index("within its state 10")]) > 0
    for one in seen[1:]:
        np.testing.assert_array_equal(one.acts, seen[0].acts)
        np.testing.assert_array_equal(one.x, seen[0].x)
        np.testing.assert_array_equal(one.base, seen[0].base)


def test_what_is_done_to_and_within_the_recipient_s_state_is_known_of_each_question() -> None:
    # Party 0 consults a body (1) of a state whose other body (2) consults it too; party 3 consults that other body.
    of = acts(np.array([0, 2, 3]), np.array([1, 1, 2]), np.array([10, 11, 12]), np.full(3, CONSULT))
    days = [DAY0 + 20]
    known, unknown = (
        rows(panel(of, 40, homes=homes), 7, np.array(days), 1) for homes in (np.array([0, 1, 1, 2]), np.full(4, -1))
    )
    names = ("to its state 30", "within its state 30")
    one, none = (
        dict(zip(names, np.exp(r.x[(r.pair == 0) & (r.kind == CONSULT)][0, [COLUMNS.index(n) for n in names]]) - 0.05,
                 strict=True))
        for r in (known, unknown)
    )  # fmt: skip
    fade = 2 ** (-np.arange(1, 21) / 30)
    assert one["to its state 30"] == pytest.approx(7 * fade[[7, 8, 9]].sum() / fade.sum(), rel=1e-3)
    assert one["within its state 30"] == pytest.approx(7 * fade[8] / fade.sum(), rel=1e-3)
    assert none == {name: pytest.approx(0, abs=1e-6) for name in names}


def test_pairs_with_few_acts_are_learnt_from_but_not_asked_about() -> None:
    made, options = panel(flurries(200), 200), dataclasses.replace(OPTIONS, pair_acts=25, max_iterations=10)
    some, alone = (learn(made, 7, DAY0 + 200, dataclasses.replace(options, learn_acts=n)).issued for n in (5, 25))
    assert some is not None
    assert alone is not None
    assert some.rows.acts.min() >= 25
    assert len(some) >= len(alone) > 0
    held = some.where(np.isin(some.rows.start, alone.rows.start))
    np.testing.assert_array_equal(held.picked, alone.picked)
    assert np.abs(held.raw - alone.raw).max() > 0


def test_a_plain_rolling_base_rate_counts_the_windows_of_its_last_days() -> None:
    made = one_pair([10, 150], 200)
    asked = rows(made, 7, np.array([DAY0 + 100, DAY0 + 170, DAY0 + 193]), 1)
    asked = asked.where((asked.pair == 0) & (asked.kind == CONSULT))
    found = rolling_shares(made, asked, 7)
    # Of the 84 windows in the 90 days before day 100, that of day 10 alone holds day 10; later, seven hold day 150.
    assert found["last 90 days"].tolist() == pytest.approx([1 / 84, 7 / 84, 7 / 84])
    assert found["last 60 days"].tolist() == pytest.approx([0, 7 / 54, 7 / 54])
    assert list(rolling_shares(made, asked, 50)) == ["last 180 days"]
    gone = dataclasses.replace(made, acts=made.acts.known_before(DAY0 + 100))
    assert rolling_shares(gone, asked, 7)["last 90 days"][0] == found["last 90 days"][0]


def asked_on(starts: list[int], pair: list[int]) -> Rows:
    """Questions of these pairs about windows that begin on these days; nothing else is known of them."""
    n = len(starts)
    whole, empty = np.zeros(n, int), np.zeros((n, 0), np.float32)
    return Rows(np.array(pair), whole, np.array(starts), empty, empty, np.full(n, NEVER), whole)


@pytest.mark.parametrize(
    ("window", "block", "expected"),
    [
        # Came in one of four windows: 1 * 3 / (4 * 3), more than 1/4 * 3/4, for the share has seen its own windows.
        (7, None, [1 / 4, 1 / 4, 1 / 4, 1 / 4, None]),
        # In one of the first two, in neither of the last two.
        (7, 2, [1 / 2, 1 / 2, 0, 0, None]),
        # Windows of 14 days that begin a week apart overlap: the first goes with the third, the second with the fourth.
        (14, None, [1 / 2, 0, 1 / 2, 0, None]),
        (14, 1, [None, None, None, None, None]),
    ],
)
def test_the_score_of_one_who_knows_the_rate_by_hand(
    window: int, block: int | None, expected: list[float | None]
) -> None:
    asked = asked_on([0, 7, 14, 21, 0], [0, 0, 0, 0, 1])
    found, held = known_rate(asked, np.array([1.0, 0, 0, 0, 1]), window, block)
    assert held.tolist() == [one is not None for one in expected]
    assert found[held].tolist() == pytest.approx([one for one in expected if one is not None])


def test_knowing_the_rate_is_worth_what_the_rate_itself_scores() -> None:
    draw, pairs, weeks = np.random.default_rng(3), 3000, 5
    asked = asked_on([7 * week for week in range(weeks)] * pairs, [pair for pair in range(pairs) for _ in range(weeks)])
    truth = draw.beta(1, 4, pairs)[asked.pair]
    came = (draw.random(len(truth)) < truth).astype(float)
    table = known_rates(asked, came, 7, truth, {"a quarter": np.full(len(truth), 0.25)})
    first = dict(zip(table.columns, table.rows[0], strict=True))
    assert (first["known of"], first["forecasts"]) == ("all windows", pairs * weeks)
    assert first["Brier"] == pytest.approx(scores.brier(truth, came), rel=0.02)
    assert first["known against a quarter"] == pytest.approx(first["forecast against a quarter"], abs=0.02)
    assert [row[0] for row in table.rows] == ["all windows", "each 4 windows", "each 2 windows"]


def test_no_forecast_of_the_backtest_changes_when_the_future_is_deleted() -> None:
    of, end = flurries(300), 230
    whole = learn(panel(of, 300), 7, DAY0 + 300, dataclasses.replace(OPTIONS, step_days=10)).issued
    cut = learn(
        panel(of.known_before(DAY0 + end), end), 7, DAY0 + end, dataclasses.replace(OPTIONS, step_days=10)
    ).issued
    assert whole is not None
    assert cut is not None
    early = whole.where(whole.rows.start + 7 <= DAY0 + end)
    assert len(cut) == len(early) > 1000
    for name in ("raw", "model", "picked", "own"):
        np.testing.assert_allclose(getattr(cut, name), getattr(early, name), atol=1e-9)


def test_where_acts_come_in_flurries_the_hazard_beats_every_base_rate() -> None:
    issued = learn(panel(flurries(400), 400), 7, DAY0 + 400, OPTIONS).issued
    assert issued is not None
    best = min(scores.brier(base, issued.came) for base in issued.base.T)
    assert scores.brier(issued.model, issued.came) < 0.95 * best
    assert scores.calibration_error(issued.model, issued.came) < 0.05


def test_the_same_record_gives_the_same_forecasts() -> None:
    one, two = (learn(panel(flurries(150), 150), 7, DAY0 + 150, OPTIONS).issued for _ in range(2))
    assert one is not None
    assert two is not None
    np.testing.assert_array_equal(one.model, two.model)


def question(days: int = 7, **kinds: str) -> Question:
    start = dt.date.fromordinal(DAY0 + 300)
    return Question("PER", "CHL", start, start + dt.timedelta(days - 1), **kinds)


def test_the_answer_names_what_it_rests_on() -> None:
    found = answer(question(type="CONSULT"), panel(flurries(300), 300), 0, OPTIONS)
    assert found.model == MODEL
    assert found.low < found.probability < found.high
    assert 0 < found.came < found.n
    assert len(found.analogues) == 5
    assert all(abs(one.forecast - found.analogues[0].forecast) < 0.2 for one in found.analogues)
    assert all(one.end < found.question.start for one in found.analogues)
    assert next(iter(found.drivers)) in {"base rate", "own acts of this kind", "own acts of like kind", "all own acts"}
    assert found.record is not None
    assert found.record.brier < found.record.brier_base
    assert found.notes[0].startswith("the hazard is published")
    assert json.loads(json.dumps(found.row(), default=str))["type"] == "CONSULT"


def test_where_nothing_can_be_learnt_the_base_rate_is_published_with_its_n() -> None:
    found = answer(question(type="CONSULT"), one_pair([50, 200, 201], 300), 0, OPTIONS)
    assert (found.model, found.drivers, found.record) == (BASE_RATE, {}, None)
    assert found.probability == found.base_rate == pytest.approx(15 / 294, abs=0.001)
    # Forty-two windows of seven days before the day 300; acts on the days 50, 200 and 201 lie in two of them.
    assert (found.n, found.came) == (42, 2)
    assert [str(one.start) for one in found.analogues[:2]] == ["2024-10-20", "2024-10-13"]
    assert not any(one.came for one in found.analogues)
    assert found.low < found.probability < found.high < 0.2
    assert "too little" in found.notes[0]


def test_where_acts_come_at_a_steady_rate_the_base_rate_is_published_and_the_answer_says_so() -> None:
    draw, n = np.random.default_rng(0), 180
    root = draw.choice(4, p=[0.4, 0.3, 0.2, 0.1], size=n)
    steady = acts(np.zeros(n, int), 1 + (draw.random(n) < 0.2), draw.integers(300, size=n), root)
    found = answer(question(type="CONSULT"), panel(steady, 300), 0, OPTIONS)
    assert found.record is not None
    assert found.record.brier > found.record.brier_base
    assert (found.model, found.probability) == (BASE_RATE, found.base_rate)
    assert "does not beat it beyond chance" in found.notes[0]


def test_a_kind_that_never_came_has_an_interval_not_a_silent_zero() -> None:
    found = answer(question(type="ASSAULT"), one_pair([50, 200, 201], 300), 0, OPTIONS)
    # Jeffreys' posterior mean after none of 294 days of windows, 42 one after another.
    assert found.probability == pytest.approx(0.5 / (294 / 7 + 1))
    assert (found.base_rate, found.came) == (found.probability, 0)
    assert "the rolling share is 0.0%; 42.0 windows one after another are no proof" in " ".join(found.notes)
    assert 0.01 < found.high < 0.1
    assert "none of the 3 acts on record is such an act" in " ".join(found.notes)


def test_a_pair_without_an_act_says_so_and_has_no_probability_of_zero() -> None:
    held = one_pair([50, 200, 201], 300)
    found = answer(question(type="CONSULT"), held, 1, OPTIONS)
    assert held.pairs.tolist() == [[0, 1], [1, 0]]
    assert found.notes[1] == (
        "PER > CHL: no act of any kind is on record, so that nothing is known of this pair but its silence"
    )
    assert found.low < found.probability < 0.02


def test_a_window_longer_than_the_record_is_refused_with_a_remedy() -> None:
    with pytest.raises(QueryError, match="shorter than the window"):
        answer(
            question(100),
            dataclasses.replace(one_pair([10], 40), first=DAY0 + 260, kinds=question().kinds()),
            0,
            OPTIONS,
        )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"actor": "JAP"}, "no state 'JAP'"),
        ({"recipient": "PER"}, "two different states"),
        ({"type": "MEET"}, "no root 'MEET'"),
        ({"quad": "war"}, "no quad 'war'"),
        ({"type": "CONSULT", "quad": "verbal_cooperation"}, "not both"),
        ({"level": "boss"}, "no level 'boss'; use one of leader, minister"),
        ({"issue": "weather"}, "no issue 'weather'"),
        ({"end": dt.date(2024, 1, 1)}, "before it begins"),
        ({"end": dt.date(2030, 1, 1)}, "too long"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        dataclasses.replace(question(), **change)


def test_a_question_says_itself() -> None:
    found = question(type="CONSULT", level="leader")
    assert found.kind == "CONSULT:leader"
    assert found.kinds().names[found.kinds().parent[-1]] == "CONSULT"
    assert "at least one act (CONSULT at the level of leader) from 2024-10-27 to 2024-11-02" in found.sentence()
    assert question().kind == "any act"


def test_a_kind_of_conflict_is_opposed_by_cooperation() -> None:
    every = kinds()
    sides = {every.names[place] for place in every.opposite[every.number("ACCUSE")]}
    assert sides == {"verbal_cooperation", "material_cooperation"}


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("Prime Minister", "head_of_government"),
        ("General Secretary of the Communist Party", "party_leader"),
        ("vice foreign minister", "deputy_foreign_minister"),
        ("harbour master", None),
        ("foreign minister", "foreign_minister"),
    ],
)
def test_offices_are_known_by_their_titles(words: str, office: str | None) -> None:
    assert office_of(words) == office


@pytest.mark.parametrize(
    ("code", "root"), [("043", "CONSULT"), ("010", None), ("0211", "REQUEST"), ("1712", "ASSAULT"), ("0841", "RETREAT")]
)
def test_cameo_codes_have_roots(code: str, root: str | None) -> None:
    assert cameo_roots()[code] == root


def test_the_calendar_knows_a_forum_by_its_last_meeting_and_an_accord_by_its_day() -> None:
    found = occasions([("CHN", "JPN")], dt.date(2018, 1, 1), dt.date(2019, 12, 31))
    days = {dt.date.fromordinal(day): dt.date.fromordinal(known) for _, day, known in found}
    assert days[dt.date(2018, 8, 12)] == dt.date(1978, 8, 12)
    assert all(known < day for day, known in days.items())
    told = occasions(
        [("PER", "CHL")], dt.date(2019, 6, 8), dt.date(2019, 7, 1),
        [(frozenset({"PER", "CHL", "BOL"}), dt.date(2019, 6, 9), dt.date(2019, 5, 2))],
    )  # fmt: skip
    assert told.tolist() == [[0, dt.date(2019, 6, 9).toordinal(), dt.date(2019, 5, 2).toordinal()]]


def test_venn_abers_mends_forecasts_that_are_too_sure() -> None:
    draw = np.random.default_rng(4)
    truth = draw.random(4000)
    sure = truth**2 / (truth**2 + (1 - truth) ** 2)
    came = (draw.random(4000) < truth).astype(float)
    mended = venn_abers(sure[:3000], came[:3000], sure[3000:])
    assert scores.calibration_error(sure[3000:], came[3000:]) > 0.08
    assert scores.calibration_error(mended, came[3000:]) < 0.05
    assert np.all((mended > 0) & (mended < 1))


def test_scores_by_hand() -> None:
    p, came = np.array([0.2, 0.9, 0.6, 0.0]), np.array([0.0, 1.0, 0.0, 0.0])
    assert scores.brier(p, came) == pytest.approx((0.04 + 0.01 + 0.36) / 4)
    assert scores.log_score(p, came) == pytest.approx(-np.log([0.8, 0.9, 0.4, 0.999]).mean())
    assert scores.skill(p, np.full(4, 0.25), came) == pytest.approx(1 - 0.41 / 0.75)
    assert scores.calibration_error(p, came) == pytest.approx((0.2 + 0.1 + 0.6 + 0.0) / 4)
    assert scores.skill_interval(p, p, came, np.zeros(4, int), 10, 0.9, 1) is None
    low, high = jeffreys(0.5, 10, 0.9)
    assert (low, high) == pytest.approx((0.26, 0.74), abs=0.01)


def test_the_benchmark_prints_skill_with_its_interval_and_tables(tmp_path: Path) -> None:
    found = run("questions", icews(tmp_path, flurries(300), 300, 270))
    skill = found.measure("skill_7")
    assert skill.value is not None
    assert skill.low is not None
    assert skill.high is not None
    assert skill.low < skill.value < skill.high
    # The best base rate is picked with hindsight among all the others: none is harder.
    for name in ("skill_own_7", "skill_all_7", "skill_recent_7"):
        other = found.measure(name)
        assert other.value is not None
        assert skill.value <= other.value
    assert {table.title for table in found.tables} >= {"Forecasts, 7 days", "By kind, 28 days", "Reliability, 28 days"}
    known = next(table for table in found.tables if table.title == "If the true rate were known, 7 days")
    assert [row[0] for row in known.rows] == ["all windows", "each 4 windows", "each 2 windows"]


def test_bad_benchmark_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no train\.txt, valid\.txt, entity2id\.txt, relation2id\.txt; name a folder"):
        run("questions", tmp_path)
    icews(tmp_path, flurries(60), 60, 40)
    (tmp_path / "relation2id.txt").write_text("".join(f"Dance_{n}\t{n}\n" for n in range(5)))
    with pytest.raises(QueryError, match="no CAMEO name"):
        run("questions", tmp_path)
    (tmp_path / "relation2id.txt").write_text("Consult one\n")
    with pytest.raises(DocumentError, match="no name and number"):
        run("questions", tmp_path)


def test_a_user_s_mistake_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["chance", "--actor", "PER", "--recipient", "CHL", "--by", "2031-06-01", "-w", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", ["detente", *asked])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 1
    assert "no workspace here" in capsys.readouterr().err
