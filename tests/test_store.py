"""The store keeps its rules: whole decisions, durable, append-only, nothing lost whatever happens to the process or the file."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate import store as module
from annotate.errors import StoreError
from annotate.model import Annotation, Block, Claim, Document, Origin, Revision, Sentence, Source, Stance, annotation_to_json
from annotate.store import MIGRATIONS, Decided, DocumentEntry, Store, Tally, after, open_store

WORKER = Path(__file__).with_name("store_worker.py")
TEXT = 'Café "50 %" ? 👩‍👩‍👧 said e\u0301. قال الوزير \u202eاليوم\u202c. 首相は否定した。'
CUTS = (0, 23, 44, len(TEXT))


def make(id: str = "a1", text: str = TEXT, **fields: str) -> Document:
    sentences = tuple(Sentence(f"{id}:{start}", 0, start, end) for start, end in pairwise(CUTS))
    if text != TEXT:
        sentences = (Sentence(f"{id}:0", 0, 0, len(text)),)
    document = Document(id, f"raw/{id}.txt", "ab" * 32, text, (Block("paragraph", 0, len(text), "p"),), sentences)
    return replace(document, **fields)  # type: ignore[arg-type]


def at(tick: int) -> str:
    return f"2026-11-22T16:12:{tick // 1_000_000:02}.{tick % 1_000_000:06}Z"


def revise(
    sentence: int = 0, tick: int = 0, annotator: str = "mk", label: str | None = "claim", document: str = "a1"
) -> Revision:
    start = CUTS[sentence]
    span = make(document).span(start, start + 3)
    annotation = Annotation(
        label,
        (Claim("c1", (span,), {"type": "event", "n": 2, "sure": True, "weight": 0.1}),),
        (Source("s0", ""), Source("s1", "الوزير", span, {"naming": "named"})),
        (Stance("c1", "s1", "support", span, {"quote": "mixed"}),),
        None,
        "why % ? \\u0000 \\",
        {"extra": "x"},
    )
    origins = (Origin("c1", "accepted", "verb/2"), Origin("c1<-s1", "manual"))
    return Revision(
        document, "ab" * 32, f"{document}:{start}", annotator, at(tick), "edit", 1.5, 7, "1.0", "0.1.0", annotation, origins
    )


def unseen(revision: Revision, tick: int) -> Revision:
    return replace(revision, created=at(tick), action="undo", annotation=None, origins=())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    store.add_document(make())
    store.save([revise()])
    return store


def everything(path: Path) -> tuple[list[Document], list[Revision]]:
    with open_store(path, create=False) as opened:
        return list(opened.iter_documents()), list(opened.revisions())


def raw(path: Path, *statements: str) -> None:
    """SQL behind the store's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


# -- time -------------------------------------------------------------------------------------------------------------


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1970, 1, 1), max_value=datetime(9000, 1, 1)), st.integers(-99, 99))  # noqa: DTZ001
def test_after_is_always_later(now: datetime, step: int) -> None:
    first = after(None, now)
    second = after(first, now + timedelta(microseconds=step))
    assert second > first
    assert datetime.fromisoformat(second) - datetime.fromisoformat(first) == timedelta(microseconds=max(step, 1))


def test_after_is_utc_with_microseconds() -> None:
    assert after(None, datetime(2026, 11, 22, 18, 12, 54, tzinfo=timezone(timedelta(hours=2)))) == "2026-11-22T16:12:54.000000Z"
    assert after("2026-12-31T23:59:59.999999Z", datetime(2026, 1, 1, tzinfo=UTC)) == "2027-01-01T00:00:00.000000Z"


# -- documents --------------------------------------------------------------------------------------------------------


