"""Counts that follow from others of the text, over several sentences: margins, minorities, what is left, what is added.

"By 275 to 256, a margin of 19"; "the vote was 12 to 4 ... the four judges in the minority"; "four more, in addition to
the five: that brings the number to nine"; "151 votes, the smallest number that will do" in a house of 300.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from detente.ontology import countries
from detente.records import Finding
from detente.verify.numbers.amounts import NEAR, Amount, amounts
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.verdicts import Judged, against, finding, supported

_Found = tuple[int, int, Judged]
_A_TO_B = rf"(?P<a>\d{{1,3}}|{COUNT})(?:\svotes?)?\s(?:to|against)\s(?P<b>\d{{1,3}}|{COUNT})\b"
_MARGIN = re.compile(
    rf"\b{_A_TO_B}(?:\svotes?)?[^.;:\d]{{0,40}}?\b(?:margin|majority|lead|difference)\sof\s(?P<n>{COUNT})(?!\spercent)\b",
    re.IGNORECASE,
)
_MAJORITY = re.compile(
    rf"\b(?:majority|margin)\sof\s(?:an?\s)?(?P<n>single|{COUNT})(?:\svotes?)?,\s{_A_TO_B}(?!,?\d|\spercent|%)",
    re.IGNORECASE,
)
_VOTE = re.compile(rf"\b{_A_TO_B}(?!,?\d|\spercent|%)", re.IGNORECASE)
_CAMP = re.compile(
    rf"\b[Tt]he\s(?P<n>{COUNT})\s(?:[a-z]+\s)?(?:(?:in the|of the)\s(?P<side>minority|majority)"
    r"|dissent(?:ers|ing\s[a-z]+)"
    rf"|who (?:dissented|voted against|voted no|were outvoted))\b"
)
_BARE = re.compile(
    r"\b(?P<n>\d{2,3})\s(?:votes?|seats|deputies|members)?[^.;:\d]{0,30}?"
    r"\b(?:smallest number that|bare(?:st)? m(?:ajority|inimum)"
    r"|smallest (?:possible )?majority|least that would do|minimum (?:needed|required)|just enough|barest of majorities"
    r"|majority of one|one more than half|not one more than)\b"
)
_HOUSE = re.compile(
    r"\b(?:house|parliament|chamber|assembly|senate|congress|legislature|diet|knesset|duma|bundestag|council)\s(?:of|with|has)\s"
    r"(?P<n>\d{2,3})\b(?!,?\d)|\b(?P<m>\d{2,3})(?:-seat|-member|\s(?:seats|deputies|members|lawmakers))\b",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    rf"\b(?:[Tt]hat|[Tt]his|[Ii]t|which|and so|thus)\s(?:will\s|would\s)?(?:brings?|brought|bringing|takes?|took"
    r"|raises?|raised"
    rf"|makes?|made)\s(?:the|its|their)\s(?:number|total|tally|count|sum|membership|figure)(?:\sof\s[a-z]+|\sto date)?"
    rf"\sto\s"
    rf"(?P<n>{COUNT})\b(?!,?\d|\s(?:million|billion|trillion|percent))"
)
_GROWS = re.compile(
    rf"\b(?:grow|grows|grew|rise|rises|take|takes|took|bring|brings|brought|expand\w*|increase\w*|enlarge\w*|swell\w*|go|goes"
    rf"|raise\w*)\s(?:[a-z]+\s){{0,3}}?from\s(?P<a>{COUNT})\s(?:[a-z]+\s)?to\s(?P<b>{COUNT})\b(?!,?\d|\s(?:million|billion|percent))"
)
_MORE = re.compile(rf"\b(?P<n>{COUNT})\s(?:more|new|additional|further|other|extra)\b", re.IGNORECASE)
_TAKES_IN = re.compile(r"\b(?:invit|admit|accept|tak\w* in|took in|welcom|add|join|induct)\w*", re.IGNORECASE)
_LEFT = re.compile(rf"\b(?:the\s(?:remaining|other|outstanding)|remaining)\s{NEAR}(?:US|A|C)?[$€£¥]?$")
_OUT_OF = re.compile(
    r"\b(?:[Oo]f (?:the|this|that|which|it|these)|[Oo]ut of (?:the|this|that|these)|the rest|the total)\b"
)
_VICTIMS = re.compile(
    rf"\bthe\s(?P<n>{COUNT})\s(?:victims|dead|killed|casualties|who (?:died|were killed|perished))\b"
    r"(?!\s(?:over|in|on|at|near|when|aboard|of)\b)"
)
"""The dead of what was told before; those who died at a place or a time that is told may be others."""
_DIED = re.compile(
    rf"\b(?:killed|killing|had|carrying|death of|lives of)\s(?:all\s)?(?P<n>{COUNT})\s"
    r"(?:people|passengers|persons|men|women|others)\b"
    rf"|\b(?P<m>{COUNT})\s(?:[a-z]+\s){{0,2}}(?:died|were killed|perished|on board|aboard|lost their lives)\b",
    re.IGNORECASE,
)
_LONG = re.compile(
    rf"\b(?P<n>{COUNT})-day\s(?:[a-z]+\s)?(?P<what>summit|visit|meeting|trip|conference|talks|tour|stay|gathering|session|forum)\b"
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = "|".join(_WEEKDAYS)
_ENDED = re.compile(
    rf"\b(?:ended|ends|closed|closes|concluded|wound up|finished|broke up)\b[^.;,]{{0,40}}?\bon\s(?P<d>{_DAY})\b"
)
_BEGAN = re.compile(
    rf"\b(?:opened|opens|began|begins|started|starts|arrived|convened)\b[^.;,]{{0,40}}?\bon\s(?P<d>{_DAY})\b"
)
_COUNTED_YEARS = re.compile(
    rf"\b(?:[Tt]hose|[Tt]hese|[Ii]n the|[Oo]ver the|[Tt]he)\s(?P<n>{COUNT})\syears\b"
    r"(?!\s(?:ago|later|before|after|since|to))"
)
_FROM_TO = re.compile(r"\s(?:to|until|till|and|through)\s(?:[a-z]+\s)?|\s?[–-]\s?")


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about counts that follow from other counts of the text."""
    parts = (_margins, _camps, _bare, _brings, _grows, _left, _victims, _long, _years)
    for start, end, judged in itertools.chain.from_iterable(part(passage) for part in parts):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


