"""Facts in: tab-separated files of subject, relation, object, hour, as the ICEWS14 benchmark has them.

Each fact is kept twice: as it is, and from the object's side with the inverse relation (r + number of relations), so
that "who is acted on" and "who acts" are one kind of question, (subject, relation, ?).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.errors import DocumentError, TableError

Ints = NDArray[np.int64]
HOURS_A_DAY = 24
COLUMNS = ("subject", "relation", "object", "hour")
_PART_OF = re.compile(r"(.*?)_?\(([^()]+)\)$")
"""A name that says what the entity is, and of which country in brackets."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts in the order of their days; columns of equal length (n,).

    Attributes:
        subject: numbers of entities.
        relation: numbers of relations.
        object: numbers of entities.
        day: days since the first day of the data.
    """

    subject: Ints
    relation: Ints
    object: Ints
    day: Ints

    def __len__(self) -> int:
        return len(self.day)

    def doubled(self, relations: int) -> Facts:
        """The facts and their inverses, in the order of days."""
        day = np.concatenate([self.day, self.day])
        order = np.argsort(day, kind="stable")
        return Facts(
            np.concatenate([self.subject, self.object])[order],
            np.concatenate([self.relation, self.relation + relations])[order],
            np.concatenate([self.object, self.subject])[order],
            day[order],
        )


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of entities tell.

    Attributes:
        country: of each entity (E,), -1 where the name has none.
        countries: how many there are.
        sector: what stands before the country, "Police" of "Police_(Kenya)", numbered (E,); 0 where the name is no such
            name, and 1 for the countries themselves.
        sectors: how many there are, 0 and 1 among them.
    """

    country: Ints
    countries: int
    sector: Ints
    sectors: int


def read_facts(path: Path | str) -> Facts:
    """The facts of a file, sorted by day, each once a day; the errors are those of `read_counted`."""
    return read_counted(path)[0]


def read_counted(path: Path | str) -> tuple[Facts, int]:
    """The facts of a file, sorted by day, each once a day, and how many lines told one again and were left out.

    Raises:
        DocumentError: the file cannot be read, or a line has too few columns or something that is no number.
    """
    path = Path(path)
    rows = []
    try:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if line.strip():
                rows.append(_row(path, number, line))
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(path, f"cannot be read ({error})", "give a tab-separated UTF-8 file") from error
    if not rows:
        raise DocumentError(path, "holds no facts", f"write a line a fact: {', '.join(COLUMNS)}, tab-separated")
    table = np.array(rows, dtype=np.int64)
    table[:, 3] //= HOURS_A_DAY
    _, first = np.unique(table, axis=0, return_index=True)
    once = table[np.sort(first)]
    once = once[np.argsort(once[:, 3], kind="stable")]
    return Facts(once[:, 0], once[:, 1], once[:, 2], once[:, 3]), len(table) - len(once)


def _row(path: Path, number: int, line: str) -> list[int]:
    cells = line.split("\t")
    if len(cells) < len(COLUMNS):
        raise DocumentError(path, f"{len(cells)} columns", f"write {', '.join(COLUMNS)}, tab-separated", number)
    try:
        values = [int(cell) for cell in cells[: len(COLUMNS)]]
    except ValueError:
        raise DocumentError(
            path, f"{line!r} holds something that is no number", "write whole numbers", number
        ) from None
    if min(values) < 0:
        raise DocumentError(path, f"{line!r} holds a number below zero", "numbers begin at 0", number)
    return values


def in_order(parts: dict[str, Facts]) -> None:
    """Check that each file begins after the one before has ended.

    Raises:
        TableError: they overlap; the message names both files and the day.
    """
    for (earlier, first), (later, second) in itertools.pairwise(parts.items()):
        if second.day[0] <= first.day[-1]:
            raise TableError(
                f"{later} begins on day {second.day[0]}, when {earlier} has not ended (day {first.day[-1]}); "
                "split them by time"
            )


def read_names(path: Path | str) -> Names:
    """The countries and sectors in the names of `entity2id.txt` ("Police_(Kenya)", or "Kenya", where others name it).

    Raises:
        DocumentError: the file cannot be read or a line is no name and number.
    """
    path = Path(path)
    names: dict[int, str] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(path, f"cannot be read ({error})", "give a tab-separated UTF-8 file") from error
    for number, line in enumerate(lines, start=1):
        name, _, key = line.rpartition("\t")
        if not key.strip().isdigit():
            raise DocumentError(path, f"{line!r} is no name and number", "write name, tab, number", number)
        names[int(key)] = name
    if sorted(names) != list(range(len(names))):
        raise DocumentError(path, "the numbers have gaps", "number the entities from 0 on, each once")
    ordered = [names[key] for key in range(len(names))]
    parts = [(match[1], match[2]) if (match := _PART_OF.match(name)) else (None, None) for name in ordered]
    known = {country: number for number, country in enumerate(sorted({one for _, one in parts if one}))}
    kinds = {kind: number for number, kind in enumerate(sorted({one for one, _ in parts if one}), start=2)}
    codes = [known.get(own or name, -1) for (_, own), name in zip(parts, ordered, strict=True)]
    sectors = [kinds[kind] if kind else int(name in known) for (kind, _), name in zip(parts, ordered, strict=True)]
    return Names(np.array(codes, dtype=np.int64), len(known), np.array(sectors, dtype=np.int64), len(kinds) + 2)
