"""Tables of office-holders that a user brings: detente's own shape, Archigos, REIGN, and Wikidata's ministers.

Which one a file is, its header tells. A row that cannot be right (an unknown state, an end before its start, two
holders of one office at a time) stops the whole table with its line and column: nothing of it is loaded.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import difflib
import functools
import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import TableError
from detente.ontology import countries, read_csv, rows, split
from detente.ontology.portfolios import portfolio_titles
from detente.records import SourceRow
from detente.reference.offices import offices
from detente.reference.posts import AMBASSADOR, SINGLE, at_post, held_alone
from detente.reference.tables import folder
from detente.reference.terms import LEADER, Term

OWN = ("country", "office", "person", "start", "end")
"""The columns of a table of the user's own; title, aliases, known_through, note, source and basis may be there."""

_BASES = ("dataset", "page", "recalled")
_ARCHIGOS_END = dt.date(2015, 12, 31)
_REIGN_END = (2021, 8)
_MINISTERS_END = dt.date(2022, 6, 30)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_OTHER = "position: "
"""What opens the key of an office that is none of the codebook."""
_GW_NUMBERS = range(2, 1000)

Rows = Sequence[tuple[int, Mapping[str, str]]]


def load(path: Path) -> tuple[Term, ...]:
    """The terms of a table of office-holders.

    Raises:
        TableError: the file is not there, is not CSV in UTF-8, has none of the known headers, or a row is wrong.
    """
    header, found = _read(path)
    for shape in _SHAPES:
        if set(shape.columns) <= set(header):
            return tuple(shape.read(found, path))
    known = "; ".join(f"{shape.name}: {', '.join(shape.columns)}" for shape in _SHAPES)
    raise TableError(f"{path}:1: the columns {', '.join(header) or '(none)'} are of no known table; known are {known}")


def _read(path: Path) -> tuple[list[str], Rows]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror}); name a CSV file") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if not raw.startswith(",".join(_REIGN[:3]).encode()):
            line = raw.count(b"\n", 0, error.start) + 1
            column = error.start - raw.rfind(b"\n", 0, error.start)
            raise TableError(
                f"{path}:{line}: byte {column} of the line is not UTF-8; convert the file, for example with iconv"
            ) from None
        # REIGN mixes two encodings from line to line.
        text = "\n".join(_line(line) for line in raw.split(b"\n"))
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="_more")
    found = []
    for row in reader:
        if "_more" in row or None in row.values():
            raise TableError(f"{path}:{reader.line_num}: not as many fields as the header; quote fields with commas")
        broken = next((name for name, value in row.items() if _CONTROL.search(value)), None)
        if broken is not None:
            raise TableError(f"{path}:{reader.line_num}: column {broken}: holds a control character; take it out")
        found.append((reader.line_num, {key: value.strip() for key, value in row.items()}))
    return [name or "" for name in reader.fieldnames or ()], found


