"""The amounts of a sentence, each with what it counts and how far it may be off, and the words that blur a number.

An amount is money of a currency, a number of things by their noun ("75,000 soldiers"), or bare ("15 are to go"): a bare
one may be of the same things as any other. Dates, years, ranks, fractions and percentages are none.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.figures import numbers
from detente.verify.numbers import arithmetic
from detente.verify.passages import Passage
from detente.verify.times.dates import MONTHS

NEAR_WORDS = (
    r"about|some|around|roughly|nearly|almost|just|only|over|under|more than|less than|fewer than|well over|barely"
    r"|close to|at least|at most|up to|as many as|as much as|a little|slightly|far|approximately|exactly|an estimated"
    r"|no more than|the|something like"
)
NEAR = rf"(?:(?:{NEAR_WORDS})\s)*"
SIGN = r"(?:(?:US|A|C|NZ|S|HK|NT|R)?[$€£¥₩₹₪₺₽₱฿]|(?:RM|Rp|Rs\.?|CHF|RMB)\s?)?"
"""A sign of money before a number, or none, as part of a regular expression."""
_UP = re.compile(r"\b(?:more than|over|at least|above|a little more|exceed\w*)\b")
_DOWN = re.compile(r"\b(?:nearly|almost|under|less than|fewer than|up to|at most|close to|as (?:many|much) as)\b")
_JUST = re.compile(r"\b(?:just|barely|slightly|a little) (?:under|over|above|below|more|less|short)\b")
"""Before a number that is nearly what is told."""
_ABOUT = re.compile(
    r"\b(?:about|some|around|roughly|approximately|close to|an estimated|something like|nearly|almost)\b"
)
_STOP = re.compile(
    r"(?:of|in|to|from|and|or|for|were|are|is|was|by|at|on|with|who|that|which|said|a|an|the|it|have|has|had|would|will"
    r"|went|go|this|last|per|each|more|less|fewer|than|as|against|out|up|down|compared|until|after|before|but|while|if"
    r"|between|among|over|under|into|since|each|all|not|also|when|where|yesterday|today|would|could|may|can|its|their"
    r"|left|came|took|voted|worth|ago|later|earlier|lower|higher|due|during|because|so|then|now|altogether|together"
    r"|spoke|gave|chose|comes?|makes?|amounts?|totals?|won|lost|saw|got|ran|sat|stood|took|made|met|kept|held|became|began|agreed|signed|joined"
    r"|wanted|rejected|approved|refused|backed|favou?red|endorsed|accepted|declined|combined|overall|survived|died|killed|lived|remained|set|reached|recorded|posted|registered|seen|spent|paid|bought|sold|hit|did|do|still|abstained|opposed|supported|was|be|been|being|having|ones?)$"
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Prof|U\.S|U\.N|U\.K|[A-Z])\.(?=\s[A-Z])")
_CONVERTED = re.compile(rf"[^.;:\d]{{0,60}}?(?:,|\()\s?(?:or\s|then\s|worth\s|equal to\s)*{NEAR}")
GENERIC = frozenset({"people", "person", "total", "thing", "item", "piece", "case"})
_SIGN = re.compile(rf"(?<!\w){SIGN.removesuffix('?')}\s?$")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at an offset of its sentence; `end` is after its noun or currency, `loose` is "about" and the like."""

    start: int
    end: int
    number_end: int
    value: float
    step: float
    unit: str | None
    money: bool
    loose: bool
    words: bool

    @property
    def reach(self) -> tuple[float, float]:
        """The least and the greatest value that its rounding allows; small counts of things are exact."""
        exact = not self.money and self.value < 1000 and self.value == int(self.value)
        off = 0.0 if exact else self.step / 2
        off = max(off, 0.04 * abs(self.value)) if self.loose else off
        return max(self.value - off, 0.0), self.value + off

    def rounded(self, step: float) -> tuple[float, float]:
        """`reach` where another amount of the same things is told to a finer digit."""
        low, high = self.reach
        finer = 0.5 * min(step, self.step)
        return (low, high) if self.loose else (max(low, self.value - finer), min(high, self.value + finer))

    def like(self, other: Amount) -> bool:
        """Whether two amounts may be of the same things."""
        if self.money or other.money:
            return self.money and other.money and self.unit == other.unit
        return self.unit == other.unit or bool({self.unit, other.unit} & {None, *GENERIC})

    def beside(self, other: Amount) -> bool:
        """`like`, or one leaves its currency to the other, as in "from 80 to 100 dollars"."""
        bare = (self.money and other.unit is None) or (other.money and self.unit is None)
        return self.like(other) or (bare and 0.02 < self.value / (other.value or 1) < 50)


def plain(passage: Passage) -> str:
    """The text of a sentence, in its length, in which every digit is of an amount and every stop ends something."""
    text = _TITLE.sub(lambda match: match.group().replace(".", "_"), passage.text)
    for time in passage.times:
        text = text[: time.start] + re.sub(r"\d", "#", text[time.start : time.end]) + text[time.end :]
    return text


A_RATE = re.compile(
    r"(?:\s[a-z]+)?\s(?:to|for|per)\s(?:the|one|a|each)\s(?:US |American )?(?:dollar|euro|pound|yen|renminbi|yuan)\b"
)
"""Behind a number that is a rate of exchange and no sum: "59.4 pesos to the dollar"."""


