"""Who speaks: the subject of a verb of saying, whoever a pronoun goes on with, and speakers without a name."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text.clauses import words_of
from detente.coding.who.gazetteer import sector_nouns
from detente.coding.who.naming import base
from detente.coding.who.pronouns import HE, IT, THEY
from detente.coding.words import speech
from detente.records import Actor, Statement, TextSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKING_SECTORS = {"GOV", "MIL", "LEG", "JUD", "PTY", "BUS", "MED", "CVL", "REB", "NGO", "IGO", "COP"}
_DUMB = words_of(
    "figure|poll|survey|data|datum|statistic|number|chart|map|graph|result|photograph|picture|footage|video|image|talk|deal|"
    "accord|agreement|treaty|pact|sanction|tariff|attack|war|move|step|decision|price|rate|market|share|word|"
    "answer|reply|question|thing|day|year|week|month|time|reason|event|fact|mood|shadow|everything|nothing|sum|amount|ransom"
)
"""Nouns that are no speakers, though they may be said to say something."""
_VOICES = words_of("spokesman|spokeswoman|spokesperson|official|diplomat|minister|source|officer|adviser|aide|envoy")
_SOME = words_of("both|some|many|others|several|most|one|neither|all|few|each")
_BODIES = words_of(
    "government|council|party|company|bank|embassy|court|parliament|department|commission|office|side|delegation|"
    "mission|group|association|union|team|army|police|navy|bureau|institute|committee|cabinet|congress|senate|"
    "administration|authority|press|media|radio|television|network|channel|magazine|weekly|post|account|website|"
    "country|state|firm|bloc|alliance|secretariat|service|board|chamber|federation|organisation|organization"
)
_FIRST = frozenset({"i", "we", "you"})
_PUBLIC = words_of(
    "analyst|expert|observer|critic|economist|trader|academic|scholar|commentator|people|witness|resident|activist|"
    "researcher|historian|banker|broker|dealer|shopkeeper|farmer|fisherman|student|supporter|opponent|campaigner"
)
"""People who speak for no state."""
_ANYBODY = frozenset({"diplomat", "source", "ambassador"})
"""Whose they are is not told where no article leads back: "one ambassador", "diplomats"."""
_SHARES = words_of("percent|pct|%|third|quarter|half|majority|minority|two-third|three-quarter|share")
"""Parts of a public that was asked: what a poll found is nobody's statement."""
_GROUPS = {"GOV", "MIL", "LEG", "JUD", "MED", "IGO", "NGO", "BUS", "PTY", "REB", "COP"}
_PAPERS = words_of(
    "statement|report|paper|newspaper|editorial|communique|communiqué|document|resolution|letter|note|motion|"
    "appeal|petition|agency|ministry|daily|readout|law|ruling|verdict|broadcast|dispatch|radio|station"
)


@dataclass(frozen=True, slots=True)
class Before:
    """Who may go on: as "he" or "she", and as "it" or "they"; None where nobody has spoken of late.

    `content` is what was said in the same sentence: who is named in there is not meant.
    """

    person: Actor | None = None
    body: Actor | None = None
    content: tuple[TextSpan, ...] = ()

    @classmethod
    def of(cls, statement: Statement) -> Before:
        """The speaker of a statement in the same sentence."""
        return cls(statement.speaker, statement.speaker, statement.content)


def of(context: Context, verb: Token, before: Before) -> Actor | None:
    """Who says what a verb of saying tells; None where that is nobody who can be told.

    Args:
        context: the sentence, open in the cast.
        verb: the verb of saying.
        before: the statement made before, whose speaker a pronoun may go on with.
    """
    subject = _subject(verb)
    if subject is None or subject.lemma_.lower() in _SHARES or subject.lower_ in _FIRST:
        return None
    return named(context, subject, before)


