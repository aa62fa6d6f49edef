"""Decisions that could not be sent: kept, told, sent when the server answers; each once, whatever is killed in between."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.errors import StoreError, UnreachableError
from annotate.labelling.runner import SessionRunner
from annotate.labelling.state import Key
from annotate.model import Annotation, Block, Document, Revision, Sentence, Source
from annotate.project import Project, init_project
from annotate.project.sessions import SessionResult, label
from annotate.store import Store, open_store, outbox, postgres, timestamp_after
from annotate.store.outbox import SAVED_HERE, SENT, Outbox, send, waiting
from support.builders import make_revision, make_version
from support.paths import SUPPORT
from support.postgres_server import Server

WORKER = SUPPORT / "outbox_worker.py"
TEXT = "One is here. Two is here."
DOCUMENT = Document(
    "a", "raw/a.txt", "0" * 64, TEXT, (Block("paragraph", 0, 25),), (Sentence("a:0", 0, 0, 12), Sentence("a:13", 0, 13, 25))
)


def decide(tick: int, sentence: int = 0, annotator: str = "mk") -> Revision:
    created = timestamp_after(None, datetime.fromtimestamp(1_800_000_000 + tick, UTC))
    annotation = Annotation("no_claim", note=f"{tick} \u2028 é")
    return make_revision(DOCUMENT, sentence, annotation, annotator, created=created)


class Flaky:
    """The road to a store: it can be cut, before a commit or after it, when the answer is lost."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.where = store.where
        self.cut: str | None = None

    def save(self, revisions: Sequence[Revision], segmentation: int, known: int | None = None) -> None:
        self._through(lambda: self.store.save(revisions, segmentation, known))

    def load(self, revisions: Sequence[Revision], segmentations: dict[str, int]) -> int:
        self._through(lambda: self.store.load(revisions, segmentations))
        return 0

    def _through(self, act) -> None:  # type: ignore[no-untyped-def]
        if self.cut == "before":
            raise UnreachableError("no answer")
        act()
        if self.cut == "after":
            raise UnreachableError("no answer")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db") as opened:
        opened.add_document(DOCUMENT)
        yield opened


@pytest.fixture
def road(store: Store) -> Flaky:
    return Flaky(store)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "unsent"


def files(folder: Path) -> list[Path]:
    return list(folder.glob("*.jsonl"))


# -- one session ------------------------------------------------------------------------------------------------------


def test_where_all_goes_well_nothing_is_written_here(store: Store, folder: Path) -> None:
    with Outbox(folder, store, "a", "mk") as box:
        assert box.save([decide(1)], 1) is None
    assert not folder.exists()
    assert list(store.revisions()) == [decide(1)]


def test_what_cannot_be_sent_is_kept_told_and_sent_later(road: Flaky, folder: Path) -> None:
    now = [100.0]
    with Outbox(folder, road, "a", "mk", lambda: now[0]) as box:  # type: ignore[arg-type]
        road.cut = "before"
        assert box.save([decide(1), decide(1, 1)], 1) == SAVED_HERE
        assert box.waiting == 1
        assert waiting(folder) == {road.where: 1}
        road.cut = None
        assert box.save([decide(2)], 1) == SAVED_HERE  # not yet: it was tried just now
        now[0] += outbox.PAUSE
        road.cut = "before"
        assert box.save([decide(3)], 1) == SAVED_HERE
        road.cut = None
        now[0] += outbox.PAUSE
        assert box.save([decide(4)], 1) == SENT
        assert (box.waiting, files(folder)) == (0, [])
        assert box.save([decide(5)], 1) is None
    assert [r.created for r in road.store.history("a", "mk")] == [decide(tick).created for tick in (1, 1, 2, 3, 4, 5)]


