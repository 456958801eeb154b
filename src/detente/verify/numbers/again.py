"""Things that a text has counted before and counts again with another number: "those sixteen towns", of ten told.

Only words that point back to what was told say so ("those", "these", "all", "his"), where the text has counted such
things once, and has that other number for them nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.coding.text.clauses import words_of
from detente.records import Finding
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, finding, supported

_N = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|{COUNT})"
_THING = r"(?P<h>[a-z][\w-]+s|men|women|people|children)\b"
_AGAIN = re.compile(
    rf"\b(?:those|these|all|(?:each of |of )?(?:his|her|their))\s{_N}\s(?P<a>(?:[a-z][\w-]+\s)?){_THING}"
    rf"|\bthe\s(?P<m>\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|{COUNT})\s(?P<k>[a-z][\w-]+s)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"(?<![\w.,]){_N}(?!\w)", re.IGNORECASE)
_COUNTED = re.compile(rf"\b(?P<lead>\w+\s)?{_N}\s(?:[a-z][\w-]+\s){{0,2}}?{_THING}", re.IGNORECASE)
_PLURALS = {"men": "man", "women": "woman", "people": "person", "children": "child"}
_OTHERS = words_of("another|other|more|further|additional|remaining|least|most|than|over|about|nearly|almost|some")
"""Before a count: it is of others, or a rough one."""
_ANY = words_of(
    "year|month|week|day|hour|minute|time|member|vote|seat|state|percent|percentage|point|kilometre|kilometer|mile|metre"
    "|dollar|euro|pound|yen|million|billion|thousand|other|minister|party|leader|degree|foot|inch|man|woman|person"
)
"""What a text counts again and again, each time of something else."""
_YEARS = range(1500, 2100)
_CLOSE, _MANY = 0.15, 100
"""Large counts that differ by no more than this part of them may be of two lists of the like."""
_FAR = 6
"""A count that is so many times another one is of something else."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about things that are counted anew."""
    for match in _AGAIN.finditer(passage.text):
        number, thing = _value(match["n"] or match["m"]), _singular(match["h"] or match["k"])
        if number is None or number < _LEAST or number in _YEARS or (thing in _ANY and match["h"] not in _PERSONS):
            continue
        at = passage.offset + match.start()
        before = _counts(passage.document.text[:at], thing)
        after = _counts(passage.document.text[passage.offset + match.end() :], thing)
        told = {value for value, _ in before}
        if told == {number}:
            yield _said(passage, match, supported(f"The text has told of {number:,} such before."))
        # A third count in the text is of others, or of all together.
        others = {value for value, _ in after} - told
        if len(told) != 1 or number in told or others or any(rough for _, rough in before):
            continue
        first = told.pop()
        close = abs(number - first) < _CLOSE * first and first > _MANY
        if match["m"] and "," not in match["m"] and (close or number % first == 0 or _is_told(passage, at, number)):
            # "The five waves": only where no five of anything are told elsewhere.
            continue
        if number % first == 0 and match.group().lower().startswith("all"):
            # "All six rivers": the three of one and the three of the other.
            continue
        if first >= _LEAST and first < number * _FAR and number < first * _FAR and _is_sure(match, number, first):
            yield _said(passage, match, against(f"The text has told of {first:,} such before.", None))


def _is_told(passage: Passage, at: int, number: int) -> bool:
    """Whether a text has a number, of whatever things, also elsewhere than at an offset."""
    found = (m for m in _NUMBER.finditer(passage.document.text) if abs(m.start() - at) > len("the "))
    return any(_value(m["n"]) == number for m in found)


def _said(passage: Passage, match: re.Match[str], judged: Judged) -> Finding:
    return finding(passage.document, passage.span(*match.span()), judged, passage.whole)


_LEAST = 3
_PERSONS = frozenset({"people"})
_LARGE = 1000


def _is_sure(match: re.Match[str], number: int, first: int) -> bool:
    """Whether the words point back to the very things: of people only where "those" are many."""
    people = (match["h"] or "") in _PERSONS
    return not people or (match.group().lower().startswith(("those", "these")) and min(number, first) >= _LARGE)


def _counts(text: str, thing: str) -> list[tuple[int, bool]]:
    """The counts of a thing in a text, and whether each is rough or of others."""
    found = []
    for match in _COUNTED.finditer(text):
        value = _value(match["n"]) if _singular(match["h"]) == thing else None
        if value is not None:
            found.append((value, (match["lead"] or "").strip().lower() in _OTHERS))
    return found


def _value(words: str) -> int | None:
    digits = words.replace(",", "")
    return int(digits) if digits.isdigit() else count(words)


def _singular(word: str) -> str:
    word = word.lower()
    if word in _PLURALS:
        return _PLURALS[word]
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
