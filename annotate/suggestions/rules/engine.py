"""The rules applied to a whole document: sentence by sentence, then quotations and pronouns across sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotate.model import Document, Span, Suggestion
from annotate.schema.wellknown import QUOTE, SUPPORT
from annotate.suggestions.rules.attributions import find_attributions
from annotate.suggestions.rules.carried_speech import CARRIED_SPEECH, carry_speech
from annotate.suggestions.rules.claims import author_clauses, claim_spans, plain_claim, quote_type
from annotate.suggestions.rules.floating_quotations import CARRIED_QUOTATION, LocatedAttribution, attribute_quotations
from annotate.suggestions.rules.interrupted_quotations import split_interrupted
from annotate.suggestions.rules.language import load_language
from annotate.suggestions.rules.mentions import TokenRange
from annotate.suggestions.rules.nouns import find_noun_attributions
from annotate.suggestions.rules.references import find_references
from annotate.suggestions.rules.relations import AttributionRelation
from annotate.suggestions.rules.speakers import Speakers, find_speakers
from annotate.suggestions.rules.tokens import TokenizedSentence, tokenize
from annotate.text.quotations import Quotation, find_quotations


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with its tokenized sentences, its quotations and the people named in it."""

    document: Document
    sentences: Sequence[TokenizedSentence]
    quotations: Sequence[Quotation]
    speakers: Speakers


class Proposal(NamedTuple):
    """The pieces of a claim in one sentence, and the attribution to its source; None for the author's own claim."""

    sentence_index: int
    pieces: Sequence[TokenRange]
    attribution: LocatedAttribution | None
    rule: str


def suggest(document: Document, language: str | None = None) -> Mapping[str, tuple[Suggestion, ...]]:
    """Return the suggestions for each sentence, by sentence id, in text order.

    The result is deterministic. Each rule looks at a bounded number of words around a verb, so time is linear in the text.

    Args:
        document: The document to read; only its annotated sentences get suggestions.
        language: A language code ("en", "de"). Defaults to the document's language; English if neither is known.
    """
    parsed = parse(document, language)
    return suggestions(parsed, proposals(parsed, attributions(parsed)))


def parse(document: Document, language: str | None = None) -> ParsedDocument:
    """Return a document with its sentences as tokens; see `suggest` for the language."""
    words = load_language(language or document.language)
    quotations = split_interrupted(document.text, find_quotations(document), words)
    sentences = [tokenize(document, sentence, quotations, words) for sentence in document.sentences]
    return ParsedDocument(document, sentences, quotations, find_speakers(document, sentences))


def attributions(parsed: ParsedDocument) -> list[tuple[AttributionRelation, ...]]:
    """Return the attributions that the rules find in each sentence."""
    return [tuple(_attributions(sentence)) for sentence in parsed.sentences]


def _attributions(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Yield the attributions of a sentence; a stance on what was said before comes before any other meaning of its verb."""
    references = list(find_references(sentence))
    heads = {reference.cue.end for reference in references}
    found = [relation for relation in find_attributions(sentence) if relation.cue.end not in heads]
    by_verb = sorted((*references, *found), key=lambda relation: relation.cue.first)
    yield from by_verb
    yield from find_noun_attributions(sentence, by_verb)


def suggestions(parsed: ParsedDocument, chosen: Iterable[Proposal]) -> dict[str, tuple[Suggestion, ...]]:
    """Return the suggestions that proposals make, by sentence id."""
    by_sentence: list[dict[str, Suggestion]] = [{} for _ in parsed.sentences]
    for proposal, suggestion in suggestions_of(parsed, chosen):
        by_sentence[proposal.sentence_index].setdefault(suggestion.key, suggestion)
    return {s.original.id: tuple(by_key.values()) for s, by_key in zip(parsed.sentences, by_sentence, strict=True)}


def suggestions_of(parsed: ParsedDocument, chosen: Iterable[Proposal]) -> Iterator[tuple[Proposal, Suggestion]]:
    """Yield each proposal that makes a suggestion, with the suggestion, in text order."""
    # Speakers are resolved in text order, because a pronoun refers to somebody who was mentioned before; and afresh each time.
    parsed = replace(parsed, speakers=replace(parsed.speakers, _sources={}))
    for proposal in sorted(chosen, key=lambda proposal: (proposal.sentence_index, proposal.pieces[0])):
        if suggestion := _suggestion(parsed, proposal):
            yield proposal, suggestion


def proposals(parsed: ParsedDocument, attributions: Sequence[Sequence[AttributionRelation]]) -> list[Proposal]:
    """Return what is proposed for a document whose sentences have these attributions."""
    proposed = [
        Proposal(index, attribution.pieces, LocatedAttribution(index, attribution), attribution.rule)
        for index, in_sentence in enumerate(attributions)
        for attribution in in_sentence
    ]
    proposed += [
        Proposal(quotation.sentence_index, (quotation.piece,), quotation.attribution, CARRIED_QUOTATION)
        for quotation in attribute_quotations(parsed.sentences, attributions, parsed.quotations)
    ]
    proposed += [
        Proposal(carried.sentence_index, (carried.piece,), carried.attribution, CARRIED_SPEECH)
        for carried in carry_speech(parsed.sentences, attributions)
    ]
    attributed = {proposal.sentence_index for proposal in proposed}
    for index, sentence in enumerate(parsed.sentences):
        proposed += [Proposal(index, (clause,), None, "beside/1") for clause in author_clauses(sentence, attributions[index])]
        if index not in attributed and (claim := plain_claim(sentence)):
            proposed.append(Proposal(index, (claim,), None, "plain/1"))
    return proposed


def _suggestion(parsed: ParsedDocument, proposal: Proposal) -> Suggestion | None:
    sentence = parsed.sentences[proposal.sentence_index]
    spans = claim_spans(parsed.document, sentence, proposal.pieces, parsed.quotations)
    if not spans:
        return None
    if proposal.attribution is None:
        return Suggestion(spans, None, SUPPORT, proposal.rule)
    origin, attribution = proposal.attribution
    if attribution.outer_mention:
        parsed.speakers.source(origin, attribution.outer_mention)  # registers it as an antecedent of later pronouns
    source = parsed.speakers.source(origin, attribution.mention)
    if not source.name:
        return None
    cue = _cue_span(parsed, origin, attribution) if proposal.rule != CARRIED_SPEECH else None
    return Suggestion(spans, source, attribution.label, proposal.rule, cue, {QUOTE: quote_type(sentence, proposal.pieces)})


def _cue_span(parsed: ParsedDocument, sentence_index: int, attribution: AttributionRelation) -> Span:
    tokens = parsed.sentences[sentence_index].tokens
    return parsed.document.span(tokens[attribution.cue.first].start, tokens[attribution.cue.end - 1].end)
