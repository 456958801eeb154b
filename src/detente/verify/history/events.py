"""Dates and places of well-known events that a sentence tells in its own words.

A row of the chronology has groups of words; an event is told where the sentence holds a word of each group. The date
that the sentence gives for it is then held against the row, and so is the place of a summit.
The year of a state's independence is checked the same way.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.text.clauses import words_of
from detente.coding.text.times import TimeMention
from detente.ontology import countries, split
from detente.records import Finding
from detente.reference.names import respelt
from detente.reference.tables import rows, towns
from detente.reference.terms import place_name
from detente.verify import clauses
from detente.verify.bodies import memberships
from detente.verify.numbers.counts import COUNT
from detente.verify.passages import Passage
from detente.verify.times.dates import bounds
from detente.verify.verdicts import Judged, Source, against, finding, source_in, supported

_NOT_ITS_DATE = re.compile(
    r"anniversary|\byears? (?:after|since|before|later|earlier|ago)\b|\bmonths? (?:after|before)\b", re.I
)
_EDGE = re.compile(r"\b(?:since|until|till)\s$", re.IGNORECASE)
"""Before a time: it is when something else began or ended ("president since 1999")."""
_FOLLOWING = re.compile(r"\b(?:following|next|previous|same) (?:year|month)\b|\bthe year (?:before|after)\b")
"""Times that are counted from another one of the sentence."""
_NEWS = "".join(
    rf"(?<!{words} )"
    for words in ("had", "had been", "who", "who was", "which", "that", "after", "after the", "since the")
)
_MEETING = re.compile(r"\b(?:summit|encounter|met|meeting|talks|sat down|came together)\b", re.IGNORECASE)
SITS_IN = re.compile(
    r"\b(?:government|governments|authorities|administration|cabinet|leadership|regime|rulers|embassy|consulate|parliament|"
    r"ministry|leaders|officials)\s$"
)
"""Before a city: it tells whose those are and not where something happened."""
_IN_CITY = re.compile(r"\b(?:in|at)\s(?P<p>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)")
_FREED = re.compile(
    r"\b(?:won|gained|achieved|obtained|got|declared|proclaimed|became|become)\s(?:its\s|their\s"
    r"|full\s)?independen(?:ce|t)\b"
    r"(?P<rest>[^.;]{0,60})"
)
_CLOSE = 150
"""Characters over which the words of one event may be spread: farther apart some of them are of another thing."""
_WHOLE = words_of(
    "ban|bans|came|cut|cuts|end|fell|found|freed|gave|go|got|had|held|hit|led|left|let|lost|made|met|over|put|ran|said|"
    "sat|sent|set|shot|split|took|told|voted|war|went|won"
)
"""Words of the groups that are no beginnings of longer ones: "sent" is not "sentenced"."""
RECURRING = frozenset({"visit", "summit", "normandy", "talks", "drill", "shrine", "speech", "mission"})
"""Kinds of events of which the same states or people have many."""
_SLACK_YEARS = 2
"""Independence is declared, granted and recognised in different years: so many may lie between."""
_OTHER_INDEPENDENCE = 15
"""So many years off, another one is meant."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event: first and last day that it may be dated to, its place, the states, and the words that tell it."""

    name: str
    groups: tuple[re.Pattern[str], ...]
    date: str
    start: dt.date
    end: dt.date
    place: str
    parties: frozenset[str]
    kind: str
    source: Source
    words: tuple[str, ...] = ()
    """The groups as the table has them."""

    def described(self) -> str:
        """Name, place and date in a few words."""
        where = f" in {self.place}" if self.place and self.place not in self.name else ""
        name = f"the {self.name.removeprefix('The ')}" if self.name.startswith("The ") else self.name
        return f"{name}{where}, {self.date}"

    def span(self, text: str) -> tuple[int, int] | None:
        """Where the words of the event stand in a text; None where a group has none there."""
        found = []
        for group in self.groups:
            match = group.search(text)
            if match is None:
                return None
            found.append(match)
        return (min(m.start() for m in found), max(m.end() for m in found)) if found else None


@functools.cache
def known() -> tuple[Event, ...]:
    """The events of the table."""
    return tuple(_event(row) for row in rows("chronology"))


def _event(row: dict[str, str]) -> Event:
    start, end = bounds(row["date"], row["end"] or row["date"])
    told = tuple(group.strip() for group in row["words"].split(" & ") if row["words"])
    groups = tuple(pattern(group, kin(group, told)) for group in told)
    source = source_in("chronology", f"{row['name']} {row['date']}", row)
    parties = frozenset(split(row["parties"]))
    return Event(row["name"], groups, row["date"], start, end, row["place"], parties, row["kind"], source, told)


