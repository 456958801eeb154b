"""Who belongs to which organisation, since when and until when."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.ontology import countries, split
from detente.records import Finding, When
from detente.reference.tables import rows
from detente.reference.terms import place_name
from detente.verify import marks
from detente.verify.marks import Marked
from detente.verify.passages import Named, Passage
from detente.verify.times.dates import bounds
from detente.verify.verdicts import Judged, Source, against, finding, source_in, supported, unverifiable


@dataclass(frozen=True, slots=True)
class Member:
    """One spell of membership; the dates are as exact as their text ("1995", "1995-01", "1995-01-01")."""

    country: str
    joined: str
    left: str
    source: Source
    complete: bool


@functools.cache
def members() -> dict[str, tuple[Member, ...]]:
    """The members of each organisation that the table has, past ones too."""
    found: dict[str, list[Member]] = {}
    for row in rows("memberships"):
        source = source_in("memberships", f"{row['organisation']} {row['country']}", row)
        found.setdefault(row["organisation"], []).append(
            Member(row["country"], row["joined"], row["left"], source, "incomplete" not in row["note"])
        )
    return {name: tuple(group) for name, group in found.items()}


@functools.cache
def organisation_names() -> dict[str, str]:
    """The organisation that each name of the table means."""
    return {
        name: row["organisation"]
        for row in rows("memberships")
        for name in (row["organisation"], *split(row["aliases"]))
    }


@functools.cache
def organisation() -> re.Pattern[str]:
    """A pattern for every name of an organisation."""
    names = "|".join(re.escape(name) for name in sorted(organisation_names(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")


_STATE = re.compile(r"\[(\d+)\]")
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("list", re.compile(r"<o>\s*\((?P<list>(?:the\s+)?\[\d+\](?:(?:,|,? and|,? or)\s+(?:the\s+)?\[\d+\])+)\)")),
    ("list", re.compile(r"<o>,?\s+(?:which\s+)?(?:namely|that is|made up of|consisting of|comprising|comprises|"
r"consists of|"
r"is made up of|"
r"groups?|grouping|brings together|of)\s+(?P<list>(?:the\s+)?\[\d+\](?:(?:,|,? "
r"and)\s+(?:the\s+)?\[\d+\])+)"
)),
    ("list", re.compile(
        r"<o>(?:,[^,.;\[\]]{3,40},)?\s(?:joins|unites|links|binds|brings\stogether)\s"
        r"(?P<list>(?:the\s+)?\[\d+\](?:(?:,|,? and|\swith)\s+(?:the\s+)?\[\d+\])+)"
    )),
    ("list", re.compile(
        r"<o>\s(?:partners|members|allies|powers|states|nations|countries),"
        r"\s(?P<list>(?:the\s+)?\[\d+\](?:(?:,|,? and)\s+(?:the\s+)?\[\d+\])+)"
    )),
    ("member", re.compile(
r"<o>\s+(?:member|ally|founder member|founding member)(?:\s+states?|\s+countr\w+|"
r"\s+nation)?\s+\[(?P<s>\d+)\]"
)),
    ("member", re.compile(
r"\[(?P<s>\d+)\],?\s+(?:an?|the)\s+(?:(?!former|non|associate|observer|would|possible|future|new\b)\w+\s+){0,3}"
r"(?:<o>\s+(?:member|ally)\b|member\s+of\s+(?:the\s+)?<o>|partner\s+in\s+(?:the\s+)?<o>)"
)),
    ("not", re.compile(
r"\[(?P<s>\d+)\],?\s+(?:which\s+)?(?:is\s+not|isn['’]t|was\s+not|has\s+never\s+been|"
r"is\s+no\s+longer|not)\s+(?:an?\s+|a\s+full\s+)?(?:member\s+of\s+(?:the\s+)?<o>|<o>\s+member)"
)),
    ("member", re.compile(
r"\[(?P<s>\d+)\],?\s+(?:which\s+|itself\s+)?(?:is|was|remains|has\s+been|had\s+been)\s+(?:an?\s+|"
r"already\s+an?\s+)?(?:founding\s+|full\s+|long-standing\s+)?(?:member\s+of\s+(?:the\s+)?<o>|"
r"<o>\s+member)"
)),
    ("list", re.compile(
r"<o>[^\[\]<>.;]{0,50}?(?:grown\s+with|took\s+in|taken\s+in|admitted|enlarged\s+by|expanded\s+to\s+include|"
r"joined\s+by|added)\s+(?P<list>(?:the\s+)?\[\d+\](?:(?:,|,?\sand)\s+(?:the\s+)?\[\d+\])+)"
)),
    ("members", re.compile(
r"(?P<list>(?:the\s+)?\[\d+\](?:(?:,|,? and)\s+(?:the\s+)?\[\d+\])+),?\s+(?:are|were|all|"
r"both)\s+(?:all\s+|both\s+)?(?:full\s+)?(?:members\s+of\s+(?:the\s+)?<o>|<o>\s+members)"
)),
)  # fmt: skip
_NO_CLAIM = re.compile(
    r"\b(?:would|could|may|might|should|will|seek\w*|hopes?|want\w*|appl\w+|bid|candidate|aspir\w+|"
    r"prospective|if|threat\w*|"
    r"plans?|talks|negotiat\w+|invited|consider\w*|call\w*|urg\w+|whether|eligible|likely|application)\b",
    re.IGNORECASE,
)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about membership in a sentence."""
    seen: set[tuple[int, int]] = set()
    for name, meant in named(passage.text):
        states = [n for n in passage.named if n.code in countries() and n.kind == "country"
                  and not (n.start < name.end() and name.start() < n.end)]  # fmt: skip
        marked = mark(passage.text, name, states)
        for form, pattern in _FORMS:
            match = pattern.search(marked.text)
            if match is None or _NO_CLAIM.search(match.group()):
                continue
            start, end = marked.start(match.start()), marked.end(match.end())
            if any(start < b and a < end for a, b in seen):
                continue
            numbers = _STATE.findall(match["list"]) if "list" in match.groupdict() else [match["s"]]
            codes = [states[int(n)].code or "" for n in numbers]
            judged = _judge(form, meant, codes, passage)
            seen.add((start, end))
            yield finding(passage.document, passage.span(start, end), judged, passage.whole)


