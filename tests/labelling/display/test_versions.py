"""What annotators decided, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotate.labelling.display.versions import version_lines
from annotate.model import AUTHOR, Annotation, Candidate, Claim, Source, Stance
from support.playing import FLOOD, Desk, article

DOCUMENT = article(*FLOOD)
CLAIM = Claim("c1", (DOCUMENT.span(0, 28),), {"type": "event", "verifiability": "verifiable"})
MAYOR = Source("s1", "Mayor Ada Brandt", DOCUMENT.span(43, 59), {"type": "person", "naming": "named"})
STANCE = Stance("c1", "s1", "support")
CLAIMED = Annotation("claim", (CLAIM,), (MAYOR,), (STANCE, Stance("c1", AUTHOR, "neutral")))


def told(*annotations: Annotation) -> list[list[str]]:
    versions = tuple(Candidate((name,), one) for name, one in zip(("ada", "ben", "cem"), annotations, strict=False))
    state = Desk(DOCUMENT, options={"versions": {DOCUMENT.sentences[0].id: versions}}).state
    return list(version_lines(state))


def with_stances(*stances: Stance) -> Annotation:
    return replace(CLAIMED, stances=stances)


def with_source(**changes: Any) -> Annotation:
    return replace(CLAIMED, sources=(replace(MAYOR, **changes),))


@pytest.mark.parametrize(
    ("other", "here", "there"),
    [
        (CLAIMED, "Mayor Ada Brandt support", "Mayor Ada Brandt support"),
        (with_source(attributes={**MAYOR.attributes, "type": "other"}), "support [person]", "support [other]"),
        (with_source(mention=None), "support [mention “Mayor Ada Brandt”]", "support"),
        (with_stances(replace(STANCE, cue=DOCUMENT.span(30, 42)), CLAIMED.stances[1]), "support", "support [cue “according to”]"),
        (with_stances(replace(STANCE, attributes={"quote": "direct"}), CLAIMED.stances[1]), "support", "support [direct]"),
        (with_stances(STANCE, Stance("c1", AUTHOR, "deny")), "support, author neutral", "support, author deny"),
    ],
)
def test_what_differs_is_told(other: Annotation, here: str, there: str) -> None:
    (_, ours), (_, theirs) = told(CLAIMED, other)
    for line, wanted in ((ours, here), (theirs, there)):
        assert line.endswith(f"{wanted} (event, verifiable)"), line


def test_why_a_sentence_was_skipped_is_told() -> None:
    skips = [Annotation("skip", attributes={"reason": reason}) for reason in ("later", "boilerplate")]
    assert told(*skips) == [["ada: Skip (later)"], ["ben: Skip (boilerplate)"]]


def test_where_nothing_is_offered_nothing_is_told() -> None:
    assert list(version_lines(Desk(DOCUMENT).state)) == []
