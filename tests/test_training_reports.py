"""Reports with marked and coded sentences: one text that is both training sentences and an annotated document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.errors import TableError
from detente.evaluation import run
from detente.training import reports

HEAD = "# ECUADOR FREES TUNA BOAT | 1987-05-04 | agency wire, 1980s"
FREED = (
    "[1:ECU.GOV Ecuador] has {a freed} [2:USA.BUS an American boat] {b seized} last month.\t"
    "1>2 CONCEDE occurred a; 0>2 COERCE.seize occurred b (ECU.MIL>USA.BUS)"
)
TALKS = "[1:ECU,USA.GOV The two governments] have {a held talks} on tuna.\t1>0 CONSULT occurred a (ECU.GOV=USA.GOV)"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "tuna.tsv"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_report_is_a_text_its_sentences_and_its_acts(tmp_path: Path) -> None:
    (report,) = reports.read(write(tmp_path, HEAD, FREED, "Prices rose.\t-", "", TALKS))
    first, second = report.text.split("\n\n")
    assert first == "Ecuador has freed an American boat seized last month. Prices rose."
    assert second == "The two governments have held talks on tuna."
    assert [len(s.acts) for s in report.sentences] == [2, 0, 1]
    assert [(e["actor"], e["recipient"], e["type"], e["mutual"]) for e in report.events] == [
        (["ECU"], ["USA"], "CONCEDE", False),
        (["ECU"], ["USA"], "COERCE", False),
        (["ECU"], ["USA"], "CONSULT", True),
    ]
    assert [e["quote"] for e in report.events[:2]] == [
        "Ecuador has freed an American boat",
        "an American boat seized",
    ]
    assert report.events[1]["actor_sector"] == "MIL"


def test_the_first_place_of_a_quote_is_its_own(tmp_path: Path) -> None:
    again = "On Friday too, [1:ECU,USA.GOV the two governments] said they have {a held talks}.\t1>0 CONSULT occurred a"
    (report,) = reports.read(write(tmp_path, HEAD, TALKS, again, TALKS.replace("tuna", "cod")))
    first = [report.text.find(str(e["quote"])) for e in report.events]
    starts = [0, report.text.index("On Friday"), report.text.rindex("The two")]
    ends = [*starts[1:], len(report.text)]
    assert all(start <= at < end for at, start, end in zip(first, starts, ends, strict=True))


def test_what_is_merely_alleged_is_no_annotated_act(tmp_path: Path) -> None:
    said = (
        "[1:ECU.GOV Quito] {a said} [2:PER.MIL Peru] had {b shelled} it.\t1>2 ACCUSE occurred a; 2>1 ASSAULT alleged b"
    )
    (report,) = reports.read(write(tmp_path, HEAD, said))
    assert [e["type"] for e in report.annotated[1]] == ["ACCUSE"]
    assert len(report.sentences[0].acts) == 2


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((FREED,), "line 1: a sentence before"),
        (("# no date", FREED), "line 1: not of the form"),
        ((HEAD.replace("05-04", "02-30"), FREED), "line 1: 1987-02-30 is no day"),
        ((HEAD,), "has no sentence"),
        ((HEAD, FREED.replace("ECU.GOV", "QQQ.GOV")), "line 2: QQQ is neither"),
        ((HEAD, FREED.replace("ECU.MIL", "ECU.ARMY")), "line 2: ARMY is no sector"),
        ((HEAD, "{a Fire}!\t-"), "line 2: a line without acts"),
        ((HEAD, FREED.split("\t")[0]), "line 2: 1 columns"),
    ],
)
def test_a_line_that_breaks_the_guide_is_named(tmp_path: Path, lines: tuple[str, ...], why: str) -> None:
    with pytest.raises(TableError, match=why):
        reports.read(write(tmp_path, *lines))


def test_reports_are_written_as_the_benchmark_reads_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports.main([str(write(tmp_path, HEAD, FREED, TALKS)), "--write", str(tmp_path / "out")])
    assert "1 reports, 2 sentences" in capsys.readouterr().out
    assert json.loads((tmp_path / "out" / "tuna-1.json").read_text())["date"] == "1987-05-04"
    assert run("documents", tmp_path / "out").measure("pair_root").counts["annotated"] == 3