def named(context: Context, subject: Token, before: Before) -> Actor | None:
    """The speaker that a noun or pronoun is."""
    if subject.pos_ == "PRON" or subject.lower_ in _SOME:
        if subject.lower_ in _SOME:
            return _unnamed(context, subject)
        again = _again(context, subject, before)
        if again is not None:
            return again
        found = context.cast.resolve(subject)
        return found if found is not None and found.sector in _SPEAKING_SECTORS else None
    found = None if _is_of_no_state(context, subject) else context.cast.resolve(subject)
    for nearer in nearer_names(subject):
        inner = context.cast.resolve(nearer)
        if inner is not None and inner.person:
            found = _with_name(found, inner)
            context.cast.introduce(found)
    unnamed = _unnamed(context, subject)
    owner = _owner(context, subject) if unnamed is not None and (found is None or found.code is None) else None
    if owner is not None and unnamed is not None:
        # "Kenya's prime minister's office": of the state whose prime minister that is.
        return dataclasses.replace(
            unnamed, code=owner.code, country=owner.country, sector=owner.sector, person=None, resolved=owner.resolved
        )
    if found is None or found.sector not in _SPEAKING_SECTORS:
        return unnamed
    if found.code is None and found.person is None and unnamed is not None:
        # "An editorial in the Global Times": as full as the text has it.
        return dataclasses.replace(found, text=unnamed.text, start=unnamed.start, end=unnamed.end)
    return found


_OFFICES = words_of("office|spokesman|spokeswoman|spokesperson|aide|adviser|chancellery|secretariat|press service|team")


def _owner(context: Context, subject: Token) -> Actor | None:
    """Whose office, or whose spokesman, somebody is: an actor of a state."""
    whose = next((c for c in subject.children if c.dep_ == "poss"), None)
    if whose is None or subject.lemma_.lower() not in _OFFICES:
        return None
    actor = context.cast.resolve(whose)
    return actor if actor is not None and actor.code is not None and actor.sector == "GOV" else None


def _is_of_no_state(context: Context, subject: Token) -> bool:
    """Whether people are told of whom no word gives to a state: "analysts say", not "Chinese analysts say"."""
    lemma = subject.lemma_.lower()
    somebody = lemma in _ANYBODY and not any(c.lower_ in {"the", "this", "that"} for c in subject.children)
    if lemma not in _PUBLIC and not somebody:
        return False
    return not any(context.cast.match_at(t) is not None for t in subject.subtree)


def _with_name(found: Actor | None, inner: Actor) -> Actor:
    """The person named behind a general word, with the state and office that the words before tell."""
    known = found or inner
    return dataclasses.replace(
        inner,
        code=inner.code or known.code,
        sector=inner.sector or known.sector or "CVL",
        office=inner.office or (known.office if known is not inner else None),
    )


def _subject(verb: Token) -> Token | None:
    """The subject of a verb of saying: its own, that of the verb which it goes on with, or what it tells of."""
    began = speech.begun_by(verb)
    if began is not None:
        return _subject(began)
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    if agent is not None:
        return next((c for c in agent.children if c.dep_ == "pobj"), None)
    behind = speech.inverted(verb)
    if behind is not None:
        return behind
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if own is not None:
        relative = verb.dep_ == "relcl" and own.tag_ in {"WDT", "WP"}
        return verb.head if relative else own
    if any(c.dep_ == "nsubjpass" for c in verb.children):
        return None
    asked = speech.asked_before(verb.head) if verb.dep_ in {"ccomp", "conj", "parataxis"} else None
    beside = asked or _beside(verb) or _behind_a_place(verb)
    if beside is not None:
        return beside
    if verb.dep_ in {"relcl", "acl"}:
        return _issuer(verb.head) if verb.head.pos_ in {"NOUN", "PROPN"} else None
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        return _quoted(verb.head.head)
    if verb.dep_ in {"conj", "advcl", "xcomp"} and verb.head.pos_ in {"VERB", "AUX"}:
        if verb.dep_ == "xcomp" and verb.tag_ == "VB":
            controlled = next((c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i), None)
            if controlled is not None:
                return controlled
        return _subject(verb.head)
    return None


