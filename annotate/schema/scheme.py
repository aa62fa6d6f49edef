"""The label scheme: one JSON Schema, read once into a value that prompt, checks, Features and card all read.

A closed label set is ``oneOf`` of ``{const, title, description, x-key}``: value, wording, help text and hot-key in one place.
Whatever a noun (`annotation`, `claim`, `source`, `stance`) has beyond the fields that Python knows is an `Attribute`: it is
asked, validated, exported and described with no Python changed. ``schema/conventions.schema.json`` says what such a schema
must look like.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from annotate.errors import SchemaError
from annotate.model import ADJUDICATION, ANNOTATION, FIXED_FIELDS, Claim, Origin, Revision, Scalar, Source, Span, Stance

NOUNS = ("annotation", "claim", "source", "stance")
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_END = r"$(?!\n)"  # of a pattern: only where the text ends
_READ = {"": Revision, "claim": Claim, "source": Source, "stance": Stance, "span": Span, "origin": Origin}
_LABELLED = {"annotation", "stance"}  # their `label` is a field, and its choices come from the schema
PAST = "history"
"""The folder beside a schema file that has its earlier versions: ``history/1.0.json``."""

_ANNOTATION_LABELS = (
    "claim",
    "no_claim",
    "skip",
)  # the session acts on these three


@dataclass(frozen=True, slots=True)
class Choice:
    """One label of a closed set: `value` is what is stored, `key` the hot-key, unique within the question.

    A `retired` label keeps its place, since published datasets count by places, and is not offered any more; it says which label
    took its place, and is empty where none did. None is in use.
    """

    value: str
    title: str
    description: str
    key: str
    example: str = ""
    retired: str | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """One question of the scheme: a property of a noun that has a closed label set (`choices`) or a plain `type`.

    `type` is string, boolean, integer or number. `ask` is quick, full or off: the profile in which the prompt asks. A
    `required` one is asked always. `author_default` is what the author's stance becomes when a claim gets a source. `labels` are
    all of the set in schema order, by which datasets count: the `choices` and those that are retired. `adjudicated` says whether
    other answers are to be decided between.
    """

    noun: str
    name: str
    title: str
    description: str
    type: str
    choices: tuple[Choice, ...]
    required: bool
    ask: str
    ordinal: bool = False
    default: str | None = None
    author_default: str | None = None
    example: str = ""
    labels: tuple[Choice, ...] = ()
    adjudicated: bool = True

    @property
    def free(self) -> bool:
        """Whether it is answered in words of one's own, which are not compared."""
        return not self.choices and self.type == "string"

    def choice(self, value: Scalar) -> Choice | None:
        return next((choice for choice in self.choices if choice.value == value), None)

    def asked(self, profile: str) -> bool:
        """Whether the prompt asks it under a profile, quick or full."""
        return self.required or self.ask == "quick" or (self.ask == "full" and profile == "full")


@dataclass(frozen=True, slots=True)
class Guideline:
    """What the scheme says of a noun: title, description, an example."""

    title: str
    description: str
    example: str


