"""Shares, changes and multiples in any wording, held against the few amounts that they can be of.

`relations` reads the forms in which the words bind a claim to a pair of amounts. Here the pair is bound by being the
only one: a part told of its whole ("222 of the 435 seats"), or two amounts of the same things and no third. A claim is
contradicted where neither that pair's share, remainder, change nor multiple fits it, and it names no other base.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence

from detente.records import Finding
from detente.settings import load
from detente.verify import clauses
from detente.verify.numbers import relations
from detente.verify.numbers.amounts import NEAR, SIGN, Amount, amounts, plain
from detente.verify.numbers.claims import Claim, claims, is_absurd
from detente.verify.numbers.counts import COUNT, count, ordinal
from detente.verify.numbers.pool import Pool, levels, pool
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.verdicts import Judged, against, finding, supported

Pair = tuple[Amount, Amount]
_OF = re.compile(r"(?:\s[a-z-]+)?\s(?:(?:out\s)?of|among|in)\s(?:the|its|their|his|her|all|a|our|those"
    r"|these)?\s?(?:[\w.-]+(?:\s[\w.-]+){0,2}['’]s?\s)?"
                 rf"(?:total\s|full\s)?{NEAR}[$€£¥]?"
                 rf"|\sout\sof\s(?:an?\s|the\s|its\s)?total\s(?:[\w'’-]+\s){{0,3}}?of\s{NEAR}[$€£¥]?")  # fmt: skip
_BY_SO_MUCH = "by"
"""The words of a change that is told as such, and not as what is left: "fell from six to four, by a third"."""
_OF_IT_ALL = re.compile(rf"\sof\s[^.;:\d]{{0,50}}?{NEAR}[$€£¥]?")
"""Between a share and its whole: "58 percent of a common market of almost 170 million"."""
_OF_WHICH = re.compile(rf"(?:[^.;:\d]|(?<=[A-Z])\.){{0,60}}?,?\s(?:out\s)?of\s(?:which|whom|these|them)\s{NEAR}[$€£¥]?")
_PER_HUNDRED = re.compile(rf"\b(?P<n>{COUNT})\s(?:cents|pence|kopecks)\s(?:on|in|of|out of)\s(?:the|every|each)\s\w+")
_EVERY_NTH = re.compile(
    r"\bevery\s(?P<n>second|third|fourth|fifth|sixth|eighth|tenth|twentieth)\s(?!year|month|week|day|time)"
)
_OTHER_BASE = re.compile(
    r"\s(?:(?:percentage\s)?points?|a (?:year|month)|annual\w*|interest|each|per\b|owned|turnout|off\b|stake"
    r"|holding|chance"
    r"|tariff|duty|duties|tax|rates?|levy|discount|coupon|bonds?|notes?|approval|majority|threshold|hurdle"
    r"|growth|inflation"
    r"|yield|likel|sure|certain|confidence|swing|margin"
    r"|of (?:its |their |the )?(?:national |economic |gross )?(?:domestic |national )?"
    r"(?:output|product|income|GDP|economy))"
)
_IN_OTHER_WORDS = re.compile(
    r"\s(?:of (?:it|them|these|those|which|whom),?\s)?(?:or|that is|i\.e\.),?\s|,\s(?:or|that is),?\s"
)
"""Between a part and its share."""
_WHOLE = re.compile(r"\b[Oo]f (?:that|this|the (?:whole|total|sum))\b|\bthe (?:rest|remainder)\b")
_SIDES = re.compile(r"\b(?:against|versus|to)\b")
"""Between two sides, each of which has a share in both together: "17 million votes against 16 million"."""
_TO_A_RATE = re.compile(r"\s(?:to|from)\s[\d.]+\s?(?:percent|per cent|pct|%)")
"""A change that has a rate for its end is of no amounts."""
_THAN_BEFORE = re.compile(r"\s(?:than|on|from)\s(?:a|the|last|in the)\s(?:year|month|quarter|same)\b")
"""A change from a time that is told without its amount."""
_AS_LARGE = re.compile(r"\sas (?:large|big|much|many|high|great)\b")
_THAT_OF = re.compile(r"\bthat (?:with|of|from|to|in)\b[^.;]{0,60}$")
"""What is so large is named, and its amount is none of those that are told."""
_BASE = re.compile(r"\s(?:of|in)\s(?P<w>(?:[\w'’-]+\s){0,4}?[\w'’-]+)(?=[,.;:)]|\s(?:and|or|in|on|at|to|for"
    r"|which|that|who|had|has|is|was|were|said|would|will)\b|$)")  # fmt: skip
_PRONOUN = re.compile(
    r"(?:the\s)?(?:them|those|these|it|that|which|whom|all|total|whole|lot|sum|number|amount|chamber|house|same"
    r"|plan|target|quota"
    r"|its|their|his|her|our|earlier|previous|former|original|initial|old)\b"
)
_ALL = re.compile(r"all\b|the (?:total|whole|chamber|house|entire)\b")
_BALLOTS = re.compile(
    r"\b(?:votes?|ballots?|poll|electorate|turnout|population|market|gdp|GDP|shares?|capital|equity|stock)\b"
)
_INFERRED = (
    r"\b(?:or|that is|i\.e\.|meaning|means?|in other words|put differently|hence|thus|so that|equal to|equivalent to"
    r"|making|representing|accounting for|works? out at|worked out at|makes|amounts? to|comes? to|came to|which is"
    r"|corresponds? to)\b"
)
_SAYS_SO = re.compile(_INFERRED, re.IGNORECASE)
_PAUSE = re.compile(r"(?:[,;:(–—]|--)(?:\s?[\w'’-]+){0,6}\s?$")
_FORESEEN = re.compile(r"\b(?:instead of|rather than|foreseen|planned|against)\b")
_NO_SHARE = re.compile(
    r"(?:\b(?:necessary|required|needed|requisite|first|second|last|other|and a|by up to)\s"
    r"|(?<!out )\bat\s|\b(?:rates?|threshold|quorum|bar|hurdle|minimum)\sof\s|\d[-/]|\w\sor\s)$"
)
_CONTRAST = re.compile(
    r"\b(?:against|instead of|from|before|earlier|ago|previous\w*|preceding|had been|had stood|had numbered"
    r"|used to|down to"
    r"|up to|now|last (?:year|month|week)|this year|foreseen|planned|then|compared|rather than|since|numbered|was|were"
    r"|today|came to|fell to|rose to|grew to|stood at|reached|amounted to"
    r"|closed|opened|floated|began|started|once|formerly|at present|after)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\b(?:profits?|earnings|income|sales|output|production|prices?|exports?|imports?|rates?|index|gdp|economy"
    r"|unemployment"
    r"|turnover|revenues?|orders|demand|consumption|inflation|wages|costs?|shares?|dividends?|deposits|reserves|lending"
    r"|loans|assets|debt|trade|volume|yields?|dollar|population|deficit|surplus|spending|investment|margins?|traffic"
    r"|loss(?:es)?|rent|rents|value|stock|stocks|supply|crop|harvest|inventories|margin)\b",
    re.IGNORECASE,
)


_AGED = re.compile(r"\b(?:aged?|ages)\s(?:of\s)?$")
_UNIT = re.compile(r"\s(?P<u>[A-Z][A-Za-z]{0,2})\b")
"""A measure in short behind its number: "151 PS", "197 Nm"."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about ratios that a sentence tells of the only amounts they can be of."""
    told_here = list(_claims(passage))
    if not told_here:
        return
    there = pool(passage)
    for claim in told_here:
        found = _judge(passage, claim, there)
        if found is not None and (found.verdict != "contradicted" or _tells(passage.text)):
            yield finding(passage.document, passage.span(claim.start, claim.end), found, passage.whole)


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _tells(text: str) -> bool:
    """Whether a sentence says something: a line of a table has no verb, and "respectively" gives each its own pair."""
    return "respectively" not in text and any(t.tag_ in _FINITE for t in clauses.parsed(text))


