"""Small questions to the parse that several finders ask: the governing verb, its subject, a phrase as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.coding.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token


def words_of(text: str) -> frozenset[str]:
    """The words of a `|`-separated list."""
    return frozenset(text.split("|"))


SAY = words_of(
    "say|tell|state|declare|claim|argue|add|insist|announce|note|report|estimate|warn|reveal|disclose|"
    "confirm|stress|reiterate|remark|acknowledge|maintain|suggest|caution|emphasise|emphasize|concede|"
    "admit|assert|comment|explain|observe|write|complain|allege"
)
FORESEE = words_of("expect|predict|forecast|project|anticipate|foresee|envisage|reckon")
THINK = words_of("believe|think|reckon|argue|doubt|fear|assume|judge|assess|consider|bet|hope|contend|suspect")
SHOW = words_of("show|find|indicate|reveal|put|suggest|give|record|report|see|point|estimate")
DATA = words_of(
    "poll|survey|figure|data|report|statistic|estimate|study|census|forecast|projection|record|"
    "document|tally|research|paper|index|review|assessment|analysis|sources|account"
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_LEFT = frozenset(
    {"compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod", "det", "predet", "case", "punct"}
)


def verb_of(token: Token) -> Token | None:
    """The verb that governs a token most nearly, the token itself if it is one."""
    if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound"}:
        return token
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"} and ancestor.dep_ not in {"amod", "compound"}:
            return ancestor
    return None


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The token that heads a verb's subject, led back through coordination, control and relative clauses."""
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if own is not None:
        return verb.head if own.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" else own
    if depth > 4 or verb.head == verb:
        return None
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return verb.head
    if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp", "acomp", "prep", "dep"}:
        if verb.dep_ == "xcomp":
            controlled = object_of(verb.head)
            if controlled is not None and controlled.i < verb.i:
                return controlled
        return subject_of(verb.head, depth + 1)
    return None


def object_of(verb: Token) -> Token | None:
    """The direct object of a verb."""
    return next((c for c in verb.children if c.dep_ in {"dobj", "obj"}), None)


def is_finite(verb: Token) -> bool:
    """Whether a verb carries tense, itself or by an auxiliary."""
    if verb.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
        return True
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in verb.children)


def looks_ahead(verb: Token) -> bool:
    """Whether a verb tells what is to come: by a modal, by foreseeing, by "is to", itself or the verb it hangs on."""
    for step in (verb, *verb.ancestors):
        if step.pos_ not in {"VERB", "AUX"}:
            return False
        modal = any(c.tag_ == "MD" and c.lower_ in _COMING for c in step.children)
        if modal or (step.lemma_.lower() in FORESEE | _SEEN and step.dep_ != "amod"):
            return True
        if step.lemma_ == "be" and step.tag_ in {"VBZ", "VBP"} and any(c.dep_ == "xcomp" for c in step.children):
            return True
        if step.dep_ not in {"xcomp", "ccomp", "conj"} or (is_finite(step) and step.dep_ == "conj"):
            return False
    return False


_COMING = frozenset({"will", "would", "shall", "should", "may", "might", "could", "'ll"})
_SEEN = frozenset({"estimate", "see", "plan", "aim"})


def is_negated(token: Token) -> bool:
    """Whether a negation hangs on the token."""
    return any(c.dep_ == "neg" or (c.lower_ in {"never", "no"} and c.dep_ in {"advmod", "det"}) for c in token.children)


def left_edge(token: Token) -> Token:
    """The first token of the modifiers before a noun."""
    first = token
    for child in token.lefts:
        if child.dep_ in _LEFT:
            first = child.left_edge if child.left_edge.i < first.i else first
    return first


def words(context: Context, first: int, last: int) -> str:
    """The document's own words between two token indices (the last one included), on one line."""
    return " ".join(context.tokens(first, last + 1).text.split()) if first <= last else ""


def chain(token: Token) -> Iterator[Token]:
    """The token's ancestors up to the verb that carries tense, and the verbs of thinking or saying above it."""
    crossed = False
    previous = token
    for ancestor in token.ancestors:
        if crossed and previous.dep_ not in {"ccomp", "xcomp"}:
            return
        yield ancestor
        if ancestor.pos_ in {"VERB", "AUX"} and is_finite(ancestor):
            crossed = True
        previous = ancestor


def depth(token: Token) -> int:
    """How many nouns a token hangs below within its clause: "on" a freeze "on 15 billion" in complaints "about" it.

    What stands before its noun, and "of" a rise or a budget, counts for nothing.
    """
    count = 0
    for step in (token, *token.ancestors):
        if step.pos_ in {"VERB", "AUX"} and step.dep_ not in {"amod", "compound"}:
            return count + (step.dep_ in {"acl", "relcl"})
        if step.dep_ == "pobj" and step.head.lower_ not in {"of", "by"} and step.head.head.pos_ in {"NOUN", "PROPN"}:
            count += 1
    return count
