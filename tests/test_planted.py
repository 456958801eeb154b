"""Articles with planted errors: how the benchmark counts, and floors on the second set and a part of the first.

The articles and their errors (the folders of `planted/`) were written for the project by hands that had not seen the
program. The misses of all have been read by now. The floors are a little below what was reached when they
were set; the whole of each is measured by `detente eval planted`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import QueryError
from detente.evaluation import run
from detente.evaluation.data import table, texts
from detente.evaluation.planted import COLUMNS, Reading, read
from detente.records import Document
from detente.verify import check

SETS = Path(__file__).parent / "planted"
TRUE = Path(__file__).parent / "true"
"""Dense articles with nothing false in them, written by hands that had not seen the program."""
FLOORS = {
    "first": (4, 16, 0),
    "second": (14, 72, 0),
    "asia": (4, 27, 0),
    "seventh": (4, 20, 0),
    "fortythird": (4, 21, 0),
}
"""For each set: how many of its articles, by name, are read; planted errors contradicted; the most false alarms."""
SIZES = {"fortythird": (64, 8)}
"""Of a smaller set than the others: its errors and articles."""

TEXT = (
    "Ministers meet\nTOKYO, January 6, 2026\n\n"
    "Aid of 6.2 trillion yen, or about $40 billion, was promised. Prices rose from 40 to 50, or 25 percent. "
    "Friday, January 2, 2026 was a holiday.\n"
)
PART = 8
"""Every so many of the true articles are read."""
HEAD = "doc\ttrue\tfalse\tkind\twhy\n"
ROWS = (
    "talks\tor 25 percent\tor 45 percent\tpercentage\tFrom 40 to 50 is 25 percent.\n"
    "talks\tabout $40 billion\tabout $90 billion\tconversion\tAt 155 yen it is 40.\n"
    "talks\twas promised\twas refused\tfigure\tNo table can know.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talks.txt").write_text(TEXT)
    (tmp_path / "planted.tsv").write_text(HEAD + ROWS)
    return tmp_path


def test_errors_are_found_by_the_sentence_that_holds_them(folder: Path) -> None:
    result = run("planted", folder)
    assert result.measure("recall").counts == {"found": 2, "planted": 3}
    assert result.measure("precision").counts == {"true": 2, "alarms": 2}
    assert ("conversion", 1, 1, 0) in result.tables[0].rows
    assert ("figure", 1, 0, 0) in result.tables[0].rows


def test_an_alarm_of_the_article_itself_is_false_and_counts_once(folder: Path) -> None:
    (folder / "talks.txt").write_text(TEXT.replace("Friday", "Monday"))
    result = run("planted", folder)
    assert result.measure("precision").counts == {"true": 2, "alarms": 3}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("talks\tnot there\tx\tfigure\ty\n", "does not stand in its text"),
        ("talks\to\tx\tfigure\ty\n", "stands there twice"),
        ("other\tor 25 percent\tx\tfigure\ty\n", "no text other.txt"),
        ("talks\tor 25 percent\tx\tfigure\ty\ntalks\t25 percent\tx\tfigure\ty\n", "overlaps"),
    ],
)
def test_a_table_that_does_not_fit_its_texts_is_named(folder: Path, row: str, said: str) -> None:
    (folder / "planted.tsv").write_text(HEAD + row)
    with pytest.raises(QueryError, match=said):
        run("planted", folder)


@pytest.mark.parametrize("name", FLOORS)
def test_planted_errors_are_found_and_true_articles_are_left_alone(name: str) -> None:
    size, least, most = FLOORS[name]
    readings = _part(SETS / name, size)
    found = sum(len(reading.found("contradicted")) for reading in readings)
    false = sum(a.error is None for r in readings for a in r.alarms if a.finding.verdict == "contradicted")
    assert found >= least
    assert false <= most


@pytest.mark.parametrize("name", FLOORS)
def test_both_sets_are_large_and_of_many_kinds(name: str) -> None:
    rows = [row for _, row in table(SETS / name / "planted.tsv", COLUMNS)]
    errors, articles = SIZES.get(name, (85, 10))
    assert len(rows) >= errors
    assert len({row["doc"] for row in rows}) == len(list((SETS / name).glob("*.txt"))) >= articles
    assert len({row["kind"] for row in rows}) == 11


def _part(folder: Path, size: int) -> list[Reading]:
    rows: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in table(folder / "planted.tsv", COLUMNS):
        rows.setdefault(row["doc"], []).append((line, row))
    documents = texts(folder)
    return [read(documents[name], rows[name], folder) for name in sorted(documents)[:size]]


def test_articles_with_nothing_false_in_them_are_left_alone() -> None:
    """A part of them; what all of them bring is in docs/benchmarks.md."""
    articles = sorted(TRUE.glob("*.txt"))
    assert len(articles) >= 60
    for path in articles[::PART]:
        found = check(Document(path.read_text(encoding="utf-8"), None, None))
        assert [one.claim for one in found if one.verdict == "contradicted"] == []
        assert sum(one.verdict == "supported" for one in found) >= 1
