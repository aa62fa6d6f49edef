"""Problems: each has a code of its own, a sentence and a remedy."""

from __future__ import annotations

import inspect
import re

from annotate.articles.formats import problems
from annotate.model import Problem

EXAMPLES = (
    problems.empty_file("f"),
    problems.only_white_space("f"),
    problems.binary_file("f", "a PDF file"),
    problems.undecodable("f"),
    problems.encoding_guessed("f", "cp1252"),
    problems.bytes_replaced("f", 1, "utf-8"),
    problems.text_missing("f", 1200, 3400),
    problems.content_encoding("f.warc#1", "zstd"),
    problems.broken_record("f.warc#1", "it does not say its length"),
    problems.nul_character("f"),
    problems.lone_surrogate("f"),
    problems.too_large("f", 123_456_789, 100_000_000),
    problems.unreadable("f", "Permission denied"),
    problems.not_a_file("f", "a pipe"),
    problems.link_outside("f"),
    problems.stream_too_long("f", 100_000_000),
    problems.costs_too_much("f", "7 s of processor time"),
    problems.article_too_long("f", 1_500_000),
    problems.too_many_articles("f"),
    problems.row_without_end("f:3"),
    problems.no_text("f"),
    problems.broken_json("f:3", "Expecting value"),
    problems.not_an_object("f:3", "list"),
    problems.row_without_text("f:3", ["a"]),
    problems.no_text_column("f", []),
    problems.no_such_column("f", ["Body"], ["a"]),
    problems.row_too_long("f:3", 10_000_000),
    problems.broken_row("f:3", "unexpected end of data"),
    problems.no_rows("f"),
    problems.no_records("f"),
    problems.broken_table("f", "not a Parquet file.\n Really."),
    problems.broken_archive("f.zip", ""),
    problems.grows_too_large("f.gz", 100_000_000),
    problems.nothing_inside("f.zip"),
    problems.nested_archive("f.zip!/g.zip"),
    problems.encrypted("f.zip!/g.txt"),
    problems.broken_document("f.pdf", "PDF", "no %%EOF"),
    problems.message_without_text("f", ["a.pdf"]),
    problems.message_too_large("f", 1),
    problems.extra_missing("f.pdf", "PDF", "pypdfium2"),
    problems.no_sentence_marks("f", "Thai"),
    problems.labels_not_read("f", 3),
    problems.date_unreadable("f", "03/04/2024"),
)


def test_every_problem_is_here() -> None:
    made = [function for name, function in inspect.getmembers(problems, inspect.isfunction) if not name.startswith("_")]
    assert len(made) == len(EXAMPLES)


def test_codes_are_stable_names_and_differ() -> None:
    assert len({problem.code for problem in EXAMPLES}) == len(EXAMPLES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", problem.code) for problem in EXAMPLES)


def test_messages_are_one_sentence_and_remedies_follow() -> None:
    for problem in EXAMPLES:
        assert isinstance(problem, Problem)
        assert problem.where.startswith("f")
        assert problem.message[0].islower()
        assert problem.remedy[0].islower()
        assert not problem.message.endswith(".")
        assert not problem.remedy.endswith(".")


def test_messages_name_what_was_found_and_do_not_grow_with_it() -> None:
    assert "it has body, Titel" in problems.no_text_column("f", ["body", "Titel"]).message
    assert len(problems.no_text_column("f", ["x" * 1000] * 1000).message) < 700
    names = [f"c{number}" for number in range(100)]
    assert problems.no_such_column("f", ["a", "b"], names).message.startswith("the table has no columns 'a', 'b'; it has c0, ")
    assert problems.no_such_column("f", ["a"], names).message.endswith(", c99")
    assert len(problems.no_such_column("f", ["a"], ["x" * 1000] * 1000).message) < 5000
    assert problems.undecodable("f", "koi8-r").message == "some bytes are not koi8-r"
    assert "123 MB" in problems.too_large("f", 123_456_789, 100_000_000).message
    assert "1 place " in problems.bytes_replaced("f", 1, "utf-8").message
    assert "2 places " in problems.bytes_replaced("f", 2, "utf-8").message
    assert "1,200" in problems.text_missing("f", 1200, 3400).message
