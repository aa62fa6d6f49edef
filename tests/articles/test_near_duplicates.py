"""Near-duplicates: what is named, what is not, and that neither a cache nor many articles change it."""

from __future__ import annotations

import random
import unicodedata
from array import array
from collections.abc import Callable

import pytest

from annotate.articles import key_index, near_duplicates
from annotate.articles.fingerprints import BANDS, Fingerprint, rules, similarity
from annotate.articles.near_duplicates import CONTAINMENT, THRESHOLD, NearDuplicates, Relation, Resemblance
from annotate.model import Document
from support.wire import WIRE, article, report, sentences, words


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
    assert similarity(Fingerprint(stored).shingles, Fingerprint(new).shingles) == shared / 200
    assert set(array("I", Fingerprint(stored).bands)) & set(array("I", Fingerprint(new).bands))
    assert Shelf(stored).open().add(new) == (Resemblance("stored", 0.5) if named else None)
    assert list(Shelf(stored, new).open().pairs()) == ([("stored", "new", 0.5)] if named else [])


def test_the_most_similar_one_is_named_and_never_the_article_itself() -> None:
    shelf = Shelf(article(WIRE.rpartition("\n")[0], "cut"), article(WIRE, "wire"), article(WIRE, "twin"))
    assert shelf.open().add(article(WIRE, "new")) == Resemblance("wire", 1.0)
    assert shelf.open().add(article(WIRE, "wire")) == Resemblance("twin", 1.0)
    assert shelf.open().add(article(WIRE, "twin"), exclude="wire") is not None


def test_an_added_article_is_found() -> None:
    shelf = Shelf()
    known = shelf.open()
    assert known.add(article(WIRE, "first")) is None
    shelf.articles["first"] = article(WIRE, "first")
    assert known.add(article(WIRE, "second")) == Resemblance("first", 1.0)


def test_a_replaced_article_is_not_found_any_more() -> None:
    shelf = Shelf(article(WIRE, "wire"))
    known = shelf.open()
    shelf.articles["wire"] = article(words(1), "wire")
    assert known.add(shelf.articles["wire"]) is None
    assert known.add(article(WIRE, "new")) is None
    assert known.add(article(words(1), "newer")) == Resemblance("wire", 1.0)


# -- briefs and longer versions -------------------------------------------------------------------------------------------


LONG = sentences(1, 20)
LINE = "All texts of the Lantern may be quoted with its name and a link, but no page of it may be copied as a whole."
BRIEF = [LONG[0], LONG[3], LONG[11], LONG[12]]


def test_a_brief_of_a_longer_article_is_named_and_so_is_a_longer_version_of_a_brief() -> None:
    shelf = Shelf(report(sentences(2, 20), "other"), report(LONG, "long"))
    assert similarity(Fingerprint(report(BRIEF)).shingles, Fingerprint(report(LONG)).shingles) < 0.3
    assert shelf.open().add(report(BRIEF, "new")) == Resemblance("long", 1.0, Relation.WITHIN)
    shelf = Shelf(report(sentences(2, 20), "other"), report(BRIEF, "brief"))
    assert shelf.open().add(report(LONG, "new")) == Resemblance("brief", 1.0, Relation.CONTAINS)


@pytest.mark.parametrize("length", [15, 16])
def test_four_fifths_of_the_shorter_article_make_a_near_duplicate(length: int) -> None:
    """A sentence of 15 words has 11 shingles."""
    brief = report([*BRIEF, *sentences(3, 1, length)], "brief")
    named = length == 15
    assert CONTAINMENT == 4 * 11 / (5 * 11)
    assert Shelf(report(LONG, "long")).open().add(brief) == (Resemblance("long", 0.8, Relation.WITHIN) if named else None)
    assert Shelf(brief).open().add(report(LONG, "long")) == (Resemblance("brief", 0.8, Relation.CONTAINS) if named else None)
    assert list(Shelf(report(LONG, "long"), brief).open().pairs()) == ([("long", "brief", 0.8)] if named else [])
    assert list(Shelf(brief, report(LONG, "long")).open().pairs()) == ([("brief", "long", 0.8)] if named else [])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text.replace("o", "ö")),
        lambda text: text.replace("o", "\u200bö").upper(),
        lambda text: text.replace("o", "ö\u00ad") + "!",
    ],
)
def test_a_brief_is_named_in_another_form(change: Callable[[str], str]) -> None:
    shelf = Shelf(report([text.replace("o", "ö") for text in LONG], "long"))
    assert shelf.open().add(report(map(change, BRIEF), "new")) == Resemblance("long", 1.0, Relation.WITHIN)


