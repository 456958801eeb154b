"""The coder's judgement of a candidate: is it an event, and of which root?

This first classifier reads the trigger lexicon; its probabilities are priors by kind of evidence, which
stand in settings.toml. The interface is the one that a trained classifier takes over: a sentence and pairs
in, probabilities out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.acts.candidates import Candidate, candidates
from detente.coding.lexicon import Trigger
from detente.ontology import roots, rows, split
from detente.settings import load

if TYPE_CHECKING:
    from detente.coding.text.parse import Sentence
    from detente.coding.who.cast import Cast
    from detente.records import Actor


@dataclass(frozen=True, slots=True)
class Judgement:
    """The best root with its probability, and the probability that something happens at all."""

    root: str
    quad: str
    p_type: float
    p_event: float
    abstained: bool


def judge(candidate: Candidate) -> Judgement:
    """The judgement on a candidate from the parse."""
    own = load().coding
    both = any(a.code for a in candidate.actors) and any(a.code for a in candidate.recipients)
    alone = roots()[candidate.trigger.root].alone and any(a.sector in {"MIL", "CVL", "REB"} for a in candidate.actors)
    if candidate.nominal:
        p_event = own.p_event_nominal_pair if both else own.p_event_verbal_one if alone else own.p_event_nominal_one
    else:
        p_event = own.p_event_verbal_pair if both else own.p_event_verbal_one
    p_type = own.p_type_specific if candidate.trigger.demands else own.p_type_plain
    return Judgement(
        candidate.trigger.root,
        roots()[candidate.trigger.root].quad,
        p_type,
        p_event,
        p_event < own.p_event_min,
    )


def judge_pairs(
    sentence: Sentence, cast: Cast, pairs: Sequence[tuple[tuple[int, int], tuple[int, int] | None]]
) -> list[Judgement]:
    """One judgement for each marked pair of a sentence.

    Args:
        sentence: the parsed sentence, open in the cast.
        cast: who has been named.
        pairs: document offsets of the source and of the target (None where there is none).
    """
    found = list(candidates(sentence, cast))
    return [_judge_pair(sentence, found, source, target) for source, target in pairs]


def without_trigger() -> Judgement:
    """What is said of a pair in whose sentence no trigger is known: the most common root, and abstained."""
    return Judgement("CONSULT", roots()["CONSULT"].quad, 1 / len(roots()), load().coding.p_event_nominal_one / 2, True)


def _judge_pair(
    sentence: Sentence, found: list[Candidate], source: tuple[int, int], target: tuple[int, int] | None
) -> Judgement:
    ranked = [(_fit(c, source, target, sentence), c) for c in found]
    best = max(ranked, key=lambda item: item[0], default=None)
    if best is None:
        return without_trigger()
    judgement = judge(best[1])
    if best[0] <= 0:
        weak = load().coding.p_event_nominal_one
        return Judgement(
            judgement.root,
            judgement.quad,
            load().coding.p_type_plain / 2,
            weak,
            weak < load().coding.p_event_min,
        )
    return judgement


def _fit(candidate: Candidate, source: tuple[int, int], target: tuple[int, int] | None, sentence: Sentence) -> float:
    """How well a candidate's parties cover the marked pair; nearer triggers break ties."""
    hits = 2.0 * _covers(candidate.actors, source) + 2.0 * bool(target and _covers(candidate.recipients, target))
    hits += 0.5 * bool(target and _covers(candidate.actors, target)) + 0.5 * _covers(candidate.recipients, source)
    where: int = sentence.offset + candidate.token.idx
    return hits - abs(where - source[1]) / 10_000 + 0.1 * candidate.trigger.demands - 0.5 * candidate.nominal - 0.2


def _covers(actors: Sequence[Actor], span: tuple[int, int]) -> bool:
    return any(a.start is not None and a.end is not None and a.start < span[1] and span[0] < a.end for a in actors)


def mode(trigger: Trigger, words: Sequence[str]) -> str | None:
    """The PLOVER mode that the trigger and its company name, if any: the one with the most words there."""
    company = {trigger.lemma, *words}
    best, hits = None, 0
    for row in rows("modes"):
        if row["root"] == trigger.root:
            count = len(company & set(split(row["words"])))
            if count > hits:
                best, hits = row["mode"], count
    return best
