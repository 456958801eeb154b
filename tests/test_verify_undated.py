"""A text without a date: what it tells last, as past, shows who had left an office, and which meeting was over."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check, undated

NOTE = "Foreign Minister {} used a message on 1 January 2026 to say so. "


def contradicted(text: str) -> list[str]:
    """The claims of a text without a date that are contradicted."""
    return [f.claim for f in check(Document(text)) if f.verdict == "contradicted"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Japan used a message on 1 January 2026 to say so. Both met in November 2025.", dt.date(2026, 1, 1)),
        ("They have met since May 2024. They will meet in June 2025.", dt.date(2024, 5, 1)),
        # Not what was still to come, nor a year alone, nor a text that tells of a later year.
        ("They met in May 2024. The term was extended until 30 September 2025.", dt.date(2024, 5, 1)),
        ("They met in 2024.", None),
        ("They met in May 2020. In 2024 they quarrelled.", None),
    ],
)
def test_the_last_time_told_as_past(text: str, last: dt.date | None) -> None:
    assert undated.latest(Document(text)) == last


def test_who_had_left_an_office_is_found_and_who_came_later_is_not() -> None:
    text = (
        "Chinese Foreign Ministry spokesperson {} called it irresponsible. Japan used a message on 1 January {} for it."
    )
    assert contradicted(text.format("Wang Wenbin", 2026)) == ["Chinese Foreign Ministry spokesperson Wang Wenbin"]
    # The text may have been written when he held it.
    assert contradicted(text.format("Wang Wenbin", 2019)) == []
    assert contradicted(text.format("Lin Jian", 2026)) == []


def test_who_came_back_to_an_office_may_be_meant() -> None:
    told = "US President Donald Trump has agreed. France and the United States signed it on 5 May 2022."
    assert contradicted(told) == []
    assert contradicted(told.replace("Donald Trump", "Barack Obama")) == ["US President Barack Obama"]


def test_a_meeting_that_was_over_is_not_to_come() -> None:
    text = "Japan used a message on 1 January 2026 for it. A meeting may follow at {} later in the year."
    assert contradicted(text.format("the G20 summit in Rio de Janeiro")) == ["G20 summit in Rio de Janeiro"]
    assert contradicted(text.format("the G20 summit in Miami")) == []


def test_the_reason_says_how_the_day_is_known() -> None:
    found = check(Document("Chinese Foreign Ministry spokesperson Wang Wenbin said so. They met on 1 January 2026."))
    assert any("The text has no date, and tells of 2026-01-01 as past." in f.why for f in found)


@pytest.mark.parametrize(
    "text",
    [
        # Times of somebody or something else do not date what a text without a date tells.
        "At Bernauer Strasse, where in 1961 the fronts were in the East, President Frank-Walter Steinmeier of Germany "
        "spoke.",
        "Niger waits. The generals had in the meantime named a civilian prime minister, Ali Mahaman Lamine Zeine, an "
        "economist who had been finance minister under Mamadou Tandja, the president whom other officers removed in "
        "February 2010.",
        "Greenland has had home rule since 1979, and more since 2009, thirteen years ago.",
        "Denmark arms. Under Mette Frederiksen, prime minister since June 2019, it put aside 1.5 billion kroner, about "
        "US$210 million at today's rate, for surveillance in the Arctic and North Atlantic; and on June 1 it voted by "
        "some 67 per cent to take part in the Union's defence policy.",
    ],
)
def test_a_text_without_a_date_is_held_to_no_day(text: str) -> None:
    assert contradicted(text) == []
