"""Whole documents to acts: who did what to whom, matched one to one with an annotator's acts.

An act is its actors' codes, its recipients' codes and its root, once a document. Two acts match on the pair when a
code of their actors and one of their recipients agree (two empty sides agree too); a mutual act matches either way.

Where a second annotator's `events-second.jsonl` lies beside `events.jsonl`, precision is also counted against what
either saw and recall against what both saw, and the second is scored against the first as the coder is.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente import coding
from detente.coding.acts import parties
from detente.coding.acts.classify import Judged
from detente.coding.acts.sides import asked
from detente.coding.context import Context
from detente.coding.reader import Reader
from detente.evaluation.counting import Tally
from detente.evaluation.data import Record, content, occurrences, records, require_folder, texts
from detente.evaluation.matching import Span, one_to_one, shared
from detente.evaluation.results import Measure, Result, Table
from detente.records import Actor, Document, Mention

_SECOND = "events-second.jsonl"
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
    annotated = annotated_acts(data / "events.jsonl")
    second = annotated_acts(data / _SECOND) if (data / _SECOND).exists() else None
    documents = texts(data, tuple(annotated))
    causes = dict.fromkeys(
        ("no act reported near the passage", "reported, other parties", "right parties, other root"), 0
    )
    counts = []
    for name in sorted(annotated):
        facts = [record for record in annotated[name] if record["status"] in _FACT]
        told, weighed = _read(dated(documents[name]))
        found = [m for m in told if not m.abstained]
        reach = {"weighed": sum(_is_weighed(r, weighed, documents[name].text) for r in facts), "facts": len(facts)}
        count = reach | _count(found, annotated[name], documents[name].text, f"{data}/{name}.txt", causes)
        count |= _alone(dated(documents[name]), annotated[name])
        counts.append(count | ({} if second is None else _of_two(found, annotated[name], second.get(name, []))))
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
            tally.share(
                "candidates", "annotated pairs among those weighed for an act of the passage", "weighed", "facts"
            ),
            tally.f1(
                "alone_pair_root", "pair and root where events alone are read, F1", "alone_both", "alone", "annotated"
            ),
            tally.f1("alone_pair", "pair where events alone are read, F1", "alone_pairs", "alone", "annotated"),
            *(() if second is None else _measures_of_two(tally)),
        ),
        (Table("Annotated acts that were missed, by cause", ("cause", "acts"), tuple(causes.items())),),
        ("an act counts once a document" + ("; the annotations are one annotator's" if second is None else ""),),
    )


Weighed = tuple[int, frozenset[str]]
"""Where an act is read, and the states and bodies that are weighed for its sides."""


def _read(document: Document) -> tuple[list[Mention], list[Weighed]]:
    """The acts that the coder reads, with all that it weighed."""
    weighed: list[Weighed] = []

    def settle(context: Context, one: Judged, last: Mention | None, speaker: Actor | None) -> parties.Parties | None:
        act = asked(context, one, last, speaker)
        weighed.append((act.at, frozenset(act.codes)))
        return parties.settle(context, one, last, speaker)

    return list(Reader(document, coding.RECORDS, settle=settle).read().events), weighed


def _is_weighed(record: Record, weighed: Sequence[Weighed], text: str) -> bool:
    """Whether both sides of an annotated act, so far as it has them, could have been given to an act of its passage."""
    here = [codes for at, codes in weighed for a, b in occurrences(text, record["quote"], "")[:1] if a <= at < b]
    sides = [set(record[side]) for side in ("actor", "recipient") if record[side]]
    return any(all(codes & side for side in sides) for codes in here)


def annotated_acts(path: Path) -> dict[str, list[Record]]:
    """The annotated acts of a file of JSON lines, by document."""
    out: dict[str, list[Record]] = {}
    for record in records(path, FIELDS):
        out.setdefault(record["doc"], []).append(record)
    return out


def dated(document: Document) -> Document:
    """The document with the date and the title of the sidecar beside it, wherever the text itself was found."""
    sidecar = Path(document.path or "").with_suffix(".json")
    if document.published is not None or not sidecar.exists():
        return document
    about = json.loads(content(sidecar))
    date = dt.date.fromisoformat(about["date"])
    return Document(document.text, published=date, title=about.get("title"), path=document.path, language="en")


def _codes(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(a.code for a in actors if a.code)


def _act(mention: Mention) -> Act:
    return Act(_codes(mention.actors), _codes(mention.recipients), mention.type, mention.mutual)


def _gold(record: Record) -> Act:
    return Act(frozenset(record["actor"]), frozenset(record["recipient"]), record["type"], bool(record.get("mutual")))


def _facts(found: Sequence[Mention], annotated: Sequence[Record]) -> tuple[list[Act], list[Act]]:
    """The acts that are reported and those that are annotated as facts, each once."""
    reported = dict.fromkeys(_act(m) for m in found if m.status in _FACT)
    gold = dict.fromkeys(_gold(r) for r in annotated if r["status"] in _FACT)
    return list(reported), list(gold)


def _alone(document: Document, annotated: Sequence[Record]) -> dict[str, int]:
    """The same counts where events alone are asked for, so that the look before the parser chooses the sentences."""
    told = Reader(document, frozenset({"event"})).read().events
    reported, gold = _facts([m for m in told if not m.abstained], annotated)
    pairs, both = (len(one_to_one(reported, gold, same)) for same in (_same_pair, _same))
    return {"alone": len(reported), "alone_pairs": pairs, "alone_both": both}


def _count(
    found: list[Mention], annotated: list[Record], text: str, where: str, causes: dict[str, int]
) -> dict[str, int]:
    reported, gold = _facts(found, annotated)
    pairs = one_to_one(reported, gold, _same_pair)
    both = one_to_one(reported, gold, _same)
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


def _of_two(found: list[Mention], first: list[Record], second: list[Record]) -> dict[str, int]:
    """What was reported against what either of two annotators saw and against what both saw, by pair and root."""
    reported = list(dict.fromkeys(_act(m) for m in found if m.status in _FACT))
    one, two = (list(dict.fromkeys(_gold(r) for r in seen if r["status"] in _FACT)) for seen in (first, second))
    out = {"first": len(one), "second": len(two)}
    for name, same in (("pair_root", _same), ("pair", _same_pair)):
        agreed = one_to_one(one, two, same)
        both = [one[i] for i, _ in agreed]
        either = [*one, *(act for j, act in enumerate(two) if j not in {j for _, j in agreed})]
        out |= {f"{name}_either": len(one_to_one(reported, either, same)), f"{name}_reported": len(reported)}
        out |= {f"{name}_both": len(one_to_one(reported, both, same)), f"{name}_agreed": len(both)}
    return out


def _measures_of_two(tally: Tally) -> Iterator[Measure]:
    for name, words in (("pair_root", "directed pair and root"), ("pair", "directed pair, any root")):
        of = (f"{name}_either", f"{name}_reported"), (f"{name}_both", f"{name}_agreed")
        yield tally.f1_of_two(f"{name}_of_two", f"{words}, precision by either annotator and recall by both, F1", *of)
    for name, words in (("pair_root", "directed pair and root"), ("pair", "directed pair, any root")):
        yield tally.f1(f"{name}_between", f"{words}, F1 between the annotators", f"{name}_agreed", "first", "second")


def _same(one: Act, other: Act) -> float | None:
    return 1.0 if one.same_pair(other) and one.root == other.root else None


def _same_pair(one: Act, other: Act) -> float | None:
    return float(one.root == other.root) if one.same_pair(other) else None


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
