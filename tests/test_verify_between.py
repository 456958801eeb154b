"""Parties of accords, members from the first, deputies, counterparts; and true sentences once contradicted."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

FALSE = [
    # between whom an accord was made
    ("2024-02-01", "The Treaty of Aachen between France and Belgium was signed in 2019.", "France and Germany"),
    ("2024-02-01", "Spain and Germany signed the Élysée Treaty in 1963.", "France and Germany"),
    ("2024-02-01", "Italy signed the Quirinal Treaty with Portugal in 2021.", "France and Italy"),
    (
        "2014-03-05",
        "In the Budapest Memorandum, the United States, France and Russia gave Ukraine assurances.",
        "the United Kingdom",
    ),
    # where a pact of many was signed in its own town, in another year
    (
        "2016-07-01",
        "ASEAN and China signed the Declaration on the Conduct of Parties in the South China Sea "
        "in Phnom Penh in 2006.",
        "2002-11-04",
    ),
    # members
    ("2020-05-04", "Iran, Nigeria and Kuwait were among the founders of OPEC.", "1971"),
    ("2020-05-04", "The founders of OPEC in 1960, along with Iraq, Nigeria and Kuwait, met again.", "1971"),
    (
        "2022-09-14",
        "He went to the summit of the SCO, in which Pakistan is a full member and India an observer.",
        "India",
    ),
    ("2022-09-14", "Egypt, the only Arab member of the OECD, was silent.", "OECD"),
    # forums
    ("2023-05-22", "They met on May 20 at the Group of Seven summit in Cornwall, Britain.", "Hiroshima"),
    # offices
    ("2022-03-03", "Under Britain's Defence Secretary Gavin Williamson the deliveries have begun.", "Gavin Williamson"),
    ("2022-03-03", "The ministry of Foreign Minister Heiko Maas speaks of a turning point.", "Heiko Maas"),
    ("2022-03-03", "It falls to Foreign Minister Heiko Maas to explain it.", "Heiko Maas"),
    ("2020-01-08", "In March 2016 Nicolas Sarkozy, then the president, flew to Lima and signed it.", "Nicolas Sarkozy"),
    ("2015-02-01", "Dmitry Medvedev had gone to the island in July 2009, when he was prime minister.", "Medvedev"),
    ("2023-03-03", "Christian Lindner, the German vice chancellor, wants rules.", "Robert Habeck"),
    ("2022-05-05", "Defense Secretary Antony J. Blinken said that the aid would go on.", "Lloyd Austin"),
    (
        "2023-12-01",
        "David Cameron, the foreign secretary, and Jean-Yves Le Drian, his French counterpart, wrote a letter.",
        "Le Drian",
    ),
    # times
    (
        "2011-09-01",
        "The twelve days of fighting, which began with a raid of June 3 and ended with a truce of June 7, cost lives.",
        "5 days",
    ),
    (
        "2023-08-02",
        "The Treaty of Lausanne, which drew the border and whose 80th anniversary fell in July, stands.",
        "100",
    ),
    # units
    ("2023-08-02", "It bought one million tonnes of wheat (3.7 million bushels) last year.", "36,700,000 bushels"),
    ("2023-08-02", "The village lies about 110 kilometers (86 miles) from the border.", "68.4 miles"),
]

TRUE = [
    ("2024-02-01", "The Treaty of Aachen between France and Germany was signed in 2019."),
    ("2024-02-01", "Britain and Japan signed the Treaty of San Francisco."),
    ("2020-01-08", "Egypt signed the Camp David Accords with Israel."),
    ("2020-05-04", "Iran, Iraq and Kuwait were among the founders of OPEC."),
    ("2022-09-14", "He went to the summit of the SCO, in which Pakistan is a full member."),
    ("2018-11-03", "Vice President Mike Pence spoke in Washington."),
    ("1999-08-01", "In July 1959 Vice President Richard Nixon argued with him in a kitchen."),
    # a presidency that goes round is no office that passes
    ("2023-07-05", "Alberto Fernandez passed the rotating presidency of Mercosur to Luiz Inacio Lula da Silva."),
    # an age of somebody, an entry into force, other tests than the first
    ("2015-07-10", "They spoke of the war of 1962 and of the Dalai Lama, whose 80th birthday was kept in July."),
    (
        "2021-02-03",
        "The treaty was signed on April 8, 2010, and Friday will be the tenth anniversary of its entry into force.",
    ),
    ("2018-05-13", "India kept the 20th anniversary of its nuclear tests at Pokhran."),
    # belonging to a body is no meeting of it
    ("2022-07-12", "This month Sweden's NATO application was discussed in Istanbul."),
    # where those sit with whom something was signed, and where something is that is near a city
    ("2020-03-01", "Turkey signed the maritime memorandum with the government in Tripoli in November 2019."),
    ("2019-10-03", "The attacks in Johannesburg and other cities last month hurt ties with Nigeria."),
    # the other part of a whole, a bar, an amount in two units
    (
        "2023-03-27",
        "He runs 40 trucks. Twelve of them stay on the island, and the other 28 cross the border every day.",
    ),
    ("2024-01-15", "The first won 52 seats, the second 51 and the third eight, so that nobody reaches 57 alone."),
    ("2021-08-21", "The line of 1,230 km (764 miles) is all but complete; only 15 km were left to lay."),
    # another thing that grew
    (
        "2015-12-20",
        "Ore has fallen from $180 a tonne to $40, and the economy grew in the third quarter by 6.9 percent.",
    ),
    ("2018-05-13", "The summit of 2018 was held in Quebec; the Group of Seven summit in Quebec ended badly."),
    (
        "2018-10-28",
        "He flew back to Tokyo on Saturday from the first visit of a Japanese leader to China in seven years.",
    ),
    ("2024-06-01", "The closing of the range in August 1991 is the founding act of Kazakh foreign policy."),
]


def _contradicted(day: str, text: str) -> list[str]:
    found = check(Document(text, published=dt.date.fromisoformat(day)))
    return [f.why for f in found if f.verdict == "contradicted"]


@pytest.mark.parametrize(("day", "text", "said"), FALSE)
def test_what_is_false_is_contradicted_with_its_reason(day: str, text: str, said: str) -> None:
    assert any(said in why for why in _contradicted(day, text))


@pytest.mark.parametrize(("day", "text"), TRUE)
def test_what_is_true_is_not(day: str, text: str) -> None:
    assert _contradicted(day, text) == []
