"""A row of `claims` has a claim of gold with its own sources and stances, and the main stance beside them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from annotate.dataset import ExportOptions
from annotate.dataset.features import noun_feature
from annotate.dataset.rows.tables import TableMaker
from annotate.model import AUTHOR, Annotation, Claim, ClaimLink, Source, Stance
from annotate.schema import Schema, parse_schema
from support.several import topics_schema


def rows(world: Any, schema: Schema, *annotations: Annotation) -> list[dict[str, Any]]:
    """The rows of `claims` of one document with these annotations on its first sentences."""
    document = world.document("doc")
    revisions = [world.revision(document, index, annotation) for index, annotation in enumerate(annotations)]
    maker = TableMaker(schema, ExportOptions())
    result = maker.make(*maker.read(world.rows([document], revisions)))
    assert result is not None
    found: list[dict[str, Any]] = result.tables["claims"].to_pylist()
    return found


@pytest.fixture
def annotation(world: Any) -> Annotation:
    """Two claims: c1 of the sources s1, then s2; c2 of nobody but the author."""
    document = world.document("doc")
    first = world.annotation(document, document.sentences[0])
    second = Claim("c2", (document.span(0, 6),), first.claims[0].attributes)
    other = Source("s2", "others", None, {"type": "organisation", "naming": "named"})
    stances = (
        Stance("c2", AUTHOR, "support"),
        Stance("c1", AUTHOR, "neutral"),
        Stance("c1", "s2", "deny"),
        Stance("c1", "s1", "query"),
    )
    annotated: Annotation = replace(first, claims=(*first.claims, second), sources=(*first.sources, other), stances=stances)
    return annotated


def test_the_main_stance_is_the_first_that_is_not_the_authors(world: Any, schema: Schema, annotation: Annotation) -> None:
    names = TableMaker(schema, ExportOptions()).features["claims"]["stance"].names
    first, second = rows(world, schema, annotation)
    assert (first["claim"], first["source"], names[first["stance"]]) == ("c1", "others", "deny")
    assert (second["claim"], second["source"], names[second["stance"]]) == ("c2", "author", "support")


def test_a_claim_has_its_own_stances_and_the_sources_of_these(world: Any, schema: Schema, annotation: Annotation) -> None:
    first, second = rows(world, schema, annotation)
    assert [stance["source"] for stance in first["stances"]] == [AUTHOR, "s2", "s1"]
    assert [source["id"] for source in first["sources"]] == [AUTHOR, "s1", "s2"]  # in the order of the sentence
    assert [stance["source"] for stance in second["stances"]] == [AUTHOR]
    assert [source["id"] for source in second["sources"]] == [AUTHOR]


def test_a_claim_names_its_article_and_has_an_id_of_its_own(world: Any, schema: Schema, annotation: Annotation) -> None:
    document = world.document("doc", url="https://www.example.org/news", published="2026-05-01")
    revisions = [world.revision(document, index, annotation) for index in (0, 1)]
    for options in (ExportOptions(), ExportOptions(without_text=True)):
        maker = TableMaker(schema, options)
        result = maker.make(*maker.read(world.rows([document], [revisions[0]])))
        assert result is not None
        first, second = result.tables["claims"].to_pylist()
        assert (first["claim_id"], second["claim_id"]) == ("doc:0/c1", "doc:0/c2")
        assert first["title"] == (None if options.without_text else document.title)
        assert (first["published"], first["url"], first["outlet"]) == ("2026-05-01", document.url, "example.org")


def test_an_article_without_an_address_has_no_outlet(world: Any, schema: Schema, annotation: Annotation) -> None:
    for url in (None, "", "http://[", "news 7"):
        document = world.document("doc", url=url)
        maker = TableMaker(schema, ExportOptions())
        result = maker.make(*maker.read(world.rows([document], [world.revision(document, 0, annotation)])))
        assert result is not None
        assert {row["outlet"] for row in result.tables["claims"].to_pylist()} == {None}


def test_claims_of_other_sentences_do_not_mix(world: Any, schema: Schema, annotation: Annotation) -> None:
    """Every sentence uses the same ids, and one without a claim is between them."""
    document = world.document("doc")
    other = world.annotation(document, document.sentences[2])
    first, second, third = rows(world, schema, annotation, Annotation("no_claim"), other)
    assert [row["sentence"] for row in (first, second, third)] == [document.sentences[number].id for number in (0, 0, 2)]
    assert third["source"] == other.sources[1].name
    assert [stance["source"] for stance in third["stances"]] == [AUTHOR, "s1"]


def test_the_spans_of_a_claim_are_joined_in_its_text(world: Any, schema: Schema, annotation: Annotation) -> None:
    first, second = rows(world, schema, annotation)
    assert first["text"] == annotation.claims[0].text
    assert second["text"] == "Bridge"


def test_a_claim_without_a_stance_has_no_source(world: Any, schema: Schema, annotation: Annotation) -> None:
    bare = replace(annotation, sources=annotation.sources, stances=annotation.stances[1:])
    _, second = rows(world, schema, bare)
    assert (second["source"], second["stance"], second["sources"], second["stances"]) == (None, None, [], [])


def test_several_answers_are_lists_of_numbers(world: Any, annotation: Annotation) -> None:
    first, second = annotation.claims
    claims = (
        replace(first, attributes={**first.attributes, "topics": ("health", "money")}),
        replace(second, attributes={**second.attributes, "topics": ()}),
    )
    found = rows(world, topics_schema(), replace(annotation, claims=claims), annotation)
    assert [row["topics"] for row in found] == [[1, 0], [], None, None]


def test_the_main_source_has_its_several_answers(world: Any, annotation: Annotation) -> None:
    author, *others = annotation.sources
    sided = [replace(source, attributes={**source.attributes, "topics": ("roads",)}) for source in others]
    found = rows(world, topics_schema("source"), replace(annotation, sources=(author, *sided)))
    assert [row["source_topics"] for row in found] == [[2], None]
    assert [[source["topics"] for source in row["sources"]] for row in found] == [[None, [2], [2]], [None]]


def test_a_claim_names_the_earlier_claims_that_it_is_linked_to(world: Any, schema: Schema) -> None:
    document = world.document("doc")
    first, second, third = (world.annotation(document, document.sentences[index]) for index in (0, 1, 2))
    target = first.claims[0].spans
    second = replace(second, links=(ClaimLink("c1", target, "contradicts"),))
    third = replace(third, links=(ClaimLink("c1", target, "same"), ClaimLink("c1", (document.span(1, 3),), "supports")))
    labels = noun_feature(schema, "link")["label"]
    found = rows(world, schema, first, second, third)
    assert [[(link["claim_id"], labels.int2str(link["label"])) for link in row["links"]] for row in found] == [
        [],
        [("doc:0/c1", "contradicts")],
        [("doc:0/c1", "same"), (None, "supports")],
    ]
    assert [link["text"] for link in found[1]["links"]] == [first.claims[0].text]


def test_a_scheme_without_links_has_no_column_for_them(world: Any, schema: Schema, annotation: Annotation) -> None:
    raw = json.loads(json.dumps(schema.raw))
    del raw["$defs"]["link"], raw["$defs"]["annotation"]["properties"]["links"]
    (row, _) = rows(world, parse_schema(json.dumps(raw)), annotation)
    assert "links" not in row
