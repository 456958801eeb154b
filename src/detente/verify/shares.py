"""Parts of a whole and the share that a text makes of them: "188 of the 193 members, or 97 percent"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.records import Finding
from detente.verify import arithmetic
from detente.verify.arithmetic import PERCENT, Value
from detente.verify.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, doubtful, finding, supported

_NEAR = r"about|some|around|roughly|nearly|almost|just|only|over|under|more than|less than|well over|barely|close to"
_FRACTIONS = {
    "half": 50.0, "a half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "one-third": 100 / 3, "a quarter": 25.0,
    "one quarter": 25.0, "one-quarter": 25.0, "a fifth": 20.0, "one fifth": 20.0, "one-fifth": 20.0, "a sixth": 100 / 6,
    "a tenth": 10.0, "one tenth": 10.0, "one-tenth": 10.0, "two thirds": 200 / 3, "two-thirds": 200 / 3,
    "three quarters": 75.0, "three-quarters": 75.0, "two fifths": 40.0, "two-fifths": 40.0, "three fifths": 60.0,
    "three-fifths": 60.0, "four fifths": 80.0, "four-fifths": 80.0,
}  # fmt: skip
_DET = r"(?:(?:the|its|their|his|her|our|my|all|all the|a total of|some|about|only|those|these)\s)*"
_RATE = re.compile(
    rf"(?:,\s|\s?\(|,?\s)(?:(?P<link>or|that is|i\.e\.|equal to|which is|a share of)[,]?\s)?"
    rf"(?P<near>(?:(?:{_NEAR})\s)*)"
    rf"(?:(?P<p>\d{{1,3}}(?:\.\d+)?){PERCENT}"
    rf"|(?P<f>{'|'.join(sorted(_FRACTIONS, key=len, reverse=True))})(?=[\s,.;:)])"
    rf"|(?P<k>{COUNT}) (?:in|out of)(?: every)? (?P<of>{COUNT})(?=[,.;:)]))"
)
_FIRST = re.compile(
    rf"\b(?P<near>(?:(?:{_NEAR})\s)*)(?P<p>\d{{1,3}}(?:\.\d+)?){PERCENT}\sof\s[^.;:,()\d]{{3,60}}(?:,|\s\()\s?(?:or\s)?"
    rf"(?P<a>\d[\d,]*)\s(?:[a-z]+\s)?(?:out )?of\s{_DET}(?P<b>\d[\d,]*)(?!\d|[.]\d|\s?(?:%|percent|million|billion))"
)
_MAKES = re.compile(
    rf"(?:\s[a-z-]+){{0,4}}?\s(?:is|was|are|were|makes up|made up|equals|represents|represented|amounts to|comes to)"
    rf"\s(?P<near>(?:(?:{_NEAR})\s)*)(?:(?P<p>\d{{1,3}}(?:\.\d+)?){PERCENT}|(?P<f>{'|'.join(_FRACTIONS)}))\sof\s{_DET}"
    r"(?:US|C|A)?[$€£¥]?"
)
_OWNER = r"(?:[\w-]+['’]s?\s)?(?:total\s|full\s|nearly\s|almost\s)?"
_OF = re.compile(rf"(?:\s[a-z-]+){{0,3}}?\s(?:out )?of\s{_DET}{_OWNER}[$€£¥]?")
_ONLY = r"(?:(?:only|just|about|some|around|nearly|almost|at least|more than|over|US)\s)*[$€£¥]?"
_OF_WHICH = re.compile(rf"[^.;:\d]{{0,60}}?,?\s(?:of (?:which|whom|that|these|them|those|the total))\b,?\s{_ONLY}")
_COMMA = re.compile(rf"\s[^.;:\d]{{2,60}}?,\s{_ONLY}|,\s{_ONLY}")
_OF_THEM = re.compile(r"\s(?:[a-z-]+\s)?of (?:them|these|whom|which|those|the dead)\b[^.;\d]{0,40}")
_LISTED = re.compile(r"\s(?:[a-z-]+\s){0,3}?[a-z]+,\s(?:including\s)?")
_LEADS_WHOLE = re.compile(rf"\b(?:[Oo]ut )?[Oo]f\s{_DET}{_OWNER}[$€£¥]?$")
_TAIL = re.compile(r"[^.;:%]{0,90}")
_MOVES = re.compile(
    r"\b(?:ros[es]\w*|grew|grow\w*|increas\w*|up|f[ae]ll\w*|dropp\w*|declin\w*|down|from|against|compared|while|whereas"
    r"|on (?:a )?turnout)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\s(?:more|less|higher|lower|fewer|above|below|up|down|points?|a year|annually|interest|each|per|owned"
    r"|turnout|off)\b"
)
_SAME_WHOLE = re.compile(
    r"\s(?:of|in)\s(?:(?:the|his|her|its|their|our|my|all|all of|that)\s)*"
    r"(?P<w>total|whole|business|custom|lot|sum|number|amount|loan|budget|money|them|those|these|it|all|ones)\b"
)


@dataclass(frozen=True, slots=True)
class _Share:
    """A share as told: per cent, what its last digit is worth, and the words that blur it."""

    start: int
    end: int
    percent: float
    step: float
    near: str


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about shares in a sentence."""
    for share in _told(passage.text):
        operands = _operands(passage.text, share) or _of_the_whole(passage, share)
        if operands is None:
            continue
        part, whole = operands
        start = min(v.start for v in operands if v.end <= share.start) if part.end <= share.start else share.start
        judged = _judge(part, whole, share, passage.text[max(0, start - 12) : share.start])
        yield finding(passage.document, passage.span(start, share.end), judged, passage.whole)
    for start, end, judged in (*_share_first(passage.text), *_makes(passage.text)):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


