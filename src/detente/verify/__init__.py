"""Claims of a text against the record: offices, forums, accords, anniversaries, memberships, sums and dates.

`check` finds the checkable claims of a document and gives each a verdict. It contradicts only where a reference row
is dated, specific and not merely recalled, or where the text's own numbers do not fit; unverifiable is the default.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from detente.coding.text.parse import published
from detente.records import Document, Finding
from detente.reference.terms import Terms, shipped_terms
from detente.verify import undated
from detente.verify.asking import ask
from detente.verify.bodies import attendance, forums, foundings, groups, memberships, presidencies, ranks
from detente.verify.history import (
    accords,
    acts,
    ago,
    anniversaries,
    between,
    events,
    months,
    pacts,
    resolutions,
    rounds,
    sequence,
    signers,
    signings,
    slips,
    unnamed,
    visits,
)
from detente.verify.numbers import (
    again,
    balances,
    bound,
    closings,
    conversions,
    earlier_ones,
    ratios,
    relations,
    remainders,
    repeated,
    series,
    steps,
    tallies,
    told_rates,
    totals,
    units,
)
from detente.verify.numbers.figures import compare
from detente.verify.passages import Passage
from detente.verify.people import (
    arrivals,
    claimed,
    governments,
    handovers,
    meetings,
    offices,
    persons,
    reigns,
    reported,
    tenures,
)
from detente.verify.people.namesakes import led
from detente.verify.times import calendar, durations, elapsed, feasts, intervals, marked, order, until_now
from detente.verify.times.told import sentences
from detente.verify.verdicts import finding, unverifiable

__all__ = ["ask", "check", "check_all", "compare"]

_PARTS = (
    forums,
    foundings,
    accords,
    ago,
    anniversaries,
    between,
    pacts,
    unnamed,
    signings,
    memberships,
    groups,
    presidencies,
    ranks,
    relations,
    again,
    earlier_ones,
    closings,
    repeated,
    balances,
    steps,
    tallies,
    totals,
    units,
    calendar,
    durations,
    elapsed,
    events,
    months,
    series,
    told_rates,
    visits,
    resolutions,
)
"""Checks that need nothing but the sentence and its document."""
_BROADER = (rounds, bound, ratios, remainders, until_now, intervals, feasts, marked, order, sequence)
"""Those whose findings give way to what a narrower check has settled."""


def check(document: Document, record: Terms | None = None) -> tuple[Finding, ...]:
    """The findings of a document, in the order of the text.

    Args:
        document: its publication date, else that of its dateline, says what "is" and "this year" mean; without
            one only what the text tells last, as past, shows what is stale in it (`undated`).
        record: the terms of office to hold it against; the shipped ones if not given.
    """
    record = record or shipped_terms()
    dated = dataclasses.replace(document, published=published(document))
    found: list[Finding] = []
    converted: list[conversions.Conversion] = []
    for known in _known(dated, record):
        found += _offices(known, record)
        found += handovers.find(known, record)
        found += governments.find(known, record)
        found += signers.find(known, record)
        found += acts.find(known, record)
        found += meetings.find(known, record)
        found += tenures.find(known, record)
        found += reigns.find(known, record)
        found += attendance.find(known, record)
        found += arrivals.find(known, record)
        for part in _PARTS:
            found += part.find(known)
        for part in _BROADER:
            found += _not_yet(part.find(known), found)
        found += _of_other_rows(slips.find(known), found)
        converted += conversions.conversions(known)
    found += conversions.check(converted)
    since = undated.latest(dated) if dated.published is None else None
    if since is not None:
        as_of = _known(dataclasses.replace(dated, published=since), record)
        found = undated.merged(found, undated.find(as_of, since, record))
    unique = {item.id: item for item in _unsettled(found)}
    return tuple(sorted(unique.values(), key=lambda item: (item.evidence.start, item.evidence.end, item.id)))


def check_all(
    documents: Iterable[Document], record: Terms | None = None
) -> Iterator[tuple[Document, tuple[Finding, ...]]]:
    """The findings of documents, one after another."""
    return ((document, check(document, record)) for document in documents)


def _not_yet(fresh: Iterable[Finding], found: Sequence[Finding]) -> list[Finding]:
    """The findings about words of a sentence on which those of a narrower check have not settled already."""
    return [
        new for new in fresh
        if not any(
            old.evidence == new.evidence
            and old.basis == "arithmetic"
            and (old.claim in new.claim or new.claim in old.claim)
            for old in found
        )
    ]  # fmt: skip


def _of_other_rows(fresh: Iterable[Finding], found: Sequence[Finding]) -> list[Finding]:
    """The findings about rows that no finding about the same words, or against the same sentence, rests on yet."""
    return [
        new for new in fresh
        if not any(
            old.evidence == new.evidence
            and old.reference == new.reference
            and (old.verdict == "contradicted" or new.claim in old.claim)
            for old in found
        )
    ]  # fmt: skip


def _unsettled(found: Sequence[Finding]) -> list[Finding]:
    """The findings without those that reckon wrong what a row bears out in the same words: "its 75th birthday"."""
    borne = {(f.evidence, f.claim) for f in found if f.verdict == "supported" and f.reference is not None}
    return [
        f for f in found
        if f.verdict != "contradicted" or f.basis != "arithmetic" or (f.evidence, f.claim) not in borne
    ]  # fmt: skip


def _known(document: Document, record: Terms) -> Iterator[Passage]:
    """The sentences of a document, each with the people named up to it."""
    people: dict[str, None] = {}
    for passage in sentences(document):
        people |= dict.fromkeys(persons.people(passage))
        yield dataclasses.replace(passage, people=tuple(people), led=led(people, passage.text, record))


def _offices(passage: Passage, record: Terms) -> Iterator[Finding]:
    for claim in claimed.claims(passage, record):
        judged = offices.judge(claim, record, passage.published)
        if judged.verdict == "contradicted" and passage.published is None and not undated.is_dated(claim, passage):
            judged = unverifiable("The text gives no date for it.")
        if judged.verdict == "unverifiable":
            judged = reported.judge(claim, record, passage) or judged
        yield finding(passage.document, passage.span(claim.start, claim.end), judged, passage.whole)
