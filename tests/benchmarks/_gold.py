"""What an annotator is to reach on an article: its gold claims, whose they are, and which stance each source takes.

Three layouts are read:

- our own labels: what `annotate dump` writes (JSON lines), or the revisions of a session;
- one JSON object with `claims` (`id`, `spans`), `sources` (`id`, `canonical`, `source_type`, `mentions`) and `stances`
  (`source_id`, `claim_id`, `stance`): spans and mentions have `start` and `end`, code points into the article;
- one document of attributions: `text` and `attributions`, each with `source`, `cue` and `content` as lists of [start, end]. Such
  gold names no entities, gives no stances and leaves out the author's claims: what it leaves out is not compared. A `content`
  over several sentences is a claim in each of them, without a leading that, and, but. Sources are told apart by their last
  word; a pronoun is the source before it.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from annotate.articles import label_lines, segment
from annotate.model import AUTHOR, Annotation, Document, annotation_from_json

Range = tuple[int, int]
"""Where something starts and ends in the document's text."""


@dataclass(frozen=True)
class GoldClaim:
    """A claim's pieces, and the stance of each of its sources: a label, None for any. Without sources, whoever it is.

    `answers` are those to the schema's questions about the claim.
    """

    pieces: tuple[Range, ...]
    stances: Mapping[str, str | None]
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Gold:
    """The claims by sentence id, and what the sources are called, where they are mentioned, and the answers `about` them.

    `complete` gold knows the author's claims, each source's identity and each stance.
    """

    claims: Mapping[str, Sequence[GoldClaim]]
    names: Mapping[str, str] = field(default_factory=dict)
    mentions: Mapping[str, Sequence[Range]] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    complete: bool = True
    about: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_gold(path: Path, document: Document) -> Gold:
    """The gold in a file. Raises ValueError where a span does not lie in the article's sentences."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return of_labels(_newest(map(json.loads, text.splitlines())))
    return _of_layers(json.loads(text), document)


def of_labels(annotations: Mapping[str, Annotation]) -> Gold:
    """Gold from annotations by sentence id."""
    claims: dict[str, list[GoldClaim]] = {}
    names: dict[str, str] = {}
    mentions: dict[str, list[Range]] = {}
    about: dict[str, dict[str, str]] = {}
    for sentence, annotation in annotations.items():
        for source in annotation.sources:
            names[source.id] = source.name
            about[source.id] = {name: str(value) for name, value in source.attributes.items()}
            if source.mention:
                mentions.setdefault(source.id, []).append((source.mention.start, source.mention.end))
        for claim in annotation.claims:
            stances = {stance.source: stance.label for stance in annotation.stances if stance.claim == claim.id}
            pieces = tuple((span.start, span.end) for span in claim.spans)
            answers = {name: str(value) for name, value in claim.attributes.items()}
            claims.setdefault(sentence, []).append(GoldClaim(pieces, stances, answers))
    skipped = frozenset(sentence for sentence, annotation in annotations.items() if annotation.label == "skip")
    return Gold(claims, names, mentions, skipped, about=about)


def _newest(records: Iterable[Mapping[str, Any]]) -> dict[str, Annotation]:
    """The annotations that count: the newest of each sentence."""
    newest = {record["sentence"]: record["annotation"] for record in sorted(records, key=lambda record: record["created"])}
    return {sentence: annotation_from_json(found) for sentence, found in newest.items() if found}


def _of_layers(data: Mapping[str, Any], document: Document) -> Gold:
    ids = {source["id"]: AUTHOR if source["source_type"] == "author" else source["id"] for source in data["sources"]}
    stances: dict[str, dict[str, str | None]] = {}
    for stance in data["stances"]:
        stances.setdefault(stance["claim_id"], {})[ids[stance["source_id"]]] = stance["stance"]
    claims: dict[str, list[GoldClaim]] = {}
    for claim in data["claims"]:
        pieces = tuple((span["start"], span["end"]) for span in claim["spans"])
        claims.setdefault(_sentence(document, pieces[0][0]), []).append(
            GoldClaim(pieces, stances[claim["id"]], _answers(claim, _CLAIM_ANSWERS))
        )
    mentions = {ids[source["id"]]: [(m["start"], m["end"]) for m in source["mentions"]] for source in data["sources"]}
    names = {ids[source["id"]]: source["canonical"] for source in data["sources"]}
    about = {ids[source["id"]]: _answers(source, _SOURCE_ANSWERS) for source in data["sources"]}
    return Gold(claims, names, mentions, about=about)


_CLAIM_ANSWERS = {"claim_type": "type"} | {n: n for n in ("verifiability", "checkworthiness", "polarity", "certainty")}
_SOURCE_ANSWERS = {"source_type": "type", "naming": "naming"}


def _answers(item: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    return {question: str(item[name]) for name, question in names.items() if name in item}


def _sentence(document: Document, offset: int) -> str:
    place = bisect_right(document.sentences, offset, key=lambda sentence: sentence.start) - 1
    if place < 0 or offset >= document.sentences[place].end:
        raise ValueError(f"the gold has a claim at {offset}, where {document.id} has no sentence")
    return document.sentences[place].id


def attributed(record: Mapping[str, Any]) -> tuple[Document, Gold]:
    """A document of attributions, and its gold."""
    text, id = record["text"], record["doc_id"]
    blocks = label_lines(text)
    document = Document(id, "", "0" * 64, text, blocks, segment(text, blocks, id), language="en")
    sources = _entities(text, [_hull(attribution["source"]) for attribution in record["attributions"]])
    claims: dict[str, list[GoldClaim]] = {}
    for attribution, source in zip(record["attributions"], sources, strict=True):
        for sentence in document.sentences:
            cut = [(max(start, sentence.start), min(end, sentence.end)) for start, end in attribution["content"]]
            cut = [(_LEADING.match(text, start).end(), end) for start, end in cut]
            if pieces := tuple(sorted(piece for piece in cut if piece[0] < piece[1])):
                claims.setdefault(sentence.id, []).append(GoldClaim(pieces, {source: None} if source else {}))
    mentions: dict[str, list[Range]] = {}
    for attribution, source in zip(record["attributions"], sources, strict=True):
        if source and (hull := _hull(attribution["source"])):
            mentions.setdefault(source, []).append(hull)
    names = {source: text[slice(*found[0])] for source, found in mentions.items()}
    return document, Gold(claims, names, mentions, complete=False)


_LEADING = re.compile(r"(?:\s*\b(?:that|and|but)\b)?", re.IGNORECASE)


def _hull(spans: Sequence[Sequence[int]]) -> Range | None:
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


_PRONOUNS = re.compile("he|she|they|it|we|i|you|who|that|which|his|her|their|its|him|them")


def _entities(text: str, mentions: Sequence[Range | None]) -> list[str]:
    """Who is who among mentions, empty where there is none: the same last word is the same source, a pronoun the one before."""
    known: dict[str, str] = {}
    numbers = count(1)
    latest = ""
    found = {}
    for mention in sorted(filter(None, mentions)):
        words = text[slice(*mention)].lower().replace("'s", "").split()
        if not (latest and len(words) == 1 and _PRONOUNS.fullmatch(words[0])):
            latest = known.setdefault(words[-1], f"g{next(numbers)}") if words else ""
        found[mention] = latest
    return [found.get(mention, "") if mention else "" for mention in mentions]
