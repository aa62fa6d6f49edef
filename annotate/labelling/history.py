"""Decisions: changes to sentences that are saved together, undone together, and rebuilt from the stored revisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from annotate.labelling import edits
from annotate.labelling.state import (
    Change,
    Corrected,
    Decision,
    Draft,
    HistoryStep,
    State,
    arrive,
    describe_focus,
    leave,
    refuse,
    say,
)
from annotate.model import (
    Annotation,
    Correction,
    Document,
    Origin,
    Prediction,
    Redo,
    Revision,
    RevisionAction,
    SentenceAnnotation,
    Source,
    Undo,
    annotation_to_json,
    exposed,
)
from annotate.model.claim_links import follow_claims
from annotate.model.diff import changes as changes_between
from annotate.model.ids import id_number
from annotate.schema.wellknown import CLAIM, REASON, SKIP


def replay(state: State, history: Iterable[Revision], corrections: Iterable[Correction] = ()) -> State:
    """Return the state with the entries and the undo and redo stacks that stored revisions, oldest first, lead to.

    `corrections` are those of the article, oldest first. The annotator's own are steps like decisions. Those of others take the
    decisions on the sentences that they changed off the stacks, until they are undone.
    """
    revisions = tuple(history)
    places = {sentence.id: place for place, sentence in enumerate(state.document.sentences)}
    stacks = _Stacks({state.annotator, *(revision.annotator for revision in revisions)}, state.document)
    entries = dict(state.entries)
    moments = {correction.created: correction for correction in corrections}
    decisions = {group[0].created: group for group in _decisions(revisions)}
    for created in sorted({*moments, *decisions}):
        changes = []
        for revision in decisions.get(created, ()):
            after = None if revision.annotation is None else SentenceAnnotation(revision.annotation, revision.origins)
            changes.append(Change(revision.sentence, entries.get(revision.sentence), after))
            if after is None and revision.sentence in state.entries:
                entries[revision.sentence] = state.entries[revision.sentence]  # undone to what the session opens with
            elif after is None:
                entries.pop(revision.sentence, None)
            else:
                entries[revision.sentence] = after
        if correction := moments.get(created):
            stacks.correct(correction)
        else:
            at = places.get(changes[-1].sentence, 0)
            stacks.decide(decisions[created][0].action, Decision(tuple(changes), at))
    past, future = stacks.reachable(places)
    return replace(state, entries=entries, past=past, future=future, registry=_registry(state, entries))


class _Entry:
    """A step on a stack, hidden by the corrections of others that changed the sentences it is about."""

    def __init__(self, step: HistoryStep) -> None:
        self.step = step
        self.hidden_by: set[str] = set()

    @property
    def sentences(self) -> Collection[str]:
        """The ids of the sentences that the step is about."""
        step = self.step
        return step.correction.sentences if isinstance(step, Corrected) else {change.sentence for change in step.changes}


class _Stacks:
    """The undo and the redo stack while a history is replayed."""

    def __init__(self, people: Collection[str], document: Document) -> None:
        self._people = people  # whose steps these are: one annotator, or all adjudicators
        self._document = document
        self._past: list[_Entry] = []
        self._future: list[_Entry] = []
        self._undone: dict[str, str] = {}  # the times of others' corrections that were undone, and of the undo

    def decide(self, action: str, decision: Decision) -> None:
        """Add a decision. An undo with nothing before it, as a merged history may contain, changes neither stack."""
        if action == "undo":
            self._move(self._past, self._future)
        elif action == "redo":
            self._move(self._future, self._past)
        elif action == "edit":
            self._past.append(_Entry(decision))
            self._future.clear()
        else:
            # Fixes, migrations and the corrections of older versions of the tool changed every decision that they touched. An
            # older decision says what was there before: undoing it would bring back annotations that do not fit any more.
            self._past.clear()
            self._future.clear()

    def correct(self, correction: Correction) -> None:
        """Add a correction of the article, by anybody."""
        about = correction.about or ""
        if correction.author in self._people:
            if correction.action == "undo":
                self._undo_correction(about)
            elif correction.action == "redo":
                self._move(self._future, self._past)
            else:
                self._past.append(_Entry(Corrected(correction, self._document.index_at(correction.start))))
                self._future.clear()
        elif correction.action == "mend":
            self._past.clear()
            self._future.clear()
        elif correction.action in ("undo", "redo"):
            # What the correction hid comes back; what was decided since is on sentences that are gone.
            back, key = self._hidden_since(about, correction)
            entries = (*self._past, *self._future)
            self._hide(correction, key, [entry for entry in entries if back not in entry.hidden_by])
            for entry in entries:
                entry.hidden_by.discard(back)
        else:
            self._hide(correction, correction.created, (*self._past, *self._future))

    def _hidden_since(self, about: str, correction: Correction) -> tuple[str, str]:
        """Return the key of what an undo or redo brings back, and the key of what it hides."""
        if correction.action == "redo":
            return self._undone.get(about, ""), about
        self._undone[about] = correction.created
        return about, correction.created

    def _undo_correction(self, created: str) -> None:
        """Move the correction made at a time to the redo stack, wherever on the undo stack it is."""
        for place, entry in enumerate(self._past):
            if isinstance(entry.step, Corrected) and entry.step.correction.created == created:
                del self._past[place]
                self._future.append(entry)
                for later in self._past[place:]:  # those made after it are on sentences that are gone
                    if not entry.step.correction.sentences.isdisjoint(later.sentences):
                        later.hidden_by.add(created)
                return

    @staticmethod
    def _hide(correction: Correction, key: str, entries: Sequence[_Entry]) -> None:
        """Hide those of the entries that are about sentences that somebody else's correction changed."""
        changed = set(correction.sentences)
        # From the newest to the oldest: what stands before an own correction that is hidden cannot be reached either.
        for entry in reversed(entries):
            if not changed.isdisjoint(entry.sentences):
                entry.hidden_by.add(key)
                if isinstance(entry.step, Corrected):
                    changed |= entry.step.correction.sentences

    def _move(self, source: list[_Entry], target: list[_Entry]) -> None:
        """Move the newest step that is not hidden."""
        place = next((place for place in reversed(range(len(source))) if not source[place].hidden_by), None)
        if place is not None:
            target.append(source.pop(place))

    def reachable(self, places: Collection[str]) -> tuple[tuple[HistoryStep, ...], tuple[HistoryStep, ...]]:
        """Return both stacks without what is hidden or cannot be reached; `places` are the ids of the present sentences."""
        past, future = ([entry for entry in stack if not entry.hidden_by] for stack in (self._past, self._future))
        return _steps(past, places), _steps(future, places)


