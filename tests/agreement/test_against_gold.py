"""Each annotator beside the gold: what is the same, counted by hand."""

from __future__ import annotations

from typing import Any

from annotate.agreement.against_gold import compare_with_gold
from annotate.model import Annotation, Document
from annotate.schema import Schema


def test_each_annotator_is_compared_with_the_gold_alone(coders: Any, document: Document, schema: Schema) -> None:
    flood = coders.claim(document, "Bridge closed after flood", {"mayor": "support"})
    jobs = coders.claim(document, "the flood had cost jobs")
    other = coders.claim(document, "Bridge closed", {"mayor": "deny"})
    none = Annotation("no_claim")
    decided = {"gold": (flood, jobs, none), "ada": (flood, jobs, none), "ben": (other, none, none)}
    revisions = [
        coders.revision(document, index, annotator, annotation)
        for annotator, annotations in decided.items()
        for index, annotation in enumerate(annotations)
    ]
    ada, ben = compare_with_gold([document], revisions, schema, "gold")
    assert [ada.annotator, ada.sentences, ada.label.value, ada.claims.value, ada.stance.value] == ["ada", 3, 1, 1, 1]
    assert [ben.annotator, ben.sentences] == ["ben", 3]
    assert (round(ben.label.value or 0, 3), round(ben.claims.value or 0, 3)) == (0.667, 0.667)  # 2 of 3; 2 * 1 / (2 + 1)
    assert ben.stance.value == 0
    assert not list(compare_with_gold([document], revisions[:3], schema, "gold"))
