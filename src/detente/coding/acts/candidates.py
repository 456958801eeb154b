"""Candidates for events from the parse: a trigger word with who acts and on whom.

Subjects are looked for through coordination, control ("decided to lift"), participles and relative clauses;
recipients among objects, prepositions, possessives and the subject of a reported clause. The classifier and
`events` decide what becomes of a candidate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding import lexicon
from detente.coding.acts import reproach
from detente.coding.acts.arguments import (
    OBJECTS,
    direct_objects,
    object_words,
    passive_subjects,
    reduced_passive,
    subject_tokens,
)
from detente.coding.lexicon import Trigger
from detente.coding.text.parse import Sentence
from detente.coding.who.cast import Cast
from detente.coding.who.naming import same
from detente.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

_AIM = (
    "against",
    "with",
    "to",
    "toward",
    "towards",
    "on",
    "upon",
    "at",
    "from",
    "for",
    "of",
    "over",
    "by",
    "into",
    "between",
    "among",
    "about",
)
_BELOW = {"with", "against", "to", "on", "around", "near", "from", "for", "of", "towards", "toward", "by"}
_PLACE_PREPS = {
    "around",
    "near",
    "off",
    "over",
    "in",
    "into",
    "through",
    "on",
    "at",
    "along",
    "across",
    "outside",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible event: its trigger token, its root by the lexicon and the parties the parse gives."""

    token: Token
    trigger: Trigger
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    objects: tuple[str, ...]
    passive: bool
    mutual: bool
    nominal: bool
    inward: bool = False
    """Whether the act's object is the actor's own: nobody else can be meant as its recipient."""


def candidates(sentence: Sentence, cast: Cast) -> Iterator[Candidate]:
    """Every candidate of a sentence in order; the sentence must be open in the cast."""
    used: set[int] = set()
    for token in sentence.span:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
            found = _verbal(token, cast) or _spoken(token, cast)
            if found is not None:
                if found.trigger.objects:
                    used |= {t.i for t in direct_objects(token)}
                yield found
    for token in sentence.span:
        if token.pos_ in {"NOUN", "PROPN"} and token.i not in used and token.dep_ != "compound":
            found = _nominal(token, cast)
            if found is not None:
                yield found


def _is_modifier(token: Token) -> bool:
    """Whether a participle only describes a noun: "detained fishermen", "concern over jailed reporters"."""
    bare = token.tag_ in {"VBN", "VBG"} and not any(
        c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in token.children
    )
    return token.dep_ == "amod" or (
        bare and token.dep_ in {"pobj", "compound", "conj"} and token.head.pos_ not in {"VERB", "AUX"}
    )


def _verbal(token: Token, cast: Cast) -> Candidate | None:
    if _is_modifier(token):
        return None
    objects = direct_objects(token)
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in token.children) or reduced_passive(token)
    undergoer = passive_subjects(token) if passive else objects
    words = tuple(word for item in undergoer for word in object_words(item))
    particles = {
        c.lower_
        for c in token.children
        if c.dep_ in {"prt", "advmod"} or (c.dep_ in {"prep", "mark"} and c.i == token.i + 1)
    }
    preps = {c.lower_ for c in token.children if c.dep_ in {"prep", "dative"}}
    trigger = lexicon.verb(token.lemma_.lower(), particles, words, preps)
    if trigger is None:
        return None
    actors = _agents(token, cast) if passive else _subjects(token, cast)
    recipients = _recipients(token, trigger, undergoer, cast, actors)
    mutual = _is_mutual(trigger.root, actors, recipients, token)
    if mutual and len(actors) > 1 and not recipients:
        actors, recipients = actors[:1], actors[1:]
    inward = any(_is_of(a, actors) for item in undergoer for a in cast.resolve_all(item))
    return Candidate(token, trigger, tuple(actors), tuple(recipients), words, passive, mutual, False, inward)


