"""Reading records: a line is JSON, the JSON follows the schema, the record is a revision; or a problem says why not.

Two validators of the same draft share the work. `jsonschema-rs` is 100 times faster and decides which records have any error
(`Schema.accepts`); `jsonschema` reports more about each error and is run only on those records.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from annotate.checks.context import Lookup
from annotate.checks.phrases import quoted
from annotate.checks.wording import describe
from annotate.model import Problem, Revision, Version, revision_from_json
from annotate.model.assignments import Assignment, assignment_from_json
from annotate.model.json import SENTENCE_END, TEXT_SHA256, version_from_json
from annotate.model.links import Link, link_from_json
from annotate.schema import Schema

_BOM = b"\xef\xbb\xbf"
_VERSION = {"version", "document", "blocks", "sentences"}  # the fields by which a record is known to be a version
_LINK = {"link"}  # the field of a record of a link between claims
_ASSIGNMENT = "assignment"  # the field of a record of how a document was chosen
_DOCUMENTS = 4096  # whose hashes are kept at a time; records mostly come document by document


def read_records(
    lines: Iterable[bytes], origin: str, schema: Schema, lookup: Lookup = lambda id: None
) -> Iterator[Revision | Version | Link | Assignment | Problem]:
    """Yield the revision, version, link or assignment in each line of a JSONL file, or the problems of the line, in order.

    `origin` names the file; problems add the number of the line, from 1 (``labels.jsonl:12``). Blank lines are skipped. A record
    made with an earlier version of the schema is validated with that version, if it was kept: a dump contains the revisions
    that a migration has replaced.

    Decisions belong to a text, not to the bytes it was read from. So a record with the hash of the text that its document in
    `lookup` has gets that document's `sha256` in place of its own.
    """

    @lru_cache(_DOCUMENTS)
    def hashes(id: str) -> tuple[str, str]:
        document = lookup(id)
        return (document.sha256, document.text_sha256) if document else ("", "")

    for number, line in enumerate(lines, 1):
        stripped = (line.removeprefix(_BOM) if number == 1 else line).strip()
        if stripped:
            yield from _read(stripped, f"{origin}:{number}", schema, hashes, lookup)


def article_problem(origin: str) -> Problem:
    """Return the problem of a file that has articles where a file of labels was expected."""
    remedy = "read it with annotate add; annotate check without a file checks the labels that are stored"
    return Problem("article-file", "this is an article, not a file of labels", remedy, origin)


def _read(
    line: bytes, origin: str, schema: Schema, hashes: Callable[[str], tuple[str, str]], lookup: Lookup
) -> Iterator[Revision | Version | Link | Assignment | Problem]:
    import orjson  # 5 ms: `--help` does not need it

    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        yield _unreadable(line, error, origin)
        return
    if isinstance(record, dict) and record.keys() >= _VERSION:
        yield _version(record, origin, lookup)
        return
    if isinstance(record, dict) and record.keys() == _LINK:
        yield _link(record, origin)
        return
    if isinstance(record, dict) and _ASSIGNMENT in record:
        yield _assignment(line, record, origin, hashes)
        return
    made_with = schema.made_with(record)
    if not made_with.accepts(record):
        yield from _errors(record, made_with, origin)
        return
    if problem := _repetition(line, record, origin):  # recursion is safe here: the schema has accepted the record
        yield problem
    else:
        text_hash, end = record.get(TEXT_SHA256), record.get(SENTENCE_END)
        revision = replace(revision_from_json(record), end=None if end is None else int(end))  # JSON's 9.0 is an integer, too
        raw_hash, same_text = hashes(revision.document) if text_hash else ("", "")
        yield replace(revision, sha256=raw_hash) if text_hash and text_hash == same_text else revision


def _version(record: dict[str, Any], origin: str, lookup: Lookup) -> Version | Problem:
    """Return the version of a document that a record describes."""
    document = lookup(record["document"]) if isinstance(record["document"], str) else None
    same = document if document is not None and document.text_sha256 == record.get(TEXT_SHA256) else None
    try:
        return version_from_json(record, same)
    except ValueError as error:
        name = f"version {record['version']} of {quoted(record['document'])}"
        return Problem("bad-version", f"{name} cannot be used: {error}", "dump it again, or add the article first", origin)


def _link(record: dict[str, Any], origin: str) -> Link | Problem:
    """Return the link between claims that a record describes."""
    try:
        return link_from_json(record)
    except ValueError as error:
        return Problem("bad-link", str(error), "correct it, or dump it again", origin)


def _assignment(
    line: bytes, record: dict[str, Any], origin: str, hashes: Callable[[str], tuple[str, str]]
) -> Assignment | Problem:
    """Return the assignment of a document that a record describes."""
    try:
        assignment = assignment_from_json(record)
    except ValueError as error:
        return Problem("bad-assignment", str(error), "correct it, or dump it again", origin)
    if not any(hashes(document := assignment.document)):
        message, remedy = f"there is no document {quoted(document)}", "add the article first: annotate add"
        return Problem("unknown-document", message, remedy, origin, "$.assignment.document", document)
    return _repetition(line, record, origin) or assignment


def check_record(record: object, schema: Schema, origin: str) -> Iterator[Problem]:
    """Yield a problem for each place where a record breaks the schema.

    A record whose annotation has no `label` is an open sentence: its answers may be missing, and nothing else.
    """
    if not (schema.accepts(record) and _is_json(record)):
        yield from _errors(record, schema, origin)


def _is_json(record: object) -> bool:
    """Return whether a record can be written as JSON: a lone surrogate in a text passes both validators."""
    import orjson  # 5 ms: `--help` does not need it

    try:
        return bool(orjson.dumps(record))
    except TypeError:
        return False


def _errors(record: object, schema: Schema, origin: str) -> Iterator[Problem]:
    from jsonschema import Draft202012Validator  # 100 ms: only bad records need it

    seen = set()
    for error in Draft202012Validator(schema.for_record(record)).iter_errors(record):
        for problem in describe(error, record, schema, origin):
            if problem not in seen:  # `required` raises an error for each missing property, and each names them all
                seen.add(problem)
                yield problem
    if not seen:  # the validators disagree, or it is not JSON; no record passes unreported
        yield Problem(
            "not-json",
            "this record cannot be written as JSON",
            "use only lists, objects, text without surrogates and finite 64-bit numbers",
            origin,
            "$",
        )


# -- lines that are not JSON -------------------------------------------------------------------------------------------


def _unreadable(line: bytes, error: Any, origin: str) -> Problem:
    """Return the problem of a line that orjson cannot parse; `error` is its JSONDecodeError."""
    number = re.match(r"-?(NaN|Infinity)", error.doc[error.pos :])
    if error.msg == "unexpected end of data":
        return Problem(
            "cut-off",
            "the line ends in the middle of a record",
            "put each record on one line; if the file was cut off, write it again",
            origin,
        )
    if number is not None:
        return Problem("not-json", f"{number[0]} is not a number in JSON", "leave the property out, or write a number", origin)
    try:
        line.decode()
    except UnicodeDecodeError as undecodable:
        message = f"byte {undecodable.start + 1} (0x{line[undecodable.start]:02x}) is not UTF-8"
        return Problem("not-utf-8", message, "save the file as UTF-8", origin)
    return Problem("not-json", f"not JSON: {error.msg} at character {error.pos + 1}", "correct the line", origin)


class _RepeatedKeyError(Exception):
    """A key that appears twice in one object; raised and caught inside `_repeated_key`."""


def _repetition(line: bytes, record: object, origin: str) -> Problem | None:
    """Return the problem of a line in which an object has a key twice, None if there is none."""
    import orjson  # 5 ms: `--help` does not need it

    if (repeated := _repeated_key(line, orjson.dumps(record))) is None:
        return None
    return Problem("repeated-key", f"{quoted(repeated)} appears twice in one object", "keep one of the two", origin)


def _repeated_key(line: bytes, written: bytes) -> str | None:
    """Return a key that appears twice in one object of a line, None where there is none: parsers silently keep one of the two.

    `written` is the parsed record, serialized again. If it differs from the line in spaces only, nothing was lost, and the slow
    parser with a hook for each object need not run.
    """
    if written.replace(b" ", b"") == line.replace(b" ", b""):
        return None
    try:
        json.loads(line, object_pairs_hook=_unique)
    except _RepeatedKeyError as repeated:
        return str(repeated)
    return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        raise _RepeatedKeyError(next(name for name in names if names.count(name) > 1))
    return record
