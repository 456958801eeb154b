"""Quotations with their numbers: each passage that a line rests on is registered once and numbered in order.

A quotation is the sentence around the passage, with the passage marked, cut where the sentence runs long.
Nothing is escaped here; the forms of the brief do that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from urllib.parse import quote, urlsplit

from detente.records import Document, Event, Mention, TextSpan
from detente.report import words
from detente.report.view import Evidence, Piece, Source

MARGIN = 240
"""Characters shown at most on each side of the passage."""

MARKED = 420
"""Characters of a passage shown at most."""

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|\n")

Report = tuple[Mention, Document]


def link(url: str | None) -> str | None:
    """The address if it is one that a reader can safely open (http or https with a host), else None."""
    if url is None or any(character.isspace() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")


def title(document: Document) -> str | None:
    """The title of a document, or the name of its file, or None."""
    if document.title or document.path in (None, "-"):
        return document.title
    return PurePath(document.path or "").name


def source(document: Document) -> Source:
    """How a document is cited: by its title, or by its file's name where it has none."""
    return Source(title(document), document.publisher, document.published, link(document.url), document.text_id)


def main_report(event: Event, reports: Sequence[Report]) -> Report:
    """The report that speaks for the event: of its status, asserted by the text itself, most certain, first.

    There must be one.
    """

    def rank(report: Report) -> tuple[bool, bool, bool, float, str]:
        mention, document = report
        return (
            mention.status != event.status,
            mention.asserted_by != "text",
            mention.carried,
            -(mention.p_event or 0.0),
            f"{document.published}{document.copy_id}{mention.id}",
        )

    return min(reports, key=rank)


def window(text: str, spans: Sequence[TextSpan], sentence: TextSpan | None) -> tuple[int, int]:
    """The half-open offsets of the sentence around the spans, at most `MARGIN` characters on each side."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    if sentence is not None and sentence.start <= first and last <= sentence.end:
        start, end = sentence.start, sentence.end
    else:
        before = [match.end() for match in _SENTENCE_END.finditer(text, max(0, first - MARGIN), first)]
        after = _SENTENCE_END.search(text, max(first, last - 1))
        start = before[-1] if before else max(0, first - MARGIN)
        end = after.end() if after else len(text)
    return max(start, first - MARGIN), min(max(end, last), last + MARGIN, len(text))


def pieces(text: str, spans: Sequence[TextSpan], sentence: TextSpan | None) -> tuple[Piece, ...]:
    """The sentence around the spans, with the spans marked; ellipses where it was cut."""
    inside = sorted((span for span in spans if text[span.start : span.end] == span.text), key=lambda s: s.start)
    if not inside:
        return tuple(Piece(words.tidy(span.text, MARKED), marked=True) for span in spans)
    start, end = window(text, inside, sentence)
    out, at = [], start
    for span in inside:
        if span.start < at:
            continue
        out += [Piece(text[at : span.start]), Piece(_cut(span.text), marked=True)]
        at = span.end
    out.append(Piece(text[at:end]))
    return _flat(out, _broken(text, start, forward=False), _broken(text, end, forward=True))


def _cut(text: str) -> str:
    return text if len(text) <= MARKED else words.tidy(text, MARKED)


def _broken(text: str, at: int, *, forward: bool) -> bool:
    """Whether the sentence goes on beyond the offset."""
    near = text[at - 1 : at + 1] if 0 < at < len(text) else ""
    return bool(near) and not any(character.isspace() for character in near) and (forward or near[0] not in ".!?")


def _flat(parts: list[Piece], cut_before: bool, cut_after: bool) -> tuple[Piece, ...]:
    """The pieces with runs of white space as one blank, none empty, and ellipses at cut ends."""
    flat = [Piece(re.sub(r"\s+", " ", part.text), part.marked) for part in parts]
    flat[0] = Piece("\u2026" + flat[0].text if cut_before else flat[0].text.lstrip(), flat[0].marked)
    flat[-1] = Piece(flat[-1].text + "\u2026" if cut_after else flat[-1].text.rstrip(), flat[-1].marked)
    return tuple(part for part in flat if part.text)


class Register:
    """Gives each passage its number, in the order in which the page first rests on it."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._held: dict[tuple[str, str], Evidence] = {}

    def passage(self, document: str, spans: Sequence[TextSpan], sentence: TextSpan | None = None) -> tuple[str, ...]:
        """The evidence id of a passage of a document, or nothing if the document is not held."""
        copy = self._documents.get(document)
        if copy is None or not spans:
            return ()
        key = (document, ",".join(f"{span.start}-{span.end}" for span in spans))
        return (self._add(key, copy, spans, sentence).id,)

    def event(self, event: Event, reports: Sequence[Report]) -> tuple[str, ...]:
        """The evidence id of an event's main report; there must be one."""
        mention, copy = main_report(event, reports)
        others = {document.copy_id: source(document) for _, document in reports if document.copy_id != copy.copy_id}
        key = ("event", event.id)
        counts = (event.reports, event.origins, count(event), tuple(others.values()))
        return (self._add(key, copy, (mention.evidence,), mention.sentence, counts).id,)

    def all(self) -> tuple[Evidence, ...]:
        """Everything registered, by number."""
        return tuple(self._held.values())

    def _add(
        self,
        key: tuple[str, str],
        copy: Document,
        spans: Sequence[TextSpan],
        sentence: TextSpan | None,
        counts: tuple[int, int, str, tuple[Source, ...]] = (1, 1, "1 report", ()),
    ) -> Evidence:
        if key not in self._held:
            number = len(self._held) + 1
            self._held[key] = Evidence(
                f"e{number}", number, pieces(copy.text, spans, sentence), source(copy),
                min(span.start for span in spans), max(span.end for span in spans), *counts,
            )  # fmt: skip
        return self._held[key]


def count(event: Event) -> str:
    """How often the act is reported, and by how many independent of each other."""
    if event.reports == 1:
        return "1 report"
    independent = "none independent of another" if event.origins <= 1 else f"{event.origins} independent"
    return f"{words.count(event.reports, 'report')}, {independent}"
