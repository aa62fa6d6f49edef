"""Identifiers: taken apart as they were put together, whatever ids from files contain."""

from __future__ import annotations

import pytest

from annotate.model.ids import (
    claim_id,
    id_number,
    is_stance_key,
    next_number,
    sentence_id,
    source_id,
    split_item,
    split_sentence_id,
    split_suggestion_key,
    stance_key,
    suggestion_key,
)


@pytest.mark.parametrize("document", ["bridge", "news:bridge", "", "a b"])
def test_sentence_ids(document: str) -> None:
    assert split_sentence_id(sentence_id(document, 120)) == (document, "120")


def test_ids_are_numbered_from_the_greatest() -> None:
    assert [id_number(id) for id in (claim_id(3), source_id(0), source_id("12"))] == [3, 0, 12]
    assert (next_number([]), next_number(["s0"]), next_number(["c9", "c10"])) == (1, 1, 11)


def test_stance_keys() -> None:
    assert split_item(stance_key("c1", "s2")) == ("c1", "s2")
    assert (is_stance_key("c1<-s2"), is_stance_key("c1"), is_stance_key("4-9")) == (True, False, False)


def test_suggestion_keys() -> None:
    assert split_suggestion_key(suggestion_key("verb/2", 0, 9)) == ("verb/2", "0-9")
