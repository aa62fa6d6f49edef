"""WRITE: a line of text is written: a note, a flag, a command, a name, an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotate.labelling.actions.questions import answer_written
from annotate.labelling.actions.review import quit_session
from annotate.labelling.actions.segmentation import role_of
from annotate.labelling.actions.sources import renamed
from annotate.labelling.assistance import Assistance, as_rate
from annotate.labelling.history import commit
from annotate.labelling.state import Event, Key, Mode, State, Writing, arrive, edited, leave, no_action, quoted, refuse, say


def note(state: State) -> State:
    """note: write one on this sentence"""
    return replace(state, mode=Mode.WRITE, writing=Writing("note", state.annotation.note))


def flag(state: State) -> State:
    """flag: mark this sentence for another look, saying why; with no reason it is taken off"""
    return replace(state, mode=Mode.WRITE, writing=Writing("flag", state.annotation.flag or ""))


def command(state: State) -> State:
    """command: 12 goes to a sentence, find WORD, set profile full, set suggestions off, role BLOCK KIND, q"""
    return replace(state, mode=Mode.WRITE, writing=Writing("command"))


def writing_event(state: State, event: Event) -> State:
    writing = state.writing
    assert writing is not None
    if event == Key("enter"):
        return _WRITTEN[writing.purpose](state, writing.text.strip())
    line = edited(writing, event)
    return no_action(state, event) if line is None else replace(state, writing=line)


def _noted(state: State, text: str) -> State:
    return commit(state, {state.sentence.id: replace(state.annotation, note=text)}, "Noted." if text else "No note.")


def _flagged(state: State, text: str) -> State:
    flag = text or (None if state.annotation.flag is not None else "")
    return commit(
        state, {state.sentence.id: replace(state.annotation, flag=flag)}, "Flag taken off." if flag is None else "Flagged."
    )


def _rewritten(state: State, text: str) -> State:
    if not text:
        return refuse(state, "A name cannot be empty; Esc leaves it as it is.")
    return renamed(state, " ".join(text.split()))


def _commanded(state: State, text: str) -> State:
    """``:12``, ``:find w``, ``:set profile full``, ``:role 5 paragraph``, ``:q``."""
    state = leave(state)
    name, _, rest = text.partition(" ")
    rest = rest.strip()
    if name.isdecimal():
        number, count = int(name[:9]), len(state.document.sentences)
        return (
            arrive(state, number - 1)
            if 1 <= number <= count
            else refuse(state, f"There is no sentence {number}; there are {count}.")
        )
    if name == "find" and rest:
        return _found(state, rest)
    if name == "set":
        return _set(state, rest)
    if name == "role":
        return role_of(state, rest.split())
    if name in ("q", "quit"):
        return quit_session(state)
    return refuse(state, "Commands: :12 goes to sentence 12, :find WORD, :set, :role BLOCK KIND, :q.")


def _set(state: State, setting: str) -> State:
    """``:set profile full``, ``:set suggestions off``, ``:set suggestions on 0.15 mk``: the share kept back, and for whom."""
    match setting.split(maxsplit=3):
        case ["profile", "quick" | "full" as profile]:
            return say(replace(state, profile=profile), f"Profile {profile}.")
        case ["suggestions", "on" | "off" as how]:
            return _assisted(state, replace(state.assistance, on=how == "on"))
        case ["suggestions", "on" | "off" as how, share, *annotator] if (rate := as_rate(share)) is not None:
            return _assisted(state, Assistance(how == "on", rate, *(annotator or [state.assistance.annotator])))
    return refuse(state, ":set profile quick or full; :set suggestions on or off, and the share to keep back, from 0 to 1.")


def _assisted(state: State, assistance: Assistance) -> State:
    kept_back = f", kept back on {100 * assistance.blind_rate:g} % of the sentences" if assistance.blind_rate else ""
    said = f"Suggestions on{kept_back}." if assistance.on else "Suggestions off."
    return say(arrive(replace(state, assistance=assistance), state.at), said)


def _found(state: State, wanted: str) -> State:
    count = len(state.document.sentences)
    for place in (*range(state.at + 1, count), *range(min(state.at + 1, count))):
        if wanted.casefold() in state.text_of(place).casefold():
            return say(arrive(state, place), f"{quoted(wanted)} stands here.")
    return refuse(state, f"{quoted(wanted)} stands in no sentence.")


_WRITTEN: dict[str, Callable[[State, str], State]] = {
    "note": _noted,
    "flag": _flagged,
    "command": _commanded,
    "rename": _rewritten,
    "answer": answer_written,
}
