"""What is said of offsets that do not give their text: texts with every kind of character, offsets in every wrong unit."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.checks.span_diagnosis import diagnose
from annotate.model import Span

COUNT = "count in Unicode code points from the start of the document's text, end exclusive"
COPY = "copy the text from the document exactly"
LAST = "the end is the offset of the last character, not the one after it"
NOWHERE = "is it from another article, or another version of this one?"
FAMILY = "👩‍👩‍👧"
TEXTS = {
    "emoji": f"A {FAMILY} crossed the bridge.",
    "combining": "Le cafe\u0301 du pont a ferme\u0301 lundi, the bridge.",
    "arabic": "قالت الوزيرة إن الجسر the bridge آمن.",
    "chinese": "市长说,𠀋大桥 the bridge 将在五月重新开放。",
}


def units(text: str, encoding: str, width: int) -> int:
    return len(text.encode(encoding)) // width


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(("encoding", "width", "said"), [("utf-16-le", 2, "UTF-16 units"), ("utf-8", 1, "bytes")])
def test_other_units_are_told(name: str, encoding: str, width: int, said: str) -> None:
    text = TEXTS[name]
    at = text.index("the bridge")
    start = units(text[:at], encoding, width)
    if start == at:
        return  # `test_units_agree_somewhere_only` says where
    code, message, remedy = diagnose(text, Span(start, start + len("the bridge"), "the bridge"))
    assert code in {"span-mismatch", "span-outside"}
    assert message.endswith(f"; the offsets count {said}")
    assert remedy == COUNT


def test_units_agree_somewhere_only() -> None:
    """UTF-16 is told where there are characters beyond U+FFFF: in two of the four texts."""
    differing = [name for name, text in TEXTS.items() if units(text, "utf-16-le", 2) != len(text)]
    assert differing == ["emoji", "chinese"]


@pytest.mark.parametrize(
    ("span", "code", "message", "remedy"),
    [
        (
            (4, 10, "bridge"),
            "span-mismatch",
            'the text at 4 to 10 is "crosse", not "bridge"; the quoted text is 12 characters later, at 16 to 22',
            COUNT,
        ),
        (
            (30, 36, "bridge"),
            "span-outside",
            "30 to 36 is outside of the text, which has 27 characters; the quoted text is 14 characters earlier, at 16 to 22",
            COUNT,
        ),
        (
            (17, 23, "bridge"),
            "span-mismatch",
            'the text at 17 to 23 is "ridge,", not "bridge"; the quoted text is 1 character earlier, at 16 to 22',
            COUNT,
        ),
        (
            (16, 21, "bridge"),
            "span-mismatch",
            'the text at 16 to 21 is "bridg", not "bridge"; the end is the offset of the last character, not the one after it',
            COUNT,
        ),
        (
            (16, 25, "bridge"),
            "span-mismatch",
            'the text at 16 to 25 is "bridge, n", not "bridge"; the quoted text ends at 22',
            COUNT,
        ),
        (
            (16, 22, "tunnel"),
            "span-mismatch",
            'the text at 16 to 22 is "bridge", not "tunnel"; nor does the quoted text occur anywhere else',
            NOWHERE,
        ),
        ((16, 22, ""), "span-mismatch", 'the text at 16 to 22 is "bridge", not ""; the quoted text is empty', COPY),
        ((16, 16, ""), "span-empty", "its end (16) is not after its start (16)", COUNT),
        ((22, 16, "bridge"), "span-empty", "its end (16) is not after its start (22)", COUNT),
        (
            (-3, 0, "A b"),
            "span-outside",
            "-3 to 0 is outside of the text, which has 27 characters; the quoted text is 3 characters later, at 0 to 3",
            COUNT,
        ),
        (
            (-3, 3, "A b"),
            "span-outside",
            "-3 to 3 is outside of the text, which has 27 characters; the quoted text is 3 characters later, at 0 to 3",
            COUNT,
        ),
        (
            (0, 28, "A b crossed the bridge, no."),
            "span-outside",
            f"0 to 28 is outside of the text, which has 27 characters; {LAST}",
            COUNT,
        ),
        (
            (24, 28, "no!"),
            "span-outside",
            "24 to 28 is outside of the text, which has 27 characters; nor does the quoted text occur anywhere else",
            NOWHERE,
        ),
    ],
)
def test_what_is_said(span: tuple[int, int, str], code: str, message: str, remedy: str) -> None:
    assert diagnose("A b crossed the bridge, no.", Span(*span)) == (code, message, remedy)


def test_what_is_said_of_a_text_of_no_or_one_character() -> None:
    assert diagnose("", Span(0, 1, "a"))[1] == (
        "0 to 1 is outside of the text, which has no characters; nor does the quoted text occur anywhere else"
    )
    assert diagnose("x", Span(3, 4, "x"))[1] == (
        "3 to 4 is outside of the text, which has 1 character; the quoted text is 3 characters earlier, at 0 to 1"
    )


def test_other_units_are_not_the_reason_before_the_text_or_in_ascii() -> None:
    assert "later, at 0 to 3" in diagnose("é bc", Span(-1, 3, "é b"))[1]
    assert "later, at 1 to 2" in diagnose("ab", Span(0, 1, "b"))[1]


def test_other_units_are_the_reason_from_the_first_character_on() -> None:
    assert diagnose("𠀋é", Span(0, 2, "𠀋"))[1].endswith("; the offsets count UTF-16 units")
    assert diagnose("é", Span(0, 2, "é"))[1].endswith("; the offsets count bytes")
    assert diagnose("市 x\ud800", Span(4, 5, "x"))[1].endswith("; the offsets count bytes"), "text that UTF-8 cannot encode"


def test_of_several_places_one_before_the_span_may_be_the_nearest() -> None:
    assert diagnose("x bb x", Span(1, 2, "x"))[1].endswith("; the quoted text is 1 character earlier, at 0 to 1")
    assert diagnose("bb x", Span(0, 1, "x"))[1].endswith("; the quoted text is 3 characters later, at 3 to 4")
    assert diagnose("x bb", Span(0, 5, "x"))[1].endswith("; the quoted text ends at 1")
    assert diagnose("\u00a0", Span(-3, 0, " "))[1].endswith("; nor does the quoted text occur anywhere else")


def test_units_are_counted_from_the_start_to_the_end_of_the_span() -> None:
    text = "𠀋é bridge"
    for start, end, unit in ((4, 10, "UTF-16 units"), (7, 13, "bytes")):
        assert diagnose(text, Span(start, end, "bridge"))[1].endswith(f"; the offsets count {unit}")


@pytest.mark.parametrize("mark", "“”„«»")
def test_every_double_quotation_mark_may_be_a_straight_one(mark: str) -> None:
    _, message, remedy = diagnose(f"{mark}safe it is", Span(0, 5, '"safe'))
    assert message.endswith("; they differ only in quotation marks")
    assert remedy == COPY


@pytest.mark.parametrize("mark", "‘’‚")
def test_every_single_quotation_mark_may_be_a_straight_one(mark: str) -> None:
    assert diagnose(f"Ada{mark}s dam", Span(0, 5, "Ada's"))[1].endswith("; they differ only in quotation marks")


def test_the_first_and_the_last_character_are_not_outside() -> None:
    assert diagnose("abc", Span(0, 1, "b"))[0] == "span-mismatch"
    assert diagnose("abc", Span(2, 3, "a"))[0] == "span-mismatch"


def test_blank_text_is_not_a_lookalike_of_no_text() -> None:
    assert diagnose("a b", Span(1, 2, "\n"))[1].endswith("; nor does the quoted text occur anywhere else")


@pytest.mark.parametrize(
    ("text", "quote", "hint"),
    [
        ("un café noir", unicodedata.normalize("NFD", "café"), "Unicode normalization"),
        ("the\u00a0bridge opens", "the bridge", "white space"),
        ("the\nbridge opens", "the bridge", "white space"),
        ("“safe” it is", '"safe"', "quotation marks"),
    ],
)
def test_lookalikes(text: str, quote: str, hint: str) -> None:
    start = 3 if text.startswith("un") else 0
    end = start + len(unicodedata.normalize("NFC", quote))
    _, message, remedy = diagnose(text, Span(start, end, quote))
    assert message.endswith(f"they differ only in {hint}")
    assert remedy == "copy the text from the document exactly"


def test_the_nearest_of_several_is_told() -> None:
    text = "bridge " * 5
    assert "1 character earlier, at 14 to 20" in diagnose(text, Span(15, 21, "bridge"))[1]
    assert "1 character later, at 14 to 20" in diagnose(text, Span(13, 19, "bridge"))[1]


@given(st.text(max_size=30), st.integers(-5, 40), st.integers(-5, 40), st.text(max_size=5))
def test_anything(text: str, start: int, end: int, quote: str) -> None:
    code, message, remedy = diagnose(text, Span(start, end, quote))
    assert code in {"span-empty", "span-outside", "span-mismatch"}
    assert message
    assert remedy


@given(st.text(min_size=1, max_size=30), st.data())
def test_the_quoted_text_is_found_wherever_it_is(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    wrong = data.draw(st.integers(0, 40).filter(lambda at: text[at : at + len(quote)] != quote))
    message = diagnose(text, Span(wrong, wrong + len(quote), quote))[1]
    assert "nor does the quoted text occur" not in message
