"""The terminal of POSIX systems: its modes, what is typed, what is written."""

from __future__ import annotations

import asyncio
import os
import pty
import termios
from collections.abc import Iterator
from contextlib import AbstractContextManager
from io import BytesIO, TextIOWrapper

import pytest

from annotate.labelling.frontends.posix_terminal import Display, Keyboard

LOCAL = 3  # the index of the local flags, as of ECHO, among those of a terminal


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The descriptors of a terminal's two ends: its own, and that of the program in it."""
    own, program = pty.openpty()
    yield own, program
    os.close(own)
    os.close(program)


def modes(keyboard: Keyboard) -> list[AbstractContextManager[None]]:
    return [keyboard.raw_mode(), keyboard.cooked_mode()]


def test_raw_mode_passes_on_every_key_and_is_left_again(terminal: tuple[int, int]) -> None:
    own, program = terminal
    before = termios.tcgetattr(program)
    keyboard = Keyboard(program)
    with keyboard.raw_mode():
        os.write(own, b"a\r\x03\x1a\x11\x13")
        assert keyboard.read() == "a\r\x03\x1a\x11\x13", "no key is a signal, none is held back or turned into another"
        with keyboard.cooked_mode():
            assert termios.tcgetattr(program)[LOCAL] & termios.ECHO
            assert termios.tcgetattr(program)[LOCAL] & termios.ISIG
        assert not termios.tcgetattr(program)[LOCAL] & (termios.ECHO | termios.ICANON | termios.ISIG)
    assert termios.tcgetattr(program) == before


@pytest.mark.parametrize("number", [0, 1])
def test_a_mode_is_left_when_something_breaks(terminal: tuple[int, int], number: int) -> None:
    before = termios.tcgetattr(terminal[1])
    with pytest.raises(RuntimeError), modes(Keyboard(terminal[1]))[number]:
        raise RuntimeError
    assert termios.tcgetattr(terminal[1]) == before


def test_without_a_terminal_there_are_no_modes() -> None:
    read, write = os.pipe()
    os.write(write, b"n")
    keyboard = Keyboard(read)
    for mode in modes(keyboard):
        with mode:
            pass
    assert keyboard.read() == "n"
    os.close(write)
    os.close(read)


def test_a_character_in_two_pieces_is_one_and_bad_bytes_are_kept() -> None:
    read, write = os.pipe()
    keyboard = Keyboard(read)
    os.write(write, "é".encode()[:1])
    assert keyboard.read() == ""
    assert not keyboard.closed
    os.write(write, "é".encode()[1:] + b"\xff")
    assert keyboard.read() == "é\udcff"
    os.write(write, "é".encode()[:1])
    keyboard.read()
    os.close(write)
    assert (keyboard.read(), keyboard.closed) == ("\udcc3", True)
    os.close(read)
    assert (Keyboard(read).read(), Keyboard(read).closed) == ("", False)


def test_nothing_to_read_on_a_terminal_that_does_not_wait_is_no_end(terminal: tuple[int, int]) -> None:
    own, program = terminal
    os.set_blocking(program, False)
    keyboard = Keyboard(program)
    assert (keyboard.read(), keyboard.closed) == ("", False)
    os.write(own, b"n\n")
    assert (keyboard.read(), keyboard.closed) == ("n\n", False)


def test_a_terminal_that_is_closed_has_nothing_more() -> None:
    own, program = pty.openpty()
    keyboard = Keyboard(program)
    os.close(own)
    assert (keyboard.read(), keyboard.closed) == ("", True)
    os.close(program)


def test_the_loop_says_when_there_is_something_to_read(terminal: tuple[int, int]) -> None:
    own, program = terminal
    keyboard, typed = Keyboard(program), list[str]()

    async def session() -> None:
        ready = asyncio.Event()

        def read() -> None:
            typed.append(keyboard.read())
            ready.set()

        with keyboard.raw_mode(), keyboard.attach(read):
            os.write(own, b"n")
            await asyncio.wait_for(ready.wait(), 10)
        os.write(own, b"x")
        await asyncio.sleep(0.05)

    asyncio.run(session())
    assert typed == ["n"]


@pytest.mark.parametrize(("encoding", "sent"), [("utf-8", "é\x1b[0m".encode()), ("ascii", b"?\x1b[0m")])
def test_what_is_written_is_sent_at_once_in_the_encoding_of_the_terminal(encoding: str, sent: bytes) -> None:
    bytes_sent = BytesIO()
    display = Display(TextIOWrapper(bytes_sent, encoding=encoding, errors="backslashreplace"))
    display.write_raw("é")
    display.write_raw("\x1b[0m")
    assert bytes_sent.getvalue() == b""
    display.flush()
    assert bytes_sent.getvalue() == sent
    display.flush()
    assert bytes_sent.getvalue() == sent


def test_a_terminal_that_does_not_know_its_size_has_80_columns_and_24_rows(terminal: tuple[int, int]) -> None:
    with open(terminal[1], "w", closefd=False, encoding="utf-8") as stream:
        display = Display(stream)
        assert display.get_size() == (24, 80)
        termios.tcsetwinsize(terminal[1], (30, 100))
        assert display.get_size() == (30, 100)
    assert Display(TextIOWrapper(BytesIO())).get_size() == (24, 80), "a file has no size"
