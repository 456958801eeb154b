"""Which of two events came first, told by the time between them: "seven months after Nixon's handshake in Beijing".

Each of the two is dated by the sentence or by a row of the record that fits its words (`sides`); "that clash", "later"
and "earlier" are counted from what was told last. That the order is turned round shows where just the time that is told
lies between the two, in the other direction, and nothing that the words may mean has it in the direction told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.verify import clauses
from detente.verify.history import sides
from detente.verify.history.sides import Side, Words
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.times.told import in_a_tale
from detente.verify.verdicts import Judged, Source, against, finding, supported

_LENGTH = (
    rf"(?<!\bto\s)(?<!\bfor\s)\b(?P<n>(?i:{COUNT})|[Aa]|[Tt]he)(?P<half>\sand\sa\shalf)?\s"
    r"(?P<unit>day|week|month|year)s?(?P<more>\sand\sa\shalf)?\s"
)
_POINTING = r"(?:that|this|those|these|it|him|her|them|which|whom)\b"
_APART = re.compile(rf"{_LENGTH}(?P<way>after|before|ahead\sof)\s(?!{_POINTING})")
_LOOSELY = re.compile(
    r"(?<!\w-)(?:(?P<unit>hours|days|weeks|months)|(?P<soon>shortly|soon|right|just|immediately))\s(?P<way>after|before|ahead\sof)\s"
    rf"(?!{_POINTING})"
)
"""A time without its number: "weeks before", "shortly after"."""
_UNTOLD = {"hours": (0, 2), "days": (1, 25), "weeks": (5, 95), "months": (25, 420), "": (1, 120)}
"""The least and the most days of such a time."""
_FAR = 2000
_MANY = re.compile(rf"\b(?:{COUNT}|half)(?:\s(?:and\sa\shalf|and\shalf|more|full|long|[a-z]+))?\s$", re.IGNORECASE)
_FROM_THAT = re.compile(
    rf"{_LENGTH}(?:(?P<way>after|before)\s(?:that(?:\s[a-z-]+)?|it|him|her|them)\b"
    r"(?=[^\w\s]|\s[A-Z]|\s(?:the|an?|and|he|she|it|they|there)\b|$)|(?P<step>later|earlier)\b)"
)
"""Counted from what was told last: "ten days after that announcement", "a year before her", "three weeks later"."""
_THERE = re.compile(r"\bthere\b")
"""A place that other words tell: what happened "there" is told by half."""
_END = re.compile(r"[;:]|\.\s|,\s(?:and|but|while|which|who)\s|\sand\s(?:[a-z]+ed|was|were|had|has)\s|$")
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK, _UNITS = 0.2, 0.6
"""The part of a time, and the units of it, by which it may be off from that of the record."""
_OPENING = 3
"""With no more words than these before it a span opens its sentence, and what it is told of comes behind."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about the order of two events in a sentence that tells how long after one the other was."""
    for match in _APART.finditer(passage.text):
        end = _stop(passage, match)
        if in_a_tale(passage.text[: match.start()]) or _THERE.search(passage.text[match.end() : end]):
            continue
        left, right = sides.both(passage, *_words(passage, match, end))
        pairs = [(one, base) for one in left for base in right if one.described or base.described]
        judged = _judge(_span(match), pairs, pairs)
        if judged is not None:
            yield finding(passage.document, passage.span(match.start(), end), judged, passage.whole)
    for match in _LOOSELY.finditer(passage.text):
        end = _stop(passage, match)
        if _MANY.search(passage.text[: match.start()]) or _THERE.search(passage.text[match.end() : end]):
            continue
        left, right = sides.both(passage, *_words(passage, match, end))
        pairs = [(one, base) for one in left for base in right if one.described or base.described]
        judged = _judge(_untold(match), pairs, pairs)
        if judged is not None and judged.verdict == "contradicted":
            yield finding(passage.document, passage.span(match.start(), end), judged, passage.whole)
    for match in _FROM_THAT.finditer(passage.text):
        judged = _from_that(passage, match)
        if judged is not None:
            yield finding(passage.document, passage.span(*match.span()), judged, passage.whole)


def _stop(passage: Passage, match: re.Match[str]) -> int:
    """Where what follows a match ends."""
    stop = _END.search(passage.text, match.end())
    return stop.start() if stop is not None else len(passage.text)


def _words(passage: Passage, match: re.Match[str], end: int) -> tuple[Words, Words]:
    """The words of the two sides of a span: those before it and those behind it, as far as `end`."""
    doc = clauses.parsed(passage.text)
    left = [t for t in doc if t.idx < match.start()]
    right = [t for t in doc if match.end() <= t.idx < end]
    if len(left) <= _OPENING and not any(t.pos_ in {"VERB", "AUX", "PRON"} for t in left):
        link = next((t for t in doc if match.start("way") <= t.idx < match.end("way")), None)
        phrase = clauses.led_by(link) if link is not None else None
        if phrase is not None:
            left = [t for t in doc if phrase[1] <= t.idx]
            right = [t for t in right if t.idx < phrase[1]]
    return frozenset(t.i for t in left), frozenset(t.i for t in right)


# --- counted from what was told last -------------------------------------------------------------------------------


