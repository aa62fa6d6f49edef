"""REVIEW: moving between items and sentences, answering suggestions, setting stances, removing and joining claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotate.labelling import edits
from annotate.labelling.actions.adjudicating import take_version
from annotate.labelling.actions.linking import choose_target
from annotate.labelling.actions.picking import claim_problem, merge_pieces
from annotate.labelling.actions.questions import finish, finish_as
from annotate.labelling.actions.sources import resolve_source
from annotate.labelling.claim_links import answers_of_antecedent, offered_link
from annotate.labelling.history import combine, commit, commit_entries, decide
from annotate.labelling.predictions import Predicted, in_all_sentences, item_of, predict, with_answers
from annotate.labelling.state import (
    Draft,
    Event,
    State,
    Suggestion,
    amend,
    arrive,
    describe_attribution,
    describe_focus,
    key_name,
    name_of,
    no_action,
    refocus,
    refuse,
    refuse_without_claim,
    say,
)
from annotate.model import Annotation, ClaimLink, Origin, OriginKind, Prediction, SentenceAnnotation, Stance
from annotate.model.ids import answer_key, split_answer_key
from annotate.schema import Choice
from annotate.schema.wellknown import NO_CLAIM


def _focus_item(state: State, by: int) -> State:
    items = state.items
    if not items:
        return refuse(state, f"Nothing labelled here yet: {state.key('c')} to mark a claim.")
    place = items.index(state.focus) + by if state.focus in items else 0
    moved = replace(state, focus=items[place % len(items)])
    return say(moved, describe_focus(moved))


def focus_previous(state: State) -> State:
    """Focus the previous item."""
    return _focus_item(state, -1)


def focus_next(state: State) -> State:
    """Focus the next item."""
    return _focus_item(state, 1)


def back(state: State) -> State:
    """Go to the previous sentence."""
    if state.at == 0:
        return refuse(state, "This is the first sentence.")
    return arrive(state, state.at - 1)


def scroll_up(state: State) -> State:
    """Scroll the article up by a page."""
    return replace(state, scroll=state.scroll - state.page)


def scroll_down(state: State) -> State:
    """Scroll the article down by a page."""
    return replace(state, scroll=state.scroll + state.page)


def quit_session(state: State) -> State:
    """End the session."""
    return replace(state, over=True, message="Everything is saved.")


def accept(state: State) -> State:
    """Accept the focused suggestion; after the last one, finish the sentence."""
    if not state.open_suggestions:
        return finish(state)
    suggestion = _current_suggestion(state)
    if problem := claim_problem(state, "", suggestion.spans):
        return refuse(state, problem)
    accepted = refocus(_accept(state, suggestion))
    if accepted.open_suggestions:
        return accepted
    finished = combine(accepted, finish(replace(accepted, changes=())))
    return say(finished, finished.message or accepted.message)


def _accept(state: State, suggestion: Suggestion) -> State:
    """Add the claim of a suggestion.

    A draft is accepted in its original form first and then edited, so that its origins show which parts the annotator changed.
    """
    annotation, stance = _with_suggestion(state, suggestion)
    predicted = {**_suggested_answers(state, suggestion, annotation, stance), **_predicted_for(state, annotation, stance)}
    if state.assistance.answers:
        taken = answers_of_antecedent(state, suggestion.spans)
        predicted |= {answer_key(stance.claim, name): prediction for name, prediction in taken.items()}
    if offer := offered_link(state, suggestion.spans):
        annotation = edits.set_link(annotation, ClaimLink(stance.claim, offer.target.spans, offer.label))
    given = suggestion.answers if isinstance(suggestion, Draft) else {}
    answers = {key: prediction.value for key, prediction in predicted.items()}
    answers |= {answer_key(item_of(noun, stance), name): value for (noun, name), value in given.items()}
    annotation = with_answers(annotation, answers)
    decided = state
    if isinstance(suggestion, Draft):
        # The original's source may be gone from the draft: it must not use up a number in the registry.
        registry = {**state.registry, **{source.id: source for source in annotation.sources}}
        original, first = _with_suggestion(replace(state, registry=registry), suggestion.original)
        suggested = _suggested_answers(state, suggestion.original, original, first)
        accepted = Origin("", "accepted", suggestion.key)
        decided = commit(state, {state.sentence.id: original}, "", accepted, predicted=suggested)
    how: OriginKind = "accepted" if decided is state else "edited"
    changed = in_all_sentences(state, annotation)
    done = commit(replace(decided, changes=()), changed, "", Origin("", how, suggestion.key), predicted=predicted)
    decided = combine(decided, done)
    last_source = state.last_source if suggestion.source is None else (stance.source, stance.label)
    decided = replace(decided, last_source=last_source, focus=("claim", stance.claim))
    return say(decided, f"Accepted {stance.claim.upper()}.")


def _predicted_for(state: State, annotation: Annotation, stance: Stance) -> Predicted:
    """Return the predictions about the claim, the source and the stance of a suggestion that is being accepted."""
    items = {item_of(noun, stance) for noun in ("claim", "source", "stance")}
    return {key: found for key, found in predict(state, annotation).items() if split_answer_key(key)[0] in items}


def _suggested_answers(state: State, suggestion: Suggestion, annotation: Annotation, stance: Stance) -> Predicted:
    """Return the answers that the suggestion itself contains: about its stance, and about its source if that is new."""
    found = {answer_key(item_of("stance", stance), name): value for name, value in stance.attributes.items()}
    source = next(source for source in annotation.sources if source.id == stance.source)
    if source.id not in state.registry and suggestion.source is not None:
        found |= {answer_key(source.id, name): value for name, value in source.attributes.items()}
    free = {attribute.name for noun in ("source", "stance") for attribute in state.schema.attributes[noun] if attribute.free}
    return {
        key: Prediction(value, suggestion.rule, "", closed=split_answer_key(key)[1] not in free) for key, value in found.items()
    }


def _with_suggestion(state: State, suggestion: Suggestion) -> tuple[Annotation, Stance]:
    """Return the annotation with the suggested claim in it, and the stance on that claim."""
    annotation, claim = edits.add_claim(state.annotation, suggestion.spans, state.schema)
    source = resolve_source(state, suggestion.source) if suggestion.source else edits.author_source(state.schema)
    stances = state.schema.labels["stance"]
    label = suggestion.label if stances.choice(suggestion.label) else stances.default
    answers = state.schema.accepted_answers("stance", suggestion.attributes)
    stance = Stance(claim, source.id, label or "", suggestion.cue, answers)
    annotation = edits.add_source(annotation, claim, source, state.schema)
    return edits.set_stance(annotation, claim, source.id, stance), stance


def reject(state: State) -> State:
    """Reject the focused suggestion."""
    if not state.open_suggestions:
        return refuse(state, "There is no suggestion to reject.")
    return _reject(state, (_current_suggestion(state),))


def _reject(state: State, suggestions: Sequence[Suggestion]) -> State:
    """Record suggestions as rejected."""
    entry = state.entries.get(state.sentence.id, SentenceAnnotation(Annotation()))
    rejections = tuple(edits.rejection(suggestion.key) for suggestion in suggestions)
    changed = replace(entry, origins=(*entry.origins, *rejections))
    return refocus(commit_entries(state, {state.sentence.id: changed}, "Rejected."))


def _current_suggestion(state: State) -> Suggestion:
    """Return the suggestion that is shown: the focused one, else the first."""
    return state.suggestion or state.open_suggestions[0]


def nothing(state: State) -> State:
    """Reject the open suggestions and finish the sentence, labelled "no claim" if it has none."""
    if state.open_suggestions:
        rejected = _reject(state, state.open_suggestions)
        return combine(rejected, nothing(replace(rejected, changes=())))
    if state.annotation.claims:
        return finish(state)
    return finish_as(state, NO_CLAIM)


def link(state: State) -> State:
    """Choose the earlier claim that the focused claim goes with. A focused suggestion is accepted first."""
    suggestion = state.suggestion
    if suggestion is None:
        return choose_target(state)
    if problem := claim_problem(state, "", suggestion.spans):
        return refuse(state, problem)
    accepted = _accept(state, suggestion)
    chosen = choose_target(accepted)
    return refuse(state, chosen.message) if chosen.refused else say(chosen, accepted.message)


def remove(state: State) -> State:
    """Remove the focused claim, or the focused stance on it."""
    claim, stance = state.claim, state.stance
    if claim is None:
        return refuse_without_claim(state)
    if len(state.focus) == 3 and stance is not None:
        annotation = edits.remove_stance(state.annotation, claim.id, stance.source, state.schema)
        state = replace(state, focus=("claim", claim.id))
        return decide(state, annotation, f"Removed the stance of {name_of(state, stance.source)}.")
    annotation = edits.remove_claim(state.annotation, claim.id)
    return refocus(decide(state, annotation, f"Removed {claim.id.upper()}. {state.key('u')} to undo."))


def join(state: State) -> State:
    """Move the focused claim's pieces to the last claim of the previous sentence."""
    claim = state.claim
    if claim is None:
        return refuse(state, f"Mark the part in this sentence as a claim first, then {state.key('p')} to join it.")
    before = state.document.sentences[state.at - 1].id if state.at else ""
    earlier = state.annotation_of(before) if before else Annotation()
    if not earlier.claims:
        return refuse(state, "The previous sentence has no claim to join with.")
    target = earlier.claims[-1]
    pieces = merge_pieces(state.document, (*target.spans, *claim.spans))
    if problem := claim_problem(state, target.id, pieces, state.at - 1):
        return refuse(state, problem)
    changed = {
        before: edits.set_spans(earlier, target.id, pieces),
        state.sentence.id: edits.remove_claim(state.annotation, claim.id),
    }
    return refocus(commit(state, changed, f"Joined with {target.id.upper()} of the previous sentence."))


