"""A document's suggestions: its sentences read one by one, quotations given to their speakers, speakers to their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotate.model import Document, Span, Suggestion
from annotate.schema.wellknown import QUOTE, SUPPORT
from annotate.suggestions.claims import beside, plain, quote_type, spans_of
from annotate.suggestions.floating import Owner, carry
from annotate.suggestions.language import language as language_of
from annotate.suggestions.mentions import Range
from annotate.suggestions.shapes import Attribution, attributions
from annotate.suggestions.speakers import Speakers, read_names
from annotate.suggestions.tokens import Line, read
from annotate.text.quotations import Quotation, find_quotations


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document as it is read: its lines, its quotations, who is named in it."""

    document: Document
    lines: Sequence[Line]
    quotations: Sequence[Quotation]
    speakers: Speakers


_Offer = tuple[int, Sequence[Range], Owner | None, str]
"""The line, the pieces of its content, whose they are (None: the author's), and the rule."""


def suggest(document: Document, language: str | None = None) -> Mapping[str, tuple[Suggestion, ...]]:
    """What is proposed for each sentence, by its id: claims in text order, with who says them and how.

    `language` is a code ("en", "de"); without one the document's counts, and English where that is not known. The same document
    always gets the same suggestions. The rules look at most a bounded number of words around each verb: time is linear.
    """
    words = language_of(language or document.language)
    quotations = find_quotations(document)
    lines = [read(document, sentence, quotations, words) for sentence in document.sentences]
    reading = _Reading(document, lines, quotations, read_names(document, lines))
    found: dict[int, dict[str, Suggestion]] = {number: {} for number in range(len(lines))}
    for offer in sorted(_offers(reading), key=lambda offer: (offer[0], offer[1][0])):
        if made := _suggestion(reading, *offer):
            found[offer[0]].setdefault(made.key, made)
    return {line.sentence.id: tuple(found[number].values()) for number, line in enumerate(lines)}


def _offers(reading: _Reading) -> list[_Offer]:
    said = [tuple(attributions(line)) for line in reading.lines]
    offers: list[_Offer] = [
        (number, one.pieces, Owner(number, one), one.rule) for number, several in enumerate(said) for one in several
    ]
    offers += [(one.line, (one.piece,), one.owner, "quotation/1") for one in carry(reading.lines, said, reading.quotations)]
    attributed = {number for number, *_ in offers}
    for number, line in enumerate(reading.lines):
        offers += [(number, (clause,), None, "beside/1") for clause in beside(line, said[number])]
        if number not in attributed and (whole := plain(line)):
            offers.append((number, (whole,), None, "plain/1"))
    return offers


def _suggestion(reading: _Reading, number: int, pieces: Sequence[Range], owner: Owner | None, rule: str) -> Suggestion | None:
    line = reading.lines[number]
    spans = spans_of(reading.document, line, pieces, reading.quotations)
    if not spans:
        return None
    if owner is None:
        return Suggestion(spans, None, SUPPORT, rule)
    attribution = owner.attribution
    reading.speakers.source(owner.line, attribution.teller)  # "it" may mean them from now on
    source = reading.speakers.source(owner.line, attribution.mention)
    if not source.name:
        return None
    cue = _cue(reading, owner, attribution)
    return Suggestion(spans, source, attribution.label, rule, cue, {QUOTE: quote_type(line, pieces)})


def _cue(reading: _Reading, owner: Owner, attribution: Attribution) -> Span:
    tokens = reading.lines[owner.line].tokens
    return reading.document.span(tokens[attribution.cue.first].start, tokens[attribution.cue.end - 1].end)
