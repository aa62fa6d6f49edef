r"""Answers and notes in formats that have only texts on one line.

An answer is written as it is read by people: ``event``, ``true``, ``3``. What would be read as something else, or breaks a line,
is written as a text of JSON: ``"true"``, ``"two\nlines"``.
"""

from __future__ import annotations

import json
import re

from annotate.interchange.values import Scalar

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def scalar_text(value: Scalar) -> str:
    """Return an answer as text.

    >>> scalar_text(True), scalar_text("event"), scalar_text("true"), scalar_text(2)
    ('true', 'event', '"true"', '2')
    """
    if not isinstance(value, str):
        return json.dumps(value)
    return value if _is_safe(value) and scalar_value(value) == value else _quoted(value)


def scalar_value(text: str) -> Scalar:
    """Return the answer that a text is; the inverse of `scalar_text`.

    >>> scalar_value("true"), scalar_value("event"), scalar_value('"true"'), scalar_value("007")
    (True, 'event', 'true', '007')
    """
    value = _loaded(text)
    if isinstance(value, str):
        return value if scalar_text(value) == text else text
    return value if isinstance(value, bool | int | float) and json.dumps(value) == text else text


def line_text(text: str) -> str:
    r"""Return a text for people as one line.

    >>> line_text("as it is"), line_text("two\nlines")
    ('as it is', '"two\\nlines"')
    """
    return text if _is_safe(text) and text_of_line(text) == text else _quoted(text)


def text_of_line(line: str) -> str:
    """Return the text that a line is; the inverse of `line_text`. Quotation marks that a person wrote stay."""
    value = _loaded(line) if line[:1] == '"' else None
    return value if isinstance(value, str) and line_text(value) == line else line


def _is_safe(text: str) -> bool:
    return bool(text) and text == text.strip() and not _UNSAFE.search(text)


def _quoted(text: str) -> str:
    escaped = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)


def _loaded(text: str) -> object:
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
