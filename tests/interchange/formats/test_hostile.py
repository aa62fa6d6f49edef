"""Damaged files of every format: read, or refused with one sentence; never a traceback."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from annotate.interchange.exported import foreign_document
from annotate.interchange.format import NAMES, Format, ReadOptions, load_format
from annotate.interchange.projection import projected
from annotate.interchange.shapes import flattened
from annotate.interchange.values import InputFile, InterchangeError
from annotate.schema import Schema
from support.random_decisions import random_document, random_sets, random_suggestions

READ = [format for format in map(load_format, NAMES) if format.read]
ROUNDS = 300
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
]


def originals(format: Format, schema: Schema) -> list[InputFile]:
    """Return files of a format to damage: what it writes, else a table and records that it can read."""
    if format.write is None:
        record = {"id": "1", "fields": {"text": "Krag said so."}, "suggestions": {}, "responses": {}, "status": "completed"}
        return [InputFile("records.json", json.dumps([record]).encode())]
    random = Random(3)
    stored = [random_document(random, f"a{number}") for number in range(2)]
    whole = [
        foreign_document(each, random_sets(random, each, schema), random_suggestions(random, each, schema)) for each in stored
    ]
    documents = [flattened(projected(document, format), format.shape) for document in whole]
    return [InputFile(*file) for file in format.write(documents, schema)]


def damaged(data: bytes, random: Random) -> bytes:
    """Return data with a change that a tool, an editor or an enemy could have made."""
    kind = random.randrange(5)
    if kind == 0 and (changed := damaged_json(data, random)) is not None:
        return changed
    place, other = sorted(random.randrange(len(data) + 1) for _ in range(2))
    if kind == 1:
        return data[:place]
    if kind == 2:
        return data[:place] + data[other:]
    if kind == 3:
        return (
            data[:place]
            + random.choice([b"\xff", b"\0", b"\t", b"\n", b'"', b"<", b"&", b"9", b"-", b"T1\t", b"{}"])
            + data[place:]
        )
    return data[:place] + data[place:other][::-1] + data[other:]


def damaged_json(data: bytes, random: Random) -> bytes | None:
    """Return JSON, or lines of it, with another value somewhere; None if it is not JSON."""
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
    parent[key] = random.choice(VALUES)
    if not lines:
        return json.dumps(values[0]).encode()
    lines[place] = json.dumps(values[0])
    return "\n".join(lines).encode("utf-8", "replace")


@pytest.mark.parametrize("format", READ, ids=lambda format: format.name)
def test_damaged_files_are_read_or_refused_with_a_sentence(format: Format, schema: Schema) -> None:
    random = Random(11)
    files = originals(format, schema)
    assert format.read is not None
    messages: list[str] = []
    for _ in range(ROUNDS):
        changed = list(files)
        for _ in range(random.randint(1, 3)):
            number = random.randrange(len(changed))
            if changed[number].data:
                changed[number] = changed[number]._replace(data=damaged(changed[number].data, random))
        try:
            assert format.recognizes is None or format.recognizes(changed) in (True, False)
            reading = format.read(changed, ReadOptions())
        except InterchangeError as error:
            messages.append(str(error))
        else:
            for document in reading.documents:
                for decisions in document.sets:
                    assert all(0 <= start < end <= len(document.text) for span in decisions.spans for start, end in span.pieces)
    assert messages
    assert all(message.endswith((".", "?")) and len(message) < 10_000 for message in messages)
