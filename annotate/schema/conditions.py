"""The conditions of a schema (``allOf``, ``if``): what they are about, and whether they leave a way to label at all.

A condition may forbid and demand anything; the checks report who does not follow it. One that nothing can follow would make all
labels invalid, so items are made up until one follows the conditions of its noun.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from annotate.model import AUTHOR, FIXED_FIELDS
from annotate.schema.wellknown import CLAIM, LABEL, NO_CLAIM, SENTENCE_LABELS

if TYPE_CHECKING:
    from annotate.schema.scheme import Attribute, Schema

BRANCHES = ("if", "then", "else")
"""The keywords that a condition may have outside ``allOf``, too."""

_CONDITIONED = [noun for noun in FIXED_FIELDS if noun != "link"]
"""The nouns that can have conditions, claims first."""

_COMBINED = ("allOf", "anyOf", "oneOf")
_LIMIT = 20_000  # items to make up; conditions on so many answers at once are taken to leave a way
_ABSENT = object()
_SPAN = {"start": 0, "end": 1, "text": "x"}


def named(rule: Mapping[str, Any]) -> set[str]:
    """Return the names of the properties that a condition is about."""
    return {name for part in _parts(rule) for name in (*part.get("properties", ()), *part.get("required", ()))}


def _parts(rule: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield a condition and all conditions in it."""
    yield rule
    for name in (*BRANCHES, "not"):
        if name in rule:
            yield from _parts(rule[name])
    for name in _COMBINED:
        for part in rule.get(name, ()):
            yield from _parts(part)


def not_asked(schema: Schema) -> Iterator[str]:
    """Yield notes about conditions that the prompt does not hold annotators to: it asks questions, and asks for no more."""
    for noun in _CONDITIONED:
        definition = schema.raw["$defs"][noun]
        questions = {question.name for question in schema.attributes[noun]}
        branches = {name: rule for name, rule in definition.items() if name in BRANCHES}
        if not all(_is_asked(rule, questions) for rule in (*definition.get("allOf", ()), branches)):
            yield (
                f"the prompt does not hold annotators to all conditions (allOf, if) of a {noun}: "
                "`annotate check` reports who did not follow them"
            )


def _is_asked(rule: Mapping[str, Any], questions: Set[str]) -> bool:
    """Return whether the prompt follows a condition: it makes a question required, or is one of the default schema's."""
    demands = {name: part for name, part in rule.items() if name in ("then", "else")}
    if not rule.keys() <= {*BRANCHES, "title", "description", "$comment"}:
        return False
    if (rule.get("if"), demands) in _USUAL:
        return True
    return all(part.keys() <= {"required"} and set(part.get("required", ())) <= questions for part in demands.values())


_USUAL = [
    ({"properties": {LABEL: {"const": label}}, "required": [LABEL]}, {"then": {"properties": {"claims": claims}}})
    for label, claims in ((CLAIM, {"minItems": 1}), (NO_CLAIM, {"maxItems": 0}))
]
"""The conditions on the number of claims that the prompt follows."""


def impossible(schema: Schema) -> Iterator[str]:
    """Yield the items that the conditions of a schema leave no way to label."""
    claim: dict[str, Any] | None = None
    for noun in _CONDITIONED:  # claims come first: a sentence has one
        rules = {name: rule for name, rule in schema.raw["$defs"][noun].items() if name in ("allOf", *BRANCHES)}
        follows = _validator(schema, noun) if rules else lambda item: True
        for what, fixed in _wanted(schema, noun, claim):
            items = islice(_items(schema, noun, rules, fixed), _LIMIT)
            tried = 0
            for tried, item in enumerate(items, 1):  # noqa: B007 - counted
                if follows(item):
                    claim = claim or item
                    break
            else:
                if tried < _LIMIT:
                    yield f"$.$defs.{noun}: its conditions (allOf, if) leave no way to label {what}; correct or remove them."


def _validator(schema: Schema, noun: str) -> Callable[[Any], bool]:
    import jsonschema_rs  # 10 ms: `--help` does not need it

    valid: Callable[[Any], bool] = jsonschema_rs.validator_for({"$ref": f"#/$defs/{noun}", "$defs": schema.raw["$defs"]}).is_valid
    return valid


def _wanted(schema: Schema, noun: str, claim: Mapping[str, Any] | None) -> Iterator[tuple[str, Mapping[str, Sequence[Any]]]]:
    """Yield what must be possible for a noun: its name, and the values that its fixed fields may have."""
    match noun:
        case "claim":
            yield "a claim", {"id": ["c1"], "spans": [[_SPAN], [_SPAN, _SPAN]]}
        case "source":
            fixed = {"name": [schema.author["name"]], **{name: [value] for name, value in schema.author_answers.items()}}
            yield "the author", {"id": [AUTHOR], "mention": [_ABSENT], **fixed}
            yield "a source", {"id": ["s1"], "name": ["x", ""], "mention": [_SPAN, _ABSENT]}
        case "stance":
            yield "a stance", {"claim": ["c1"], "source": ["s1", AUTHOR], "cue": [_ABSENT, _SPAN]}
        case "annotation":
            for label in SENTENCE_LABELS:
                claims = [[claim], [claim, claim]] if label == CLAIM else [[]]
                fixed = {"label": [label], "claims": claims, "sources": [[]], "stances": [[]]}
                yield f"a sentence as {label!r}", {**fixed, "flag": [None, "x"], "note": ["", "x" * 100]}


def _items(schema: Schema, noun: str, rules: Mapping[str, Any], fixed: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Yield items of a noun: with every combination of answers that the conditions are about, and one of each other answer."""
    about = named(rules)
    values: dict[str, Sequence[Any]] = dict(fixed)
    questions = (*([schema.labels[noun]] if noun in schema.labels else []), *schema.attributes[noun])
    for question in questions:
        if question.name not in values:
            answers = [*_answers(schema, question), *_mentioned(rules, question.name)]
            values[question.name] = answers if question.required or question.name == LABEL else [_ABSENT, *answers]
    names = list(values)
    choices = [values[name] if name in about else values[name][:1] for name in names]
    for chosen in product(*choices):
        yield {name: value for name, value in zip(names, chosen, strict=True) if value is not _ABSENT}


def _answers(schema: Schema, question: Attribute) -> list[Any]:
    """Return answers to a question: all labels, or some that its bounds allow."""
    if question.several:
        labels = [choice.value for choice in question.choices]
        rotated = (labels[place:] + labels[:place] for place in range(len(labels)))
        sizes = range(question.least, min(question.most, len(labels)) + 1)
        return [order[:size] for order in rotated for size in sizes]
    if question.choices:
        return [choice.value for choice in question.choices]
    rule = schema.raw["$defs"][question.noun]["properties"][question.name]
    low, high = rule.get("minimum", -math.inf), rule.get("maximum", math.inf)
    number = min(max(0, low), high)
    return {
        "boolean": [False, True],
        "string": ["x" * max(1, rule.get("minLength", 1)), ""],
        "integer": [math.ceil(number) if number >= 0 else math.floor(number), math.floor(high) if math.isfinite(high) else 99],
        "number": [number, high if math.isfinite(high) else 99],
    }[question.type]


def _mentioned(rules: Mapping[str, Any], name: str) -> Iterator[Any]:
    """Yield the answers to a question that conditions mention."""
    for part in _parts(rules):
        rule = part.get("properties", {}).get(name, {})
        yield from (rule["const"],) if "const" in rule else ()
        yield from rule.get("enum", ())
        yield from ([rule["contains"]["const"]],) if "const" in rule.get("contains", ()) else ()
