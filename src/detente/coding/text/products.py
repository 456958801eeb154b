"""The parser's matrix products, by numpy's library where that keeps to one core.

spaCy multiplies by BLIS, which knows few processors well; the OpenBLAS of numpy is two to four times as quick on the
small matrices of the parser. Left to itself it spreads them over all cores, which costs more than it brings, so it is
used only where the environment holds it to one, as the shell does for itself. The two round alike to about the
seventh digit: tags, heads and lemmas of 248,000 tokens of news were the same by either.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

_LIMITS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")


def is_held_to_one_core() -> bool:
    """Whether the environment has numpy multiply on one core; OpenBLAS heeds the first limit that is set."""
    return next((os.environ[name] for name in _LIMITS if name in os.environ), None) == "1"


def multiply_by_numpy(nlp: Language) -> None:
    """Let the models of a pipeline multiply by numpy's library."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    models = (getattr(part, "model", None) for _, part in nlp.pipeline)
    for model in models:
        for layer in model.walk() if model is not None else ():
            layer.ops = ops
