"""Which copies go back to one origin: the same text, or nearly the same.

Two texts are nearly the same when the Jaccard similarity of their word shingles reaches the threshold.
MinHash bands, kept in the store, find the candidates; the similarity is then computed exactly. Origins
are the connected components of that relation, each named by its least text id, so that they depend on
what has been read and not on the order of reading.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
from datasketch import MinHash, MinHashLSH

from detente.records import Document
from detente.settings import Workspace as Limits
from detente.workspace import schema
from detente.workspace.columns import arrow

_WORD = re.compile(r"\w+")
_WEIGHTS = (0.1, 0.9)
"""Of a false candidate and of a missed one: a false one only costs the exact comparison."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The origin of each copy just placed, and the origins that have grown by joining others."""

    origin: Mapping[str, str]
    changed: set[str]


def shingles(text: str, size: int) -> frozenset[str]:
    """The runs of `size` words of the text, in lower case; of a shorter text, all its words as one."""
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the shingles of both that they have in common."""
    common = len(left & right)
    return common / (len(left) + len(right) - common)


def place(con: duckdb.DuckDBPyConnection, documents: Sequence[Document], limits: Limits) -> Placement:
    """Give each new document its origin, and write it down.

    Args:
        con: the store, inside a transaction; the documents are in it already.
        documents: copies that were not in the store before.
        limits: the threshold, the size of shingles and the permutations.
    """
    texts = {document.text_id: document.text for document in documents}
    candidates = _candidates(con, texts, limits)
    earlier = {text for found in candidates.values() for text in found if text not in texts}
    finder = _Origins(con, {**texts, **_stored_texts(con, earlier)}, limits)
    found = [finder.find(document.text_id, candidates.get(document.text_id, ())) for document in documents]
    rows = [
        {"copy_id": document.copy_id, "origin_id": finder.current(origin), "why": why}
        for document, (origin, why) in zip(documents, found, strict=True)
    ]
    schema.insert(con, "origins", arrow(rows, schema.TABLES["origins"]))
    return Placement({row["copy_id"]: row["origin_id"] for row in rows}, finder.write_unions())


def _candidates(con: duckdb.DuckDBPyConnection, texts: Mapping[str, str], limits: Limits) -> dict[str, list[str]]:
    """Keep the bands of the texts that are new; for each of them, the earlier texts that share one."""
    new = _new_texts(con, list(texts))
    if not new:
        return {}
    rows = [{"band": band, "text_no": number} for text, number in new.items() for band in bands(texts[text], limits)]
    schema.insert(con, "bands", arrow(rows, schema.TABLES["bands"]))
    out: dict[str, list[str]] = {}
    for later, earlier in con.execute(_PAIRS, [min(new.values())]).fetchall():
        out.setdefault(later, []).append(earlier)
    return out


_PAIRS = """
SELECT DISTINCT later.text_id, earlier.text_id
FROM bands a
JOIN bands b ON a.band = b.band AND b.text_no < a.text_no
JOIN texts later ON later.text_no = a.text_no
JOIN texts earlier ON earlier.text_no = b.text_no
WHERE a.text_no >= ?
ORDER BY ALL
"""


def _new_texts(con: duckdb.DuckDBPyConnection, texts: list[str]) -> dict[str, int]:
    """Number the texts that the store did not have; text id to number."""
    known = con.execute("SELECT text_id FROM texts WHERE text_id IN (SELECT unnest(?))", [texts]).fetchall()
    held = {row[0] for row in known}
    last = con.execute("SELECT coalesce(max(text_no), 0) FROM texts").fetchall()[0][0]
    fresh = [text for text in texts if text not in held]
    new = {text: last + nth for nth, text in enumerate(fresh, start=1)}
    rows = [{"text_no": number, "text_id": text} for text, number in new.items()]
    schema.insert(con, "texts", arrow(rows, schema.TABLES["texts"]))
    return new


def _stored_texts(con: duckdb.DuckDBPyConnection, texts: Iterable[str]) -> dict[str, str]:
    """The stored texts of these ids."""
    rows = con.execute(
        "SELECT text_id, any_value(text) FROM documents WHERE text_id IN (SELECT unnest(?)) GROUP BY 1",
        [sorted(texts)],
    ).fetchall()
    return dict(rows)


def bands(text: str, limits: Limits) -> list[int]:
    """The hashes of the bands of the text's MinHash: two texts with one in common are to be compared."""
    sketch = MinHash(num_perm=limits.minhash_permutations, hashfunc=_hash)
    sketch.update_batch([shingle.encode("utf-8") for shingle in shingles(text, limits.shingle_words)])
    count, rows = _shape(limits.near_duplicate_jaccard, limits.minhash_permutations)
    values = sketch.hashvalues
    return [_hash64(bytes([i]) + values[i * rows : (i + 1) * rows].tobytes()) for i in range(count)]


@functools.cache
def _shape(threshold: float, permutations: int) -> tuple[int, int]:
    """How many bands of how many rows find pairs above the threshold."""
    index = MinHashLSH(threshold=threshold, num_perm=permutations, weights=_WEIGHTS)
    return int(index.b), int(index.r)


def _hash(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "little")


def _hash64(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


class _Origins:
    """The origins of texts while a batch is placed: looked up once, joined in memory, written at the end."""

    def __init__(self, con: duckdb.DuckDBPyConnection, texts: Mapping[str, str], limits: Limits) -> None:
        self._con, self._texts, self._limits = con, texts, limits
        self._shingles: dict[str, frozenset[str]] = {}
        self._joined: dict[str, str] = {}
        rows = con.execute(
            """SELECT d.text_id, min(o.origin_id) FROM documents d JOIN origins o USING (copy_id)
               WHERE d.text_id IN (SELECT unnest(?)) GROUP BY 1""",
            [list(texts)],
        ).fetchall()
        self._origin: dict[str, str] = dict(rows)

    def find(self, text_id: str, candidates: Sequence[str]) -> tuple[str, str]:
        """The origin of a copy of this text, and why it is that."""
        if text_id in self._origin:
            return self.current(self._origin[text_id]), "same text"
        matches = self._matches(text_id, candidates)
        origin = min([text_id, *matches])
        self._joined.update({other: origin for other in matches if other != origin})
        self._origin[text_id] = origin
        return origin, "near-identical text" if matches else "own text"

    def current(self, origin: str) -> str:
        """The origin that this one has become part of, or itself."""
        while origin in self._joined:
            origin = self._joined[origin]
        return origin

    def write_unions(self) -> set[str]:
        """Write down which origins have become one; the origins that have grown."""
        for old in self._joined:
            self._con.execute("UPDATE origins SET origin_id = ? WHERE origin_id = ?", [self.current(old), old])
        return {self.current(old) for old in self._joined}

    def _matches(self, text_id: str, candidates: Sequence[str]) -> list[str]:
        """The origins, as they are now, of which some candidate is nearly the same text."""
        found: list[str] = []
        for candidate in candidates:
            now = self.current(self._origin[candidate])
            if now not in found and self._similar(text_id, candidate):
                found.append(now)
        return found

    def _similar(self, left: str, right: str) -> bool:
        return jaccard(self._cut(left), self._cut(right)) >= self._limits.near_duplicate_jaccard

    def _cut(self, text_id: str) -> frozenset[str]:
        if text_id not in self._shingles:
            self._shingles[text_id] = shingles(self._texts[text_id], self._limits.shingle_words)
        return self._shingles[text_id]
