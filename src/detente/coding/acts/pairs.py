"""The root of marked pairs: a sentence, who acts and on whom are given, the act is asked for.

Two tiers stand behind one interface. The light tier is a linear model over words; the default tier is the fine-tuned
network, mixed with the light tier by the weight in settings.toml. Neither needs a parse.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import numpy as np

from detente.coding.acts.classify import Judgement
from detente.coding.model import light, network
from detente.coding.model.conventions import codebook_root, folded, folded_by_status, plover_root
from detente.coding.model.network import Floats
from detente.coding.model.pieces import Span
from detente.ontology import roots
from detente.settings import load

Tier = Literal["default", "light"]
Convention = Literal["plover", "codebook"]
Item = tuple[str, str, str | None]

_BATCH = 64


def classify(
    sentence: str,
    pairs: Sequence[tuple[str, str | None]],
    *,
    tier: Tier = "default",
    convention: Convention = "plover",
) -> list[Judgement]:
    """One judgement for each pair of names (the target may be None), in order.

    Args:
        sentence: the sentence.
        pairs: source and target, as they stand in it; the first place where a name stands is meant.
        tier: "light" for the linear model alone.
        convention: "plover" for PLOVER's table of 2021 (an announced act is AGREE, an announced blow THREATEN, what is
            refused REJECT, a signed accord SUPPORT, sanctions proper COERCE), "codebook" for the roots that `code`
            writes beside a status.

    Raises:
        ValueError: a name does not stand in the sentence.
    """
    return list(
        classify_all(((sentence, source, target) for source, target in pairs), tier=tier, convention=convention)
    )


def classify_all(
    items: Iterable[Item], *, tier: Tier = "default", convention: Convention = "plover"
) -> Iterator[Judgement]:
    """A judgement for each (sentence, source, target), streamed in batches."""
    source = iter(items)
    while batch := list(itertools.islice(source, _BATCH)):
        places = [(text, _where(text, one), _where(text, other) if other else None) for text, one, other in batch]
        for shares, statuses in _read(places, tier):
            if convention == "codebook":
                yield _judgement(folded(shares, codebook_root))
            elif statuses is None:
                yield _judgement(folded(shares, plover_root))
            else:
                yield _judgement(folded_by_status(shares, statuses))


def _read(places: Sequence[tuple[str, Span, Span | None]], tier: Tier) -> Iterator[tuple[Floats, Floats | None]]:
    """The label shares and the status shares of each pair.

    The labels are the network's, with the light tier's part where the settings give it one; the light tier alone
    tells no status.
    """
    weight = 1.0 if tier == "light" else load().coding.light_share
    if weight == 1:
        yield from ((row, None) for row in light.shipped().pairs(places))
        return
    labels, statuses = network.shipped().pairs(places)
    if weight > 0:
        labels = np.asarray((1 - weight) * labels + weight * light.shipped().pairs(places), dtype=np.float32)
    yield from zip(labels, statuses, strict=True)


def _judgement(shares: dict[str, float]) -> Judgement:
    root = max(roots(), key=lambda name: shares.get(name, 0.0))
    p_event = 1 - shares["NULL"]
    p_type = shares[root] / max(p_event, 1e-9)
    return Judgement(root, roots()[root].quad, p_type, p_event, p_event < load().coding.p_event_min)


def _where(sentence: str, name: str) -> tuple[int, int]:
    start = sentence.index(name)
    return start, start + len(name)
