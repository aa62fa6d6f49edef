"""The list of formats: each can be loaded, and files are recognized by one of them or with a sentence."""

from __future__ import annotations

from typing import get_args

import pytest

from annotate.cli.interchange import ReadFormat, Unit, WriteFormat
from annotate.interchange import offsets
from annotate.interchange.format import NAMES, load_format, recognized
from annotate.interchange.values import InputFile, InterchangeError


def test_every_format_is_there_under_its_name() -> None:
    assert [load_format(name).name for name in NAMES] == list(NAMES)


def test_the_command_line_knows_them() -> None:
    assert set(get_args(ReadFormat)) == {name for name in NAMES if load_format(name).read}
    assert set(get_args(WriteFormat)) == {name for name in NAMES if load_format(name).write}
    assert get_args(Unit) == get_args(offsets.Unit)


def test_what_can_be_read_is_recognized() -> None:
    for format in map(load_format, NAMES):
        assert (format.read is None) == (format.recognizes is None), format.name


def test_an_unknown_file() -> None:
    with pytest.raises(InterchangeError, match=r"notes\.txt: no format is recognized; name it with --from"):
        recognized([InputFile("notes.txt", b"to do")])


def test_a_name_stands_for_all_answers() -> None:
    format = load_format("label-studio")
    assert format.can_hold("claim.attribute.type")
    assert not format.can_hold("history")
