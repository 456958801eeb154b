"""A noun without a name led back: "the firm", "the country", "the two sides", "officials said", "striking miners".

Each rule asks for a sign that the noun means somebody known: an article, the subject that sends it, the body of
its kind named last, or a text that tells of one state only. Where no rule fits, nothing is led back.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from detente.coding.lexicon import word_class
from detente.coding.who.gazetteer import ambiguous_nouns, groups, homelands, sector_nouns, thrones
from detente.coding.who.meant import kind_of, of_code
from detente.coding.who.naming import base, saying, shown
from detente.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.coding.who.cast import Cast

_DEFINITE = {"the", "this", "that", "these", "those", "both", "all"}
_INDEFINITE = {"a", "an", "several", "some", "many", "any", "another", "no", "every", "each", "few"}
_LOOSE = _INDEFINITE - {"a", "an"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_PAIR = {"both", "two", "either", "neither", "each"}
_AGAIN = {
    "firm_again": frozenset({"BUS"}),
    "press_again": frozenset({"MED"}),
    "rebels_again": frozenset({"REB"}),
    "party_again": frozenset({"PTY"}),
    "union_again": frozenset({"CVL"}),
    "body_again": frozenset({"IGO"}),
    "group_again": frozenset({"REB", "NGO", "PTY", "BUS"}),
}
_LED_TO_NAME = ("led_to_name", "papers", "teams")
_OFFICIAL = {"GOV", "MIL", "COP", "LEG", "JUD"}
_NEITHER = {"IGO", "MED", "NGO"}
_PEOPLE = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PTY", "CVL", "REB"}
"""Sectors of which a noun without a state is somebody's all the same ("gunmen", "police")."""
_PARTS = {"compound", "amod", "nmod"}
"""How a noun stands that only says more of another ("military aid")."""


def led_back(cast: Cast, token: Token, noun: str | None, sector: str | None, title: str | None) -> Actor | None:
    """The actor of before whose state (and, where the noun tells none, sector) a noun without a name has."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    words = {child.lower_ for child in token.children if child.dep_ in {"det", "amod", "nummod", "predet"}}
    firm, actor = _surely(cast, token, words, noun, sector, title)
    if firm:
        return actor
    ruled = _likely(cast, token, words, noun, sector, title)
    if token.dep_ in _PARTS or (ruled is None and (sector not in _PEOPLE or words & _LOOSE)):
        return ruled
    code = cast.choose(cast, token, kind_of(token), ruled.code if ruled is not None else None)
    if code is None or (ruled is not None and ruled.code == code):
        return ruled if code is not None else None
    return of_code(code, sector or "GOV")


def _surely(
    cast: Cast, token: Token, words: set[str], noun: str | None, sector: str | None, title: str | None
) -> tuple[bool, Actor | None]:
    """What a sure sign leads a noun back to, with whether there is one: a throne, a holder named before, a sender."""
    word = base(token)
    office = title if title in thrones() else word
    if office in thrones():
        return True, _on_throne(cast, token, office)
    known = cast.memory.holder(title) if title and words & _DEFINITE else None
    if known is not None and cast.scene(token) in {None, known.code}:
        return True, known
    if word in homelands():
        return True, _homeland(cast, token, word, words)
    found = _sent_by(cast, token, word, noun) or _beside(cast, token, sector)
    return found is not None, found


def _likely(
    cast: Cast, token: Token, words: set[str], noun: str | None, sector: str | None, title: str | None
) -> Actor | None:
    """What the rules lead a noun back to: the same noun of before, its subject's state, the text's own."""
    word, scene = base(token), cast.scene(token)
    if word in word_class("homeland"):
        return _homeland(cast, token, word, words)
    spoken = word in word_class("speakers")
    if not spoken and words & _DEFINITE:
        named = noun or any(word in word_class(name) for name in _LED_TO_NAME) or word in ambiguous_nouns()
        known = (cast.memory.again(word, title) if named else None) or _of_its_kind(cast, token, word)
        if known is not None and (not title or scene in {None, known.code}):
            return known
    if spoken and _says(token):
        return _spoken_for(cast, token)
    if words & _INDEFINITE or _sent_by_another(token):
        return None
    if (noun and noun.split()[-1] in word_class("led_back")) or title:
        return _of_the_state(cast, token)
    if noun and noun.split()[-1] in word_class("domestic"):
        code = cast.place_of(token) or cast.memory.only_state(cast.states_here())
        return Actor(code, "", sector, code) if code else None
    return None


def _on_throne(cast: Cast, token: Token, word: str) -> Actor | None:
    """ "The king", "the emir", "the pope": of the state last spoken of that has one, or of the only one there is."""
    states = thrones()[word]
    code = states[0] if len(states) == 1 else cast.memory.last_state(states, cast.states_before(token))
    return Actor(code, "", "GOV", code) if code else None


def _homeland(cast: Cast, token: Token, word: str, words: set[str]) -> Actor | None:
    """ "The country", "the island", "the emirate": the state last spoken of that the word can mean."""
    if token.tag_ in {"NNS", "NNPS"} or words & (_INDEFINITE | {"other", "foreign", "third", "host"} | _PAIR):
        return None
    if not words & _DEFINITE:
        return None
    among = homelands().get(word)
    if among is not None:
        code = cast.memory.last_state(among, cast.states_before(token))
    else:
        subject = _subject_before(cast, token) or cast.memory.context
        official = subject is not None and (subject.sector is None or subject.sector in _OFFICIAL)
        code = subject.code if subject is not None and official else cast.memory.default()
    return Actor(code, "", "GOV", code) if code else None


def _sent_by(cast: Cast, token: Token, word: str, noun: str | None) -> Actor | None:
    """ "Ghana sent a three-man team": what a state sends, deploys or pulls back is its own."""
    if token.dep_ != "dobj" or token.head.lemma_ not in word_class("sending") or cast.leading_back:
        return None
    if noun is None and word not in word_class("led_to_name") and word not in ambiguous_nouns():
        return None
    subject = _sender(token.head)
    if subject is None or subject.i == token.i:
        return None
    cast.leading_back = True
    try:
        actor = cast.resolve(subject)
    finally:
        cast.leading_back = False
    return dataclasses.replace(actor, sector=None) if actor is not None and actor.code else None


def _sender(verb: Token) -> Token | None:
    """Who does what a verb says: its subject, that of the verb it hangs on, or whoever is reproached for doing it."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is not None:
        return subject
    if verb.dep_ in {"xcomp", "conj"}:
        return _sender(verb.head)
    if verb.dep_ == "pcomp" and verb.head.lower_ in {"for", "of", "from", "against"}:
        return next((c for c in verb.head.head.children if c.dep_ == "dobj"), None)
    return None


