"""Segmentation edits by number: stored with the decisions they move, or refused with the reason and nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random

import pytest

from annotate.errors import SegmentationError, StoreError
from annotate.model import (
    ADJUDICATION,
    ANNOTATION,
    Annotation,
    Claim,
    Merge,
    Redo,
    SegmentationEdit,
    SentenceAnnotation,
    SetBlockKind,
    Source,
    Split,
    Stance,
    Undo,
)
from annotate.model.current import newest
from annotate.project import Project
from annotate.project.checking import check_store
from annotate.project.decisions import all_revisions
from annotate.project.dumps import corrected_versions, dump_lines, load_revisions, read_dumps
from annotate.project.segmentation import (
    EditName,
    Effect,
    correct_segmentation,
    effect_lines,
    make_revision,
    newest_correction,
    plan_correction,
    plan_update,
)
from annotate.project.sessions import label
from annotate.store import Store, open_store, timestamp_after
from support.builders import make_document
from support.playing import SCHEMA
from support.short_sessions import three_articles, typing


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return three_articles(tmp_path / "news")


def starts(project: Project) -> list[int]:
    return [sentence.start for sentence in project.document("dam").sentences]


def test_sentences_words_and_blocks_are_numbered_from_one(project: Project) -> None:
    assert starts(project) == [0, 33]
    split = correct_segmentation(project, "dam", "split", 1, "5", annotator="mk")
    assert split is not None
    assert split.version.document == project.document("dam")
    assert starts(project) == [0, 18, 33]
    correct_segmentation(project, "dam", "merge", 1, None, annotator="mk")
    assert starts(project) == [0, 33]
    correct_segmentation(project, "dam", "role", 1, "ui", annotator="mk")
    assert starts(project) == [33]


@pytest.mark.parametrize(
    ("edit", "number", "value", "message"),
    [
        ("split", 1, "8", r"sentence 1 has no word 8 \(it has 7\)"),
        ("split", 1, "0", r"sentence 1 has no word 0 \(it has 7\)"),
        ("split", 1, "two", r"sentence 1 has no word two \(it has 7\)"),
        ("split", 1, "9" * 5000, r"sentence 1 has no word 9+ \(it has 7\)"),
        ("split", 1, None, "a split needs the number of a word; sentence 1 has 7"),
        ("merge", 3, None, r"dam has no sentence 3 \(it has 2\)"),
        ("split", 0, "2", r"dam has no sentence 0 \(it has 2\)"),
    ],
)
def test_numbers_that_are_not_there(project: Project, edit: EditName, number: int, value: str | None, message: str) -> None:
    before = project.document("dam")
    with pytest.raises(SegmentationError, match=message):
        correct_segmentation(project, "dam", edit, number, value, annotator="mk")
    assert project.document("dam") == before


def test_decisions_move_along_by_annotator_and_adjudications_as_one_work(project: Project) -> None:
    for annotator in ("ada", "mk"):
        label(project, typing("n", "n"), annotator=annotator, document="dam", suggestions=False)
    (first, second) = project.current("dam", "mk")
    with project.store() as store:
        for made, adjudicator in ((first, "eva"), (second, "fay")):
            created = f"2199-01-01T00:00:0{int(adjudicator == 'fay')}.000000Z"
            store.save([replace(made, layer=ADJUDICATION, annotator=adjudicator, created=created)])
    correct_segmentation(project, "dam", "split", 1, "5", annotator="mk")
    moved = [made for made in project.revisions("dam") if made.action == "mend"]
    assert {(made.layer, made.annotator) for made in moved} == {
        ("annotation", "ada"),
        ("annotation", "mk"),
        ("adjudication", "fay"),
    }
    assert len({made.created for made in moved}) == 1
    assert (moved[0].seconds, moved[0].keys) == (0.0, 0)
    assert not project.check().problems


# -- undo and redo, whatever was done before -----------------------------------------------------------------------------

SENTENCES = ("Ferry back", "The ferry sailed on Monday.", "Ada Brandt was glad.", "It rained.", "Nobody else came.")
ARTICLE = make_document("d", SENTENCES)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Return a function that opens an empty store with one article."""
    numbers = count()

    def opened() -> Store:
        place = tmp_path / f"{next(numbers)}.db" if request.param == "sqlite" else request.getfixturevalue("new_schema")()
        store = open_store(place)
        request.addfinalizer(store.close)
        store.add_document(ARTICLE)
        return store

    return opened


