"""The kinds of events: told apart although they are all tuples of one field."""

from __future__ import annotations

from annotate.labelling.events import At, Event, Key, Number, Pointed, Text


def test_events_match_by_their_kind() -> None:
    def kind(event: Event) -> str:
        match event:
            case Key(name):
                return f"key {name}"
            case Number(number):
                return f"number {number}"
            case Pointed(word):
                return f"word {word}"
            case At(sentence):
                return f"sentence {sentence}"
            case Text(text):
                return f"text {text}"

    events = (Key("c"), Number(3), Pointed(3), At(3), Text("c"))
    assert list(map(kind, events)) == ["key c", "number 3", "word 3", "sentence 3", "text c"]
