"""Amounts that follow from others of the text: what is left, what is more, what it makes in all, in whatever words.

A window of amounts is taken for a closed world. Where a cue of inference ties an amount to those before it ("leaving",
"a margin of", "plus ... =", "the remaining", "in total") it must be a sum, a gap or a remainder of some of them; it is
contradicted only where none of these fits within rounding.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from detente.coding.text.clauses import words_of
from detente.records import Finding
from detente.verify.numbers import again, told_rates
from detente.verify.numbers.amounts import NEAR, SIGN, Amount, plain
from detente.verify.numbers.counts import COUNT
from detente.verify.numbers.pool import Pool, alike, clocks, levels, pool
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, finding, supported

_GAPS = (
    r"margin|majority|lead|cushion|surplus|deficit|gap|difference|shortfall|excess|advantage|plurality|edge|spread"
    r"|overrun|saving"
)
_GAP_WORD = re.compile(rf"\b(?P<w>{_GAPS})\b[^.;:,\d]{{0,20}}$", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:\b(?:{_GAPS})(?:,\s|\s(?:of|was|is|being|amounts to|amounted to|comes to|came to)\s)"
    rf"|\b(?:remaining|(?<=the )other|rest|remainder|balance)(?:\s(?:being|of|is|was|are|were|the|numbering|some))*\s"
    rf"|\bleav(?:es?|ing)\s(?!each\b|every\b)(?:\w+\s){{0,2}}?|\b(?:hence|thus|consequently|therefore)\s[^.;:,\d]{{0,30}}?"
    rf"|\b(?:so that|which means(?: that)?|that means(?: that)?|meaning(?: that)?|in other words,?)\s[^.;:,\d]{{0,25}}?"
    rf"|\b(?:bring|brought|tak|took|push|rais|lift|put)\w*\s(?:the|its|their|his|that)\s[^.;:,\d]{{0,40}}?\s(?:to|at)\s"
    rf"|[;:–—]\san?\s\w+\sof\s|\d(?:\svotes)?,\sby\s|[;:–—]\s(?:all\s|the\s|these\s|those\s)(?:other\s)?"
    rf"|\b(?:total|sum)\s(?:of|being)\s|\b(?:making|which makes|that makes|totall?ing"
    rf"|bringing\s[^.;:,\d]{{0,30}}\sto)\s"
    rf"|\b(?:outnumber\w*|beat\w*|defeat\w*|outdistanc\w*|outpac\w*|ahead|exceed\w*|surpass\w*|trail\w*"
    rf"|overtak\w*|short)"
    rf"\b[^.;:\d]{{0,60}}?\bby\s)(?:(?:a|an|the|all of|no fewer than|exactly|fully|precisely)\s)*{NEAR}{SIGN}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\s[a-z-]+){0,2}?,?\s(?:in all(?!\s[a-z]+s\b)|in total|altogether|all told|all in all|taken together"
    r"|put together|combined"
    r"|to spare|remain(?:ed|s|ing)?\b|being (?:still |yet )?(?:outstanding|left|due)|(?:were |are |is |was )?left over"
    r"|(?:were|are|is|was|have|had) (?:still|yet|left|outstanding|missing|unaccounted for)|still outstanding"
    r"|(?:\w+ )?between them|who (?:went|were left|stayed|remained|survived|came back)"
    r"|ma[dk]es? (?:all )?the difference|separat\w+ (?:them|the two|the first|the winner|both))\b"
)
_SHARE_OF = re.compile(rf"(?:percent|per cent|pct|%)\sof\s(?:the|its|their|all)?\s?{NEAR}{SIGN}$")
_OF_IT = re.compile(r"\sof\s(?:it|them|these|those|which|that)\b")
_LEFT = re.compile(
    rf"\b(?:remaining|rest|remainder|balance|[Tt]he\sother)(?:\s(?:being|of|is|was|are|were|the|some))*\s{NEAR}{SIGN}$"
)
"""What is left of a whole, which must have been told."""
_ODDS = re.compile(r"\b(?:tied|pegged|fixed|rate|odds)\b[^.;]*?\sto\s(?:one|1)\b")
"""A rate of exchange: what is made of it is no sum."""
_PLUS = re.compile(r"\bplus\b|\btogether with\b|\badded to\b|\bon top of\b", re.IGNORECASE)
_FRESH = re.compile(
    r"\b(?:higher|lower|a share|average|previous|earlier|forecast|expected|estimate[ds]?|record|year before"
    r"|year ago|per"
    r"|at least|more than|up to|cumulative|quarter|outstanding shares|capacity)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:against|compared|than)\b")
_AND_ONE = re.compile(r"\band\s(?:a|an|the|their|his|her|its)\s(?:[a-z]+\s){0,2}?[a-z]+(?<!s)\b")
_MOST = re.compile(
    rf"\b(?:eldest|oldest|youngest|tallest|longest|shortest|largest|biggest|smallest|highest|lowest|heaviest"
    rf"|last|first)"
    rf"(?:\s(?:of them|one))?,?\s(?:who|which|that)?\s?(?:is|was|aged|at|being|has|had)?\s?{NEAR}$"
)
_LISTED = re.compile(r"\baged\s$|\bages?\s(?:of\s)?$")
_EACH = re.compile(r"\b(?:each|every|apiece|per|average)\b", re.IGNORECASE)
_MORE_THAN = re.compile(rf"(?:\s[a-z]+)?\s(?:more|less|fewer)\sthan\s(?:[\w'’-]+\s){{0,3}}?{NEAR}{SIGN}")
_APPOSED = re.compile(rf"(?:\s[\w'’-]+){{0,5}}?(?:,|\s\(|\s[–—-])\s?(?:or\s|some\s)?{NEAR}{SIGN}")
_REST = re.compile(r"\b(?:[Tt]he remaining|[Tt]he rest,?|remainder,?|[Tt]he other)\s(?=\S|$)")
_MEASURES = frozenset(
    {"metre", "meter", "kilometre", "kilometer", "mile", "foot", "feet", "yard", "hectare", "acre", "ton", "tonne"}
)
_NOBODY = re.compile(r"\b(?:nobody|no one|none|neither|no party|no side)\b")
_BAR = 40
"""Characters behind "nobody" in which what nobody reaches stands."""
_BOTH = 2
"""So few, told in words, are the two sides of a report and no count of it."""
_MANY = 7


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about amounts that a sentence infers from those before them."""
    for start, end, judged in (
        *_inferred(passage), *_more_than(passage), *_points(passage), *_rest(passage), *_spare(passage),
        *_extremes(passage),
    ):  # fmt: skip
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


