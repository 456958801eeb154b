"""Who followed whom in an office, where a sentence tells it in passing: the one before is the row before in the table.

`tellings` reads who is said to have come after whom, in which office and when; here it is held against the terms of
that office in a row, those of the two people or, where the record knows neither, those of the office alone.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.records import Finding
from detente.reference import names
from detente.reference.executives import leads
from detente.reference.posts import BY_TURNS, held_alone
from detente.reference.terms import LEADER, Term, Terms
from detente.settings import load
from detente.verify.passages import Passage
from detente.verify.people import office_words, persons, tellings
from detente.verify.people.namesakes import exactly, namesakes
from detente.verify.people.tellings import Told
from detente.verify.verdicts import Judged, against, doubtful, finding, source_of, supported

SINGLE_OFFICES = held_alone() | {"government_spokesperson"}
"""Offices that one person holds at a time, so that the row before names the one who held it before."""
_N = office_words.NAME
_LOST = re.compile(
    rf"\b(?:lost|beaten|defeated)\s(?:in\s)?(?P<y>(?:19|20)\d\d)\s(?:to|by)\s{tellings.LEAD_IN}(?P<p>{_N})"
)
_HEAD_OFFICES = frozenset({"head_of_state", "head_of_government"})
_OFFICES = SINGLE_OFFICES | {LEADER}
_LATELY = dt.timedelta(days=400)
"""Somebody who left an office this long before may loosely be called the one before: that is let be."""
_INTERIM = dt.timedelta(days=100)
"""A holder between the two who had the office this long is not left out in speech."""
_ACTING = dt.timedelta(days=800)
"""The same where somebody merely acted in the office between the two."""
_LONG = dt.timedelta(days=365 * 5)
"""Who led a state this long before an election did not stand in it for the government."""
_VACANT = dt.timedelta(days=200)
"""An office that nobody is known to have held for longer than this had somebody else in between."""


def find(passage: Passage, record: Terms) -> Iterator[Finding]:
    """The findings about who followed whom in an office; without any date nothing tells which of several times."""
    if passage.published is None and not passage.times:
        return
    settled: list[tuple[int, int]] = []
    for start, end, name, told in tellings.find(passage, record):
        if any(left < end and name < right for left, right in settled):
            continue
        judged = _judge(told, record, passage.published)
        if judged is not None:
            settled.append((start, end))
            yield finding(passage.document, passage.span(start, end), judged, passage.whole)
    for match in _LOST.finditer(passage.text):
        judged = _winner(persons.whole_name(office_words.bare(match["p"]), passage), int(match["y"]), record)
        if judged is not None:
            yield finding(passage.document, passage.span(match.start(), match.end("p")), judged, passage.whole)


# --- what the record says ------------------------------------------------------------------------------------


def _judge(told: Told, record: Terms, published: dt.date | None) -> Judged | None:
    pairs = [(told.later, told.earlier)]
    if told.subject == told.later:
        pairs += [(name, told.earlier) for name in told.others]
    else:
        pairs += [(told.later, name) for name in told.others]
    first: Judged | None = None
    for number, (later, earlier) in enumerate(pairs):
        judged = _pair(told, later, earlier, record, published)
        if judged is not None and judged.verdict == "supported":
            return judged
        if number == 0 or (first is None and _came_then(told, later, record)):
            first = judged
    return first


def _came_then(told: Told, later: str, record: Terms) -> bool:
    """Whether somebody whom a pronoun may mean came into some office at the time that is told."""
    return told.window is not None and any(told.window[0] <= t.start <= told.window[1] for t in _known(later, record))


def _pair(told: Told, later: str, earlier: str, record: Terms, published: dt.date | None) -> Judged | None:
    if told.subject == told.earlier:
        return _by_the_earlier(told, later, earlier, record, published)
    judged = _by_the_later(told, later, earlier, record, published)
    other = told.either and not told.contest
    return _by_the_earlier(told, later, earlier, record, published) if judged is None and other else judged


def _by_the_later(told: Told, later: str, earlier: str, record: Terms, published: dt.date | None) -> Judged | None:
    """Who was in the office of the one who came, until then."""
    left = _known(earlier, record)
    known = _known(later, record, left)
    hints = told.hints & SINGLE_OFFICES
    came = _began(told, [t for t in known if key(t)[1] in hints], published) if not told.offices else []
    told = dataclasses.replace(told, offices=hints) if came else told
    if told.offices or not hints or told.window is not None:
        # By an office that the record does not follow, such as an ambassador's, only one that both held is meant,
        # unless a time tells which.
        sure = bool(told.offices or hints or not told.hints or told.window is not None)
        told = dataclasses.replace(told, either=told.either and sure)
        came = came or _began(told, known, published)
    left = left or _known(earlier, record, came)
    if told.contest:
        return _contest(told, came, left, record)
    if told.own and published is not None:
        came = [t for t in came if key(t)[1] in SINGLE_OFFICES and t.start <= published <= t.last]
    elif not told.offices:
        came = _of_one_office(told, came, left, known)
    whole = " " in earlier or tellings.only_name(earlier, record)
    if whole:
        # In another office than the words beside the names seem to tell, the one may have followed the other after all.
        came = [t for t in known if t not in came and _followed(t, earlier, left, record, told)] or came
    if not came:
        turned = _turned(known, left) if told.either or told.own else None
        return _at_another_time(told, earlier, known, record) or turned
    if not whole:
        return None
    found = [j for t in came for j in (_before(t, earlier, left, record, told),) if j is not None]
    return _best(found, came)


def _followed(term: Term, earlier: str, left: Sequence[Term], record: Terms, told: Told) -> bool:
    judged = _before(term, earlier, left, record, told)
    return judged is not None and judged.verdict == "supported" and not told.window


def _of_one_office(told: Told, came: Sequence[Term], left: Sequence[Term], known: Sequence[Term]) -> list[Term]:
    """The terms of an office that both have held; or of the only one into which somebody can have followed another."""
    shared = {key(t) for t in came} & {key(t) for t in left}
    if shared or not told.either:
        return [t for t in came if key(t) in shared]
    # Without a time it must be the only office that the one who came is known to have held at all.
    sure = {key(t) for t in came} if told.window is not None else {key(t) for t in known}
    return list(came) if len(sure) == 1 else []


def _contest(told: Told, came: Sequence[Term], left: Sequence[Term], record: Terms) -> Judged | None:
    """Whom somebody beat at the polls who then came to govern: not one who had governed long before.

    Another than the one in office may have stood, so that only the time tells.
    """
    for term in (t for t in came if key(t)[1] == "head_of_government" and told.window is not None):
        own = [t for t in left if key(t) == key(term)]
        judged = _before(term, own[0].person, own, record, told) if own else None
        long_gone = all(t.end is not None and t.end < term.start - _LONG for t in own)
        if judged is not None and (judged.verdict == "supported" or long_gone):
            return judged
    return None


def _at_another_time(told: Told, earlier: str, known: Sequence[Term], record: Terms) -> Judged | None:
    """Somebody followed the one who is named, but not when it is told."""
    if told.window is None:
        return None
    followed = [t for t in known if not told.offices or key(t)[1] in told.offices]
    found = [(t, _before(t, earlier, followed, record, told)) for t in followed]
    true = [t for t, judged in found if judged is not None and judged.verdict == "supported"]
    # Of one who in effect led the state the table does not tell when the office was taken.
    true = [t for t in true if t.office != LEADER]
    if not true or len({key(t) for t in true}) != 1:
        return None
    if told.bare and any(t.start.month in {day.month for day in told.window} for t in true):
        # "On October 18", in a tale of another year.
        return None
    return against(f"The record has {true[0].described()}, not beginning then.", source_of(true[0]))


def _turned(came: Sequence[Term], left: Sequence[Term]) -> Judged | None:
    """The one who is said to have followed was in the office before the other, and not after."""
    shared = {key(t) for t in came} & {key(t) for t in left}
    for one in (t for t in came if len(shared) == 1 and key(t) in shared):
        own = [t for t in came if key(t) == key(one)]
        others = [t for t in left if key(t) == key(one) and t.strong]
        first = min(others, key=lambda t: t.start, default=None)
        month = dt.timedelta(days=31)
        if first is not None and one.strong and all(t.end is not None and t.end <= first.start + month for t in own):
            why = f"The record has {one.described()}, and {first.described()}: the other way round."
            return against(why, source_of(first))
    return None


def _best(found: Sequence[Judged], terms: Sequence[Term]) -> Judged | None:
    if any(judged.verdict == "supported" for judged in found):
        return next(judged for judged in found if judged.verdict == "supported")
    # Of several offices that may be meant, none may fit.
    certain = len({key(t) for t in terms}) == 1 or all(judged.verdict == "contradicted" for judged in found)
    if not found or not certain or len(found) < len(terms):
        return None
    return min(found, key=lambda judged: ("contradicted", "doubtful").index(judged.verdict))


def _known(person: str, record: Terms, others: Sequence[Term] = ()) -> list[Term]:
    """The terms of a person by full name, else by surname among the leaders of the states of some other terms."""
    found = [(t, how) for t, how in namesakes(person, record) if key(t)[1] in _OFFICES and not _by_turns(t)]
    full = _by_last_name(person, [t for t, how in found if how == "full" or t.person == person])
    states = {t.country for t in others}
    return full or [t for t, _ in found if t.country in states and t.office == LEADER]


def _by_turns(term: Term) -> bool:
    """Whether a term is of a body that states head by turns: nobody is said to follow another there."""
    return term.title.endswith(BY_TURNS)


def _by_last_name(person: str, terms: list[Term]) -> list[Term]:
    """The terms without those of somebody else of like names: Luis Lacalle Pou is not Luis Lacalle, his father."""
    last = names.parts(person)[-1:]
    own = [t for t in terms if names.parts(t.person)[-1:] == last]
    return own if any(exactly(person, t) for t in own) else terms


def key(term: Term) -> tuple[str, str]:
    """State (with the title, where organisations share a code) and office; a leader's is that of who led the state."""
    if term.country in {"IGO", "EUR"}:
        return f"{term.country} {term.title}", term.office
    if term.office != LEADER:
        return term.country, term.office
    head = leads(term.country, term.last)
    return term.country, head.office if head is not None else LEADER


