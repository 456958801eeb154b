"""How many there were before the one of a rank: "the third recall" has "two earlier recalls" before it.

A rank and a count of the like before it, told near each other, must go together: the fifth trip follows four.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.records import Finding
from detente.verify.numbers.counts import COUNT, NTH, count, ordinal
from detente.verify.passages import Passage
from detente.verify.times.told import earlier, sentences, stems
from detente.verify.verdicts import Judged, against, finding, supported

_BEFORE = re.compile(
    rf"\b(?:the|his|her|their|its|all|those)\s(?P<n>{COUNT})\s(?:earlier|previous|prior|preceding)\s(?P<w>[a-z]+s)\b",
    re.IGNORECASE,
)
_RANK = re.compile(rf"\b(?P<k>{NTH})\s(?:[a-z-]+\s){{0,2}}?(?P<w>[a-z]+)\b", re.IGNORECASE)
_HIS_RANK = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s(?P<k>{NTH})\s(?:state\s|official\s)?"
    r"(?P<w>visit|trip|journey|meeting|summit|encounter|term|attempt|try|tour)\b"
)
_SO_OFTEN = re.compile(rf"\b(?P<n>twice|thrice|(?:{COUNT})\stimes)\b", re.IGNORECASE)
_HAD_GONE = re.compile(
    r"\b(?:has|have|had)\s(?:[a-z]+\s){0,3}?(?:been|gone|flown|come|visited|travell?ed|met|tried|sat)\b"
)
_LAST_DAY = re.compile(rf"\b[Tt]he\s(?P<k>{NTH})\sand\s(?:last|final)\s(?P<w>day|week|month|year)\b")
_ONCE = {"twice": 2, "thrice": 3}
_TIMES = "time"
_MORE = re.compile(r"\s(?:as|more|the|that|larger|a|an|over)\b")
"""Behind "three times": it is a multiple, or a rate."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about counts of what came before a rank."""
    for match in _BEFORE.finditer(passage.text):
        ranks = _ranks(passage, match["w"])
        told, earlier_ones = {rank for rank in ranks if rank > 1}, count(match["n"])
        if len(told) == 1:
            yield _said(passage, match, _judge(told.pop(), earlier_ones))
    last = passage.before.text if passage.before is not None else ""
    for match in _HIS_RANK.finditer(passage.text) if _HAD_GONE.search(last) else ():
        before = [m for m in _SO_OFTEN.finditer(last) if not _MORE.match(last, m.end())]
        often = {_ONCE.get(m["n"].lower()) or count(m["n"].rsplit(" ", 1)[0]) for m in before}
        if len(often) == 1 and ordinal(match["k"]) > 1:
            yield _said(passage, match, _judge(ordinal(match["k"]), often.pop()))

    for match in _LAST_DAY.finditer(passage.text):
        lengths = _lengths(passage, match["w"])
        last_one = ordinal(match["k"])
        if last_one in lengths:
            yield _said(passage, match, supported(f"The text tells of {last_one} {match['w']}s."))
        elif len(lengths) == 1:
            yield _said(passage, match, against(f"The text tells of {lengths.pop()} {match['w']}s.", None))


def _lengths(passage: Passage, unit: str) -> set[int]:
    """The lengths in days, or in another unit, that a text gives things, and no times counted from others."""
    told = re.compile(
        rf"(?:\b(?P<a>{COUNT})-{unit}\b|\b(?:last\w*|for|took|of|all)\s(?P<b>{COUNT})\s{unit}s\b"
        r"(?!\s(?:ago|later|earlier|after|before|since|on)\b))",
        re.IGNORECASE,
    )
    found = {count(m["a"] or m["b"]) for p in sentences(passage.document) for m in told.finditer(p.text)}
    return found - {1}


def _said(passage: Passage, match: re.Match[str], judged: Judged) -> Finding:
    return finding(passage.document, passage.span(*match.span()), judged, passage.whole)


def _judge(rank: int, before: int) -> Judged:
    what = f"Before number {rank} there are {rank - 1}; {before} are told."
    # "After the third the three earlier ones were forgotten": the one of the rank may be among them.
    return supported(what) if before in {rank - 1, rank} else against(what, None)


def _ranks(passage: Passage, things: str) -> set[int]:
    """The ranks that a text gives things of that noun, and the times counted in the two sentences before."""
    thing = stems(things)
    found = {
        ordinal(m["k"])
        for p in sentences(passage.document)
        for m in _RANK.finditer(p.text)
        if stems(m["w"]) & thing
    }  # fmt: skip
    near = {ordinal(m["k"]) for p in earlier(passage) for m in _RANK.finditer(p.text) if m["w"].lower() == _TIMES}
    return found or near
