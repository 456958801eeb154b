"""Whole reports with marked sentences and the codes of their actors: training sentences and annotated documents in one.

`training/GUIDE.md` describes the marks. A report is a line `# title | date | manner` and its sentences, one a line; an
empty line ends a paragraph. `read` gives each report with its text, its sentences as the network learns them and its
acts as an annotator would list them; a line that does not keep to the guide raises `TableError`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import DetenteError, TableError
from detente.evaluation.data import Record
from detente.ontology import countries
from detente.records import Document
from detente.training.corpus import ACT, Marked, Span, acts_of, gap, unmark

_HEAD = re.compile(r"# (?P<title>.+) \| (?P<date>\d{4}-\d\d-\d\d) \| (?P<manner>.+)")
_CODED = re.compile(r"\[(?P<n>\d+):(?P<codes>[A-Z]{3}(?:,[A-Z]{3})*)?(?:\.(?P<sector>[A-Z]+))? ")
_PARTIES = re.compile(r"\s*\((?P<left>[A-Z,.]*)(?P<arrow>[>=])(?P<right>[A-Z,.]*)\)")
_BODIES = {"UNO", "EUR", "NAT", "ASN", "APE", "IAE", "WTO", "GAT", "IMF", "IGO"}
_SECTORS = {"GOV", "MIL", "LEG", "JUD", "PTY", "BUS", "MED", "CVL", "REB", "IGO", "NGO"}
Party = tuple[tuple[str, ...], str]
"""The codes of the states or bodies on one side of an act, and their sector."""
Annotated = tuple[Document, list[Record]]
Mark = tuple[int, int, tuple[str, ...] | None]
"""Where an actor stands in the text of a report, with its codes; None where the mark leaves them open."""
NOBODY: Party = ((), "")


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its text, its acts (as in `events.jsonl`), its sentences as training has them, whose its actors are."""

    name: str
    title: str
    date: dt.date
    manner: str
    text: str
    sentences: tuple[Marked, ...]
    events: tuple[Record, ...]
    marks: tuple[Mark, ...]

    @property
    def topic(self) -> str:
        """The name of its file."""
        return self.sentences[0].topic

    @property
    def document(self) -> Document:
        """The report as the coder reads it."""
        return Document(self.text, published=self.date, title=self.title, language="en")

    @property
    def annotated(self) -> Annotated:
        """The report as the coder reads it, with the acts that an annotator lists: all that are not merely alleged."""
        return self.document, [event for event in self.events if event["status"] != "alleged"]


def read(path: Path) -> list[Report]:
    """Every report of a file; its name is that of the file with its number.

    Raises:
        TableError: a line does not keep to the guide.
    """
    out: list[Report] = []
    for head, number, lines in _parts(path):
        match = _HEAD.fullmatch(head)
        if match is None:
            raise TableError(f"{path}, line {number}: not of the form '# title | 1987-03-14 | manner'")
        try:
            date = dt.date.fromisoformat(match["date"])
        except ValueError:
            raise TableError(f"{path}, line {number}: {match['date']} is no day of the calendar") from None
        name = f"{path.stem}-{len(out) + 1}"
        out.append(_report(path, name, match["title"], date, match["manner"], lines))
    return out


def read_all(folder: Path) -> list[Report]:
    """The reports of every file of a folder, by name of the file."""
    return [report for path in sorted(folder.glob("*.tsv")) for report in read(path)]


def _parts(path: Path) -> Iterator[tuple[str, int, list[tuple[int, str]]]]:
    head, at, lines = "", 0, list[tuple[int, str]]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# "):
            if head:
                yield head, at, lines
            head, at, lines = line, number, []
        elif head:
            lines.append((number, line))
        elif line.strip():
            raise TableError(f"{path}, line {number}: a sentence before the first line '# title | date | manner'")
    if head:
        yield head, at, lines


def _report(path: Path, name: str, title: str, date: dt.date, manner: str, lines: Sequence[tuple[int, str]]) -> Report:
    text, sentences, events, marks = "", list[Marked](), list[Record](), list[Mark]()
    breaks = False
    for number, line in lines:
        if not line.strip():
            breaks = True
            continue
        try:
            sentence, told, parties = _sentence(path.stem, number, line)
        except ValueError as error:
            raise TableError(f"{path}, line {number}: {error}; see training/GUIDE.md") from None
        text += ("\n\n" if breaks else " ") if text else ""
        breaks = False
        for event, (start, end) in told:
            quote = sentence.text[start:end]
            whole = sentence.text.count(quote) == 1 and quote not in text
            events.append({"doc": name, "quote": quote if whole else sentence.text, **event})
        for actor, places in sentence.actors.items():
            codes = _codes(actor, sentence, parties)
            marks += [(len(text) + start, len(text) + end, codes) for start, end in places]
        text += sentence.text
        sentences.append(sentence)
    if not sentences:
        raise TableError(f"{path}: the report {title!r} has no sentence")
    return Report(name, title, date, manner, text, tuple(sentences), tuple(events), tuple(marks))


Told = list[tuple[Record, Span]]


