"""Links between the gold claims of a project: stored at once, taken up again, found again when claims change, compared."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from annotate.dataset.difference import compare
from annotate.errors import ProjectError
from annotate.linking.sampling import is_doubled
from annotate.model.links import RELATIONS, Relation, current_links
from annotate.project import Project, init_project
from annotate.review.assignment import Plan
from support.builders import at_second, make_revision
from support.linking import STORIES, add_stories, whole

NOW = datetime(2026, 11, 22, tzinfo=UTC)
A, B, C = "a:0:c1", "b:0:c1", "c:0:c1"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "news")
    add_stories(made)
    return made


def answer_all(project: Project, annotator: str, relations: dict[tuple[str, str], Relation]) -> list[tuple[str, str]]:
    """Answer every question, by default with ``unrelated``, and return the pairs that were asked."""
    asked = []
    with project.linking(annotator) as linking:
        while (question := linking.session.question()) is not None:
            asked.append(question.pair)
            linking.answer(relations.get(question.pair, "unrelated"), NOW, 1.5)
    return asked


def test_every_answer_is_stored_and_nothing_is_asked_twice(project: Project) -> None:
    asked = answer_all(project, "ada", {(A, B): "same"})
    with project.store() as store:
        links = store.links()
        assert [link.pair for link in links] == asked
    assert len(set(asked)) == len(asked)
    assert answer_all(project, "ada", {}) == []
    found = project.links()
    assert {id: [claim.key for claim in claims] for id, claims in found.clusters.items()} == {A: [A, B]}
    assert found.counts["ada"]["same"] == 1
    assert sum(asked for asked, _ in found.strata.values()) == len(asked)
    assert found.conflicts == ()


def test_another_annotator_is_asked_what_nobody_knows(project: Project) -> None:
    everything = answer_all(project, "ada", {(A, B): "same"})
    shared = answer_all(project, "eva", {(A, B): "same"})
    assert 0 < len(shared) < len(everything)
    asked = project.links().agreement["ada", "eva"].asked
    assert (asked.raw.value, asked.pairs) == (1, len(set(shared) & set(everything)))


def test_annotators_who_differ_are_in_no_cluster(project: Project) -> None:
    with project.linking("ada") as linking:
        question = linking.session.question()
        assert question is not None
        linking.answer("same", NOW, 1)
    with project.store() as store:
        (link,) = store.links()
        store.save_link(replace(link, annotator="eva", relation="contradicts"))
    found = project.links()
    assert found.clusters == {}
    assert [(relation, names) for _, _, relation, names in found.relations] == [("contradicts", ("eva",))]
    assert found.agreement["ada", "eva"].asked.raw.value == 0
    assert found.open == 1


def test_undo_goes_back_through_sessions(project: Project) -> None:
    with project.linking("ada") as linking:
        first = linking.answer("same", NOW, 1).pair
        second = linking.answer("unrelated", NOW, 1).pair
    with project.linking("ada") as linking:
        assert linking.decided == 2
        assert linking.undo(NOW) == second
        assert linking.undo(NOW) == first
        assert linking.undo(NOW) is None
        assert linking.decided == 0
        question = linking.session.question()
        assert question is not None
        assert question.pair == first
        linking.answer("related", NOW, 1)
        assert linking.undo(NOW) == first
    with project.store() as store:
        assert current_links(store.links()) == []
        assert len(store.links()) == 6, "nothing is ever removed"


def test_a_claim_with_another_number_is_found_by_its_text_and_a_changed_one_is_not(project: Project) -> None:
    answer_all(project, "ada", {(A, B): "same"})
    document = project.document("a")
    with project.store() as store:
        moved = whole(document, 0)
        claim = replace(moved.claims[0], id="c2")
        annotation = replace(moved, claims=(claim,), stances=(replace(moved.stances[0], claim="c2"),))
        store.save([make_revision(document, 0, annotation, created=at_second(50))])
    found = project.links()
    assert [claim.key for claim in found.clusters["a:0:c2"]] == ["a:0:c2", B]
    assert found.stale == 0
    with project.store() as store:
        store.save([make_revision(document, 0, whole(document, 0, 4), created=at_second(51))])
    changed = project.links()
    assert changed.clusters == {}
    assert changed.stale > 0
    with project.linking("ada") as linking:
        assert linking.stale == changed.stale
        assert linking.session.question() is not None, "the changed claim is new"


def test_one_article_has_no_links(tmp_path: Path) -> None:
    made = init_project(tmp_path / "one")
    add_stories(made, {"a": STORIES["a"]})
    with pytest.raises(ProjectError, match="there are not two articles with gold claims yet"), made.linking("ada"):
        pass


def test_links_are_in_dumps(project: Project, tmp_path: Path) -> None:
    asked = answer_all(project, "ada", {(A, B): "same"})
    dump = tmp_path / "labels.jsonl"
    assert project.dump_to(dump) == 8 + len(asked)
    of_d = [line for line in project.dump("d") if line.startswith(b'{"link"')]
    assert len(of_d) == sum("d:" in pair[0] or "d:" in pair[1] for pair in asked)
    other = init_project(tmp_path / "other")
    add_stories(other)
    assert other.load([dump]).new == len(asked)
    assert other.load([dump]).new == 0
    assert other.load([dump], [("ada", "eva")]).new == len(asked)
    with project.store() as here, other.store() as there:
        assert there.links("ada") == here.links()


def test_a_dump_with_a_wrong_link_is_refused(project: Project, tmp_path: Path) -> None:
    answer_all(project, "ada", {})
    line = next(line for line in project.dump() if line.startswith(b'{"link"'))
    dump = tmp_path / "labels.jsonl"
    for old, new, code in ((b'"edit"', b'"fix"', "bad-link"), (b'"a:', b'"X:', "document-unknown")):
        dump.write_bytes(line.replace(old, new) if old in line else line.replace(b'"b:', b'"X:'))
        checked = project.check([dump])
        assert [problem.code for problem in checked.problems] == [code]


def test_removal_writes_links_first(project: Project, tmp_path: Path) -> None:
    answer_all(project, "ada", {})
    project.remove(["a"], author="eva", dump=tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_bytes().splitlines()
    assert any(line.startswith(b'{"link"') for line in lines)
    with project.store() as store:
        assert not [link for link in store.links() if "a" in (link.first.document, link.second.document)]


def test_lines_of_links_follow_the_schema_of_lines_and_a_difference_knows_them(project: Project, tmp_path: Path) -> None:
    folder = project.schema_path.parent
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    registry = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in schemas.items())
    validator = Draft202012Validator(schemas["dump.schema.json"], registry=registry)
    relations = schemas["dump.schema.json"]["$defs"]["link"]["properties"]["relation"]["enum"]
    assert relations == [*RELATIONS, None]
    project.dump_to(tmp_path / "before.jsonl")
    with project.linking("ada") as linking:
        linking.answer("same", NOW, 1)
        linking.answer("entails", NOW, 1, "a note")
        linking.undo(NOW)
    project.dump_to(tmp_path / "after.jsonl")
    records = [json.loads(line) for line in project.dump()]
    for record in records:
        validator.validate(record)
    link = next(record["link"] for record in records if "link" in record)
    for name in link:
        assert not validator.is_valid({"link": {**link, name: []}}), name
    (difference,) = compare(tmp_path / "before.jsonl", tmp_path / "after.jsonl")
    assert (difference.kind, len(difference.added)) == ("links", 1)


def test_a_team_with_a_plan_shares_the_pairs_and_some_are_given_to_two(project: Project) -> None:
    stories = {f"e{n}": ("2026-03-02", [f"Report {n} on the Tarn bridge", f"Crack {n} in the main bearing"]) for n in range(8)}
    add_stories(project, stories)
    with project.linking("zoe") as linking:
        every = linking.session.left
    project.assign(Plan(1, ("ada", "eva", "jo")), author="zoe")
    asked = {name: set(answer_all(project, name, {})) for name in ("ada", "eva", "jo")}
    assert len(set.union(*asked.values())) == every, "nothing is left out"
    for pair in set.union(*asked.values()):
        assert sum(pair in pairs for pairs in asked.values()) == 1 + is_doubled(*pair, 0)
    assert all(len(pairs) > every / 4 for pairs in asked.values())
    assert len(answer_all(project, "zoe", {})) == sum(is_doubled(*pair, 0) for pair in set.union(*asked.values())), (
        "who is not in the plan is asked what everybody is"
    )


def disagree(project: Project) -> tuple[str, str]:
    """Let two annotators decide differently on a pair, and return it."""
    with project.linking("ada") as linking:
        pair = linking.answer("same", NOW, 1).pair
    with project.store() as store:
        (link,) = store.links()
        store.save_link(replace(link, annotator="eva", relation="related"))
    return pair


def test_what_annotators_decided_differently_is_settled_once(project: Project) -> None:
    pair = disagree(project)
    with project.adjudicating_links("zoe") as session:
        question = session.question()
        assert question is not None
        assert (question.pair, question.votes, session.left) == (pair, {"ada": "same", "eva": "related"}, 0)
        session.answer("related", NOW, 2, "by the rule")
        assert (session.question(), session.decided) == (None, 1)
        with pytest.raises(ProjectError, match="no pair is left to settle"):
            session.answer("same", NOW, 1)
    found = project.links()
    assert (found.open, found.settled) == (0, 1)
    assert [(relation, names) for _, _, relation, names in found.relations] == [("related", ("adjudicated",))]
    with project.store() as store:
        assert [(link.action, link.note) for link in store.links("zoe")] == [("adjudicate", "by the rule")]


def test_an_adjudication_is_taken_back_and_skipped(project: Project) -> None:
    pair = disagree(project)
    with project.adjudicating_links("zoe") as session:
        session.answer("related", NOW, 2)
    with project.adjudicating_links("zoe") as session:
        assert session.question() is None
        assert session.undo(NOW) == pair
        assert session.undo(NOW) is None
        question = session.question()
        assert question is not None
        assert question.pair == pair
        session.skip()
        assert session.question() is None
    assert project.links().open == 1


def test_an_adjudicator_who_annotates_too_keeps_both_apart(project: Project) -> None:
    disagree(project)
    with project.adjudicating_links("ada") as session:
        session.answer("contradicts", NOW, 2)
    with project.linking("ada") as linking:
        assert linking.decided == 1
        assert linking.undo(NOW) is not None
        assert linking.undo(NOW) is None
    found = project.links()
    assert (found.settled, found.counts) == (1, {"eva": {"related": 1}})


def test_an_adjudicated_pair_is_not_asked_of_others(project: Project) -> None:
    pair = disagree(project)
    with project.adjudicating_links("zoe") as session:
        session.answer("same", NOW, 2)
    asked = answer_all(project, "new", {})
    assert pair not in asked or is_doubled(*pair, 0)
