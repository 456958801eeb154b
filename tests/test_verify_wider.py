"""What `verify` reads beyond single claims: counted years, sums over sentences, successions, events, groups, pacts."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

CASES = [
    # counted years
    ("2004-05-03", "The riots of May 1994, whose tenth anniversary fell on Sunday, are not forgotten.", True),
    ("2004-05-03", "The riots of May 1994, whose sixth anniversary fell on Sunday, are not forgotten.", False),
    ("2013-06-10", "It is the first such visit in 20 years, since a minister came in 1993.", True),
    ("2013-06-10", "It is the first such visit in 40 years, since a minister came in 1993.", False),
    ("2021-07-01", "Ties were cut on Aug. 3, 1996. The 25th anniversary falls this summer.", True),
    ("2021-07-01", "Ties were cut on Aug. 3, 1996. The 35th anniversary falls this summer.", False),
    ("2019-09-02", "It began on May 3 and ended on May 9; in those seven days 30 people were killed.", True),
    ("2019-09-02", "It began on May 3 and ended on May 9; in those twenty days 30 people were killed.", False),
    ("2025-09-20", "The 50th anniversary of Suriname's independence falls in 2025.", True),
    ("2025-09-20", "The 70th anniversary of Suriname's independence falls in 2025.", False),
    # sums
    (
        "2024-03-01",
        "Exports came to $40 billion and imports to $52 billion, so that the deficit was $12 billion.",
        True,
    ),
    (
        "2024-03-01",
        "Exports came to $40 billion and imports to $52 billion, so that the deficit was $21 billion.",
        False,
    ),
    ("2024-03-01", "The attack killed 50 people, 20 of them soldiers, or 40 percent.", True),
    ("2024-03-01", "The attack killed 50 people, 20 of them soldiers, or 70 percent.", False),
    ("2024-03-01", "The fleet got 60 million euros, against 50 million the year before, a rise of 20 percent.", True),
    ("2024-03-01", "The fleet got 60 million euros, against 50 million the year before, a rise of 50 percent.", False),
    ("2011-03-01", "He pledged 2 billion Australian dollars, at that time about $2.1 billion.", True),
    ("2011-03-01", "He pledged 2 billion Australian dollars, at that time about $5.1 billion.", False),
    # successions and governments
    ("2013-03-01", "Shinzo Abe, who succeeded Yoshihiko Noda in December 2012, was there.", True),
    ("2013-03-01", "Shinzo Abe, who succeeded Naoto Kan in December 2012, was there.", False),
    ("2014-03-01", "The contract was signed by Tony Blair's government in May 1999.", True),
    ("2014-03-01", "The contract was signed by Tony Blair's government in May 1989.", False),
    ("2024-03-01", "Chancellor Angela Merkel spoke on Tuesday. In 2005 the talks had failed.", False),
    # events
    ("2010-03-01", "Argentina invaded the Falkland Islands in April 1982.", True),
    ("2010-03-01", "Argentina invaded the Falkland Islands in April 1985.", False),
    ("2010-03-01", "In October 2008, two years after its first nuclear test, North Korea changed course.", True),
    ("2010-03-01", "In October 2008, nine years after its first nuclear test, North Korea changed course.", False),
    ("2020-03-01", "Guyana won its independence in 1966.", True),
    ("2020-03-01", "Guyana won its independence in 1976.", False),
    # meetings
    ("2005-03-01", "Georges Pompidou of France and Willy Brandt of West Germany met in January 1972.", True),
    ("2005-03-01", "Georges Pompidou of France and Willy Brandt of West Germany met in January 1982.", False),
    ("2005-03-01", "Vladimir Putin met Angela Merkel in Moscow in February 2002.", True),
    # groups
    ("1990-03-01", "ASEAN has six. Its members are Brunei, Indonesia, Malaysia, the Philippines and Thailand.", True),
    ("1990-03-01", "ASEAN has six. Its members are Brunei, Indonesia, Malaysia, the Philippines and Laos.", False),
    ("2017-01-10", "Leaders met in September 2016 in Hangzhou, during the G20 summit.", True),
    ("2017-01-10", "Leaders met in September 2016 in Antalya, during the G20 summit.", False),
    # pacts
    ("1999-03-01", "Washington has a mutual defence treaty with Seoul, signed in 1953.", True),
    ("1999-03-01", "Washington has a mutual defence treaty with Seoul, signed in 1965.", False),
]


@pytest.mark.parametrize(("date", "text", "true"), CASES)
def test_true_texts_are_left_alone_and_false_ones_contradicted(date: str, text: str, true: bool) -> None:
    found = {finding.verdict for finding in check(Document(text, published=dt.date.fromisoformat(date)))}
    assert ("contradicted" in found) is not true
    assert "doubtful" not in found or not true


def test_a_report_is_read_on_the_day_of_its_dateline() -> None:
    told = "Prime Minister Tony Blair said on Tuesday that he would go."
    assert _verdicts(f"Talks\nLONDON, May 4, 1999\n\n{told}") == {"supported"}
    assert _verdicts(f"Talks\nLONDON, May 4, 2011\n\n{told}") == {"contradicted"}


def _verdicts(text: str) -> set[str]:
    return {finding.verdict for finding in check(Document(text))}
