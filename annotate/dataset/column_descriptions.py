"""The meaning of each config and of each of its columns, in a sentence, for the card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasets import ClassLabel, Features, List, Value

from annotate.dataset.features import article_columns, claim_columns, flat_columns, sentence_columns, silver_columns
from annotate.dataset.options import SILVER
from annotate.dataset.samples import MEANINGS
from annotate.schema import Schema

CONFIG_DESCRIPTIONS = {
    "sentences": "A sentence with its gold label, and the claims, sources and stances in it.",
    "claims": "A gold claim with its attributes, its main source and stance, and all of its sources and stances.",
    "annotations": "The decision of one annotator on one sentence, never aggregated.",
    "articles": "An article, to whose text all offsets refer.",
    "pairs": "Two gold claims and the relation of the first to the second, decided by people or inferred from decisions.",
    "positions": "A source's stance on a gold claim that is linked with others: who says what about the same thing.",
    "silver": "A claim that a rule suggests in an article that nobody labelled; nobody has checked it.",
}
"""What one row of each config is."""

_ANNOTATION = {
    "claims": "the claims: their spans in the text and the answers about them",
    "sources": "the sources of the claims: name, mention in the text, and the answers about them",
    "stances": "which source takes which stance on which claim, and the cue that shows it",
    "links": "which claim has which relation to an earlier claim of the article, given by the place of that claim",
}
_IDENTITY = {
    "document": "the id of the article",
    "sentence": "the id of the sentence",
    "index": "the number of the sentence in its article, from 0",
    "block": "the part of the article that the sentence is in, such as headline or paragraph",
    "start": "where the sentence begins in the text of its article",
    "end": "where it ends, exclusive",
    "text": "the text of the sentence",
}
_ORIGIN = {
    "annotator": "who decided: the annotator or adjudicator",
    "sha256": "the hash of the file of the article as it was received",
    "schema": "the version of the label scheme of the annotation",
    "tool": "the version of annotate-claims that it was made with",
}
_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "sentences": {
        **_IDENTITY,
        "status": "unseen, open (begun but not finished) or labelled",
        "label": "the gold label; null if there is none",
        "has_claim": "true if the gold has a claim; null without a gold label, and for skipped sentences",
        "n_claims": "the number of claims in the gold",
        "n_annotators": "the number of annotators who finished the sentence",
        "agreement": "the fraction of them who gave the most frequent label; null below two",
        "gold": "how the gold was decided",
        **_ANNOTATION,
        **_ORIGIN,
    },
    "annotations": {
        **_IDENTITY,
        "label": "the label that this annotator gave",
        **_ANNOTATION,
        "flag": "what the annotator marked the sentence with for a later look; null if nothing",
        "note": "a note of the annotator; free text",
        "seconds": "the active time that the decision took",
        "keys": "the number of keys pressed",
        "created": "when the decision was made, in UTC",
        "origins": "how each item came to be: entered by hand, or a suggestion that was accepted, edited or rejected",
        **_ORIGIN,
        "annotator": "the annotator",
    },
    "claims": {
        "document": _IDENTITY["document"],
        "sentence": _IDENTITY["sentence"],
        "claim": "the id of the claim, unique in its sentence",
        "claim_id": "the id of the claim, unique in the dataset",
        "cluster": "the cluster of claims that say the same, its own id for a claim alone; null if the project has no links",
        "text": "the text of the claim; several spans are joined by “ … ”",
        "sentence_text": "the text of the sentence",
        "title": "the title of the article",
        "published": "the date of its publication",
        "url": "its address",
        "outlet": "the host of its address",
        "source": "the name of the main source",
        "stance": "the stance of the main source",
        "spans": "where the claim is in the text of the article and of its sentence",
        "sources": _ANNOTATION["sources"],
        "stances": _ANNOTATION["stances"],
        "links": "its relations to earlier claims of the article: their `claim_id`, null if the gold has none there, and text",
        **_ORIGIN,
    },
    "articles": {
        "document": _IDENTITY["document"],
        "path": "where the file of the article was",
        "title": "the title",
        "byline": "the author as the article names them",
        "published": "the date of publication",
        "url": "the address",
        "language": "the language as a tag of BCP 47",
        "text": "the text to which all offsets refer",
        "text_sha256": "the hash of the text in UTF-8",
        "sha256": _ORIGIN["sha256"],
        "blocks": "the parts of the article: their kind and their place",
        "n_sentences": "the number of sentences",
        "n_labelled": "the number of labelled sentences",
        "chosen_by": "the order by which the article was chosen to be labelled; null if it was not chosen by one",
        "chosen_at_random": "true if it was drawn at random from all articles that were open",
        "chosen_round": "its place in that order, from 1",
        "chosen_seed": "the random seed of that draw",
        "chosen_random_share": "the share of articles drawn at random in that order",
    },
    "pairs": {
        "first": "the `claim_id` of the first claim",
        "second": "the `claim_id` of the second claim",
        "first_text": "the text of the first claim",
        "second_text": "the text of the second claim",
        "first_document": "the article of the first claim",
        "second_document": "the article of the second claim",
        "first_cluster": "the cluster of the first claim",
        "second_cluster": "the cluster of the second claim",
        "label": "the relation of the first claim to the second",
        "label_source": "`decided` by people, or `inferred` from decisions on other pairs",
        "gold": "how the label was decided: single, unanimous, majority or adjudicated; null if it is inferred",
        "n_annotators": "the number of annotators who decided on the pair",
        "agreement": "the fraction of them who gave the most frequent label; null below two",
        "n_decisions": "the number of decisions that the label follows from; 1 if it was decided",
        "conflict": "true if another relation follows from other decisions, or if the label follows from such decisions",
        "stratum": "the part of all pairs that it was drawn from; null if that is not known, and for inferred pairs",
        "probability": "the chance that it had of being drawn in its stratum",
        "weight": "1 / probability",
        "seed": "the random seed of the draw",
        "method": "the method that ranked the candidates",
        "score": "the similarity of both claims by that method",
        "rank": "the better place of the two in each other's lists of similar claims, from 1; 0 if they are in neither",
    },
    "positions": {
        "cluster": "the cluster of claims that say the same, as in `claims`",
        "claim_id": "the claim that the source takes the stance on, as in `claims`",
        "document": _IDENTITY["document"],
        "published": "the date of its publication",
        "outlet": "the host of its address",
        "text": "the text of the claim",
        "source_id": "the id of the source in its article; `s0` is the author",
        "source": "the name of the source",
        "stance": "the stance of the source on the claim",
    },
    "silver": {
        "document": _IDENTITY["document"],
        "sentence": _IDENTITY["sentence"],
        "claim_id": "the id of the suggestion, unique in the dataset",
        "label_source": "always `suggestion`: no person made or checked this row",
        "rule": "the rule that suggests the claim, with its version",
        "text": "the text of the claim; several spans are joined by “ … ”",
        "start": "where the claim begins in the text of its article",
        "end": "where it ends, exclusive",
        "spans": "where the claim is in the text of the article and of its sentence",
        "sentence_text": "the text of the sentence",
        "title": "the title of the article",
        "published": "the date of its publication",
        "url": "its address",
        "outlet": "the host of its address",
        "language": "its language as a tag of BCP 47",
        "source": "the name of the source, as in `claims`",
        "mention": "the words by which the sentence names the source",
        "mention_start": "where they begin in the text of the article",
        "mention_end": "where they end, exclusive",
        "stance": "the stance of the source",
        "cue": "the words that show the stance; null for the article's own voice",
        "cue_start": "where they begin in the text of the article",
        "cue_end": "where they end, exclusive",
        "rule_accepted": "suggestions of the rule that annotators of this project accepted unchanged",
        "rule_edited": "those that they accepted and changed",
        "rule_rejected": "those that they rejected",
        "rule_passed_over": "those that were shown in a finished sentence and not used",
        "rule_assisted": "the share of these four that was accepted unchanged; null if there are fewer than 20",
        "rule_assisted_low": "the lower bound of its 95 % interval (Wilson)",
        "rule_assisted_high": "the upper bound",
        "rule_blind": "suggestions of the rule for sentences that were labelled without seeing them",
        "rule_correct": "those of them that agree with the gold",
        "rule_precision": "the share of them that agrees; null if there are fewer than 20",
        "rule_precision_low": "the lower bound of its 95 % interval (Wilson)",
        "rule_precision_high": "the upper bound",
        "sha256": _ORIGIN["sha256"],
        "schema": "the version of the label scheme that the answers are from",
        "tool": "the version of annotate-claims that made the suggestion",
    },
}


def column_meanings(schema: Schema, config: str) -> dict[str, str]:
    """Return what the columns of a config mean; a question of the scheme means what its description there says."""
    meanings = dict(_MEANINGS[config])
    if config in ("sentences", "annotations"):
        meanings |= _described(schema, "annotation", sentence_columns(schema, config))
    if config == "articles":
        meanings |= _described(schema, "annotation", article_columns(schema))
    if config == "claims":
        meanings |= _described(schema, "claim", claim_columns(schema))
        for noun in ("source", "stance"):
            described = _described(schema, noun, flat_columns(schema, noun))
            meanings |= {column: f"of the main {noun}: {text}" for column, text in described.items()}
    if config == SILVER:
        for noun, columns in silver_columns(schema).items():
            meanings |= {column: f"predicted: {text}" for column, text in _described(schema, noun, columns).items()}
    return meanings


def _described(schema: Schema, noun: str, columns: Mapping[str, str]) -> dict[str, str]:
    texts = {question.name: question.description or question.title for question in schema.attributes[noun]}
    return {column: texts[name] for name, column in columns.items()}


def column_type(feature: Any) -> str:
    """Return the type of a column in words.

    >>> from datasets import Features
    >>> features = Features({"a": Value("int64"), "b": List({"c": ClassLabel(names=["x", "y"])})})
    >>> column_type(features["a"]), column_type(features["b"])
    ('int64', 'list of {c}')
    """
    if isinstance(feature, ClassLabel):
        return f"one of {feature.num_classes} labels"
    if isinstance(feature, List) and isinstance(feature.feature, ClassLabel):
        return f"several of {feature.feature.num_classes} labels"
    if isinstance(feature, List):
        return f"list of {column_type(feature.feature)}"
    if isinstance(feature, dict):
        return "{" + ", ".join(feature) + "}"
    return str(feature.dtype) if isinstance(feature, Value) else type(feature).__name__


def column_rows(schema: Schema, config: str, features: Features) -> list[tuple[str, str, str]]:
    """Return name, type and meaning of each column of a config, in order."""
    meanings = {**MEANINGS, **column_meanings(schema, config)}
    return [(name, column_type(feature), meanings.get(name, "")) for name, feature in features.items()]
