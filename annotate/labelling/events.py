"""The events of a session: what an annotator, a script or a recording does."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """A key: a character, or one of these.

    space, enter, esc, tab, backtab, up, down, left, right, pgup, pgdn, home, end, backspace, delete, c-u, c-w
    """

    name: str


class Number(NamedTuple):
    """A choice by its number: a registry entry, a ready-made span, a row of a list."""

    number: int


class Pointed(NamedTuple):
    """A word of the sentence being picked from, by its number, from 1."""

    word: int


class At(NamedTuple):
    """A sentence to pick from, by its number, from 1."""

    sentence: int


class Text(NamedTuple):
    """The whole text of the line being written, as it comes from a paste, a script or a front end that reads lines."""

    text: str


Event = Key | Number | Pointed | At | Text
