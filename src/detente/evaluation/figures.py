"""Figures matched one to one by where they stand, their value and their unit; then their other fields."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from pathlib import Path

from detente import coding
from detente.coding.figures import units
from detente.coding.text.clauses import words_of
from detente.evaluation.counting import Tally
from detente.evaluation.data import Record, occurrences, records, require_folder, texts
from detente.evaluation.documents import dated
from detente.evaluation.matching import Span, one_to_one, shared
from detente.evaluation.results import Result
from detente.records import Figure

_FIELDS: dict[str, type | tuple[type, ...]] = {
    "doc": str,
    "quote": str,
    "value": (int, float),
    "role": str,
    "comparator": str,
    "subject": str,
}
_PERSONS = words_of(
    "soldiers|troops|conscripts|recruits|reservists|sailors|marines|guards|policemen|officers|fighters|guerrillas|rebels|"
    "militants|gunmen|men|women|children|girls|boys|civilians|residents|inhabitants|citizens|voters|refugees|migrants|"
    "immigrants|emigrants|asylum_seekers|seekers|returnees|evacuees|exiles|arrivals|tourists|visitors|travellers|travelers|"
    "passengers|pilgrims|workers|employees|miners|farmers|fishermen|students|pupils|teachers|prisoners|detainees|hostages|"
    "villagers|adults|officials|bandits|attackers|members|victims|casualties|survivors|dead|wounded|protesters|demonstrators|delegates|deputies|diplomats|journalists"
)
"""Nouns of persons, which the program counts by their own name and the codebook as people."""
_SMALL = frozenset({"the", "a", "an", "of", "and", "in", "its", "for", "to", "from", "by", "on"})


def evaluate(data: Path) -> Result:
    """F1 of value and unit on a folder with `figures.jsonl`; texts may lie in a folder `../dev` beside it.

    Raises:
        QueryError: the folder does not hold that.
    """
    require_folder(data)
    annotated: dict[str, list[Record]] = {}
    for record in records(data / "figures.jsonl", _FIELDS):
        annotated.setdefault(record["doc"], []).append(record)
    documents = texts(data, tuple(annotated), (data.parent / "dev",))
    counts = []
    for name in sorted(annotated):
        text, where = documents[name].text, f"{data}/{name}.txt"
        found = coding.code(dated(documents[name])).figures
        gold = [(record, occurrences(text, record["quote"], where)) for record in annotated[name]]
        pairs = one_to_one(found, gold, lambda f, g: 1.0 if _same_value(f, *g) else None)
        matched = [(found[i], gold[j][0]) for i, j in pairs]
        counts.append(
            {
                "reported": len(found),
                "annotated": len(gold),
                "matched": len(matched),
                "role": sum(f.role == g["role"] for f, g in matched),
                "period": sum(_same_period(f.period or "", g.get("period") or "") for f, g in matched),
                "comparator": sum(f.comparator == g["comparator"] for f, g in matched),
                "subject": sum(bool(_words(f.subject or "") & _words(g["subject"])) for f, g in matched),
            }
        )
    tally = Tally("figures", counts)
    return Result(
        "figures",
        "figures in whole documents",
        coding.VERSION,
        (
            tally.f1("value_unit", "value and unit, F1", "matched", "reported", "annotated"),
            tally.share("role", "role right, of those", "role", "matched"),
            tally.share("period", "period right, of those", "period", "matched"),
            tally.share("comparator", "comparator right, of those", "comparator", "matched"),
            tally.share("subject", "subject shares a word, of those", "subject", "matched"),
        ),
        notes=("the sign of a change is not compared: the annotations give magnitudes",),
    )


def _same_value(figure: Figure, record: Record, places: list[Span]) -> bool:
    near = any(shared([(figure.evidence.start, figure.evidence.end)], [place]) for place in places)
    # The smaller end of a range that falls is its second.
    value = min(abs(figure.value), abs(figure.high if figure.high is not None else figure.value))
    return near and math.isclose(value, abs(record["value"]), rel_tol=0.005) and _same_unit(figure, record)


def _same_period(given: str, wanted: str) -> bool:
    """Whether two labels are of the same days: "1985-01/1986-06" is "1985-01-01/1986-06-30".

    A split year may be written by its years, as a fiscal year or over its months: "1986/1987", "FY1986".
    What is marked by years alone ("since 1979", in 1988) is met by months from one of them into the other.
    """
    if given == wanted:
        return True
    if _season(given) == _season(wanted) is not None:
        return True
    one, other = _days(given), _days(wanted)
    if one is None or other is None:
        return False
    years = wanted.count("/") == 1 and all(len(part) == len("1979") for part in wanted.split("/"))
    by_years = years and [day.year for day in one] == [day.year for day in other] and one[0].month == 1
    return one == other or by_years


def _season(label: str) -> int | None:
    """The year in which a split year begins: "1986/1987", "FY1986", "1986-07/1987-06"; None for other labels."""
    fiscal = re.fullmatch(r"FY(\d{4})", label)
    if fiscal:
        return int(fiscal[1])
    split = re.fullmatch(r"(\d{4})(?:-(\d\d))?/(\d{4})(?:-(\d\d))?", label)
    if not split or int(split[3]) != int(split[1]) + 1 or bool(split[2]) != bool(split[4]):
        return None
    whole = not split[2] or int(split[2]) == int(split[4]) + 1
    return int(split[1]) if whole else None


def _days(label: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a period's label; None for fiscal years and for none."""
    try:
        parts = [[int(number) for number in part.split("-")] for part in label.split("/")]
        first, last = parts[0], parts[-1]
        start = dt.date(*(*first, 1, 1)[:3])
        if len(last) == len(("year", "month", "day")):
            return start, dt.date(*last)
        year, month = last[0], last[1] if len(last) > 1 else 12
        return start, dt.date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def _same_unit(figure: Figure, record: Record) -> bool:
    wanted = str(record.get("unit") or "").removeprefix("count:").lower()
    given = {str(figure.unit or "").lower(), str(figure.currency or "").lower()}
    if figure.per:
        given.add(f"{figure.unit}_per_{figure.per}".lower())
    # "USD_per_barrel": what an amount is for is another field.
    wanted = wanted.partition("_per_")[0] if figure.currency else wanted
    wanted = "points" if wanted in {"index", "index_points"} else wanted
    known = units.kind_of(wanted)
    alike = {wanted, wanted.rstrip("s"), *((known[0],) if known is not None else ())}
    people = wanted == "people" and str(figure.unit or "").lower() in _PERSONS
    # "explosive devices" are told as devices.
    alike |= {wanted.split()[-1].rstrip("s")} if wanted else set()
    return people or bool(alike & (given | {word.rstrip("s") for word in given}))


def _words(text: str) -> set[str]:
    return {word.strip("'’s,.").lower() for word in text.split()} - _SMALL
