"""The peers' published figures, from the table `peers.csv`."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

from detente.evaluation.results import Peer
from detente.ontology import read_csv


@functools.cache
def _all() -> Mapping[tuple[str, str], tuple[Peer, ...]]:
    found: dict[tuple[str, str], list[Peer]] = {}
    for row in read_csv(resources.files(__package__).joinpath("peers.csv")):
        peer = Peer(
            row["peer"],
            float(row["value"]),
            float(row["high"]) if row["high"] else None,
            row["on"],
            row["source"],
            row["second_hand"] == "yes",
        )
        found.setdefault((row["benchmark"], row["measure"]), []).append(peer)
    return MappingProxyType({key: tuple(peers) for key, peers in found.items()})


def published(benchmark: str, measure: str) -> tuple[Peer, ...]:
    """What others published for this measure, in the table's order; empty where nothing is known."""
    return _all().get((benchmark, measure), ())
