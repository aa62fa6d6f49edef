"""The figures as JSON and CSV."""

from __future__ import annotations

import csv
import json
from dataclasses import fields, replace
from io import StringIO

from annotate.report.facts import AgendaRow, Remark, ReportFacts, SourceRow
from annotate.report.tables import facts_to_csv, facts_to_json
from annotate.text.spreadsheet import text_of_cell


def test_json_has_every_figure(facts: ReportFacts) -> None:
    data = json.loads(json.dumps(facts_to_json(facts)))
    left_out = {"schema", "without_text", "texts", "adjudicated", "pairs", "checked", "shown"}
    assert set(data) == {field.name for field in fields(ReportFacts)} - left_out
    assert data["totals"]["decisions"] == facts.totals.decisions
    assert data["labels"][0] == facts.labels[0]._asdict()
    assert data["disagreements"][0]["count"] == facts.disagreements[0].count
    assert any(row["by"] == "pair" for row in data["agreement"]["rows"])


def test_csv_has_the_same_in_files(facts: ReportFacts) -> None:
    files = {name: list(csv.DictReader(StringIO(text))) for name, text in facts_to_csv(facts)}
    assert {name.removesuffix(".csv") for name in files} == set(facts_to_json(facts)) - {"kind", "name", "left_out"}
    assert len(files["labels.csv"]) == len(facts.labels)
    assert files["disagreements.csv"][0]["count"] == str(facts.disagreements[0].count)
    assert files["annotators.csv"][0] == {name: str(value) for name, value in facts.annotators[0]._asdict().items()}
    assert [row["text"] for row in files["agenda.csv"]] == [row.text for row in facts.agenda]


def test_a_spreadsheet_runs_nothing(facts: ReportFacts) -> None:
    hostile = replace(facts, sources=(SourceRow("=cmd|' /C calc'!A0", 1, 1, "person", ""),))
    text = dict(facts_to_csv(hostile))["sources.csv"]
    ((cell, *_),) = list(csv.reader(StringIO(text)))[1:]
    assert cell.startswith("'=")
    assert text_of_cell(cell) == "=cmd|' /C calc'!A0"


def test_without_agreement_there_is_none(facts: ReportFacts) -> None:
    alone = replace(facts, agreement=None)
    assert facts_to_json(alone)["agreement"] is None
    assert dict(facts_to_csv(alone))["agreement.csv"].count("\n") == 1


def test_a_remark_is_a_text_with_its_author(facts: ReportFacts) -> None:
    row = AgendaRow("d", 1, "", 0, (Remark("ada", "odd"), Remark("ben", "")), (), adjudicated=False)
    remarked = replace(facts, agenda=(row,))
    assert facts_to_json(remarked)["agenda"][0]["flags"] == ["ada: odd", "ben"]
    ((*_, flags, notes, _),) = list(csv.reader(StringIO(dict(facts_to_csv(remarked))["agenda.csv"])))[1:]
    assert (flags, notes) == ("ada: odd; ben", "")
