"""Spans of time counted from something: "two months before Mr. Tung was chosen", "and, two years later, in 1991,".

What a span is counted from is dated in the sentence, elsewhere in the text or by the tables (`things`); the other end
is the date of the clause that the span belongs to, by the grammar, or the day of the report where that tells of now.
"Later" and "earlier" are counted from what was told last; with no date beside them they give one and claim nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.verify import clauses
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.times.dates import Window
from detente.verify.times.things import Thing, dated
from detente.verify.verdicts import Judged, against, finding, supported

if TYPE_CHECKING:
    from spacy.tokens import Token

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK = {"day": 1.0, "week": 6.0, "month": 20.0, "year": 180.0}
"""Days by which a span so counted may be off: months and years are seldom full."""
_WIDEST = {"day": 1, "week": 10, "month": 31, "year": 366}
"""Days that the time of a clause may span to say anything on a span so counted."""
_MEETING = 10
"""Days that a thing itself may last from which days are counted: "a day before the summit"."""
_MORE = "more than|over|well over|just over|at least|a good|a little more than|a little over"
_LESS = "nearly|almost|less than|under|just under|not quite|barely|close to|hardly"
_SPAN = re.compile(
    rf"(?<!\bfor\s)(?<!\byears\sand\s)(?<!\byear\sand\s)\b(?:(?P<more>{_MORE})\s|(?P<less>{_LESS})\s|(?P<about>about|some|around|roughly)\s)?"
    rf"(?:exactly\s|only\s|just\s)?"
    rf"(?P<n>{COUNT})(?P<half>\sand a half)?(?:\s(?P<unit>day|week|month|year)s?|(?<=decade)|(?<=decades)|(?<=century))"
    r"(?:\sto the (?:day|week|month))?"
    r"\s(?P<way>after|before|since|later|earlier|ago(?:\sthis\s\w+)?\sthat|ago)\b(?!\sthan\b)",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(
    r"\b(?:if|would|could|might|should|may|within|until|expected|due|promised|planned|every|each|first|last|next)\b"
)
"""Words by which a span is of what may be, or of a time to come."""
_POINTS = frozenset({"it", "this", "that", "they"})


@dataclass(frozen=True, slots=True)
class _Span:
    """A span of time as told: the days, and by how many they may be short or over; `sign` is -1 for "before"."""

    unit: str
    days: float
    below: float
    above: float
    sign: int

    def off(self, shown: Window, base: Window) -> float:
        """By how many days two times are nearer (less than none) or further apart, allowances made."""
        low, high = self._apart(shown, base)
        if high < 0:
            return high - self.days
        if low - self.above <= self.days <= high + self.below:
            return 0.0
        return high - self.days if high < self.days else low - self.days

    def is_astray(self, shown: Window, base: Window) -> bool:
        """Whether what came "two years after" came before, and by another span: more than the word is wrong then."""
        return self._apart(shown, base)[1] < 0 and replace(self, sign=-self.sign).off(shown, base) != 0.0

    def _apart(self, shown: Window, base: Window) -> tuple[int, int]:
        """The fewest and the most days from one time to the other in the order told."""
        low, high = (shown[0] - base[1]).days * self.sign, (shown[1] - base[0]).days * self.sign
        return min(low, high), max(low, high)

    @property
    def doubt(self) -> float:
        """The days beyond the allowances up to which nothing is said."""
        return max(0.5 * _SLACK[self.unit], 0.6 * _DAYS[self.unit]) + 0.1 * self.days


_BACK = re.compile(
    rf",\s(?:(?P<more>{_MORE})\s|(?P<less>{_LESS})\s|(?P<about>about|some|around|roughly)\s)?(?P<half>)"
    rf"(?P<n>{COUNT})\s(?P<unit>year)s\s(?P<way>earlier|ago\s(?:this|last)\s\w+)(?=[.,;]|$)",
    re.IGNORECASE,
)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about spans counted from things."""
    for match in _SPAN.finditer(passage.text):
        part = {"later": _later, "earlier": _later, "ago": _ago}.get(match["way"].lower(), _from_thing)
        judged = part(passage, match)
        if judged is not None:
            yield finding(passage.document, passage.span(match.start(), match.end()), judged, passage.whole)
    for match in _BACK.finditer(passage.text):
        judged = _back(passage, match)
        if judged is not None:
            yield finding(passage.document, passage.span(match.start(), match.end()), judged, passage.whole)


