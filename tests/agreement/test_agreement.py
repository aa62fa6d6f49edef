"""The staged report: what is in it, what each figure is of, and that it is right whoever comes first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.agreement.agreement import BREAKDOWNS, OVERALL, Agreement, AgreementOptions, agree
from annotate.agreement.coefficients import alpha, cohen_kappa
from annotate.agreement.intervals import Figure
from annotate.agreement.ratings import Ratings
from annotate.model import Annotation, Document, Revision, exposed
from annotate.schema import Schema
from support.several import article_schema, topics_schema, unlinked_schema

NONE = Annotation("no_claim")
PIECES = ("Bridge closed", "the flood had cost jobs", "大桥将于五月重新开放", "Nobody knows")
Decisions = Mapping[str, list[str]]
"""For each annotator a text for each document: one letter a sentence. n no claim, . unseen, others the claim's type."""

TYPES = {"e": "event", "q": "quantity", "c": "causal"}


@pytest.fixture(scope="session")
def world(coders: Any) -> Callable[..., tuple[list[Document], list[Revision]]]:
    def build(decisions: Decisions, **other: Any) -> tuple[list[Document], list[Revision]]:
        documents = [coders.document(f"doc{number}") for number in range(len(next(iter(decisions.values()))))]
        revisions = []
        for annotator, texts in decisions.items():
            for document, text in zip(documents, texts, strict=True):
                for index, letter in enumerate(text):
                    if letter != ".":
                        claim = NONE if letter == "n" else coders.claim(document, PIECES[index], type=TYPES[letter])
                        revisions.append(coders.revision(document, index, annotator, claim, **other))
        return documents, revisions

    return build


def figure(agreement: Agreement, stage: str, question: str, coefficient: str, by: str = "overall", group: str = "") -> Figure:
    wanted = (by, group, stage, question, coefficient)
    (found,) = (row.figure for row in agreement.rows if (row.by, row.group, row.stage, row.question, row.coefficient) == wanted)
    return found


DECISIONS = {"ada": ["ennq", "cnen", "nnee"], "ben": ["enne", "cnnn", "nqee"], "cem": ["en.q", "e.ee", "...."]}


def test_claim_or_not_is_what_the_coefficients_say_of_the_labels(world: Any, schema: Schema) -> None:
    agreement = agree(*world(DECISIONS), schema)
    table = [[None if letter == "." else letter != "n" for letter in "".join(texts)] for texts in DECISIONS.values()]
    labels = Ratings.of(table)
    assert figure(agreement, "sentence", "label", "alpha_nominal").value == pytest.approx(alpha(labels).value)
    assert figure(agreement, "sentence", "label", "kappa").value == pytest.approx(cohen_kappa(labels).value)
    ratings = [value for row in table for value in row if value is not None]
    assert figure(agreement, "sentence", "label", "prevalence").value == pytest.approx(sum(ratings) / len(ratings))
    assert (agreement.annotators, agreement.documents, agreement.sentences) == (("ada", "ben", "cem"), 3, 12)


def test_types_are_compared_on_claims_that_both_have(world: Any, schema: Schema) -> None:
    agreement = agree(*world({"ada": ["ennq", "cnen"], "ben": ["enne", "cnnn"]}), schema)
    found = figure(agreement, "claim", "type", "alpha_nominal")
    assert found.value == pytest.approx(alpha(Ratings.of([["e", "q", "c"], ["e", "e", "c"]])).value)
    assert found.units == 3
    assert figure(agreement, "span", "claims", "f1_exact").value == pytest.approx(6 / 7)
    assert figure(agreement, "claim", "type", "alpha_masi").units == 8


@pytest.fixture(scope="session")
def linked(coders: Any) -> Callable[..., tuple[list[Document], list[Revision]]]:
    """Documents in which annotators mark a claim in each sentence, with links as ``3=1 4!1``: the fourth contradicts the first.

    A letter of ``-`` before a number is a sentence without a claim.
    """

    def build(decisions: Decisions) -> tuple[list[Document], list[Revision]]:
        documents = [coders.document(f"doc{number}") for number in range(len(next(iter(decisions.values()))))]
        revisions = []
        for annotator, texts in decisions.items():
            for document, text in zip(documents, texts, strict=True):
                words = text.split()
                for index, piece in enumerate(PIECES):
                    links = [
                        (PIECES[int(word[2]) - 1], {"=": "same", "!": "contradicts"}[word[1]])
                        for word in words
                        if word[0] == str(index + 1)
                    ]
                    said = NONE if f"-{index + 1}" in words else coders.linked(document, coders.claim(document, piece), *links)
                    revisions.append(coders.revision(document, index, annotator, said))
        return documents, revisions

    return build


