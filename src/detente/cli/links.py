"""The verb that ranks who does what to whom next: links evaluate."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Rank who will do what to whom next.")


def register(app: typer.Typer) -> None:
    """Add the verb to the shell."""
    app.add_typer(group, name="links")


@group.callback()
def _links() -> None:
    """Rank who will do what to whom next."""


@group.command()
def evaluate(
    train: Annotated[Path, typer.Option(help="Facts: subject, relation, object, hour, tab-separated numbers.")],
    valid: Annotated[Path, typer.Option(help="The facts after those.")],
    test: Annotated[Path, typer.Option(help="The facts to be forecast, a day at a time.")],
    names: Annotated[Path | None, typer.Option(help="A folder with entity2id.txt, for the countries.")] = None,
    backoff: Annotated[bool, typer.Option("--backoff", help="Without training: the back-off counter alone.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object in place of text.")] = False,
) -> None:
    """Rank every answer of a benchmark in the form of ICEWS14 and print MRR, hits, strata and interval.

    Example: detente links evaluate --train train.txt --valid valid.txt --test test.txt --names . --json
    """
    from detente.forecast import links

    found = links.evaluate(train, valid, test, names, backoff=backoff)
    if as_json:
        whole = dataclasses.asdict(found)
        sys.stdout.write(json.dumps({**whole.pop("overall"), **whole, "interval": [found.low, found.high]}) + "\n")
        return
    sys.stdout.write(
        f"{found.model}: MRR {found.overall.mrr:.4f} (90% {found.low:.4f} to {found.high:.4f}), "
        f"trained in {found.training_s:.0f} s, {found.queries_per_s:.0f} questions a second\n"
    )
    for name, held in {"all": found.overall, **found.strata}.items():
        sys.stdout.write(
            f"  {name}: n {held.n}, MRR {held.mrr:.4f}, hits at 1 {held.hits_at_1:.4f}, at 3 {held.hits_at_3:.4f}, "
            f"at 10 {held.hits_at_10:.4f}\n"
        )


__all__ = ["register"]
