"""What the coach says at a moment of the lesson: how the sentence just done compares, then what is to be done next.

A pure function of the session's state and the gold, so the hints follow whatever the learner does, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.labelling.state import End, Pick, PickPurpose, Review, State
from annotate.model import Annotation
from annotate.practice.comparison import compare
from annotate.practice.lesson import Lesson
from annotate.practice.report import judged


def coach(lesson: Lesson, state: State) -> tuple[str, ...]:
    """At most two short lines, none where there is nothing to say."""
    done = _just_done(state)
    judgement = [] if done is None else [f"{done + 1}: {judged(lesson, done, _annotation(state, done))}"]
    hint = next(filter(None, (lesson.hint(state.at, step) for step in _open_steps(lesson, state))), "")
    return (*judgement, *([hint] if hint else []))


def _annotation(state: State, at: int) -> Annotation:
    return state.annotation_of(state.document.sentences[at].id)


def _just_done(state: State) -> int | None:
    """The finished sentence one looks at, or has just come from: its index."""
    if isinstance(state.mode, Review) and state.annotation.label is not None:
        return state.at
    if isinstance(state.mode, End) or (isinstance(state.mode, Review) and not state.annotation.claims):
        before = state.at - 1
        return before if before >= 0 and _annotation(state, before).label is not None else None
    return None


def _open_steps(lesson: Lesson, state: State) -> Iterator[str]:
    """What may be said a hint about here, the next thing to do first: the names of the lesson's hints."""
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
        yield from _steps_to_gold(lesson.gold[state.sentence.id], state.annotation)


def _steps_to_gold(gold: Annotation, own: Annotation) -> Iterator[str]:
    compared = compare(gold, own)
    voices = [voice for pair in compared.pairs for voice in pair.voices]
    if compared.missed:
        yield "claim"
    if any(voice.own is None for voice in voices):
        yield "attribution"
    if any(voice.gold and voice.own and voice.gold.stance != voice.own.stance for voice in voices):
        yield "stance"
    if any(not pair.exact for pair in compared.pairs):
        yield "edges"
    yield "finish" if own.claims else "nothing"
