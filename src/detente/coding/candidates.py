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
from detente.coding.actors import Cast
from detente.coding.lexicon import Trigger
from detente.coding.parse import Sentence
from detente.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_OBJECTS = {"dobj", "obj", "dative", "oprd"}
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
    "in",
    "near",
    "around",
    "off",
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
_SAY = {
    "say",
    "tell",
    "state",
    "declare",
    "claim",
    "argue",
    "add",
    "insist",
    "announce",
    "note",
    "call",
    "describe",
    "brand",
    "denounce",
    "label",
    "charge",
    "allege",
    "warn",
}
_GOVERNMENTAL = {"GOV", "LEG", "MIL", "IGO"}


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


def candidates(sentence: Sentence, cast: Cast) -> Iterator[Candidate]:
    """Every candidate of a sentence in order; the sentence must be open in the cast."""
    used: set[int] = set()
    for token in sentence.span:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
            found = _verbal(token, cast) or _reproach(token, cast)
            if found is not None:
                if found.trigger.objects:
                    used |= {t.i for t in _direct_objects(token)}
                yield found
    for token in sentence.span:
        if token.pos_ in {"NOUN", "PROPN"} and token.i not in used and token.dep_ != "compound":
            found = _nominal(token, cast)
            if found is not None:
                yield found


def _verbal(token: Token, cast: Cast) -> Candidate | None:
    objects = _direct_objects(token)
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in token.children) or _reduced_passive(
        token
    )
    undergoer = _passive_subjects(token) if passive else objects
    words = tuple(word for item in undergoer for word in _words(item))
    particles = {
        c.lower_
        for c in token.children
        if c.dep_ in {"prt", "advmod"} or (c.dep_ in {"prep", "mark"} and c.i == token.i + 1)
    }
    trigger = lexicon.verb(token.lemma_.lower(), particles, words)
    if trigger is None:
        return None
    if passive:
        actors = _agents(token, cast)
    else:
        actors = _subjects(token, cast)
    recipients = _recipients(token, trigger, undergoer, cast, actors)
    mutual = _is_mutual(trigger.root, actors, recipients, token)
    if mutual and len(actors) > 1 and not recipients:
        actors, recipients = actors[:1], actors[1:]
    return Candidate(token, trigger, tuple(actors), tuple(recipients), words, passive, mutual, nominal=False)


def _reproach(token: Token, cast: Cast) -> Candidate | None:
    """Speech whose content reproaches another: "called the remarks irresponsible", "said Japan was meddling"."""
    if token.lemma_.lower() not in _SAY:
        return None
    actors = _subjects(token, cast)
    if not actors:
        return None
    content = [c for c in token.children if c.dep_ in {"ccomp", "oprd", "xcomp", "dobj", "acomp"}]
    for clause in content:
        judged = [
            t
            for t in clause.subtree
            if lexicon.evaluations().get(t.lemma_.lower()) == "negative" and _near_root(t, clause)
        ]
        if not judged:
            continue
        blamed = [a for s in _subject_tokens(clause) for a in cast.resolve_all(s)]
        blamed += (
            []
            if blamed
            else [a for o in clause.lefts if o.dep_ in {"nsubj", "dobj"} for a in cast.resolve_all(o)]
        )
        blamed += [] if blamed else [a for o in _direct_objects(token) for a in cast.resolve_all(o)]
        recipients = [a for a in blamed if a.code and not _same(a, actors)]
        if recipients or clause.dep_ in {"oprd", "xcomp", "dobj"} or token.lemma_.lower() == "call":
            trigger = Trigger("ACCUSE", token.lemma_.lower(), frozenset(), frozenset(), ())
            recipients = recipients or _later_blamed(token, cast, actors)
            return Candidate(
                token, trigger, tuple(actors), tuple(recipients), (), False, False, nominal=False
            )
    return None


def _later_blamed(token: Token, cast: Cast, actors: list[Actor]) -> list[Actor]:
    """Whom the next coordinated verb blames: "called it irresponsible and said Japan was meddling"."""
    for other in token.conjuncts:
        for clause in (c for c in other.children if c.dep_ == "ccomp"):
            blamed = [a for s in _subject_tokens(clause) for a in cast.resolve_all(s)]
            if any(a.code and not _same(a, actors) for a in blamed):
                return [a for a in blamed if a.code and not _same(a, actors)]
    return []


