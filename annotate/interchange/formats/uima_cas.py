"""The files of Apache UIMA: a CAS as XMI with a type system beside it, or as CAS JSON, which has its types in it.

Only the encoding is here: feature structures with texts, numbers and references. What they mean is in
`annotate.interchange.formats.uima`. dkpro-cassis reads and writes the same files; it compiles the names of features that a file
gives to Python, so it is not used on files of unknown origin.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from annotate.interchange.reading import Record, json_value, parsed_xml, utf8
from annotate.interchange.values import InputFile, InterchangeError, Scalar

ANNOTATION = "uima.tcas.Annotation"
STRING = "uima.cas.String"
VIEW = "_InitialView"

_XMI = "http://www.omg.org/XMI"
_CAS = "http:///uima/cas.ecore"
_TYPES = "http://uima.apache.org/resourceSpecifier"
_ID = f"{{{_XMI}}}id"
_PRIMITIVES = frozenset(
    f"uima.cas.{name}" for name in ("String", "Boolean", "Byte", "Short", "Integer", "Long", "Float", "Double")
)
_ARRAYS = re.compile(r"uima\.cas\.(FSArray|FSList|.*\[\])|.*\[\]")


@dataclass(slots=True)
class Structure:
    """A feature structure.

    id: unique in its CAS.
    type: the full name of its type: ``webanno.custom.Claim``.
    span: its foreign offsets, None if it is not an annotation.
    values: its texts, numbers and truth values.
    references: the ids of other structures, by feature.
    """

    id: int
    type: str
    span: tuple[int, int] | None = None
    values: dict[str, Scalar] = field(default_factory=dict)
    references: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The last part of the type's name."""
        return self.type.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Cas:
    """The initial view of a CAS: its text, and the structures that are not of another view."""

    text: str
    structures: tuple[Structure, ...]


Types = Mapping[str, Mapping[str, str]]
"""The range of each feature of each type, with inherited features."""


# -- XMI ---------------------------------------------------------------------------------------------------------------


def read_types(data: bytes, where: str) -> Types:
    """Return the types that a file ``TypeSystem.xml`` describes."""
    supertypes: dict[str, str] = {}
    own: dict[str, dict[str, str]] = {}
    for description in parsed_xml(data, where).iter("{*}typeDescription"):
        name = _text_of(description, "name")
        supertypes[name] = _text_of(description, "supertypeName")
        features = description.iter("{*}featureDescription")
        own[name] = {_text_of(feature, "name"): _text_of(feature, "rangeTypeName") for feature in features}
    types: dict[str, dict[str, str]] = {}
    for name in own:
        features, parent, seen = dict(own[name]), supertypes[name], {name}
        while parent in own and parent not in seen:
            seen.add(parent)
            features = {**own[parent], **features}
            parent = supertypes[parent]
        types[name] = features
    return types


