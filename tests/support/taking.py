"""The lesson without a terminal: script lines in, states out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotate.labelling.script_language import parse
from annotate.labelling.session import step
from annotate.labelling.state import State
from annotate.model import Annotation
from annotate.practice.coach import coach
from annotate.practice.lesson import LESSON, Lesson, open_lesson, read_lesson

BUILT_IN = read_lesson()
GOLD = LESSON.with_suffix(".script").read_text(encoding="utf-8").splitlines()


def states(lines: Iterable[str], lesson: Lesson = BUILT_IN) -> Iterator[State]:
    """Yield the state before the first line of a script and after each event of its lines."""
    state = open_lesson(lesson)
    yield state
    for line in lines:
        for event in parse(line, state):
            state = step(state, event)
            assert not state.refused, f"{line}: {state.message}"
            yield state


def after(*lines: str) -> State:
    return list(states(lines))[-1]


def advice(*lines: str) -> tuple[str, ...]:
    """Return the coach's lines after some script lines."""
    return coach(BUILT_IN, after(*lines))


def annotations(state: State) -> dict[str, Annotation]:
    return {sentence: entry.annotation for sentence, entry in state.entries.items()}
