"""Shares, changes and multiples that a text tells, held against its own amounts.

A claim is held against every pair of amounts that it may be of. Where one of them fits, nothing is said but, if the
pair is the only one, that it is supported. It is contradicted only if the words bind it to one pair, and that does not
fit by more than any rounding.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from detente.coding.text.clauses import words_of
from detente.records import Finding
from detente.settings import load
from detente.verify.numbers import wholes
from detente.verify.numbers.amounts import NEAR, SIGN, Amount, amounts, plain, unconverted
from detente.verify.numbers.claims import Claim, claims, is_absurd
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, finding, supported

_DET = (
    r"(?:(?:the|its|their|his|her|our|my|all|a total of|"
    r"some|roughly|about|only|those|these|nearly|almost|an estimated)\s)*"
)
_OWNER = r"(?:[\w-]+['’]s?\s)?(?:total\s|full\s)?"
_WHOLE_BEFORE = re.compile(
    rf"\b(?:[Oo]ut of|[Oo]f|chamber of|house of|total of|parliament of|assembly of|council of)\s{_DET}{_OWNER}$"
)
_WHOLE_AFTER = re.compile(r"[^.;:\d]{0,60}?(?:,\s(?:some |about )?of (?:these|them)|,?\sof (?:which|whom))\b")
_INFER = (
    r"(?:(?:and )?(?:that|which|this) (?:means|makes|is|was)|(?:or|that is|i\.e\.|meaning|in other words|equal to|"
    r"equivalent to"
    r"|a share of|making|making up|representing|accounting for|a total of|constituting)(?:,| to say,)?)"
)
_WHOLE_LISTED = re.compile(rf",\s(?:including\s)?{NEAR}[\w,]+\sof (?:them|whom|these)\b")
_SAME_WHOLE = re.compile(
    r"\s(?:of|in)\s(?:(?:the|his|her|its|their|our|my|all|all of|that|this)\s)*"
    r"(?:total|whole|business|custom|lot|sum|number|amount|loan|budget|money|them|those|these|it|all|ones|whom|which)\b"
)
_CLOSED = re.compile(r"\s?(?:[,.;:)]|--|$)")
_OTHER = re.compile(
    r"\s(?:points?|a year|annually|interest|each|per|owned|turnout|off|stake|holding|chance|rate|of the vote)\b"
)
_COPULA = re.compile(
    r"(?:\s[a-z-]+){0,4}?(?:,\s(?:or\s)?|\s\(|\s(?:is|was|are|were|makes? up|made up|equals|represents?|represented"
    r"|amounts? to|comes? to|came to|accounts? for|accounted for)\s)"
)
_FOLLOWS = re.compile(rf"[^.;:\d]{{0,70}}?(?:,|\s\(|:|\s--)\s(?:or\s|that is,?\s|some\s)?{NEAR}")
TURN = re.compile(
    r"\b(?:while|but|whereas|although|though|compared|excluding|plus|another|giving|so that|minimum|holding|"
    r"basis|terms|adjusted)\b|;",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\band\b(?!\snow\b)|\bor\b|\bas\b|\bwith\b", re.IGNORECASE)
_EARLIER = re.compile(
    rf"(?:[Tt]hat|[Tt]his|[Ii]t) (?:is|was) (?:up|down) from\s{NEAR}"
    rf"|(?:A year (?:earlier|before|ago)|The year before|Last year|The previous year)(?:,)? "
    rf"(?:it|they|that|the (?:sum|figure)) (?:was|were|had been|stood at)\s{NEAR}"
)
_LEADS_ON = re.compile(rf"[^.;:,\d]{{0,45}}|,\s(?:from|to)\s{NEAR}")
_FROM = re.compile(rf"\bfrom\s{NEAR}$", re.IGNORECASE)
_TO = re.compile(rf"\bto\s{NEAR}$", re.IGNORECASE)
_MOVED = re.compile(
    r"[^.;:]{0,90}?\b(?:from|against|compared with|compared to|instead of|rather than|than|up from|down from|now|then"
    r"|before|earlier|previously|used to|had been|fell|rose|grew|dropped|climbed|jumped|to|after|last year|this year)\b"
    r"[^.;:]{0,60}"
)
OWN_BASE = re.compile(
    r"\s(?:from|over|on|above|below|than|compared|in excess)\b"
    r"(?!\s(?:a year|the year|last year|the previous (?:year|month|quarter)|##|the same))"
)
"""What a change is told to be counted from, where that is no time."""
_OVER = (
    rf"(?:from|on|over|than|above|below|against|compared (?:with|to))\s{NEAR}(?:an?\s)?(?:[a-z-]+\s){{0,2}}?"
    rf"(?:of\s)?{NEAR}"
)
"""What stands between a change and the amount that it is counted from: "up 17 percent from the record of"."""
_STATED = re.compile(
    r"[^.;:\d]{0,50},\s(?:or\s|which (?:is|was)\s)?|[^.;:,\d]{0,30}\s(?:is|was|are|were)\s(?:about\s)?"
)
_BY = re.compile(
    rf"\b(?:by|rose|fell|climbed|dropped|jumped|increased|decreased|declined|slipped|advanced|up|"
    rf"down|added|gained|lost|an? (?:extra|additional|further))\s{NEAR}$",
    re.IGNORECASE,
)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about shares, changes and multiples in a sentence."""
    told = list(claims(passage.text))
    there = amounts(passage) if told else ()
    for claim in told:
        free = [a for a in there if a.end <= claim.start or claim.end <= a.start]
        start, judged = _beside(plain(passage), claim, told) or _SEEK[claim.form](passage, claim, free)
        if judged is not None:
            first, last = min(start, claim.start), max(claim.end, start)
            yield finding(passage.document, passage.span(first, last), judged, passage.whole)