def test_documents_come_back_as_they_went_in(store: Store, path: Path) -> None:
    first = make("b", title="T ?", byline="By %s", published="2026-01-01", url="http://x/?a=%20", language="ar")
    store.add_document(first)
    store.add_document(make("a"))
    assert store.document("b") == first
    assert store.document("b").text.encode() == TEXT.encode()
    assert list(store.iter_documents()) == [first, make("a")]
    assert store.documents() == (
        DocumentEntry("b", "raw/b.txt", "ab" * 32, "T ?", 3),
        DocumentEntry("a", "raw/a.txt", "ab" * 32, None, 3),
    )
    assert [document.id for document in everything(path)[0]] == ["b", "a"]


def test_an_id_is_given_once(store: Store) -> None:
    store.add_document(make())
    with pytest.raises(StoreError, match="already has a document a1; give"):
        store.add_document(make(text="Other."))
    assert store.document("a1") == make()


def test_an_unknown_document_names_its_neighbours(store: Store) -> None:
    for id in ("budget-2026", "flood-report"):
        store.add_document(make(id))
    with pytest.raises(StoreError, match=r"no document budgt-2026 in .*; did you mean budget-2026\?"):
        store.document("budgt-2026")
    with pytest.raises(StoreError, match=r"did you mean flood-report\?"):
        store.document("flood")
    with pytest.raises(StoreError, match="none has an id like it"):
        store.document("zzz")


def test_sentences_have_numbers(store: Store) -> None:
    store.add_document(make())
    assert store.numbers("a1") == {0: 1, 23: 2, 44: 3}
    store.mend(replace(make(), sentences=make().sentences[1:]), "ada", store.segmentation("a1"), [])
    assert store.numbers("a1") == {23: 1, 44: 2}
    assert store.numbers("a2") == {}


@pytest.mark.parametrize("text", [TEXT, "A new text."])
def test_a_document_nobody_annotated_is_replaced(store: Store, text: str) -> None:
    for id in ("a0", "a1", "a2"):
        store.add_document(make(id))
    new = replace(make("a1", text, title="New", sha256="cd" * 32), blocks=(Block("list", 0, len(text)),))
    store.replace_document(new)
    assert store.document("a1") == new
    assert [entry.id for entry in store.documents()] == ["a0", "a1", "a2"]
    assert list(store.check_integrity()) == []


def test_an_annotated_document_is_not_replaced(filled: Store) -> None:
    filled.save([unseen(revise(), 1)])  # even where all of it is undone
    assert filled.annotated("a1")
    with pytest.raises(StoreError, match="a1 is annotated, so it cannot be replaced"):
        filled.replace_document(make(text="New."))
    assert filled.document("a1") == make()
    with pytest.raises(StoreError, match="no document a2"):
        filled.replace_document(make("a2"))


@pytest.mark.parametrize(("bad", "words"), [("a\ud800b", r"half a character \(U\+D800\)"), ("a\0b", "NUL")])
def test_what_is_no_text_is_refused(filled: Store, bad: str, words: str) -> None:
    revision = revise(tick=9)
    annotation = revision.annotation
    assert annotation is not None
    attempts: list[Callable[[], object]] = [
        lambda: filled.add_document(make("x", text=bad)),
        lambda: filled.add_document(make("x", title=bad)),
        lambda: filled.add_document(replace(make("x"), blocks=(Block(bad, 0, 1),))),
        lambda: filled.save([replace(revision, annotation=replace(annotation, note=bad))]),
        lambda: filled.save([replace(revision, annotator=bad)]),
        lambda: filled.load([replace(revision, origins=(Origin(bad, "manual"),))]),
    ]
    for attempt in attempts:
        with pytest.raises(StoreError, match=words):
            attempt()
    assert list(filled.revisions()) == [revise()]
    assert len(filled.documents()) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_kept_to_the_byte(tmp_path: Path, text: str) -> None:
    (tmp_path / "any.db").unlink(missing_ok=True)
    revision = replace(revise(), annotator=text, annotation=Annotation("claim", note=text, attributes={"extra": text}))
    with open_store(tmp_path / "any.db") as opened:
        opened.add_document(make())
        opened.add_document(make("d" + text, text, title=text))
        opened.save([revision])
    assert everything(tmp_path / "any.db") == ([make(), make("d" + text, text, title=text)], [revision])


