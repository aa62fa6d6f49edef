"""Suggestions of the rules for articles that nobody labelled, and how often they were right in those that somebody did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy

from annotate.agreement.matching import overlap
from annotate.dataset.options import ExportOptions
from annotate.dataset.silver import RuleRecord, Silver, SilverRows, SilverTable, SuggestedClaim
from annotate.dataset.splits import Article
from annotate.model import (
    ASSISTED,
    AUTHOR,
    BLIND,
    Annotation,
    Answer,
    Document,
    Origin,
    Prediction,
    Revision,
    Suggestion,
    exposure,
    suggestion_fates,
)
from annotate.model.current import newest
from annotate.model.ids import split_suggestion_key
from annotate.project.decisions import decided_documents
from annotate.project.imported_suggestions import SuggestionFile, by_sentence
from annotate.project.learning import suggested
from annotate.review.gold import decide
from annotate.schema import Schema
from annotate.schema.wellknown import SKIP
from annotate.store import BatchReader, Store
from annotate.suggestions import AnswerRules
from annotate.suggestions.rules.language import has_rules
from annotate.workers.pool import share

HALF = 0.5
"""The share of the characters of a suggested claim and a gold claim that both must have to be the same one."""

_TASK = 64  # articles that a process works on at a time

_NOTHING_TO_DIVIDE_BY = numpy.zeros(0)


def silver(
    store: Store, url: str | Path, schema: Schema, options: ExportOptions, jobs: int, suggestions: SuggestionFile | None = None
) -> Silver:
    """Return what an export needs for the suggestions: the articles, the rules' records and a function that makes the rows.

    The records are those of language models and other programs as well, whose `suggestions` are stored; the rows are not.
    Raises StoreError if an article or a decision cannot be read.
    """
    labelled = decided_documents(store)
    articles, left_out = [], Counter[str]()
    for entry in sorted(store.documents(), key=lambda entry: entry.id):
        if entry.id in labelled:
            left_out["articles that somebody labelled, wholly or in part"] += 1
            continue
        document = store.document(entry.id)
        if not has_rules(document.language):
            left_out["articles in a language without rules"] += 1
            continue
        articles.append(Article(document.id, document.published, document.url, _NOTHING_TO_DIVIDE_BY))
    return Silver(articles, measure(store, labelled, schema, options, suggestions), partial(_tables, url, jobs), left_out)


# -- the rows ------------------------------------------------------------------------------------------------------------


def suggested_claims(document: Document) -> list[SuggestedClaim]:
    """Return what is suggested for a document, in text order, with the predicted answers."""
    answers = AnswerRules(document)
    sentences = {sentence.id: sentence for sentence in document.sentences}
    return [
        SuggestedClaim(
            sentences[id],
            suggestion,
            _values(answers.claim(suggestion.spans, suggestion.label if suggestion.source else "", suggestion.cue)),
            {**_values(answers.source(suggestion.source)), **suggestion.source.attributes} if suggestion.source else {},
            {**_values(answers.stance(suggestion.spans)), **suggestion.attributes} if suggestion.source else {},
        )
        for id, suggestions in suggested(document).items()
        for suggestion in suggestions
    ]


def _values(predictions: Mapping[str, Prediction]) -> dict[str, Answer]:
    return {name: prediction.value for name, prediction in predictions.items() if prediction.closed}


def _tables(url: str | Path, jobs: int, ids: Sequence[str], rows: SilverRows) -> Iterator[SilverTable]:
    """Yield the tables of articles; several processes make them."""
    with closing(BatchReader(url)) as read:
        tasks = [ids[start : start + _TASK] for start in range(0, len(ids), _TASK)]
        yield from share(partial(_table, read, rows), tasks, jobs - 1, modules=[__name__])


def _table(read: BatchReader, rows: SilverRows, ids: Sequence[str]) -> SilverTable:
    documents = map(read.document, ids)
    return rows((document, suggested_claims(document)) for document in documents)


# -- the record of each rule -----------------------------------------------------------------------------------------------


def measure(
    store: Store,
    documents: Collection[str],
    schema: Schema,
    options: ExportOptions,
    stored: SuggestionFile | None = None,
) -> dict[str, RuleRecord]:
    """Return what became of each rule's suggestions in labelled documents; the options choose whose decisions count.

    With `stored` suggestions, those of language models and other programs are counted, too.
    """
    counts: dict[str, Counter[str]] = {}
    coverage = stored.coverage() if stored else {}

    def count(rule: str, what: str) -> None:
        counts.setdefault(rule, Counter())[what] += 1

    for id in sorted(documents):
        decisions = [
            revision
            for revision in store.current(id)
            if revision.annotator not in options.leave_out_annotators
            and (not options.annotators or revision.annotator in options.annotators)
        ]
        if not any(exposure(revision.origins) for revision in decisions):
            continue
        document = store.document(id)
        suggestions = dict(suggested(document))
        times = {program: texts.get(document.text_sha256, "") for program, texts in coverage.items()}
        for sentence, several in by_sentence(document, list(stored.read(document)) if stored else []).items():
            suggestions[sentence] = (*several, *suggestions.get(sentence, ()))
        for revision in decisions:
            if _counts(revision.annotation) and exposure(revision.origins) == ASSISTED:
                for rule, fate in _fates(revision.origins, _offered(suggestions.get(revision.sentence, ()), times, revision)):
                    count(rule, fate)
        for sentence, annotation in _blind_gold(store, document, decisions, schema).items():
            for suggestion in suggestions.get(sentence, ()):
                count(suggestion.rule, "blind")
                if _agrees(suggestion, annotation):
                    count(suggestion.rule, "correct")
    return {rule: RuleRecord(**numbers) for rule, numbers in sorted(counts.items())}


def _offered(suggestions: Sequence[Suggestion], times: Mapping[str, str], revision: Revision) -> Iterator[Suggestion]:
    """Yield the suggestions that were there when a sentence was decided on, as far as is known: rules always were.

    `times` has the programs whose suggestions are stored. As at the prompt, theirs hide those of rules for the same words.
    """
    there = [s for s in suggestions if s.rule in times and "" < times[s.rule] < revision.created]
    hidden = {suggestion.spans for suggestion in there}
    yield from there
    yield from (s for s in suggestions if s.rule not in times and s.spans not in hidden)


def _counts(annotation: Annotation | None) -> bool:
    """Return True if a decision says whether its sentence has a claim."""
    return annotation is not None and annotation.label not in (None, SKIP)


def _fates(origins: Sequence[Origin], suggestions: Iterable[Suggestion]) -> Iterator[tuple[str, str]]:
    """Yield the rule and the fate of each suggestion that was shown for a finished sentence.

    What was shown and left no trace was passed over.
    """
    fates = suggestion_fates(origins)
    yield from ((split_suggestion_key(key)[0], fate) for key, fate in fates.items())
    yield from ((suggestion.rule, "passed_over") for suggestion in suggestions if suggestion.key not in fates)


def _blind_gold(store: Store, document: Document, decisions: Sequence[Revision], schema: Schema) -> dict[str, Annotation]:
    """Return the gold of each sentence that somebody labelled without seeing suggestions.

    Only such decisions count. An adjudication counts if nobody saw suggestions for the sentence: otherwise it may be of them.
    """
    blind = [revision for revision in decisions if exposure(revision.origins) == BLIND and _counts(revision.annotation)]
    seen = {revision.sentence for revision in decisions if exposure(revision.origins) != BLIND}
    sentences = {revision.sentence for revision in blind}
    adjudications = [
        revision for revision in newest(store.adjudications(document.id)).values() if revision.sentence in sentences - seen
    ]
    gold = decide(document, [*blind, *adjudications], schema)
    return {
        sentence: annotation
        for sentence in sentences
        if (revision := gold[sentence].revision) and (annotation := revision.annotation) and _counts(annotation)
    }


def _agrees(suggestion: Suggestion, annotation: Annotation) -> bool:
    """Return True if gold has the suggested claim: half of its characters, with a source of the same kind and the same stance."""
    pieces = [(span.start, span.end) for span in suggestion.spans]
    alike = {claim.id for claim in annotation.claims if overlap(pieces, [(span.start, span.end) for span in claim.spans]) >= HALF}
    return any(
        stance.claim in alike and stance.label == suggestion.label and (stance.source == AUTHOR) == (suggestion.source is None)
        for stance in annotation.stances
    )