def _span(match: re.Match[str]) -> _Span:
    unit = (match["unit"] or "year").lower()
    days = (count(match["n"]) + (0.5 if match["half"] else 0.0)) * _DAYS[unit]
    below = above = _SLACK[unit] * (0.6 if match["half"] else 1.0)
    if match["unit"] is None or match["about"]:
        below, above = below + 0.15 * days, above + 0.15 * days
    below += _DAYS[unit] if match["less"] else 0.0
    above += max(_DAYS[unit], 0.1 * days) if match["more"] else 0.0
    return _Span(unit, days, below, above, -1 if match["way"].lower() == "before" else 1)


# --- after, before, since ------------------------------------------------------------------------------------------


def _from_thing(passage: Passage, match: re.Match[str]) -> Judged | None:
    """ "In January, five months after the invasion": the clause's date, the span, and when the invasion was."""
    link = _last_word(passage, match)
    phrase = clauses.led_by(link) if link is not None else None
    if link is None or phrase is None or _means_that(link) or _LINKS.search(passage.text, *phrase):
        return None
    span = _span(match)
    inside = [t for t in passage.times if phrase[0] <= t.start < phrase[1]]
    head = link.head if link.dep_ == "mark" else clauses.head_of(clauses.parsed(passage.text), phrase)
    own = _of_phrase(passage, phrase, head, span) if head is not None else []
    named = head is not None and head.pos_ == "PROPN" and any(t.i == head.i + 1 and t.like_num for t in head.children)
    if head is None or named or (inside and not own):
        # "Flight 182" is the name of no event.
        return None
    when, time = _shown(passage, match, link, phrase, span, own)
    if own and when:
        windows = [w for t in own for w in told.readings(passage, t)]
        things: Sequence[Thing] = [Thing(w, None, _dated_here(w)) for w in windows]
    else:
        within = phrase[0] <= head.idx < phrase[1]
        things = dated(passage, phrase, time, head) if when and within else ()
    widest = max(_WIDEST[span.unit], _MEETING)
    return _judge(passage, span, when, [t for t in things if (t.when[1] - t.when[0]).days <= widest])


_LINKS = re.compile(r"\b(?:after|before|since)\b")


def _of_phrase(passage: Passage, phrase: tuple[int, int], head: Token, span: _Span) -> list[TimeMention]:
    """The one date with which the words after "after" are told: "the two signed, on April 29, 1954, a pact"."""
    at = (head.idx, head.idx + len(head))
    found = [
        t for t in passage.times
        if t.start >= phrase[0] and clauses.joined(passage.text, at, (t.start, t.end), told.ANY)
        and _is_date(passage, t, span) and not _is_behind(passage, t, phrase)
    ]  # fmt: skip
    return found if len(found) == 1 else []


def _is_behind(passage: Passage, time: TimeMention, phrase: tuple[int, int]) -> bool:
    """ "Ten years after the war, in 1955": what stands behind a comma after a noun is the other end."""
    doc = clauses.parsed(passage.text)
    head = clauses.head_of(doc, phrase)
    noun = head is not None and not clauses.is_verb(head)
    return noun and time.start >= phrase[1] and _BEHIND.fullmatch(passage.text[phrase[1] : time.start]) is not None


_BEHIND = re.compile(r",\s(?:(?:in|on)\s)?(?:early\s|late\s)?")


def _dated_here(window: Window) -> str:
    return f"The text dates that to {window[0].isoformat()}."


def _means_that(link: Token) -> bool:
    """ "Three months after that Libya gave in": what was told last is meant, and not what follows."""
    after = list(link.doc[link.i + 1 : link.i + 3])
    return len(after) > 1 and after[0].lower_ == "that" and after[1].pos_ != "NOUN"


def _last_word(passage: Passage, match: re.Match[str]) -> Token | None:
    """The word that ends a match: "after", "before", "since", "that", "later", "ago"."""
    return next((t for t in clauses.parsed(passage.text) if t.idx + len(t) == match.end()), None)


