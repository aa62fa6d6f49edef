"""Changes of the label scheme that keep what was labelled: a new schema, and what becomes of each annotation.

A change is a line such as ``rename claim.type:event=occurrence``, as it stands in the schema's ``x-history``:

    rename claim.type:event=occurrence      a label; it keeps its place
    rename claim.type=kind                  a property
    merge stance:query,unclear=unclear      labels become one; they keep their places, retired
    split claim.type:event=event,state      a label becomes several: only people can say which, so they are asked again
    add claim.type:rumour=Heard somewhere.  a label, with its description
    add claim.tone=calm,angry               a property with these labels, or of a type (string, boolean, integer, number)

A noun alone (``stance``) stands for its label. Label sets only grow: a published dataset counts labels by their places.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from difflib import get_close_matches
from string import ascii_lowercase
from typing import Any

from annotate.errors import SchemaError
from annotate.model import FIXED_FIELDS, Annotation, Claim, Scalar, Source, Stance

_TYPES = ("string", "boolean", "integer", "number")
_LINE = re.compile(
    r"(?P<do>rename|merge|split|add) (?P<noun>annotation|claim|source|stance)(?:\.(?P<name>[a-z][a-z0-9_]*))?"
    r"(?::(?P<labels>[a-z][a-z0-9_]*(?:,[a-z][a-z0-9_]*)*))?=(?P<to>.+)"
)
_NAMES = re.compile(r"[a-z][a-z0-9_]*(?:,[a-z][a-z0-9_]*)*")
_ACTIONS = ("fix", "migrate")  # which schemas made before this version do not know
_WIDTH = 130  # columns of a schema file


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One change. `labels` is empty where it is of the property `name` itself; `to` are the new names, `text` the line."""

    do: str
    noun: str
    name: str
    labels: tuple[str, ...]
    to: tuple[str, ...]
    text: str

    @property
    def place(self) -> str:
        return f"{self.noun}.{self.name}"


def read_change(line: str) -> SchemaChange:
    """The change that a line tells. Raises SchemaError for one that tells none."""
    found = _LINE.fullmatch(line.strip())
    if found is None:
        raise SchemaError(f"{line!r} is no change of a schema; write it as `rename claim.type:event=occurrence`")
    labels = tuple(found["labels"].split(",")) if found["labels"] else ()
    described = found["do"] == "add" and labels
    if not described and not _NAMES.fullmatch(found["to"]):
        raise SchemaError(f"{line!r}: after = stand names of small letters, digits and _, parted by commas")
    to = (found["to"].strip(),) if described else tuple(found["to"].split(","))
    change = SchemaChange(found["do"], found["noun"], found["name"] or "label", labels, to, line.strip())
    if wrong := _misfit(change):
        raise SchemaError(f"{line!r}: {wrong}")
    return change


def _misfit(change: SchemaChange) -> str:
    """What is wrong with a change by itself; empty where nothing is."""
    one, several = len(change.to) == 1, len(change.to) > 1
    match change.do:
        case "rename" if not one or len(change.labels) > 1:
            return "one name becomes one name"
        case "merge" if not one or not change.labels:
            return "labels are merged into one: merge stance:query,unclear=unclear"
        case "split" if not several or len(change.labels) != 1:
            return "one label is split into several: split claim.type:event=event,state"
        case "add" if len(change.labels) > 1:
            return "labels are added one by one"
    if not change.labels and change.name in FIXED_FIELDS[change.noun]:
        return f"every {change.noun} has a {change.name}, which stays as it is"
    return ""


def history(raw: Mapping[str, Any], since: str = "0.0") -> tuple[SchemaChange, ...]:
    """The changes that a schema tells to have been made after a version, the oldest first."""
    entries = (entry for entry in raw.get("x-history", ()) if _number(entry["version"]) > _number(since))
    return tuple(read_change(line) for entry in entries for line in entry["changes"])


def _number(version: str) -> tuple[int, ...]:
    """A version as it is compared; what is none comes first."""
    return tuple(map(int, version.split("."))) if re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,9}", version) else (0, 0)


# -- the schema ------------------------------------------------------------------------------------------------------------


def changed_schema(raw: Mapping[str, Any], changes: Sequence[SchemaChange]) -> dict[str, Any]:
    """The schema after some changes: its next version, with the changes in its history. Raises SchemaError, naming what is not
    there or cannot be."""
    after = applied(raw, changes)
    before = raw["x-version"]
    major, minor = _number(before)
    after["x-version"] = f"{major}.{minor + 1}"
    entry = {"version": after["x-version"], "from": before, "changes": [change.text for change in changes]}
    after["x-history"] = [*raw.get("x-history", ()), entry]
    action = after["properties"]["action"]
    if "enum" in action:
        action["enum"] += [name for name in _ACTIONS if name not in action["enum"]]
    return after


