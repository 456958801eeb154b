"""What a date or a place in a sentence is said of, by the grammar of the sentence.

"The treaty, signed in Vienna in 1979, was never ratified; Carter put it aside in January 1980": the first year and the
city are the treaty's, the second year is not. A dependency parse tells the two apart where distances in letters do not.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.coding.text.parse import pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

_HAPPENS = "be come happen occur begin start open end take fall break erupt follow hold stage strike date mark"
HAPPENS = frozenset(_HAPPENS.split())
"""Verbs whose time is that of the event that is their subject or object: "the war broke out in 1950"."""
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "attr", "agent", "conj", "appos", "poss", "compound"})
"""How a thing hangs on the verb that tells its date, or on what does."""
_OF_A_NOUN = frozenset({"acl", "relcl"})
_NEAR = 9
"""Words that may stand between a thing and a date for the two to be one phrase."""
_LINKS = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "PART", "X"})
_SMALL = "after before since until following between amid despite and or by from to as than ; : — --"
_TURNS = frozenset(_SMALL.split())


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
    doc = parsed(text)
    head, time = head_of(doc, thing), head_of(doc, told)
    if head is None or time is None or head.sent != time.sent:
        return False
    if is_verb(head):
        return bool(clause_of(time) == head)
    if _flat(doc, thing, told):
        return True
    own = _owners(time, head)
    if own is not None:
        return all(verb.lemma_.lower() in verbs for verb in own)
    verb = clause_of(time)
    if verb.lemma_.lower() not in verbs:
        return False
    return bool(subject(verb) == head) or (verb == clause_of(head) and _is_part(head, verb))


def together(text: str, one: Span, other: Span) -> bool:
    """Whether two things hang on one verb, or one of them on the other ("the summit in Ufa", "Ufa was host to it")."""
    doc = parsed(text)
    first, second = head_of(doc, one), head_of(doc, other)
    if first is None or second is None or first.sent != second.sent:
        return False
    hangs = (_owners(second, first), _owners(first, second))
    return clause_of(first) == clause_of(second) or any(verbs is not None for verbs in hangs)


def alone_on(text: str, words: Span, told: Span) -> bool:
    """Whether a time hangs on some words with nothing but small words between: "was in office until May".

    Or on what "when" tells beside them: "was in office when the pact was signed in 1992".
    """
    head = head_of(parsed(text), told)
    for over in head.ancestors if head is not None else ():
        if words[0] <= over.idx < words[1]:
            return True
        when = over.dep_ == "advcl" and any(child.lower_ in {"when", "while"} for child in over.children)
        edge = over.lower_ in _EDGES
        if not (when or edge or over.pos_ in _SMALL_PARTS or told[0] <= over.idx < told[1]):
            return False
    return False


_EDGES = frozenset({"end", "start", "beginning", "middle"})
"""Words for a part of a time: "at the end of March"."""
_SMALL_PARTS = frozenset({"ADP", "SCONJ", "ADV", "NUM", "PART"})


def subject_of(text: str, thing: Span, verb: Span) -> bool:
    """Whether something is the subject of a verb, also of one joined to it ("X, who resigned", "X lost and left")."""
    doc = parsed(text)
    head, over = head_of(doc, thing), head_of(doc, verb)
    if head is None or over is None:
        return False
    chain = [head]
    while chain[-1].dep_ in {"appos", "flat"}:
        chain.append(chain[-1].head)
    return subject(over) in chain


def goes_on_by_verb(text: str, end: int) -> bool:
    """Whether a finite verb follows some words at once, whose subject they are then."""
    verb = next((token for token in parsed(text) if token.idx >= end), None)
    return verb is not None and verb.tag_ in {"VBD", "VBZ", "MD"} and verb.idx == end + 1


def subject(verb: Token) -> Token | None:
    """The subject of a verb: its own, else that of the verb it is joined to, or the noun that it tells of."""
    own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if own:
        return verb.head if own[0].tag_ in {"WP", "WDT"} and verb.dep_ == "relcl" else own[0]
    if verb.dep_ in _OF_A_NOUN:
        return verb.head
    return subject(verb.head) if verb.dep_ in {"conj", "xcomp"} and verb.head != verb else None


@dataclass(frozen=True, slots=True)
class Telling:
    """How a sentence tells of somebody: the verb (lemma), its tense, and the part that the one has in it.

    `tense` is "now" for what is, has been or will be done, "past" for what was, None where it is told by neither.
    """

    verb: str
    tense: Literal["now", "past"] | None
    part: Literal["subject", "object", "other"]
    passive: bool = False


def telling(text: str, name: Span) -> Telling | None:
    """The clause in which somebody stands: "X, the premier, is to follow" is told of now, "X came in May" is not.

    Args:
        text: one sentence.
        name: offsets of the personal name.
    """
    token = head_of(parsed(text), name)
    if token is None:
        return None
    while token.dep_ in {"appos", "conj", "compound", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    over = _office_of(token)
    if over is not None:
        # "The government of X speaks of it", "under X it has stopped".
        return Telling(over.lemma_.lower(), _tense(over), "subject")
    if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lemma_.lower() in _LEFT_TO:
        # "It falls to X to find a way."
        return Telling("do", _tense(clause_of(token)), "subject")
    by = token.dep_ == "pobj" and token.head.dep_ == "agent"
    if token.dep_ == "pobj" and token.head.lower_ in {"with", "on"} and token.head.head.lemma_.lower() in _DEALINGS:
        # "Had talks with X", "paid a call on X": X is there.
        return Telling("meet", _tense(clause_of(token)), "object")
    acts = token.dep_ in {"nsubj", "nsubjpass"}
    verb = token.head if acts else clause_of(token)
    part: Literal["subject", "object", "other"] = (
        "subject" if acts or by else "object" if token.dep_ in {"dobj", "obj", "dative"} else "other"
    )
    return Telling(verb.lemma_.lower(), _tense(verb), part, token.dep_ == "nsubjpass")


_LEFT_TO = frozenset({"fall", "leave"})
"""Verbs by which something is left to somebody to do."""
_OFFICES = frozenset({"government", "ministry", "administration", "cabinet", "office", "department", "coalition"})


def _office_of(token: Token) -> Token | None:
    """The verb, in the present, of somebody's office ("the ministry of X speaks"), or of what is done under one."""
    if token.dep_ != "pobj":
        return None
    if token.head.lower_ == "of" and token.head.head.lemma_.lower() in _OFFICES:
        noun = token.head.head
        verb = noun.head if noun.dep_ == "nsubj" else None
    else:
        verb = token.head.head if token.head.lower_ == "under" and is_verb(token.head.head) else None
    return verb if verb is not None and _tense(verb) == "now" else None


