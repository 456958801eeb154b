"""Sums and gaps that a text tells, held against its own amounts: "60 people in all", "a deficit of $295 billion".

A sum is contradicted if the amounts listed before it, all of one kind, do not make it, nor do any of them; a gap, if
its two sides are told by what they are ("sold" and "bought", "exports" and "imports") and are apart by something else.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.records import Finding
from detente.verify.numbers.amounts import GENERIC, NEAR, Amount, amounts, plain
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, finding, supported

_ALL_AFTER = re.compile(r"(?:\s[a-z]+){0,2}?,?\s(?:in all|in total|altogether|all told|combined)\b(?!\swith)")
_ALL_BEFORE = re.compile(
    rf"(?:,|\(|--|\s(?:for|or|making|that is|which makes|which is))\s?(?:a|an)\s"
    rf"(?:combined |overall |grand )?total of {NEAR}$"
)
_LIST_LINK = re.compile(r"[^.;:\d]{0,80}?(?:,|\band)\s[^.;:\d]{0,40}")
_PARTS = re.compile(
    r"\b(?:of which|of whom|of them|of these|including|among them|"
    r"up from|down from|against|compared|than|while|but|up to|each|per"
                    r"|respectively|cumulative|brings|bringing)\b", re.IGNORECASE)  # fmt: skip
PERSONS = frozenset(
    [
        "soldier",
        "civilian",
        "policemen",
        "officer",
        "women",
        "woman",
        "men",
        "children",
        "child",
        "sailor",
        "guard",
        "passenger",
        "crew",
        "troop",
        "militant",
        "rebel",
        "gunmen",
        "foreigner",
        "tourist",
        "student",
        "worker",
        "protester",
        "journalist",
        "police",
        "diplomat",
    ]
)
_PREPOSITION = re.compile(r"[^.;:\d]{0,40}?\b(?P<w>to|for|from|in|by|against)\s")
_GAP = re.compile(
    rf"\b(?P<w>deficit|surplus|gap|shortfall|difference|imbalance)\b(?:\s(?:was|is|reached|came to|stood at|amounted to"
    rf"|of|totall?ed|rose to|fell to))\s{NEAR}$",
    re.IGNORECASE,
)
_PARTNER = re.compile(r"\b(?:left|leaves|leaving|gave|gives|giving)\s[A-Z]\w+\s(?:[a-z]+\s)?with\s[^.;]{0,40}$")
"""Whose surplus it is may be the partner's: "exports of 10 and imports of 12 left Mexico with a surplus of 2"."""
_THAT_GAP = re.compile(
    r"(?:That|This|It)\s(?:left|leaves|gave|gives|made|makes|means|meant|was|is)\b"
    r"|The\s(?:resulting\s|trade\s|bilateral\s)?(?:deficit|surplus|gap|difference|shortfall|imbalance)\b"
)
"""The beginning of a sentence whose gap is between the two amounts of the sentence before."""
_GAP_AFTER = re.compile(r"\s(?:trade\s)?(?P<w>deficit|surplus|shortfall|gap)\b")
_OUT = re.compile(
    r"\b(?:exports?|exported|exporting|sold|sells?|selling|sales|shipped|earned|earns|receipts|revenues?|took in)\b",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:imports?|imported|importing|bought|buys?|buying|purchases|purchased|spent|spends?|spending|expenditures?|outlays|paid)\b",
    re.IGNORECASE,
)
_WIDER = re.compile(
    r"\b(?:overall|world|global|all its|worldwide|services|quarter|months?|half|non-oil|current account|up from|"
    r"down from|a year earlier"
    r"|a year ago|previous|same period|forecast|expected|target|seasonally|cumulative)\b", re.IGNORECASE
)  # fmt: skip


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about sums and gaps in a sentence, or in it and the one before it."""
    there = amounts(passage)
    if not there:
        return
    for part in (_in_all, _listed, _gap):
        for start, end, judged in part(passage, there):
            yield finding(passage.document, passage.span(start, end), judged, passage.whole)


_Found = tuple[int, int, Judged]


def _hold(told: Amount, parts: Sequence[Amount], what: str, sizes: Sequence[tuple[float, float]]) -> Judged | None:
    """A total or a gap against the first of the sizes that its parts may make; the others can only save it."""
    low, high = told.reach
    gaps = [max(least - high, low - most) for least, most in sizes]
    if gaps[0] <= (0.03 * told.value if told.money else 0):
        return supported(what)
    exact = not told.money and told.value < 1000 and not told.loose and not any(p.loose for p in parts)
    return against(what, None) if min(gaps) > (0.5 if exact else 0.08 * told.value) else None


def _sum(parts: Sequence[Amount]) -> tuple[float, float]:
    return sum(p.reach[0] for p in parts), sum(p.reach[1] for p in parts)


def _added(parts: Sequence[Amount]) -> str:
    return f"{' and '.join(f'{p.value:,.12g}' for p in parts)} add up to {sum(p.value for p in parts):,.12g}."


# --- sums ----------------------------------------------------------------------------------------------------


def _in_all(passage: Passage, there: Sequence[Amount]) -> Iterator[_Found]:
    """ "48 officials from missions and 12 from the delegation, 60 people in all"."""
    text = plain(passage)
    for number, told in enumerate(there):
        if not _ALL_AFTER.match(text, told.end) and not _ALL_BEFORE.search(text[: told.start]):
            continue
        parts = _run(text, there[:number], told)
        if len(parts) < 2 or len(parts) > 6:
            continue
        some = [s for n in range(2, len(parts)) for s in itertools.combinations(parts, n)]
        judged = _hold(told, parts, _added(parts), [_sum(parts), *map(_sum, some)])
        if judged is not None:
            yield parts[0].start, told.end, judged


def _run(text: str, before: Sequence[Amount], told: Amount) -> list[Amount]:
    """The amounts of one list that ends where a total is told, none of which is a part of another."""
    last, found = told, list[Amount]()
    for amount in reversed(before):
        between = text[amount.end : last.start]
        if not amount.like(told) or not _LIST_LINK.fullmatch(between) or _PARTS.search(between):
            break
        found.insert(0, amount)
        last = amount
    return (
        found
        if (len(found) == len(before) and not _PARTS.search(text[: told.start])) or _plain(text, found, before)
        else []
    )


def _plain(text: str, found: Sequence[Amount], before: Sequence[Amount]) -> bool:
    """Whether what stands before a list is of other things, and the list is a list of one verb's objects."""
    return (
        len(found) > 1
        and " and " in text[found[-2].end : found[-1].start]
        and not any(a.like(found[0]) for a in before[: -len(found)])
    )


