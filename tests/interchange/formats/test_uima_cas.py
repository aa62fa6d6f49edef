"""Feature structures as XMI and as JSON: arrays, inherited features, views and types that are skipped."""

from __future__ import annotations

import json

from annotate.interchange.formats.uima_cas import (
    ANNOTATION,
    STRING,
    Cas,
    Structure,
    json_bytes,
    read_json,
    read_types,
    read_xmi,
    types_bytes,
    xmi_bytes,
    xml_text,
)
from annotate.interchange.values import InputFile

TYPES = {"custom.Host": {"label": STRING, "first": ANNOTATION}}
CAS = Cas(
    '<a> & "b"\n\t😀',
    (Structure(1, "custom.Host", (0, 3), {"label": "two\nlines & <x>"}, {"first": (2,)}), Structure(2, "custom.Host", (4, 5))),
)


def test_a_cas_comes_back_in_both_forms() -> None:
    types = read_types(types_bytes(TYPES), "t.xml")
    assert types == TYPES
    assert read_xmi(InputFile("a.xmi", xmi_bytes(CAS)), types) == CAS
    assert read_json(InputFile("a.json", json_bytes(CAS, TYPES))) == CAS


def test_types_inherit_features_and_may_not_inherit_themselves() -> None:
    def described(name: str, parent: str, feature: str) -> str:
        feature = f"<featureDescription><name>{feature}</name><rangeTypeName>{STRING}</rangeTypeName></featureDescription>"
        parts = f"<name>{name}</name><supertypeName>{parent}</supertypeName><features>{feature}</features>"
        return f"<typeDescription>{parts}</typeDescription>"

    both = described("A", ANNOTATION, "x") + described("B", "A", "y") + described("C", "D", "z") + described("D", "C", "z")
    types = read_types(f"<t xmlns='http://uima.apache.org/resourceSpecifier'>{both}</t>".encode(), "t")
    assert types["B"] == {"x": STRING, "y": STRING}
    assert types["C"] == {"z": STRING}


XMI = """<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:c="http:///custom.ecore">
<c:Host xmi:id="1" sofa="9" begin="0" end="1" args="2 3" more="5" n="7" yes="true" x="1.5"><tags>a</tags><tags>b</tags></c:Host>
<c:Slot xmi:id="2" role="who" target="1"/><c:Host xmi:id="4" sofa="8" begin="0" end="1"/>
<cas:FSArray xmi:id="5" elements="2 3"/>
<cas:Sofa xmi:id="8" sofaID="other" sofaString="y"/><cas:Sofa xmi:id="9" sofaID="_InitialView" sofaString="x"/></xmi:XMI>"""


def test_values_have_the_types_of_their_features() -> None:
    ranges = {"args": "uima.cas.FSArray", "more": "uima.cas.FSArray", "n": "uima.cas.Integer", "yes": "uima.cas.Boolean"}
    types = {"custom.Host": {**ranges, "x": "uima.cas.Double"}, "custom.Slot": {"role": STRING, "target": ANNOTATION}}
    cas = read_xmi(InputFile("a.xmi", XMI.encode()), types)
    host, slot = cas.structures
    assert cas.text == "x"
    assert host.values == {"n": 7, "yes": True, "x": 1.5, "tags": "a, b"}
    assert host.references == {"args": (2, 3), "more": (2, 3)}
    assert (slot.span, slot.name, slot.references) == (None, "Slot", {"target": (1,)})


def test_a_type_may_be_skipped() -> None:
    skip = frozenset({"custom.Host"})
    assert read_xmi(InputFile("a.xmi", xmi_bytes(CAS)), TYPES, skip).structures == ()
    assert read_json(InputFile("a.json", json_bytes(CAS, TYPES)), skip).structures == ()


def test_arrays_in_json_are_references_or_texts_and_structures_may_be_kept_by_id() -> None:
    structures = {
        "1": {"%TYPE": "uima.cas.Sofa", "sofaString": "x"},
        "2": {"%TYPE": "c.Host", "begin": 0, "end": 1, "@args": 3, "@tags": 4, "none": None, "deep": [1]},
        "3": {"%TYPE": "c.Slot[]", "%ELEMENTS": [2, 2]},
        "4": {"%TYPE": "uima.cas.StringArray", "%ELEMENTS": ["a", "b"]},
    }
    cas = read_json(InputFile("a.json", json.dumps({"%FEATURE_STRUCTURES": structures}).encode()))
    host = cas.structures[0]
    assert (host.references, host.values) == ({"args": (2, 2)}, {"tags": "a, b", "deep": "[1]"})


def test_characters_that_xml_cannot_have() -> None:
    assert xml_text("a\x00b\x0b\t\n\ud800\ufffe\U0001f600") == "a\ufffdb\ufffd\t\n\ufffd\ufffd\U0001f600"
