"""Documents made to fit formats that cannot hold every span: without white space at edges, inside a sentence, not overlapping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotate.interchange.values import ForeignDocument, ForeignSet, ForeignSpan, Offsets


def trimmed(text: str, pieces: Offsets) -> Offsets:
    """Return pieces without white space at their edges; those that are nothing else are left out."""
    kept: list[tuple[int, int]] = []
    for start, end in pieces:
        piece = text[start:end]
        if stripped := piece.strip():
            start += len(piece) - len(piece.lstrip())
            kept.append((start, start + len(stripped)))
    return tuple(kept)


def with_spans(
    document: ForeignDocument,
    change: Callable[[ForeignSpan], ForeignSpan | None],
    linked: Callable[[ForeignSpan, ForeignSpan], bool] = lambda source, target: True,
) -> ForeignDocument:
    """Return a document with changed spans, without those that are None, and without links that lead from or to these.

    Links between spans that are not `linked` go, too; a link from the author has no span to compare with.
    """

    def changed(annotations: ForeignSet) -> ForeignSet:
        spans = {span.id: new for span in annotations.spans if (new := change(span)) is not None}
        dropped = {span.id for span in annotations.spans} - spans.keys()
        links = []
        for link in annotations.links:
            target = spans.get(link.target)
            source = spans.get(link.source)
            if target is None or link.source in dropped:
                continue
            if source is not None and not linked(source, target):
                continue
            cue = spans.get(link.cue)
            kept = cue is not None and linked(cue, target)
            links.append(link if kept or not link.cue else replace(link, cue=""))
        return replace(annotations, spans=tuple(spans.values()), links=tuple(links))

    return replace(document, sets=tuple(map(changed, document.sets)))
