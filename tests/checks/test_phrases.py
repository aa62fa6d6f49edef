"""The pieces of messages."""

from __future__ import annotations

import pytest

from annotate.checks.phrases import counted, json_path, names_line, quoted, revision_suffix, without_line


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("evnt", '"evnt"'),
        ("x" * 10, '"xxxxxxxxxx"'),
        ("x" * 11, '"xxxxxxxxx…"'),
        ('é "\n', '"é \\"\\n"'),
        (None, "null"),
        (True, "true"),
        (1.5, "1.5"),
        ({"a": 1}, "an object"),
        ([], "a list"),
        ({1}, '"{1}"'),
    ],
)
def test_a_value_is_quoted_as_json_and_kept_short(value: object, text: str) -> None:
    assert quoted(value, 10) == text


def test_a_path_quotes_what_is_no_plain_name() -> None:
    assert json_path([]) == "$"
    assert json_path(["annotation", "claims", 0, "type"]) == "$.annotation.claims[0].type"
    assert json_path(["b c", "é", "", 3]) == '$["b c"]["\\u00e9"][""][3]'


def test_numbers() -> None:
    assert [counted(number, "claim") for number in (0, 1, 2)] == ["no claims", "1 claim", "2 claims"]


def test_places() -> None:
    assert names_line("labels.jsonl:12")
    assert not names_line("output/annotations.db")
    assert without_line("labels.jsonl:12") == "labels.jsonl"
    assert revision_suffix("ada", "2026") == " (by ada, 2026)"
    assert revision_suffix("", "2026") == ""
