"""The lesson as a session: the ordinary prompt in memory with the coach beside it, then the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from annotate.labelling.runner import SavedDecision, SessionRunner
from annotate.practice.coach import coach
from annotate.practice.lesson import open_lesson, read_lesson
from annotate.practice.report import report
from annotate.project.sessions import Front


def practise(run: Front, clock: Callable[[], float]) -> Iterator[str]:
    """Run the built-in lesson at a front end until the learner quits, then yield the lines of the report.

    `clock` returns monotonic seconds. Annotations are kept in memory; no project is needed or changed.
    """
    lesson = read_lesson()
    seconds: list[float] = []

    def save(saved: SavedDecision) -> None:
        seconds.append(saved.seconds)

    session = SessionRunner(open_lesson(lesson), save, clock, coach=partial(coach, lesson))
    run(session)
    annotations = {sentence: entry.annotation for sentence, entry in session.state.entries.items()}
    yield from report(lesson, annotations, sum(seconds))
