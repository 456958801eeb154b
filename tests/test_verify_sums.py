"""What a text's own numbers and dates prove: shares, totals, units, conversions, spans of time and their order."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

SHARES = [
    ("1999-05-01", "Aid is $2.1 billion a year, of which $1.3 billion, or some {62|72} percent, is military."),
    ("2004-05-01", "Of 2 million registered voters, 1.2 million, or {60|80} percent, cast a ballot."),
    ("2004-05-01", "He had sold 30 of the 120 carpets to Dutch buyers, or {25|35} percent of his business."),
    ("2004-05-01", "Some {60|80} percent of the trucks, 30 out of 50, were turned back."),
    ("2004-05-01", "Six of my ten cousins, or {60|70} percent, have left."),
    ("2004-05-01", "The grant of $50 million is a {fifth|third} of the $250 million that was asked for."),
    ("2004-05-01", "Only 12 of 48 wells are working, one in {four|eight}."),
    ("2004-05-01", "The price went up by a {quarter|half}, from 80 to 100 dollars."),
    ("2004-05-01", "Trade, which stood at ${4|7} billion in 1999, has doubled to $8 billion."),
    ("2004-05-01", "Sales, worth about ${30|50} million in 2002, fell to $24 million in 2003, a drop of 20 percent."),
    ("2010-05-01", "The loan is 110 billion euros. The bank gives 30 billion euros, or {27|47} percent of the whole."),
]
TOTALS = [
    ("2004-05-01", "Trade came to ${50|70} billion. Exports were worth $30 billion and imports $20 billion."),
    ("2004-05-01", "Exports were $30 billion and imports $20 billion, ${50|70} billion in all."),
    ("2004-05-01", "Of the 67 people on board, 38 were killed and {29|39} survived."),
    ("2004-05-01", "The attack killed 20 people, 12 soldiers and {eight|eighteen} civilians."),
    ("2004-05-01", "It has 12 seats, seven for the north and {five|eight} for the south."),
    ("2004-05-01", "A tribunal of five found for Peru by {four|six} votes to one."),
    ("2004-05-01", "He won by 51.9 percent to {48.1|58.1} percent."),
    ("2004-05-01", "The law passed by 80 to {60|90} in a chamber of 150."),
    ("2004-05-01", "It is a club whose {four|six} members are Kenya, Uganda, Rwanda and Burundi."),
    ("2004-05-01", "They signed 14 agreements in Lima. Of the {14|19} papers signed, five would matter."),
]
STEPS = [
    ("2010-05-01", "The house recognised it by a majority of {one vote|ten votes}, 131 to 130."),
    ("2004-05-01", "They were promised two reactors of 900 megawatts each, or {1,800|2,800} megawatts in all."),
    ("2019-05-01", "The Union bears 40 percent, Spain 35 percent and Malta {25|35} percent."),
    (
        "2009-05-01",
        "At least 500 cubic metres a second pass the dam, and 58 percent of it goes on, which comes to {290|390}"
        " cubic metres.",
    ),
    (
        "2009-05-01",
        "Trade was worth about $5 billion last year, and they want to bring it up to $20 billion, a"
        " {fourfold|sevenfold} increase.",
    ),
    ("2004-05-01", "The force is to grow by 2,000, to 22,000 men, a rise of {10|20} percent."),
    ("2004-05-01", "Staff was cut by 300 to 1,200, or by {a fifth|a third}."),
    ("2004-05-01", "They had asked for 40 percent. They got 25.5 percent, about {15|25} points less."),
    ("2004-05-01", "The bill was carried by 55.5 percent to 44.5, a margin of {11|21} points."),
    (
        "2004-05-01",
        "It sold goods worth $20.5 billion and bought $12.1 billion worth. The total came to ${32.6|42.6} billion.",
    ),
    (
        "2004-05-01",
        "It sold goods worth $30 billion and bought goods worth $90 billion. Exports thus made up {25|45} percent of"
        " the trade.",
    ),
    (
        "2004-05-01",
        "Mali has 20 million people and Togo 8 million, so that Mali would make up {71|55} percent of a union of 28"
        " million.",
    ),
    ("2004-05-01", "Sales fell from $6 billion in 2002 to $4 billion last year, by {a third|two thirds}."),
    ("2022-10-12", "Ties were established {50|40} years ago, on Oct. 11, 1972."),
    ("2025-05-01", "The two parted on August 9, 1965, so that the separation will be {60|50} years old this summer."),
]
RELATIONS = [
    (
        "1988-01-22",
        "Of the roughly 75,000 soldiers who took part, some 20,000 were French, "
        "{a little more than a quarter|nearly half of the total}, and several units could not talk to each other.",
    ),
    (
        "1994-10-27",
        "The house approved the text by 105 votes to 3, with 6 abstentions. In a chamber of 120, that means "
        "{seven of every eight|two of every three} members said yes.",
    ),
    (
        "2009-07-27",
        "Brazil would pay $360 million a year for power that it now gets for about $120 million, an increase of "
        "{200|50} percent.",
    ),
    (
        "2008-09-20",
        "Of 31 ministries, 15 are to go to ZANU-PF, 13 to Mr. Tsvangirai's party and {three|six} to the smaller one.",
    ),
    (
        "2018-03-28",
        "They expelled 48 officials from missions and {12|35} from the delegation, 60 people in all.",
    ),
    (
        "2025-05-13",
        "America bought goods worth about $439 billion from China and sold it about $144 billion worth, a deficit of "
        "about ${295|195} billion.",
    ),
    (
        "2024-10-25",
        "Trade came to $118.4 billion. India's imports of $101.7 billion face exports of $16.7 billion, which is about "
        "{14|35} percent of the total.",
    ),
    (
        "2024-10-25",
        "Trade was put at $118.4 billion. Imports came to $101.7 billion, exports to only $16.7 billion. Exports, in "
        "other words, made up about {14|34} percent of the total.",
    ),
    ("2026-01-06", "Prices rose from 40 to 50, or {25|45} percent."),
    ("2005-04-06", "The bombs killed 202 people, 88 of them Australians, or more than {40|60} percent."),
    ("2025-05-20", "He saves 40 of the 250 pounds he pays in fees for each load, or {16|26} percent."),
    ("2015-05-10", "Seven out of my ten best customers, or {70|60} percent, have left."),
    (
        "2016-07-14",
        "He sought 25 billion pesos for the army, roughly $530 million, against 20 billion the year before, a rise of "
        "{25|45} percent.",
    ),
    (
        "2019-02-28",
        "Seoul will pay 1.04 trillion won this year. That is up from 960 billion won last year, an increase of a "
        "little more than {8|18} percent.",
    ),
]
AMOUNTS = [
    ("2015-05-10", "The pipeline is 1,200 kilometers (about {750|1,750} miles) long."),
    ("2015-05-10", "A zone of 200 nautical miles ({370|670} km) was drawn."),
    ("2015-05-10", "A {30|80}-mile (48-kilometer) stretch of road was mined."),
    ("2015-05-10", "It was 40 degrees Celsius ({104|84} Fahrenheit) in the shade."),
    ("2003-01-20", "They asked for 7.5 million euros (about ${8|11} million)."),
    ("2015-05-10", "The fund is worth 150 billion euros (about {109|209} billion pounds)."),
    ("2015-05-10", "He asked for ${108|188} million (100 million euros)."),
]
SPANS = [
    ("2018-12-02", "It was {170|150} years ago, in February 1848, that the treaty was signed."),
    ("2008-07-16", "The force packed up {ten|five} years ago this month, in July 1998."),
    ("2012-09-28", "It is {40|50} years since the agreement of 1972 ended the war."),
    ("2015-05-10", "{Fifty|Seventy} years have passed since they opened relations in 1965."),
    ("2015-07-20", "It was taken off the list on May 29, after {33|43} years; a minister had put it there in 1982."),
    ("2008-01-25", "It was the first visit in {49|29} years; the previous one had been made in 1959."),
    ("1997-05-31", "The bays will be rented for 20 years, that is, until {2017|2027}."),
    ("1997-05-31", "The 99-year lease, signed in 1898, runs out in {1997|1987}."),
    ("1997-05-31", "From 1980 to 1988, for {eight|eighteen} years, they fought."),
    ("2015-05-10", "The treaty of 1985 turns {30|40} this year."),
    ("2015-05-10", "The general, who was born in {1952|1972} and is 62, resigned."),
    ("2015-05-10", "Signed in 1985, the treaty marks its {30th|40th} anniversary this year."),
    (
        "1989-03-20",
        "They mark the {tenth|fifteenth} anniversary of the pact, which A, then premier, signed on March 26, 1979.",
    ),
    (
        "2003-01-22",
        "It was the 40th anniversary of the pact, which they signed in Bonn on January 22, 1963. At the {25th|20th} "
        "anniversary, in January 1988, a council was added.",
    ),
    ("2015-05-10", "On April 5, three days {after|before} the invasion of April 2, he resigned."),
    ("2015-05-10", "The talks began on March 2 and ended on March 9, {a|three} {week|weeks} later."),
    ("2015-05-10", "Ties were broken in 1980 and restored {ten|twenty} years later, in 1990."),
    ("2015-05-10", "He signed in June 2001, two years {after|before} the war began in March 1999."),
    (
        "2015-05-10",
        "The siege of March 4 was the end of it. He fled on March 6, two days {after|before} the siege.",
    ),
]
LEFT_ALONE = [
    # Another whole, another thing, another place to count from: nothing can be told.
    ("2004-05-01", "Ten of the 15 members, or 40 percent of their population, have ratified."),
    ("2004-05-01", "Sales rose 15 percent to $54 million from $47 million, with sales of shoes up four percent."),
    ("1987-05-01", "The load factor fell to 61.8 percent from 61.9 percent, miles rose to 13.2 mln from 7.3 mln."),
    ("1987-05-01", "Capital rose to 235 billion marks from 136 billion, so that the banks' part fell to 0.7 pct."),
    ("2004-05-01", "Trade came to $5 billion. Its total exports were worth $30 billion and imports $20 billion."),
    (
        "1987-03-05",
        "Sales in February increased 10.8 pct on a comparable-store basis to 601.8 mln dlrs from 503.8 mln dlrs.",
    ),
    ("1987-03-05", "Volume rose to 362.4 mln shares, up from 274.8 mln and up 27 pct from the record set in 1983."),
    ("1987-03-05", "Exports fell by 6.6 pct, resulting in a surge in net imports from 175,901 to 251,708 tonnes."),
    ("1987-03-05", "Money rose 6.95 pct to 132.8 billion taka in May after rising 0.5 pct to 124.2 billion in April."),
    ("1987-03-05", "The stock rose 1-5/8 to 10-7/8, a gain of about 17.5 pct."),
    (
        "1987-03-05",
        "It took 59,500 tonnes of wheat for China, 53,000 of wheat for Egypt and 24,500 of wheat for Algeria.",
    ),
    ("1987-03-05", "They lost 30 tanks and 20 guns, and have 400 soldiers in all."),
    ("1987-03-05", "It holds 1,200,000 shares, including 200,000 bought last week, or 7 pct of the common stock."),
    (
        "1987-03-05",
        "Exports were $5 billion, leaving a deficit of $3 billion against one of $2 billion a year earlier.",
    ),
    ("2004-05-01", "The navy lost 30 ships, 20 planes and 15 tanks."),
    ("2025-05-20", "Boats will keep their access for 12 years beyond next summer, until June 30, 2038."),
    ("2015-05-10", "They cut ties in April 1988, nine months after people died in clashes, and restored them in 1991."),
    ("2015-05-10", "He resigned after 40 years; the party had been told in 2010."),
    ("2015-05-10", "Relations are nearly half a century old: almost 50 years have passed since they began in 1968."),
    ("2008-11-20", "They paid 100 million pounds ($150 million)."),
    ("2015-05-10", "It lies 100 miles (160 km) away, and 60 miles (100 km) from the road."),
]


def _versions(text: str) -> tuple[str, str]:
    """The right text and the wrong one: each "{right|wrong}" is cut to one of its halves."""
    versions = []
    for side in (0, 1):
        parts = [piece.split("}") for piece in text.split("{")]
        head = parts[0][0]
        versions.append(head + "".join(choice.split("|")[side] + rest for choice, rest in parts[1:]))
    return versions[0], versions[1]


def _verdicts(text: str, day: str) -> set[str]:
    return {f.verdict for f in check(Document(text, published=dt.date.fromisoformat(day)))}


@pytest.mark.parametrize(("day", "text"), SHARES + TOTALS + STEPS + RELATIONS + AMOUNTS + SPANS)
def test_the_right_numbers_are_supported_and_the_wrong_ones_contradicted(day: str, text: str) -> None:
    right, wrong = _versions(text)
    assert "supported" in _verdicts(right, day)
    assert not _verdicts(right, day) & {"contradicted", "doubtful"}
    assert "contradicted" in _verdicts(wrong, day)


@pytest.mark.parametrize(("day", "text"), LEFT_ALONE)
def test_what_the_numbers_do_not_prove_is_left_alone(day: str, text: str) -> None:
    assert not _verdicts(text, day) & {"contradicted", "doubtful"}


def test_the_date_of_what_came_after_an_event_is_not_the_date_of_the_event() -> None:
    text = "South Sudan became independent on July 9, 2011, after a referendum in which almost all voted to leave."
    assert "contradicted" not in _verdicts(text, "2012-09-28")


def test_what_is_told_to_follow_an_event_is_not_dated_before_it() -> None:
    right = "South Sudan became independent on July 9, 2011, after a referendum in which almost all voted to leave."
    assert "contradicted" in _verdicts(right.replace("2011", "2009"), "2012-09-28")
