"""Each warning on a decision that causes it, and none on a similar decision that is fine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from annotate.checks import check_revisions
from annotate.model import Annotation, Block, Claim, Document, Problem, Revision, Sentence, Source, Span, Stance
from annotate.schema import Schema, parse_schema
from annotate.suggestions.rules.cues import cue_stance
from support.builders import at_second, make_revision
from support.several import TOPICS, topics_schema

LINES = (
    "Mayor Ada Brandt denied that the bridge was closed, and Paul Renwick agreed.",
    "“The toll will rise,” Renwick said.",
    "The agency’s report says the toll stays.",
    "She said ‘the ferry sank’ in May.",
)
TEXT = "\n".join(LINES)
STARTS = [TEXT.index(line) for line in LINES]
ARTICLE = Document(
    "d",
    "raw/d.txt",
    "5f" * 32,
    TEXT,
    tuple(Block("paragraph", start, start + len(line)) for start, line in zip(STARTS, LINES, strict=True)),
    tuple(Sentence(f"d:{start}", n, start, start + len(line)) for n, (start, line) in enumerate(zip(STARTS, LINES, strict=True))),
    language="en",
)
EVENT = {"type": "event", "verifiability": "verifiable"}
PERSON = {"type": "person", "naming": "named"}


def span(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start, start + len(quote), quote)


def said(
    claim: str = "the bridge was closed",
    *,
    name: str = "Ada Brandt",
    mention: str = "Mayor Ada Brandt",
    cue: str = "denied",
    stance: str = "deny",
    quote: str | None = None,
) -> Annotation:
    answers = {} if quote is None else {"quote": quote}
    return Annotation(
        "claim",
        (Claim("c1", (span(claim),), EVENT),),
        (Source("s1", name, span(mention), PERSON),),
        (Stance("c1", "s1", stance, span(cue), answers),),
    )


def revision(annotation: Annotation, sentence: int = 0, annotator: str = "mk") -> Revision:
    return make_revision(ARTICLE, sentence, annotation, annotator, created=at_second(sentence), seconds=30.0, keys=5)


Warn = Callable[..., list[Problem]]


@pytest.fixture
def warn(schema: Schema) -> Warn:
    def run(*revisions: Revision, schema: Schema = schema) -> list[Problem]:
        return list(check_revisions(revisions, {"d": ARTICLE}.get, schema, "x", cue_stance=cue_stance))

    return run


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_nothing_to_doubt(warn: Warn) -> None:
    assert warn(revision(said())) == []


def test_without_doubts_there_are_none(schema: Schema) -> None:
    assert list(check_revisions([revision(said(stance="support"))], {"d": ARTICLE}.get, schema)) == []


@pytest.mark.parametrize(
    ("annotation", "code", "quote"),
    [
        (said("the bridge was closed,"), None, ""),
        (said(claim=" the bridge was closed"), "span-padded", " the bridge was closed"),
        (said(cue="denied "), "span-padded", "denied "),
        (said(cue="was closed"), "cue-in-claim", "was closed"),
        (said(stance="support"), "stance-against-cue", "denied"),
        (said(stance="query"), None, ""),
        (said(stance="support", cue="agreed"), None, ""),
        (said(mention="Paul Renwick"), None, ""),
        (said(quote="direct"), "quote-type", "the bridge was closed"),
        (said(quote="mixed"), "quote-type", "the bridge was closed"),
        (said(quote="indirect"), None, ""),
    ],
)
def test_one_warning(annotation: Annotation, code: str | None, quote: str, warn: Warn) -> None:
    found = warn(revision(annotation))
    assert codes(found) == ([code] if code else [])
    assert [TEXT[slice(*problem.span)] for problem in found if problem.span] == ([quote] if code else [])


@pytest.mark.parametrize(("quote", "wrong"), [("direct", False), ("mixed", False), ("indirect", True)])
def test_inside_of_quotation_marks(quote: str, wrong: bool, warn: Warn) -> None:
    inside = said("The toll will rise", name="Paul Renwick", mention="Renwick", cue="said.", stance="support", quote=quote)
    assert codes(warn(revision(inside, 1))) == (["quote-type"] if wrong else [])


def test_who_is_quoted_may_report_somebody_else(warn: Warn) -> None:
    one = said("The toll will rise", name="Paul Renwick", mention="Renwick", cue="said.", stance="support", quote="direct")
    two = replace(
        one,
        sources=(*one.sources, Source("s2", "the agency", None, PERSON)),
        stances=(*one.stances, Stance("c1", "s2", "support", None, {"quote": "indirect"})),
    )
    assert warn(revision(two, 1)) == []


def test_of_single_marks_nobody_can_tell(warn: Warn) -> None:
    direct = said("the ferry sank", name="she", mention="She", cue="said", stance="support", quote="direct")
    assert warn(revision(direct, 3)) == []
    apostrophe = said("the toll stays", name="the agency", mention="The agency", cue="says", stance="support", quote="direct")
    assert codes(warn(revision(apostrophe, 2))) == ["quote-type"], "an apostrophe is no quotation mark"


def test_the_author_quotes_nobody_and_has_no_cue(warn: Warn) -> None:
    author = Source("s0", "author", None, {"type": "author", "naming": "implicit"})
    annotation = said(quote="indirect")
    authors = Stance("c1", "s0", "support", span("denied"), {"quote": "direct"})
    both = replace(annotation, sources=(author, *annotation.sources), stances=(authors, *annotation.stances))
    assert warn(revision(both)) == []


def test_a_source_without_a_stance(warn: Warn) -> None:
    unused = replace(said(), sources=(*said().sources, Source("s2", "Paul Renwick", span("Paul Renwick"), PERSON)))
    assert codes(warn(revision(unused))) == ["unused-source"]
    assert warn(revision(replace(unused, label=None))) == [], "an open sentence may still give it one"


def test_the_mention_is_another_source(warn: Warn) -> None:
    wrong = said(mention="Renwick")
    assert warn(revision(wrong)) == [], "a mention without words of the name may be any description"
    renwick = said("The toll will rise", name="Paul Renwick", mention="Renwick", cue="said.", stance="support")
    renwick = replace(
        renwick,
        sources=(replace(renwick.sources[0], id="s2"),),
        stances=(replace(renwick.stances[0], source="s2"),),
    )
    (problem,) = warn(revision(wrong), revision(renwick, 1))
    assert (problem.code, problem.sentence) == ("other-mention", "d:0")
    assert 'which is s2 ("Paul Renwick")' in problem.message
    assert warn(revision(wrong), revision(renwick, 1, "other")) == [], "annotators number their sources each for themselves"


def two_claims(one: tuple[str, ...], two: tuple[str, ...]) -> Annotation:
    claims = (Claim("c1", tuple(map(span, one)), EVENT), Claim("c2", tuple(map(span, two)), EVENT))
    author = Source("s0", "author", None, {"type": "author", "naming": "implicit"})
    return Annotation("claim", claims, (author,), (Stance("c1", "s0", "support"), Stance("c2", "s0", "support")))


@pytest.mark.parametrize(
    ("one", "two", "wrong"),
    [
        (("Mayor Ada Brandt denied that the bridge was closed",), ("the bridge was closed",), True),
        (("the bridge was",), ("was closed",), True),
        (("the bridge was",), ("closed",), False),
        (("the bridge was closed",), ("the bridge", "agreed"), False),
    ],
)
def test_claims_that_overlap(one: tuple[str, ...], two: tuple[str, ...], wrong: bool, warn: Warn) -> None:
    assert codes(warn(revision(two_claims(one, two)))) == (["claims-overlap"] if wrong else [])


def test_claims_that_touch_do_not_overlap(warn: Warn) -> None:
    """One real overlap, so that each pair is looked at."""
    claims = tuple(Claim(f"c{n}", (span(text),), EVENT) for n, text in enumerate(("the bridge was", "bridge was", " closed"), 1))
    author = Source("s0", "author", None, {"type": "author", "naming": "implicit"})
    annotation = Annotation("claim", claims, (author,), tuple(Stance(claim.id, "s0", "support") for claim in claims))
    found = [problem for problem in warn(revision(annotation)) if problem.code == "claims-overlap"]
    assert [problem.message.split(" (")[0] for problem in found] == ["claim c2 overlaps claim c1"]


def test_claims_overlap_over_sentences_and_not_over_annotators(warn: Warn) -> None:
    first = said()
    long = said("agreed.\n“The toll will rise", name="Paul Renwick", mention="Renwick", cue="said.", stance="support")
    long = replace(long, sources=(replace(long.sources[0], id="s2"),), stances=(replace(long.stances[0], source="s2"),))
    short = said("The toll will rise", name="Paul Renwick", mention="Renwick", cue="said.", stance="support")
    assert codes(warn(revision(long), revision(short, 1))).count("claims-overlap") == 1
    assert "claims-overlap" not in codes(warn(revision(first), revision(short, 1)))
    assert "claims-overlap" not in codes(warn(revision(long), revision(short, 1, "other")))


def retired(schema: Schema) -> Schema:
    import json

    raw: Any = json.loads(json.dumps(schema.raw))
    labels = raw["$defs"]["claim"]["properties"]["type"]["oneOf"]
    labels[0]["x-retired"] = "other"
    stances = raw["$defs"]["stance"]["properties"]["label"]["oneOf"]
    next(label for label in stances if label["const"] == "deny")["x-retired"] = ""
    return parse_schema(json.dumps(raw))


def test_labels_that_are_retired(schema: Schema, warn: Warn) -> None:
    found = warn(revision(said()), schema=retired(schema))
    assert [(problem.code, problem.path) for problem in found] == [
        ("retired-label", "$.annotation.claims[0].type"),
        ("retired-label", "$.annotation.stances[0].label"),
    ]


def test_one_of_several_answers_may_be_retired(warn: Warn) -> None:
    labels = [{**label, "x-retired": ""} if label["const"] == "roads" else label for label in TOPICS["items"]["oneOf"]]
    annotation = said()
    claim = replace(annotation.claims[0], attributes={**EVENT, "topics": ("money", "roads")})
    found = warn(revision(replace(annotation, claims=(claim,))), schema=topics_schema(items={"oneOf": labels}))
    assert [problem.message.partition(" (")[0] for problem in found] == ['claim number 1: topics "roads" is retired']
