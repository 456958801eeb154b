"""Events told with their day and year, and with another month than theirs."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

SAUDI = "Saudi Arabia and Iran talk. None of it had an effect like that of the strikes on Abqaiq on {} 14, 2019{}."
BEIRUT = "Israel and Lebanon talk. The explosion in the port of Beirut on {} 4, 2020, killed more than 200 people{}."
RIYADH = "Turkey and Saudi Arabia talk. Jamal Khashoggi was killed in the consulate in Istanbul on {} 2, 2018{}."
"""Each with a month, and with what may stand behind it."""


def contradicted(text: str) -> list[str]:
    """What is contradicted because of an event of the record on another day."""
    found = check(Document(text, published=dt.date(2021, 6, 1)))
    return [f.claim for f in found if f.verdict == "contradicted"]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [(SAUDI, "September", "November"), (BEIRUT, "August", "October"), (RIYADH, "October", "November")],
)
def test_the_month_is_that_of_the_record(text: str, right: str, wrong: str) -> None:
    assert contradicted(text.format(right, "")) == []
    assert contradicted(text.format(wrong, "")) != []


def test_the_right_date_beside_it_lets_another_be() -> None:
    assert contradicted(BEIRUT.format("October", ", two months after the blast of August 4, 2020")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Israel and Lebanon talk. Ministers met in the port of Beirut on October 4, 2020.",
        "Saudi Arabia and Iran talk. A plant at Abqaiq reopened on November 14, 2019.",
        "Israel and Lebanon talk. He resigned on October 4, 2020, weeks after the explosion in the port of Beirut.",
    ],
)
def test_other_things_are_told_of_the_same_place(text: str) -> None:
    assert contradicted(text) == []