def test_trying_takes_little_of_the_time(road: Flaky, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A try that waits for a silent network is not made again soon."""
    now, tries = [0.0], []
    with Outbox(folder, road, "a", "mk", lambda: now[0]) as box:  # type: ignore[arg-type]
        road.cut = "before"
        box.save([decide(0)], 1)

        def slow(*_: object) -> None:
            tries.append(now[0])
            now[0] += 3.0
            raise UnreachableError("no answer")

        monkeypatch.setattr(road, "load", slow)
        for tick in range(1, 60):
            now[0] += 1.0
            box.save([decide(tick)], 1)
    assert tries[:2] == [5.0, 38.0]  # 30 s after the first one ended


def test_where_the_session_ends_it_is_tried_again(road: Flaky, folder: Path) -> None:
    with Outbox(folder, road, "a", "mk") as box:  # type: ignore[arg-type]
        road.cut = "after"
        assert box.save([decide(1)], 1) == SAVED_HERE
        road.cut = None
    assert box.waiting == 0
    assert list(road.store.revisions()) == [decide(1)]


def test_what_the_store_refuses_is_not_kept(road: Flaky, folder: Path) -> None:
    with Outbox(folder, road, "a", "mk") as box:  # type: ignore[arg-type]
        with pytest.raises(StoreError, match="corrected in another window"):
            box.save([replace(decide(1), document="b", sentence="b:0")], 1)
        road.cut = "before"
        with pytest.raises(StoreError, match="NUL"):
            box.save([replace(decide(1), tool="\0")], 1)
    assert not files(folder)


def test_where_it_cannot_be_kept_either_it_is_not_acknowledged(road: Flaky, folder: Path) -> None:
    folder.write_text("in the way")
    road.cut = "before"
    with Outbox(folder, road, "a", "mk") as box:  # type: ignore[arg-type]
        with pytest.raises(
            StoreError, match=r"no answer; and the decision cannot be saved on this machine: .*unsent cannot be written"
        ):
            box.save([decide(1)], 1)
        assert box.waiting == 0


def test_half_a_line_is_taken_back(road: Flaky, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full takes part of a line; what comes after must not stand behind it."""

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    road.cut = "before"
    with Outbox(folder, road, "a", "mk") as box:  # type: ignore[arg-type]
        box.save([decide(1)], 1)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(StoreError, match="No space left on device"):
                box.save([decide(2)], 1)
        box.save([decide(3)], 1)
    road.cut = None
    assert send(folder, road) == 2  # type: ignore[arg-type]
    assert list(road.store.revisions()) == [decide(1), decide(3)]


# -- the next start ---------------------------------------------------------------------------------------------------


def left_behind(road: Flaky, folder: Path, *ticks: int) -> Path:
    """The file of a session that was killed."""
    road.cut = "before"
    box = Outbox(folder, road, "a", "mk").__enter__()  # type: ignore[arg-type]
    for tick in ticks:
        box.save([decide(tick)], 1)
    box._stack.close()  # the system releases the lock
    road.cut = None
    [path] = files(folder)
    return path


def test_what_waits_is_sent_and_then_removed(road: Flaky, folder: Path) -> None:
    path = left_behind(road, folder, 1, 2)
    road.cut = "before"
    with pytest.raises(UnreachableError, match=r"the decisions in .*jsonl cannot be sent: no answer"):
        send(folder, road)  # type: ignore[arg-type]
    road.cut = "after"
    with pytest.raises(UnreachableError):
        send(folder, road)  # type: ignore[arg-type]
    assert path.exists()
    road.cut = None
    assert send(folder, road) == 2  # type: ignore[arg-type]
    assert not path.exists()
    assert list(road.store.revisions()) == [decide(1), decide(2)]
    assert send(folder, road) == 0  # type: ignore[arg-type]


def test_a_line_without_an_end_was_never_acknowledged(road: Flaky, folder: Path) -> None:
    path = left_behind(road, folder, 1, 2)
    path.write_bytes(path.read_bytes()[:-20])
    assert waiting(folder) == {road.where: 1}
    assert send(folder, road) == 1  # type: ignore[arg-type]
    assert list(road.store.revisions()) == [decide(1)]
    left_behind(road, folder, 2).write_bytes(b'{"databa')
    assert send(folder, road) == 0  # type: ignore[arg-type]
    assert not files(folder)


def test_what_is_for_another_database_stays(road: Flaky, folder: Path, tmp_path: Path) -> None:
    left_behind(road, folder, 1)
    with open_store(tmp_path / "other.db") as other:
        other.add_document(DOCUMENT)
        assert send(folder, other) == 0
        assert list(other.revisions()) == []
    assert send(folder, road) == 1  # type: ignore[arg-type]


def test_what_an_open_window_keeps_is_its_own(road: Flaky, folder: Path) -> None:
    road.cut = "before"
    with Outbox(folder, road, "a", "mk") as box:  # type: ignore[arg-type]
        box.save([decide(1)], 1)
        assert send(folder, road.store) == 0
        with pytest.raises(StoreError, match="another window has decisions"):
            Outbox(folder, road.store, "a", "mk").__enter__()
        box.save([decide(2)], 1)
        road.cut = None
    assert list(road.store.revisions()) == [decide(1), decide(2)]


def test_what_cannot_be_read_is_said_and_kept(road: Flaky, folder: Path) -> None:
    path = left_behind(road, folder, 1)
    for broken in (b"{}\n", b"[\n", b"\xff\n"):
        path.write_bytes(broken)
        with pytest.raises(StoreError, match=r"which has decisions to be sent, cannot be read"):
            send(folder, road)  # type: ignore[arg-type]
        assert path.read_bytes() == broken


def test_a_sentence_that_was_mended_meanwhile_is_not_labelled_by_what_waits(road: Flaky, folder: Path) -> None:
    path = left_behind(road, folder, 1)
    one, two = DOCUMENT.sentences
    road.store.add_version(make_version(replace(DOCUMENT, sentences=(replace(one, end=two.end),)), 2, "ada"), [])
    with pytest.raises(StoreError, match=r"a:0 \(sentence 1\) was re-segmented after mk labelled it; restore"):
        send(folder, road)  # type: ignore[arg-type]
    assert path.exists()
    road.store.add_version(make_version(DOCUMENT, 3, "ada"), [])
    assert send(folder, road) == 1  # type: ignore[arg-type]


def test_an_article_that_was_replaced_meanwhile_is_not_labelled_by_what_waits(road: Flaky, folder: Path) -> None:
    left_behind(road, folder, 1)
    road.store.replace_document(replace(DOCUMENT, sha256="1" * 64))
    with pytest.raises(StoreError, match="a is no longer the article mk was labelling"):
        send(folder, road)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([None, "before", "after"]), st.booleans(), st.booleans()), max_size=12))
