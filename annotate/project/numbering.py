"""The numbers of labels in published datasets, which are their places in the schema: a change by hand must be meant."""

from __future__ import annotations

from pathlib import Path

from annotate.dataset.state import ExportState
from annotate.schema import Schema
from annotate.schema.migration import breaks_with_past


def numbering_problem(schema: Schema, output: Path, dataset: Path) -> str | None:
    """Return which labels have other numbers than in the last export, and what to do; None if all have the same.

    `output` is the project's folder for what exports share, `dataset` that of its dataset. Before the first export, the earlier
    versions of the schema that were kept count. Raises ExportError if the record of the last export is damaged, SchemaError.
    """
    state = ExportState(output)
    if state.has_labels:
        return state.numbering_problem(schema)
    if dataset.exists():
        from annotate.dataset import changelog  # with `datasets`, 1 s: only for what was exported before labels were recorded

        return changelog.numbering_problem(schema, changelog.previous_release(dataset))
    others = set(breaks_with_past(schema, numbers=False))
    moved = [line for line in breaks_with_past(schema) if line not in others]
    return f"Labels have other numbers than before. {'. '.join(moved)}." if moved else None
