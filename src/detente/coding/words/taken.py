"""What a verb of saying takes that is neither clause nor quotation: "deplored the raid", "accused Chile of theft"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text.clauses import words_of
from detente.coding.who.gazetteer import sector_nouns
from detente.coding.who.naming import base, longest_title
from detente.coding.words import spans, speech
from detente.records import TextSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADDRESSED = frozenset({"for", "on"})
"""Prepositions behind which the matter stands where the object is the one spoken of: "thanked Peru for its help"."""
_OBJECTS = frozenset({"object", "thing"})
"""What a verb takes that has its object for content; "thing" where a person or body as object makes it an act."""
_ASIDES = words_of("part|example|instance|time|moment|year|month|week|day|hour|now")
"""What "for" is also followed by: "for its part", "for years"."""
_FEELINGS = words_of("concern|regret|sympathy|condolence|worry|alarm|anger|dismay|satisfaction|surprise")
_CONTENT_OF = frozenset({"over", "about", "at", "on"})
SETTINGS = words_of(
    "statement|speech|interview|letter|briefing|conference|meeting|editorial|article|call|commentary|broadcast|dispatch|"
    "message|post|report|note|address"
)
"""In what things are said."""
_DAYS = words_of("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")
_REMARKS = words_of(
    "remark|formula|phrase|claim|charge|comment|line|threat|allegation|suggestion|admission|reference|position|argument|"
    "complaint|accusation|statement|assertion|verdict|warning|demand|promise|word|description|denial|joke"
)


def of(context: Context, verb: Token) -> list[TextSpan]:
    """The thing that a verb takes: "deplored the attack", "accused Chile of theft", "called the plan a trap"."""
    takes = speech.takes(verb)
    passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    thing = passive or next((c for c in verb.children if c.dep_ == "dobj"), None)
    under = [*verb.children, *(thing.children if thing is not None and not passive else ())]
    behind = (p for p in under if p.dep_ == "prep" and p.lower_ in takes and p.i > (thing or verb).i)
    matter = [c for p in behind for c in _matter(p) if c.lemma_.lower() not in _ASIDES]
    if named_so := _put_at(context, verb, thing):
        return named_so
    if thing is None:
        prt = [c for c in verb.children if c.dep_ == "prt" and c.lower_ in takes]
        matter = matter or [c for p in prt for c in _matter(p)]
    addressed = bool(takes & _ADDRESSED) and thing is not None and bool(matter)
    if "named" in takes and thing is not None:
        return _called(context, verb, thing)
    if matter and (addressed or thing is None or not takes & _OBJECTS):
        return [_cut(context, c.left_edge.i, _reach(verb, c.right_edge.i), c.i) for c in matter]
    if thing is None or not takes & _OBJECTS or thing.tag_ in {"WDT", "WP"} or _is_somebody(context, thing):
        return []
    if "thing" in takes and (base(thing) in sector_nouns() or longest_title(thing.lower_)):
        # "Rejected the envoy", "welcomed the emir": an act, not what is said.
        return []
    return _thing(context, verb, thing)


def _matter(prep: Token) -> Iterator[Token]:
    """What stands behind a preposition; "against" is kept, for without it the sense turns."""
    if prep.lower_ == "against":
        yield prep
    else:
        yield from (c for c in prep.children if c.dep_ in {"pobj", "pcomp"})


def _thing(context: Context, verb: Token, thing: Token) -> list[TextSpan]:
    """An object with all that hangs on it and on the verb behind it ("as a trap", "in the strongest terms" not)."""
    about = next((p for p in (*thing.children, *verb.children) if _tells_what(p, thing)), None)
    if about is not None:
        return [context.tokens(c.left_edge.i, c.right_edge.i + 1) for c in _matter(about)]
    return [_cut(context, thing.left_edge.i, _reach(verb, thing.right_edge.i), thing.i)]


def _reach(verb: Token, last: int) -> int:
    """The last token of what goes on right behind one with what the parser hangs on the verb: "restraint by both"."""
    for child in verb.rights:
        condition = child.dep_ == "advcl" and any(c.lower_ in {"if", "unless", "until"} for c in child.children)
        more = child.dep_ in {"prep", "oprd"} and not _is_setting(child)
        if child.left_edge.i == last + 1 and (more or condition):
            last = child.right_edge.i
    return last


def _is_setting(prep: Token) -> bool:
    """Whether a preposition tells when or in what the thing was said: "on Tuesday", "in a statement"."""
    things = [c for c in prep.children if c.dep_ == "pobj"]
    return any(c.lemma_.lower() in SETTINGS or c.text in _DAYS for c in things)


def _cut(context: Context, first: int, last: int, head: int) -> TextSpan:
    """A thing up to where a comma sets off what is told of it: "the plan, which failed", "it, saying that"."""
    doc = context.sentence.span.doc
    quotes = 0
    for at in range(first, last):
        quotes += doc[at].text == '"'
        if at >= head and doc[at].text == "," and quotes % 2 == 0 and (_is_away(doc[at + 1]) or is_remark(doc[at + 1])):
            return context.tokens(first, at)
    return context.tokens(first, last + 1)


def _is_away(word: Token) -> bool:
    """Whether a word behind a comma begins what is told of a thing: "which", or "saying"."""
    saying = word.tag_ == "VBG" and speech.named(word) in speech.forces()
    return saying or word.tag_ in {"WDT", "WP", "WP$", "WRB"}


def is_remark(word: Token) -> bool:
    """Whether a word behind a comma begins a remark on what was said: "a claim that few believe"."""
    if word.lower_ not in {"a", "an", "the"} or word.head.lemma_.lower() not in _REMARKS:
        return False
    return any(t.tag_ in {"WDT", "WP"} or t.dep_ == "relcl" for t in word.head.subtree)


def _put_at(context: Context, verb: Token, thing: Token | None) -> list[TextSpan]:
    """ "Put the cost at 35 billion pounds"."""
    at = next((p for p in verb.children if p.dep_ == "prep" and p.lower_ == "at"), None)
    if speech.named(verb) not in {"put", "estimate"} or thing is None or at is None or at.i < thing.i:
        return []
    number = any(t.like_num or t.pos_ in {"NUM", "SYM"} for t in at.subtree)
    return [context.tokens(thing.left_edge.i, at.right_edge.i + 1)] if number else []


def _tells_what(prep: Token, thing: Token) -> bool:
    """ "Expressed regret over the delay": the delay is what is told."""
    feeling = thing.lemma_.lower() in _FEELINGS and prep.i > thing.i
    # "Concern at reports" is about them, "concern on Wednesday" is not about that day.
    day = any(c.text in _DAYS for c in prep.children)
    return feeling and prep.dep_ == "prep" and prep.lower_ in _CONTENT_OF and not day


def _called(context: Context, verb: Token, thing: Token) -> list[TextSpan]:
    """What something is called: "called the plan a trap", "described it as a trap"."""
    as_what = [c for c in verb.children if c.i > thing.i and (c.dep_ == "oprd" or c.lower_ == "as")]
    under = [c for c in (*thing.children, *verb.children) if c.lower_ == "as" and c.dep_ == "prep" and c.i > thing.i]
    if verb.dep_ == "relcl" and thing.tag_ in {"WDT", "WP"}:
        # "What the islanders call the Reef": a name.
        return []
    told = as_what or under or [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.i > thing.i]
    if not told:
        behind = spans.behind(context, verb)
        if not behind or thing.pos_ == "PRON" or _is_somebody(context, thing) or thing.dep_ == "nsubjpass":
            return behind
        return [context.span(context.sentence.offset + thing.left_edge.idx, behind[0].end + 1)]
    clause = judged(verb)
    last = clause.right_edge.i if clause is not None else _reach(verb, max(c.right_edge.i for c in told))
    if thing.pos_ == "PRON" or _is_somebody(context, thing):
        first = min(c.left_edge.i for c in told)
        if verb.doc[first].lower_ == "as":
            first += 1
        return [_cut(context, first, last, first)]
    first = thing.left_edge.i if thing.dep_ != "nsubjpass" else min(c.left_edge.i for c in told)
    return [_cut(context, first, last, max(first, thing.i))]


def judged(verb: Token) -> Token | None:
    """ "Called it odd that nobody wrote": what is judged follows the judgement, and is nothing said without it."""
    if not any(c.dep_ == "dobj" and c.lower_ == "it" for c in verb.children):
        return None
    ends = {c.right_edge.i + 1 for c in verb.children if c.dep_ == "oprd"}
    return next((c for c in verb.children if c.dep_ in _JUDGED and c.left_edge.i in ends), None)


_JUDGED = speech.CLAUSES | {"xcomp", "advcl"}


def _is_somebody(context: Context, thing: Token) -> bool:
    """Whether an object is a person, or a state spoken to: "rejected the envoy", "welcomed the emir"."""
    if thing.pos_ == "PRON":
        return thing.lower_ not in {"this", "that", "it"}
    found = context.cast.resolve(thing)
    if found is None:
        return False
    return bool(found.person) or (found.start is not None and thing.pos_ == "PROPN")
