"""REVIEW: moving between items and sentences, suggestions, stances, removing and joining."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotate.labelling import edits
from annotate.labelling.actions.picking import merge_pieces, misfit
from annotate.labelling.actions.questions import finish, finish_as, take
from annotate.labelling.actions.sources import known_source
from annotate.labelling.history import combined, commit, decide, enter
from annotate.labelling.state import (
    Draft,
    Event,
    State,
    Suggestion,
    amended,
    arrive,
    key_name,
    name_of,
    no_action,
    no_claim,
    refocused,
    refuse,
    say,
    spoken,
    spoken_attribution,
)
from annotate.model import Annotation, Origin, OriginKind, SentenceAnnotation, Stance
from annotate.schema import Choice
from annotate.schema.wellknown import NO_CLAIM


def _next_item(state: State, by: int = 1) -> State:
    items = state.items
    if not items:
        return refuse(state, f"Nothing is labelled here yet: {state.key('c')} labels a claim.")
    place = items.index(state.focus) + by if state.focus in items else 0
    return say(replace(state, focus=items[place % len(items)]), spoken(replace(state, focus=items[place % len(items)])))


def previous_item(state: State) -> State:
    """previous item: focus it"""
    return _next_item(state, -1)


def focus_next(state: State) -> State:
    """next item: focus it"""
    return _next_item(state)


def back(state: State) -> State:
    """back: the sentence before"""
    if state.at == 0:
        return refuse(state, "This is the first sentence.")
    return arrive(state, state.at - 1)


def scroll_up(state: State) -> State:
    """scroll up: see what stands before"""
    return replace(state, scroll=state.scroll - 1)


def scroll_down(state: State) -> State:
    """scroll down: see what follows"""
    return replace(state, scroll=state.scroll + 1)


def quit_session(state: State) -> State:
    """quit: everything is saved already"""
    return replace(state, over=True, message="Everything is saved.")


def accept(state: State) -> State:
    """accept: take the focused suggestion; after the last one, done and next"""
    if not state.open_suggestions:
        return finish(state)
    suggestion = _chosen_suggestion(state)
    if unfit := misfit(state, "", suggestion.spans):
        return refuse(state, unfit)
    accepted = refocused(_accepted(state, suggestion))
    if accepted.open_suggestions:
        return accepted
    finished = combined(accepted, finish(replace(accepted, changes=())))
    return say(finished, finished.message or accepted.message)


def _accepted(state: State, suggestion: Suggestion) -> State:
    """A suggestion taken over; what is otherwise in it than it was offered is edited, as if it had been changed after."""
    annotation, stance = _with_suggestion(state, suggestion)
    decided = state
    if isinstance(suggestion, Draft):
        registry = {**state.registry, **{source.id: source for source in annotation.sources}}  # no number for who is not kept
        offered, _ = _with_suggestion(replace(state, registry=registry), suggestion.offered)
        decided = decide(state, offered, "", Origin("", "accepted", suggestion.key))
    how: OriginKind = "accepted" if decided is state else "edited"
    decided = combined(decided, decide(replace(decided, changes=()), annotation, "", Origin("", how, suggestion.key)))
    last = state.last if suggestion.source is None else (stance.source, stance.label)
    return say(replace(decided, last=last, focus=("claim", stance.claim)), f"Accepted {stance.claim.upper()}.")


def _with_suggestion(state: State, suggestion: Suggestion) -> tuple[Annotation, Stance]:
    """The annotation with a suggested claim in it, and the stance on that."""
    annotation, claim = edits.add_claim(state.annotation, suggestion.spans, state.schema)
    source = known_source(state, suggestion.source) if suggestion.source else edits.author(state.schema)
    stances = state.schema.labels["stance"]
    label = suggestion.label if stances.choice(suggestion.label) else stances.default
    answers = state.schema.accepted_answers("stance", suggestion.attributes)
    stance = Stance(claim, source.id, label or "", suggestion.cue, answers)
    annotation = edits.add_source(annotation, claim, source, state.schema)
    return edits.set_stance(annotation, claim, source.id, stance), stance


def reject(state: State) -> State:
    """reject: turn the focused suggestion down"""
    if not state.open_suggestions:
        return refuse(state, "There is no suggestion here to reject.")
    return _rejected(state, (_chosen_suggestion(state),))


def _rejected(state: State, suggestions: Sequence[Suggestion]) -> State:
    """Suggestions turned down, and remembered as such."""
    entry = state.entries.get(state.sentence.id, SentenceAnnotation(Annotation()))
    told = tuple(edits.rejection(suggestion.key) for suggestion in suggestions)
    changed = replace(entry, origins=(*entry.origins, *told))
    return refocused(enter(state, {state.sentence.id: changed}, "Rejected."))


def _chosen_suggestion(state: State) -> Suggestion:
    """The suggestion that is shown: the focused one, else the first."""
    return state.suggestion or state.open_suggestions[0]


def nothing(state: State) -> State:
    """none: nothing (more) here; reject the rest, "no claim" if nothing is labelled, next"""
    if state.open_suggestions:
        rejected = _rejected(state, state.open_suggestions)
        return combined(rejected, nothing(replace(rejected, changes=())))
    if state.annotation.claims:
        return finish(state)
    return finish_as(state, NO_CLAIM)


def remove(state: State) -> State:
    """remove: the focused claim, or the focused stance on it"""
    claim, stance = state.claim, state.stance
    if claim is None:
        return no_claim(state)
    if len(state.focus) == 3 and stance is not None:
        annotation = edits.remove_stance(state.annotation, claim.id, stance.source, state.schema)
        state = replace(state, focus=("claim", claim.id))
        return decide(state, annotation, f"Removed the stance of {name_of(state, stance.source)}.")
    annotation = edits.remove_claim(state.annotation, claim.id)
    return refocused(decide(state, annotation, f"Removed {claim.id.upper()}. {state.key('u')} undoes it."))


def join(state: State) -> State:
    """join: add this claim's pieces to the last claim of the sentence before"""
    claim = state.claim
    if claim is None:
        return refuse(state, f"Label the part that is here as a claim first, then {state.key('p')} joins it to the claim before.")
    before = state.document.sentences[state.at - 1].id if state.at else ""
    earlier = state.annotation_of(before) if before else Annotation()
    if not earlier.claims:
        return refuse(state, "The sentence before has no claim to join with.")
    pieces = merge_pieces(state.document, (*earlier.claims[-1].spans, *claim.spans))
    if unfit := misfit(state, earlier.claims[-1].id, pieces, state.at - 1):
        return refuse(state, unfit)
    joined = edits.set_spans(earlier, earlier.claims[-1].id, pieces)
    here = edits.remove_claim(state.annotation, claim.id)
    changed = {before: joined, state.sentence.id: here}
    return refocused(commit(state, changed, f"Joined with {earlier.claims[-1].id.upper()} of the sentence before."))


