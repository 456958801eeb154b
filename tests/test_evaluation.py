"""The benchmarks on tiny data made by hand: every expected figure can be counted on the fingers."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from detente.errors import QueryError
from detente.evaluation import BENCHMARKS, SIMULATED, run
from detente.evaluation.html import shingle_f1
from detente.evaluation.matching import one_to_one

TEXT = "Norway accused Iceland of overfishing on Monday. Chad could send aid to Niger. Peru's clerks live near Bolivia."


def act(quote: str, actor: str, recipient: str, root: str, status: str = "occurred") -> dict[str, Any]:
    return {"doc": "a", "quote": quote, "actor": [actor], "recipient": [recipient], "type": root, "status": status}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.json").write_text('{"date": "2024-05-14"}')
    return tmp_path


def write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    (folder / name).write_text("\n".join(json.dumps(row) for row in rows))


def test_documents_count_acts_one_to_one(folder: Path) -> None:
    rows = [
        act("Norway accused Iceland of overfishing", "NOR", "ISL", "ACCUSE"),
        act("Peru's clerks live near Bolivia", "PER", "BOL", "PROTEST"),
        act("Chad could send aid to Niger", "TCD", "NER", "AID", "hypothetical"),
    ]
    write(folder, "events.jsonl", rows)
    result = run("documents", folder)
    assert result.measure("pair_root").counts == {"both": 1, "reported": 1, "annotated": 2}
    assert result.measure("pair_root").value == pytest.approx(2 / 3)
    assert result.measure("extra").value == 0
    assert result.measure("unreal").counts == {"told": 0, "unreal": 1}
    assert result.measure("candidates").counts == {"weighed": 1, "facts": 2}
    assert result.measure("alone_pair_root").counts == {"alone_both": 1, "alone": 1, "annotated": 2}
    assert dict(result.tables[0].rows)["no act reported near the passage"] == 1


def test_documents_tell_a_wrong_root_from_a_wrong_pair(folder: Path) -> None:
    write(folder, "events.jsonl", [act("Norway accused Iceland of overfishing", "NOR", "ISL", "THREATEN")])
    result = run("documents", folder)
    assert result.measure("pair_root").value == 0
    assert result.measure("pair").value == 1
    assert dict(result.tables[0].rows)["right parties, other root"] == 1


def test_documents_of_two_annotators_count_what_either_and_what_both_saw(folder: Path) -> None:
    accused = act("Norway accused Iceland of overfishing", "NOR", "ISL", "ACCUSE")
    lived = act("Peru's clerks live near Bolivia", "PER", "BOL", "PROTEST")
    write(folder, "events.jsonl", [lived])
    write(folder, "events-second.jsonl", [accused, lived])
    result = run("documents", folder)
    assert result.measure("pair_root").value == 0
    assert result.measure("pair_root_of_two").counts == {
        "pair_root_either": 1, "pair_root_reported": 1, "pair_root_both": 0, "pair_root_agreed": 1,
    }  # fmt: skip
    assert result.measure("pair_root_between").value == pytest.approx(2 / 3)


def test_statements_need_the_words_and_the_speaker(folder: Path) -> None:
    (folder / "a.txt").write_text("Finland said talks would resume in June. Sweden said nothing would change at all.")
    rows = [
        {
            "doc": "a",
            "speaker_text": "Finland",
            "speaker_country": "FIN",
            "content_quote": "talks would resume in June",
        },
        {"doc": "a", "speaker_text": "Oslo", "speaker_country": "NOR", "content_quote": "nothing would change at all"},
    ]
    write(folder, "statements.jsonl", rows)
    result = run("statements", folder)
    assert result.measure("content").value == 1
    assert result.measure("speaker_content").counts == {"right": 1, "reported": 2, "annotated": 2}


def test_figures_need_value_and_unit(folder: Path) -> None:
    (folder / "a.txt").write_text("Exports fell 8.5 percent in 1986, and imports rose 4 percent.")
    rows = [
        {"doc": "a", "quote": quote, "value": value, "unit": "percent", "role": "change", "comparator": "=",
         "subject": subject, "period": "1986"}
        for quote, value, subject in (("8.5 percent", 8.5, "exports"), ("4 percent", 5, "imports"))
    ]  # fmt: skip
    write(folder, "figures.jsonl", rows)
    result = run("figures", folder)
    assert result.measure("value_unit").counts == {"matched": 1, "reported": 2, "annotated": 2}
    assert result.measure("role").value == 1


def test_pairs_are_scored_by_root_quad_and_binary(tmp_path: Path) -> None:
    rows = [
        ("Norway accused Iceland of overfishing.", "Norway", "Iceland", "ACCUSE"),
        ("Kenya urged Uganda to open the road.", "Kenya", "Uganda", "REJECT"),
    ]
    lines = ["sentence\tsource\ttarget\tgold_root", *("\t".join(row) for row in rows)]
    (tmp_path / "pairs.tsv").write_text("\n".join(lines))
    result = run("pairs", tmp_path / "pairs.tsv")
    assert result.measure("root").value == 50
    assert result.measure("quad").value == 100
    assert result.measure("binary").value == 100
    assert any(peer.name == "ZSP" for peer in result.measure("root").peers)


def test_pages_are_compared_by_shingles(tmp_path: Path) -> None:
    body = "Norway accused Iceland of overfishing on Monday, and Iceland rejected the charge within the hour. " * 4
    page = f"<html><head><title>Fish</title></head><body><article><p>{body}</p></article></body></html>"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "x.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"x": {"articleBody": body}}))
    assert run("html", tmp_path).measure("f1").value == pytest.approx(1, abs=0.02)
    assert shingle_f1("one two three four five", "one two three four six") == pytest.approx(0.5)


def test_speed_is_measured_against_the_same_texts(folder: Path) -> None:
    result = run("speed", folder)
    assert result.measure("own").counts == {"sentences": 3, "documents": 1}
    assert (result.measure("ratio").value or 0) > 0


def test_speed_on_mixed_news_takes_a_sample_of_the_articles(tmp_path: Path) -> None:
    articles = [{"title": "a"}, *({"body": f"Norway bought {n} ships from Chile."} for n in range(2, 63))]
    (tmp_path / "reuters-000.json").write_text(json.dumps(articles))
    assert run("speed", tmp_path).measure("own").counts == {"sentences": 2, "documents": 2}


def test_matching_is_the_largest_one_to_one() -> None:
    fits = {("a", "x"), ("a", "y"), ("b", "x")}
    assert sorted(one_to_one("ab", "xy", lambda p, g: 1.0 if (p, g) in fits else None)) == [(0, 1), (1, 0)]


BAD = [
    ("documents", "nowhere", "no such folder"),
    ("rumours", ".", "documents"),
    ("pairs", "nowhere.tsv", "no such file"),
]


def test_claims_are_scored_by_whether_the_record_holds_the_person(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "own.csv").write_text(
        "country,office,person,start,end\nNOR,head_of_government,Odd Sletten,1936-01-01,1941-01-01\n"
    )
    (tmp_path / "statements.csv").write_text(
        "label,error_kind,person,office_place,from,to\n"
        "correct,,Odd Sletten,Norway,1936-01-01,1941-01-01\n"
        "wrong,date,Odd Sletten,Norway,1960,1966\n"
        "wrong,date,Nobody Known,Norway,1950,1955\n"
        "wrong,property,Odd Sletten,,1950,1955\n"
    )
    result = run("claims", tmp_path)
    assert result.measure("kept").counts == {"kept": 1, "true": 1}
    assert result.measure("caught").counts == {"caught": 1, "wrong": 1}


@pytest.mark.parametrize(("name", "data", "said"), BAD)
def test_bad_data_is_named_with_the_remedy(tmp_path: Path, name: str, data: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        run(name, tmp_path / data)


def test_every_benchmark_asks_for_its_data(folder: Path) -> None:
    for name in set(BENCHMARKS) - set(SIMULATED):
        with pytest.raises(QueryError, match="--data"):
            run(name)
        with pytest.raises(QueryError):
            run(name, folder / "nothing-here")
