"""A line of text with a caret, edited with the keys of a shell (GNU Readline's Emacs mode)."""

from __future__ import annotations

import re
from collections import deque
from typing import NamedTuple

from annotate.labelling.events import Event, Key, Number, Text
from annotate.text.terminal import graphemes

_LAST_WORD = re.compile(r"\S*\s*\Z")


class Line(NamedTuple):
    """A line being written. `behind` is the number of code points behind the caret; 0 is the end of the line."""

    text: str = ""
    behind: int = 0

    @property
    def before(self) -> str:
        """The text before the caret."""
        return self.text[: len(self.text) - self.behind]

    @property
    def after(self) -> str:
        """The text behind the caret."""
        return self.text[len(self.text) - self.behind :]


def edit_line(line: Line, event: Event) -> Line | None:
    """Return the line after one more event, None if the event neither writes nor moves."""
    match event:
        case Text(text):  # the whole line
            written = one_line(text)
            return Line(written, min(line.behind, len(written)))
        case Key("space"):
            return _insert(line, " ")
        case Number(number):
            return _insert(line, str(number))
        case Key(name) if len(name) == 1:
            return _insert(line, one_line(name))
        case Key(name):
            return _edit(line, name)
    return None


def insert(line: Line, text: str) -> Line:
    """Return the line with text put in at the caret, such as text that was pasted."""
    return _insert(line, one_line(text))


def _insert(line: Line, text: str) -> Line:
    return Line(line.before + text + line.after, line.behind)


def _edit(line: Line, key: str) -> Line | None:
    """Return the line after a key that has a name."""
    before, after = line.before, line.after
    match key:
        case "backspace":
            before = before[:-1]
        case "delete":
            after = after[_first_length(after) :]
        case "left":
            return Line(line.text, line.behind + _last_length(before))
        case "right":
            return Line(line.text, line.behind - _first_length(after))
        case "home":
            return Line(line.text, len(line.text))
        case "end":
            return Line(line.text)
        case "c-u":
            before = ""
        case "c-w":
            before = _LAST_WORD.sub("", before)
        case _:
            return None
    return Line(before + after, len(after))


def _first_length(text: str) -> int:
    """Return the code points of the first character as a reader sees it, such as a letter with its accents."""
    return len(next(graphemes(text), ""))


def _last_length(text: str) -> int:
    last = deque(graphemes(text), maxlen=1)
    return sum(map(len, last))


def one_line(text: str) -> str:
    """Return text that can be stored anywhere: one line, no NUL, no unpaired surrogate."""
    return " ".join(text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8").splitlines())
