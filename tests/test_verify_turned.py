"""Orders turned round, and years counted from what was told last: what is so passes, what is not is contradicted."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

# Day of the report, text with {} for the words at stake, those words as they are, and as they would be wrong.
ORDERS = [
    ("2017-11-19", "Egypt and Israel. On November 9, 1977, Anwar Sadat told his deputies that he would go to the ends"
     " of the earth. {} that speech he was in Jerusalem, where Menachem Begin received him.", "Ten days after",
     "Ten days before"),
    ("2022-03-01", "Canada and China. Michael Kovrig was held from December 2018, and Robert Schellenberg from December"
     " 2014, {} him.", "four years before", "four years after"),
    ("2021-02-10", "North Korea and the United States. Donald Trump and Kim Jong Un shook hands in Singapore in June"
     " 2018. They met again in Hanoi {}.", "eight months later", "eight months earlier"),
    ("2019-05-20", "Vietnam and China. Vietnam was admitted to ASEAN in July 1995, {} the lifting of the American"
     " embargo on Vietnam.", "seventeen months after", "seventeen months before"),
    ("2024-06-20", "China and Vietnam. Xi Jinping reached Hanoi in December 2023, {} Biden, who had come in the summer"
     " heat.", "three months after", "three months before"),
]  # fmt: skip
TRUE = [
    ("2024-03-20", "Turkey and Greece. An earthquake shook the south of Turkey on February 6, 2023. Condolences came"
     " in the other direction three weeks later, after two trains had collided at Tempi."),
    ("2019-10-20", "Serbia and Kosovo. Aleksandar Vucic was prime minister for three years before he became president"
     " in May 2017."),
    ("2023-12-07", "Greece and Turkey. On December 7, 2017, six years to the day before this week's visit, Recep Tayyip"
     " Erdogan walked into the presidential mansion in Athens."),
    ("2021-05-04", "Turkey and the United States. He waited three months before he telephoned the Turkish leader, and"
     " when he did, on April 23, it was to say what he would say the next day."),
]  # fmt: skip


def contradicted(day: str, text: str) -> list[str]:
    found = check(Document(text, published=dt.date.fromisoformat(day)))
    return [finding.claim for finding in found if finding.verdict == "contradicted"]


@pytest.mark.parametrize(("day", "text", "right", "wrong"), ORDERS, ids=lambda value: str(value)[:40])
def test_what_is_so_passes_and_what_is_not_is_contradicted(day: str, text: str, right: str, wrong: str) -> None:
    assert contradicted(day, text.replace("{}", right)) == []
    assert contradicted(day, text.replace("{}", wrong)) != []


@pytest.mark.parametrize(("day", "text"), TRUE)
def test_what_only_looks_wrong_is_not_contradicted(day: str, text: str) -> None:
    assert contradicted(day, text) == []
