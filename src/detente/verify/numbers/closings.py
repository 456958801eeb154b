"""What a sentence works out of its own amounts by a form of words: "20 jets for 8 billion pounds, or 400 million each".

Amounts become numbered marks, so that each form is one pattern over them, with what must come out of it. It is
contradicted where no rounding of the amounts that are told leads to the result that is told.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from detente.records import Finding
from detente.verify import marks
from detente.verify.marks import Marked
from detente.verify.numbers.amounts import NEAR, Amount, amounts, blurred, plain
from detente.verify.numbers.arithmetic import PERCENT
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, finding, supported

_PERCENT = re.compile(rf"(?P<near>{NEAR})(?P<p>\d{{1,3}}(?:\.\d+)?){PERCENT}")
_FEW = r"(?:[\w’'-]+\s){0,4}?"
_IN = r"(?:\s(?:in|for|by|last|this|a|the)\s[\w#]+(?:\s[\w#]+)?)?"
_OR = r"(?:,\sor\s|,\s(?:that is|which is|which makes|which comes to|making)\s|\s\((?:or\s)?)"
_FALL = r"(?:fall|drop|decline|decrease|loss|cut|reduction)"
_RISE = r"(?:rise|increase|gain|growth|jump|surge)"


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of words: its pattern over the marks, what the amounts in it make, and whether the result is per cent."""

    pattern: re.Pattern[str]
    makes: Callable[..., float]
    percent: bool = False


def _form(pattern: str, makes: Callable[..., float], *, percent: bool = False) -> _Form:
    marks = {name: rf"{NEAR}⟦(?P<{name}>\d+)⟧" for name in "abcr"} | {
        "p": rf"{NEAR}⟨(?P<r>\d+)⟩",
        "q": rf"{NEAR}⟨(?P<q>\d+)⟩",
    }
    spelt = re.sub(r"<(\w)>", lambda match: marks[match[1]], pattern)
    return _Form(re.compile(spelt, re.IGNORECASE), makes, percent)


_FORMS = (
    _form(rf"<a>(?:,|\s\(|:)\s(?:or\s)?<p>\sof\s(?:a|an|the|its|their|all)\s{_FEW}(?:of\s)?<b>",
          lambda a, b: 100 * a / b, percent=True),
    _form(rf"\bto\s<a>{_IN}\sand\s(?:to\s)?(?:only\s|just\s)?<b>{_IN},\sa\s{_FALL}\sof\s<p>",
          lambda a, b: 100 * (a - b) / a, percent=True),
    _form(rf"\bto\s<a>{_IN}\sand\s(?:to\s)?<b>{_IN},\san?\s{_RISE}\sof\s<p>",
          lambda a, b: 100 * (b - a) / a, percent=True),
    _form(r"<a>\s[^.;:⟦⟨]{0,60}?\band\s[^.;:⟦⟨]{0,20}?<b>\s?[^.;:⟦⟨]{0,20}?,\sa\sloss\sof\s<c>,?\sor\s<p>",
          lambda a, b, c: 100 * c / a, percent=True),
    _form(rf"<q>\sof\s(?:a|an|the|its|their)\s{_FEW}of\s<a>{_OR}<r>", lambda q, a: q * a / 100),
    _form(rf"<a>\s?[^.;:⟦⟨]{{0,30}}?,?\s(?:and\s)?[^.;:⟦⟨]{{0,30}}?<b>,\s(?:which\s(?:makes|gives)|making|for|giving)\s"
          rf"a\s(?:{_FEW})?(?:trade|turnover|total|exchange|sum|volume)\sof\s<r>", lambda a, b: a + b),
    _form(r"\b(?:imports|exports)\s[^.;:⟦⟨]{0,30}?<a>\s?[^.;:⟦⟨]{0,20}?,?\sand\s(?:imports|exports)\s[^.;:⟦⟨]{0,20}?"
          rf"<b>,\san?\s(?:{_FEW})?(?:surplus|deficit|gap|imbalance)\sof\s<r>", lambda a, b: abs(a - b)),
    _form(r"\beach\sof\s(?:the|its|their|his|her)\s<a>[^.;:⟦⟨]{0,25}?\s(?:cost|costs|costing|brings?|takes?)\s<b>,\s(?:or\s)?"
          r"<r>[^.;:⟦⟨]{0,12}?\s(?:in all|altogether|together|in total)", lambda a, b: a * b),
    _form(r"<a>[^.;:⟦⟨]{0,40}?\sfor\s<b>[^.;:⟦⟨]{0,12}?,\sor\s<r>[^.;:⟦⟨]{0,12}?\s(?:each|apiece|a piece)\b",
          lambda a, b: b / a),
    _form(r"<a>\sover\s<b>,?\s(?:makes|is|comes to|which is|or|that is)\s<r>[^.;:⟦⟨]{0,12}?\s(?:a|per|each)\syear\b",
          lambda a, b: a / b),
    _form(r"<q>\s[^.;:⟦⟨]{0,40}?,\s(?:about\s|nearly\s|more than\s)?(?:twice|double)\sthe\s<p>", lambda q: q / 2,
          percent=True),
)  # fmt: skip
_MARGIN, _POINTS = 0.08, 0.7
"""By what part of a result, and by how many points of a share, it must be off beyond rounding."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about what a sentence works out of its amounts."""
    there, shares = amounts(passage), _shares(passage)
    if len(there) + len(shares) < _LEAST:
        return
    text = _marked(passage, there, shares)
    for form in _FORMS:
        for match in form.pattern.finditer(text.text):
            judged = _judge(form, match, there, shares)
            if judged is not None:
                place = text.start(match.start()), text.end(match.end())
                yield finding(passage.document, passage.span(*place), judged, passage.whole)