def _beside(text: str, claim: Claim, told: Sequence[Claim]) -> tuple[int, Judged | None] | None:
    """ "60 percent of the trucks, 30 out of 50", "seven of every ten, or 70 percent": a share told in two ways."""
    for other in told:
        between = text[other.end : claim.start]
        told_twice = re.fullmatch(r"(?:\s(?:of\s)?[^.;:,()\d]{3,60})?(?:,|\s\()\s?(?:or\s|that is,?\s)?", between)
        opened = claim.form == other.form == "share" and other.end <= claim.start and told_twice is not None
        if (
            opened
            and ("out of" in other.words + claim.words or " every " in other.words)
            and _CLOSED.match(text, claim.end)
        ):
            what = f"{other.words} is {other.shown:.0f}%, {claim.words} is {claim.shown:.0f}%."
            gap = max(other.low - claim.high, claim.low - other.high)
            return other.start, supported(what) if gap <= 0 else against(what, None)
    return None


_Judgement = tuple[int, Judged | None]
_Pair = tuple[Amount, Amount]


# --- shares ------------------------------------------------------------------------------------------------


def _share(passage: Passage, claim: Claim, there: Sequence[Amount]) -> _Judgement:
    text = plain(passage)
    if _OTHER.match(text, claim.end):
        return claim.start, None
    for ways in (_governed, _trailing, wholes.pairs):
        pairs, all_pairs = ways(passage, claim, there)
        if pairs:
            return min(a.start for a in pairs[0]), _weigh(claim, pairs, all_pairs)
    return _bare_change(text, claim, there)


def _bare_change(text: str, claim: Claim, there: Sequence[Amount]) -> _Judgement:
    """ "rose from 40 to 50, or 25 percent": a rate without a word for what it is, after two ends of a change."""
    before = [a for a in there if a.end <= claim.start][-2:]
    if len(before) < 2 or not _from_to(text, before[0], before[1]) or not _CLOSED.match(text, claim.end):
        return claim.start, None
    if not re.fullmatch(r"[^.;:\d,]{0,30}?(?:,\sor\s|\s\()", text[before[1].end : claim.start]):
        return claim.start, None
    old, new = before if _FROM.search(text[: before[0].start]) else before[::-1]
    pair = [(old, new)]
    return before[0].start, _weigh(dataclasses.replace(claim, form="change", up=new.value > old.value), pair, pair)


