"""Spans of time in any wording, held against every two dates that they can lie between.

The dates of a sentence and of the two before it, with the day of the report, are taken for a closed world. A span that
a word ties to them ("later", "since", "lasted", "separate", "had gone by") is contradicted only where it fits no two of
them; one that is told "later" or "earlier" of a date beside it must fit on that side of it.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.verify.numbers.amounts import plain
from detente.verify.numbers.counts import COUNT, LONG, NTH, count, nth, ordinal
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.verdicts import Judged, against, finding, supported

Window = tuple[dt.date, dt.date]
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK = {"day": 1.0, "week": 5.0, "month": 20.0, "year": 200.0}
_MORE = r"more than|over|well over|just over|fully|a little over|at least|a good"
_LESS = r"nearly|almost|less than|under|just under|not quite|barely|close to|scarcely|hardly|fewer than|within"
_SPAN = re.compile(
    rf"(?<![\w-])(?:(?P<more>{_MORE})\s|(?P<less>{_LESS})\s|(?P<about>about|some|around|roughly|approximately)\s)?"
    rf"(?:exactly\s|only\s|just\s)?(?P<n>{COUNT})(?P<half>\sand a half)?(?:\s(?:full\s|whole\s"
    rf"|long\s)?(?P<unit>day|week|month|year)s?"
    rf"|(?<=decade)(?:s)?|(?<=decades)|(?<=century))\b(?!['’]|\s(?:old|into)\b)",
    re.IGNORECASE,
)
_TIED = re.compile(
    r"\s(?:later|earlier|afterwards?|after|before|beforehand|since|ago|apart|(?:had |have |has )?(?:gone by"
    r"|passed|elapsed"
    r"|went by|separated?|lay|lie|lies)|on(?=[,.;])|(?:to the (?:day|month|week)\s)(?:after|before|since|later))\b"
)
_LASTS = re.compile(
    r"\b(?:mark(?:s|ed|ing)?|celebrat(?:es?|ed|ing)|complet(?:es?|ed|ing)|lay|lies?|stretch\w*|pass(?:ed)?"
    r"|elapsed?|separat\w+"
    r"|last(?:ed|s|ing)?|for|after|took|taken|ruled|governed|reigned|served|endured|continued|kept\s\w+|span\w*"
    r"|period of|total of|interval of|gap of|distance of|separated by|stretch of|stint of"
    r"|tenure of)\s(?:[a-z]+\s){0,3}?$",
    re.IGNORECASE,
)
_NOT_OF_THESE = re.compile(
    r"\b(?:next|past|last|every|each|first|final|another|coming|previous|recent|additional|further|extra"
    r"|sentence[ds]?|jail"
    r"|jailed|prison|remaining|aged?|maximum|minimum|up to|within|if|term of|for a|would|will|could|(?-i:may)"
    r"|must|should"
    r"|plan\w*|loan\w*|matur\w*|contract\w*)\b[^.;:,]{0,18}$|\bin\s$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:1\d|20)\d\d\b|\b[A-Z][a-z]{2,8}\.?\s\d{1,2}\b|\d{1,2}\s[A-Z][a-z]{2,8}|\b(?:this"
    r"|last)\s[A-Z]|\bthat year"
                    r"|\bthe \d{1,2}(?:st|nd|rd|th)\b|^[A-Z][a-z]{2,8}$|yesterday|today")  # fmt: skip
_AGE = re.compile(
    rf"\b(?:(?P<turns>(?:turns?|turned|turning)\s(?=\S+[,.;:]|\S+\s(?:today|this|on|tomorrow|next|years?\sold))"
    rf"|(?:will be|is|becomes)\s(?=\S+\s(?:today|this (?:week|month|year)|tomorrow)))(?P<n>{COUNT})(?![\d.]\d)"
    rf"|(?P<n2>{COUNT})(?:\syears?|(?<=century)|(?<=decades))\sold\b|\b[Bb]orn\b[^.;]{{0,120}}?\b(?:age of|aged"
    rf"|when s?he was)\s(?P<n3>{COUNT})\b)",
    re.IGNORECASE,
)
_FEAST = re.compile(
    rf"\b(?P<n>{NTH})[- ](?:anniversary|birthday|jubilee)\b|\b(?P<w>{'|'.join(LONG)})\b|\bits\s(?P<y>{NTH})\syear\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"[)]?,?\s(?:(?:long|shortly|soon|just|well|only|immediately|directly|right|years|months|weeks|days|some time)\s)?"
    r"(?P<w>before|after|preceded|preceding|followed|following|came before|came after|predated"
    r"|predates)\s[^.;:,\d]{3,60}?"
    r"(?:\(|,\s)?(?:in|on|of)?\s?"
)
_FIGURE_THEN = re.compile(r"(?:\d[\d.,]*|%|million|billion|percent|pct)(?:\s\w+){0,2}\s$")
"""A figure that was so "a year earlier", not a date."""
_SIDED = frozenset({"later", "afterwards", "afterward", "on", "earlier"})
_APPOSED_AFTER = re.compile(r"[,;.)](?:\s|$)")
_BEGAN = re.compile(
    r"\b(?:born|found\w*|sign\w*|seal\w*|independent|since|establish\w*|creat\w*|proclaim\w*|conclu\w*|came into|opened"
    r"|launch\w*|set up|start\w*|began|begun|joined|form\w*|built|adopted|came to|died|fell|broke)\b",
    re.IGNORECASE,
)
"""What an anniversary that a sentence dates itself is counted from."""
_MARKS = re.compile(r"mark|celebrat|complet")
_PRESENT = re.compile(r"\b(?:has|have|is|are|now|today|this|ago|still|yesterday|next)\b")
"""The sentence may count to the day of the report."""
_OLD_YEAR = re.compile(
    r"\b(?:in|since|of|from)\s(1[0-5]\d\d)\b(?!\s[a-z])|\b(?:in|since|of|from)\s(1[0-5]\d\d)\b(?=\s(?:by|at|and))"
)
_RECENT = dt.timedelta(days=60)
"""A day of the last weeks is that of the news: what "has lasted 20 years" is not counted from it."""
_LATER = frozenset({"after", "followed", "following", "came after"})


@dataclass(frozen=True, slots=True)
class _Date:
    """A date of the text: where it stands in its sentence (none for those of other sentences), and what it may be."""

    start: int | None
    end: int
    windows: tuple[Window, ...]


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about spans, ages, anniversaries and orders that a sentence tells beside its dates."""
    dates = _dates(passage)
    if not any(d.start is not None for d in dates) and not _OLD_YEAR.search(passage.text):
        return
    for part in (_spans, _ages, _feasts, _orders):
        for start, end, judged in part(passage, dates):
            yield finding(passage.document, passage.span(start, end), judged, passage.whole)