# By hand: of five pairs that either of the two linked, both linked four, so F1 is 2 * 4 / (2 * 4 + 1). The relations of the four
# are same/same, contradicts/same, same/same and contradicts/contradicts. Alpha: one in four pairs differs, by chance 2 * 5 * 3 of
# 8 * 7 would. Kappa: three in four agree, by chance 2/4 * 3/4 + 2/4 * 1/4 would.
LINKS = {"ada": ["2=1 4!1 4=2", "2=1 4!1"], "ben": ["2=1 4=1", "2=1 4!1"]}


def test_linked_pairs_and_their_relation(linked: Any, schema: Schema) -> None:
    agreement = agree(*linked(LINKS), schema)
    pairs = figure(agreement, "link", "linked", "f1")
    assert (pairs.value, pairs.units) == (pytest.approx(8 / 9), 9)
    assert pairs.low is not None
    assert figure(agreement, "link", "label", "agreement").value == pytest.approx(3 / 4)
    assert figure(agreement, "link", "label", "alpha_nominal").value == pytest.approx(1 - (1 / 4) / (30 / 56))
    kappa = figure(agreement, "link", "label", "kappa")
    assert (kappa.value, kappa.units) == (pytest.approx(1 / 2), 4)
    assert figure(agreement, "link", "linked", "f1", "pair", "ada, ben").value == pairs.value
    assert figure(agreement, "link", "linked", "f1", "document", "doc0").value == pytest.approx(4 / 5)
    against_rest = figure(agreement, "link", "label", "alpha_nominal", "label", "same")
    assert against_rest.value == pytest.approx(1 - (1 / 4) / (30 / 56))


def test_links_of_claims_that_only_one_marked_are_not_compared(linked: Any, schema: Schema) -> None:
    more = {"ada": [LINKS["ada"][0], "2=1 3=2 4!1 4=3"], "ben": [LINKS["ben"][0], "-3 2=1 4!1"]}
    assert figure(agree(*linked(more), schema), "link", "linked", "f1") == figure(
        agree(*linked(LINKS), schema), "link", "linked", "f1"
    )


def test_of_three_annotators_each_two_are_compared(linked: Any, schema: Schema) -> None:
    agreement = agree(*linked({"ada": ["2=1 4!1"], "ben": ["2=1"], "cem": ["2!1"]}), schema)
    pairs = figure(agreement, "link", "linked", "f1")
    assert (pairs.value, pairs.units) == (pytest.approx(2 * 3 / (2 * 3 + 2)), 8)
    assert figure(agreement, "link", "label", "agreement").value == pytest.approx(1 / 3)


def test_who_links_nothing_sees_nothing_of_links(linked: Any, schema: Schema) -> None:
    unlinked = linked({"ada": ["", "-2"], "ben": ["-3", ""]})
    assert agree(*unlinked, schema) == agree(*unlinked, unlinked_schema())
    assert not [row for row in agree(*unlinked, schema).rows if row.stage == "link"]


def test_what_is_undefined_says_why(world: Any, schema: Schema) -> None:
    agreement = agree(*world({"ada": ["ee.."], "ben": ["ee.."]}), schema)
    found = figure(agreement, "sentence", "label", "alpha_nominal")
    assert (found.value, found.reason) == (None, "all 4 labels are claim")
    alone = agree(*world({"ada": ["ee.."]}), schema)
    assert figure(alone, "sentence", "label", "kappa").reason == "nothing was labelled by two annotators"
    assert figure(alone, "span", "claims", "f1_exact").reason == "none was marked where two annotators looked"
    assert figure(agree([], [], schema), "triple", "exact", "f1").value is None


