"""A project with gold claims in several articles about one event, for the tests of links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotate.model import Annotation, Claim, Document, Source, Stance
from annotate.model.ids import claim_key
from annotate.model.links import Relation
from annotate.project import Project
from support.builders import at_second, make_document, make_revision

STORIES: Mapping[str, tuple[str, Sequence[str]]] = {
    "a": ("2026-03-02", ["The Tarn bridge stays closed until May", "Engineers found a crack in the main bearing"]),
    "b": ("2026-03-02", ["Tarn bridge remains closed until May", "A crack is in the main bearing, engineers said"]),
    "c": ("2026-03-03", ["The Tarn bridge stays closed until June", "There is no crack in the main bearing"]),
    "d": ("2026-03-05", ["Rents rose by four percent", "Taxes will not rise"]),
}


REPORTS: Mapping[str, tuple[str, Sequence[tuple[str, str]]]] = {
    "agency": (
        "2026-04-07",
        [
            ("A fire destroyed the old market hall in Lindau", "fire"),
            ("Nobody was hurt", "unhurt"),
            ("Police believe that the fire was started on purpose", "arson"),
        ],
    ),
    "anzeiger": (
        "2026-04-07",
        [
            ("The old market hall of Lindau was destroyed by a fire", "fire"),
            ("Three firefighters were hurt", "hurt"),
            ("The damage is put at eight million euros", "damage"),
        ],
    ),
    "bodensee": (
        "2026-04-07",
        [
            ("Fire has destroyed Lindau's old market hall", "fire"),
            ("No one was hurt in the fire", "unhurt"),
            ("The market hall was built in 1904", "built"),
        ],
    ),
    "chronicle": (
        "2026-04-08",
        [
            ("Three firefighters were hurt when the market hall burned", "hurt"),
            ("A faulty cable started the fire, an expert says", "cable"),
            ("Damage to the hall is put at eight million euros", "damage"),
        ],
    ),
    "courier": (
        "2026-04-08",
        [
            ("Lindau will rebuild the market hall", "rebuild"),
            ("The fire was not started on purpose", "no-arson"),
            ("The hall was built in 1904", "built"),
        ],
    ),
    "daily": (
        "2026-04-09",
        [
            ("The market hall will be rebuilt, Lindau decides", "rebuild"),
            ("The fire was started on purpose, police believe", "arson"),
            ("Traders may sell in tents from Monday", "tents"),
        ],
    ),
    "echo": (
        "2026-04-09",
        [
            ("Traders can sell in tents from Monday on", "tents"),
            ("A faulty cable caused the fire", "cable"),
            ("The hall had no sprinklers", "sprinklers"),
        ],
    ),
    "forum": (
        "2026-04-10",
        [
            ("There were no sprinklers in the hall", "sprinklers"),
            ("Lindau will not rebuild the market hall", "no-rebuild"),
            ("Rents of stalls rose last year", "rents"),
        ],
    ),
    "gazette": (
        "2026-04-12",
        [
            ("The insurance pays six million euros", "insurance"),
            ("The market hall will not be rebuilt, the council says", "no-rebuild"),
            ("Visitors miss the smell of bread", "bread"),
        ],
    ),
    "herald": (
        "2026-04-12",
        [
            ("Six million euros come from the insurance", "insurance"),
            ("It was not arson: the fire was not started on purpose", "no-arson"),
            ("The lake is warm this spring", "lake"),
        ],
    ),
}
"""Ten reports on one fire: each claim with the name of what it says, the same for claims that say the same."""

AGAINST = {("arson", "no-arson"), ("hurt", "unhurt"), ("no-rebuild", "rebuild")}
"""What contradicts what in `REPORTS`."""


def add_reports(project: Project) -> dict[str, str]:
    """Store the reports, and return what each claim says, by its key."""
    add_stories(project, {id: (day, [text for text, _ in claims]) for id, (day, claims) in REPORTS.items()})
    said = {}
    for id, (_, claims) in REPORTS.items():
        sentences = project.document(id).sentences
        said |= {claim_key(sentence.id, "c1"): meaning for sentence, (_, meaning) in zip(sentences, claims, strict=True)}
    return said


def relation_of(one: str, other: str) -> Relation:
    """Return the relation of two claims of `REPORTS`, given what they say."""
    if one == other:
        return "same"
    return "contradicts" if (min(one, other), max(one, other)) in AGAINST else "related"


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
