"""Sentences of a text: which of their tokens stand between two characters of the document."""

from __future__ import annotations

import pytest

from detente.coding.text.parse import blocks, sentences

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
