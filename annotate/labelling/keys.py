"""The file that rebinds keys: TOML with one action per line, ``"trim end" = "t"``. Actions have the names that the help shows.

``layout`` names the keyboard's layout, see `annotate.labelling.layouts`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

from annotate.errors import KeysError
from annotate.labelling.bindings import SHOWN, Bindings, bind
from annotate.labelling.layouts import LAYOUTS
from annotate.labelling.session import KEYS
from annotate.labelling.state import Review
from annotate.schema import Schema
from annotate.schema.wellknown import LINK_KEYS

_RESERVED = frozenset("0123456789`")  # digits choose by number and ` cancels, in every state
_NAMED = {shown.casefold(): key for key, shown in SHOWN.items() if key != "esc"}


def actions(schema: Schema) -> dict[str, str]:
    """Return the default key of each action that can be rebound, by the action's name.

    An action with several keys is rebound by its letter; the others, such as arrows, keep working.
    """
    keys: dict[str, str] = {}
    for key, action in KEYS[Review].items():
        if key in LINK_KEYS and schema.links is None:
            continue
        if action.name not in keys or len(key) == 1:
            keys[action.name] = key
    return keys | {f"stance {choice.value}": choice.key for choice in schema.labels["stance"].choices}


def parse_keys(text: str, origin: str, schema: Schema) -> Bindings:
    """Return the bindings that the text of a file defines. `origin` is the name of the file, for messages.

    Raises KeysError, naming the entry, for an unknown action, a key that cannot be bound, or two actions with the same key.
    """
    try:
        entries = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # of TOML itself, of a number without end, of nesting without end
        raise KeysError(f'{origin}: not valid TOML ({error}); a line looks like "trim end" = "t"') from None
    layout = _layout(origin, entries.pop("layout", ""))
    known, wanted = actions(schema), dict[str, str]()
    for entry, key in entries.items():
        name = _action(f"{origin}, {entry!r}", entry, known)
        if name in wanted:
            raise KeysError(f"{origin}, {entry!r}: {name!r} is bound twice; remove one of the lines")
        wanted[name] = _key(f"{origin}, {entry!r}", key)
    _refuse_conflicts(origin, wanted, known)
    return bind({known[name]: key for name, key in wanted.items()}, layout)


def _layout(origin: str, name: object) -> str:
    """Return the name of a layout given in the file."""
    if name == "":
        return ""
    known = {layout.casefold(): layout for layout in LAYOUTS}
    if not isinstance(name, str) or name.casefold() not in known:
        raise KeysError(f"{origin}, 'layout': there is no layout {name!r}; give one of {', '.join(LAYOUTS)}")
    return known[name.casefold()]


def _action(origin: str, entry: str, known: Mapping[str, str]) -> str:
    """Return the action that an entry names, however it is capitalised and its words are separated."""
    name = " ".join(entry.replace("_", " ").replace("-", " ").split())
    normalized = {action.replace("_", " ").replace("-", " ").casefold(): action for action in known}
    if name.casefold() in normalized:
        return normalized[name.casefold()]
    close = get_close_matches(name.casefold(), normalized, 1)
    advice = f"did you mean {normalized[close[0]]!r}?" if close else "press ? at the prompt to list the actions"
    raise KeysError(f"{origin}: no action has this name; {advice}")


def _key(origin: str, key: object) -> str:
    """Return the session's name for a key given in the file."""
    if not isinstance(key, str):
        raise KeysError(f'{origin}: {key!r} is not a key; put it in quotation marks, like "t"')
    if key.casefold() in _NAMED:
        return _NAMED[key.casefold()]
    letter = unicodedata.normalize("NFC", key)  # й may be written as two code points
    if key.casefold() == "esc" or letter in _RESERVED:
        raise KeysError(f"{origin}: {key!r} cannot be bound: digits choose by number, Esc and ` cancel; choose another key")
    if len(letter) != 1 or not letter.isprintable() or letter.isspace() or unicodedata.combining(letter):
        raise KeysError(
            f"{origin}: {key!r} is not a key; give one character or one of {', '.join(SHOWN[key] for key in _NAMED.values())}"
        )
    return letter


def _refuse_conflicts(origin: str, wanted: Mapping[str, str], known: Mapping[str, str]) -> None:
    """Raise KeysError if two actions would have the same key."""
    keys = {key: action.name for key, action in KEYS[Review].items() if action.name in known} | {
        key: name for name, key in known.items()
    }
    moved = {known[name] for name in wanted}
    owners = {key: name for key, name in keys.items() if key not in moved}
    for name, key in wanted.items():
        if owner := owners.get(key):
            raise KeysError(f"{origin}, {name!r} = {key!r}: that key already means {owner!r}; give one of the two another key")
        owners[key] = name
