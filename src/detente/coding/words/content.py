"""What is said: the clause, the quotation, or the thing that a verb of saying takes, and nothing of what tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text.parse import text_of
from detente.coding.who.gazetteer import sector_nouns
from detente.coding.who.naming import base, longest_title
from detente.coding.words import speech
from detente.records import TextSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCARE_WORDS = 4
_OF_ITS_OWN = re.compile(r"[A-Z].*[,.!?]\s*", re.DOTALL)
"""A quotation that is no scare quote however short: "And soon," he added."""
_ADDRESSED = frozenset({"for", "on"})
"""Prepositions behind which the matter stands where the object is the one spoken of: "thanked Peru for its help"."""
_FEELINGS = frozenset(
    {"concern", "regret", "sympathy", "condolence", "worry", "alarm", "anger", "dismay", "satisfaction", "surprise"}
)
_CONTENT_OF = frozenset({"over", "about", "at", "on"})
_OBJECTS = frozenset({"object", "thing"})
"""What a verb takes that has its object for content; "thing" where a person or body as object makes it an act."""
_ASIDES = frozenset({"part", "example", "instance", "time", "moment", "year", "month", "week", "day", "hour", "now"})
"""What "for" is also followed by: "for its part", "for years"."""
_NAMELESS = frozenset({"name", "identify", "quote", "cite", "disclose", "publish"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def of(context: Context, verb: Token) -> list[TextSpan]:
    """What a verb of saying says, in the order of the text; empty where it says nothing that is told."""
    if _asks_to_stay_unnamed(verb):
        return []
    told = _clauses(context, verb) or _taken(context, verb)
    if told or verb.dep_ == "acl" or (verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)):
        return told
    return opened_by(context, verb) or _with_what_leads_in(context, verb, quotations(context))


def _with_what_leads_in(context: Context, verb: Token, quoted: list[TextSpan]) -> list[TextSpan]:
    """Quotations with the clause they stand in: "said the two bans ran "against the letter and spirit" of the pact"."""
    offset, text = context.sentence.offset, text_of(context.sentence.span.doc)
    start = offset + verb.idx + len(verb)
    if not quoted or quoted[0].start <= start:
        return quoted
    gap = text[start - offset : quoted[0].start - offset - 1]
    inside = [t for t in context.sentence.span if start <= offset + t.idx < quoted[0].start - 1]
    finite = any(t.tag_ in _FINITE | {"MD"} and t.dep_ != "amod" for t in inside)
    if not finite or any(mark in gap for mark in ",:;") or not inside:
        return quoted
    first = inside[1] if inside[0].lower_ == "that" and len(inside) > 1 else inside[0]
    end = context.sentence.span[-1]
    last = offset + end.idx + (0 if end.is_punct else len(end))
    return [context.span(offset + first.idx, max(last, quoted[0].end + 1))]


def _clauses(context: Context, verb: Token) -> list[TextSpan]:
    takes = speech.takes(verb)
    found = [c for c in verb.children if c.dep_ in speech.CLAUSES and not _is_of_another(verb, c)]
    found += [
        c
        for c in verb.children
        if c.dep_ in {"xcomp", "advcl"}
        and ((c.tag_ == "VB" and "infinitive" in takes) or ("gerund" in takes and _is_gerund_behind(verb, c)))
    ]
    if speech.named(verb) == "make clear":
        found = [c for a in verb.children for c in a.children if c.dep_ in {"ccomp", "csubj", "advcl"}] or found
    if not found:
        found = [verb.head] if _is_aside(verb) else _behind_a_noun(verb)
    out: list[TextSpan] = []
    for clause in found:
        kept = _own(verb, clause)
        out += runs(context, kept)
    return [span for span in out if " " in span.text.strip() or _is_marked(context, span)]


def _is_gerund_behind(verb: Token, clause: Token) -> bool:
    """ "Denied sending arms", "denied having sent arms"."""
    first = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    return bool(first.tag_ == "VBG" and (first == clause or (first.head == clause and first.dep_ == "aux")))


def _behind_a_noun(verb: Token) -> list[Token]:
    """ "Told the agency in an interview that the plant was shut": the parser hangs the clause on the interview."""
    if speech.takes(verb):
        return []
    nouns = [n for c in verb.children if c.dep_ in {"dobj", "prep", "dative"} for n in (c, *c.children)]
    clauses = (c for n in nouns if n.pos_ in {"NOUN", "PROPN"} for c in n.children if c.dep_ in {"acl", "relcl"})
    return [c for c in clauses if any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)][:1]


def _is_aside(verb: Token) -> bool:
    """Whether a verb stands beside what it says: "Talks would resume, Finland said"."""
    head = verb.head
    if verb.dep_ not in {"parataxis", "ccomp", "conj"} or head.pos_ not in {"VERB", "AUX"}:
        return False
    if speech.named(head) in speech.forces() or (head.i < verb.i and any(c.dep_ == "mark" for c in verb.children)):
        return False
    first = verb.left_edge.i
    if verb.dep_ == "conj":
        # "It has taken note of that, the spokeswoman told reporters", read as two acts in a row.
        own = any(c.dep_ == "nsubj" for c in verb.children)
        return own and first > 0 and verb.doc[first - 1].text == "," and not any(c.i > head.i for c in _ands(head))
    beside = {t.text for t in verb.doc[max(first - 2, 0) : first + 1]} | {verb.right_edge.text}
    return bool(beside & {",", '"', "-", "--", "("}) or first == verb.sent.start


def _ands(verb: Token) -> list[Token]:
    """The words that join to a verb what stands right before the last of those joined to it."""
    last = max((c.i for c in verb.children if c.dep_ == "conj"), default=0)
    return [c for c in verb.children if c.dep_ == "cc" and c.i < last and last - c.i < _CLOSE]


_CLOSE = 6
"""So many words stand at most between "and" and the verb that it joins."""


def _own(verb: Token, clause: Token) -> list[int]:
    """The tokens of a clause that are what the verb says: without the verb's own, and what it goes on to say."""
    left_out: set[int] = set()
    if not verb.is_ancestor(clause):
        left_out |= {t.i for t in verb.subtree}
    for token in clause.subtree:
        if token.i in left_out or token == clause:
            continue
        remark = token.i > clause.i and token.nbor(-1).text == "," and is_remark(token)
        apart = speech.begun_by(token) == verb or _is_while(token, clause, verb)
        apart = apart or _is_anothers_aside(token) or _is_though(token)
        if remark or apart:
            gone = token.head if remark else token
            left_out |= {t.i for t in gone.subtree}
            left_out |= _link_before(gone.left_edge)
    kept = [t.i for t in clause.subtree if t.i not in left_out]
    if clause.tag_ == "VB" and clause.dep_ in {"xcomp", "advcl"}:
        # "Urged the South to open talks": what is asked for, without whom it is asked of.
        kept = [i for i in kept if i >= clause.i or clause.doc[i].dep_ in {"neg", "advmod"}]
    return kept


