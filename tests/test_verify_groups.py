"""What `verify` reads of groups: who joined which and when, and where they met, told by grammar and by description."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

MEMBERS = [
    ("2023-04-05", "NATO has 31 members. The newest before Finland was North Macedonia, which joined in March {}.",
     "2020", "2017"),
    ("2024-02-05", "Turkey, in NATO since {}, gave up its resistance in January.", "1952", "1959"),
    ("2016-02-05", "Libya, an OPEC member since {}, would like to raise its output.", "1962", "1975"),
    ("2022-04-05", "Algeria joined the Arab League after its independence and the Organization of the Petroleum"
     " Exporting Countries in {}.", "1969", "1975"),
    ("2018-04-05", "The Shanghai Cooperation Organisation is large. India and Pakistan were admitted to that group"
     " together in June {}.", "2017", "2012"),
    ("1999-04-05", "The Commonwealth did so too; Pakistan, which walked out of that club in 1972 and came back in {},"
     " would like to see it take an interest.", "1989", "1995"),
    ("2019-03-05", "NATO has 29. Hungary came in together with {}, in March 1999.", "Poland", "Slovakia"),
    ("2009-07-05", "Croatia, which joined NATO in April together with {}, was glad.", "Albania", "Macedonia"),
    ("2017-07-05", "NATO grew again. In June {} became the 29th ally.", "Montenegro", "Bosnia"),
    ("2012-03-05", "The Gulf Cooperation Council, to which Kuwait has belonged since {}, kept its distance.",
     "its foundation in 1981", "its admission in 1992"),
    ("2026-02-05", "ASEAN has a secretary-general from Cambodia, which was the last to be let in, in April {}.",
     "1999", "1994"),
    ("1998-02-05", "It was hard for South Korea, which had joined the Organisation for Economic Co-operation and"
     " Development only in {}.", "1996", "1993"),
    ("2021-02-05", "Qatar is rich. In January {} the country left the Organization of the Petroleum Exporting"
     " Countries.", "2019", "2014"),
    ("2021-02-05", "Gabon left OPEC in 1995. Gabon returned to OPEC in {}.", "2016", "2009"),
    ("2010-02-05", "The Baltic states joined NATO in March {}.", "2004", "1999"),
    ("2012-02-05", "Hungary entered NATO in 1999 and the European Union in May {}.", "2004", "2001"),
    ("2012-02-05", "ASEAN has ten members; Laos and Burma came in together in 1997, and Cambodia was the last to be"
     " admitted, in April {}.", "1999", "1996"),
    ("2012-02-05", "The European Union grew twice. Hungary and Slovenia, which both have the euro in mind, joined in"
     " May {}, and Bulgaria came in at the start of 2007.", "2004", "2001"),
]  # fmt: skip
MEETINGS = [
    ("2025-03-06", "Leaders may meet, possibly at the G20 summit in {} later in the year.", "Johannesburg",
     "Rio de Janeiro"),
    ("2023-04-05", "NATO is full. They were invited at the summit in {} at the end of June.", "Madrid", "Prague"),
    ("2022-04-05", "The Shanghai Cooperation Organization took in India and Pakistan at its summit in {} in 2017.",
     "Astana", "Bishkek"),
    ("1987-12-05", "The leaders of the seven big industrial democracies gave their blessing when they gathered in {}"
     " in June.", "Venice", "Tokyo"),
    ("2024-02-05", "Egypt became a member of BRICS; it had been invited at the summit in {} last August.",
     "Johannesburg", "Brasilia"),
    ("2015-11-05", "At the summit of the Asia-Pacific Economic Cooperation forum in {} this month it will be heard.",
     "Manila", "Lima"),
    ("2018-04-05", "He came to attend the summit of the BRICS countries in {} in September.", "Xiamen", "Hangzhou"),
    ("2022-08-05", "In June he went to {} for the NATO summit, the first of his country to attend one.",
     "Madrid", "Brussels"),
    ("2004-03-05", "The colonel will not be there when the Group of Eight meets at {} in June.",
     "Sea Island", "Kananaskis"),
    ("2009-07-05", "Croatia, which joined NATO in April, was welcomed days later at the alliance's summit in {}.",
     "Strasbourg", "Bucharest"),
    ("1999-02-20", "The two had met in {} in July, at the summit of the South Asian Association for Regional"
     " Cooperation.", "Colombo", "Dhaka"),
    ("2026-02-05", "ASEAN agreed at its summit in {} in November 2022 to admit it in principle.",
     "Phnom Penh", "Hanoi"),
    ("2023-01-05", "ASEAN is divided. Its leaders met in {} in November and said little.", "Phnom Penh", "Vientiane"),
    ("2018-12-03", "On Friday, in {}, on the fringe of the Group of 20 summit, he signed an agreement with Prime"
     " Minister Justin Trudeau of Canada.", "Buenos Aires", "Santiago"),
    ("2011-06-12", "NATO leaders agreed on a new strategic concept in {} last November.", "Lisbon", "Prague"),
    ("2016-12-12", "Its heads of state, meeting at {} in June, opened the door; the SCO will grow.", "Tashkent", "Ufa"),
    ("2006-12-12", "APEC's leaders, gathered in {} in November, wore silk tunics.", "Hanoi", "Bangkok"),
]  # fmt: skip
FOUNDED = [
    ("2007-08-01", "China marked the {} anniversary of the founding of the People's Liberation Army.", "80th", "70th"),
    ("2015-10-10", "It marked the {} anniversary of the founding of the Workers' Party of Korea.", "70th", "60th"),
    ("2020-09-14", "Monday is the {} anniversary of the founding of OPEC, which few will mark.", "60th", "50th"),
    ("2016-05-05", "The founding of the Visegrad Group in {} was a bet on Europe.", "1991", "1996"),
]  # fmt: skip
TRUE = [
    ("2023-04-05", "NATO is large. The two presidents met in Prague in June to talk about gas."),
    ("2022-06-20", "Biden stopped in Prague in June on his way to the NATO summit in Madrid."),
    ("2017-06-20", "India is in the BRICS. Its prime minister met Vladimir Putin in Moscow in June."),
    ("1999-03-20", "NATO was founded by the treaty signed in Washington in April 1949."),
    ("2019-06-20", "Poland joined the American mission in Iraq in 2003, a year before the European Union took it in."),
    ("2010-06-20", "Turkey would have joined the European Union in 2015, had its wishes been granted."),
    ("1988-06-20", "South Africa was told so by the United Nations in a resolution adopted in September 1978."),
    ("2012-06-20", "Hong Kong joined the World Trade Organization in 1995."),
    ("2003-06-20", "The Arab League condemned Iraq. Last November NATO invited seven more countries to join."),
    ("2023-06-20", "The Arab League took Syria back in May 2023."),
    ("2012-06-20", "He took part in the founding of the ANC Youth League in 1944."),
    ("2012-06-20", "Since the creation of the EU's border agency in 2004 much has changed."),
    (
        "1998-04-13",
        "Voters will decide on May 22. A week earlier Mr Blair will be host to the Group of Eight in Birmingham.",
    ),
    (
        "1998-04-13",
        "The Group of Eight meets in Birmingham. Next month, at a meeting in Brussels, Britain will preside.",
    ),
    ("2024-03-08", "Sweden joined NATO. Finland was let in on April 4 of last year, the day of the treaty."),
    ("2013-05-25", "Leaders marked the 50th anniversary of the founding of the African Union."),
    ("2017-03-25", "Rome marked the 60th anniversary of the founding of the European Union."),
]


def _verdicts(date: str, text: str) -> set[str]:
    return {finding.verdict for finding in check(Document(text, None, dt.date.fromisoformat(date)))}


@pytest.mark.parametrize(("date", "text", "true", "false"), [*MEMBERS, *MEETINGS, *FOUNDED])
def test_the_true_telling_is_not_contradicted_and_the_false_one_is(date: str, text: str, true: str, false: str) -> None:
    assert "contradicted" not in _verdicts(date, text.format(true))
    assert "contradicted" in _verdicts(date, text.format(false))


@pytest.mark.parametrize(("date", "text"), TRUE)
def test_what_only_looks_like_a_meeting_or_an_accession_is_not_contradicted(date: str, text: str) -> None:
    assert "contradicted" not in _verdicts(date, text)
