"""Who does what to whom next: acts as facts, the back-off beside the plain share, and what must not be seen."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import polars as pl
import pytest

from detente import api
from detente.cli import main
from detente.errors import QueryError
from detente.forecast.links import ahead
from detente.forecast.links.register import register
from helpers_measure import frame, row

START = dt.date(2024, 1, 1)


def on(week: int) -> str:
    return (START + dt.timedelta(weeks=week)).isoformat()


def quarrel_then_talks(weeks: int = 60) -> list[dict[str, Any]]:
    """Japan accuses China every week for forty weeks and then consults it; China consults Russia all along."""
    rows = [row("JPN", "ACCUSE" if week < 40 else "CONSULT", "CHN", on(week)) for week in range(weeks)]
    return rows + [row("CHN", "CONSULT", "RUS", on(week), id=f"talks{week}") for week in range(weeks)]


def test_what_has_become_usual_of_late_comes_first_though_its_plain_share_is_less() -> None:
    found = ahead(frame(*quarrel_then_talks()), ["JPN", "CHN"], ["JPN", "CHN"])
    first, second = found.frame.head(2).to_dicts()
    assert (first["actor"], first["type"], first["recipient"]) == ("JPN", "CONSULT", "CHN")
    assert (first["n"], first["n_pair"], first["n_asked"], first["rests_on"]) == (20, 60, 60, "this act before")
    assert first["last"] == START + dt.timedelta(weeks=59)
    assert first["score"] > first["base_rate"] == pytest.approx(1 / 3)
    assert (second["type"], second["base_rate"]) == ("ACCUSE", pytest.approx(2 / 3))
    assert "given is the back-off" in found.notes[1] and "scores are ranks" in found.notes[0]


def test_the_shares_of_all_that_is_asked_about_sum_to_one() -> None:
    found = ahead(frame(*quarrel_then_talks()), ["JPN"], top=1000)
    assert found.frame["score"].sum() == pytest.approx(1, abs=1e-5)
    assert found.frame["base_rate"].sum() == pytest.approx(1, abs=1e-5)
    assert set(found.frame["recipient"]) == {"CHN", "RUS"}
    assert found.frame.filter(pl.col("n") == 0)["last"].to_list() == [None] * 2


def test_what_is_reported_after_the_day_changes_nothing() -> None:
    rows = quarrel_then_talks()
    day = dt.date.fromisoformat(on(49))
    cut = [one for one in rows if one["when_start"] <= day]
    late = row("JPN", "COERCE", "CHN", on(48), first_reported=day + dt.timedelta(days=3))
    whole = ahead(frame(*rows, late), ["JPN"], until=day)
    assert whole.frame.equals(ahead(frame(*cut), ["JPN"]).frame)


def test_with_few_acts_the_plain_share_is_given_and_says_so() -> None:
    found = ahead(frame(*quarrel_then_talks(8)), ["JPN"])
    assert "only 7 past acts" in found.notes[1]
    assert set(found.frame["rests_on"]) == {"plain share"}
    assert found.frame["score"].to_list() == found.frame["base_rate"].to_list()


def test_a_mutual_act_counts_both_ways_a_joint_act_for_each_and_planned_or_vague_ones_not() -> None:
    held = register(
        frame(
            row("JPN", "CONSULT", "CHN", on(0), mutual=True),
            row("JPN|USA", "ACCUSE", "CHN", on(1)),
            row("JPN", "COERCE", "CHN", on(2), status="planned"),
            row("JPN", "COERCE", "CHN", "2024-02-01", "2024-02-29"),
            row("JPN", "COERCE", None, on(3)),
        )
    )
    acts = zip(held.facts.subject, held.facts.relation, held.facts.object, strict=True)
    assert [(held.actors[s], held.types[r], held.actors[o]) for s, r, o in acts] == [
        ("CHN", "CONSULT", "JPN"),
        ("JPN", "CONSULT", "CHN"),
        ("JPN", "ACCUSE", "CHN"),
        ("USA", "ACCUSE", "CHN"),
    ]
    assert held.left_out == 1


def test_an_actor_without_acts_is_named() -> None:
    found = ahead(frame(*quarrel_then_talks()), ["JPN", "RUS"])
    assert "no act of RUS is known to the day: nothing is ranked for it" in found.notes


BAD = [
    ({"actors": ["PER"]}, "no act of PER is known to the day; there are acts of CHN, JPN"),
    ({"actors": ["RUS", "JPN"], "recipients": ["RUS", "JPN"]}, "no act between RUS and JPN"),
    ({"actors": ["JPN"], "until": dt.date(2001, 1, 1)}, "no act between two"),
    ({"actors": ["JPN"], "top": 0}, "ask for 1 or more"),
]


@pytest.mark.parametrize(("words", "said"), BAD)
def test_what_cannot_be_ranked_says_why(words: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        ahead(frame(*quarrel_then_talks(10)), **words)


@pytest.mark.parametrize("words", [("JPN-CHN", "--actor", "JPN"), ("next",)])
def test_two_states_or_actors_must_be_named(words, tmp_path, monkeypatch, capsys) -> None:
    with api.Workspace.new(tmp_path / "ws", dyad="JPN-CHN"):
        pass
    monkeypatch.setattr(sys, "argv", ["detente", "links", *words, "-w", str(tmp_path / "ws")])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert "name either two states" in capsys.readouterr().err


def test_the_shell_and_python_give_the_same_and_the_word_next_may_be_left_out(tmp_path, monkeypatch, capsys) -> None:
    with api.Workspace.new(tmp_path / "ws", dyad="NOR-ISL") as own:
        for day in ("2024-05-14", "2024-05-15"):
            (tmp_path / f"{day}.txt").write_text(f"Norway accused Iceland of overfishing on {day[-2:]} May 2024.")
            own.read(tmp_path / f"{day}.txt", published=day)
        found = own.links("NOR-ISL")
    outs = []
    for words in (("NOR-ISL",), ("next", "NOR-ISL")):
        monkeypatch.setattr(sys, "argv", ["detente", "links", *words, "-w", str(tmp_path / "ws")])
        with pytest.raises(SystemExit) as left:
            main()
        assert left.value.code in (0, None)
        outs.append(capsys.readouterr())
    assert outs[0] == outs[1]
    header, first = outs[0].out.splitlines()[:2]
    assert header.split(",") == found.frame.columns
    assert first.split(",")[:3] == ["NOR", "ACCUSE", "ISL"]
    assert all(note in outs[0].err for note in found.notes)
