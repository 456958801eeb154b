"""Units and currencies around a number, from the tables `units`, `currencies` and CLDR's names through babel.

A bare "pesos" is whose? The country named beside the word says it, else one named in the sentence, else the
table's default; without any of these the currency stays unknown.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from babel.numbers import get_currency_name, list_currencies

from detente.ontology import countries, rows, split


@dataclass(frozen=True, slots=True)
class Unit:
    """What follows a number: its end in the text, the unit's key and kind, or the currency's ISO 4217 code."""

    end: int
    unit: str | None
    kind: str
    currency: str | None = None


Near = tuple[tuple[str, ...], tuple[str, ...]]
"""The countries (ISO3) that a sentence names, in order, and those named before it in the document."""


@functools.cache
def _forms() -> Mapping[str, tuple[str, str]]:
    """Every written form of a unit (lower case) with its key and its kind."""
    found = {form.lower(): (row["unit"], row["kind"]) for row in rows("units") for form in split(row["forms"])}
    return MappingProxyType(found)


def kind_of(noun: str) -> tuple[str, str] | None:
    """The unit and kind of a counted noun that the table knows: people, a span of time, a set, a measure."""
    return _forms().get(noun.lower())


@functools.cache
def _measure() -> re.Pattern[str]:
    forms = sorted((f for f, (_, kind) in _forms().items() if kind in {"measure", "time"}), key=len, reverse=True)
    words = "|".join(_escape(form) for form in forms)
    return re.compile(rf"[ -]?(?P<unit>{words})(?![\w/])", re.IGNORECASE)


def _escape(form: str) -> str:
    return re.escape(form).replace(r"\ ", r"[ -]")


def measure_after(text: str, end: int) -> Unit | None:
    """The measure or span of time written right after a number."""
    match = _measure().match(text, end)
    if match is None:
        return None
    unit, kind = (
        _forms()[re.sub(r"(?<=\w)-(?=\w)", " ", match["unit"].lower())]
        if (match["unit"].lower() not in _forms())
        else _forms()[match["unit"].lower()]
    )
    return Unit(match.end(), unit, kind)


@functools.cache
def _words() -> Mapping[str, tuple[tuple[str, ...], str | None]]:
    """Every written form of a currency's noun: the nouns by which CLDR calls it, and the default code."""
    return MappingProxyType(
        {
            form.lower(): (split(row["nouns"]), row["default"] or None)
            for row in rows("currencies")
            if row["kind"] == "word"
            for form in split(row["forms"])
        }
    )


@functools.cache
def money_words() -> Mapping[str, str]:
    """Every written form of a currency's noun (lower case) with the one noun for it, whosever it is: "pesos", Peso."""
    return MappingProxyType({form: nouns[0] for form, (nouns, _) in _words().items() if nouns})


@functools.cache
def _symbols() -> Mapping[str, str]:
    return MappingProxyType(
        {form: row["default"] for row in rows("currencies") if row["kind"] == "symbol" for form in split(row["forms"])}
    )


@functools.cache
def codes() -> frozenset[str]:
    """The ISO 4217 codes that CLDR knows."""
    return frozenset(list_currencies("en"))


@functools.cache
def _by_country() -> Mapping[tuple[str, str], str]:
    """(CLDR noun, ISO3) -> code, through the adjective in CLDR's name: "Philippine Peso" is PHL's peso."""
    adjectives = {word: c.iso3 for c in countries().values() for word in (*c.demonyms, *c.aliases, c.name)}
    found: dict[tuple[str, str], str] = {}
    for code in sorted(codes()):
        name = str(get_currency_name(code, locale="en"))
        if "(" in name or " " not in name:
            continue
        lead, noun = name.rsplit(" ", 1)
        for adjective in (lead, lead.removesuffix(" New"), lead.removeprefix("New ")):
            iso3 = adjectives.get(adjective)
            if iso3:
                found.setdefault((noun, iso3), code)
                break
    return MappingProxyType(found | {("Dollar", "USA"): "USD", ("Shekel", "ISR"): "ILS", ("Mark", "DEU"): "DEM"})


@functools.cache
def _country_words() -> Mapping[str, str]:
    found = {word: c.iso3 for c in countries().values() for word in (*c.demonyms, *c.aliases, c.name)}
    return MappingProxyType(found)


@functools.cache
def _noun() -> re.Pattern[str]:
    words = "|".join(_escape(form) for form in sorted(_words(), key=len, reverse=True))
    return re.compile(rf"[ -]?(?P<adjective>(?:[A-Z][\w.&']*[ -]){{0,3}})(?P<noun>(?i:{words}))(?!\w)")


@functools.cache
def _code() -> re.Pattern[str]:
    return re.compile(rf" ?(?P<code>{'|'.join(sorted(codes() - {'XXX', 'XTS'}))}|RMB)(?!\w)")


@functools.cache
def _prefix() -> re.Pattern[str]:
    symbols = "|".join(re.escape(s) for s in sorted(_symbols(), key=len, reverse=True))
    return re.compile(rf"(?<![\w$€£¥])(?P<symbol>{symbols}|{'|'.join(sorted(codes()))}) ?$")


