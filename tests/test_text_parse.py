"""Sentences of a text: which of their tokens stand between two characters of the document."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.coding.reader import code
from detente.coding.text import dateline
from detente.coding.text.parse import blocks, sentences
from detente.records import Document

TEXT = "Talks in Oslo\n\nThe weather was mild. Norway accused Iceland of overfishing, and Iceland's envoy left."


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("accused Iceland", ["accused", "Iceland"]),
        ("Iceland's envoy", ["Iceland", "'s", "envoy"]),
        ("cused Iceland of", ["Iceland", "of"]),
        ("The weather was mild. Norway", ["Norway"]),
        ("left.", ["left", "."]),
        ("Talks", []),
    ],
)
def test_the_tokens_of_a_sentence_that_begin_in_a_passage_of_the_document(passage: str, words: list[str]) -> None:
    sentence = list(sentences(blocks(TEXT)))[-1]
    start = TEXT.index(passage)
    found = sentence.tokens_from(start, start + len(passage))
    assert [sentence.span.doc[i].text for i in found] == words


def test_a_line_beyond_the_token_limit_is_cut_and_a_shorter_one_is_not() -> None:
    short, long = ("Norway accused Iceland of theft and " * n + "left." for n in (5, 60))
    assert len(list(sentences(blocks(short)))) < len(list(sentences(blocks(long))))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("QUITO, April 7, 2015 - ", dt.date(2015, 4, 7)),
        ("Vienna, 9 June 2011 (Reuters) -- ", dt.date(2011, 6, 9)),
        ("NEW DELHI, India, Sept. 30, 2009 (AP): ", dt.date(2009, 9, 30)),
        ("MÉRIDA, Friday, May 4, 2018 — ", dt.date(2018, 5, 4)),
        ("OTTAWA, Feb 26 - ", None),
        ("RABAT (AP) - ", None),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(line: str, day: dt.date | None) -> None:
    (block,) = blocks(line + "Morocco closed its border.")
    assert (block.text, dateline.day(line)) == ("Morocco closed its border.", day)


@pytest.mark.parametrize(
    "text", ["On April 7, 2015 - a Tuesday - Ecuador closed its border.", "Ecuador - on the coast - closed its border."]
)
def test_what_opens_a_sentence_is_no_dateline(text: str) -> None:
    assert blocks(text)[0].text == text


@pytest.mark.parametrize("published", [None, dt.date(2015, 4, 7)])
def test_times_are_counted_from_the_day_of_the_dateline(published: dt.date | None) -> None:
    coded = code(Document("QUITO, April 7, 2015 - Ecuador expelled Peru's ambassador on Sunday.", published=published))
    assert [event.when.label() for event in coded.events if event.when] == ["2015-04-05"]
    assert coded.document.published == published


def test_the_speaker_after_a_dateline_is_not_its_town() -> None:
    text = "QUITO, April 7, 2015 - Ecuador's foreign minister, Ricardo Patino, said the border would stay open."
    (statement,) = code(Document(text)).statements
    assert (statement.speaker.code, statement.speaker.person) == ("ECU", "Ricardo Patino")


@pytest.mark.parametrize("mark", ['"', "$", "(", ".", "a-"])
def test_a_long_run_without_a_space_is_no_word_of_marks(mark: str) -> None:
    """The tokenizer took minutes for twenty-five thousand quotation marks."""
    text = f"Norway accused Iceland of theft {mark * 9000} in Bergen."
    (block,) = blocks(text)
    assert len(block.text) == len(text)
    assert max(sum(not c.isalnum() for c in word) for word in block.text.split()) < 200
    assert [sentence.end for sentence in sentences([block])][-1] == len(text)