def _sentence(topic: str, number: int, line: str) -> tuple[Marked, Told, dict[int, Party]]:
    columns = line.split("\t")
    if len(columns) != 2:
        raise ValueError(f"{len(columns)} columns, 2 wanted (sentence, acts)")
    parties = _coded(columns[0])
    text, actors, triggers = unmark(_CODED.sub(r"[\g<n> ", columns[0]).strip())
    column = columns[1].strip()
    if column in {"NULL", "-"}:
        if triggers:
            raise ValueError("a line without acts holds marked words of an act; take their braces away")
        return Marked(topic, number, text, actors, triggers, ()), [], parties
    acts = acts_of(_PARTIES.sub("", column), actors, triggers)
    marked = Marked(topic, number, text, actors, triggers, acts)
    return marked, [_event(item.strip(), marked, parties) for item in column.split(";")], parties


def _codes(actor: int, sentence: Marked, parties: dict[int, Party]) -> tuple[str, ...] | None:
    """The codes of an actor; none is one that acts without any being given, and one that does not act is left open."""
    if actor in parties:
        return parties[actor][0]
    return () if any(actor in {act.source, act.target} for act in sentence.acts) else None


def _coded(marked: str) -> dict[int, Party]:
    out: dict[int, Party] = {}
    for match in _CODED.finditer(marked):
        out[int(match["n"])] = _party(match["codes"] or "", match["sector"] or "")
    return out


def _party(codes: str, sector: str) -> Party:
    for code in filter(None, codes.split(",")):
        if code not in countries() and code not in _BODIES:
            raise ValueError(f"{code} is neither a code of ISO 3166 nor one of {', '.join(sorted(_BODIES))}")
    if sector and sector not in _SECTORS:
        raise ValueError(f"{sector} is no sector ({', '.join(sorted(_SECTORS))})")
    return tuple(filter(None, codes.split(","))), sector


def _event(item: str, sentence: Marked, parties: dict[int, Party]) -> tuple[Record, Span]:
    match = ACT.fullmatch(_PARTIES.sub("", item))
    assert match is not None, "acts_of has read it"
    left, arrow, right, root, _, status, letter = match.groups()
    told = _PARTIES.search(item)
    if told is not None:
        arrow = told["arrow"]
        sides = [_party(*(told[side] + ".").split(".")[:2]) for side in ("left", "right")]
    else:
        sides = [_joined(side, parties) for side in (left, right)]
    event: Record = {
        "actor": list(sides[0][0]),
        "actor_sector": sides[0][1],
        "recipient": list(sides[1][0]),
        "recipient_sector": sides[1][1],
        "type": root,
        "mutual": arrow == "=",
        "status": status,
    }
    return event, _span(sentence, letter)


def _joined(side: str, parties: dict[int, Party]) -> Party:
    """The codes of all actors on a side, with the sector of the first."""
    named = [parties.get(int(number), NOBODY) for number in side.split(",")]
    return tuple(dict.fromkeys(code for codes, _ in named for code in codes)), named[0][1]


def _span(sentence: Marked, letter: str) -> Span:
    """From the first to the last of the words of an act and the nearest places of its parties."""
    words = sentence.triggers[letter]
    spans = list(words)
    for act in sentence.acts:
        if act.letter == letter:
            for number in (act.source, act.target):
                if number:
                    spans.append(min(sentence.actors[number], key=lambda s: gap(s, words)))
    return min(a for a, _ in spans), max(b for _, b in spans)


def write(reports: Sequence[Report], folder: Path) -> None:
    """Write reports as `detente eval documents` reads them: a text and a sidecar each, and `events.jsonl`."""
    folder.mkdir(parents=True, exist_ok=True)
    for report in reports:
        (folder / f"{report.name}.txt").write_text(report.text + "\n", encoding="utf-8")
        about = {"title": report.title, "date": report.date.isoformat(), "manner": report.manner}
        (folder / f"{report.name}.json").write_text(json.dumps(about), encoding="utf-8")
    lines = [json.dumps(event) for report in reports for event in report.annotated[1]]
    (folder / "events.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def summary(path: Path) -> Iterator[str]:
    """What is wrong with each line of a file, else what the file holds."""
    try:
        reports = read(path)
    except DetenteError as error:
        yield str(error)
        return
    sentences = [s for r in reports for s in r.sentences]
    acts = [e for r in reports for e in r.events]
    words = sum(len(s.text.split()) for s in sentences)
    length, rate = words / max(len(sentences), 1), 100 * len(acts) / max(words, 1)
    empty = sum(not s.acts for s in sentences)
    yield f"{path.name}: {len(reports)} reports, {len(sentences)} sentences of {length:.0f} words"
    yield f"{empty} sentences without an act; {len(acts)} acts, {rate:.1f} in 100 words"
    yield ", ".join(f"{root} {n}" for root, n in Counter(e["type"] for e in acts).most_common())
    yield ", ".join(f"{status} {n}" for status, n in Counter(e["status"] for e in acts).most_common())
    missing = [sum(not e[side] for e in acts) for side in ("actor", "recipient")]
    yield f"without actor {missing[0]}, without recipient {missing[1]}, inside one state {sum(map(_domestic, acts))}"


def _domestic(event: Record) -> bool:
    return event["actor"] == event["recipient"] and bool(event["actor"])


def main(arguments: Sequence[str]) -> None:
    """Check and count files; with `--write FOLDER`, write their reports there for `detente eval documents`."""
    parser = argparse.ArgumentParser(prog="python -m detente.training.reports", description=main.__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    asked = parser.parse_args(arguments)
    if asked.write is not None:
        write([report for path in asked.files for report in read(path)], asked.write)
    sys.stdout.write("\n".join(line for path in asked.files for line in summary(path)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