def _set_stance(state: State, choice: Choice) -> State:
    if suggestion := state.suggestion:
        state = amended(state, replace(suggestion, label=choice.value))
        return say(state, spoken_attribution(state))
    stance = state.stance
    if stance is None:
        return no_claim(state)
    annotation = edits.set_stance(state.annotation, stance.claim, stance.source, replace(stance, label=choice.value))
    state = replace(state, last=(stance.source, choice.value), focus=("stance", stance.claim, stance.source))
    return decide(state, annotation, f"{name_of(state, stance.source)}: {choice.title}.")


def cycle_stance(state: State) -> State:
    """cycle stance: the next label, round"""
    stance = state.suggestion or state.stance
    if stance is None:
        return no_claim(state)
    choices = state.schema.labels["stance"].choices
    place = next((i for i, choice in enumerate(choices) if choice.value == stance.label), -1)
    return _set_stance(state, choices[(place + 1) % len(choices)])


def review_event(state: State, event: Event) -> State:
    """The stances' hot-keys, which the schema gives; and where versions are chosen from, their numbers."""
    name = key_name(event)
    choice = next((c for c in state.schema.labels["stance"].choices if c.key == name), None)
    if state.offered and name.isdecimal() and choice is None:
        return take(state, int(name[:9]))
    return no_action(state, event) if choice is None else _set_stance(state, choice)
