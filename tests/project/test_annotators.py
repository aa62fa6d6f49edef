"""Annotators renamed, merged and forgotten in the store and in the files beside it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.errors import ExportError, StoreError
from annotate.model import Annotation
from annotate.project import Project
from annotate.store.outbox import Outbox, waiting
from support.bridge import revision

PSEUDONYM = re.compile(r"annotator-[0-9a-f]{4}")


def by(project: Project, annotator: str, sentence: int = 2, second: int = 5) -> None:
    with project.store() as store:
        store.save([replace(revision(project, sentence, Annotation("no_claim"), second=second), annotator=annotator)])


def key(project: Project) -> dict[str, str]:
    names: dict[str, str] = json.loads((project.output / "annotators.json").read_text(encoding="utf-8"))
    return names


def write_key(project: Project, **names: str) -> None:
    (project.output / "annotators.json").write_text(json.dumps(names), encoding="utf-8")


def names(project: Project) -> list[str]:
    return [person.name for person in project.annotators()]


def test_a_new_name_goes_everywhere(labelled: Project) -> None:
    write_key(labelled, ben="annotator_1", mk="annotator_2")
    assert labelled.rename_annotator("mk", "Maria K.", author="mk") == 2
    assert names(labelled) == ["Maria K.", "ben"]
    assert key(labelled) == {"ben": "annotator_1", "Maria K.": "annotator_2"}
    assert {r.annotator for r in labelled.revisions()} == {"Maria K."}
    labelled.rename_annotator("Maria K.", "maria k.", author="root")  # another spelling of itself


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("beb", "x", "nobody is called 'beb' here; did you mean 'ben'"),
        ("MK", "x", "nobody is called 'MK' here; did you mean 'mk'"),
        ("zzz", "x", "nobody is called 'zzz' here; see `annotate annotators list`"),
        ("mk", "", "the new name is empty"),
        ("mk", "\u200b", "the new name is empty"),
        ("mk", "mk", "'mk' is the name already"),
        ("mk", "ben", "'ben' is known already; to bring the two together: annotate annotators merge mk ben"),
        ("mk", "Ben", "'Ben' is another spelling of 'ben', who is known already; .*: annotate annotators merge mk ben"),
        ("mk", "x\udcff", "unpaired surrogate"),
    ],
)
def test_a_name_that_cannot_be_given(labelled: Project, old: str, new: str, message: str) -> None:
    by(labelled, "ben")
    before = b"".join(labelled.dump())
    with pytest.raises(StoreError, match=message):
        labelled.rename_annotator(old, new, author="root")
    assert b"".join(labelled.dump()) == before
    assert names(labelled) == ["ben", "mk"]


def test_a_colleague_has_renamed_somebody_in_the_database(labelled: Project) -> None:
    """Then only this project's key to the pseudonyms is left to be changed."""
    write_key(labelled, ada="annotator_1", mk="annotator_2")
    assert names(labelled) == ["ada", "mk"]
    by(labelled, "Ada L.")
    assert labelled.rename_annotator("ada", "Ada L.", author="root") == 0
    assert (key(labelled), names(labelled)) == ({"Ada L.": "annotator_1", "mk": "annotator_2"}, ["Ada L.", "mk"])


def test_two_names_of_one_person(labelled: Project) -> None:
    by(labelled, "ben", 0, 7)
    by(labelled, "ben", 2, 8)
    write_key(labelled, ben="annotator_1", mk="annotator_2")
    assert labelled.shared_sentences("ben", "mk") == 1
    merged = labelled.merge_annotators("ben", "mk", author="root")
    assert (merged.moved, merged.repeated) == (2, 0)
    assert {r.annotator for r in labelled.revisions()} == {"mk"}
    assert key(labelled) == {"ben": "annotator_1", "mk": "annotator_2"}, "annotator_1 must not become somebody else"
    for pair, message in (
        (("mk", "mk"), "with itself"),
        (("mk", "x"), "nobody is called 'x'"),
        (("x", "mk"), "nobody is called"),
    ):
        for act in (labelled.shared_sentences, lambda *names: labelled.merge_annotators(*names, author="root")):
            with pytest.raises(StoreError, match=message):
                act(*pair)


def test_look_alikes_from_before_can_be_merged(labelled: Project) -> None:
    by(labelled, "MK")
    warnings = [problem for problem in labelled.check().warnings if problem.code == "look-alike-names"]
    assert [problem.remedy for problem in warnings] == ["if they are one person: annotate annotators merge MK mk"]
    labelled.merge_annotators("MK", "mk", author="root")
    assert [problem for problem in labelled.check().warnings if problem.code == "look-alike-names"] == []


