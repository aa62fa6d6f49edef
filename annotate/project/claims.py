"""The claims of a project one by one: gold, or those of one annotator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from annotate.errors import AnnotateError
from annotate.model.annotations import Answer
from annotate.model.claim_list import ClaimFilter, ListedClaim, claims_of
from annotate.model.current import drop_stale
from annotate.project.decisions import decided_documents, gold_of, require_known
from annotate.schema import Schema
from annotate.schema.wellknown import LABEL
from annotate.store import Store


class ClaimList(NamedTuple):
    """The claims that were asked for, in the order of articles and sentences.

    without_gold: the number of sentences that annotators labelled differently so often that there is no gold label.
    """

    claims: tuple[ListedClaim, ...]
    without_gold: int


def list_claims(store: Store, schema: Schema, documents: Sequence[str], annotator: str | None, chosen: ClaimFilter) -> ClaimList:
    """Return the gold claims, or those of one annotator, in documents (none for all) that a filter chooses.

    Raises StoreError if a document or the annotator is not known.
    """
    require_known(store, None, annotator)
    for document in documents:
        require_known(store, document, None)
    labelled = decided_documents(store)
    every = store.in_order(labelled.intersection(documents) if documents else labelled)
    open_sentences: list[str] = []
    claims = chain.from_iterable(_claims_of_document(store, schema, id, annotator, open_sentences) for id in every)
    return ClaimList(_matching(claims, schema, chosen), len(open_sentences))


def own_claims(
    store: Store, schema: Schema, documents: Sequence[str], annotator: str, chosen: ClaimFilter
) -> tuple[ListedClaim, ...]:
    """Return an annotator's claims in documents (none for all) that a filter chooses, those of begun sentences among them.

    Raises StoreError if a document is not known.
    """
    for document in documents:
        require_known(store, document, None)
    begun = store.begun(annotator)
    every = store.in_order(begun.intersection(documents) if documents else begun)
    return _matching(chain.from_iterable(_begun_claims(store, id, annotator) for id in every), schema, chosen)


def _begun_claims(store: Store, id: str, annotator: str) -> Iterator[ListedClaim]:
    document = store.document(id)
    own = (revision for revision in store.current(id) if revision.annotator == annotator)
    numbered = ((document.number(revision.sentence), revision) for revision in drop_stale(document, own, Counter()))
    for number, revision in sorted(((n, r) for n, r in numbered if n is not None), key=lambda pair: pair[0]):
        if revision.annotation is not None:
            yield from claims_of(document, number, revision.annotation, annotator)


def _matching(claims: Iterable[ListedClaim], schema: Schema, chosen: ClaimFilter) -> tuple[ListedClaim, ...]:
    author_default = stance.author_default if (stance := schema.attribute("stance", LABEL)) else None
    return tuple(claim for claim in claims if chosen.matches(claim, author_default))


def _claims_of_document(
    store: Store, schema: Schema, id: str, annotator: str | None, open_sentences: list[str]
) -> Iterator[ListedClaim]:
    document = store.document(id)
    gold = gold_of(store, document, schema, annotator)
    for number, sentence in enumerate(document.sentences, 1):
        decision = gold[sentence.id]
        if decision.revision is not None and decision.revision.annotation is not None:
            provenance = None if annotator else decision.provenance
            yield from claims_of(document, number, decision.revision.annotation, decision.revision.annotator, provenance)
        elif decision.provenance is not None:
            open_sentences.append(sentence.id)


# -- conditions -------------------------------------------------------------------------------------------------------

TYPE, CHECKWORTHINESS = "type", "checkworthiness"
_CONDITIONS = "type, stance, source, checkworthy, text, flagged, annotator, or a question about a claim"


def claim_filter(
    schema: Schema,
    pairs: Iterable[tuple[str, str]],
    stances: Iterable[str],
    *,
    source: str = "",
    text: str = "",
    flagged: bool = False,
) -> ClaimFilter:
    """Return the filter for answers, stances and texts, checked against the scheme.

    Raises AnnotateError for what it does not have.
    """
    answers: dict[str, frozenset[Answer]] = {}
    for question, label in pairs:
        answers[question] = answers.get(question, frozenset()) | {_answer(schema, "claim", question, label)}
    labels = frozenset(str(_answer(schema, "stance", LABEL, label)) for label in stances)
    return ClaimFilter(answers, labels, source, text, flagged)


def _answer(schema: Schema, noun: str, question: str, text: str) -> Answer:
    """Return the answer that a text stands for. Raises AnnotateError if the scheme does not have it."""
    known = schema.attribute(noun, question)
    if known is None:
        names = ", ".join(attribute.name for attribute in schema.attributes[noun])
        raise AnnotateError(f"the scheme has no question {noun}.{question}; there are: {names}")
    for label in known.labels:  # retired ones, too: they are in older annotations
        if str(label.value).casefold() == text.casefold():
            return label.value
    if known.labels:
        labels = ", ".join(str(label.value) for label in known.labels)
        raise AnnotateError(f"{noun}.{question} has no label {text!r}; there are: {labels}")
    return text


def parse_conditions(schema: Schema, words: Iterable[str]) -> tuple[ClaimFilter, str | None]:
    """Return the filter for conditions such as ``type=causal``, and the annotator that they name.

    They are called as the options of ``annotate claims``, or by a question about a claim; a word alone is a text to look for. As
    there, one of several conditions on the same question is enough. Raises AnnotateError if one is not known.
    """
    pairs: list[tuple[str, str]] = []
    stances: list[str] = []
    texts = {"source": "", "text": "", "annotator": ""}
    flagged = False
    for word in words:
        name, equals, value = word.lstrip("-").partition("=")
        name = name.removeprefix("claim.")
        if name in ("flagged", "flag") and (not equals or value in ("yes", "true")):
            flagged = True
        elif not equals:
            texts["text"] = " ".join(filter(None, (texts["text"], word)))
        elif not value:
            raise AnnotateError(f"{name}= has no value: write {name}=VALUE")
        elif name in texts:
            texts[name] = value
        elif name in ("stance", "stance.label"):
            stances.append(value)
        elif name == "checkworthy":
            pairs.append((CHECKWORTHINESS, value))
        elif schema.attribute("claim", name) is not None:
            pairs.append((name, value))
        else:
            raise AnnotateError(f"there is no condition {name!r}; there are {_CONDITIONS}")
    chosen = claim_filter(schema, pairs, stances, source=texts["source"], text=texts["text"], flagged=flagged)
    return chosen, texts["annotator"] or None
