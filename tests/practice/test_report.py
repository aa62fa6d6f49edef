"""The report: the differences in words, the counts, and the guidelines to read again."""

from __future__ import annotations

import pytest

from annotate.practice.report import judgement, report
from support.taking import BUILT_IN, GOLD, after, annotations

DRY = (*["n"] * 6, "x", "c 1 5", "s 6 9", "go", *"evpn", "n")  # up to the sentence that contradicts "The cellar is dry again"


def report_on(*lines: str, seconds: float = 0.0) -> list[str]:
    return list(report(BUILT_IN, annotations(after(":set answers ask", *lines)), seconds))


def test_the_gold_is_right_everywhere() -> None:
    lines = report_on(*GOLD, seconds=252)
    assert lines[0] == "10 of 10 sentences practised in 4 min 12 s; practice labels are not saved."
    assert lines[2:7] == [
        "  claims   10 of 10 found, 10 of them exactly; 0 extra",
        "  sources  7 of 7 found; 0 extra",
        "  stances  10 of 10 the same",
        "  links    1 of 1 the same",
        "  answers  40 of 40 the same",
    ]
    assert lines[8:18] == [f"  {number}  {topic.teaches}: right" for number, topic in enumerate(BUILT_IN.topics, 1)]
    assert not any(line.startswith("Guidelines to read") for line in lines)
    assert lines[-1].startswith("Next: annotate label")


def test_only_finished_sentences_are_counted() -> None:
    lines = report_on("c 1", "go", "e", "v", "c 2", seconds=9.4)
    assert lines[0].startswith("1 of 10 sentences practised in 9 s;")
    assert lines[2] == "  claims   1 of 1 found, 1 of them exactly; 0 extra"
    assert sum(line.endswith("right") for line in lines) == 1


def test_without_a_finished_sentence_there_are_no_tables() -> None:
    assert report_on() == [
        "0 of 10 sentences practised in 0 s; practice labels are not saved.",
        "Next: annotate label, to label your own articles.",
    ]


def test_differences_are_counted_and_explained() -> None:
    lines = report_on(*["n"] * 5, "c 1", "go", "e", "v")
    assert lines[2] == "  claims   0 of 5 found, 0 of them exactly; 1 extra"
    assert "  6  no claim: not quite" in lines
    assert f"     {BUILT_IN.topics[5].why}" in lines
    assert lines[-2] == "Guidelines to read again (G at the prompt): Claim, Sentence."


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["n"], "claim missed: “The library in Tarnley closed on Friday”"),
        (["w", "later"], "skipped"),
        (["c 1 4", "go", "e", "v"], "3 words shorter than the gold"),
        (["c 1", "go", "q", "v"], "type quantity, the gold has event"),
        (["n", "c 1", "s 7 9", "go", *"evpn"], "4 words longer than the gold"),
        (["n", "c 2", "go", *"ev"], "source missing: Mayor Ilse Baran"),
        (["n", "c 2", "s 2 2", "go", *"evpn"], "not a source in the gold: water"),
        (["n", "c 2", "s 7 7", "go", *"evpn"], "mention “Mayor”, the gold has “Mayor Ilse Baran”"),
        (["n", "c 2", "s 7 9", "-", "go", *"evpn"], "stance deny, the gold has support"),
        (["n", "c 2", "s 7 9", "go", *"evon"], "type organisation, the gold has person"),
        (["n", "c 2", "s 7 9", "c 8 10", "go", *"evevpn"], "not a claim in the gold: “Ilse Baran said”"),
        ([*["n"] * 5, "c 1", "go", *"ev"], "the gold has no claim here"),
        ([*DRY, "c 2 6", "s 7 8", "go", *"evpu"], "link missing: contradicts “The cellar is dry again”"),
        ([*DRY, "c 2 6", "s 7 8", "g 1 s", "go", *"evpu"], "link same, the gold has contradicts"),
        (["c 1 7", "go", *"ev", "c 1 6", "s 7 9", "g 1 p", "go", *"evpn"], "not a link in the gold: supports “The library"),
    ],
)
def test_a_difference_in_words(lines: list[str], words: str) -> None:
    assert any(line.startswith(f"     - {words}") for line in report_on(*lines))


def test_the_report_fits_eighty_columns() -> None:
    longest = report_on(*["n"] * 7, "x", "c 1", "go", "q", "p", "n", "x", "c 1", "s 1 9", "-", "go", *"evpn")
    assert max(map(len, [*report_on(*["n"] * 10), *longest])) <= 80


def test_a_judgement_is_one_line_however_much_differs() -> None:
    state = after(":set answers ask", "n", "c 1", "s 7 7", "-", "go", *"evon")
    line = judgement(BUILT_IN, 1, state.annotation_of(BUILT_IN.document.sentences[1].id))
    assert line.startswith("4 words longer than the gold: “The water reached the second floor” (and 3 more). ")


def test_a_claim_of_equal_length_but_different_words() -> None:
    state = after(":set answers ask", "n", "c 2 7", "s 7 9", "go", *"evpn")
    assert "different words than the gold" in judgement(BUILT_IN, 1, state.annotation_of(BUILT_IN.document.sentences[1].id))
