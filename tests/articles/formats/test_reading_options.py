"""Reading options: what they accept, and that they can be sent to another process."""

from __future__ import annotations

import pickle

import pytest

from annotate.articles.formats.reading_options import DEFAULT_OPTIONS, ReadingOptions
from annotate.articles.formats.tables import COLUMNS
from annotate.errors import ArticleError


@pytest.mark.parametrize("label", ["UTF-8", "latin1", "iso-8859-1", "Shift_JIS", "cp866", "utf-16", "utf-32-le", "mac_roman"])
def test_an_encoding_has_the_names_that_browsers_and_python_know(label: str) -> None:
    assert ReadingOptions(encoding=label).encoding == label


@pytest.mark.parametrize(
    "label", ["", "utf-99x", "rot13", "hex", "unicode_escape", "idna", "undefined", "a\x00", "\udcff", "replacement"]
)
def test_what_is_not_an_encoding_of_text_is_refused(label: str) -> None:
    with pytest.raises(ArticleError, match="is not an encoding; "):
        ReadingOptions(encoding=label)


def test_similar_encodings_are_suggested() -> None:
    with pytest.raises(ArticleError, match=r"^'Win-1251' is not an encoding; did you mean windows-1251\b"):
        ReadingOptions(encoding="Win-1251")


def test_only_fields_have_columns() -> None:
    assert ReadingOptions(columns=dict.fromkeys(COLUMNS, "x")).columns
    with pytest.raises(ArticleError, match=f"^'body' is not a field; the fields are {', '.join(COLUMNS)}.$"):
        ReadingOptions(columns={"body": "Body"})
    with pytest.raises(ArticleError, match="the column of text has no name"):
        ReadingOptions(columns={"text": " "})


def test_options_that_change_how_a_file_is_read() -> None:
    assert not DEFAULT_OPTIONS.read_differently
    assert not ReadingOptions(kind="html").read_differently
    assert ReadingOptions(encoding="utf-8").read_differently
    assert ReadingOptions(columns={"text": "x"}).read_differently


def test_options_can_be_sent() -> None:
    options = ReadingOptions("csv", "koi8-r", {"text": "Body"})
    assert pickle.loads(pickle.dumps(options)) == options
