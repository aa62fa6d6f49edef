"""What still speaks of a document, and what is counted as left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from annotate.model import Annotation, Document, revision_to_json
from annotate.review.current import drop_stale, drop_stale_records


def test_only_what_speaks_of_this_text_and_its_sentences_is_kept(coders: Any, document: Document) -> None:
    good, later = (coders.revision(document, index, "zoe", Annotation("no_claim")) for index in (1, 2))
    other_text = replace(good, sha256="0" * 64)
    gone = replace(good, sentence="doc:3")
    undone = replace(good, annotation=None)
    left_out: Counter[str] = Counter()
    earlier = replace(good, annotator="ada")
    assert drop_stale(document, [later, other_text, gone, undone, good, earlier], left_out) == [earlier, good, later]
    told = drop_stale_records(document, map(revision_to_json, [later, other_text, gone, undone, good, earlier]), Counter())
    assert told == [(index, one.annotator, revision_to_json(one)) for index, one in ((1, earlier), (1, good), (2, later))]
    assert left_out == {
        "annotations of another version of the article": 1,
        "annotations of sentences that were split or merged since": 1,
    }
