"""An annotator's own key bindings.

Sessions, scripts and recordings use the prompt's default keys; a front end translates what the annotator types. A binding moves
an action to another key in REVIEW and END.
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
    "left": "Left",
    "right": "Right",
    "pgup": "PgUp",
    "pgdn": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Delete",
    "c-u": "Ctrl-U",
    "c-w": "Ctrl-W",
}
"""The names to display for keys that are not characters."""


@dataclass(frozen=True, slots=True)
class Bindings:
    """A mapping from the prompt's default keys to the keys that the annotator types for them; create it with `bind`.

    Keys missing from `typed` are not rebound. `layout` is the name of the keyboard's layout, empty for that of the script.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    layout: str = ""

    def meant(self, typed: str) -> str:
        """Return the prompt's default key for a key the annotator typed."""
        return next((key for key, at in self.typed.items() if at == typed), typed)

    def letters(self, typed: str, *, bound: bool) -> tuple[str, ...]:
        """Return the keys that a typed key means on the keyboard's layout; several for a syllable that was typed as one.

        With `bound`, a character that the annotator has bound to an action means itself, and only letters change.
        """
        if (typed.isascii() and (bound or not self.layout)) or (bound and typed in self.typed.values()):
            return (typed,)
        from annotate.labelling.layouts import AUTOMATIC, LAYOUTS, latin  # 2 ms, and only for other scripts

        return tuple(latin(typed, LAYOUTS[self.layout] if self.layout else AUTOMATIC)) if len(typed) == 1 else (typed,)

    def shown(self, key: str) -> str:
        """Return the display name of the key to type for one of the prompt's default keys."""
        typed = self.typed.get(key, key)
        return SHOWN.get(typed, typed)


UNBOUND = Bindings()
"""The default keys, none rebound."""


def bind(wanted: Mapping[str, str], layout: str = "") -> Bindings:
    """Return bindings that move each default key in `wanted` to its value; the values must differ from each other.

    `layout` is the name of the keyboard's layout.

    >>> bindings = bind({"f": "t"})
    >>> bindings.meant("t"), bindings.meant("f")
    ('f', 't')
    """
    # The bindings must be a permutation, or a typed key would have two meanings: with {f: t, t: y} nothing would be typed with f,
    # and y would mean t as well as itself. So each chain of moves is closed to a cycle: the key at its end (y) is typed with the
    # key at its start (f).
    typed = dict(wanted)
    for given_away in wanted.keys() - set(wanted.values()):
        free = given_away
        while free in typed:
            free = typed[free]
        typed[free] = given_away
    return Bindings(typed, layout)
