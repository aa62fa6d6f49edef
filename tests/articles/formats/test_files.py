"""Files: each kind of file to its documents, each bad one to its problem, and what is looked for in a folder."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import find_files, read_bytes, read_file
from annotate.articles.formats import files, problems
from annotate.articles.formats.files import KINDS
from annotate.errors import ArticleError
from annotate.model import Document, Problem

ARTICLE = """\
Harbour bridge closes in spring

By Ana Ruiz

March 5, 2024

The city council voted on Monday to close the bridge. It was a close vote.

“It was right,” said Ruiz. “We had to.” 👩‍👧 Cafe\u0301 owners agreed.
"""


def only(found: list[Document | Problem]) -> Document | Problem:
    assert len(found) == 1, found
    return found[0]


def document(path: Path, data: bytes | str, **options: str) -> Document:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = only(list(read_file(path, **options)))
    assert isinstance(found, Document), found
    return found


def test_a_text_file_is_a_document(tmp_path: Path) -> None:
    article = document(tmp_path / "Ünïcode Name (1).txt", ARTICLE, name="raw/Ünïcode Name (1).txt")
    assert (article.id, article.path) == ("unicode-name-1", "raw/Ünïcode Name (1).txt")
    assert article.text == ARTICLE
    assert article.sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert (article.title, article.byline, article.published) == ("Harbour bridge closes in spring", "Ana Ruiz", "2024-03-05")
    assert (article.url, article.language) == (None, "en")
    assert [article.text[s.start : s.end] for s in article.sentences] == [
        "Harbour bridge closes in spring",
        "The city council voted on Monday to close the bridge.",
        "It was a close vote.",
        "“It was right,” said Ruiz.",
        "“We had to.”",
        "👩‍👧 Cafe\u0301 owners agreed.",
    ]
    assert [s.id for s in article.sentences] == [f"unicode-name-1:{s.start}" for s in article.sentences]


def test_the_path_is_the_name_by_default(tmp_path: Path) -> None:
    assert document(tmp_path / "a.txt", "One. Two.").path == str(tmp_path / "a.txt")


def test_text_is_neither_composed_nor_repaired_but_for_line_ends(tmp_path: Path) -> None:
    assert (
        document(tmp_path / "a.txt", b"\xef\xbb\xbfCafe\xcc\x81 \xe2\x80\x8b  x.\r\nTwo\xc2\xa0y.\r").text
        == "Cafe\u0301 \u200b  x.\nTwo\u00a0y.\n"
    )


def test_an_unknown_suffix_is_html_if_it_begins_like_html(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html lang=en><body><article>" + "<p>The council voted on Monday to close it.</p>" * 5
    assert document(tmp_path / "page.aspx", page).text.startswith("The council")
    assert document(tmp_path / "notes", "One. <html>").text == "One. <html>"


def test_a_markdown_file_has_its_front_matter(tmp_path: Path) -> None:
    article = document(tmp_path / "a.md", "---\ntitle: T\nurl: https://example.org\nlanguage: de\n---\n# Head\n\nEins. Zwei.\n")
    assert (article.title, article.url, article.language) == ("T", "https://example.org", "de")
    assert [article.text[s.start : s.end] for s in article.sentences] == ["Head", "Eins.", "Zwei."]


def test_table_rows_are_documents(tmp_path: Path) -> None:
    path = tmp_path / "Rows 1.csv"
    path.write_text(
        "Headline,Author,Date,lang,ID,Body\nH,A,3 May 2020,en,X:1,One. Two.\n,,,,,Three. Four.\n,,,,9,\n", encoding="utf-8"
    )
    first, second, third = read_file(path, name="raw/Rows 1.csv")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(third, Problem)
    assert (first.id, first.path, first.title, first.byline) == ("x-1", "raw/Rows 1.csv#1", "H", "A")
    assert (first.published, first.language, first.text) == ("2020-05-03", "en", "One. Two.")
    assert (second.id, second.path, len(second.sentences)) == ("rows-1-2", "raw/Rows 1.csv#2", 2)
    assert (third.code, third.where) == ("row-without-text", "raw/Rows 1.csv:4")


def test_json_rows_go_on_after_bad_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"text": "a\\u0000b."}\n{"text": "\\ud800."}\n{"text": 5}\n{"x": 1}\n{\n{"text": "."}\n{"text": "One.\\r\\nTwo."}\n'
    )
    found = list(read_file(path, name="a"))
    assert [(item.code, item.where) for item in found if isinstance(item, Problem)] == [
        ("nul-character", "a:1"),
        ("lone-surrogate", "a:2"),
        ("row-without-text", "a:3"),
        ("row-without-text", "a:4"),
        ("broken-json", "a:5"),
        ("no-text", "a:6"),
    ]
    assert [(item.id, item.text) for item in found if isinstance(item, Document)] == [("a-7", "One.\nTwo.")]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty-file"),
        ("a.csv", b"", "empty-file"),
        ("a.txt", b" \n\t\n", "only-white-space"),
        ("a.html", b"\n", "only-white-space"),
        ("a.jsonl", b"\n\n", "no-rows"),
        ("a.csv", b"text,id\n", "no-rows"),
        ("a.csv", b"a,b\n1,2\n", "no-text-column"),
        ("a.txt", b"%PDF-1.4 ...", "binary-file"),
        ("a.md", bytes(range(256)) * 40, "binary-file"),
        ("a.txt", b"A NUL\x00 here. Yes.", "nul-character"),
        ("a.txt", "“Grüße” – Ömer".encode() + b"\xff.", "undecodable"),
        ("a.txt", "\u200b\u200b".encode(), "no-text"),
        ("a.txt", b"Share\nPrint\n", "no-text"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "no-text"),
        ("a.html", b"<html>" + b"<div>" * 20_000, "no-text"),
        ("a.md", b"```\ncode\n```\n", "no-text"),
    ],
)
def test_a_bad_file_is_a_problem(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    problem = only(list(read_file(tmp_path / name, name=f"raw/{name}")))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == (code, f"raw/{name}")


def test_a_guessed_encoding_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Größe – ja.".encode("cp1252"))
    notice, article = read_file(tmp_path / "a.txt")
    assert isinstance(notice, Problem)
    assert isinstance(article, Document)
    assert (notice.code, "cp1252" in notice.message, article.text) == ("encoding-guessed", True, "Größe – ja.")


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("One.")
    locked.chmod(0)
    for path in [tmp_path / "gone.txt", tmp_path, *([] if os.access(locked, os.R_OK) else [locked])]:
        problem = only(list(read_file(path)))
        assert isinstance(problem, Problem)
        assert (problem.code, problem.where) == ("unreadable-file", str(path))


def test_a_huge_file_is_not_read_but_a_huge_table_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SIZE_LIMIT", 10)
    (tmp_path / "a.txt").write_text("More than ten bytes.")
    problem = only(list(read_file(tmp_path / "a.txt")))
    assert isinstance(problem, Problem)
    assert problem.code == "file-too-large"
    assert document(tmp_path / "a.jsonl", '{"text": "More than ten bytes."}').id == "a-1"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_what_is_no_regular_file_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    problem = only(list(read_file(tmp_path / "a.txt", name="raw/a.txt")))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("not-a-file", "raw/a.txt")
    assert problem.message == "this is a pipe, not a file with an article"


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "jsonl"])
def test_an_article_has_a_limit(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The mayor said that the harbour bridge will be closed. " * 10
    data = {"html": f"<html><body><article><p>{text}</p></article></body></html>", "jsonl": json.dumps({"text": text})}
    monkeypatch.setattr(files, "ARTICLE_LIMIT", 400)
    problem = only(list(read_bytes(data.get(kind, text).encode(), name="a", kind=kind)))
    assert isinstance(problem, Problem)
    assert problem.code == "article-too-long"
    monkeypatch.setattr(files, "ARTICLE_LIMIT", 1000)
    assert isinstance(only(list(read_bytes(data.get(kind, text).encode(), name="a", kind=kind))), Document)


@pytest.mark.parametrize("limit", ["_MIN_ARTICLES", "_MIN_CHARACTERS"])
def test_a_small_file_does_not_have_any_number_of_articles(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = gzip.compress(b'{"text": "The bridge is closed."}\n' * 3000)  # 300 bytes
    monkeypatch.setattr(files, limit, 100)
    *articles, problem = read_bytes(data, name="a.jsonl.gz", kind="gzip")
    assert 10 < len(articles) < 1000
    assert all(isinstance(article, Document) for article in articles)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("too-many-articles", "a.jsonl.gz")


def test_bytes_are_named_by_their_headline() -> None:
    article = only(list(read_bytes(ARTICLE.encode(), name="stdin")))
    assert isinstance(article, Document)
    assert (article.id, article.path) == ("harbour-bridge-closes-in-spring", "stdin")
    plain = only(list(read_bytes(b"We met the mayor of the old town on Friday evening.", name="stdin")))
    assert isinstance(plain, Document)
    assert plain.id == "we-met-the-mayor-of-the-old-town"


def test_bytes_may_be_of_any_kind() -> None:
    rows = list(read_bytes(b'{"title": "Big news", "text": "One."}\n{"id": 7, "text": "Two."}', name="stdin", kind="jsonl"))
    assert [(row.id, row.path) for row in rows if isinstance(row, Document)] == [("big-news", "stdin#1"), ("7", "stdin#2")]
    marked = only(list(read_bytes(b"# Head\n\n- item", name="stdin", kind="markdown")))
    assert isinstance(marked, Document)
    assert [block.kind for block in marked.blocks] == ["headline", "list"]


def test_files_are_found_sorted_at_any_depth(tmp_path: Path) -> None:
    for name in ["b.txt", "a/c.HTML", "a/README.md", "a/.hidden.txt", ".git/x.txt", "z.md", "photo.jpg", "readme.txt", "a.csv"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    ignored: list[Path] = []
    files = [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path, ignored)]
    assert files == ["a/c.HTML", "a.csv", "b.txt", "z.md"]
    assert [path.name for path in ignored] == ["photo.jpg"]


def test_a_link_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "a" / "b.txt").touch()
    assert list(find_files(tmp_path)) == [tmp_path / "a" / "b.txt"]


def test_a_folder_that_cannot_be_listed_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert list(find_files(tmp_path)) == [tmp_path]


@pytest.mark.parametrize("name", ["photo.jpg", "README.md", ".hidden", "gone.txt"])
def test_a_file_that_was_asked_for_is_always_found(tmp_path: Path, name: str) -> None:
    assert list(find_files(tmp_path / name)) == [tmp_path / name]


@given(
    st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "replace"))), st.sampled_from([None, *KINDS.values()])
)
def test_no_bytes_break_it_and_documents_are_sound(data: bytes, kind: str | None) -> None:
    for found in read_bytes(data, name="x", kind=kind):
        if isinstance(found, Problem):
            assert found.code
            assert found.where.startswith("x")
            continue
        assert found.sentences
        assert found.id
        assert ":" not in found.id
        assert all(block.start < block.end <= len(found.text) for block in found.blocks)


RUSSIAN = "Мост закрыли в понедельник. Его откроют в мае."


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv", "a.jsonl", "a.json", "a.csv.gz", "a.zip"])
def test_an_encoding_that_is_named_is_that_of_every_text(tmp_path: Path, name: str) -> None:
    page = f"<html><head><meta charset=utf-8></head><body><article><h1>Мост</h1><p>{RUSSIAN}</p></article></body></html>"
    bodies = {".html": page, ".csv": f"text\n{RUSSIAN}\n", ".gz": f"text\n{RUSSIAN}\n"}
    text = bodies.get(Path(name).suffix, f'{{"text": "{RUSSIAN}"}}' if "json" in name else RUSSIAN)
    data = text.encode("koi8-r")
    if name.endswith(".gz"):
        data = gzip.compress(data)
    if name.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("a.txt", data)
    else:
        (tmp_path / name).write_bytes(data)
    article = only(list(read_file(tmp_path / name, encoding="koi8-r")))
    assert isinstance(article, Document)
    assert RUSSIAN in article.text


def test_an_encoding_that_is_named_is_not_that_of_binary_formats(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4")
    problem = only(list(read_file(tmp_path / "a.txt", encoding="koi8-r")))
    assert isinstance(problem, Problem)
    assert problem.code == "binary-file"


def test_a_text_that_does_not_fit_the_encoding_that_is_named_is_a_problem(tmp_path: Path) -> None:
    for name in ("a.txt", "a.json", "a.jsonl"):
        (tmp_path / name).write_bytes(b'{"text": "caf\xe9"}')
        problem = only(list(read_file(tmp_path / name, encoding="utf-8")))
        assert isinstance(problem, Problem)
        assert (problem.code, problem.message) == ("undecodable", "some bytes are not utf-8")


def test_a_page_that_does_not_fit_the_encoding_that_is_named_is_read_with_a_notice(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html><body><p>The bridge was closed on Monday.</p><script>\xff</script></body></html>")
    notice, article = read_file(tmp_path / "a.html", encoding="utf-8")
    assert isinstance(notice, Problem)
    assert (notice.code, type(article)) == ("bytes-replaced", Document)


def test_options_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="not an encoding"):
        read_file(tmp_path / "gone.txt", encoding="nonsense")
    with pytest.raises(ArticleError, match="not a field"):
        read_bytes(b"", name="a", columns={"words": "x"})


@pytest.mark.parametrize("name", ["a.csv.gz", "a.zip"])
def test_columns_that_are_named_are_those_of_packed_tables(tmp_path: Path, name: str) -> None:
    data = b"Body,Head\nThe bridge is closed.,News\n"
    if name.endswith(".gz"):
        (tmp_path / name).write_bytes(gzip.compress(data))
    else:
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("a.csv", data)
    article = only(list(read_file(tmp_path / name, columns={"text": "Body", "title": "Head"})))
    assert isinstance(article, Document)
    assert (article.text, article.title) == ("The bridge is closed.", "News")
    problem = only(list(read_file(tmp_path / name, columns={"text": "Text"})))
    assert isinstance(problem, Problem)
    assert problem.message == "the table has no column 'Text'; it has Body, Head"


def test_labels_of_another_tool_are_not_dropped_without_a_word(tmp_path: Path) -> None:
    lines = [
        '{"id": 1, "text": "The ferry sailed, the port said.", "label": [[0, 16, "CLAIM"], [18, 26, "SOURCE"]]}',
        '{"id": 2, "text": "Council backs the plan.", "tokens": [{"start": 0, "end": 7, "id": 0}], "comments": [], "label": []}',
    ]
    (tmp_path / "d.jsonl").write_text("\n".join(lines))
    *articles, notice = read_file(tmp_path / "d.jsonl")
    assert len(articles) == 2
    assert isinstance(notice, Problem)
    assert (notice.code, notice.message) == ("labels-not-read", "only the texts were read: 2 labelled spans were not read")
    assert notice.code in problems.NOTICES
    (tmp_path / "d.jsonl").write_text(lines[1])
    assert all(isinstance(article, Document) for article in read_file(tmp_path / "d.jsonl"))
