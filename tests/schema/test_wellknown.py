"""The scheme words that code relies on: each is declared once, and a scheme without it says what does not work."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from typing import Any

import pytest

from annotate.errors import SchemaError
from annotate.schema import parse_schema, shipped, wellknown
from annotate.schema.migration import next_version, parse_change
from annotate.schema.wellknown import CLAIM_ANSWERS, DEPENDENCIES, SENTENCE_LABELS, missing_words
from support.paths import PACKAGE

RAW = json.loads((shipped("schema") / "annotation.schema.json").read_text(encoding="utf-8"))


def scheme(raw: Any) -> Any:
    return parse_schema(json.dumps(raw))


def labels_of(raw: dict[str, Any], noun: str, question: str) -> list[dict[str, Any]]:
    labels: list[dict[str, Any]] = raw["$defs"][noun]["properties"][question].get("oneOf", [])
    return labels


def default_labels() -> Iterator[tuple[str, str, str]]:
    """Every label of the shipped scheme: noun, question, label."""
    for noun, definition in RAW["$defs"].items():
        for question in definition.get("properties", {}):
            yield from ((noun, question, label["const"]) for label in labels_of(RAW, noun, question))


def renamed(noun: str, question: str, label: str) -> dict[str, Any]:
    """The shipped scheme with one label renamed by hand, where a schema's owner would rename it."""
    raw: dict[str, Any] = json.loads(json.dumps(RAW))
    for item in labels_of(raw, noun, question):
        if item["const"] == label:
            item["const"] = f"{label}_"
    definition = raw["$defs"][noun]
    for owner, key in (
        (definition["properties"][question], "default"),
        (definition["properties"][question], "x-author-default"),
        (definition.get("x-author", {}), question),
    ):
        if owner.get(key) == label:
            owner[key] = f"{label}_"
    return raw


def test_the_shipped_scheme_has_every_word() -> None:
    assert list(missing_words(scheme(RAW))) == []


@pytest.mark.parametrize(("noun", "question", "label"), list(default_labels()))
def test_renaming_a_default_label_is_noticed_by_what_depends_on_it(noun: str, question: str, label: str) -> None:
    raw = renamed(noun, question, label)
    if (noun, question) == ("annotation", "label"):
        assert label in SENTENCE_LABELS
        with pytest.raises(SchemaError, match=f"the label '{label}' is missing"):
            scheme(raw)
        return
    dependent = [d for d in DEPENDENCIES if (d.noun, d.question) == (noun, question) and label in d.labels]
    missing = list(missing_words(scheme(raw)))
    assert [word.dependency for word in missing] == dependent
    assert [word.message for word in missing] == [f"{noun}.{question} has no label {label!r}: {d.effect}" for d in dependent]


def test_words_that_are_needed_have_a_notice() -> None:
    """The labels that rules, checks and the prompt act on; every other label can be renamed freely."""
    noticed = {
        label: {d.check for d in DEPENDENCIES if (d.noun, d.question) == (noun, question) and label in d.labels}
        for noun, question, label in default_labels()
    }
    assert noticed["support"] == noticed["deny"] == {"", "stance-against-cue"}
    assert noticed["direct"] == noticed["indirect"] == noticed["mixed"] == {"", "quote-type"}
    assert noticed["query"] == noticed["neutral"] == noticed["segmentation"] == noticed["unnamed"] == {""}
    assert noticed["event"] == noticed["partly"] == {""}
    assert noticed["boilerplate"] == noticed["unclear"] == set()


@pytest.mark.parametrize(("noun", "question"), sorted({(d.noun, d.question) for d in DEPENDENCIES} - {("stance", "label")}))
def test_a_missing_question_is_noticed_once_by_each_feature(noun: str, question: str) -> None:
    raw: dict[str, Any] = json.loads(json.dumps(RAW))
    definition = raw["$defs"][noun]
    del definition["properties"][question]
    definition["required"] = [name for name in definition["required"] if name != question]
    definition.get("x-author", {}).pop(question, None)
    if question == wellknown.REASON:
        del definition["allOf"]
    dependent = [d for d in DEPENDENCIES if (d.noun, d.question) == (noun, question)]
    assert [word.message for word in missing_words(scheme(raw))] == [
        f"there is no {noun}.{question}: {d.effect}" for d in dependent
    ]


