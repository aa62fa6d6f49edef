"""Near-duplicates: what is named, what is not, and that neither a cache nor many articles change it."""

from __future__ import annotations

import random
import re
import unicodedata
from array import array
from hashlib import sha256

import pytest

from annotate.articles import near_duplicates
from annotate.articles.near_duplicates import BANDS, THRESHOLD, NearDuplicates, keys, shingles, similarity
from annotate.model import Block, Document, Sentence

WIRE = """The ferry to Gull Island sailed again on Monday, nine weeks after a cracked bearing had closed the harbour bridge.
Some four hundred people waited at the quay before sunrise, many of them pupils who had lived with relatives in town.
The port authority said that a second boat would follow in May if the weather let the crew finish its trials.
Mayor Corinne Nunez told reporters that the delay had cost the island a tenth of its visitors, and promised lower fares.
Shopkeepers asked for more than that, and the owner of the only bakery said she would believe it when she saw it.
An inquiry into the inspection of the bridge goes on, and its first report is expected before the end of the summer."""


def article(text: str, id: str = "a", *, boilerplate: str = "") -> Document:
    """A document of one paragraph, one sentence, after its page's boilerplate."""
    whole, start = boilerplate + text, len(boilerplate)
    blocks = (Block("ui", 0, start), Block("paragraph", start, len(whole)))
    return Document(id, f"{id}.txt", f"hash of {whole}", whole, blocks, (Sentence(f"{id}:{start}", 1, start, len(whole)),))


def words(seed: int, number: int = 300) -> str:
    """A text that is like no other."""
    choose = random.Random(seed)
    return " ".join(f"word{choose.randrange(100_000)}" for _ in range(number))


class Shelf:
    """Stored articles, and how many of them were read."""

    def __init__(self, *articles: Document) -> None:
        self.articles = {article.id: article for article in articles}
        self.reads = 0

    def read(self, id: str) -> Document:
        self.reads += 1
        return self.articles[id]

    def open(self, cached: bytes = b"") -> NearDuplicates:
        return NearDuplicates({id: article.sha256 for id, article in self.articles.items()}, self.read, cached)


# -- what is alike --------------------------------------------------------------------------------------------------------


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
    found = keys(["a b c d e", "b c d e f"])
    assert found == keys(["b c d e f", "a b c d e"])
    assert len(found) == 4 * BANDS
    assert sha256(found).hexdigest()[:16] == ALL_PINNED
    assert found[:8].hex() == PINNED, "rensa or the bands changed: raise the rules, so that caches are made again"


PINNED = "3008f6ef88405e89"
ALL_PINNED = "a7c5d017aca9c916"


# -- what is named --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE.upper(),
        WIRE.replace("\n", " ").replace(",", " –"),
        "GULL ISLAND (Lantern) — " + WIRE,
        WIRE.rpartition("\n")[0],
        WIRE.replace("Monday", "Tuesday").replace("four hundred", "about 400"),
    ],
)
def test_wire_copy_is_named(copy: str) -> None:
    near = Shelf(article(words(1), "other"), article(WIRE, "wire")).open().add(article(copy, "new"))
    assert near is not None
    assert near[0] == "wire"
    assert THRESHOLD < near[1] <= 1


def test_another_article_is_not_named() -> None:
    shelf = Shelf(article(WIRE, "wire"))
    assert shelf.open().add(article(words(1), "new")) is None
    opening = WIRE.partition("\n")[0]
    assert shelf.open().add(article(f"{opening} {words(2)}", "new")) is None, "the same first sentence"
    assert shelf.open().add(article("A short one.", "new")) is None


