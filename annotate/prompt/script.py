"""The front end without a person: commands from a file, one JSON event a line out. For tests, demonstrations, bug reports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from annotate.errors import ScriptError
from annotate.prompt.grammar import parse
from annotate.prompt.labelling import Labelling
from annotate.prompt.speech import possible


def run(labelling: Labelling, lines: Iterable[str], where: str, write: Callable[[str], None]) -> None:
    """Carry out the commands, one a line, reporting each as JSON through `write`.

    Raises ScriptError at the first that cannot be done, with its line number and what was possible; what was decided before it
    is saved. `where` names the script.
    """
    for number, line in enumerate(lines, 1):
        if labelling.state.over:
            return
        command = line.strip()
        before = labelling.state
        try:
            events = parse(command, before)
        except ValueError as error:
            raise ScriptError(f"{where}:{number}: {error}. Possible here: {possible(before)}") from None
        for event in events:
            state = labelling.feed(event)
            if state.refused:
                raise ScriptError(f"{where}:{number}: {command!r}: {state.message} Possible here: {possible(before)}")
        if events:
            write(json.dumps(_report(number, command, labelling)).replace("\x7f", "\\u007f"))


def _report(number: int, command: str, labelling: Labelling) -> dict[str, Any]:
    state, advice = labelling.state, labelling.coach(labelling.state)
    return {
        "line": number,
        "command": command,
        "state": state.mode.value,
        "sentence": min(state.at + 1, len(state.document.sentences)),
        "done": state.finished,
        "message": state.message,
        **({"coach": list(advice)} if advice else {}),
    }
