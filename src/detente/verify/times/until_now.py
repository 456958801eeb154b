"""Years that a text counts from a date it has just told to its own day: "signed in 1948; it will be 60 next month".

"Which is 108 years ago today", "that pact was 60 years old this autumn", "for 31 years it has had none", "eighty-five
years on,": the other end is the day of the report, moved by "tomorrow", "next month" and the like.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.verify.history import accords
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.times.dates import Window
from detente.verify.verdicts import Judged, against, finding, supported

_ABOUT = r"(?:(?P<about>nearly|almost|about|some|around|roughly|more than|over|just over|not quite)\s)?"
_WHEN = (
    r"(?P<when>today|tomorrow|yesterday|(?:this|next|last)\s(?:week|month|year|spring|summer|autumn|fall|winter"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|on\s\w+day|(?:a|two|three)\s(?:days|weeks|week)\sago)"
)
_THING = (
    r"(?:it|they|which|that|this|and so|(?:that|this|the)\s(?:pact|treaty|accord|agreement|charter|alliance|declaration"
    r"|convention|communiqu[eé]|truce|armistice|protocol|letter|text|document|wall|border|union|state|republic|separation"
    r"|break|peace|division|reunification|partition|merger|partnership|relationship|embassy|group|bloc|association"
    r"|community|council|league|independence|constitution)"
    r"|[\d,.]{2,8},?)"
)
_BE = r"(?:\s(?:will\sbe|would\sbe|is|was|has\sbeen|turns|turned|will\sturn|has\sturned)\s(?:now\s|exactly\s|just\s)?)"
_AGED = re.compile(rf"\b{_THING}{_BE}{_ABOUT}(?P<n>{COUNT})(?:\syears?\sold)?,?\s{_WHEN}\b(?!\sof\b)", re.IGNORECASE)
_AGO = re.compile(
    rf"\b(?:which|that(?:\s\w+)?|it|this|the\s\w+){_BE}{_ABOUT}(?P<n>{COUNT})\syears\sago,?\s{_WHEN}\b", re.IGNORECASE
)
_ON = re.compile(rf"(?:^|[.;]\s|,\s){_ABOUT}(?P<n>{COUNT})\syears\son,", re.IGNORECASE)
_FOR = re.compile(
    rf"\b(?:for|in)\s{_ABOUT}(?P<n>{COUNT})\syears\s(?:now\s)?(?:it|they|he|she|there|the\s\w+)\s(?:has|have)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(
    rf"\b{_ABOUT}(?P<n>{COUNT})\syears\sago\s(?P<when>today|to the day|(?:this|last|next)\s\w+),?\s(?:in|on)\s",
    re.IGNORECASE,
)
"""Right before the date from which it is counted: "ten years ago today, on Oct. 16, 2011"."""
_SIGNED_AGO = re.compile(
    rf",?\s(?:(?:which|that)\swas\s)?(?:signed|concluded|agreed|made|reached|sealed|struck|adopted)\s(?:here\s)?{_ABOUT}"
    rf"(?P<n>{COUNT})\syears\sago\b",
    re.IGNORECASE,
)
_AGO_IN = re.compile(rf"\b{_ABOUT}(?P<n>{COUNT})\syears\sago,\s(?:on|in)\s", re.IGNORECASE)
"""Right before the date that is so long ago: "were established 50 years ago, on Oct. 11, 1972"."""
_OLD_BY_NOW = re.compile(
    r"^(?:The|That|This)\s(?:text|treaty|pact|accord|agreement|document|declaration|deal|convention|communiqu[eé]|charter|protocol),?\s"
    rf"(?:(?:which\s)?(?:is|will\sbe|turned|turns)\s)?(?:now\s|by\snow\s)?{_ABOUT}(?P<n>{COUNT})\syears\sold\b"
)
"""What the paragraph has told: "The text, now more than 65 years old, has been ratified by both"."""
_TAKEN = re.compile(
    rf"\b(?:it|that|this)\shas\s(?:now\s)?(?:taken|lasted|dragged on|gone on|been going on)\s(?:for\s)?{_ABOUT}"
    rf"(?P<n>{COUNT})\syears\b",
    re.IGNORECASE,
)
_YEAR = 365.25
_OLD = 3
"""Years back up to which a date is one of the news and nothing is counted from it in years."""
_SHIFT = {"tomorrow": 1, "yesterday": -1, "next": 30, "last": -30}
_EXACT = re.compile(r"today|tomorrow|yesterday|week|month|day", re.IGNORECASE)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about years counted to the day of the report."""
    if passage.published is None:
        return
    yield from _of_accords(passage)
    for pattern in (_AGED, _AGO, _TODAY, _AGO_IN, _TAKEN, _ON, _FOR, _OLD_BY_NOW):
        for match in pattern.finditer(passage.text):
            then = pattern is _ON and told.is_past(passage)
            judged = _judge(passage, match, pattern) if not then else None
            if judged is not None:
                yield finding(passage.document, passage.span(match.start("n"), match.end()), judged, passage.whole)


