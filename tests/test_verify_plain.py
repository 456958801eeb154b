"""What plain news reports tell, each time with the true words and with false ones in their place."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

TOLD = [
    # who led for how long, who came after whom, in what office
    ("2021-10-02", "Angela Merkel, who has been chancellor for {} years, will leave soon.", "16", "12"),
    ("2020-09-02", "Shinzo Abe resigned after {} years in office.", "eight", "five"),
    ("2011-02-12", "Hosni Mubarak, in his {} year in office, left for the sea.", "thirtieth", "twentieth"),
    (
        "2004-11-13",
        "Luiz Inacio Lula da Silva leads Brazil. He took office in January 2003 as the successor of {}.",
        "Fernando Henrique Cardoso",
        "Jose Sarney",
    ),
    (
        "2006-11-13",
        "Susilo Bambang Yudhoyono became Indonesia's president. He had beaten the incumbent, {}, by a wide margin.",
        "Megawati Sukarnoputri",
        "Abdurrahman Wahid",
    ),
    (
        "2019-01-02",
        "Mike Pompeo has been secretary of state since April, as the successor of {}.",
        "Rex Tillerson",
        "John Kerry",
    ),
    (
        "2016-01-18",
        "It became possible when Hassan Rouhani took over the presidency in August 2013 from {}.",
        "Mahmoud Ahmadinejad",
        "Mohammad Khatami",
    ),
    ("2006-11-22", "In June 2003 {} came to Beijing as prime minister.", "Atal Bihari Vajpayee", "Inder Kumar Gujral"),
    ("2006-10-05", "They were handed to Karel De Gucht, the {} foreign minister.", "Belgian", "Dutch"),
    (
        "2023-11-07",
        "Anthony Albanese leads Australia. In December his foreign minister, {}, was in Beijing.",
        "Penny Wong",
        "Marise Payne",
    ),
    (
        "2009-10-11",
        "President Serge Sarkisian met him. He took over from {}.",
        "Robert Kocharian",
        "Levon Ter-Petrosian",
    ),
    # who joined what
    (
        "2024-01-20",
        "Egypt, which entered the BRICS group on Jan. 1 together with {}, Iran and the Emirates, is glad.",
        "Ethiopia",
        "Algeria",
    ),
    (
        "2023-02-02",
        "Turkey knows NATO. It has been a member since 1952, when it came in with {}.",
        "Greece",
        "Portugal",
    ),
    (
        "2006-10-05",
        "A member of the World Trade Organization since June {}, Georgia can make difficulties.",
        "2000",
        "2004",
    ),
    ("2005-09-09", "The Poles joined the European Union in May {}.", "2004", "2002"),
    (
        "2011-05-19",
        "Britain and Ireland said little until they entered the European Communities together in {}.",
        "1973",
        "1979",
    ),
    ("2021-08-26", "Morocco became independent in March {}.", "1956", "1958"),
    # anniversaries and years counted
    (
        "2004-11-13",
        "Brazil and China marked the {} anniversary of their diplomatic relations in August.",
        "30th",
        "25th",
    ),
    (
        "2014-02-02",
        "France and China marked the {} anniversary of the establishment of relations in January 2014.",
        "50th",
        "40th",
    ),
    ("2026-01-17", "Peru and Fiji marked the {} anniversary of that. It was signed in October 1970.", "56th", "45th"),
    ("2008-03-18", "In May Israel will celebrate the {} anniversary of its foundation.", "60th", "65th"),
    (
        "2010-12-07",
        "{} years after Willy Brandt sank to his knees before the memorial in Warsaw, two presidents met.",
        "Forty",
        "Thirty",
    ),
    (
        "2007-11-20",
        "{} years to the day after Anwar Sadat spoke to the Israeli Parliament, an Israeli came.",
        "Thirty",
        "Twenty",
    ),
    ("2021-10-16", "{} years ago today, on October 16, 2011, troops of Kenya crossed into Somalia.", "Ten", "Nine"),
    ("2021-10-16", "Somalia filed the case in August 2014, so it has taken {} years.", "seven", "nine"),
    # amounts
    ("2023-02-02", "Some 100,000 Kurds live here, about {} percent of a population of 10.5 million.", "1", "4"),
    ("2019-02-08", "The deficit was cut from 2.4 percent of output to 2.04, or by {} points.", "0.36", "0.64"),
    (
        "2021-01-06",
        "It makes 77 million tons a year now and plans to raise this to 110 million tons, an increase of {} percent.",
        "43",
        "63",
    ),
    ("2024-12-04", "The party won 159 of the 400 seats in the assembly, just {} percent.", "under 40", "under 50"),
    (
        "2007-11-20",
        "He promised $30 billion in aid over ten years, {} percent more than the $24 billion before.",
        "25",
        "45",
    ),
    (
        "2014-07-04",
        "It sold goods worth $145.9 billion and bought goods worth $83.1 billion. That left a surplus of ${} billion.",
        "62.8",
        "82.8",
    ),
    (
        "2008-03-18",
        "It promised 3 billion marks. At the rate of the day, 4.20 marks to the dollar, that was about ${}.",
        "714 million",
        "1.3 billion",
    ),
    (
        "2026-01-02",
        "The wage rose to 920 euros a month. At the current rate of $1.17 the new sum is worth about ${}.",
        "1,080",
        "786",
    ),
    ("2019-02-08", "The price was 60 million euros, or ${} million at today's rate.", "68", "86"),
    # meetings
    ("2022-09-29", "Mr. Xi came to {} in June 2019 for the summit of the Group of 20.", "Osaka", "Yokohama"),
    (
        "2010-04-08",
        "They met on April 1, 2009, in {}, on the eve of a summit of the Group of 20.",
        "London",
        "Pittsburgh",
    ),
    (
        "2006-11-08",
        "In December 2005 it signed. That opened the East Asia Summit, which met a few days later in {}.",
        "Kuala Lumpur",
        "Manila",
    ),
    (
        "2013-04-30",
        "In the peace treaty signed in San Francisco in {} Japan gave up the Kuril chain that Russia holds.",
        "1951",
        "1947",
    ),
]


@pytest.mark.parametrize(("day", "text", "right", "wrong"), TOLD)
def test_the_false_words_alone_are_contradicted(day: str, text: str, right: str, wrong: str) -> None:
    assert "contradicted" not in _verdicts(day, text.format(right))
    assert "contradicted" in _verdicts(day, text.format(wrong))


TRUE = [
    (
        "2022-09-29",
        "The contrast with 1972 is great. In February of that year Richard Nixon had gone to Beijing. In September"
        " Kakuei Tanaka, who had been prime minister for less than three months, flew there himself."
        " He and Zhou Enlai signed a joint communique on Sept. 29.",
    ),
    (
        "2019-02-09",
        "In 1992 the prime minister of Greece, Constantine Mitsotakis, dismissed him. The son of that prime minister,"
        " Kyriakos Mitsotakis, leads the opposition today.",
    ),
    ("2018-07-10", "In 1952 Eritrea was joined to Ethiopia in a federation by decision of the United Nations."),
    (
        "2006-11-13",
        "In December 2005 Canberra signed the friendship treaty of the Association of Southeast Asian Nations.",
    ),
    (
        "2018-10-10",
        "Montenegro is in NATO. It went wrong in 2014, when Podgorica joined in the European Union's sanctions.",
    ),
    (
        "2025-07-12",
        "Nguyen Phu Trong died in July 2024. Mr. Lam took his place in August. He gave up the presidency in October"
        " to Luong Cuong, an army general.",
    ),
    ("2008-08-27", "The Commonwealth, which had suspended Pakistan after the coup, took it back in May of this year."),
    ("2008-03-04", "Iraq left in March 1959, less than a year after officers had killed King Faisal II."),
    (
        "2010-12-07",
        "Poles also remember a Mass in Silesia, three days after the Berlin Wall fell, where the two embraced.",
    ),
    ("2015-06-01", "The treaty was signed in January 1960, and its 50th anniversary was marked in 2010."),
    (
        "2016-11-08",
        "Trade was $198.3 billion. Of this, $152 billion was bought. The total is 6.4 trillion Taiwan dollars.",
    ),
    ("2021-08-26", "Guinea-Bissau declared its independence in 1973."),
]


@pytest.mark.parametrize(("day", "text"), TRUE)
def test_what_is_true_is_not_contradicted(day: str, text: str) -> None:
    assert "contradicted" not in _verdicts(day, text)


def test_words_and_sentences_without_end_are_passed_over() -> None:
    text = "Angela Merkel has been chancellor of Germany for 12 years. " + "AbCd" * 2000 + " " + "he said that " * 400
    assert "contradicted" in _verdicts("2021-10-02", text)


def _verdicts(day: str, text: str) -> set[str]:
    return {found.verdict for found in check(Document(text, published=dt.date.fromisoformat(day)))}