def _share_first(text: str) -> Iterator[tuple[int, int, Judged]]:
    """ "60 percent of the trucks, 30 out of 50,"."""
    for match in _FIRST.finditer(text):
        part, whole = (_counted(match, name) for name in ("a", "b"))
        if 0 < part.value <= whole.value:
            share = _Share(match.start(), match.end(), float(match["p"]), 1.0, match["near"])
            yield match.start(), match.end(), _judge(part, whole, share, "")


def _counted(match: re.Match[str], name: str) -> Value:
    number = float(match[name].replace(",", ""))
    return Value(match.start(name), match.end(name), number, 1.0, percent=False, currency=None)


def _makes(text: str) -> Iterator[tuple[int, int, Judged]]:
    """ "The grant of $50 million is a fifth of the $250 million asked for"."""
    there = [v for v in arithmetic.values(text) if v.currency and not v.percent]
    for part, whole in itertools.pairwise(there):
        match = _MAKES.fullmatch(text[part.end : whole.start])
        if match is None or part.currency != whole.currency or not 0 < part.value <= whole.value:
            continue
        percent = _FRACTIONS[match["f"]] if match["f"] else float(match["p"])
        share = _Share(part.end, whole.start, percent, 2.0 if match["f"] else 1.0, match["near"])
        yield part.start, whole.end, _judge(part, whole, share, "")


def _told(text: str) -> Iterator[_Share]:
    for match in _RATE.finditer(text):
        opened = (
            match["link"] or match.group().lstrip(" ,").startswith("(") or (not match["p"] and match.group()[0] == ",")
        )
        if not opened or _OTHER.match(text, match.end()):
            continue
        if match["k"]:
            share = count(match["k"]) / max(count(match["of"]), 1) * 100
            yield _Share(match.start(), match.end(), share, 2.0, match["near"])
        elif match["f"]:
            yield _Share(match.start(), match.end(), _FRACTIONS[match["f"]], 2.0, match["near"])
        else:
            digits = match["p"].partition(".")[2]
            yield _Share(match.start(), match.end(), float(match["p"]), 10.0 ** -len(digits), match["near"])


