"""Documents built from a text, their tokenized sentences, and suggestions as plain tuples."""

from __future__ import annotations

from annotate.articles import segment
from annotate.model import Block, Document, Suggestion
from annotate.suggestions import suggest
from annotate.suggestions.rules.attributions import find_attributions
from annotate.suggestions.rules.language import load_language
from annotate.suggestions.rules.mentions import TokenRange
from annotate.suggestions.rules.tokens import TokenizedSentence, tokenize
from annotate.text.quotations import find_quotations

Said = tuple[str, str, str]
"""A suggestion as its source's name (empty for the author), its claim (pieces joined by " | "), its rule without the version."""

Found = tuple[str, str, str, str]
"""An attribution as its source, its content (pieces joined by " | "), its rule without the version, its stance."""


def article(text: str, language: str | None = "en", kind: str = "paragraph") -> Document:
    """Return a document with one block of a kind per line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind, start, start + len(line), "test"))
        start += len(line) + 1
    return Document("d", "raw/d.txt", "0" * 64, text, tuple(blocks), segment(text, blocks, "d"), language=language)


def all_sentences(text: str, language: str = "en") -> list[TokenizedSentence]:
    document = article(text, language)
    quotations = find_quotations(document)
    return [tokenize(document, sentence, quotations, load_language(language)) for sentence in document.sentences]


def first_sentence(text: str, language: str = "en") -> TokenizedSentence:
    return all_sentences(text, language)[0]


def suggestions(text: str, language: str | None = "en") -> list[Suggestion]:
    return [suggestion for in_sentence in suggest(article(text, language)).values() for suggestion in in_sentence]


def said(text: str, language: str | None = "en") -> list[Said]:
    return [shown(suggestion) for suggestion in suggestions(text, language)]


def shown(suggestion: Suggestion) -> Said:
    source = suggestion.source.name if suggestion.source else ""
    return source, " | ".join(span.text for span in suggestion.spans), suggestion.rule.partition("/")[0]


def found_in(text: str, language: str = "en") -> list[Found]:
    """Return the source, the content (pieces joined by " | "), the rule without its version and the stance of each."""
    sentence = first_sentence(text, language)
    return [
        (
            text_of(sentence, one.mention),
            " | ".join(text_of(sentence, piece) for piece in one.pieces),
            one.rule.partition("/")[0],
            one.label,
        )
        for one in find_attributions(sentence)
    ]


def text_of(sentence: TokenizedSentence, tokens: TokenRange | None) -> str:
    """Return the text of a token range, with a space between tokens."""
    return " ".join(token.text for token in sentence.tokens[tokens.first : tokens.end]) if tokens else ""
