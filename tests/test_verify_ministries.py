"""Offices beyond the four great ones: departments, agencies, embassies, by whatever title; true and false."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.ontology.portfolios import portfolio_titles
from detente.records import Document
from detente.reference.posts import at_post
from detente.verify import check
from detente.verify.people.titles import meaning, ministries_named, offices_named

PAIRS = [
    # the date, a text with a gap, who is true there and who is false
    ("2018-08-01", "{}, the American homeland security secretary, has praised Mexico.", "Kirstjen Nielsen",
     "Janet Napolitano"),
    ("2005-06-10", "{}, the secretary of homeland security, told Canada so.", "Michael Chertoff", "Janet Napolitano"),
    ("2007-04-02", "The U.S. trade representative, {}, signed the accord in Seoul.", "Susan Schwab", "Rob Portman"),
    ("2010-05-01", "{}, the American ambassador to London, said they were close.", "Louis Susman", "Philip Lader"),
    ("2019-05-08", "The British ambassador in Washington, {}, is not expected to stay.", "Kim Darroch",
     "Nigel Sheinwald"),
    ("2017-02-02", "U.N. Ambassador {} condemned Russia on Thursday.", "Nikki Haley", "Samantha Power"),
    ("2018-10-10", "{}, Russia's ambassador to the United Nations, rejected it.", "Vasily Nebenzya", "Vitaly Churkin"),
    ("2017-08-02", "{}, the secretary of state for Northern Ireland, has hopes.", "James Brokenshire",
     "Theresa Villiers"),
    ("2014-05-06", "Britain's Europe minister, {}, told Serbia to go on.", "David Lidington", "Chris Bryant"),
    ("2018-11-01", "South Korea's unification minister, {}, met Ri Son-gwon.", "Cho Myoung-gyon", "Lee In-young"),
    ("2014-02-11", "{}, the chairman of the Mainland Affairs Council, met him in Nanjing.", "Wang Yu-chi",
     "Chen Ming-tong"),
    ("2019-06-09", "{}, India's commerce minister, said tariffs would rise.", "Piyush Goyal", "Suresh Prabhu"),
    ("2013-10-02", "House Speaker {} received the Israeli ambassador.", "John Boehner", "Nancy Pelosi"),
    ("2016-09-01", "{}, who runs the Russian energy ministry, spoke to the Saudis.", "Alexander Novak",
     "Sergei Shmatko"),
    # a title that is another office in another state, and one of the Union
    ("2018-03-15", "{}, who became India's foreign secretary in January, proposed it.", "Vijay Gokhale",
     "Shivshankar Menon"),
    ("2012-09-12", "India and Pakistan talk; Foreign Secretary {} spoke in Islamabad.", "Ranjan Mathai",
     "Nirupama Rao"),
    ("2007-03-15", "{}, the enlargement commissioner, tried mediation.", "Olli Rehn", "Günter Verheugen"),
    # who followed whom, also where the office was vacant for a while
    ("2018-11-17", "Stephen Barclay succeeded {} as Brexit secretary on Friday.", "Dominic Raab", "David Davis"),
    ("2009-02-03", "Steven Chu, who took over the energy department from {} in January, is a physicist.",
     "Samuel Bodman", "Spencer Abraham"),
    ("2016-02-08", "Theresa Villiers, who took over from {} as Northern Ireland secretary in 2012, leaves.",
     "Owen Paterson", "Peter Hain"),
    ("2015-06-08", "Subrahmanyam Jaishankar, who replaced {} as foreign secretary in January, was there.",
     "Sujatha Singh", "Nirupama Rao"),
    ("1999-02-15", "General Pervez Musharraf, the army chief, took over from {} in October.", "Jehangir Karamat",
     "Mirza Aslam Beg"),
    ("1997-08-01", "Mo Mowlam, the Northern Ireland secretary, took over from {} in May.", "Patrick Mayhew",
     "Douglas Hurd"),
    ("2009-02-15", "In January the energy department passed to {}, a physicist, in the United States.", "Steven Chu",
     "Spencer Abraham"),
    ("2017-10-28", "Jon Huntsman took over from {} as ambassador to Moscow.", "John Tefft", "Michael McFaul"),
]  # fmt: skip

LEFT_ALONE = [
    # an official, a junior minister, somebody acting or of another office
    ("2014-06-15", "India's commerce secretary, Rajeev Kher, met Chinese officials."),
    ("2021-06-15", "India's home secretary, Ajay Bhalla, wrote to his counterpart in Dhaka."),
    ("2021-06-15", "Britain's trade minister, Greg Hands, flew to Taipei."),
    ("2019-03-01", "Spain's secretary of state for trade, Xiana Mendez, met the Americans."),
    ("2020-07-15", "The acting secretary of homeland security, Chad Wolf, was in Portland."),
    ("2012-05-15", "The United Nations High Commissioner for Refugees, Antonio Guterres, was in Amman."),
    ("2008-05-22", "India was glad. Foreign Secretary David Miliband praised India."),
    ("2004-01-06", "India and Pakistan met. Nawaz Sharif had been overthrown by his army chief in October 1999."),
    ("2015-06-22", "Park has a new prime minister, Hwang Kyo-ahn. Formerly justice minister, he follows Lee Wan-koo."),
    # somebody who came back to an office of which the tables do not have every holder
    ("2021-03-14", "Norihisa Tamura, Japan's health minister, refused."),
    ("2007-04-12", "Ambassador Ryan Crocker said in Baghdad that Iran was to blame."),
]


@pytest.mark.parametrize(("date", "text", "true", "false"), PAIRS)
def test_the_true_name_is_supported_and_the_false_one_contradicted(date: str, text: str, true: str, false: str) -> None:
    told = _verdicts(date, text.format(true))
    assert "supported" in told or ("contradicted" not in told and "succe" in text)
    assert "contradicted" in _verdicts(date, text.format(false))


@pytest.mark.parametrize(("date", "text"), LEFT_ALONE)
def test_who_may_hold_another_office_is_left_alone(date: str, text: str) -> None:
    assert "contradicted" not in _verdicts(date, text)


def _verdicts(date: str, text: str) -> set[str]:
    return {finding.verdict for finding in check(Document(text, published=dt.date.fromisoformat(date)))}


@pytest.mark.parametrize(
    ("title", "office", "states"),
    [
        ("energy minister", "energy_minister", ()),
        ("minister for the environment", "environment_minister", ()),
        ("secretary of energy", "energy_minister", ("USA", "GBR", "PHL", "MEX")),
        ("secretary of state for northern ireland", "northern_ireland_minister", ("GBR",)),
        ("head of the justice ministry", "justice_minister", ()),
        ("director of the cia", "cia_director", ("USA",)),
    ],
)
def test_every_title_of_a_portfolio_is_its_office(title: str, office: str, states: tuple[str, ...]) -> None:
    assert portfolio_titles()[title] == (office, states)


@pytest.mark.parametrize(
    ("title", "country", "office"),
    [
        ("home secretary", "GBR", "interior_minister"),
        ("home secretary", "IND", ""),
        ("defense secretary", "PHL", "defence_minister"),
        ("defence secretary", "IND", ""),
        ("foreign secretary", "GBR", "foreign_minister"),
        ("foreign secretary", "IND", "foreign_secretary"),
        ("trade minister", "AUS", "trade_minister"),
        ("trade minister", "GBR", ""),
    ],
)
def test_a_title_means_an_office_only_where_it_is_that_offices(title: str, country: str, office: str) -> None:
    assert meaning(title, country, ()).office == office


def test_an_ambassadors_office_has_its_place() -> None:
    assert at_post("ambassador", "to Japan, charge d'affaires before") == "ambassador JPN"
    assert at_post("ambassador", "Permanent Representative to the United Nations, New York") == "ambassador UNO"
    assert offices_named("the British high commissioner in New Delhi") == {"ambassador IND"}
    assert offices_named("the American ambassador to Seoul, Sung Kim") == {"ambassador KOR"}


def test_a_ministry_names_the_office_of_whoever_heads_it() -> None:
    assert ministries_named("moved from the Energy Department to the ministry of justice") == {
        "energy_minister", "justice_minister",
    }  # fmt: skip