def _beside(verb: Token) -> Token | None:
    """The name between a comma and "said" that the parser has hung elsewhere: "to join NATO, the minister X said"."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    if verb.lemma_ != "say" or verb.tag_ != "VBD" or before is None or before.pos_ not in {"PROPN", "NOUN"}:
        return None
    first = before.left_edge
    return before if first.i > verb.sent.start and first.nbor(-1).text == "," else None


def _behind_a_place(verb: Token) -> Token | None:
    """ "In Pretoria, the chief of staff, Gen. Roodt, confirmed": who speaks, taken for a word on the place."""
    if verb.dep_ != "ROOT" or verb.tag_ not in speech.FINITE or verb.i - 2 < verb.sent.start:
        return None
    name = verb.nbor(-2) if verb.nbor(-1).text == "," else verb.nbor(-1)
    if name.pos_ != "PROPN" or name.dep_ != "appos" or name.head.dep_ != "pobj":
        return None
    return name if name.head.head.dep_ == "prep" and name.head.head.i <= verb.sent.start + 1 else None


def _issuer(noun: Token) -> Token:
    """ "The ministry issued a statement denouncing it": who brought out what says it, else the thing itself."""
    if noun.dep_ != "dobj" or noun.lemma_.lower() not in _PAPERS:
        return noun
    return next((c for c in noun.head.children if c.dep_ == "nsubj"), noun)


def _quoted(verb: Token) -> Token | None:
    """ "X was quoted as saying", "the agency quoted X as saying"."""
    if verb.lemma_.lower() not in {"quote", "cite", "report"}:
        return None
    passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    return passive or next((c for c in verb.children if c.dep_ == "dobj"), None)


def _again(context: Context, pronoun: Token, before: Before) -> Actor | None:
    """Who spoke before, where a pronoun goes on with it: '"...," he added'."""
    last = before.person if pronoun.lower_ in HE else before.body
    if last is None or not last.text or not _may_be(pronoun, last):
        return None
    between = (t for t in context.sentence.span if t.i < pronoun.i and t.dep_ in {"nsubj", "nsubjpass"})
    offset = context.sentence.offset
    inside = [*context.sentence.quotations, *((c.start, c.end) for c in before.content)]
    others = (t for t in between if not any(a <= offset + t.idx < b for a, b in inside))
    if any(t.pos_ in {"NOUN", "PROPN"} and not t.is_ancestor(pronoun) and _names_somebody(context, t) for t in others):
        return None
    return dataclasses.replace(last, resolved="coreference")


def subject(context: Context) -> Before:
    """Who may go on where a sentence tells of no statement: the person, or the paper, that is its subject."""
    subjects = (c for c in context.sentence.span.root.children if c.dep_ == "nsubj")
    told = next((c for c in subjects if c.pos_ == "PROPN" or base(c) in sector_nouns() or c.lemma_ in _PAPERS), None)
    if told is None or context.sentence.heading or told.tag_ in {"NNS", "NNPS"}:
        return Before()
    found = context.cast.resolve(told)
    if told.pos_ == "NOUN" and told.lemma_ in _PAPERS:
        return Before(body=found or _unnamed(context, told))
    if told.pos_ == "NOUN":
        return Before((found or _unnamed(context, told)) if told.lemma_.lower() not in _BODIES else None)
    if found is not None:
        return Before(found if found.person else None)
    actor = _unnamed(context, told) if context.cast.match_at(told) is None else None
    articled = any(c.lower_ == "the" for c in told.children)
    if actor is not None and (articled or _is_paper(actor.text.lower().split())):
        return Before(body=dataclasses.replace(actor, person=None))
    return Before(actor)


def _names_somebody(context: Context, token: Token) -> bool:
    actor = context.cast.resolve(token)
    return actor is not None and (actor.code is not None or actor.person is not None)


def _may_be(pronoun: Token, speaker: Actor) -> bool:
    """Whether a pronoun agrees with a speaker: somebody, a body, or several."""
    word, last = pronoun.lower_, speaker.text.lower().split()
    voice = bool(last) and _head(last) in _VOICES
    several = any(w.strip(",.").endswith("s") and w.strip(",.s") in _VOICES for w in last) or (
        speaker.resolved == "noun" and bool(last) and _head(last).endswith("s") and not speaker.person
    )
    if word in HE:
        return bool(speaker.person) or (not several and (voice or _is_human(speaker, last)))
    if word in IT:
        return not speaker.person and not several and not voice
    return word in THEY and not speaker.person and (several or speaker.sector in _GROUPS)


def _is_human(speaker: Actor, words: list[str]) -> bool:
    """Whether a speaker without a name is one person: "the delegate of Chad", not "the ministry" or "Chad"."""
    head = _head(words) if words else ""
    if not head or head in _PAPERS | _BODIES or head.endswith("s"):
        return False
    # A bare name is a state's or a body's; a noun, or a name with words behind it, is somebody.
    return speaker.text.split()[-1][:1].islower() or (len(words) > 1 and head != words[-1])


def _head(words: list[str]) -> str:
    """The noun of a phrase: the last word before "of", "in", "at" or a comma."""
    for at, word in enumerate(words):
        if at and (
            word in {"of", "in", "at", "for", "from", "on", "who", "with", "close"} or words[at - 1].endswith(",")
        ):
            return words[at - 1].strip(",")
    return words[-1].strip(",.")


def _is_paper(words: list[str]) -> bool:
    return any(word.strip(",.") in _PAPERS for word in words)


_HEADS = words_of(
    "secretary|president|chief|head|director|chairman|chairwoman|commander|leader|governor|spokesman|spokeswoman"
)
"""Those at the head of a body, whose name stands behind it."""


def nearer_names(subject: Token) -> Iterator[Token]:
    """Names behind a general word: "analysts such as Sheila Smith", "its chairman Masakazu Tokura"."""
    for child in subject.children:
        if child.pos_ == "PROPN" and (child.dep_ == "appos" or child.i == subject.i + 1):
            yield child
        if child.dep_ == "prep" and child.lower_ in {"as", "like"}:
            yield from (p for p in child.children if p.dep_ == "pobj" and p.pos_ == "PROPN")
        if child.dep_ == "prep" and child.lower_ == "of" and subject.lemma_.lower() in _HEADS:
            # "The secretary of the Forum, Litia Vakaloloma,": the parser hangs the name on the body.
            bodies = (p for p in child.children if p.dep_ == "pobj")
            yield from (
                n for p in bodies for n in p.children if n.dep_ == "appos" and n.pos_ == "PROPN" and n.i > p.i + 1
            )


def _name(context: Context, subject: Token) -> str:
    """The capitalised words that end with a subject: "the shopkeeper Ama Boateng" is Ama Boateng."""
    first = subject.i
    while first > subject.left_edge.i and subject.doc[first - 1].pos_ == "PROPN":
        first -= 1
    return context.tokens(first, subject.i + 1).text


def _unnamed(context: Context, subject: Token) -> Actor | None:
    """A speaker whom no table knows ("analysts", "a senior official", "Rogelio Abarca"): kept as the text has it."""
    if subject.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET"} or subject.lemma_.lower() in _DUMB:
        return None
    modifier = next((c for c in subject.rights if c.dep_ in {"amod", "acl", "prep", "appos"}), None)
    last = modifier.right_edge.i if modifier is not None and modifier.dep_ != "acl" else subject.i
    # A dateline stands before the last dash: "VIENNA, June 22, Reuter - Bulgaria's news agency"; a hyphen is none.
    before = subject.doc[subject.left_edge.i : subject.i]
    dashes = (t.i for t in before[1:] if t.text in {"-", "--"} and t.whitespace_ and t.nbor(-1).whitespace_)
    text = context.tokens(max(dashes, default=subject.left_edge.i - 1) + 1, last + 1)
    words = text.text.lower().split()
    body = any(c.lower_ == "the" for c in subject.children) or _is_paper(words) or bool(_BODIES & set(words))
    person = _name(context, subject) if subject.pos_ == "PROPN" and not body else None
    return Actor(None, text.text, "CVL", person=person, start=text.start, end=text.end, resolved="noun")