def test_a_brief_in_a_script_without_spaces_is_named() -> None:
    choose = random.Random(1)
    text = ["".join(chr(choose.randrange(0x4E00, 0x9000)) for _ in range(18)) + "。" for _ in range(20)]
    near = Shelf(report(text, "long")).open().add(report([text[2], text[7], text[8]], "new"))
    assert near == Resemblance("long", 1.0, Relation.WITHIN)


def test_a_brief_that_is_a_little_changed_is_named() -> None:
    shelf = Shelf(report(LONG, "long"))
    edited = BRIEF[3].split()
    edited[0] = "Reportedly"
    for brief in (
        ["GULL ISLAND (LNS) - " + BRIEF[0], *BRIEF[1:]],
        [*BRIEF, "More to follow."],
        [*BRIEF[:3], " ".join(edited)],
        [*reversed(BRIEF)],
    ):
        near = shelf.open().add(report(brief, "new"))
        assert near is not None
        assert (near.id, near.relation) == ("long", Relation.WITHIN)
        assert CONTAINMENT <= near.share <= 1


def test_one_long_sentence_connects_nothing() -> None:
    """Nearly all of the short article is in the long one, but that is a slogan or a disclaimer."""
    line = words(5, 40)
    long, short = report([*LONG, line], "long"), report([line, "Rain on Monday."], "short")
    assert Shelf(long).open().add(short) is None
    assert Shelf(short).open().add(long) is None
    assert list(Shelf(long, short).open().pairs()) == []
    twice = report([line, line, "Rain on Monday."], "twice")
    assert Shelf(long).open().add(twice) is None, "nor does it if it is repeated"


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        (["Rain fell on Monday, he said.", LINE], ["A ferry left late, she said.", LINE], False),
        ([LINE, "Rain fell on Monday."], [LINE, "A ferry left late."], False),
        (["Rain fell", LINE], ["Heavy rain on the coast", LINE], True),
        ([LINE], [LINE, "A ferry left late."], True),
        (["Rain fell.", "Yes.", LINE], ["Rain fell.", "Yes.", LINE], True),
    ],
    ids=["at the end", "at the beginning", "headlines", "one sentence", "the same"],
)
def test_a_line_of_boilerplate_connects_no_short_articles(first: list[str], second: list[str], named: bool) -> None:
    near = Shelf(report(first, "first")).open().add(report(second, "second"))
    assert (near is not None) is named


def test_boilerplate_of_many_articles_connects_nothing_and_costs_nothing() -> None:
    lines = [words(number, 30) for number in range(500, 503)]
    pages = [report([*lines, *sentences(number, 80)], f"n{number}") for number in range(40)]
    shelf = Shelf(*pages)
    known = shelf.open()
    list(known.pairs())
    shelf.reads = 0
    notice = report([*lines, "Rain on Monday."], "notice")
    assert known.add(notice) is None
    assert (list(shelf.open(known.to_cache() or b"").pairs()), shelf.reads) == ([], 0)
    assert Shelf(*pages[:32]).open().add(notice) is not None, "what few articles have is their text"


def test_articles_that_share_few_of_their_sentences_are_not_read() -> None:
    """Two reports repeat the same background."""
    background = sentences(4, 2)
    shelf = Shelf(report([*sentences(5, 3), *background], "a"))
    known = shelf.open()
    known.add(report(["Rain."], "first"))
    shelf.reads = 0
    shelf.articles["b"] = report([*sentences(6, 3), *background], "b")
    assert known.add(shelf.articles["b"]) is None
    assert shelf.reads == 0
    assert known.add(report([*sentences(7, 2), *background], "c")) is None
    assert shelf.reads == 2, "half of its sentences are the same"


