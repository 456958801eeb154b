"""Where a party stands in the parse of an act: some places are never those of who does it.

"The note accused Chad": Chad stands as the object, so that another does it, though the sentence names nobody else. The
network and the model of sides see words and shares; these signs hold whatever they weigh.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.coding.acts.told import head_of
from detente.coding.lexicon import word_class

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.coding.acts.classify import Judged
    from detente.coding.acts.sides import Asked, Codes
    from detente.coding.text.parse import Sentence
    from detente.records import Actor

_TOWARDS = {"with", "to", "against", "toward", "towards", "into"}
_OBJECTS = {"dobj", "dative"}
_CLAUSES = {"relcl", "acl", "ccomp", "advcl", "xcomp", "csubj", "pcomp", "parataxis"}


def undergoing(one: Judged, sentence: Sentence) -> frozenset[str]:
    """The codes of the parties that stand in the sentence only where an act arrives: its object, "with", "against".

    None are given where a party of no told state may be the source, or where a passive act names nobody else.
    """
    named = [fit.actor for fit in one.fits if fit.actor.code]
    arrived = {id(actor): _arrives(actor, one.candidate.token, sentence) for actor in named}
    free = {actor.code for actor in named if not arrived[id(actor)]}
    if one.candidate.passive and not free:
        return frozenset()
    return frozenset(actor.code for actor in named if actor.code and actor.code not in free)


def first_of_two(one: Judged, sides: Codes, sentence: Sentence, act: Asked) -> str | None:
    """Which of two sides that stand side by side comes first; None for sides that do not.

    Of "Fiji and Tonga" it is the one named first, of "the two armies" the text's own state, or the more often told.
    """
    if len(sides) != 2:
        return None
    best = {code: [f.actor for f in one.fits if f.actor.code == code] for code in sides}
    if any(len(found) != 1 for found in best.values()):
        return None
    actors = sorted((found[0] for found in best.values()), key=lambda a: a.start or 0)
    low, high = (head_of(actor, sentence) for actor in actors)
    if low is None or high is None:
        return None
    if low == high:
        return act.home if act.home in sides else max(sorted(sides), key=lambda code: act.told[code])
    return actors[0].code if high in low.conjuncts else None


def _arrives(actor: Actor, act: Token, sentence: Sentence) -> bool:
    """Whether a party stands as the object of an act, as the subject of a passive one, or after "with", "against"."""
    token = head_of(actor, sentence)
    return token is not None and any(_is_end(part, act) for part in _arguments(token, act))


def _arguments(token: Token, act: Token) -> Iterator[Token]:
    """The argument of the act, or of the verb that carries it ("held talks"), that a token is part of."""
    carrier = act.head if act.dep_ == "dobj" and act.head.pos_ == "VERB" else act
    ends = act.i, carrier.i
    while token.i not in ends:
        above = token.head
        if above.i in ends:
            yield token
            return
        if above.i == token.i or token.dep_ in _CLAUSES:
            return
        token = above


def _is_end(part: Token, act: Token) -> bool:
    if part.dep_ == "prep":
        return part.lower_ in _TOWARDS
    if part.dep_ == "nsubjpass" and act.lemma_ in word_class("raising"):
        return False  # "Japan was expected to retaliate", "Chile was alarmed at"
    return part.head == act and part.dep_ in {*_OBJECTS, "nsubjpass"} and act.pos_ == "VERB"