_Found = tuple[int, int, Judged]


# --- the dates of a window ---------------------------------------------------------------------------------------


def _dates(passage: Passage) -> list[_Date]:
    """The dates of a sentence, those of the two before, and the day of the report."""
    group = [passage, *told.earlier(passage)]
    found = [_Date(t.start if p is passage else None, t.end, told.readings(p, t))
             for p in group for t in p.times if _is_date(p, t)]  # fmt: skip
    now = passage.published
    return [*found, *([_Date(None, 0, ((now, now),))] if now is not None else [])]


def _is_date(passage: Passage, time: TimeMention) -> bool:
    wide = (time.when.end - time.when.start).days > 366
    if any(passage.text[time.end : other.start] == ", " for other in passage.times if other.start > time.start):
        # "Tuesday, 1 July 1997" is one date.
        return False
    return not wide and _DATED.search(passage.text[time.start : time.end]) is not None


_Pair = tuple[_Date, _Date]

# --- spans -------------------------------------------------------------------------------------------------------


def _spans(passage: Passage, dates: Sequence[_Date]) -> Iterator[_Found]:
    """ "On 9 November 1989 the Wall fell; not quite eleven months later, on 3 October 1990, Germany was one"."""
    text = passage.text
    here = [d for d in dates if d.start is not None]
    for match in _SPAN.finditer(text):
        if any(d.start < match.end() and match.start() < d.end for d in here if d.start is not None):
            continue
        tied = _TIED.match(text, match.end())
        way = tied.group().split()[-1] if tied else ""
        if _bare(text, match) or (tied and _FIGURE_THEN.search(plain(passage)[: match.start()])):
            continue
        known = _bound(text, match, way, dates)
        near = _its_date(text, match, here)
        judged = _fit(match, list(_pairs(way, near, known)), turned=near is not None and way in _SIDED)
        if judged is not None:
            yield match.start(), tied.end() if tied else match.end(), judged


