"""What is plainly right has nothing wrong: no check may find anything in it, whatever was changed."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotate.checks.context import CheckContext, Known
from annotate.checks.plain import plain
from annotate.checks.semantics import EVERY, NEWEST, _offsets
from annotate.checks.warnings import ONE
from annotate.model import Document, revision_from_json
from annotate.schema import Schema


def test_a_right_record_is_plain(schema: Schema, article: Document, finished: Any) -> None:
    whole = {"annotation__claims__1": ..., "annotation__stances__2": ..., "annotation__stances__0__cue": ...}
    assert plain(revision_from_json(finished(**whole)), Known(article), schema)
    assert not plain(revision_from_json(finished(**whole)), None, schema)


OF_RECORD = ["document", "sha256", "sentence", "schema"]
OF_ANNOTATION = ["label", "claims", "sources", "stances"]
OF_CLAIMS = ["0__id", "0__spans__0", "0__spans__0__start", "1"]
OF_SOURCES = ["0__name", "0__type", "1__mention", "1__id", "1__name"]
OF_STANCES = ["0__cue", "0__claim", "1__source", "0__quote", "2"]
PLACES = st.sampled_from(
    [
        *OF_RECORD,
        *(f"annotation__{place}" for place in OF_ANNOTATION),
        *(f"annotation__claims__{place}" for place in OF_CLAIMS),
        *(f"annotation__sources__{place}" for place in OF_SOURCES),
        *(f"annotation__stances__{place}" for place in OF_STANCES),
    ]
)
SPAN = st.builds(lambda start, length: (start, length), st.integers(-2, 160), st.integers(0, 20))
VALUE = st.sampled_from(
    [..., "c1", "c2", "s0", "s1", "", " ", "bridge:0", "bridge:52", "claim", "no_claim", "skip", "direct", "indirect", [], 3]
)


@given(st.dictionaries(PLACES, VALUE | SPAN, max_size=3), st.integers(0, 4))
def test_plain_agrees_with_every_check(
    schema: Schema, article: Document, finished: Any, changes: dict[str, Any], number: int
) -> None:
    for place, value in changes.items():
        if isinstance(value, tuple):
            start, length = value
            changes[place] = {"start": start, "end": start + length, "text": article.text[max(start, 0) : start + length]}
    try:
        revision = revision_from_json(finished(number, **changes))
        case = CheckContext(revision, revision.annotation, Known(article), schema, "")  # type: ignore[arg-type]
        told = plain(revision, case.known, schema)
        found = [problem for check in (*EVERY, _offsets, *NEWEST, *ONE) for problem in check(case)]
    except (TypeError, KeyError, ValueError, AttributeError, IndexError):
        return  # no record that the schema accepts
    assert not (told and found)
