"""What there is to read at the prompt: the keys, from the table of actions, and the guidelines, from the schema.

Lines are (style, text); both front ends show them.
"""

from __future__ import annotations

from annotate.prompt.state import Mode, State
from annotate.schema import Attribute

Line = tuple[str, str]

_KEYS: dict[Mode, tuple[str, str]] = {
    Mode.REVIEW: (
        "c claim  s source  n none  Enter done  {stances} stance  a answers  w skip",
        "? help  q quit  u U undo redo  r remove  d f h l trim  b back  F flag  N note",
    ),
    Mode.PICK: (
        "letters pick a word  digits a ready-made span  Space the same word again",
        "PgUp PgDn another sentence  Esc leave",
    ),
    Mode.SOURCE: (
        "letters pick the mention  0 author  1-9 known  o all  v named later  y again",
        "PgUp PgDn a mention in another sentence  Esc leave",
    ),
    Mode.WHO: ("1-9 known source  o all sources  Enter somebody new", "Esc leave"),
    Mode.PICKER: ("type to filter  Up Down choose  Enter takes it, or makes what is typed", "Esc leave"),
    Mode.MENU: ("a letter chooses what to answer", "Esc leave"),
    Mode.ASK: ("a letter answers  ? guideline", "Esc leave it open"),
    Mode.WRITE: ("Enter keep  Backspace", "Esc leave it as it was"),
    Mode.PAGE: ("j k PgUp PgDn scroll", "any other key goes back"),
    Mode.END: ("Enter to what is left  b back  :12 to sentence 12  u undo", "B the article  ? help  q quit"),
}

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Label", ("c", "s", "z", "a", "m", "p", "r")),
    ("Trim", ("d", "f", "h", "H", "l", "L", "i", "e")),
    ("Go", ("enter", "n", "space", "x", "w", "b", "tab", "k")),
    ("Mend", ("S", "M", "R")),
    ("And", ("u", "U", "F", "N", "G", "I", "B", ":", "q")),
)
_SHOWN = {"enter": "Enter", "space": "Space", "tab": "Tab"}


def key_lines(state: State) -> tuple[str, str]:
    """What the keys do in this state, in two lines."""
    first, second = _KEYS[state.mode]
    if state.mode is Mode.REVIEW and state.open_suggestions:
        first = "Space accept  x reject  d/f trim start/end  i/e pick start/end  c claim"
        second = "{stances} stance  s source  n none (more)  Tab next  u undo  b back  ? help"
    if state.picking and state.picking.purpose == "claim":
        second = "Esc leave"  # a claim begins in its own sentence
    stances = " ".join(choice.key for choice in state.schema.labels["stance"].choices[:4])
    return first.replace("{stances}", stances), second.replace("{stances}", stances)


def help_lines(state: State) -> list[Line]:
    """The keys of REVIEW with what they do, grouped; the stances' keys from the schema."""
    from annotate.prompt.session import KEYS  # the table imports what draws on this module's neighbours

    actions = KEYS[Mode.REVIEW]
    lines: list[Line] = []
    for group, keys in _GROUPS:
        lines.append(("panel", group))
        lines += [("", f"  {_SHOWN.get(key, key):<6} {(actions[key].__doc__ or '').splitlines()[0]}") for key in keys]
        if group == "Label":
            stances = ", ".join(f"{choice.key} {choice.title.lower()}" for choice in state.schema.labels["stance"].choices)
            lines.append(("", f"  stance {stances}"))
    return [
        *lines,
        ("dim", "Esc or ` leaves everything else. In line mode and scripts: ok is Space, go is Enter; see the README."),
    ]


def guideline_lines(state: State) -> list[Line]:
    """What the scheme says about what is asked or focused: a question with its answers, or the noun with its questions."""
    if state.asking is not None:
        return _question_lines(state.asking.question)
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
        lines += [("", ""), *_question_lines(question)]
    return lines


def _question_lines(question: Attribute) -> list[Line]:
    lines: list[Line] = [("panel", question.title), ("", question.description)]
    for choice in question.choices:
        lines.append(("", f"  {choice.key} {choice.title}: {choice.description}"))
        if choice.example:
            lines.append(("dim", f"    Example: {choice.example}"))
    return lines
