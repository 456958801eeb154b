"""Which of a sentence's periods each quantity speaks of.

A period right behind a quantity is its own ("55% in 2024"); one elsewhere belongs to the quantities of its clause. What
has none takes that of the list it stands in, or the period that its text is in (`carried_periods`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.figures import carried_periods
from detente.coding.figures.period import Period, earlier, months
from detente.coding.figures.periods import COMPARES, find, whole_year
from detente.coding.figures.quantity import Quantity
from detente.coding.text import clauses
from detente.coding.text.parse import text_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Periods = list[Period | None]


def assign(quantities: Sequence[Quantity], past: Sequence[bool], context: Context) -> Periods:
    """The period of each quantity, None where none is stated; `past` marks the earlier values compared with."""
    sentence = _Sentence(tuple(quantities), tuple(past), context)
    every = find(context)
    found = [period for period in every if not sentence.is_aside(period)]
    out: Periods = []
    for number in range(len(quantities)):
        costs = [(cost, i) for i, p in enumerate(found) if (cost := sentence.cost(number, p)) is not None]
        chosen = found[min(costs)[1]] if costs else None
        if chosen is not None and past[number] and sentence.is_of_main(number, chosen):
            chosen = None
        out.append(_of_flow(chosen, number, sentence) if chosen is not None else None)
    out = sentence.days(sentence.day_of_both(sentence.listed(out)), found)
    compared = [period for period, old in zip(out, past, strict=True) if old]
    known = any(period not in compared and not sentence.is_compared_with(period) for period in every)
    out = carried_periods.fill(out, quantities, past, context, known=known)
    out = _counterparts(sentence.listed(out), sentence)
    return [_resolved(i, out, sentence) for i in range(len(out))]


_FLOWS = clauses.words_of(
    "surplus|deficit|export|import|trade|output|production|sale|growth|inflation|spending|revenue|turnover|shipment|"
    "profit|investment|consumption|harvest|crop"
)
_STOCKS = clauses.words_of("reserve|debt|stock|stockpile|inventory|deposit|holding|arrears|liability|asset")


def _of_flow(period: Period, number: int, sentence: _Sentence) -> Period:
    """What comes "by the end of the year" is the year's, as a flow is; what will be left is of its last month."""
    lead = sentence.text()[max(0, period.start - _BEFORE) : period.start]
    verb = clauses.verb_of(sentence.anchor(number))
    subject = clauses.subject_of(verb) if verb is not None else None
    noun = subject.lemma_.lower() if subject is not None else ""
    moment = noun in _STOCKS or (verb is not None and verb.lemma_.lower() in {"be", "remain", "stand", "leave"})
    yearly = noun in _FLOWS or (not moment and _BY.search(lead) is not None)
    return whole_year(period, sentence.text()) if yearly else period


def _resolved(i: int, periods: Periods, sentence: _Sentence) -> Period | None:
    """ "a year earlier" turned into the year before the period of the figure it is compared with."""
    period, past = periods[i], sentence.past
    if period is None or not period.shift:
        return period
    main = next(
        (p for p, old in zip(reversed(periods[:i]), reversed(past[:i]), strict=True) if p and not old and not p.shift),
        None,
    )
    if main is None:
        published = sentence.context.document.published
        if published is None or published.year < 2:
            return None
        whole = period.shift == "year" and not period.asof
        month = published.month
        low, high = (1, 12) if whole else (month, month)
        main = months(period.start, period.end, published.year, low, high)
    return earlier(main, period.shift)