def _steps(stack: list[_Entry], places: Collection[str]) -> tuple[HistoryStep, ...]:
    """Return the steps of a stack after the last one about a sentence that nothing above it on the stack brings back."""
    known = {*places}
    kept: list[HistoryStep] = []
    for entry in reversed(stack):
        if isinstance(entry.step, Corrected):
            known |= entry.step.correction.sentences
        elif not known.issuperset(entry.sentences):
            break
        kept.append(entry.step)
    return tuple(reversed(kept))


def _decisions(history: Iterable[Revision]) -> Iterator[list[Revision]]:
    """Yield the revisions of each decision: those with the same time belong together."""
    return (list(group) for _, group in groupby(history, key=attrgetter("created")))


def _registry(state: State, entries: Mapping[str, SentenceAnnotation]) -> dict[str, Source]:
    """Return the document's sources by id, each with its latest mention, in the order of their numbers.

    The sources of an adjudicator's versions are included.
    """
    versions = (version.annotation for candidates in state.versions.values() for version in candidates)
    registry = {source.id: source for annotation in versions for source in annotation.sources}
    for sentence in state.document.sentences:
        if entry := entries.get(sentence.id):
            for source in entry.annotation.sources:
                known = registry.get(source.id)
                registry[source.id] = source if source.mention or not known else replace(source, mention=known.mention)
    return dict(sorted(registry.items(), key=lambda item: id_number(item[0])))


