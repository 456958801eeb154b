"""Anniversaries of accords, of relations and of known events, and years counted from them.

"The 60th anniversary of the treaty", "50 years after the accord": what they are of is named, or is the beginning of the
relations of two states, or is dated by the words themselves or by the next sentence.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator

from detente.ontology import countries
from detente.records import Finding
from detente.reference.terms import place_name
from detente.verify import clauses
from detente.verify.history import accords, events
from detente.verify.history.accords import NORMAL, Dated, known, named, namesakes, what_of
from detente.verify.numbers import counts
from detente.verify.numbers.counts import COUNT, NTH, nth, ordinal
from detente.verify.passages import Passage
from detente.verify.times.dates import in_year
from detente.verify.times.told import has_year, in_a_tale, sentences
from detente.verify.verdicts import Judged, against, finding, supported, unverifiable

_YEARS_SINCE = re.compile(
    r"\b(?P<n>\d{1,3})\s+years\s+(?:after|since|on from|from)\s+(?P<what>[^.;()]{4,120})", re.IGNORECASE
)
_TIES = re.compile(
    r"(?:the\s|their\s)?(?:diplomatic\s|bilateral\s|official\s|formal\s|full\s)?(?:relations|ties)\b", re.I
)
"""Relations of which an anniversary is kept, if a text says no more of them."""
_YEARS_OF_TIES = re.compile(
    rf"\b(?:the|these|after|mark\w*|celebrat\w*|commemorat\w*)\s(?P<n>{COUNT})\syears\sof\s"
    r"(?:diplomatic\s|official\s|formal\s)?(?:ties|relations)\b",
    re.IGNORECASE,
)
_NTH_OF_TIES = re.compile(
    r"\b(?:those|these|the|their|official|diplomatic)\s(?:diplomatic\s)?(?:relations|ties)\s(?:(?:will|are to)\s)?"
    rf"(?:reach|mark|see|have|celebrate)\s(?:their|the)\s(?P<n>{NTH})[- ]anniversary\b",
    re.IGNORECASE,
)
""" "Those ties will reach their 30th anniversary"."""
_AGE = re.compile(
    rf"\b(?P<v>turns|turned|turn|is|was|be|are|were)\s(?:now\s)?(?P<n>{COUNT})(?P<old>\syears?\sold)?\b(?!\s(?:percent|per))"
    r"(?=[,.;]|\s(?:this|last|next|in|on|today|yesterday|and|years?\sold)\b)"
)
_KEPT_THEN = re.compile(
    rf"\b[Tt]he\s(?P<n>{NTH})[- ]anniversary,\s(?:in|on)\s(?:[A-Z]\w+\s)?(?:\d{{1,2}},\s)?(?P<y>(?:19|20)\d\d)\b"
)
"""An anniversary that was kept in another year and is of nothing that its sentence tells."""
_WHOSE_NTH = re.compile(rf"\bwhose\s(?P<n>{NTH})[- ]anniversary\s(?:fell|falls|came|comes|was|is|will|passed)\b")
_ITS_NTH = re.compile(rf"\b(?:its|their)\s(?P<n>{NTH})[- ]anniversary\b(?!\s(?:of|as)\b)")


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about anniversaries in a sentence, and about years counted from something."""
    taken = accords.anniversaries(passage.text)
    for match, (start, end) in zip(accords.ANNIVERSARY.finditer(passage.text), taken, strict=True):
        judged = _anniversary(ordinal(match["n"]), match, passage)
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)
    for match in (*_YEARS_OF_TIES.finditer(passage.text), *_NTH_OF_TIES.finditer(passage.text)):
        number = counts.count(match["n"]) if match.re is _YEARS_OF_TIES else ordinal(match["n"])
        of_ties = _of_ties(number, passage)
        if of_ties is not None:
            yield finding(passage.document, passage.span(*match.span()), of_ties, passage.whole)
    for match in _YEARS_FREE.finditer(passage.text):
        freed = _free(counts.count(match["n"]), match, passage)
        if freed is not None:
            yield finding(passage.document, passage.span(*match.span()), freed, passage.whole)
    for start, end, aged in (*_aged(passage), *_whose(passage)):
        yield finding(passage.document, passage.span(start, end), aged, passage.whole)
    for match in _KEPT_THEN.finditer(passage.text):
        kept = _of_the_pair(ordinal(match["n"]), int(match["y"]), passage)
        if kept is not None:
            yield finding(passage.document, passage.span(*match.span()), kept, passage.whole)
    for match in _YEARS_SINCE.finditer(passage.text):
        since = _since(int(match["n"]), match, passage)
        if since is not None and not any(a <= match.start() < b for a, b in taken):
            end = match.start("what") + len(what_of(match["what"]))
            yield finding(passage.document, passage.span(match.start(), end), since, passage.whole)


