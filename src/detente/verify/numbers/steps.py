"""Amounts that a sentence ties to others by a step, a gap in points, or as what two of the sentence before make in all.

"To shrink by 7,000, to 95,500 soldiers, a loss of 7 percent": the step and the end tell the beginning. "It will get
24.9 percent, about ten points less": than the one rate told before. "The total came to 171.6 billion", "exports thus
made up a quarter of the trade": of the two amounts right before, and no third.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from detente.records import Finding
from detente.settings import load
from detente.verify.numbers.amounts import NEAR, SIGN, Amount, amounts, blurred, plain, unconverted
from detente.verify.numbers.claims import FALL, RISE, Claim, claims
from detente.verify.numbers.counts import COUNT, count
from detente.verify.numbers.pool import levels
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, finding, supported

_UP, _DOWN = (re.compile(rf"\b(?:{words})\b") for words in (RISE, FALL))
_BY = re.compile(rf"\bby\s{NEAR}{SIGN}$")
_TO = re.compile(rf",?\s(?:[a-z]+\s){{0,2}}?to\s{NEAR}{SIGN}")
_SAID_SO = re.compile(r"(?:[,(–—-]|\bor\b)[^.;\d]{0,30}$")
_POINTS = re.compile(
    rf"(?:percent|per cent|%),\s(?P<near>{NEAR})(?P<n>{COUNT})\s(?:percentage\s)?points?\s"
    r"(?:less|fewer|lower|below|under|down|short|more|higher|above|up)\b"
)
_MARGIN = re.compile(
    r"\b(?P<a>\d{1,2}(?:\.\d+)?)\s?(?:%|percent|per cent)\s(?:to|against)\s(?P<b>\d{1,2}(?:\.\d+)?)"
    r"(?:\s?(?:%|percent|per cent))?"
    rf",\s(?:or\s)?(?:a|an|with\sa|by\sa)\s(?:margin|gap|lead|difference|edge)\sof\s(?P<near>{NEAR})(?P<n>\d+(?:\.\d+)?|{COUNT})"
    r"\s(?:percentage\s)?points?\b"
)
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_SCALE = r"million|billion|trillion"
_EACH = re.compile(
    rf"\b(?P<n>{COUNT})\s(?:[a-z-]+\s){{1,4}}?(?:of|worth|at|for)\s[$€£¥]?(?P<a>{_NUMBER})(?:\s(?P<s>{_SCALE}))?"
    r"(?:\s[a-z]+){0,2}?\seach,?\s(?:\(|or|that is|making|which makes|for a total of)\s?[$€£¥]?"
    rf"(?P<t>{_NUMBER})(?:\s(?P<s2>{_SCALE}))?\b(?!\s?(?:percent|per cent|%))"
)
_COMES_TO = re.compile(
    r"\b(?:which|that)\s(?:comes to|makes|amounts to|is|works out at|leaves it)\s(?:about\s|some\s|roughly\s)?"
)
_ONE = r"(?:the\s)?[A-Z][\w.]*(?:\s[A-Z][\w.]*)?\s\d+(?:\.\d+)?"
_LIST = re.compile(
    r"\b(?:bears?|bore|pays?|paid|holds?|held|owns?|owned|gets?|got|takes?|took|contributes?|has|have|had)\s(?:about\s)?"
    rf"(?P<list>\d+(?:\.\d+)?\s(?:percent|per cent)(?:,\s{_ONE}(?:\s(?:percent|per cent))?)+,?\sand\s{_ONE}"
    r"\s(?:percent|per cent))"
)
"""Shares of several in one thing: "the Union bears 40 percent, Italy 35 percent and France 25 percent"."""
_ALL = 102.0
_NEARLY, _FAR = 0.04, 0.1
"""By this part of it a share that is worked out may be off, and by this it must be to be wrong."""
_SUM = re.compile(r"(?:The|Their|Its|That)\s(?:total|sum|combined\s\w+|two\stogether)\s")
_TOTAL = re.compile(
    rf"^{_SUM.pattern}(?:[a-z]+\s){{0,2}}?"
    rf"(?:came\sto|comes\sto|amounted\sto|amounts\sto|was|is|reached|makes|made|stood\sat)\s{NEAR}{SIGN}$"
)
_OF_BOTH = re.compile(
    r"\sof\s(?:the|their|all|both|that)\s(?:(?:total|whole|combined|two-way|bilateral|mutual)\s)*"
    r"(?:trade|commerce|exchange|exchanges|turnover|total|sum|market|business|traffic)\b"
)
_ONE_SIDE = re.compile(
    r"\b(?:[Ee]xports?|[Ii]mports?|[Ss]ales|[Pp]urchases|[Dd]eliveries|[Ss]hipments|[Ss]hare|[Pp]art|[Oo]ne|[Oo]nly)\b"
)
_WIDER = re.compile(r"\b(?:services|world|worldwide|overall|all its)\b")


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about amounts tied to others by a step, by points or as their sum."""
    for part in (_steps, _points, _margins, _each, _parts, _shares, _totals, _sides):
        for start, end, judged in part(passage):
            yield finding(passage.document, passage.span(start, end), judged, passage.whole)


