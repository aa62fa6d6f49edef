"""The keys in what a terminal sends: one event for each key press, paste or control sequence, however its bytes arrive.

A terminal sends the same kind of bytes for keys, for replies to questions that some program asked it, and for events such as
mouse clicks. Those that are not keys of the session must not be taken apart: their letters would run commands.

prompt_toolkit's parser knows a table of sequences and takes others apart, so it is not used here; the grammar of ECMA-48 says
where any sequence ends. The parser has no clock. Its caller says when the terminal has been silent: `pause` after a moment, in
which no terminal on the same machine splits a key, and `flush` after the time that may pass between two packets of a slow
connection.
"""

from __future__ import annotations

import re
from enum import Enum, StrEnum, auto
from typing import NamedTuple


class Paste(NamedTuple):
    """Text that was pasted, from a terminal with bracketed paste."""

    text: str


class Reply(NamedTuple):
    """The terminal's answer to a question about itself, an operating system command without its frame."""

    text: str


class MouseAction(StrEnum):
    """The part of a click, a drag or a turn of the wheel that the terminal reports."""

    PRESS = "press"
    DRAG = "drag"
    RELEASE = "release"
    WHEEL_UP = "wheel up"
    WHEEL_DOWN = "wheel down"


class Mouse(NamedTuple):
    """The left button or the wheel of the mouse, with its row and column, from 0."""

    action: MouseAction
    row: int
    column: int


Typed = str | Paste | Reply | Mouse
"""A key by the session's name for it ("enter", "n", "c-w"), "c-c", "c-l" or "c-z"; a paste; a reply; or the mouse."""

_CONTROLS = {
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    "\x08": "backspace",
    "\x7f": "backspace",
    " ": "space",
    "\u3000": "space",  # as an input method for Chinese or Japanese writes it
    "\x0c": "c-l",
    "\x15": "c-u",
    "\x17": "c-w",
    "\x1a": "c-z",
}
_CTRL_KEYS = {ord(letter): f"c-{letter}" for letter in "cluwz"}
"""The keys with Ctrl, by the code of their letter."""
_MOVES = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
_CSI_NUMBERS = {1: "home", 3: "delete", 4: "end", 5: "pgup", 6: "pgdn", 7: "home", 8: "end"}  # CSI number ~
_KEYPAD = dict(zip("jklmnopqrstuvwxyX", "*+,-./0123456789=", strict=True)) | {"M": "enter", "I": "tab", " ": "space"}
_KITTY = {
    9: "tab",
    13: "enter",
    27: "esc",
    32: "space",
    127: "backspace",
    **{57399 + digit: str(digit) for digit in range(10)},
    **dict(zip(range(57409, 57414), "./*-+", strict=True)),
    57414: "enter",
    57415: "=",
    57416: ",",
    **dict(zip(range(57417, 57425), ("left", "right", "up", "down", "pgup", "pgdn", "home", "end"), strict=True)),
    57426: "delete",
}
"""The keys of the kitty keyboard protocol that the session has, by code; https://sw.kovidgoyal.net/kitty/keyboard-protocol/."""
_UNSHIFTED = (32, 127)  # Space and Backspace, which are the same with Shift

_REPLIES = "11;"  # about the background; others are answers to questions of other programs
_LONGEST_REPLY = 64  # characters

_SHIFT, _CTRL, _CAPS_LOCK, _NUM_LOCK = 1, 4, 64, 128
_RELEASE = 3
_FIELDS = re.compile(r"[0-9]{0,9}(?:[:;][0-9]{0,9})*")

_SGR_MOUSE = re.compile(r"<([0-9]{1,3});([0-9]{1,5});([0-9]{1,5})")
_MODIFIERS = 4 | 8 | 16  # Shift, Alt and Ctrl
_BUTTONS = {0: MouseAction.PRESS, 32: MouseAction.DRAG, 64: MouseAction.WHEEL_UP, 65: MouseAction.WHEEL_DOWN}
"""What the codes of buttons mean in xterm's SGR mode, without modifiers; other buttons are not used."""

