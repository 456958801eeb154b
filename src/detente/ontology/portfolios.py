"""The offices of a government by portfolio, and every title that the press makes of one.

"Energy secretary", "secretary of energy" and "secretary of state for energy" are one office in London, "minister of
energy" and "head of the energy ministry" the same one elsewhere. The table names the portfolio and those states in
which a secretary has it; in others "X secretary" is an official.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from detente.ontology import rows, split

FEDERATION_HEAD = "federation_head"
"""The office of whoever heads a business federation; that of one federation is this with its code behind it."""
_MINISTER = (
    "{} minister", "minister of {}", "minister of the {}", "minister for {}", "minister for the {}",
    "head of the {} ministry",
)  # fmt: skip
_SECRETARY = (
    "{} secretary", "secretary of {}", "secretary of the {}", "secretary for {}", "head of the {} department",
)  # fmt: skip
_OF_STATE = ("secretary of state for {}", "{} secretary of state")
_BRITISH = "GBR"
_HEAD_OF = ("{head} of {name}", "{head} of the {name}", "{name} {head}", "{name}'s {head}")
_CHAIRS = ("chairman", "chairwoman", "chairperson", "chair")


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One office with the words for its field, titles of another shape, and whether one person holds it at a time.

    `states` are those that alone have it (none: any state may), `secretaries` those in which a secretary has it.
    """

    office: str
    words: tuple[str, ...]
    titles: tuple[str, ...]
    states: tuple[str, ...]
    secretaries: tuple[str, ...]
    single: bool


@functools.cache
def portfolios() -> tuple[Portfolio, ...]:
    """The portfolios and the headships of business federations, in the order of their tables."""
    return (*_ministers(), *_heads_of_federations())


def _ministers() -> Iterator[Portfolio]:
    return (
        Portfolio(
            row["office"],
            split(row["words"]),
            split(row["titles"]),
            split(row["states"]),
            split(row["secretaries"]),
            row["single"] == "yes",
        )
        for row in rows("portfolios")
    )


def _heads_of_federations() -> Iterator[Portfolio]:
    for row in rows("federations"):
        heads = [head for told in split(row["heads"]) for head in (_CHAIRS if told in _CHAIRS else (told,))]
        titles = tuple(
            form.format(head=head, name=name) for name in split(row["names"]) for head in heads for form in _HEAD_OF
        )
        yield Portfolio(f"{FEDERATION_HEAD} {row['code']}", (), titles, (row["country"],), (), single=True)


@functools.cache
def portfolio_titles() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Titles (lower case) with their office and the states in which they are that office's; none means any state."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for portfolio in portfolios():
        for title, states in _titles(portfolio):
            office, known = found.setdefault(title, (portfolio.office, states))
            if office == portfolio.office and known != states:
                # The same title of the same office in other states, on a line of its own.
                found[title] = office, tuple(dict.fromkeys((*known, *states))) if known and states else ()
    return found


def _titles(portfolio: Portfolio) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((title, portfolio.states) for title in portfolio.titles)
    for words in portfolio.words:
        if not set(portfolio.states) & set(portfolio.secretaries):
            yield from ((form.format(words), portfolio.states) for form in _MINISTER)
        if portfolio.secretaries:
            yield from ((form.format(words), portfolio.secretaries) for form in _SECRETARY)
        if _BRITISH in portfolio.secretaries:
            yield from ((form.format(words), (_BRITISH,)) for form in _OF_STATE)
