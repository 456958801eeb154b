"""The record of a workspace as a panel: which events answer a question, on which day, and when they became known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import numpy as np
import polars as pl

from detente.errors import QueryError
from detente.forecast.questions.acts import Acts, Ints, Kinds, Panel, root_kinds
from detente.forecast.questions.calendar import occasions
from detente.forecast.questions.question import Question
from detente.ontology import office_of, offices_of
from detente.records import Mention, Occasion
from detente.settings import Questions as Options


def levels_of(mentions: Iterable[Mention], level: str) -> frozenset[str]:
    """The ids of the mentions in which somebody of a level takes part, on either side."""
    wanted = offices_of(level)
    return frozenset(
        mention.id
        for mention in mentions
        if any(office_of(actor.office) in wanted for actor in (*mention.actors, *mention.recipients) if actor.office)
    )


def matching(events: pl.DataFrame, question: Question, at_level: frozenset[str]) -> pl.DataFrame:
    """The events that would answer a question, whenever they came: kind, level and issue fit, and they occurred.

    Args:
        events: columns as the workspace gives them.
        question: what is asked; its parties and its window are not looked at.
        at_level: ids of mentions at the question's level.
    """
    held = pl.col("status") == "occurred"
    for column, value in (("type", question.type), ("quad", question.quad), ("issue", question.issue)):
        if value is not None:
            held = held & (pl.col(column) == value)
    if question.level is not None:
        held = held & pl.col("mentions").list.eval(pl.element().is_in(list(at_level))).list.any()
    return events.filter(held)


def between(events: pl.DataFrame, actor: str, recipient: str) -> pl.DataFrame:
    """The events in which one acts on the other; in a mutual act, each does."""
    forward = pl.col("actors").list.contains(actor) & pl.col("recipients").list.contains(recipient)
    back = pl.col("actors").list.contains(recipient) & pl.col("recipients").list.contains(actor)
    return events.filter(forward | (pl.col("mutual") & back))


def panel(
    events: pl.DataFrame,
    coverage: pl.DataFrame,
    told: Iterable[tuple[Occasion, dt.date | None]],
    question: Question,
    at_level: frozenset[str],
    options: Options,
) -> tuple[Panel, int]:
    """What was known before a question's window, and the number of its pair.

    An act enters if it occurred and its whole time is no longer than the window; it is placed on its last day.

    Raises:
        QueryError: nothing dated is known from before the window.
    """
    start = question.start.toordinal()
    ids = set(matching(events, question, at_level)["id"].to_list())
    rows = _acts(events, question.days, start)
    if rows.is_empty():
        raise QueryError(
            f"no dated act between any two states was known before {question.start}: read documents about "
            f"{question.actor} and {question.recipient} first"
        )
    published = [day.toordinal() for day in coverage["ds"].drop_nulls().to_list() if day.toordinal() < start]
    first = max(min([*published, int(rows["known"].to_numpy().min())]), start - options.max_history_days)
    rows = rows.filter(pl.col("known") >= first)
    covered = np.zeros(start - first, dtype=bool)
    covered[[day - first for day in published if day >= first]] = True
    parties = sorted({*rows["from"], *rows["to"], question.actor, question.recipient})
    number = {code: place for place, code in enumerate(parties)}
    acts = _numbered(rows, number, question.kinds(), question.kind, ids)
    pairs = _pairs(acts, (number[question.actor], number[question.recipient]), options)
    codes = [(parties[a], parties[b]) for a, b in pairs]
    dates = ((frozenset(o.participants), o.start, day) for o, day in told if o.start is not None and day is not None)
    calendar = occasions(codes, dt.date.fromordinal(first), question.end, dates)
    # A workspace's parties are states: what bodies of one do among themselves is not in it.
    homes = np.full(len(parties), -1)
    made = Panel(acts, question.kinds(), pairs, first, covered, calendar, homes, tuple(parties))
    own = made.place(np.array([number[question.actor]]), np.array([number[question.recipient]]))
    return made, int(own[0])


def _acts(events: pl.DataFrame, days: int, start: int) -> pl.DataFrame:
    """A row for each event and ordered pair of its states: `id`, `type`, `from`, `to`, `day`, `known` (ordinals)."""
    held = events.filter(
        (pl.col("status") == "occurred") & ((pl.col("when_end") - pl.col("when_start")).dt.total_days() < days)
    )
    one = held.select(
        "id",
        "type",
        "when_end",
        "first_reported",
        "mutual",
        pl.col("actors").alias("from"),
        pl.col("recipients").alias("to"),
    )
    other = one.filter("mutual").rename({"from": "to", "to": "from"}).select(one.columns)
    # Days as `date.toordinal` numbers them: day 1 of the year 1970 is 719163.
    day = pl.col("when_end").cast(pl.Int32).cast(pl.Int64) + dt.date(1970, 1, 1).toordinal()
    known = pl.col("first_reported").cast(pl.Int32).cast(pl.Int64) + dt.date(1970, 1, 1).toordinal()
    return (
        pl.concat([one, other])
        .explode("from")
        .explode("to")
        .drop_nulls(["from", "to"])
        .filter(pl.col("from") != pl.col("to"))
        .with_columns(day=day)
        .with_columns(known=pl.max_horizontal("day", known.fill_null(pl.col("day"))))
        .filter((pl.col("known") < start) & (pl.col("day") < start))
        .unique(["id", "from", "to"], keep="first", maintain_order=True)
        .select("id", "type", "from", "to", "day", "known")
    )


def _numbered(rows: pl.DataFrame, number: Mapping[str, int], kinds: Kinds, own: str, ids: set[str]) -> Acts:
    of = np.zeros((len(rows), len(kinds.names)), dtype=bool)
    for place, (name, root) in enumerate(zip(rows["id"], rows["type"], strict=True)):
        of[place, list(root_kinds()[root])] = True
        if own not in root_kinds() and name in ids:
            of[place, kinds.number(own)] = True
    who = [np.array([number[code] for code in rows[side]], dtype=np.int64) for side in ("from", "to")]
    return Acts.of_columns(who[0], who[1], rows["day"].to_numpy(), rows["known"].to_numpy(), of)


def _pairs(acts: Acts, own: tuple[int, int], options: Options) -> Ints:
    """The pairs with the most acts, at most `max_pairs`, their other direction, and the question's own; sorted."""
    found, count = np.unique(np.stack([acts.actor, acts.recipient], axis=1), axis=0, return_counts=True)
    held = found[np.argsort(-count, kind="stable")][: options.max_pairs]
    return np.unique(np.concatenate([held, held[:, ::-1], [own, own[::-1]]]), axis=0)
