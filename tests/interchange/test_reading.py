"""What is wrong in a file is said in one sentence, with its place."""

from __future__ import annotations

from typing import Any

import pytest

from annotate.interchange.offsets import Counting, Place
from annotate.interchange.reading import (
    Record,
    counting_notices,
    fitted,
    json_lines,
    json_value,
    parsed_xml,
    reason,
    records,
    utf8,
)
from annotate.interchange.values import InputFile, InterchangeError

RULE = Counting()


def test_a_text_is_utf8_and_keeps_its_byte_order_mark() -> None:
    assert utf8(InputFile("a", "\ufeffé".encode())) == "\ufeffé"
    with pytest.raises(InterchangeError, match=r"^a: byte 1 is not UTF-8; convert the file to UTF-8, or export it again\.$"):
        utf8(InputFile("a", b"x\xff"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "a: this is not JSON ("),
        ("NaN", "a: this is not JSON (NaN is not a value of JSON)"),
        ('"\\ud800"', "a: a text has half of a character (a lone surrogate); export the file again."),
        ("[" * 100_000, "a: this JSON is nested too deeply; is it an annotation file?"),
        ("9" * 5000, "a: this is not JSON ("),
    ],
)
def test_what_is_not_json_is_refused(text: str, message: str) -> None:
    with pytest.raises(InterchangeError) as caught:
        json_value(text, "a")
    assert str(caught.value).startswith(message)


def test_json_may_have_a_byte_order_mark_and_empty_lines() -> None:
    assert json_value("\ufeff[1]", "a") == [1]
    found = list(json_lines(InputFile("a", '\ufeff{"n": 1}\r\n\n{"n": "\u2028"}'.encode())))
    assert [(record.where, record.data) for record in found] == [("a, line 1", {"n": 1}), ("a, line 3", {"n": "\u2028"})]


@pytest.mark.parametrize(
    ("method", "value", "expected"),
    [
        ("text", "x", "x"),
        ("label", 7, "7"),
        ("integer", 7, 7),
        ("answers", {"a": True, "b": 1.5}, {"a": True, "b": 1.5}),
    ],
)
def test_a_value_of_the_right_kind_is_read(method: str, value: Any, expected: Any) -> None:
    assert getattr(Record({"k": value}, "a"), method)("k") == expected


@pytest.mark.parametrize(
    ("method", "value", "message"),
    [
        ("text", 3, "a: 'k' is 3, not a text; export the file again."),
        ("text", None, "a: 'k' is missing; is this the format that the tool exports?"),
        ("label", [], "a: 'k' is [], not a text or a number; export the file again."),
        ("integer", True, "a: 'k' is true, not a whole number; export the file again."),
        ("integer", "3", "a: 'k' is \"3\", not a whole number; export the file again."),
        ("record", [1], "a: 'k' is [1], not an object; export the file again."),
        ("records", {}, "a: 'k' is {}, not a list; export the file again."),
        ("records", [{}, 3], "a, k 2: this is not an object of JSON; export the file again."),
        ("answers", {"b": {}}, "a, k: 'b' is not a text, a number, true or false; export the file again."),
    ],
)
def test_a_value_of_another_kind_is_refused(method: str, value: Any, message: str) -> None:
    with pytest.raises(InterchangeError) as caught:
        getattr(Record({"k": value}, "a"), method)("k")
    assert str(caught.value) == message


def test_what_is_missing_has_a_default() -> None:
    record = Record({"null": None}, "a")
    assert (record.text("null", ""), record.integer("no", 3), record.records("no"), record.record("no").data) == ("", 3, [], {})
    assert [(one.where, one.data) for one in records([{"a": 1}], "list")] == [("list 1", {"a": 1})]


def test_spans_that_do_not_fit_are_listed_up_to_ten() -> None:
    places = [Place(f"T{number}", ((0, 2),), "no") for number in range(12)]
    with pytest.raises(InterchangeError) as caught:
        fitted("a", "He said", places, RULE, hint="; ask")
    message = str(caught.value)
    assert message.startswith("a: 12 spans do not fit the text, counted in code points: T0: ")
    assert message.count("; T") == 9
    assert message.endswith("; and 2 more; ask.")


def test_another_unit_and_what_was_trusted_are_told() -> None:
    unit = fitted("a", "😀 said", [Place("T1", ((3, 7),), "said"), Place("T2", ((3, 7),))], RULE)
    assert list(counting_notices("a", unit, RULE)) == ["a: the offsets count UTF-16 units; the quoted texts fit."]
    trusted = fitted("a", "😀 said so", [Place(f"T{number}", ((2, 6),)) for number in range(4)], RULE)
    assert list(counting_notices("a", trusted, RULE)) == [
        "a: 4 spans have no quoted text to verify by (T0, T1, T2, …); the offsets are taken for code points."
    ]


def test_xml_is_read_without_entities() -> None:
    assert parsed_xml(b"<a>&lt;</a>", "a").text == "<"
    for broken in (b"<a>", b"", b"<a>&b;</a>", b"\xff"):
        with pytest.raises(InterchangeError, match=r"^a: this is not well-formed XML \("):
            parsed_xml(broken, "a")
    with pytest.raises(InterchangeError, match=r"^a: the file has a document type, which may define entities; remove it\.$"):
        parsed_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a")


def test_a_reason_is_one_short_line() -> None:
    assert reason(ValueError("bad magic\nsee the manual")) == "bad magic"
    assert reason(ValueError("x" * 500)) == "x" * 120 + "…"
