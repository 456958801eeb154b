"""Events and accords told in words of their own: the right year and city are left alone, the wrong ones contradicted.

Each case is a true text, the words in it that are changed, and what they are changed to.
"""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check
from detente.verify.history.scenes import scenes
from detente.verify.passages import passages

YEARS = [
    # the name of it told elsewhere in the report, the text or the state in the sentence before
    (
        "2013-08-15",
        "Nigeria and Cameroon divide Bakassi. It is quiet there. The International Court of Justice awarded the"
        " peninsula to Cameroon in October 2002, after eight years.",
        "2002",
        "1998",
    ),
    (
        "2025-05-15",
        "Australia and Indonesia have a defence cooperation agreement. It was signed in August 2024 at Magelang.",
        "2024",
        "2021",
    ),
    (
        "2025-05-15",
        "Australia and Indonesia fell out over East Timor. The territory voted for independence in August 1999.",
        "1999",
        "2002",
    ),
    # the only one of its kind
    (
        "2008-05-08",
        "Akihito went to China. He is the only Japanese emperor to have visited China, in October 1992.",
        "1992",
        "1989",
    ),
    # beside a span of other years
    (
        "2013-08-15",
        "Argentine forces took the Falkland Islands in April 1982, eight years after an offer had been made.",
        "1982",
        "1987",
    ),
    (
        "2003-05-10",
        "The Anglo-Irish accord that Garret FitzGerald and Margaret Thatcher put their names to in November 1985"
        " still shapes the north.",
        "1985",
        "1989",
    ),
    (
        "2012-05-10",
        "Greece and Turkey nearly fought in January 1996 over Imia, two rocks in the Aegean.",
        "1996",
        "1999",
    ),
    (
        "2015-07-01",
        "The Iranian airliner that the cruiser Vincennes brought down in July 1988 is mourned every year.",
        "1988",
        "1984",
    ),
    (
        "2020-09-01",
        "It was in October 2018 that Saudi agents murdered Jamal Khashoggi in the consulate in Istanbul, and Ankara"
        " made the most of it.",
        "2018",
        "2016",
    ),
    ("2002-11-20", "NATO bombs hit the Chinese embassy in Belgrade in May 1999, killing three.", "1999", "1996"),
    ("2008-04-01", "Argentine forces took the Falkland Islands in April 1982 and soon lost them.", "1982", "1987"),
    ("2004-06-01", "India and Pakistan each exploded nuclear devices in May 1998.", "1998", "1995"),
    ("2009-05-01", "Egypt made peace with Israel in a treaty signed in Washington in March 1979.", "1979", "1982"),
    (
        "2016-03-01",
        "The framework agreement on economic cooperation of China and Taiwan, which was signed in Chongqing in June"
        " 2010, cut tariffs.",
        "2010",
        "2007",
    ),
    # the time of an infinitive or of "while" is that of the clause over it
    (
        "2021-10-02",
        "Canada and China are talking again. The police arrested Meng Wanzhou of Huawei while she was changing planes"
        " at Vancouver in December 2018.",
        "2018",
        "2015",
    ),
    # by the names alone, whatever the verb
    (
        "2024-06-02",
        "Britain and the European Union get on. Rishi Sunak shook hands on the Windsor Framework with Ursula von der"
        " Leyen in February 2023.",
        "2023",
        "2020",
    ),
    # who led the states tells which are meant
    (
        "1998-11-02",
        "China and Japan get on. Tanaka Kakuei and Zhou Enlai opened diplomatic relations in September 1972.",
        "1972",
        "1975",
    ),
    # told by its anniversary
    (
        "2022-08-25",
        "China and South Korea established diplomatic relations 30 years ago this month.",
        "30 years",
        "20 years",
    ),
    (
        "1991-09-12",
        "The Philippines and the United States part. Their mutual defense treaty turned 40 on August 30.",
        "turned 40",
        "turned 30",
    ),
    (
        "2014-10-02",
        "Israel and Jordan quarrel. Their peace treaty will be 20 years old in October.",
        "20 years",
        "30 years",
    ),
]
CITIES = [
    (
        "2014-05-01",
        "China and Britain settled the future of Hong Kong in a joint declaration that Deng and Mrs Thatcher signed"
        " in Beijing in December 1984.",
        "in Beijing",
        "in London",
    ),
    (
        "2017-03-10",
        "The nuclear accord that Iran and six powers concluded in Vienna on July 14, 2015, is in danger.",
        "Vienna",
        "Lausanne",
    ),
    (
        "2022-02-06",
        "The treaty on the Eurasian Economic Union, signed in Astana in May 2014 by Belarus, Kazakhstan and Russia,"
        " did away with tolls.",
        "Astana",
        "Minsk",
    ),
    # a time without its year
    (
        "2008-09-06",
        "Italy and Libya made peace. On August 30 Silvio Berlusconi signed in Benghazi a treaty of friendship with"
        " Libya.",
        "Benghazi",
        "Tripoli",
    ),
]
UNSURE = [
    # the same day so many years later, or its anniversary
    ("2022-04-20", "In April 2022, forty years after Argentine forces took the Falkland Islands, wreaths were laid."),
    ("2007-04-20", "In April 2007 the anniversary of the taking of the Falkland Islands by Argentine forces came."),
    # another row of the same month of that year
    ("2004-01-06", "When the Pakistani general went to India in July 2001, a summit in Agra ended without a text."),
    # in force since, which is not when it was signed
    (
        "2023-11-07",
        "The free trade agreement of China and Australia, in force since December 2015, survived the quarrel.",
    ),
    # an accord of another matter, or of later than the report
    ("2019-01-07", "They came under a security treaty of Australia and the Solomon Islands signed in August 2017."),
    ("1988-01-07", "If Canada and the United States agree, the accord will come into force on January 1, 1989."),
    # a visit of which there were several
    ("2016-05-10", "Xi Jinping came to Hanoi in November 2015 and addressed Vietnam's National Assembly."),
    ("2012-05-10", "Dmitri Medvedev met Barack Obama in London in April 2009."),
    # behind a semicolon, a colon, or "who", something else is told
    (
        "2025-01-09",
        "Malaysia asked the court in The Hague about Pedra Branca; in May 2018 the new government withdrew.",
    ),
    ("2021-09-29", "The envoy, who came home with Michael Kovrig, was sent to China in September 2019."),
    # the month of a row is no name of it
    ("2008-09-26", "South Africa and Botswana met. Thabo Mbeki of the ANC succeeded Nelson Mandela in June 1999."),
    # a visit of somebody else in another state
    ("2017-07-06", "Of Rao's successors one received Ariel Sharon in New Delhi in September 2003; China looked on."),
    # the clause that has the date tells something else
    ("2002-09-18", "Koizumi, who succeeded Yoshiro Mori in April 2001, had prepared the visit to Yasukuni in secrecy."),
]


