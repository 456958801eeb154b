"""Occasions: what lies ahead, with its name, kind, dates, place and parties; and what is over."""

from __future__ import annotations

import csv
import datetime as dt
import functools
from collections import Counter
from pathlib import Path

import pytest

from detente.coding.occasions.occasions import find
from detente.records import Occasion
from helpers_coding import stream


def occasions(text: str, published: str = "2015-02-10") -> list[Occasion]:
    day = dt.date.fromisoformat(published)
    return [record for context in stream(text, day) for record in find(context)]


@pytest.mark.parametrize(
    ("text", "name", "kind", "start", "end"),
    [
        (
            "The 50th anniversary of diplomatic ties falls in 2017.",
            "50th anniversary of diplomatic ties",
            "anniversary",
            "2017-01-01",
            "2017-12-31",
        ),
        (
            "Leaders will gather for the climate summit in Lima on 3 December 2015.",
            "climate summit",
            "summit",
            "2015-12-03",
            "2015-12-03",
        ),
        (
            "Nigeria holds a presidential election on 28 March.",
            "presidential election",
            "election",
            "2015-03-28",
            "2015-03-28",
        ),
        (
            "Negotiators face a deadline of 30 June for a nuclear deal.",
            "deadline",
            "deadline",
            "2015-06-30",
            "2015-06-30",
        ),
        ("The accord expires in July 2016.", "expiry of accord", "deadline", "2016-07-01", "2016-07-31"),
        (
            "The Communist Party will open its party congress in 2016.",
            "party congress",
            "party_congress",
            "2016-01-01",
            "2016-12-31",
        ),
        (
            "Narendra Modi will visit Seoul in May 2015.",
            "Narendra Modi visit to Seoul",
            "visit",
            "2015-05-01",
            "2015-05-31",
        ),
        ("Greeks go to the polls on 5 July.", "election in Greece", "election", "2015-07-05", "2015-07-05"),
    ],
)
def test_dated(text: str, name: str, kind: str, start: str, end: str) -> None:
    (found,) = occasions(text)
    assert (found.name, found.kind) == (name, kind)
    assert (found.start, found.end) == (dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize(
    "text",
    [
        "Leaders met at the 2014 summit in Brisbane.",
        "The two presidents held a summit in 2010.",
        "The election in 2012 brought a new party to power.",
        "Peru marked the 25th anniversary of the pact last year.",
        "The visit ended on 3 February.",
        "The deadline passed in January.",
        "The summit took place in Hanoi.",
        "Prices rose in Lagos.",
    ],
)
def test_what_is_over_is_no_occasion(text: str) -> None:
    assert occasions(text) == []


def test_undated_but_ahead() -> None:
    (found,) = occasions("Aides are preparing a possible meeting between Barack Obama and Vladimir Putin.")
    assert (found.kind, found.start, found.end) == ("meeting", None, None)
    assert found.participants == ("USA", "RUS")


def test_place_and_window() -> None:
    (found,) = occasions("They may meet at the G20 summit in Antalya later in the year.")
    assert (found.name, found.place) == ("G20 summit", "Antalya")
    assert found.start is not None and found.start >= dt.date(2015, 2, 10)
    assert found.end is not None and found.end <= dt.date(2015, 12, 31)


def test_text_keeps_its_own_place_against_the_table() -> None:
    (found,) = occasions("The two may talk at the G20 summit in Oslo later in the year.")
    assert (found.place, found.precision) == ("Oslo", "span")


def test_weekday_of_a_plan_is_the_next_one() -> None:
    (found,) = occasions("The foreign ministers of Egypt and Sudan will meet in Cairo on Thursday.")
    assert (found.kind, found.start) == ("meeting", dt.date(2015, 2, 12))
    assert found.participants == ("EGY", "SDN")


def test_evidence_is_in_the_text() -> None:
    text = "Nigeria holds a presidential election on 28 March."
    (found,) = occasions(text)
    assert text[found.evidence.start : found.evidence.end] == found.evidence.text
    assert "election" in found.evidence.text


@pytest.mark.parametrize(
    "text", ["", "🙂 summit 🙂", "summit " * 2000, "\x00election\x1b in 9999", "will visit", "the the meeting with"]
)
def test_odd_input_never_raises(text: str) -> None:
    assert all(record.name for record in occasions(text))


FLOORS = {"found": 0.9, "kind": 1.0, "dates": 1.0, "place": 0.94, "none": 1.0}
"""Shares right in `occasions.tsv`, raised, never lowered; all but `none` are of sentences with an occasion ahead."""


@functools.cache
def corpus() -> tuple[dict[str, str], ...]:
    """Sentences of the project's own: kind, first and last day, place of what lies ahead; or what is over (no kind)."""
    with Path(__file__).with_name("occasions.tsv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


@functools.cache
def shares() -> dict[str, float]:
    right, total = Counter[str](), Counter[str]()
    for line in corpus():
        found = occasions(line["sentence"], line["published"])
        if not line["kind"]:
            right["none"] += not found
            total["none"] += 1
            continue
        right["found"] += len(found) == 1
        total["found"] += 1
        for one in found[:1]:
            given = {"kind": one.kind, "dates": f"{one.start}/{one.end}", "place": one.place or ""}
            for field in (name for name in given if line[name]):
                right[field] += given[field] == line[field]
                total[field] += 1
    return {field: right[field] / total[field] for field in total}


def test_the_corpus_is_large_and_half_of_it_is_over() -> None:
    assert len(corpus()) == 80
    assert sum(not line["kind"] for line in corpus()) == 30
    assert all(line["place"] in line["sentence"] for line in corpus())


@pytest.mark.parametrize("field", FLOORS)
def test_the_corpus_is_read_as_well_as_before(field: str) -> None:
    assert shares()[field] >= FLOORS[field]