def _governed(passage: Passage, claim: Claim, there: Sequence[Amount]) -> tuple[list[_Pair], list[_Pair]]:
    """ "A of $50 million is a fifth of the $250 million", "half of the 20 trucks, or ten"."""
    text = plain(passage)
    link = re.match(rf"\sof\s{_DET}{_OWNER}{SIGN}", text[claim.end :])
    whole = next((a for a in there if link and a.start <= claim.end + link.end() <= a.number_end), None)
    if whole is None:
        return [], []
    before = [a for a in there if a.end <= claim.start and a.like(whole)]
    after = [a for a in there if a.start >= whole.end and a.like(whole)]
    pairs = []
    if before and _COPULA.fullmatch(text[before[-1].end : claim.start]):
        pairs = [(before[-1], whole)]
    elif after and _FOLLOWS.fullmatch(text[whole.end : after[0].start]) and _CLOSED.match(text, after[0].end):
        pairs = [(after[0], whole)]
    return _possible(pairs), _possible(itertools.permutations([*before, whole, *after], 2))


def _trailing(passage: Passage, claim: Claim, there: Sequence[Amount]) -> tuple[list[_Pair], list[_Pair]]:
    """ "Of the 75,000 soldiers, 20,000 were French, a little more than a quarter"."""
    text, before = plain(passage), [a for a in there if a.end <= claim.start]
    if len(before) < 2 or not _same_whole(text, claim, before) or not _opened(text, claim, before[-1]):
        return [], []
    told_of = [a for a in before if _whole(text, a) and not _in_a_larger(text, a, before)]
    every = _possible(p for p in itertools.permutations(before, 2) if p[0].beside(p[1]))
    if len(told_of) != 1 or TURN.search(text[told_of[0].start : claim.start]):
        return [], []
    whole = told_of[0]
    parts = [a for a in before if a is not whole and a.beside(whole)]
    return (_possible([(parts[0], whole)]) if len(parts) == 1 and _near_whole(text, parts[0], whole) else []), every


def _in_a_larger(text: str, amount: Amount, there: Sequence[Amount]) -> bool:
    """ "With the support of 81 of its 120 members": the first is the part, whatever stands before it."""
    larger = [other for other in there if amount.end <= other.start and other.value > amount.value]
    return any(_near_whole(text, amount, other) for other in larger)


def _near_whole(text: str, part: Amount, whole: Amount) -> bool:
    """Whether a part stands beside its whole, with no other statement between them."""
    if part.end <= whole.start:
        return (
            re.fullmatch(
                rf"(?:\s[\w-]+){{0,3}}?\s(?:out )?(?:of|in)\s(?:(?:an?|the)\s(?:[\w-]+\s){{1,3}}of\s)?{_DET}{_OWNER}",
                text[part.end : whole.start],
            )
            is not None
        )
    return (
        re.fullmatch(
            r"[^.;:\d]{0,80}?,?\s?(?:of (?:which|whom|them|these|those))?,?\s?[^.;:\d,]{0,40}",
            text[whole.end : part.start],
        )
        is not None
    )


def _whole(text: str, amount: Amount) -> bool:
    return bool(
        _WHOLE_BEFORE.search(text[: amount.start])
        or _WHOLE_AFTER.match(text, amount.end)
        or _WHOLE_LISTED.match(text, amount.end)
    )


def _opened(text: str, claim: Claim, last: Amount) -> bool:
    """Whether a share is told in apposition to what stands before it."""
    between = text[last.end : claim.start]
    shown = text[claim.start : claim.end]
    if not between.strip() or TURN.search(between) or len(between) > 90 or re.search(r"[.;:\d]", between):
        return False
    goes_on = not re.match(_SAME_WHOLE, text[claim.end :]) and not _CLOSED.match(text, claim.end)
    bare = re.search(r",\s$", between) and re.search(r"\d", shown) and goes_on
    return not bare and re.search(rf"(?:,|\(|--|–|—)\s?(?:{_INFER}\s)?$|\s{_INFER}\s$", between) is not None


