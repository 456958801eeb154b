"""Candidates that the network reads: the words that tell an act, and the actors that fit as its source and target.

The network is asked once a sentence. It needs no parse: the actors are those that the cast leads back to somebody, each
scored against the words of each act. What it finds is given as `Candidate`, so that status, time, place and clause are
read from the parse as for any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.coding.acts.candidates import Candidate
from detente.coding.lexicon import Trigger
from detente.coding.model.network import LABELS, STATUSES, Network, Told
from detente.coding.text.parse import Sentence
from detente.coding.who.cast import Cast
from detente.coding.who.nouns import stands_for_others
from detente.records import Actor
from detente.settings import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTORS = {"NOUN", "PROPN", "PRON", "ADJ"}
_OWN = {"its", "their", "his", "her", "itself", "themselves", "himself", "herself"}
_WORDS = ("VERB", "NOUN", "PROPN", "ADJ", "AUX")


@dataclass(frozen=True, slots=True)
class Fit:
    """A party of a sentence with the network's probabilities that it is a source and a target of an act."""

    actor: Actor
    source: float
    target: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate of the network: where its words stand in the document, and its probabilities."""

    candidate: Candidate
    start: int
    end: int
    labels: dict[str, float]
    statuses: dict[str, float]
    fits: tuple[Fit, ...]

    @property
    def p_told(self) -> float:
        """That the words tell an act at all."""
        return 1 - self.labels["NULL"]


def readings(sentence: Sentence, cast: Cast, network: Network, goes_on: bool) -> list[Reading]:
    """What the network reads in a sentence that is open in the cast.

    It is not asked where nobody is named, unless the sentence may go on with an act of the one before.
    """
    own = load().coding
    people = mentioned(sentence, cast)
    if not people and not goes_on:
        return []
    shift = sentence.offset + sentence.span.start_char
    spans = [((a.start or 0) - shift, (a.end or 0) - shift) for a in people]
    out = []
    for told in network.told(sentence.span.text, spans, own.p_told_min):
        token = _word(sentence, told)
        if token is not None:
            out.append(_reading(token, told, people, sentence))
    return out


def mentioned(sentence: Sentence, cast: Cast) -> list[Actor]:
    """Everybody whom the sentence names or means, once for each place."""
    found: dict[tuple[int | None, int | None, str | None, str | None], Actor] = {}
    for token in sentence.span:
        if (token.pos_ not in _ACTORS and token.text not in cast.people) or stands_for_others(token.head):
            continue
        one = cast.resolve(token)
        for actor in cast.several(token) or ((one,) if one is not None else ()):
            if actor.start is not None and (actor.code or actor.sector):
                found.setdefault((actor.start, actor.end, actor.code, actor.sector), actor)
    return list(found.values())


def _word(sentence: Sentence, told: Told) -> Token | None:
    shift, doc = sentence.span.start_char, sentence.span.doc
    begun = [doc[i] for i in sentence.tokens_from(sentence.start, sentence.start + told.end)]
    inside = [t for t in begun if told.start < t.idx - shift + len(t)]
    ranked = sorted(inside, key=lambda t: _WORDS.index(t.pos_) if t.pos_ in _WORDS else len(_WORDS))
    return ranked[0] if ranked else None


def _reading(token: Token, told: Told, people: Sequence[Actor], sentence: Sentence) -> Reading:
    least = load().coding.p_role_min
    root = LABELS[1 + int(np.argmax(told.labels[1:]))]
    sources = [i for i in range(len(people)) if told.sources[i] >= least]
    targets = [i for i in range(len(people)) if told.targets[i] >= least]
    both = set(sources) & set(targets)
    mutual = len({people[i].code for i in both if people[i].code}) > 1
    if mutual:
        first = min(both)
        same = {i for i in sources if people[i].code == people[first].code}
        sources, targets = sorted(same), [i for i in targets if i not in same]
    else:
        sources = [i for i in sources if i not in both or told.sources[i] >= told.targets[i]]
        targets = [i for i in targets if i not in both or told.targets[i] > told.sources[i]]
        targets = [i for i in targets if not _is_part(people[i], [people[s] for s in sources], sentence)]
    candidate = Candidate(
        token,
        Trigger(root, token.lemma_.lower(), frozenset(), frozenset(), ()),
        _best(people, sources, told.sources.tolist()),
        _best(people, targets, told.targets.tolist()),
        (),
        passive=any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children),
        mutual=mutual,
        nominal=token.pos_ not in {"VERB", "AUX"},
    )
    return Reading(
        candidate,
        sentence.start + told.start,
        sentence.start + told.end,
        {label: float(p) for label, p in zip(LABELS, told.labels, strict=True)},
        {status: float(p) for status, p in zip(STATUSES, told.statuses, strict=True)},
        tuple(Fit(a, float(told.sources[i]), float(told.targets[i])) for i, a in enumerate(people)),
    )


def _is_part(target: Actor, sources: Sequence[Actor], sentence: Sentence) -> bool:
    """Whether a target only says whose a source is ("Chad's parliament"), or is a thing of the source's ("its aid")."""
    own = [s for s in sources if s.code is not None and s.code == target.code]
    if own and (target.sector is None or target.text.lower() in _OWN):
        return True
    low = head_of(target, sentence) if own else None
    if low is None:
        return False
    heads = (head_of(source, sentence) for source in own)
    return any(
        high is not None
        and (high == low or high.is_ancestor(low))
        and not any(t.dep_ in {"relcl", "acl", "conj"} for t in _between(low, high))
        for high in heads
    )


def head_of(actor: Actor, sentence: Sentence) -> Token | None:
    """The head word of an actor's name in the sentence; None where it stands elsewhere."""
    if actor.start is None or actor.end is None:
        return None
    doc = sentence.span.doc
    place = actor.start - sentence.offset, actor.end - sentence.offset
    known: dict[tuple[int, int], int | None] = doc.user_data.setdefault("heads", {})
    if place not in known:
        span = doc.char_span(*place, alignment_mode="expand")
        known[place] = span.root.i if span is not None else None
    head = known[place]
    return doc[head] if head is not None else None


def _between(low: Token, high: Token) -> list[Token]:
    """The tokens from one up to, and without, an ancestor."""
    path = []
    while low != high and low.head != low:
        path.append(low)
        low = low.head
    return path


def _best(people: Sequence[Actor], chosen: Sequence[int], fit: Sequence[float]) -> tuple[Actor, ...]:
    """One actor for each code, the best fitting first; without a code, one for each name."""
    out: dict[tuple[str | None, str | None], Actor] = {}
    for i in sorted(chosen, key=lambda i: -fit[i]):
        actor = people[i]
        out.setdefault((actor.code, None if actor.code else actor.text), actor)
    return tuple(out.values())
