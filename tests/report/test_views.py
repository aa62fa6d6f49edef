"""The facts as the page shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.checks import CODES
from annotate.report import views
from annotate.report.facts import AnnotatorRow, ConfusionRow, DayRow, GroupRow, ProblemRow, ReportFacts


@pytest.mark.parametrize(
    ("value", "expected"), [(None, 0), (0.0, 0), (-0.3, 0), (0.01, 1), (0.2, 1), (0.21, 2), (1.0, 5), (1.7, 5)]
)
def test_shades(value: float | None, expected: int) -> None:
    assert views.shade(value) == expected


@pytest.mark.parametrize(
    ("sentence", "text", "expected"),
    [
        ("He said it rains.", "it rains", ["He said ", "it rains", "."]),
        ("It rains, he said.", "It rains", ["", "It rains", ", he said."]),
        ("It rains, he said, and pours.", "It rains … and pours", ["", "It rains", ", he said, ", "and pours", "."]),
        ("He said so.", "it rains", ["He said so."]),
        ("He said so.", "so … it rains", ["He said so."]),
        ("He said so.", "He said so.", ["He said so."]),
        ("He said so.", "", ["He said so."]),
        ("He said so, so they say.", "so", ["He said so, so they say."]),
        ("", "x", [""]),
    ],
)
def test_a_claim_in_its_sentence(sentence: str, text: str, expected: list[str]) -> None:
    """Every second piece is marked; nothing is where it is not certain which words are meant."""
    pieces = views.marked(sentence, text)
    assert "".join(run.text for run in pieces) == sentence
    assert [run for run in expected if run or not sentence] == [run.text for run in pieces]
    assert [run.text for run in pieces if run.mark] == expected[1::2]


@pytest.mark.parametrize(
    ("open_sentences", "pace", "words"),
    [
        (0, (5.0, 4.0, 6.0), "nothing left"),
        (9, (None, None, None), "not known"),
        (9, (9.0, 9.0, 9.0), "about 1 day"),
        (20, (5.0, 4.0, 10.0), "about 4 days (2 to 5)"),
    ],
)
def test_when_it_is_done(open_sentences: int, pace: tuple[float | None, ...], words: str) -> None:
    row = AnnotatorRow("ada", 1, 0, 0, open_sentences, None, None, None, 0.0, 1, *pace, "2026-01-01")
    assert views.days_left(row) == words


def test_each_version_is_written_once(facts: ReportFacts) -> None:
    for article in views.article_views(facts):
        for sentence in article.sentences:
            seen = [view for version in sentence.versions for view in version.views]
            assert sorted(seen) == [0, 1, 2, 3], "every view shows one version"
            made = [(version.label, version.notes, version.flag, version.note) for version in sentence.versions if version.names]
            assert len(made) == len({repr(one) for one in made})


def test_without_text_a_view_has_no_words_of_the_article(facts: ReportFacts) -> None:
    for article in views.article_views(replace(facts, without_text=True)):
        for sentence in article.sentences:
            for version in sentence.versions:
                assert not any(run.text for run in version.runs)
                assert version.note == ""
                assert all(voice.name == "" for note in version.notes for voice in note.voices)


def test_gold_is_shown_first_if_there_is_any(facts: ReportFacts) -> None:
    assert views.first_view(facts) == 0
    article = facts.shown[0]
    open_decisions = {place: [replace(one, gold="") for one in made] for place, made in article.decisions.items()}
    assert views.first_view(replace(facts, shown=(replace(article, decisions=open_decisions),))) == 1
    assert (
        views.first_view(replace(facts, shown=()))
        == views.first_view(replace(facts, shown=(replace(article, decisions={}),)))
        == 0
    )


def test_a_long_article_is_cut(facts: ReportFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LONGEST_ARTICLE", 2)
    assert {len(article.sentences) for article in views.article_views(facts)} == {2}


def test_one_figure_a_stage(facts: ReportFacts) -> None:
    assert [figure.words for figure in views.stage_figures(facts.agreement)] == [
        "label of the sentence",
        "words inside a claim or not",
        "claims, by their place",
        "sources of a claim",
        "stance of a source",
        "claim, source and stance together",
    ]
    alone = replace(facts, agreement=None)
    assert (
        views.stage_figures(alone.agreement)
        == views.breakdowns(alone)
        == views.label_figures(alone)
        == views.meanings(alone)
        == []
    )
    assert views.pair_matrix(alone) is None


def test_every_two_annotators(facts: ReportFacts) -> None:
    matrix = views.pair_matrix(facts)
    assert matrix is not None
    assert list(matrix.heads) == ["ada", "ben", "cleo"]
    cells = {(one, other): cell for one, row in matrix.rows for other, cell in zip(matrix.heads, row, strict=True)}
    assert cells["ada", "cleo"] == cells["cleo", "ada"]
    assert cells["ada", "ada"] is None


def test_confusions_count_both_ways_between_annotators_and_one_against_gold(facts: ReportFacts) -> None:
    rows = (
        ConfusionRow("stance.label", "ada", "ben", "deny", "support", 2),
        ConfusionRow("stance.label", "ada", "ben", "support", "deny", 1),
        ConfusionRow("stance.label", "ada", "ben", "support", "support", 5),
        ConfusionRow("stance.label", "gold", "ada", "support", "deny", 4),
    )
    changed = replace(facts, confusions=rows)
    (between,) = views.confusion_matrices(changed, gold=False)
    assert list(between.heads) == ["support", "deny"], "in the order of the scheme"
    assert between.rows == [("support", [5, 3]), ("deny", [3, 0])]
    assert between.total == 8
    assert between.most == 5
    (against,) = views.confusion_matrices(changed, gold=True)
    assert against.rows == [("support", [0, 4]), ("deny", [0, 0])]
    assert against.total == 4


def test_the_least_finished_articles_come_first(facts: ReportFacts) -> None:
    table = views.progress_table(facts)
    shares = [row.finished / row.sentences for row, _ in table.rows]
    assert shares == sorted(shares)
    assert table.total == 8
    assert all(
        cell is None or cell.annotator == name for _, cells in table.rows for name, cell in zip(table.names, cells, strict=True)
    )


def test_a_line_for_each_annotator_that_only_rises(facts: ReportFacts) -> None:
    line = views.timeline(facts)
    assert line is not None
    for each in line.lines:
        heights = [float(point.split(",")[1]) for point in each.points.split()]
        assert heights == sorted(heights, reverse=True)
        assert each.points.split()[-1].startswith(f"{line.width},")
    assert views.timeline(replace(facts, days=())) is None
    assert views.timeline(replace(facts, days=(DayRow("2026-01-01", "ada", 3, 3),))) is None


def test_labels_of_everybody_side_by_side(facts: ReportFacts) -> None:
    question = views.label_tables(facts)[0]
    assert question.path == "annotation.label"
    assert [answer.label for answer in question.answers] == ["claim", "no_claim"]
    for place in range(4):
        counts = [answer.counts[place] for answer in question.answers]
        assert sum(number for number, _ in counts) == counts[0][1]


def test_groups_only_where_there_are_several(facts: ReportFacts) -> None:
    tables = views.group_tables(facts)
    assert [table.title for table in tables["annotation.label"]] == ["By outlet", "By month of publication", "By kind of block"]
    assert "claim.type" in tables, "every question is broken down, not only whether there is a claim"
    rows = (
        GroupRow("outlet", "a", "annotation.label", "claim", 2, 3),
        GroupRow("outlet", "a", "annotation.label", "no_claim", 1, 3),
        GroupRow("outlet", "b", "annotation.label", "no_claim", 4, 4),
    )
    assert views.group_tables(replace(facts, groups=rows)) == {
        "annotation.label": [
            views.GroupTable(
                "outlet",
                "By outlet",
                ["claim", "no_claim"],
                views.Cut([views.GroupView("b", 4, [0, 4]), views.GroupView("a", 3, [2, 1])], 2),
            )
        ]
    }
    assert views.group_tables(replace(facts, groups=rows[:2])) == {}


def test_parts_of_a_bar_fill_it() -> None:
    assert views.parts({"b": 1, "a": 3}, ["a", "x", "b"]) == [views.Part("a", 0.0, 75.0, 3, 0), views.Part("b", 75.0, 25.0, 1, 2)]
    assert views.parts({}, ["a"]) == []


def test_rules_and_sources_add_up(facts: ReportFacts) -> None:
    for rule in views.rule_table(facts):
        assert sum(part.number for part in rule.parts) == rule.total
    for row in views.source_table(facts).rows:
        assert sum(part.number for part in row.stances) == row.source.claims


def test_problems_by_code_errors_first_then_the_most_frequent(facts: ReportFacts) -> None:
    codes = ["span-padded", "cue-in-claim", "span-padded", "missing-answer"]
    rows = tuple(ProblemRow(CODES[code].severity.value, code, "m", "r", "d", 1) for code in codes)
    kinds = views.problem_kinds(replace(facts, problems=rows))
    assert [(kind.severity, kind.code, kind.problems.total) for kind in kinds] == [
        ("error", "missing-answer", 1),
        ("warning", "span-padded", 2),
        ("warning", "cue-in-claim", 1),
    ]
    assert kinds[1].words == CODES["span-padded"].line
