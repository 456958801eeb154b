"""The bundled chronicle, each report held against the reference tables and the calendar."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from typing import Any

import pytest

from detente.ontology import countries
from detente.reference import Office, chronicle, offices, places
from detente.reference.tables import rows

REPORTS: list[dict[str, Any]] = list(chronicle())
BY_ID = {report["id"]: report for report in REPORTS}
EACH = pytest.mark.parametrize("report", REPORTS, ids=[report["id"] for report in REPORTS])

KEYS = ["id", "title", "text", "published", "publisher", "language", "facts", "source", "basis"]
OFFICES = {
    "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "party_leader",
    "vice_president", "deputy_head_of_government", "government_spokesperson", "foreign_ministry_spokesperson",
    "foreign_ministry_adviser", "finance_minister", "trade_minister", "ambassador", "secretary_general", "other",
}  # fmt: skip
DAY = dt.timedelta(days=1)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# The weekdays that a report names beside that of its main event, and the day each means.
OTHER_DAYS = {
    ("1981-03-25-nippon-steel-declines", "Tuesday"): "1981-03-24",
    ("1982-09-26-suzuki-beijing", "Monday"): "1982-09-27",
    ("1986-08-14-nakasone-skips-shrine", "Friday"): "1986-08-15",
    ("1994-03-17-hosokawa-visit-planned", "Saturday"): "1994-03-19",
    ("1994-09-27-li-tieying-visit-cancelled", "Sunday"): "1994-10-02",
    ("1997-03-28-grant-aid-resumed", "Saturday"): "1997-03-29",
    ("1997-09-04-hashimoto-li-beijing", "Friday"): "1997-09-05",
    ("1998-10-06-yomiuri-reporter-expelled", "Sunday"): "1998-10-04",
    ("2002-04-23-nakatani-visit-postponed", "Saturday"): "2002-04-27",
    ("2005-04-22-koizumi-jakarta-apology", "Saturday"): "2005-04-23",
    ("2006-10-08-abe-beijing", "Monday"): "2006-10-09",
    ("2009-04-29-aso-beijing", "Thursday"): "2009-04-30",
    ("2009-12-10-ozawa-delegation", "Monday"): "2009-12-14",
    ("2010-09-24-captain-released", "Tuesday"): "2010-09-21",
    ("2011-12-25-noda-beijing", "Monday"): "2011-12-26",
    ("2012-08-17-hong-kong-activists", "Wednesday"): "2012-08-15",
}

# Office-holders of the tables who are named after their time or without an office.
WITHOUT_OFFICE = {
    ("1976-01-13-miki-peace-treaty", "Zhou Enlai"),
    ("1982-09-26-suzuki-beijing", "Deng Xiaoping"),
    ("1987-05-08-kyodo-reporter-expelled", "Hu Yaobang"),
    ("1992-04-07-jiang-invites-emperor", "Kakuei Tanaka"),
    ("2001-04-20-lee-teng-hui-visa", "Lee Teng-hui"),
    ("2002-06-18-mystery-ship-salvage", "Liu Jian"),
    ("2005-07-14-teikoku-drilling-rights", "Liu Jian"),
    ("2008-12-08-survey-ships-senkaku", "Liu Jian"),
    ("2011-12-25-noda-beijing", "Kim Jong-il"),
    ("2021-12-01-abe-taiwan-remark-summons", "Shinzo Abe"),
}

# Names of places that stand for something else: ships, treaties, regions, institutions.
NOT_A_PLACE = re.compile(
    r"Vienna Convention|destroyer Shenzhen|[Cc]arrier Liaoning|Asia-Pacific|Beijing Games"
    r"|Osaka International Peace Center|Hokkaido University|Peking University"
)


def _day(report: dict[str, Any]) -> dt.date:
    return dt.date.fromisoformat(report["facts"]["date"])


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'.-]*\w", text)


def _named(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _words(text.lower())
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


def _is_called(spell: Office, name: str) -> bool:
    """Whether the tables print the person so; a bare family name is not enough."""
    return name == spell.person or (" " in name and name in spell.aliases)


def _towns() -> dict[str, str]:
    capitals = {country.capital: iso3 for iso3, country in countries().items()}
    return capitals | {row["name"]: row["country"] for row in rows("cities")}


def _pair_words() -> set[str]:
    """Every word or name that says Japan or China in the press."""
    words = {town for town, iso3 in _towns().items() if iso3 in ("JPN", "CHN")} | {"Senkakus", "Diaoyu"}
    for iso3 in ("JPN", "CHN"):
        country = countries()[iso3]
        words |= {country.name, *country.aliases, *country.demonyms, *country.metonyms}
    return words


def test_the_chronicle_is_large_and_in_order() -> None:
    assert len(REPORTS) >= 150
    assert len(BY_ID) == len(REPORTS)
    days = [report["facts"]["date"] for report in REPORTS]
    assert days == sorted(days)


def test_the_chronicle_has_a_report_for_every_year_from_1972_to_2026() -> None:
    assert {_day(report).year for report in REPORTS} == set(range(1972, 2027))


def test_most_reports_were_checked_in_a_page_or_data_set() -> None:
    basis = Counter(report["basis"] for report in REPORTS)
    assert set(basis) <= {"page", "dataset", "recalled"}
    assert basis["page"] + basis["dataset"] >= 0.6 * len(REPORTS)


@EACH
def test_a_report_has_every_field(report: dict[str, Any]) -> None:
    assert list(report) == KEYS
    assert list(report["facts"]) == ["date", "people", "places", "organisations"]
    assert (report["publisher"], report["language"]) == ("detente chronicle", "en")
    assert 45 <= len(_words(report["text"])) <= 110
    assert report["title"][-1] != "."
    assert report["text"][-1] == "."


@EACH
def test_a_report_names_its_source(report: dict[str, Any]) -> None:
    is_address = report["source"].startswith(("https://", "http://"))
    assert is_address == (report["basis"] == "page")
    assert (report["source"] == "recalled") == (report["basis"] == "recalled")


@EACH
def test_a_report_is_dated_on_its_day_or_the_next(report: dict[str, Any]) -> None:
    assert report["id"].startswith(report["facts"]["date"])
    assert dt.date.fromisoformat(report["published"]) - _day(report) in (0 * DAY, DAY)


@EACH
def test_the_text_says_when_its_event_was(report: dict[str, Any]) -> None:
    day = _day(report)
    ways = (WEEKDAYS[day.weekday()], f"{day.day} {MONTHS[day.month - 1]}", "yesterday")
    assert any(_named(way, report["text"]) for way in ways)


@EACH
def test_every_weekday_in_the_text_fits_the_calendar(report: dict[str, Any]) -> None:
    day = _day(report)
    for name in WEEKDAYS:
        if _named(name, report["title"] + " " + report["text"]):
            meant = dt.date.fromisoformat(OTHER_DAYS.get((report["id"], name), day.isoformat()))
            assert WEEKDAYS[meant.weekday()] == name
            assert abs(meant - day) < 7 * DAY


@EACH
def test_every_date_in_the_text_exists(report: dict[str, Any]) -> None:
    day = _day(report)
    for number, month, year in re.findall(rf"\b(\d+) ({'|'.join(MONTHS)})(?: (\d{{4}}))?", report["text"]):
        assert dt.date(int(year or day.year), MONTHS.index(month) + 1, int(number))


@EACH
def test_everybody_held_the_office_that_the_report_gives(report: dict[str, Any]) -> None:
    day = _day(report)
    for claim in report["facts"]["people"]:
        assert claim["office"] in OFFICES
        assert claim["country"] in countries()
        assert claim["person"] in report["text"]
        if claim["office"] == "other":
            continue
        held = [s for s in offices() if (s.country, s.office) == (claim["country"], claim["office"])]
        assert any(
            _is_called(spell, claim["person"]) and any(spell.covers(day + shift * DAY) for shift in (0, -1, 1))
            for spell in held
        ), f"the tables do not know {claim['person']} as {claim['office']} of {claim['country']} on {day}"


@EACH
def test_no_known_office_holder_in_the_text_is_left_out_of_the_facts(report: dict[str, Any]) -> None:
    listed = {claim["person"] for claim in report["facts"]["people"]}
    named = {spell.person for spell in offices() if spell.person in report["text"]}
    assert {(report["id"], person) for person in named - listed} <= WITHOUT_OFFICE


@EACH
def test_every_place_is_known_and_is_named(report: dict[str, Any]) -> None:
    known = set(_towns()) | {country.name for country in countries().values()}
    known |= {name for place in places() for name in (place.name, *place.aliases)}
    for name in report["facts"]["places"]:
        assert name in known
        assert _named(name, report["title"] + " " + report["text"])


@EACH
def test_no_city_in_the_text_is_left_out_of_the_facts(report: dict[str, Any]) -> None:
    text = NOT_A_PLACE.sub(" ", report["title"] + " " + report["text"])
    assert {town for town in _towns() if _named(town, text)} <= set(report["facts"]["places"])


@EACH
def test_title_and_text_speak_of_japan_or_china(report: dict[str, Any]) -> None:
    people = {
        word
        for claim in report["facts"]["people"]
        if claim["country"] in ("JPN", "CHN")
        for word in claim["person"].split()
    }
    words = _pair_words()
    assert any(_named(word, report["text"]) for word in words)
    assert any(_named(word, report["title"]) for word in words | people)


def test_no_two_reports_are_nearly_the_same() -> None:
    shingles = {report["id"]: _shingles(report["text"]) for report in REPORTS}
    for (one, left), (other, right) in itertools.combinations(shingles.items(), 2):
        assert len(left & right) < 0.2 * min(len(left), len(right)), f"{one} and {other}"


def test_the_exceptions_of_this_test_are_all_in_use() -> None:
    for report_id, name in (*OTHER_DAYS, *WITHOUT_OFFICE):
        assert name in BY_ID[report_id]["text"]
