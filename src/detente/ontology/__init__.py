"""The codebook as data: roots, modes, quads, scores, sectors, issues, countries, organisations, bodies.

The tables are the CSV files beside this module; here they become small frozen records, read once.
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

__all__ = [
    "Country",
    "Root",
    "cameo_roots",
    "countries",
    "country_name",
    "issues",
    "levels",
    "office_of",
    "offices_of",
    "roots",
    "rows",
    "split",
]

QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


@dataclass(frozen=True, slots=True)
class Root:
    """A PLOVER root: its quad class, its score (Goldstein scale, -10 to 10) and what it means.

    `alone` tells whether the act is one without a named recipient too (a drill, a strike).
    """

    name: str
    quad: str
    score: float
    meaning: str
    example: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Country:
    """A state: ISO 3166 alpha-3 code, neutral short name and the words that name it in the press."""

    iso3: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    metonyms: tuple[str, ...]
    ambiguous: bool


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the codebook, named without its ending."""
    yield from read_csv(resources.files(__name__).joinpath(f"{table}.csv"))


def read_csv(file: Traversable) -> Iterator[dict[str, str]]:
    """The rows of a shipped table."""
    yield from csv.DictReader(io.StringIO(file.read_text("utf-8"), newline=""))


def split(field: str | None) -> tuple[str, ...]:
    """The parts of a `|`-separated field."""
    return tuple(part.strip() for part in (field or "").split("|") if part.strip())


@functools.cache
def roots() -> Mapping[str, Root]:
    """The sixteen PLOVER roots by name, in the codebook's order."""
    return MappingProxyType(
        {
            row["root"]: Root(
                row["root"],
                row["quad"],
                float(row["score"]),
                row["meaning"],
                row["example"],
                row["alone"] == "yes",
            )
            for row in rows("roots")
        }
    )


@functools.cache
def issues() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """The issues by key: label, and the words (lower case) that name the issue."""
    return MappingProxyType({row["issue"]: (row["label"], split(row["words"])) for row in rows("issues")})


@functools.cache
def countries() -> Mapping[str, Country]:
    """The states by ISO 3166 alpha-3 code."""
    return MappingProxyType(
        {
            row["iso3"]: Country(
                row["iso3"],
                row["name"],
                split(row["aliases"]),
                split(row["demonyms"]),
                row["capital"],
                split(row["metonyms"]),
                row["ambiguous"] == "yes",
            )
            for row in rows("countries")
        }
    )


def country_name(code: str) -> str:
    """The neutral short name of a state or organisation, or the code itself where it has none."""
    if code in countries():
        return countries()[code].name
    return next((row["name"] for row in rows("organisations") if row["code"] == code), code)


@functools.cache
def levels() -> Mapping[str, frozenset[str]]:
    """The levels at which an act can be, by name: the offices of those who take part."""
    return MappingProxyType({row["level"]: frozenset(split(row["offices"])) for row in rows("levels")})


def offices_of(level: str) -> frozenset[str]:
    """The offices of a level that there is."""
    return levels()[level]


@functools.cache
def office_of(words: str) -> str | None:
    """The office that words name ("Prime Minister", "General Secretary of the Communist Party"), if it is known."""
    held = words.lower()
    return next((o for title, o in _titles().items() if held == title or held.startswith(f"{title} of ")), None)


@functools.cache
def _titles() -> Mapping[str, str]:
    return MappingProxyType({row["title"]: row["office"] for row in rows("titles")})


@functools.cache
def cameo_roots() -> Mapping[str, str | None]:
    """The root of each CAMEO code and of each CAMEO name (as `cameo_name` has it); None where it has none."""
    found: dict[str, str | None] = {}
    for row in rows("cameo"):
        found[row["code"]] = found[cameo_name(row["name"])] = row["root"] or None
    return MappingProxyType(found)


def cameo_name(name: str) -> str:
    """A CAMEO name without what tells one spelling of it from another: letters alone, in lower case."""
    return "".join(letter for letter in name.lower() if letter.isalpha())
