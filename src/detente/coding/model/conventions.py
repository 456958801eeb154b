"""How the labels of a marked pair fold into roots, by the codebook or by PLOVER's table of 2021.

The codebook keeps what is announced apart from what is done by `status`, and so may `detente code`, which has that
field. A marked pair has none. There PLOVER's CAMEO table of September 2021 decides: an announced visit, gift or
withdrawal is AGREE (CAMEO 03), a signed accord SUPPORT (057), what is approved or granted CONCEDE (08), an embargo or
sanctions proper COERCE (163, 172), a blockade, an occupation or an attack by computer ASSAULT (19), a
friendly act that is refused or not done REJECT (12), a blow that is announced THREATEN (13).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from detente.coding.model.network import PAIR_LABELS, STATUSES, Floats
from detente.ontology import roots

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


def folded(shares: Iterable[float], convention: Callable[[str], str]) -> dict[str, float]:
    """The probability of each root, and of NULL, under a convention."""
    out: dict[str, float] = {}
    for label, share in zip(PAIR_LABELS, shares, strict=True):
        root = convention(label)
        out[root] = out.get(root, 0.0) + float(share)
    return out


def folded_by_status(shares: Floats, statuses: Floats) -> dict[str, float]:
    """The probability of each root, and of NULL, by PLOVER's table.

    Args:
        shares: the probabilities of the pair labels (27).
        statuses: the probabilities of the statuses (6); what is announced or not done may change its root.
    """
    own = folded(shares, plover_root)
    out = dict(own)
    for status, chance in zip(STATUSES, statuses, strict=True):
        for root in roots():
            becomes = _TURNED.get((status, roots()[root].quad))
            if becomes is not None:
                out[root] -= own[root] * float(chance)
                out[becomes] += own[root] * float(chance)
    return out


_TURNED = {
    ("negated", "verbal_cooperation"): "REJECT",
    ("negated", "material_cooperation"): "REJECT",
    ("planned", "verbal_cooperation"): "AGREE",
    ("planned", "material_cooperation"): "AGREE",
    ("planned", "material_conflict"): "THREATEN",
}
"""What an act of a status and a quad is under PLOVER's table, which knows no status."""
