"""Links: decayed counts, ranks with ties and filter, and what must never be seen."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from detente.cli import main
from detente.errors import DocumentError, QueryError, TableError
from detente.forecast.links import evaluate
from detente.forecast.links.backoff import WEIGHTS, cold_score, score, weighed
from detente.forecast.links.facts import Facts, read_facts, read_names
from detente.forecast.links.features import ask
from detente.forecast.links.levels import Shape, Walk
from detente.forecast.links.neighbours import Graph
from detente.forecast.links.scoring import ranks
from detente.forecast.links.store import Counts, Groups

ENTITIES, RELATIONS = 30, 4


def history(days: int, seed: int = 3, a_day: int = 20) -> Facts:
    """Facts of pairs that mostly do again what they did before: three in four go to a neighbour, by the relation."""
    draw = np.random.default_rng(seed)
    n = days * a_day
    subject, relation = draw.integers(ENTITIES, size=n), draw.integers(RELATIONS, size=n)
    usual = (subject + relation + 1) % ENTITIES
    other = draw.integers(ENTITIES, size=n)
    return Facts(subject, relation, np.where(draw.random(n) < 0.75, usual, other), np.repeat(np.arange(days), a_day))


def write(path: Path, facts: Facts, first: int, last: int) -> Path:
    held = (facts.day >= first) & (facts.day < last)
    rows = zip(*(x[held] for x in (facts.subject, facts.relation, facts.object, facts.day)), strict=True)
    path.write_text("".join(f"{s}\t{r}\t{o}\t{24 * d}\t-1\n" for s, r, o, d in rows))
    return path


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[Path, Path, Path]]:
    """Train, valid and test of sixty days."""
    facts = history(60)
    yield tuple(
        write(tmp_path / f"{n}.txt", facts, a, b) for n, a, b in (("train", 0, 45), ("valid", 45, 52), ("test", 52, 60))
    )  # type: ignore[misc]


def test_a_count_halves_in_its_half_life() -> None:
    counts = Counts(np.array([7, 5]))
    counts.move(0)
    counts.add(np.array([7, 7]))
    counts.move(30)
    assert counts.get(np.array([7]))[0].tolist() == pytest.approx([2 / 1024, 0.25, 1.0, 2 * 0.5**0.3, 2 * 0.5**0.075])
    assert counts.get(np.array([5, 6])).sum() == 0


def test_a_group_lists_what_has_followed_and_nothing_that_has_not_happened_yet() -> None:
    counts = Counts(np.array([13, 15, 27]))
    counts.move(0)
    counts.add(np.array([15]))
    row, last, values = Groups(counts, 10).of(np.array([2, 1]))
    assert (row.tolist(), last.tolist(), values.tolist()) == ([1], [5], [[1.0] * 5])


def test_ties_take_the_mean_rank_and_other_answers_of_the_day_are_left_out() -> None:
    facts = Facts(*(np.array(x) for x in ([0, 0, 0], [0, 0, 0], [1, 1, 2], [0, 9, 9])))
    (day,) = Walk(facts, Shape.of(5, 1, None)).days(9)
    found = ranks(day, np.array([[0.5, 0.9, 0.2, 0.2, 0.2]], dtype=np.float32))
    assert found.rank.tolist() == [1.0, 3.0]
    assert found.stratum.tolist() == [0, 2]


def test_an_answer_told_twice_is_no_rival_of_itself() -> None:
    facts = Facts(*(np.array(x) for x in ([0, 0, 0, 0], [0, 0, 0, 0], [1, 1, 1, 2], [0, 9, 9, 9])))
    (day,) = Walk(facts, Shape.of(5, 1, None)).days(9)
    assert ranks(day, np.array([[0.5, 0.9, 0.2, 0.2, 0.2]], dtype=np.float32)).rank.tolist() == [1.0, 1.0, 3.0]


def test_lines_told_twice_change_nothing_and_are_counted(
    files: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    train, valid, test = files
    plain = evaluate(*files, backoff=True)
    lines = test.read_text().splitlines(keepends=True)
    test.write_text("".join(line for line in lines for _ in range(2)))
    words = ["--train", str(train), "--valid", str(valid), "--test", str(test), "--backoff", "--json"]
    monkeypatch.setattr(sys, "argv", ["detente", "links", "evaluate", *words])
    with pytest.raises(SystemExit):
        main()
    out = capsys.readouterr()
    assert json.loads(out.out)["mrr"] == plain.overall.mrr <= 1
    assert f"{json.loads(out.out)['repeated']} lines told a fact of the same day again" in out.err
    assert json.loads(out.out)["repeated"] == plain.repeated + len(lines)


def test_who_did_it_before_is_first_and_shares_sum_to_one() -> None:
    facts = Facts(*(np.array(x) for x in ([0, 0, 0], [1, 1, 1], [2, 2, 3], [0, 1, 2])))
    shape = Shape.of(5, 2, None)
    (day,) = Walk(facts, shape).days(2)
    assert (day.object.tolist(), day.recurrent.tolist()) == ([3], [False])
    shares = score(day, shape)
    assert np.isfinite(day.levels["sro"].counts).all() and np.isfinite(shares).all()
    assert int(shares[0].argmax()) == 2
    assert 0.5 < shares[0].sum() <= 1.0


BARE = Shape.of(ENTITIES, RELATIONS, None)
NAMED = Shape(ENTITIES, 2 * RELATIONS, np.arange(ENTITIES) % 4, 4, np.arange(ENTITIES) % 3, 3)


@pytest.mark.parametrize("shape", [BARE, NAMED], ids=["without names", "with countries and sectors"])
def test_with_the_future_deleted_and_the_present_scrambled_the_features_are_the_same(shape: Shape) -> None:
    facts = history(40).doubled(RELATIONS)
    whole = next(Walk(facts, shape).days(30))
    draw = np.random.default_rng(1)
    kept, today = facts.day <= 30, facts.day == 30
    answers = np.where(today, draw.integers(ENTITIES, size=len(facts)), facts.object)
    cut = Facts(facts.subject[kept], facts.relation[kept], answers[kept], facts.day[kept])
    other = next(Walk(cut, shape).days(30))
    assert not np.array_equal(whole.object, other.object)
    assert np.array_equal(score(whole, shape), score(other, shape))
    assert np.array_equal(ask(whole, shape).features, ask(other, shape).features)


def test_walks_follow_partners_and_their_partners() -> None:
    facts = Facts(*(np.array(x) for x in ([0, 1], [0, 0], [1, 2], [0, 0]))).doubled(1)
    shape = Shape.of(4, 1, None)
    walk = Walk(facts, shape)
    walk.move(0)
    walk.learn(facts.subject, facts.relation, facts.object)
    found = Graph(walk.counts["so"], 4).walks(np.array([0]))
    assert found["two"][0].tolist() == pytest.approx([0.5, 0, 0.5, 0])
    assert found["three"][0].tolist() == pytest.approx([0, 1, 0, 0])


def test_a_home_is_that_of_the_name_or_of_those_most_dealt_with() -> None:
    # 0 Kenya, 1 police of Kenya, 2 Peru, 3 a person, 4 a body of which nothing is known
    facts = Facts(*(np.array(x) for x in ([3, 3, 3], [0, 0, 0], [0, 1, 2], [0, 0, 0]))).doubled(1)
    walk = Walk(facts, Shape(5, 2, np.array([1, 1, 2, 0, 0]), 3, np.zeros(5, dtype=np.int64), 1))
    walk.move(0)
    walk.learn(facts.subject, facts.relation, facts.object)
    assert walk.ask(1, np.array([3]), np.array([0])).home.tolist() == [1, 1, 2, 1, 0]


def test_of_two_who_have_never_met_the_one_of_the_same_home_is_first() -> None:
    # a minister (4) has met Kenya's police (1); Kenya's army (2) and Peru's (3) are as active
    facts = Facts(*(np.array(x) for x in ([4, 5, 5], [0, 1, 1], [1, 2, 3], [0, 0, 0]))).doubled(2)
    shape = Shape(6, 4, np.array([0, 1, 1, 2, 0, 0]), 3, np.zeros(6, dtype=np.int64), 1)
    walk = Walk(facts, shape)
    walk.move(0)
    walk.learn(facts.subject, facts.relation, facts.object)
    cold = cold_score(walk.ask(1, np.array([4]), np.array([1])), shape)[0]
    assert cold.sum() == pytest.approx(1)
    assert cold[2] > cold[3] > 0


def test_backoff_beats_chance_by_far_and_says_the_same_twice(files: tuple[Path, Path, Path]) -> None:
    found, again = (evaluate(*files, backoff=True) for _ in range(2))
    assert found.overall.n == 2 * len(read_facts(files[2]))
    assert found.overall.mrr > 0.6
    assert found.low < found.overall.mrr < found.high
    assert sum(held.n for held in found.strata.values()) == found.overall.n
    assert found.strata["recurrent"].mrr > found.strata["dyad only"].mrr
    assert (found.overall, found.strata) == (again.overall, again.strata)


def test_ranker_learns_and_says_the_same_twice(files: tuple[Path, Path, Path]) -> None:
    found, again = (evaluate(*files) for _ in range(2))
    assert found.overall.mrr > 0.6
    assert found.overall == again.overall


def test_countries_and_sectors_are_read_from_the_names(tmp_path: Path) -> None:
    path = tmp_path / "entity2id.txt"
    path.write_text("Kenya\t0\nPolice_(Kenya)\t1\nJane_Doe\t2\nCitizen_(Peru)\t3\nPolice_(Peru)\t4\n")
    names = read_names(path)
    assert names.country.tolist() == [0, 0, -1, 1, 1]
    assert (names.sector.tolist(), names.sectors) == ([1, 3, 0, 2, 3], 4)


@pytest.mark.parametrize(
    ("line", "said"),
    [("1\t2\t3", "3 columns"), ("1\t2\tx\t24", "no number"), ("1\t-2\t3\t24", "below zero")],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "train.txt"
    path.write_text(f"0\t1\t2\t0\t-1\n{line}\n")
    with pytest.raises(DocumentError, match=rf"train\.txt:2.*{said}"):
        read_facts(path)


def test_files_that_overlap_in_time_are_refused(files: tuple[Path, Path, Path]) -> None:
    train, valid, test = files
    with pytest.raises(TableError, match="has not ended"):
        evaluate(train, test, valid, backoff=True)


def test_without_lightgbm_the_remedy_is_named(files: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    with pytest.raises(QueryError, match=r"install detente\[links\]"):
        evaluate(*files)


def test_the_verb_prints_one_object(files: tuple[Path, Path, Path], monkeypatch, capsys) -> None:
    words = [
        word for name, path in zip(("train", "valid", "test"), files, strict=True) for word in (f"--{name}", str(path))
    ]
    monkeypatch.setattr(sys, "argv", ["detente", "links", "evaluate", *words, "--backoff", "--json"])
    with pytest.raises(SystemExit) as left:
        main()
    found = json.loads(capsys.readouterr().out)
    assert left.value.code in (0, None)
    assert 0.6 < found["mrr"] < 1 and found["hits_at_1"] <= found["hits_at_3"] <= found["hits_at_10"]
    assert found["interval"][0] < found["mrr"] < found["interval"][1]
    assert set(found["strata"]) <= {"recurrent", "dyad only", "cold"}


def test_counts_of_a_long_and_busy_record_stay_finite_and_weigh_the_same_as_a_product() -> None:
    facts = history(400, a_day=60).doubled(RELATIONS)
    for day in Walk(facts, BARE).days(390):
        for level in day.levels.values():
            assert np.isfinite(level.counts).all()
            assert weighed(level.counts) == pytest.approx((level.counts.astype(float) * WEIGHTS).sum(axis=1), rel=1e-5)
