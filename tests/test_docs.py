"""The pages under docs/ are held to the program: the verbs, the codebook, the records, the examples."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import typer

from detente import records
from detente.cli import app, reference
from detente.coding.reader import code
from detente.ontology import QUADS, issues, roots, rows
from detente.records import KINDS, Document, Mention, Status, from_json, json_schema, to_json

ROOT = Path(__file__).parents[1]
CODEBOOK = (ROOT / "docs" / "codebook.md").read_text("utf-8")
DATA_MODEL = (ROOT / "docs" / "data-model.md").read_text("utf-8")
SHELL = (ROOT / "docs" / "shell.md").read_text("utf-8")

EXAMPLES_FLOOR = 0.8
"""Share of the codebook's examples that the coder must code as the book does."""

CLASSES = [
    item
    for item in vars(records).values()
    if isinstance(item, type) and dataclasses.is_dataclass(item) and item.__module__ == records.__name__
]


def table(page: str, *header: str) -> list[list[str]]:
    """The rows of the page's tables with this header, their cells without code marks."""
    out: list[list[str]] = []
    inside = False
    for line in page.splitlines():
        cells = [cell.strip().replace("`", "") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells == list(header):
            inside = True
        elif not cells:
            inside = False
        elif inside and not set("".join(cells)) <= set("-:"):
            out.append(cells)
    return out


def section(page: str, title: str) -> str:
    """What stands under a heading of the second level."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no section {title}"
    return found[1]


def command_lines(page: str) -> list[list[str]]:
    """The lines of the page's code blocks, fenced or indented, that call detente, split into words."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    indented = re.findall(r"^ {4}(.+)$", page, re.MULTILINE)
    lines = [line for block in fenced for line in block.splitlines()] + indented
    return [line.split() for line in lines if line.startswith("detente ")]


def verbs() -> dict[str, set[str]]:
    """Every verb of the shell with its options."""
    return dict(_options(typer.main.get_command(app)))


def _options(group: Any, before: str = "") -> Iterator[tuple[str, set[str]]]:
    for name, verb in group.commands.items():
        if hasattr(verb, "commands"):
            yield from _options(verb, f"{before}{name} ")
        else:
            yield f"{before}{name}", {opt for p in verb.params for opt in p.opts if opt.startswith("-")} | {"--help"}


def test_the_shell_page_is_what_the_program_says() -> None:
    assert reference.page() == SHELL, "run: python -m detente.cli.reference > docs/shell.md"


@pytest.mark.parametrize("columns", ["20", "300"])
def test_the_shell_page_is_the_same_on_any_terminal(columns: str) -> None:
    environment = {**os.environ, "COLUMNS": columns, "TERM": "dumb", "FORCE_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "detente.cli.reference"], capture_output=True, check=True, env=environment
    )
    assert done.stdout.decode("utf-8").splitlines() == SHELL.splitlines()


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_every_verb_has_an_example_and_every_option_a_meaning(verb: str) -> None:
    own = section(SHELL, f"detente {verb}")
    assert re.search(rf"^Example\n\n```sh\ndetente {verb}\b", own, re.MULTILINE)
    options = table(own, "Option", "Values", "Default", "Meaning")
    named = {name for row in options for name in row[0].split(", ")}
    assert named == verbs()[verb] - {"--help"}
    assert all(row[3] for row in options)
    assert all(row[2] for row in table(own, "Argument", "Values", "Meaning"))


@pytest.mark.parametrize("page", ["README.md", "docs/shell.md", "docs/codebook.md", "docs/data-model.md"])
def test_the_command_lines_of_a_page_can_be_typed(page: str) -> None:
    known = verbs()
    for words in command_lines((ROOT / page).read_text("utf-8")):
        verb = words[1] if words[1] in known else " ".join(words[1:3])
        assert verb in known, " ".join(words)
        options = {word.partition("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
        assert options <= known[verb], " ".join(words)


def test_the_readme_shows_at_least_one_command_line() -> None:
    assert command_lines((ROOT / "README.md").read_text("utf-8"))


@pytest.mark.parametrize("page", ["codebook.md", "data-model.md", "shell.md"])
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    for target, anchor in re.findall(r"\]\(([\w./-]*)(?:#([\w-]+))?\)", text):
        other = (ROOT / "docs" / target) if target else ROOT / "docs" / page
        assert other.exists(), target
        headings = re.findall(r"^#+ (.+)$", other.read_text("utf-8"), re.MULTILINE)
        assert not anchor or anchor in {heading.lower().replace(" ", "-") for heading in headings}, anchor


def test_the_codebook_has_every_root_as_the_program_has_it() -> None:
    found = table(CODEBOOK, "Root", "Quad", "Score", "Recipient may be absent", "Meaning")
    told = {row[0]: (row[1], float(row[2].replace("−", "-")), row[3] == "yes", row[4]) for row in found}
    assert told == {root.name: (root.quad, root.score, root.alone, root.meaning) for root in roots().values()}
    assert all(f"**{root}.**" in CODEBOOK for root in roots())


def test_the_codebook_has_every_mode() -> None:
    assert table(CODEBOOK, "Root", "Mode", "Meaning") == [[r["root"], r["mode"], r["meaning"]] for r in rows("modes")]
    without = [root for root in roots() if root not in {row["root"] for row in rows("modes")}]
    assert f"{', '.join(without[:-1])} and {without[-1]} have no modes." in CODEBOOK


def test_the_codebook_has_every_quad_with_its_roots() -> None:
    told = {row[0]: row[2].split(", ") for row in table(CODEBOOK, "Quad", "In short", "Roots")}
    assert told == {quad: [root.name for root in roots().values() if root.quad == quad] for quad in QUADS}


def test_the_codebook_has_every_status() -> None:
    assert [row[0] for row in table(CODEBOOK, "Status", "Meaning", "Example")] == list(get_args(Status))


def test_the_codebook_has_every_sector() -> None:
    own = [[row["sector"], row["meaning"], row["example"]] for row in rows("sectors")]
    assert table(CODEBOOK, "Sector", "Meaning", "Example") == own


def test_the_codebook_has_every_issue() -> None:
    told = [row[:2] for row in table(CODEBOOK, "Issue", "Label", "Takes in")]
    assert told == [[issue, label] for issue, (label, _) in issues().items()]


def test_the_codebook_has_every_code_of_an_organisation() -> None:
    told = [row[0] for row in table(CODEBOOK, "Code", "Organisation")]
    assert sorted(told) == sorted({row["code"] for row in rows("organisations")})


@pytest.mark.parametrize("name", ["asserted_by", "abstained", "carried", "mutual", "act", "about", "place"])
def test_the_codebook_explains_the_fields_that_need_a_word(name: str) -> None:
    assert re.search(rf"^\*\*{name}\.\*\*", CODEBOOK, re.MULTILINE)
    assert name in {field.name for field in dataclasses.fields(Mention)}


def examples() -> list[list[str]]:
    """The codebook's examples: root, sentence, actor, recipient (a dash where there is none)."""
    return table(CODEBOOK, "Root", "Example", "Actor", "Recipient")


def as_the_book_says(root: str, sentence: str, actor: str, recipient: str) -> bool:
    """Whether the coder reports the act of the root between the two; of a mutual act either may be the actor."""
    for mention in code(Document(sentence, published=dt.date(2024, 5, 14))).events:
        actors, recipients = [a.code for a in mention.actors], [r.code for r in mention.recipients] or ["–"]
        straight = actor in actors and recipient in recipients
        turned = mention.mutual and actor in recipients and recipient in actors
        if mention.type == root and not mention.abstained and (straight or turned):
            return True
    return False


def test_every_root_has_at_least_two_examples() -> None:
    told = [row[0] for row in examples()]
    assert [root for root in roots() if told.count(root) < 2] == []
    assert set(told) == set(roots())


def test_the_coder_codes_the_examples_as_the_codebook_does() -> None:
    missed = [row for row in examples() if not as_the_book_says(*row)]
    share = 1 - len(missed) / len(examples())
    assert share >= EXAMPLES_FLOOR, f"{share:.0%} right; missed: {missed}"


@pytest.mark.parametrize("example", table(CODEBOOK, "Status", "Meaning", "Example"), ids=lambda row: row[0])
def test_the_status_examples_have_their_status(example: list[str]) -> None:
    status, _, sentence = example
    assert [m.status for m in code(Document(sentence, published=dt.date(2024, 5, 14))).events] == [status]


@pytest.mark.parametrize("record", CLASSES, ids=lambda item: item.__name__)
def test_the_data_model_has_every_field_of_every_record(record: type[Any]) -> None:
    told = {row[0]: row[1] for row in table(section(DATA_MODEL, record.__name__), "Field", "Type", "Meaning")}
    hints = typing.get_type_hints(record)
    assert sorted(told) == sorted(field.name for field in dataclasses.fields(record))
    assert {name for name, kind in told.items() if kind.endswith("?")} == {
        name for name in told if type(None) in get_args(hints[name])
    }


def test_the_data_model_names_every_kind_of_line() -> None:
    told = {row[1] for row in table(DATA_MODEL, "Record", "record", "Made by", "What it is")}
    assert told - {""} == {*KINDS, "derived_event", "measure"}


def lines() -> list[dict[str, Any]]:
    """The records that the data model shows as JSON."""
    blocks = re.findall(r"^```json\n(.*?)^```", DATA_MODEL, re.MULTILINE | re.DOTALL)
    return [json.loads(block) for block in blocks]


def article() -> Document:
    """The invented report of the data model, as `detente code fiji.txt --date 2024-06-05` reads it."""
    found = re.search(r"^```text\n(.*?)^```", DATA_MODEL, re.MULTILINE | re.DOTALL)
    assert found
    return Document(found[1], published=dt.date(2024, 6, 5), path="fiji.txt")


def test_the_data_model_shows_a_line_of_each_kind() -> None:
    assert [line["record"] for line in lines()] == list(KINDS)


@pytest.mark.parametrize("line", lines(), ids=lambda line: line["record"])
def test_a_line_of_the_data_model_is_a_whole_record(line: dict[str, Any]) -> None:
    kind, document = KINDS[line["record"]], article()
    jsonschema.validate(line, json_schema(kind))
    assert to_json(from_json(kind, line)) == line
    assert line["document"] == document.text_id
    assert document.text[line["evidence"]["start"] : line["evidence"]["end"]] == line["evidence"]["text"]


def test_the_coder_prints_the_lines_of_the_data_model() -> None:
    printed = {record.id for record in code(article()).records()}
    assert {line["id"] for line in lines() if line["record"] != "finding"} <= printed
