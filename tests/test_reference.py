"""The reference tables: their shape, who held which office when, and how far they reach."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import pytest

from detente.ontology import countries, split
from detente.ontology import rows as codebook
from detente.ontology.portfolios import portfolios
from detente.reference import Office, holders, offices, owners, places, spells_of
from detente.reference.adapters import polities
from detente.reference.episodes import episodes
from detente.reference.tables import rows

OFFICE_TABLES = (
    "offices/asia", "offices/business", "offices/cabinets", "offices/heads", "offices/ministries", "offices/recent",
    "offices/world", "offices/bodies", "offices/history",
)  # fmt: skip
COLUMNS = {
    "offices/asia": "country office title person aliases start end known_through note source basis",
    "offices/bodies": "country office title person aliases start end known_through note source basis",
    "offices/history": "country office title person aliases start end known_through note source basis",
    "offices/business": "country office title person aliases start end known_through note source basis",
    "offices/cabinets": "country office title person aliases start end known_through note source basis",
    "offices/heads": "country office title person aliases start end known_through note source basis",
    "offices/ministries": "country office title person aliases start end known_through note source basis",
    "offices/recent": "country office title person aliases start end known_through note source basis",
    "offices/world": "country office title person aliases start end known_through note source basis",
    "accords": "name aliases date parties place kind note source basis",
    "relations": "name aliases date parties place kind note source basis",
    "cities": "name country source basis",
    "forums": "forum edition start end host place note source basis",
    "places": "name aliases kind claimants administered_by lat lon note source basis",
    "provinces": "name country source basis",
    "publishers": "name domain country owner kind source basis",
    "executives": "country since until leads note source basis",
    "happenings": "name aliases date parties kind note source basis",
    "episodes": "name aliases by against kind subject start end note source basis",
    "memberships": "organisation aliases country joined left note source basis",
    "rates": "currency year per_usd note source basis",
    "leaders": "country person start end known_through key source basis",
    "series": "series country partner period value unit definition note source basis",
    "resolutions": "year first last source basis",
    "figures": "fact about noun value low high start end source basis",
    "presidencies": "body year half country source basis",
}
KEYS = {
    "offices/asia": ("country", "office", "person", "start"),
    "offices/bodies": ("country", "office", "person", "start"),
    "offices/history": ("country", "office", "person", "start"),
    "offices/business": ("country", "office", "person", "start"),
    "offices/cabinets": ("country", "office", "person", "start"),
    "offices/heads": ("country", "office", "person", "start"),
    "offices/ministries": ("country", "office", "person", "start"),
    "offices/recent": ("country", "office", "person", "start"),
    "offices/world": ("country", "office", "person", "start"),
    "accords": ("name", "date"),
    "relations": ("parties", "date"),
    "cities": ("name",),
    "forums": ("forum", "edition"),
    "places": ("name",),
    "provinces": ("name",),
    "publishers": ("name",),
    "executives": ("country", "since"),
    "happenings": ("name",),
    "episodes": ("name",),
    "memberships": ("organisation", "country", "joined"),
    "rates": ("currency", "year"),
    "leaders": ("country", "person", "start"),
    "series": ("series", "country", "partner", "period", "unit", "definition"),
    "resolutions": ("year",),
    "figures": ("fact",),
    "presidencies": ("body", "year", "half"),
}
OFFICES = {
    "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "party_leader",
    "vice_president", "deputy_head_of_government", "government_spokesperson", "foreign_ministry_spokesperson",
    "foreign_ministry_adviser", "finance_minister", "trade_minister", "ambassador", "secretary_general",
    "president_of_organisation", "leader_of_party",
} | {row["office"] for row in codebook("titles")} | {portfolio.office for portfolio in portfolios()}  # fmt: skip
SHARED_BY_SEVERAL = {
    "ambassador", "deputy_head_of_government", "foreign_ministry_spokesperson", "leader_of_party", "special_envoy",
    "presidential_aide", "deputy_chief_of_staff", "under_secretary_of_state", "un_under_secretary", "cmc_vice_chairman",
}  # fmt: skip
PARTIAL_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
DAY = dt.timedelta(days=1)
FOREVER = dt.date.max


def _codes() -> set[str]:
    return set(countries()) | {row["code"] for row in codebook("organisations")}


def _holder_names(country: str, office: str, day: dt.date) -> set[str]:
    return {spell.person for spell in holders(country, office, day)}


def _by_office() -> dict[tuple[str, str], list[Office]]:
    groups: dict[tuple[str, str], list[Office]] = {}
    for spell in offices():
        groups.setdefault((spell.country, spell.office), []).append(spell)
    return groups


# --- shape -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_its_columns_and_no_row_twice(table: str) -> None:
    found = list(rows(table))
    assert all(list(row) == COLUMNS[table].split() for row in found)
    assert all(value is not None and value == value.strip() for row in found for value in row.values())
    keys = [tuple(row[column] for column in KEYS[table]) for row in found]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_names_its_source(table: str) -> None:
    for row in rows(table):
        assert row["basis"] in ("dataset", "page", "recalled"), row
        assert row["source"].startswith(("https://", "http://")) == (row["basis"] == "page"), row
        assert (row["source"] == "recalled") == (row["basis"] == "recalled"), row
        assert not row["source"].startswith("/"), row


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("accords", "parties"), ("cities", "country"), ("forums", "host"), ("offices/asia", "country"),
        ("offices/cabinets", "country"), ("offices/heads", "country"), ("offices/ministries", "country"),
        ("offices/recent", "country"), ("offices/world", "country"), ("places", "administered_by"),
        ("places", "claimants"), ("publishers", "country"),
    ],
)  # fmt: skip
def test_every_code_is_a_known_state_or_organisation(table: str, column: str) -> None:
    assert {code for row in rows(table) for code in split(row[column])} <= _codes()


@pytest.mark.parametrize("table", OFFICE_TABLES)
def test_offices_are_dated_to_the_day_and_in_order(table: str) -> None:
    found = list(rows(table))
    order = [(row["country"], row["office"], row["start"]) for row in found]
    assert order == sorted(order)
    for row in found:
        start, known = dt.date.fromisoformat(row["start"]), dt.date.fromisoformat(row["known_through"])
        assert start <= known, row
        assert row["end"] in ("", row["known_through"]), row


@pytest.mark.parametrize("table", OFFICE_TABLES)
def test_offices_use_the_keys_of_the_codebook_and_give_a_short_name(table: str) -> None:
    for row in rows(table):
        assert row["office"] in OFFICES, row
        assert row["title"], row
        assert split(row["aliases"]), row


def test_accords_and_forums_have_dates_that_exist() -> None:
    dates = [row["date"] for row in rows("accords")]
    dates += [row[column] for row in rows("forums") for column in ("start", "end") if row[column]]
    for date in dates:
        assert PARTIAL_DATE.fullmatch(date)
        first_day = date + "-01-01"[len(date) - 4 :]  # of the month or the year, where no day is given
        assert dt.date.fromisoformat(first_day)
    assert all(row["start"] <= row["end"] for row in rows("forums"))


def test_the_numbers_of_resolutions_join_from_year_to_year() -> None:
    spans = [(int(row["year"]), int(row["first"]), int(row["last"])) for row in rows("resolutions")]
    assert spans[0] == (1946, 1, 15)
    assert all(first <= last for _, first, last in spans)
    assert all((a[0] + 1, a[2] + 1) == b[:2] for a, b in itertools.pairwise(spans))


def test_a_presidency_of_the_council_follows_upon_another() -> None:
    halves = [(int(row["year"]), int(row["half"])) for row in rows("presidencies")]
    assert halves == [(year, half) for year in range(1958, 2031) for half in (1, 2)]
    assert all(a["country"] != b["country"] for a, b in itertools.pairwise(rows("presidencies")))


def test_places_lie_on_the_globe() -> None:
    for row in rows("places"):
        assert -90 <= float(row["lat"] or 0) <= 90, row
        assert -180 <= float(row["lon"] or 0) <= 180, row


# --- overlaps and gaps -----------------------------------------------------------------------------------


def test_no_two_hold_one_office_at_a_time_unless_a_note_says_why() -> None:
    for (country, office), spells in _by_office().items():
        for one, other in itertools.combinations(spells, 2):
            shared = min(one.end or FOREVER, other.end or FOREVER) - max(one.start, other.start)
            assert shared <= DAY or one.note or other.note, f"{country} {office}: {one.person}, {other.person}"


def test_no_office_is_empty_for_long_unless_a_note_says_why() -> None:
    for (country, office), spells in _by_office().items():
        if office in SHARED_BY_SEVERAL:
            continue
        last, *later = sorted(spells, key=lambda spell: spell.start)
        for spell in later:
            gap = spell.start - (last.end or last.known_through)
            assert gap <= 14 * DAY or last.note or spell.note, f"{country} {office} before {spell.person}"
            last = max(last, spell, key=lambda held: held.end or held.known_through)


# --- who held which office -------------------------------------------------------------------------------

QUESTIONS = """
    1972-02-21  USA head_of_state            Richard Nixon
    1972-09-29  JPN head_of_government       Kakuei Tanaka
    1972-09-29  CHN head_of_government       Zhou Enlai
    1972-09-29  JPN foreign_minister         Masayoshi Ohira
    1973-10-06  USA foreign_minister         Henry Kissinger
    1978-08-12  JPN foreign_minister         Sunao Sonoda
    1978-08-12  CHN foreign_minister         Huang Hua
    1978-10-23  CHN deputy_head_of_government Deng Xiaoping
    1978-10-23  JPN head_of_state            Hirohito
    1982-04-02  GBR head_of_government       Margaret Thatcher
    1984-09-26  RUS foreign_minister         Andrei Gromyko
    1985-08-15  JPN head_of_government       Yasuhiro Nakasone
    1986-10-11  RUS party_leader             Mikhail Gorbachev
    1989-07-14  FRA head_of_state            Francois Mitterrand
    1989-11-09  DEU head_of_government       Helmut Kohl
    1995-06-24  ZAF head_of_state            Nelson Mandela
    1995-08-15  JPN head_of_government       Tomiichi Murayama
    1999-03-24  NAT secretary_general        Javier Solana
    2000-06-15  KOR head_of_state            Kim Dae-jung
    2001-07-01  JPN foreign_minister         Makiko Tanaka
    2001-09-11  USA head_of_state            George W. Bush
    2001-09-11  USA defence_minister         Donald Rumsfeld
    2002-09-17  JPN head_of_government       Junichiro Koizumi
    2003-02-05  CHN foreign_minister         Tang Jiaxuan
    2003-02-14  FRA foreign_minister         Dominique de Villepin
    2003-03-20  GBR foreign_minister         Jack Straw
    2003-03-20  CAN head_of_government       Jean Chretien
    2003-03-20  UNO secretary_general        Kofi Annan
    2004-12-26  IDN head_of_state            Susilo Bambang Yudhoyono
    2005-03-14  TWN head_of_state            Chen Shui-bian
    2005-09-19  KOR foreign_minister         Ban Ki-moon
    2006-06-01  THA head_of_government       Thaksin Shinawatra
    2008-02-13  AUS head_of_government       Kevin Rudd
    2008-06-18  JPN trade_minister           Akira Amari
    2008-08-08  CHN head_of_state            Hu Jintao
    2008-09-15  BRA head_of_state            Luiz Inacio Lula da Silva
    2008-11-26  IND head_of_government       Manmohan Singh
    2009-01-01  RUS head_of_state            Dmitry Medvedev
    2009-01-01  RUS head_of_government       Vladimir Putin
    2010-01-01  MEX head_of_state            Felipe Calderon
    2010-01-01  SAU head_of_state            Abdullah
    2011-03-11  JPN head_of_government       Naoto Kan
    2011-03-11  JPN government_spokesperson  Yukio Edano
    2011-03-11  JPN foreign_minister         Takeaki Matsumoto
    2011-05-01  USA foreign_minister         Hillary Clinton
    2012-01-01  ARG head_of_state            Cristina Fernandez de Kirchner
    2012-07-13  KHM head_of_government       Hun Sen
    2012-09-11  JPN head_of_government       Yoshihiko Noda
    2012-11-16  CHN party_leader             Xi Jinping
    2012-11-16  CHN head_of_state            Hu Jintao
    2013-06-01  TUR head_of_government       Recep Tayyip Erdogan
    2014-03-01  UKR head_of_state            Oleksandr Turchynov
    2014-03-08  MYS head_of_government       Najib Razak
    2014-05-02  VNM head_of_government       Nguyen Tan Dung
    2015-07-14  IRN foreign_minister         Mohammad Javad Zarif
    2015-07-14  DEU foreign_minister         Frank-Walter Steinmeier
    2015-07-14  EUR foreign_minister         Federica Mogherini
    2016-06-23  GBR head_of_government       David Cameron
    2016-07-12  PHL head_of_state            Rodrigo Duterte
    2016-07-15  TUR head_of_state            Recep Tayyip Erdogan
    2017-08-25  MMR head_of_government       Aung San Suu Kyi
    2018-04-27  KOR head_of_state            Moon Jae-in
    2018-06-12  SGP head_of_government       Lee Hsien Loong
    2018-06-12  PRK foreign_minister         Ri Yong-ho
    2018-06-12  USA head_of_state            Donald Trump
    2019-02-27  PAK head_of_government       Imran Khan
    2020-03-09  ITA head_of_government       Giuseppe Conte
    2020-06-15  IND foreign_minister         Subrahmanyam Jaishankar
    2021-07-01  ISR head_of_government       Naftali Bennett
    2021-12-09  DEU head_of_government       Olaf Scholz
    2022-02-24  UKR head_of_state            Volodymyr Zelensky
    2022-02-24  RUS foreign_minister         Sergei Lavrov
    2022-08-04  JPN defence_minister         Nobuo Kishi
    2023-05-01  CHN foreign_minister         Qin Gang
    2023-05-01  CHN head_of_government       Li Qiang
    2025-06-15  CAN head_of_government       Mark Carney
    2025-11-07  JPN head_of_government       Sanae Takaichi
    1973-11-01  USA vice_president           -
    1977-06-01  CHN head_of_state            -
    2020-01-01  TUR head_of_government       -
    2023-11-15  CHN defence_minister         -
