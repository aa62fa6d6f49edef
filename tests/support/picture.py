"""The prompt on a real terminal as a picture: SVG with attributes only, which every renderer of Markdown shows."""

from __future__ import annotations

import os
import pty
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pyte

WIDTH, HEIGHT = 84, 24
PATIENCE = 60.0
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
QUIET = 0.5  # seconds without output after which a screen is complete

_CELL, _ROW, _MARGIN, _SIZE = 8.4, 18, 14, 14
_BACKGROUND, _FOREGROUND = "#1b1f24", "#d7dae0"
_COLOURS: Mapping[str, str] = {
    "black": "#3b4048",
    "red": "#ff7b72",
    "green": "#7ee787",
    "brown": "#e3b341",
    "blue": "#79c0ff",
    "magenta": "#d2a8ff",
    "cyan": "#76e3ea",
    "white": "#d7dae0",
    "brightblack": "#8b949e",
    "brightred": "#ffa198",
    "brightgreen": "#a5f3b0",
    "brightbrown": "#f2cc60",
    "brightblue": "#a5d6ff",
    "brightmagenta": "#e2c5ff",
    "brightcyan": "#b3f0ff",
    "brightwhite": "#ffffff",
}
"""The 16 colours of a terminal with a dark background, by pyte's names."""


def screen_of(arguments: list[str], folder: Path, shown: str) -> pyte.Screen:
    """Return the screen of ``annotate`` with these arguments once it shows a text and nothing more is written."""
    import fcntl
    import termios

    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.ByteStream(screen)
    master, slave = pty.openpty()
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLORFGBG", "ACCESSIBLE"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "annotate", *arguments],
        cwd=folder,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**environment, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if select.select([master], [], [], QUIET)[0]:
                stream.feed(os.read(master, 65536))
            elif any(shown in row for row in screen.display):
                return screen
        raise AssertionError("\n".join(screen.display))
    finally:
        process.kill()
        process.wait()
        os.close(slave)
        os.close(master)


def svg(screen: pyte.Screen, title: str) -> str:
    """Return a screen as SVG."""
    width, height = round(WIDTH * _CELL + 2 * _MARGIN), HEIGHT * _ROW + 2 * _MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" rx="8" fill="{_BACKGROUND}"/>',
        f'<g font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="{_SIZE}">',
    ]
    for number in range(HEIGHT):
        lines += _row(screen.buffer[number], number)
    return "\n".join((*lines, "</g>", "</svg>", ""))


def _row(cells: Mapping[int, Any], number: int) -> Iterator[str]:
    """Yield the runs of a row that look the same, each with its background."""
    top = _MARGIN + number * _ROW
    for look, run in groupby(range(WIDTH), key=lambda column: cells[column]._replace(data="")):
        columns = list(run)
        text = "".join(cells[column].data for column in columns)
        left, wide = round(_MARGIN + columns[0] * _CELL, 1), round(len(columns) * _CELL, 1)
        foreground, background = _colour(look.fg, _FOREGROUND), _colour(look.bg, _BACKGROUND)
        if look.reverse:
            foreground, background = background, foreground
        if background != _BACKGROUND:
            yield f'<rect x="{left}" y="{top}" width="{wide}" height="{_ROW}" fill="{background}"/>'
        if words := text.strip():
            # Renderers collapse spaces, so those at the ends are left out and those inside are no-break spaces.
            left = round(left + (len(text) - len(text.lstrip())) * _CELL, 1)
            wide = round(len(words) * _CELL, 1)
            styles = (("font-weight", "bold", look.bold), ("font-style", "italic", look.italics))
            attributes = "".join(f' {name}="{value}"' for name, value, on in styles if on)
            attributes += ' text-decoration="underline"' if look.underscore else ""
            position = f'x="{left}" y="{top + _SIZE}" textLength="{wide}" lengthAdjust="spacingAndGlyphs"'
            yield f'<text {position} fill="{foreground}"{attributes}>{escape(words.replace(" ", NO_BREAK_SPACE))}</text>'


def _colour(name: str, default: str) -> str:
    if name == "default":
        return default
    return _COLOURS.get(name, f"#{name}")
