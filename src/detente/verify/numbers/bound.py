"""Shares and changes that words of inference tie to amounts told, however many: "some 124 billion of that, or a third".

`relations` and `ratios` weigh a claim against the one pair that it must be of. Here only one side is bound, or neither:
the part told right before it, the whole that the sentence opens with, the ends of a change. It is contradicted where no
two of the amounts that it may be of, nor any sum or rest of them, make it.
"""

from __future__ import annotations

import dataclasses
import functools
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
        changes = (_ends, _from_a_base, _compared, _so_much_higher)
        return next((pairs for way in changes if (pairs := way(passage, claim, there))), [])
    ways = (
        _told_part,
        _that_of_all,
        _opening_whole,
        _share_of_a_gap,
        _thus_of_both,
        _at_so_much,
        _of_so_much,
        _pointing,
    )
    for way in ways:
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
    return _in_any(part, wholes)


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


_AT = re.compile(rf",\s(?:at|with|worth|of)\s{NEAR}{SIGN}$")
"""Before the amount of what a clause is about: "Imports, at 14 billion dollars, made up"."""
_MADE_UP = re.compile(
    r"[^.;:\d]{0,20}?,?\s(?:account(?:s|ed)? for|ma[dk]es? up|represent(?:s|ed)?|form(?:s|ed)?|came to|comes to"
    rf"|was|were|is|are|constitut(?:es|ed)|equal(?:s|led)|amount(?:s|ed) to|cover(?:s|ed))\s{NEAR}$"
)
_OF_THAT = re.compile(
    r"\sof\s(?:(?:that|this|the|these|those|all)(?:\s(?:[a-z-]+\s)?(?:total|sum|amount|figure|whole|volume|trade|commerce"
    r"|turnover|exchanges?|number|flow|lot|money))?|it|which|them)(?=[,.;:)]|\s(?:and|while|but|with|in|last|that)\b|$)"
)
"""Behind a share: it is one of what was told before."""


