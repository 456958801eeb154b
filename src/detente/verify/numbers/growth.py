"""How much a budget, or the trade of two states, has grown, against the reference series of two years.

"A defence budget of 1.78 trillion yuan, an increase of 9.2 percent": where the level is that of a row, the rate is held
against the row of the year before, or of the year that is named, by the same definition.
"""

from __future__ import annotations

import math
import re

from detente.reference.terms import place_name
from detente.verify.numbers import claims, series_claims, series_rows
from detente.verify.numbers.series_rows import Point
from detente.verify.verdicts import Judged, against, supported

_LEVELS = frozenset({"defence_budget", "goods_trade"})
_REACH = 60
"""Characters between a level and how much it has grown."""
_OTHER = re.compile(
    r"[;:]|\d|\b(?:while|whereas|but|exports?|imports?|deficit|surplus|sales|month\w*|quarter\w*|five-year|plan\w*"
    r"|forecast\w*|expect\w*|real|inflation|record)\b",
    re.IGNORECASE,
)
"""Between the two: the rate is of something else."""
_REAL = re.compile(r"\s(?:in\s\w+\sterms|after\sinflation|a\syear|annually|per\syear|of\s(?:GDP|the|its))")
"""Behind a rate: it is not that of the two sums, or of several years."""
_SINCE = re.compile(
    r"[^.;:\d]{0,30}?\b(?:than|from|on|over|compared\s(?:with|to)|since|above|below)\s(?:\w+\s){0,3}?(?P<y>(?:19|20)\d\d)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[-/–]\d\d)?\b")
_OVER_YEARS = re.compile(r"[^.;:]{0,25}\b(?:decade|(?:two|three|four|five|ten|\d+)\syears)\b")
_SURE = 1.2
"""Points by which a rate must be off at least: what is revised moves it by as much."""
_OFF = 0.2
"""And by this share of the right one."""


def judged(text: str, level: series_claims.Claim) -> tuple[int, Judged] | None:
    """The verdict on the growth that a sentence tells right behind a level, and where that ends; None without any."""
    if level.series not in _LEVELS or level.unsure:
        return None
    behind = (rate for rate in claims.claims(text) if rate.form == "change" and rate.start >= level.end)
    rate = next((rate for rate in behind if _is_of_it(text, level, rate)), None)
    found = _judge(text, level, rate) if rate is not None else None
    return (rate.end, found) if rate is not None and found is not None else None


def _is_of_it(text: str, level: series_claims.Claim, rate: claims.Claim) -> bool:
    between = _YEAR.sub("", text[level.end : rate.start])
    return (
        len(between) <= _REACH
        and not _OTHER.search(between)
        and not _REAL.match(text, rate.end)
        and not _OVER_YEARS.match(text, rate.end)
    )


def _judge(text: str, level: series_claims.Claim, rate: claims.Claim) -> Judged | None:
    """Against every definition by which the level is right; none where no two rows of one tell it."""
    since = _SINCE.match(text, rate.end)
    grown = []
    for fit in series_rows.level(level):
        before = int(since["y"]) if since is not None else fit.year - 1
        for base in series_rows.of(level, before):
            if base.definition == fit.point.definition and base.unit == fit.point.unit and base.source.strong:
                grown.append((*_grown(base, fit.point), before, base, fit))
    if not grown:
        return None
    told = rate.shown if rate.up else -rate.shown
    room = max(rate.high - rate.shown, rate.shown - rate.low)
    low, high, before, base, fit = min(grown, key=lambda g: max(g[0] - told, told - g[1]))
    off = max(low - told, told - high)
    what = (
        f"The record has {base.value:,.12g} and {fit.point.value:,.12g} {base.unit} of {place_name(level.states[0])} "
        f"for {before} and {fit.year}: {(low + high) / 2:+.1f}%."
    )
    if off <= max(0.0, room - _ROOM):
        return supported(what, base.source)
    sure = off > max(_SURE, _OFF * abs(low + high) / 2)
    return against(what, base.source) if sure else None


_ROOM = 0.5
"""Points that the words of a rate leave beyond its own rounding."""


def _grown(base: Point, point: Point) -> tuple[float, float]:
    """The least and the greatest growth, in per cent, that the rounding of two values allows."""
    low = (point.value - _step(point.value)) / (base.value + _step(base.value))
    high = (point.value + _step(point.value)) / (base.value - _step(base.value))
    return 100 * low - 100, 100 * high - 100


def _step(value: float) -> float:
    """Half a unit of the last digit of a rounded value."""
    digits = f"{value:.12g}".partition("e")[0].replace(".", "").strip("0")
    places = math.floor(math.log10(value)) - len(digits) + 1
    return float(0.5 * 10**places)
