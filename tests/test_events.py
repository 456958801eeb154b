"""Sentences in, mentions of acts out: root, parties, status, place; and what must not be reported."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.coding.reader import code, code_all
from detente.records import Document, Mention


def mentions(text: str, published: str = "2024-05-14") -> list[Mention]:
    """The mentions of acts that the coder reports, without those it abstains from."""
    coded = code(Document(text, published=dt.date.fromisoformat(published)))
    return [mention for mention in coded.events if not mention.abstained]


ACTS = [
    ("Norway accused Iceland of overfishing.", "ACCUSE", "NOR", "ISL"),
    ("Kenya and Uganda signed a rail agreement on Monday.", "AGREE", "KEN", "UGA"),
    ("Brazil's president met Chile's foreign minister in Lima.", "CONSULT", "BRA", "CHL"),
    ("Sweden praised Estonia's decision.", "SUPPORT", "SWE", "EST"),
    ("Turkey lifted its ban on Egyptian imports.", "CONCEDE", "TUR", "EGY"),
    ("France shared intelligence with Morocco.", "COOPERATE", "FRA", "MAR"),
    ("Canada sent food to Haiti after the storm.", "AID", "CAN", "HTI"),
    ("Ethiopia withdrew its troops from Somalia.", "RETREAT", "ETH", "SOM"),
    ("Poland urged Hungary to release the funds.", "REQUEST", "POL", "HUN"),
    ("Vietnam rejected Cambodia's proposal.", "REJECT", "VNM", "KHM"),
    ("Iraq threatened Kuwait with a blockade.", "THREATEN", "IRQ", "KWT"),
    ("Mexico recalled its ambassador from Ecuador.", "SANCTION", "MEX", "ECU"),
    ("Indonesia imposed tariffs on Australian beef.", "SANCTION", "IDN", "AUS"),
    ("India deployed warships near Sri Lanka.", "MOBILIZE", "IND", "LKA"),
    ("Myanmar's police arrested two Thai reporters.", "COERCE", "MMR", "THA"),
    ("Armenian forces shelled Azerbaijan's army.", "ASSAULT", "ARM", "AZE"),
    ("Two Thai reporters were detained by Myanmar.", "COERCE", "MMR", "THA"),
    ("The attack on Georgia by Russia shocked the council.", "ASSAULT", "RUS", "GEO"),
    ("Peru's decision to expel the Bolivian consul came on Friday.", "SANCTION", "PER", "BOL"),
]


@pytest.mark.parametrize(("text", "root", "actor", "recipient"), ACTS)
def test_an_act_has_its_root_and_its_parties(text: str, root: str, actor: str, recipient: str) -> None:
    found = {(m.type, a.code, r.code) for m in mentions(text) for a in m.actors for r in m.recipients}
    assert (root, actor, recipient) in found or (root in {"AGREE", "CONSULT"} and (root, recipient, actor) in found)


STATUSES = [
    ("Norway will send aid to Latvia.", "planned"),
    ("Norway could send aid to Latvia.", "hypothetical"),
    ("Norway did not send aid to Latvia.", "negated"),
    ("Norway is sending aid to Latvia.", "ongoing"),
    ("Norway sent aid to Latvia.", "occurred"),
    ("If Norway sends aid to Latvia, tension will ease.", "hypothetical"),
    ("Norway has decided to send aid to Latvia.", "planned"),
    ("Norway refused to send aid to Latvia.", "negated"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_the_status_follows_the_verb_and_its_governors(text: str, status: str) -> None:
    assert status in {m.status for m in mentions(text) if m.type in {"AID", "AGREE"}}


NOTHING = [
    "Spain and Portugal share a long border.",
    "A meeting between the Spanish and Portuguese leaders could lower tension.",
    "If leaders in both capitals show restraint, the year could bring progress.",
    "The Danish harbour lies near Sweden.",
    "Greek olive oil is popular in Germany.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_did_not_happen_is_not_reported_as_fact(text: str) -> None:
    assert [m for m in mentions(text) if m.status in {"occurred", "ongoing"}] == []


def test_what_is_asked_for_is_not_an_event_of_its_own() -> None:
    assert {m.type for m in mentions("Poland urged Hungary to withdraw its troops from Slovakia.")} == {"REQUEST"}
    essential = mentions("It is essential that Norway cut its quotas, the Danish minister said.")
    assert {m.type for m in essential if m.status != "hypothetical"} == {"REQUEST"}


def test_a_place_and_a_recipient_that_the_text_aims_at() -> None:
    (mention,) = mentions("China has stepped up drills around Taiwan.")
    assert (mention.type, mention.place) == ("MOBILIZE", "Taiwan")
    assert [(a.code, a.sector) for a in mention.actors] == [("CHN", "MIL")]
    assert [r.code for r in mention.recipients] == ["TWN"]


def test_a_passive_without_parties_takes_those_of_the_act_before() -> None:
    first, second = mentions("Chad accused Niger of harbouring rebels.\nSeveral planned visits were then called off.")
    assert (second.type, second.carried) == ("SANCTION", True)
    assert [a.code for a in second.actors] == ["TCD"]
    assert [r.code for r in second.recipients] == ["NER"]
    assert not first.carried


def test_mutual_acts_are_marked() -> None:
    (mention,) = mentions("Kenya's president met the Ugandan premier in Kampala.")
    assert mention.mutual


def test_an_act_on_the_accusers_word_alone_is_not_reported() -> None:
    found = mentions("Azerbaijan said Armenia had shelled its villages.")
    assert all(m.type != "ASSAULT" for m in found)


def test_evidence_offsets_hold_in_the_document() -> None:
    text = "A first line.\n\nNorway accused Iceland of overfishing – again.\r\nThe end."
    (mention,) = mentions(text)
    assert text[mention.evidence.start : mention.evidence.end] == mention.evidence.text
    assert mention.evidence.text.startswith("Norway accused Iceland")
    assert text[mention.actors[0].start : mention.actors[0].end] == "Norway"


def test_ids_do_not_depend_on_the_type() -> None:
    (mention,) = mentions("Norway accused Iceland of overfishing.")
    assert mention.id == mentions("Norway accused Iceland of overfishing.")[0].id


def test_reports_of_one_act_share_a_number() -> None:
    found = mentions("Norway accused Iceland of overfishing.\nNorway accused Iceland of overfishing cod.")
    assert len(found) == 2
    assert {m.act for m in found} == {1}


def test_time_is_read_in_the_clause() -> None:
    (mention,) = mentions("Mexico recalled its ambassador from Ecuador on 6 April 2024.")
    assert mention.when is not None
    assert mention.when.label() == "2024-04-06"


@pytest.mark.parametrize(
    "text", ["word " * 2000, "x" * 20000, "🙂 " * 300, "\x01\x02 Norway \x07 accused \x00 Iceland", " \n\n "]
)
def test_odd_input_is_read_in_bounded_time(text: str) -> None:
    assert mentions(text) is not None


def test_background_in_a_short_report_is_not_of_the_day() -> None:
    text = "Ties are poor. In March 2019 a bomb went off.\nIndia withdrew Pakistan's trade status."
    (mention,) = [m for m in mentions(text, "2020-01-15") if m.type == "SANCTION"]
    assert mention.when is None


def test_the_future_told_in_the_past_is_planned() -> None:
    (mention,) = [m for m in mentions("A spokesman said Kenya would send aid to Chad.") if m.type == "AID"]
    assert mention.status == "planned"


def test_declining_to_comment_is_no_act() -> None:
    assert mentions("Norway's embassy in Sweden declined to comment.") == []


def test_a_document_that_names_no_state_is_given_back_unread() -> None:
    read, unread = code_all(
        [Document("Norway accused Chile of overfishing."), Document("The grocer accused the baker of short weight.")]
    )
    assert [m.type for m in read.events] == ["ACCUSE"]
    assert unread.records() == ()
    assert unread.document.text.startswith("The grocer")


def test_a_party_of_no_told_state_is_of_the_state_that_the_text_is_about() -> None:
    (found,) = mentions("LAGOS, May 14 - Police fired tear gas at striking dockers outside the port on Tuesday.")
    assert ({a.code for a in found.actors}, {r.code for r in found.recipients}) == ({"NGA"}, {"NGA"})


def test_a_town_tells_whose_police_they_are() -> None:
    (found,) = mentions("Police in Karachi arrested two Norwegian reporters on Tuesday.")
    assert ({a.code for a in found.actors}, {r.code for r in found.recipients}) == ({"PAK"}, {"NOR"})


def test_what_a_side_says_that_the_other_did_to_it_is_a_reproach() -> None:
    said = "Peru has attacked Ecuador without any reason and Peru seized Ecuadorean trawlers."
    text = f'Ecuador\'s foreign minister said: "{said}"'
    assert {(m.type, m.actors[0].code, m.recipients[0].code) for m in mentions(text)} == {("ACCUSE", "ECU", "PER")}


def test_an_act_without_its_recipient_is_aimed_at_the_other_state_of_the_text() -> None:
    text = "Sudan accused Chad of sheltering rebels at Adre. On Monday Chad rejected the charge as a lie."
    assert {r.code for m in mentions(text) if m.type == "REJECT" for r in m.recipients} == {"SDN"}


@pytest.mark.parametrize("text", ["Chad's parliament condemned the raid.", "Chad paused some of its aid."])
def test_the_owner_of_a_party_is_not_named_as_its_recipient(text: str) -> None:
    assert {r.resolved for m in mentions(text) for r in m.recipients if r.code == "TCD"} <= {"carried"}


CARRIED = [
    ("Talks between Norway and Iceland are set for 20 August. Norway banned mackerel from Iceland.", "2024-05-14"),
    ("On 3 May Norway closed its harbours. Norway banned mackerel from Iceland.", "2024-05-03"),
]


@pytest.mark.parametrize(("text", "day"), CARRIED)
def test_an_act_that_occurred_is_not_dated_by_what_is_to_come(text: str, day: str) -> None:
    (when,) = (m.when for m in mentions(text) if m.type == "SANCTION" and [r.code for r in m.recipients] == ["ISL"])
    assert when is not None
    assert when.label() == day


COMPARED = [
    (
        "The fleet sold more, up from 84 tonnes in 2022. Norway accused Iceland of breaking its word.",
        "ACCUSE",
        "2024-05-14",
    ),
    (
        "Norway shut its ports on Friday, landing 84 tonnes against 40 tonnes in 2022. Iceland rejected Norway's act.",
        "REJECT",
        "2024-05-10",
    ),
]


@pytest.mark.parametrize(("text", "kind", "day"), COMPARED)
def test_an_act_does_not_take_the_time_of_a_comparison(text: str, kind: str, day: str) -> None:
    (when,) = {m.when for m in mentions(text) if m.type == kind}
    assert when is not None
    assert when.label() == day


def test_a_planned_act_of_a_month_is_of_the_next_one() -> None:
    (when,) = {m.when for m in mentions("Norway and Iceland will resume talks in March.") if m.status == "planned"}
    assert when is not None
    assert when.label() == "2025-03"


def test_places_side_by_side_are_no_parties() -> None:
    assert not [
        a for m in mentions("Israeli police arrested a man in Gaza, West Bank.") for a in m.actors if not a.code
    ]
