"""Damaged files of every format: read, or refused with one sentence; never a traceback."""

from __future__ import annotations

from random import Random

import pytest

from annotate.interchange.format import Format, ReadOptions
from annotate.interchange.values import InterchangeError
from annotate.schema import Schema
from support.damage import damaged_files
from support.damaged_imports import READ, originals

ROUNDS = 300


@pytest.mark.parametrize("format", READ, ids=lambda format: format.name)
def test_damaged_files_are_read_or_refused_with_a_sentence(format: Format, schema: Schema) -> None:
    random = Random(11)
    files = originals(format, schema)
    assert format.read is not None
    messages: list[str] = []
    for _ in range(ROUNDS):
        changed = damaged_files(files, random)
        try:
            assert format.recognizes is None or format.recognizes(changed) in (True, False)
            reading = format.read(changed, ReadOptions())
        except InterchangeError as error:
            messages.append(str(error))
        else:
            for document in reading.documents:
                for decisions in document.sets:
                    assert all(0 <= start < end <= len(document.text) for span in decisions.spans for start, end in span.pieces)
    assert messages
    assert all(message.endswith((".", "?")) and len(message) < 10_000 for message in messages)
