"""Figures in sentences of many regions and decades: value, unit, part, period, subject, links."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from detente.coding.figures import numbers
from detente.coding.figures.figures import find
from detente.evaluation.figures import evaluate
from detente.records import Figure
from helpers_coding import stream


def figures(text: str, published: str = "2019-06-14") -> list[Figure]:
    day = dt.date.fromisoformat(published)
    return [figure for context in stream(text, day) for figure in find(context)]


@pytest.mark.parametrize(
    ("text", "value", "high"),
    [
        ("three million", 3e6, None),
        ("two and a half million", 2.5e6, None),
        ("one hundred and twenty", 120, None),
        ("six hundred thousand", 6e5, None),
        ("half a million", 5e5, None),
        ("1,250", 1250, None),
        ("3-1/2", 3.5, None),
        ("14.95 bln", 14.95e9, None),
        ("500 crore", 5e9, None),
        ("10 to 15", 10, 15),
        ("between 3 and 4 million", 3e6, 4e6),
        ("5-6 billion", 5e9, 6e9),
        ("two or three", 2, 3),
        ("minus 3.5", -3.5, None),
        ("two-thirds of them", 66.67, None),
        ("nearly half", 50, None),
        ("one in five", 20, None),
        ("nine out of ten", 90, None),
        ("fourth largest", 4, None),
        ("ranked 23rd", 23, None),
    ],
)
def test_number_grammar(text: str, value: float, high: float | None) -> None:
    found = numbers.find(text)
    assert [(number.value, number.high) for number in found] == [(value, high)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "currency"),
    [
        ("Brazil's inflation reached 9.5% in March.", 9.5, "percent", None),
        ("Unemployment in Spain stood at 21 per cent.", 21, "percent", None),
        ("The Fed raised its rate by 0.25 percentage points.", 0.25, "percentage_points", None),
        ("The bank cut rates by 50 basis points.", -50, "basis_points", None),
        ("Germany pledged €300 million to Kenya.", 300e6, None, "EUR"),
        ("Canberra set aside A$2.5bn for submarines.", 2.5e9, None, "AUD"),
        ("Taipei approved a NT$607 billion budget.", 607e9, None, "TWD"),
        ("Hong Kong handed out HK$10,000 to each resident.", 10000, None, "HKD"),
        ("The loan was worth 40 million Swiss francs.", 40e6, None, "CHF"),
        ("Mexico borrowed 900 million pesos.", 900e6, None, "MXN"),
        ("Manila spent four billion pesos on the Philippine army.", 4e9, None, "PHP"),
        ("London lent Athens 200 million pounds.", 200e6, None, "GBP"),
        ("Cairo spent 3 billion Egyptian pounds.", 3e9, None, "EGP"),
        ("Moscow wants 450 billion roubles.", 450e9, None, "RUB"),
        ("Delhi offered Rs 500 crore in aid.", 5e9, None, "INR"),
        ("The fund holds USD 12 million.", 12e6, None, "USD"),
        ("The talks cover 25 mln dlrs of debt.", 25e6, None, "USD"),
        ("Nigeria pumped 1.8 million barrels a day.", 1.8e6, "barrels_per_day", None),
        ("Ukraine shipped 40 mln tonnes of grain.", 40e6, "tonnes", None),
        ("The army deployed 1,200 soldiers.", 1200, "soldiers", None),
        ("The blast killed 17 people in Beirut.", 17, "people", None),
        ("At the border 12 were wounded.", 12, "people", None),
        ("The navy sent two frigates to the Gulf.", 2, "frigates", None),
        ("A seven-member delegation left for Hanoi.", 7, "people", None),
        ("The pipeline is 1,230 km long.", 1230, "km", None),
        ("India is the world's third largest importer of oil.", 3, "rank", None),
        ("About a quarter of the vote went to the opposition.", 25, "percent", None),
        ("Copper closed at 84.5 cents a pound in Lima.", 0.845, None, "USD"),
        ("Samoa asked Wellington for $NZ12 million.", 12e6, None, "NZD"),
        ("Honduras had a rate of 45 per 100,000 inhabitants.", 45, "per_100000_people", None),
        ("Sofia will pay 46 million levs for the fence.", 46e6, None, "BGN"),
        ("The fleet has 24.6 mln gross tons.", 24.6e6, "gross_tons", None),
    ],
)
def test_value_and_unit(text: str, value: float, unit: str | None, currency: str | None) -> None:
    assert [(f.value, f.unit, f.currency) for f in figures(text)] == [(value, unit, currency)]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed in 1987 and renewed on 4 May 2004.",
        "Talks resumed at 10:30 after three days.",
        "Under Article 9 of the charter, force is banned.",
        "Resolution 1701 ended the war.",
        "The G20 met without him.",
        "Japan bought F-35 jets and a Type 055 was seen.",
        "The 34-year-old minister resigned.",
        "Ali Hassan, 52, was elected.",
        "They marked the 40th anniversary of the pact.",
        "The two sides met for the third round.",
        "Dozens of ships waited.",
        "The measure passed 52-48.",
        "Both countries signed two years ago.",
        "One banker said nothing.",
        "Call 555-1234 for help.",
        "A quarter of a century later nothing had changed.",
        "In the second half of the year trade resumed.",
        "The report, 84 pages long, was withdrawn.",
        "The European Union's 28 members agreed.",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("more than 300", ">"),
        ("over 300", ">"),
        ("at least 300", ">="),
        ("no fewer than 300", ">="),
        ("up to 300", "<="),
        ("as many as 300", "<="),
        ("fewer than 300", "<"),
        ("under 300", "<"),
        ("about 300", "~"),
        ("nearly 300", "~"),
        ("some 300", "~"),
        ("an estimated 300", "="),
        ("300", "="),
    ],
)
def test_comparator(words: str, comparator: str) -> None:
    (figure,) = figures(f"Police in Lima arrested {words} protesters.")
    assert (figure.value, figure.comparator) == (300, comparator)


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("Chile's copper exports fell 8.1% in May.", -8.1, "change"),
        ("Chile's copper exports rose by 8.1% in May.", 8.1, "change"),
        ("Turnover is up 12% on the year.", 12, "change"),
        ("The ministry reported a 4 pct drop in steel output.", -4, "change"),
        ("Output was 2 mln tonnes below last year's harvest.", -2e6, "change"),
        ("Analysts expect growth of 3.2% in 2020.", 3.2, "forecast"),
        ("Imports will reach 70 billion dollars next year.", 70e9, "forecast"),
        ("Norway aims to spend 2% of output on defence.", 2, "target"),
        ("The alliance has a target of 300,000 troops.", 300000, "target"),
        ("About 60 pct of the oil passes through the strait.", 60, "share"),
        ("The survey found 71% supported membership.", 71, "share"),
        ("Unemployment stood at 9.9%.", 9.9, "level"),
        # a mark to be kept to, or past which something follows
        ("The accord limits imports to 30,000 tonnes.", 30000, "threshold"),
        ("Makers promised to ship no more than 15 million pairs.", 15e6, "threshold"),
        ("The pact lapses if the price passes 1.60 dlrs.", 1.6, "threshold"),
        ("The charter obliges Ghana to hire at least 40 sailors.", 40, "threshold"),
        ("The minimum is 15 litres.", 15, "threshold"),
        # what is agreed on stands, where something is brought to is a target, what is to come a forecast
        ("Brussels will pay 11.6 million euros a year.", 11.6e6, "level"),
        ("Bolivia will raise deliveries to 7.7 million cubic metres.", 7.7e6, "target"),
        ("The deficit would be held to 5.8 pct of output.", 5.8, "target"),
        ("Exports will fall to 600,000 tonnes.", 600000, "forecast"),
        ("Output may fall by 15 pct.", -15, "forecast"),
        ("The union will raise its aid by 55 million euros.", 55e6, "change"),
        ("The budget assumes 1.9 billion dlrs of aid.", 1.9e9, "forecast"),
        # what is there already is no forecast
        ("Chile will write off a quarter of the 410 mln dlrs owed to it.", 25, "share"),
        ("Output would be 242,000 tonnes, short of the 260,000 tonnes planned.", 242000, "forecast"),
    ],
)
def test_role_and_sign(text: str, value: float, role: str) -> None:
    figure = figures(text)[0]
    assert (figure.value, figure.role) == (value, role)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Kenya's tea exports rose 6% in 2018.", "2018"),
        ("Prices in Turkey rose 3 percent in January 2019.", "2019-01"),
        ("Seoul said the deficit reached $9 billion in the first nine months of 2018.", "2018-01/2018-09"),
        ("Profit fell to 40 million euros in the year ending March 31, 2019.", "2018-04/2019-03"),
        ("Tokyo set a 5 trillion yen defence budget for fiscal 2019.", "FY2019"),
        ("Output grew 2% last year.", "2018"),
        ("The minister said on Tuesday that reserves totalled $50 billion.", None),
        ("Wheat imports for 1986/87 are put at 3 mln tonnes.", "1986/1987"),
        # the day of a deed is not that of the amounts it is done with
        ("Peru announced a loan of 40 million dollars on Tuesday.", None),
        ("Ghana signed an accord in May to buy 3 million tonnes of cement.", None),
        ("Under Law 16 of 2012 the local share must reach 35 percent.", None),
        ("It was the largest purchase since 1967, worth 40 million dollars.", None),
        ("Wheat sold at 95 dollars a tonne in early December 2018.", "2018-12"),
        ("The target for the full year is 265 billion baht.", "2019"),
        ("Since war broke out in December 2018, some 110,000 people have been driven out.", "2018-12/2019-06"),
    ],
)
def test_period(text: str, period: str | None) -> None:
    assert figures(text)[0].period == period


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Vietnam's exports to the United States fell 5.2% in 2018.", "Vietnam's exports to the United States"),
        ("A poll put the chancellor's approval rating at 38%.", "chancellor's approval rating"),
        ("Poland's 2019 defence budget hit a record 44 billion zlotys.", "Poland's defence budget"),
        ("Argentina has 68 billion dollars of foreign debt.", "foreign debt"),
        ("Peru ran a 4.3 billion dollar trade surplus.", "trade surplus"),
        ("The report noted an 8% fall in exports to Iraq.", "exports to Iraq"),
        ("Some 62% had an unfavourable view of Russia.", "unfavourable view of Russia"),
        ("Rebels seized seven patrol boats.", "patrol boats seized by Rebels"),
        ("Wheat imports totalled 1.3 million tonnes.", "Wheat imports"),
    ],
)
def test_subject(text: str, subject: str) -> None:
    assert figures(text)[0].subject == subject


def test_what_a_figure_is_held_against_may_be_a_target() -> None:
    found = figures("Norway caught 2 million tonnes of cod against a target of 3 million tonnes.")
    assert [(figure.value, figure.role) for figure in found] == [(2e6, "level"), (3e6, "target")]


def test_same_amount_in_two_currencies() -> None:
    yen, dollars = figures("Japan's 2019 defence budget hit 5.3 trillion yen ($48 billion).")
    assert (yen.currency, dollars.currency) == ("JPY", "USD")
    assert (yen.same_as, dollars.same_as) == (dollars.id, yen.id)
    assert (dollars.subject, dollars.period) == (yen.subject, "2019")


def test_baseline_of_a_poll() -> None:
    new, old, other = figures(
        "A 2018 Levada survey found 42% had a good view of Georgia, up from 35% in 2017, yet 51% wanted trade."
    )
    assert (new.value, new.period, new.baseline) == (42, "2018", old.id)
    assert (old.value, old.period, old.baseline) == (35, "2017", None)
    assert old.subject == new.subject
    assert (other.value, other.period) == (51, "2018")
    assert new.attributed_to is not None and new.attributed_to.text == "Levada survey"


def test_bare_number_shares_the_unit() -> None:
    new, old = figures("Steel output will drop to some 600,000 tonnes from more than 810,000 in 2017.")
    assert (new.unit, new.role, new.comparator, new.baseline) == ("tonnes", "forecast", "~", old.id)
    assert (old.value, old.unit, old.comparator, old.role, old.period) == (810000, "tonnes", ">", "level", "2017")


def test_a_year_earlier_is_counted_from_the_main_figure() -> None:
    new, old = figures("Peru's surplus reached $9 billion in 2017, compared with $7 billion a year earlier.")
    assert (new.period, old.period, new.baseline) == ("2017", "2016", old.id)


def test_range_rate_and_owner() -> None:
    (figure,) = figures("Bilateral trade between India and Iran runs at $15-17 billion a year.")
    assert (figure.value, figure.high, figure.currency, figure.per) == (15e9, 17e9, "USD", "year")
    assert figure.countries == ("IND", "IRN")


def test_population_and_pronoun_owner() -> None:
    share = figures("Some 55% of Greek voters rejected the plan.")[0]
    assert share.population == "Greek voters"
    owned = figures("Chile signed the pact. Its exports rose 4% in 2018.")[0]
    assert owned.subject == "Chile's exports"
    assert owned.countries == ("CHL",)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Exports fell 3% in April, Finance Ministry figures showed.", "Finance Ministry figures"),
        ("The IMF expects Ghana to grow 6% in 2020.", "IMF"),
        ("According to the World Bank, growth slowed to 2%.", "World Bank"),
        ("Bankers said the loan would total 90 million dollars.", "Bankers"),
        ("Growth slowed to 2%.", None),
    ],
)
def test_who_says_so(text: str, source: str | None) -> None:
    said = figures(text)[0].attributed_to
    assert (said.text if said else None) == source


def test_evidence_is_the_passage_with_its_comparator() -> None:
    text = "In all, Chad received more than $300 million in 2015."
    (figure,) = figures(text)
    assert figure.evidence.text == "more than $300 million"
    assert text[figure.evidence.start : figure.evidence.end] == figure.evidence.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂" * 50 + " 5% 🙂 $ € ¥ 12",
        "\x07\x1b[31m 40 percent \x00 of \u202e reversed",
        "9" * 400 + " dollars and 1e999 euros",
        "from 5 to 6 to 7 percent against than from 8",
        " ".join(["prices rose 5 percent and"] * 500),
        "٣٤ percent, ½ of it, ² km",
    ],
)
def test_odd_input_never_raises(text: str) -> None:
    for figure in figures(text):
        assert figure.evidence.text.strip()
        assert abs(figure.value) < 1e30


@pytest.mark.parametrize(
    ("text", "value", "unit", "currency"),
    [
        ("The loan came to RM1.5 billion.", 1.5e9, None, "MYR"),
        ("Dhaka set the rate at Tk 46.30.", 46.3, None, "BDT"),
        ("Stockholm must find Skr70bn.", 70e9, None, "SEK"),
        ("Tokyo spent Y13bn on buoys.", 13e9, None, "JPY"),
        ("A sack of millet costs 26,000 CFA francs in Niger.", 26000, None, "XOF"),
        ("Imports rose by 4.2 pc.", 4.2, "percent", None),
        ("Turnout was 61 percent, about four points lower than in 2015.", -4, "percentage_points", None),
        ("The margin of error is plus or minus 3.1 points, the poll said.", 3.1, "percentage_points", None),
        ("It pays half a percentage point above the rate.", 0.5, "percentage_points", None),
        ("The number of tourists from Chad rose to 28,600.", 28600, "tourists", None),
        ("Arrivals slowed to about 140 a day.", 140, "arrivals", None),
        ("Some 62,000 had fled to Kenya.", 62000, "people", None),
    ],
)
def test_bare_numbers_letters_before_amounts_and_points(
    text: str, value: float, unit: str | None, currency: str | None
) -> None:
    assert (value, unit, currency) in [(f.value, f.unit, f.currency) for f in figures(text)]


def test_numbers_of_the_same_things_go_on_in_the_next_sentence() -> None:
    found = figures("Chad has 380,000 refugees. Of these, 215,000 came from Darfur.")
    assert [(f.value, f.unit) for f in found] == [(380000, "refugees"), (215000, "refugees")]


@pytest.mark.parametrize(
    "text",
    ["It ordered eight Boeing 737 jets.", "Amina Hadi, 54, of the western fleet, said so.", "Fewer than 40 exist."],
)
def test_names_ages_and_misread_verbs_are_not_counted(text: str) -> None:
    found = [(f.value, f.evidence.text) for f in figures(text)]
    assert not any(value in {737, 54, 40} or words.lower().startswith("two") for value, words in found)


def test_a_few_ships_and_attacks_are_counted() -> None:
    found = [(f.value, f.unit) for f in figures("Two missile attacks hit three tankers and a village of six houses.")]
    assert {(2, "attacks"), (3, "tankers"), (6, "houses")} <= set(found)


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("The plant would cover nearly a fifth of demand.", 20, "share"),
        ("The plan will lift its share of the market to 22 percent.", 22, "share"),
        ("The accord gives Turkey 58% of the water; Syria keeps 42%.", 42, "share"),
        ("Rations will be cut by half.", -50, "change"),
        ("The agency says it needs $480 million.", 480e6, "target"),
        ("Peru asked for 45 billion dollars.", 45e9, "target"),
        ("The line is to carry 1,300 megawatts.", 1300, "target"),
        ("The bank trimmed its forecast for 2020 to 6.2 percent.", 6.2, "forecast"),
        ("The mission will come with orders worth 150 million dollars.", 150e6, "level"),
        ("Growth will reach 3.5 percent, below the five percent of last year.", 3.5, "forecast"),
    ],
)
def test_shares_wishes_and_what_stands_aside(text: str, value: float, role: str) -> None:
    assert (value, role) in [(f.value, f.role) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("Chile capped the price of gas at 12 dollars a unit in March.", 12, "threshold"),
        ("The party is barely clear of the 5 percent hurdle for parliament.", 5, "threshold"),
        ("Lima admitted that it had lost five aircraft over the ridge.", 5, "level"),
        ("The port lost 40 percent of its traffic.", 40, "share"),
    ],
)
def test_caps_hurdles_and_losses(text: str, value: float, role: str) -> None:
    assert (value, role) in [(abs(f.value), f.role) for f in figures(text)]


FLOORS = {
    "agencies": (0.95, 0.87, 0.79),
    "desk": (0.9, 0.84, 0.81),
    "pairs": (0.95, 0.85, 0.77),
    "mixed": (0.92, 0.83, 0.74),
}
"""F1 of value and unit, shares of roles and of periods right, on four sets of `tests/figures`; never lowered."""


@pytest.mark.parametrize("name", FLOORS)
def test_figures_of_whole_reports(name: str) -> None:
    found = evaluate(Path(__file__).parent / "figures" / name)
    assert found.measure("value_unit").value >= FLOORS[name][0]
    assert found.measure("role").value >= FLOORS[name][1]
    assert found.measure("period").value >= FLOORS[name][2]


def test_ranges_behind_by_and_what_moved_from_another_unit() -> None:
    (figure,) = figures("Stocks of herring have shrunk by 30 to 40 percent.")
    assert (figure.value, figure.high, figure.unit) == (-40, -30, "percent")
    rise, rate = figures("The peso has risen 6.5 pct from 861.4.")
    assert (rise.value, rise.unit, rate.value, rate.unit) == (6.5, "percent", 861.4, "peso")


def test_a_number_goes_on_with_the_amount_and_not_with_its_other_currency() -> None:
    found = figures("Norway spent 221.4 billion crowns (28.6 billion dlrs) against revenue of 223.1 billion.")
    assert [f.currency for f in found] == ["NOK", "USD", "NOK"]


def test_bare_francs_go_on_with_the_francs_that_were_named() -> None:
    first, second = figures("In Niger millet sells for 26,000 CFA francs, up from 17,500 francs.")
    assert (first.currency, second.currency, first.baseline) == ("XOF", "XOF", second.id)


def test_a_forecast_is_not_carried_from_what_it_is_compared_with() -> None:
    text = "Output rose to 645,000 tonnes in March from 833,000 tonnes in February. Exports rose to 40,000 tonnes."
    assert [f.period for f in figures(text)] == ["2019-03", "2019-02", "2019-03"]
