"""Titles of those with whom something is planned, or by whom something will be done: told as of the day of the report.

"He would like to sit down in the new year with Vice Premier X", "the link will run through X, chairman of the chiefs".
"""

from __future__ import annotations

import re

from detente.verify import clauses

Span = tuple[int, int]


def holds_it(text: str, end: int) -> bool:
    """ "President X, whose office is largely ceremonial": words behind a name tell what the office is, or does, now."""
    return _HOLDS_IT.match(text, end) is not None


_HOLDS_IT = re.compile(
    r",\s(?:whose\s(?:office|role|post|job)\sis|who\s(?:now\s|also\s|still\s)?(?:oversees|heads|leads|runs|chairs|steers))\b"
)


def is_to_come(text: str, name: Span) -> bool:
    """ "The link will run through X, chairman of the chiefs of staff": the name hangs on a verb of what will be."""
    head = clauses.head_of(clauses.parsed(text), name)
    verb = clauses.clause_of(head) if head is not None else None
    if verb is None or head is None or not any(c.lower_ == "will" and c.dep_ == "aux" for c in verb.children):
        return False
    return head.dep_ in {"pobj", "dobj"} and (head.head == verb or (head.head.head == verb and head.head.pos_ == "ADP"))


def is_to_be_met(text: str, begin: int) -> bool:
    """ "He would like to sit down in the new year with Vice Premier X": with who holds the office now."""
    met = _DEALS.search(text[:begin])
    planned = _IS_PLANNED.search(text[: met.start()]) if met is not None else None
    return planned is not None and met is not None and not _TURNS.search(text[planned.end() : met.start()])


_IS_PLANNED = re.compile(
    r"\b(?:will|would\slike|hopes?|wants?|plans?|intends?|(?:is|are)\s(?:now\s|also\s)?(?:preparing|planning|working\son|due|to"
    r"|expected|set|scheduled|considering|discussing))\b"
)
_TURNS = re.compile(r"[;:]|\b(?:after|since|when|had|which|who|because|than|as|what|said|says)\b")
_DEALS = re.compile(
    r"\b(?:meet|receive|host|welcome|see|(?:meeting|talks|summit|call|dinner|conversation|sit\sdown|speak|talk)\b[^,;.:]{0,40}?\swith"
    r"|(?:visit|trip|journey)\b[^,;.:]{0,30}?\sby)\s(?:the\s)?(?:[A-Z][\w-]+['’]s\s)?$"
)
"""Right before a title: dealings with somebody who is there."""
