"""The shell reference, written from the verbs themselves: `python -m detente.cli.reference > docs/shell.md`.

It reads the signatures of the verbs and not the help that is laid out for a terminal, so that the page is
the same whatever the width, the colours or the language of the machine it is made on.
"""

from __future__ import annotations

import enum
import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import typer

_EXAMPLE = "Example:"

_HEAD = """# The shell

This page is generated from the program (`python -m detente.cli.reference > docs/shell.md`) and a test holds it
to the program.

- Results go to standard output, words go to standard error: a pipe carries nothing but results.
- Exit status 0: done. 1: something failed, and one line on standard error says what and how to mend it; what could be
  read has been read. 2: misused.
- A progress line shows on a terminal only.
- An option that takes several values is repeated: `--records events --records figures`.
- `detente VERB --help` says in the terminal what this page says of that verb.
"""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument or option of a verb: the way it is written, its values, its default and its help."""

    names: tuple[str, ...]
    is_option: bool
    values: str
    required: bool
    repeated: bool
    default: str
    help: str


def page() -> str:
    """The whole reference as Markdown, the verbs in the order in which the shell lists them."""
    from detente.cli import app

    built: Any = typer.main.get_command(app)
    verbs = list(_verbs(app, built))
    lines = [f"| [`{v.name}`](#detente-{v.name.replace(' ', '-')}) | {_paragraphs(v.function)[0]} |" for v in verbs]
    table = "\n".join(["| Verb | What it does |", "|---|---|", *lines])
    sections = (_verb(verb, parameters(verb.function, verb.built)) for verb in verbs)
    return "\n\n".join([_HEAD.rstrip(), table, *sections]) + "\n"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the shell: its name ("reference add" in a group), its function, and what Typer makes of it."""

    name: str
    function: Callable[..., Any]
    built: Any


def _verbs(app: typer.Typer, built: Any, group: str = "") -> Iterator[Verb]:
    for command in app.registered_commands:
        if command.callback is not None:
            name = command.name or command.callback.__name__.replace("_", "-")
            yield Verb(f"{group} {name}".strip(), command.callback, built.commands[name])
    for part in app.registered_groups:
        if part.typer_instance is not None and part.name:
            yield from _verbs(part.typer_instance, built.commands[part.name], f"{group} {part.name}".strip())


def parameters(verb: Callable[..., Any], built: Any) -> list[Parameter]:
    """The arguments and options of a verb, in the order of its signature.

    Args:
        verb: the function.
        built: the command that Typer makes of it, whose parameters know how they are written on the command line.
    """
    hints = typing.get_type_hints(verb)
    return [_parameter(parameter, _without_none(hints[parameter.name])) for parameter in built.params]


def _paragraphs(verb: Callable[..., Any]) -> list[str]:
    return [" ".join(part.split()) for part in (inspect.getdoc(verb) or "").split("\n\n") if part.strip()]


def _parameter(parameter: Any, kind: Any) -> Parameter:
    is_option = parameter.param_type_name == "option"
    needless = parameter.required or parameter.default is None or parameter.nargs == -1
    return Parameter(
        names=tuple(parameter.opts) if is_option else (parameter.name.upper(),),
        is_option=is_option,
        values=_values(kind),
        required=parameter.required,
        repeated=typing.get_origin(kind) is list,
        default="" if needless else _default(parameter.default),
        help=parameter.help or "",
    )


def _without_none(kind: Any) -> Any:
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return next(part for part in typing.get_args(kind) if part is not types.NoneType)
    return kind


def _values(kind: Any) -> str:
    """The values that a parameter takes: the choices of an enumeration, else the kind of value."""
    if typing.get_origin(kind) is list:
        return _values(typing.get_args(kind)[0])
    if issubclass(kind, enum.Enum):
        return ", ".join(f"`{member.value}`" for member in kind)
    words = {"str": "text", "Path": "path", "int": "whole number", "float": "number", "bool": "none: a switch"}
    return words[kind.__name__]


def _default(value: Any) -> str:
    return str(value.value) if isinstance(value, enum.Enum) else str(value)


def _verb(verb: Verb, own: list[Parameter]) -> str:
    arguments, options = [p for p in own if not p.is_option], [p for p in own if p.is_option]
    parts = [f"## detente {verb.name}", *_prose(verb.function)]
    parts += ["Usage", _block(_usage(verb.name, arguments, options))]
    if arguments:
        parts.append(_table(("Argument", "Values", "Meaning"), arguments))
    if options:
        parts.append(_table(("Option", "Values", "Default", "Meaning"), options))
    return "\n\n".join(parts)


def _prose(verb: Callable[..., Any]) -> Iterator[str]:
    for paragraph in _paragraphs(verb):
        if paragraph.startswith(_EXAMPLE):
            yield "Example"
            yield _block(paragraph.removeprefix(_EXAMPLE).strip())
        else:
            yield paragraph


def _block(text: str) -> str:
    return f"```sh\n{text}\n```"


def _usage(name: str, arguments: list[Parameter], options: list[Parameter]) -> str:
    needed = [f"{p.names[0]} {p.names[0].lstrip('-').upper()}" for p in options if p.required]
    given = [p.names[0] + "..." * p.repeated for p in arguments]
    shown = [word if p.required else f"[{word}]" for word, p in zip(given, arguments, strict=True)]
    rest = ["[OPTIONS]"] if any(not p.required for p in options) else []
    return " ".join(["detente", name, *shown, *needed, *rest])


def _table(header: tuple[str, ...], rows: list[Parameter]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(_cells(parameter)) + " |" for parameter in rows]
    return "\n".join(lines)


def _cells(parameter: Parameter) -> list[str]:
    names = ", ".join(f"`{name}`" for name in parameter.names)
    values = parameter.values + (", repeated" if parameter.repeated else "")
    meaning = parameter.help.replace("|", "\\|")
    if not parameter.is_option:
        return [names, values, meaning]
    default = "needed" if parameter.required else f"`{parameter.default}`" if parameter.default else ""
    return [names, values, default, meaning]


def main() -> None:
    """Write the page to standard output."""
    sys.stdout.write(page())


if __name__ == "__main__":
    main()
