"""Records as they are read: a line is JSON, the JSON follows the schema, the record is a revision; or a problem says why not.

Two validators of the same draft share the work. `jsonschema-rs` is 100 times faster and decides which records have any error
(`Schema.accepts`); `jsonschema` knows more about each error and is asked only about the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from annotate.checks.phrases import quoted
from annotate.checks.wording import words
from annotate.model import Problem, Revision, revision_from_json
from annotate.schema import Schema

_BOM = b"\xef\xbb\xbf"


def read_records(lines: Iterable[bytes], where: str, schema: Schema) -> Iterator[Revision | Problem]:
    """The revisions in the lines of a JSONL file, and the problems of the lines that hold none, in order.

    `where` names the file; problems add the line, counted from 1 (``labels.jsonl:12``). Blank lines are skipped. A record made
    with an earlier version of the schema follows that one, where it is kept: a dump has what a migration has replaced.
    """
    for number, line in enumerate(lines, 1):
        stripped = (line.removeprefix(_BOM) if number == 1 else line).strip()
        if stripped:
            yield from _read(stripped, f"{where}:{number}", schema)


def _read(line: bytes, where: str, schema: Schema) -> Iterator[Revision | Problem]:
    import orjson  # 5 ms: `--help` does not need it

    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        yield _unreadable(line, error, where)
        return
    made_with = schema.made_with(record)
    if not made_with.accepts(record):
        yield from _errors(record, made_with, where)
        return
    repeated = _repeated_key(line, orjson.dumps(record))  # which recurses: only into what the schema has accepted
    if repeated is None:
        yield revision_from_json(record)
    else:
        yield Problem("repeated-key", f"{quoted(repeated)} stands twice in one object", "keep one of the two", where)


def check_record(record: object, schema: Schema, where: str) -> Iterator[Problem]:
    """What keeps a record from following the schema, in words; nothing where nothing does.

    A record whose annotation has no `label` is an open sentence: its answers may be missing, and nothing else.
    """
    if not (schema.accepts(record) and _is_json(record)):
        yield from _errors(record, schema, where)


def _is_json(record: object) -> bool:
    """Whether JSON can hold it: a lone surrogate in a text passes both validators."""
    import orjson  # 5 ms: `--help` does not need it

    try:
        return bool(orjson.dumps(record))
    except TypeError:
        return False


def _errors(record: object, schema: Schema, where: str) -> Iterator[Problem]:
    from jsonschema import Draft202012Validator  # 100 ms: only bad records need it

    seen = set()
    for error in Draft202012Validator(schema.for_record(record)).iter_errors(record):
        for problem in words(error, record, schema, where):
            if problem not in seen:  # `required` gives an error for each missing property, and each names them all
                seen.add(problem)
                yield problem
    if not seen:  # the validators disagree, or JSON cannot hold it; no record passes unseen
        yield Problem(
            "not-json",
            "JSON cannot hold this record",
            "use text without surrogates, finite numbers of 64 bits, lists and objects",
            where,
            "$",
        )


# -- lines that are no JSON --------------------------------------------------------------------------------------------


def _unreadable(line: bytes, error: Any, where: str) -> Problem:
    """The problem of a line that orjson refuses; `error` is its JSONDecodeError."""
    number = re.match(r"-?(NaN|Infinity)", error.doc[error.pos :])
    if error.msg == "unexpected end of data":
        return Problem(
            "cut-off",
            "the line ends in the middle of a record",
            "put each record on one line; if the file was cut off, write it again",
            where,
        )
    if number is not None:
        return Problem("not-json", f"{number[0]} is no JSON number", "leave the property out, or give a number", where)
    try:
        line.decode()
    except UnicodeDecodeError as undecodable:
        message = f"byte {undecodable.start + 1} (0x{line[undecodable.start]:02x}) is not UTF-8"
        return Problem("not-utf-8", message, "save the file as UTF-8", where)
    return Problem("not-json", f"not JSON: {error.msg} at character {error.pos + 1}", "mend the line", where)


class _RepeatedKey(Exception):
    """Raised inside `_repeated_key` only."""


def _repeated_key(line: bytes, written: bytes) -> str | None:
    """A key that one object of a line has twice, of which parsers keep one in silence; None where there is none.

    `written` is the parsed record written again. Where the two agree but for spaces, nothing was lost: no need to look.
    """
    if written.replace(b" ", b"") == line.replace(b" ", b""):
        return None
    try:
        json.loads(line, object_pairs_hook=_unique)
    except _RepeatedKey as repeated:
        return str(repeated)
    return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        raise _RepeatedKey(next(name for name in names if names.count(name) > 1))
    return record
