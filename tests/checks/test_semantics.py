"""Each check on a record spoiled in one place; the unspoiled ones pass."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.checks import Severity, check_revisions, format_problem, semantics, severity, span_diagnosis
from annotate.model import (
    Annotation,
    Claim,
    Document,
    Problem,
    Revision,
    Source,
    Span,
    Stance,
    revision_from_json,
)
from annotate.schema import Schema
from support.counting import calls

Check = Callable[..., list[Problem]]


@pytest.fixture
def check(schema: Schema, article: Document) -> Check:
    """The problems of records (as JSON) or revisions, the article known."""

    def run(*records: Any, known: Callable[[str], Document | None] = {"bridge": article}.get) -> list[Problem]:
        revisions = [record if isinstance(record, Revision) else revision_from_json(record) for record in records]
        return list(check_revisions(revisions, known, schema, "output/annotations.db"))

    return run


def test_nothing_is_wrong_in_five_scripts(check: Check, finished: Any) -> None:
    assert check(*(finished(number) for number in range(5))) == []


SOMEBODY = {"id": "s1", "name": "another", "type": "person", "naming": "named"}
SPOILED: list[tuple[dict[str, Any], str, str, str]] = [
    ({"document": "tower", "sentence": "tower:0"}, "unknown-document", "$.document", 'there is no document "tower"'),
    (
        {"sha256": "0a" * 32},
        "other-version",
        "$.sha256",
        "made on another version of the article: 0a0a0a0a0a0a…, here 5f5f5f5f5f5f…",
    ),
    ({"schema": "1.1"}, "schema-version", "$.schema", 'made with version "1.1" of the schema; this is 1.0'),
    ({"schema": "2.0"}, "schema-version", "$.schema", 'made with version "2.0" of the schema; this is 1.0'),
    ({"schema": "0.9"}, "schema-version", "$.schema", 'made with version "0.9" of the schema; this is 1.0'),
    ({"schema": "one"}, "schema-version", "$.schema", 'made with version "one" of the schema; this is 1.0'),
    ({"sentence": "tower:0"}, "foreign-sentence", "$.sentence", 'sentence "tower:0" does not belong to document "bridge"'),
    ({"sentence": "0"}, "foreign-sentence", "$.sentence", 'sentence "0" does not belong to document "bridge"'),
    ({"sentence": "bridge:2"}, "unknown-sentence", "$.sentence", "no sentence starts at 2; the nearest is bridge:0"),
    ({"sentence": "bridge:99999"}, "unknown-sentence", "$.sentence", "no sentence starts at 99999; the nearest is bridge:142"),
    ({"sentence": "bridge:-1"}, "unknown-sentence", "$.sentence", '"-1" is not an offset at which a sentence could start'),
    (
        {"annotation__label": "no_claim"},
        "label-contradicted",
        "$.annotation.claims",
        "the sentence is labelled no_claim and has 2 claims",
    ),
    (
        {"annotation__claims": [], "annotation__stances": []},
        "label-contradicted",
        "$.annotation.claims",
        "the sentence is labelled claim and has no claims",
    ),
    (
        {"annotation__claims__0__spans__0": {"start": -1, "end": 3, "text": "The"}},
        "span-outside",
        "$.annotation.claims[0].spans[0]",
        "claim c1: -1 to 3 is outside of the text, which has 155 characters",
    ),
    (
        {"annotation__claims__1__spans__1__text": "June."},
        "span-mismatch",
        "$.annotation.claims[1].spans[1]",
        'claim c2, piece 2: the text at 47 to 51 is "May.", not "June."',
    ),
    (
        {"annotation__sources__1__mention__end": 2},
        "span-mismatch",
        "$.annotation.sources[1].mention",
        'mention of s1: the text at 0 to 2 is "Th", not "The"',
    ),
    ({"annotation__stances__0__cue__end": 47}, "span-empty", "$.annotation.stances[0].cue", "cue of s1 on c1: its end (47)"),
    (
        {"annotation__claims__1__spans__0": {"start": 49, "end": 51, "text": "y."}},
        "pieces-overlap",
        "$.annotation.claims[1].spans[1]",
        "claim c2: piece 2 overlaps piece 1",
    ),
    (
        {"annotation__claims__1__spans__2": {"start": 4, "end": 9, "text": "mayor"}},
        "pieces-unordered",
        "$.annotation.claims[1].spans[2]",
        "claim c2: piece 3 comes before piece 2 in the text",
    ),
    (
        {"annotation__claims__0__spans__0": {"start": 142, "end": 148, "text": "Nobody"}},
        "claim-elsewhere",
        "$.annotation.claims[0]",
        "claim c1 has no piece in its sentence (0 to 51)",
    ),
    (
        {"annotation__stances__1__claim": "c9"},
        "unknown-claim",
        "$.annotation.stances[1].claim",
        'stance of s0 on c9: there is no claim "c9" in this annotation',
    ),
    (
        {"annotation__stances__1__source": "s9"},
        "unknown-source",
        "$.annotation.stances[1].source",
        'stance of s9 on c1: there is no source "s9" in this annotation',
    ),
    (
        {"annotation__stances__2": ...},
        "no-stance",
        "$.annotation.claims[1]",
        "claim c2: no source takes a stance on it",
    ),
    (
        {"annotation__claims__1__id": "c1", "annotation__stances__2": ...},
        "repeated-claim",
        "$.annotation.claims[1]",
        "claims number 1 and 2 have the same id",
    ),
    (
        {
            "annotation__claims__1__spans": [
                {"start": 0, "end": 51, "text": "The mayor 👩‍👩‍👧 said the bridge will reopen in May."}
            ]
        },
        "repeated-claim",
        "$.annotation.claims[1]",
        "claims number 1 and 2 have the same stretch of text",
    ),
    (
        {"annotation__sources__2": SOMEBODY},
        "repeated-source",
        "$.annotation.sources[2]",
        "sources number 2 and 3 have the same id",
    ),
    (
        {"annotation__stances__3": {"claim": "c1", "source": "s1", "label": "deny"}},
        "repeated-stance",
        "$.annotation.stances[3]",
        "stances number 1 and 4 have the same claim and source",
    ),
    (
        {"annotation__sources__0__name": "the Herald"},
        "not-the-author",
        "$.annotation.sources[0].name",
        'source s0 is the article\'s own voice, but its name is "the Herald"',
    ),
    (
        {"annotation__sources__0__type": "person"},
        "not-the-author",
        "$.annotation.sources[0].type",
        'source s0 is the article\'s own voice, but its type is "person"',
    ),
    (
        {"annotation__sources__1__name": " "},
        "no-name",
        "$.annotation.sources[1].name",
        "source s1 was to be named later and has no name yet",
    ),
]


@pytest.mark.parametrize(
    ("changes", "code", "path", "message"), SPOILED, ids=[f"{case[1]}-{i}" for i, case in enumerate(SPOILED)]
)
def test_one_thing_wrong(changes: dict[str, Any], code: str, path: str, message: str, check: Check, finished: Any) -> None:
    found = {(problem.code, problem.path): problem for problem in check(finished(**changes))}
    assert (code, path) in found
    problem = found[code, path]
    assert problem.message.startswith(message)
    assert problem.message.endswith(" (by ada, 2026-01-31T12:00:00.000000Z)")
    assert problem.remedy
    assert (problem.where, problem.document) == ("output/annotations.db", changes.get("document", "bridge"))
    assert {code for code, _ in found} == {code}, "one thing wrong is one problem"


COUNT = "count in Unicode code points from the start of the document's text, end exclusive"
VERSIONS = "use the schema it was made with, or a later version with the same first number"
THERE_NOW = "label the sentence that is there now, or correct the segmentation"
REMEDIES = {
    "unknown-document": {"add the article first: annotate add"},
    "other-version": {"add the version it was made on: annotate add"},
    "schema-version": {VERSIONS},
    "foreign-sentence": {"write bridge:<start>"},
    "unknown-sentence": {THERE_NOW},
    "label-contradicted": {"label it claim, or remove them", "mark a claim, or label it no_claim"},
    "span-outside": {COUNT},
    "span-mismatch": {COUNT, "is it from another article, or another version of this one?"},
    "span-empty": {COUNT},
    "pieces-overlap": {"join the two pieces"},
    "pieces-unordered": {"put the pieces in the order of the text"},
    "claim-elsewhere": {"label it in the sentence that contains it"},
    "unknown-claim": {"refer to one of c1, c2"},
    "unknown-source": {"refer to one of s0, s1"},
    "no-stance": {"add one; if the claim is not attributed, it is the author's (s0)"},
    "repeated-claim": {"keep one, or change its id", "keep one, or change its stretch of text"},
    "repeated-source": {"keep one, or change its id"},
    "repeated-stance": {"keep one, or change its claim and source"},
    "not-the-author": {'write "author", or use another id'},
    "no-name": {"name it: annotate label"},
}


@pytest.mark.parametrize("code", REMEDIES)
def test_each_problem_has_its_remedy_and_a_complete_message(code: str, check: Check, finished: Any) -> None:
    cases = [(changes, message) for changes, spoiled, _, message in SPOILED if spoiled == code]
    problems = [(problem, message) for changes, message in cases for problem in check(finished(**changes))]
    assert {problem.remedy for problem, _ in problems} == REMEDIES[code]
    for problem, message in problems:
        assert re.match(re.escape(message) + r"([;(]| is not| \(|$)", problem.message), problem.message


@pytest.mark.parametrize(
    ("changes", "span"),
    [
        ({"annotation__claims__1__spans__0": {"start": 49, "end": 51, "text": "y."}}, (47, 51)),
        ({"annotation__claims__1__spans__2": {"start": 4, "end": 9, "text": "mayor"}}, (4, 9)),
        ({"annotation__sources__1__name": " "}, (0, 3)),
        ({"annotation__stances__0__cue__end": 47}, (47, 47)),
        ({"schema": "1.1"}, None),
    ],
)
def test_a_problem_has_the_span_that_it_is_about(
    changes: dict[str, Any], span: tuple[int, int] | None, check: Check, finished: Any
) -> None:
    assert [problem.span for problem in check(finished(**changes))] == [span]


def test_the_warnings_come_with_the_reading_of_cues_only(schema: Schema, article: Document, finished: Any) -> None:
    hasty = [revision_from_json({**finished(number), "seconds": 0.1}) for number in range(5)]
    asked: list[Any] = []

    def cue_stance(*cue: Any) -> None:
        asked.append(cue)

    with_warnings = list(check_revisions(hasty, {"bridge": article}.get, schema, cue_stance=cue_stance))
    assert asked
    assert {severity(problem) for problem in with_warnings} == {Severity.WARNING}
    assert list(check_revisions(hasty, {"bridge": article}.get, schema)) == []


def test_all_that_is_wrong_is_reported_whatever_else_is(check: Check, finished: Any) -> None:
    wrong = finished(
        annotation__claims__0__spans__0={"start": 142, "end": 148, "text": "Nobody"},
        annotation__claims__1__spans__0={"start": 49, "end": 51, "text": "y."},
        annotation__sources__0__name="the Herald",
        annotation__sources__1__name="",
    )
    assert [(problem.code, problem.path) for problem in check(wrong)] == [
        ("pieces-overlap", "$.annotation.claims[1].spans[1]"),
        ("claim-elsewhere", "$.annotation.claims[0]"),
        ("not-the-author", "$.annotation.sources[0].name"),
        ("no-name", "$.annotation.sources[1].name"),
    ]
    unnamed = finished(annotation__sources__0__name="the Herald", annotation__sources__0__type="person")
    assert [problem.path for problem in check(unnamed)] == ["$.annotation.sources[0].name", "$.annotation.sources[0].type"]


def test_of_three_with_one_key_each_later_one_names_the_first(check: Check, finished: Any) -> None:
    found = check(finished(annotation__sources__2=SOMEBODY, annotation__sources__3=SOMEBODY))
    assert [problem.message.split(" (")[0] for problem in found] == [
        "sources number 2 and 3 have the same id",
        "sources number 2 and 4 have the same id",
    ]


def test_sources_are_compared_with_the_first_sentence_that_has_them(check: Check, finished: Any) -> None:
    names = [{"annotation__sources__1__name": name} for name in ("Ada", "Bo", "Ada", "Cy")]
    found = check(*(finished(number, **name) for number, name in enumerate(names)))
    starts = [finished(number)["sentence"] for number in range(4)]
    assert [(problem.code, problem.sentence, problem.remedy) for problem in found] == [
        ("two-sources", starts[number], "an id belongs to one source: correct one of the two, or use a new id")
        for number in (1, 3)
    ]
    assert [problem.message.split(" (")[0] for problem in found] == [
        f'source s1: name is "{name}", but "Ada" in bridge:0' for name in ("Bo", "Cy")
    ]
    assert all(problem.span for problem in found)


@pytest.mark.parametrize("newer", [False, True])
def test_a_decision_on_a_sentence_that_is_longer_now(check: Check, finished: Any, newer: bool) -> None:
    decided = replace(revision_from_json(finished()), end=40)
    found = check(decided, *([replace(decided, created="2026-02-01T12:00:00.000000Z", end=None)] if newer else []))
    assert [(problem.code, problem.path) for problem in found] == ([] if newer else [("other-sentence", "$.sentence")])
    assert newer or found[0].message.startswith("decided on a sentence up to 40, which is one up to ")


def test_what_was_decided_on_a_former_text_is_history_unless_it_is_the_newest(
    check: Check, finished: Any, article: Document
) -> None:
    def known(id: str) -> Document:
        return replace(article, former_sha256=("0a" * 32,))

    # On the former text its claims stood elsewhere.
    old = revision_from_json(finished(sha256="0a" * 32, annotation__claims__0__spans__0__start=3))
    new = replace(revision_from_json(finished()), created="2026-02-01T12:00:00.000000Z")
    assert check(old, new, known=known) == []
    assert [problem.code for problem in check(old, known=known)] == ["other-version"]


def test_every_code_is_spoiled_somewhere() -> None:
    """A check added without a case here fails."""
    source = inspect.getsource(semantics) + inspect.getsource(span_diagnosis)
    written = re.findall(r'(?:problem\(|return |code, said = )\s*f?"([a-z]+-[a-z{}-]+)"', source)
    codes = {case[1] for case in SPOILED} | {"two-sources", "repeated-revision", "other-sentence"}
    assert {code.split("{")[0] for code in written} > {"unknown-document", "no-name", "span-empty", "repeated-"}
    assert [code for code in written if not any(re.fullmatch(code.replace("{noun}", "[a-z]+"), known) for known in codes)] == []


def test_the_same_span_names_itself(check: Check, finished: Any) -> None:
    (problem,) = check(finished(annotation__claims__1__spans__1__text="June."))
    assert problem.span == (47, 51)
    assert problem.sentence == "bridge:0"


@pytest.mark.parametrize(
    ("schema_version", "made", "fine"),
    [("1.3", "1.0", True), ("1.3", "1.03", True), ("1.3", "1.4", False), ("10.0", "1.0", False)],
)
def test_versions(schema_version: str, made: str, fine: bool, schema: Schema, article: Document, finished: Any) -> None:
    later = replace(schema, version=schema_version)
    found = list(check_revisions([revision_from_json(finished(schema=made))], {"bridge": article}.get, later))
    assert [problem.code for problem in found] == ([] if fine else ["schema-version"])


def test_an_open_sentence_may_lack_what_is_still_to_come(check: Check, finished: Any) -> None:
    unfinished = {
        "annotation__label": ...,
        "annotation__stances": [],
        "annotation__sources__1__name": "",
        "annotation__sources__0__type": ...,
    }
    assert check(finished(**unfinished)) == []


def test_an_open_sentence_may_not_have_another_author(check: Check, finished: Any) -> None:
    (problem,) = check(finished(annotation__label=..., annotation__sources__0__type="person"))
    assert problem.code == "not-the-author"


def test_an_empty_span_is_none(check: Check, finished: Any) -> None:
    """Its empty text stands at its offsets, as it stands anywhere."""
    (problem,) = check(finished(annotation__stances__0__cue={"start": 3, "end": 3, "text": ""}))
    assert problem.code == "span-empty"


def piece(start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": "The mayor"[start:end]}


def test_pieces_may_touch(check: Check, finished: Any) -> None:
    assert check(finished(annotation__claims__1__spans=[piece(0, 3), piece(3, 9)])) == []
    (problem,) = check(finished(annotation__claims__1__spans=[piece(3, 9), piece(0, 3)]))
    assert problem.code == "pieces-unordered"


def test_a_claim_that_only_touches_its_sentence_is_elsewhere(check: Check, finished: Any) -> None:
    """The line feeds around a sentence are not in it; one character of it is enough."""
    before = {"start": 51, "end": 52, "text": "\n"}
    for spans, codes in (([before], ["claim-elsewhere"]), ([{"start": 51, "end": 53, "text": "\nL"}], [])):
        assert [problem.code for problem in check(finished(1, annotation__claims__1__spans=spans))] == codes


def test_a_claim_that_starts_where_its_sentence_ends_is_elsewhere(check: Check, finished: Any) -> None:
    behind = [{"start": 51, "end": 52, "text": "\n"}]
    (problem,) = check(finished(0, annotation__claims__1__spans=behind))
    assert (problem.code, problem.path) == ("claim-elsewhere", "$.annotation.claims[1]")


@pytest.mark.parametrize(
    ("start", "end", "code"), [(153, 157, "span-outside"), (-2, 0, "span-outside"), (-2, -1, "span-outside"), (153, 155, None)]
)
def test_a_text_that_python_would_slice_there_is_not_enough(
    start: int, end: int, code: str | None, check: Check, finished: Any, article: Document
) -> None:
    """Slices accept offsets outside of the text, and count negative ones from its end."""
    cue = {"start": start, "end": end, "text": article.text[start:end] or "d"}
    found = check(finished(annotation__stances__0__cue=cue))
    assert [problem.code for problem in found if problem.path.endswith("cue")] == ([code] if code else [])


ONE_CLAIM = {"annotation__claims__1": ..., "annotation__stances__2": ...}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"annotation__sources__2": SOMEBODY}, "repeated-source"),
        ({"annotation__stances__2": {"claim": "c1", "source": "s1", "label": "deny"}}, "repeated-stance"),
    ],
)
def test_what_is_there_twice_around_a_single_claim(
    changes: dict[str, Any], code: str | None, check: Check, finished: Any
) -> None:
    assert [problem.code for problem in check(finished(**{**ONE_CLAIM, **changes}))] == ([code] if code else [])


def test_a_fix_corrects_offsets_before_it_and_not_its_own(check: Check, finished: Any) -> None:
    wrong = {"annotation__claims__1__spans__1__text": "June."}
    assert check(finished(**wrong), finished(created=LATER, action="fix")) == []
    found = check(finished(**wrong), finished(created=LATER, action="fix", **wrong))
    assert [problem.message.endswith(f"(by ada, {LATER})") for problem in found] == [True]
    found = check(finished(created=LATER, **wrong), finished(action="fix"))
    assert [problem.code for problem in found] == ["span-mismatch"], "an earlier fix corrects nothing later"


def test_what_a_dangling_stance_may_name(check: Check, finished: Any) -> None:
    (problem,) = check(finished(annotation__stances__1__claim="c9"))
    assert problem.remedy == "refer to one of c1, c2"
    found = check(finished(annotation__sources=[]))
    assert {problem.remedy for problem in found} == {"add the source"}


def test_of_two_decisions_at_one_time_the_later_read_counts(check: Check, finished: Any) -> None:
    found = check(finished(annotation__stances__2=...), finished())
    assert [problem.code for problem in found] == ["repeated-revision"]


def test_an_undone_sentence_lacks_nothing(check: Check, finished: Any) -> None:
    assert check(finished(annotation=None)) == []


# -- which revisions count ----------------------------------------------------------------------------------------------

LATER = "2026-02-01T12:00:00.000000Z"


def test_what_a_later_decision_mends_is_no_problem(check: Check, finished: Any) -> None:
    bad = finished(annotation__sources__1__name="", annotation__stances__2=...)
    assert {problem.code for problem in check(bad)} == {"no-name", "no-stance"}
    assert check(bad, finished(created=LATER)) == []
    assert check(finished(created=LATER), bad) == [], "in whatever order they come"


def test_the_offsets_of_old_revisions_must_be_right(check: Check, finished: Any) -> None:
    found = check(finished(annotation__claims__1__spans__1__text="June."), finished(created=LATER))
    assert [problem.code for problem in found] == ["span-mismatch"]
    assert found[0].message.endswith("(by ada, 2026-01-31T12:00:00.000000Z)")


def test_annotators_are_apart(check: Check, finished: Any) -> None:
    renamed = {"annotation__sources__1__name": "Ada Brandt"}
    assert check(finished(0), finished(1, annotator="ben", **renamed)) == []


def test_one_id_is_one_source(check: Check, finished: Any) -> None:
    other = finished(1, annotation__sources__1__name="Ada Brandt", annotation__sources__1__type="organisation")
    name, kind = check(finished(0), other)
    assert (name.code, name.path) == ("two-sources", "$.annotation.sources[1].name")
    assert name.message.startswith('source s1: name is "Ada Brandt", but "the mayor" in bridge:0')
    assert kind.message.startswith('source s1: type is "organisation", but "person" in bridge:0')
    assert name.sentence == other["sentence"]


@pytest.mark.parametrize("change", [{"name": ""}, {"type": ...}])
def test_what_is_not_said_yet_does_not_differ(change: dict[str, Any], check: Check, finished: Any) -> None:
    changes = {f"annotation__sources__1__{name}": value for name, value in change.items()}
    assert check(finished(0), finished(1, annotation__label=..., **changes)) == []


def test_an_older_revision_may_have_the_former_name(check: Check, finished: Any) -> None:
    name = {"annotation__sources__1__name": "Ada Brandt"}
    assert check(finished(0), finished(0, created=LATER, **name), finished(1, created=LATER, **name)) == []


def test_the_same_revision_twice(check: Check, finished: Any) -> None:
    (problem,) = check(finished(), finished())
    assert (problem.code, problem.path) == ("repeated-revision", "$.created")
    assert problem.message.startswith("this revision is there twice (by ada")
    assert problem.remedy == "remove one of the two"
    assert check(finished(), finished(annotator="ben"), finished(created=LATER), finished(1)) == []


def test_a_document_without_sentences(check: Check, finished: Any, article: Document) -> None:
    bare = replace(article, sentences=())
    (problem,) = check(finished(), known={"bridge": bare}.get)
    assert (problem.code, problem.message.split(" (")[0]) == ("unknown-sentence", "the document has no sentences")


def test_a_document_is_looked_up_once(check: Check, finished: Any, article: Document) -> None:
    asked: list[str] = []

    def known(id: str) -> Document:
        asked.append(id)
        return article

    assert check(*(finished(number) for number in range(5)), known=known) == []
    assert asked == ["bridge"]


def test_problems_come_while_revisions_do(schema: Schema, article: Document, finished: Any) -> None:
    def revisions() -> Any:
        yield revision_from_json(finished(schema="2.0"))
        raise AssertionError("the first problem must not wait for the second revision")

    assert next(check_revisions(revisions(), {"bridge": article}.get, schema)).code == "schema-version"


# -- any revision at all --------------------------------------------------------------------------------------------------

NUMBER = st.integers(-3, 200) | st.integers()
SPAN = st.builds(Span, NUMBER, NUMBER, st.text(max_size=5))
ID = st.sampled_from(["c1", "c2", "s0", "s1", "", "\ud800"])
ANSWERS = st.dictionaries(st.sampled_from(["type", "naming", "x"]), st.text(max_size=3) | st.booleans() | st.floats())
ANNOTATION = st.builds(
    Annotation,
    st.sampled_from([None, "claim", "no_claim", "skip", "other"]),
    st.lists(st.builds(Claim, ID, st.lists(SPAN, max_size=3).map(tuple), ANSWERS), max_size=3).map(tuple),
    st.lists(st.builds(Source, ID, st.text(max_size=3), st.none() | SPAN, ANSWERS), max_size=3).map(tuple),
    st.lists(st.builds(Stance, ID, ID, ID, st.none() | SPAN, ANSWERS), max_size=3).map(tuple),
)
SENTENCE = st.sampled_from(
    ["bridge:0", "bridge:50", "bridge:9", "bridge", "", ":", "tower:0", "bridge:٣", "bridge:" + "9" * 5000]
)
REVISION = st.builds(
    Revision,
    document=st.sampled_from(["bridge", "tower", ""]),
    sha256=st.sampled_from(["5f" * 32, ""]),
    sentence=SENTENCE,
    annotator=st.text(max_size=2),
    created=st.text(max_size=2),
    action=st.just("edit"),
    seconds=st.floats(),
    keys=st.integers(),
    schema=st.sampled_from(["1.0", "", "1", "9" * 5000 + ".0", "1.٣"]),
    tool=st.text(max_size=2),
    annotation=st.none() | ANNOTATION,
)


@given(st.lists(REVISION, max_size=4))
def test_any_revisions_at_all(schema: Schema, article: Document, revisions: list[Revision]) -> None:
    for problem in check_revisions(revisions, {"bridge": article}.get, schema):
        assert "\n" not in format_problem(problem)


# -- cost ---------------------------------------------------------------------------------------------------------------


def test_checking_costs_about_as_much_as_reading(schema: Schema, article: Document, finished: Any) -> None:
    """Counted in calls, of which checking makes a few more; in seconds it takes less (``tests/benchmarks/checks.py``)."""
    record = finished()
    revisions = [replace(revision_from_json(record), annotator=f"a{number}") for number in range(500)]
    checking = calls(lambda: list(check_revisions(revisions, {"bridge": article}.get, schema)))
    assert checking < 1.25 * calls(lambda: [revision_from_json(record) for _ in revisions])
