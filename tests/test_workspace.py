"""The workspace on disk: made, opened, filled once, asked, exported; and nothing ever half-written."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest

from detente.errors import QueryError, WorkspaceError
from detente.records import Coded
from detente.settings import load
from detente.workspace import AddReport, Workspace, summary
from helpers_workspace import STORY, coded, day, document, full, mention, month, report


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "ws", ("PER", "CHL")) as workspace:
        yield workspace


def contents(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as another program reads them."""
    with duckdb.connect(str(folder / "detente.duckdb"), read_only=True) as con:
        tables = [row[0] for row in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {table: sorted(con.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr) for table in tables}


# Making and opening


def test_a_workspace_is_made_and_opened_again(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "ws", ("PER", "CHL")) as made:
        made.add([full(document())])
    with Workspace(tmp_path / "ws") as again:
        assert again.dyad == ("PER", "CHL")
        assert again.documents().height == 1
    assert 'dyad = ["PER", "CHL"]' in (tmp_path / "ws" / "detente.toml").read_text()


def test_a_workspace_may_be_about_no_pair(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "ws").close()
    with Workspace(tmp_path / "ws") as ws:
        assert ws.dyad is None


def test_the_folder_may_have_settings_of_its_own(tmp_path: Path) -> None:
    Workspace.create(tmp_path).close()
    (tmp_path / "settings.toml").write_text("[workspace]\nbackground_days = 5\n")
    with Workspace(tmp_path) as ws:
        ws.add([report(day("2031-05-01"), 1, published="2031-05-07")])
        assert ws.events()["background"].to_list() == [True]


def test_a_missing_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="detente init"):
        Workspace(tmp_path / "none")


def test_a_workspace_is_never_made_over_another(tmp_path: Path) -> None:
    Workspace.create(tmp_path).close()
    with pytest.raises(WorkspaceError, match="already"):
        Workspace.create(tmp_path)


@pytest.mark.parametrize("dyad", [("PER", "PER"), ("PER", ""), ("Peru", "CHL")])
def test_a_dyad_is_two_states(tmp_path: Path, dyad: tuple[str, str]) -> None:
    with pytest.raises(QueryError, match="JPN"):
        Workspace.create(tmp_path, dyad)
    assert list(tmp_path.iterdir()) == []


def test_another_version_of_the_tables_is_not_opened(tmp_path: Path) -> None:
    Workspace.create(tmp_path).close()
    with duckdb.connect(str(tmp_path / "detente.duckdb")) as con:
        con.execute("UPDATE meta SET value = '0' WHERE key = 'version'")
    with pytest.raises(WorkspaceError, match="version 0"):
        Workspace(tmp_path)


@pytest.mark.parametrize("raw", [b"this is no database at all, only text\n" * 200, b""], ids=["text", "empty"])
def test_a_file_that_is_no_workspace_is_not_opened(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "detente.duckdb").write_bytes(raw)
    with pytest.raises(WorkspaceError):
        Workspace(tmp_path)


def test_a_broken_config_is_named(tmp_path: Path) -> None:
    Workspace.create(tmp_path).close()
    (tmp_path / "detente.toml").write_text('dyad = ["PER"]')
    with pytest.raises(WorkspaceError, match=r"detente\.toml"):
        Workspace(tmp_path)


