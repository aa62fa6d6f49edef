"""Files of other tools with damage as a tool, an editor or an enemy could do it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from random import Random
from typing import Any

from annotate.interchange.values import InputFile

VALUES: list[Any] = [
    None,
    True,
    -1,
    0,
    10**18,
    10**30,
    1.5,
    1e308,
    "",
    "x",
    "\u0000",
    "s0",
    [],
    {},
    [None],
    [[0, 1, "X"]],
    {"a": 1},
    "../../x",
    "a@b#c",
    "\u202e\x1b[31m",
    "9999-12-31T23:59:59Z",
    "x" * 5000,
]
_BYTES = [b"\xff", b"\0", b"\t", b"\n", b"\r", b'"', b"<", b"&", b"9", b"-", b",", b"T1\t", b"{}", b"\\ud800", b"\xe2\x80\xae"]
_NUMBERS = [b"-1", b"0", b"1", b"7", b"99999999999999999999999", b"1e999", b"\xd9\xa3", b"0x10", b""]
_NUMBER = re.compile(rb"\d+")
_WORDS = [b"", b"x" * 5000, b"../../x", b"a@b#c", b"s0", b"c1", b"True", b"null", b"Claim", b"Cue", b"support", b"piece"]
_WORD = re.compile(rb"[A-Za-z_]+|[\x80-\xff]+")


def damaged_files(files: Sequence[InputFile], random: Random) -> list[InputFile]:
    """Return files with damage at one place or a few; now and then one is missing, or has the content of another."""
    changed = list(files)
    for _ in range(random.choice([1, 1, 1, 2, 4])):
        number = random.randrange(len(changed))
        if len(changed) > 1 and random.random() < 0.05:
            del changed[number]
        elif len(changed) > 1 and random.random() < 0.05:
            changed[number] = changed[number]._replace(data=random.choice(changed).data)
        elif changed[number].data:
            changed[number] = changed[number]._replace(data=damaged(changed[number].data, random))
    return changed


def damaged(data: bytes, random: Random) -> bytes:
    """Return data with one change: half of the time another value, number or word, else something that tears its form."""
    if random.random() < 0.5:
        changes = [_damaged_json, _with_another_number, _with_another_word]
        for change in random.sample(changes, len(changes)):
            if (changed := change(data, random)) is not None:
                return changed
    place, other = sorted(random.randrange(len(data) + 1) for _ in range(2))
    match random.randrange(5):
        case 0:
            return data[:place]
        case 1:
            return data[:place] + data[other:]
        case 2:
            return data[:place] + random.choice(_BYTES) + data[place:]
        case 3:
            lines = data.split(b"\n")
            first, second = random.randrange(len(lines)), random.randrange(len(lines))
            if random.random() < 0.5:
                lines[first], lines[second] = lines[second], lines[first]
            else:
                lines.insert(first, lines[second])
            return b"\n".join(lines)
        case _:
            return data[:place] + data[place:other][::-1] + data[other:]


def _with_another_number(data: bytes, random: Random) -> bytes | None:
    return _with_another(_NUMBER, data, random, _NUMBERS)


def _with_another_word(data: bytes, random: Random) -> bytes | None:
    words = [match[0] for match in _WORD.finditer(data)]
    return _with_another(_WORD, data, random, [*_WORDS, *random.sample(words, min(len(words), len(_WORDS)))])


def _with_another(pattern: re.Pattern[bytes], data: bytes, random: Random, others: Sequence[bytes]) -> bytes | None:
    """Return data with something else in place of one match, None if nothing matches."""
    places = [match.span() for match in pattern.finditer(data)]
    if not places:
        return None
    start, end = random.choice(places)
    return data[:start] + random.choice(others) + data[end:]


def _damaged_json(data: bytes, random: Random) -> bytes | None:
    """Return JSON, or lines of it, with another value somewhere, or without one; None if it is not JSON."""
    lines = data.decode("utf-8", "replace").split("\n")
    try:
        values = [json.loads(data)]
        lines = []
    except ValueError:
        place = random.randrange(len(lines))
        try:
            values = [json.loads(lines[place])]
        except ValueError:
            return None
    parent: Any = values
    key: Any = 0
    while isinstance(parent[key], list | dict) and parent[key] and random.random() < 0.9:
        parent = parent[key]
        key = random.choice(list(parent)) if isinstance(parent, dict) else random.randrange(len(parent))
    if parent is not values and random.random() < 0.2:
        del parent[key]
    else:
        parent[key] = random.choice(VALUES)
    if not lines:
        return json.dumps(values[0]).encode()
    lines[place] = json.dumps(values[0])
    return "\n".join(lines).encode("utf-8", "replace")