def _is_anothers_aside(token: Token) -> bool:
    """ "A response to the raid, which Lima blames on Quito": what another says of it in passing."""
    if token.dep_ != "relcl" or not speech.is_speech(token) or token.doc[token.left_edge.i - 1].text != ",":
        return False
    return any(c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"} for c in token.children)


def _is_though(token: Token) -> bool:
    """ "The talks could begin, though he cautioned that nothing was settled": said in another breath."""
    marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
    said = (
        token.dep_ == "advcl" and bool(marks & {"though", "although", "while", "whereas"}) and speech.is_speech(token)
    )
    return said and any(c.dep_ == "nsubj" for c in token.children)


def _link_before(token: Token) -> set[int]:
    """The comma and the "and" before a clause that goes on with another."""
    found: set[int] = set()
    at = token.i - 1
    while at >= 0 and token.doc[at].lower_ in {",", "and", "but", "yet"}:
        found.add(at)
        at -= 1
    return found


def _is_while(token: Token, clause: Token, verb: Token) -> bool:
    """ "Warned that it was ready as its ships set out": what happened meanwhile is not said."""
    if token.dep_ != "advcl" or token.head not in {clause, *clause.children} or token.tag_ not in _FINITE:
        return False
    marks = [c for c in token.children if c.dep_ == "mark" and c.lower_ == "as"]
    later = token.tag_ == verb.tag_ == "VBD" and any(c.dep_ == "nsubj" for c in token.children)
    return bool(marks) and later and token.i > clause.i


def _taken(context: Context, verb: Token) -> list[TextSpan]:
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
        return [context.tokens(c.left_edge.i, _reach(verb, c.right_edge.i) + 1) for c in matter]
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
    return any(c.lemma_.lower() in _SETTINGS or c.text in _DAYS for c in things)


_SETTINGS = frozenset(
    {"statement", "speech", "interview", "letter", "briefing", "conference", "meeting", "editorial", "article", "call"}
)
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})


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


_REMARKS = frozenset(
    {
        "remark", "formula", "phrase", "claim", "charge", "comment", "line", "threat", "allegation", "suggestion",
        "admission", "reference", "position", "argument", "complaint", "accusation", "statement", "assertion",
        "verdict", "warning", "demand", "promise", "word", "description", "denial", "joke",
    }
)  # fmt: skip


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
    return feeling and prep.dep_ == "prep" and prep.lower_ in _CONTENT_OF