def _operands(text: str, share: _Share) -> tuple[Value, Value] | None:
    """Part and whole, the two numbers that stand last before the share and are told as such."""
    rest = text[share.end : share.end + 60]
    there = [v for v in arithmetic.values(text) if v.end <= share.start]
    if len(there) < 2:
        return None
    one, other = there[-2:]
    if one.percent or other.percent or (None not in (one.currency, other.currency) and one.currency != other.currency):
        return None
    between, tail = text[one.end : other.start], text[other.end : share.start]
    if not _TAIL.fullmatch(tail) or _MOVES.search(tail) or _MOVES.search(between):
        return None
    found: tuple[Value, Value] | None = None
    led = _OF_WHICH.fullmatch(between) or (_COMMA.fullmatch(between) and _leads(text, one))
    listed = _LISTED.fullmatch(between) and _OF_THEM.fullmatch(tail)
    if _OF.fullmatch(between):
        found = one, other
    elif (led and _near(tail)) or listed:
        found = other, one
    if found is None or not 0 < found[0].value <= found[1].value or not _of_same(rest, text[one.start : share.start]):
        return None
    return found


def _near(tail: str) -> bool:
    """Whether a share follows its part at once, a noun or two between."""
    return re.fullmatch(r"(?:\s[\w-]+){0,3},?", tail) is not None


def _leads(text: str, value: Value) -> bool:
    return _LEADS_WHOLE.search(text[: value.start]) is not None


def _of_same(rest: str, operands: str) -> bool:
    """Whether the words after a share name no other whole than the one told: "of his business", "of the members"."""
    match = re.match(r"\s(?:of|in)\s(?:[\w'’-]+\s){0,3}?(?P<w>[a-z]+)(?=[\s,.;:)]|$)", rest)
    if match is None:
        return not re.match(r"\s(?:of|in)\s", rest)
    if _SAME_WHOLE.match(rest):
        return True
    words = re.findall(r"[a-z]{4,}", rest.split(",")[0][:40])
    return bool(words) and any(word in operands for word in words)


def _of_the_whole(passage: Passage, share: _Share) -> tuple[Value, Value] | None:
    """ "30 billion euros, or 27 percent of the whole", where the sentence before has the whole."""
    named = re.match(r"\sof\s(?:the|that)\s(?:whole|total|sum|amount|loan|package)\b", passage.text[share.end :])
    here = [v for v in arithmetic.values(passage.text) if v.end <= share.start and v.currency and not v.percent]
    if named is None or passage.before is None or not here or not _near(passage.text[here[-1].end : share.start]):
        return None
    part = here[-1]
    before = [v for v in arithmetic.values(passage.before.text) if v.currency == part.currency and not v.percent]
    return (part, before[0]) if len(before) == 1 and before[0].value > part.value else None


def _judge(part: Value, whole: Value, share: _Share, words: str) -> Judged:
    """The share that was told against that of its operands, whose last digits may be rounded."""
    true = part.value / whole.value * 100
    # Counts of people and things are exact; amounts of money and "4 million" are rounded, both to the finer digit.
    exact = not any(v.currency or v.value >= 1000 for v in (part, whole))
    rounded = 0.0 if exact else min(part.step, whole.step) / 2
    low = max(part.value - rounded, 0.0) / (whole.value + rounded) * 100
    high = (part.value + rounded) / max(whole.value - rounded, 1e-9) * 100
    near = share.near.strip().lower()
    blurred = bool(re.search(rf"\b(?:{_NEAR})\b", words)) or bool(near)
    # "About 40 percent" may be rounded to the ten, "about 62" may not.
    blur = (5.0 if share.percent % 10 == 0 else 3.0 if share.percent % 5 == 0 else 1.0) if blurred else 0.0
    slack = max(share.step, 1.0) + blur
    what = f"{part.value:g} of {whole.value:g} is {true:.1f}%."
    above = 8.0 if re.search(r"\b(?:more than|over)\b", near) else 0.0
    below = 8.0 if re.search(r"\b(?:less than|under|nearly|almost)\b", near) else 0.0
    off = max(low - slack - above - share.percent, share.percent - high - slack - below)
    if off <= 0:
        return supported(what)
    return doubtful(what) if blurred and off <= 1.0 else against(what, None)