def _spoken(token: Token, cast: Cast) -> Candidate | None:
    """An accusation made by speaking ill of another."""
    actors = _subjects(token, cast)
    if not actors:
        return None
    blamed = reproach.blamed(token, cast, actors)
    if blamed is None:
        return None
    trigger = Trigger("ACCUSE", token.lemma_.lower(), frozenset(), frozenset(), ())
    return Candidate(token, trigger, tuple(actors), tuple(blamed), (), False, False, nominal=False)


def _nominal(token: Token, cast: Cast) -> Candidate | None:
    lemma = token.lemma_.lower()
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    trigger = lexicon.noun((f"{before} {lemma}", lemma, token.lower_))
    if trigger is None or token.ent_type_:
        return None
    actors = [a for c in token.children if c.dep_ in {"poss", "nmod"} for a in cast.resolve_all(c)]
    modifiers = [a for c in token.children if c.dep_ in {"amod", "compound"} for a in cast.resolve_all(c)]
    actors = actors or modifiers[:1]
    recipients: list[Actor] = []
    for prep in (
        c for c in token.children if c.dep_ == "prep" and c.lower_ in (*trigger.preps, "between", "like", "of", "by")
    ):
        named = [a for pobj in prep.children if pobj.dep_ in {"pobj", "pcomp"} for a in cast.resolve_all(pobj)]
        if prep.lower_ in {"by", "from"} and not actors:
            actors = named
        elif prep.lower_ in {"between", "like"} and len(named) > 1:
            actors, recipients = named[:1], named[1:]
        elif prep.lower_ == "of" and not actors and trigger.root in {"CONSULT", "AGREE", "MOBILIZE", "RETREAT", "AID"}:
            actors = named
        else:
            recipients += named
    if trigger.root in {"CONSULT", "AGREE", "COOPERATE"} and len(modifiers) > 1 and not recipients:
        actors, recipients = modifiers[:1], modifiers[1:]
    actors = actors or _light_subject(token, cast)
    recipients = (
        [a for a in recipients if not same(a, actors) or a.sector != actors[0].sector] if actors else recipients
    )
    if not actors and not recipients:
        return None
    mutual = _is_mutual(trigger.root, actors, recipients, token)
    if len(actors) > 1 and mutual and not recipients:
        actors, recipients = actors[:1], actors[1:]
    return Candidate(token, trigger, tuple(actors), tuple(recipients), (), False, mutual, nominal=True)


def _light_subject(token: Token, cast: Cast) -> list[Actor]:
    """The subject of a verb whose object the noun is: "Tokyo made a protest to Beijing"."""
    if (
        token.dep_ in OBJECTS
        and token.head.pos_ == "VERB"
        and token.head.lemma_
        in {
            "make",
            "give",
            "issue",
            "launch",
            "hold",
            "stage",
            "lodge",
            "carry",
            "conduct",
            "have",
            "mount",
            "deliver",
            "offer",
            "keep",
            "face",
            "renew",
            "order",
            "announce",
            "continue",
            "begin",
            "start",
            "resume",
        }
    ):
        return _subjects(token.head, cast)
    if token.dep_ == "pobj" and token.head.lower_ == "on" and token.head.head.lemma_ in {"go", "be"}:
        return _subjects(token.head.head, cast)
    return []


def _agents(token: Token, cast: Cast) -> list[Actor]:
    return [
        a
        for c in token.children
        if c.dep_ == "agent"
        for p in c.children
        if p.dep_ == "pobj"
        for a in cast.resolve_all(p)
    ]


def _subjects(token: Token, cast: Cast) -> list[Actor]:
    for subject in subject_tokens(token):
        found = [actor for actor in cast.resolve_all(subject) if actor.sector is not None]
        if found:
            return found
    return []


