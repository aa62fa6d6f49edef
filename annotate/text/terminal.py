"""Foreign text in a terminal: everything that is printed goes through this module.

Article text, titles, file names, annotators' names and the messages that quote them may contain anything: escape sequences that
rename the window, bidi controls that reorder a line, zero-width characters that hide a word. `show` makes them visible, `cells`
splits a text into the graphemes of a screen. Stored data are never changed, only the output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

REPLACEMENT = "\ufffd"

# Letters and marks without a shape: grapheme joiner, Hangul fillers, inherent vowels of Khmer, variation selectors. All
# characters of the categories below have none either, or change what is around them. U+200D (joiner) and U+FE0F (emoji look) are
# handled by `cells`, which needs to see them.
_SHAPELESS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
_SHAPELESS_LETTER = re.compile(f"[{_SHAPELESS}]")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
"""Controls, format characters, unassigned ones (to this version of Python), surrogates, and separators of lines."""
_SAFE_RUN = re.compile(r"[\x20-\x7e]+")


def is_unsafe(character: str) -> bool:
    """Return True if a terminal obeys or hides a character."""
    return category(character) in _HIDDEN_CATEGORIES or _SHAPELESS_LETTER.match(character) is not None


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if character in "\u200d\ufe0e\ufe0f":
        return ""  # they only select the look of a neighbour; alone they are invisible and have no cell
    return REPLACEMENT


class _Visible(dict[int, str]):
    """The form in which each character is shown, computed when it occurs for the first time."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = _visible(character) if is_unsafe(character) else character
        return self[code]


_SHOWN = _Visible()


def show(text: str, *, lines: bool = False) -> str:
    """Return `text` with everything replaced that a terminal obeys or hides: C0 by pictures (U+2400...), the rest by U+FFFD.

    With `lines`, line feeds stay. The result has no byte below 0x20 (except LF then), no U+0080-9F, no format character such as a
    bidi control, no unassigned character and no surrogate. Private characters stay: fonts give them a shape.
    """
    if text.isprintable() and not _SHAPELESS_LETTER.search(text):
        return text
    if lines:
        return "\n".join(show(line) for line in text.split("\n"))
    return text.translate(_SHOWN)


def shell_word(text: str) -> str:
    r"""Return a text as a word of a shell's command, with what cannot be seen escaped in the way of bash and zsh.

    >>> print(shell_word("mk"), shell_word("it's mk "), shell_word("m\u200bk"))
    mk 'it'"'"'s mk ' $'m\u200bk'
    """
    from shlex import quote
    from unicodedata import combining, normalize

    if not any(map(is_unsafe, text)) and normalize("NFC", text) == text:
        return quote(text)
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"$'{''.join(_escape(c) if is_unsafe(c) or combining(c) else c for c in escaped)}'"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


WIDEST_CELL = 6
"""The greatest number of columns of a cell. Letters of Burmese have up to three signs beside them; more get their own cells."""


class Cell(NamedTuple):
    """A grapheme on the screen: the text to print, its width in columns, and the offsets of the code points that it shows."""

    text: str
    width: int
    start: int
    end: int


def cells(text: str, offset: int = 0) -> Iterator[Cell]:
    """Yield the graphemes of `text` in a form that is safe to show, with offsets counted from `offset`.

    A grapheme of several letters, such as a conjunct of Devanagari or a flag, becomes a cell for each. Emoji joined by U+200D are
    shown as the first one, since terminals do not agree on their width. A cell has one or two columns, and one more for each
    vowel sign that stands beside its letter, up to `WIDEST_CELL`.
    """
    position = offset
    for run in _runs(text):
        if run.isascii() and run.isprintable():  # a run of the rest may be ASCII too: a lone ESC
            for character in run:
                yield Cell(character, 1, position, position + 1)
                position += 1
            continue
        for grapheme in graphemes(run):
            yield from _cells_of_grapheme(grapheme, position)
            position += len(grapheme)


def _cells_of_grapheme(grapheme: str, start: int) -> Iterator[Cell]:
    """Yield a cell for each letter of a grapheme that has columns of its own; its marks go with the letter before them.

    A vowel sign that stands beside its letter (category Mc, as in Devanagari) counts as a column. Many terminals give it one, as
    the C library does, tmux among them; others give it none, as they count the letter with its signs. Too many columns leave a
    gap behind the letter; with too few, the end of the row would be pushed over the edge of the screen and lost.
    """
    from wcwidth import wcwidth  # 15 ms, and only needed to draw

    shown, columns, begin, end = "", 0, start, start + len(grapheme)
    for place, character in enumerate(_first_emoji(grapheme), start):
        visible = _SHOWN[ord(character)]
        width = max(wcwidth(visible), 0) if visible else 0
        if width and not columns:
            shown, columns = visible, width
        elif width and visible != REPLACEMENT:
            yield Cell(shown, columns, begin, place)
            shown, columns, begin = visible, width, place
        elif not columns:
            continue
        elif visible and category(visible) == "Mc":
            if columns == WIDEST_CELL:
                yield Cell(shown, columns, begin, place)
                shown, columns, begin = "", 0, place
            shown += visible
            columns += 1
        elif not width:
            shown += visible
    yield Cell(shown, columns, begin, end) if columns else Cell(REPLACEMENT, 1, begin, end)


def _first_emoji(grapheme: str) -> str:
    """Return a grapheme up to the U+200D that joins another emoji. Those that join letters are left to be hidden."""
    joiner = grapheme.find("\u200d", 1)
    while joiner > 0 and category(grapheme[joiner + 1 : joiner + 2] or "\0")[0] != "S":
        joiner = grapheme.find("\u200d", joiner + 1)
    return grapheme if joiner < 0 else grapheme[:joiner]


def graphemes(text: str) -> Iterator[str]:
    """Yield the graphemes of a text: those of Unicode, with the vowel signs of Burmese that it counts as letters of their own.

    Such a sign has no column of its own on a terminal.
    """
    from wcwidth import iter_graphemes

    grapheme = ""
    for part in iter_graphemes(text):
        if grapheme and category(part[0]) == "Mc" and category(grapheme[-1])[0] in "LM":
            grapheme += part
            continue
        if grapheme:
            yield grapheme
        grapheme = part
    if grapheme:
        yield grapheme


def _runs(text: str) -> Iterator[str]:
    """Split `text` into runs of printable ASCII and runs of the rest.

    The last ASCII character before other characters goes with those, because a combining mark may follow it.
    """
    position = 0
    for match in _SAFE_RUN.finditer(text):
        start, end = match.span()
        if end < len(text):
            end -= 1
        if end <= start:
            continue
        if position < start:
            yield text[position:start]
        yield text[start:end]
        position = end
    if position < len(text):
        yield text[position:]


def width(text: str) -> int:
    """Return the number of columns of `text` on the screen."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(cell.width for cell in cells(text))