def amounts(passage: Passage) -> tuple[Amount, ...]:
    """The amounts of a sentence in order."""
    taken = [(t.start, t.end) for t in passage.times]
    taken += [(n.start, n.end) for n in numbers.find(passage.text) if n.kind != "count"]
    out = []
    for value in arithmetic.values(passage.text):
        inside = any(start < value.end and value.start < end for start, end in taken)
        inside = inside or A_RATE.match(passage.text, value.end) is not None
        if value.value > 0 and not value.percent and not inside and not _aside(passage.text, value.start, value.end):
            out.append(_amount(passage.text, value))
    return tuple(_with_scale(passage.text, out))


def _with_scale(text: str, there: Sequence[Amount]) -> Iterator[Amount]:
    """ "From 8 to 10 billion": the first of the two is of the second one's scale."""
    for number, amount in enumerate(there):
        other = there[number + 1] if number + 1 < len(there) else None
        bare = other is not None and amount.unit is None and amount.value < _SCALED <= other.value
        if other is None or not bare or not re.fullmatch(r"\s(?:to|or|and)\s[$€£¥]?", text[amount.end : other.start]):
            yield amount
            continue
        scale = next(s for s in (1e12, 1e9, 1e6) if other.value >= s)
        yield dataclasses.replace(
            amount, value=amount.value * scale, step=amount.step * scale, unit=other.unit, money=other.money
        )


_SCALED = 1e6


def unconverted(text: str, there: Sequence[Amount]) -> tuple[str, list[Amount]]:
    """A text and its amounts without those that tell the one before them in another currency."""
    kept: list[Amount] = []
    for amount in there:
        other = kept and amount.money and kept[-1].unit not in {None, amount.unit}
        if other and _CONVERTED.fullmatch(text[kept[-1].end : amount.start]):
            shown = re.sub(r"[\d,.]", "#", text[amount.start : amount.end])
            text = text[: amount.start] + shown + text[amount.end :]
        else:
            kept.append(amount)
    return text, kept


_MONTH_BEFORE = re.compile(rf"\b(?:{MONTHS})\s$")
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?(?:{MONTHS})\b")


def _aside(text: str, start: int, end: int) -> bool:
    """Whether a number is a name's or a pronoun: "Resolution 2231", "one of them"; or a share's price, "10-7/8"."""
    if text[start:end].lower() in {"one", "zero"} or "/" in text[start:end]:
        return True
    if _MONTH_BEFORE.search(text[:start]) or _MONTH_AFTER.match(text, end):
        # "On June 1 it voted", in a text without a date.
        return True
    if re.match(r"\sto\s(?:one|1)\b(?![,.]\d)", text[end:]):
        # A rate or odds: "tied to the dollar at four to one".
        return True
    lead = re.search(r"(\b[A-Z][a-z]*\.?)\s$", text[:start])
    named = (
        lead is not None
        and not _before_sentence(text, lead.start())
        and not re.search(r"\b(?:US|Of|Some|By)\s$", text[:start])
    )
    scaled = re.search(r"\d\s?[a-z]", text[start:end]) is not None
    return named and not scaled and not re.match(r"\s?[a-z]", text[end:])


def _before_sentence(text: str, start: int) -> bool:
    return start == 0 or text[:start].rstrip(" “\"'(").endswith((".", ":"))


def _amount(text: str, value: arithmetic.Value) -> Amount:
    sign = _SIGN.search(text[: value.start])
    start = sign.start() if sign else value.start
    noun, end = (value.currency, value.end) if value.currency else _noun(text, value.end)
    if value.currency and not sign:
        end += len((re.match(r"\s?(?:[A-Z][\w.]*\s)*\w+", text[value.end :]) or [""])[0])
    blurred = _ABOUT.search(text[max(0, start - 22) : start].lower().split(",")[-1]) is not None
    return Amount(
        start, end, value.end, value.value, value.step, noun, value.currency is not None, blurred,
        not text[value.start].isdigit(),
    )  # fmt: skip


def _noun(text: str, end: int) -> tuple[str | None, int]:
    """The noun after a number, in the singular, and where it ends: the last word before a small word or a stop."""
    noun, at = None, end
    for match in re.finditer(r"[\s-]([A-Za-z][\w'’-]*)", text[end : end + 60]):
        if (
            match.start() != at - end
            or _STOP.match(match[1])
            or (noun and noun.endswith("s") and not noun.endswith("ss"))
        ):
            break
        at = end + match.end()
        noun = match[1] if match[1][0].islower() else noun
        if len(text[end:at].split()) >= 3:
            break
    if noun is None:
        return None, end
    return noun.lower().removesuffix("s"), at


def blurred(words: str, value: float, small: float) -> tuple[float, float]:
    """How far below and above a value the words before it let the truth lie, beside half of its last digit.

    `small` is what "about" allows; "more than" and "nearly" allow more, on one side: to the next round number, but of
    a number that is not round itself, "nearly 27", not much.
    """
    words = words.lower()
    below = above = 0.0
    just = _JUST.search(words) is not None
    far = min(8.0 if small > 1.0 and not just else 2.0, 0.25 * value)
    small = min(small, far) if just else small
    if _ABOUT.search(words):
        below = above = small
    if _UP.search(words):
        above = max(above, small, far)
    if _DOWN.search(words):
        below = max(below, small, far)
    return below, above
