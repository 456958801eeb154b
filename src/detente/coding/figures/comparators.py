"""Words beside a number that say more than, at least, about: the comparator of a quantity."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from detente.coding.figures.quantity import Quantity

if TYPE_CHECKING:
    pass


_COMPARATORS = (
    (">=", r"at least|no less than|no fewer than|not less than|a minimum of|minimum|at the very least"),
    (
        "<=",
        r"up to|as much as|as many as|at most|no more than|not more than|a maximum of|maximum|at the most|limited to"
        r"|capped at"
        r"|as high as",
    ),
    (
        ">",
        r"(?:well |far |slightly |just )?(?:more than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards? of"
        r"|greater than"
        r"|higher than|topp(?:ed|ing)|surpass(?:ed|ing)|larger than|beyond|north of)",
    ),
    (
        "<",
        r"(?:well |far |slightly |just )?(?:less than|under|below|fewer than|lower than|short of|smaller than)",
    ),
    (
        "~",
        r"about|around|some|roughly|approximately|nearly|almost|close to|near|circa|approx\.?|an average of about"
        r"|just about|nearly about",
    ),
)

_FILLER = r"(?:(?:an?|the|its|their|his|her|record|total|total of|estimated|additional|another|only|of) )"

_BEFORE = tuple((sign, re.compile(rf"\b(?:{words}) {_FILLER}{{0,3}}$", re.IGNORECASE)) for sign, words in _COMPARATORS)

_AFTER = (
    (">=", re.compile(r" or (?:more|above|over|higher)\b| ?\+|-plus\b| at least\b", re.IGNORECASE)),
    ("<=", re.compile(r" or (?:less|fewer|below|under|lower)\b| at most\b", re.IGNORECASE)),
    ("~", re.compile(r" or so\b", re.IGNORECASE)),
)


def compared(quantity: Quantity, text: str, base: int) -> Quantity:
    """The quantity with the comparator that stands right before or after it."""
    before = text[max(base, quantity.start - 60) : quantity.start]
    for sign, pattern in _BEFORE:
        match = pattern.search(before)
        if match is not None and not _is_adverbial(match.group(), before[: match.start()], quantity):
            start = quantity.start - len(before) + match.start()
            return dataclasses.replace(quantity, start=start, comparator=sign)
    for sign, pattern in _AFTER:
        after = pattern.match(text, quantity.end)
        if after is not None:
            return dataclasses.replace(quantity, end=after.end(), comparator=sign)
    return quantity


def _is_adverbial(words: str, before: str, quantity: Quantity) -> bool:
    """ "talks over 5 islands", "near 10 villages": a preposition of place, not a comparison."""
    first = words.split()[0].lower()
    few = quantity.kind in {"counted", "people"} and quantity.value <= 12
    if few and first in {"over", "near", "close", "under", "above", "beyond", "below", "around"}:
        return True
    if first == "over":
        return bool(
            re.search(r"\b(?:dispute|row|talks|spread|control|spat|war|sovereignty|flew|fly|flying)\s$", before)
        )
    return False
