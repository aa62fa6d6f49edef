"""The rows of articles: what stands in them, what is refused, what is left out and told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.dataset import ExportOptions
from annotate.dataset.features import features
from annotate.dataset.rows.tables import TableMaker, rename_annotators
from annotate.errors import ExportError
from annotate.model import ADJUDICATION, AUTHOR, Annotation, Claim, Document, Origin, Revision, Source, Span, Stance
from annotate.review.gold import PROVENANCES
from annotate.schema import Schema


def make(world: Any, schema: Schema, documents: list[Document], revisions: Iterable[Revision], **options: Any) -> tuple[Any, Any]:
    """The tables of a batch as rows by config, and the reader that counted."""
    maker = TableMaker(schema, ExportOptions(**options))
    made = maker.make(*maker.read(world.rows(documents, revisions)))
    return {config: table.to_pylist() for config, table in made.tables.items()} if made else None, maker.reader


def rows(
    world: Any, schema: Schema, document: Document, revisions: Iterable[Revision], **options: Any
) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = make(world, schema, [document], revisions, **options)[0]
    return found


@pytest.fixture
def document(world: Any) -> Document:
    found: Document = world.document("doc")
    return found


def test_rows_have_exactly_the_columns_of_the_features(schema: Schema, world: Any, document: Document) -> None:
    found = rows(world, schema, document, world.labelled(document))
    for config, of_config in features(schema).items():
        assert found[config]
        assert all(row.keys() == of_config.keys() for row in found[config])


def test_offsets_slice_and_sentence_offsets_slice_the_sentence(schema: Schema, world: Any, document: Document) -> None:
    found = rows(world, schema, document, world.labelled(document))
    assert len(found["claims"]) == len(world.sentences) - 2
    for claim in found["claims"]:
        for span in claim["spans"]:
            assert document.text[span["start"] : span["end"]] == span["text"]
            assert claim["sentence_text"][span["sentence_start"] : span["sentence_end"]] == span["text"]
        assert claim["text"] == " … ".join(span["text"] for span in claim["spans"])
    assert [row["text"] for row in found["sentences"]] == list(world.sentences)
    for config in ("sentences", "annotations"):
        spans = [(row["text"], span) for row in found[config] for span in spans_of(row)]
        assert len(spans) == 4 * (len(world.sentences) - 2)
        assert all(text[span["sentence_start"] : span["sentence_end"]] == span["text"] for text, span in spans)


def spans_of(row: dict[str, Any]) -> list[dict[str, Any]]:
    """All spans of a row of `sentences` or `annotations`."""
    pieces = [span for claim in row["claims"] for span in claim["spans"]]
    optional = [source["mention"] for source in row["sources"]] + [stance["cue"] for stance in row["stances"]]
    return pieces + [span for span in optional if span is not None]


def test_a_piece_outside_its_sentence_has_no_offsets_there(schema: Schema, world: Any, document: Document) -> None:
    """Negative offsets would slice from the end: a wrong text instead of none."""
    second = document.sentences[1]
    across = (document.span(0, 6), document.span(second.start - 3, second.start + 3), document.span(second.start, second.end))
    annotation = Annotation("claim", (Claim("c1", across),), (), (Stance("c1", AUTHOR, "support"),))
    (claim,) = rows(world, schema, document, [world.revision(document, 1, annotation)])["claims"]
    offsets = [(span["sentence_start"], span["sentence_end"]) for span in claim["spans"]]
    assert offsets == [(None, None), (None, None), (0, second.end - second.start)]


def test_annotators_are_renamed(schema: Schema, world: Any, document: Document) -> None:
    maker = TableMaker(schema, ExportOptions(partial=True))
    made = maker.make(*maker.read(world.rows([document], [world.revision(document, 1, Annotation("no_claim"))])))
    assert made is not None
    table = rename_annotators(made.tables["sentences"], {"ada": "annotator_1", "zoe": "annotator_2"})
    assert table["annotator"].to_pylist() == [None, "annotator_2", None, None, None, None]
    assert table.drop_columns("annotator") == made.tables["sentences"].drop_columns("annotator")
    assert table.schema == made.tables["sentences"].schema
    assert rename_annotators(made.tables["articles"], {}) is made.tables["articles"]


def test_a_mention_in_another_sentence_and_none_at_all_have_no_offsets_there(
    schema: Schema, world: Any, document: Document
) -> None:
    first, second = document.sentences[:2]
    annotation = world.annotation(document, second)
    elsewhere = replace(annotation.sources[1], mention=document.span(first.start, first.start + 6))
    annotation = replace(annotation, sources=(annotation.sources[0], elsewhere))
    found = rows(world, schema, document, [world.revision(document, 1, annotation)])
    for row in (found["sentences"][1], found["annotations"][0], found["claims"][0]):
        assert [source["mention"] for source in row["sources"]] == [
            None,
            {"start": 0, "end": 6, "text": "Bridge", "sentence_start": None, "sentence_end": None},
        ]
        assert row["stances"][1]["cue"]["sentence_start"] == 0


def test_the_main_stance_is_the_first_that_is_not_the_authors(schema: Schema, world: Any, document: Document) -> None:
    annotation = world.annotation(document, document.sentences[0])
    denial = Stance("c1", "s2", "deny")
    several = replace(annotation, sources=(*annotation.sources, Source("s2", "B")), stances=(*annotation.stances, denial))
    (claim,) = rows(world, schema, document, [world.revision(document, 0, several)])["claims"]
    assert (claim["source"], claim["source_type"], claim["stance"], claim["stance_quote"]) == ("ys", 0, 0, 1)
    assert [stance["source"] for stance in claim["stances"]] == [AUTHOR, "s1", "s2"]
    assert [source["id"] for source in claim["sources"]] == [AUTHOR, "s1", "s2"]
    alone = replace(annotation, stances=annotation.stances[:1])
    (claim,) = rows(world, schema, document, [world.revision(document, 0, alone)])["claims"]
    assert (claim["source"], claim["source_type"], claim["stance"], claim["stance_quote"]) == ("author", 3, 3, None)
    assert [source["id"] for source in claim["sources"]] == [AUTHOR]


def test_the_author_who_is_always_there_need_not_be_written_down(schema: Schema, world: Any, document: Document) -> None:
    annotation = world.annotation(document, document.sentences[0])
    found = rows(world, schema, document, [world.revision(document, 0, replace(annotation, sources=annotation.sources[1:]))])
    assert found == rows(world, schema, document, [world.revision(document, 0, annotation)])


def test_a_claim_without_a_stance_has_none(schema: Schema, world: Any, document: Document) -> None:
    annotation = replace(world.annotation(document, document.sentences[0]), stances=())
    (claim,) = rows(world, schema, document, [world.revision(document, 0, annotation)])["claims"]
    assert (claim["source"], claim["stance"], claim["sources"], claim["stances"]) == (None, None, [], [])


def test_unseen_open_empty_and_skipped_are_distinguished(schema: Schema, world: Any, document: Document) -> None:
    found = rows(world, schema, document, [*world.labelled(document)[1:], world.revision(document, 0, Annotation(None))])[
        "sentences"
    ]
    about = [(row["status"], row["label"], row["has_claim"], row["n_claims"], row["n_annotators"]) for row in found]
    assert about == [(1, None, None, None, 0), *[(2, 0, True, 1, 1)] * 3, (2, 1, False, 0, 1), (2, 2, None, None, 1)]
    assert found[-1]["reason"] == 3
    unseen = rows(world, schema, document, world.labelled(document)[1:])["sentences"][0]
    assert (unseen["status"], unseen["label"], unseen["has_claim"], unseen["claims"], unseen["annotator"]) == (
        0,
        None,
        None,
        [],
        None,
    )


def test_annotations_are_never_aggregated(schema: Schema, world: Any, document: Document) -> None:
    revisions = [*world.labelled(document, "ada"), *world.labelled(document, "bea")]
    found = rows(world, schema, document, [*revisions, world.revision(document, 0, Annotation(None), "cy")])
    assert len(found["annotations"]) == len(revisions)
    row = found["annotations"][0]
    assert row["created"] == datetime(2026, 11, 20, 10, 30, 0, 123000, tzinfo=UTC)
    assert row["origins"] == [{"item": "c1", "how": 2, "rule": "quote/1"}]
    assert (row["annotator"], row["seconds"], row["keys"], row["schema"], row["tool"]) == ("ada", 12.5, 9, "1.0", "0.0.9")
    assert [row["agreement"] for row in found["sentences"]] == [1.0] * 6


def test_gold_says_how_it_came_to_be_and_is_no_annotation(schema: Schema, world: Any, document: Document) -> None:
    revisions = [world.revision(document, 0, Annotation("no_claim"), "ada"), *world.labelled(document)[:2]]
    by_hand = replace(revisions[1], layer=ADJUDICATION, annotator="eva")
    found = rows(world, schema, document, [*revisions, by_hand])
    gold = [None if row["gold"] is None else PROVENANCES[row["gold"]] for row in found["sentences"][:3]]
    assert gold == ["adjudicated", "single", None]
    assert (found["sentences"][0]["annotator"], found["sentences"][0]["n_annotators"]) == ("eva", 2)
    assert {row["annotator"] for row in found["annotations"]} == {"ada", "zoe"}
    assert rows(world, schema, document, [*revisions, by_hand], gold="ada")["sentences"][0]["annotator"] == "ada"


def test_a_tie_has_no_label_and_no_claims(schema: Schema, world: Any, document: Document) -> None:
    revisions = [*world.labelled(document, "ada")[:1], world.revision(document, 0, Annotation("no_claim"), "bea")]
    row = rows(world, schema, document, revisions)["sentences"][0]
    assert (row["status"], row["label"], row["agreement"], row["has_claim"], row["claims"]) == (2, None, 0.5, None, [])


def test_an_article_row_tells_its_origin_and_no_folder_of_anybody(schema: Schema, world: Any) -> None:
    for path, public in (("/home/ada/raw/a.txt", "a.txt"), (r"C:\Users\ada\a.txt", "a.txt"), ("raw/t.csv#3", "raw/t.csv#3")):
        document = world.document("doc", path=path)
        (article,) = rows(world, schema, document, world.labelled(document))["articles"]
        assert article["path"] == public
        assert (article["text"], article["sha256"]) == (document.text, document.sha256)
        assert (article["n_sentences"], article["n_labelled"]) == (6, 6)
        assert article["blocks"][0] == {"kind": 1, "start": 0, "end": len(world.sentences[0])}


def texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inner)


def test_without_text_no_row_quotes_the_article(schema: Schema, world: Any, document: Document) -> None:
    found = rows(world, schema, document, world.labelled(document), without_text=True)
    words = {word for sentence in world.sentences for word in sentence.split() if len(word) > 3}
    assert not [text for text in texts(found) for word in words if word in text]
    (article,) = found["articles"]
    assert (article["text"], article["title"], article["byline"]) == (None, None, None)
    assert article["url"] == document.url
    assert article["sha256"] == document.sha256
    assert found["claims"][0]["spans"][0]["end"] == world.annotation(document, document.sentences[0]).claims[0].spans[0].end


def broken(world: Any, document: Document, **changes: Any) -> list[Revision]:
    return [world.revision(document, 0, replace(world.annotation(document, document.sentences[0]), **changes))]


def test_a_span_that_does_not_slice_is_refused(schema: Schema, world: Any, document: Document) -> None:
    for span in (Span(0, 6, "bridge"), Span(-3, 2, "ad"), Span(0, 10**6, document.text), Span(3, 3, "")):
        with pytest.raises(ExportError, match=r"Sentence doc:0 by zoe: the text at .* `annotate check`"):
            rows(world, schema, document, broken(world, document, claims=(Claim("c1", (span,)),)))
        with pytest.raises(ExportError, match="the text at"):
            rows(world, schema, document, broken(world, document, stances=(Stance("c1", "s1", "support", span),)))
        with pytest.raises(ExportError, match="the text at"):
            rows(world, schema, document, broken(world, document, sources=(Source("s1", "A", span),)))


def test_a_stance_on_a_missing_claim_or_source_is_refused(schema: Schema, world: Any, document: Document) -> None:
    for stance, lost in ((Stance("c9", "s1", "support"), "claim 'c9'"), (Stance("c1", "s9", "support"), "source 's9'")):
        with pytest.raises(ExportError, match=f"a stance refers to the {lost}"):
            rows(world, schema, document, broken(world, document, stances=(stance,)))


def test_an_unknown_origin_and_a_bad_time_are_refused(schema: Schema, world: Any, document: Document) -> None:
    (revision,) = broken(world, document)
    with pytest.raises(ExportError, match="how: 'dreamt' is not among"):
        rows(world, schema, document, [replace(revision, origins=(Origin("c1", "dreamt"),))])
    with pytest.raises(ExportError, match="'yesterday' is not a time"):
        rows(world, schema, document, [replace(revision, created="yesterday")])


def test_annotations_of_another_text_or_segmentation_are_counted(schema: Schema, world: Any, document: Document) -> None:
    good, other, split, undone, *rest = world.labelled(document)
    moved = [replace(other, sha256="0" * 64), replace(split, sentence="doc:999"), replace(undone, annotation=None)]
    found, reader = make(world, schema, [document], [*rest, *moved, good])
    assert [row["sentence"] for row in found["annotations"]] == [revision.sentence for revision in (good, *rest)]
    left_out = {reason: number for reason, number in reader.left_out.items() if number}
    assert left_out == {
        "annotations of another version of the article": 1,
        "annotations of sentences that have since been split or merged": 1,
    }


def test_articles_of_a_batch_do_not_mix(schema: Schema, world: Any) -> None:
    """Each article's rows are what they are alone; unlabelled ones between them are counted and gone."""
    documents = [world.document(f"doc{number}", world.sentences[number:]) for number in range(4)]
    revisions = [revision for number in (0, 2, 3) for revision in world.labelled(documents[number])]
    together, reader = make(world, schema, documents, revisions[::-1])
    for config, found in together.items():
        alone = [
            row for number in (0, 2, 3) for row in rows(world, schema, documents[number], revisions_of(revisions, number))[config]
        ]
        assert found == alone
    assert reader.left_out["articles without a labelled sentence"] == 1


