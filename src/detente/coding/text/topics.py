"""The issues that a passage is about, by the words of the codebook, most words first."""

from __future__ import annotations

import functools
import re

from detente.ontology import issues


@functools.cache
def _pattern() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    of: dict[str, list[str]] = {}
    for issue, (_, words) in issues().items():
        for word in words:
            of.setdefault(word, []).append(issue)
    longest = sorted(of, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b"), {w: tuple(i) for w, i in of.items()}


def issues_of(text: str) -> tuple[str, ...]:
    """The issues whose words stand in the text, the one with the most words first; ties in the codebook's order."""
    pattern, of = _pattern()
    counts: dict[str, int] = {}
    for word in pattern.findall(text.lower()):
        for issue in of[word]:
            counts[issue] = counts.get(issue, 0) + 1
    order = list(issues())
    return tuple(sorted(counts, key=lambda issue: (-counts[issue], order.index(issue))))
