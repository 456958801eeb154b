"""The cities and states that the tables know, as a text spells them."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from detente.ontology import countries
from detente.reference.names import respelt
from detente.reference.tables import provinces, rows, towns
from detente.verify.bodies import editions

_TOWN = re.compile(r"\b(?:in|at)\s(?P<p>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?)")
_SPELT, _ALIKE = 8, 0.85
"""Letters from which on two spellings may differ, and how far."""


@functools.lru_cache(maxsize=512)
def folded(text: str) -> str:
    """A text of the same length without the marks of its letters, as the tables spell cities: "Sao Paulo"."""
    return "".join(unicodedata.normalize("NFD", letter)[0] if letter > "\x7f" else letter for letter in text)


@functools.cache
def cities() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every city that the tables know, longest first, as a pattern with the name."""
    cities = {e.place for group in editions.known().values() for e in group if e.place}
    cities |= {part.strip() for place in cities for part in re.split(r",| and ", place)}
    cities |= {row["name"] for row in rows("cities")} | {c.capital for c in countries().values() if c.capital}
    return tuple((re.compile(rf"\b{re.escape(c)}\b"), c) for c in sorted(cities, key=len, reverse=True) if len(c) > 2)


@functools.cache
def any_city() -> re.Pattern[str]:
    """Every city that the tables know, the longest first, as one pattern."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(name) for _, name in cities())})(?![\w-])")


def in_towns(text: str) -> Iterator[re.Match[str]]:
    """The towns of the table, group `p`, that a text names after "in" or "at"."""
    known = (match for match in _TOWN.finditer(folded(text)) if match["p"].casefold() in towns())
    # "In Quebec" may be in the province, wherever that is.
    return (match for match in known if match["p"].casefold() not in provinces())


def named(text: str) -> list[tuple[int, int]]:
    """Where a text names a city, or a lesser town after "in" or "at"."""
    known = [m.span() for m in any_city().finditer(folded(text))]
    lesser = [m.span("p") for m in in_towns(text)]
    return sorted([*known, *(t for t in lesser if all(t[1] <= k[0] or k[1] <= t[0] for k in known))])


def is_place(name: str) -> bool:
    """Whether the tables know a city or a state of that name."""
    known = {city for _, city in cities()} | {c.name for c in countries().values()}
    return name in known or name.casefold() in towns()


def is_in(name: str, place: str) -> bool:
    """Whether a place's name has another one in it, however the two are spelt: Nay Pyi Taw is Naypyidaw."""
    short, long = (re.sub(r"[^a-z]", "", respelt(words)) for words in (name, place))
    alike = difflib.SequenceMatcher(None, short, long).ratio() if min(len(short), len(long)) >= _SPELT else 0.0
    return bool(short) and (short in long or alike >= _ALIKE)


@dataclass(frozen=True, slots=True)
class Where:
    """A place that a sentence names, at its offsets, and the state where it is one."""

    start: int
    end: int
    name: str
    country: str | None


def agrees(edition: editions.Edition, where: Where) -> bool:
    """Whether a meeting was at a place that is named."""
    if where.country is not None:
        return edition.host == where.country or where.name in edition.place
    capital = countries()[edition.host].capital if edition.host in countries() else ""
    place = edition.place
    return is_in(where.name, place) or bool(place and is_in(place, where.name)) or (not place and where.name == capital)
