"""Tokens by who has them in a claim, held against going through them one by one."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.agreement.encode import Encoder
from annotate.agreement.tokens import count_patterns
from annotate.model import Annotation, Claim, Document, Stance, revision_to_json
from annotate.model.current import drop_stale_records

SENTENCE = 1
NAMES = [f"n{number:02}" for number in range(40)]  # more than one number of bits tells
places = st.lists(st.none() | st.tuples(st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=40)


def annotation(document: Document, place: tuple[int, int] | None) -> Annotation:
    if place is None:
        return Annotation("no_claim")
    start = document.sentences[SENTENCE].start + place[0]
    claim = Claim("c1", (document.span(start, min(len(document.text), start + place[1])),))
    return Annotation("claim", (claim,), (), (Stance("c1", "s0", "support"),))


@settings(deadline=None, max_examples=50)
@given(said=places)
def test_tokens_are_counted_by_who_has_them_in_a_claim(
    said: list[tuple[int, int] | None], coders: Any, document: Document
) -> None:
    encoder = Encoder({"sentence": [], "claim": [], "source": [], "stance": []}, {})
    annotations = [annotation(document, place) for place in said]
    revisions = [coders.revision(document, SENTENCE, *one) for one in zip(NAMES, annotations, strict=False)]
    encoder.add(document, drop_stale_records(document, map(revision_to_json, revisions), Counter()))
    ways = count_patterns(encoder, encoder.decisions(), encoder.claims())
    found = Counter[tuple[bool, ...]]()
    for way in set(ways.pattern.tolist()):
        rows = ways.pattern == way
        assert ways.decision[rows].tolist() == list(range(len(said)))
        found[tuple(ways.inside[rows].astype(bool).tolist())] += int(ways.times[rows][0])
    sentence = document.sentences[SENTENCE]
    slow = Counter[tuple[bool, ...]]()
    for token in re.finditer(r"\w+", document.text[sentence.start : sentence.end]):
        start, end = token.span()
        slow[tuple(place is not None and place[0] < end and start < sum(place) for place in said)] += 1
    assert found == slow