_Found = tuple[int, int, Judged]


def _steps(passage: Passage) -> Iterator[_Found]:
    """ "Shrink by 7,000, to 95,500 soldiers, a loss of about 7 percent"."""
    if " by " not in passage.text:
        return
    text, there = plain(passage), amounts(passage)
    for step, end in itertools.pairwise(there):
        if (
            not _BY.search(text[: step.start])
            or not _TO.fullmatch(text[step.number_end : end.start])
            or not step.beside(end)
        ):
            continue
        rising, falling = (max((m.end() for m in way.finditer(text[: step.start])), default=-1) for way in (_UP, _DOWN))
        if rising == falling:
            continue
        for claim in claims(text):
            if claim.start >= end.end and claim.form != "times" and _SAID_SO.search(text[end.end : claim.start] + " "):
                base = end.value - step.value if rising > falling else end.value + step.value
                judged = (
                    _holds(claim, 100 * step.value / base, f"{step.value:,.12g} of {base:,.12g}") if base > 0 else None
                )
                if judged is not None:
                    yield step.start, claim.end, judged
                break


def _holds(claim: Claim, true: float, what: str) -> Judged | None:
    """Whether a rate as told agrees with that of the amounts."""
    off = max(true - claim.high, claim.low - true)
    why = f"{what} is {true:.1f}%."
    if off <= 0:
        return supported(why)
    return against(why, None) if off > load().verify.share_points else None


def _points(passage: Passage) -> Iterator[_Found]:
    """ "Had wanted 35 percent. It will get 24.9 percent, about 10 points less"."""
    for match in _POINTS.finditer(passage.text):
        here, before = levels(passage), levels(passage.before) if passage.before is not None else ()
        if len(here) != 1 or len(before) != 1 or not here[0].start < match.start() + 3:
            continue
        gap = abs(here[0].value - before[0].value)
        below, above = blurred(match["near"], float(count(match["n"])), 2.0)
        why = f"Between {before[0].value:g}% and {here[0].value:g}% lie {gap:.1f} points."
        if count(match["n"]) - below - 0.6 <= gap <= count(match["n"]) + above + 0.6:
            yield match.start(), match.end(), supported(why)
        else:
            yield match.start(), match.end(), against(why, None)


def _margins(passage: Passage) -> Iterator[_Found]:
    """ "Won by 51.9 percent to 48.1, a margin of 3.8 points"."""
    for match in _MARGIN.finditer(passage.text):
        gap, number = abs(float(match["a"]) - float(match["b"])), match["n"]
        told = float(number) if re.fullmatch(r"[\d.]+", number) else float(count(number))
        below, above = blurred(match["near"], told, 1.0)
        off = 0.15 if "." in match["a"] + match["b"] + number else 0.6
        why = f"Between {match['a']}% and {match['b']}% lie {gap:.1f} points."
        good = told - below - off <= gap <= told + above + off
        yield match.start(), match.end(), supported(why) if good else against(why, None)


