"""Which figure of a reference series a sentence tells: of what, of which states, of which year, and how much."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel.core import get_global

from detente.coding.text.times import TimeMention
from detente.ontology import countries
from detente.verify import clauses
from detente.verify.numbers import arithmetic, currencies
from detente.verify.numbers.arithmetic import Value
from detente.verify.numbers.counts import COUNT
from detente.verify.passages import Named, Passage
from detente.verify.times import told

_BODIES = frozenset({"EUR", "ASN"})
"""Bodies whose trade is told like a state's."""
_MANNER = r"(?:two-way|bilateral|mutual|total|annual|overall|yearly|combined|merchandise|goods|record)"
_TRADE = re.compile(
    rf"\b(?:{_MANNER}\s)*(?<!\bbarter\s)(?:trade(?:\s(?:volume|turnover|flows?|exchanges?))?|commerce|turnover)\b"
    r"(?!\s(?:in(?!\s(?:goods|both)\b)|deficit|surplus|gap|imbalance|balance))"
    r"|\bgoods\s(?=worth\b[^.;]{1,80}\b(?:cross|exchang|chang|pass|trad|mov|went|go|in (?:both|either) direction)\w*)"
    r"|\bgoods\s(?=worth\b(?:[^.;]|\.\d){1,60}\b(?:exchanged|traded\sbetween|changed\shands|in\s(?:both|either)\sdirection))"
    r"|(?<=\bexchanged\s)goods\s(?=worth\b)",
    re.IGNORECASE,
)
_BALANCE = re.compile(
    r"\b(?:trade|goods|bilateral)\s(?:(?:and|in)\s\w+\s)?(?:deficit|surplus|gap|imbalance)\b"
    r"|\b(?:deficit|surplus)\b(?=[^.;]{0,20}\swith\s)",
    re.IGNORECASE,
)
_FOR_IT = (
    r"(?:[^.;]|\.\d){3,70}\s(?:on|for|to)\s(?:(?:its|the|national|American)\s)*(?:defen[cs]e|military|armed\sforces)\b"
)
_BUDGET = re.compile(
    r"\b(?:defen[cs]e|military)\s(?:budget|spending|outlays?|expenditure)\b"
    r"|\b(?:spen(?:t|d|ds|ding)|devot\w+|allocat\w+|earmark\w*|allot\w*|sets?\saside|authori[sz]\w+|appropriat\w+|approved"
    r"|budgets|budgeted)\b"
    rf"(?={_FOR_IT})"
    r"|\b(?:gives?|gave|hands?|grants?)\s(?:the|its)\s"
    r"(?:defen[cs]e\s(?:establishment|ministry|department|forces)|armed\sforces|military)\b",
    re.IGNORECASE,
)
_OF_OUTPUT = re.compile(
    r"\s?(?:%|percent|per\scent|pct)\sof\s(?:its\s|the\scountry['’]s\s|national\s|gross\s)?"
    r"(?:GDP|(?:gross\s)?(?:domestic|national)\sproduct|(?:economic\s)?output|the\seconomy|national\sincome)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|up|down|rise of|increase of|fall of|drop of|cut of|worth of|additional|extra|surplus|deficit|over|from"
    r"|jump of|growth of|than|another|further|target of|goal of|limit of)\s(?:about\s|some\s|around\s|nearly\s)?"
    r"(?:[A-Z]{0,3}[$€£¥])?$",
    re.IGNORECASE,
)
"""Right before an amount: it is no level."""
_OTHERWISE = re.compile(
    r"\b(?:request\w*|sought|seeks?|proposal|propos\w+|supplementary|extra|five-year|ten-year|month\w*|quarter\w*|half"
    r"|target|goals?|aims?|ambitions?|hopes?|double|doubling|triple|tripling|could|would|might|may|should|must|potential\w*"
    r"|forecast\w*|expect\w*|project\w*|pledg\w+|promis\w+|commit\w*|cumulative|over the (?:next|past|last)|special"
    r"|if|exports?|imports?|tariffs?|invest\w+|loans?|aid|weeks?|days?|per capita|share of|NATO['’]s|alliance['’]s"
    r"|benchmark|guideline|threshold|peak\w*|eas(?:e|ed)|remaining|unless|until|then|at risk|at stake|not|never|lost"
    r"|deficit|debt)\b"
    r"|^\sworth\b",
    re.IGNORECASE,
)
"""Between what is told and its amount: it is of a part of a year, of a part of the sum, or of what is to come."""
_TO_COME = re.compile(
    r"\b(?:target|goals?|aims?|aimed|aiming|ambition|hop(?:e|es|ed|ing)|double|doubling|triple|tripling|raise|raising|lift"
    r"|lifting|boost|boosting|bring|bringing|take|pushing|expand|expanding|would|could|will|pledg\w+|promis\w+|commit\w*"
    r"|vow\w*|agreed|propos\w+|request\w*|sought|seeks?|ask\w*|want\w*|plan\w*|demand\w*|require\w*|if|should|must)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\bwill\b")
