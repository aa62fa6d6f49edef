"""WRITE: a line of text, which becomes a note, a flag, a command, a name or an answer."""

from __future__ import annotations

from dataclasses import replace

from annotate.labelling.actions.adjudicating import take
from annotate.labelling.actions.finding import find, list_claims, open_article
from annotate.labelling.actions.pages import show_versions
from annotate.labelling.actions.questions import go_back, write_answer
from annotate.labelling.actions.review import quit_session
from annotate.labelling.actions.segmentation import set_role_of
from annotate.labelling.actions.sources import rename_source
from annotate.labelling.assistance import Assistance, parse_rate
from annotate.labelling.history import commit
from annotate.labelling.line_editing import Line, edit_line
from annotate.labelling.state import (
    Event,
    Key,
    LinePurpose,
    Profile,
    State,
    WriteAnswer,
    WriteLine,
    arrive,
    leave,
    no_action,
    quote,
    refuse,
    say,
)

_ADJUDICATING = " :take NAME, :versions,"


def note(state: State) -> State:
    """Start to write the note on this sentence."""
    return replace(state, mode=WriteLine(LinePurpose.NOTE, state.annotation.note))


def flag(state: State) -> State:
    """Start to write the reason for flagging this sentence."""
    return replace(state, mode=WriteLine(LinePurpose.FLAG, state.annotation.flag or ""))


def command(state: State) -> State:
    """Start to write a command."""
    return replace(state, mode=WriteLine(LinePurpose.COMMAND))


def handle_write(state: State, line: WriteLine | WriteAnswer, event: Event) -> State:
    """Handle an event in WRITE: Enter uses the line, other keys edit it."""
    if event == Key("enter"):
        text = line.text.strip()
        return write_answer(state, line, text) if isinstance(line, WriteAnswer) else _use_line(state, line.purpose, text)
    if event == Key("backspace") and isinstance(line, WriteAnswer) and not line.text:
        return go_back(state, line)
    edited = edit_line(Line(line.text, line.behind), event)
    return (
        no_action(state, event) if edited is None else replace(state, mode=replace(line, text=edited.text, behind=edited.behind))
    )


def _use_line(state: State, purpose: LinePurpose, text: str) -> State:
    match purpose:
        case LinePurpose.NOTE:
            message = "Note saved." if text else "No note."
            return commit(state, {state.sentence.id: replace(state.annotation, note=text)}, message)
        case LinePurpose.FLAG:
            return _set_flag(state, text)
        case LinePurpose.COMMAND:
            return _run_command(state, text)
        case LinePurpose.RENAME if text:
            return rename_source(state, " ".join(text.split()))
    return refuse(state, "The name is empty: type one, or Esc to keep the old name.")


def _set_flag(state: State, reason: str) -> State:
    """Flag the sentence; with no reason, remove the flag if there is one."""
    removed = not reason and state.annotation.flag is not None
    changed = replace(state.annotation, flag=None if removed else reason)
    return commit(state, {state.sentence.id: changed}, "Flag removed." if removed else "Flagged.")


def _run_command(state: State, text: str) -> State:
    """Run ``12``, ``find w``, ``claims``, ``set profile full``, ``role 5 paragraph``, ``take ada``, ``versions`` or ``q``."""
    state = leave(state)
    name, _, rest = text.partition(" ")
    name, rest = "".join(letter for typed in name for letter in state.bindings.letters(typed, bound=False)), rest.strip()
    if name.isdecimal():
        number, count = int(name[:9]), len(state.document.sentences)
        if not 1 <= number <= count:
            return refuse(state, f"There is no sentence {number} (there are {count}).")
        return arrive(state, number - 1)
    if name in ("find", "find!") and rest:
        return find(state, rest, everywhere=name == "find!")
    if name == "open" and rest:
        return open_article(state, rest)
    if name == "claims":
        return list_claims(state, rest)
    if name == "set":
        return _set(state, rest)
    if name == "role":
        return set_role_of(state, rest.split())
    if name == "take":
        return take(state, rest)
    if name == "versions":
        return show_versions(state)
    if name in ("q", "quit"):
        return quit_session(state)
    adjudicating = _ADJUDICATING if state.versions else ""
    commands = f":12 goes to sentence 12, :find TEXT, :claims, :open ARTICLE, :set, :role BLOCK KIND,{adjudicating} :q"
    return refuse(state, f"Commands: {commands}.")


def _set(state: State, setting: str) -> State:
    """Run a setting.

    ``:set suggestions on 0.15 mk`` has the blind share, drawn for mk. Recordings have it, and those made before answers were
    predicted have no line about answers: with a name the answers are asked, until ``:set answers predict`` follows.
    """
    known = state.assistance
    match setting.split(maxsplit=3):
        case ["profile", "quick" | "full" as profile]:
            return say(replace(state, profile=Profile(profile)), f"Profile: {profile}.")
        case ["answers", "predict" | "ask" as answers]:
            changed = replace(state, assistance=replace(known, answers=answers == "predict"))
            return say(arrive(changed, state.at), f"Answers are {'predicted' if answers == 'predict' else 'asked'}.")
        case ["ask", question]:
            return _ask_also(state, question)
        case ["suggestions", "on"]:
            return _set_assistance(state, replace(known, on=True))
        case ["suggestions", "off"]:
            return _set_assistance(state, replace(known, on=False, answers=False))
        case ["suggestions", "on" | "off" as switch, share] if (rate := parse_rate(share)) is not None:
            on = switch == "on"
            return _set_assistance(state, replace(known, on=on, blind_rate=rate, answers=on and known.answers))
        case ["suggestions", "on" | "off" as switch, share, annotator] if (rate := parse_rate(share)) is not None:
            return _set_assistance(state, Assistance(switch == "on", rate, annotator))
    settings = "profile quick|full, suggestions on|off [SHARE], answers predict|ask, or ask QUESTION"
    return refuse(state, f"After :set write {settings}.")


def _set_assistance(state: State, assistance: Assistance) -> State:
    hidden = f", hidden on {100 * assistance.blind_rate:g} % of the sentences" if assistance.blind_rate else ""
    message = f"Suggestions on{hidden}." if assistance.on else "Suggestions off."
    return say(arrive(replace(state, assistance=assistance), state.at), message)


def _ask_also(state: State, question: str) -> State:
    """Ask one more of the schema's questions in this session."""
    attribute = state.schema.question(question)
    if attribute is None:
        names = [a.path for a in state.schema.askable if not state.asks(a)]
        return refuse(state, f"The schema has no question {quote(question)}. Not asked yet: {', '.join(names) or 'none'}.")
    asking = state.asking if state.asks(attribute) else (*state.asking, question)
    return say(replace(state, asking=asking), f"{attribute.title} is asked.")
