"""Totals and their parts: trade and its two sides, the dead and the living, votes, lists that are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.ontology import countries
from detente.records import Finding, TextSpan
from detente.verify.numbers import arithmetic
from detente.verify.numbers.arithmetic import Value
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, finding, supported

_Found = tuple[TextSpan, Judged, TextSpan]
"""The claim, the verdict, and the passage that is its evidence."""
_TRADE = re.compile(
    r"\b(?:[Tt]rade|[Tt]urnover|[Cc]ommerce)\b(?! (?:deficit|surplus|agreement|talks|war|pact|accord|deal|balance))"
    r"[^.;:\d]{0,110}?\b(?:worth|came|reached|totall?ed|amounted|was|were|stood|hit|rose|fell|grew|climbed)\b"
    r"(?:(?:\s[a-z-]+){0,4}?\s(?:US|C|A)?[$€£¥]?|\s[a-z]+ (?:in|for) )$"
)
_SIDES = (
    re.compile(r"\b(?:[Ee]xports?|sold|shipped|selling)\b[^.;:\d]{0,70}$"),
    re.compile(r"\b(?:[Ii]mports?|bought|buying)\b[^.;:\d]{0,70}$"),
)
_WIDER = re.compile(
    r"\b(?:total|overall|world|global|all its|worldwide|services|quarter|months?|half)\b|\bup from\b|\bdown from\b"
)
_NOUN = r"(?:people|passengers|members|men|women|officers|soldiers|ministers|voters|deputies|sailors|hostages|\w+s)"
_OF = re.compile(rf"\bOf\s(?:the|its|their|his|these|those)\s(?P<n>{COUNT})\s(?:\w+\s)?{_NOUN}\b[^.;:\d]{{0,50}}?,\s")
_RUINED = r"killed|died|dead|drowned|lost"
_SAVED = r"survived|lived|were rescued|were saved|escaped|were alive"
_VOTES = re.compile(
    r"\bby\s(?P<a>\d{1,2}(?:\.\d+)?)\s?(?:%|percent|per cent)?\sto\s(?P<b>\d{1,2}(?:\.\d+)?)\s?(?:%|percent|per cent)"
)
_BENCH = re.compile(
    rf"\b(?:tribunal|court|panel|bench|jury|commission|committee|board)\sof\s(?P<n>{COUNT})\b[^.;]{{0,120}}?\bby\s"
    rf"(?P<a>{COUNT})\s(?:votes?\s)?(?:to|against)\s(?P<b>{COUNT}|none)\b",
    re.IGNORECASE,
)
_CHAMBER = re.compile(
    r"\b(?P<a>\d{1,3})(?:\svotes?)?\s(?:to|against|for and|in favou?r and)\s(?P<b>\d{1,3})\b"
    r"(?:\sagainst)?[^.;\d]{0,60}?"
    r"\b(?:(?:chamber|house|parliament|assembly|senate|council)\sof\s"
    r"(?P<n>\d{1,3})\b(?!,?\d)|(?P<m>\d{1,3})-(?:seat|member)\b)",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"\b(?P<n>{COUNT})\s(?:[a-z]+\s){{0,2}}?(?:members|founders|signatories|states|nations|countries|republics|parties"
    r"|partners|neighbou?rs)(?:\s(?:are|were)|,\sthe others (?P<others>being)|:|(?P<apposed>,))\s"
    r"(?P<list>(?:[a-z]{0,3}\s?[A-Z][\w.'’-]*[ ,]*|and\s|of\s|the\s){2,40}?)(?=[.;:)]|,\s[a-z]|\s[a-z]{4,}|$)"
)
_SIGNED = (
    r"agreements?|accords?|papers?|documents?|deals?|memorand(?:a|ums)|pacts?|texts?|protocols?|treaties|contracts?"
)
_AGAIN = re.compile(
    rf"\b[Oo]f\sthe\s(?P<n>{COUNT})\s(?:\w+\s)?(?:{_SIGNED})(?:\s(?:that\swere\s)?(?:signed|sealed))?\b"
)
_FIRST = re.compile(
    rf"\bsigned\s(?:\w+\s)?(?P<n>{COUNT})\s(?:\w+\s)?(?:{_SIGNED})\b"
    rf"|\b(?P<m>{COUNT})\s(?:\w+\s)?(?:{_SIGNED})\s(?:were|was|had been|have been)\ssigned\b",
    re.IGNORECASE,
)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about totals that a sentence, or it and the one before it, gives with their parts."""
    for part in (_trade, _dead_and_living, _votes, _bench, _lists, _told_again):
        for span, judged, evidence in part(passage):
            yield finding(passage.document, span, judged, evidence)


