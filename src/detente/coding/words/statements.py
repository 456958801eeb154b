"""Who said what: speech verbs with a clause or a quotation, "according to", and quotations carried on.

The speaker must be a person, an office, a body or a state that the text names; a statement whose speaker
cannot be told is left out, for a wrong speaker is worse than none.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text.parse import text_of
from detente.coding.text.topics import issues_of
from detente.coding.who.naming import base
from detente.ontology import rows
from detente.records import Actor, Statement, TextSpan, digest

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCARE_WORDS = 4
_OF_ITS_OWN = re.compile(r"[A-Z].*[,.!?]\s*", re.DOTALL)
"""A quotation that is no scare quote however short: "And soon," he added."""
_CLAUSES = {"ccomp", "parataxis"}
_ADDRESSING = {"tell", "urge", "ask", "warn", "accuse"}
_COMPLEMENTS = {
    **dict.fromkeys(("warn", "complain"), frozenset({"of", "about", "over", "against"})),
    "accuse": frozenset({"of"}),
    **dict.fromkeys(
        ("apologise", "apologize", "criticise", "criticize", "denounce", "condemn", "praise"),
        frozenset({"for", "over"}),
    ),
}
"""With what preposition a verb of saying tells what is said: "accused Chile of theft", "apologised for the delay"."""
_NAMES = {"country", "demonym", "capital", "metonym", "organisation", "body"}
_NAMELESS = {"name", "identify", "quote", "cite", "disclose", "publish"}
_WITH_NOUN = {
    "stress",
    "emphasise",
    "emphasize",
    "underline",
    "underscore",
    "reiterate",
    "repeat",
    "reaffirm",
    "urge",
    "propose",
    "expect",
    "predict",
    "forecast",
    "demand",
    "deny",
    "reject",
    "warn",
    "support",
    "pledge",
    "promise",
    "call",
    "describe",
    "argue",
    "express",
    "voice",
    "welcome",
    "condemn",
}
_WITH_INFINITIVE = {"urge", "call", "ask", "promise", "pledge", "vow", "describe", "demand", "appeal"}
_SPEAKING_SECTORS = {"GOV", "MIL", "LEG", "JUD", "PTY", "BUS", "MED", "CVL", "REB", "NGO", "IGO", "COP"}


@functools.cache
def forces() -> dict[str, str]:
    """Speech verbs (lemma) and the force of each: says, claims, denies, urges, warns, promises, ..."""
    return {row["verb"]: row["force"] for row in rows("speech-verbs")}


def find(context: Context) -> list[Statement]:
    """The statements of a sentence that tells who makes them; what is quoted alone is read by `quoted`."""
    out: list[Statement] = []
    for token in () if context.sentence.heading else context.sentence.span:
        if token.pos_ != "VERB" or token.lemma_.lower() not in forces() or _not_said(token):
            continue
        statement = _spoken(context, token)
        if statement is not None and not any(_inside(statement, other) for other in out):
            out.append(statement)
    out += [s for s in _according(context) if not any(_inside(s, other) for other in out)]
    return out


def tells(context: Context) -> bool:
    """Whether somebody acts in the sentence outside of quotation marks, as who tells a quotation does."""
    return any(
        t.dep_ == "nsubj" and t.head.pos_ == "VERB" and not _is_quoted(context, t) for t in context.sentence.span
    )


def _is_quoted(context: Context, token: Token) -> bool:
    at = context.sentence.offset + token.idx
    return any(low <= at < high for low, high in context.sentence.quotations)


def _not_said(verb: Token) -> bool:
    """Whether the speaking itself did not happen: negated, or only possible."""
    words = {c.lower_ for c in verb.children if c.dep_ in {"aux", "neg"}}
    if verb.dep_ in {"xcomp", "conj"} and not any(c.dep_ == "nsubj" for c in verb.children):
        words |= {c.lower_ for c in verb.head.children if c.dep_ in {"aux", "neg"}}
    return bool(words & {"not", "n't", "never", "may", "might", "could", "would", "should", "must", "can", "will"})


def _spoken(context: Context, verb: Token) -> Statement | None:
    speaker = _speaker(context, verb) if not _asks_to_stay_unnamed(verb) else None
    if speaker is None:
        return None
    content = [span for span in _content(context, verb) if " " in span.text.strip() or '"' in _around(context, span)]
    if not content:
        return None
    return _statement(context, speaker, verb, tuple(content))


def _around(context: Context, span: TextSpan) -> str:
    text = text_of(context.sentence.span.doc)
    return text[max(0, span.start - context.sentence.offset - 1) : span.end - context.sentence.offset + 1]


def _statement(context: Context, speaker: Actor, verb: Token, content: tuple[TextSpan, ...]) -> Statement:
    lemma = verb.lemma_.lower()
    quoted = context.sentence.quotations
    direct = any('"' in _around(context, s) or any(a <= s.start and s.end <= b for a, b in quoted) for s in content)
    said_then = [t for t in context.times if not any(s.start <= t.start < s.end for s in content)]
    when = min(said_then, key=lambda t: abs(t.start - context.sentence.offset - verb.idx)).when if said_then else None
    to = _addressees(context, verb)
    return Statement(
        id=digest("statement", context.document.copy_id, context.sentence.offset + verb.idx, content[0].start),
        document=context.document.text_id,
        path=context.document.path,
        speaker=speaker,
        verb=verb.text.lower(),
        force=forces().get(lemma, "says"),
        direct=direct,
        content=content,
        evidence=context.whole,
        to=to,
        about=_about(context, content, {speaker.code, *(actor.code for actor in to)}),
        issues=issues_of(" ".join(c.text for c in content)),
        when=when,
    )


def _about(context: Context, content: tuple[TextSpan, ...], besides: set[str | None]) -> tuple[Actor, ...]:
    """The states and bodies that the content names, each once, but those who speak and are spoken to."""
    found: dict[str, Actor] = {}
    for match in context.cast.matches:
        token = context.sentence.span.doc[match.end - 1]
        at = context.sentence.offset + token.idx
        if match.entry.kind in _NAMES and any(s.start <= at < s.end for s in content):
            code = context.cast.code_of(match)
            if code is not None and code not in besides:
                found.setdefault(code, context.cast.actor_at(token, match))
    return tuple(found.values())


def _speaker(context: Context, verb: Token) -> Actor | None:
    """The subject of the speech verb, through coordination; with "said in" inversion too."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    node = verb
    while not subjects and node.dep_ in {"conj", "advcl", "xcomp"} and node.head.pos_ in {"VERB", "AUX"}:
        node = node.head
        subjects = [c for c in node.children if c.dep_ == "nsubj"]
    if verb.dep_ == "relcl" and (not subjects or subjects[0].tag_ in {"WDT", "WP"}):
        subjects = [verb.head]
    if not subjects:
        return None
    subject = subjects[0]
    found = context.cast.resolve(subject)
    for nearer in _nearer_names(subject):
        inner = context.cast.resolve(nearer)
        if inner is not None and inner.person:
            base = found or inner
            found = dataclasses.replace(
                inner,
                code=inner.code or base.code,
                sector=inner.sector or base.sector or "CVL",
                office=inner.office or (base.office if base is not inner else None),
            )
            context.cast.introduce(found)
    if found is None or found.sector not in _SPEAKING_SECTORS:
        return _unnamed(context, subject)
    return found


