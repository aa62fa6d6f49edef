"""The keyboard and the screen of a terminal on Linux, macOS and other POSIX systems.

prompt_toolkit has both, but importing it takes half as long as everything else until the first screen, so it is used only for the
console of Windows.
"""

from __future__ import annotations

import asyncio
import os
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple, TextIO

_AT_ONCE = 1024  # bytes; more would keep the screen from being painted while somebody holds a key down


class Size(NamedTuple):
    """The size of a screen."""

    rows: int
    columns: int


class Keyboard:
    """The keys typed at a terminal, from its file descriptor."""

    def __init__(self, descriptor: int, encoding: str = "utf-8") -> None:
        self._descriptor = descriptor
        self._decoder = getincrementaldecoder(encoding)(errors="surrogateescape")
        self.closed = False

    def read(self) -> str:
        """Return the characters that are there, once there are any; bytes that are none of the encoding come as surrogates."""
        try:
            sent = os.read(self._descriptor, _AT_ONCE)
        except BlockingIOError:  # somebody else read them; the terminal is shared
            return ""
        except OSError:  # as of a terminal whose window was closed
            sent = b""
        self.closed = not sent
        return self._decoder.decode(sent, final=self.closed)

    @contextmanager
    def attach(self, ready: Callable[[], None]) -> Iterator[None]:
        """Have the running event loop call `ready` whenever there is something to read, or the terminal is closed."""
        loop = asyncio.get_running_loop()
        loop.add_reader(self._descriptor, ready)
        try:
            yield
        finally:
            loop.remove_reader(self._descriptor)

    @contextmanager
    def raw_mode(self) -> Iterator[None]:
        """Have the terminal pass on every key as it is typed, and show none of them."""
        import termios  # not on Windows

        off = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
        translations = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
        with self._mode(lambda input, local: (input & ~translations, local & ~off)):
            yield

    @contextmanager
    def cooked_mode(self) -> Iterator[None]:
        """Have the terminal collect lines and show what is typed, as a shell expects it."""
        import termios  # not on Windows

        on = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
        with self._mode(lambda input, local: (input | termios.ICRNL, local | on)):
            yield

    @contextmanager
    def _mode(self, change: Callable[[int, int], tuple[int, int]]) -> Iterator[None]:
        """Change the flags for input and the local ones, and set them back at the end; do nothing without a terminal."""
        import termios  # not on Windows

        try:
            before = termios.tcgetattr(self._descriptor)
        except termios.error:
            yield
            return
        input, output, control, local, *speeds, characters = before
        input, local = change(input, local)
        characters = [*characters]
        characters[termios.VMIN] = 1  # some systems keep the code of Ctrl-D in this place
        termios.tcsetattr(self._descriptor, termios.TCSANOW, [input, output, control, local, *speeds, characters])
        try:
            yield
        finally:
            with suppress(termios.error):  # the terminal may have been closed
                termios.tcsetattr(self._descriptor, termios.TCSANOW, before)


class Display:
    """A terminal's screen, written to as a stream; `size` is its size, by default that which the stream's terminal has."""

    def __init__(self, stream: TextIO, size: Size | None = None) -> None:
        self._stream = stream
        self._size = size
        self._waiting: list[str] = []

    def write_raw(self, text: str) -> None:
        """Add to what the next flush sends, control sequences and all."""
        self._waiting.append(text)

    def flush(self) -> None:
        """Send what was written, with a question mark for what the terminal's encoding does not have. Raises OSError."""
        text = "".join(self._waiting)
        self._waiting.clear()
        encoding = self._stream.encoding or "utf-8"
        self._stream.write(text.encode(encoding, "replace").decode(encoding))
        self._stream.flush()

    def get_size(self) -> Size:
        """Return the size of the screen as it is now, 80x24 if the terminal does not know it."""
        if self._size is not None:
            return self._size
        with suppress(OSError):
            columns, rows = os.get_terminal_size(self._stream.fileno())
            if columns and rows:
                return Size(rows, columns)
        return Size(24, 80)

    def enter_alternate_screen(self) -> None:
        """Switch to a screen of our own, which leaves what the shell showed alone."""
        self.write_raw("\x1b[?1049h\x1b[H")

    def quit_alternate_screen(self) -> None:
        """Switch back to what the shell showed."""
        self.write_raw("\x1b[?1049l")

    def enable_bracketed_paste(self) -> None:
        """Have the terminal mark what is pasted."""
        self.write_raw("\x1b[?2004h")

    def disable_bracketed_paste(self) -> None:
        """Have the terminal mark pastes no longer."""
        self.write_raw("\x1b[?2004l")
