"""Spans, anniversaries and orders counted from things that the text or the tables date elsewhere."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

# Day of the report, text with {} for the words at stake, those words as they are, and as they would be wrong.
COUNTED = [
    ("1994-05-20", "Namibia voted in November 1989. It became independent in March 1990, {} the vote.",
     "four months after", "four years after"),
    ("1999-06-14", "The Serbs began to leave Kosovo in June 1999. NATO's bombing had started on March 24. The general"
     " flew home on Friday, {} the bombing started.", "eleven weeks after", "five weeks after"),
    ("1996-04-18", "Rabin was shot dead in Tel Aviv in November 1995. Peres called the election in February, {} the"
     " murder.", "three months after", "three months before"),
    ("2010-03-03", "Slovakia entered the European Union in May 2004, almost {} Romania.",
     "three years before", "three years after"),
    ("1996-09-17", "Hungary and Romania signed a treaty. Budapest is ahead: to the Council of Europe it was admitted"
     " in 1990, {} its neighbour.", "three years before", "three years after"),
    ("2004-05-03", "Spain joined NATO in 1982, {} it entered the European Community.",
     "four years before", "four years after"),
    ("2013-09-21", 'The Bosnian war ended in December 1995. "{} we still have two armies of schoolteachers," he said.',
     "Eighteen years later", "Thirty years later"),
    ("2015-11-09", "The truce was signed in Minsk in September 2014. Fighting went on, and in January 2015, {} the"
     " signature, the terminal fell.", "four months after", "fourteen months after"),
    ("2007-03-01", "The treaty was signed in Rome in March 1957. It was done {} the war, by men who had lived through"
     " it.", "twelve years after", "thirty years after"),
    ("2011-11-02", "Kazakhstan and Russia exchanged ambassadors in June 1991, {} the Soviet Union broke up.",
     "six months before", "six months after"),
    ("2018-04-29", "The case against Bolivia was filed in March 2013. The case, filed {}, has cost a fortune.",
     "five years ago", "nine years ago"),
    ("1985-05-07", "It is {} this week that West Germany joined NATO.", "30 years ago", "25 years ago"),
    ("2022-04-08", "On the same day, in 1956, Spain recognised the independence of Morocco, {}.",
     "66 years earlier", "76 years earlier"),
    ("1996-09-17", "The province was lost under the Treaty of Trianon of 1920, which every child learns, {} this"
     " summer.", "76 years ago", "96 years ago"),
]  # fmt: skip

FEASTS = [
    ("2020-10-01", "Canada and China quarrel. The {} years of ties between Canada and China were noted nowhere.",
     "50", "40"),
    ("2012-07-10", "France and Algeria quarrel. The dead were buried in Algiers on the {} anniversary of independence.",
     "50th", "45th"),
    ("2019-06-05", "The Chinese president came to Russia for a visit that marks the {} anniversary of relations between"
     " the two countries.", "70th", "60th"),
    ("2005-11-20", "Tokyo points to the Treaty of Shimoda, signed {} years ago this February.", "150", "130"),
    ("2009-02-17", "Five flags hung there for the {} birthday of the Arab Maghreb Union.", "20th", "25th"),
    ("2010-04-17", "It is {} years this month since Jimmy Carter broke off relations with Iran.", "30", "20"),
    ("1992-06-10", "Last month sailors laid a wreath for the {} anniversary of the Battle of Midway, the 1942 battle"
     " that turned the war.", "50th", "40th"),
    ("2024-03-20", "Finland was let in on April 4 of last year, the {} anniversary of the signing of the North Atlantic"
     " Treaty.", "74th", "70th"),
    ("2020-04-03", "The Arab League, which in March passed the {} anniversary of its founding, did not know where to"
     " look.", "75th", "65th"),
    ("2007-11-25", "ASEAN's leaders met here in November, in the year of the group's {} anniversary, to sign it.",
     "40th", "50th"),
    ("2023-04-06", "Finland became the 31st member of NATO on April 4, the day on which the alliance itself turned {}.",
     "74", "64"),
    ("2001-03-02", "Ho Chi Minh's state was recognised by Moscow in January 1950, so the {} anniversary of relations"
     " went by last year.", "50th", "60th"),
    ("1998-08-20", "August brought the {} anniversary of his abduction from a hotel in this city in 1973.",
     "25th", "20th"),
    ("1987-03-30", "The Treaties of Rome, {} years old this month, were celebrated on the Capitol.", "thirty", "forty"),
    ("2008-10-03", "The embassy was opened in 1958. The visitors marked its {} anniversary last week.", "50th", "30th"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "right", "wrong"), [*COUNTED, *FEASTS])
def test_what_is_counted_from_a_thing_told_elsewhere_must_fit_it(day: str, text: str, right: str, wrong: str) -> None:
    assert "contradicted" not in _verdicts(day, text.format(right))
    assert "contradicted" in _verdicts(day, text.format(wrong))


ORDERS = [
    ("2004-05-03", "Hungary joined NATO {} it entered the European Union.", "before", "after"),
    ("2024-05-05", "Finland joined NATO {} Sweden.", "before", "after"),
    ("1999-05-05", "Hungary joined NATO {} the Soviet Union had broken up.", "after", "before"),
    ("1979-12-12", "Britain entered the Common Market in 1973, {} the Suez crisis.", "after", "before"),
    ("1990-11-11", "The frontier was confirmed by Germany in {} 1990, after German unity.", "November", "June"),
]  # fmt: skip

FORUMS = [
    ("1987-06-13", "President Reagan, who spent the early part of the week at the summit of the seven industrial"
     " democracies in {}, has said little.", "Venice", "Bonn"),
    ("1997-07-01", "The leaders of the industrial powers and Russia, meeting in {} late last month, declared that they"
     " set store by China's promises.", "Denver", "Lyon"),
    ("1996-09-17", "They mean to show off the treaty at the summit of the Organisation for Security and Co-operation"
     " in Europe, which is to be held in {} in December.", "Lisbon", "Vienna"),
    ("1990-11-10", "Days after NATO leaders meeting in {} had declared that the Warsaw Pact need no longer be an"
     " adversary, the secretary general flew to Moscow.", "London", "Rome"),
    ("1998-04-11", "A referendum is due on May 22. A week earlier Mr Blair will be host to the leaders of the Group of"
     " Eight in {}.", "Birmingham", "Denver"),
    ("2022-04-08", "In late June he will be host to the leaders of the Atlantic alliance, who are to meet in {} 40"
     " years after Spain became a member.", "Madrid", "Lisbon"),
    ("2025-06-28", "She heads the Francophonie and was confirmed for another term at the {} summit in 2022.",
     "Djerba", "Dakar"),
    ("1993-05-05", "In July Mr. Miyazawa will be host to the seven big industrial powers in {}.", "Tokyo", "Venice"),
    ("1987-12-11", "In June Mr. Mulroney will be host to the seven big industrial powers in Toronto, a year after they"
     " met in {}.", "Venice", "Tokyo"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "right", "wrong"), [*ORDERS, *FORUMS])
def test_an_order_or_a_place_must_be_that_of_the_record(day: str, text: str, right: str, wrong: str) -> None:
    assert "contradicted" not in _verdicts(day, text.format(right))
    assert "contradicted" in _verdicts(day, text.format(wrong))


def _verdicts(day: str, text: str) -> set[str]:
    return {finding.verdict for finding in check(Document(text, None, dt.date.fromisoformat(day)))}


def test_its_meeting_is_not_that_of_a_group_where_something_else_is_told_to_hold_it() -> None:
    text = "They met at the SCO summit in Astana. The bank will hold its annual meeting in Mumbai in June."
    assert "contradicted" not in _verdicts("2018-04-29", text)


def test_a_vote_for_a_thing_does_not_date_it() -> None:
    text = "Eritrea voted for independence in April 1991. It marked the 25th anniversary of its independence in May."
    told = check(Document(text, published=dt.date(2018, 7, 10)))
    assert not [f for f in told if f.verdict == "contradicted" and "The text dates" in f.why]
