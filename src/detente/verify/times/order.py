"""What came before or after what: "Hungary joined NATO before it entered the European Union".

The clause and the thing that "before" or "after" leads each have a date, told in the sentence or known by the tables
(`things`). Where a span is told with the word, `intervals` counts it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.times.dates import Window
from detente.verify.times.things import Thing, dated
from detente.verify.verdicts import Judged, against, finding

if TYPE_CHECKING:
    from spacy.tokens import Token

_WAYS = frozenset({"before", "after"})
_WIDEST = dt.timedelta(days=366)
_CLEAR = dt.timedelta(days=15)
"""By so much the order must be another: what is announced, signed and done on days nearby is told in any order."""
_UNSURE = frozenset({"not", "never", "even", "would", "could", "may", "might", "should", "can", "if", "will"})
_COUNTS = frozenset({"day", "week", "month", "year", "decade", "century", "hour", "minute"})


_SOME = re.compile(r"(?:an?|some|another|several|more)\s", re.IGNORECASE)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about the order of two dated things."""
    if not any(f" {way} " in passage.text for way in _WAYS):
        return
    for link in clauses.parsed(passage.text):
        if link.lower_ not in _WAYS or link.dep_ not in {"mark", "prep"} or _is_counted(link):
            continue
        phrase = clauses.led_by(link)
        if phrase is None:
            continue
        judged = _judge(passage, link, phrase)
        if judged is not None:
            yield finding(passage.document, passage.span(link.idx, phrase[1]), judged, passage.whole)


def _is_counted(link: Token) -> bool:
    """Whether a span is told with the word, or a word that leaves the order open."""
    before = link.doc[max(0, link.i - 3) : link.i]
    return any(t.lemma_.lower() in _COUNTS or t.lower_ in _UNSURE for t in before)


def _judge(passage: Passage, link: Token, phrase: tuple[int, int]) -> Judged | None:
    """The order told, against every date that the two may have."""
    verb = clauses.clause_of(link.head if link.dep_ == "mark" else link)
    if any(t.lower_ in _UNSURE for t in (*verb.children, *(link.head.children if link.dep_ == "mark" else ()))):
        return None
    inside = [t for t in passage.times if phrase[0] <= t.start < phrase[1]]
    if not inside and _SOME.match(passage.text, phrase[0]):
        # "After a quarrel over Turkey": none that the tables would have.
        return None
    things = _told_with(passage, phrase, inside) if inside else [t for t in dated(passage, phrase) if t.source]
    bases = [t for t in things if t.when[1] - t.when[0] <= _WIDEST]
    shown = _shown(passage, verb, link, inside) if bases else []
    pairs = [(one, base) for one in shown for base in bases]
    if not pairs or not all(_turned(one, base.when, link.lower_) for one, base in pairs):
        return None
    one, base = pairs[0]
    other = "before" if link.lower_ == "after" else "after"
    return against(f"{base.described} {one[0].isoformat()} comes {other} that.", base.source)


def _told_with(passage: Passage, phrase: tuple[int, int], inside: Sequence[TimeMention]) -> list[Thing]:
    """The one date, with its year, that the words after "before" have by the grammar."""
    head = clauses.head_of(clauses.parsed(passage.text), phrase)
    if head is None or len(inside) != 1 or not told.has_year(passage, inside[0]):
        return []
    time = inside[0]
    if re.search(r",|\band\b", passage.text[head.idx : time.start]):
        return []
    its = clauses.joined(passage.text, (head.idx, head.idx + len(head)), (time.start, time.end), told.ANY)
    when = (time.when.start, time.when.end)
    return [Thing(when, None, f"The text dates that to {when[0].isoformat()}.")] if its else []


def _turned(one: Window, base: Window, way: str) -> bool:
    first, last = (one, base) if way == "before" else (base, one)
    return first[0] > last[1] + _CLEAR


def _shown(passage: Passage, verb: Token, link: Token, inside: Sequence[TimeMention] = ()) -> list[Window]:
    """When it was what a clause tells: by its one time, else by the tables."""
    own = [
        t for t in passage.times
        if t not in inside and clauses.hangs_on(verb, (t.start, t.end)) and not told.is_counted(passage, t)
    ]  # fmt: skip
    if any(re.search(r"\band\b|;", passage.text[t.end : link.idx]) for t in own if t.end <= link.idx):
        # "In Kazan in 2011 and, after the war of 2016, in Vienna": of another act than the first.
        return []
    if own:
        one = own[0]
        precise = len(own) == 1 and one.when.end - one.when.start <= _WIDEST
        return list(told.readings(passage, one)) if precise else []
    words = [t for t in verb.subtree if t.i < link.i]
    if verb.i > link.i or not words:
        return []
    clause: list[Thing] = list(dated(passage, (words[0].idx, words[-1].idx + len(words[-1])), head=verb))
    return [t.when for t in clause if t.source is not None]
