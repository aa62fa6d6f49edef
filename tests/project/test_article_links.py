"""Links within articles as decisions on pairs of gold claims, through dumps, loads and changes of the schema."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.model import Annotation, ClaimLink
from annotate.model.claim_list import ClaimFilter
from annotate.project import Project, init_project
from annotate.project.article_links import DecidedPair, decided_pairs
from annotate.project.claims import list_claims
from annotate.schema.migration import parse_change
from support.builders import at_second, make_document, make_revision
from support.linking import whole

TARN = make_document("tarn", ["The bridge is closed.", "It stays closed until May.", "The bridge is open, the mayor said."])


def linked(place: int, *links: tuple[int, str]) -> Annotation:
    """Return an annotation of a sentence as one claim, linked to the claims of earlier sentences."""
    annotation = whole(TARN, place)
    return replace(annotation, links=tuple(ClaimLink("c1", whole(TARN, to).claims[0].spans, label) for to, label in links))


DECISIONS = (linked(0), linked(1, (0, "supports")), linked(2, (0, "contradicts"), (1, "same")))
EXPECTED = (
    DecidedPair("tarn:23:c1", "tarn:0:c1", "related"),
    DecidedPair("tarn:50:c1", "tarn:0:c1", "contradicts"),
    DecidedPair("tarn:50:c1", "tarn:23:c1", "same"),
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "news")
    with made.store(create=True) as store:
        store.add_document(TARN)
        for place, annotation in enumerate(DECISIONS):
            store.save([make_revision(TARN, place, annotation, created=at_second(place))])
    return made


def pairs(project: Project) -> tuple[DecidedPair, ...]:
    with project.store() as store:
        return tuple(decided_pairs(list_claims(store, project.schema, (), None, ClaimFilter()).claims, project.schema))


def test_the_links_of_gold_are_decided_pairs(project: Project) -> None:
    assert pairs(project) == EXPECTED
    assert not project.check().problems


def test_a_link_to_a_claim_that_is_not_gold_is_left_out(project: Project) -> None:
    with project.store() as store:
        store.save([make_revision(TARN, 0, Annotation("no_claim"), created=at_second(9))])
    assert [pair.second for pair in pairs(project)] == ["tarn:23:c1"]


def test_a_scheme_without_links_has_none(project: Project) -> None:
    raw = json.loads(project.schema_path.read_bytes())
    del raw["$defs"]["link"], raw["$defs"]["annotation"]["properties"]["links"]
    del raw["properties"]["annotation"]["then"]["properties"]["links"]
    project.schema_path.write_text(json.dumps(raw))
    assert pairs(Project(project.root)) == ()


def test_a_dump_brings_links_along(project: Project, tmp_path: Path) -> None:
    dump = tmp_path / "all.jsonl"
    project.dump_to(dump)
    assert sum("links" in json.loads(line)["annotation"] for line in dump.read_text().splitlines()) == 2
    other = init_project(tmp_path / "other")
    with other.store(create=True) as store:
        store.add_document(TARN)
    other.load([dump])
    assert pairs(other) == EXPECTED


def test_a_renamed_label_means_the_same(project: Project) -> None:
    project.migrate([parse_change("rename link:same=identical"), parse_change("merge link:supports=contradicts")])
    after = Project(project.root)
    assert pairs(after) == (EXPECTED[0]._replace(relation="contradicts"), *EXPECTED[1:])
    assert not after.check().problems
