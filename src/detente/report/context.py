"""What every section of the brief draws on, worked out once."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from detente.measure import events_frame, flows, index
from detente.records import Event
from detente.report import words
from detente.report.evidence import Register, main_report
from detente.report.material import Material
from detente.settings import Settings

FACT = ("occurred", "ongoing")


@dataclass
class Context:
    """The material, the settings and the register of evidence, with the events sorted out."""

    material: Material
    settings: Settings

    @cached_property
    def register(self) -> Register:
        """Where passages get their numbers."""
        return Register(self.material.documents)

    @property
    def dyad(self) -> tuple[str, str]:
        """The two states, as given."""
        return self.material.dyad

    @cached_property
    def held(self) -> list[Event]:
        """The events with a report that can be quoted; the others are not shown."""
        return [event for event in self.material.events if self.material.reports.get(event.id)]

    @cached_property
    def own(self) -> list[Event]:
        """The held events of the pair: between the two, or of one of them with nobody else named.

        What a state does at home ("police arrested protesters") is not between the two.
        """
        return [event for event in self.held if self._inside(event)]

    def _inside(self, event: Event) -> bool:
        parties = {event.actor, event.recipient} - {None}
        home = event.recipient is not None and event.actor == event.recipient
        return bool(parties) and parties <= set(self.dyad) and not home

    @cached_property
    def acts(self) -> list[Event]:
        """What the reports give as fact and as news, the latest first."""
        return latest_first(e for e in self.own if e.status in FACT and not e.background)

    @cached_property
    def measured(self) -> list[Event]:
        """The acts between the two that can move the level: occurred, dated, scored."""
        return [
            event
            for event in self.acts
            if event.actor and event.recipient and event.status == "occurred" and event.when
            and event.score is not None and event.when.precision in ("day", "month")
        ]  # fmt: skip

    @cached_property
    def frame(self) -> pl.DataFrame:
        """All events as a frame for the measures."""
        return events_frame(self.material.events)

    @cached_property
    def index(self) -> pl.DataFrame:
        """The relationship index, as given or as known now by month, to the day of the brief at the latest."""
        if self.material.index is not None:
            return self.material.index
        latest = max((event.when.end for event in self.measured if event.when), default=self.material.generated)
        month_end = latest.replace(day=calendar.monthrange(latest.year, latest.month)[1])
        until = min(month_end, self.material.generated)
        own = self.settings.measure
        return index(self.frame, self.dyad, as_known="now", settings=own, until=until, coverage=self.coverage)

    @cached_property
    def flows(self) -> pl.DataFrame:
        """The flows, as given or computed by month; a month without a document published in it is unknown."""
        if self.material.flows is not None:
            return self.material.flows
        return flows(self.frame, self.dyad, coverage=self.coverage)

    @cached_property
    def coverage(self) -> pl.DataFrame:
        """What was read by day: of the whole workspace where the material tells, else the documents of the brief."""
        if self.material.read is not None:
            return self.material.read
        days = Counter(d.published for d in self.material.documents.values() if d.published)
        schema = {"ds": pl.Date(), "documents": pl.Int64()}
        return pl.DataFrame({"ds": list(days), "documents": list(days.values())}, schema=schema)

    def evidence(self, events: Iterable[Event], limit: int = 12) -> tuple[str, ...]:
        """The evidence ids of the events, at most `limit`."""
        found = [self.register.event(event, self.material.reports[event.id]) for event in list(events)[:limit]]
        return tuple(id for ids in found for id in ids)

    def quote(self, event: Event, limit: int = 260) -> str:
        """The words of the event's main report, on one line."""
        mention, _ = main_report(event, self.material.reports[event.id])
        return words.isolate(words.tidy(mention.evidence.text, limit))

    def weighty(self, events: Iterable[Event]) -> list[Event]:
        """The events by weight now: magnitude of the score, halved with every half-life of age, by how sure it is."""
        latest = max((event.when.end for event in self.measured if event.when), default=self.material.generated)

        def weight(event: Event) -> float:
            age = (latest - event.when.start).days / 30.44 if event.when else 1200.0
            now = math.exp2(-max(age, 0.0) / self.settings.measure.half_life_months)
            mention, _ = main_report(event, self.material.reports[event.id])
            sure = (1.0 if mention.p_event is None else mention.p_event) * (mention.p_type or 1.0)
            return abs(event.score or 0.0) * now * sure

        return sorted(events, key=lambda event: (-weight(event), event.id))

    @cached_property
    def names(self) -> tuple[str, str]:
        """The short names of the two."""
        return words.name(self.dyad[0]), words.name(self.dyad[1])


def latest_first(events: Iterable[Event]) -> list[Event]:
    """The events by the end of their time, the latest first, those without a date last."""

    def key(event: Event) -> tuple[dt.date, dt.date, str]:
        never = dt.date.min
        return (event.when.end, event.when.start, event.id) if event.when else (never, never, event.id)

    return sorted(events, key=key, reverse=True)
