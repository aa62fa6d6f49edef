"""The counts of a pass over all articles."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from annotate.errors import AnnotateError
from annotate.model import AUTHOR, Annotation, Claim, Document, Origin, Revision, Source, Stance, revision_to_json
from annotate.report.articles import with_gold
from annotate.report.counting import Counts
from annotate.report.facts import (
    AnnotatorRow,
    CrossRow,
    DayRow,
    ExposureRow,
    FastRow,
    OpposedRow,
    PositionRow,
    ProgressRow,
    RuleRow,
    SourceRow,
    SourceStanceRow,
)
from annotate.schema import Attribute, Choice, Schema
from support.builders import make_document, make_revision

TEXTS = ("Title of it.", "The mayor says the bridge is safe.", "Nothing else happened.")


def article(id: str = "d", **metadata: Any) -> Document:
    return make_document(id, TEXTS, **metadata)


def claim(document: Document, *voices: tuple[str, str], number: int = 1) -> Annotation:
    """One claim with the stance of each voice."""
    start = document.sentences[1].start
    sources = [Source(AUTHOR, "author", None, {"type": "author", "naming": "implicit"})]
    stances = []
    for place, (name, stance) in enumerate(voices, 1):
        id = AUTHOR if name == AUTHOR else f"s{place}"
        stances.append(Stance("c1", id, stance, None, {} if id == AUTHOR else {"quote": "direct"}))
        if id != AUTHOR:
            sources.append(Source(id, name, None, {"type": "person", "naming": "named"}))
    made = Claim("c1", (document.span(start + 15, start + 33),), {"type": "event", "verifiability": "verifiable"})
    return Annotation("claim", (made,), tuple(sources), tuple(stances))


def counted(
    schema: Schema,
    *articles: tuple[Document, list[Revision]],
    seconds: dict[tuple[int, str], float] | None = None,
    clusters: dict[str, str] | None = None,
) -> Counts:
    counts = Counts(schema, clusters or {})
    for document, revisions in articles:
        spent = seconds or {(document.sentences[0].start, revision.annotator): 0.0 for revision in revisions}
        counts.add(with_gold(document, map(revision_to_json, revisions), spent, schema, Counter()))
    return counts


def test_progress_counts_finished_and_begun(schema: Schema) -> None:
    document = article(title="T")
    counts = counted(
        schema,
        (
            document,
            [
                make_revision(document, 0, Annotation("no_claim"), "ada"),
                make_revision(document, 1, Annotation("skip", flag="odd", attributes={"reason": "later"}), "ada"),
                make_revision(document, 2, Annotation(None), "ada"),
                make_revision(document, 0, Annotation("no_claim"), "ben"),
            ],
        ),
    )
    assert counts.progress() == (ProgressRow("d", "T", 3, "ada", 2, 1), ProgressRow("d", "T", 3, "ben", 1, 0))
    assert (counts.decisions, counts.finished, counts.shared) == (4, 2, 1)
    ada, ben = counts.annotators({"ben": 9})
    assert (ada.finished, ada.skipped, ada.flagged, ada.open) == (2, 1, 1, 1)
    assert (ben.finished, ben.open) == (1, 8)


def test_pace_is_a_median_with_quartiles(schema: Schema) -> None:
    document = article()
    starts = [sentence.start for sentence in document.sentences]
    revisions = [
        make_revision(document, n, Annotation("no_claim"), "ada", created=f"2026-02-0{n + 1}T00:00:00.000000Z") for n in range(3)
    ]
    counts = counted(
        schema, (document, revisions), seconds=dict(zip(((start, "ada") for start in starts), (2.0, 4.0, 30.0), strict=True))
    )
    assert counts.annotators({}) == (AnnotatorRow("ada", 3, 0, 0, 0, 4.0, 3.0, 17.0, 0.01, 3, 1.0, 1.0, 1.0, "2026-02-03"),)
    assert counts.days() == (
        DayRow("2026-02-01", "ada", 1, 1),
        DayRow("2026-02-02", "ada", 1, 2),
        DayRow("2026-02-03", "ada", 1, 3),
    )


def test_answers_are_counted_of_those_that_could_be_asked(schema: Schema) -> None:
    document = article(url="https://www.example.org/a", published="2026-03-04", language="en")
    made = claim(document, ("Mayor", "support"), (AUTHOR, "neutral"))
    revisions = [make_revision(document, 1, made, "ada"), make_revision(document, 0, Annotation("no_claim"), "ada")]
    counts = counted(schema, (document, revisions))
    rows = {(row.question, row.label, row.annotator): (row.number, row.asked) for row in counts.labels()}
    for name in ("", "ada"):
        assert rows["annotation.label", "claim", name] == (1, 2)
        assert rows["claim.type", "event", name] == (1, 1)
        assert rows["source.naming", "named", name] == (1, 1), "the author is no source that a question is about"
        assert rows["stance.label", "neutral", name] == (1, 2)
        assert rows["stance.quote", "direct", name] == (1, 2)
    groups = {(row.grouping, row.group, row.question, row.label): (row.number, row.asked) for row in counts.groups()}
    assert groups["outlet", "example.org", "annotation.label", "claim"] == (1, 2)
    assert groups["month", "2026-03", "annotation.label", "no_claim"] == (1, 2)
    assert groups["block", "headline", "annotation.label", "no_claim"] == (1, 1)
    assert groups["block", "paragraph", "claim.type", "event"] == (1, 1)
    assert counts.gold_claims == 1


def test_sources_are_known_by_their_name_in_any_case(schema: Schema) -> None:
    one, other = article("a"), article("b")
    counts = counted(
        schema,
        (one, [make_revision(one, 1, claim(one, ("The Mayor", "support"), ("Union", "deny"), (AUTHOR, "neutral")), "ada")]),
        (other, [make_revision(other, 1, claim(other, ("the  mayor", "support"), (AUTHOR, "deny")), "ada")]),
    )
    assert counts.sources() == (SourceRow("The Mayor", 2, 2, "person", "named"), SourceRow("Union", 1, 1, "person", "named"))
    assert counts.source_stances() == (SourceStanceRow("The Mayor", "support", 2), SourceStanceRow("Union", "deny", 1))
    assert CrossRow("stance.quote", "direct", "support", 2) in counts.crossed()
    assert counts.opposed() == (
        OpposedRow("the author", "deny", "The Mayor", "support", 1, "b", 2),
        OpposedRow("The Mayor", "support", "Union", "deny", 1, "a", 2),
    )


def test_claims_that_say_the_same_are_one_thing_to_stand_against_each_other_about(schema: Schema) -> None:
    one, other, third = article("a"), article("b"), article("c")
    articles = (
        (one, [make_revision(one, 1, claim(one, ("The Mayor", "support")), "ada")]),
        (other, [make_revision(other, 1, claim(other, ("Union", "deny")), "ada")]),
        (third, [make_revision(third, 1, claim(third, ("Union", "deny"), ("The Mayor", "support")), "ada")]),
    )
    keys = [f"{document.sentences[1].id}:c1" for document, _ in articles]
    apart = counted(schema, *articles)
    assert apart.opposed() == (OpposedRow("The Mayor", "support", "Union", "deny", 1, "c", 2),)
    assert apart.positions() == ()
    together = counted(schema, *articles, clusters={keys[0]: keys[0], keys[1]: keys[0]})
    assert together.opposed() == together.opposed() == (OpposedRow("The Mayor", "support", "Union", "deny", 2, "c", 2),)
    text = claim(one, ("The Mayor", "support")).claims[0].text
    assert together.positions() == (
        PositionRow(keys[0], text, "The Mayor", "support", "a", 2),
        PositionRow(keys[0], text, "Union", "deny", "b", 2),
    )


def test_suggestions_by_what_became_of_them(schema: Schema) -> None:
    document = article()
    origins = (
        Origin("c1", "accepted", "verb/2@3-9"),
        Origin("c1<-s1", "edited", "verb/2@3-9"),
        Origin("c2", "accepted", "verb/2@9-12"),
        Origin("3-9", "rejected", "model/1@1-2"),
        Origin("c1.type", "accepted", "future/1=event"),
        Origin("", "assisted"),
    )
    revisions = [
        make_revision(document, 1, claim(document, (AUTHOR, "support")), "ada", origins=origins),
        make_revision(document, 2, Annotation("no_claim"), "ada", origins=(Origin("", "blind"),)),
        make_revision(document, 0, Annotation("skip", attributes={"reason": "later"}), "ada", origins=(Origin("", "blind"),)),
    ]
    spent = {(document.sentences[2].start, "ada"): 3.0}
    counts = counted(schema, (document, revisions), seconds=spent)
    assert counts.rules() == (RuleRow("model/1", 0, 0, 1), RuleRow("verb/2", 1, 1, 0))
    assert counts.exposures() == (ExposureRow("blind", 1, 0.0, 0.0, 3.0), ExposureRow("assisted", 1, 1.0, 1.0, None))


def test_articles_that_took_less_time_than_reading(schema: Schema) -> None:
    document = make_document("long", ["One two three.", "word " * 150 + "end."])
    revisions = [make_revision(document, n, Annotation("no_claim"), name) for n in (0, 1) for name in ("ada", "ben")]
    starts = [sentence.start for sentence in document.sentences]
    spent = {(starts[0], "ada"): 1.0, (starts[1], "ada"): 5.0, (starts[1], "ben"): 60.0}
    assert counted(schema, (document, revisions), seconds=spent).fast() == (FastRow("long", "ada", 154, 6.0, 1540),)


def test_a_decision_that_cannot_be_read_is_named(schema: Schema) -> None:
    document = article()
    record = {**revision_to_json(make_revision(document, 1, Annotation("claim"), "ada")), "annotation": {"label": "claim"}}
    with pytest.raises(AnnotateError, match=r"Sentence d:\d+ by ada cannot be read"):
        Counts(schema).add(with_gold(document, [record], {}, schema, Counter()))


def test_several_answers_count_one_by_one_and_those_about_the_article_by_article(schema: Schema) -> None:
    """A scheme may have questions with several answers, and questions that are asked once in an article."""
    labels = tuple(Choice(name, name, "", "") for name in ("war", "work"))
    of_claim = Attribute("claim", "topics", "Topics", "", "string", labels, False, "quick", labels=labels, several=True)
    of_article = replace(of_claim, noun="annotation", name="genre", several=False, about_article=True)
    attributes = {
        **schema.attributes,
        "claim": (*schema.attributes["claim"], of_claim),
        "annotation": (*schema.attributes["annotation"], of_article),
    }
    document = article()
    made = claim(document, (AUTHOR, "support"))
    answered = replace(made.claims[0], attributes={**made.claims[0].attributes, "topics": ("war", "work")})
    revisions = [
        make_revision(document, 0, Annotation("no_claim", attributes={"genre": "war"}), "ada"),
        make_revision(document, 1, replace(made, claims=(answered,)), "ada"),
        make_revision(document, 1, made, "ben"),
    ]
    counts = counted(replace(schema, attributes=attributes), (document, revisions))
    rows = {(row.question, row.label, row.annotator): (row.number, row.asked) for row in counts.labels()}
    assert rows["claim.topics", "war", "ada"] == rows["claim.topics", "work", "ada"] == (1, 1)
    assert rows["article.genre", "war", "ada"] == rows["article.genre", "war", ""] == (1, 1)
    assert ("claim.topics", "war", "ben") not in rows
