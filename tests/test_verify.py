"""Claims against the record: what is found in a sentence, and which verdict it gets and why."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from detente.errors import QueryError
from detente.records import Document, Finding, SourceRow
from detente.reference import names
from detente.reference.terms import LEADER, Term, Terms, shipped_terms
from detente.verify import ask, check

PUBLISHED = dt.date(2026, 1, 6)


def _term(
    country: str, office: str, person: str, start: str, end: str, basis: str = "dataset", table: str = "a"
) -> Term:
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    title = {"head_of_government": "Prime Minister", "foreign_minister": "Foreign Minister"}.get(office, office)
    return Term(
        country, office, title, person, (person,), first, last, last, (0, 0), SourceRow(f"table {table}", person), basis
    )


RECORD = Terms(
    [
        _term("DNK", "head_of_government", "Nils Agersnap", "1998-02-01", "2004-03-01"),
        _term("DNK", "head_of_government", "Ellen Brodersen", "2004-03-01", "2012-06-01"),
        _term("DNK", "foreign_minister", "Pia Lumholt", "2009-01-01", "2012-06-01"),
        _term("DNK", "foreign_minister", "Jens Ravnkilde", "2012-06-01", "2020-01-01", "recalled"),
        _term("NOR", "head_of_government", "Odd Sletten", "2000-01-01", "2012-01-01"),
        _term("EGY", LEADER, "Hamdan", "1990-05-01", "2005-08-01"),
    ]
)


def _checked(text: str, published: dt.date | None = PUBLISHED, record: Terms | None = None) -> tuple[Finding, ...]:
    return check(Document(text, published=published), record)


def _verdict(text: str, published: dt.date | None = PUBLISHED, record: Terms | None = RECORD) -> str:
    found = _checked(text, published, record)
    assert len(found) == 1, found
    return found[0].verdict


# --- names -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Keizō Obuchi", "Keizo Obuchi", "full"),
        ("P. W. Botha", "Pieter Willem Botha", "full"),
        ("Zine El Abidine Ben Ali", "Ben Ali", "surname"),
        ("Hamdan", "Youssef Hamdan", "surname"),
        ("Kim Dae-jung", "Kim Dae Jung", "full"),
        ("John Major", "Norma Major", None),
        ("George Bush", "Kate Bush", None),
        ("Jose Antonio Ocampo", "José Antonio Meade", None),
    ],
)
def test_names_agree_without_accents_initials_and_hyphens(one: str, other: str, how: str | None) -> None:
    assert names.match(one, other) == how


# --- office ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Nils Agersnap was prime minister of Denmark from 1998 to 2004.", "supported"),
        ("Nils Agersnap was prime minister of Denmark from 2001 to 2007.", "contradicted"),
        ("Denmark was led by Ellen Brodersen between March 2004 and June 2012.", "supported"),
        ("Nils Agersnap became Denmark's prime minister in 2001.", "contradicted"),
        ("Nils Agersnap, prime minister of Norway from 2000 to 2004, died on Sunday.", "contradicted"),
        ("Piers Unknownson was prime minister of Denmark in 2007.", "contradicted"),
        ("Piers Unknownson was mayor of Aarhus in 2007.", "none"),
        ("Former Danish Prime Minister Nils Agersnap wrote the foreword.", "supported"),
        ("In 2010 the Danish Foreign Minister Pia Lumholt said no.", "supported"),
        ("In 2010 the Danish Foreign Minister Ellen Brodersen said no.", "contradicted"),
        ("In 2014 the Danish Foreign Minister Pia Lumholt said no.", "contradicted"),
        ("In 2008 the Danish Foreign Minister Jens Ravnkilde said no.", "doubtful"),
        ("Deputy Prime Minister Nils Agersnap said no.", "unverifiable"),
        ("Ellen Brodersen was prime minister of Denmark from 2004 to 2006.", "contradicted"),
        ("Hamdan was prime minister of Egypt from 1993 to 1996.", "unverifiable"),
        ("Hamdan was prime minister of Egypt from 1986 to 1988.", "unverifiable"),
    ],
)
def test_a_claim_of_office_gets_its_verdict(text: str, verdict: str) -> None:
    found = _checked(text, PUBLISHED, RECORD)
    assert [finding.verdict for finding in found if finding.basis != "arithmetic"] == (
        [] if verdict == "none" else [verdict]
    )


def test_a_look_back_without_a_date_is_not_contradicted() -> None:
    assert _verdict("It recalled a promise of Prime Minister Nils Agersnap.", PUBLISHED) == "unverifiable"


def test_somebody_speaking_in_an_office_left_some_years_ago_is_contradicted() -> None:
    assert _verdict("Danish Foreign Minister Pia Lumholt said no.", dt.date(2014, 5, 1)) == "contradicted"
    assert _verdict("Danish Foreign Minister Pia Lumholt said no.", dt.date(2012, 6, 1)) == "supported"


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        ("Danish Prime Minister Rolf Kjeldsen said so.", dt.date(2019, 1, 1), "supported"),
        ("Danish Prime Minister Rolf Kjeldsen said so.", dt.date(2023, 1, 1), "unverifiable"),
        ("Danish Prime Minister Rolf Kjeldsen said so.", dt.date(2025, 1, 1), "contradicted"),
        ("Danish Prime Minister Rolf Kjeldsen called an election in 2023.", dt.date(2025, 1, 1), "unverifiable"),
    ],
)
def test_a_term_that_a_table_leaves_open_is_over_when_somebody_else_is_known_in_the_office(
    text: str, published: dt.date, verdict: str
) -> None:
    left_open = _term("DNK", LEADER, "Rolf Kjeldsen", "2018-01-01", "2021-08-31")
    record = Terms(
        [
            dataclasses.replace(left_open, end=None),
            _term("DNK", "head_of_government", "Vera Nyborg", "2024-02-01", "2026-01-01"),
        ]
    )
    (found,) = _checked(text, published, record)
    assert found.verdict == verdict
    assert ("Vera Nyborg" in found.why) == (verdict == "contradicted")


def test_two_references_that_disagree_make_it_unverifiable_and_both_are_named() -> None:
    record = Terms(
        [*RECORD.all, _term("DNK", "head_of_government", "Otto Vang", "2004-03-01", "2012-06-01", table="b")]
    )
    (found,) = _checked("Ellen Brodersen was prime minister of Denmark in 2007.", PUBLISHED, record)
    assert found.verdict == "unverifiable"
    assert "table a" in found.why and "table b" in found.why


def test_a_table_that_ends_cannot_tell_what_came_after() -> None:
    open_ended = Term(
        "DNK", "head_of_government", "Prime Minister", "Rolf Kjeldsen", ("Rolf Kjeldsen",), dt.date(2012, 6, 1), None,
        dt.date(2015, 12, 31), (0, 0), SourceRow("table", "k"), "dataset",
    )  # fmt: skip
    record = Terms([*RECORD.all, open_ended])
    assert _verdict("Danish Prime Minister Rolf Kjeldsen said so.", dt.date(2014, 1, 1), record) == "supported"
    assert _verdict("Danish Prime Minister Rolf Kjeldsen said so.", dt.date(2019, 1, 1), record) == "unverifiable"
    assert _verdict("Danish Prime Minister Vera Nyborg said so.", dt.date(2019, 1, 1), record) == "unverifiable"


def test_a_surname_is_the_one_named_in_full_before() -> None:
    text = "Pia Lumholt came home in 2010.\nForeign Minister Lumholt said in 2015 that it was over."
    (found,) = (f for f in _checked(text, PUBLISHED, RECORD) if "Lumholt" in f.claim)
    assert found.verdict == "contradicted"


def test_a_finding_leads_back_to_the_sentence_and_to_the_row() -> None:
    text = "No news.\nIn 2014 the Danish Foreign Minister Pia Lumholt said no."
    (found,) = _checked(text, PUBLISHED, RECORD)
    assert text[found.evidence.start : found.evidence.end] == found.evidence.text
    assert found.claim in found.evidence.text
    assert found.reference == SourceRow("table a", "Pia Lumholt")
    assert "2012-06-01" in found.why


# --- the other checks --------------------------------------------------------------------------------------

CASES = [
    ("The G20 summit in Osaka in June 2019 ended well.", "supported"),
    ("The G20 summit in Kyoto in June 2019 ended well.", "contradicted"),
    ("Leaders will meet at the G20 summit in Rio de Janeiro later this year.", "contradicted"),
    ("Finance ministers of the G20 met in Paris in 2019.", None),
    ("Exports rose 25 percent to 50 billion dollars from 40 billion dollars.", "supported"),
    ("Exports rose 35 percent to 50 billion dollars from 40 billion dollars.", "contradicted"),
    ("The party won 30 of 120 seats, or 25 percent.", "supported"),
    ("The party won 30 of 120 seats, or 40 percent.", "contradicted"),
    ("Sales doubled from 20 million to 41 million.", "supported"),
    ("Sales doubled from 20 million to 27 million.", "contradicted"),
    ("The talks begin on Tuesday, January 6, 2026.", "supported"),
    ("The talks begin on Friday, January 6, 2026.", "contradicted"),
    ("It was signed on 31 April 2019.", "contradicted"),
    ("The pact was renewed in 2018, two years after the accord of 2011.", "contradicted"),
    ("It lasted from 2012 to 2009.", "contradicted"),
    ("The 50th anniversary of the normalisation of ties between Japan and China was marked in 2022.", "supported"),
    ("The 50th anniversary of the normalisation of ties between Japan and China was marked in 2019.", "contradicted"),
]


@pytest.mark.parametrize(("text", "verdict"), CASES)
def test_a_claim_of_another_kind_gets_its_verdict(text: str, verdict: str | None) -> None:
    found = _checked(text)
    assert [finding.verdict for finding in found] == ([verdict] if verdict else []), found


@pytest.mark.parametrize(("nth", "verdict"), [("40th", "supported"), ("30th", "contradicted")])
def test_the_year_of_the_accord_itself_is_not_taken_for_the_year_of_speaking(nth: str, verdict: str) -> None:
    text = f"The {nth} anniversary of the Elysee Treaty, signed January 22, 1963, was marked at Versailles."
    assert [finding.verdict for finding in _checked(text, dt.date(2003, 1, 22))] == [verdict]


def test_conversions_of_one_text_that_do_not_fit_each_other() -> None:
    text = (
        "Aid of 900 million hryvnias ($225 million) was paid.\nA loan of 400 million hryvnias ($300 million) follows."
    )
    assert {finding.verdict for finding in _checked(text)} == {"contradicted"}


def test_only_a_strong_row_contradicts() -> None:
    for finding in _checked(" ".join(text for text, _ in CASES)):
        if finding.verdict == "contradicted":
            assert finding.basis in {"dataset", "page", "arithmetic"}


# --- questions ---------------------------------------------------------------------------------------------


def test_a_question_about_an_office_on_a_day_gets_its_holder() -> None:
    (term,) = ask("who was foreign minister of Japan on 2026-01-01", shipped_terms())
    assert term.person == "Toshimitsu Motegi"


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("managing director of the IMF on 2015-03-01", "Christine Lagarde"),
        ("who was president of the World Bank on 2015-03-01", "Jim Yong Kim"),
        ("WTO director-general on 2015-03-01", "Roberto Azevedo"),
        ("head of the IAEA on 2015-03-01", "Yukiya Amano"),
        ("European Commission president on 2015-03-01", "Jean-Claude Juncker"),
        ("chairman of Keidanren on 2008-03-01", "Fujio Mitarai"),
        ("Keidanren chairman on 2008-03-01", "Fujio Mitarai"),
        ("president of the U.S. Chamber of Commerce on 2024-01-01", "Suzanne P. Clark"),
        ("BDI president on 2024-01-01", "Siegfried Russwurm"),
        ("president of the French Republic on 2010-01-01", "Nicolas Sarkozy"),
    ],
)
def test_a_question_about_a_body_gets_its_head(question: str, person: str) -> None:
    assert [term.person for term in ask(question, shipped_terms())] == [person]


def test_a_question_about_a_spokesperson_gets_those_of_the_ministry() -> None:
    found = ask("Chinese foreign ministry spokesman on 2024-06-30", shipped_terms())
    assert "Mao Ning" in {term.person for term in found}
    assert {term.office for term in found} == {"foreign_ministry_spokesperson"}


@pytest.mark.parametrize(
    "question", ["president of the American Petroleum Institute on 2024-01-01", "DGB president on 2024-01-01"]
)
def test_the_head_of_a_body_is_not_that_of_its_state(question: str) -> None:
    assert ask(question, shipped_terms()) == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("foreign minister of Japan on 2026-13-45", "'2026-13-45' is no day"),
        ("foreign minister of Japan on 31 February 2020", "'31 February 2020' is no day"),
        ("president of France on 2099-01-01", "the tables reach to"),
    ],
)
def test_a_question_about_a_day_that_is_none_or_beyond_the_tables_is_refused(question: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        ask(question, shipped_terms())


def test_a_question_about_a_person_gets_the_terms() -> None:
    assert {term.office for term in ask("Kamikawa", shipped_terms())} == {"foreign_minister", "justice_minister"}


def test_the_check_of_many_documents_does_not_depend_on_their_order(tmp_path: Path) -> None:
    texts = ["Danish Prime Minister Nils Agersnap said no in 2010.", "Denmark was led by Ellen Brodersen in 2007."]
    alone = {text: _checked(text, PUBLISHED, RECORD) for text in texts}
    again = {text: _checked(text, PUBLISHED, RECORD) for text in reversed(texts)}
    assert alone == again