# -- revisions --------------------------------------------------------------------------------------------------------


def test_a_decision_comes_back_as_it_was_saved(filled: Store, path: Path) -> None:
    decision = [revise(1, 5), revise(2, 5, label=None)]
    filled.save(decision)
    assert list(filled.revisions()) == [revise(), *decision]
    assert everything(path)[1] == [revise(), *decision]


def test_revisions_are_ordered_by_numbers_not_letters(store: Store) -> None:
    for id in ("ä", "B", "a"):
        store.add_document(make(id))
    saved = [
        revise(sentence, tick, annotator, document=id)
        for tick, (id, annotator, sentence) in enumerate(
            (i, n, s) for i in ("ä", "B", "a") for n in ("Zoë", "al") for s in (2, 1, 0)
        )
    ]
    for revision in saved:
        store.save([revision])
    assert [r.sentence for r in store.revisions("a", "al")] == ["a:0", "a:23", "a:44"]
    expected = sorted(saved, key=lambda r: (r.document, int(r.sentence.split(":")[1]), r.annotator, r.created))
    assert list(store.revisions()) == expected
    assert list(store.current()) == expected
    assert list(store.revisions(annotator="Zoë")) == [r for r in expected if r.annotator == "Zoë"]
    assert [r.sentence for r in store.history("a", "al")] == ["a:44", "a:23", "a:0"]
    assert list(store.revisions("nothing")) == []


def test_a_decision_is_newer_than_all_before_it_or_nothing_is_saved(filled: Store) -> None:
    filled.save([revise(1, 5)])
    for late in ([revise(0, 5)], [revise(0, 9), revise(2, 4)]):
        with pytest.raises(StoreError, match="is not newer than the last one stored"):
            filled.save(late)
    with pytest.raises(StoreError):
        filled.save([revise(0, 6), revise(0, 6, label="skip")])  # one sentence twice in a decision
    assert [r.created for r in filled.history("a1", "mk")] == [at(0), at(5)]
    filled.save([revise(0, 0, annotator="jo")])  # another annotator's time is his own


def test_a_decision_on_something_else_is_refused(filled: Store) -> None:
    bad = {
        "no document a2": revise(document="a2", tick=1),
        "no longer the article": replace(revise(tick=1), sha256="00" * 32),
        "of no sentence of a1": replace(revise(tick=1), sentence="a2:0"),
        "which is no time": replace(revise(), created="2026-11-22T16:12:54Z"),
        "of '2026-13-22": replace(revise(), created="2026-13-22T16:12:54.000000Z"),
        "cannot be stored: Out of range": replace(revise(tick=1), annotation=Annotation(attributes={"x": float("nan")})),
        "refused this": replace(revise(tick=1), seconds=float("nan")),
        "too large": replace(revise(tick=1), keys=2**80),
    }
    for words, revision in bad.items():
        with pytest.raises(StoreError, match=words):
            filled.save([revise(1, 1), revision])
    for sentence in ("a1:", "a1:٣", "a1:01", "a1:-1", "0", "a1:99999999999"):
        with pytest.raises(StoreError, match="of no sentence"):
            filled.save([replace(revise(tick=1), sentence=sentence)])
    assert list(filled.revisions()) == [revise()]


def test_current_is_the_newest_and_leaves_out_the_undone(filled: Store) -> None:
    filled.save([revise(0, 1, label="no_claim"), revise(1, 1)])
    filled.save([unseen(revise(1), 2)])
    filled.save([revise(0, 3, annotator="jo", label="skip")])
    assert list(filled.current()) == list(filled.current("a1"))
    assert [(r.sentence, r.annotator, r.created) for r in filled.current()] == [("a1:0", "jo", at(3)), ("a1:0", "mk", at(1))]