def _same_whole(text: str, claim: Claim, before: Sequence[Amount]) -> bool:
    """Whether the words after a share name no other whole than the one told: "of his business", "of the members"."""
    rest = text[claim.end : claim.end + 60]
    if _SAME_WHOLE.match(rest) or _CLOSED.match(rest):
        return True
    if not re.match(r"\s(?:of|in)\s", rest):
        return False
    words = [w for w in re.findall(r"[a-z]{4,}", rest.split(",")[0][:40]) if w not in _SAYS_NOTHING]
    return bool(words) and any(word in text[before[0].start : claim.start] for word in words)


_SAYS_NOTHING = words_of("that|which|what|their|this|these|those|everything|with|from|into|have|were|than|each|every")


def _part_of(part: Amount, whole: Amount) -> tuple[float, float, float]:
    (low, high), (least, most) = part.rounded(whole.step), whole.rounded(part.step)
    return low / most * 100, high / max(least, 1e-9) * 100, part.value / whole.value * 100


def _possible(pairs: Iterable[_Pair]) -> list[_Pair]:
    return [(p, w) for p, w in pairs if p.value <= w.value]


# --- changes and multiples -----------------------------------------------------------------------------------


def _change(passage: Passage, claim: Claim, there: Sequence[Amount]) -> _Judgement:
    text, kept = unconverted(plain(passage), there)
    pairs = (
        _moved(text, claim, kept)
        or _earlier(passage, text, claim, kept)
        or _summed_up(passage, text, claim)
        or _measured(passage, text, claim, kept)
    )
    there = [a for pair in pairs for a in pair] if pairs and pairs[0][0] not in there else there
    every = [p for p in itertools.permutations(there, 2) if p[0].beside(p[1])]
    if not pairs:
        return claim.start, None
    return min((a.start for a in pairs[0] if a in kept), default=claim.start), _weigh(claim, pairs, every)


_THAT = re.compile(
    r"(?:That|This|It|Which)(?:\s(?:is|was|means|meant|makes|made|represents|represented|amounts to|marks|marked"
    r"|would be))"
    r"(?:,?\s(?:an?|the|about|some|roughly|nearly|almost|more than|over|well|thus|just))*\s?$"
)


def _summed_up(passage: Passage, text: str, claim: Claim) -> list[_Pair]:
    """ "147 billion dollars, from 108 billion. That is a rise of 36 percent": the two of the sentence before."""
    if passage.before is None or not _THAT.fullmatch(text[: claim.start]):
        return []
    there = _levels(passage.before)
    if _THAN_THEN.match(text, claim.end) or any(a.start >= claim.end for a in _levels_here(passage, text, claim)):
        # "That was 6.5 percent less than the year before", "28 percent on the 78,056 of the year before".
        return []
    pairs = [(one, other) for one, other in itertools.combinations(there, 2) if one.beside(other)]
    return pairs if len(there) <= 3 else []


_THAN_THEN = re.compile(r"\s(?:than|on|over|from)\s(?:an?|the)\s(?:previous\s)?(?:year|month|quarter|decade)\b")
"""Behind a change: it is counted from a time whose amount is not told."""


def _levels(passage: Passage) -> list[Amount]:
    """The amounts of a sentence, each in one money, without those that measure time."""
    return [a for a in unconverted(plain(passage), amounts(passage))[1] if a.unit not in _TIMES]


def _levels_here(passage: Passage, text: str, claim: Claim) -> list[Amount]:
    """The amount right behind a change from which it is counted."""
    return [a for a in amounts(passage) if a.start >= claim.end and _over(text, claim, a)]


def _measured(passage: Passage, text: str, claim: Claim, there: Sequence[Amount]) -> list[_Pair]:
    """ "A deficit of 306 billion. That is 23 percent less than the 396 billion of 2022": the last one told."""
    old = next((a for a in there if a.start >= claim.end), None)
    told = old is not None and _THAT.fullmatch(text[: claim.start]) and _over(text, claim, old)
    if old is None or not told or passage.before is None:
        return []
    new = [a for a in _levels(passage.before) if _alike(a, old)][-1:]
    then = _OF_THEN.match(text, old.end) is not None and not old.money
    return [(a, old) for a in new if a.beside(old) or (then and not a.money)]


