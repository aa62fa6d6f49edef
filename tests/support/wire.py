"""Articles that are compared: a wire report, and texts that are like no other."""

from __future__ import annotations

import random
from collections.abc import Iterable

from annotate.model import Block, Document, Sentence

WIRE = """The ferry to Gull Island sailed again on Monday, nine weeks after a cracked bearing had closed the harbour bridge.
Some four hundred people waited at the quay before sunrise, many of them pupils who had lived with relatives in town.
The port authority said that a second boat would follow in May if the weather let the crew finish its trials.
Mayor Corinne Nunez told reporters that the delay had cost the island a tenth of its visitors, and promised lower fares.
Shopkeepers asked for more than that, and the owner of the only bakery said she would believe it when she saw it.
An inquiry into the inspection of the bridge goes on, and its first report is expected before the end of the summer."""


def article(text: str, id: str = "a", *, boilerplate: str = "") -> Document:
    """Return a document of one paragraph, one sentence, after its page's boilerplate."""
    whole, start = boilerplate + text, len(boilerplate)
    blocks = (Block("ui", 0, start), Block("paragraph", start, len(whole)))
    return Document(id, f"{id}.txt", f"hash of {whole}", whole, blocks, (Sentence(f"{id}:{start}", 1, start, len(whole)),))


def report(sentences: Iterable[str], id: str = "a") -> Document:
    """Return a document of one paragraph with these sentences."""
    text, spans = "", []
    for sentence in sentences:
        start = len(text) + bool(text)
        text = f"{text} {sentence}" if text else sentence
        spans.append(Sentence(f"{id}:{start}", 0, start, len(text)))
    return Document(id, f"{id}.txt", f"hash of {text}", text, (Block("paragraph", 0, len(text)),), tuple(spans))


def words(seed: int, number: int = 300) -> str:
    """Return a text that is like no other."""
    choose = random.Random(seed)
    return " ".join(f"word{choose.randrange(100_000)}" for _ in range(number))


def sentences(seed: int, number: int, length: int = 15) -> list[str]:
    """Return sentences that are in no other text."""
    text = words(seed, number * length).split()
    return [" ".join(text[start : start + length]) for start in range(0, len(text), length)]
