"""ASK, MENU: the schema's questions, asked when a sentence is finished or on demand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any, NamedTuple

from annotate.labelling import edits
from annotate.labelling.actions.segmentation import ROLE, with_role
from annotate.labelling.actions.sources import same_source
from annotate.labelling.history import combined, commit, everywhere
from annotate.labelling.state import (
    Asking,
    Event,
    Focus,
    Mode,
    Picking,
    State,
    Writing,
    arrive,
    key_name,
    leave,
    no_claim,
    quoted,
    refuse,
    say,
)
from annotate.model import AUTHOR, Annotation, Scalar, annotation_to_json
from annotate.model.ids import is_stance_key, split_item, stance_key
from annotate.schema import Attribute, Choice
from annotate.schema.wellknown import CLAIM, REASON, SKIP


def finish(state: State) -> State:
    """done: asks what the schema still wants to know, then goes to the next sentence"""
    if state.open_suggestions:
        return refuse(
            state,
            f"A suggestion is open: {state.key('space')} accepts it, {state.key('x')} rejects it, {state.key('n')} rejects all.",
        )
    annotation = state.annotation
    if annotation.label is None and not annotation.claims:
        return refuse(
            state,
            f"Nothing is labelled: {state.key('c')} labels a claim, {state.key('n')} says there is none, {state.key('w')} skips.",
        )
    return finish_as(state, annotation.label or CLAIM)


def finish_as(state: State, label: str) -> State:
    """The sentence with its label, and on to the next; the first open question instead, while there is one."""
    annotation = replace(state.annotation, label=label)
    if asking := _to_ask(state, annotation):
        return _ask(state, asking)
    if label != SKIP:
        annotation = replace(annotation, attributes=edits.with_attribute(annotation.attributes, REASON, None))
    return go_on(commit(state, {state.sentence.id: annotation}, "", again=state.relabel))


def go_on(state: State) -> State:
    """At the next sentence; says so when everything has a label."""
    count = len(state.document.sentences)
    following = next(state.undecided(range(state.at + 1, count)), count) if state.versions else state.at + 1
    moved = arrive(state, following)
    if moved.mode is Mode.END and next(state.undecided(range(count)), None) is not None:
        return say(moved, "That was the last sentence; some are still open.")
    return moved


def take(state: State, number: int) -> State:
    """A version as it is, by its number: the sentence is finished with it. What was noted and flagged here stays.

    What it says of its sources holds wherever they stand in a sentence that is still open.
    """
    versions = state.offered
    if not 1 <= number <= len(versions):
        return refuse(state, f"There is no version {number}: 1 to {len(versions)}.")
    annotation, before = versions[number - 1].annotation, state.annotation
    known = [replace(source, mention=None) for source in annotation.sources]
    changed = {
        sentence: reduce(edits.set_source, known, entry.annotation)
        for sentence, entry in state.entries.items()
        if entry.annotation.label is None
    }
    taken = replace(annotation, label=None, note=before.note, flag=before.flag)
    done = commit(state, changed | {state.sentence.id: taken}, "")
    return combined(done, finish_as(replace(done, changes=()), annotation.label or CLAIM))


def skip(state: State) -> State:
    """skip: leave this sentence out, saying why"""
    if state.annotation.claims:
        return refuse(state, f"There are claims here: {state.key('r')} removes them, {state.key('enter')} finishes the sentence.")
    question = state.schema.attribute("annotation", REASON)
    if question is None:
        return finish_as(state, SKIP)
    return _ask(state, Asking(question, "", SKIP))


def _to_ask(state: State, annotation: Annotation) -> Asking | None:
    """The first question that an annotation leaves open: of the sentence, its claims, its sources, its stances.

    What the schema requires with that label is asked always; what it only would like to know, once, and not of the author.
    """
    missing = state.schema.missing(annotation_to_json(annotation))
    fresh = state.annotation.label is None
    for noun, place, item, known in _asked_items(annotation):
        for question in state.schema.attributes[noun]:
            if question.name in known:
                continue
            if (noun, place, question.name) in missing:
                return Asking(question, item, annotation.label or "")
            wished = fresh and split_item(item)[1] != AUTHOR and (item, question.name) not in state.passed
            if wished and (question.asked(state.profile) or _disputed(state, question)):
                return Asking(question, item, annotation.label or "", optional=True)
    return None


def _disputed(state: State, question: Attribute) -> bool:
    """Whether a version to choose from answers it, where all that they share is known."""
    return question.name in state.schema.decisive[question.noun] and any(
        noun == question.noun and question.name in known
        for version in state.offered
        for noun, _, _, known in _asked_items(version.annotation)
    )


def _asked_items(annotation: Annotation) -> Iterable[tuple[str, int, str, Mapping[str, Scalar]]]:
    """(noun, index, item, its answers) of everything in an annotation that can be asked about; not who the author is."""
    yield "annotation", 0, "", annotation.attributes
    for place, claim in enumerate(annotation.claims):
        yield "claim", place, claim.id, claim.attributes
    for place, source in enumerate(annotation.sources):
        if source.id != AUTHOR:
            yield "source", place, source.id, source.attributes
    for place, stance in enumerate(annotation.stances):
        yield "stance", place, stance_key(stance.claim, stance.source), stance.attributes


def _ask(state: State, asking: Asking) -> State:
    if asking.question.choices or asking.question.type == "boolean":
        return replace(state, mode=Mode.ASK, asking=asking, focus=_focus_on(state, asking.item))
    return replace(
        state,
        mode=Mode.WRITE,
        asking=asking,
        writing=Writing("answer", _answer_text(state, asking)),
        focus=_focus_on(state, asking.item),
    )


def _focus_on(state: State, item: str) -> Focus:
    """The item a question is about: a claim, a stance, the first stance of a source."""
    if is_stance_key(item):
        claim, source = split_item(item)
        return ("stance", claim, source)
    if item.startswith("c"):
        return ("claim", item)
    return next((focus for focus in state.items if len(focus) == 3 and focus[2] == item), state.focus)


def _answer_text(state: State, asking: Asking) -> str:
    value = next(
        (known.get(asking.question.name) for _, _, item, known in _asked_items(state.annotation) if item == asking.item), None
    )
    return "" if value is None else str(value)


_MOST = 2**63 - 1

YES_NO = (Choice("yes", "Yes", "It is so.", "y"), Choice("no", "No", "It is not so.", "n"))


def choices_of(question: Attribute) -> tuple[Choice, ...]:
    """The answers that can be chosen: the closed label set, or yes and no."""
    return question.choices or (YES_NO if question.type == "boolean" else ())


def ask_event(state: State, event: Event) -> State:
    asking = state.asking
    assert asking is not None
    question = asking.question
    name = key_name(event)
    if choice := next((choice for choice in choices_of(question) if choice.key == name), None):
        return _answered(state, choice.value == "yes" if question.type == "boolean" else choice.value)
    if name in ("space", "enter") and asking.optional:
        return _passed(state)
    keys = " ".join(choice.key for choice in choices_of(question))
    return refuse(state, f"{question.title}: one of {keys}; Esc leaves it open.")


def _passed(state: State) -> State:
    """An answer that need not be given is left out."""
    assert state.asking is not None
    passed = state.passed | {(state.asking.item, state.asking.question.name)}
    return finish_as(replace(leave(state), passed=passed), state.asking.finishing)


def _answered(state: State, value: Scalar | None) -> State:
    """An answer is given (None takes it back); while finishing, the next question follows."""
    asking = state.asking
    assert asking is not None
    if asking.question is ROLE:
        return with_role(state, str(value))
    title = next((c.title for c in asking.question.choices if c.value == value), "" if value is None else str(value))
    decided = commit(state, _with_answer(state, asking, value), f"{asking.question.title}: {title or 'taken back'}.")
    if not asking.finishing:
        return decided
    return combined(decided, finish_as(replace(decided, changes=()), asking.finishing))


def _with_answer(state: State, asking: Asking, value: Scalar | None) -> dict[str, Annotation]:
    """The annotations that an answer changes: this sentence's; for a source all that have it."""
    annotation, name = state.annotation, asking.question.name
    here = state.sentence.id
    if asking.question.noun == "annotation":
        return {here: replace(annotation, attributes=edits.with_attribute(annotation.attributes, name, value))}
    if asking.question.noun == "claim":
        claims = tuple(
            replace(c, attributes=edits.with_attribute(c.attributes, name, value)) if c.id == asking.item else c
            for c in annotation.claims
        )
        return {here: replace(annotation, claims=claims)}
    if asking.question.noun == "source":
        source = next(s for s in annotation.sources if s.id == asking.item)
        return everywhere(state, replace(source, attributes=edits.with_attribute(source.attributes, name, value)))
    stance = next(s for s in annotation.stances if stance_key(s.claim, s.source) == asking.item)
    if name == "label":
        changed = replace(stance, label=str(value))
    else:
        changed = replace(stance, attributes=edits.with_attribute(stance.attributes, name, value))
    return {here: edits.set_stance(annotation, stance.claim, stance.source, changed)}


