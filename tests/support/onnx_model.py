"""A tiny model of sentences as a file of ONNX, written byte by byte, and its tokenizer: each word has a vector of its own."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

FLOAT, INT64 = 1, 7


def write_model(
    folder: Path, vectors: Mapping[str, Sequence[float]], inputs: Sequence[str] = ("input_ids", "attention_mask")
) -> Path:
    """Write a model whose vector of a text is the mean of those of its words; an unknown word has zeros."""
    folder.mkdir(parents=True, exist_ok=True)
    words = ["[PAD]", "[UNK]", *vectors]
    size = len(next(iter(vectors.values())))
    table = [[0.0] * size, [0.0] * size, *vectors.values()]
    (folder / "model.onnx").write_bytes(_model(table, inputs))
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": {word: number for number, word in enumerate(words)}, "unk_token": "[UNK]"},
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder


def _model(table: Sequence[Sequence[float]], inputs: Iterable[str]) -> bytes:
    raw = b"".join(struct.pack("<f", value) for row in table for value in row)
    tensor = _number(1, len(table)) + _number(1, len(table[0])) + _number(2, FLOAT) + _bytes(8, b"table") + _bytes(9, raw)
    gather = _bytes(1, b"table") + _bytes(1, b"input_ids") + _bytes(2, b"states") + _bytes(3, b"gather") + _bytes(4, b"Gather")
    graph = _bytes(1, gather) + _bytes(2, b"words") + _bytes(5, tensor)
    graph += b"".join(_bytes(11, _value(name, INT64, ["batch", "words"])) for name in inputs)
    graph += _bytes(12, _value("states", FLOAT, ["batch", "words", len(table[0])]))
    return _number(1, 8) + _bytes(8, _bytes(1, b"") + _number(2, 17)) + _bytes(7, graph)


def _value(name: str, kind: int, shape: Iterable[str | int]) -> bytes:
    dimensions = (_bytes(2, size.encode()) if isinstance(size, str) else _number(1, size) for size in shape)
    tensor = _number(1, kind) + _bytes(2, b"".join(_bytes(1, dimension) for dimension in dimensions))
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, tensor))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    parts = []
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes([*parts, value])
