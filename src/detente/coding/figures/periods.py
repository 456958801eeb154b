"""The periods of a sentence, and those that its text has named before it.

The forms are read in `period_forms`; here the parse says which bare month lies ahead, and the document which months a
year "1986/87" has. A figure's period stays unknown unless its text states one.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.figures.period import Period, months
from detente.coding.figures.period_forms import forms
from detente.coding.figures.split_years import in_months
from detente.coding.text import clauses, times
from detente.coding.text.parse import text_of
from detente.coding.words.coming import moved_ahead
from detente.settings import load

if TYPE_CHECKING:
    from spacy.tokens import Token


def find(context: Context) -> list[Period]:
    """The periods of a sentence in order, the longer forms before the plain times they contain."""
    span = context.sentence.span
    text = text_of(span.doc)[: span.end_char]
    plain = [
        dataclasses.replace(_plain(_ahead(time, context)), start=start, end=start + time.end - time.start)
        for time in context.times
        if (start := time.start - context.sentence.offset) >= 0
    ]
    found = forms(text, span.start_char, plain, context.document.published)
    found = [
        in_months(_whole_month(period, text), text[period.start : period.end], context.document.text)
        for period in found
    ]
    return sorted([*found, *_that(text, found, context)], key=lambda period: period.start)


def _that(text: str, found: list[Period], context: Context) -> list[Period]:
    """ "Inflation reached 79 percent that month": the last month or year that the text has told."""
    out = []
    for match in _THAT.finditer(text, context.sentence.span.start_char):
        if any(p.start < match.end() and match.start() < p.end for p in found):
            continue
        low, high = _DAYS[match["unit"].lower()]
        told = [*before(context), *(p for p in found if p.end <= match.start() and not p.shift)]
        like = (p for p in reversed(told) if p.first and p.last and low <= (p.last - p.first).days <= high)
        last = next(like, None)
        if last is not None:
            out.append(dataclasses.replace(last, start=match.start(), end=match.end()))
    return out


_THAT = re.compile(r"\bthat (?P<unit>month|quarter|year)\b", re.IGNORECASE)
_DAYS = {"month": (27, 30), "quarter": (89, 91), "year": (364, 365)}
"""How many days lie between the first and the last of each."""


def before(context: Context) -> list[Period]:
    """The periods that the text has named before a sentence, in order, none that another figure is compared with."""
    start = max(0, context.sentence.start - load().coding.period_memory)
    lead = context.document.text[start : context.sentence.start].replace("\n", " ")
    plain = [_plain(time) for time in times.find(lead, context.document.published)]
    found = forms(lead, 0, plain, context.document.published)
    return [
        in_months(whole_year(_whole_month(period, lead), lead), lead[period.start : period.end], context.document.text)
        for period in found
        if not period.shift
        and not period.asof
        and not COMPARES.search(lead[max(0, period.start - 60) : period.start])
        and not _AGO.search(lead, period.start, period.end)
    ]


_AGO = re.compile(r"\bago$")
_PART_OF_MONTH = re.compile(r"(?:early|mid|late)[- ]", re.IGNORECASE)
_END_OF_YEAR = re.compile(r"(?:the )?end of (?:last year|\d{4})", re.IGNORECASE)


def _whole_month(period: Period, text: str) -> Period:
    """What stood "in early December" stood in December, and at "the end of last year" in its last month."""
    first, last, written = period.first, period.last, text[period.start : period.end]
    if first is None or last is None:
        return period
    if _PART_OF_MONTH.match(written) and (first.year, first.month) == (last.year, last.month):
        return months(period.start, period.end, first.year, first.month, first.month)
    if _END_OF_YEAR.fullmatch(written) and first.year == last.year:
        return months(period.start, period.end, last.year, 12, 12)
    return period


def whole_year(period: Period, text: str) -> Period:
    """ "By the end of the year" as the year that then is over."""
    if period.first is None or not _YEAR_END.fullmatch(text[period.start : period.end]):
        return period
    return months(period.start, period.end, period.first.year, 1, 12)


_YEAR_END = re.compile(
    r"\b(?:the )?(?:end(?: of |-)(?:(?:the|this|next|last) year|\d{4})|year[- ]?end|end[- ]year)", re.IGNORECASE
)

_ABOUT = r"(?:a|an|of|the|in|only|just|about|around|some|nearly|almost|revised|estimated|record|provisional)"
_AMOUNT = r"(?:[\d.,]+|mln|bln|bn|million|billion|trillion|pct|percent|per cent|dlrs|tonnes|bpd)"
_MOVED = r"(?:up|down|higher|lower|change|increase|decrease|rise|fall|drop|decline)"
_ALONE = r"(?:above|after|below|than|against|from|with|vs\.?|versus)"
COMPARES = re.compile(
    r"\b(?:compared (?:with|to)(?:[^.;]|\d\.\d){0,60}"
    r"|(?:than|of|on|from|with|against) (?:in |for |during )?the (?:same|corresponding|like) (?:\w+ )?\w+ (?:of|in) "
    rf"|(?:below|above|than|over|until|till|{_MOVED}(?: of)?(?: [\d.]+ ?(?:%|pct|percent|per cent))? on)\s+"
    r"(?:(?:the|in)\s+)*"
    rf"|(?:against|from|with)\s+(?:(?:{_ABOUT}|{_AMOUNT})\s+)*"
    rf"|{_ALONE} (?:the |a |an )?(?:[a-z]+ ){{0,2}}[A-Z$€£¥]{{0,4}}\d[\d.,]*(?: [\w.%-]+){{0,3}}"
    r" (?:in|of|for|on|during)(?: the)? )$",
    re.IGNORECASE,
)
"""The words before a time that another figure is compared with: "from 4.3 billion in"."""


def _plain(time: times.TimeMention) -> Period:
    return Period(time.start, time.end, time.when.start, time.when.end)


def _ahead(time: times.TimeMention, context: Context) -> times.TimeMention:
    """A bare month or weekday in a clause that looks ahead ("needs 5 tonnes by September"): the next, not the last."""
    doc = context.sentence.span.doc
    start = time.start - context.sentence.offset
    span = doc.char_span(start, start + time.end - time.start, alignment_mode="expand")
    verb = clauses.verb_of(span.root) if span is not None else None
    if verb is None:
        return time
    by = span is not None and span.start > 0 and doc[span.start - 1].lower_ in {"by", "until"}
    by = by and verb.tag_ != "VBD" and not _is_over(verb)
    if not by and not clauses.looks_ahead(verb):
        return time
    return dataclasses.replace(time, when=moved_ahead(time.when, context.document.published))


def _is_over(verb: Token) -> bool:
    """Whether what "had fallen by June" is told as done, so that its June is over."""
    return any(child.dep_ in {"aux", "auxpass"} and child.lower_ == "had" for child in verb.children)
