"""The schema's errors in words a person understands.

A validator says "{...} is not valid under any of the given schemas"; a person needs to hear which claim, which answer, what it
may be. So the few keywords our schemas use have a function each, in a table; what is not in the table keeps the validator's
own words. Each function takes a validator's error and yields `(code, message, remedy, path below the error's)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate.checks.phrases import TYPES, by, counted, json_path, label_contradicted, names_line, quoted
from annotate.model import Problem
from annotate.schema import Schema

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
_MIGRATE = "it was renamed: annotate schema migrate"
_ID = re.compile(r"[cs][0-9]{1,9}")


class _Place(NamedTuple):
    """Where an error is: the noun it belongs to, what a person calls that one (``claim c1``), and the property in it."""

    noun: str
    subject: str
    property: str


class _Error(NamedTuple):
    """A validator's error: `keyword: limit` in the schema refused `value`, at `place`, under the answers in `when`."""

    keyword: str
    limit: Any
    value: Any
    place: _Place
    when: str
    properties: Mapping[str, Any]
    message: str
    schema: Schema

    @property
    def it(self) -> str:
        """What is wrong, as a person would call it: ``claim c1: type``, ``claim c1``, ``seconds``, ``the record``."""
        return ": ".join(filter(None, (self.place.subject, self.place.property))) or f"the {self.place.noun}"

    def inside(self, name: object) -> str:
        """A property of what is wrong: ``claim c1: spans[0].start``."""
        return ": ".join(filter(None, (self.place.subject, ".".join(filter(None, (self.place.property, str(name)))))))


_Words = Iterator[tuple[str, str, str, str]]


def words(error: ValidationError, record: object, schema: Schema, where: str) -> Iterator[Problem]:
    """The problems that one error of `jsonschema` tells of."""
    path = list(error.absolute_path)
    place = _place(path, record)
    properties = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    at = _Error(
        keyword=str(error.validator),
        limit=error.validator_value,
        value=error.instance,
        place=place,
        when=_condition(list(error.absolute_schema_path), place.noun, schema),
        properties=properties,
        message=error.message,
        schema=schema,
    )
    whose = "" if names_line(where) else by(_text(record, "annotator"), _text(record, "created"))
    for code, message, remedy, below in _KEYWORDS.get(at.keyword, _other)(at):
        place_of_it = json_path([*path, below] if below else path)
        yield Problem(code, message + whose, remedy, where, place_of_it, _text(record, "document"), _text(record, "sentence"))


def _text(record: object, name: str) -> str:
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""


# -- where it is ---------------------------------------------------------------------------------------------------


def _place(path: Sequence[str | int], record: object) -> _Place:
    match path:
        case ["annotation", "claims" | "sources" | "stances" as items, int(index), *rest]:
            noun = str(items).removesuffix("s")
            name = _name(noun, index, record["annotation"][items][index])  # type: ignore[index]
            return _Place(noun, name, json_path(rest).removeprefix("$").removeprefix("."))
        case ["annotation", *rest]:
            return _Place("annotation", "", json_path(rest).removeprefix("$").removeprefix("."))
        case _:
            return _Place("record", "", json_path(path).removeprefix("$").removeprefix("."))


def _name(noun: str, index: int, item: object) -> str:
    """``claim c1``, ``stance of s1 on c1``; where the ids are no ids, ``claim number 1``."""
    ids = [item.get(key) for key in (("source", "claim") if noun == "stance" else ("id",))] if isinstance(item, dict) else [None]
    if not all(isinstance(id, str) and _ID.fullmatch(id) for id in ids):
        return f"{noun} number {index + 1}"
    return f"stance of {ids[0]} on {ids[1]}" if noun == "stance" else f"{noun} {ids[0]}"


def _condition(path: list[str | int], noun: str, schema: Schema) -> str:
    """The answers that brought an ``if``/``then`` into play: `` where label is skip``; empty outside of one."""
    branch = next((name for name in ("then", "else") if name in path), None)
    if branch is None or noun not in schema.raw["$defs"]:
        return ""
    rules = schema.raw["$defs"][noun].get("allOf", [])
    number = path[path.index(branch) - 1]
    rule = rules[number] if isinstance(number, int) and number < len(rules) else schema.raw["$defs"][noun]
    answers = [
        f"{name} is {'' if branch == 'then' else 'not '}{condition['const']}"
        for name, condition in rule.get("if", {}).get("properties", {}).items()
        if isinstance(condition, dict) and "const" in condition
    ]
    return f" where {' and '.join(answers)}" if answers else ""