def _shown(
    passage: Passage,
    match: re.Match[str],
    link: Token,
    phrase: tuple[int, int],
    span: _Span,
    base: Sequence[TimeMention],
) -> tuple[tuple[Window, ...], TimeMention | None]:
    """When it was what a span is told of: the date right before the span, that of its clause, now, or just before."""
    times = [
        t for t in passage.times
        if not phrase[0] <= t.start < phrase[1] and t not in base and _is_date(passage, t, span)
    ]  # fmt: skip
    behind = [t for t in times if _is_behind(passage, t, phrase)]
    beside = behind or [
        t for t in times if t.end <= match.start() and _BESIDE.fullmatch(passage.text[t.end : match.start()])
    ]
    over = link.nbor(-1) if link.lower_ == "that" else link.head if link.dep_ == "mark" else link
    verb = clauses.clause_of(over)
    verb = verb if verb.pos_ in {"VERB", "AUX"} else verb.sent.root
    now = passage.published if _is_present(verb) else None
    own = beside[-1:] or [t for t in times if clauses.hangs_on(verb, (t.start, t.end))]
    own = [t for t in own if t in beside or not _is_present(verb) or (now and t.when.end.year >= now.year - 1)]
    if own:
        return (_readings(passage, own[0], verb), own[0]) if len(own) == 1 else ((), None)
    if _NOT_TOLD.search(passage.text[: match.start()]):
        return (), None
    if now is not None and span.unit in {"month", "year"}:
        return ((now, now),), None
    if base and not times and verb.dep_ == "ROOT" and span.unit == "year" and _is_of_now(passage, base[0]):
        return tuple((day - dt.timedelta(days=_WIDEST["year"]), day) for day, _ in passage.today), None
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    before = passage.before
    if subject is None or subject.lower_ not in _POINTS or before is None or times:
        return (), None
    last = [t for t in before.times if _is_date(before, t, span)][-1:]
    return tuple(w for t in last for w in told.readings(before, t)), None


def _readings(passage: Passage, time: TimeMention, verb: Token) -> tuple[Window, ...]:
    """What a time may be; of a clause on what will be, a month without its year is the next one."""
    windows = told.readings(passage, time)
    ahead = any(c.lower_ in {"will", "'ll", "’ll"} for c in verb.children)
    if not ahead or passage.published is None or len(windows) > 1 or windows[0][1] >= passage.published:
        return windows
    year = dt.timedelta(days=365)
    return ((windows[0][0] + year, windows[0][1] + year),)


_BESIDE = re.compile(r",?\s|,\sand\s|\s\(")


def _is_of_now(passage: Passage, base: TimeMention) -> bool:
    """Whether a sentence without another time is told of the report's own days: so are those around it."""
    now = passage.published.year if passage.published is not None else 0
    return all(abs(t.when.start.year - now) <= 1 or t.when.start.year == base.when.start.year for t in passage.around)


def _is_date(passage: Passage, time: TimeMention, span: _Span) -> bool:
    """Whether a time is a date, precise enough for the span."""
    short = (time.when.end - time.when.start).days <= _WIDEST[span.unit]
    return short and not told.is_counted(passage, time)


def _is_present(verb: Token) -> bool:
    """Whether a clause tells of now: "has been used", "are still in power"."""
    first = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)
    return first.tag_ in {"VBZ", "VBP"}


def _window(time: TimeMention) -> Window:
    return time.when.start, time.when.end


def _judge(passage: Passage, span: _Span, shown: Sequence[Window], things: Sequence[Thing]) -> Judged | None:
    """A span against all that the thing may be: it is contradicted where it fits none of them.

    Where only the text dates the thing, another is meant if the order would be the other way round by another span, or
    if another date of the text fits.
    """
    if not things or not shown:
        return None
    offs = [(span.off(when, thing.when), when, thing) for when in shown for thing in things]
    off, when, thing = min(offs, key=lambda item: abs(item[0]))
    if off == 0.0:
        return supported(f"{thing.described} {_apart(when, thing.when)}", thing.source)
    if abs(off) <= span.doubt or (span.unit != "year" and abs((when[0] - thing.when[0]).days) > _ANOTHER):
        return None
    unsure = not thing.sure or span.is_astray(when, thing.when) or _fits_another(passage, span, shown)
    if unsure and (thing.source is None or not thing.sure):
        return None
    return against(f"{thing.described} {_apart(when, thing.when)}", thing.source)


_ANOTHER = 5 * 366
"""What is so many days from a date is not what was "a month after" it, whatever else of its words fits."""


def _fits_another(passage: Passage, span: _Span, shown: Sequence[Window]) -> bool:
    """Whether the span leads from any other date of the document."""
    near = [w for w in told.windows(passage.document) if (w[1] - w[0]).days <= _WIDEST[span.unit] and w not in shown]
    return any(span.off(when, base) == 0.0 for when in shown for base in near)


def _apart(shown: Window, base: Window) -> str:
    first, last = sorted((shown[0], base[0]))
    return f"From {first.isoformat()} to {last.isoformat()} it is {(last - first).days} days."


# --- later, earlier ------------------------------------------------------------------------------------------------


