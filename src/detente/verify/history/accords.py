"""Dates and places of known accords and events that a sentence names."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.ontology import countries, split
from detente.records import Finding
from detente.reference.names import respelt
from detente.reference.tables import rows
from detente.verify.history import events, making
from detente.verify.numbers.counts import NTH
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, Source, against, finding, source_in, supported, unverifiable


@dataclass(frozen=True, slots=True)
class Dated:
    """An accord or an event with its date; `years` are all the years that its row names (in force, ended)."""

    name: str
    names: tuple[str, ...]
    date: str
    parties: frozenset[str]
    place: str
    kind: str
    years: frozenset[int]
    source: Source
    note: str = ""
    short: frozenset[str] = frozenset()
    """Names without the parties, in small letters: they are this one's only in a report on one of its states."""

    @property
    def year(self) -> int:
        """The year of it."""
        return int(self.date[:4])

    @property
    def in_force(self) -> int | None:
        """The year since which it has been in force, where its row notes it."""
        noted = re.search(r"\bin force (?:since |from |on )?((?:19|20)\d\d)", self.note)
        return int(noted[1]) if noted else None

    def described(self) -> str:
        """Name and date in a few words."""
        return f"{self.name} on {self.date}" if len(self.date) == 10 else f"{self.name} in {self.date}"


@functools.cache
def known() -> tuple[Dated, ...]:
    """The accords, events and beginnings of relations of the tables."""
    return tuple(_dated(row, table) for table in ("accords", "happenings", "relations") for row in rows(table))


@functools.cache
def with_names() -> tuple[Dated, ...]:
    """Those that have a name of their own, and are not the mere beginning of relations."""
    return tuple(accord for accord in known() if accord.source.row.dataset != "detente relations")


def _dated(row: dict[str, str], table: str) -> Dated:
    years = {int(year) for field in (row["date"], row["note"]) for year in re.findall(r"\b(?:1[6-9]|20)\d\d\b", field)}
    source = source_in(table, f"{row['name']} {row['date']}", row)
    full = (row["name"], *split(row["aliases"]))
    names = tuple(dict.fromkeys(short for name in full for short in _shortened(name)))
    short = frozenset(name.lower() for name in names if name not in full)
    return Dated(
        row["name"], names, row["date"], frozenset(split(row["parties"])), row.get("place", ""), row["kind"],
        frozenset(years), source, row["note"], short,
    )  # fmt: skip


def _shortened(name: str) -> Iterator[str]:
    """A name, and without the parties at its end: "Treaty on Basic Relations between Japan and South Korea"."""
    yield name
    short = re.split(r"\s(?:between|among)\s", name)[0]
    if short != name and len(short.split()) > _WORDS:
        yield short


UNTIL_FORCE = 4
"""Years after its signature in which an accord may have come into force, from which its age may be counted."""
_WORDS = 3
"""A name that is shortened to no more words than this would be no name."""
YEAR = re.compile(r"(?<![\d,.])((?:1[6-9]|20)\d\d)(?![\d%])")
ANNIVERSARY = re.compile(
    rf"\b(?P<n>{NTH})(?:[- ]+(?:anniversary|birthday)|(?<=ary)|(?<=ial)|(?<=jubilee))\s+(?:of|since)\s+"
    r"(?P<what>(?:[^.;()]|(?<=\b(?-i:Jan|Feb|Mar|Apr|Aug|Oct|Nov|Dec))\.(?=\s\d)|(?<=\bSept)\.(?=\s\d)){4,140})",
    re.IGNORECASE,
)
_CUT = re.compile(
r",|\s[-–—]\s|\b(?:this year|next year|last year|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
r"when|while|which|as the|"
r"will be|is to be|falls|fell|arrives|comes|came|was marked|were|has|have|had|said|says|by|amid|"
r"after|before|during|"
    r"despite)\b", re.IGNORECASE,
)  # fmt: skip
NORMAL = re.compile(
    r"\b(?:normali[sz]\w+|establish\w*|restor\w*|open\w*|resum\w*|start)\b[^,;]{0,40}\b(?:ties|"
    r"relations|links|relationship)\b|"
    r"\b(?:diplomatic (?:ties|relations|links)|normali[sz]ation|formal (?:ties|relations))\b",
    re.IGNORECASE,
)