"""


@pytest.mark.parametrize("question", QUESTIONS.strip().splitlines())
def test_who_held_an_office_on_a_day(question: str) -> None:
    day, country, office, person = question.split(maxsplit=3)
    expected = set() if person == "-" else {person}
    assert _holder_names(country, office, dt.date.fromisoformat(day)) == expected


def test_on_a_day_of_handover_both_are_holders() -> None:
    assert _holder_names("USA", "head_of_state", dt.date(2025, 1, 20)) == {"Joe Biden", "Donald Trump"}


def test_every_spell_of_a_person_is_found_by_name() -> None:
    terms = [(s.start.year, s.end.year if s.end else None) for s in spells_of("Shinzo Abe")]
    assert sorted(terms) == [(2005, 2006), (2006, 2007), (2012, 2020), (2012, 2020)]
    assert spells_of("Nobody In Particular") == ()


def test_a_spell_without_an_end_is_known_only_as_far_as_its_source() -> None:
    open_spell = Office(
        "JPN", "head_of_government", "Prime Minister", "A. Holder", ("Holder",), dt.date(2024, 10, 1), None,
        dt.date(2025, 6, 30), "", "recalled", "recalled",
    )  # fmt: skip
    assert open_spell.covers(dt.date(2025, 6, 30))
    assert not open_spell.covers(dt.date(2025, 7, 1))
    assert open_spell.may_cover(dt.date(2025, 7, 1))
    assert not open_spell.may_cover(dt.date(2024, 9, 30))


def test_a_place_says_who_claims_and_who_administers_it() -> None:
    senkakus = next(place for place in places() if "Diaoyu" in place.aliases)
    assert set(senkakus.claimants) == {"JPN", "CHN", "TWN"}
    assert senkakus.administered_by == ("JPN",)


def test_outlets_of_one_house_have_one_owner() -> None:
    assert owners()["Reuters"] == "Thomson Reuters"


@pytest.mark.parametrize(
    ("forum", "day", "host", "place"),
    [
        ("G7", "1989-07-15", "FRA", "Paris"),
        ("G7", "1990-07-09", "USA", "Houston"),
        ("G20", "2016-09-05", "CHN", "Hangzhou"),
        ("G20", "2019-06-28", "JPN", "Osaka"),
        ("APEC", "2014-11-10", "CHN", "Beijing"),
        ("APEC", "2017-11-11", "VNM", "Da Nang"),
        ("APEC", "2025-10-31", "KOR", "Gyeongju"),
        ("G7", "2023-05-21", "JPN", "Hiroshima"),
    ],
)
def test_where_a_forum_met(forum: str, day: str, host: str, place: str) -> None:
    met = [row for row in rows("forums") if row["forum"] == forum and row["start"] <= day <= row["end"]]
    assert [(row["host"], row["place"]) for row in met] == [(host, place)]


# --- coverage --------------------------------------------------------------------------------------------

G20 = (
    "ARG", "AUS", "BRA", "CAN", "CHN", "DEU", "FRA", "GBR", "IDN", "IND",
    "ITA", "JPN", "KOR", "MEX", "RUS", "SAU", "TUR", "USA", "ZAF",
)  # fmt: skip
ASEAN = ("BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "TLS", "VNM")
STATES = sorted({*G20, *ASEAN, "TWN", "PRK", "ISR", "IRN", "PAK", "UKR"})
FOREIGN_MINISTERS = ("CAN", "CHN", "DEU", "FRA", "GBR", "ITA", "JPN", "KOR", "PRK", "RUS", "TWN", "USA")
DAYS = [dt.date(year, month, 1) for year in range(2000, 2026) for month in (1, 7)]

# The president is the head of government too, or the king of another state is the head of state.
ONLY_HEAD_OF_STATE = {"ARG", "BRA", "IDN", "MEX", "PHL", "USA", "ZAF"}
ONLY_HEAD_OF_GOVERNMENT = {"AUS", "CAN"}

# When there was no such office, from and until.
NO_OFFICE = {
    ("TLS", "head_of_state"): [("1999-10-25", "2002-05-20")],  # under United Nations administration
    ("TLS", "head_of_government"): [("1999-10-25", "2002-05-20"), ("2006-06-26", "2006-07-10")],
    ("SAU", "head_of_government"): [("1964-11-02", "2022-09-27")],  # the king was prime minister himself
    ("TUR", "head_of_government"): [("2018-07-09", "9999-12-31")],  # abolished
    ("MMR", "head_of_government"): [("2011-03-30", "2016-04-06"), ("2021-02-01", "2021-08-01")],
}


def _offices_of(state: str) -> list[str]:
    both = {"head_of_state", "head_of_government"}
    if state in ONLY_HEAD_OF_STATE:
        both.discard("head_of_government")
    if state in ONLY_HEAD_OF_GOVERNMENT:
        both.discard("head_of_state")
    return sorted(both)


def _had_no_office(state: str, office: str, day: dt.date) -> bool:
    return any(start <= day.isoformat() < end for start, end in NO_OFFICE.get((state, office), []))


@pytest.mark.parametrize(("state", "office"), [(s, office) for s in STATES for office in _offices_of(s)])
def test_heads_of_state_and_government_are_known_since_2000(state: str, office: str) -> None:
    unknown = [day for day in DAYS if not holders(state, office, day)]
    assert [day for day in unknown if not _had_no_office(state, office, day)] == []


@pytest.mark.parametrize("state", FOREIGN_MINISTERS)
def test_foreign_ministers_are_known_since_2000(state: str) -> None:
    assert [day for day in DAYS if not holders(state, "foreign_minister", day)] == []


# --- episodes --------------------------------------------------------------------------------------------


def test_an_episode_is_between_known_parties_and_ends_after_it_begins() -> None:
    kinds = {"import_ban", "export_control", "sanctions", "tariff", "travel", "visa", "boycott", "embargo"}
    for episode in episodes():
        assert set(episode.by) | set(episode.against) <= _codes(), episode.name
        assert not set(episode.by) & set(episode.against), episode.name
        assert episode.kind in kinds, episode.name
        assert episode.until is None or episode.since.start < episode.until.end, episode.name


# --- journeys ---------------------------------------------------------------------------------------------

VISIT_COLUMNS = ["visitor", "country", "host", "places", "start", "end", "note", "source", "basis"]
PRESIDENTS_JOURNEYS = {
    "Richard Nixon": 42, "Gerald Ford": 19, "Jimmy Carter": 29, "Ronald Reagan": 45, "George H. W. Bush": 60,
    "Bill Clinton": 133, "George W. Bush": 140, "Barack Obama": 120,
}  # fmt: skip


def test_visits_are_in_order_of_days_to_known_hosts_from_a_named_source() -> None:
    found = list(rows("visits"))
    assert all(list(row) == VISIT_COLUMNS for row in found)
    assert [row["start"] for row in found] == sorted(row["start"] for row in found)
    keys = [(row["visitor"], row["host"], row["start"]) for row in found]
    assert len(keys) == len(set(keys))
    hosts = set(countries()) | {row["code"] for row in polities()}
    for row in found:
        start, end = dt.date.fromisoformat(row["start"]), dt.date.fromisoformat(row["end"])
        assert start <= end <= start + 10 * DAY, row
        assert row["host"] in hosts - {row["country"]}, row
        assert split(row["places"]) and len(row["note"].split()) <= 6, row
        assert row["basis"] in ("dataset", "page", "recalled"), row
        assert row["source"].startswith(("https://", "http://")) == (row["basis"] != "recalled"), row
        assert (row["source"] == "recalled") == (row["basis"] == "recalled"), row


def test_a_visitor_was_in_office() -> None:
    for row in rows("visits"):
        if row["note"] == "as president-elect":
            continue
        for day in (row["start"], row["end"]):
            assert row["visitor"] in _holder_names(row["country"], "head_of_state", dt.date.fromisoformat(day)), row


def test_the_journeys_of_a_president_are_complete() -> None:
    found = [row["visitor"] for row in rows("visits") if row["country"] == "USA"]
    assert {visitor: found.count(visitor) for visitor in PRESIDENTS_JOURNEYS} == PRESIDENTS_JOURNEYS


@pytest.mark.parametrize(
    ("visitor", "day", "host"),
    [
        ("Richard Nixon", "1972-02-21", "CHN"),
        ("Ronald Reagan", "1986-10-11", "ISL"),
        ("Bill Clinton", "2000-11-17", "VNM"),
        ("Barack Obama", "2013-12-10", "ZAF"),
        ("Barack Obama", "2016-05-27", "JPN"),
        ("Donald Trump", "2018-06-12", "SGP"),
        ("Joe Biden", "2023-02-20", "UKR"),
    ],
)
def test_where_a_president_was(visitor: str, day: str, host: str) -> None:
    there = {r["host"] for r in rows("visits") if r["visitor"] == visitor and r["start"] <= day <= r["end"]}
    assert host in there