_PART = re.compile(r"\s+[A-Z]\w|['’]s\s(?!(?:\w+\s)?(?:leaders|members|heads|presidents|summit|gathering)\b)")
"""What makes the name of an organisation that of a part of it: "the United Nations Human Rights Council"."""


def named(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The organisations that a text names as the table does, each with its name there; parts of one are left out."""
    for name in organisation().finditer(text):
        if not _PART.match(text, name.end()):
            yield name, organisation_names()[name.group()]


def mark(text: str, name: re.Match[str] | None, states: Sequence[Named]) -> Marked:
    """A sentence with "<o>" for the organisation and "[0]", "[1]" for the states."""
    pieces = [(name.start(), name.end(), "<o>")] if name else []
    return marks.replaced(text, [*pieces, *((n.start, n.end, f"[{number}]") for number, n in enumerate(states))])


def _judge(form: str, organisation: str, states: Sequence[str], passage: Passage) -> Judged:
    known = members()[organisation]
    times = [t.when for t in passage.times]
    day = passage.published or dt.date.max
    window = (times[0].start, times[0].end) if times and form != "list" else (day, day)
    inside = {state: _spell(known, state, window) for state in states}
    missing = [state for state, spell in inside.items() if spell is None]
    if form == "not":
        spell = inside[states[0]]
        if spell is None:
            return supported(f"The record has no membership of {place_name(states[0])} in {organisation} then.")
        return against(f"The record has {described(spell, organisation)}.", spell.source)
    if not missing:
        spell = next(spell for spell in inside.values() if spell)
        return supported(
            f"The record has {', '.join(place_name(s) for s in states)} in {organisation} then.", spell.source
        )
    past = next((m for m in known if m.country == missing[0]), None)
    if past is not None and passage.published is None and not times:
        return unverifiable("The text gives no date.")
    if past is not None:
        return against(f"The record has {described(past, organisation)}.", past.source)
    return _stranger(organisation, missing[0])


def _spell(known: Sequence[Member], state: str, window: tuple[dt.date, dt.date]) -> Member | None:
    for member in known:
        if member.country == state:
            joined, left = member.joined or "0001", member.left or "9999"
            if joined <= window[1].isoformat()[: len(joined)] and window[0].isoformat()[: len(left)] <= left:
                return member
    return None


def described(member: Member, organisation: str) -> str:
    """A spell of membership in a few words."""
    until = f" to {member.left}" if member.left else ""
    since = f" from {member.joined}" if member.joined else ""
    return f"{place_name(member.country)} in {organisation}{since}{until}"


def changed(form: str, organisation: str, state: str, times: Sequence[When], day: dt.date | None) -> Judged:
    """Whether a state joined or left an organisation then.

    Args:
        form: "joined", "returned" or "left".
        organisation: its name in the table.
        state: ISO 3166 alpha-3 code.
        times: when, as told; any of them may be meant; none: at any time until publication.
        day: the day of publication.
    """
    known = members()[organisation]
    spells = [member for member in known if member.country == state]
    if not spells:
        return _stranger(organisation, state)
    dated = [(member, member.left if form == "left" else member.joined) for member in spells]
    dated = [(member, text) for member, text in dated if text]
    if not dated:
        if form == "left":
            return against(f"The record has {described(spells[0], organisation)}, not left.", spells[0].source)
        return unverifiable(f"The record does not tell when {place_name(state)} joined {organisation}.")
    windows = [(when.start, when.end) for when in times] or [(dt.date.min, day or dt.date.max)]
    for member, text in dated:
        if any(lo.isoformat()[: len(text)] <= text <= hi.isoformat()[: len(text)] for lo, hi in windows):
            return supported(f"The record has {described(member, organisation)}.", member.source)
    if any(_is_about(text, window) for _, text in dated for window in windows):
        return unverifiable(f"What {organisation} counts as joining may be some months apart.")
    near = windows[0][0].isoformat()
    member = min(dated, key=lambda pair: abs(int(pair[1][:4]) - int(near[:4])))[0]
    return against(f"The record has {described(member, organisation)}.", member.source)


def _is_about(told: str, window: tuple[dt.date, dt.date]) -> bool:
    """Whether a change that the record dates to the month lies near a time: admission, accession and entry differ."""
    start, end = bounds(told, told)
    off = _WEEKS if window[1] - window[0] > _MONTHS else _MONTHS
    return len(told) >= len("2000-01") and start - off <= window[1] and window[0] <= end + off


_MONTHS, _WEEKS = dt.timedelta(days=190), dt.timedelta(days=45)
"""How far off a month, and a whole year, may be."""


_USE_THE_EURO = frozenset({"XKX", "MNE", "AND", "MCO", "SMR", "VAT"})
"""States outside the European Union whose money is the euro."""


def _stranger(organisation: str, state: str) -> Judged:
    """The verdict on a state that the table does not have in an organisation at any time."""
    known = members()[organisation]
    if organisation == "Eurozone" and state in _USE_THE_EURO:
        return unverifiable(f"{place_name(state)} has the euro without being among those who decide on it.")
    if any(not member.complete for member in known):
        return unverifiable(f"The record's list of {organisation} is not complete.")
    source = min((m.source for m in known), key=lambda source: not source.strong)
    return against(f"The record does not have {place_name(state)} among the members of {organisation}.", source)