def _line(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _in_order(name: str) -> str:
    """A name with the family name last: "Eyskens, G." is "G. Eyskens"."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


def _own(found: Rows, path: Path) -> Iterator[Term]:
    terms = [_own_row(line, row, path) for line, row in found]
    _refuse_overlaps(terms, path)
    yield from (term for _, term in terms)


def _own_row(line: int, row: Mapping[str, str], path: Path) -> tuple[int, Term]:
    def wrong(column: str, problem: str, remedy: str) -> TableError:
        return TableError(f"{path}:{line}: column {column}: {problem}; {remedy}")

    for column in ("country", "office", "person", "start"):
        if not row[column]:
            raise wrong(column, "empty", "fill it")
    if row["country"] not in _codes():
        raise wrong("country", f"{row['country']!r} is no code of a state or organisation", "use ISO 3166 alpha-3")
    if row["office"] not in _offices() and not row["office"].startswith(_OTHER):
        near = difflib.get_close_matches(row["office"], sorted(_offices()), 3, 0.5)
        use = f"use {', '.join(near or ('head_of_government', 'foreign_minister'))}, or open it with {_OTHER!r}"
        raise wrong("office", f"{row['office']!r} is no office of the codebook", use)
    start = _day(row["start"], last=False)
    if start is None:
        raise wrong("start", f"{row['start']!r} is not a date", "write YYYY-MM-DD, YYYY-MM or YYYY")
    end = _day(row["end"], last=True) if row["end"] else None
    if row["end"] and end is None:
        raise wrong("end", f"{row['end']!r} is not a date", "write YYYY-MM-DD, YYYY-MM or YYYY, or leave it empty")
    if end is not None and end < start:
        raise wrong("end", f"{row['end']} is before the start {row['start']}", "mend one of the two")
    known = _day(row.get("known_through", ""), last=True) or end
    if known is None:
        raise wrong("known_through", "empty though the row has no end", "say up to which day the row is known to hold")
    if known < (end or start):
        raise wrong("known_through", "earlier than the term", "give the last day for which the row is known to hold")
    basis = row.get("basis") or "dataset"
    if basis not in _BASES:
        raise wrong("basis", f"{basis!r} is none of {', '.join(_BASES)}", "use one of them")
    slack = (_slack(row["start"]), _slack(row["end"]))
    title = row.get("title") or row["office"].replace("_", " ").capitalize()
    names = (row["person"], *split(row.get("aliases")))
    source = SourceRow(row.get("source") or path.name, f"line {line}", path.name)
    return line, Term(
        row["country"], row["office"], title, row["person"], names, start, end, known, slack, source, basis,
        row.get("note", ""),
    )  # fmt: skip


def _refuse_overlaps(terms: Sequence[tuple[int, Term]], path: Path) -> None:
    """Two terms in one office of one holder: the day of a handover may be in both."""
    single = [(line, term) for line, term in terms if term.office in SINGLE and "acting" not in term.note]

    def key(item: tuple[int, Term]) -> tuple[str, str]:
        return item[1].country, item[1].office

    for _, group in itertools.groupby(sorted(single, key=lambda item: (key(item), item[1].start)), key=key):
        # Of all the terms before, the one that reaches furthest: a short one may lie within a long one.
        (before, one), *later = group
        for line, other in later:
            if one.last > other.start + dt.timedelta(days=one.slack[1] + other.slack[0]):
                raise TableError(
                    f"{path}:{line}: column start: {other.person} begins on {other.start} while {one.person} "
                    f"(line {before}) holds the office to {one.last}; mend the dates"
                )
            if other.last >= one.last:
                before, one = line, other


def _archigos(found: Rows, path: Path) -> Iterator[Term]:
    for line, row in found:
        start, end = _day(row["startdate"], last=False), _day(row["enddate"], last=True)
        if start is None or end is None:
            raise TableError(f"{path}:{line}: column startdate or enddate: not a date; the file is not Archigos 4.1")
        if end < start:
            raise TableError(f"{path}:{line}: column enddate: {end} is before the start {start}; mend one of the two")
        number = row["gwcode"].removesuffix(".0")
        if not number.isdecimal() or int(number) not in _GW_NUMBERS:
            raise TableError(f"{path}:{line}: column gwcode: {row['gwcode']!r} is no Gleditsch-Ward number; mend it")
        censored = end >= _ARCHIGOS_END
        country = _gw().get(number, f"GW{number}")
        source = SourceRow("Archigos 4.1", row["obsid"], path.name)
        yield Term(
            country, LEADER, "leader", row["leader"], (row["leader"],), start, None if censored else end,
            min(end, _ARCHIGOS_END), (0, 0), source, "dataset",
        )  # fmt: skip


def _reign(found: Rows, path: Path) -> Iterator[Term]:
    for line, row in found:
        if not row["eyear"]:
            row = {**row, "eyear": str(_REIGN_END[0]), "emonth": str(_REIGN_END[1])}
        try:
            start = dt.date(int(row["syear"]), int(row["smonth"]), int(row["sdate"]))
            year, month = int(row["eyear"]), int(row["emonth"])
            end = dt.date(year, month, calendar.monthrange(year, month)[1])
        except ValueError as error:
            raise TableError(f"{path}:{line}: columns sdate to eyear: {error}; mend the row") from None
        if end < start:
            raise TableError(f"{path}:{line}: column eyear: {end} is before the start {start}; mend one of the two")
        censored = (year, month) >= _REIGN_END
        country = _cow().get(row["ccode"], f"COW{row['ccode']}")
        source = SourceRow("REIGN 2021-8", f"{row['leadid']} {row['stateabb']}", path.name)
        name = _in_order(row["leader"])
        yield Term(
            country, LEADER, "leader", name, (name,), start, None if censored else end,
            max(start, end), (0, 31), source, "dataset",
        )  # fmt: skip


def _ministers(found: Rows, path: Path) -> Iterator[Term]:
    country = _country_of_file(path)
    starts: dict[str, list[dt.date]] = {}
    read: list[tuple[int, Mapping[str, str], dt.date, dt.date | None]] = []
    for line, row in found:
        start, end = _day(row["start"], last=False), _day(row["end"], last=True) if row["end"] else None
        if start is None or (row["end"] and end is None):
            raise TableError(f"{path}:{line}: column start or end: not a date; write YYYY-MM-DD")
        if end is not None and end < start:
            raise TableError(f"{path}:{line}: column end: {end} is before the start {start}; mend one of the two")
        starts.setdefault(row["position"].lower(), []).append(start)
        read.append((line, row, start, end))
    for line, row, start, end in read:
        office, title = _position(row["position"], country)
        later = [day for day in starts[row["position"].lower()] if day > start]
        known = end or (_MINISTERS_END if not later else min(later))
        source = SourceRow(f"Wikidata ministers, mid-2022 ({path.stem})", f"{row['personID']} line {line}", path.name)
        yield Term(
            country, office, title, row["person"], (row["person"],), start, end, known, (1, 1), source, "dataset",
        )  # fmt: skip


def _position(position: str, country: str) -> tuple[str, str]:
    """Office and title of a Wikidata position; one that is no office of the codebook keeps its own words."""
    plain = " ".join(position.lower().replace("defense", "defence").split())
    office, states = portfolio_titles().get(plain, ("", ()))
    known = office if office and (not states or country in states) else f"{_OTHER}{plain}"
    posted = at_post(AMBASSADOR, plain)
    return _positions().get(plain, posted if posted != AMBASSADOR else known), position


@functools.cache
def _positions() -> dict[str, str]:
    return {row["position"]: row["office"] for row in read_csv(folder().joinpath("positions.csv"))}


def _country_of_file(path: Path) -> str:
    words = path.stem.lower().split("-")
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        for country in countries().values():
            if name in {country.iso3.lower(), *(n.lower() for n in (country.name, *country.aliases))}:
                return country.iso3
    raise TableError(
        f"{path}: the name of the file tells no state; call it after one, as in japan-ministers.csv, "
        "because a table of positions has no column for it"
    )


def _day(text: str, *, last: bool) -> dt.date | None:
    """A date from YYYY, YYYY-MM or YYYY-MM-DD: its first or its last day."""
    try:
        year, month, day = (*(int(piece) for piece in text.split("-")), 0, 0)[:3]
        if not month:
            return dt.date(year, 12, 31) if last else dt.date(year, 1, 1)
        return dt.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except (ValueError, calendar.IllegalMonthError):
        return None


def _slack(text: str) -> int:
    return {4: 366, 7: 31}.get(len(text), 0) if text else 0


@functools.cache
def _codes() -> frozenset[str]:
    organisations = {row["code"] for row in rows("organisations")}
    return frozenset({*countries(), *organisations, *(row["code"] for row in polities())})


@functools.cache
def _offices() -> frozenset[str]:
    """The keys of offices: those of titles and portfolios, those of the shipped tables, and ambassadors' by place."""
    titled = {row["office"] for row in rows("titles")} | {office for office, _ in portfolio_titles().values()}
    return frozenset({*titled, *(spell.office for spell in offices()), *held_alone(), AMBASSADOR, LEADER})


def polities() -> Iterator[dict[str, str]]:
    """States that are no more, and the Gleditsch-Ward numbers that go with today's codes."""
    yield from read_csv(folder().joinpath("polities.csv"))


@functools.cache
def _gw() -> dict[str, str]:
    return {row["gw"]: row["iso3"] for row in rows("countries") if row["gw"]} | {
        row["gw"]: row["code"] for row in polities() if row["gw"]
    }


@functools.cache
def _cow() -> dict[str, str]:
    return _gw() | {row["cow"]: row["iso3"] for row in rows("countries") if row["cow"]}


@dataclass(frozen=True, slots=True)
class _Shape:
    name: str
    columns: tuple[str, ...]
    read: Callable[[Rows, Path], Iterator[Term]]


_REIGN = ("stateabb", "ccode", "leadid", "leader", "sdate", "smonth", "syear", "emonth", "eyear")
_SHAPES = (
    _Shape("Archigos", ("obsid", "gwcode", "leader", "startdate", "enddate"), _archigos),
    _Shape("REIGN", _REIGN, _reign),
    _Shape("Wikidata positions", ("position", "person", "personID", "start", "end"), _ministers),
    _Shape("detente offices", OWN, _own),
)