def revisions_of(revisions: list[Revision], number: int) -> list[Revision]:
    return [revision for revision in revisions if revision.document == f"doc{number}"]


UNFIT = {
    "an unknown label": ("maybe", "label: 'maybe' is not among the labels of schema 1.0"),
    "a label that is a number": (1, "label: 1 is not among"),
}


@pytest.mark.parametrize(("label", "message"), UNFIT.values(), ids=UNFIT)
def test_a_record_that_does_not_fit_is_refused_by_name(
    schema: Schema, world: Any, document: Document, label: Any, message: str
) -> None:
    good, bad, *rest = world.labelled(document)
    bad = replace(bad, annotation=replace(bad.annotation, label=label))
    with pytest.raises(ExportError, match=f"Sentence {bad.sentence} by zoe: {message}"):
        rows(world, schema, document, [good, bad, *rest])


@settings(deadline=None)  # the first imports Arrow
@given(data=st.data())
def test_every_offset_is_right_whatever_is_labelled(world: Any, schema: Schema, data: st.DataObject) -> None:
    """Any annotations of any annotators: spans slice, counts agree, nothing comes twice."""
    document = world.document("doc")
    revisions = [
        world.revision(document, index, data.draw(annotations(document, index)), name)
        for name in data.draw(st.sets(st.sampled_from(["ada", "bea", "çy"]), min_size=1))
        for index in sorted(data.draw(st.sets(st.integers(0, len(document.sentences) - 1))))
    ]
    made, _ = make(world, schema, [document], revisions)
    done = [revision for revision in revisions if revision.annotation.label is not None]
    if made is None:
        assert not done
        return
    assert len(made["sentences"]) == len(document.sentences)
    assert sorted((row["sentence"], row["annotator"]) for row in made["annotations"]) == sorted(
        (revision.sentence, revision.annotator) for revision in done
    )
    assert len(made["claims"]) == sum(len(row["claims"]) for row in made["sentences"])
    for claim in made["claims"]:
        assert claim["text"] == " … ".join(span["text"] for span in claim["spans"])
        assert all(document.text[span["start"] : span["end"]] == span["text"] for span in claim["spans"])
        assert {stance["claim"] for stance in claim["stances"]} <= {claim["claim"]}
        assert {stance["source"] for stance in claim["stances"]} == {source["id"] for source in claim["sources"]}
        assert (claim["stance"] is None) == (not claim["stances"])
    for row in made["sentences"]:
        assert (row["n_claims"] is None) == (row["label"] in (None, 2))
        assert row["n_annotators"] == sum(revision.sentence == row["sentence"] for revision in done)


@st.composite
def annotations(draw: st.DrawFn, document: Document, index: int) -> Annotation:
    label = draw(st.sampled_from(["claim", "no_claim", "skip", None]))
    if label != "claim":
        return Annotation(label)
    place = st.integers(0, len(document.text) - 5)
    numbers = range(1, draw(st.integers(1, 3)) + 1)
    claims = tuple(
        Claim(f"c{n}", tuple(document.span(start, start + 4) for start in draw(st.lists(place, min_size=1, max_size=2))))
        for n in numbers
    )
    sources = tuple(Source(f"s{n}", "A") for n in range(1, draw(st.integers(0, 2)) + 1))
    ids = [AUTHOR, *(source.id for source in sources)]
    pairs = draw(
        st.lists(st.tuples(st.sampled_from([claim.id for claim in claims]), st.sampled_from(ids)), max_size=4, unique=True)
    )
    return Annotation("claim", claims, sources, tuple(Stance(claim, source, "deny") for claim, source in pairs))
