"""Forward-looking claims: who holds them, in which words, on which scale; and what is none."""

from __future__ import annotations

import csv
import datetime as dt
import functools
from collections import Counter
from pathlib import Path

import pytest

from detente.coding.words.expectations import find, phrases
from detente.records import Expectation
from helpers_coding import stream


def expectations(text: str, published: str = "2021-03-10") -> list[Expectation]:
    day = dt.date.fromisoformat(published)
    return [record for context in stream(text, day) for record in find(context)]


@pytest.mark.parametrize(
    ("text", "phrase", "holder", "proposition", "bounds"),
    [
        (
            "Analysts say Ankara is unlikely to give ground on Cyprus.",
            "unlikely",
            "Analysts",
            "Ankara is unlikely to give ground on Cyprus",
            (0.2, 0.45),
        ),
        (
            "Maria Lopez of the Elcano Institute says continuity is likely.",
            "likely",
            "Maria Lopez",
            "continuity is likely",
            (0.55, 0.8),
        ),
        ("A deal is very likely to collapse.", "very likely", None, "A deal is very likely to collapse", (0.8, 0.95)),
        (
            "The ceasefire will almost certainly fail.",
            "almost certainly",
            None,
            "The ceasefire will almost certainly fail",
            (0.95, 0.99),
        ),
        (
            "The talks will probably resume in May.",
            "probably",
            None,
            "The talks will probably resume in May",
            (0.55, 0.8),
        ),
        ("The IMF expects growth of 3% in 2022.", "expects", "IMF", "growth of 3% in 2022", None),
        (
            "Some experts still expect Hanoi to keep a hard line.",
            "expect",
            "Some experts",
            "Hanoi to keep a hard line",
            None,
        ),
        ("Oil output is expected to fall.", "expected", None, "Oil output is expected to fall", None),
        (
            "A summit with Seoul is not guaranteed.",
            "not guaranteed",
            None,
            "A summit with Seoul is not guaranteed",
            None,
        ),
        ("A full withdrawal is not realistic.", "not realistic", None, "A full withdrawal is not realistic", None),
        ("Tensions could rise along the border.", "could", None, "Tensions could rise along the border", None),
        ("Egypt may need to offer concessions.", "may", None, "Egypt may need to offer concessions", None),
        ("The central bank is set to raise rates.", "set to", None, "The central bank is set to raise rates", None),
        ("An early election cannot be ruled out.", "ruled out", None, "An early election cannot be ruled out", None),
        ("Economists predict that inflation will slow.", "predict", "Economists", "inflation will slow", None),
        (
            "Scholars argue that trade will bind the two neighbours.",
            "will",
            "Scholars",
            "trade will bind the two neighbours",
            None,
        ),
    ],
)
def test_claims(
    text: str, phrase: str, holder: str | None, proposition: str, bounds: tuple[float, float] | None
) -> None:
    (found,) = expectations(text)
    assert found.phrase == phrase
    assert (found.holder.text if found.holder else None) == holder
    assert found.proposition == proposition
    assert (found.low, found.high) == (bounds or (None, None))
    assert (found.scale is None) == (bounds is None)


@pytest.mark.parametrize(
    "text",
    [
        "The blast may have killed twenty people.",
        "Citizens may enter without a visa.",
        "Elections were held in May.",
        "The minister could not attend the meeting.",
        "They bought missiles that could strike cities.",
        "If the talks could resume, both would gain.",
        "Exports fell because of the war.",
        "The winner is the likely cause of the row.",
        "He asked whether the army might return.",
        "The likely winner spoke to reporters.",
        "Prices rose due to the drought.",
        "Paris ruled out talks.",
        "The president will visit Rome on Friday.",
    ],
)
def test_no_expectation(text: str) -> None:
    assert expectations(text) == []


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Beirut may not move quickly.", True),
        ("The bank is not expected to cut rates.", True),
        ("The pact could fail.", False),
    ],
)
def test_negation(text: str, negated: bool) -> None:
    assert expectations(text)[0].negated is negated


