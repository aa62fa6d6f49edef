"""Labelled articles of an invented town, for the tests of what is learned from labels.

Some sentences have a cue that the rules know ("said"), some one that they do not ("echoed", "the word from ... was"), and some
have no source at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.model import Annotation, Claim, Document, Source, Span, Stance
from support.builders import make_document

PEOPLE = ("Ada Harlow", "Ben Okafor", "Cem Lund", "Dora Vance", "Emil Sato", "Fay Bruun", "Gus Ortega", "Hana Weiss")
CONTENTS = (
    "the tram had never had an accident",
    "the old bridge needs new cables",
    "the pool will open in spring",
    "nobody counted the ballots twice",
    "the harbour is too small for ferries",
    "the library lost a third of its readers",
    "the market hall was sold below its price",
    "children should learn to swim before they are ten",
    "the council hid the report for a year",
)
PLAIN = ("The rain stopped before noon.", "A bus waited at the square.", "The shop on the corner has closed.")
FRAMES = ("{who} said {what}.", "{who} echoed that {what}.", "The word from {who} was that {what}.")

_SENTENCE = re.compile(r"[^.]+\.")


def articles(
    count: int, *, frames: tuple[str, ...] = FRAMES, language: str = "en"
) -> Iterator[tuple[Document, dict[str, Annotation]]]:
    """Yield articles with the annotation of each sentence, by sentence id."""
    for number in range(count):
        lines, details = ["News from the town"], [("", "")]
        for place in range(12):
            who = PEOPLE[(number + place) % len(PEOPLE)]
            what = CONTENTS[(2 * number + place) % len(CONTENTS)]
            if place % 4 == 3:
                lines.append(PLAIN[(number + place) % len(PLAIN)])
                details.append(("", ""))
            else:
                lines.append(frames[(number + place) % len(frames)].format(who=who, what=what))
                details.append((who, what))
        document = make_document(f"town-{number}", lines, language=language)
        yield document, {s.id: annotated(document, s.start, *d) for s, d in zip(document.sentences, details, strict=True)}


def annotated(document: Document, start: int, who: str, what: str) -> Annotation:
    """Return the annotation of a sentence that starts there, in which somebody says something, or nobody anything."""
    if not who:
        return Annotation("no_claim")

    def span(text: str) -> Span:
        place = document.text.index(text, start)
        return document.span(place, place + len(text))

    kind = "position" if "should" in what else "event"
    claim = Claim("c1", (span(what),), {"type": kind, "verifiability": "verifiable"})
    return Annotation("claim", (claim,), (Source("s1", who, span(who), {"type": "person"}),), (Stance("c1", "s1", "support"),))
