"""The full-screen front end: it reads keys and repaints the rows that change.

`posix_terminal` has the keyboard and the screen, prompt_toolkit those of Windows; `terminal_input` says which keys were typed.
Painting is done here, because it must be exact for any text: every changed row is painted whole, from its first column, after an
absolute cursor movement, and never runs into the next row. Terminals disagree about the width of a letter with its marks, a flag
or a skin tone, so what follows one is placed absolutely.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from annotate.labelling.display.screen import Screen, view
from annotate.labelling.frontends.mouse import WHEEL_ROWS, Refused, Spot, dragged_text, meaning, spot_at
from annotate.labelling.frontends.posix_terminal import Display, Keyboard
from annotate.labelling.frontends.terminal_input import KeyParser, Mouse, MouseAction, Paste, Reply, Typed, Waiting
from annotate.labelling.frontends.themes import EITHER, QUESTION, Look, Styles
from annotate.labelling.line_editing import insert
from annotate.labelling.runner import ANSWER_GUARD, GUARD, SessionRunner
from annotate.labelling.session import step
from annotate.labelling.state import Key, State, Text, quote
from annotate.text.rows import ScreenRow, cells_of

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding.key_processor import KeyPress
    from prompt_toolkit.output import Output

_PAUSE_SECONDS = 0.05  # a terminal on the same machine does not split a key by as much
_SPLIT_SECONDS = 0.5  # a slow connection may split one by as much

_MOUSE_ON, _MOUSE_OFF = "\x1b[?1002h\x1b[?1006h", "\x1b[?1006l\x1b[?1002l"
"""Ask the terminal for clicks, drags and the wheel, in SGR form, and tell it to keep them to itself again."""

DEFAULT_LOOK = Look()
"""The look on a terminal of which nothing is known."""

_CONSOLE_KEYS = {
    "escape": "esc",
    "c-m": "enter",
    "c-j": "enter",
    "c-i": "tab",
    "s-tab": "backtab",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "c-h": "backspace",
    "delete": "delete",
    "home": "home",
    "end": "end",
    "c-u": "c-u",
    "c-w": "c-w",
    " ": "space",
    "c-c": "c-c",
    "<sigint>": "c-c",
    "c-l": "c-l",
    "c-z": "c-z",
}
"""The session's names for the keys of prompt_toolkit, which the console of Windows reports."""


class Painter:
    """Writes screens to a terminal: only rows that changed, each as a whole and after an absolute cursor movement."""

    def __init__(self, write: Callable[[str], None], styles: Styles = EITHER) -> None:
        self._write = write
        self._styles = styles
        self._shown: list[str] = []

    def wear(self, styles: Styles) -> None:
        """Paint in other styles from now on."""
        self._styles = styles

    def forget(self) -> None:
        """Make the next `paint` repaint everything, as after a resize or output from elsewhere."""
        self._shown = []

    def paint(self, screen: Screen) -> None:
        """Write the rows that differ from the last screen painted."""
        rendered = [self._render(row) for row in screen.rows]
        fresh = len(rendered) != len(self._shown)
        parts = ["\x1b[?25l\x1b[?7l", "\x1b[0m\x1b[2J" if fresh else ""]
        for place, row in enumerate(rendered):
            if fresh or row != self._shown[place]:
                parts.append(f"\x1b[{place + 1};1H\x1b[K{row}")
        parts.append(f"\x1b[{screen.cursor[0] + 1};{screen.cursor[1] + 1}H\x1b[?7h\x1b[?25h")
        self._shown = rendered
        self._write("".join(parts))

    def _render(self, row: ScreenRow) -> str:
        parts, column = [], 1
        for style, text in row:
            placed, column = _place(text, column)
            parts.append(f"\x1b[{sgr}m{placed}\x1b[0m" if (sgr := self._styles.get(style)) else placed)
        return "".join(parts)


_JOINABLE = re.compile("[\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")  # the letters of flags, skin tones


def _place(text: str, column: int) -> tuple[str, int]:
    """Return a text to write at a column, counted from 1, and the column after it."""
    if text.isascii():
        return text, column + len(text)
    parts = []
    for cell in cells_of(text):
        column += cell.width
        parts.append(cell.text)
        if len(cell.text) > 1 or _JOINABLE.match(cell.text):
            parts.append(f"\x1b[{column}G")
    return "".join(parts), column


