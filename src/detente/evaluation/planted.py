"""Articles as they were written and with errors planted in them: what is found, and how many alarms are false.

The data is a folder of articles and a table, `planted.tsv`, with the columns doc, true, false, kind and why: in the
article `doc` the words `true` are replaced by the words `false`. The article as written is taken to be right, so that
each contradiction in it is a false alarm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente import coding
from detente.errors import QueryError
from detente.evaluation.counting import Tally
from detente.evaluation.data import occurrences, require_folder, table, texts
from detente.evaluation.matching import Span
from detente.evaluation.results import Result, Table
from detente.records import Document, Finding
from detente.verify import check
from detente.verify.passages import passages

COLUMNS = ("doc", "true", "false", "kind", "why")
_VERDICTS = ("contradicted", "doubtful")


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted error: its kind, where the right words stand in the article and the wrong ones in the copy."""

    kind: str
    right: Span
    wrong: Span


@dataclass(frozen=True, slots=True)
class Alarm:
    """A contradiction or doubt; `error` is the number of the planted error that it is about, if it is about one."""

    finding: Finding
    error: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was said about an article: the errors planted, and the alarms that are not the same in both versions."""

    errors: tuple[Planted, ...]
    alarms: tuple[Alarm, ...]

    def found(self, *verdicts: str) -> set[int]:
        """The numbers of the errors about which there is an alarm of one of these verdicts."""
        return {a.error for a in self.alarms if a.error is not None and a.finding.verdict in verdicts}


def evaluate(data: Path) -> Result:
    """Recall of the planted errors, and precision over the alarms of both versions of each article.

    An error is found when a contradiction in the copy touches the sentence with the wrong words, and none in the
    article as written touches that sentence. Every other contradiction, of either version, is a false alarm; one that
    stands in both counts once.

    Raises:
        QueryError: the folder does not hold that.
    """
    require_folder(data)
    rows: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in table(data / "planted.tsv", COLUMNS):
        rows.setdefault(row["doc"], []).append((line, row))
    documents = texts(data)
    unknown = sorted(set(rows) - set(documents))
    if unknown:
        raise QueryError(f"{data / 'planted.tsv'}: no text {unknown[0]}.txt; put it beside the table")
    readings = {name: read(document, rows.get(name, ()), data) for name, document in documents.items()}
    return _result(list(readings.values()))


def read(document: Document, rows: Iterable[tuple[int, Mapping[str, str]]], data: Path) -> Reading:
    """An article and its copy with all its errors planted, both held against the record."""
    errors, copy = plant(document, rows, data)
    before = _found(document)
    after = _found(copy)
    spoilt = [_sentences(document, error.right) for error in errors]
    judged: dict[object, Alarm] = {}
    for finding in before:
        judged[_place(finding, ())] = Alarm(finding, None)
    holding = [_sentences(copy, error.wrong) for error in errors]
    for finding in after:
        touched = [n for n, span in enumerate(holding) if _touch(finding, span)]
        fresh = [n for n in touched if not any(_touch(f, spoilt[n]) and f.verdict == finding.verdict for f in before)]
        place = _place(finding, errors)
        if place not in judged:
            judged[place] = Alarm(finding, _nearest(finding, fresh, errors))
    return Reading(tuple(errors), tuple(judged.values()))


def _nearest(finding: Finding, numbers: Sequence[int], errors: Sequence[Planted]) -> int | None:
    """Of several errors in one sentence the one whose words stand nearest to the middle of the claim."""
    at = finding.evidence.text.find(finding.claim)
    middle = finding.evidence.start + max(at, 0) + len(finding.claim) // 2
    return min(numbers, key=lambda n: abs(sum(errors[n].wrong) / 2 - middle), default=None)


def plant(
    document: Document, rows: Iterable[tuple[int, Mapping[str, str]]], data: Path
) -> tuple[list[Planted], Document]:
    """The errors of an article in the order of the text, and the copy that holds them.

    Raises:
        QueryError: right words that do not stand in the article, stand there twice, or overlap with others.
    """
    placed = []
    for line, row in rows:
        where = f"{data / 'planted.tsv'}:{line}"
        found = occurrences(document.text, row["true"], where)
        if len(found) > 1:
            raise QueryError(f"{where}: {row['true'][:60]!r} stands there twice; give more of the sentence")
        placed.append((found[0], row))
    errors: list[Planted] = []
    text, at = "", 0
    for (start, end), row in sorted(placed, key=lambda item: item[0]):
        if start < at:
            raise QueryError(f"{data / 'planted.tsv'}: {row['true'][:60]!r} overlaps with another; take one out")
        text += document.text[at:start]
        errors.append(Planted(row["kind"], (start, end), (len(text), len(text) + len(row["false"]))))
        text, at = text + row["false"], end
    copy = Document(text + document.text[at:], document.title, document.published, path=document.path)
    return errors, copy


def _found(document: Document) -> list[Finding]:
    return [finding for finding in check(document) if finding.verdict in _VERDICTS]


def _sentences(document: Document, span: Span) -> Span:
    """The sentence or sentences that hold some words."""
    inside = [p.whole for p in passages(document) if p.whole.start < span[1] and span[0] < p.whole.end]
    return (min((s.start for s in inside), default=span[0]), max((s.end for s in inside), default=span[1]))


def _touch(finding: Finding, span: Span) -> bool:
    return finding.evidence.start < span[1] and span[0] < finding.evidence.end


def _place(finding: Finding, errors: Sequence[Planted]) -> tuple[int, str, str]:
    """What makes an alarm the same in both versions: its place in the article as written, claim and verdict."""
    shift = sum(
        (error.right[1] - error.right[0]) - (error.wrong[1] - error.wrong[0])
        for error in errors
        if error.wrong[1] <= finding.evidence.start
    )
    return finding.evidence.start + shift, finding.claim, finding.verdict


def _result(readings: Sequence[Reading]) -> Result:
    tally = Tally("planted", [_counts(reading) for reading in readings])
    return Result(
        "planted",
        "errors planted in articles, and false alarms in them",
        coding.VERSION,
        (
            tally.per("recall", "planted errors contradicted (recall)", "found", "planted"),
            tally.per("precision", "contradictions that are about a planted error (precision)", "true", "alarms"),
            tally.per("noticed", "planted errors contradicted or doubted", "noticed", "planted"),
            tally.per("doubts", "doubts that are about a planted error", "true_doubts", "doubts"),
        ),
        (_by_kind(readings),),
        ("an alarm in the article as written is false; one that stands in both versions counts once",),
    )


def _counts(reading: Reading) -> dict[str, int]:
    alarms = [alarm for alarm in reading.alarms if alarm.finding.verdict == "contradicted"]
    doubts = [alarm for alarm in reading.alarms if alarm.finding.verdict == "doubtful"]
    return {
        "planted": len(reading.errors),
        "found": len(reading.found("contradicted")),
        "noticed": len(reading.found(*_VERDICTS)),
        "alarms": len(alarms),
        "true": sum(alarm.error is not None for alarm in alarms),
        "doubts": len(doubts),
        "true_doubts": sum(alarm.error is not None for alarm in doubts),
    }


def _by_kind(readings: Sequence[Reading]) -> Table:
    kinds: dict[str, list[int]] = {}
    for reading in readings:
        found, noticed = reading.found("contradicted"), reading.found(*_VERDICTS)
        for number, error in enumerate(reading.errors):
            row = kinds.setdefault(error.kind, [0, 0, 0])
            row[0] += 1
            row[1] += number in found
            row[2] += number in noticed - found
    rows: list[tuple[str | int | float, ...]] = [(kind, *kinds[kind]) for kind in sorted(kinds)]
    return Table("by kind of error", ("kind", "planted", "contradicted", "doubted only"), tuple(rows))
