"""Answers that finished sentences lack: a question may have been added to the scheme after they were labelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annotate.model import AUTHOR, Annotation, Answer, annotation_to_json
from annotate.model.ids import split_item, stance_key
from annotate.schema import Attribute, Schema
from annotate.schema.wellknown import REASON, SKIP


def questioned_items(annotation: Annotation) -> Iterable[tuple[str, int, str, Mapping[str, Answer]]]:
    """Yield (noun, index, item, its answers) for everything in an annotation that has questions, the author excepted."""
    yield "annotation", 0, "", annotation.attributes
    for place, claim in enumerate(annotation.claims):
        yield "claim", place, claim.id, claim.attributes
    for place, source in enumerate(annotation.sources):
        if source.id != AUTHOR:
            yield "source", place, source.id, source.attributes
    for place, stance in enumerate(annotation.stances):
        yield "stance", place, stance_key(stance.claim, stance.source), stance.attributes


def missing_items(schema: Schema, annotation: Annotation, question: Attribute, label: str | None = None) -> Iterator[str]:
    """Yield the items of a sentence that lack the answer to a question, if the sentence has a label.

    `label` is the label that a sentence gets which is open while its answers are added. The author's stances are only asked about
    if the schema requires it, as when a sentence is finished.
    """
    label = label or annotation.label
    if label is None or (question.noun == "annotation" and question.name == REASON and label != SKIP):
        return
    required = None
    for noun, place, item, answers in questioned_items(annotation):
        if noun != question.noun or question.name in answers:
            continue
        if split_item(item)[1] == AUTHOR:
            required = schema.missing(annotation_to_json(annotation)) if required is None else required
            if (noun, place, question.name) not in required:
                continue
        yield item


def is_answered(annotations: Iterable[Annotation], question: Attribute) -> bool:
    """Return whether a question about the article is answered in one of its annotations."""
    return any(question.name in annotation.attributes for annotation in annotations)


def count_missing(schema: Schema, annotations: Mapping[str, Annotation], question: Attribute) -> int:
    """Return how many answers to a question the annotations of an article lack, by sentence id; a source counts once."""
    if question.about_article:
        labelled = [annotation for annotation in annotations.values() if annotation.label is not None]
        return int(bool(labelled) and not is_answered(annotations.values(), question))
    everywhere = question.noun == "source"
    return len(
        {
            ("" if everywhere else sentence, item)
            for sentence, annotation in annotations.items()
            for item in missing_items(schema, annotation, question)
        }
    )
