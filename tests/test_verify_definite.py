"""Definite numbers: what a text has told, what follows from it, and what has come from nowhere."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

TOLD = "Spain and Morocco talk. The two sides issued a joint declaration in sixteen points. "
HELD = (
    "Thailand and Cambodia talk. Thailand holds 18 Cambodian soldiers, and some 40 villagers were hurt. The talks took "
    "six weeks, which nobody had foreseen. "
)
BASES = "Germany waits. The Pentagon counts just under 35,000 service members there. "
SUMS = "Mexico handed over 29 men in February. In summer another 26 prisoners followed. It was a long year. "
SPAN = "France and Algeria quarrel. An appeals court upheld a seven-year sentence. That was in winter. "


def contradicted(text: str) -> list[str]:
    """The claims of a text that are contradicted."""
    found = check(Document(text, published=dt.date(2025, 12, 1)))
    return [f.claim for f in found if f.verdict == "contradicted"]


@pytest.mark.parametrize(
    ("told", "text", "right", "wrong"),
    [
        (TOLD, "The money was paid at once, while the {} points are to be delivered over months.", "sixteen", "twelve"),
        (HELD, "The first test is the release of the {} men, which would give Phnom Penh something.", "18", "28"),
        (BASES, "Firms should plan for a reduction in the roughly {} troops now in the country.", "35,000", "20,000"),
        (SUMS, "No judge ever ruled on the {} prisoners, they point out.", "55", "65"),
        (SPAN, "A pardon is possible, since the {} sentence is the president's to give.", "seven-year", "ten-year"),
    ],
)  # fmt: skip
def test_a_definite_number_takes_up_one_that_was_told(told: str, text: str, right: str, wrong: str) -> None:
    assert contradicted(told + text.format(right)) == []
    assert len(contradicted(told + text.format(wrong))) == 1


@pytest.mark.parametrize(
    "text",
    [
        # what the world knows, what is new, what is of others, and what is about as much
        HELD + "The 10 states of the region met.",
        HELD + "The 28 other men are free.",
        HELD + "It was for 28 men to say.",
        BASES + "Nobody counts the roughly 40,000 troops that were meant.",
        # a share beside it makes "points" those of a percentage
        "Support stood at 41 percent, sixteen points below the target. They lost the twelve points.",
    ],
)
def test_others_are_let_be(text: str) -> None:
    assert contradicted(text) == []
