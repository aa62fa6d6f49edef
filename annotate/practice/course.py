"""The lesson taken: the ordinary session in memory, with the coach beside it, then the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from annotate.labelling.runner import SavedDecision, SessionRunner
from annotate.practice.coach import coach
from annotate.practice.lesson import open_lesson, read_lesson
from annotate.practice.report import report
from annotate.project.sessions import Front


def practise(run: Front, clock: Callable[[], float]) -> Iterator[str]:
    """Take the built-in lesson at a front end until the learner quits; then the lines of the report.

    `clock` gives monotonic seconds. What is decided is kept in memory only: no project is needed or touched.
    """
    lesson = read_lesson()
    spent: list[float] = []

    def save(saved: SavedDecision) -> None:
        spent.append(saved.seconds)

    labelling = SessionRunner(open_lesson(lesson), save, clock, coach=partial(coach, lesson))
    run(labelling)
    annotations = {sentence: entry.annotation for sentence, entry in labelling.state.entries.items()}
    yield from report(lesson, annotations, sum(spent))