def applied(raw: Mapping[str, Any], changes: Iterable[SchemaChange]) -> dict[str, Any]:
    """The schema with changes made to its definitions, version and history left."""
    after = deepcopy(dict(raw))
    for change in changes:
        definition = after["$defs"][change.noun]
        if change.do != "add" or change.labels:
            _must_have(change, "property", change.name, definition["properties"])
        if change.do != "add" and _conditioned(definition, change.name):
            raise SchemaError(f"{change.place} is part of a condition (allOf) in the schema; change it there by hand")
        (_OF_LABELS if change.labels else _OF_PROPERTY)[change.do](definition, change)
    return after


def _must_have(change: SchemaChange, what: str, name: str, known: Iterable[str]) -> None:
    names = list(known)
    if name not in names:
        like = get_close_matches(name, names)
        hint = f"did you mean {' or '.join(like)}?" if like else f"there are {', '.join(names)}"
        raise SchemaError(f"{change.place} has no {what} {name}; {hint}" if what == "label" else f"no {change.place}; {hint}")


def _must_lack(change: SchemaChange, name: str, known: Iterable[str]) -> None:
    if name in known:
        raise SchemaError(f"{change.noun} {change.name}: there is a {name} already; choose another name")


def _conditioned(definition: Mapping[str, Any], name: str) -> bool:
    return f'"{name}"' in json.dumps([definition.get("allOf", ()), *(definition.get(part) for part in ("if", "then", "else"))])


def _labels(definition: Mapping[str, Any], change: SchemaChange) -> list[dict[str, Any]]:
    found = definition["properties"][change.name].get("oneOf")
    if found is None:
        raise SchemaError(f"{change.place} has no labels; it is a {definition['properties'][change.name].get('type')}")
    for label in change.labels if change.do != "add" else ():
        _must_have(change, "label", label, (item["const"] for item in found))
    labels: list[dict[str, Any]] = found
    return labels


def _rename_label(definition: dict[str, Any], change: SchemaChange) -> None:
    labels, (old,), (new,) = _labels(definition, change), change.labels, change.to
    _must_lack(change, new, (item["const"] for item in labels))
    for item in labels:
        if item["const"] == old:
            item["const"] = new
            item["title"] = _title(new) if item["title"] == _title(old) else item["title"]
        if item.get("x-retired") == old:
            item["x-retired"] = new
    _replace_defaults(definition, change, (old,), new)


def _merge(definition: dict[str, Any], change: SchemaChange) -> None:
    labels, (into,) = _labels(definition, change), change.to
    _must_have(change, "label", into, (item["const"] for item in labels if "x-retired" not in item))
    gone = tuple(label for label in change.labels if label != into)
    for item in labels:
        if item["const"] in gone or item.get("x-retired") in gone:
            item["x-retired"] = into
    _replace_defaults(definition, change, gone, into)


def _split(definition: dict[str, Any], change: SchemaChange) -> None:
    labels, (old,) = _labels(definition, change), change.labels
    whole = next(item for item in labels if item["const"] == old)
    if old not in change.to:
        whole["x-retired"] = ""
    for name in change.to:
        if all(item["const"] != name for item in labels):
            labels.append(_label(name, whole["description"], labels, _keys(change)))


def _add_label(definition: dict[str, Any], change: SchemaChange) -> None:
    labels, (name,) = _labels(definition, change), change.labels
    _must_lack(change, name, (item["const"] for item in labels))
    labels.append(_label(name, change.to[0], labels, _keys(change)))


def _keys(change: SchemaChange) -> str:
    """The hot-keys that a new label may have: those of stances stand beside the prompt's own letters."""
    return "!$%&*^<>@#" if (change.noun, change.name) == ("stance", "label") else ascii_lowercase


def _label(name: str, description: str, others: Sequence[Mapping[str, Any]], keys: str) -> dict[str, Any]:
    """A label whose hot-key is the first letter of its name that is free among `keys`, else the first that is free."""
    taken = {item["x-key"] for item in others if "x-retired" not in item}
    key = next((letter for letter in name + keys if letter in keys and letter not in taken), "")
    return {"const": name, "title": _title(name), "description": description, "x-key": key}


def _rename_property(definition: dict[str, Any], change: SchemaChange) -> None:
    old, new = change.name, change.to[0]
    _must_lack(change, new, (*definition["properties"], *FIXED_FIELDS[change.noun]))
    for owner in ("properties", "x-author"):
        if owner in definition:
            definition[owner] = {new if name == old else name: value for name, value in definition[owner].items()}
    definition["required"] = [new if name == old else name for name in definition["required"]]


def _add_property(definition: dict[str, Any], change: SchemaChange) -> None:
    _must_lack(change, change.name, (*definition["properties"], *FIXED_FIELDS[change.noun]))
    title = _title(change.name)
    property: dict[str, Any] = {"title": title, "description": f"{title}.", "x-ask": "full"}
    if len(change.to) == 1 and change.to[0] in _TYPES:
        property["type"] = change.to[0]
    else:
        property["oneOf"] = []
        for name in change.to:
            property["oneOf"].append(_label(name, f"{_title(name)}.", property["oneOf"], ascii_lowercase))
    definition["properties"][change.name] = property


def _refused(definition: dict[str, Any], change: SchemaChange) -> None:
    raise SchemaError(f"{change.text!r}: only labels are merged and split; name them after a colon")


