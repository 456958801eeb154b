"""The words by which a sentence says how amounts stand to each other: shares, changes, multiples, gaps and sums.

Each becomes a `Claim`: what kind of relation, and between what bounds the words let the truth lie. Which amounts it is
of, and whether it is true of them, is for `relations` and `balances`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.verify.numbers.amounts import NEAR, blurred
from detente.verify.numbers.arithmetic import PERCENT
from detente.verify.numbers.counts import COUNT, count

_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "fifteenth": 15,
    "twentieth": 20,
    "fiftieth": 50,
    "hundredth": 100,
}
_TOPS = {"": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
         "nine": 9}  # fmt: skip
_FRACTION = (
    r"(?:(?P<top>a|an|one|two|three|four|five|six|seven|eight|nine)[ -])?"
    rf"(?P<part>{'|'.join(_PARTS)}|halves)s?(?=[\s,.;:)]|$)"
)
RATE = (
    rf"(?P<near>{NEAR})(?:(?P<p>\d{{1,4}}(?:\.\d+)?|(?P<pw>{COUNT})(?=\sper)){PERCENT}"
    rf"|(?P<k>{COUNT})\s(?:in|out of|of|[a-z]+\sin(?=\s\w+(?:[,.;:)]|\s(?:has|have|had|is|was|are"
    rf"|were)\b)))(?P<every>\s(?:every|each))?\s(?P<m>{COUNT})(?=[\s,.;:)])|{_FRACTION})"
)
RISE = (
    r"increases?|increased|increasing|rises?|rose|risen|rising|growth|grows?|grew|grown|gains?|gained|jumps?|jumped"
    r"|climb(?:ed|s)?"
    r"|(?<!make )(?<!made )(?<!makes )(?<!making )up|surged?|soared|expanded|expansion|advanced?|higher|more|raise"
)
FALL = (
    r"decreases?|decreased|falls?|fell|fallen|drops?|dropped|declines?|declined|down|cuts?|reductions?|reduced"
    r"|shrinks?|shrank|shrunk"
    r"|slump(?:ed)?|loss|lost|plunged?|slid|tumbled?|lower|contracted|contraction|dip(?:ped)?|less|fewer|smaller"
)
_CHANGE_BEFORE = re.compile(
    rf"\b(?:(?:an?|the|this|that|its|their|(?!(?:and|or|but|while|as|after|when"
    rf"|since)\b)[a-z]+)\s)?(?P<w>{RISE}|{FALL})"
    r"(?:\s(?:of|by|is|was|exceeds|exceeded|comes to|equals|amounts to|amounted to))?\s$",
    re.IGNORECASE,
)
_DID = r"\w+ed|grew|grown|rose|risen|fell|fallen|shrank|shrunk|slid"
_CHANGE_AFTER = re.compile(rf"\s(?!(?:{_DID})\b)(?P<w>{RISE}|{FALL})\b(?!\s(?:or|than half)\b)")
"""Behind a rate: "40 percent more". What "fell to Egypt" is a share."""
_LEVEL_BEFORE = re.compile(
    r"(?<!comes )(?<!came )(?<!amounts )(?<!amounted )(?<!equal )(?<!equivalent )(?<!close )"
    r"\b(?:to|from|at|than|against|with|between|and)\s$",
    re.IGNORECASE,
)
_RISING = re.compile(rf"(?:{RISE})$", re.IGNORECASE)
_TIMES = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "doubling": 2.0, "tripled": 3.0, "trebled": 3.0, "triple": 3.0,
          "quadrupled": 4.0, "quintupled": 5.0, "halved": 2.0, "halving": 2.0}  # fmt: skip
_SMALL = 10
"""Per cent below which a whole number is held to be rounded, and not rough."""
_MULTIPLE = re.compile(
    rf"\b(?P<near>{NEAR})(?:(?P<verb>doubled|doubling|tripled|trebled|quadrupled|quintupled|halved|halving)\b"
    rf"|(?P<fold>{COUNT})[- ]?fold\b|(?P<than>twice|(?P<n>{COUNT})(?P<half> and a half)? times)\s"
    rf"(?:as\s(?:many|much|large|big|high|great)\b(?:\sas\b)?"
    r"|(?:that|the|what|those|its|more|higher|larger)\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation as told: "share" and "change" in per cent, "times" as a factor; low and high bound the truth.

    `up` says of a change whether it is a rise. `shown` is what the words say, for the reason.
    """

    start: int
    end: int
    form: str
    low: float
    high: float
    shown: float
    up: bool | None = None
    words: str = ""