def _claims(passage: Passage) -> Iterator[Claim]:
    """Those that `claims` reads, and so many cents on the dollar."""
    read = [claim for claim in claims(passage.text) if not _counts_on(passage.text, claim)]
    many = [c for c in read if c.form == "times"]
    yield from (c for c in read if c in many or not any(m.start < c.end and c.start < m.end for m in many))
    for match in _PER_HUNDRED.finditer(passage.text):
        value = float(count(match["n"]))
        yield Claim(match.start(), match.end(), "share", value - 1, value + 1, value, words=match.group())
    for match in _EVERY_NTH.finditer(passage.text):
        value = 100.0 / ordinal(match["n"].replace("second", "2nd"))
        yield Claim(match.start(), match.end(), "share", value - 3, value + 3, value, words=match.group())


def _counts_on(text: str, claim: Claim) -> bool:
    """Whether a fraction is the number of a thing in a row: "in a third mandate"."""
    word = next((token for token in clauses.parsed(text) if token.idx < claim.end <= token.idx + len(token)), None)
    return (
        word is not None
        and text[claim.start : claim.end].lower().startswith("a ")
        and word.dep_ == "amod"
        and word.head.i > word.i
    )


def _judge(passage: Passage, claim: Claim, there: Pool) -> Judged | None:
    text = plain(passage)
    here = [
        a for a in there.here
        if (a.end <= claim.start or claim.end <= a.start) and not _AGED.search(text[: a.start])
    ]  # fmt: skip
    if (claim.form != "times" and _OTHER_BASE.match(text, claim.end)) or _NO_SHARE.search(text[: claim.start]):
        return None
    if _AS_LARGE.match(text, claim.end) and _THAT_OF.search(text[: claim.start]):
        return None
    if _TO_A_RATE.match(text, claim.end) or _THAN_BEFORE.match(text, claim.end):
        return None
    stepped = _of_a_step(text, claim, here)
    if stepped is not None:
        return stepped
    if claim.form == "share" and text[: claim.start].endswith(" by "):
        claim = dataclasses.replace(claim, form="change", words=_BY_SO_MUCH)
    to_an_end = re.match(r"\sto\s(?:a\srecord\s)?[$€£]?\d", text[claim.end :]) is not None
    if to_an_end and (claim.form == "share" or not re.search(r"\bfrom\b|\bagainst\b|\bthan\b", text)):
        return None
    if claim.form == "change" and re.match(r"\sof\s", text[claim.end :]):
        claim = dataclasses.replace(claim, form="share")
    if claim.form == "change" and (
        relations.OWN_BASE.match(text, claim.end) or "up to" in text[claim.start : claim.end]
    ):
        return None
    pairs = _part_of_whole(text, claim, here) if claim.form == "share" else []
    full = _parts_in_full(here) if claim.form == "share" and not pairs else []
    if full and _OF_IT_ALL.fullmatch(text[claim.end : full[0][1].start]):
        return _one_of(claim, full)
    pairs = pairs or full or _only_two(passage, text, claim, here, there)
    if pairs and _OF_VOTES.match(text, claim.end) and not any(_BALLOTS.search(_words(text, pair)) for pair in pairs):
        # "50.2 percent of the vote and 55 of the 101 seats".
        return None
    if not pairs or (claim.form == "share" and pairs[0][0].start < claim.start and _names_another(text, claim)):
        return None
    if claim.words == _BY_SO_MUCH:
        first, last = sorted(pairs[0], key=_start)
        claim = dataclasses.replace(claim, up=first.value < last.value)
    part = pairs[0][0]
    direct = part.end <= claim.start and _IN_OTHER_WORDS.fullmatch(text[part.end : claim.start]) is not None
    direct = direct and not any(_SIDES.search(text[min(a.end for a in pair) : claim.start]) for pair in pairs)
    tied = direct or _points_to(passage, text, pairs[0], there)
    judged = _weigh(claim, pairs, [*here, *there.before], direct=direct, tied=tied)
    sure = all(amount in here for pair in pairs for amount in pair) or tied
    # Amounts of other sentences may be of other things: they can only agree.
    return judged if sure or judged is None or judged.verdict == "supported" else None


