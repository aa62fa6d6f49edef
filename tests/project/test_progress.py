"""Where a project stands: how much is done, what is left where, what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.model import Annotation, Claim, Source, Stance
from annotate.project import Project, init_project
from annotate.project.progress import ItemCounts, Shared, Standing, Work, status_to_json
from annotate.store import FinishedDecision, Store
from support.builders import at_second, make_revision

ARTICLE = """The bridge is closed

The bridge was closed on Monday, officials said. It will reopen in May.

What happens next? Nobody knows, the mayor said.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "news")
    (made.raw / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    return made


def save(
    project: Project, number: int, annotation: Annotation, *, annotator: str = "mk", second: int = 0, seconds: float = 1.5
) -> None:
    """A decision on a sentence of the article, by its index."""
    document = project.document("bridge")
    effort = {"created": at_second(second), "seconds": seconds, "keys": 3, "schema": project.schema.version}
    with project.store() as store:
        store.save([make_revision(document, number, annotation, annotator, **effort)])


def test_status_follows_the_road(project: Project) -> None:
    assert (project.status().next, project.status().unread) == ("annotate add", ("raw/bridge.txt",))
    project.add()
    status = project.status()
    assert (status.next, status.unread, status.sentence_count, status.work) == ("annotate label", (), 5, ())
    for number in range(5):
        save(project, number, Annotation("no_claim" if number else "skip"), second=number)
    status = project.status()
    items = ItemCounts({"no_claim": 4, "skip": 1})
    assert status.work == (Work("mk", labelled=4, skipped=1, flagged=0, open=0, pace=1.5, items=items),)
    assert (status.next, status.document_count, status.listing) == ("annotate export", 1, None)
    listing = project.status(listed=True).listing
    assert listing is not None
    assert listing.done == {"bridge": 5}


def test_items_are_counted_in_current_finished_sentences(project: Project) -> None:
    project.add()
    document = project.document("bridge")
    sentences = document.sentences

    def claims(sentence: int, number: int, sources: tuple[str, ...]) -> Annotation:
        start = sentences[sentence].start
        made = tuple(Claim(f"c{place}", (document.span(start, start + 3 + place),)) for place in range(1, number + 1))
        named = (Source("s0", "author"), *(Source(f"s{place}", name) for place, name in enumerate(sources, 1)))
        stances = tuple(Stance(claim.id, source.id, "support") for claim in made for source in named)
        return Annotation("claim", made, named, stances)

    save(project, 1, claims(1, 3, ("mayor",)))
    save(project, 1, claims(1, 2, ("mayor",)), second=1)  # the newest counts
    save(project, 2, claims(2, 1, ("mayor", "officials")), second=2)
    save(project, 3, replace(claims(3, 1, ()), label=None), second=3)  # open
    save(project, 3, Annotation("no_claim"), annotator="xy")
    assert [work.items for work in project.status().work] == [
        ItemCounts({"claim": 2}, claims=3, sources=2, stances=7),
        ItemCounts({"no_claim": 1}),
    ]


def test_status_says_where_what_is_left_is(project: Project) -> None:
    project.add()
    (project.raw / "ferry.txt").write_text("The ferry sails again.", encoding="utf-8")
    project.add()
    save(project, 0, Annotation("skip", flag="odd"))
    save(project, 2, Annotation(flag=""), second=1)
    save(project, 3, Annotation("no_claim"), second=2)
    save(project, 4, Annotation("no_claim"), annotator="xy")
    status = project.status(listed=True)
    assert status.listing is not None
    assert status.listing.standings == (
        Standing("bridge", "mk", done=2, open=(2, 3, 5), skipped=(1,), flagged=(1, 3)),
        Standing("bridge", "xy", done=1, open=(1, 2, 3, 4), skipped=(), flagged=()),
    )
    assert [(work.annotator, work.labelled, work.skipped, work.flagged, work.open) for work in status.work] == [
        ("mk", 1, 1, 2, 4),
        ("xy", 1, 0, 0, 5),
    ]
    assert status.listing.done == {"bridge": 3, "ferry": 0}


def test_pace_is_the_median_of_what_finished_sentences_took(project: Project) -> None:
    """By hand: sentence 1 took 2 + 4 s, sentence 2 took 10 s, sentence 3 took 8 s; 4 is open, 5 came without any time."""
    project.add()
    taken = [(0, None, 2.0), (0, "no_claim", 4.0), (1, "no_claim", 10.0), (2, "skip", 8.0), (3, None, 90.0), (4, "no_claim", 0.0)]
    for second, (number, label, seconds) in enumerate(taken):
        save(project, number, Annotation(label), second=second, seconds=seconds)
    assert [work.pace for work in project.status().work] == [8.0]


def test_status_of_an_empty_project(tmp_path: Path) -> None:
    assert init_project(tmp_path).status().next.startswith("put articles into raw/")


def test_status_counts_what_is_left_to_adjudicate(project: Project) -> None:
    project.add()
    for annotator, label in (("ada", "skip"), ("mk", "no_claim")):
        for number in range(5):
            save(project, number, Annotation("no_claim" if number else label), annotator=annotator, second=number)
    status = project.status()
    assert (status.shared, status.next) == (Shared(sentence_count=5, differing=1, adjudicated=0), "annotate adjudicate")


def test_finished_decisions_are_read_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.add()
    for annotator, label in (("jo", "skip"), ("mk", "no_claim")):
        save(project, 0, Annotation(label), annotator=annotator)
    read: list[int] = []

    def finished(store: Store, sentences: int = 10_000, *, annotators: int = 1) -> Iterator[list[FinishedDecision]]:
        read.append(1)
        return original(store, sentences, annotators=annotators)

    original = Store.finished
    monkeypatch.setattr(Store, "finished", finished)
    status = project.status()
    assert (status.shared.differing, [work.items.labels for work in status.work]) == (1, [{"skip": 1}, {"no_claim": 1}])
    assert read == [1]


def test_the_published_keys_of_a_status(project: Project) -> None:
    """`annotate status --json` is read by programs: a field that is renamed keeps its key."""
    project.add()
    record = status_to_json(project.status(listed=True))
    assert list(record) == [
        *(
            "root",
            "documents",
            "sentences",
            "done",
            "work",
            "standings",
            "unread",
            "next",
            "shared",
            "waiting",
            "planned",
            "clock_offset",
            "warnings",
        )
    ]
    assert record["sentences"] == 5
    assert record["shared"] == {"sentences": 0, "differing": 0, "adjudicated": 0}
    (document,) = record["documents"]
    assert (list(document), document["sentences"]) == (["id", "path", "sha256", "title", "sentences"], 5)
