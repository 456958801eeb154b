"""A sentence as word pieces with the marks that show the network a pair.

The vocabulary is MiniLM's; its unused entries 1 to 4 serve as the marks before and after the source and the target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer

LONGEST = 160
"""Word pieces the network sees at most; of a longer sentence, a window around what is marked."""
SOURCE, SOURCE_END, TARGET, TARGET_END = 1, 2, 3, 4
CLS, SEP = 101, 102

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Ids with the code points each stands for ((0, 0) for what is not of the text), and where the marks stand."""

    ids: tuple[int, ...]
    offsets: tuple[Span, ...]
    source: int = 0
    target: int = 0

    def within(self, spans: Sequence[Span]) -> list[int]:
        """The positions whose code points lie in one of the spans."""
        return sorted({i for span in spans for i in self._within(*span)})

    def _within(self, left: int, right: int) -> list[int]:
        return [i for i, (start, end) in enumerate(self.offsets) if start < right and left < end and start < end]


@cache
def tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a model folder."""
    loaded = Tokenizer.from_file(str(folder / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def plain(folder: Path, text: str) -> Pieces:
    """A sentence without marks, cut after LONGEST pieces."""
    encoding = tokenizer(folder).encode(text, add_special_tokens=False)
    room = LONGEST - 2
    ids, offsets = encoding.ids[:room], encoding.offsets[:room]
    return Pieces((CLS, *ids, SEP), ((0, 0), *offsets, (0, 0)))


def marked(folder: Path, text: str, source: Span | None, target: Span | None) -> Pieces:
    """A sentence with its pair marked; `source` and `target` of the result are the positions of the opening marks."""
    encoding = tokenizer(folder).encode(text, add_special_tokens=False)
    ids, offsets = list(encoding.ids), list(encoding.offsets)
    low, high = _window(offsets, [span for span in (source, target) if span], LONGEST - 6)
    ids, offsets = ids[low:high], offsets[low:high]
    at_source = at_target = 0
    for span, opening, closing in ((source, SOURCE, SOURCE_END), (target, TARGET, TARGET_END)):
        if span is None:
            continue
        inside = [i for i, (start, end) in enumerate(offsets) if end > start and start < span[1] and span[0] < end]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        ids[first:last] = [opening, *ids[first:last], closing]
        offsets[first:last] = [(0, 0), *offsets[first:last], (0, 0)]
    if SOURCE in ids:
        at_source = ids.index(SOURCE) + 1
    if TARGET in ids:
        at_target = ids.index(TARGET) + 1
    return Pieces((CLS, *ids, SEP), ((0, 0), *offsets, (0, 0)), at_source, at_target)


def _window(offsets: Sequence[Span], spans: Sequence[Span], room: int) -> tuple[int, int]:
    if len(offsets) <= room:
        return 0, len(offsets)
    held = [i for i, (start, end) in enumerate(offsets) if any(start < b and a < end for a, b in spans)] or [0]
    middle = (held[0] + held[-1]) // 2
    low = max(0, min(middle - room // 2, len(offsets) - room))
    return low, low + room
