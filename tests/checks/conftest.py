"""An article in five scripts, and finished records on it to be spoiled."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from annotate.model import Block, Document, Sentence

SENTENCES = (
    "The mayor 👩‍👩‍👧 said the bridge will reopen in May.",  # joined by U+200D: five code points, eight UTF-16 units
    "Le cafe\u0301 a fermé lundi, selon deux ingénieurs.",  # one accent combining, three composed
    "قالت الوزيرة إن الجسر آمن.",
    "市长说,大桥将在五月重新开放。",
    "Nobody asked.",
)
TEXT = "\n".join(SENTENCES)
SHA = "5f" * 32


@pytest.fixture(scope="session")
def article() -> Document:
    starts = [TEXT.index(sentence) for sentence in SENTENCES]
    sentences = (Sentence(f"bridge:{start}", 0, start, start + len(s)) for start, s in zip(starts, SENTENCES, strict=True))
    return Document("bridge", "raw/bridge.txt", SHA, TEXT, (Block("paragraph", 0, len(TEXT)),), tuple(sentences))


def span(quote: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "text": quote}


def finished(number: int = 0, **changes: Any) -> dict[str, Any]:
    """A record with two claims and two sources on sentence `number`, with nothing wrong but for the `changes`.

    A change's key is a path with underscores doubled for dots: ``annotation__claims__0__type="evnt"``; `...` deletes.
    """
    author = {"id": "s0", "name": "author", "type": "author", "naming": "implicit"}
    sentence = SENTENCES[number]
    words = sentence.split()
    one, two = (span(words[0]), span(words[-1])) if len(words) > 1 else (span(sentence[:3]), span(sentence[4:]))
    shared = {
        "document": "bridge",
        "sha256": SHA,
        "sentence": f"bridge:{TEXT.index(sentence)}",
        "annotator": "ada",
        "created": "2026-01-31T12:00:00.000000Z",
        "action": "edit",
        "seconds": 20.5,
        "keys": 7,
        "schema": "1.0",
        "tool": "0.1.0",
        "origins": [{"item": "c1", "how": "manual", "rule": ""}],
        "annotation": {
            "label": "claim",
            "claims": [
                {"id": "c1", "spans": [span(sentence)], "type": "prediction", "verifiability": "partly"},
                {"id": "c2", "spans": [one, two], "type": "event", "verifiability": "verifiable"},
            ],
            "sources": [author, {"id": "s1", "name": "the mayor", "mention": one, "type": "person", "naming": "unnamed"}],
            "stances": [
                {"claim": "c1", "source": "s1", "label": "support", "cue": two},
                {"claim": "c1", "source": "s0", "label": "neutral"},
                {"claim": "c2", "source": "s0", "label": "support"},
            ],
            "flag": None,
            "note": "",
        },
    }
    record: dict[str, Any] = json.loads(json.dumps(shared))  # spans are shared above; a change must reach one of them only
    for path, value in changes.items():
        _change(record, path.split("__"), value)
    return record


def _change(record: Any, path: list[str], value: Any) -> None:
    for step in path[:-1]:
        record = record[int(step) if step.isdigit() else step]
    last: Any = int(path[-1]) if path[-1].isdigit() else path[-1]
    if value is ...:
        del record[last]
    elif isinstance(record, list) and last == len(record):
        record.append(value)
    else:
        record[last] = value


@pytest.fixture(name="finished", scope="session")
def finished_fixture() -> Callable[..., dict[str, Any]]:
    return finished


@pytest.fixture(scope="session")
def line() -> Callable[..., bytes]:
    """A finished record as one line of JSONL."""
    return lambda **changes: json.dumps(finished(**changes), ensure_ascii=False).encode() + b"\n"
