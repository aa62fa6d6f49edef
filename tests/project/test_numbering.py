"""Labels keep the numbers of the last export, and before the first one those of the schema's kept versions."""

from __future__ import annotations

import json

import pytest

from annotate.errors import ExportError
from annotate.project import Project
from annotate.schema.migration import parse_change


def swap(project: Project, noun: str = "stance", name: str = "label") -> None:
    raw = json.loads(project.schema_path.read_text(encoding="utf-8"))
    labels = raw["$defs"][noun]["properties"][name]["oneOf"]
    labels[0], labels[1] = labels[1], labels[0]
    project.schema_path.write_text(json.dumps(raw), encoding="utf-8")
    project.__dict__.pop("schema", None)


def test_nothing_to_compare_with(labelled: Project) -> None:
    swap(labelled)
    assert labelled.numbering_problem() is None
    assert labelled.check().problems == ()


def test_the_last_export_counts_in_whatever_format_and_folder(labelled: Project) -> None:
    labelled.export(labelled.root / "elsewhere", format="csv")
    assert labelled.numbering_problem() is None
    swap(labelled)
    assert "support was 0, is now 1" in (labelled.numbering_problem() or "")
    assert [problem.code for problem in labelled.check().problems] == ["renumbered-label"]
    with pytest.raises(ExportError, match="support was 0, is now 1"):
        labelled.export()


def test_a_dataset_exported_before_labels_were_recorded_counts(labelled: Project) -> None:
    labelled.export()
    (labelled.output / "labels.json").unlink()
    assert labelled.numbering_problem() is None
    swap(labelled)
    assert "support was 0, is now 1" in (labelled.numbering_problem() or "")


def test_before_the_first_export_the_kept_versions_count(labelled: Project) -> None:
    labelled.migrate([parse_change("add claim.type:rumour=Heard somewhere.")])
    assert labelled.numbering_problem() is None
    swap(labelled)
    assert "support was 0, is now 1" in (labelled.numbering_problem() or "")
    with pytest.raises(ExportError, match="--renumber"):
        labelled.export()


def test_a_change_by_migration_is_meant(labelled: Project) -> None:
    labelled.export()
    labelled.migrate([parse_change("rename stance:support=agree"), parse_change("merge stance:query=unclear")])
    labelled.migrate([parse_change("add stance:doubt=Doubts it.")])
    assert labelled.numbering_problem() is None
    labelled.export()
