"""Numbers in running text: digits, words, scale words, fractions and ranges, each with its value.

This module reads the number alone; what it measures, and in which unit, is for `quantities`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: 10 * i
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "mln": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "m": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bln": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "trln": 1e12,
    "tln": 1e12,
    "trn": 1e12,
    "tn": 1e12,
    "quadrillion": 1e15,
    "dozen": 12.0,
}
_SMALL = {**_ONES, **_TENS}
_DENOMINATORS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "ninths": 9,
    "tenth": 10,
    "tenths": 10,
}
_RANKS = {
    w: i
    for i, w in enumerate(
        ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 2
    )
}

_LONG = "|".join(sorted((w for w in _SCALES if len(w) > 1), key=len, reverse=True))
_SCALE = rf"(?:[ -]?(?P<{{0}}>(?:(?:hundred|thousand|million)[ -])?(?:{_LONG})\b|[mkb]\b))"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?(?:[ -][1-9]/[1-9][0-9]?(?![0-9/]))?"
_WORD = "|".join(sorted((*_SMALL, "hundred", "thousand"), key=len, reverse=True))
_WORDS = rf"(?:(?:{_WORD})(?:(?: and |[ -])(?:{_WORD})){{0,7}}\b(?:(?: and a |-and-a-)half\b)?)"
_VALUE = rf"(?:{_DIGITS}(?: and a half\b)?|{_WORDS})"
_BEFORE = r"(?<![\w/:#])(?<![0-9][.,])(?<!\w-)"
_AFTER = r"(?!\w|[.,:/][0-9]|(?-i:-[A-Z0-9]))"
_NUMBER = re.compile(
    rf"(?P<sign>(?<![\w)])[-−]|\bminus )?(?P<value>{_BEFORE}{_VALUE}){_SCALE.format('scale')}?{_AFTER}",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    rf"{_BEFORE}(?P<lead>half an? |an? )(?P<scale>(?:hundred thousand|{_LONG}))\b", re.IGNORECASE
)
_RANGE = re.compile(
    rf"{_BEFORE}(?P<low>{_VALUE}){_SCALE.format('s1')}?(?P<u1>(?:%| percent| per cent| pct)?)"
    rf"(?P<link> ?- ?| to | and | or )(?P<sym>(?:US|[A-Z]{{0,3}})[$€£¥])?(?P<high>{_VALUE}){_SCALE.format('s2')}?{_AFTER}",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"(?<![\w-])(?:(?P<n>an?|one|two|three|four|five|six|seven|eight|nine)[ -])?"
    rf"(?P<d>{'|'.join(sorted(_DENOMINATORS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    rf"(?<![\w.,-])(?P<n>[0-9]{{1,2}}|{'|'.join(_ONES)}) (?:in|out of)(?: every)? "
    rf"(?P<d>[0-9]{{1,3}}|{'|'.join((*_ONES, 'twenty', 'hundred'))})\b(?! (?:years?|months?|weeks?|days?|terms?))",
    re.IGNORECASE,
)
_RANK = re.compile(
    rf"(?<![\w-])(?P<r>{'|'.join(_RANKS)}|[0-9]{{1,3}}(?:nd|rd|th))[ -]"
    r"(?:largest|biggest|highest|lowest|smallest|most|least|greatest|longest|richest|poorest|fastest|busiest)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: half-open offsets, value and, for a range, its upper end.

    `kind` is "count" for plain numbers, "fraction" (value in per cent), or "rank". `scaled` says that a
    scale word or a thousands comma stands in it, which no year or address has.
    """

    start: int
    end: int
    value: float
    high: float | None = None
    kind: str = "count"
    scaled: bool = False
    words: bool = False


def find(text: str) -> list[Number]:
    """The numbers of a text in order, never overlapping: ranges before single numbers."""
    found: list[Number] = []
    for number in (*_shares(text), *_ranks(text), *_ranges(text), *_loose(text), *_singles(text)):
        if not any(number.start < other.end and other.start < number.end for other in found):
            found.append(number)
    return sorted(found, key=lambda number: number.start)


def _read(value: str) -> float:
    """The value of digits or number words."""
    value = value.lower().strip()
    if value[:1].isdigit():
        return _digits(value)
    half = 0.5 if value.endswith("half") else 0.0
    total = current = 0.0
    for word in re.split(r"[ -]+", value):
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current = max(current, 1.0) * 100
        elif word == "thousand":
            total += max(current, 1.0) * 1000
            current = 0.0
    return total + current + half


def _digits(value: str) -> float:
    half = 0.5 if value.endswith("half") else 0.0
    value = value.removesuffix(" and a half")
    parts = re.split(r"[ -]", value, maxsplit=1)
    whole = float(parts[0].replace(",", ""))
    if len(parts) == 2:
        top, bottom = parts[1].split("/")
        whole += int(top) / int(bottom)
    return whole + half


def _scale(word: str | None) -> float:
    if not word:
        return 1.0
    out = 1.0
    for part in re.split(r"[ -]", word.lower()):
        out *= _SCALES[part]
    return out


def _times(value: float, scale: str | None) -> float:
    """The product, without the dust that binary fractions leave ("14.95 billion")."""
    return float(f"{value * _scale(scale):.12g}")


