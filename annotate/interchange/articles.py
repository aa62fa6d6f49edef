"""Articles that came with the files of another tool and are not stored yet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from annotate.articles import label_lines, segment, slug
from annotate.articles.cleaning.language import detect_language, language_tag
from annotate.articles.formats.files import ARTICLE_LIMIT
from annotate.interchange.losses import LossCounter
from annotate.interchange.values import ForeignDocument, InterchangeError
from annotate.model import BLOCK_KINDS, Block, Document, Sentence
from annotate.model.ids import sentence_id
from annotate.model.versions import segmentation_errors


def new_article(foreign: ForeignDocument, path: str, counter: LossCounter) -> Document:
    """Return a foreign document as an article, with the blocks and sentences that the file has if they can be used.

    All lines with annotations are annotated here. Raises InterchangeError if the text cannot be an article.
    """
    text = foreign.text
    if not any(character.isalnum() for character in text):
        raise InterchangeError(f"{path}: document {foreign.id} has no words in it; remove it from the file.")
    if len(text) > ARTICLE_LIMIT:
        raise InterchangeError(
            f"{path}: document {foreign.id} has more than {ARTICLE_LIMIT:,} characters; divide it into articles."
        )
    if "\x00" in text:
        raise InterchangeError(f"{path}: document {foreign.id} has a NUL character, which no database can store; remove it.")
    id = slug(foreign.id)
    metadata: Any = {name: foreign.metadata.get(name) for name in ("title", "byline", "published", "url")}
    language = language_tag(foreign.metadata.get("language"))
    blocks = _foreign_blocks(foreign) or _lines(foreign)
    article = Document(
        id,
        path,
        sha256(text.encode()).hexdigest(),
        text,
        blocks,
        segment(text, blocks, id),
        **metadata,
        language=language or detect_language(text, blocks),
    )
    if foreign.sentences:
        sentences = _sentences(foreign.sentences, article)
        if sentences is None:
            counter.lose(
                "sentence.boundaries", id, "the article is divided into sentences by the rules here", len(foreign.sentences)
            )
        else:
            article = replace(article, sentences=sentences)
    return article


def _foreign_blocks(foreign: ForeignDocument) -> tuple[Block, ...]:
    """Return the blocks that a file has, none if they cannot be used."""
    blocks = tuple(Block(kind, start, end) for kind, start, end in foreign.blocks if kind in BLOCK_KINDS)
    usable = len(blocks) == len(foreign.blocks) and not any(segmentation_errors(Document("", "", "", foreign.text, blocks, ())))
    return blocks if usable else ()


def _lines(foreign: ForeignDocument) -> tuple[Block, ...]:
    """Return the lines of a text as blocks; one with a span in it is annotated, whatever it looks like."""
    blocks = label_lines(foreign.text)
    starts = [block.start for block in blocks]
    marked = {
        bisect_right(starts, start) - 1 for annotations in foreign.sets for span in annotations.spans for start, _ in span.pieces
    }
    return tuple(
        replace(block, kind="paragraph", rule="annotated in another tool") if number in marked and not block.annotated else block
        for number, block in enumerate(blocks)
    )


def _sentences(boundaries: Iterable[tuple[int, int]], article: Document) -> tuple[Sentence, ...] | None:
    """Return sentences with these boundaries, None if they are not in the article's annotated blocks, in order."""
    starts = [block.start for block in article.blocks]
    sentences = []
    for start, end in boundaries:
        block = bisect_right(starts, start) - 1
        if block < 0 or not article.blocks[block].annotated:
            return None
        sentences.append(Sentence(sentence_id(article.id, start), block, start, end))
    divided = replace(article, sentences=tuple(sentences))
    return None if any(segmentation_errors(divided)) else divided.sentences
