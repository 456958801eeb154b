"""Orders turned round, years counted from what was told last, dates in other words: right and wrong."""

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
YEARS = [
    ("2022-10-03", "Libya and Italy. In October 1911 an Italian fleet landed marines at Tripoli, {} years ago this"
     " month, and they stayed for a generation.", "a hundred and eleven", "a hundred and thirty-one"),
    ("2025-03-05", "Chile and Peru. The two presidents opened the tunnel on March 1, 1985. The {} anniversary of that"
     " ceremony fell on a Saturday.", "fortieth", "fiftieth"),
    ("2019-06-20", "Norway and Russia. The company turned {} in May, having been founded on May 2, 1939, and its"
     " ships still call at Kirkenes.", "eighty", "seventy"),
    ("2024-11-02", "Spain and Morocco. That bargain turned {} last month. It was concluded on October 9, 1974, by two"
     " men who are both dead.", "50", "60"),
    ("2023-08-12", "Canada and Denmark. The flag was planted on the rock in July 1973. {} on, nobody lives there.",
     "Half a century", "Six decades"),
    ("2005-07-02", "Greece and Italy. The wreck was sold to a yard at Genoa in June 1935. {} years later it is still an"
     " affair between the two capitals.", "Seventy", "Ninety"),
    ("2018-03-10", "Brazil and Uruguay. The bridge was a gift of June 1898, which makes it Uruguayan for {} years now.",
     "119", "139"),
    ("2024-05-20", "Slovakia and Hungary. This month Slovakia celebrated {} years in the"
     " European Union.", "twenty", "thirty"),
    ("2019-06-30", "France and Germany. They argued about the Treaty of Versailles all week. Both capitals marked {}"
     " years since Versailles was signed.", "100", "80"),
    ("2017-02-01", "Japan and South Korea. For the {} anniversary, in 2015, a concert had been held in Seoul.", "50th",
     "40th"),
]  # fmt: skip
DATES = [
    ("2024-09-02", "Japan and China. Fishermen still speak of the week in August {} when the first treated water left"
     " the Fukushima plant and China closed its market.", "2023", "2021"),
    ("2024-11-18", "The Philippines and China. Manila still waits for a code of conduct in the South China Sea. A first"
     " text of that kind is the declaration that ASEAN and China signed in Phnom Penh in November {}.", "2002", "2012"),
    ("2024-09-10", "India and China. Every family in the village tells of the night in June {} when Indian and Chinese"
     " soldiers fought hand to hand above the Galwan river.", "2020", "2018"),
]  # fmt: skip
TRUE = [
    ("2018-10-01", "Chile and Peru. A few months after he took office in January 2006, Evo Morales agreed with Michelle"
     " Bachelet to talk of everything but the case in The Hague."),
    ("2026-01-20", "India and China. The question is who will choose the next Dalai Lama, now that the present one, an"
     " exile in India since 1959, has turned 90."),
    ("1998-02-10", "Russia and Ukraine. Crimea was handed over in 1954, the year in which the Soviet Union"
     " celebrated the 300th anniversary of the Pereyaslav agreement."),
    ("2019-02-10", "Greece and North Macedonia. Matthew Nimetz had mediated since 1999; the signing fell on his 79th"
     " birthday."),
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


@pytest.mark.parametrize(
    ("day", "text", "right", "wrong"), [*ORDERS, *YEARS, *DATES], ids=lambda value: str(value)[:40]
)
def test_what_is_so_passes_and_what_is_not_is_contradicted(day: str, text: str, right: str, wrong: str) -> None:
    assert contradicted(day, text.replace("{}", right)) == []
    assert contradicted(day, text.replace("{}", wrong)) != []


@pytest.mark.parametrize(("day", "text"), TRUE)
def test_what_only_looks_wrong_is_not_contradicted(day: str, text: str) -> None:
    assert contradicted(day, text) == []
