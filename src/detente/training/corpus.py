"""The training corpus: sentences with marked actors and acts, one topic a file.

`training/GUIDE.md` describes the marks. `read` gives the sentences without them, each with its actors, its acts and
their places; a line that does not keep to the guide raises `TableError` naming file, line and remedy.
"""

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import DetenteError, TableError
from detente.ontology import roots

STATUSES = ("occurred", "ongoing", "planned", "hypothetical", "negated", "alleged")
_OPEN = re.compile(r"\[(\d+) |\{([a-z]) ")
ACT = re.compile(r"([\d,]+)([>=])([\d,]+) ([A-Z]+)(?:\.([a-z-]+))? ([a-z]+) ([a-z])")
"""An item of the column of acts: sides, root, mode, status, letter."""


Span = tuple[int, int]
"""Half-open offsets in code points."""


def gap(span: Span, others: Sequence[Span]) -> int:
    """How far a span is from the nearest of others; 0 where they touch."""
    return min(max(span[0] - b, a - span[1], 0) for a, b in others)


@dataclass(frozen=True, slots=True)
class Act:
    """One labelled act: actor and recipient numbers (0 for nobody named), root, mode, status and the letter of its
    words.
    """

    source: int
    target: int
    root: str
    mode: str | None
    status: str
    letter: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks; `actors` number -> spans, `triggers` letter -> spans (code points, half-open)."""

    topic: str
    line: int
    text: str
    actors: dict[int, list[tuple[int, int]]]
    triggers: dict[str, list[tuple[int, int]]]
    acts: tuple[Act, ...]


def read(path: Path) -> list[Marked]:
    """Every sentence of one topic file."""
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if number == 1 and line == "sentence\tacts":
            continue
        if not line.strip():
            continue
        sentences.append(_parse(path, number, line))
    return sentences


def read_all(folder: Path) -> list[Marked]:
    """The sentences of every topic file of a folder, by name of the topic."""
    files = sorted(folder.glob("*.tsv"))
    if not files:
        raise TableError(f"{folder}: no topic file (*.tsv) here; give the folder of the training sentences")
    return [sentence for path in files for sentence in read(path)]


def _parse(path: Path, number: int, line: str) -> Marked:
    def bad(why: str) -> TableError:
        return TableError(f"{path}, line {number}: {why}; see training/GUIDE.md")

    columns = line.split("\t")
    if len(columns) != 2:
        raise bad(f"{len(columns)} columns, 2 wanted (sentence, acts)")
    try:
        text, actors, triggers = unmark(columns[0].strip())
        acts = acts_of(columns[1].strip(), actors, triggers)
    except ValueError as error:
        raise bad(str(error)) from None
    return Marked(path.stem, number, text, actors, triggers, acts)


def unmark(marked: str) -> tuple[str, dict[int, list[tuple[int, int]]], dict[str, list[tuple[int, int]]]]:
    """A sentence without its marks, the places of its actors by number and of the words of its acts by letter.

    Raises:
        ValueError: a mark is not closed, empty, or without its number or letter.
    """
    text: list[str] = []
    actors: dict[int, list[tuple[int, int]]] = {}
    triggers: dict[str, list[tuple[int, int]]] = {}
    open_marks: list[tuple[str, int]] = []
    at = 0
    while at < len(marked):
        if opening := _OPEN.match(marked, at):
            open_marks.append((opening[1] or opening[2], len(text)))
            at = opening.end()
        elif marked[at] in "]}":
            if not open_marks:
                raise ValueError(f"a closing mark without its opening at character {at + 1}")
            name, start = open_marks.pop()
            if name.isdigit() != (marked[at] == "]"):
                raise ValueError(f"mark {name} is closed by the wrong bracket at character {at + 1}")
            if start == len(text):
                raise ValueError(f"mark {name} is empty")
            if name.isdigit():
                actors.setdefault(int(name), []).append((start, len(text)))
            else:
                triggers.setdefault(name, []).append((start, len(text)))
            at += 1
        elif marked[at] in "[{":
            raise ValueError(f"an opening mark without its number or letter at character {at + 1}")
        else:
            text.append(marked[at])
            at += 1
    if open_marks:
        raise ValueError(f"mark {open_marks[-1][0]} is not closed")
    return "".join(text), actors, triggers


def acts_of(
    column: str, actors: dict[int, list[tuple[int, int]]], triggers: dict[str, list[tuple[int, int]]]
) -> tuple[Act, ...]:
    """The acts that a column lists, mutual ones both ways.

    Raises:
        ValueError: an item is not of the form of the guide, or names marks that the sentence lacks.
    """
    if column == "NULL":
        if triggers:
            raise ValueError("a NULL line holds marked words of an act; take their braces away")
        if not actors:
            raise ValueError("a NULL line holds no marked actor")
        return ()
    acts: list[Act] = []
    for item in column.split(";"):
        match = ACT.fullmatch(item.strip())
        if not match:
            raise ValueError(f"act {item.strip()!r} is not of the form '1>2 ROOT.mode status letter'")
        left, arrow, right, root, mode, status, letter = match.groups()
        if root not in roots():
            raise ValueError(f"{root} is no PLOVER root")
        if status not in STATUSES:
            raise ValueError(f"{status!r} is no status ({', '.join(STATUSES)})")
        if letter not in triggers:
            raise ValueError(f"no words are marked {{{letter} ...}}")
        for source in map(int, left.split(",")):
            for target in map(int, right.split(",")):
                for number in (source, target):
                    if number and number not in actors:
                        raise ValueError(f"no actor is marked [{number} ...]")
                if source == target:
                    raise ValueError(f"act {item.strip()!r} has the same actor on both sides")
                acts.append(Act(source, target, root, mode, status, letter))
                if arrow == "=":
                    acts.append(Act(target, source, root, mode, status, letter))
    unused = set(triggers) - {act.letter for act in acts}
    if unused:
        raise ValueError(f"words marked {sorted(unused)} belong to no act")
    return tuple(acts)


def check(path: Path) -> list[str]:
    """What is wrong with a topic file, a line each: bad marks, sentences told twice."""
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if (number == 1 and line == "sentence\tacts") or not line.strip():
            continue
        try:
            sentence = _parse(path, number, line)
        except DetenteError as error:
            problems.append(str(error))
            continue
        key = re.sub(r"\W+", " ", sentence.text).lower().strip()
        if key in seen:
            problems.append(f"{path}, line {number}: the sentence of line {seen[key]} again")
        seen[key] = number
    return problems


def summary(paths: Sequence[Path]) -> list[str]:
    """What is wrong with the files, else how many sentences, roots and statuses they hold."""
    found = [problem for path in paths for problem in check(path)]
    if found:
        return found
    every = [s for path in paths for s in read(path)]
    counts = Counter(root for s in every for root in {a.root for a in s.acts})
    statuses = Counter(a.status for s in every for a in s.acts)
    return [
        f"{len(every)} sentences, {sum(not s.acts for s in every)} NULL; by root: {dict(counts.most_common())}",
        f"statuses: {dict(statuses.most_common())}",
    ]


if __name__ == "__main__":
    sys.stdout.write("\n".join(summary([Path(name) for name in sys.argv[1:]])) + "\n")
