"""The store keeps its rules: whole decisions, durable, append-only, nothing lost whatever happens to the process or the file."""

from __future__ import annotations

import json
import pickle
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotate.errors import NoStoreError, StoreError
from annotate.model import ADJUDICATION, Annotation, Block, Origin, Revision, annotation_to_json, revision_to_json
from annotate.review.gold import newest
from annotate.store import BatchReader, Decided, DocumentEntry, Store, Tally, open_store
from annotate.store import store as module
from annotate.store.migrations import MIGRATIONS
from support.builders import make_version
from support.storing import TEXT, at, everything, make, revise, seal, start, unseen

# -- documents --------------------------------------------------------------------------------------------------------


def test_documents_come_back_as_they_went_in(store: Store, url: str) -> None:
    first = make("b", title="T ?", byline="By %s", published="2026-01-01", url="http://x/?a=%20", language="ar")
    store.add_document(first)
    store.add_document(make("a"))
    assert store.document("b") == first
    assert store.document("b").text.encode() == TEXT.encode()
    assert store.document("a") == make("a")
    assert store.documents() == (
        DocumentEntry("b", "raw/b.txt", "ab" * 32, "T ?", 3),
        DocumentEntry("a", "raw/a.txt", "ab" * 32, None, 3),
    )
    assert [document.id for document in everything(url)[0]] == ["b", "a"]


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
    with pytest.raises(StoreError, match="none has a similar id"):
        store.document("zzz")


def test_sentences_have_numbers(store: Store) -> None:
    store.add_document(make())
    assert store.numbers("a1") == {0: 1, 23: 2, 44: 3}
    store.add_version(make_version(replace(make(), sentences=make().sentences[1:]), store.segmentation("a1") + 1, "ada"), [])
    assert store.numbers("a1") == {23: 1, 44: 2}
    assert store.numbers("a2") == {}
    names = ("a1:23 (sentence 1)", "a1:0", "a1:x", "a2:23")
    assert tuple(store.numbered(id) for id in ("a1:23", "a1:0", "a1:x", "a2:23")) == names


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


@pytest.mark.parametrize(("bad", "words"), [("a\ud800b", r"an unpaired surrogate \(U\+D800\)"), ("a\0b", "NUL")])
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
@example("\\u0000 and \\\\u0000, as programmers write it")
def test_any_text_is_kept_to_the_byte(fresh: Callable[[], str], text: str) -> None:
    url = fresh()
    revision = replace(revise(), annotator=text, annotation=Annotation("claim", note=text, attributes={"extra": text}))
    with open_store(url) as opened:
        opened.add_document(make())
        opened.add_document(make("d" + text, text, title=text))
        opened.save([revision])
    assert everything(url) == ([make(), make("d" + text, text, title=text)], [revision])


# -- revisions --------------------------------------------------------------------------------------------------------


def test_a_decision_comes_back_as_it_was_saved(filled: Store, url: str) -> None:
    decision = [revise(1, 5), revise(2, 5, label=None)]
    filled.save(decision)
    assert list(filled.revisions()) == [revise(), *decision]
    assert everything(url)[1] == [revise(), *decision]


def test_several_answers_come_back_as_the_set_they_are(filled: Store, url: str) -> None:
    revision = revise(1, 5)
    annotation = revision.annotation
    assert annotation is not None
    answered = replace(annotation.claims[0], attributes={"topics": ("health", "money"), "places": ()})
    revision = replace(revision, annotation=replace(annotation, claims=(answered, *annotation.claims[1:])))
    filled.save([revision])
    assert list(filled.revisions())[-1] == revision
    assert everything(url)[1][-1] == revision


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
        "is not of a sentence of a1": replace(revise(tick=1), sentence="a2:0"),
        "which is not a time": replace(revise(), created="2026-11-22T16:12:54Z"),
        "created at '2026-13-22": replace(revise(), created="2026-13-22T16:12:54.000000Z"),
        "cannot be stored: Out of range": replace(revise(tick=1), annotation=Annotation(attributes={"x": float("nan")})),
        "nan seconds, which is not a duration": replace(revise(tick=1), seconds=float("nan")),
        "refused this": replace(revise(tick=1), keys=2**80),
    }
    for words, revision in bad.items():
        with pytest.raises(StoreError, match=words):
            filled.save([revise(1, 1), revision])
    for sentence in ("a1:", "a1:٣", "a1:01", "a1:-1", "0", "a1:99999999999"):
        with pytest.raises(StoreError, match="not of a sentence"):
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
    found = [store.batch(part) for part in store.parts(sentences=1)]
    assert [[document.id for document in documents] for documents, _ in found] == [["a"], ["b"], ["c"]], "not as they were added"
    decisions = [(one.sentence, one.created, json.loads(one.annotation)) for _, decisions in found for one in decisions]
    assert sorted(decisions, key=lambda one: int(one[0].split(":")[1])) == [
        (revision.sentence, revision.created, annotation_to_json(revision.annotation))
        for revision in store.current()
        if revision.annotation
    ]
    assert len(decisions) == 2
    ((documents, _),) = map(store.batch, store.parts())
    assert [json.loads(document.sentences) for document in documents] == [
        [asdict(sentence) for sentence in store.document(id).sentences] for id in ("a", "b", "c")
    ]


