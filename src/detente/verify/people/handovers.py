"""Who followed whom in an office, where a sentence tells it in passing: the one before is the row before in the table.

"Mr. Struck took over last July from Rudolf Scharping", "a harder man than his predecessor, Andrei Kozyrev", "Menem, to
whom Raul Alfonsin handed the sash", "in place of Luis Videgaray", "took office after defeating Kostas Karamanlis at the
polls". The office is told by the words beside the two names, else by the one that both are known to have held.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.records import Finding
from detente.reference import names
from detente.reference.executives import leads
from detente.reference.posts import AMBASSADOR, held_alone
from detente.reference.terms import LEADER, Term, Terms
from detente.settings import load
from detente.verify.passages import Passage
from detente.verify.people import office_claims, titles
from detente.verify.people.namesakes import namesakes
from detente.verify.verdicts import Judged, against, doubtful, finding, source_of, supported

Window = tuple[dt.date, dt.date]

_N = office_claims.NAME
_LEAD_IN = r"(?:(?:the|his|her|its|then|former|late|Mr\.?|Mrs\.?|Ms\.?|Sir|Lord|Dr\.?|Gen\.?|[a-z]{4,12})\s){0,4}?"
_OVER = r"(?:take|takes|took|taken|taking)\sover(?:\s(?!from\b)[\w'’-]+){0,7}?\sfrom"
_FOLLOWED = re.compile(
    rf"\b(?:{_OVER}|succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing)|follow(?:s|ed)|to\sfollow|in\s(?:the\s)?place\sof|in\ssuccession\sto"
    rf"|(?:[Hh]is|[Hh]er)\s(?:immediate\s)?predecessor(?:\sas\s[\w\s]{{3,30}})?,?)\s{_LEAD_IN}(?P<p>{_N})"
)
_BEFORE = re.compile(rf"(?P<p>{_N}),\s(?:his|her)\s(?:immediate\s|direct\s)?predecessor\b")
_GAVE = re.compile(
    rf"\b(?:hand(?:ed|s|ing)\s(?:over\s)?(?:[\w'’-]+\s){{1,5}}?(?:over\s)?to|(?:gave|made)\sway\sto"
    rf"|(?:was|were|been|is|be)\s(?:succeeded|followed|replaced)\sby)\s{_LEAD_IN}(?P<p>{_N})"
)
_CHOSEN = re.compile(
    r"\b(?:picked|chosen|elected|named|nominated|appointed|designated|selected|tipped|slated|due|set)\b[^.;]{0,40}\bto\s"
)
_PASSED_ON = re.compile(
    r"\b(?:sash|presidency|premiership|power|office|reins|post|job|portfolio|ministry|chancellery|keys|helm|seals?)\b"
)
_BEATEN = re.compile(
    rf"\b(?:took\soffice|took\sover|came\sto\spower|came\sto\soffice|became\s[\w\s]{{3,30}}?|won\spower)\b[^.;]{{0,40}}?"
    rf"\s(?:after|by|with|through|following|at\sthe\shead\sof)\s[^.;]{{0,30}}?"
    rf"(?:(?:defeat|ouster|overthrow|toppling|fall|removal)\sof|defeating|beating|ousting|unseating|toppling"
    rf"|overthrowing|(?:revolt|coup|uprising)\sagainst)\s{_LEAD_IN}(?P<p>{_N})"
)
_ON_LEAVING = re.compile(
    rf"\b(?:became\s[\w\s]{{3,40}}?|took\soffice|took\sover|was\ssworn\sin|assumed\soffice|came\sto\s(?:power|office))"
    rf"(?:\s(?:in|on|last)\s[\w\s]{{3,20}}?)?,?\s(?:on|upon|after|following|with)\sthe\s(?:sudden\s|forced\s)?"
    rf"(?:resignation|death|removal|ouster|departure|retirement|fall|impeachment|assassination)\sof\s{_LEAD_IN}(?P<p>{_N})"
)
_ANY = re.compile(
    r"succe|replac|resign|death|depart|follow|took over|take over|taken over|taking over|takes over|place of"
    r"|predecessor|hand|way|after|by|with|through|head of"
)
"""A sentence without any of these words tells of no succession."""
_LOST = re.compile(rf"\b(?:lost|beaten|defeated)\s(?:in\s)?(?P<y>(?:19|20)\d\d)\s(?:to|by)\s{_LEAD_IN}(?P<p>{_N})")
_POSTS = (
    ("foreign_minister", r"[Ff]oreign [Mm]inistry|Foreign Office|Quai d['’]Orsay|State Department|foreign policy chief"
        r"|top diplomat|[Hh]igh [Rr]epresentative"),
    ("defence_minister", r"[Dd]efen[cs]e (?:[Mm]inistry|[Dd]epartment)|Pentagon|Ministry of Defen[cs]e"),
    ("finance_minister", r"[Ff]inance [Mm]inistry|Treasury|(?:goes|moved|went|in charge) (?:to|of) finance"),
    ("economy_minister", r"[Ee]conomy [Mm]inistry"),
    ("interior_minister", r"[Ii]nterior [Mm]inistry|Home Office"),
    ("head_of_state", r"\bpresidency\b|presidential sash|presidential palace"),
    ("head_of_government", r"\bpremiership\b|[Cc]hancellery|Downing Street"),
    ("central_bank_governor", r"[Cc]entral [Bb]ank|Federal Reserve|Bundesbank|Bank of [A-Z]\w+"),
    ("president_of_organisation", r"managing director|director[- ]general|commission (?:chair\w*|president)"
        r"|president of the (?:European (?:Commission|Council)|World Bank)"),
)  # fmt: skip
_FORMER = re.compile(
    r"\b(?:a|an|another|the|once|and)?\s?(?:[Ff]ormer|ex-|one-time|onetime|previous|past|once)\s?[^,;.()]{3,60}"
)
_HEAD_OFFICES = frozenset({"head_of_state", "head_of_government"})
_OFFICES = held_alone() | {LEADER}
_LATELY = dt.timedelta(days=400)
"""Somebody who left an office this long before may loosely be called the one before: that is let be."""

_VACANT = dt.timedelta(days=200)
"""An office that nobody is known to have held for longer than this had somebody else in between."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Who is said to have come after whom; `subject` tells which of the two the sentence is about.

    `coming`: the later one is chosen "to follow" and may take the office months after. `own`: "his predecessor", in the
    one office that the later one has.
    """

    later: str
    earlier: str
    offices: frozenset[str]
    window: Window | None
    subject: str
    others: tuple[str, ...] = ()
    beaten: bool = False
    coming: bool = False
    own: bool = False


def find(passage: Passage, record: Terms, taken: Sequence[tuple[int, int]] = ()) -> Iterator[Finding]:
    """The findings about successions in a sentence; `taken` are passages that have been judged already."""
    for match, told in _tellings(passage, record):
        if any(start < match.end("p") and match.start("p") < end for start, end in taken):
            continue
        judged = _judge(told, record, passage.published)
        if judged is not None:
            yield finding(passage.document, passage.span(match.start(), match.end("p")), judged, passage.whole)
    for match in _LOST.finditer(passage.text):
        judged = _winner(office_claims.whole_name(bare(match["p"]), passage), int(match["y"]), record)
        if judged is not None:
            yield finding(passage.document, passage.span(match.start(), match.end("p")), judged, passage.whole)


# --- what a sentence tells -----------------------------------------------------------------------------------


def _tellings(passage: Passage, record: Terms) -> Iterator[tuple[re.Match[str], _Told]]:
    if _ANY.search(passage.text) is None:
        return
    for pattern in (_FOLLOWED, _BEFORE, _GAVE, _BEATEN, _ON_LEAVING):
        for match in pattern.finditer(passage.text):
            if pattern is _GAVE and match.group().startswith("hand") and not _PASSED_ON.search(match.group()):
                continue
            told = _telling(match, pattern, passage, record)
            if told is not None:
                yield match, told


def _telling(match: re.Match[str], pattern: re.Pattern[str], passage: Passage, record: Terms) -> _Told | None:
    other = office_claims.whole_name(bare(match["p"]), passage)
    people = list(_people_before(passage, match.start(), record))
    people = [(name, at) for name, at in people if not names.match(name, other)]
    if not people or (" " not in other and pattern is not _FOLLOWED):
        return None
    subject, at = people[0]
    region = _region(passage, match, at)
    offices = named_offices(region)
    if pattern is _BEATEN:
        offices = set(_HEAD_OFFICES)
    if not offices and at[0] is not passage:
        offices = named_offices(_beside(at[0].text, at[1], at[2]))
    if not offices and at[0] is passage:
        offices = _told_before(subject, passage)
    later, earlier = (other, subject) if pattern is _GAVE else (subject, other)
    own = "predecessor" in match.group() and not offices
    # Whose predecessor it is may be told further back: then anybody named before may be meant.
    others = [name for name, _ in people[1:]] + [n for n in passage.people if own and n not in (subject, other)]
    return _Told(
        later, earlier, frozenset(offices), _window(passage, match), subject, tuple(others),
        pattern is _BEATEN, _CHOSEN.search(passage.text[max(0, match.start() - 60) : match.start() + 12]) is not None,
        own,
    )  # fmt: skip


def _told_before(subject: str, passage: Passage) -> set[str]:
    """The offices that the document has named beside a person's whole name before."""
    before = passage.document.text[: passage.offset]
    places = [m.span() for m in re.finditer(re.escape(subject), before)]
    return {office for start, end in places for office in named_offices(_beside(before, start, end))}