def _counterparts(periods: Periods, sentence: _Sentence) -> Periods:
    """What is foretold "against 39 billion last year" is this year's; beside "the same time last year" stands now."""
    published = sentence.context.document.published
    if published is None or published.year < 2:
        return periods
    year = months(0, 0, published.year - 1, 1, 12)
    compared = [p for p, old in zip(periods, sentence.past, strict=True) if p is not None and old]
    month = months(0, 0, published.year, published.month, published.month)
    out = list(periods)
    for i, period in enumerate(periods):
        if period is None and not sentence.past[i] and any(p.asof and p.shift for p in compared):
            out[i] = month
        elif period is None and not sentence.past[i] and carried_periods.tense(sentence.anchor(i)) == "ahead":
            last = any((p.first, p.last) == (year.first, year.last) for p in compared)
            out[i] = months(0, 0, published.year, 1, 12) if last else None
    return out


_ADJACENT = re.compile(
    r"[\s,)(]*(?:(?:in|for|during|by|on|at|of|over|through|as|since|the|a|from|within|to|around|this|season"
    r"|only|fiscal)\s+)*"
)
_TEXT = (
    r"(?:agreement|treaty|accord|pact|order|law|decree|act|constitution|resolution|charter|contract|deal|declaration|"
    r"memorandum|protocol|convention|communique|statute|rules?)"
)
_NO_LINK = r"(?!(?:under|in|of|by|for|with|on|to|from|and|than|as|at|after|when|before)\b)"
_TEXTS = re.compile(rf"(?:'s|’s)? (?:{_NO_LINK}[\w-]+ ){{0,2}}?{_TEXT}\b", re.IGNORECASE)
_OF_TEXT = re.compile(rf"\b{_TEXT}(?: (?:No\.? ?)?\d+)? of (?:the )?$", re.IGNORECASE)
_OF_REPORT = re.compile(
    rf"(?P<of>'s|’s)? (?:{_NO_LINK}[\w-]+ ){{0,2}}?(?:budget|report|survey|review|forecast|estimate|bulletin)\b",
    re.IGNORECASE,
)
"""Behind a month: it is that in which something was brought out ("set in January's budget at", "in the May budget")."""
_SET = re.compile(
    r",? (?:the \w+ |(?:that|which) (?:[\w.]+ ){1,4})?(?:set|agreed|promised|fixed|adopted)\b[^,.;:]{0,30}$",
    re.IGNORECASE,
)
"""Between an amount and a time: that at which it was set ("from five billion set in January")."""
_SAID = re.compile(
    r"\b(?:said|says|told [\w ]{2,30}?|announced|added|warned|stated|declared|claimed)\s+(?:on |late |early )*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|before|after)\s+(?:the\s+)?$", re.IGNORECASE)
