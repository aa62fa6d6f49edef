"""What was said and what was asked, or that it was not."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

from annotate.dataset.card_facts import NOT_STATED, CardFacts
from annotate.dataset.rows.card_counts import CardCounts
from annotate.schema import Schema


def facts(**changes: Any) -> CardFacts:
    return replace(CardFacts({}, frozenset(), {}, {}, "2026-11-22T09:00:00Z", "0.1.0"), **changes)


def test_what_nobody_said_is_said_to_be_unsaid() -> None:
    assert facts().said("topics") == NOT_STATED
    assert facts(description={"topics": "a *b*\n\nc"}).said("topics") == "a \\*b\\*\n\nc"
    assert facts(description={"topics": "a\n\nc"}).said("topics", inline=True) == "a c"


def test_names_are_hidden_where_they_must_be_and_where_they_are_no_authors() -> None:
    said = {"training": "Zoe trained Eva.", "authors": "Zoe"}
    hidden = facts(description=said, names={"Zoe": "annotator_1", "Eva": "an annotator"})
    assert hidden.said("training") == "annotator\\_1 trained an annotator."
    assert hidden.said("authors") == "Zoe"
    assert facts(description=said).said("training") == "Zoe trained Eva."


def test_an_annotator_without_a_pseudonym_has_no_name() -> None:
    assert facts().called("Zoe") == "Zoe"
    hidden = facts(names={"Zoe": "annotator_1"})
    assert (hidden.called("Zoe"), hidden.called("Eva")) == ("annotator\\_1", "an annotator")


def test_a_version_that_lacks_a_question_did_not_ask_it(schema: Schema) -> None:
    raw = json.loads(json.dumps(schema.raw))
    del raw["$defs"]["claim"]["properties"]["polarity"]
    past = {"0.9": json.dumps({**raw, "version": "0.9"}), "0.8": "{"}
    known = replace(schema, past=past)
    numbers = {"1.0": (5, 2), "0.9": (7, 0), "0.8": (11, 0), "0.7": (13, 0), "0.6": (17, 1)}
    counts = CardCounts(
        asked=Counter({("claim", "polarity", version): asked for version, (asked, _) in numbers.items()}),
        answered=Counter({("claim", "polarity", version): answered for version, (_, answered) in numbers.items()}),
    )
    assert facts(counts=counts).coverage(known, "claim", "polarity") == (53, 5 + 17, 3)
    assert facts(counts=counts).coverage(known, "claim", "type") == (0, 0, 0)
