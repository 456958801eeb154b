"""Figures against figures: where two reports, or one report twice, give one thing two values.

Neither is the record, so the verdict is a doubt that names both. Two figures are of one thing when unit, currency,
rate, population and stated period are the same, the states are the same, and their subjects are made of the same
words. Only levels are compared: targets and forecasts differ with who sets them, changes with what they start from.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from detente.coding.text import clauses
from detente.records import Figure, Finding, SourceRow, digest
from detente.settings import load

_SMALL = clauses.words_of(
    "a|an|the|of|in|on|at|to|for|from|by|with|and|or|its|their|his|her|this|that|as|is|are|was|were|be|been|"
    "total|overall|about|some|around|official|estimated|annual|yearly"
)
_EXACT = frozenset({"=", "~"})


def compare(figures: Iterable[Figure]) -> Iterator[Finding]:
    """The doubts that figures of one or of several documents raise about each other, one for each later figure."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        key = _key(figure)
        if key is not None:
            groups[key].append(figure)
    for group in groups.values():
        for number, figure in enumerate(group):
            others = [other for other in group[:number] if not _one_sentence(other, figure)]
            if others and not any(_fits(other, figure) for other in group[:number]):
                yield _doubt(figure, others[0])


def _key(figure: Figure) -> tuple[object, ...] | None:
    """What two figures must share to be of one thing; None where the text does not say enough of it."""
    if not figure.subject or not figure.period or figure.high is not None or not figure.countries:
        return None
    words = _words(figure.subject)
    if (
        figure.role != "level"
        or figure.comparator not in _EXACT
        or len(words) < 2
        or not (figure.unit or figure.currency)
    ):
        return None
    return (words, figure.unit, figure.currency, figure.per, figure.population, figure.period,
            frozenset(figure.countries))  # fmt: skip


@functools.lru_cache(maxsize=65536)
def _words(subject: str) -> frozenset[str]:
    found = re.findall(r"[a-z][a-z-]+", subject.lower().replace("’s", "").replace("'s", ""))
    return frozenset(_stem(word) for word in found if word not in _SMALL)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 4 else word


def _one_sentence(one: Figure, other: Figure) -> bool:
    """A sentence sets two values beside each other because they are of two things."""
    return one.document == other.document and one.sentence == other.sentence


def _fits(one: Figure, other: Figure) -> bool:
    """Whether two values may be one number rounded differently, or told as "about"."""
    high = max(abs(one.value), abs(other.value))
    if high == 0 or one.value * other.value < 0:
        return one.value == other.value
    slack = load().verify.series_tolerance if "~" in (one.comparator, other.comparator) else _rounding(one, other)
    return abs(one.value - other.value) <= slack * high


def _rounding(one: Figure, other: Figure) -> float:
    """The part by which the coarser of two numbers may have been rounded, or cut short."""
    return max(_step(figure.value) / abs(figure.value) for figure in (one, other) if figure.value)


def _step(value: float) -> float:
    """One unit of the last significant digit of a number: 0.1 of 4.5, ten thousand million of 6.21e12."""
    digits = f"{abs(value):.12g}"
    if "e" in digits:
        digits = f"{abs(value):.0f}"
    if "." in digits:
        return float(10.0 ** -len(digits.split(".")[1]))
    return float(10.0 ** (len(digits) - len(digits.rstrip("0"))))


def _doubt(figure: Figure, other: Figure) -> Finding:
    here = figure.document == other.document
    where = "The text itself" if here else f"Another report ({other.path or other.document[:12]})"
    quoted = " ".join(other.evidence.text.split())
    why = f"{where} gives {other.value:,.12g} {other.currency or other.unit} for that: “{quoted}”."
    row = SourceRow("documents", other.id, other.path)
    evidence = figure.sentence or figure.evidence
    claim = " ".join(figure.evidence.text.split())
    key = digest(figure.id, other.id, "figures")
    return Finding(key, figure.document, claim, "doubtful", why, evidence, row, "report", figure.path)