"""What a state will spend in a year that has begun is its budget."""
_CLAUSE = re.compile(r"[;:]|,\s(?:and|but|while|whereas|though|although)\s")
_COMPARED = re.compile(
    r"\b(?:from|than|on|over|against|since|compared (?:with|to)|above|below|until|by|to|before|after|as in|between)"
    r"\s(?:the\s|about\s)?$",
    re.IGNORECASE,
)
"""Right before a year: not of it, but of what the figure is compared with or is to be."""
_A_YEAR = re.compile(r"\b(?:a|per|each|every)\syear\b|\bannual(?:ly)?\b|\byearly\b", re.IGNORECASE)
_FISCAL = re.compile(r"\b(?:fiscal|financial)\syear\b|\b(?:fiscal|FY)\b|\byear (?:that ended|ending|to) in?\b")
_LEAST = re.compile(
    r"\b(?:over|above|more than|exceed\w*|at least|beyond|surpass\w*|passed|topped|crossed|well over|upwards of)\s"
    r"(?:the\s)?(?:[A-Z]{0,3}[$€£¥])?$"
)
_BEFORE_IT = re.compile(
    r"\s(?:dollars|euros|pounds|yuan|yen|rou?bles|rupees)?\s?(?:worth\s)?(?:in|of)\s(?:\w+[ -]){0,3}$"
)
_THEN = re.compile(r",?\s(?:then|at (?:that|the) time)\b")
_REACH = 110
"""Characters between what is told and its amount."""
_RECENT = 3
"""What is told "a year", without saying which, is of one of so many years before."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of a series as a sentence tells it.

    `states` is one code, or the two of a pair in alphabetical order (the second empty for one state), `value` is in
    `unit` (a currency, or "%"), `years` are those that it may be of; `start` and `end` are offsets in the sentence.
    """

    series: str
    states: tuple[str, str]
    years: tuple[int, ...]
    value: float
    unit: str
    start: int
    end: int
    least: bool = False
    """ "More than": at least so much."""
    unsure: bool = False
    """Whether several years are named that it may be of."""
    scope: str | None = None
    """Of trade: "goods", or "services" where those are told to be counted too; None where it is not told."""


_OF_TWO = frozenset({"goods_trade", "trade_balance"})


def claims(passage: Passage) -> Iterator[Claim]:
    """The figures of reference series that a sentence tells."""
    if not any(pattern.search(passage.text) for pattern in (_TRADE, _BALANCE, _BUDGET)):
        return
    money = [v for v in currencies.values(passage) if v.currency]
    shares = [v for v in arithmetic.values(passage.text) if v.percent and _OF_OUTPUT.match(passage.text, v.end)]
    for series, pattern, values in (
        ("goods_trade", _TRADE, money),
        ("trade_balance", _BALANCE, money),
        ("defence_budget", _BUDGET, money),
        ("defence_share", _BUDGET, shares),
    ):
        for topic in pattern.finditer(passage.text):
            claim = _claim(passage, series, topic, values)
            if claim is not None:
                yield claim
                break


def _claim(passage: Passage, series: str, topic: re.Match[str], values: list[Value]) -> Claim | None:
    amount = _amount(passage, topic, values)
    if amount is None or (series == "goods_trade" and _is_part(passage, topic)):
        return None
    if _SPREAD.match(passage.text, amount.end):
        # "43 trillion yen for defence over five years".
        return None
    of_two = series in _OF_TWO
    states = _pair(passage, topic, amount) if of_two else _state(passage, topic, amount)
    if states is None:
        return None
    years, unsure = _years(passage, topic, amount)
    if not years and not of_two:
        years = _current(passage)
    to_come = passage.published is not None and bool(years) and min(years) > passage.published.year
    if not years or (to_come and _WILL.search(passage.text[: amount.start])):
        return None
    least = _LEAST.search(passage.text, 0, amount.start) is not None
    start, end = min(topic.start(), amount.start), max(topic.end(), amount.end)
    unit = amount.currency or "%"
    scope = _scope(passage.text) if of_two else None
    return Claim(series, states, years, amount.value, unit, start, end, least, unsure, scope)


_SPREAD = re.compile(rf"[^.;,]{{0,40}}?\bover\s(?:the\s)?(?:next\s|coming\s)?(?:{COUNT})\s(?:fiscal\s)?years\b")


