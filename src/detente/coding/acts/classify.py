"""The coder's judgement of an act in a document: does something happen, and of which root?

Two readings meet here: the candidates of the parse with the trigger lexicon, and the words and parties that the network
reads in the plain sentence. Their weights stand in settings.toml. Who acts on whom is settled in `parties`, and then
whether the act is told.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.coding.acts import status
from detente.coding.acts.candidates import Candidate, candidates
from detente.coding.acts.told import Fit, Reading, readings
from detente.coding.lexicon import Trigger
from detente.coding.who.naming import same
from detente.ontology import roots, rows, split
from detente.settings import load

if TYPE_CHECKING:
    from detente.coding.context import Context
    from detente.coding.model.network import Network
    from detente.coding.text.parse import Sentence
    from detente.records import Actor


_UNREAL = {"negated", "hypothetical"}
"""Statuses under which the network need not see an act: nothing is said to have happened."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The best root with its probability, and the probability that something happens at all."""

    root: str
    quad: str
    p_type: float
    p_event: float
    abstained: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with the judgement on it and, where the network read it, its statuses and how each party fits."""

    candidate: Candidate
    judgement: Judgement
    statuses: Mapping[str, float]
    fits: tuple[Fit, ...]


def judged(context: Context, goes_on: bool, network: Network) -> list[Judged]:
    """The candidates of a sentence, from the parse and from the network, each once, in the order of the text.

    Where both see an act, the parties are the network's (the parse's where it has none) and the root is the mean of
    both. What the parse alone sees keeps its prior, lowered: the network has read the same words and seen no act.
    `goes_on` is set where the sentence before told an act.
    """
    parsed = list(candidates(context.sentence, context.cast))
    read = readings(context.sentence, context.cast, network, goes_on)
    out, used = [], set()
    for reading in read:
        own = next((c for c in parsed if id(c) not in used and _same_words(c, reading, context.sentence)), None)
        if own is not None:
            used.add(id(own))
        out.append(_mixed(reading, own))
    doubt = load().coding.parse_only
    for candidate in parsed:
        if id(candidate) not in used:
            prior = _prior(candidate)
            p_event = prior.p_event * (1.0 if status.by_parse(candidate) in _UNREAL else doubt)
            out.append(Judged(candidate, replace(prior, p_event=p_event), {}, ()))
    return sorted(out, key=lambda j: j.candidate.token.i)


def _same_words(candidate: Candidate, reading: Reading, sentence: Sentence) -> bool:
    at = sentence.offset + candidate.token.idx
    return bool(reading.start <= at < reading.end or candidate.token == reading.candidate.token)


def _mixed(reading: Reading, own: Candidate | None) -> Judged:
    settings = load().coding
    candidate = reading.candidate
    shares = {root: p / max(reading.p_told, 1e-9) for root, p in reading.labels.items() if root != "NULL"}
    p_event = reading.p_told
    if own is not None:
        weight = settings.lexicon_share
        shares = {root: (1 - weight) * p + weight * (root == own.trigger.root) for root, p in shares.items()}
        p_event = (1 - weight) * p_event + weight * _prior(own).p_event
        candidate = replace(
            own,
            actors=_narrower(candidate.actors, own.actors),
            recipients=_recipients(candidate, own),
            mutual=candidate.mutual or (own.mutual and not candidate.recipients),
        )
    root = max(shares, key=lambda name: shares[name])
    if root != candidate.trigger.root:
        candidate = replace(candidate, trigger=replace(candidate.trigger, root=root))
    judgement = Judgement(root, roots()[root].quad, shares[root], p_event)
    return Judged(candidate, judgement, reading.statuses, reading.fits)


def _narrower(read: tuple[Actor, ...], parsed: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The parties that the network reads, or the parse's where these are among them and fewer."""
    codes, own = {a.code for a in read}, {a.code for a in parsed}
    return parsed if parsed and (not read or own <= codes) else read


def _recipients(candidate: Candidate, own: Candidate) -> tuple[Actor, ...]:
    if own.trigger.root == "MOBILIZE" and own.actors and not own.recipients:
        return ()  # drills near somebody are aimed at nobody unless the clause says so
    parsed = tuple(r for r in own.recipients if not same(r, list(candidate.actors)))
    return _narrower(candidate.recipients, parsed)


def _prior(candidate: Candidate) -> Judgement:
    """What the lexicon says of a candidate from the parse."""
    own = load().coding
    both = any(a.code for a in candidate.actors) and any(a.code for a in candidate.recipients)
    alone = roots()[candidate.trigger.root].alone and any(a.sector in {"MIL", "CVL", "REB"} for a in candidate.actors)
    if candidate.nominal:
        p_event = own.p_event_nominal_pair if both else own.p_event_verbal_one if alone else own.p_event_nominal_one
    else:
        p_event = own.p_event_verbal_pair if both else own.p_event_verbal_one
    p_type = own.p_type_specific if candidate.trigger.demands else own.p_type_plain
    return Judgement(candidate.trigger.root, roots()[candidate.trigger.root].quad, p_type, p_event)


def mode(trigger: Trigger, words: Sequence[str]) -> str | None:
    """The PLOVER mode that the trigger and its company name, if any: the one with the most words there."""
    company = {trigger.lemma, *words}
    best, hits = None, 0
    for name, telling in _modes(trigger.root):
        count = len(company & telling)
        if count > hits:
            best, hits = name, count
    return best


@functools.cache
def _modes(root: str) -> list[tuple[str, frozenset[str]]]:
    """The modes of a root, each with the words that tell it."""
    return [(row["mode"], frozenset(split(row["words"]))) for row in rows("modes") if row["root"] == root]
