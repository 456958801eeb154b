"""The heads of business federations: each federation's is an office of its own, told by any of its names."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.ontology import rows
from detente.ontology.portfolios import FEDERATION_HEAD, portfolio_titles
from detente.records import Document
from detente.reference.offices import offices
from detente.verify import check
from detente.verify.people.titles import plain


def _verdicts(day: str, text: str) -> dict[str, str]:
    found = check(Document(text, published=dt.date.fromisoformat(day)))
    return {f.claim: f.verdict for f in found}


def test_every_federation_has_its_heads_and_every_head_a_title_that_is_read() -> None:
    federations = {f"{FEDERATION_HEAD} {row['code']}": row["country"] for row in rows("federations")}
    spells = [spell for spell in offices() if spell.office.startswith(FEDERATION_HEAD)]
    assert {spell.office for spell in spells} == set(federations)
    for spell in spells:
        assert spell.country == federations[spell.office]
        assert portfolio_titles()[plain(spell.title)][0] == spell.office, spell.title


@pytest.mark.parametrize(
    ("day", "text", "right", "wrong"),
    [
        ("2025-08-20", "BDI President {} said so.", "Peter Leibinger", "Siegfried Russwurm"),
        ("2025-08-20", "{}, who heads the China Council for the Promotion of International Trade, met the guests.",
         "Ren Hongbin", "Gao Yan"),
        ("2025-08-20", "{}, president and CEO of the US Chamber of Commerce, was in Beijing.", "Suzanne Clark",
         "Tom Donohue"),
        ("2025-08-20", "The DIHK, whose president is {}, warned Germany.", "Peter Adrian", "Eric Schweitzer"),
        ("2022-06-15", "{}, chairman of the Federation of Korean Industries, was in Tokyo.", "Huh Chang-soo",
         "Kim Byong-joon"),
        ("2025-08-20", "The chairman of the Japan Chamber of Commerce and Industry, {}, agreed.", "Ken Kobayashi",
         "Akio Mimura"),
        ("2025-11-20", "Germany saves. At the industry federation BDI, {}, its president, talks about energy.",
         "Peter Leibinger", "Siegfried Russwurm"),
        # Of two federations of one state.
        ("2024-03-01", "BDI chief {} said so.", "Siegfried Russwurm", "Rainer Dulger"),
        # Of nobody whom a table has.
        ("2024-03-01", "{}, president of Medef, came too.", "Patrick Martin", "Yvonne Delacroix"),
    ],
)  # fmt: skip
def test_who_heads_a_federation_is_checked(day: str, text: str, right: str, wrong: str) -> None:
    assert set(_verdicts(day, text.format(right)).values()) == {"supported"}
    assert "contradicted" in _verdicts(day, text.format(wrong)).values()


@pytest.mark.parametrize(
    "text",
    [
        "The German Chess Federation, whose president is Ingrid Lauterbach, warned Germany.",
        "Germany and its courts were silent. The chamber, whose president is Stephan Harbarth, was not.",
    ],
)
def test_the_president_of_a_body_is_not_taken_for_that_of_the_state(text: str) -> None:
    assert "contradicted" not in _verdicts("2025-08-20", text).values()
