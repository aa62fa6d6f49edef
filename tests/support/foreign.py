"""Documents of other tools for tests of formats: made up, written, read back, and compared by what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from annotate.interchange.format import Format, ReadOptions
from annotate.interchange.values import (
    CLAIM,
    CUE,
    SENTENCE,
    SOURCE,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    InputFile,
    Reading,
)
from annotate.model import ADJUDICATION, ANNOTATION
from annotate.schema import Schema

PARTS = [
    *(
        "👨‍👩‍👧",
        "🇺🇦",
        "😀",
        "e\u0301",
        "\u05e9\u05dc\u05d5\u05dd",
        "مرحبا",
        "新聞",
        "क्षि",
        "\n",
        "\n\n",
        "\t",
        "\u2028",
        "\x85",
        "  ",
        " ",
    ),
    *("the", "said", "ferry.", "<b>", "&amp;", '"no"', "\\n", "“yes”", "a|b", "#", "%20"),
]
WORDS = st.sampled_from(["event", "a b", "two\nlines", "true", '"true"', "3", "ü&<", "tab\there", "x:y;z", " edge ", "新聞"])
SCALARS = st.one_of(WORDS, st.booleans(), st.integers(-5, 5), st.sampled_from([0.5, -1.25]))


@st.composite
def documents(
    draw: st.DrawFn,
    *,
    pieces: bool = False,
    cues: bool = False,
    names: bool = False,
    link_attributes: bool = False,
    span_attributes: bool = True,
    notes: bool = False,
    overlaps: bool = True,
    sentences: bool = False,
    sets: tuple[str, ...] = ("annotator",),
) -> ForeignDocument:
    """Documents with what a format can hold: pieces of a span, cues of a link, names, answers, notes, kinds of sets."""
    text = "".join(draw(st.lists(st.sampled_from(PARTS), min_size=4, max_size=25))).strip("\ufeff") + "."
    bounds: list[tuple[int, int]] = []
    if sentences:
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8)))
        bounds = [cut for cut in pairwise(cuts) if draw(st.integers(0, 3)) and text[slice(*cut)].strip()]
    kinds = draw(st.lists(st.sampled_from(sets), min_size=1, max_size=3, unique=False))
    made: dict[tuple[str, str, str], ForeignSet] = {}
    for number, kind in enumerate(kinds):
        spans = draw(_spans(text, pieces=pieces, names=names, answers=span_attributes, notes=notes, overlaps=overlaps))
        if bounds:  # what is said about sentences is said about these
            spans = [span for span in spans if span.label != SENTENCE]
            for number, bound in enumerate(draw(st.lists(st.sampled_from(bounds), max_size=3, unique=True))):
                answers = draw(st.dictionaries(st.sampled_from(["label", "reason", "flag"]), SCALARS, min_size=1, max_size=2))
                note = draw(st.sampled_from(["", "see\nmap"])) if notes else ""
                spans.append(ForeignSpan(f"sentence{number}", SENTENCE, (bound,), answers, note=note))
        links = draw(_links(spans, cues=cues, answers=link_attributes))
        used = {link.cue for link in links}
        spans = [span for span in spans if not cues or span.label != CUE or span.id in used]
        annotations = ForeignSet(
            annotator="" if kind == "agent" else draw(st.sampled_from(["ada", "Ben Ö.", "c/d", "1"])),
            spans=tuple(spans),
            links=tuple(links),
            layer=ADJUDICATION if kind == "adjudication" else ANNOTATION,
            agent=f"rule/{number}" if kind == "agent" else "",
        )
        made.setdefault((annotations.annotator, annotations.layer, annotations.agent), annotations)
    id = draw(st.sampled_from(["a1", "news 7", "holm-2"]))
    return ForeignDocument(id, text, tuple(made.values()), sentences=tuple(bounds))


@st.composite
def _spans(
    draw: st.DrawFn, text: str, *, pieces: bool, names: bool, answers: bool, notes: bool, overlaps: bool
) -> list[ForeignSpan]:
    spans: list[ForeignSpan] = []
    occupied: set[int] = set()
    for number in range(draw(st.integers(0, 6))):
        label = draw(st.sampled_from([CLAIM, SOURCE, SENTENCE, CUE]))
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6 if pieces and label == CLAIM else 3)))
        places = list(zip(cuts[::2], cuts[1::2], strict=False))[: None if pieces and label == CLAIM else 1]
        places = [place for place in places if text[slice(*place)].strip()]
        taken = {offset for place in places for offset in range(*place)}
        if not places or (not overlaps and occupied & taken):
            continue
        occupied |= taken
        attributes = draw(st.dictionaries(st.sampled_from(["type", "label", "flag"]), SCALARS, max_size=2)) if answers else {}
        is_source = label == SOURCE and names
        spans.append(
            ForeignSpan(
                f"x{number}",
                label,
                tuple(places),
                {} if label == CUE else attributes,
                draw(st.sampled_from(["", "Mette Krag", "“N.”\nÖ"])) if is_source else "",
                draw(st.sampled_from(["", "s1", "s 2"])) if is_source else "",
                draw(st.sampled_from(["", "see\nmap", '"quoted"'])) if notes and label == SENTENCE else "",
            )
        )
    return spans


@st.composite
def _links(draw: st.DrawFn, spans: list[ForeignSpan], *, cues: bool, answers: bool) -> list[ForeignLink]:
    by_label = {label: [span.id for span in spans if span.label == label] for label in (CLAIM, SOURCE, CUE)}
    if not (by_label[CLAIM] and by_label[SOURCE]):
        return []
    links = []
    pairs = [(source, claim) for source in by_label[SOURCE] for claim in by_label[CLAIM]]
    for number, (source, claim) in enumerate(draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True))):
        label = draw(st.sampled_from(["support", "deny", "query"]))
        attributes = draw(st.dictionaries(st.sampled_from(["quote", "mood"]), SCALARS, max_size=2)) if answers else {}
        cue = draw(st.sampled_from(["", *by_label[CUE]])) if cues else ""
        links.append(ForeignLink(f"l{number}", label, source, claim, attributes, cue))
    return links


def written_and_read(format: Format, documents: Iterable[ForeignDocument], schema: Schema) -> Reading:
    """Return what a format reads of what it wrote."""
    assert format.write is not None
    assert format.read is not None
    assert format.recognizes is not None
    files = [InputFile(*file) for file in format.write(list(documents), schema)]
    assert len({file.name for file in files}) == len(files)
    assert format.recognizes(files)
    return format.read(files, ReadOptions())


def content(document: ForeignDocument) -> dict[str, Any]:
    """Return what a document says, whatever the ids of its spans and links."""
    return {
        "id": document.id,
        "text": document.text,
        "sets": sorted((_set_content(annotations) for annotations in document.sets), key=repr),
    }


def _set_content(annotations: ForeignSet) -> tuple[Any, ...]:
    spans = {span.id: _span_content(span) for span in annotations.spans}
    links = [
        (link.label, spans.get(link.source, link.source), spans[link.target], spans.get(link.cue), _answers(link.attributes))
        for link in annotations.links
    ]
    cues = {link.cue for link in annotations.links}
    others = sorted((content for id, content in spans.items() if id not in cues), key=repr)
    whose = annotations.annotator, annotations.layer, annotations.agent
    return (*whose, others, sorted(links, key=repr))


def _span_content(span: ForeignSpan) -> tuple[Any, ...]:
    return span.label, span.pieces, _answers(span.attributes), span.name, span.entity, span.note


def _answers(answers: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    return sorted((name, type(value).__name__, value) for name, value in answers.items())