def test_contested_is_what_several_finished_in_other_words(store: Store) -> None:
    """In the order of the documents and sentences; that annotators number their sources differently is no other word."""
    for id in ("b", "a"):
        store.add_document(make(id))

    def put(
        document: str, sentence: int, annotator: str, label: str | None = "claim", source: str = "s1", **changes: str
    ) -> None:
        revision = revise(sentence, sentence, annotator, label, document)
        annotation = revision.annotation
        assert annotation is not None
        (author, minister), (stance,) = annotation.sources, annotation.stances
        sources, stances = (author, replace(minister, id=source)), (replace(stance, source=source),)
        store.save([replace(revision, annotation=replace(annotation, sources=sources, stances=stances, **changes))])  # type: ignore[arg-type]

    for annotator, note in (("jo", "x"), ("mk", "y"), ("zo", "y")):
        put("a", 0, annotator, note=note)
    put("a", 1, "jo", source="s1")
    put("a", 1, "mk", source="s7")
    put("a", 2, "jo")
    put("a", 2, "mk", None)
    put("b", 0, "jo", "skip")
    put("b", 1, "jo", "skip")
    put("b", 1, "mk")
    put("b", 2, "jo")
    put("b", 2, "mk", "no_claim")
    store.save([unseen(revise(2, 2, "mk", document="b"), 3)])
    found = list(store.contested())
    assert [(one.document, one.sentence) for one in found] == [("b", "b:23"), ("a", "a:0")]
    assert [[decision.note for decision in one.decisions] for one in found][1] == ["x", "y", "y"]
    assert [decision.label for decision in found[0].decisions] == ["skip", "claim"]
    assert list(store.contested(store.finished(1))) == found
    by_hand = [replace(revise(1, tick, "eva", document="b"), layer=ADJUDICATION) for tick in (5, 6)]
    store.save(by_hand[:1])
    assert [one.sentence for one in store.contested()] == ["a:0"]
    store.save([unseen(by_hand[1], 6)])
    assert list(store.contested()) == found


def test_another_article_of_that_id_is_not_contested(store: Store) -> None:
    store.add_document(make())
    store.load(
        [replace(revise(0, tick, name, label), sha256="cd" * 32) for tick, name, label in ((0, "jo", "claim"), (1, "mk", "skip"))]
    )
    assert not list(store.contested())


def test_documents_with_what_was_decided_about_them(store: Store) -> None:
    for id in ("b", "a", "c"):
        store.add_document(make(id))
    store.load(
        [
            revise(1, 0, document="a"),
            revise(1, 1, document="a"),
            revise(0, 2, document="b"),
            replace(revise(2, 3, document="a"), layer=ADJUDICATION),
        ]
    )
    found = [(document, list(records)) for document, records in store.annotated_documents()]
    assert [document for document, _ in found] == [store.document(id) for id in ("a", "b")], "nothing is decided on c"
    kept = {document.id: records for document, records in found}
    assert kept == {id: [revision_to_json(one) for one in store.current(id)] for id in ("b", "a")}
    chosen = [(document.id, list(records)) for document, records in store.annotated_documents({"a", "c"})]
    assert chosen == [("a", kept["a"])]
    decided = {document.id: records for document, records in store.decided_documents({"a", "c"})}
    adjudicated = [revision_to_json(one) for one in store.adjudications("a")]
    assert decided == {"a": [*kept["a"], *adjudicated], "c": []}


def test_a_decision_that_is_no_json_is_named_as_it_is_taken(filled: Store, url: str) -> None:
    filled._db.execute("UPDATE revisions SET annotation = ?", ("{",))
    seal(url)
    ((_, records),) = filled.annotated_documents()
    with pytest.raises(StoreError, match="the revision of a1:0 by mk"):
        list(records)


