"""What is said: the clause, the quotation, or the thing that a verb of saying takes, and nothing of what tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text.clauses import words_of
from detente.coding.words import completed, spans, speech, taken
from detente.records import TextSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMELESS = words_of("name|identify|quote|cite|disclose|publish")
_CONTRASTS = frozenset({"though", "although", "while", "whereas"})
_CLOSE = 6
"""So many words stand at most between "and" and the verb that it joins."""


def of(context: Context, verb: Token) -> list[TextSpan]:
    """What a verb of saying says, in the order of the text; empty where it says nothing that is told."""
    if _asks_to_stay_unnamed(verb) or _calls_itself(verb):
        return []
    told = _told(context, verb)
    return completed.of(context, verb, told) if told else told


def _told(context: Context, verb: Token) -> list[TextSpan]:
    if speech.inverted(verb) is not None and (quoted := spans.up_to(context, verb)):
        return quoted
    told = _clauses(context, verb) or taken.of(context, verb)
    if told or verb.dep_ == "acl" or (verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)):
        return told
    return (
        spans.opened_by(context, verb)
        or spans.led_in(context, verb, spans.telling(context))
        or _by_order(context, verb)
    )


_PLAIN = frozenset({"say", "add", "report", "announce"})
_AUDIENCES = words_of(
    "reporter|journalist|conference|parliament|lawmaker|legislator|deputy|senator|agency|radio|television|newspaper|paper|"
    "daily|crowd|rally|committee|council|house|senate|congress|assembly|briefing|audience|meeting|forum|hearing|court"
)
_FAR = 12
"""So many words behind a verb "that" may begin what it says."""


def _by_order(context: Context, verb: Token) -> list[TextSpan]:
    """What is said by the order of the words, where the parser has lost the clause: "..., the ministry said".

    What stands before the comma in front of who speaks, or what follows "said" or "that"; it must hold a finite verb.
    """
    span = context.sentence.span
    behind = [t for t in span if t.i > verb.i and not t.is_space]
    if verb.lemma_.lower() in _PLAIN and (
        not behind or behind[0].is_punct or behind[0].lower_ in {"on", "today", "here"}
    ):
        comma = next((t.i for t in reversed(span[: verb.i - span.start]) if t.text == ","), None)
        return _finite_run(context, span.start, comma) if comma is not None else []
    that = next(
        (t.i for t in behind[:_FAR] if t.lower_ == "that" and t.dep_ in {"mark", "pobj", "nsubj", "dobj"}), None
    )
    if that is not None and not any(t.is_punct or t.tag_ in speech.FINITE for t in behind if t.i < that):
        return _finite_run(context, that + 1, span.end)
    if verb.lemma_ == "tell":
        heard = next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in _AUDIENCES), None)
        return _finite_run(context, heard.i + 1, span.end) if heard is not None else []
    return _finite_run(context, verb.i + 1, span.end) if verb.lemma_ == "say" else []


def _finite_run(context: Context, first: int, last: int) -> list[TextSpan]:
    doc = context.sentence.span.doc
    words = doc[first:last]
    subject = any(t.dep_ in {"nsubj", "nsubjpass"} for t in words)
    finite = any(t.tag_ in speech.FINITE | {"MD"} for t in words)
    return spans.runs(context, list(range(first, last))) if subject and finite else []


def _clauses(context: Context, verb: Token) -> list[TextSpan]:
    takes = speech.takes(verb)
    if speech.named(verb) == "put" or taken.judged(verb) is not None:
        return []
    found = [c for c in verb.children if c.dep_ in speech.CLAUSES and not _is_of_another(verb, c)]
    found += [c for c in verb.children if c.dep_ in {"xcomp", "advcl"} and _is_taken(verb, c)]
    if "for" in takes:
        # "Called for the ban to be lifted".
        found += [c for c in verb.children if any(m.dep_ == "mark" and m.lower_ == "for" for m in c.children)]
    if speech.named(verb) == "make clear":
        found = [c for a in verb.children for c in a.children if c.dep_ in {"ccomp", "csubj", "advcl"}] or found
    if not found:
        found = [verb.head] if _is_aside(verb) else _behind_a_noun(verb) or _behind_citing(verb)
    out: list[TextSpan] = []
    for clause in found:
        kept = _own(verb, clause)
        out += spans.runs(context, kept)
    return [span for span in out if " " in span.text.strip() or '"' in spans.around(context, span)]


def _is_taken(verb: Token, clause: Token) -> bool:
    """Whether a verb takes such a clause: "urged them to wait", "denied having sent arms"."""
    takes = speech.takes(verb)
    if "infinitive" in takes and clause.tag_ == "VB" and not _is_behind_quotes(verb, clause):
        return True
    return "gerund" in takes and _is_gerund_behind(verb, clause)


def _is_behind_quotes(verb: Token, clause: Token) -> bool:
    """Whether a quotation begins or ends between a verb and an infinitive: that is part of what is quoted."""
    low, high = sorted((verb.i, clause.i))
    return verb.lemma_ == "tell" and any(t.text == '"' for t in verb.doc[low:high])


def _is_gerund_behind(verb: Token, clause: Token) -> bool:
    """ "Denied sending arms", "denied having sent arms"."""
    first = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    return bool(first.tag_ == "VBG" and (first == clause or (first.head == clause and first.dep_ == "aux")))


def _behind_a_noun(verb: Token) -> list[Token]:
    """ "Told the agency in an interview that the plant was shut": the parser hangs the clause on the interview."""
    if speech.takes(verb) & {"named", "for", "object", "thing"}:
        return []
    nouns = [n for c in verb.children if c.dep_ in {"dobj", "prep", "dative"} for n in (c, *c.children)]
    clauses = (c for n in nouns if n.pos_ in {"NOUN", "PROPN"} for c in n.children if c.dep_ in {"acl", "relcl"})
    return [
        c
        for c in clauses
        if any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
        or (c.head.lemma_.lower() in taken.SETTINGS and c.left_edge.lower_ == "that")
    ][:1]


def _behind_citing(verb: Token) -> list[Token]:
    """ "Reported, citing officers, that the camp was shut": the parser hangs the clause on "citing"."""
    citing = (c for c in verb.children if c.lemma_ == "cite" and c.tag_ == "VBG")
    return [clause for c in citing for clause in c.children if clause.dep_ in speech.CLAUSES]


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


def _own(verb: Token, clause: Token) -> list[int]:
    """The tokens of a clause that are what the verb says: without the verb's own, and what it goes on to say."""
    left_out: set[int] = set()
    if not verb.is_ancestor(clause):
        left_out |= {t.i for t in verb.subtree}
    for token in clause.subtree:
        if token.i in left_out or token == clause:
            continue
        remark = token.i > clause.i and token.nbor(-1).text == "," and taken.is_remark(token)
        apart = speech.begun_by(token) == verb or _is_while(token, clause, verb)
        apart = (
            apart
            or _is_silent(token, verb)
            or _is_anothers_aside(token)
            or _is_though(token)
            or _is_the_texts_own(token, clause, verb)
        )
        if remark or apart:
            gone = token.head if remark else token
            left_out |= {t.i for t in gone.subtree}
            left_out |= _link_before(gone.left_edge)
    kept = [t.i for t in clause.subtree if t.i not in left_out]
    led = next((m for m in clause.children if m.dep_ == "mark" and m.lower_ == "for"), None)
    if led is not None:
        return [i for i in kept if i > led.i]
    if clause.tag_ == "VB" and clause.dep_ in {"xcomp", "advcl"}:
        # "Urged the South to open talks": what is asked for, without whom it is asked of.
        kept = [i for i in kept if i >= clause.i or clause.doc[i].dep_ in {"neg", "advmod"}]
    return kept


