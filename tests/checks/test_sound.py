"""What is told to be sound has no problem; what is in order is most often told to be."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.checks import check_record, check_revisions
from annotate.checks.sound import Article
from annotate.model import Document, revision_from_json, revision_to_json
from annotate.schema import Schema, parse_schema


def opened(document: Document, schema: Schema) -> Article:
    sentences = [asdict(sentence) for sentence in document.sentences]
    return Article(document.id, document.sha256, document.text, sentences, schema)


@pytest.fixture
def sound(schema: Schema, article: Document) -> Callable[..., bool]:
    def run(*records: Any) -> bool:
        known = opened(article, schema)
        return all(known.holds(record) for record in records)

    return run


def test_what_is_in_order_is_not_doubted_in_five_scripts(sound: Any, finished: Any) -> None:
    assert sound(*(finished(number) for number in range(5)))
    nothing = {"label": "no_claim", "claims": [], "sources": [], "stances": [], "flag": None, "note": ""}
    assert sound(finished(annotation=nothing), finished(1, annotation={**nothing, "label": "skip", "reason": "later"}))


def test_an_open_sentence_may_lack_what_is_still_to_come(sound: Any, finished: Any) -> None:
    assert sound(finished(annotation__label=..., annotation__stances=[], annotation__sources__1__name=""))


def test_a_record_of_an_older_version_is_not_doubted(schema: Schema, article: Document, finished: Any) -> None:
    later = parse_schema(json.dumps({**schema.raw, "x-version": "1.2"}))
    assert opened(article, later).holds(finished())


AWAY = {"start": 60, "end": 63, "text": "?"}
SPOILED: list[dict[str, Any]] = [
    {"schema": "2.0"},
    {"sha256": "0a" * 32},
    {"sentence": "bridge:1"},
    {"document": "tower"},
    {"seconds": -1},
    {"annotation": None},
    {"annotation__claims__0__type": "evnt"},
    {"annotation__claims__0__spans__0__start": 1},
    {"annotation__claims__0__spans__0__start": 0.0},
    {"annotation__sources__1__mention": AWAY},
    {"annotation__stances__0__cue": AWAY},
    {"annotation__label": "no_claim"},
    {"annotation__stances__0__claim": "c9"},
    {"annotation__stances__0__source": "s9"},
    {"annotation__stances__2__claim": "c1"},
    {"annotation__claims__1__id": "c1"},
    {"annotation__sources__1__id": "s0"},
    {"annotation__sources__0__type": "person"},
    {"annotation__sources__1__name": " "},
]


@pytest.mark.parametrize("changes", SPOILED, ids=str)
def test_what_is_spoiled_is_doubted(sound: Any, finished: Any, changes: dict[str, Any]) -> None:
    assert not sound(finished(**changes))


def test_pieces_out_of_order_or_elsewhere_are_doubted(sound: Any, finished: Any) -> None:
    record = finished()
    record["annotation"]["claims"][1]["spans"].reverse()
    assert not sound(record)
    assert not sound(finished(sentence=finished(1)["sentence"]))


def test_one_id_is_one_source(sound: Any, finished: Any) -> None:
    assert not sound(finished(), finished(1, annotation__sources__1__name="another"))
    assert sound(finished(), finished(1, annotation__sources__1__name="another", annotator="bea"))


VALUES = st.sampled_from([None, "", "c1", "c2", "s0", "s1", "claim", "no_claim", "person", 0, 1, 3.0, 40, True, [], {}, "\ud800"])


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.lists(st.tuples(st.integers(0, 200), VALUES | st.just(...)), max_size=3)), max_size=3
    )
)
def test_nobody_finds_a_problem_in_what_is_sound(
    schema: Schema, article: Document, finished: Any, changes: list[tuple[int, list[tuple[int, Any]]]]
) -> None:
    """Records changed here and there: the careful checks see what the store would give back."""
    records = {number: changed(finished(number), at) for number, at in changes}
    known = opened(article, schema)
    if not all(known.holds(record) for record in records.values()):
        return
    revisions = [revision_from_json(record) for record in records.values()]
    assert not [problem for one in revisions for problem in check_record(revision_to_json(one), schema, "")]
    assert not list(check_revisions(revisions, {"bridge": article}.get, schema))


def changed(record: dict[str, Any], changes: list[tuple[int, Any]]) -> dict[str, Any]:
    """The record with other values at some places, counted from the front; `...` deletes."""
    for number, value in changes:
        places = list(_places(record))
        inside, key = places[number % len(places)]
        if value is ...:
            del inside[key]
        else:
            inside[key] = copy.deepcopy(value)
    return record


def _places(value: Any) -> Any:
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inner, (dict, list)):
            yield from _places(inner)
