"""Of whom a share speaks, and which states a figure names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.figures.quantity import Quantity
from detente.coding.text import clauses
from detente.coding.who import gazetteer
from detente.ontology import countries

if TYPE_CHECKING:
    pass


PEOPLE = clauses.words_of(
    "respondent|people|voter|adult|citizen|resident|household|woman|man|participant|worker|youth|"
    "population|public|student|member|official|elector|person|japanese|chinese"
)


def population(quantity: Quantity, context: Context) -> str | None:
    """Of whom a share speaks: "62% of Japanese adults" gives "Japanese adults"."""
    if quantity.unit != "percent":
        return None
    token = context.sentence.span.doc[quantity.anchor]
    for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "among"}):
        for noun in (p for p in prep.children if p.dep_ == "pobj"):
            plural_name = any(
                m.entry.kind == "demonym" and m.start <= noun.i < m.end for m in gazetteer.find(context.sentence.span)
            )
            if (
                noun.lemma_.lower() in PEOPLE
                or plural_name
                or (noun.lower_ in {"those", "us"} and noun.lower_ == "those")
            ):
                first = clauses.left_edge(noun)
                while first.i < noun.i and first.lower_ in {"the", "all"}:
                    first = first.nbor(1)
                last = noun.right_edge if noun.lower_ == "those" else noun
                return clauses.words(context, first.i, min(last.i, first.i + 8))
    return None


def countries_named(quantity: Quantity, text: str | None, context: Context) -> tuple[str, ...]:
    """The states (ISO3) that the subject names, else those that the figure's clause names, in order."""
    span = context.sentence.span
    verb = clauses.verb_of(span.doc[quantity.anchor])
    inside = {t.i for t in verb.subtree} if verb is not None else {t.i for t in span}
    found: dict[str, None] = {}
    later: dict[str, None] = {}
    for match in gazetteer.find(span):
        code = match.entry.code
        if code is None or code not in countries() or match.entry.kind in {"surname"}:
            continue
        written = span.doc[match.start : match.end].text
        if text and written in text:
            found.setdefault(code)
        elif match.start in inside:
            later.setdefault(code)
    for code, country in countries().items():
        if text and f"{country.name}'s" in text:
            found.setdefault(code)
    return tuple(found or later)