def test_batches_are_what_is_current_as_it_is_kept(store: Store) -> None:
    for id in ("b", "a", "c"):
        store.add_document(make(id))
    undone = revise(0, 3, document="b")
    store.load([revise(1, 0, document="a"), revise(1, 1, document="a"), revise(2, 2, document="a"), undone, unseen(undone, 4)])
    found = list(store.batches(sentences=1))
    assert [[document.id for document in documents] for documents, _ in found] == [["b"], ["a"], ["c"]]
    decisions = [(one.sentence, one.created, json.loads(one.annotation)) for _, decisions in found for one in decisions]
    assert sorted(decisions, key=lambda one: int(one[0].split(":")[1])) == [
        (revision.sentence, revision.created, annotation_to_json(revision.annotation))
        for revision in store.current()
        if revision.annotation
    ]
    assert len(decisions) == 2
    ((documents, _),) = store.batches()
    assert [json.loads(document.sentences) for document in documents] == [
        [asdict(sentence) for sentence in document.sentences] for document in store.iter_documents()
    ]


def test_what_annotators_have_saved_and_how_it_stands(filled: Store) -> None:
    filled.add_document(make("a2"))
    filled.save([revise(0, 1, label="no_claim"), revise(1, 1, label=None), revise(2, 1)])
    filled.save([unseen(revise(2), 2)])
    assert filled.latest("mk") == "a1"
    flagged = revise(2, 3, "jo", "skip", "a2")
    assert flagged.annotation is not None
    filled.save([replace(flagged, annotation=replace(flagged.annotation, flag="unsure"))])
    assert filled.tally() == (
        Tally("a1", "mk", revisions=5, last=at(2)),
        Tally("a2", "jo", revisions=1, last=at(3)),
    )
    mine = [Decided("a1", "mk", 0, "no_claim", None, 3.0), Decided("a1", "mk", 23, None, None, 1.5)]
    theirs = [Decided("a2", "jo", 44, "skip", "unsure", 1.5)]
    assert sorted(filled.decided()) == [*mine, *theirs]
    assert sorted(filled.decided("mk")) == sorted(filled.decided("mk", "a1")) == sorted(filled.decided(document="a1")) == mine
    assert filled.decided("mk", "a2") == ()
    assert [filled.latest(who) for who in ("mk", "jo", "xy")] == ["a1", "a2", None]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 30), st.sampled_from(["mk", "jo"]), st.sampled_from(["claim", None, "undo"])),
        unique_by=lambda item: item[:3],
    )
)
def test_any_history_is_kept_in_any_order(tmp_path: Path, drawn: list[tuple[int, int, str, str | None]]) -> None:
    (tmp_path / "any.db").unlink(missing_ok=True)
    revisions = [
        unseen(revise(sentence, annotator=annotator), tick) if label == "undo" else revise(sentence, tick, annotator, label)
        for sentence, tick, annotator, label in drawn
    ]
    newest: dict[tuple[str, str], Revision] = {}
    for revision in sorted(revisions, key=lambda r: r.created):
        newest[revision.sentence, revision.annotator] = revision
    with open_store(tmp_path / "any.db") as opened:
        opened.add_document(make())
        assert opened.load(iter(revisions)) == len(revisions)
        standing = [r for r in newest.values() if r.annotation]
        assert sorted(opened.current(), key=repr) == sorted(standing, key=repr)
        effort = Counter((r.annotator, r.sentence) for r in revisions)
        assert sorted(opened.decided(), key=repr) == sorted(
            (
                Decided("a1", r.annotator, int(r.sentence[3:]), r.annotation.label, None, 1.5 * effort[r.annotator, r.sentence])
                for r in standing
                if r.annotation
            ),
            key=repr,
        )
        assert sorted(opened.revisions(), key=repr) == sorted(revisions, key=repr)
        history = opened.history("a1", "mk")
        assert list(history) == sorted(history, key=lambda r: (r.created, int(r.sentence[3:])))