_OF_VOTES = re.compile(r"\sof\s(?:the\s|all\s)?(?:votes?|ballots?|poll)\b")


_STEP = re.compile(
    rf"\ban?\s(?:\w+\s)?(?P<w>increase|rise|gain|jump|growth|fall|drop|decline|decrease)\sof\s{NEAR}{SIGN}$",
    re.IGNORECASE,
)
_OR_SO_MUCH = re.compile(rf"[^.;:\d]{{0,20}}?(?:,\sor\s|\s\(){NEAR}")


def _of_a_step(text: str, claim: Claim, here: Sequence[Amount]) -> Judged | None:
    """ "Reached $38.3 billion, an increase of $8 billion, or 26.6 percent": of what it was before the step."""
    before = [a for a in here if a.end <= claim.start]
    if len(before) < len(("total", "step")) or not _OR_SO_MUCH.fullmatch(text[before[-1].end : claim.start]):
        return None
    total, step = before[-2:]
    told_so = _STEP.search(text, 0, step.start)
    if told_so is None or not step.beside(total) or not 0 < step.value < total.value:
        return None
    way = 1 if told_so["w"].lower() in {"fall", "drop", "decline", "decrease"} else -1
    low, high = (100 * (step.value + d * step.step / 2) / (total.value + way * step.value) for d in (-1, 1))
    what = f"{step.value:,.12g} on {total.value + way * step.value:,.12g} makes {(low + high) / 2:.1f}%."
    if low - 0.1 <= claim.high and claim.low <= high + 0.1:
        return supported(what)
    return against(what, None) if not low - 1 <= claim.shown <= high + 1 else None