def _later(passage: Passage, match: re.Match[str]) -> Judged | None:
    """ "On 9 November 1989 it fell; not quite eleven months later, on 3 October 1990,": from what was told last.

    Without a date of its own, "twenty years later we are still framing" runs to the day of the report.
    """
    span = _span(match)
    back = match["way"].lower() == "earlier"
    times = [t for t in passage.times if _is_date(passage, t, span)]
    after = [t for t in times if t.start >= match.end() and _OWN.fullmatch(passage.text[match.end() : t.start])]
    before = [t for t in times if t.end <= match.start()]
    own = after[:1]
    if not own and len(before) > 1 and _BACK_TO.fullmatch(passage.text[before[-1].end : match.start()]):
        own, before = before[-1:], before[:-1]
    if not own:
        return None if back else _until_now(passage, match, span)
    bases = _told_before(passage, before, span)
    if not bases or (span.unit == "year" and not told.has_year(passage, own[0])):
        # "Two years later, on May 3": the span itself gives the year.
        return None
    when = told.readings(passage, own[0])
    pairs = [(base, shown) if back else (shown, base) for base in bases[0] for shown in when]
    others = [(base, shown) if back else (shown, base) for group in bases[1:] for base in group for shown in when]
    judged = _closed(span, pairs, "The text dates that otherwise")
    escapes = judged is not None and judged.verdict == "contradicted" and any(span.off(*p) == 0.0 for p in others)
    return None if escapes else judged


_OWN = re.compile(r",?\s(?:(?:in|on)\s)?(?:the\s|early\s|late\s|mid-)?(?:\w+\sof\s)?")
_BACK_TO = re.compile(r"(?:,|\s\()\s?")


def _told_before(passage: Passage, before: Sequence[TimeMention], span: _Span) -> list[tuple[Window, ...]]:
    """What the dates told before a span may be, the last one first."""
    found = [told.readings(passage, t) for t in reversed(before)]
    for other in told.earlier(passage):
        found += [told.readings(other, t) for t in reversed(other.times) if _is_date(other, t, span)]
    return found


def _until_now(passage: Passage, match: re.Match[str], span: _Span) -> Judged | None:
    """From any date that the text tells to the day of the report, where the clause is of now."""
    word, now = _last_word(passage, match), passage.published
    if word is None or now is None or count(match["n"]) < 2 or span.unit != "year":
        return None
    verb = clauses.clause_of(word)
    others = [t for t in passage.times if not told.is_counted(passage, t)]
    if not _is_present(verb) or any(clauses.hangs_on(verb, (t.start, t.end)) for t in others):
        return None
    dates = [w for w in told.windows(passage.document) if (w[1] - w[0]).days <= _WIDEST["year"] and w[1] < now]
    return _closed(span, [((now, now), base) for base in dates], "No two dates of the text fit")


def _closed(span: _Span, pairs: Sequence[tuple[Window, Window]], why: str) -> Judged | None:
    """A span that must lie between some two dates, the later of them told first."""
    if not pairs:
        return None
    off, (shown, base) = min(((span.off(*pair), pair) for pair in pairs), key=lambda item: abs(item[0]))
    if off == 0.0:
        return supported(_apart(shown, base))
    return None if abs(off) <= span.doubt else against(f"{why}: {_apart(shown, base)}", None)


def _back(passage: Passage, match: re.Match[str]) -> Judged | None:
    """ "On the same day, in 1956, Spain recognised it, 66 years earlier": from the year told to now or a later time.

    What a clause dates so is told with a year before; the other end is the report's day or any later time of the text.
    """
    here = [t for t in passage.times if t.end <= match.start() and told.has_year(passage, t)]
    now = passage.published
    if now is None or len(here) != 1 or here[0].when.start.year != here[0].when.end.year:
        return None
    base = _window(here[0])
    later = [w for w in told.windows(passage.document) if w[0] > base[1] and (w[1] - w[0]).days <= _WIDEST["year"]]
    ends = [(now, now), *(later if match["way"] == "earlier" else [])]
    return _closed(_span(match), [(end, base) for end in ends], "No two dates of the text fit")


# --- ago -----------------------------------------------------------------------------------------------------------

_DEFINITE = frozenset({"the", "its", "their", "his", "her", "that", "this"})


def _ago(passage: Passage, match: re.Match[str]) -> Judged | None:
    """ "The Bolivian case, filed four years ago": what is told of one certain thing, which the text dates elsewhere."""
    word, now = _last_word(passage, match), passage.published
    verb = word.head if word is not None else None
    if verb is None or now is None or verb.dep_ not in {"acl", "relcl"} or (match["unit"] or "year") != "year":
        return None
    noun = verb.head
    if not any(c.lower_ in _DEFINITE for c in noun.children) or count(match["n"]) < 2:
        return None
    words = [t for t in noun.subtree if t.i <= verb.i]
    things = dated(passage, (words[0].idx, verb.idx + len(verb)), head=verb)
    return _judge(passage, _span(match), [(now, now)], things)