@dataclass(frozen=True)
class Schema:
    """The label scheme as read from a schema file.

    `attributes` maps each noun to its questions, in schema order, without `label`; `labels` has the label question of
    ``annotation`` and ``stance``. `author` is the fixed source that stands for the article's own voice: name and attributes.
    `past` has the text of each earlier version that is kept.
    """

    version: str
    title: str
    raw: Mapping[str, Any]
    attributes: Mapping[str, tuple[Attribute, ...]]
    labels: Mapping[str, Attribute]
    guidelines: Mapping[str, Guideline]
    author: Mapping[str, Any] = field(default_factory=dict)
    past: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def retired(self) -> frozenset[tuple[str, str, Scalar]]:
        """The labels that are retired: (noun, property, value)."""
        questions = (*self.labels.values(), *(question for noun in NOUNS for question in self.attributes[noun]))
        return frozenset((q.noun, q.name, label.value) for q in questions for label in q.labels if label.retired is not None)

    @cached_property
    def author_answers(self) -> dict[str, Scalar]:
        """What is answered about the author: `author` without the name."""
        return {name: value for name, value in self.author.items() if name != "name"}

    @cached_property
    def decisive(self) -> Mapping[str, frozenset[str]]:
        """By noun, the questions that must be answered alike by whoever decided the same."""
        return {
            noun: frozenset(question.name for question in self.attributes[noun] if question.adjudicated and not question.free)
            for noun in NOUNS
        }

    def attribute(self, noun: str, name: str) -> Attribute | None:
        """The question called `name` about a noun, its label included; None where the scheme has none."""
        if name == "label":
            return self.labels.get(noun)
        return next((attribute for attribute in self.attributes[noun] if attribute.name == name), None)

    def fitting(self, noun: str, answers: Mapping[str, Scalar]) -> dict[str, Scalar]:
        """Those of some answers that this scheme asks for and lets be given: others' rules may know another scheme."""
        questions = {question.name: question for question in self.attributes[noun]}
        return {
            name: value
            for name, value in answers.items()
            if name in questions and (not questions[name].choices or questions[name].choice(value))
        }

    @cached_property
    def draft(self) -> dict[str, Any]:
        """The schema for a sentence that is begun and not finished: the same, but that answers may be missing."""
        raw = deepcopy(dict(self.raw))
        for noun in NOUNS:
            definition = raw["$defs"][noun]
            kept = (*FIXED_FIELDS[noun], "label") if noun != "annotation" else FIXED_FIELDS[noun][1:]
            definition["required"] = [name for name in definition["required"] if name in kept]
            for rule in (definition, *definition.get("allOf", ())):
                for branch in {"then", "else"} & rule.keys():
                    rule[branch].pop("required", None)
        return raw

    @cached_property
    def _valid(self) -> tuple[Any, Any]:
        import jsonschema_rs  # 10 ms: `--help` does not need it

        return jsonschema_rs.validator_for(quick(self.raw)), jsonschema_rs.validator_for(quick(self.draft))

    def made_with(self, record: object) -> Schema:
        """The scheme that a record says it was made with, where it is kept, else this one: what was right then stays so."""
        version = record.get("schema") if isinstance(record, dict) else None
        if version == self.version or not isinstance(version, str) or version not in self.past:
            return self
        return _parsed(self.past[version], f"version {version} of the schema")

    @cached_property
    def former(self) -> frozenset[tuple[str, str, str]]:
        """What its history says was renamed: (noun, property, label), the label empty where it was the property."""
        lines = (line for entry in self.raw.get("x-history", ()) for line in entry["changes"])
        found = (re.match(r"rename (\w+)(?:\.(\w+))?(?::(\w+))?=", line) for line in lines)
        return frozenset((match[1], match[2] or "label", match[3] or "") for match in found if match)

    def for_record(self, record: object) -> Mapping[str, Any]:
        """The JSON Schema that a record must follow: `draft` where its annotation has no label yet, else `raw`."""
        return self.draft if _is_open(record) else self.raw

    def accepts(self, record: object) -> bool:
        """Whether a record (one revision as JSON) follows the schema; False too for what JSON cannot hold."""
        finished, draft = self._valid
        try:
            return bool((draft if _is_open(record) else finished).is_valid(record))
        except ValueError:  # a set, a lone surrogate, ...: no JSON
            return False

    @cached_property
    def _missing(self) -> Any:
        import jsonschema_rs  # 10 ms: only who labels needs it

        return jsonschema_rs.validator_for({"$defs": self.raw["$defs"], "$ref": "#/$defs/annotation"})

    def missing(self, annotation: Mapping[str, Any]) -> set[tuple[str, int, str]]:
        """The answers an annotation (as JSON) lacks to be finished: (noun, index, property), from ``required`` errors.

        Index counts claims, sources or stances; 0 for the annotation itself. What depends on another answer (``if``/``then``)
        is among them as soon as that answer is given.
        """
        found = set()
        for error in self._missing.iter_errors(dict(annotation)):
            if error.kind.name == "required":
                path = list(error.instance_path)
                noun = path[0].removesuffix("s") if path else "annotation"
                found.add((noun, path[1] if path else 0, error.kind.property))
        return found


