"""Links between claims in the store: append-only, in order, with their documents, under the names of people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from annotate.errors import StoreError
from annotate.model import ClaimLink
from annotate.model.links import ClaimRef, Link, current_links
from annotate.store import Store
from support.storing import at, make, make_link, revise

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def two(filled: Store) -> Store:
    filled.add_document(make("a2"))
    return filled


def test_a_link_comes_back_as_it_was(two: Store) -> None:
    links = [make_link(5), make_link(6, relation="contradicts"), make_link(7, "jö", draw=None, relation=None, action="undo")]
    links += [make_link(8, "jö", action="adjudicate"), make_link(9, "jö", action="audit", relation=None)]
    for link in links:
        two.save_link(link)
    assert two.links() == links
    assert two.links("jö") == links[2:]
    assert current_links(two.links()) == [links[1]]


def test_a_link_is_newer_than_the_last_of_its_annotator(two: Store) -> None:
    two.save_link(make_link(5))
    two.save_link(make_link(5))  # the answer to the first commit was lost
    two.save_link(make_link(4, "jö"))
    with pytest.raises(StoreError, match="is not newer than the last one stored"):
        two.save_link(make_link(5, relation="related"))
    assert len(two.links()) == 2


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (make_link(second=ClaimRef("a9:0", "c1", "Caf")), "a9"),
        (make_link(note="\0"), "NUL"),
        (make_link(created="yesterday"), "not a time"),
    ],
)
def test_what_cannot_be_stored_is_refused(two: Store, link: Link, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        two.save_link(link)
    with pytest.raises(StoreError, match=words):
        two.load((), links=[make_link(1), link])
    assert two.links() == []


def test_links_are_loaded_once(two: Store) -> None:
    assert two.load((), links=[make_link(5), make_link(6)]) == 2
    assert two.load((), links=[make_link(5), make_link(6), make_link(7)]) == 1
    with pytest.raises(StoreError, match=f"another link of mk of {at(7)}"):
        two.load((), links=[make_link(8), make_link(7, relation="related")])
    assert len(two.links()) == 3


def test_they_go_with_either_document_and_with_their_annotator(two: Store) -> None:
    two.save_link(make_link(5))
    two.save_link(make_link(6, "jö"))
    assert two.rename_person("jö", "ada", "admin") == 1
    assert [link.annotator for link in two.links()] == ["mk", "ada"]
    assert two.delete_person("ada", "annotator-1", "admin")["links"] == 1
    assert two.remove_documents({"a2": 0}, "admin", NOW).links == 1
    assert two.links() == []
    assert list(two.check_integrity()) == []


def test_links_within_documents_are_noticed(filled: Store) -> None:
    plain = revise(1, tick=700, document="a1")
    assert plain.annotation is not None
    filled.save([replace(plain, annotation=replace(plain.annotation, note='"links": "of a note"'))])
    assert not filled.has_links_within_documents()
    link = ClaimLink("c1", (make("a1").span(0, 3),), "same")
    filled.save([replace(plain, created=at(701), annotation=replace(plain.annotation, links=(link,)))])
    assert filled.has_links_within_documents()
