"""The states that may stand on a side of an act, and the signs that speak for each.

A sentence names some of them, the text before it the others: "the talks", "the two sides" or "troops were sent" name
nobody, and still mean somebody. Each state known so far is given by signs from three sources: how well the network
fits its names to the act, what the parse says, and what the text has told up to here. `coding.model.sides` weighs them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from detente.coding.acts.told import Fit
from detente.ontology import countries
from detente.records import Actor

if TYPE_CHECKING:
    from detente.coding.acts.classify import Judged
    from detente.coding.context import Context
    from detente.records import Mention

SEEN = 0.35
"""From this fit on a party counts as one that the network sees on a side."""
_BY_NAME = {"name", "demonym", "capital", "metonym"}
_BY_NOUN = {"coreference", "noun", "office"}
_FAR = 300
"""Characters beyond which distance says no more."""
Signs = dict[str, float]
Codes = frozenset[str]


@dataclass(frozen=True)
class Asked:
    """An act whose sides are asked for, with what is known when the reader comes to it."""

    root: str
    at: int
    """Where its word stands in the document."""
    nominal: bool
    passive: bool
    fits: tuple[Fit, ...]
    actors: Codes
    recipients: Codes
    """The sides that the network and the parse give in the sentence."""
    named: Codes
    """The states that the sentence names."""
    told: Counter[str]
    """How often each state or body was named up to here."""
    before: Codes
    """Those named in the sentence before."""
    subject: str | None
    """The last that was the subject of a sentence."""
    home: str | None
    """The state that the text is about."""
    speaker: str | None
    """On whose word the act stands."""
    last: tuple[Codes, Codes]
    """The sides of the act before."""

    @cached_property
    def states(self) -> list[str]:
        """The states told so far, the most often named first."""
        return [code for code, _ in self.told.most_common() if code in countries()]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All that may stand on a side, the most often named first."""
        given = {*_coded(f.actor for f in self.fits), *self.actors, *self.recipients, *self.named, *self.last[0]}
        known = {c for c in (*given, *self.last[1], self.home, self.speaker) if c}
        return (*(c for c, _ in self.told.most_common()), *sorted(known - set(self.told)))

    def share(self, code: str) -> float:
        """The share of a state or body among all states that were named."""
        return self.told[code] / self._total

    @cached_property
    def _total(self) -> int:
        return max(sum(self.told[c] for c in self.states), 1)

    @cached_property
    def parties(self) -> int:
        """How many states have a name in the sentence that may be a party."""
        return len(_coded(f.actor for f in self.fits))

    @cached_property
    def signs(self) -> dict[str, Signs]:
        """The signs of each state that count for either side."""
        return {code: _signs(self, code) for code in self.codes}

    @cached_property
    def known(self) -> tuple[float, float]:
        """The best fit of a party of a told state as source and as target."""
        return _best([f for f in self.fits if f.actor.code is not None])

    @cached_property
    def unknown(self) -> tuple[float, float]:
        """The best fit of a party of no told state ("the crowd") as source and as target."""
        return _best([f for f in self.fits if f.actor.code is None])


def asked(context: Context, one: Judged, last: Mention | None, speaker: Actor | None) -> Asked:
    """What is asked of an act in an open sentence."""
    memory, candidate = context.cast.memory, one.candidate
    named = [a.code for a in context.cast.named() if a.code]
    told = memory.counts.copy()
    told.update(named)
    return Asked(
        one.judgement.root,
        context.sentence.offset + candidate.token.idx,
        candidate.nominal,
        candidate.passive,
        one.fits,
        _coded(candidate.actors),
        _coded(candidate.recipients),
        frozenset(named),
        told,
        memory.before(),
        memory.subject,
        memory.default(),
        speaker.code if speaker is not None else None,
        (_coded(last.actors), _coded(last.recipients)) if last is not None else (frozenset(), frozenset()),
    )


def source_signs(act: Asked, code: str) -> Signs:
    """What speaks for and against a state as the source of an act."""
    signs = act.signs[code].copy()
    if act.known[0] < SEEN:
        _cross(signs, "nobody seen", ("most told", "speaker", "last subject", "home", "source before"))
    signs |= _by_root(act.root, signs, ("elsewhere",))
    return {name: value for name, value in signs.items() if value}


def target_signs(act: Asked, code: str, sources: Iterable[str]) -> Signs:
    """What speaks for and against a state as the target of an act of these sources."""
    own = frozenset(sources)
    signs = act.signs[code].copy()
    if act.known[1] < SEEN:
        _cross(signs, "nobody seen", ("most told", "told next", "named before", "here"))
        signs["nobody seen"] = 1.0
    signs |= _of_source(act, own) if code in own else _of_other(act, code, own, signs)
    signs["a body acts"] = float(any(c not in countries() for c in own))
    signs |= _by_root(act.root, signs, ("own", "another elsewhere"))
    return {name: value for name, value in signs.items() if value}


