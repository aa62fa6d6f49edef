"""The front end that works in lines, for screen readers, dumb terminals and small windows; it can do all the full screen can."""

from __future__ import annotations

from collections.abc import Callable

from annotate.labelling.bindings import SHOWN
from annotate.labelling.display.speech import advice, speak
from annotate.labelling.keys import actions
from annotate.labelling.runner import SessionRunner
from annotate.labelling.script_language import parse
from annotate.labelling.state import End, Key, Page, State


def run(runner: SessionRunner, read: Callable[[str], str], write: Callable[[str], None]) -> None:
    """Label line by line until the annotator quits or the input ends.

    `read` shows a prompt and returns a line, or raises EOFError. `write` prints one line, which is safe for a terminal.
    """
    runner.asks = True
    runner.begin()
    _say(write, [*speak(None, runner.state), *advice(runner.coach(runner.state))])
    while not runner.state.over:
        try:
            line = read(_prompt(runner.state))
        except EOFError:
            runner.feed(Key("q"))
            return
        before = runner.state
        _say(write, [*_execute(runner, line), *advice(_news(runner, before))])


def _prompt(state: State) -> str:
    position = "end" if isinstance(state.mode, End) else str(state.at + 1)
    return f"{position}> " if state.resting else f"{position} {state.mode.name}> "


def _execute(runner: SessionRunner, line: str) -> list[str]:
    """Carry out one line and return what to say about it. A page is printed and closed."""
    before = runner.state
    try:
        events = parse(_to_script(line.strip(), before), before)
    except ValueError as error:
        runner.refuse(f"{error}.")
        return speak(before, runner.state)
    for event in events:
        if runner.feed(event).refused:
            break
    said = speak(before, runner.state) if events else []
    if isinstance(runner.state.mode, Page):
        runner.feed(Key("esc"))
    return said


def _news(runner: SessionRunner, before: State) -> list[str]:
    """Return the coach's lines that it did not give in the state before."""
    earlier = runner.coach(before)
    return [line for line in runner.coach(runner.state) if line not in earlier]


def _to_script(line: str, state: State) -> str:
    """Translate a line to script language: its first word may be a custom key, or an action's name ("trim end")."""
    if not state.resting:
        return line if state.line is not None else " ".join(_in_latin(word, state) for word in line.split(" "))
    for name, key in actions(state.schema).items():
        if f"{line} ".casefold().startswith(f"{name} ".casefold()):
            return key + line[len(name) :]
    first, space, rest = line.partition(" ")
    if len(first) == 1 or first in SHOWN:
        return state.meant(_in_latin(first, state)) + space + rest
    return f":{line[1:]}" if state.meant(line[:1]) == ":" else line


def _in_latin(word: str, state: State) -> str:
    """Return a key or a hint as it is meant on the annotator's keyboard."""
    return "".join(letter for typed in word for letter in state.letters(typed)) if not word.isascii() else word


def _say(write: Callable[[str], None], lines: list[str]) -> None:
    for line in lines:
        write(line)
