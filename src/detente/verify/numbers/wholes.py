"""Shares of a whole that is told before, or only by a pronoun: "of them", "of the total", "of those cast", "of that".

The part stands beside the share; the whole is one of the amounts told up to it in the sentence and in the two before.
It is contradicted only if no whole that was told, nor the sum of the two sides of a vote, makes that share.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Sequence

from detente.verify.numbers.amounts import NEAR, Amount, amounts, plain
from detente.verify.numbers.claims import Claim, claims
from detente.verify.passages import Passage
from detente.verify.times import told

Pair = tuple[Amount, Amount]
_LEADS = (
    r"(?:(?:and\s)?(?:that|which|this)\s(?:means|makes|is|was|comes to|came to|represents|amounts to)|or|that is|i\.e\."
    r"|meaning|in other words|(?:an?\s[a-z]+\s)?(?:equal|equivalent) to|a share of|making|making up|representing"
    r"|accounting for|constituting|corresponding to|thus|hence|so)"
)
_APPOSED = re.compile(
    rf"[^.;:\d]{{0,80}}?(?:,|\(|--|[–—])\s?(?:{_LEADS},?\s)*{NEAR}$|[^.;:\d,]{{0,60}}?\s{_LEADS}\s{NEAR}$"
)
_IS = re.compile(
    rf"[^.;:\d,]{{0,60}}?\s(?:is|was|are|were|makes? up|made up|represents?|represented|amounts? to|amounted to"
    rf"|accounts? for|accounted for)\s{NEAR}$"
)
_ALL = (
    r"(?:total|whole|sum|number|amount|lot|loan|budget|package|money|trade|turnover|volume|bill|cost|figure|fund|debt"
    r"|aid|votes?|vote cast|members?|seats?)"
)
_OF_ALL = re.compile(
    rf"\sof\s(?:(?:the|that|this|its|their|all|all of)\s(?:[a-z-]+\s)?{_ALL}\b|them|those|these|it\b|that\b|whom|which)"
)
_OF_ANOTHER = re.compile(
    r"\sof\s(?:everything|all\s(?:that|which|(?:its|their|the)\s(?:\w+\s)?(?:exports|imports|goods|trade)))\b"
)
"""A share of what is told nowhere: "a quarter of everything that it sold abroad"."""
_OF_MONEY = re.compile(
    r"\sof\s(?:the|that|this|its|their)\s(?:[a-z-]+\s)?(?:sum|loan|budget|money|bill|cost|fund|debt|aid)\b"
)
"""A share of money is of no count of things."""
_OF_THEM = re.compile(
    r"(?:\s[a-z-]+){0,2}?,?\sof\s(?:them|these|those|whom|which|that|it|the total|the whole|the sum)\b"
)
_AFTER = re.compile(rf",\s(?:or\s|that is,?\s)?{NEAR}(?:US|A|C)?[$€£¥]?$")
_VOTE = re.compile(r"(?:\svotes?)?\s(?:to|against|for and|in favou?r and)\s|\s?[-–]\s?")
_EXPLICIT = re.compile(rf"\sof\s(?:the|a|an|its|their|that|this)\s(?:[a-z-]+\s){{1,3}}of\s{NEAR}(?:US|A|C)?[$€£¥]?$")
_BEHIND = re.compile(
    rf"\sof\s(?:an?|the|its|their|all|all the|those|that)\s(?:[a-z-]+\s){{0,2}}(?:[a-z-]+\sof\s)?{NEAR}"
    r"(?:US|A|C)?[$€£¥]?$"
)
_THUS = re.compile(r"\b(?:thus|alone|therefore|so|then|accordingly|that is|this is|that means)\b", re.IGNORECASE)
_MEANS = re.compile(
    r"\b(?:that means|which means|this means|meaning|in other words|that makes|which makes|put differently)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"(?:\s[a-z]+){0,3}?\s(?:against|opposed|voted no|said no)\b")
_POINTS = re.compile(r"\s(?:points?|interest|a year|growth|turnout)\b")


def pairs(passage: Passage, claim: Claim, there: Sequence[Amount]) -> tuple[list[Pair], list[Pair]]:
    """The pairs of part and whole that a share is bound to, and all those that may save it."""
    text = plain(passage)
    if _POINTS.match(text, claim.end):
        return [], []
    for way in (_of_a_told_whole, _of_an_amount, _of_a_whole_behind, _named, _in_other_words):
        found, every = way(passage, text, claim, there)
        if found:
            return found, every
    return [], []


_Found = tuple[list[Pair], list[Pair]]


def _of_a_told_whole(passage: Passage, text: str, claim: Claim, there: Sequence[Amount]) -> _Found:
    """ "8.8 million of them, or 24 percent", "40 percent of it, $4 million", "32 votes to 15, 68 percent of them"."""
    part, after = _part(text, claim, there)
    if part is None or (not part.money and _OF_MONEY.match(text, claim.end)):
        return [], []
    here = [a for a in there if a.end <= claim.start and a is not part]
    of_them = _OF_THEM.match(text, part.end) or re.search(
        r"\b[Oo]f\s(?:them|these|those|this|that|whom|which|the (?:total|sum|dead|victims|wounded|injured|survivors"
        r"|refugees)),?\s(?!from|to|up|down)[^.;:\d]{0,40}$",
        text[: part.start],
    )
    if _OF_ANOTHER.match(text, claim.end) or (not _OF_ALL.match(text, claim.end) and of_them is None):
        return [], []
    vote = _vote(text, there, part) if not after else []
    if vote:
        return vote, vote
    told_of = _nearest([*here[::-1], *_before(passage)], part)
    every = [(part, whole) for whole in _sums(told_of, [*here, *_before(passage)], part)]
    return [(part, whole) for whole in told_of], every


def _part(text: str, claim: Claim, there: Sequence[Amount]) -> tuple[Amount | None, bool]:
    """The amount that a share is told of, and whether it follows the share."""
    before = [a for a in there if a.end <= claim.start]
    after = [a for a in there if a.start >= claim.end]
    if before:
        between = text[before[-1].end : claim.start] + claim_lead(text, claim)
        if _APPOSED.fullmatch(between) or _IS.fullmatch(between):
            return before[-1], False
    if after:
        of_all = _OF_ALL.match(text, claim.end)
        if of_all and _AFTER.fullmatch(text[of_all.end() : after[0].start]):
            return after[0], True
    return None, False


def claim_lead(text: str, claim: Claim) -> str:
    """The words that blur a share, which stand in its own span: "about " of "about 56 percent"."""
    lead = re.match(NEAR, text[claim.start : claim.end])
    return lead.group() if lead else ""


def _vote(text: str, there: Sequence[Amount], part: Amount) -> list[Pair]:
    """Either side of "32 votes to 15" in all that were cast."""
    index = list(there).index(part)
    if not index or not _VOTE.fullmatch(text[there[index - 1].number_end : part.start]):
        return []
    first = there[index - 1]
    return [(side, _added(first, part)) for side in (first, part)] if first.like(part) else []


def _before(passage: Passage) -> list[Amount]:
    """The amounts of the two sentences before, the nearest first."""
    return [amount for earlier in told.earlier(passage) for amount in reversed(amounts(earlier))]


def _nearest(there: Sequence[Amount], part: Amount) -> list[Amount]:
    """The amounts that a part may be of: of its own kind, else ("of them, 25,000 men") of things by another noun."""
    larger = [a for a in there if a.value >= part.value]
    alike = [a for a in larger if a.beside(part)]
    return alike or [a for a in larger if not a.money and not part.money]


def _sums(wholes: Sequence[Amount], there: Sequence[Amount], part: Amount) -> list[Amount]:
    """Wholes, and what pairs of amounts and the part with another make together."""
    like = [a for a in there if a.beside(part)]
    both = [_added(one, other) for one, other in itertools.combinations(like, 2) if one.like(other)]
    return [*wholes, *(a for a in [*both, *(_added(part, a) for a in like)] if a.value >= part.value)]


def _added(one: Amount, other: Amount) -> Amount:
    return dataclasses.replace(
        one, value=one.value + other.value, step=max(one.step, other.step), loose=one.loose or other.loose
    )


def _of_an_amount(passage: Passage, text: str, claim: Claim, there: Sequence[Amount]) -> _Found:
    """ "The grant alone is 80 percent of the package of 15 billion": the whole is told, the part stands before."""
    after = [a for a in there if a.start >= claim.end]
    if not after or not _EXPLICIT.fullmatch(text[claim.end : after[0].start]) or not _THUS.search(text[: claim.start]):
        return [], []
    whole = after[0]
    parts = [a for a in _before(passage) if a.beside(whole) and a.value <= whole.value]
    both = [_added(one, other) for one, other in itertools.combinations(parts, 2) if one.unit == other.unit]
    left = [dataclasses.replace(whole, value=whole.value - a.value) for a in parts]
    return _possible((a, whole) for a in parts), _possible((a, whole) for a in [*parts, *both, *left])


def _of_a_whole_behind(passage: Passage, text: str, claim: Claim, there: Sequence[Amount]) -> _Found:
    """ "100,000 Kurds live here, about 1 percent of a population of 10.5 million": two amounts of unlike nouns."""
    before = [a for a in there if a.end <= claim.start]
    after = [a for a in there if a.start >= claim.end][:1]
    if not before or not after or not _BEHIND.fullmatch(text[claim.end : after[0].start]):
        return [], []
    part, whole = before[-1], after[0]
    if part.money != whole.money or not _APPOSED.fullmatch(text[part.end : claim.start] + claim_lead(text, claim)):
        return [], []
    others = [a for a in [*before, *_before(passage)] if a.money == whole.money]
    return _possible([(part, whole)]), _possible((a, whole) for a in others)


def _named(passage: Passage, text: str, claim: Claim, there: Sequence[Amount]) -> _Found:
    """ "Exports made up about 14 percent of the total": the one amount told of them before, in all that is larger."""
    if any(a.end <= claim.start for a in there) or not _OF_ALL.match(text, claim.end):
        return [], []
    subject = re.match(r"(?:The |These |Its |His |Their )?(?P<w>[A-Za-z]{4,})\b", text)
    every, parts, behind = list[Amount](), list[Amount](), list[Amount]()
    for passage_before in told.earlier(passage):
        last, words = 0, plain(passage_before).lower()
        for amount in amounts(passage_before):
            every.append(amount)
            noun = subject["w"].lower() if subject else "-"
            if re.search(rf"\b{noun}\b", words[last : amount.start]):
                parts.append(amount)
            if re.match(rf"\s(?:was|were|in|of)?\s?(?:\w+\s){{0,2}}?{noun}\b", words[amount.end :]):
                behind.append(amount)
            last = amount.end
    if behind and parts and behind != parts:
        # "537 billion was imports and 154 billion exports": the words between two amounts are of the first.
        return [], []
    parts = parts or behind
    if len(parts) != 1:
        return [], []
    found = _possible((parts[0], a) for a in every if a is not parts[0] and a.like(parts[0]))
    return found, found


def _in_other_words(passage: Passage, text: str, claim: Claim, there: Sequence[Amount]) -> _Found:
    """ "Seven of every ten votes said yes. In other words, 70 percent did": the share of the sentence before."""
    before = passage.before
    if before is None or not _MEANS.search(text[: claim.start]):
        return [], []
    here = [a for a in there if a.end <= claim.start]
    earlier = list(amounts(before))
    if here:
        wholes = [a for a in here if re.search(rf"\b(?:of|out of)\s(?:the\s|its\s|all\s)?{NEAR}$", text[: a.start])]
        if len(wholes) != 1 or len(here) != 1 or len(earlier) > 3:
            return [], []
        found = _possible((a, wholes[0]) for a in earlier if a.like(wholes[0]))
        return found, found
    shares = [c for c in claims(before.text) if c.form == "share"]
    if len(earlier) == 2 and _AGAINST.match(before.text, earlier[1].end):
        vote = [(side, _added(*earlier)) for side in earlier]
        return vote, [*vote, *(pair for share in shares for pair in _as_pair(share))]
    if len(shares) == 1 and not _possible(itertools.permutations(earlier, 2)):
        return _as_pair(shares[0]), _as_pair(shares[0])
    found = _possible(p for p in itertools.permutations(earlier, 2) if p[0].like(p[1]))
    rates = [pair for share in shares for pair in _as_pair(share)]
    return (found, [*found, *rates]) if len(earlier) == 2 else ([], [])


def _as_pair(share: Claim) -> list[Pair]:
    """A share that was told, as a part of a hundred."""
    part = Amount(share.start, share.end, share.end, share.shown, share.high - share.low, None, True, False, False)
    return [(part, dataclasses.replace(part, value=100.0, step=0.0))]


def _possible(found: Iterable[Pair]) -> list[Pair]:
    return [(part, whole) for part, whole in found if part.value <= whole.value]