def pattern(group: str, more: Sequence[str] = ()) -> re.Pattern[str]:
    """One group of words as a pattern; written in small letters it holds for capitals too.

    A group that begins with "~" tells the event as news, and not as background to another ("after it had been seized").
    """
    ways = [*group.removeprefix("~").replace("ceasefire", "cease-?fire").split("|"), *more]
    spelt = "|".join(rf"{way}\b" if way in _WHOLE else way for way in ways)
    news = _NEWS if group.startswith("~") else ""
    return re.compile(rf"(?<!\w){news}(?:{spelt})", re.IGNORECASE if group.islower() else 0)


def kin(group: str, groups: Sequence[str]) -> tuple[str, ...]:
    """Other ways to say what the verbs of a group say, where two other groups name who and what."""
    names = [other for other in groups if other != group and re.match(r"~?[A-ZÀ-Þ]", other)]
    if len(names) < 2 or not group.islower():
        return ()
    return _of_classes(group.removeprefix("~").split("|"), strict=True)


def alike(verbs: Sequence[str], *, strict: bool = False) -> tuple[str, ...]:
    """Other ways to say what some verbs say; unless `strict` also such as say it only where all else fits."""
    return _of_classes(verbs, strict=strict)


def _of_classes(verbs: Sequence[str], *, strict: bool) -> tuple[str, ...]:
    rows_told = (row for row in _alike(strict=strict) if any(verb.startswith(row) for verb in verbs))
    return tuple(spelt for row in rows_told for spelt in row)


@functools.cache
def _alike(*, strict: bool) -> tuple[tuple[str, ...], ...]:
    return tuple(split(row["words"]) + (() if strict else split(row["loose"])) for row in rows("alike"))


def told(text: str) -> Event | None:
    """The one event that some words tell."""
    found = [event for event in known() if event.span(text) is not None]
    return found[0] if len(found) == 1 else None


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about dates and places of events in a sentence."""
    there = _there(passage)
    for start, end, judged in (
        *_dated(passage, there),
        *_lately(passage),
        *_turned(passage, there),
        *_placed(passage),
        *_elsewhere(passage, there),
        *_independence(passage),
    ):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


_There = Sequence[tuple[Event, tuple[int, int]]]


def _there(passage: Passage) -> _There:
    """The events of the report's states that a sentence with a year tells, and where their words stand."""
    if not any(_has_year(passage, time) for time in passage.times):
        return ()
    near = (event for event in known() if concerns(event.parties, passage))
    return [(event, span) for event in near if (span := event.span(passage.text)) is not None]


def _dated(passage: Passage, there: _There) -> Iterator[tuple[int, int, Judged]]:
    if _NOT_ITS_DATE.search(passage.text):
        return
    for event, span in there:
        if _OF_THAT_YEAR.match(passage.text, span[1]) or _SOME_TIME_LATER.match(passage.text, span[1]):
            continue
        time = _nearest(passage, span)
        if time is None or (time.start < span[1] and _LATER.search(passage.text, time.end, span[1])):
            continue
        if _has_its_own(passage, span, time):
            continue
        yield from _held(event, span, time, passage)


_ON = re.compile(r"(?:^|\b)(?:[Oo]n|[Ii]n)\s(?:early\s|late\s|mid-?\s?)?$")
"""Before a day or a month on which something happened."""
_OFTEN = RECURRING | {"vote", "election"}
"""Kinds of events that may come again within the year."""
_LATE = dt.timedelta(days=400)
"""So long ago is at most what is told with its day or month and no year."""


