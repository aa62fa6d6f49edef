"""From articles to facts: what is shown, what is hidden, and that nothing depends on how it is read."""

from __future__ import annotations

import json
from dataclasses import replace

from annotate.project import Project
from annotate.report import collect as collect_module
from annotate.report.collect import ReportOptions
from annotate.report.comparing import EXAMPLES, measured_options
from annotate.report.facts import ReportFacts
from annotate.report.page import render
from annotate.report.tables import facts_to_json
from support.campaign import CLAIMS, SOURCES, TITLES


def test_the_totals(facts: ReportFacts, project: Project) -> None:
    status = project.status()
    assert facts.totals.sentences == status.sentence_count
    assert facts.totals.decisions == sum(1 for _ in project.current())
    assert facts.totals.shared == status.shared.sentence_count
    assert facts.totals.adjudicated == status.shared.adjudicated
    assert {row.annotator: row.finished for row in facts.annotators} == {
        work.annotator: work.labelled + work.skipped for work in status.work
    }
    assert {row.annotator: row.seconds for row in facts.annotators} == {work.annotator: work.pace for work in status.work}


def test_disagreements_and_agreement_are_those_of_their_commands(facts: ReportFacts, project: Project) -> None:
    assert facts.disagreements == project.disagreements(examples=EXAMPLES)
    agreement = project.agree(options=measured_options(3, 8))
    assert facts.agreement == agreement


def test_contested_sentences_are_those_that_differ(facts: ReportFacts, project: Project) -> None:
    """All that an adjudicator is asked for has a disagreement, unless it was adjudicated."""
    contested = {id for _, id in project.contested()}
    differing = {row.document: row.differing for row in facts.articles}
    for id in contested:
        assert differing[id.rpartition(":")[0]] > 0


def test_articles_with_disagreements_are_shown_first(project: Project, facts: ReportFacts) -> None:
    differing = {row.document: row.differing for row in facts.articles}
    order = [differing[article.document.id] for article in facts.shown]
    assert order == sorted(order, reverse=True)
    two = project.report(ReportOptions(articles=2))
    assert [article.document.id for article in two.shown] == [article.document.id for article in facts.shown[:2]]
    assert two.totals == facts.totals
    assert project.report(ReportOptions(articles=0)).shown == ()
    assert len(project.report(ReportOptions(articles=-1)).shown) == 8


def test_as_many_articles_as_fit(project: Project, monkeypatch: object) -> None:
    collect_module.SENTENCES, before = 20, collect_module.SENTENCES
    try:
        assert len(project.report().shown) == 2
    finally:
        collect_module.SENTENCES = before


def test_only_some_articles(project: Project) -> None:
    id = "who-pays-for-the-harbour"
    facts = project.report(ReportOptions(documents=(id,)))
    assert [row.document for row in facts.articles] == [id]
    assert {row.document for row in facts.progress} == {id}
    assert {example.document for kind in facts.disagreements for example in kind.examples} <= {id}
    assert facts.agreement is not None
    assert facts.agreement.documents == 1


def test_without_text_no_words_of_articles_are_left(project: Project) -> None:
    facts = project.report(ReportOptions(without_text=True))
    page, data = render(facts).decode(), json.dumps(facts_to_json(facts))
    for text in (page, data):
        for phrase in (*(claim for claim, _ in CLAIMS), *(name for name, *_ in SOURCES), *TITLES, "Is this reported speech"):
            assert phrase not in text
    assert "no words of the articles" in page
    assert facts.totals == project.report().totals


def test_problems_that_quote_are_told_by_their_meaning(project: Project) -> None:
    with_text, without = project.report(), project.report(ReportOptions(without_text=True))
    assert with_text.problems
    assert [row.code for row in without.problems] == [row.code for row in with_text.problems]
    assert all(row.message and not row.remedy for row in without.problems)


def test_anonymous_annotators_have_the_names_of_the_dataset(project: Project) -> None:
    facts = project.report(anonymous=True)
    text = render(facts).decode() + json.dumps(facts_to_json(facts))
    assert {row.annotator for row in facts.annotators} <= {f"annotator_{number}" for number in range(1, 5)}
    for name in ("ada", "ben", "cleo", "lead"):
        assert f">{name}<" not in text
        assert f'"{name}"' not in text
    named = project.report()
    assert facts.totals == named.totals
    assert sorted(row.finished for row in facts.annotators) == sorted(row.finished for row in named.annotators)


def test_progress_is_told_article_by_article(project: Project) -> None:
    told: list[tuple[int, int]] = []
    project.report(progress=lambda done, total: told.append((done, total)))
    assert told == [(number, 8) for number in range(1, 9)]


def test_facts_can_be_compared(facts: ReportFacts, project: Project) -> None:
    assert replace(project.report(), schema=facts.schema) == facts
