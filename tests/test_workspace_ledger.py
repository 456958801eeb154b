"""The ledger of expectations: outcomes are kept by id, and each holder is scored on what is resolved."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.errors import QueryError
from detente.records import Actor, Coded, Document, Expectation, TextSpan
from detente.workspace import Workspace

DAY = dt.date(2026, 3, 1)
DOCUMENT = Document("Tonga is likely to sign. Samoa is unlikely to follow.", published=dt.date(2026, 1, 1))


def expectation(
    name: str, holder: str | None, low: float | None, high: float | None, negated: bool = False
) -> Expectation:
    actor = Actor(None, holder) if holder else None
    span = TextSpan(0, 5, "Tonga")
    return Expectation(name, DOCUMENT.text_id, "it signs", "likely", span, actor, negated, "icd203", low, high)


@pytest.fixture
def ledger() -> Workspace:
    held = (
        expectation("a", "Ana Vea", 0.55, 0.8),
        expectation("b", "Ana Vea", 0.2, 0.45),
        expectation("c", "Ana Vea", 0.55, 0.8, negated=True),
        expectation("d", None, None, None),
    )
    store = Workspace.in_memory()
    store.add([Coded(DOCUMENT, expectations=held, countries=("TON", "WSM"))])
    return store


def test_nothing_resolved_has_no_score(ledger: Workspace) -> None:
    rows = {row["holder"]: row for row in ledger.scores().iter_rows(named=True)}
    assert rows["Ana Vea"]["expectations"] == 3
    assert (rows["Ana Vea"]["resolved"], rows["Ana Vea"]["brier"]) == (0, None)
    assert rows["the text itself"]["with_range"] == 0


def test_the_score_is_the_mean_squared_distance_from_the_middle_of_the_range(ledger: Workspace) -> None:
    ledger.resolve("a", True, DAY)
    ledger.resolve("b", False, DAY)
    ledger.resolve("c", False, DAY)
    (row,) = (row for row in ledger.scores().iter_rows(named=True) if row["holder"] == "Ana Vea")
    assert row["brier"] == pytest.approx(((1 - 0.675) ** 2 + 0.325**2 + 0.325**2) / 3)
    assert row["happened"] == pytest.approx(1 / 3)


def test_a_later_word_replaces_an_earlier_one(ledger: Workspace) -> None:
    ledger.resolve("a", False, DAY)
    ledger.resolve("a", True, DAY)
    (row,) = (row for row in ledger.scores().iter_rows(named=True) if row["holder"] == "Ana Vea")
    assert (row["resolved"], row["happened"]) == (1, 1.0)


def test_an_unknown_id_is_refused(ledger: Workspace) -> None:
    with pytest.raises(QueryError, match="no expectation 'zzz'"):
        ledger.resolve("zzz", True, DAY)