def currency_before(text: str, start: int) -> tuple[int, str] | None:
    """The symbol or code right before a number: where it starts, and the code."""
    lead = max(0, start - 6)
    match = _prefix().search(text[lead:start])
    if match is None:
        return None
    symbol = match["symbol"]
    return lead + match.start(), _symbols().get(symbol, symbol)


_OF_AMERICA = re.compile(r" (?:U\.S\.|US)(?=\))")
""" "400 mln Canadian dlrs (336 mln U.S.)": the noun is that of the amount before."""


def currency_after(text: str, end: int, near: Near) -> Unit | None:
    """The currency word or code after a number; `near` are the countries named."""
    code = _code().match(text, end)
    if code is not None:
        return Unit(code.end(), None, "money", "CNY" if code["code"] == "RMB" else code["code"])
    dollars = _OF_AMERICA.match(text, end)
    if dollars is not None:
        return Unit(dollars.end(), None, "money", "USD")
    match = _noun().match(text, end)
    if match is None:
        return None
    nouns, default = _words()[
        re.sub(r"(?<=\w)-(?=\w)", " ", match["noun"].lower())
        if (match["noun"].lower() not in _words())
        else match["noun"].lower()
    ]
    if match["adjective"].strip() == "CFA":
        here, before = near
        central = any(state in _CENTRAL_AFRICA for state in (here or before))
        return Unit(match.end(), None, "money", "XAF" if central else "XOF")
    owner = _owner(match["adjective"])
    if match["adjective"].strip() and owner is None:
        return None
    return Unit(match.end(), None, "money", resolve(nouns, default, owner, near))


def named_before(text: str, word: str, near: Near) -> str | None:
    """The currency that a bare word goes on with: "17,500 francs" after "26,000 CFA francs"; None where none is."""
    nouns = _words()[word.lower()][0]
    if nouns in _OF_THE_WORLD:
        return None
    for match in reversed(list(_noun().finditer(text))):
        if match["adjective"].strip() and _words().get(match["noun"].lower(), ((), None))[0] == nouns:
            unit = currency_after(text, match.start(), near)
            return unit.currency if unit is not None else None
    return None


_CENTRAL_AFRICA = frozenset({"CMR", "CAF", "TCD", "COG", "GNQ", "GAB"})
"""The states whose CFA franc is that of the Bank of Central African States."""


def _owner(adjective: str) -> str | None:
    words = adjective.strip(" -")
    for form in (words, words.removeprefix("New "), words.removeprefix("new "), words.replace(".", "")):
        if form in _country_words():
            return _country_words()[form]
    return None


_OF_THE_WORLD = frozenset({("Dollar",), ("Yen",), ("Euro",)})


def resolve(nouns: tuple[str, ...], default: str | None, owner: str | None, near: Near) -> str | None:
    """The code of a currency's noun: the owner's, else the default for world currencies, else the nearest country's."""
    table = _by_country()
    if owner is not None:
        return next((table[noun, owner] for noun in nouns if (noun, owner) in table), default)
    if nouns in _OF_THE_WORLD:
        return default
    here, before = ([table[noun, iso3] for iso3 in named for noun in nouns if (noun, iso3) in table] for named in near)
    if here:
        return default if default in here else here[0]
    if len(set(before)) == 1:
        # "2 bln rials", in a text that tells of Oman alone.
        return before[0]
    return default


def currency_noun(word: str, near: Near) -> str | None:
    """The code that a single currency word stands for ("won", "dollar"), None for any other word."""
    known = _words().get(word.lower())
    return resolve(known[0], known[1], None, near) if known else None


_PER = re.compile(
    r"(?:,? ?(?:a|an|per|each|every|/) ?(?P<what>year|annum|month|week|day|hour|minute|second|quarter|head|capita"
    r"|person|barrel|tonne|ton|hectare|acre|"
    r"bag|kilogram|kilo|kg|litre|liter|gallon|bushel|ounce|share|unit|household|pound|capita)\b|"
    r",? ?(?P<adverb>annually|yearly|monthly|weekly|daily|hourly|quarterly)\b|,? ?(?P<poss>p\.a\.|pa\b))",
    re.IGNORECASE,
)
_PERIODS = {
    "annum": "year",
    "annually": "year",
    "yearly": "year",
    "p.a.": "year",
    "pa": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
    "quarterly": "quarter",
    "annual": "year",
    "head": "person",
    "capita": "person",
    "kilo": "kg",
    "kilogram": "kg",
    "liter": "litre",
}


def per_after(text: str, end: int) -> tuple[int, str] | None:
    """ "a year", "per barrel", "annually" right after an amount: its end and the unit it is for."""
    match = _PER.match(text, end)
    if match is None or re.match(r" (?:ago|earlier|before|later|previously)\b", text[match.end() :]):
        return None
    word = (match["what"] or match["adverb"] or match["poss"]).lower()
    return match.end(), _PERIODS.get(word, word)


def rhythm(adjective: str) -> str | None:
    """ "annual", "monthly", "daily" as the unit of time they stand for."""
    found = _PERIODS.get(adjective.lower())
    return found if found in {"year", "month", "week", "day", "quarter"} else None
