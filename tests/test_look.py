"""The look before the network: which sentences of a document may tell an act, by their words and those around them."""

from __future__ import annotations

import numpy as np
import pytest

from detente.coding.model.look import around, shipped, words

RESULTS = (
    "Hallam Boilers said its net profit rose 12 percent to 31 million dollars in the third quarter.",
    "Sales in Norway and Iceland fell 4 percent and the dividend was held at 11 cents a share.",
    "Dealers said the shares had opened higher on hopes of orders from Peru.",
)
QUARREL = (
    "Norway on Monday accused Iceland of overfishing and recalled its ambassador.",
    "Iceland rejected the charge and threatened to close its ports to Norwegian trawlers.",
    "The two governments agreed in 1976 to hold talks each spring.",
)


def test_words_know_numbers_pairs_and_the_first_word() -> None:
    assert words("Peru lent 1,200 dlrs.") == {
        "peru",
        "lent",
        "0",
        "dlrs",
        "peru lent",
        "lent 0",
        "0 dlrs",
        "^peru",
    }


def test_what_stands_around_a_sentence_leaves_the_sentence_itself_out() -> None:
    found = around(np.array([1.0, -2.0, 4.0, 0.0], dtype=np.float32))
    assert found[:, 0].tolist() == [1.0, -2.0, 4.0, 0.0]
    assert found[:, 1].tolist() == pytest.approx([2 / 3, 5 / 3, -1 / 3, 1.0])
    assert found[:, 2].tolist() == [2.0, 2.5, 0.5, 2.5]
    assert around(np.array([3.0], dtype=np.float32)).tolist() == [[3.0, 0.0, 0.0, 0.0]]


def test_equal_scores_stand_around_each_other() -> None:
    assert around(np.array([2.0, 2.0], dtype=np.float32)).tolist() == [[2.0, 2.0, 2.0, 1.0], [2.0, 2.0, 2.0, 1.0]]


def test_a_quarrel_is_told_from_results() -> None:
    assert shipped().chances(QUARREL).min() > 0.9
    assert shipped().chances(RESULTS).max() < 0.3


def test_a_sentence_among_results_is_less_likely_than_among_quarrels() -> None:
    plain = "Norway will meet Iceland in Bergen on Sunday."
    among_results = shipped().chances([*RESULTS, plain])[-1]
    among_quarrels = shipped().chances([*QUARREL, plain])[-1]
    assert among_results < among_quarrels


def test_no_sentence_and_one_of_unknown_words() -> None:
    assert shipped().chances([]).shape == (0,)
    assert 0 < shipped().chances(["Zzyx qqwv."])[0] < 1
