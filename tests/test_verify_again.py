"""Numbers that a text tells again, and shares that words of inference tie to the amounts told."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

AGAIN = [
    (
        "The two ministers signed twelve agreements in the marble hall. "
        "By Christmas none of the {} documents had been published.",
        "twelve",
        "fifteen",
    ),
    ("Nine tankers left the port at dawn. The {} ships were stopped off the cape before noon.", "nine", "seven"),
    ("She runs 64 trucks on that road. None of her {} trucks has crossed the bridge since May.", "64", "46"),
    (
        "The court in the south freed eleven fishermen and the court in the north fourteen. "
        "The {} men were home for the feast.",
        "25",
        "31",
    ),
    ("Six reservoirs feed the city. In the drought all {} ran dry.", "six", "nine"),
    ("The strike cost the lives of 30 Sudanese and 12 Chadians. Nobody has named the {} dead.", "42", "52"),
    ("Of the 40 envoys invited, 33 came. The {} who stayed away gave no reason.", "seven", "twelve"),
    ("Five rounds were foreseen, and three of them have been held. The other {} will be harder.", "two", "four"),
    (
        "Asked by pollsters, 58 percent of the islanders wanted the base closed. "
        "The {} percent have not changed their minds, says the mayor.",
        "58",
        "38",
    ),
    (
        "One islander in four wants the base closed. That {} percent has not changed its mind, says the mayor.",
        "25",
        "45",
    ),
    (
        "Brussels has set up a 30-billion-euro fund for its neighbours. They quarrelled over the {} billion all night.",
        "30",
        "40",
    ),
    (
        "The embassy was shut in March 1991 and opened again in March 1999. Those {} years taught both sides patience.",
        "eight",
        "twelve",
    ),
    ("The talks opened on April 2 and broke down on April 16. {} weeks of bargaining had led to this.", "Two", "Five"),
    ("The money was promised over three years. When that {}-year deal runs out, others must pay.", "three", "five"),
    ("The chamber adopted it by 74 votes to 51. A majority of {} was more than he had hoped for.", "23", "33"),
    ("The number of bases rose from four to ten. The {} new sites face the strait.", "six", "eight"),
    ("Turnout rose from 44 percent to 59. Those {} points were won in the cities.", "fifteen", "twenty"),
    ("It was their fourth meeting in a year. At the {} earlier meetings they had talked of fish.", "three", "five"),
    ("She had flown to the island six times by then. Her {} trip will be in May.", "seventh", "ninth"),
    ("Gazprom has 51 percent, Total 25 percent and Statoil the remaining {} percent.", "24", "34"),
]

KNOWN_FROM_ELSEWHERE = [
    "Three judges of the court come from Malta. By the rules 15 of the 27 members must agree.",
    "Five ships lay in the harbour. All 329 people aboard the airliner were killed.",
    "The first bridge took two years to build. The king himself opened the 1,174-metre span.",
    "Washington has sent 2,000 marines to the island. The 28,500 American troops in Korea remain where they are.",
    "Three states voted no. The five states that border the lake were not asked.",
    "Four rivers rise in the east and three in the west. All seven rivers run dry in summer.",
    "Seven agreements were signed. The other twelve papers on the table were left for the spring.",
    "He served as minister for two years. Those five years in prison had made him cautious.",
    "Turnout was 61 percent in the capital. The 40 percent of them who voted yes live in the suburbs.",
    "He promised a loan of $30 billion. That is less than the $45 billion before.",
    "The treaty has twelve articles. For the next fifteen years nobody may leave it.",
    "Half of it is in foreign hands, and its founder holds 20 percent of the rest; the state owns the remaining 55.",
    "Every state may send three inspectors, and there are four such states. The twelve inspectors share one boat.",
    "Among the 81 French members there were six ayes. Of the 96 Germans some seventy said yes.",
    "The audit found 46 agreements. Thirty-one are in force and nine await ratification; the remaining six fell.",
    "The paper has eight points. Five of these concern some 50,000 survivors; the other three are on bridges.",
    "The minister had been to the island twice. On his first tour as premier he left it out.",
]

BOUND = [
    (
        "The two exchanged goods worth $180 billion last year. Of that, the island's sales came to $27 billion, "
        "or {} percent; the rest was what it bought.",
        "15",
        "25",
    ),
    ("The fund holds 90 billion zlotys. Some 63 billion of that, or about {} percent, is borrowed.", "70", "50"),
    ("Orders went from 640 million euros in 2019 to 480 million in 2020, a fall of about {} percent.", "25", "35"),
    ("It sold for $84 billion last year out of total exports of $240 billion, a share of {} per cent.", "35", "40"),
    (
        "The state will spend 900 billion pesos this year. The army gets 144 billion pesos. "
        "That is about {} percent of all that it will spend.",
        "16",
        "26",
    ),
    (
        "The one sold goods for 90 billion euros. The other sold for 10 billion euros. "
        "So of the 100 billion euros that crossed the border, {} percent went one way.",
        "90",
        "70",
    ),
    ("The duty is now 40 percent, made up of {} points against dumping and 15 more for security.", "25", "35"),
    ("The two banks hold 17.5 and 12 percent, so that together they own {} percent of it.", "29.5", "39.5"),
    (
        "Some 30,000 people came in 2024. The total was about a {} lower than the record of 40,000 in 2022.",
        "quarter",
        "half",
    ),
    (
        "The rial has sunk to 1.2 million to the dollar. He owes 6 trillion rials (about ${} million at that rate).",
        "5",
        "50",
    ),
    ("The goal is US$40 billion; in local money that is C${} billion at the current rate of roughly 1.38.", "55", "46"),
    ("He wants to raise trade from about $20 billion to $30 billion, an increase of {} percent.", "50", "80"),
]

FREE = [
    "The two exchanged goods worth $180 billion. It sold for $27 billion, or 40 percent of its exports.",
    "Exports came to $50 billion and imports to $40 billion, a rise of 12 percent.",
    "The army is to shrink by 7,000, to 93,000 soldiers, a loss of 7 percent.",
    "Two lenders gave 70 and 50 million dollars. Of the 120 million dollars, 80 percent went to schools.",
    "The duty is now 40 percent, made up of several parts, among them 12 points against dumping and 15 for security.",
]


def _verdicts(text: str) -> set[str]:
    return {finding.verdict for finding in check(Document(text, published=dt.date(2025, 6, 2)))}


@pytest.mark.parametrize(("text", "right", "wrong"), [*AGAIN, *BOUND])
def test_a_number_told_with_others_is_contradicted_only_where_it_is_wrong(text: str, right: str, wrong: str) -> None:
    assert "contradicted" not in _verdicts(text.format(right))
    assert "contradicted" in _verdicts(text.format(wrong))


@pytest.mark.parametrize("text", [*KNOWN_FROM_ELSEWHERE, *FREE])
def test_a_number_that_takes_up_nothing_told_is_let_be(text: str) -> None:
    assert "contradicted" not in _verdicts(text)


def test_the_reason_names_what_was_told() -> None:
    findings = check(Document("Nine tankers left the port. The seven ships were stopped off the cape."))
    assert ["Nine tankers" in f.why for f in findings if f.verdict == "contradicted"] == [True]