def _singles(text: str) -> list[Number]:
    out = []
    for match in _NUMBER.finditer(text):
        value = _times(_read(match["value"]), match["scale"])
        is_word = not match["value"][0].isdigit()
        sign = -1.0 if match["sign"] and not _is_range_mark(text, match.start()) else 1.0
        start = match.start() if sign < 0 else match.start("value")
        scaled = bool(match["scale"]) or "," in match["value"]
        out.append(Number(start, match.end(), sign * value, scaled=scaled, words=is_word))
    return out


def _is_range_mark(text: str, start: int) -> bool:
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] in "%)")


def _loose(text: str) -> list[Number]:
    """ "half a million", "a dozen", "a hundred"."""
    out = []
    for match in _LOOSE.finditer(text):
        part = 0.5 if match["lead"].lower().startswith("half") else 1.0
        out.append(Number(match.start(), match.end(), _times(part, match["scale"]), scaled=True, words=True))
    return out


def _ranges(text: str) -> list[Number]:
    out = []
    for match in _RANGE.finditer(text):
        low_scale, high_scale = match["s1"], match["s2"]
        if not _is_range(text, match):
            continue
        low, high = _read(match["low"]), _times(_read(match["high"]), high_scale)
        low = _times(low, low_scale or high_scale)
        if low < high:
            scaled = bool(high_scale) or "," in match["high"]
            words = not match["high"][0].isdigit()
            out.append(Number(match.start(), match.end(), low, high, scaled=scaled, words=words))
    return out


_MOVED = re.compile(
    r"\b(?:rose|risen|fell|fallen|up|down|gained|lost|dropped|jumped|climbed|slipped|increased|declined"
    r"|added|shed|by)$"
)


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Whether the link makes a range: "from 5 to 6" is a change unless something ranges, "5 and 6" needs between."""
    before = text[max(0, match.start() - 40) : match.start()].lower()
    before = re.sub(r"(?:[a-z]{0,3}[$€£¥]|about|some|around)\s*$", "", before).rstrip()
    link = match["link"].strip()
    if match["u1"] and not re.match(r"\s?(?:%|per ?cent|pct)", text[match.end() :]):
        return False
    if link == "to" and _MOVED.search(before):
        return False
    if link == "and":
        return before.endswith("between")
    if before.endswith("from") or before.endswith("between"):
        return bool(re.search(r"\b(?:rang\w+|var\w+|anywhere|anything|estimates)\b[\w ]*from$", before)) or (
            before.endswith("between") and link != "to"
        )
    if link == "or":
        return not match["s1"] and bool(re.match(r"[a-z]", match["high"], re.IGNORECASE) or match["s2"])
    return True


def _shares(text: str) -> list[Number]:
    out = []
    for match in _OUT_OF.finditer(text):
        top, bottom = _read(match["n"]), (100.0 if match["d"].lower() == "hundred" else _read(match["d"]))
        if 0 < top < bottom:
            out.append(Number(match.start(), match.end(), round(100 * top / bottom, 2), kind="fraction"))
    for match in _FRACTION.finditer(text):
        if _is_share(text, match):
            top = _ONES.get((match["n"] or "one").lower(), 1)
            value = round(100 * top / _DENOMINATORS[match["d"].lower()], 2)
            out.append(Number(match.start(), match.end(), value, kind="fraction"))
    return out


_SHARE_AFTER = re.compile(
    r"\s+(?:of\b|the\b|its\b|their\b|his\b|her\b|our\b|all\b|that\b)|[,.]?\s*$", re.IGNORECASE
)
_NOT_SHARED = re.compile(
    r"\s+of\s+(?:an?\s+(?:century|year|decade|day|hour|mile|million|billion|dozen)|(?:19|20)\d\d|the\s+"
    r"(?:year|month|century|decade|season|game|match|financial|fiscal|\d{4}))",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:about|around|nearly|almost|over|than|roughly|some|approximately|least|most|up to|by|only|just"
    r"|fully|another)\s+$",
    re.IGNORECASE,
)


def _is_share(text: str, match: re.Match[str]) -> bool:
    """Whether a fraction word is one: not "the second half of 1987", "a third country", "a quarter of a century"."""
    after, before = text[match.end() :], text[: match.start()]
    if _NOT_SHARED.match(after):
        return False
    word, top = match["d"].lower(), match["n"]
    if re.search(
        r"\b(?:first|second|third|fourth|last|this|next|latter|the|each|every|per)\s+$", before, re.IGNORECASE
    ):
        return False
    if word == "half" and not top:
        return bool((_SHARE_AFTER.match(after) and after.strip(" .,")) or _COMPARED.search(before))
    if not top:
        return False
    if top.lower() in {"a", "an"}:
        return bool(re.match(r"\s+of\b", after, re.IGNORECASE) or _COMPARED.search(before))
    return word not in {"half", "second"}


def _ranks(text: str) -> list[Number]:
    out = []
    for match in _RANK.finditer(text):
        word = match["r"].lower()
        value = _RANKS.get(word) or int(re.sub(r"\D", "", word))
        out.append(Number(match.start(), match.end(), float(value), kind="rank"))
    return out
