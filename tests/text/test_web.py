"""Foreign text on a web page: what is hidden becomes a token, what a script needs stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.web import Run, visible, visible_runs, web_address
from support.hostile_html import BIDI


@given(st.text(max_size=40))
def test_tokens_stand_for_what_was_there(text: str) -> None:
    runs = visible_runs(text)
    assert "".join(chr(int(run.text[2:], 16)) if run.token else run.text for run in runs) == text
    assert not set("".join(run.text for run in runs)) & set(BIDI + "\x00\x1b\u200b\u2028\ufeff")


@pytest.mark.parametrize(
    "text",
    ["plain\ttext\nof two lines", "नमस्ते क्\u200dष", "می\u200cخواهم", "👩\u200d🚒 ❤\ufe0f", "soft\u00adhyphen", "é 漢字 עברית", ""],
)
def test_what_scripts_need_stays(text: str) -> None:
    assert visible_runs(text) == [Run(text)]


@pytest.mark.parametrize(
    "character", [*BIDI, "\x00", "\x07", "\x7f", "\x85", "\u200b", "\u2028", "\ufeff", "\ud800", "\U000e0041"]
)
def test_what_is_hidden_is_named(character: str) -> None:
    assert visible(f"a{character}b") == f"a[U+{ord(character):04X}]b"


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"),
        *(
            "vbscript:x",
            "file:///etc/passwd",
            "//example.org/x",
            "/x",
            "http://",
            "http://[",
            "https://e\u202e.org",
            "",
            "about:blank",
        ),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    assert web_address(url) == ""


def test_an_address_stays_as_it_is() -> None:
    assert web_address("HTTPS://example.org/?a=\"<b>'") == "HTTPS://example.org/?a=\"<b>'"
