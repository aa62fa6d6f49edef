"""The questions of a session: what follows is not asked, a merge is checked, a contradiction is asked again, undo."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pytest

from annotate.linking import session as module
from annotate.linking.closure import Decision, decide
from annotate.linking.sampling import Pair, Stratum
from annotate.linking.session import CONFLICT, CONTROL, RECENT, LinkSession

KEYS = [f"d{i}:0:c1" for i in range(8)]


@pytest.fixture(autouse=True)
def nobody_doubled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_doubled", lambda *pair_and_seed: False)


def session(
    *pairs: tuple[int, int],
    own: Iterable[Decision] = (),
    others: Collection[Decision] = (),
    stratum: Stratum = "likely",
    keys: list[str] = KEYS,
) -> LinkSession:
    planned = [Pair(a, b, stratum, 1.0, 1 - place / 100, 1) for place, (a, b) in enumerate(pairs)]
    return LinkSession(keys, planned, own, others, 7, lambda a, b: 1 / (1 + abs(keys.index(a) - keys.index(b))), "m/1")


def asked(linking: LinkSession) -> tuple[int, int] | None:
    question = linking.question()
    return question and (KEYS.index(question.first), KEYS.index(question.second))


def test_pairs_in_order_with_how_they_were_drawn() -> None:
    linking = session((0, 1), (2, 3))
    assert asked(linking) == asked(linking) == (0, 1)
    question = linking.answer("unrelated")
    assert (question.draw.stratum, question.draw.probability, question.draw.seed, question.draw.method) == (
        "likely",
        1.0,
        7,
        "m/1",
    )
    assert asked(linking) == (2, 3)
    linking.skip()
    assert (asked(linking), linking.question()) == (None, None)
    with pytest.raises(ValueError, match="no pair is left"):
        linking.answer("same")


def test_what_follows_or_was_decided_is_not_asked() -> None:
    linking = session(
        (0, 1),
        (1, 2),
        (0, 2),
        (3, 4),
        (5, 6),
        own=[decide(KEYS[3], KEYS[4], "related")],
        others=[decide(KEYS[5], KEYS[6], "unclear")],
    )
    linking.answer("same")
    linking.answer("contradicts")
    assert asked(linking) is None


def test_what_follows_from_decisions_of_several_people_is_not_asked() -> None:
    linking = session((0, 1), (0, 2), (1, 2), (1, 3), others=[decide(KEYS[1], KEYS[2], "same")])
    linking.answer("same")
    assert asked(linking) == (1, 3), "0, 1 and 2 are the same, as two people said"


def test_an_answer_that_is_taken_back_leaves_what_others_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_doubled", lambda first, second, seed: (first, second) == (KEYS[0], KEYS[1]))
    linking = session((0, 1), (1, 2), (0, 2), others=[decide(KEYS[0], KEYS[1], "same"), decide(KEYS[1], KEYS[2], "same")])
    linking.answer("same")
    assert asked(linking) is None
    linking.take_back((KEYS[0], KEYS[1]), None)
    assert asked(linking) == (0, 1)
    linking.skip()
    assert asked(linking) is None, "it still follows from what others decided"


def test_what_others_decided_is_asked_where_everybody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_doubled", lambda *pair_and_seed: True)
    linking = session((0, 1), (1, 2), (0, 2), others=[decide(KEYS[0], KEYS[1], "related")])
    linking.answer("same")
    linking.answer("unrelated")
    assert asked(linking) == (0, 2), "an answer of one's own, where agreement is measured"


def test_a_merge_of_groups_is_checked_by_a_second_question() -> None:
    linking = session((0, 1), (1, 2), (4, 5))
    linking.answer("same")
    linking.answer("same")
    question = linking.question()
    assert question is not None
    assert (asked(linking), question.draw.stratum, question.draw.probability) == ((0, 2), CONTROL, None)
    linking.answer("same")
    assert asked(linking) == (4, 5), "a control needs no control"


def test_two_single_claims_need_no_control() -> None:
    linking = session((0, 1), (4, 5))
    linking.answer("same")
    assert asked(linking) == (4, 5)


def test_a_contradiction_is_asked_again_until_it_is_gone() -> None:
    linking = session((0, 1), (1, 2), (4, 5))
    linking.answer("same")
    linking.answer("same")
    linking.answer("unrelated")  # the control
    question = linking.question()
    assert question is not None
    assert question.draw.stratum == CONFLICT
    assert question.conflict is not None
    assert linking.decided(question) == "same"
    assert asked(linking) in {(0, 1), (1, 2)}
    linking.answer("unrelated")
    assert asked(linking) == (4, 5)
    assert linking.closure.conflicts() == []


def test_whoever_insists_is_asked_about_the_others_and_then_left_alone() -> None:
    linking = session((0, 1), (1, 2), (4, 5))
    for relation in ("same", "same", "unrelated", "same", "same"):
        linking.answer(relation)  # type: ignore[arg-type]
    pairs = []
    while asked(linking) not in ((4, 5), None) and len(pairs) < 10:
        pairs.append(asked(linking))
        linking.skip()
    assert asked(linking) == (4, 5)
    assert len(linking.closure.conflicts()) == 3, "told by --list, never repaired"


def test_an_answer_is_taken_back_and_asked_again() -> None:
    linking = session((0, 1), (2, 3), (1, 2))
    linking.answer("same")
    linking.answer("same")
    linking.take_back((KEYS[2], KEYS[3]), None)
    assert asked(linking) == (2, 3)
    question = linking.question()
    assert question is not None
    assert question.draw.stratum == "likely"
    linking.answer("unrelated")
    linking.take_back((KEYS[0], KEYS[1]), "contradicts")
    assert linking.closure.decision(KEYS[0], KEYS[1]) == decide(KEYS[0], KEYS[1], "contradicts", 4)


def test_it_says_when_there_is_little_left_to_find() -> None:
    keys = [f"d{i:03}:0:c1" for i in range(2 * RECENT + 2)]
    linking = session(*((2 * i, 2 * i + 1) for i in range(RECENT + 1)), keys=keys)
    for number in range(RECENT):
        assert not linking.runs_dry
        linking.answer("same" if number < 3 else "unrelated")
    assert linking.runs_dry
