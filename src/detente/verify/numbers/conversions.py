"""The same amount in two currencies, held against the yearly rates of the table and against the text's other rates."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.records import Finding
from detente.settings import load
from detente.verify.numbers import arithmetic, currencies, told_rates
from detente.verify.numbers.amounts import A_RATE, NEAR, SIGN
from detente.verify.numbers.arithmetic import Value
from detente.verify.numbers.exchange import cross
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
    loose: bool = False
    """Whether only the nearness of two amounts of money makes it one, and no word for what the first is worth."""

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


_CLOSE = NEAR + r"(?:a (?:little|bit) (?:more|less|over|under)(?: than)?\s)?"
_RATE = r"at (?:that|the|today['’]s|this|present|current|an?|last)[^.;:,\d]{0,30}?(?:rates?|parity)(?: of exchange)?"
_TIME = r"at (?:that|the) time|then|now|today"
_EQUALS = (
    r"(?:is|was|are|were|makes|made|means|meant|comes to|came to|amounts to|amounted to|equals|would be|works out at"
    r"|corresponds to)"
)
_WORTH = rf"(?:or|a sum of|an amount of|that is|i\.e\.|worth|equal to|equivalent to|the equivalent of|{_TIME}|{_RATE})"
_LINK = re.compile(
    rf"[^.;:\d,()]{{0,60}}?(?:,\s?|\s?\(|\s(?:--|[–—])\s?)(?:{_WORTH},?\s)*{_CLOSE}{SIGN}"
    rf"|[^.;:\d,()]{{0,40}}?\s(?:or|worth|equal to|equivalent to|the equivalent of)\s{_CLOSE}{SIGN}"
    rf"|[^.;:\d()]{{0,90}}?\b(?:this|that|which|it)\s(?:,?\s?(?:{_RATE}|{_TIME}),?\s)?{_EQUALS}"
    rf"\s(?:then\s|now\s)?{_CLOSE}{SIGN}"
)
"""What stands between an amount and the same in other money."""
_CHANGED = re.compile(rf"\b(?:up|down|rose|fell|gained|lost|higher|lower)\s(?:by\s)?{NEAR}{SIGN}$")
"""Before an amount by which something changed: what is told after it is the level."""
_OTHER = re.compile(
    r"\b(?:while|whereas|against|compared|than|plus|double|twice|half|triple|and (?:another|about|some)"
    r"|up from|down from)\b"
)
_OURS = re.compile(r"\s(?:in|of)\s(?:our|local|its own|their own)\s(?:own\s)?(?:currency|money|dollars)\b")
"""Behind an amount whose sign is that of the report's own country."""
_TWO_SUMS = re.compile(
    r"\b(?:and (?!that|this|which)(?!,? (?:at|in|for|when|as|so))|but|while|whereas|against|compared|plus"
    r"|versus|instead|besides"
    r"|including|of which|another|as well|double|twice|triple|half"
    r"|up|down|percent|rose|fell|grew|loan|debt|spent|gave|earned|sold|bought"
    r"|lent|pledged|goal|target|aim|raises?|raising|brings?|bringing|each|per"
    r"|a (?:barrel|share|ton|tonne|year|month|day))\b",
    re.IGNORECASE,
)
"""Words by which a second amount of money is another sum, not the first in other money."""
_ALL = re.compile(r"\b(?:total|sum|whole|altogether|combined|together|in all)\b", re.IGNORECASE)
"""What is told of more than the last amount."""
_OTHERWISE = (
    _TWO_SUMS,
    _ALL,
    re.compile(r"\b[A-Z][a-z]+\s[A-Z][a-z]+,?\s(?:who|is|has|was)\b"),
    re.compile(r"['’]s\s(?:[a-z]+\s){1,2}(?:counted|put|estimated|says|said|reported)\b"),
)
"""Words before the first sum of a sentence by which it is another than the last before: somebody is told to have it."""
_BY_TIME = re.compile(r"\s(?:a|per|each)\s(?:year|month|week|day)\b|\sannually\b")
"""Behind the second amount alone: it may be a part of the first, spread over time."""
_REACH = 110
"""Characters between an amount and the same in other money, where no word says that it is the same."""
_NAMED_APART = re.compile(r"\sin\s(?:US\s|American\s)?(?P<w>dollars|euros|pounds|yen|marks|roubles)\b")
_NAMED_BEFORE = re.compile(
    r"\b(?:[Ii]nto|[Cc]onverted to|[Ee]xpressed in|[Ii]n)\s(?:US\s|American\s)?(?P<w>dollars|euros|pounds"
    r"|yen)\b[^.;:\d]{0,60}$"
)
_OPENED = re.compile(rf"\s?(?:\(|,\s(?:or|about|some|worth)\s){NEAR}{SIGN}\d")
_AGAIN = re.compile(rf"[^.;:\d,()]{{0,30}},\s(?:(?:which|that)\s(?:{_EQUALS}|{_WORTH})|or)\s{_CLOSE}{SIGN}\d")
"""Behind an amount that has the currency of the one before: "from 6 to 10.8 trillion, which is $121 billion"."""
_GOES_ON = re.compile(
    rf"(?:{_RATE},?\s)?(?:that|this|it)\s(?:,?\s?(?:{_RATE}),?\s)?{_EQUALS}\s{_CLOSE}{SIGN}", re.IGNORECASE
)
"""The beginning of a sentence that tells the last amount of the one before it in other money."""


