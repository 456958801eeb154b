"""Which words of a paragraph stand in quotation marks: the marks in pairs, whatever sentences stand between them."""

from __future__ import annotations

import re

_MARK = re.compile(r"(?<!\d)\"|(?<=\d)\"(?=\s*(?:$|[A-Z,.;:)]))")
"""A straight quotation mark; the sign of an inch behind a number is none."""


_SINGLE = re.compile(r"(?<!\w)\u2018(?=\S)")
_DOUBLE = re.compile(r"\u201c[^\u201d\n]*\u201d|\"[^\"\n]*\"")
_CLOSING = re.compile(r"\u2019(?!\w)")
_STOPS = ",.?!\u2026"


def doubled(text: str) -> str:
    """The same text, as long, with double quotation marks for British single ones that stand in no double ones.

    The sign that closes is that of the apostrophe too: behind a comma or a full stop it closes, else where no other
    quotation opens before ("the skippers' boats").
    """
    if "\u2018" not in text:
        return text
    marks = list(text)
    taken = [match.span() for match in _DOUBLE.finditer(text)]
    done = 0
    for opening in _SINGLE.finditer(text):
        at = opening.start()
        if at < done or any(low < at < high for low, high in taken):
            continue
        end = text.find("\n", at) if "\n" in text[at:] else len(text)
        following = _SINGLE.search(text, at + 1, end)
        closings = [m.start() for m in _CLOSING.finditer(text, at + 1, following.start() if following else end)]
        closing = next((c for c in closings if text[c - 1] in _STOPS), closings[0] if closings else None)
        if closing is not None:
            marks[at], marks[closing], done = "\u201c", "\u201d", closing
    return "".join(marks)


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
