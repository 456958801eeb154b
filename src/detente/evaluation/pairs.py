"""The root of marked pairs: macro-F1 by root, quad and cooperation against conflict.

CONCEDE and RETREAT count as one root YIELD, as in the benchmark (Hu et al., ACL 2024).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente import coding
from detente.errors import QueryError
from detente.evaluation.data import table
from detente.evaluation.intervals import Indices, bootstrap, label
from detente.evaluation.peers import published
from detente.evaluation.results import Measure, Result, Table

_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_QUADS = {
    root: number
    for number, roots in enumerate(
        (
            ("AGREE", "CONSULT", "SUPPORT"),
            ("AID", "COOPERATE", "YIELD"),
            ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
            ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
        )
    )
    for root in roots
}
_LEVELS: dict[str, Callable[[str], object]] = {
    "root": lambda root: root,
    "quad": lambda root: _QUADS[root],
    "binary": lambda root: _QUADS[root] > 1,
}


def evaluate(data: Path) -> Result:
    """Macro-F1 in per cent on a TSV file with the columns sentence, source, target, gold_root.

    Raises:
        QueryError: the file is not of that kind.
    """
    gold: list[str] = []
    items: list[tuple[str, str, str | None]] = []
    for line, row in table(data, ("sentence", "source", "target", "gold_root")):
        root = _YIELD.get(row["gold_root"].upper(), row["gold_root"].upper())
        if root not in _QUADS:
            raise QueryError(f"{data}:{line}: column gold_root: no root {row['gold_root']!r}; use PLOVER's roots")
        gold.append(root)
        items.append(_item(row))
    judgements = list(coding.classify_all(items))
    found = [_YIELD.get(j.root, j.root) for j in judgements]
    abstained = sum(j.abstained for j in judgements)
    measures = tuple(_measure(name, gold, found) for name in _LEVELS)
    return Result(
        "pairs",
        "root of a marked pair, macro-F1 in per cent",
        coding.VERSION,
        measures,
        (_classes(gold, found), _light(gold, items)),
        (f"abstained on {abstained} of {len(gold)} rows (the best root is scored all the same)",),
    )


def _item(row: dict[str, str]) -> tuple[str, str, str | None]:
    """A row as the classifier takes it; a target that does not stand in the sentence is none, a source its first
    word.
    """
    sentence, source, target = row["sentence"], row["source"], row["target"]
    return sentence, source if source in sentence else sentence.split()[0], target if target in sentence else None


def _measure(name: str, gold: list[str], found: list[str]) -> Measure:
    level = _LEVELS[name]
    true, given = np.array([str(level(r)) for r in gold]), np.array([str(level(r)) for r in found])
    classes = sorted(set(true))

    def statistic(chosen: Indices) -> float:
        return 100 * float(np.mean([f1(true[chosen], given[chosen], one) for one in classes]))

    low, high = bootstrap(len(gold), statistic) or (None, None)
    right = int((true == given).sum())
    return Measure(
        name,
        f"macro-F1, {name}",
        statistic(np.arange(len(gold))) if gold else None,
        low,
        high,
        label("bootstrap over rows"),
        len(gold),
        "rows",
        {"right": right},
        published("pairs", name),
        1,
    )


def f1(true: NDArray[np.str_], given: NDArray[np.str_], one: str) -> float:
    """F1 of one class, 0 where it is neither there nor given."""
    hits = int(((true == one) & (given == one)).sum())
    total = int((true == one).sum() + (given == one).sum())
    return 2 * hits / total if total else 0.0


def _light(gold: list[str], items: list[tuple[str, str, str | None]]) -> Table:
    """The same figures for the light tier alone."""
    found = [_YIELD.get(j.root, j.root) for j in coding.classify_all(items, tier="light")]
    rows = tuple((name, _macro(name, gold, found)) for name in _LEVELS)
    return Table("Light tier alone, macro-F1", ("measure", "F1"), rows)


def _macro(name: str, gold: list[str], found: list[str]) -> float:
    level = _LEVELS[name]
    true, given = np.array([str(level(r)) for r in gold]), np.array([str(level(r)) for r in found])
    return round(100 * float(np.mean([f1(true, given, one) for one in sorted(set(true))])), 1)


def _classes(gold: list[str], found: list[str]) -> Table:
    true, given = np.array(gold), np.array(found)
    rows = tuple((one, gold.count(one), round(100 * f1(true, given, one), 1)) for one in sorted(set(gold)))
    return Table("By root", ("root", "rows", "F1"), rows)