_At = tuple[Passage, int, int]


def _people_before(passage: Passage, end: int, record: Terms) -> Iterator[tuple[str, _At]]:
    """People whom the record knows by full name, nearest first: of the sentence, then of those before it."""
    seen: set[str] = set()
    where: Passage | None = passage
    while where is not None:
        limit, seen_before = end if where is passage else 10**6, len(seen)
        if where is not passage and _has_its_own(passage, end):
            return
        for start, stop in reversed(office_claims.name_spans(where)):
            name = office_claims.whole_name(bare(where.text[start:stop]), passage)
            if stop > limit or name in seen or not (" " in name or _only_name(name, record)):
                continue
            seen.add(name)
            if namesakes(name, record):
                yield name, (where, start, stop)
        if where is not passage and len(seen) > seen_before:
            return
        where = where.before


def _has_its_own(passage: Passage, end: int) -> bool:
    """Whether a sentence names somebody of its own, by two words or more: nobody told before is meant."""
    return any(stop <= end and " " in passage.text[start:stop] for start, stop in office_claims.name_spans(passage))


def _only_name(name: str, record: Terms) -> bool:
    """Whether the table has somebody of one name alone, such as Sugiono."""
    return any(term.person == name for term in record.like(name))


def _region(passage: Passage, match: re.Match[str], at: _At) -> str:
    """The words in which the office would stand: beside the subject, up to the other name, and "as" after it."""
    where, start, _ = at
    after = re.match(r"\s(?:as|at|in)\s([^.;]{3,60})", passage.text[match.end("p") :])
    beside = passage.text[max(0, start - 45) : match.end()] if where is passage else passage.text[: match.end()]
    return f"{beside} . {after[1] if after else ''}"


