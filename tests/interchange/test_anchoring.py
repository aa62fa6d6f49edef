"""Foreign articles are found among the stored ones, and their spans in a text that is slightly different; never elsewhere."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.interchange.anchoring import Anchoring, StoredArticle, StoredArticles, find_quote
from annotate.model import Document
from support.builders import make_document

FERRY = [
    "Ferry to Holm stops for the winter",
    "The council of Holm said on Monday that the ferry would not run before April.",
    "“We cannot pay for an empty boat,” said its chair, Mette Krag.",
    "Fishermen doubt it: the boat was full in December, they say.",
    "“We cannot pay for an empty boat,” she repeated in the evening.",
    "Nobody has asked the school yet, although forty children cross the sound every day.",
]
BAKERY = [
    "The bakery in Mill Street closed on Friday after a flood.",
    "Its owner hopes to open again in spring, he told neighbours.",
]


def text(sentences: Sequence[str], separator: str = "\n\n") -> str:
    return separator.join(sentences)


def stored(*documents: Document) -> StoredArticles:
    by_id = {document.id: document for document in documents}
    return StoredArticles(
        {id: document.text_sha256 for id, document in by_id.items()},
        {id: document.sha256 for id, document in by_id.items()},
        by_id.__getitem__,
    )


ARTICLES = (make_document("ferry", FERRY), make_document("bakery", BAKERY))


def test_an_article_is_found_by_its_text_whatever_its_name() -> None:
    assert stored(*ARTICLES).find(make_document("task-7", FERRY)) == StoredArticle("ferry", same_text=True)


@pytest.mark.parametrize(
    "change",
    [
        lambda sentence: sentence.replace("“", '"').replace("”", '"'),
        lambda sentence: sentence.replace(" ", "  "),
        lambda sentence: sentence.replace(" ", "\u00a0"),
        lambda sentence: sentence.replace("the ferry", "the\u200b ferry"),
        lambda sentence: sentence.replace("Monday", "Tuesday"),
    ],
)
def test_an_article_whose_text_differs_slightly_is_found(change: object) -> None:
    assert callable(change)
    foreign = make_document("x", map(change, FERRY))
    articles = stored(*ARTICLES)
    assert articles.find(foreign) == StoredArticle("ferry", same_text=False)
    assert articles.find(foreign) == StoredArticle("ferry", same_text=False)


def test_two_slightly_different_texts_are_the_same_stored_article() -> None:
    articles = stored(*ARTICLES)
    for word in ("Tuesday", "Sunday", "Friday"):
        foreign = make_document(word, [sentence.replace("Monday", word) for sentence in FERRY])
        assert articles.find(foreign) == StoredArticle("ferry", same_text=False)


@pytest.mark.parametrize("sentences", [BAKERY[:1], FERRY[:3], ["An article about something else is not stored yet."], [" "]])
def test_another_article_or_a_part_of_one_is_not_found(sentences: list[str]) -> None:
    assert stored(*ARTICLES).find(make_document("x", sentences)) is None


def test_nothing_is_found_where_nothing_is_stored() -> None:
    assert stored().find(make_document("x", FERRY)) is None


# -- spans --------------------------------------------------------------------------------------------------------------


def move(foreign: str, ours: str, quote: str, occurrence: int = 0) -> str | None:
    """Return the text around which a span is in the stored text, marked by brackets; None if it is not anchored."""
    start = -1
    for _ in range(occurrence + 1):
        start = foreign.index(quote, start + 1)
    place = Anchoring(foreign, ours).place(start, start + len(quote))
    if place is None:
        return None
    return f"{ours[max(0, place[0] - 6) : place[0]]}[{ours[slice(*place)]}]{ours[place[1] : place[1] + 6]}"


@pytest.mark.parametrize(
    ("foreign", "ours", "quote", "found"),
    [
        ("He said so.", "He said so.", "said", "He [said] so."),
        ("He  said\nso.", "He said so.", "said\nso", "He [said so]."),
        ("He said so.", "He  said\n\nso.", "said so", "He  [said\n\nso]."),
        ('She said "no" twice.', "She said “no” twice.", '"no"', " said [“no”] twice"),
        ("Wait... what?", "Wait… what?", "Wait...", "[Wait…] what?"),
        ("caf\u00e9 closed early", "cafe\u0301 closed early", "caf\u00e9", "[cafe\u0301] close"),
        ("cafe\u0301 closed early", "caf\u00e9 closed early", "cafe\u0301", "[caf\u00e9] close"),
        (
            "Rates will rise, she said.",
            "Update: rates fell. Rates will rise, she said.",
            "Rates will rise",
            "fell. [Rates will rise], she ",
        ),
        ("مرحبا قال الوزير إن السعر", "قال  الوزير إن السعر", "الوزير", "قال  [الوزير] إن ال"),
        ("市長は橋を閉鎖すると述べた。", "市長は 橋を閉鎖すると述べた。", "橋を閉鎖する", "市長は [橋を閉鎖する]と述べた。"),
        ("👨‍👩‍👧 said it was fine", "👨‍👩‍👧  said it was fine", "it was fine", " said [it was fine]"),
        ("He said the town would help.", "He said the city would help.", "the town would help", None),
        ("a b c d e", "v w x y z", "c", None),
        ("He said so.", "He said so!", "said", "He [said] so!"),
        ("pre  said so", "pre said so", "  ", None),
    ],
)
def test_a_span_is_found_by_its_quoted_text(foreign: str, ours: str, quote: str, found: str | None) -> None:
    assert move(foreign, ours, quote) == found


def test_of_several_places_the_one_with_the_same_context_is_taken() -> None:
    quote = "We cannot pay for an empty boat"
    ours = text(FERRY).replace("Monday", "Tuesday")
    assert move(text(FERRY, " "), ours, quote, 0) == f"il.\n\n“[{quote}],” sai"
    assert move(text(FERRY, " "), ours, quote, 1) == f"ay.\n\n“[{quote}],” she"


def test_a_span_that_may_be_at_several_places_is_not_anchored() -> None:
    foreign = "x. He said so. y"
    assert move(foreign, "He said so. He said so. He said so.", "He said so") is None


def test_a_long_span_that_was_moved_is_found_and_a_short_one_is_not() -> None:
    moved = [FERRY[0], *FERRY[4:], *FERRY[1:4]]
    quote = "the boat was full in December, they say"
    assert move(text(FERRY), text(moved), quote) == f"t it: [{quote}]."
    assert move(text([*FERRY[:3], "Aye.", *FERRY[3:]]), text([*FERRY, "Aye."]), "Aye") is None


def test_a_quoted_text_is_found_by_itself_if_it_is_there_once() -> None:
    assert find_quote("He said so. She came.", "She") == (12, 15)
    assert find_quote("He said so. She said so.", "said") is None
    assert find_quote("He said so. She said so.", "said", prefix="so. She ") == (16, 20)
    assert find_quote("He said so.", "came") is None


WORDS = ["ferry", "boat", "said", "“we", "will”", "né", "👍🏽", "שלום", "新聞", "the", "the", "a"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), st.data())
def test_an_anchored_span_has_the_same_words(words: list[str], data: st.DataObject) -> None:
    changed = [*words]
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(changed)))
        changed[at : at + data.draw(st.integers(0, 2))] = data.draw(st.lists(st.sampled_from(WORDS), max_size=2))
    foreign, ours = "  ".join(words), " ".join(changed)
    start = data.draw(st.integers(0, len(foreign) - 1))
    end = data.draw(st.integers(start + 1, len(foreign)))
    if place := Anchoring(foreign, ours).place(start, end):
        assert ours[slice(*place)].split() == foreign[start:end].split()


@given(st.lists(st.sampled_from(WORDS), min_size=12, max_size=40, unique=False), st.data())
def test_white_space_alone_loses_nothing_that_is_unique(words: list[str], data: st.DataObject) -> None:
    numbered = [f"{word}{number}" for number, word in enumerate(words)]
    foreign, ours = " \n".join(numbered), " ".join(numbered)
    at = data.draw(st.integers(0, len(numbered) - 1))
    start = foreign.index(numbered[at])
    place = Anchoring(foreign, ours).place(start, start + len(numbered[at]))
    assert place is not None
    assert ours[slice(*place)] == numbered[at]


def test_a_long_text_with_many_spans_is_fast() -> None:
    rng = random.Random(7)
    vocabulary = [f"word{n}" for n in range(3000)]
    words = [rng.choice(vocabulary) for _ in range(40_000)]
    changed = [word if rng.random() > 0.002 else "changed" for word in words]
    foreign, ours = "  ".join(words), " ".join(changed)
    starts = [at for at in range(len(foreign)) if foreign[at - 1] == " " and foreign[at] != " "][::4]
    before = time.process_time()
    anchoring = Anchoring(foreign, ours)
    places = [anchoring.place(start, start + 20) for start in starts]
    assert time.process_time() - before < 10
    assert sum(place is not None for place in places) > 0.9 * len(starts)


def test_a_text_that_stands_there_twice_is_not_anchored_without_context() -> None:
    assert find_quote("It rained. It rained", "It rained") is None, "the edge of the text is no context"
    assert find_quote("It rained. It rained", "It rained", prefix=". ") == (11, 20)
