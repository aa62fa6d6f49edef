"""What is known of the links of a project: their gold, and what a dataset has of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest

from annotate.dataset import ExportOptions, read_dataset
from annotate.linking.sampling import is_doubled
from annotate.model import ClaimLink
from annotate.model.links import Draw, Link, Relation
from annotate.project import Project, init_project
from annotate.project.linking import claim_refs
from annotate.project.links import GOLD, gold_claims, link_layer
from support.builders import at_second, make_revision
from support.linking import add_reports, add_stories, relation_of, whole

NOW = datetime(2026, 11, 22, tzinfo=UTC)
A, B, C, D = (f"{document}:0:c1" for document in "abcd")
DRAW = Draw("near", 0.25, 7, "char-bm25/1", 0.5, 4)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "news")
    add_stories(made)
    return made


def decide(project: Project, annotator: str, *decisions: tuple[str, str, Relation], action: str = "edit") -> None:
    """Store decisions of an annotator, one second after another."""
    with project.store() as store:
        claims = gold_claims(store, project.schema)
        start = len(store.links())
        for number, (first, second, relation) in enumerate(decisions, start):
            created = f"2026-11-22T00:00:{number:02}.000000Z"
            refs = claim_refs(claims, (first, second))
            store.save_link(Link(*refs, annotator, created, action, relation, "", 1.0, "0.1.0", DRAW))  # type: ignore[arg-type]


def layer(project: Project, annotator: str | None = None) -> dict[tuple[str, str], object]:
    with project.store() as store:
        found = link_layer(store, project.schema, annotator)
    assert found is not None
    return {(pair.first, pair.second): pair for pair in found.pairs}


def ids(*keys: str) -> tuple[str, ...]:
    return tuple("/".join(key.rsplit(":", 1)) for key in keys)


def test_no_links_no_layer(project: Project) -> None:
    with project.store() as store:
        assert link_layer(store, project.schema) is None
    assert project.clusters() == {}


def test_decided_and_inferred_pairs(project: Project) -> None:
    decide(project, "ada", (A, B, "same"), (B, C, "contradicts"))
    with project.store() as store:
        found = link_layer(store, project.schema)
    assert found is not None
    a, b, c = ids(A, B, C)
    assert [(p.first, p.second, p.relation, p.gold, p.decisions, p.conflict, p.draw) for p in found.pairs] == [
        (a, b, "same", "single", 1, False, DRAW),
        (a, c, "contradicts", None, 2, False, None),
        (b, c, "contradicts", "single", 1, False, DRAW),
    ]
    assert found.clusters == {a: a, b: a}
    assert set(found.spans) == {a, b, c}
    assert found.recall is None
    assert project.clusters() == {A: A, B: A}


def test_contradictions_are_marked_and_not_repaired(project: Project) -> None:
    decide(project, "ada", (A, B, "same"), (B, C, "same"), (A, C, "contradicts"), (C, D, "related"))
    with project.store() as store:
        found = link_layer(store, project.schema)
    assert found is not None
    marked = {(pair.first, pair.second): pair.conflict for pair in found.pairs}
    a, b, c, d = ids(A, B, C, D)
    assert marked == {(a, b): True, (b, c): True, (a, c): True, (c, d): False, (a, d): True, (b, d): True}
    assert found.clusters == dict.fromkeys((a, b, c), a)


def test_annotators_who_differ_count_for_nothing_until_somebody_settles_it(project: Project) -> None:
    decide(project, "ada", (A, B, "same"))
    decide(project, "eva", (A, B, "related"))
    with project.store() as store:
        found = link_layer(store, project.schema)
    assert found is not None
    assert (found.pairs, found.left_out["pairs on which annotators differ"]) == ([], 1)
    decide(project, "jo", (A, B, "same"), action="adjudicate")
    (pair,) = layer(project).values()
    assert (pair.relation, pair.gold, pair.annotators, pair.agreement) == ("same", "adjudicated", 2, 0.5)  # type: ignore[attr-defined]
    listed = project.links()
    assert (listed.open, listed.settled) == (0, 1)
    assert list(listed.clusters) == [A]


def test_conflicts_of_what_several_people_said_are_told(project: Project) -> None:
    decide(project, "ada", (A, B, "same"), (B, C, "same"))
    decide(project, "eva", (A, C, "contradicts"))
    conflicts = project.links().conflicts
    assert {name for name, _ in conflicts} == {GOLD}
    assert len(conflicts) == 3


def test_a_changed_claim_is_counted(project: Project) -> None:
    decide(project, "ada", (A, B, "same"), (B, C, "contradicts"))
    document = project.document("a")
    with project.store() as store:
        store.save([make_revision(document, 0, whole(document, 0, 4), created=at_second(51))])
        found = link_layer(store, project.schema)
    assert found is not None
    assert len(found.pairs) == 1
    assert found.left_out["decisions on claims that were changed or removed"] == 1


def test_the_claims_of_one_annotator_are_gold(project: Project) -> None:
    decide(project, "ada", (A, B, "same"))
    document = project.document("a")
    with project.store() as store:
        other = make_revision(document, 0, whole(document, 0, 4), "zoe", created=at_second(60))
        store.save([other])
        assert link_layer(store, project.schema, "zoe").pairs == []  # type: ignore[union-attr]


def test_an_export_has_them(project: Project, tmp_path: Path) -> None:
    decide(project, "ada", (A, B, "same"), (B, C, "contradicts"), (A, D, "unrelated"))
    done = project.export(tmp_path / "dataset", ExportOptions())
    assert done.links is not None
    assert (done.links.decided, done.links.inferred) == (
        {"same": 1, "contradicts": 1, "unrelated": 1},
        {"contradicts": 1, "unrelated": 1},
    )
    rows = list(read_dataset(tmp_path / "dataset", "claims")["train"])
    assert {row["claim_id"]: row["cluster"] for row in rows}["b:0/c1"] == "a:0/c1"


def test_undone_links_leave_the_column_of_clusters_to_itself(project: Project, tmp_path: Path) -> None:
    decide(project, "ada", (A, B, "same"))
    with project.linking("ada") as linking:
        linking.undo(NOW)
    done = project.export(tmp_path / "dataset", ExportOptions())
    assert done.links is not None
    assert set(done.configs) == {"sentences", "claims", "annotations", "articles"}


def test_the_report_says_who_says_what_about_the_same_thing(project: Project, tmp_path: Path) -> None:
    from annotate.project.report import report_on_dataset
    from annotate.report.collect import ReportOptions
    from annotate.report.page import render

    decide(project, "ada", (A, B, "same"))
    project.export(tmp_path / "data", ExportOptions(names=True))
    of_data = report_on_dataset(
        tmp_path / "data", project.schema, ReportOptions(), anonymous=False, progress=lambda done, total: None
    )
    facts = project.report()
    assert [(row.cluster, row.source, row.stance, row.document, row.sentence) for row in facts.positions] == [
        (A, "the author", "support", "a", 1),
        (A, "the author", "support", "b", 1),
    ]
    assert [row[1:] for row in of_data.positions] == [row[1:] for row in facts.positions]
    assert "Who says what about the same thing" in render(facts).decode()
    assert project.report(ReportOptions(without_text=True)).positions == ()


def test_links_within_articles_are_decided_pairs_of_the_closure(project: Project) -> None:
    document = project.document("b")
    with project.store() as store:
        second = whole(document, 1)
        link = ClaimLink("c1", whole(document, 0).claims[0].spans, "same")
        store.save([make_revision(document, 1, replace(second, links=(link,)), created=at_second(50))])
    inside = f"{document.sentences[1].id}:c1"
    assert project.clusters() == {B: B, inside: B}
    decide(project, "ada", (A, B, "same"))
    found = layer(project)
    decided, inferred = found[ids(B, inside)], found[ids(A, inside)]
    assert (decided.relation, decided.gold, decided.draw) == ("same", "single", None)  # type: ignore[attr-defined]
    assert (inferred.relation, inferred.gold, inferred.decisions) == ("same", None, 2)  # type: ignore[attr-defined]
    assert project.clusters() == dict.fromkeys((A, B, inside), A)
    with project.linking("eva") as linking:
        asked = set()
        while (question := linking.session.question()) is not None:
            asked.add(question.pair)
            linking.session.skip()
    assert all(is_doubled(*pair, 0) for pair in asked if set(pair) == {A, inside}), "it follows"


def test_a_contradiction_within_an_article_is_listed(project: Project) -> None:
    document = project.document("b")
    with project.store() as store:
        link = ClaimLink("c1", whole(document, 0).claims[0].spans, "contradicts")
        store.save([make_revision(document, 1, replace(whole(document, 1), links=(link,)), created=at_second(50))])
    ((_, _, relation, names),) = project.links().relations
    assert (relation, names) == ("contradicts", ("at the prompt",))


def relations_of(project: Project, said: dict[str, str], relation: Relation) -> tuple[set[str], set[str]]:
    """Return the pairs of `REPORTS` with a relation that are known, and those that are not, in words."""
    known = layer(project)
    found: tuple[set[str], set[str]] = (set(), set())
    for first, second in combinations(sorted(said), 2):
        if first.split(":")[0] != second.split(":")[0] and relation_of(said[first], said[second]) == relation:
            pair = known.get(ids(first, second))  # type: ignore[call-overload]
            found[pair is None].add(f"{said[first]} {said[second]} {first.split(':')[0]} {second.split(':')[0]}")
            assert pair is None or pair.relation == relation
    return found


def test_ten_reports_on_one_event(tmp_path: Path) -> None:
    """An eighth of the questions finds nearly all; the audit finds what is said in other words, and tells how much that was."""
    made = init_project(tmp_path / "fire")
    said = add_reports(made)
    asked = 0
    with made.linking("ada") as linking:
        while (question := linking.session.question()) is not None:
            linking.answer(relation_of(said[question.first], said[question.second]), NOW, 1)
            asked += 1
    assert asked < 405 / 7
    same, missed = relations_of(made, said, "same")
    assert (len(same), missed) == (14, {"unhurt unhurt agency bodensee"}), "“Nobody was hurt”, “No one was hurt in the fire”"
    against, _ = relations_of(made, said, "contradicts")
    assert {pair.split()[0] for pair in against} | {pair.split()[1] for pair in against} == {
        *("arson", "no-arson", "rebuild", "no-rebuild")
    }
    with made.auditing_links("eva", 30) as session:
        while (key := session.question()) is not None:
            pool = session.pool(key)
            session.finish(key, pool, [other for other in pool if said[other] == said[key]], NOW, 1)
        recall = session.recall()
    assert (recall.audited, recall.matched) == (30, 27)
    assert recall.share is not None
    assert recall.share[0] == pytest.approx(25 / 27)
    assert relations_of(made, said, "same")[1] == set()
    done = made.export(tmp_path / "dataset", ExportOptions())
    assert done.links is not None
    assert (done.links.conflicts, done.links.clusters) == (0, 13)
    positions = [row for split in read_dataset(tmp_path / "dataset", "positions").values() for row in split]
    meaning = {ids(key)[0]: name for key, name in said.items()}
    assert {meaning[row["claim_id"]] for row in positions if meaning[row["cluster"]] == "fire"} == {"fire"}
    assert len(positions) == 27