def _beside(text: str, start: int, stop: int) -> str:
    lead = re.split(r"[;.]|,\s(?:and|but|who|while)\s", text[max(0, start - 45) : start])[-1]
    return f"{lead} . {re.split(r'[;.]|, who', text[stop : stop + 60])[0]}"


def named_offices(text: str) -> set[str]:
    """The offices that some words name by title or ministry, without those called former."""
    plain = _FORMER.sub(" ", text)
    found = titles.offices_named(plain) - {titles.ANY, AMBASSADOR} | titles.ministries_named(plain)
    return found | {office for office, words in _POSTS if re.search(words, plain)}


def bare(name: str) -> str:
    """A name without a title that the pattern of names took with it."""
    words = name.split()
    while len(words) > 1 and titles.offices_named(" ".join(words[:-1])) and titles.is_title(words):
        words.pop(0)
    while len(words) > 1 and words[0].rstrip(".") in {"Mr", "Mrs", "Ms", "Sir", "Lord", "Dr", "The", "Dame", "Gen"}:
        words.pop(0)
    return " ".join(words)


def _window(passage: Passage, match: re.Match[str]) -> Window | None:
    """The time of a succession: inside its words, after the second name in its clause, or before "when he"."""
    if re.search(r"\bwhen (?:he|she) (?:\w+ )?$", passage.text[: match.start()]):
        before = [t for t in passage.times if match.start() - 60 <= t.start and t.end <= match.start()]
        return (before[-1].when.start, before[-1].when.end) if before else None
    for time in passage.times:
        inside = match.start() <= time.start < match.start("p")
        gap = passage.text[match.end("p") : time.start]
        beside = time.start >= match.end("p") and len(gap) < 60 and not re.search(
            r"[;,]|\b(?:who|which|when|while|but|and|after|before|said|until|since)\b", gap
        )  # fmt: skip
        if (inside or beside) and (time.when.end - time.when.start).days <= 370:
            return time.when.start, time.when.end
    return None