def commit(
    state: State,
    changed: Mapping[str, Annotation],
    message: str,
    how: Origin | None = None,
    *,
    again: bool = False,
    predicted: Mapping[str, Prediction] | None = None,
) -> State:
    """Annotate sentences anew, by id, as one decision.

    `how` is the origin of new items, by hand if None. `predicted` are the answers that were predicted in the current sentence, by
    their keys. With `again`, a decision that equals the one before it counts too: a
    second opinion that agrees is data.
    """
    entries = {}
    for sentence, annotation in changed.items():
        annotation = _with_consistent_label(state, annotation)
        before = state.entries.get(sentence) or SentenceAnnotation(Annotation())
        known = predicted if sentence == state.sentence.id else None
        origins = edits.update_origins(before.annotation, annotation, before.origins, how or Origin("", "manual"), known)
        entries[sentence] = SentenceAnnotation(annotation, origins)
    return commit_entries(state, entries, message, again=again)


def commit_entries(state: State, entries: Mapping[str, SentenceAnnotation], message: str, *, again: bool = False) -> State:
    """Replace the entries of sentences, by id, as one decision to be saved; do nothing if nothing changes.

    With `again`, a sentence that was decided before counts as changed.
    """
    entries = {**entries, **_links_that_follow(state, entries)}
    changes = tuple(
        Change(sentence, state.entries.get(sentence), _with_exposure(state, sentence, after))
        for sentence, after in entries.items()
        if (again and sentence in state.entries)
        or state.entries.get(sentence, SentenceAnnotation(Annotation())) != after  # an empty note changes nothing
    )
    if not changes:
        return say(leave(state), message)
    decision = Decision(changes, state.at)
    state = _apply(state, {change.sentence: change.after for change in changes})
    return replace(leave(state), changes=changes, past=(*state.past, decision), future=(), message=message)


def _links_that_follow(state: State, entries: Mapping[str, SentenceAnnotation]) -> dict[str, SentenceAnnotation]:
    """Return the entries with links to claims that `entries` moves or removes; the links follow, or are removed too."""
    after = {**state.entries, **entries}
    before, now = state.annotations, {sentence: entry.annotation for sentence, entry in after.items()}
    return {
        sentence: SentenceAnnotation(
            annotation, edits.update_origins(now[sentence], annotation, after[sentence].origins, Origin("", "manual"))
        )
        for sentence, annotation in follow_claims(before, now).items()
    }


def _with_exposure(state: State, sentence: str, entry: SentenceAnnotation) -> SentenceAnnotation:
    """Return the entry with how the sentence was seen, if it is the current one; other sentences keep what they have."""
    shown = sentence == state.sentence.id and not (state.question and state.question.attribute.about_article)
    return replace(entry, origins=exposed(entry.origins, state.exposure if shown else None))


def _apply(state: State, entries: Mapping[str, SentenceAnnotation | None]) -> State:
    merged = {**state.entries, **entries}
    remaining = {sentence: entry for sentence, entry in merged.items() if entry is not None}
    return replace(state, entries=remaining, registry=_registry(state, remaining))


def decide(state: State, annotation: Annotation, message: str, how: Origin | None = None) -> State:
    """Annotate the current sentence anew, as one decision."""
    return commit(state, {state.sentence.id: annotation}, message, how)


def _with_consistent_label(state: State, annotation: Annotation) -> Annotation:
    """Return the annotation with a label that agrees with the rest of it.

    A finished sentence that is no longer complete loses its label: it has to be finished again.
    """
    if annotation.label is None:
        return annotation
    if annotation.label == SKIP and annotation.claims:
        return replace(annotation, label=None, attributes=edits.with_attribute(annotation.attributes, REASON, None))
    if annotation.label != SKIP and bool(annotation.claims) != (annotation.label == CLAIM):
        annotation = replace(annotation, label=CLAIM if annotation.claims else None)
    if state.schema.missing(annotation_to_json(annotation)):
        return replace(annotation, label=None)
    return annotation