def test_a_retired_label_is_missing() -> None:
    merged = next_version(RAW, [parse_change("merge stance:deny,unclear=unclear")])
    assert {word.message.split(":")[0] for word in missing_words(scheme(merged))} == {
        "the label 'deny' of stance.label is retired"
    }


# -- no literals elsewhere ------------------------------------------------------------------------------------------------

CONSTANTS = {name: value for name, value in vars(wellknown).items() if name.isupper() and isinstance(value, str)}
EVERYWHERE = {"label", "claim", "type", "document"}
"""Words that are fields of the model, nouns or keys of other formats as well, in too many places to list."""

HOMONYMS = {
    "agreement/disagreements.py": {"author", "other"},  # how the author is shown; one of two annotators
    "agreement/grouping.py": {"mixed"},  # shown with suggestions by one annotator, without by another
    "agreement/plan.py": {"author"},  # a question of the comparison
    "agreement/report.py": {"reason"},  # a column of the report
    "articles/cleaning/line_roles.py": {"role"},  # of a line
    "articles/formats/": {"quote", "author", "role"},  # a kind of block; metadata of files; an attribute of HTML
    "cli/annotators.py": {"other"},  # a column of the list
    "cli/articles.py": {"role"},  # a correction
    "cli/corpus.py": {"reason"},  # a key of what was lost
    "cli/suggest.py": {"author", "quote", "role"},  # how suggestions are printed; what is lost; who speaks to a language model
    "cli/label.py": {"author"},  # how suggestions are printed
    "cli/train.py": {"author"},  # a key of the model's facts
    "corpus/card.py": {"other"},  # a license identifier
    "corpus/layout.py": {"quote"},  # a column
    "dataset/card.py": {"author", "other"},  # a field of BibTeX; the kinds of annotators of the Hub
    "dataset/card_creation.py": {"mixed"},  # shown with suggestions by one annotator, without by another
    "dataset/charts.py": {"role"},  # an attribute of SVG
    "dataset/features.py": {"quote"},  # a kind of block
    "dataset/options.py": {"other"},  # a license identifier
    "interchange/formats/fact_checking.py": {"author"},  # a property of schema.org
    "interchange/formats/spans_table.py": {"quote"},  # a column
    "interchange/formats/uima.py": {"role"},  # a feature of links
    "labelling/": {"author", "quote", "role"},  # how the author is shown; a kind of block; a command
    "model/documents.py": {"quote"},  # a kind of block
    "model/json.py": {"author"},  # of a version
    "labelling/session.py": {"skip"},  # the name of an action
    "project/learning.py": {"author"},  # a key of the model's facts
    "project/segmentation.py": {"role"},  # a correction
    "report/": {"author"},  # how the author is shown; a question of the comparison
    "review/": {"author"},  # how the author is shown
    "store/outbox.py": {"segmentation"},  # a kind of entry
    "store/people.py": {"author"},  # a column
    "store/purging.py": {"other"},  # a column
    "suggestions/learned/suggester.py": {"named"},  # a rule
    "suggestions/llm/answer_format.py": {"quote"},  # a field of an answer
    "suggestions/llm/reading.py": {"author", "quote"},  # a name that a language model gives the author; what is lost
    "suggestions/rules/english.py": {"person"},  # an English word
    "suggestions/rules/tokens.py": {"quote"},  # a kind of token
}
"""Where a word means something that is not in the scheme."""


def test_every_constant_is_declared_with_what_depends_on_it() -> None:
    """The answers about claims are words of a table of rules and need no constants."""
    named = [d for d in DEPENDENCIES if d.noun != "claim" or d.labels != CLAIM_ANSWERS.get(d.question)]
    used = {word for d in named for word in (d.question, *d.labels)} | {*SENTENCE_LABELS, wellknown.AUTHOR_NAME}
    assert set(CONSTANTS.values()) == used


def test_no_other_module_has_a_scheme_word_as_a_literal() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name == "schema/wellknown.py":
            continue
        allowed = EVERYWHERE.union(*(words for place, words in HOMONYMS.items() if name.startswith(place)))
        words = {*CONSTANTS.values()} - allowed
        constants = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant))
        found += [f"{name}:{node.lineno}: {node.value!r}" for node in constants if node.value in words]
    assert found == [], "use the constant of annotate.schema.wellknown"
