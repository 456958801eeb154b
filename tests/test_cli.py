"""The shell: results on standard output, words on standard error, and the three exit statuses."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from detente.cli import main
from detente.workspace import Workspace

SENTENCE = "Norway accused Iceland of overfishing on Monday."


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    """Run a verb in an empty folder: exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["detente", *words])
        with pytest.raises(SystemExit) as left:
            main()
            raise SystemExit(0)
        out = capsys.readouterr()
        return int(left.value.code or 0), out.out, out.err

    return run


def test_code_prints_a_record_a_line(shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    status, out, err = shell("code", "a.txt", "--date", "2024-05-14", "--records", "events")
    (line,) = out.splitlines()
    record = json.loads(line)
    assert (status, err) == (0, "")
    assert record["record"] == "event"
    assert (record["type"], record["date"], record["path"]) == ("ACCUSE", "2024-05-13", "a.txt")
    assert SENTENCE[record["evidence"]["start"] : record["evidence"]["end"]] == record["evidence"]["text"]


def test_a_document_without_events_says_so(shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The weather was fine in the valley.")
    status, out, err = shell("code", "a.txt", "--records", "events")
    assert (status, out) == (0, "")
    assert err == "detente: a.txt: no event found\n"


def bad_files(folder: Path) -> None:
    (folder / "a-good.txt").write_text(SENTENCE)
    (folder / "b-empty.txt").write_text("")
    (folder / "c-binary.txt").write_bytes(b"\x00\x01\x02" * 400)
    (folder / "d-latin.txt").write_bytes("Le ministre a déclaré".encode("latin-1"))
    (folder / "e-cut.html").write_text("<html><body><p>Norway accused Iceland of overfishing, said the mi</p><a hr")
    (folder / "f-french.txt").write_text(
        "Le gouvernement a déclaré mardi que la Norvège avait accusé l'Islande de surpêche dans les eaux contestées."
    )


def test_what_cannot_be_read_is_one_line_each_and_the_rest_is_read(shell, tmp_path: Path) -> None:
    bad_files(tmp_path)
    status, out, err = shell("code", ".", "--records", "events")
    assert status == 1
    assert [json.loads(line)["path"] for line in out.splitlines()] == ["a-good.txt"]
    lines = err.splitlines()
    assert len(lines) == 5
    for name, said in zip("bcdef", ("empty", "binary", "UTF-8", "truncated", "French"), strict=True):
        (line,) = [line for line in lines if f"{name}-" in line]
        assert said in line and ";" in line


MISUSED = [
    (("brief", "JPN", "a.txt"), "pair of states"),
    (("brief", "JPN-XXX", "a.txt"), "XXX"),
    (("code", "a.txt", "--date", "yesterday"), "2026-01-06"),
    (("code", "a.txt", "--records", "rumours"), "rumour"),
    (("brief", "NOR-ISL", "a.txt", "-o", "brief.pdf"), ".html"),
    (("frobnicate",), "frobnicate"),
]


@pytest.mark.parametrize(("words", "said"), MISUSED)
def test_misuse_is_status_2_and_says_what_to_write(shell, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    status, out, err = shell(*words)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_no_workspace_is_status_1_with_the_remedy(shell) -> None:
    status, _, err = shell("index", "JPN-CHN", "-w", "nowhere")
    assert status == 1
    assert "detente init nowhere" in err


def test_a_workspace_from_init_to_brief(shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    assert shell("init", "ws", "--dyad", "NOR-ISL")[0] == 0
    assert "1 documents read, 0 known already" in shell("read", "a.txt", "-w", "ws", "--date", "2024-05-14")[2]
    assert "0 documents read, 1 known already" in shell("read", "a.txt", "-w", "ws", "--date", "2024-05-14")[2]
    (event,) = [json.loads(line) for line in shell("events", "-w", "ws", "--dyad", "ISL-NOR")[1].splitlines()]
    assert (event["actor"], event["recipient"], event["reports"]) == ("NOR", "ISL", 1)
    header, *rows = shell("index", "NOR-ISL", "-w", "ws")[1].splitlines()
    assert header.startswith("unique_id,ds,y,y-lo-90,y-hi-90,n")
    assert len(rows) == 1
    assert shell("brief", "NOR-ISL", "-w", "ws", "-o", "brief.html")[0] == 0
    assert "Norway accused Iceland" in (tmp_path / "brief.html").read_text("utf-8")


QUIET = [
    (("index", "FJI-TUV"), "no act between FJI and TUV is known that moves the level"),
    (("episodes", "FJI-TUV"), "no act between FJI and TUV that occurred is known"),
    (("reciprocity", "FJI-TUV"), "no act between FJI and TUV that occurred is known"),
    (("third-parties", "FJI-TUV"), "no act of a third party towards FJI or TUV is known"),
]


@pytest.mark.parametrize(("words", "said"), QUIET)
def test_a_pair_of_which_nothing_is_known_is_told_so(shell, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    shell("init", "ws", "--dyad", "NOR-ISL")
    shell("read", "a.txt", "-w", "ws", "--date", "2024-05-14")
    status, out, err = shell(*words, "--format", "jsonl", "-w", "ws")
    assert (status, out) == (0, "")
    assert said in err


def test_no_rows_cannot_be_asked_for(shell, tmp_path: Path) -> None:
    shell("init", "ws", "--dyad", "NOR-ISL")
    for verb in ("episodes", "third-parties"):
        status, _, err = shell(verb, "NOR-ISL", "--top", "-1", "-w", "ws")
        assert status == 2
        assert "-1 rows cannot be shown; ask for 1 or more" in err


def test_the_index_is_that_of_one_stream(shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    shell("init", "ws", "--dyad", "NOR-ISL")
    shell("read", "a.txt", "-w", "ws", "--date", "2024-05-14")
    plain = shell("index", "NOR-ISL", "-w", "ws")
    assert shell("index", "NOR-ISL", "--stream", "text", "-w", "ws") == plain
    status, out, err = shell("index", "NOR-ISL", "--stream", "icews", "-w", "ws")
    assert (status, out) == (2, "")
    assert "no events of a stream 'icews'; there are text" in err
    events = Workspace.events

    def several(own: Workspace, **asked: Any) -> pl.DataFrame:
        found = events(own, **asked).with_columns(stream=pl.lit("text"))
        return pl.concat([found, found.with_columns(stream=pl.lit("gdelt")), found.with_columns(stream=pl.lit("text"))])

    monkeypatch.setattr(Workspace, "events", several)
    status, out, err = shell("index", "NOR-ISL", "-w", "ws")
    assert (status, out) == (0, plain[1])
    assert "shown is the stream text; there are text (2 events), gdelt (1 events)" in err


def test_a_failed_brief_leaves_no_half_file(shell, tmp_path: Path) -> None:
    shell("brief", "NOR-ISL", "missing.txt", "-o", "brief.html")
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_classify_names_bad_rows_and_does_the_others(shell, tmp_path: Path) -> None:
    rows = ["sentence\tsource\ttarget", f"{SENTENCE}\tNorway\tIceland", "\tNorway\tIceland", "Norway left.\tChad\t"]
    (tmp_path / "pairs.tsv").write_text("\n".join(rows))
    status, out, err = shell("classify", "pairs.tsv")
    (line,) = out.splitlines()
    assert (status, json.loads(line)["type"]) == (1, "ACCUSE")
    assert "pairs.tsv:3: column sentence" in err
    assert "pairs.tsv:4: column source" in err


def test_a_pairs_file_without_a_column_names_it(shell, tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text("sentence\tsource\nNorway left.\tNorway\n")
    status, _, err = shell("classify", "pairs.tsv")
    assert status == 1
    assert "column target missing" in err


def test_a_script_in_an_article_is_shown_as_text(shell, tmp_path: Path) -> None:
    evil = '<script>alert("x")</script>'
    line = {"text": f"Norway accused Iceland {evil} of overfishing on Monday.", "title": evil, "publisher": evil,
            "published": "2024-05-14", "url": "javascript:alert(1)"}  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    assert shell("brief", "NOR-ISL", "a.jsonl", "-o", "brief.html")[0] == 0
    page = (tmp_path / "brief.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "javascript:" not in page


def test_the_demo_writes_a_brief_that_needs_no_network(shell, tmp_path: Path) -> None:
    status, out, err = shell("demo", "-o", "demo")
    page = (tmp_path / out.strip()).read_text("utf-8")
    assert status == 0
    assert re.search(r"2\d\d reports read", err)
    assert "Japan – China" in page
    assert not re.findall(r"""(?:src|srcset)=["']|<link|@import|url\(["']?http""", page)


def monthly(folder: Path, values: list[float | str]) -> Path:
    """A series of months from January 2005 on."""
    rows = [f"AAA-BBB,{2005 + number // 12}-{number % 12 + 1:02},{value}" for number, value in enumerate(values)]
    path = folder / "monthly.csv"
    path.write_text("unique_id,ds,y\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_forecast_writes_the_published_model_with_its_intervals_and_says_why(shell, tmp_path: Path) -> None:
    monthly(tmp_path, [10 + (number * 7) % 5 for number in range(60)])
    status, out, err = shell("forecast", "--series", "monthly.csv", "--horizon", "2", "--level", "90")
    header, first, second = out.splitlines()
    model = header.split(",")[2]
    assert status == 0
    assert header == f"unique_id,ds,{model},{model}-lo-90,{model}-hi-90"
    assert [row.split(",")[1] for row in (first, second)] == ["2010-01-01", "2010-02-01"]
    low, middle, high = (float(first.split(",")[place]) for place in (3, 2, 4))
    assert 10 <= low <= middle <= high <= 14
    assert err.startswith("detente: AAA-BBB: ") and "published" in err


def test_forecast_of_one_observation_is_that_value_without_an_interval(shell, tmp_path: Path) -> None:
    monthly(tmp_path, [3.5])
    status, out, err = shell("forecast", "--series", "monthly.csv", "--horizon", "1")
    assert (status, out.splitlines()[1]) == (0, "AAA-BBB,2005-02-01,3.5,,,,")
    assert "climatology of 1 observation" in err


def test_forecast_names_the_line_of_a_value_that_cannot_be_used(shell, tmp_path: Path) -> None:
    monthly(tmp_path, [1, 2, "inf", 4])
    status, out, err = shell("forecast", "--series", "monthly.csv")
    assert (status, out) == (1, "")
    assert "monthly.csv:4" in err and "must be finite" in err


def test_forecast_wants_either_a_pair_or_a_file(shell) -> None:
    status, out, err = shell("forecast")
    assert (status, out) == (2, "")
    assert "--series FILE.csv" in err


def test_backtest_prints_skill_and_coverage_by_horizon(shell, tmp_path: Path) -> None:
    monthly(tmp_path, [10 + (number * 7) % 5 for number in range(90)])
    status, out, _ = shell("backtest", "--series", "monthly.csv", "--horizon", "2", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (status, [row["horizon"] for row in rows]) == (0, [1, 2, None])
    assert rows[0]["n"] == 42
    assert all(row["crps"] > 0 and 0.8 <= row["coverage_90"] <= 1 for row in rows)


def test_a_frequency_that_is_named_is_used(shell, tmp_path: Path) -> None:
    (tmp_path / "thin.csv").write_text("unique_id,ds,y\nA,2001-01-01,1\nA,2002-01-01,2\nA,2003-01-01,4\n")
    ends = {
        freq: shell("forecast", "--series", "thin.csv", "--horizon", "1", *freq)[1] for freq in ((), ("--freq", "Q"))
    }
    assert [out.splitlines()[1].split(",")[1] for out in ends.values()] == ["2004-01-01", "2003-04-01"]


def test_classify_reads_quotation_marks_as_they_stand_and_names_empty_lines(shell, tmp_path: Path) -> None:
    rows = ["sentence\tsource\ttarget", f'"{SENTENCE}\tNorway\tIceland', "", f'"{SENTENCE}"\tNorway\tIceland', ""]
    (tmp_path / "pairs.tsv").write_text("\n".join(rows) + "\n")
    status, out, err = shell("classify", "pairs.tsv")
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["ACCUSE", "ACCUSE"]
    assert (status, err.count("pairs.tsv:")) == (1, 1)
    assert "pairs.tsv:3: an empty line" in err