@pytest.mark.parametrize(("shared", "named"), [(100, True), (99, False)])
def test_half_of_the_shingles_make_a_near_duplicate(shared: int, named: bool) -> None:
    """The beginning of an article of 200 shingles; both pairs of articles share a band, so that they are compared."""
    whole = words(8, 204)
    stored, new = article(whole, "stored"), article(" ".join(whole.split()[: shared + 4]), "new")
    assert similarity(shingles(stored), shingles(new)) == shared / 200
    assert set(array("I", keys(shingles(stored)))) & set(array("I", keys(shingles(new))))
    assert Shelf(stored).open().add(new) == (("stored", 0.5) if named else None)
    assert list(Shelf(stored, new).open().pairs()) == ([("stored", "new", 0.5)] if named else [])


def test_the_most_similar_one_is_named_and_never_the_article_itself() -> None:
    shelf = Shelf(article(WIRE.rpartition("\n")[0], "cut"), article(WIRE, "wire"), article(WIRE, "twin"))
    assert shelf.open().add(article(WIRE, "new")) == ("wire", 1.0)
    assert shelf.open().add(article(WIRE, "wire")) == ("twin", 1.0)
    assert shelf.open().add(article(WIRE, "twin"), exclude="wire") is not None


def test_an_added_article_is_found() -> None:
    shelf = Shelf()
    known = shelf.open()
    assert known.add(article(WIRE, "first")) is None
    shelf.articles["first"] = article(WIRE, "first")
    assert known.add(article(WIRE, "second")) == ("first", 1.0)


def test_a_replaced_article_is_not_found_any_more() -> None:
    shelf = Shelf(article(WIRE, "wire"))
    known = shelf.open()
    shelf.articles["wire"] = article(words(1), "wire")
    assert known.add(shelf.articles["wire"]) is None
    assert known.add(article(WIRE, "new")) is None
    assert known.add(article(words(1), "newer")) == ("wire", 1.0)


# -- many of them ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [near_duplicates._DICT_LIMIT, 20])
def test_many_articles_are_found_as_few_are(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a low `limit` they move from the dict to the sorted array at the start and several times later."""
    monkeypatch.setattr(near_duplicates, "_DICT_LIMIT", limit)
    shelf = Shelf(*(article(words(number), f"n{number}") for number in range(50)))
    known = shelf.open()
    for number in range(50, 120):
        shelf.articles[f"n{number}"] = article(words(number), f"n{number}")
        assert known.add(shelf.articles[f"n{number}"]) is None
    for number in range(120):
        assert known.add(article(words(number) + " and more", f"copy{number}")) == (f"n{number}", pytest.approx(0.99, abs=0.01))


def test_an_article_is_not_compared_with_thousands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weather reports are all alike; each new one is compared with a few."""
    shelf = Shelf(*(article(f"{WIRE} {number}", f"n{number}") for number in range(300)))
    known = shelf.open()
    known.add(article(words(1), "first"))
    shelf.reads = 0
    assert known.add(article(WIRE, "new")) is not None
    assert shelf.reads <= 8


@pytest.mark.parametrize("dict_limit", [4096, 2])
def test_of_many_articles_with_one_band_the_oldest_are_found(dict_limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_duplicates, "_BAND_LIMIT", 3)
    monkeypatch.setattr(near_duplicates, "_DICT_LIMIT", dict_limit)
    index = near_duplicates._Index({f"n{number}": keys(shingles(article(WIRE))) for number in range(5)})
    assert index.candidates(keys(shingles(article(WIRE)))) == ["n0", "n1", "n2"]
    assert index.candidates(keys(shingles(article(words(1))))) == []


def test_candidates_that_share_more_bands_come_first_and_of_equal_ones_the_oldest() -> None:
    whole, bands = article(WIRE), keys(shingles(article(WIRE)))
    other = keys(shingles(article(words(1))))
    index = near_duplicates._Index({"half": bands[:64] + other[64:], "whole": bands, "one": bands[:4] + other[4:], "twin": bands})
    assert index.candidates(keys(shingles(whole))) == ["whole", "twin", "half", "one"]
    index.add("later", bands)
    assert index.candidates(bands)[:3] == ["whole", "twin", "later"]


def test_as_many_articles_as_the_limit_are_in_the_dict_and_one_more_sorts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_duplicates, "_DICT_LIMIT", 2)
    articles = {f"n{number}": keys(shingles(article(words(number)))) for number in range(4)}
    two = near_duplicates._Index(dict(list(articles.items())[:2]))
    assert (two._sorted, list(two._recent)) == (None, ["n0", "n1"])
    two.add("n2", articles["n2"])
    assert (two._ids, two._recent, two._bands) == (["n0", "n1", "n2"], {}, {})
    two.add("n3", articles["n3"])
    assert list(two._recent) == ["n3"]
    assert all(two.candidates(bands) == [id] for id, bands in articles.items())


