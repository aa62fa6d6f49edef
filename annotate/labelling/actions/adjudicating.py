"""Choosing between the annotators' versions: of one sentence, or one annotator's of all that are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce

from annotate.labelling import edits
from annotate.labelling.actions.questions import finish_as, go_to_next
from annotate.labelling.history import combine, commit
from annotate.labelling.state import State, TakeAll, arrive, leave, quote, refuse, say, with_sources
from annotate.model import Annotation, Source
from annotate.schema.wellknown import CLAIM


def take_version(state: State, number: int) -> State:
    """Finish the sentence with a version, by its number. The note and the flag of the sentence stay.

    What the version says about its sources is copied to every sentence that is still open.
    """
    candidates = state.candidates
    if not 1 <= number <= len(candidates):
        return refuse(state, f"There is no version {number} (there are {len(candidates)}).")
    annotation = candidates[number - 1].annotation
    here = state.sentence.id
    version = replace(_with_own_remarks(state, here, annotation), label=None)
    done = commit(state, _open_sentences(state, annotation.sources) | {here: version}, "")
    # It is approved as it is: what its annotators left unanswered is not asked.
    done = replace(done, decided={**state.decided, here: candidates[number - 1]})
    return combine(done, finish_as(replace(done, changes=()), annotation.label or CLAIM))


def take(state: State, name: str) -> State:
    """Carry out ``:take NAME``: ask for an annotator's versions of all sentences that are left."""
    if not state.versions:
        return refuse(state, "There are no versions to take: this is not an adjudication.")
    names = sorted({own for versions in state.versions.values() for version in versions for own in version.names})
    known = name if name in names else next((own for own in names if own.casefold() == name.casefold()), None)
    if known is None:
        problem = f"There is no version of {quote(name)} here" if name else "Write :take NAME"
        return refuse(state, f"{problem}; there are versions of {', '.join(names)}.")
    if not _left(state, known):
        return refuse(state, f"Nothing of {known} is left to take: no open sentence has a version of theirs.")
    return replace(leave(state), taking=TakeAll(known))


def question_before(state: State, taking: TakeAll) -> str:
    """Return what to ask before versions are taken."""
    return f"Take the version of {taking.name} in {_counted(len(_left(state, taking.name)))}? y: take them. n: leave it."


def take_all(state: State, taking: TakeAll) -> State:
    """Finish all open sentences that an annotator has a version of with it, as one decision."""
    left = _left(state, taking.name)
    taken = {sentence: _with_own_remarks(state, sentence, annotation) for sentence, annotation in left.items()}
    sources = {source.id: source for annotation in left.values() for source in annotation.sources}
    places = {sentence.id: place for place, sentence in enumerate(state.document.sentences)}
    start = arrive(state, min(places[sentence] for sentence in taken))
    done = commit(start, _open_sentences(state, sources.values()) | taken, "")
    incomplete = [sentence for sentence in taken if done.annotation_of(sentence).label is None]
    others = sum(done.annotation_of(sentence.id).label is None for sentence in done.scope) - len(incomplete)
    parts = [f"Took the version of {taking.name} in {_counted(len(taken))}."]
    if incomplete:
        numbers = ", ".join(str(places[sentence] + 1) for sentence in incomplete)
        parts.append(f"The schema requires more answers in {numbers}, which stay open.")
    if others:
        parts.append(f"Still open, without a version of theirs: {_counted(others)}.")
    parts.append(f"{state.key('u')} to undo.")
    first_open = next(done.unlabelled(range(len(places))), None)
    moved = go_to_next(done) if first_open is None else arrive(done, first_open)
    return say(moved, " ".join(parts))


def _left(state: State, name: str) -> Mapping[str, Annotation]:
    """Return an annotator's versions of the sentences that are open, by sentence id."""
    decided = state.decided_sources()
    return {
        sentence.id: with_sources(version, decided).annotation
        for sentence in state.scope
        if state.annotation_of(sentence.id).label is None
        for version in state.versions[sentence.id]
        if name in version.names
    }


def _with_own_remarks(state: State, sentence: str, annotation: Annotation) -> Annotation:
    """Return an annotator's version with the adjudicator's note and flag."""
    own = state.annotation_of(sentence)
    return replace(annotation, note=own.note, flag=own.flag)


def _open_sentences(state: State, sources: Iterable[Source]) -> dict[str, Annotation]:
    """Return the open sentences, by id, with what is decided about sources."""
    known = [replace(source, mention=None) for source in sources]
    return {
        sentence: reduce(edits.set_source, known, entry.annotation)
        for sentence, entry in state.entries.items()
        if entry.annotation.label is None
    }


def _counted(number: int) -> str:
    return f"{number} sentence{'' if number == 1 else 's'}"