def test_a_reader_that_was_sent_elsewhere_reads_the_same(filled: Store, url: str) -> None:
    (part,) = filled.parts()
    again = pickle.loads(pickle.dumps(BatchReader(url)))
    with closing(again):
        assert again(part) == filled.batch(part)
        assert again(part) == filled.batch(part)
        assert again.document(part[0]) == filled.document(part[0])
    BatchReader(url).close()


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
    finished = [(d.document, d.annotator, json.loads(d.annotation)["label"]) for part in filled.finished() for d in part]
    assert sorted(finished) == [("a1", "mk", "no_claim"), ("a2", "jo", "skip")]
    assert filled.first_annotator() == "mk"
    filled.save([revise(2, 0, "jo")])
    assert filled.first_annotator() == "jo"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 30), st.sampled_from(["mk", "jo"]), st.sampled_from(["claim", None, "undo"])),
        unique_by=lambda item: item[:3],
    )
)
def test_any_history_is_kept_in_any_order(fresh: Callable[[], str], drawn: list[tuple[int, int, str, str | None]]) -> None:
    url = fresh()
    revisions = [
        unseen(revise(sentence, annotator=annotator), tick) if label == "undo" else revise(sentence, tick, annotator, label)
        for sentence, tick, annotator, label in drawn
    ]
    newest: dict[tuple[str, str], Revision] = {}
    for revision in sorted(revisions, key=lambda r: r.created):
        newest[revision.sentence, revision.annotator] = revision
    with open_store(url) as opened:
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


def test_a_dump_is_merged_whole_once(filled: Store, url: str) -> None:
    dump = [revise(), revise(1, 7), revise(1, 3), revise(0, 2, "jo")]
    assert filled.load(iter(dump)) == 3
    assert filled.load(dump) == 0
    before = everything(url)
    with pytest.raises(StoreError, match=rf"of a1:0 .sentence 1. by mk of {re.escape(at(0))}.*nothing was loaded"):
        filled.load([revise(2, 9), revise(label="skip")])
    with pytest.raises(StoreError, match="no document a2"):
        filled.load([revise(2, 9), revise(document="a2")])

    def broken() -> Iterator[Revision]:
        yield revise(2, 9)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.load(broken())
    assert everything(url) == before


def test_an_interrupt_inside_a_transaction_undoes_it(filled: Store, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(filled, "_add_segmentation", interrupt)
        with pytest.raises(KeyboardInterrupt):
            filled.add_document(make("a2"))
    assert len(filled.documents()) == len(everything(url)[0]) == 1
    filled.add_document(make("a2"))


# -- several processes ------------------------------------------------------------------------------------------------


def test_two_processes_save_at_once(store: Store, url: str) -> None:
    store.add_document(make())
    workers = [start("save", url, name, "100") for name in ("mk", "jo")]
    outputs = [worker.communicate(timeout=120) for worker in workers]
    for name, (out, err) in zip(("mk", "jo"), outputs, strict=True):
        assert (err, len(out.split())) == ("", 100)
        assert [r.created for r in store.history("a1", name)] == sorted(out.split() * 3)


def test_several_processes_make_the_store_at_once(url: str) -> None:
    failures: list[BaseException] = []

    def build(name: str) -> None:
        try:
            with open_store(url) as opened:
                opened.add_document(make(name))
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=build, args=(f"d{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(everything(url)[0]) == 8


def test_32_annotators_at_once_lose_nothing_and_nobody_starves(store: Store, url: str) -> None:
    store.add_document(make())
    failures: list[BaseException] = []
    begin = threading.Barrier(32)

    def annotate(name: str) -> None:
        try:
            with open_store(url) as own:
                begin.wait()
                for tick in range(8):
                    own.save([revise(0, tick, name), revise(1, tick, name)])
        except (StoreError, threading.BrokenBarrierError) as error:
            failures.append(error)

    threads = [threading.Thread(target=annotate, args=(f"n{number:02}",)) for number in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for number in range(32):
        history = store.history("a1", f"n{number:02}")
        assert [(r.created, r.sentence) for r in history] == [(at(tick), id) for tick in range(8) for id in ("a1:0", "a1:23")]


def kill_and_look(url: str, rounds: int, seed: int) -> None:
    with open_store(url) as opened:
        opened.add_document(make())
    promised: set[str] = set()
    chance = random.Random(seed)
    for _ in range(rounds):
        worker = start("save", url, "mk", "100000")
        assert worker.stdout is not None
        lines = [worker.stdout.readline()]
        time.sleep(chance.uniform(0, 0.08))
        worker.send_signal(signal.SIGKILL)
        lines += worker.communicate()[0].splitlines(keepends=True)
        assert lines[0], "the worker never saved anything"
        promised.update(line.strip() for line in lines if line.endswith("\n"))
        with open_store(url) as opened:
            stored = [r.created for r in opened.history("a1", "mk")]
            assert list(opened._db.integrity_errors()) == []
            assert list(opened.count_problems()) == []
        assert promised <= set(stored)
        assert all(
            stored.count(created) == 3 for created in random.Random(0).sample(sorted(set(stored)), min(50, len(set(stored))))
        )
        assert len(stored) == 3 * len(set(stored))


def test_killed_at_random_moments_nothing_promised_is_lost(url: str) -> None:
    kill_and_look(url, rounds=4, seed=4)


@pytest.mark.slow
def test_killed_at_many_random_moments_nothing_promised_is_lost(url: str) -> None:
    kill_and_look(url, rounds=60, seed=60)


def test_a_missing_store_is_made_only_if_asked(url: str) -> None:
    with pytest.raises(NoStoreError, match="there is no store"):
        open_store(url, create=False)
    open_store(url).close()
    open_store(url, create=False).close()


def test_a_newer_store_is_refused(store: Store, url: str) -> None:
    store._insert("migrations", "version, applied", (len(MIGRATIONS) + 1, "later"))
    known = len(MIGRATIONS)
    newer = rf"newer version of annotate \(store version {known + 1}, this one knows {known}\); update annotate"
    with pytest.raises(StoreError, match=newer):
        open_store(url)


def test_a_migration_that_fails_leaves_the_version_before(filled: Store, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    more = ("ALTER TABLE documents ADD COLUMN note TEXT", "CREATE TABLE tags (name TEXT NOT NULL PRIMARY KEY)")
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, (*more, "nonsense")))
    with pytest.raises(StoreError, match="refused this"):
        open_store(url)
    monkeypatch.setattr(module, "MIGRATIONS", MIGRATIONS)
    assert everything(url) == ([make()], [revise()])
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, more))
    assert everything(url) == ([make()], [revise()])
    applied = [number for (number,) in filled._db.execute("SELECT version FROM migrations ORDER BY version")]
    assert applied == [*range(1, len(MIGRATIONS) + 2)]
    assert filled._db.execute("SELECT note FROM documents") == [(None,)]


