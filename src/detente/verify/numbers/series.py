"""Figures against the reference series: defence budgets and their share of output, trade of two states and its balance.

`series_claims` reads which figure of which states and year a sentence tells. Its value is held against every row that
the table has for it, by whatever definition: trade counted by either side, budgets with and without special funds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from detente.records import Finding
from detente.reference.terms import place_name
from detente.settings import load
from detente.verify.numbers import growth
from detente.verify.numbers.series_claims import Claim, claims
from detente.verify.numbers.series_rows import Fit, close, compared, scope
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, doubtful, finding, supported, unverifiable

_NAMES = {
    "defence_budget": "defence budget", "defence_share": "defence spending in output", "goods_trade": "trade",
    "trade_balance": "balance of trade",
}  # fmt: skip
_ALONE = 0.33
"""So far may a figure lie from the only definition that is known of it: trade by one side's customs, SIPRI's sum."""
_CHANGED = 0.08
"""By so much more where the value had to be changed from other money at the average of the year."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about budgets and trade in a sentence."""
    for claim in claims(passage):
        judged = _judge(claim)
        if judged is not None:
            yield finding(passage.document, passage.span(claim.start, claim.end), judged, passage.whole)
        grown = growth.judged(passage.text, claim)
        if grown is not None:
            yield finding(passage.document, passage.span(claim.start, grown[0]), grown[1], passage.whole)


def _judge(claim: Claim) -> Judged | None:
    fits = list(compared(claim))
    if not fits or claim.value <= 0:
        return None
    limit = load().verify.series_tolerance
    best = min(fits, key=lambda fit: abs(math.log(fit.off)))
    if close(best.off, limit + _CHANGED * best.changed) or _between(claim, fits):
        with_services = claim.series == "goods_trade" and claim.scope is None and scope(best.point) == "services"
        return (unverifiable if with_services else supported)(_why(claim, best), best.point.source)
    if claim.least and best.off < 1 and all(fit.off < 1 for fit in fits):
        # More than half of it is more than a third of it.
        return None
    if close(best.off, _limit(fits)):
        return doubtful(_why(claim, best), best.point.source)
    if claim.unsure:
        return unverifiable("Several years are named, and the figure may be of any of them.", best.point.source)
    # Where no definition fits, the row that weighs most speaks.
    best = max(fits, key=lambda fit: (fit.point.source.strong, -abs(math.log(fit.off))))
    return against(_why(claim, best), best.point.source)


def _between(claim: Claim, fits: Sequence[Fit]) -> bool:
    """Whether a value lies between those of two definitions of one year, both with services or both without."""
    values: dict[tuple[int, str], list[float]] = {}
    for fit in fits:
        values.setdefault((fit.year, scope(fit.point)), []).append(fit.value)
    return any(min(group) <= claim.value <= max(group) for group in values.values())


def _limit(fits: Sequence[Fit]) -> float:
    """From where on a value is contradicted: a figure that is known by one definition alone may be told by another."""
    definitions = {fit.point.definition for fit in fits}
    budget = any("budget" in definition for definition in definitions)
    wide = _ALONE if len(definitions) == 1 and not budget else 2 * load().verify.series_tolerance
    return wide + _CHANGED * any(fit.changed for fit in fits)


def _why(claim: Claim, fit: Fit) -> str:
    point = fit.point
    value = f"{point.value:,.12g}" + ("%" if point.unit == "%" else f" {point.unit}")
    whose = place_name(claim.states[0]) + (f" and {place_name(claim.states[1])}" if claim.states[1] else "")
    return f"The record has {value} as the {_NAMES[claim.series]} of {whose} for {fit.year} ({point.definition})."
