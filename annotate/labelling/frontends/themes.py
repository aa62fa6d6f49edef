"""Colours of the full screen: themes for light and dark terminals, and for those of which nothing is known.

The colours are those of the palette of 256, of which all but the first 16 are the same on every terminal. Against the background
that a theme is made for, each reaches a contrast of 4.5:1 (WCAG 2.2, success criterion 1.4.3); a test computes it. No meaning
depends on colour: claims, sources and cues have marks, stances have their keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Literal

ThemeName = Literal["auto", "light", "dark", "ansi", "none"]
"""The names of themes.

``auto`` is ``light`` or ``dark`` if the terminal's background is known, else colours that can be read on both; ``ansi`` has the
terminal's own 16 colours, ``none`` only bold, underlined and reversed text.
"""

Styles = Mapping[str, str]
"""The parameters of SGR (ECMA-48, 8.3.117) for each style of a row; a style that is missing is plain."""


class Background(Enum):
    """The background of a terminal."""

    LIGHT = auto()
    DARK = auto()


_WITHOUT_COLOR = {
    "title": "1",
    "headline": "1",
    "panel": "1",
    "hint": "1",
    "key": "1",
    "dim": "2",
    "context": "2",
    "picked": "7",
    "claim-focus": "1;4",
    "source-focus": "1;4",
    "suggestion": "4",
    "refused": "1",
    "focus-margin": "1",
}

_TERMINALS_OWN: Styles = _WITHOUT_COLOR | {
    "claim": "34",
    "claim-focus": "1;34;4",
    "source": "32",
    "source-focus": "1;32;4",
    "cue": "35",
    "suggestion": "4;36",
    "hint": "1;35",
    "refused": "1;31",
    "message": "36",
    "coach": "35",
}


def _palette(
    claim: int, source: int, cue: int, suggestion: int, hint: int, key: int, refused: int, message: int, coach: int, dim: int
) -> Styles:
    """Return the styles of a theme from its colours, which are numbers in the palette of 256."""
    return _WITHOUT_COLOR | {
        "claim": _color(claim),
        "claim-focus": f"1;4;{_color(claim)}",
        "source": _color(source),
        "source-focus": f"1;4;{_color(source)}",
        "cue": _color(cue),
        "suggestion": f"4;{_color(suggestion)}",
        "hint": f"1;{_color(hint)}",
        "key": f"1;{_color(key)}",
        "refused": f"1;{_color(refused)}",
        "message": _color(message),
        "coach": _color(coach),
        "dim": _color(dim),
        "context": _color(dim),
    }


def _color(number: int) -> str:
    return f"38;5;{number}"


LIGHT = _palette(claim=25, source=22, cue=90, suggestion=23, hint=124, key=24, refused=160, message=24, coach=94, dim=240)
"""The styles for a light background."""

DARK = _palette(claim=75, source=78, cue=176, suggestion=80, hint=221, key=153, refused=203, message=80, coach=179, dim=247)
"""The styles for a dark background."""

# Only colours of one lightness reach 4.5:1 on white and on black: their luminance lies between .175 and .183, and the palette
# has eight of them.
EITHER = _palette(claim=63, source=29, cue=163, suggestion=98, hint=163, key=63, refused=131, message=29, coach=131, dim=243)
"""The styles for a background that is not known."""


@dataclass(frozen=True, slots=True)
class Look:
    """The theme of a session, and what is known of its terminal.

    background: of the terminal, None if it is not known.
    has_palette: True if the terminal has the palette of 256 colours.
    may_ask: True if the terminal can be asked for its background, and answers or ignores the question.
    """

    theme: ThemeName = "auto"
    background: Background | None = None
    has_palette: bool = True
    may_ask: bool = False

    @property
    def asks(self) -> bool:
        """True if the answer of the terminal would change the colours."""
        return self.theme == "auto" and self.has_palette and self.background is None and self.may_ask

    @property
    def styles(self) -> Styles:
        """The styles of rows."""
        match self.theme, self.background:
            case "none", _:
                return _WITHOUT_COLOR
            case "light", _:
                return LIGHT
            case "dark", _:
                return DARK
            case _ if self.theme == "ansi" or not self.has_palette:
                return _TERMINALS_OWN
            case _, Background.LIGHT:
                return LIGHT
            case _, Background.DARK:
                return DARK
        return EITHER

    def answered(self, reply: str) -> Look:
        """Return the look after a reply of the terminal, which may be about something else."""
        background = _reported_background(reply)
        return replace(self, background=background) if background is not None and self.asks else self


QUESTION = "\x1b]11;?\x1b\\"
"""The question for the background colour (xterm, "Operating System Commands", 11)."""

_REPLY = re.compile(r"11;rgba?:([0-9A-Fa-f]{1,4})/([0-9A-Fa-f]{1,4})/([0-9A-Fa-f]{1,4})")


def _reported_background(reply: str) -> Background | None:
    """Return the background in a reply to `QUESTION`.

    >>> _reported_background("11;rgb:ffff/ffff/dddd")
    <Background.LIGHT: 1>
    """
    if (match := _REPLY.match(reply)) is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in match.groups())
    return Background.LIGHT if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else Background.DARK


def look_of(theme: ThemeName, environment: Mapping[str, str]) -> Look:
    """Return the look of a session with a theme on the terminal that an environment describes.

    >>> look_of("auto", {"TERM": "xterm-256color", "COLORFGBG": "0;15"}).background
    <Background.LIGHT: 1>
    """
    term = environment.get("TERM", "")
    has_palette = "256" in term or "COLORTERM" in environment or "WT_SESSION" in environment or term.startswith(_MODERN)
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    known = Background.LIGHT if background in {"7", "15"} else Background.DARK if background.isdecimal() else None
    return Look(theme, known, has_palette, may_ask=term.startswith((*_MODERN, "xterm", "tmux", "rxvt")))


_MODERN = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour", "konsole", "vte")
"""Terminals that do not have their number of colours in their name."""