def test_a_dump_is_merged_whole_once(filled: Store, path: Path) -> None:
    dump = [revise(), revise(1, 7), revise(1, 3), revise(0, 2, "jo")]
    assert filled.load(iter(dump)) == 3
    assert filled.load(dump) == 0
    before = everything(path)
    with pytest.raises(StoreError, match=rf"has another revision of a1:0 by mk of {re.escape(at(0))}.*nothing was loaded"):
        filled.load([revise(2, 9), revise(label="skip")])
    with pytest.raises(StoreError, match="no document a2"):
        filled.load([revise(2, 9), revise(document="a2")])

    def broken() -> Iterator[Revision]:
        yield revise(2, 9)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.load(broken())
    assert everything(path) == before


def test_an_interrupt_inside_a_transaction_undoes_it(filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(filled, "_segment", interrupt)
        with pytest.raises(KeyboardInterrupt):
            filled.add_document(make("a2"))
    assert len(filled.documents()) == len(everything(path)[0]) == 1
    filled.add_document(make("a2"))


def test_revisions_are_only_ever_added(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for event in ("UPDATE", "DELETE"):
        trigger = f"CREATE TEMP TRIGGER no_{event} BEFORE {event} ON main.revisions BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        filled._db.execute(trigger)
    statements: list[str] = []
    execute = filled._db.execute

    def record(sql: str, values: tuple[object, ...] = ()) -> object:
        statements.append(sql)
        return execute(sql, values)

    monkeypatch.setattr(filled._db, "execute", record)
    filled.add_document(make("a2"))
    filled.replace_document(make("a2", "Other."))
    filled.save([revise(1, 2)])
    filled.save([unseen(revise(1), 3)])
    filled.load([revise(1, 2), revise(2, 9)])
    for read in (
        filled.tally,
        filled.decided,
        filled.documents,
        filled.check_integrity,
        filled.current,
        filled.revisions,
        filled.iter_documents,
    ):
        list(read())
    filled.history("a1", "mk")
    filled.numbers("a1")
    filled.latest("mk")
    filled.annotated("a1")
    for sql in statements:
        assert "%" not in sql
        assert "'" not in sql
        assert not re.search(r"(UPDATE|DELETE FROM|REPLACE INTO) revisions|\bOR REPLACE\b", sql, re.IGNORECASE)
    with pytest.raises(StoreError, match="append-only"):
        execute("DELETE FROM revisions")  # the trigger does watch


# -- several processes ------------------------------------------------------------------------------------------------


def start(mode: str, path: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(WORKER), mode, str(path), *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_save_at_once(store: Store, path: Path) -> None:
    store.add_document(make())
    workers = [start("save", path, name, "100") for name in ("mk", "jo")]
    outputs = [worker.communicate(timeout=120) for worker in workers]
    for name, (out, err) in zip(("mk", "jo"), outputs, strict=True):
        assert (err, len(out.split())) == ("", 100)
        assert [r.created for r in store.history("a1", name)] == sorted(out.split() * 3)


def test_several_processes_make_the_store_at_once(path: Path) -> None:
    failures: list[BaseException] = []

    def build(name: str) -> None:
        try:
            with open_store(path) as opened:
                opened.add_document(make(name))
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=build, args=(f"d{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(everything(path)[0]) == 8


def kill_and_look(path: Path, rounds: int, seed: int) -> None:
    with open_store(path) as opened:
        opened.add_document(make())
    promised: set[str] = set()
    chance = random.Random(seed)
    for _ in range(rounds):
        worker = start("save", path, "mk", "100000")
        assert worker.stdout is not None
        lines = [worker.stdout.readline()]
        time.sleep(chance.uniform(0, 0.08))
        worker.send_signal(signal.SIGKILL)
        lines += worker.communicate()[0].splitlines(keepends=True)
        assert lines[0], "the worker never saved anything"
        promised.update(line.strip() for line in lines if line.endswith("\n"))
        with open_store(path) as opened:
            stored = [r.created for r in opened.history("a1", "mk")]
            assert list(opened._db.damage()) == []
        assert promised <= set(stored)
        assert all(
            stored.count(created) == 3 for created in random.Random(0).sample(sorted(set(stored)), min(50, len(set(stored))))
        )
        assert len(stored) == 3 * len(set(stored))


def test_killed_at_random_moments_nothing_promised_is_lost(path: Path) -> None:
    kill_and_look(path, rounds=4, seed=4)


@pytest.mark.slow
def test_killed_at_many_random_moments_nothing_promised_is_lost(path: Path) -> None:
    kill_and_look(path, rounds=60, seed=60)


def test_killed_while_making_the_store_it_can_be_made_again(path: Path) -> None:
    for delay in (0.02, 0.06, 0.07, 0.08, 0.09, 0.1, 0.12, 0.15):
        worker = start("save", path, "mk", "0")
        time.sleep(delay)
        worker.kill()
        worker.communicate()
    with open_store(path) as opened:
        opened.add_document(make())


def test_a_document_is_labelled_in_one_window(filled: Store, path: Path) -> None:
    worker = start("hold", path, "a1", "mk")
    assert worker.stdout is not None
    assert worker.stdout.readline() == "held\n"
    words = rf"a1 is being labelled by mk in another window \(process {worker.pid}\); close it there first"
    with pytest.raises(StoreError, match=words), filled.labelling("a1", "mk"):
        pass
    with filled.labelling("a1", "jo"), filled.labelling("a2", "mk"), pytest.raises(StoreError, match=str(os.getpid())):
        filled.labelling("a2", "mk").__enter__()
    worker.kill()
    worker.communicate()
    for _ in range(2):
        with filled.labelling("a1", "mk"):
            pass


def test_a_locked_store_is_waited_for_and_then_said(filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(module, "PATIENCE", 0.05)
        with pytest.raises(StoreError, match="is locked by another program"):
            filled.save([revise(1, 1)])
        assert list(filled.revisions()) == [revise()]  # readers need not wait
        monkeypatch.setattr(module, "PATIENCE", 10.0)
        timer = threading.Timer(0.2, other.execute, ("COMMIT",))
        timer.start()
        filled.save([revise(1, 2)])
        timer.join()
    assert len(list(filled.revisions())) == 2


# -- files that are not what they should be ---------------------------------------------------------------------------


def test_urls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    odd = "a b%41?#é'.db"
    for url in (odd, f"sqlite:///{odd}", f"sqlite:///{tmp_path / odd}", tmp_path / odd):
        with open_store(url) as opened:
            with suppress(StoreError):
                opened.add_document(make())
            assert opened.document("a1") == make()
    assert [p.name for p in tmp_path.iterdir()] == [odd]
    for url in ("postgresql://user:secret@host/db", "postgres://host", "mysql://host", "sqlite://x"):
        with pytest.raises(StoreError, match="use a file path") as caught:
            open_store(url)
        assert "secret" not in str(caught.value)


def test_a_missing_store_is_made_only_if_asked(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    for path in (tmp_path / "no.db", empty):
        with pytest.raises(StoreError, match="there is no store at"):
            open_store(path, create=False)
    assert list(tmp_path.iterdir()) == [empty]
    open_store(empty).close()
    open_store(tmp_path / "output" / "new.db").close()
    with pytest.raises(StoreError, match=r"cannot be opened \(No such file"):
        open_store(tmp_path / "no" / "such" / "x.db")


def refused(path: Path, words: str) -> None:
    """Opening says `words` in one sentence and changes no byte in the folder."""
    before = {p: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    with pytest.raises(StoreError, match=words) as caught:
        open_store(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert {p: p.read_bytes() for p in path.parent.iterdir() if p.is_file()} == before


def test_what_is_not_ours_is_not_touched(path: Path) -> None:
    path.write_text("id,text\n" * 500)
    refused(path, "nor any SQLite database; use another path")
    path.unlink()
    raw(path, "PRAGMA journal_mode = WAL", "CREATE TABLE documents (id TEXT)")
    refused(path, "of another program")
    path.unlink()
    path.mkdir()
    refused(path, "is a folder")
    path.rmdir()
    os.mkfifo(path)
    refused(path, "is a device")


def test_a_newer_store_is_not_touched(filled: Store, path: Path) -> None:
    filled._insert("migrations", "version, applied", (len(MIGRATIONS) + 1, "later"))
    filled.close()
    refused(path, r"newer version of annotate \(store version 3, this one knows 2\); update annotate")


def test_a_damaged_store_is_said_and_left(filled: Store, path: Path) -> None:
    for n in range(20):
        filled.add_document(make(f"d{n}", "long " * 2000))
    filled.close()
    sound = path.read_bytes()
    middle = len(sound) // 2
    tail = sound[:middle] + bytes(len(sound) - middle)
    path.write_bytes(tail)
    with open_store(path) as opened:
        problems = list(opened.check_integrity())
        assert {problem.code for problem in problems} == {"store-damaged"}
        with pytest.raises(StoreError):
            list(opened.iter_documents())
    assert path.read_bytes() == tail
    head = sound[:4096] + os.urandom(middle - 4096) + sound[middle:]
    for damaged in (head, sound[:5000]):
        path.write_bytes(damaged)
        with pytest.raises(StoreError, match="is damaged; keep a copy"):
            everything(path)
        assert path.read_bytes() == damaged


def test_a_full_disk_loses_nothing(filled: Store, path: Path) -> None:
    pages = filled._db.execute("PRAGMA page_count")[0][0]
    filled._db.execute(f"PRAGMA max_page_count = {pages + 10}")
    with pytest.raises(StoreError, match="the disk is full; make room"):
        filled.add_document(make("big", "long " * 100_000))
    assert [entry.id for entry in filled.documents()] == ["a1"]
    filled.save([revise(1, 1)])
    assert list(filled.check_integrity()) == []


def test_a_file_that_cannot_grow_loses_nothing(filled: Store, path: Path) -> None:
    out, err = start("fill", path, "jo", "600000").communicate(timeout=120)
    *promised, message = out.splitlines()
    assert err == ""
    assert re.search(r"(is the disk full, or gone\?|the disk is full; make room).* \(nothing stored is lost\)$", message)
    assert promised
    assert [r.created for r in filled.history("a1", "jo")] == sorted(promised * 3)
    assert list(filled.check_integrity()) == []


def test_a_store_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp())  # pytest's own is closed to others
    try:
        with open_store(folder / "x.db") as opened:
            opened.add_document(make())
            opened.save([revise()])
        (folder / "x.db").chmod(0o444)
        folder.chmod(0o555)
        command = [sys.executable, str(WORKER), "read", str(folder / "x.db")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stdout.startswith("a1 1\n"), done.stderr
        assert "cannot be written to; change the permissions" in done.stdout
        assert [p.name for p in folder.iterdir()] == ["x.db"]
        (folder / "x.db").chmod(0)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "StoreError: " in done.stderr
        assert "cannot be opened (Permission denied)" in done.stderr
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_integrity_names_what_is_wrong(filled: Store, path: Path) -> None:
    filled.add_document(make("bad"))
    filled.add_document(make("worse"))
    assert list(filled.check_integrity()) == []
    raw(
        path,
        "PRAGMA foreign_keys = OFF",
        "UPDATE segmentations SET blocks = replace(blocks, '\"start\":0', '\"start\":5') WHERE document = 'bad'",
        "UPDATE segmentations SET sentences = '[{]' WHERE document = 'worse'",
        "UPDATE revisions SET document = 'gone', annotation = '{'",
    )
    problems = list(filled.check_integrity())
    assert [(p.code, p.document) for p in problems] == [
        ("segmentation-misfit", "bad"),
        ("segmentation-misfit", "worse"),
        ("document-unknown", "gone"),
        ("revision-unreadable", "gone"),
    ]
    assert all(p.where == str(path) and p.remedy for p in problems)
    with pytest.raises(StoreError, match="cannot be read"):
        list(filled.revisions())


# -- migrations -------------------------------------------------------------------------------------------------------


def version_1(path: Path) -> None:
    """A store as version 1 wrote it. The file is as old as that version and stays as it is."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(Path(__file__).with_name("store_version_1.sql").read_text(encoding="utf-8"))


def test_a_store_of_version_1_is_read(path: Path) -> None:
    version_1(path)
    expected = [make(title="T")], [revise(), unseen(revise(1), 1)]
    assert everything(path) == expected
    assert everything(path) == expected
    with open_store(path) as opened:
        assert list(opened.check_integrity()) == []


def test_the_released_migration_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MIGRATIONS", MIGRATIONS[:1])
    version_1(tmp_path / "old.db")
    open_store(tmp_path / "new.db").close()
    tables = []
    for name in ("old.db", "new.db"):
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            tables.append(sorted(connection.execute("SELECT name, sql FROM sqlite_master"), key=str))
    assert tables[0] == tables[1]


def test_a_migration_keeps_what_there_is(filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled.close()
    before = everything(path)
    more = ("ALTER TABLE documents ADD COLUMN note TEXT", "CREATE TABLE tags (name TEXT NOT NULL PRIMARY KEY)")
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, (*more, "nonsense")))
    with pytest.raises(StoreError, match="refused this"):
        open_store(path)
    monkeypatch.setattr(module, "MIGRATIONS", MIGRATIONS)
    assert everything(path) == before  # a migration that fails leaves the version before
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, more))
    assert everything(path) == before
    with closing(sqlite3.connect(path)) as connection:
        assert [row[0] for row in connection.execute("SELECT version FROM migrations")] == [1, 2, 3]
        assert list(connection.execute("SELECT note FROM documents")) == [(None,)]


# -- cost -------------------------------------------------------------------------------------------------------------


def test_importing_the_store_loads_nothing_heavy() -> None:
    program = "import sys, annotate.store; print([m for m in ('sqlite3', 'filelock', 'difflib', 'random') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_reading_one_document_scans_no_table(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    execute = filled._db.execute
    scans: list[object] = []

    def explain(sql: str, values: tuple[object, ...] = ()) -> object:
        if sql.startswith("SELECT"):
            scans.extend(row[3] for row in execute(f"EXPLAIN QUERY PLAN {sql}", values) if "SCAN" in row[3])
        return execute(sql, values)

    monkeypatch.setattr(filled._db, "execute", explain)
    filled.document("a1")
    filled.numbers("a1")
    filled.latest("mk")
    filled.annotated("a1")
    list(filled.revisions("a1"))
    filled.history("a1", "mk")
    filled.save([revise(1, 1)])
    filled.load([revise(1, 1)])
    assert scans == []
    list(filled.current("a1"))
    assert all("revisions" not in str(scan) for scan in scans)  # it does go through its own subquery


# -- mending ----------------------------------------------------------------------------------------------------------


def test_a_mended_segmentation_is_stored_with_what_it_moved(store: Store) -> None:
    store.add_document(make())
    store.save([revise(1)], store.segmentation("a1"))
    one, two, three = make().sentences
    merged = replace(make(), sentences=(replace(one, end=two.end), three))
    moved = [replace(revise(0, 1), action="mend"), replace(unseen(revise(1), 1), action="mend")]
    store.mend(merged, "ada", store.segmentation("a1"), moved)
    assert store.document("a1") == merged
    assert store.segmentation("a1") == 2
    assert [revision.sentence for revision in store.current()] == [one.id]
    assert list(store.check_integrity()) == []


def test_who_has_another_segmentation_open_saves_nothing(store: Store) -> None:
    store.add_document(make())
    known = store.segmentation("a1")
    store.mend(replace(make(), sentences=make().sentences[:2]), "ada", known, [])
    for refused in (lambda: store.save([revise()], known), lambda: store.mend(make(), "ada", known, [])):
        with pytest.raises(StoreError, match="mended in another window"):
            refused()
    assert list(store.revisions()) == []
    assert len(store.document("a1").sentences) == 2


def test_a_mend_never_changes_the_text(store: Store) -> None:
    store.add_document(make())
    with pytest.raises(StoreError, match="another text"):
        store.mend(make(text="short"), "ada", store.segmentation("a1"), [])
    assert store.document("a1") == make()
