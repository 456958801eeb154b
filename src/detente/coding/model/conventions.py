"""How the labels of a marked pair fold into roots, by the codebook or by PLOVER's table of 2021.

The codebook keeps what is announced apart from what is done by `status`, and so may `detente code`, which has that
field. A marked pair has none. There PLOVER's CAMEO table of September 2021 decides: an announced visit, gift or
withdrawal is AGREE (CAMEO 03), a signed accord SUPPORT (057), what is approved or granted CONCEDE (08), an embargo or
sanctions proper COERCE (163, 172), a blockade, an occupation or an attack by computer ASSAULT (19), a
friendly act that is refused REJECT (12).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.coding.model.network import PAIR_LABELS

_PLOVER = {
    "AGREE/accord": "SUPPORT",
    "AGREE/granted": "CONCEDE",
    "SANCTION/measure": "COERCE",
    "COERCE/force": "ASSAULT",
}
_PLOVER_KINDS = {"planned": "AGREE", "refused": "REJECT"}


def codebook_root(label: str) -> str:
    """The root of a pair label by the codebook."""
    return label.split("/")[0]


def plover_root(label: str) -> str:
    """The root of a pair label by PLOVER's table of 2021."""
    root, _, kind = label.partition("/")
    return _PLOVER.get(label) or _PLOVER_KINDS.get(kind, root)


def folded(shares: Sequence[float], convention: Callable[[str], str]) -> dict[str, float]:
    """The probability of each root, and of NULL, under a convention."""
    out: dict[str, float] = {}
    for label, share in zip(PAIR_LABELS, shares, strict=True):
        root = convention(label)
        out[root] = out.get(root, 0.0) + float(share)
    return out
