"""The articles of an exported dataset, with the decisions on them, as they were in the store."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from annotate.dataset import ExportOptions
from annotate.dataset.exported_articles import ExportedDataset
from annotate.errors import ExportError
from annotate.model import revision_from_json
from annotate.project import Project
from annotate.report.articles import with_gold
from annotate.schema import Schema, load_schema, shipped
from support.campaign import campaign


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return campaign(tmp_path_factory.mktemp("campaign") / "harbour", articles=5)


@pytest.fixture(scope="module")
def exported(project: Project) -> ExportedDataset:
    project.export(options=ExportOptions(names=True))
    return ExportedDataset(project.dataset, project.schema)


def test_everything_comes_back(project: Project, exported: ExportedDataset) -> None:
    with project.store() as store:
        for document, records in store.decided_documents():
            (article,) = exported.articles({document.id})
            assert article.document.text == document.text
            assert article.document.sentences == document.sentences
            assert article.document.outlet == document.outlet
            assert [(block.kind, block.start, block.end) for block in article.document.blocks] == [
                (block.kind, block.start, block.end) for block in document.blocks
            ]
            original = with_gold(document, records, {}, project.schema, Counter(), exact=True)
            known = {(annotator, index): record for index, annotator, record in original.records}
            assert len(article.records) == len(known)
            for record in article.records:
                index = (document.number(record["sentence"]) or 0) - 1
                before = revision_from_json(known[record["annotator"], index])
                assert revision_from_json(record).annotation == before.annotation
                assert revision_from_json(record).origins == before.origins
                assert record["created"] == before.created
                assert article.seconds[document.sentences[index].start, before.annotator] == before.seconds
            assert {index: provenance for index, (_, provenance) in article.gold.items()} == {
                index: gold.provenance for index, gold in original.gold.items()
            }


def test_the_scheme_is_that_of_the_project(project: Project, exported: ExportedDataset) -> None:
    assert exported.schema.attributes == project.schema.attributes
    assert exported.schema.labels == project.schema.labels
    assert exported.schema.version == project.schema.version
    assert exported.ids == sorted(entry.id for entry in project.documents())
    assert exported.annotators == {"ada", "ben", "cleo"}
    assert not exported.without_text


def test_a_question_that_the_scheme_at_hand_has_otherwise_is_taken_from_the_dataset(
    exported: ExportedDataset, schema: Schema
) -> None:
    from dataclasses import replace

    stance = schema.labels["stance"]
    other = replace(
        schema,
        labels={**schema.labels, "stance": replace(stance, labels=stance.labels[:2])},
        attributes=dict.fromkeys(schema.attributes, ()),
    )
    again = ExportedDataset(exported.folder, other).schema
    assert [label.value for label in again.labels["stance"].labels] == [label.value for label in stance.labels]
    assert [question.name for question in again.attributes["claim"]] == [q.name for q in schema.attributes["claim"]]
    assert again.attribute("claim", "type").choices[0].value == "event"  # type: ignore[union-attr]


def test_a_dataset_without_text_has_offsets_and_no_words(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "silent", ExportOptions(without_text=True))
    silent = ExportedDataset(tmp_path / "silent", project.schema)
    assert silent.without_text
    for article in silent.articles():
        assert not article.document.text.strip()
        with project.store() as store:
            assert article.document.sentences == store.document(article.document.id).sentences
        for record in article.records:
            assert revision_from_json(record).annotation is not None


@pytest.mark.parametrize("content", [{}, {"README.md": b"x"}, {"README.md": b"x", "sentences/train.parquet": b"no parquet"}])
def test_what_is_not_a_dataset_is_refused(tmp_path: Path, content: dict[str, bytes]) -> None:
    for name, data in content.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    with pytest.raises(ExportError):
        ExportedDataset(tmp_path, load_schema(shipped("schema") / "annotation.schema.json"))


def test_a_damaged_file_is_named(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "damaged")
    (file,) = (tmp_path / "damaged" / "sentences").glob("*.parquet")
    file.write_bytes(b"PAR1 no longer PAR1")
    with pytest.raises(ExportError, match="sentences cannot be read"):
        ExportedDataset(tmp_path / "damaged", project.schema)
