"""JSON with one value on each line, whatever the reader takes for the end of a line."""

from __future__ import annotations

from typing import Any

import orjson

_LINE_BREAKS = [(character.encode(), f"\\u{ord(character):04x}".encode()) for character in "\x85\u2028\u2029"]
"""The line breaks beyond ASCII, as UTF-8 and as escapes of JSON. In JSON they can only be inside a string."""


def json_line(value: Any) -> bytes:
    r"""Return a value as a line of JSONL, which is one line to every reader.

    JSON escapes line breaks in ASCII itself. U+0085, U+2028 and U+2029 may appear in it as they are, but ``str.splitlines`` and
    other readers end a line there.

    >>> json_line("one\u2028two")
    b'"one\\u2028two"\n'
    """
    line = orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z)
    for character, escape in _LINE_BREAKS:
        line = line.replace(character, escape)
    return line