def _scope(text: str) -> str | None:
    if re.search(r"\bservices\b", text):
        return "services"
    return "goods" if re.search(r"\b(?:goods|merchandise)\b", text, re.IGNORECASE) else None


# --- how much ----------------------------------------------------------------------------------------------------


def _amount(passage: Passage, topic: re.Match[str], values: list[Value]) -> Value | None:
    """The amount that a sentence gives for what it tells, where that is a level and not a change or an aim."""
    text = passage.text
    clause = max((m.end() for m in _CLAUSE.finditer(text, 0, topic.start())), default=0)
    if _TO_COME.search(_WILL.sub("", text[clause : topic.start()])):
        return None
    behind = [v for v in values if v.start >= topic.end() and not _THEN.match(text, v.end)]
    if behind:
        between = text[topic.end() : behind[0].start]
        level = not _BY.search(text, 0, behind[0].start) or _LEAST.search(text, 0, behind[0].start)
        if level and len(between) <= _REACH and not _OTHERWISE.search(between) and not _TO_COME.search(between):
            return behind[0]
    before = [v for v in values if v.end <= topic.start()]
    if (
        before
        and _BEFORE_IT.fullmatch(text[before[-1].end : topic.start()])
        and not _BY.search(text[: before[-1].start])
    ):
        return before[-1]
    return None


def _is_part(passage: Passage, topic: re.Match[str]) -> bool:
    """ "The barley trade", "its foreign trade", "a trade body": of one kind, with all the world, or something else."""
    if topic.group().startswith("goods"):
        return False
    if _ONCE.search(passage.text):
        return True
    words = [t for t in clauses.parsed(passage.text) if topic.start() <= t.idx < topic.end()]
    if any(word.dep_ == "compound" and word.head not in words for word in words):
        return True
    named = {i for n in passage.named for i in range(n.start, n.end)}
    beside = [c for word in words for c in word.children if c.dep_ in {"compound", "amod"} and c.idx < topic.start()]
    return any(c.idx not in named and c.lower_ not in _WHOLE for c in beside)


_ONCE = re.compile(r"\b(?:was|were|had been)\sonce\s(?:worth|valued)\b|\bonce\s(?:worth|came|stood|ran|reached)\b")
"""Of a time that is not told."""
_WHOLE = frozenset({"current", "present", "direct", "whole", "entire", "actual"})

# --- of whom -----------------------------------------------------------------------------------------------------


def _states(passage: Passage) -> list[Named]:
    known = countries()
    return [n for n in passage.named if (n.code in known or n.code in _BODIES) and n.kind != "body"]


_FOR = re.compile(r"\sfor\s(?:the\s)?")
_INSTITUTE = re.compile(r"\b(?:Institute|University|Cent(?:re|er)|Foundation)\b")
"""In the name of a body that counts and has no budget of a state's."""


def _state(passage: Passage, topic: re.Match[str], amount: Value) -> tuple[str, str] | None:
    """The state that a budget is of: the one named right before, else the only one told before the amount."""
    behind = _FOR.match(passage.text, amount.end)
    of = next((n.code for n in _states(passage) if behind is not None and n.start == behind.end()), None)
    if of is not None:
        # "$250 billion for China and $61 billion for Russia".
        return of, ""
    named = [n for n in _states(passage) if n.start < max(topic.end(), amount.start)]
    before = [n for n in named if n.end <= topic.start() and _OWNS.fullmatch(passage.text[n.end : topic.start()])]
    codes = {n.code or "" for n in ([before[-1]] if before else named)}
    bodies = {
        n.code for n in passage.named
        if n.kind == "body" and n.code in countries() and n.start < amount.start and not _INSTITUTE.search(n.name)
    }  # fmt: skip
    if not codes and len(bodies) == 1:
        # "The Bundestag adopted a budget".
        codes = {code or "" for code in bodies}
    if not codes and _issuers().get(amount.currency or "") in passage.states[:_FIRST]:
        # "The National Assembly passed a defence budget of 61 trillion won".
        codes = {_issuers()[amount.currency or ""]}
    return (codes.pop(), "") if len(codes) == 1 else None


_FIRST = 3


@functools.cache
def _issuers() -> dict[str, str]:
    """The state (ISO alpha-3) of each currency of one state: the first two letters of its code are that state's."""
    states = {alias: code for code in countries() for alias in get_global("territory_aliases").get(code, ())}
    return {code: states[code[:2]] for code in get_global("all_currencies") if code[:2] in states}


_OWNS = re.compile(r"(?:['’]s?)?,?\s(?!its\b|their\b)(?:(?!its\s|their\s)[\w.-]+\s){0,4}", re.IGNORECASE)


