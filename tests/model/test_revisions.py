"""Revisions: frozen as all nouns are, with the newest told from the others by their time as text."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, is_dataclass
from typing import get_args

import pytest

from annotate import model
from annotate.model import ADJUDICATION, ANNOTATION, Layer, Revision, RevisionAction, Span
from annotate.model.revisions import is_timestamp


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


@pytest.mark.parametrize(
    ("created", "valid"),
    [
        ("2026-01-31T12:00:00.000000Z", True),
        ("2024-02-29T23:59:59.999999Z", True),
        ("2026-02-29T12:00:00.000000Z", False),
        ("2026-01-31T24:00:00.000001Z", False),
        ("9999-12-31T23:59:59.999999Z", False),
        ("2026-01-31T12:00:00Z", False),
        ("2026-01-31T12:00:00.000000Z\n", False),
        ("٢٠٢٦-01-31T12:00:00.000000Z", False),
        ("", False),
    ],
)
def test_times_in_the_one_format(created: str, valid: bool) -> None:
    assert is_timestamp(created) == valid
