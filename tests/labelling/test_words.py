"""Words as a person picks them: in any script, without the punctuation around them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotate.labelling.words import LETTERS, clause_edges, hints, is_balanced, stretch, suggested_spans, words
from support.playing import FLOOD, SCRIPTS


def picked(text: str) -> list[str]:
    return [text[word.start : word.end] for word in words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said: “No!”", ["He", "said", "No"]),
        ("the U.S. and Gov. Marchetti's p.m. (No. 4).", ["the", "U.S.", "and", "Gov", "Marchetti's", "p.m.", "No.", "4"]),
        ("a—b – c", ["a", "b", "c"]),
        ("市长说,大桥", list("市长说大桥")),
        ("قالت الوزيرة، نعم", ["قالت", "الوزيرة", "نعم"]),
        ("the café\u0301 👩‍👩‍👧 will", ["the", "café\u0301", "👩‍👩‍👧", "will"]),
        ("$6.8 million, 50%", ["$6.8", "million", "50%"]),
        ("“ขัวปิด”(พ.ศ.2560)", ["ขัว", "ปิด", "พ", "ศ", "2560"]),
        ("COVID-19ระบาด", ["COVID-19", "ระบาด"]),
        ("ស្ពាន\u200bបិទ។", ["ស្ពាន", "បិទ"]),
        ("တံတားပိတ်၊ သွားသည်။", ["တံတား", "ပိတ်", "သွား", "သည်"]),
        ("ཟམ་པ་བཀག།", ["ཟམ", "པ", "བཀག"]),
        ("“닫힌다”고 말했다", ["닫힌다", "고", "말했다"]),
        ("市. 𠀀.", ["市", "𠀀"]),  # a full stop after a character is no part of its token
        ("...", ["..."]),
        ("", [""]),
    ],
)
def test_words_of_a_sentence(text: str, found: list[str]) -> None:
    assert picked(text) == found


@given(st.text(max_size=80) | st.text("กาเท้่“”( .၊မြန်ទ្ស្a1", max_size=40), st.integers(0, 1000))
@example("𠀀.", 0)
def test_words_lie_in_their_text_in_order(text: str, offset: int) -> None:
    found = words(text, offset)
    assert found
    end = offset
    for word in found:
        assert end <= word.outer_start <= word.start <= word.end <= word.outer_end <= offset + len(text)
        end = word.outer_end


@pytest.mark.parametrize("reserved", ["", "ovy"])
@pytest.mark.parametrize("count", [1, 5, 22, 23, 24, 26, 27, 60, 200, 590, 700])
def test_no_hint_begins_another(count: int, reserved: str) -> None:
    given_hints = hints(" ".join(["word,"] * count), 0, reserved)
    used = [hint for hint in given_hints if hint]
    assert len(used) == len(set(used)) >= min(count, 590)
    assert not any(a != b and b.startswith(a) for a in used for b in used)
    assert not any(hint[0] in reserved for hint in used)
    assert set("".join(used)) <= set(LETTERS)


def test_words_before_the_first_have_no_hint() -> None:
    assert [bool(hint) for hint in hints("one two three four", 0, first=2)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("text", "first", "last", "span"),
    [
        ("He said “yes, indeed” twice", 2, 3, "yes, indeed"),
        ("He said “yes, indeed” twice", 1, 3, "said “yes, indeed”"),
        ("the bridge (built 1912) shut", 1, 3, "bridge (built 1912)"),
        ('a "quoted" word', 0, 1, 'a "quoted"'),
        ("(one) two", 0, 1, "(one) two"),
        ("他说“桥关了”。", 1, 4, "说“桥关了”"),
        ("เขากล่าว“ขัวปิด”แล้ว", 1, 3, "กล่าว“ขัวปิด”"),
    ],
)
def test_quotations_and_brackets_are_balanced(text: str, first: int, last: int, span: str) -> None:
    row = words(text)
    start, end = stretch(text, row[first], row[last])
    assert text[start:end] == span


@pytest.mark.parametrize("text", [*FLOOD, *SCRIPTS, "?", " x "])
def test_suggested_spans_spans_lie_in_the_sentence(text: str) -> None:
    spans = suggested_spans(text, 100)
    assert 1 <= len(spans) <= 9
    assert len(set(spans)) == len(spans)
    assert all(100 <= start < end <= 100 + len(text) for start, end in spans)


def test_suggested_spans_are_sentence_quotation_and_clauses() -> None:
    text = "“The dam is safe,” she said, because it held."
    found = [text[start:end] for start, end in suggested_spans(text, 0)]
    assert found[:2] == ["The dam is safe", text[:-1]], "the quotation without its marks comes before the whole sentence"
    assert "because it held" in found


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("I can tell you that nothing has changed here.", "nothing has changed here"),
        ("Brandt said the dam is safe, and left.", "the dam is safe"),
        ("Die Ministerin sagte, dass die Brücke sicher ist.", "die Brücke sicher ist"),
        ("And we will go on with the work.", "we will go on with the work"),
        ("The gates stay shut, even as the river falls.", "the river falls"),
        ('"The dam is safe," she said.', "The dam is safe"),
        ("''The dam isn't safe,'' he said.", "The dam isn't safe"),
        ("The river rose by two metres, according to Ada Brandt.", "The river rose by two metres"),
    ],
)
def test_what_is_quoted_or_said_is_suggested_spans(text: str, span: str) -> None:
    assert span in [text[start:end] for start, end in suggested_spans(text, 0)]


@pytest.mark.parametrize("text", ["that " * 300, "said, and " * 300, "a, while " * 300, "'' " * 300, ", " * 30_000])
def test_suggested_spans_of_odd_text_are_few(text: str) -> None:
    assert 1 <= len(suggested_spans(text, 0)) <= 9


def test_where_clauses_end() -> None:
    text = "It rained, and it snowed; then it stopped."
    assert [text[:edge] for edge in clause_edges(text, 0, len(text))] == ["It rained,", "It rained, and it snowed;"]
    assert clause_edges("6,800 people", 0, 12) == []


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("“a” (b)", True),
        ("“a", False),
        ("a)", False),
        ('"a" b', True),
        ('"a b', False),
        ("„a“ „b”", True),
        ("«a", False),
        ("", True),
    ],
)
def test_what_is_balanced(text: str, balanced: bool) -> None:
    assert is_balanced(text) is balanced
