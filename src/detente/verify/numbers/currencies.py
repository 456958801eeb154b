"""Which currency a word means in a report: "kronor" in one on Sweden, "Colombian pesos", "dirhams" of Morocco.

Words that several states use are led back by the state named right before them, else by the states of the report.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from detente.coding.figures import units
from detente.verify.numbers import arithmetic
from detente.verify.numbers.arithmetic import Value
from detente.verify.passages import Passage

_AFRICAN = dict.fromkeys(
    ["BEN", "BFA", "CIV", "GNB", "MLI", "NER", "SEN", "TGO", "CMR", "CAF", "TCD", "COG", "GNQ", "GAB"], "XOF"
)
_SHARED: dict[str, dict[str, str]] = {
    "krona": {"SWE": "SEK", "ISL": "ISK"},
    "krone": {"NOR": "NOK", "DNK": "DKK"},
    "koruna": {"CZE": "CZK", "SVK": "SKK"},
    "crown": {"SWE": "SEK", "NOR": "NOK", "DNK": "DKK", "CZE": "CZK", "ISL": "ISK", "SVK": "SKK", "EST": "EEK"},
    "franc": {"CHE": "CHF", "FRA": "FRF", "BEL": "BEF", "RWA": "RWF", "COD": "CDF", **_AFRICAN},
    "peso": {"MEX": "MXN", "PHL": "PHP", "COL": "COP", "ARG": "ARS", "CHL": "CLP", "URY": "UYU", "CUB": "CUP",
             "DOM": "DOP"},
    "dinar": {"KWT": "KWD", "IRQ": "IQD", "JOR": "JOD", "BHR": "BHD", "DZA": "DZD", "TUN": "TND", "LBY": "LYD",
              "SRB": "RSD", "YUG": "YUM", "MKD": "MKD", "SDN": "SDD", "HRV": "HRD"},
    "dirham": {"ARE": "AED", "MAR": "MAD"},
    "rial": {"IRN": "IRR", "OMN": "OMR", "YEM": "YER", "QAT": "QAR", "SAU": "SAR"},
    "riyal": {"SAU": "SAR", "QAT": "QAR", "OMN": "OMR", "YEM": "YER"},
    "lira": {"TUR": "TRY", "ITA": "ITL", "MLT": "MTL", "SYR": "SYP", "LBN": "LBP"},
    "pound": {"GBR": "GBP", "EGY": "EGP", "SYR": "SYP", "LBN": "LBP", "SDN": "SDG", "SSD": "SSP", "CYP": "CYP",
              "IRL": "IEP"},
    "rupee": {"IND": "INR", "PAK": "PKR", "LKA": "LKR", "NPL": "NPR", "MUS": "MUR", "SYC": "SCR"},
    "ruble": {"RUS": "RUB", "BLR": "BYN"},
    "shilling": {"KEN": "KES", "TZA": "TZS", "UGA": "UGX", "SOM": "SOS"},
    "kwacha": {"ZMB": "ZMW", "MWI": "MWK"},
    "leu": {"ROU": "RON", "MDA": "MDL"},
    "escudo": {"PRT": "PTE", "CPV": "CVE"},
    "guilder": {"NLD": "NLG", "SUR": "SRG"},
    "manat": {"AZE": "AZN", "TKM": "TMT"},
    "som": {"KGZ": "KGS", "UZB": "UZS"},
    "dollar": {"AUS": "AUD", "CAN": "CAD", "HKG": "HKD", "NZL": "NZD", "SGP": "SGD", "TWN": "TWD", "USA": "USD",
               "BRN": "BND", "FJI": "FJD", "JAM": "JMD", "TTO": "TTD"},
}  # fmt: skip
_FORMS = {
    "kronor": "krona", "kroner": "krone", "korun": "koruna", "koruny": "koruna", "lei": "leu", "rouble": "ruble",
    "roubles": "ruble",
}  # fmt: skip
_AFTER = re.compile(r"\s?(?P<before>(?:[A-Z][\w.'-]*\s){0,3})(?:new\s)?(?P<word>[A-Za-z]+)\b")
_SIGNED = re.compile(r"[$€£¥₩₹]\s?$")
_RUPEES = re.compile(r"\bRs\.?\s?$")
_ALONE = frozenset({"dollar"})
"""Words that mean one state's money unless another is named beside them."""


def values(passage: Passage) -> Iterator[Value]:
    """The amounts of money of a sentence, each in its currency; those whose currency is not plain are left out."""
    for value in arithmetic.values(passage.text):
        if value.percent or value.value <= 0:
            continue
        code = _code(passage, value)
        if code is not None:
            yield dataclasses.replace(value, currency=code)


def _code(passage: Passage, value: Value) -> str | None:
    if _SIGNED.search(passage.text[: value.start]):
        return value.currency
    if _RUPEES.search(passage.text[: value.start]):
        return _of_the_report(_SHARED["rupee"], passage, value)
    after = _AFTER.match(passage.text, value.end)
    if after is None:
        return value.currency
    word = after["word"].lower()
    shared = _of_today(_SHARED.get(_FORMS.get(word, word.removesuffix("s"))), passage)
    if shared is None:
        return value.currency or _of_a_state(passage.text, value.end)
    if after["before"].strip():
        if "CFA" in after["before"]:
            return "XOF"
        start, end = after.span("before")
        named = [n.code for n in passage.named if start <= n.start and n.end <= end]
        return shared.get(named[0] or "") if named else value.currency
    if word.removesuffix("s") in _ALONE:
        return value.currency
    return _of_the_report(shared, passage, value)


def _of_the_report(shared: dict[str, str], passage: Passage, value: Value) -> str | None:
    """Which of the moneys of one name is meant, by the states named in the sentence, the one before and the report."""
    here = [shared[n.code] for n in passage.named if n.end <= value.start and n.code in shared]
    if here:
        return here[-1]
    before = passage.before.named if passage.before is not None else ()
    near = {shared[n.code] for n in before if n.code in shared}
    if len(near) == 1:
        return near.pop()
    found = {shared[state] for state in passage.states[:6] if state in shared}
    main = {shared[state] for state in passage.states[:2] if state in shared}
    found = main if len(main) == 1 else found
    return next(iter(found)) if len(found) == 1 else None if found else value.currency


_GONE = {
    "IEP": 2002, "FRF": 2002, "BEF": 2002, "ITL": 2002, "PTE": 2002, "NLG": 2002, "CYP": 2008, "MTL": 2008, "SKK": 2009,
    "EEK": 2011,
}  # fmt: skip
"""Moneys that the euro replaced, with the year."""


def _of_today(shared: dict[str, str] | None, passage: Passage) -> dict[str, str] | None:
    """The states that share a word for their money on the day of a report, without those that have the euro by then."""
    if shared is None or passage.published is None:
        return shared
    year = passage.published.year
    return {state: code for state, code in shared.items() if _GONE.get(code, year + 1) > year}


def _of_a_state(text: str, end: int) -> str | None:
    """The currency of words that name its state: "Peruvian soles", "Dutch guilders"."""
    unit = units.currency_after(text, end, ((), ()))
    return unit.currency if unit is not None and text[end : unit.end].strip()[:1].isupper() else None