def _began(told: Told, terms: Sequence[Term], published: dt.date | None) -> list[Term]:
    """The terms that a succession may be about: of the named office, begun by then, at the time that is told."""
    ahead = dt.timedelta(days=400 if told.coming else 60)
    found = [t for t in terms if published is None or t.start <= published + ahead]
    if told.offices:
        found = [t for t in found if key(t)[1] in told.offices or _is_its_presidency(t, told)]
    if told.contest and told.window is not None:
        lead = dt.timedelta(days=load().verify.election_days)
        return [t for t in found if told.window[0] <= t.start <= told.window[1] + lead]
    if told.window is not None and not told.coming:
        slack = dt.timedelta(days=load().verify.tolerance_days)
        return [t for t in found if told.window[0] - slack <= t.start <= told.window[1] + slack]
    latest = max((t.start for t in found), default=None)
    return [t for t in found if latest is not None and latest - t.start <= dt.timedelta(days=365 * 12)]


def _is_its_presidency(term: Term, told: Told) -> bool:
    """Whether "the presidency" is that of a state whose president governs under somebody else, as in Iran."""
    return "head_of_state" in told.offices and term.office == "head_of_government" and term.title == "President"


def _before(term: Term, earlier: str, left: Sequence[Term], record: Terms, told: Told) -> Judged | None:
    """Whether the record has somebody else in an office until a term began."""
    held = _others(term, record)
    until = _until(term, held)
    matching = [t for t in held if any(names.match(earlier, name) for name in t.names)]
    same = [t for t in until if t in matching]
    if same:
        return supported(f"The record has {same[0].described()}; then {term.person}.", source_of(same[0]))
    sure = told.either and told.window is not None
    lately = any(t.start <= term.start and t.last >= term.start - _LATELY for t in matching)
    if lately and not (sure and until) and not _was_full(until):
        return None
    until = until or (_before_a_gap(held, term) if matching else [])
    if not until:
        return None
    between = [t for t in until if all(m.last <= t.start for m in matching)]
    sure = _long_gone(matching, term) or (bool(matching) and _was_full(between))
    if any("acting" in t.note for t in (*until, term)) and not sure:
        return None
    if not (told.offices or told.own or told.either) and not any(key(t) == key(term) for t in left):
        return None
    best = max(until, key=lambda t: ("acting" not in t.note, t.strong, t.office != LEADER))
    strong = term.strong and best.strong and (not told.beaten or key(term)[1] == "head_of_government")
    say = against if strong else doubtful
    return say(f"The record has {best.described()}; then {term.person}.", source_of(best))