def _text_of(element: Any, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").strip()


def read_xmi(file: InputFile, types: Types, skip: frozenset[str] = frozenset()) -> Cas:
    """Return the CAS in an XMI file, whose features have the ranges in `types`, without the structures of the types in `skip`."""
    root = parsed_xml(file.data, file.name)
    if root.tag != f"{{{_XMI}}}XMI":
        raise InterchangeError(f"{file.name}: this is not XMI; the root of the file is <{etree.QName(root).localname}>.")
    sofas: dict[str, str] = {}
    initial = ""
    for element in root.iter(f"{{{_CAS}}}Sofa"):
        sofas[element.get(_ID, "")] = element.get("sofaString", "")
        if element.get("sofaID") == VIEW:
            initial = element.get(_ID, "")
    if not sofas:
        raise InterchangeError(f"{file.name}: the file has no text (a Sofa); export it again.")
    initial = initial or next(iter(sofas))
    arrays = {element.get(_ID): element.get("elements", "") for element in root.iter(f"{{{_CAS}}}FSArray")}
    structures = []
    for element in root:
        name = etree.QName(element)
        if name.namespace in (_CAS, _XMI) or element.get("sofa", initial) != initial:
            continue
        space = (name.namespace or "").removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
        type = name.localname if space in ("", "uima.noNamespace") else f"{space}.{name.localname}"
        if type not in skip:
            structures.append(_xmi_structure(element, type, types.get(type, {}), arrays, file.name))
    return Cas(sofas[initial], tuple(structures))


def _xmi_structure(element: Any, type: str, ranges: Mapping[str, str], arrays: Mapping[Any, str], where: str) -> Structure:
    structure = Structure(_integer(element.get(_ID), where), type)
    if "begin" in element.attrib and "end" in element.attrib:
        structure.span = _integer(element.get("begin"), where), _integer(element.get("end"), where)
    for name, text in element.attrib.items():
        if name.startswith("{") or name in ("sofa", "begin", "end"):
            continue
        kind = ranges.get(name, "" if name in ("Governor", "Dependent") else STRING)
        if kind in _PRIMITIVES:
            structure.values[name] = _primitive(text, kind)
        elif kind == "uima.cas.StringArray":
            structure.values[name] = text
        else:
            ids = arrays.get(text, text).split() if _ARRAYS.fullmatch(kind) else text.split()
            structure.references[name] = tuple(_integer(id, where) for id in ids)
    children: dict[str, list[str]] = {}
    for child in element:
        children.setdefault(etree.QName(child).localname, []).append(child.text or "")
    structure.values |= {name: ", ".join(texts) for name, texts in children.items()}
    return structure


def _integer(text: str | None, where: str) -> int:
    try:
        return int((text or "")[:20])
    except ValueError:
        raise InterchangeError(f"{where}: {text!r} is not an id or an offset; export the file again.") from None


def _primitive(text: str, kind: str) -> Scalar:
    if kind == "uima.cas.Boolean":
        return text in ("true", "1")
    if kind == STRING:
        return text
    try:
        return float(text) if kind in ("uima.cas.Float", "uima.cas.Double") else int(text[:20])
    except ValueError:
        return text


def xmi_bytes(cas: Cas) -> bytes:
    """Return a CAS as XMI."""
    spaces = sorted({structure.type.rpartition(".")[0] for structure in cas.structures})
    names = {f"ns{number}": f"http:///{space.replace('.', '/')}.ecore" for number, space in enumerate(spaces)}
    prefixes = dict(zip(spaces, names.values(), strict=True))
    root = etree.Element(f"{{{_XMI}}}XMI", nsmap={"xmi": _XMI, "cas": _CAS, **names})
    root.set(f"{{{_XMI}}}version", "2.0")
    etree.SubElement(root, f"{{{_CAS}}}NULL").set(_ID, "0")
    sofa = str(1 + max((structure.id for structure in cas.structures), default=0))
    for structure in cas.structures:
        space, _, name = structure.type.rpartition(".")
        element = etree.SubElement(root, f"{{{prefixes[space]}}}{name}")
        element.set(_ID, str(structure.id))
        element.set("sofa", sofa)
        for key, offset in zip(("begin", "end"), structure.span or (), strict=False):
            element.set(key, str(offset))
        for key, answer in structure.values.items():
            element.set(key, json.dumps(answer) if not isinstance(answer, str) else answer)
        for key, ids in structure.references.items():
            element.set(key, " ".join(map(str, ids)))
    text = etree.SubElement(root, f"{{{_CAS}}}Sofa")
    for key, value in {_ID: sofa, "sofaNum": "1", "sofaID": VIEW, "mimeType": "text", "sofaString": cas.text}.items():
        text.set(key, value)
    view = etree.SubElement(root, f"{{{_CAS}}}View")
    view.set("sofa", sofa)
    view.set("members", " ".join(str(structure.id) for structure in cas.structures))
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def types_bytes(types: Types) -> bytes:
    """Return types, all of them annotations, as a file ``TypeSystem.xml``."""
    namespaces: dict[Any, str] = {None: _TYPES}
    root = etree.Element(f"{{{_TYPES}}}typeSystemDescription", nsmap=namespaces)

    def add(parent: Any, name: str, text: str = "") -> Any:
        element = etree.SubElement(parent, f"{{{_TYPES}}}{name}")
        element.text = text or None
        return element

    descriptions = add(root, "types")
    for type, features in types.items():
        description = add(descriptions, "typeDescription")
        add(description, "name", type)
        add(description, "description")
        add(description, "supertypeName", ANNOTATION)
        if features:
            feature_list = add(description, "features")
            for name, kind in features.items():
                feature = add(feature_list, "featureDescription")
                add(feature, "name", name)
                add(feature, "description")
                add(feature, "rangeTypeName", kind)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


# -- JSON --------------------------------------------------------------------------------------------------------------


def read_json(file: InputFile, skip: frozenset[str] = frozenset()) -> Cas:
    """Return the CAS in a file of CAS JSON, version 0.4, without the structures of the types in `skip`."""
    data = json_value(utf8(file), file.name)
    if not isinstance(data, dict) or "%FEATURE_STRUCTURES" not in data:
        raise InterchangeError(f"{file.name}: this is not CAS JSON; it has no %FEATURE_STRUCTURES.")
    found = data["%FEATURE_STRUCTURES"]
    if isinstance(found, dict):  # by id
        found = [{"%ID": _integer(id, file.name), **each} for id, each in found.items() if isinstance(each, dict)]
    if isinstance(found, list) and skip:
        found = [each for each in found if not (isinstance(each, dict) and str(each.get("%TYPE")) in skip)]
    records = Record({"%FEATURE_STRUCTURES": found}, file.name).records("%FEATURE_STRUCTURES")
    by_id = {record.integer("%ID"): record for record in records}
    sofas = {id: record for id, record in by_id.items() if record.text("%TYPE") == "uima.cas.Sofa"}
    if not sofas:
        raise InterchangeError(f"{file.name}: the file has no text (a Sofa); export it again.")
    initial = next((id for id, record in sofas.items() if record.text("sofaID", "") == VIEW), next(iter(sofas)))
    structures = [
        _json_structure(record, by_id)
        for id, record in by_id.items()
        if id not in sofas and not _ARRAYS.fullmatch(record.text("%TYPE")) and record.integer("@sofa", initial) == initial
    ]
    return Cas(sofas[initial].text("sofaString", ""), tuple(structures))


def _json_structure(record: Record, by_id: Mapping[int, Record]) -> Structure:
    structure = Structure(record.integer("%ID"), record.text("%TYPE"))
    if "begin" in record.data and "end" in record.data:
        structure.span = record.integer("begin"), record.integer("end")
    for name, value in record.data.items():
        if name in ("begin", "end", "@sofa") or name.startswith("%") or value is None:
            continue
        if not name.startswith("@"):
            structure.values[name] = (
                value if isinstance(value, str | bool | int | float) else json.dumps(value, ensure_ascii=False)
            )
            continue
        target = by_id.get(record.integer(name))
        if target and _ARRAYS.fullmatch(target.text("%TYPE")):
            ids = target.data.get("%ELEMENTS") or []
            structure.references[name[1:]] = tuple(id for id in ids if isinstance(id, int)) if isinstance(ids, list) else ()
        elif target and isinstance(elements := target.data.get("%ELEMENTS"), list):
            structure.values[name[1:]] = ", ".join(map(str, elements))
        else:
            structure.references[name[1:]] = (record.integer(name),)
    return structure


def json_bytes(cas: Cas, types: Types) -> bytes:
    """Return a CAS as CAS JSON."""
    sofa = 1 + max((structure.id for structure in cas.structures), default=0)
    data = {
        "%TYPES": {type: dict(_json_type(type, features)) for type, features in types.items()},
        "%FEATURE_STRUCTURES": [
            {"%ID": sofa, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": VIEW, "mimeType": "text", "sofaString": cas.text},
            *(_json_object(structure, sofa) for structure in cas.structures),
        ],
        "%VIEWS": {VIEW: {"%SOFA": sofa, "%MEMBERS": [structure.id for structure in cas.structures]}},
    }
    return json.dumps(data, ensure_ascii=False).encode()  # with an indent, it takes five times as long


def _json_type(type: str, features: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    yield from (("%NAME", type), ("%SUPER_TYPE", ANNOTATION))
    for name, kind in features.items():
        yield name, {"%NAME": name, "%RANGE": kind}


def _json_object(structure: Structure, sofa: int) -> dict[str, Any]:
    begin, end = structure.span or (0, 0)
    references = {f"@{name}": ids[0] for name, ids in structure.references.items()}
    head = {"%ID": structure.id, "%TYPE": structure.type, "@sofa": sofa, "begin": begin, "end": end}
    return {**head, **structure.values, **references}


_XML_UNSAFE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return a text with U+FFFD in place of each character that XML cannot have."""
    return _XML_UNSAFE.sub("\ufffd", text)


__all__ = [
    "ANNOTATION",
    "STRING",
    "VIEW",
    "Cas",
    "Structure",
    "Types",
    "json_bytes",
    "read_json",
    "read_types",
    "read_xmi",
    "types_bytes",
    "xmi_bytes",
    "xml_text",
]
