"""Floors under the benchmarks, and the ones on the project's own held-out topics."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente.coding.model.conventions import codebook_root, folded
from detente.coding.model.network import shipped
from detente.errors import QueryError
from detente.evaluation import Measure, Result, documents, floors
from detente.ontology import roots
from detente.training import corpus, reports

TRAINING = Path(__file__).parents[1] / "training"


def result(value: float | None) -> Result:
    measure = Measure("root", "root", value, None, None, "", 1, "rows", {})
    return Result("pairs", "pairs", "1", (measure,), (), ())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "floors.csv"
    path.write_text("benchmark,measure,bound,limit\npairs,root,least,50\ndocuments,extra,most,0.5\n")
    return path


def test_a_figure_below_its_floor_is_named(file: Path) -> None:
    assert floors.broken(result(51), file) == []
    assert floors.broken(result(49), file) == ["pairs, root: 49.000, must be at least 50"]
    assert len(floors.broken(result(None), file)) == 1


def test_an_upper_bound_is_broken_from_above() -> None:
    floor = floors.Floor("documents", "extra", "most", 0.5)
    assert floor.holds(0.4)
    assert not floor.holds(0.6)


def test_a_floor_is_raised_but_not_lowered_unless_told(file: Path) -> None:
    assert [f.limit for f in floors.update(result(60), file=file)] == [58.8]
    with pytest.raises(QueryError, match="--lower-floor"):
        floors.update(result(50), file=file)
    assert [f.limit for f in floors.update(result(50), lower=True, file=file)] == [49]
    assert floors.floors(file)[1] == floors.Floor("documents", "extra", "most", 0.5)


def test_a_benchmark_without_a_floor_says_so(file: Path) -> None:
    with pytest.raises(QueryError, match="no floor"):
        floors.broken(replace(result(1), benchmark="html"), file)


def held_out() -> list[corpus.Marked]:
    held = (TRAINING / "held-out.txt").read_text().split()
    told = [s for report in reports.read_all(TRAINING / "reports") for s in report.sentences]
    return [s for s in (*corpus.read_all(TRAINING / "sentences"), *told) if s.topic in held]


def asked(sentences: list[corpus.Marked]) -> list[tuple[tuple[str, tuple[int, int], tuple[int, int]], set[str]]]:
    """Each ordered pair of a sentence's actors with the roots of its acts, by the actors' first places."""
    out = []
    for sentence in sentences:
        for source in sentence.actors:
            for target in sentence.actors:
                first, second = sentence.actors[source][0], sentence.actors[target][0]
                if source != target and (first[1] <= second[0] or second[1] <= first[0]):
                    wanted = {a.root for a in sentence.acts if (a.source, a.target) == (source, target)}
                    out.append(((sentence.text, first, second), wanted))
    return out


def test_the_shipped_model_keeps_its_floor_on_the_held_out_topics() -> None:
    pairs = asked(held_out())
    labels, _ = shipped().pairs([item for item, _ in pairs])
    shares_of = [folded(row, codebook_root) for row in labels]
    acts = [(shares, wanted) for shares, (_, wanted) in zip(shares_of, pairs, strict=True) if wanted]
    right = sum(max(roots(), key=lambda r: shares.get(r, 0.0)) in wanted for shares, wanted in acts)
    event = sum((shares["NULL"] < 0.5) == bool(wanted) for shares, (_, wanted) in zip(shares_of, pairs, strict=True))
    assert len(acts) >= 300
    assert right / len(acts) >= 0.72
    assert event / len(pairs) >= 0.84


def test_the_shipped_coder_keeps_its_floors_on_reports_by_a_hand_that_trained_nothing(tmp_path: Path) -> None:
    unseen = [r for path in sorted((TRAINING / "reports").glob("unseen-hand-*.tsv")) for r in reports.read(path)]
    reports.write(unseen, tmp_path)
    figures = {measure.key: measure.value or 0.0 for measure in documents.evaluate(tmp_path).measures}
    assert len(unseen) == 24
    assert figures["pair_root"] >= 0.58
    assert figures["pair"] >= 0.72
    assert figures["extra"] <= 0.12
    assert figures["codes"] >= 0.83


def test_the_shipped_coder_keeps_its_floors_on_our_own_annotated_documents() -> None:
    result = documents.evaluate(TRAINING / "documents-held-out")
    figures = {measure.key: measure.value or 0.0 for measure in result.measures}
    assert figures["pair_root"] >= 0.52
    assert figures["pair"] >= 0.69
    assert figures["extra"] <= 0.12
    assert figures["unreal"] <= 0.05
