"""A sentence with marks in place of what was recognised in it, and the way back to its own offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with marks in place of parts of it; `edges` lead back to its offsets."""

    text: str
    edges: tuple[tuple[int, int, int, int], ...]

    def start(self, offset: int) -> int:
        """Where something that starts at an offset of the marked text starts in the sentence."""
        return self._back(offset, first=True)

    def end(self, offset: int) -> int:
        """The same of an end (half-open)."""
        return self._back(offset, first=False)

    def back(self, offset: int) -> int:
        """Where an offset of the sentence, outside of what is marked, lies in the marked text."""
        shift = 0
        for _, marked_end, _, end in self.edges:
            if end <= offset:
                shift = marked_end - end
        return offset + shift

    def _back(self, offset: int, *, first: bool) -> int:
        shift = 0
        for marked_start, marked_end, start, end in self.edges:
            if offset <= marked_start:
                break
            if offset < marked_end:
                return start if first else end
            shift = end - marked_end
        return offset + shift


def replaced(text: str, pieces: Iterable[tuple[int, int, str]]) -> Marked:
    """A text in which each piece (start, end, mark) is its mark; one that overlaps the one before is left."""
    out, at = "", 0
    edges: list[tuple[int, int, int, int]] = []
    for start, end, mark in sorted(pieces):
        if start < at:
            continue
        out += text[at:start]
        edges.append((len(out), len(out) + len(mark), start, end))
        out += mark
        at = end
    return Marked(out + text[at:], tuple(edges))
