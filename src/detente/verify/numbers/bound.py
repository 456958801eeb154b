"""Shares and changes that words of inference tie to amounts told, however many: "some 124 billion of that, or a third".

`relations` and `ratios` weigh a claim against the one pair that it must be of. Here only one side is bound, or neither:
the part told right before it, the whole that the sentence opens with, the ends of a change. It is contradicted where no
two of the amounts that it may be of, nor any sum or rest of them, make it.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from detente.records import Finding
from detente.settings import load
from detente.verify.numbers.amounts import NEAR, SIGN, Amount
from detente.verify.numbers.arithmetic import PERCENT
from detente.verify.numbers.claims import FALL, RISE, Claim, claims, is_absurd
from detente.verify.numbers.pool import Pool, pool
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.verdicts import Judged, against, finding, supported

Pair = tuple[Amount, Amount]
_OR = re.compile(
    r"[^.;:\d]{0,50}?(?:,|\s\(|\s[-–—]+)\s?(?:(?:or|that is|which is|i\.e\.|in other words|equal to|a share of|making"
    r"|representing|accounting for),?\s)+$"
)
"""Between a part and its share."""
_OF_WHAT_WAS_TOLD = re.compile(
    r"(?<!pct )(?<!percent )(?<!per cent )(?<!% )\b(?:[Oo]f|[Oo]ut of)\s"
    r"(?:(?:that|this|these|those|them|which|it)\b|(?:the|that|this|its|all|[\w'’]+\s\w+['’]s)\s"
    r"(?:[a-z]+\s)?(?:sum|total|amount|money|figure|volume|trade|budget|bill|lot|whole|number|half)\b)"
)
_OUT_OF = re.compile(rf"[^.;:\d]{{0,20}}?\sout of\s(?:[a-z]+\s){{0,3}}?{NEAR}{SIGN}$")
_END = re.compile(
    r"\s?(?:[,.;:)]|--|[–—]|$)|\sof\s(?:it|them|that|those|these|which|whom|the (?:total|whole|sum|money|lot))\b"
)
_A_CHANGE = re.compile(
    rf"(?:,|\(|[-–—]+)\s?(?:which (?:is|was)\s|that is,?\s)?an?\s(?:[a-z]+\s)?(?:{RISE}|{FALL})\sof\s"
)
_BY = re.compile(rf"\bby\s{NEAR}{SIGN}$")
_TWO_SIDES = re.compile(
    r"\b(?:exports?|sales|sold)\b.*\b(?:imports?|purchases|bought)\b"
    r"|\b(?:imports?|purchases|bought)\b.*\b(?:exports?|sales|sold)\b",
    re.IGNORECASE,
)
"""Amounts of two flows are not the two ends of a change in one."""
_THAT = re.compile(r"(?:That|This)\s(?:is|was|makes|made|comes to|came to|amounts to|amounted to|represents|equals)\s$")
_OF_ALL = re.compile(r"\sof\s(?:all|the (?:total|whole|sum))\b")
_OPENS = re.compile(rf"(?:[A-Z][a-z]+\s)?[Oo]f the\s{NEAR}{SIGN}$")
_BOTH = re.compile(r"\b(?:together|combined|in all|all told|between (?:them|the two))\b")
_SO = re.compile(r"\b(?:so that|which means(?: that)?|that means(?: that)?|hence|thus|so)\s[^.;:\d]{0,70}$")
_COMES_TO = re.compile(
    r"\b(?:share|part|portion)\b[^.;:\d,]{0,40}\s(?:comes to|came to|amounts to|amounted to|is|was)\s$"
)
_THE_TOTAL = re.compile(r"(?:The|That|This)\s(?:total|sum|figure|number|amount)\b[^.;:\d,]{0,30}$")
_THAN = re.compile(rf"\s(?:than|below|above)\sthe\s(?:[a-z]+\s){{0,3}}?(?:of\s)?{NEAR}{SIGN}$")
_PAIR = 2
_N = r"(?<![\d.,])\d{1,3}(?:\.\d+)?"
_POINTS = rf"(?:{PERCENT}|\s(?:percentage\s)?points)"
_ADDED = (
    re.compile(
        rf"(?P<w>{_N}){PERCENT}[^.;:\d]{{0,40}}?\b(?:made up|composed|consist(?:s|ing)|the sum) of\s{NEAR}(?P<a>{_N})"
        rf"{_POINTS}?[^.;:\d]{{0,80}}?\sand\s(?:another\s|of\s|an additional\s)?{NEAR}(?P<b>{_N})\b"
    ),
    re.compile(
        rf"(?P<a>{_N}){PERCENT}?\sand\s(?P<b>{_N}){PERCENT}[^.;:\d]{{0,60}}?\b(?:together|between them|combined)\b"
        rf"[^.;:\d]{{0,40}}?(?P<w>{_N}){PERCENT}"
    ),
)
"""A percentage and the two that make it."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about shares and changes that no amounts told make."""
    for match in (m for pattern in _ADDED for m in pattern.finditer(passage.text)):
        yield finding(passage.document, passage.span(*match.span()), _added(match), passage.whole)
    told_here = [c for c in claims(passage.text) if c.form != "times"]
    there = pool(passage) if told_here else Pool((), ())
    for claim in told_here:
        pairs = _pairs(passage, claim, there)
        judged = _weigh(claim, pairs) if pairs else None
        if judged is not None:
            yield finding(passage.document, passage.span(claim.start, claim.end), judged, passage.whole)


