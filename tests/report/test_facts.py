"""The columns of the data files, which people's scripts rely on."""

from __future__ import annotations

from annotate.report import facts as rows
from annotate.report.facts import ReportFacts


def test_the_columns_are_published() -> None:
    """Add at the end; do not rename."""
    assert rows.Totals._fields[:4] == ("documents", "sentences", "finished", "decisions")
    assert rows.ProgressRow._fields == ("document", "title", "sentences", "annotator", "finished", "begun")
    assert rows.DayRow._fields == ("day", "annotator", "finished", "total")
    assert rows.LabelRow._fields == ("question", "label", "annotator", "number", "asked")
    assert rows.GroupRow._fields == ("grouping", "group", "question", "label", "number", "asked")
    assert rows.SourceRow._fields == ("source", "claims", "articles", "type", "naming")
    assert rows.RuleRow._fields == ("rule", "accepted", "edited", "rejected")
    assert rows.ConfusionRow._fields == ("question", "one", "other", "said", "other_said", "number")
    assert rows.AgendaRow._fields == ("document", "sentence", "text", "differing", "flags", "notes", "adjudicated")
    assert rows.ProblemRow._fields == ("severity", "code", "message", "remedy", "document", "sentence")


def test_the_sentences_of_the_articles_that_are_shown_are_counted(facts: ReportFacts) -> None:
    assert facts.shown_sentences == sum(len(article.document.sentences) for article in facts.shown) == 72
