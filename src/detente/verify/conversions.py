"""The same amount in two currencies, held against the yearly rates of the table and against the text's other rates."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.records import Finding, SourceRow
from detente.reference.tables import rows
from detente.settings import load
from detente.verify import arithmetic
from detente.verify.arithmetic import Value
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, Source, against, doubtful, finding, supported, unverifiable


@dataclass(frozen=True, slots=True)
class Conversion:
    """The same amount in two currencies as a text gives it; the dollar, where it is one of them, is `base`."""

    passage: Passage
    start: int
    end: int
    amount: Value
    base: Value

    @property
    def rate(self) -> float:
        """Units of the one currency for a unit of the base."""
        return self.amount.value / self.base.value

    @property
    def reach(self) -> tuple[float, float]:
        """The lowest and the highest rate that the rounding of both amounts allows."""
        low = (self.amount.value - self.amount.step / 2) / (self.base.value + self.base.step / 2)
        high = (self.amount.value + self.amount.step / 2) / max(self.base.value - self.base.step / 2, 1e-9)
        return low, high

    @property
    def pair(self) -> tuple[str, str]:
        """The two currencies, the base last."""
        return self.amount.currency or "", self.base.currency or ""


_SAME = re.compile(
    r"(?:\s?[A-Za-z]+)?(?:\s(?:yuan|yen|won|rupees|euros|pounds|dollars|rubles|"
    r"roubles))?\s?,?\s?(?:\(|or |equal to |equivalent to |worth )(?:about |roughly |around |some |"
    r"nearly |approximately |over |just over |just under |or )*(?:US)?[$€£¥₩₹]?"
    r"|(?:\s?(?:[A-Z][a-z]+\s){0,2}[a-z]+)?(?:\s(?:in|of)\s(?:grants|loans|aid|cash|credits?|debt|bonds))?"
    r"(?:\s(?:this|last|a)\s(?:year|month))?,?"
    r"\s\(?(?:(?:or|then|now|at (?:that|the) time|worth|equal to|equivalent to|the equivalent of|close to)\s)*"
    r"(?:about|roughly|around|some|nearly|approximately|just over|just under|close to|a little under|a little over|"
    r"a little more than|a little less than|almost)\s(?:US|A|C|NZ|S|HK|NT|R)?[$€£¥₩₹]?"
)


def conversions(passage: Passage) -> Iterator[Conversion]:
    """The conversions in a sentence: "6.2 trillion yen ($42 billion)", "6 billion yuan, or 840 million dollars"."""
    there = [v for v in arithmetic.values(passage.text) if v.currency and not v.percent and v.value > 0]
    for one, other in itertools.pairwise(there):
        if one.currency != other.currency and _SAME.fullmatch(passage.text[one.end : other.start]):
            amount, base = (other, one) if one.currency == "USD" else (one, other)
            yield Conversion(passage, one.start, other.end, amount, base)


def check(found: Sequence[Conversion]) -> Iterator[Finding]:
    """Conversions against the yearly rates of the table, and against each other within one document."""
    for conversion in found:
        judged = _against_table(conversion) or _against_each_other(conversion, found)
        passage = conversion.passage
        judged = judged or unverifiable("The record has no rate for that currency and year.")
        yield finding(passage.document, passage.span(conversion.start, conversion.end), judged, passage.whole)


@functools.cache
def _rates() -> dict[str, dict[int, tuple[float, Source]]]:
    found: dict[str, dict[int, tuple[float, Source]]] = {}
    for row in rows("rates"):
        url = row["source"] if row["source"].startswith("http") else None
        source = Source(SourceRow("detente rates", f"{row['currency']} {row['year']}", None, url), row["basis"])
        found.setdefault(row["currency"], {})[int(row["year"])] = (float(row["per_usd"]), source)
    return found


_THEN = re.compile(r"\b(?:at|of) (?:that|the) time\b|\bthen\b|\bfixed rate\b")
"""The rate is that of the time which the sentence tells of."""


def _against_table(conversion: Conversion) -> Judged | None:
    table = _cross(*conversion.pair)
    named = {year for t in conversion.passage.times for year in (t.when.start.year, t.when.end.year)}
    if not named <= table.keys():
        # A year that the sentence names may be the one of the rate.
        return None
    there = {year: table[year] for year in sorted(_years(conversion, named)) if year in table}
    if not there:
        return None
    low, high = min(v for v, _ in there.values()), max(v for v, _ in there.values())
    year = min(there, key=lambda y: abs(there[y][0] / conversion.rate - 1))
    value, source = there[year]
    unit, base = conversion.pair
    what = f"{conversion.rate:.4g} {unit} a {'dollar' if base == 'USD' else base}"
    judged = f"the year's average of {year} was {value:.4g}."
    least, most = conversion.reach
    off = max(low / most, least / high) - 1
    # Within one year a rate strays from its average, the more so where the averages move much.
    limit = max(load().verify.rate_tolerance, (high / low - 1) / 2)
    if off <= 0.75 * limit:
        return supported(f"About {what}; {judged}", source)
    return (doubtful if off <= limit else against)(f"That makes {what}; {judged}", source)


def _years(conversion: Conversion, named: set[int]) -> set[int]:
    """The years whose averages the rate may lie between: those that the sentence names, and that of the report."""
    passage = conversion.passage
    near = {year + d for year in named for d in (-1, 0, 1)}
    then = _THEN.search(passage.text[max(0, conversion.start - 20) : conversion.end + 50])
    if passage.published is None or (named and then):
        return near
    year = passage.published.year
    return near | {year - 1, year} | ({year + 1} if passage.published.month > load().verify.half_year else set())


def _cross(unit: str, base: str) -> dict[int, tuple[float, Source]]:
    """Units of a currency for one of another, by year; the dollar is the table's own base."""
    ours, theirs = _rates().get(unit, {}), _rates().get(base, {})
    if base == "USD":
        return ours
    if unit == "USD":
        return {year: (1 / value, source) for year, (value, source) in theirs.items()}
    return {year: (value / theirs[year][0], source) for year, (value, source) in ours.items() if year in theirs}


def _against_each_other(conversion: Conversion, found: Sequence[Conversion]) -> Judged | None:
    others = [c.rate for c in found if c is not conversion and c.pair == conversion.pair]
    if not others:
        return None
    limit = 1 + 3 * load().verify.arithmetic_tolerance
    low, high = conversion.reach
    off = [other for other in others if not low / limit <= other <= high * limit]
    if len(off) == len(others):
        unit, base = conversion.pair
        return against(f"The text makes {conversion.rate:.4g} {unit} a {base} here and {off[0]:.4g} elsewhere.", None)
    return None
