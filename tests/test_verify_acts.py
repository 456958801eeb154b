"""Leaders told as acting, falling or hosting in office at a time: out of office then they are contradicted."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

# Day of the report, text with {} for the name, the right one and a wrong one.
TOLD = [
    ("2006-05-02", "Full ties with Cairo came late. {}, who restored relations with Egypt in February 1974, did it in"
     " a day.", "Richard Nixon", "Lyndon B. Johnson"),
    ("2012-06-01", "{} received the shah in Washington in November 1977, amid tear gas.",
     "Jimmy Carter", "Richard Nixon"),
    ("2012-06-01", "{} withdrew the last troops from Afghanistan in February 1989.",
     "Mikhail Gorbachev", "Nikita Khrushchev"),
    ("2012-06-01", "In May 2010 he and {} announced that they would build it together.",
     "Manmohan Singh", "Atal Bihari Vajpayee"),
    ("2012-06-01", "The general took power in July 1977, when he overthrew {}.",
     "Zulfikar Ali Bhutto", "Mohammed Ayub Khan"),
    ("2012-06-01", "Labour came back in May 1997, when it ended the rule of {}.", "John Major", "Edward Heath"),
    ("2023-06-01", "The man from Hamburg took over from {} in December 2021.", "Angela Merkel", "Helmut Kohl"),
    ("2010-06-01", "The South Korean is its secretary general; he took over from {} in January 2007.",
     "Kofi Annan", "Javier Perez de Cuellar"),
    ("2010-06-01", "{} was the first American president to visit Angola's neighbour Nigeria, in March 1978.",
     "Jimmy Carter", "Harry S. Truman"),
    ("2014-06-01", "When France went into Mali in January 2013 under {}, Algiers helped.",
     "Francois Hollande", "Jacques Chirac"),
    ("1979-07-01", "The treaty was signed in Vienna in June. {} signed for Washington.", "Jimmy Carter", "Dean Rusk"),
    ("2010-06-01", "Lula went to Paris in July 2005. His host then was {}.", "Jacques Chirac", "Francois Mitterrand"),
]  # fmt: skip
# What nobody need be in office for.
LEFT_ALONE = [
    ("2012-06-01", "Jimmy Carter received the Nobel peace prize in December 2002."),
    ("2012-06-01", "The former president Jimmy Carter announced with Kim Il Sung in June 1994 that they had agreed."),
    ("2012-06-01", "He came back as party leader in May 1989, when he toppled Malcolm Fraser's heir, John Howard."),
    ("2016-06-01", "George W. Bush was here in November 2006, and Barack Obama, in May 2016, lifted the ban."),
    ("2012-06-01", "General Suharto ordered the troops to the capital in October 1965."),
    ("2012-06-01", "A car firm followed Helmut Kohl to Leipzig in May 2005."),
]


def _verdicts(text: str, day: str) -> set[str]:
    return {f.verdict for f in check(Document(text, published=dt.date.fromisoformat(day)))}


@pytest.mark.parametrize(("day", "text", "right", "wrong"), TOLD)
def test_whoever_was_out_of_office_then_is_contradicted(day: str, text: str, right: str, wrong: str) -> None:
    assert "contradicted" not in _verdicts(text.format(right), day)
    assert "contradicted" in _verdicts(text.format(wrong), day)


@pytest.mark.parametrize(("day", "text"), LEFT_ALONE)
def test_what_anybody_may_do_is_left_alone(day: str, text: str) -> None:
    assert "contradicted" not in _verdicts(text, day)