def _at_so_much(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "Trade came to 23.5 billion. Imports, at 14.2 billion, accounted for about 60 percent of that total"."""
    text = passage.text
    before = [a for a in there.here if a.end <= claim.start]
    if not before or not _AT.search(text[: before[-1].start]) or not _OF_THAT.match(text, claim.end):
        return []
    if not _MADE_UP.fullmatch(text[before[-1].end : claim.start]):
        return []
    return _in_any(before[-1], [*before[:-1], *there.before])


def _in_any(part: Amount, wholes: Sequence[Amount]) -> list[Pair]:
    """A part with each larger amount told, and with the sum of any two, if there is one to hold it against."""
    alike = [a for a in wholes if a.beside(part)]
    larger = [a for a in alike if a.value > part.value]
    both = [_sum(a, b) for a, b in itertools.combinations(alike, 2)]
    return [(part, whole) for whole in (*larger, *both)] if larger else []


_OF_A_SUM = re.compile(rf"\sof\s[^.;:\d]{{3,70}}?\s(?:of|at|worth)\s{NEAR}{SIGN}$")
_WHICH_WAS = re.compile(
    r"(?:[^.;:\d]|\b(?:19|20)\d\d\b){0,60}?(?:,?\s(?:which|that)\s(?:was|were|is|are|made up|accounted for|represented"
    rf"|came to|equals|equalled)|,\s(?:or|that is),?)\s{NEAR}$"
)
_FOR_IT = re.compile(
    r"(?:For\s[^.;:\d]{2,40},?\s)?(?:[Tt]hat|[Tt]his|[Ii]t|[Tt]hey)\s(?:was|were|is|are|made up|represented)"
    rf"\s{NEAR}$"
)


def _of_so_much(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "Exports of 17.8 billion, which was about 17.6 percent of total exports of 100.9 billion"."""
    text = passage.text
    whole = next((a for a in there.here if a.start >= claim.end), None)
    if whole is None or not _OF_A_SUM.fullmatch(text[claim.end : whole.start]):
        return []
    before = [a for a in there.here if a.end <= claim.start]
    if before and _WHICH_WAS.fullmatch(text[before[-1].end : claim.start]):
        return [(before[-1], whole)] if before[-1].beside(whole) and before[-1].value < whole.value else []
    if before or not _FOR_IT.fullmatch(text[: claim.start]):
        return []
    last = [a for a in there.before if a.beside(whole)]
    return [(a, whole) for a in last if a.value < whole.value]


_POINTS_BACK = re.compile(
    r"(?:That|This)\s(?:share|proportion|portion|part)\b[^.;:\d]{0,20}$"
    r"|(?:That|This)\s(?:is|was|makes|made|means|meant|represents|represented|gives|gave|puts|put)\s(?:[a-z]+\s){0,3}?"
    rf"(?:share|proportion)\sof\s{NEAR}$"
)
_MEANS = re.compile(r",\s(?:which means|which meant|meaning|so)(?:\sthat)?\s[^.;:\d,]{0,60}$")
_OF_A_CHANGE = re.compile(rf"\b(?:{RISE}|{FALL})\b[^.;:\d,]*$")
_OF_THOSE = re.compile(
    r"\sof\s(?:(?:those|all)\s(?:taking part|voting|present|who voted|cast)|its (?:members|seats)|the (?:members"
    r"|chamber|house|votes cast|deputies|lawmakers)|what\s(?:it|was|they)\b)"
)


def _pointing(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "Of 432 billion 152 went there. That is a share of 35 percent", "153 of 300, or 51 percent of its members"."""
    text = passage.text
    lead = text[: claim.start]
    here = [a for a in there.here if a.end <= claim.start]
    if _POINTS_BACK.fullmatch(lead) and not _names_a_base(text, claim):
        return _any_of([a for a in there.before if a in _last(passage, there)])
    if len(here) < _PAIR and not (here and there.before):
        return []
    means = (
        _MEANS.search(lead) is not None
        and not _OF_A_CHANGE.search(lead)
        and not _BOTH.search(lead)
        and (_OF_THOSE.match(text, claim.end) or not _names_a_base(text, claim))
    )
    told_so = here and _OR.fullmatch(text[here[-1].end : claim.start]) and _OF_THOSE.match(text, claim.end)
    if not means and not told_so:
        return []
    return _any_of(here if len(here) >= _PAIR else [*here, *_last(passage, there)])


def _last(passage: Passage, there: Pool) -> list[Amount]:
    """The amounts of the sentence right before."""
    return list(pool(passage.before).here) if passage.before is not None and there.before else []


def _any_of(near: Sequence[Amount]) -> list[Pair]:
    """Each two of some amounts, as part and whole, each with the sum of it and another, and with that of all."""
    pairs = _possible(itertools.permutations(near, 2))
    if not pairs:
        return []
    both = [(a, _sum(a, b)) for a, b in itertools.permutations(near, 2) if a.beside(b)]
    every = [functools.reduce(_sum, near)] if len(near) > _PAIR and all(near[0].beside(a) for a in near) else []
    return [*pairs, *both, *((a, whole) for a in near for whole in every)]


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
    return _with_each(after[0], there.before)


def _with_each(end: Amount, others: Sequence[Amount]) -> list[Pair]:
    """An amount with each other one that it may have changed to or from, the smaller first."""
    alike = [a for a in others if a.beside(end) and a.value != end.value]
    return [(min(a, end, key=_value), max(a, end, key=_value)) for a in alike]


_COMPARED = re.compile(rf"(?:Compared (?:with|to)|Against|Measured against)\s(?:the\s)?{NEAR}{SIGN}$")
_THAT_IS_A = re.compile(r"\b(?:that|this|it)\s(?:is|was|means|makes|represents|amounts to|comes to)\s$")


def _compared(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "The budget is 59 billion. Compared with the 55.7 billion of last year, that is an increase of 6 percent"."""
    here = [a for a in there.here if a.end <= claim.start]
    if len(here) != 1 or not _COMPARED.fullmatch(passage.text[: here[0].start]):
        return []
    if not _THAT_IS_A.search(passage.text[: claim.start]) or not _END.match(passage.text, claim.end):
        return []
    return _with_each(here[0], there.before)


_SO_IT_IS = re.compile(
    r",\sso\s(?:that\s)?(?:the|this|that|its|their)\s(?:new\s|latest\s|present\s)?(?:sum|total|figure|amount|plan|number|budget|volume)"
    r"\s(?:(?:is|was|has|rose|grew|fell|will be)\s)?(?:[a-z]+\s){0,2}$"
)


def _so_much_higher(passage: Passage, claim: Claim, there: Pool) -> list[Pair]:
    """ "The plan is worth 413 billion. The last one was worth 295, so the new sum is higher by 40 percent"."""
    here = [a for a in there.here if a.end <= claim.start]
    if not here or not _SO_IT_IS.search(passage.text[: claim.start]) or not _END.match(passage.text, claim.end):
        return []
    return _possible(itertools.permutations([*here, *there.before], 2))


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