_MOST_SINCE = re.compile(
    r"\b(?:(?!west|east|rest|interest|harvest|forest|test|protest|request|arrest|invest)[a-z]{3,}est|first|worst|best|most|least)\b"
    r"[^.,;:]{0,60}\bsince (?:the )?$"
)
_SINCE = re.compile(r"\bsince (?:[\w'-]+ ){2,6}(?:in|on) $", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_BY = re.compile(r"\bby (?:the )?$", re.IGNORECASE)
_UP_TO = re.compile(r" (?:to|through|until|till) ", re.IGNORECASE)
_POLL = re.compile(
    r"(?:(?:Of|Among) (?:those|the [\d,]+ (?:people|voters|adults)) (?:polled|asked|surveyed|questioned|interviewed)"
    r"|In (?:an?|its|the|another) (?:[\w'-]+ ){0,4}?(?:poll|survey)\b)[^,]{0,60}$"
)
"""What leads to the time of a poll at the head of a sentence, whose shares are of that time."""
_MONTH = 31
_FAR = 80
"""How far "largest" may stand before the "since 1967" that only says of it how far back it goes."""
_WHEN = re.compile(r",? when [^,.;\d]{0,40}", re.IGNORECASE)
_OF_WHICH = re.compile(
    r"[^.;\d]{0,20}\b(?:of which|of whom|of these|including|among them)\b[^.;\d]{0,40}", re.IGNORECASE
)
_NEXT_ITEM = re.compile(r"[^.;:\d]{0,60}?(?:,|\band\b)[^.;:\d]{0,60}", re.IGNORECASE)
_BEFORE = 48
_OPENING = re.compile(r"(?:In|On|During|For|By|At)\s(?:the\s|early\s|late\s)?")
_STATIC = clauses.words_of(
    "be|stand|cost|total|hold|have|own|employ|pay|pump|produce|make|sell|yield|exceed|number|owe|run|amount"
)


_PLANS = clauses.words_of("budget|plan|appeal|programme|program|forecast|estimate|projection|outlook")
_DEEDS = clauses.words_of(
    "announce|approve|sign|pledge|appeal|reschedule|retaliate|promise|grant|impose|initial|ratify|launch|reopen"
)
"""What is done on a day: the amounts it is done with are not of that day."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence's quantities, which of them are earlier values, and the questions that a period is asked."""

    quantities: tuple[Quantity, ...]
    past: tuple[bool, ...]
    context: Context

    def anchor(self, number: int) -> Token:
        return self.context.sentence.span.doc[self.quantities[number].anchor]

    def text(self) -> str:
        return text_of(self.context.sentence.span.doc)

    def is_aside(self, period: Period) -> bool:
        """Whether a time is that of a text ("the 1979 treaty"), of someone's speaking, or an end ("until July")."""
        text = self.text()
        lead = text[max(0, period.start - _BEFORE) : period.start]
        spoken = period.first == period.last and _SAID.search(lead)
        named = _TEXTS.match(text, period.end) or _OF_TEXT.search(lead) or self._is_of_report(period)
        most = _MOST_SINCE.search(text[max(0, period.start - _FAR) : period.start])
        when = any(_WHEN.fullmatch(text, period.end, quantity.start) for quantity in self.quantities)
        return bool(spoken or named or (most and not when) or (_UNTIL.search(lead) and not period.shift))

    def _is_of_report(self, period: Period) -> bool:
        """Whether a time is that of a report or of a decision: "in January's budget", "five billion set in May"."""
        text = self.text()
        match = _OF_REPORT.match(text, period.end)
        month = period.first is not None and period.last is not None and (period.last - period.first).days < _MONTH
        near = (text[q.end : period.start] for q in self.quantities if 0 <= period.start - q.end < _FAR)
        return bool(match and (match["of"] or month)) or any(_SET.fullmatch(between) for between in near)

    def is_compared_with(self, period: Period) -> bool:
        """Whether a time is that of what is compared with: "more than in the corresponding months of 1997"."""
        return COMPARES.search(self.text()[max(0, period.start - _BEFORE) : period.start]) is not None

    def owner(self, period: Period) -> int | None:
        """The quantity that a period stands right behind ("55% in 2024")."""
        for number, quantity in enumerate(self.quantities):
            near = quantity.end <= period.start and period.start - quantity.end < 40
            if near and _ADJACENT.fullmatch(self.text(), quantity.end, period.start):
                return number
        return None

    def cost(self, number: int, period: Period) -> float | None:
        """How far a period is from a quantity: 0 right behind it, more within its clause, None if it is another's."""
        text, quantity, past = self.text(), self.quantities[number], self.past
        owner = self.owner(period)
        if owner == number and not COMPARES.search(text[quantity.end : period.start]):
            return None if self._is_of_a_deed(number, period) else 0.0
        if _WHEN.fullmatch(text, period.end, quantity.start):
            return 0.25
        if owner is not None and past[owner] and not (past[number] and abs(owner - number) == 1):
            return None
        span = self.context.sentence.span.doc.char_span(period.start, period.end, alignment_mode="expand")
        if span is None or (period.shift and not past[number]):
            return None
        lead = text[max(0, period.start - _BEFORE) : period.start]
        if not past[number] and period.start > quantity.end and COMPARES.search(lead) and not self._is_start(period):
            return None
        if period.asof and not period.shift and not self._holds_now(number, span):
            return None
        return self._by_clause(number, period, span, owner)

    def _is_of_a_deed(self, number: int, period: Period) -> bool:
        """Whether a day is that on which something was announced, signed or granted, and not that of its amount."""
        verb = clauses.verb_of(self.anchor(number))
        one_day = period.first is not None and period.first == period.last
        return one_day and verb is not None and _is_deed(verb)

    def _is_start(self, period: Period) -> bool:
        """Whether "from" begins a time, "from 2028" or "from January to May", and tells none that is compared with."""
        published = self.context.document.published
        lead = self.text()[max(0, period.start - _BEFORE) : period.start]
        ahead = published is not None and (period.first or published) > published
        return lead.endswith("from ") and (ahead or _UP_TO.search(self.text(), period.start, period.end) is not None)

    def _opens(self, period: Period) -> bool:
        """Whether a time opens the sentence: "In September, officials say, the river brought"."""
        start, text = self.context.sentence.span.start_char, self.text()
        return _OPENING.fullmatch(text[start : period.start]) is not None and text[period.end : period.end + 1] == ","

    def _holds_now(self, number: int, span: Span) -> bool:
        """ "now costs 5 ringgit", "now at around five pct": what is said to be so, not what is being done."""
        quantity = self.quantities[number]
        if re.fullmatch(r"\s*(?:at|about|around|some)?\s*", self.text()[span.end_char : quantity.start]):
            return True
        verb = clauses.verb_of(self.anchor(number))
        return verb is not None and verb == clauses.verb_of(span.root) and verb.lemma_.lower() in _STATIC

    def _by_clause(self, number: int, period: Period, span: Span, owner: int | None) -> float | None:
        quantity, anchor, head = self.quantities[number], self.anchor(number), self.context.sentence.span.start_char
        distance = min(abs(period.start - quantity.end), abs(quantity.start - period.end)) / 1000
        if anchor.is_ancestor(span.root) or span.root.is_ancestor(anchor):
            return 0.5 + distance
        if _is_of_noun(span.root.head, anchor):
            return 0.6 + distance
        if clauses.depth(anchor) >= 2:
            return None
        mine, its = clauses.verb_of(anchor), clauses.verb_of(span.root)
        if its is not None and _is_deed(its) and (mine == its or mine in list(its.subtree)):
            return None
        if self._opens(period) and not self.past[number]:
            return 2.5 + distance
        if its is not None and its.lemma_ in clauses.SAY and not _in_subject(span.root, its) and its != mine:
            return None
        if self.past[number] and owner is None and period.end < quantity.start:
            later = any(q.start > period.end and not old for q, old in zip(self.quantities, self.past, strict=True))
            return None if later else 3 + distance
        if its is not None and its.dep_ == "advcl" and its.head == mine and _SINCE.search(self.text(), 0, period.start):
            # "Since war broke out in December 2013, a million have been driven out."
            return 1.5 + distance
        if quantity.unit == "percent" and _POLL.match(self.text(), head, period.start):
            return 1.2 + distance
        if its is not None and mine is not None and _hangs_on(its, mine):
            return 1.4 + distance
        if mine == its:
            named = mine is not None and period.first != period.last and _in_subject(span.root, mine)
            return (0.9 if named else 1.0) + distance
        return 2.0 + distance if mine is not None and its is not None and _reports(its, mine) else None

    def is_of_main(self, number: int, period: Period) -> bool:
        """Whether a period is that of the figure which an earlier value is compared with: "40 in 1986, up from 30"."""
        if period.shift or period.start >= self.quantities[number].end:
            return False
        main = next((i for i in range(number - 1, -1, -1) if not self.past[i]), None)
        return main is not None and self.cost(main, period) is not None

    def listed(self, periods: Periods) -> Periods:
        """A quantity without a period takes that of the one before it in a list, or of which it is a part."""
        out = list(periods)
        for i in range(1, len(out)):
            main = next((j for j in range(i - 1, -1, -1) if not self.past[j]), None)
            if out[i] is not None or self.past[i] or main is None or out[main] is None:
                continue
            if self._follows(main, i):
                out[i] = out[main]
        return out

    def _follows(self, main: int, number: int) -> bool:
        between = self.text()[self.quantities[main].end : self.quantities[number].start]
        if _OF_WHICH.fullmatch(between):
            return True
        one, other = self.quantities[main], self.quantities[number]
        alike = (one.unit, one.currency) == (other.unit, other.currency)
        verbs = (clauses.verb_of(self.anchor(main)), clauses.verb_of(self.anchor(number)))
        return alike and verbs[0] == verbs[1] and _NEXT_ITEM.fullmatch(between) is not None

    def days(self, periods: Periods, found: Sequence[Period]) -> Periods:
        """The one day that a sentence tells, for those to whom something happened: "were killed when, on Friday"."""
        told = [p for p in found if p.first is not None and p.first == p.last and not p.shift]
        if len(told) != 1:
            return periods
        counted = {"people", "counted"}
        return [
            told[0] if p is None and q.kind in counted and carried_periods.happens(self.anchor(i)) else p
            for i, (p, q) in enumerate(zip(periods, self.quantities, strict=True))
        ]

    def day_of_both(self, periods: Periods) -> Periods:
        """ "raised to 25 percent from 10 percent on Friday": the day is that of the change, not of the old value."""
        out = list(periods)
        for old in range(1, len(out)):
            period, main = out[old], old - 1
            if not self.past[old] or self.past[main] or period is None or out[main] is not None:
                continue
            lead = self.text()[self.quantities[main].end : self.quantities[old].start]
            one_day = period.first is not None and period.first == period.last
            if one_day and period.start > self.quantities[old].end and _FROM.search(lead):
                out[main], out[old] = period, None
        return out


def _is_of_noun(noun: Token, anchor: Token) -> bool:
    """Whether a quantity is that of a noun with a time: "the 1986/87 level of", "1987 budget showing", "for 1987"."""
    if noun.dep_ == "prep" and noun.lower_ in {"for", "of"}:
        noun = noun.head
    if noun.pos_ != "NOUN":
        return False
    if anchor.dep_ == "pobj" and anchor.head.lower_ == "of" and anchor.head.head == noun:
        return True
    verb = clauses.verb_of(anchor)
    if verb is None or verb.tag_ != "VBG":
        return False
    tells = verb.dep_ == "advcl" and verb.head == noun.head and noun.dep_ == "dobj" and noun.lemma_.lower() in _PLANS
    return (verb.dep_ == "acl" and verb.head == noun) or tells


def _hangs_on(below: Token, above: Token) -> bool:
    """Whether a time stands in what a clause goes on with: "were caught crossing in May", "held ships totalling"."""
    if below.tag_ != "VBG" or _is_deed(below) or below.lemma_ in clauses.SAY:
        return False
    noun = below.dep_ == "acl" and clauses.verb_of(below.head) == above
    return noun or (below.head == above and below.dep_ in {"xcomp", "advcl"} and below.i > above.i)


def _is_deed(verb: Token) -> bool:
    """Whether a verb tells what somebody does on a day: announces, signs, hits back."""
    return verb.lemma_.lower() in _DEEDS or (verb.lemma_ == "hit" and any(c.lower_ == "back" for c in verb.children))


def _reports(above: Token, below: Token) -> bool:
    """Whether one clause stands in another by clauses alone, not inside a noun."""
    step = below
    while step != above:
        inside = step.dep_ == "pcomp" and step.head.head.pos_ not in {"VERB", "AUX"}
        if step.dep_ in {"relcl", "acl"} or inside or step == step.head:
            return False
        step = step.head
    return True


def _in_subject(token: Token, verb: Token) -> bool:
    subject = clauses.subject_of(verb)
    return subject is not None and subject.is_ancestor(token)
