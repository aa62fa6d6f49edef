"""Claims one by one, each with its article, its sentence and who says it; and the choice of some of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from annotate.model.annotations import Annotation, Answer, Claim, ClaimLink, Source, Stance, normalized_name
from annotate.model.documents import Document, Sentence
from annotate.model.ids import AUTHOR, claim_key


@dataclass(frozen=True, slots=True)
class Position:
    """A source's stance on a claim, with the source itself."""

    source: Source
    stance: Stance


def position_words(positions: Iterable[Position]) -> str:
    """Return sources and their stances in words."""
    return "; ".join(f"{position.source.display_name}: {position.stance.label}" for position in positions)


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A claim with where it was put forward and by whom.

    number: the number of its sentence in the article, from 1.
    positions: the stances on it, other sources before the author.
    annotator: the annotator or adjudicator whose decision it comes from.
    provenance: the provenance of the gold label, None for the decision of one annotator that was asked for.
    links: its links to earlier claims of the article.
    """

    document: Document
    number: int
    sentence: Sentence
    claim: Claim
    positions: tuple[Position, ...]
    annotator: str
    provenance: str | None = None
    flag: str | None = None
    note: str = ""
    links: tuple[ClaimLink, ...] = ()

    @property
    def text(self) -> str:
        """The claim's text."""
        return self.claim.text

    @property
    def sentence_text(self) -> str:
        """The text of its sentence."""
        return self.document.text[self.sentence.start : self.sentence.end]

    @property
    def key(self) -> str:
        """An id that no other claim of the project has."""
        return claim_key(self.sentence.id, self.claim.id)

    @property
    def main(self) -> Position | None:
        """The stance of the first source that is not the author, else the author's; None if there is no stance."""
        return self.positions[0] if self.positions else None


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """The claims to list: those that every condition applies to; an empty condition applies to all.

    answers: the accepted answers to questions about a claim, by the question; of several answers one is enough.
    stances: labels, of which one source has one. The author's default stance does not count where there is another source.
    source: a part of the source's name, in any case; with `stances`, of the source that has one of them.
    text: a part of the claim's or its sentence's text, in any case.
    flagged: only claims of sentences with a flag.
    """

    answers: Mapping[str, frozenset[Answer]] = field(default_factory=dict)
    stances: frozenset[str] = frozenset()
    source: str = ""
    text: str = ""
    flagged: bool = False

    def matches(self, listed: ListedClaim, author_default: str | None = None) -> bool:
        """Return True if all conditions apply; `author_default` is the stance that the author has without being asked."""
        if self.flagged and listed.flag is None:
            return False
        if any(not _given(listed.claim.attributes.get(question), values) for question, values in self.answers.items()):
            return False
        if self.text.casefold() not in listed.sentence_text.casefold() and self.text.casefold() not in listed.text.casefold():
            return False
        return not (self.source or self.stances) or any(
            self._holds(position) for position in _spoken(listed.positions, author_default)
        )

    def _holds(self, position: Position) -> bool:
        in_name = normalized_name(self.source) in position.source.normalized_name
        return in_name and (not self.stances or position.stance.label in self.stances)


def _given(answer: Answer | None, accepted: frozenset[Answer]) -> bool:
    return not accepted.isdisjoint(answer) if isinstance(answer, tuple) else answer in accepted


def _spoken(positions: Iterable[Position], author_default: str | None) -> list[Position]:
    """Return the positions without the author's that was only filled in because somebody else makes the claim."""
    every = list(positions)
    if len(every) < 2:
        return every
    return [p for p in every if p.source.id != AUTHOR or p.stance.label != author_default]


def claims_of(
    document: Document, number: int, annotation: Annotation, annotator: str, provenance: str | None = None
) -> Iterator[ListedClaim]:
    """Yield the claims of an annotation of the sentence with a number, from 1, of a document."""
    sources = {source.id: source for source in annotation.sources}
    for claim in annotation.claims:
        positions = [
            Position(sources[stance.source], stance)
            for stance in annotation.stances
            if stance.claim == claim.id and stance.source in sources
        ]
        positions.sort(key=lambda position: position.source.id == AUTHOR)
        yield ListedClaim(
            document,
            number,
            document.sentences[number - 1],
            claim,
            tuple(positions),
            annotator,
            provenance,
            annotation.flag,
            annotation.note,
            tuple(link for link in annotation.links if link.claim == claim.id),
        )


def listed_claim_to_json(listed: ListedClaim) -> dict[str, Any]:
    """Return a claim as a value for JSON, with offsets in code points of the article's text."""
    document = listed.document
    return {
        "id": listed.key,
        "document": document.id,
        "title": document.title,
        "published": document.published,
        "url": document.url,
        "sentence": listed.number,
        "claim": listed.claim.id,
        "text": listed.text,
        "spans": [asdict(span) for span in listed.claim.spans],
        "answers": dict(listed.claim.attributes),
        "positions": [
            {
                "source": position.source.name,
                "answers": dict(position.source.attributes),
                "stance": position.stance.label,
                "stance_answers": dict(position.stance.attributes),
            }
            for position in listed.positions
        ],
        **(
            {"links": [{"label": link.label, "target": [asdict(span) for span in link.target]} for link in listed.links]}
            if listed.links
            else {}
        ),
        "sentence_text": listed.sentence_text,
        "annotator": listed.annotator,
        "provenance": listed.provenance,
        "flag": listed.flag,
        "note": listed.note,
    }