def test_no_more_than_a_few_candidates_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_duplicates, "_COMPARE_LIMIT", 2)
    shelf = Shelf(*(article(f"{WIRE} {number}", f"n{number}") for number in range(5)))
    known = shelf.open()
    known.add(article(words(1), "first"))
    shelf.reads = 0
    assert known.add(article(f"{WIRE} 0", "new")) == ("n0", 1.0)
    assert shelf.reads == 2


# -- the cache ------------------------------------------------------------------------------------------------------------


def test_the_cache_saves_reading_and_changes_nothing() -> None:
    shelf = Shelf(*(article(words(number), f"n{number}") for number in range(20)), article(WIRE, "wire"))
    known = shelf.open()
    assert known.to_cache() is None, "nothing was compared"
    known.add(article(words(100), "new"))
    cached = known.to_cache()
    assert cached is not None
    shelf.articles["new"], shelf.reads = article(words(100), "new"), 0
    again = shelf.open(cached)
    assert again.add(article(WIRE, "copy")) == ("wire", 1.0)
    assert shelf.reads == 1, "the candidate alone"


def test_a_cache_that_fits_is_not_written_again() -> None:
    shelf = Shelf(article(WIRE, "wire"))
    known = shelf.open()
    known.add(article(WIRE, "wire"))
    assert shelf.open(known.to_cache() or b"").to_cache() is None


def test_a_cache_is_a_digest_of_the_rules_and_a_row_for_each_article() -> None:
    shelf = Shelf(article(WIRE, "wire"), article(words(1), "other"))
    known = shelf.open()
    list(known.pairs())
    cached = known.to_cache()
    assert cached is not None
    assert len(cached) == 16 + 2 * (16 + 4 * BANDS)
    assert cached[:16] == near_duplicates._rules()
    rows = dict(near_duplicates._rows(cached))
    assert rows == {
        near_duplicates._identity(document.id, document.sha256): keys(shingles(document)) for document in shelf.articles.values()
    }
    assert dict(near_duplicates._rows(cached[:-1])) == dict(list(rows.items())[:1]), "a row that is cut off is left out"
    assert dict(near_duplicates._rows(cached + b"x")) == rows
    assert dict(near_duplicates._rows(b"x" + cached[1:])) == {}


@pytest.mark.parametrize(
    ("rule", "value"), [("BANDS", 16), ("ROWS", 2), ("_SEED", 7), ("_SHINGLE", 4), ("_WORD", re.compile("x")), ("byteorder", "?")]
)
def test_other_rules_have_another_digest(rule: str, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    before = near_duplicates._rules()
    assert (len(before), near_duplicates._rules()) == (16, before)
    monkeypatch.setattr(near_duplicates, rule, value)
    assert near_duplicates._rules() != before


def test_an_article_is_identified_by_its_id_and_its_hash() -> None:
    identities = {near_duplicates._identity(id, sha256) for id in ("a", "b") for sha256 in ("x", "y")}
    assert len(identities) == 4
    assert {len(identity) for identity in identities} == {16}


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:-5], lambda data: b"x" + data[1:], lambda data: b"nonsense"]
)
def test_a_cache_that_is_damaged_old_or_gone_changes_nothing(damage: object) -> None:
    shelf = Shelf(article(words(1), "other"), article(WIRE, "wire"))
    known = shelf.open()
    known.add(article(words(2), "new"))
    cached = known.to_cache()
    assert cached is not None
    assert shelf.open(damage(cached)).add(article(WIRE, "copy")) == ("wire", 1.0)  # type: ignore[operator]