def test_a_document_is_held_in_one_window(filled: Store, url: str) -> None:
    worker = start("hold", url, "a1", "mk")
    assert worker.stdout is not None
    assert worker.stdout.readline() == "held\n"
    held = "a1 is being labelled by mk in another window.*; close it there first"
    with pytest.raises(StoreError, match=held), filled.lock_document("a1", "mk"):
        pass
    with filled.lock_document("a1", "jo"), filled.lock_document("a2", "mk"), pytest.raises(StoreError, match="in another window"):
        filled.lock_document("a2", "mk").__enter__()
    worker.kill()
    worker.communicate()
    released(filled)
    for _ in range(2):
        with filled.lock_document("a1", "mk"):
            pass


def released(store: Store) -> None:
    """Wait until a server has seen that a window died."""
    for _ in range(200):
        with suppress(StoreError), store.lock_document("a1", "mk"):
            return
        time.sleep(0.02)


# -- cost -------------------------------------------------------------------------------------------------------------


def test_importing_the_store_loads_nothing_heavy() -> None:
    heavy = ("sqlite3", "psycopg", "filelock", "difflib", "random")
    program = f"import sys, annotate.store; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


# -- mending ----------------------------------------------------------------------------------------------------------


def test_a_mended_segmentation_is_stored_with_what_it_moved(store: Store) -> None:
    store.add_document(make())
    store.save([revise(1)], store.segmentation("a1"))
    one, two, three = make().sentences
    merged = replace(make(), sentences=(replace(one, end=two.end), three))
    moved = [replace(revise(0, 1), action="mend"), replace(unseen(revise(1), 1), action="mend")]
    store.add_version(make_version(merged, store.segmentation("a1") + 1, "ada"), moved)
    assert store.document("a1") == merged
    assert store.segmentation("a1") == 2
    assert [revision.sentence for revision in store.current()] == [one.id]
    assert list(store.check_integrity()) == []


def test_who_has_another_segmentation_open_saves_nothing(store: Store) -> None:
    store.add_document(make())
    known = store.segmentation("a1")
    store.add_version(make_version(replace(make(), sentences=make().sentences[:2]), known + 1, "ada"), [])
    for refused in (lambda: store.save([revise()], known), lambda: store.add_version(make_version(make(), known + 1, "ada"), [])):
        with pytest.raises(StoreError, match="corrected in another window"):
            refused()
    assert list(store.revisions()) == []
    assert len(store.document("a1").sentences) == 2


