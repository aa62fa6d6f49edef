"""Changes of the label scheme that keep existing annotations: the next version of the schema, and of each annotation.

A change is a line such as ``rename claim.type:event=occurrence``, as in the schema's ``x-history``:

    rename claim.type:event=occurrence      a label; it keeps its position
    rename claim.type=kind                  a property
    merge stance:query,unclear=unclear      labels become one; the others keep their positions, retired
    split claim.type:event=event,state      a label becomes several: only people can decide which, so they are asked again
    add claim.type:rumour=Heard somewhere.  a label, with its description
    add claim.tone=calm,angry               a property with these labels, or of a type (string, boolean, integer, number)
    add claim.topics=[economy,health]       a property with several answers among these labels
    add article.genre=news,opinion          a property that is asked once, about the whole article
    add link=same,contradicts,supports      links between claims, with these labels, in a schema that has none
    ask claim.checkworthiness=quick         the profile in which a question is asked: quick (always), full, off (never)

A noun alone (``stance``) means its label. Label sets only grow, because the numbers in published datasets are positions in them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from difflib import get_close_matches
from string import ascii_letters
from typing import Any, Literal, get_args

from annotate.errors import SchemaError
from annotate.model import FIXED_FIELDS, Annotation, Answer, Claim, ClaimLink, Source, Stance, answer_set
from annotate.model.links import LinkRelation
from annotate.schema.labels import is_several, label_items, new_label, new_labels, title
from annotate.schema.scheme import ARTICLE, LINK, AnswerType, Ask, Schema
from annotate.schema.wellknown import LABEL

Operation = Literal["rename", "merge", "split", "add", "ask"]
_LINE = re.compile(
    r"(?P<operation>rename|merge|split|add|ask) "
    r"(?P<noun>annotation|article|claim|source|stance|link)(?:\.(?P<name>[a-z][a-z0-9_]*))?"
    r"(?::(?P<labels>[a-z][a-z0-9_]*(?:,[a-z][a-z0-9_]*)*))?=(?P<to>.+)"
)
_NAMES = re.compile(r"[a-z][a-z0-9_]*(?:,[a-z][a-z0-9_]*)*")
_SEVERAL = re.compile(rf"\[({_NAMES.pattern})\]")
_ACTIONS = ("fix", "migrate", "import")  # actions of revisions that older schemas do not allow
_WIDTH = 130  # columns of a schema file


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One change. `labels` is empty where the property `name` itself changes; `to` are the new names, `text` is the line.

    `several` is true of a property that is added with several answers. `about_article` is true if the question is about the
    article: a property of its annotations, like those about a sentence.
    """

    operation: Operation
    noun: str
    name: str
    labels: tuple[str, ...]
    to: tuple[str, ...]
    text: str
    several: bool = False
    about_article: bool = False

    @property
    def question(self) -> str:
        """The question that changes: ``claim.type``."""
        return f"{ARTICLE if self.about_article else self.noun}.{self.name}"


def parse_change(line: str) -> SchemaChange:
    """Return the change that a line describes. Raises SchemaError if it does not describe one."""
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise SchemaError(f"{line!r} is not a change of a schema; write it as `rename claim.type:event=occurrence`")
    labels = tuple(match["labels"].split(",")) if match["labels"] else ()
    has_description = match["operation"] == "add" and labels
    several = None if labels or match["operation"] != "add" else _SEVERAL.fullmatch(match["to"])
    names = several[1] if several else match["to"]
    if not has_description and not _NAMES.fullmatch(names):
        raise SchemaError(f"{line!r}: after = give comma-separated names of lowercase letters, digits and _")
    to = (match["to"].strip(),) if has_description else tuple(names.split(","))
    operation: Operation = match["operation"]  # type: ignore[assignment]  # the pattern has no others
    about_article = match["noun"] == ARTICLE
    if about_article and not match["name"]:
        raise SchemaError(f"{line!r}: an article has no label; name a question, such as article.genre")
    noun = "annotation" if about_article else match["noun"]
    name = match["name"] or LABEL
    change = SchemaChange(operation, noun, name, labels, to, line.strip(), several is not None, about_article)
    if error := _change_error(change):
        raise SchemaError(f"{line!r}: {error}")
    return change