_Found = tuple[int, int, Judged]


def _are_both(text: str, amount: Amount) -> bool:
    """Whether an amount is that of the two sides of a report: "the two governments agreed on four more"."""
    return amount.words and amount.value <= _BOTH and re.search(r"\b[Tt]he\s$", text[: amount.start]) is not None


def _inferred(passage: Passage) -> Iterator[_Found]:
    """ "Forty set out; three broke down, five were turned back, and it was thus a column of 32"."""
    text, there = plain(passage), pool(passage)
    if told_rates.stated(text) or _ODDS.search(text):
        return
    # "So that nobody reaches 57" is a bar and no sum.
    bars = [m.end() for m in _NOBODY.finditer(text)]
    for number, claimed in enumerate(there.here):
        if claimed.words and claimed.value <= _BOTH:
            # "The two police forces" are of no dead told before.
            continue
        if any(0 <= claimed.start - end <= _BAR for end in bars):
            continue
        here = [a for a in there.here[:number] if not _are_both(text, a)]
        plus = _added_up(text, here, claimed)
        if not plus and not _BEFORE.search(text[: claimed.start]) and not _AFTER.match(text, claimed.end):
            continue
        parts = plus or _parts(text, here, there.before, claimed)
        spare = 1.0 if _AND_ONE.search(text) and not claimed.money and claimed.value < 100 else 0.0
        if (
            len(parts) + spare < 2
            or len(parts) > _MANY
            or not parts
            or (not plus and _is_fresh(text, parts, claimed, there))
            or (len(parts) < 2 and _MORE.search(text[: claimed.start]))
        ):
            continue
        if (
            _OUT_OF.search(text[: claimed.start])
            or _are_people(claimed, parts)
            or _OF_IT.match(text, claimed.end)
            or (claimed.money and _OF_SO_MANY.search(text[: claimed.start]))
            or _SHARE_OF.search(text[: claimed.start])
            or (_LEFT.search(text[: claimed.start]) and not _has_whole(claimed, parts))
        ):
            continue
        judged = _hold(claimed, parts, spare, each=_EACH.search(text) is not None)
        sure = sum(part in there.here for part in parts) + spare >= 2
        # Amounts of other sentences may be of other things: alone they can only agree.
        if sure or judged.verdict == "supported":
            yield claimed.start, claimed.end, judged