_PASTE_END = "\x1b[201~"

# The 8-bit forms of Esc and a character, which the terminal sends as a code point or, without UTF-8, as a byte that is decoded
# to a surrogate.
_C1 = {chr(base + code): chr(code - 0x40) for code in range(0x80, 0xA0) for base in (0, 0xDC00)}


class Waiting(Enum):
    """The kind of input that is unfinished."""

    NOTHING = auto()
    BURST = auto()  # nothing, but what follows at once belongs to what came before
    ESCAPE = auto()  # an Esc, which is a key by itself unless something follows
    SEQUENCE = auto()  # the start of a sequence


class _At(Enum):
    """The place in the grammar."""

    GROUND = auto()
    ESCAPE = auto()
    CSI = auto()
    LINUX = auto()  # after CSI [, which starts the function keys of the Linux console
    MOUSE = auto()  # in the three characters after CSI M
    SS3 = auto()
    STRING = auto()  # DCS, OSC, SOS, PM, APC
    STRING_ESCAPE = auto()  # after Esc in a string, which ends it together with a backslash
    BURST = auto()  # after something that is no key: what comes without a pause belongs to it
    PASTE = auto()


class KeyParser:
    """Turns the characters of a terminal into keys and pastes; with `mouse`, also into what the mouse does in SGR mode (1006)."""

    def __init__(self, *, mouse: bool = False) -> None:
        self._has_mouse = mouse
        self._at = _At.GROUND
        self._held = ""  # the parameters of a sequence, or the text of a paste
        self._is_osc = False
        self._has_alt = False
        self._is_alone = False  # True for an Esc after which there was a pause
        self._typed: list[Typed] = []

    @property
    def waiting(self) -> Waiting:
        """The kind of input that `pause` or `flush` would finish."""
        match self._at:
            case _At.GROUND | _At.PASTE:
                return Waiting.NOTHING
            case _At.BURST:
                return Waiting.BURST
            case _At.ESCAPE:
                return Waiting.ESCAPE
            case _:
                return Waiting.SEQUENCE

    def feed(self, text: str) -> list[Typed]:
        """Return what the next characters complete. Bytes that are not UTF-8 come as surrogates."""
        if self._at is _At.PASTE and text == "\x03":  # typed by itself: whoever pastes without end must be able to leave
            self._at = _At.GROUND
        while text:
            text = self._paste(text) if self._at is _At.PASTE else self._keys(text)
        return self._take()

    def pause(self) -> list[Typed]:
        """Return what a short silence completes: nothing, but an Esc before it is only continued by what starts a sequence."""
        if self._at is _At.BURST:
            self._at = _At.GROUND
        self._is_alone = self._at is _At.ESCAPE
        return self._take()

    def flush(self) -> list[Typed]:
        """Return what a long silence completes: an Esc is a key, and the start of a sequence nothing."""
        if self._at is _At.ESCAPE:
            self._typed.append("esc")
        if self._at is not _At.PASTE:
            self._end()
        return self._take()

    def _take(self) -> list[Typed]:
        typed, self._typed = self._typed, []
        return typed

    def _end(self, key: str | None = None, *, then: _At = _At.GROUND) -> None:
        """End a sequence, with the key that it is."""
        if key is not None and not self._has_alt:
            self._typed.append(key)
        self._at, self._held, self._has_alt, self._is_alone = then, "", False, False

    def _paste(self, text: str) -> str:
        """Add text to a paste, and return what follows its end."""
        searched = max(len(self._held) - len(_PASTE_END), 0)
        self._held += text
        end = self._held.find(_PASTE_END, searched)
        if end < 0:
            return ""
        pasted, rest = self._held[:end], self._held[end + len(_PASTE_END) :]
        self._end()
        self._typed.append(Paste(pasted))
        return rest

    def _keys(self, text: str) -> str:
        """Handle characters up to the start of a paste, and return what follows it."""
        for place, char in enumerate(text, 1):
            self._step(char)
            if self._at is _At.PASTE:
                return text[place:]
        return ""

    def _step(self, char: str) -> None:
        if char == "\x03":  # whatever came before, this must always end the session
            self._interrupt()
        elif self._at in (_At.STRING, _At.STRING_ESCAPE):
            self._step_in_string(char)
        elif self._at is _At.ESCAPE:
            self._step_after_escape(char)
        elif char == "\x1b":
            self._end(then=_At.ESCAPE)
        elif self._at is _At.GROUND:
            self._step_on_ground(char)
        elif self._at is _At.BURST:
            pass
        elif not char.isascii() or not " " <= char <= "~":
            if self._at is _At.MOUSE and char > "~":
                self._step_in_sequence(char)
            else:
                self._end(then=_At.BURST)  # a control character breaks a sequence off
        else:
            self._step_in_sequence(char)

    def _interrupt(self) -> None:
        if self._at is _At.ESCAPE and self._is_alone:
            self._typed.append("esc")
        self._end()
        self._typed.append("c-c")

    def _step_on_ground(self, char: str) -> None:
        if key := _CONTROLS.get(char):
            self._typed.append(key)
        elif char in _C1:
            self._at = _At.ESCAPE
            self._step_after_escape(_C1[char])
        elif char < " ":
            self._at = _At.BURST
        elif char.isprintable():
            self._typed.append(char)

    def _step_after_escape(self, char: str) -> None:
        if char in "[O]PX^_":
            self._at = {"[": _At.CSI, "O": _At.SS3}.get(char, _At.STRING)
            self._is_osc = char == "]"
            self._is_alone = False
        elif self._is_alone:
            self._end("esc")
            self._step(char)
        elif char == "\x1b":
            self._has_alt = True  # Alt and a key that sends a sequence; or Esc held down, which `flush` takes for one
        else:
            self._end(then=_At.BURST)  # Alt and a key, or a key of an old terminal with more to come

    def _step_in_string(self, char: str) -> None:
        """Skip a string, up to ST or, as xterm does for OSC, BEL; CAN and SUB break it off."""
        ends = char in "\x9c\udc9c" or (char == "\x07" and self._is_osc) or (char == "\\" and self._at is _At.STRING_ESCAPE)
        if ends and self._is_osc and self._held.startswith(_REPLIES) and len(self._held) <= _LONGEST_REPLY:
            self._typed.append(Reply(self._held))
        if ends or char in "\x18\x1a":
            self._end()
        elif self._at is _At.STRING_ESCAPE and char != "\x1b":
            self._end(then=_At.ESCAPE)
            self._step_after_escape(char)
        elif char == "\x1b":
            self._at = _At.STRING_ESCAPE
        elif len(self._held) <= _LONGEST_REPLY:
            self._held += char

    def _step_in_sequence(self, char: str) -> None:
        match self._at:
            case _At.LINUX:
                self._end()
            case _At.MOUSE:
                self._held += char
                if len(self._held) == 3:
                    self._end()
            case _At.SS3 if char in "0123456789;":
                self._held += char
            case _At.SS3:
                # An F1 with a character after it is a key of the Minitel, and Videotex has no other sequences.
                key = None if self._held else _MOVES.get(char) or _KEYPAD.get(char)
                self._end(key, then=_At.BURST if char == "P" else _At.GROUND)
            case _ if char < "@":
                self._held += char
            case _ if self._held:
                self._end_csi(char)
            case _ if char == "[":
                self._at = _At.LINUX
            case _ if char == "M":
                self._at = _At.MOUSE
            case _ if char == "O":  # the terminal has lost the focus; with one more letter, a key of an old terminal
                self._end(then=_At.BURST)
            case _:
                self._end_csi(char)

    def _end_csi(self, final: str) -> None:
        if self._held + final == "200~":
            self._end(then=_At.PASTE)
        elif self._has_mouse and (event := _mouse_event(self._held, final)):
            self._typed.append(event)
            self._end()
        else:
            self._end(_csi_key(self._held, final))


