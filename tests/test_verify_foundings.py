"""When bodies were founded, in the words in which reports tell it."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

DAY = dt.date(2024, 9, 14)


def verdicts(text: str) -> list[str]:
    """The verdicts of the findings that rest on a founding."""
    return [f.verdict for f in check(Document(text, published=DAY)) if "Founding of" in f.why]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("NATO, founded in {}, has 32 members.", "1949", "1951"),
        ("OPEC was created in Baghdad in {}.", "1960", "1966"),
        ("The SCO, which China and Russia founded in {}, waits.", "2001", "2003"),
        ("In {} five states founded ASEAN in Bangkok.", "1967", "1970"),
        ("Both belong to ASEAN. The bloc was founded in {}.", "1967", "1969"),
        ("Founded in {}, APEC has 21 members.", "1989", "1992"),
        ("Saudi Arabia is in OPEC, which it helped to found in {}.", "1960", "1970"),
        ("Iran was one of the founders of OPEC in {}.", "1960", "1964"),
        ("Since its founding in {}, ASEAN has grown.", "1967", "1969"),
        ("The People's Republic of China was founded in {}.", "1949", "1950"),
        ("NATO was founded {} years ago.", "75", "85"),
        ("It was in Baghdad, {} years ago this month, that five states founded OPEC.", "64", "74"),
        # the year of the act before it is as good
        ("The African Union was founded in {}.", "1999", "1996"),
    ],
)  # fmt: skip
def test_the_year_is_that_of_the_table(text: str, right: str, wrong: str) -> None:
    assert verdicts(text.format(right)) == ["supported"]
    assert verdicts(text.format(wrong)) == ["contradicted"]


@pytest.mark.parametrize(
    "text",
    [
        "The ASEAN Regional Forum was founded in 1994.",
        "In 2006 NATO created a partnership.",
        "A NATO training centre was established in 2015.",
        "South Korea formed a cabinet in 2008.",
        "Both are in NATO. The Gulf council was created in 1981.",
        "They belong to the G4 and to BRICS, and to the IBSA forum founded in 2003.",
        "NATO was to be founded in 1950, some said.",
    ],
)
def test_what_is_founded_is_another_thing(text: str) -> None:
    assert "contradicted" not in verdicts(text)
