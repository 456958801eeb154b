"""The root of marked pairs: a sentence, who acts and on whom are given, the act is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.coding.acts.classify import Judgement, judge_pairs, without_trigger
from detente.coding.text.parse import blocks, sentences
from detente.coding.who.cast import Cast


def classify(sentence: str, pairs: Sequence[tuple[str, str | None]]) -> list[Judgement]:
    """One judgement for each pair of names (the target may be None), in order.

    Raises:
        ValueError: a name does not stand in the sentence.
    """
    spans = [(_where(sentence, source), _where(sentence, target) if target else None) for source, target in pairs]
    best: list[Judgement] = [without_trigger()] * len(spans)
    cast = Cast(None)
    for part in sentences(blocks(sentence)):
        cast.open_sentence(part)
        found = judge_pairs(part, cast, spans)
        best = [
            max(pair, key=lambda j: (not j.abstained, j.p_event, j.p_type)) for pair in zip(found, best, strict=True)
        ]
        cast.close_sentence(part)
    return best


def _where(sentence: str, name: str) -> tuple[int, int]:
    start = sentence.index(name)
    return start, start + len(name)


def classify_all(items: Iterable[tuple[str, str, str | None]]) -> Iterable[Judgement]:
    """A judgement for each (sentence, source, target), streamed."""
    return (classify(sentence, [(source, target)])[0] for sentence, source, target in items)