_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Share:
    """A share in per cent, and the least and the greatest value that its words allow."""

    start: int
    end: int
    value: float
    reach: tuple[float, float]


def _shares(passage: Passage) -> list[_Share]:
    found = []
    for match in _PERCENT.finditer(passage.text):
        value = float(match["p"])
        off = 0.6 if "." in match["p"] or value < _SMALL else 1.0
        below, above = blurred(match["near"], value, 3.0 if value % 5 == 0 else 1.0)
        found.append(_Share(match.start("p"), match.end(), value, (value - off - below, value + off + above)))
    return found


_SMALL = 10


def _marked(passage: Passage, there: Sequence[Amount], shares: Sequence[_Share]) -> Marked:
    spots = [(a.start, a.end, f"⟦{n}⟧") for n, a in enumerate(there)]
    return marks.replaced(plain(passage), [*spots, *((s.start, s.end, f"⟨{n}⟩") for n, s in enumerate(shares))])


def _judge(form: _Form, match: re.Match[str], there: Sequence[Amount], shares: Sequence[_Share]) -> Judged | None:
    groups = match.groupdict()
    given = [there[int(groups[name])] for name in "abc" if groups.get(name)]
    parts = [shares[int(groups["q"])]] if groups.get("q") else []
    told = shares[int(groups["r"])] if form.percent else there[int(groups["r"])]
    if not _of_one_kind(form, given, told):
        return None
    reaches = [*(part.reach for part in parts), *(amount.reach for amount in given)]
    results = [form.makes(*values) for values in itertools.product(*reaches)]
    true = form.makes(*(part.value for part in parts), *(amount.value for amount in given))
    low, high = told.reach
    gap = max(min(results) - high, low - max(results))
    why = f"{true:,.4g}{'%' if form.percent else ''} comes out of that."
    if gap <= 0:
        return supported(why)
    sure = gap > (max(_POINTS, _MARGIN * abs(told.value)) if form.percent else _MARGIN * abs(true))
    return against(why, None) if sure else None


def _of_one_kind(form: _Form, given: Sequence[Amount], told: Amount | _Share) -> bool:
    """Whether the amounts of a form are of one money, or of the same things, as far as the form compares them."""
    money = [a for a in (*given, told) if isinstance(a, Amount) and a.money]
    if len({a.unit for a in money}) > 1:
        return False
    if isinstance(told, Amount) and told.money != any(a.money for a in given) and told.unit is not None:
        # "3.2 billion kroner over three years, or $100 million a year".
        return False
    return not form.percent or len(given) < 2 or given[0].beside(given[1])
