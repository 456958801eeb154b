"""The public door: what `import detente` gives, what `detente.code` returns, and how mistakes are answered."""

from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import detente
from detente import api, errors, records
from detente.records import Expectation, Figure, Mention, Occasion, Statement

REPORT = (
    "Uruguay recalled its ambassador from Paraguay on Monday. "
    '"The river belongs to both of us," Paraguay\'s foreign minister said. '
    "Uruguayan wool exports fell 4 per cent to 90,000 tonnes in 2023. "
    "Analysts say a quick settlement is unlikely. "
    "A summit of the two presidents is planned in Montevideo on 2 July 2024."
)
FRAMES: dict[str, type[records.Record]] = {
    "events": Mention,
    "statements": Statement,
    "figures": Figure,
    "expectations": Expectation,
    "occasions": Occasion,
}


def test_the_public_names_are_sorted_and_each_is_there() -> None:
    assert detente.__all__ == sorted(set(detente.__all__))
    assert [name for name in detente.__all__ if getattr(detente, name, None) is None] == []
    assert dir(detente) == detente.__all__


def test_every_error_and_every_record_has_a_public_name() -> None:
    raised = {name for name, item in vars(errors).items() if isinstance(item, type) and issubclass(item, Exception)}
    classes = {
        name
        for name, item in vars(records).items()
        if isinstance(item, type) and dataclasses.is_dataclass(item) and item.__module__ == records.__name__
    }
    assert raised | classes <= set(detente.__all__)
    assert set(detente.__all__) - raised - classes == {"CodedText", "Relation", "Workspace", "code"}


def test_the_door_and_the_rooms_behind_it_hold_the_same_things() -> None:
    assert detente.code is api.code
    assert detente.Workspace is api.Workspace
    assert detente.Mention is Mention
    assert api.__all__ == sorted(api.__all__)
    assert [name for name in api.__all__ if not hasattr(api, name)] == []


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'detente' has no attribute 'colour'"):
        _ = detente.colour


def test_importing_detente_loads_neither_the_parser_nor_the_store() -> None:
    program = "import sys, detente; print(sorted({'spacy', 'duckdb', 'polars', 'altair'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("frame", "kind"), FRAMES.items())
def test_each_kind_comes_as_a_frame_with_its_fields_as_columns(frame: str, kind: type[records.Record]) -> None:
    found = getattr(detente.code(REPORT, published="2024-05-15"), frame)
    assert isinstance(found, pl.DataFrame)
    fields = {field.name for field in dataclasses.fields(kind)}
    assert set(found.columns) == fields | ({"date"} if kind is Mention else set())
    assert found.columns[:4] == ["record", "id", "document", "path"]
    assert found.height > 0


def test_frames_and_records_tell_the_same() -> None:
    coded = detente.code(REPORT, published=dt.date(2024, 5, 15))
    ids = [record.id for record in coded.records()]
    assert ids == [id_ for frame in FRAMES for id_ in getattr(coded, frame)["id"]]


def test_what_is_given_about_a_text_is_kept_with_it() -> None:
    coded = detente.code(REPORT, published="2024-05-15", title="A river", publisher="Post", url="https://example.org/r")
    document = coded.document
    assert (document.text, document.title, document.publisher) == (REPORT, "A river", "Post")
    assert (document.published, document.url) == (dt.date(2024, 5, 15), "https://example.org/r")


def test_relative_times_need_a_date_of_publication() -> None:
    dated = detente.code(REPORT, published="2024-05-15").coded.events[0]
    undated = detente.code(REPORT).coded.events[0]
    assert dated.when is not None
    assert dated.when.label() == "2024-05-13"
    assert undated.when is None


def test_a_text_without_an_act_gives_empty_frames() -> None:
    coded = detente.code("The lake lies between hills.", published="2024-05-15")
    assert [getattr(coded, frame).height for frame in FRAMES] == [0] * len(FRAMES)
    assert coded.records() == ()


def test_a_coded_text_shows_itself_in_a_notebook() -> None:
    assert "<table" in detente.code(REPORT, published="2024-05-15")._repr_html_()


WRONG_DATES = ["15 May 2024", "2024-13-01", "2024-02-30", "yesterday", "2024", ""]


@pytest.mark.parametrize("date", WRONG_DATES)
def test_a_wrong_date_is_named_with_the_remedy(date: str) -> None:
    with pytest.raises(detente.QueryError, match="is not a date; write it as 2026-01-06") as caught:
        detente.code(REPORT, published=date)
    assert repr(date) in str(caught.value)


DYADS = [
    ("JPN-CHN", ("JPN", "CHN")),
    ("jpn-chn", ("JPN", "CHN")),
    ("PRY>URY", ("PRY", "URY")),
]


@pytest.mark.parametrize(("text", "pair"), DYADS)
def test_a_pair_of_states_is_read_from_its_short_form(text: str, pair: tuple[str, str]) -> None:
    assert api.as_dyad(text) == pair


WRONG_DYADS = ["JPN", "JPN-JPN", "JPN-CHN-KOR", "", "Japan-China", "JPN-XXX", "JP-CN", "JPN CHN", "UNO-JPN"]


@pytest.mark.parametrize("text", WRONG_DYADS)
def test_a_wrong_pair_of_states_is_named_with_the_remedy(text: str) -> None:
    with pytest.raises(detente.QueryError, match="as in JPN-CHN") as caught:
        api.as_dyad(text)
    assert repr(text) in str(caught.value)


def test_a_workspace_asks_for_real_states(tmp_path: Path) -> None:
    with pytest.raises(detente.QueryError, match="no state has the code ZZZ"):
        detente.Workspace(tmp_path / "ws", dyad="JPN-ZZZ")
    assert not (tmp_path / "ws").exists()
    with api.Workspace.in_memory() as own, pytest.raises(detente.QueryError, match="not a pair of states"):
        own.relation("JPN", "JPN")


def test_a_text_becomes_a_relation(tmp_path: Path) -> None:
    article = tmp_path / "river.txt"
    article.write_text(REPORT, encoding="utf-8")
    with detente.Workspace(tmp_path / "ws", dyad="URY-PRY") as own:
        first = own.read(article, published="2024-05-15")
        again = own.read(article, published="2024-05-15")
        relation = own.relation("URY", "PRY")
        events, index = relation.events(), relation.index()
    assert (first.new, again.new, again.known) == (1, 0, 1)
    assert "SANCTION" in events["type"].to_list()
    assert index.columns[:6] == ["unique_id", "ds", "y", "y-lo-90", "y-hi-90", "n"]
    assert index["unique_id"].unique().to_list() == ["URY-PRY"]


def test_a_file_that_cannot_be_read_is_raised_or_handed_on(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    failures: list[detente.DocumentError] = []
    with api.Workspace.in_memory() as own:
        with pytest.raises(detente.DocumentError, match=r"empty\.txt"):
            own.read(empty)
        assert own.read(empty, on_error=failures.append).new == 0
    assert [failure.path for failure in failures] == [str(empty)]


def test_the_ending_of_a_brief_tells_its_form(tmp_path: Path) -> None:
    with api.Workspace.in_memory() as own, pytest.raises(detente.QueryError, match=r"'\.docx'; end it in"):
        own.relation("URY", "PRY").brief(tmp_path / "brief.docx")
    assert list(tmp_path.iterdir()) == []
