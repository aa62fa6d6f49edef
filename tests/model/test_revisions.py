"""Revisions: frozen as all nouns are, with the newest told from the others by their time as text."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, is_dataclass
from typing import get_args

import pytest

from annotate import model
from annotate.model import ADJUDICATION, ANNOTATION, Layer, Revision, RevisionAction, Span


def test_the_nouns_are_frozen() -> None:
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind)]
    assert {model.Document, model.Revision, model.SegmentationEdit.__args__[0]} <= set(kinds)
    with pytest.raises(FrozenInstanceError):
        Span(0, 1, "a").start = 3  # type: ignore[misc]
    assert all(kind.__dataclass_params__.frozen for kind in kinds)  # type: ignore[attr-defined]


def test_stored_words() -> None:
    """These strings are in stores and dumps: a word may be added, none may change."""
    assert get_args(Layer) == (ANNOTATION, ADJUDICATION) == ("annotation", "adjudication")
    assert get_args(RevisionAction) == ("edit", "undo", "redo", "mend", "fix", "migrate", "import")


def test_a_revision_is_an_annotators_own_unless_it_says_otherwise() -> None:
    made = Revision("d", "5f", "d:0", "ada", "2026-01-31T12:00:00.000000Z", "edit", 1.5, 3, "1.0", "0.1.0", None)
    assert (made.layer, made.origins) == (ANNOTATION, ())
