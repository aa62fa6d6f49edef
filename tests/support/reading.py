"""Documents made from a text, its sentences read, and suggestions as plain tuples."""

from __future__ import annotations

from annotate.articles import segment
from annotate.model import Block, Document, Suggestion
from annotate.suggestions import suggest
from annotate.suggestions.language import language as language_of
from annotate.suggestions.mentions import Range
from annotate.suggestions.tokens import Line, read
from annotate.text.quotations import find_quotations

Said = tuple[str, str, str]
"""Who says what by which rule: name (author: empty), claim (pieces parted by " | "), rule without its version."""


def article(text: str, language: str | None = "en", kind: str = "paragraph") -> Document:
    """A document with a block of one kind for each line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind, at, at + len(line), "test"))
        at += len(line) + 1
    return Document("d", "raw/d.txt", "0" * 64, text, tuple(blocks), segment(text, blocks, "d"), language=language)


def lines(text: str, language: str = "en") -> list[Line]:
    document = article(text, language)
    quotations = find_quotations(document)
    return [read(document, sentence, quotations, language_of(language)) for sentence in document.sentences]


def line(text: str, language: str = "en") -> Line:
    """The first sentence of a text."""
    return lines(text, language)[0]


def suggestions(text: str, language: str | None = "en") -> list[Suggestion]:
    return [one for several in suggest(article(text, language)).values() for one in several]


def said(text: str, language: str | None = "en") -> list[Said]:
    return [shown(one) for one in suggestions(text, language)]


def shown(one: Suggestion) -> Said:
    return (one.source.name if one.source else "", " | ".join(span.text for span in one.spans), one.rule.partition("/")[0])


def text_of(line: Line, found: Range | None) -> str:
    """The words of some tokens."""
    return " ".join(token.text for token in line.tokens[found.first : found.end]) if found else ""
