"""CoNLL: a token on each line, and an empty line after each sentence; the gold labels as BIO tags.

A tag is ``B-Claim`` for the first token of a claim, ``I-Claim`` for the others, ``O`` outside (IOB2). Claims, sources and cues
have a column each; a cue is tagged with its stance. Spans of one column do not overlap, so of those that do the longest is
written. In CoNLL-U the tags are in the last column, as ``Claim=B-Claim``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from annotate.interchange.format import Format
from annotate.interchange.scalars import line_text, scalar_text
from annotate.interchange.trimming import trimmed, with_spans
from annotate.interchange.values import (
    CLAIM,
    CUE,
    SENTENCE,
    SOURCE,
    ForeignDocument,
    ForeignSet,
    ForeignSpan,
    OutputFile,
)
from annotate.schema import Schema
from annotate.text.tokens import tokenize

_COLUMNS = (CLAIM, SOURCE, CUE)
_OUTSIDE = "O"

Token = tuple[int, int]


def adapt(document: ForeignDocument) -> ForeignDocument:
    """Return a document with what tags can express: spans in one sentence that do not overlap, and stances that have a cue."""
    bounds = _bounds(document)
    starts, whole = [start for start, _ in bounds], {*bounds}

    def inside(span: ForeignSpan) -> ForeignSpan | None:
        if span.label == SENTENCE:
            return span if span.pieces[0] in whole else None
        pieces = trimmed(document.text, span.pieces)
        place = bisect_right(starts, pieces[0][0]) - 1 if pieces else -1
        return replace(span, pieces=pieces) if place >= 0 and pieces[-1][1] <= bounds[place][1] else None

    document = with_spans(document, inside)
    return replace(document, sets=tuple(map(_without_overlaps, document.sets)))


def _without_overlaps(decisions: ForeignSet) -> ForeignSet:
    kept: dict[str, ForeignSpan] = {span.id: span for span in decisions.spans if span.label == SENTENCE}
    for label in _COLUMNS:
        spans = [span for span in decisions.spans if span.label == label]
        taken: list[tuple[int, int]] = []  # in order
        for span in sorted(spans, key=lambda span: (span.pieces[0][0] - span.pieces[0][1], span.pieces[0])):
            start, end = span.pieces[0]
            place = bisect_right(taken, (start, end))
            if (place and taken[place - 1][1] > start) or (place < len(taken) and taken[place][0] < end):
                continue
            taken.insert(place, (start, end))
            kept[span.id] = span
    used: set[str] = set()
    links = []
    dropped = {span.id for span in decisions.spans} - kept.keys()
    for link in decisions.links:
        ends = link.source not in dropped and link.target in kept
        if ends and link.cue in kept and link.cue not in used:
            used.add(link.cue)
            links.append(link)
    spans = [span for span in decisions.spans if span.id in kept and (span.label != CUE or span.id in used)]
    return replace(decisions, spans=tuple(spans), links=tuple(links))


def _bounds(document: ForeignDocument) -> Sequence[Token]:
    return document.sentences or ((0, len(document.text)),)


def _sentences(document: ForeignDocument, decisions: ForeignSet) -> Iterator[tuple[Token, list[Token], dict[str, list[str]]]]:
    """Yield the boundaries of each sentence, its tokens, and their tags in each column."""
    stances = {link.cue: link.label for link in decisions.links}
    tags: dict[str, dict[int, str]] = {label: {} for label in _COLUMNS}  # the tag of the span that covers each character
    cuts: set[int] = set()
    for span in decisions.spans:
        if span.label in tags:
            start, end = span.pieces[0]
            cuts |= {start, end}
            name = quote(stances.get(span.id, span.label), safe="")
            tags[span.label] |= {start: f"B-{name}", **dict.fromkeys(range(start + 1, end), f"I-{name}")}
    ordered = sorted(cuts)
    for start, end in _bounds(document):
        text = document.text[start:end]
        inner = [cut - start for cut in ordered[bisect_right(ordered, start) : bisect_right(ordered, end)]]
        tokens = [(start + first, start + last) for first, last in tokenize(text, inner) if text[first:last].strip()]
        columns = {label: [tags[label].get(first, _OUTSIDE) for first, _ in tokens] for label in _COLUMNS}
        yield (start, end), tokens, columns


def _word(text: str) -> str:
    """Return a token as one cell: what is white space in some program is not in it."""
    return "".join(text.split()) or "_"


def _write_bio(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    """Yield one file with a token, and its tags in three columns, on each line."""
    lines: list[str] = []
    for document in documents:
        lines.append(f"-DOCSTART-\t{_OUTSIDE}\t{_OUTSIDE}\t{_OUTSIDE}\n\n")
        for decisions in document.sets[:1] or (ForeignSet(),):
            for _, tokens, columns in _sentences(document, decisions):
                for number, (start, end) in enumerate(tokens):
                    cells = [_word(document.text[start:end]), *(columns[label][number] for label in _COLUMNS)]
                    lines.append("\t".join(cells) + "\n")
                lines.append("\n" if tokens else "")
    yield OutputFile("gold.conll", "".join(lines).encode())


def _write_conllu(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    """Yield one file of CoNLL-U."""
    lines: list[str] = []
    for document in documents:
        for decisions in document.sets[:1] or (ForeignSet(),):
            answers = {span.pieces[0]: span for span in decisions.spans if span.label == SENTENCE}
            for number, (place, tokens, columns) in enumerate(_sentences(document, decisions), 1):
                if not tokens:
                    continue
                lines.append(f"# newdoc id = {line_text(document.id)}\n" if number == 1 else "")
                lines.append(f"# sent_id = {line_text(document.id)}:{place[0]}\n")
                lines.append(f"# text = {' '.join(document.text[place[0] : place[1]].split())}\n")
                lines += _comments(answers.get(place))
                lines += _token_lines(document.text, tokens, columns, place[1])
                lines.append("\n")
    yield OutputFile("gold.conllu", "".join(lines).encode())


def _comments(sentence: ForeignSpan | None) -> Iterator[str]:
    if sentence is not None:
        for name, value in sentence.attributes.items():
            yield f"# {quote(name, safe='')} = {scalar_text(value)}\n"
        if sentence.note:
            yield f"# note = {line_text(sentence.note)}\n"


def _token_lines(text: str, tokens: Sequence[Token], columns: Mapping[str, Sequence[str]], end: int) -> Iterator[str]:
    followers = [*(start for start, _ in tokens[1:]), end]
    for number, ((start, last), following) in enumerate(zip(tokens, followers, strict=True)):
        misc = [f"{label}={columns[label][number]}" for label in _COLUMNS if columns[label][number] != _OUTSIDE]
        misc += ["SpaceAfter=No"] if last == following else []
        yield "\t".join([str(number + 1), _word(text[start:last]), *"_" * 7, "|".join(misc) or "_"]) + "\n"


_SPANS = {
    "sentence.boundaries": "an empty line",
    "claim": "tags, of overlapping claims for the longest",
    "source.mention": "tags, of overlapping mentions for the longest",
    "stance.label": "the tag of its cue, without the source",
    "stance.second_source": "the tag of its cue, without the source",
    "stance.cue": "tags",
}
_LOSES = {"claim.pieces": "joined into one span", "source.identity": "a tag has no identity"}

FORMATS = (
    Format(name="conll", title="CoNLL with BIO tags", holds=_SPANS, loses=_LOSES, gold=True, write=_write_bio, adapt=adapt),
    Format(
        name="conllu",
        title="CoNLL-U with BIO tags",
        holds={
            **_SPANS,
            "sentence.label": "a comment",
            "sentence.attribute": "comments",
            "skip.reason": "a comment",
            "flag": "a comment",
            "note": "a comment",
        },
        loses=_LOSES,
        gold=True,
        write=_write_conllu,
        adapt=adapt,
    ),
)
