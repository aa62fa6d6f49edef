"""Vocabulary of the sentence rules: every line of the table is read, and nothing is in it twice or misleads in English."""

from __future__ import annotations

from collections import Counter

from annotate.articles import vocabulary

KINDS = ("title", "never", "number", "sometimes", "capital", "lower")
LINES = [line.partition(": ") for line in vocabulary._ABBREVIATIONS.strip().splitlines()]


def words(kind: str) -> list[str]:
    return [word for head, _, line in LINES if head.split()[0] == kind for word in line.split()]


def test_every_line_has_a_kind_that_is_read_and_a_language() -> None:
    assert {head.split()[0] for head, _, _ in LINES} == set(KINDS)
    assert all(len(head.split()) > 1 and line for head, _, line in LINES)


def test_no_word_is_listed_twice_under_one_kind() -> None:
    repeated = {kind: [word for word, count in Counter(words(kind)).items() if count > 1] for kind in KINDS}
    assert repeated == {kind: [] for kind in KINDS}


def test_words_are_written_without_their_full_stop() -> None:
    assert [word for kind in KINDS for word in words(kind) if word.endswith(".") or not (word[0].isalpha() or word == "№")] == []


def test_the_sets_hold_the_words_of_their_kinds() -> None:
    assert {"Dr", "mevr", "вул"} <= vocabulary.NEVER
    assert {"Nr", "ст"} <= vocabulary.BEFORE_A_NUMBER
    assert {"Inc", "Calif"} <= vocabulary.SOMETIMES
    assert {"ecc", "млн"} <= vocabulary.BEFORE_A_CAPITAL
    assert {word for kind in KINDS[:5] for word in words(kind)} == vocabulary.LISTED
    assert {word for kind in KINDS for word in words(kind)} == vocabulary.BEFORE_LOWER_CASE


def test_phrases_have_several_parts_and_a_kind_that_is_known() -> None:
    assert set(vocabulary.PHRASES.values()) == {"never", "era", "capital"}
    assert [phrase for phrase in vocabulary.PHRASES if "." not in phrase or phrase.endswith(".")] == []


def test_no_word_is_one_that_ends_english_sentences() -> None:
    everyday = (
        "him her now out yes too way day job lot math tech gym lab pub rep on up so it us men led end arm ill dad mom god car"
    )
    assert [word for word in everyday.split() if word in vocabulary.NEVER | vocabulary.SOMETIMES] == []
    assert vocabulary.SHORT_WORDS.isdisjoint(vocabulary.LISTED)