def test_a_pseudonym_takes_the_place_of_a_name(labelled: Project) -> None:
    write_key(labelled, mk="annotator_1")
    before = list(labelled.revisions())
    forgotten = labelled.forget_annotator("mk", author="mk")
    assert PSEUDONYM.fullmatch(forgotten.pseudonym)
    assert (forgotten.renamed, forgotten.deleted) == (2, {})
    assert [replace(r, annotator="mk") for r in labelled.revisions()] == before
    assert key(labelled) == {forgotten.pseudonym: "annotator_1"}, "the published dataset stays the same"
    assert names(labelled) == [forgotten.pseudonym]
    assert everything_below(labelled.output).count(b"mk") == 0
    with labelled.store() as store:
        assert [(author, dict(counts)) for author, _, counts in store.removals()] == [(forgotten.pseudonym, {"pseudonymised": 2})]


def everything_below(folder: Path) -> bytes:
    files = (path for path in folder.rglob("*") if path.is_file() and ".locks" not in str(path))
    return b"".join(path.read_bytes().replace(b"benchmark", b"") for path in files)


def test_everything_of_a_person_is_deleted(labelled: Project) -> None:
    by(labelled, "ben")
    write_key(labelled, ben="annotator_1", mk="annotator_2")
    forgotten = labelled.forget_annotator("mk", author="root", delete=True)
    assert (forgotten.renamed, forgotten.deleted) == (0, {"revisions": 2, "adjudications": 0, "assignments": 0, "links": 0})
    assert {r.annotator for r in labelled.revisions()} == {"ben"}
    assert key(labelled) == {"ben": "annotator_1", forgotten.pseudonym: "annotator_2"}, "the number is not given again"
    assert everything_below(labelled.output).count(b"mk") == 0
    assert labelled.check().problems == ()
    with pytest.raises(StoreError, match="nobody is called 'mk'"):
        labelled.forget_annotator("mk", author="root")


def test_a_name_that_is_only_in_the_key(labelled: Project) -> None:
    write_key(labelled, ada="annotator_1", mk="annotator_2")
    forgotten = labelled.forget_annotator("ada", author="root", delete=True)
    assert key(labelled) == {forgotten.pseudonym: "annotator_1", "mk": "annotator_2"}


def test_what_waits_is_sent_first(labelled: Project) -> None:
    with labelled.store() as store:
        made = revision(labelled, 2, Annotation("no_claim"), second=9)
        box = Outbox(labelled.unsent, store, "bridge", "mk")
        with box:
            box._save_here([made], 1)
            box.waiting = 0  # as if the window was killed
    assert sum(waiting(labelled.unsent).values()) == 1
    labelled.rename_annotator("mk", "eva", author="root")
    assert sum(waiting(labelled.unsent).values()) == 0
    assert len([r for r in labelled.revisions() if r.annotator == "eva"]) == 3
    assert {r.annotator for r in labelled.revisions()} == {"eva"}


@pytest.mark.parametrize("delete", [False, True])
def test_a_window_with_decisions_that_wait_is_waited_for(labelled: Project, delete: bool) -> None:
    by(labelled, "ben")
    made = revision(labelled, 2, Annotation("no_claim"), second=9)
    with labelled.store() as store, Outbox(labelled.unsent, store, "bridge", "mk") as box:
        box._save_here([made], 1)
        with pytest.raises(StoreError, match="decisions of 'mk' wait to be sent in another window; close it there first"):
            labelled.forget_annotator("mk", author="root", delete=delete)
        assert names(labelled) == ["ben", "mk"]
        labelled.rename_annotator("ben", "eva", author="root")
    assert len([r for r in labelled.revisions() if r.annotator == "mk"]) == 3, "sent when the window closed"


def test_a_key_that_cannot_be_read_stops_it_before_anything_is_changed(labelled: Project) -> None:
    (labelled.output / "annotators.json").write_text("{")
    before = b"".join(labelled.dump())
    for act in (
        lambda: labelled.rename_annotator("mk", "eva", author="root"),
        lambda: labelled.forget_annotator("mk", author="root"),
        labelled.annotators,
    ):
        with pytest.raises(ExportError, match=r"annotators\.json is damaged"):
            act()
    assert b"".join(labelled.dump()) == before