def _of_accords(passage: Passage) -> Iterator[Finding]:
    """ "The Treaty of Shimoda, signed 130 years ago this February": against the row of the accord that is named."""
    now = passage.published.year if passage.published is not None else 0
    for accord, start, end in accords.named(passage.text):
        match = _SIGNED_AGO.match(passage.text, end)
        if match is None or len(accord.date) < len("2000") or count(match["n"]) < _OLD:
            continue
        near = 1 + (0.12 * count(match["n"]) if match["about"] else 0)
        good = any(abs(now - year - count(match["n"])) <= near for year in accord.years)
        what = f"The record has {accord.described()}."
        judged = supported(what, accord.source) if good else against(what, accord.source)
        yield finding(passage.document, passage.span(start, match.end()), judged, passage.whole)


def _judge(passage: Passage, match: re.Match[str], pattern: re.Pattern[str]) -> Judged | None:
    number = count(match["n"])
    base = _base(passage, match, pattern)
    if base is None or number < _OLD:
        return None
    start, end = base
    if match.group()[0].isdigit() and (end - start).days > _MONTH:
        # "The loser of 1988, turned 91 this month": somebody is as old.
        return None
    day = _day(passage, match)
    low, high = (day - end).days / _YEAR, (day - start).days / _YEAR
    fields = match.groupdict()
    exact = bool(fields.get("when") and _EXACT.search(match["when"])) and (end - start).days <= _MONTH
    slack = 0.6 if exact else 1.05
    above = (fields.get("about") or "").strip().lower() in {"more than", "over", "just over"}
    slack += 0.12 * number if fields.get("about") and not above else 0.0
    low -= 0.12 * number if above else 0.0
    what = f"From {start.isoformat()} to {day.isoformat()} it is {(day - start).days / _YEAR:.1f} years."
    if low - slack <= number <= high + slack:
        return supported(what)
    own = {(t.when.start, t.when.end) for t in passage.times if match.start() <= t.end and t.start <= match.end()}
    others = set(told.windows(passage.document)) - own
    if any(abs((day - first).days / _YEAR - number) <= 1 for first, _ in others):
        # Another date of the text fits.
        return None if pattern in {_ON, _FOR, _TAKEN} else _only(passage, base, what)
    return against(what, None)


_MONTH = 31


def _only(passage: Passage, base: Window, what: str) -> Judged | None:
    """A contradiction where the sentence itself tells the date that is meant."""
    here = any((t.when.start, t.when.end) == base for t in passage.times)
    return against(what, None) if here else None


def _day(passage: Passage, match: re.Match[str]) -> dt.date:
    """The day to which years are counted."""
    day = passage.published or dt.date.max
    when = (match.groupdict().get("when") or "").lower()
    return day + dt.timedelta(days=next((days for word, days in _SHIFT.items() if when.startswith(word)), 0))


def _base(passage: Passage, match: re.Match[str], pattern: re.Pattern[str]) -> Window | None:
    """The one year of long ago told before the count in its sentence; else the last date of the sentence before."""
    if pattern in {_TODAY, _AGO_IN}:
        behind = _past(passage, [t for t in passage.times if t.start == match.end() and told.has_year(passage, t)])
        return behind[0] if behind else None
    here = _past(passage, [t for t in passage.times if t.end <= match.start("n")])
    if not here and pattern is _ON:
        here = _past(passage, [t for t in passage.times if t.start >= match.end()])
    if here:
        return here[-1] if len({start.year for start, _ in here}) == 1 else None
    if pattern is _OLD_BY_NOW:
        back = [window for near in told.earlier(passage, _PARAGRAPH) for window in _past(passage, near.times)]
        old = [window for window in back if (_day(passage, match) - window[0]).days / _YEAR > count(match["n"]) / 2]
        return old[-1] if old else None
    before = passage.before
    opens = match.start() < _OPENING or pattern is _ON
    if before is None or not opens or pattern is _FOR or passage.text[: match.start()].count(","):
        return None
    past = _past(passage, before.times)
    return past[-1] if len({start.year for start, _ in past}) == 1 else None


_OPENING = 12
_PARAGRAPH = 4
"""So many sentences back the thing may be told whose age an opening tells."""


def _past(passage: Passage, times: Sequence[TimeMention]) -> list[Window]:
    now = passage.published.year if passage.published is not None else 0
    return [
        (t.when.start, t.when.end) for t in times
        if t.when.end.year < now - _OLD + 1 and t.when.start.year == t.when.end.year and not told.is_counted(passage, t)
    ]  # fmt: skip