def decide(store: Store, chance: Random) -> None:
    """Store a random decision of a random person on a random sentence."""
    document = store.document("d")
    sentence = chance.choice(document.sentences)
    layer, annotator = chance.choice([(ANNOTATION, "ada"), (ANNOTATION, "ben"), (ANNOTATION, "cem"), (ADJUDICATION, "eva")])
    claim = Claim(
        "c1",
        (document.span(sentence.start, min(sentence.start + chance.randrange(2, 9), len(document.text))),),
        {"type": "event", "verifiability": "verifiable"},
    )
    author = Source("s0", "author", None, {"type": "author", "naming": "implicit"})
    entry = chance.choice(
        [
            SentenceAnnotation(Annotation("no_claim", note=chance.choice(["", "odd"]))),
            SentenceAnnotation(Annotation("claim", (claim,), (author,), (Stance("c1", "s0", "support"),))),
            SentenceAnnotation(Annotation(None, flag="unsure")),
            None,
        ]
    )
    stored = [*store.revisions("d"), *store.adjudications("d")]
    latest = max([*(r.created for r in stored), *(v.created for v in store.versions("d"))])
    created = timestamp_after(latest, datetime(2026, 1, 1, tzinfo=UTC))
    store.save([make_revision(layer, document, annotator, created, "edit", "1.0", sentence.id, entry)])


def correct(store: Store, chance: Random) -> bool:
    """Make a random correction; return False if it is not possible."""
    document = store.document("d")
    if chance.random() < 0.2:
        texts = [chance.choice([text, text, text.replace("a", "ä"), f"{text} So."]) for text in SENTENCES]
        chance.shuffle(texts)
        planned = plan_update(store, make_document("d", texts[: chance.randrange(1, 6)]), author="ada", schema="1.0")
        store.add_version(planned.version, planned.revisions)
        return True
    sentence = chance.choice(document.sentences)
    edit = chance.choice(
        [
            Merge(sentence.id),
            Split(sentence.id, chance.randrange(sentence.start, sentence.end)),
            SetBlockKind(chance.randrange(2), chance.choice(["paragraph", "headline", "ui", "quote"])),
        ]
    )
    return store_edit(store, edit, chance.choice(["ada", "ben"]))


def store_edit(store: Store, edit: SegmentationEdit, author: str = "ada") -> bool:
    try:
        planned = plan_correction(store, "d", edit, author=author, schema="1.0")
    except SegmentationError:
        return False
    store.add_version(planned.version, planned.revisions)
    return True


def state(store: Store) -> tuple[object, ...]:
    """Return the segmentation and everything that is decided now."""
    document = store.document("d")
    current = {(r.annotator, r.sentence): (r.annotation, r.origins, r.end) for r in store.current("d")}
    by_hand = {r.sentence: (r.annotation, r.origins, r.end) for r in newest(store.adjudications("d")).values()}
    return document.text, document.blocks, document.sentences, current, by_hand


@pytest.mark.parametrize("seed", range(12))
def test_an_undo_brings_back_everything_of_everybody(new_store: Callable[[], Store], seed: int) -> None:
    store, chance = new_store(), Random(seed)
    for _ in range(6):
        for _ in range(chance.randrange(6)):
            decide(store, chance)
        before = state(store)
        if not correct(store, chance):
            continue
        after = state(store)
        made = store.versions("d")[-1].created
        assert store_edit(store, Undo(made), "cem")
        assert state(store) == before
        assert store_edit(store, Redo(made))
        assert state(store) == after
        assert list(store.check_integrity()) == []
    assert check_store(store, SCHEMA).problems == ()


@pytest.mark.parametrize("seed", range(6))
def test_a_dump_of_any_history_makes_the_same_store(new_store: Callable[[], Store], tmp_path: Path, seed: int) -> None:
    store, other, chance = new_store(), new_store(), Random(1000 + seed)
    for _ in range(20):
        chance.choice([decide, decide, correct])(store, chance)
        if chance.random() < 0.2 and (newest_one := newest_correction(store.versions("d"))):
            store_edit(store, Undo(newest_one.created), chance.choice(["ada", "cem"]))
    path = tmp_path / "dump.jsonl"
    path.write_bytes(b"".join(dump_lines(store, all_revisions(store, None, None), corrected_versions(store, None, None))))
    dumped = read_dumps([path], other, SCHEMA)
    load_revisions(other, dumped.revisions, versions=dumped.versions, schema="1.0")
    assert state(other) == state(store)
    assert [*other.revisions(), *other.adjudications()] == [*store.revisions(), *store.adjudications()]
    again = load_revisions(other, dumped.revisions, versions=dumped.versions, schema="1.0")
    assert (again.new, again.corrections, again.moved) == (0, 0, 0)


