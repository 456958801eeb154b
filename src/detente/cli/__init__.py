"""The verbs of the shell. Each is thin: it calls one function of `detente.api` and writes what comes back.

Results go to standard output, words to standard error. Exit status 0: done; 1: something failed; 2: misused.
Matrices here are small, so that numpy is held to one core, unless told otherwise, before it is loaded.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", os.environ.get("OMP_NUM_THREADS", "1"))

import typer

from detente.cli import briefs, chance, checks, evaluate, links, listing, measuring, outlook, scenarios, texts, train
from detente.cli.output import words
from detente.errors import DetenteError, QueryError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    help="From reporting to a reasoned, checkable picture of the relationship between two states.",
)
briefs.register(app)
texts.register(app)
checks.register(app)
listing.register(app)
measuring.register(app)
outlook.register(app)
chance.register(app)
scenarios.register(app)
links.register(app)
evaluate.register(app)
train.register(app)


def main() -> None:
    """Run the shell; a user's mistake is one line on standard error, never a traceback."""
    try:
        app()
    except QueryError as error:
        words.print(f"detente: {error}")
        sys.exit(2)
    except DetenteError as error:
        words.print(f"detente: {error}")
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
