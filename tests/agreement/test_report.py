"""Figures as JSON, CSV, a data frame and lines."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.agreement.agreement import Agreement, AgreementOptions, AgreementRow, agree
from annotate.agreement.disagreements import Disagreement, Example
from annotate.agreement.intervals import Figure
from annotate.agreement.plan import plan
from annotate.agreement.report import (
    COEFFICIENTS,
    COLUMNS,
    WIDTH,
    agreement_lines,
    agreement_table,
    agreement_to_csv,
    agreement_to_json,
    agreement_to_pandas,
    disagreements_lines,
    disagreements_to_json,
    explanations,
    question_in_words,
)
from annotate.schema import Schema
from annotate.text.spreadsheet import text_of_cell
from annotate.text.terminal import width

NOTE = "all labels but 1 are claim: too few others to tell agreement from chance"
AGREEMENT = Agreement(
    ("ada", "be\x1bn"),
    2,
    12,
    (
        AgreementRow("overall", "", "sentence", "label", "alpha_nominal", Figure(0.5, "", 0.25, 0.75, 12, 24, NOTE)),
        AgreementRow("overall", "", "sentence", "label", "kappa", Figure(None, "all 24 labels are claim", units=12, ratings=24)),
        AgreementRow("pair", "ada, be\x1bn", "span", "claims", "f1_exact", Figure(1.0, units=4, ratings=4)),
        AgreementRow("label", "event", "claim", "type", "alpha_nominal", Figure(-0.125, "", -0.5, 0.5, 3, 6)),
    ),
    {"decisions of adjudicators": 3},
    1000,
    7,
)
KIND = Disagreement(
    "claim", "type", "causal / event", 2, 9, (Example("doc", "doc:0", 1, "it\nrose", ("ada", "be\x1bn"), ("causal", "")),)
)


def test_json_has_null_and_a_reason_where_there_is_no_value() -> None:
    data: dict[str, Any] = json.loads(json.dumps(agreement_to_json(AGREEMENT), allow_nan=False))
    assert (data["annotators"], data["resamples"], data["seed"]) == (["ada", "be\x1bn"], 1000, 7)
    assert data["left_out"] == {"decisions of adjudicators": 3}
    assert [tuple(row) for row in data["rows"]] == [COLUMNS] * 4
    assert (data["rows"][1]["value"], data["rows"][1]["reason"]) == (None, "all 24 labels are claim")


def test_the_table_of_a_card_has_the_overall_figures_and_nobodys_name() -> None:
    head, alpha, kappa = agreement_table(AGREEMENT)
    assert len(head) == len(alpha) == len(kappa)
    assert alpha == ("label of the sentence", "alpha", "0.500", "0.250 to 0.750", "12", NOTE)
    assert kappa == ("label of the sentence", "kappa", "undefined", "", "12", "all 24 labels are claim")


def test_questions_are_called_in_words(schema: Schema) -> None:
    words = [question_in_words(*measured.question) for measured in plan(schema)]
    assert {"type of a claim", "naming of a source", "stance of the author", "claims, by their place"} <= set(words)
    assert all("_" not in text and text[0].islower() for text in words)


def test_every_coefficient_that_is_reported_is_explained(coders: Any, schema: Schema) -> None:
    document = coders.document()
    revisions = [coders.revision(document, 0, name, coders.claim(document, "Bridge closed")) for name in ("ada", "ben")]
    agreement = agree([document], revisions, schema, AgreementOptions(resamples=0))
    named = {row[1].partition(", ")[0] for row in agreement_table(agreement)[1:]}
    assert named == {name.partition(", ")[0] for name, _ in explanations(agreement)}
    assert all(row.coefficient.startswith("alpha_") or row.coefficient in COEFFICIENTS for row in agreement.rows)


def test_who_is_set_apart_is_named_with_the_reason() -> None:
    lines = " ".join(" ".join(agreement_lines(replace(AGREEMENT, set_apart={"try": 3, "x\x1b": 1}, typical=40))).split())
    assert "set apart: try (3), x␛ (1), who shared fewer than 10% of the 40 sentences that annotators typically share" in lines
    assert agreement_to_json(replace(AGREEMENT, set_apart={"try": 3}))["set_apart"] == {"try": 3}


def test_rows_are_a_data_frame() -> None:
    frame = agreement_to_pandas(AGREEMENT)
    assert list(frame.columns) == list(COLUMNS)
    assert frame.value.tolist()[0] == 0.5
    assert frame.value.isna().tolist() == [False, True, False, False]


def test_csv_has_a_header_and_empty_values() -> None:
    rows = list(csv.DictReader(StringIO(agreement_to_csv(AGREEMENT))))
    assert len(rows) == 4
    assert (rows[0]["value"], rows[0]["low"], rows[1]["value"], rows[2]["group"]) == ("0.5", "0.25", "", "ada, be\x1bn")


def test_names_that_a_spreadsheet_would_run_are_texts_in_csv_and_numbers_stay_numbers() -> None:
    named = replace(AGREEMENT, rows=(AgreementRow("pair", "=HYPERLINK(1), -x", "", "", "", Figure(-0.25)),))
    (row,) = csv.DictReader(StringIO(agreement_to_csv(named)))
    assert (row["group"], text_of_cell(row["group"])) == ("'=HYPERLINK(1), -x", "=HYPERLINK(1), -x")
    assert row["value"] == "-0.25"


def test_lines_say_what_was_compared_and_why_there_is_no_value() -> None:
    lines = list(agreement_lines(AGREEMENT))
    assert lines[:3] == [
        "annotators: ada, be␛n",
        "compared: 12 sentences, in documents: 2",
        "not compared: 3 decisions of adjudicators",
    ]
    assert lines[5].split() == ["sentence", "label", "alpha_nominal", "0.500", "0.250,", "0.750", "12"]
    assert " ".join(" ".join(lines[6:8]).split()) == NOTE
    assert lines[8].split() == ["kappa", "undefined:"]
    assert lines[9].strip() == "all 24 labels are claim"


def test_a_note_that_the_coefficients_of_a_question_share_is_shown_once() -> None:
    rows = tuple(
        AgreementRow("overall", "", "sentence", question, coefficient, Figure(0.5, units=12, note=NOTE))
        for question in ("label", "other")
        for coefficient in ("agreement", "kappa")
    )
    text = " ".join(" ".join(agreement_lines(replace(AGREEMENT, rows=rows))).split())
    assert text.count(NOTE) == 2
    assert text.index("agreement 0.500 12 " + NOTE) < text.index("kappa")


@pytest.mark.parametrize("title", ["pair: ada, be␛n", "by label"])
def test_a_breakdown_has_a_title(title: str) -> None:
    (line,) = (line for line in agreement_lines(AGREEMENT) if line.startswith(title))
    assert line.endswith("value  95 % interval   compared")


def test_a_label_stands_beside_its_question() -> None:
    *_, last = agreement_lines(AGREEMENT)
    assert last.startswith("claim type: event")
    assert " -0.125  -0.500,  0.500  3" in last


@given(name=st.text(min_size=1, max_size=90), reason=st.text(min_size=1, max_size=200))
def test_no_line_is_wider_than_a_small_terminal(name: str, reason: str) -> None:
    rows = (
        AgreementRow("pair", name, "sentence", name, "alpha_nominal", Figure(-0.5, "", -0.25, -0.125, 123456, 1, reason)),
        AgreementRow("label", name, name, "type", "kappa", Figure(None, reason)),
    )
    example = Example("doc", name, 2, reason, (name, reason), (reason, name))
    found = Disagreement("claim", name, reason, 123456, 1234567, (example,))
    lines = [*agreement_lines(Agreement((name, reason), 1, 1, rows)), *disagreements_lines([found])]
    assert max(map(width, lines)) <= WIDTH
    assert not any(set(line) & {"\n", "\x1b"} for line in lines)


def test_disagreements_as_lines_are_safe_to_print() -> None:
    assert list(disagreements_lines([KIND])) == [
        "2 of 9, claim type: causal / event",
        "    doc:0 (sentence 1): it rose",
        "      ada: causal",
        "      be␛n: nothing",
    ]


def test_disagreements_as_json() -> None:
    (one,) = json.loads(json.dumps(disagreements_to_json([KIND])))
    assert (one["what"], one["count"], one["of"]) == ("causal / event", 2, 9)
    assert one["examples"][0]["said"] == ["causal", ""]
