"""What a mention must agree in to be a report of the same act, worked out from the mention alone.

A unit is one act as one document reports it: its mentions with one act number, type, pair and status.
Its key holds what the rule of merging compares: stream, pair, sectors, root, issue and status.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.records import Actor, Coded, Mention, digest
from detente.workspace.columns import joined

STREAM = "text"
"""The source stream of coded documents; rows of event tables are streams of their own."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One act as one document reports it.

    `prints` find the same mention in another copy of the same text; `twin` finds the same undated act in
    a nearly identical text: the n-th of its key and time in each.
    """

    copy_id: str
    key: str
    day: dt.date | None
    mentions: tuple[Mention, ...]
    prints: tuple[str, ...]
    twin: str

    @property
    def anchor(self) -> str:
        """The id of its first mention."""
        return self.mentions[0].id


def units(coded: Coded) -> list[Unit]:
    """The units of a document, in the order of the text."""
    groups: dict[object, list[Mention]] = {}
    for mention in coded.events:
        act = ("act", mention.act) if mention.act is not None else ("alone", mention.id)
        groups.setdefault((act, mention.type, _pair(mention), mention.status), []).append(mention)
    seen: dict[tuple[str, str], int] = {}
    out = []
    for mentions in groups.values():
        key, time = _key(mentions), _time(mentions)
        nth = seen[key, time] = seen.get((key, time), 0) + 1
        prints = tuple(_print(coded.document.text_id, mention) for mention in mentions)
        twin = digest("twin", key, time, nth)
        out.append(Unit(coded.document.copy_id, key, _day(mentions), tuple(mentions), prints, twin))
    return out


def _key(mentions: Sequence[Mention]) -> str:
    """What must be equal in two reports of one act, as one short string."""
    first = _best_dated(mentions)
    issue = next((mention.issues[0] for mention in mentions if mention.issues), None)
    return digest(STREAM, _pair(first), _sectors(first), first.type, issue, first.status)


def _pair(mention: Mention) -> str:
    """Who to whom, as codes; of a mutual act, its parties. What has no code goes by its own words."""
    if mention.mutual:
        return "=" + _who((*mention.actors, *mention.recipients))
    return f"{_who(mention.actors)}>{_who(mention.recipients)}"


def _who(actors: Iterable[Actor]) -> str:
    return joined(actor.code or f"?{actor.text.casefold()}" for actor in actors) or ""


def _sectors(mention: Mention) -> str:
    actor = joined(who.sector for who in mention.actors) or ""
    recipient = joined(who.sector for who in mention.recipients) or ""
    if mention.mutual:
        return "=" + "/".join(sorted({actor, recipient} - {""}))
    return f"{actor}>{recipient}"


def _best_dated(mentions: Sequence[Mention]) -> Mention:
    """The first mention known to the day, else the first that has a time, else the first."""
    return min(mentions, key=lambda mention: (mention.when is None, not _is_day(mention)))


def _is_day(mention: Mention) -> bool:
    return mention.when is not None and mention.when.precision == "day"


def _day(mentions: Sequence[Mention]) -> dt.date | None:
    best = _best_dated(mentions)
    return best.when.start if best.when and _is_day(best) else None


def _time(mentions: Sequence[Mention]) -> str:
    when = _best_dated(mentions).when
    return f"{when.precision} {when.start}/{when.end}" if when else ""


def _print(text_id: str, mention: Mention) -> str:
    span = mention.evidence
    return digest("print", text_id, span.start, span.end, _pair(mention), mention.type, mention.status)
