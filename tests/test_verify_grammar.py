"""Claims read by the grammar of a sentence: whose a date is, who came and went when, what a treaty is called by.

Each case is a true text, the words in it that are changed, and what they are changed to.
"""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check, clauses

ACCORDS = [
    ("2012-03-14", "Seoul and Washington are allies. The older leg is the mutual defence treaty of October 1953, made "
        "in Washington a little over two months after the armistice.", "made in Washington", "made in San Francisco"),
    ("2016-11-10", "India and Japan trade little, in spite of an economic partnership agreement that was signed in "
        "February 2011.", "2011", "2008"),
    ("2019-11-10", "Full diplomatic relations between Beijing and Washington were opened in January 1979.",
        "1979", "1976"),
    ("2010-05-02", "Mr. Obama has since concluded with Russia the New START treaty, signed in Prague in April, which "
        "the Senate has still to approve.", "Prague", "Geneva"),
    ("2004-03-26", "The Chemical Weapons Convention, which has been in force since 1997, became binding on Libya.",
        "1997", "1989"),
    ("1998-10-08", "Relations between Japan and South Korea rest on the basic treaty concluded in June 1965.",
        "1965", "1961"),
    ("2025-03-31", "Tajikistan's president is no friend of Russia. He ended a civil war with the peace accord that was "
        "signed in Moscow in June 1997.", "1997", "1993"),
    ("2008-09-05", "Libya is back. On August 30 Silvio Berlusconi signed in Benghazi a friendship treaty under which "
        "Italy will pay Libya $5 billion.", "Benghazi", "Rome"),
]  # fmt: skip
EVENTS = [
    ("2008-10-12", "It was set up in answer to India's first nuclear test, in the desert of Rajasthan in May 1974, "
        "when Indira Gandhi was prime minister.", "1974", "1971"),
    ("1997-06-03", "Mao Zedong died in September 1976.", "1976", "1971"),
    ("2004-03-26", "The 270 people killed when Pan Am Flight 103 came down on Lockerbie in December 1988 were much on "
        "the minds of the visitors from Libya.", "1988", "1981"),
]  # fmt: skip
LEADERS = [
    ("2024-03-05", "When Nursultan Nazarbayev, the first head of the independent Kazakhstan, stepped down in March "
        "2019, Mr. Tokayev moved up.", "2019", "2016"),
    ("2015-01-01", "Margaret Thatcher resigned in November 1990, after eleven years.", "1990", "1988"),
    ("2024-01-01", "Hugo Chavez died in March 2013 in Caracas.", "2013", "2011"),
    ("2018-04-28", "An accord on peace along the line, signed in the Chinese capital in September 1993 while P. V. "
        "Narasimha Rao was prime minister, was the fruit of it.", "1993", "1999"),
    ("1999-02-21", "The one reached at Simla was signed by Indira Gandhi and Zulfikar Ali Bhutto in July 1972.",
        "Zulfikar Ali Bhutto", "Ayub Khan"),
    ("2018-10-02", "Martín Vizcarra, who became president of Peru in March on the resignation of Pedro Pablo "
        "Kuczynski, has offered Bolivia more room.", "Pedro Pablo Kuczynski", "Ollanta Humala"),
]  # fmt: skip
VENUES = [
    ("2014-11-18", "Tony Abbott, who had threatened to shirt-front the Russian president, got his chance last weekend "
        "when the G20 came to Brisbane.", "Brisbane", "Melbourne"),
    ("1985-05-05", "The seven-nation economic summit that ended in Bonn on Saturday was meant to set a date, a year "
        "after the leaders had met in London in June 1984.", "London", "Versailles"),
]  # fmt: skip
UNSURE = [
    ("1987-04-23", "Some predicted that Yasuhiro Nakasone might be forced to step down just after the June summit."),
    ("2018-09-01", "The visit fell in the year of the 40th anniversary of the treaty of peace and friendship between "
        "Japan and China, in 2018."),
    ("2022-02-20", "Germany and France have been blamed since 2008 for Bucharest, the NATO summit at which Ukraine was "
        "promised membership."),
    ("2018-03-24", "Sunday is 64 years to the day since India and China signed, on April 29, 1954, the agreement."),
    ("2008-06-24", "Finland remembers the treaty signed in Moscow in March 1940."),
    ("2015-06-24", "Kazakhstan and Russia are close. A treaty of friendship was signed in 1992, and a treaty on "
        "alliance in 2013."),
    ("1988-12-14", "Angola and Cuba signed in Brazzaville, where President Denis Sassou-Nguesso of Congo was host."),
]  # fmt: skip


def contradicted(day: str, text: str) -> list[str]:
    found = check(Document(text, None, dt.date.fromisoformat(day)))
    return [finding.claim for finding in found if finding.verdict == "contradicted"]


@pytest.mark.parametrize(("day", "text", "true", "false"), [*ACCORDS, *EVENTS, *LEADERS, *VENUES])
def test_a_wrong_fact_is_contradicted_and_the_true_one_is_not(day: str, text: str, true: str, false: str) -> None:
    assert text.count(true) == 1
    assert contradicted(day, text) == []
    assert contradicted(day, text.replace(true, false))


@pytest.mark.parametrize(("day", "text"), UNSURE)
def test_what_the_sentence_does_not_say_is_not_contradicted(day: str, text: str) -> None:
    assert contradicted(day, text) == []


@pytest.mark.parametrize(
    ("text", "thing", "told", "its"),
    [
        ("The treaty, signed in Vienna in 1979, was never ratified; Carter put it aside in January 1980.", "treaty",
            "1979", True),
        ("The treaty, signed in Vienna in 1979, was never ratified; Carter put it aside in January 1980.", "treaty",
            "January 1980", False),
        ("Under a contract concluded in May 2014, two months after the annexation of Crimea, gas is to flow.",
            "annexation of Crimea", "May 2014", False),
        ("In November 2022, at the opening of the World Cup in Doha, the emir brought them together.", "World Cup",
            "November 2022", True),
    ],
)  # fmt: skip
def test_a_date_is_of_the_thing_that_the_grammar_gives_it(text: str, thing: str, told: str, its: bool) -> None:
    span = (text.index(thing), text.index(thing) + len(thing))
    time = (text.index(told), text.index(told) + len(told))
    assert clauses.joined(text, span, time, clauses.HAPPENS | {"sign", "conclude"}) is its
