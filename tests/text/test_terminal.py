"""Nothing foreign reaches a terminal that it obeys or that reorders, hides or miscounts what is on the screen."""

from __future__ import annotations

import ctypes
import re
import sys
import unicodedata
from locale import CODESET, nl_langinfo
from unicodedata import category

import pyte
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from annotate.text.terminal import WIDEST_CELL, Cell, cells, show, width

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
FORBIDDEN = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{BIDI}]")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b-\u200f\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)

PAYLOADS = {
    "esc": "a\x1bb",
    "osc title": "\x1b]0;owned\x07",
    "osc link": "\x1b]8;;http://example.org\x1b\\text\x1b]8;;\x1b\\",
    "osc clipboard": "\x1b]52;c;aGk=\x07",
    "csi clear": "\x1b[2J\x1b[H",
    "csi 8-bit": "\x9b2J",
    "osc 8-bit": "\x9d0;owned\x9c",
    "all C0": "".join(map(chr, range(0x20))),
    "all C1": "".join(map(chr, range(0x80, 0xA0))),
    "del": "a\x7fb",
    "bel": "a\ab",
    "nul": "a\0b",
    "carriage return": "safe\rowned",
    "backspace": "safe\b\b\b\bowned",
    "bidi override": "a\u202egnp.exe",
    "bidi isolates": "\u2066a\u2069\u2067b\u2068c",
    "bidi marks": "a\u200e\u200f\u061cb",
    "zero width": "pass\u200bword\u200c\u2060",
    "joiner alone": "a\u200db",
    "bom": "\ufeffa",
    "soft hyphen": "a\u00adb",
    "tags": "a\U000e0001\U000e0068\U000e0069\U000e007fb",
    "variation selectors": "a\ufe00b\ufe0fc\U000e0100",
    "variation selector alone": "\ufe0f",
    "lone surrogates": "a\ud83db\udc69",
    "line separators": "a\u2028b\u2029c",
    "interlinear": "a\ufff9b\ufffac\ufffb",
    "shorthand": "a\U0001bca0\U0001bca3b",
    "Arabic number sign": "\u0600\u06dd12",
    "hieroglyphs": "\U00013430",
    "musical": "\U0001d173",
    "unassigned": "\u0378\U0003fff0\U000e0fff",
    "Hangul fillers": "a\u115f\u1160\u3164\uffa0b",
    "Mongolian": "\u180ea\u180b",
    "noncharacters": "\ufdd0\uffff\U0001ffff\U0010ffff",
    "combining flood": "a" + "\u0301" * 500,
    "combining alone": "\u0301",
    "invisible operators": "a\u2061\u2062\u2063\u2064b",
    "Khmer inherent vowels": "a\u17b4\u17b5",
    "grapheme joiner": "a\u034fb",
}
SCRIPTS = {
    "family": "👩‍👩‍👧‍👦 home",
    "skin tone": "👍🏽 ok",
    "flag": "🇫🇷🇩🇪",
    "half a flag": "🇫 x",
    "keycap": "1️⃣ one #️⃣",
    "VS16": "❤️ love ☺︎",
    "rainbow flag": "🏳️‍🌈",
    "England": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "Devanagari": "नमस्ते क्षत्रिय हिन्दी",
    "Thai": "ภาษาไทย น้ำ กำ",
    "Arabic": "قَالَتِ الوزيرة إنّ الجسر آمن",
    "Hebrew": "שָׁלוֹם",
    "Hangul jamo": "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "Hangul": "한글",
    "Chinese": "市长说,大桥将重新开放。",
    "Tamil": "நிலைமை கொடு",
    "Myanmar": "မြန်မာ",
    "combining": "cafe\u0301 Z\u0351\u0343",
    "fullwidth": "ABC",
    "halfwidth": "カタカナ",
}
EVERYTHING = {**PAYLOADS, **SCRIPTS}


def check_cells(text: str, offset: int = 0) -> list[Cell]:
    """The cells of a text, after what must hold of any: they tile it, and each is what it says on any terminal."""
    found = list(cells(text, offset))
    position = offset
    for cell in found:
        assert cell.start == position, "no gap and no overlap"
        assert cell.end > cell.start
        position = cell.end
        assert cell.width - signs(cell.text) in (0, 1, 2)
        assert 1 <= cell.width <= WIDEST_CELL
        assert not FORBIDDEN.search(cell.text)
        assert not INVISIBLE.search(cell.text)
        assert sum(max(wcswidth(character), 0) for character in cell.text) + signs(cell.text) == cell.width
    assert position == offset + len(text), "to the end"
    return found


def signs(text: str) -> int:
    """The vowel signs that stand beside their letters, to which terminals give a column each, or none."""
    return sum(category(character) == "Mc" for character in text)


@pytest.mark.parametrize("text", EVERYTHING.values(), ids=EVERYTHING)
def test_shown_text_is_safe(text: str) -> None:
    assert not FORBIDDEN.search(show(text))
    assert not INVISIBLE.search(show(text))
    assert not FORBIDDEN.search(show(text, lines=True).replace("\n", ""))


@pytest.mark.parametrize("text", EVERYTHING.values(), ids=EVERYTHING)
def test_cells_are_safe_and_tile(text: str) -> None:
    check_cells(text, 7)


