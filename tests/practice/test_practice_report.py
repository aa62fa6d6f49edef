"""What the learner is told: the differences in words, the counts, what to read again."""

from __future__ import annotations

import pytest
from taking import BUILT_IN, GOLD, after, annotations

from annotate.practice.report import judged, report


def told(*lines: str, seconds: float = 0.0) -> list[str]:
    return list(report(BUILT_IN, annotations(after(*lines)), seconds))


def test_the_gold_is_right_everywhere() -> None:
    lines = told(*GOLD, seconds=252)
    assert lines[0] == "9 of 9 sentences practised in 4 min 12 s; a lesson's labels are not kept."
    assert lines[2:6] == [
        "  claims   9 of 9 found, 9 of them exactly; 0 too many",
        "  sources  6 of 6 found; 0 too many",
        "  stances  9 of 9 the same",
        "  answers  36 of 36 the same",
    ]
    assert [line.split()[-1] for line in lines[7:16]] == ["right"] * 9
    assert not any(line.startswith("Read again") for line in lines)
    assert lines[-1].startswith("Next: annotate label")


def test_only_what_was_done_is_counted() -> None:
    lines = told("c 1", "go", "e", "v", "c 2", seconds=9.4)
    assert lines[0].startswith("1 of 9 sentences practised in 9 s;")
    assert lines[2] == "  claims   1 of 1 found, 1 of them exactly; 0 too many"
    assert sum(line.endswith("right") for line in lines) == 1


def test_nothing_done_is_no_report() -> None:
    assert told() == [
        "0 of 9 sentences practised in 0 s; a lesson's labels are not kept.",
        "Next: annotate label, on an article of yours.",
    ]


def test_what_differs_is_counted_explained_and_to_be_read_again() -> None:
    lines = told(*["n"] * 5, "c 1", "go", "e", "v")
    assert lines[2] == "  claims   0 of 5 found, 0 of them exactly; 1 too many"
    assert f"     {BUILT_IN.topics[5].why}" in lines
    assert lines[-2] == "Read again, with G at the prompt: Claim, Sentence."


@pytest.mark.parametrize(
    ("at", "lines", "words"),
    [
        (0, ["n"], 'claim missed: "The library in Tar ... ed on Friday"'),
        (0, ["w", "later"], "skipped"),
        (0, ["c 1 4", "go", "e", "v"], "the claim is 3 words shorter than the gold"),
        (0, ["c 1", "go", "q", "v"], "type quantity, the gold says event"),
        (1, ["n", "c 1", "s 7 9", "go", *"evpn"], "the claim is 4 words longer than the gold"),
        (1, ["n", "c 2", "go", *"ev"], "source missing: Mayor Ilse Baran"),
        (1, ["n", "c 2", "s 2 2", "go", *"evpn"], "not the source in the gold: water"),
        (1, ["n", "c 2", "s 7 9", "-", "go", *"evpn"], "stance deny, the gold says support"),
        (1, ["n", "c 2", "s 7 9", "go", *"evon"], "type organisation, the gold says person"),
        (1, ["n", "c 2", "s 7 9", "c 8 10", "go", *"evevpn"], 'not a claim in the gold: "Ilse Baran said"'),
        (5, [*["n"] * 5, "c 1", "go", *"ev"], "the gold has no claim here"),
    ],
)
def test_a_difference_in_words(at: int, lines: list[str], words: str) -> None:
    state = after(*lines)
    sentence = BUILT_IN.document.sentences[at].id
    assert words in judged(BUILT_IN, at, state.annotation_of(sentence))


def test_a_claim_of_as_many_other_words() -> None:
    state = after("n", "c 2 7", "s 7 9", "go", *"evpn")
    assert "other words than the gold" in judged(BUILT_IN, 1, state.annotation_of(BUILT_IN.document.sentences[1].id))
