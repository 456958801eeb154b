"""Small coded documents for the tests of the workspace, made by hand so that each says what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from detente.records import (
    Actor,
    Coded,
    Document,
    Expectation,
    Figure,
    Mention,
    Occasion,
    Statement,
    TextSpan,
    When,
    digest,
)

STORY = (
    "Peru recalled its ambassador from Chile on Tuesday after a quarrel over fishing rights off Arica. "
    "The foreign ministry in Lima said that the envoy would stay at home until boats were released, and that "
    "it had asked Santiago for an explanation. Chile said that the boats had crossed the line at sea that a "
    "court drew years ago. Fishermen on both sides have long complained of patrols, and trade worth three "
    "billion dollars a year passes through the port."
)


def day(text: str) -> When:
    """A time known to the day."""
    at = dt.date.fromisoformat(text)
    return When(at, at, "day", "stated")


def month(text: str) -> When:
    """A time known to the month, of thirty days."""
    start = dt.date.fromisoformat(text + "-01")
    return When(start, start + dt.timedelta(days=29), "month", "stated")


def document(
    text: str = STORY,
    *,
    path: str = "a.txt",
    published: str | None = "2031-05-07",
    publisher: str | None = "Callao Post",
    url: str | None = None,
    supersedes: str | None = None,
) -> Document:
    """A document in English."""
    at = dt.date.fromisoformat(published) if published else None
    return Document(text, path=path, published=at, publisher=publisher, url=url, supersedes=supersedes, language="en")


def mention(
    about: Document,
    when: When | None = None,
    *,
    at: tuple[int, int] = (0, 44),
    actors: Sequence[str] = ("PER",),
    recipients: Sequence[str] = ("CHL",),
    type: str = "SANCTION",
    quad: str = "material_conflict",
    issue: str = "diplomacy",
    status: str = "occurred",
    sector: str = "GOV",
    mutual: bool = False,
    act: int | None = None,
    abstained: bool = False,
    asserted_by: str = "text",
    p_event: float = 0.9,
    score: float = -6.0,
) -> Mention:
    """Peru recalls its ambassador from Chile, unless said otherwise."""
    identity = digest(about.copy_id, *at, "|".join(actors), "|".join(recipients))
    return Mention(
        identity,
        about.text_id,
        type,
        quad,
        status,  # type: ignore[arg-type]
        TextSpan(*at, about.text[slice(*at)]),
        actors=tuple(Actor(code, code, sector=sector) for code in actors),
        recipients=tuple(Actor(code, code, sector=sector) for code in recipients),
        issues=(issue,),
        score=score,
        when=when,
        mutual=mutual,
        act=act,
        abstained=abstained,
        asserted_by=asserted_by,
        p_event=p_event,
        path=about.path,
    )


def coded(about: Document, *mentions: Mention, countries: Sequence[str] = ("PER", "CHL")) -> Coded:
    """The document with these mentions."""
    return Coded(about, tuple(mentions), countries=tuple(countries))


def report(
    when: When | None, number: int, text: str | None = None, published: str = "2031-05-07", **more: object
) -> Coded:
    """One report of the recall, in a document of its own (numbered, so that its text is like no other)."""
    own = " ".join(f"word{number}x{i}" for i in range(60))
    about = document(text or own, path=f"{number}.txt", published=published, publisher=f"Paper {number}")
    return coded(about, mention(about, when, **more))  # type: ignore[arg-type]


def full(about: Document) -> Coded:
    """A document with a record of every kind but findings."""
    lima = Actor("PER", "Lima", sector="GOV", person="Ana Quispe", office="foreign minister")
    span = TextSpan(98, 126, about.text[98:126])
    return Coded(
        about,
        (mention(about, day("2031-05-06")),),
        (
            Statement(
                digest("s", about.copy_id), about.text_id, lima, "said", "neutral", False, (span,), span,
                to=(Actor("CHL", "Santiago"),), issues=("diplomacy",), when=day("2031-05-06"), path=about.path,
            ),
        ),
        (
            Figure(
                digest("f", about.copy_id), about.text_id, "trade", 3e9, TextSpan(10, 20, about.text[10:20]),
                unit="dollar", currency="USD", per="year", countries=("PER", "CHL"), path=about.path,
            ),
        ),
        (
            Expectation(
                digest("e", about.copy_id), about.text_id, "talks resume", "likely",
                TextSpan(20, 30, about.text[20:30]),
                holder=lima, scale="icd203", low=0.55, high=0.8, horizon=month("2031-06"), path=about.path,
            ),
        ),
        (
            Occasion(
                digest("o", about.copy_id), about.text_id, "border talks", "summit",
                TextSpan(30, 40, about.text[30:40]),
                start=dt.date(2031, 6, 3), end=dt.date(2031, 6, 4), precision="day", participants=("PER", "CHL"),
                path=about.path,
            ),
        ),
        countries=("PER", "CHL"),
    )  # fmt: skip
