"""A recorded session on the screen: what it shows, how it is left."""

from __future__ import annotations

import asyncio

import pytest

from annotate.errors import ScriptError
from annotate.labelling.frontends.posix_terminal import Display, Size
from annotate.labelling.frontends.replay import ReplayScreen
from annotate.labelling.frontends.themes import Look
from annotate.labelling.state import Review
from support.playing import Desk, Sink, piped_keyboard


def watched(desk: Desk, *lines: str, typed: str = "", pause: float = 0.0, sink: Sink | None = None) -> ReplayScreen:
    """A script on the screen, with keys that a person types meanwhile; an hour's pause ends only by one of them."""
    display = Display(sink or Sink(), Size(24, 80))
    with piped_keyboard() as (keyboard, type_keys):
        screen = ReplayScreen(desk.labelling, keyboard, display, Look("none"))
        type_keys(typed)
        asyncio.run(asyncio.wait_for(screen.play(lines, "mine.script", pause), 60))
    return screen


def test_each_event_is_painted_with_its_command() -> None:
    desk, sink = Desk(), Sink()
    watched(desk, "# a comment", "c 1 6", "s 0", "n", sink=sink)
    painted = sink.sent.split("\x1b[?25h")
    assert sum("$ c 1 6" in screen for screen in painted) >= 1
    assert any("NEW CLAIM: pick its last word" in screen for screen in painted), "the words are picked one by one"
    assert any("$ s 0" in screen for screen in painted)
    assert sink.sent.index("\x1b[?1049h") < sink.sent.index("$ c 1 6") < sink.sent.index("\x1b[?1049l")
    assert desk.state.annotation_of(desk.document.sentences[0].id).claims


def test_it_decides_what_the_script_decides() -> None:
    desk, other = Desk(), Desk()
    lines = ("c 1 6", "s 7 10", "go", "e", "v", "p", "n", "n")
    watched(desk, *lines)
    from annotate.labelling.frontends import script

    script.run(other.labelling, lines, "mine.script", lambda line: None)
    assert desk.stored() == other.stored()


@pytest.mark.parametrize(("typed", "interrupted"), [("q", False), ("\x03", True)])
def test_a_person_leaves_in_the_middle(typed: str, interrupted: bool) -> None:
    desk, sink = Desk(), Sink()
    assert watched(desk, "n", "n", typed=typed, pause=3600, sink=sink).interrupted is interrupted
    assert desk.revisions == []
    assert sink.sent.endswith("\x1b[0m\x1b[?25h")


def test_other_keys_do_nothing() -> None:
    desk = Desk()
    watched(desk, typed="nnc1 \r?q", pause=3600)
    assert (desk.revisions, desk.state.mode) == ([], Review())


def test_what_cannot_be_done_ends_it_with_the_terminal_put_back() -> None:
    sink = Sink()
    with pytest.raises(ScriptError, match=r"mine.script:2: .*zz.* is not a command"):
        watched(Desk(), "n", "zz", sink=sink)
    assert sink.sent.endswith("\x1b[0m\x1b[?25h")