def _change_error(change: SchemaChange) -> str:
    """Return what is wrong with a change whatever the schema is; empty where nothing is."""
    one, several = len(change.to) == 1, len(change.to) > 1
    match change.operation:
        case "rename" if not one or len(change.labels) > 1:
            return "one name is replaced by one name: rename claim.type:event=occurrence"
        case "merge" if not one or not change.labels:
            return "labels are merged into one: merge stance:query,unclear=unclear"
        case "split" if not several or len(change.labels) != 1:
            return "one label is split into several: split claim.type:event=event,state"
        case "add" if change.several and one:
            return "several answers need several labels: add claim.topics=[economy,health]"
        case "add" if len(change.labels) > 1:
            return "labels are added one at a time: add claim.type:rumour=Heard somewhere."
        case "ask" if not one or change.labels or change.to[0] not in get_args(Ask) or _is_of_sentence(change):
            return "a question about a claim, source, stance or article is asked in a profile: ask claim.polarity=quick"
    if change.noun == LINK and change.name != LABEL:
        return "a link has no question but its label; write it as link alone"
    if _adds_links(change):
        return "" if several and not change.several else "links need at least two labels: add link=same,contradicts"
    if not change.labels and change.name in FIXED_FIELDS[change.noun]:
        return f"every {change.noun} has the property {change.name}, which cannot be changed"
    return ""


def _adds_links(change: SchemaChange) -> bool:
    """Return whether a change adds links to a schema that has none."""
    return (change.operation, change.noun, change.labels) == ("add", LINK, ())


def _is_of_sentence(change: SchemaChange) -> bool:
    return change.noun == "annotation" and not change.about_article


def history(raw: Mapping[str, Any], since: str = "0.0") -> tuple[SchemaChange, ...]:
    """Return the changes in a schema's history that were made after the version `since`, the oldest first."""
    entries = (entry for entry in raw.get("x-history", ()) if version_number(entry["version"]) > version_number(since))
    return tuple(parse_change(line) for entry in entries for line in entry["changes"])


def version_number(version: str) -> tuple[int, ...]:
    """Return a version as a tuple, by which versions compare; what is not a version comes first."""
    return tuple(map(int, version.split("."))) if re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,9}", version) else (0, 0)


# -- the schema ------------------------------------------------------------------------------------------------------------


def next_version(raw: Mapping[str, Any], changes: Sequence[SchemaChange]) -> dict[str, Any]:
    """Return the next version of a schema, with the changes made and added to its history.

    Raises SchemaError if a change is impossible, such as one of a label that does not exist.
    """
    after = apply_changes(raw, changes)
    before = raw["x-version"]
    major, minor = version_number(before)
    after["x-version"] = f"{major}.{minor + 1}"
    entry = {"version": after["x-version"], "from": before, "changes": [change.text for change in changes]}
    after["x-history"] = [*raw.get("x-history", ()), entry]
    action = after["properties"]["action"]
    if "enum" in action:
        action["enum"] += [name for name in _ACTIONS if name not in action["enum"]]
    return after


def apply_changes(raw: Mapping[str, Any], changes: Iterable[SchemaChange]) -> dict[str, Any]:
    """Return the schema with changes made to its definitions; version and history stay the same."""
    after = deepcopy(dict(raw))
    for change in changes:
        if _adds_links(change):
            _add_links(after, change)
            continue
        if change.noun not in after["$defs"]:
            raise SchemaError(f"the schema has no {change.noun}; `add {LINK}=same,contradicts` adds links between claims")
        definition = after["$defs"][change.noun]
        if change.operation != "add" or change.labels:
            _require_name(change.name, definition["properties"], f"there is no {change.question}")
        if change.operation not in ("add", "ask") and _in_condition(definition, change.name):
            raise SchemaError(f"{change.question} is part of a condition (allOf) in the schema; change it there by hand")
        (_LABEL_OPERATIONS if change.labels else _PROPERTY_OPERATIONS)[change.operation](definition, change)
    return after


