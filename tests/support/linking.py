"""A project with gold claims in several articles about one event, for the tests of links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotate.model import Annotation, Claim, Document, Source, Stance
from annotate.project import Project
from support.builders import at_second, make_document, make_revision

STORIES: Mapping[str, tuple[str, Sequence[str]]] = {
    "a": ("2026-03-02", ["The Tarn bridge stays closed until May", "Engineers found a crack in the main bearing"]),
    "b": ("2026-03-02", ["Tarn bridge remains closed until May", "A crack is in the main bearing, engineers said"]),
    "c": ("2026-03-03", ["The Tarn bridge stays closed until June", "There is no crack in the main bearing"]),
    "d": ("2026-03-05", ["Rents rose by four percent", "Taxes will not rise"]),
}


def add_stories(project: Project, stories: Mapping[str, tuple[str, Sequence[str]]] = STORIES) -> None:
    """Store articles of which every sentence is a claim of its author."""
    with project.store(create=True) as store:
        for id, (day, sentences) in stories.items():
            document = make_document(id, sentences, published=day)
            store.add_document(document)
            for place in range(len(sentences)):
                store.save([make_revision(document, place, whole(document, place), created=at_second(place))])


def whole(document: Document, place: int, end: int = 0) -> Annotation:
    """Return an annotation with a sentence as its claim, without `end` characters at its end."""
    sentence = document.sentences[place]
    claim = Claim("c1", (document.span(sentence.start, sentence.end - end),), {"type": "event", "verifiability": "verifiable"})
    author = Source("s0", "author", attributes={"type": "author", "naming": "implicit"})
    return Annotation("claim", (claim,), (author,), (Stance("c1", "s0", "support"),))
