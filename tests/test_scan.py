"""What is not parsed where events alone are asked for: sentences that can tell no act between parties."""

from __future__ import annotations

from detente.coding import code
from detente.coding.model.network import shipped
from detente.coding.scan import worth_parsing
from detente.coding.text.parse import blocks
from detente.records import Document

TEXT = (
    "Norway on Monday accused Iceland of overfishing. Cod fetched 3.10 dlrs a kilo in Bergen, up 2 pct. "
    "The weather was mild and the harbour full. It also threatened to recall its envoy.\n\n"
    "Net profit of the cannery was 12 mln dlrs against 9 mln.\n"
)


def kept(text: str) -> list[str]:
    return [part.text for part in worth_parsing(blocks(text), shipped())]


def test_sentences_without_a_party_or_an_act_are_left_out() -> None:
    assert kept(TEXT)[0].startswith("Norway on Monday accused Iceland")
    assert not any("cannery" in part or "weather" in part for part in kept(TEXT))


def test_what_is_kept_stands_where_it_stood() -> None:
    for part in worth_parsing(blocks(TEXT), shipped()):
        assert TEXT[part.start : part.start + len(part.text)] == part.text


def test_a_sentence_that_goes_on_by_a_pronoun_is_kept() -> None:
    text = "Norway on Monday accused Iceland of overfishing. It threatened to recall its envoy."
    assert " ".join(kept(text)) == text


def test_who_was_named_before_may_act_by_role_or_pronoun() -> None:
    text = (
        "Norway's trawlers sailed from Bergen. The weather was mild. Two ministries protested to Iceland's envoy. "
        "The harbour was full. They expelled him. Cod was dear. The cannery denounced it."
    )
    assert kept(text)[-2:] == ["Two ministries protested to Iceland's envoy.", "They expelled him."]


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "The U.S. Embassy rejected the charge that Gen. Ortiz had sold arms to Peru."
    assert kept(text) == [text]


def test_events_alone_are_the_same_acts() -> None:
    document = Document(
        "Norway on Monday accused Iceland of overfishing. Cod fetched 3.10 dlrs a kilo in Bergen, up 2 pct."
    )
    alone, whole = code(document, {"event"}), code(document)
    told = [[(m.type, m.evidence) for m in coded.events if not m.abstained] for coded in (alone, whole)]
    assert told[0] == told[1] != []
    assert alone.figures == () and whole.figures != ()