def _pair(passage: Passage, topic: re.Match[str], amount: Value) -> tuple[str, str] | None:
    """The two states whose trade is told: those named with it, else the two of the sentence or of the report."""
    text = passage.text
    named = [n for n in _states(passage) if not _MONEY.match(text, n.end)]
    behind = [n for n in named if n.start >= topic.end()]
    if behind and (lead := _WITH.match(text[topic.end() : behind[0].start])):
        first = behind[0].code or ""
        if lead["way"] == "between":
            second = next((n.code for n in behind[1:] if n.code != first), None)
        else:
            before = [n.code for n in named if n.end <= topic.start() and n.code != first]
            others = passage.pair - {first} if first in passage.pair else frozenset()
            second = before[-1] if before else next(iter(others), None) if len(others) == 1 else None
        return _ordered(first, second) if second else None
    codes = {n.code or "" for n in named if n.start < max(amount.start, topic.end())}
    two = passage.pair or frozenset(passage.states[:2])
    if len(two) == 2 and codes <= two and (codes == two or _TWO_WAY.search(text)):
        return _ordered(*two)
    if len(codes) == 2 and not _THE_TWO.search(text):
        return _ordered(*codes)
    return None


_MONEY = re.compile(r"\s(?:dollars?|pounds?|yen|yuan|won|euros?|rupees?|cents?)\b")
_TWO_WAY = re.compile(r"\b(?:two-way|bilateral|mutual|between|both|each other|exchanged|[Tt]heir|(?:cross|chang)\w+)\b")
_THE_TWO = re.compile(r"\bbetween (?:the two|them|the (?:two )?(?:countries|neighbours|neighbors|states|sides))\b")
_WITH = re.compile(r"\s(?:(?:in goods(?: and services)?|volume|turnover)\s)?(?P<way>between|with)\s(?:the\s)?$")


def _ordered(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


# --- of when -----------------------------------------------------------------------------------------------------


def _years(passage: Passage, topic: re.Match[str], amount: Value) -> tuple[tuple[int, ...], bool]:
    """The years that a figure may be of, and whether they are several that the sentence names."""
    text = passage.text
    fiscal = _FISCAL.search(text) is not None
    times = [
        t for t in passage.times
        if not told.is_counted(passage, t) and _covers(t, fiscal) and not _COMPARED.search(text, 0, t.start)
    ]  # fmt: skip
    behind = [t for t in times if t.start >= amount.end and not re.search(r"\d|[;:]", text[amount.end : t.start])]
    inside = [t for t in times if topic.start() - 40 <= t.start and t.end <= amount.start]
    alone = len(times) == 1 and not re.search(r"\d", text[amount.end : times[0].start])
    chosen = behind[:1] or inside[-1:] or (times if alone else [])
    if chosen:
        return _of(chosen[0], text, fiscal=fiscal), False
    if len(times) > 1:
        return tuple(sorted({y for t in times for y in _of(t, text, fiscal=fiscal)})), True
    if passage.published is None or passage.times or not _A_YEAR.search(text):
        return (), False
    now = passage.published.year
    return tuple(range(now - _RECENT, now)), False


def _current(passage: Passage) -> tuple[int, ...]:
    """The years that a budget may be of which the text tells without one, among its own days."""
    if passage.published is None:
        return ()
    now = passage.published.year
    recent = all(abs(t.when.start.year - now) <= 1 for t in (*passage.times, *passage.around))
    return (now - 1, now, now + 1) if recent else ()


def _covers(time: TimeMention, fiscal: bool) -> bool:
    """Whether a time is a year, or two that a fiscal year runs over, or the month in which such a one ends."""
    first, last = time.when.start, time.when.end
    days = (last - first).days
    year = _YEAR[0] <= days <= _YEAR[1]
    return year or (days <= _TWO_YEARS and first.year + 1 == last.year) or (fiscal and days < _MONTH)


_MONTH, _YEAR, _TWO_YEARS = 32, (360, 370), 731
"""Days."""


def _of(time: TimeMention, text: str, *, fiscal: bool) -> tuple[int, ...]:
    """The years in which a year told may begin: a fiscal one that is told by one number may begin the year before."""
    first = time.when.start.year
    if not fiscal or first != time.when.end.year:
        return (first,)
    if _ENDED.search(text, 0, time.start):
        return (first - 1,)
    return (first,) if _BEGAN.search(text, 0, time.start) else (first - 1, first)


_ENDED = re.compile(r"\b(?:ended|ends|ending|through|to)\s(?:on\s|in\s)?(?:the\send\sof\s)?$")
_BEGAN = re.compile(r"\b(?:began|begins|beginning|started|starting|from)\s(?:on\s|in\s)?$")
"""Before the month in which a fiscal year ends or begins."""
