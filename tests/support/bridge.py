"""A project with one short article, and decisions on it."""

from __future__ import annotations

from annotate.model import Annotation, Claim, Revision, Source, Stance
from annotate.project import Project
from support.builders import at_second, make_revision

ARTICLE = """The bridge is closed

The bridge was closed on Monday, officials said. It will reopen in May.

What happens next? Nobody knows, the mayor said.
"""


def revision(project: Project, number: int, annotation: Annotation | None, *, annotator: str = "mk", second: int = 0) -> Revision:
    document = project.document("bridge")
    effort = {"created": at_second(second), "seconds": 1.5, "keys": 3, "schema": project.schema.version}
    return make_revision(document, number, annotation, annotator, **effort)


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
