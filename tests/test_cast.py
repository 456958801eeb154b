"""Who is led back to whom: "the firm", "the country", "the South", "we", Congress, names that only the text tells."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.coding.reader import code
from detente.coding.text.parse import blocks, sentences
from detente.coding.who.cast import Cast
from detente.coding.who.nouns import is_of_no_state
from detente.ontology import countries, rows, split
from detente.records import Actor, Document


def named(text: str, published: str = "1987-04-01") -> list[dict[str, list[Actor]]]:
    """For each sentence the actors of each noun, by the noun as written; of two alike the last one counts."""
    cast = Cast(dt.date.fromisoformat(published))
    out: list[dict[str, list[Actor]]] = []
    for sentence in sentences(blocks(text)):
        cast.open_sentence(sentence)
        nouns = [t for t in sentence.span if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}]
        out.append({token.text: cast.resolve_all(token) for token in nouns})
        cast.close_sentence(sentence)
    return out


def codes(text: str, word: str, published: str = "1987-04-01") -> set[str | None]:
    """The codes of a noun in the last sentence of a text."""
    return {actor.code for actor in named(text, published)[-1].get(word, [])}


LED_BACK = [
    ("Nissan agreed to build a plant in Mexico. The carmaker said wages would rise.", "carmaker", "JPN"),
    ("The Oslo-based firm signed a contract.", "firm", "NOR"),
    ("Honduran coffee growers blocked a road. The growers burned a truck.", "growers", "HND"),
    ("Argentina seized a Japanese trawler. The trawler was taken to port.", "trawler", "JPN"),
    ("Renamo killed 12 villagers. The guerrillas burned a bus.", "guerrillas", "MOZ"),
    ("Hamas vowed revenge and the group fired rockets.", "group", "PSE"),
    ("OPEC met in Vienna. The cartel cut its output.", "cartel", "IGO"),
    ("The European Community met. The Community imposed a levy.", "Community", "EUR"),
    ("Libya's state radio accused Chad. The radio named no source.", "radio", "LBY"),
    ("Kuwait raised its output, the emirate said.", "emirate", "KWT"),
    ("Japan's surplus grew as the country sold more cars.", "country", "JPN"),
    ("Ghana is sending a three-man team to Lome.", "team", "GHA"),
    ("Turkey recalled its ambassador to Greece. The ambassador flew home.", "ambassador", "TUR"),
    ("Norway protested. Its Paris embassy was closed.", "embassy", "NOR"),
    ("The Kenyan army fought the gang. The leader of the army resigned.", "leader", "KEN"),
    ("Striking seamen blocked the ports of Brazil. Police held the men.", "Police", "BRA"),
    ("Sri Lankan troops fought Tamil rebels. A military spokesman said so.", "spokesman", "LKA"),
    ("Japan told Canada that South Korea's plan was unfair, a ministry spokesman said.", "spokesman", "JPN"),
    ("Oman met Ireland. Ireland's prime minister left. The sultan was pleased.", "sultan", "OMN"),
    ("Peru met Chile. The pope sent a telegram.", "pope", "VAT"),
    ("Norway met Chile. In Bonn, a ministry spokesman protested.", "spokesman", "DEU"),
    ("Peru's defence minister left. In Quito, the defence minister protested.", "minister", "ECU"),
    ("Fiji said the Tongan crew had fled. Its navy left port.", "navy", "FJI"),
    ("The IMF team left Peru. The team urged cuts in spending.", "team", "IMF"),
    ("The report of the IMF praised Peru. The report urged cuts in spending.", "report", "IMF"),
    ("The EC Commission met in Lima. Commission officials were pleased.", "officials", "EUR"),
    ("Chad's army fell back. Guerrillas who use camps in Niger took a town. Police fled.", "Police", "TCD"),
]


@pytest.mark.parametrize(("text", "word", "code"), LED_BACK)
def test_a_noun_without_a_name_is_led_back(text: str, word: str, code: str) -> None:
    assert codes(text, word) == {code}


PROVINCES = [
    ("Police in Saskatchewan blocked a road.", "Police", "CAN"),
    ("Kerala farmers burned a truck.", "farmers", "IND"),
    ("Police in Leningrad held ten men.", "Police", "RUS"),
    ("Okinawa residents sued the ministry.", "residents", "JPN"),
    ("In Grozny, police held ten men.", "police", "RUS"),
]


@pytest.mark.parametrize(("text", "word", "code"), PROVINCES)
def test_a_province_or_a_place_that_nobody_else_claims_tells_the_state(text: str, word: str, code: str) -> None:
    assert codes(text, word) == {code}


SEVERAL = [
    ("Iranian and Iraqi forces fought near Basra.", "forces", {"IRN", "IRQ"}),
    ("Iran fought Iraq. Both countries claimed victory.", "countries", {"IRN", "IRQ"}),
    ("Thai troops met Lao troops. Each side fired.", "side", {"THA", "LAO"}),
    ("Ghana met Togo. The two agreed to talk.", "two", {"GHA", "TGO"}),
    ("North and South Korea exchanged fire.", "Korea", {"PRK", "KOR"}),
    ("The superpowers cut their arsenals.", "superpowers", {"USA", "RUS"}),
]


@pytest.mark.parametrize(("text", "word", "expected"), SEVERAL)
def test_a_phrase_may_name_several(text: str, word: str, expected: set[str]) -> None:
    assert codes(text, word) == expected


def test_the_halves_of_a_divided_country_are_known_once_it_is_named() -> None:
    text = "South Korea met North Korea. The South protested to the North."
    assert (codes(text, "South"), codes(text, "North")) == ({"KOR"}, {"PRK"})
    assert codes("Italy met Spain. The South protested.", "South") == set()


INSTITUTIONS = [
    ("Congress passed the bill.", "Congress", "USA"),
    ("Peru's president spoke. Congress passed the bill.", "Congress", "PER"),
    ("Japan protested to Washington. Congress passed the bill.", "Congress", "USA"),
    ("Supreme Court judges in India freed the men.", "Court", "IND"),
    ("The Commerce Department imposed duties.", "Department", "USA"),
]


@pytest.mark.parametrize(("text", "word", "code"), INSTITUTIONS)
def test_an_institution_is_that_of_the_state_in_question(text: str, word: str, code: str) -> None:
    assert codes(text, word) == {code}


def test_a_body_that_only_the_text_describes_is_known_from_then_on() -> None:
    first, second = named("Brightwater, the Kenyan carrier, cut fares. Brightwater sued the ministry.")
    assert next((a.code, a.sector, a.person) for a in first["Brightwater"]) == ("KEN", "BUS", None)
    assert second["Brightwater"][0].code == "KEN"


PERSONS = [
    ("Oman protested. Foreign Undersecretary Salim al-Harthy spoke. Al-Harthy left.", "Harthy", "OMN"),
    ("Chile's consul, Pedro Soto, protested.", "Soto", "CHL"),
    ("Omani Ambassador to Italy Salim Harthy protested.", "Harthy", "OMN"),
    ("Jordan's King Hussein flew to Cairo.", "Hussein", "JOR"),
    ("Japan met Robert Hale, president of Chase Manhattan Bank N.A.", "Hale", "USA"),
    ("Chile thanked Japan. A Kenyan banker spoke. He urged Japan to act.", "He", "KEN"),
    ("Chad left Sudan's camp. The Libyan envoy will leave for Chad with his aides.", "his", "LBY"),
]


@pytest.mark.parametrize(("text", "word", "code"), PERSONS)
def test_a_person_is_of_the_state_that_the_text_tells(text: str, word: str, code: str) -> None:
    assert code in codes(text, word)


def test_we_is_who_speaks() -> None:
    text = '"We will not negotiate," said Libyan Foreign Minister Salim Badri. "Our forces are ready," Badri added.'
    assert codes(text, "forces") == {"LBY"}


def test_the_enemy_is_the_other_of_two() -> None:
    text = "Iran attacked Iraq. Iran's army said the enemy had fled."
    assert codes(text, "enemy") == {"IRQ"}


UNRESOLVED = [
    ("Pro-Iranian gunmen fired.", "gunmen"),
    ("Anti-American crowds burned a flag.", "crowds"),
    ("An Iran-backed militia fired.", "militia"),
    ("France met Italy. Workers struck.", "Workers"),
    ("Imports from Latin America fell.", "America"),
    ("Italy met Spain. The emirate agreed.", "emirate"),
    ("The firm closed.", "firm"),
    ("Sabah villagers protested.", "villagers"),
    ("Latin American nations met Peru.", "nations"),
    ("Norway met several countries.", "countries"),
    ("Western envoys left Chad.", "envoys"),
    ("Police in Chile held Greenpeace activists.", "activists"),
    ("Chile protested. A spokesman for the Vanguard of Nine said so.", "spokesman"),
]


@pytest.mark.parametrize(("text", "word"), UNRESOLVED)
def test_what_nothing_tells_stays_without_a_code(text: str, word: str) -> None:
    assert codes(text, word) <= {None}


def test_who_is_reproached_for_sending_troops_sent_them() -> None:
    assert codes("Norway criticised Sweden for sending troops to Chad.", "troops") == {"SWE"}


def test_it_that_holds_the_place_of_a_clause_is_nobody() -> None:
    assert codes("Norway protested. It is important that Sweden answers.", "It") == set()


def test_institutions_point_to_known_states() -> None:
    for row in rows("institutions"):
        assert row["kind"] in {"institution", "epithet", "group", "half", "region", "people", "throne"}, row
        assert set(split(row["states"])) <= set(countries()), row
        assert bool(row["states"]) == (row["kind"] not in {"region", "people"}), row
        assert row["source"], row
        assert row["basis"], row


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Norway accused Iceland's rivals of overfishing.", "rivals"),
        ("Japan thanked its allies.", "allies"),
        ("Peru warned U.S. allies.", "allies"),
    ],
)
def test_the_allies_and_rivals_of_a_state_are_not_the_state(text: str, noun: str) -> None:
    assert [actor.code for actor in named(text)[0][noun]] == [None]
    assert [r.code for m in code(Document(text)).events for r in m.recipients if r.code] == []


def test_a_named_state_beside_its_allies_is_still_a_party() -> None:
    (mention,) = code(Document("Ethiopia accused Egypt and its allies of arming rebels.")).events
    assert [r.code for r in mention.recipients] == ["EGY"]


STATES_UNTOLD = [
    ("Chad met several African nations.", "nations", True),
    ("Chad met 14 countries.", "countries", True),
    ("Western diplomats left Chad.", "diplomats", True),
    ("Greenpeace sued the ministry.", "Greenpeace", True),
    ("A foreign minister left Chad.", "minister", False),
    ("Western province policemen left the camp.", "policemen", False),
    ("Soldiers left the camp.", "Soldiers", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), STATES_UNTOLD)
def test_some_parties_can_have_no_one_state(text: str, word: str, expected: bool) -> None:
    (actor,) = named(text)[0][word]
    assert is_of_no_state(actor) == expected
