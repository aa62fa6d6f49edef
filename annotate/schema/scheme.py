"""The label scheme: one JSON Schema, read once into a value that the prompt, the checks, the dataset and its card all use.

A closed label set is ``oneOf`` of ``{const, title, description, x-key}``: value, wording, help text and hot-key in one place.
Every property of a noun (`annotation`, `claim`, `source`, `stance`) beyond the fields of the model is an `Attribute`: it is
asked, validated, exported and described without any change of Python code. ``schema/conventions.schema.json`` defines which
schemas can be used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from annotate._files import read_regular
from annotate.errors import SchemaError
from annotate.model import FIXED_FIELDS, Answer, answer_set
from annotate.model.links import LinkRelation
from annotate.schema.conventions import complete, contradictions, structural_problems
from annotate.schema.labels import is_several, label_items
from annotate.schema.open_sentences import without_open_sentences
from annotate.schema.wellknown import AUTHOR_NAME, LABEL

Noun = Literal["annotation", "claim", "source", "stance"]
AnswerType = Literal["string", "boolean", "integer", "number"]
Ask = Literal["quick", "full", "off"]
"""The profile in which the prompt asks a question: always, in the full profile only, or never."""

NOUNS: tuple[Noun, ...] = get_args(Noun)
"""The nouns that every scheme has, and that questions can be about."""

LINK: Final = "link"
"""The noun that not every scheme has: the relation of a claim to an earlier one of its article. It has a label, no questions."""
ARTICLE: Final = "article"
"""The subject (``x-about``) of a question that is asked once, for the whole article."""
_END = r"$(?!\n)"  # matches only at the end of a text, not before a final line feed
_LABELLED = {"annotation", "stance", LINK}  # their `label` is a field of the model, and its choices come from the schema
_DEEPEST = 50
_DEMANDS = {"required", "not", "allOf", "anyOf", "oneOf"}  # of a condition outside `then` and `else`: they may ask for an answer
PAST = "history"
"""The folder next to a schema file that contains its earlier versions: ``history/1.0.json``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One label of a closed set: `value` is stored, `key` is its hot-key, unique within the question.

    `retired` is None for a label in use. A retired label is not offered any more but keeps its position, which is its number in
    published datasets; `retired` then names the label that replaces it, and is empty if none does.

    `relation` is what the label of a link means: the relation of the later claim to the earlier one. Of other labels it is
    ``related`` and means nothing.
    """

    value: str
    title: str
    description: str
    key: str
    example: str = ""
    retired: str | None = None
    relation: LinkRelation = "related"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One question of the scheme: a property of a noun with a closed label set (`choices`) or a plain `type`.

    A `required` question is asked in every profile. `author_default` is the label that the author's stance gets when a claim
    gets a source. `labels` is the whole set in schema order, which gives the numbers in datasets: the `choices` and the retired
    labels. Annotators who disagree on an `adjudicated` question need an adjudicator.

    A question `about_article` is asked once, at the article's end; its answer is stored with one sentence, as a rule the first.
    An answer to a question with `several` answers is a set of labels (`annotate.model.answer_set`), at `least` and at `most` so
    many; `type` is that of one label.
    """

    noun: str
    name: str
    title: str
    description: str
    type: AnswerType
    choices: tuple[Choice, ...]
    required: bool
    ask: Ask
    ordinal: bool = False
    default: str | None = None
    author_default: str | None = None
    example: str = ""
    labels: tuple[Choice, ...] = ()
    adjudicated: bool = True
    several: bool = False
    least: int = 0
    most: int = 0
    about_article: bool = False

    @property
    def free(self) -> bool:
        """True if the answer is free text, which is not compared."""
        return not self.choices and self.type == "string"

    @property
    def single(self) -> bool:
        """True if the answer is one of a closed set: a label, or yes and no. Such an answer can be predicted."""
        return not self.several and (bool(self.choices) or self.type == "boolean")

    def fits(self, answer: Answer) -> bool:
        """Return whether this is an answer to the question: a label in use, a set of them, or a value of its type."""
        if self.several:
            return isinstance(answer, tuple) and all(map(self.choice, answer)) and self.least <= len(answer) <= self.most
        if self.choices:
            return self.choice(answer) is not None
        if isinstance(answer, bool) or self.type == "boolean":
            return isinstance(answer, bool) and self.type == "boolean"
        return isinstance(answer, {"string": str, "integer": int, "number": int | float}[self.type])

    def choice(self, value: Answer) -> Choice | None:
        """Return the label with this value, None where there is none in use."""
        return next((choice for choice in self.choices if choice.value == value), None)

    @property
    def about(self) -> str:
        """The subject of the question: its noun, or ``article``."""
        return ARTICLE if self.about_article else self.noun

    @property
    def path(self) -> str:
        """The subject and the name of the question: ``claim.type``."""
        return f"{self.about}.{self.name}"

    def asked(self, profile: str) -> bool:
        """Return whether the prompt asks this question in a profile, ``quick`` or ``full``."""
        return self.required or self.ask == "quick" or (self.ask == "full" and profile == "full")