def _words(text: str, pair: Pair) -> str:
    """The words of a part and its whole, and between them."""
    return text[min(a.start for a in pair) : max(a.end for a in pair)]


def _points_to(passage: Passage, text: str, pair: Pair, there: Pool) -> bool:
    """Whether a sentence points to the one amount of the sentence before as its whole: "of that total", "the rest"."""
    before = [a for a in there.before if a.beside(pair[1])]
    last = [a for a in amounts(passage.before) if a.beside(pair[1])] if passage.before is not None else []
    return len(before) == 1 and len(last) == 1 and last[0].value == before[0].value and _WHOLE.search(text) is not None


def _names_another(text: str, claim: Claim) -> bool:
    """Whether the words after a share name a whole that is not among those told before."""
    base = _BASE.match(text, claim.end)
    if base is None or _PRONOUN.match(base["w"]) or _ALL.match(base["w"]):
        return False
    if _BALLOTS.search(base["w"]) and not _BALLOTS.search(text[: claim.start]):
        return True
    first = text[: claim.start] + text[claim.end + base.end() :]
    return not told.stems(base["w"]) & told.stems(first)


# --- the amounts a claim is bound to -----------------------------------------------------------------------------


def _part_of_whole(text: str, claim: Claim, here: Sequence[Amount]) -> list[Pair]:
    """ "222 of the 435 seats", "412 households, of which 103": a part and its whole right before or after a share."""
    found: list[Pair] = []
    for one, other in itertools.pairwise(here):
        if (one.money != other.money and not one.beside(other)) or one.start < claim.start < other.start:
            continue
        between = text[one.number_end : other.start]
        if _OF.fullmatch(between) and one.value <= other.value:
            found.append((one, other))
        elif _OF_WHICH.fullmatch(between) and other.value <= one.value:
            found.append((other, one))
    near = [pair for pair in found if not re.search(r"[;]", _gap_text(text, claim, pair)[:60])]
    return near if len(near) == 1 and len(_gap_text(text, claim, near[0])) < 130 else []


def _parts_in_full(here: Sequence[Amount]) -> list[Pair]:
    """ "140 million, the other side 25 million, so that its share of the 165 million": parts with their whole."""
    whole = max(here, key=_value, default=None)
    parts = [a for a in here if a is not whole]
    if whole is None or len(parts) < 2 or not all(whole.beside(a) for a in parts):
        return []
    low, high = (sum(a.reach[side] for a in parts) for side in (0, 1))
    full = low <= whole.reach[1] and whole.reach[0] <= high and whole.value < 1.1 * sum(a.value for a in parts)
    return [(a, whole) for a in parts] if full else []


def _gap_text(text: str, claim: Claim, pair: Pair) -> str:
    last, first = max(a.end for a in pair), min(a.start for a in pair)
    return text[last : claim.start] if last <= claim.start else text[claim.end : first]


