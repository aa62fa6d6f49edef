"""The replay of a recorded session on the full screen, with time to read between its events."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from annotate.labelling.frontends.posix_terminal import Display, Keyboard
from annotate.labelling.frontends.script import play
from annotate.labelling.frontends.terminal_input import Typed
from annotate.labelling.frontends.themes import Look
from annotate.labelling.frontends.tui import DEFAULT_LOOK, FullScreen, open_terminal
from annotate.labelling.runner import SessionRunner
from annotate.labelling.state import State

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

PAUSE = 0.8
"""Seconds between two events at speed 1."""


def run(runner: SessionRunner, lines: Iterable[str], origin: str, *, speed: float = 1.0, look: Look = DEFAULT_LOOK) -> None:
    """Replay the lines of a script until they end or the viewer quits with q. `origin` is the script's name, for messages.

    Raises KeyboardInterrupt on Ctrl-C and ScriptError for a command that cannot be carried out, after restoring the terminal.
    """
    screen = ReplayScreen(runner, *open_terminal(), look)
    asyncio.run(screen.play(lines, origin, PAUSE / speed))
    if screen.interrupted:
        raise KeyboardInterrupt


class ReplayScreen(FullScreen):
    """A full screen controlled by a script; the viewer's keyboard can only quit."""

    def __init__(self, runner: SessionRunner, keyboard: Keyboard | Input, display: Display | Output, look: Look) -> None:
        super().__init__(runner, keyboard, display, look)
        self._command = ""

    async def play(self, lines: Iterable[str], origin: str, pause: float) -> None:
        """Replay the script until it ends or the viewer quits; `pause` is in seconds. Raises ScriptError as `run` does."""
        showing = asyncio.create_task(self.run())
        try:
            await self._wait(pause)
            steps = play(self._runner, lines, origin)
            while not self._over.is_set() and (step := next(steps, None)):
                self._command = step.command
                self._paint()
                await self._wait(pause * (2 if step.last else 1))
        finally:
            self._over.set()
            await showing

    async def _wait(self, seconds: float) -> None:
        """Wait, or return early if the viewer quits."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), seconds)

    def _shown(self) -> State:
        """Return the state with the command put before the session's message."""
        state = self._runner.state
        return replace(state, message=f"$ {self._command}   {state.message}") if self._command else state

    def _press(self, typed: Typed) -> None:
        if typed == "q":
            self._over.set()
        elif typed in ("c-c", "c-l", "c-z"):
            super()._press(typed)
