"""The brief as JSON: the view's own fields, so that a program reads what a reader sees."""

from __future__ import annotations

import json

from detente.records import to_json
from detente.report.view import Brief


def render(brief: Brief) -> str:
    """The view as indented JSON, UTF-8 text with a final line end; the same view gives the same bytes."""
    return json.dumps({"record": "brief", **to_json(brief)}, ensure_ascii=False, indent=1) + "\n"
