"""The yearly average rates of exchange of the table, between any two currencies."""

from __future__ import annotations

import functools

from detente.reference.tables import rows
from detente.verify.verdicts import Source, source_in


@functools.cache
def _rates() -> dict[str, dict[int, tuple[float, Source]]]:
    found: dict[str, dict[int, tuple[float, Source]]] = {}
    for row in rows("rates"):
        source = source_in("rates", f"{row['currency']} {row['year']}", row)
        found.setdefault(row["currency"], {})[int(row["year"])] = (float(row["per_usd"]), source)
    return found


def cross(unit: str, base: str) -> dict[int, tuple[float, Source]]:
    """Units of a currency for one of another, by year; the dollar is the table's own base."""
    ours, theirs = _rates().get(unit, {}), _rates().get(base, {})
    if base == "USD":
        return ours
    if unit == "USD":
        return {year: (1 / value, source) for year, (value, source) in theirs.items()}
    return {year: (value / theirs[year][0], source) for year, (value, source) in ours.items() if year in theirs}
