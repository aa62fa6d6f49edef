"""The schema's errors in words that people understand.

A validator says "{...} is not valid under any of the given schemas"; people need to know which claim, which answer, and what it
can be. So each of the few keywords that our schemas use has a function, in a table; for any other keyword the validator's own
message is passed on. Each function gets a validator's error and yields `(code, message, remedy, path below the error's)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate.checks.phrases import TYPES, counted, json_path, label_contradicted, names_line, quoted, revision_suffix
from annotate.model import Problem
from annotate.schema import Schema
from annotate.schema.wellknown import CLAIM, NO_CLAIM

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_SHAPES = {
    ("record", "sha256"): "64 digits 0-9 and a-f",
    ("record", "created"): "a time in UTC such as 2026-01-31T12:00:00.000000Z",
    ("record", "schema"): "a version such as 1.0",
    ("claim", "id"): "c and a number from 1: c1, c2",
    ("source", "id"): "s and a number, s0 for the author: s1, s2",
    ("stance", "claim"): "the id of a claim: c1",
    ("stance", "source"): "the id of a source: s1",
}
_MIGRATE = "it was renamed; run: annotate schema migrate"
_ID = re.compile(r"[cs][0-9]{1,9}")


class _Subject(NamedTuple):
    """The subject of an error: its noun, its name in messages (``claim c1``), and the property of it that is wrong."""

    noun: str
    name: str
    property: str


class _Error(NamedTuple):
    """A validator's error: `keyword: limit` in the schema refused `value` of `subject`, under the conditions in `when`."""

    keyword: str
    limit: Any
    value: Any
    subject: _Subject
    when: str
    properties: Mapping[str, Any]
    message: str
    schema: Schema

    @property
    def name(self) -> str:
        """The name of what is wrong: ``claim c1: type``, ``claim c1``, ``seconds``, ``the record``."""
        return ": ".join(filter(None, (self.subject.name, self.subject.property))) or f"the {self.subject.noun}"

    @property
    def is_noun(self) -> bool:
        """True for a claim, source, stance or annotation as a whole, whose properties are those of the scheme."""
        return not self.subject.property and self.subject.noun != "record"

    def name_of(self, property: object) -> str:
        """Return the name of a property of what is wrong: ``claim c1: spans[0].start``."""
        path = ".".join(filter(None, (self.subject.property, str(property))))
        return ": ".join(filter(None, (self.subject.name, path)))


_Descriptions = Iterator[tuple[str, str, str, str]]


def describe(error: ValidationError, record: object, schema: Schema, origin: str) -> Iterator[Problem]:
    """Yield the problems that one error of `jsonschema` reports."""
    path = list(error.absolute_path)
    subject = _subject(path, record)
    properties = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    described = _Error(
        keyword=str(error.validator),
        limit=error.validator_value,
        value=error.instance,
        subject=subject,
        when=_condition(list(error.absolute_schema_path), subject.noun, schema),
        properties=properties,
        message=error.message,
        schema=schema,
    )
    suffix = "" if names_line(origin) else revision_suffix(_text(record, "annotator"), _text(record, "created"))
    for code, message, remedy, below in _KEYWORDS.get(described.keyword, _other)(described):
        location = json_path([*path, below] if below else path)
        yield Problem(code, message + suffix, remedy, origin, location, _text(record, "document"), _text(record, "sentence"))


def _text(record: object, name: str) -> str:
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""


# -- the subject of an error ---------------------------------------------------------------------------------------------------


def _subject(path: Sequence[str | int], record: object) -> _Subject:
    match path:
        case ["annotation", "claims" | "sources" | "stances" | "links" as items, int(index), *rest]:
            noun = str(items).removesuffix("s")
            name = _name(noun, index, record["annotation"][items][index])  # type: ignore[index]
            return _Subject(noun, name, json_path(rest).removeprefix("$").removeprefix("."))
        case ["annotation", *rest]:
            return _Subject("annotation", "", json_path(rest).removeprefix("$").removeprefix("."))
        case _:
            return _Subject("record", "", json_path(path).removeprefix("$").removeprefix("."))


def _name(noun: str, index: int, item: object) -> str:
    """Return the name of an item: ``claim c1``, ``stance of s1 on c1``; ``claim number 1`` if it has no proper id."""
    ids = [item.get(key) for key in (("source", "claim") if noun == "stance" else ("id",))] if isinstance(item, dict) else [None]
    if not all(isinstance(id, str) and _ID.fullmatch(id) for id in ids):
        return f"{noun} number {index + 1}"
    return f"stance of {ids[0]} on {ids[1]}" if noun == "stance" else f"{noun} {ids[0]}"


def _condition(path: list[str | int], noun: str, schema: Schema) -> str:
    """Return the answers that an ``if``/``then`` applies to, as `` where label is skip``; empty outside of one."""
    branch = next((name for name in ("then", "else") if name in path), None)
    if branch is None or noun not in schema.raw["$defs"]:
        return ""
    rules = schema.raw["$defs"][noun].get("allOf", [])
    number = path[path.index(branch) - 1]
    rule = rules[number] if isinstance(number, int) and number < len(rules) else schema.raw["$defs"][noun]
    answers = [
        f"{name} is {'' if branch == 'then' else 'not '}{condition['const']}"
        for name, value in rule.get("if", {}).get("properties", {}).items()
        if isinstance(value, dict) and "const" in (condition := value.get("contains", value))
    ]
    return f" where {' and '.join(answers)}" if answers else ""


