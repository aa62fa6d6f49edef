"""Assignments as JSON and back, with what is wrong said in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotate.model.assignments import assignment_from_json, assignment_to_json, selection_from_json
from support.storing import at, give


def test_there_and_back() -> None:
    for given in (give(), give(random_share=None, at_random=True, seed=-(2**63)), give(random_share=1, round=2**63 - 1)):
        assert assignment_from_json(json.loads(json.dumps(assignment_to_json(given)))) == given
        assert selection_from_json(json.dumps(given.selection._asdict())) == given.selection
    assert give(7, "jö", "a2").key == ("a2", "jö", at(7))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"document": ""}, "document of an assignment is not the id of a document"),
        ({"document": None}, "document of an assignment is not the id of a document"),
        ({"document": "a\x001"}, "document of an assignment is not the id of a document"),
        ({"annotator": ["mk"]}, "annotator of an assignment is not a name"),
        ({"created": "2026-11-22"}, "created of an assignment is not a time such as 2026-"),
        ({"created": "2026-02-30T16:12:54.123456Z"}, "created of an assignment is not a time"),
        ({"created": 5}, "created of an assignment is not a time"),
        ({"order": ""}, "order of an assignment is not the name of an order"),
        ({"seed": 1.5}, "seed of an assignment is not a whole number of 64 bits"),
        ({"seed": True}, "seed of an assignment is not a whole number"),
        ({"seed": 2**63}, "seed of an assignment is not a whole number of 64 bits"),
        ({"random_share": 1.1}, "random_share of an assignment is not a number from 0 to 1, or null"),
        ({"random_share": -0.1}, "random_share of an assignment is not a number from 0 to 1"),
        ({"random_share": float("nan")}, "random_share of an assignment is not a number from 0 to 1"),
        ({"random_share": False}, "random_share of an assignment is not a number from 0 to 1"),
        ({"round": 0}, "round of an assignment is not a whole number from 1"),
        ({"round": "1"}, "round of an assignment is not a whole number from 1"),
        ({"at_random": 1}, "at_random of an assignment is not true or false"),
        ({"at_random": None}, "at_random of an assignment is not true or false"),
        ({"extra": 1}, "an assignment has document, annotator, created, order, .*; missing or unknown here: extra"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        assignment_from_json({"assignment": assignment_to_json(give())["assignment"] | change})


@pytest.mark.parametrize("name", assignment_to_json(give())["assignment"])
def test_every_field_is_needed(name: str) -> None:
    record = assignment_to_json(give())
    del record["assignment"][name]
    with pytest.raises(ValueError, match=f"missing or unknown here: {name}$"):
        assignment_from_json(record)


@pytest.mark.parametrize("record", [{}, {"assignment": 1}, {"assignment": []}, assignment_to_json(give()) | {"more": 1}])
def test_another_record_is_not_an_assignment(record: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="an assignment is an object in an object"):
        assignment_from_json(record)
