"""Samples of corpora in a project."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import parquet

from annotate.corpus.build import CorpusError, Part, corpus_fingerprint
from annotate.dataset import ExportOptions
from annotate.errors import AnnotateError, ProjectError
from annotate.model import Annotation
from annotate.project import Project, init_project
from annotate.project.corpus import SampleOptions, SampleScore
from annotate.project.report import report_on_dataset
from annotate.project.samples import beside_backup, read_samples
from annotate.report.collect import ReportOptions
from annotate.report.facts import StratumRow
from annotate.report.page import render
from support.archives import build_here, records, write_lines
from support.commanding import save


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    build_here(folder / "archive", write_lines(folder / "dump.jsonl", records(60)))
    return folder / "archive"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return init_project(tmp_path / "news")


def test_drawn_articles_are_in_the_project_as_they_were_in_the_corpus(project: Project, corpus: Path) -> None:
    drawn = project.sample_corpus(corpus, SampleOptions(8, by=("outlet",), seed=3))
    assert drawn.added.counts == {"added": 8}
    originals = {row["id"]: row["text"] for row in records(60)}
    for id in drawn.sample.articles:
        document = project.document(id)
        assert document.text == originals[id]
        assert document.path.startswith(f"corpus/{corpus_fingerprint(corpus)[:12]}/dump.jsonl#")
    assert read_samples(project.samples_path) == (drawn.sample,)
    assert sum(1 / article.probability for article in drawn.sample.articles.values()) == pytest.approx(54)


def test_drawn_again_nothing_changes(project: Project, corpus: Path) -> None:
    first = project.sample_corpus(corpus, SampleOptions(8))
    again = project.sample_corpus(corpus, SampleOptions(8))
    assert again.sample == first.sample
    assert again.added.counts == {"unchanged": 8}
    assert len(read_samples(project.samples_path)) == 1
    more = project.sample_corpus(corpus, SampleOptions(8, seed=1))
    assert len(project.documents()) == 8 + more.added.counts["added"]
    assert len(read_samples(project.samples_path)) == 2


def test_the_same_place_in_another_corpus_is_another_article(project: Project, corpus: Path, tmp_path: Path) -> None:
    build_here(tmp_path / "archive", write_lines(tmp_path / "dump.jsonl", records(60, 2)))
    project.sample_corpus(corpus, SampleOptions(60))
    assert project.sample_corpus(tmp_path / "archive", SampleOptions(60)).added.counts == {"added": 54}


@pytest.mark.parametrize("score", [SampleScore.CONTESTED, SampleScore.CHECKWORTHY])
def test_scores_of_the_rules_need_no_model(project: Project, corpus: Path, score: SampleScore) -> None:
    drawn = project.sample_corpus(corpus, SampleOptions(2, score=score))
    assert len(drawn.sample.articles) == 2
    assert drawn.sample.score == score


def test_uncertainty_needs_a_model(project: Project, corpus: Path) -> None:
    with pytest.raises(AnnotateError, match="annotate train"):
        project.sample_corpus(corpus, SampleOptions(2, score=SampleScore.UNCERTAINTY))
    assert project.documents() == ()


def test_a_corpus_that_is_not_finished_is_refused(project: Project, corpus: Path, tmp_path: Path) -> None:
    build_here(tmp_path / "half", write_lines(tmp_path / "d.jsonl", records(60)), part=Part(1, 2))
    for folder in (tmp_path / "half", tmp_path / "nowhere", project.root):
        with pytest.raises(CorpusError):
            project.sample_corpus(folder, SampleOptions(2))


def test_a_damaged_file_of_samples_stops_it_before_anything_is_stored(project: Project, corpus: Path) -> None:
    project.samples_path.write_text("{")
    with pytest.raises(ProjectError):
        project.sample_corpus(corpus, SampleOptions(2))
    assert project.documents() == ()


def test_a_backup_keeps_how_articles_were_drawn(project: Project, corpus: Path, tmp_path: Path) -> None:
    drawn = project.sample_corpus(corpus, SampleOptions(4, by=("outlet",)))
    project.backup(tmp_path / "b.db")
    later = project.sample_corpus(corpus, SampleOptions(4, seed=2))
    project.restore(tmp_path / "b.db")
    assert read_samples(project.samples_path) == (drawn.sample, later.sample), "nothing is taken away"
    other = init_project(tmp_path / "other")
    other.restore(tmp_path / "b.db")
    assert read_samples(other.samples_path) == (drawn.sample,)


def test_a_backup_without_its_samples_or_with_damaged_ones(project: Project, corpus: Path, tmp_path: Path) -> None:
    project.sample_corpus(corpus, SampleOptions(4))
    project.backup(tmp_path / "b.db")
    kept = beside_backup(tmp_path / "b.db")
    kept.write_text("{")
    other = init_project(tmp_path / "other")
    with pytest.raises(ProjectError, match="is damaged"):
        other.restore(tmp_path / "b.db")
    assert not other.database.exists(), "nothing is changed"
    kept.unlink()
    other.restore(tmp_path / "b.db")
    assert read_samples(other.samples_path) == ()


def test_samples_beside_another_backup_are_overwritten_only_if_asked(project: Project, corpus: Path, tmp_path: Path) -> None:
    project.sample_corpus(corpus, SampleOptions(4))
    beside_backup(tmp_path / "b.db").write_text("theirs")
    with pytest.raises(ProjectError, match="--overwrite"):
        project.backup(tmp_path / "b.db")
    assert beside_backup(tmp_path / "b.db").read_text() == "theirs"
    project.backup(tmp_path / "b.db", overwrite=True)
    assert len(read_samples(beside_backup(tmp_path / "b.db"))) == 1
    project.samples_path.unlink()
    project.backup(tmp_path / "b.db", overwrite=True)
    assert not beside_backup(tmp_path / "b.db").exists(), "the older samples are not of this backup"


def test_how_articles_were_drawn_is_exported_and_on_the_card(project: Project, corpus: Path) -> None:
    drawn = project.sample_corpus(corpus, SampleOptions(4, by=("outlet",), where=("language=en",)))
    (project.raw / "own.txt").write_text("The bridge is closed. It was closed on Monday.")
    project.add()
    for id in [*drawn.sample.articles, "own"]:
        save(project, 0, Annotation("no_claim"), id=id)
    exported = project.export(options=ExportOptions(charts=False))
    (table,) = [parquet.read_table(path) for path in (exported.path / "articles").glob("*.parquet")]
    rows = {row["document"]: row for row in table.to_pylist()}
    for id, article in drawn.sample.articles.items():
        row = rows[id]
        assert (row["sample"], row["stratum"]) == ("1", article.stratum)
        assert (row["inclusion_probability"], row["represents"]) == (article.probability, article.represents)
    assert rows["own"]["inclusion_probability"] is None
    card = (exported.path / "README.md").read_text(encoding="utf-8")
    assert "4 of 54 articles of the corpus archive" in card
    assert "`inclusion_probability`" in card


def test_a_report_says_what_each_article_stands_for(project: Project, corpus: Path) -> None:
    drawn = project.sample_corpus(corpus, SampleOptions(2, by=("outlet",), seed=4))
    project.sample_corpus(corpus, SampleOptions(6))
    facts = project.report()
    by_stratum = [row for row in facts.strata if row.sample == 1]
    assert [row.stratum for row in by_stratum] == [f"outlet{number}.example" for number in range(3)]
    assert sum(row.archive for row in by_stratum) == 54
    assert sorted((row.drawn, row.stands_for) for row in by_stratum)[0] == (0, None), "three strata, two articles"
    assert sum(row.drawn * (row.stands_for or 0) for row in by_stratum) == pytest.approx(54)
    assert facts.strata[3:] == (StratumRow(2, "", 54, 6, pytest.approx(9)),)
    known = {row.name: row.value for row in facts.provenance}
    assert known["sample 1"] == drawn.sample.description
    assert known["corpus of sample 1"] == corpus_fingerprint(corpus)
    page = render(facts).decode()
    assert "each stands for" in page
    assert "outlet2.example" in page
    assert "all of it" in page


def test_a_report_without_samples_has_no_table_of_them(project: Project) -> None:
    (project.raw / "own.txt").write_text("The bridge is closed. It was closed on Monday.")
    project.add()
    facts = project.report()
    assert facts.strata == ()
    assert "each stands for" not in render(facts).decode()


def test_a_report_about_a_dataset_says_it_too(project: Project, corpus: Path) -> None:
    drawn = project.sample_corpus(corpus, SampleOptions(2, by=("outlet",), seed=4))
    more = project.sample_corpus(corpus, SampleOptions(6))
    for id in {*drawn.sample.articles, *more.sample.articles}:
        save(project, 0, Annotation("no_claim"), id=id)
    facts = project.report()
    folder = project.export(options=ExportOptions(charts=False, leave_out=tuple(drawn.sample.articles)[:1])).path
    exported = report_on_dataset(folder, project.schema, ReportOptions(), anonymous=False, progress=lambda done, total: None)
    assert exported.strata == facts.strata, "also of articles that are not in the dataset"
    assert {fact for fact in facts.provenance if "sample" in fact.name} <= set(exported.provenance)
    assert all(id not in (folder / "samples.json").read_text() for id in drawn.sample.articles)
    (folder / "samples.json").unlink()  # as in older datasets
    older = report_on_dataset(folder, project.schema, ReportOptions(), anonymous=False, progress=lambda done, total: None)
    assert older.strata == ()
    assert "export it again" in dict(older.provenance)["samples"]


def test_without_samples_a_dataset_has_no_columns_about_them(project: Project) -> None:
    (project.raw / "own.txt").write_text("The bridge is closed. It was closed on Monday.")
    project.add()
    save(project, 0, Annotation("no_claim"), id="own")
    exported = project.export(options=ExportOptions(charts=False))
    assert "sample" not in parquet.read_schema(next((exported.path / "articles").glob("*.parquet"))).names
