"""A project with one short article, and decisions on it."""

from __future__ import annotations

from annotate.model import Annotation, Claim, Revision, Source, Stance
from annotate.project import Project

ARTICLE = """The bridge is closed

The bridge was closed on Monday, officials said. It will reopen in May.

What happens next? Nobody knows, the mayor said.
"""


def revision(project: Project, number: int, annotation: Annotation | None, *, annotator: str = "mk", second: int = 0) -> Revision:
    document = project.document("bridge")
    created = f"2026-01-01T00:00:{second:02}.000000Z"
    sentence = document.sentences[number].id
    version = project.schema.version
    return Revision(document.id, document.sha256, sentence, annotator, created, "edit", 1.5, 3, version, "0.1.0", annotation)


def claim(project: Project) -> Annotation:
    """The second sentence of the article: a claim of the officials."""
    document = project.document("bridge")
    at = {part: document.text.index(part) for part in ("The bridge was closed on Monday", "officials", "said")}
    spans = {part: document.span(start, start + len(part)) for part, start in at.items()}
    return Annotation(
        "claim",
        (Claim("c1", (spans["The bridge was closed on Monday"],), {"type": "event", "verifiability": "verifiable"}),),
        (Source("s1", "officials", spans["officials"], {"type": "person", "naming": "unnamed"}),),
        (Stance("c1", "s1", "support", spans["said"], {"quote": "indirect"}),),
    )