def _only_two(passage: Passage, text: str, claim: Claim, here: Sequence[Amount], there: Pool) -> list[Pair]:
    """The only two amounts of the same things, in the sentence or in it and those before, and no third."""
    # "The two countries exchanged goods of 81 billion": what is of another kind than all the rest is no side.
    near = [a for a in here if any(a.beside(b) for b in here if b is not a)] or list(here)
    if len(near) < 2 and len(there.before) + len(here) == 2:
        near = [*reversed(there.before), *near]
    if not near and not re.search(r"per|pct|%", claim.words):
        near = [a for a in levels(passage) if a.end <= claim.start]
    if len(near) != 2 or not near[0].beside(near[1]) or near[0].value == near[1].value:
        return []
    units = [unit["u"] for a in near if a in here and (unit := _UNIT.match(text, a.number_end)) is not None]
    if len(set(units)) > 1:
        return []
    if not _tied(passage, text, claim, near, across=any(a in there.before for a in near)):
        return []
    return [(min(near, key=_value), max(near, key=_value))]


def _tied(passage: Passage, text: str, claim: Claim, near: Sequence[Amount], *, across: bool) -> bool:
    """Whether the words draw a claim from two amounts, and tell it of nothing else."""
    whole = " ".join([*(p.text for p in reversed(told.earlier(passage))), text]) if across else text
    before = " ".join(p.text for p in told.earlier(passage)) if across else ""
    if _another_measure(text, claim, f"{before} {_without(text, claim)}"):
        return False
    if claim.form != "share":
        if sum(c.form == "change" for c in claims(text)) > 1 or _is_of_another(text, claim, near):
            return False
        own_end = claim.form != "times" and _own_end(text, claim, near)
        return _CONTRAST.search(whole) is not None and not own_end
    if across:
        return _SAYS_SO.search(text[: claim.start]) is not None
    one, other = near
    if claim.end <= one.start:
        return re.search(_INFERRED, text[one.end : other.start]) is not None or _FORESEEN.search(text) is not None
    if claim.start < other.start or (one.unit != "%" and _two_rates(text, claim)):
        return False
    lead = text[other.end : claim.start]
    return bool(_SAYS_SO.search(lead) or _PAUSE.search(lead)) and len(lead) < 90


_CHANGES = frozenset(
    {"drop", "fall", "rise", "increase", "change", "growth", "decline", "loss", "gain", "difference", "jump"}
)


def _is_of_another(text: str, claim: Claim, near: Sequence[Amount]) -> bool:
    """ "Ore has fallen from 180 dollars to 40, and the economy grew by 6.9 percent": what changed is another thing."""
    doc = clauses.parsed(text)
    words = [clauses.head_of(doc, (a.start, a.end)) for a in near]
    own = clauses.head_of(doc, (claim.start, claim.end))
    if own is None or any(word is None for word in words):
        return False
    verb = clauses.clause_of(own)
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if verb.dep_ != "conj" or subject is None or subject.pos_ not in {"NOUN", "PROPN"}:
        return False
    apart = all(clauses.clause_of(word) != verb for word in words if word is not None)
    return apart and subject.lemma_.lower() not in _CHANGES


def _own_end(text: str, claim: Claim, near: Sequence[Amount]) -> bool:
    """ "Rose 4 percent to 1.01 million and those to Europe rose 17 percent to 428,977": each change has its own end."""
    ends = [a for a in near if re.search(rf"\bto\s{NEAR}[$€£¥]?$", text[: a.start])]
    based = any(re.search(rf"\b(?:from|against|than|with|of)\s{NEAR}[$€£¥]?$", text[: a.start]) for a in near)
    return bool(ends) and not based


def _two_rates(text: str, claim: Claim) -> bool:
    """ "2,026,000 shares, or 8.7 pct, from 1,626,000 shares, or 7.0 pct": each of another whole."""
    return any(c.form == "share" and c.start != claim.start for c in claims(text))


def _without(text: str, claim: Claim) -> str:
    """A sentence without the clause of a claim."""
    first, last = _clause(text, claim)
    return text[:first] + " " + text[last:]


def _clause(text: str, claim: Claim) -> tuple[int, int]:
    first = max((m.end() for m in re.finditer(r"[,;:]\s|\band\s|\bwhile\s|\bbut\s", text[: claim.start])), default=0)
    after = re.search(r"[,;:.](?:\s|$)|\sand\s|\swhile\s", text[claim.end :])
    return first, claim.end + after.start() if after else len(text)


def _another_measure(text: str, claim: Claim, rest: str) -> bool:
    """Whether the clause of a claim has a measure of its own ("while profits fell 10 percent")."""
    first, last = _clause(text, claim)
    own = {m.lower().rstrip("s") for m in _MEASURE.findall(text[first:last])}
    others = {m.lower().rstrip("s") for m in _MEASURE.findall(rest)}
    return bool(own and others) and not own & others


