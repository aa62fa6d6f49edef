"""The facts as JSON and as CSV files, one table each; the columns are the fields of the rows in `facts`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from annotate.agreement.report import COLUMNS, agreement_rows, agreement_to_json, disagreements_to_json
from annotate.report import facts as rows
from annotate.report.facts import ReportFacts
from annotate.text.spreadsheet import cell

_DISAGREEMENTS = ("stage", "question", "what", "count", "of")
_TABLES: Mapping[str, type[Any]] = {
    "annotators": rows.AnnotatorRow,
    "confusions": rows.ConfusionRow,
    "progress": rows.ProgressRow,
    "days": rows.DayRow,
    "labels": rows.LabelRow,
    "groups": rows.GroupRow,
    "sources": rows.SourceRow,
    "source_stances": rows.SourceStanceRow,
    "crossed": rows.CrossRow,
    "opposed": rows.OpposedRow,
    "positions": rows.PositionRow,
    "rules": rows.RuleRow,
    "exposures": rows.ExposureRow,
    "fast": rows.FastRow,
    "agenda": rows.AgendaRow,
    "problems": rows.ProblemRow,
    "articles": rows.ArticleRow,
    "provenance": rows.Fact,
    "strata": rows.StratumRow,
}
"""The tables by name, which is that of the field of `ReportFacts` and of the file, with the type of their rows."""


def facts_to_json(facts: ReportFacts) -> dict[str, Any]:
    """Return all figures as a JSON object; the articles themselves are only on the page."""
    return {
        "kind": facts.kind,
        "name": facts.name,
        "totals": facts.totals._asdict(),
        "disagreements": disagreements_to_json(facts.disagreements),
        "agreement": agreement_to_json(facts.agreement) if facts.agreement else None,
        **{name: [_object(row) for row in getattr(facts, name)] for name in _TABLES},
        "left_out": dict(facts.left_out),
    }


def _object(row: Any) -> dict[str, Any]:
    return {name: list(map(str, value)) if isinstance(value, tuple) else value for name, value in row._asdict().items()}


def facts_to_csv(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each CSV file, header first.

    Texts that a spreadsheet would run have an apostrophe in front; see `annotate.text.spreadsheet`.
    """
    yield "totals.csv", _csv(facts.totals._fields, [facts.totals])
    kinds = ([kind.stage, kind.question, kind.what, kind.count, kind.of] for kind in facts.disagreements)
    yield "disagreements.csv", _csv(_DISAGREEMENTS, kinds)
    figures = agreement_rows(facts.agreement) if facts.agreement else []
    yield "agreement.csv", _csv(COLUMNS, ([row[column] for column in COLUMNS] for row in figures))
    for name, kind in _TABLES.items():
        yield f"{name}.csv", _csv(kind._fields, getattr(facts, name))


def _csv(columns: Sequence[str], table: Iterator[Sequence[Any]] | Sequence[Sequence[Any]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in table)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        value = "; ".join(map(str, value))
    return cell(value) if isinstance(value, str) else "" if value is None else value
