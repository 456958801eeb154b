"""Tables of office-holders that a user brings: what is read, what is refused and where, what is kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from detente import reference
from detente.errors import TableError
from detente.reference import adapters
from detente.reference.terms import LEADER

HEADER = "country,office,person,start,end"


def _table(folder: Path, text: str, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def test_a_table_of_ones_own_is_read_with_its_precision(tmp_path: Path) -> None:
    table = _table(tmp_path, f"{HEADER}\nFRA,position: mayor,Jeanne Petit,2001-03,2008\n")
    (term,) = adapters.load(table)
    assert (term.start, term.end) == (dt.date(2001, 3, 1), dt.date(2008, 12, 31))
    assert term.slack == (31, 366)
    assert term.row.file == "own.csv"
    assert term.row.key == "line 2"


@pytest.mark.parametrize(
    ("row", "column", "line"),
    [
        ("XXX,foreign_minister,A. Person,2001-01-01,2002-01-01", "country", 2),
        ("FRA,foreign_minister,A. Person,2003-01-01,2002-01-01", "end", 2),
        ("FRA,foreign_minister,A. Person,2001-13-01,2002-01-01", "start", 2),
        ("FRA,foreign_minister,,2001-01-01,2002-01-01", "person", 2),
        ("FRA,foreign_minister,A. Person,2001-01-01,", "known_through", 2),
        ("FRA,court_jester,A. Person,2001-01-01,2002-01-01", "office", 2),
        ("FRA,foreign_minister,A. Per\x00son,2001-01-01,2002-01-01", "person", 2),
        (
            "FRA,head_of_state,A. Person,2001,2010\nFRA,head_of_state,A. Person,2002,2003\n"
            "FRA,head_of_state,C. Third,2005,2006",
            "start",
            3,
        ),
        (
            "FRA,head_of_state,A. Person,2001,2010\nFRA,head_of_government,A. Person,2002,2003\n"
            "FRA,head_of_state,B. Other,2003,2003\nFRA,head_of_state,C. Third,2005,2006",
            "start",
            4,
        ),
        (
            "FRA,foreign_minister,A. Person,2001-01-01,2003-01-01\nFRA,foreign_minister,B. Other,2002-01-01,2004-01-01",
            "start",
            3,
        ),
    ],
)
def test_a_wrong_row_refuses_the_table_with_line_and_column(tmp_path: Path, row: str, column: str, line: int) -> None:
    table = _table(tmp_path, f"{HEADER}\n{row}\n")
    with pytest.raises(TableError, match=rf"own\.csv:{line}: column {column}"):
        adapters.load(table)


@pytest.mark.parametrize(
    ("name", "text", "column"),
    [
        ("archigos.csv", "obsid,gwcode,leader,startdate,enddate\nX,220.0,A,1995-05-17,1994-05-16\n", "enddate"),
        ("archigos.csv", "obsid,gwcode,leader,startdate,enddate\nX,9999,A,1995-05-17,1996-05-16\n", "gwcode"),
        (
            "kenya-ministers.csv",
            "position,person,personID,start,end\nMinister of Fish,A,Q,2010-01-01,2009-01-01\n",
            "end",
        ),
        (
            "reign.csv",
            "stateabb,ccode,leadid,leader,sdate,smonth,syear,emonth,eyear\nUSA,2,x,A,20,1,1953,1,1951\n",
            "eyear",
        ),
    ],
)
def test_a_wrong_row_of_a_known_table_refuses_it(tmp_path: Path, name: str, text: str, column: str) -> None:
    with pytest.raises(TableError, match=rf"{name}:2: column {column}"):
        adapters.load(_table(tmp_path, text, name))


def test_two_people_may_share_the_day_of_a_handover(tmp_path: Path) -> None:
    rows = "FRA,foreign_minister,A. Person,2001-01-01,2003-01-01\nFRA,foreign_minister,B. Other,2003-01-01,2004-01-01"
    assert len(adapters.load(_table(tmp_path, f"{HEADER}\n{rows}\n"))) == 2


def test_another_encoding_is_refused_with_line_and_byte(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(f"{HEADER}\nFRA,position: mayor,Andr\xe9 Petit,2001,2002\n".encode("latin-1"))
    with pytest.raises(TableError, match=r"own\.csv:2: byte 25 of the line is not UTF-8"):
        adapters.load(path)


def test_a_header_of_no_known_table_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="known are Archigos"):
        adapters.load(_table(tmp_path, "name,value\na,1\n"))


def test_a_row_with_too_many_fields_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"own\.csv:2: not as many fields"):
        adapters.load(_table(tmp_path, f"{HEADER}\nFRA,position: mayor,Petit, Jeanne,2001,2002\n"))


def test_archigos_ends_in_2015_and_says_so(tmp_path: Path) -> None:
    text = (
        "obsid,gwcode,leadid,leader,startdate,enddate\n"
        "FRN-1995,220.0,a,Chirac,1995-05-17,2007-05-16\nFRN-2012,220.0,b,Hollande,2012-05-15,2015-12-31\n"
    )
    chirac, hollande = adapters.load(_table(tmp_path, text, "archigos.csv"))
    assert (chirac.country, chirac.office, chirac.end) == ("FRA", LEADER, dt.date(2007, 5, 16))
    assert (hollande.end, hollande.known_through) == (None, dt.date(2015, 12, 31))


def test_reign_is_read_though_its_notes_are_in_another_encoding(tmp_path: Path) -> None:
    text = (
        "stateabb,ccode,leadid,leader,sdate,smonth,syear,emonth,eyear,notes\n"
        "USA,2,x,Eisenhower,20,1,1953,1,1961,\x85\nUSA,2,y,Biden,20,1,2021,,,\n"
    )
    path = tmp_path / "reign.csv"
    path.write_bytes(text.encode("latin-1"))
    eisenhower, biden = adapters.load(path)
    assert (eisenhower.country, eisenhower.end, eisenhower.slack) == ("USA", dt.date(1961, 1, 31), (0, 31))
    assert (biden.end, biden.known_through) == (None, dt.date(2021, 8, 31))


def test_positions_take_their_state_from_the_name_of_the_file(tmp_path: Path) -> None:
    text = (
        "position,person,personID,start,end\nMinister of Foreign Affairs,A. Person,Q1,2010-01-01,\n"
        "Minister of Foreign Affairs,B. Other,Q2,2012-01-01,\nMinister of Fish,C. Third,Q3,2012-01-01,2013-01-01\n"
    )
    first, second, third = adapters.load(_table(tmp_path, text, "south-korea-ministers.csv"))
    assert (first.country, first.office) == ("KOR", "foreign_minister")
    assert first.known_through == dt.date(2012, 1, 1), "a successor stands in the table: no end is no reach"
    assert second.known_through == dt.date(2022, 6, 30)
    assert third.office == "position: minister of fish"
    with pytest.raises(TableError, match="tells no state"):
        adapters.load(_table(tmp_path, text, "list.csv"))


@pytest.mark.parametrize(
    ("position", "file", "office"),
    [
        ("Secretary of Homeland Security", "us-cabinet.csv", "homeland_security_minister"),
        ("Secretary of State for Northern Ireland", "united-kingdom-cabinet.csv", "northern_ireland_minister"),
        ("Minister of Reunification", "south-korea-ministers.csv", "unification_minister"),
        ("Minister of Trade, Industry and Energy", "south-korea-ministers.csv", "industry_minister"),
        ("ambassador to the United States of America", "japan-ministers.csv", "ambassador USA"),
        ("Permanent Representative to NATO", "us-cabinet.csv", "ambassador NAT"),
        ("Speaker of the House of Representatives", "japan-ministers.csv", "speaker"),
        ("President of the House of Councillors", "japan-ministers.csv",
         "position: president of the house of councillors"),
    ],
)  # fmt: skip
def test_positions_are_the_offices_of_portfolios_and_posts(
    tmp_path: Path, position: str, file: str, office: str
) -> None:
    text = f'position,person,personID,start,end\n"{position}",A. Person,Q1,2010-01-01,2012-01-01\n'
    assert [term.office for term in adapters.load(_table(tmp_path, text, file))] == [office]


def test_an_added_table_is_kept_and_a_wrong_one_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_REFERENCE", str(tmp_path / "kept"))
    assert reference.added() == ()
    reference.add(_table(tmp_path, f"{HEADER}\nFRA,position: mayor,Jeanne Petit,2001,2008\n"))
    with pytest.raises(TableError):
        reference.add(_table(tmp_path, f"{HEADER}\nFRA,position: mayor,Jeanne Petit,2008,2001\n", "wrong.csv"))
    assert [path.name for path in reference.added()] == ["own.csv"]
