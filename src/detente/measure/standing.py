"""The state of play: bans, tariffs, controls, suspended talks, visa rules and deployments between two states.

A measure is opened by one event and lifted by a later one of the same side, kind and subject. What opens and what lifts
is told by the root of the event and by the words of its sentence; an event without such words opens nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from detente.measure.columns import EVENT_COLUMNS, Dyad, check, pair
from detente.records import Measure, SourceRow, When, digest
from detente.reference.episodes import episodes

_COLUMNS = {**EVENT_COLUMNS, "evidence": pl.String(), "sentence": pl.String()}

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("visa_waiver", r"\bvisa[- ]free|\bvisa waiver|\bwithout (?:a )?visas?|\bvisa exempt"),
        ("visa", r"\bvisas?\b"),
        ("export_control", (
r"\bexports? (?:of|controls?|ban|curbs?|restrictions?|licen)|\bdual-use|\bcurbs? on (?:the "
r")?exports?"
)),
        ("import_ban", r"\bimports?\b"),
        ("tariff", r"\btariffs?\b|\bduty\b|\bduties\b|\blevy\b|\blevies\b"),
        ("flights", r"\bflights?\b|\bair links?\b"),
        ("travel", r"\btravel (?:advice|advisory|warning|ban)|\btourists?\b|\bgroup tours?\b"),
        ("envoy", r"\bambassadors?\b|\benvoys?\b|\bconsuls?[- ]?(?:general)?\b|\bcharge d'affaires\b"),
        ("sanctions", r"\bsanctions?\b|\bblacklist|\basset freeze|\bfroze\b.*\bassets\b|\bembargo\b"),
        ("dialogue", r"\b(?:talks|dialogue|contacts|consultations|exchanges|hotline|relations|ties|cooperation)\b"),
        ("deployment", r"\bdeploy\w*|\bstation(?:ed|s|ing)?\b|\bmissile (?:unit|batter)\w+|\bgarrison"),
    )
)  # fmt: skip
"""What a measure is about, the most telling words first."""

_LASTING = re.compile(
    r"\b(?:suspend\w*|halt\w*|bann?\w*|ban|impos\w+|restrict\w*|curb\w*|freez\w+|froze\w*|recall\w*|"
    r"withdr\w+|break\w* off|"
    r"broke\w* off|sever\w*|block\w*|prohibit\w*|embargo\w*|blacklist\w*|stop\w*|slap\w*|rais\w+|deploy\w*|station\w*|"
    r"tighten\w*|clos\w+|cut off|put off|tariffs?|sanction\w*)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\b(?:waiv\w+|visa[- ]free|without (?:a )?visas?|again let|allow\w*|restor\w+|resum\w+|start\w*)\b", re.I
)
_LIFTING = re.compile(
    r"\b(?:lift\w*|resum\w+|eas\w+|end\w*|restor\w+|reopen\w*|scrap\w*|remov\w+|unfreez\w+|return\w*|"
    r"again (?:allow|let|admit)\w*|"
    r"drop\w*|roll\w* back|suspend\w* (?:the )?tariff|withdr\w+|clear\w*|allow\w*|let)\b",
    re.IGNORECASE,
)
_GOODS = re.compile(
    r"\b(seafood|fish(?:ery)?(?: products?)?|aquatic products?|beef|pork|wine|barley|coal|timber|"
    r"fruit|bananas?|salmon|rice|"
    r"rare[- ]earths?|gallium|germanium|graphite|dual-use|chips?|semiconductors?|steel|alumini?um|"
    r"cars?|oil|gas|arms|weapons|"
    r"food|cosmetics|films?|games|pop music|students?|tourists?|business travellers?|diplomats?|"
    r"defence|military|economic|"
    r"human rights|security|trade)\b",
    re.IGNORECASE,
)
_ALIKE = {
    "fish": "seafood", "fishery": "seafood", "fishery product": "seafood", "fishery products": "seafood",
    "fish product": "seafood", "fish products": "seafood", "aquatic product": "seafood", "aquatic products": "seafood",
}  # fmt: skip
_OPENERS = {"SANCTION", "COERCE", "REJECT", "MOBILIZE"}
_LIFTERS = {"CONCEDE", "COOPERATE", "RETREAT", "AID", "AGREE", "SUPPORT"}
_REAL = {"occurred", "ongoing", "planned"}


@dataclass(frozen=True, slots=True)
class _Act:
    """An event with what its words say of a measure."""

    row: Mapping[str, Any]
    kind: str
    subjects: frozenset[str]

    @property
    def when(self) -> When:
        return When(
            self.row["when_start"], self.row["when_end"] or self.row["when_start"], self.row["when_precision"] or "day",
            self.row.get("when_basis") or "stated",
        )  # fmt: skip


def standing(events: pl.DataFrame, dyad: Dyad, on: dt.date | None = None) -> list[Measure]:
    """The measures between two states, in the order of their beginning.

    Args:
        events: a frame of events with their sentences, as the workspace gives them.
        dyad: the two states.
        on: only those that stand on this day: begun by then, and not lifted by then.

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: the dyad cannot be used.
    """
    pair(dyad)
    acts = check(events, _COLUMNS, "events").unique("id", keep="first", maintain_order=True)
    acts = acts.filter(
        pl.col("actor").is_in(list(dyad)) & pl.col("recipient").is_in(list(dyad)) & pl.col("when_start").is_not_null()
    ).sort("when_start", "id")
    register: list[Measure] = []
    for act in _acts(acts):
        if _lifts(act):
            _lift(act, register)
        elif _opens(act):
            _open(act, register)
    return _on(register, on)


def recorded(dyad: Dyad, on: dt.date | None = None) -> list[Measure]:
    """The measures between two states that the reference table of episodes has, in the order of their beginning.

    Raises:
        QueryError: the dyad cannot be used.
    """
    pair(dyad)
    found = []
    for episode in episodes():
        for by, against in (dyad, dyad[::-1]):
            if by in episode.by and against in episode.against:
                url = episode.source if episode.basis == "page" else None
                row = SourceRow("detente episodes", episode.name, None, url)
                key = digest("episode", episode.name, by, against)
                found.append(
                    Measure(
                        key, episode.kind, by, against, episode.subject, episode.since, None, "occurred", episode.name,
                        until=episode.until, reference=row, basis=episode.basis,
                    )
                )  # fmt: skip
    return _on(found, on)


def joined(told: Sequence[Measure], recorded: Sequence[Measure], on: dt.date | None = None) -> list[Measure]:
    """The measures of the events and those of the record that no event tells of, in the order of their beginning.

    Where no event tells of the end of a measure and the record does, the end is the record's, with its row.

    Args:
        told: from `standing`, of any day.
        recorded: from `recorded`, of any day.
        on: only those that stand on this day.
    """
    new = [known for known in recorded if not any(_alike(known, measure) for measure in told)]
    every = [*(_ended(measure, recorded) for measure in told), *new]
    return _on(sorted(every, key=lambda measure: (measure.since.start, measure.id)), on)


def _ended(told: Measure, recorded: Sequence[Measure]) -> Measure:
    ends = [known for known in recorded if known.until is not None and _alike(known, told)]
    if told.until is not None or not ends:
        return told
    return replace(told, until=ends[0].until, reference=ends[0].reference, basis=ends[0].basis)


def _alike(known: Measure, told: Measure) -> bool:
    """Whether an event tells of an episode: side, kind, and a beginning within a quarter of a year of each other."""
    if (known.by, known.against, known.kind) != (told.by, told.against, told.kind):
        return False
    near = dt.timedelta(days=92)
    return known.since.start - near <= told.since.end and told.since.start <= known.since.end + near


def _on(register: list[Measure], day: dt.date | None) -> list[Measure]:
    if day is None:
        return register
    return [m for m in register if m.since.start <= day and (m.until is None or m.until.start > day)]


def _acts(events: pl.DataFrame) -> Iterator[_Act]:
    for row in events.iter_rows(named=True):
        words = f"{row['evidence'] or ''} {row['sentence'] or ''}" if row["status"] in _REAL else ""
        kind = next((kind for kind, pattern in _KINDS if pattern.search(words)), None)
        if kind is not None:
            found = (match.lower() for match in _GOODS.findall(words))
            yield _Act(row, kind, frozenset(_ALIKE.get(word, word).rstrip("s") for word in found))


def _opens(act: _Act) -> bool:
    if act.kind == "visa_waiver" and act.row["type"] in _LIFTERS:
        return _OPENING.search(act.row["sentence"] or act.row["evidence"] or "") is not None
    if act.row["type"] not in _OPENERS or (act.row["type"] == "MOBILIZE") != (act.kind == "deployment"):
        return False
    return _LASTING.search(act.row["evidence"] or "") is not None


def _lifts(act: _Act) -> bool:
    """Whether the words say that something ends: of a friendly act, or of any where no word of a ban stands by."""
    words = act.row["evidence"] or ""
    if act.kind == "visa_waiver" or _LIFTING.search(words) is None:
        return False
    return act.row["type"] in _LIFTERS or _LASTING.search(words) is None


def _open(act: _Act, register: list[Measure]) -> None:
    """Begin a measure; a further report of one that stands leaves it as it is."""
    row = act.row
    subject = ", ".join(sorted(act.subjects)) or None
    for number, known in enumerate(register):
        if known.until is None and _same(known, act):
            if _within(act.when, known.since):
                # The same act told more exactly.
                register[number] = replace(known, since=act.when, opened_by=row["id"], evidence=row["evidence"])
            return
    if act.kind in {"visa", "visa_waiver"} and row["type"] in _OPENERS:
        act = replace(act, kind="visa")
        # Refusing visas ends a waiver that the same side had given.
        for number, known in enumerate(register):
            if known.kind == "visa_waiver" and known.until is None and known.by == row["actor"]:
                register[number] = replace(known, until=act.when, lifted_by=row["id"])
    register.append(
        Measure(
            digest("measure", row["id"], act.kind),
            act.kind,
            row["actor"],
            row["recipient"],
            subject,
            act.when,
            row["id"],
            row["status"],
            row["evidence"],
            sentence=row["sentence"],
        )
    )


def _within(inner: When, outer: When) -> bool:
    shorter = inner.end - inner.start < outer.end - outer.start
    return shorter and outer.start <= inner.start and inner.end <= outer.end


def _lift(act: _Act, register: list[Measure]) -> None:
    """End the latest measure of that side and kind which the words fit."""
    for number in range(len(register) - 1, -1, -1):
        known = register[number]
        if known.until is None and _same(known, act) and known.since.start < act.row["when_start"]:
            register[number] = replace(known, until=act.when, lifted_by=act.row["id"])
            return


def _same(known: Measure, act: _Act) -> bool:
    if known.by != act.row["actor"] or known.kind != act.kind:
        return False
    mine = frozenset((known.subject or "").split(", ")) - {""}
    return not mine or not act.subjects or bool(mine & act.subjects)
