"""The records: to JSON and back, JSON Schema, the identity of documents, the labels of times."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any, get_args

import jsonschema
import pytest

from detente.coding.reader import code
from detente.records import (
    KINDS,
    Actor,
    Coded,
    Document,
    Event,
    Expectation,
    Figure,
    Finding,
    Mention,
    Occasion,
    Precision,
    SourceRow,
    Statement,
    TextSpan,
    When,
    digest,
    from_json,
    json_schema,
    to_json,
)

SPAN = TextSpan(4, 9, "Łódź –")
SENTENCE = TextSpan(0, 30, "The Łódź – Riga line was shut.")
DAY = When(dt.date(2023, 2, 7), dt.date(2023, 2, 7), "day", "stated", "on 7 February")
YEAR = When(dt.date(2024, 1, 1), dt.date(2024, 12, 31), "year", "inferred")
POLE = Actor("POL", "Warsaw", "GOV", "POL", "Poland", "Anna Nowak", "transport minister", "capital", 3, 9)
NOBODY = Actor(None, "officials")

RECORDS: list[Any] = [
    Document("A café opened.\r\n", "Title", dt.date(2024, 5, 1), "Herald", "https://example.org/1", "a.txt", "en"),
    SPAN,
    SourceRow("Registry 2", "17", "rows.csv", "https://example.org/rows"),
    SourceRow("Registry 2", "17"),
    DAY,
    YEAR,
    POLE,
    NOBODY,
    Mention(
        "m1", "d1", "SANCTION", "material_conflict", "occurred", SPAN, (POLE, NOBODY), (POLE,), (NOBODY,), "Riga",
        "ban", True, ("trade", "people"), -6.0, DAY, "the minister", 0.8, 0.7, True, True, 3, SENTENCE, "a.txt",
    ),
    Mention("m2", "d1", "CONSULT", "verbal_cooperation", "planned", SPAN),
    Statement(
        "s1", "d1", POLE, "said", "says", True, (SPAN, SENTENCE), SENTENCE, (NOBODY,), (POLE,), ("trade",), DAY, "m1",
    ),
    Statement("s2", "d1", NOBODY, "warned", "warns", False, (SPAN,), SENTENCE),
    Figure(
        "f1", "d1", "rail freight", 1.5, SPAN, 2.5, ">=", "tonnes", "PLN", "day", "target", "2024", "drivers", "f2",
        "f3", POLE, ("POL", "LVA"), SENTENCE, "a.txt",
    ),
    Figure("f2", "d1", None, -3.0, SPAN),
    Expectation("x1", "d1", "trains will run", "likely", SPAN, POLE, True, "icd203", 0.55, 0.8, YEAR, SENTENCE, "a"),
    Expectation("x2", "d1", "trains will run", "perhaps", SPAN),
    Occasion(
        "o1", "d1", "rail summit", "summit", SPAN, dt.date(2024, 9, 1), dt.date(2024, 9, 2), "span", "Riga",
        ("LVA", "POL"), SENTENCE, "a.txt",
    ),
    Occasion("o2", "d1", "vote", "election", SPAN),
    Finding("g1", "d1", "the line was shut", "supported", "The table says so.", SPAN, SourceRow("T", "1"), "dataset"),
    Finding("g2", "d1", "the line was shut", "unverifiable", "No table says.", SPAN),
    Event(
        "e1", "AGREE", "verbal_cooperation", "occurred", "LVA", "POL", "GOV", "BUS", True, "trade", None, 6.0, DAY,
        dt.date(2023, 2, 8), 3, ("Herald", "Post"), 2, ("m1", "m2"), True,
    ),
    Event(
        "e2", "PROTEST", "material_conflict", "negated", None, None, None, None, False, None, "demo", None, None,
        None, 1, (), 1, ("m3",),
    ),
    Coded(Document("Trains ran."), (Mention("m", "d", "AID", "material_cooperation", "ongoing", SPAN),)),
]  # fmt: skip


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_goes_to_json_and_back(record: Any) -> None:
    line = json.dumps(to_json(record), ensure_ascii=False)
    assert from_json(type(record), json.loads(line)) == record


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_fits_its_schema(record: Any) -> None:
    assert problems(type(record), to_json(record)) == []


def test_the_cases_above_cover_every_kind() -> None:
    assert {record.record for record in RECORDS if hasattr(record, "record")} == {*KINDS, "derived_event"}


def problems(kind: type[Any], data: Any) -> list[str]:
    """What a JSON Schema validator finds wrong with a record's JSON form."""
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


