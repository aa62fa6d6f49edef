"""LINK: choosing the earlier claim that the focused claim is linked to; its relation is then asked like a question."""

from __future__ import annotations

from dataclasses import replace

from annotate.labelling import edits
from annotate.labelling.claim_links import (
    LinkOffer,
    claims_between,
    earlier_claims,
    is_reference,
    link_title,
    link_to,
    shown_link,
)
from annotate.labelling.history import decide
from annotate.labelling.state import (
    TARGETS_SHOWN,
    Ask,
    ChooseTarget,
    Event,
    Key,
    Number,
    Question,
    State,
    claim_text,
    leave,
    no_action,
    quote,
    refuse,
    refuse_without_claim,
    say,
)
from annotate.model import Claim, ClaimLink, Origin
from annotate.model.ids import link_key, split_link_key


def choose_target(state: State) -> State:
    """Open the list of the earlier claims of the article, to link the focused claim to one of them."""
    claim = state.claim
    if claim is None:
        return refuse_without_claim(state)
    targets = earlier_claims(state, claim.spans)
    if not targets:
        return refuse(state, "No claim comes before this one in the article.")
    return replace(state, mode=ChooseTarget(claim.id, targets))


def linking_claim(state: State, mode: ChooseTarget) -> Claim:
    """Return the claim that is being linked."""
    return next(claim for claim in state.annotation.claims if claim.id == mode.claim)


def handle_target(state: State, mode: ChooseTarget, event: Event) -> State:
    """Handle an event in LINK: a digit takes a claim; the list has several parts if it is long."""
    match event:
        case Key("down" | "pgdn"):
            if mode.first + TARGETS_SHOWN >= len(mode.targets):
                return refuse(state, "These are the last of them.")
            return replace(state, mode=replace(mode, first=mode.first + TARGETS_SHOWN))
        case Key("up" | "pgup"):
            if not mode.first:
                return refuse(state, "These are the first of them.")
            return replace(state, mode=replace(mode, first=mode.first - TARGETS_SHOWN))
        case Key("space") if offer := shown_link(state, linking_claim(state, mode)):
            return _accept(state, mode, offer)
        case Key("enter" | "space"):
            return _take(state, mode, 1)
        case Number(number):
            return _take(state, mode, number)
        case Key(digit) if digit.isascii() and digit.isdecimal():
            return _take(state, mode, int(digit))
    return no_action(state, event)


def _take(state: State, mode: ChooseTarget, number: int) -> State:
    """Ask for the relation of the claim to the one with this number in the list."""
    shown = mode.shown
    if not 1 <= number <= len(shown):
        return refuse(state, f"There is no claim {number} in the list (it has {len(shown)}).")
    attribute = state.schema.links
    if attribute is None:
        return leave(state)
    claim, target = linking_claim(state, mode), shown[number - 1].claim
    known = link_to(state, claim, target)
    values = [choice.value for choice in attribute.choices]
    offer = shown_link(state, claim)
    offered = offer.label if offer and offer.target == target else attribute.default
    prefilled = known.label if known else offered
    row = values.index(prefilled) if prefilled in values else None
    item = link_key(claim.id, target.spans[0].start, target.spans[-1].end)
    asked = replace(state, mode=Ask(Question(attribute, item), row=row), focus=("claim", claim.id))
    again = f" The same again removes the link ({known.label.replace('_', ' ')})." if known else ""
    return say(asked, f"{claim.id.upper()} and {quote(claim_text(target))}.{again}")


def _accept(state: State, mode: ChooseTarget, offer: LinkOffer) -> State:
    """Take the link that is predicted for a claim."""
    claim, target = linking_claim(state, mode), offer.target
    return _linked(state, claim, target, offer.label, Origin("", "accepted", offer.rule))


def _linked(state: State, claim: Claim, target: Claim, label: str, how: Origin | None) -> State:
    link = ClaimLink(claim.id, target.spans, label)
    annotation = edits.set_link(state.annotation, link)
    if state.schema.relations.get(label) == "same" and is_reference(claim.spans):
        annotation = edits.take_answers(annotation, claim.id, state.schema.accepted_answers("claim", target.attributes))
    return decide(state, annotation, f"{claim.id.upper()} {link_title(state, link)}: {quote(claim_text(target))}.", how)


def set_link(state: State, question: Question, label: str) -> State:
    """Link the claim that a question is about to its target; the relation that it has already removes the link.

    A claim that says the same in a few words ("it", "the report") takes the answers that it lacks from the other.
    """
    id, place = split_link_key(question.item)
    claim = next(claim for claim in state.annotation.claims if claim.id == id)
    start, end = map(int, place.split("-"))
    there = (other for _, other in claims_between(state, start, end))
    target = next((other for other in there if (other.spans[0].start, other.spans[-1].end) == (start, end)), None)
    if target is None:
        return refuse(leave(state), "That claim is gone.")
    known = link_to(state, claim, target)
    if known is not None and known.label == label:
        return decide(state, edits.remove_link(state.annotation, known.key), f"Link removed. {state.key('u')} to undo.")
    offer = shown_link(state, claim)
    how: Origin | None = None
    if offer is not None and offer.target == target:
        how = Origin("", "accepted" if offer.label == label else "edited", offer.rule)
    return _linked(state, claim, target, label, how)