def _bound(text: str, match: re.Match[str], way: str, dates: Sequence[_Date]) -> list[_Date]:
    """The dates between which the words let a span lie; fewer than two where they tie it to something undated."""
    here = [d for d in dates if d.start is not None]
    now = [d for d in dates if d.start is None and d.windows[0][0] == d.windows[0][1]][-1:]
    before = [d for d in here if d.end <= match.start()]
    gap = text[before[-1].end : match.start()] if before else " and "
    lead, near = text[: match.start()], _its_date(text, match, here)
    if way == "ago":
        beside = re.fullmatch(r",?\s?(?:\w+\s){0,2}|[,;]\sthat\swas\s", gap) is not None
        return [*before[-1:], *now] if beside else [near, *now] if near else []
    if way in {"after", "before", "since"}:
        return _to_a_date(text, match, here, now)
    if way in _SIDED:
        straight = not re.search(r"\band\s|[.]", gap) and len(gap) < 40
        return list(dates) if near else [d for d in here if d in before] if straight else []
    if way:
        return here if len(here) >= 2 else []
    if _NOT_OF_THESE.search(lead) or not (_LASTS.search(lead) or _apposed(text, match)):
        return []
    past = bool(before and now) and now[0].windows[0][0] - before[0].windows[0][1] > _RECENT
    if (
        past
        and len(before) == 1 == len(here)
        and (_MARKS.search(lead[-14:]) or re.search(r"\b(?:has|have)\b[^.;:]{0,40}$", lead))
    ):
        return [*before, *now]
    fine = all((w[1] - w[0]).days <= 31 for d in here for w in d.windows) or re.search(
        r"\b[Ff]rom\b|\b[Ff]irst\b|[Bb]etween", lead
    )
    told_after = len(before) == 1 and ":" in text[match.end() : here[-1].start]
    return here if fine and len(here) == 2 and (before == here or told_after) else []


def _to_a_date(text: str, match: re.Match[str], here: Sequence[_Date], now: Sequence[_Date]) -> list[_Date]:
    """ "Three days after the bombing of 7 October": from the date that what follows is told with, to any other."""
    after = next((d for d in here if d.start is not None and d.start >= match.end()), None)
    if after is None or re.search(r"[;:]|,(?!\s(?:in|on)\s)|\d", text[match.end() : after.start]):
        return []
    others = [d for d in here if d is not after]
    return [after, *others] if others else [after, *now] if _PRESENT.search(text) else []


def _apposed(text: str, match: re.Match[str]) -> bool:
    return _APPOSED_AFTER.match(text, match.end()) is not None and text[: match.start()].endswith((", ", " ("))


def _its_date(text: str, match: re.Match[str], here: Sequence[_Date]) -> _Date | None:
    """The date that a span "later" or "earlier" is told with: "later, on 3 October 1990"."""
    after = next((d for d in here if d.start is not None and d.start >= match.end()), None)
    return after if after is not None and _beside(text[match.end() : after.start]) else None


def _pairs(way: str, near: _Date | None, dates: Sequence[_Date]) -> Iterator[_Pair]:
    """The earlier and the later date that a span may lie between; both orders where the words do not tell."""
    for one, other in itertools.combinations(dates, 2):
        if near is None or way not in _SIDED:
            yield one, other
            yield other, one
        elif near in (one, other):
            base = other if one is near else one
            yield (near, base) if way == "earlier" else (base, near)


def _bare(text: str, match: re.Match[str]) -> bool:
    """ "A year ago", "a day after": too loose to be held to, but for "a month later, in July 1995"."""
    return match["n"].lower() == "a" and not re.match(r"\s(?:later|earlier),?\s(?:in|on)\s[A-Z\d]", text[match.end() :])


def _beside(between: str) -> bool:
    """Whether a date told after a span is its own: "later, on 3 October 1990", "earlier, in the putsch of August"."""
    return (
        re.fullmatch(r"\s\w+,?\s(?:(?:in|on)\s)?(?:(?:the|early|late|mid)?\s?[\w-]*\s?(?:of|in|on)\s)?", between)
        is not None
    )


def _fit(match: re.Match[str], pairs: Sequence[_Pair], *, turned: bool) -> Judged | None:
    """Whether some two dates are so far apart."""
    unit = (match["unit"] or "year").lower()
    number = count(match["n"]) + (0.5 if match["half"] else 0.0)
    days, slack = number * _DAYS[unit], _SLACK[unit] if not match["half"] else 0.5 * _SLACK[unit]
    below = max(slack, _DAYS[unit]) if match["less"] else slack
    above = max(slack, _DAYS[unit], 0.1 * days) if match["more"] else slack
    if match["about"]:
        below, above = below + 0.2 * days, above + 0.2 * days
    gaps = [found for one, other in pairs for found in _gaps(one, other, days)]
    if not gaps:
        return against("The dates stand the other way round.", None) if pairs and turned else None
    _, (first, last) = min(gaps, key=lambda g: abs(g[0]))
    if any(-below <= gap <= above for gap, _ in gaps):
        return supported(_between(first, last))
    wide = slack + min(0.1 * days, _DAYS[unit])
    near = any(-max(below, wide) <= gap <= max(above, wide) for gap, _ in gaps)
    return None if near else against(_between(first, last), None)


