"""What a date or a place in a sentence is said of, by the grammar of the sentence.

"The treaty, signed in Vienna in 1979, was never ratified; Carter put it aside in January 1980": the first year and the
city are the treaty's, the second year is not. A dependency parse tells the two apart where distances in letters do not.
"""

from __future__ import annotations

import functools
from collections.abc import Collection
from typing import TYPE_CHECKING

from detente.coding.text.parse import pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

HAPPENS = frozenset(
    "be come happen occur begin start open end take fall break erupt follow hold stage strike date mark".split()
)
"""Verbs whose time is that of the event that is their subject or object: "the war broke out in 1950"."""
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "attr", "agent", "conj", "appos", "poss", "compound"})
"""How a thing hangs on the verb that tells its date, or on what does."""
_OF_A_NOUN = frozenset({"acl", "relcl"})
_NEAR = 9
"""Words that may stand between a thing and a date for the two to be one phrase."""
_LINKS = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "PART", "X"})
_TURNS = frozenset("after before since until following between amid despite and or by from to as than ; : — --".split())


def joined(text: str, thing: Span, told: Span, verbs: Collection[str] = HAPPENS) -> bool:
    """Whether a date or a place is told of a thing, and not of something else in the sentence.

    Args:
        text: one sentence.
        thing: offsets of the words that name or tell the thing.
        told: offsets of the date or the place.
        verbs: the verbs (lemmas) that date or place a thing that is a noun; one that is told by a verb has its own.

    Returns:
        True where both hang on one clause that is the thing's, or the date on the thing itself; False where another
        clause stands between ("the pact was signed after the war had ended in 1979").
    """
    doc = _parsed(text)
    head, time = _head(doc, thing), _head(doc, told)
    if head is None or time is None or head.sent != time.sent:
        return False
    if _is_verb(head):
        return bool(_clause(time) == head)
    if _flat(doc, thing, told):
        return True
    own = _owners(time, head)
    if own is not None:
        return all(verb.lemma_.lower() in verbs for verb in own)
    verb = _clause(head)
    return _clause(time) == verb and verb.lemma_.lower() in verbs and _is_part(head, verb)


@functools.lru_cache(maxsize=256)
def _parsed(text: str) -> Doc:
    return pipeline()(text)


def _head(doc: Doc, span: Span) -> Token | None:
    """The token of some words on which the others of them hang."""
    words = doc.char_span(*span, alignment_mode="expand")
    return words.root if words is not None and len(words) else None


def _is_verb(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound"}


def _clause(token: Token) -> Token:
    """The verb that a token hangs on, or the topmost token if no verb stands over it."""
    return next((over for over in token.ancestors if _is_verb(over)), token.sent.root)


def _owners(time: Token, head: Token) -> list[Token] | None:
    """The verbs between a thing and what hangs under it; None where it does not hang there."""
    verbs: list[Token] = []
    for over in time.ancestors:
        if over == head:
            return verbs
        if _is_verb(over):
            verbs.append(over)
            if over.dep_ not in _OF_A_NOUN or over.head != head:
                return None
    return None


def _is_part(head: Token, verb: Token) -> bool:
    """Whether a thing is the subject or object of a verb."""
    token = head
    while token != verb:
        if token.dep_ not in _PARTS and not (token.dep_ == "pobj" and token.head.dep_ == "agent"):
            return False
        token = token.head
    return True


def _flat(doc: Doc, thing: Span, told: Span) -> bool:
    """ "The first test, in the desert of Rajasthan in May 1974", "In November 2022, at the opening of the World Cup".

    Only nouns and their small words stand between.
    """
    first, last = (thing, told) if thing[1] <= told[0] else (told, thing)
    between = [t for t in doc if first[1] <= t.idx < last[0]]
    if len(between) > _NEAR or not all(t.pos_ in _LINKS and t.lower_ not in _TURNS for t in between):
        return False
    return first == thing or [t.lower_ for t in between[:2]] in ([",", "at"], [",", "during"])


def parsed(text: str) -> Doc:
    """The parse of a sentence, kept for those who ask again."""
    return _parsed(text)


def head_of(doc: Doc, span: Span) -> Token | None:
    """The token of some words on which the others of them hang; None where the offsets hold no word."""
    return _head(doc, span)


def clause_of(token: Token) -> Token:
    """The verb that a token hangs on, or the topmost token if no verb stands over it."""
    return _clause(token)
