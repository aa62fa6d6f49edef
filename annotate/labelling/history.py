"""Decisions: changes to sentences that are saved as one, undone as one, and rebuilt from the stored revisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotate.labelling import edits
from annotate.labelling.state import Change, Decision, Draft, State, arrive, leave, refuse, say, spoken
from annotate.model import Action, Annotation, Origin, Revision, SentenceAnnotation, Source, annotation_to_json, exposed
from annotate.schema.wellknown import CLAIM, LABEL, REASON, SKIP


def replay(state: State, history: Iterable[Revision]) -> State:
    """The entries and the stacks of undo and redo, as the revisions left them."""
    entries = dict(state.entries)
    past: list[Decision] = []
    future: list[Decision] = []
    places = {sentence.id: place for place, sentence in enumerate(state.document.sentences)}
    for action, revisions in _decisions(history):
        changes = []
        for revision in revisions:
            after = None if revision.annotation is None else SentenceAnnotation(revision.annotation, revision.origins)
            changes.append(Change(revision.sentence, entries.get(revision.sentence), after))
            if after is None:
                entries.pop(revision.sentence, None)
            else:
                entries[revision.sentence] = after
        if action == "undo" and past:
            future.append(past.pop())
        elif action == "redo" and future:
            past.append(future.pop())
        elif action == "edit":
            past.append(Decision(tuple(changes), places.get(changes[-1].sentence, 0)))
            future.clear()
        elif action not in ("undo", "redo"):  # mend, fix, migrate: what is right now must not be undone to what was wrong
            past.clear()
            future.clear()
    past, future = _on_sentences(past, places), _on_sentences(future, places)
    return replace(state, entries=entries, past=tuple(past), future=tuple(future), registry=_registry(state, entries))


def _on_sentences(decisions: list[Decision], places: Mapping[str, int]) -> list[Decision]:
    """The decisions that can be reached: those after the last that changed a sentence which is gone by now."""
    lost = [i for i, decision in enumerate(decisions) if any(change.sentence not in places for change in decision.changes)]
    return decisions[lost[-1] + 1 :] if lost else decisions


def _decisions(history: Iterable[Revision]) -> Iterable[tuple[str, list[Revision]]]:
    """Revisions with the same time are one decision."""
    group: list[Revision] = []
    for revision in history:
        if group and revision.created != group[0].created:
            yield group[0].action, group
            group = []
        group.append(revision)
    if group:
        yield group[0].action, group


def _registry(state: State, entries: Mapping[str, SentenceAnnotation]) -> dict[str, Source]:
    """The document's sources by id, each with its latest mention, in the order of their numbers; those of versions, too."""
    versions = (version.annotation for of_sentence in state.versions.values() for version in of_sentence)
    found = {source.id: source for annotation in versions for source in annotation.sources}
    for sentence in state.document.sentences:
        if entry := entries.get(sentence.id):
            for source in entry.annotation.sources:
                known = found.get(source.id)
                found[source.id] = source if source.mention or not known else replace(source, mention=known.mention)
    return dict(sorted(found.items(), key=lambda item: int(item[0][1:])))


def commit(
    state: State, changed: Mapping[str, Annotation], message: str, how: Origin | None = None, *, again: bool = False
) -> State:
    """The state with sentences annotated anew: one decision. `how` says where new items come from, by hand if not given.

    With `again` a decision that equals the one before is one, too: a second opinion that agrees is data.
    """
    entries = {}
    for sentence, annotation in changed.items():
        annotation = _settled(state, annotation)
        before = state.entries.get(sentence) or SentenceAnnotation(Annotation())
        origins = edits.origins(before.annotation, annotation, before.origins, how or Origin("", "manual"))
        entries[sentence] = SentenceAnnotation(annotation, origins)
    return enter(state, entries, message, again=again)


def enter(state: State, entries: Mapping[str, SentenceAnnotation], message: str, *, again: bool = False) -> State:
    """The state with new entries: one decision, to be saved and to be undone at once; none where nothing changes.

    With `again` a sentence that was decided counts as changed.
    """
    changes = tuple(
        Change(sentence, state.entries.get(sentence), _seen(state, sentence, after))
        for sentence, after in entries.items()
        if (again and sentence in state.entries)
        or state.entries.get(sentence, SentenceAnnotation(Annotation())) != after  # an empty note to a sentence not seen is none
    )
    if not changes:
        return say(leave(state), message)
    decision = Decision(changes, state.at)
    state = applied(state, {change.sentence: change.after for change in changes})
    return replace(leave(state), changes=changes, past=(*state.past, decision), future=(), message=message)


