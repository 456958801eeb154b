"""Reading the reference tables that stand beside this module."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from detente.ontology import read_csv, split

_LAND = {"region", "island", "city"}


@dataclass(frozen=True, slots=True)
class Place:
    """A disputed or strategic place, by whom it is claimed and who administers it (ISO3 codes)."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    claimants: tuple[str, ...]
    administered_by: tuple[str, ...]

    @property
    def state(self) -> str | None:
        """The state that it is part of, where nobody else claims it; None for a sea, a line, a disputed place."""
        alone = len(self.administered_by) == 1 and self.claimants in {(), self.administered_by}
        return self.administered_by[0] if alone and self.kind in _LAND else None


def folder() -> Traversable:
    """Where the shipped tables are."""
    return resources.files("detente.reference")


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a reference table named without its ending, such as `forums` or `offices/asia`."""
    yield from read_csv(folder().joinpath(f"{table}.csv"))


@functools.cache
def places() -> tuple[Place, ...]:
    """The disputed and strategic places."""
    return tuple(
        Place(
            row["name"],
            split(row["aliases"]),
            row["kind"],
            split(row["claimants"]),
            split(row["administered_by"]),
        )
        for row in rows("places")
    )


@functools.cache
def owners() -> Mapping[str, str]:
    """The owner of each publisher that the table knows: outlets of one owner are one origin."""
    return MappingProxyType({row["name"]: row["owner"] for row in rows("publishers") if row["owner"]})


def chronicle() -> Iterator[dict[str, Any]]:
    """The bundled chronicle of Japan and China, a report at a time in order of date."""
    files = sorted(folder().joinpath("chronicle").iterdir(), key=lambda file: file.name)
    for file in (file for file in files if file.name.endswith(".jsonl")):
        with file.open("r", encoding="utf-8") as handle:
            for line in handle:
                yield json.loads(line)


@functools.cache
def towns() -> dict[str, str]:
    """Towns of some size (names casefolded), each with the state (ISO alpha-3) of the best known one of the name."""
    return {row["name"].casefold(): row["country"] for row in rows("towns")}


@functools.cache
def provinces() -> dict[str, str]:
    """Provinces, federal states and historic regions (names casefolded), each with the state it lies in."""
    return {row["name"].casefold(): row["country"] for row in rows("provinces")}
