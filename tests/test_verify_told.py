"""Rates and years that a text tells itself, meetings told by their place alone, the rota of the Union, datelines."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.coding.text.parse import published
from detente.records import Document
from detente.verify import check


def _verdicts(day: str, text: str) -> list[str]:
    return [found.verdict for found in check(Document(text, published=dt.date.fromisoformat(day)))]


PAIRS = [
    # A sum changed at a rate that is told.
    ("2016-10-21", "Credits of $24 billion were promised. At 48.3 pesos to the dollar that is about {} pesos.",
     "1.16 trillion", "1.61 trillion"),
    ("2008-09-10", "The donors were asked for $1 billion. At $1.42 to the euro the whole comes to some {} euros.",
     "700 million", "900 million"),
    ("1975-03-10", "A barrel costs $11.65. To a British importer, with the pound at $2.40, that means some £{}.",
     "4.85", "5.85"),
    ("2021-05-28", "A pot of coffee costs 3,000 francs, or {} euros at about 1,200 to the euro.", "2.50", "4.50"),
    ("2021-11-20", "The bill will be about 1.6 billion zlotys, or roughly {} euros at the present rate of 4.70.",
     "340 million", "540 million"),
    # Years to the day of the report.
    ("2008-03-08", "The charter was signed on April 30, 1948; it will be {} years old next month.", "60", "50"),
    ("1975-03-10", "The accord that he made on March 11, 1970, will be {} years old tomorrow.", "five", "six"),
    ("2025-03-31", "The islands were handed over on March 31, 1917, which is {} years ago today.", "108", "98"),
    ("2024-12-13", "Until Eritrea left in May 1993, Ethiopia had a coast; for {} years it has had none.", "31", "41"),
    ("1972-02-28", "The alliance that Chou signed on Feb. 14, 1950, turned {} two weeks ago.", "22", "32"),
    # A meeting by its place.
    ("2001-02-28", "Mr. Putin was there in July 2000, a day before the G8 meeting in {}.", "Okinawa", "Birmingham"),
    ("1995-03-13", "Canada will receive the Group of Seven in June, a year after its leaders met at {}.", "Naples",
     "Munich"),
    # The presidency of the Council.
    ("2020-09-10", "Germany, which holds the presidency of the EU's Council, took it over from {} in July.", "Croatia",
     "Finland"),
    ("1995-03-13", "In the European Union France holds the presidency until June, when it passes to {}.", "Spain",
     "Ireland"),
    # The number of an accession.
    ("2023-03-01", "Greece came into the European Community in 1981, as the {} member.", "tenth", "twelfth"),
    ("1986-01-05", "Spain joined NATO in May 1982, as the {} member.", "sixteenth", "fourteenth"),
    ("2024-12-13", "Somalia joined the East African Community and became its {} member.", "eighth", "fifth"),
    # Who came before.
    ("2016-10-21", "Fidel Ramos, who was president from 1992 to 1998, between {} and Joseph Estrada, went there.",
     "Corazon Aquino", "Ferdinand Marcos"),
    ("2008-09-10", "Alexander Stubb became foreign minister in April, in place of {}.", "Ilkka Kanerva",
     "Erkki Tuomioja"),
    ("2024-12-18", "Vikram Misri, who became foreign secretary in July, after {}, had the statement ready.",
     "Vinay Kwatra", "Harsh Vardhan Shringla"),
    ("1994-05-01", "The prime minister of Poland, Waldemar Pawlak, took over from {} in October 1993.",
     "Hanna Suchocka", "Tadeusz Mazowiecki"),
    ("2020-09-10", "German sales reached some 38 billion euros in 2012 and came to less than 27 billion in 2019, "
     "a decline of about {} percent.",
     "30", "45"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "right", "wrong"), PAIRS)
def test_the_false_twin_alone_is_contradicted(day: str, text: str, right: str, wrong: str) -> None:
    assert "contradicted" not in _verdicts(day, text.format(right))
    assert "contradicted" in _verdicts(day, text.format(wrong))


UNSURE = [
    ("2018-08-09", "Sweden's minister was kept from speaking to the Arab League in Cairo in March 2015."),
    ("2000-09-18", "The total, $500 million, was 180 billion yen at the fixed rate of 360."),
    ("2020-06-10", "Mr. Turner, the loser of 1988, turned 91 this month."),
    ("2018-08-09", "Under the government of Stephen Harper arms were sold for US$11 billion at today's rate."),
    ("1994-05-01", "The litas is tied to the dollar at four to one, so that a hundred of them buy 25 dollars."),
    ("2017-03-14", "He left Mr. Rutte's party in 2004, after a quarrel over whether Turkey might ever join."),
    ("2000-12-01", "Both took office in September 1997, in the place of Le Duc Anh and of Vo Van Kiet."),
    ("2021-08-30", "At Helsinki in December 1999 the Union accepted Turkey as a candidate."),
    ("2021-08-30", "The capacity is to go up from 8 to 10 billion cubic metres a year, an increase of a quarter."),
]


@pytest.mark.parametrize(("day", "text"), UNSURE)
def test_what_may_be_true_is_not_contradicted(day: str, text: str) -> None:
    assert "contradicted" not in _verdicts(day, text)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("TOKYO, Sept. 18, 2002", "2002-09-18"),
        ("CÚCUTA, September 27, 2022", "2022-09-27"),
        ("WASHINGTON, D.C., Jan. 5, 1999 (AP) -- The", "1999-01-05"),
        ("Tokyo, 6 January 2026", "2026-01-06"),
        ("LONDON, Tuesday, May 3, 1988", "1988-05-03"),
        ("SÃO PAULO (Reuters) - 3 March 2004 -", "2004-03-03"),
    ],
)
def test_a_dateline_gives_the_day(line: str, day: str) -> None:
    assert published(Document(f"A title\n\n{line}\n\nText.\n")) == dt.date.fromisoformat(day)


def test_a_sentence_that_begins_with_a_town_is_no_dateline() -> None:
    assert published(Document("Paris, January 5, 1999 was a day like any other.")) is None


def test_a_text_without_a_day_is_checked_all_the_same() -> None:
    text = "The members of NATO, Britain and France among them, met. Britain is a member of the European Union."
    assert "contradicted" not in [found.verdict for found in check(Document(text))]