def _was_full(terms: Sequence[Term]) -> bool:
    """Whether one of those who held an office between two others was no interim holder: of some months, not acting."""
    return any("acting" not in t.note and t.strong and t.last - t.start > _INTERIM for t in terms)


def _others(term: Term, record: Terms) -> list[Term]:
    """The terms of other people in the office of a term."""
    return [t for t in record.in_country(term.country) if key(t) == key(term) and not _same(t, term)]


def _until(term: Term, held: Sequence[Term]) -> list[Term]:
    """Those who held an office until a term in it began; before somebody who merely acted in it, the one before too."""
    margin = dt.timedelta(days=load().verify.margin_days)

    def ended(start: dt.date, slack: int) -> list[Term]:
        near = margin + dt.timedelta(days=slack)
        return [t for t in held if t.end is not None and abs(t.end - start) <= near + _off(t) and t.start < start]

    last = ended(term.start, term.slack[0])
    return last + [t for acting in last if "acting" in acting.note for t in ended(acting.start, 0)]


def _before_a_gap(held: Sequence[Term], term: Term) -> list[Term]:
    """The last who held an office before a term began, where it was vacant for a while, as embassies often are."""
    left = [t for t in held if t.end is not None and term.start - _VACANT <= t.end < term.start]
    return [max(left, key=lambda t: t.last)] if left else []