def _listed(passage: Passage, there: Sequence[Amount]) -> Iterator[_Found]:
    """ "Of 31 ministries, 15 are to go to A, 13 to B and three to C": all in one verb, each to another."""
    text = plain(passage)
    for number, whole in enumerate(there):
        parts = _dealt(text, whole, there[number + 1 :])
        if len(parts) < 2:
            continue
        total = sum(p.value for p in parts)
        what = f"{' and '.join(f'{p.value:,.12g}' for p in parts)} are {total:,.12g}, of {whole.value:,.12g}."
        if total == whole.value:
            yield whole.start, parts[-1].end, supported(what)
        elif _sum(parts)[0] > whole.reach[1] and max(p.value for p in parts) <= whole.value:
            yield whole.start, parts[-1].end, against(what, None)


def _dealt(text: str, whole: Amount, after: Sequence[Amount]) -> list[Amount]:
    """The parts that are dealt out after a whole: each but the first is a bare number before the same small word."""
    lead = re.match(r"[^.;:\d]{0,40}?(?:,|:|\s--)\s", text[whole.end :])
    if lead is None or not after or not whole.unit or text[whole.end + lead.end() : after[0].start].strip():
        return []
    parts = [after[0]]
    for one, other in itertools.pairwise(after):
        between = text[one.end : other.start]
        joined = re.fullmatch(r"[^.;:\d]{0,60}?(?:,\s(?:and\s)?|\sand\s)", between)
        if joined is None or not (_alike_dealt(text, after[0], other, whole) or _kinds(after[0], other, whole)):
            break
        parts.append(other)
        if " and " in between or between.endswith("and "):
            return parts if re.match(r"[^.;:\d]*(?:[.;]|$)", text[other.end :]) else []
    return []


