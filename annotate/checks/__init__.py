"""What is wrong with annotations, as values: `Problem`s, never exceptions.

`read_records` turns JSONL into revisions, `check_record` says where a record leaves the schema, `check_revisions` what JSON
Schema cannot say (offsets, references, duplicates), and if asked to, what is most likely a slip: warnings. `CODES` has every
code. `format_problem` is the one way a problem is printed on a line.
"""

from annotate.checks.codes import CODES, chosen, code_lines, read_codes, severity
from annotate.checks.records import check_record, read_records
from annotate.checks.report import format_problem, placed_to_json, problem_to_json, report, summarize
from annotate.checks.semantics import check_revisions

__all__ = [
    "CODES",
    "check_record",
    "check_revisions",
    "chosen",
    "code_lines",
    "format_problem",
    "placed_to_json",
    "problem_to_json",
    "read_codes",
    "read_records",
    "report",
    "severity",
    "summarize",
]
