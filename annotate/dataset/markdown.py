"""Markdown in which text from outside displays itself: no links, no HTML, no new rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotate.text.terminal import show

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|~$!&@]|:(?=//)|(?<=www)\.")
_LIST = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=])(?=\s|$|[-+=])")


def escaped(text: str) -> str:
    """Return text from outside as Markdown that displays it without effects: no links, no HTML, no new rows of a table."""
    active = _ACTIVE.sub(r"\\\g<0>", show(" ".join(text.split())))
    return _LIST.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", active)


def paragraphs(text: str) -> str:
    """Return text of several paragraphs from outside as Markdown with the same paragraphs."""
    return "\n\n".join(escaped(part) for part in re.split(r"\n\s*\n", text) if part.strip())


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table of cells that are Markdown already."""
    cells = [list(map(str, head))]
    lines = [*cells, ["---"] * len(cells[0]), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def fenced(text: str, language: str = "") -> str:
    """Return text from outside as a block of code, with a fence that is not in it."""
    lines = show(text.strip("\n"), lines=True)
    longest = max((len(fence) for fence in re.findall(r"`{3,}", lines)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{lines}\n{fence}"