def _nearer_names(subject: Token) -> Iterator[Token]:
    """Names behind a general word: "analysts such as Sheila Smith", "its chairman Masakazu Tokura"."""
    for child in subject.children:
        if child.pos_ == "PROPN" and (child.dep_ == "appos" or child.i == subject.i + 1):
            yield child
        if child.dep_ == "prep" and child.lower_ in {"as", "like"}:
            yield from (p for p in child.children if p.dep_ == "pobj" and p.pos_ == "PROPN")


_UNNAMED = {
    "analyst",
    "expert",
    "observer",
    "official",
    "source",
    "people",
    "critic",
    "economist",
    "diplomat",
    "witness",
    "resident",
    "trader",
    "academic",
    "scholar",
    "report",
    "statement",
    "editorial",
    "poll",
    "survey",
    "figure",
    "study",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "commentator",
    "many",
    "some",
    "party",
    "supporter",
    "student",
    "post",
}


def _unnamed(context: Context, subject: Token) -> Actor | None:
    """An unnamed speaker of a telling kind ("analysts", "a senior official"): kept as the text has it."""
    if subject.lemma_.lower() not in _UNNAMED:
        return None
    modifier = next((c for c in subject.rights if c.dep_ in {"amod", "acl", "prep"}), None)
    text = context.tokens(subject.left_edge.i, (modifier.right_edge.i if modifier is not None else subject.i) + 1)
    return Actor(None, text.text, "CVL", start=text.start, end=text.end, resolved="noun")


