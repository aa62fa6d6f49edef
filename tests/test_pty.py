"""The real program on a real terminal (a pty): what it labels, how it resumes, and what no hangup, kill or resize can lose."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyte
import pytest

from annotate.labelling.assistance import Assistance
from annotate.labelling.display.screen import WIDEST, view
from annotate.labelling.frontends.themes import QUESTION
from annotate.labelling.history import replay
from annotate.labelling.runner import ANSWER_GUARD, GUARD
from annotate.labelling.session import open_session, step
from annotate.labelling.state import End, Key, State
from annotate.model import Revision
from annotate.project import Project, init_project
from support.children import restore_sigint
from support.paths import SAMPLE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ptys are POSIX's")

WIDTH, HEIGHT = 100, 30
PAYLOAD = "\x1b]0;owned\x07\x1b[31m\x9b31m\x90q\x9c\u202e\u2066\u200b\u2028"


PATIENCE = 60.0
"""Seconds after which what a test waits for is not coming: a busy machine is slow, and only a failure takes this long."""


def take_terminal() -> None:
    """Make standard input the controlling terminal of this process, so that ``Ctrl-C`` typed there reaches it."""
    restore_sigint()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Program:
    """``annotate`` on a pty, and the screen that a terminal would show. Ends with the test that started it."""

    def __init__(self, *arguments: str, folder: Path, size: tuple[int, int] = (WIDTH, HEIGHT), **environment: str) -> None:
        self.screen = pyte.Screen(*size)
        self.sent = b""
        self._stream = pyte.ByteStream(self.screen)
        self.master, self.slave = os.openpty()
        self._held = [self.master, self.slave]
        self.resize(*size)
        self.modes = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "annotate", *arguments],
            cwd=folder,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment},
            start_new_session=True,
            preexec_fn=take_terminal,
        )

    def resize(self, width: int, height: int) -> None:
        """The kernel tells the program with SIGWINCH."""
        self.screen.resize(height, width)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def type(self, text: str, *, at_once: bool = False) -> None:
        """Type as a person does, who reads what is shown before it, or at once."""
        if not at_once:
            self.settle(ANSWER_GUARD + GUARD)
        os.write(self.master, text.encode())

    def press(self, text: str) -> None:
        """Type, and wait until the program has answered with something."""
        written = len(self.sent)
        self.type(text)
        self.until(lambda: len(self.sent) > written)
        self.settle(0.05)

    def read(self, seconds: float = 0.0) -> bool:
        """Read what the program has written, and return whether there was anything; wait for it for at most `seconds`."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            written = os.read(self.master, 65536)
        except OSError as error:
            if error.errno != errno.EIO:  # on Linux: no process has the other side open any more
                raise
            return False
        self.sent += written
        self._stream.feed(written)
        return bool(written)

    @property
    def text(self) -> str:
        return "\n".join(row.rstrip() for row in self.screen.display)

    def shows(self, wanted: str | Callable[[], bool], seconds: float) -> bool:
        """Wait for a text on the screen (a regular expression), or for a condition; return whether it came."""
        deadline = time.monotonic() + seconds
        there = wanted if callable(wanted) else lambda: re.search(wanted, self.text) is not None
        while not there():
            if time.monotonic() > deadline:
                return False
            self.read(0.05)
        return True

    def until(self, wanted: str | Callable[[], bool]) -> None:
        """Wait until the screen shows a text, or a condition is met."""
        assert self.shows(wanted, PATIENCE), f"no {wanted!r} on the screen:\n{self.text}"

    def settle(self, seconds: float) -> None:
        """Wait this long, reading whatever the program writes."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self.read(left)

    def end(self) -> int:
        """Wait for the end of the process, and return its status."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it does not end:\n{self.text}"
            self.read(0.02)
        while self.read(0.05):
            pass
        return self.process.returncode

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """What happens when the window is closed."""
        while self._held:
            os.close(self._held.pop())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the sample article, read."""
    made = init_project(tmp_path / "news")
    shutil.copy(SAMPLE, made.raw)
    made.add()
    return made


@pytest.fixture
def run(project: Project) -> Iterator[Callable[..., Program]]:
    """Starts ``annotate label`` by mk in the project, without suggestions unless they are asked for."""
    started: list[Program] = []

    def label(*arguments: str, size: tuple[int, int] = (WIDTH, HEIGHT), **environment: str) -> Program:
        command = ("label", "--annotator", "mk", "--no-suggest", *arguments)
        started.append(Program(*command, folder=project.root, size=size, **environment))
        return started[-1]

    yield label
    for program in started:
        program.close()


def stored(project: Project) -> tuple[Revision, ...]:
    with project.store() as store:
        return store.history("harbour-bridge", "mk")


def at(number: int) -> str:
    return rf"sentence {number} of \d+"


# -- labelling ----------------------------------------------------------------------------------------------------------


def test_a_suggestion_is_changed_accepted_and_the_sentence_finished(run: Callable[..., Program], project: Project) -> None:
    program = run("--suggest", "--blind-rate", "0")
    program.until("Space: accept suggestion")
    program.type("L")
    program.until("SUGGESTION 1 of 1, changed")
    program.until(r"find a cracked 1\?\] bearing")
    assert stored(project) == ()
    time.sleep(GUARD)
    program.type(" ")
    program.until(at(2))
    program.type("q")
    assert program.end() == 0
    last = stored(project)[-1]
    assert last.annotation is not None
    assert last.annotation.label == "claim"
    assert [(o.item, o.how) for o in last.origins] == [
        ("c1", "edited"),
        ("c1<-s0", "accepted"),
        ("c1.type", "accepted"),
        ("c1.verifiability", "accepted"),
        ("", "assisted"),
    ]


def test_it_labels_quits_resumes_and_undoes_what_was_done_before(run: Callable[..., Program], project: Project) -> None:
    first = run()
    first.until(at(1))
    first.type("c1")
    first.until(r"\[C1 .*C1\]")
    time.sleep(GUARD)
    first.type("\r")
    first.until("TYPE of C1")
    first.type("ev")
    first.until(at(2))
    first.type("n")
    first.until(at(3))
    first.type("q")
    assert first.end() == 0
    assert "harbour-bridge: 2 of " in first.text
    assert [r.annotation.label for r in stored(project) if r.annotation and r.annotation.label] == ["claim", "no_claim"]

    second = run()
    second.until("You stopped here; 2 of")
    second.until(at(3))
    second.type("u")
    second.until(at(2))
    second.until("NOT LABELLED YET")
    for _ in range(20):
        second.press("u")
        if "Nothing to undo" in second.text:
            break
    second.until("Nothing to undo")
    second.until(at(1))
    second.type("U")
    second.until(r"\[C1 ")
    second.type("q")
    assert second.end() == 0
    newest = stored(project)[-1]
    assert newest.action == "redo"
    assert newest.annotation is not None
    assert len(newest.annotation.claims) == 1


@pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["tui", "line"])
def test_keys_of_ones_own(run: Callable[..., Program], project: Project, plain: tuple[str, ...]) -> None:
    (project.root / "schema" / "keys.toml").write_text('none = "т"\nquit = "й"\n', encoding="utf-8")
    program = run(*plain)
    program.until("т: no claim here")
    program.type("n\n" if plain else "n")
    program.until("n does nothing here")
    program.type("т\n" if plain else "т")
    program.until("Sentence 2" if plain else at(2))
    program.type("й\n" if plain else "й")
    assert program.end() == 0
    assert [revision.annotation.label for revision in stored(project) if revision.annotation] == ["no_claim"]


def test_keys_that_cannot_be_had_stop_it_at_the_start(run: Callable[..., Program], project: Project, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('"trim end" = "c"\n', encoding="utf-8")
    file, wide = str(tmp_path / "mine.toml"), (300, 30)
    for program in (run("--keys", file, size=wide), run(size=wide, ANNOTATE_LABEL_KEYS=file)):
        assert program.end() == 2
        said = " ".join(program.text.split())
        assert "mine.toml, 'trim end' = 'c': that key already means 'claim'; give one of the two another key" in said
        assert "Traceback" not in said
    assert stored(project) == ()


def test_the_terminal_is_as_it_was(run: Callable[..., Program]) -> None:
    program = run()
    program.until(at(1))
    assert b"\x1b[?1049h" in program.sent
    assert termios.tcgetattr(program.slave) != program.modes
    program.type("q")
    assert program.end() == 0
    assert program.sent.rindex(b"\x1b[?1049l") > program.sent.rindex(b"\x1b[?1049h")
    assert program.sent.rindex(b"\x1b[?25h") > program.sent.rindex(b"\x1b[?25l")
    assert program.sent.rindex(b"\x1b[?2004l") > program.sent.rindex(b"\x1b[?2004h")
    assert termios.tcgetattr(program.slave) == program.modes


def test_the_name_is_asked_for_once(project: Project, tmp_path: Path) -> None:
    for first in (True, False):
        program = Program("label", "--no-suggest", folder=project.root, LOGNAME="root", XDG_CONFIG_HOME=str(tmp_path / "config"))
        try:
            if first:
                program.until("Your name, to be stored with your decisions:")
                program.type("Ada L.\n")
            program.until(at(1 if first else 2))
            program.type("n")
            program.until(at(2 if first else 3))
            program.type("q")
            assert program.end() == 0
        finally:
            program.close()
    assert [revision.annotator for revision in project.revisions()] == ["Ada L."] * 2
    assert (tmp_path / "config" / "annotate" / "config.toml").read_text() == 'name = "Ada L."\n'


def test_ctrl_c_ends_it_with_130_and_loses_nothing(run: Callable[..., Program], project: Project) -> None:
    program = run()
    program.until(at(1))
    program.type("n")
    program.until(at(2))
    program.type("N half a note\x03")
    assert program.end() == 130
    assert "Interrupted. Everything you labelled is saved." in program.text
    assert program.sent.rindex(b"\x1b[?1049l") > program.sent.rindex(b"\x1b[?1049h")
    assert termios.tcgetattr(program.slave) == program.modes
    assert len(stored(project)) == 1


def test_ctrl_c_in_line_mode_too(run: Callable[..., Program]) -> None:
    program = run("--plain")
    program.until("1>")
    for _ in range(10):  # Python's readline misses a signal that comes just as it begins to wait
        program.type("\x03")
        if program.shows("stored|saved", seconds=PATIENCE / 10):
            break
    assert program.end() == 130


def drawn_whole(screen: pyte.Screen) -> bool:
    """Whether a screen shows a session from its first row to its last.

    What the program wrote before it learned of a resize may still arrive, and fills some rows only.
    """
    header, rule, *_, keys = screen.display
    return bool(re.search(at(1), header) and rule.rstrip() == "-" * min(screen.columns, WIDEST) and keys.strip())


def test_a_resize_draws_the_screen_anew(run: Callable[..., Program]) -> None:
    program = run()
    program.until(at(1))
    for width, height in ((70, 20), (140, 45), (61, 16)):
        program.resize(width, height)
        program.screen.reset()
        program.until(lambda: drawn_whole(program.screen))


def test_line_mode_works_without_docstrings(run: Callable[..., Program]) -> None:
    """Names and help of actions are data: python -OO strips docstrings."""
    program = run("--plain", PYTHONOPTIMIZE="2")
    program.until("1>")
    program.type("none\n")
    program.until("2>")
    program.type("?\n")
    program.until("F flag: flag this sentence")
    program.type("q\n")
    assert program.end() == 0
    assert b"Traceback" not in program.sent


def test_a_paste_runs_no_commands(run: Callable[..., Program], project: Project) -> None:
    program = run()
    program.until(at(1))
    program.type("\x1b[200~n\rn\rq\x1b[201~")
    program.until("Pasted text is ignored")
    program.type("q")
    program.end()
    assert stored(project) == ()


def test_enter_typed_ahead_labels_nothing_that_nobody_has_read(run: Callable[..., Program]) -> None:
    program = run()
    program.until(at(1))
    program.type("n")
    program.until(at(2))
    program.type("n")
    program.until(at(3))
    program.type("bb")
    program.until(at(1))
    time.sleep(2 * GUARD)
    program.type("\r\r \rn")
    program.until(at(2))
    program.settle(2 * GUARD)
    assert re.search(at(2), program.text), "the second Enter and what followed came too early"
    assert "n ignored: this sentence has only just appeared." in program.text
    program.type("\r")
    program.until(at(3))


def test_answers_typed_by_heart_stay_with_their_sentence(run: Callable[..., Program], project: Project) -> None:
    program = run()
    program.until(at(1))
    program.type("c1")
    program.until(r"\[C1 .*C1\]")
    program.type("\r")
    program.until("TYPE of C1")
    program.type("evpn")
    program.until(r"1: 1 claim \(event, verifiable\)\. u to undo\. n ignored: typed right after an answer\.")
    program.until(at(2))
    program.settle(0.5)
    program.type("n")
    program.until(r"2: no claim\.")
    program.type("q")
    assert program.end() == 0
    assert [r.annotation.label for r in stored(project) if r.annotation and r.annotation.label] == ["claim", "no_claim"]


UNKNOWN = ["\x1b[13;2u", "\x1br", "\x1bu", "\x1bM", "\x1b[?62;22c", "\x1b]11;rgb:0/0/0\x1b\\", "\x1bP>|nru\x1b\\", "\x1b[57358u"]


def test_a_sequence_that_is_no_key_runs_no_commands(run: Callable[..., Program], project: Project) -> None:
    program = run()
    program.until(at(1))
    program.type("n")
    program.until(at(2))
    program.type("c1")
    program.until(r"\[C1 ")
    decided = stored(project)
    for sent in UNKNOWN:
        program.type(sent)
        if sent[1] in "[]P":
            program.type("\x1b", at_once=True)
            program.settle(0.1)
            program.type(sent[1:], at_once=True)
    program.type("?")
    program.until("any other key: close")
    program.type("\x1b")
    program.until(r"\[C1 ")
    program.type("q")
    assert program.end() == 0
    assert stored(project) == decided


def test_a_second_window_of_the_same_annotator_is_told_so(run: Callable[..., Program], project: Project) -> None:
    program = run()
    program.until(at(1))
    command = [sys.executable, "-m", "annotate", "label", "--annotator", "mk", "--script", "-"]
    second = subprocess.run(command, cwd=project.root, input="n", capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert "harbour-bridge is being labelled by mk in another window" in second.stderr
    other = [*command[:-3], "ada", "--script", "-"]
    assert subprocess.run(other, cwd=project.root, input="n", capture_output=True, text=True, check=False).returncode == 0
    program.type("q")
    assert program.end() == 0
    assert subprocess.run(command, cwd=project.root, input="n", capture_output=True, text=True, check=False).returncode == 0


def test_a_recorded_session_is_watched_and_left(tmp_path: Path) -> None:
    program = Program("demo", "--watch", "--speed", "20", folder=tmp_path)
    try:
        program.until(r"\$ c 1 ")
        program.until(at(3))
        program.type("nnc?")  # nothing but q and Ctrl-C does anything
        program.until(at(4))
        program.type("q")
        assert program.end() == 0
        assert program.sent.rindex(b"\x1b[?1049l") > program.sent.rindex(b"\x1b[?1049h")
        assert termios.tcgetattr(program.slave) == program.modes
    finally:
        program.close()


@pytest.mark.parametrize("arguments", [(), ("--plain",)])
def test_nothing_foreign_reaches_the_terminal(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """The bytes of the real program: article, file, annotator and a note all want to take over the terminal.

    In lines nothing foreign is typed: what a person types or pastes there is echoed by readline, not by us.
    """
    project = init_project(tmp_path / f"news{PAYLOAD}")
    (project.raw / f"a{PAYLOAD}.txt").write_text(f"The dam{PAYLOAD} is safe, officials said.", encoding="utf-8", newline="")
    program = Program("label", "--annotator", f"mk{PAYLOAD}", *arguments, folder=project.root)
    try:
        program.until("1>" if arguments else at(1))
        for typed in ("I\r", "B\r") if arguments else ("N", PAYLOAD.replace("\x1b", ""), "\r", "B", "\x1b"):
            program.press(typed)
        program.type("q\rq\r")
        program.end()
    finally:
        program.close()
    sent = program.sent.decode()
    if not arguments:
        assert sent.count(QUESTION) == 1
        sent = sent.replace(QUESTION, "")
    assert "\ufffd" in sent, "something of it was shown"
    assert not re.search(r"\x1b[^\[]|\x1b\[31m|[\x07\x0e\x0f\x80-\x9f\u200b\u2028\u202e\u2066]", sent)


# -- which front end ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
def test_the_lesson_leads_a_newcomer_to_the_first_label(tmp_path: Path, size: tuple[int, int]) -> None:
    program = Program("practice", folder=tmp_path, size=size)
    try:
        program.until("press c")
        program.type("c")
        program.until("1 uses the whole")
        program.type("1")
        program.until("That is a claim")
        time.sleep(GUARD)
        program.type("\r")
        program.until(r"1: right\.")
        program.type("q")
        assert program.end() == 0
        program.until("1 of 10 sentences practised")
    finally:
        program.close()
    assert list(tmp_path.iterdir()) == []


def test_the_lesson_teaches_the_keys_as_they_are(project: Project) -> None:
    """It reads no project: keys of one's own are for one's own articles."""
    (project.root / "schema" / "keys.toml").write_text('claim = "n"\nnone = "c"\n', encoding="utf-8")
    program = Program("practice", folder=project.root)
    try:
        program.until("press c")
        program.until("c claim")
        program.type("c")
        program.until("NEW CLAIM")
        program.type("`q")
        assert program.end() == 0
    finally:
        program.close()


def test_without_a_terminal_it_names_the_demo(project: Project) -> None:
    command = [sys.executable, "-m", "annotate", "label"]
    done = subprocess.run(command, cwd=project.root, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "annotate demo" in done.stderr
    assert "--script" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "size"),
    [
        ((), {"TERM": "dumb"}, (WIDTH, HEIGHT)),
        ((), {"TERM": ""}, (WIDTH, HEIGHT)),
        ((), {"ACCESSIBLE": "1"}, (WIDTH, HEIGHT)),
        (("--plain",), {}, (WIDTH, HEIGHT)),
        ((), {}, (59, 30)),
        ((), {}, (100, 15)),
    ],
)
def test_where_there_is_no_screen_it_speaks_in_lines(
    run: Callable[..., Program], arguments: tuple[str, ...], environment: dict[str, str], size: tuple[int, int]
) -> None:
    program = run(*arguments, size=size, **environment)
    program.until("1>")
    program.type("n\r")
    program.until("2>")
    program.type("q\r")
    assert program.end() == 0
    assert b"\x1b[?1049h" not in program.sent


def test_line_mode_ends_with_the_input(run: Callable[..., Program], project: Project) -> None:
    program = run("--plain")
    program.until("1>")
    program.type("n\r")
    program.until("2>")
    program.type("\x04")
    assert program.end() == 0
    assert len(stored(project)) == 1


# -- what cannot be lost --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [(), ("--plain",)])
def test_a_hangup_loses_nothing_and_ends_it(run: Callable[..., Program], project: Project, arguments: tuple[str, ...]) -> None:
    program = run(*arguments)
    program.until("1>" if arguments else at(1))
    program.type("n\r" if arguments else "n")
    program.until("2>" if arguments else at(2))
    program.hang_up()
    program.process.wait(PATIENCE)
    assert len(stored(project)) == 1
    again = run()
    again.until("You stopped here; 1 of")


def test_sigterm_ends_it_and_puts_the_terminal_back(run: Callable[..., Program], project: Project) -> None:
    program = run()
    program.until(at(1))
    program.type("n")
    program.until(at(2))
    program.process.send_signal(signal.SIGTERM)
    program.end()
    assert program.sent.rindex(b"\x1b[?1049l") > program.sent.rindex(b"\x1b[?1049h")
    assert len(stored(project)) == 1


def played(project: Project, typed: str) -> list[tuple[State, int]]:
    """What a session goes through, key by key: each state, and how many decisions were saved by then."""
    with project.store() as store:
        article, history = store.document("harbour-bridge"), store.history("harbour-bridge", "mk")
    state = open_session(article, project.schema, history, annotator="mk", assistance=Assistance(on=False))
    decisions = len({revision.created for revision in history})
    states = [(state, decisions)]
    for key in typed:
        state = step(state, Key(key))
        decisions += bool(state.changes)
        states.append((state, decisions))
    return states


def shown(state: State) -> list[str]:
    return ["".join(piece.text for piece in row).rstrip() for row in view(state, WIDTH, HEIGHT).rows]


def last_whole_screen(sent: bytes) -> list[str]:
    """What was shown before the kill; each painting ends in showing the cursor, and the last may have come by half."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    end = b"\x1b[?25h"
    pyte.ByteStream(screen).feed(sent[: sent.rindex(end) + len(end)])
    return [row.rstrip() for row in screen.display]


def kill_while_typing(run: Callable[..., Program], project: Project, dice: random.Random) -> int:
    """One round: keys typed at random, SIGKILL at a random moment. Returns how many decisions are in the store then."""
    typed = "".join(dice.choice(("n", "c1", "c2", "u", "U", "b", "r", "h", "s0", "z", "l")) for _ in range(80))
    program = run()
    program.until(r"sentence \d+ of|End of")
    while program.read(0.1):
        pass
    program.settle(ANSWER_GUARD + GUARD)
    states = played(project, typed)
    moment = time.monotonic() + dice.uniform(0.01, 3.0)
    for key, (before, _), (after, _) in zip(typed, states, states[1:], strict=False):
        program.type(key, at_once=True)
        program.read(dice.choice((0, 0.005)))
        if before.at != after.at:  # keys that come too early are ignored, which `played` does not know
            program.until("End of" if isinstance(after.mode, End) else at(after.at + 1))
            program.settle(ANSWER_GUARD + GUARD)
        if time.monotonic() > moment:
            break
    program.process.kill()
    program.end()
    history = stored(project)
    decided = len({revision.created for revision in history})
    seen = last_whole_screen(program.sent)
    acknowledged = [count for state, count in states if shown(state) == seen]
    assert acknowledged, "no state of the session looks like this:\n" + "\n".join(seen)
    assert min(acknowledged) <= decided, "the screen showed a decision that is not in the store"
    then = next(state for state, count in states if count == decided)
    again = replay(open_session(then.document, then.schema), history)
    assert again.entries == then.entries, "what is stored is what was decided, whole"
    return decided


def test_a_kill_loses_nothing_that_was_shown(run: Callable[..., Program], project: Project) -> None:
    dice = random.Random(7)
    assert [kill_while_typing(run, project, dice) for _ in range(2)][-1] > 0


@pytest.mark.slow
def test_many_kills_lose_nothing_that_was_shown(run: Callable[..., Program], project: Project) -> None:
    dice = random.Random(11)
    counts: list[Any] = [kill_while_typing(run, project, dice) for _ in range(25)]
    assert counts == sorted(counts)
    assert counts[-1] > 50
