"""The brief: from the records and measures of a pair to one page on which every line has its evidence.

`compose` builds the view (plain data), `render` writes it as HTML, Markdown or JSON.
"""

from __future__ import annotations

from detente.errors import QueryError
from detente.report import html, json, markdown
from detente.report.agenda import Entry, agenda, ics
from detente.report.files import Format, form_of, write
from detente.report.gather import compose
from detente.report.material import Material
from detente.report.reading import gather
from detente.report.view import Brief

__all__ = ["Brief", "Entry", "Format", "Material", "agenda", "compose", "form_of", "gather", "ics", "render", "write"]

_FORMS = {"html": html.render, "md": markdown.render, "json": json.render}


def render(brief: Brief, form: str = "html") -> str:
    """The brief as one self-contained text: "html", "md" or "json".

    Raises:
        QueryError: an unknown form.
    """
    if form not in _FORMS:
        raise QueryError(f"no form {form!r} of a brief; use one of {', '.join(_FORMS)}")
    return _FORMS[form](brief)