def test_no_figure_is_nan(world: Any, schema: Schema) -> None:
    for row in agree(*world(DECISIONS), schema).rows:
        assert (row.figure.value is None) == bool(row.figure.reason)
        for value in (row.figure.value, row.figure.low, row.figure.high):
            assert value is None or -100 < value <= 1


def test_unseen_is_missing_and_no_claim_a_value(world: Any, schema: Schema) -> None:
    seen = figure(agree(*world({"ada": ["en.."], "ben": ["en.."]}), schema), "sentence", "label", "alpha_nominal")
    more = figure(agree(*world({"ada": ["ennn"], "ben": ["en.."]}), schema), "sentence", "label", "alpha_nominal")
    assert seen == more
    assert figure(agree(*world({"ada": ["enn."], "ben": ["enn."]}), schema), "sentence", "label", "agreement").units == 3


def test_an_adjudicator_is_no_annotator(world: Any, schema: Schema) -> None:
    documents, revisions = world(DECISIONS)
    without = agree(documents, [one for one in revisions if one.annotator != "cem"], schema)
    agreement = agree(documents, revisions, schema, AgreementOptions(adjudicators=frozenset({"cem"})))
    assert agreement.rows == without.rows
    assert agreement.left_out == {"decisions of adjudicators": 6}


def test_a_pair_is_what_the_two_alone_would_be(world: Any, schema: Schema) -> None:
    documents, revisions = world(DECISIONS)
    agreement = agree(documents, revisions, schema)
    for left_out, pair in (("cem", "ada, ben"), ("ben", "ada, cem"), ("ada", "ben, cem")):
        alone = agree(documents, [one for one in revisions if one.annotator != left_out], schema)
        ours = {(r.question, r.coefficient): _sizes(r.figure) for r in agreement.rows if r.group == pair}
        theirs = {(r.question, r.coefficient): _sizes(r.figure) for r in alone.rows if r.by == "overall"}
        assert ours == {key: pytest.approx(value, nan_ok=True) for key, value in theirs.items()}


def _sizes(figure: Figure) -> tuple[Any, ...]:
    return figure.value or 0.0, figure.units, figure.ratings


def test_breakdowns_by_what_sentences_are(world: Any, schema: Schema) -> None:
    documents, revisions = world(DECISIONS)
    again = [
        replace(one, created="2026-12-01T00:00:00.000000Z") if one.document == "doc2" and one.annotator == "ben" else one
        for one in revisions
    ]
    seen = [replace(one, origins=exposed((), "blind" if one.document == "doc1" else "assisted")) for one in again]
    agreement = agree(documents, seen, schema)
    groups = {(row.by, row.group): row.figure.units for row in agreement.rows if row.coefficient == "prevalence"}
    assert groups["block", "headline"] + groups["block", "paragraph"] == groups["overall", ""] == 12
    assert (groups["time", "2026-11"], groups["time", "2026-12"]) == (8, 4)
    assert groups["suggestions", "none accepted"] == 12
    assert (groups["blind", "blind"], groups["blind", "assisted"]) == (4, 8)
    assert ("blind", "mixed") not in groups


def test_only_the_breakdowns_that_are_wanted(world: Any, schema: Schema) -> None:
    whole = agree(*world(DECISIONS), schema)
    assert {row.by for row in whole.rows} == {OVERALL, *BREAKDOWNS}
    for by in ((), ("pair",), ("blind", "label")):
        agreement = agree(*world(DECISIONS), schema, AgreementOptions(by=by))
        assert agreement.rows == tuple(row for row in whole.rows if row.by in (OVERALL, *by))


