"""An annotator's own keys. The session, scripts and recordings speak the prompt's letters; a front end translates.

A binding moves an action to another key in REVIEW and END; the key it had becomes free. So that every key says one thing, the
bindings are a permutation: a key that was given away stands for one that means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SHOWN = {
    "space": "Space",
    "enter": "Enter",
    "tab": "Tab",
    "backtab": "BackTab",
    "backspace": "Backspace",
    "esc": "Esc",
    "up": "Up",
    "down": "Down",
    "left": "SessionResult",
    "right": "Right",
    "pgup": "PgUp",
    "pgdn": "PgDn",
}
"""Keys that are no characters, and how they are written for people."""


@dataclass(frozen=True, slots=True)
class Bindings:
    """Which key is typed for one of the prompt's own; keys that are not here stand for themselves.

    `typed` maps the prompt's key to the one typed. Make it with `bind`.
    """

    typed: Mapping[str, str] = field(default_factory=dict)

    def meant(self, typed: str) -> str:
        """The prompt's key that a typed one stands for."""
        return next((key for key, at in self.typed.items() if at == typed), typed)

    def shown(self, key: str) -> str:
        """The key to type for one of the prompt's own, as it is written for people."""
        typed = self.typed.get(key, key)
        return SHOWN.get(typed, typed)


UNBOUND = Bindings()
"""Every key as it is."""


def bind(wanted: Mapping[str, str]) -> Bindings:
    """Bindings that type each of the prompt's keys as wanted; no two of them alike."""
    typed = dict(wanted)
    for given_away in wanted.keys() - set(wanted.values()):
        free = given_away
        while free in typed:
            free = typed[free]
        typed[free] = given_away
    return Bindings(typed)
