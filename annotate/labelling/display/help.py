"""What there is to read at the prompt: the keys, from the table of actions, and the guidelines, from the schema.

Both front ends show them. Lines of guidelines are (style, text).
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from annotate.labelling.actions.picking import pick_above, pick_below
from annotate.labelling.bindings import UNBOUND
from annotate.labelling.session import KEYS
from annotate.labelling.state import (
    Ask,
    ChooseSource,
    End,
    IdentifyMention,
    Menu,
    Mode,
    Page,
    Pick,
    Review,
    SourcePicker,
    State,
    WriteAnswer,
    WriteLine,
)
from annotate.schema import Attribute

Line = tuple[str, str]


class Help(NamedTuple):
    """Keys that do one thing, its name (by which it can be bound to another key), and what it does in more words."""

    keys: str
    name: str
    what: str = ""


REBINDING = 'schema/keys.toml rebinds keys by name: "trim end" = "t"'

_WRITING = (Help("Enter", "keep"), Help("Backspace", "take a letter back"))
_TYPED: dict[type[Mode], tuple[Help, ...]] = {
    IdentifyMention: (Help("1-9", "known source"), Help("0", "author"), Help("o", "all of them"), Help("Enter", "somebody new")),
    SourcePicker: (Help("letters", "filter"), Help("Up Down", "choose"), Help("Enter", "take it, or a new one")),
    Menu: (Help("letters", "choose what to answer"),),
    Ask: (Help("letters", "answer"),),
    WriteLine: _WRITING,
    WriteAnswer: _WRITING,
    Page: (Help("j k PgUp PgDn", "scroll"), Help("any other key", "goes back")),
}
_VERSIONS = Help("1-9", "take a version", "an annotator's decision as it is, and finish the sentence with it")
_WORD = Help("letters", "pick a word")
_READY = Help("digits", "a ready-made span")
_SAME = Help("Space", "the same word again")
_SOURCES = (
    Help("0", "author"),
    Help("1-9", "known"),
    Help("o", "all of them"),
    Help("v", "named later"),
    Help("y", "the last one again"),
)

_FOOT: dict[type[Mode], tuple[str, ...]] = {
    Review: ("c", "s", "n", "enter", "+", "a", "w", "?", "q", "u", "r", "d f", "b", "F", "N"),
    End: ("enter", "b", ":", "u", "B", "?", "q"),
}
_FOOT_SUGGESTED = ("space", "x", "n", "d f", "c", "s", "i e", "?", "+", "tab", "u", "b", "q", "w", "G", "N")
"""The keys at the foot of the screen, the most needed first; + stands for the stances."""

_CALLED = {"d f": "trim", "i e": "edges", "tab": "next"}
"""What keys are called there, where it is not by the name of their action: room is scarce."""


def key_entries(state: State) -> list[Help]:
    """Everything that can be typed in this state: what is typed there, then each action of its table with its keys."""
    bindings = state.bindings if state.resting else UNBOUND
    found: dict[tuple[str, str], list[str]] = {}
    for key, action in KEYS[type(state.mode)].items():
        if state.picking and state.picking.bound and action.run in (pick_above, pick_below):
            continue
        found.setdefault((action.name, action.help), []).append(bindings.shown(key))
    entries = [*_typed(state), *(Help(" ".join(keys), name, what) for (name, what), keys in found.items())]
    if state.resting or isinstance(state.mode, Page):
        return entries
    return [*entries, Help("Esc", "leave", "the labels stay as they are")]


def _typed(state: State) -> tuple[Help, ...]:
    """What is typed where a key is no action of its own: stances, hints, numbers, answers, text."""
    match state.mode:
        case Review():
            return (_stances(state), *([_VERSIONS] if state.candidates else []))
        case SourcePicker(merge=merge) if merge:
            return (Help("letters", "filter"), Help("Up Down", "choose"), Help("Enter", "make them one"))
        case (Pick() | ChooseSource()) as picking if picking.first is not None:
            return (_WORD, _SAME)
        case ChooseSource():
            return (_WORD, *_SOURCES)
        case Pick() as pick:
            return (_WORD,) if pick.single else (_WORD, _READY)
        case mode:
            return _TYPED.get(type(mode), ())


def _stances(state: State, most: int | None = None) -> Help:
    choices = state.schema.labels["stance"].choices
    keys = " ".join(state.key(choice.key) for choice in choices[:most])
    return Help(keys, "stance", ", ".join(choice.title.lower() for choice in choices))


def foot(state: State) -> list[str]:
    """What the keys do in this state, each in a few words, the most needed first."""
    if not state.resting:
        return [f"{entry.keys} {entry.name}" for entry in key_entries(state)]
    suggested = isinstance(state.mode, Review) and state.open_suggestions
    entries = [_VERSIONS] if state.candidates else []
    entries += [_foot_entry(state, key) for key in (_FOOT_SUGGESTED if suggested else _FOOT[type(state.mode)])]
    return [f"{entry.keys} {entry.name}" for entry in entries]


def _foot_entry(state: State, keys: str) -> Help:
    if keys == "+":
        return _stances(state, 4)
    first, *more = keys.split()
    name = _CALLED.get(keys) or KEYS[type(state.mode)][first].name
    return Help("/".join(state.key(key) for key in (first, *more)), name)


def help_lines(state: State) -> list[str]:
    """Everything that can be typed in the state that the help lies over, in full."""
    if isinstance(state.mode, Page):
        state = replace(state, mode=state.mode.under)
    entries = key_entries(state)
    lines = [f"{entry.keys} {entry.name}{f': {entry.what}' if entry.what else ''}" for entry in entries]
    return [*lines, REBINDING] if state.resting else lines


def guideline_lines(state: State) -> list[Line]:
    """What the scheme says about what is asked or focused: a question with its answers, or the noun with its questions."""
    if state.question is not None:
        return _question_lines(state.question.attribute)
    noun = {"claim": "claim", "stance": "stance"}.get(state.focus[0], "annotation") if state.focus else "annotation"
    nouns = (noun, "source") if noun == "stance" else (noun,)
    return [line for each in nouns for line in _noun_lines(state, each)]


def _noun_lines(state: State, noun: str) -> list[Line]:
    guideline = state.schema.guidelines[noun]
    lines: list[Line] = [("panel", guideline.title), ("", guideline.description)]
    if guideline.example:
        lines.append(("dim", f"  Example: {guideline.example}"))
    labels = [state.schema.labels[noun]] if noun in state.schema.labels else []
    for question in (*labels, *state.schema.attributes[noun]):
        titled = _question_lines(question)
        lines += [("", ""), *(titled[1:] if question.title == guideline.title else titled)]
    return lines


def _question_lines(question: Attribute) -> list[Line]:
    lines: list[Line] = [("panel", question.title), ("", question.description)]
    for choice in question.choices:
        lines.append(("", f"  {choice.key} {choice.title}: {choice.description}"))
        if choice.example:
            lines.append(("dim", f"    Example: {choice.example}"))
    return lines
