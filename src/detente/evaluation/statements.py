"""Who said what: statements matched one to one by what is said and by who says it."""

from __future__ import annotations

from pathlib import Path

from detente import coding
from detente.evaluation.counting import Tally
from detente.evaluation.data import Record, occurrences, records, require_folder, texts
from detente.evaluation.documents import dated
from detente.evaluation.matching import Span, length, one_to_one, shared
from detente.evaluation.results import Result
from detente.records import Statement

_FIELDS = {"doc": str, "speaker_text": str, "content_quote": str}
_SMALL = frozenset({"the", "a", "an", "of", "and", "in", "its", "his", "her"})


def evaluate(data: Path) -> Result:
    """F1 of speaker and content on a folder with `statements.jsonl` and its texts.

    A statement matches when its words share more than half of the longer of the two passages, and the speaker's
    code or a word of the speaker's name agrees.

    Raises:
        QueryError: the folder does not hold that.
    """
    require_folder(data)
    annotated: dict[str, list[Record]] = {}
    for record in records(data / "statements.jsonl", _FIELDS):
        annotated.setdefault(record["doc"], []).append(record)
    documents = texts(data, tuple(annotated))
    counts = []
    for name in sorted(annotated):
        text, where = documents[name].text, f"{data}/{name}.txt"
        found = coding.code(dated(documents[name])).statements
        gold = [(record, occurrences(text, record["content_quote"], where)) for record in annotated[name]]
        said = one_to_one(found, gold, lambda s, g: _overlap(s, g[1]))
        right = one_to_one(found, gold, lambda s, g: _overlap(s, g[1]) if _same_speaker(s, g[0]) else None)
        counts.append({"reported": len(found), "annotated": len(gold), "said": len(said), "right": len(right)})
    tally = Tally("statements", counts)
    return Result(
        "statements",
        "statements in whole documents",
        coding.VERSION,
        (
            tally.f1("speaker_content", "speaker and content, F1", "right", "reported", "annotated"),
            tally.f1("content", "content alone, F1", "said", "reported", "annotated"),
        ),
    )


def _overlap(statement: Statement, places: list[Span]) -> float | None:
    spans = [(c.start, c.end) for c in statement.content]
    best = max(shared(spans, [place]) / max(length(spans), place[1] - place[0]) for place in places)
    return best if best > 0.5 else None


def _same_speaker(statement: Statement, record: Record) -> bool:
    if statement.speaker.code is not None and statement.speaker.code == record.get("speaker_country"):
        return True
    names = f"{statement.speaker.text} {statement.speaker.person or ''}"
    return bool(_words(names) & _words(record["speaker_text"]))


def _words(text: str) -> set[str]:
    return {word.strip(",.").lower() for word in text.split()} - _SMALL
