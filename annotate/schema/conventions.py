"""The conventions that a schema must follow: which schemas can be used, and why the others cannot.

``schema/conventions.schema.json`` has what JSON Schema can express: the form of nouns, questions, labels and conditions. Its
``x-fixed`` is the part of every schema that the program itself reads and writes, where only the wording may differ. What remains
is checked here. A schema that passes works everywhere: at the prompt, in checks and dumps, in comparisons and in the dataset.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from annotate.errors import SchemaError
from annotate.model import FIXED_FIELDS, RevisionAction
from annotate.model.json import SENTENCE_END, TEXT_SHA256
from annotate.schema.conditions import BRANCHES, impossible, named
from annotate.schema.labels import is_several, label_items, new_labels
from annotate.schema.wellknown import LABEL, LINK_KEYS, PROMPT_KEYS, QUESTION_KEYS, SENTENCE_LABELS

if TYPE_CHECKING:
    from pathlib import Path

    from annotate.schema.scheme import Attribute, Schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"
LARGEST = 2**63 - 1
"""The largest number that an answer may be: numbers of JSON are stored in 64 bits."""

_LABELLED = ("annotation", "stance", "link")
"""The nouns with a label: it is a field of the model, and its choices come from the schema."""

_WORDS = ("title", "description", "$comment", "x-example")
_OPTIONAL_RECORD_FIELDS = ("layer", TEXT_SHA256, SENTENCE_END)
"""The fields that not every record has, and that older schemas do not have."""
_OPTIONAL = {"source": {"mention"}, "stance": {"cue"}, "annotation": {"links"}}
"""The fixed fields that an item need not have."""


@cache
def _conventions(path: Path) -> dict[str, Any]:
    conventions: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return conventions


def _nouns(raw: Mapping[str, Any]) -> list[str]:
    """Return the nouns that a schema has: all but links, which not every project has."""
    return [noun for noun in FIXED_FIELDS if noun in raw["$defs"]]


def structural_problems(raw: dict[str, Any], path: Path) -> Iterator[str]:
    """Yield what makes a JSON object unusable as a schema, in the order in which it should be corrected.

    `path` is the file of the conventions.
    """
    import jsonschema_rs  # 10 ms: `--help` does not need it

    conventions = _conventions(path)
    if raw.get("$schema", DRAFT) != DRAFT:
        yield f"it is written for {raw['$schema']!r}; write it for {DRAFT!r}, as `$schema`."
        return
    try:
        jsonschema_rs.meta.validate({**raw, "$schema": DRAFT})
        jsonschema_rs.validator_for(raw, retriever=_no_retrieval)
    except jsonschema_rs.ValidationError as invalid:
        yield f"not valid JSON Schema (draft 2020-12) at {_path(invalid.instance_path)}: {invalid.message}."
        return
    except (ValueError, jsonschema_rs.ReferencingError) as unresolved:
        yield f"not valid JSON Schema (draft 2020-12): {' '.join(str(unresolved).split())}."
        return
    for error in jsonschema_rs.validator_for(conventions).iter_errors(raw):
        yield _broken(error.instance_path, _explain(error, conventions))
        return
    yield from _fixed_problems(raw, conventions["x-fixed"])
    # Of the three kinds of question, validate against the one that is meant: an error in an `anyOf` of all would name none.
    kinds = {kind: {"$ref": f"#/$defs/{kind}", "$defs": conventions["$defs"]} for kind in ("closed", "several", "open")}
    validators = {kind: jsonschema_rs.validator_for(rules) for kind, rules in kinds.items()}
    for noun in _nouns(raw):
        for name, question in raw["$defs"][noun]["properties"].items():
            if name in FIXED_FIELDS[noun] and name != LABEL:
                continue
            kind = _kind(question)
            for error in validators[kind].iter_errors(question):
                yield _broken(["$defs", noun, "properties", name, *error.instance_path], _explain(error, kinds[kind]))


def _kind(question: Any) -> str:
    """Return the kind of a question: one label of a closed set, several of them, or an open answer."""
    if not isinstance(question, dict):
        return "open"
    return "closed" if "oneOf" in question else "several" if is_several(question) else "open"


def _no_retrieval(uri: str) -> Any:
    """Refuse a ``$ref`` to another file: reading a schema never accesses the network."""
    raise ValueError("a schema must be in one file")


def _broken(path: Sequence[Any], message: str) -> str:
    return f"breaks our conventions at {_path(path)}: {message}."


def _path(parts: Sequence[Any]) -> str:
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)


def _explain(error: Any, conventions: Mapping[str, Any]) -> str:
    """Return what is wrong and what to write instead; most of the validator's own messages say both."""
    rule: Any = conventions
    for step in error.schema_path[:-1]:
        rule = rule[step]
    match error.kind.name:
        case "pattern" | "minLength" | "maxLength" | "anyOf" | "not" if "$comment" in rule:
            return f"{json.dumps(error.instance, ensure_ascii=False)} is not {rule['$comment']}"
        case "propertyNames":
            name = json.dumps(error.kind.error.instance, ensure_ascii=False)
            return f"{name} is not {conventions['$defs']['name']['$comment']}"
        case "additionalProperties":
            allowed = ", ".join(f"`{name}`" for name in rule["properties"])
            return f"`{error.kind.unexpected[0]}` cannot be used here; what can be is {allowed}"
        case "const":
            return f"it must be {json.dumps(error.kind.expected_value)}"
        case "enum":
            return f"it must be one of {', '.join(map(json.dumps, error.kind.options))}"
    return str(error.message)