def undo(state: State) -> State:
    """Take back the newest change to an open suggestion here or, if there is none since, the last decision."""
    if draft := _newest_draft(state):
        return _discard(state, draft)
    if not state.past:
        return refuse(state, "Nothing to undo.")
    decision = state.past[-1]
    if isinstance(decision, Corrected):
        return replace(arrive(state, decision.at), segmentation_edit=Undo(decision.correction.created))
    return _travel(state, decision, "undo", f"Undone{_summary(decision)}. {state.key('U')} to redo.")


def _newest_draft(state: State) -> Draft | None:
    """Return the last change to a suggestion that is open here, unless a decision was made since."""
    open_keys = {suggestion.key for suggestion in state.open_suggestions}
    newest = next((draft for draft in reversed(state.drafts) if draft.key in open_keys), None)
    return newest if newest and newest.decided >= len(state.past) else None


def _discard(state: State, draft: Draft) -> State:
    """Return to the suggestion before its last change."""
    place = next(i for i, suggestion in enumerate(state.open_suggestions) if suggestion.key == draft.key)
    drafts = tuple(other for other in state.drafts if other is not draft)
    state = replace(state, drafts=drafts, focus=("suggestion", str(place)))
    return say(state, f"Undone. {describe_focus(state)}")


def redo(state: State) -> State:
    """Make the decision again that was undone last."""
    if not state.future:
        return refuse(state, "Nothing to redo.")
    decision = state.future[-1]
    if isinstance(decision, Corrected):
        return replace(arrive(state, decision.at), segmentation_edit=Redo(decision.correction.created))
    return _travel(state, decision, "redo", f"Redone{_summary(decision)}.")


def _travel(state: State, decision: Decision, action: RevisionAction, message: str) -> State:
    """Undo or redo a decision, which is a decision too, and go to the sentence where it was made."""
    undoing = action == "undo"
    changes = tuple(Change(c.sentence, state.entries.get(c.sentence), c.before if undoing else c.after) for c in decision.changes)
    past = state.past[:-1] if undoing else (*state.past, decision)
    future = (*state.future, decision) if undoing else state.future[:-1]
    state = _apply(state, {change.sentence: change.after for change in changes})
    state = arrive(replace(state, past=past, future=future), decision.at)
    return replace(state, changes=changes, action=action, message=message)


def _summary(decision: Decision) -> str:
    """Return the first thing that a decision changed, after a colon; empty if it changed nothing that has a name."""
    part = next((part for change in decision.changes for part in _differences(change)), "")
    return f": {part}" if part else ""


def _differences(change: Change) -> Iterator[str]:
    """Yield what a change did to a sentence; its label only if nothing else changed, as the label often follows the rest."""
    before, after = change.before or SentenceAnnotation(Annotation()), change.after or SentenceAnnotation(Annotation())
    old, new = before.annotation, after.annotation
    parts = list(changes_between(old, replace(new, label=old.label)))
    if not parts and old.label != new.label:
        parts = [f"label {(new.label or 'removed').replace('_', ' ')}"]
    rejected = {origin for origin in after.origins if origin.how == "rejected"} - {*before.origins}
    yield from parts or ["suggestion rejected"] * len(rejected)


def set_source_everywhere(state: State, source: Source) -> dict[str, Annotation]:
    """Return every annotation of the document that has a source, by sentence id, with the source brought up to date."""
    return {
        sentence: edits.set_source(entry.annotation, source)
        for sentence, entry in state.entries.items()
        if any(known.id == source.id for known in entry.annotation.sources)
    }


def combine(first: State, then: State) -> State:
    """Return the state after two steps of one key, its changes made one decision, to be saved and undone together."""
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