HOLD = """
import sys
import duckdb
with duckdb.connect(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_workspace_that_another_process_holds_says_so_and_its_snapshot_opens(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "ws") as ws:
        ws.add([full(document())])
        ws.snapshot(tmp_path / "published.duckdb")
    command = [sys.executable, "-c", HOLD, str(tmp_path / "ws" / "detente.duckdb")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(WorkspaceError, match="another process"):
            Workspace(tmp_path / "ws")
        with Workspace(tmp_path / "published.duckdb") as copy:
            assert copy.events().height == 1
            with pytest.raises(WorkspaceError, match="cannot be written"):
                copy.add([full(document(path="new.txt"))])
        holder.communicate()


def test_extensions_are_never_fetched(ws: Workspace) -> None:
    settings = dict(
        ws._con.execute("SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%extensions'").fetchall()
    )
    assert settings == {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


# Adding


def test_reading_twice_changes_nothing(tmp_path: Path) -> None:
    texts = [full(document()), report(day("2031-05-07"), 2), report(None, 3)]
    with Workspace.create(tmp_path) as ws:
        assert ws.add(texts) == AddReport(new=3, known=0, mentions=3)
    before = contents(tmp_path)
    with Workspace(tmp_path) as ws:
        assert ws.add(texts) == AddReport(new=0, known=3, mentions=0)
        assert ws.add([*texts, texts[0]]) == AddReport(new=0, known=4, mentions=0)
    assert contents(tmp_path) == before


def test_a_document_twice_in_one_batch_is_one(ws: Workspace) -> None:
    assert ws.add([full(document()), full(document())]) == AddReport(new=1, known=1, mentions=1)
    assert ws.documents().height == 1


class Crash(Exception):
    """Stands for a power cut."""


@pytest.mark.parametrize("where", ["reading", "writing"])
def test_a_crash_in_the_middle_of_a_batch_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    small = replace(load(), workspace=replace(load().workspace, batch_documents=2))
    texts = [report(day("2031-05-06"), number) for number in range(4)]

    def cut_off() -> Iterator[Coded]:
        yield from texts[:3]
        raise Crash

    with Workspace.create(tmp_path, settings=small) as ws:
        ws.add(texts[:2])
    before = contents(tmp_path)
    with Workspace(tmp_path, settings=small) as ws:
        with pytest.raises(Crash):
            if where == "reading":
                ws.add(cut_off())
            else:
                monkeypatch.setattr(summary, "refresh", lambda *_: (_ for _ in ()).throw(Crash))
                ws.add(texts)
        monkeypatch.undo()
    assert contents(tmp_path) == before
    with Workspace(tmp_path) as ws:
        ws.add(texts)
        assert ws.events()["reports"].to_list() == [4]


def test_a_database_error_is_a_workspace_error_and_writes_nothing(ws: Workspace) -> None:
    ws._con.execute("DROP TABLE figures")
    with pytest.raises(WorkspaceError, match="nothing of this batch"):
        ws.add([full(document())])
    assert ws.documents().is_empty()


def test_known_tells_what_needs_no_coding(ws: Workspace) -> None:
    ws.add([full(document())], coder="coder 1")
    copies = [document().copy_id, document(path="b.txt").copy_id]
    assert ws.known(copies) == {copies[0]}
    assert ws.known(copies, coder="coder 2") == set()


# Identity


def test_nearly_identical_texts_are_one_origin_and_others_are_not(ws: Workspace) -> None:
    wire = document(STORY)
    edited = document("LIMA, 7 May - " + STORY.replace("three billion", "some three billion"), path="b.txt")
    copy = document(STORY, path="c.txt", publisher="Arica Herald")
    other = document(" ".join(reversed(STORY.split())), path="d.txt")
    ws.add([coded(about) for about in (wire, edited, copy, other)])
    origin = dict(ws.documents().select("path", "origin_id").rows())
    assert origin["a.txt"] == origin["b.txt"] == origin["c.txt"] != origin["d.txt"]
    assert dict(ws.documents().select("path", "origin_why").rows()) == {
        "a.txt": "own text",
        "b.txt": "near-identical text",
        "c.txt": "same text",
        "d.txt": "own text",
    }


def test_origins_do_not_depend_on_the_order_of_reading() -> None:
    texts = [document(STORY.replace("Tuesday", weekday), path=f"{weekday}.txt") for weekday in ("Monday", "Friday")]
    texts.append(document("Nothing of the kind was ever said in Iquique or in Tacna.", path="z.txt"))
    found = []
    for order in (texts, texts[::-1]):
        with Workspace.in_memory() as ws:
            for about in order:
                ws.add([coded(about)])
            found.append(ws.origins().select("copy_id", "origin_id").rows())
    assert found[0] == found[1]


# Asking


def test_every_record_comes_back_as_it_was(ws: Workspace) -> None:
    one = full(document(url="https://callao.example/1"))
    ws.add([one])
    assert ws.document(one.document.copy_id) == one.document
    assert ws.document(one.document.text_id) == one.document
    assert ws.records("event") == list(one.events)
    assert ws.records("statement") == list(one.statements)
    assert ws.records("figure") == list(one.figures)
    assert ws.records("expectation") == list(one.expectations)
    assert ws.records("occasion") == list(one.occasions)
    assert ws.records("finding") == []


def test_what_a_text_says_is_stored_as_data(ws: Workspace) -> None:
    text = "<script>alert(1)</script> '); DROP TABLE documents; -- \u202e \x03 \U0001f41f " + STORY
    about = document(text, path='o\'brien "x".txt', publisher="'; DELETE FROM events; --")
    ws.add([full(about)])
    assert ws.document(about.copy_id).text == text
    assert ws.events()["publishers"].to_list() == [["'; DELETE FROM events; --"]]
    assert ws.events(actor="' OR 1=1 --").is_empty()


def test_events_are_filtered_by_who_what_and_when(ws: Workspace) -> None:
    ws.add([
        report(day("2031-05-06"), 1),
        report(day("2031-05-20"), 2, actors=["CHL"], recipients=["PER"], type="ACCUSE", quad="verbal_conflict"),
        report(month("2031-07"), 3, mutual=True, type="CONSULT", quad="verbal_cooperation", status="planned"),
        report(None, 4, recipients=["BOL"], issue="trade"),
    ])  # fmt: skip

    def types(**filters: object) -> list[str]:
        return ws.events(**filters)["type"].to_list()  # type: ignore[arg-type]

    assert types() == ["SANCTION", "ACCUSE", "CONSULT", "SANCTION"]
    assert types(dyad=("CHL", "PER")) == ["SANCTION", "ACCUSE", "CONSULT"]
    assert types(actor="CHL") == ["ACCUSE", "CONSULT"]
    assert types(recipient=["BOL", "ARG"]) == ["SANCTION"]
    assert types(type=["ACCUSE", "CONSULT"]) == ["ACCUSE", "CONSULT"]
    assert types(quad="verbal_conflict") == ["ACCUSE"]
    assert types(status="occurred", issue="diplomacy") == ["SANCTION", "ACCUSE"]
    assert types(since=dt.date(2031, 5, 20)) == ["ACCUSE", "CONSULT"]
    assert types(since=dt.date(2031, 5, 7), until=dt.date(2031, 7, 1)) == ["ACCUSE", "CONSULT"]
    assert types(until=dt.date(2031, 5, 6)) == ["SANCTION"]


def test_with_a_dyad_a_joint_act_is_shown_as_that_of_its_member(ws: Workspace) -> None:
    ws.add([
        report(day("2031-05-06"), 1, actors=["ARG", "PER"], recipients=["BOL", "CHL"]),
        report(day("2031-05-08"), 2, actors=["PER"], recipients=["ARG", "CHL"], mutual=True, type="CONSULT"),
        report(day("2031-05-10"), 3, actors=["CHL", "PER"], recipients=[], mutual=True, type="CONSULT"),
        report(day("2031-05-12"), 4, actors=["CHL", "PER"], recipients=["BOL"]),
    ])  # fmt: skip
    assert ws.events(dyad=("CHL", "PER")).select("actor", "recipient").rows() == [
        ("PER", "CHL"),
        ("CHL", "PER"),
        ("CHL", "PER"),
    ]
    assert ws.events()["actor"].to_list() == ["ARG|PER", "ARG|CHL", "CHL", "CHL|PER"]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"type": "YELL"}, "SANCTION"),
        ({"quad": "conflict"}, "verbal_conflict"),
        ({"status": "done"}, "occurred"),
        ({"dyad": ("PER", "PER")}, "two different states"),
        ({"since": dt.date(2031, 2, 1), "until": dt.date(2031, 1, 1)}, "change them round"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_an_error(ws: Workspace, filters: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ws.events(**filters)  # type: ignore[arg-type]


def test_unknown_ids_and_kinds_are_errors(ws: Workspace) -> None:
    for ask in (lambda: ws.document("x"), lambda: ws.event("x"), lambda: ws.records("rumour")):
        with pytest.raises(QueryError):
            ask()


def test_records_of_one_text_are_given_once_with_the_number_of_copies(ws: Workspace) -> None:
    ws.add([full(document(path=path)) for path in ("a.txt", "b.txt")])
    frame = ws.statements(dyad=("PER", "CHL"), speaker="PER")
    assert frame.select("speaker_person", "verb", "copies", "path", "evidence").rows() == [
        ("Ana Quispe", "said", 2, "a.txt", STORY[98:126])
    ]
    assert ws.statements(every_copy=True).height == 2
    assert ws.statements(document=document(path="b.txt").copy_id).height == 1
    assert ws.statements(dyad=("PER", "BOL")).is_empty()


def test_the_other_kinds_are_filtered_too(ws: Workspace) -> None:
    ws.add([full(document())])
    assert ws.figures(role="level", unit="dollar")["value"].to_list() == [3e9]
    assert ws.figures(since=dt.date(2031, 5, 8)).is_empty()
    assert ws.expectations(holder="PER")["horizon_start"].to_list() == [dt.date(2031, 6, 1)]
    assert ws.occasions(since=dt.date(2031, 6, 4))["name"].to_list() == ["border talks"]
    assert ws.occasions(since=dt.date(2031, 6, 5)).is_empty()
    assert ws.findings(verdict="contradicted").is_empty()


def test_the_reports_of_an_event_come_with_their_documents(ws: Workspace) -> None:
    ws.add([report(day("2031-05-06"), 1, p_event=0.7), report(day("2031-05-06"), 2, published="2031-05-08")])
    (event,) = ws.event_records(dyad=("PER", "CHL"))
    frame = ws.event_reports(event.id)
    assert frame["publisher"].to_list() == ["Paper 2", "Paper 1"]
    assert tuple(frame["id"]) == event.mentions
    assert frame["published"].to_list() == [dt.date(2031, 5, 8), dt.date(2031, 5, 7)]
    assert ws.event(event.id) == event


def test_coverage_is_counted_before_any_screening(ws: Workspace) -> None:
    ws.add([
        coded(document(path="1"), countries=["PER", "CHL"]),
        coded(document("Boats came home to Callao.", path="2"), countries=["PER"]),
        coded(document("It rained in the hills.", path="3"), countries=[]),
        coded(document("Another day.", path="4", published=None, publisher=None), countries=["BOL"]),
    ])  # fmt: skip
    at = dt.date(2031, 5, 7)
    assert ws.coverage().rows() == [(at, "Callao Post", 3), (None, None, 1)]
    assert set(ws.coverage(by_state=True).rows()) == {
        (at, "Callao Post", "CHL", 1, 3),
        (at, "Callao Post", "PER", 2, 3),
        (at, "Callao Post", None, 1, 3),
        (None, None, "BOL", 1, 1),
    }


def test_an_empty_workspace_answers_with_empty_frames(ws: Workspace) -> None:
    for frame in (ws.documents(), ws.events(), ws.mentions(), ws.statements(), ws.coverage(), ws.merges()):
        assert frame.is_empty()
        assert frame.columns


# Out


def test_export_is_partitioned_by_year_and_replaces_what_was_there(ws: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "o'ut"
    ws.export(out)
    ws.add([report(day("2031-05-06"), 1), report(day("2032-05-06"), 2), report(None, 3)])
    ws.export(out)
    ws.export(out)
    events = pl.read_parquet(out / "events" / "**" / "*.parquet", hive_partitioning=True)
    assert sorted(path.name for path in (out / "events").iterdir()) == [
        "year=2031",
        "year=2032",
        "year=__HIVE_DEFAULT_PARTITION__",
    ]
    assert events.height == 3
    assert pl.read_parquet(out / "mentions" / "**" / "*.parquet", hive_partitioning=True).height == 3
    assert sorted(path.name for path in out.iterdir()) == ["events", "mentions"]


def test_a_snapshot_is_replaced_in_one_step_and_leaves_nothing_beside_it(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "out" / "it's.duckdb"
    ws.snapshot(path)
    ws.add([report(day("2031-05-06"), 1)])
    ws.snapshot(path)
    assert [file.name for file in path.parent.iterdir()] == ["it's.duckdb"]
    with Workspace(path) as copy:
        assert copy.events().height == 1


def test_what_cannot_be_written_out_is_an_error(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorkspaceError, match="cannot be written"):
        ws.export(tmp_path / "file")
    with pytest.raises(WorkspaceError, match="cannot be written"):
        ws.snapshot(tmp_path / "file" / "copy.duckdb")


def test_mentions_are_filtered_as_events_are(ws: Workspace) -> None:
    about = document()
    other = mention(about, day("2031-05-06"), at=(50, 90), type="ACCUSE")
    ws.add([coded(about, mention(about, day("2031-05-06")), other)])
    assert ws.mentions(type="ACCUSE")["id"].to_list() == [other.id]
    assert ws.mentions(about.text_id, dyad=("CHL", "PER")).height == 2
    assert ws.mentions("another text").is_empty()