def _lately(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """An event of the year before the report, told with a day or a month and no year: "had closed on October 22"."""
    day = passage.published
    if day is None or len(passage.times) != 1 or _NOT_ITS_DATE.search(passage.text) or _FOLLOWING.search(passage.text):
        return
    time = passage.times[0]
    short = time.when.precision in {"day", "month"} and not _has_year(passage, time)
    if not short or not _ON.search(passage.text[: time.start]):
        return
    for event in known():
        if event.kind in _OFTEN or not day - _LATE <= event.start <= event.end <= day:
            continue
        span = event.span(passage.text) if concerns(event.parties, passage) else None
        if span is not None and clauses.joined(passage.text, span, (time.start, time.end)):
            yield from _held(event, span, time, passage)


def _held(
    event: Event, span: tuple[int, int], time: TimeMention, passage: Passage
) -> Iterator[tuple[int, int, Judged]]:
    """An event against the time that is told of it, as far as no other event can be meant."""
    start, end = min(span[0], time.start), max(span[1], time.end)
    if any(_within(event, t) for t in passage.times):
        yield start, end, supported(f"The record has {event.described()}.", event.source)
    elif span[1] - span[0] <= _CLOSE and not _another(event, time) and not _told_with_it(event, time, passage.text):
        yield start, end, against(f"The record has {event.described()}.", event.source)


def concerns(parties: frozenset[str], passage: Passage) -> bool:
    """Whether a report names one of the states of something."""
    return not parties.isdisjoint(passage.states) or any(n.code in parties for n in passage.named)


def _another(event: Event, time: TimeMention) -> bool:
    """Whether another event of the same kind and parties, at that time, may be meant."""
    same = [e for e in known() if e is not event and e.kind == event.kind and e.parties & event.parties]
    return any(_within(other, time) for other in same)


def _told_with_it(event: Event, time: TimeMention, text: str) -> bool:
    """Whether the sentence tells another event whose date that is."""
    return any(e is not event and _within(e, time) and e.span(text) is not None for e in known())


def _within(event: Event, time: TimeMention) -> bool:
    return event.start <= time.when.end and time.when.start <= event.end


def _nearest(passage: Passage, span: tuple[int, int]) -> TimeMention | None:
    """The past time with a year that the grammar of the sentence gives an event; none where it gives several years."""
    if _FOLLOWING.search(passage.text):
        return None
    joined = _joined(passage, span)
    return joined[0] if joined and len({time.when.start.year for time in joined}) == 1 else None


def _joined(passage: Passage, span: tuple[int, int]) -> list[TimeMention]:
    """The times with a year that the grammar of the sentence gives an event."""
    return [
        time
        for time in passage.times
        if _has_year(passage, time)
        and not _EDGE.search(passage.text[: time.start])
        and not re.search("[;:]", passage.text[min(span[0], time.start) : max(span[1], time.end)])
        and not _COUNTED_OFF.match(passage.text, time.end)
        and time.when.end - time.when.start <= dt.timedelta(days=370)
        and clauses.joined(passage.text, span, (time.start, time.end))
    ]


def _has_its_own(passage: Passage, span: tuple[int, int], time: TimeMention) -> bool:
    """Whether a day or a month without its year stands by an event, and the year that is told is another thing's."""
    short = [t for t in passage.times if t.when.precision in {"day", "month"} and not _has_year(passage, t)]
    beside = [t for t in short if 0 <= t.start - span[1] <= _BESIDE or 0 <= span[0] - t.end <= _BESIDE]
    between = (time.end, span[1]) if time.end <= span[1] else (span[1], time.start)
    apart = re.search(r",\s(?:and|but|while)\b", passage.text[slice(*between)])
    return bool(beside) and apart is not None


_BESIDE = 12
"""Letters from an event to the time that stands by it: " in ", ", early in "."""
_COUNTED_OFF = re.compile(
    rf",?\s(?:just\s|only\s|some\s)?(?:{COUNT}|[Aa]|several|some|the\s(?:very\s)?)\s?(?:days?|weeks?|month|year)\s"
    r"(?:before|after)\b"
)
"""Behind a time: it is so many days before or after what is told then."""


def _has_year(passage: Passage, time: TimeMention) -> bool:
    return re.search(r"(?:1[6-9]|20)\d\d", passage.text[time.start : time.end]) is not None


_OF_THAT_YEAR = re.compile(
    r"[^,;.]{0,18}\s(?:(?:of|in)\s(?:[A-Z][a-z]+\s)?)?(?:that|the same|the following|last|this)\s(?:year|month)\b"
)
"""Behind an event: its date is told apart from that of the clause."""
_SOME_TIME_LATER = re.compile(
    rf"[^,;.]{{0,25}}\s(?:{COUNT}|a\sfew|some|several|only)\s(?:\w+\s)?(?:days?|weeks?|months?|years?)\slater\b"
)
"""Behind an event: it was so long after the time that is told."""
_LATER = re.compile(r"\b(?:later|afterwards|would)\b")
"""Between a time and what tells an event: that was at another time."""
_THEN = re.compile(r",?\s(?P<w>after|following|before)\s")


def _turned(passage: Passage, there: _There) -> Iterator[tuple[int, int, Judged]]:
    """ "Riyadh broke with Tehran on January 3, 2013, after a crowd had stormed its embassy": the event came later."""
    for event, span in there:
        if any(_within(event, time) for time in passage.times):
            continue
        for time in passage.times:
            then = _THEN.match(passage.text, time.end)
            if then is None or not span[0] <= time.start < then.end() < span[1]:
                continue
            if not _has_year(passage, time) or re.search(r"[;:]", passage.text[time.end : span[1]]):
                continue
            late, early = time.when.start > event.end, time.when.end < event.start
            if (late and then["w"] == "before") or (early and then["w"] != "before"):
                yield time.start, span[1], against(f"The record has {event.described()}.", event.source)


# --- where -----------------------------------------------------------------------------------------------------


def _placed(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """A summit at its own time in another city: the states of the document must be those of the summit."""
    if not _MEETING.search(passage.text):
        return
    times = [t for t in passage.times if t.when.precision in {"day", "month"} and _has_year(passage, t)]
    there = frozenset(passage.states[:5])
    for event in known():
        if event.kind != "summit" or not event.place or not event.parties <= there:
            continue
        for time in times:
            if not _within(event, time) or respelt(event.place) in respelt(passage.text):
                continue
            if not _are_who_met(event, passage):
                continue
            city = _city_by(passage, time)
            if city is not None:
                start, end = min(city[0], time.start), max(city[1], time.end)
                yield start, end, against(f"The record has {event.described()}.", event.source)


def _are_who_met(event: Event, passage: Passage) -> bool:
    """Whether those who a row says met are named in a sentence or the one before."""
    near = f"{passage.before.text if passage.before is not None else ''} {passage.text}"
    who = [
        g
        for g, words in zip(event.groups, event.words, strict=True)
        if _NAMES.match(words) and event.place not in words
    ]
    return all(group.search(near) for group in who)


_NAMES = re.compile(r"~?(?:[A-ZÀ-Þ]|\(\?:[A-ZÀ-Þ])")
"""Words of a group that are names."""


def _elsewhere(passage: Passage, there: _There) -> Iterator[tuple[int, int, Judged]]:
    """An event told at its own time and in another city than its own."""
    for event, span in there:
        if (
            not event.place
            or respelt(event.place) in respelt(passage.text)
            or not any(_within(event, t) for t in passage.times)
        ):
            continue
        cities = [
            m for m in _IN_CITY.finditer(passage.text)
            if is_city(m["p"]) and clauses.joined(passage.text, span, m.span("p"))
            and ";" not in passage.text[min(span[0], m.start()) : max(span[1], m.end())]
            and m["p"] not in event.place and m["p"] not in event.name
            and not _is_nearby(m["p"], event.place)
            and not SITS_IN.search(passage.text[: m.start()])
        ]  # fmt: skip
        if len(cities) == 1:
            start, end = min(span[0], cities[0].start()), max(span[1], cities[0].end())
            yield start, end, against(f"The record has {event.described()}.", event.source)


def _is_nearby(city: str, place: str) -> bool:
    """Whether a lesser town lies in the state of the city of an event: it may be a part of it, as Giza is of Cairo."""
    capitals = {c.capital: c.iso3 for c in countries().values()}
    state = capitals.get(place) or towns().get(place.casefold())
    return state is not None and city not in capitals and towns().get(city.casefold()) == state


def _city_by(passage: Passage, time: TimeMention) -> tuple[int, int] | None:
    """The one known city with "in" that stands by a time."""
    near = [
        (m.start("p"), m.end("p")) for m in _IN_CITY.finditer(passage.text)
        if is_city(m["p"]) and min(abs(m.start("p") - time.end), abs(time.start - m.end("p"))) < 25
    ]  # fmt: skip
    return near[0] if len(near) == 1 else None


@functools.cache
def _more_cities() -> frozenset[str]:
    named = {row["place"] for table in ("accords", "forums", "chronology") for row in rows(table)}
    return frozenset(named | {c.capital for c in countries().values()} | {row["name"] for row in rows("cities")})


def is_city(name: str) -> bool:
    """Whether the tables know a city or another place by that name."""
    return name in _more_cities() or name.casefold() in towns()


# --- independence ----------------------------------------------------------------------------------------------


@functools.cache
def independence() -> dict[str, tuple[int, Source]]:
    """The year in which each state of the table became independent."""
    found = {}
    for row in rows("independence"):
        source = source_in("independence", row["country"], row)
        found[row["country"]] = (int(row["year"]), source)
    return found


def _independence(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    for match in _FREED.finditer(passage.text):
        before = [
            n for n in passage.named if n.kind == "country" and n.end <= match.start() and match.start() - n.end < 40
        ]
        year = re.search(
            r"\b(?:in|on|since)\s(?:[A-Z]?[\w.]+\s){0,2}?(?:\d{1,2},\s)?(?P<y>(?:1[6-9]|20)\d\d)\b", match["rest"]
        )
        if len(before) != 1 or year is None or before[0].code not in independence():
            continue
        since, source = independence()[before[0].code or ""]
        end = match.start("rest") + year.end()
        what = f"The record has {since} as the year in which {place_name(before[0].code or '')} became independent."
        off = abs(int(year["y"]) - since)
        if off == 0:
            yield before[0].start, end, supported(what, source)
        elif off <= _OTHER_INDEPENDENCE and (off > _SLACK_YEARS or _is_sure(before[0].code or "", since, match)):
            yield before[0].start, end, against(what, source)


def _is_sure(code: str, year: int, told: re.Match[str]) -> bool:
    """Whether a state entered the UN in the year of its independence: but for declaring it, no other year counts."""
    declared = re.match("declared|proclaimed", told.group()) is not None
    return not declared and any(m.country == code and m.joined[:4] == str(year) for m in memberships.members()["UN"])
