"""Two corpora of claim sentences: what is true is not contradicted, what is false is, what none can know is neither.

Both were written for the project: `claim` is the part of the sentence that is checked, `truth` what it is, and `why`
what is right. `claims_second.tsv` was written by another hand that had seen neither the tables nor the program, and
holds facts that the tables know from memory alone, which are doubted and not contradicted. The floors are what was
reached when they were set; they are raised, never lowered.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
from collections import Counter
from pathlib import Path

import pytest

from detente.records import Document
from detente.verify import check

FLOORS = {"claims": (0.93, 0.88, 0.9), "claims_second": (0.83, 0.62, 0.9)}
"""For each file: true sentences supported, false ones contradicted, false ones contradicted or doubted."""
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


@functools.cache
def claims(corpus: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(f"{corpus}.tsv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def verdict(claim: dict[str, str]) -> str:
    found = {f.verdict for f in check(Document(claim["sentence"], published=dt.date.fromisoformat(claim["published"])))}
    return next((verdict for verdict in WORST_FIRST if verdict in found), "none")


@functools.cache
def verdicts(corpus: str) -> dict[str, Counter[str]]:
    counted: dict[str, Counter[str]] = {}
    for claim in claims(corpus):
        counted.setdefault(claim["truth"], Counter())[verdict(claim)] += 1
    return counted


@pytest.mark.parametrize("corpus", FLOORS)
def test_the_corpus_is_large_and_of_many_kinds(corpus: str) -> None:
    found = claims(corpus)
    assert len(found) >= 300
    assert {claim["kind"] for claim in found} == KINDS
    assert {claim["truth"] for claim in found} == {"true", "false", "unverifiable"}
    assert len({claim["sentence"] for claim in found}) == len(found)
    assert all(claim["claim"] in claim["sentence"] and claim["why"] for claim in found)


def test_the_corpora_share_no_sentence() -> None:
    assert not {c["sentence"] for c in claims("claims")} & {c["sentence"] for c in claims("claims_second")}


@pytest.mark.parametrize("corpus", FLOORS)
def test_what_is_true_is_not_contradicted_and_mostly_supported(corpus: str) -> None:
    true = verdicts(corpus)["true"]
    assert true["contradicted"] + true["doubtful"] == 0
    assert true["supported"] / true.total() >= FLOORS[corpus][0]


@pytest.mark.parametrize("corpus", FLOORS)
def test_what_is_false_is_contradicted_and_never_supported(corpus: str) -> None:
    false = verdicts(corpus)["false"]
    assert false["supported"] == 0
    assert false["contradicted"] / false.total() >= FLOORS[corpus][1]
    assert (false["contradicted"] + false["doubtful"]) / false.total() >= FLOORS[corpus][2]


@pytest.mark.parametrize("corpus", FLOORS)
def test_what_no_table_can_know_is_not_judged(corpus: str) -> None:
    open_ = verdicts(corpus)["unverifiable"]
    assert open_["contradicted"] + open_["doubtful"] + open_["supported"] == 0