def _sent_by_another(token: Token) -> bool:
    """Whether a noun is what somebody sends, whom no rule could find: then it is nobody's by default."""
    return token.dep_ == "dobj" and token.head.lemma_ in word_class("sending") and _sender(token.head) is None


def _beside(cast: Cast, token: Token, sector: str | None) -> Actor | None:
    """ "Kuwait's prince and the oil minister": officials side by side are of one state unless the text says so."""
    if token.dep_ != "conj" or sector != "GOV" or token.head.i > token.i or cast.match_at(token.head) is not None:
        return None
    if not any(c.dep_ in {"poss", "amod", "compound"} for c in token.head.children):
        return None
    actor = cast.resolve(token.head)
    return actor if actor is not None and actor.code and actor.sector == "GOV" else None


def _of_its_kind(cast: Cast, token: Token, word: str) -> Actor | None:
    """The body of the noun's kind named last: "the airline" is the last firm, "the guerrillas" the last armed group."""
    for name, sectors in _AGAIN.items():
        if word in word_class(name):
            return _named_here(cast, token, sectors) or cast.memory.last_of(sectors)
    return None


def _named_here(cast: Cast, token: Token, sectors: frozenset[str]) -> Actor | None:
    """The body of one of the sectors named last before a noun in its own sentence."""
    for match in reversed(cast.matches):
        entry = match.entry
        if match.end <= token.i and entry.kind in {"body", "organisation"} and entry.sector in sectors:
            code = cast.code_of(match)
            if code is not None:
                return Actor(code, entry.name, entry.sector, code, entry.name)
    return None


def _says(token: Token) -> bool:
    return token.dep_ in _SUBJECTS and token.head.lemma_.lower() in saying()


def _spoken_for(cast: Cast, token: Token) -> Actor | None:
    """ "A spokesman said": for the party that the text is about here, which may be a firm or a ministry."""
    subject = _subject_before(cast, token)
    if subject is not None:
        return subject
    if any(sector_nouns().get(base(c)) in _OFFICIAL for c in token.children if c.dep_ in {"amod", "compound"}):
        return _of_the_state(cast, token)
    party = cast.memory.party
    if party is not None and party.sector not in _NEITHER and cast.memory.home is None:
        return party
    if party is not None and party.sector in {"BUS", "PTY", "REB", "CVL"}:
        return party
    code = cast.memory.default()
    return Actor(code, "", "GOV", code) if code else None