_YEARS_FREE = re.compile(
    rf"\b(?:mark|celebrat|commemorat|observ)\w*\s(?P<n>{COUNT})\syears\sof\s(?:its\s|their\s)?independence\b",
    re.IGNORECASE,
)
_STRAYS = 2
"""Years by which a state may count its independence otherwise than the table."""


def _free(number: int, match: re.Match[str], passage: Passage) -> Judged | None:
    """ "In August Indonesia celebrated 80 years of independence": of the state named last before."""
    states = [n.code or "" for n in passage.named if n.end <= match.start() and n.kind == "country"]
    row = events.independence().get(states[-1]) if states else None
    if row is None or passage.published is None or any(has_year(passage, t) for t in passage.times):
        return None
    year, source = row
    apart = passage.published.year - year
    why = f"The record has the independence of {place_name(states[-1])} in {year}: {apart} years."
    off = abs(apart - number)
    return supported(why, source) if off <= 1 else against(why, source) if off > _STRAYS else None


def _aged(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "The Entente turned 121 in April", "the union was 57 years old last week", "will have its 25th anniversary".

    An accord that is the subject of the verb, or the one that the sentence names before "its".
    """
    day = passage.published
    if day is None or any(has_year(passage, t) for t in passage.times):
        return
    there = named(passage.text)
    for match in _AGE.finditer(passage.text):
        if not match["old"] and not match["v"].startswith("turn"):
            continue
        for accord, start, end in there:
            if end <= match.start() and clauses.subject_of(passage.text, (start, end), match.span("v")):
                yield start, match.end(), _at_age(accord, counts.count(match["n"]), day, passage)
    for match in _ITS_NTH.finditer(passage.text):
        before = [item for item in there if item[2] <= match.start()]
        if len(before) == 1:
            accord, start, _ = before[0]
            yield start, match.end(), _at_age(accord, ordinal(match["n"]), day, passage)


def _whose(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "The Treaty of Lausanne, which drew the frontier and whose 90th anniversary fell in July": of the one accord."""
    day = passage.published
    for match in _WHOSE_NTH.finditer(passage.text) if day is not None else ():
        before = [item for item in named(passage.text) if item[2] <= match.start()]
        dated = any(has_year(passage, t) and t.start >= match.end() for t in passage.times)
        if len(before) == 1 and not dated and day is not None:
            yield before[0][1], match.end(), _at_age(before[0][0], ordinal(match["n"]), day, passage)


def _at_age(accord: Dated, number: int, day: dt.date, passage: Passage) -> Judged:
    """How old an accord is on a day: in the year before and after it as well, for the months are not told."""
    years = {year for one in (accord, *namesakes(accord, passage)) for year in one.years}
    if any(abs(day.year - year - number) <= 1 for year in years):
        return supported(f"The record has {accord.described()}.", accord.source)
    why = f"The record has {accord.described()}: {day.year - accord.year} years."
    if any(0 < day.year - year - number <= accords.UNTIL_FORCE for year in years):
        # It may be counted from when it came into force.
        return unverifiable(why, accord.source)
    return against(why, accord.source)


def _of_the_pair(number: int, year: int, passage: Passage) -> Judged | None:
    """ "For the 50th anniversary, in 2015": of the relations of the two states that the report is about.

    Contradicted only where these had a round one in that year, and no other accord of theirs and no year of the text
    fits.
    """
    theirs = [a for a in known() if a.parties == passage.pair]
    ties = [a for a in theirs if a.kind == "normalisation" and a.source.strong and (year - a.year) % _ROUND == 0]
    if any(a.year + number == year for a in theirs) or str(year - number) in passage.document.text or len(ties) != 1:
        return None
    why = f"The record has {ties[0].described()}: {year} is its {nth(year - ties[0].year)} anniversary."
    return against(why, ties[0].source)


def _of_ties(number: int, passage: Passage) -> Judged | None:
    """ "The 55 years of ties between Canada and China", in a sentence that tells no other year."""
    stated = _OPENED.search(passage.text)
    if stated is not None and passage.published is not None:
        years = passage.published.year - int(stated["y"])
        what = f"From {stated['y']} to {passage.published.year} it is {years} years."
        return supported(what) if abs(years - number) <= 1 else against(what, None)
    if len(_UNION.findall(passage.document.text)) >= _OFTEN:
        # Ties with a union are of none of its neighbours'.
        return None
    event = _relations(passage, "ties", passage.text)
    dated = {t.when.start.year for t in passage.times if has_year(passage, t)}
    if event is None or passage.published is None or len(dated) > 1:
        return None
    kept = dated.pop() if dated else passage.published.year
    if abs(kept - passage.published.year) > 1:
        return None
    apart = {kept - year for year in event.years}
    if any(abs(years - number) <= 1 for years in apart):
        return supported(f"The record has {event.described()}.", event.source)
    why = f"The record has {event.described()}: {kept - event.year} years."
    return against(why, event.source) if min(abs(years - number) for years in apart) > _LONG else None


_UNION, _OFTEN = re.compile(r"\b(?:E\.?U\.?|European Union)\b"), 4
_OPENED = re.compile(
    r"\b(?:ties|relations),\s(?:which\swere\s)?(?:established|opened|begun|taken up)\s(?:in|on)\s"
    r"(?:[A-Z]\w+\s)?(?:\d{1,2},\s)?(?P<y>(?:19|20)\d\d)\b"
)
"""The year in which relations began, right behind the years that they have lasted."""


def _anniversary(count: int, match: re.Match[str], passage: Passage) -> Judged:
    what = what_of(match["what"])
    event, stated = _event(what, match["what"], passage)
    kept = _is_kept(stated, count, event, what, passage)
    stated = None if kept else stated
    if event is None and stated is None:
        stated = _told_behind(passage)
    if event is None and stated is None:
        return _unnamed(count, what, passage) or unverifiable("The record does not tell when that was.")
    if stated is not None and event is not None and event.source.strong and stated not in event.years:
        return against(f"The record has {event.described()}, not in {stated}.", event.source)
    began = stated if stated is not None else event.year  # type: ignore[union-attr]
    whole = (match.start(), match.start("what") + len(what))
    years = _kept_in(passage, None if kept else whole, began)
    if not years and (in_a_tale(passage.text[: match.start()]) or _HAD_GONE.search(passage.text)):
        return unverifiable("The sentence tells of a time before, and not of which year.")
    assumed = not years and passage.published is not None
    if assumed and passage.published is not None:
        years = {passage.published.year + (1 if re.search(r"\bnext year\b", passage.text) else 0)}
    return _judge(count, event, stated, years, assumed, passage)


_HAD_GONE = re.compile(r"\bhad\b[^.;]{0,60}\bfor\sthe\b")
"""An anniversary that was kept at a time counted from another one is not of the year of the report."""


def _kept_in(passage: Passage, apart: tuple[int, int] | None, began: int) -> set[int]:
    """The years in which a sentence may tell an anniversary to be kept: after the beginning, outside some words."""
    return {
        year
        for time in passage.times
        if apart is None or time.end <= apart[0] or time.start >= apart[1]
        for year in range(time.when.start.year, time.when.end.year + 1)
        if time.when.end.year - time.when.start.year < _LONG and year > began
    }


_LONG = 3
"""A time of so many years or more tells no year."""


def _judge(
    count: int, event: Dated | None, stated: int | None, years: set[int], assumed: bool, passage: Passage
) -> Judged:
    """The number of an anniversary against the year from which it counts and those in which it may be kept."""
    began = stated if stated is not None else event.year  # type: ignore[union-attr]
    known_as = event.described() if event is not None else f"the year {began} that the text gives"
    source = event.source if event is not None and stated is None else None
    unsaid = unverifiable(f"The record has {known_as}; the text does not say which year is meant.", source)
    if not years:
        return unsaid
    others = namesakes(event, passage) if event is not None and event.kind != "normalisation" else []
    if stated is None and any(other.year + count in years for other in others):
        return unverifiable("More than one accord has that name.")
    if began + count in years or (passage.published is not None and began + count == passage.published.year):
        return supported(f"{began} and {count} years make {began + count}: {known_as}.", source)
    if event is not None and stated is None and any(year + count in years for year in event.years):
        return supported(f"The record has {known_as}; {event.note}.", source)
    shown = min(years, key=lambda year: abs(year - began - count))
    if assumed and abs(shown - began - count) == 1 and not _is_round_now(event, passage):
        return unsaid
    why = (
        f"{known_as[:1].upper()}{known_as[1:]}: {shown} is the {nth(shown - began)} anniversary, not the {nth(count)}."
    )
    return against(why, source)


_ROUND_NOW = 30
"""Days before or after the report within which an anniversary is the one that is told."""


def _is_round_now(event: Dated | None, passage: Passage) -> bool:
    """Whether the day of an event has just come round, or is about to."""
    if event is None or len(event.date) < len("2000-01-01") or passage.published is None:
        return False
    day = in_year(dt.date.fromisoformat(event.date), passage.published.year)
    return abs((passage.published - day).days) <= _ROUND_NOW


def _is_kept(stated: int | None, count: int, event: Dated | None, what: str, passage: Passage) -> bool:
    """Whether a year behind what an anniversary is of is when it was kept: "50 years of relations in January 2014"."""
    if stated is None or not _KEPT_IN.search(what) or _MADE_IN.search(what):
        return False
    if event is not None:
        return stated > event.year + _FRESH
    return passage.published is not None and stated + count > passage.published.year + _FRESH


_KEPT_IN = re.compile(r"\s(?:in|on)\s(?:(?:early|late)\s)?(?:[A-Z][a-z]+\.?\s)?(?:\d{1,2},?\s)?(?:1[6-9]|20)\d\d$")
_MADE_IN = re.compile(
    r"\b(?:signed|concluded|agreed|founded|made|reached|established|opened|restored|born|fought|begun|set up|sealed)\s"
    r"(?:[a-z]+\s[A-Z]\w+\s)?(?:in|on)\s"
)
_POINTS_BACK = re.compile(
    r"(?:They|It|These|That|The (?:step|ties|relations|links|treaty|move|decision|pact|accord|agreement))\s"
    r"(?:was|were|had been|began|date|go(?:es)? back)\b"
)
"""The beginning of a sentence on what the one before has told: "They were opened in October 1970"."""
_FRESH = 3
"""A year this short a time ago is one of the news."""


def _told_behind(passage: Passage) -> int | None:
    """The one year of long ago that the next sentence gives what an anniversary is of."""
    there = sentences(passage.document)
    after = next((p for p in there if p.offset > passage.offset and p.paragraph == passage.paragraph), None)
    if after is None or passage.published is None or not _POINTS_BACK.match(after.text):
        return None
    years = {t.when.start.year for t in after.times if has_year(after, t)}
    return years.pop() if len(years) == 1 and max(years) < passage.published.year - _FRESH else None


_TEXTS = re.compile(
    r"\b(?:treaty|agreement|accord|pact|declaration|communiqu[eé]|armistice|cease-?fire|alliance|peace|friendship)\b",
    re.IGNORECASE,
)
"""Words for an accord that a report does not name, since its two states tell which is meant."""
_NEAR = 30
"""Years by which a number of years may be mistaken."""
_ROUND = 5
"""Anniversaries are marked every so many years."""


def _unnamed(count: int, what: str, passage: Passage) -> Judged | None:
    """ "The 60th anniversary of the treaty that made them neighbours": an accord of the two states of the report.

    One that has that anniversary supports it. It is contradicted only where one other accord of theirs has a round
    anniversary in the year, and the text itself names no year that would fit.
    """
    pair = frozenset(passage.states[:2])
    if passage.published is None or len(pair) != 2 or not (_TEXTS.search(what) or NORMAL.search(what)):
        return None
    if NORMAL.search(what) and not passage.pair:
        return None
    year = passage.published.year
    theirs = [a for a in known() if a.parties == pair and abs(year - a.year - count) <= _NEAR]
    fitting = [a for a in theirs if year - a.year == count]
    if fitting:
        return supported(f"The record has {fitting[0].described()}.", fitting[0].source)
    if str(year - count) in passage.document.text:
        return None
    told = {word.lower() for word in _TEXTS.findall(what)}
    shared = {a: sum(word in f"{' '.join(a.names)} {a.kind}".lower() for word in told) for a in theirs}
    marked = [a for a in theirs if (year - a.year) % _ROUND == 0 and shared[a] == max(shared.values())]
    if len({a.year for a in marked}) != 1:
        return None
    why = f"The record has {marked[0].described()}: {year} is its {nth(year - marked[0].year)} anniversary."
    return against(why, marked[0].source)


def _since(count: int, match: re.Match[str], passage: Passage) -> Judged | None:
    """ "50 years after the treaty": only where the event is known or dated, and the year from which one counts."""
    what = what_of(match["what"])
    if not re.search(
        r"\b(?:sign|treaty|agreement|accord|establish|normali|war|founding|communiqu|independence"
        r"|opened (?:\w+ )?relations)",
        what,
        re.IGNORECASE,
    ):
        return None
    event, stated = _event(what, match["what"], passage)
    if event is None or stated is not None or count < 3:
        return None
    outside = [t.when for t in passage.times if t.end <= match.start()]
    years = {
        year
        for when in outside
        for year in range(when.start.year, when.end.year + 1)
        if when.end.year - when.start.year < 3
    }
    if not years:
        return None
    if any(abs(event.year + count - year) <= 1 for year in years):
        return supported(f"The record has {event.described()}.", event.source)
    shown = min(years, key=lambda year: abs(year - event.year - count))
    return against(f"The record has {event.described()}: {shown - event.year} years before {shown}.", event.source)


def _event(what: str, longer: str, passage: Passage) -> tuple[Dated | None, int | None]:
    """The event that an anniversary is of, and the year of it that the words themselves give."""
    year = accords.YEAR.search(what)
    stated = int(year.group(1)) if year else None
    whole = _PEOPLES.sub("the founding of the People's Republic", what) if "CHN" in passage.states else what
    told = [accord for accord, _, _ in named(whole)]
    if told:
        return told[0], stated
    if NORMAL.search(what) or _TIES.match(what):
        return _relations(passage, what, longer), stated
    free = _independence(passage, what)
    return free, stated


_PEOPLES = re.compile(r"^the People['’]s Republic(?: of China)?$")
"""What is kept is the day of its founding."""
_ITS_BIRTH = re.compile(
    r"its (?:own )?(?:(?:declaration|proclamation) of )?(?:foundation|founding|creation|birth|independence|statehood)\b"
)
"""What a state marks as the day on which it began."""


def _independence(passage: Passage, what: str) -> Dated | None:
    """The independence of the one state that the words name, or an event that they tell."""
    at = passage.text.find(what)
    near = [n.code or "" for n in passage.named if at <= n.start < at + len(what) and n.kind == "country"]
    if _ITS_BIRTH.match(what):
        near = [n.code or "" for n in passage.named if n.end <= at and n.kind in {"country", "capital"}][-1:]
    if re.fullmatch(r"(?:the\s|national\s)*independence", what):
        # "On the 59th anniversary of independence": of the one of the report's states that has become independent.
        said = [n.code for n in passage.named if n.code in events.independence()]
        pair = [code for code in passage.pair or passage.states[:2] if code in events.independence()]
        near = list(dict.fromkeys(said)) or pair
        near = near if len(near) == 1 else []
    born = re.search(r"\bindependence\b", what) or _ITS_BIRTH.match(what)
    if born and near and near[0] in events.independence():
        year, source = events.independence()[near[0]]
        name = f"the independence of {place_name(near[0])}"
        return Dated(name, (), str(year), frozenset(near[:1]), "", "independence", frozenset({year}), source)
    event = events.told(what)
    if event is None:
        return None
    name = event.name[:1].lower() + event.name[1:]
    return Dated(
        name, (), event.date, event.parties, event.place, event.kind, frozenset({event.start.year}), event.source
    )


def _relations(passage: Passage, what: str, longer: str) -> Dated | None:
    """The establishment of relations between the two states that are meant."""
    at = passage.text.find(what)
    near = [n.code for n in passage.named if at <= n.start <= at + len(longer) and n.code in countries()]
    here = [n.code for n in passage.named if n.code in countries()]
    before = passage.before.named if passage.before is not None else ()
    pairs: list[list[str | None]] = [
        near,
        here,
        [*here, *(n.code for n in before if n.code in countries())],
        [*passage.pair],
    ]
    if not near and not NORMAL.search(what):
        # "The anniversary of relations" is of the two states that the report is about.
        pairs = [list(passage.pair or passage.states[:2])]
    for group in pairs:
        two = list(dict.fromkeys(code for code in group if code))[:2]
        if len(two) == 2:
            found = [a for a in known() if a.kind == "normalisation" and a.parties == frozenset(two)]
            # Where ties were broken and restored either may be kept.
            years = frozenset(year for a in found for year in a.years)
            first = min(found, key=lambda a: a.date, default=None)
            return dataclasses.replace(first, years=years) if first is not None and len(found) > 1 else first
    return None