def _alike_dealt(text: str, first: Amount, other: Amount, whole: Amount) -> bool:
    """ "15 are to go to A, 13 to B"."""
    lead, small = _PREPOSITION.match(text, first.end), _PREPOSITION.match(text, other.end)
    if lead is None or small is None or small["w"] != lead["w"] or not other.like(whole):
        return False
    if re.search(rf"\b{lead['w']}\b", text[whole.end : first.start]):
        # The first is then but one more of the list.
        return False
    return other.unit in {None, first.unit} and small.end() - other.end < 20


def _kinds(first: Amount, other: Amount, whole: Amount) -> bool:
    """ "20 people, 12 soldiers and eight civilians"."""
    return whole.unit in GENERIC and first.unit != other.unit and {first.unit, other.unit} <= PERSONS


# --- gaps ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Side:
    name: str
    amount: Amount
    here: bool


def _gap(passage: Passage, there: Sequence[Amount]) -> Iterator[_Found]:
    """ "bought goods worth $439 billion and sold $144 billion worth, a deficit of $295 billion"."""
    for told, word in _told_gaps(plain(passage), there):
        sides = [*_sides(passage.before, None, False), *_sides(passage, told, True)]
        out, bought = ([s for s in sides if s.name == name] for name in ("out", "in"))
        if len(out) != 1 or len(bought) != 1:
            continue
        if not (out[0].here or bought[0].here or _THAT_GAP.match(passage.text)):
            continue
        one, other = out[0].amount, bought[0].amount
        if not (told.money and one.like(told) and other.like(told)) or _wider(passage, out[0].here and bought[0].here):
            continue
        partner = _PARTNER.search(passage.text[: told.start]) is not None
        judged = _apart(told, "gap" if partner else word, one, other)
        if judged is not None:
            yield told.start, told.end, judged


def _apart(told: Amount, word: str, one: Amount, other: Amount) -> Judged | None:
    left = one.value - other.value
    name = "surplus" if left > 0 else "deficit"
    what = f"{one.value:,.12g} less {other.value:,.12g} leaves a {name} of {abs(left):,.12g}."
    if word in {"deficit", "surplus"} and word != name and abs(left) > (one.step + other.step) / 2:
        return against(what, None)
    (a, b), (c, d) = sorted((one.reach, other.reach), reverse=True)
    return _hold(told, (one, other), what, [(a - d, b - c)])


def _told_gaps(text: str, there: Sequence[Amount]) -> Iterator[tuple[Amount, str]]:
    for amount in there:
        match = _GAP.search(text[: amount.start]) or _GAP_AFTER.match(text, amount.end)
        if match:
            yield amount, match["w"].lower()


def _sides(passage: Passage | None, told: Amount | None, here: bool) -> Iterator[_Side]:
    """The amounts that are told as what was sold or what was bought, by the words since the amount before."""
    if passage is None:
        return
    text, last = plain(passage), 0
    for amount in amounts(passage):
        words = text[last : amount.start]
        last = amount.end
        if (told is not None and amount.start == told.start) or not amount.money:
            continue
        out, bought = (list(pattern.finditer(words)) for pattern in (_OUT, _IN))
        if bool(out) != bool(bought):
            yield _Side("out" if out else "in", amount, here)


def _wider(passage: Passage, alone: bool) -> bool:
    texts = [passage.text] if alone or passage.before is None else [passage.text, passage.before.text]
    return any(_WIDER.search(text) for text in texts)
