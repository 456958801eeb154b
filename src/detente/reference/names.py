"""Whether two personal names may mean one person: accents, initials, order of family and given name."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from typing import Literal

Match = Literal["full", "surname"]

_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "das",
        "dos",
        "du",
        "le",
        "la",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "zu",
        "af",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "bint",
        "abu",
        "ul",
        "ur",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
    ]
)
_HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "dame",
        "lord",
        "lady",
        "sheikh",
        "sheik",
        "shaikh",
        "gen",
        "general",
        "col",
        "colonel",
        "marshal",
        "prof",
    ]
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SIMILAR = 0.8
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


@functools.lru_cache(maxsize=100_000)
def parts(name: str) -> tuple[str, ...]:
    """The parts of a name without accents, marks and honorifics, lower case; a hyphen joins two halves of one part."""
    plain = re.sub(r"['’`ʻʿ]|(?<=\w)-(?=\w)", "", bare(name))
    words = re.findall(r"\w+", plain)
    return tuple(word for word in words if word not in _HONORIFICS)


@functools.lru_cache(maxsize=10_000)
def bare(text: str) -> str:
    """A text in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


_TOWNS = {
    "kiev": "kyiv", "peking": "beijing", "bombay": "mumbai", "calcutta": "kolkata", "madras": "chennai",
    "rangoon": "yangon", "nur-sultan": "astana", "kishinev": "chisinau", "lvov": "lviv", "kharkov": "kharkiv",
    "odessa": "odesa", "canton": "guangzhou", "nanking": "nanjing", "macau": "macao", "dacca": "dhaka",
    "nay pyi taw": "naypyidaw", "naypyitaw": "naypyidaw", "marrakech": "marrakesh",
    "sharm el-sheikh": "sharm el sheikh",
    "alma-ata": "almaty", "tiflis": "tbilisi", "djakarta": "jakarta", "saint petersburg": "st. petersburg",
    "st petersburg": "st. petersburg", "basra": "basrah", "jeddah": "jidda", "djibouti city": "djibouti",
}  # fmt: skip
"""Towns that the press has spelt, or called, in several ways."""
_TOWN = re.compile(rf"\b(?:{'|'.join(map(re.escape, _TOWNS))})\b")


@functools.lru_cache(maxsize=10_000)
def respelt(text: str) -> str:
    """A text as `bare`, with one spelling for towns that have several."""
    return _TOWN.sub(lambda found: _TOWNS[found.group()], bare(text))


def match(one: str, other: str) -> Match | None:
    """How two names agree.

    "full": they share a family name and at least one given name or initial. "surname": one of them is a family
    name alone (or one name only) and the other one has it. None: they do not agree.
    """
    return _match(parts(one), parts(other))


@functools.lru_cache(maxsize=200_000)
def _match(one: tuple[str, ...], other: tuple[str, ...]) -> Match | None:
    if not one or not other:
        return None
    if len(one) > 1 and len(other) > 1 and _suffix(one) != _suffix(other):
        # Ferdinand Marcos is not Ferdinand Marcos Jr.
        return None
    one, other = (tuple(part for part in name if part not in _SUFFIXES) or name for name in (one, other))
    if "".join(one) == "".join(other):
        return "full" if len(one) > 1 or len(other) > 1 else "surname"
    short, long = sorted((_bare(one), _bare(other)), key=len)
    if not short:
        return None
    if len(short) == 1:
        return "surname" if short[0] in (long[0], long[-1]) or _run(one, other) or _run(other, one) else None
    if set(short) <= set(long):
        return "full"
    same_ends = short[-1] == long[-1] or (short[0] == long[0] and len(short[0]) > 1 and not _initials(short))
    rest = zip(short, long, strict=False) if short[0][0] == long[0][0] else ()
    if len(short) == len(long) > 2 and any(_differ(a, b) for a, b in zip(short[1:-1], long[1:-1], strict=True)):
        # Kim Jong Nam is not Kim Yong Nam.
        return None
    if short[-1] == long[-1] and _initials_agree(short[:-1], long[:-1]):
        return "full"
    agreeing = sum(a == b for a, b in rest)
    if len(short) > 2 and short[:2] == long[:2] and not any(_near(short[-1], part) for part in long[2:]):
        # José Antonio Ocampo is not José Antonio Meade.
        return None
    return "full" if same_ends and agreeing >= 2 else None


def _near(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one, other).ratio() >= _SIMILAR


def _differ(one: str, other: str) -> bool:
    """Whether two given names are written out and different."""
    return len(one) > 1 and len(other) > 1 and not _near(one, other)


def _suffix(name: tuple[str, ...]) -> str:
    found = [part for part in name if part in _SUFFIXES - {"sr"}]
    return found[0] if found else ""


def _bare(name: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(part for part in name if part not in _PARTICLES)
    return kept or name


def _run(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the whole of the short name stands together in the long one ("ben ali" in "zine el abidine ben ali")."""
    n = len(short)
    return n < len(long) and any(long[i : i + n] == short for i in range(len(long) - n + 1))


def _initials(name: tuple[str, ...]) -> bool:
    return any(len(part) == 1 for part in name)


def _initials_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether given names agree where at least one side has initials: "p w" and "pieter willem"."""
    if not one or not other:
        return False
    if not (_initials(one) or _initials(other)):
        return one[0] == other[0]
    return all(a[0] == b[0] for a, b in zip(one, other, strict=False))


def kindred(one: str, other: str) -> bool:
    """`similar`, but not by the first words of two whole names alone: Mike Waltz is not Mike Pompeo misspelt."""
    first, second = parts(one), parts(other)
    if len(first) < 2 or len(second) < 2 or not _near(first[0], second[0]):
        return similar(one, other)
    return similar(" ".join(first[1:]), " ".join(second[1:]))


def similar(one: str, other: str) -> bool:
    """Whether a part of one name is spelt nearly as a part of the other: then they may be one person after all."""
    return any(
        a == b or difflib.SequenceMatcher(None, a, b).ratio() >= _SIMILAR
        for a in _bare(parts(one))
        for b in _bare(parts(other))
        if len(a) > 2 and len(b) > 2
    )
