"""Variants of a label scheme, each with one change, and the work that a scheme which is accepted must be able to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from annotate.errors import SchemaError
from annotate.labelling.actions.questions import choices_of
from annotate.labelling.display.help import guideline_lines
from annotate.labelling.display.screen import view
from annotate.labelling.runner import SessionRunner
from annotate.labelling.state import Event, IdentifyMention, Key, Pointed, Text
from annotate.model import AUTHOR, Annotation, Claim, Document, Source, Stance, answer_set, revision_to_json
from annotate.project import ProblemsError, Project, find_project, init_project
from annotate.project.sessions import adjudicate, label
from annotate.schema import PAST, Attribute, Schema, load_schema, parse_schema, shipped
from annotate.schema.conditions import not_asked
from annotate.schema.migration import breaks_with_past, next_version, parse_change
from support.builders import at_second, make_revision

ARTICLE = """The bridge was closed on Monday.

Officials said that it is safe. Nobody asked the mayor. Trucks may not cross it. It will reopen in May, the mayor told us.
"""

Path_ = tuple[str | int, ...]
"""The keys and indexes that lead to a value in a schema."""


class Variant(NamedTuple):
    """A schema with one change, and what the change is."""

    name: str
    raw: dict[str, Any]


# -- the variants ----------------------------------------------------------------------------------------------------------

ODD_NAMES = (
    *(
        "",
        "Type",
        "ty pe",
        "ty.pe",
        "ty/pe",
        "naïve",
        "型",
        "_x",
        "9x",
        "class",
        "index",
        "split",
        "document",
        "text",
        "annotator",
    ),
    *("sentence_start", "start", "claim", "source", "stance", "source_type", "label", "id", "none", "null", "x" * 300, "x" * 60),
    *("json", "default", "self", "__index_level_0__", "a-b", "a,b", "=x", "\n", "e\u0301"),
)
"""Names of properties that a spreadsheet, a terminal, Arrow or the columns of the dataset might not like."""

QUESTION = {"title": "Q", "description": "D.", "x-ask": "quick"}
A, B = ({"const": c, "title": c.upper(), "description": "D.", "x-key": c} for c in "ab")

QUESTIONS: dict[str, Any] = {
    "labels": {**QUESTION, "oneOf": [A, B]},
    "text": {**QUESTION, "type": "string"},
    "a long text": {**QUESTION, "type": "string", "minLength": 3, "maxLength": 5},
    "a text of no length": {**QUESTION, "type": "string", "minLength": 5, "maxLength": 3},
    "a negative length": {**QUESTION, "type": "string", "minLength": -1},
    "an integer": {**QUESTION, "type": "integer"},
    "a bounded integer": {**QUESTION, "type": "integer", "minimum": 1, "maximum": 5},
    "an integer without room": {**QUESTION, "type": "integer", "minimum": 5, "maximum": 1},
    "an integer between two": {**QUESTION, "type": "integer", "minimum": 1.2, "maximum": 1.8},
    "a huge integer": {**QUESTION, "type": "integer", "minimum": 2**70},
    "a number": {**QUESTION, "type": "number"},
    "a bounded number": {**QUESTION, "type": "number", "minimum": 0.5, "maximum": 1},
    "a tiny number": {**QUESTION, "type": "number", "maximum": 1e-300, "minimum": 1e-310},
    "a huge number": {**QUESTION, "type": "number", "minimum": 1e300},
    "a boolean": {**QUESTION, "type": "boolean"},
    "a list": {**QUESTION, "type": "array", "items": {"type": "string"}},
    "a list of lists": {**QUESTION, "type": "array", "items": {"type": "array", "items": {"type": "string"}}},
    "an object": {**QUESTION, "type": "object", "properties": {"x": {"type": "string"}}},
    "null": {**QUESTION, "type": "null"},
    "two types": {**QUESTION, "type": ["string", "null"]},
    "an enum": {**QUESTION, "enum": ["a", "b"]},
    "a typed enum": {**QUESTION, "type": "string", "enum": ["a", "b"]},
    "a const": {**QUESTION, "const": "a"},
    "labels and a type": {**QUESTION, "type": "string", "oneOf": [A, B]},
    "one label": {**QUESTION, "oneOf": [A]},
    "no labels": {**QUESTION, "oneOf": []},
    "numbers as labels": {**QUESTION, "oneOf": [{**A, "const": 1}, {**B, "const": 2}]},
    "the same label": {**QUESTION, "oneOf": [A, {**A, "x-key": "b"}]},
    "the same key": {**QUESTION, "oneOf": [A, {**B, "x-key": "a"}]},
    "retired labels": {**QUESTION, "oneOf": [{**A, "x-retired": ""}, B]},
    "only retired labels": {**QUESTION, "oneOf": [{**A, "x-retired": ""}, {**B, "x-retired": ""}]},
    "retired in a circle": {**QUESTION, "oneOf": [{**A, "x-retired": "b"}, {**B, "x-retired": "a"}]},
    "a label to be retired": {**QUESTION, "oneOf": [{**A, "x-retired": "b"}, B], "default": "a"},
    "a default": {**QUESTION, "oneOf": [A, B], "default": "a"},
    "an author's default": {**QUESTION, "oneOf": [A, B], "x-author-default": "a"},
    "ordered labels": {**QUESTION, "oneOf": [A, B], "x-ordinal": True},
    "many labels": {**QUESTION, "oneOf": [{**A, "const": f"a{n}", "x-key": chr(33 + n)} for n in range(94)]},
    "never asked": {**QUESTION, "oneOf": [A, B], "x-ask": "off"},
    "hostile words": {**QUESTION, "title": "=1+1\n---\n| `x`", "description": "\x1b[31m\u202e # --- :", "oneOf": [A, B]},
    "a yes label": {**QUESTION, "oneOf": [{**A, "const": "yes"}, {**B, "const": "no"}]},
    "a null label": {**QUESTION, "oneOf": [{**A, "const": "null"}, {**B, "const": "true"}]},
    "digits": {**QUESTION, "oneOf": [{**A, "x-key": "1"}, {**B, "x-key": "2"}]},
    "signs": {**QUESTION, "oneOf": [{**A, "x-key": "?"}, {**B, "x-key": ":"}]},
    "capitals": {**QUESTION, "oneOf": [{**A, "x-key": "Q"}, {**B, "x-key": "G"}]},
    "several answers": {**QUESTION, "type": "array", "items": {"oneOf": [A, B]}, "uniqueItems": True},
    "several names": {**QUESTION, "type": "array", "items": {"enum": ["a", "b", "c"]}, "minItems": 1},
    "two of three": {**QUESTION, "type": "array", "items": {"enum": ["a", "b", "c"]}, "minItems": 2, "maxItems": 2},
    "several of one": {**QUESTION, "type": "array", "items": {"enum": ["a"]}},
    "too few for several": {**QUESTION, "type": "array", "items": {"enum": ["a", "b"]}, "minItems": 3},
    "several retired labels": {**QUESTION, "type": "array", "items": {"oneOf": [{**A, "x-retired": "b"}, B]}},
    "several with a default": {**QUESTION, "type": "array", "items": {"oneOf": [A, B]}, "default": ["a"]},
    "one about the article": {**QUESTION, "x-about": "article", "oneOf": [A, B]},
    "a text about the article": {**QUESTION, "x-about": "article", "type": "string"},
    "several about the article": {**QUESTION, "x-about": "article", "type": "array", "items": {"enum": ["a", "b"]}},
    "a reference": {"$ref": "#/$defs/span"},
    "a reference to itself": {"$ref": "#/$defs/claim"},
    "anything": {},
    "true": True,
    "false": False,
}
"""Questions to add to a noun, by what is remarkable about them; not all can be asked."""

KEYWORDS: dict[str, Any] = {
    "$ref": "#/$defs/span",
    "$dynamicRef": "#x",
    "$anchor": "x",
    "$id": "urn:x",
    "$defs": {"x": {}},
    "type": "string",
    "anyOf": [{"type": "string"}, {"type": "object"}, {"type": "array"}, {"type": "number"}, {"type": "null"}],
    "oneOf": [{"type": "string"}, {"type": "object"}],
    "allOf": [{"type": ["string", "object", "array", "number", "null"]}],
    "not": {"const": "x"},
    "if": {"minLength": 5},
    "enum": ["a", "b"],
    "const": "a",
    "default": "a",
    "format": "date",
    "examples": ["a"],
    "deprecated": True,
    "readOnly": True,
    "pattern": "^a",
    "minLength": 2,
    "maxLength": 2,
    "minimum": 2,
    "maximum": 2,
    "exclusiveMinimum": 0,
    "exclusiveMaximum": 3,
    "multipleOf": 2,
    "items": {"type": "string"},
    "prefixItems": [{"type": "string"}],
    "contains": {"type": "string"},
    "minItems": 2,
    "maxItems": 0,
    "uniqueItems": True,
    "properties": {"x": {"type": "string"}},
    "patternProperties": {"^x": {"type": "string"}},
    "additionalProperties": True,
    "unevaluatedProperties": False,
    "propertyNames": {"maxLength": 3},
    "minProperties": 9,
    "maxProperties": 1,
    "required": ["x"],
    "dependentRequired": {"label": ["note"]},
    "x-own": 1,
}
"""A value of each keyword of JSON Schema, to be added where it is not or to replace what is there."""

RULES: dict[str, Any] = {
    "nothing is valid": {"not": {}},
    "a list of nothing": {},
    "a label leads to an answer": {
        "if": {"properties": {"type": {"const": "quantity"}}, "required": ["type"]},
        "then": {"required": ["normalized"]},
    },
    "an answer nobody can give": {"required": ["nothing"]},
    "another kind of claims": {"properties": {"claims": {"maxItems": 0}}},
    "always a note": {"properties": {"note": {"minLength": 3}}},
    "never a flag": {"properties": {"flag": {"type": "null"}}},
    "a reference": {"$ref": "#/$defs/span"},
    "a condition without an end": {"if": {"required": ["id"]}},
    "an end without a condition": {"then": {"required": ["reason"]}},
    "else": {"if": {"required": ["cue"]}, "then": {}, "else": {"required": ["source"]}},
    "a forbidden label": {"properties": {"label": {"not": {"const": "claim"}}}},
}
"""Conditions to add to the ``allOf`` of a noun."""


def variants(raw: Mapping[str, Any]) -> Iterator[Variant]:
    """Yield schemas that differ from `raw` by one change, each once, in a fixed order."""
    seen = {json.dumps(raw)}
    for change in changes(raw):
        variant = change.made_to(raw)
        text = json.dumps(variant.raw)
        if text not in seen:
            seen.add(text)
            yield variant


class Change(NamedTuple):
    """A change of a schema: what it is, and a function that makes it."""

    name: str
    make: Callable[[Any], object]

    def made_to(self, raw: Mapping[str, Any]) -> Variant:
        """Return a schema with the change; the one given stays as it is."""
        variant = deepcopy(dict(raw))
        self.make(variant)
        return Variant(self.name, variant)


def changes(raw: Mapping[str, Any]) -> Iterator[Change]:
    """Yield the changes of a schema; some of them may have the same result."""
    yield from (Change(name, make) for name, make in _changes(raw))


_Change = tuple[str, Callable[[Any], object]]


def _changes(raw: Mapping[str, Any]) -> Iterator[_Change]:
    for path, value in _places(raw, ()):
        yield from _changes_of(path, value)
    for path, value in _places(raw, ()):
        if isinstance(value, dict) and _is_schema(path):
            for keyword, rule in KEYWORDS.items():
                yield f"{_shown(path)}: {keyword}", _put((*path, keyword), rule)
    for noun in ("annotation", "claim", "source", "stance"):
        properties: Path_ = ("$defs", noun, "properties")
        for name, question in QUESTIONS.items():
            yield f"{noun}: a question of {name}", _put((*properties, "extra"), question)
            yield f"{noun}: a required question of {name}", _put_required(noun, "extra", question)
        for name in ODD_NAMES:
            yield f"{noun}: a question called {name[:20]!r}", _put((*properties, name), QUESTIONS["labels"])
        for name, rule in RULES.items():
            yield f"{noun}: {name}", _append(("$defs", noun), "allOf", rule)


def _places(node: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    """Yield every value in a schema with its path; of label sets and other lists, only what is in the first two items."""
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _places(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node[:2]):
            yield from _places(value, (*path, index))


def _is_schema(path: Path_) -> bool:
    """Return whether the value at a path is a schema, not a table of them or an item of our own."""
    if not path:
        return True
    if "x-author" in path or "x-history" in path or "oneOf" in path:
        return False
    return path[-1] not in ("properties", "$defs") or (len(path) > 1 and path[-2] == "properties")


_OTHERS: dict[type, tuple[Any, ...]] = {
    str: ("", " ", "x", "A b", "型", "=1+1", 1, None, True, ["x"], {}),
    bool: (None, "x", 1),
    int: (-1, 2**70, 1.5, "1", None),
    float: (-1, "1", None),
    list: ([], {}, None, "x"),
    dict: ({}, [], True, False, None),
    type(None): ("x",),
}


def _changes_of(path: Path_, value: Any) -> Iterator[_Change]:
    """Yield the changes of one value: away, another name, another value; of a list another order, and one item less or more."""
    if not path:
        return
    where = _shown(path)
    yield f"{where}: removed", _remove(path)
    if isinstance(path[-1], str):
        for name in (f"{path[-1]}x", f"{path[-1]}".upper() + "_"):
            yield f"{where}: renamed {name}", _rename(path, name)
    for other in _OTHERS[type(value)]:
        yield f"{where}: {json.dumps(other)}", _put(path, other)
    if isinstance(value, bool):
        yield f"{where}: {json.dumps(not value)}", _put(path, not value)
    if isinstance(value, list) and value:
        for name, items in (("backwards", value[::-1]), ("first twice", [*value, value[0]]), ("without last", value[:-1])):
            yield f"{where}: {name}", _put(path, items)
        if all(isinstance(item, str) for item in value):
            yield f"{where}: another", _put(path, [*value, "another"])


def _shown(path: Path_) -> str:
    return "/".join(map(str, path))


def _parent(raw: Any, path: Path_) -> Any:
    for step in path[:-1]:
        raw = raw[step]
    return raw


def _put(path: Path_, value: Any) -> Callable[[Any], object]:
    def change(raw: Any) -> None:
        _parent(raw, path)[path[-1]] = deepcopy(value)

    return change


def _put_required(noun: str, name: str, value: Any) -> Callable[[Any], object]:
    def change(raw: Any) -> None:
        raw["$defs"][noun]["properties"][name] = deepcopy(value)
        raw["$defs"][noun]["required"].append(name)

    return change


def _append(path: Path_, name: str, value: Any) -> Callable[[Any], object]:
    def change(raw: Any) -> None:
        _parent(raw, (*path, name)).setdefault(name, []).append(deepcopy(value))

    return change


def _remove(path: Path_) -> Callable[[Any], object]:
    def change(raw: Any) -> None:
        del _parent(raw, path)[path[-1]]

    return change


def _rename(path: Path_, name: str) -> Callable[[Any], object]:
    def change(raw: Any) -> None:
        parent = _parent(raw, path)
        items = [(name if key == path[-1] else key, value) for key, value in parent.items()]
        parent.clear()
        parent.update(items)

    return change


# -- the schemas that are varied ---------------------------------------------------------------------------------------------


class Base(NamedTuple):
    """A schema to vary, and its earlier versions."""

    raw: dict[str, Any]
    past: Mapping[str, dict[str, Any]]


def _bundled() -> dict[str, Any]:
    raw: dict[str, Any] = json.loads((shipped("schema") / "annotation.schema.json").read_text(encoding="utf-8"))
    return raw


def _own() -> Base:
    """Return a schema with a question of every kind about every noun, a condition, and a history."""
    first = _bundled()
    own = {
        "annotation": {
            "mood": QUESTIONS["ordered labels"],
            "readers": QUESTIONS["a bounded integer"],
            "desks": QUESTIONS["several answers"],
            "genre": QUESTIONS["one about the article"],
            "places": QUESTIONS["several about the article"],
        },
        "claim": {
            "weight": QUESTIONS["a bounded number"],
            "place": {**QUESTIONS["a long text"], "maxLength": 40},
            "topics": QUESTIONS["two of three"],
        },
        "source": {"trusted": QUESTIONS["a boolean"], "rank": QUESTIONS["digits"], "sides": QUESTIONS["several names"]},
        "stance": {"strength": QUESTIONS["retired labels"], "reason": QUESTIONS["never asked"]},
    }
    for noun, questions in own.items():
        first["$defs"][noun]["properties"] |= deepcopy(questions)
        first["$defs"][noun]["required"].append(next(iter(questions)))
    first["$defs"]["source"]["x-author"] |= {"trusted": True, "sides": ["a"]}
    first["$defs"]["claim"]["allOf"] = [
        {"if": {"properties": {"type": {"const": "quantity"}}, "required": ["type"]}, "then": {"required": ["place"]}}
    ]
    changes = ("rename claim.polarity:negated=denied", "merge stance:query,unclear=unclear", "add source.type:animal=A cow.")
    return Base(next_version(first, [parse_change(line) for line in changes]), {"1.0": first})


SCHEMAS: dict[str, Base] = {"bundled": Base(_bundled(), {}), "own": _own()}
"""The schemas that are varied, by name."""


# -- the work ------------------------------------------------------------------------------------------------------------------


class Failure(Exception):
    """A step of the work that an accepted schema could not do."""


def refuse(raw: Mapping[str, Any]) -> str:
    """Return why a schema without earlier versions is refused, empty if it is accepted."""
    try:
        parse_schema(json.dumps(raw))
    except SchemaError as error:
        return str(error)
    return ""


def refused(path: Path) -> str:
    """Return why ``annotate schema check`` refuses a schema file, empty if it accepts it."""
    try:
        return "; ".join(breaks_with_past(load_schema(path)))
    except SchemaError as error:
        return str(error)


def make_template(folder: Path, base: Base) -> Path:
    """Make a project with one article and the earlier versions of a schema, to be copied for each variant."""
    project = init_project(folder)
    for version, raw in base.past.items():
        path = project.schema_path.parent / PAST / f"{version}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(raw), encoding="utf-8")
    (project.raw / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    project.add()
    return project.root


def work_with(template: Path, folder: Path, raw: Mapping[str, Any], *, export: bool = True) -> str:
    """Do all that people do with a schema, in a copy of a project. Returns why the schema is refused, empty if it is accepted.

    Raises Failure that names the step that an accepted schema cannot do.
    """
    shutil.copytree(template, folder)
    path = folder / "schema" / "annotation.schema.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    held = not any(not_asked(load_schema(path))) if not refused(path) else True
    check = _check if held else _check_somehow
    steps: list[tuple[str, Callable[[Project], object]]] = [
        ("label", _label),
        ("check what was labelled", check),
        ("load", lambda project: _load(project, folder, own=held)),
        ("check what was loaded", check),
        ("status", lambda project: project.status()),
        ("agree", lambda project: (project.agree(), project.agree_again(), project.disagreements())),
        ("adjudicate", _adjudicate),
        ("check what was adjudicated", check),
        ("show", lambda project: [project.gold("bridge"), list(project.dump())]),
        *([("export", _export if held else _export_somehow)] if export else []),
    ]
    step = "schema check"
    try:
        if reason := refused(path):
            return reason
        for step, act in steps:  # noqa: B007 - the failure names it
            act(find_project(folder))
    except Exception as error:
        raise Failure(f"{step}: {type(error).__name__}: {error}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return ""


def _check(project: Project) -> None:
    checked = project.check()
    assert not checked.problems, "; ".join(f"{problem.code}: {problem.message}" for problem in checked.problems[:3])


def _check_somehow(project: Project) -> None:
    """Check labels that the prompt has let break a condition: that is reported."""
    project.check()


def _export_somehow(project: Project) -> None:
    with suppress(ProblemsError):
        _export(project)


def _export(project: Project) -> None:
    exported = project.export()
    from annotate.dataset.other_formats import convert  # as heavy as the export itself

    assert exported.claims, "no claim was exported"
    for format in ("csv", "jsonl", "spacy"):
        convert(exported.path, project.output / format, format)  # type: ignore[arg-type]


# -- at the prompt


def _label(project: Project) -> None:
    label(project, _labels_everything, annotator="ada", document="bridge", profile="full", suggestions=False)
    label(project, _labels_everything, annotator="ben", document="bridge", profile="quick", suggestions=True, blind_rate=0)


def _adjudicate(project: Project) -> None:
    if next(project.contested(), None):
        adjudicate(project, lambda runner: _type(runner, Key("1")), adjudicator="eve", document="bridge")


def _labels_everything(runner: SessionRunner) -> None:
    """Label the sentences in turn: a claim with a source and every stance, no claim, skipped, and claims again."""
    for at in range(len(runner.state.document.sentences)):
        assert runner.state.at == at, f"the prompt is at sentence {runner.state.at + 1} instead of {at + 1}"
        _type(runner, Key("?"), Key("esc"), Key("G"), Key("esc"))  # the suggestions come with the first key
        while runner.state.at == at and runner.state.open_suggestions:
            _type(runner, Key("space" if at != 1 else "x"))
            _answer(runner, at)
        if runner.state.at > at:
            continue
        if at == 1:
            _type(runner, Key("n"))
        elif at == 2 and not runner.state.annotation.claims:
            _type(runner, Key("w"))
        else:
            _claim(runner)
            _type(runner, Key("enter"))
        _answer(runner, at)


def _claim(runner: SessionRunner) -> None:
    """Mark a claim with a source, and give it every stance in turn."""
    _type(runner, Key("c"), Pointed(1), Pointed(2), Key("s"), Pointed(3), Pointed(3))
    if isinstance(runner.state.mode, IdentifyMention):
        _type(runner, Key("enter"))
    for choice in runner.state.schema.labels["stance"].choices:
        _type(runner, Key(choice.key))
        stance = runner.state.stance
        assert stance, "the claim has no stance"
        assert stance.label == choice.value, f"{choice.key} did not set the stance {choice.value}"


def _answer(runner: SessionRunner, turn: int) -> None:
    """Answer the questions that are asked, with another label every turn."""
    for asked in count():
        question = runner.state.question
        if question is None:
            return
        assert asked < 200, f"{question.attribute.noun}.{question.attribute.name} is asked for ever"
        choices = choices_of(question.attribute)
        if choices:
            number = max(question.attribute.least, 1) if question.attribute.several else 1
            for place in range(turn, turn + number):
                _type(runner, Key(choices[place % len(choices)].key))
            if question.attribute.several:
                _type(runner, Key("enter"))
        else:
            _type(runner, Text(str(answers(runner.state.schema, question.attribute)[0])), Key("enter"))


def _type(runner: SessionRunner, *events: Event) -> None:
    for event in events:
        view(runner.state, 80, 24)
        runner.feed(event)
        assert not runner.state.refused, f"{event} in {runner.state.mode.name}: {runner.state.message}"
    guideline_lines(runner.state)


# -- annotations of the schema's own


def answers(schema: Schema, attribute: Attribute) -> list[Any]:
    """Return answers to a question that its property allows."""
    if attribute.several:
        labels = [label.value for label in attribute.labels]
        sizes = {attribute.least, attribute.most}
        return [answer_set((labels * 2)[place : place + size]) for place in range(len(labels)) for size in sorted(sizes)]
    if attribute.choices:
        return [label.value for label in attribute.labels]  # retired ones, too: older annotations have them
    rule = schema.raw["$defs"][attribute.noun]["properties"][attribute.name]
    low, high = rule.get("minimum", -3), rule.get("maximum", rule.get("minimum", -3) + 7)
    texts = ["x" * max(rule.get("minLength", 1), 1), '=1+1, "quoted"\n| é 型'[: rule.get("maxLength", 40)]]
    candidates = {
        "boolean": [True, False],
        "integer": [int(low), int(high), int(low) + 1],
        "number": [low, high, (low + high) / 2],
        "string": [text for text in texts if len(text) >= rule.get("minLength", 0)],
    }[attribute.type]
    return [value for value in candidates if isinstance(value, str | bool) or low <= value <= high]


def annotations(schema: Schema, document: Document, at: int) -> Iterator[Annotation]:
    """Yield annotations of a sentence: every answer to every question, and as few answers as possible."""
    sentence = document.sentences[at]
    spans = document.span(sentence.start, sentence.start + 3), document.span(sentence.start + 4, sentence.start + 7)

    def given(noun: str, turn: int, *, all: bool) -> dict[str, Any]:
        questions = [question for question in schema.attributes[noun] if all or question.required]
        return {question.name: values[turn % len(values)] for question in questions if (values := answers(schema, question))}

    stances = schema.labels["stance"].choices
    turns = max(len(question.choices) for noun in schema.attributes.values() for question in noun)
    for turn in range(max(turns, len(stances))):
        for all in (True, False):
            claims = (Claim("c1", spans if all else spans[:1], given("claim", turn, all=all)),)
            sources = (
                Source(AUTHOR, schema.author["name"], None, schema.author_answers),
                Source("s1", "Ann", spans[1] if all else None, given("source", turn, all=all)),
            )
            cue, answered = spans[0] if all else None, given("stance", turn, all=all)
            stance = Stance("c1", "s1", stances[turn % len(stances)].value, cue, answered)
            own = Stance("c1", AUTHOR, stances[0].value, None, given("stance", turn, all=False))
            answered = given("annotation", turn, all=all)
            yield Annotation("claim", claims, sources, (own, stance), "flag" if all else None, "note" if all else "", answered)
            two, both = (*claims, replace(claims[0], id="c2")), (own, stance, replace(own, claim="c2"))
            yield Annotation("claim", two, sources, both, note="note", attributes=answered)
            for note in ("", "note"):
                yield Annotation("no_claim", note=note, attributes=given("annotation", turn, all=False))
                yield Annotation("skip", note=note, attributes=given("annotation", turn, all=True))


def _load(project: Project, folder: Path, *, own: bool) -> None:
    """Load a dump of annotations that follow the schema, and the project's own dump if that does."""
    project.dump_to(folder / "own.jsonl")
    document = project.document("bridge")
    lines = []
    for at in (0, 3):
        for turn, annotation in enumerate(annotations(project.schema, document, at)):
            revision = make_revision(
                document, at, annotation, f"dan{turn % 3}", created=at_second(60 * at + turn), schema=project.schema.version
            )
            if project.schema.accepts(record := revision_to_json(revision)):
                lines.append((annotation.label, json.dumps(record)))
    assert {label for label, _ in lines} >= {"claim", "no_claim", "skip"}, "no annotation follows the schema"
    (folder / "made.jsonl").write_text("\n".join(line for _, line in lines), encoding="utf-8")
    loaded = project.load([folder / "made.jsonl", *([folder / "own.jsonl"] if own else [])])
    assert loaded.new == len(lines), f"{loaded.new} of {len(lines)} were loaded"