# --- the verdict ---------------------------------------------------------------------------------------------------


def _weigh(
    claim: Claim, pairs: Sequence[Pair], there: Sequence[Amount], *, direct: bool = False, tied: bool = False
) -> Judged | None:
    """Supported if the bound pair fits, contradicted if neither it nor any other two that are alike do.

    Where a share is told right behind its part, "12 billion of it, or 60 percent", it is that part's alone (`direct`);
    where the words tie it to the two amounts (`tied`), it must fit them but for its rounding.
    """
    part, whole = pairs[0]
    ways = list(_ways(claim, part, whole))
    gap = min(_off(claim, way) for way in (ways[:1] if direct and claim.form == "share" else ways))
    share = part.value / whole.value * 100
    what = (
        f"{part.value:,.12g} of {whole.value:,.12g} is {share:.1f}%; between them lies a factor of {100 / share:.2f}."
    )
    if gap <= 0:
        return supported(what)
    limits = load().verify
    limit = limits.share_points if tied else max(limits.share_points, limits.share_tolerance * claim.shown)
    if gap <= (limit if claim.form != "times" else limits.arithmetic_tolerance * claim.shown):
        return None
    strict = dataclasses.replace(claim, low=max(claim.low, claim.shown - 1), high=min(claim.high, claim.shown + 1))
    others = [p for p in itertools.combinations(there, 2) if p[0].beside(p[1]) and set(p) != {part, whole}]
    saved = any(_off(strict, way) <= 0 for p in others for way in _ways(claim, min(p, key=_value), max(p, key=_value)))
    saved |= claim.form == "share" and not direct and any(_off(strict, way) <= 0 for way in _together(part, whole))
    absurd = all(is_absurd(claim, (low + high) / 2) for low, high in ways)
    return None if saved or absurd else against(what, None)


def _one_of(claim: Claim, pairs: Sequence[Pair]) -> Judged | None:
    """Whether a share is that of one of the parts that make up a whole, or of all but one."""
    shares = [_parts(part, whole) for part, whole in pairs]
    ways = [(100 * low, 100 * high) for low, high in shares]
    gap = min(_off(claim, way) for low, high in ways for way in ((low, high), (100 - high, 100 - low)))
    told_so = ", ".join(f"{part.value:,.12g}" for part, _ in pairs)
    what = f"{told_so} of {pairs[0][1].value:,.12g} are {', '.join(f'{(low + high) / 2:.1f}%' for low, high in ways)}."
    if gap <= 0:
        return supported(what)
    return against(what, None) if gap > load().verify.share_points else None


def _off(claim: Claim, way: tuple[float, float]) -> float:
    return max(way[0] - claim.high, claim.low - way[1])


def _start(amount: Amount) -> int:
    return amount.start


def _value(amount: Amount) -> float:
    return amount.value


def _parts(small: Amount, large: Amount) -> tuple[float, float]:
    """The bounds of the smaller over the larger, both rounded no more than the finer told of them."""
    (a, b), (c, d) = small.rounded(large.step), large.rounded(small.step)
    return max(a, 1e-9) / max(d, 1e-9), max(b, 1e-9) / max(c, 1e-9)


def _ways(claim: Claim, small: Amount, large: Amount) -> Iterator[tuple[float, float]]:
    """What two amounts may make: share and remainder in per cent, the change up from the smaller, the multiple."""
    low, high = _parts(small, large)
    if claim.form == "times":
        yield 1 / high, 1 / low
        return
    if claim.words != _BY_SO_MUCH:
        yield 100 * low, 100 * high
    if not (claim.form == "change" and claim.up):
        yield 100 - 100 * high, 100 - 100 * low
    if (claim.form == "change" and claim.up is not False) or claim.shown > 100:
        yield 100 / high - 100, 100 / low - 100
        yield 100 / high, 100 / low


def _together(small: Amount, large: Amount) -> Iterator[tuple[float, float]]:
    """The shares of two sides in both together, in per cent, and how much the larger is more."""
    low, high = _parts(small, large)
    yield 100 * low / (1 + low), 100 * high / (1 + high)
    yield 100 / (1 + high), 100 / (1 + low)
    yield 100 / high - 100, 100 / low - 100
