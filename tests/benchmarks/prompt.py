"""The prompt's speed: time to its first screen, time from a key to its screen.

    python tests/benchmarks/prompt.py [--runs 15] [--keys 600] [--spans 20000]

First paint: the real program on a pty, against a bare full-screen application of prompt_toolkit on a pty, in turns; the figure is
the median, the ratio that of the pairs, in processor time (of Linux), because others may use the machine. A key: `step`, saving
through the real store, `view` and the bytes that are painted, in an article of 200 sentences that holds so many spans; p99 of the
processor time against 16 ms, one frame of a screen at 60 Hz. The same through a pty, from the key's byte to the last one painted,
in time that passes. And once more in a project of 200 such documents: labelling must not slow down as a project grows.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from annotate.labelling.display.screen import view
from annotate.labelling.frontends.tui import Painter
from annotate.labelling.runner import SessionRunner
from annotate.labelling.state import Key
from annotate.model import Annotation, Block, Claim, Document, Revision, Sentence, Source, Stance
from annotate.project import Project, init_project
from annotate.project.sessions import label
from annotate.store import Store, timestamp_after

FRAME = 16.0  # ms
SENTENCES = 200
WORDS = "the council of Lower Dale said on Monday that its old dam would hold through spring, but engineers who saw it disagreed"
BARE = """
from prompt_toolkit.application import Application
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
Application(layout=Layout(Window(FormattedTextControl("ready"))), full_screen=True).run()
"""


def article(id: str) -> Document:
    """200 sentences of 40 words."""
    words = (WORDS.split() * 3)[:40]
    sentence = " ".join(words) + "."
    text = "\n".join([sentence] * SENTENCES)
    step = len(sentence) + 1
    sentences = tuple(Sentence(f"{id}:{n * step}", n, n * step, n * step + len(sentence)) for n in range(SENTENCES))
    blocks = tuple(Block("paragraph", s.start, s.end) for s in sentences)
    return Document(id, f"raw/{id}.txt", "0" * 64, text, blocks, sentences)


def labelled(document: Document, sentence: Sentence, spans: int, schema: str, created: str) -> Revision:
    """A finished sentence with so many claims, each of one span, and a source that every sentence has."""
    first, answers = sentence.start, {"type": "event", "verifiability": "verifiable"}
    mention = document.span(first, first + 11)
    source = Source("s1", "the council", mention, {"type": "organisation", "naming": "named"})
    found = tuple(Claim(f"c{n + 1}", (document.span(first + n, first + n + 20 + n % 60),), answers) for n in range(spans))
    stances = tuple(Stance(claim.id, "s1", "support") for claim in found)
    annotation = Annotation("claim", found, (source,), stances)
    return Revision(
        document.id, document.sha256, sentence.id, "mk", created, "edit", 1.0, 9, schema, "0", annotation if found else None
    )


def fill(project: Project, id: str, spans: int, leave: int = 0) -> None:
    """A document with so many spans in its sentences; the last `leave` sentences are left for the annotator."""
    document, created = article(id), None
    done = document.sentences[: SENTENCES - leave]
    with project.store(create=True) as store:
        store.add_document(document)
        revisions = []
        for sentence in done:
            created = timestamp_after(created, datetime(2026, 1, 1, tzinfo=UTC))
            revisions.append(labelled(document, sentence, spans // len(done), project.schema.version, created))
        Store.load(store, revisions)


@contextmanager
def made(folder: Path, documents: int, spans: int) -> Iterator[Project]:
    """A project with an article of so many spans, and others beside it."""
    project = init_project(folder / f"project-{documents}-{spans}")
    fill(project, "busy", spans, leave=20)
    for number in range(documents - 1):
        fill(project, f"other-{number}", 600)
    yield project


# -- keys ---------------------------------------------------------------------------------------------------------------

NEW = [*"c1s0zhl", "tab", *"uUc2g1srnbbjjkLfunn"]
OLD = [*"bbbbbbjkjzuzuU", "tab", *"hu", *["enter"] * 6]


def typing(keys: int) -> Iterator[Key]:
    """What an annotator types: labels, mends, goes back to full sentences and on."""
    return (Key(name) for name in islice(cycle([*NEW, *OLD]), keys))


def inside(project: Project, keys: int) -> list[float]:
    """Milliseconds of processor time of each key: the decision, its saving, the screen and the bytes of what changed on it."""
    taken: list[float] = []

    def run(labelling: SessionRunner) -> None:
        painter = Painter(lambda text: None)
        painter.paint(view(labelling.state, 100, 30))
        for key in typing(keys):
            started = time.process_time()
            labelling.feed(key)
            painter.paint(view(labelling.state, 100, 30))
            taken.append((time.process_time() - started) * 1e3)

    label(project, run, annotator="mk", document="busy")
    return taken


# -- on a pty -----------------------------------------------------------------------------------------------------------


class Terminal:
    """A program on a pty."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
        self.process = subprocess.Popen(command, cwd=folder, stdin=slave, stdout=slave, stderr=slave, env=environment)
        os.close(slave)

    def read(self, wanted: bytes) -> float:
        """Seconds until these bytes have come."""
        started, found = time.perf_counter(), b""
        while wanted not in found:
            if not select.select([self.master], [], [], 20)[0]:
                raise SystemExit(f"no {wanted!r} within 20 s; there came {found[-400:]!r}")
            found += os.read(self.master, 65536)
        return time.perf_counter() - started

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def first_paint(command: list[str], folder: Path, wanted: bytes) -> float:
    """Milliseconds of processor time from the start of a process to its first screen."""
    terminal = Terminal(command, folder)
    try:
        terminal.read(wanted)
        return int(Path(f"/proc/{terminal.process.pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e6
    finally:
        terminal.close()


SHOWN = b"\x1b[?25h"  # each painting ends in showing the cursor


def through(project: Project, keys: int) -> list[float]:
    """Milliseconds from each key's byte to the end of its painting."""
    names = {"space": " ", "enter": "\r", "tab": "\t"}
    terminal = Terminal([sys.executable, "-m", "annotate", "label", "busy", "--annotator", "mk"], project.root)
    taken = []
    try:
        terminal.read(SHOWN)
        for key in typing(keys):
            if key.name == "enter":
                time.sleep(0.16)  # what is typed ahead is ignored
            started = time.perf_counter()
            terminal.type(names.get(key.name, key.name))
            terminal.read(SHOWN)
            taken.append((time.perf_counter() - started) * 1e3)
    finally:
        terminal.close()
    return taken


# -- what is printed ----------------------------------------------------------------------------------------------------


def p99(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=100)[98]


def report(what: str, taken: list[float]) -> None:
    figure = f"p50 {statistics.median(taken):.1f}, p99 {p99(taken):.1f} ms"
    print(f"{what}\t{figure}\tlimit {FRAME:.0f} ms (p99)\t{p99(taken) / FRAME:.2f}", flush=True)


def paint_times(project: Project, runs: int) -> None:
    ours = [sys.executable, "-m", "annotate", "label", "busy", "--annotator", "mk"]
    bare = [sys.executable, "-c", BARE]
    folder = project.root
    pairs = [(first_paint(ours, folder, b"sentence"), first_paint(bare, folder, b"ready")) for _ in range(runs + 1)][1:]
    mine, peer = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"prompt: first paint\t{mine:.0f} ms\tbare prompt_toolkit application {peer:.0f} ms\t{ratio:.2f}", flush=True)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description="time to the prompt's first screen, and from a key to its screen")
    parser.add_argument("--runs", type=int, default=15, help="pairs of starts (default 15)")
    parser.add_argument("--keys", type=int, default=600, help="keys to type (default 600)")
    parser.add_argument("--spans", type=int, default=20_000, help="spans stored in the article (default 20000)")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with made(folder, 1, 600) as small:
            paint_times(small, options.runs)
            few = inside(small, options.keys)
            report("prompt: key, 600 spans", few)
        with made(folder, 1, options.spans) as busy:
            report(f"prompt: key, {options.spans:,} spans", inside(busy, options.keys))
            report("prompt: key on a pty, the same", through(busy, options.keys // 3))
        with made(folder, 200, 600) as many:
            grown = inside(many, options.keys)
            figure, peer = f"p99 {p99(grown):.1f} ms", f"with 1 document {p99(few):.1f} ms"
            print(f"prompt: key, 200 documents\t{figure}\t{peer}\t{p99(grown) / p99(few):.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