def _inside(passage: Passage, start: int, end: int, judged: Judged) -> _Found:
    return passage.span(start, end), judged, passage.whole


# --- trade and its two sides ---------------------------------------------------------------------------------


def _trade(passage: Passage) -> Iterator[_Found]:
    """ "Trade came to $557 billion. Exports were worth $243 billion and imports $314 billion."."""
    sides = [_side(passage, pattern) for pattern in _SIDES]
    if sides[0] is None or sides[1] is None or _WIDER.search(passage.text):
        return
    for place in (passage, passage.before):
        total = _total(place) if place is not None else None
        if place is None or total is None:
            continue
        same = {total.currency, sides[0].currency, sides[1].currency}
        years = {t.when.start.year for p in {id(place): place, id(passage): passage}.values() for t in p.times}
        if len(same) != 1 or len(years) > 1 or (place is passage and total.start > sides[0].start):
            continue
        judged = _sum(total, sides[0], sides[1])
        if judged is not None:
            first = place.span(total.start, total.end)
            yield first, judged, _joined(place, passage)
        return


def _side(passage: Passage, pattern: re.Pattern[str]) -> Value | None:
    """The one amount of money that a side of the trade is told with."""
    there = [v for v in arithmetic.values(passage.text) if v.currency and not v.percent]
    found = [v for v in there if pattern.search(passage.text[max(0, v.start - 80) : v.start])]
    return found[0] if len(found) == 1 else None


def _total(passage: Passage) -> Value | None:
    there = [v for v in arithmetic.values(passage.text) if v.currency and not v.percent]
    found = [v for v in there if _TRADE.search(passage.text[: v.start])]
    return found[0] if found and not _WIDER.search(passage.text) else None


def _sum(total: Value, one: Value, other: Value) -> Judged | None:
    parts = one.value + other.value
    if not 0.5 < parts / (total.value or 1) < 2:
        return None
    off = abs(parts - total.value) - (total.step + one.step + other.step) / 2
    what = f"{one.value:g} and {other.value:g} add up to {parts:g}."
    if off <= 0.03 * parts:
        return supported(what)
    return against(what, None) if off > 0.08 * parts else None


def _joined(first: Passage, last: Passage) -> TextSpan:
    """The passage of the document from the start of one sentence to the end of another."""
    start, end = first.whole.start, last.whole.end
    return TextSpan(start, end, last.document.text[start:end])


# --- a number of people and what became of them ----------------------------------------------------------------


def _dead_and_living(passage: Passage) -> Iterator[_Found]:
    """ "Of the 67 people on board, 38 were killed and 29 survived"."""
    for match in _OF.finditer(passage.text):
        whole, rest = count(match["n"]), re.split(r"[.;]", passage.text[match.end() :])[0]
        parts = re.match(
            rf"(?P<a>{COUNT})\s(?P<va>[a-z]+(?:\s[a-z]+)?)[^,\d]{{0,20}}?,?\sand\s(?P<b>{COUNT})\s(?P<vb>[a-z ]+)$",
            rest.rstrip(" ,"),
        )
        if parts is None:
            continue
        one, other = count(parts["a"]), count(parts["b"])
        what = f"{one} and {other} are {one + other}, of {whole}."
        both = re.search(_RUINED, parts["va"] + parts["vb"]) and re.search(_SAVED, parts["va"] + " " + parts["vb"])
        start, end = match.start(), match.end() + parts.end()
        if one + other == whole:
            yield _inside(passage, start, end, supported(what))
        elif one + other > whole and both:
            yield _inside(passage, start, end, against(what, None))