def _mouse_event(parameters: str, final: str) -> Mouse | None:
    """Return what a control sequence of the SGR mode says of the left button or the wheel, None for all others."""
    match = _SGR_MOUSE.fullmatch(parameters)
    if match is None or final not in ("M", "m"):
        return None
    code, column, row = map(int, match.groups())
    action = _BUTTONS.get(code & ~_MODIFIERS)
    if action is None or not (column and row):
        return None
    if final == "m":
        action = MouseAction.RELEASE if action in (MouseAction.PRESS, MouseAction.DRAG) else None
    return Mouse(action, row - 1, column - 1) if action else None


def _csi_key(parameters: str, final: str) -> str | None:
    """Return the key that a control sequence stands for, None if it is none of the session's."""
    if not _FIELDS.fullmatch(parameters):
        return None
    fields = [[int(number or 0) for number in field.split(":")] for field in parameters.split(";")]
    if final == "~" and fields[0] == [27] and len(fields) == 3:  # xterm's modifyOtherKeys: CSI 27 ; modifiers ; code ~
        return _coded_key(fields[2][0], [], fields[1], [], is_typed=True)
    modifiers = fields[1] if len(fields) > 1 else []
    if final == "u" and len(fields) <= 3:
        return _coded_key(fields[0][0], fields[0][1:2], modifiers, fields[2] if len(fields) == 3 else [])
    held = _held(modifiers)
    if len(fields) > 2 or len(fields[0]) > 1 or held is None:
        return None
    if final == "~":
        return _CSI_NUMBERS.get(fields[0][0]) if not held else None
    if fields[0][0] > 1:
        return None
    if final == "Z":
        return "backtab" if held <= _SHIFT else None
    return _MOVES.get(final) if not held else None