def _called(context: Context, verb: Token, thing: Token) -> list[TextSpan]:
    """What something is called: "called the plan a trap", "described it as a trap"."""
    as_what = [c for c in verb.children if c.i > thing.i and (c.dep_ == "oprd" or c.lower_ == "as")]
    under = [c for c in (*thing.children, *verb.children) if c.lower_ == "as" and c.dep_ == "prep" and c.i > thing.i]
    if verb.dep_ == "relcl" and thing.tag_ in {"WDT", "WP"}:
        # "What the islanders call the Reef": a name.
        return []
    told = as_what or under or [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.i > thing.i]
    if not told:
        behind = quoted_behind(context, verb)
        if not behind or thing.pos_ == "PRON" or _is_somebody(context, thing) or thing.dep_ == "nsubjpass":
            return behind
        return [context.span(context.sentence.offset + thing.left_edge.idx, behind[0].end + 1)]
    last = _reach(verb, max(c.right_edge.i for c in told))
    if thing.pos_ == "PRON" or _is_somebody(context, thing):
        first = min(c.left_edge.i for c in told)
        if verb.doc[first].lower_ == "as":
            first += 1
        return [_cut(context, first, last, first)]
    first = thing.left_edge.i if thing.dep_ != "nsubjpass" else min(c.left_edge.i for c in told)
    return [_cut(context, first, last, max(first, thing.i))]


def quoted_behind(context: Context, verb: Token) -> list[TextSpan]:
    """The quotation of any length that follows a verb in its sentence."""
    at = context.sentence.offset + verb.idx
    return [span for span in spans(context) if span.start > at][:1]


def opened_by(context: Context, verb: Token) -> list[TextSpan]:
    """The quotation that opens right behind a verb: "The sign reads: ...", "the crowd shouted ..."."""
    text = text_of(context.sentence.span.doc)
    end = verb.idx + len(verb)
    opening = _OPENS.match(text, end)
    at = None if opening is None else opening.end()
    if at is None and verb.dep_ == "ROOT":
        colon = _COLON.search(text, end, context.sentence.span.end_char)
        at = None if colon is None else colon.end()
    return [s for s in spans(context) if s.start - context.sentence.offset == at and " " in s.text.strip()]


_COLON = re.compile(r":\s\"(?=[A-Z])")
_OPENS = re.compile(r"(?: on| out)?(?:,|:)? \"(?=[A-Z])")


def _is_somebody(context: Context, thing: Token) -> bool:
    """Whether an object is a person, or a state spoken to: "rejected the envoy", "welcomed the emir"."""
    if thing.pos_ == "PRON":
        return thing.lower_ not in {"this", "that", "it"}
    found = context.cast.resolve(thing)
    if found is None:
        return False
    return bool(found.person) or (found.start is not None and thing.pos_ == "PROPN")


def _is_of_another(verb: Token, clause: Token) -> bool:
    """ "Chad says it won; Mali claims that it did": what another says, set off by a semicolon, is no part of this."""
    low, high = min(verb.i, clause.i), max(verb.i, clause.i)
    apart = any(t.text == ";" for t in verb.doc[low:high])
    return apart and speech.named(clause) in speech.forces() and any(c.dep_ == "nsubj" for c in clause.children)


def _asks_to_stay_unnamed(verb: Token) -> bool:
    """ "Asked not to be named": how somebody speaks, and nothing that is said."""
    below = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "dobj"}]
    unnamed = any(c.lemma_ in _NAMELESS and any(a.dep_ == "auxpass" for a in c.children) for c in below)
    hidden = any(t.lemma_ in {"anonymous", "anonymity"} for c in below for t in c.subtree)
    return verb.lemma_ in {"ask", "request", "demand"} and (unnamed or hidden)


def runs(context: Context, indices: list[int]) -> list[TextSpan]:
    """Contiguous runs of token indices as passages, without a leading "that" or a lone mark."""
    doc = context.sentence.span.doc
    found: list[TextSpan] = []
    run: list[int] = []
    for index in [*sorted(indices), None]:
        if run and (index is None or index != run[-1] + 1):
            words = [i for i in run if not doc[i].is_punct and not doc[i].is_space]
            if words:
                first = run[1] if doc[run[0]].lower_ == "that" and len(run) > 1 else run[0]
                found.append(context.tokens(first, run[-1] + 1))
            run = []
        if index is not None:
            run.append(index)
    return found


def quotations(context: Context) -> list[TextSpan]:
    """Quoted passages of the sentence that say something: scare quotes of a few words are not statements."""
    return [q for q in spans(context) if len(q.text.split()) > _SCARE_WORDS or _OF_ITS_OWN.fullmatch(q.text)]


def spans(context: Context) -> list[TextSpan]:
    """What of the sentence stands in quotation marks, one passage for each quotation."""
    sentence = context.sentence
    cut = ((max(low, sentence.start), min(high, sentence.end)) for low, high in sentence.quotations)
    return [context.span(low, high) for low, high in cut if low < high]


def _is_marked(context: Context, span: TextSpan) -> bool:
    return '"' in around(context, span)


def around(context: Context, span: TextSpan) -> str:
    """A passage in the parser's form, with the character before it and the one behind."""
    text = text_of(context.sentence.span.doc)
    return text[max(0, span.start - context.sentence.offset - 1) : span.end - context.sentence.offset + 1]