def load_schema(path: Path) -> Schema:
    """Read a schema file. Raises SchemaError: no such file, not JSON, not JSON Schema, or against our conventions."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        kept = sorted((path.parent / PAST).glob("*.json"))
        past = {version: file.read_text(encoding="utf-8-sig") for file in kept if (version := file.name.removesuffix(".json"))}
    except FileNotFoundError:
        raise SchemaError(f"{path}: there is no schema here; `annotate init` writes the default one.") from None
    except (OSError, UnicodeError) as error:
        raise SchemaError(f"{path}: the schema cannot be read ({error}); mend the file or its permissions.") from error
    return replace(parse_schema(text, str(path)), past=past)


@lru_cache(32)
def _parsed(text: str, where: str) -> Schema:
    return parse_schema(text, where)


def parse_schema(text: str, where: str = "schema") -> Schema:
    """Read a schema from its text; `where` names it in messages. Raises SchemaError with the first thing that is wrong."""
    try:
        raw = json.loads(text, object_pairs_hook=_object)
        json.dumps(raw, ensure_ascii=False, allow_nan=False).encode()  # NaN and lone surrogates, which Python's parser lets pass
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"{where}: not valid JSON ({error}); mend it there.") from None
    if not isinstance(raw, dict):
        raise SchemaError(f"{where}: a schema is a JSON object, this is {_kind(raw)}; see the one `annotate init` writes.")
    for problem in _problems(raw):
        raise SchemaError(f"{where}: {problem}")
    raw["properties"].setdefault("layer", {"enum": [ANNOTATION, ADJUDICATION]})  # which schemas of before do not know
    definitions = raw["$defs"]
    attributes = {noun: tuple(_attributes(noun, definitions[noun])) for noun in NOUNS}
    schema = Schema(
        version=raw["x-version"],
        title=raw.get("title", ""),
        raw=raw,
        attributes={noun: tuple(a for a in attributes[noun] if a.name != "label") for noun in NOUNS},
        labels={noun: next(a for a in attributes[noun] if a.name == "label") for noun in _LABELLED},
        guidelines={
            noun: Guideline(definitions[noun]["title"], definitions[noun]["description"], definitions[noun].get("x-example", ""))
            for noun in NOUNS
        },
        author=definitions["source"].get("x-author", {"name": "author"}),
    )
    for problem in _contradictions(schema):
        raise SchemaError(f"{where}: {problem}")
    return schema


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object. Raises ValueError where a name stands twice: the first would be lost in silence, labels and all."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{json.dumps(name)} stands twice in one object")
        found[name] = value
    return found


def shipped(name: str) -> Path:
    """A file or folder the project ships (``schema``, ``raw``): inside an installed package, else in the checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "shipped" / name
    return installed if installed.exists() else package.parent / name


