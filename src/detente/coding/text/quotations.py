"""Which words of a paragraph stand in quotation marks: the marks in pairs, whatever sentences stand between them."""

from __future__ import annotations

import re

_MARK = re.compile(r"(?<!\d)\"|(?<=\d)\"(?=\s*(?:$|[A-Z,.;:)]))")
"""A straight quotation mark; the sign of an inch behind a number is none."""


def pairs(paragraph: str) -> list[tuple[int, int]]:
    """The half-open stretches between quotation marks, in order.

    A mark that opens while another is open begins a new quotation there, as each paragraph of a long one does; what is
    never closed reaches to the end of the paragraph.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in _MARK.finditer(paragraph):
        at = mark.start()
        before, after = paragraph[at - 1 : at] if at else "", paragraph[at + 1 : at + 2]
        opening = (not before or before.isspace() or before in "([-") and bool(after) and not after.isspace()
        if opened is not None:
            found.append((opened, at))
        opened = at + 1 if opening or (opened is None and (not before or before.isspace())) else None
    if opened is not None:
        found.append((opened, len(paragraph)))
    return [(low, high) for low, high in found if paragraph[low:high].strip()]