_OF_SO_MANY = re.compile(rf"\b(?:{COUNT})\s(?:[a-z-]+\s){{0,3}}?[a-z]+s\s{NEAR}{SIGN}$", re.IGNORECASE)
"""Before a sum: whose it is together, "six technology firms $1.9 billion between them"."""
_OUT_OF = re.compile(r"\bout\sof\s(?:the\s)?$")
_PEOPLE = words_of("people|person|victim|passenger|soldier|civilian|trooper|child|woman|man|life|live")


def _are_people(claimed: Amount, parts: Sequence[Amount]) -> bool:
    """Whether people are claimed, who are no sum of things: "two crashes of the 737 that killed a total of 346"."""
    named = [part.unit for part in parts if part.unit is not None]
    return claimed.unit in _PEOPLE and len(parts) - 1 <= len(named) > 0 and not _PEOPLE & {*named}


_MORE = re.compile(r"\bmore\b[^.;]*\bbringing\sthe\s(?:total|number)\b")


def _has_whole(claimed: Amount, parts: Sequence[Amount]) -> bool:
    """Whether one of the amounts may be what the rest is of."""
    values = sorted(p.value for p in parts)
    return len(values) > 1 and values[-1] >= 0.9 * (claimed.value + values[-2])


def _is_fresh(text: str, parts: Sequence[Amount], claimed: Amount, there: Pool) -> bool:
    """Whether a claim may be of other things than its parts: another time, a forecast, the same gap told of before."""
    first = min((p.start for p in parts if p in there.here), default=0)
    words = text[max(0, first - 25) : claimed.end + 25]
    if _FRESH.search(words) or (claimed.money and _COMPARED.search(words)):
        return True
    gap = _GAP_WORD.search(text[: claimed.start])
    return gap is not None and ((first == 0 and claimed.money) or gap["w"] in text[: gap.start("w")])


def _added_up(text: str, before: Sequence[Amount], claimed: Amount) -> list[Amount]:
    """ "Five permanent seats plus ten elective ones - the fifteen": two that are added, and the next that is told."""
    last = list(before[-2:])
    if len(last) < 2 or not _PLUS.search(text[last[0].end : last[1].start]):
        return []
    between = text[last[1].end : claimed.start]
    counts = not any(a.money for a in (*last, claimed)) or alike(last, claimed) == last
    return last if counts and not re.search(r"[.;]|\band\b", between) else []