def _fixed_problems(raw: Mapping[str, Any], fixed: Mapping[str, Any]) -> Iterator[str]:
    """Yield where the part that the program itself reads and writes is missing, or differs in more than its wording."""
    definitions = raw["$defs"]
    tables = [("record", ["properties"], fixed["record"], raw["properties"])]
    tables += [(noun, ["$defs", noun, "properties"], fixed[noun], definitions[noun]["properties"]) for noun in _nouns(raw)]
    tables += [("schema", ["$defs"], {name: fixed[name] for name in ("span", "origin")}, definitions)]
    for owner, path, rules, found in tables:
        for name, rule in rules.items():
            if name not in found:
                if name not in _OPTIONAL_RECORD_FIELDS and not (name == "links" and "link" not in definitions):
                    yield _broken(path, f"`{name}` is missing; every {owner} has one")
            elif _without_words(found[name]) not in (rule, *_old_forms(name, rule)):
                words = f"{', '.join(_WORDS[:-1])} and {_WORDS[-1]}"
                yield _broken([*path, name], f"the program needs it to be {json.dumps(rule)}; only {words} may differ")
    for noun in _LABELLED:
        if noun in definitions and LABEL not in definitions[noun]["properties"]:
            yield _broken(["$defs", noun, "properties"], f"`{LABEL}` is missing; every {noun} has one")


def _without_words(rule: Any) -> Any:
    """Return the definition of something without the wording, at any depth."""
    if not isinstance(rule, Mapping):
        return rule
    bare = {name: value for name, value in rule.items() if name not in _WORDS}
    for name in {"items", "if", "then", "else"} & bare.keys():
        bare[name] = _without_words(bare[name])
    if isinstance(bare.get("properties"), Mapping):
        bare["properties"] = {name: _without_words(inner) for name, inner in bare["properties"].items()}
    return bare