def test_a_similar_article_is_named_before_one_that_contains_it() -> None:
    shelf = Shelf(report(LONG, "long"), report([*BRIEF[:3], *sentences(6, 1)], "twin"))
    near = shelf.open().add(report(BRIEF, "new"))
    assert near == Resemblance("twin", pytest.approx(0.5, abs=0.1))
    assert shelf.open().add(report(BRIEF, "new"), exclude="twin") == Resemblance("long", 1.0, Relation.WITHIN)
    assert shelf.open().add(report(BRIEF, "twin"), exclude="long") is None


def test_the_article_that_contains_most_of_it_is_named() -> None:
    shelf = Shelf(
        report([*sentences(7, 20), *BRIEF[:3], BRIEF[3][:50]], "part"), report(LONG, "long"), report([*LONG, "x"], "longer")
    )
    assert shelf.open().add(report(BRIEF, "new")) == Resemblance("long", 1.0, Relation.WITHIN)
    assert shelf.open().add(report(BRIEF, "long")) == Resemblance("longer", 1.0, Relation.WITHIN), "never the article itself"


def test_what_few_sentences_show_to_be_similar_is_called_so() -> None:
    """MinHash misses an eighth of the pairs with a similarity of 0.5."""
    long = sentences(1, 10)
    for seed in range(2, 200):
        half = [*long[:7], *sentences(seed, 3)]
        one, two = Fingerprint(report(long)), Fingerprint(report(half))
        if not set(array("I", one.bands)) & set(array("I", two.bands)):
            break
    assert similarity(one.shingles, two.shingles) >= THRESHOLD
    assert Shelf(report(long, "long")).open().add(report(half, "new")) == Resemblance("long", pytest.approx(0.52, abs=0.02))


@pytest.mark.parametrize("limit", [key_index._DICT_LIMIT, 20])
def test_briefs_are_found_among_many_articles(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_index, "_DICT_LIMIT", limit)
    shelf = Shelf(*(report(sentences(number, 12), f"n{number}") for number in range(30)))
    known = shelf.open()
    for number in range(30, 70):
        shelf.articles[f"n{number}"] = report(sentences(number, 12), f"n{number}")
        assert known.add(shelf.articles[f"n{number}"]) is None
    for number in range(70):
        brief = shelf.articles[f"b{number}"] = report(sentences(number, 12)[4:7], f"b{number}")
        assert known.add(brief) == Resemblance(f"n{number}", 1.0, Relation.WITHIN)
    assert sorted(shelf.open(known.to_cache() or b"").pairs()) == sorted(
        (f"n{number}", f"b{number}", 1.0) for number in range(70)
    )


def test_pairs_connect_briefs_and_what_is_similar_in_one_group() -> None:
    shelf = Shelf(
        report(BRIEF, "brief"),
        report(sentences(9, 20), "other"),
        report(LONG, "long"),
        report(LONG[1:], "similar"),
        report(BRIEF[:3], "shorter"),
    )
    pairs = list(shelf.open().pairs())
    assert [pair[:2] for pair in pairs] == [("brief", "shorter"), ("long", "similar"), ("brief", "long")]


def test_two_briefs_of_one_article_are_connected_through_it() -> None:
    shelf = Shelf(report(LONG[:4], "start"), report(LONG[15:], "end"), report(LONG, "long"))
    assert list(shelf.open().pairs()) == [("start", "long", 1.0), ("end", "long", 1.0)]


# -- many of them ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [key_index._DICT_LIMIT, 20])
def test_many_articles_are_found_as_few_are(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a low `limit` they move from the dict to the sorted array at the start and several times later."""
    monkeypatch.setattr(key_index, "_DICT_LIMIT", limit)
    shelf = Shelf(*(article(words(number), f"n{number}") for number in range(50)))
    known = shelf.open()
    for number in range(50, 120):
        shelf.articles[f"n{number}"] = article(words(number), f"n{number}")
        assert known.add(shelf.articles[f"n{number}"]) is None
    for number in range(120):
        copy = article(words(number) + " and more", f"copy{number}")
        assert known.add(copy) == Resemblance(f"n{number}", pytest.approx(0.99, abs=0.01))


def test_an_article_is_not_compared_with_thousands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weather reports are all alike; each new one is compared with a few."""
    shelf = Shelf(*(article(f"{WIRE} {number}", f"n{number}") for number in range(300)))
    known = shelf.open()
    known.add(article(words(1), "first"))
    shelf.reads = 0
    assert known.add(article(WIRE, "new")) is not None
    assert shelf.reads <= 8


def test_no_more_than_a_few_candidates_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_duplicates, "_COMPARE_LIMIT", 2)
    shelf = Shelf(*(article(f"{WIRE} {number}", f"n{number}") for number in range(5)))
    known = shelf.open()
    known.add(article(words(1), "first"))
    shelf.reads = 0
    assert known.add(article(f"{WIRE} 0", "new")) == Resemblance("n0", 1.0)
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
    assert again.add(article(WIRE, "copy")) == Resemblance("wire", 1.0)
    assert shelf.reads == 1, "the candidate alone"