def _near_root(token: Token, root: Token) -> bool:
    return token == root or token.head == root or token.head.head == root


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
        c
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in (*trigger.preps, "between", "like", "of", "by")
    ):
        named = [
            a for pobj in prep.children if pobj.dep_ in {"pobj", "pcomp"} for a in cast.resolve_all(pobj)
        ]
        if prep.lower_ in {"by", "from"} and not actors:
            actors = named
        elif prep.lower_ in {"between", "like"} and len(named) > 1:
            actors, recipients = named[:1], named[1:]
        elif (
            prep.lower_ == "of"
            and not actors
            and trigger.root in {"CONSULT", "AGREE", "MOBILIZE", "RETREAT", "AID"}
        ):
            actors = named
        else:
            recipients += named
    if trigger.root in {"CONSULT", "AGREE", "COOPERATE"} and len(modifiers) > 1 and not recipients:
        actors, recipients = modifiers[:1], modifiers[1:]
    actors = actors or _light_subject(token, cast)
    recipients = (
        [a for a in recipients if not _same(a, actors) or a.sector != actors[0].sector]
        if actors
        else recipients
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
        token.dep_ in _OBJECTS
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
    return []


def _direct_objects(token: Token) -> list[Token]:
    found = [c for c in token.children if c.dep_ in _OBJECTS]
    for item in list(found):
        found += [c for c in item.conjuncts if c not in found and c.i > item.i]
    if not found and token.dep_ == "relcl" and not _passive_subjects(token):
        relative = [c for c in token.children if c.dep_ in {"dobj", "pobj"} and c.tag_ in {"WDT", "WP"}]
        if relative:
            found = [token.head]
    if not found and token.dep_ == "conj" and token.head.pos_ == "VERB" and token.i < token.head.i:
        found = _direct_objects(token.head)
    return [token.head if t.tag_ in {"WDT", "WP"} and token.dep_ == "relcl" else t for t in found]


def _passive_subjects(token: Token) -> list[Token]:
    found = [c for c in token.children if c.dep_ == "nsubjpass"]
    if not found and token.dep_ == "conj" and token.head.pos_ == "VERB":
        found = _passive_subjects(token.head)
    if not found and _reduced_passive(token):
        found = [token.head]
    if not found and token.dep_ == "xcomp":
        found = [c for c in token.head.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return [token.head if t.tag_ in {"WDT", "WP"} and token.dep_ == "relcl" else t for t in found]


def _reduced_passive(token: Token) -> bool:
    return token.dep_ == "acl" and token.tag_ == "VBN" and token.head.pos_ in {"NOUN", "PROPN", "PRON"}


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
    for subject in _subject_tokens(token):
        found = [actor for actor in cast.resolve_all(subject) if actor.sector is not None]
        if found:
            return found
    return []


def _subject_tokens(token: Token, depth: int = 0) -> list[Token]:
    """The tokens that can be the subject of a verb, nearest first (active voice)."""
    if depth > 4:
        return []
    own = [c for c in token.children if c.dep_ in _SUBJECTS and c.pos_ != "SCONJ"]
    if own:
        return [token.head if c.tag_ in {"WDT", "WP"} and token.dep_ == "relcl" else c for c in own]
    head = token.head
    if head == token:
        return []
    if token.dep_ in {"conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "dep"}:
        if token.dep_ in {"xcomp", "advcl", "ccomp"} and head.lemma_ in {
            "urge",
            "ask",
            "tell",
            "order",
            "force",
            "push",
            "press",
            "allow",
            "invite",
            "lead",
            "help",
            "persuade",
            "warn",
            "encourage",
            "enable",
            "want",
        }:
            controlled = [c for c in head.children if c.dep_ in _OBJECTS]
            if controlled and any(c.lower_ == "to" for c in token.children):
                return controlled
        if head.pos_ in {"VERB", "AUX", "ADP", "ADJ"}:
            return _subject_tokens(head, depth + 1)
    if token.dep_ in {"relcl", "acl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if token.dep_ == "acl" and token.tag_ in {"VB", "VBG"} and head.pos_ == "NOUN":
            owners = [c for c in head.children if c.dep_ == "poss"]
            return owners or [head]
        return [head]
    if token.dep_ in {"pobj", "dobj"} and head.pos_ in {"VERB", "ADP"}:
        return _subject_tokens(head, depth + 1)
    return []


def _words(token: Token) -> Iterator[str]:
    """The words by which an object may be asked for: its head, and its head with the word before."""
    yield token.lemma_.lower()
    yield token.lower_
    for child in token.children:
        if child.dep_ in {"compound", "amod"}:
            yield f"{child.lower_} {token.lemma_.lower()}"
            if child.dep_ == "compound":
                yield child.lemma_.lower()
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (p.lemma_.lower() for p in child.children if p.dep_ == "pobj")


def _recipients(
    token: Token, trigger: Trigger, undergoer: list[Token], cast: Cast, actors: list[Actor]
) -> list[Actor]:
    """Whom the act is aimed at: the object if it is an actor, else the prepositions in the entry's order."""
    found: list[Actor] = []
    if not (trigger.objects and trigger.root in {"MOBILIZE", "CONSULT", "AGREE"}):
        for item in undergoer:
            found += [
                a for a in cast.resolve_all(item) if not _same(a, actors) or a.sector not in {None, "GOV"}
            ]
    for item in undergoer:
        found += _below(item, trigger, cast, actors, 0)
        if not found:
            found += [
                a
                for c in item.children
                if c.dep_ in {"poss", "amod", "compound"} and c.pos_ != "PRON"
                for a in cast.resolve_all(c)
                if a.code and a.sector is not None and not _same(a, actors)
            ]
    wanted = [*trigger.preps, *(p for p in _AIM if p not in trigger.preps)]
    preps = [c for c in token.children if c.dep_ in {"prep", "dative"} and c.lower_ in wanted]
    preps.sort(key=lambda c: wanted.index(c.lower_))
    for prep in preps:
        if found and prep.lower_ not in trigger.preps:
            continue
        found += _prep_actors(prep, cast, actors)
        if not found:
            for inner in (p for p in prep.children if p.dep_ == "pobj"):
                found += _below(inner, trigger, cast, actors, 1)
    if not found:
        for clause in (c for c in token.children if c.dep_ in {"ccomp", "xcomp"}):
            found += [
                a
                for s in _subject_tokens(clause)
                if s.i > token.i
                for a in cast.resolve_all(s)
                if not _same(a, actors)
                and a.resolved in {"name", "capital", "metonym", "person", "organisation", "body"}
            ]
    return _unique([a for a in found if a.code])


def _prep_actors(prep: Token, cast: Cast, actors: list[Actor]) -> list[Actor]:
    named = [a for p in prep.children if p.dep_ == "pobj" for a in cast.resolve_all(p)]
    return [a for a in named if not _same(a, actors)]


def _below(noun: Token, trigger: Trigger, cast: Cast, actors: list[Actor], depth: int) -> list[Actor]:
    """Actors in the prepositions below a noun: "the need for ties with China"."""
    if depth > 3:
        return []
    out: list[Actor] = []
    for prep in (
        c for c in noun.children if c.dep_ == "prep" and (c.lower_ in trigger.preps or c.lower_ in _BELOW)
    ):
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


def _same(actor: Actor, others: list[Actor]) -> bool:
    """Whether an actor is one of the others: the same state and, where both tell, the same sector."""
    return any(
        actor.code is not None
        and actor.code == other.code
        and (actor.sector == other.sector or None in {actor.sector, other.sector})
        for other in others
    )


def _unique(actors: list[Actor]) -> list[Actor]:
    out: dict[tuple[str | None, str | None, str | None], Actor] = {}
    for actor in actors:
        out.setdefault((actor.code, actor.sector, None if actor.code else actor.text), actor)
    return list(out.values())
