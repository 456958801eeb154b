"""The organisations and forums that a text means: by name, by description, or by a word that points back to one.

"The leaders of the seven big industrial democracies", "the alliance", "its summit": a `Group` is what the tables know
of one of them, under the name that its meetings have and the one that its members have.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from detente.reference.tables import rows
from detente.verify.bodies import editions, memberships
from detente.verify.passages import Passage, has_another_alliance


@dataclass(frozen=True, slots=True)
class Group:
    """One group; `forum` is its name in the table of meetings, `organisation` that in the table of members."""

    forum: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A group in a text, with its offsets there."""

    start: int
    end: int
    group: Group


_OTHER_NAMES = {
    "Commonwealth of Nations": "CHOGM",
    "Quad": "Quad Leaders",
    "EU": "European Council",
    "OTS": "Organization of Turkic States summit",
    "Organisation of African Unity": "OAU summit",
}
"""Groups whose meetings the tables have under another name than that of the group."""
_GAMES = frozenset({"Olympic Games", "Winter Olympic Games", "World Cup"})
"""What has its places and years among the forums, and has neither members nor summits."""
_BACK = 3
"""How many groups, counted back from a sentence, "the summit" may still be of."""


@functools.cache
def _forum_of(organisation: str) -> str | None:
    names = (_OTHER_NAMES.get(organisation, organisation), f"{organisation} summit")
    return next((name for name in names if name in editions.known()), None)


@functools.cache
def _organisation_of(forum: str) -> str | None:
    return next((name for name in memberships.members() if _forum_of(name) == forum), None)


@functools.cache
def _words() -> tuple[tuple[re.Pattern[str], str, Group], ...]:
    """Descriptions and short names, with the word that the document must have for them to mean the group."""
    return tuple(
        (
            re.compile(rf"\b(?:{row['pattern']})(?!\w)"),
            row["needs"],
            Group(row["forum"] or None, row["organisation"] or None),
        )
        for row in rows("group-words")
    )


@functools.lru_cache(maxsize=256)
def mentions(text: str, whole: str) -> tuple[Mention, ...]:
    """The groups that a text means, in order.

    Args:
        text: a sentence or a document.
        whole: the document, which says what "the alliance" is.
    """
    found = [Mention(s, e, Group(f, _organisation_of(f))) for f, s, e in editions.mentions(text) if f not in _GAMES]
    found += [
        Mention(name.start(), name.end(), Group(_forum_of(meant), meant))
        for name, meant in memberships.named(text)
        if all(name.end() <= m.start or m.end <= name.start() for m in found)
    ]
    for pattern, needs, group in _words():
        if needs not in whole or (needs == "NATO" and has_another_alliance(whole)):
            continue
        found += [
            Mention(m.start(), m.end(), group)
            for m in pattern.finditer(text)
            if all(m.end() <= n.start or n.end <= m.start() for n in found)
        ]
    return tuple(sorted(found, key=lambda m: m.start))


def here(passage: Passage) -> tuple[Mention, ...]:
    """The groups that a sentence means."""
    return mentions(passage.text, passage.document.text)


def earlier(passage: Passage) -> list[Group]:
    """The last few groups that the document means before a sentence, the nearest first."""
    text = _one_line(passage.document.text)
    before = [m.group for m in mentions(text, text) if m.end <= passage.offset]
    return list(dict.fromkeys(reversed(before)))[:_BACK]


@functools.lru_cache(maxsize=8)
def _one_line(text: str) -> str:
    """A text without its line ends, at the same offsets: names may run over them."""
    return text.replace("\n", " ")
