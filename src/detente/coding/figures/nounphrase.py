"""Noun phrases as words: a noun with its owner, its modifiers and what narrows it, without figures and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.figures.quantity import Quantity
from detente.coding.text import clauses
from detente.ontology import country_name

if TYPE_CHECKING:
    from spacy.tokens import Token

_TAILS = clauses.words_of("of|to|with|from|in|for|on|between|against|towards|toward|by|among|into|over")
_COMPARING = clauses.words_of("more|than|least|at|over|under|nearly|almost|about|some|up|to|fewer|less|as|many")


class NounPhrase:
    """Reads nouns around one quantity; leaves the quantities themselves and dates out of the words."""

    def __init__(self, quantity: Quantity, quantities: list[Quantity], context: Context) -> None:
        self.quantity, self.context = quantity, context
        self.doc = context.sentence.span.doc
        self.skipped = [(q.start, q.end) for q in quantities if q.kind not in {"counted", "people"}]
        self.counts = [(q.start, q.end) for q in quantities if q.kind in {"counted", "people"}]
        self.skipped += [(t.start - context.sentence.offset, t.end - context.sentence.offset) for t in context.times]

    def noun(self, token: Token, *, short: bool = False) -> str:
        """A noun with its owner, modifiers and the prepositions that narrow it."""
        if token.pos_ == "PRON":
            actor = self.context.cast.resolve(token)
            return actor.person or (country_name(actor.code) if actor.code else token.text) if actor else token.text
        owner = self._owner(token)
        lead = [t.text for t in self._before(token)]
        lead = lead[1:] if lead and lead[0].lower() in {"and", "or", "but"} else lead
        text = re.sub(r" (?=[-'])|(?<=-) ", "", owner + " ".join([*lead, token.text])).lstrip("- ")
        return text if short else text + "".join(self._after(token))

    def _owner(self, token: Token) -> str:
        for child in token.lefts:
            if child.dep_ == "poss" and not self.is_dated(child):
                if child.pos_ == "PRON":
                    actor = self.context.cast.resolve(child)
                    if actor is None:
                        return ""
                    name = actor.person or (country_name(actor.code) if actor.code else actor.text)
                    return f"{name}'s " if not name.endswith("'s") else f"{name} "
                inner = self.noun(child, short=True)
                return f"{inner}' " if inner.endswith("s") and child.tag_ in {"NNS"} else f"{inner}'s "
        return ""

    def _before(self, token: Token) -> Iterator[Token]:
        first = clauses.left_edge(token)
        for word in self.doc[first.i : token.i]:
            owner = next((t for t in (word, *word.ancestors) if t.dep_ == "poss" and t.head.i == token.i), None)
            if (
                owner is not None
                or (word.dep_ in {"det", "predet", "punct"} and word.text != "-")
                or self.is_dated(word)
                or (self.is_quantity(word))
                or word.lower_ in {"record", "estimated", "only", "just", "also", "still", "now", "then", "such"}
                or word.pos_ == "SPACE"
            ):
                continue
            yield word

    def _after(self, token: Token) -> Iterator[str]:
        length = 0
        for prep in (c for c in token.rights if c.dep_ == "prep" and c.lower_ in _TAILS):
            inner = [t for t in prep.subtree if t.pos_ != "SPACE"]
            if not inner or any(self.is_dated(t) or self.is_quantity(t) for t in inner) or length + len(inner) > 9:
                break
            if any(t.dep_ in {"relcl", "acl", "ccomp"} for t in inner):
                inner = inner[: next(i for i, t in enumerate(inner) if t.dep_ in {"relcl", "acl", "ccomp"})]
            while inner and (
                inner[-1].is_punct or inner[-1].dep_ in {"cc", "mark", "nsubj"} or inner[-1].tag_ in {"WDT", "WP", "IN"}
            ):
                inner = inner[:-1]
            if len(inner) < 2:
                break
            length += len(inner)
            yield " " + clauses.words(self.context, inner[0].i, inner[-1].i)

    def is_quantity(self, token: Token) -> bool:
        """Whether a token belongs to a quantity of the sentence."""
        if any(start <= token.idx < end for start, end in self.skipped):
            return True
        number = token.pos_ == "NUM" or token.like_num or token.dep_ in {"quantmod"} or token.lower_ in _COMPARING
        return number and any(start <= token.idx < end for start, end in self.counts)

    def is_dated(self, token: Token) -> bool:
        """Whether a token belongs to a time, or a preposition leads to one."""
        if token.dep_ == "prep":
            return any(self.is_dated(child) for child in token.children if child.dep_ == "pobj")
        base = self.context.sentence.offset
        return any(t.start - base <= token.idx < t.end - base for t in self.context.times) or (
            token.lemma_.lower() in {"year", "month", "week", "season", "quarter"}
            and token.dep_ in {"pobj", "npadvmod"}
        )
