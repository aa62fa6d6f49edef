"""One decision from several annotators."""

from __future__ import annotations

from typing import Any

import pytest

from annotate.dataset.gold import Gold, decide
from annotate.model import Annotation, Document, Revision


@pytest.fixture
def document(world: Any) -> Document:
    found: Document = world.document("doc")
    return found


def said(world: Any, document: Document, sentence: int, **labels: str | None) -> list[Revision]:
    """What each annotator says of a sentence; None is begun and not finished."""
    return [world.revision(document, sentence, Annotation(label), name) for name, label in labels.items()]


def first(document: Document, revisions: list[Revision], annotator: str | None = None) -> Gold:
    return decide(document, revisions, annotator)[document.sentences[0].id]


def test_one_annotator_decides_alone(world: Any, document: Document) -> None:
    (revision,) = said(world, document, 0, ada="claim")
    assert first(document, [revision]) == Gold("labelled", "claim", revision, 1, None)


def test_silence_is_never_no(world: Any, document: Document) -> None:
    """Unseen, begun, and seen and empty are three things."""
    gold = decide(document, [*said(world, document, 1, ada=None), *said(world, document, 2, ada="no_claim")])
    assert [(g.status, g.label) for g in gold.values()][:3] == [("unseen", None), ("open", None), ("labelled", "no_claim")]
    assert list(gold) == [sentence.id for sentence in document.sentences]


def test_the_majority_decides_and_an_open_sentence_has_no_voice(world: Any, document: Document) -> None:
    revisions = said(world, document, 0, ada="no_claim", bea="claim", cy="claim", dan=None)
    gold = first(document, revisions)
    assert (gold.label, gold.annotators, gold.agreement) == ("claim", 3, pytest.approx(2 / 3))
    assert gold.revision is revisions[1]


def test_a_tie_has_no_label_and_is_counted(world: Any, document: Document) -> None:
    gold = first(document, said(world, document, 0, ada="no_claim", bea="claim"))
    assert gold == Gold("labelled", None, None, 2, 0.5)
    assert gold.tie


def test_more_than_two_may_win_without_half_of_the_voices(world: Any, document: Document) -> None:
    gold = first(
        document, said(world, document, 0, a="claim", b="claim", c="no_claim", d="skip", e="skip", f="claim", g="skip", h="claim")
    )
    assert (gold.label, gold.agreement) == ("claim", 0.5)


def test_structure_comes_from_the_one_who_finished_most_of_the_article(world: Any, document: Document) -> None:
    revisions = [
        *said(world, document, 0, ada="claim", bea="claim", cy="no_claim"),
        *said(world, document, 1, ada=None, bea="no_claim", cy="no_claim"),
        *said(world, document, 2, cy="no_claim"),
    ]
    gold = first(document, revisions)
    assert gold.revision is not None
    assert gold.revision.annotator == "bea"


def test_where_they_finished_as_much_the_name_decides_whatever_the_order(world: Any, document: Document) -> None:
    revisions = said(world, document, 0, bea="claim", ada="claim", cy="claim")
    for order in (revisions, revisions[::-1]):
        gold = first(document, order)
        assert gold.revision is not None
        assert gold.revision.annotator == "ada"


def test_a_named_annotator_decides_alone_and_agreement_still_counts_all(world: Any, document: Document) -> None:
    revisions = [*said(world, document, 0, ada="no_claim", bea="claim", cy="claim"), *said(world, document, 1, bea="claim")]
    gold = decide(document, revisions, "ada")
    one, two, *_ = gold.values()
    assert (one.label, one.annotators, one.agreement) == ("no_claim", 3, pytest.approx(2 / 3))
    assert (two.status, two.label, two.annotators) == ("unseen", None, 1)
