"""Scenarios: what is asked, what is learnt, that nothing is found where nothing is, and the closed form."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from detente import api
from detente.cli import main
from detente.errors import DetenteError, QueryError
from detente.evaluation import run
from detente.forecast.scenarios import outlook, parse, read_events, with_leaders
from detente.forecast.scenarios.baseline import joint, origins
from detente.forecast.scenarios.kernel import Kernel, kernel, rows
from detente.forecast.scenarios.outlook import condition, draw
from detente.forecast.scenarios.panel import Pair
from detente.ontology import roots
from detente.records import Actor, Mention, TextSpan
from detente.settings import load
from helpers_measure import frame, row

OPTIONS = load().scenario
DISCOUNT = load().forecast.variance_discount
RESPONSE = np.array([2.0, 1.0, 0.0, 0.0])


def pairs(response: np.ndarray, seed: int, count: int = 12, months: int = 90, share: float = 0.12) -> list[Pair]:
    """Series about a level of their own, with an act now and then that is answered by `response`."""
    generator = np.random.default_rng(seed)
    days = tuple(pl.date_range(dt.date(2010, 1, 1), dt.date(2030, 1, 1), "1mo", eager=True)[:months])
    out = []
    for number in range(count):
        marks = (generator.random(months) < share).astype(float)
        z = 1 + generator.standard_normal() + generator.standard_normal(months)
        for lag, size in enumerate(response):
            z[lag:] += size * marks[: months - lag]
        out.append(Pair(f"pair {number}", days, z, (marks,)))
    return out


def learnt(panel: list[Pair], own: int = 0, draws: int = 0) -> Kernel:
    found = kernel(rows(panel, 0, len(RESPONSE), DISCOUNT, OPTIONS.min_history), own, OPTIONS, draws)
    assert found is not None
    return found


def test_the_response_is_that_of_the_gaussian_conditional() -> None:
    """In the panel cov(z_{t+l}, u_t) / var(u_t) is the response: E[z_{t+l} | u_t = 1] - E[z_{t+l} | u_t = 0]."""
    panel = pairs(RESPONSE, seed=1, count=30)
    z = np.stack([pair.z for pair in panel])
    u = np.stack([pair.marks[0] for pair in panel])
    cross = [
        np.mean([np.cov(x[12 + lag : len(x) - 4 + lag], m[12 : len(m) - 4])[0, 1] for x, m in zip(z, u, strict=True)])
        for lag in range(4)
    ]
    conditional = np.array(cross) / np.mean([np.var(m[12:-4], ddof=1) for m in u])
    found = learnt(panel)
    assert found.common == pytest.approx(conditional, abs=0.15)
    assert np.abs(found.common - RESPONSE).max() < 3.5 * found.common_error.max()
    assert found.reach == 2


def test_the_drawn_paths_agree_with_the_closed_form() -> None:
    """N(m + k, S + B), and the conditional mean of a later period given an earlier one, by the formula and by paths."""
    mean, covariance = joint(pairs(RESPONSE, 2)[0].z, 5, DISCOUNT)
    moved, wider = condition(mean, covariance, [(1, learnt(pairs(RESPONSE, 2)))])
    paths = draw(moved, wider, dataclasses.replace(OPTIONS, paths=60_000))
    assert paths.mean(axis=0) == pytest.approx(moved, abs=0.03)
    assert np.cov(paths, rowvar=False) == pytest.approx(wider, abs=0.05)
    slope = wider[4, 0] / wider[0, 0]
    sampled = np.cov(paths[:, 4], paths[:, 0])
    assert sampled[0, 1] / sampled[1, 1] == pytest.approx(slope, abs=0.02)


def test_an_act_moves_its_period_and_those_it_reaches_and_no_other() -> None:
    found = learnt(pairs(RESPONSE, 3))
    mean, covariance = np.zeros(6), np.eye(6)
    moved, wider = condition(mean, covariance, [(2, found), (5, found), (0, None)])
    assert moved == pytest.approx([0, 0, found.mean[0], found.mean[1], 0, found.mean[0]])
    assert np.diag(wider)[[0, 1, 4]] == pytest.approx(1.0)
    assert wider[2, 3] == pytest.approx(found.covariance[0, 1])


def test_the_joint_baseline_has_the_spread_of_each_horizon() -> None:
    z = pairs(RESPONSE, 4)[0].z
    mean, covariance = joint(z, 6, DISCOUNT)
    single = origins(z, 6, DISCOUNT)
    assert np.sqrt(np.diag(covariance)) == pytest.approx(single.spread[-1])
    assert mean == pytest.approx(single.centre[-1])
    assert np.linalg.eigvalsh(covariance).min() > 0


def test_placebo_dates_show_no_effect() -> None:
    """Forty panels in which the acts do nothing: told from none about as often as 90% intervals should, and no more."""
    found = [learnt(pairs(np.zeros(4), seed), draws=50) for seed in range(40)]
    assert np.mean([one.reach > 0 for one in found]) < 0.25
    assert np.abs(np.mean([one.common for one in found], axis=0)).max() < 0.05
    assert 0.3 < np.mean([one.placebo[0] for one in found]) < 0.7
    assert learnt(pairs(RESPONSE, 5), draws=50).placebo[0] < 0.05


def test_a_pair_of_its_own_kind_is_drawn_to_the_others_by_how_little_is_known_of_it() -> None:
    panel = pairs(RESPONSE, 6, count=14)
    strong = panel[0]
    panel[0] = dataclasses.replace(strong, z=strong.z + 4 * strong.marks[0])
    rare = np.zeros_like(strong.marks[0])
    panel[1] = dataclasses.replace(panel[1], marks=(rare,))
    own, other, stranger = learnt(panel, 0), learnt(panel, 5), learnt(panel, 1)
    held = rows(panel, 0, 4, DISCOUNT, OPTIONS.min_history)
    calm = held.miss[~held.event, 0].mean()
    alone = held.miss[held.event & (held.pair == 0), 0].mean() - calm
    assert own.common[0] == other.common[0] < own.mean[0] < alone
    assert stranger.mean[0] == stranger.common[0]
    assert stranger.covariance[0, 0] > other.covariance[0, 0]
    assert (stranger.own, stranger.pairs) == (0, 13)


def test_no_row_sees_past_its_own_aftermath() -> None:
    panel = pairs(RESPONSE, 7, count=3)
    cut = [Pair(p.name, p.ds[:60], p.z[:60], (p.marks[0][:60],)) for p in panel]
    whole, part = (rows(one, 0, 4, DISCOUNT, 12) for one in (panel, cut))
    held = whole.upto(60)
    assert (held.miss == part.miss).all()
    assert (held.event == part.event).all()


ASKED = [
    ("CONSULT:leader@2026-11", ("CONSULT", "leader", dt.date(2026, 11, 30))),
    ("consult:visit@2026-11-04", ("CONSULT", "visit", dt.date(2026, 11, 4))),
    ("SANCTION@2027-02", ("SANCTION", None, dt.date(2027, 2, 28))),
    ("material_conflict@2026-12", ("material_conflict", None, dt.date(2026, 12, 31))),
]


@pytest.mark.parametrize(("text", "found"), ASKED)
def test_what_is_supposed_is_read(text: str, found: tuple[Any, ...]) -> None:
    supposed = parse(text)
    assert (supposed.type, supposed.level, supposed.day) == found


WRONG = [
    ("CONSULT", "write TYPE"),
    ("PARLEY@2026-11", "no act is called PARLEY"),
    ("CONSULT:king@2026-11", "use one of leader, visit"),
    ("CONSULT@2026-13", "not a month or a day"),
    ("CONSULT@2026", "not a month or a day"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_cannot_be_read_is_named_with_the_remedy(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        parse(text)


def test_an_act_of_leaders_is_told_by_the_offices_in_its_reports() -> None:
    def report(name: str, office: str | None) -> Mention:
        who = Actor("JPN", "Mr Abe", office=office)
        return Mention(id=name, document="d", type="CONSULT", quad="verbal_cooperation", status="occurred",
                       evidence=TextSpan(0, 1, "x"), actors=(who,))  # fmt: skip

    events = pl.DataFrame({"id": ["1", "2"], "mentions": [["a"], ["b", "c"]]})
    reports = [report("a", "foreign minister"), report("b", None), report("c", "Prime Minister")]
    assert with_leaders(events, reports)["leader"].to_list() == [False, True]


def history(folder: Path | None = None) -> pl.DataFrame:
    """Eight years of four pairs: an act of each kind now and then, and aid in the month of a visit and the next."""
    generator = np.random.default_rng(12)
    lines, acts = ["actor,recipient,date,type,mode"], []
    for one, other in (("JPN", "CHN"), ("JPN", "KOR"), ("CHN", "KOR"), ("JPN", "USA")):
        aid = 0
        for month in range(96):
            day = dt.date(2015 + month // 12, month % 12 + 1, 3)
            visit = generator.random() < 0.12
            done = [("ACCUSE", "")] * generator.poisson(2) + [("SUPPORT", "")] * generator.poisson(1)
            done += [("CONSULT", "visit")] * visit + [("AID", "")] * (3 * (visit or aid))
            aid = int(visit)
            lines += [f"{one},{other},{day},{kind},{mode}" for kind, mode in done]
    for number, line in enumerate(lines[1:]):
        one, other, day_, kind, mode = line.split(",")
        acts.append(row(one, kind, other, day_, id=str(number)) | {"mode": mode or None})
    if folder is not None:
        (folder / "panel.csv").write_text("\n".join(lines) + "\n")
    modes = pl.Series("mode", [act.pop("mode") for act in acts], dtype=pl.String)
    return frame(*acts).with_columns(modes)


def between_the_two(events: pl.DataFrame) -> int:
    return events.filter(pl.col("actor") == "JPN", pl.col("recipient") == "CHN").height


def test_a_visit_lifts_its_month_and_the_next_and_then_the_baseline_stands() -> None:
    found = outlook(history(), ("JPN", "CHN"), [parse("CONSULT:visit@2023-03")])
    paths = found.paths
    assert paths.columns == ["unique_id", "ds", "baseline", "baseline-lo-90", "baseline-hi-90",
                             "scenario", "scenario-lo-90", "scenario-hi-90"]  # fmt: skip
    assert paths["ds"].to_list()[0] == dt.date(2023, 1, 1)
    lifted = (paths["scenario"] - paths["baseline"] > 1).to_list()
    assert lifted == [False, False, True, True, False, False]
    note, basis = found.notes
    assert basis == f"JPN-CHN: {between_the_two(history())} acts of the pair in 96 periods"
    assert "in 4 pairs" in note and "from 2 periods after it on" in note
    assert found.effects["used"].to_list() == [True, True, False, False, False, False]
    assert found.effects["placebo_p"][0] < 0.05


def test_outcomes_are_named_by_the_change_at_the_end_of_the_horizon() -> None:
    early, late = (outlook(history(), ("JPN", "CHN"), [parse(f"CONSULT:visit@2023-0{month}")]) for month in (1, 5))
    for found in (early, late):
        assert found.outcomes["outcome"].to_list() == ["thaw", "stalemate", "freeze"]
        assert found.outcomes["scenario"].sum() == pytest.approx(1)
    assert early.outcomes["scenario"].to_list() == pytest.approx(early.outcomes["baseline"].to_list())
    assert late.outcomes["scenario"][0] > late.outcomes["baseline"][0] + 0.1


def test_too_few_analogues_give_the_baseline_and_say_so() -> None:
    found = outlook(history(), ("JPN", "CHN"), [parse("CONSULT:leader@2023-02")])
    assert found.paths["scenario"].to_list() == found.paths["baseline"].to_list()
    assert "0 past acts" in found.notes[0] and "the baseline is given" in found.notes[0]
    strict = dataclasses.replace(load(), scenario=dataclasses.replace(OPTIONS, min_analogues=500))
    few = outlook(history(), ("JPN", "CHN"), [parse("CONSULT:visit@2023-02")], settings=strict)
    assert few.paths["scenario"].to_list() == few.paths["baseline"].to_list()
    assert not few.effects["used"].any()


@pytest.mark.parametrize(
    ("asked", "horizon", "said"),
    [
        ("CONSULT@2022-12", 6, "2023-01-01 to 2023-06-01"),
        ("CONSULT@2023-09", 6, "longer horizon"),
        ("CONSULT@2023-01", 0, "1 to 24"),
    ],
)
def test_a_date_that_is_not_ahead_is_refused(asked: str, horizon: int, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        outlook(history(), ("JPN", "CHN"), [parse(asked)], horizon)


def test_a_pair_without_a_history_has_no_baseline() -> None:
    with pytest.raises(QueryError, match="too few for a baseline"):
        outlook(history().head(20), ("JPN", "CHN"), [parse("CONSULT@2015-12")])


@pytest.mark.parametrize("dyad", [("FJI", "TUV"), ("XXX", "CHN")])
def test_a_pair_without_acts_is_refused_not_called_quiet(dyad: tuple[str, str]) -> None:
    with pytest.raises(QueryError, match=f"{dyad[0]}-{dyad[1]}: no dated act between the two is known"):
        outlook(history(), dyad, [parse("CONSULT:visit@2023-03")])


def test_a_flow_that_never_changes_has_no_odds() -> None:
    monthly = [row("JPN", "AID", "CHN", f"{2015 + n // 12}-{n % 12 + 1:02}-03") for n in range(24)]
    with pytest.raises(QueryError, match="in all 24 known periods"):
        outlook(frame(*monthly), ("JPN", "CHN"), [parse("CONSULT@2017-01")])


def test_a_pair_with_a_single_act_says_so(tmp_path: Path) -> None:
    history(tmp_path)
    lines = (tmp_path / "panel.csv").read_text() + "FJI,TUV,2018-05-03,AID,\n"
    (tmp_path / "panel.csv").write_text(lines)
    found = outlook(read_events(tmp_path / "panel.csv"), ("FJI", "TUV"), [parse("CONSULT:visit@2023-03")])
    assert found.notes[-1].startswith("FJI-TUV: 1 act of the pair in 96 periods, too few to learn from")


HEAD = "actor,recipient,date,type"
BAD = [
    ("actor,recipient,date\nJPN,CHN,2020-01-01\n", "1: no column 'type'"),
    (f"{HEAD}\nJPN,CHN,2020-01-01,PARLEY\n", "2: .*PARLEY"),
    (f"{HEAD}\nJPN,CHN,last May,CONSULT\n", "2: .*2026-01-06"),
    (f"{HEAD}\nJPN,CHN,,CONSULT\n", "2: column 'date' holds ''"),
    (f"{HEAD}\nJPN,CHN,9999-12-01,CONSULT\n", "2: .*9999-12-01"),
    (f"{HEAD}\nJPN,CHN,2020-01-01,AID\nXXX,CHN,2020-01-01,AID\n,,,AID\n", r"3: .*'XXX'.*\(1 more rows"),
    (f"{HEAD}\nJPN,JPN,2020-01-01,AID\n", "2: .*two different states"),
    (f"{HEAD},score\nJPN,CHN,2020-01-01,AID,inf\n", "2: column 'score' holds 'inf'"),
    (f"{HEAD},score\nJPN,CHN,2020-01-01,AID,nan\n", "2: column 'score' holds 'nan'"),
    (f"{HEAD},score\nJPN,CHN,2020-01-01,AID,1,5\n", "2: 6 cells under 5 columns"),
    (f"{HEAD},leader\nJPN,CHN,2020-01-01,CONSULT,ja\n", "2: column 'leader' holds 'ja'"),
    (f"{HEAD},mode\nJPN,CHN,2020-01-01,CONSULT,visitt\n", "2: column 'mode' holds 'visitt'"),
    (f"{HEAD}\n", "no acts below the header"),
    ("", "cannot be read"),
]


def test_an_act_without_a_score_has_the_one_of_its_root(tmp_path: Path) -> None:
    (tmp_path / "panel.csv").write_text(f"{HEAD},score\nJPN,CHN,2020-01-01,AID,\nJPN,CHN,2020-01-01,AID,2.5\n")
    assert read_events(tmp_path / "panel.csv")["score"].to_list() == [roots()["AID"].score, 2.5]


@pytest.mark.parametrize(("text", "said"), BAD)
def test_a_bad_table_of_events_is_named_with_the_remedy(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "panel.csv").write_text(text)
    with pytest.raises(DetenteError, match=said):
        read_events(tmp_path / "panel.csv")


def test_the_shell_and_python_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    history(tmp_path)
    with api.Workspace.in_memory() as own:
        found = own.relation("JPN", "CHN").scenario("CONSULT:visit@2023-02", panel=tmp_path / "panel.csv")
    words = ["detente", "scenario", "JPN-CHN", "--if", "CONSULT:visit@2023-02", "--panel", str(tmp_path / "panel.csv")]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit):
        main()
    out = capsys.readouterr()
    header, first = out.out.splitlines()[:2]
    assert header.split(",") == found.paths.columns
    assert float(first.split(",")[2]) == pytest.approx(found.paths["baseline"][0])
    assert found.notes[0] in out.err
    assert found.draw().shape == (OPTIONS.paths, 6)


def test_the_benchmark_names_the_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"cameo-goldstein\.csv"):
        run("scenarios", tmp_path)