def _set_stance(state: State, choice: Choice) -> State:
    if suggestion := state.suggestion:
        state = amend(state, suggestion, replace(suggestion, label=choice.value))
        return say(state, describe_attribution(state))
    stance = state.stance
    if stance is None:
        return refuse_without_claim(state)
    annotation = edits.set_stance(state.annotation, stance.claim, stance.source, replace(stance, label=choice.value))
    state = replace(state, last_source=(stance.source, choice.value), focus=("stance", stance.claim, stance.source))
    return decide(state, annotation, f"{name_of(state, stance.source)}: {choice.title}.")


def cycle_stance(state: State) -> State:
    """Set the next stance of the schema's, the first after the last."""
    stance = state.suggestion or state.stance
    if stance is None:
        return refuse_without_claim(state)
    choices = state.schema.labels["stance"].choices
    place = next((i for i, choice in enumerate(choices) if choice.value == stance.label), -1)
    return _set_stance(state, choices[(place + 1) % len(choices)])


def handle_review(state: State, event: Event) -> State:
    """Handle an event in REVIEW that is not in the table of keys: a stance's hot-key, or a version's number."""
    name = key_name(event)
    choice = next((c for c in state.schema.labels["stance"].choices if c.key == name), None)
    if state.candidates and name.isdecimal() and choice is None:
        return take_version(state, int(name[:9]))
    return no_action(state, event) if choice is None else _set_stance(state, choice)
