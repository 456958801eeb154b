"""Sums that run over a sentence or two: exports less imports, and a rise or fall against the year before."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.records import Finding
from detente.verify import arithmetic
from detente.verify.arithmetic import Value
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, doubtful, finding, supported

_LABEL = re.compile(
    r"\b(?:(?P<exports>exports?)|(?P<imports>imports?)|(?P<deficit>(?:trade )?deficit|shortfall)|(?P<surplus>surplus)"
    r"|(?P<trade>(?:total |two-way |bilateral )?trade|turnover|total))\b",
    re.IGNORECASE,
)
_BEFORE = (
    r"(?:the year before|a year earlier|last year|the previous year|a year ago|the year earlier|in the previous year|"
    r"in (?:1[6-9]|20)\d\d|twelve months earlier)"
)
_LEAD = r"(?:\s(?:about|some|around|just|roughly|only|barely|nearly|US|A|C))*\s?[$€£¥]?"
_AGAINST = re.compile(
    rf"(?:,|\s\()?[^.;\d]{{0,60}}?(?:,?\s(?:or|about|roughly)\s[$€£¥]?[\d.,]+\s\w+)?[^.;\d]{{0,40}}?"
    rf"\b(?:against|compared with|compared to|up from|down from|from|after){_LEAD}$"
)
_LEVEL = re.compile(r"\b(?:to|at|from)\s(?:about |some |around |just |only )*$")
_RATE = re.compile(
    rf"[^.;\d]{{0,40}}?(?:,?\s?{_BEFORE})?[^.;\d]{{0,30}}?\b(?:rise|gain|increase|jump|fall|drop|decline|growth"
    rf"|up|down|cut|"
    r"exceeds?|rose|fell|grew)\b[^.;\d]{0,40}$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"^(?:[A-Z][\w ]{0,12})?\b(?:(?:that|this|it) (?:is|was) (?:up|down) from|a year (?:earlier|before"
    r"|ago)(?:,)? (?:it|the figure|"
    r"the sum|they|that) (?:was|were|had been|stood at)|the year before(?:,)? (?:it|they) (?:was|were|had been))"
    r"(?:\s(?:about|some|just|only))*\s?[$€£¥]?$",
    re.IGNORECASE,
)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about sums in a sentence and the one before it."""
    for start, end, judged in (
        *_balance(passage),
        *_changes(passage),
        *_moved(passage),
        *_multiplied(passage),
        *_share_of_total(passage),
    ):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


# --- exports, imports and what is left -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Labelled:
    label: str
    value: Value
    here: bool


def _labelled(passage: Passage) -> list[_Labelled]:
    """The amounts of a sentence and the one before it, each with the word that says what it is of."""
    found: list[_Labelled] = []
    for part, here in ((passage.before, False), (passage, True)):
        if part is None:
            continue
        last = 0
        for value in arithmetic.values(part.text):
            labels = list(_LABEL.finditer(part.text, last, value.start))
            if labels and value.currency and not value.percent and value.start - labels[-1].end() < 60:
                found.append(_Labelled(str(labels[-1].lastgroup), value, here))
            last = value.end
    return found