def _long_gone(terms: Sequence[Term], term: Term) -> bool:
    """Whether somebody had held an office and left it for good well before a term in it began."""
    return bool(terms) and all(t.end is not None and t.end < term.start - _ACTING for t in terms)


def _by_the_earlier(told: Told, later: str, earlier: str, record: Terms, published: dt.date | None) -> Judged | None:
    """The same where the sentence is about the one who left: who came then."""
    came = _known(later, record)
    left = [t for t in _known(earlier, record, came) if t.end is not None]
    if told.either:
        states = {t.country for t in came}
        sure = _HEAD_OFFICES if told.window is None else _HEAD_OFFICES - told.offices
        left = [t for t in left if t.country in states or (not states and key(t)[1] not in sure)]
    left = [t for t in left if published is None or (t.start <= published and (told.coming or t.last <= published))]
    left = [t for t in left if not told.offices or key(t)[1] in told.offices]
    if told.window is not None:
        slack = dt.timedelta(days=load().verify.tolerance_days)
        left = [t for t in left if told.window[0] - slack <= t.end <= told.window[1] + slack]  # type: ignore[operator]
    if not told.offices:
        shared = {key(t) for t in came} & {key(t) for t in left}
        left = [t for t in left if key(t) in shared] if shared or not told.own else _last(left, published)
    latest = max((t.start for t in left), default=None)
    left = [t for t in left if latest is not None and latest - t.start <= dt.timedelta(days=365 * 12)]
    found = [j for t in left for j in (_after(t, later, came, record),) if j is not None]
    return _best(found, left)


def _last(terms: Sequence[Term], published: dt.date | None) -> list[Term]:
    """The terms of somebody that ended last, if they are of one office and have ended."""
    held = [t for t in terms if key(t)[1] in SINGLE_OFFICES]
    end = max((t.last for t in held), default=dt.date.max)
    last = [t for t in held if end - t.last < dt.timedelta(days=62)]
    over = published is not None and end < published
    return last if over and len({key(t) for t in last}) == 1 else []


def _after(term: Term, later: str, came: Sequence[Term], record: Terms) -> Judged | None:
    """Whether the record has somebody else in an office from the end of a term."""
    held = _others(term, record)
    then = _since(term, held)
    matching = [t for t in held if any(names.match(later, name) for name in t.names)]
    same = [t for t in then if t in matching]
    if same:
        return supported(f"The record has {term.described()}; then {same[0].person}.", source_of(same[0]))
    lately = any(term.end is not None and term.end <= t.start <= term.end + _LATELY for t in matching)
    if lately and not _was_full(then):
        return None
    acting = any("acting" in t.note for t in (*then, term))
    if not then or (acting and not all(t.start > term.last + _ACTING or t.last < term.start for t in matching)):
        return None
    if acting and not matching:
        return None
    best = max(then, key=lambda t: ("acting" not in t.note, t.strong, t.office != LEADER))
    say = against if term.strong and best.strong else doubtful
    return say(f"The record has {term.described()}; then {best.described()}.", source_of(best))


def _since(term: Term, held: Sequence[Term]) -> list[Term]:
    """Those who held an office from the end of a term in it; after one who merely acted in it, the next one too."""
    margin = dt.timedelta(days=load().verify.margin_days)

    def began(end: dt.date | None, slack: int) -> list[Term]:
        near = margin + dt.timedelta(days=slack)
        return [t for t in held if end is not None and abs(t.start - end) <= near and t.last > end]

    first = began(term.end, term.slack[1])
    return first + [t for acting in first if "acting" in acting.note for t in began(acting.end, 0)]


def _winner(person: str, year: int, record: Terms) -> Judged | None:
    """Somebody lost an election of a year to a head of state or government: that one must have led after it."""
    terms = [t for t in _known(person, record) if key(t)[1] in _HEAD_OFFICES and t.strong]
    if not terms or " " not in person or len({t.country for t in terms}) != 1:
        return None
    low, high = dt.date(year, 1, 1), dt.date(year + 1, 7, 1)
    led = [t for t in terms if t.start <= high and t.last >= dt.date(year + 1, 3, 1)]
    if led:
        return supported(f"The record has {led[0].described()}.", source_of(led[0]))
    began = [
        t for t in record.in_country(terms[0].country)
        if key(t) == key(terms[0]) and low <= t.start <= high and t.strong and not _same(t, terms[0])
    ]  # fmt: skip
    if not began:
        return None
    return against(f"The record has {terms[0].described()}; {began[0].described()}.", source_of(began[0]))


def _same(one: Term, other: Term) -> bool:
    return any(names.match(a, b) == "full" or a == b for a in one.names[:1] for b in other.names[:1]) or (
        any(names.match(one.person, name) for name in other.names) and one.start == other.start
    )


def _off(term: Term) -> dt.timedelta:
    return dt.timedelta(days=term.slack[1])
