"""The sentences that a guideline meeting should look at: those with most disagreements, flags and notes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annotate.model.ids import split_sentence_id
from annotate.report.articles import Article
from annotate.report.facts import AgendaRow, Remark


class Place(NamedTuple):
    """A sentence on the agenda, with what brought it there."""

    differing: int
    remarks: int


class Remarks:
    """Counts of flags and notes, by sentence id."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, article: Article) -> None:
        """Count the flags and notes on an article."""
        for index, _, record in article.records:
            annotation = record["annotation"]
            if number := (annotation.get("flag") is not None) + bool(annotation.get("note")):
                self.counts[article.document.sentences[index].id] += number


def agenda_places(differing: Mapping[str, int], remarks: Mapping[str, int], limit: int) -> dict[str, Place]:
    """Return up to `limit` sentences by id, those with most disagreements and remarks first."""
    places = {id: Place(differing.get(id, 0), remarks.get(id, 0)) for id in differing.keys() | remarks.keys()}
    ordered = sorted(places, key=lambda id: (-places[id].differing, -places[id].remarks, _in_text(id)))
    return {id: places[id] for id in ordered[:limit]}


def agenda_rows(article: Article, places: Mapping[str, Place], *, without_text: bool) -> Iterator[tuple[str, AgendaRow]]:
    """Yield the sentences of an article that are on the agenda, by id."""
    document = article.document
    wanted = {index for index, sentence in enumerate(document.sentences) if sentence.id in places}
    flags: defaultdict[int, list[Remark]] = defaultdict(list)
    notes: defaultdict[int, list[Remark]] = defaultdict(list)
    for index, annotator, record in article.records:
        annotation = record["annotation"]
        if index in wanted and annotation.get("flag") is not None:
            flags[index].append(Remark(annotator, "" if without_text else annotation["flag"] or "flagged"))
        if index in wanted and annotation.get("note") and not without_text:
            notes[index].append(Remark(annotator, annotation["note"]))
    for index in sorted(wanted):
        sentence = document.sentences[index]
        gold = article.gold.get(index)
        yield (
            sentence.id,
            AgendaRow(
                document.id,
                index + 1,
                "" if without_text else document.text[sentence.start : sentence.end],
                places[sentence.id].differing,
                tuple(flags[index]),
                tuple(notes[index]),
                gold is not None and gold.provenance == "adjudicated",
            ),
        )


def _in_text(sentence: str) -> tuple[str, int]:
    document, start = split_sentence_id(sentence)
    return document, int(start) if start.isdecimal() else 0
