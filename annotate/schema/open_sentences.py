"""The rule in a schema's file for a sentence that is begun but not finished, by which other validators accept a dump of one.

In a schema as the program uses it, a record's annotation is a ``$ref`` to the definition of finished ones; `Schema.draft` is the
schema of open ones. The file has both in one rule: an annotation without a label follows a form in which answers may be missing,
any other the definition. The form is made of the definitions and refers to them, so a label that is added by hand needs no other
change. It is made anew whenever the program writes a schema, and dropped when one is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotate.model import FIXED_FIELDS
from annotate.schema.wellknown import LABEL

_FINISHED = {"$ref": "#/$defs/annotation"}
_IS_OPEN = {"type": "object", "not": {"required": [LABEL]}}
_ITEMS = {"claims": "claim", "sources": "source", "stances": "stance"}


def with_open_sentences(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema as it is written to a file."""
    rule = {"if": _IS_OPEN, "then": _open_form("annotation", raw["$defs"]), "else": _FINISHED}
    return _with_annotation(raw, rule)


def without_open_sentences(raw: dict[str, Any]) -> dict[str, Any]:
    """Return a schema as the program uses it; one without the rule, such as a broken one, unchanged."""
    properties = raw.get("properties")
    rule = properties.get("annotation") if isinstance(properties, dict) else None
    if not isinstance(rule, dict) or rule.keys() != {"if", "then", "else"}:
        return raw
    return _with_annotation(raw, _FINISHED) if (rule["if"], rule["else"]) == (_IS_OPEN, _FINISHED) else raw


def _with_annotation(raw: Mapping[str, Any], rule: Mapping[str, Any]) -> dict[str, Any]:
    return {**raw, "properties": {**raw["properties"], "annotation": dict(rule)}}


def _open_form(noun: str, definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form of a noun in which only the fields of the model are required: no answers, and not a sentence's label."""
    definition = definitions[noun]
    fields = {*FIXED_FIELDS[noun], LABEL} if noun != "annotation" else {*FIXED_FIELDS[noun]} - {LABEL}
    properties = {}
    for name in definition["properties"]:
        if noun == "annotation" and name in _ITEMS:
            properties[name] = {"type": "array", "items": _open_form(_ITEMS[name], definitions)}
        elif (noun, name) != ("annotation", LABEL):
            properties[name] = {"$ref": f"#/$defs/{noun}/properties/{name}"}
    required = [name for name in definition["required"] if name in fields]
    return {"type": "object", "properties": properties, "required": required}
