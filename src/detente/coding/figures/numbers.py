"""Numbers in running text: digits, words, scale words, fractions and ranges, each with its value.

This module reads the number alone; what it measures, and in which unit, is for `quantities`.
"""

from __future__ import annotations

import re

from detente.coding.figures.numerals import SCALES, SMALL, Number, read, times
from detente.coding.figures.shares import ranks, shares

_LONG = "|".join(sorted((w for w in SCALES if len(w) > 1), key=len, reverse=True))

_SCALE = rf"(?:[ -]?(?P<{{0}}>(?:(?:hundred|thousand|million)[ -])?(?:{_LONG})\b|[mkb]\b))"

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?(?:[ -][1-9]/[1-9][0-9]?(?![0-9/]))?"

_WORD = "|".join(sorted((*SMALL, "hundred", "thousand"), key=len, reverse=True))

_WORDS = rf"(?:(?:{_WORD})(?:(?: and |[ -])(?:{_WORD})){{0,7}}\b(?:(?: and a |-and-a-)half\b)?)"

_VALUE = rf"(?:{_DIGITS}(?: and a half\b)?|{_WORDS})"

_LETTERS = ("RM", "Rp", "Rs", "DM", "SFr", "Sfr", "Skr", "SKr", "Nkr", "NKr", "Dkr", "DKr", "FFr", "Ffr", "Tk", "Y")
"""Signs of currencies that end with a letter, right behind which an amount may stand: "RM50.27 billion"."""

_SIGNED = "|".join(rf"(?<=(?-i:\b{sign}))" for sign in _LETTERS)

_BEFORE = rf"(?:(?<![\w/:#])(?<![0-9][.,])(?<!\w-)|{_SIGNED})"

_AFTER = r"(?!\w|[.,:/][0-9]|(?-i:-[A-Z0-9]))"

_NUMBER = re.compile(
    rf"(?P<sign>(?<![\w)])[-−]|(?<!plus or )\bminus )?(?P<value>{_BEFORE}{_VALUE}){_SCALE.format('scale')}?{_AFTER}",
    re.IGNORECASE,
)

_LOOSE = re.compile(rf"{_BEFORE}(?P<lead>half an? |an? )(?P<scale>(?:hundred thousand|{_LONG}))\b", re.IGNORECASE)

_RANGE = re.compile(
    rf"{_BEFORE}(?P<low>{_VALUE}){_SCALE.format('s1')}?(?P<u1>(?:%| percent| per cent| pct)?)"
    rf"(?P<link> ?- ?| to | and | or )(?P<sym>(?:US|[A-Z]{{0,3}})[$€£¥])?(?P<high>{_VALUE}){_SCALE.format('s2')}?"
    rf"{_AFTER}",
    re.IGNORECASE,
)


def find(text: str) -> list[Number]:
    """The numbers of a text in order, never overlapping: ranges before single numbers."""
    found: list[Number] = []
    for number in (*shares(text), *ranks(text), *_ranges(text), *_loose(text), *_singles(text)):
        if not any(number.start < other.end and other.start < number.end for other in found):
            found.append(number)
    return sorted(found, key=lambda number: number.start)


def _singles(text: str) -> list[Number]:
    out = []
    for match in _NUMBER.finditer(text):
        value = times(read(match["value"]), match["scale"])
        is_word = not match["value"][0].isdigit()
        sign = -1.0 if match["sign"] and not _is_range_mark(text, match.start()) else 1.0
        start = match.start() if sign < 0 else match.start("value")
        scaled = bool(match["scale"]) or "," in match["value"]
        out.append(Number(start, match.end(), sign * value, scaled=scaled, words=is_word))
    return out


def _is_range_mark(text: str, start: int) -> bool:
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] in "%)")


_HALF = re.compile(r"\bhalf an? (?=(?:percentage|percent|per cent|pct) point\b)", re.IGNORECASE)


def _loose(text: str) -> list[Number]:
    """ "half a million", "a dozen", "a hundred", "half a percentage point"."""
    out = [Number(match.start(), match.end() - 1, 0.5, words=True) for match in _HALF.finditer(text)]
    for match in _LOOSE.finditer(text):
        part = 0.5 if match["lead"].lower().startswith("half") else 1.0
        out.append(Number(match.start(), match.end(), times(part, match["scale"]), scaled=True, words=True))
    return out


def _ranges(text: str) -> list[Number]:
    out = []
    for match in _RANGE.finditer(text):
        low_scale, high_scale = match["s1"], match["s2"]
        if not _is_range(text, match):
            continue
        low, high = read(match["low"]), times(read(match["high"]), high_scale)
        low = times(low, low_scale or high_scale)
        if low < high:
            scaled = bool(high_scale) or "," in match["high"]
            words = not match["high"][0].isdigit()
            out.append(Number(match.start(), match.end(), low, high, scaled=scaled, words=words))
    return out


_MOVED = re.compile(
    r"\b(?:rose|risen|fell|fallen|up|down|gained|lost|dropped|jumped|climbed|slipped|increased|declined"
    r"|added|shed|by)$"
)


_NEAR = 3.0


def _are_near(match: re.Match[str]) -> bool:
    """Whether two values may be the ends of one range: "by 30 to 40 percent", not "by 5 to 400 tonnes"."""
    high = times(read(match["high"]), match["s2"])
    low = times(read(match["low"]), match["s1"] or match["s2"])
    return 0 < low < high <= _NEAR * low


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Whether the link makes a range: "from 5 to 6" is a change unless something ranges, "5 and 6" needs between."""
    before = text[max(0, match.start() - 40) : match.start()].lower()
    before = re.sub(r"(?:(?:[a-z]{0,3}[$€£¥]|\b(?:about|some|around))\s*)+$", "", before).rstrip()
    link = match["link"].strip()
    if match["u1"] and not re.match(r"\s?(?:%|per ?cent|pct)", text[match.end() :]):
        return False
    if link == "to" and _MOVED.search(before):
        return before.endswith("by") and not match["u1"] and _are_near(match)
    if link == "and":
        return before.endswith("between")
    if before.endswith(("from", "between")):
        return bool(re.search(r"\b(?:rang\w+|var\w+|anywhere|anything|estimates)\b[\w ]*from$", before)) or (
            before.endswith("between") and link != "to"
        )
    if link == "or":
        return not match["s1"] and bool(re.match(r"[a-z]", match["high"], re.IGNORECASE) or match["s2"])
    return True
