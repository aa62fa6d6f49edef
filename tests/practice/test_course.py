"""The lesson at a front end, from the welcome to the report."""

from __future__ import annotations

from functools import partial
from itertools import count

import pytest

from annotate.labelling.frontends import line, script
from annotate.practice.course import practise
from support.taking import BUILT_IN, GOLD


def in_lines(*lines: str) -> list[str]:
    """Return everything that line mode writes during the lesson, up to the end of the input."""
    waiting, said = iter(lines), list[str]()

    def read(prompt: str) -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    list(practise(partial(line.run, read=read, write=said.append), lambda: 0.0))
    return said


def test_line_mode_says_a_hint_once_with_its_own_words_for_keys() -> None:
    said = in_lines("c 1", "I", "b", "go")
    assert BUILT_IN.topics[0].hints["claim"] in said
    finish = BUILT_IN.topics[0].hints["predicted"]
    assert finish not in said
    assert said.count(finish.replace("Enter", "go")) == 1
    assert f"1: right. {BUILT_IN.topics[0].why}" in said


def test_the_gold_script_gets_everything_right() -> None:
    printed: list[str] = []
    run = partial(script.run, lines=GOLD, origin="gold", write=printed.append)
    lines = list(practise(run, lambda: 0.0))
    assert lines[0].startswith("10 of 10 sentences")
    assert lines[2].startswith("  claims   10 of 10 found, 10 of them exactly")
    assert BUILT_IN.hints["end"] in printed[-1]


@pytest.mark.parametrize("number", range(0, len(GOLD), 7))
def test_quitting_early_reports_the_finished_sentences(number: int) -> None:
    run = partial(script.run, lines=GOLD[:number], origin="gold", write=lambda text: None)
    lines = list(practise(run, lambda: 0.0))
    assert lines[-1].startswith("Next: ")
    assert not any("missed" in text for text in lines)


def test_the_report_gives_the_active_time() -> None:
    """The clock advances two seconds each time it is read: at the start, at each key, and at a new sentence."""
    run = partial(script.run, lines=["n", "n"], origin="gold", write=lambda text: None)
    first = next(iter(practise(run, partial(next, count(0.0, 2.0)))))
    assert first.startswith("2 of 10 sentences practised in 6 s")
