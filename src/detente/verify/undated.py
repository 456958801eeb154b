"""What is stale in a text that has no date: who had left an office, and which meeting was over, by what it tells last.

A text that tells in the past of January 1, 2026, was written then or later. Of whoever had left an office before that
day, and did not come back, it cannot tell as of one who holds it; and a meeting that was over by then is not to come.
Nothing else is held against the text: what came after that day, it may well know.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from detente.coding.text.times import TimeMention
from detente.records import Document, Finding
from detente.reference.terms import Terms
from detente.verify import clauses
from detente.verify.bodies import forums
from detente.verify.passages import Passage
from detente.verify.people import claimed, offices
from detente.verify.people.namesakes import namesakes
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.times.told import has_year, sentences
from detente.verify.verdicts import Judged, finding

_AHEAD = re.compile(
    r"\b(?:until|till|by|through|before|for|from|to|expir\w+|due|planned|set)\s(?:in\s|on\s)?"
    r"(?:the\s(?:end|start|beginning|middle|summer|autumn|spring|winter)\sof\s)?(?:early\s|late\s|mid-?\s?)?$"
)
"""Before a time: it may be one that was still to come."""


def latest(document: Document) -> dt.date | None:
    """The last day or month that a text tells, with its year, as past; None if it has a later year, or no such time.

    Args:
        document: a text without a date of its own.
    """
    told = [(p, t) for p in sentences(document) for t in p.times if has_year(p, t)]
    past = [t.when.start for p, t in told if t.when.precision in {"day", "month"} and _is_past(p, t)]
    last = max(past, default=None)
    years = (t.when.start.year for p, t in told if _is_past(p, t))
    return last if last is not None and max(years) == last.year else None


def _is_past(passage: Passage, time: TimeMention) -> bool:
    """Whether the verb to which a time belongs tells it as past: "used a message on 1 January", "has met since May"."""
    word = clauses.head_of(clauses.parsed(passage.text), (time.start, time.end))
    verb = clauses.clause_of(word) if word is not None else None
    if verb is None or not clauses.is_verb(verb) or _AHEAD.search(passage.text[: time.start]):
        return False
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    first = helpers[0] if helpers else verb
    return first.tag_ == "VBD" or (first.lemma_ == "have" and first.tag_ in {"VBZ", "VBP"})


def is_dated(claim: OfficeClaim, passage: Passage) -> bool:
    """Whether a claim in a text without a date has a time: beside it, or that of what the person does."""
    return any(
        claim.start <= t.start < claim.end + _BESIDE
        or clauses.dates(passage.text, (claim.start, claim.end), (t.start, t.end))
        for t in passage.times
        if any(lo <= t.when.end and t.when.start <= hi for lo, hi in claim.windows)
    )


_BESIDE = 16
"""Letters behind a claim within which a time is its own: "foreign minister since early 2004"."""


def find(known: Iterable[Passage], since: dt.date, record: Terms) -> Iterator[Finding]:
    """The findings about what was over by a day, for the sentences of a text read as of that day.

    Args:
        known: the sentences, with the people named up to each.
        since: the last day that the text tells as past.
        record: the terms of office.
    """
    for passage in known:
        for claim in claimed.claims(passage, record):
            if (since, since) not in claim.windows or claim.kind != "at":
                continue
            judged = offices.judge(claim, record, since)
            if judged.verdict == "contradicted" and _had_left(claim, judged, since, record):
                span = passage.span(claim.start, claim.end)
                yield finding(passage.document, span, _as_of(judged, since), passage.whole)
        for start, end, judged in forums.over(passage, since):
            yield finding(passage.document, passage.span(start, end), _as_of(judged, since), passage.whole)


def _as_of(judged: Judged, since: dt.date) -> Judged:
    said = f"The text has no date, and tells of {since.isoformat()} as past."
    return dataclasses.replace(judged, why=f"{judged.why} {said}")


def _had_left(claim: OfficeClaim, judged: Judged, since: dt.date, record: Terms) -> bool:
    """Whether the row of a verdict is that of the person named, who had left by a day and is not known to be back."""
    own = [t for t, how in namesakes(claim.person, record) if how == "full"]
    row = next((t for t in own if t.row == judged.row), None)
    held = [t for t in own if row is not None and (t.country, t.office) == (row.country, row.office)]
    return bool(held) and all(t.end is not None and t.end < since for t in held)


def merged(found: Sequence[Finding], stale: Iterable[Finding]) -> list[Finding]:
    """Findings with those on what was over in the place of any on the same words of the same sentence."""
    fresh = list(stale)
    taken = {(f.evidence, f.claim) for f in fresh}
    return [*(f for f in found if (f.evidence, f.claim) not in taken), *fresh]
