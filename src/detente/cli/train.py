"""The verb that makes the shipped model anew: train."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from detente.errors import SettingsError


def register(app: typer.Typer) -> None:
    """Add the verb to the shell."""
    app.command()(train)


def train(
    folder: Annotated[
        Path, typer.Argument(help="The training folder: sentences/ and held-out.txt.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder the model is written into.")],
    seed: Annotated[
        list[int] | None, typer.Option(help="A seed; repeated, the mean of the weights is kept. 1 if not given.")
    ] = None,
    epochs: Annotated[
        int, typer.Option(help="Times that every sentence is seen; 0 keeps the network of --start.", min=0)
    ] = 5,
    start: Annotated[
        Path | None,
        typer.Option(
            help="weights.pt of an earlier run or a model's folder, to go on from at half the rate.", exists=True
        ),
    ] = None,
) -> None:
    """Train the event classifier from marked sentences; needs the extra `detente[train]`.

    Example: detente train training/ -o model/ --seed 1 --seed 2
    """
    try:
        from detente.training import run
    except ImportError as error:
        raise SettingsError(f"{error.name} is not installed; pip install 'detente[train]'") from None
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(message)s")
    try:
        scores = run.run(folder, out, tuple(seed or (1,)), epochs, start)
    except ValueError as error:
        raise SettingsError(str(error)) from None
    sys.stdout.write(f"held-out topics: {scores.pairs} pairs, root {scores.root:.3f}, act or none {scores.event:.3f}\n")
