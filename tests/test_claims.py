"""The corpus of claim sentences: what is true is not contradicted, what is false is, what none can know is neither.

`claims.tsv` was written for the project: `claim` is the part of the sentence that is checked, `truth` what it is, and
`why` what is right. The floors are what was reached when they were set; they are raised, never lowered.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from detente.records import Document
from detente.verify import check

FILE = Path(__file__).with_name("claims.tsv")
WORST_FIRST = ("contradicted", "doubtful", "supported", "unverifiable")
KINDS = {
    "office",
    "forum",
    "anniversary",
    "accord",
    "membership",
    "percent",
    "conversion",
    "weekday",
    "order",
    "series",
}


def claims() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def verdict(claim: dict[str, str]) -> str:
    found = {f.verdict for f in check(Document(claim["sentence"], published=dt.date.fromisoformat(claim["published"])))}
    return next((verdict for verdict in WORST_FIRST if verdict in found), "none")


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Counter[str]]:
    counted: dict[str, Counter[str]] = {}
    for claim in claims():
        counted.setdefault(claim["truth"], Counter())[verdict(claim)] += 1
    return counted


def test_the_corpus_is_large_and_of_many_kinds() -> None:
    found = claims()
    assert len(found) >= 300
    assert {claim["kind"] for claim in found} == KINDS
    assert {claim["truth"] for claim in found} == {"true", "false", "unverifiable"}
    assert len({claim["sentence"] for claim in found}) == len(found)
    assert all(claim["claim"] in claim["sentence"] and claim["why"] for claim in found)


def test_what_is_true_is_not_contradicted_and_mostly_supported(verdicts: dict[str, Counter[str]]) -> None:
    true = verdicts["true"]
    assert true["contradicted"] + true["doubtful"] == 0
    assert true["supported"] / true.total() >= 0.93


def test_what_is_false_is_contradicted_and_never_supported(verdicts: dict[str, Counter[str]]) -> None:
    false = verdicts["false"]
    assert false["supported"] == 0
    assert false["contradicted"] / false.total() >= 0.88


def test_what_no_table_can_know_is_not_judged(verdicts: dict[str, Counter[str]]) -> None:
    open_ = verdicts["unverifiable"]
    assert open_["contradicted"] + open_["doubtful"] + open_["supported"] == 0
