"""Who acts on whom where the clause does not say: parties carried over from the sentence or the one before.

What is carried over is marked so (`resolved` is "carried"), and counts with a lower probability. A party is
carried only where one state alone can be meant.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from detente.coding.acts.candidates import Candidate
from detente.coding.context import Context
from detente.coding.lexicon import word_class
from detente.ontology import countries, roots
from detente.records import Actor, Mention

_FORCE = {"MOBILIZE", "ASSAULT"}
_BY_NAME = {"name", "capital", "metonym", "coreference"}
_AIMED = {"ACCUSE", "REQUEST", "REJECT", "CONCEDE", "SANCTION", "AID", "COERCE", "ASSAULT"}
_AT_HOME = {"GOV", "MIL", "LEG", "JUD", "COP", "PTY", "CVL", "BUS", "MED", "SPY"}
_STATE_SECTORS = {"GOV", "MIL", "LEG", "JUD", "COP", "PTY"}

Parties = tuple[tuple[Actor, ...], tuple[Actor, ...], bool]


def complete(context: Context, candidate: Candidate, last: Mention | None, speaker: Actor | None) -> Parties:
    """The actors, the recipients, and whether any of them is carried over.

    Args:
        context: the sentence.
        candidate: the act with the parties that its clause names.
        last: the mention just before, in this sentence or the one before it.
        speaker: on whose word the clause stands, if it is not the text's.
    """
    actors, recipients = _as_forces(candidate), candidate.recipients
    if candidate.nominal:
        return actors, recipients, False
    if not actors and not recipients:
        return _of_act_before(candidate, last)
    if not actors and _is_finite_passive(candidate) and any(r.code for r in recipients):
        found = _speaking_side(speaker, recipients)
        return ((_carried(found),) if found else actors), recipients, found is not None
    unnamed = bool(set(candidate.objects) & word_class("people"))
    aimed = candidate.trigger.root in _AIMED and not candidate.inward and not unnamed
    if not recipients and aimed and _acts_for_a_state(actors):
        found = _only_other(context, actors) or _other_party(last, actors) or _facing(context, actors)
        return actors, ((_carried(found),) if found else recipients), found is not None
    return actors, recipients, False


def at_home(context: Context, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Parties of no told state ("police", "the crowd") as those of the state that the text is about."""
    home = context.cast.memory.default()
    if home is None:
        return tuple(actors)
    return tuple(
        dataclasses.replace(a, code=home, country=home, resolved="carried")
        if a.code is None and a.sector in _AT_HOME
        else a
        for a in actors
    )


def _is_finite_passive(candidate: Candidate) -> bool:
    return candidate.passive and candidate.token.dep_ in {"ROOT", "ccomp", "conj", "advcl"}


def _as_forces(candidate: Candidate) -> tuple[Actor, ...]:
    """A state that shells or drills does so by its forces."""
    if candidate.trigger.root not in _FORCE:
        return candidate.actors
    return tuple(
        dataclasses.replace(a, sector="MIL") if a.sector == "GOV" and not a.person and a.resolved in _BY_NAME else a
        for a in candidate.actors
    )


def _of_act_before(candidate: Candidate, last: Mention | None) -> Parties:
    """A passive without any party ("were then called off") takes those of the act reported just before."""
    bare = candidate.passive and candidate.token.dep_ != "acl"
    if bare and roots()[candidate.trigger.root].quad.startswith("material") and last is not None and not last.abstained:
        actors, recipients = tuple(map(_carried, last.actors)), tuple(map(_carried, last.recipients))
        if actors and recipients:
            return actors, recipients, True
    return (), (), False


def _acts_for_a_state(actors: Sequence[Actor]) -> bool:
    return any(a.code and a.sector in _STATE_SECTORS for a in actors)


def _speaking_side(speaker: Actor | None, recipients: Sequence[Actor]) -> Actor | None:
    known = speaker is not None and speaker.code is not None and speaker.sector in _STATE_SECTORS
    return speaker if known and speaker and speaker.code not in {r.code for r in recipients} else None


def _only_other(context: Context, parties: Sequence[Actor]) -> Actor | None:
    """The one other state named in the sentence; None where there are two, or none."""
    own = {a.code for a in parties}
    others: dict[str, Actor] = {}
    for actor in context.cast.named():
        if actor.code and actor.code not in own and actor.sector != "IGO":
            others.setdefault(actor.code, actor)
    return next(iter(others.values())) if len(others) == 1 else None


def _facing(context: Context, actors: Sequence[Actor]) -> Actor | None:
    """The one other state that the sentence before named; of a text about two states, the other one."""
    own = {a.code for a in actors}
    memory = context.cast.memory
    near = {n.actor.code for n in memory.named if n.sentence >= memory.sentence - 1 and n.actor.code in memory.states}
    for states in (near, set(memory.states)):
        others = states - own
        if own & states and len(others) == 1:
            code = others.pop()
            return (
                Actor(code, countries()[code].name, "GOV", code, countries()[code].name)
                if code in countries()
                else None
            )
    return None


def _other_party(last: Mention | None, actors: Sequence[Actor]) -> Actor | None:
    """The other side of the act before, if one of its sides acts again."""
    if last is None or last.abstained:
        return None
    own = {a.code for a in actors}
    if own & {a.code for a in last.actors}:
        return next((r for r in last.recipients if r.code and r.code not in own), None)
    if own & {r.code for r in last.recipients}:
        return next((a for a in last.actors if a.code and a.code not in own), None)
    return None


def _carried(actor: Actor) -> Actor:
    return dataclasses.replace(actor, resolved="carried", person=None, office=None, start=None, end=None)
