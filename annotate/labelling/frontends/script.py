"""The front end that reads commands from a file and writes JSON lines, for tests, demonstrations and bug reports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from annotate.errors import ScriptError
from annotate.labelling.display.speech import possible
from annotate.labelling.runner import SessionRunner
from annotate.labelling.script_language import parse
from annotate.labelling.state import State


class NumberedLines:
    """The lines of a script, each read once: the session on the next article goes on where the one before stopped."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = enumerate(lines, 1)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return self._lines


def run(runner: SessionRunner, lines: Iterable[str] | NumberedLines, origin: str, write: Callable[[str], None]) -> None:
    """Carry out commands, one per line, and report each as JSON through `write`. Raises ScriptError as `play` does."""
    for step in play(runner, lines, origin):
        if step.last:
            write(json.dumps(_report(step, runner.state, runner.coach(runner.state))).replace("\x7f", "\\u007f"))


class Step(NamedTuple):
    """An event that was carried out: its line number and command, and True if it was the last event of the command."""

    line: int
    command: str
    last: bool


def play(runner: SessionRunner, lines: Iterable[str] | NumberedLines, origin: str) -> Iterator[Step]:
    """Carry out commands, one event for each step consumed from the iterator. `origin` is the script's name, for messages.

    Raises ScriptError for the first command that cannot be carried out, with its line number and the possible keys. Decisions
    made before it are saved.
    """
    runner.begin()
    if runner.state.over:
        return
    for number, line in lines if isinstance(lines, NumberedLines) else NumberedLines(lines):
        command = line.strip()
        before = runner.state
        try:
            events = parse(command, before)
        except ValueError as error:
            raise ScriptError(f"{origin}:{number}: {error}. Possible here: {possible(before)}") from None
        for place, event in enumerate(events, 1):
            state = runner.feed(event)
            if state.refused:
                raise ScriptError(f"{origin}:{number}: {command!r}: {state.message} Possible here: {possible(before)}")
            yield Step(number, command, place == len(events))
        if runner.state.over:
            return


def _report(step: Step, state: State, advice: Sequence[str]) -> dict[str, Any]:
    return {
        "line": step.line,
        "command": step.command,
        "state": state.mode.name,
        "sentence": min(state.at + 1, len(state.document.sentences)),
        "done": state.finished,
        "message": state.message,
        **({"coach": list(advice)} if advice else {}),
    }