def _seen(state: State, sentence: str, entry: SentenceAnnotation) -> SentenceAnnotation:
    """The entry with how the sentence was seen, where it is the one that is shown; another keeps what it says of that."""
    shown = sentence == state.sentence.id
    return replace(entry, origins=exposed(entry.origins, state.exposure if shown else None))


def applied(state: State, entries: Mapping[str, SentenceAnnotation | None]) -> State:
    merged = {**state.entries, **entries}
    kept = {sentence: entry for sentence, entry in merged.items() if entry is not None}
    return replace(state, entries=kept, registry=_registry(state, kept))


def decide(state: State, annotation: Annotation, message: str, how: Origin | None = None) -> State:
    """One sentence, this one, decided anew."""
    return commit(state, {state.sentence.id: annotation}, message, how)


def _settled(state: State, annotation: Annotation) -> Annotation:
    """The annotation with its label in keeping with the rest: a finished sentence that is not complete any more is open."""
    if annotation.label is None:
        return annotation
    if annotation.label == SKIP and annotation.claims:
        return replace(annotation, label=None, attributes=edits.with_attribute(annotation.attributes, REASON, None))
    if annotation.label != SKIP and bool(annotation.claims) != (annotation.label == CLAIM):
        annotation = replace(annotation, label=CLAIM if annotation.claims else None)
    if state.schema.missing(annotation_to_json(annotation)) - {("annotation", 0, LABEL)}:
        return replace(annotation, label=None)
    return annotation


def undo(state: State) -> State:
    """undo: across sentences and sessions; first what was changed in an open suggestion"""
    if draft := _newest_draft(state):
        return _taken_back(state, draft)
    if not state.past:
        return refuse(state, "There is nothing to undo.")
    return _travel(state, state.past[-1], "undo", f"Undone. {state.key('U')} does it again.")


def _newest_draft(state: State) -> Draft | None:
    """The last change to a suggestion that is open here, where no decision was taken since."""
    open_ones = {suggestion.key for suggestion in state.open_suggestions}
    newest = next((draft for draft in reversed(state.drafts) if draft.key in open_ones), None)
    return newest if newest and newest.decided >= len(state.past) else None


def _taken_back(state: State, draft: Draft) -> State:
    """A suggestion as it was before it was changed last."""
    place = next(i for i, suggestion in enumerate(state.open_suggestions) if suggestion.key == draft.key)
    drafts = tuple(kept for kept in state.drafts if kept is not draft)
    state = replace(state, drafts=drafts, focus=("suggestion", str(place)))
    return say(state, f"Taken back. {spoken(state)}")


def redo(state: State) -> State:
    """redo: what was undone"""
    if not state.future:
        return refuse(state, "There is nothing to redo.")
    return _travel(state, state.future[-1], "redo", "Done again.")


def _travel(state: State, decision: Decision, action: Action, message: str) -> State:
    """One decision undone or redone: a decision of its own, at the sentence where it was taken."""
    undo = action == "undo"
    changes = tuple(Change(c.sentence, state.entries.get(c.sentence), c.before if undo else c.after) for c in decision.changes)
    past = state.past[:-1] if undo else (*state.past, decision)
    future = (*state.future, decision) if undo else state.future[:-1]
    state = applied(state, {change.sentence: change.after for change in changes})
    state = arrive(replace(state, past=past, future=future), decision.at)
    return replace(state, changes=changes, action=action, message=message)


def everywhere(state: State, source: Source) -> dict[str, Annotation]:
    """Every annotation of the document that has the source, with it brought up to date."""
    return {
        sentence: edits.set_source(entry.annotation, source)
        for sentence, entry in state.entries.items()
        if any(known.id == source.id for known in entry.annotation.sources)
    }


def combined(first: State, then: State) -> State:
    """Two steps taken by one key are one decision, to be saved and undone together."""
    if not then.changes:
        return replace(then, changes=first.changes)
    if not first.changes:
        return then
    merged = {change.sentence: change for change in first.changes}
    for change in then.changes:
        before = merged[change.sentence].before if change.sentence in merged else change.before
        merged[change.sentence] = replace(change, before=before)
    changes = tuple(merged.values())
    decision = Decision(changes, then.past[-2].at)
    return replace(then, changes=changes, past=(*then.past[:-2], decision))
