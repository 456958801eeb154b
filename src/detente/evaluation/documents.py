"""Whole documents to acts: who did what to whom, matched one to one with an annotator's acts.

An act is its actors' codes, its recipients' codes and its root, once a document. Two acts match on the pair when a
code of their actors and one of their recipients agree (two empty sides agree too); a mutual act matches either way.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from detente import coding
from detente.evaluation.counting import Tally
from detente.evaluation.data import Record, content, occurrences, records, require_folder, texts
from detente.evaluation.matching import Span, one_to_one, shared
from detente.evaluation.results import Result, Table
from detente.records import Actor, Document, Mention

_FACT = {"occurred", "ongoing", "planned"}
_REPORTED = {"occurred", "ongoing"}
FIELDS = {"doc": str, "quote": str, "actor": list, "recipient": list, "type": str, "status": str}
"""The fields of an annotated act that are read."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act as it is compared."""

    actors: frozenset[str]
    recipients: frozenset[str]
    root: str
    mutual: bool

    def same_pair(self, other: Act) -> bool:
        """Whether the parties agree, either way round for a mutual act."""
        straight = _agree(self.actors, other.actors) and _agree(self.recipients, other.recipients)
        turned = _agree(self.actors, other.recipients) and _agree(self.recipients, other.actors)
        return straight or ((self.mutual or other.mutual) and turned)


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other) or (not one and not other)


def evaluate(data: Path) -> Result:
    """F1 of directed pair and root, and of the pair alone, on a folder with `events.jsonl` and its texts.

    Raises:
        QueryError: the folder does not hold that.
    """
    require_folder(data)
    annotated: dict[str, list[Record]] = {}
    for record in records(data / "events.jsonl", FIELDS):
        annotated.setdefault(record["doc"], []).append(record)
    documents = texts(data, tuple(annotated))
    counts, causes = (
        [],
        dict.fromkeys(("no act reported near the passage", "reported, other parties", "right parties, other root"), 0),
    )
    for name in sorted(annotated):
        found = [m for m in coding.code(dated(documents[name])).events if not m.abstained]
        counts.append(_count(found, annotated[name], documents[name].text, f"{data}/{name}.txt", causes))
    tally = Tally("documents", counts)
    return Result(
        "documents",
        "acts in whole documents",
        coding.VERSION,
        (
            tally.f1("pair_root", "directed pair and root, F1", "both", "reported", "annotated"),
            tally.f1("pair", "directed pair, any root, F1", "pairs", "reported", "annotated"),
            tally.per("extra", "reported acts on no annotated pair, per annotated act", "extra", "annotated"),
            tally.share("unreal", "hypothetical or negated acts reported as facts", "told", "unreal"),
            tally.share("codes", "actor codes right, of acts reported on an annotated passage", "right", "placed"),
        ),
        (Table("Annotated acts that were missed, by cause", ("cause", "acts"), tuple(causes.items())),),
        ("an act counts once a document; the annotations are one annotator's",),
    )


def dated(document: Document) -> Document:
    """The document with the date of the sidecar beside it, wherever the text itself was found."""
    sidecar = Path(document.path or "").with_suffix(".json")
    if document.published is not None or not sidecar.exists():
        return document
    date = dt.date.fromisoformat(json.loads(content(sidecar))["date"])
    return Document(document.text, published=date, path=document.path, language="en")


def _codes(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(a.code for a in actors if a.code)


def _act(mention: Mention) -> Act:
    return Act(_codes(mention.actors), _codes(mention.recipients), mention.type, mention.mutual)


def _gold(record: Record) -> Act:
    return Act(frozenset(record["actor"]), frozenset(record["recipient"]), record["type"], bool(record.get("mutual")))


def _count(
    found: list[Mention], annotated: list[Record], text: str, where: str, causes: dict[str, int]
) -> dict[str, int]:
    reported = list(dict.fromkeys(_act(m) for m in found if m.status in _FACT))
    gold = list(dict.fromkeys(_gold(r) for r in annotated if r["status"] in _FACT))
    pairs = one_to_one(reported, gold, lambda a, b: float(a.root == b.root) if a.same_pair(b) else None)
    both = one_to_one(reported, gold, lambda a, b: 1.0 if a.same_pair(b) and a.root == b.root else None)
    unreal = [r for r in annotated if r["status"] in {"hypothetical", "negated"}]
    placed = [(m, r) for m in found for r in annotated if shared([_span(m)], occurrences(text, r["quote"], where)[:1])]
    _blame(causes, reported, {gold[j] for _, j in both}, annotated, placed)
    return {
        "reported": len(reported),
        "annotated": len(gold),
        "pairs": len(pairs),
        "both": len(both),
        "extra": sum(not any(a.same_pair(b) for b in gold) for a in reported),
        "unreal": len(unreal),
        "told": sum(_told(r, placed) for r in unreal),
        "placed": len({m.id for m, _ in placed}),
        "right": len({m.id for m, r in placed if _agree(_codes(m.actors), frozenset(r["actor"]))}),
    }


def _span(mention: Mention) -> Span:
    return mention.evidence.start, mention.evidence.end


def _told(record: Record, placed: list[tuple[Mention, Record]]) -> bool:
    gold = _gold(record)
    return any(
        r is record and m.status in _REPORTED and _act(m).same_pair(gold) and m.type == gold.root for m, r in placed
    )


def _blame(
    causes: dict[str, int],
    reported: list[Act],
    hit: set[Act],
    annotated: list[Record],
    placed: list[tuple[Mention, Record]],
) -> None:
    """Count each missed act under the first cause that fits."""
    near, other, root = causes
    seen: set[Act] = set()
    for record in annotated:
        act = _gold(record)
        if record["status"] not in _FACT or act in hit or act in seen:
            continue
        seen.add(act)
        if any(a.same_pair(act) for a in reported):
            causes[root] += 1
        elif any(r is record for _, r in placed):
            causes[other] += 1
        else:
            causes[near] += 1
