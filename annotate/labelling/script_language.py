"""The language of scripts, recordings and line mode: the prompt's keys as words, one command per line.

    c 1 6          a claim from word 1 to word 6         c 2          the second suggested span
    s 19 20        a source mentioned at words 19 to 20  s 3          source 3; s 0 the author
    s @8 1 2       mentioned in sentence 8               s 12 12 3    the pronoun at word 12 is source 3
    i 4   e 9      a new first, last word                + - / = ~    the stances, with the keys of the schema
    ok go esc tab  Space, Enter, Esc, Tab                a t e        attribute t is e
    backspace      back to the question before           :set answers ask
    2   down go    the second answer; mark one, give it
    e h go         several answers: each is chosen, or taken away again; go gives them
    N "a note"     text in quotation marks, then Enter   :12          the command line
    S 9            split before word 9                   M   R p      merge with the next; change the role
    s o 2          the picker: source 2                  s o "Brandt" the first source of that name, or a new one
    2   :take ada                                        while adjudicating: version 2; all of ada's that are left
    # a comment                                          :set suggestions off
    :open flood 12       sentence 12 of an article

`parse` turns a line into events, and `write` turns an event into a word of a line.
"""

from __future__ import annotations

import json
import re

from annotate.labelling.actions.questions import choices_of
from annotate.labelling.bindings import SHOWN
from annotate.labelling.state import Ask, At, Event, Key, Number, Pointed, Review, SourcePicker, State, Text, WriteAnswer

NAMES = {"ok": "space", "go": "enter"}
"""The words for Space and Enter. Other keys are written with their own names."""

_WORD_OF = {key: word for word, key in NAMES.items()}
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')


def parse(line: str, state: State) -> tuple[Event, ...]:
    """Return the events of one line, depending on the state it is entered in.

    Raises ValueError, with a message for people, for an unknown command.
    """
    text = line.strip()
    if text and text in _hot_keys(state):
        return (Key(text),)
    if not text or text.startswith("#"):
        return ()
    if text == "backspace" and isinstance(state.mode, WriteAnswer) and not state.mode.text:
        return (Key(text),)
    if state.line is not None:
        return _written(text, picker=isinstance(state.mode, SourcePicker))
    if text.startswith(":") and state.resting:
        return (Key(":"), Text(text[1:]), Key("enter"))
    if isinstance(state.mode, Ask) and (key := _answer(text, state.mode)):
        return (Key(key),)
    tokens = _TOKEN.findall(text)
    if isinstance(state.mode, Ask) and state.mode.question.attribute.several:
        tokens = [_answer(_unquoted(token), state.mode) or token for token in tokens]
    numbers = sum(1 for token in tokens if token.isdecimal())
    events: list[Event] = []
    words = _words_expected(tokens[0] if state.resting else "", numbers, state)
    for token in tokens:
        parsed = _events(token, words=words > 0)
        words -= any(isinstance(event, Pointed) for event in parsed)
        events += parsed
    return tuple(events)


def _hot_keys(state: State) -> set[str]:
    """Return the keys that the schema defines in this state; they may be digits or words with another meaning in scripts."""
    if isinstance(state.mode, Ask):
        return {choice.key for choice in choices_of(state.mode.question.attribute)}
    return {choice.key for choice in state.schema.labels["stance"].choices} if isinstance(state.mode, Review) else set()


def _written(text: str, *, picker: bool) -> tuple[Event, ...]:
    """Parse a line entered where text is expected: go, esc, in the picker also a number, up or down, or else the text itself."""
    if text in ("go", "esc", "`"):
        return (Key(NAMES.get(text, text)),)
    if picker and text.isdecimal():
        return (Number(int(text[:9])),)
    if picker and text in ("up", "down"):
        return (Key(text),)
    return (Text(_unquoted(text)), Key("enter"))


def _words_expected(command: str, numbers: int, state: State) -> int:
    """Return how many of a line's numbers are words of the sentence; the rest are choices from a list."""
    if command in ("i", "e", "S") or (state.picking and (state.picking.single or state.picking.first)):
        return 1
    return 2 if numbers >= 2 else 0


def _events(token: str, *, words: bool) -> tuple[Event, ...]:
    """Parse one token; with `words`, a number is that of a word."""
    if token.startswith('"'):
        return (Text(_unquoted(token)), Key("enter"))
    if token.isdecimal():
        return (Pointed(int(token[:9])),) if words else (Number(int(token[:9])),)
    if token.startswith("@") and token[1:].isdecimal():
        return (At(int(token[1:10])),)
    name = NAMES.get(token, token)
    if len(name) == 1 or name in SHOWN:
        return (Key(name),)
    raise ValueError(f'"{token}" is not a command; use a letter, ok, go, esc, a number, or text in quotation marks')


def _answer(text: str, asking: Ask) -> str:
    """Return the key of the answer with this value or title."""
    choices = choices_of(asking.question.attribute)
    return next((c.key for c in choices if text.casefold() in (c.value, c.title.casefold())), "")


def _unquoted(text: str) -> str:
    """Return text without its quotation marks, if any, its JSON escapes resolved where they are valid."""
    if len(text) >= 2 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text[1:-1]
    return text


def write(event: Event) -> str:
    """Return an event as a word of a script's line."""
    match event:
        case Key(name):
            return _WORD_OF.get(name, name)
        case Text(text):
            return json.dumps(text, ensure_ascii=False)
        case At(sentence):
            return f"@{sentence}"
        case Number(number) | Pointed(number):
            return str(number)


def directives(state: State) -> tuple[str, ...]:
    """Return the lines that start another session like this one: its settings and its sentence.

    One that fills in missing answers has none, as its first line is an answer: it is replayed by such a session.
    """
    if state.filling:
        return ()
    assistance = state.assistance
    on_or_off = "on" if assistance.on else "off"
    sentence = (f":{state.at + 1}",) if state.at < len(state.document.sentences) else ()
    return (
        f":set profile {state.profile}",
        *(f":set ask {question}" for question in state.asking),
        f":set suggestions {on_or_off} {assistance.blind_rate} {assistance.annotator}".rstrip(),
        *([":set answers predict"] if assistance.answers else []),
        *sentence,
    )