# -- a function for each keyword ---------------------------------------------------------------------------------------


def _unknown_label(error: _Error) -> _Descriptions:
    limits = [error.limit] if error.keyword == "const" else error.limit
    labels = [limit.get("const", "…") if isinstance(limit, dict) else limit for limit in limits]
    question = error.subject.property.partition("[")[0]  # of several answers one is wrong
    if isinstance(error.value, str) and (error.subject.noun, question, error.value) in error.schema.former_names:
        remedy = _MIGRATE
    else:
        choose = "use one of these" + (", or append it to the schema" if error.keyword == "oneOf" else "")
        remedy = _did_you_mean(error.value, labels) or choose
    yield (
        "unknown-label",
        f"{error.name} is {quoted(error.value)}; it can be {', '.join(map(str, labels))}{error.when}",
        remedy,
        "",
    )


def _missing(error: _Error) -> _Descriptions:
    for name in error.limit:
        if name not in error.value:
            question = error.schema.attribute(error.subject.noun, name) if error.is_noun else None
            labels = ", ".join(choice.value for choice in question.choices) if question else ""
            code = "missing-answer" if question else "missing-property"
            yield code, f"{error.name_of(name)} is missing{error.when}", f"answer it: {labels}" if labels else "add it", name


def _unexpected(error: _Error) -> _Descriptions:
    for name in error.value:
        if name not in error.properties:
            renamed = error.is_noun and (error.subject.noun, name, "") in error.schema.former_names
            hint = _MIGRATE if renamed else _did_you_mean(name, list(error.properties))
            remedy = hint or ("remove it, or add it to the schema" if error.is_noun else "remove it")
            yield "unexpected-property", f"{error.name_of(name)} is not in the schema", remedy, name


def _wrong_type(error: _Error) -> _Descriptions:
    types = " or ".join(TYPES.get(name, name) for name in ([error.limit] if isinstance(error.limit, str) else error.limit))
    yield "wrong-type", f"{error.name} is {quoted(error.value)}, not {types}", f"write {types}", ""


def _malformed(error: _Error) -> _Descriptions:
    shape = _SHAPES.get((error.subject.noun, error.subject.property), f"a text that matches {error.limit}")
    yield "malformed", f"{error.name} is malformed: {quoted(error.value)}", f"write {shape}", ""


def _length(error: _Error) -> _Descriptions:
    if not error.value:
        yield "empty-text", f"{error.name} is empty", "fill it in", ""
    else:
        code, bound = ("too-short", "at least") if error.keyword == "minLength" else ("too-long", "at most")
        yield code, f"{error.name} has {counted(len(error.value), 'character')}", f"write {bound} {error.limit}", ""


def _number_of_items(error: _Error) -> _Descriptions:
    label = error.when.removeprefix(" where label is ")
    if (error.subject.noun, error.subject.property) == ("annotation", "claims") and label in (CLAIM, NO_CLAIM):
        yield *label_contradicted(label, len(error.value)), ""
    else:
        code, bound = ("too-few", "at least") if error.keyword == "minItems" else ("too-many", "at most")
        yield code, f"{error.name} has {counted(len(error.value), 'item')}{error.when}", f"write {bound} {error.limit}", ""


_BOUNDS = {"minimum": "at least", "maximum": "at most", "exclusiveMinimum": "more than", "exclusiveMaximum": "less than"}


def _repeated(error: _Error) -> _Descriptions:
    twice = next(item for place, item in enumerate(error.value) if item in error.value[:place])
    yield "too-many", f"{error.name} has {quoted(twice)} twice", "write it once", ""


def _out_of_range(error: _Error) -> _Descriptions:
    yield (
        "out-of-range",
        f"{error.name} is {quoted(error.value)}, out of range",
        f"write {_BOUNDS[error.keyword]} {error.limit}",
        "",
    )


def _other(error: _Error) -> _Descriptions:
    yield "against-schema", f"{error.name} breaks the schema: {error.message[:200]}", "compare it with the schema", ""


def _did_you_mean(value: object, known: Sequence[object]) -> str:
    close = get_close_matches(value, [name for name in known if isinstance(name, str)], 1) if isinstance(value, str) else []
    return f"did you mean {close[0]}?" if close else ""


_KEYWORDS: Mapping[str, Callable[[_Error], _Descriptions]] = {
    "oneOf": _unknown_label,
    "enum": _unknown_label,
    "const": _unknown_label,
    "required": _missing,
    "additionalProperties": _unexpected,
    "type": _wrong_type,
    "pattern": _malformed,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _number_of_items,
    "maxItems": _number_of_items,
    "uniqueItems": _repeated,
    **dict.fromkeys(_BOUNDS, _out_of_range),
}
