"""The stance that a cue shows: only where its words tell."""

from __future__ import annotations

import pytest

from annotate.suggestions.stances import cue_stance


@pytest.mark.parametrize(
    ("cue", "language", "stance"),
    [
        ("denied", "en", "deny"),
        ("has repeatedly denied", "en-GB", "deny"),
        ("Denies", None, "deny"),
        ("did not deny", "en", None),
        ("didn’t deny", "en", None),
        ("may deny", "en", None),
        ("said", "en", "support"),
        ("asked", "en", "query"),
        ("said, denied", "en", None),
        ("according to", "en", None),
        ("", "en", None),
        ("denied", "fr", None),
        ("bestritt", "de", "deny"),
    ],
)
def test_cue_stance(cue: str, language: str | None, stance: str | None) -> None:
    assert cue_stance(cue, language) == stance