@dataclass(frozen=True, slots=True)
class Guideline:
    """The guideline for a noun: title, description, an example."""

    title: str
    description: str
    example: str


@dataclass(frozen=True)
class Schema:
    """The label scheme as read from a schema file.

    `attributes` maps each noun to its questions, in schema order, without `label`; `labels` contains the label question of
    ``annotation``, ``stance`` and, where the scheme has links, of ``link``. `author` is the fixed source that represents the
    article's own voice: its name and answers. `past` contains the text of each earlier version that was kept.
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
    def retired(self) -> frozenset[tuple[str, str, Answer]]:
        """The retired labels: (noun, property, value)."""
        questions = (*self.labels.values(), *(question for noun in NOUNS for question in self.attributes[noun]))
        return frozenset((q.noun, q.name, label.value) for q in questions for label in q.labels if label.retired is not None)

    @cached_property
    def author_answers(self) -> dict[str, Answer]:
        """The answers about the author: `author` without the name."""
        return {name: value for name, value in self.author.items() if name != "name"}

    @cached_property
    def decisive(self) -> Mapping[str, frozenset[str]]:
        """The questions, by noun, whose answers must be equal for two decisions to be the same."""
        return {
            noun: frozenset(question.name for question in self.attributes[noun] if question.adjudicated and not question.free)
            for noun in NOUNS
        }

    @property
    def links(self) -> Attribute | None:
        """The question how a claim relates to an earlier one; None if the scheme has no links."""
        return self.labels.get(LINK)

    @cached_property
    def relations(self) -> Mapping[str, LinkRelation]:
        """The meaning of the labels of links, retired ones too; empty if the scheme has no links."""
        return {label.value: label.relation for label in self.links.labels} if self.links else {}

    def attribute(self, noun: str, name: str) -> Attribute | None:
        """Return the question `name` about a noun, its label included; None where the scheme has no such question."""
        if name == LABEL:
            return self.labels.get(noun)
        return next((attribute for attribute in self.attributes.get(noun, ()) if attribute.name == name), None)

    @property
    def askable(self) -> tuple[Attribute, ...]:
        """The questions about claims, sources, stances and the article, which the prompt can ask."""
        return (*(q for noun in NOUNS if noun != "annotation" for q in self.attributes[noun]), *self.about_article)

    @cached_property
    def about_article(self) -> tuple[Attribute, ...]:
        """The questions about the article as a whole."""
        return tuple(question for question in self.attributes["annotation"] if question.about_article)

    def question(self, path: str) -> Attribute | None:
        """Return the question with a path, such as ``claim.type`` or ``article.genre``; None if there is none."""
        return next((q for noun in NOUNS for q in self.attributes[noun] if q.path == path), None)

    def accepted_answers(self, noun: str, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        """Return those answers that this scheme has a question and a label for: rules may be written for another scheme."""
        questions = {question.name: question for question in self.attributes[noun]}
        return {name: value for name, value in answers.items() if name in questions and questions[name].fits(value)}

    @cached_property
    def draft(self) -> dict[str, Any]:
        """The JSON Schema for a sentence that is begun but not finished: the same, except that answers may be missing."""
        raw = deepcopy(dict(self.raw))
        for noun in NOUNS:
            definition = raw["$defs"][noun]
            still_required = (*FIXED_FIELDS[noun], LABEL) if noun != "annotation" else FIXED_FIELDS[noun][1:]
            definition["required"] = [name for name in definition["required"] if name in still_required]
            rules = [rule for rule in definition.pop("allOf", ()) if not rule.keys() & _DEMANDS]
            definition |= {"allOf": rules} if rules else {}  # an empty one is not valid
            for rule in (definition, *rules):
                for branch in {"then", "else"} & rule.keys():
                    rule[branch] = {name: values for name, values in rule[branch].items() if name == "properties"}
        return raw

    @cached_property
    def _valid(self) -> tuple[Any, Any]:
        import jsonschema_rs  # 10 ms: `--help` does not need it

        return jsonschema_rs.validator_for(simplify(self.raw)), jsonschema_rs.validator_for(simplify(self.draft))

    def made_with(self, record: object) -> Schema:
        """Return the version of the scheme that a record was made with, if it was kept, else this one.

        A record that was valid when it was made stays valid.
        """
        version = record.get("schema") if isinstance(record, dict) else None
        if version == self.version or not isinstance(version, str) or version not in self.past:
            return self
        return self.earlier(version)

    def earlier(self, version: str) -> Schema:
        """Return an earlier version that was kept. Raises SchemaError if it cannot be used."""
        return _parse_cached(self.past[version], f"schema/{PAST}/{version}.json")

    @cached_property
    def former_names(self) -> frozenset[tuple[str, str, str]]:
        """The former names in the schema's history: (noun, property, label), the label empty where the property was renamed."""
        lines = (line for entry in self.raw.get("x-history", ()) for line in entry["changes"])
        matches = (re.match(r"rename (\w+)(?:\.(\w+))?(?::(\w+))?=", line) for line in lines)
        return frozenset((match[1], match[2] or LABEL, match[3] or "") for match in matches if match)

    def for_record(self, record: object) -> Mapping[str, Any]:
        """Return the JSON Schema that a record must follow: `draft` if its annotation has no label yet, else `raw`."""
        return self.draft if _is_open(record) else self.raw

    def accepts(self, record: object) -> bool:
        """Return whether a record (one revision as JSON) follows the schema; False for values that are not JSON."""
        finished, draft = self._valid
        try:
            return bool((draft if _is_open(record) else finished).is_valid(record))
        except ValueError:  # a set, a lone surrogate, ...: not JSON
            return False

    @cached_property
    def _missing(self) -> Any:
        import jsonschema_rs  # 10 ms: only who labels needs it

        return jsonschema_rs.validator_for({"$defs": self.raw["$defs"], "$ref": "#/$defs/annotation"})

    def missing(self, annotation: Mapping[str, Any]) -> set[tuple[str, int, str]]:
        """Return the answers that an annotation (as JSON) lacks to be finished: (noun, index, property).

        The index is that of the claim, source or stance, 0 for the annotation itself. They come from ``required`` errors, so an
        answer that depends on another (``if``/``then``) is included as soon as that one is given.
        """
        missing = set()
        for error in self._missing.iter_errors(dict(annotation)):
            if error.kind.name == "required":
                path = list(error.instance_path)
                noun = path[0].removesuffix("s") if path else "annotation"
                missing.add((noun, path[1] if path else 0, error.kind.property))
        return missing


