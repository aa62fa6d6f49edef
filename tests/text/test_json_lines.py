"""A line of JSON is one line to every reader."""

from __future__ import annotations

import json

from annotate.text.json_lines import json_line


def test_every_reader_of_lines_sees_the_same_lines_of_json() -> None:
    every = "".join(map(chr, range(0xD800)))
    value = {"text": every, every: [every, "\U0001f469"]}
    line = json_line(value)
    assert json.loads(line) == value
    assert line.decode().splitlines(keepends=True) == [line.decode()]
    assert line.splitlines(keepends=True) == [line]
