"""A document's suggestions: its sentences read one by one, quotations given to their speakers, speakers to their names."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.model import Document, Source, Span, Suggestion
from annotate.suggestions.floating import carry
from annotate.suggestions.language import language as language_of
from annotate.suggestions.quotations import find_quotations
from annotate.suggestions.shapes import attributions
from annotate.suggestions.tokens import read


def suggest(document: Document, language: str | None = None) -> Mapping[str, tuple[Suggestion, ...]]:
    words = language_of(language or document.language)
    quotations = find_quotations(document)
    lines = [read(document, sentence, quotations, words) for sentence in document.sentences]
    found = [tuple(attributions(line)) for line in lines]
    out = {line.sentence.id: [] for line in lines}
    for line, several in zip(lines, found):
        for a in several:
            out[line.sentence.id].append(_one(document, line, a.pieces, line, a, a.rule))
    for c in carry(lines, found, quotations):
        line = lines[c.line]
        out[line.sentence.id].append(_one(document, line, (c.piece,), lines[c.owner.line], c.owner.attribution, "quotation/1"))
    return {k: tuple(x for x in v if x) for k, v in out.items()}


def _one(document, line, pieces, by, a, rule):
    spans = []
    for p in pieces:
        if p.first >= p.end: continue
        s, e = line.tokens[p.first].start, line.tokens[p.end-1].end
        spans.append(document.span(s, e))
    if not spans: return None
    m = None
    if a.mention:
        m = document.span(by.tokens[a.mention.first].start, by.tokens[a.mention.end-1].end)
    cue = document.span(by.tokens[a.cue.first].start, by.tokens[a.cue.end-1].end)
    return Suggestion(tuple(spans), Source("", m.text if m else "", m, {}), a.label, rule, cue)