# -- a function for each keyword ---------------------------------------------------------------------------------------


def _unknown_label(at: _Error) -> _Words:
    labels = (
        [at.limit] if at.keyword == "const" else [item.get("const", "…") if isinstance(item, dict) else item for item in at.limit]
    )
    renamed = isinstance(at.value, str) and (at.place.noun, at.place.property, at.value) in at.schema.former
    remedy = (
        _MIGRATE
        if renamed
        else _did_you_mean(at.value, labels)
        or "give one of these" + (", or append it to the schema" if at.keyword == "oneOf" else "")
    )
    yield "unknown-label", f"{at.it} is {quoted(at.value)}; it can be {', '.join(map(str, labels))}{at.when}", remedy, ""


def _missing(at: _Error) -> _Words:
    for name in at.limit:
        if name not in at.value:
            asked = not at.place.property and at.place.noun != "record"
            question = at.schema.attribute(at.place.noun, name) if asked else None
            labels = ", ".join(choice.value for choice in question.choices) if question else ""
            code = "missing-answer" if question else "missing-property"
            yield code, f"{at.inside(name)} is missing{at.when}", f"answer it: {labels}" if labels else "add it", name


def _unexpected(at: _Error) -> _Words:
    for name in at.value:
        if name not in at.properties:
            asked = not at.place.property and at.place.noun != "record"
            renamed = asked and (at.place.noun, name, "") in at.schema.former
            known = _MIGRATE if renamed else _did_you_mean(name, list(at.properties))
            remedy = known or ("remove it, or add it to the schema" if asked else "remove it")
            yield "unexpected-property", f"{at.inside(name)} is not in the schema", remedy, name


def _wrong_type(at: _Error) -> _Words:
    types = " or ".join(TYPES.get(name, name) for name in ([at.limit] if isinstance(at.limit, str) else at.limit))
    yield "wrong-type", f"{at.it} is {quoted(at.value)}, not {types}", f"write {types}", ""


def _malformed(at: _Error) -> _Words:
    shape = _SHAPES.get((at.place.noun, at.place.property), f"what matches {at.limit}")
    yield "malformed", f"{at.it} is malformed: {quoted(at.value)}", f"write {shape}", ""


def _length(at: _Error) -> _Words:
    if not at.value:
        yield "empty-text", f"{at.it} is empty", "fill it in", ""
    else:
        code, bound = ("too-short", "at least") if at.keyword == "minLength" else ("too-long", "at most")
        yield code, f"{at.it} has {counted(len(at.value), 'character')}", f"write {bound} {at.limit}", ""


def _number_of_items(at: _Error) -> _Words:
    label = at.when.removeprefix(" where label is ")
    if (at.place.noun, at.place.property) == ("annotation", "claims") and label in {"claim", "no_claim"}:
        yield *label_contradicted(label, len(at.value)), ""
    else:
        code, bound = ("too-few", "at least") if at.keyword == "minItems" else ("too-many", "at most")
        yield code, f"{at.it} has {counted(len(at.value), 'item')}{at.when}", f"give {bound} {at.limit}", ""


_BOUNDS = {"minimum": "at least", "maximum": "at most", "exclusiveMinimum": "more than", "exclusiveMaximum": "less than"}


def _out_of_range(at: _Error) -> _Words:
    yield "out-of-range", f"{at.it} is {quoted(at.value)}, out of range", f"give {_BOUNDS[at.keyword]} {at.limit}", ""


def _other(at: _Error) -> _Words:
    yield "against-schema", f"{at.it} is against the schema: {at.message[:200]}", "see what the schema says there", ""


def _did_you_mean(value: object, known: Sequence[object]) -> str:
    close = get_close_matches(value, [name for name in known if isinstance(name, str)], 1) if isinstance(value, str) else []
    return f"did you mean {close[0]}?" if close else ""


_KEYWORDS: Mapping[str, Callable[[_Error], _Words]] = {
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
    **dict.fromkeys(_BOUNDS, _out_of_range),
}
