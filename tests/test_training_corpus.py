"""The training sentences keep to their guide, and their reader says where they do not."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from detente.errors import TableError
from detente.ontology import roots
from detente.training import corpus, reports

TRAINING = Path(__file__).parents[1] / "training"
SENTENCES = corpus.read_all(TRAINING / "sentences")
REPORTS = reports.read_all(TRAINING / "reports")


def write(folder: Path, *lines: str) -> Path:
    path = folder / "topic.tsv"
    path.write_text("\n".join(["sentence\tacts", *lines]) + "\n")
    return path


def test_marks_are_taken_off_and_places_kept(tmp_path: Path) -> None:
    line = "[1 Norway] {a lodged a protest} with [2 the [3 Chilean] navy].\t1>2,3 ACCUSE.disapprove occurred a"
    (sentence,) = corpus.read(write(tmp_path, line))
    assert sentence.text == "Norway lodged a protest with the Chilean navy."
    assert [sentence.text[a:b] for a, b in sentence.actors[2]] == ["the Chilean navy"]
    assert [sentence.text[a:b] for a, b in sentence.triggers["a"]] == ["lodged a protest"]
    assert [(a.source, a.target, a.root, a.mode) for a in sentence.acts] == [
        (1, 2, "ACCUSE", "disapprove"),
        (1, 3, "ACCUSE", "disapprove"),
    ]


def test_a_mutual_act_goes_both_ways(tmp_path: Path) -> None:
    (sentence,) = corpus.read(write(tmp_path, "[1 Chad] and [2 Niger] {a met}.\t1=2 CONSULT occurred a"))
    assert {(a.source, a.target) for a in sentence.acts} == {(1, 2), (2, 1)}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[1 Chad] {a met} [2 Niger].", "columns"),
        ("[1 Chad] {a met [2 Niger].\t1=2 CONSULT occurred a", "not closed"),
        ("[1 Chad] {a met] [2 Niger].\t1=2 CONSULT occurred a", "wrong bracket"),
        ("[1 Chad] {a met} [2 Niger].\t1=2 GREET occurred a", "no PLOVER root"),
        ("[1 Chad] {a met} [2 Niger].\t1=2 CONSULT done a", "no status"),
        ("[1 Chad] {a met} [2 Niger].\t1=3 CONSULT occurred a", "no actor"),
        ("[1 Chad] {a met} [2 Niger].\tNULL", "NULL line"),
        ("Chad sleeps.\tNULL", "no marked actor"),
        ("[1 Chad] {a met} [2 Niger] {b twice}.\t1=2 CONSULT occurred a", "belong to no act"),
    ],
)
def test_a_line_that_breaks_the_guide_is_named(tmp_path: Path, line: str, why: str) -> None:
    with pytest.raises(TableError, match=rf"line 2: .*{why}"):
        corpus.read(write(tmp_path, line))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no topic file"):
        corpus.read_all(tmp_path)


def test_no_sentence_is_told_twice() -> None:
    keys = Counter(re.sub(r"\W+", " ", s.text).lower().strip() for s in SENTENCES)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_root_and_null_have_enough_sentences() -> None:
    counts = Counter(root for s in SENTENCES for root in {a.root for a in s.acts})
    assert set(counts) == set(roots())
    assert min(counts.values()) >= 150
    nothing = sum(not s.acts for s in SENTENCES)
    assert nothing >= 900


def test_the_held_out_topics_are_topics() -> None:
    topics = set((TRAINING / "held-out.txt").read_text().split())
    assert topics <= {s.topic for s in SENTENCES} | {r.topic for r in REPORTS}
    share = sum(s.topic in topics for s in SENTENCES) / len(SENTENCES)
    assert 0.05 <= share <= 0.15
