"""The file that rebinds keys: TOML, one action a line, ``"trim end" = "t"``. An action is called as the help calls it."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

from annotate.errors import KeysError
from annotate.labelling.bindings import SHOWN, Bindings, bind
from annotate.labelling.session import KEYS
from annotate.labelling.state import Review
from annotate.schema import Schema

_RESERVED = frozenset("0123456789`")  # they number things, and leave, in every state
_NAMED = {shown.casefold(): key for key, shown in SHOWN.items() if key != "esc"}


def actions(schema: Schema) -> dict[str, str]:
    """The actions that can be rebound, by name, each with its key: its letter, where it has one beside others."""
    found: dict[str, str] = {}
    for key, action in KEYS[Review].items():
        if action.name not in found or len(key) == 1:
            found[action.name] = key
    return found | {f"stance {choice.value}": choice.key for choice in schema.labels["stance"].choices}


def parse_keys(text: str, where: str, schema: Schema) -> Bindings:
    """The bindings that a file's text asks for; `where` names the file. Raises KeysError, naming the entry that cannot be."""
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KeysError(f'{where}: no TOML ({error}); a line looks like "trim end" = "t"') from None
    known, wanted = actions(schema), dict[str, str]()
    for entry, key in entries.items():
        name = _action(f"{where}, {entry!r}", entry, known)
        if name in wanted:
            raise KeysError(f"{where}, {entry!r}: {name!r} is bound twice; leave one line")
        wanted[name] = _key(f"{where}, {entry!r}", key)
    _refuse_conflicts(where, wanted, known)
    return bind({known[name]: key for name, key in wanted.items()})


def _action(where: str, entry: str, known: Mapping[str, str]) -> str:
    name = " ".join(entry.replace("_", " ").replace("-", " ").split())
    folded = {action.replace("_", " ").replace("-", " ").casefold(): action for action in known}
    if name.casefold() in folded:
        return folded[name.casefold()]
    close = get_close_matches(name.casefold(), folded, 1)
    guess = f"did you mean {folded[close[0]]!r}?" if close else "? at the prompt lists the actions"
    raise KeysError(f"{where}: there is no action of this name; {guess}")


def _key(where: str, key: object) -> str:
    """A key as the session calls it."""
    if not isinstance(key, str):
        raise KeysError(f'{where}: {key!r} is no key; write it in quotation marks, as "t"')
    if key.casefold() in _NAMED:
        return _NAMED[key.casefold()]
    letter = unicodedata.normalize("NFC", key)  # й may be written as two code points
    if key.casefold() == "esc" or letter in _RESERVED:
        raise KeysError(f"{where}: {key!r} cannot be rebound: digits number things, Esc and ` leave; choose another key")
    if len(letter) != 1 or not letter.isprintable() or letter.isspace() or unicodedata.combining(letter):
        raise KeysError(
            f"{where}: {key!r} is no key; give one character, or one of {', '.join(SHOWN[key] for key in _NAMED.values())}"
        )
    return letter


def _refuse_conflicts(where: str, wanted: Mapping[str, str], known: Mapping[str, str]) -> None:
    """Raises KeysError where two actions would have one key."""
    keys = {key: action.name for key, action in KEYS[Review].items()} | {key: name for name, key in known.items()}
    moved = {known[name] for name in wanted}
    taken = {key: name for key, name in keys.items() if key not in moved}
    for name, key in wanted.items():
        if other := taken.get(key):
            raise KeysError(f"{where}, {name!r} = {key!r}: that key means {other!r}; give one of the two another key")
        taken[key] = name
