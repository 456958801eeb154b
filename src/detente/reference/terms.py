"""Terms of office from several tables side by side: the shipped ones and those that a user adds.

A term keeps what its table can tell: how exactly its ends are known, whether the row merely says "leader"
(as Archigos and REIGN do), and how far the table reaches. After that day nothing is known.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.ontology import countries, split
from detente.records import SourceRow
from detente.reference.names import parts
from detente.reference.offices import Office, offices
from detente.reference.posts import AMBASSADOR, SINGLE, at_post
from detente.reference.tables import rows

LEADER = "leader"
"""The office of a table that knows only who in effect led the state."""
HEADS = frozenset({LEADER, "head_of_state", "head_of_government"})
"""The offices of those who lead a state."""
LEADING = HEADS | {"party_leader"}
"""The same with those who lead it from the head of its party."""


@dataclass(frozen=True, slots=True)
class Term:
    """One spell in one office.

    `slack` is how many days its start and its end may be off by the table's own precision.
    """

    country: str
    office: str
    title: str
    person: str
    names: tuple[str, ...]
    start: dt.date
    end: dt.date | None
    known_through: dt.date
    slack: tuple[int, int]
    row: SourceRow
    basis: str
    note: str = ""

    @property
    def last(self) -> dt.date:
        """The last day on which the person is known to have been in office."""
        return self.end or self.known_through

    @property
    def strong(self) -> bool:
        """Whether the row can contradict: it is not merely recalled."""
        return self.basis != "recalled"

    def described(self) -> str:
        """Person, title and dates in a few words, for the sentence that says why."""
        until = f"to {self.end.isoformat()}" if self.end else f"(known through {self.known_through.isoformat()})"
        title = self.title if self.office != LEADER else "leader"
        # The title of who heads an organisation without a code of its own names it.
        where = f" of {place_name(self.country)}" if self.country != "IGO" else ""
        return f"{self.person}, {title}{where} from {self.start.isoformat()} {until}"


def place_name(code: str) -> str:
    """The name of a state or organisation, as a phrase in a sentence."""
    return _NAMES.get(code) or (countries()[code].name if code in countries() else code)


_NAMES = {
    "UNO": "the United Nations", "EUR": "the European Union", "NAT": "NATO", "ASN": "ASEAN", "IMF": "the IMF",
    "WTO": "the WTO", "IAE": "the IAEA", "USA": "the United States", "GBR": "the United Kingdom",
    "NLD": "the Netherlands", "PHL": "the Philippines", "ARE": "the United Arab Emirates", "IGO": "its organisation",
}  # fmt: skip


def shipped() -> Iterator[Term]:
    """The terms of the tables that come with detente."""
    for spell in offices():
        yield of_office(spell)
    for row in rows("leaders"):
        yield _leader(row)


@functools.cache
def _press_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """How the press spells the leaders whom their table calls otherwise, by state and the table's name."""
    return {(row["country"], row["person"]): split(row["aliases"]) for row in rows("leader-names")}


@functools.cache
def _spellings() -> dict[tuple[str, str], tuple[str, ...]]:
    """All the names of one person in the tables, by state and each whole name: one table may know more of them."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for (country, person), aliases in _press_names().items():
        whole = dict.fromkeys(name for name in (person, *aliases) if " " in name)
        for name in whole:
            found.setdefault((country, name), {}).update(whole)
    for spell in offices():
        key = spell.country, spell.person
        found.setdefault(key, {}).update(dict.fromkeys(spell.aliases))
    return {key: tuple(names) for key, names in found.items()}


def _leader(row: dict[str, str]) -> Term:
    """A row of the leaders of all states since 1945: who in effect led, with the end known to the month."""
    start = dt.date.fromisoformat(row["start"])
    end = None
    if row["end"]:
        year, month = map(int, row["end"].split("-"))
        end = dt.date(year, month, calendar.monthrange(year, month)[1])
    known = end or dt.date.fromisoformat(row["known_through"])
    source = SourceRow(row["source"], f"{row['key']} {row['country']}", "leaders.csv")
    person = row["person"]
    return Term(
        row["country"],
        LEADER,
        "leader",
        person,
        (person, *_press_names().get((row["country"], person), ())),
        start,
        end,
        max(known, start),
        (0, 31),
        source,
        row["basis"],
    )


_FROM_MEMORY = 31
"""Days by which a start or an end may be out that is from memory though a page has the person in the office.

Of 61 that a dataset of ministers has too, 55 are no further off.
"""


def _slack_of(spell: Office) -> tuple[int, int]:
    """How many days the start and the end of a row may be off, as its note says.

    Those of the great offices that are from memory are well remembered.
    """
    note = spell.note
    if "month only" in note or "year only" in note:
        off = 31 if "month only" in note else 366
        return off, off
    if spell.office in SINGLE or spell.office == "president_of_organisation":
        return 0, 0
    both = "start and end recalled" in note or note == "recalled"
    start = both or "start recalled" in note
    end = both or "end recalled" in note
    return _FROM_MEMORY * start, _FROM_MEMORY * end


def of_office(spell: Office, dataset: str = "detente offices", file: str | None = None) -> Term:
    """A row of the offices tables as a term."""
    key = f"{spell.country} {spell.office} {spell.person} {spell.start.isoformat()}"
    url = spell.source if spell.source.startswith("http") else None
    named = spell.source if spell.basis == "dataset" else dataset
    title = re.split(r"[,;]", f"{spell.title} {spell.note}")[0] if spell.office == AMBASSADOR else spell.title
    off = _slack_of(spell)
    alike = _spellings().get((spell.country, spell.person), ())
    called = tuple(dict.fromkeys((spell.person, *spell.aliases, *alike)))
    return Term(
        spell.country, at_post(spell.office, spell.note), title, spell.person, called,
        spell.start, spell.end, spell.known_through, off, SourceRow(named, key, file, url), spell.basis,
        spell.note,
    )  # fmt: skip


@functools.cache
def shipped_terms() -> Terms:
    """The shipped terms as an index."""
    return Terms(shipped())


class Terms:
    """Terms in the order given, found by state and by any part of a name."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.all = tuple(terms)
        self._by_country: dict[str, list[Term]] = {}
        self._by_part: dict[str, list[Term]] = {}
        for term in self.all:
            self._by_country.setdefault(term.country, []).append(term)
            for part in {part for name in term.names for part in (*parts(name), "".join(parts(name)))}:
                self._by_part.setdefault(part, []).append(term)

    def in_country(self, country: str) -> tuple[Term, ...]:
        """The terms of a state or organisation."""
        return tuple(self._by_country.get(country, ()))

    def like(self, name: str) -> tuple[Term, ...]:
        """The terms under names that share a part with a name; whether they agree is for the caller to tell."""
        keys = {*parts(name), "".join(parts(name))}
        return tuple(dict.fromkeys(term for key in keys for term in self._by_part.get(key, ())))
