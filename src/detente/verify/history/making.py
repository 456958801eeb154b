"""Which times and places of a sentence are those of the making of an accord, and not of what is done with it later.

"The treaty signed in Vienna in 1979", "the pact was concluded in May" tell its making; "invoked the treaty in 2001",
"ratified it in 2000", "left it in 2020" do not.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from detente.coding.text.times import TimeMention
from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.times import told

if TYPE_CHECKING:
    from spacy.tokens import Token

_MADE = "sign conclude adopt agree reach strike seal date make issue initial negotiate come broker produce bring hammer"
MAKING = frozenset(f"{_MADE} end ink finalise finalize complete approve proclaim be".split())
"""Verbs (lemmas) whose time and place are those of the accord that is their object or subject."""
FORCE = re.compile(r"\b(?:in(?:to)? force|(?:in(?:to)?|take|took|takes|taking) effect)\b")
_LATER = re.compile(r"\b(?:ratif|expir|laps|amend|renew|revis|extend|denounc|suspend|abrogat|cancel)\w*\b")
"""What happens to an accord after it has been made."""
_TAKING_PART = frozenset({
    "join", "enter", "accede", "rejoin", "leave", "quit", "withdraw", "withdrawal", "accession", "entry", "exit",
    "adhere", "adherence", "return",
})  # fmt: skip
"""What a state does about an accord long after it has been made (lemmas)."""
_CITY = re.compile(r"\b(?:in|at)\s(?P<p>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)*)")
_BESIDE = re.compile(r"\s(?:in|on|since|until|by)\s(?:(?:early|late|mid)[\s-])?")
"""Right behind an accord: the time is that of what is done with it."""
_ANEW = frozenset({"revised", "new", "updated", "renegotiated", "amended", "renewed", "modernised", "modernized"})


def dated(passage: Passage, thing: tuple[int, int], verbs: Collection[str] = MAKING) -> list[TimeMention]:
    """The times with a year that a sentence gives for the making of an accord.

    Args:
        passage: the sentence.
        thing: where the words for the accord stand in it.
        verbs: the verbs (lemmas) of which the accord is made.
    """
    start, end = thing
    head = clauses.head_of(clauses.parsed(passage.text), thing)
    over = next((a for a in head.ancestors if a.pos_ in {"VERB", "NOUN"}), None) if head is not None else None
    if over is not None and over.lemma_.lower() in _TAKING_PART:
        return []
    late = head is not None and (_is_used(head, verbs) or _is_another(head))
    return [
        t for t in passage.times
        if (t.end <= start or t.start >= end) and told.has_year(passage, t)
        and t.when.start.year == t.when.end.year
        and clauses.joined(passage.text, thing, (t.start, t.end), verbs)
        and not _LATER.search(passage.text[min(end, t.end) : max(start, t.start)])
        and not (late and t.start >= end and _BESIDE.fullmatch(passage.text[end : t.start]))
    ]  # fmt: skip


def _is_used(head: Token, verbs: Collection[str]) -> bool:
    """Whether an accord is what something is done with that does not make it: "invoked the treaty in 2001"."""
    verb = clauses.clause_of(head)
    done = head.dep_ in {"dobj", "pobj", "nsubjpass"} and clauses.is_verb(verb)
    return done and verb.lemma_.lower() not in verbs


def is_by_one(passage: Passage, thing: tuple[int, int]) -> bool:
    """Whether one state alone is told to sign: "Syria signed the convention in 2013"."""
    head = clauses.head_of(clauses.parsed(passage.text), thing)
    signer = clauses.subject(clauses.clause_of(head)) if head is not None and head.dep_ == "dobj" else None
    return signer is not None and any(n.start <= signer.idx < n.end for n in passage.named)


def _is_another(head: Token) -> bool:
    """Whether an accord is one made anew in place of that of the name: "a revised NAFTA"."""
    return any(child.lower_ in _ANEW for child in head.children)


_ASKED = re.compile(r"\b(?:asked|questioned|spoke|speaking|talked|commented)\s(?:about|of|on)\s(?:the\s)?$")
"""Before a thing: the place behind it is where somebody speaks of it."""


def cities(passage: Passage, thing: tuple[int, int]) -> list[re.Match[str]]:
    """The places, group `p`, that the grammar of a sentence gives for the making of an accord."""
    if _ASKED.search(passage.text[: thing[0]]):
        return []
    text, (start, end) = passage.text, thing
    there = [c for c in _CITY.finditer(text) if not start <= c.start() < end]
    return [c for c in there if clauses.joined(text, thing, c.span("p"), MAKING)]


_WITH = re.compile(r"[^.;,]{0,12}\s(?:between|with)\s[^.;]{0,50}$")


def is_with_a_body(passage: Passage, noun: tuple[int, int]) -> bool:
    """Whether an accord is one with an organisation: "a deal between Pakistan and the Gulf Cooperation Council"."""
    bodies = (n for n in passage.named if n.kind == "organisation" and n.start >= noun[1])
    return any(_WITH.fullmatch(passage.text[noun[1] : n.start]) for n in bodies)


def tells_of_a_body(passage: Passage) -> bool:
    """Whether a sentence tells of an accord with an organisation."""
    return any(is_with_a_body(passage, match.span()) for match in TEXT.finditer(passage.text))


TEXT = re.compile(
    r"\b(?:treat(?:y|ies)|pacts?|agreements?|accords?|deals?|declarations?|communiqu[eé]s?|conventions?|protocols?"
    r"|memorand(?:um|a)|arrangements?)\b"
)
"""Words for what may be an accord."""