def _from_that(passage: Passage, match: re.Match[str]) -> Judged | None:
    """ "Ten days after that announcement he was in Tokyo": from any date told last, as far as it fits."""
    own = _clause(passage, match)
    bases = [group for group in _told_last(passage, match, own) if group]
    if not bases:
        return None
    shown = [one for one in sides.one(passage, own) if not any(_are_one(one, base) for base in bases[0])]
    nearest = [(one, base) for one in shown for base in bases[0]]
    pairs = [(one, base) for one in shown for group in bases for base in group]
    if match["step"]:
        nearest = [pair for pair in nearest if pair[0].source is not None]
    return _judge(_span(match), nearest, pairs)


def _clause(passage: Passage, match: re.Match[str]) -> Words:
    """The words of the part of a sentence in which a span stands, behind the date from which it may be counted."""
    ends = [end.end() for end in _END.finditer(passage.text) if end.start() < match.start()]
    dates = [t.end for t in passage.times if sides.is_date(passage, t) and t.end <= match.start()]
    beside = bool(dates) and _BESIDE.fullmatch(passage.text[dates[-1] : match.start()]) is not None
    first = max([0, *ends, *(dates[:-1] if beside else dates)])
    last = _stop(passage, match)
    return frozenset(
        t.i for t in clauses.parsed(passage.text) if first <= t.idx < match.start() or match.end() <= t.idx < last
    )


_BESIDE = re.compile(r",?\s(?:(?:and|or|only|just|that\sis|some|about|more\sthan|less\sthan)\s)*")
"""Between a date and a span that tells how long after something it was."""


def _told_last(passage: Passage, match: re.Match[str], own: Words) -> Iterator[list[Side]]:
    """The dates told before a span: of its sentence, of the one before it, and of the one before that."""
    starts = {clauses.parsed(passage.text)[i].idx for i in own}
    yield [
        _side(t) for t in passage.times
        if t.end <= match.start() and _counts(passage, t) and not any(t.start <= at < t.end for at in starts)
    ]  # fmt: skip
    for other in told.earlier(passage):
        yield [_side(t) for t in other.times if _counts(other, t)]


def _are_one(one: Side, base: Side) -> bool:
    """Whether a row is what was told last itself."""
    return one.row is not None and one.when[0] <= base.when[1] and base.when[0] <= one.when[1]


def _counts(passage: Passage, time: TimeMention) -> bool:
    return sides.is_date(passage, time) and (time.when.end - time.when.start).days <= sides.WIDEST


def _side(time: TimeMention) -> Side:
    return Side((time.when.start, time.when.end))


# --- the verdict ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Span:
    """Days that one thing is told to have come after another, or before it where they are less than none."""

    days: float
    slack: float

    def lies(self, pair: tuple[Side, Side], *, turned: bool = False) -> bool:
        """Whether two things lie so far apart, by any of the days that either may be."""
        days = -self.days if turned else self.days
        one, base = pair[0].when, pair[1].when
        least, most = (one[0] - base[1]).days, (one[1] - base[0]).days
        near = least - self.slack <= days <= most + self.slack
        return near and (abs(days) > self.slack or least > 0 or most < 0)


def _span(match: re.Match[str]) -> _Span:
    number = 1 if match["n"].lower() in {"a", "the"} else count(match["n"])
    unit = _DAYS[match["unit"]]
    days = (number + (0.5 if match["half"] or match["more"] else 0.0)) * unit
    words = match.groupdict()
    back = (words.get("step") or words["way"]) in {"before", "ahead of", "earlier"}
    return _Span(-days if back else days, max(_SLACK * days, _UNITS * unit))


@dataclass(frozen=True, slots=True)
class _Untold:
    """Days between two bounds that one thing is told to have come after another, or before it."""

    least: int
    most: int
    back: bool

    def lies(self, pair: tuple[Side, Side], *, turned: bool = False) -> bool:
        """Whether two things may lie so far apart, in the direction told or in the other."""
        one, base = (pair[0].when, pair[1].when) if self.back == turned else (pair[1].when, pair[0].when)
        near, far = (one[0] - base[1]).days, (one[1] - base[0]).days
        if turned:
            # Rows that the words only fit may be others: what is told in so many words is no matter how far off.
            sure = all(side.row is None for side in pair)
            return near >= self.least and (far <= self.most or (sure and far <= _FAR))
        return far >= 0 and near <= self.most


def _untold(match: re.Match[str]) -> _Untold:
    least, most = _UNTOLD[match["unit"] or ""]
    return _Untold(least, most, back=match["way"] != "after")


def _judge(
    span: _Span | _Untold, nearest: Sequence[tuple[Side, Side]], pairs: Sequence[tuple[Side, Side]]
) -> Judged | None:
    """Whether any pair lies as far apart as is told; if none does, whether one of the nearest is turned round."""
    for one, base in pairs:
        if span.lies((one, base)):
            return _rest(supported, one, base)
    for one, base in nearest:
        strong = all(side.source is None or side.source.strong for side in (one, base))
        if strong and span.lies((one, base), turned=True) and (one.row is None or one.row != base.row):
            return _rest(against, one, base)
    return None


def _rest(verdict: Callable[[str, Source | None], Judged], one: Side, base: Side) -> Judged:
    """A verdict with what dates the two things."""
    described = [side.described or f"The text tells {side.when[0].isoformat()}." for side in (one, base)]
    return verdict(" ".join(described), base.source or one.source)