def conversions(passage: Passage) -> Iterator[Conversion]:
    """The conversions of a sentence: "6.2 trillion yen ($42 billion)", "1,500 euros; that was about 6,000 zlotys"."""
    there = [value for value in _money(passage) if not A_RATE.match(passage.text, value.end)]
    for one, other in itertools.pairwise(there):
        between = passage.text[one.end : other.start]
        if one.currency == other.currency or _CHANGED.search(passage.text[: one.start]):
            continue
        if _OURS.match(passage.text, other.end):
            continue
        if _BY_TIME.match(passage.text, other.end) and not _BY_TIME.match(between):
            continue
        if _LINK.fullmatch(between) and not _OTHER.search(between):
            yield _conversion(passage, one, other, one.start)
        elif len(there) <= 3 and len(between) < _REACH and not _TWO_SUMS.search(between):
            yield dataclasses.replace(_conversion(passage, one, other, one.start), loose=True)
    before = list(currencies.values(passage.before)) if passage.before is not None else []
    if not there or not before or before[-1].currency == there[0].currency:
        return
    lead = passage.text[: there[0].start]
    if _GOES_ON.fullmatch(lead):
        yield _conversion(passage, before[-1], there[0], 0)
    elif len(there) == len(before) == 1 and len(lead) < _REACH and not any(p.search(lead) for p in _OTHERWISE):
        yield dataclasses.replace(_conversion(passage, before[-1], there[0], 0), loose=True)


def _money(passage: Passage) -> Iterator[Value]:
    """The amounts of money; one that is told without its currency, right before a bracket in another, has the last."""
    known = {value.start: value for value in currencies.values(passage)}
    last: Value | None = None
    for value in arithmetic.values(passage.text):
        found = known.get(value.start)
        bare = found is None and value.value >= 1000 and not value.percent
        named = _NAMED_APART.match(passage.text, value.end) or _NAMED_BEFORE.search(passage.text[: value.start])
        if bare and named and arithmetic.currency_of(named["w"]):
            found = dataclasses.replace(value, currency=arithmetic.currency_of(named["w"]))
            bare = False
        again = _OPENED.match(passage.text, value.end) or _AGAIN.match(passage.text, value.end)
        if bare and last is not None and again:
            found = dataclasses.replace(value, currency=last.currency)
        if found is not None:
            last = found
            yield found


def _conversion(passage: Passage, one: Value, other: Value, start: int) -> Conversion:
    amount, base = (other, one) if one.currency == "USD" else (one, other)
    return Conversion(passage, start, other.end, amount, base)


def check(found: Sequence[Conversion]) -> Iterator[Finding]:
    """Conversions against the yearly rates of the table, and against each other within one document."""
    for conversion in found:
        judged = _against_table(conversion)
        if conversion.loose and (judged is None or _far(conversion)):
            continue
        judged = judged or _against_each_other(conversion, [c for c in found if not c.loose])
        passage = conversion.passage
        judged = judged or unverifiable("The record has no rate for that currency and year.")
        yield finding(passage.document, passage.span(conversion.start, conversion.end), judged, passage.whole)