def _each(passage: Passage) -> Iterator[_Found]:
    """ "Two reactors of 1,000 megawatts each, or 2,000 megawatts in all"."""
    for match in _EACH.finditer(passage.text):
        one, whole = (float(match[key].replace(",", "")) for key in ("a", "t"))
        number = count(match["n"])
        why = f"{number} of {one:,.12g} each are {number * one:,.12g}."
        if (match["s"] or "") == (match["s2"] or "") and number > 1:
            good = abs(number * one - whole) <= 0.02 * whole
            yield match.start(), match.end(), supported(why) if good else against(why, None)


def _parts(passage: Passage) -> Iterator[_Found]:
    """ "500 cubic metres a second, and leaves 58 percent of it to Iraq, which comes to 290 cubic metres"."""
    if _COMES_TO.search(passage.text) is None:
        return
    text, there, rates = plain(passage), amounts(passage), levels(passage)
    for match in _COMES_TO.finditer(text):
        told = next((a for a in there if a.start == match.end()), None)
        wholes = [a for a in there if a.end <= match.start() and told is not None and a.unit == told.unit and a.unit]
        if told is None or len(wholes) != 1 or len(rates) != 1 or not wholes[0].end <= rates[0].start < match.start():
            continue
        whole, rate = wholes[0], rates[0]
        true = whole.value * rate.value / 100
        off = abs(true - told.value) / true
        why = f"{rate.value:g}% of {whole.value:,.12g} is {true:,.4g}."
        if off <= _NEARLY:
            yield rate.start, told.end, supported(why)
        elif off > _FAR:
            yield rate.start, told.end, against(why, None)


def _shares(passage: Passage) -> Iterator[_Found]:
    """ "The Union bears 40 percent, Italy 35 percent and France 25 percent": together no more than all."""
    for match in _LIST.finditer(passage.text):
        each = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", match["list"])]
        why = f"They make {sum(each):g}% together."
        if abs(sum(each) - 100) <= 1:
            yield match.start(), match.end(), supported(why)
        elif sum(each) > _ALL:
            yield match.start(), match.end(), against(why, None)


def _two_before(passage: Passage) -> tuple[Amount, Amount] | None:
    """The two amounts of money of the sentence before, if it has just two and both are of one currency."""
    if passage.before is None:
        return None
    found = unconverted(plain(passage.before), amounts(passage.before))[1]
    return (found[0], found[1]) if len(found) == 2 and found[0].money and found[0].beside(found[1]) else None


def _totals(passage: Passage) -> Iterator[_Found]:
    """ "Took goods worth 103.8 billion euros and sold 67.8 billion euros' worth. The total came to 171.6 billion"."""
    if _SUM.match(passage.text) is None:
        return
    pair, text = _two_before(passage), plain(passage)
    told = next(iter(amounts(passage)), None)
    if pair is None or told is None or not _TOTAL.search(text[: told.start]) or not told.beside(pair[0]):
        return
    one, other = pair
    both = one.value + other.value
    why = f"{one.value:,.12g} and {other.value:,.12g} are {both:,.12g}."
    off = abs(both - told.value) - (one.step + other.step + told.step) / 2 - (0.04 * both if told.loose else 0.0)
    if off <= 0:
        yield told.start, told.end, supported(why)
    elif off > 0.02 * both:
        yield told.start, told.end, against(why, None)


def _sides(passage: Passage) -> Iterator[_Found]:
    """ "Sales came to $143.5 billion and purchases to $438.9 billion. Exports thus made up 25 percent of the trade"."""
    if _OF_BOTH.search(passage.text) is None:
        return
    pair, text = _two_before(passage), plain(passage)
    if pair is None or any(a.money for a in amounts(passage)) or _WIDER.search(text):
        return
    both = pair[0].value + pair[1].value
    for claim in claims(text):
        if claim.form != "share" or not _OF_BOTH.match(text, claim.end) or not _ONE_SIDE.search(text[: claim.start]):
            continue
        each = [_holds(claim, 100 * one.value / both, f"{one.value:,.12g} of {both:,.12g}") for one in pair]
        good = [judged for judged in each if judged is not None and judged.verdict == "supported"]
        if good or None not in each:
            yield claim.start, claim.end, good[0] if good else next(judged for judged in each if judged is not None)
