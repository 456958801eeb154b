"""Who made an accord and when: a maker in office then is left alone, one who was not is contradicted.

Each case is a true text, the name in it that is changed, and what it is changed to.
"""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check
from detente.verify.history.signers import deeds
from detente.verify.passages import passages

MAKERS = [
    # the time is that of the text, or of the verb
    ("2008-05-01", "The communique of September 1972, signed in Beijing by Kakuei Tanaka and Zhou Enlai, remains the"
        " base of relations between Japan and China.",
        "Kakuei Tanaka", "Eisaku Sato"),
    ("2020-05-01", "The declaration of October 2008, which was signed in Tokyo by Manmohan Singh and Taro Aso, opened"
        " the way for India and Japan.",
        "Manmohan Singh", "Atal Bihari Vajpayee"),
    ("2012-06-01", "In April 2010 Barack Obama and Dmitry Medvedev put their signatures to a new arms treaty in"
        " Prague.",
        "Barack Obama", "George W. Bush"),
    ("2016-01-01", "A joint declaration issued in October 1998 by Keizo Obuchi and Kim Dae-jung improved the ties of"
        " Japan and South Korea.",
        "Keizo Obuchi", "Ryutaro Hashimoto"),
    ("1990-06-01", "Menachem Begin and Anwar Sadat exchanged signed copies of the treaty of Egypt and Israel in March"
        " 1979.",
        "Menachem Begin", "Golda Meir"),
    ("2015-01-01", "Felipe Calderon and Barack Obama announced in May 2010 a declaration on the border of"
        " Mexico and the"
        " United States.",
        "Felipe Calderon", "Vicente Fox"),
    ("2019-01-01", "The accord announced in April 2013 by Ivica Dacic and Hashim Thaci promised Serbia and"
        " Kosovo normal"
        " relations.",
        "Ivica Dacic", "Vojislav Kostunica"),
    # before any office, beside the head of the other state
    ("2005-06-01", "The SALT I accord, which Richard Nixon and Leonid Brezhnev signed in May 1972, bound the United"
        " States and the Soviet Union.",
        "Richard Nixon", "Gerald Ford"),
    ("1999-05-05", "Lal Bahadur Shastri and Ayub Khan concluded in January 1966 a declaration in Tashkent that"
        " ended the"
        " war of India and Pakistan.",
        "Lal Bahadur Shastri", "Rajiv Gandhi"),
    # or where the record has the accord
    ("2000-01-01", "The treaty of Germany and Czechoslovakia of December 1973, signed in Prague by Willy Brandt and"
        " Lubomir Strougal, is void.",
        "Willy Brandt", "Helmut Schmidt"),
    # whom the table has by the family name alone
    ("2003-01-01", "In a treaty signed in 1978 by Jimmy Carter and Omar Torrijos the United States gave Panama the"
        " canal.",
        "Jimmy Carter", "Lyndon Johnson"),
]  # fmt: skip
REIGNS = [
    ("2015-06-07", "Bangladesh and India shared out the waters of the Ganges by a treaty of December {}, during"
        " Sheikh Hasina's first term in office.", "1996", "1988"),
    ("2024-10-24", "The agreement on peace along the line of India and China, of September 1993, dates from the visit"
        " of {}.", "Narasimha Rao", "Atal Bihari Vajpayee"),
    ("2005-01-01", "In Margaret Thatcher's last term, in October {}, Britain and Argentina resumed contacts.", "1989",
        "1993"),
    ("2012-01-01", "Relations of Spain and Morocco soured in July 2002, under the government of {}.",
        "Jose Maria Aznar", "Felipe Gonzalez"),
]  # fmt: skip
UNSURE = [
    # a visit that need not be of somebody in office
    ("2008-01-01", "In June 1994, during the visit of Jimmy Carter to Pyongyang, North Korea offered a freeze."),
    # a day whose year an earlier time may give
    ("1988-12-23", "They agreed at Lusaka in February 1984, one month before Samora Machel met P.W. Botha on March 16"
        " to sign a pact."),
    # out of office and told so, or in another capacity
    ("2008-01-01", "The former president Jimmy Carter agreed with Kim Il Sung on a freeze in June 1994."),
    ("2010-01-01", "The accord was signed in June 1985 by Foreign Minister Giulio Andreotti and James Baker."),
    # not done
    ("2010-01-01", "Vicente Fox would not have signed the accord of May 2009 with Barack Obama."),
    # a time that is counted from one that the sentence does not tell
    ("2004-01-01", "Two years later Ryutaro Hashimoto and Boris Yeltsin signed a plan."),
]  # fmt: skip


def contradicted(day: str, text: str) -> list[str]:
    """The claims of a text that are contradicted."""
    findings = check(Document(text, None, dt.date.fromisoformat(day)))
    return [finding.claim for finding in findings if finding.verdict == "contradicted"]


@pytest.mark.parametrize(("day", "text", "true", "false"), MAKERS)
def test_a_maker_out_of_office_is_contradicted_and_the_true_one_is_not(
    day: str, text: str, true: str, false: str
) -> None:
    assert text.count(true) == 1
    assert contradicted(day, text) == []
    assert contradicted(day, text.replace(true, false))


@pytest.mark.parametrize(("day", "text", "true", "false"), REIGNS)
def test_the_time_of_somebody_is_when_that_one_led(day: str, text: str, true: str, false: str) -> None:
    assert contradicted(day, text.format(true)) == []
    assert contradicted(day, text.format(false))


@pytest.mark.parametrize(("day", "text"), UNSURE)
def test_what_may_have_been_is_not_contradicted(day: str, text: str) -> None:
    assert contradicted(day, text) == []


@pytest.mark.parametrize(
    ("text", "makers"),
    [
        ("The pact of May 1972, signed in Moscow by Richard Nixon and Leonid Brezhnev, expired.", 2),
        ("Tony Blair came to Paris in June 2000 to sign a treaty with Jacques Chirac.", 2),
        ("It was signed in July 1997 by Leonid Kuchma for Ukraine and Bill Clinton for America.", 2),
        ("A treaty was signed in August 2014 by the government of Tony Abbott.", 1),
        ("Tony Abbott refused in August 2014 to talk of the treaty.", 0),
    ],
)
def test_the_makers_are_read_by_the_grammar(text: str, makers: int) -> None:
    passage = next(iter(passages(Document(text, None, dt.date(2020, 1, 1)))))
    assert sum(len(deed.makers) for deed in deeds(passage)) == makers