def _parts(text: str, here: Sequence[Amount], before: Sequence[Amount], claimed: Amount) -> list[Amount]:
    """The amounts that the claimed one may be made of: those of its sentence, with those before if they are too few."""
    # "1,230 km (764 miles)" is one amount.
    own = [a for a in alike(here, claimed) if not text[: a.start].endswith("(")]
    if len({a.unit for a in own if a.unit in _MEASURES}) > 1:
        # Metres and kilometres make no sum, and a bare number may be of either.
        return []
    if len(own) >= 2:
        return [*own, *(alike(before, claimed) if len(own) < 3 else [])] if len(own) == len(here) else own
    return [*own, *alike(before, claimed)]


def _hold(claimed: Amount, parts: Sequence[Amount], spare: float, *, each: bool = False) -> Judged:
    """A claimed amount against all sums, gaps and remainders of its parts."""
    low, high = claimed.reach
    room = (
        max(0.5 if not claimed.money else 0.0, 0.03 * claimed.value if claimed.money or claimed.loose else 0.0) + spare
    )
    made = [*_made(parts), *(_times(parts) if each else ())]
    best, what = min(((max(a - high, low - b), said) for a, b, said in made), key=lambda found: found[0])
    exact = not claimed.money and claimed.value < 1000 and not claimed.loose and not any(p.loose for p in parts)
    if best <= room:
        return supported(what)
    limit = 0.5 + spare if exact else 0.08 * claimed.value
    return against(what, None) if best > limit else supported(what)


def _made(parts: Sequence[Amount]) -> Iterator[tuple[float, float, str]]:
    """What some of the amounts make: each that is told again, sums, and what sums leave of a larger one."""
    for n in range(2, len(parts) + 1):
        for some in itertools.combinations(parts, n):
            yield sum(p.reach[0] for p in some), sum(p.reach[1] for p in some), _said(some, "+")
            top, rest = max(some, key=lambda p: p.value), sum(p.value for p in some)
            if 2 * top.value >= rest:
                others = [p for p in some if p is not top]
                low = top.reach[0] - sum(p.reach[1] for p in others)
                yield low, top.reach[1] - sum(p.reach[0] for p in others), _said((top, *others), "-")
    yield from ((*p.reach, f"{p.value:,.12g} has been told.") for p in parts)


def _times(parts: Sequence[Amount]) -> Iterator[tuple[float, float, str]]:
    """Products and quotients of two amounts: "each of the eight buses carried 40, 320 in all"."""
    for one, other in itertools.permutations(parts, 2):
        product = one.value * other.value
        yield 0.98 * product, 1.02 * product, f"{one.value:,.12g} times {other.value:,.12g} is {product:,.12g}."
        if other.value:
            part = one.value / other.value
            yield 0.98 * part, 1.02 * part, f"{one.value:,.12g} over {other.value:,.12g} is {part:,.12g}."


def _said(some: Sequence[Amount], sign: str) -> str:
    total = sum(p.value for p in some) if sign == "+" else some[0].value - sum(p.value for p in some[1:])
    return f"{f' {sign} '.join(f'{p.value:,.12g}' for p in some)} = {total:,.12g}."


def _more_than(passage: Passage) -> Iterator[_Found]:
    """ "It cost 900 million dollars, 200 million more than the 700 million foreseen"."""
    text, here = plain(passage), pool(passage).here
    for one, claimed, other in zip(here, here[1:], here[2:], strict=False):
        link = _MORE_THAN.fullmatch(text[claimed.end : other.start])
        if link is None or not one.beside(other) or not _APPOSED.fullmatch(text[one.end : claimed.start]):
            continue
        (a, b), (c, d) = sorted((one.reach, other.reach), reverse=True)
        low, high = claimed.reach
        off, gap = max(a - d - high, low - (b - c)), abs(one.value - other.value)
        what = f"{one.value:,.12g} and {other.value:,.12g} are {gap:,.12g} apart."
        yield claimed.start, claimed.end, supported(what) if off <= 0.08 * claimed.value else against(what, None)