def _added(match: re.Match[str]) -> Judged:
    one, other, whole = (float(match[name]) for name in "abw")
    what = f"{one:g} and {other:g} are {one + other:g}."
    return supported(what) if abs(one + other - whole) <= _ADDS_UP else against(what, None)


_ADDS_UP = 1.0


def _pairs(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """All the pairs of part and whole, or of the two ends of a change, that a claim may be of; none if it is free."""
    if claim.form == "change":
        return _ends(passage, claim, there) or _from_a_base(passage, claim, there)
    for way in (_told_part, _that_of_all, _opening_whole, _share_of_a_gap, _thus_of_both):
        pairs = way(passage, claim, there)
        if pairs:
            return pairs
    return []


# --- shares --------------------------------------------------------------------------------------------------------


def _told_part(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "Some 124.3 billion of that, or roughly 67 percent", "150 billion out of 475 billion, a share of 31 percent"."""
    text = passage.text
    before = [a for a in there.here if a.end <= claim.start]
    if not before or not _OR.fullmatch(text[before[-1].end : claim.start]) or _names_a_base(text, claim):
        return []
    part, wholes = before[-1], [*before[:-1], *there.before]
    if len(before) > 1 and _OUT_OF.fullmatch(text[before[-2].end : part.start]):
        return [(before[-2], part)] if before[-2].beside(part) else []
    if not _OF_WHAT_WAS_TOLD.search(text[: claim.start]):
        return []
    larger = [a for a in wholes if a.beside(part) and a.value > part.value]
    both = [_sum(a, b) for a, b in itertools.combinations([a for a in wholes if a.beside(part)], 2)]
    return [(part, whole) for whole in (*larger, *both)] if larger else []


def _names_a_base(text: str, claim: Claim) -> bool:
    """Whether the words after a share name a whole that is none of the amounts told: "of its output"."""
    return re.match(r"\s(?:of|in)\s", text[claim.end :]) is not None and not _END.match(text, claim.end)


def _that_of_all(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "The military gets 272 billion. That is about 21 percent of all that the state will spend"."""
    if not _THAT.fullmatch(passage.text[: claim.start]):
        return []
    last = told.earlier(passage, 1)
    if not last or there.here:
        return []
    out_of = len(there.before) == _PAIR and " out of " in last[0].text and _END.match(passage.text, claim.end)
    if not out_of and not _OF_ALL.match(passage.text, claim.end):
        return []
    return _possible(itertools.permutations(there.before, 2))


def _opening_whole(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "So of the 124.2 billion between them, 92 percent went one way": what was told before makes that whole."""
    whole = there.here[0] if there.here else None
    if whole is None or whole.start > claim.start or not _OPENS.fullmatch(passage.text[: whole.start]):
        return []
    if re.search(r"[.;:]", passage.text[whole.end : claim.start]) or _names_a_base(passage.text, claim):
        return []
    parts = [a for a in there.before if a.beside(whole) and a.value < whole.value]
    full = [p for a, b in itertools.combinations(parts, 2) if _fits(_sum(a, b), whole) for p in (a, b)]
    both = _BOTH.search(passage.text[whole.end : claim.start]) is not None
    if not full and len(parts) == 1 and both:
        full = parts
    if not both and not passage.text.startswith(("So ", "Thus ", "Hence ")):
        # "Of the 120 million, 80 percent went to schools" is news.
        return []
    rests = [dataclasses.replace(whole, value=whole.value - a.value) for a in full]
    return [(part, whole) for part in (*full, *rests)]


def _share_of_a_gap(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "It bought for 47 billion more than it sold. The Union was 305 in the red, so that its share comes to 15"."""
    lead = passage.text[: claim.start]
    if not _SO.search(lead) or not _COMES_TO.search(lead) or _names_a_base(passage.text, claim):
        return []
    here = [a for a in there.here if a.end <= claim.start]
    near = [*here, *there.before]
    both = [(a, _sum(a, b)) for a, b in itertools.permutations(near, 2) if a.beside(b)]
    return [*_possible(itertools.permutations(near, 2)), *both] if here and len(near) > 1 else []


def _thus_of_both(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "It bought for 113 billion and sold for 14. Its purchases thus made up about 89 percent of the trade"."""
    lead = passage.text[: claim.start]
    if there.here or not _THUS.search(lead) or not _OF_THE_WHOLE.match(passage.text, claim.end):
        return []
    both = [(a, _sum(a, b)) for a, b in itertools.permutations(there.before, 2) if a.beside(b)]
    return [*_possible(itertools.permutations(there.before, 2)), *both] if both else []


_THUS = re.compile(
    r"\b(?:thus|therefore|so|hence)\b[^.;:\d]{0,40}?\b(?:made up|make up|account(?:ed)? for|formed|came to|were|are)"
    rf"\s{NEAR}$"
)
_OF_THE_WHOLE = re.compile(
    r"\sof\s(?:(?:the|that|this|all)\s)?(?:[\w-]+\s){0,2}?(?:total|trade|commerce|sum|whole|turnover|exchanges?|volume)\b"
)


# --- changes -------------------------------------------------------------------------------------------------------


def _ends(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "From 536 billion in 2022 to 427 billion in 2023, a fall of about 20 percent": any two told up to there."""
    if not _A_CHANGE.match(passage.text, _comma(passage.text, claim)) or not _END.match(passage.text, claim.end):
        return []
    here = [a for a in there.here if a.end <= claim.start]
    if len(here) == 1 and len([a for a in there.before if a.beside(here[0])]) == 1:
        here = [*there.before, *here]
    if _TWO_SIDES.search(passage.text[: claim.start]):
        return []
    steps = [a for a in here if _BY.search(passage.text[: a.start])]
    ends = [a for a in here if a not in steps]
    made = [dataclasses.replace(a, value=a.value + way * s.value) for s in steps for a in ends for way in (1, -1)]
    pairs = [(min(p, key=_value), max(p, key=_value)) for p in itertools.combinations([*ends, *made], 2)]
    return [(a, b) for a, b in pairs if a.beside(b) and 0 < a.value < b.value]


def _comma(text: str, claim: Claim) -> int:
    """Where the comma or dash stands before a change that is told in apposition."""
    lead = re.search(
        r"(?:,|\(|[-–—]+)\s?(?:which (?:is|was)\s|that is,?\s)?(?:an?\s(?:[a-z]+\s)?)?$", text[: claim.start]
    )
    return lead.start() if lead else claim.start


def _from_a_base(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "36,816 came in 2024. The total was about a fifth lower than the record of 45,774"."""
    after = [a for a in there.here if a.start >= claim.end][:1]
    if not after or not _THE_TOTAL.fullmatch(passage.text[: claim.start]):
        return []
    if not _THAN.fullmatch(passage.text[claim.end : after[0].start]):
        return []
    ends = [a for a in there.before if a.beside(after[0]) and a.value != after[0].value]
    return [(min(a, after[0], key=_value), max(a, after[0], key=_value)) for a in ends]


# --- the verdict -----------------------------------------------------------------------------------------------------


def _weigh(claim: Claim, pairs: Sequence[Pair]) -> Judged | None:
    """Supported if one of the pairs makes the claim, contradicted if none does by more than a small margin."""
    gap, (part, whole) = min(((_off(claim, pair), pair) for pair in pairs), key=lambda found: found[0])
    rates = ", ".join(f"{low:.1f}%" for low, _ in _ways(claim, (part, whole)))
    what = f"{part.value:,.12g} and {whole.value:,.12g} make {rates}."
    if gap <= 0:
        return supported(what)
    if all(is_absurd(claim, low) for low, _ in _ways(claim, (part, whole))):
        return None
    return against(what, None) if gap > min(load().verify.share_points, max(1.0, claim.shown / 10)) else None


def _off(claim: Claim, pair: Pair) -> float:
    return min(max(low - claim.high, claim.low - high) for low, high in _ways(claim, pair))


def _ways(claim: Claim, pair: Pair) -> Iterator[tuple[float, float]]:
    """What two amounts may make in per cent: the smaller in the larger, or the change from one to the other."""
    (a, b), (c, d) = pair[0].rounded(pair[1].step), pair[1].rounded(pair[0].step)
    low, high = max(a, 1e-9) / d, b / max(c, 1e-9)
    if claim.form == "share":
        yield 100 * low, 100 * high
    elif claim.up:
        yield 100 / max(high, 1e-9) - 100, 100 / low - 100
    else:
        yield 100 - 100 * high, 100 - 100 * low


def _possible(pairs: Iterable[Pair]) -> list[Pair]:
    return [(part, whole) for part, whole in pairs if part.beside(whole) and part.value < whole.value]


def _sum(one: Amount, other: Amount) -> Amount:
    return dataclasses.replace(one, value=one.value + other.value, step=max(one.step, other.step))


def _fits(one: Amount, other: Amount) -> bool:
    return one.reach[0] <= other.reach[1] and other.reach[0] <= one.reach[1]


def _value(amount: Amount) -> float:
    return amount.value