def _content(context: Context, verb: Token) -> Iterator[TextSpan]:
    """What is said: the clause, the quotation, or the thing stressed, in the order of the text."""
    clauses = [c for c in verb.children if c.dep_ in _CLAUSES and not _is_of_another(verb, c)]
    clauses += [
        c for c in verb.children if c.dep_ in {"xcomp", "oprd"} and (verb.lemma_ in _WITH_INFINITIVE or c.tag_ == "VBG")
    ]
    if not clauses and verb.dep_ in {"parataxis", "ccomp"} and verb.head.pos_ in {"VERB", "AUX"}:
        clauses = [verb.head]
    if clauses:
        for clause in clauses:
            kept = [t.i for t in clause.subtree]
            if not verb.is_ancestor(clause):
                inside = {t.i for t in verb.subtree}
                kept = [i for i in kept if i not in inside]
            yield from _runs(context, kept)
        return
    quotes = _quotations(context)
    if quotes:
        yield from quotes
        return
    complements = list(_complements(verb))
    if complements:
        yield from (context.tokens(c.left_edge.i, c.right_edge.i + 1) for c in complements)
        return
    nouns = [c for c in verb.children if c.dep_ in {"dobj", "prep"} and verb.lemma_.lower() in _WITH_NOUN]
    objects = [n for n in nouns if n.dep_ == "dobj"] or nouns[:1]
    for noun in objects[:1]:
        kept = [t.i for t in noun.subtree]
        kept += [t.i for c in verb.children if c.dep_ in {"oprd", "xcomp"} for t in c.subtree]
        yield context.tokens(min(kept), max(kept) + 1)