def test_negated_words_keep_the_range_of_the_words() -> None:
    (found,) = expectations("The truce is unlikely to hold.")
    assert (found.negated, found.scale, found.low, found.high) == (False, "icd203", 0.2, 0.45)


@pytest.mark.parametrize(
    ("text", "horizon"),
    [
        ("Growth could slow in 2023.", "2023"),
        ("The treaty is likely to be signed in September 2021.", "2021-09"),
        ("Output could fall.", None),
        ("The siege could end within 30 days.", "2021-03-10/2021-04-09"),
        ("The first visit in ten years could help.", None),
        ("Talks may resume by autumn.", "2021-09-01/2021-11-30"),
    ],
)
def test_horizon(text: str, horizon: str | None) -> None:
    found = expectations(text)[0]
    assert (found.horizon.label() if found.horizon else None) == horizon


def test_pronoun_holder_is_led_back() -> None:
    found = expectations("Akio Mori of Keio University spoke in Nagoya. He expects quiet work and small gains.")
    assert found[0].holder is not None
    assert found[0].holder.person == "Akio Mori"


def test_evidence_is_in_the_text() -> None:
    text = "“Talks are over,” she said. Analysts expect Ankara to wait."
    (found,) = expectations(text)
    assert text[found.evidence.start : found.evidence.end] == found.evidence.text == "Analysts expect Ankara to wait"


def test_every_range_lies_between_nought_and_one_and_has_its_scale() -> None:
    for phrase in phrases():
        assert (phrase.scale is None) == (phrase.low is None) == (phrase.high is None)
        if phrase.low is not None and phrase.high is not None:
            assert 0 <= phrase.low <= phrase.high <= 1


@pytest.mark.parametrize(
    "text", ["", "🙂 may 🙂", "\x07could\x00 be", "may " * 2000, "will will will probably not", '"', "could"]
)
def test_odd_input_never_raises(text: str) -> None:
    assert all(record.proposition for record in expectations(text))


FLOORS = {"found": 0.96, "holder": 0.95, "negated": 1.0, "horizon": 0.98, "range": 1.0, "none": 1.0}
"""Shares right in `expectations.tsv`, raised, never lowered; all but `none` are of sentences with an expectation."""


@functools.cache
def corpus() -> tuple[dict[str, str], ...]:
    """Sentences of the project's own: what each expects, in whose name, by when, how sure; or nothing (no phrase)."""
    with Path(__file__).with_name("expectations.tsv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def answer(record: Expectation, line: dict[str, str]) -> dict[str, str]:
    holder = record.holder
    names = [name for name in (holder.text, holder.person) if name] if holder else [""]
    return {
        "phrase": record.phrase,
        "holder": line["holder"] if line["holder"] in names else names[0],
        "negated": "yes" if record.negated else "no",
        "horizon": record.horizon.label() if record.horizon else "",
        "range": "" if record.low is None else f"{record.low}-{record.high}",
    }


@functools.cache
def shares() -> dict[str, float]:
    right, total = Counter[str](), Counter[str]()
    for line in corpus():
        given = [answer(record, line) for record in expectations(line["sentence"], line["published"])]
        if not line["phrase"]:
            right["none"] += not given
            total["none"] += 1
            continue
        hit = next((record for record in given if record["phrase"] == line["phrase"]), None)
        right["found"] += hit is not None and len(given) == 1
        total["found"] += 1
        for field in ("holder", "negated", "horizon", "range") if hit is not None else ():
            right[field] += hit[field].lower() == line[field].lower()
            total[field] += 1
    return {field: right[field] / total[field] for field in total}


def test_the_corpus_is_large_and_of_many_decades() -> None:
    with_one = [line for line in corpus() if line["phrase"]]
    assert len(with_one) == 120 and len(corpus()) == 160
    assert len({line["published"][:3] for line in corpus()}) >= 7
    assert all(line["holder"] in line["sentence"] for line in with_one)


@pytest.mark.parametrize("field", FLOORS)
def test_the_corpus_is_read_as_well_as_before(field: str) -> None:
    assert shares()[field] >= FLOORS[field]
