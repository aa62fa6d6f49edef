"""The order in which documents are handed out."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import AnnotateError
from annotate.model import Annotation
from annotate.model.assignments import Selection
from annotate.project import Project, init_project
from annotate.project.choosing import choose_document, following_document, look_ahead
from annotate.project.ordering import Ordering, Selector, check_order, mix, order_documents
from annotate.review.assignment import Plan
from project.test_learning import fill
from support.builders import make_document, make_revision
from support.learning import articles


@pytest.fixture
def town(tmp_path: Path) -> Project:
    """A project with eight labelled articles, and others that differ."""
    made = init_project(tmp_path / "town")
    fill(made, 8)
    with made.store() as store:
        store.add_document(make_document("plain", ["Weather", *["The rain stopped before noon."] * 6], language="en"))
        store.add_document(make_document("will", ["Plans", *["Ada Harlow said the pool will open by 2031."] * 6], language="en"))
        store.add_document(
            make_document("word", ["Talk", *["The word from Gus Ortega was that nobody swims."] * 6], language="en")
        )
        store.add_document(list(articles(9))[8][0])
        store.add_document(make_document("bees", ["Bees", "Hives hum.", "Queens rest in wax."], language="en"))
    return made


def ordered(project: Project, order: str, **options: object) -> Ordering:
    with project.store() as store:
        return order_documents(store, project.schema, project.output, order, **options)


BEGUN = tuple(f"town-{number}" for number in range(8))


def test_what_is_begun_comes_first_and_everything_comes_once(town: Project) -> None:
    town.train()
    for order in ("random", "uncertainty", "disagreement", "diverse", "rare:claim.type=prediction"):
        sequence, at_random, share = ordered(town, order)
        assert share == (1.0 if order == "random" else 0.2)
        assert sequence[:8] == BEGUN
        assert sorted(sequence[8:]) == ["bees", "plain", "town-8", "will", "word"]
        assert len(at_random) == (5 if order == "random" else 1)
        assert {*at_random} <= {*sequence[8:]}
        assert ordered(town, order) == (sequence, at_random, share), "the same again"


def test_each_order_prefers_its_own(town: Project) -> None:
    assert ordered(town, "rare:claim.type=prediction", share=0).sequence[8] == "will", "by the rules, without a model"
    town.train()
    assert ordered(town, "disagreement", share=0).sequence[8] in ("word", "town-8", "plain")
    assert ordered(town, "diverse", share=0).sequence[8] != "town-8", "which is like those labelled"
    assert ordered(town, "uncertainty", share=0).sequence[-1] in ("bees", "plain"), "nobody speaks in it"


def test_the_seed_draws(town: Project) -> None:
    assert len({ordered(town, "random", seed=seed).sequence for seed in range(6)}) > 1


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ("best", "there is no order best"),
        ("rare:claim.type=green", "one of its labels"),
        ("rare:", "one of its labels"),
        ("uncertainty", "annotate train"),
        ("disagreement", "annotate train"),
    ],
)
def test_an_order_that_cannot_be_made(town: Project, order: str, message: str) -> None:
    with pytest.raises(AnnotateError, match=message):
        ordered(town, order)


def test_the_share_is_a_fraction(town: Project) -> None:
    with pytest.raises(AnnotateError, match="random-share"):
        ordered(town, "random", share=1.5)
    check_order(town.schema, "rare:source.type=person")


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 1.0])
def test_the_share_is_kept_all_along(share: float) -> None:
    best = [str(number) for number in range(100)]
    mixed, at_random = mix(best, best[::-1], share)
    assert sorted(mixed) == sorted(best)
    for size in (20, 50, 100):
        assert abs(sum(item in at_random for item in mixed[:size]) - share * size) <= 1
    assert (share > 0) or mixed == best


def test_a_plan_hands_out_documents_in_its_order(town: Project) -> None:
    town.assign(Plan(1, order="rare:claim.type=prediction"), author="mk", random_share=0)
    assigned = town.assigned()
    assert assigned is not None
    assert assigned.plan.sequence[8] == "will"
    with town.store() as store:
        assert store.take_document("new", store.now()) == "will"
    town.remove(["will"], author="mk")
    with town.store() as store:
        plan = store.plan()
        assert plan is not None
        assert "will" not in plan.sequence


def finish(project: Project, id: str, annotator: str) -> None:
    document = project.document(id)
    with project.store() as store:
        store.save([make_revision(document, n, Annotation("no_claim"), annotator) for n in range(len(document.sentences))])


def chosen(project: Project, selector: Selector, annotator: str = "ada") -> list[str]:
    """Return the documents that a selector chooses, each of which is finished before the next one is asked for."""
    found: list[str] = []
    while True:
        with project.store() as store:
            if selector.select(store, annotator, [e.id for e in store.documents() if e.id not in BEGUN]) is None:
                return found
            found.append(choose_document(store, annotator, relabel=False, order=selector))
        finish(project, found[-1], annotator)


def test_the_next_document_is_worth_most_and_every_fifth_comes_at_random(town: Project) -> None:
    selector = Selector(town.schema, town.output, "rare:claim.type=prediction", seed=1, only_new=True)
    order = chosen(town, selector)
    assert order[0] == "will"
    assert sorted(order) == ["bees", "plain", "town-8", "will", "word"]
    with town.store() as store:
        kept = store.selections()
    assert [kept[id].round for id in order] == [1, 2, 3, 4, 5]
    assert [kept[id].at_random for id in order] == [False, False, False, False, True]
    assert kept["will"] == Selection("rare:claim.type=prediction", 1, 0.2, 1, False)


def test_without_a_model_the_next_document_comes_at_random(town: Project) -> None:
    order = chosen(town, Selector(town.schema, town.output, None))
    with town.store() as store:
        assert {store.selections()[id][::4] for id in order} == {("random", True)}
        assert {store.selections()[id].random_share for id in order} == {1.0}
    town.train()
    selector = Selector(town.schema, town.output, None, share=0.0)
    with town.store() as store:
        store.add_document(make_document("late", ["Late", "Ada Harlow echoed that it rains."], language="en"))
        selected = selector.select(store, "ada", ["late"])
    assert selected == ("late", Selection("uncertainty", 0, 0.0, 1, False))


@pytest.mark.parametrize("order", ["uncertainty", "disagreement"])
def test_an_order_by_a_model_needs_one_at_the_prompt_too(town: Project, order: str) -> None:
    selector = Selector(town.schema, town.output, order)
    with town.store() as store, pytest.raises(AnnotateError, match="annotate train"):
        selector.select(store, "ada", ["plain"])


def test_diverse_needs_no_model(town: Project) -> None:
    selector = Selector(town.schema, town.output, "diverse", share=0.0)
    with town.store() as store:
        selected = selector.select(store, "ada", ["town-8", "bees"])
    assert selected is not None
    assert selected[0] == "bees", "which is unlike those labelled"


def test_looking_ahead_gives_nothing_to_anybody(town: Project) -> None:
    selector = Selector(town.schema, town.output, "random", only_new=True)
    with town.store() as store:
        first = following_document(store, "ada", selector)
        assert following_document(store, "ada", selector) == first
        assert look_ahead(store, "ada", "town-0", selector).next == first[0]
        assert store.selections() == {}
        assert choose_document(store, "ada", relabel=False, order=selector) == first[0]
        assert set(store.selections()) == {first[0]}
        assert choose_document(store, "ada", relabel=False, order=selector) == first[0], "it was opened, and left"
        assert store._value("SELECT COUNT(*) FROM assignments") == 1
        assert choose_document(store, "ben", relabel=False, order=selector) != first[0], "somebody has it open"


def test_a_begun_document_is_gone_on_with_unless_a_new_one_is_asked_for(town: Project) -> None:
    with town.store() as store:
        store.save([make_revision(town.document("bees"), 0, Annotation("no_claim"), "ada")])
        assert choose_document(store, "ada", relabel=False, order=Selector(town.schema, town.output, "random")) == "bees"
        new = Selector(town.schema, town.output, "random", only_new=True)
        assert choose_document(store, "ada", relabel=False, order=new) != "bees"


def test_if_others_have_begun_everything_labelling_goes_on(town: Project) -> None:
    for id in ("bees", "plain", "town-8", "will", "word"):
        finish(town, id, "mk")
    with town.store() as store:
        selector = Selector(town.schema, town.output, "random", only_new=True)
        assert choose_document(store, "ada", relabel=False, order=selector)
        assert store.selections() == {}


def test_a_selector_that_cannot_be_made(town: Project) -> None:
    with pytest.raises(AnnotateError, match="there is no order best"):
        Selector(town.schema, town.output, "best")
    with pytest.raises(AnnotateError, match="random-share"):
        Selector(town.schema, town.output, None, share=-0.1)


def test_a_plan_keeps_its_share_and_how_it_chose(town: Project) -> None:
    town.assign(Plan(1, seed=2, order="diverse"), author="mk", random_share=0.5)
    with town.store() as store:
        plan = store.plan()
        assert plan is not None
        assert plan.random_share == 0.5
        first = store.take_document("ada", store.now())
        assert first is not None
        assert store.selections()[first][:3] == ("diverse", 2, 0.5)