def _balance(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    there = _labelled(passage)
    first = {name: next((f for f in there if f.label == name), None) for name in ("exports", "imports")}
    told = next((f for f in there if f.here and f.label in {"deficit", "surplus"}), None)
    exports, imports = first["exports"], first["imports"]
    if told is None or exports is None or imports is None or not (exports.here or imports.here):
        return
    if len({told.value.currency, exports.value.currency, imports.value.currency}) != 1:
        return
    left = exports.value.value - imports.value.value
    size, step = abs(left), (exports.value.step + imports.value.step + told.value.step) / 2
    name = "surplus" if left > 0 else "deficit"
    what = f"Exports of {exports.value.value:g} less imports of {imports.value.value:g} are a {name} of {size:g}."
    start, end = told.value.start, told.value.end
    if name != told.label:
        yield start, end, against(what, None)
    elif abs(size - told.value.value) <= step + 0.03 * size:
        yield start, end, supported(what)
    else:
        far = abs(size - told.value.value) > step + 0.12 * size
        yield start, end, against(what, None) if far else doubtful(what)


def _share_of_total(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "Exports made up about 14 percent of the total", both told in the sentence before or the one before that."""
    match = re.search(
        r"\b(?P<w>[Ee]xports|[Ii]mports)\b[^.;\d]{0,40}?\b(?:made up|were|was|account\w* for|came to)\s[^.;\d]{0,20}?"
        r"(?P<p>\d+(?:\.\d+)?)\s?(?:%|percent|per cent)\s+of\s+(?:the total|all trade|that trade|the trade)",
        passage.text,
    )
    if match is None or passage.before is None:
        return
    there = [*(_labelled(passage.before))]
    part = next((f for f in there if f.label == match["w"].lower()), None)
    whole = next((f for f in there if f.label == "trade"), None)
    if part is None or whole is None or not 0 < part.value.value < whole.value.value:
        return
    true = part.value.value / whole.value.value * 100
    told = float(match["p"])
    what = f"{part.value.value:g} of {whole.value.value:g} is {true:.1f}%."
    yield (
        match.start(),
        match.end(),
        supported(what) if abs(true - told) <= max(1.5, 0.1 * true) else against(what, None),
    )


# --- changes -------------------------------------------------------------------------------------------------


def _changes(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "25 billion pesos, against 20 billion the year before, a rise of 25 percent", and over two sentences."""
    text, there = passage.text, arithmetic.values(passage.text)
    for number, rate in enumerate(there):
        if not rate.percent or number < 1 or there[number - 1].percent:
            continue
        old = there[number - 1]
        between = text[old.end : rate.start]
        if not _RATE.fullmatch(between) or arithmetic.TURN.search(between) or _LEVEL.search(between):
            # What rose after "and" is another thing, and what it rose to is no change.
            continue
        new = _earlier_value(passage, text[: old.start], old, there[: number - 1])
        if new is None or not 0.2 < new.value / (old.value or 1) < 5:
            continue
        yield old.start, rate.end, arithmetic.change(old, new, rate, text[max(0, rate.start - 40) : rate.end])


def _earlier_value(passage: Passage, lead: str, old: Value, there: list[Value]) -> Value | None:
    """The newer of two values: before "against" in the sentence, or the last of the sentence before."""
    for new in reversed(there):
        alike = new.currency == old.currency or None in (new.currency, old.currency)
        near = 0.2 < new.value / (old.value or 1) < 5
        if alike and near and not new.percent and _AGAINST.fullmatch(lead[new.end :]):
            return new
    if not _EARLIER.search(lead) or passage.before is None:
        return None
    before = [v for v in arithmetic.values(passage.before.text) if not v.percent]
    same = [v for v in before if v.currency and (old.currency is None or v.currency == old.currency)]
    same = [v for v in same if 0.2 < v.value / (old.value or 1) < 5]
    return same[0] if same else None


_MOVED = re.compile(
    r"[^.;]{0,60}?\b(?P<verb>fell|dropped|declined|shrank|sank|slid|rose|grew|climbed|jumped|increased"
    r"|went (?:up|down))(?:\s\w+ly)?(?:\sback)?\sto\s"
    r"(?:about |some |around |just |only |nearly |almost |roughly |US)*[$€£¥]?$"
)
_BY = re.compile(
    r"(?:\s[a-z]+){0,2}(?:\s(?:in|by|last|this|a)\s[\w ]{2,20})?,?\s\(?(?:or\s)?an?\s(?:\w+\s)?"
    r"(?P<way>rise|gain|increase|jump|growth|fall|drop|decline|decrease|cut|loss)\sof\s"
    r"(?:about |some |around |just |nearly |almost |roughly |over |more than |a little |less than |under )*$"
)


def _moved(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "was worth $31 billion in 2014, fell to $23 billion in 2015, a drop of 26 percent"."""
    text, there = passage.text, arithmetic.values(passage.text)
    for old, new, rate in zip(there, there[1:], there[2:], strict=False):
        alike = old.currency == new.currency and not old.percent and not new.percent and rate.percent
        between = text[old.end : new.start]
        if not alike or not _MOVED.fullmatch(between) or not _BY.fullmatch(text[new.end : rate.start]):
            continue
        if re.search(r"\bby\s(?:about |some |US)*[$€£¥]?$", text[: old.start]) or arithmetic.TURN.search(between):
            continue
        yield old.start, rate.end, arithmetic.change(old, new, rate, text[max(0, rate.start - 40) : rate.end])


_TIMES = re.compile(
    r"[^.;]{0,60}?\b(?:has|have|had)?\s?(?:more than |nearly |almost |about )?"
    r"(?P<verb>doubled|tripled|trebled|quadrupled|halved)\sto\s"
    r"(?:about |some |around |just |nearly |almost |US)*[$€£¥]?$"
)
_FACTOR = {"doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5}


def _multiplied(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "which stood at $4 billion in 1999, has doubled to $8 billion"."""
    text, there = passage.text, arithmetic.values(passage.text)
    for old, new in itertools.pairwise(there):
        match = _TIMES.fullmatch(text[old.end : new.start])
        if match is None or old.currency != new.currency or old.percent or new.percent or not old.value:
            continue
        if re.search(r"\bby\s(?:about |some |US)*[$€£¥]?$", text[: old.start]) or arithmetic.TURN.search(match.group()):
            continue
        times = new.value / old.value
        what = f"From {old.value:g} to {new.value:g} is {times:.2f} times."
        off = times / _FACTOR[match["verb"]]
        if 0.85 <= off <= 1.2:
            yield old.start, new.end, supported(what)
        elif not 0.75 <= off <= 1.4:
            yield old.start, new.end, against(what, None)
