"""Leaders at a time that a sentence gives, where no title stands by their names: who came, went, was there then.

"Nazarbayev stepped down in March 2019", "signed in September 1993, while Narasimha Rao was prime minister". The person
must be known to the record by the full name, as the head of one state.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.reference import names
from detente.reference.terms import HEADS, LEADER, LEADING, Term, Terms
from detente.settings import load
from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.people import office_words, persons, titles
from detente.verify.people.doings import does
from detente.verify.people.namesakes import exactly, namesakes
from detente.verify.times.told import has_year, near
from detente.verify.verdicts import Judged, against, finding, source_of, supported

_WENT = re.compile(
    r"\b(?:step(?:ped|s|ping)? (?:down|aside)|stood down|resign(?:ed|s|ing)?|left (?:office|power)|bowed out|quit|was "
    r"(?:dismissed|sacked|ousted|toppled|deposed|overthrown|unseated|(?:driven|removed) from (?:office|power)|"
    r"voted out|impeached|replaced)|fell from power|lost (?:power|office)|gave up "
    r"(?:power|the presidency|office))(?!\w)"
)
_CAME = re.compile(
    r"\b(?:(?:came|rose|swept|returned|was returned|was swept|was voted|came back) (?:in)?to (?:power|office)"
    r"|"
    r"(?:took|seized|assumed|won|regained|retook|inherited) (?:power|office)|took over(?! from"
    r"| the (?:rotating|EU|six-month|yearly|annual|(?:Union|bloc|group|council)['’]s)\b)|"
    r"was (?:sworn in|inaugurated)(?! (?:again|for (?:a|another|his|her) ))"
    r"|moved into (?:the Blue House|the White House|the Kremlin|the \w+ Palace|Downing Street))"
    r"(?!\w)"
)
_DIED = re.compile(
    r"\b(?:died|passed away|(?:was|were) (?:assassinated|murdered|killed|executed|hanged|shot dead|buried))(?!\w)"
)
_FORMER = re.compile(r"\b(?:former|ex-)[^;:]{0,60}$")
_OTHER_OFFICE = re.compile(
    r"\s(?:as|from)\s(?!(?:office|power|president\b|prime minister|the presidency|the premiership))"
)
_WHO = re.compile(r"(?P<n>\b[A-ZÀ-Þ][\w.'’-]*),?\swho\s(?:had\s)?$")
"""Right before a verb: whose deed "who" tells."""
_WHICH = re.compile(
    r"\b(?:which|that)\s(?:(?:Mr|Mrs|Ms|President|Premier)\.?\s)?[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+)?\s(?:had\s)?$"
)
"""Right before a verb: what somebody left is no office."""
_WHEN = re.compile(r",?\swhen\s(?:[\w.'’-]+,?\s){1,6}")
_UNREAL = re.compile(r"\b(?:to|might|may|could|would|will|should|not|never|if|until)\s(?:be\s|have\s|\w+ly\s)?$")
"""Words before a verb by which nothing has happened yet."""
_WHILE = re.compile(
    rf",?\s(?:when|while|with|at a time when|in the days when)\s(?P<n>{office_words.NAME})\s(?:(?:was|were|had been)\s"
    r"(?:still\s|also\s|its\s|the\s|their\s)*(?P<t>[a-z]+(?:\s(?:minister|secretary|of state))?)|(?P<v>governed|"
    r"ruled|led|reigned|headed|ran|sat in|presided))\b"
)
_LEADER = re.compile(
    r"(?:['’]s)?\s(?:(?:new|present|current|young|veteran|long-serving)\s)?"
    r"(?:leader|president|prime minister|premier|chancellor|king|emperor)\b(?!['’])"
)
_AWAY = dt.timedelta(days=200)
"""A coming or going that the record has no nearer than this was not then."""
_AFTER = dt.timedelta(days=60)
"""How long after leaving office somebody may still be told as acting in it."""

_Found = tuple[int, int, Judged]


def find(passage: Passage, record: Terms) -> Iterator[Finding]:
    """The findings about leaders at a time in a sentence."""
    parts = (_changes, _deaths, _then) if passage.times else (_owned,)
    found = (part(passage, record) for part in parts)
    for start, end, judged in itertools.chain.from_iterable(found):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


# --- who came and who went -----------------------------------------------------------------------------------


def _changes(passage: Passage, record: Terms) -> Iterator[_Found]:
    for pattern, ending in ((_WENT, True), (_CAME, False)):
        for match in pattern.finditer(passage.text):
            if _OTHER_OFFICE.match(passage.text, match.end()) or _UNREAL.search(passage.text[: match.start()]):
                continue
            if _WHICH.search(passage.text[: match.start()]):
                # "The community, which X had quit in 2020".
                continue
            if ending and _FORMER.search(passage.text[: match.start()]):
                # "X, a former president, resigned": from something else.
                continue
            terms, time = _subject(passage, match, record)
            if ending and _of_another_post(passage.text[: match.start()], terms):
                continue
            judge = _left if ending else _came
            if not ending and match.group().endswith("power"):
                # Who comes to power comes to lead a state, whatever else the person has been.
                terms = [t for t in terms if t.office in LEADING]
            judged = judge(terms, time) if terms and time is not None else None
            if time is not None and match.group().startswith(("returned", "was returned")) and _is_in(terms, time):
                # "Was returned to office in a run-off": elected again.
                judged = None
            if time is not None and not has_year(passage, time) and _in_that_month(terms, time, ending=ending):
                # "On July 1", in a tale of another year.
                judged = None
            if judged is None and not terms and not ending:
                judged, time = _unnamed(passage, match, record)
            if judged is not None and time is not None:
                yield min(match.start(), time.start), max(match.end(), time.end), judged


def _is_in(terms: Sequence[Term], time: TimeMention) -> bool:
    return any(t.start <= time.when.end and time.when.start <= t.last for t in terms)


def _of_another_post(lead: str, terms: Sequence[Term]) -> bool:
    """Whether the words before a verb give somebody a post that none of the terms is of: "minister of strategy"."""
    told = _POST.findall(lead)
    return bool(told) and not any(word in t.title.lower() for word in told[-1:] for t in terms)


_POST = re.compile(
    r",\s[^,;]{0,60}?\b(minister|secretary|ambassador|envoy|adviser|commissioner|governor|director|chief)\b"
)
"""Between commas, what somebody is."""


def _in_that_month(terms: Sequence[Term], time: TimeMention, *, ending: bool) -> bool:
    """Whether somebody came, or went, in the month that a time without its year names, in whatever year."""
    days = [t.end if ending else t.start for t in terms]
    return any(day is not None and day.month in {time.when.start.month, time.when.end.month} for day in days)


def _unnamed(passage: Passage, match: re.Match[str], record: Terms) -> tuple[Judged | None, TimeMention | None]:
    """ "When the Soviet leader came to power in March 1982": nobody came to lead that state then."""
    for named in passage.named:
        title = _LEADER.match(passage.text, named.end)
        told = (named.start, title.end()) if title is not None and named.code else None
        if told is None or not clauses.subject_of(passage.text, told, match.span()):
            continue
        times = [t for t in dated(passage) if clauses.joined(passage.text, match.span(), (t.start, t.end))]
        time = _one(passage, match, times)
        led = [t for t in record.in_country(named.code or "") if t.office in LEADING]
        governs = title is not None and re.search("minister|premier|chancellor", title.group()) is not None
        sitting = [t for t in led if passage.published is not None and t.start <= passage.published <= t.last]
        sitting = [t for t in sitting if (t.office == "head_of_government") == governs]
        return (_nobody_came(led, sitting, time), time) if time is not None and sitting else (None, None)
    return None, None


def _nobody_came(led: Sequence[Term], sitting: Sequence[Term], time: TimeMention) -> Judged | None:
    lead = dt.timedelta(days=load().verify.election_days)
    if any(time.when.start - _AWAY <= t.start <= time.when.end + lead for t in led):
        return None
    best = max(sitting, key=lambda t: (t.strong, t.office != LEADER))
    reaches = min(t.start for t in led) < time.when.start
    return against(f"The record has {best.described()}.", source_of(best)) if best.strong and reaches else None


def _deaths(passage: Passage, record: Terms) -> Iterator[_Found]:
    """Nobody was in office after having died."""
    for match in _DIED.finditer(passage.text):
        terms, time = _subject(passage, match, record, exact=True)
        later = [t for t in terms if time is not None and t.strong and t.last - _AFTER > time.when.end]
        if time is None or not later:
            continue
        last = max(later, key=lambda t: t.last)
        judged = against(f"The record has {last.described()}.", source_of(last))
        yield min(match.start(), time.start), max(match.end(), time.end), judged


def _subject(
    passage: Passage, match: re.Match[str], record: Terms, *, exact: bool = False
) -> tuple[list[Term], TimeMention | None]:
    """The terms of the nearest person who is the subject of a verb, and the one time that is the verb's.

    If `exact`, only of somebody of the very name: "Kim Il Sung died" is not of Sung Kim.
    """
    who = _WHO.search(passage.text, 0, match.start())
    spans = persons.name_spans(passage)
    before = [span for span in spans if span[1] <= match.start()]
    for span in (*reversed(before), *spans[len(before) :]):
        if who is not None and span[1] != who.end("n"):
            continue
        if clauses.subject_of(passage.text, span, match.span()):
            if any(span[1] <= other[0] for other in before) and not _has_subject(passage.text, match):
                # "X followed, and Y, who had lost, was sworn in": the parser may take X for the subject of both.
                return [], None
            times = [t for t in dated(passage) if clauses.joined(passage.text, match.span(), (t.start, t.end))]
            terms = known_terms(passage, span, record)
            name = persons.whole_name(passage.text[slice(*span)], passage)
            return [t for t in terms if not exact or exactly(name, t)], _one(passage, match, times)
    return [], None


def _has_subject(text: str, match: re.Match[str]) -> bool:
    """Whether a verb has a subject of its own, and not only that of a verb before it."""
    verbs = [token for token in clauses.parsed(text) if match.start() <= token.idx < match.end()]
    return any(child.dep_ in {"nsubj", "nsubjpass"} for verb in verbs for child in verb.children)


def _one(passage: Passage, match: re.Match[str], times: Sequence[TimeMention]) -> TimeMention | None:
    """The one time of a verb: its own, or that of which "when" tells what happened ("in May 1982, when X left")."""
    if not times:
        times = [t for t in dated(passage) if _WHEN.fullmatch(passage.text[t.end : match.start()])]
    return times[0] if len(times) == 1 else None


def _left(terms: Sequence[Term], time: TimeMention) -> Judged | None:
    """A time at which somebody is said to have gone, against the ends of all the offices that the record has."""
    slack = dt.timedelta(days=load().verify.tolerance_days)
    lo, hi = time.when.start, time.when.end
    for term in terms:
        off = slack + dt.timedelta(days=term.slack[1])
        if term.end is not None and lo - off <= term.end <= hi + off:
            return supported(f"The record has {term.described()}.", source_of(term))
    if any(t.end is None and t.known_through < hi for t in terms) or hi < min(t.start for t in terms):
        # It may be a later end, or that of an office before the first that is known.
        return None
    if not _only_led(terms) and any(t.start <= hi + _AWAY and lo - _AWAY <= (t.end or dt.date.max) for t in terms):
        # In some office about then: it may be another one that was left.
        return None
    best = min(terms, key=lambda t: (not t.strong, abs((t.last - lo).days)))
    far = min(abs((t.last - lo).days) for t in terms) > _AWAY.days
    return against(f"The record has {best.described()}, and no end of it then.", source_of(best)) if far else None


def _came(terms: Sequence[Term], time: TimeMention) -> Judged | None:
    """A time at which somebody is said to have come to power, against the starts of the terms that the record has."""
    limits = load().verify
    lead = dt.timedelta(days=limits.election_days)
    for term in terms:
        slack = dt.timedelta(days=limits.tolerance_days + term.slack[0])
        if time.when.start - slack <= term.start <= time.when.end + lead:
            return supported(f"The record has {term.described()}.", source_of(term))
    best = min(terms, key=lambda t: abs((t.start - time.when.start).days))
    far = abs((best.start - time.when.start).days) > _AWAY.days
    sure = _only_led(terms) and all(t.strong for t in terms)
    return against(f"The record has {best.described()}.", source_of(best)) if far and sure else None


def _only_led(terms: Sequence[Term]) -> bool:
    """Whether somebody has led a state, and held no office but such as one has beside that."""
    led = [t for t in terms if t.office in HEADS]
    month = dt.timedelta(days=31)
    return all(
        t.office in HEADS or any(one.start - month <= t.start and t.last <= one.last + month for one in led)
        for t in terms
    )


# --- who was there then --------------------------------------------------------------------------------------


def _then(passage: Passage, record: Terms) -> Iterator[_Found]:
    """ "In August 2013, when Malcolm Turnbull was prime minister"."""
    for time in dated(passage):
        match = _WHILE.match(passage.text, time.end)
        if match is None:
            continue
        offices = titles.offices_named(match["t"]) if match["t"] else set(HEADS)
        person = persons.whole_name(match["n"], passage)
        terms = [t for t, how in namesakes(person, record) if how == "full" and " " in person]
        there = [t for t in terms if t.office in offices or (t.office == LEADER and offices & HEADS)]
        judged = _there(there, terms, time) if offices and len({t.country for t in there}) == 1 else None
        if judged is not None:
            yield time.start, match.end(), judged


def _there(there: Sequence[Term], terms: Sequence[Term], time: TimeMention) -> Judged | None:
    near = dt.timedelta(days=load().verify.margin_days)
    fitting = [t for t in there if _covers(t, time, near)]
    if fitting:
        return supported(f"The record has {fitting[0].described()}.", source_of(fitting[0]))
    best = min(there, key=lambda t: abs((t.start - time.when.start).days))
    if not all(t.strong for t in there) or any(_covers(t, time, near) for t in terms):
        return None
    return against(f"The record has {best.described()}, not then.", source_of(best))


# --- whose ------------------------------------------------------------------------------------------------------

_LATELY = dt.timedelta(days=366 * 12)
"""So long ago somebody may have led a state and still be taken for the one who does."""
_MONTH = dt.timedelta(days=31)


def _owned(passage: Passage, record: Terms) -> Iterator[_Found]:
    """ "Paraguay's Abdo Benitez took notes": a state with whoever leads it, in a sentence and a tale of today."""
    day = passage.published
    for state in passage.named if day is not None else ():
        own = _POSSESSIVE.match(passage.text, state.end)
        names_here = persons.name_spans(passage)
        name = next((s for s in names_here if own is not None and state.end <= s[0] <= own.end()), None)
        if name is None or state.kind != "country" or not does(clauses.telling(passage.text, name), looks_so=False):
            continue
        led = [t for t in known_terms(passage, name, record) if t.office in HEADS and t.country == state.code]
        judged = _no_more(led, passage, record) if led else None
        if judged is not None:
            yield state.start, name[1], judged


_POSSESSIVE = re.compile(r"['’]s?\s")


def _no_more(led: Sequence[Term], passage: Passage, record: Terms) -> Judged | None:
    """Somebody who led a state until some years ago, where somebody else is known to lead it now."""
    day = passage.published or dt.date.max
    last = max(led, key=lambda t: t.last)
    told = any(t.start <= hi and lo <= t.last for t in led for lo, hi in near(passage))
    if told or last.end is None or not day - _LATELY < last.end < day - _MONTH or not all(t.strong for t in led):
        return None
    there = [t for t in record.in_country(last.country) if t.office == last.office and t.start <= day <= t.last]
    sure = [t for t in there if t.strong and t.person != last.person]
    why = f"The record has {last.described()}; {sure[0].described()}." if sure else ""
    return against(why, source_of(last)) if sure else None


# --- common --------------------------------------------------------------------------------------------------


def known_terms(passage: Passage, span: tuple[int, int], record: Terms) -> list[Term]:
    """Every term of the one person of a full name, if the record has that one in one state, or as the head of one."""
    name = persons.whole_name(passage.text[span[0] : span[1]], passage)
    terms = [t for t, how in namesakes(name, record) if how == "full"] if " " in name else []
    # "Ayub Khan" is not Gohar Ayub Khan, where the record has both.
    terms = [t for t in terms if any(names.parts(n) == names.parts(name) for n in t.names)] or terms
    # Abdul Rahman Dahlan is not Tunku Abdul Rahman.
    last = (names.parts(name) or ("",))[-1]
    terms = [t for t in terms if any(last in "".join(names.parts(n)) for n in t.names)]
    heads = {t.country for t in terms if t.office in HEADS}
    return terms if len(heads or {t.country for t in terms}) == 1 else []


def dated(passage: Passage) -> list[TimeMention]:
    """The times of a sentence that are told with their year, or as days and months of the last year."""
    return [t for t in passage.times if (t.when.end - t.when.start).days <= 366 and t.when.precision != "span"]


def _covers(term: Term, time: TimeMention, near: dt.timedelta) -> bool:
    return term.start - near <= time.when.end and time.when.start <= term.last + near