def test_an_article_that_changed_is_read_again() -> None:
    shelf = Shelf(article(words(1), "a"))
    known = shelf.open()
    known.add(article(words(2), "b"))
    shelf.articles["a"] = article(WIRE, "a")
    assert shelf.open(known.to_cache() or b"").add(article(WIRE, "copy")) == ("a", 1.0)


# -- all of them at once --------------------------------------------------------------------------------------------------


def test_pairs_connect_all_near_duplicates() -> None:
    wire = [article(WIRE + f" Report {number}.", f"wire{number}") for number in range(20)]
    others = [article(words(number), f"other{number}") for number in range(20)]
    shelf = Shelf(*wire[:10], *others, *wire[10:])
    found = list(shelf.open().pairs())
    assert len(found) == 19
    assert {id for one, two, _ in found for id in (one, two)} == {one.id for one in wire}
    assert all(similarity >= THRESHOLD for _, _, similarity in found)
    assert shelf.reads < 40 + 2 * 30, "what is connected already is not compared"


def test_pairs_of_what_is_cached_read_only_what_they_compare() -> None:
    shelf = Shelf(*(article(words(number), f"other{number}") for number in range(10)), article(WIRE, "a"), article(WIRE, "b"))
    first = shelf.open()
    assert list(first.pairs()) == [("a", "b", 1.0)]
    cached = first.to_cache()
    assert cached is not None
    shelf.reads = 0
    again = shelf.open(cached)
    assert list(again.pairs()) == [("a", "b", 1.0)]
    assert (shelf.reads, again.to_cache()) == (2, None)


def test_an_article_is_paired_with_a_few_of_its_band_the_older_first(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {f"n{number}": keys(shingles(article(WIRE))) for number in (3, 1, 2, 0)}
    pairs = list(near_duplicates._candidate_pairs(known))
    assert pairs == [("n3", "n1"), ("n3", "n2"), ("n3", "n0"), ("n1", "n2"), ("n1", "n0"), ("n2", "n0")]
    monkeypatch.setattr(near_duplicates, "_COMPARE_LIMIT", 1)
    assert list(near_duplicates._candidate_pairs(known)) == [("n3", "n1"), ("n1", "n2"), ("n2", "n0")]
    assert list(near_duplicates._candidate_pairs({"a": known["n0"], "b": keys(shingles(article(words(1))))})) == []


def test_two_groups_are_connected_by_a_pair_of_later_members() -> None:
    """`a` and `c` are alike, so are `b` and `d`, and last of all `c` and `d`, which both belong to a group by then."""
    first, second, shared = words(1, 60), words(2, 60), words(3, 200).split()
    shelf = Shelf(
        article(f"{first} {' '.join(shared[:120])}", "a"),
        article(f"{' '.join(shared[80:])} {second}", "b"),
        article(f"{first} {' '.join(shared)}", "c"),
        article(f"{' '.join(shared)} {second}", "d"),
    )
    assert [(one, two) for one, two, _ in shelf.open().pairs()] == [("a", "c"), ("b", "d"), ("c", "d")]


def test_words_of_two_sentences_make_shingles_together() -> None:
    text = "One two three. Four five six."
    sentences = (Sentence("a:0", 0, 0, 14), Sentence("a:15", 0, 15, len(text)))
    document = Document("a", "a.txt", "0", text, (Block("paragraph", 0, len(text)),), sentences)
    assert shingles(document) == {"one two three four five", "two three four five six"}


def test_the_representative_of_a_group_is_found_through_all_of_it() -> None:
    assert near_duplicates._root({"c": "b", "b": "a"}, "c") == "a"
    assert near_duplicates._root({"c": "b"}, "a") == "a"


def test_no_articles_have_no_pairs() -> None:
    assert list(Shelf().open().pairs()) == []
    assert list(Shelf(article(WIRE)).open().pairs()) == []