def _of_the_state(cast: Cast, token: Token) -> Actor | None:
    """The state of "the government" or "officials" as an actor without a sector."""
    code = state_in_question(cast, token)
    return Actor(code, "", None, code) if code else None


def state_in_question(cast: Cast, token: Token) -> str | None:
    """The state whose ministry "the ministry" is: the place named, the sentence's subject, or the text's own."""
    code = cast.place_of(token)
    if code is not None:
        return code
    subject = _subject_before(cast, token)
    if subject is None:
        return _not_of_the_other(cast, token, cast.memory.default())
    if token.dep_ in {"dobj", "pobj", "dative"} and _is_person(token):
        home, facing = cast.memory.default(), _subject_before(cast, token, nearest=True)
        return home if facing is None or facing.sector not in _OFFICIAL or home != facing.code else None
    return subject.code


def _not_of_the_other(cast: Cast, token: Token, home: str | None) -> str | None:
    """The state of the last subject rather than the text's own where the official faces one whose state is told.

    "The foreign minister met the Yemeni president": the minister of another state, also in a report from Sanaa.
    """
    context = cast.memory.context
    if home is None or context is None or context.code in {None, home} or token.dep_ not in _SUBJECTS:
        return home
    facing = [m for m in cast.matches if m.start > token.i and m.entry.code == home and m.entry.kind == "demonym"]
    official = any(
        _is_person(token.doc[m.end - 1].head) and token.doc[m.end - 1].head.head in {token.head, *token.head.children}
        for m in facing
    )
    return context.code if official else home


def _is_person(token: Token) -> bool:
    """Whether a noun is somebody whom a subject may face ("met the minister"), not a body of the subject's own."""
    return token.pos_ == "PROPN" or base(token) in word_class("persons_in_office")


def _subject_before(cast: Cast, token: Token, nearest: bool = False) -> Actor | None:
    """The subject before a noun that names a state or its people: that of the highest clause, or the nearest."""
    if cast.leading_back:
        return None
    cast.leading_back = True
    quoted = cast.quoting(token)
    before = [t for t in token.sent if t.i < token.i and t.dep_ in _SUBJECTS and base(t) != base(token)]
    before = [t for t in before if quoted or not cast.quoting(t)]
    try:
        for other in reversed(before) if nearest else sorted(before, key=lambda t: sum(1 for _ in t.ancestors)):
            actor = cast.resolve(other) if not token.is_ancestor(other) else None
            if actor is not None and actor.code and actor.sector not in _NEITHER:
                return actor
    finally:
        cast.leading_back = False
    return None


def pair(cast: Cast, token: Token) -> list[Actor]:
    """The two that "both sides", "the two", "either country" means; those of a fixed group ("the two Koreas")."""
    fixed = groups().get(shown(token)) or groups().get(token.lower_)
    if fixed:
        return _as_states(cast, token, list(fixed))
    bare = token.lower_ in {"both", "two"} and token.dep_ in {*_SUBJECTS, "pobj", "dobj", "poss"}
    if not bare:
        if base(token) not in word_class("sides") or not any(c.lower_ in _PAIR for c in token.children):
            return []
    elif any(c.dep_ == "prep" for c in token.children) or not (
        token.lower_ == "both" or any(c.lower_ == "the" for c in token.children)
    ):
        return []
    found = cast.memory.latest_states()[:2]
    if len(found) < 2:
        found = cast.memory.latest_states(cast.states_before(token))[:2]
    return _as_states(cast, token, found) if len(found) == 2 else []


def opponent(cast: Cast, token: Token) -> Actor | None:
    """ "The enemy", "the other side": the other of the only two states that the text has named."""
    word = base(token)
    if word != "enemy" and word not in word_class("sides"):
        return None
    words = {child.lower_ for child in token.children}
    other = word in word_class("sides") and "other" in words and "the" in words
    if not other and not (word == "enemy" and words & {"the", "its"}):
        return None
    states = cast.memory.latest_states(cast.states_here())
    speaker = _subject_before(cast, token) or cast.memory.speaker or cast.memory.party
    if len(states) != 2 or speaker is None or speaker.code not in states:
        return None
    code = next(code for code in states if code != speaker.code)
    return _as_states(cast, token, [code])[0]


def _as_states(cast: Cast, token: Token, codes: list[str]) -> list[Actor]:
    return [Actor(code, shown(token), "GOV", code, resolved="coreference", **cast.span(token, token)) for code in codes]