_SILENT = words_of("refuse|decline|give|elaborate|disclose|provide|offer")
_NOTHING = frozenset({"no", "few", "little", "not", "n't"})


def _is_silent(token: Token, verb: Token) -> bool:
    """ "Confirmed that it had come but refused to comment", "said it was ready but gave no date": what is not said."""
    if token.dep_ != "conj" or token.i < verb.i or token.tag_ != verb.tag_ or token.lemma_ not in _SILENT:
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children):
        return False
    return token.lemma_ in {"refuse", "decline"} or any(t.lower_ in _NOTHING for t in token.subtree)


def _is_anothers_aside(token: Token) -> bool:
    """ "A response to the raid, which Lima blames on Quito": what another says of it in passing."""
    if token.dep_ != "relcl" or not speech.is_speech(token) or token.doc[token.left_edge.i - 1].text != ",":
        return False
    return any(c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"} for c in token.children)


def _is_the_texts_own(token: Token, clause: Token, verb: Token) -> bool:
    """ "Said nobody could take a drop, and exercises have been held": the second is the text's own, in the present."""
    if token.dep_ != "conj" or verb.tag_ != "VBD" or token.i < verb.i:
        return False
    if any(c.dep_ == "mark" for c in token.children) or _first(clause).tag_ in {"VBZ", "VBP"}:
        return False
    subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    first = _first(token)
    before = token.doc[token.left_edge.i - 1].lower_ if token.left_edge.i else ""
    return subject is not None and first.tag_ in {"VBZ", "VBP"} and before in {",", "and", "but"}


def _first(verb: Token) -> Token:
    """The first helper of a verb, or the verb: what carries its tense."""
    return next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)


