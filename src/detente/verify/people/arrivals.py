"""Since when somebody is in an office that the words do not name: "X, in office since May, said".

"X, who has held that post since 2022", "In Downing Street since October, he", "he came to the post only in May", "X, a
fortnight into the premiership", "X, who governed from 2010 to 2016". Whose arrival it is tells the name before it, or,
where only "he" does, the one person in office whom the sentence before names.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.reference.terms import HEADS, LEADER, Term, Terms
from detente.settings import load
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.people import persons
from detente.verify.people.namesakes import namesakes
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.people.office_times import Kind
from detente.verify.people.office_words import NAME, bare
from detente.verify.people.spans import covered
from detente.verify.people.tenures import known_terms
from detente.verify.times.dates import Window
from detente.verify.verdicts import Judged, against, finding, source_of, supported

_SEAT = (
    r"(?:office|power|(?:the|that|his|her)\s(?:job|post|chair|office)|Downing\sStreet|the\sWhite\sHouse|the\sKremlin"
    r"|the\s[EÉ]lys[ée]e|the\sBlue\sHouse|the\s[Cc]hancellery)"
)
_POST = r"(?:the|that|this|his|her)\s(?:\w+\s)?(?:post|office|job|position|chair|portfolio|ministry)"
_SMALL = r"(?:now|only|just|back|again|himself|herself|still|first)\s"
_TO_A_TIME = r"(?:\s(?:only|just))?\s(?:since|in|on)\s$"
_ASIDE = r"(?:,\s(?:the|a|an|his|her)\s[^,;.]{3,50})?"
_SINCE = (
    re.compile(rf"(?P<n>{NAME}){_ASIDE},\s(?:{_SMALL})*in\s{_SEAT}(?:\sonly)?\s(?:only\s)?since\s$"),
    re.compile(
        rf"(?P<n>{NAME}){_ASIDE},?\s(?:who\s)?has\s(?:held|had|been\sin)\s{_POST}(?:\sonly)?\s(?:only\s)?since\s$"
    ),
    re.compile(
        rf"(?P<n>{NAME}){_ASIDE},\s(?:{_SMALL})*in\s(?:supreme\s)?(?:{_POST}|command|charge)\s(?:only\s)?since\s$"
    ),
    re.compile(rf"^(?P<first>In\s{_SEAT}\s(?:only\s|barely\s|just\s)?since\s)$"),
    re.compile(
        rf"(?:^|[;,—–]\s)(?:and\s)?(?P<he>[Hh]e|[Ss]he)\s(?:came\sto|took\sup|took\sover|got|assumed)\s{_POST}{_TO_A_TIME}"
    ),
    re.compile(r"\b(?P<he>(?:since|after)\sbecoming\s(?:[\w-]+\s){1,3}?)(?:in|on)\s$"),
    re.compile(rf"^(?P<he>The\s(?:[\w-]+\s){{0,4}}?[a-z]+),\swho\stook\s(?:office|power|over){_TO_A_TIME}"),
)
"""Up to a time: that somebody came into an office then, with the name, or with a word for one who was named before."""
_ROLE = {"premiership": "head_of_government", "chancellorship": "head_of_government", "presidency": "head_of_state"}
_INTO_IT = re.compile(
    rf"(?P<n>{NAME}),\s(?:now\s|just\s|barely\s|only\s|not\s)?(?:(?P<two>a\sfortnight)|(?P<k>{COUNT})\s(?P<u>days?|weeks?|months?))"
    r"\s(?:into|in)\s(?:the|this|his|her)\s(?:new\s)?(?:job|post|office|ministry|chair|time\s(?:at|in|as))\b"
)
_INTO = re.compile(
    rf"(?P<n>{NAME}),\s(?:now\s|just\s|barely\s|only\s)?(?:(?P<two>a\sfortnight)|(?P<k>{COUNT})\s(?P<u>days?|weeks?|months?))"
    rf"\sinto\s(?:the|his|her)\s(?:[A-Z]\w+\s|new\s)*(?P<r>{'|'.join(_ROLE)})\b"
)
_IN_OFFICE = re.compile(
    rf"\b[Aa]fter\s(?:only\s|just\s|barely\s)?(?P<k>{COUNT})\s(?P<u>weeks?|months?)\sin\s(?:office|power|the\s(?:job|post)),?\s"
    rf"(?P<n>{NAME})\s(?:has|is|still)\b"
)
"""How long somebody has been in office by now: "After seven months in office Milei has shown"."""
_REIGNED = re.compile(
    rf"(?P<n>{NAME}),\swho\s(?:governed|ruled|reigned|was\sin\s(?:power|office)|led\s(?:the|his|her)\s(?:country|government))\s"
    r"(?:from\s)?(?:between\s)?(?P<a>(?:1[89]|20)\d\d)\s(?:to|until|and)\s(?P<b>(?:1[89]|20)\d\d)\b"
)
_OTHER = re.compile(r"\bother\s$")
"""Before a name that two have: "the other Botha"."""
_MAIN = 4
"""The states that a report is mainly about."""
_DAYS = {"day": 1, "week": 7, "month": 31}
_LINK = re.compile(r"(?:(?:the|early|late|last|mid)\s?|(?:end|start|beginning|middle)\sof\s(?:the\s)?)*$")
"""Small words between "since" and a time, maybe none."""


def find(passage: Passage, record: Terms) -> Iterator[Finding]:
    """The findings about arrivals in office in a sentence."""
    day = passage.published
    if day is None:
        return
    for start, end, terms, when in (*_since(passage, record), *_into(passage, record, day)):
        judged = _judge(terms, when, record, day) if terms else None
        if judged is not None:
            yield finding(passage.document, passage.span(start, end), judged, passage.whole)


_Told = tuple[int, int, list[Term], Window]


def _since(passage: Passage, record: Terms) -> Iterator[_Told]:
    """Arrivals at a time: offsets, the terms of the one who arrived, and when."""
    for time in passage.times:
        match = next((m for pattern in _SINCE if (m := pattern.search(_lead(passage, time))) is not None), None)
        if match is not None:
            whose = _whose(passage, match, time, record)
            yield _begin(match), time.end, whose, (time.when.start, time.when.end)


def _into(passage: Passage, record: Terms, day: dt.date) -> Iterator[_Told]:
    """The same, of somebody who is "three weeks into the job"."""
    for match in (*_INTO_IT.finditer(passage.text), *_IN_OFFICE.finditer(passage.text)):
        terms = _terms(passage, _own_name(passage, match), record)
        yield match.start(), match.end(), terms, _so_long_ago(match, day)


def _so_long_ago(match: re.Match[str], day: dt.date) -> Window:
    """The time "three weeks into" an office back from a day: a unit more or less, but for the days since."""
    unit = dt.timedelta(days=_DAYS[match["u"].rstrip("s")] if match["u"] else 14)  # a fortnight
    since = day - unit * (count(match["k"]) if match["k"] else 1)
    return since - unit, since + min(unit, dt.timedelta(days=7))


def claims(passage: Passage, record: Terms) -> Iterator[OfficeClaim]:
    """The claims of office of those whose rule is told by its years or by its first weeks."""
    for match in _REIGNED.finditer(passage.text):
        terms = known_terms(passage, match.span("n"), record)
        led = [t for t in terms if t.office in HEADS and t.office != LEADER]
        if len({t.office for t in led}) == 1:
            years = tuple((dt.date(int(match[g]), 1, 1), dt.date(int(match[g]), 12, 31)) for g in ("a", "b"))
            yield _claim(passage, match, led[0].office, led[0].title.lower(), led[0].country, "span", years)
    for match in _INTO.finditer(passage.text) if passage.published is not None else ():
        office = _ROLE[match["r"]]
        terms = [t for t in known_terms(passage, match.span("n"), record) if t.office == office]
        if terms:
            title = "president" if office == "head_of_state" else "prime minister"
            window = _so_long_ago(match, passage.published or dt.date.max)
            yield _claim(passage, match, office, title, terms[0].country, "start", (window,))


def _claim(
    passage: Passage, match: re.Match[str], office: str, title: str, country: str, kind: Kind,
    windows: tuple[Window, ...],
) -> OfficeClaim:  # fmt: skip
    name = persons.whole_name(bare(match["n"]), passage)
    return OfficeClaim(
        match.start(),
        match.end(),
        name,
        title,
        office,
        country,
        kind,
        windows,
        stated=True,
        own=len(windows),
        acts=True,
    )


def _lead(passage: Passage, time: TimeMention) -> str:
    """The words before a time, with "since" if the time has it, and without small words right before it."""
    text = passage.text[: time.start]
    inside = re.match(r"(?:since|in|on)\s", passage.text[time.start : time.end])
    text = text + inside.group() if inside is not None else text
    return _LINK.sub("", text, count=1)


def _begin(match: re.Match[str]) -> int:
    """Where the words of an arrival begin."""
    return next(match.start(group) for group in match.groupdict() if match[group])


@dataclass(frozen=True, slots=True)
class _Name:
    passage: Passage
    span: tuple[int, int]


def _whose(passage: Passage, match: re.Match[str], time: TimeMention, record: Terms) -> list[Term]:
    """The terms of the one whose arrival is told."""
    if match.groupdict().get("n"):
        return _terms(passage, _own_name(passage, match), record)
    here = [_Name(passage, span) for span in persons.name_spans(passage)]
    behind = [n for n in here if "first" in match.groupdict() and passage.text[time.end : n.span[0]] == ", "]
    ahead = [name for name in here if name.span[1] <= match.start()]
    before = passage.before
    if before is not None:
        before = dataclasses.replace(before, people=passage.people)
    there = [_Name(before, span) for span in persons.name_spans(before)] if before is not None else []
    for names in (behind[:1], ahead, there):
        known = [terms for name in names if (terms := _terms(name.passage, name.span, record))]
        people = {terms[0].person for terms in known}
        if known:
            return known[0] if len(people) == 1 else []
    return []


def _terms(passage: Passage, span: tuple[int, int], record: Terms) -> list[Term]:
    """The terms of the one of a full name, or of the one leader of these states who has a family name: "Mr Sunak"."""
    if _OTHER.search(passage.text, 0, span[0]):
        return []
    known = known_terms(passage, span, record)
    name, day = passage.text[slice(*span)], passage.published
    if known or " " in name or day is None:
        return known
    if any(person.split()[-1] == name for person in passage.people):
        # Another one of that family name, whom the tables do not have.
        return []
    alike = [t for t, _ in namesakes(name, record) if t.office in HEADS and t.country in passage.states[:_MAIN]]
    leading = {t.person for t in alike if t.office != LEADER and t.start <= day <= t.last}
    whole = leading.pop() if len(leading) == 1 else ""
    return [t for t, how in namesakes(whole, record) if how == "full"] if " " in whole else []


def _own_name(passage: Passage, match: re.Match[str]) -> tuple[int, int]:
    """Where the name of a match stands, without a title that the pattern took with it."""
    spans = persons.name_spans(passage)
    return next((s for s in spans if match.start("n") <= s[0] and s[1] <= match.end("n")), match.span("n"))


def _judge(terms: Sequence[Term], told: Window, record: Terms, day: dt.date) -> Judged | None:
    """Supported by a term that begins then; contradicted where the person's office had another holder then.

    So it is where the person had the office of today long before and took up no other one at the time told, and where
    another is known to have come into the office that the person had left.
    """
    near = dt.timedelta(days=load().verify.precise_days)
    for term in terms:
        slack = near + dt.timedelta(days=term.slack[0])
        if told[0] - slack <= term.start <= told[1] + slack:
            return supported(f"The record has {term.described()}.", source_of(term))
    if not all(t.strong for t in terms):
        return None
    sitting = [t for t in terms if t.start <= day <= t.last]
    best = max(sitting or terms, key=lambda t: t.start)
    rest = [t for t in record.in_country(best.country) if t.office == best.office and t.person != best.person]
    others = [t for t in rest if t.strong and t.start <= told[1] + near and told[0] - near <= t.last]
    came = any(told[0] - near <= t.start <= told[1] + near for t in others)
    taken = covered(*told, others, margin=dt.timedelta(0))
    had = all(t.start < told[0] for t in sitting)
    wrong = (taken or had) if sitting else (came and best.end is not None)
    return against(f"The record has {best.described()}.", source_of(best)) if wrong else None
