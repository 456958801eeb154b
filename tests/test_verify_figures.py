"""Figures of documents held against each other: one thing with two values is a doubt that names both."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

import detente
from detente.records import Figure, TextSpan
from detente.verify import compare

FIRST = Figure(
    "1", "a", "Japan's exports of cars to Chile", 420e6, TextSpan(0, 3, "420"), currency="USD",
    period="2023", countries=("JPN", "CHL"), sentence=TextSpan(0, 40, "…"), path="a.txt",
)  # fmt: skip
SECOND = dataclasses.replace(FIRST, id="2", document="b", value=520e6, path="b.txt")


def test_two_documents_that_disagree_are_both_named() -> None:
    (doubt,) = compare([FIRST, SECOND])
    assert (doubt.verdict, doubt.document, doubt.basis) == ("doubtful", "b", "report")
    assert "a.txt" in doubt.why and "420,000,000" in doubt.why
    assert doubt.reference and doubt.reference.key == "1"


@pytest.mark.parametrize(
    "change",
    [
        {"value": 420e6},
        {"value": 400e6},
        {"period": "2022"},
        {"period": None},
        {"countries": ()},
        {"role": "forecast"},
        {"role": "change"},
        {"comparator": ">"},
        {"unit": "vehicles", "currency": None},
        {"subject": "Japan's imports of cars from Chile"},
        {"population": "private firms"},
        {"per": "month"},
    ],
    ids=str,
)
def test_what_may_be_another_thing_or_rounding_is_no_doubt(change: dict[str, object]) -> None:
    assert not list(compare([FIRST, dataclasses.replace(SECOND, **change)]))  # type: ignore[arg-type]


def test_about_is_allowed_its_share() -> None:
    about = dataclasses.replace(SECOND, comparator="~", value=455e6)
    assert not list(compare([FIRST, about]))
    assert list(compare([FIRST, dataclasses.replace(about, comparator="=")]))


def test_one_sentence_sets_two_things_beside_each_other() -> None:
    beside = dataclasses.replace(SECOND, document="a")
    assert not list(compare([FIRST, beside]))
    (doubt,) = compare([FIRST, dataclasses.replace(beside, sentence=TextSpan(50, 90, "…"))])
    assert doubt.why.startswith("The text itself")


def test_a_third_that_agrees_with_one_is_silent() -> None:
    third = dataclasses.replace(FIRST, id="3", document="c", path="c.txt")
    assert [d.document for d in compare([FIRST, SECOND, third])] == ["b"]


def test_two_articles_read_from_text_to_doubt() -> None:
    told = "Peru's copper exports to China came to {} billion dollars in 2023, the central bank said."
    texts = [detente.code(told.format(value), published=dt.date(2024, 3, 1)) for value in ("19.2", "24.7", "19.2")]
    found = list(compare(figure for text in texts for figure in text.coded.figures))
    assert [doubt.claim for doubt in found] == ["24.7 billion dollars"]
