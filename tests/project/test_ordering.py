"""The order in which documents are handed out."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import AnnotateError
from annotate.project import Project, init_project
from annotate.project.ordering import Ordering, check_order, mix, order_documents
from annotate.review.assignment import Plan
from project.test_learning import fill
from support.builders import make_document
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