def _far(conversion: Conversion) -> bool:
    """Whether two amounts are so far from each other at every rate of their time that they are two sums."""
    table = cross(*conversion.pair)
    year = conversion.passage.published.year if conversion.passage.published is not None else max(table, default=0)
    near = min(table, key=lambda y: abs(y - year), default=None)
    off = conversion.rate / table[near][0] if near is not None else 0.0
    return not 1 / _ONE_SUM < off < _ONE_SUM


_ONE_SUM = 3.0
"""Two amounts that no word makes the same are taken for one sum up to this factor between them."""


_THEN = re.compile(r"\b(?:at|of) (?:that|the) time\b|\bthen\b|\bfixed rate\b")
"""The rate is that of the time which the sentence tells of."""
_PRESENT = re.compile(r"\bat (?:the (?:present|current|going)|today['’]s)[^.;:,\d]{0,30}?\brates?\b")
_RECORD = re.compile(r"\b(?:\w{3,}est|most|first|worst|best)\b[^.;,]{0,25}\bsince\s$")
"""Before a time that something is compared with: "the steepest since 2019"."""
_SETTLED = 3
"""After this month "the present rate" is no more that of the year before."""


def _against_table(conversion: Conversion) -> Judged | None:
    if told_rates.stated(conversion.passage.text):
        # It may be a rate of another time, or fixed: `told_rates` holds the sums against it.
        return None
    table = cross(*conversion.pair)
    text = conversion.passage.text
    own = [t for t in conversion.passage.times if not _RECORD.search(text[: t.start])]
    named = {year for t in own for year in (t.when.start.year, t.when.end.year)}
    if conversion.passage.published is not None:
        named = {year for year in named if year <= conversion.passage.published.year}
    if not named <= table.keys():
        # A year that the sentence names may be the one of the rate.
        return None
    there = {year: table[year] for year in sorted(_years(conversion, named)) if year in table}
    if not there or not _covered(conversion, named, table):
        return None
    low, high = min(v for v, _ in there.values()), max(v for v, _ in there.values())
    year = min(there, key=lambda y: abs(there[y][0] / conversion.rate - 1))
    value, source = there[year]
    unit, base = conversion.pair
    what = f"{conversion.rate:.4g} {unit} a {'dollar' if base == 'USD' else base}"
    judged = f"the year's average of {year} was {value:.4g}."
    least, most = conversion.reach
    off = max(low / most, least / high) - 1
    limit = max(_tolerance(table, there), (high / low - 1) / 2)
    if off <= 0.75 * limit:
        return supported(f"About {what}; {judged}", source)
    return (doubtful if off <= limit else against)(f"That makes {what}; {judged}", source)


def _tolerance(table: Mapping[int, tuple[float, Source]], years: Iterable[int]) -> float:
    """How far a rate may lie from the average of its year: the further, the more the averages moved about then."""
    limits = load().verify
    moves = [
        abs(table[year][0] / table[year - 1][0] - 1)
        for year in {y + d for y in years for d in (0, 1)}
        if year in table and year - 1 in table
    ]
    if not moves:
        return limits.rate_tolerance
    return min(limits.rate_tolerance, limits.rate_tolerance_least + _STRAYS * max(moves))


_STRAYS = 1.5
"""Within a year a rate strays from its average by this share of what the averages move from year to year."""


def _years(conversion: Conversion, named: set[int]) -> set[int]:
    """The years whose averages the rate may lie between: those that the sentence names, and that of the report."""
    passage = conversion.passage
    near = {year + d for year in named for d in (-1, 0, 1)}
    if passage.published is None or (named and _then(conversion)):
        return near
    year = passage.published.year
    if _PRESENT.search(passage.text) and passage.published.month > _SETTLED:
        return {year} | ({year + 1} if passage.published.month > load().verify.half_year else set())
    return near | {year - 1, year} | ({year + 1} if passage.published.month > load().verify.half_year else set())


def _covered(conversion: Conversion, named: set[int], table: Mapping[int, object]) -> bool:
    """Whether the table has the year of the report, and in its first half the one before: no new unit, no crash."""
    published = conversion.passage.published
    if published is None or (named and _then(conversion)):
        return True
    early = published.month <= load().verify.half_year
    return published.year in table and (not early or published.year - 1 in table)


def _then(conversion: Conversion) -> bool:
    text = conversion.passage.text[max(0, conversion.start - 20) : conversion.end + 50]
    return _THEN.search(text) is not None


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