def what_of(text: str) -> str:
    """The words that an anniversary is of, without what follows them in the sentence."""
    cut = _CUT.search(text)
    return (text[: cut.start()] if cut else text).rstrip()


def anniversaries(text: str) -> list[tuple[int, int]]:
    """Where a text tells the anniversaries of something."""
    return [(m.start(), m.start("what") + len(what_of(m["what"]))) for m in ANNIVERSARY.finditer(text)]


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about the years and places of accords in a sentence; anniversaries are told apart."""
    taken = anniversaries(passage.text)
    for accord, start, end in named(passage.text) or _pointed(passage):
        if any(start < b and a < end for a, b in taken):
            continue
        if passage.text[start:end].lower() in accord.short and not events.concerns(accord.parties, passage):
            continue
        for judged, left, right in _claims(accord, start, end, passage):
            yield finding(passage.document, passage.span(left, right), judged, passage.whole)


_POINTS = re.compile(
    r"(?:(?:That|The|This)\s(?:treaty|pact|agreement|accord|deal|declaration|communiqu[eé]|convention)"
    r"|It(?=\s(?:was|had been)\s(?:signed|concluded|sealed|agreed)))\b"
    r"(?!\s(?:of|between|with|on|that|about|for|to|in)\b)(?=,?\s[a-z])"
)


def _pointed(passage: Passage) -> tuple[tuple[Dated, int, int], ...]:
    """ "That treaty, signed in 1951": the one accord that the sentence before names, and no other text there."""
    match, before = _POINTS.match(passage.text), passage.before
    there = named(before.text) if match is not None and before is not None else ()
    if match is None or before is None or len(there) != 1:
        return ()
    accord, start, end = there[0]
    others = making.TEXT.search(before.text[:start] + before.text[end:])
    return () if others else ((accord, match.start(), match.end()),)


# --- accords by name ---------------------------------------------------------------------------------------

_NEAR = 30
"""Years by which a number of years may be mistaken."""
_OF_FEW = 4
"""An accord of more states than this is open to others, each of which signs it in its own time."""


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], Dated], ...]:
    """The names of the accords, longest first: the longest word of each, which a text must hold, and its pattern."""
    named = [(name, accord) for accord in with_names() for name in accord.names if len(name) > 4 or name.isupper()]
    named.sort(key=lambda item: -len(item[0]))
    return tuple(
        (
            max(re.findall(r"\w+", name), key=len).lower(),
            re.compile(rf"(?<![\w-]){_loose(name)}(?![\w-]){_PART if accord.kind == 'founding' else ''}"),
            accord,
        )
        for name, accord in named
    )


_PART = (
    r"(?!\s[A-ZÀ-Þ]\w|['’]s?\s\w|\s(?:act|agreement|chair|charter|chief|congress|conference|declaration|director|document"
    r"|father|leader|meeting|member|mission|nation|president|principle|purpose|state|statute|summit|text|treat|value)\w*)"
)
"""After the founding of a body: that of a part of it ("of the ANC Youth League"), or "its founding charter"."""
_KIND = re.compile(
    r"\b(?:Accords?|Act|Agreement|Armistice|Communiqu[eé]|Declaration|Joint|Pact|Party|Peace|Protocol|Statement"
    r"|Treaty)\b"
)
"""Words for what an accord is, which the press writes small as often as not."""


_TRADE = " Free Trade Agreement"
_TRADES = r"[\s-]+(?:[Ff]ree[\s-]+[Tt]rade[\s-]+(?:[Aa]greement|[Dd]eal|[Pp]act|[Aa]ccord)|FTA)"
"""The end of the name of a free-trade agreement, which the press calls a deal or a pact as well."""


def _loose(name: str) -> str:
    """A name as a pattern: its first letter large or small, "the" allowed inside, dashes of any length."""
    stem = name.removesuffix(_TRADE)
    first = (
        f"[{name[0].upper()}{name[0].lower()}]" if name[0].isalpha() and not name[:2].isupper() else re.escape(name[0])
    )
    rest = re.sub(r"\\?\s+", r"[\\s-]+(?:the\\s+)?", re.escape(stem[1:]).replace(r"\-", "[-–]"))
    rest = _KIND.sub(lambda kind: f"[{kind[0][0]}{kind[0][0].lower()}]{kind[0][1:]}", rest)
    return first + rest + (_TRADES if stem != name else "")


_COMMON = frozenset({"founding act", "final act", "basic treaty", "friendship treaty", "basic law"})
"""Names of accords that are no names where they are written small."""


@functools.lru_cache(maxsize=256)
def named(text: str) -> tuple[tuple[Dated, int, int], ...]:
    """The accords named in a text with their offsets, in order; of names that overlap the longest.

    Several checks ask it of one sentence, so that the last answers are kept.
    """
    found: list[tuple[Dated, int, int]] = []
    low = text.lower()
    for word, pattern, accord in _patterns():
        if word not in low:
            continue
        for match in pattern.finditer(text):
            if match.group() in _COMMON:
                continue
            if not any(match.start() < end and start < match.end() for _, start, end in found):
                found.append((accord, match.start(), match.end()))
    return tuple(sorted(found, key=lambda item: item[1]))


_REMEMBERED = re.compile(
    r"\s(?:commemorations?|celebrations?|ceremon(?:y|ies)|anniversar(?:y|ies)|memorials?|festivities)\b"
)


def _claims(accord: Dated, start: int, end: int, passage: Passage) -> Iterator[tuple[Judged, int, int]]:
    text = passage.text
    if _REMEMBERED.match(text, end):
        # "The D-Day commemorations of June 2014".
        return
    before = re.search(r"((?:1[6-9]|20)\d\d)\s+(?:[A-Z][\w.-]+\s+){0,2}$", text[:start])
    if before and (int(before[1]) == accord.year or not _names_year(accord)):
        yield _year_of(accord, int(before[1]), passage), before.start(), end
    else:
        yield from _dated_in(accord, start, end, passage)
    if accord.place:
        yield from placed(accord, start, end, passage)


def _dated_in(accord: Dated, start: int, end: int, passage: Passage) -> Iterator[tuple[Judged, int, int]]:
    """The one year that the sentence gives for the making of an accord."""
    if not 0 < len(accord.parties) <= _OF_FEW and making.is_by_one(passage, (start, end)):
        there = [respelt(city["p"]) for city in making.cities(passage, (start, end))]
        if respelt(accord.place) not in there:
            return
    times = [t for t in making.dated(passage, (start, end)) if not _ANOTHER_TEXT.search(passage.text[end : t.start])]
    told = [(t, making.FORCE.search(passage.text[min(end, t.end) : max(start, t.start)])) for t in times]
    made = [t for t, force in told if force is None]
    if len({t.when.start.year for t in made}) == 1:
        year, first, last = made[0].when.start.year, min(start, made[0].start), max(end, made[0].end)
        if year == accord.in_force != accord.year and _SIGNED.search(passage.text[first:last]):
            yield against(f"The record has {accord.described()}, in force in {year}.", accord.source), first, last
        else:
            yield _year_of(accord, year, passage), first, last
    for time, force in told:
        if force is not None and not made:
            judged = in_force(accord, time.when.start.year)
            if judged is not None:
                yield judged, min(start, time.start), max(end, time.end)


_ANOTHER_TEXT = re.compile(
    r"\band\s(?:the|an?)\s(?:\w+\s){0,2}?(?:communiqu[eé]|treaty|agreement|accord|declaration|pact|statement|protocol)\sof\s$"
)
"""Between an accord and a time: that of another one, "the Act and the communique of August 17"."""
_SIGNED = re.compile(r"\b(?:signed|initialled|initialed)\b")
"""What an accord was in one year alone, whenever it came into force."""


def in_force(accord: Dated, year: int) -> Judged | None:
    """An accord said to be in force since a year, against the year that its row notes, or that of its signature."""
    if year in accord.years:
        return supported(f"The record has {accord.described()}, in force in {year}.", accord.source)
    if accord.in_force is None and year >= accord.year:
        return None
    since = f", in force in {accord.in_force}" if accord.in_force else ""
    return against(f"The record has {accord.described()}{since}.", accord.source)


def placed(accord: Dated, start: int, end: int, passage: Passage) -> Iterator[tuple[Judged, int, int]]:
    """The one city that the sentence gives for the making of an accord."""
    there = making.cities(passage, (start, end))
    told = [(c, judged) for c in there if (judged := place_of(accord, c["p"], passage)) is not None]
    if len(told) == 1 and told[0][1].verdict == "contradicted":
        # What was signed in one town may have been concluded, or talked over, in another.
        city = told[0][0]
        words = passage.text[min(end, city.end()) : max(start, city.start())]
        told = told if city["p"] in _usual_places() or _SIGNED.search(words) else []
    if len(told) == 1:
        yield told[0][1], min(start, told[0][0].start()), max(end, told[0][0].end())


@functools.cache
def _usual_places() -> frozenset[str]:
    """The capitals, and the cities in which accords are often made."""
    return frozenset({c.capital for c in countries().values()} | {row["name"] for row in rows("cities")})


def _names_year(accord: Dated) -> bool:
    return any(YEAR.search(name) for name in accord.names)


def _year_of(accord: Dated, year: int, passage: Passage) -> Judged:
    if year in accord.years:
        return supported(f"The record has {accord.described()}.", accord.source)
    if any(year in other.years for other in namesakes(accord, passage)):
        return unverifiable("More than one accord has that name.")
    if any(abs(year - other.year) <= _NEAR for other in _made_there(accord)):
        return unverifiable("Several accords are called after that place.")
    return against(f"The record has {accord.described()}, not in {year}.", accord.source)


@functools.cache
def _made_there(accord: Dated) -> tuple[Dated, ...]:
    """Other accords made in the place that one is called after: "the Paris agreement"."""
    others = (o for o in known() if o is not accord and o.place and o.place in accord.name)
    return tuple(o for o in others if not o.parties or not o.parties <= accord.parties)


def namesakes(accord: Dated, passage: Passage) -> list[Dated]:
    """Other accords that go by one of its names, of states that the report names."""
    alike = [other for other in known() if other is not accord and set(other.names) & set(accord.names)]
    return [other for other in alike if not other.parties or not other.parties.isdisjoint(passage.states)]


def place_of(accord: Dated, place: str, passage: Passage) -> Judged | None:
    """Only a city that the tables know can be the wrong one."""
    here, there = respelt(place), respelt(accord.place)
    if here in there or there in here:
        return supported(f"The record has {accord.described()} in {accord.place}.", accord.source)
    if not events.is_city(place):
        return None
    years = {year for t in passage.times for year in (t.when.start.year, t.when.end.year)}
    others = [other for other in namesakes(accord, passage) if not other.place or place in other.place]
    # One of the same name that was made there is not meant where only this one's year is told.
    if any(not (years & accord.years) or years & other.years for other in others):
        return None
    return against(f"The record has {accord.described()} in {accord.place}, not in {place}.", accord.source)


def dates(parties: Sequence[str]) -> Iterator[tuple[Dated, dt.date]]:
    """The accords between some states that are known to the day, for the calendar of anniversaries."""
    for accord in known():
        if frozenset(parties) <= accord.parties and len(accord.date) == 10:
            yield accord, dt.date.fromisoformat(accord.date)