def test_each_acknowledged_decision_is_stored_once(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str | None, bool, bool]]
) -> None:
    """Whatever the road does at each decision, though the time be ripe to try again or not, and the session be killed."""
    folder, now = tmp_path_factory.mktemp("any"), [0.0]
    with open_store(folder / "store.db") as store:
        store.add_document(DOCUMENT)
        road = Flaky(store)
        box = Outbox(folder, road, "a", "mk", lambda: now[0])  # type: ignore[arg-type]
        for tick, (cut, ripe, killed) in enumerate(drawn):
            road.cut = cut
            box.save([decide(tick), decide(tick, 1)], 1)
            now[0] += outbox.PAUSE if ripe else 0.0
            if killed:
                box._stack.close()
                road.cut = None
                send(folder, road)  # type: ignore[arg-type]
                box = Outbox(folder, road, "a", "mk", lambda: now[0])  # type: ignore[arg-type]
        road.cut = None
        box.__exit__()
        assert [(r.created, r.sentence) for r in store.history("a", "mk")] == [
            (decide(tick).created, sentence.id) for tick in range(len(drawn)) for sentence in DOCUMENT.sentences
        ]
        assert not files(folder)


# -- a real server ----------------------------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "PATIENCE", 0.1)
    monkeypatch.setattr(postgres, "PATIENCE_LABELLING", 0.1)


@pytest.fixture
def project(tmp_path: Path, own_server: Server) -> Project:
    """Two articles of four sentences in a database on a server that may be crashed."""
    made = init_project(tmp_path / "news")
    for name in ("dam", "bees"):
        (made.raw / f"{name}.txt").write_text(f"The {name} are fine.\n\nNobody asked the {name}.\n\nSo what?\n\nThe end.\n")
    project = Project(made.root, own_server.url("news"))
    project.add()
    return project


def test_a_session_outlives_the_server(project: Project, own_server: Server, impatient: None) -> None:
    told: list[str] = []

    def run(labelling: SessionRunner) -> None:
        for step in ("n", own_server.crash, "n", "n", "u", own_server.start, "n"):
            if callable(step):
                step()
                continue
            told.append(labelling.feed(Key(step)).message)
            assert not labelling.state.refused, told

    left = label(project, run, annotator="mk", document="dam", suggestions=False)
    assert left == SessionResult("dam", 3, 4, "dam", unsent=0)
    assert [SAVED_HERE in message for message in told] == [False, True, True, True, True]
    assert not files(project.unsent)
    assert [r.action for r in project.revisions()].count("undo") == 1
    assert len(list(project.revisions())) == 5


