"""Statements of office and dates, true and corrupted, put into sentences and held against the record.

The data is a CSV file with the columns label ("correct" or "wrong"), error_kind, person, office_place, from and to (as
FactBench has them), beside it, in `reference`, the tables of leaders to load. The sentences are detente's own: a form
for each statement, turn by turn, so that no form is scored alone.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from detente import coding
from detente.errors import QueryError
from detente.evaluation.counting import Tally
from detente.evaluation.results import Result, Table
from detente.records import Document
from detente.reference import adapters
from detente.reference.terms import Terms, shipped_terms
from detente.verify import check
from detente.verify.people import offices

FORMS = (
    "{person} was prime minister of {place} from {start} to {end}.",
    "{person} led {place} from {start} to {end}.",
    "From {start} until {end}, the prime minister of {place} was {person}.",
    "{person}, who headed the government of {place} from {start} to {end}, left no memoirs.",
    "{person} served as head of government of {place} between {start} and {end}.",
)
"""How a statement is said: by turns."""

_VERDICTS = ("contradicted", "doubtful", "supported", "unverifiable", "none")
_COLUMNS = ("label", "error_kind", "person", "office_place", "from", "to")
_WITH_THE = ("United", "Netherlands", "Central African", "Dominion", "Philippines", "Gambia", "Bahamas")


def evaluate(data: Path) -> Result:
    """The share of true statements that are not contradicted, and of wrong ones that are.

    Args:
        data: a folder with the statements as its one CSV file, and a folder `reference` with tables of leaders.

    Raises:
        QueryError: the folder does not hold that.
    """
    statements = _statements(data)
    tables = sorted((data / "reference").glob("*.csv"))
    if not tables:
        raise QueryError(f"{data / 'reference'}: no tables; put archigos.csv and the like there")
    record = Terms([*shipped_terms().all, *(term for path in tables for term in adapters.load(path))])
    counts: list[dict[str, int]] = []
    kinds: dict[str, dict[str, int]] = {}
    for number, statement in enumerate(statements):
        kind = statement["error_kind"] or "true"
        if kind != "true" and not offices.known(statement["person"], record):
            kind = "not held"
        verdict = _verdict(FORMS[number % len(FORMS)], statement, record)
        row = kinds.setdefault(
            kind, dict.fromkeys(("contradicted", "doubtful", "supported", "unverifiable", "none"), 0)
        )
        row[verdict] += 1
        if kind != "not held":
            true = kind == "true"
            counts.append(
                {
                    "true": int(true),
                    "kept": int(true and verdict != "contradicted"),
                    "wrong": int(not true),
                    "caught": int(not true and verdict == "contradicted"),
                }
            )
    tally = Tally("claims", counts)
    return Result(
        "claims",
        "statements of office and dates in sentences",
        coding.VERSION,
        (
            tally.per("kept", "true statements not contradicted", "kept", "true"),
            tally.per("caught", "wrong statements about people whom the record holds, contradicted", "caught", "wrong"),
        ),
        (_table(kinds),),
        (f"tables loaded: {', '.join(path.name for path in tables)}",),
    )  # fmt: skip


def _table(kinds: Mapping[str, Mapping[str, int]]) -> Table:
    rows: list[tuple[str | int | float, ...]] = [(kind, *row.values()) for kind, row in kinds.items()]
    return Table("verdicts by kind of error", ("kind", *_VERDICTS), tuple(rows))


def _statements(data: Path) -> list[Mapping[str, str]]:
    files = sorted(data.glob("*.csv"))
    if len(files) != 1:
        raise QueryError(f"{data}: {len(files)} CSV files; the folder must hold the statements as its one CSV file")
    with files[0].open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise QueryError(f"{files[0]}: column {', '.join(missing)} missing; see the benchmark's description")
        return [row for row in reader if row["person"] and row["office_place"]]


def _verdict(form: str, statement: Mapping[str, str], record: Terms) -> str:
    place = statement["office_place"]
    place = f"the {place}" if place.startswith(_WITH_THE) else place
    sentence = form.format(
        person=statement["person"], place=place, start=_said(statement["from"]), end=_said(statement["to"])
    )
    found = check(Document(sentence, published=dt.date.today()), record)
    return found[0].verdict if found else "none"


def _said(date: str) -> str:
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{day.day} {day:%B %Y}"
