"""How much a budget or trade has grown, against two years of a series."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check


def _verdict(day: str, text: str) -> set[str]:
    found = check(Document(text, published=dt.date.fromisoformat(day)))
    return {f.verdict for f in found if "percent" in f.claim}


@pytest.mark.parametrize(
    ("day", "text", "right", "wrong"),
    [
        ("2025-05-14", "In Beijing China set an official defence budget of 1.78 trillion yuan for 2025, an increase of "
         "{} percent, the same rate as in the two previous years.", "7.2", "9.2"),
        ("2024-06-01", "Trade between China and Germany was 253 billion euros in 2023, {} percent less than in 2022.",
         "15", "35"),
        ("2025-05-14", "Japan's defence budget for fiscal 2025 is 8.7 trillion yen, up {} percent on the year.",
         "9.4", "19.4"),
    ],
)  # fmt: skip
def test_growth_is_held_against_the_year_before(day: str, text: str, right: str, wrong: str) -> None:
    assert _verdict(day, text.format(right)) == {"supported"}
    assert _verdict(day, text.format(wrong)) == {"contradicted"}


@pytest.mark.parametrize(
    "text",
    [
        # Of something else, in other terms, or over several years.
        "Japan's defence budget for fiscal 2025 is 8.7 trillion yen, while exports rose 19.4 percent.",
        "Japan's defence budget for fiscal 2025 is 8.7 trillion yen, up 19.4 percent in real terms.",
        "Japan's defence budget for fiscal 2025 is 8.7 trillion yen, up 60 percent over three years.",
        # A level that no row has.
        "Japan's defence budget for fiscal 2025 is 5.1 trillion yen, up 19.4 percent from the year before.",
    ],
)
def test_other_rates_are_let_be(text: str) -> None:
    assert _verdict("2025-05-14", text) == set()
