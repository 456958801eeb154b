"""Documents in: what a file is, what is known of it, and what is said of one that cannot be used."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from detente.errors import DocumentError
from detente.records import Document
from detente.settings import Settings, load
from detente.sources import read

PERU = "Peru recalled its ambassador from Chile on Tuesday after a quarrel over fishing rights off Arica."
NORWAY = "Norway and Iceland signed an agreement on mackerel quotas in Bergen on Friday, ministers said."
FRENCH = "Le ministre a rencontré mardi son homologue à Lima pour discuter des îles et de la pêche côtière."


def take(*sources: str | Path, **options: object) -> tuple[list[Document], list[DocumentError]]:
    errors: list[DocumentError] = []
    return list(read(sources, on_error=errors.append, **options)), errors  # type: ignore[arg-type]


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one(path: Path, **options: object) -> Document:
    documents, errors = take(path, **options)
    assert errors == []
    (document,) = documents
    return document


# Plain text


def test_prose_with_commas_and_tabs_is_no_table(tmp_path: Path) -> None:
    lines = [f"\tIn May, as said, {PERU}", f"On Friday, in June, {NORWAY}", f"Then, later, in July, {PERU}", NORWAY]
    assert one(put(tmp_path, "prose.txt", "\n".join(lines))).language == "en"


def test_plain_text_is_kept_whole_so_that_offsets_hold_in_the_file(tmp_path: Path) -> None:
    content = f"\r\n  Lima, 3 May\r\n\r\n{PERU}\r\n\t\r\n"
    path = put(tmp_path, "peru.txt", content)
    document = one(path)
    assert document.text == content
    start = document.text.index("recalled")
    assert path.read_bytes().decode()[start : start + 8] == "recalled"
    assert (document.title, document.published, document.publisher) == (None, None, None)
    assert document.language == "en"
    assert document.path == path.as_posix()
    assert document.raw_hash == hashlib.sha256(content.encode()).hexdigest()


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + PERU.encode(),
        b"\xff\xfe" + PERU.encode("utf-16-le"),
        b"\xfe\xff" + PERU.encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-16 little-endian", "UTF-16 big-endian"],
)
def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path, raw: bytes) -> None:
    assert one(put(tmp_path, "peru.txt", raw)).text == PERU


def test_text_is_in_composed_form(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", unicodedata.normalize("NFD", f"Bogotá and Asunción agreed. {PERU}"))
    assert one(path).text.startswith("Bogotá and Asunción")
    assert unicodedata.is_normalized("NFC", one(path).text)


def test_a_sidecar_tells_what_plain_text_cannot_and_is_no_document(tmp_path: Path) -> None:
    put(tmp_path, "peru.txt", PERU)
    known = {
        "title": "Envoy recalled",
        "date": "2031-05-04",
        "publisher": "The Callao Post",
        "url": "https://x.example/1",
    }
    put(tmp_path, "peru.json", json.dumps(known))
    documents, errors = take(tmp_path)
    assert errors == []
    (document,) = documents
    assert document.title == "Envoy recalled"
    assert document.published == dt.date(2031, 5, 4)
    assert (document.publisher, document.url) == ("The Callao Post", "https://x.example/1")


def test_the_date_given_goes_before_the_sidecar(tmp_path: Path) -> None:
    path = put(tmp_path, "peru.txt", PERU)
    put(tmp_path, "peru.json", '{"date": "2031-05-04"}')
    assert one(path, published=dt.date(2031, 5, 9)).published == dt.date(2031, 5, 9)


def test_a_broken_sidecar_is_named_once_and_its_text_is_not_read_without_it(tmp_path: Path) -> None:
    put(tmp_path, "peru.txt", PERU)
    put(tmp_path, "peru.json", '{"date": "4 May"}')
    documents, errors = take(tmp_path)
    assert documents == []
    assert [error.path for error in errors] == [(tmp_path / "peru.json").as_posix()]
    assert "'4 May'" in str(errors[0])


def test_a_script_in_a_text_is_stored_as_data(tmp_path: Path) -> None:
    content = f"<script>alert('x')</script>\n{PERU}\n<b>not markup</b>"
    assert one(put(tmp_path, "peru.txt", content)).text == content


# Markdown

FRONT = """---
title: "Quota agreed"
date: 2030-02-01
publisher: North Sea Gazette
url: https://gazette.example/quota
tags: [fish]
---
# A heading that is not the title

