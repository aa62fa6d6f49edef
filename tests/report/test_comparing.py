"""Annotators compared with each other and with adjudications."""

from __future__ import annotations

from collections import Counter

from annotate.agreement.agreement import AgreementOptions
from annotate.project import Project
from annotate.report.comparing import MANY, compare, differing_by_document, measured_options
from annotate.report.facts import ReportFacts


def test_confusions_off_the_diagonal_are_the_disagreements(facts: ReportFacts) -> None:
    """The two are counted apart, from the same comparisons."""
    for kind in facts.disagreements:
        if " / " not in kind.what:
            continue
        noun = "annotation" if kind.stage == "sentence" else kind.stage
        counted = sum(
            row.number
            for row in facts.confusions
            if row.question == f"{noun}.{kind.question}"
            and row.one != "gold"
            and " / ".join(sorted((row.said, row.other_said))) == kind.what
        )
        assert counted == kind.count


def test_gold_is_compared_where_it_was_adjudicated(facts: ReportFacts) -> None:
    against = [row for row in facts.confusions if row.one == "gold" and row.question == "annotation.label"]
    assert {row.other for row in against} == {"ada", "ben", "cleo"}
    assert 0 < sum(row.number for row in against) <= 3 * facts.totals.adjudicated


def test_many_annotators_are_not_compared_two_by_two() -> None:
    assert "pair" in measured_options(MANY, 10).by
    assert "pair" not in measured_options(MANY + 1, 10).by


def test_a_large_project_has_fewer_resamples() -> None:
    assert [measured_options(3, articles).resamples for articles in (0, 1, 2_000, 4_000, 10**6)] == [1000, 1000, 1000, 500, 200]


def test_a_second_pass_counts_nothing_twice(project: Project) -> None:
    """An annotator who is set apart has agreement read everything again."""
    with project.store() as store:
        once = compare(store.decided_documents, project.schema, AgreementOptions(by=(), resamples=0, least_share=0))
        twice = compare(store.decided_documents, project.schema, AgreementOptions(by=(), resamples=0, least_share=9))
    assert twice.agreement.set_apart
    assert not once.agreement.set_apart
    assert twice[1:] == once[1:]


def test_sentences_that_differ_by_document() -> None:
    assert differing_by_document({"a:1": 2, "a:b:3": 1, "a:9": 1}) == Counter({"a": 2, "a:b": 1})
