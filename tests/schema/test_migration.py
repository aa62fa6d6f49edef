"""Changes of the scheme: the new schema can be read, places stay, annotations follow, and the history replays."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from annotate.checks import check_record
from annotate.errors import SchemaError
from annotate.model import Annotation, Claim, ClaimLink, Source, Span, Stance, annotation_to_json
from annotate.schema import Schema, parse_schema, shipped
from annotate.schema.migration import (
    apply_changes,
    history,
    incompatibilities,
    migrate_annotation,
    next_version,
    parse_change,
    schema_text,
)
from support.several import TOPICS, with_topics

TEXT = (shipped("schema") / "annotation.schema.json").read_text(encoding="utf-8")
RAW: dict[str, Any] = json.loads(TEXT)
CLAIM = Claim("c1", (Span(0, 3, "The"),), {"type": "event", "verifiability": "partly"})
SOURCE = Source("s1", "the mayor", None, {"type": "person", "naming": "named"})
BEFORE = Annotation(
    "claim",
    (CLAIM,),
    (SOURCE,),
    (Stance("c1", "s1", "query", None, {"quote": "direct"}),),
    links=(ClaimLink("c1", (Span(0, 1, "T"),), "supports"),),
)


def changed(*lines: str) -> dict[str, Any]:
    return next_version(RAW, [parse_change(line) for line in lines])


def values(raw: dict[str, Any], noun: str, name: str) -> list[str]:
    return [label["const"] for label in raw["$defs"][noun]["properties"][name]["oneOf"]]


def after(*lines: str) -> Annotation:
    return migrate_annotation(BEFORE, [parse_change(line) for line in lines])


LINES = [
    "rename claim.type:event=occurrence",
    "rename claim.type=kind",
    "rename source.naming=named_as",
    "rename stance:support=agree",
    "merge stance:query,unclear=unclear",
    "merge claim.type:rule,position=other",
    "split claim.type:event=event,state",
    "split claim.verifiability:partly=mixed,vague",
    "split stance:query=ask,doubt",
    "add claim.type:rumour=Heard, not witnessed.",
    "add claim.tone=calm,angry",
    "add stance.sure=boolean",
    "add stance:endorse=More than support.",
    "ask claim.checkworthiness=quick",
    "ask claim.polarity=off",
    "rename link:same=identical",
    "merge link:supports=same",
    "split link:supports=detail,evidence",
    "add link:entails=The earlier claim follows from it.",
]


@pytest.mark.parametrize("line", LINES)
def test_a_changed_schema_can_be_read_and_goes_on_from_the_old_one(line: str) -> None:
    raw = changed(line)
    schema = parse_schema(json.dumps(raw))
    assert (schema.version, raw["x-history"]) == ("1.1", [{"version": "1.1", "from": "1.0", "changes": [line]}])
    assert list(incompatibilities(RAW, raw)) == []
    assert list(history(raw)) == [parse_change(line)]
    assert history(raw, "1.1") == ()


@pytest.mark.parametrize("line", LINES)
def test_what_was_labelled_fits_the_next_version(line: str) -> None:
    """But for what has to be asked again, in a sentence that is open."""
    schema = parse_schema(json.dumps(changed(line)))
    annotation = after(line)
    assert (annotation.label is None) is line.startswith("split")
    record = {**RECORD, "annotation": annotation_to_json(annotation)}
    assert list(check_record(record, schema, "x")) == []


RECORD = {
    "document": "d",
    "sha256": "5f" * 32,
    "sentence": "d:0",
    "annotator": "mk",
    "created": "2026-01-31T12:00:00.000000Z",
    "action": "migrate",
    "seconds": 0.0,
    "keys": 0,
    "schema": "1.1",
    "tool": "0.1.0",
    "origins": [],
}


def test_a_renamed_label_keeps_its_place() -> None:
    raw = changed("rename claim.type:event=occurrence")
    assert values(raw, "claim", "type").index("occurrence") == values(RAW, "claim", "type").index("event") == 0
    assert raw["$defs"]["claim"]["properties"]["type"]["oneOf"][0]["title"] == "Occurrence"
    assert after("rename claim.type:event=occurrence").claims[0].attributes == {"type": "occurrence", "verifiability": "partly"}


def test_a_merged_label_keeps_its_place_retired() -> None:
    raw = changed("merge stance:query,unclear=unclear")
    assert values(raw, "stance", "label") == values(RAW, "stance", "label")
    schema = parse_schema(json.dumps(raw))
    assert [choice.value for choice in schema.labels["stance"].choices] == ["support", "deny", "neutral", "unclear"]
    assert [label.retired for label in schema.labels["stance"].labels] == [None, None, "unclear", None, None]
    assert schema.retired == {("stance", "label", "query")}
    assert after("merge stance:query,unclear=unclear").stances[0].label == "unclear"


def test_a_split_label_is_asked_again() -> None:
    opened = after("split claim.type:event=event,state")
    assert (opened.label, opened.claims[0].attributes, opened.flag) == (None, {"verifiability": "partly"}, None)
    assert after("split claim.type:rule=law,custom") == BEFORE, "what has not that label stays as it is"
    assert values(changed("split claim.type:event=event,state"), "claim", "type")[-1] == "state"


def test_a_split_stance_keeps_its_label_and_is_flagged() -> None:
    opened = after("split stance:query=ask,doubt")
    assert (opened.label, opened.stances[0].label, opened.flag) == (None, "query", "stance query: ask or doubt?")
    assert after("split stance:deny=reject,dispute") == BEFORE


def test_a_renamed_property_takes_its_answers_along() -> None:
    raw = changed("rename source.naming=named_as")
    schema = parse_schema(json.dumps(raw))
    assert schema.author == {"name": "author", "type": "author", "named_as": "implicit"}
    assert "named_as" in raw["$defs"]["source"]["required"]
    assert after("rename source.naming=named_as").sources[0].attributes == {"type": "person", "named_as": "named"}


def test_defaults_follow() -> None:
    raw = changed("rename stance:support=agree", "merge stance:neutral,unclear=unclear")
    label = raw["$defs"]["stance"]["properties"]["label"]
    assert (label["default"], label["x-author-default"]) == ("agree", "unclear")
    assert changed("rename source.type:author=voice")["$defs"]["source"]["x-author"]["type"] == "voice"


def test_new_hot_keys_are_free() -> None:
    schema = parse_schema(json.dumps(changed("add claim.type:event_two=E.", "add stance:endorse=E.")))
    kinds = schema.attribute("claim", "type")
    assert kinds is not None
    assert kinds.choices[-1].key == "v", "e is taken"
    assert not schema.labels["stance"].choices[-1].key.isalnum(), "letters are the prompt's"


def test_actions_are_added() -> None:
    raw: dict[str, Any] = json.loads(TEXT)
    raw["properties"]["action"]["enum"] = ["edit", "undo", "redo", "mend"]
    assert next_version(raw, [parse_change(LINES[0])])["properties"]["action"]["enum"][-3:] == ["fix", "migrate", "import"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("rename claim.typ=kind", "there is no claim.typ; did you mean type?"),
        (
            "rename claim.zzzz=kind",
            "there is no claim.zzzz; there are id, spans, type, verifiability, checkworthiness, polarity, certainty, normalized",
        ),
        ("rename claim.type:evnt=occurrence", "claim.type has no label evnt; did you mean event?"),
        ("rename claim.type:event=rule", "claim.type: the name rule is already in use; choose another"),
        (
            "ask claim.zzzz=quick",
            "there is no claim.zzzz; there are id, spans, type, verifiability, checkworthiness, polarity, certainty, normalized",
        ),
        ("ask claim.type=off", "claim.type is required, so it is always asked; only other questions can be switched off"),
        ("rename claim.normalized:event=x", "claim.normalized has no labels; its type is string"),
        ("rename claim.spans=pieces", "'rename claim.spans=pieces': every claim has the property spans, which cannot be changed"),
        ("rename claim.type=spans", "claim.type: the name spans is already in use; choose another"),
        ("rename claim.type=polarity", "claim.type: the name polarity is already in use; choose another"),
        (
            "rename claim.type:event=a,b",
            "'rename claim.type:event=a,b': one name is replaced by one name: rename claim.type:event=occurrence",
        ),
        (
            "rename claim.type:event,rule=a",
            "'rename claim.type:event,rule=a': one name is replaced by one name: rename claim.type:event=occurrence",
        ),
        (
            "rename claim.type=a,b",
            "'rename claim.type=a,b': one name is replaced by one name: rename claim.type:event=occurrence",
        ),
        (
            "rename annotation:claim=statement",
            "annotation.label is part of a condition (allOf) in the schema; change it there by hand",
        ),
        (
            "rename annotation.reason=why",
            "annotation.reason is part of a condition (allOf) in the schema; change it there by hand",
        ),
        ("merge claim.type=other", "'merge claim.type=other': labels are merged into one: merge stance:query,unclear=unclear"),
        (
            "merge claim.type:event=nothing",
            "claim.type has no label nothing; there are event, quantity, causal, rule, prediction, position, personal, other",
        ),
        (
            "merge claim.type:event=other,rule",
            "'merge claim.type:event=other,rule': labels are merged into one: merge stance:query,unclear=unclear",
        ),
        (
            "split claim.type:event=state",
            "'split claim.type:event=state': one label is split into several: split claim.type:event=event,state",
        ),
        (
            "split claim.type:event,rule=a,b",
            "'split claim.type:event,rule=a,b': one label is split into several: split claim.type:event=event,state",
        ),
        ("split claim.type=a,b", "'split claim.type=a,b': one label is split into several: split claim.type:event=event,state"),
        (
            "merge claim.type=polarity",
            "'merge claim.type=polarity': labels are merged into one: merge stance:query,unclear=unclear",
        ),
        ("add claim.type:event=Again.", "claim.type: the name event is already in use; choose another"),
        (
            "add claim.type:rumour,gossip=Again.",
            "'add claim.type:rumour,gossip=Again.': labels are added one at a time: add claim.type:rumour=Heard somewhere.",
        ),
        ("add claim.type=boolean", "claim.type: the name type is already in use; choose another"),
        ("add claim.spans=boolean", "'add claim.spans=boolean': every claim has the property spans, which cannot be changed"),
        ("add claim.normalized:x=Again.", "claim.normalized has no labels; its type is string"),
        (
            "rename everything",
            "'rename everything' is not a change of a schema; write it as `rename claim.type:event=occurrence`",
        ),
        (
            "rename claim.type:event=Größe",
            "'rename claim.type:event=Größe': after = give comma-separated names of lowercase letters, digits and _",
        ),
        ("split stance:zzz=a,b", "stance.label has no label zzz; there are support, deny, query, neutral, unclear"),
        ("add claim.typ:x=Again.", "there is no claim.typ; did you mean type?"),
        (
            "delete claim.type:event=x",
            "'delete claim.type:event=x' is not a change of a schema; write it as `rename claim.type:event=occurrence`",
        ),
    ],
)
def test_what_cannot_be(line: str, message: str) -> None:
    with pytest.raises(SchemaError) as refused:
        changed(line)
    assert str(refused.value) == message


def test_a_line_may_have_spaces_around_it() -> None:
    change = parse_change("  add claim.type:rumour= Heard, not witnessed. \n")
    assert (change.to, change.text) == (("Heard, not witnessed.",), "add claim.type:rumour= Heard, not witnessed.")
    assert (change.operation, change.noun, change.name, change.labels) == ("add", "claim", "type", ("rumour",))
    assert parse_change("merge stance:query,unclear=unclear").question == "stance.label"


def test_a_new_label_has_a_title_a_description_and_a_key() -> None:
    labels = changed("add claim.type:eye_witness=Seen by the source.")["$defs"]["claim"]["properties"]["type"]["oneOf"]
    assert labels[-1] == {"const": "eye_witness", "title": "Eye witness", "description": "Seen by the source.", "x-key": "y"}
    split = changed("split claim.type:event=event,single_state")["$defs"]["claim"]["properties"]["type"]["oneOf"]
    assert split[-1]["description"] == split[0]["description"]


def test_a_new_property_is_asked_in_full_and_has_its_labels_or_its_type() -> None:
    properties = changed("add claim.tone_of_voice=calm,angry", "add stance.sure=boolean", "add source.mood=boolean,text")["$defs"]
    assert properties["claim"]["properties"]["tone_of_voice"] == {
        "title": "Tone of voice",
        "description": "Tone of voice.",
        "x-ask": "full",
        "oneOf": [
            {"const": "calm", "title": "Calm", "description": "Calm.", "x-key": "c"},
            {"const": "angry", "title": "Angry", "description": "Angry.", "x-key": "a"},
        ],
    }
    sure = {"title": "Sure", "description": "Sure.", "x-ask": "full", "type": "boolean"}
    assert properties["stance"]["properties"]["sure"] == sure
    assert [label["const"] for label in properties["source"]["properties"]["mood"]["oneOf"]] == ["boolean", "text"]
    one = changed("add claim.tone=calm")["$defs"]["claim"]["properties"]["tone"]
    assert [label["const"] for label in one["oneOf"]] == ["calm"]


def test_a_new_label_has_a_key_that_no_other_label_has_or_none() -> None:
    words = ["add claim.tone=aa,a_b,a_c,ab"]
    labels = changed(*words)["$defs"]["claim"]["properties"]["tone"]["oneOf"]
    assert [label["x-key"] for label in labels] == ["a", "b", "c", "d"]
    many = ",".join(f"x{number}" for number in range(53))
    labels = changed(f"add claim.tone={many}")["$defs"]["claim"]["properties"]["tone"]["oneOf"]
    assert "".join(label["x-key"] for label in labels) == "xabcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert labels[-1]["x-key"] == ""


def test_the_keys_of_new_stances_are_signs_in_a_fixed_order() -> None:
    lines = [f"add stance:extra{number}=More." for number in range(11)]
    labels = changed(*lines)["$defs"]["stance"]["properties"]["label"]["oneOf"]
    known = {label["x-key"] for label in labels[:-11]}
    free = [sign for sign in "!$%&*^<>@#" if sign not in known]
    assert [label["x-key"] for label in labels[-11:]] == [*free, *[""] * 11][:11]


def test_a_renamed_property_keeps_its_place_among_the_others() -> None:
    before, after = RAW["$defs"]["source"], changed("rename source.naming=named_as")["$defs"]["source"]
    for owner in ("properties", "x-author"):
        assert list(after[owner]) == ["named_as" if name == "naming" else name for name in before[owner]]
    assert after["required"] == ["named_as" if name == "naming" else name for name in before["required"]]
    assert changed("rename claim.type=kind")["$defs"]["source"] == before


def test_neither_the_schema_nor_its_history_changes_where_it_is() -> None:
    before = json.loads(TEXT)
    one = next_version(before, [parse_change(LINES[0])])
    assert before == RAW
    two = next_version(one, [parse_change("add claim.tone=calm,angry")])
    assert two["x-history"] == [
        {"version": "1.1", "from": "1.0", "changes": [LINES[0]]},
        {"version": "1.2", "from": "1.1", "changes": ["add claim.tone=calm,angry"]},
    ]
    assert len(one["x-history"]) == 1


def test_a_missing_label_is_reported_once_for_each_property() -> None:
    raw = json.loads(TEXT)
    kinds = raw["$defs"]["claim"]["properties"]["type"]["oneOf"]
    del kinds[2]
    del raw["$defs"]["stance"]["properties"]["label"]["oneOf"][-1]
    del raw["$defs"]["source"]["properties"]["naming"]
    moved = "put labels back in their places and append new ones, because datasets number labels by position"
    moved += "; or export with --renumber"
    version = RAW["x-version"]
    found = {re.sub(r"is gone; .* \(since", "is gone (since", line) for line in incompatibilities(RAW, raw)}
    assert found == {
        f"$.$defs.claim.properties.type: causal was 2, is gone (since version {version}); {moved}",
        f"$.$defs.stance.properties.label: unclear was 4, is gone (since version {version}); {moved}",
        f"$.$defs.source.properties.naming was removed after version {version}; put it back, with x-ask off",
    }
    del raw["$defs"]["source"]
    removed = [line for line in incompatibilities(RAW, raw) if line.startswith("$.$defs.source.")]
    assert len(removed) == len(RAW["$defs"]["source"]["properties"])


def test_the_text_of_a_schema_has_a_line_for_what_fits_and_letters_as_they_are() -> None:
    wide = {"größe": "ä" * 60, "b": ["é" * 70, "y" * 70], "c": [], "d": {}}
    assert schema_text(wide) == (
        '{\n  "größe": "' + "ä" * 60 + '",\n  "b": [\n    "' + "é" * 70 + '",\n    "' + "y" * 70 + '"\n  ],\n'
        '  "c": [],\n  "d": {}\n}\n'
    )
    for length, lines in ((118, 3), (119, 5)):  # 129 columns fit on a line, 130 do not
        assert len(schema_text({"k": ["x" * length]}).splitlines()) == lines
    nested = schema_text({"a": {"größer": ["x" * 60, "y" * 60]}})
    assert nested == '{\n  "a": {\n    "größer": [\n      "' + "x" * 60 + '",\n      "' + "y" * 60 + '"\n    ]\n  }\n}\n'


@pytest.mark.parametrize("line", ["split stance:support=agree,endorse", "add claim.tone=calm"])
def test_what_the_schema_would_not_be_read_with(line: str) -> None:
    with pytest.raises(SchemaError):
        parse_schema(json.dumps(changed(line)))


def test_a_break_by_hand_is_seen() -> None:
    raw = json.loads(TEXT)
    raw["x-version"] = "1.1"
    kinds = raw["$defs"]["claim"]["properties"]["type"]["oneOf"]
    kinds.insert(0, kinds.pop())
    del raw["$defs"]["claim"]["properties"]["polarity"]
    first, second = incompatibilities(RAW, raw)
    assert first.startswith("$.$defs.claim.properties.type: event was 0, is now 1; ")
    assert list(incompatibilities(RAW, raw, numbers=False)) == [second]
    assert second.startswith("$.$defs.claim.properties.polarity was removed after version 1.0")


def test_two_versions_replay_from_each() -> None:
    one = changed("rename claim.type:event=occurrence")
    two = next_version(one, [parse_change("rename claim.type:occurrence=happening")])
    assert two["x-version"] == "1.2"
    assert migrate_annotation(BEFORE, history(two, "1.0")).claims[0].attributes["type"] == "happening"
    assert apply_changes(RAW, history(two, "1.0"))["$defs"] == two["$defs"]
    assert migrate_annotation(BEFORE, history(two, "1.2")) == BEFORE


def test_the_shipped_schema_is_written_as_it_would_be() -> None:
    assert schema_text(RAW) == TEXT


def test_earlier_versions_are_kept_and_asked(schema_of: Any, finished_record: dict[str, Any]) -> None:
    schema: Schema = schema_of(changed("rename claim.type:event=occurrence"), {"1.0": TEXT})
    assert not schema.accepts(finished_record)
    assert schema.made_with(finished_record).accepts(finished_record)
    assert schema.made_with({**finished_record, "schema": "0.9"}) is schema
    (problem,) = check_record(finished_record, schema, "x")
    assert problem.remedy == "it was renamed; run: annotate schema migrate"


@pytest.fixture
def finished_record() -> dict[str, Any]:
    return {**RECORD, "schema": "1.0", "annotation": annotation_to_json(BEFORE)}


@pytest.fixture
def schema_of() -> Any:
    from dataclasses import replace

    return lambda raw, past: replace(parse_schema(json.dumps(raw)), past=past)


# -- labels that were retired before --------------------------------------------------------------------------------------


def retired(raw: dict[str, Any], noun: str, name: str) -> dict[str, str | None]:
    """Each label of a set with the label that replaces it, None for those in use."""
    return {label["const"]: label.get("x-retired") for label in raw["$defs"][noun]["properties"][name]["oneOf"]}


def test_renaming_a_label_renames_it_where_retired_labels_refer_to_it() -> None:
    raw = changed("merge stance:query,neutral=unclear", "rename stance:unclear=vague")
    assert retired(raw, "stance", "label") == {
        "support": None,
        "deny": None,
        "query": "vague",
        "neutral": "vague",
        "vague": None,
    }
    assert parse_schema(json.dumps(raw)).labels["stance"].choice("vague") is not None


def test_renaming_one_label_leaves_what_refers_to_another() -> None:
    raw = changed("merge stance:query,unclear=unclear", "rename stance:deny=reject")
    assert retired(raw, "stance", "label")["query"] == "unclear"


def test_a_retired_label_can_be_renamed_and_stays_retired() -> None:
    raw = changed("merge stance:query,unclear=unclear", "rename stance:query=ask")
    assert retired(raw, "stance", "label") == {"support": None, "deny": None, "ask": "unclear", "neutral": None, "unclear": None}


def test_merging_the_target_of_an_earlier_merge_moves_its_retired_labels_on() -> None:
    raw = changed("merge claim.type:rule,causal=position", "merge claim.type:position,event=other")
    labels = retired(raw, "claim", "type")
    assert {name for name, target in labels.items() if target == "other"} == {"rule", "causal", "position", "event"}
    assert labels["other"] is None
    assert labels["personal"] is None
    parse_schema(json.dumps(raw))


def test_labels_cannot_be_merged_into_a_retired_one() -> None:
    with pytest.raises(SchemaError, match="has no label query"):
        changed("merge stance:query,unclear=unclear", "merge stance:deny,query=query")


def test_a_split_label_is_retired_without_a_replacement_and_keeps_its_own_name_if_that_goes_on() -> None:
    assert retired(changed("split claim.type:event=action,state"), "claim", "type")["event"] == ""
    assert retired(changed("split claim.type:event=event,state"), "claim", "type")["event"] is None


def test_a_retired_label_gives_its_hot_key_free() -> None:
    raw = changed("split claim.type:event=action,state", "add claim.type:evidence=Something shown.")
    keys = {label["const"]: label["x-key"] for label in raw["$defs"]["claim"]["properties"]["type"]["oneOf"]}
    assert keys["evidence"] == keys["event"] == "e"
    parse_schema(json.dumps(raw))


def test_what_was_answered_about_a_sentence_follows_too() -> None:
    skipped = Annotation("skip", attributes={"reason": "other", "mood": "calm"})
    line = [parse_change("rename annotation.mood:calm=quiet")]
    assert migrate_annotation(skipped, line).attributes == {"reason": "other", "mood": "quiet"}
    claim = Claim("c1", (Span(0, 3, "The"),), {"mood": "calm"})
    assert migrate_annotation(Annotation("claim", (claim,)), line).claims == (claim,)


def test_a_schema_is_compared_with_the_version_before_it_too() -> None:
    """Of a history, only the changes after the version that is compared count."""
    one = changed("rename claim.type:event=occurrence")
    two = next_version(one, [parse_change("rename claim.type:rule=law")])
    assert list(incompatibilities(one, two)) == []
    del two["$defs"]["claim"]["properties"]["type"], two["$defs"]["claim"]["properties"]["polarity"]
    assert len(list(incompatibilities(one, two))) == 2


def test_a_title_of_its_own_survives_a_new_name() -> None:
    raw = json.loads(TEXT)
    kinds = raw["$defs"]["claim"]["properties"]["type"]["oneOf"]
    kinds[0]["title"] = "What happened"
    kinds = next_version(raw, [parse_change("rename claim.type:event=occurrence")])["$defs"]["claim"]["properties"]["type"][
        "oneOf"
    ]
    assert kinds[0]["title"] == "What happened"


def test_other_defaults_stay() -> None:
    label = changed("rename stance:deny=reject", "merge stance:query,unclear=unclear")["$defs"]["stance"]["properties"]["label"]
    assert (label["default"], label["x-author-default"]) == ("support", "neutral")
    assert changed("rename source.type:person=human")["$defs"]["source"]["x-author"]["type"] == "author"


def test_only_changes_after_a_version_are_in_its_history() -> None:
    one = changed("rename claim.type:event=occurrence")
    two = next_version(one, [parse_change("rename claim.type:rule=law"), parse_change("add claim.tone=calm,angry")])
    assert [change.text for change in history(two, "1.0")] == [
        "rename claim.type:event=occurrence",
        "rename claim.type:rule=law",
        "add claim.tone=calm,angry",
    ]
    assert [change.text for change in history(two, "1.1")] == ["rename claim.type:rule=law", "add claim.tone=calm,angry"]
    assert history(two, "1.2") == ()
    assert history(two) == history(two, "0.9") == history(two, "not a version") == history(two, "1.0")


def test_versions_compare_as_numbers() -> None:
    raw = {"x-history": [{"version": "1.10", "from": "1.9", "changes": ["rename claim.type:event=occurrence"]}]}
    assert len(history(raw, "1.9")) == 1
    assert history(raw, "1.10") == history(raw, "1.11") == history(raw, "2.0") == ()


def test_other_labels_and_nouns_stay() -> None:
    assert after("rename source.type:person=human").claims == BEFORE.claims
    assert after("rename source.type:person=human").sources[0].attributes == {"type": "human", "naming": "named"}
    assert after("rename claim.type:rule=law") == BEFORE
    assert after("rename stance.quote:direct=verbatim").stances[0].attributes == {"quote": "verbatim"}
    assert after("rename stance:deny=reject") == BEFORE
    assert after("rename stance:query=ask").stances[0].label == "ask"


def test_a_flag_that_is_there_stays_when_a_stance_is_split() -> None:
    from dataclasses import replace

    flagged = replace(BEFORE, flag="look here")
    opened = migrate_annotation(flagged, [parse_change("split stance:query=ask,doubt")])
    assert (opened.flag, opened.label) == ("look here", None)


def test_a_condition_on_another_property_is_no_obstacle() -> None:
    raw = json.loads(TEXT)
    raw["$defs"]["claim"]["if"] = {"properties": {"polarity": {"const": "negated"}}}
    next_version(raw, [parse_change("rename claim.type=kind")])
    for line in ("rename claim.polarity=negation", "rename claim.polarity:negated=denied"):
        with pytest.raises(SchemaError, match="part of a condition"):
            next_version(raw, [parse_change(line)])
    next_version(raw, [parse_change("add claim.polarity:mixed=Both.")])


def test_a_question_is_asked_from_now_on() -> None:
    schema = parse_schema(json.dumps(changed("ask claim.checkworthiness=quick", "ask source.plural=off")))
    asked = {question.path for noun in schema.attributes for question in schema.attributes[noun] if question.asked("full")}
    assert "claim.checkworthiness" in asked
    assert "source.plural" not in asked
    assert after("ask claim.type=quick") == BEFORE


@pytest.mark.parametrize(
    "line", ["ask claim.type=often", "ask claim.type:event=quick", "ask annotation.reason=quick", "ask claim.id=off"]
)
def test_what_cannot_be_asked_is_refused(line: str) -> None:
    with pytest.raises(SchemaError, match=r"asked in a profile: ask claim.polarity=quick|cannot be changed"):
        parse_change(line)


# -- several answers -------------------------------------------------------------------------------------------------------

SEVERAL = with_topics()
DRIVEN = Annotation("claim", (Claim("c1", (Span(0, 3, "The"),), {"type": "event", "topics": ("health", "money")}),))


def topics_after(*lines: str) -> Any:
    changes = [parse_change(line) for line in lines]
    parse_schema(json.dumps(next_version(SEVERAL, changes)))
    after = migrate_annotation(DRIVEN, changes)
    return after.label, after.claims[0].attributes.get("topics")


def test_a_question_with_several_answers_is_added() -> None:
    raw = changed("add claim.topics=[money,health]")
    question = parse_schema(json.dumps(raw)).attribute("claim", "topics")
    assert question is not None
    assert question.several
    assert [label.value for label in question.labels] == ["money", "health"]
    with pytest.raises(SchemaError, match="several answers need several labels"):
        parse_change("add claim.topics=[money]")


def test_each_of_several_answers_follows_a_change() -> None:
    assert topics_after("rename claim.topics:money=costs") == ("claim", ("costs", "health"))
    assert topics_after("merge claim.topics:money=health") == ("claim", ("health",))
    assert topics_after("rename claim.topics:roads=lanes") == ("claim", ("health", "money"))
    assert topics_after("split claim.topics:money=money,prices") == (None, None)


def test_labels_that_a_question_needs_several_of_are_not_merged() -> None:
    with pytest.raises(SchemaError, match="lower its `minItems` first"):
        next_version(with_topics(minItems=2), [parse_change("merge claim.topics:money=health")])


def test_the_authors_several_answers_follow_a_change() -> None:
    raw = with_topics("source", "sides")
    raw["$defs"]["source"]["x-author"]["sides"] = ["money", "roads"]
    after = apply_changes(raw, [parse_change("rename source.sides:money=costs")])
    assert after["$defs"]["source"]["x-author"]["sides"] == ["costs", "roads"]


def test_one_answer_does_not_become_several_nor_the_other_way_round() -> None:
    one = with_topics(type=None, items=None, uniqueItems=None, oneOf=TOPICS["items"]["oneOf"])
    assert [line.split(";")[0] for line in incompatibilities(one, SEVERAL)] == [
        "$.$defs.claim.properties.topics has several and had one answer before (version 1.0): stored answers do not fit"
    ]
    assert "has one and had several answers before" in next(incompatibilities(SEVERAL, one))
    assert list(incompatibilities(SEVERAL, SEVERAL)) == []


def test_the_places_of_several_labels_are_kept() -> None:
    moved = with_topics(items={"oneOf": TOPICS["items"]["oneOf"][::-1]})
    assert "money was 0, is now 2; roads was 2, is now 0" in next(incompatibilities(SEVERAL, moved))


# -- about the article -------------------------------------------------------------------------------------------------------


def test_questions_about_the_article_are_added_and_changed_by_their_name() -> None:
    raw = changed("add article.genre=news,opinion", "add article.topics=[money,health]", "ask article.genre=quick")
    scheme = parse_schema(json.dumps(raw))
    assert [(q.path, q.ask, q.several) for q in scheme.about_article] == [
        ("article.genre", "quick", False),
        ("article.topics", "full", True),
    ]
    lines = ("rename article.genre:news=report", "rename article.topics=themes")
    later = [parse_change(line) for line in lines]
    assert [change.question for change in later] == ["article.genre", "article.topics"]
    annotation = Annotation("no_claim", attributes={"genre": "news", "topics": ("money",)})
    assert migrate_annotation(annotation, later).attributes == {"genre": "report", "themes": ("money",)}
    assert parse_schema(json.dumps(next_version(raw, later))).question("article.themes") is not None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("rename article=kind", "an article has no label; name a question, such as article.genre"),
        ("ask annotation.reason=full", "a question about a claim, source, stance or article is asked in a profile"),
        ("rename article.genre=kind", "there is no article.genre"),
    ],
)
def test_what_cannot_be_changed_about_the_article(line: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        changed(line)


# -- links ------------------------------------------------------------------------------------------------------------


def without_links() -> dict[str, Any]:
    raw = json.loads(TEXT)
    del raw["$defs"]["link"], raw["$defs"]["annotation"]["properties"]["links"]
    return raw


def test_links_are_added_to_a_schema_that_has_none() -> None:
    raw = next_version(without_links(), [parse_change("add link=same,opposes,entails")])
    schema = parse_schema(json.dumps(raw))
    assert schema.relations == {"same": "same", "opposes": "related", "entails": "entails"}
    assert list(incompatibilities(without_links(), raw)) == []
    with pytest.raises(SchemaError, match="has links already; add a label"):
        changed("add link=same,opposes")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("add link=same", "links need at least two labels"),
        ("add link.sure=boolean", "a link has no question but its label"),
        ("rename link=tie", "every link has the property label"),
    ],
)
def test_a_wrong_change_of_links_is_refused(line: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        parse_change(line)


def test_a_label_of_links_that_are_not_there_cannot_change() -> None:
    with pytest.raises(SchemaError, match="the schema has no link; `add link=same,contradicts` adds links"):
        next_version(without_links(), [parse_change("rename link:same=identical")])


def test_links_follow_a_change_of_their_labels() -> None:
    def label(line: str) -> str:
        (link,) = after(line).links
        return link.label

    assert label("rename link:supports=backs") == "backs"
    assert label("merge link:supports=same") == "same"
    assert label("rename link:same=identical") == "supports"
    assert label("rename stance:support=supports") == "supports"
    split = after("split link:supports=detail,evidence")
    assert (split.label, split.flag, split.links) == (None, "link supports: detail or evidence?", BEFORE.links)
    assert after("split link:same=one,other") == BEFORE
