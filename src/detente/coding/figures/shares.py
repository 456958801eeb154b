"""Fractions and ranks: "two-thirds of", "nine out of ten", "fourth largest"."""

from __future__ import annotations

import re

from detente.coding.figures.numerals import DENOMINATORS, ONES, RANKS, Number, read

_FRACTION = re.compile(
    r"(?<![\w-])(?:(?P<n>an?|one|two|three|four|five|six|seven|eight|nine)[ -])?"
    rf"(?P<d>{'|'.join(sorted(DENOMINATORS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)

_OUT_OF = re.compile(
    rf"(?<![\w.,-])(?P<n>[0-9]{{1,2}}|{'|'.join(ONES)}) (?:in|out of)(?: every)? "
    rf"(?P<d>[0-9]{{1,3}}|{'|'.join((*ONES, 'twenty', 'hundred'))})\b(?! (?:years?|months?|weeks?|days?|terms?))",
    re.IGNORECASE,
)

_RANK = re.compile(
    rf"(?<=\branked )(?P<placed>{'|'.join(('first', *RANKS))}|[0-9]{{1,3}}(?:st|nd|rd|th))\b"
    rf"|(?<![\w-])(?P<r>{'|'.join(RANKS)}|[0-9]{{1,3}}(?:nd|rd|th))[ -]"
    r"(?:largest|biggest|highest|lowest|smallest|most|least|greatest|longest|richest|poorest|fastest|busiest)\b",
    re.IGNORECASE,
)


def shares(text: str) -> list[Number]:
    """The fractions of a text, in per cent."""
    out = []
    for match in _OUT_OF.finditer(text):
        top, bottom = read(match["n"]), (100.0 if match["d"].lower() == "hundred" else read(match["d"]))
        if 0 < top < bottom:
            out.append(Number(match.start(), match.end(), round(100 * top / bottom, 2), kind="fraction"))
    for match in _FRACTION.finditer(text):
        if _is_share(text, match):
            top = ONES.get((match["n"] or "one").lower(), 1)
            value = round(100 * top / DENOMINATORS[match["d"].lower()], 2)
            out.append(Number(match.start(), match.end(), value, kind="fraction"))
    return out


_SHARE_AFTER = re.compile(r"\s+(?:of\b|the\b|its\b|their\b|his\b|her\b|our\b|all\b|that\b)|[,.]?\s*$", re.IGNORECASE)

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
    if _NOT_SHARED.match(after) or re.match(r"\s+an?\s", after):
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


def ranks(text: str) -> list[Number]:
    """The ranks of a text: "fourth largest" is 4, "ranked 23rd" is 23."""
    out = []
    for match in _RANK.finditer(text):
        word = (match["r"] or match["placed"]).lower()
        value = RANKS.get(word) or int(re.sub(r"\D", "", word) or 1)
        out.append(Number(match.start(), match.end(), float(value), kind="rank"))
    return out
