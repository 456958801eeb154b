"""The codebook's tables: unique keys, known codes, and no word that points two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from detente.ontology import QUADS, countries, country_name, issues, roots, rows, split

UNIQUE = {
    "bodies": ("name", "country"),
    "countries": ("iso3",),
    "evaluations": ("word", "pos"),
    "governors": ("lemma",),
    "issues": ("issue",),
    "modes": ("root", "mode"),
    "organisations": ("code", "name"),
    "roots": ("root",),
    "sector-nouns": ("noun",),
    "sectors": ("sector",),
    "speech-verbs": ("verb",),
    "titles": ("title",),
    "word-classes": ("class",),
}

# PLOVER's quad of each root, and the sign of its score: REQUEST stands in verbal conflict and scores 0.
PLOVER = {
    "AGREE": ("verbal_cooperation", 1),
    "CONSULT": ("verbal_cooperation", 1),
    "SUPPORT": ("verbal_cooperation", 1),
    "CONCEDE": ("verbal_cooperation", 1),
    "COOPERATE": ("material_cooperation", 1),
    "AID": ("material_cooperation", 1),
    "RETREAT": ("material_cooperation", 1),
    "REQUEST": ("verbal_conflict", 0),
    "ACCUSE": ("verbal_conflict", -1),
    "REJECT": ("verbal_conflict", -1),
    "THREATEN": ("verbal_conflict", -1),
    "PROTEST": ("material_conflict", -1),
    "SANCTION": ("material_conflict", -1),
    "MOBILIZE": ("material_conflict", -1),
    "COERCE": ("material_conflict", -1),
    "ASSAULT": ("material_conflict", -1),
}


def _repeated(items: Iterable[object]) -> list[object]:
    return [item for item, count in Counter(items).items() if count > 1]


def _claims(table: str, key: tuple[str, ...], columns: tuple[str, ...]) -> dict[str, set[tuple[str, ...]]]:
    """For each name or alias of a table, the rows (by key) that claim it, upper and lower case alike."""
    claimed: dict[str, set[tuple[str, ...]]] = {}
    for row in rows(table):
        for column in columns:
            for name in split(row[column]):
                claimed.setdefault(name.lower(), set()).add(tuple(row[part] for part in key))
    return claimed


@pytest.mark.parametrize("table", UNIQUE)
def test_no_key_comes_twice_and_none_is_empty(table: str) -> None:
    keys = [tuple(row[column] for column in UNIQUE[table]) for row in rows(table)]
    assert _repeated(keys) == []
    assert all(key[0] for key in keys)


@pytest.mark.parametrize("table", [*UNIQUE, "triggers"])
def test_every_row_fills_its_columns(table: str) -> None:
    found = list(rows(table))
    columns = set(found[0])
    assert None not in columns
    for row in found:
        assert set(row) == columns, row
        assert all(value is not None and value == value.strip() for value in row.values()), row


@pytest.mark.parametrize("table", ["bodies", "countries", "organisations", "roots"])
def test_facts_say_where_they_come_from(table: str) -> None:
    for row in rows(table):
        assert row["source"], row
        assert row["basis"] in ("dataset", "page", "recalled"), row


def test_there_are_sixteen_roots_in_four_quads() -> None:
    assert list(roots()) == list(PLOVER)
    assert {root.quad for root in roots().values()} == set(QUADS)


@pytest.mark.parametrize("name", PLOVER)
def test_a_root_has_its_quad_and_a_score_of_its_sign(name: str) -> None:
    root, (quad, sign) = roots()[name], PLOVER[name]
    assert root.quad == quad
    assert -10 <= root.score <= 10
    assert (root.score > 0) - (root.score < 0) == sign
    assert root.meaning
    assert root.example.endswith(".")


def test_material_acts_weigh_more_than_words_of_the_same_side() -> None:
    mean = {quad: [r.score for r in roots().values() if r.quad == quad] for quad in QUADS}
    average = {quad: sum(scores) / len(scores) for quad, scores in mean.items()}
    assert average["material_cooperation"] > average["verbal_cooperation"] > 0
    assert average["material_conflict"] < average["verbal_conflict"] < 0


def test_states_have_iso_codes_and_other_numbers_once() -> None:
    assert len(countries()) > 190
    assert all(re.fullmatch(r"[A-Z]{3}", iso3) for iso3 in countries())
    table = list(rows("countries"))
    for column, form in (("cow", r"\d{1,3}"), ("gw", r"\d{1,3}"), ("fips", r"[A-Z]{2}")):
        codes = [code for row in table for code in split(row[column])]
        assert all(re.fullmatch(form, code) for code in codes)
        assert _repeated(codes) == []


@pytest.mark.parametrize(
    ("iso3", "name", "cow", "fips"),
    [
        ("CHN", "China", "710", "CH"),
        ("JPN", "Japan", "740", "JA"),
        ("TWN", "Taiwan", "713", "TW"),
        ("KOR", "South Korea", "732", "KS"),
        ("PRK", "North Korea", "731", "KN"),
        ("RUS", "Russia", "365", "RS"),
        ("USA", "United States", "2", "US"),
        ("GBR", "United Kingdom", "200", "UK"),
        ("DEU", "Germany", "255", "GM"),
        ("AUS", "Australia", "900", "AS"),
        ("CHE", "Switzerland", "225", "SZ"),
        ("UKR", "Ukraine", "369", "UP"),
    ],
)
def test_codes_of_well_known_states(iso3: str, name: str, cow: str, fips: str) -> None:
    row = next(row for row in rows("countries") if row["iso3"] == iso3)
    assert (row["name"], row["cow"], split(row["fips"])[0]) == (name, cow, fips)
    assert country_name(iso3) == name


def test_every_state_has_a_capital() -> None:
    assert [iso3 for iso3, country in countries().items() if not country.capital] == []


@pytest.mark.parametrize(("word", "iso3"), [("French", "FRA"), ("Dutch", "NLD"), ("Thai", "THA"), ("Swiss", "CHE")])
def test_a_demonym_leads_to_its_state(word: str, iso3: str) -> None:
    assert [code for code, country in countries().items() if word in country.demonyms] == [iso3]


@pytest.mark.parametrize(
    ("table", "key", "columns"),
    [
        ("countries", ("iso3",), ("name", "aliases", "demonyms", "capital", "metonyms")),
        ("organisations", ("code", "name"), ("name", "aliases")),
        ("bodies", ("name", "country"), ("name", "aliases")),
    ],
)
def test_no_alias_is_claimed_by_two(table: str, key: tuple[str, ...], columns: tuple[str, ...]) -> None:
    claimed = _claims(table, key, columns)
    assert {name: owners for name, owners in claimed.items() if len(owners) > 1} == {}


def test_bodies_belong_to_known_states_or_organisations() -> None:
    known = set(countries()) | {row["code"] for row in rows("organisations")}
    assert {row["country"] for row in rows("bodies")} - {""} <= known
    assert {code for row in rows("organisations") for code in split(row["members"])} <= known


@pytest.mark.parametrize("table", ["bodies", "sector-nouns", "titles"])
def test_every_sector_is_in_the_table_of_sectors(table: str) -> None:
    sectors = {row["sector"] for row in rows("sectors")}
    assert {row["sector"] for row in rows(table)} <= sectors


def test_every_trigger_points_to_a_root_and_to_word_classes_that_exist() -> None:
    classes = {f"@{row['class']}" for row in rows("word-classes")}
    for row in rows("triggers"):
        assert row["root"] in roots(), row
        assert row["pos"] in ("verb", "noun"), row
        assert split(row["lemmas"]), row
        assert {word for word in split(row["objects"]) if word.startswith("@")} <= classes, row


def test_every_root_has_a_verb_and_a_noun_that_trigger_it() -> None:
    assert {(row["root"], row["pos"]) for row in rows("triggers")} == {
        (root, pos) for root in roots() for pos in ("verb", "noun")
    }


def test_the_lemmas_of_triggers_are_lower_case() -> None:
    lemmas = [lemma for row in rows("triggers") for lemma in split(row["lemmas"])]
    assert [lemma for lemma in lemmas if lemma != lemma.lower()] == []


def test_no_list_of_words_has_a_word_twice() -> None:
    lists = [row[column] for row in rows("triggers") for column in ("lemmas", "objects", "preps")]
    lists += [row["words"] for row in rows("word-classes")]
    assert [(words, _repeated(split(words))) for words in lists if _repeated(split(words))] == []


def test_every_mode_belongs_to_a_root_and_has_words() -> None:
    for row in rows("modes"):
        assert row["root"] in roots(), row
        assert split(row["words"]), row


def test_words_of_issues_are_lower_case_and_name_one_issue() -> None:
    words = [word for _, listed in issues().values() for word in listed]
    assert [word for word in words if word != word.lower()] == []
    assert _repeated(words) == []


def test_titles_point_to_known_states_and_are_lower_case() -> None:
    for row in rows("titles"):
        assert set(split(row["countries"])) <= set(countries()), row
        assert row["title"] == row["title"].lower(), row


def test_a_list_in_a_field_is_split_at_its_bars() -> None:
    assert split("Beijing| Peking |") == ("Beijing", "Peking")
    assert split("") == split(None) == ()


def test_organisations_and_unknown_codes_have_a_name_to_show() -> None:
    assert country_name("UNO") == "United Nations"
    assert country_name("???") == "???"