def _complements(verb: Token) -> Iterator[Token]:
    """What stands behind the preposition of a verb of saying; "against" is kept, for without it the sense turns."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in _COMPLEMENTS.get(verb.lemma_.lower(), ()):
            yield from [prep] if prep.lower_ == "against" else (c for c in prep.children if c.dep_ in {"pobj", "pcomp"})


def _is_of_another(verb: Token, clause: Token) -> bool:
    """ "Chad says it won; Mali claims that it did": what another says, set off by a semicolon, is no part of this."""
    low, high = min(verb.i, clause.i), max(verb.i, clause.i)
    apart = any(t.text == ";" for t in verb.doc[low:high])
    return apart and clause.lemma_.lower() in forces() and any(c.dep_ == "nsubj" for c in clause.children)


def _asks_to_stay_unnamed(verb: Token) -> bool:
    """ "Asked not to be named": how somebody speaks, and nothing that is said."""
    below = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "dobj"}]
    unnamed = any(c.lemma_ in _NAMELESS and any(a.dep_ == "auxpass" for a in c.children) for c in below)
    hidden = any(t.lemma_ in {"anonymous", "anonymity"} for c in below for t in c.subtree)
    return verb.lemma_ in {"ask", "request", "demand"} and (unnamed or hidden)


def _runs(context: Context, indices: list[int]) -> Iterator[TextSpan]:
    """Contiguous runs of token indices as passages, without a leading "that" or a lone mark."""
    doc = context.sentence.span.doc
    run: list[int] = []
    for index in [*sorted(indices), None]:
        if run and (index is None or index != run[-1] + 1):
            words = [i for i in run if not doc[i].is_punct and not doc[i].is_space]
            if words:
                first = run[1] if doc[run[0]].lower_ == "that" and len(run) > 1 else run[0]
                yield context.tokens(first, run[-1] + 1)
            run = []
        if index is not None:
            run.append(index)


def _quotations(context: Context) -> list[TextSpan]:
    """Quoted passages of the sentence that say something: scare quotes of a few words are not statements."""
    return [q for q in quotations(context) if len(q.text.split()) > _SCARE_WORDS or _OF_ITS_OWN.fullmatch(q.text)]


def quotations(context: Context) -> list[TextSpan]:
    """What of the sentence stands in quotation marks, one passage for each quotation."""
    sentence = context.sentence
    cut = ((max(low, sentence.start), min(high, sentence.end)) for low, high in sentence.quotations)
    return [context.span(low, high) for low, high in cut if low < high]


def _addressees(context: Context, verb: Token) -> tuple[Actor, ...]:
    if verb.lower_ == "according":
        return ()
    targets = [c for c in verb.children if c.dep_ in {"dobj", "dative"} and verb.lemma_ in _ADDRESSING]
    targets += [
        p
        for c in verb.children
        if c.dep_ in {"prep", "dative"} and c.lower_ == "to"
        for p in c.children
        if p.dep_ == "pobj"
    ]
    named = (next((n for n in _nearer_names(t) if base(t) in _COUNTERPARTS), t) for t in targets)
    resolved = (a for t, name in zip(targets, named, strict=True) for a in _as_told(context, t, name))
    return tuple(a for a in resolved if a.code)


_COUNTERPARTS = {"counterpart", "opposite", "colleague", "homologue"}


def _as_told(context: Context, target: Token, name: Token) -> list[Actor]:
    """Who a phrase names: the person named behind "his Polish counterpart", of the state that the phrase tells."""
    found = context.cast.resolve_all(target)
    person = context.cast.resolve(name) if name is not target else None
    if person is None or not person.person:
        return found
    state = next((a for a in found if a.code), None)
    if state is None or person.code is not None:
        return [person]
    return [dataclasses.replace(person, code=state.code, country=state.country)]


def _according(context: Context) -> Iterator[Statement]:
    """ "According to the ministry, exports fell": the rest of the sentence is what is said."""
    for token in context.sentence.span:
        if token.lower_ != "to" or token.i == 0 or token.nbor(-1).lower_ != "according":
            continue
        for pobj in (c for c in token.children if c.dep_ == "pobj"):
            speaker = context.cast.resolve(pobj) or _unnamed(context, pobj)
            if speaker is None:
                continue
            phrase = {t.i for t in token.subtree} | {token.i - 1}
            rest = [t.i for t in context.sentence.span if t.i not in phrase and t.i >= context.sentence.span.start]
            runs = [r for r in _runs(context, rest) if len(r.text.split()) > 2]
            if runs:
                yield _statement(context, speaker, token.nbor(-1), tuple(runs))


def carried(context: Context, content: TextSpan, before: Statement | None) -> Statement:
    """The statement of a sentence that is a quotation and no more, with the speaker of another, if that is known."""
    speaker = before.speaker if before is not None else Actor(None, "")
    return given(_statement(context, speaker, context.sentence.span.root, (content,)), before)


def given(statement: Statement, other: Statement | None) -> Statement:
    """A quotation's words as said by the speaker of another statement, with its verb."""
    if other is None:
        return statement
    return dataclasses.replace(statement, speaker=other.speaker, verb=other.verb, force=other.force, direct=True)


def _inside(one: Statement, other: Statement) -> bool:
    """Whether a statement's content lies within another's content in the same sentence (nested speech)."""
    return any(o.start <= c.start and c.end <= o.end for c in one.content for o in other.content) and (
        one.speaker.text == other.speaker.text
    )