def _replace_defaults(definition: dict[str, Any], change: SchemaChange, old: Sequence[str], new: str) -> None:
    property, author = definition["properties"][change.name], definition.get("x-author", {})
    for owner, key in ((property, "default"), (property, "x-author-default"), (author, change.name)):
        if owner.get(key) in old:
            owner[key] = new


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


_Change = Callable[[dict[str, Any], SchemaChange], None]
_OF_LABELS: Mapping[str, _Change] = {"rename": _rename_label, "merge": _merge, "split": _split, "add": _add_label}
_OF_PROPERTY: Mapping[str, _Change] = {
    "rename": _rename_property,
    "merge": _refused,
    "split": _refused,
    "add": _add_property,
}


def misplaced_labels(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Where a schema breaks with an earlier version: a property that is gone, a label that is gone or in another place.

    What its history tells was changed since is no break. Raises SchemaError where the history does not fit the earlier version.
    """
    expected = applied(before, history(now, before["x-version"]))
    for noun, definition in expected["$defs"].items():
        properties = now["$defs"].get(noun, {}).get("properties", {})
        for name, property in definition.get("properties", {}).items():
            where = f"$.$defs.{noun}.properties.{name}"
            if name not in properties:
                yield f"{where} is gone since version {before['x-version']}; put it back, with x-ask off"
                continue
            labels = [item["const"] for item in properties[name].get("oneOf", ())]
            for number, item in enumerate(property.get("oneOf", ())):
                if labels[number : number + 1] != [item["const"]]:
                    was = f"label number {number} was {item['const']!r} in version {before['x-version']}"
                    yield f"{where}: {was}; put it back there and append new ones: datasets count by places"
                    break


# -- what was labelled -------------------------------------------------------------------------------------------------------


def migrated(annotation: Annotation, changes: Iterable[SchemaChange]) -> Annotation:
    """What becomes of an annotation under changes of its schema.

    Where a label was split the answer is taken off and the sentence is open again, so that it is asked. A stance must have its
    label: it keeps the old one, and the sentence is flagged.
    """
    for change in changes:
        annotation = _migrated(annotation, change)
    return annotation


def _migrated(annotation: Annotation, change: SchemaChange) -> Annotation:
    after = replace(
        annotation,
        attributes=_answers(annotation.attributes, change, "annotation"),
        claims=tuple(_claim(claim, change) for claim in annotation.claims),
        sources=tuple(_source(source, change) for source in annotation.sources),
        stances=tuple(_stance(stance, change) for stance in annotation.stances),
    )
    if change.do != "split":
        return after
    if (change.noun, change.name) == ("stance", "label"):
        if all(stance.label not in change.labels for stance in annotation.stances):
            return annotation
        return replace(after, label=None, flag=annotation.flag or f"stance {change.labels[0]}: {' or '.join(change.to)}?")
    return after if after == annotation else replace(after, label=None)


def _claim(claim: Claim, change: SchemaChange) -> Claim:
    return replace(claim, attributes=_answers(claim.attributes, change, "claim"))


def _source(source: Source, change: SchemaChange) -> Source:
    return replace(source, attributes=_answers(source.attributes, change, "source"))


def _stance(stance: Stance, change: SchemaChange) -> Stance:
    if (change.noun, change.name) == ("stance", "label") and stance.label in change.labels and change.do in ("rename", "merge"):
        return replace(stance, label=change.to[0])
    return replace(stance, attributes=_answers(stance.attributes, change, "stance"))


def _answers(answers: Mapping[str, Scalar], change: SchemaChange, noun: str) -> dict[str, Scalar]:
    """The answers about one item, in their order."""
    if noun != change.noun or change.name not in answers or change.do == "add":
        return dict(answers)
    if not change.labels:
        return {change.to[0] if name == change.name else name: value for name, value in answers.items()}
    if answers[change.name] not in change.labels:
        return dict(answers)
    if change.do == "split":
        return {name: value for name, value in answers.items() if name != change.name}
    return {**answers, change.name: change.to[0]}


# -- as text -----------------------------------------------------------------------------------------------------------------


def schema_text(raw: Mapping[str, Any]) -> str:
    """A schema as it is written to its file: what fits on a line stands on one, so that a change is a small difference."""
    return _written(raw, 0, _WIDTH) + "\n"


def _written(value: Any, indent: int, used: int) -> str:
    """A value that starts on a line of which `used` columns are taken; what it has on lines of its own is indented."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or used + len(line) < _WIDTH:
        return line
    margin = " " * (indent + 2)
    if isinstance(value, list):
        keys, items, (opening, closing) = [margin] * len(value), value, "[]"
    else:
        keys = [f"{margin}{json.dumps(key, ensure_ascii=False)}: " for key in value]
        items, (opening, closing) = list(value.values()), "{}"
    lines = (key + _written(item, indent + 2, len(key)) for key, item in zip(keys, items, strict=True))
    return f"{opening}\n" + ",\n".join(lines) + f"\n{' ' * indent}{closing}"