def _recipients(token: Token, trigger: Trigger, undergoer: list[Token], cast: Cast, actors: list[Actor]) -> list[Actor]:
    """Whom the act is aimed at: the object if it is an actor, else the prepositions in the entry's order."""
    found: list[Actor] = []
    if not (trigger.objects and trigger.root in {"MOBILIZE", "CONSULT", "AGREE"}):
        for item in undergoer:
            own = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in item.children)
            named = [a for a in cast.resolve_all(item) if not (own and _is_of(a, actors))]
            found += [a for a in named if not same(a, actors) or a.sector not in {None, "GOV"}]
    for item in undergoer:
        found += _below(item, trigger, cast, actors, 0)
        if not found:
            found += [
                a
                for c in item.children
                if c.dep_ in {"poss", "amod", "compound"} and c.pos_ != "PRON"
                for a in cast.resolve_all(c)
                if a.code and a.sector is not None and not same(a, actors)
            ]
    general = () if trigger.root in {"CONSULT", "AGREE", "COOPERATE"} else _AIM
    wanted = [*trigger.preps, *(p for p in general if p not in trigger.preps)]
    preps = [c for c in token.children if c.dep_ in {"prep", "dative"} and c.lower_ in wanted]
    preps.sort(key=lambda c: wanted.index(c.lower_))
    for prep in preps:
        if found and prep.lower_ not in trigger.preps:
            continue
        found += _prep_actors(prep, cast, actors)
        if not found:
            for inner in (p for p in prep.children if p.dep_ == "pobj"):
                found += _below(inner, trigger, cast, actors, 1)
    if not found and trigger.root == "THREATEN":
        for clause in (c for c in token.children if c.dep_ == "xcomp"):
            found += [a for o in direct_objects(clause) for a in cast.resolve_all(o) if not same(a, actors)]
    if not found:
        for clause in (c for c in token.children if c.dep_ in {"ccomp", "xcomp"}):
            found += [
                a
                for s in subject_tokens(clause)
                if s.i > token.i
                for a in cast.resolve_all(s)
                if not same(a, actors)
                and a.resolved in {"name", "capital", "metonym", "person", "organisation", "body"}
            ]
    return _unique([a for a in found if a.code])


def _is_of(actor: Actor, others: list[Actor]) -> bool:
    return actor.code is not None and actor.code in {other.code for other in others}


def _prep_actors(prep: Token, cast: Cast, actors: list[Actor]) -> list[Actor]:
    named = [a for p in prep.children if p.dep_ == "pobj" for a in cast.resolve_all(p)]
    return [a for a in named if not same(a, actors)]


def _below(noun: Token, trigger: Trigger, cast: Cast, actors: list[Actor], depth: int) -> list[Actor]:
    """Actors in the prepositions below a noun: "the need for ties with China"."""
    if depth > 3:
        return []
    out: list[Actor] = []
    for prep in (c for c in noun.children if c.dep_ == "prep" and (c.lower_ in trigger.preps or c.lower_ in _BELOW)):
        named = _prep_actors(prep, cast, actors)
        if prep.lower_ not in {"of", "in"} or noun.dep_ not in {"dobj"}:
            out += named
        for inner in (p for p in prep.children if p.dep_ == "pobj" and not named):
            out += _below(inner, trigger, cast, actors, depth + 1)
    return out


def _is_mutual(root: str, actors: list[Actor], recipients: list[Actor], token: Token) -> bool:
    if root not in {"CONSULT", "AGREE", "COOPERATE"}:
        return False
    if len({a.code for a in actors if a.code}) > 1 and not recipients:
        return True
    with_whom = any(c.dep_ == "prep" and c.lower_ in {"with", "between"} for c in token.subtree)
    meets = token.lemma_.lower() in {"meet", "talk", "confer", "negotiate", "sign", "agree"}
    return bool(actors and recipients) and (with_whom or meets or token.pos_ != "VERB")


def _unique(actors: list[Actor]) -> list[Actor]:
    out: dict[tuple[str | None, str | None, str | None], Actor] = {}
    for actor in actors:
        out.setdefault((actor.code, actor.sector, None if actor.code else actor.text), actor)
    return list(out.values())