def _votes(passage: Passage) -> Iterator[_Found]:
    """ "By 51.9 percent to 48.1 percent": together they are no more than all."""
    for match in _VOTES.finditer(passage.text):
        both = float(match["a"]) + float(match["b"])
        what = f"{match['a']} and {match['b']} percent are {both:g} percent together."
        if abs(both - 100) <= 1:
            yield _inside(passage, match.start(), match.end(), supported(what))
        elif both > 102:
            yield _inside(passage, match.start(), match.end(), against(what, None))


def _bench(passage: Passage) -> Iterator[_Found]:
    """ "A tribunal of five found for it by four votes to one"; in a chamber some may be missing."""
    for match in _CHAMBER.finditer(passage.text):
        both, seats = int(match["a"]) + int(match["b"]), int(match["n"] or match["m"])
        what = f"{match['a']} and {match['b']} votes are {both}, of {seats}."
        yield _inside(passage, match.start(), match.end(), supported(what) if both <= seats else against(what, None))
    for match in _BENCH.finditer(passage.text):
        seats, yes = count(match["n"]), count(match["a"])
        no = 0 if match["b"].lower() == "none" else count(match["b"])
        what = f"{yes} and {no} votes are {yes + no}, of {seats}."
        judged = supported(what) if yes + no == seats else against(what, None) if yes + no > seats else None
        if judged is not None:
            yield _inside(passage, match.start(), match.end(), judged)


_SOME_OF = re.compile(rf"\b(?:{COUNT}|some|several|most) of (?:the|its|their)\s(?:[\w.]+['’]s\s)?$", re.IGNORECASE)


# --- lists ---------------------------------------------------------------------------------------------------


def _lists(passage: Passage) -> Iterator[_Found]:
    """ "whose five members are Kenya, Uganda, Tanzania, Rwanda and Burundi"."""
    for match in _LIST.finditer(passage.text):
        start, end = match.span("list")
        inside = [n for n in passage.named if start <= n.start and n.end <= end]
        left = match["list"]
        for named in sorted(inside, key=lambda n: -n.start):
            left = left[: named.start - start] + left[named.end - start :]
        some = _SOME_OF.search(passage.text[: match.start("n")])
        if some is not None and not match["others"]:
            # "Three of the 15 members, Austria, Finland and Sweden": those named are the three.
            continue
        if re.search(r"[A-Z]", left) or any(n.code not in countries() for n in inside) or " and " not in match["list"]:
            continue
        told, there = count(match["n"]), len({n.code for n in inside}) + bool(match["others"])
        what = f"{there} are named, of {told}."
        if there >= (3 if match["apposed"] else 2):
            judged = supported(what) if there == told else against(what, None)
            yield _inside(passage, match.start(), end, judged)


# --- told twice ------------------------------------------------------------------------------------------------


def _told_again(passage: Passage) -> Iterator[_Found]:
    """ "Of the 17 papers signed", where the text has said before that 21 agreements were signed."""
    for match in _AGAIN.finditer(passage.text):
        before = passage.document.text[: passage.offset]
        told = {count(m["n"] or m["m"]) for m in _FIRST.finditer(before)}
        again = count(match["n"])
        if len(told) != 1 or again < 3:
            continue
        first = next(iter(told))
        what = f"The text has said that {first} were signed."
        yield _inside(passage, match.start(), match.end(), supported(what) if first == again else against(what, None))