Norway and Iceland signed an agreement on mackerel quotas in Bergen on Friday, ministers said.
"""


def test_markdown_takes_its_metadata_from_the_front_matter_and_keeps_the_whole_text(tmp_path: Path) -> None:
    document = one(put(tmp_path, "quota", FRONT))
    assert document.text == FRONT
    assert document.title == "Quota agreed"
    assert document.published == dt.date(2030, 2, 1)
    assert (document.publisher, document.url) == ("North Sea Gazette", "https://gazette.example/quota")


def test_markdown_without_front_matter_is_named_by_its_first_heading(tmp_path: Path) -> None:
    document = one(put(tmp_path, "note.txt", f"# Quota agreed #\r\n\r\n{NORWAY}\r\n"), published=dt.date(2030, 2, 1))
    assert (document.title, document.published) == ("Quota agreed", dt.date(2030, 2, 1))


# Web pages


def page(date: str = '<meta property="article:published_time" content="2019-11-30T08:00:00Z">') -> str:
    paragraphs = "".join(f"<p>{PERU} {extra}</p>" for extra in ("It said so.", "Trade fell.", "Talks may follow."))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Envoy recalled</title>'
        '<meta property="og:site_name" content="The Callao Post">'
        f'<link rel="canonical" href="https://callao.example/envoy">{date}</head><body><nav><a href="/">Home</a>'
        f"<a href='/s'>Sport</a></nav><article><h1>Envoy recalled</h1>{paragraphs}</article>"
        "<footer>Copyright 2011-2024</footer></body></html>"
    )


def test_a_page_gives_its_article_and_what_it_states_of_it(tmp_path: Path) -> None:
    document = one(put(tmp_path, "page.txt", page()))
    assert "Peru recalled its ambassador" in document.text
    assert "Sport" not in document.text and "<p>" not in document.text
    assert document.title == "Envoy recalled"
    assert document.published == dt.date(2019, 11, 30)
    assert (document.publisher, document.url) == ("The Callao Post", "https://callao.example/envoy")
    assert document.extractor is not None and document.extractor.startswith("trafilatura ")


def test_a_page_states_its_own_date_before_the_one_given(tmp_path: Path) -> None:
    assert one(put(tmp_path, "a.html", page()), published=dt.date(2020, 1, 1)).published == dt.date(2019, 11, 30)


@pytest.mark.parametrize("given", [None, dt.date(2020, 1, 1)])
def test_a_page_without_a_date_has_the_one_given_never_one_guessed_from_its_footer(
    tmp_path: Path, given: dt.date | None
) -> None:
    assert one(put(tmp_path, "a.html", page("")), published=given).published == given


def test_a_page_may_declare_its_encoding(tmp_path: Path) -> None:
    raw = page().replace("utf-8", "windows-1252").replace("Arica", "Iquique’s café").encode("cp1252")
    assert "Iquique’s café" in one(put(tmp_path, "a.html", raw)).text


# JSON lines


def test_json_lines_are_a_document_a_line_and_a_bad_line_is_named(tmp_path: Path) -> None:
    good = {
        "text": PERU,
        "title": "Envoy recalled",
        "published": "2031-05-04T10:00:00Z",
        "publisher": "The Callao Post",
        "url": "https://callao.example/envoy",
        "language": "en-GB",
        "retrieved": "2031-05-05",
        "supersedes": "abc",
        "score": 3,
    }
    lines = [
        json.dumps(good),
        "",
        '{"title": "no text"}',
        "not json",
        '{"text": "cut off',
        json.dumps({"text": NORWAY}),
    ]
    path = put(tmp_path, "feed", "\n".join(lines))
    documents, errors = take(path)
    first, second = documents
    assert (first.text, first.title, first.published) == (PERU, "Envoy recalled", dt.date(2031, 5, 4))
    assert (first.language, first.retrieved, first.supersedes) == ("en", dt.date(2031, 5, 5), "abc")
    assert first.raw_hash == hashlib.sha256(lines[0].encode()).hexdigest()
    assert (second.text, second.path) == (NORWAY, path.as_posix())
    assert [error.line for error in errors] == [3, 4, 5]
    assert "truncated" in str(errors[2])


@pytest.mark.parametrize("indent", [None, 2])
def test_json_may_be_one_document_or_an_array_of_them(tmp_path: Path, indent: int | None) -> None:
    single = put(tmp_path, "single", json.dumps({"text": PERU}, indent=indent))
    array = put(tmp_path, "array", json.dumps([{"text": PERU}, {"no": 1, "text": 5}, {"text": NORWAY}], indent=indent))
    assert one(single).text == PERU
    documents, errors = take(array)
    assert [document.text for document in documents] == [PERU, NORWAY]
    assert len(errors) == 1


def test_json_lines_are_read_past_a_first_line_that_is_broken(tmp_path: Path) -> None:
    documents, errors = take(put(tmp_path, "feed", "oops\n" + json.dumps({"text": PERU}) + "\n"))
    assert [document.text for document in documents] == [PERU]
    assert [error.line for error in errors] == [1]


def test_json_lines_have_no_limit_of_size_but_a_line_has(tmp_path: Path) -> None:
    small = limits(max_bytes=300)
    lines = [json.dumps({"text": PERU})] * 5 + [json.dumps({"text": PERU * 4})] + [json.dumps({"text": NORWAY})]
    documents, errors = take(put(tmp_path, "feed", "\n".join(lines)), settings=small)
    assert len(documents) == 6
    assert documents[-1].text == NORWAY
    assert [error.line for error in errors] == [6]


def limits(**changed: int) -> Settings:
    shipped = load()
    return replace(shipped, sources=replace(shipped.sources, **changed))


# Bad input

BAD = {
    "empty": (b"", "empty"),
    "only spaces": (b" \n\t\n", "empty"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF file"),
    "a DOCX": (b"PK\x03\x04\x14\x00\x06\x00", "a ZIP archive or an Office file"),
    "gzip": (b"\x1f\x8b\x08\x00", "a gzip archive"),
    "an image": (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
    "NUL bytes": (PERU.encode() + b"\x00\x00\x01", "binary"),
    "control characters": (bytes(range(1, 9)) * 4 + b"Peru", "control characters"),
    "UTF-16 without a mark": (PERU.encode("utf-16-le"), "UTF-16 without a byte order mark"),
    "Windows-1252": (f"{PERU}\nThe café “closed”.\nEnd of report.".encode("cp1252"), "first bad byte at line 2"),
    "cut in a character": (f"{PERU} São".encode()[:-2], "truncated"),
    "a page cut in a tag": (page()[:-20].encode() + b"<foot", "truncated"),
    "a page cut in a script": (b"<html><body><p>Peru</p><script>if (a > b", "truncated"),
    "a page without an article": (b"<html><head><title>x</title></head><body></body></html>", "no article text"),
    "a feed": (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "a feed"),
    "other XML": (b'<?xml version="1.0"?><invoice><sum>3</sum></invoice>', "XML"),
    "French": (FRENCH.encode(), "language looks like French"),
    "a tab-separated table": (b"1\t2024-05-01\tNorway\tIceland\n" * 4, "looks like a table of 4 columns"),
    "a CSV table": (b"id,day,by,against,act\n" + b'7,2024-05-01,Norway,Iceland,"a ban, told"\n' * 4, "of 5 columns"),
    "stated French": (json.dumps({"text": PERU, "language": "fr"}).encode(), "language is French"),
    "JSON cut off": (b'{"text": "Peru recalled its', "truncated"),
    "JSON of other things": (b'{"a": 1}\n{"a": 2}\n{"a": 3}\n', 'nothing in it has a "text"'),
    "an empty array": (b"[]", "empty JSON array"),
    "half a character": (rb'{"text": "Peru \ud83d recalled"}', "lone surrogate"),
    "a date that is none": (json.dumps({"text": PERU, "date": "May 2031"}).encode(), "no date"),
    "an author for a title": (json.dumps({"text": PERU, "title": ["a"]}).encode(), "not a string"),
}


@pytest.mark.parametrize(("raw", "problem"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_one_clear_error_and_the_rest_is_read(tmp_path: Path, raw: bytes, problem: str) -> None:
    bad, good = put(tmp_path, "a-bad", raw), put(tmp_path, "b-good", PERU)
    documents, errors = take(bad, good)
    assert [document.text for document in documents] == [PERU]
    (error,) = errors
    assert error.path == bad.as_posix()
    assert problem in error.problem
    assert error.remedy
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [({"max_bytes": 40}, "larger than 40 bytes"), ({"max_characters": 50}, "longer than 50 characters")],
)
def test_what_is_huge_is_refused(tmp_path: Path, changed: dict[str, int], problem: str) -> None:
    documents, errors = take(put(tmp_path, "a.txt", PERU), settings=limits(**changed))
    assert documents == []
    assert problem in errors[0].problem


def test_missing_files_and_patterns_without_a_match_are_named(tmp_path: Path) -> None:
    documents, errors = take(tmp_path / "none.txt", tmp_path / "*.nothing", put(tmp_path, "a.txt", PERU))
    assert len(documents) == 1
    assert [error.problem for error in errors] == ["no such file or folder", "no file matches this pattern"]


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed, free = put(tmp_path, "a.txt", PERU), put(tmp_path, "b.txt", NORWAY)
    open_ = Path.open

    def guarded(self: Path, *args: str, **options: str) -> object:
        if self == closed:
            raise PermissionError(13, "Permission denied", str(self))
        return open_(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    documents, errors = take(closed, free)
    assert [document.text for document in documents] == [NORWAY]
    assert errors[0].problem == "permission denied"


def test_a_stray_control_character_does_not_make_a_wire_binary(tmp_path: Path) -> None:
    assert one(put(tmp_path, "wire.txt", f"{PERU} {NORWAY}\n\x03")).text.endswith("\x03")


# Languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Minister sprach am Mittwoch in Wien mit dem Botschafter über die Grenze und den Handel.", "German"),
        ("El canciller pidió al gobierno vecino que retire los aranceles impuestos al acero y al cobre.", "Spanish"),
        ("日本の外務大臣は北京で会談した。両国は貿易と安全保障について意見を交わした。", "Japanese"),
        ("Министр встретился во вторник с послом и обсудил с ним торговлю и границу двух стран.", "Russian"),
    ],
)
def test_other_languages_are_named(tmp_path: Path, text: str, language: str) -> None:
    documents, errors = take(put(tmp_path, "a.txt", text))
    assert documents == []
    assert language in errors[0].problem


@pytest.mark.parametrize(
    "text",
    [
        "Paris: non.",
        "PREMIER LI KEQIANG MEETS PRIME MINISTER SHINZO ABE IN TOKYO ON WEDNESDAY",
        "Nguyen Phu Trong and Joko Widodo met Anwar Ibrahim in Hanoi to talk about the South China Sea.",
    ],
)
def test_short_texts_and_texts_full_of_names_are_english(tmp_path: Path, text: str) -> None:
    assert one(put(tmp_path, "a.txt", text)).language == "en"


# Which files


def test_folders_are_read_recursively_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/x.txt"):
        put(tmp_path, name, f"{PERU} {name}")
    documents, errors = take(tmp_path)
    assert errors == []
    assert [Path(str(document.path)).relative_to(tmp_path).as_posix() for document in documents] == [
        "b.txt",
        "a/1.txt",
        "a/2.txt",
    ]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    documents, errors = take(tmp_path)
    assert documents == []
    assert errors[0].problem == "a folder without documents"


def test_globs_name_files_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("in/b.txt", "in/a.txt", "in/deep/c.txt", "in/d.md"):
        put(tmp_path, name, f"{PERU} {name}")
    monkeypatch.chdir(tmp_path)
    documents, errors = take("in/*.txt", "in/**/*.txt", "in/a.txt")
    assert errors == []
    assert [document.path for document in documents] == ["in/a.txt", "in/b.txt", "in/deep/c.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_read(tmp_path: Path) -> None:
    assert one(put(tmp_path, "report [1].txt", PERU)).text == PERU


@pytest.mark.parametrize("raw", [PERU.encode(), json.dumps({"text": PERU}).encode() + b"\n"], ids=["text", "lines"])
def test_standard_input_is_looked_into_as_well(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    documents, errors = take("-")
    assert errors == []
    assert [(document.text, document.path) for document in documents] == [(PERU, "-")]


def test_two_files_with_one_text_stay_two_copies_of_it(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", PERU)
    put(tmp_path, "b.txt", PERU)
    first, second = take(tmp_path)[0]
    assert first.text_id == second.text_id
    assert first.copy_id != second.copy_id
