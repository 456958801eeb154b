"""A progress line on a terminal; nothing in a pipe."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from detente.cli.output import words

T = TypeVar("T")


def counted(items: Iterable[T], noun: str) -> Iterator[T]:
    """Pass items on, counting them in one line on the terminal; in a pipe it says nothing."""
    if not words.is_terminal:
        yield from items
        return
    started = time.monotonic()
    with words.status(f"0 {noun}") as status:
        for number, item in enumerate(items, 1):
            rate = number / max(time.monotonic() - started, 0.01)
            status.update(f"{number:,} {noun} ({rate:,.0f} a second)")
            yield item
