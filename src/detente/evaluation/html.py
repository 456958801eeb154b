"""The text of an article out of its page, on the article-extraction-benchmark's own measure (shingles of tokens)."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from statistics import mean

import numpy as np

from detente import coding, sources
from detente.errors import DocumentError
from detente.evaluation.data import content, require_folder
from detente.evaluation.intervals import Indices, bootstrap, label
from detente.evaluation.results import Measure, Result
from detente.settings import load


def evaluate(data: Path) -> Result:
    """Mean F1 a page on a folder with `ground-truth.json` and `html/*.html.gz`.

    Raises:
        QueryError: the folder does not hold that.
    """
    require_folder(data)
    truth = json.loads(content(data / "ground-truth.json"))
    scores, refused = [], 0
    for name in sorted(truth):
        text = _extracted(data / "html" / f"{name}.html.gz")
        refused += text is None
        if text is not None:
            scores.append(shingle_f1(truth[name]["articleBody"], text))
    values = np.array(scores)

    def statistic(chosen: Indices) -> float:
        return float(values[chosen].mean())

    low, high = bootstrap(len(scores), statistic) or (None, None)
    measure = Measure(
        "f1",
        "F1 of the extracted text, mean over pages",
        mean(scores) if scores else None,
        low,
        high,
        label("bootstrap over pages"),
        len(scores),
        "pages",
        {"pages": len(truth), "refused": refused},
    )
    note = f"{refused} of {len(truth)} pages were refused (another language, or no text) and are not in the mean"
    return Result("html", "article text out of web pages", coding.VERSION, (measure,), notes=(note,))


def _extracted(page: Path) -> str | None:
    failed: list[DocumentError] = []
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "page.html"
        plain.write_bytes(gzip.decompress(page.read_bytes()))
        found = list(sources.read([plain], on_error=failed.append))
    return found[0].text if found else None


def shingle_f1(true: str, given: str) -> float:
    """F1 of the multisets of token shingles of two texts, from 0 to 1."""
    one, other = _shingles(true), _shingles(given)
    hits = sum((one & other).values())
    total = sum(one.values()) + sum(other.values())
    return 2 * hits / total if total else 1.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    size = min(load().evaluation.shingle_tokens, len(tokens)) or 1
    return Counter(tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1))
