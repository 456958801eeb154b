"""Whether a quantity is a mark that must be kept to, or past which something else follows: a threshold.

"Exports are limited to 0.5 pct a year", "no more than 15m pairs may be shipped", "if the catch falls by more than 15
pct", "the minimum is 15 litres": nobody has measured them. A target is what somebody wants to reach.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.figures.quantity import Quantity
from detente.coding.text import clauses
from detente.coding.text.parse import text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_BOUNDS = frozenset({"<", "<=", ">", ">="})
_MARKS = clauses.words_of(
    "minimum|maximum|ceiling|floor|limit|threshold|guideline|quorum|cap|quota|mark|hurdle|barrier"
)
_HELD = clauses.words_of("cap|limit|restrict")
_RULES = clauses.words_of(
    "oblige|require|bar|ban|forbid|prohibit|allow|permit|exempt|entitle|compel|bind|cap|limit|restrict"
)
_PROMISES = clauses.words_of("promise|undertake|agree|pledge|commit|vow")
_IF = clauses.words_of("if|unless|provided|once|should|until|whenever|where")
_PASSES = clauses.words_of("pass|exceed|top|reach|surpass|cross|hit")
_STRICT = re.compile(
    r"(?:no|not) (?:more|less|fewer|longer) than|at (?:the )?(?:most|least)|at a maximum", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"(?:no|not) more than|at (?:the )?most|at a maximum|(?:no|not) (?:less|fewer) than", re.IGNORECASE
)
_MODALS = frozenset({"will", "would", "shall", "may", "must", "can", "could"})


def is_threshold(quantity: Quantity, context: Context) -> bool:
    """Whether a quantity is a limit, a condition or a bound that a rule, a promise or a modal sets."""
    token = context.sentence.span.doc[quantity.anchor]
    return _is_mark(token) or _is_condition(quantity, token) or _is_rule(quantity, token, context)


def _is_mark(token: Token) -> bool:
    """ "A limit of two per cent", "the minimum is 15 litres", "was limited to 0.5 pct", "capped at A$12"."""
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "of":
        return head.head.lemma_.lower() in _MARKS and head.head.pos_ == "NOUN"
    if token.dep_ == "pobj" and head.lower_ in {"to", "at"}:
        return head.head.lemma_.lower() in _HELD and head.head.pos_ == "VERB"
    if token.dep_ in {"nummod", "compound", "amod", "nmod"} and head.i > token.i:
        return head.lemma_.lower() in _MARKS and head.pos_ == "NOUN"
    verb = clauses.verb_of(token)
    if verb is None or verb.lemma_ not in {"be", "stand", "remain", "set"} or token.dep_ not in {"attr", "pobj"}:
        return False
    subject = clauses.subject_of(verb)
    return subject is not None and subject.lemma_.lower() in _MARKS


def _is_condition(quantity: Quantity, token: Token) -> bool:
    """ "If the average passes 1.60 dlrs", "only if at least two thirds agree"."""
    verb = clauses.verb_of(token)
    if verb is None:
        return False
    if _is_if(verb):
        unless = any(c.lower_ == "unless" for c in verb.children)
        return unless or verb.lemma_.lower() in _PASSES or quantity.comparator in _BOUNDS
    above = clauses.verb_of(verb.head) if verb.dep_ in {"relcl", "acl"} else None
    return above is not None and _is_if(above) and quantity.comparator in _BOUNDS


def _is_if(verb: Token) -> bool:
    """Whether a clause tells under which condition something holds."""
    if verb.dep_ not in {"advcl", "conj", "ccomp"}:
        return False
    marked = any(c.dep_ in {"mark", "advmod"} and c.lower_ in _IF for c in verb.children)
    return marked or verb.head.lower_ in {"provided", "providing"}


def _is_rule(quantity: Quantity, token: Token, context: Context) -> bool:
    """ "Article 7 obliges each to take at least a third", "agreed to ship no more than 15m pairs"."""
    if quantity.comparator not in _BOUNDS:
        return False
    told = text_of(context.sentence.span.doc)[quantity.start : quantity.core]
    for step in clauses.chain(token):
        lemma = step.lemma_.lower()
        if step.pos_ != "VERB":
            continue
        if lemma in _RULES and step.dep_ not in {"amod", "compound"}:
            return True
        promised = lemma in _PROMISES and next((c for c in step.children if c.dep_ in {"xcomp", "ccomp"}), None)
        if promised and (_STRICT.match(told) or clauses.is_negated(promised)):
            return True
    verb = clauses.verb_of(token)
    must = verb is not None and any(c.lower_ in {"must", "mustn't"} for c in verb.children)
    return must or (_AT_MOST.match(told) is not None and _is_bound(token))


def _is_bound(token: Token) -> bool:
    """Whether the clause of a quantity tells what is to be: by a modal, or as an infinitive."""
    verb = clauses.verb_of(token)
    if verb is None:
        return False
    by_modal = any(c.tag_ == "MD" and c.lower_ in _MODALS for c in verb.children)
    return by_modal or (verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children))
