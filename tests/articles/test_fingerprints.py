"""Fingerprints: which words, runs of words and sentences of an article are compared, and that their keys never change."""

from __future__ import annotations

import random
import re
import unicodedata
from array import array
from hashlib import sha256
from zlib import crc32

import pytest

from annotate.articles import fingerprints
from annotate.articles.fingerprints import BANDS, Fingerprint, band_keys, containment, rules, similarity
from annotate.model import Document
from support.wire import WIRE, article, report, words


def shingles(document: Document) -> frozenset[str]:
    return Fingerprint(document).shingles


def test_shingles_are_runs_of_five_words() -> None:
    assert shingles(article("One, two; THREE four five six.")) == {"one two three four five", "two three four five six"}
    assert shingles(article("Only three words.")) == {"only three words"}
    assert shingles(article("今日は晴れ")) == {"今 日 は 晴 れ"}
    assert len(shingles(article("桥在星期一关闭了。"))) == 4, "where nothing parts words, characters count"


UMLAUTS = "Die Fähre nach Öland fährt wieder, sagte Bürgermeisterin Märta Ekström, und die Straße bleibt gesperrt bis Mai."


@pytest.mark.parametrize(
    "form",
    [
        unicodedata.normalize("NFD", UMLAUTS),
        unicodedata.normalize("NFKD", UMLAUTS),
        "".join(f"{character}\u00ad" if character.isalpha() else character for character in UMLAUTS),
        UMLAUTS.replace("ä", "\u200bä\u2060").replace("s", "s\ufeff"),
        "\u200e" + UMLAUTS.replace(" ", " \u202c").replace("f", "\u200df"),
        UMLAUTS.replace(" ", "\u00a0").replace("ß", "ss").upper(),
        UMLAUTS.replace("fi", "ﬁ").translate({ord("F"): "Ｆ", ord("M"): "Ｍ"}),
    ],
    ids=["NFD", "NFKD", "soft hyphens", "zero width", "direction", "capitals", "wide"],
)
def test_the_same_letters_in_another_form_are_the_same(form: str) -> None:
    assert shingles(article(form)) == shingles(article(UMLAUTS))


def test_boilerplate_does_not_count() -> None:
    assert shingles(article(WIRE, boilerplate="Share on Facebook\n5 min read\n")) == shingles(article(WIRE))


def test_similarity() -> None:
    ours = shingles(article(WIRE))
    assert similarity(ours, ours) == 1
    assert similarity(ours, shingles(article(words(1)))) == 0
    two_thirds = shingles(article(" ".join(WIRE.split()[: len(WIRE.split()) * 2 // 3])))
    assert 0.62 < similarity(ours, two_thirds) < 0.68


def test_the_same_words_have_the_same_keys_everywhere() -> None:
    """They are cached, so they may not hang on the process, nor on the order of a set."""
    found = band_keys(["a b c d e", "b c d e f"])
    assert found == band_keys(["b c d e f", "a b c d e"])
    assert len(found) == 4 * BANDS
    assert sha256(found).hexdigest()[:16] == ALL_PINNED
    assert found[:8].hex() == PINNED, "rensa or the bands changed: raise the rules, so that caches are made again"


PINNED = "d43284aae5a500bf"
ALL_PINNED = "4272a8f5beb5d462"


def test_words_of_two_sentences_make_shingles_together() -> None:
    document = report(["One two three.", "Four five six."])
    assert shingles(document) == {"one two three four five", "two three four five six"}


def test_shingles_inside_sentences() -> None:
    one, two = "One two three four five six.", "Seven eight nine ten eleven."
    document = report([one, "No, no.", two])
    assert Fingerprint(document).sentence_shingles == shingles(article(one)) | shingles(article(two))
    assert Fingerprint(report(["No, no."])).sentence_shingles == set()


def test_containment_is_the_share_of_the_sentences_wherever_they_are() -> None:
    a, b, c, d = (words(number, 15) for number in range(4))
    brief, whole = Fingerprint(report([a, c])), Fingerprint(report([a, b, c, d]))
    assert containment(brief, whole) == 1
    assert containment(whole, brief) == 0.5
    assert containment(Fingerprint(report([a, words(9, 15)])), whole) == 0.5
    assert containment(Fingerprint(report([f"{a} {b}"])), whole) == 1, "where sentences end does not matter"
    assert containment(Fingerprint(report(["No.", "No."])), whole) == 0


def sentence_keys(*texts: str) -> list[int]:
    return list(array("I", Fingerprint(report(texts)).sentences))


def test_a_long_sentence_has_eight_words_or_sixteen_letters_that_are_words() -> None:
    assert len(sentence_keys("One two three four five six seven eight.")) == 1
    assert sentence_keys("One two three four five six seven.") == []
    assert len(sentence_keys("桥在星期一关闭了，渡轮也停止了航行。")) == 1
    assert sentence_keys("桥在星期一关闭了，渡轮停止了航。") == []
    assert sentence_keys("a b c d e f g h i") == []


def test_a_sentence_has_one_key_in_every_form_and_counts_once() -> None:
    (key,) = sentence_keys(UMLAUTS)
    assert sentence_keys(unicodedata.normalize("NFD", UMLAUTS), UMLAUTS.replace("a", "a\u00ad").upper(), f"„{UMLAUTS}“") == [key]
    assert sentence_keys(UMLAUTS.replace("Mai", "Juni")) != [key]
    assert sentence_keys(UMLAUTS, WIRE) == [key, *sentence_keys(WIRE)]


def test_sentence_keys_are_the_same_everywhere() -> None:
    assert sentence_keys("One two three four five six seven eight.") == [crc32(b"one two three four five six seven eight")]


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("BANDS", 16),
        ("ROWS", 2),
        ("_SEED", 7),
        ("SHINGLE", 4),
        ("_LONG_WORDS", 9),
        ("_LONG_LETTERS", 9),
        ("_WORD", re.compile("x")),
        ("byteorder", "?"),
    ],
)
def test_other_rules_have_another_digest(rule: str, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rules()
    assert (len(before), rules()) == (16, before)
    monkeypatch.setattr(fingerprints, rule, value)
    assert rules() != before


@pytest.mark.parametrize("character", [chr(code) for code in range(128)])
def test_words_of_ascii_end_where_all_words_do(character: str) -> None:
    ascii_words, others = (Fingerprint([f"One{character}Two {character} x3{end}"]).words for end in ("", " \u2026"))
    assert ascii_words == others


def test_what_may_be_one_sentence_is_never_less_than_what_is() -> None:
    chance = random.Random(4)
    several = 0
    for _ in range(2_000):
        shared = [f"w{number}" for number in range(chance.randint(5, 30))]
        one, other = (
            [
                f"{mark}{n} {' '.join(f'{mark}{n}x{k}' for k in range(chance.randint(3, 12)))}."
                for n in range(chance.randint(1, 3))
            ]
            for mark in "ab"
        )
        pair = [Fingerprint([*texts, f"{' '.join(shared)}."]) for texts in (one, other)]
        both = pair[0].shingles & pair[1].shingles
        for each in pair:
            if 2 * len(both) >= len(each.shingles) and each.is_one_of_several_sentences(both):
                several += 1
                assert each.may_be_one_sentence(len(each.shingles))
    assert several > 100
    assert not Fingerprint([f"w{n} a b c d." for n in range(9)]).may_be_one_sentence(41)