_DEALINGS = frozenset({"talk", "meeting", "call", "conversation", "dinner", "lunch", "session", "breakfast", "meet"})
"""What one has with somebody who is there."""


def looks_back(verb: Token) -> bool:
    """Whether a verb tells what had been before: "had replaced"."""
    return any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)


def had_done_aside(text: str, name: Span) -> bool:
    """Whether somebody is the subject of a relative clause that looks back: "for which X had campaigned"."""
    token = head_of(parsed(text), name)
    if token is None or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    there = any(c.lower_ in {"where", "when"} for c in token.head.children)
    return bool(token.head.dep_ == "relcl") and not there and looks_back(token.head)


def dates(text: str, name: Span, told: Span) -> bool:
    """Whether a time hangs on the verb that somebody is the subject or object of."""
    doc = parsed(text)
    who, time = head_of(doc, name), head_of(doc, told)
    return who is not None and time is not None and who.sent == time.sent and clause_of(who) == clause_of(time)


def is_said(text: str, name: Span, told: Span) -> bool:
    """Whether a time stands in what the verb that somebody is the subject of brings: "X said that in 2016 it was"."""
    doc = parsed(text)
    who, time = head_of(doc, name), head_of(doc, told)
    if who is None or time is None or who.sent != time.sent:
        return False
    verb = clause_of(who)
    inside = next((over for over in (time, *time.ancestors) if over.dep_ == "ccomp"), None)
    return inside is not None and inside.head == verb


def describes(text: str, name: Span, told: Span) -> bool:
    """Whether a time stands in a clause that only says who somebody is: "X, who took over last year, signed it"."""
    doc = parsed(text)
    who, time = head_of(doc, name), head_of(doc, told)
    if who is None or time is None:
        return False
    same = {who, *(child for child in who.children if child.dep_ == "appos")}
    if who.dep_ == "appos":
        same.add(who.head)
    return any(over.dep_ in _OF_A_NOUN and over.head in same for over in (time, *time.ancestors))


def is_in_a_name(text: str, told: Span) -> bool:
    """Whether a time is part of what a thing is called, and dates nothing else: "the 2015 deal"."""
    words = parsed(text).char_span(*told, alignment_mode="expand")
    token = words.root if words is not None and len(words) else None
    return token is not None and token.dep_ in {"nummod", "compound", "nmod", "amod"} and token.head.i > token.i