def _world_with_trials(size: int, *trials: str) -> Decisions:
    """Two annotators who agree now and then on `size` documents, and others who tried the program on the first."""
    decisions = {"ada": ["enne"] * size, "ben": ["ennn", "eene"] * (size // 2)}
    return decisions | {f"try{number}": [text, *["...."] * (size - 1)] for number, text in enumerate(trials)}


def test_trial_sessions_are_named_and_move_nothing(world: Any, schema: Schema) -> None:
    """Two trial sessions once made a kappa of .416 one of .805."""
    alone = agree(*world(_world_with_trials(12)), schema)
    tried = agree(*world(_world_with_trials(12, "en..", "enn.")), schema)
    assert tried.set_apart == {"try0": 2, "try1": 3}
    assert tried.annotators == ("ada", "ben")
    assert (tried.rows, tried.sentences, tried.left_out) == (alone.rows, alone.sentences, alone.left_out)
    assert alone.set_apart == {}


def test_a_share_of_nothing_compares_everybody_and_weighs_pairs_by_what_they_share(world: Any, schema: Schema) -> None:
    documents, revisions = world(_world_with_trials(12, "en..", "en.."))
    everybody = agree(documents, revisions, schema, AgreementOptions(least_share=0))
    assert everybody.set_apart == {}
    kappa = figure(everybody, "sentence", "label", "kappa").value
    pairs = [row for row in everybody.rows if (row.by, row.question, row.coefficient) == ("pair", "label", "kappa")]
    known = [row.figure for row in pairs if row.figure.value is not None and row.stage == "sentence"]
    assert len(known) == 6
    assert kappa == pytest.approx(sum((f.value or 0) * f.units for f in known) / sum(f.units for f in known))


def test_few_sentences_set_nobody_apart_where_all_have_few(world: Any, schema: Schema) -> None:
    """One expert met twenty volunteers: the expert shares twenty times what they share, and they are all there is."""
    texts = {f"v{number}": ["...."] * number + ["enne"] + ["...."] * (19 - number) for number in range(20)}
    agreement = agree(*world({"expert": ["enne"] * 20, **texts}), schema, AgreementOptions(by=(), resamples=0))
    assert (agreement.set_apart, agreement.typical, agreement.sentences) == ({}, 4, 80)


def test_sources_that_match_two_are_matched_alike_whoever_comes_first(coders: Any, schema: Schema) -> None:
    """One annotator has a source that could be either of the other's two: the stances that are compared are the same."""
    document = coders.document()
    piece = "the flood had cost jobs"
    one = coders.claim(document, piece, {"The mayor": "deny"})
    claim, (source,), (stance,) = one.claims, one.sources, one.stances
    twin = replace(source, id="s2", name="mayor")
    two = replace(one, sources=(source, twin), stances=(stance, replace(stance, source="s2", label="query")))
    assert two.claims == claim
    rows = []
    for first, second in (("ada", "ben"), ("ben", "ada")):
        for order in (two.sources, two.sources[::-1]):
            versions = {first: one, second: replace(two, sources=order)}
            revisions = [coders.revision(document, 1, name, versions[name]) for name in ("ada", "ben")]
            rows.append(agree([document], revisions, schema, AgreementOptions(by=(), resamples=0)).rows)
    assert rows[0] == rows[1] == rows[2] == rows[3]
    (stances,) = (row.figure for row in rows[0] if (row.stage, row.question, row.coefficient) == ("stance", "label", "agreement"))
    assert (stances.value, stances.units) == (1, 1), "the source with the same name, which denies it, too"


def test_documents_are_a_breakdown(world: Any, schema: Schema) -> None:
    documents, revisions = world(DECISIONS)
    agreement = agree(documents, revisions, schema, AgreementOptions(by=("document",)))
    assert list(dict.fromkeys(row.group for row in agreement.rows)) == ["", "doc0", "doc1", "doc2"]
    for document in documents:
        alone = agree([document], [one for one in revisions if one.document == document.id], schema, AgreementOptions(by=()))
        mine = [(row.stage, row.question, row.coefficient, row.figure) for row in agreement.rows if row.group == document.id]
        assert mine == [(row.stage, row.question, row.coefficient, row.figure) for row in alone.rows]


def test_each_label_against_the_rest(world: Any, schema: Schema) -> None:
    agreement = agree(*world({"ada": ["ennq", "cnen"], "ben": ["enne", "cnnn"]}), schema)
    found = figure(agreement, "claim", "type", "alpha_nominal", "label", "quantity")
    assert found.value == pytest.approx(alpha(Ratings.of([[0, 1, 0], [0, 0, 0]])).value)
    assert found.note == "all labels but 1 are not quantity: too few others to tell agreement from chance"
    assert figure(agreement, "claim", "type", "prevalence", "label", "event").value == pytest.approx(3 / 6)


def test_the_same_data_give_the_same_figures_in_any_order(world: Any, schema: Schema) -> None:
    documents, revisions = world(DECISIONS)
    first = agree(documents, revisions, schema)
    assert agree(documents, revisions[::-1], schema) == first
    assert agree(documents, revisions, schema, AgreementOptions(seed=1)) != first


letters = st.text("neqc.", min_size=4, max_size=4)


@settings(max_examples=15, deadline=None)
@given(texts=st.lists(st.tuples(letters, letters, letters), min_size=1, max_size=3), order=st.permutations(["ada", "ben", "cem"]))
def test_names_of_annotators_never_matter(texts: list[tuple[str, ...]], order: list[str], world: Any, schema: Schema) -> None:
    options = AgreementOptions(resamples=20)

    def figures(names: list[str]) -> dict[tuple[str, ...], Figure]:
        agreement = agree(*world(dict(zip(names, zip(*texts, strict=True), strict=True))), schema, options)
        return {(r.by, r.group, r.stage, r.question, r.coefficient): r.figure for r in agreement.rows if r.by != "pair"}

    ours, theirs = figures(["ada", "ben", "cem"]), figures(order)
    assert ours.keys() == theirs.keys()
    for key, one in ours.items():
        other = theirs[key]
        assert (one.value is None, one.units, one.ratings) == (other.value is None, other.units, other.ratings)
        assert one.value is None or one.value == pytest.approx(other.value, abs=1e-9)


SETS: dict[str, list[tuple[str, ...] | None]] = {
    "ada": [("money",), ("health", "money"), (), ("roads",), None],
    "ben": [("money",), ("money",), ("health",), ("roads",), ("money",)],
}


def test_several_answers_are_as_alike_as_masi_says(coders: Any) -> None:
    documents = [coders.document(f"doc{number}") for number in range(5)]
    revisions = [
        coders.revision(document, 0, name, coders.claim(document, PIECES[0], **({} if answer is None else {"topics": answer})))
        for name, answers in SETS.items()
        for document, answer in zip(documents, answers, strict=True)
    ]
    agreement = agree(documents, revisions, topics_schema())
    table = [[None if answer is None else frozenset(answer) for answer in answers] for answers in SETS.values()]
    found = figure(agreement, "claim", "topics", "alpha_masi")
    assert found.value == pytest.approx(alpha(Ratings.of(table), "masi").value)
    assert found.units == 4, "a claim without an answer is missing, one with none of the topics is not"
    assert figure(agreement, "claim", "topics", "agreement").value == 0.5


def test_several_answers_about_a_sentence_are_compared_sentence_by_sentence(coders: Any) -> None:
    documents = [coders.document(f"doc{number}") for number in range(5)]
    revisions = [
        coders.revision(document, 0, name, replace(NONE, attributes={"topics": answer}))
        for name, answers in SETS.items()
        for document, answer in zip(documents, answers, strict=True)
        if answer is not None
    ]
    agreement = agree(documents, revisions, topics_schema("annotation"))
    table = [[None if answer is None else frozenset(answer) for answer in answers] for answers in SETS.values()]
    found = figure(agreement, "sentence", "topics", "alpha_masi")
    assert found.value == pytest.approx(alpha(Ratings.of(table), "masi").value)


def test_answers_about_the_article_are_compared_article_by_article(coders: Any) -> None:
    genres = {"ada": ["news", "news", "opinion", "opinion"], "ben": ["news", "opinion", "opinion", None]}
    documents = [coders.document(f"doc{number}") for number in range(4)]
    revisions = [
        coders.revision(document, index, name, replace(NONE, attributes={"genre": genre} if genre and not index else {}))
        for name, given in genres.items()
        for document, genre in zip(documents, given, strict=True)
        for index in range(2)
    ]
    agreement = agree(documents, revisions, article_schema())
    found = figure(agreement, "article", "genre", "alpha_nominal")
    assert found.value == pytest.approx(alpha(Ratings.of(list(genres.values())), "nominal").value)
    assert (found.units, figure(agreement, "article", "genre", "agreement").value) == (3, pytest.approx(2 / 3))