def _old_forms(name: str, rule: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the forms of a definition in older schemas: an origin could not be an import; at first it always had an item."""
    if name != "origin":
        return
    properties, hows = rule["properties"], rule["properties"]["how"]["enum"]
    yield {**rule, "properties": {**properties, "how": {"enum": hows[:6]}}}
    oldest = {"item": {"type": "string", "minLength": 1}, "how": {"enum": hows[:4]}}
    bare = {key: value for key, value in rule.items() if key not in ("if", "then", "else")}
    yield bare | {"properties": {**properties, **oldest}}


def complete(raw: dict[str, Any], path: Path) -> None:
    """Add to a schema what those made before have not: layers, fields of dumps, actions, and how a sentence was seen.

    Several answers to a question are a set. Where its labels are only names, they get the wording and the keys of labels.
    """
    record = _conventions(path)["x-fixed"]["record"]
    for name in _OPTIONAL_RECORD_FIELDS:
        raw["properties"].setdefault(name, record[name])
    if actions := raw["properties"]["action"].get("enum"):
        actions += [action for action in get_args(RevisionAction) if action not in actions]
    origin = _conventions(path)["x-fixed"]["origin"]
    if _without_words(raw["$defs"]["origin"]) != origin:
        raw["$defs"]["origin"] = origin
    for noun in _nouns(raw):
        for question in raw["$defs"][noun]["properties"].values():
            if _kind(question) == "several" and "$ref" not in question["items"]:  # those with one are fields of the model
                question["uniqueItems"] = True
                if "enum" in question["items"]:
                    question["items"]["oneOf"] = new_labels(question["items"].pop("enum"))


# -- what JSON Schema cannot express ------------------------------------------------------------------------------------


def contradictions(schema: Schema) -> Iterator[str]:
    """Yield what else makes a schema unusable: labels and keys that are not unique, questions that nobody could answer."""
    definitions = schema.raw["$defs"]
    yield from _required_problems("record", "$", schema.raw)
    for noun in (*_nouns(schema.raw), "span", "origin"):
        yield from _required_problems(noun, f"$.$defs.{noun}", definitions[noun])
    for noun in _nouns(schema.raw):
        if noun not in _LABELLED and LABEL in definitions[noun]["properties"]:
            yield f"$.$defs.{noun}.properties.label: only sentences, stances and links have a label; give it another name."
        if noun != "source" and "x-author" in definitions[noun]:
            yield f"$.$defs.{noun}.x-author: only a source can be the author; remove it here."
        for question in (*schema.attributes[noun], *((schema.labels[noun],) if noun in schema.labels else ())):
            yield from _question_problems(
                question, definitions[noun]["properties"][question.name], has_links="link" in definitions
            )
        yield from _condition_problems(schema, noun)
    for label in SENTENCE_LABELS:
        if schema.labels["annotation"].choice(label) is None:
            yield f"$.$defs.annotation.properties.label: the label {label!r} is missing; the prompt needs it."
    if schema.labels["stance"].default is None:
        yield "$.$defs.stance.properties.label: it needs a `default`, the stance that a new source gets."
    yield from _author_problems(schema)
    yield from _history_problems(schema)
    yield from impossible(schema)


def _required_problems(owner: str, path: str, definition: Mapping[str, Any]) -> Iterator[str]:
    """Yield each ``required`` that lets an item lack a field of the model, or that no item can satisfy."""
    properties, required = definition["properties"], definition["required"]
    optional = _OPTIONAL.get(owner, set())
    fixed = FIXED_FIELDS.get(owner, tuple(name for name in properties if name not in _OPTIONAL_RECORD_FIELDS))
    for name in fixed:
        if name not in required and name not in optional:
            why = " a sentence without one counts as not finished" if name == LABEL else f" every {owner} has one"
            yield f"{path}.required: `{name}` is missing;{why}."
    for name in required:
        if name not in properties:
            yield f"{path}.required: {name!r} is not one of the properties; add it to them, or remove it here."
        elif name in optional or (owner == "record" and name in _OPTIONAL_RECORD_FIELDS):
            yield f"{path}.required: {name!r} cannot be required, since not every {owner} has one; remove it here."


def _question_problems(question: Attribute, rule: Mapping[str, Any], *, has_links: bool) -> Iterator[str]:
    path = f"$.$defs.{question.noun}.properties.{question.name}"
    yield from _repeated(path, "hot-key", [(choice.key, choice.value) for choice in question.choices])
    yield from _repeated(path, "label", [(label.value, label.title) for label in question.labels])
    taken = QUESTION_KEYS
    if (question.noun, question.name) == ("stance", LABEL):
        taken = PROMPT_KEYS | (LINK_KEYS if has_links else frozenset())
    for choice in question.choices:
        if choice.key in taken:
            free = " ".join(key for key in "+-/=~!@%&*<>" if key not in {other.key for other in question.choices})
            yield f"{path}: the hot-key {choice.key!r} of {choice.value!r} is a key of the prompt; use another: {free}."
    if question.labels and not question.choices:
        yield f"{path}: all its labels are retired; keep one in use, or set `x-ask` to off and add a label."
    for label in question.labels:
        if label.retired and question.choice(label.retired) is None:
            yield f"{path}: {label.value!r} is retired in favour of {label.retired!r}, which is not among its labels."
    for default in (question.default, question.author_default):
        if default is not None and question.choice(default) is None:
            yield f"{path}: the default {default!r} is not among its labels."
    if question.noun != "link" and any("x-relation" in item for item in label_items(rule) or ()):
        yield f"{path}: `x-relation` is the meaning of a label of a link; remove it here."
    if question.about_article and (question.noun != "annotation" or question.name == LABEL):
        yield f"{path}: `x-about` says that it is about the article; only properties of `annotation` can be, and not its label."
    elif question.about_article and question.required:
        yield f"{path}: a question about the article is asked once, so it cannot be required of every sentence; set `x-ask`."
    if question.several and max(question.least, 1) > min(question.most, len(question.choices)):
        yield f"{path}: no number of answers lies between `minItems`, `maxItems` and its labels in use; correct one of them."
    if question.type == "string" and rule.get("minLength", 0) > rule.get("maxLength", LARGEST):
        yield f"{path}: `minLength` is greater than `maxLength`, so no answer is possible; correct one of them."
    if question.type in ("integer", "number"):
        low, high = max(rule.get("minimum", -LARGEST), -LARGEST), min(rule.get("maximum", LARGEST), LARGEST)
        if question.type == "integer":
            for bound in ("minimum", "maximum"):
                if abs(rule.get(bound, 0)) > LARGEST:
                    yield f"{path}.{bound}: whole numbers have 64 bits; write one from -{LARGEST} to {LARGEST}, or remove it."
            low, high = math.ceil(low), math.floor(high)
        if low > high:
            yield f"{path}: no number of 64 bits lies between `minimum` and `maximum`; correct one of them."


def _repeated(path: str, kind: str, pairs: list[tuple[str, str]]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for key, name in pairs:
        if key in seen:
            yield f"{path}: {seen[key]!r} and {name!r} have the same {kind} {key!r}; give each a different one."
        seen[key] = name


def _condition_problems(schema: Schema, noun: str) -> Iterator[str]:
    """Yield the conditions of a noun that name something it does not have."""
    definition = schema.raw["$defs"][noun]
    rules = [(f"$.$defs.{noun}", {name: rule for name, rule in definition.items() if name in BRANCHES})]
    rules += [(f"$.$defs.{noun}.allOf[{number}]", rule) for number, rule in enumerate(definition.get("allOf", ()))]
    for path, rule in rules:
        if {"then", "else"} & rule.keys() and "if" not in rule:
            yield f"{path}: `then` and `else` need an `if`; add it, or remove them."
        for name in sorted(named(rule) - definition["properties"].keys()):
            yield f"{path}: {name!r} is not one of the properties of a {noun}; correct its name."


def _author_problems(schema: Schema) -> Iterator[str]:
    path = "$.$defs.source.x-author"
    for question in schema.attributes["source"]:
        if question.required and question.name not in schema.author:
            yield f"{path}: it needs `{question.name}`, which every source must have."
    for name, value in schema.author_answers.items():
        author = schema.attribute("source", name)
        if author is None or not author.fits(value):
            yield f"{path}.{name}: the scheme does not allow {value!r} for a source."


def _history_problems(schema: Schema) -> Iterator[str]:
    """Yield the entries of the history that are not changes, or whose versions do not follow each other."""
    from annotate.schema.migration import parse_change, version_number  # it imports the scheme, which imports this module

    last: tuple[int, ...] = (0, 0)
    for number, entry in enumerate(schema.raw.get("x-history", ())):
        path = f"$.x-history[{number}]"
        for line in entry["changes"]:
            try:
                parse_change(line)
            except SchemaError as error:
                yield f"{path}: {error}."
        before, version = version_number(entry["from"]), version_number(entry["version"])
        if not last <= before < version <= version_number(schema.version):
            yield f"{path}: its versions do not lie between those before and after it; the oldest entry comes first."
        last = version