def quick(node: Any) -> Any:
    r"""A JSON Schema that accepts the same, in words that `jsonschema-rs` decides by in two thirds of the time.

    A ``oneOf`` of texts becomes an ``enum``; and behind ``$``, which to it ends the text and no line, no look-ahead is left.

    >>> quick({"oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]})
    {'enum': ['a', 'b']}
    >>> quick({"pattern": r"^[0-9]+$(?!\n)"})
    {'pattern': '^[0-9]+$'}
    """
    if isinstance(node, list):
        return [quick(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    found = {name: quick(value) for name, value in node.items()}
    if isinstance(pattern := found.get("pattern"), str) and "(?" not in pattern.removesuffix(_END) and "\\$" not in pattern:
        found["pattern"] = pattern.removesuffix(_END) + "$" * pattern.endswith(_END)
    if "enum" not in found and (labels := _labels(found.get("oneOf"))):
        del found["oneOf"]
        found["enum"] = labels
    return found


def _labels(choices: Any) -> list[str]:
    """The labels of a ``oneOf`` that is a closed set of them, by our conventions; else none."""
    named = isinstance(choices, list) and all(isinstance(c, dict) and {"const", "title"} <= c.keys() for c in choices)
    labels = [choice["const"] for choice in choices] if named else []
    return labels if all(isinstance(label, str) for label in labels) and len(set(labels)) == len(labels) else []


def _is_open(record: object) -> bool:
    annotation = record.get("annotation") if isinstance(record, dict) else None
    return isinstance(annotation, dict) and "label" not in annotation


def _attributes(noun: str, definition: Mapping[str, Any]) -> Iterator[Attribute]:
    for name, property in definition["properties"].items():
        if name in FIXED_FIELDS[noun] and not (name == "label" and noun in _LABELLED):
            continue
        labels = tuple(map(_choice, property.get("oneOf", ())))
        yield Attribute(
            noun=noun,
            name=name,
            title=property["title"],
            description=property["description"],
            type=property.get("type", "string"),
            choices=tuple(label for label in labels if label.retired is None),
            required=name in definition["required"],
            ask=property.get("x-ask", "off"),
            ordinal=property.get("x-ordinal", False),
            default=property.get("default"),
            author_default=property.get("x-author-default"),
            example=property.get("x-example", ""),
            labels=labels,
            adjudicated=property.get("x-adjudicate", True),
        )


def _choice(item: Mapping[str, Any]) -> Choice:
    example, retired = item.get("x-example", ""), item.get("x-retired")
    return Choice(item["const"], item["title"], item["description"], item["x-key"], example, retired)


# -- what a schema must look like ------------------------------------------------------------------------------------


def _problems(raw: dict[str, Any]) -> Iterator[str]:
    """What keeps a JSON value from being a schema we can read, the first thing first."""
    import jsonschema_rs  # 10 ms: `--help` does not need it

    conventions = json.loads((shipped("schema") / "conventions.schema.json").read_text(encoding="utf-8"))
    if raw.get("$schema", _DRAFT) != _DRAFT:
        yield f"it is written for {raw['$schema']!r}; write it for {_DRAFT!r}, as `$schema`."
        return
    try:
        jsonschema_rs.meta.validate({**raw, "$schema": _DRAFT})
        jsonschema_rs.validator_for(raw, retriever=_no_retrieval)
    except jsonschema_rs.ValidationError as invalid:
        yield f"not valid JSON Schema (draft 2020-12) at {_path(invalid.instance_path)}: {invalid.message}."
        return
    for error in jsonschema_rs.validator_for(conventions).iter_errors(raw):
        yield f"against our conventions at {_path(error.instance_path)}: {error.message}."
        return
    attribute = jsonschema_rs.validator_for({"$ref": "#/$defs/closed", "$defs": conventions["$defs"]})
    plain = jsonschema_rs.validator_for({"$ref": "#/$defs/open", "$defs": conventions["$defs"]})
    for noun in NOUNS:
        properties = raw["$defs"][noun]["properties"]
        for fixed in FIXED_FIELDS[noun]:
            if fixed not in properties:
                yield f"against our conventions at $.$defs.{noun}.properties: `{fixed}` is missing; every {noun} has one."
                return
        for name, property in properties.items():
            if name in FIXED_FIELDS[noun] and name != "label":
                continue
            closed = isinstance(property, dict) and "oneOf" in property
            for error in (attribute if closed else plain).iter_errors(property):
                place = _path(["$defs", noun, "properties", name, *error.instance_path])
                yield f"against our conventions at {place}: {error.message}."
                return


def _no_retrieval(uri: str) -> Any:
    """For ``$ref``s that leave the file: reading a schema never goes to the network."""
    raise ValueError("a schema stands in one file")


def _unread(raw: Mapping[str, Any]) -> Iterator[str]:
    """Where a record could follow the schema and yet lack what `annotate.model` reads, or could not follow it at all."""
    for place, noun in _READ.items():
        definition = raw["$defs"][place] if place else raw
        definition = definition if isinstance(definition, dict) else {}
        where = f"$.$defs.{place}.required" if place else "$.required"
        for known in fields(noun):
            if known.default is MISSING and known.default_factory is MISSING and known.name not in definition.get("required", ()):
                yield f"{where}: `{known.name}` is missing; every {place or 'record'} has one."
        for name in definition.get("required", ()):
            if name not in definition.get("properties", {}):
                yield f"{where}: {name!r} is none of the properties; add it to them, or take it out here."


def _contradictions(schema: Schema) -> Iterator[str]:
    """What JSON Schema cannot say: hot-keys and labels are unique, defaults are labels, the labels we act on are there."""
    yield from _unread(schema.raw)
    for noun in NOUNS:
        if noun not in schema.labels and "label" in schema.raw["$defs"][noun]["properties"]:
            yield f"$.$defs.{noun}.properties.label: only sentences and stances have a label; give it another name."
        questions = (*schema.attributes[noun], *((schema.labels[noun],) if noun in schema.labels else ()))
        for question in questions:
            where = f"$.$defs.{noun}.properties.{question.name}"
            yield from _repeated(where, "hot-key", [(choice.key, choice.value) for choice in question.choices])
            yield from _repeated(where, "label", [(label.value, label.title) for label in question.labels])
            for label in question.labels:
                if label.retired and question.choice(label.retired) is None:
                    yield f"{where}: {label.value!r} is retired in favour of {label.retired!r}, which is not among its labels."
            for default in (question.default, question.author_default):
                if default is not None and question.choice(default) is None:
                    yield f"{where}: the default {default!r} is not among its labels."
    if "label" not in schema.raw["$defs"]["annotation"]["required"]:
        yield "$.$defs.annotation.required: `label` is missing; a sentence without one counts as not finished."
    for label in _ANNOTATION_LABELS:
        if schema.labels["annotation"].choice(label) is None:
            yield f"$.$defs.annotation.properties.label: the label {label!r} is missing; the prompt needs it."
    if schema.labels["stance"].default is None:
        yield "$.$defs.stance.properties.label: it needs a `default`, the stance a new source gets."
    if not isinstance(schema.author, dict) or not isinstance(schema.author.get("name"), str):
        yield "$.$defs.source.x-author: it needs a `name`, which stands for the article's own voice."
        return
    for question in schema.attributes["source"]:
        if question.required and question.name not in schema.author:
            yield f"$.$defs.source.x-author: it needs `{question.name}`, which every source must have."
    for name, value in schema.author.items():
        author = schema.attribute("source", name)
        if name != "name" and (author is None or (author.choices and author.choice(value) is None)):
            yield f"$.$defs.source.x-author.{name}: {value!r} is nothing the scheme lets a source have."


def _repeated(where: str, what: str, pairs: list[tuple[str, str]]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for key, name in pairs:
        if key in seen:
            yield f"{where}: the {what} {key!r} stands for both {seen[key]!r} and {name!r}; give each its own."
        seen[key] = name


def _path(parts: list[Any]) -> str:
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)


def _kind(value: object) -> str:
    return {list: "an array", str: "a string", bool: "a truth value", type(None): "null"}.get(type(value), "a number")