def _add_links(raw: dict[str, Any], change: SchemaChange) -> None:
    """Add links between claims, whose labels mean what their names say where these are names of relations."""
    if LINK in raw["$defs"]:
        raise SchemaError("the schema has links already; add a label to them: add link:supports=It gives evidence.")
    labels = [{**label, **_relation(label["const"])} for label in new_labels(change.to)]
    question = {"title": title(LINK), "description": "How does the claim relate to the earlier one?", "oneOf": labels}
    pieces = {"type": "array", "items": {"$ref": "#/$defs/span"}, "minItems": 1}
    properties = {"claim": raw["$defs"]["claim"]["properties"]["id"], "target": pieces, LABEL: question}
    raw["$defs"][LINK] = {
        "type": "object",
        "title": title(LINK),
        "description": "The relation of a claim to an earlier claim of its article.",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    raw["$defs"]["annotation"]["properties"]["links"] = {"type": "array", "items": {"$ref": f"#/$defs/{LINK}"}}


def _relation(name: str) -> dict[str, str]:
    return {"x-relation": name} if name in get_args(LinkRelation) else {}


def _require_name(name: str, known: Iterable[str], message: str) -> None:
    """Raise SchemaError with a message and similar names, unless `name` is known."""
    names = list(known)
    if name not in names:
        similar = get_close_matches(name, names)
        hint = f"did you mean {' or '.join(similar)}?" if similar else f"there are {', '.join(names)}"
        raise SchemaError(f"{message}; {hint}")


def _require_new_name(change: SchemaChange, name: str, known: Iterable[str]) -> None:
    if name in known:
        raise SchemaError(f"{change.question}: the name {name} is already in use; choose another")


def _in_condition(definition: Mapping[str, Any], name: str) -> bool:
    """Return whether a condition of the definition may refer to a property: whether its name occurs there at all."""
    return f'"{name}"' in json.dumps([definition.get("allOf", ()), *(definition.get(part) for part in ("if", "then", "else"))])


def _labels(definition: Mapping[str, Any], change: SchemaChange) -> list[dict[str, Any]]:
    property = definition["properties"][change.name]
    labels = label_items(property)
    if labels is None:
        raise SchemaError(f"{change.question} has no labels; its type is {property.get('type')}")
    for label in change.labels if change.operation != "add" else ():
        _require_label(change, label, labels)
    return labels


def _require_label(change: SchemaChange, label: str, labels: Iterable[Mapping[str, Any]]) -> None:
    _require_name(label, (item["const"] for item in labels), f"{change.question} has no label {label}")


def _rename_label(definition: dict[str, Any], change: SchemaChange) -> None:
    labels, (old,), (new,) = _labels(definition, change), change.labels, change.to
    _require_new_name(change, new, (item["const"] for item in labels))
    for item in labels:
        if item["const"] == old:
            item["const"] = new
            item["title"] = title(new) if item["title"] == title(old) else item["title"]
        if item.get("x-retired") == old:
            item["x-retired"] = new
    _replace_defaults(definition, change, (old,), new)


def _merge_labels(definition: dict[str, Any], change: SchemaChange) -> None:
    labels, (target,) = _labels(definition, change), change.to
    if definition["properties"][change.name].get("minItems", 0) > 1:
        raise SchemaError(f"{change.question} needs several answers, which could become one; lower its `minItems` first")
    _require_label(change, target, (item for item in labels if "x-retired" not in item))
    merged = tuple(label for label in change.labels if label != target)
    for item in labels:
        if item["const"] in merged or item.get("x-retired") in merged:
            item["x-retired"] = target
    _replace_defaults(definition, change, merged, target)


def _split_label(definition: dict[str, Any], change: SchemaChange) -> None:
    labels, (old,) = _labels(definition, change), change.labels
    split = next(item for item in labels if item["const"] == old)
    if old not in change.to:
        split["x-retired"] = ""
    for name in change.to:
        if all(item["const"] != name for item in labels):
            labels.append(new_label(name, split["description"], labels, _allowed_keys(change)))


def _add_label(definition: dict[str, Any], change: SchemaChange) -> None:
    labels, (name,) = _labels(definition, change), change.labels
    _require_new_name(change, name, (item["const"] for item in labels))
    labels.append(new_label(name, change.to[0], labels, _allowed_keys(change)))


def _allowed_keys(change: SchemaChange) -> str:
    """Return the hot-keys that a new label may have: while stances can be set, letters are keys of the prompt itself."""
    return "!$%&*^<>@#" if (change.noun, change.name) == ("stance", LABEL) else ascii_letters


def _rename_property(definition: dict[str, Any], change: SchemaChange) -> None:
    old, new = change.name, change.to[0]
    _require_new_name(change, new, (*definition["properties"], *FIXED_FIELDS[change.noun]))
    for owner in ("properties", "x-author"):
        if owner in definition:
            definition[owner] = {new if name == old else name: value for name, value in definition[owner].items()}
    definition["required"] = [new if name == old else name for name in definition["required"]]


def _add_property(definition: dict[str, Any], change: SchemaChange) -> None:
    _require_new_name(change, change.name, (*definition["properties"], *FIXED_FIELDS[change.noun]))
    words = title(change.name)
    property: dict[str, Any] = {"title": words, "description": f"{words}.", "x-ask": "full"}
    if change.about_article:
        property["x-about"] = ARTICLE
    if change.several:
        property |= {"type": "array", "uniqueItems": True, "items": {"oneOf": new_labels(change.to)}}
    elif len(change.to) == 1 and change.to[0] in get_args(AnswerType):
        property["type"] = change.to[0]
    else:
        property["oneOf"] = new_labels(change.to)
    definition["properties"][change.name] = property


def _ask_property(definition: dict[str, Any], change: SchemaChange) -> None:
    if change.to == ("off",) and change.name in definition["required"]:
        raise SchemaError(f"{change.question} is required, so it is always asked; only other questions can be switched off")
    definition["properties"][change.name]["x-ask"] = change.to[0]


def _replace_defaults(definition: dict[str, Any], change: SchemaChange, old: Sequence[str], new: str) -> None:
    property, author = definition["properties"][change.name], definition.get("x-author", {})
    for owner, key in ((property, "default"), (property, "x-author-default"), (author, change.name)):
        if key in owner:
            owner[key] = _replaced(owner[key], old, new)


def _replaced(answer: Any, old: Sequence[str], new: str) -> Any:
    """Return an answer in JSON with a label in place of others."""
    if isinstance(answer, list):
        return list(answer_set(_replaced(label, old, new) for label in answer))
    return new if answer in old else answer


_Change = Callable[[dict[str, Any], SchemaChange], None]
_LABEL_OPERATIONS: Mapping[Operation, _Change] = {
    "rename": _rename_label,
    "merge": _merge_labels,
    "split": _split_label,
    "add": _add_label,
}
# Only labels can be merged or split: `parse_change` refuses a line that does so with a property.
_PROPERTY_OPERATIONS: Mapping[Operation, _Change] = {"rename": _rename_property, "add": _add_property, "ask": _ask_property}


def breaks_with_past(schema: Schema, *, numbers: bool = True) -> Iterator[str]:
    """Yield where a schema is incompatible with the earlier versions that were kept. Raises SchemaError if one is damaged.

    Without `numbers`, labels may have moved.
    """
    for version in schema.past:
        yield from incompatibilities(schema.earlier(version).raw, schema.raw, numbers=numbers)


def label_numbers(schema: Schema) -> dict[str, list[str]]:
    """Return the labels of each question, such as ``stance.label``, in the order of their numbers."""
    labelled = [*schema.labels.values(), *(attribute for own in schema.attributes.values() for attribute in own)]
    return {
        f"{question.noun}.{question.name}": [label.value for label in question.labels] for question in labelled if question.labels
    }


def label_moves(old: Sequence[str], new: Sequence[str], renamed: Container[str] = ()) -> Iterator[str]:
    """Yield in words which labels do not have the number that they had. Those that were `renamed` may be gone.

    >>> list(label_moves(["support", "deny"], ["deny", "support", "query"]))
    ['support was 0, is now 1', 'deny was 1, is now 0']
    """
    for number, label in enumerate(old):
        if label not in new:
            if label not in renamed:
                yield f"{label} was {number}, is gone"
        elif new.index(label) != number:
            yield f"{label} was {number}, is now {new.index(label)}"


def incompatibilities(before: Mapping[str, Any], now: Mapping[str, Any], *, numbers: bool = True) -> Iterator[str]:
    """Yield where a schema is incompatible with an earlier version: a missing property, labels that are missing or have moved.

    The changes in its history are allowed; without `numbers`, so are labels that moved. Raises SchemaError if the history does
    not fit the earlier version.
    """
    expected = apply_changes(before, history(now, before["x-version"]))
    for noun, definition in expected["$defs"].items():
        properties = now["$defs"].get(noun, {}).get("properties", {})
        for name, property in definition.get("properties", {}).items():
            path = f"$.$defs.{noun}.properties.{name}"
            if name not in properties:
                yield f"{path} was removed after version {before['x-version']}; put it back, with x-ask off"
                continue
            if is_several(property) != is_several(properties[name]):
                had, has = ("several answers", "one") if is_several(property) else ("one answer", "several")
                yield (
                    f"{path} has {has} and had {had} before (version {before['x-version']}): stored answers do not fit; put it "
                    "back, and add a question with another name"
                )
            was, is_now = ([item["const"] for item in label_items(of) or ()] for of in (property, properties[name]))
            if numbers and (moves := "; ".join(label_moves(was, is_now))):
                yield (
                    f"{path}: {moves} (since version {before['x-version']}); put labels back in their places and append new "
                    "ones, because datasets number labels by position; or export with --renumber"
                )


# -- annotations -------------------------------------------------------------------------------------------------------


def migrate_annotation(annotation: Annotation, changes: Iterable[SchemaChange]) -> Annotation:
    """Return an annotation after changes of its schema.

    Where a label was split the answer is removed and the sentence is open again, so that the question is asked. A stance and a
    link must have a label: they keep the old one, and the sentence is flagged.
    """
    for change in changes:
        annotation = _migrate(annotation, change)
    return annotation


def _migrate(annotation: Annotation, change: SchemaChange) -> Annotation:
    after = replace(
        annotation,
        attributes=_answers(annotation.attributes, change, "annotation"),
        claims=tuple(_claim(claim, change) for claim in annotation.claims),
        sources=tuple(_source(source, change) for source in annotation.sources),
        stances=tuple(_stance(stance, change) for stance in annotation.stances),
        links=tuple(_link(link, change) for link in annotation.links),
    )
    if change.operation != "split":
        return after
    if change.noun in ("stance", LINK) and change.name == LABEL:
        items: Iterable[Stance | ClaimLink] = annotation.links if change.noun == LINK else annotation.stances
        if all(item.label not in change.labels for item in items):
            return annotation
        flag = annotation.flag or f"{change.noun} {change.labels[0]}: {' or '.join(change.to)}?"
        return replace(after, label=None, flag=flag)
    return after if after == annotation else replace(after, label=None)


def _claim(claim: Claim, change: SchemaChange) -> Claim:
    return replace(claim, attributes=_answers(claim.attributes, change, "claim"))


def _source(source: Source, change: SchemaChange) -> Source:
    return replace(source, attributes=_answers(source.attributes, change, "source"))


def _stance(stance: Stance, change: SchemaChange) -> Stance:
    renamed = (change.noun, change.name) == ("stance", LABEL) and change.operation in ("rename", "merge")
    if renamed and stance.label in change.labels:
        return replace(stance, label=change.to[0])
    return replace(stance, attributes=_answers(stance.attributes, change, "stance"))


def _link(link: ClaimLink, change: SchemaChange) -> ClaimLink:
    renamed = change.noun == LINK and change.operation in ("rename", "merge") and link.label in change.labels
    return replace(link, label=change.to[0]) if renamed else link


def _answers(answers: Mapping[str, Answer], change: SchemaChange, noun: str) -> dict[str, Answer]:
    """Return the answers about one item after a change, in the same order."""
    if noun != change.noun or change.name not in answers or change.operation in ("add", "ask"):
        return dict(answers)
    if not change.labels:
        return {change.to[0] if name == change.name else name: value for name, value in answers.items()}
    answer = answers[change.name]
    given = answer if isinstance(answer, tuple) else (answer,)
    if not any(label in change.labels for label in given):
        return dict(answers)
    if change.operation == "split":
        return {name: value for name, value in answers.items() if name != change.name}
    if isinstance(answer, tuple):
        return {**answers, change.name: answer_set(change.to[0] if label in change.labels else label for label in answer)}
    return {**answers, change.name: change.to[0]}


# -- as text -----------------------------------------------------------------------------------------------------------------


def schema_text(raw: Mapping[str, Any]) -> str:
    """Return a schema as the text of its file: every value that fits on a line is on one, so that changes make small diffs."""
    return _format(raw, 0, _WIDTH) + "\n"


def _format(value: Any, indent: int, used: int) -> str:
    """Return a value as JSON that starts on a line after `used` columns; its further lines are indented."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or used + len(line) < _WIDTH:
        return line
    margin = " " * (indent + 2)
    if isinstance(value, list):
        keys, items, (opening, closing) = [margin] * len(value), value, "[]"
    else:
        keys = [f"{margin}{json.dumps(key, ensure_ascii=False)}: " for key in value]
        items, (opening, closing) = list(value.values()), "{}"
    lines = (key + _format(item, indent + 2, len(key)) for key, item in zip(keys, items, strict=True))
    return f"{opening}\n" + ",\n".join(lines) + f"\n{' ' * indent}{closing}"
