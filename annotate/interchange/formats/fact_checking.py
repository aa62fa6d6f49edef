"""Tables for fact-checking: lines like those of FEVER, CheckThat! and AVeriTeC, and skeletons of ClaimReview.

They have the gold claims as texts. A verdict is never written: a source's stance on a claim is another thing than whether the
claim is true.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from annotate.interchange.format import Format
from annotate.interchange.values import (
    AUTHOR,
    CLAIM,
    SENTENCE,
    SOURCE,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    OutputFile,
    Scalar,
)
from annotate.schema import Schema
from annotate.schema.wellknown import CLAIM as HAS_CLAIM
from annotate.schema.wellknown import LABEL, ORGANISATION, PERSON, TYPE

NORMALIZED = "normalized"
VERIFIABILITY = "verifiability"
CHECKWORTHINESS = "checkworthiness"


@dataclass(frozen=True, slots=True)
class _GoldClaim:
    """A gold claim with its article, its sentence and its first source that is not the author."""

    document: ForeignDocument
    span: ForeignSpan
    sentence: tuple[int, int]
    source: ForeignSpan | None
    stance: ForeignLink | None

    @property
    def id(self) -> str:
        return f"{self.document.id}:{self.span.id}"

    @property
    def text(self) -> str:
        """The claim as it was reworded to be understood on its own, else as it stands."""
        start, end = self.span.pieces[0][0], self.span.pieces[-1][1]
        return str(self.span.attributes.get(NORMALIZED) or " ".join(self.document.text[start:end].split()))

    @property
    def sentence_text(self) -> str:
        return " ".join(self.document.text[slice(*self.sentence)].split())

    @property
    def speaker(self) -> str | None:
        return self.source.name or None if self.source else None

    def metadata(self, name: str) -> str | None:
        return self.document.metadata.get(name)


def _claims(document: ForeignDocument) -> Iterator[_GoldClaim]:
    for made in document.sets:
        spans = {span.id: span for span in made.spans}
        for span in made.spans:
            if span.label == CLAIM:
                said = _said(made, span)
                source = spans.get(said.source) if said else None
                start = span.pieces[0][0]
                sentence = next(((a, b) for a, b in document.sentences if a <= start < b), (start, span.pieces[-1][1]))
                yield _GoldClaim(document, span, sentence, source if source and source.label == SOURCE else None, said)


def _said(made: ForeignSet, claim: ForeignSpan) -> ForeignLink | None:
    return next((link for link in made.links if link.target == claim.id and link.source != AUTHOR), None)


def _lines(name: str, record: Callable[[_GoldClaim], Mapping[str, Any]]) -> Callable[..., Iterator[OutputFile]]:
    def write(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
        records = (record(claim) for document in documents for claim in _claims(document))
        yield OutputFile(name, "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in records).encode())

    return write


def _fever(claim: _GoldClaim) -> dict[str, Any]:
    answer = claim.span.attributes.get(VERIFIABILITY)
    return {
        "id": claim.id,
        "verifiable": None if answer is None else "NOT VERIFIABLE" if answer == "not_verifiable" else "VERIFIABLE",
        "label": None,
        "claim": claim.text,
        "evidence": [],
        "document": claim.document.id,
        "sentence": claim.sentence_text,
        "date": claim.metadata("published"),
        "url": claim.metadata("url"),
        "speaker": claim.speaker,
        "stance": claim.stance.label if claim.stance else None,
    }


def _averitec(claim: _GoldClaim) -> dict[str, Any]:
    url = claim.metadata("url")
    return {
        "claim": claim.text,
        "label": None,
        "claim_date": _day_first(claim.metadata("published")),
        "speaker": claim.speaker,
        "original_claim_url": url,
        "reporting_source": urlsplit(url).hostname if url else None,
        "claim_types": [claim.span.attributes[TYPE]] if TYPE in claim.span.attributes else [],
        "questions": [],
        "document": claim.document.id,
        "sentence": claim.sentence_text,
    }


def _day_first(date: str | None) -> str | None:
    """Return a date as AVeriTeC writes it; None if its day is not known.

    >>> _day_first("2026-03-09"), _day_first("2026")
    ('09-03-2026', None)
    """
    parts = (date or "")[:10].split("-")
    return "-".join(reversed(parts)) if list(map(len, parts)) == [4, 2, 2] else None


def _write_checkthat(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    rows = ["Sentence_id\tText\tclass_label"]
    question = schema.attribute("claim", CHECKWORTHINESS)
    lowest = question.labels[0].value if question and question.labels else None
    for document in documents:
        for made in document.sets:
            claims = [span for span in made.spans if span.label == CLAIM]
            for span in made.spans:
                if span.label == SENTENCE and span.attributes.get(LABEL) is not None:
                    start, end = span.pieces[0]
                    inside = [claim for claim in claims if start <= claim.pieces[0][0] < end]
                    worth = [c.attributes[CHECKWORTHINESS] for c in inside if CHECKWORTHINESS in c.attributes]
                    text = " ".join(document.text[start:end].split())
                    rows.append(f"{document.id}:{start}\t{text}\t{_class_label(span.attributes[LABEL], worth, lowest)}")
    yield OutputFile("checkthat.tsv", ("\n".join(rows) + "\n").encode())


def _class_label(label: Scalar, worth: Sequence[Scalar], lowest: Scalar | None) -> str:
    """Return whether a sentence is worth a check: by that answer if it was given, else because it has a claim."""
    if worth:
        return "Yes" if any(answer != lowest for answer in worth) else "No"
    return "Yes" if label == HAS_CLAIM else "No"


_KINDS = {PERSON: "Person", ORGANISATION: "Organization"}


def _write_claim_review(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    reviews = [_review(claim) for document in documents for claim in _claims(document)]
    graph = {"@context": "https://schema.org", "@graph": reviews}
    yield OutputFile("claims.jsonld", (json.dumps(graph, ensure_ascii=False, indent=1) + "\n").encode())


def _review(claim: _GoldClaim) -> dict[str, Any]:
    article = {
        "@type": "NewsArticle",
        "url": claim.metadata("url"),
        "headline": claim.metadata("title"),
        "datePublished": claim.metadata("published"),
    }
    kind = _KINDS.get(str(claim.source.attributes.get(TYPE)), "Thing") if claim.source else ""
    item: dict[str, Any] = {
        "@type": "Claim",
        "identifier": claim.id,
        "text": claim.text,
        "appearance": {name: value for name, value in article.items() if value is not None},
    }
    if claim.speaker:
        item["author"] = {"@type": kind, "name": claim.speaker}
    if claim.metadata("published"):
        item["datePublished"] = claim.metadata("published")
    return {"@type": "ClaimReview", "claimReviewed": claim.text, "itemReviewed": item}


_PIECES = {"claim.pieces": "written as the text from the first piece to the last"}
_TEXT = {
    "claim": "a text",
    "claim.attribute.normalized": "in place of the claim's own words",
    "source.mention": "the speaker's name",
    "source.attribute.name": "the speaker",
    "source.unmentioned": "the speaker's name",
    "sentence.boundaries": "the text of the claim's sentence",
    "metadata": "the date and the address",
    "stance.label": "the speaker; not as a verdict",
}
FORMATS = (
    Format(
        name="fever",
        title="Lines like those of FEVER",
        holds={**_TEXT, "claim.attribute.verifiability": "“verifiable”; partly is VERIFIABLE, too"},
        loses=_PIECES,
        gold=True,
        write=_lines("fever.jsonl", _fever),
    ),
    Format(
        name="averitec",
        title="Lines like those of AVeriTeC",
        holds={**_TEXT, "claim.attribute.type": "“claim_types”"},
        loses=_PIECES,
        gold=True,
        write=_lines("averitec.jsonl", _averitec),
    ),
    Format(
        name="checkthat",
        title="A table like those of CheckThat!",
        holds={
            "claim": "the label of its sentence",
            "claim.attribute.checkworthiness": "the label of its sentence",
            "sentence.label": "the label, Yes or No",
        },
        loses={"claim": "only the label of its sentence is there"},
        gold=True,
        write=_write_checkthat,
    ),
    Format(
        name="claimreview",
        title="Skeletons of ClaimReview, without a rating",
        holds={**_TEXT, "source.attribute.type": "Person or Organization"},
        loses=_PIECES,
        gold=True,
        write=_write_claim_review,
    ),
)
