"""The verbs and nouns by which a text tells that a state joined or left a group.

"Joined", "came in", "was let into", "has belonged to it since", "the accession of": whether they tell it as a fact, and
which way it goes. Who and what is meant is for `accession`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.verify.clauses import clause_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_JOINS = frozenset({"join", "enter", "accede", "rejoin", "reenter", "adopt"})
_COMES = frozenset({"come", "get", "go", "return"})
"""Verbs that tell an accession with a particle or with "back": "Hungary came in", "it came back in 1989"."""
_ADMITS = frozenset({
    "admit", "readmit", "accept", "let", "take", "welcome", "receive", "add", "reinstate",
})  # fmt: skip
RETURNS = frozenset({"rejoin", "reenter", "readmit", "reinstate", "return"})
_LEAVES = frozenset({
    "leave", "quit", "depart", "withdraw", "exit", "walk", "pull", "drop",
})  # fmt: skip
_NOUNS = {"accession": "joined", "entry": "joined", "admission": "joined", "joining": "joined", "exit": "left",
          "withdrawal": "left", "departure": "left"}  # fmt: skip
_PENDING = frozenset({
    "ratify", "approve", "block", "veto", "await", "seek", "want", "oppose", "support", "back", "delay", "clear",
    "hinder", "favour", "favor", "prepare",
})  # fmt: skip
"""What is done about an accession that need not have come about."""
_REFUSALS = frozenset({"no", "veto", "opposition", "objection", "objections", "resistance"})
"""What leads to an accession that did not come about: "said no to Britain's entry"."""
_PROSPECTS = frozenset({
    "condition", "precondition", "prospect", "bid", "hope", "path", "road", "question", "idea", "timetable", "chance",
})  # fmt: skip
"""What is told of an accession that is still to come: "a condition of Ukraine's entry"."""
_PARTICLES = frozenset({"in", "out", "back", "into"})
GROUP_WORDS = frozenset({
    "it", "they", "which", "that", "them", "one", "group", "grouping", "bloc", "club", "alliance",
    "organisation", "organization", "body", "forum", "association", "community", "union", "league", "council",
    "pact", "cartel",
})  # fmt: skip
"""Words that point back to a group."""
STATE_WORDS = frozenset({
    "it", "its", "their", "they", "which", "that", "who", "one", "country", "kingdom", "republic", "nation",
    "state", "island", "government", "sultanate", "emirate", "neighbour", "neighbor", "member", "newcomer",
    "last", "first", "latest", "newest", "second", "third",
})  # fmt: skip
"""Words that point back to a state."""
_UNSURE = frozenset({
    "would", "could", "may", "might", "should", "will", "can", "shall", "must", "’ll", "'ll",
})  # fmt: skip
_DOUBT = frozenset({"if", "unless", "whether", "until"})
_AIMS = frozenset({"against", "about", "for", "without", "from"})
"""What leads to an accession that is only wanted or refused: "voted against joining"."""

TELLS = re.compile(
    r"\b(?:re-?)?(?:join|enter|acced|admi(?:t|ss)|accept|access|let\b|takes?n?\b|took|welcom|receiv|add(?:s|ed)\b|adopt|belong|member"
    r"|reinstat|le(?:ft|av)|quit|depart|withdr|exit|walk|pull|drop|c[ao]me\b|got\b|went\b|return|entry|becam|become|follow)",
    re.IGNORECASE,
)


def form_of(token: Token) -> str | None:
    """What a verb or a noun tells: "joined", "admitted" or "left"; none if neither."""
    lemma = token.lemma_.lower().replace("-", "")
    if is_member_since(token):
        return "joined"
    if token.pos_ == "NOUN" or token.dep_ in {"amod", "compound"}:
        pending = token.dep_ == "dobj" and token.head.lemma_.lower() in _PENDING
        pending |= token.dep_ == "pobj" and any(
            t.lower_ in {"no", "veto", "opposition", "objections"} for t in _lead(token)
        )
        pending |= token.dep_ == "pobj" and token.head.head.lemma_.lower() in _PROSPECTS
        return _NOUNS.get(lemma) if token.dep_ not in {"amod", "compound"} and not pending else None
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    particles = {child.lower_ for child in token.children if child.dep_ in {"prt", "advmod", "prep"}} & _PARTICLES
    if lemma == "join" and (is_passive(token) or _joins_with(token)):
        # "It was joined to Ethiopia", "joined with Germany to press for it".
        return None
    if (
        lemma in _JOINS
        or (lemma == "follow" and "into" in particles)
        or (lemma in _COMES and particles & {"in", "back"} and _bare(token))
        or (lemma in _COMES and "into" in particles)
        or (lemma == "return" and any(child.lower_ == "to" for child in token.children))
    ):
        return "joined"
    if lemma == "take" and "out" in particles:
        # "Took the country out of the group": told of its leader, and the group may be any.
        return None
    if lemma in _ADMITS and (
        lemma not in {"let", "take", "add", "receive"}
        or particles - {"in"}
        or _bare(token)
        or (is_passive(token) and lemma != "take")
    ):
        return "admitted"
    if lemma in _LEAVES and (lemma not in {"walk", "pull", "drop"} or "out" in particles):
        return "left"
    if belongs(token):
        return "joined"
    return "joined" if lemma == "become" and _as_a_member(token) else None


def _as_a_member(verb: Token) -> bool:
    """ "Became a full member of it": not a candidate, and not "the first member of it to recognise Somaliland"."""
    member = next((c for c in verb.children if c.dep_ == "attr" and c.lemma_ in {"member", "ally"}), None)
    if member is None or any(c.lower_ in _LESSER for c in member.children):
        return False
    return re.match(r"\w+\sof\s[^,.;]{3,50}\sto\s[a-z]", member.doc.text[member.idx :]) is None


_LESSER = frozenset(
    {"associate", "candidate", "observer", "partner", "corresponding", "honorary", "elected", "temporary"}
)
"""Members that are none, or only for a time."""


def _lead(noun: Token) -> Span:
    """The words right before a noun and all that hangs on it."""
    first = noun.left_edge.i
    return noun.doc[max(0, first - 3) : first]


def _joins_with(verb: Token) -> bool:
    after = verb.doc[verb.i + 1 : verb.i + 2].text.lower()
    return after in {"with", "forces", "hands"}


def is_member_since(token: Token) -> bool:
    """ "A member of it since 2000, Georgia can": the time is that of the accession."""
    of_it = token.lemma_ == "member" and token.dep_ not in {"attr", "dobj"}
    return of_it and {"of", "since"} <= {child.lower_ for child in token.children}


def belongs(token: Token) -> bool:
    """ "Has belonged to it since 2017", "has been a member since 2017": the time is that of the accession."""
    if not any(child.lower_ == "since" for child in token.children):
        return False
    member = any(c.dep_ == "attr" and c.lemma_ == "member" for c in token.children)
    return token.lemma_ == "belong" or (token.lemma_ == "be" and member)


def _bare(token: Token) -> bool:
    """Whether the "in" of "came in" is a particle, and not the start of "came in a hurry"."""
    return any(
        c.lower_ in {"in", "back"} and not any(k.dep_ == "pobj" and k.lower_ not in GROUP_WORDS for k in c.children)
        for c in token.children
    )


def is_passive(token: Token) -> bool:
    """Whether a verb has what was let in as its subject: "was let into", "Greece, admitted in 1981,"."""
    parts = {child.dep_ for child in token.children}
    return bool(parts & {"nsubjpass", "auxpass"}) or (token.tag_ == "VBN" and token.dep_ == "acl")


def is_unsure(token: Token) -> bool:
    """Whether the verb tells what may be, or what is not."""
    words = {c.lower_ for c in token.children if c.dep_ in {"aux", "neg", "mark"}}
    # "Until they entered in 1973": that came about.
    doubts = _DOUBT - {"until"} if token.tag_ == "VBD" else _DOUBT
    denied = words & (_UNSURE | doubts) or any(c.dep_ == "neg" for c in token.children)
    if denied or (token.tag_ == "VB" and not first_to(token) and "did" not in words):
        return True
    over = token.head
    if token.tag_ == "VBG" and token.dep_ == "pcomp" and over.lower_ in _AIMS:
        return True
    return token.dep_ in {"xcomp", "conj", "pcomp", "ccomp"} and over != token and over.pos_ == "VERB" and (
        (token.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children) and is_unsure(over))
        or (token.dep_ == "xcomp" and not first_to(token))
    )  # fmt: skip


def first_to(token: Token) -> bool:
    """ "the first of them to enter", "the last to be let in"."""
    lead = token.doc[max(0, token.left_edge.i - 9) : token.i].text.lower()
    return re.search(r"\bthe (?:first|second|third|last|latest|newest|only)\b.*\bto(?: be)?$", lead) is not None


def as_candidate(verb: Token) -> bool:
    """ "Accepted Turkey as a candidate": not as a member."""
    roles = {"candidate", "applicant", "observer", "guest", "partner"}
    return any(token.lower_ == "as" and any(c.lower_ in roles for c in token.children) for token in verb.subtree)


def of_some_state(verb: Token) -> bool:
    """ "In a country that joined in 1982": the state is told by nothing else."""
    noun = verb.head
    is_some = noun.lemma_.lower() in STATE_WORDS and any(child.lower_ in {"a", "an"} for child in noun.children)
    return verb.dep_ == "relcl" and is_some and not any(child.dep_ == "appos" for child in noun.children)


def subject(verb: Token) -> Token | None:
    """The subject of a verb; of one that has none, that of the verb it hangs on; for "which" the noun before."""
    for _ in range(5):
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None and subject.lower_ in {"which", "that", "who"} and verb.dep_ == "relcl":
            return _of(verb.head)
        if subject is not None:
            return _of(subject)
        if verb.dep_ in {"relcl", "acl"}:
            return _of(verb.head)
        if verb.dep_ not in {"conj", "advcl", "pcomp", "xcomp", "prep", "ccomp"} or verb.head == verb:
            return None
        verb = verb.head if verb.head.pos_ in {"VERB", "AUX"} else clause_of(verb)
    return None


PLACES = frozenset({"first", "second", "third", "last", "latest", "newest", "only"})
"""Places in a row: "the last of the ten to be admitted"."""


def _of(noun: Token) -> Token:
    """What "the last" in "Cambodia, which was the last to join" is; else the noun itself."""
    verb = noun.head
    if noun.dep_ == "attr" and verb.lemma_ in {"be", "become"} and noun.pos_ != "PROPN":
        return subject(verb) or noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in PLACES:
        return _of(noun.head.head)
    if noun.dep_ == "appos":
        return noun if noun.pos_ == "PROPN" else noun.head
    if noun.lower_ in {"which", "that", "who"} and verb.dep_ == "relcl":
        return _of(verb.head)
    return noun