def _held(modifiers: list[int]) -> int | None:
    """Return the modifiers that are held down, without locks; None if the key is being released."""
    if modifiers[1:2] == [_RELEASE] or len(modifiers) > 2:
        return None
    return max(modifiers[0] - 1, 0) & ~(_CAPS_LOCK | _NUM_LOCK) if modifiers else 0


def _coded_key(code: int, shifted: list[int], modifiers: list[int], text: list[int], *, is_typed: bool = False) -> str | None:
    """Return the key for a code point and its modifiers.

    Shift makes capitals of letters and Backtab of Tab; it changes nothing about Space and Backspace, as in a terminal without the
    protocol. Other keys with Shift depend on the keyboard: they are known only if the terminal says what they type (`shifted`,
    `text`, or `is_typed`, if the code is that already).
    """
    held = _held(modifiers)
    if held == _CTRL and code in _CTRL_KEYS:
        return _CTRL_KEYS[code]
    if held not in (0, _SHIFT):
        return None
    named = _KITTY.get(code)
    if held == _SHIFT and named is not None and code not in _UNSHIFTED:
        return "backtab" if named == "tab" else None
    if named is not None:
        return named
    if len(text) == 1 and (typed := _character(text[0])):
        return typed
    if held == _SHIFT and shifted and (typed := _character(shifted[0])):
        return typed
    character = _character(code)
    has_caps_lock = bool(modifiers and max(modifiers[0] - 1, 0) & _CAPS_LOCK)
    if character is None or not character.isalpha():
        return character if held == 0 or is_typed else None
    if is_typed:
        return character.upper() if held == _SHIFT else character
    return character.upper() if (held == _SHIFT) != has_caps_lock and len(character.upper()) == 1 else character


def _character(code: int) -> str | None:
    """Return the printable character with a code, None if there is none or the code stands for a function key."""
    if not 32 < code <= 0x10FFFF:
        return None
    return character if (character := chr(code)).isprintable() else None