def _is_though(token: Token) -> bool:
    """ "The talks could begin, though he cautioned that nothing was settled": said in another breath."""
    marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
    said = token.dep_ == "advcl" and bool(marks & _CONTRASTS) and speech.is_speech(token)
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
    if token.dep_ != "advcl" or token.head not in {clause, *clause.children} or token.tag_ not in speech.FINITE:
        return False
    # What is asked for or promised is to come: "threatened to leave after they had come".
    links = {"as", "after", "when"} if clause.tag_ == "VB" and clause.dep_ == "xcomp" else {"as"}
    marks = [c for c in token.children if c.dep_ in {"mark", "advmod"} and c.lower_ in links]
    later = token.tag_ == verb.tag_ == "VBD" and any(c.dep_ == "nsubj" for c in token.children)
    return bool(marks) and later and token.i > clause.i


def _is_of_another(verb: Token, clause: Token) -> bool:
    """ "Chad says it won; Mali claims that it did": what another says, set off by a semicolon, is no part of this."""
    low, high = min(verb.i, clause.i), max(verb.i, clause.i)
    apart = any(t.text == ";" for t in verb.doc[low:high])
    return apart and speech.named(clause) in speech.forces() and any(c.dep_ == "nsubj" for c in clause.children)


def _calls_itself(verb: Token) -> bool:
    """ "Every vessel that calls itself a trawler": a name, and nothing that is said."""
    own = any(
        c.lower_ in {"itself", "himself", "herself", "themselves"} for t in verb.children for c in (t, *t.children)
    )
    return verb.lemma_ == "call" and own and verb.dep_ in {"relcl", "acl"}


def _asks_to_stay_unnamed(verb: Token) -> bool:
    """ "Asked not to be named": how somebody speaks, and nothing that is said."""
    if verb.lemma_ in {"speak", "talk", "insist"} and any(t.lemma_ == "condition" for t in verb.subtree):
        return True
    below = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "dobj"}]
    unnamed = any(c.lemma_ in _NAMELESS and any(a.dep_ == "auxpass" for a in c.children) for c in below)
    hidden = any(t.lemma_ in {"anonymous", "anonymity"} for c in below for t in c.subtree)
    return verb.lemma_ in {"ask", "request", "demand"} and (unnamed or hidden)