def _gaps(one: _Date, other: _Date, days: float) -> Iterator[tuple[float, Window]]:
    """By how many days two dates are further apart (or, less than none, nearer) than a span, for all they may be."""
    for first, last in itertools.product(one.windows, other.windows):
        low, high = (last[0] - first[1]).days, (last[1] - first[0]).days
        if high >= 0 and first != last:
            yield (low - days if low > days else high - days if high < days else 0.0), (first[0], last[0])


def _between(first: dt.date, last: dt.date) -> str:
    return f"From {first.isoformat()} to {last.isoformat()} it is {(last - first).days} days."


# --- ages and anniversaries ----------------------------------------------------------------------------------------


def _ages(passage: Passage, dates: Sequence[_Date]) -> Iterator[_Found]:
    """ "Sealed at Runnymede in 1215, Magna Carta is 800 today"; "turns 40: they signed on 22 January 1963"."""
    for match in _AGE.finditer(passage.text):
        number = count(match["n"] or match["n2"] or match["n3"])
        judged = _counted_from(passage, dates, number, exact=bool(match["turns"])) if number >= 5 else None
        if judged is not None:
            yield match.start(), match.end(), judged


def _feasts(passage: Passage, dates: Sequence[_Date]) -> Iterator[_Found]:
    """ "The quincentenary of the landfall of 12 October 1492"."""
    for match in _FEAST.finditer(passage.text):
        number = ordinal(match["n"] or match["w"] or match["y"])
        if not _PRESENT.search(passage.text) or not _BEGAN.search(passage.text):
            continue
        judged = _counted_from(passage, dates, number, exact=not match["y"]) if number >= 3 else None
        if judged is not None:
            yield match.start(), match.end(), judged


def _counted_from(passage: Passage, dates: Sequence[_Date], number: int, *, exact: bool) -> Judged | None:
    """So many years from the one year that the sentence names to its day, or to any other year of the document."""
    own = {w[0].year for d in dates if d.start is not None and len(d.windows) == 1 for w in d.windows}
    now = passage.published.year if passage.published is not None else None
    own |= {int(y) for found in _OLD_YEAR.findall(passage.text) for y in found if y}
    past = {y for y in own if now is not None and y < now - 1}
    if now is None or len(past) != 1:
        return None
    base = next(iter(past))
    others = {now, *own} | {year for window in passage.told for year in (window[0].year, window[1].year)}
    others |= {now + 1} if re.search(r"\bnext\s(?:year|[A-Z])|\bwill\b", passage.text) else set()
    others |= (
        {now - 1}
        if re.search(r"\blast\b", passage.text) or (passage.published and passage.published.month < 2)
        else set()
    )
    if any(abs(year - base - number) <= (0 if exact else max(1, 0.12 * number)) for year in others if year > base):
        return supported(f"From {base} to {base + number} it is {number} years.")
    if any(a - b == number for a in others for b in others):
        return None
    return against(
        f"From {base} to {now} it is {now - base} years: the {nth(now - base)} year, not the {nth(number)}.", None
    )


# --- orders --------------------------------------------------------------------------------------------------------


def _orders(passage: Passage, dates: Sequence[_Date]) -> Iterator[_Found]:
    """ "The flight (April 1961) followed Sputnik's (October 1957)", "in 1992, long before the launch in 1999"."""
    here = [d for d in dates if d.start is not None and len(d.windows) == 1]
    for one, other in itertools.pairwise(here):
        match = _ORDER.fullmatch(passage.text[one.end : other.start])
        first, second = one.windows[0], other.windows[0]
        if match is None or (first[0] <= second[1] and second[0] <= first[1]):
            continue
        later = first[0] > second[1]
        what = f"{first[0].isoformat()} comes {'after' if later else 'before'} {second[0].isoformat()}."
        right = later == (match["w"] in _LATER)
        yield one.start or 0, other.end, supported(what) if right else against(what, None)