def run(runner: SessionRunner, look: Look = DEFAULT_LOOK, *, mouse: bool = False) -> None:
    """Label in the terminal until the annotator quits; with `mouse`, clicks and drags count.

    Raises KeyboardInterrupt on Ctrl-C, after restoring the terminal.
    """
    runner.guard, runner.answer_guard, runner.asks = GUARD, ANSWER_GUARD, True
    session = FullScreen(runner, *open_terminal(), look, mouse=mouse)
    asyncio.run(session.run())
    if session.interrupted:
        raise KeyboardInterrupt


def open_terminal() -> tuple[Keyboard | Input, Display | Output]:
    """Return the keyboard and the screen of the terminal that the program runs in."""
    if sys.platform != "win32":
        return Keyboard(sys.stdin.fileno(), sys.stdin.encoding), Display(sys.stdout)
    from prompt_toolkit.input import create_input
    from prompt_toolkit.output import create_output

    return create_input(), create_output()


class FullScreen:
    """A session on a terminal: its input, its output and the event loop between them."""

    def __init__(
        self, runner: SessionRunner, keyboard: Keyboard | Input, display: Display | Output, look: Look, *, mouse: bool = False
    ) -> None:
        self._runner = runner
        self._input = keyboard
        self._output = display
        self._look = look
        self._painter = Painter(self._send, look.styles)
        self._over = asyncio.Event()
        self._has_mouse = mouse
        self._parser = KeyParser(mouse=mouse)
        self._screen: Screen | None = None
        self._pressed: Spot | None = None
        self._timers: list[asyncio.TimerHandle] = []
        self._shows_escape = False
        self._error: BaseException | None = None
        self.interrupted = False

    async def run(self) -> None:
        """Run the session until it is over.

        An exception raised while handling a key ends the session and is raised here, after the terminal is restored, so that its
        traceback is readable.
        """
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._fail)
        with suppress(NotImplementedError, ValueError, AttributeError):  # Windows has no SIGWINCH
            loop.add_signal_handler(signal.SIGWINCH, self._redraw)
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            with suppress(NotImplementedError, ValueError):
                loop.add_signal_handler(number, self._over.set)
        with self._input.raw_mode(), self._input.attach(self._ready):
            self._enter()
            try:
                self._paint()
                if self._look.asks:
                    self._send(QUESTION)
                self._runner.begin()
                self._paint()
                await self._over.wait()
            finally:
                self._leave()
        if self._error is not None:
            raise self._error

    def _fail(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self._error = context.get("exception") or RuntimeError(context["message"])
        self._over.set()

    def _enter(self) -> None:
        self._output.enter_alternate_screen()
        self._output.enable_bracketed_paste()
        if self._has_mouse:
            self._output.write_raw(_MOUSE_ON)
        self._output.flush()

    def _leave(self) -> None:
        with suppress(OSError):  # the terminal may have been closed
            if self._has_mouse:
                self._output.write_raw(_MOUSE_OFF)
            self._output.disable_bracketed_paste()
            self._output.quit_alternate_screen()
            self._output.write_raw("\x1b[0m\x1b[?25h")
            self._output.flush()

    def _send(self, text: str) -> None:
        self._output.write_raw(text)
        self._output.flush()

    def _redraw(self) -> None:
        self._painter.forget()
        self._paint()

    def _paint(self) -> None:
        size = self._output.get_size()
        state = self._shown()
        try:
            screen = view(state, max(size.columns, 20), max(size.rows, 8), self._runner.coach(state))
            if not self._shows_escape:
                self._runner.limit_scroll(screen.scroll, screen.page)
            self._screen = screen
            self._painter.paint(screen)
        except OSError:
            self._over.set()

    def _shown(self) -> State:
        """Return the state to paint.

        An Esc is shown as soon as it is likely to be a key by itself, and handled once it is certain. Until then the rest of a
        split key may arrive, which must act in the state before the Esc.
        """
        return step(self._runner.state, Key("esc")) if self._shows_escape else self._runner.state

    def _ready(self) -> None:
        """Handle available input, and what the silence after it completes."""
        for timer in self._timers:
            timer.cancel()
        self._shows_escape, showed_escape = False, self._shows_escape
        self._feed(self._read(), repaint=showed_escape)
        if self._input.closed:
            self._over.set()
        loop = asyncio.get_running_loop()
        self._timers = [loop.call_later(_PAUSE_SECONDS, self._pause)]
        if self._parser.waiting in (Waiting.ESCAPE, Waiting.SEQUENCE):
            self._timers.append(loop.call_later(_SPLIT_SECONDS, self._flush))

    def _read(self) -> list[Typed]:
        """Return what was typed. A terminal sends characters; the console of Windows reports keys."""
        if isinstance(self._input, Keyboard):
            return self._parser.feed(self._input.read())
        return _console_keys(self._input.read_keys())

    def _pause(self) -> None:
        flushed = [] if isinstance(self._input, Keyboard) else _console_keys(self._input.flush_keys())
        self._feed([*flushed, *self._parser.pause()])
        if self._parser.waiting is Waiting.ESCAPE:
            self._shows_escape = True
            self._paint()

    def _flush(self) -> None:
        self._shows_escape = False
        self._feed(self._parser.flush())

    def _feed(self, typed: list[Typed], *, repaint: bool = False) -> None:
        for key in typed:
            if self._over.is_set():
                break
            self._press(key)
            if self._runner.state.over:
                self._over.set()
        if (typed or repaint) and not self._over.is_set():
            self._paint()

    def _press(self, typed: Typed) -> None:
        if isinstance(typed, Paste):
            self._paste(typed.text)
        elif isinstance(typed, Reply):
            self._look = self._look.answered(typed.text)
            self._painter.wear(self._look.styles)
        elif isinstance(typed, Mouse):
            self._point(typed)
        elif typed == "c-c":
            self.interrupted = True
            self._over.set()
        elif typed == "c-l":
            self._painter.forget()
        elif typed == "c-z":
            self._suspend()
        else:
            for letter in self._runner.state.letters(typed):
                self._runner.feed(Key(self._runner.state.meant(letter)))

    def _point(self, mouse: Mouse) -> None:
        """Handle the mouse: the wheel scrolls, and what a click or a drag means is known once the button is released."""
        runner = self._runner
        if mouse.action in (MouseAction.WHEEL_UP, MouseAction.WHEEL_DOWN):
            runner.scroll(-WHEEL_ROWS if mouse.action is MouseAction.WHEEL_UP else WHEEL_ROWS)
            return
        spot = (
            spot_at(runner.state, self._screen, mouse.row, mouse.column, self._output.get_size().columns)
            if self._screen
            else None
        )
        if mouse.action is MouseAction.PRESS:
            self._pressed = spot
        elif mouse.action is MouseAction.DRAG:
            if text := dragged_text(runner.state, self._pressed, spot):
                runner.tell(quote(text))
        else:
            events = meaning(runner.state, self._pressed, spot)
            self._pressed = None
            if isinstance(events, Refused):
                runner.refuse(events.message)
                return
            for event in events:
                if runner.feed(event).refused:
                    break

    def _paste(self, text: str) -> None:
        """Add pasted text to the line being written; elsewhere refuse it, so that it cannot act as commands."""
        line = self._runner.state.line
        if line is None:
            self._runner.refuse(f"Pasted text is ignored here; press {self._runner.state.key('N')} to write a note.")
        else:
            self._runner.feed(Text(insert(line, text).text))

    def _suspend(self) -> None:
        """Return to the shell, as on Ctrl-Z, until it resumes the process."""
        if not hasattr(signal, "SIGTSTP"):
            return
        self._leave()
        with self._input.cooked_mode():
            os.kill(0, signal.SIGTSTP)
        self._enter()
        self._painter.forget()


def _console_keys(presses: list[KeyPress]) -> list[Typed]:
    """Return the session's names for keys of prompt_toolkit, without those not used here (function keys, Ctrl and Alt)."""
    typed: list[Typed] = []
    for press in presses:
        name = press.key.value if hasattr(press.key, "value") else str(press.key)
        if name == "<bracketed-paste>":
            typed.append(Paste(press.data))
        elif name in _CONSOLE_KEYS or (len(name) == 1 and name.isprintable()):
            typed.append(_CONSOLE_KEYS.get(name, name))
    return typed
