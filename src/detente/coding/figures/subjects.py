"""What a figure measures, as a readable phrase with its owner, and of whom or what it speaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.figures import roles
from detente.coding.figures.nounphrase import NounPhrase
from detente.coding.figures.populations import PEOPLE
from detente.coding.figures.quantity import Quantity
from detente.coding.text import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token


_MOVES = clauses.words_of(
    "put|bring|raise|cut|lift|take|lower|set|reduce|keep|push|slash|boost|increase|estimate|fix|leave|"
    "hold|peg|drive|trim|place|limit|cap|value|hike"
)

_MEASURES = (
    clauses.words_of("be|total|reach|hit|hover|average|stand|exceed|amount|remain|stay|number|top|come")
    | roles.change_words("verb").keys()
)

_GENERIC = clauses.words_of(
    "high|low|record|level|peak|total|maximum|minimum|average|value|worth|sum|amount|figure|number|"
    "equivalent|tune|price|extent"
)

_SPENT = clauses.words_of(
    "spend|lend|invest|pay|buy|sell|raise|borrow|donate|give|provide|allocate|offer|import|export|"
    "produce|deploy|send|kill|sign|earn|ship|build|receive|order|pledge|fire"
)


def subject(quantity: Quantity, quantities: list[Quantity], context: Context) -> str | None:
    """The phrase that says what the quantity measures, None where the sentence does not tell."""
    token = context.sentence.span.doc[quantity.anchor]
    builder = _Phrase(quantity, quantities, context)
    first = (builder.by_verb,) if quantity.unit == "ratio" else ()
    usual = (builder.worth, builder.of_what, builder.counted, builder.modified, builder.by_verb, builder.before)
    for read in (*first, *usual):
        text: str | None = read(token)
        if text:
            return text
    return None


class _Phrase(NounPhrase):
    """The ways in which a sentence says what a quantity measures, each a phrase or None."""

    def worth(self, token: Token) -> str | None:
        """ "250,000 bags of cement worth 375,000 dollars": what is worth it."""
        head = token.head
        if head.lower_ not in {"worth", "costing", "valued"} or head.head.pos_ not in {"NOUN", "PROPN"}:
            return None
        return self.noun(head.head)

    def before(self, token: Token) -> str | None:
        """The nearest noun before the quantity, where the parse gives nothing better."""
        for word in reversed(self.doc[self.context.sentence.span.start : token.i]):
            if (
                word.pos_ in {"NOUN", "PROPN"}
                and word.dep_ not in {"compound", "nmod"}
                and not self.is_dated(word)
                and (not self.is_quantity(word))
            ):
                return self.noun(word)
        return None

    def of_what(self, token: Token) -> str | None:
        """ "45 billion dollars of foreign debt", "80% of the surplus", "62% had an unfavourable view"."""
        whole = None
        for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "in"} and c.i > token.i):
            noun = next((p for p in prep.children if p.dep_ == "pobj" and not self.is_dated(p)), None)
            if (
                noun is not None
                and prep.idx - self.quantity.end <= 2
                and (prep.lower_ == "of" or self.quantity.currency)
            ):
                whole = noun
                break
        if whole is not None and whole.tag_ in {"WDT", "WP"}:
            return self._of_which(whole, token)
        if self.quantity.unit == "percent" and token.dep_ in {"nsubj", "nsubjpass"}:
            predicate = self._predicate(token.head)
            if whole is None or whole.lemma_.lower() in PEOPLE:
                return predicate
            return f"{self.noun(whole)} {predicate}" if predicate else self.noun(whole)
        if whole is None or self.quantity.kind in {"counted", "people"}:
            return None
        return self._of_goods(token, whole)

    def _of_which(self, which: Token, token: Token) -> str | None:
        """ "purchases, a quarter of which": the noun that the relative clause describes."""
        verb = clauses.verb_of(token)
        return self.noun(verb.head) if verb is not None and verb.dep_ == "relcl" else None

    def _of_goods(self, token: Token, goods: Token) -> str:
        """ "imports totalled 1.3 million tonnes of corn": imports of corn, not corn alone."""
        if self.quantity.kind != "measure" or self.quantity.unit == "percent":
            return self.noun(goods)
        outer = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
        verb = clauses.verb_of(token)
        doer = clauses.subject_of(verb) if verb is not None and token.head == verb else None
        if outer is not None and outer.pos_ == "NOUN" and outer.lemma_.lower() not in _GENERIC:
            return f"{self.noun(outer, short=True)} of {self.noun(goods)}"
        if verb is None or doer is None or self.is_quantity(doer):
            return self.noun(goods)
        if verb.lemma_ in _SPENT:
            return f"{self.noun(goods)} {_participle(verb)} by {self.noun(doer, short=True)}"
        return f"{self.noun(doer, short=True)} of {self.noun(goods)}" if doer.pos_ == "NOUN" else self.noun(goods)

    def counted(self, token: Token) -> str | None:
        """ "seven speed boats seized by Iran": the things counted and what was done with them."""
        if self.quantity.kind not in {"counted", "people", "rank"}:
            return None
        if token.dep_ == "compound" and token.head.pos_ in {"NOUN", "PROPN"} and token.head.i > token.i:
            return f"members of {self.noun(token.head)}"
        if token.pos_ not in {"NOUN", "PROPN"}:
            verb = clauses.verb_of(token)
            return f"people {verb.lower_}" if verb is not None and self.quantity.unit == "people" else None
        phrase = self.noun(token)
        verb = token.head
        measured = clauses.subject_of(verb) if verb.pos_ in {"VERB", "AUX"} and token.dep_ != "nsubj" else None
        if verb.dep_ == "prep" or token.dep_ == "pobj":
            above = clauses.verb_of(token)
            moves = (
                above is not None
                and token.head.lower_ in {"to", "at", "around", "by", "from"}
                and above.lemma_ in _MEASURES
            )
            measured = clauses.subject_of(above) if moves and above is not None else None
            verb = above if moves and above is not None else verb
        if (
            measured is not None
            and measured.pos_ == "NOUN"
            and verb.lemma_ in _MEASURES
            and self.quantity.kind != "rank"
            and (measured.lemma_.lower() != "there")
        ):
            return self.noun(measured)
        if token.dep_ == "nsubjpass":
            return f"{phrase} {self._tail(verb, verb.lower_)}"
        if token.dep_ == "nsubj" and verb.pos_ == "VERB":
            first = next((c for c in verb.lefts if c.dep_ in {"aux", "auxpass", "neg"}), verb)
            return f"{phrase} that {self._tail(verb, clauses.words(self.context, first.i, verb.i))}"
        if token.dep_ == "dobj" and verb.pos_ == "VERB" and verb.lemma_ not in {"have", "be", "include"}:
            doer = clauses.subject_of(verb)
            participle = _participle(verb)
            return f"{phrase} {participle}" + (f" by {self.noun(doer, short=True)}" if doer is not None else "")
        return phrase

    def modified(self, token: Token) -> str | None:
        """ "a 4.3 billion dollar trade surplus", "a budget of four billion", "an 8% fall in exports"."""
        head = token.head
        if (
            token.dep_ in {"compound", "amod", "nmod", "nummod", "npadvmod", "quantmod", "poss"}
            and head.i > token.i
            and (head.pos_ in {"NOUN", "PROPN"})
        ):
            return self._measured(head)
        if token.dep_ in {"amod", "npadvmod"} and head.pos_ in {"ADJ", "ADV"} and head.head.pos_ == "NOUN":
            return self._measured(head.head)
        if token.dep_ == "pobj" and head.lower_ in {"of", "at", "to"} and head.head.pos_ in {"NOUN", "PROPN"}:
            return self._measured(head.head)
        if token.dep_ in {"appos", "conj"} and head.pos_ in {"NOUN", "PROPN"} and not self.is_quantity(head):
            return self._measured(head)
        return None

    def _measured(self, noun: Token) -> str | None:
        """The noun; for a rise or fall what rises or falls, for a high or a total what it is one of."""
        if noun.lemma_.lower() in _GENERIC - {"rate", "price"}:
            plain = not any(c.dep_ in {"compound", "poss"} and not self.is_quantity(c) for c in noun.lefts)
            return (self.by_verb(noun) if plain else None) or self.noun(noun)
        if noun.lemma_.lower() not in roles.change_words("noun") or noun.lemma_.lower() == "growth":
            return self.noun(noun)
        for prep in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"in", "of", "for", "on", "to"}):
            inner = next(
                (p for p in prep.children if p.dep_ == "pobj" and not self.is_quantity(p) and not self.is_dated(p)),
                None,
            )
            if inner is not None:
                return (f"{self._conjunct(noun)} " if prep.lower_ == "to" and self._conjunct(noun) else "") + (
                    ("to " if prep.lower_ == "to" else "") + self.noun(inner)
                )
        lead = [c for c in noun.lefts if c.dep_ in {"compound", "poss", "amod"} and not self.is_quantity(c)]
        if lead:
            return self.noun(noun)
        verb = clauses.verb_of(noun)
        measured = clauses.subject_of(verb) if verb is not None else None
        return self.noun(measured) if measured is not None and measured.i != noun.i else self.noun(noun)

    def _conjunct(self, noun: Token) -> str | None:
        """ "an 8% fall in exports to A and a 5% drop to B": B's fall is in exports too."""
        for other in reversed(self.doc[self.context.sentence.span.start : noun.i]):
            if other.lemma_.lower() not in roles.change_words("noun"):
                continue
            for prep in (c for c in other.children if c.dep_ == "prep" and c.lower_ in {"in", "of"}):
                inner = next((p for p in prep.children if p.dep_ == "pobj"), None)
                if inner is not None:
                    return self.noun(inner, short=True)
        return None

    def by_verb(self, token: Token) -> str | None:
        """The subject of "hit", "fell", "totalled"; the object of "put at", "cut to"; else doer and deed."""
        verb = clauses.verb_of(token)
        if verb is None or verb.lemma_ in clauses.SAY - {"report", "estimate"}:
            return None
        listed = self._in_list(token)
        if listed:
            return listed
        thing = clauses.object_of(verb)
        if thing is not None and not self.is_quantity(thing) and verb.lemma_ in _MOVES and thing.i != token.i:
            return self.noun(thing)
        doer = clauses.subject_of(verb)
        if doer is None or self.is_quantity(doer):
            return self.noun(thing) if thing is not None and not self.is_quantity(thing) else None
        if token.dep_ in {"dobj", "conj"} and verb.lemma_ in _SPENT and doer.lemma_.lower() not in {"loan", "fund"}:
            return self._deed(verb, doer)
        if thing is not None and thing.i != token.i and not self.is_quantity(thing) and token.dep_ == "pobj":
            return f"{self.noun(thing)}"
        return self.noun(doer)

    def _in_list(self, token: Token) -> str | None:
        """ "exports are to total 50 billion and imports 30 billion": the noun right before the amount."""
        head = token.head
        if (
            token.dep_ in {"dobj", "attr", "npadvmod", "appos", "nummod"}
            and head.dep_ == "conj"
            and head.pos_ == "NOUN"
        ):
            verb = clauses.verb_of(head)
            doer = clauses.subject_of(verb) if verb is not None else None
            owner = self._owner(doer) if doer is not None else ""
            return f"{owner}{head.text}" if owner else self.noun(head)
        return None

    def _deed(self, verb: Token, doer: Token) -> str:
        for prep in (
            c for c in verb.children if c.dep_ in {"prep", "dative"} and c.lower_ in {"on", "in", "for", "to"}
        ):
            inner = next((p for p in prep.children if p.dep_ == "pobj" and not self.is_dated(p)), None)
            if inner is not None:
                return f"{_participle(verb)} by {self.noun(doer, short=True)} {prep.lower_} {self.noun(inner)}"
        return f"{_participle(verb)} by {self.noun(doer, short=True)}"

    def _predicate(self, verb: Token) -> str | None:
        """What the per cent do: the object of "had", else the verb with what follows it in its clause."""
        thing = clauses.object_of(verb)
        if verb.lemma_ in {"have", "hold", "express", "share"} and thing is not None:
            return self.noun(thing)
        last = verb
        for child in verb.rights:
            if (
                child.dep_ in {"punct", "cc", "conj", "advcl", "parataxis"}
                or self.is_dated(child)
                or (child.dep_ == "advmod" and child.lower_ in {"up", "down"})
            ):
                break
            last = child.right_edge
        first = next(
            (c for c in verb.lefts if c.dep_ in {"neg", "acomp"} or (c.dep_ == "aux" and c.tag_ == "MD")), verb
        )
        return clauses.words(self.context, first.i, min(last.i, first.i + 14)) or None

    def _tail(self, verb: Token, lead: str) -> str:
        parts = [lead]
        for child in verb.rights:
            if child.dep_ in {"agent", "prep", "dobj"} and not self.is_dated(child) and len(parts) < 3:
                inner = [c for c in child.subtree if not c.is_punct]
                if len(inner) <= 10 and not any(self.is_quantity(t) for t in inner):
                    parts.append(" ".join(clauses.words(self.context, inner[0].i, inner[-1].i).split()))
        return " ".join(parts)


_IRREGULAR = dict(
    pair.split(":")
    for pair in clauses.words_of(
        "spend:spent|lend:lent|pay:paid|buy:bought|sell:sold|give:given|send:sent|build:built|take:taken|"
        "lose:lost|hold:held|make:made|seize:seized|see:seen|win:won|find:found|lead:led|bring:brought|"
        "put:put|cut:cut|hit:hit|shoot:shot|fly:flown|keep:kept|leave:left|get:received|drive:driven"
    )
)


def _participle(verb: Token) -> str:
    """A verb as a past participle, near enough for regular verbs and those the tagger has seen."""
    lemma = str(verb.lemma_).lower()
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lower_.endswith("ed")):
        return str(verb.lower_)
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if re.search(r"[^aeiou]y$", lemma) else lemma + "ed"