_OF_THEN = re.compile(
    r"\s(?:of|in)\s(?:the\s(?:year|month|quarter)\sbefore|the\sprevious\s(?:year|month)|(?:19|20)\d\d)\b"
)
"""Behind an amount: it is of the same as the one told last, at another time."""


def _alike(one: Amount, other: Amount) -> bool:
    return 1 / _FACTOR < one.value / max(other.value, 1e-9) < _FACTOR


_FACTOR = 5.0


def _over(text: str, claim: Claim, old: Amount) -> bool:
    """Whether an amount after a change is what it is counted from."""
    return re.fullmatch(rf"\s(?:[a-z]+\s)?{_OVER}", text[claim.end : old.start]) is not None


_TIMES = frozenset({"year", "month", "week", "day", "decade", "hour"})
"""What measures time is no end of a change beside amounts of other things."""
_RAISED = re.compile(
    r"[^.;:\d]{0,50}\b(?:rais|lift|increas|expand|bring|cut|reduc|lower|push|tak)\w*\s"
    rf"(?:this|it|that|them|capacity|output|production|the figure|the number)\sto\s{NEAR}"
)
"""Between the two ends of a change that is foreseen: "produces 77 million tons and plans to raise this to"."""


def _moved(text: str, claim: Claim, there: Sequence[Amount]) -> list[_Pair]:
    """The two amounts, old and new, that a change is bound to: told right before it, or after it by "from" and "to"."""
    there = [a for a in there if a.unit not in _TIMES] or there
    before, after = [a for a in there if a.end <= claim.start][-2:], [a for a in there if a.start >= claim.end][:2]
    if len(after) == 2 and _from_to(text, after[0], after[1]) and _leads_on(text, claim, after[0], after[1]):
        return [(after[0], after[1])]
    if before and after and _between(text, claim, before[-1], after[0]):
        return [(before[-1], after[0])]
    if len(before) == 2 and before[0].beside(before[1]) and _told_after(text, claim, before[0], before[1]):
        return [(before[0], before[1])]
    return []


def _leads_on(text: str, claim: Claim, one: Amount, other: Amount) -> bool:
    """ "rose 25 percent, from 40 to 50"."""
    lead = text[claim.end : one.start]
    turned = TURN.search(text[claim.end : other.start]) or _JOINED.search(lead)
    return not turned and _LEADS_ON.fullmatch(lead) is not None


def _told_after(text: str, claim: Claim, one: Amount, other: Amount) -> bool:
    """ "would pay $360 million for what it now gets for $120 million, an increase of 200 percent"."""
    between, tail = text[one.end : other.start], text[other.end : claim.start]
    joined = TURN.search(between + tail) or _JOINED.search(between + tail)
    if (joined and not _RAISED.fullmatch(between)) or re.search(r"[.;:\d]", between + tail):
        return False
    if OWN_BASE.match(text, claim.end) or _BY.search(text[: one.start]) or _BY.search(text[: other.start]):
        return False
    apart = "," in tail or "(" in tail or _from_to(text, one, other)
    return apart and len(tail) < 75 and _MOVED.fullmatch(between + " ") is not None


def _earlier(passage: Passage, text: str, claim: Claim, there: Sequence[Amount]) -> list[_Pair]:
    """ "It pays $90 million this year. That is up from $80 million, a rise of 12 percent": over two sentences."""
    here = [a for a in there if a.end <= claim.start]
    if len(here) != 1 or passage.before is None or not _EARLIER.fullmatch(text[: here[0].start]):
        return []
    tail = text[here[0].end : claim.start]
    if TURN.search(tail) or re.search(r"[.;:\d]", tail) or len(tail) > 60:
        return []
    told = unconverted(plain(passage.before), amounts(passage.before))[1]
    new = [a for a in told if a.beside(here[0]) and 0.2 < here[0].value / a.value < 5]
    return [(new[0], here[0])] if len(new) == 1 else []


