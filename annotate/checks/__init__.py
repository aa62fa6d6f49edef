"""Checks of annotations, which return what is wrong as values: `Problem`s, never exceptions.

`read_records` turns JSONL into revisions, `check_record` finds where a record breaks the schema, `check_revisions` what JSON
Schema cannot express (offsets, references, duplicates) and, on request, what is most likely a slip: warnings. `CODES` has every
code. `format_problem` is the one way to put a problem on a line.
"""

from annotate.checks.codes import CODES, Severity, code_lines, parse_codes, select_problems, severity
from annotate.checks.provenance import (
    Made,
    decisions_from_the_future,
    foreign_spellings,
    look_alike_names,
    renumbered_labels,
)
from annotate.checks.records import article_problem, check_record, read_records
from annotate.checks.report import format_problem, located_to_json, problem_to_json, report_lines, summarize
from annotate.checks.semantics import check_revisions

__all__ = [
    "CODES",
    "Made",
    "Severity",
    "article_problem",
    "check_record",
    "check_revisions",
    "code_lines",
    "decisions_from_the_future",
    "foreign_spellings",
    "format_problem",
    "located_to_json",
    "look_alike_names",
    "parse_codes",
    "problem_to_json",
    "read_records",
    "renumbered_labels",
    "report_lines",
    "select_problems",
    "severity",
    "summarize",
]
