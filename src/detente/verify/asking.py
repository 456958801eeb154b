"""Questions to the tables: "who was foreign minister of Japan on 2026-01-01", "Kamikawa"."""

from __future__ import annotations

import datetime as dt
import re

from detente.records import Document
from detente.reference import names
from detente.reference.terms import LEADER, Term, Terms
from detente.verify.passages import passages
from detente.verify.people import office_claims, titles


def ask(question: str, record: Terms) -> tuple[Term, ...]:
    """The terms that answer a question which names a state and an office, or a person, and perhaps a date.

    Open-ended terms are given for a day beyond their reach only as what they are: known through a day.
    """
    found: list[Term] = []
    for passage in passages(Document(question, published=dt.date.today())):
        states = [named.code for named in passage.named if named.code]
        asked = titles.offices_named(passage.text)
        if LEADER in asked or re.search(r"\b(?:led|ruled|governed|leads)\b", passage.text):
            asked |= {LEADER, "head_of_state", "head_of_government"}
        windows = [(time.when.start, time.when.end) for time in passage.times]
        people = office_claims.people(passage) or office_claims.single_names(passage)
        for term in record.all:
            if windows and not any(term.start <= hi and lo <= (term.end or dt.date.max) for lo, hi in windows):
                continue
            if people:
                if any(names.match(person, name) == "full" for person in people for name in term.names) or any(
                    names.match(person, name) for person in people if " " not in person for name in term.names
                ):
                    found.append(term)
            elif (
                term.country in states
                and asked
                and (
                    term.office in asked
                    or term.office.split()[0] in asked
                    or (term.office == LEADER and LEADER in asked)
                )
            ):
                found.append(term)
    return tuple(sorted(dict.fromkeys(found), key=lambda term: (term.start, term.person)))