@pytest.mark.parametrize("seed", range(6))
def test_two_stores_that_exchange_dumps_agree(new_store: Callable[[], Store], tmp_path: Path, seed: int) -> None:
    """Each corrects and labels another part of the article, and both load the other's dump."""
    stores, chance = (new_store(), new_store()), Random(2000 + seed)
    first, second = ARTICLE.sentences[1], ARTICLE.sentences[3]
    for store, sentence, annotator in zip(stores, (first, second), ("ada", "ben"), strict=True):
        if chance.random() < 0.7:
            store_edit(store, chance.choice([Merge(sentence.id), Split(sentence.id, sentence.start + 4)]), annotator)
        document = store.document("d")
        for place in document.sentences:
            if chance.random() < 0.8:
                entry = SentenceAnnotation(Annotation("no_claim", note=annotator))
                created = timestamp_after(max((r.created for r in store.revisions("d")), default=None), datetime.now(UTC))
                store.save([make_revision(ANNOTATION, document, annotator, created, "edit", "1.0", place.id, entry)])
    for _ in range(2):
        for one, other in (stores, stores[::-1]):
            path = tmp_path / "dump.jsonl"
            path.write_bytes(b"".join(dump_lines(one, all_revisions(one, None, None), corrected_versions(one, None, None))))
            dumped = read_dumps([path], other, SCHEMA)
            load_revisions(other, dumped.revisions, versions=dumped.versions, schema="1.0")
            assert check_store(other, SCHEMA).problems == ()
    assert state(stores[0]) == state(stores[1])


def test_a_correction_is_refused_if_another_window_was_first(new_store: Callable[[], Store]) -> None:
    store = new_store()
    planned = plan_correction(store, "d", Merge(ARTICLE.sentences[1].id), author="ada", schema="1.0")
    assert store_edit(store, Split(ARTICLE.sentences[4].id, ARTICLE.sentences[4].start + 7))
    with pytest.raises(StoreError, match="d was corrected in another window; open it again"):
        store.add_version(planned.version, planned.revisions)


def test_the_newest_correction_is_undone_by_name(project: Project) -> None:
    with pytest.raises(SegmentationError, match="there is no correction of dam to undo"):
        correct_segmentation(project, "dam", "undo", None, None, annotator="mk")
    correct_segmentation(project, "dam", "split", 1, "5", annotator="mk")
    correct_segmentation(project, "dam", "role", 2, "ui", annotator="ada")
    before = starts(project)
    for expected in ([0, 18, 33], [0, 33]):
        correct_segmentation(project, "dam", "undo", None, None, annotator="ben")
        assert starts(project) == expected
    assert before == [0, 18]
    with pytest.raises(SegmentationError, match="there is no correction of dam to undo"):
        correct_segmentation(project, "dam", "undo", None, None, annotator="mk")
    with pytest.raises(SegmentationError, match="needs no number"):
        correct_segmentation(project, "dam", "undo", 1, None, annotator="mk")
    with pytest.raises(SegmentationError, match="merge needs the number of a sentence"):
        correct_segmentation(project, "dam", "merge", None, None, annotator="mk")


def test_nothing_is_stored_without_agreement(project: Project) -> None:
    label(project, typing("n", "n"), annotator="ada", document="dam", suggestions=False)
    asked: list[Sequence[str]] = []

    def refuse(lines: Sequence[str]) -> bool:
        asked.append(lines)
        return False

    assert correct_segmentation(project, "dam", "split", 1, "5", annotator="mk", agree=refuse) is None
    assert asked == [["ada: 1 of these sentences finished; the labels move along."]]
    assert starts(project) == [0, 33]
    assert correct_segmentation(project, "dam", "split", 1, "5", annotator="ada", agree=refuse) is not None, "nobody else's"


def test_people_for_whom_a_correction_does_the_same_are_named_together() -> None:
    moved = [Effect(name, ANNOTATION, 2, 0, restored=False) for name in ("ada", "ben", "cy")]
    other = Effect("mk", ANNOTATION, 1, 1, restored=False)
    assert effect_lines([*moved[:2], other, moved[2]], "mk") == [
        "ada, ben, cy: 2 of these sentences finished; the labels move along."
    ]
    many = [Effect(f"p{number}", ANNOTATION, 2, 2, restored=False) for number in range(30)]
    assert effect_lines([*many, moved[0]], "mk") == [
        "p0, p1, p2 and 27 more: 2 of these sentences finished; 2 will be open again.",
        "ada: 2 of these sentences finished; the labels move along.",
    ]
