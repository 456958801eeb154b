"""The verbs that rank who does what to whom next: links, on a workspace, and links evaluate, on a benchmark."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from detente.cli.briefs import Where
from detente.cli.output import Format, words, write

DEFAULT = "next"
"""What `detente links` without the name of a verb means: `detente links next JPN-CHN`."""


class _Group(TyperGroup):
    """A group whose first word may be left out."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words, with the default verb before them where they begin with none."""
        named = not args or args[0] in self.commands or args[0] in ("--help", "-h")
        parsed: list[str] = super().parse_args(ctx, args if named else [DEFAULT, *args])
        return parsed


group = typer.Typer(cls=_Group, no_args_is_help=True, rich_markup_mode=None, help="Rank who will do what to whom next.")


def register(app: typer.Typer) -> None:
    """Add the verbs to the shell."""
    app.add_typer(group, name="links")


@group.callback()
def _links() -> None:
    """Rank who will do what to whom next."""


@group.command(DEFAULT)
def ahead(
    dyad: Annotated[str | None, typer.Argument(help="The two states, as in JPN-CHN.", show_default=False)] = None,
    actor: Annotated[
        list[str] | None, typer.Option("--actor", help="Who acts, towards anyone, in place of two states; repeated.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="As of the end of this day (YYYY-MM-DD); of the latest report if not given.")
    ] = None,
    top: Annotated[int | None, typer.Option(help="Rows at most; 20 if not given.", show_default=False)] = None,
    format: Annotated[Format, typer.Option("--format", help="csv, jsonl or table.")] = Format.csv,
    workspace: Where = Path(),
) -> None:
    """Rank who does what to whom next from the acts of a workspace, beside the plain share of past acts.

    The word `next` may be left out. Scores are ranks: they order acts and are no calibrated odds.

    Example: detente links next JPN-CHN --format table -w japan-china
    """
    from detente import api

    with api.Workspace.existing(workspace) as own:
        found = own.links(dyad, actor=actor or (), until=until, top=top)
    for note in found.notes:
        words.print(f"detente: {note}")
    write(({k: _short(v) for k, v in row.items()} for row in found.frame.iter_rows(named=True)), format)


def _short(value: object) -> object:
    return float(f"{value:.4g}") if isinstance(value, float) else value


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
    if found.repeated:
        words.print(f"detente: {found.repeated} lines told a fact of the same day again and were left out")
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