_TENSES: dict[str, Literal["now", "past"]] = {"VBZ": "now", "VBP": "now", "VBD": "past"}


def _tense(verb: Token) -> Literal["now", "past"] | None:
    """The tense of a verb by its first auxiliary, by itself, or by the verb that it goes on from."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"} and child.tag_ != "TO"]
    first = helpers[0] if helpers else verb
    if first.tag_ == "MD":
        wishes = first.lower_ in {"would", "'d", "’d"} and verb.lemma_ in {"like", "prefer"}
        return "now" if wishes or first.lower_ in {"will", "can", "may", "must", "shall", "'ll", "’ll"} else None
    if first.tag_ in _TENSES:
        # "had told" looks back further than any time that the sentence has.
        return None if helpers and first.lower_ in {"had", "'d", "’d"} else _TENSES[first.tag_]
    goes_on = verb.dep_ in {"conj", "xcomp"} and is_verb(verb.head)
    return _tense(verb.head) if goes_on else None


def tells_past(text: str) -> bool:
    """Whether the main verb of a sentence is in the simple past: what "twenty years on" came about is no news."""
    root = next((token for token in parsed(text) if token.dep_ == "ROOT"), None)
    return root is not None and is_past(root)


def is_past(verb: Token) -> bool:
    """Whether a verb, or its helper, tells of the past."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ in {"VBZ", "VBP", "MD", "TO"} for c in helpers):
        return False
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(c.tag_ == "VBD" for c in helpers))


def is_present(verb: Token) -> bool:
    """Whether a verb, or its first helper, tells of what is or will be."""
    first = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)
    return first.tag_ in {"VBZ", "VBP", "MD"} and first.lemma_ != "have"


@functools.lru_cache(maxsize=256)
def parsed(text: str) -> Doc:
    """The parse of a sentence, kept for those who ask again."""
    return pipeline()(text)


def head_of(doc: Doc, span: Span) -> Token | None:
    """The token of some words on which the others of them hang; None where the offsets hold no word."""
    words = doc.char_span(*span, alignment_mode="expand")
    if words is None or not len(words):
        return None
    head = words.root
    while head.dep_ in {"compound", "nmod"}:
        head = head.head
    return head


def is_verb(token: Token) -> bool:
    """Whether a token is a verb that has a clause, and not a helper of one or part of a name."""
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound"}


def clause_of(token: Token) -> Token:
    """The verb that a token hangs on, or the topmost token if no verb stands over it."""
    return next((over for over in token.ancestors if is_verb(over)), token.sent.root)


def led_by(link: Token) -> Span | None:
    """Where the words stand that "after", "since" or "that" leads: a noun with what hangs on it, or a clause."""
    if link.lower_ == "that":
        verb = next((t.i for t in link.doc[link.i :] if t.pos_ == "VERB"), link.i)
        words = _first_part(list(link.doc[link.i + 1 :]), verb)
    elif link.dep_ == "mark":
        inside = [t for t in link.head.subtree if t.i > link.i]
        verb = next((t.i for t in inside if t.pos_ in {"VERB", "AUX"}), link.head.i)
        words = _first_part(inside, min(verb, link.head.i))
    else:
        words = _first_part([t for c in link.children if c.dep_ in {"pobj", "pcomp"} for t in c.subtree])
    return (words[0].idx, words[-1].idx + len(words[-1])) if words else None


def _first_part(words: Sequence[Token], verb: int = 0) -> list[Token]:
    """Words up to a comma, behind the verb if there is one: what comes after it is said of something else."""
    found: list[Token] = []
    for word in words:
        ends = word.text in {",", ";", ":", "—", "–"} and word.i > verb
        if ends or (found and word.i != found[-1].i + 1):
            break
        found.append(word)
    return found


_OF_ANOTHER = frozenset({"after", "before", "since", "until"})


def hangs_on(verb: Token, span: Span) -> bool:
    """Whether some words hang on a verb, and neither on another that stands between nor on what "after" leads."""
    head = head_of(verb.doc, span)
    if head is None or clause_of(head) != verb:
        return False
    return not any(over.lower_ in _OF_ANOTHER for over in head.ancestors if verb.is_ancestor(over))


def _owners(time: Token, head: Token) -> list[Token] | None:
    """The verbs between a thing and what hangs under it; None where it does not hang there."""
    verbs: list[Token] = []
    for over in time.ancestors:
        if over == head:
            return verbs
        if is_verb(over):
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