def _between(text: str, claim: Claim, one: Amount, other: Amount) -> bool:
    """Whether a change is told between its amounts: "stood at $4 billion in 1999, has doubled to $8 billion"."""
    lead, tail = text[one.end : claim.start], text[claim.end : other.start]
    if not one.beside(other) or len(lead) > 70 or re.search(r"[.;:\d]", lead):
        return False
    if _STATED.fullmatch(lead) and not TURN.search(lead) and not _JOINED.search(lead) and _over(text, claim, other):
        return not _BY.search(text[: one.start])
    # "13 billion in December after rising 0.5 percent to 12 billion": the rise is that of another time.
    turned = (
        TURN.search(lead)
        or _JOINED.search(lead)
        or re.search(r"\b(?:after|when|since|following|those|that of|of which|of whom)\b", lead)
    )
    straight = not turned and not _BY.search(text[: one.start])
    return straight and re.fullmatch(rf"\sto\s{NEAR}", tail) is not None


def _from_to(text: str, one: Amount, other: Amount) -> bool:
    """Whether two amounts are told as "from A to B", or "to B from A"."""
    between = text[one.end : other.start]
    if len(between) > 60 or re.search(r"[.;:\d]", between) or not one.beside(other):
        return False
    here, there = text[: one.start], text[: other.start]
    return bool((_FROM.search(here) and _TO.search(there)) or (_TO.search(here) and _FROM.search(there)))


def _percent(one: Amount, other: Amount) -> tuple[float, float, float]:
    """The change between two amounts in per cent of the first that either may be, without its sign."""
    low, high, true = _times(one, other)
    return (low - 1) * 100, (high - 1) * 100, (true - 1) * 100


def _times(one: Amount, other: Amount) -> tuple[float, float, float]:
    """How many times the smaller the larger is."""
    small, large = sorted((one, other), key=lambda a: a.value)
    (low, high), (least, most) = large.reach, small.reach
    return max(low / max(most, 1e-9), 1.0), high / max(least, 1e-9), large.value / small.value


# --- the verdict -------------------------------------------------------------------------------------------------


def _weigh(claim: Claim, pairs: list[_Pair], every: list[_Pair]) -> Judged | None:
    """Supported if a bound pair fits, contradicted if neither that nor any other does, by a clear margin."""
    gaps = [(_gap(claim, pair), pair) for pair in (*pairs, *every)]
    best, (one, other) = min(gaps[: len(pairs)], key=lambda g: g[0])
    if best <= 0:
        return supported(_why(claim, one, other))
    if is_absurd(claim, _range(claim, (one, other))[2]):
        return None
    return against(_why(claim, one, other), None) if min(g for g, _ in gaps) > _margin(claim) else None


def _margin(claim: Claim) -> float:
    """How far from the bounds of a claim its amounts must lie: its own unit, per cent or a factor."""
    limits = load().verify
    if claim.form == "times":
        return 1.5 * limits.arithmetic_tolerance * claim.shown
    if claim.form == "share":
        points = min(limits.share_points, max(_LEAST, _OF_LITTLE * claim.shown))
        return max(points, limits.share_tolerance * claim.shown)
    return max(limits.share_points, limits.arithmetic_tolerance * claim.shown)


_LEAST, _OF_LITTLE = 0.7, 0.35
"""A share of few per cent may be off by fewer points: by this part of it, and at least by so many."""


def _gap(claim: Claim, pair: _Pair) -> float:
    low, high = _range(claim, pair)[:2]
    return max(low - claim.high, claim.low - high)


def _range(claim: Claim, pair: _Pair) -> tuple[float, float, float]:
    if claim.form == "share":
        return _part_of(*pair)
    if claim.form == "times":
        return _times(*pair)
    low, high, true = _percent(*pair)
    if claim.up is False:
        return _fall(low), _fall(high), _fall(true)
    return low, high, true


def _fall(rise: float) -> float:
    """The fall in per cent that undoes a rise."""
    return 100 * rise / (100 + rise)


def _why(claim: Claim, one: Amount, other: Amount) -> str:
    true = _range(claim, (one, other))[2]
    if claim.form == "share":
        return f"{one.value:,.12g} of {other.value:,.12g} is {true:.1f}%."
    if claim.form == "times":
        return f"{one.value:,.12g} and {other.value:,.12g} are apart by a factor of {true:.2f}."
    return f"Between {one.value:,.12g} and {other.value:,.12g} lies a change of {true:.1f}%."


_SEEK = {"share": _share, "change": _change, "times": _change}
