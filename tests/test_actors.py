"""Who a noun phrase names: states, offices, bodies, pronouns; and what it does not name."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.coding.text.parse import blocks, sentences
from detente.coding.who.cast import Cast
from detente.records import Actor


def actors(text: str, published: str = "2026-01-06") -> dict[str, Actor]:
    """Every actor that a noun phrase of the text names, by its words."""
    cast = Cast(dt.date.fromisoformat(published))
    found: dict[str, Actor] = {}
    for sentence in sentences(blocks(text)):
        cast.open_sentence(sentence)
        for token in sentence.span:
            actor = cast.resolve(token) if token.pos_ in {"NOUN", "PROPN", "PRON"} else None
            if actor is not None:
                found[actor.text] = actor
        cast.close_sentence(sentence)
    return found


NAMED = [
    ("Norway protested.", "Norway", "NOR", "GOV"),
    ("Tokyo summoned the envoy.", "Tokyo", "JPN", "GOV"),
    ("The Kremlin denied the report.", "Kremlin", "RUS", "GOV"),
    ("ASEAN called for calm.", "ASEAN", "ASN", "IGO"),
    ("NATO deployed ships.", "NATO", "NAT", "IGO"),
    ("The Quad met in Delhi.", "Quad", "IGO", "IGO"),
    ("Keidanren sent a delegation.", "Keidanren", "JPN", "BUS"),
    ("The Soviet Union withdrew.", "Soviet Union", "RUS", "GOV"),
    ("Peruvian fishermen were freed.", "Peruvian fishermen", "PER", None),
    ("The Chinese coast guard entered the waters.", "Chinese coast guard", "CHN", "MIL"),
    ("Greek police held two men.", "Greek police", "GRC", "COP"),
]


@pytest.mark.parametrize(("text", "words", "code", "sector"), NAMED)
def test_a_name_has_a_code_and_a_sector(text: str, words: str, code: str, sector: str | None) -> None:
    actor = actors(text)[words]
    assert actor.code == code
    if sector is not None:
        assert actor.sector == sector


def test_a_name_is_matched_at_word_boundaries() -> None:
    assert all(a.code != "SYR" for a in actors("The ambassador spoke of a chadless, omanised world.").values())
    assert "Oman" not in actors("A woman from Romania spoke.")


OFFICES = [
    ("Prime Minister Shinzo Abe arrived.", "2013-02-01", "Shinzo Abe", "JPN", "Prime Minister"),
    ("President Xi Jinping spoke.", "2019-06-01", "Xi Jinping", "CHN", "President"),
    ("Angela Merkel spoke.", "2010-03-01", "Angela Merkel", "DEU", "Chancellor"),
]


@pytest.mark.parametrize(("text", "date", "person", "code", "office"), OFFICES)
def test_an_office_holder_is_known_by_the_dated_tables(
    text: str, date: str, person: str, code: str, office: str
) -> None:
    actor = actors(text, date)[person]
    assert (actor.code, actor.person) == (code, person)
    assert (actor.office or "").lower() == office.lower()


def test_a_person_out_of_office_has_a_state_and_no_office() -> None:
    assert actors("Shinzo Abe warned of a crisis.", "2021-12-02")["Shinzo Abe"].office is None


def test_a_surname_later_in_the_text_is_the_person_named_before() -> None:
    found = actors("Finnish scholar Aino Virtanen spoke. Virtanen urged Sweden to act.")
    assert found["Virtanen"].person == "Aino Virtanen"
    assert found["Virtanen"].code == "FIN"


def test_a_title_alone_is_the_holder_of_the_day() -> None:
    assert actors("Japan's prime minister spoke.", "2007-04-01")["Japan's prime minister"].person == "Shinzo Abe"


def test_a_pronoun_is_the_last_person_or_party() -> None:
    found = actors("Turkey closed its border. It recalled its envoy.")
    assert found["It"].code == "TUR"
    assert found["It"].resolved == "coreference"
    found = actors("President Emmanuel Macron flew home. He thanked Kenya.", "2022-05-01")
    assert found["He"].person == "Emmanuel Macron"


def test_both_sides_are_the_two_states_before() -> None:
    cast = Cast(dt.date(2020, 1, 1))
    (first, second) = list(sentences(blocks("India protested to Pakistan.\nBoth sides met on Monday.")))
    cast.open_sentence(first)
    cast.close_sentence(first)
    cast.open_sentence(second)
    sides = next(token for token in second.span if token.text == "sides")
    assert {actor.code for actor in cast.resolve_all(sides)} == {"IND", "PAK"}


def test_the_unresolved_stays_unresolved() -> None:
    assert actors("Several officials spoke.")["Several officials"].code is None
    assert "Brightwater" not in actors("The Brightwater lay calm.")


def test_an_accord_named_after_a_capital_is_not_its_state() -> None:
    assert all(actor.code != "FRA" for actor in actors("They cited the Paris Agreement.").values())


def test_a_given_name_with_a_hyphen_is_one_name() -> None:
    found = actors("South Korea protested. Vice Foreign Minister Kim Min-su summoned Japanese envoy Taro Hara.")
    assert found["Kim Min-su"].code == "KOR"


@pytest.mark.parametrize("dateline", ["OSLO, May 3 (Agency) - ", "Oslo, May 3, NTB. ", "Oslo, May 3 /NTB/. "])
def test_the_dateline_tells_whose_ministry_it_is(dateline: str) -> None:
    text = f"{dateline}Talks with Sweden ended on Friday. The foreign ministry rejected the plan."
    cast = Cast(dt.date(2024, 5, 3))
    parts = blocks(text)
    for part in parts:
        cast.start_at(part.dateline or "")
    for sentence in sentences(parts):
        cast.open_sentence(sentence)
        last = {t.text: cast.resolve(t) for t in sentence.span}
        cast.close_sentence(sentence)
    assert last["ministry"] is not None
    assert last["ministry"].code == "NOR"