def _fits(match: re.Match[str], fits: bool, what: str) -> _Found:
    return match.start(), match.end(), supported(what) if fits else against(what, None)


# --- votes -------------------------------------------------------------------------------------------------------


def _margins(passage: Passage) -> Iterator[_Found]:
    """ "By 275 to 256, a margin of 19"; a majority may be counted over half of the votes too."""
    for match in (*_MARGIN.finditer(passage.text), *_MAJORITY.finditer(passage.text)):
        one, other = (count(match[key]) for key in ("a", "b"))
        margin = 1 if match["n"].lower() == "single" else count(match["n"])
        apart = abs(one - other)
        fits = margin in {apart, apart // 2, (apart + 1) // 2}
        yield _fits(match, fits, f"{one} and {other} are {apart} apart.")


def _camps(passage: Passage) -> Iterator[_Found]:
    """ "The four judges in the minority", where the text has a vote of 12 to 4."""
    for match in _CAMP.finditer(passage.text):
        votes = [
            sorted((count(m["a"]), count(m["b"])))
            for other in told.sentences(passage.document)
            for m in _VOTE.finditer(other.text)
            if "percent" not in other.text[m.start() : m.end() + 9]
        ]
        side = 1 if match["side"] == "majority" else 0
        if votes:
            number, sides = count(match["n"]), sorted({vote[side] for vote in votes})
            what = f"The text tells of votes with {' or '.join(map(str, sides))} on that side."
            yield _fits(match, number in sides, what)


def _bare(passage: Passage) -> Iterator[_Found]:
    """ "151 votes, the smallest number that will do" in a house of 300."""
    houses = {int(m["n"] or m["m"]) for p in told.sentences(passage.document) for m in _HOUSE.finditer(p.text)}
    for match in _BARE.finditer(passage.text):
        number = int(match["n"])
        near = [seats for seats in houses if 0.35 < number / seats < 0.75]
        if near:
            what = f"In a house of {near[0]} the smallest majority is {near[0] // 2 + 1}."
            fits = any(number in {seats // 2 + 1, -(-seats * 2 // 3), -(-seats * 3 // 5)} for seats in houses)
            yield _fits(match, fits, what)


# --- what is added and what is left --------------------------------------------------------------------------------


def _near(passage: Passage) -> list[Passage]:
    return [*told.earlier(passage)[::-1], passage]


def _brings(passage: Passage) -> Iterator[_Found]:
    """ "Four more bases, in addition to the five. That brings the number to nine"."""
    for match in _BRINGS.finditer(passage.text):
        there = [a for p in told.earlier(passage) for a in amounts(p) if not a.money and a.value < 1000]
        there += [a for a in amounts(passage) if a.end <= match.start() and not a.money and a.value < 1000]
        total, sums = count(match["n"]), [one.value + other.value for one, other in itertools.combinations(there, 2)]
        lists = [sum(a.value for a in some) for some in itertools.combinations(there, 3)]
        if total in {*sums, *lists} or (len(there) == 2 and total not in {a.value + 1 for a in there}):
            yield _fits(match, total in {*sums, *lists}, f"{' and '.join(f'{a.value:g}' for a in there[:3])} are told.")


def _grows(passage: Passage) -> Iterator[_Found]:
    """ "Four more aircraft ... the fleet would grow from 14 to 18", "invited A, B and C, to take it from 5 to 8"."""
    for match in _GROWS.finditer(passage.text):
        first, last = count(match["a"]), count(match["b"])
        more = {count(m["n"]) for p in _near(passage) for m in _MORE.finditer(p.text)}
        named = _taken_in(passage, match.start())
        if named >= 3:
            more = {named}
        if len(more) == 1:
            added = next(iter(more))
            yield _fits(match, first + added == last, f"{first} and {added} are {first + added}.")


def _taken_in(passage: Passage, end: int) -> int:
    """The states that a sentence lists as taken in, up to a place in it."""
    start = _TAKES_IN.search(passage.text[:end])
    if start is None:
        return 0
    listed = [n for n in passage.named if start.end() <= n.start < end and n.code in countries()]
    gaps = [passage.text[one.end : other.start] for one, other in itertools.pairwise(listed)]
    whole = all(re.fullmatch(r",\s(?:and\s)?(?:the\s)?|\sand\s(?:the\s)?", gap) for gap in gaps)
    return len({n.code for n in listed}) if whole else 0


_A_GROUP = re.compile(r"\bG-?\d\d?\b|\bGroup of\b")
"""A group of so many, of which the others are told."""


def _left(passage: Passage) -> Iterator[_Found]:
    """ "Of the total, $300 million is to be paid in cash and the remaining $200 million put into a joint venture"."""
    there = amounts(passage)
    for index, rest in enumerate(there):
        if not index or not _LEFT.search(passage.text[: rest.start]) or not _OUT_OF.search(passage.text):
            continue
        if _A_GROUP.search(passage.text):
            continue
        parts = [a for a in there[:index] if a.beside(rest)]
        totals = [*parts, *(a for p in told.earlier(passage) for a in amounts(p) if a.beside(rest))]
        ways = list(_remainders(parts, totals))
        fits = any(abs(left - rest.value) <= (rest.step + 0.02 * rest.value if rest.money else 0) for left in ways)
        if ways and parts:
            what = f"The parts that are told leave {', '.join(f'{left:,.12g}' for left in ways[:3])}."
            yield rest.start, rest.end, supported(what) if fits else against(what, None)


def _remainders(parts: list[Amount], totals: list[Amount]) -> Iterator[float]:
    for total in totals:
        for number in range(1, len(parts) + 1):
            for some in itertools.combinations(parts, number):
                left = total.value - sum(a.value for a in some)
                if total not in some and left > 0:
                    yield left


# --- told again ------------------------------------------------------------------------------------------------------


def _victims(passage: Passage) -> Iterator[_Found]:
    """ "The 96 victims" of an accident with 96 people on board."""
    for match in _VICTIMS.finditer(passage.text):
        died = {
            count(m["n"] or m["m"]) for p in told.earlier(passage, 6) for m in _DIED.finditer(p.text)
        }  # fmt: skip
        if died and max(died) > 1:
            what = f"The text has told of {' and '.join(map(str, sorted(died)))}."
            yield _fits(match, count(match["n"]) in {*died, sum(died)}, what)


# --- days and years ---------------------------------------------------------------------------------------------------


def _long(passage: Passage) -> Iterator[_Found]:
    """ "The three-day summit that ended on Tuesday", which "opened on Sunday" by another sentence."""
    for match in _BEGAN.finditer(passage.text):
        near = [*told.earlier(passage, 6)[::-1], passage]
        for other in told.sentences(passage.document):
            if other.offset <= passage.offset and len(near) < 12:
                near.append(other)
        spans = {(count(m["n"]), e["d"]) for p in near for m in _LONG.finditer(p.text) for e in _ENDED.finditer(p.text)}
        if len(spans) != 1:
            continue
        days, last = next(iter(spans))
        took = (_WEEKDAYS.index(last) - _WEEKDAYS.index(match["d"])) % 7 + 1
        if days <= 7:
            yield _fits(match, took == days, f"From {match['d']} to {last} it is {took} days, both counted.")


def _years(passage: Passage) -> Iterator[_Found]:
    """ "From July 2003 to June 2017 ... those 14 years"."""
    before = passage.before
    if before is None or not re.match(r"(?:Those|These|In (?:those|these)|Over (?:those|these)|The)\b", passage.text):
        return
    for match in _COUNTED_YEARS.finditer(passage.text):
        for one, other in itertools.pairwise(before.times):
            if _FROM_TO.fullmatch(before.text[one.end : other.start]) and match.start() < 12:
                years = (other.when.start - one.when.start).days / 365.25
                what = f"From {one.when.start.year} to {other.when.start.year} it is {years:.0f} years."
                yield _fits(match, abs(years - count(match["n"])) <= 1.2, what)