def _signs(act: Asked, code: str) -> Signs:
    """The signs that count for either side."""
    here = [f for f in act.fits if f.actor.code == code]
    signs = {
        "parse actor": float(code in act.actors),
        "parse recipient": float(code in act.recipients),
        "named": float(code in act.named),
        "named before": float(code in act.before),
        "share": act.share(code),
        "most told": float(act.states[:1] == [code]),
        "told next": float(act.states[1:2] == [code]),
        "home": float(act.home == code),
        "speaker": float(act.speaker == code),
        "source before": float(code in act.last[0]),
        "target before": float(code in act.last[1]),
        "last subject": float(act.subject == code),
        "body": float(code not in countries()),
        "nominal": float(act.nominal),
        "parties": float(act.parties),
        "states": float(len(act.states)),
    }
    signs |= _of_names(act, here) if here else _elsewhere(act, signs)
    for side, fit in zip(("source", "target"), act.unknown, strict=True):
        if fit >= SEEN:
            signs[f"unknown {side}, home"] = signs["home"]
            signs[f"unknown {side}, elsewhere"] = float(not here)
    return signs


def _of_names(act: Asked, here: list[Fit]) -> Signs:
    """How a state's names in the sentence fit the act."""
    source, target = _best(here)
    kinds = {f.actor.resolved for f in here}
    starts = [f.actor.start or 0 for f in here]
    sectors = {f.actor.sector for f in here}
    return {f"as {sector}": 1.0 for sector in sectors if sector} | {
        "here": 1.0,
        "fit source": _logit(source),
        "fit target": _logit(target),
        "likely source": float(source >= 0.5),
        "likely target": float(target >= 0.5),
        "best source": float(source >= act.known[0]),
        "best target": float(target >= act.known[1]),
        "in front": float(min(starts) < act.at),
        "behind": float(max(starts) >= act.at),
        "distance": min(min(abs(s - act.at) for s in starts), _FAR) / 100,
        "by name": float(bool(kinds & _BY_NAME)),
        "by noun": float(kinds <= _BY_NOUN),
        "by capital": float(kinds == {"capital"}),
        "nominal, here": float(act.nominal),
        "passive, fit source": source * act.passive,
        "passive, fit target": target * act.passive,
    }


def _elsewhere(act: Asked, signs: Signs) -> Signs:
    """The signs of a state that the sentence does not name as a party."""
    told = ("named before", "share", "most told", "told next", "home", "speaker", "source before", "target before")
    out = {f"elsewhere, {name}": signs[name] for name in (*told, "last subject")}
    return out | {"elsewhere": 1.0, "elsewhere, passive": float(act.passive)}


def _of_source(act: Asked, own: Codes) -> Signs:
    """The signs of a source as its own target: an act inside one state."""
    top, second = (act.share(code) for code in (*act.states[:2], "", "")[:2])
    code = next(iter(own))
    names = {f.actor.start for f in act.fits if f.actor.code in own}
    return {
        "own": 1.0,
        "own, here": float(any(f.actor.code in own for f in act.fits)),
        "own, fit target": _logit(max((f.target for f in act.fits if f.actor.code in own), default=0.0)),
        "own, most told share": top,
        "own, next share": second,
        "own, home": float(act.home == code),
        "own, body": float(code not in countries()),
        "own, unknown target": float(act.unknown[1] >= SEEN),
        "own, nobody seen": float(act.known[1] < SEEN),
        "own, as before": float(bool(act.last[0]) and act.last[0] == act.last[1]),
        "own, spoken": float(act.speaker is not None),
        "own, named once": float(len(names) <= 1),
        "own, named once, nobody else": float(len(names) <= 1 and act.unknown == (0.0, 0.0)),
    }


def _of_other(act: Asked, code: str, own: Codes, signs: Signs) -> Signs:
    """The signs of another state than the sources as the target."""
    others = [c for c in act.states if c not in own]
    first = float(others[:1] == [code])
    unseen = float(act.known[1] < SEEN)
    elsewhere = signs.get("elsewhere", 0.0)
    return {
        "another elsewhere": elsewhere,
        "another, named before": signs["named before"] * elsewhere,
        "another, nobody seen, here": unseen * signs.get("here", 0.0),
        "another, most told share": act.share(act.states[0]) if act.states else 0.0,
        "another, target before of the same": float(bool(act.last[0] & own)) * signs["target before"],
        "another, source before on it": float(bool(act.last[1] & own)) * signs["source before"],
        "first other": first,
        "first other, nobody seen": first * unseen,
        "first other, elsewhere": first * elsewhere,
        "only other": first * float(len(others) == 1),
    }


def _cross(signs: Signs, when: str, names: Iterable[str]) -> None:
    for name in names:
        signs[f"{when}, {name}"] = signs.get(name, 0.0)


def _by_root(root: str, signs: Signs, names: Iterable[str]) -> Signs:
    """The root, alone and together with some signs."""
    return {root: 1.0} | {f"{root}, {name}": signs.get(name, 0.0) for name in names}


def _best(fits: list[Fit]) -> tuple[float, float]:
    return max((f.source for f in fits), default=0.0), max((f.target for f in fits), default=0.0)


def _coded(actors: Iterable[Actor]) -> Codes:
    return frozenset(a.code for a in actors if a.code)


def _logit(p: float) -> float:
    """The log-odds of a fit, kept within bounds."""
    return math.log((p + 0.02) / (1.02 - p))