@pytest.mark.parametrize("text", EVERYTHING.values(), ids=EVERYTHING)
def test_cells_take_the_columns_they_say(text: str) -> None:
    """Against a terminal, not only against the table that `cells` itself uses. Pyte gives no column to a vowel sign."""
    for cell in cells(text):
        assert drawn(cell.text) + signs(cell.text) == cell.width


def test_many_signs_have_cells_of_their_own() -> None:
    assert [(cell.text, cell.width) for cell in check_cells("क" + "ी" * 7)] == [("क" + "ी" * 5, 6), ("ी" * 2, 2)]
    assert [(cell.text, cell.width) for cell in check_cells("ကြား ")] == [("ကြား", 4), (" ", 1)]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks glibc, as tmux does")
@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_no_cell_takes_more_columns_than_it_says(text: str) -> None:
    """On a terminal that asks the C library; with more, the end of a row would be lost."""
    if nl_langinfo(CODESET) != "UTF-8":
        pytest.skip("the C library knows letters only in a locale of UTF-8")
    wcwidth = ctypes.CDLL(None).wcwidth
    wcwidth.argtypes = [ctypes.c_wchar]
    for cell in cells(text):
        assert sum(wcwidth(character) for character in cell.text) <= cell.width, cell


def drawn(text: str) -> int:
    """The column in which pyte's cursor stands after a text."""
    screen = pyte.Screen(200, 3)
    pyte.Stream(screen).feed(text)
    assert screen.cursor.y == 0
    return int(screen.cursor.x)


@given(st.text(max_size=40), st.integers(0, 10**6))
@example("\u1100\u1161\u11a8", 0)
@settings(max_examples=300)
def test_any_text(text: str, offset: int) -> None:
    found = check_cells(text, offset)
    assert width(text) == sum(cell.width for cell in found)
    assert not FORBIDDEN.search(show(text))


NASTY = st.text(
    st.sampled_from(
        "a e1\x1b\n\u0301\u200d\ufe0f\u20e3\u202e\ud83d\U0001f469\U0001f467\U0001f3fd\U0001f1eb\U0001f1f7\U000e0067"
        "\u0915\u094d\u0937\u1100\u1161\u11a8\u0e19\u0e49\u0e33"
    )
)


@given(NASTY)
@settings(max_examples=500)
def test_any_text_of_what_joins(text: str) -> None:
    for cell in check_cells(text):
        assert drawn(cell.text) == cell.width


@given(st.text())
def test_show_is_idempotent_and_keeps_plain_text(text: str) -> None:
    shown = show(text)
    assert show(shown) == shown
    plain = "".join(
        character for character in text if unicodedata.category(character)[0] in "LNPSZ" and not FORBIDDEN.match(character)
    )
    assert show(plain) == plain or INVISIBLE.search(plain)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a␛[2Jb"),
        ("\x00\t\x7f\x9b", "␀␉\ufffd\ufffd"),
        ("a\u202eb", "a\ufffdb"),
        ("\ud800", "\ufffd"),
        ("“quoted” – café 👍", "“quoted” – café 👍"),
        ("a\nb", "a␊b"),
    ],
)
def test_what_is_shown_instead(text: str, shown: str) -> None:
    assert show(text) == shown


def test_lines_stay_where_they_may() -> None:
    assert show("a\nb\x1b\r\n", lines=True) == "a\nb␛␍\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("👩‍👩‍👧‍👦", [("👩", 2)]),
        ("🏳️‍🌈", [("🏳", 1)]),
        ("ab", [("a", 1), ("b", 1)]),
        ("e\u0301", [("e\u0301", 1)]),
        ("\u0301", [("\ufffd", 1)]),
        ("市", [("市", 2)]),
        ("\x1b", [("␛", 1)]),
        ("\r\n", [("␍", 1), ("␊", 1)]),
        ("a\u200db", [("a", 1), ("b", 1)]),
        ("\u202e", [("\ufffd", 1)]),
    ],
)
def test_what_a_cell_shows(text: str, shown: list[tuple[str, int]]) -> None:
    assert [(cell.text, cell.width) for cell in cells(text)] == shown


def test_the_offsets_are_those_of_the_data() -> None:
    text = "a 👩‍👩‍👧 e\u0301b"
    spans = [(cell.start, cell.end) for cell in cells(text, 100)]
    assert spans == [(100, 101), (101, 102), (102, 107), (107, 108), (108, 110), (110, 111)]


def test_the_width_of_nothing() -> None:
    assert width("") == 0
    assert list(cells("")) == []
    assert width("市a") == 3


def test_no_format_character_and_none_without_a_meaning_is_shown() -> None:
    hidden = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cf", "Cn", "Cs")]
    assert {"\u202e", "\U0001bca0", "\u0600", "\u0378"} <= set(hidden)
    assert not set(hidden) & set(show("".join(hidden)))
    formats = [character for character in hidden if unicodedata.category(character) == "Cf"]
    assert not [character for character in formats if any(character in cell.text for cell in cells(f"a{character}b"))]


def test_what_has_a_shape_is_shown_as_it_is() -> None:
    text = "a\u00a0b\u2009c \ue000 \U000f0001 \u3000 \u0644\u064e"
    assert show(text) == text
