"""The help and the guidelines that both front ends show: keys from the table of actions, guidelines from the schema."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from annotate.labelling.actions.picking import pick_above, pick_below, ready_spans
from annotate.labelling.actions.questions import answer_about_article
from annotate.labelling.bindings import UNBOUND
from annotate.labelling.session import KEYS, action_for
from annotate.labelling.state import (
    Ask,
    ChooseSource,
    ChooseTarget,
    ClaimPage,
    End,
    IdentifyMention,
    LinePurpose,
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

GuidelineLine = tuple[str, str]
"""A style and a text."""


class KeyHelp(NamedTuple):
    """Keys with the same effect, a short name for it (by which an action can be bound to another key), and a description."""

    keys: str
    name: str
    description: str = ""

    @property
    def short(self) -> str:
        """The keys and the name."""
        return f"{self.keys} {self.name}"


_MARGIN = (
    "v labelled, with the number of claims behind the sentence (2C); - no claim; w skipped; o in progress; ! flagged; > the "
    "current sentence"
)
_MARKS = (
    "[C1 a claim C1], <a source>, {the cue that shows the stance}, [1? a suggested claim 1?] with its number. What is dim is "
    "context and is not labelled."
)
_AUTHOR = (
    "A claim that nobody else makes is the author's, with support. Once it has another source, the author is neutral. Both are "
    "set by themselves; 0 and a stance key change them."
)
_REBINDING = 'By name, in schema/keys.toml: "trim end" = "t"'

_DELETE = KeyHelp("Backspace", "delete")
_WRITING = (KeyHelp("Enter", "save"), _DELETE)
_TYPED: dict[type[Mode], tuple[KeyHelp, ...]] = {
    ChooseTarget: (KeyHelp("1-9", "link to"), KeyHelp("Up Down", "more", "the next or the previous nine claims")),
    IdentifyMention: (
        *(KeyHelp("1-9", "known source"), KeyHelp("0", "author"), KeyHelp("o", "list all")),
        KeyHelp("Enter", "new source"),
    ),
    SourcePicker: (KeyHelp("letter:", "filter"), KeyHelp("Up Down", "move"), KeyHelp("Enter", "choose, or add as new")),
    Menu: (KeyHelp("letter:", "choose a question"),),
    Ask: (
        KeyHelp("letter:", "answer"),
        KeyHelp("1-9", "answer by number"),
        KeyHelp("Up Down", "mark", "mark an answer; Enter gives it"),
        KeyHelp("Backspace", "back", "take back the answer before, as u does"),
    ),
    WriteLine: _WRITING,
    WriteAnswer: _WRITING,
    ClaimPage: (
        *(KeyHelp("Up Down", "move"), KeyHelp("0-9", "go to a number"), KeyHelp("Enter", "open the sentence")),
        *(KeyHelp("PgUp PgDn", "a page"), KeyHelp("q", "close")),
    ),
    Page: (KeyHelp("j k Space PgUp PgDn", "scroll"), KeyHelp("any other key:", "close")),
}
_SEVERAL = (
    KeyHelp("letter 1-9:", "choose", "choose an answer, or take it away again"),
    KeyHelp("Up Down Space", "mark", "mark an answer, and choose it or take it away"),
    KeyHelp("Enter", "done", "answer with what is chosen"),
    KeyHelp("Backspace", "back", "take back the answer before, as u does"),
)
_VERSIONS = KeyHelp("1-9", "accept a version", "finish the sentence with an annotator's version, unchanged")
_TAKE = KeyHelp(":take NAME", "take all", "finish all sentences that are left with the version of one annotator, as one step")
_IN_FULL = KeyHelp(":versions", "in full", "show the annotators' versions in full, not only where they differ, and their notes")
_WORD = KeyHelp("letter:", "pick a word")
_SUGGESTED_SPAN = KeyHelp("digit:", "use a suggested span")
_SAME_WORD = KeyHelp("Space", "only this word")
_SOURCES = (
    KeyHelp("0", "author"),
    KeyHelp("1-9", "known source"),
    KeyHelp("o", "list all"),
    KeyHelp("v", "not named yet"),
    KeyHelp("y", "same as last"),
)

_FOOT: dict[type[Mode], tuple[str, ...]] = {
    Review: ("c", "s", "n", "enter", "+", "a", "g", "w", "?", "q", "u", "r", "d f", "b", "F", "N"),
    End: ("enter", "space", "b", ":", "u", "B", "?", "q"),
}
_FOOT_SUGGESTED = ("space", "x", "n", "d f", "c", "s", "i e", "?", "+", "tab", "u", "b", "a", "g", "q", "w", "G", "N")
"""The keys shown at the foot of the screen, the most important first; "+" represents the keys of all stances."""

_SHORT_NAMES = {"d f": "trim", "i e": "edges", "tab": "next"}
"""Names for keys at the foot that are shorter than the names of their actions, or cover two actions."""


def key_entries(state: State) -> list[KeyHelp]:
    """Return the help for all keys of this state: for those that depend on its contents, then for each action in its table."""
    bindings = state.bindings if state.resting else UNBOUND
    keys_of: dict[tuple[str, str], list[str]] = {}
    for key, action in KEYS[type(state.mode)].items():
        if state.picking and state.picking.bound and action.run in (pick_above, pick_below):
            continue
        if action_for(state, key) is None:
            continue
        if action.run is answer_about_article and not state.schema.about_article:
            continue
        keys_of.setdefault((action.name, action.help), []).append(bindings.shown(key))
    entries = [*_finding(state), *_typed(state), *(KeyHelp(" ".join(keys), *words) for words, keys in keys_of.items())]
    if state.resting or isinstance(state.mode, Page):
        return entries
    return [*entries, KeyHelp("Esc", "cancel", "leave the labels unchanged")]


def _finding(state: State) -> tuple[KeyHelp, ...]:
    """Return the help for the keys that go on with a find, if one is in progress."""
    keys = f"{state.key('n')}/{state.key('N')}"
    return (KeyHelp(keys, "next/previous hit", "any other key ends the find"),) if state.find else ()


def _typed(state: State) -> tuple[KeyHelp, ...]:
    """Return the help for keys that are not actions: stances, hints, numbers, answers and text."""
    match state.mode:
        case Review():
            return (_stances(state), *(_adjudicating(state)), *([_TAKE, _IN_FULL] if state.candidates else []))
        case SourcePicker(merge=merge) if merge:
            return (KeyHelp("letter:", "filter"), KeyHelp("Up Down", "move"), KeyHelp("Enter", "merge the two"))
        case (Pick() | ChooseSource()) as picking if picking.first is not None:
            return (_WORD, _SAME_WORD)
        case WriteLine(LinePurpose.COMMAND):
            return (KeyHelp("Enter", "run, or list the commands"), _DELETE)
        case ChooseSource():
            return (_WORD, *_SOURCES)
        case Pick() as pick:
            return (_WORD,) if pick.single else (_WORD, _SUGGESTED_SPAN)
        case Ask(question) if question.attribute.several:
            return _SEVERAL
        case mode:
            return _TYPED.get(type(mode), ())


def _adjudicating(state: State) -> list[KeyHelp]:
    """Return the keys that only an adjudicator has: to approve a decision, to accept a version."""
    approve = KeyHelp(state.key("enter"), "approve", "finish the sentence as it was decided")
    return [*([approve] if state.approvable else []), *([_VERSIONS] if len(state.candidates) > 1 else [])]


def _stances(state: State, limit: int | None = None) -> KeyHelp:
    """Return the help for the stances, with the keys of at most `limit` of them."""
    choices = state.schema.labels["stance"].choices
    keys = " ".join(state.key(choice.key) for choice in choices[:limit])
    return KeyHelp(keys, "stance", ", ".join(f"{state.key(choice.key)} {choice.title.lower()}" for choice in choices))


def foot(state: State) -> list[KeyHelp]:
    """Return the keys of this state, each with a few words, the most important first."""
    if not state.resting:
        return sorted(key_entries(state), key=lambda entry: entry.keys in ("PgUp", "PgDn"))
    suggested = isinstance(state.mode, Review) and state.open_suggestions
    entries = [*_finding(state), *(_adjudicating(state) if isinstance(state.mode, Review) else [])]
    keys = _FOOT_SUGGESTED if suggested else _FOOT[type(state.mode)]
    if isinstance(state.mode, End) and state.schema.about_article:
        keys = ("a", *keys)
    taken = {entry.keys for entry in entries} | ({state.key("n"), state.key("N")} if state.find else set())
    there = [key for key in keys if key == "+" or action_for(state, key.split()[0])]
    return entries + [entry for key in there if (entry := _foot_entry(state, key)).keys not in taken]


def _foot_entry(state: State, keys: str) -> KeyHelp:
    if keys == "+":
        return _stances(state, 4)
    first, *more = keys.split()
    name = _SHORT_NAMES.get(keys) or KEYS[type(state.mode)][first].name
    return KeyHelp("/".join(state.key(key) for key in (first, *more)), name)


def legend(state: State) -> list[tuple[str, str]]:
    """Return the explanations of what is shown beside keys, each with its title; while a claim is picked, the suggested spans."""
    if isinstance(state.mode, Pick) and state.mode.first is None and not state.mode.single:
        return [(str(number), span.text) for number, span in enumerate(ready_spans(state, state.mode), 1)]
    if not state.resting:
        return []
    return [("In the margin", _MARGIN), ("In the text", _MARKS), ("The author", _AUTHOR), ("Other keys", _REBINDING)]


def help_lines(state: State) -> list[str]:
    """Return the full help, line by line, for this state or the one that a page was opened in."""
    if isinstance(state.mode, Page):
        state = replace(state, mode=state.mode.under)
    entries = key_entries(state)
    lines = [f"{entry.short}{f': {entry.description}' if entry.description else ''}" for entry in entries]
    return [*lines, *(f"{title}: {explanation}" for title, explanation in legend(state))]


def guideline_lines(state: State) -> list[GuidelineLine]:
    """Return the scheme's guideline on the current question and its answers, else on the focused item and its questions."""
    if state.question is not None:
        return _question_lines(state.question.attribute)
    noun = {"claim": "claim", "stance": "stance"}.get(state.focus[0], "annotation") if state.focus else "annotation"
    nouns = (noun, "source") if noun == "stance" else (noun,)
    return [line for noun in nouns for line in _noun_lines(state, noun)]


def _noun_lines(state: State, noun: str) -> list[GuidelineLine]:
    guideline = state.schema.guidelines[noun]
    lines: list[GuidelineLine] = [("panel", guideline.title), ("", guideline.description)]
    if guideline.example:
        lines.append(("dim", f"  Example: {guideline.example}"))
    labels = [state.schema.labels[noun]] if noun in state.schema.labels else []
    for question in (*labels, *state.schema.attributes[noun]):
        question_lines = _question_lines(question)
        lines += [("", ""), *(question_lines[1:] if question.title == guideline.title else question_lines)]
    return lines


def _question_lines(question: Attribute) -> list[GuidelineLine]:
    lines: list[GuidelineLine] = [("panel", question.title), ("", question.description)]
    for choice in question.choices:
        lines.append(("", f"  {choice.key} {choice.title}: {choice.description}"))
        if choice.example:
            lines.append(("dim", f"    Example: {choice.example}"))
    return lines
