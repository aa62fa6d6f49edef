"""The guide's pages are all there, and are laid out for a terminal."""

from __future__ import annotations

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
    text = render_page(topic, columns, color=False)
    assert "\x1b" not in text
    assert max(width(line) for line in text.splitlines()) <= columns
    assert page_titles()[topic].split()[0] in text


def test_colour_is_asked_for() -> None:
    assert "\x1b[" in render_page("keys", 80, color=True)


@pytest.mark.parametrize(("topic", "hint"), [("labeling", "did you mean labelling"), ("zzz", "the topics are tutorial")])
def test_an_unknown_topic_is_refused(topic: str, hint: str) -> None:
    with pytest.raises(AnnotateError, match=hint):
        read_page(topic)
