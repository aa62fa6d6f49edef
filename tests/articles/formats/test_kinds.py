"""Kinds: what a name and the first bytes say, and which files of a folder are articles."""

from __future__ import annotations

import pytest

from annotate.articles.formats.kinds import is_article_file, kind_by_bytes, kind_of, unpacked_name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.TXT", "text"),
        ("a.b.json", "json"),
        ("a.jsonl.gz", "gzip"),
        ("a.warc.gz", "warc"),
        ("a.warc", "warc"),
        ("dir/a.parquet", "parquet"),
        ("a.docx", "docx"),
        ("a.dotm", "docx"),
        ("a.ott", "odt"),
        ("a.mhtml", "eml"),
        ("a.xhtml", "html"),
        ("a.xlsx", None),
        ("notes", None),
        ("", None),
    ],
)
def test_the_suffix_says_the_kind(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04....[Content_Types].xml...word/document.xml", "docx"),
        (b"PK\x03\x04....a.txt", "zip"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.textPK", "odt"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK", "zip"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zipPK", "epub"),
        (b"From a@x.example Tue Mar  5 08:30:00 2024\r\nSubject: x\r\n\r\nOne.", "mbox"),
        (b"From Madrid, 5 March 2024, at 08:30 came the news.\nIt was bad.", None),
        (b"Subject: x\nReceived: from a\n\tby b\nDate: y\n\nOne.", "eml"),
        (b"From: Ana\nSubject: x\n\nMessage-ID: this is pasted.", None),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"PAR1", "parquet"),
        (b"WARC/1.0\r\n", "warc"),
        (b"Some text.", None),
        (b"", None),
    ],
)
def test_the_first_bytes_say_it_where_the_name_does_not(head: bytes, kind: str | None) -> None:
    assert kind_by_bytes(head) == kind


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.txt", True),
        ("b/a.csv.gz", True),
        ("a.tar.gz", False),
        ("a.gz", False),
        ("README.md", False),
        (".a.txt", False),
        ("a.jpg", False),
    ],
)
def test_a_folder_may_hold_other_files(name: str, wanted: bool) -> None:
    assert is_article_file(name) is wanted


def test_a_gzip_file_is_named_after_what_it_holds() -> None:
    assert [unpacked_name(name) for name in ("a.txt.gz", "a.GZ", "a.txt")] == ["a.txt", "a", "a.txt"]