def test_what_was_kept_is_sent_before_the_next_session(project: Project, own_server: Server, impatient: None) -> None:
    def run(labelling: SessionRunner) -> None:
        own_server.crash()
        for key in ("n", "n"):
            labelling.feed(Key(key))
            assert not labelling.state.refused

    left = label(project, run, annotator="mk", document="dam", suggestions=False)
    assert (left.unsent, left.next) == (2, None)
    with pytest.raises(UnreachableError, match="decisions saved here until it answers: 2"):
        project.status()
    with pytest.raises(UnreachableError):
        label(project, run, annotator="mk", document="bees", suggestions=False)
    own_server.start()
    assert list(project.status().waiting.values()) == [2]
    seen: list[int] = []
    label(project, lambda labelling: seen.append(labelling.state.finished), annotator="mk", document="dam", suggestions=False)
    assert seen == [2]
    assert project.status().waiting == {}


def test_nothing_is_mended_while_decisions_wait(project: Project, own_server: Server, impatient: None) -> None:
    messages: list[str] = []

    def run(labelling: SessionRunner) -> None:
        own_server.crash()
        labelling.feed(Key("n"))
        for step in (None, own_server.start):
            if step:
                step()
            labelling.feed(Key("k"))
            messages.append(labelling.feed(Key("M")).message)

    left = label(project, run, annotator="mk", document="dam", suggestions=False)
    assert messages[0].startswith("Cannot merge: the decisions in ")
    assert messages[1] == "Merged with the next sentence."
    assert (left.sentence_count, left.unsent, len(list(project.revisions()))) == (3, 0, 1)


def killed_in_the_middle(project: Project, own_server: Server, seed: int) -> None:
    """A session that decides without end; the server crashes and starts, the session is killed; then what waits is sent."""
    chance = random.Random(seed)
    promised: list[str] = []
    for _ in range(4):
        worker = subprocess.Popen(
            [sys.executable, str(WORKER), str(project.root), str(project.url)], stdout=subprocess.PIPE, text=True
        )
        assert worker.stdout is not None
        promised += [worker.stdout.readline() for _ in range(chance.randint(1, 5))]
        own_server.crash()
        promised += [worker.stdout.readline() for _ in range(chance.randint(1, 40))]
        if up := chance.random() < 0.5:
            own_server.start()
        time.sleep(chance.uniform(0, 0.2))
        worker.send_signal(signal.SIGKILL)
        promised += [line for line in worker.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]
        if not up:
            own_server.start()
    with project.store() as store:
        send(project.unsent, store)
        stored = [r.created for r in store.history("dam", "mk")]
    assert all(promised), "a session ended by itself"
    assert {line.strip() for line in promised} <= set(stored)
    assert len(stored) == len(set(stored))
    assert not files(project.unsent)


def test_killed_while_the_server_is_away_nothing_acknowledged_is_lost(project: Project, own_server: Server) -> None:
    killed_in_the_middle(project, own_server, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
def test_killed_again_and_again_nothing_acknowledged_is_lost(project: Project, own_server: Server, seed: int) -> None:
    killed_in_the_middle(project, own_server, seed)


# -- decided elsewhere meanwhile --------------------------------------------------------------------------------------


def test_a_source_that_got_its_number_elsewhere_meanwhile_is_renumbered(road: Flaky, folder: Path) -> None:
    def by(name: str, tick: int, sentence: int = 0) -> Revision:
        annotation = Annotation("no_claim", sources=(Source("s1", name, None, {"type": "person"}),))
        return make_revision(DOCUMENT, sentence, annotation, "mk", created=decide(tick).created)

    box = Outbox(folder, road, "a", "mk")  # type: ignore[arg-type]
    with box:
        road.cut = "before"
        assert box.save([by("Ada", 5)], 1, 0) == SAVED_HERE
        road.store.save([by("Ben", 2, 1)])  # from another computer, on which mk labelled the same article
        road.cut = None
        box.send()
        assert [(s.id, s.name) for r in road.store.current() if r.annotation for s in r.annotation.sources] == [
            ("s2", "Ada"),
            ("s1", "Ben"),
        ]
        with pytest.raises(StoreError, match="open it again"):  # the window does not know of that, and would use s1 again
            box.save([by("Ada", 7)], 1, 1)