# --- what the record says ------------------------------------------------------------------------------------


def _judge(told: _Told, record: Terms, published: dt.date | None) -> Judged | None:
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
        first = judged if number == 0 else first
    return first


def _pair(told: _Told, later: str, earlier: str, record: Terms, published: dt.date | None) -> Judged | None:
    if told.subject == told.earlier:
        return _by_the_earlier(told, later, earlier, record, published)
    left = _known(earlier, record)
    known = _known(later, record, left)
    came = _began(told, known, published)
    left = left or _known(earlier, record, came)
    if told.own and published is not None:
        came = [t for t in came if key(t)[1] in held_alone() and t.start <= published <= t.last]
    elif not told.offices:
        shared = {key(t) for t in came} & {key(t) for t in left}
        came = [t for t in came if key(t) in shared]
    if not came and told.window is not None:
        return _at_another_time(told, earlier, known, record)
    if " " not in earlier and not _only_name(earlier, record):
        return None
    # In another office than the words beside the names seem to tell, the one may have followed the other after all.
    came = [t for t in known if t not in came and _followed(t, earlier, left, record, told)] or came
    found = [j for t in came for j in (_before(t, earlier, left, record, told),) if j is not None]
    return _best(found, came)


def _followed(term: Term, earlier: str, left: Sequence[Term], record: Terms, told: _Told) -> bool:
    judged = _before(term, earlier, left, record, told)
    return judged is not None and judged.verdict == "supported" and not told.window


def _at_another_time(told: _Told, earlier: str, known: Sequence[Term], record: Terms) -> Judged | None:
    """Somebody followed the one who is named, but not when it is told."""
    followed = [t for t in known if not told.offices or key(t)[1] in told.offices]
    found = [(t, _before(t, earlier, followed, record, told)) for t in followed]
    true = [t for t, judged in found if judged is not None and judged.verdict == "supported"]
    if not true or told.window is None or len({key(t) for t in true}) != 1:
        return None
    return against(f"The record has {true[0].described()}, not beginning then.", source_of(true[0]))


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
    found = [(t, how) for t, how in namesakes(person, record) if key(t)[1] in _OFFICES]
    full = [t for t, how in found if how == "full" or t.person == person]
    states = {t.country for t in others}
    return full or [t for t, _ in found if t.country in states and t.office == LEADER]


def key(term: Term) -> tuple[str, str]:
    """State (with the title, where organisations share a code) and office; a leader's is that of who led the state."""
    if term.country in {"IGO", "EUR"}:
        return f"{term.country} {term.title}", term.office
    if term.office != LEADER:
        return term.country, term.office
    head = leads(term.country, term.last)
    return term.country, head.office if head is not None else LEADER


