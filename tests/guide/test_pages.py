"""The guide's pages are all there, and are laid out for a terminal."""

from __future__ import annotations

import re

import pytest

from annotate.errors import AnnotateError
from annotate.guide.pages import FOLDER, TOPICS, page_titles, read_page, render_page
from annotate.text.terminal import width


def test_every_file_is_a_topic() -> None:
    assert sorted(TOPICS) == sorted(path.stem for path in FOLDER.glob("*.md"))
    assert all(page_titles().values())


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("columns", [60, 100])
def test_a_page_fits_the_terminal(topic: str, columns: int) -> None:
    text = render_page(topic, columns, styled=False)
    assert "\x1b" not in text
    assert max(width(line) for line in text.splitlines()) <= columns
    assert page_titles()[topic].split()[0] in text


def test_a_page_has_styles_but_no_colours() -> None:
    styles = {style for topic in TOPICS for style in re.findall(r"\x1b\[([0-9;]*)m", render_page(topic, 80, styled=True))}
    assert {number for style in styles for number in style.split(";")} == {"0", "1", "3", "4"}


def test_an_example_that_fits_is_not_wrapped() -> None:
    """Screens and help texts have up to 80 columns."""
    page = render_page("labelling", 80, styled=False).splitlines()
    assert "-" * 80 in page
    assert not [line for line in page if line.strip() == "--"]
    keys = render_page("keys", 80, styled=False)
    assert '\n "trim end" = "t"' in keys


def test_a_long_row_of_an_example_goes_on_below_its_last_column() -> None:
    rows = render_page("checks", 60, styled=False).splitlines()
    first = rows.index("error    article-file         a file of articles was given")
    assert rows[first + 1] == " " * 30 + "where labels are expected"


@pytest.mark.parametrize(("topic", "hint"), [("labeling", "did you mean labelling"), ("zzz", "the topics are tutorial")])
def test_an_unknown_topic_is_refused(topic: str, hint: str) -> None:
    with pytest.raises(AnnotateError, match=hint):
        read_page(topic)
