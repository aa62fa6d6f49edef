"""The document that an annotator labels next: by the plan, the one begun last, or the first left."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import ArticleError, SchemaError, ScriptError
from annotate.labelling.frontends.script import NumberedLines
from annotate.labelling.frontends.script import run as run_script
from annotate.labelling.runner import SessionRunner
from annotate.labelling.state import Key, State, Text
from annotate.model import Annotation
from annotate.project import Project, init_project
from annotate.project.choosing import Order, choose_document
from annotate.project.sessions import SessionResult, label
from annotate.review.assignment import Plan
from support.builders import at_second, make_revision
from support.short_sessions import three_articles, typing


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return three_articles(tmp_path / "news")


def test_the_article_begun_last_then_the_first_that_is_open(project: Project) -> None:
    first, second = (entry.id for entry in project.documents()[:2])
    assert label(project, typing("n"), annotator="mk", document=second) == SessionResult(second, 1, 2, second)
    assert label(project, typing(), annotator="mk").document == second
    assert label(project, typing(), annotator="ada", order="added").document == first
    assert label(project, typing("n"), annotator="mk") == SessionResult(second, 2, 2, first)
    assert label(project, typing(), annotator="mk").document == first


def test_whoever_labels_first_keeps_the_order_of_adding_and_the_others_have_their_own(project: Project) -> None:
    added = [entry.id for entry in project.documents()]

    def labelled_in_order(annotator: str, order: Order | None = None) -> list[str]:
        return [label(project, typing("n", "n"), annotator=annotator, order=order).document for _ in added]

    assert labelled_in_order("mk") == added
    drawn = {name: labelled_in_order(name) for name in ("ada", "ben", "cem", "dot")}
    assert all(sorted(order) == sorted(added) for order in drawn.values())
    assert len({order[0] for order in drawn.values()}) > 1
    assert labelled_in_order("eve", "added") == added
    assert labelled_in_order("ann", "added") == added


def test_in_a_large_project_annotators_begin_at_different_places_of_one_order(tmp_path: Path) -> None:
    project = init_project(tmp_path)
    lines = (f'{{"id": "d{number:02}", "text": "Report {number} is out."}}' for number in range(40))
    (project.raw / "reports.jsonl").write_text("\n".join(lines))
    project.add()
    with project.store() as store:
        by_hash = sorted((text_hash, id) for id, text_hash in store.text_hashes().items())
        ring = [id for _, id in by_hash]
        first = {name: choose_document(store, name, relabel=False, order="shuffled") for name in "abcdefgh"}
        assert len(set(first.values())) > 4
        for name, document in first.items():
            effort = {"created": at_second(0), "seconds": 1.0, "keys": 1}
            store.save([make_revision(store.document(document), 0, Annotation("no_claim"), name, **effort)])
            following = choose_document(store, name, relabel=False, order="shuffled")
            assert following == ring[(ring.index(document) + 1) % len(ring)], "around the end"


def test_the_order_of_an_annotator_is_the_same_each_time(tmp_path: Path) -> None:
    seen = set()
    for name in ("one", "two"):
        project = three_articles(tmp_path / name)
        seen.add(tuple(label(project, typing("n", "n"), annotator="ada", order="shuffled").document for _ in range(3)))
        following = label(project, typing("n"), annotator="ben", order="shuffled", document="dam").next
        assert following == "dam", "what was begun comes first"
    assert len(seen) == 1


def test_a_document_that_is_added_does_not_change_the_order_of_the_others(tmp_path: Path) -> None:
    few, more = three_articles(tmp_path / "few"), three_articles(tmp_path / "more")
    (more.raw / "eels.txt").write_text("The eels are fine.\n\nNobody asked the eels.\n")
    more.add()
    orders = [
        [label(project, typing("n", "n"), annotator="ada", order="shuffled").document for _ in project.documents()]
        for project in (few, more)
    ]
    assert [name for name in orders[1] if name != "eels"] == orders[0]


def test_the_next_document_is_that_of_the_same_order(project: Project) -> None:
    first = label(project, typing("n", "n"), annotator="ada", order="shuffled")
    assert label(project, typing(), annotator="ada", order="shuffled").document == first.next


def test_a_plan_says_which_article_is_next(project: Project) -> None:
    first, second, third = (entry.id for entry in project.documents())
    project.assign(Plan(1, training=(third,)), author="mk")
    assert label(project, typing("n"), annotator="ann") == SessionResult(third, 1, 2, third, planned=True)
    assert label(project, typing("n"), annotator="ann") == SessionResult(third, 2, 2, first, planned=True)
    assert label(project, typing(), annotator="ann").document == first  # and has it from now on
    assert label(project, typing("n", "n"), annotator="ben").document == third
    assert label(project, typing("n", "n"), annotator="ben") == SessionResult(second, 2, 2, None, planned=True)
    with pytest.raises(ArticleError, match="the plan has nothing left for ben"):
        label(project, typing(), annotator="ben")
    assert label(project, typing(), annotator="ben", document=first).document == first
    assert label(project, typing(), annotator="ben", relabel=True).document == second


def test_a_plan_of_names_gives_others_nothing(project: Project) -> None:
    project.assign(Plan(1, ("ann",)), author="mk")
    with pytest.raises(ArticleError, match="ben is not in the plan; check the name"):
        label(project, typing(), annotator="ben")
    project.assign(None, author="mk")
    assert label(project, typing(), annotator="ben").planned is False


def test_a_finished_project_says_so_and_can_be_opened_again(project: Project) -> None:
    for entry in project.documents():
        left = label(project, typing("n", "n"), annotator="mk", document=entry.id)
    assert left.next is None
    with pytest.raises(ArticleError, match="every article is labelled"):
        label(project, typing(), annotator="mk")
    seen: list[State] = []
    assert label(project, typing(seen=seen), annotator="mk", relabel=True).document == left.document
    assert seen[0].at == 0


def going_on(*keys: str, seen: list[State] | None = None):  # type: ignore[no-untyped-def]
    """A front end that types keys in each document until the session is over there."""

    def run(labelling: SessionRunner) -> None:
        for key in keys:
            if not labelling.state.over:
                labelling.feed(Key(key))
        if seen is not None:
            seen.append(labelling.state)

    return run


def test_enter_at_the_end_opens_the_next_document_in_the_same_session(project: Project) -> None:
    first, second, third = (entry.id for entry in project.documents())
    seen: list[State] = []
    result = label(project, going_on("n", "n", "enter", seen=seen), annotator="mk")
    assert [state.document.id for state in seen] == [first, second, third]
    assert [state.onward for state in seen] == [True, True, False]
    assert (result.document, [earlier.document for earlier in result.earlier]) == (third, [first, second])
    ahead = [state.ahead for state in seen]
    assert [(a.next, a.articles, a.sentences) for a in ahead if a] == [(second, 2, 4), (third, 1, 2), (None, 0, 0)]


def test_q_leaves_at_the_end(project: Project) -> None:
    result = label(project, going_on("n", "n", "q"), annotator="mk")
    assert (result.earlier, result.next) == ((), project.documents()[1].id)


def test_all_goes_on_by_itself(project: Project) -> None:
    result = label(project, going_on("n", "n"), annotator="mk", stops=False)
    assert len(result.earlier) == 2


def test_the_plan_gives_the_next_document(project: Project) -> None:
    first, second, third = (entry.id for entry in project.documents())
    project.assign(Plan(1, training=(third,)), author="mk")
    seen: list[State] = []
    result = label(project, going_on("n", "n", "enter", seen=seen), annotator="ann")
    assert [state.document.id for state in seen] == [third, first, second]
    assert all(state.ahead and state.ahead.planned for state in seen)
    assert result.planned


def test_what_is_set_at_the_prompt_holds_for_the_next_document(project: Project) -> None:
    seen: list[State] = []

    def run(labelling: SessionRunner) -> None:
        seen.append(labelling.state)
        if len(seen) == 1:
            labelling.feed(Key(":"))
            labelling.feed(Text("set answers ask"))
            labelling.feed(Key("enter"))
            for key in ("n", "n", "enter"):
                labelling.feed(Key(key))

    label(project, run, annotator="mk", asking=("claim.polarity",))
    assert [state.assistance.answers for state in seen] == [True, False]
    assert [state.asking for state in seen] == [("claim.polarity",)] * 2


def test_a_script_and_its_recording_go_on_too(project: Project, tmp_path: Path) -> None:
    record = tmp_path / "record.txt"
    lines = NumberedLines(["n", "n", "go", "n", "q", "n"])
    label(project, lambda runner: run_script(runner, lines, "s", lambda line: None), annotator="mk", record=record)
    second = project.documents()[1].id
    with project.store() as store:
        assert len(store.history(second, "mk")) == 1
    assert [line for line in record.read_text().splitlines() if not line.startswith(":")] == ["n", "n", "go", "n", "q"]
    wrong = NumberedLines(["n", "go", "zz"])
    with pytest.raises(ScriptError, match=r"^s:3: "):
        label(project, lambda runner: run_script(runner, wrong, "s", lambda line: None), annotator="mk")


def test_a_question_that_the_schema_does_not_have_is_not_asked(project: Project) -> None:
    with pytest.raises(SchemaError, match=r"no question 'claim.tone' to ask; there are claim.type"):
        label(project, typing(), annotator="mk", asking=("claim.tone",))