def _began(told: _Told, terms: Sequence[Term], published: dt.date | None) -> list[Term]:
    """The terms that a succession may be about: of the named office, begun by then, at the time that is told."""
    ahead = dt.timedelta(days=400 if told.coming else 60)
    found = [t for t in terms if published is None or t.start <= published + ahead]
    if told.offices:
        found = [t for t in found if key(t)[1] in told.offices]
    if told.window is not None and not told.coming:
        slack = dt.timedelta(days=load().verify.tolerance_days)
        return [t for t in found if told.window[0] - slack <= t.start <= told.window[1] + slack]
    latest = max((t.start for t in found), default=None)
    return [t for t in found if latest is not None and latest - t.start <= dt.timedelta(days=365 * 12)]


def _before(term: Term, earlier: str, left: Sequence[Term], record: Terms, told: _Told) -> Judged | None:
    """Whether the record has somebody else in an office until a term began."""
    held = [t for t in record.in_country(term.country) if key(t) == key(term) and not _same(t, term)]
    margin = dt.timedelta(days=load().verify.margin_days + term.slack[0])
    until = [
        t for t in held if t.end is not None and abs(t.end - term.start) <= margin + _off(t) and t.start < term.start
    ]
    matching = [t for t in held if any(names.match(earlier, name) for name in t.names)]
    same = [t for t in until if t in matching]
    if same:
        return supported(f"The record has {same[0].described()}; then {term.person}.", source_of(same[0]))
    if any(t.start <= term.start and t.last >= term.start - _LATELY for t in matching):
        return None
    until = until or (before_a_gap(held, term) if matching else [])
    if not until or any("acting" in t.note for t in (*until, term)):
        return None
    if not told.offices and not told.own and not any(key(t) == key(term) for t in left):
        return None
    best = max(until, key=lambda t: (t.strong, t.office != LEADER))
    strong = term.strong and best.strong and (not told.beaten or key(term)[1] == "head_of_government")
    say = against if strong else doubtful
    return say(f"The record has {best.described()}; then {term.person}.", source_of(best))


def before_a_gap(held: Sequence[Term], term: Term) -> list[Term]:
    """The last who held an office before a term began, where it was vacant for a while, as embassies often are."""
    left = [t for t in held if t.end is not None and term.start - _VACANT <= t.end < term.start]
    return [max(left, key=lambda t: t.last)] if left else []


def _by_the_earlier(told: _Told, later: str, earlier: str, record: Terms, published: dt.date | None) -> Judged | None:
    """The same where the sentence is about the one who left: who came then."""
    came = _known(later, record)
    left = [t for t in _known(earlier, record, came) if t.end is not None]
    left = [t for t in left if published is None or t.start <= published]
    left = [t for t in left if not told.offices or key(t)[1] in told.offices]
    if told.window is not None:
        slack = dt.timedelta(days=load().verify.tolerance_days)
        left = [t for t in left if told.window[0] - slack <= t.end <= told.window[1] + slack]  # type: ignore[operator]
    if not told.offices:
        shared = {key(t) for t in came} & {key(t) for t in left}
        left = [t for t in left if key(t) in shared]
    latest = max((t.start for t in left), default=None)
    left = [t for t in left if latest is not None and latest - t.start <= dt.timedelta(days=365 * 12)]
    found = [j for t in left for j in (_after(t, later, came, record),) if j is not None]
    return _best(found, left)


def _after(term: Term, later: str, came: Sequence[Term], record: Terms) -> Judged | None:
    """Whether the record has somebody else in an office from the end of a term."""
    margin = dt.timedelta(days=load().verify.margin_days) + _off(term)
    held = [t for t in record.in_country(term.country) if key(t) == key(term) and not _same(t, term)]
    then = [t for t in held if term.end is not None and abs(t.start - term.end) <= margin and t.start > term.start]
    matching = [t for t in held if any(names.match(later, name) for name in t.names)]
    same = [t for t in then if t in matching]
    if same:
        return supported(f"The record has {term.described()}; then {same[0].person}.", source_of(same[0]))
    if any(term.end is not None and term.end <= t.start <= term.end + _LATELY for t in matching):
        return None
    if not then or any("acting" in t.note for t in (*then, term)):
        return None
    best = max(then, key=lambda t: (t.strong, t.office != LEADER))
    say = against if term.strong and best.strong else doubtful
    return say(f"The record has {term.described()}; then {best.described()}.", source_of(best))


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
