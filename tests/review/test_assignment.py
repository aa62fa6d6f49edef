"""The plan: everybody has their share, and what was given stays given."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate.errors import AnnotateError
from annotate.review.assignment import (
    GOLD_EVERY,
    Assignees,
    DocumentProgress,
    ListedDesk,
    Plan,
    Progress,
    Selection,
    allot,
    check_plan,
    count_finished,
    current_assignees,
    keep_begun,
    next_document,
    plan_from_json,
    progress_by_annotator,
    selection_by_plan,
)

NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True)
DOCUMENTS = st.integers(0, 30).map(lambda number: [f"d{index}" for index in range(number)])
EARLY, SINCE, LATE = "2026-01-01", "2026-06-01", "2026-12-01"


def following(plan: Plan, annotator: str, documents: Sequence[str], work: Sequence[DocumentProgress], since: str) -> str | None:
    return next_document(plan, annotator, ListedDesk(plan, annotator, documents, work), since)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    names = draw(NAMES)
    return Plan(draw(st.integers(1, len(names))), tuple(names), draw(st.integers()), made=LATE)


def play(plan: Plan, annotators: list[str], documents: list[str]) -> dict[str, list[str]]:
    """What each annotator labels, one after the other taking turns, until nothing is left for anybody."""
    done: dict[str, list[str]] = {name: [] for name in annotators}
    while True:
        shares = [DocumentProgress(document, name, True, True, LATE) for name, mine in done.items() for document in mine]
        step = {name: following(plan, name, documents, shares, SINCE) for name in annotators}
        name = min((name for name in annotators if step[name]), key=lambda name: len(done[name]), default=None)
        if name is None:
            return done
        assert step[name] not in done[name], "a finished document is given to nobody again"
        done[name].append(step[name] or "")


# -- annotators are named -----------------------------------------------------------------------------------------------


@given(plans(), DOCUMENTS)
def test_every_document_has_as_many_annotators_and_everybody_about_as_much(plan: Plan, documents: list[str]) -> None:
    given = allot(plan, documents)
    assert list(given) == documents
    assert all(len(set(names)) == len(names) == plan.overlap for names in given.values())
    loads = Counter(name for names in given.values() for name in names)
    assert max(loads[name] for name in plan.annotators) - min(loads[name] for name in plan.annotators) <= 1


@given(plans(), DOCUMENTS, st.integers(1, 10))
def test_documents_that_are_added_change_nothing(plan: Plan, documents: list[str], more: int) -> None:
    later = allot(plan, [*documents, *(f"new{index}" for index in range(more))])
    assert {document: later[document] for document in documents} == allot(plan, documents)


@given(plans(), DOCUMENTS, st.data())
def test_what_was_begun_before_the_plan_is_kept(plan: Plan, documents: list[str], data: st.DataObject) -> None:
    one = st.lists(st.sampled_from([*plan.annotators, "gone"]), unique=True).map(tuple)
    begun = data.draw(st.dictionaries(st.sampled_from(documents), one)) if documents else {}
    for document, names in allot(replace(plan, begun=begun), documents).items():
        kept = begun.get(document, ())
        assert names[: len(kept)] == kept
        assert len(set(names)) == len(names) == max(plan.overlap, len(kept))


def test_what_was_begun_counts_as_load_wherever_it_stands() -> None:
    plan = Plan(1, ("ann", "ben"), begun={"c": ("ann",), "d": ("ann", "gone")})
    assert allot(plan, ["a", "b", "c", "d"]) == {"a": ("ben",), "b": ("ben",), "c": ("ann",), "d": ("ann", "gone")}


def test_a_plan_keeps_what_somebody_finished_or_its_annotators_began() -> None:
    shares = [
        DocumentProgress("a", "gone", True, True, EARLY),
        DocumentProgress("a", "ann", True, False, EARLY),
        DocumentProgress("b", "gone", True, False, LATE),
        DocumentProgress("b", "ann", False, False, LATE),
    ]
    assert keep_begun(Plan(1, ("ann", "ben")), shares).begun == {"a": ("ann", "gone")}
    assert keep_begun(Plan(1), shares) == Plan(1)


def test_the_same_annotators_do_not_always_meet() -> None:
    given = allot(Plan(2, tuple("abcd")), [f"d{index}" for index in range(20)])
    assert len(set(map(frozenset, given.values()))) > 2


def test_a_name_may_be_any_text_that_a_shell_gives() -> None:
    assert allot(Plan(1, ("\udc80",)), ["\udcff"]) == {"\udcff": ("\udc80",)}


def test_the_seed_divides_in_another_way_and_the_same_one_in_the_same() -> None:
    documents = [f"d{index}" for index in range(20)]
    first, again, other = (allot(Plan(2, ("a", "b", "c"), seed), documents) for seed in (0, 0, 1))
    assert first == again != other


@settings(deadline=None, max_examples=30)
@given(plans(), DOCUMENTS)
def test_everybody_is_led_through_their_share(plan: Plan, documents: list[str]) -> None:
    given, done = allot(plan, documents), play(plan, list(plan.annotators), documents)
    assert done == {name: [d for d in documents if name in given[d]] for name in plan.annotators}


# -- whoever asks -------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=30)
@given(NAMES, DOCUMENTS, st.integers(1, 4))
def test_whoever_asks_is_given_what_needs_labels(names: list[str], documents: list[str], overlap: int) -> None:
    plan, done = Plan(overlap), play(Plan(overlap), names, documents)
    assert all(len(set(mine)) == len(mine) for mine in done.values())
    counts = Counter(document for mine in done.values() for document in mine)
    assert all(counts[document] == min(plan.overlap, len(names)) for document in documents)


@settings(deadline=None, max_examples=50)
@given(plans(), DOCUMENTS, st.data())
def test_who_is_done_takes_over_from_who_is_away(plan: Plan, documents: list[str], data: st.DataObject) -> None:
    """Those who are here do their own share first; in the end each document has as many labels as there can be."""
    here = data.draw(st.lists(st.sampled_from(plan.annotators), min_size=1, unique=True))
    away = replace(plan, made=EARLY)
    given, done = allot(plan, documents), play(away, here, documents)
    counts = Counter(document for mine in done.values() for document in mine)
    assert all(counts[document] == min(plan.overlap, len(here)) for document in documents)
    for name, mine in done.items():
        own = [document for document in documents if name in given[document]]
        assert len(set(mine)) == len(mine)
        assert set(own) <= set(mine) | {d for d in documents if counts[d] == plan.overlap}
        assert sorted(mine, key=lambda document: document not in own) == mine


def test_a_place_that_was_taken_over_stays_so_until_that_one_gives_up_too() -> None:
    plan, documents = Plan(1, ("ann", "ben", "cem"), made=EARLY), ["a"]
    (own,) = allot(plan, documents)["a"]
    first, second = (name for name in plan.annotators if name != own)
    old = [DocumentProgress("a", own, True, False, EARLY)]
    assert current_assignees(plan, allot(plan, documents), old, SINCE) == {"a": Assignees((own,), free=True)}
    assert following(plan, first, documents, old, SINCE) == "a"
    assert following(plan, own, documents, old, SINCE) == "a"  # who comes back goes on, if nobody else has it
    assert following(plan, "zoe", documents, old, SINCE) is None  # who is not named is given nothing
    taken = [*old, DocumentProgress("a", first, False, False, LATE)]
    assert current_assignees(plan, allot(plan, documents), taken, SINCE) == {"a": Assignees((first,), free=False)}
    back = [*taken, DocumentProgress("x", own, True, True, LATE)]
    for shares in (taken, back):
        assert [following(plan, name, documents, shares, SINCE) for name in (own, second)] == [None, None]
        assert following(plan, first, documents, shares, SINCE) == "a"
    given_up = [*old, DocumentProgress("a", first, True, False, EARLY)]
    assert following(plan, second, documents, given_up, SINCE) == "a"


def test_who_is_at_work_elsewhere_is_not_away() -> None:
    """However long their own documents wait for their turn; nor is anybody before the plan is so old."""
    plan, documents = Plan(1, ("ann", "ben"), made=EARLY), ["a", "b", "c", "d"]
    shares = [
        DocumentProgress(document, "ben", True, True, LATE)
        for document, names in allot(plan, documents).items()
        if "ben" in names
    ]
    assert following(plan, "ben", documents, [*shares, DocumentProgress("x", "ann", False, False, LATE)], SINCE) is None
    assert following(replace(plan, made=LATE), "ben", documents, shares, SINCE) is None
    assert following(plan, "ben", documents, shares, SINCE) is not None


def test_abandoned_work_is_given_to_others_and_what_was_finished_is_not() -> None:
    plan, documents = Plan(1), ["a", "b", "c"]
    old = [
        DocumentProgress("a", "ann", True, False, EARLY),
        DocumentProgress("b", "ann", True, True, EARLY),
        DocumentProgress("c", "ann", False, False, LATE),
    ]
    assert current_assignees(plan, allot(plan, documents), old, SINCE) == {
        "a": Assignees((), True),
        "b": Assignees(("ann",), False),
        "c": Assignees(("ann",), False),
    }
    assert following(plan, "ben", documents, old, SINCE) == "a"
    assert following(plan, "ann", documents, old, SINCE) == "a"  # who comes back goes on, if nobody else has it
    taken = [*old, DocumentProgress("a", "ben", False, False, LATE)]
    assert following(plan, "ann", documents, taken, SINCE) == "c"
    assert following(plan, "cem", documents, taken, SINCE) is None


def test_the_last_moment_that_counts_is_the_limit_itself() -> None:
    """Who acted exactly `since` then is here; a moment before, away."""
    before = "2026-05-31"
    assert current_assignees(Plan(1), allot(Plan(1), ["a"]), [DocumentProgress("a", "ann", True, False, SINCE)], SINCE) == {
        "a": Assignees(("ann",), free=False)
    }
    assert current_assignees(Plan(1), allot(Plan(1), ["a"]), [DocumentProgress("a", "ann", True, False, before)], SINCE) == {
        "a": Assignees((), free=True)
    }
    plan = Plan(1, ("ann", "ben"), made=EARLY)
    (own,) = allot(plan, ["a"])["a"]
    for last, free in ((SINCE, False), (before, True)):
        elsewhere = [DocumentProgress("x", own, True, False, last)]
        assert current_assignees(plan, allot(plan, ["a"]), elsewhere, SINCE) == {"a": Assignees((own,), free)}


def test_of_two_who_wait_for_one_place_whoever_is_here_has_it() -> None:
    plan = Plan(2, ("ann", "ben", "cem"), made=EARLY)
    first, second = allot(plan, ["a"])["a"]
    (third,) = set(plan.annotators) - {first, second}
    taken = DocumentProgress("a", third, True, False, LATE)
    for last, waiting in ((SINCE, first), (EARLY, second)):
        here = [DocumentProgress("x", first, True, False, last), DocumentProgress("x", second, True, False, LATE)]
        assert current_assignees(plan, allot(plan, ["a"]), [taken, *here], SINCE) == {
            "a": Assignees((third, waiting), free=False)
        }


def test_the_latest_that_an_annotator_did_counts_whatever_came_in_last() -> None:
    plan = Plan(1, ("ann", "ben"), made=EARLY)
    (own,) = allot(plan, ["a"])["a"]
    work = [DocumentProgress("x", own, True, True, LATE), DocumentProgress("y", own, True, True, EARLY)]
    for order in (work, work[::-1]):
        assert current_assignees(plan, allot(plan, ["a"]), order, SINCE) == {"a": Assignees((own,), free=False)}


def test_a_document_that_was_begun_by_more_than_the_plan_asks_for_has_a_place_for_each() -> None:
    plan = Plan(1, ("ann", "ben"), made=EARLY, begun={"a": ("ann", "ben")})
    assert current_assignees(plan, allot(plan, ["a"]), [], LATE) == {"a": Assignees(("ann", "ben"), free=True)}
    work = [DocumentProgress("a", "ann", True, True, EARLY)]
    assert current_assignees(plan, allot(plan, ["a"]), work, SINCE) == {"a": Assignees(("ann", "ben"), free=True)}
    done = [DocumentProgress("a", name, True, True, LATE) for name in ("ann", "ben")]
    assert current_assignees(plan, allot(plan, ["a"]), done, SINCE) == {"a": Assignees(("ann", "ben"), free=False)}


def test_nobody_waits_for_a_document_that_more_than_enough_are_at() -> None:
    plan = Plan(2, tuple("abcde"), made=EARLY)
    given = allot(plan, ["x"])["x"]
    others = tuple(name for name in plan.annotators if name not in given)
    work = [DocumentProgress("x", name, True, False, LATE) for name in others]
    assert current_assignees(plan, allot(plan, ["x"]), work, SINCE) == {"x": Assignees(others, free=False)}


def test_who_is_not_named_has_no_place_but_what_they_began_before_the_plan() -> None:
    plan = Plan(1, ("ann",), begun={"a": ("gone",)}, made=LATE)
    work = [DocumentProgress(document, "gone", True, True, LATE) for document in ("a", "b")]
    assert current_assignees(plan, allot(plan, ["a", "b"]), work, SINCE) == {
        "a": Assignees(("gone",), free=False),
        "b": Assignees(("ann",), free=False),
    }


def test_what_is_begun_comes_first_and_the_last_of_it() -> None:
    begun = [DocumentProgress("b", "ann", True, False, "2026-07-01"), DocumentProgress("c", "ann", True, False, "2026-08-01")]
    for plan in (Plan(1), Plan(1, ("ann",))):
        assert following(plan, "ann", ["a", "b", "c"], begun, SINCE) == "c"
        assert following(plan, "ann", ["a", "b", "c"], [], SINCE) == "a"
        earlier = [begun[0]._replace(last="2026-09-01"), begun[1]]
        assert following(plan, "ann", ["a", "b", "c"], earlier, SINCE) == "b"


# -- for everybody ------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=50)
@example(named=False, number=32, training=0, gold=3, seed=4)
@given(st.booleans(), st.integers(0, 40), st.integers(0, 3), st.integers(0, 3), st.integers())
def test_training_is_first_and_gold_lies_between(named: bool, number: int, training: int, gold: int, seed: int) -> None:
    names = ["ann", "ben"]
    plan = Plan(1, tuple(names) if named else (), seed, made=LATE)
    plan = replace(plan, training=tuple(f"t{i}" for i in range(training)), gold=tuple(f"g{i}" for i in range(gold)))
    documents = [*(f"d{index}" for index in range(number)), *plan.gold, *reversed(plan.training)]
    for mine in play(plan, names, documents).values():
        assert tuple(mine[:training]) == plan.training
        rest = mine[training:]
        assert {document for document in rest if document[0] == "g"} == set(plan.gold)
        others = [place for place, document in enumerate(rest) if document[0] == "d"]
        early = [place for place, document in enumerate(rest) if document[0] == "g" and others and place < others[-1]]
        assert len(early) >= min(gold, (len(others) - 1) // GOLD_EVERY)


@pytest.mark.parametrize("named", [("ann",), ()])
def test_gold_comes_at_any_place_among_five_others_and_no_later(named: tuple[str, ...]) -> None:
    """The first gold after 0 to 4 others, the second after 5 to 9: every place occurs."""
    documents = [f"d{index}" for index in range(12)] + ["g", "h"]
    places: list[set[int]] = [set(), set()]
    for seed in range(80):
        mine = play(Plan(1, named, seed, gold=("g", "h"), made=LATE), ["ann"], documents)["ann"]
        for number, place in enumerate(sorted((mine.index("g"), mine.index("h")))):
            places[number].add(place - number)
    assert places == [set(range(GOLD_EVERY)), set(range(GOLD_EVERY, 2 * GOLD_EVERY))]


def test_gold_comes_in_another_order_for_others() -> None:
    plan = Plan(1, tuple("abcdefgh"), gold=("g", "h"), made=LATE)
    documents = [f"d{index}" for index in range(80)] + ["g", "h"]
    done = play(plan, list("abcdefgh"), documents).values()
    assert len({mine.index("g") < mine.index("h") for mine in done}) == 2


def test_training_does_not_bring_gold_nearer() -> None:
    """Gold is counted among the documents that are divided."""
    documents = [*(f"d{index}" for index in range(10)), "g"]
    for seed in range(10):
        alone = play(Plan(1, ("ann",), seed, gold=("g",), made=LATE), ["ann"], documents)["ann"]
        training = Plan(1, ("ann",), seed, training=("t", "u", "v"), gold=("g",), made=LATE)
        assert play(training, ["ann"], [*documents, "t", "u", "v"])["ann"] == ["t", "u", "v", *alone]


def test_a_plan_leads_through_the_same_documents_in_every_version() -> None:
    """Golden: if these changed, annotators in the middle of a project would be given other documents than before."""
    documents = [*(f"d{index}" for index in range(16)), "g", "h", "i"]
    plan = Plan(1, ("ann", "ben"), 4, gold=("g", "h", "i"), made=LATE)
    assert {name: " ".join(mine) for name, mine in play(plan, ["ann", "ben"], documents).items()} == {
        "ann": "g d0 d3 d4 d7 d8 h d11 d12 d15 i",
        "ben": "d1 d2 d5 d6 h d9 d10 d13 d14 i g",
    }
    assert {document: " ".join(names) for document, names in allot(Plan(2, ("ann", "ben", "cem"), 4), documents[:6]).items()} == {
        "d0": "cem ann",
        "d1": "ben ann",
        "d2": "cem ben",
        "d3": "cem ben",
        "d4": "ann cem",
        "d5": "ben ann",
    }


def test_what_was_begun_counts_once_and_the_others_are_shared_equally() -> None:
    plan = Plan(1, ("ann", "ben"), begun={"f": ("ann",), "g": ("ann",), "h": ("ann",)})
    assert Counter(name for names in allot(plan, list("abcdefgh")).values() for name in names) == {"ann": 4, "ben": 4}
    assert Counter(name for names in allot(Plan(1, ("ann", "ben")), list("abcdefgh")).values() for name in names) == {
        "ann": 4,
        "ben": 4,
    }
    assert allot(Plan(1), ["a", "b"]) == {"a": (), "b": ()}, "whoever asks is given a document"


def test_who_is_not_named_and_did_nothing_is_away() -> None:
    plan = Plan(2, ("ann",), training=("t",), begun={"a": ("gone",)}, made=LATE)
    expected = {"a": Assignees(("ann", "gone"), free=True)}
    assert current_assignees(plan, allot(plan, ["a", "t"]), [], SINCE) == expected
    training = [DocumentProgress("t", "gone", True, True, LATE)]
    assert current_assignees(plan, allot(plan, ["a", "t"]), training, SINCE) == expected, "nor does work on other documents count"


def test_any_text_can_be_an_id_or_a_name() -> None:
    assert set(allot(Plan(1, ("\ud800", "市长")), ["d\ud800", "d2"])) == {"d\ud800", "d2"}


def test_gold_comes_at_other_places_for_others() -> None:
    plan = Plan(1, tuple("abcdefgh"), gold=("g",), made=LATE)
    documents = [f"d{index}" for index in range(80)] + ["g"]
    assert len({mine.index("g") for mine in play(plan, list("abcdefgh"), documents).values()}) > 1


# -- how far, and what cannot be ----------------------------------------------------------------------------------------


def test_progress_counts_what_was_given() -> None:
    shares = [
        DocumentProgress("t", "ann", True, True, EARLY),
        DocumentProgress("a", "ann", True, False, LATE),
        DocumentProgress("b", "ann", False, False, LATE),
        DocumentProgress("a", "ben", True, True, EARLY),
    ]
    documents = ["a", "b", "t"]
    assert progress_by_annotator(Plan(1, training=("t",)), allot(Plan(1, training=("t",)), documents), shares, SINCE) == (
        Progress("ann", 3, 1, 1),
        Progress("ben", 2, 1, 0),
    )
    named = progress_by_annotator(
        Plan(2, ("cem", "ann"), training=("t",)), allot(Plan(2, ("cem", "ann"), training=("t",)), documents), shares, SINCE
    )
    assert named == (Progress("cem", 3, 0, 0), Progress("ann", 3, 1, 1))


def test_more_labellings_of_a_document_than_are_planned_do_not_count() -> None:
    assert count_finished(Plan(2), {}) == (0, 0)
    assert count_finished(Plan(2), {0: 1, 1: 1}) == (1, 4)
    assert count_finished(Plan(2), {0: 1, 3: 1}) == (2, 4), "two were planned"


def test_what_somebody_did_where_they_were_given_nothing_is_not_their_progress() -> None:
    plan, documents = Plan(1, ("ann", "ben"), made=LATE), ["a", "b"]
    allotted = allot(plan, documents)
    (own,), (other,) = allotted["a"], allotted["b"]
    work = [DocumentProgress("b", own, True, False, EARLY), DocumentProgress("a", "zoe", True, True, EARLY)]
    assert {entry.annotator: entry for entry in progress_by_annotator(plan, allot(plan, documents), work, SINCE)} == {
        own: Progress(own, 1, 0, 0),
        other: Progress(other, 1, 0, 0),
    }


def test_gold_is_given_to_everybody_and_who_labels_stand_in_order() -> None:
    work = [DocumentProgress("a", name, True, True, LATE) for name in ("zoe", "ben", "ann")]
    plan = Plan(1, gold=("g",), gold_by="ann")
    rows = progress_by_annotator(plan, allot(plan, ["a", "g"]), work, SINCE)
    assert rows == (Progress("ann", 2, 1, 0), Progress("ben", 2, 1, 0), Progress("zoe", 2, 1, 0))


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (Plan(0), "0 annotators cannot label a document; give --overlap 1 or more"),
        (Plan(1, abandoned_after=0), "--abandoned-after is 0 hours; give more than 0, up to 87600"),
        (Plan(1, abandoned_after=float("nan")), "--abandoned-after is nan hours; give more than 0, up to 87600"),
        (Plan(1, abandoned_after=1e9), "--abandoned-after is 1e+09 hours; give more than 0, up to 87600"),
        (Plan(1, ("a", "a")), "an annotator is empty or named twice; give --annotators each name once, separated by commas"),
        (Plan(1, ("a", "")), "an annotator is empty or named twice; give --annotators each name once, separated by commas"),
        (Plan(2, ("a",)), "the plan has 1 annotators, fewer than the 2 for each document; name more of them"),
        (Plan(1, training=("x",)), "there is no document x; `annotate status` lists the documents"),
        (Plan(1, training=("y", "d"), gold=("x",)), "there is no document x; `annotate status` lists the documents"),
        (Plan(1, training=("d",), gold=("d",), gold_by="a"), "a document is for training or gold twice; name it once"),
        (
            Plan(1, gold=("d",)),
            "--gold and --gold-by belong together: give the documents, and whose decisions on them are right",
        ),
        (
            Plan(1, gold_by="a"),
            "--gold and --gold-by belong together: give the documents, and whose decisions on them are right",
        ),
        (Plan(1, gold=("d",), gold_by="ben"), "ben has not finished d, so it cannot be gold yet; label it first"),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_refused(plan: Plan, message: str) -> None:
    with pytest.raises(AnnotateError) as refused:
        check_plan(plan, {"d"}, [DocumentProgress("d", "ben", True, False, LATE), DocumentProgress("d", "mk", True, True, LATE)])
    assert str(refused.value) == message
    check_plan(Plan(1, ("a",), training=("d",)), {"d"}, [])
    check_plan(Plan(1, abandoned_after=87_600), {"d"}, [])
    check_plan(Plan(1, abandoned_after=0.5), {"d"}, [])
    check_plan(Plan(1, gold=("d",), gold_by="mk"), {"d"}, [DocumentProgress("d", "mk", True, True, LATE)])


def test_a_plan_is_read_from_its_json() -> None:
    record = {
        "overlap": 2,
        "annotators": ["ann", "ben"],
        "seed": 3,
        "gold": ["g"],
        "gold_by": "ann",
        "begun": {"d": ["ann", "cy"]},
    }
    begun = {"d": ("ann", "cy")}
    assert plan_from_json(record) == Plan(2, ("ann", "ben"), 3, gold=("g",), gold_by="ann", begun=begun)
    with pytest.raises(TypeError):
        plan_from_json({**record, "colour": "blue"})


@given(plans())
def test_a_plan_is_the_same_after_json(plan: Plan) -> None:
    full = replace(plan, training=("t",), gold=("g",), gold_by="ann", begun={"d": ("ann",)})
    assert plan_from_json(json.loads(json.dumps(asdict(full)))) == full


def test_a_plan_says_how_it_chose_a_document() -> None:
    plan = Plan(1, seed=5, order="diverse", sequence=("b", "a"), at_random=("a",), random_share=0.5)
    assert selection_by_plan(plan, "b") == Selection("diverse", 5, 0.5, 1, False)
    assert selection_by_plan(plan, "a") == Selection("diverse", 5, 0.5, 2, True)
    assert selection_by_plan(plan, "later") is None, "it was added after the plan was made"
    assert selection_by_plan(replace(plan, order=""), "a") is None
    older = {name: value for name, value in asdict(plan).items() if name != "random_share"}
    assert selection_by_plan(plan_from_json(json.loads(json.dumps(older))), "a") == Selection("diverse", 5, None, 2, True)
