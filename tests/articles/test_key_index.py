"""The index of keys: few articles or many, common keys, and all pairs at once."""

from __future__ import annotations

from array import array

import pytest

from annotate.articles import key_index
from annotate.articles.key_index import KeyIndex, Keys, candidate_pairs


def keys(*numbers: int) -> Keys:
    return array("I", numbers).tobytes()


@pytest.mark.parametrize("dict_limit", [4096, 2])
def test_of_many_articles_with_one_key_the_oldest_are_found(dict_limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_index, "_DICT_LIMIT", dict_limit)
    index = KeyIndex({f"n{number}": keys(7, 100 + number) for number in range(5)}, 3)
    assert index.candidates(keys(7)) == ["n0", "n1", "n2"]
    assert index.candidates(keys(8)) == []
    index.add("n5", keys(8))
    index.add("n6", keys(7))
    assert index.candidates(keys(7)) == ["n0", "n1", "n2"]
    assert index.candidates(keys(8)) == ["n5"]


@pytest.mark.parametrize("dict_limit", [4096, 3, 2, 1])
def test_a_common_key_finds_nothing_if_it_is_to_be_skipped(dict_limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The articles with a key are counted whether they are in the dict, in the array or partly in each."""
    monkeypatch.setattr(key_index, "_DICT_LIMIT", dict_limit)
    index = KeyIndex({"n0": keys(7, 1), "n1": keys(7, 2)}, 3, skip_common=True)
    index.add("n2", keys(7, 1))
    assert index.candidates(keys(7)) == ["n0", "n1", "n2"]
    index.add("n3", keys(7, 2))
    assert index.candidates(keys(7)) == []
    assert index.candidates(keys(7, 1)) == ["n0", "n2"]


def test_articles_that_share_more_keys_come_first() -> None:
    index = KeyIndex({"half": keys(1, 2), "whole": keys(1, 2, 3, 4), "one": keys(4, 5), "twin": keys(1, 2, 3, 4)}, 64)
    assert index.candidates(keys(1, 2, 3, 4)) == ["whole", "twin", "half", "one"]
    assert index.candidates(keys(1, 2, 3, 4), 2) == ["whole", "twin", "half"]
    assert index.candidates(keys(1, 2, 3, 4), 3) == ["whole", "twin"]
    index.add("later", keys(1, 2, 3, 4))
    assert index.candidates(keys(1, 2, 3, 4))[:3] == ["whole", "twin", "later"]
    assert index.candidates(keys()) == []


def test_a_new_version_does_not_count_twice() -> None:
    index = KeyIndex({"a": keys(1, 2)}, 64)
    index.add("a", keys(1, 3))
    assert index.candidates(keys(1, 9), 2) == []
    assert index.candidates(keys(2)) == ["a"], "the old version is found, too, so it must be compared"


def test_as_many_articles_as_the_limit_are_in_the_dict_and_one_more_sorts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_index, "_DICT_LIMIT", 2)
    largest = 2**32 - 1
    articles = {"n0": keys(0, largest), "n1": keys(5), "n2": keys(6, 7, 8), "n3": keys(9), "n4": keys(), "n5": keys(10, 11)}
    index = KeyIndex(dict(list(articles.items())[:2]), 64)
    assert (index._sorted, list(index._recent)) == (None, ["n0", "n1"])
    index.add("n2", articles["n2"])
    assert (index._ids, index._recent, index._sharing) == (["n0", "n1", "n2"], {}, {})
    for id in ("n3", "n4"):
        index.add(id, articles[id])
    assert list(index._recent) == ["n3", "n4"]
    index.add("n5", articles["n5"])
    assert index._ids == list(articles)
    assert all(index.candidates(keys(key)) == [id] for id in articles for key in array("I", articles[id]))


def test_an_article_is_paired_with_a_few_that_share_a_key_the_older_first() -> None:
    known = {f"n{number}": keys(1, 2, 10 + number) for number in (3, 1, 2, 0)}
    pairs = [("n3", "n1"), ("n3", "n2"), ("n3", "n0"), ("n1", "n2"), ("n1", "n0"), ("n2", "n0")]
    assert list(candidate_pairs(known, 8)) == pairs
    assert list(candidate_pairs(known, 1)) == [("n3", "n1"), ("n1", "n2"), ("n2", "n0")]
    assert list(candidate_pairs({"a": keys(1), "b": keys(2)}, 8)) == []
    assert list(candidate_pairs({"a": keys(1, 1)}, 8)) == [], "an article is never paired with itself"
    assert list(candidate_pairs({}, 8)) == []


def test_pairs_share_enough_keys_that_are_not_common() -> None:
    known = {"a": keys(1, 2, 3), "b": keys(), "c": keys(3, 2, 8), "d": keys(3, 9), "e": keys(9, 10, 3)}
    assert list(candidate_pairs(known, 8, minimum=2)) == [("a", "c"), ("d", "e")]
    assert list(candidate_pairs(known, 8, minimum=3)) == []
    assert list(candidate_pairs(known, 8, common=3)) == [("a", "c"), ("d", "e")]
    assert list(candidate_pairs(known, 8, minimum=2, common=3)) == []
    assert len(list(candidate_pairs(known, 8, common=4))) == 6
