"""The loss report: one line a kind, with how many were lost and kept, and the first examples."""

from __future__ import annotations

from annotate.interchange.losses import Loss, LossCounter, attribute_kind, loss_to_json, merged_losses


def test_a_line_a_kind_in_the_order_of_the_kinds() -> None:
    counter = LossCounter()
    for number in range(5):
        counter.lose("unknown.score", f"t{number}", "no score here")
    counter.count("claim.pieces", kept=False, example="a:c1")
    counter.count("claim.pieces", kept=True, example="a:c2")
    counter.keep("flag")
    assert counter.losses({"claim.pieces": "joined"}) == (
        Loss("claim.pieces", 1, 1, "joined", ("a:c1",)),
        Loss("unknown.score", 5, 0, "no score here", ("t0", "t1", "t2")),
    )


def test_how_is_found_by_the_family() -> None:
    counter = LossCounter()
    counter.lose("claim.attribute.type", "c1")
    assert counter.losses({"claim.attribute": "no answers there"})[0].how == "no answers there"
    assert counter.losses()[0].how == "left out"


def test_reports_are_added_up() -> None:
    one, two = Loss("flag", 1, 2, "left out", ("a",)), Loss("flag", 3, 4, "left out", ("b", "c", "d"))
    assert merged_losses([Loss("note", 1), one, two]) == (Loss("flag", 4, 6, "left out", ("a", "b", "c")), Loss("note", 1))
    counter, other = LossCounter(), LossCounter()
    other.lose("flag", "x", "gone", 2)
    other.keep("flag")
    counter.absorb(other)
    assert counter.losses() == (Loss("flag", 2, 1, "gone", ("x",)),)


def test_kinds_of_answers() -> None:
    assert attribute_kind("annotation", "topic") == "sentence.attribute.topic"
    assert attribute_kind("stance", "mood") == "stance.attribute.mood"


def test_json() -> None:
    assert loss_to_json(Loss("flag", 1, 2, "gone", ("a",))) == {
        "kind": "flag",
        "lost": 1,
        "kept": 2,
        "how": "gone",
        "examples": ["a"],
    }