def _rest(passage: Passage) -> Iterator[_Found]:
    """ "Sixty percent said yes and 25 percent no, while the remaining 15 percent did not answer"."""
    text, rates = plain(passage), levels(passage)
    if again.AS_DOES.search(text):
        return
    for number, claimed in enumerate(rates):
        parts = rates[:number]
        if not parts and number == 0 and passage.before is not None and _REST.match(text):
            parts = levels(passage.before)
        if not parts or not _REST.search(text, max(0, claimed.start - 16), claimed.start):
            continue
        left = 100 - sum(p.value for p in parts)
        what = f"{' and '.join(f'{p.value:g}' for p in parts)} percent leave {left:g} percent."
        off = abs(left - claimed.value)
        if off <= 1:
            yield claimed.start, claimed.end, supported(what)
        elif off > 3 and left > 0:
            yield claimed.start, claimed.end, against(what, None)


def _points(passage: Passage) -> Iterator[_Found]:
    """ "12 per cent at the start of the year eased to 9 per cent, three percentage points lower"."""
    text, rates = plain(passage), levels(passage)
    for claimed in pool_points(passage):
        if len(rates) != 2 or rates[0].end > claimed.start:
            continue
        gap = abs(rates[0].value - rates[1].value)
        what = f"{rates[0].value:g} and {rates[1].value:g} percent are {gap:g} points apart."
        step = min(rates[0].step, rates[1].step)
        off = abs(gap - claimed.value) - step
        straight = not re.search(r"\b(?:from|to|at)\s(?:a record\s)?$", text[: claimed.start])
        if off <= 0.05:
            yield claimed.start, claimed.end, supported(what)
        elif straight and off > max(0.5 * step, 0.1, 0.2 * gap) and not re.search(r"\b(?:basis|index)\b", text):
            yield claimed.start, claimed.end, against(what, None)


def pool_points(passage: Passage) -> Iterator[Amount]:
    """The numbers of a sentence that are told as points of per cent."""
    from detente.coding.figures import numbers

    for number in numbers.find(passage.text):
        told = re.match(
            r"\s?[-]?(?:percentage|per cent|percent|pct)[ -]points?\b|\spoints?\b", passage.text[number.end :]
        )
        if told and number.kind == "count":
            yield Amount(number.start, number.end, number.end, number.value, 0.1, "%", True, False, number.words)


def _spare(passage: Passage) -> Iterator[_Found]:
    """ "Home in 2:05:10, he had 30 seconds to spare over the next, clocked at 2:05:40"."""
    there = clocks(passage)
    if len(there) != 2:
        return
    gap = abs(there[0].value - there[1].value)
    for match in re.finditer(r"\b(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)?)\s(?P<unit>second|minute)s\b", passage.text):
        value = _number(match["n"])
        if value is None:
            continue
        seconds = value * (60 if match["unit"] == "minute" else 1)
        what = f"The two times are {gap:g} seconds apart."
        near = abs(seconds - gap) <= (0.5 if match["unit"] == "second" else 30)
        yield match.start(), match.end(), supported(what) if near else against(what, None)


def _number(word: str) -> float | None:
    from detente.verify.numbers.counts import CARDINALS

    return float(word) if word.isdigit() else float(CARDINALS[word]) if word in CARDINALS and word != "a" else None


def _extremes(passage: Passage) -> Iterator[_Found]:
    """ "Three men, aged 19, 23 and 41; the eldest, who is 41": one of those listed."""
    text, here = plain(passage), pool(passage).here
    for number, claimed in enumerate(here):
        told = _MOST.search(text[: claimed.start])
        listed = next((i for i, a in enumerate(here[:number]) if _LISTED.search(text[: a.start])), None)
        if told is None or listed is None:
            continue
        group = [a for a in here[listed:number] if a.end <= told.start()]
        what = f"Those listed are {', '.join(f'{a.value:g}' for a in group)}."
        if len(group) > 1:
            yield (
                claimed.start,
                claimed.end,
                (supported(what) if any(a.value == claimed.value for a in group) else against(what, None)),
            )