def load_schema(path: Path) -> Schema:
    """Read a schema file, with the earlier versions that were kept.

    Raises SchemaError if there is no such file, or it is not JSON, not JSON Schema or breaks our conventions.
    """
    text = _read(path, Path.read_bytes)
    files = sorted((path.parent / PAST).glob("*.json"))
    past = {file.name.removesuffix(".json"): _read(file, read_regular) for file in files}
    return replace(parse_schema(text, str(path)), past=past)


def _read(path: Path, read: Callable[[Path], bytes]) -> str:
    try:
        return read(path).decode("utf-8-sig")
    except FileNotFoundError:
        raise SchemaError(f"{path}: there is no such file; `annotate init` writes the default schema.") from None
    except (OSError, UnicodeError) as error:
        raise SchemaError(f"{path}: the schema cannot be read ({error}); check the file and its permissions.") from error


@lru_cache(32)
def _parse_cached(text: str, origin: str) -> Schema:
    return parse_schema(text, origin)


def parse_schema(text: str, origin: str = "schema") -> Schema:
    """Read a schema from its text; `origin` names it in messages. Raises SchemaError with the first thing that is wrong."""
    try:
        raw = json.loads(text, object_pairs_hook=_object)
        json.dumps(
            raw, ensure_ascii=False, allow_nan=False
        ).encode()  # raises for NaN and lone surrogates, which Python's parser accepts
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"{origin}: not valid JSON ({error}); correct it there.") from None
    if not isinstance(raw, dict):
        raise SchemaError(
            f"{origin}: a schema is a JSON object, not {_kind(raw)}; compare it with the one `annotate init` writes."
        )
    conventions = shipped("schema") / "conventions.schema.json"
    if _nests_deeply(raw):
        raise SchemaError(f"{origin}: it is nested more than {_DEEPEST} levels deep; no question needs that, so simplify it.")
    raw = without_open_sentences(raw)
    for problem in structural_problems(raw, conventions):
        raise SchemaError(f"{origin}: {problem}")
    complete(raw, conventions)
    definitions = raw["$defs"]
    nouns = [noun for noun in (*NOUNS, LINK) if noun in definitions]
    attributes: dict[str, tuple[Attribute, ...]] = {noun: tuple(_attributes(noun, definitions[noun])) for noun in nouns}
    schema = Schema(
        version=raw["x-version"],
        title=raw.get("title", ""),
        raw=raw,
        attributes={noun: tuple(a for a in attributes[noun] if a.name != LABEL) for noun in nouns},
        labels={noun: next(a for a in attributes[noun] if a.name == LABEL) for noun in nouns if noun in _LABELLED},
        guidelines={
            noun: Guideline(definitions[noun]["title"], definitions[noun]["description"], definitions[noun].get("x-example", ""))
            for noun in nouns
        },
        author={
            name: answer_set(value) if isinstance(value, list) else value
            for name, value in definitions["source"].get("x-author", {"name": AUTHOR_NAME}).items()
        },
    )
    for problem in contradictions(schema):
        raise SchemaError(f"{origin}: {problem}")
    return schema