class MenuRow(NamedTuple):
    """A row of the attribute menu: its key, what it says, the question (None: the cue, the name) and what it is about."""

    key: str
    title: str
    question: Attribute | None
    item: str
    value: str


def menu(state: State) -> tuple[MenuRow, ...]:
    """The attributes of the focused claim, its stance and source, each with a key: the first free letter of its name."""
    claim, stance, source = state.claim, state.stance, state.source
    rows: list[tuple[str, Attribute | None, str, Mapping[str, Scalar]]] = []
    if claim is not None:
        rows += [(q.title, q, claim.id, claim.attributes) for q in state.schema.attributes["claim"]]
    if stance is not None:
        item = stance_key(stance.claim, stance.source)
        rows += [(q.title, q, item, stance.attributes) for q in state.schema.attributes["stance"]]
        rows.append(("Cue", None, "cue", {"cue": stance.cue.text} if stance.cue else {}))
    if source is not None and source.id != AUTHOR:
        rows += [(f"Source: {q.title}", q, source.id, source.attributes) for q in state.schema.attributes["source"]]
        rows.append(("Source: Name", None, "name", {"name": source.name}))
        if len(state.registry.keys() - {AUTHOR}) > 1:
            rows.append(("Source: Same as another", None, "same", {}))
    found, used = [], set[str]()
    for title, question, item, known in rows:
        name = question.name if question else item
        key = next(
            (letter for letter in f"{name}abcdefghijklmnopqrstuvwxyz0123456789" if letter.isalnum() and letter not in used), ""
        )
        used.add(key)
        found.append(MenuRow(key, title, question, item, str(known.get(name, ""))))
    return tuple(found)


