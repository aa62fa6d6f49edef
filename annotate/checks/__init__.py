"""What is wrong with annotations, as values: `Problem`s, never exceptions.

`read_records` turns JSONL into revisions, `check_record` says where a record leaves the schema, `check_revisions` what JSON
Schema cannot say (offsets, references, duplicates). `format_problem` is the one way a problem is printed.
"""

from annotate.checks.records import check_record, read_records
from annotate.checks.report import format_problem, problem_to_json, summarize
from annotate.checks.semantics import check_revisions

__all__ = ["check_record", "check_revisions", "format_problem", "problem_to_json", "read_records", "summarize"]