WRONG = [
    ("status", "maybe"),
    ("actors", [{"code": "POL"}]),
    ("actors", "POL"),
    ("evidence", {"start": "4", "end": 9, "text": "x"}),
    ("p_event", "0.8"),
    ("mutual", "no"),
    ("when", {"start": "2023-02-30", "end": "2023-02-28", "precision": "day", "basis": "stated", "text": None}),
    ("when", {"start": "2023-02-07", "end": "2023-02-07", "precision": "noon", "basis": "stated", "text": None}),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_the_schema_refuses_what_no_record_holds(field: str, value: Any) -> None:
    good = to_json(next(record for record in RECORDS if isinstance(record, Mention)))
    assert problems(Mention, good) == []
    assert problems(Mention, {**good, field: value}) != []


def test_the_schema_asks_for_the_fields_without_a_default() -> None:
    good = to_json(next(record for record in RECORDS if isinstance(record, Finding)))
    without = {key: value for key, value in good.items() if key != "verdict"}
    assert problems(Finding, without) == ["$: 'verdict' is a required property"]
    with pytest.raises(TypeError, match="verdict"):
        from_json(Finding, without)


REPORTS = [
    "Estonia recalled its ambassador from Finland on 4 March 2024, and talks in Tartu were called off.",
    '"The ferry must sail," Uruguay\'s transport minister said. He urged Paraguay to pay 40 million dollars by May.',
    "Rice imports from Laos rose 7.5 per cent to 2 million tonnes in 2023, up from 1.8 million tonnes a year earlier.",
    "Analysts in Nairobi say a deal with Uganda is likely this year. The two presidents will meet in Kampala in July.",
    "The Bulgarian navy may hold drills near Romania; Romanian officials have ruled out a reply.",
]


@pytest.mark.parametrize("text", REPORTS)
def test_what_the_coder_emits_fits_the_schemas_and_goes_round(text: str) -> None:
    records = code(Document(text, published=dt.date(2024, 3, 6), path="wire.txt")).records()
    assert records
    for record in records:
        data = json.loads(json.dumps(to_json(record)))
        assert problems(KINDS[record.record], data) == []
        assert from_json(KINDS[record.record], data) == record
        assert text[record.evidence.start : record.evidence.end] == record.evidence.text


def test_the_reports_above_give_every_kind_that_is_coded() -> None:
    kinds = {
        record.record for text in REPORTS for record in code(Document(text, published=dt.date(2024, 3, 6))).records()
    }
    assert kinds == set(KINDS) - {"finding"}


def test_the_first_keys_of_a_line_say_what_it_is() -> None:
    for record in RECORDS:
        if type(record) in KINDS.values():
            assert list(to_json(record))[:4] == ["record", "id", "document", "path"]


def test_an_event_line_has_its_date_cut_to_its_precision() -> None:
    mention = next(record for record in RECORDS if isinstance(record, Mention))
    assert to_json(mention)["date"] == "2023-02-07"
    assert to_json(dataclasses.replace(mention, when=YEAR))["date"] == "2024"
    assert to_json(dataclasses.replace(mention, when=None))["date"] is None


def test_one_text_in_two_papers_is_two_copies_of_one_text() -> None:
    one, other = Document("Rain fell.", publisher="Herald"), Document("Rain fell.", publisher="Post")
    assert one.text_id == other.text_id
    assert one.copy_id != other.copy_id


SAME = [
    ({"title": "A", "language": "en"}, {"title": "B", "language": None}, True),
    ({"url": "https://example.org/1", "path": "a"}, {"url": "https://example.org/1", "path": "b"}, True),
    ({"url": "https://example.org/1"}, {"url": "https://example.org/2"}, False),
    ({"path": "a"}, {"path": "b"}, False),
    ({"published": dt.date(2024, 1, 1)}, {"published": dt.date(2024, 1, 2)}, False),
    ({"published": dt.date(2024, 1, 1)}, {}, False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_a_copy_is_told_by_its_place_publisher_and_day(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    first, second = Document("Rain fell.", **one), Document("Rain fell.", **other)
    assert (first.copy_id == second.copy_id) is same


def test_composed_and_decomposed_letters_are_one_text() -> None:
    composed, decomposed = Document("Caf\u00e9 in Bras\u00edlia"), Document("Cafe\u0301 in Brasi\u0301lia")
    assert composed.text_id == decomposed.text_id
    assert decomposed.text == "Caf\u00e9 in Bras\u00edlia"
    assert len(decomposed.text) == 16


@pytest.mark.parametrize("text", ["Rain fell. ", "rain fell.", "Rain fell.\n", "Rain\u00a0fell."])
def test_nothing_is_stripped_or_folded(text: str) -> None:
    assert Document(text).text == text
    assert Document(text).text_id != Document("Rain fell.").text_id


def test_a_lone_surrogate_has_an_identity_too() -> None:
    assert Document("broken \ud83d pair").text_id != Document("broken pair").text_id


def test_a_digest_is_stable_and_keeps_its_parts_apart() -> None:
    assert digest("event", "a", 1) == digest("event", "a", "1")
    assert digest("a", "bc") != digest("ab", "c")
    assert digest("a", None) == digest("a", "")
    assert len(digest()) == 20


LABELS: list[tuple[Precision, str, str, str]] = [
    ("day", "2025-12-03", "2025-12-03", "2025-12-03"),
    ("month", "2025-12-01", "2025-12-31", "2025-12"),
    ("season", "2024-12-01", "2025-02-28", "2024-12-01/2025-02-28"),
    ("quarter", "2025-04-01", "2025-06-30", "2025-04-01/2025-06-30"),
    ("year", "2025-01-01", "2025-12-31", "2025"),
    ("decade", "1990-01-01", "1999-12-31", "1990-01-01/1999-12-31"),
    ("span", "2022-01-01", "2023-12-31", "2022-01-01/2023-12-31"),
]


@pytest.mark.parametrize(("precision", "start", "end", "label"), LABELS)
def test_a_time_is_labelled_as_precisely_as_it_is_known(precision: Precision, start: str, end: str, label: str) -> None:
    when = When(dt.date.fromisoformat(start), dt.date.fromisoformat(end), precision, "stated")
    assert when.label() == label


def test_every_precision_has_a_label_above() -> None:
    assert {precision for precision, *_ in LABELS} == set(get_args(Precision))
