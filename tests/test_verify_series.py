"""Trade, its balance, budgets and shares of output against the reference series, as news reports put them."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

TOLD = [
    # trade of the two states that are named, or that the report is about
    ("2025-03-04", "Trade between China and Russia came to {} in 2024.", "$245 billion", "$345 billion"),
    ("2024-02-19", "Germany and China quarrel over cars. Goods worth about {} crossed between the two in 2023.",
     "254 billion euros", "150 billion euros"),
    ("2025-08-03", "By its own count the United States did {} of two-way goods trade with Mexico last year.",
     "$840 billion", "$540 billion"),
    ("2025-07-09", "India and Russia are closer. In the fiscal year that ended in March their trade reached {}.",
     "$68.7 billion", "$48.7 billion"),
    ("2025-05-30", "In 2024 Washington counted a goods deficit with China of {}, the widest of all.",
     "$295 billion", "$195 billion"),
    # budgets by the verb, by the money, and without a year among the report's own days
    ("2026-01-14", "South Korea is uneasy. The assembly has passed a defence budget of {} for 2026.",
     "65.9 trillion won", "45.9 trillion won"),
    ("2025-06-11", "Australia will set aside {} for defence in 2025-26.", "A$59 billion", "A$38 billion"),
    ("2025-03-20", "China's defence budget stands at {}, as was said this month.", "1.78 trillion yuan",
     "1.27 trillion yuan"),
    # a share of output
    ("2024-08-22", "Poland spends {} of its gross domestic product on defence this year.", "4.1 percent",
     "2.4 percent"),
]  # fmt: skip


def verdicts(day: str, text: str) -> set[str]:
    """What the series say of a text."""
    found = check(Document(text, published=dt.date.fromisoformat(day)))
    return {f.verdict for f in found if f.reference is not None and f.reference.dataset == "detente series"}


@pytest.mark.parametrize(("day", "text", "right", "wrong"), TOLD)
def test_the_true_amount_is_supported_and_the_false_one_contradicted(
    day: str, text: str, right: str, wrong: str
) -> None:
    assert verdicts(day, text.format(right)) == {"supported"}
    assert verdicts(day, text.format(wrong)) == {"contradicted"}


OTHER_THINGS = [
    # of one kind, one way, or of a part of the year
    ("2021-05-20", "China and Australia are at odds. The barley trade of A$916 million a year came to an end."),
    ("2025-03-04", "In 2024 the United States sold China goods worth $143.5 billion."),
    ("2025-01-04", "Trade between China and Russia came to $117 billion in the first half of 2024."),
    ("2025-04-02", "Israel's budget gives the defence establishment 110 billion shekels and allows for a deficit of "
     "4.9 percent of output."),
    # what is hoped for, what was once, what is compared with
    ("2025-03-04", "India and the United States want to lift their trade to $500 billion a year."),
    ("2017-11-04", "Trade between China and the United States was then worth about $2.4 billion a year."),
    ("2024-05-04", "Trade between China and Russia rose by $50 billion in 2023."),
    # of others than the two of the report
    ("2025-06-04", "Canada and the United States agree. In the port of Halifax trade was worth $40 billion last year."),
    ("2025-02-04", "China and the United States are at odds. A bilateral trade body earned $7 million last year."),
    ("2025-03-04", "Russia and China agree. China's trade came to $6.2 trillion in 2024."),
    # more than so much, where it was more
    ("2025-03-04", "Trade between China and Russia came to more than $100 billion in 2024."),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text"), OTHER_THINGS)
def test_what_is_told_of_something_else_is_not_contradicted(day: str, text: str) -> None:
    assert "contradicted" not in verdicts(day, text)


def test_trade_with_services_is_another_count() -> None:
    text = "Trade in goods {}between Britain and the United States came to 314.6 billion pounds in 2024."
    assert verdicts("2025-06-02", text.format("and services ")) == {"supported"}
    assert verdicts("2025-06-02", text.format("")) == {"contradicted"}
