"""What a clause has somebody do: speak, act, deal with others as of now, or only be remembered."""

from __future__ import annotations

from detente.verify import clauses

_REMEMBERED = frozenset(
    {"remember", "credit", "bury", "quote", "know", "recall", "honour", "honor", "name", "call", "say", "think"}
)
"""What is said now, in the passive, of those who are gone."""


_DEALINGS = frozenset(
    {"meet", "receive", "host", "see", "telephone", "phone", "visit", "tell", "greet", "welcome", "brief"}
)
"""What is done with somebody who is there."""
_SPEECH = frozenset(
    {
        "say",
        "tell",
        "warn",
        "argue",
        "insist",
        "add",
        "accuse",
        "urge",
        "announce",
        "deny",
        "reject",
        "reply",
        "declare",
    }
)


def speaks(told: clauses.Telling | None) -> bool:
    """Whether somebody is the subject of a verb of speech, also behind words on who that is."""
    return told is not None and told.part == "subject" and told.verb in _SPEECH and told.tense is not None


def does(told: clauses.Telling | None, looks_so: bool) -> bool:
    """Whether somebody does something in a clause that tells of now or of a past time, or at least looks so.

    Whom somebody meets or talks with is there too.
    """
    active = told is not None and told.tense is not None and not told.passive
    there = (
        told is not None and active and (told.part == "subject" or (told.part == "object" and told.verb in _DEALINGS))
    )
    return there or (looks_so and not remembered(told))


def tells_of_now(told: clauses.Telling | None) -> bool:
    """Whether a clause says what somebody does, has done or will do as of the day of the report."""
    if told is None or told.tense != "now" or told.part == "other":
        return False
    return not remembered(told)


def remembered(told: clauses.Telling | None) -> bool:
    """Whether a clause says only what others think of somebody: "is remembered for it"."""
    return told is not None and told.passive and told.verb in _REMEMBERED
