"""The coach's lines at any moment of the lesson: how the last sentence compares with the gold, then a hint for the next step.

They follow from the session's state and the gold alone, so the hints fit whatever the learner does, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.labelling.predictions import Predicted, predict, with_answers
from annotate.labelling.state import End, Pick, PickPurpose, Review, State
from annotate.model import Annotation
from annotate.practice.comparison import compare
from annotate.practice.lesson import Lesson
from annotate.practice.report import judgement


def coach(lesson: Lesson, state: State) -> tuple[str, ...]:
    """Return the coach's lines, two short ones at most."""
    finished = _just_finished(state)
    lines = []
    if finished is not None:
        lines.append(f"{finished + 1}: {judgement(lesson, finished, _annotation(state, finished))}")
    hints = (lesson.hint(state.at, step) for step in _next_steps(lesson, state))
    if hint := next(filter(None, hints), ""):
        lines.append(hint)
    return tuple(lines)


def _annotation(state: State, index: int) -> Annotation:
    return state.annotation_of(state.document.sentences[index].id)


def _just_finished(state: State) -> int | None:
    """Return the index of the finished sentence that the learner looks at or has just left."""
    if isinstance(state.mode, Review) and state.annotation.label is not None:
        return state.at
    if isinstance(state.mode, End) or (isinstance(state.mode, Review) and not state.annotation.claims):
        before = state.at - 1
        return before if before >= 0 and _annotation(state, before).label is not None else None
    return None


def _next_steps(lesson: Lesson, state: State) -> Iterator[str]:
    """Yield the names of the hints that apply now, the most urgent first."""
    if isinstance(state.mode, Pick) and (state.mode.purpose is not PickPurpose.CLAIM or state.mode.first):
        return
    if not isinstance(state.mode, Review):
        yield state.mode.name
        return
    if state.annotation.label is not None:
        yield "done"
    elif state.open_suggestions:
        yield "offer"
    else:
        yield from _steps_to_gold(lesson.gold[state.sentence.id], state.annotation, predict(state, state.annotation))


def _steps_to_gold(gold: Annotation, own: Annotation, predicted: Predicted) -> Iterator[str]:
    compared = compare(gold, with_answers(own, {key: prediction.value for key, prediction in predicted.items()}))
    sources = [source for pair in compared.pairs for source in pair.sources]
    if compared.missed:
        yield "claim"
    if any(source.own is None for source in sources):
        yield "attribution"
    if any(source.gold and source.own and source.gold.stance != source.own.stance for source in sources):
        yield "stance"
    if any(not pair.exact for pair in compared.pairs):
        yield "edges"
    if any(link.gold and not link.same for pair in compared.pairs for link in pair.links):
        yield "link"
    answers = [answer for pair in compared.pairs for answer in pair.answers]
    answers += [answer for source in sources for answer in source.answers]
    if any(answer.gold != answer.own for answer in answers):
        yield "answers"
    if predicted:
        yield "predicted"
    yield "finish" if own.claims else "nothing"