def attributes(state: State) -> State:
    """answers: what the schema asks about the focused claim, its stance and source; the cue, the source's name"""
    return replace(state, mode=Mode.MENU) if state.claim else no_claim(state)


def menu_event(state: State, event: Event) -> State:
    row = next((row for row in menu(state) if row.key == key_name(event)), None)
    if row is None:
        return refuse(state, "A letter chooses an attribute; Esc leaves.")
    if row.item == "cue":
        return replace(state, mode=Mode.PICK, picking=Picking("cue", state.at))
    if row.item == "same":
        return same_source(state)
    if row.question is None:
        return replace(state, mode=Mode.WRITE, writing=Writing("rename", row.value))
    return _ask(leave(state), Asking(row.question, row.item))


def answer_written(state: State, text: str) -> State:
    """An answer in words or a number; an empty one is left out or taken back."""
    asking = state.asking
    assert asking is not None
    question = asking.question
    if not text:
        if asking.optional:
            return _passed(state)
        if question.required or asking.finishing:
            return refuse(state, f"{question.title} must be answered; Esc leaves it open.")
        return _answered(state, None)
    try:
        value: Scalar = {"integer": int, "number": float}.get(question.type, str)(text)
    except ValueError:
        return refuse(state, f"{question.title}: {quoted(text)} is no {question.type}.")
    if limit := _beyond(state.schema.raw["$defs"][question.noun]["properties"][question.name], value):
        return refuse(state, f"{question.title}: {limit}.")
    return _answered(state, value)


def _beyond(rule: Mapping[str, Any], value: Scalar) -> str:
    """Which limit of the schema (or of JSON: numbers of 64 bits) an answer is beyond, in words; empty where none."""
    worded = isinstance(value, str)
    size = len(value) if isinstance(value, str) else value
    least = rule.get("minLength" if worded else "minimum", 0 if worded else -_MOST)
    most = rule.get("maxLength" if worded else "maximum", _MOST)
    what = " characters" if worded else ""
    if not size >= least:  # nor is NaN
        return f"at least {least}{what}"
    return "" if size <= most else f"at most {most}{what}"
