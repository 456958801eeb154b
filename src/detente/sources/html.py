"""Web pages through trafilatura: the article's text, title, date, publisher and address, and no more."""

from __future__ import annotations

import datetime as dt
import functools
import re
from importlib.metadata import version

from detente.errors import DocumentError
from detente.sources.metadata import Metadata

_NOT_WHOLE = "fetch the page again, whole"
_RAW = ("script", "style")
"""Elements whose content is not markup."""


@functools.cache
def extractor() -> str:
    """Which extractor, and its version."""
    return f"trafilatura {version('trafilatura')}"


def article(page: str, path: str, published: dt.date | None) -> tuple[str, Metadata]:
    """The article's text, a paragraph a line, and what the page says of it.

    The date is the one the page states (in its metadata, its address or beside the headline), never one
    guessed from other numbers in its text; `published` stands in where it states none.

    Raises:
        DocumentError: the page is cut off inside a tag, or holds no article.
    """
    refuse_truncated(page, path)
    # Imported here: it takes a quarter of a second, which only readers of pages need pay.
    from trafilatura import bare_extraction

    found = bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )  # fmt: skip
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        remedy = "save the article itself, or its text in a .txt file"
        raise DocumentError(path, "no article text found in the page", remedy)
    stated = dt.date.fromisoformat(found.date) if found.date else None
    return text, Metadata(
        title=found.title or None,
        published=stated or published,
        publisher=found.sitename or None,
        url=found.url or None,
    )


def refuse_truncated(page: str, path: str) -> None:
    """Stop at a page that ends inside a tag, or inside a script or style.

    Raises:
        DocumentError: it does.
    """
    last = page.rfind("<")
    inside_tag = last > page.rfind(">") and re.match(r"<(?:[a-zA-Z/!?]|\Z)", page[last : last + 2]) is not None
    if inside_tag or any(_ends_inside(page.lower(), name) for name in _RAW):
        raise DocumentError(path, "truncated: it ends in the middle of a tag", _NOT_WHOLE)


def _ends_inside(page: str, name: str) -> bool:
    """Whether the last element of this name is never closed, nor anything after it."""
    start = page.rfind(f"<{name}")
    return start >= 0 and page.find("</", start) < 0
