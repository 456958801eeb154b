"""Numbers and time within a text: years counted to its day, shares of a whole told before, counts over sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

YEARS = [
    (
        "2014-05-08",
        "{} years after the two signed a boundary treaty in May 1974, their successors met.",
        "Forty",
        "Thirty",
    ),
    (
        "2013-04-15",
        "Last month the town remembered him, {} years after he was shot in his office in 2003.",
        "ten",
        "twenty",
    ),
    (
        "2023-02-09",
        "The agreement, which governs exercises, was signed in February 1998 and turns {} on Friday.",
        "25",
        "35",
    ),
    (
        "2021-01-06",
        "The council, which was founded in Kuwait in May 1981, will be {} years old this spring.",
        "40",
        "50",
    ),
    (
        "1987-12-10",
        "The treaty, concluded in May 1972, passed with ease and is still in force {} years later.",
        "15",
        "25",
    ),
    ("2018-04-28", "Sunday is {} years to the day since the two signed a pact on April 29, 1954.", "64", "54"),
    (
        "2024-02-26",
        "It came in, together with two others, in March 1999, and soon will mark the {} anniversary of its accession.",
        "25th",
        "20th",
    ),
    (
        "1990-11-15",
        "He signed a treaty here in December 1970. The {} anniversary of that treaty is near.",
        "20th",
        "30th",
    ),
    (
        "2025-10-09",
        "Troops landed on the coast in December 1975. In December it will be {} years since the landing.",
        "50",
        "40",
    ),
]
ORDER = [
    (
        "2023-04-07",
        "On Tuesday a flag was raised in Brussels. She lost the vote on Sunday, two days {} the flag.",
        "before",
        "after",
    ),
    (
        "1988-12-10",
        "The two resumed relations on June 16, 1974. Two weeks {}, on May 31, an envoy had brought a truce.",
        "earlier",
        "later",
    ),
    (
        "2011-06-21",
        "The treaty was signed in Bonn on June 17, 1991. A forum was set up in August 1991, two months {} the treaty.",
        "after",
        "before",
    ),
]
SHARES = [
    (
        "2001-01-22",
        "Bonn will pay in 140 million marks and Prague 25 million, so that the German share of the 165 million comes to"
        " {} percent.",
        "85",
        "70",
    ),
    (
        "1998-10-08",
        "It brought $300 million in grants and $200 million in loans, so that the gifts made up {} percent of the $500"
        " million.",
        "60",
        "45",
    ),
    (
        "2019-01-28",
        "It passed with the support of 81 of its 120 members, or {} percent, one more than required.",
        "67.5",
        "72.5",
    ),
    (
        "2025-01-28",
        "Some 36.9 million visitors came, and about 8.8 million of them, or {} percent, were Koreans.",
        "24",
        "34",
    ),
    (
        "2018-04-28",
        "Trade came to $84.4 billion. Exports were $16.3 billion of that, or {} percent of the total.",
        "19",
        "29",
    ),
    ("2017-02-01", "Of the 54 member states, 39 spoke for Morocco, some {} percent.", "72", "87"),
    ("2022-02-01", "He saw off a motion by 32 votes to 15, or {} percent of those cast.", "68", "78"),
    (
        "1990-11-15",
        "Bonn pays 12 billion marks. The grant alone is {} percent of the package of 15 billion.",
        "80",
        "60",
    ),
    (
        "1988-12-14",
        "Some 50,000 soldiers are there. {} of them, 25,000 men, should be gone by November.",
        "Half",
        "A third",
    ),
    (
        "2003-12-14",
        "It would pay $10 million. The first $4 million, {} percent of the sum, was tied to that.",
        "40",
        "60",
    ),
    (
        "2022-02-04",
        "Trade came to 147 billion dollars, against 108 billion in 2020. That is a rise of {} percent.",
        "36",
        "26",
    ),
    (
        "2016-07-01",
        "Seven ministers were in favour and three against. In other words, {} percent said yes.",
        "70",
        "80",
    ),
]
COUNTS = [
    ("2008-10-13", "The government won the vote by 275 to 256, a margin of {}.", "19", "29"),
    ("2008-05-24", "The vote was 12 to 4. The {} judges in the minority thought otherwise.", "four", "six"),
    (
        "2019-01-28",
        "The house has 300 seats. He survived with {} votes, the smallest number that will do.",
        "151",
        "141",
    ),
    (
        "2023-02-03",
        "They may use four more bases, besides the five of old. That brings the number to {}.",
        "nine",
        "13",
    ),
    ("2024-02-26", "Sweden will sell it four more fighters. The fleet would grow from 14 to {}.", "18", "22"),
    (
        "2012-03-15",
        "It would settle for $500 million. Of that, $300 million is paid now, the remaining ${} million later.",
        "200",
        "400",
    ),
    ("1998-01-05", "A delegation of 30 executives is to leave. All {} executives have cards in Chinese.", "30", "45"),
    (
        "2010-12-06",
        "The plane had 96 people on board, and none survived. Kin of the {} victims were there.",
        "96",
        "89",
    ),
    ("2003-06-04", "A three-day summit ended here on Tuesday. It opened on {} with a lunch.", "Sunday", "Monday"),
    ("2022-04-01", "The mission ran from July 2003 to June 2017. Those {} years cost much.", "14", "ten"),
    (
        "2023-08-25",
        "The group invited Argentina, Egypt, Iran and Ethiopia, which will take it from five to {}.",
        "nine",
        "seven",
    ),
]
MONEY = [
    (
        "2011-06-20",
        "A carpenter in Poland, who was offered 1,500 euros, reckoned that this was about {} zlotys.",
        "6,000",
        "9,500",
    ),
    (
        "2003-06-04",
        "He pledged 150 million euros a year, which is about {} million dollars at the present strong rate.",
        "176",
        "126",
    ),
    ("2024-02-28", "In Sweden, spending is put at 119 billion kronor, or about {} billion dollars.", "11.5", "21.5"),
    ("2013-06-28", "A cooperative in Cameroon asked for 328 million CFA francs, or {} euros.", "500,000", "5 million"),
    ("1998-01-05", "A mining house in Johannesburg has set aside 487 million rand, about ${} million.", "100", "250"),
    ("1991-07-04", "The airport has a price of HK$155 billion, or about US${} billion.", "20", "48"),
    ("2019-05-05", "Japan gave 10 billion yen. At the going rate that is some ${} million.", "92", "250"),
    ("1998-09-10", "Peru's government set aside 30 million soles (about ${} million) for it.", "10", "22"),
    ("1998-03-10", "The Dutch firm paid 40 million guilders (about ${} million) for the yard.", "20", "50"),
    ("1996-05-02", "In Rome, shares will be sold for 3,000 billion lire, or about {} billion dollars.", "1.9", "4"),
    ("1993-08-02", "The firm will pay 570 million Finnish markka (about ${} million).", "100", "300"),
    ("1996-08-02", "Egypt will pay 340 million pounds (about ${} million).", "100", "300"),
    ("2013-08-02", "Nigeria spent 157 billion naira (${} billion) on fuel.", "1", "3"),
    ("2009-08-02", "Uganda gave 200 billion shillings (about ${} million).", "98", "300"),
    ("2009-08-02", "Oman gave 38 million rials (about ${} million).", "100", "300"),
    ("2009-08-02", "Morocco gave 800 million dirhams (about ${} million).", "100", "300"),
    ("2009-08-02", "Hanoi lent 17 trillion dong (about ${} billion).", "1", "3"),
    ("2018-08-02", "Myanmar will borrow 143 billion kyat, or about ${} million.", "100", "400"),
    ("2012-09-02", "Chile will pay 48 billion pesos (about ${} million).", "100", "300"),
]


WINDOWS = [
    (
        "1994-02-18",
        "The works, which had 8,000 men, is down to 6,000; in other words, one job in {} has gone.",
        "four",
        "seven",
    ),
    ("2016-09-12", "The survey covered 412 homes, of which 103 ({} per cent) had been sent money.", "25", "40"),
    (
        "2005-02-11",
        "An income of $36 million on turnover of $240 million works out at {} cents on the dollar.",
        "15",
        "24",
    ),
    ("2004-05-02", "Membership rose by {}, from 2,000 to 3,000.", "half", "a third"),
    ("2004-05-02", "Support fell from 48 to 36 percent, a loss of {} points.", "12", "19"),
    ("2004-05-02", "The party holds 66 seats in the 120-member assembly, {} percent of the total.", "55", "72"),
    (
        "1995-10-24",
        "Five permanent seats plus ten elective ones: the {} chairs are as they were.",
        "fifteen",
        "nineteen",
    ),
    (
        "1992-12-29",
        "Forty lorries set out. Three broke down, five turned back, and it was thus a column of {}.",
        "32",
        "26",
    ),
    (
        "2018-07-11",
        "All are out: twelve boys and their coach, {} in total, were brought to safety.",
        "thirteen",
        "seventeen",
    ),
    ("2004-05-02", "Each of the eight buses carried 40 pilgrims, {} in all.", "320", "420"),
    ("2004-05-02", "The dam cost 900 million dollars, {} million more than the 700 million foreseen.", "200", "400"),
    (
        "2004-05-02",
        "Sixty percent said yes and 25 percent no, while the remaining {} percent did not answer.",
        "15",
        "28",
    ),
    ("2008-10-20", "Home in 2:05:10, he had {} seconds to spare over the next, clocked at 2:05:40.", "30", "75"),
    ("1993-03-02", "Three men, aged 19, 23 and 41, were held; the eldest, who is {}, is a locksmith.", "41", "52"),
]
LAPSES = [
    (
        "2009-11-10",
        "On 9 November 1989 the Wall fell; not quite {} later, on 3 October 1990, it was over.",
        "eleven months",
        "three years",
    ),
    ("1996-12-27", "His fall on 25 December 1991 had its prologue four months {}, in August 1991.", "earlier", "later"),
    (
        "1999-01-05",
        "The treaty was signed in February 1992, long {} the launch of the euro on 1 January 1999.",
        "before",
        "after",
    ),
    (
        "2007-03-06",
        "The state, independent since 6 March 1957, celebrated its {} jubilee yesterday.",
        "golden",
        "diamond",
    ),
]
LOOSE_MONEY = [
    (
        "2018-07-25",
        "The road will cost Mexico City 190 million pesos, the mayor said - around ${} million.",
        "10",
        "18",
    ),
    ("2001-05-03", "So feeble is it that the A$200m paid by the Texans cost them a little over US${}m.", "100", "180"),
    ("2004-05-02", "The fine of 10 million euros ({} million in dollars) is due in June.", "12", "19"),
]


@pytest.mark.parametrize(
    ("day", "text", "right", "wrong"), [*YEARS, *ORDER, *SHARES, *COUNTS, *MONEY, *WINDOWS, *LAPSES, *LOOSE_MONEY]
)
def test_the_wrong_number_alone_is_contradicted(day: str, text: str, right: str, wrong: str) -> None:
    assert "contradicted" not in _verdicts(day, text.format(right))
    assert "contradicted" in _verdicts(day, text.format(wrong))


UNTOLD = [
    ("1999-05-05", "Ten years after the coup of 1973, in a decade of exile, she wrote it in 1983."),
    ("2014-05-05", "In 1979 all was quiet. Five years after the invasion of 1974 the talks began."),
    (
        "1984-03-16",
        "The nine, Mozambique among them, founded a conference on April 1, 1980. Independence came on June 25, 1975,"
        " thirteen years to the day after Frelimo was founded.",
    ),
    ("2004-05-19", "He was envoy to Peru for ten years before he took over in March 2004."),
    (
        "1972-02-28",
        "Nixon left the White House today. Grant came in 1879, two years after he had left the White House.",
    ),
    (
        "1987-06-01",
        "It raised its stake to 2,026,000 shares, or 8.7 pct of the total, from 1,626,000 shares, or 7.0 pct.",
    ),
    ("1987-06-01", "Of the 54 states, 39 came and 20 of them, or 51 percent, spoke."),
    ("2010-05-05", "The town has 16 judges. All 16 judges met, and those 300 guests of theirs too."),
    ("2020-05-05", "The town, taken in 1842, was leased, for 99 years, under a convention of 1898."),
    ("1997-05-31", "The minister, who took over in 1994, initialled a charter two days ago in Portugal."),
    (
        "1987-03-17",
        "Exports to one rose 4.2 percent to 1.01 million, and those to others rose 17.7 percent to 428,977.",
    ),
    ("1998-10-08", "The words are those of August 1995, spoken on the 50th anniversary of the end of the war."),
    ("1998-10-21", "The two agreed Tuesday to reopen talks on a dam that has divided the neighbors for 20 years."),
    ("2010-11-23", "Six shells hit the area near the first post and other 15 shells fell near the second."),
    ("1987-04-09", "The surplus soared to 1.25 billion Canadian dlrs in February, double January's 623 mln dlrs."),
    ("1987-04-07", "Nickel was up about seven stg from yesterday's close, equivalent to 1.7225 dlrs."),
    ("2012-05-05", "Exports of $300 million and imports of 400 million yuan were about equal."),
    ("1997-08-02", "Russia will pay 5.8 trillion rubles (about $1 billion)."),
    ("1998-03-02", "Russia will pay 6 billion rubles (about $1 billion)."),
    ("2005-09-02", "Azerbaijan will pay 4.6 billion manats (about $1 million)."),
    ("2004-09-02", "Turkey will pay 1.5 trillion lira (about $1 million)."),
    ("2010-08-02", "Belarus will pay 3 trillion rubles (about $1 billion)."),
    ("2014-08-02", "Malawi raised 600 million kwacha (about $1.5 million)."),
]
"""What the text does not bind, or tells truly: nothing may be said against it."""


@pytest.mark.parametrize(("day", "text"), UNTOLD)
def test_what_the_text_does_not_bind_is_let_be(day: str, text: str) -> None:
    assert "contradicted" not in _verdicts(day, text)


def _verdicts(day: str, text: str) -> set[str]:
    return {found.verdict for found in check(Document(text, None, dt.date.fromisoformat(day)))}
