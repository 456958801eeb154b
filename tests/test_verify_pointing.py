"""Shares and changes of what was just told, members told in lists, and what came before what, in words that point."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check


def contradicted(text: str, day: dt.date = dt.date(2025, 12, 1)) -> list[str]:
    """The claims of a text that are contradicted."""
    return [f.claim for f in check(Document(text, published=day)) if f.verdict == "contradicted"]


SHARES = [
    ("Trade came to $23.5 billion. Imports, at $14.2 billion, accounted for about {} percent of that total.", 60, 45),
    ("Trade came to $8.1 billion that year. Purchases, at $5.48 billion, made up {} percent of the total.", 68, 58),
    ("They sold $432.5 billion abroad, and $152.2 billion of that went there. That is a share of about {} percent.",
     35, 48),
    ("It shipped goods worth 17.76 trillion yen, which was about {} percent of total exports of 100.89 trillion yen.",
     17.6, 22.6),
    ("The bill passed with 153 votes in the chamber of 300, or {} percent of its members.", 51, 58),
    ("One got 55.5 billion cubic metres and the other 18.5 billion. Of the 74 billion in all, {} percent fell "
     "to Egypt.", 75, 85),
    ("The budget is 59 billion dollars. Compared with the 55.7 billion of 2024, that is a rise of {} percent.",
     6, 16),
    ("The plan covers 413 billion euros. The last had been worth 295 billion, so the new sum is higher by {} percent.",
     40, 25),
    ("It bought for 517.8 billion euros. It sold for 213.3 billion euros, which means that sales covered {} percent "
     "of what was bought.", 41, 56),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), SHARES)
def test_a_share_of_what_was_told(text: str, right: float, wrong: float) -> None:
    assert contradicted(text.format(right)) == []
    assert len(contradicted(text.format(wrong))) == 1


@pytest.mark.parametrize(
    "text",
    [
        # of something else than what was told, or of one amount alone
        "Trade came to $23.5 billion. Imports, at $14.2 billion, accounted for 3 percent of output.",
        "Trade came to $23.5 billion. That is a share of about 3 percent of all that the country sells.",
        "The ceiling was 2,200 and is now 1,550, so that the cut from the upper limit is about 30 percent.",
        "The bill passed with 153 votes, or 58 percent of its members.",
    ],
)
def test_shares_of_other_things_are_let_be(text: str) -> None:
    assert contradicted(text) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Malaysia paid S$15 million (about RM45 million) for the delay in 2020.",
         "Malaysia paid S$15 million (about RM75 million) for the delay in 2020."),
        ("The budget is to grow to 40.9 billion euros, equal to about 46 billion dollars at a rate of 1.13.",
         "The budget is to grow to 40.9 billion euros, equal to about 36 billion dollars at a rate of 1.13."),
        ("Japan asked for 7.95 trillion yen. It fell. At some 154 yen to the dollar, the same sum is $52 billion.",
         "Japan asked for 7.95 trillion yen. It fell. At some 154 yen to the dollar, the same sum is $73 billion."),
        ("Indonesia, Malaysia, the Philippines, Singapore and Thailand founded ASEAN in Bangkok.",
         "Indonesia, Malaysia, the Philippines, Brunei and Thailand founded ASEAN in Bangkok."),
        ("AUKUS, the partnership formed in September 2021 by Australia, Britain and the United States, goes on.",
         "AUKUS, the partnership formed in September 2021 by Australia, Canada and the United States, goes on."),
        ("The pact known as RCEP took effect with both Japan and Australia as members.",
         "The pact known as RCEP took effect with both Japan and India as members."),
        ("China joined the World Trade Organization in December 2001, and Taiwan followed in January 2002.",
         "China joined the World Trade Organization in December 2001, and Taiwan followed in January 2006."),
        ("In August Indonesia celebrated 80 years of independence.",
         "In August Indonesia celebrated 75 years of independence."),
        ("Mexico and the United States talk. In December 2025 they will mark 203 years of diplomatic relations.",
         "Mexico and the United States talk. In December 2025 they will mark 150 years of diplomatic relations."),
        ("Japan and Russia have the Joint Declaration signed in Moscow on October 19, 1956. It made peace. The text, "
         "now more than 65 years old, stands.",
         "Japan and Russia have the Joint Declaration signed in Moscow on October 19, 1956. It made peace. The text, "
         "now more than 80 years old, stands."),
    ],
)  # fmt: skip
def test_members_sums_and_years(right: str, wrong: str) -> None:
    assert contradicted(right) == []
    assert contradicted(wrong) != []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("In August 2022 Liz Truss said so; it was less than two weeks before she moved into Downing Street.",
         "In August 2022 Liz Truss said so; it was less than two weeks after she moved into Downing Street."),
        ("A pact of India and Japan was in force by August 2011, well before Narendra Modi became prime minister.",
         "A pact of India and Japan was in force by August 2011, shortly after Narendra Modi became prime minister."),
    ],
)  # fmt: skip
def test_what_came_first(right: str, wrong: str) -> None:
    assert contradicted(right) == []
    assert contradicted(wrong) != []


@pytest.mark.parametrize(
    ("right", "wrong", "day"),
    [
        ("The two transport ministers, Clément Beaune and Volker Wissing, met in France.",
         "The two transport ministers, Clément Beaune and Karl Lauterbach, met in France.", "2023-01-26"),
        ("Geraldo Alckmin, the vice-president, who doubles as Brazil's industry minister, spoke.",
         "Geraldo Alckmin, the vice-president, who doubles as Brazil's finance minister, spoke.", "2024-07-12"),
        ("Turkey waits. Defence Minister Yasar Guler has kept other doors open.",
         "Turkey waits. Interior Minister Yasar Guler has kept other doors open.", "2024-02-12"),
        ("So did Mateusz Morawiecki, the Polish prime minister, whose country had sent its own.",
         "So did Mateusz Morawiecki, the Polish president, whose country had sent its own.", "2023-05-15"),
    ],
)  # fmt: skip
def test_offices_of_those_who_sit_elsewhere(right: str, wrong: str, day: str) -> None:
    assert contradicted(right, dt.date.fromisoformat(day)) == []
    assert len(contradicted(wrong, dt.date.fromisoformat(day))) == 1


@pytest.mark.parametrize(
    ("right", "wrong", "day"),
    [
        ("BRICS has grown. Russia was in the chair and brought its leaders together in Kazan from October 22 to 24.",
         "BRICS has grown. Russia was in the chair and brought its leaders together in Sochi from October 22 to 24.",
         "2024-12-02"),
        ("The Quad has been quiet. Its foreign ministers conferred in Washington on July 1 about minerals.",
         "The Quad has been quiet. Its foreign ministers conferred in Sydney on July 1 about minerals.", "2025-09-03"),
        ("The Quad is new. Its leaders met by video in March 2021, and the first summit in person was in Washington in "
         "September 2021.",
         "The Quad is new. Its leaders met by video in March 2021, and the first summit in person was in Canberra in "
         "September 2021.", "2021-12-07"),
        ("Brazil and Argentina talk. After seven months in office Milei has shown it.",
         "Brazil and Argentina talk. After eleven months in office Milei has shown it.", "2024-07-12"),
        ("The two men talked for four hours in Peru. It was long. The four-hour session failed.",
         "The two men talked for four hours in Peru. It was long. The ninety-minute session failed.", "2024-12-01"),
        ("Japan means to lay out 43 trillion yen on its armed forces in the five years from April 2023.",
         "Japan means to lay out 63 trillion yen on its armed forces in the five years from April 2023.", "2023-08-28"),
    ],
)  # fmt: skip
def test_meetings_and_lengths(right: str, wrong: str, day: str) -> None:
    assert contradicted(right, dt.date.fromisoformat(day)) == []
    assert len(contradicted(wrong, dt.date.fromisoformat(day))) == 1


@pytest.mark.parametrize(
    ("right", "wrong", "day"),
    [
        ("France and Germany met. The Elysee Treaty was signed in Paris on January 22, 1963.",
         "France and Germany met. The Elysee Treaty was signed in Bonn on January 22, 1963.", "2019-01-23"),
        ("Canada, for its part, already belongs to the Asia-Pacific Economic Cooperation, which India has not joined.",
         "Canada, for its part, already belongs to the Regional Comprehensive Economic Partnership, which India has "
         "not joined.", "2024-06-01"),
        ("The Philippines was a founder of ASEAN in 1967, with Indonesia, Malaysia, Singapore and Thailand.",
         "The Philippines was a founder of ASEAN in 1967, with Indonesia, Vietnam, Singapore and Thailand.",
         "2024-06-01"),
        ("Brazil is a member of Mercosur, which it formed in 1991 with Argentina, Paraguay and Uruguay.",
         "Brazil is a member of Mercosur, which it formed in 1991 with Argentina, Chile and Uruguay.", "2024-06-01"),
        ("It bought seafood worth 87.1 billion yen, or about 22 per cent of Japanese exports of 387.3 billion yen.",
         "It bought seafood worth 87.1 billion yen, or about 31 per cent of Japanese exports of 387.3 billion yen.",
         "2024-06-01"),
        ("China protested. In September 2012, when the government of Yoshihiko Noda bought three islands, crowds "
         "gathered.",
         "China protested. In September 2012, when the government of Naoto Kan bought three islands, crowds gathered.",
         "2025-11-21"),
        ("In New Delhi Nikolai Patrushev, the secretary of Russia's Security Council, was among them.",
         "In New Delhi Sergei Naryshkin, the secretary of Russia's Security Council, was among them.", "2021-12-07"),
        ("Yasukazu Hamada, who took charge of the defence ministry in a reshuffle last August, told Japan so.",
         "Nobuo Kishi, who took charge of the defence ministry in a reshuffle last August, told Japan so.",
         "2023-03-21"),
    ],
)  # fmt: skip
def test_plain_forms(right: str, wrong: str, day: str) -> None:
    assert contradicted(right, dt.date.fromisoformat(day)) == []
    assert len(contradicted(wrong, dt.date.fromisoformat(day))) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Heiko Maas and Jean-Yves Le Drian, who served as defence minister under President Francois Hollande, have "
         "presented it as an offer to the Union since March 2018.", "2019-01-23"),
        ("Within the EU both belong to the defence pact launched in December 2017, which has 25 members.",
         "2019-01-23"),
        ("South Korea's defence budget rose this year by 7.4 per cent to 50.2 trillion won, about 41 billion "
         "dollars, and passed the mark of 50 trillion for the first time.", "2020-01-12"),
        ("Turkey and Greece voted. Mr Erdogan was returned to office in a run-off at the end of May.", "2023-12-09"),
        ("Under the presidents Akbar Hashemi Rafsanjani and Mohammad Khatami Iran got on with its neighbours, and in "
         "2001 it even concluded an agreement.", "2024-12-09"),
        ("The man who held that job until last month, Wellington Koo, is now minister of national defence in Taiwan.",
         "2024-06-09"),
        ("Moeed Yusuf, who advises Prime Minister Imran Khan of Pakistan, had met his Indian counterpart, Ajit Doval.",
         "2021-03-09"),
        ("At the last three-way summit of China and Japan, Li Qiang, Fumio Kishida and Yoon Suk Yeol met in Seoul in "
         "May 2024.", "2025-12-30"),
        ("Canada, but not the United States, belongs to the Comprehensive and Progressive Agreement for Trans-Pacific "
         "Partnership, in force since December 2018.", "2024-10-30"),
        ("Bolivia is in the Andean Community, and its accession to Mercosur, agreed in 2015, is still waiting.",
         "2018-10-30"),
        ("The talks of Germany and Russia were born on the margins of the D-Day commemorations in June 2014.",
         "2021-12-30"),
        ("China and India made it known two days before Xi and Modi met in Kazan, where Russia was host to the BRICS "
         "summit.", "2025-08-30"),
        ("Thailand sold goods for 141 billion baht. Cambodia's customs office counted 1.87 billion dollars of trade.",
         "2025-08-30"),
        ("India and Russia signed a declaration in October 2000. Ten years on, during a visit by Dmitry Medvedev, "
         "the word \"privileged\" was added.", "2021-12-07"),
    ],
)  # fmt: skip
def test_what_an_unseen_text_told_rightly(text: str, day: str) -> None:
    assert contradicted(text, dt.date.fromisoformat(day)) == []


@pytest.mark.parametrize(
    "text",
    [
        # who had the desk before, what came into force before somebody came, an alliance not of everybody
        "He swapped posts with Micheal Martin, who relieved Simon Coveney at the department of foreign affairs.",
        "India and Japan signed it in February 2011, and it came into force that August, well before Narendra Modi "
        "became prime minister.",
        "The United States and South Korea met. The NPT is old. The occasion was the alliance itself, which turned 72 "
        "this year. The Mutual Defense Treaty was signed in Washington on October 1, 1953.",
    ],
)
def test_these_are_let_be(text: str) -> None:
    assert contradicted(text) == []