def _nests_deeply(value: Any) -> bool:
    """Return whether a JSON value has more levels than a schema can need; every library that reads one recurses into it."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for node in level for inner in (node.values() if isinstance(node, dict) else node)]
        level = [inner for inner in level if isinstance(inner, dict | list)]
    return bool(level)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object. Raises ValueError if a name appears twice: the parser would silently drop the first one's labels."""
    names: dict[str, Any] = {}
    for name, value in pairs:
        if name in names:
            raise ValueError(f"{json.dumps(name)} appears twice in one object")
        names[name] = value
    return names


def shipped(name: str) -> Path:
    """Return the path of a shipped file or folder (``schema``, ``raw``): in the installed package, else in the checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "shipped" / name
    return installed if installed.exists() else package.parent / name


def simplify(node: Any) -> Any:
    r"""Return a JSON Schema that accepts the same values, and that `jsonschema-rs` validates in two thirds of the time.

    A ``oneOf`` of texts becomes an ``enum``. The look-ahead after ``$`` is dropped: in the regular expressions of `jsonschema-rs`
    a ``$`` matches at the end of the text only, not before a final line feed as in Python's.

    >>> simplify({"oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]})
    {'enum': ['a', 'b']}
    >>> simplify({"pattern": r"^[0-9]+$(?!\n)"})
    {'pattern': '^[0-9]+$'}
    """
    if isinstance(node, list):
        return [simplify(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    simplified = {name: simplify(value) for name, value in node.items()}
    pattern = simplified.get("pattern")
    if isinstance(pattern, str) and "(?" not in pattern.removesuffix(_END) and "\\$" not in pattern:
        simplified["pattern"] = pattern.removesuffix(_END) + "$" * pattern.endswith(_END)
    if "enum" not in simplified and (labels := _labels(simplified.get("oneOf"))):
        del simplified["oneOf"]
        simplified["enum"] = labels
    return simplified


def _labels(choices: Any) -> list[str]:
    """Return the labels of a ``oneOf`` that is a closed label set by our conventions, an empty list for any other."""
    named = isinstance(choices, list) and all(isinstance(c, dict) and {"const", "title"} <= c.keys() for c in choices)
    labels = [choice["const"] for choice in choices] if named else []
    return labels if all(isinstance(label, str) for label in labels) and len(set(labels)) == len(labels) else []


def _is_open(record: object) -> bool:
    annotation = record.get("annotation") if isinstance(record, dict) else None
    return isinstance(annotation, dict) and LABEL not in annotation


def _attributes(noun: str, definition: Mapping[str, Any]) -> Iterator[Attribute]:
    for name, property in definition["properties"].items():
        if name in FIXED_FIELDS[noun] and not (name == LABEL and noun in _LABELLED):
            continue
        several = is_several(property)
        labels = tuple(map(_choice, label_items(property) or ()))
        yield Attribute(
            noun=noun,
            name=name,
            title=property["title"],
            description=property["description"],
            type="string" if several else property.get("type", "string"),
            choices=tuple(label for label in labels if label.retired is None),
            required=name in definition["required"],
            ask=property.get("x-ask", "off"),
            ordinal=property.get("x-ordinal", False),
            default=property.get("default"),
            author_default=property.get("x-author-default"),
            example=property.get("x-example", ""),
            labels=labels,
            adjudicated=property.get("x-adjudicate", True),
            several=several,
            least=property.get("minItems", 0),
            most=property.get("maxItems", len(labels)),
            about_article=property.get("x-about") == ARTICLE,
        )


def _choice(item: Mapping[str, Any]) -> Choice:
    example, retired = item.get("x-example", ""), item.get("x-retired")
    relation = item.get("x-relation", "related")
    return Choice(item["const"], item["title"], item["description"], item["x-key"], example, retired, relation)


def _kind(value: object) -> str:
    return {list: "an array", str: "a string", bool: "a boolean", type(None): "null"}.get(type(value), "a number")