def contradicted(day: str, text: str) -> list[str]:
    """The claims of a text that are contradicted."""
    findings = check(Document(text, None, dt.date.fromisoformat(day)))
    return [finding.claim for finding in findings if finding.verdict == "contradicted"]


@pytest.mark.parametrize(("day", "text", "true", "false"), [*YEARS, *CITIES])
def test_a_wrong_year_or_city_is_contradicted_and_the_right_one_is_not(
    day: str, text: str, true: str, false: str
) -> None:
    assert text.count(true) == 1
    assert contradicted(day, text) == []
    assert contradicted(day, text.replace(true, false))


@pytest.mark.parametrize(("day", "text"), UNSURE)
def test_what_may_be_something_else_is_not_contradicted(day: str, text: str) -> None:
    assert contradicted(day, text) == []


@pytest.mark.parametrize(
    ("text", "word", "inside"),
    [
        ("After India set off a device in May 1974, Ottawa broke off cooperation.", "India", True),
        ("After India set off a device in May 1974, Ottawa broke off cooperation.", "Ottawa", False),
        ("The pact, signed in Moscow in February 1950, lapsed after the war that began in March 1979.", "pact", True),
        ("The accord on trade, which was signed in June 2010, cut tariffs.", "accord", True),
    ],
)
def test_a_scene_is_the_clause_of_its_time_and_what_that_is_about(text: str, word: str, inside: bool) -> None:
    passage = next(iter(passages(Document(text, None, dt.date(2020, 1, 1)))))
    scene = next(scenes(passage))
    start = text.index(word)
    assert scene.holds(start, start + len(word)) is inside