def test_a_mend_never_changes_the_text(store: Store) -> None:
    store.add_document(make())
    with pytest.raises(StoreError, match="the text of a1 has changed"):
        store.add_version(make_version(make(text="short"), store.segmentation("a1") + 1, "ada"), [])
    assert store.document("a1") == make()


# -- adjudications ----------------------------------------------------------------------------------------------------


def by_hand(tick: int, annotator: str = "eva", sentence: int = 0) -> Revision:
    return replace(revise(sentence, tick, annotator), layer=ADJUDICATION)


def test_an_adjudication_is_a_layer_of_its_own(filled: Store, url: str) -> None:
    """The same person may have annotated the sentence, at the same time even: neither stands for the other."""
    mine = by_hand(0, "mk")
    filled.save([mine])
    assert list(filled.revisions()) == list(filled.current()) == [revise()]
    assert list(filled.adjudications()) == list(filled.adjudications("a1")) == [mine]
    assert [tally.revisions for tally in filled.tally()] == [1]
    assert (filled.adjudicated(), filled.adjudicators()) == ({"a1:0"}, {"mk"})
    filled.save([unseen(by_hand(1), 1)])
    assert (filled.adjudicated(), filled.adjudicators()) == (frozenset(), {"mk", "eva"})
    with open_store(url) as again:
        assert mine in again.adjudications()


def test_an_adjudication_is_newer_than_all_others_of_its_document(filled: Store) -> None:
    filled.save([by_hand(5, "eva")])
    with pytest.raises(StoreError, match="not newer than the last one stored"):
        filled.save([by_hand(5, "fay", sentence=1)])
    filled.save([by_hand(6, "fay")])
    filled.save([revise(1, 1)])


def test_both_layers_are_loaded_and_a_second_time_nothing(filled: Store) -> None:
    layers = [revise(), by_hand(0, "mk"), by_hand(3), by_hand(2, "fay", sentence=1)]
    assert [filled.load(layers), filled.load(layers[::-1])] == [3, 0]
    assert {(one.annotator, one.sentence) for one in filled.adjudications()} == {
        ("mk", "a1:0"),
        ("eva", "a1:0"),
        ("fay", "a1:23"),
    }
    with pytest.raises(StoreError, match="has another revision"):
        filled.load([replace(layers[2], seconds=9.0)])


def test_an_article_that_was_only_adjudicated_is_not_replaced(store: Store) -> None:
    store.add_document(make())
    store.save([by_hand(0)])
    assert store.annotated("a1")
    with pytest.raises(StoreError, match="is annotated"):
        store.replace_document(make(text="New."))


def test_batches_have_the_newest_adjudication_of_each_sentence(filled: Store) -> None:
    filled.load([by_hand(3, "eva"), by_hand(4, "fay"), by_hand(5, "eva", sentence=1), unseen(by_hand(6, "fay", sentence=1), 6)])
    ((_, decisions),) = map(filled.batch, filled.parts())
    assert [(one.layer, one.annotator, one.created) for one in decisions] == [
        ("annotation", "mk", at(0)),
        ("adjudication", "fay", at(4)),
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_of_adjudications_of_one_time_the_last_by_name_counts(filled: Store, monkeypatch: pytest.MonkeyPatch, order: int) -> None:
    """Two adjudicators who never met can have decided in the same microsecond: every reader must take the same one.

    A database may return rows in any order unless it is told one.
    """
    execute = filled._db.execute

    def in_order(sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        return execute(sql, values)[:: 1 if "ORDER BY" in sql else order]

    filled.load([by_hand(4, "eva"), unseen(by_hand(4, "fay"), 4)])
    filled.load([unseen(by_hand(4, "eva", sentence=1), 4), by_hand(4, "fay", sentence=1)])
    monkeypatch.setattr(filled._db, "execute", in_order)
    assert filled.adjudicated() == {"a1:23"}
    ((_, decisions),) = map(filled.batch, filled.parts())
    assert [(row.sentence, row.annotator) for row in decisions if row.layer == ADJUDICATION] == [("a1:23", "fay")]
    assert {id: made.annotator for id, made in newest(filled.adjudications()).items()} == {"a1:23": "fay"}


def test_hashes_of_raw_bytes_and_texts(store: Store) -> None:
    store.add_document(make("a1"))
    store.add_document(make("b2", "Short."))
    assert store.hashes("a1") == ("ab" * 32, make("a1").text_sha256)
    assert store.hashes("nothing") == ("", "")
    assert store.text_hashes() == {id: store.document(id).text_sha256 for id in ("a1", "b2")}
