"""Times in running text become days, months, years and spans, relative to the publication date."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from detente.coding.text import times

PUBLISHED = dt.date(2026, 1, 6)  # a Tuesday

CASES = [
    ("Debt had fallen by end-May.", "end-May", "2025-05", "month"),
    ("The ministers want it done by 2055.", "2055", "2055", "year"),
    ("The envoy left last November.", "last November", "2025-11", "month"),
    ("Ties soured in late 2025.", "late 2025", "2025-09-01/2025-12-31", "span"),
    ("He spoke at a 3 January press briefing.", "3 January", "2026-01-03", "day"),
    ("A summit is planned later in the year.", "later in the year", "2026-01-06/2026-12-31", "span"),
    ("The ministers met on Wednesday.", "on Wednesday", "2025-12-31", "day"),
    ("They meet next Wednesday.", "next Wednesday", "2026-01-07", "day"),
    ("The crisis of 2022 to 2023 still hurts.", "2022 to 2023", "2022-01-01/2023-12-31", "span"),
    ("The ban has held since December.", "December", "2025-12", "month"),
    ("The treaty of May 5, 1987 lapsed.", "May 5, 1987", "1987-05-05", "day"),
    ("It was signed on 12 August 1978.", "12 August 1978", "1978-08-12", "day"),
    ("Talks ran from 3 to 5 March 2019.", "3 to 5 March 2019", "2019-03-03/2019-03-05", "span"),
    ("Trade grew in the early 1990s.", "the early 1990s", "1990-01-01/1993-12-31", "decade"),
    (
        "Exports rose in the first quarter of 2024.",
        "the first quarter of 2024",
        "2024-01-01/2024-03-31",
        "quarter",
    ),
    ("They met two years ago.", "two years ago", "2024", "year"),
    ("They met forty-two years ago.", "forty-two years ago", "1984", "year"),
    ("It rose from 3 percent in 2025 to 65.8 percent.", "2025", "2025", "year"),
    ("They met three days ago.", "three days ago", "2026-01-03", "day"),
    ("He arrived yesterday.", "yesterday", "2026-01-05", "day"),
    ("Shipments fell last month.", "last month", "2025-12", "month"),
    ("Prices rose last year.", "last year", "2025", "year"),
    ("Finland was let in on April 4 of last year.", "April 4 of last year", "2025-04-04", "day"),
    ("They met on 9 November last year.", "9 November last year", "2025-11-09", "day"),
    ("The strike began in May of last year.", "May of last year", "2025-05", "month"),
    ("A vote is due in late June of next year.", "late June of next year", "2027-06-21/2027-06-30", "span"),
    ("A vote is due in the summer of 2026.", "the summer of 2026", "2026-06-01/2026-08-31", "season"),
    ("The accord dates from 1978.", "1978", "1978", "year"),
    ("The note is dated 2024-05-07.", "2024-05-07", "2024-05-07", "day"),
]


@pytest.mark.parametrize(("text", "words", "label", "precision"), CASES)
def test_a_time_is_read_with_its_precision(text: str, words: str, label: str, precision: str) -> None:
    (found,) = times.find(text, PUBLISHED)
    assert found.when.label() == label
    assert found.when.precision == precision
    assert text[found.start : found.end].lower() == words.lower()


@pytest.mark.parametrize(
    "text",
    [
        "The firm paid 2000 dollars for 1990 tonnes.",
        "Japan may fall behind, and ministers may resign.",
        "The 1,500 troops marched 2025 km.",
        "They will march on the capital.",
        "It came off the list at the end of May of that year.",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert times.find(text, PUBLISHED) == []


def test_without_a_publication_date_relative_times_stay_unknown() -> None:
    found = times.find("They met on Friday, three weeks after the pact of 2 May 1990.", None)
    assert [t.when.label() for t in found] == ["1990-05-02"]


def test_offsets_are_those_of_the_document() -> None:
    (found,) = times.find("in 1995", None, base=100)
    assert (found.start, found.end) == (103, 107)


def test_a_month_without_a_year_is_the_last_one_behind() -> None:
    (found,) = times.find("Drills were held in October.", PUBLISHED)
    assert found.when.label() == "2025-10"


def test_an_impossible_day_is_no_time() -> None:
    assert [t.when.label() for t in times.find("on 31 February 2020", PUBLISHED)] in ([], ["2020-02"])


@pytest.mark.parametrize(
    "text",
    [
        *(text for text, *_ in CASES),
        "IT FELL THIS SUMMER AND IN THE SECOND HALF OF 2024, SAID SEOUL ON FRIDAY.",
        "They met last night, in the second quarter, by mid-May and over the past decade.",
        "From 3-Sept. on, Jan 5 to 7 and the coming weekend were free; 1998/99 was not.",
    ],
)
def test_no_rule_is_left_out_that_could_have_fitted(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = times.find(text, PUBLISHED)
    monkeypatch.setattr(times, "_CUES", dict.fromkeys(times._CUES, re.compile("")))
    assert quick == times.find(text, PUBLISHED) != []


@pytest.mark.parametrize("name", ["the Good Friday Agreement", "Bloody Sunday", "Black Wednesday"])
def test_a_day_in_a_name_is_no_date(name: str) -> None:
    assert times.find(f"They spoke of {name} again.", PUBLISHED) == []
