"""Episodes on a series with known ones: Japan and China, from counts of acts by month and by week.

The data is a folder with files of `unit, p, n, sum, n_coop, n_conf` (`jpn-chn-monthly-*.csv` and
`jpn-chn-weekly-*.csv`) and one of events (`*-events-*.csv`; `date, sc, tc, rel`) that gives the volume and the acts
that lead. What is known is fixed here, from the published accounts: it has chosen no threshold.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl

from detente.errors import QueryError
from detente.evaluation.intervals import label, wilson
from detente.evaluation.results import Measure, Result, Table
from detente.measure.columns import MONTHS_A_PERIOD, STEP, Freq
from detente.measure.episodes import Kind, Spell, spells
from detente.settings import load

KNOWN: tuple[tuple[Freq, Kind, dt.date, str], ...] = (
    ("M", "tension", dt.date(2005, 4, 1), "April 2005, protests"),
    ("M", "tension", dt.date(2010, 9, 1), "September 2010, fishing-boat collision"),
    ("M", "tension", dt.date(2012, 9, 1), "September 2012, islands bought"),
    ("W", "thaw", dt.date(2014, 11, 10), "November 2014, the leaders meet"),
)
PAIR = ("JPN", "CHN")
STRONGEST = 10
_FILES: dict[Freq, str] = {"M": "jpn-chn-monthly-*.csv", "W": "jpn-chn-weekly-*.csv"}
_COLUMNS = ("unit", "p", "n", "sum", "n_coop", "n_conf")


def evaluate(data: Path) -> Result:
    """How many of the known episodes are among the ten strongest spells of their series.

    Args:
        data: the folder.

    Raises:
        QueryError: a file or a column is missing.
    """
    events = _events(data)
    found = {freq: _spells(data, freq, events) for freq in ("M", "W")}
    rows, hits = [], 0
    for freq, kind, day, name in KNOWN:
        place = _place(*found[freq], kind, day)
        hits += place is not None and place <= STRONGEST
        rows.append((name, "not found" if place is None else f"{place} of {len(found[freq][1])}"))
    low, high = wilson(hits, len(KNOWN))
    measure = Measure(
        "known", f"known episodes among the {STRONGEST} strongest spells", hits / len(KNOWN), low, high,
        label("Wilson"), len(KNOWN), "episodes", {"found": hits},
    )  # fmt: skip
    tables = [Table("rank of the known episodes", ("episode", "rank"), tuple(rows))]
    tables += [_table(freq, *found[freq], events) for freq in ("M", "W")]
    return Result(
        "episodes", "Japan and China, counts of acts against what was read", "detente", (measure,), tuple(tables)
    )


def _one(data: Path, pattern: str) -> Path:
    files = sorted(data.glob(pattern))
    if not files:
        raise QueryError(f"{data}: no file {pattern}; name the folder that holds the series with --data")
    return files[0]


def _read(path: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    frame = pl.read_csv(path, try_parse_dates=True, infer_schema_length=None)
    for name in columns:
        if name not in frame.columns:
            raise QueryError(f"{path}: column {name} missing; it needs {', '.join(columns)}")
    return frame


def _events(data: Path) -> pl.DataFrame:
    frame = _read(_one(data, "*-events-*.csv"), ("date", "sc", "tc", "rel"))
    own = (pl.col("sc") == PAIR[0]) & (pl.col("tc") == PAIR[1]) | (pl.col("sc") == PAIR[1]) & (pl.col("tc") == PAIR[0])
    return frame.with_columns(own=own.fill_null(value=False))


def _spells(data: Path, freq: Freq, events: pl.DataFrame) -> tuple[list[dt.date], list[Spell]]:
    table = _read(_one(data, _FILES[freq]), _COLUMNS).filter(pl.col("unit") == "-".join(PAIR))
    others = events.filter(~pl.col("own")).group_by(p=pl.col("date").dt.truncate(STEP[freq])).agg(exposure=pl.len())
    every = pl.DataFrame({"p": pl.date_range(table["p"].min(), table["p"].max(), STEP[freq], eager=True)})  # type: ignore[arg-type]
    rows = every.join(table, on="p", how="left").join(others, on="p", how="left").sort("p")
    rows = rows.with_columns(pl.col("n", "sum", "n_coop", "n_conf").fill_null(0)).select(
        "p", "exposure", "n", n_cooperation="n_coop", n_conflict="n_conf", cooperation="sum", conflict=pl.lit(0.0)
    )
    return rows["p"].to_list(), spells(rows, MONTHS_A_PERIOD[freq], load().measure)


def _place(days: list[dt.date], found: list[Spell], kind: Kind, day: dt.date) -> int | None:
    """The rank of the spell of this kind in which the day's period lies; None where there is none."""
    for number, spell in enumerate(found, start=1):
        last = days[-1] if spell.end is None else days[spell.end]
        if spell.kind == kind and days[spell.onset] <= day <= last:
            return number
    return None


def _table(freq: Freq, days: list[dt.date], found: list[Spell], events: pl.DataFrame) -> Table:
    rows = []
    for spell in found[:STRONGEST]:
        end = "" if spell.end is None else str(days[spell.end])
        acts = _acts(freq, days[spell.peak], events)
        recovery = "not recovered" if spell.half_life is None else f"{spell.half_life}"
        rows.append((
            spell.kind, str(days[spell.onset]), str(days[spell.alarm]), str(days[spell.peak]), end,
            round(spell.strength, 2), round(spell.depth, 2), recovery, "+".join(spell.seen_in), acts,
        ))  # fmt: skip
    columns = (
        "kind",
        "onset",
        "detected",
        "peak",
        "end",
        "strength",
        "depth",
        "half-life",
        "seen in",
        "most acts at the peak",
    )
    return Table({"M": "the strongest by month", "W": "by week"}[freq], columns, tuple(rows))


def _acts(freq: Freq, day: dt.date, events: pl.DataFrame) -> str:
    inside = events.filter(pl.col("own"), pl.col("date").dt.truncate(STEP[freq]) == day)
    top = inside.group_by("rel").len().sort("len", "rel", descending=[True, False]).head(2)
    return "; ".join(f"{name} ({n})" for name, n in top.iter_rows())
