"""Who acts on whom: the sides of an act among the states that its text has told.

The model of sides weighs every state known so far (`sides`). The most likely source and target are taken, others beside
them only where they are likely themselves. A side that the sentence does not name is marked so: its actor is "carried".
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.acts.positions import first_of_two, undergoing
from detente.coding.acts.sides import SEEN, Asked, Codes, asked, source_signs, target_signs
from detente.coding.acts.told import Fit
from detente.coding.model.sides import Sides, shipped
from detente.coding.who.nouns import is_of_no_state
from detente.ontology import countries, roots
from detente.records import Actor, Mention
from detente.settings import load

if TYPE_CHECKING:
    from detente.coding.acts.classify import Judged
    from detente.coding.context import Context

_FORCE = {"MOBILIZE", "ASSAULT"}
_BY_NAME = {"name", "capital", "metonym", "coreference"}


@dataclass(frozen=True, slots=True)
class Parties:
    """The sides of an act, with the probability that they are right and whether any is carried over."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    probability: float
    carried: bool


Settle = Callable[["Context", "Judged", Mention | None, Actor | None], Parties | None]


def settle(
    context: Context, one: Judged, last: Mention | None, speaker: Actor | None, model: Sides | None = None
) -> Parties | None:
    """The sides of an act, or None where no state has been told that could be its source.

    Args:
        context: the sentence.
        one: the act with what the network and the parse read in the sentence.
        last: the mention just before, in this sentence or the one before it.
        speaker: on whose word the clause stands, if it is not the text's.
        model: the model of sides; the shipped one if not given.
    """
    act = asked(context, one, last, speaker)
    if not act.codes:
        return None
    model = model or shipped()
    chances = {code: model.source(source_signs(act, code)) for code in act.codes}
    sources = _without(chances, undergoing(one, context.sentence)) if act.unknown[0] < SEEN else chances
    source, p_source = _best(sources, act.passive and _is_material(act.root))
    nobodys = _of_no_state(one, "source")
    if nobodys is not None:
        source, p_source = frozenset(), nobodys.source
    targets = {code: model.target(target_signs(act, code, source)) for code in act.codes}
    target, p_target = _best(targets, roots()[act.root].alone)
    first = first_of_two(one, source | target, context.sentence, act)
    if first is not None:
        source, target = frozenset({first}), (source | target) - {first}
    if source == target and _by_nobody_seen(act):
        source, p_source = frozenset(), 1 - p_source
    rest = [code for code in act.codes if code not in source | target]
    more = load().coding.p_side_min
    also = [code for code in rest if source and sources.get(code, 0.0) >= max(more, targets[code])]
    aims = [code for code in rest if target and code not in also and targets[code] >= more]
    actors = tuple(_actor(context, one, code, "source") for code in (*source, *also))
    if nobodys is not None:
        actors = (nobodys.actor,)
    recipients = tuple(_unnamed(actors, _actor(context, one, code, "target")) for code in (*target, *aims))
    others = _of_no_state(one, "target")
    if others is not None:
        recipients, p_target = (others.actor,), others.target
    carried = any(a.resolved == "carried" for a in (*actors, *recipients))
    return Parties(_as_forces(act.root, actors), recipients, p_source * p_target, carried)


def _without(chances: Mapping[str, float], ends: Codes) -> Mapping[str, float]:
    """The chances of the states on which the act does not arrive, if one of them may be its source at all."""
    rest = {code: p for code, p in chances.items() if code not in ends}
    return rest if max(rest.values(), default=0.0) >= load().coding.p_other_source else chances


def _by_nobody_seen(act: Asked) -> bool:
    """Whether an attack is told without anybody who makes it: "nine men were shot in Lome"."""
    return act.passive and act.root == "ASSAULT" and max(act.known[0], act.unknown[0]) < SEEN


def _best(chances: Mapping[str, float], may_be_nobody: bool) -> tuple[frozenset[str], float]:
    """The likeliest state with its probability; nobody, with the rest, where nobody may be meant and none is likely."""
    code = max(chances, key=lambda code: chances[code])
    if may_be_nobody and chances[code] < load().coding.p_nobody:
        return frozenset(), 1 - chances[code]
    return frozenset({code}), chances[code]


def _of_no_state(one: Judged, side: str) -> Fit | None:
    """The best fitting party of a side where it is of no state, or stands for states that the text does not tell."""
    best = max(one.fits, key=lambda f: _fit(f, side), default=None)
    if best is None or best.actor.code is not None or _fit(best, side) < load().coding.p_role_min:
        return None
    return best if is_of_no_state(best.actor, one=side == "target") else None


def _is_material(root: str) -> bool:
    return roots()[root].quad.startswith("material")


def _actor(context: Context, one: Judged, code: str, side: str) -> Actor:
    """The state as the sentence names it on this side; else the party of no told state there; else as told before."""
    here = [f for f in one.fits if f.actor.code == code]
    if here:
        return max(here, key=lambda f: _fit(f, side)).actor
    parsed = one.candidate.actors if side == "source" else one.candidate.recipients
    own = next((a for a in parsed if a.code == code), None)
    if own is not None:
        return own
    least = load().coding.p_role_min
    unknown = [f for f in one.fits if f.actor.code is None and _fit(f, side) >= least]
    unknown += [Fit(a, 1.0, 1.0) for a in parsed if a.code is None]
    if unknown:
        party = max(unknown, key=lambda f: _fit(f, side)).actor
        return dataclasses.replace(party, code=code, country=code, resolved="carried")
    return _told_before(context, code)


def _unnamed(actors: Sequence[Actor], recipient: Actor) -> Actor:
    """A recipient, carried over where only the actor's own name or a thing of the actor's ("its aid") stands for it.

    Names that nest ("Chad" in "Chad's parliament") are one party.
    """
    if recipient.start is None or recipient.end is None:
        return recipient
    places = [(a.start, a.end) for a in actors if a.start is not None and a.end is not None]
    inside = any(start < recipient.end and recipient.start < end for start, end in places)
    is_thing = recipient.sector is None and recipient.code in {a.code for a in actors}
    return _as_carried(recipient) if inside or is_thing else recipient


def _fit(fit: Fit, side: str) -> float:
    return fit.source if side == "source" else fit.target


def _told_before(context: Context, code: str) -> Actor:
    """The state as it was last named, without the place and the person."""
    named = itertools.chain((n.actor for n in reversed(context.cast.memory.named)), context.cast.named())
    found = next((a for a in named if a.code == code), None)
    if found is None:
        name = countries()[code].name if code in countries() else code
        found = Actor(code, name, "GOV", code, name)
    return _as_carried(found)


def _as_carried(actor: Actor) -> Actor:
    return dataclasses.replace(actor, resolved="carried", person=None, office=None, start=None, end=None)


def _as_forces(root: str, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """A state that shells or drills does so by its forces."""
    if root not in _FORCE:
        return tuple(actors)
    return tuple(
        dataclasses.replace(a, sector="MIL") if a.sector == "GOV" and not a.person and a.resolved in _BY_NAME else a
        for a in actors
    )
