"""Links as JSON and back, with what is wrong said in words; and which of them count."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from annotate.model.links import RELATIONS, ClaimRef, adjudicated_links, current_links, link_from_json, link_to_json, reverse
from support.storing import at, make_link


def test_there_and_back() -> None:
    for link in (make_link(), make_link(draw=None, relation=None, action="undo")):
        assert link_from_json(json.loads(json.dumps(link_to_json(link)))) == link


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"relation": "equal"}, "relation of a link is 'equal'; it is one of same, contradicts"),
        ({"action": "fix"}, "it is one of edit, undo, adjudicate, audit"),
        ({"seconds": -1}, "no duration"),
        ({"seconds": True}, "no duration"),
        ({"annotator": ""}, "annotator of a link is ''"),
        ({"note": None}, "note of a link is None"),
        ({"extra": 1}, "missing or unknown here: extra"),
        ({"first": {"sentence": "a1:0", "claim": "c1"}}, "has sentence, claim and text"),
        ({"first": {"sentence": "a1", "claim": "c1", "text": "x"}}, "DOCUMENT:START"),
        ({"first": {"sentence": "a9:0", "claim": "c1", "text": "x"}}, "the lesser id first"),
        ({"second": {"sentence": "a1:23", "claim": "c1", "text": "x"}}, "two articles"),
        ({"draw": {"stratum": "near"}}, "draw of a link has stratum, probability"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, Any], words: str) -> None:
    record = {"link": link_to_json(make_link())["link"] | change}
    with pytest.raises(ValueError, match=words):
        link_from_json(record)


@pytest.mark.parametrize("name", ["stratum", "probability", "seed", "method", "score", "rank"])
def test_a_draw_has_values_of_the_right_kind(name: str) -> None:
    record = link_to_json(make_link())
    record["link"]["draw"][name] = []
    with pytest.raises(ValueError, match=f"{name} in the draw"):
        link_from_json(record)


@pytest.mark.parametrize("record", [None, [], {}, {"link": 1}, {"link": {}, "more": 1}])
def test_another_record_is_no_link(record: object) -> None:
    with pytest.raises(ValueError, match="link"):
        link_from_json(record)


def test_the_newest_counts() -> None:
    links = [make_link(2, relation="related"), make_link(1), make_link(1, "jö"), make_link(3, "jö", relation=None)]
    assert current_links(links) == [links[0]]


def test_relations_turned_round() -> None:
    assert [reverse(reverse(relation)) for relation in RELATIONS] == list(RELATIONS)


def test_a_claim_by_its_key() -> None:
    claim = ClaimRef("long:id:23", "c2", "text")
    assert (claim.key, claim.document) == ("long:id:23:c2", "long:id")
    assert make_link().pair == ("a1:0:c1", "a2:0:c1")
    assert replace(make_link(), created=at(9)) != make_link()


def test_adjudications_and_audits_are_no_decisions_of_annotators() -> None:
    decided = make_link(1)
    by_hand = replace(decided, created=at(2), action="adjudicate", relation="related", annotator="eva")
    audit = replace(decided, created=at(3), action="audit", relation=None)
    assert current_links([decided, by_hand, audit]) == [decided]
    assert adjudicated_links([decided, by_hand, audit]) == [by_hand]


def test_the_newest_adjudication_counts_whoever_made_it_and_one_without_a_relation_takes_it_back() -> None:
    first = replace(make_link(1), action="adjudicate")
    second = replace(first, created=at(2), annotator="eva", relation="related")
    assert adjudicated_links([second, first]) == [second]
    assert adjudicated_links([first, second, replace(first, created=at(3), relation=None)]) == []
