"""Each check returns at once where nothing can be wrong: whatever was changed, that condition hides no problem.

The careful half of each check is run on records whatever its condition says, and on many more records than are valid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotate.checks import semantics, warnings
from annotate.checks.claim_links import _wrong_links, links
from annotate.checks.context import Check, CheckContext, DocumentIndex
from annotate.model import Document, Problem, revision_from_json
from annotate.schema import Schema

Careful = Callable[[CheckContext], Iterable[Problem]]


def misplaced_spans(context: CheckContext) -> Iterable[Problem]:
    assert context.index is not None
    return semantics._misplaced_spans(context, context.index.document)


def claim_spans(context: CheckContext) -> Iterable[Problem]:
    start, end = (context.sentence.start, context.sentence.end) if context.sentence else semantics._EVERYWHERE
    return [*semantics._misordered_pieces(context), *semantics._claims_elsewhere(context, start, end)]


def quote_types(context: CheckContext) -> Iterable[Problem]:
    assert context.index is not None
    return warnings._contradicted_quote_types(context, context.index)


CAREFUL: dict[Check, Careful] = {
    semantics._offsets: misplaced_spans,
    semantics._claim_spans: claim_spans,
    semantics._references: lambda c: [*semantics._dangling_references(c), *semantics._claims_without_stance(c)],
    semantics._duplicates: semantics._repeated_items,
    links: _wrong_links,
    semantics._sources: lambda c: [*semantics._other_authors(c), *semantics._nameless_sources(c)],
    warnings._padded: warnings._padded_spans,
    warnings._cue_inside: warnings._cues_inside,
    warnings._quote_type: quote_types,
    warnings._retired: warnings._retired_labels,
}
UNCONDITIONAL = {semantics._document, semantics._version, semantics._sentence, semantics._label, warnings._unused}
"""Checks that find the problem and word it in one place."""


def test_every_check_of_single_revisions_is_here() -> None:
    checks = {*semantics.REVISION_CHECKS, semantics._offsets, *semantics.NEWEST_CHECKS, *warnings.NEWEST_WARNINGS}
    assert checks == UNCONDITIONAL | CAREFUL.keys()


OF_RECORD = ["document", "sha256", "sentence", "schema"]
OF_ANNOTATION = ["label", "claims", "sources", "stances", "links"]
OF_CLAIMS = ["0__id", "0__spans__0", "0__spans__0__start", "1__id", "1__spans__0", "1__spans__1", "1"]
OF_SOURCES = ["0__name", "0__type", "0__id", "1__mention", "1__id", "1__name", "1__type", "2"]
OF_STANCES = ["0__cue", "0__claim", "1__claim", "1__source", "0__quote", "0__label", "2__claim", "2"]
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


def changed_context(
    schema: Schema, article: Document, finished: Any, changes: dict[str, Any], number: int
) -> CheckContext | None:
    """A finished record with changes, ready to be checked; None where the model cannot hold it."""
    changes = dict(changes)
    for place, value in changes.items():
        if isinstance(value, tuple):
            start, length = value
            changes[place] = {"start": start, "end": start + length, "text": article.text[max(start, 0) : start + length]}
    try:
        context = CheckContext(revision_from_json(finished(number, **changes)), DocumentIndex(article), schema, "")
        context.collect()
    except (TypeError, KeyError, ValueError, AttributeError, IndexError):
        return None  # not a record that the schema accepts
    return context


@pytest.mark.parametrize("check", CAREFUL, ids=lambda check: check.__name__)
@given(changes=st.dictionaries(PLACES, VALUE | SPAN, max_size=3), number=st.integers(0, 4))
@example(changes={"annotation__label": ..., "annotation__stances__2": ...}, number=0)
def test_a_check_that_returns_at_once_would_find_nothing(
    check: Check, schema: Schema, article: Document, finished: Any, changes: dict[str, Any], number: int
) -> None:
    context = changed_context(schema, article, finished, changes, number)
    if context is None:
        return
    try:
        careful = list(CAREFUL[check](context))
    except (TypeError, AttributeError):
        return  # not a record that the schema accepts
    assert list(check(context)) == careful