def test_a_cache_that_fits_is_not_written_again() -> None:
    shelf = Shelf(article(WIRE, "wire"))
    known = shelf.open()
    known.add(article(WIRE, "wire"))
    assert shelf.open(known.to_cache() or b"").to_cache() is None


def test_a_cache_is_a_digest_of_the_rules_and_a_row_for_each_article() -> None:
    shelf = Shelf(article(WIRE, "wire"), article("Short.", "short"), report(sentences(1, 3), "other"))
    known = shelf.open()
    list(known.pairs())
    cached = known.to_cache()
    assert cached is not None
    rows = [
        (near_duplicates._identity(document.id, document.sha256), print.bands, print.sentences)
        for document in shelf.articles.values()
        for print in [Fingerprint(document)]
    ]
    assert [len(sentences) for _, _, sentences in rows] == [4, 0, 12]
    assert len(cached) == 16 + 3 * (16 + 4 + 4 * BANDS) + 4 + 12
    assert cached[:16] == rules()
    read = list(near_duplicates._rows(cached))
    assert [row[:3] for row in read] == rows
    assert [end for *_, end in read] == [
        len(cached) - 12 - 20 - 4 * BANDS - 20 - 4 * BANDS,
        len(cached) - 12 - 20 - 4 * BANDS,
        len(cached),
    ]
    assert list(near_duplicates._rows(cached[:-1])) == read[:2], "a row that is cut off is left out"
    assert list(near_duplicates._rows(cached + b"x")) == read
    assert list(near_duplicates._rows(cached + bytes(20))) == read
    assert list(near_duplicates._rows(b"x" + cached[1:])) == []


def test_new_articles_are_added_at_the_end_of_a_cache() -> None:
    shelf = Shelf(article(WIRE, "wire"), article("Short.", "short"))
    known = shelf.open()
    assert known.additions() == b"", "nothing was compared"
    list(known.pairs())
    assert known.additions() is None, "there is no cache to which anything could be added"
    cached = known.to_cache() or b""
    again = shelf.open(cached)
    list(again.pairs())
    assert again.additions() == b""
    new = report(sentences(1, 3), "other")
    shelf.articles[new.id] = new
    again.add(new)
    longer = cached + (again.additions() or b"")
    assert longer == again.to_cache()
    for damaged in (longer[:-1], b"x" + longer[1:], longer + b"x"):
        third = shelf.open(damaged)
        list(third.pairs())
        assert third.additions() is None
        assert third.to_cache() == longer


def test_a_cache_of_which_most_is_of_no_use_is_known() -> None:
    shelf = Shelf(*(article(f"{WIRE} {number}", f"wire-{number}") for number in range(3)))
    known = shelf.open()
    list(known.pairs())
    for number, expected in ((0, False), (1, True)):
        del shelf.articles[f"wire-{number}"]
        again = shelf.open(known.to_cache() or b"")
        list(again.pairs())
        assert again.mostly_stale == expected


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
    assert shelf.open(damage(cached)).add(article(WIRE, "copy")) == Resemblance("wire", 1.0)  # type: ignore[operator]


def test_an_article_that_changed_is_read_again() -> None:
    shelf = Shelf(article(words(1), "a"))
    known = shelf.open()
    known.add(article(words(2), "b"))
    shelf.articles["a"] = article(WIRE, "a")
    assert shelf.open(known.to_cache() or b"").add(article(WIRE, "copy")) == Resemblance("a", 1.0)


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


def test_no_articles_have_no_pairs() -> None:
    assert list(Shelf().open().pairs()) == []
    assert list(Shelf(article(WIRE)).open().pairs()) == []