def claims(text: str) -> Iterator[Claim]:
    """The shares, changes and multiples that a sentence tells, in order of their forms."""
    for match in re.finditer(rf"(?<![\w.,$€£-]){RATE}", text, re.IGNORECASE):
        claim = _rate(text, match)
        if claim is not None:
            yield claim
    for match in _MULTIPLE.finditer(text):
        yield _multiple(match)


def _rate(text: str, match: re.Match[str]) -> Claim | None:
    told = _percent(match)
    if told is None or not told[0]:
        return None
    value, step, small = told
    below, above = blurred(match["near"], value, small)
    before, after = _CHANGE_BEFORE.search(text[: match.start()]), _CHANGE_AFTER.match(text, match.end())
    low, high = value - step - below, value + step + above
    word = before or after
    if _LEVEL_BEFORE.search(text[: match.start()]) and not after:
        return (
            None
            if match["p"] and not before
            else Claim(match.start(), match.end(), "share", low, high, value, words=match.group().strip())
        )
    if word is None:
        return Claim(match.start(), match.end(), "share", low, high, value, words=match.group().strip())
    start, end = (before.start() if before else match.start()), (match.end() if before else after.end())  # type: ignore[union-attr]
    return Claim(start, end, "change", low, high, value, bool(_RISING.match(word["w"])))


def _percent(match: re.Match[str]) -> tuple[float, float, float] | None:
    """A rate in per cent, how far off its own last digit may be, and what "about" adds to that."""
    if match["p"]:
        if match["pw"]:
            return float(count(match["pw"])), 1.0, 3.0
        value, digits = float(match["p"]), match["p"].partition(".")[2]
        # "About 40 percent" may be rounded to the ten, "about 62" may not.
        off = 0.6 if value < _SMALL and not digits else 1.0
        return value, off, 5.0 if value % 10 == 0 else 3.0 if value % 5 == 0 else 1.0
    if match["k"]:
        top, bottom = count(match["k"]), count(match["m"])
        plain = not match["every"] and " of " in match.group() and "out of" not in match.group()
        return None if not 0 < top < bottom or plain else (top / bottom * 100, 3.0, 4.0)
    part = match["part"].lower()
    if match.string[: match.start()].endswith(" and "):
        # "Three and a half years" is no half.
        return None
    top = _TOPS[(match["top"] or "").lower()]
    if not match["top"] and part != "half":
        return None
    return top / (2 if part == "halves" else _PARTS[part]) * 100, 3.0, 4.0


def _multiple(match: re.Match[str]) -> Claim:
    if match["verb"]:
        value = _TIMES[match["verb"].lower()]
    else:
        words = match["fold"] or match["n"]
        value = (float(count(words)) if words else 2.0) + (0.5 if match["half"] else 0.0)
    below, above = blurred(match["near"], value * 10, 2.5)
    low, high = value * 0.9 - below / 10, value * 1.12 + above / 10 * value / 2
    up = not (match["verb"] and match["verb"].lower().startswith("halv"))
    return Claim(match.start(), match.end(), "times", low, high, value, up)


_ABSURD, _IN_PER_CENT = 10.0, 300.0
"""So many times what is told, and at least so many per cent, no writer mistakes for it."""


def is_absurd(claim: Claim, made: float) -> bool:
    """Whether what two amounts make (per cent) is so far from a change that is told that they are of other things.

    "6.8 trillion this year, an increase of 26 percent", behind 43 trillion over five years.
    """
    return claim.form == "change" and made > max(_IN_PER_CENT, _ABSURD * claim.shown)
